// The codec registry, and the doors: str.encode, bytes.decode, codecs.encode, codecs.decode.
//
// UTF-8, ASCII, Latin-1 and their aliases never touch the registry. Anything else is looked up by the search functions that
// the package `encodings` and programs register; that package is imported by the first lookup.

import CVMSpec
import Glibc

/// Codecs that need no registry.
enum DirectCodec {
    case utf8, ascii, latin1, utf16(Int), utf32(Int)

    /// The codec of a normalised name (lower case, '-' for '_').
    static func named(_ name: String) -> DirectCodec? {
        switch name {
        case "utf-8", "utf8": return .utf8
        case "ascii", "us-ascii": return .ascii
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1": return .latin1
        case "utf-16", "utf16": return .utf16(0)
        case "utf-16-le", "utf-16le": return .utf16(-1)
        case "utf-16-be", "utf-16be": return .utf16(1)
        case "utf-32", "utf32": return .utf32(0)
        case "utf-32-le", "utf-32le": return .utf32(-1)
        case "utf-32-be", "utf-32be": return .utf32(1)
        default: return nil
        }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    private func normalized(_ name: Value) -> String {
        String(decoding: name.str.utf8.map { $0 == 95 || $0 == 32 ? 45 : asciiLower($0) }, as: UTF8.self)
    }

    private func wantText(_ v: Value, _ method: String, _ what: String) throws(PyRaise) {
        if v.isPresent && !has(v, .Str) { throw raise(K.TypeError, "\(method)() argument '\(what)' must be str, not \(v.isNone ? "None" : typeName(of: v))") }
    }

    // -- Text codecs

    /// str.encode(encoding, errors)
    public func encodeObject(_ v: Value, encoding: Value, errors: Value) throws(PyRaise) -> Value {
        if encoding.isEmpty && errors.isEmpty { return try encodeUTF8(v) }
        try wantText(encoding, "encode", "encoding")
        try wantText(errors, "encode", "errors")
        let direct = encoding.isEmpty ? DirectCodec.utf8 : DirectCodec.named(normalized(encoding))
        if let direct { return try encodeDirect(v, direct, errors: errors) }
        return try encodeByRegistry(v, encoding, errors, text: true)
    }

    /// bytes.decode(encoding, errors); str(object, encoding, errors)
    public func decodeObject(_ v: Value, encoding: Value, errors: Value, method: String = "str") throws(PyRaise) -> Value {
        try wantText(encoding, method, "encoding")
        try wantText(errors, method, "errors")
        if has(v, .Str) { throw raise(K.TypeError, "decoding str is not supported") }
        guard isBytesLike(v) else { throw raise(K.TypeError, "decoding to str: need a bytes-like object, \(typeName(of: v)) found") }
        let direct = encoding.isEmpty ? DirectCodec.utf8 : DirectCodec.named(normalized(encoding))
        if let direct { return try decodeDirect(try bytesLike(v), v, direct, errors: errors) }
        return try decodeByRegistry(v, encoding, errors, text: true)
    }

    func encodeDirect(_ v: Value, _ codec: DirectCodec, errors: Value) throws(PyRaise) -> Value {
        let s = v.str
        switch codec {
        case .utf8: return try encodeUTF8(v, errors: errors)
        case .ascii:
            if s.isASCII { return try newBytes(s.bytes, s.count) }
            return try encode(v, "ascii", errors: errors, UTF.encodeNarrow(limit: 128))
        case .latin1:
            if s.width == 1 { return try newBytes(s.bytes, s.count) }
            return try encode(v, "latin-1", errors: errors, UTF.encodeNarrow(limit: 256))
        case .utf16(let order):
            return try encode(v, order == 0 ? "utf-16" : order < 0 ? "utf-16-le" : "utf-16-be", errors: errors, prefix: order == 0 ? [0xFF, 0xFE] : [], unit: 2, UTF.encode16(order > 0))
        case .utf32(let order):
            return try encode(v, order == 0 ? "utf-32" : order < 0 ? "utf-32-le" : "utf-32-be", errors: errors, prefix: order == 0 ? [0xFF, 0xFE, 0, 0] : [], unit: 4, UTF.encode32(order > 0))
        }
    }

    func decodeDirect(_ b: UnsafeRawBufferPointer, _ object: Value, _ codec: DirectCodec, errors: Value) throws(PyRaise) -> Value {
        switch codec {
        case .utf8: return try decodeUTF8(b, object: object, errors: errors).0
        case .ascii: return try decode(b, object, "ascii", errors: errors, UTF.decodeASCII).0
        case .latin1: return try str(Text(bytes: b))
        case .utf16(let order): return try decodeMarked(false, b, object, errors: errors, order: order, final: true).0
        case .utf32(let order): return try decodeMarked(true, b, object, errors: errors, order: order, final: true).0
        }
    }

    /// Decodes bytes by the name of an encoding and of an error handler; for native code (file names, source text, streams).
    public func decodeText(_ b: UnsafeRawBufferPointer, encoding: String = "utf-8", errors: String = "strict") throws(PyRaise) -> Value {
        let object = try newBytes(b)
        return try decodeObject(object, encoding: try str(encoding), errors: try str(errors))
    }

    /// Bytes as a str the way file names and arguments are decoded: UTF-8 with surrogateescape.
    public func decodeFileSystem(_ b: UnsafeRawBufferPointer) throws(PyRaise) -> Value {
        try decodeUTF8(b, object: .none, errors: try intern("surrogateescape")).0
    }

    /// The bytes of a str as a file name.
    public func encodeFileSystem(_ v: Value) throws(PyRaise) -> [UInt8] {
        if v.str.isASCII { return Array(UnsafeRawBufferPointer(start: v.str.bytes, count: v.str.count)) }
        return Array(try encodeUTF8(v, errors: try intern("surrogateescape")).bytes.buffer)
    }

    // -- The registry

    /// codecs.lookup(encoding)
    func lookupCodec(_ encoding: Value) throws(PyRaise) -> Value {
        let key = try intern(String(decoding: encoding.str.utf8.map { $0 == 32 ? 45 : asciiLower($0) }, as: UTF8.self))
        let known = try dictGet(Codecs.cache.dict, key)
        if known.isPresent { return known }
        if !Codecs.importedEncodings {
            Codecs.importedEncodings = true
            let importer = try dictGet(pointee.builtins.unsafelyUnwrapped, try intern("__import__"))
            if importer.isPresent {
                do { _ = try call(importer, try intern("encodings")) } catch { Codecs.importedEncodings = false; throw error }
            }
        }
        var i = 0
        while i < Codecs.searchPath.list.count {
            let r = try call(Codecs.searchPath.list.items[i], key)
            i += 1
            if r.isNone { continue }
            guard has(r, .Tuple), r.tuple.count == 4 else { throw raise(K.TypeError, "codec search functions must return 4-tuples") }
            try dictSet(Codecs.cache.dict, key, r)
            return r
        }
        throw raise(K.LookupError, "unknown encoding: \(encoding.str.string)")
    }

    /// A codec for text: others (hex, zlib …) must be asked for through codecs.encode.
    private func lookupTextCodec(_ encoding: Value, _ alternative: String) throws(PyRaise) -> Value {
        let codec = try lookupCodec(encoding)
        if !codec.isExact(.Tuple) {
            let flag = try getAttributeIfAny(codec, "_is_text_encoding")
            if flag.isPresent, !(try isTrue(flag)) {
                throw raise(K.LookupError, "'\(encoding.str.string)' is not a text encoding; use \(alternative) to handle arbitrary codecs")
            }
        }
        return codec
    }

    private func callCodec(_ codec: Value, _ which: Int, _ v: Value, _ errors: Value, _ what: String, _ encoding: Value) throws(PyRaise) -> Value {
        let f = codec.tuple.items[which]
        let r: Value
        do { r = errors.isEmpty ? try call(f, v) : try call(f, v, errors) } catch {
            throw explainCodecError(which == 0 ? "encoding" : "decoding", encoding, error)
        }
        guard has(r, .Tuple), r.tuple.count == 2 else { throw raise(K.TypeError, "\(what) must return a tuple (object, integer)") }
        return r.tuple.items[0]
    }

    /// Names the codec in an exception that it raised, if the exception is nothing but a message.
    private func explainCodecError(_ operation: String, _ encoding: Value, _ error: PyRaise) -> PyRaise {
        let e = Value(bits: pointee.raised)
        for special in [K.UnicodeError, K.OSError, K.SyntaxError, K.StopIteration, K.ImportError, K.AttributeError, K.NameError, K.SystemExit, K.KeyError] where isInstance(e, special) { return error }
        guard has(e, .Exception), isInstance(e, K.Exception) else { return error }
        let arguments = Value(bits: e.exception.pointee.arguments)
        guard arguments.isPresent, has(arguments, .Tuple), arguments.tuple.count <= 1, arguments.tuple.count == 0 || has(arguments.tuple.items[0], .Str) else { return error }
        clearRaised()
        let text = arguments.tuple.count == 0 ? "" : arguments.tuple.items[0].str.string
        let r = raise(Value(typeOf(e)), "\(operation) with '\(encoding.str.string)' codec failed (\(typeName(of: e)): \(text))")
        let made = Value(bits: pointee.raised)
        made.exception.pointee.cause = e.bits
        made.exception.pointee.context = e.bits
        made.exception.pointee.suppressContext = 1
        return r
    }

    /// codecs.encode, or str.encode when `text`.
    func encodeByRegistry(_ v: Value, _ encoding: Value, _ errors: Value, text: Bool) throws(PyRaise) -> Value {
        let codec = text ? try lookupTextCodec(encoding, "codecs.encode()") : try lookupCodec(encoding)
        let r = try callCodec(codec, 0, v, errors, "encoder", encoding)
        if text && !has(r, .Bytes) {
            if has(r, .Bytearray) { return try newBytes(r.bytearray.buffer) }
            throw raise(K.TypeError, "'\(encoding.str.string)' encoder returned '\(typeName(of: r))' instead of 'bytes'; use codecs.encode() to encode to arbitrary types")
        }
        return r
    }

    func decodeByRegistry(_ v: Value, _ encoding: Value, _ errors: Value, text: Bool) throws(PyRaise) -> Value {
        let codec = text ? try lookupTextCodec(encoding, "codecs.decode()") : try lookupCodec(encoding)
        let r = try callCodec(codec, 1, v, errors, "decoder", encoding)
        if text && !has(r, .Str) {
            throw raise(K.TypeError, "'\(encoding.str.string)' decoder returned '\(typeName(of: r))' instead of 'str'; use codecs.decode() to decode to arbitrary types")
        }
        return r
    }
}
