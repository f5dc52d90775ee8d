// The format mini-language: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
//
// In:  a specification as code points. Out: its fields; or Python's ValueError. Shared by numbers and str.

import CVMSpec

/// A parsed format specification.
public struct FormatSpec {
    public var fill: UInt32 = 32
    /// '<', '>', '=', '^', or 0 where none is given.
    public var align: UInt8 = 0
    /// '+', '-', ' ', or 0.
    public var sign: UInt8 = 0
    public var coerceNegativeZero = false
    public var alternate = false
    /// -1: none.
    public var width = -1
    /// ',', '_', or 0.
    public var grouping: UInt8 = 0
    /// -1: none.
    public var precision = -1
    /// The presentation type; 0: none given.
    public var type: UInt32 = 0
    /// Was fill given (with an alignment), or 0 before the width?
    public var zeroPadded = false

    /// Parses a specification for an object.
    public init(parse spec: StrRef, _ t: Thread, object: Value, defaultAlign: UInt8) throws(PyRaise) {
        let n = spec.count
        var i = 0
        func isAlign(_ c: UInt32) -> Bool { c == 60 || c == 62 || c == 61 || c == 94 }
        var alignGiven = false, fillGiven = false
        if n >= 2 && isAlign(spec[code: 1]) {
            fill = spec[code: 0]
            align = UInt8(spec[code: 1])
            fillGiven = true
            alignGiven = true
            i = 2
        } else if n >= 1 && isAlign(spec[code: 0]) {
            align = UInt8(spec[code: 0])
            alignGiven = true
            i = 1
        }
        if i < n, spec[code: i] == 43 || spec[code: i] == 45 || spec[code: i] == 32 { sign = UInt8(spec[code: i]); i += 1 }
        if i < n, spec[code: i] == 122 { coerceNegativeZero = true; i += 1 }
        if i < n, spec[code: i] == 35 { alternate = true; i += 1 }
        if !fillGiven, i < n, spec[code: i] == 48 {
            fill = 48
            zeroPadded = true
            if !alignGiven && defaultAlign == 62 { align = 61; alignGiven = true }
            i += 1
        }
        width = try FormatSpec.number(spec, &i, t)
        if i < n, spec[code: i] == 44 { grouping = 44; i += 1 }
        if i < n, spec[code: i] == 95 {
            if grouping != 0 { throw t.raise(K.ValueError, "Cannot specify both ',' and '_'.") }
            grouping = 95
            i += 1
        }
        if i < n, spec[code: i] == 44, grouping == 95 { throw t.raise(K.ValueError, "Cannot specify both ',' and '_'.") }
        if i < n, spec[code: i] == 46 {
            i += 1
            precision = try FormatSpec.number(spec, &i, t)
            if precision < 0 { throw t.raise(K.ValueError, "Format specifier missing precision") }
        }
        if n - i > 1 { throw t.raise(K.ValueError, "Invalid format specifier '\(spec.string)' for object of type '\(t.typeName(of: object))'") }
        if n - i == 1 { type = spec[code: i] }
        if grouping != 0 {
            let allowed: [UInt32] = [0, 100, 101, 102, 103, 69, 71, 37, 70]
            let underscoreToo: [UInt32] = [98, 111, 120, 88]
            if !allowed.contains(type) && !(grouping == 95 && underscoreToo.contains(type)) {
                let shown = type > 32 && type < 128 ? String(UnicodeScalar(UInt8(type))) : "\\x" + String(type, radix: 16)
                throw t.raise(K.ValueError, "Cannot specify '\(String(UnicodeScalar(grouping)))' with '\(shown)'.")
            }
        }
    }

    private static func number(_ spec: StrRef, _ i: inout Int, _ t: Thread) throws(PyRaise) -> Int {
        var n = 0
        let start = i
        while i < spec.count {
            let c = spec[code: i]
            var d = -1
            if c >= 48 && c <= 57 { d = Int(c) - 48 }
            else if c > 127, let u = Unicode.Scalar(c), u.properties.numericType == .decimal, let v = u.properties.numericValue { d = Int(v) }
            if d < 0 { break }
            let (m, o) = n.multipliedReportingOverflow(by: 10)
            let (s, p) = m.addingReportingOverflow(d)
            if o || p { throw t.raise(K.ValueError, "Too many decimal digits in format string") }
            n = s
            i += 1
        }
        return i == start ? -1 : n
    }

    /// ValueError for a presentation type that the object does not have.
    static func unknownCode(_ t: Thread, _ type: UInt32, _ object: Value) -> PyRaise {
        let shown = type > 32 && type < 128 ? String(UnicodeScalar(UInt8(type))) : "\\x" + String(type, radix: 16)
        return t.raise(K.ValueError, "Unknown format code '\(shown)' for object of type '\(t.typeName(of: object))'")
    }

    /// Pads `body` of `count` characters to the width: how many fill characters go before and after it.
    public func padding(_ count: Int, defaultAlign: UInt8) -> (left: Int, right: Int) {
        guard width > count else { return (0, 0) }
        let total = width - count
        switch align == 0 ? defaultAlign : align {
        case 62, 61: return (total, 0)
        case 94: return (total / 2, total - total / 2)
        default: return (0, total)
        }
    }
}

extension Numbers {
    /// str.__format__ for a str object and a parsed or unparsed specification.
    public static func formatStr(_ t: Thread, _ v: Value, _ spec: StrRef) throws(PyRaise) -> Value {
        if spec.count == 0 { return v.isExact(.Str) ? v : try t.substring(v.str, 0, v.str.count) }
        let f = try FormatSpec(parse: spec, t, object: v, defaultAlign: 60)
        if f.type != 0 && f.type != 115 { throw FormatSpec.unknownCode(t, f.type, v) }
        if f.sign != 0 {
            throw t.raise(K.ValueError, f.sign == 32 ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier")
        }
        if f.coerceNegativeZero { throw t.raise(K.ValueError, "Negative zero coercion (z) not allowed in string format specifier") }
        if f.alternate { throw t.raise(K.ValueError, "Alternate form (#) not allowed in string format specifier") }
        if f.align == 61 { throw t.raise(K.ValueError, "'=' alignment not allowed in string format specifier") }
        if f.grouping != 0 { throw t.raise(K.ValueError, "Cannot specify '\(String(UnicodeScalar(f.grouping)))' with 's'.") }
        let s = v.str
        let n = f.precision >= 0 ? Swift.min(f.precision, s.count) : s.count
        let (left, right) = f.padding(n, defaultAlign: 60)
        if left == 0 && right == 0 { return try t.substring(s, 0, n) }
        guard left < 1 << 36, right < 1 << 36 else { throw t.memoryError() }
        var all: UInt32 = f.fill
        var ascii = f.fill < 128
        if n == s.count { all |= s.width == 1 ? 0xFF : s.width == 2 ? 0xFFFF : 0x1FFFFF; ascii = ascii && s.isASCII }
        if n < s.count || s.width > 1 {
            all = f.fill
            for i in 0 ..< n { all |= s[code: i] }
            ascii = all < 128
        }
        let width = all < 256 ? 1 : all < 65536 ? 2 : 4
        let r = try t.newStr(count: left &+ n &+ right, width: width, ascii: ascii)
        func put(_ i: Int, _ c: UInt32) {
            switch width {
            case 1: r.bytes[i] = UInt8(truncatingIfNeeded: c)
            case 2: r.units16[i] = UInt16(truncatingIfNeeded: c)
            default: r.units32[i] = c
            }
        }
        for i in 0 ..< left { put(i, f.fill) }
        for i in 0 ..< n { put(left &+ i, s[code: i]) }
        for i in 0 ..< right { put(left &+ n &+ i, f.fill) }
        return Value(r)
    }
}
