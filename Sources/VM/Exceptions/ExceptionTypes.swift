// Exception types: the hierarchy, constructors, fields and text forms.
//
// Fields that only some exceptions have (errno, name, value …) live in the dict `extra`, made when one is first set; a type's
// category (bits of typeFlags, inherited) says which fields its constructor fills.

import CVMSpec
import Glibc

/// Which constructor rules an exception type follows.
enum ExceptionCategory {
    static let shift: UInt32 = 24
    static let mask: UInt32 = 0x0F00_0000
    static let plain: UInt32 = 0, stopIteration: UInt32 = 1, systemExit: UInt32 = 2, osError: UInt32 = 3, syntaxError: UInt32 = 4, importError: UInt32 = 5
    static let attributeError: UInt32 = 6, nameError: UInt32 = 7, unicodeEncode: UInt32 = 8, unicodeDecode: UInt32 = 9, unicodeTranslate: UInt32 = 10
    static let group: UInt32 = 11

    @inline(__always) static func of(_ type: TypeRef) -> UInt32 { (type.pointee.typeFlags & mask) >> shift }
}

enum ExceptionNatives {
    /// The builtin exceptions by name.
    nonisolated(unsafe) static var builtin: [(String, Value)] = []
    nonisolated(unsafe) static var baseNew: Int64 = -1
    nonisolated(unsafe) static var baseInit: Int64 = -1
    nonisolated(unsafe) static var osNew: Int64 = -1
    nonisolated(unsafe) static var osInit: Int64 = -1
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    // -- Fields

    /// A field of particular exceptions, or empty.
    public func exceptionField(_ e: Value, _ name: String) -> Value {
        let extra = Value(bits: e.exception.pointee.extra)
        guard extra.isPresent else { return .empty }
        do { return try dictGet(extra.dict, try intern(name)) } catch { clearRaised(); return .empty }
    }

    /// Sets a field of particular exceptions; empty removes it.
    public func setExceptionField(_ e: Value, _ name: String, _ v: Value) {
        do {
            if e.exception.pointee.extra == 0 {
                if v.isEmpty { return }
                e.exception.pointee.extra = Value(try newDict()).bits
                barrier(e)
            }
            let d = Value(bits: e.exception.pointee.extra).dict
            if v.isEmpty { _ = try dictDelete(d, try intern(name)) } else { try dictSet(d, try intern(name), v) }
        } catch { clearRaised() }
    }

    /// The exception's args tuple.
    public func exceptionArguments(_ e: Value) throws(PyRaise) -> Value {
        let a = Value(bits: e.exception.pointee.arguments)
        return a.isPresent ? a : try newTuple([])
    }

    /// What calling an exception class with positional arguments makes if the class adds nothing to BaseException's constructor, else nil.
    func plainException(_ type: TypeRef, _ base: UnsafePointer<Value>, _ count: Int) throws(PyRaise) -> Value? {
        guard ExceptionCategory.of(type) == ExceptionCategory.plain, Instantiation.isNative(try special(type, .new), ExceptionNatives.baseNew),
              Instantiation.isNative(try special(type, .`init`), ExceptionNatives.baseInit), type.pointee.typeFlags & TypeFlag.abstract == 0,
              try special(type, .del).isEmpty else { return nil }
        let e = try newInstanceCell(type)
        e.exception.pointee.arguments = try newTuple(base, count).bits
        return e
    }

    /// Fills the fields of an exception from its constructor's positional arguments.
    func initializeExceptionFields(_ e: Value, _ arguments: [Value]) throws(PyRaise) {
        let n = arguments.count
        switch ExceptionCategory.of(typeOf(e)) {
        case ExceptionCategory.stopIteration: setExceptionField(e, "value", n > 0 ? arguments[0] : .empty)
        case ExceptionCategory.systemExit:
            setExceptionField(e, "code", n == 0 ? .empty : n == 1 ? arguments[0] : Value(bits: e.exception.pointee.arguments))
        case ExceptionCategory.osError:
            guard n >= 2 && n <= 5 else { return }
            setExceptionField(e, "errno", arguments[0])
            setExceptionField(e, "strerror", arguments[1])
            if n >= 3 && !arguments[2].isNone {
                let blocking = isInstance(e, K.BlockingIOError) && isAnyInt(arguments[2])
                setExceptionField(e, blocking ? "characters_written" : "filename", arguments[2])
                if n == 5 { setExceptionField(e, "filename2", arguments[4]) }
                if !blocking {
                    e.exception.pointee.arguments = try newTuple([arguments[0], arguments[1]]).bits
                    barrier(e)
                }
            }
        case ExceptionCategory.syntaxError:
            if n >= 1 { setExceptionField(e, "msg", arguments[0]) }
            guard n == 2 else { return }
            let info = try tupleFrom(arguments[1])
            let count = info.tuple.count
            guard count == 4 || count == 6 else {
                throw raise(K.TypeError, count == 5 ? "end_offset must be provided when end_lineno is provided" : count < 4 ? "function takes at least 4 arguments (\(count) given)" : "function takes at most 6 arguments (\(count) given)")
            }
            let names = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"]
            for i in 0 ..< count { setExceptionField(e, names[i], tupleItem(info, i)) }
        case ExceptionCategory.importError:
            setExceptionField(e, "msg", n == 1 ? arguments[0] : .empty)
        case ExceptionCategory.unicodeEncode, ExceptionCategory.unicodeDecode:
            let decode = ExceptionCategory.of(typeOf(e)) == ExceptionCategory.unicodeDecode
            guard n == 5 else { throw raise(K.TypeError, "function takes exactly 5 arguments (\(n) given)") }
            try checkArgument(0, arguments[0], has(arguments[0], .Str), "str")
            if !decode { try checkArgument(1, arguments[1], has(arguments[1], .Str), "str") }
            if decode, !has(arguments[1], .Bytes), !has(arguments[1], .Bytearray), !has(arguments[1], .Memoryview) {
                throw raise(K.TypeError, "a bytes-like object is required, not '\(typeName(of: arguments[1]))'")
            }
            setExceptionField(e, "encoding", arguments[0])
            setExceptionField(e, "object", arguments[1])
            setExceptionField(e, "start", try newInt(try index(arguments[2])))
            setExceptionField(e, "end", try newInt(try index(arguments[3])))
            try checkArgument(4, arguments[4], has(arguments[4], .Str), "str")
            setExceptionField(e, "reason", arguments[4])
        case ExceptionCategory.unicodeTranslate:
            guard n == 4 else { throw raise(K.TypeError, "function takes exactly 4 arguments (\(n) given)") }
            try checkArgument(0, arguments[0], has(arguments[0], .Str), "str")
            setExceptionField(e, "object", arguments[0])
            setExceptionField(e, "start", try newInt(try index(arguments[1])))
            setExceptionField(e, "end", try newInt(try index(arguments[2])))
            try checkArgument(3, arguments[3], has(arguments[3], .Str), "str")
            setExceptionField(e, "reason", arguments[3])
        default: break
        }
    }

    private func checkArgument(_ i: Int, _ v: Value, _ ok: Bool, _ wanted: String) throws(PyRaise) {
        if !ok { throw raise(K.TypeError, "argument \(i + 1) must be \(wanted), not \(typeName(of: v))") }
    }

    private func items(_ tuple: Value) -> [Value] { (0 ..< tuple.tuple.count).map { tupleItem(tuple, $0) } }

    /// Does OSError's `__init__` do the work (because `__init__` is overridden and `__new__` is not)?
    private func osErrorUsesInit(_ type: TypeRef) throws(PyRaise) -> Bool {
        let initializer = try special(type, .`init`)
        return Instantiation.isNative(try special(type, .new), ExceptionNatives.osNew) && !Instantiation.isNative(initializer, ExceptionNatives.osInit)
    }

    func newExceptionObject(_ cls: Value, _ args: Value, _ kwargs: Value) throws(PyRaise) -> Value {
        guard has(cls, .Type), cls.type.pointee.instanceKind == Kind.Exception.rawValue else { throw raise(K.TypeError, "BaseException.__new__(X): X is not an exception class") }
        try checkInstantiable(cls.type)
        if ExceptionCategory.of(cls.type) == ExceptionCategory.osError {
            if try osErrorUsesInit(cls.type) {
                let e = try newInstanceCell(cls.type)
                e.exception.pointee.arguments = try newTuple([]).bits
                return e
            }
            if kwargs.dict.pointee.used > 0, Instantiation.isNative(try special(cls.type, .`init`), ExceptionNatives.osInit) { throw noKeywords(cls) }
            var type = cls
            let n = args.tuple.count
            if cls == K.OSError, n >= 2, n <= 5, tupleItem(args, 0).isInt, let code = Int32(exactly: tupleItem(args, 0).int) { type = osErrorType(code) }
            let e = try newInstanceCell(type.type)
            e.exception.pointee.arguments = args.bits
            try initializeExceptionFields(e, items(args))
            return e
        }
        let e = try newInstanceCell(cls.type)
        e.exception.pointee.arguments = args.bits
        return e
    }

    private func noKeywords(_ cls: Value) -> PyRaise { raise(K.TypeError, "\(typeName(cls))() takes no keyword arguments") }

    func initializeException(_ e: Value, _ args: Value, _ kwargs: Value) throws(PyRaise) {
        let cls = Value(typeOf(e))
        let category = ExceptionCategory.of(cls.type)
        if category == ExceptionCategory.osError {
            if !(try osErrorUsesInit(cls.type)) { return }
            if kwargs.dict.pointee.used > 0 { throw noKeywords(cls) }
            e.exception.pointee.arguments = args.bits
            barrier(e)
            try initializeExceptionFields(e, items(args))
            return
        }
        if kwargs.dict.pointee.used > 0 {
            let allowed: [String], typeText: String
            switch category {
            case ExceptionCategory.importError: allowed = ["name", "path"]; typeText = "ImportError"
            case ExceptionCategory.attributeError: allowed = ["name", "obj"]; typeText = "AttributeError"
            case ExceptionCategory.nameError: allowed = ["name"]; typeText = "NameError"
            default: throw noKeywords(cls)
            }
            var i = dictNext(kwargs.dict, 0)
            while i >= 0 {
                let entry = kwargs.dict.pointee.entries.unsafelyUnwrapped[i]
                let name = Value(bits: entry.key).str.string
                guard allowed.contains(name) else { throw raise(K.TypeError, "'\(name)' is an invalid keyword argument for \(typeText)()") }
                setExceptionField(e, name, Value(bits: entry.value))
                i = dictNext(kwargs.dict, i + 1)
            }
        }
        e.exception.pointee.arguments = args.bits
        barrier(e)
        if category != ExceptionCategory.group { try initializeExceptionFields(e, items(args)) }
    }

    // -- Text

    func exceptionStr(_ e: Value) throws(PyRaise) -> Value {
        let args = try exceptionArguments(e)
        switch args.tuple.count {
        case 0: return Names.emptyStr
        case 1: return try toStr(tupleItem(args, 0))
        default: return try repr(args)
        }
    }

    private func osErrorStr(_ e: Value) throws(PyRaise) -> Value {
        let number = exceptionField(e, "errno"), text = exceptionField(e, "strerror")
        let filename = exceptionField(e, "filename"), filename2 = exceptionField(e, "filename2")
        func shown(_ v: Value) throws(PyRaise) -> String { try strString(v.isPresent ? v : .none) }
        if filename.isPresent {
            let head = "[Errno \(try shown(number))] \(try shown(text)): \(try reprString(filename))"
            if filename2.isPresent { return try str(head + " -> \(try reprString(filename2))") }
            return try str(head)
        }
        if number.isPresent && text.isPresent { return try str("[Errno \(try shown(number))] \(try shown(text))") }
        return try exceptionStr(e)
    }

    private func syntaxErrorStr(_ e: Value) throws(PyRaise) -> Value {
        let msg = exceptionField(e, "msg"), filename = exceptionField(e, "filename"), line = exceptionField(e, "lineno")
        let text = try strString(msg.isPresent ? msg : .none)
        var name: String? = nil
        if filename.isPresent, has(filename, .Str) { name = filename.str.string.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? "" }
        let hasLine = line.isPresent && line.isInt
        if let name { return try str(hasLine ? "\(text) (\(name), line \(line.int))" : "\(text) (\(name))") }
        return try str(hasLine ? "\(text) (line \(line.int))" : text)
    }

    private func unicodeErrorStr(_ e: Value) throws(PyRaise) -> Value {
        let object = exceptionField(e, "object"), start = exceptionField(e, "start"), end = exceptionField(e, "end")
        guard object.isPresent, start.isInt, end.isInt else { return Names.emptyStr }
        let reason = try strString(exceptionField(e, "reason"))
        let from = start.int, to = end.int
        let category = ExceptionCategory.of(typeOf(e))
        let codec = category == ExceptionCategory.unicodeTranslate ? "" : "'\(try strString(exceptionField(e, "encoding")))' codec "
        let verb = category == ExceptionCategory.unicodeEncode ? "encode" : category == ExceptionCategory.unicodeDecode ? "decode" : "translate"
        if to == from &+ 1, from >= 0 {
            if category == ExceptionCategory.unicodeDecode {
                var byte: UInt8? = nil
                if has(object, .Bytes), from < Int(object.bytes.pointee.length) {
                    byte = (UnsafeMutableRawPointer(object.bytes) + MemoryLayout<PyBytesLayout>.size).assumingMemoryBound(to: UInt8.self)[from]
                } else if has(object, .Bytearray), from < Int(object.bytearray.pointee.length) { byte = object.bytearray.pointee.data.map { $0[from] } }
                if let byte { return try str("\(codec)can't decode byte 0x\(hex(UInt32(byte), 2)) in position \(from): \(reason)") }
            } else if has(object, .Str), from < object.str.count {
                let c = object.str[code: from]
                let escape = c < 0x100 ? "\\x" + hex(c, 2) : c < 0x10000 ? "\\u" + hex(c, 4) : "\\U" + hex(c, 8)
                return try str("\(codec)can't \(verb) character '\(escape)' in position \(from): \(reason)")
            }
        }
        let what = category == ExceptionCategory.unicodeDecode ? "bytes" : "characters"
        return try str("\(codec)can't \(verb) \(what) in position \(from)-\(to &- 1): \(reason)")
    }

    private func hex(_ n: UInt32, _ width: Int) -> String {
        let s = String(n, radix: 16)
        return String(repeating: "0", count: Swift.max(0, width - s.count)) + s
    }

    /// str(e) by the rules of the exception's builtin type.
    func builtinExceptionStr(_ e: Value) throws(PyRaise) -> Value {
        switch ExceptionCategory.of(typeOf(e)) {
        case ExceptionCategory.osError: return try osErrorStr(e)
        case ExceptionCategory.syntaxError: return try syntaxErrorStr(e)
        case ExceptionCategory.unicodeEncode, ExceptionCategory.unicodeDecode, ExceptionCategory.unicodeTranslate: return try unicodeErrorStr(e)
        case ExceptionCategory.importError:
            let msg = exceptionField(e, "msg")
            return msg.isPresent && has(msg, .Str) ? msg : try exceptionStr(e)
        default: return try exceptionStr(e)
        }
    }
}

extension Bootstrap {
    private static func checkExceptionOrNone(_ t: Thread, _ v: Value, _ what: String) throws(PyRaise) -> Value {
        if v.isEmpty { throw t.raise(K.TypeError, "__\(what)__ may not be deleted") }
        if v.isNone { return .empty }
        guard t.has(v, .Exception) else { throw t.raise(K.TypeError, "exception \(what) must be None or derive from BaseException") }
        return v
    }

    /// A field kept in `extra`, None when absent.
    static func field(_ b: TypeBuilder, _ name: String) throws(PyRaise) {
        try b.attribute(name, get: { t, a throws(PyRaise) in
            let v = t.exceptionField(a[0], name)
            return v.isPresent ? v : .none
        }, set: { t, a throws(PyRaise) in
            t.setExceptionField(a[0], name, a[1])
            return .none
        })
    }

    private static func defineBase(_ t: Thread) throws(PyRaise) {
        K.BaseException = try t.defineType("BaseException", .Exception, ownsKind: false, flags: TypeFlag.exception | TypeFlag.weakrefable) { b throws(PyRaise) in
            try b.set("__doc__", try t.str("What all exceptions have in common."))
            try b.new("(cls, /, *args, **kwargs)") { t, a throws(PyRaise) in try t.newExceptionObject(a[0], a[1], a[2]) }
            try b.method("__init__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in
                try t.initializeException(a[0], a[1], a[2])
                return .none
            }
            try b.method("__str__", "(self, /)") { t, a throws(PyRaise) in try t.builtinExceptionStr(a[0]) }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let args = try t.exceptionArguments(a[0])
                let name = t.typeName(of: a[0])
                if args.tuple.count == 1 { return try t.str("\(name)(\(try t.reprString(t.tupleItem(args, 0))))") }
                return try t.concatenate(try t.str(name).str, try t.repr(args).str)
            }
            try b.method("with_traceback", "(self, tb, /)") { t, a throws(PyRaise) in
                guard a[1].isNone || t.has(a[1], .Traceback) else { throw t.raise(K.TypeError, "__traceback__ must be a traceback or None") }
                a[0].exception.pointee.traceback = a[1].isNone ? 0 : a[1].bits
                t.barrier(a[0])
                return a[0]
            }
            try b.method("add_note", "(self, note, /)") { t, a throws(PyRaise) in
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "note must be a str, not '\(t.typeName(of: a[1]))'") }
                var notes = try t.getAttributeIfAny(a[0], N.notes)
                if notes.isEmpty {
                    notes = try t.newList()
                    try t.setAttribute(a[0], N.notes, notes)
                }
                guard t.has(notes, .List) else { throw t.raise(K.TypeError, "Cannot add note: __notes__ is not a list") }
                try t.listAppend(notes.list, a[1])
                return .none
            }
            try b.method("__setstate__", "(self, state, /)") { t, a throws(PyRaise) in
                if a[1].isNone { return .none }
                guard t.has(a[1], .Dict) else { throw t.raise(K.TypeError, "state is not a dictionary") }
                let copy = try t.dictCopy(a[1].dict)
                var i = t.dictNext(copy, 0)
                while i >= 0 {
                    let e = copy.pointee.entries.unsafelyUnwrapped[i]
                    try t.setAttribute(a[0], try t.attributeName(Value(bits: e.key)), Value(bits: e.value))
                    i = t.dictNext(copy, i + 1)
                }
                return .none
            }
            try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in
                let e = a[0]
                var args = try t.exceptionArguments(e)
                var state = try t.attributeSnapshot(e)
                let category = ExceptionCategory.of(t.typeOf(e))
                if category == ExceptionCategory.osError, args.tuple.count == 2 {
                    let f = t.exceptionField(e, "filename"), f2 = t.exceptionField(e, "filename2")
                    if f2.isPresent { args = try t.newTuple([t.tupleItem(args, 0), t.tupleItem(args, 1), f.isPresent ? f : .none, .none, f2]) }
                    else if f.isPresent { args = try t.newTuple([t.tupleItem(args, 0), t.tupleItem(args, 1), f]) }
                } else if category == ExceptionCategory.importError {
                    let d = state.isPresent ? try t.dictCopy(state.dict) : try t.newDict()
                    for n in ["name", "path"] where t.exceptionField(e, n).isPresent { try t.dictSet(d, try t.intern(n), t.exceptionField(e, n)) }
                    state = Value(d)
                }
                if state.isPresent && state.dict.pointee.used > 0 { return try t.newTuple([Value(t.typeOf(e)), args, state]) }
                return try t.newTuple([Value(t.typeOf(e)), args])
            }
            try b.attribute("args", get: { t, a throws(PyRaise) in try t.exceptionArguments(a[0]) }, set: { t, a throws(PyRaise) in
                if a[1].isEmpty { throw t.raise(K.TypeError, "args may not be deleted") }
                a[0].exception.pointee.arguments = try t.tupleFrom(a[1]).bits
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__traceback__", get: { t, a throws(PyRaise) in
                let v = Value(bits: a[0].exception.pointee.traceback)
                return v.isPresent ? v : .none
            }, set: { t, a throws(PyRaise) in
                if a[1].isEmpty { throw t.raise(K.TypeError, "__traceback__ may not be deleted") }
                guard a[1].isNone || t.has(a[1], .Traceback) else { throw t.raise(K.TypeError, "__traceback__ must be a traceback or None") }
                a[0].exception.pointee.traceback = a[1].isNone ? 0 : a[1].bits
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__cause__", get: { t, a throws(PyRaise) in
                let v = Value(bits: a[0].exception.pointee.cause)
                return v.isPresent ? v : .none
            }, set: { t, a throws(PyRaise) in
                a[0].exception.pointee.cause = try checkExceptionOrNone(t, a[1], "cause").bits
                a[0].exception.pointee.suppressContext = 1
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__context__", get: { t, a throws(PyRaise) in
                let v = Value(bits: a[0].exception.pointee.context)
                return v.isPresent ? v : .none
            }, set: { t, a throws(PyRaise) in
                a[0].exception.pointee.context = try checkExceptionOrNone(t, a[1], "context").bits
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__suppress_context__", get: { t, a throws(PyRaise) in Value(a[0].exception.pointee.suppressContext != 0) }, set: { t, a throws(PyRaise) in
                guard a[1].isBool else { throw t.raise(K.TypeError, "attribute value type must be bool") }
                a[0].exception.pointee.suppressContext = a[1].isTrue ? 1 : 0
                return .none
            })
        }
        // Every exception may carry attributes: the storage word follows the fields.
        let type = K.BaseException.type
        type.pointee.storageOffset = UInt32(MemoryLayout<PyExceptionLayout>.size)
        t.shape(type.pointee.rootShape).pointee.storageOffset = type.pointee.storageOffset
        t.shape(Kind.Exception.rawValue).pointee.type = type
        try addDictAttribute(TypeBuilder(t: t, type: type))
    }

    private static func define(_ t: Thread, _ name: String, _ path: WritableKeyPath<KnownTypes, Value>, _ base: Value, category: UInt32? = nil, _ body: (TypeBuilder) throws(PyRaise) -> Void = { _ in }) throws(PyRaise) {
        let inherited = base.type.pointee.typeFlags & ExceptionCategory.mask
        let flags = category.map { $0 << ExceptionCategory.shift } ?? inherited
        let type = try t.defineType(name, .Exception, base: base, ownsKind: false, flags: flags | TypeFlag.exception | TypeFlag.weakrefable, body)
        K[keyPath: path] = type
        ExceptionNatives.builtin.append((name, type))
    }

    static func defineExceptions(_ t: Thread) throws(PyRaise) {
        try defineTracebackType(t)
        try defineBase(t)
        ExceptionNatives.builtin.append(("BaseException", K.BaseException))
        try define(t, "Exception", \.Exception, K.BaseException)
        try define(t, "GeneratorExit", \.GeneratorExit, K.BaseException)
        try define(t, "KeyboardInterrupt", \.KeyboardInterrupt, K.BaseException)
        try define(t, "SystemExit", \.SystemExit, K.BaseException, category: ExceptionCategory.systemExit) { b throws(PyRaise) in try field(b, "code") }
        let e = K.Exception
        try define(t, "StopIteration", \.StopIteration, e, category: ExceptionCategory.stopIteration) { b throws(PyRaise) in try field(b, "value") }
        try define(t, "StopAsyncIteration", \.StopAsyncIteration, e)
        try define(t, "ArithmeticError", \.ArithmeticError, e)
        try define(t, "FloatingPointError", \.FloatingPointError, K.ArithmeticError)
        try define(t, "OverflowError", \.OverflowError, K.ArithmeticError)
        try define(t, "ZeroDivisionError", \.ZeroDivisionError, K.ArithmeticError)
        try define(t, "AssertionError", \.AssertionError, e)
        try define(t, "AttributeError", \.AttributeError, e, category: ExceptionCategory.attributeError) { b throws(PyRaise) in
            try field(b, "name")
            try field(b, "obj")
        }
        try define(t, "BufferError", \.BufferError, e)
        try define(t, "EOFError", \.EOFError, e)
        try define(t, "ImportError", \.ImportError, e, category: ExceptionCategory.importError) { b throws(PyRaise) in
            for n in ["msg", "name", "path"] { try field(b, n) }
        }
        try define(t, "ModuleNotFoundError", \.ModuleNotFoundError, K.ImportError)
        try define(t, "LookupError", \.LookupError, e)
        try define(t, "IndexError", \.IndexError, K.LookupError)
        try define(t, "KeyError", \.KeyError, K.LookupError) { b throws(PyRaise) in
            try b.method("__str__", "(self, /)") { t, a throws(PyRaise) in
                let args = try t.exceptionArguments(a[0])
                return args.tuple.count == 1 ? try t.repr(t.tupleItem(args, 0)) : try t.exceptionStr(a[0])
            }
        }
        try define(t, "MemoryError", \.MemoryError, e)
        try define(t, "NameError", \.NameError, e, category: ExceptionCategory.nameError) { b throws(PyRaise) in try field(b, "name") }
        try define(t, "UnboundLocalError", \.UnboundLocalError, K.NameError)
        try define(t, "ReferenceError", \.ReferenceError, e)
        try define(t, "RuntimeError", \.RuntimeError, e)
        try define(t, "NotImplementedError", \.NotImplementedError, K.RuntimeError)
        try define(t, "RecursionError", \.RecursionError, K.RuntimeError)
        try define(t, "SyntaxError", \.SyntaxError, e, category: ExceptionCategory.syntaxError) { b throws(PyRaise) in
            for n in ["msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line"] { try field(b, n) }
        }
        try define(t, "IndentationError", \.IndentationError, K.SyntaxError)
        try define(t, "TabError", \.TabError, K.IndentationError)
        try define(t, "SystemError", \.SystemError, e)
        try define(t, "TypeError", \.TypeError, e)
        try define(t, "ValueError", \.ValueError, e)
        try define(t, "UnicodeError", \.UnicodeError, K.ValueError)
        let unicodeFields = ["encoding", "object", "start", "end", "reason"]
        try define(t, "UnicodeEncodeError", \.UnicodeEncodeError, K.UnicodeError, category: ExceptionCategory.unicodeEncode) { b throws(PyRaise) in for n in unicodeFields { try field(b, n) } }
        try define(t, "UnicodeDecodeError", \.UnicodeDecodeError, K.UnicodeError, category: ExceptionCategory.unicodeDecode) { b throws(PyRaise) in for n in unicodeFields { try field(b, n) } }
        try define(t, "UnicodeTranslateError", \.UnicodeTranslateError, K.UnicodeError, category: ExceptionCategory.unicodeTranslate) { b throws(PyRaise) in for n in unicodeFields { try field(b, n) } }
        try defineOSErrors(t)
        try define(t, "Warning", \.Warning, e)
        let warnings: [(String, WritableKeyPath<KnownTypes, Value>)] = [
            ("UserWarning", \.UserWarning), ("DeprecationWarning", \.DeprecationWarning), ("PendingDeprecationWarning", \.PendingDeprecationWarning),
            ("SyntaxWarning", \.SyntaxWarning), ("RuntimeWarning", \.RuntimeWarning), ("FutureWarning", \.FutureWarning), ("ImportWarning", \.ImportWarning),
            ("UnicodeWarning", \.UnicodeWarning), ("BytesWarning", \.BytesWarning), ("ResourceWarning", \.ResourceWarning), ("EncodingWarning", \.EncodingWarning),
        ]
        for (name, path) in warnings { try define(t, name, path, K.Warning) }
        try define(t, "BaseExceptionGroup", \.BaseExceptionGroup, K.BaseException, category: ExceptionCategory.group) { b throws(PyRaise) in try fillExceptionGroup(t, b) }
        try defineExceptionGroup(t)
        if Roots.memoryError.isEmpty { Roots.memoryError = Roots.add(try t.newException(K.MemoryError, [])) }
    }

    private static func defineOSErrors(_ t: Thread) throws(PyRaise) {
        try define(t, "OSError", \.OSError, K.Exception, category: ExceptionCategory.osError) { b throws(PyRaise) in
            try b.new("(cls, /, *args, **kwargs)") { t, a throws(PyRaise) in try t.newExceptionObject(a[0], a[1], a[2]) }
            try b.method("__init__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in
                try t.initializeException(a[0], a[1], a[2])
                return .none
            }
            for n in ["errno", "strerror", "filename", "filename2"] { try field(b, n) }
            try b.attribute("characters_written", get: { t, a throws(PyRaise) in
                let v = t.exceptionField(a[0], "characters_written")
                if v.isEmpty { throw t.raise(K.AttributeError, "characters_written") }
                return v
            }, set: { t, a throws(PyRaise) in
                if a[1].isEmpty && t.exceptionField(a[0], "characters_written").isEmpty { throw t.raise(K.AttributeError, "characters_written") }
                t.setExceptionField(a[0], "characters_written", a[1].isEmpty ? .empty : try t.newInt(try t.index(a[1], error: K.ValueError)))
                return .none
            })
        }
        let base = K.BaseException.type.pointee.dict.unsafelyUnwrapped
        ExceptionNatives.baseNew = Instantiation.unwrapped(try t.dictGet(base, N.specials[Special.new.rawValue])).native.pointee.index
        ExceptionNatives.baseInit = Instantiation.unwrapped(try t.dictGet(base, N.specials[Special.`init`.rawValue])).native.pointee.index
        let d = K.OSError.type.pointee.dict.unsafelyUnwrapped
        ExceptionNatives.osNew = Instantiation.unwrapped(try t.dictGet(d, N.specials[Special.new.rawValue])).native.pointee.index
        ExceptionNatives.osInit = Instantiation.unwrapped(try t.dictGet(d, N.specials[Special.`init`.rawValue])).native.pointee.index
        let all: [(String, WritableKeyPath<KnownTypes, Value>)] = [
            ("BlockingIOError", \.BlockingIOError), ("ChildProcessError", \.ChildProcessError), ("ConnectionError", \.ConnectionError),
            ("FileExistsError", \.FileExistsError), ("FileNotFoundError", \.FileNotFoundError), ("InterruptedError", \.InterruptedError),
            ("IsADirectoryError", \.IsADirectoryError), ("NotADirectoryError", \.NotADirectoryError), ("PermissionError", \.PermissionError),
            ("ProcessLookupError", \.ProcessLookupError), ("TimeoutError", \.TimeoutError),
        ]
        for (name, path) in all { try define(t, name, path, K.OSError) }
        try define(t, "BrokenPipeError", \.BrokenPipeError, K.ConnectionError)
        try define(t, "ConnectionAbortedError", \.ConnectionAbortedError, K.ConnectionError)
        try define(t, "ConnectionRefusedError", \.ConnectionRefusedError, K.ConnectionError)
        try define(t, "ConnectionResetError", \.ConnectionResetError, K.ConnectionError)
    }
}
