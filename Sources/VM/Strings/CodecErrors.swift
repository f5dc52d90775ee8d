// Codec errors: what happens where a codec meets something that it cannot encode or decode.
//
// An encoder or decoder stops and says where and why; the driver here asks the error handler for a replacement and a place
// to go on. Builtin handlers never run Python; registered ones do, so the driver keeps its input in heap objects meanwhile.

import CVMSpec
import Glibc

/// Where a codec stopped and why.
struct CodecStop {
    var start: Int
    var end: Int
    var reason: String
}

/// Appends the encoded characters of x from `at` on; stops at the first that cannot be encoded.
typealias EncodeStep = (_ out: inout [UInt8], _ x: Text, _ at: Int) -> CodecStop?
/// Appends the decoded characters of b from `at` on, moving `at`; stops at the first malformed byte.
typealias DecodeStep = (_ out: inout StrBuilder, _ b: UnsafeRawBufferPointer, _ at: inout Int) -> CodecStop?

/// An error handler.
enum ErrorMode {
    case strict, ignore, replace, surrogateescape, surrogatepass, backslashreplace, xmlcharrefreplace, namereplace
    case custom(Value)

    static let builtin: [String: ErrorMode] = [
        "strict": .strict, "ignore": .ignore, "replace": .replace, "surrogateescape": .surrogateescape, "surrogatepass": .surrogatepass,
        "backslashreplace": .backslashreplace, "xmlcharrefreplace": .xmlcharrefreplace, "namereplace": .namereplace,
    ]
}

enum Codecs {
    /// Registered error handlers, search functions and found codecs.
    nonisolated(unsafe) static var handlers = Value.empty
    nonisolated(unsafe) static var searchPath = Value.empty
    nonisolated(unsafe) static var cache = Value.empty
    nonisolated(unsafe) static var importedEncodings = false

    static func prepare(_ t: Thread) throws(PyRaise) {
        handlers = Roots.add(Value(try t.newDict()))
        searchPath = Roots.add(try t.newList())
        cache = Roots.add(Value(try t.newDict()))
        for name in ErrorMode.builtin.keys {
            let short = ["surrogateescape", "surrogatepass"].contains(name) ? name : name + "_errors"
            let f = try t.newNative(short, "(exception, /)", module: try t.intern("_codecs")) { t, a throws(PyRaise) in
                try t.handleError(a[0], ErrorMode.builtin[name] ?? .strict)
            }
            try t.dictSet(handlers.dict, try t.intern(name), f)
        }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The handler of that name (a str; empty or None means strict).
    func errorMode(_ name: Value) throws(PyRaise) -> ErrorMode {
        if name.isEmpty || name.isNone { return .strict }
        let s = name.str.string
        if let m = ErrorMode.builtin[s] { return m }
        let f = try dictGet(Codecs.handlers.dict, try exactStr(name))
        if f.isEmpty { throw raise(K.LookupError, "unknown error handler name '\(s)'") }
        return .custom(f)
    }

    func encodeError(_ encoding: String, _ object: Value, _ stop: CodecStop) -> PyRaise {
        do {
            return raise(K.UnicodeEncodeError, arguments: [try str(encoding), object, Value(small: stop.start), Value(small: stop.end), try str(stop.reason)])
        } catch { return error }
    }

    func decodeError(_ encoding: String, _ object: Value, _ stop: CodecStop) -> PyRaise {
        do {
            return raise(K.UnicodeDecodeError, arguments: [try str(encoding), object, Value(small: stop.start), Value(small: stop.end), try str(stop.reason)])
        } catch { return error }
    }

    // -- Drivers

    /// Encodes a str object with a step function and an error handler; a bytes object.
    func encode(_ object: Value, _ encoding: String, errors: Value, prefix: [UInt8] = [], unit: Int = 1, _ step: EncodeStep) throws(PyRaise) -> Value {
        let x = Text(object.str)
        var out = prefix
        out.reserveCapacity(x.count + 8)
        var at = 0
        var mode: ErrorMode? = nil
        while let stop = step(&out, x, at) {
            if mode == nil { mode = try errorMode(errors) }
            let (replacement, next) = try encodeReplacement(mode ?? .strict, encoding, object, stop)
            if let bytes = replacement.1 {
                guard bytes.count % unit == 0 else { throw encodeError(encoding, object, stop) }
                out.append(contentsOf: bytes)
            }
            else if replacement.0.isPresent {
                if step(&out, Text(replacement.0.str), 0) != nil { throw encodeError(encoding, object, stop) }
            }
            at = next
            if at >= x.count { break }
        }
        return try newBytes(out)
    }

    /// Decodes bytes with a step function and an error handler; the str and the number of bytes consumed.
    func decode(_ bytes: UnsafeRawBufferPointer, _ object: Value, _ encoding: String, errors: Value, _ step: DecodeStep) throws(PyRaise) -> (Value, Int) {
        var b = StrBuilder(capacity: bytes.count)
        defer { b.free() }
        var input = bytes, source = object
        var at = 0
        var mode: ErrorMode? = nil
        while let stop = step(&b, input, &at) {
            if mode == nil {
                mode = try errorMode(errors)
                // Handlers get a bytes object, and may run code that changes the original.
                if !source.isExact(.Bytes) {
                    source = try newBytes(input)
                    input = source.bytes.buffer
                }
            }
            let kept = source
            try holding(kept) { () throws(PyRaise) in
                let (replacement, next, changed) = try decodeReplacement(mode ?? .strict, encoding, kept, stop)
                b.append(replacement.str)
                at = next
                if changed.isPresent { source = changed; input = changed.bytes.buffer }
            }
            if at > input.count { at = input.count }
        }
        return (try b.finish(self), at)
    }

    // -- Replacements

    /// A builtin or registered handler's replacement while encoding: a str or bytes, and where to go on.
    private func encodeReplacement(_ mode: ErrorMode, _ encoding: String, _ object: Value, _ stop: CodecStop) throws(PyRaise) -> ((Value, [UInt8]?), Int) {
        if case .custom(let f) = mode {
            _ = encodeError(encoding, object, stop)
            return try customReplacement(f, clearRaised(), object.str.count, encoding: true)
        }
        guard let r = try builtinEncodeReplacement(mode, encoding, Text(object.str), stop.start, stop.end) else { throw encodeError(encoding, object, stop) }
        return (r, stop.end)
    }

    /// What a builtin handler puts for characters start ..< end, or nil: the error stands.
    func builtinEncodeReplacement(_ mode: ErrorMode, _ encoding: String, _ x: Text, _ start: Int, _ end: Int) throws(PyRaise) -> (Value, [UInt8]?)? {
        var b = StrBuilder()
        defer { b.free() }
        switch mode {
        case .strict, .custom: return nil
        case .ignore: return (.empty, [])
        case .replace: b.append(63, times: end - start)
        case .backslashreplace: for i in start ..< end { b.appendEscape(x[i]) }
        case .xmlcharrefreplace: for i in start ..< end { b.append("&#\(x[i]);") }
        case .namereplace:
            for i in start ..< end {
                if let name = UnicodeNames.name(x[i]) { b.append("\\N{\(name)}") } else { b.appendEscape(x[i]) }
            }
        case .surrogateescape:
            var out: [UInt8] = []
            for i in start ..< end {
                let c = x[i]
                guard c >= 0xDC80 && c <= 0xDCFF else { return nil }
                out.append(UInt8(c - 0xDC00))
            }
            return (.empty, out)
        case .surrogatepass:
            guard let form = UTFForm(name: encoding) else { return nil }
            var out: [UInt8] = []
            for i in start ..< end {
                let c = x[i]
                guard c >= 0xD800 && c <= 0xDFFF else { return nil }
                form.append(&out, c)
            }
            return (.empty, out)
        }
        return (try b.finish(self), nil)
    }

    private func decodeReplacement(_ mode: ErrorMode, _ encoding: String, _ object: Value, _ stop: CodecStop) throws(PyRaise) -> (Value, Int, Value) {
        if case .custom(let f) = mode {
            _ = decodeError(encoding, object, stop)
            let e = clearRaised()
            let ((text, _), next) = try customReplacement(f, e, object.bytes.count, encoding: false)
            let now = try getAttribute(e, "object")
            if now != object, has(now, .Bytes) { return (text, Swift.min(next, now.bytes.count), now) }
            return (text, next, .empty)
        }
        guard let (text, next) = try builtinDecodeReplacement(mode, encoding, object.bytes.buffer, stop.start, stop.end) else { throw decodeError(encoding, object, stop) }
        return (text, next, .empty)
    }

    /// What a builtin handler puts for bytes start ..< end and where to go on, or nil: the error stands.
    func builtinDecodeReplacement(_ mode: ErrorMode, _ encoding: String, _ b: UnsafeRawBufferPointer, _ start: Int, _ end: Int) throws(PyRaise) -> (Value, Int)? {
        switch mode {
        case .strict, .custom, .xmlcharrefreplace, .namereplace:
            if case .strict = mode { return nil }
            if case .custom = mode { return nil }
            throw raise(K.TypeError, "don't know how to handle UnicodeDecodeError in error callback")
        case .ignore: return (Names.emptyStr, end)
        case .replace: return (try character(0xFFFD), end)
        case .backslashreplace:
            var out = StrBuilder()
            defer { out.free() }
            for i in start ..< end { out.appendEscape(UInt32(b[i])) }
            return (try out.finish(self), end)
        case .surrogateescape:
            var out = StrBuilder()
            defer { out.free() }
            var i = start
            while i < end && i < start + 4 && b[i] >= 128 { out.append(0xDC00 + UInt32(b[i])); i += 1 }
            return i == start ? nil : (try out.finish(self), i)
        case .surrogatepass:
            guard let form = UTFForm(name: encoding), let (c, n) = form.surrogate(b, start) else { return nil }
            return (try character(c), start + n)
        }
    }

    /// Calls a registered handler with the exception; checks what it returned.
    private func customReplacement(_ f: Value, _ exception: Value, _ length: Int, encoding: Bool) throws(PyRaise) -> ((Value, [UInt8]?), Int) {
        let r = try holding(f, exception) { () throws(PyRaise) in try call(f, exception) }
        let complaint = encoding ? "encoding error handler must return (str/bytes, int) tuple" : "decoding error handler must return (str, int) tuple"
        guard has(r, .Tuple), r.tuple.count == 2, isAnyInt(r.tuple.items[1]) else { throw raise(K.TypeError, complaint) }
        let text = r.tuple.items[0]
        guard has(text, .Str) || encoding && has(text, .Bytes) else { throw raise(K.TypeError, complaint) }
        var next = try index(r.tuple.items[1])
        if next < 0 { next += length }
        guard next >= 0 && next <= length else { throw raise(K.IndexError, "position \(next < 0 ? next - length : next) from error handler out of bounds") }
        if has(text, .Bytes) { return ((.empty, Array(text.bytes.buffer)), next) }
        return ((text, nil), next)
    }

    /// A builtin handler called as a function with an exception object.
    func handleError(_ e: Value, _ mode: ErrorMode) throws(PyRaise) -> Value {
        func wrongType() -> PyRaise { raise(K.TypeError, "don't know how to handle \(typeName(of: e)) in error callback") }
        if case .strict = mode {
            guard isInstance(e, K.BaseException) else { throw raise(K.TypeError, "codec must pass exception instance") }
            throw raise(value: e)
        }
        let isEncode = isInstance(e, K.UnicodeEncodeError), isDecode = isInstance(e, K.UnicodeDecodeError), isTranslate = isInstance(e, K.UnicodeTranslateError)
        guard isEncode || isDecode || isTranslate else { throw wrongType() }
        let object = try getAttribute(e, "object")
        let length = isDecode ? try bytesLike(object).count : object.str.count
        var start = try index(try getAttribute(e, "start")), end = try index(try getAttribute(e, "end"))
        start = Swift.max(0, Swift.min(start, length - 1))
        end = Swift.max(Swift.min(end, length), Swift.min(length, 1))
        if end < start { end = start }
        let encoding = isTranslate ? "" : try getAttribute(e, "encoding").str.string
        if isDecode {
            guard let (text, next) = try builtinDecodeReplacement(mode, encoding, try bytesLike(object), start, end) else { throw raise(value: e) }
            return try newTuple([text, Value(small: next)])
        }
        if isTranslate {
            switch mode {
            case .replace:
                var b = StrBuilder()
                defer { b.free() }
                b.append(0xFFFD, times: end - start)
                return try newTuple([try b.finish(self), Value(small: end)])
            case .ignore: return try newTuple([Names.emptyStr, Value(small: end)])
            case .backslashreplace: break
            default: throw wrongType()
            }
        }
        guard let (text, bytes) = try builtinEncodeReplacement(mode, encoding, Text(object.str), start, end) else { throw raise(value: e) }
        if case .ignore = mode { return try newTuple([Names.emptyStr, Value(small: end)]) }
        return try newTuple([bytes == nil ? text : try newBytes(bytes ?? []), Value(small: end)])
    }
}
