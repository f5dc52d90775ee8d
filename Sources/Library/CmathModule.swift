// The module cmath: functions on complex numbers.
//
// In:  number objects. Out: complex numbers or floats, or CPython's domain and range errors: a NaN out of an argument
// without one is a domain error; an infinity out of a finite argument a range error, or a domain error at a pole.

import CVMSpec
import Glibc
import VM

/// Registers cmath.
public func registerCmath() {
    NativeModules.register("cmath") { m throws(PyRaise) in
        let t = m.t
        try m.set("pi", try t.newFloat(Double.pi))
        try m.set("e", try t.newFloat(M_E))
        try m.set("tau", try t.newFloat(2 * Double.pi))
        try m.set("inf", try t.newFloat(Double.infinity))
        try m.set("nan", try t.newFloat(Double.nan))
        try m.set("infj", try t.newComplex(Complex(0, Double.infinity)))
        try m.set("nanj", try t.newComplex(Complex(0, Double.nan)))
        for f in ComplexFunction.allCases where f != .log {
            try m.function("\(f)", "(z, /)") { t, a throws(PyRaise) in try t.newComplex(try checked(t, f, try number(t, a[0]))) }
        }
        try m.function("log", "(z, base=<unrepresentable>, /)") { t, a throws(PyRaise) in
            let n = try checked(t, .log, try number(t, a[0]))
            if a[1].isEmpty { return try t.newComplex(n) }
            let d = try checked(t, .log, try number(t, a[1]))
            return try t.binaryWaiting(.truediv, try t.newComplex(n), try t.newComplex(d))
        }
        try m.function("log10", "(z, /)") { t, a throws(PyRaise) in
            let n = try checked(t, .log, try number(t, a[0]))
            return try t.newComplex(Complex(n.real / M_LN10, n.imaginary / M_LN10))
        }
        try m.function("phase", "(z, /)") { t, a throws(PyRaise) in
            let z = try number(t, a[0])
            return try t.newFloat(atan2(z.imaginary, z.real))
        }
        try m.function("polar", "(z, /)") { t, a throws(PyRaise) in
            let z = try number(t, a[0])
            let r = z.real.isInfinite || z.imaginary.isInfinite ? Double.infinity : hypot(z.real, z.imaginary)
            if r.isInfinite && z.real.isFinite && z.imaginary.isFinite { throw MathErrors.range(t) }
            return try t.newTuple([try t.newFloat(r), try t.newFloat(atan2(z.imaginary, z.real))])
        }
        try m.function("rect", "(r, phi, /)") { t, a throws(PyRaise) in
            let r = try t.toDouble(a[0]), phi = try t.toDouble(a[1])
            if phi.isInfinite && r != 0 && !r.isNaN { throw MathErrors.domain(t) }
            if r == 0 && !phi.isFinite { return try t.newComplex(Complex(0, 0)) }
            if r.isInfinite && phi.isNaN { return try t.newComplex(Complex(Double.infinity, phi)) }
            if phi == 0 { return try t.newComplex(Complex(r, r.isFinite ? r * phi : r.isNaN ? 0 : copysign(0, phi) * (r < 0 ? -1 : 1))) }
            return try t.newComplex(Complex(r * cos(phi), r * sin(phi)))
        }
        try m.function("isfinite", "(z, /)") { t, a throws(PyRaise) in
            let z = try number(t, a[0])
            return Value(z.real.isFinite && z.imaginary.isFinite)
        }
        try m.function("isinf", "(z, /)") { t, a throws(PyRaise) in
            let z = try number(t, a[0])
            return Value(z.real.isInfinite || z.imaginary.isInfinite)
        }
        try m.function("isnan", "(z, /)") { t, a throws(PyRaise) in
            let z = try number(t, a[0])
            return Value(z.real.isNaN || z.imaginary.isNaN)
        }
        try m.function("isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)") { t, a throws(PyRaise) in
            let x = try number(t, a[0]), y = try number(t, a[1])
            let relative = a[2].isPresent ? try t.toDouble(a[2]) : 1e-9
            let absolute = a[3].isPresent ? try t.toDouble(a[3]) : 0
            if relative < 0 || absolute < 0 { throw t.raise(K.ValueError, "tolerances must be non-negative") }
            if x.real == y.real && x.imaginary == y.imaginary { return .true_ }
            if x.real.isInfinite || x.imaginary.isInfinite || y.real.isInfinite || y.imaginary.isInfinite { return .false_ }
            let d = hypot(x.real - y.real, x.imaginary - y.imaginary)
            return Value(d <= relative * hypot(y.real, y.imaginary) || d <= relative * hypot(x.real, x.imaginary) || d <= absolute)
        }
    }
}

private func number(_ t: Thread, _ v: Value) throws(PyRaise) -> Complex {
    if let c = try Numbers.toComplex(t, v) { return c }
    throw t.raise(K.TypeError, "must be real number, not \(t.typeName(of: v))")
}

private func checked(_ t: Thread, _ f: ComplexFunction, _ z: Complex) throws(PyRaise) -> Complex {
    let r = f(z)
    let hasNaN = z.real.isNaN || z.imaginary.isNaN
    if !hasNaN && (r.real.isNaN || r.imaginary.isNaN) { throw MathErrors.domain(t) }
    if z.real.isFinite && z.imaginary.isFinite && (r.real.isInfinite || r.imaginary.isInfinite) {
        throw f == .log || f == .atanh || f == .atan ? MathErrors.domain(t) : MathErrors.range(t)
    }
    return r
}
