// Elementary functions of complex numbers.
//
// In:  a complex number. Out: the function's value; infinities and NaNs where it has none.
//
// For finite arguments these are Kahan's formulas ("Branch cuts for complex elementary functions"), which keep the sign of
// zero on branch cuts and avoid cancellation; the C library answers for infinities and NaNs (C99, annex G).

import CGMP
import Glibc

/// A function of a complex number; the order is that of `complex_function` in the C shim.
public enum ComplexFunction: Int32, CaseIterable {
    case acos, acosh, asin, asinh, atan, atanh, cos, cosh, exp, log, sin, sinh, sqrt, tan, tanh

    public func callAsFunction(_ z: Complex) -> Complex {
        if z.isFinite, let r = finite(z) { return r }
        var out: (Double, Double) = (0, 0)
        withUnsafeMutableBytes(of: &out) { b in
            if let p = b.baseAddress { complex_function(rawValue, z.real, z.imaginary, p.assumingMemoryBound(to: Double.self)) }
        }
        return Complex(out.0, out.1)
    }

    /// Nil where the C library's answer will do.
    private func finite(_ z: Complex) -> Complex? {
        switch self {
        case .acos: return ComplexKernel.acos(z)
        case .acosh: return ComplexKernel.acosh(z)
        case .asin: return turnedBack(ComplexKernel.asinh(turned(z)))
        case .asinh: return ComplexKernel.asinh(z)
        case .atan: return turnedBack(ComplexKernel.atanh(turned(z)))
        case .atanh: return ComplexKernel.atanh(z)
        case .log: return ComplexKernel.log(z)
        case .sqrt: return ComplexKernel.squareRoot(z)
        case .tan: return turnedBack(ComplexKernel.tanh(turned(z)))
        case .tanh: return ComplexKernel.tanh(z)
        case .cos, .cosh, .exp, .sin, .sinh: return nil
        }
    }

    /// i·z.
    private func turned(_ z: Complex) -> Complex { Complex(-z.imaginary, z.real) }
    /// -i·z.
    private func turnedBack(_ z: Complex) -> Complex { Complex(z.imaginary, -z.real) }
}

private enum ComplexKernel {
    static let large = Double.greatestFiniteMagnitude / 4
    static let rootOfLarge = large.squareRoot()
    static let rootOfSmallest = Double.leastNormalMagnitude.squareRoot()
    static let logOfLarge = Glibc.log(large)

    static func isLarge(_ z: Complex) -> Bool { abs(z.real) > large || abs(z.imaginary) > large }

    static func squareRoot(_ z: Complex) -> Complex {
        if z.isZero { return Complex(0, z.imaginary) }
        var x = abs(z.real), y = abs(z.imaginary)
        let s: Double
        if x < Double.leastNormalMagnitude && y < Double.leastNormalMagnitude && (x > 0 || y > 0) {
            // Subnormal parts are scaled up first.
            x = scalbn(x, 54)
            s = scalbn((x + hypot(x, scalbn(y, 54))).squareRoot(), -27)
        } else {
            x /= 8
            s = 2 * (x + hypot(x, y / 8)).squareRoot()
        }
        y /= 2 * s
        return z.real >= 0 ? Complex(s, copysign(y, z.imaginary)) : Complex(y, copysign(s, z.imaginary))
    }

    static func log(_ z: Complex) -> Complex {
        let x = abs(z.real), y = abs(z.imaginary)
        let r: Double
        if isLarge(z) { r = Glibc.log(hypot(x / 2, y / 2)) + M_LN2 }
        else if x < Double.leastNormalMagnitude && y < Double.leastNormalMagnitude {
            if x == 0 && y == 0 { return Complex(-Double.infinity, atan2(z.imaginary, z.real)) }
            r = Glibc.log(hypot(scalbn(x, 53), scalbn(y, 53))) - 53 * M_LN2
        } else {
            let h = hypot(x, y)
            if h >= 0.71 && h <= 1.73 {
                let most = Swift.max(x, y), least = Swift.min(x, y)
                r = log1p((most - 1) * (most + 1) + least * least) / 2
            } else {
                r = Glibc.log(h)
            }
        }
        return Complex(r, atan2(z.imaginary, z.real))
    }

    static func acos(_ z: Complex) -> Complex {
        if isLarge(z) {
            let size = Glibc.log(hypot(z.real / 2, z.imaginary / 2)) + M_LN2 * 2
            let im = z.real < 0 ? -copysign(size, z.imaginary) : copysign(size, -z.imaginary)
            return Complex(atan2(abs(z.imaginary), z.real), im)
        }
        let s = squareRoot(Complex(1 - z.real, -z.imaginary)), u = squareRoot(Complex(1 + z.real, z.imaginary))
        return Complex(2 * atan2(s.real, u.real), Glibc.asinh(u.real * s.imaginary - u.imaginary * s.real))
    }

    static func acosh(_ z: Complex) -> Complex {
        if isLarge(z) {
            return Complex(Glibc.log(hypot(z.real / 2, z.imaginary / 2)) + M_LN2 * 2, atan2(z.imaginary, z.real))
        }
        let s = squareRoot(Complex(z.real - 1, z.imaginary)), u = squareRoot(Complex(z.real + 1, z.imaginary))
        return Complex(Glibc.asinh(s.real * u.real + s.imaginary * u.imaginary), 2 * atan2(s.imaginary, u.real))
    }

    static func asinh(_ z: Complex) -> Complex {
        if isLarge(z) {
            let size = Glibc.log(hypot(z.real / 2, z.imaginary / 2)) + M_LN2 * 2
            let re = z.imaginary < 0 ? -copysign(size, -z.real) : copysign(size, z.real)
            return Complex(re, atan2(z.imaginary, abs(z.real)))
        }
        let s = squareRoot(Complex(1 + z.imaginary, -z.real)), u = squareRoot(Complex(1 - z.imaginary, z.real))
        return Complex(Glibc.asinh(s.real * u.imaginary - u.real * s.imaginary), atan2(z.imaginary, s.real * u.real - s.imaginary * u.imaginary))
    }

    static func atanh(_ z: Complex) -> Complex {
        if z.real < 0 || z.real == 0 && z.real.sign == .minus {
            let r = atanh(Complex(-z.real, -z.imaginary))
            return Complex(-r.real, -r.imaginary)
        }
        let y = abs(z.imaginary)
        if z.real > rootOfLarge || y > rootOfLarge {
            let h = hypot(z.real / 2, z.imaginary / 2)
            return Complex(z.real / 4 / h / h, -copysign(Double.pi / 2, -z.imaginary))
        }
        if z.real == 1 && y < rootOfSmallest {
            if y == 0 { return Complex(Double.infinity, z.imaginary) }
            return Complex(-Glibc.log(y.squareRoot() / hypot(y, 2).squareRoot()), copysign(atan2(2, -y) / 2, z.imaginary))
        }
        let re = log1p(4 * z.real / ((1 - z.real) * (1 - z.real) + y * y)) / 4
        return Complex(re, -atan2(-2 * z.imaginary, (1 - z.real) * (1 + z.real) - y * y) / 2)
    }

    static func tanh(_ z: Complex) -> Complex {
        if abs(z.real) > logOfLarge {
            return Complex(copysign(1, z.real), 4 * Glibc.sin(z.imaginary) * Glibc.cos(z.imaginary) * Glibc.exp(-2 * abs(z.real)))
        }
        let tx = Glibc.tanh(z.real), ty = Glibc.tan(z.imaginary)
        let cx = 1 / Glibc.cosh(z.real)
        let product = tx * ty
        let d = 1 + product * product
        return Complex(tx * (1 + ty * ty) / d, (ty / d) * cx * cx)
    }
}
