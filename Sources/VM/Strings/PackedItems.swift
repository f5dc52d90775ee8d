// Packed items: reading and writing one number in memory by its format letter, as memoryview, array and struct do.
//
// Letters and sizes are those of C on this machine (`l` and `n` have 8 bytes). Errors differ between the callers: writing
// reports an `Outcome`, the caller words it.

import CVMSpec
import Glibc

public enum PackedItems {
    /// What became of writing an item.
    public enum Outcome { case done, wrongType, outOfRange }

    /// Bytes of an item, 0 for an unknown letter.
    @inline(__always) public static func size(_ code: UInt8) -> Int {
        switch code {
        case 98, 66, 99, 63, 120, 115, 112: return 1  // b B c ? x s p
        case 104, 72, 101: return 2  // h H e
        case 105, 73, 102: return 4  // i I f
        case 108, 76, 113, 81, 110, 78, 100, 80: return 8  // l L q Q n N d P
        default: return 0
        }
    }

    /// An unsigned machine integer as an int object.
    @inline(__always) public static func unsigned(_ t: Thread, _ n: UInt64) throws(PyRaise) -> Value {
        if n <= UInt64(Value.smallMax) { return Value(small: Int(n)) }
        let p = try t.new(PyIntLayout.self, .Int, extraBytes: 8)
        p.pointee.count = 1
        Numbers.limbs(Value(p))[0] = UInt(n)
        return Value(p)
    }

    /// Bits of an int object modulo 2^64 if it lies in -2^63 ..< 2^64, and whether it is negative.
    public static func bits(_ v: Value) -> (UInt64, negative: Bool)? {
        if v.isInt { return (UInt64(bitPattern: Int64(v.int)), v.int < 0) }
        if v.isBool { return (v.isTrue ? 1 : 0, false) }
        let n = v.bigInt.pointee.count
        if n == 0 { return (0, false) }
        guard n == 1 || n == -1 else { return nil }
        let m = UInt64(Numbers.limbs(v)[0])
        if n > 0 { return (m, false) }
        return m <= 1 << 63 ? (0 &- m, true) : nil
    }

    /// The item at p in native byte order.
    public static func read(_ t: Thread, _ code: UInt8, _ p: UnsafeRawPointer) throws(PyRaise) -> Value {
        switch code {
        case 66: return Value(small: Int(p.load(as: UInt8.self)))
        case 98: return Value(small: Int(p.load(as: Int8.self)))
        case 104: return Value(small: Int(p.loadUnaligned(as: Int16.self)))
        case 72: return Value(small: Int(p.loadUnaligned(as: UInt16.self)))
        case 105: return Value(small: Int(p.loadUnaligned(as: Int32.self)))
        case 73: return Value(small: Int(p.loadUnaligned(as: UInt32.self)))
        case 108, 113, 110: return try t.newInt(Int(p.loadUnaligned(as: Int64.self)))
        case 76, 81, 78, 80: return try unsigned(t, p.loadUnaligned(as: UInt64.self))
        case 102: return try t.newFloat(Double(p.loadUnaligned(as: Float.self)))
        case 100: return try t.newFloat(p.loadUnaligned(as: Double.self))
        case 101: return try t.newFloat(halfToDouble(p.loadUnaligned(as: UInt16.self)))
        case 63: return Value(p.load(as: UInt8.self) != 0)
        default: return try t.newBytes(p, 1)
        }
    }

    /// Range of the integer letters.
    private static func fits(_ code: UInt8, _ n: UInt64, _ negative: Bool) -> Bool {
        let s = Int64(bitPattern: n)
        switch code {
        case 98: return negative ? s >= -128 : n < 128
        case 66: return !negative && n < 256
        case 104: return negative ? s >= -32768 : n < 32768
        case 72: return !negative && n < 65536
        case 105: return negative ? s >= -2147483648 : n < 2147483648
        case 73: return !negative && n < 4294967296
        case 108, 113, 110: return negative || n <= UInt64(Int64.max)
        default: return !negative
        }
    }

    /// Writes v at p in native byte order. `v` must be an int object for integer letters (see toIndex).
    public static func write(_ t: Thread, _ code: UInt8, _ p: UnsafeMutableRawPointer, _ v: Value) throws(PyRaise) -> Outcome {
        switch code {
        case 98, 66, 104, 72, 105, 73, 108, 76, 113, 81, 110, 78, 80:
            guard t.isAnyInt(v) else { return .wrongType }
            guard let (n, negative) = bits(v), fits(code, n, negative) else { return .outOfRange }
            switch size(code) {
            case 1: p.storeBytes(of: UInt8(truncatingIfNeeded: n), as: UInt8.self)
            case 2: p.storeBytes(of: UInt16(truncatingIfNeeded: n), as: UInt16.self)
            case 4: p.storeBytes(of: UInt32(truncatingIfNeeded: n), as: UInt32.self)
            default: p.storeBytes(of: n, as: UInt64.self)
            }
        case 102:
            let d = try t.toDouble(v)
            let f = Float(d)
            if f.isInfinite && !d.isInfinite { return .outOfRange }
            p.storeBytes(of: f, as: Float.self)
        case 100: p.storeBytes(of: try t.toDouble(v), as: Double.self)
        case 101:
            guard let h = doubleToHalf(try t.toDouble(v)) else { return .outOfRange }
            p.storeBytes(of: h, as: UInt16.self)
        case 63: p.storeBytes(of: try t.isTrue(v) ? 1 : 0, as: UInt8.self)
        default:
            guard t.has(v, .Bytes) || t.has(v, .Bytearray) else { return .wrongType }
            let b = try t.bytesLike(v)
            guard b.count == 1 else { return .outOfRange }
            p.storeBytes(of: b[0], as: UInt8.self)
        }
        return .done
    }

    /// IEEE half precision to double.
    public static func halfToDouble(_ h: UInt16) -> Double {
        let sign: Double = h & 0x8000 != 0 ? -1 : 1
        let e = Int(h >> 10 & 31), m = Double(h & 0x3FF)
        if e == 0 { return sign * m * 0x1p-24 }
        if e == 31 { return m == 0 ? sign * .infinity : Double(sign: sign < 0 ? .minus : .plus, exponent: 0, significand: .nan) }
        return sign * scalbn(1 + m / 1024, Int32(e) - 15)
    }

    /// Double to half precision, round half to even; nil if it is too large.
    public static func doubleToHalf(_ d: Double) -> UInt16? {
        let sign: UInt16 = d.sign == .minus ? 0x8000 : 0
        if d.isNaN { return sign | 0x7E00 }
        if d.isInfinite { return sign | 0x7C00 }
        let a = abs(d)
        if a == 0 { return sign }
        if a < 0x1p-14 {
            // Subnormal: multiples of 2^-24.
            return sign | UInt16((a * 0x1p24).rounded(.toNearestOrEven))
        }
        var e = Int(a.exponent)
        var m = ((a.significand - 1) * 1024).rounded(.toNearestOrEven)
        if m == 1024 { m = 0; e += 1 }
        if e > 15 { return nil }
        return sign | UInt16(e + 15) << 10 | UInt16(m)
    }
}
