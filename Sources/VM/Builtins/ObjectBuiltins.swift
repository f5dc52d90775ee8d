// Builtins about objects in general: attributes, classes, identity, text forms, print and input.

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// isinstance as a match statement asks it.
    func isInstanceProtocol(_ v: Value, _ cls: Value) throws(PyRaise) -> Bool { try isInstanceOf(v, cls) }

    /// ascii(v).
    public func ascii(_ v: Value) throws(PyRaise) -> Value {
        let r = try repr(v)
        if r.str.isASCII { return r }
        var out: [UInt8] = []
        func hex(_ c: UInt32, _ width: Int) {
            let digits = Array(String(c, radix: 16).utf8)
            for _ in 0 ..< Swift.max(0, width - digits.count) { out.append(48) }
            out.append(contentsOf: digits)
        }
        for i in 0 ..< r.str.count {
            let c = r.str[code: i]
            if c < 128 { out.append(UInt8(c)) }
            else if c < 256 { out.append(contentsOf: "\\x".utf8); hex(c, 2) }
            else if c < 65536 { out.append(contentsOf: "\\u".utf8); hex(c, 4) }
            else { out.append(contentsOf: "\\U".utf8); hex(c, 8) }
        }
        return try str(utf8: out)
    }

    /// sys.<name>, or empty.
    func sysValue(_ name: String) throws(PyRaise) -> Value {
        let sys = try sysModule()
        guard sys.isPresent, let d = sys.module.pointee.dict else { return .empty }
        return try dictGet(d, try intern(name))
    }

    fileprivate func printValues(_ items: Value, sep: Value, end: Value, file givenFile: Value, flush: Value) throws(PyRaise) {
        var file = givenFile
        if file.isEmpty || file.isNone {
            file = try sysValue("stdout")
            if file.isEmpty { throw raise(K.RuntimeError, "lost sys.stdout") }
            if file.isNone { return }
        }
        for (v, n) in [(sep, "sep"), (end, "end")] where v.isPresent && !v.isNone && !has(v, .Str) {
            throw raise(K.TypeError, "\(n) must be None or a string, not \(typeName(of: v))")
        }
        let separator = sep.isPresent && !sep.isNone ? sep : try character(32)
        let ending = end.isPresent && !end.isNone ? end : try character(10)
        let n = items.tuple.count
        var native = Value.empty
        if case .method(let f) = try find(file, N.write), f.isExact(.Native) { native = f }
        if native.isPresent {
            // A builtin stream cannot tell one write from several; but what str() of an item does must come in between.
            var pieces = n == 1 ? try toStr(tupleItem(items, 0)) : Names.emptyStr
            if n != 1 {
                var out: [UInt8] = []
                let separatorBytes = separator.str.utf8
                for i in 0 ..< n {
                    if i > 0 { out.append(contentsOf: separatorBytes) }
                    let item = tupleItem(items, i)
                    if !out.isEmpty, item.isReference, typeOf(item).pointee.typeFlags & TypeFlag.heap != 0 {
                        _ = try call(native, file, try str(utf8: out))
                        out = []
                    }
                    if item.isInt { out.append(contentsOf: String(item.int).utf8) } else { out.append(contentsOf: try toStr(item).str.utf8) }
                }
                pieces = try str(utf8: out)
            }
            if ending.str.count > 0 { pieces = try concatenate(pieces.str, ending.str) }
            _ = try call(native, file, pieces)
        } else {
            let write = try getAttribute(file, N.write)
            for i in 0 ..< n {
                if i > 0 { _ = try call(write, separator) }
                _ = try call(write, try toStr(tupleItem(items, i)))
            }
            _ = try call(write, ending)
        }
        if flush.isPresent, try isTrue(flush) { _ = try callMethod(file, "flush") }
    }

    /// The names of dir(), sorted.
    fileprivate func directory(_ v: Value) throws(PyRaise) -> Value {
        let names: Value
        if v.isEmpty {
            guard let f = pointee.frame else { throw raise(K.SystemError, "frame does not exist") }
            names = try listFrom(try callMethod(try localsOf(f), "keys"))
        } else {
            let f = try special(of: v, .dir)
            if f.isEmpty { throw raise(K.TypeError, "object does not provide __dir__") }
            names = try listFrom(try callSpecial(f, v))
        }
        _ = try callMethod(names, "sort")
        return names
    }

    fileprivate func readInput(_ prompt: Value) throws(PyRaise) -> Value {
        let input = try sysValue("stdin"), out = try sysValue("stdout")
        if input.isEmpty || input.isNone { throw raise(K.RuntimeError, "input(): lost sys.stdin") }
        if out.isEmpty || out.isNone { throw raise(K.RuntimeError, "input(): lost sys.stdout") }
        if prompt.isPresent { _ = try callMethod(out, "write", try toStr(prompt)) }
        _ = try callMethod(out, "flush")
        let line = try callMethod(input, "readline")
        guard has(line, .Str) else { throw raise(K.TypeError, "object.readline() returned non-string") }
        let n = line.str.count
        if n == 0 { throw raise(K.EOFError, "EOF when reading a line") }
        return line.str[code: n - 1] == 10 ? try substring(line.str, 0, n - 1) : line
    }

    /// The class body has run (v is what it returned), or the metaclass has made the class.
    func finishClassBody(_ state: Value, _ v: Value) throws(PyRaise) -> Value {
        if state.tuple.count == 2 { return try buildClassFinish(tupleItem(state, 0), cell: tupleItem(state, 1), v) }
        let original = tupleItem(state, 6), namespace = tupleItem(state, 4)
        if !original.isNone { try setItem(namespace, try intern("__orig_bases__"), original) }
        let (arguments, names) = try flatten([tupleItem(state, 1), tupleItem(state, 2), namespace], tupleItem(state, 5).dict)
        let next = try newTuple([state, v])
        let meta = tupleItem(state, 3)
        return try withTemporaries(arguments.count) { (p) throws(PyRaise) in
            for i in 0 ..< arguments.count { p[i] = arguments[i] }
            return try invoke(meta, p, arguments.count, names: names, then: .classBody, state: next)
        }
    }

    /// Pushes the frame of a class body with its namespace; the class comes through the continuation.
    fileprivate func runClassBody(_ state: Value) throws(PyRaise) -> Value {
        let info = pointee.deliverInfo, continuation = pointee.deliverContinuation
        defer {
            pointee.deliverInfo = info
            pointee.deliverContinuation = continuation
        }
        let outer = info & 0xFF
        var kept = state
        if outer != 0 {
            kept = try newTuple([state, Value(small: Int(outer) << 8 | Int(Continuation.classBody.rawValue)), Value(bits: continuation)])
            pointee.deliverInfo = info & ~0xFF | UInt64(Continuation.nested.rawValue)
        } else { pointee.deliverInfo = info & ~0xFF | UInt64(Continuation.classBody.rawValue) }
        pointee.deliverContinuation = kept.bits
        try withTemporaries(1) { (p) throws(PyRaise) in try pushFunction(tupleItem(state, 0), p, 0, .empty) }
        pointee.frame?.pointee.locals = tupleItem(state, 4).bits
        return .empty
    }
}

extension Bootstrap {
    static func defineObjectBuiltins(_ t: Thread, _ builtins: DictRef) throws(PyRaise) {
        let module = try t.intern("builtins")
        func add(_ name: String, _ signature: String, _ body: @escaping NativeBody) throws(PyRaise) {
            try t.dictSet(builtins, try t.intern(name), try t.newNative(name, signature, module: module, body))
        }
        try add("__build_class__", "(func=<none>, name=<none>, /, *bases, **kwds)") { t, a throws(PyRaise) in
            if a[1].isEmpty { throw t.raise(K.TypeError, "__build_class__: not enough arguments") }
            return try t.runClassBody(try t.buildClassBegin(a[0], a[1], a[2], a[3]))
        }
        // A check written in Python (abc.ABCMeta's) gets its frame pushed; inside a tuple of classes it is waited for.
        let checked = NativeSteps.register { (t, state, v) throws(PyRaise) in Value(try t.isTrue(v)) }
        func check(_ t: Thread, _ s: Special, _ cls: Value, _ v: Value) throws(PyRaise) -> Value? {
            guard t.has(cls, .Type), Value(t.typeOf(cls)) != K.type else { return nil }
            let f = try t.special(of: cls, s)
            guard f.isExact(.Function) else { return nil }
            let r = try t.pushing(then: checked, .none) { () throws(PyRaise) in try t.tailCall(f, cls, v) }
            return r.isEmpty ? r : Value(try t.isTrue(r))
        }
        try add("isinstance", "(obj, class_or_tuple, /)") { t, a throws(PyRaise) in
            if Value(t.typeOf(a[0])) == a[1] { return .true_ }
            if let r = try check(t, .instancecheck, a[1], a[0]) { return r }
            return Value(try t.isInstanceOf(a[0], a[1]))
        }
        try add("issubclass", "(cls, class_or_tuple, /)") { t, a throws(PyRaise) in
            if let r = try check(t, .subclasscheck, a[1], a[0]) { return r }
            return Value(try t.isSubclassOf(a[0], a[1]))
        }
        try add("callable", "(obj, /)") { t, a throws(PyRaise) in Value(try t.special(of: a[0], .call).isPresent) }
        try addAttributeBuiltins(add)
        try add("id", "(obj, /)") { t, a throws(PyRaise) in try t.newInt(Int(truncatingIfNeeded: a[0].bits & 0x7FFF_FFFF_FFFF_FFFF)) }
        try add("hash", "(obj, /)") { t, a throws(PyRaise) in try t.pythonHash(a[0]) }
        try add("repr", "(obj, /)") { t, a throws(PyRaise) in try t.repr(a[0]) }
        try add("ascii", "(obj, /)") { t, a throws(PyRaise) in try t.ascii(a[0]) }
        try add("format", "(value, format_spec='', /)") { t, a throws(PyRaise) in
            guard a[1].isEmpty || t.has(a[1], .Str) else { throw t.raise(K.TypeError, "format() argument 2 must be str, not \(t.typeName(of: a[1]))") }
            return try t.format(a[0], a[1].isPresent ? a[1] : Names.emptyStr)
        }
        try add("dir", "(object=<none>, /)") { t, a throws(PyRaise) in try t.directory(a[0]) }
        try add("vars", "(object=<none>, /)") { t, a throws(PyRaise) in
            if a[0].isEmpty {
                guard let f = t.pointee.frame else { return .none }
                return try t.localsOf(f)
            }
            let d = try t.getAttributeIfAny(a[0], N.dict)
            if d.isEmpty { throw t.raise(K.TypeError, "vars() argument must have __dict__ attribute") }
            return d
        }
        try add("chr", "(i, /)") { t, a throws(PyRaise) in
            let i = try t.index(a[0], overflow: "Python int too large to convert to C int")
            guard i >= Int(Int32.min), i <= Int(Int32.max) else { throw t.raise(K.OverflowError, i < 0 ? "signed integer is less than minimum" : "signed integer is greater than maximum") }
            guard i >= 0, i < 0x110000 else { throw t.raise(K.ValueError, "chr() arg not in range(0x110000)") }
            return try t.character(UInt32(i))
        }
        try add("ord", "(c, /)") { t, a throws(PyRaise) in
            var n = 0
            if t.has(a[0], .Str) {
                n = a[0].str.count
                if n == 1 { return Value(small: Int(a[0].str[code: 0])) }
            } else if t.has(a[0], .Bytes) {
                n = Int(a[0].bytes.pointee.length)
                if n == 1 { return Value(small: Int(UnsafeMutableRawPointer(a[0].bytes + 1).load(as: UInt8.self))) }
            } else if t.has(a[0], .Bytearray) {
                n = Int(a[0].bytearray.pointee.length)
                if n == 1, let p = a[0].bytearray.pointee.data { return Value(small: Int(p[0])) }
            } else { throw t.raise(K.TypeError, "ord() expected string of length 1, but \(t.typeName(of: a[0])) found") }
            throw t.raise(K.TypeError, "ord() expected a character, but string of length \(n) found")
        }
        try add("print", "(*args, sep=' ', end='\\n', file=None, flush=False)") { t, a throws(PyRaise) in
            // Slots: sep, end, file, flush, then the positional arguments.
            try t.printValues(a[4], sep: a[0], end: a[1], file: a[2], flush: a[3])
            return .none
        }
        try add("breakpoint", "(*args, **kws)") { t, a throws(PyRaise) in
            let hook = try t.sysValue("breakpointhook")
            if hook.isEmpty { throw t.raise(K.RuntimeError, "lost sys.breakpointhook") }
            return try t.call(hook, positional: a[0], keywords: a[1])
        }
        try add("input", "(prompt='', /)") { t, a throws(PyRaise) in try t.readInput(a[0]) }
    }

    private static func addAttributeBuiltins(_ add: (String, String, @escaping NativeBody) throws(PyRaise) -> Void) throws(PyRaise) {
        func checkedName(_ t: Thread, _ v: Value, _ what: String) throws(PyRaise) -> Value {
            guard t.has(v, .Str) else { throw t.raise(K.TypeError, "attribute name must be string, not '\(t.typeName(of: v))'") }
            return try t.intern(v)
        }
        try add("getattr", "(object, name, default=<none>, /)") { t, a throws(PyRaise) in
            let name = try checkedName(t, a[1], "getattr")
            if a[2].isPresent {
                let v = try t.getAttributeIfAny(a[0], name)
                return v.isPresent ? v : a[2]
            }
            if try t.special(of: a[0], .getattr).isPresent { return try t.getAttribute(a[0], name) }
            return try t.deliver(try t.find(a[0], name), a[0], name)
        }
        try add("hasattr", "(obj, name, /)") { t, a throws(PyRaise) in Value(try t.getAttributeIfAny(a[0], try checkedName(t, a[1], "hasattr")).isPresent) }
        try add("setattr", "(obj, name, value, /)") { t, a throws(PyRaise) in
            try t.setAttribute(a[0], try checkedName(t, a[1], "setattr"), a[2])
            return .none
        }
        try add("delattr", "(obj, name, /)") { t, a throws(PyRaise) in
            try t.setAttribute(a[0], try checkedName(t, a[1], "delattr"), .empty)
            return .none
        }
    }
}
