// unicode_escape, raw_unicode_escape, the escape codec of bytes literals, UTF-7 and charmap.

import CVMSpec
import Glibc

private func hexValue(_ c: UInt8) -> Int {
    switch c {
    case 48 ... 57: return Int(c) - 48
    case 97 ... 102: return Int(c) - 87
    case 65 ... 70: return Int(c) - 55
    default: return -1
    }
}

enum EscapeCodec {
    // -- unicode_escape

    static let encodeUnicode: EncodeStep = { out, x, from in
        func hex(_ letter: UInt8, _ digits: Int, _ c: UInt32) {
            out.append(92)
            out.append(letter)
            for k in stride(from: digits - 1, through: 0, by: -1) { out.append(hexDigit(Int(c >> UInt32(4 * k)))) }
        }
        for i in from ..< Swift.max(from, x.count) {
            let c = x[i]
            switch c {
            case 92: out.append(92); out.append(92)
            case 9: out.append(92); out.append(116)
            case 10: out.append(92); out.append(110)
            case 13: out.append(92); out.append(114)
            case 32 ..< 127: out.append(UInt8(c))
            case 0 ..< 256: hex(120, 2, c)
            case 256 ..< 65536: hex(117, 4, c)
            default: hex(85, 8, c)
            }
        }
        return nil
    }

    static let encodeRaw: EncodeStep = { out, x, from in
        for i in from ..< Swift.max(from, x.count) {
            let c = x[i]
            if c < 256 { out.append(UInt8(c)); continue }
            let digits = c < 65536 ? 4 : 8
            out.append(92)
            out.append(digits == 4 ? 117 : 85)
            for k in stride(from: digits - 1, through: 0, by: -1) { out.append(hexDigit(Int(c >> UInt32(4 * k)))) }
        }
        return nil
    }

    /// Reads up to `digits` hexadecimal digits at i; moves i; nil if there are fewer.
    private static func hex(_ b: UnsafeRawBufferPointer, _ i: inout Int, _ digits: Int) -> UInt32? {
        var v: UInt32 = 0
        for _ in 0 ..< digits {
            guard i < b.count, case let d = hexValue(b[i]), d >= 0 else { return nil }
            v = v << 4 | UInt32(d)
            i += 1
        }
        return v
    }

    /// firstInvalid gets the first unknown escape, which deserves a DeprecationWarning.
    static func decodeUnicode(final: Bool, firstInvalid: UnsafeMutablePointer<Int32>? = nil) -> DecodeStep {
        { out, b, at in
            var i = at
            defer { at = i }
            while i < b.count {
                let start = i
                let c = b[i]
                i += 1
                if c != 92 { out.append(UInt32(c)); continue }
                guard i < b.count else {
                    i = start
                    return final ? CodecStop(start: start, end: b.count, reason: "\\ at end of string") : nil
                }
                let e = b[i]
                i += 1
                switch e {
                case 10: break
                case 92, 39, 34: out.append(UInt32(e))
                case 98: out.append(8)
                case 102: out.append(12)
                case 116: out.append(9)
                case 110: out.append(10)
                case 114: out.append(13)
                case 118: out.append(11)
                case 97: out.append(7)
                case 48 ... 55:
                    var v = UInt32(e - 48)
                    var n = 1
                    while n < 3 && i < b.count && b[i] >= 48 && b[i] <= 55 { v = v << 3 | UInt32(b[i] - 48); i += 1; n += 1 }
                    if v > 255, let firstInvalid, firstInvalid.pointee < 0 { firstInvalid.pointee = Int32(v) }
                    out.append(v)
                case 120, 117, 85:
                    let digits = e == 120 ? 2 : e == 117 ? 4 : 8
                    guard let v = hex(b, &i, digits) else {
                        let end = i
                        if !final && end >= b.count { i = start; return nil }
                        i = start
                        return CodecStop(start: start, end: end, reason: "truncated \\\(Character(Unicode.Scalar(e)))\(String(repeating: "X", count: digits)) escape")
                    }
                    if v > 0x10FFFF { let end = i; i = start; return CodecStop(start: start, end: end, reason: "illegal Unicode character") }
                    out.append(v)
                case 78:
                    var reason = "malformed \\N character escape"
                    if i < b.count && b[i] == 123 {
                        var j = i + 1
                        while j < b.count && b[j] != 125 { j += 1 }
                        if j < b.count {
                            if j > i + 1 {
                                let name = String(decoding: UnsafeRawBufferPointer(rebasing: b[i + 1 ..< j]), as: UTF8.self)
                                i = j + 1
                                if let v = UnicodeNames.lookup(name) { out.append(v); continue }
                                reason = "unknown Unicode character name"
                            } else { i = j + 1 }
                        } else { i = j; if !final { i = start; return nil } }
                    } else if i >= b.count && !final { i = start; return nil }
                    let end = i
                    i = start
                    return CodecStop(start: start, end: end, reason: reason)
                default:
                    out.append(92)
                    out.append(UInt32(e))
                    if let firstInvalid, firstInvalid.pointee < 0 { firstInvalid.pointee = Int32(e) }
                }
            }
            return nil
        }
    }

    static func decodeRaw(final: Bool) -> DecodeStep {
        { out, b, at in
            var i = at
            defer { at = i }
            while i < b.count {
                let start = i
                let c = b[i]
                i += 1
                if c != 92 { out.append(UInt32(c)); continue }
                guard i < b.count else {
                    if !final { i = start; return nil }
                    out.append(92)
                    return nil
                }
                let e = b[i]
                guard e == 117 || e == 85 else {
                    out.append(92)
                    out.append(UInt32(e))
                    i += 1
                    continue
                }
                i += 1
                let digits = e == 117 ? 4 : 8
                guard let v = hex(b, &i, digits) else {
                    let end = i
                    i = start
                    if !final && end >= b.count { return nil }
                    return CodecStop(start: start, end: end, reason: "truncated \\\(Character(Unicode.Scalar(e)))\(String(repeating: "X", count: digits)) escape")
                }
                if v > 0x10FFFF { let end = i; i = start; return CodecStop(start: start, end: end, reason: "\\Uxxxxxxxx out of range") }
                out.append(v)
            }
            return nil
        }
    }

    // -- Escapes of bytes literals

    static func encodeBytes(_ b: UnsafeRawBufferPointer) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(b.count)
        for c in b {
            switch c {
            case 39, 92: out.append(92); out.append(c)
            case 9: out.append(92); out.append(116)
            case 10: out.append(92); out.append(110)
            case 13: out.append(92); out.append(114)
            case 32 ..< 127: out.append(c)
            default: out.append(92); out.append(120); out.append(hexDigit(Int(c >> 4))); out.append(hexDigit(Int(c)))
            }
        }
        return out
    }

    static func decodeBytes(_ t: Thread, _ b: UnsafeRawBufferPointer, errors: String) throws(PyRaise) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(b.count)
        var i = 0
        while i < b.count {
            let c = b[i]
            i += 1
            if c != 92 { out.append(c); continue }
            guard i < b.count else { throw t.raise(K.ValueError, "Trailing \\ in string") }
            let e = b[i]
            i += 1
            switch e {
            case 10: break
            case 92, 39, 34: out.append(e)
            case 98: out.append(8)
            case 102: out.append(12)
            case 116: out.append(9)
            case 110: out.append(10)
            case 114: out.append(13)
            case 118: out.append(11)
            case 97: out.append(7)
            case 48 ... 55:
                var v = Int(e) - 48, n = 1
                while n < 3 && i < b.count && b[i] >= 48 && b[i] <= 55 { v = v << 3 | Int(b[i] - 48); i += 1; n += 1 }
                out.append(UInt8(truncatingIfNeeded: v))
            case 120:
                if i + 1 < b.count, hexValue(b[i]) >= 0, hexValue(b[i + 1]) >= 0 {
                    out.append(UInt8(hexValue(b[i]) << 4 | hexValue(b[i + 1])))
                    i += 2
                    continue
                }
                if i < b.count && hexValue(b[i]) >= 0 { i += 1 }
                switch errors {
                case "strict": throw t.raise(K.ValueError, "invalid \\x escape at position \(i - 2 - (i > 0 && hexValue(b[i - 1]) >= 0 && b[i - 1] != 120 ? 1 : 0))")
                case "replace": out.append(63)
                case "ignore": break
                default: throw t.raise(K.ValueError, "decoding error; unknown error handling code: \(errors)")
                }
            default: out.append(92); out.append(e)
            }
        }
        return out
    }
}

// -- UTF-7

enum UTF7 {
    private static let alphabet: [UInt8] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func value(_ c: UInt8) -> Int {
        switch c {
        case 65 ... 90: return Int(c) - 65
        case 97 ... 122: return Int(c) - 71
        case 48 ... 57: return Int(c) + 4
        case 43: return 62
        case 47: return 63
        default: return -1
        }
    }

    /// May c be written as itself?
    private static func isDirect(_ c: UInt32) -> Bool {
        guard c > 0, c < 128 else { return false }
        switch UInt8(c) {
        case 9, 10, 13, 32: return true
        case 43, 92, 126: return false
        case 33 ... 125: return true
        default: return false
        }
    }

    static let encode: EncodeStep = { out, x, from in
        var bits: UInt32 = 0, count: UInt32 = 0
        var shifted = false
        func put(_ unit: UInt32) {
            bits = bits << 16 | unit
            count += 16
            while count >= 6 {
                out.append(alphabet[Int(bits >> (count - 6) & 63)])
                count -= 6
                bits &= (1 << count) - 1
            }
        }
        for i in from ..< Swift.max(from, x.count) {
            let c = x[i]
            if isDirect(c) {
                if shifted {
                    if count > 0 { out.append(alphabet[Int(bits << (6 - count) & 63)]); count = 0; bits = 0 }
                    shifted = false
                    if value(UInt8(c)) >= 0 || c == 45 { out.append(45) }
                }
                out.append(UInt8(c))
            } else if !shifted && c == 43 {
                out.append(43)
                out.append(45)
            } else {
                if !shifted { out.append(43); shifted = true }
                if c >= 0x10000 {
                    put(0xD800 + (c - 0x10000) >> 10)
                    put(0xDC00 + (c - 0x10000) & 0x3FF)
                } else { put(c) }
            }
        }
        if shifted {
            if count > 0 { out.append(alphabet[Int(bits << (6 - count) & 63)]) }
            out.append(45)
        }
        return nil
    }

    static func decode(final: Bool) -> DecodeStep {
        { out, b, at in
            var i = at
            defer { at = i }
            while i < b.count {
                let c = b[i]
                if c != 43 {
                    if c >= 128 { return CodecStop(start: i, end: i + 1, reason: "unexpected special character") }
                    out.append(UInt32(c))
                    i += 1
                    continue
                }
                // A shifted run is decoded as a whole, so that an incomplete one can be left for later.
                let start = i, mark = out.count
                i += 1
                if i < b.count && b[i] == 45 { out.append(43); i += 1; continue }
                if i < b.count && value(b[i]) < 0 { let end = i + 1; i = start; return CodecStop(start: start, end: end, reason: "ill-formed sequence") }
                var bits: UInt32 = 0, count: UInt32 = 0, high: UInt32 = 0
                while i < b.count, case let v = value(b[i]), v >= 0 {
                    bits = bits << 6 | UInt32(v)
                    count += 6
                    i += 1
                    if count >= 16 {
                        let u = bits >> (count - 16) & 0xFFFF
                        count -= 16
                        bits &= (1 << count) - 1
                        if high != 0 {
                            if u & 0xFC00 == 0xDC00 { out.append(0x10000 + (high & 0x3FF) << 10 + u & 0x3FF); high = 0; continue }
                            out.append(high)
                            high = 0
                        }
                        if u & 0xFC00 == 0xD800 { high = u } else { out.append(u) }
                    }
                }
                if i >= b.count {
                    if !final { out.truncate(mark); i = start; return nil }
                    if high != 0 || count >= 6 || bits != 0 { let end = i; i = start; out.truncate(mark); return CodecStop(start: start, end: end, reason: "unterminated shift sequence") }
                    return nil
                }
                if high != 0 { out.append(high) }
                if count >= 6 { let end = i + 1; i = start; out.truncate(mark); return CodecStop(start: start, end: end, reason: "partial character in shift sequence") }
                if bits != 0 { let end = i + 1; i = start; out.truncate(mark); return CodecStop(start: start, end: end, reason: "non-zero padding bits in base64 sequence") }
                if b[i] == 45 { i += 1 }
            }
            return nil
        }
    }
}
