// Float text: decimal digits of doubles, the forms that Python gives them, parsing, hexadecimal form.
//
// In:  doubles, or ASCII text (Numbers.asciiForParsing). Out: ASCII bytes, or doubles.
//
// Digits come from the shortest representation (Swift's) or from printf at a given precision; both round correctly.

import CGMP
import CVMSpec
import Glibc

/// Significant decimal digits of a positive double: 0.d1d2d3… × 10^point.
struct DecimalDigits {
    var digits: [UInt8] = []
    var point = 0
}

extension Numbers {
    /// The shortest digits that read back as d; d is finite, its sign is ignored.
    static func shortestDigits(_ d: Double) -> DecimalDigits {
        let d = abs(d)
        var r = DecimalDigits()
        if d < 1e15, let n = Int(exactly: d) {
            appendDecimal(&r.digits, n)
            r.point = r.digits.count
            while r.digits.count > 1, r.digits.last == 48 { r.digits.removeLast() }
            return r
        }
        var text = d.description
        var exponent = 0
        var point = -1
        text.withUTF8 { b in
            var i = 0
            while i < b.count {
                let c = b[i]
                if c == 46 { point = r.digits.count }
                else if c == 101 || c == 69 {
                    var negative = false
                    i += 1
                    while i < b.count {
                        if b[i] == 45 { negative = true } else if b[i] != 43 { exponent = exponent &* 10 &+ Int(b[i] &- 48) }
                        i += 1
                    }
                    if negative { exponent = 0 &- exponent }
                    break
                } else { r.digits.append(c) }
                i += 1
            }
        }
        r.point = (point < 0 ? r.digits.count : point) &+ exponent
        var zeros = 0
        while zeros < r.digits.count &- 1 && r.digits[zeros] == 48 { zeros &+= 1 }
        if zeros > 0 { r.digits.removeFirst(zeros); r.point &-= zeros }
        while r.digits.count > 1, r.digits.last == 48 { r.digits.removeLast() }
        return r
    }

    /// The first n significant digits (n >= 1), correctly rounded.
    static func roundedDigits(_ d: Double, _ n: Int) -> DecimalDigits {
        // No double has more than 767 significant digits.
        let exactCount = Swift.min(n, 800)
        let text = printed(e: true, exactCount &- 1, abs(d))
        var r = DecimalDigits()
        var i = 0
        while i < text.count && text[i] != 101 {
            if text[i] >= 48 && text[i] <= 57 { r.digits.append(text[i]) }
            i += 1
        }
        var exponent = 0, negative = false
        i += 1
        while i < text.count {
            if text[i] == 45 { negative = true } else if text[i] != 43 { exponent = exponent &* 10 &+ Int(text[i] &- 48) }
            i += 1
        }
        r.point = (negative ? 0 &- exponent : exponent) &+ 1
        for _ in 0 ..< n &- exactCount { r.digits.append(48) }
        return r
    }

    /// Fixed notation with n decimals, correctly rounded.
    static func fixedText(_ d: Double, _ n: Int) -> [UInt8] {
        let exactCount = Swift.min(n, 1080)
        var text = printed(e: false, exactCount, abs(d))
        for i in 0 ..< text.count where text[i] < 48 || text[i] > 57 { text[i] = 46 }
        for _ in 0 ..< n &- exactCount { text.append(48) }
        return text
    }

    private static func printed(e: Bool, _ precision: Int, _ d: Double) -> [UInt8] {
        let room = precision &+ (e ? 40 : 360)
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            guard let p = buffer.baseAddress else { return }
            count = p.withMemoryRebound(to: CChar.self, capacity: room) { q in
                let n = e ? double_print_e(q, room, Int32(precision), d) : double_print_f(q, room, Int32(precision), d)
                return Swift.max(0, Swift.min(Int(n), room &- 1))
            }
        }
    }

    /// A double without its sign, in one of Python's forms.
    ///
    /// code: "r" shortest, or e, f, g. `dotZero`: a number that would look like an int gets ".0"; `alternate`: '#'.
    static func doubleText(_ d: Double, code: UInt8, precision: Int, alternate: Bool = false, dotZero: Bool = false, upper: Bool = false) -> [UInt8] {
        if d.isNaN { return Array((upper ? "NAN" : "nan").utf8) }
        if d.isInfinite { return Array((upper ? "INF" : "inf").utf8) }
        var out: [UInt8] = []
        if code == 102 {
            out = fixedText(d, precision)
            if alternate && precision == 0 { out.append(46) }
            return out
        }
        var digits: DecimalDigits
        var exponential = false
        var significant = 0
        switch code {
        case 101:
            digits = roundedDigits(d, precision &+ 1)
            exponential = true
            significant = precision &+ 1
        case 103:
            let p = Swift.max(1, precision)
            digits = roundedDigits(d, p)
            exponential = digits.point <= -4 || digits.point > p &- (dotZero ? 1 : 0)
            if alternate { significant = p } else { while digits.digits.count > 1, digits.digits.last == 48 { digits.digits.removeLast() } }
        default:
            digits = shortestDigits(d)
            exponential = digits.point <= -4 || digits.point > 16
        }
        if d == 0 { digits.point = 1; if code != 101 { exponential = code == 103 && dotZero && Swift.max(1, precision) == 1 } }
        while digits.digits.count < significant { digits.digits.append(48) }
        if exponential {
            out.append(digits.digits[0])
            if digits.digits.count > 1 || alternate { out.append(46) }
            out.append(contentsOf: digits.digits.dropFirst())
            let e = digits.point &- 1
            out.append(upper ? 69 : 101)
            out.append(e < 0 ? 45 : 43)
            if abs(e) < 10 { out.append(48) }
            appendDecimal(&out, abs(e))
            return out
        }
        if digits.point <= 0 {
            out.append(48)
            out.append(46)
            for _ in digits.point ..< 0 { out.append(48) }
            out.append(contentsOf: digits.digits)
            return out
        }
        for i in 0 ..< digits.point { out.append(i < digits.digits.count ? digits.digits[i] : 48) }
        if digits.digits.count > digits.point {
            out.append(46)
            out.append(contentsOf: digits.digits[digits.point...])
        } else if dotZero {
            out.append(46)
            out.append(48)
        } else if alternate {
            out.append(46)
        }
        return out
    }

    /// repr of a float.
    public static func reprDouble(_ d: Double) -> [UInt8] {
        var out = doubleText(d, code: 114, precision: 0, dotZero: true)
        if d.sign == .minus && !d.isNaN { out.insert(45, at: 0) }
        return out
    }

    public static func reprDoubleString(_ d: Double) -> String { String(decoding: reprDouble(d), as: UTF8.self) }

    // -- Parsing

    /// float(text) for ASCII text with surrounding white space and underscores; nil if malformed.
    static func parseDouble(_ text: [UInt8]) -> Double? {
        if let d = plainDouble(text) { return d }
        var i = 0, end = text.count
        while i < end && isSpace(text[i]) { i &+= 1 }
        while end > i && isSpace(text[end &- 1]) { end &-= 1 }
        guard let (d, next) = scanDouble(text, i, end, underscores: true), next == end else { return nil }
        return d
    }

    /// The value of a text of digits with at most one point: a whole number below 2^53 over a power of ten up to 10^22 is
    /// rounded once, so it is right. Nil for anything else.
    private static func plainDouble(_ text: [UInt8]) -> Double? {
        let n = text.count
        if n == 0 || n > 17 { return nil }
        var i = 0, value = 0, digits = 0, point = -1
        let negative = text[0] == 45
        if negative { i = 1 }
        while i < n {
            let c = text[i]
            if c >= 48 && c <= 57 { value = value &* 10 &+ Int(c &- 48); digits &+= 1 }
            else if c == 46 && point < 0 { point = digits }
            else { return nil }
            i &+= 1
        }
        if digits == 0 || digits > 15 { return nil }
        let decimals = point < 0 ? 0 : digits &- point
        let d = Double(value) / powersOfTen[decimals]
        return negative ? -d : d
    }

    private static let powersOfTen: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

    /// Reads a decimal number, inf or nan starting at i; returns it and where it ends. nil: there is none.
    static func scanDouble(_ text: [UInt8], _ start: Int, _ end: Int, underscores: Bool) -> (Double, Int)? {
        var i = start
        var negative = false
        if i < end && (text[i] == 43 || text[i] == 45) { negative = text[i] == 45; i &+= 1 }
        if i < end, text[i] | 32 == 105 || text[i] | 32 == 110 {
            for (word, d) in [("infinity", Double.infinity), ("inf", Double.infinity), ("nan", Double.nan)] {
                let w = Array(word.utf8)
                if end &- i >= w.count && (0 ..< w.count).allSatisfy({ text[i + $0] | 32 == w[$0] }) { return (negative ? -d : d, i &+ w.count) }
            }
            return nil
        }
        var clean: [CChar] = []
        clean.reserveCapacity(end &- i &+ 1)
        var digitsSeen = 0
        // Underscores count only between two digits.
        func digitRun() -> Bool {
            while i < end {
                let c = text[i]
                if c >= 48 && c <= 57 { clean.append(CChar(c)); digitsSeen &+= 1; i &+= 1 }
                else if c == 95 && underscores {
                    guard i > start, text[i &- 1] >= 48, text[i &- 1] <= 57, i &+ 1 < end, text[i &+ 1] >= 48, text[i &+ 1] <= 57 else { return false }
                    i &+= 1
                } else { break }
            }
            return true
        }
        guard digitRun() else { return nil }
        if i < end && text[i] == 46 {
            clean.append(46)
            i &+= 1
            guard digitRun() else { return nil }
        }
        guard digitsSeen > 0 else { return nil }
        if i < end && text[i] | 32 == 101 {
            var j = i &+ 1
            var signCharacter: UInt8 = 43
            if j < end && (text[j] == 43 || text[j] == 45) { signCharacter = text[j]; j &+= 1 }
            if j < end && text[j] >= 48 && text[j] <= 57 {
                clean.append(101)
                clean.append(CChar(signCharacter))
                i = j
                guard digitRun() else { return nil }
            }
        }
        clean.append(0)
        let d = clean.withUnsafeBufferPointer { b in b.baseAddress.map { double_scan($0) } ?? 0 }
        return (negative ? -d : d, i)
    }

    // -- Hexadecimal form

    /// float.hex.
    static func hexText(_ d: Double) -> [UInt8] {
        if d.isNaN { return Array("nan".utf8) }
        if d.isInfinite { return Array((d < 0 ? "-inf" : "inf").utf8) }
        var out: [UInt8] = d.sign == .minus ? [45] : []
        let fraction = d.significandBitPattern
        let raw = Int(d.exponentBitPattern)
        out += Array(raw == 0 ? "0x0.".utf8 : "0x1.".utf8)
        if d == 0 { return out + Array("0p+0".utf8) }
        for i in 0 ..< 13 { out.append(digitCharacter(UInt8(truncatingIfNeeded: fraction >> UInt64(48 - 4 * i) & 15))) }
        let e = raw == 0 ? -1022 : raw - 1023
        out.append(112)
        out.append(e < 0 ? 45 : 43)
        appendDecimal(&out, abs(e))
        return out
    }

    enum HexOutcome { case value(Double), malformed, tooLarge }

    /// float.fromhex on ASCII text.
    static func parseHex(_ text: [UInt8]) -> HexOutcome {
        var i = 0, end = text.count
        while i < end && isSpace(text[i]) { i &+= 1 }
        while end > i && isSpace(text[end &- 1]) { end &-= 1 }
        var negative = false
        let start = i
        if i < end && (text[i] == 43 || text[i] == 45) { negative = text[i] == 45; i &+= 1 }
        guard i < end else { return .malformed }
        if text[i] | 32 == 105 || text[i] | 32 == 110 {
            if let (d, next) = scanDouble(text, start, end, underscores: false), next == end { return .value(d) }
            return .malformed
        }
        if i &+ 1 < end && text[i] == 48 && text[i &+ 1] | 32 == 120 { i &+= 2 }
        // The significand: up to 60 bits exactly, whatever follows as one sticky bit.
        var m: UInt64 = 0, exponent = 0, digitCount = 0, sticky = false, afterPoint = false
        while i < end {
            let c = text[i]
            if c == 46 && !afterPoint { afterPoint = true; i &+= 1; continue }
            let lower = c | 32
            let d: UInt64
            if c >= 48 && c <= 57 { d = UInt64(c &- 48) } else if lower >= 97 && lower <= 102 { d = UInt64(lower &- 87) } else { break }
            digitCount &+= 1
            if m >> 56 == 0 {
                m = m << 4 | d
                if afterPoint { exponent &-= 4 }
            } else {
                if d != 0 { sticky = true }
                if !afterPoint { exponent &+= 4 }
            }
            i &+= 1
        }
        guard digitCount > 0 else { return .malformed }
        if i < end && text[i] | 32 == 112 {
            i &+= 1
            var minus = false
            if i < end && (text[i] == 43 || text[i] == 45) { minus = text[i] == 45; i &+= 1 }
            guard i < end else { return .malformed }
            var e = 0
            while i < end, text[i] >= 48, text[i] <= 57 {
                if e < 1 << 40 { e = e &* 10 &+ Int(text[i] &- 48) }
                i &+= 1
            }
            exponent &+= minus ? 0 &- e : e
        }
        guard i == end else { return .malformed }
        if m == 0 { return .value(negative ? -0.0 : 0.0) }
        // Round to 53 bits, or fewer where the result is subnormal, ties to even.
        let bits = 64 &- m.leadingZeroBitCount
        let top = exponent &+ bits
        if top > 1024 { return .tooLarge }
        let keep = top >= -1021 ? 53 : 53 &+ top &+ 1021
        if keep < 0 { return .value(negative ? -0.0 : 0.0) }
        let drop = bits &- keep
        if drop > 0 {
            let half = UInt64(1) << UInt64(drop &- 1)
            let below = m & (half &- 1) != 0 || sticky
            let odd = drop < 64 && m >> UInt64(drop) & 1 != 0
            let up = m & half != 0 && (below || odd)
            m = drop >= 64 ? 0 : m >> UInt64(drop)
            if up { m &+= 1 }
            exponent &+= drop
        }
        if m == 0 { return .value(negative ? -0.0 : 0.0) }
        if exponent &+ (64 &- m.leadingZeroBitCount) > 1024 { return .tooLarge }
        let d = scalbn(Double(m), Int32(exponent))
        return .value(negative ? -d : d)
    }
}
