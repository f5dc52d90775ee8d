// The type complex.
//
// In:  complex objects of any class; ints and floats where Python mixes them. Out: exact complex numbers.

import CVMSpec
import Glibc

extension Bootstrap {
    static func defineComplex(_ t: Thread) throws(PyRaise) {
        K.complex = try t.defineType("complex", .Complex) { b throws(PyRaise) in
            try b.new("(cls, /, real=0, imag=0)") { t, a throws(PyRaise) in
                let c = try Numbers.complexFrom(t, a[1], a[2])
                if a[0] == K.complex {
                    if a[1].isPresent && a[2].isEmpty && a[1].isExact(.Complex) { return a[1] }
                    return try t.newComplex(c)
                }
                guard t.has(a[0], .Type), t.isSubtype(a[0].type, K.complex) else {
                    throw t.raise(K.TypeError, "complex.__new__(\(t.typeName(a[0]))): \(t.typeName(a[0])) is not a subtype of complex")
                }
                let r = try t.newInstanceCell(a[0].type)
                r.complex.pointee.real = c.real
                r.complex.pointee.imaginary = c.imaginary
                return r
            }
            for (name, reflected, op) in numberOperators where op == .add || op == .sub || op == .mul || op == .truediv {
                try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
                    guard let y = try Numbers.complexOperand(t, a[1]) else { return .notImplemented }
                    return try t.newComplex(try Numbers.complexBinary(t, op, t.complexValue(a[0]), y))
                }
                try b.method(reflected, "(self, value, /)") { t, a throws(PyRaise) in
                    guard let x = try Numbers.complexOperand(t, a[1]) else { return .notImplemented }
                    return try t.newComplex(try Numbers.complexBinary(t, op, x, t.complexValue(a[0])))
                }
            }
            try b.method("__pow__", "(self, value, mod=None, /)") { t, a throws(PyRaise) in
                guard let y = try Numbers.complexOperand(t, a[1]) else { return .notImplemented }
                if a[2].isPresent && !a[2].isNone { throw t.raise(K.ValueError, "complex modulo") }
                return try t.newComplex(try t.complexValue(a[0]).power(t, y))
            }
            try b.method("__rpow__", "(self, value, mod=None, /)") { t, a throws(PyRaise) in
                guard let x = try Numbers.complexOperand(t, a[1]) else { return .notImplemented }
                if a[2].isPresent && !a[2].isNone { throw t.raise(K.ValueError, "complex modulo") }
                return try t.newComplex(try x.power(t, t.complexValue(a[0])))
            }
            try b.method("__eq__", "(self, value, /)") { t, a throws(PyRaise) in
                guard let e = Numbers.complexEqual(t, a[0], a[1]) else { return .notImplemented }
                return Value(e)
            }
            try b.method("__ne__", "(self, value, /)") { t, a throws(PyRaise) in
                guard let e = Numbers.complexEqual(t, a[0], a[1]) else { return .notImplemented }
                return Value(!e)
            }
            for name in ["__lt__", "__le__", "__gt__", "__ge__"] {
                try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in .notImplemented }
            }
            try b.method("__neg__", "(self, /)") { t, a throws(PyRaise) in
                let c = t.complexValue(a[0])
                return try t.newComplex(Complex(-c.real, -c.imaginary))
            }
            try b.method("__pos__", "(self, /)") { t, a throws(PyRaise) in try t.newComplex(t.complexValue(a[0])) }
            try b.method("__complex__", "(self, /)") { t, a throws(PyRaise) in
                a[0].isExact(.Complex) ? a[0] : try t.newComplex(t.complexValue(a[0]))
            }
            try b.method("conjugate", "(self, /)") { t, a throws(PyRaise) in
                let c = t.complexValue(a[0])
                return try t.newComplex(Complex(c.real, -c.imaginary))
            }
            try b.method("__abs__", "(self, /)") { t, a throws(PyRaise) in
                guard let m = t.complexValue(a[0]).magnitude else { throw t.raise(K.OverflowError, "absolute value too large") }
                return try t.newFloat(m)
            }
            try b.method("__bool__", "(self, /)") { t, a throws(PyRaise) in Value(!t.complexValue(a[0]).isZero) }
            try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in
                let c = t.complexValue(a[0])
                var h = Hashing.ofDouble(c.real) &+ 1000003 &* Hashing.ofDouble(c.imaginary)
                if h == UInt64.max { h = UInt64.max - 1 }
                return try t.newInt(Int(bitPattern: UInt(h)))
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.str(ascii: t.complexValue(a[0]).text) }
            try b.method("__format__", "(self, format_spec, /)") { t, a throws(PyRaise) in try Numbers.formatMethod(t, a[0], a[1]) }
            try b.method("__getnewargs__", "(self, /)") { t, a throws(PyRaise) in
                let c = t.complexValue(a[0])
                return try t.newTuple([try t.newFloat(c.real), try t.newFloat(c.imaginary)])
            }
            try b.attribute("real", get: { t, a throws(PyRaise) in try t.newFloat(t.complexValue(a[0]).real) })
            try b.attribute("imag", get: { t, a throws(PyRaise) in try t.newFloat(t.complexValue(a[0]).imaginary) })
            try b.set("__doc__", try t.str("Makes a complex number from a real and an imaginary part, or from a text."))
        }
    }
}

extension Numbers {
    /// Arithmetic of exact numbers of which at least one is complex; nil for operators that complex numbers do not have.
    static func complexBinary(_ t: Thread, _ op: BinaryOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value? {
        switch op {
        case .add, .sub, .mul, .truediv, .pow: break
        default: return nil
        }
        let x = a.isExact(.Complex) ? t.complexValue(a) : Complex(try toDoubleOrRaise(t, a), 0)
        let y = b.isExact(.Complex) ? t.complexValue(b) : Complex(try toDoubleOrRaise(t, b), 0)
        return try t.newComplex(op == .pow ? try x.power(t, y) : try complexBinary(t, op, x, y))
    }

    static func complexBinary(_ t: Thread, _ op: BinaryOperator, _ x: Complex, _ y: Complex) throws(PyRaise) -> Complex {
        switch op {
        case .add: return x + y
        case .sub: return x - y
        case .mul: return x * y
        default: return try x.divided(t, by: y)
        }
    }

    /// The other operand of a complex operator; nil if it is no number object.
    static func complexOperand(_ t: Thread, _ v: Value) throws(PyRaise) -> Complex? {
        if t.isComplex(v) { return t.complexValue(v) }
        guard let d = try operand(t, v) else { return nil }
        return Complex(d, 0)
    }

    static func complexEqual(_ t: Thread, _ a: Value, _ b: Value) -> Bool? {
        let c = t.complexValue(a)
        if t.isComplex(b) {
            let d = t.complexValue(b)
            return c.real == d.real && c.imaginary == d.imaginary
        }
        if t.isFloat(b) { return c.imaginary == 0 && c.real == t.double(b) }
        if t.isAnyInt(b) { return c.imaginary == 0 && compare(b, double: c.real) == 0 }
        return nil
    }

    /// The complex value of an object by __complex__, __float__ or __index__; nil if it has none of them.
    public static func toComplex(_ t: Thread, _ v: Value) throws(PyRaise) -> Complex? {
        if v.isExact(.Complex) { return t.complexValue(v) }
        if v.isReference && !t.isAnyInt(v) && !t.isFloat(v) {
            let name = try t.intern("__complex__")
            let f = try t.lookup(t.typeOf(v), name)
            if f.isPresent {
                let r = try t.callSpecial(f, v)
                guard t.isComplex(r) else { throw t.raise(K.TypeError, "__complex__ returned non-complex (type \(t.typeName(of: r)))") }
                return t.complexValue(r)
            }
            if t.isComplex(v) { return t.complexValue(v) }
            if try t.special(of: v, .float).isEmpty, try t.special(of: v, .index).isEmpty { return nil }
        }
        return Complex(try t.toDouble(v), 0)
    }

    /// complex(real, imag).
    static func complexFrom(_ t: Thread, _ r: Value, _ i: Value) throws(PyRaise) -> Complex {
        if r.isPresent && t.has(r, .Str) {
            if i.isPresent { throw t.raise(K.TypeError, "complex() can't take second arg if first is a string") }
            if let c = Complex.parse(asciiForParsing(r.str)) { return c }
            throw t.raise(K.ValueError, "complex() arg is a malformed string")
        }
        if i.isPresent && t.has(i, .Str) { throw t.raise(K.TypeError, "complex() second arg can't be a string") }
        var c = Complex(0, 0)
        var realIsComplex = false
        if r.isPresent {
            guard let x = try toComplex(t, r) else {
                throw t.raise(K.TypeError, "complex() first argument must be a string or a number, not '\(t.typeName(of: r))'")
            }
            c = x
            realIsComplex = t.isComplex(r) || !(t.isAnyInt(r) || t.isFloat(r)) && x.imaginary != 0
        }
        guard i.isPresent else { return c }
        if t.isComplex(i) {
            let y = t.complexValue(i)
            return Complex(c.real - y.imaginary, realIsComplex ? c.imaginary + y.real : y.real)
        }
        if !t.isAnyInt(i) && !t.isFloat(i), try t.special(of: i, .float).isEmpty, try t.special(of: i, .index).isEmpty {
            throw t.raise(K.TypeError, "complex() second argument must be a number, not '\(t.typeName(of: i))'")
        }
        let d = try t.toDouble(i)
        return Complex(c.real, realIsComplex ? c.imaginary + d : d)
    }
}
