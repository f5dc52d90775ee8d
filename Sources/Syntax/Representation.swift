// How Python writes literals: the `repr` of strings, bytes, floats and large integers, for dumps.

/// `repr` of a string given as UTF-8 with surrogates.
func pythonRepresentation(string bytes: [UInt8]) -> [UInt8] {
    let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
    var result: [UInt8] = [quote]
    result.reserveCapacity(bytes.count + 2)
    func hex(_ prefix: String, _ value: UInt32, _ width: Int) {
        let digits = String(value, radix: 16)
        result += prefix.utf8
        result += repeatElement(0x30, count: max(0, width - digits.utf8.count))
        result += digits.utf8
    }
    var i = 0
    while i < bytes.count {
        let c = bytes[i]
        if c < 0x80 {
            i += 1
            switch c {
            case quote, 0x5C: result += [0x5C, c]
            case 0x0A: result += [0x5C, 0x6E]
            case 0x0D: result += [0x5C, 0x72]
            case 0x09: result += [0x5C, 0x74]
            case 0..<0x20, 0x7F: hex("\\x", UInt32(c), 2)
            default: result.append(c)
            }
            continue
        }
        let length = min(c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2, bytes.count - i)
        var value = UInt32(c) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
        for j in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[i + j] & 0x3F) }
        if let scalar = Unicode.Scalar(value), isPrintable(scalar) {
            result += bytes[i..<i + length]
        } else if value < 0x100 {
            hex("\\x", value, 2)
        } else if value < 0x10000 {
            hex("\\u", value, 4)
        } else {
            hex("\\U", value, 8)
        }
        i += length
    }
    result.append(quote)
    return result
}

/// `repr` of bytes.
func pythonRepresentation(bytes: [UInt8]) -> [UInt8] {
    let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
    var result: [UInt8] = [0x62, quote]
    for c in bytes {
        switch c {
        case quote, 0x5C: result += [0x5C, c]
        case 0x0A: result += [0x5C, 0x6E]
        case 0x0D: result += [0x5C, 0x72]
        case 0x09: result += [0x5C, 0x74]
        case 0x20..<0x7F: result.append(c)
        default:
            let digits = String(c, radix: 16)
            result += "\\x".utf8
            if c < 0x10 { result.append(0x30) }
            result += digits.utf8
        }
    }
    result.append(quote)
    return result
}

/// `repr` of a non-negative float; `keepsPoint` writes whole numbers with `.0`.
func pythonRepresentation(float value: Double, keepsPoint: Bool) -> String {
    if value.isInfinite { return "inf" }
    if value == 0 { return keepsPoint ? "0.0" : "0" }
    // The standard library's shortest digits, laid out anew.
    var digits: [UInt8] = []
    var exponent = 0
    var point: Int?
    var text = Array(value.description.utf8)
    if let e = text.firstIndex(of: 0x65) {
        exponent = Int(String(decoding: text[(e + 1)...], as: UTF8.self)) ?? 0
        text.removeSubrange(e...)
    }
    for c in text {
        if c == 0x2E { point = digits.count } else { digits.append(c) }
    }
    var position = (point ?? digits.count) + exponent
    while digits.count > 1, digits[0] == 0x30 {
        digits.removeFirst()
        position -= 1
    }
    while digits.count > 1, digits[digits.count - 1] == 0x30 { digits.removeLast() }
    func string(_ part: ArraySlice<UInt8>) -> String { String(decoding: part, as: UTF8.self) }
    let decimal = position - 1
    if decimal < -4 || decimal >= 16 {
        let fraction = digits.count > 1 ? "." + string(digits[1...]) : ""
        let magnitude = String(abs(decimal))
        return string(digits[0..<1]) + fraction + "e" + (decimal < 0 ? "-" : "+")
            + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
    }
    if position <= 0 { return "0." + String(repeating: "0", count: -position) + string(digits[...]) }
    if position >= digits.count {
        return string(digits[...]) + String(repeating: "0", count: position - digits.count) + (keepsPoint ? ".0" : "")
    }
    return string(digits[..<position]) + "." + string(digits[position...])
}

/// The decimal digits of a large integer.
func decimalText(_ magnitude: [UInt]) -> String {
    var limbs = magnitude
    var chunks: [UInt] = []
    let scale: UInt = 1_000_000_000_000_000_000
    while let last = limbs.last {
        if last == 0 {
            limbs.removeLast()
            continue
        }
        var remainder: UInt = 0
        for i in limbs.indices.reversed() {
            let (quotient, rest) = scale.dividingFullWidth((remainder, limbs[i]))
            limbs[i] = quotient
            remainder = rest
        }
        chunks.append(remainder)
    }
    guard let first = chunks.popLast() else { return "0" }
    var result = String(first)
    for chunk in chunks.reversed() {
        let digits = String(chunk)
        result += String(repeating: "0", count: 18 - digits.utf8.count) + digits
    }
    return result
}
