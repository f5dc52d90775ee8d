// The values of number tokens.
//
// In:  the text of a number token, whose shape the lexer has checked.
// Out: a constant; or nothing where a decimal integer has more digits than may be converted.

/// The most decimal digits of an integer literal, because conversion takes quadratic time.
let maximumIntegerDigits = 4300

/// The constant that a number token denotes; nil where it has too many digits (the count is then in `digits`).
func numberConstant(_ text: UnsafeBufferPointer<UInt8>, digits: inout Int) -> Constant? {
    let count = text.count
    let last = text[count - 1]
    if count == 1 { return .int(.small(Int(last &- 0x30))) }
    if text[0] == 0x30 {
        switch text[1] | 0x20 {
        case 0x78: return .int(powerOfTwoLiteral(text, bits: 4))
        case 0x6F: return .int(powerOfTwoLiteral(text, bits: 3))
        case 0x62: return .int(powerOfTwoLiteral(text, bits: 1))
        default: break
        }
    }
    var isFloat = false
    var value = 0
    var overflow = false
    var digitCount = 0
    for c in text {
        let digit = Int(c) &- 0x30
        if digit >= 0, digit < 10 {
            digitCount &+= 1
            let (product, high) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(digit)
            overflow = overflow || high || carry
            value = sum
        } else if c != 0x5F {
            isFloat = true
            break
        }
    }
    if isFloat {
        let isImaginary = last | 0x20 == 0x6A
        var digits = [UInt8]()
        digits.reserveCapacity(count)
        for c in text.prefix(isImaginary ? count - 1 : count) where c != 0x5F { digits.append(c) }
        let value = Double(String(decoding: digits, as: UTF8.self)) ?? 0
        return isImaginary ? .complex(value) : .float(value)
    }
    if !overflow { return .int(.small(value)) }
    if digitCount > maximumIntegerDigits {
        digits = digitCount
        return nil
    }
    return .int(.big(magnitude: decimalLimbs(text)))
}

private func decimalLimbs(_ text: UnsafeBufferPointer<UInt8>) -> [UInt] {
    var limbs: [UInt] = [0]
    func accumulate(_ chunk: UInt, _ scale: UInt) {
        var carry = chunk
        for i in limbs.indices {
            let product = limbs[i].multipliedFullWidth(by: scale)
            let (low, overflow) = product.low.addingReportingOverflow(carry)
            limbs[i] = low
            carry = product.high &+ (overflow ? 1 : 0)
        }
        if carry != 0 { limbs.append(carry) }
    }
    var chunk: UInt = 0
    var scale: UInt = 1
    for c in text where c != 0x5F {
        chunk = chunk * 10 + UInt(c &- 0x30)
        scale *= 10
        if scale == 1_000_000_000_000_000_000 {
            accumulate(chunk, scale)
            chunk = 0
            scale = 1
        }
    }
    if scale > 1 { accumulate(chunk, scale) }
    return limbs
}

private func powerOfTwoLiteral(_ text: UnsafeBufferPointer<UInt8>, bits: Int) -> IntegerLiteral {
    var limbs: [UInt] = [0]
    var shift = 0
    for c in text.dropFirst(2).reversed() where c != 0x5F {
        let digit = UInt(c < 0x3A ? c &- 0x30 : (c | 0x20) &- 0x57)
        limbs[limbs.count - 1] |= digit << UInt(shift)
        shift += bits
        if shift >= UInt.bitWidth {
            // An octal digit may straddle two limbs.
            shift -= UInt.bitWidth
            limbs.append(digit >> UInt(bits - shift))
        }
    }
    while limbs.count > 1, limbs[limbs.count - 1] == 0 { limbs.removeLast() }
    if limbs.count == 1, limbs[0] <= UInt(Int.max) { return .small(Int(limbs[0])) }
    return .big(magnitude: limbs)
}
