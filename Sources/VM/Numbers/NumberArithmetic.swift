// Number arithmetic: the operators of int and float on any mixture of real numbers, comparison included.
//
// In:  an operator and two number objects (bools and subclasses included). Out: the result, or Python's exception.

import CVMSpec
import Glibc

extension Numbers {
    // -- Int

    /// a ∘ b for two int objects.
    static func intBinary(_ t: Thread, _ op: BinaryOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        switch op {
        case .add: return try add(t, a, b)
        case .sub: return try sub(t, a, b)
        case .mul: return try mul(t, a, b)
        case .truediv: return try t.newFloat(try truediv(t, a, b))
        case .floordiv: return try floordiv(t, a, b)
        case .mod: return try mod(t, a, b)
        case .divmod:
            let (q, r) = try divmod(t, a, b)
            return try t.newTuple([q, r])
        case .pow:
            if sign(b) < 0 { return try t.newFloatOrComplexPower(try toDoubleOrRaise(t, a), try toDoubleOrRaise(t, b)) }
            return try power(t, a, b)
        case .lshift: return try lshift(t, a, b)
        case .rshift: return try rshift(t, a, b)
        case .and, .or, .xor:
            let r = try bitwise(t, op, a, b)
            return a.isBool && b.isBool ? Value(r == Value(small: 1)) : r
        case .matmul: return .notImplemented
        }
    }

    /// The double of a number object; OverflowError if an int is out of range.
    public static func toDoubleOrRaise(_ t: Thread, _ v: Value) throws(PyRaise) -> Double {
        if v.isInt { return Double(v.int) }
        if t.isFloat(v) { return t.double(v) }
        guard let d = toDouble(v) else { throw t.raise(K.OverflowError, "int too large to convert to float") }
        return d
    }

    // -- Float

    /// a ∘ b for doubles.
    static func floatBinary(_ t: Thread, _ op: BinaryOperator, _ x: Double, _ y: Double) throws(PyRaise) -> Value {
        switch op {
        case .add: return try t.newFloat(x + y)
        case .sub: return try t.newFloat(x - y)
        case .mul: return try t.newFloat(x * y)
        case .truediv:
            if y == 0 { throw t.raise(K.ZeroDivisionError, "float division by zero") }
            return try t.newFloat(x / y)
        case .floordiv:
            if y == 0 { throw t.raise(K.ZeroDivisionError, "float floor division by zero") }
            return try t.newFloat(floorDivision(x, y).quotient)
        case .mod:
            if y == 0 { throw t.raise(K.ZeroDivisionError, "float modulo") }
            return try t.newFloat(floorDivision(x, y).remainder)
        case .divmod:
            if y == 0 { throw t.raise(K.ZeroDivisionError, "float divmod()") }
            let (q, r) = floorDivision(x, y)
            return try t.newTuple([try t.newFloat(q), try t.newFloat(r)])
        case .pow: return try t.newFloatOrComplexPower(x, y)
        case .matmul, .lshift, .rshift, .and, .or, .xor: return .notImplemented
        }
    }

    /// Quotient rounded down and the remainder with the divisor's sign; y is not zero.
    public static func floorDivision(_ x: Double, _ y: Double) -> (quotient: Double, remainder: Double) {
        var r = fmod(x, y)
        var q = (x - r) / y
        if r != 0 {
            if (y < 0) != (r < 0) { r += y; q -= 1 }
        } else {
            r = copysign(0, y)
        }
        if q != 0 {
            let whole = q.rounded(.down)
            q = q - whole > 0.5 ? whole + 1 : whole
        } else {
            q = copysign(0, x / y)
        }
        return (q, r)
    }

    /// x ** y, or nil where the result is complex.
    public static func power(_ t: Thread, _ x: Double, _ y: Double) throws(PyRaise) -> Double? {
        if y == 0 || x == 1 { return 1 }
        if x.isNaN || y.isNaN { return Double.nan }
        if x == 0 && y < 0 && !y.isInfinite { throw t.raise(K.ZeroDivisionError, "0.0 cannot be raised to a negative power") }
        if x == 0 && y < 0 { return Double.infinity }
        if x < 0 && x.isFinite && y.isFinite && y != y.rounded(.down) { return nil }
        let r = pow(x, y)
        if r.isInfinite && x.isFinite && y.isFinite { throw rangeError(t) }
        return r
    }

    /// OverflowError as errno ERANGE gives it.
    public static func rangeError(_ t: Thread) -> PyRaise {
        do throws(PyRaise) {
            let text = try t.str("Numerical result out of range")
            return t.raise(K.OverflowError, arguments: [Value(small: 34), text])
        } catch { return error }
    }

    // -- Comparison

    /// a ∘ b for two real number objects.
    static func compareReal(_ op: CompareOperator, _ a: Value, _ b: Value, aIsFloat: Bool, bIsFloat: Bool) -> Bool {
        let order: Int
        if aIsFloat {
            let x = a.isFloatWord ? a.floatWord : a.boxedFloat.pointee.value
            if bIsFloat {
                let y = b.isFloatWord ? b.floatWord : b.boxedFloat.pointee.value
                if x.isNaN || y.isNaN { return op == .ne }
                order = x < y ? -1 : x > y ? 1 : 0
            } else {
                guard let o = compare(b, double: x) else { return op == .ne }
                order = 0 &- o
            }
        } else if bIsFloat {
            guard let o = compare(a, double: b.isFloatWord ? b.floatWord : b.boxedFloat.pointee.value) else { return op == .ne }
            order = o
        } else {
            order = compare(a, b)
        }
        switch op {
        case .lt: return order < 0
        case .le: return order <= 0
        case .gt: return order > 0
        case .ge: return order >= 0
        case .eq: return order == 0
        case .ne: return order != 0
        }
    }

    // -- Rounding

    /// An int rounded to 10 ** -n, ties to even; n > 0.
    static func roundInt(_ t: Thread, _ v: Value, _ n: Int) throws(PyRaise) -> Value {
        // 10 ** n beyond twice the number: nothing is left of it.
        if n > bitLength(v) / 3 &+ 2 { return Value(small: 0) }
        let unit = try power(t, Value(small: 10), try t.newInt(n))
        let (q, r) = try divmod(t, v, unit)
        let twice = try mul(t, r, Value(small: 2))
        let c = compare(twice, unit)
        let odd = try bitwise(t, .and, q, Value(small: 1)) != Value(small: 0)
        let rounded = c > 0 || c == 0 && odd ? try add(t, q, Value(small: 1)) : q
        return try mul(t, rounded, unit)
    }

    /// round(d, n), correctly rounded on the decimal value; d is finite.
    static func roundDouble(_ t: Thread, _ d: Double, _ n: Int) throws(PyRaise) -> Double {
        if n > 323 || d == 0 { return d }
        if n < -308 { return copysign(0, d) }
        var text: [UInt8]
        if n >= 0 {
            text = fixedText(d, n)
        } else {
            // Digits left of the point: as many as the number has, less -n.
            let whole = roundedDigits(d, 800)
            let keep = whole.point &+ n
            if keep < 0 { return copysign(0, d) }
            if keep == 0 {
                // Between 0 and one unit: half goes to the even 0.
                let first = whole.digits[0]
                var up = first > 53
                if first == 53 { for c in whole.digits.dropFirst() where c != 48 { up = true } }
                text = up ? [49] : [48]
                for _ in 0 ..< 0 &- n { text.append(48) }
            } else {
                let r = roundedDigits(d, keep)
                text = r.digits
                for _ in keep ..< Swift.max(keep, r.point) { text.append(48) }
            }
        }
        guard let r = parseDouble(text) else { return d }
        if r.isInfinite { throw t.raise(K.OverflowError, "rounded value too large to represent") }
        return copysign(r, d)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// x ** y as an object: a float, or a complex number where x is negative and y no integer.
    func newFloatOrComplexPower(_ x: Double, _ y: Double) throws(PyRaise) -> Value {
        if let r = try Numbers.power(self, x, y) { return try newFloat(r) }
        return try newComplex(try Complex(x, 0).power(self, Complex(y, 0)))
    }
}
