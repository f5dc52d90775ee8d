// Elementary functions of complex numbers, by the C library.

import CGMP

/// A function of a complex number; the order is that of `complex_function` in the C shim.
public enum ComplexFunction: Int32, CaseIterable {
    case acos, acosh, asin, asinh, atan, atanh, cos, cosh, exp, log, sin, sinh, sqrt, tan, tanh

    public func callAsFunction(_ z: Complex) -> Complex {
        var out: (Double, Double) = (0, 0)
        withUnsafeMutableBytes(of: &out) { b in
            if let p = b.baseAddress { complex_function(rawValue, z.real, z.imaginary, p.assumingMemoryBound(to: Double.self)) }
        }
        return Complex(out.0, out.1)
    }
}
