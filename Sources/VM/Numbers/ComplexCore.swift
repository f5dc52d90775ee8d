// Complex core: arithmetic of complex numbers as Python defines it, and their text form.
//
// In:  pairs of doubles. Out: the same, or Python's exceptions for zero divisors and overflow.

import CVMSpec
import Glibc

/// A complex number.
public struct Complex {
    public var real: Double
    public var imaginary: Double
    public init(_ real: Double, _ imaginary: Double) { self.real = real; self.imaginary = imaginary }

    static func + (a: Complex, b: Complex) -> Complex { Complex(a.real + b.real, a.imaginary + b.imaginary) }
    static func - (a: Complex, b: Complex) -> Complex { Complex(a.real - b.real, a.imaginary - b.imaginary) }
    static func * (a: Complex, b: Complex) -> Complex {
        Complex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
    }

    /// a / b by scaling with the larger part of b; b is not zero.
    static func / (a: Complex, b: Complex) -> Complex {
        if abs(b.real) >= abs(b.imaginary) {
            let ratio = b.imaginary / b.real
            let d = b.real + b.imaginary * ratio
            return Complex((a.real + a.imaginary * ratio) / d, (a.imaginary - a.real * ratio) / d)
        }
        if abs(b.imaginary) >= abs(b.real) {
            let ratio = b.real / b.imaginary
            let d = b.real * ratio + b.imaginary
            return Complex((a.real * ratio + a.imaginary) / d, (a.imaginary * ratio - a.real) / d)
        }
        return Complex(Double.nan, Double.nan)
    }

    var isZero: Bool { real == 0 && imaginary == 0 }
    var isFinite: Bool { real.isFinite && imaginary.isFinite }

    func divided(_ t: Thread, by b: Complex) throws(PyRaise) -> Complex {
        if b.isZero { throw t.raise(K.ZeroDivisionError, "complex division by zero") }
        return self / b
    }

    /// |self|; nil if it overflows.
    var magnitude: Double? {
        if real.isInfinite || imaginary.isInfinite { return Double.infinity }
        if real.isNaN || imaginary.isNaN { return Double.nan }
        let r = hypot(real, imaginary)
        return r.isInfinite ? nil : r
    }

    func power(_ t: Thread, _ e: Complex) throws(PyRaise) -> Complex {
        if e.isZero { return Complex(1, 0) }
        let r: Complex
        // Small whole exponents are multiplied out.
        if e.imaginary == 0 && e.real == e.real.rounded(.down) && abs(e.real) <= 100 {
            let n = Int(e.real)
            if n < 0 && isZero { throw t.raise(K.ZeroDivisionError, "0.0 to a negative or complex power") }
            let p = wholePower(abs(n))
            if n < 0 && p.isZero { throw t.raise(K.ZeroDivisionError, "0.0 to a negative or complex power") }
            r = n > 0 ? p : Complex(1, 0) / p
        } else {
            if isZero {
                if e.imaginary != 0 || e.real < 0 { throw t.raise(K.ZeroDivisionError, "0.0 to a negative or complex power") }
                return Complex(0, 0)
            }
            let size = hypot(real, imaginary)
            var length = Glibc.pow(size, e.real)
            let angle = atan2(imaginary, real)
            var phase = angle * e.real
            if e.imaginary != 0 {
                length *= exp(-angle * e.imaginary)
                phase += e.imaginary * log(size)
            }
            // The C library calls the sine of an infinity a domain error, which Python reports so.
            if phase.isInfinite { throw t.raise(K.ZeroDivisionError, "0.0 to a negative or complex power") }
            r = Complex(length * cos(phase), length * sin(phase))
        }
        if r.real.isInfinite || r.imaginary.isInfinite { throw t.raise(K.OverflowError, "complex exponentiation") }
        return r
    }

    private func wholePower(_ n: Int) -> Complex {
        var r = Complex(1, 0), p = self, mask = 1
        while mask <= n {
            if n & mask != 0 { r = r * p }
            mask <<= 1
            p = p * p
        }
        return r
    }

    /// repr: "(1+2j)", "2j".
    var text: [UInt8] {
        if real == 0 && real.sign == .plus {
            var out: [UInt8] = imaginary.sign == .minus && !imaginary.isNaN ? [45] : []
            out += Numbers.doubleText(imaginary, code: 114, precision: 0)
            return out + [106]
        }
        var out: [UInt8] = [40]
        if real.sign == .minus && !real.isNaN { out.append(45) }
        out += Numbers.doubleText(real, code: 114, precision: 0)
        out.append(imaginary.sign == .minus && !imaginary.isNaN ? 45 : 43)
        out += Numbers.doubleText(imaginary, code: 114, precision: 0)
        return out + [106, 41]
    }

    /// The number that the ASCII text stands for, or nil.
    static func parse(_ text: [UInt8]) -> Complex? {
        var i = 0, end = text.count
        while i < end && Numbers.isSpace(text[i]) { i += 1 }
        while end > i && Numbers.isSpace(text[end - 1]) { end -= 1 }
        if i < end && text[i] == 40 && text[end - 1] == 41 {
            i += 1
            end -= 1
            while i < end && Numbers.isSpace(text[i]) { i += 1 }
            while end > i && Numbers.isSpace(text[end - 1]) { end -= 1 }
        }
        guard i < end else { return nil }
        func isJ(_ k: Int) -> Bool { k < end && text[k] | 32 == 106 }
        // A lone sign before j stands for 1.
        func unit(_ k: Int) -> Double? {
            if isJ(k) && k + 1 == end { return 1 }
            if k < end, text[k] == 43 || text[k] == 45, isJ(k + 1), k + 2 == end { return text[k] == 45 ? -1 : 1 }
            return nil
        }
        if let u = unit(i) { return Complex(0, u) }
        guard let (first, next) = Numbers.scanDouble(text, i, end, underscores: true) else { return nil }
        if next == end { return Complex(first, 0) }
        if isJ(next) { return next + 1 == end ? Complex(0, first) : nil }
        guard text[next] == 43 || text[next] == 45 else { return nil }
        if let u = unit(next) { return Complex(first, u) }
        guard let (second, last) = Numbers.scanDouble(text, next, end, underscores: true), isJ(last), last + 1 == end else { return nil }
        return Complex(first, second)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A complex object.
    public func newComplex(_ c: Complex) throws(PyRaise) -> Value {
        let p = try new(PyComplexLayout.self, .Complex)
        p.pointee.real = c.real
        p.pointee.imaginary = c.imaginary
        return Value(p)
    }

    /// Is v a complex object (subclasses included)?
    public func isComplex(_ v: Value) -> Bool { has(v, .Complex) }

    /// The number in a complex object.
    public func complexValue(_ v: Value) -> Complex { Complex(v.complex.pointee.real, v.complex.pointee.imaginary) }
}
