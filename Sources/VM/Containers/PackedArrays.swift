// Packed arrays: items of exact array.array objects, read and written without a call.
//
// An array is laid out as NativeObject: v0 = a bytearray object that holds the items, i0 = the typecode, i1 = log2 of an
// item's size. In: an array and an index. Out: the item, or 'not here' where the class's own methods must decide (index out
// of range, value of another type or out of range): nothing was changed then.

import CVMSpec

public enum PackedArrays {
    /// Shape of exact array.array objects; 0, which no object has, until the module array is made.
    nonisolated(unsafe) public static var shape: UInt32 = 0

    /// Of doubles, or of 32-bit integers: bits for an item instruction's feedback.
    static func feedback(_ v: Value) -> UInt8 {
        switch v.object.pointee.i0 {
        case doubles: return 64
        case integers: return 128
        default: return 0
        }
    }
    /// Typecodes that native code knows.
    public static let doubles: Int64 = 100
    public static let integers: Int64 = 105

    /// Address of item i, or nil.
    @inline(__always) private static func place(_ v: Value, _ i: Int) -> UnsafeMutableRawPointer? {
        let b = Value(bits: v.object.pointee.v0).bytearray
        let shift = v.object.pointee.i1
        let n = b.count >> Int(shift)
        let k = i < 0 ? i &+ n : i
        if UInt(bitPattern: k) >= UInt(bitPattern: n) { return nil }
        return UnsafeMutableRawPointer(b.data) + k &<< Int(truncatingIfNeeded: shift)
    }

    /// Item i, or empty.
    @inline(__always) public static func load(_ t: Thread, _ v: Value, _ i: Int) throws(PyRaise) -> Value {
        guard let p = place(v, i) else { return .empty }
        switch UInt8(truncatingIfNeeded: v.object.pointee.i0) {
        case 100: return try t.newFloat(p.load(as: Double.self))
        case 105: return Value(small: Int(p.load(as: Int32.self)))
        case 108, 113: return try t.newInt(Int(p.load(as: Int64.self)))
        case 98: return Value(small: Int(p.load(as: Int8.self)))
        case 66: return Value(small: Int(p.load(as: UInt8.self)))
        case 104: return Value(small: Int(p.load(as: Int16.self)))
        case 72: return Value(small: Int(p.load(as: UInt16.self)))
        case 73: return Value(small: Int(p.load(as: UInt32.self)))
        case 102: return try t.newFloat(Double(p.load(as: Float.self)))
        default: return .empty
        }
    }

    /// Sets item i; false if that was not done.
    @inline(__always) public static func store(_ v: Value, _ i: Int, _ x: Value) -> Bool {
        guard let p = place(v, i) else { return false }
        let code = UInt8(truncatingIfNeeded: v.object.pointee.i0)
        if code == 100 {
            if x.isFloatWord { p.storeBytes(of: x.floatWord, as: Double.self) }
            else if x.isInt { p.storeBytes(of: Double(x.int), as: Double.self) }
            else if x.isExact(.Float) { p.storeBytes(of: x.boxedFloat.pointee.value, as: Double.self) }
            else { return false }
            return true
        }
        guard x.isInt else { return false }
        let n = x.int
        switch code {
        case 105:
            guard let m = Int32(exactly: n) else { return false }
            p.storeBytes(of: m, as: Int32.self)
        case 108, 113: p.storeBytes(of: Int64(n), as: Int64.self)
        case 98:
            guard let m = Int8(exactly: n) else { return false }
            p.storeBytes(of: m, as: Int8.self)
        case 66:
            guard let m = UInt8(exactly: n) else { return false }
            p.storeBytes(of: m, as: UInt8.self)
        case 104:
            guard let m = Int16(exactly: n) else { return false }
            p.storeBytes(of: m, as: Int16.self)
        case 72:
            guard let m = UInt16(exactly: n) else { return false }
            p.storeBytes(of: m, as: UInt16.self)
        case 73:
            guard let m = UInt32(exactly: n) else { return false }
            p.storeBytes(of: m, as: UInt32.self)
        default: return false
        }
        return true
    }
}
