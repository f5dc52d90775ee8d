// The module binascii: hexadecimal, base64, uuencode, quoted-printable and checksums.

import CVMSpec
import VM

private enum Binascii {
    nonisolated(unsafe) static var error = Value.empty
    nonisolated(unsafe) static var incomplete = Value.empty
    static let alphabet: [UInt8] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    static let base64Values: [UInt8] = {
        var t = [UInt8](repeating: 255, count: 256)
        for (i, c) in alphabet.enumerated() { t[Int(c)] = UInt8(i) }
        return t
    }()
    static let crcTable: [UInt32] = (0 ..< 256).map { i in
        var c = UInt32(i)
        for _ in 0 ..< 8 { c = c & 1 != 0 ? 0xEDB8_8320 ^ (c >> 1) : c >> 1 }
        return c
    }
    static let hex: [UInt8] = Array("0123456789abcdef".utf8)
}

/// The bytes of an argument that may also be an ASCII str.
private func ascii(_ t: Thread, _ v: Value) throws(PyRaise) -> [UInt8] {
    if t.isInstance(v, K.str) {
        guard v.str.isASCII else { throw t.raise(K.ValueError, "string argument should contain only ASCII characters") }
        return v.str.utf8
    }
    guard t.isBytesLike(v) else { throw t.raise(K.TypeError, "argument should be bytes, buffer or ASCII string, not '\(t.typeName(of: v))'") }
    return Array(try t.bytesLike(v))
}

private func hexDigit(_ c: UInt8) -> UInt8? {
    switch c {
    case 48 ... 57: return c - 48
    case 97 ... 102: return c - 87
    case 65 ... 70: return c - 55
    default: return nil
    }
}

private func decodeBase64(_ t: Thread, _ b: [UInt8], strict: Bool) throws(PyRaise) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(b.count / 4 * 3 + 3)
    var quad = 0, left: UInt8 = 0, pads = 0, started = false
    if strict, b.first == 61 { throw t.raise(Binascii.error, "Leading padding not allowed") }
    for (i, c) in b.enumerated() {
        if c == 61 {
            started = true
            if quad >= 2 {
                pads += 1
                if quad + pads >= 4 {
                    if strict && i + 1 < b.count { throw t.raise(Binascii.error, "Excess data after padding") }
                    return out
                }
            }
            continue
        }
        let v = Binascii.base64Values[Int(c)]
        if v == 255 {
            if strict { throw t.raise(Binascii.error, "Only base64 data is allowed") }
            continue
        }
        if strict && started { throw t.raise(Binascii.error, "Discontinuous padding not allowed") }
        pads = 0
        switch quad {
        case 0: quad = 1; left = v
        case 1: quad = 2; out.append(left << 2 | v >> 4); left = v & 15
        case 2: quad = 3; out.append(left << 4 | v >> 2); left = v & 3
        default: quad = 0; out.append(left << 6 | v); left = 0
        }
    }
    if quad != 0 {
        if quad == 1 {
            throw t.raise(Binascii.error, "Invalid base64-encoded string: number of data characters (\(out.count / 3 * 4 + 1)) cannot be 1 more than a multiple of 4")
        }
        throw t.raise(Binascii.error, "Incorrect padding")
    }
    return out
}

private func encodeBase64(_ b: UnsafeRawBufferPointer, newline: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(b.count / 3 * 4 + 5)
    let a = Binascii.alphabet
    var i = 0
    while i + 2 < b.count {
        let n = UInt32(b[i]) << 16 | UInt32(b[i + 1]) << 8 | UInt32(b[i + 2])
        out.append(a[Int(n >> 18)])
        out.append(a[Int(n >> 12 & 63)])
        out.append(a[Int(n >> 6 & 63)])
        out.append(a[Int(n & 63)])
        i += 3
    }
    if b.count - i == 1 {
        out.append(a[Int(b[i] >> 2)])
        out.append(a[Int(b[i] & 3) << 4])
        out.append(61)
        out.append(61)
    } else if b.count - i == 2 {
        let n = UInt32(b[i]) << 8 | UInt32(b[i + 1])
        out.append(a[Int(n >> 10)])
        out.append(a[Int(n >> 4 & 63)])
        out.append(a[Int(n & 15) << 2])
        out.append(61)
    }
    if newline { out.append(10) }
    return out
}

private func decodeUU(_ t: Thread, _ b: [UInt8]) throws(PyRaise) -> [UInt8] {
    guard let first = b.first else { return [] }
    let n = Int((first &- 32) & 63)
    var out: [UInt8] = []
    var i = 1
    var bits: UInt32 = 0, count: UInt32 = 0
    while out.count < n {
        let c = i < b.count ? b[i] : 0
        i += 1
        var v: UInt32 = 0
        if c == 10 || c == 13 || c == 0 || i > b.count { v = 0 } else {
            guard c >= 32 && c <= 96 else { throw t.raise(Binascii.error, "Illegal char") }
            v = UInt32(c &- 32) & 63
        }
        bits = (bits << 6 | v) & 0xFFFF
        count += 6
        if count >= 8 { count -= 8; out.append(UInt8(truncatingIfNeeded: bits >> count)) }
    }
    while i < b.count {
        let c = b[i]
        i += 1
        if c != 32 && c != 96 && c != 10 && c != 13 { throw t.raise(Binascii.error, "Trailing garbage") }
    }
    return out
}

private func encodeUU(_ t: Thread, _ b: UnsafeRawBufferPointer, backtick: Bool) throws(PyRaise) -> [UInt8] {
    guard b.count <= 45 else { throw t.raise(Binascii.error, "At most 45 bytes at once") }
    func letter(_ v: Int) -> UInt8 { v == 0 && backtick ? 96 : UInt8(v + 32) }
    var out = [letter(b.count)]
    var i = 0
    while i < b.count {
        let x = Int(b[i]), y = i + 1 < b.count ? Int(b[i + 1]) : 0, z = i + 2 < b.count ? Int(b[i + 2]) : 0
        let n = x << 16 | y << 8 | z
        for s in [18, 12, 6, 0] { out.append(letter(n >> s & 63)) }
        i += 3
    }
    out.append(10)
    return out
}

private func decodeQP(_ b: [UInt8], header: Bool) -> [UInt8] {
    var out: [UInt8] = []
    var i = 0
    while i < b.count {
        let c = b[i]
        if c == 61 {
            i += 1
            if i >= b.count { break }
            if b[i] == 10 || b[i] == 13 {
                if b[i] != 10 { while i < b.count && b[i] != 10 { i += 1 } }
                if i < b.count { i += 1 }
            } else if b[i] == 61 {
                out.append(61)
                i += 1
            } else if i + 1 < b.count, let h = hexDigit(b[i]), let l = hexDigit(b[i + 1]) {
                out.append(h << 4 | l)
                i += 2
            } else { out.append(61) }
        } else if header && c == 95 {
            out.append(32)
            i += 1
        } else {
            out.append(c)
            i += 1
        }
    }
    return out
}

private func encodeQP(_ b: UnsafeRawBufferPointer, quoteTabs: Bool, text: Bool, header: Bool) -> [UInt8] {
    let upper: [UInt8] = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    // The line end that the data uses is the one that soft breaks use.
    var crlf = false
    for i in 0 ..< b.count where b[i] == 10 { crlf = i > 0 && b[i - 1] == 13; break }
    var line = 0, i = 0
    func softBreak() {
        out.append(61)
        if crlf { out.append(13) }
        out.append(10)
        line = 0
    }
    while i < b.count {
        let c = b[i]
        let nextIsEnd = i + 1 == b.count
        let lineEndNext = !nextIsEnd && (b[i + 1] == 10 || b[i + 1] == 13 && i + 2 < b.count && b[i + 2] == 10)
        let lonelyDot = c == 46 && line == 0 && (nextIsEnd || b[i + 1] == 10 || b[i + 1] == 13 || b[i + 1] == 0)
        let quote = c > 126 || c == 61 || header && c == 95 || lonelyDot
            || !text && (c == 13 || c == 10)
            || (c == 9 || c == 32) && nextIsEnd
            || c < 33 && c != 13 && c != 10 && c != 9 && c != 32
            || c < 33 && c != 13 && c != 10 && (quoteTabs || !quoteTabs && c != 9 && c != 32)
        if quote {
            if line + 3 >= 76 { softBreak() }
            out.append(61)
            out.append(upper[Int(c >> 4)])
            out.append(upper[Int(c & 15)])
            line += 3
            i += 1
            continue
        }
        if text && (c == 10 || c == 13 && i + 1 < b.count && b[i + 1] == 10) {
            line = 0
            // White space before a line end must be quoted.
            if let last = out.last, last == 32 || last == 9 {
                out.removeLast()
                out.append(61)
                out.append(upper[Int(last >> 4)])
                out.append(upper[Int(last & 15)])
            }
            if crlf { out.append(13) }
            out.append(10)
            i += c == 13 ? 2 : 1
            continue
        }
        if !nextIsEnd && !lineEndNext && line + 1 >= 76 { softBreak() }
        if header && c == 32 { out.append(95) } else { out.append(c) }
        line += 1
        i += 1
    }
    return out
}

/// Registers binascii.
public func registerBinascii() {
    NativeModules.register("binascii") { m throws(PyRaise) in
        let t = m.t
        Binascii.error = Roots.add(try t.makeExceptionClass("binascii.Error", K.ValueError))
        Binascii.incomplete = Roots.add(try t.makeExceptionClass("binascii.Incomplete", K.Exception))
        try m.set("Error", Binascii.error)
        try m.set("Incomplete", Binascii.incomplete)
        for name in ["hexlify", "b2a_hex"] {
            try m.function(name, "(data, sep=None, bytes_per_sep=1)") { t, a throws(PyRaise) in
                try t.newBytes(try t.hexText(try t.bytesLike(a[0]), separator: a[1], group: a[2]))
            }
        }
        for name in ["unhexlify", "a2b_hex"] {
            try m.function(name, "(hexstr, /)") { t, a throws(PyRaise) in
                let b = try ascii(t, a[0])
                guard b.count % 2 == 0 else { throw t.raise(Binascii.error, "Odd-length string") }
                var out: [UInt8] = []
                out.reserveCapacity(b.count / 2)
                var i = 0
                while i < b.count {
                    guard let h = hexDigit(b[i]), let l = hexDigit(b[i + 1]) else { throw t.raise(Binascii.error, "Non-hexadecimal digit found") }
                    out.append(h << 4 | l)
                    i += 2
                }
                return try t.newBytes(out)
            }
        }
        try m.function("a2b_base64", "(data, /, *, strict_mode=False)") { t, a throws(PyRaise) in
            let strict = a[1].isPresent ? try t.isTrue(a[1]) : false
            return try t.newBytes(try decodeBase64(t, try ascii(t, a[0]), strict: strict))
        }
        try m.function("b2a_base64", "(data, /, *, newline=True)") { t, a throws(PyRaise) in
            let newline = a[1].isPresent ? try t.isTrue(a[1]) : true
            return try t.newBytes(encodeBase64(try t.bytesLike(a[0]), newline: newline))
        }
        try m.function("a2b_uu", "(data, /)") { t, a throws(PyRaise) in try t.newBytes(try decodeUU(t, try ascii(t, a[0]))) }
        try m.function("b2a_uu", "(data, /, *, backtick=False)") { t, a throws(PyRaise) in
            let backtick = a[1].isPresent ? try t.isTrue(a[1]) : false
            return try t.newBytes(try encodeUU(t, try t.bytesLike(a[0]), backtick: backtick))
        }
        try m.function("a2b_qp", "(data, header=False)") { t, a throws(PyRaise) in
            let header = a[1].isPresent ? try t.isTrue(a[1]) : false
            return try t.newBytes(decodeQP(try ascii(t, a[0]), header: header))
        }
        try m.function("b2a_qp", "(data, quotetabs=False, istext=True, header=False)") { t, a throws(PyRaise) in
            let tabs = a[1].isPresent ? try t.isTrue(a[1]) : false
            let text = a[2].isPresent ? try t.isTrue(a[2]) : true
            let header = a[3].isPresent ? try t.isTrue(a[3]) : false
            return try t.newBytes(encodeQP(try t.bytesLike(a[0]), quoteTabs: tabs, text: text, header: header))
        }
        try m.function("crc32", "(data, crc=0, /)") { t, a throws(PyRaise) in
            var c: UInt32 = ~0
            if a[1].isPresent { c = ~UInt32(truncatingIfNeeded: PackedItems.bits(try t.toIndex(a[1]))?.0 ?? 0) }
            let table = Binascii.crcTable
            for x in try t.bytesLike(a[0]) { c = table[Int((c ^ UInt32(x)) & 255)] ^ (c >> 8) }
            return Value(small: Int(~c))
        }
        try m.function("crc_hqx", "(data, crc, /)") { t, a throws(PyRaise) in
            var c = UInt32(truncatingIfNeeded: PackedItems.bits(try t.toIndex(a[1]))?.0 ?? 0) & 0xFFFF
            for x in try t.bytesLike(a[0]) {
                c ^= UInt32(x) << 8
                for _ in 0 ..< 8 { c = c & 0x8000 != 0 ? (c << 1 ^ 0x1021) & 0xFFFF : c << 1 & 0xFFFF }
            }
            return Value(small: Int(c))
        }
    }
}
