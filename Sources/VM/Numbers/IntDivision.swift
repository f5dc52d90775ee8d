// Int division, powers, shifts and bitwise operators.
//
// In:  int objects. Out: exact normalised ints (IntCore.swift); true division gives a correctly rounded double.

import CGMP
import CVMSpec
import Glibc

extension Numbers {
    // -- Floor division

    /// Quotient and remainder, rounded down; both nil-safe: b is not zero.
    public static func divmod(_ t: Thread, _ a: Value, _ b: Value, message: String = "integer division or modulo by zero") throws(PyRaise) -> (Value, Value) {
        let a = plain(a), b = plain(b)
        if b == Value(small: 0) { throw t.raise(K.ZeroDivisionError, message) }
        if a.isInt && b.isInt {
            let x = a.int, y = b.int
            var (q, r) = x.quotientAndRemainder(dividingBy: y)
            if r != 0 && (r < 0) != (y < 0) { q &-= 1; r &+= y }
            return (try t.newInt(q), try t.newInt(r))
        }
        let negative = (sign(a) < 0) != (sign(b) < 0)
        var (q, r) = try truncatedDivision(t, a, b)
        if r != Value(small: 0) && negative {
            q = try sub(t, q, Value(small: 1))
            r = try add(t, r, b)
        }
        return (q, r)
    }

    /// Quotient and remainder rounded towards zero, of which at least one operand is a cell; b is not zero.
    private static func truncatedDivision(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> (Value, Value) {
        // A word over a cell: the quotient is 0, but -2^62 … fits no special case: a cell's magnitude is larger than a word's.
        if a.isInt { return (Value(small: 0), a) }
        let ca = Int(a.bigInt.pointee.count), n = abs(ca)
        if b.isInt {
            let q = try allocate(t, n)
            let r = __gmpn_divrem_1(limbs(q), 0, limbs(a), n, b.int.magnitude)
            return (finish(q, n, negative: (ca < 0) != (b.int < 0)), try fromUInt(t, r, negative: ca < 0))
        }
        let cb = Int(b.bigInt.pointee.count), m = abs(cb)
        if n < m || n == m && __gmpn_cmp(limbs(a), limbs(b), n) < 0 { return (Value(small: 0), try exact(t, a)) }
        let q = try allocate(t, n &- m &+ 1), r = try allocate(t, m)
        __gmpn_tdiv_qr(limbs(q), limbs(r), 0, limbs(a), n, limbs(b), m)
        return (finish(q, n &- m &+ 1, negative: (ca < 0) != (cb < 0)), finish(r, m, negative: ca < 0))
    }

    /// Memory for n limbs that nobody needs afterwards: valid until the next call.
    private static func scratch(_ t: Thread, _ n: Int) throws(PyRaise) -> Limbs {
        if n > Scratch.capacity {
            free(Scratch.limbs)
            Scratch.capacity = 0
            Scratch.limbs = nil
            let wanted = n &+ n / 2 &+ 64
            guard let p = malloc(wanted &* 8) else { throw t.memoryError() }
            Scratch.limbs = p
            Scratch.capacity = wanted
        }
        return Scratch.limbs.unsafelyUnwrapped.assumingMemoryBound(to: UInt.self)
    }

    private enum Scratch {
        nonisolated(unsafe) static var limbs: UnsafeMutableRawPointer? = nil
        nonisolated(unsafe) static var capacity = 0
    }

    public static func floordiv(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        let a = plain(a), b = plain(b)
        if a.isInt || b == Value(small: 0) { return try divmod(t, a, b).0 }
        let ca = Int(a.bigInt.pointee.count), n = abs(ca)
        if b.isInt {
            let negative = (ca < 0) != (b.int < 0)
            let q = try allocate(t, n &+ 1)
            let r = __gmpn_divrem_1(limbs(q), 0, limbs(a), n, b.int.magnitude)
            // Rounded down: one more in magnitude.
            limbs(q)[n] = negative && r != 0 ? __gmpn_add_1(limbs(q), limbs(q), n, 1) : 0
            return finish(q, n &+ 1, negative: negative)
        }
        let cb = Int(b.bigInt.pointee.count), m = abs(cb)
        let negative = (ca < 0) != (cb < 0)
        if n < m || n == m && __gmpn_cmp(limbs(a), limbs(b), n) < 0 { return Value(small: negative ? -1 : 0) }
        let count = n &- m &+ 1
        let q = try allocate(t, count &+ 1), r = try scratch(t, m)
        __gmpn_tdiv_qr(limbs(q), r, 0, limbs(a), n, limbs(b), m)
        var inexact = false
        if negative {
            var i = 0
            while i < m && r[i] == 0 { i &+= 1 }
            inexact = i < m
        }
        limbs(q)[count] = inexact ? __gmpn_add_1(limbs(q), limbs(q), count, 1) : 0
        return finish(q, count &+ 1, negative: negative)
    }

    public static func mod(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        let a = plain(a), b = plain(b)
        if a.isInt || b == Value(small: 0) { return try divmod(t, a, b, message: "integer modulo by zero").1 }
        let ca = Int(a.bigInt.pointee.count), n = abs(ca)
        var r: Value
        if b.isInt {
            let m = __gmpn_mod_1(limbs(a), n, b.int.magnitude)
            r = try fromUInt(t, m, negative: ca < 0)
        } else {
            let cb = Int(b.bigInt.pointee.count), m = abs(cb)
            if n < m || n == m && __gmpn_cmp(limbs(a), limbs(b), n) < 0 { r = try exact(t, a) } else {
                let cell = try allocate(t, m)
                __gmpn_tdiv_qr(try scratch(t, n &- m &+ 1), limbs(cell), 0, limbs(a), n, limbs(b), m)
                r = finish(cell, m, negative: ca < 0)
            }
        }
        // The remainder has the divisor's sign.
        if r != Value(small: 0) && (ca < 0) != (sign(b) < 0) { r = try add(t, r, b) }
        return r
    }

    // -- True division

    /// a / b, correctly rounded.
    public static func truediv(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> Double {
        let a = plain(a), b = plain(b)
        if b == Value(small: 0) { throw t.raise(K.ZeroDivisionError, "division by zero") }
        if a == Value(small: 0) { return sign(b) < 0 ? -0.0 : 0.0 }
        let exactLimit = 1 << 53
        if a.isInt && b.isInt && a.int.magnitude <= UInt(exactLimit) && b.int.magnitude <= UInt(exactLimit) { return Double(a.int) / Double(b.int) }
        let negative = (sign(a) < 0) != (sign(b) < 0)
        let difference = bitLength(a) &- bitLength(b)
        if difference > 1024 { throw t.raise(K.OverflowError, "integer division result too large for a float") }
        if difference < -1076 { return negative ? -0.0 : 0.0 }
        // The quotient gets 55 or 56 bits, fewer where the result is subnormal.
        let shift = Swift.max(difference, -1021) &- 55
        var x = try absolute(t, a), y = try absolute(t, b)
        if shift <= 0 { x = try shiftLeft(t, x, 0 &- shift) } else { y = try shiftLeft(t, y, shift) }
        let (quotient, remainder) = try divmod(t, x, y)
        guard let qi = machineInt(quotient) else { throw t.raise(K.OverflowError, "integer division result too large for a float") }
        var q = UInt(bitPattern: qi)
        if remainder != Value(small: 0) { q |= 1 }
        let qbits = 64 &- q.leadingZeroBitCount
        let extra = Swift.max(qbits, -1021 &- shift) &- 53
        if extra > 0 {
            let half = UInt(1) << UInt(extra &- 1)
            if q & half != 0 && q & (3 &* half &- 1) != 0 { q &+= half }
            q &= ~(2 &* half &- 1)
        }
        let r = scalbn(Double(q), Int32(shift))
        if r.isInfinite { throw t.raise(K.OverflowError, "integer division result too large for a float") }
        return negative ? -r : r
    }

    // -- Shifts

    public static func shiftLeft(_ t: Thread, _ a: Value, _ n: Int) throws(PyRaise) -> Value {
        let a = plain(a)
        if n == 0 || a == Value(small: 0) { return try exact(t, a) }
        let words = n >> 6, bits = UInt32(n & 63)
        guard words <= maximumLimbs else { throw t.memoryError() }
        let x = try view(t, a)
        let r = try allocate(t, x.count &+ words &+ 1)
        let to = limbs(r)
        for i in 0 ..< words { to[i] = 0 }
        if bits == 0 {
            memcpy(to + words, x.limbs, x.count &* 8)
            to[words &+ x.count] = 0
        } else {
            to[words &+ x.count] = __gmpn_lshift(to + words, x.limbs, x.count, bits)
        }
        return finish(r, x.count &+ words &+ 1, negative: x.negative)
    }

    /// a >> n, rounded down.
    public static func shiftRight(_ t: Thread, _ a: Value, _ n: Int) throws(PyRaise) -> Value {
        let a = plain(a)
        if a.isInt { return Value(small: a.int >> Swift.min(n, 63)) }
        let x = try view(t, a)
        let words = n >> 6, bits = UInt32(n & 63)
        if words >= x.count { return Value(small: x.negative ? -1 : 0) }
        let left = x.count &- words
        let r = try allocate(t, left &+ 1)
        let to = limbs(r)
        var lost = false
        if x.negative { for i in 0 ..< words where x.limbs[i] != 0 { lost = true; break } }
        if bits == 0 { memcpy(to, x.limbs + words, left &* 8) }
        else if __gmpn_rshift(to, x.limbs + words, left, bits) != 0 { lost = true }
        to[left] = 0
        if x.negative && lost { to[left] = __gmpn_add_1(to, to, left, 1) }
        return finish(r, left &+ 1, negative: x.negative)
    }

    static func lshift(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        if sign(b) < 0 { throw t.raise(K.ValueError, "negative shift count") }
        if isZero(a) { return Value(small: 0) }
        guard let n = machineInt(plain(b)) else { throw t.raise(K.OverflowError, "too many digits in integer") }
        return try shiftLeft(t, a, n)
    }

    static func rshift(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        if sign(b) < 0 { throw t.raise(K.ValueError, "negative shift count") }
        guard let n = machineInt(plain(b)) else { return Value(small: sign(a) < 0 ? -1 : 0) }
        return try shiftRight(t, a, n)
    }

    // -- Bitwise operators, on two's complement of unlimited length

    public static func bitwise(_ t: Thread, _ op: BinaryOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        let a = plain(a), b = plain(b)
        if a.isInt && b.isInt {
            switch op {
            case .and: return Value(small: a.int & b.int)
            case .or: return Value(small: a.int | b.int)
            default: return Value(small: a.int ^ b.int)
            }
        }
        let x = try view(t, a), y = try view(t, b)
        let negative: Bool
        switch op {
        case .and: negative = x.negative && y.negative
        case .or: negative = x.negative || y.negative
        default: negative = x.negative != y.negative
        }
        let n = Swift.max(x.count, y.count) &+ 1
        let r = try allocate(t, n)
        let to = limbs(r)
        var carryX: UInt = 1, carryY: UInt = 1, carryR: UInt = 1
        for i in 0 ..< n {
            var u = i < x.count ? x.limbs[i] : 0
            var v = i < y.count ? y.limbs[i] : 0
            if x.negative { let s = (~u).addingReportingOverflow(carryX); u = s.partialValue; carryX = s.overflow ? 1 : 0 }
            if y.negative { let s = (~v).addingReportingOverflow(carryY); v = s.partialValue; carryY = s.overflow ? 1 : 0 }
            var w: UInt
            switch op {
            case .and: w = u & v
            case .or: w = u | v
            default: w = u ^ v
            }
            if negative { let s = (~w).addingReportingOverflow(carryR); w = s.partialValue; carryR = s.overflow ? 1 : 0 }
            to[i] = w
        }
        return finish(r, n, negative: negative)
    }

    /// ~a.
    static func invert(_ t: Thread, _ a: Value) throws(PyRaise) -> Value {
        let a = plain(a)
        if a.isInt { return Value(small: ~a.int) }
        return try sub(t, Value(small: -1), a)
    }

    // -- Powers

    /// a ** n for n >= 0.
    public static func power(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        let a = plain(a), b = plain(b)
        if b == Value(small: 0) { return Value(small: 1) }
        if a.isInt {
            if a.int == 0 || a.int == 1 { return a }
            if a.int == -1 { return try bitwise(t, .and, b, Value(small: 1)) == Value(small: 0) ? Value(small: 1) : a }
        }
        guard b.isInt else { throw t.memoryError() }
        let e = b.int
        if e == 1 { return try exact(t, a) }
        if e == 2 { return try mul(t, a, a) }
        if a.isInt, let small = smallPower(a.int, e) { return try t.newInt(small) }
        let x = try view(t, a)
        // An even base: the power of two comes last, as a shift.
        var zeros = 0
        while x.limbs[zeros >> 6] == 0 { zeros &+= 64 }
        zeros &+= x.limbs[zeros >> 6].trailingZeroBitCount
        let (totalZeros, tooManyZeros) = zeros.multipliedReportingOverflow(by: e)
        let (totalBits, tooManyBits) = x.bitLength.multipliedReportingOverflow(by: e)
        guard !tooManyZeros, !tooManyBits, totalBits / 64 < maximumLimbs, totalBits / 8 < Heap.physicalLimit else { throw t.memoryError() }
        let odd = try view(t, zeros == 0 ? a : try shiftRight(t, try absolute(t, a), zeros))
        let negative = x.negative && e & 1 != 0
        if odd.count == 1 && odd.limbs[0] == 1 {
            let r = try shiftLeft(t, Value(small: 1), totalZeros)
            return negative ? try negate(t, r) : r
        }
        let room = (odd.bitLength &* e) / 64 &+ 3
        var r = try allocate(t, room &+ odd.count), scratch = try allocate(t, room &+ odd.count)
        var n = odd.count
        memcpy(limbs(r), odd.limbs, n &* 8)
        var bit = 62 &- e.leadingZeroBitCount
        while bit >= 0 {
            __gmpn_sqr(limbs(scratch), limbs(r), n)
            n &*= 2
            while n > 0 && limbs(scratch)[n &- 1] == 0 { n &-= 1 }
            swap(&r, &scratch)
            if e >> bit & 1 != 0 {
                _ = n >= odd.count ? __gmpn_mul(limbs(scratch), limbs(r), n, odd.limbs, odd.count) : __gmpn_mul(limbs(scratch), odd.limbs, odd.count, limbs(r), n)
                n &+= odd.count
                while n > 0 && limbs(scratch)[n &- 1] == 0 { n &-= 1 }
                swap(&r, &scratch)
            }
            bit &-= 1
        }
        let p = finish(r, n, negative: negative)
        return totalZeros == 0 ? p : try shiftLeft(t, p, totalZeros)
    }

    /// x ** e if it fits a machine word.
    private static func smallPower(_ x: Int, _ e: Int) -> Int? {
        var result = 1, base = x, e = e
        while true {
            if e & 1 != 0 {
                let (r, o) = result.multipliedReportingOverflow(by: base)
                if o { return nil }
                result = r
            }
            e >>= 1
            if e == 0 { return result }
            let (s, o) = base.multipliedReportingOverflow(by: base)
            if o { return nil }
            base = s
        }
    }

    /// pow(a, b, c) for int objects.
    public static func powerModulo(_ t: Thread, _ a: Value, _ b: Value, _ c: Value) throws(PyRaise) -> Value {
        var a = plain(a), b = plain(b)
        let c = plain(c)
        if c == Value(small: 0) { throw t.raise(K.ValueError, "pow() 3rd argument cannot be 0") }
        let m = try absolute(t, c)
        if m == Value(small: 1) { return Value(small: 0) }
        if sign(b) < 0 {
            a = try inverse(t, a, m)
            b = try negate(t, b)
        }
        a = try mod(t, a, m)
        var r: Value
        if a.isInt && b.isInt && m.isInt {
            let modulus = m.int.magnitude
            // Both factors are below the modulus, so the quotient of their product fits a word.
            func times(_ x: UInt, _ y: UInt) -> UInt { modulus.dividingFullWidth(x.multipliedFullWidth(by: y)).remainder }
            var result: UInt = 1, base = a.int.magnitude, e = b.int
            while e > 0 {
                if e & 1 != 0 { result = times(result, base) }
                e >>= 1
                if e > 0 { base = times(base, base) }
            }
            r = Value(small: Int(result))
        } else {
            let x = try view(t, a), y = try view(t, b), z = try view(t, m)
            let cell = try allocate(t, z.count)
            let n = limbs_powm(limbs(cell), x.limbs, x.count, y.limbs, y.count, z.limbs, z.count)
            r = finish(cell, n, negative: false)
        }
        if sign(c) < 0 && r != Value(small: 0) { r = try add(t, r, c) }
        return r
    }

    /// The number x with a·x ≡ 1 modulo m (m > 1).
    public static func inverse(_ t: Thread, _ a: Value, _ m: Value) throws(PyRaise) -> Value {
        if a.isInt && m.isInt {
            // Euclid's algorithm on machine words: the coefficients stay below the modulus.
            var (r, s) = (m.int, a.int % m.int), (x, y) = (0, 1)
            if s < 0 { s &+= m.int }
            while s != 0 {
                let q = r / s
                (r, s) = (s, r &- q &* s)
                (x, y) = (y, x &- q &* y)
            }
            if r != 1 { throw t.raise(K.ValueError, "base is not invertible for the given modulus") }
            return Value(small: x < 0 ? x &+ m.int : x)
        }
        let x = try view(t, try mod(t, a, m)), z = try view(t, m)
        let cell = try allocate(t, z.count)
        let n = x.count == 0 ? -1 : limbs_invert(limbs(cell), x.limbs, x.count, z.limbs, z.count)
        if n < 0 { throw t.raise(K.ValueError, "base is not invertible for the given modulus") }
        return finish(cell, n, negative: false)
    }

    // -- Divisors and roots

    /// Greatest common divisor of two int objects, not negative.
    public static func gcd(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        let a = plain(a), b = plain(b)
        if a.isInt && b.isInt {
            var x = a.int.magnitude, y = b.int.magnitude
            while y != 0 { (x, y) = (y, x % y) }
            return try fromUInt(t, x)
        }
        if a == Value(small: 0) { return try absolute(t, b) }
        if b == Value(small: 0) { return try absolute(t, a) }
        let x = try view(t, a), y = try view(t, b)
        let cell = try allocate(t, Swift.min(x.count, y.count))
        let n = limbs_gcd(limbs(cell), x.limbs, x.count, y.limbs, y.count)
        return finish(cell, n, negative: false)
    }

    /// The integer part of the square root of a >= 0.
    public static func squareRoot(_ t: Thread, _ a: Value) throws(PyRaise) -> Value {
        let a = plain(a)
        if a == Value(small: 0) { return a }
        let x = try view(t, a)
        let n = (x.count &+ 1) / 2
        let cell = try allocate(t, n)
        _ = __gmpn_sqrtrem(limbs(cell), nil, x.limbs, x.count)
        return finish(cell, n, negative: false)
    }
}
