// Text coding: UTF-8, ASCII and Latin-1 to and from str objects, with the standard error handlers; file-system names.
//
// Everything else goes through the codecs module. Lone surrogates occur in str objects: strict UTF-8 refuses them,
// surrogateescape maps U+DC80…U+DCFF to raw bytes, surrogatepass writes them as three bytes.

import CVMSpec
import Glibc
import VM

/// What to do with text that a codec cannot represent.
enum StreamErrors {
    case strict, ignore, replace, surrogateescape, surrogatepass, backslashreplace, xmlcharrefreplace, namereplace, other

    init(_ name: String) {
        switch name {
        case "strict": self = .strict
        case "ignore": self = .ignore
        case "replace": self = .replace
        case "surrogateescape": self = .surrogateescape
        case "surrogatepass": self = .surrogatepass
        case "backslashreplace": self = .backslashreplace
        case "xmlcharrefreplace": self = .xmlcharrefreplace
        default: self = .other
        }
    }
}

/// Codecs that text streams handle themselves.
enum NativeCodec {
    case utf8, ascii, latin1

    /// The codec of that normalised name, or nil.
    init?(_ name: String) {
        switch name.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
        case "utf8", "u8", "utf", "cp65001": self = .utf8
        case "ascii", "usascii", "646", "ansix3.41968": self = .ascii
        case "latin1", "iso88591", "latin", "l1", "88591", "cp819": self = .latin1
        default: return nil
        }
    }

    var name: String { self == .utf8 ? "utf-8" : self == .ascii ? "ascii" : "latin-1" }
}

/// Are all bytes below 128?
func allASCII(_ p: UnsafePointer<UInt8>, _ n: Int) -> Bool {
    var i = 0
    let raw = UnsafeRawPointer(p)
    while i &+ 8 <= n {
        if raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
        i &+= 8
    }
    while i < n { if p[i] >= 128 { return false }; i &+= 1 }
    return true
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Decodes bytes, appending code points. Returns how many bytes were used: an incomplete sequence at the end stays unless `final`.
    func decodeStream(_ b: ByteView, _ codec: NativeCodec, _ errors: StreamErrors, final: Bool, into out: inout [UInt32]) throws(PyRaise) -> Int {
        let n = b.count
        out.reserveCapacity(out.count + n)
        switch codec {
        case .latin1:
            for c in b { out.append(UInt32(c)) }
            return n
        case .ascii:
            var i = 0
            while i < n {
                if b[i] < 128 { out.append(UInt32(b[i])) } else { try undecodable(b, i, i + 1, "ascii", "ordinal not in range(128)", errors, &out) }
                i += 1
            }
            return n
        case .utf8: break
        }
        var i = 0
        while i < n {
            let c = b[i]
            if c < 128 { out.append(UInt32(c)); i += 1; continue }
            var need = 0
            var low: UInt8 = 0x80, high: UInt8 = 0xBF
            var value: UInt32 = 0
            switch c {
            case 0xC2 ... 0xDF: need = 1; value = UInt32(c & 31)
            case 0xE0: need = 2; low = 0xA0; value = 0
            case 0xED: need = 2; high = 0x9F; value = 13
            case 0xE1 ... 0xEF: need = 2; value = UInt32(c & 15)
            case 0xF0: need = 3; low = 0x90; value = 0
            case 0xF4: need = 3; high = 0x8F; value = 4
            case 0xF1 ... 0xF3: need = 3; value = UInt32(c & 7)
            default: break
            }
            if need == 0 {
                try undecodable(b, i, i + 1, "utf-8", "invalid start byte", errors, &out)
                i += 1
                continue
            }
            var k = 1
            while k <= need && i + k < n {
                let d = b[i + k]
                if d < low || d > high { break }
                low = 0x80
                high = 0xBF
                value = value << 6 | UInt32(d & 63)
                k += 1
            }
            if k > need { out.append(value); i += k; continue }
            if errors == .surrogatepass, c == 0xED, i + 2 < n, b[i + 1] >= 0xA0, b[i + 1] <= 0xBF, b[i + 2] & 0xC0 == 0x80 {
                out.append(0xD000 | UInt32(b[i + 1] & 63) << 6 | UInt32(b[i + 2] & 63))
                i += 3
                continue
            }
            if i + k >= n {
                if !final { return i }
                try undecodable(b, i, n, "utf-8", "unexpected end of data", errors, &out)
                return n
            }
            try undecodable(b, i, i + k, "utf-8", "invalid continuation byte", errors, &out)
            i += k
        }
        return n
    }

    private func undecodable(_ b: ByteView, _ from: Int, _ to: Int, _ encoding: String, _ reason: String, _ errors: StreamErrors, _ out: inout [UInt32]) throws(PyRaise) {
        switch errors {
        case .ignore: return
        case .replace: out.append(0xFFFD)
        case .surrogateescape: for i in from ..< to { out.append(0xDC00 + UInt32(b[i])) }
        case .backslashreplace:
            for i in from ..< to {
                out.append(92)
                out.append(120)
                for d in [b[i] >> 4, b[i] & 15] { out.append(UInt32(d < 10 ? 48 + d : 87 + d)) }
            }
        default:
            throw raise(K.UnicodeDecodeError, arguments: [try str(encoding), try makeBytes(b), Value(small: from), Value(small: to), try str(reason)])
        }
    }

    /// The str of bytes in a native codec.
    func decodedText(_ b: ByteView, _ codec: NativeCodec = .utf8, _ errors: StreamErrors = .strict) throws(PyRaise) -> Value {
        guard let p = b.baseAddress, b.count > 0 else { return try intern("") }
        if codec == .latin1 || allASCII(p, b.count) { return try str(latin1: b) }
        var codes: [UInt32] = []
        _ = try decodeStream(b, codec, errors, final: true, into: &codes)
        return try str(codes: codes)
    }

    /// Appends the bytes of a str in a native codec.
    func encodeStream(_ s: StrRef, _ codec: NativeCodec, _ errors: StreamErrors, into out: inout [UInt8]) throws(PyRaise) {
        let n = s.count
        if s.isASCII || s.width == 1 && codec == .latin1 {
            out.append(contentsOf: ByteView(start: s.bytes, count: n))
            return
        }
        let limit: UInt32 = codec == .ascii ? 128 : codec == .latin1 ? 256 : 0x110000
        let name = codec.name
        let reason = codec == .utf8 ? "surrogates not allowed" : codec == .ascii ? "ordinal not in range(128)" : "ordinal not in range(256)"
        out.reserveCapacity(out.count + n * 2)
        var i = 0
        while i < n {
            let c = s[code: i]
            if c >= limit || codec == .utf8 && c & 0xFFFF_F800 == 0xD800 {
                var end = i + 1
                while end < n, s[code: end] >= limit || codec == .utf8 && s[code: end] & 0xFFFF_F800 == 0xD800 { end += 1 }
                try unencodable(s, i, end, name, reason, codec, errors, &out)
                i = end
                continue
            }
            if codec == .utf8 { appendUTF8(&out, c) } else { out.append(UInt8(truncatingIfNeeded: c)) }
            i += 1
        }
    }

    private func unencodable(_ s: StrRef, _ from: Int, _ to: Int, _ encoding: String, _ reason: String, _ codec: NativeCodec, _ errors: StreamErrors, _ out: inout [UInt8]) throws(PyRaise) {
        for i in from ..< to {
            let c = s[code: i]
            switch errors {
            case .ignore: continue
            case .replace: out.append(63)
            case .surrogateescape where c >= 0xDC80 && c <= 0xDCFF: out.append(UInt8(truncatingIfNeeded: c & 0xFF))
            case .surrogatepass where codec == .utf8: appendUTF8(&out, c)
            case .backslashreplace:
                let hex = String(c, radix: 16)
                let width = c < 256 ? 2 : c < 65536 ? 4 : 8
                let text = (c < 256 ? "\\x" : c < 65536 ? "\\u" : "\\U") + String(repeating: "0", count: Swift.max(0, width - hex.count)) + hex
                out.append(contentsOf: text.utf8)
            case .xmlcharrefreplace: out.append(contentsOf: "&#\(c);".utf8)
            default:
                throw raise(K.UnicodeEncodeError, arguments: [try str(encoding), Value(s), Value(small: i), Value(small: errors == .strict ? to : i + 1), try str(reason)])
            }
        }
    }

    func encodedText(_ v: Value, _ codec: NativeCodec = .utf8, _ errors: StreamErrors = .strict) throws(PyRaise) -> [UInt8] {
        var out: [UInt8] = []
        try encodeStream(v.str, codec, errors, into: &out)
        return out
    }

    // -- File-system names

    /// os.fspath(v): a str or bytes object.
    func fspath(_ v: Value, _ what: String = "expected str, bytes or os.PathLike object, not ") throws(PyRaise) -> Value {
        if has(v, .Str) || has(v, .Bytes) { return v }
        let f = try special(of: v, .fspath)
        if f.isEmpty || f.isNone { throw raise(K.TypeError, what + typeName(of: v)) }
        let r = try callSpecial(f, v)
        guard has(r, .Str) || has(r, .Bytes) else {
            throw raise(K.TypeError, "expected \(typeName(of: v)).__fspath__() to return str or bytes, not \(typeName(of: r))")
        }
        return r
    }

    /// The bytes of a path argument, without a final NUL; str is encoded as UTF-8 with surrogateescape.
    func pathBytes(_ v: Value, _ what: String = "expected str, bytes or os.PathLike object, not ") throws(PyRaise) -> [UInt8] {
        let p = try fspath(v, what)
        var out: [UInt8] = []
        if has(p, .Str) { try encodeStream(p.str, .utf8, .surrogateescape, into: &out) } else { out = Array(try bytesView(p)) }
        if out.contains(0) { throw raise(K.ValueError, "embedded null byte") }
        return out
    }

    /// The C string of a path.
    func pathCString(_ v: Value, _ what: String = "expected str, bytes or os.PathLike object, not ") throws(PyRaise) -> [CChar] {
        var out = try pathBytes(v, what).map { CChar(bitPattern: $0) }
        out.append(0)
        return out
    }

    /// The str of a file-system name.
    func fsDecode(_ b: [UInt8]) throws(PyRaise) -> Value {
        var codes: [UInt32] = []
        codes.reserveCapacity(b.count)
        var failure: PyRaise? = nil
        b.withUnsafeBufferPointer { p in
            do { _ = try decodeStream(p, .utf8, .surrogateescape, final: true, into: &codes) } catch { failure = PyRaise() }
        }
        if let failure { throw failure }
        return try str(codes: codes)
    }

    func fsDecode(_ p: UnsafePointer<CChar>?) throws(PyRaise) -> Value {
        guard let p else { return try intern("") }
        let n = strlen(p)
        return try decodedText(ByteView(start: UnsafeRawPointer(p).assumingMemoryBound(to: UInt8.self), count: n), .utf8, .surrogateescape)
    }
}
