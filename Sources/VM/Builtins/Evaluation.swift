// Evaluation: source text to code object to running module; compile, exec, eval.

import Bytecode
import CVMSpec
import Syntax

public enum Evaluation {
    /// -O level: 0, 1, 2.
    nonisolated(unsafe) public static var optimizeLevel = 0
    /// -X verify: check every code unit before it runs.
    nonisolated(unsafe) public static var verify = false
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Compiles source bytes; raises SyntaxError and the like.
    public func compileSource(_ source: [UInt8], filename: String, mode: ParseMode = .exec, isText: Bool = false, isScript: Bool = false, flags: CompileFlags = [], optimize: Int = -1) throws(PyRaise) -> Value {
        let parsed: ParsedModule
        switch parse(source: source, filename: filename, mode: mode, flags: isText ? [.ignoreCookie] : isScript ? [.isScript] : []) {
        case .success(let m): parsed = m
        case .failure(let e): throw syntaxError(e, filename)
        }
        switch compile(parsed.tree, filename: filename, flags: flags, optimize: optimize < 0 ? Evaluation.optimizeLevel : optimize) {
        case .success(let unit):
            for w in parsed.warnings + unit.warnings { try Warnings.issue?(self, w.category == .syntaxWarning ? K.SyntaxWarning : K.DeprecationWarning, w.message, w.line, filename) }
            return try newCode(unit.code)
        case .failure(let e): throw syntaxError(e, filename)
        }
    }

    /// The exception for what the parser or compiler found.
    func syntaxError(_ e: SyntaxErrorInfo, _ filename: String) -> PyRaise {
        switch e.kind {
        case .memoryError: return e.message.isEmpty ? raise(K.MemoryError, arguments: []) : raise(K.MemoryError, e.message)
        case .recursionError: return raise(K.RecursionError, e.message)
        case .valueError: return raise(K.ValueError, e.message)
        default: break
        }
        let type = e.kind == .indentationError ? K.IndentationError : e.kind == .tabError ? K.TabError : K.SyntaxError
        do {
            if e.line < 0 { return raise(type, e.message) }
            func number(_ n: Int) -> Value { Value(small: n) }
            let text = e.sourceLine == nil ? Value.none : try str(e.sourceLine ?? "")
            let details = try newTuple([try str(filename), number(e.line), e.column == 0 && e.sourceLine == nil ? .none : number(e.column), text, number(e.endLine), number(e.endColumn)])
            return raise(type, arguments: [try str(e.message), details])
        } catch { return error }
    }

    /// Runs a code object with globals and locals; may push. A frame that exec or eval makes.
    public func runCode(_ code: Value, globals: DictRef, locals: Value) throws(PyRaise) -> Value {
        let c = code.code
        let f = try newFunction(code, globals: globals)
        let frame = try reserveFrame(c)
        for i in 0 ..< Int(c.pointee.registerCount) { frame.registers[i] = .empty }
        try enterFrame(frame, code: c, function: f, globals: globals)
        frame.pointee.locals = locals.bits
        return .empty
    }

    /// Globals for exec and eval: `__builtins__` is put in.
    func prepareGlobals(_ g: Value) throws(PyRaise) -> DictRef {
        guard has(g, .Dict) else { throw raise(K.TypeError, "globals must be a dict, not \(typeName(of: g))") }
        if try dictGet(g.dict, N.builtins).isEmpty, let b = pointee.builtins { try dictSet(g.dict, N.builtins, Value(b)) }
        return g.dict
    }

    /// locals() of a frame.
    func localsOf(_ frame: FrameRef) throws(PyRaise) -> Value {
        if frame.pointee.locals != 0 { return Value(bits: frame.pointee.locals) }
        let unit = frame.pointee.code.info.unit
        if !unit.flags.contains(.optimized) { return Value(optional: frame.pointee.globals) }
        let d = try newDict()
        for (i, n) in unit.registerNames.enumerated() {
            var v = frame.registers[i]
            if v.isPresent && i < unit.registerKinds.count && v.isExact(.Cell) && unit.registerKinds[i] != .fast { v = Value(bits: v.cell(PyCellLayout.self).pointee.content) }
            else if v.isPresent && v.isExact(.Cell), unit.registerKinds[i] == .cell { v = Value(bits: v.cell(PyCellLayout.self).pointee.content) }
            if v.isPresent { try dictSet(d, try intern(n), v) }
        }
        return Value(d)
    }

    /// Source of compile, exec and eval as bytes.
    func sourceBytes(_ v: Value, _ what: String) throws(PyRaise) -> (bytes: [UInt8], isText: Bool) {
        if has(v, .Str) { return (v.str.utf8, true) }
        if has(v, .Bytes) { return (Array(UnsafeBufferPointer(start: UnsafeMutableRawPointer(v.bytes + 1).assumingMemoryBound(to: UInt8.self), count: Int(v.bytes.pointee.length))), false) }
        if has(v, .Bytearray) {
            guard let p = v.bytearray.pointee.data else { return ([], false) }
            return (Array(UnsafeBufferPointer(start: p, count: Int(v.bytearray.pointee.length))), false)
        }
        throw raise(K.TypeError, "\(what) must be a string, bytes or code object")
    }

    /// Future flags of the frame that calls compile, exec or eval.
    func inheritedFlags() -> CompileFlags {
        guard let f = pointee.frame, CodeFlags(rawValue: f.pointee.code.pointee.codeFlags).contains(.futureAnnotations) else { return [] }
        return [.futureAnnotations]
    }
}

/// Hook of the warnings machinery: what the compiler warns of. Category, message, line, file.
public enum Warnings {
    nonisolated(unsafe) public static var issue: ((Thread, Value, String, Int, String) throws(PyRaise) -> Void)? = nil
}

extension Bootstrap {
    static func defineEvaluationBuiltins(_ t: Thread, _ builtins: DictRef) throws(PyRaise) {
        func add(_ name: String, _ signature: String, _ body: @escaping NativeBody) throws(PyRaise) {
            try t.dictSet(builtins, try t.intern(name), try t.newNative(name, signature, module: try t.intern("builtins"), body))
        }
        try add("globals", "()") { t, a throws(PyRaise) in Value(optional: t.pointee.frame?.pointee.globals) }
        try add("locals", "()") { t, a throws(PyRaise) in
            guard let f = t.pointee.frame else { return .none }
            return try t.localsOf(f)
        }
        try add("compile", "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)") { t, a throws(PyRaise) in
            guard t.has(a[2], .Str) else { throw t.raise(K.TypeError, "compile() argument 'mode' must be str, not \(t.typeName(of: a[2]))") }
            var mode = ParseMode.exec
            switch a[2].str.string {
            case "exec": mode = .exec
            case "eval": mode = .eval
            case "single": mode = .single
            case "func_type": throw t.notImplemented("compile() in mode 'func_type'")
            default: throw t.raise(K.ValueError, "compile() mode must be 'exec', 'eval' or 'single'")
            }
            let flags = a[3].isPresent ? try t.index(a[3]) : 0
            var filename = a[1]
            if t.has(filename, .Bytes) { filename = try t.callMethod(filename, "decode") }
            else if !t.has(filename, .Str) { filename = try t.callMethod(filename, "__fspath__") }
            let source = try t.sourceBytes(a[0], "compile() arg 1")
            if source.bytes.contains(0) { throw t.raise(K.SyntaxError, "source code string cannot contain null bytes") }
            if flags & 0x400 != 0 { return try t.syntaxTreeObject(source.bytes, filename: filename.str.string, mode: mode, isText: source.isText) }
            var compileFlags = t.inheritedFlags()
            if a[4].isPresent, try t.isTrue(a[4]) { compileFlags = [] }
            if flags & 0x1000000 != 0 { compileFlags.insert(.futureAnnotations) }
            return try t.compileSource(source.bytes, filename: filename.str.string, mode: mode, isText: source.isText, flags: compileFlags, optimize: a[5].isPresent ? try t.index(a[5]) : -1)
        }
        func evaluate(_ t: Thread, _ a: Arguments, _ mode: ParseMode, _ what: String) throws(PyRaise) -> Value {
            guard let frame = t.pointee.frame else { return .none }
            var globals = Value(optional: frame.pointee.globals)
            var locals = Value.empty
            if a[1].isPresent && !a[1].isNone {
                globals = a[1]
                if !t.has(globals, .Dict) {
                    throw t.raise(K.TypeError, what == "exec" ? "exec() globals must be a dict, not \(t.typeName(of: globals))" : "globals must be a dict")
                }
                locals = a[2].isPresent && !a[2].isNone ? a[2] : a[1]
            } else {
                locals = a[2].isPresent && !a[2].isNone ? a[2] : try t.localsOf(frame)
            }
            if !t.has(locals, .Dict), try t.special(of: locals, .getitem).isEmpty {
                throw t.raise(K.TypeError, what == "exec" ? "locals must be a mapping or None, not \(t.typeName(of: locals))" : "locals must be a mapping")
            }
            let g = try t.prepareGlobals(globals)
            var code = a[0]
            if !t.has(code, .Code) {
                var source = try t.sourceBytes(code, "\(what)() arg 1")
                if source.bytes.contains(0) { throw t.raise(K.SyntaxError, "source code string cannot contain null bytes") }
                if mode == .eval { while let c = source.bytes.first, c == 32 || c == 9 { source.bytes.removeFirst() } }
                code = try t.compileSource(source.bytes, filename: "<string>", mode: mode, isText: source.isText, flags: t.inheritedFlags())
            }
            if code.code.info.serialized.freeCount > 0 {
                throw t.raise(K.TypeError, "code object passed to \(what)() may not contain free variables")
            }
            return try t.runCode(code, globals: g, locals: locals == Value(g) ? .empty : locals)
        }
        try add("exec", "(source, globals=None, locals=None, /, *, closure=None)") { t, a throws(PyRaise) in try evaluate(t, a, .exec, "exec") }
        try add("eval", "(source, globals=None, locals=None, /)") { t, a throws(PyRaise) in try evaluate(t, a, .eval, "eval") }
        try add("__import__", "(name, globals=None, locals=None, fromlist=(), level=0)") { t, a throws(PyRaise) in
            guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "__import__() argument 1 must be str, not \(t.typeName(of: a[0]))") }
            let level = a[4].isPresent ? try t.index(a[4]) : 0
            return try t.importModule(a[0].str.string, globals: a[1].isPresent ? a[1] : .none, fromlist: a[3].isPresent ? a[3] : .none, level: level)
        }
    }
}
