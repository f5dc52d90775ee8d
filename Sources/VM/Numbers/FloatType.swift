// The type float.
//
// In:  float objects of any class, ints where Python mixes them. Out: exact floats.

import CVMSpec
import Glibc

extension Bootstrap {
    static func defineFloat(_ t: Thread) throws(PyRaise) {
        K.float = try t.defineType("float", .Float) { b throws(PyRaise) in
            try b.new("(cls, x=0, /)") { t, a throws(PyRaise) in
                let d = a[1].isPresent ? try Numbers.floatFrom(t, a[1]) : 0
                return try Numbers.newFloat(t, a[0], d)
            }
            for (name, reflected, op) in numberOperators {
                try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
                    guard let y = try Numbers.operand(t, a[1]) else { return .notImplemented }
                    return try Numbers.floatBinary(t, op, t.double(a[0]), y)
                }
                try b.method(reflected, "(self, value, /)") { t, a throws(PyRaise) in
                    guard let y = try Numbers.operand(t, a[1]) else { return .notImplemented }
                    return try Numbers.floatBinary(t, op, y, t.double(a[0]))
                }
            }
            try b.method("__pow__", "(self, value, mod=None, /)") { t, a throws(PyRaise) in try Numbers.floatPow(t, a[0], a[1], a[2], reflected: false) }
            try b.method("__rpow__", "(self, value, mod=None, /)") { t, a throws(PyRaise) in try Numbers.floatPow(t, a[0], a[1], a[2], reflected: true) }
            for (name, op) in numberComparisons {
                try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
                    if t.isFloat(a[1]) { return Value(Numbers.compareReal(op, a[0], a[1], aIsFloat: true, bIsFloat: true)) }
                    return t.isAnyInt(a[1]) ? Value(Numbers.compareReal(op, a[0], a[1], aIsFloat: true, bIsFloat: false)) : .notImplemented
                }
            }
            try b.method("__neg__", "(self, /)") { t, a throws(PyRaise) in try t.newFloat(-t.double(a[0])) }
            for name in ["__pos__", "__float__", "conjugate"] {
                try b.method(name, "(self, /)") { t, a throws(PyRaise) in try t.newFloat(t.double(a[0])) }
            }
            try b.method("__abs__", "(self, /)") { t, a throws(PyRaise) in try t.newFloat(abs(t.double(a[0]))) }
            try b.method("__bool__", "(self, /)") { t, a throws(PyRaise) in Value(t.double(a[0]) != 0) }
            try b.method("__int__", "(self, /)") { t, a throws(PyRaise) in try Numbers.fromDouble(t, t.double(a[0])) }
            try b.alias("__trunc__", "__int__")
            try b.method("__floor__", "(self, /)") { t, a throws(PyRaise) in try Numbers.fromDouble(t, t.double(a[0]).rounded(.down)) }
            try b.method("__ceil__", "(self, /)") { t, a throws(PyRaise) in try Numbers.fromDouble(t, t.double(a[0]).rounded(.up)) }
            try b.method("__round__", "(self, ndigits=None, /)") { t, a throws(PyRaise) in
                let d = t.double(a[0])
                if a[1].isEmpty || a[1].isNone { return try Numbers.fromDouble(t, d.rounded(.toNearestOrEven)) }
                let n = try t.clampedIndex(a[1])
                return try t.newFloat(d.isFinite ? try Numbers.roundDouble(t, d, n) : d)
            }
            try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in try t.newInt(Int(bitPattern: UInt(Hashing.ofDouble(t.double(a[0]))))) }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.reprStr(t.double(a[0])) }
            try b.method("__format__", "(self, format_spec, /)") { t, a throws(PyRaise) in try Numbers.formatMethod(t, a[0], a[1]) }
            try b.method("__getnewargs__", "(self, /)") { t, a throws(PyRaise) in try t.newTuple([try t.newFloat(t.double(a[0]))]) }
            try b.method("__sizeof__", "(self, /)") { t, a throws(PyRaise) in Value(small: 24) }
            try b.method("is_integer", "(self, /)") { t, a throws(PyRaise) in
                let d = t.double(a[0])
                return Value(d.isFinite && d == d.rounded(.down))
            }
            try b.method("as_integer_ratio", "(self, /)") { t, a throws(PyRaise) in
                let (n, d) = try Numbers.integerRatio(t, t.double(a[0]))
                return try t.newTuple([n, d])
            }
            try b.method("hex", "(self, /)") { t, a throws(PyRaise) in try t.str(ascii: Numbers.hexText(t.double(a[0]))) }
            try b.classMethod("fromhex", "(cls, string, /)") { t, a throws(PyRaise) in
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "bad argument type for built-in operation") }
                switch Numbers.parseHex(a[1].str.utf8) {
                case .value(let d):
                    let v = try t.newFloat(d)
                    return a[0] == K.float ? v : try t.tailCall(a[0], v)
                case .malformed: throw t.raise(K.ValueError, "invalid hexadecimal floating-point string")
                case .tooLarge: throw t.raise(K.OverflowError, "hexadecimal value too large to represent as a float")
                }
            }
            try b.classMethod("__getformat__", "(cls, typestr, /)") { t, a throws(PyRaise) in
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "__getformat__() argument must be str, not \(t.typeName(of: a[1]))") }
                let s = a[1].str.string
                guard s == "double" || s == "float" else { throw t.raise(K.ValueError, "__getformat__() argument 1 must be 'double' or 'float'") }
                return try t.str("IEEE, little-endian")
            }
            try b.attribute("real", get: { t, a throws(PyRaise) in try t.newFloat(t.double(a[0])) })
            try b.attribute("imag", get: { t, a throws(PyRaise) in try t.newFloat(0) })
            try b.set("__doc__", try t.str("Makes a float from a number or a text."))
        }
    }
}

extension Numbers {
    /// A float of class `cls`.
    static func newFloat(_ t: Thread, _ cls: Value, _ d: Double) throws(PyRaise) -> Value {
        if cls == K.float { return try t.newFloat(d) }
        guard t.has(cls, .Type), t.isSubtype(cls.type, K.float) else {
            throw t.raise(K.TypeError, "float.__new__(\(t.typeName(cls))): \(t.typeName(cls)) is not a subtype of float")
        }
        let r = try t.newInstanceCell(cls.type)
        r.boxedFloat.pointee.value = d
        return r
    }

    /// float(x).
    static func floatFrom(_ t: Thread, _ x: Value) throws(PyRaise) -> Double {
        if x.isInt { return Double(x.int) }
        if x.isFloatWord { return x.floatWord }
        if t.has(x, .Str) {
            if let d = parseDouble(asciiForParsing(x.str)) { return d }
            throw t.raise(K.ValueError, "could not convert string to float: \(try t.repr(x).str.string)")
        }
        if t.has(x, .Bytes) || t.has(x, .Bytearray) || t.has(x, .Memoryview) {
            let run = try byteRun(t, x)
            if !run.contains(where: { $0 > 127 }), let d = parseDouble(run) { return d }
            throw t.raise(K.ValueError, "could not convert string to float: \(try t.repr(x).str.string)")
        }
        if !t.isFloat(x) && !t.isAnyInt(x), try t.special(of: x, .float).isEmpty, try t.special(of: x, .index).isEmpty {
            throw t.raise(K.TypeError, "float() argument must be a string or a real number, not '\(t.typeName(of: x))'")
        }
        if !x.isReference || x.shape != Kind.Float.rawValue {
            let f = try t.special(of: x, .float)
            if f.isPresent {
                let r = try t.callSpecial(f, x)
                guard t.isFloat(r) else { throw t.raise(K.TypeError, "\(t.typeName(of: x)).__float__ returned non-float (type \(t.typeName(of: r)))") }
                return t.double(r)
            }
        }
        return try t.toDouble(x)
    }

    /// The other operand of a float operator as a double; nil if it is no real number object.
    static func operand(_ t: Thread, _ v: Value) throws(PyRaise) -> Double? {
        if t.isFloat(v) { return t.double(v) }
        return t.isAnyInt(v) ? try toDoubleOrRaise(t, v) : nil
    }

    static func floatPow(_ t: Thread, _ a: Value, _ b: Value, _ modulus: Value, reflected: Bool) throws(PyRaise) -> Value {
        if modulus.isPresent && !modulus.isNone { throw t.raise(K.TypeError, "pow() 3rd argument not allowed unless all arguments are integers") }
        guard let y = try operand(t, b) else { return .notImplemented }
        let x = t.double(a)
        return try reflected ? t.newFloatOrComplexPower(y, x) : t.newFloatOrComplexPower(x, y)
    }

    /// Numerator and denominator of a finite double.
    public static func integerRatio(_ t: Thread, _ d: Double) throws(PyRaise) -> (Value, Value) {
        if d.isNaN { throw t.raise(K.ValueError, "cannot convert NaN to integer ratio") }
        if d.isInfinite { throw t.raise(K.OverflowError, "cannot convert Infinity to integer ratio") }
        if d == 0 { return (Value(small: 0), Value(small: 1)) }
        var m = Int(d.magnitude.significandBitPattern)
        var e = Int(d.exponentBitPattern)
        if e == 0 { e = 1 } else { m |= 1 << 52 }
        e -= 1075
        let zeros = m.trailingZeroBitCount
        m >>= zeros
        e += zeros
        let n = Value(small: d < 0 ? 0 &- m : m)
        if e >= 0 { return (try shiftLeft(t, n, e), Value(small: 1)) }
        return (n, try shiftLeft(t, Value(small: 1), 0 &- e))
    }
}
