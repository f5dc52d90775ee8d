// Number core: the fast paths of arithmetic on words, for helpers of both tiers.

import CVMSpec

public enum Numbers {
    /// Result for two small ints or floats, or nil where the general protocol must decide (overflow, other types).
    @inline(__always) static func fastBinary(_ t: Thread, _ op: BinaryOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value? {
        if a.bits & b.bits & 1 != 0 {
            let x = a.int, y = b.int
            switch op {
            case .add: return Value(exactly: x &+ y)
            case .sub: return Value(exactly: x &- y)
            case .mul:
                let (r, o) = x.multipliedReportingOverflow(by: y)
                return o ? nil : Value(exactly: r)
            case .and: return Value(small: x & y)
            case .or: return Value(small: x | y)
            case .xor: return Value(small: x ^ y)
            case .floordiv:
                if y == 0 || y == -1 { return nil }
                let q = x / y
                return Value(small: x % y != 0 && (x < 0) != (y < 0) ? q &- 1 : q)
            case .mod:
                if y == 0 || y == -1 { return nil }
                let r = x % y
                return Value(small: r != 0 && (r < 0) != (y < 0) ? r &+ y : r)
            case .rshift: return y >= 0 ? Value(small: x >> Swift.min(y, 63)) : nil
            case .lshift:
                if y < 0 || y > 61 { return x == 0 && y >= 0 ? Value(small: 0) : nil }
                let r = x << y
                return r >> y == x ? Value(exactly: r) : nil
            case .truediv:
                // Both are doubles exactly, so their quotient is rounded once.
                if y == 0 || x.magnitude > 1 << 53 || y.magnitude > 1 << 53 { return nil }
                return try t.newFloat(Double(x) / Double(y))
            default: return nil
            }
        }
        guard let x = word(a), let y = word(b) else { return nil }
        switch op {
        case .add: return try t.newFloat(x + y)
        case .sub: return try t.newFloat(x - y)
        case .mul: return try t.newFloat(x * y)
        case .truediv: return y == 0 ? nil : try t.newFloat(x / y)
        default: return nil
        }
    }

    /// What an exact builtin number is; none for anything else.
    enum Exact { case none, int, float, complex }

    @inline(__always) static func exactKind(_ v: Value) -> Exact {
        if v.isInt { return .int }
        if v.isFloatWord { return .float }
        guard v.isReference else { return .none }
        switch v.shape {
        case Kind.Int.rawValue, Kind.Bool.rawValue: return .int
        case Kind.Float.rawValue: return .float
        case Kind.Complex.rawValue: return .complex
        default: return .none
        }
    }

    /// Arithmetic of exact builtin ints, bools and floats in any mixture; nil for other operands. Raises as Python does.
    @inline(never) static func generalBinary(_ t: Thread, _ op: BinaryOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value? {
        let ka = exactKind(a), kb = exactKind(b)
        if ka == .none || kb == .none || op == .matmul { return nil }
        if ka == .int && kb == .int { return try intBinary(t, op, a, b) }
        if ka == .complex || kb == .complex { return try complexBinary(t, op, a, b) }
        switch op {
        case .lshift, .rshift, .and, .or, .xor: return nil
        default: return try floatBinary(t, op, try toDoubleOrRaise(t, a), try toDoubleOrRaise(t, b))
        }
    }

    /// Comparison of exact builtin ints, bools and floats; nil for other operands.
    @inline(never) static func generalCompare(_ op: CompareOperator, _ a: Value, _ b: Value) -> Bool? {
        let ka = exactKind(a), kb = exactKind(b)
        if ka == .none || kb == .none || ka == .complex || kb == .complex { return nil }
        return compareReal(op, a, b, aIsFloat: ka == .float, bIsFloat: kb == .float)
    }

    /// The double that arithmetic takes for a float or a small int; nil for anything else.
    @inline(__always) private static func word(_ v: Value) -> Double? {
        if v.isFloatWord { return v.floatWord }
        if v.isInt { return Double(v.int) }
        if v.isExact(.Float) { return v.boxedFloat.pointee.value }
        return nil
    }

    /// The double equal to a float or a small int; nil for anything else, also for ints that no double equals.
    @inline(__always) private static func equalDouble(_ v: Value) -> Double? {
        if v.isFloatWord { return v.floatWord }
        if v.isInt { return v.int.magnitude <= 1 << 53 ? Double(v.int) : nil }
        if v.isExact(.Float) { return v.boxedFloat.pointee.value }
        return nil
    }

    @inline(__always) static func fastCompare(_ op: CompareOperator, _ a: Value, _ b: Value) -> Bool? {
        if a.bits & b.bits & 1 != 0 {
            let x = Int64(bitPattern: a.bits), y = Int64(bitPattern: b.bits)
            switch op {
            case .lt: return x < y
            case .le: return x <= y
            case .gt: return x > y
            case .ge: return x >= y
            case .eq: return x == y
            case .ne: return x != y
            }
        }
        guard let x = equalDouble(a), let y = equalDouble(b) else { return nil }
        switch op {
        case .lt: return x < y
        case .le: return x <= y
        case .gt: return x > y
        case .ge: return x >= y
        case .eq: return x == y
        case .ne: return x != y
        }
    }

    /// The value of an int object (word, cell, bool) if it fits a machine word.
    public static func machineInt(_ v: Value) -> Int? {
        if v.isInt { return v.int }
        if v.isBool { return v.isTrue ? 1 : 0 }
        let p = v.bigInt
        let n = Int(p.pointee.count)
        if n == 0 { return 0 }
        guard n == 1 || n == -1 else { return nil }
        let m = limbs(v)[0]
        if n > 0 { return m <= UInt(Int.max) ? Int(m) : nil }
        return m <= UInt(Int.max) + 1 ? Int(bitPattern: 0 &- m) : nil
    }

    /// Limbs of an Int cell, least significant first; abs(count) of them.
    @inline(__always) public static func limbs(_ v: Value) -> UnsafeMutablePointer<UInt> {
        UnsafeMutableRawPointer(v.bigInt + 1).assumingMemoryBound(to: UInt.self)
    }

    public static func isNegative(_ v: Value) -> Bool { sign(v) < 0 }

    /// An Int cell for an integer that does not fit the word.
    @inline(never) static func newBig(_ t: Thread, _ n: Int) throws(PyRaise) -> Value {
        let p = try t.new(PyIntLayout.self, .Int, extraBytes: 8)
        p.pointee.count = n < 0 ? -1 : 1
        limbs(Value(p))[0] = n.magnitude
        return Value(p)
    }
}
