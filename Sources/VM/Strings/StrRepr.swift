// Text forms of str and bytes: quotes and escapes.

import CVMSpec

private let hexDigits: StaticString = "0123456789abcdef"

@inline(__always) func hexDigit(_ n: Int) -> UInt8 { hexDigits.utf8Start[n & 15] }

extension StrBuilder {
    /// Appends \xNN, \uNNNN or \UNNNNNNNN.
    mutating func appendEscape(_ c: UInt32) {
        append(92)
        let digits: Int
        if c < 256 { append(120); digits = 2 } else if c < 65536 { append(117); digits = 4 } else { append(85); digits = 8 }
        var k = digits - 1
        while k >= 0 { append(UInt32(hexDigit(Int(c >> UInt32(4 * k))))); k -= 1 }
    }

    /// Appends the repr of a string.
    mutating func appendRepr(_ x: Text, asciiOnly: Bool = false) {
        let hasSingle = x.find(character: 39, 0, x.count) >= 0
        let quote: UInt32 = hasSingle && x.find(character: 34, 0, x.count) < 0 ? 34 : 39
        append(quote)
        var i = 0
        while i < x.count {
            // Runs that need no escape are copied at once.
            let start = i
            if x.width == 1 {
                while i < x.count, case let c = x.p[i], c >= 32 && c < 127 && c != 92 && c != 39 && c != 34 { i &+= 1 }
                if i > start { append(Text(x.p + start, i - start, width: 1, ascii: true)) }
                if i >= x.count { break }
            }
            let c = x[i]
            i &+= 1
            switch c {
            case quote, 92: append(92); append(c)
            case 10: append(92); append(110)
            case 13: append(92); append(114)
            case 9: append(92); append(116)
            case 32 ..< 127: append(c)
            default:
                if c < 127 || asciiOnly || c == 127 || !CharacterTable.isPrintable(c) { appendEscape(c) } else { append(c) }
            }
        }
        append(quote)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// repr of a str object.
    public func strRepr(_ v: Value) throws(PyRaise) -> Value {
        var b = StrBuilder(capacity: v.str.count + 2)
        defer { b.free() }
        b.appendRepr(Text(v.str))
        return try b.finish(self)
    }

    /// The str with its characters outside ASCII escaped: what ascii() does to a repr.
    public func escapeNonASCII(_ v: Value) throws(PyRaise) -> Value {
        if v.str.isASCII { return v }
        var b = StrBuilder(capacity: v.str.count + 16)
        defer { b.free() }
        for i in 0 ..< v.str.count {
            let c = v.str[code: i]
            if c < 128 { b.append(c) } else { b.appendEscape(c) }
        }
        return try b.finish(self)
    }

    /// repr of bytes, without the prefix of a bytearray.
    func bytesRepr(_ x: UnsafeRawBufferPointer) throws(PyRaise) -> Value {
        var b = StrBuilder(capacity: x.count + 3)
        defer { b.free() }
        b.appendBytesRepr(x)
        return try b.finish(self)
    }
}

extension StrBuilder {
    /// Appends b'…'.
    mutating func appendBytesRepr(_ x: UnsafeRawBufferPointer, escapeSingle: Bool = false) {
        var hasSingle = false, hasDouble = false
        for c in x { if c == 39 { hasSingle = true } else if c == 34 { hasDouble = true } }
        let quote: UInt8 = hasSingle && !hasDouble ? 34 : 39
        append(98)
        append(UInt32(quote))
        for c in x {
            switch c {
            case quote, 92: append(92); append(UInt32(c))
            case 39 where escapeSingle: append(92); append(39)
            case 10: append(92); append(110)
            case 13: append(92); append(114)
            case 9: append(92); append(116)
            case 32 ..< 127: append(UInt32(c))
            default: append(92); append(120); append(UInt32(hexDigit(Int(c >> 4)))); append(UInt32(hexDigit(Int(c))))
            }
        }
        append(UInt32(quote))
    }
}
