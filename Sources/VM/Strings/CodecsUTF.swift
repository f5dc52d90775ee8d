// UTF-8, UTF-16 and UTF-32.
//
// Python's strings may hold lone surrogates; these codecs refuse them, in both directions.

import CVMSpec
import Glibc

/// One of the UTF encodings, as the surrogatepass handler tells them by name.
enum UTFForm {
    case utf8, utf16(big: Bool), utf32(big: Bool)

    init?(name: String) {
        let n = name.utf8.filter { $0 != 45 && $0 != 95 }.map { asciiLower($0) }
        switch String(decoding: n, as: UTF8.self) {
        case "utf8", "cp65001": self = .utf8
        case "utf16", "utf16le": self = .utf16(big: false)
        case "utf16be": self = .utf16(big: true)
        case "utf32", "utf32le": self = .utf32(big: false)
        case "utf32be": self = .utf32(big: true)
        default: return nil
        }
    }

    /// Appends one code unit sequence for c (a surrogate too).
    func append(_ out: inout [UInt8], _ c: UInt32) {
        switch self {
        case .utf8: appendUTF8(&out, c)
        case .utf16(let big):
            if c >= 0x10000 {
                let d = c - 0x10000
                append16(&out, 0xD800 + d >> 10, big)
                append16(&out, 0xDC00 + d & 0x3FF, big)
            } else { append16(&out, c, big) }
        case .utf32(let big):
            for k in 0 ..< 4 { out.append(UInt8(truncatingIfNeeded: c >> UInt32(big ? 24 - 8 * k : 8 * k))) }
        }
    }

    private func append16(_ out: inout [UInt8], _ u: UInt32, _ big: Bool) {
        let lo = UInt8(truncatingIfNeeded: u), hi = UInt8(truncatingIfNeeded: u >> 8)
        out.append(big ? hi : lo)
        out.append(big ? lo : hi)
    }

    /// The surrogate encoded at `at` and its length in bytes.
    func surrogate(_ b: UnsafeRawBufferPointer, _ at: Int) -> (UInt32, Int)? {
        var c: UInt32 = 0
        var n = 0
        switch self {
        case .utf8:
            guard at + 3 <= b.count, b[at] & 0xF0 == 0xE0, b[at + 1] & 0xC0 == 0x80, b[at + 2] & 0xC0 == 0x80 else { return nil }
            c = UInt32(b[at] & 15) << 12 | UInt32(b[at + 1] & 63) << 6 | UInt32(b[at + 2] & 63)
            n = 3
        case .utf16(let big):
            guard at + 2 <= b.count else { return nil }
            c = big ? UInt32(b[at]) << 8 | UInt32(b[at + 1]) : UInt32(b[at + 1]) << 8 | UInt32(b[at])
            n = 2
        case .utf32(let big):
            guard at + 4 <= b.count else { return nil }
            for k in 0 ..< 4 { c |= UInt32(b[at + k]) << UInt32(big ? 24 - 8 * k : 8 * k) }
            n = 4
        }
        return c >= 0xD800 && c <= 0xDFFF ? (c, n) : nil
    }
}

enum UTF {
    /// Number of leading bytes below 128.
    static func asciiPrefix(_ p: UnsafePointer<UInt8>, _ n: Int) -> Int {
        var i = 0
        let r = UnsafeRawPointer(p)
        while i + 8 <= n && r.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 { i &+= 8 }
        while i < n && p[i] < 128 { i &+= 1 }
        return i
    }

    static func encode8(_ out: inout [UInt8], _ x: Text, _ from: Int) -> CodecStop? {
        if x.width == 1 {
            for i in from ..< x.count {
                let c = x.p[i]
                if c < 128 { out.append(c) } else { out.append(0xC0 | c >> 6); out.append(0x80 | c & 63) }
            }
            return nil
        }
        var i = from
        while i < x.count {
            let c = x[i]
            if c & 0xFFFF_F800 == 0xD800 {
                var end = i + 1
                while end < x.count && x[end] & 0xFFFF_F800 == 0xD800 { end += 1 }
                return CodecStop(start: i, end: end, reason: "surrogates not allowed")
            }
            appendUTF8(&out, c)
            i &+= 1
        }
        return nil
    }

    /// Decodes UTF-8. Not final: an incomplete sequence at the end is left alone.
    static func decode8(final: Bool) -> DecodeStep {
        { out, b, at in
            let n = b.count
            guard n > 0 else { return nil }
            let p = b.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
            var i = at
            defer { at = i }
            while i < n {
                let c = p[i]
                if c < 128 {
                    let run = asciiPrefix(p + i, n - i)
                    out.append(Text(p + i, run, width: 1, ascii: true))
                    i &+= run
                    continue
                }
                let start = i
                if c < 0xC2 || c > 0xF4 { i = start; return CodecStop(start: start, end: start + 1, reason: "invalid start byte") }
                let need = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3
                var value = UInt32(c) & (c < 0xE0 ? 31 : c < 0xF0 ? 15 : 7)
                for k in 1 ... need {
                    if start + k >= n {
                        if !final { return nil }
                        return CodecStop(start: start, end: n, reason: "unexpected end of data")
                    }
                    let d = p[start + k]
                    var low: UInt8 = 0x80, high: UInt8 = 0xBF
                    if k == 1 {
                        switch c {
                        case 0xE0: low = 0xA0
                        case 0xED: high = 0x9F
                        case 0xF0: low = 0x90
                        case 0xF4: high = 0x8F
                        default: break
                        }
                    }
                    if d < low || d > high { return CodecStop(start: start, end: start + k, reason: "invalid continuation byte") }
                    value = value << 6 | UInt32(d & 63)
                }
                out.append(value)
                i = start &+ need &+ 1
            }
            return nil
        }
    }

    static func encode16(_ big: Bool) -> EncodeStep {
        let form = UTFForm.utf16(big: big)
        return { out, x, from in
            for i in from ..< Swift.max(from, x.count) {
                let c = x[i]
                if c & 0xFFFF_F800 == 0xD800 { return CodecStop(start: i, end: i + 1, reason: "surrogates not allowed") }
                form.append(&out, c)
            }
            return nil
        }
    }

    static func encode32(_ big: Bool) -> EncodeStep {
        let form = UTFForm.utf32(big: big)
        return { out, x, from in
            for i in from ..< Swift.max(from, x.count) {
                let c = x[i]
                if c & 0xFFFF_F800 == 0xD800 { return CodecStop(start: i, end: i + 1, reason: "surrogates not allowed") }
                form.append(&out, c)
            }
            return nil
        }
    }

    static func decode16(big: Bool, final: Bool) -> DecodeStep {
        { out, b, at in
            var i = at
            defer { at = i }
            @inline(__always) func unit(_ k: Int) -> UInt32 { big ? UInt32(b[k]) << 8 | UInt32(b[k + 1]) : UInt32(b[k + 1]) << 8 | UInt32(b[k]) }
            while i < b.count {
                if i + 1 >= b.count { return final ? CodecStop(start: i, end: b.count, reason: "truncated data") : nil }
                let c = unit(i)
                if c & 0xF800 != 0xD800 { out.append(c); i += 2; continue }
                if c >= 0xDC00 { return CodecStop(start: i, end: i + 2, reason: "illegal encoding") }
                if i + 3 >= b.count { return final ? CodecStop(start: i, end: b.count, reason: "unexpected end of data") : nil }
                let d = unit(i + 2)
                if d & 0xFC00 != 0xDC00 { return CodecStop(start: i, end: i + 2, reason: "illegal UTF-16 surrogate") }
                out.append(0x10000 + (c & 0x3FF) << 10 + d & 0x3FF)
                i += 4
            }
            return nil
        }
    }

    static func decode32(big: Bool, final: Bool) -> DecodeStep {
        { out, b, at in
            var i = at
            defer { at = i }
            while i < b.count {
                if i + 3 >= b.count { return final ? CodecStop(start: i, end: b.count, reason: "truncated data") : nil }
                var c: UInt32 = 0
                for k in 0 ..< 4 { c |= UInt32(b[i + k]) << UInt32(big ? 24 - 8 * k : 8 * k) }
                if c & 0xFFFF_F800 == 0xD800 { return CodecStop(start: i, end: i + 4, reason: "code point in surrogate code point range(0xd800, 0xe000)") }
                if c > 0x10FFFF { return CodecStop(start: i, end: i + 4, reason: "code point not in range(0x110000)") }
                out.append(c)
                i += 4
            }
            return nil
        }
    }

    // -- Single-byte codecs

    static func encodeNarrow(limit: UInt32) -> EncodeStep {
        { out, x, from in
            var i = from
            while i < x.count {
                let c = x[i]
                if c >= limit {
                    var end = i + 1
                    while end < x.count && x[end] >= limit { end += 1 }
                    return CodecStop(start: i, end: end, reason: "ordinal not in range(\(limit))")
                }
                out.append(UInt8(truncatingIfNeeded: c))
                i &+= 1
            }
            return nil
        }
    }

    static let decodeASCII: DecodeStep = { out, b, at in
        guard at < b.count else { return nil }
        let p = b.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
        let run = asciiPrefix(p + at, b.count - at)
        out.append(Text(p + at, run, width: 1, ascii: true))
        at += run
        return at < b.count ? CodecStop(start: at, end: at + 1, reason: "ordinal not in range(128)") : nil
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// str.encode("utf-8", errors)
    public func encodeUTF8(_ v: Value, errors: Value = .empty) throws(PyRaise) -> Value {
        let s = v.str
        if s.isASCII { return try newBytes(s.bytes, s.count) }
        if s.width == 1 {
            // Latin-1 characters need two bytes each.
            var extra = 0
            for i in 0 ..< s.count { extra &+= Int(s.bytes[i] >> 7) }
            let r = try newBytes(count: s.count + extra)
            var q = r.data
            for i in 0 ..< s.count {
                let c = s.bytes[i]
                if c < 128 { q[0] = c; q += 1 } else { q[0] = 0xC0 | c >> 6; q[1] = 0x80 | c & 63; q += 2 }
            }
            return Value(r)
        }
        return try encode(v, "utf-8", errors: errors, UTF.encode8)
    }

    /// bytes.decode("utf-8", errors): the str and the number of bytes consumed.
    public func decodeUTF8(_ b: UnsafeRawBufferPointer, object: Value, errors: Value = .empty, final: Bool = true) throws(PyRaise) -> (Value, Int) {
        if b.count == 0 { return (Names.emptyStr, 0) }
        let p = b.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
        if UTF.asciiPrefix(p, b.count) == b.count { return (try str(Text(p, b.count, width: 1, ascii: true)), b.count) }
        return try decode(b, object, "utf-8", errors: errors, UTF.decode8(final: final))
    }

    /// UTF-16 or UTF-32 with an optional byte order mark. order: -1 little, 1 big, 0 as the mark says; returns the order found.
    func decodeMarked(_ wide: Bool, _ b: UnsafeRawBufferPointer, _ object: Value, errors: Value, order: Int, final: Bool) throws(PyRaise) -> (Value, Int, Int) {
        let name = wide ? "utf-32" : "utf-16"
        var order = order, skip = 0
        if order == 0 {
            let n = wide ? 4 : 2
            if b.count >= n {
                var mark: UInt32 = 0
                for k in 0 ..< n { mark |= UInt32(b[k]) << UInt32(8 * k) }
                if mark == 0xFEFF { order = -1; skip = n } else if mark == (wide ? 0xFFFE_0000 : 0xFFFE) { order = 1; skip = n }
            } else if !final { return (Names.emptyStr, 0, 0) }
        }
        let full = order == 1 ? name + "-be" : name + "-le"
        let start = skip
        let step = wide ? UTF.decode32(big: order == 1, final: final) : UTF.decode16(big: order == 1, final: final)
        var first = true
        let (v, n) = try decode(b, object, full, errors: errors) { out, b, at in
            if first { first = false; at = start }
            return step(&out, b, &at)
        }
        return (v, Swift.max(n, b.count == 0 ? 0 : skip), order)
    }
}
