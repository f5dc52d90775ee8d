// Code, frame and generator objects as Python sees them.

import Bytecode
import CVMSpec

extension Bootstrap {
    static func defineCodeTypes(_ t: Thread) throws(PyRaise) {
        K.code = try t.defineType("code", .Code, subclassable: false) { b throws(PyRaise) in
            func number(_ name: String, _ get: @escaping (UnsafeMutablePointer<PyCodeLayout>) -> Int) throws(PyRaise) {
                try b.attribute(name, get: { t, a throws(PyRaise) in Value(small: get(a[0].code)) })
            }
            func word(_ name: String, _ get: @escaping (UnsafeMutablePointer<PyCodeLayout>) -> UInt64) throws(PyRaise) {
                try b.attribute(name, get: { t, a throws(PyRaise) in Value(bits: get(a[0].code)) })
            }
            try word("co_name") { $0.pointee.name }
            try word("co_qualname") { $0.pointee.qualifiedName }
            try word("co_filename") { $0.pointee.filename }
            try b.attribute("co_names", get: { t, a throws(PyRaise) in
                try t.materialize(a[0].code)
                return Value(bits: a[0].code.pointee.nameTuple)
            })
            try b.attribute("co_consts", get: { t, a throws(PyRaise) in
                try t.materialize(a[0].code)
                return Value(bits: a[0].code.pointee.constantTuple)
            })
            try number("co_argcount") { Int($0.pointee.argumentCount) }
            try number("co_posonlyargcount") { Int($0.pointee.positionalOnlyCount) }
            try number("co_kwonlyargcount") { Int($0.pointee.keywordOnlyCount) }
            try number("co_flags") { Int($0.pointee.codeFlags) }
            try number("co_firstlineno") { Int($0.info.serialized.firstLine) }
            try number("co_stacksize") { Int($0.info.serialized.registerCount) }
            func names(_ name: String, _ keep: @escaping (CodeUnit, Int) -> Bool) throws(PyRaise) {
                try b.attribute(name, get: { t, a throws(PyRaise) in
                    let unit = a[0].code.info.unit
                    var out: [Value] = []
                    for i in 0 ..< unit.registerNames.count where keep(unit, i) { out.append(try t.intern(unit.registerNames[i])) }
                    return try t.newTuple(out)
                })
            }
            func parameters(_ u: CodeUnit) -> Int {
                u.argumentCount + u.keywordOnlyCount + (u.flags.contains(.varArgs) ? 1 : 0) + (u.flags.contains(.varKeywords) ? 1 : 0)
            }
            try names("co_varnames") { u, i in u.registerKinds[i] == .fast || i < parameters(u) }
            try names("co_cellvars") { u, i in u.registerKinds[i] == .cell }
            try names("co_freevars") { u, i in u.registerKinds[i] == .free }
            try b.attribute("co_nlocals", get: { t, a throws(PyRaise) in
                let u = a[0].code.info.unit
                var n = 0
                for i in 0 ..< u.registerNames.count where u.registerKinds[i] == .fast || i < parameters(u) { n += 1 }
                return Value(small: n)
            })
            try b.attribute("co_code", get: { t, a throws(PyRaise) in
                var bytes: [UInt8] = []
                for w in a[0].code.info.unit.instructions { for i in 0 ..< 8 { bytes.append(UInt8(truncatingIfNeeded: w >> UInt64(8 * i))) } }
                return try t.newBytes(bytes)
            })
            try b.method("co_lines", "(self, /)") { t, a throws(PyRaise) in
                let unit = a[0].code.info.unit
                let list = try t.newList()
                var start = 0
                var line = Int.min
                let table = PositionTable(unit)
                for i in 0 ... unit.instructions.count {
                    let l = i == unit.instructions.count ? Int.max : table.range(at: i).map { Int($0.line) } ?? -1
                    if l != line {
                        if line != Int.min { try t.listAppend(list.list, try t.newTuple([Value(small: start * 2), Value(small: i * 2), line < 0 ? .none : Value(small: line)])) }
                        start = i
                        line = l
                    }
                }
                return try t.iterator(list)
            }
            try b.method("co_positions", "(self, /)") { t, a throws(PyRaise) in
                let unit = a[0].code.info.unit
                let list = try t.newList()
                let table = PositionTable(unit)
                for i in 0 ..< unit.instructions.count {
                    if let r = table.range(at: i) {
                        try t.listAppend(list.list, try t.newTuple([Value(small: Int(r.line)), Value(small: Int(r.endLine)), Value(small: Int(r.column)), Value(small: Int(r.endColumn))]))
                    } else { try t.listAppend(list.list, try t.newTuple([.none, .none, .none, .none])) }
                }
                return try t.iterator(list)
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let c = a[0].code
                return try t.str("<code object \(Value(bits: c.pointee.name).str.string) at 0x\(String(a[0].bits, radix: 16)), file \"\(Value(bits: c.pointee.filename).str.string)\", line \(c.info.serialized.firstLine)>")
            }
            try b.method("replace", "(self, /, **changes)") { t, a throws(PyRaise) in
                let d = a[1].dict
                let old = a[0].code
                let copy = CodeUnit()
                let u = old.info.unit
                copy.name = u.name; copy.qualifiedName = u.qualifiedName; copy.filename = u.filename; copy.firstLine = u.firstLine; copy.flags = u.flags
                copy.argumentCount = u.argumentCount; copy.positionalOnlyCount = u.positionalOnlyCount; copy.keywordOnlyCount = u.keywordOnlyCount
                copy.registerNames = u.registerNames; copy.registerKinds = u.registerKinds; copy.registerCount = u.registerCount
                copy.instructions = u.instructions; copy.constants = u.constants; copy.names = u.names; copy.exceptionTable = u.exceptionTable
                copy.positions = u.positions; copy.hasDocstring = u.hasDocstring
                var i = t.dictNext(d, 0)
                while i >= 0 {
                    let e = d.pointee.entries.unsafelyUnwrapped[i]
                    let v = Value(bits: e.value)
                    switch Value(bits: e.key).str.string {
                    case "co_name": copy.name = v.str.string
                    case "co_qualname": copy.qualifiedName = v.str.string
                    case "co_filename": copy.filename = v.str.string
                    case "co_firstlineno": copy.firstLine = Int32(truncatingIfNeeded: try t.index(v))
                    case "co_flags": copy.flags = CodeFlags(rawValue: UInt32(truncatingIfNeeded: try t.index(v)))
                    default: throw t.notImplemented("code.replace(\(Value(bits: e.key).str.string)=…)")
                    }
                    i = t.dictNext(d, i + 1)
                }
                return try t.newCode(copy)
            }
        }
        K.frame = try t.defineType("frame", .FrameObject, subclassable: false) { b throws(PyRaise) in
            typealias F = UnsafeMutablePointer<PyFrameObjectLayout>
            func frame(_ v: Value) -> F { v.cell(PyFrameObjectLayout.self) }
            try b.attribute("f_code", get: { t, a throws(PyRaise) in Value(optional: frame(a[0]).pointee.code) })
            try b.attribute("f_globals", get: { t, a throws(PyRaise) in Value(optional: frame(a[0]).pointee.globals) })
            try b.attribute("f_builtins", get: { t, a throws(PyRaise) in
                guard let g = frame(a[0]).pointee.globals else { return .none }
                return Value(try t.builtinsOf(g))
            })
            try b.attribute("f_locals", get: { t, a throws(PyRaise) in
                let f = frame(a[0])
                if let live = f.pointee.frame { return try t.localsOf(live) }
                if f.pointee.locals != 0 { return Value(bits: f.pointee.locals) }
                let d = try t.newDict()
                if f.pointee.saved != 0, let unit = f.pointee.code?.info.unit {
                    if !unit.flags.contains(.optimized) { return Value(optional: f.pointee.globals) }
                    let saved = Value(bits: f.pointee.saved)
                    for (i, n) in unit.registerNames.enumerated() where i < saved.tuple.count {
                        var v = t.tupleItem(saved, i)
                        if v.isExact(.Cell), unit.registerKinds[i] != .fast { v = Value(bits: v.cell(PyCellLayout.self).pointee.content) }
                        if v.isPresent { try t.dictSet(d, try t.intern(n), v) }
                    }
                }
                return Value(d)
            })
            try b.attribute("f_back", get: { t, a throws(PyRaise) in
                let f = frame(a[0])
                if let live = f.pointee.frame {
                    guard let caller = live.pointee.caller else { return .none }
                    return try t.frameObject(caller)
                }
                return f.pointee.back == 0 ? .none : Value(bits: f.pointee.back)
            })
            func offset(_ f: F) -> Int {
                let next = f.pointee.frame.map { $0.pcOffset } ?? Int(f.pointee.pcOffset)
                return f.pointee.code.map { $0.start(before: next) } ?? 0
            }
            // Two units a word, as tb_lasti.
            try b.attribute("f_lasti", get: { t, a throws(PyRaise) in Value(small: offset(frame(a[0])) * 2) })
            try b.attribute("f_lineno", get: { t, a throws(PyRaise) in
                let f = frame(a[0])
                guard let r = f.pointee.code?.info.positions.range(at: offset(f)) else { return .none }
                return Value(small: Int(r.line))
            })
            try b.attribute("f_trace", get: { t, a throws(PyRaise) in frame(a[0]).pointee.trace == 0 ? .none : Value(bits: frame(a[0]).pointee.trace) }, set: { t, a throws(PyRaise) in
                frame(a[0]).pointee.trace = a[1].bits
                return .none
            })
            try b.method("clear", "(self, /)") { t, a throws(PyRaise) in
                let f = frame(a[0])
                if let live = f.pointee.frame {
                    if live.isGenerator && live.pointee.caller == nil { try t.closeGenerator(Value(bits: live.pointee.generator)); return .none }
                    throw t.raise(K.RuntimeError, "cannot clear an executing frame")
                }
                f.pointee.saved = 0
                return .none
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let f = frame(a[0])
                guard let c = f.pointee.code else { return try t.str("<frame>") }
                let line = c.info.positions.range(at: offset(f)).map { Int($0.line) } ?? 0
                return try t.str("<frame at 0x\(String(a[0].bits, radix: 16)), file \(try t.reprString(Value(bits: c.pointee.filename))), line \(line), code \(Value(bits: c.pointee.name).str.string)>")
            }
        }
        try defineGeneratorTypes(t)
    }

    /// An exception object from the arguments of throw(): (type), (instance), (type, value[, traceback]).
    static func thrownException(_ t: Thread, _ type: Value, _ value: Value, _ traceback: Value) throws(PyRaise) -> Value {
        var e = type
        if t.has(type, .Type) && t.isSubtype(type.type, K.BaseException) {
            if value.isEmpty || value.isNone { e = try t.call(type) }
            else if t.isInstance(value, type) { e = value }
            else if t.has(value, .Tuple) { e = try t.call(type, value.tuple.items, value.tuple.count) }
            else { e = try t.call(type, value) }
        } else if t.isInstance(type, K.BaseException) {
            if value.isPresent && !value.isNone { throw t.raise(K.TypeError, "instance exception may not have a separate value") }
        } else {
            throw t.raise(K.TypeError, "exceptions must be classes or instances deriving from BaseException, not \(t.typeName(of: type))")
        }
        if traceback.isPresent && !traceback.isNone {
            guard t.has(traceback, .Traceback) else { throw t.raise(K.TypeError, "throw() third argument must be a traceback object") }
            e.exception.pointee.traceback = traceback.bits
        }
        return e
    }

    static func defineGeneratorTypes(_ t: Thread) throws(PyRaise) {
        func common(_ b: TypeBuilder, _ prefix: String, _ what: String) throws(PyRaise) {
            try b.attribute("__name__", get: { t, a throws(PyRaise) in Value(bits: a[0].generator.pointee.name) }, set: { t, a throws(PyRaise) in
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "__name__ must be set to a string object") }
                a[0].generator.pointee.name = a[1].bits
                return .none
            })
            try b.attribute("__qualname__", get: { t, a throws(PyRaise) in Value(bits: a[0].generator.pointee.qualifiedName) }, set: { t, a throws(PyRaise) in
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "__qualname__ must be set to a string object") }
                a[0].generator.pointee.qualifiedName = a[1].bits
                return .none
            })
            try b.attribute(prefix + "_code", get: { t, a throws(PyRaise) in Value(a[0].generator.code) })
            try b.attribute(prefix + "_running", get: { t, a throws(PyRaise) in
                t.settle(a[0])
                return Value(a[0].generator.pointee.state == GeneratorState.running || a[0].generator.pointee.hooks & ResumeMode.asyncRunning != 0)
            })
            try b.attribute(prefix + "_frame", get: { t, a throws(PyRaise) in
                t.settle(a[0])
                return a[0].generator.pointee.state == GeneratorState.finished ? .none : try t.frameObject(a[0].generator.frame)
            })
            try b.attribute(prefix + "_suspended", get: { t, a throws(PyRaise) in
                t.settle(a[0])
                return Value(a[0].generator.pointee.state == GeneratorState.suspended)
            })
            try b.attribute(prefix == "gi" ? "gi_yieldfrom" : prefix + "_await", get: { t, a throws(PyRaise) in t.delegateOf(a[0]) ?? .none })
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                try t.str("<\(what) object \(Value(bits: a[0].generator.pointee.qualifiedName).str.string) at 0x\(String(a[0].bits, radix: 16))>")
            }
        }
        K.generator = try t.defineType("generator", .Generator, subclassable: false) { b throws(PyRaise) in
            try common(b, "gi", "generator")
            try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in a[0] }
            try b.method("__next__", "(self, /)") { t, a throws(PyRaise) in try t.resume(a[0], .none, mode: ResumeMode.send) }
            try b.method("send", "(self, value, /)") { t, a throws(PyRaise) in try t.resume(a[0], a[1], mode: ResumeMode.send) }
            try b.method("throw", "(self, type, value=None, traceback=None, /)") { t, a throws(PyRaise) in
                try t.throwInto(a[0], try thrownException(t, a[1], a[2], a[3]), mode: ResumeMode.send)
            }
            try b.method("close", "(self, /)") { t, a throws(PyRaise) in try t.closeGenerator(a[0]); return .none }
        }
        K.coroutine = try t.defineType("coroutine", .Generator, ownsKind: false, subclassable: false) { b throws(PyRaise) in
            try common(b, "cr", "coroutine")
            try b.attribute("cr_origin", get: { t, a throws(PyRaise) in .none })
            try b.method("__await__", "(self, /)") { t, a throws(PyRaise) in try t.newAwaitable(a[0], .coroutine, .none) }
            try b.method("send", "(self, value, /)") { t, a throws(PyRaise) in try t.resume(a[0], a[1], mode: ResumeMode.send) }
            try b.method("throw", "(self, type, value=None, traceback=None, /)") { t, a throws(PyRaise) in
                try t.throwInto(a[0], try thrownException(t, a[1], a[2], a[3]), mode: ResumeMode.send)
            }
            try b.method("close", "(self, /)") { t, a throws(PyRaise) in try t.closeGenerator(a[0]); return .none }
        }
        K.asyncGenerator = try t.defineType("async_generator", .Generator, ownsKind: false, subclassable: false) { b throws(PyRaise) in
            try common(b, "ag", "async_generator")
            try b.method("__aiter__", "(self, /)") { t, a throws(PyRaise) in a[0] }
            try b.method("__anext__", "(self, /)") { t, a throws(PyRaise) in try t.newAwaitable(a[0], .send, .none) }
            try b.method("asend", "(self, value, /)") { t, a throws(PyRaise) in try t.newAwaitable(a[0], .send, a[1]) }
            try b.method("athrow", "(self, type, value=None, traceback=None, /)") { t, a throws(PyRaise) in
                try t.newAwaitable(a[0], .throw, try thrownException(t, a[1], a[2], a[3]))
            }
            try b.method("aclose", "(self, /)") { t, a throws(PyRaise) in try t.newAwaitable(a[0], .close, try t.newException(K.GeneratorExit, [])) }
        }
        _ = try t.defineType("coroutine_wrapper", .Awaitable, subclassable: false) { b throws(PyRaise) in
            try b.method("__await__", "(self, /)") { t, a throws(PyRaise) in a[0] }
            try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in a[0] }
            try b.method("__next__", "(self, /)") { t, a throws(PyRaise) in try t.awaitableSend(a[0], .none) }
            try b.method("send", "(self, value, /)") { t, a throws(PyRaise) in try t.awaitableSend(a[0], a[1]) }
            try b.method("throw", "(self, type, value=None, traceback=None, /)") { t, a throws(PyRaise) in
                try t.awaitableThrow(a[0], try thrownException(t, a[1], a[2], a[3]))
            }
            try b.method("close", "(self, /)") { t, a throws(PyRaise) in
                let w = a[0].cell(PyAwaitableLayout.self)
                if AwaitableKind(rawValue: Int(w.pointee.what)) == .coroutine { try t.closeGenerator(Value(bits: w.pointee.generator)) }
                w.pointee.state = 2
                return .none
            }
        }
        _ = try t.defineType("async_generator_wrapped_value", .AsyncYield, subclassable: false) { b throws(PyRaise) in }
    }
}
