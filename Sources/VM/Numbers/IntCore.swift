// Int core: making int objects, reading them, adding, subtracting, multiplying, comparing, hashing.
//
// In:  int objects: words, Int cells of any class (limbs least significant first, count < 0 for negative numbers), bools.
// Out: exact ints, normalised: a number that fits 63 bits is a word, a cell has no leading zero limb.
//
// Limb arithmetic is GMP's mpn layer over cells of our heap. Sizes are checked before GMP sees them.

import CGMP
import CVMSpec
import Glibc

public typealias Limbs = UnsafeMutablePointer<UInt>

/// Magnitude and sign of an int, read in place.
public struct IntView {
    public var limbs: Limbs
    /// Limbs without leading zeros; 0 for zero.
    public var count: Int
    public var negative: Bool

    /// Bits of the magnitude.
    var bitLength: Int { count == 0 ? 0 : count &* 64 &- limbs[count &- 1].leadingZeroBitCount }
}

extension Numbers {
    /// Most limbs that an int may have.
    static let maximumLimbs = 1 << 33

    // -- Reading

    /// The same number as a word if it fits one; else the cell itself.
    @inline(__always) public static func plain(_ v: Value) -> Value {
        if v.isInt { return v }
        if v.isBool { return Value(small: v.isTrue ? 1 : 0) }
        let n = v.bigInt.pointee.count
        if n == 0 { return Value(small: 0) }
        if n == 1 {
            let m = limbs(v)[0]
            return m <= UInt(bitPattern: Value.smallMax) ? Value(small: Int(bitPattern: m)) : v
        }
        if n == -1 {
            let m = limbs(v)[0]
            return m <= UInt(bitPattern: Value.smallMax) &+ 1 ? Value(small: 0 &- Int(bitPattern: m)) : v
        }
        return v
    }

    /// The limbs of any int object; a word gets a cell for the purpose.
    public static func view(_ t: Thread, _ v: Value) throws(PyRaise) -> IntView {
        if v.isInt || v.isBool {
            let n = v.isInt ? v.int : v.isTrue ? 1 : 0
            let cell = try allocate(t, 1)
            limbs(cell)[0] = n.magnitude
            return IntView(limbs: limbs(cell), count: n == 0 ? 0 : 1, negative: n < 0)
        }
        let n = Int(v.bigInt.pointee.count)
        return IntView(limbs: limbs(v), count: abs(n), negative: n < 0)
    }

    /// An exact int of the same value: bools and instances of subclasses are converted.
    public static func exact(_ t: Thread, _ v: Value) throws(PyRaise) -> Value {
        let p = plain(v)
        if p.isInt || p.shape == Kind.Int.rawValue { return p }
        let x = try view(t, p)
        return try fromLimbs(t, x.negative, x.limbs, x.count)
    }

    /// Is v zero? v is an int object.
    public static func isZero(_ v: Value) -> Bool { plain(v) == Value(small: 0) }

    /// -1, 0 or 1.
    public static func sign(_ v: Value) -> Int {
        let p = plain(v)
        if p.isInt { return p.int.signum() }
        return p.bigInt.pointee.count < 0 ? -1 : 1
    }

    /// Bits of the magnitude of an int object.
    public static func bitLength(_ v: Value) -> Int {
        let p = plain(v)
        if p.isInt { return 64 &- p.int.magnitude.leadingZeroBitCount }
        let n = abs(Int(p.bigInt.pointee.count))
        return n &* 64 &- limbs(p)[n &- 1].leadingZeroBitCount
    }

    // -- Making

    /// A cell with room for n limbs, to be filled in and given to `finish`.
    public static func allocate(_ t: Thread, _ n: Int) throws(PyRaise) -> Value {
        guard n >= 0 && n <= maximumLimbs else { throw t.memoryError() }
        let p = try t.new(PyIntLayout.self, .Int, extraBytes: Swift.max(n, 1) &* 8)
        p.pointee.count = Int64(n)
        return Value(p)
    }

    /// Normalises a result of up to n limbs.
    @inline(__always) public static func finish(_ r: Value, _ n: Int, negative: Bool) -> Value {
        let p = limbs(r)
        var n = n
        while n > 0 && p[n &- 1] == 0 { n &-= 1 }
        if n <= 1 {
            let m = n == 0 ? 0 : p[0]
            if m <= UInt(bitPattern: Value.smallMax) { return Value(small: negative ? 0 &- Int(bitPattern: m) : Int(bitPattern: m)) }
            if negative && m == UInt(bitPattern: Value.smallMax) &+ 1 { return Value(small: Value.smallMin) }
        }
        r.bigInt.pointee.count = Int64(negative ? 0 &- n : n)
        return r
    }

    /// An int from sign and limbs, least significant first.
    public static func fromLimbs(_ t: Thread, _ negative: Bool, _ p: UnsafePointer<UInt>, _ n: Int) throws(PyRaise) -> Value {
        let r = try allocate(t, n)
        let to = limbs(r)
        for i in 0 ..< n { to[i] = p[i] }
        return finish(r, n, negative: negative)
    }

    public static func fromLimbs(_ t: Thread, negative: Bool, _ a: [UInt]) throws(PyRaise) -> Value {
        let r = try allocate(t, a.count)
        let to = limbs(r)
        for i in 0 ..< a.count { to[i] = a[i] }
        return finish(r, a.count, negative: negative)
    }

    public static func fromUInt(_ t: Thread, _ n: UInt, negative: Bool = false) throws(PyRaise) -> Value {
        if n <= UInt(bitPattern: Value.smallMax) { return Value(small: negative ? 0 &- Int(bitPattern: n) : Int(bitPattern: n)) }
        let r = try allocate(t, 1)
        limbs(r)[0] = n
        return finish(r, 1, negative: negative)
    }

    /// The integer part of a finite double.
    public static func truncate(_ t: Thread, _ d: Double) throws(PyRaise) -> Value {
        if d > -4e18 && d < 4e18 { return try t.newInt(Int(d)) }
        let e = Int(d.exponent) - 52
        let m = UInt(d.significandBitPattern | 1 << 52)
        let n = (e + 53) / 64 + 2
        let r = try allocate(t, n)
        let p = limbs(r)
        for i in 0 ..< n { p[i] = 0 }
        let word = e / 64, bit = UInt(e % 64)
        p[word] = m << bit
        if bit > 0 { p[word + 1] = m >> (64 - bit) }
        return finish(r, n, negative: d < 0)
    }

    /// int(d); raises for infinities and NaN.
    public static func fromDouble(_ t: Thread, _ d: Double) throws(PyRaise) -> Value {
        if d.isNaN { throw t.raise(K.ValueError, "cannot convert float NaN to integer") }
        if d.isInfinite { throw t.raise(K.OverflowError, "cannot convert float infinity to integer") }
        return try truncate(t, d)
    }

    /// The double nearest to an int object, ties to even; nil if it is out of range.
    public static func toDouble(_ v: Value) -> Double? {
        let v = plain(v)
        if v.isInt { return Double(v.int) }
        let count = Int(v.bigInt.pointee.count)
        let (m, e) = topBits(limbs(v), abs(count))
        if e > 1024 - 64 { return nil }
        let d = scalbn(Double(m), Int32(e))
        if d.isInfinite { return nil }
        return count < 0 ? -d : d
    }

    /// The 64 highest bits of a magnitude (the lowest is also set when any bit below is), and the exponent of the lowest of them.
    public static func topBits(_ p: Limbs, _ n: Int) -> (UInt, Int) {
        let shift = UInt(p[n &- 1].leadingZeroBitCount)
        var top = p[n &- 1] << shift
        var rest: UInt = 0
        if n > 1 {
            if shift > 0 { top |= p[n &- 2] >> (64 &- shift) }
            rest = shift > 0 ? p[n &- 2] << shift : p[n &- 2]
            var i = n &- 3
            while rest == 0 && i >= 0 { rest = p[i]; i &-= 1 }
        }
        return (rest != 0 ? top | 1 : top, (n &- 1) &* 64 &- Int(shift))
    }

    // -- Adding and subtracting

    public static func add(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        let a = plain(a), b = plain(b)
        if a.isInt && b.isInt { return try t.newInt(a.int &+ b.int) }
        if a.isInt { return try addSmall(t, b, a.int) }
        if b.isInt { return try addSmall(t, a, b.int) }
        return try addBig(t, a, b, flip: false)
    }

    public static func sub(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        let a = plain(a), b = plain(b)
        if a.isInt && b.isInt { return try t.newInt(a.int &- b.int) }
        if b.isInt { return try addSmall(t, a, 0 &- b.int) }
        if a.isInt { return try negate(t, try addSmall(t, b, 0 &- a.int)) }
        return try addBig(t, a, b, flip: true)
    }

    /// a + k for a cell a.
    private static func addSmall(_ t: Thread, _ a: Value, _ k: Int) throws(PyRaise) -> Value {
        let count = Int(a.bigInt.pointee.count), n = abs(count)
        let r = try allocate(t, n &+ 1)
        let to = limbs(r)
        if (count < 0) == (k < 0) || k == 0 {
            to[n] = __gmpn_add_1(to, limbs(a), n, k.magnitude)
            return finish(r, n &+ 1, negative: count < 0)
        }
        if n == 1 && limbs(a)[0] < k.magnitude {
            to[0] = k.magnitude &- limbs(a)[0]
            return finish(r, 1, negative: k < 0)
        }
        _ = __gmpn_sub_1(to, limbs(a), n, k.magnitude)
        return finish(r, n, negative: count < 0)
    }

    private static func addBig(_ t: Thread, _ a: Value, _ b: Value, flip: Bool) throws(PyRaise) -> Value {
        var ca = Int(a.bigInt.pointee.count), cb = Int(b.bigInt.pointee.count)
        if flip { cb = 0 &- cb }
        var pa = limbs(a), pb = limbs(b)
        if abs(ca) < abs(cb) { swap(&ca, &cb); swap(&pa, &pb) }
        let n = abs(ca), m = abs(cb)
        let r = try allocate(t, n &+ 1)
        let to = limbs(r)
        if (ca < 0) == (cb < 0) {
            to[n] = __gmpn_add(to, pa, n, pb, m)
            return finish(r, n &+ 1, negative: ca < 0)
        }
        if n == m && __gmpn_cmp(pa, pb, n) < 0 {
            _ = __gmpn_sub_n(to, pb, pa, n)
            return finish(r, n, negative: cb < 0)
        }
        _ = __gmpn_sub(to, pa, n, pb, m)
        return finish(r, n, negative: ca < 0)
    }

    public static func negate(_ t: Thread, _ a: Value) throws(PyRaise) -> Value {
        let a = plain(a)
        if a.isInt { return try t.newInt(0 &- a.int) }
        let count = Int(a.bigInt.pointee.count)
        return try fromLimbs(t, count > 0, limbs(a), abs(count))
    }

    public static func absolute(_ t: Thread, _ a: Value) throws(PyRaise) -> Value {
        sign(a) < 0 ? try negate(t, a) : try exact(t, a)
    }

    // -- Multiplying

    public static func mul(_ t: Thread, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        let a = plain(a), b = plain(b)
        if a.isInt && b.isInt {
            let negative = (a.int < 0) != (b.int < 0)
            let (high, low) = a.int.magnitude.multipliedFullWidth(by: b.int.magnitude)
            if high == 0 { return try fromUInt(t, low, negative: negative) }
            let r = try allocate(t, 2)
            limbs(r)[0] = low
            limbs(r)[1] = high
            return finish(r, 2, negative: negative)
        }
        if a.isInt { return try mulSmall(t, b, a.int) }
        if b.isInt { return try mulSmall(t, a, b.int) }
        let ca = Int(a.bigInt.pointee.count), cb = Int(b.bigInt.pointee.count)
        let n = abs(ca), m = abs(cb)
        let r = try allocate(t, n &+ m)
        if a == b { __gmpn_sqr(limbs(r), limbs(a), n) }
        else if n >= m { _ = __gmpn_mul(limbs(r), limbs(a), n, limbs(b), m) }
        else { _ = __gmpn_mul(limbs(r), limbs(b), m, limbs(a), n) }
        return finish(r, n &+ m, negative: (ca < 0) != (cb < 0))
    }

    private static func mulSmall(_ t: Thread, _ a: Value, _ k: Int) throws(PyRaise) -> Value {
        if k == 0 { return Value(small: 0) }
        let count = Int(a.bigInt.pointee.count), n = abs(count)
        let r = try allocate(t, n &+ 1)
        limbs(r)[n] = __gmpn_mul_1(limbs(r), limbs(a), n, k.magnitude)
        return finish(r, n &+ 1, negative: (count < 0) != (k < 0))
    }

    // -- Comparing and hashing

    /// Order of two int objects: negative, 0 or positive.
    public static func compare(_ a: Value, _ b: Value) -> Int {
        let a = plain(a), b = plain(b)
        if a.isInt && b.isInt { return a.int < b.int ? -1 : a.int > b.int ? 1 : 0 }
        if a.isInt { return b.bigInt.pointee.count < 0 ? 1 : -1 }
        if b.isInt { return a.bigInt.pointee.count < 0 ? -1 : 1 }
        let ca = Int(a.bigInt.pointee.count), cb = Int(b.bigInt.pointee.count)
        if ca != cb { return ca < cb ? -1 : 1 }
        let c = Int(__gmpn_cmp(limbs(a), limbs(b), abs(ca)))
        return ca < 0 ? 0 &- c : c
    }

    /// Order of an int object and a double as exact numbers; nil if d is NaN.
    public static func compare(_ a: Value, double d: Double) -> Int? {
        if d.isNaN { return nil }
        let a = plain(a)
        if d.isInfinite { return d > 0 ? -1 : 1 }
        if a.isInt {
            if d >= 0x1p63 { return -1 }
            if d < -0x1p63 { return 1 }
            let whole = d.rounded(.towardZero)
            let n = Int(whole)
            if a.int != n { return a.int < n ? -1 : 1 }
            return whole < d ? -1 : whole > d ? 1 : 0
        }
        let count = Int(a.bigInt.pointee.count)
        let s = count < 0 ? -1 : 1
        if d == 0 || (d < 0) != (count < 0) { return s }
        let bits = bitLength(a), doubleBits = Int(d.exponent) + 1
        if bits != doubleBits { return bits < doubleBits ? 0 &- s : s }
        // Both have the same number of bits, more than a double's 53: d is a whole number.
        let (top, _) = topBits(limbs(a), abs(count))
        let m = UInt(d.significandBitPattern | 1 << 52) << 11
        if top == m { return 0 }
        return top < m ? 0 &- s : s
    }

    /// hash of an int object.
    public static func hash(_ v: Value) -> UInt64 {
        let v = plain(v)
        if v.isInt { return Hashing.ofInt(v.int) }
        let count = Int(v.bigInt.pointee.count)
        let h = UInt64(__gmpn_mod_1(limbs(v), abs(count), UInt(Hashing.modulus)))
        if count > 0 { return h }
        let r = 0 &- Int64(bitPattern: h)
        return UInt64(bitPattern: r == -1 ? -2 : r)
    }
}
