// Formatting of int, float and complex by the mini-language (FormatSpec.swift).
//
// In:  a number object and a specification. Out: a str object.

import CVMSpec
import Glibc

extension Numbers {
    /// __format__ of int, float and complex.
    static func formatMethod(_ t: Thread, _ v: Value, _ spec: Value) throws(PyRaise) -> Value {
        guard t.has(spec, .Str) else { throw t.raise(K.TypeError, "__format__() argument must be str, not \(t.typeName(of: spec))") }
        if spec.str.count == 0 { return try t.toStr(v) }
        if t.isFloat(v) { return try formatFloat(t, v, spec.str) }
        if t.isComplex(v) { return try formatComplex(t, v, spec.str) }
        return try formatInt(t, v, spec.str)
    }

    /// An int by a specification.
    public static func formatInt(_ t: Thread, _ v: Value, _ spec: StrRef) throws(PyRaise) -> Value {
        let f = try FormatSpec(parse: spec, t, object: v, defaultAlign: 62)
        var base = 10
        switch f.type {
        case 0, 100, 110: base = 10
        case 98: base = 2
        case 111: base = 8
        case 120, 88: base = 16
        case 99: return try formatCharacter(t, v, f)
        case 101, 69, 102, 70, 103, 71, 37:
            return try layOutFloat(t, try toDoubleOrRaise(t, v), f)
        default: throw FormatSpec.unknownCode(t, f.type, v)
        }
        if f.precision >= 0 { throw t.raise(K.ValueError, "Precision not allowed in integer format specifier") }
        if f.coerceNegativeZero { throw t.raise(K.ValueError, "Negative zero coercion (z) not allowed in integer format specifier") }
        var digits = base == 10 ? try toDecimal(t, v) : try Numbers.digits(t, v, base: base)
        let negative = digits.first == 45
        if negative { digits.removeFirst() }
        if f.type == 88 { for i in 0 ..< digits.count where digits[i] >= 97 { digits[i] -= 32 } }
        var prefix: [UInt8] = []
        if f.alternate && base != 10 { prefix = [48, UInt8(f.type)] }
        return try assemble(t, f, negative: negative, prefix: prefix, digits: digits, tail: [], groupSize: base == 10 ? 3 : 4)
    }

    private static func formatCharacter(_ t: Thread, _ v: Value, _ f: FormatSpec) throws(PyRaise) -> Value {
        if f.precision >= 0 { throw t.raise(K.ValueError, "Precision not allowed in integer format specifier") }
        if f.coerceNegativeZero { throw t.raise(K.ValueError, "Negative zero coercion (z) not allowed in integer format specifier") }
        if f.sign != 0 { throw t.raise(K.ValueError, "Sign not allowed with integer format specifier 'c'") }
        if f.alternate { throw t.raise(K.ValueError, "Alternate form (#) not allowed with integer format specifier 'c'") }
        guard let n = machineInt(plain(v)) else { throw t.raise(K.OverflowError, "Python int too large to convert to C long") }
        guard n >= 0 && n < 0x110000 else { throw t.raise(K.OverflowError, "%c arg not in range(0x110000)") }
        let (left, right) = f.padding(1, defaultAlign: 62)
        return try padded(t, [UInt32(n)], f.fill, left, right)
    }

    private static func padded(_ t: Thread, _ body: [UInt32], _ fill: UInt32, _ left: Int, _ right: Int) throws(PyRaise) -> Value {
        guard left < 1 << 32, right < 1 << 32 else { throw t.memoryError() }
        return try t.str(codes: [UInt32](repeating: fill, count: left) + body + [UInt32](repeating: fill, count: right))
    }

    /// A float by a specification.
    public static func formatFloat(_ t: Thread, _ v: Value, _ spec: StrRef) throws(PyRaise) -> Value {
        let f = try FormatSpec(parse: spec, t, object: v, defaultAlign: 62)
        switch f.type {
        case 0, 101, 69, 102, 70, 103, 71, 110, 37: break
        default: throw FormatSpec.unknownCode(t, f.type, v)
        }
        return try layOutFloat(t, t.double(v), f)
    }

    /// Text of a double without its sign, by type and precision of a specification; `percent` is appended by the caller.
    static func floatBody(_ t: Thread, _ d: Double, _ f: FormatSpec, complex: Bool = false) throws(PyRaise) -> [UInt8] {
        guard f.precision <= Int(Int32.max) else { throw t.raise(K.ValueError, "precision too big") }
        var precision = f.precision < 0 ? 6 : f.precision
        guard precision < 1 << 28 else { throw t.memoryError() }
        var code = UInt8(truncatingIfNeeded: f.type)
        var upper = false
        var dotZero = false
        switch code {
        case 0:
            dotZero = !complex
            if f.precision < 0 { code = 114; precision = 0 } else { code = 103 }
        case 69, 70, 71: upper = true; code += 32
        case 110: code = 103
        case 37: code = 102
        default: break
        }
        return doubleText(d, code: code, precision: precision, alternate: f.alternate, dotZero: dotZero, upper: upper)
    }

    private static func layOutFloat(_ t: Thread, _ value: Double, _ f: FormatSpec) throws(PyRaise) -> Value {
        let d = f.type == 37 ? value * 100 : value
        var body = try floatBody(t, d, f)
        var negative = d.sign == .minus && !d.isNaN
        // 'z': what is shown as zero has no sign.
        if negative && f.coerceNegativeZero && isShownZero(body) { negative = false }
        if f.type == 37 { body.append(37) }
        if f.grouping == 0 { return try assemble(t, f, negative: negative, prefix: [], digits: body, tail: [], groupSize: 3) }
        var split = 0
        while split < body.count && body[split] >= 48 && body[split] <= 57 { split += 1 }
        return try assemble(t, f, negative: negative, prefix: [], digits: Array(body[..<split]), tail: Array(body[split...]), groupSize: 3)
    }

    private static func isShownZero(_ body: [UInt8]) -> Bool {
        for c in body {
            if c == 101 || c == 69 { break }
            if c != 48 && c != 46 { return false }
        }
        return true
    }

    /// Sign, prefix, digits with grouping, the rest, all padded.
    private static func assemble(_ t: Thread, _ f: FormatSpec, negative: Bool, prefix: [UInt8], digits: [UInt8], tail: [UInt8], groupSize: Int) throws(PyRaise) -> Value {
        var head: [UInt8] = []
        if negative { head.append(45) } else if f.sign == 43 || f.sign == 32 { head.append(f.sign) }
        head += prefix
        guard f.width < 1 << 32 else { throw t.memoryError() }
        let align = f.align == 0 ? 62 : f.align
        var middle = digits
        if f.grouping != 0 && !digits.isEmpty {
            let minimum = f.fill == 48 && align == 61 ? f.width - head.count - tail.count : 0
            middle = grouped(digits, f.grouping, groupSize, minimum)
        }
        let count = head.count + middle.count + tail.count
        let missing = Swift.max(0, f.width - count)
        if f.fill < 128 {
            let fill = UInt8(f.fill)
            let (left, right) = align == 61 ? (0, 0) : f.padding(count, defaultAlign: 62)
            if count == middle.count && missing == 0 { return try t.str(ascii: middle) }
            var out: [UInt8] = []
            out.reserveCapacity(count + missing)
            for _ in 0 ..< left { out.append(fill) }
            out.append(contentsOf: head)
            if align == 61 { for _ in 0 ..< missing { out.append(fill) } }
            out.append(contentsOf: middle)
            out.append(contentsOf: tail)
            for _ in 0 ..< right { out.append(fill) }
            return try t.str(ascii: out)
        }
        let wide = (middle + tail).map { UInt32($0) }
        if align == 61 { return try t.str(codes: head.map { UInt32($0) } + [UInt32](repeating: f.fill, count: missing) + wide) }
        let (left, right) = f.padding(count, defaultAlign: 62)
        return try padded(t, head.map { UInt32($0) } + wide, f.fill, left, right)
    }

    /// Digits with separators, with leading zeros up to a minimum length.
    static func grouped(_ digits: [UInt8], _ separator: UInt8, _ size: Int, _ minimum: Int) -> [UInt8] {
        var out: [UInt8] = []
        var remaining = digits.count, wanted = minimum
        while true {
            let length = Swift.min(size, Swift.max(remaining, wanted, 1))
            for k in 0 ..< length { out.append(k < remaining ? digits[remaining - 1 - k] : 48) }
            remaining = Swift.max(0, remaining - length)
            wanted -= length
            if remaining <= 0 && wanted <= 0 { break }
            out.append(separator)
            wanted -= 1
        }
        out.reverse()
        return out
    }

    /// A complex number by a specification.
    static func formatComplex(_ t: Thread, _ v: Value, _ spec: StrRef) throws(PyRaise) -> Value {
        let f = try FormatSpec(parse: spec, t, object: v, defaultAlign: 62)
        switch f.type {
        case 0, 101, 69, 102, 70, 103, 71, 110: break
        default: throw FormatSpec.unknownCode(t, f.type, v)
        }
        if f.fill == 48 { throw t.raise(K.ValueError, "Zero padding is not allowed in complex format specifier") }
        if f.align == 61 { throw t.raise(K.ValueError, "'=' alignment flag is not allowed in complex format specifier") }
        let c = t.complexValue(v)
        let parenthesised = f.type == 0
        let skipReal = f.type == 0 && c.real == 0 && c.real.sign == .plus
        var out: [UInt8] = []
        func part(_ d: Double, _ sign: UInt8) throws(PyRaise) {
            let body = try floatBody(t, d, f, complex: true)
            var negative = d.sign == .minus && !d.isNaN
            if negative && f.coerceNegativeZero && isShownZero(body) { negative = false }
            if negative { out.append(45) } else if sign == 43 || sign == 32 { out.append(sign) }
            var split = 0
            while split < body.count && body[split] >= 48 && body[split] <= 57 { split += 1 }
            out += f.grouping != 0 && split > 0 ? grouped(Array(body[..<split]), f.grouping, 3, 0) : Array(body[..<split])
            out += Array(body[split...])
        }
        if !skipReal { try part(c.real, f.sign) }
        try part(c.imaginary, skipReal ? f.sign : 43)
        out.append(106)
        if parenthesised && !skipReal { out = [40] + out + [41] }
        let (left, right) = f.padding(out.count, defaultAlign: 62)
        return try padded(t, out.map { UInt32($0) }, f.fill, left, right)
    }
}
