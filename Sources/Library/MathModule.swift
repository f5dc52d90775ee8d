// The module math: functions on doubles and on ints.
//
// In:  real number objects. Out: floats, ints, or CPython's ValueError (domain) and OverflowError (range).
// Integer functions are in MathIntegers.swift, sums and norms in MathSums.swift.

import Glibc
import VM

enum MathErrors {
    static func domain(_ t: Thread) -> PyRaise { t.raise(K.ValueError, "math domain error") }
    static func range(_ t: Thread) -> PyRaise { t.raise(K.OverflowError, "math range error") }

    /// The result of a function of one argument, checked: a NaN out of a number is a domain error, an infinity out of a finite
    /// number a range error (or a domain error where the function has a pole).
    static func checked(_ t: Thread, _ x: Double, _ r: Double, overflows: Bool) throws(PyRaise) -> Value {
        if r.isNaN && !x.isNaN { throw domain(t) }
        if r.isInfinite && x.isFinite { throw overflows ? range(t) : domain(t) }
        return try t.newFloat(r)
    }
}

/// A function of one double; `overflows`: an infinite result is too large, not a pole.
private struct MathFunction {
    let name: String
    let overflows: Bool
    let body: (Double) -> Double
    init(_ name: String, _ overflows: Bool, _ body: @escaping (Double) -> Double) { self.name = name; self.overflows = overflows; self.body = body }
}

/// Registers math.
public func registerMath() {
    NativeModules.register("math") { m throws(PyRaise) in
        let t = m.t
        try m.set("pi", try t.newFloat(Double.pi))
        try m.set("e", try t.newFloat(M_E))
        try m.set("tau", try t.newFloat(2 * Double.pi))
        try m.set("inf", try t.newFloat(Double.infinity))
        try m.set("nan", try t.newFloat(Double.nan))
        let plain: [MathFunction] = [
            MathFunction("acos", false, { acos($0) }), MathFunction("acosh", false, { acosh($0) }), MathFunction("asin", false, { asin($0) }), MathFunction("asinh", false, { asinh($0) }),
            MathFunction("atan", false, { atan($0) }), MathFunction("atanh", false, { atanh($0) }), MathFunction("cbrt", false, { cbrt($0) }), MathFunction("cos", false, { cos($0) }),
            MathFunction("cosh", true, { cosh($0) }), MathFunction("exp", true, { exp($0) }), MathFunction("exp2", true, { exp2($0) }), MathFunction("expm1", true, { expm1($0) }),
            MathFunction("fabs", false, { fabs($0) }), MathFunction("log1p", false, { log1p($0) }), MathFunction("sin", false, { sin($0) }), MathFunction("sinh", true, { sinh($0) }),
            MathFunction("sqrt", false, { sqrt($0) }), MathFunction("tan", false, { tan($0) }), MathFunction("tanh", false, { tanh($0) }),
            MathFunction("erf", false, { erf($0) }), MathFunction("erfc", false, { erfc($0) }),
        ]
        for function in plain {
            try m.function(function.name, "(x, /)") { t, a throws(PyRaise) in
                let x = try t.toDouble(a[0])
                return try MathErrors.checked(t, x, function.body(x), overflows: function.overflows)
            }
        }
        try m.function("degrees", "(x, /)") { t, a throws(PyRaise) in try t.newFloat(try t.toDouble(a[0]) * (180 / Double.pi)) }
        try m.function("radians", "(x, /)") { t, a throws(PyRaise) in try t.newFloat(try t.toDouble(a[0]) * (Double.pi / 180)) }
        try m.function("isfinite", "(x, /)") { t, a throws(PyRaise) in Value(try t.toDouble(a[0]).isFinite) }
        try m.function("isinf", "(x, /)") { t, a throws(PyRaise) in Value(try t.toDouble(a[0]).isInfinite) }
        try m.function("isnan", "(x, /)") { t, a throws(PyRaise) in Value(try t.toDouble(a[0]).isNaN) }
        try m.function("copysign", "(x, y, /)") { t, a throws(PyRaise) in try t.newFloat(copysign(try t.toDouble(a[0]), try t.toDouble(a[1]))) }
        try m.function("atan2", "(y, x, /)") { t, a throws(PyRaise) in try t.newFloat(atan2(try t.toDouble(a[0]), try t.toDouble(a[1]))) }
        try m.function("nextafter", "(x, y, /)") { t, a throws(PyRaise) in try t.newFloat(nextafter(try t.toDouble(a[0]), try t.toDouble(a[1]))) }
        try m.function("ulp", "(x, /)") { t, a throws(PyRaise) in
            let x = abs(try t.toDouble(a[0]))
            if x.isNaN || x.isInfinite { return try t.newFloat(x) }
            let up = nextafter(x, Double.infinity)
            return try t.newFloat(up.isInfinite ? x - nextafter(x, -Double.infinity) : up - x)
        }
        try m.function("fmod", "(x, y, /)") { t, a throws(PyRaise) in
            let x = try t.toDouble(a[0]), y = try t.toDouble(a[1])
            if y.isInfinite && x.isFinite { return try t.newFloat(x) }
            let r = fmod(x, y)
            if r.isNaN && !x.isNaN && !y.isNaN { throw MathErrors.domain(t) }
            return try t.newFloat(r)
        }
        try m.function("remainder", "(x, y, /)") { t, a throws(PyRaise) in
            let x = try t.toDouble(a[0]), y = try t.toDouble(a[1])
            if x.isNaN { return try t.newFloat(x) }
            if y.isNaN { return try t.newFloat(y) }
            if x.isInfinite || y == 0 { throw MathErrors.domain(t) }
            return try t.newFloat(remainder(x, y))
        }
        try m.function("pow", "(x, y, /)") { t, a throws(PyRaise) in
            let x = try t.toDouble(a[0]), y = try t.toDouble(a[1])
            let r = pow(x, y)
            if x.isFinite && y.isFinite {
                if r.isNaN { throw MathErrors.domain(t) }
                if r.isInfinite { throw x == 0 ? MathErrors.domain(t) : MathErrors.range(t) }
            }
            return try t.newFloat(r)
        }
        try m.function("modf", "(x, /)") { t, a throws(PyRaise) in
            let x = try t.toDouble(a[0])
            if x.isInfinite { return try t.newTuple([try t.newFloat(copysign(0, x)), try t.newFloat(x)]) }
            if x.isNaN { return try t.newTuple([try t.newFloat(x), try t.newFloat(x)]) }
            let whole = x.rounded(.towardZero)
            return try t.newTuple([try t.newFloat(copysign(x - whole, x)), try t.newFloat(whole)])
        }
        try m.function("frexp", "(x, /)") { t, a throws(PyRaise) in
            let x = try t.toDouble(a[0])
            if x.isNaN || x.isInfinite || x == 0 { return try t.newTuple([try t.newFloat(x), Value(small: 0)]) }
            return try t.newTuple([try t.newFloat(copysign(x.significand / 2, x)), Value(small: Int(x.exponent) + 1)])
        }
        try m.function("ldexp", "(x, i, /)") { t, a throws(PyRaise) in
            let x = try t.toDouble(a[0])
            guard t.isAnyInt(a[1]) else { throw t.raise(K.TypeError, "Expected an int as second argument to ldexp.") }
            let n = Swift.max(-1 << 20, Swift.min(1 << 20, try t.clampedIndex(a[1])))
            if x == 0 || !x.isFinite { return try t.newFloat(x) }
            let r = scalbn(x, Int32(n))
            if r.isInfinite { throw MathErrors.range(t) }
            return try t.newFloat(r)
        }
        try m.function("gamma", "(x, /)") { t, a throws(PyRaise) in
            let x = try t.toDouble(a[0])
            if x.isNaN || x == Double.infinity { return try t.newFloat(x) }
            if x == -Double.infinity || x <= 0 && x == x.rounded(.down) { throw MathErrors.domain(t) }
            let r = Gamma.gamma(x)
            if r.isInfinite { throw MathErrors.range(t) }
            return try t.newFloat(r)
        }
        try m.function("lgamma", "(x, /)") { t, a throws(PyRaise) in
            let x = try t.toDouble(a[0])
            if x.isNaN { return try t.newFloat(x) }
            if x.isInfinite { return try t.newFloat(Double.infinity) }
            if x <= 0 && x == x.rounded(.down) { throw MathErrors.domain(t) }
            let r = Gamma.logarithm(x)
            if r.isInfinite { throw MathErrors.range(t) }
            return try t.newFloat(r)
        }
        try m.function("log", "(x, base=math.e, /)") { t, a throws(PyRaise) in
            let n = try logarithm(t, a[0], { log($0) }, M_LN2)
            if a[1].isEmpty { return try t.newFloat(n) }
            let d = try logarithm(t, a[1], { log($0) }, M_LN2)
            if d == 0 { throw t.raise(K.ZeroDivisionError, "float division by zero") }
            return try t.newFloat(n / d)
        }
        try m.function("log2", "(x, /)") { t, a throws(PyRaise) in try t.newFloat(try logarithm(t, a[0], { log2($0) }, 1)) }
        try m.function("log10", "(x, /)") { t, a throws(PyRaise) in try t.newFloat(try logarithm(t, a[0], { log10($0) }, log10(2.0))) }
        try m.function("isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)") { t, a throws(PyRaise) in
            let x = try t.toDouble(a[0]), y = try t.toDouble(a[1])
            let relative = a[2].isPresent ? try t.toDouble(a[2]) : 1e-9
            let absolute = a[3].isPresent ? try t.toDouble(a[3]) : 0
            if relative < 0 || absolute < 0 { throw t.raise(K.ValueError, "tolerances must be non-negative") }
            if x == y { return .true_ }
            if x.isInfinite || y.isInfinite { return .false_ }
            let d = abs(y - x)
            return Value(d <= abs(relative * y) || d <= abs(relative * x) || d <= absolute)
        }
        for (name, special, rule) in [("ceil", Special.ceil, FloatingPointRoundingRule.up), ("floor", Special.floor, .down)] {
            try m.function(name, "(x, /)") { t, a throws(PyRaise) in
                let v = a[0]
                if v.isInt { return v }
                if !v.isFloatWord && !v.isExact(.Float) {
                    let f = try t.special(of: v, special)
                    if f.isPresent { return try t.callSpecial(f, v) }
                }
                return try Numbers.fromDouble(t, try t.toDouble(v).rounded(rule))
            }
        }
        try m.function("trunc", "(x, /)") { t, a throws(PyRaise) in
            let f = try t.special(of: a[0], .trunc)
            if f.isEmpty { throw t.raise(K.TypeError, "type \(t.typeName(of: a[0])) doesn't define __trunc__ method") }
            return try t.callSpecial(f, a[0])
        }
        try defineMathIntegers(m)
        try defineMathSums(m)
    }
}

/// A logarithm of any real number object; ints beyond the doubles go by their exponent.
private func logarithm(_ t: Thread, _ v: Value, _ f: (Double) -> Double, _ ofTwo: Double) throws(PyRaise) -> Double {
    if t.isAnyInt(v) {
        if Numbers.sign(v) <= 0 { throw MathErrors.domain(t) }
        if let d = Numbers.toDouble(v) { return f(d) }
        let x = try Numbers.view(t, v)
        let (top, exponent) = Numbers.topBits(x.limbs, x.count)
        return f(Double(top) / 0x1p64) + ofTwo * Double(exponent + 64)
    }
    let x = try t.toDouble(v)
    if x <= 0 { throw MathErrors.domain(t) }
    return f(x)
}
