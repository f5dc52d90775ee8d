// The values of string literals: prefixes, quotes and escapes.
//
// In:  the bytes of a string token, or of the literal part of an f-string.
// Out: the bytes of the value (UTF-8 with surrogates, or plain bytes), or the message of an error.

/// The prefix and the body of a string token.
struct StringParts {
    var isBytes = false
    var isRaw = false
    var isFormat = false
    /// Offsets of the text between the quotes.
    var body: Range<Int>

    init(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) {
        var i = range.lowerBound
        while base[i] != 0x22, base[i] != 0x27 {
            switch base[i] | 0x20 {
            case 0x62: isBytes = true
            case 0x72: isRaw = true
            case 0x66: isFormat = true
            default: break
            }
            i += 1
        }
        let quote = base[i]
        if range.upperBound - i >= 6, base[i + 1] == quote, base[i + 2] == quote {
            body = i + 3..<range.upperBound - 3
        } else {
            body = i + 1..<range.upperBound - 1
        }
    }
}

/// Decodes backslash escapes.
struct EscapeDecoder {
    var output: [UInt8] = []
    /// What follows the backslash in the first escape that has no meaning, or too large an octal value.
    var invalidEscape: [UInt8]?
    /// Set where decoding failed.
    var message: String?

    /// Appends the decoded text.
    mutating func decode(_ text: UnsafeBufferPointer<UInt8>, isBytes: Bool) {
        output.reserveCapacity(output.count + text.count)
        var i = 0
        let n = text.count
        // Messages count positions in a form of the text where each non-ASCII character takes ten places.
        var stretch = 0
        while i < n {
            let c = text[i]
            i &+= 1
            if c != 0x5C {
                if c >= 0x80, c & 0xC0 != 0x80 { stretch += 10 - (c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2) }
                output.append(c)
                continue
            }
            let backslash = i - 1 + stretch
            guard i < n else {
                // Only before a field of an f-string.
                output.append(0x5C)
                return
            }
            let e = text[i]
            i &+= 1
            switch e {
            case 0x0A: break
            case 0x5C, 0x27, 0x22: output.append(e)
            case 0x61: output.append(0x07)
            case 0x62: output.append(0x08)
            case 0x66: output.append(0x0C)
            case 0x6E: output.append(0x0A)
            case 0x72: output.append(0x0D)
            case 0x74: output.append(0x09)
            case 0x76: output.append(0x0B)
            case 0x30...0x37:
                var value = UInt32(e - 0x30)
                var count = 1
                while count < 3, i < n, text[i] &- 0x30 < 8 {
                    value = value * 8 + UInt32(text[i] - 0x30)
                    i &+= 1
                    count += 1
                }
                if value > 0xFF, invalidEscape == nil { invalidEscape = Array(text[i - 3..<i]) }
                if isBytes { output.append(UInt8(truncatingIfNeeded: value)) } else { append(value) }
            case 0x78 where isBytes:
                guard let (value, _) = hex(text, i, 2) else {
                    message = "(value error) invalid \\x escape at position \(i - 2)"
                    return
                }
                output.append(UInt8(truncatingIfNeeded: value))
                i += 2
            case 0x78, 0x75, 0x55:
                if isBytes {
                    unknown(e)
                    break
                }
                let length = e == 0x78 ? 2 : e == 0x75 ? 4 : 8
                guard let (value, _) = hex(text, i, length) else {
                    var end = i
                    while end < n, end - i < length, hexDigit(text[end]) != nil { end += 1 }
                    let form = e == 0x78 ? "\\xXX" : e == 0x75 ? "\\uXXXX" : "\\UXXXXXXXX"
                    fail(backslash, end + stretch, "truncated \(form) escape")
                    return
                }
                i += length
                if value > 0x10FFFF {
                    fail(backslash, i + stretch, "illegal Unicode character")
                    return
                }
                append(value)
            case 0x4E where !isBytes:
                if i < n, text[i] == 0x7B {
                    var end = i + 1
                    while end < n, text[end] != 0x7D { end += 1 }
                    if end < n, end > i + 1 {
                        let name = String(decoding: UnsafeBufferPointer(rebasing: text[i + 1..<end]), as: UTF8.self)
                        guard let value = scalarNamed(name) else {
                            fail(backslash, end + 1 + stretch, "unknown Unicode character name")
                            return
                        }
                        append(value)
                        i = end + 1
                        break
                    }
                    fail(backslash, end + stretch, "malformed \\N character escape")
                    return
                }
                fail(backslash, i + stretch, "malformed \\N character escape")
                return
            default: unknown(e)
            }
        }
    }

    private mutating func unknown(_ c: UInt8) {
        if invalidEscape == nil, c < 0x80 { invalidEscape = [c] }
        output.append(0x5C)
        output.append(c)
    }

    private mutating func fail(_ start: Int, _ end: Int, _ reason: String) {
        message = "(unicode error) 'unicodeescape' codec can't decode "
            + (end - start == 1 ? "byte 0x5c in position \(start)" : "bytes in position \(start)-\(end - 1)") + ": \(reason)"
    }

    private func hexDigit(_ c: UInt8) -> UInt32? {
        if c &- 0x30 < 10 { return UInt32(c - 0x30) }
        let lower = c | 0x20
        return lower &- 0x61 < 6 ? UInt32(lower - 0x57) : nil
    }

    private func hex(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int) -> (UInt32, Int)? {
        guard start + length <= text.count else { return nil }
        var value: UInt32 = 0
        for i in start..<start + length {
            guard let digit = hexDigit(text[i]) else { return nil }
            value = value << 4 | digit
        }
        return (value, start + length)
    }

    /// Appends a code point as UTF-8; surrogates take three bytes.
    private mutating func append(_ value: UInt32) {
        if value < 0x80 {
            output.append(UInt8(value))
        } else if value < 0x800 {
            output.append(UInt8(0xC0 | value >> 6))
            output.append(UInt8(0x80 | value & 0x3F))
        } else if value < 0x10000 {
            output.append(UInt8(0xE0 | value >> 12))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        } else {
            output.append(UInt8(0xF0 | value >> 18 & 7))
            output.append(UInt8(0x80 | value >> 12 & 0x3F))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        }
    }
}
