// Value: one tagged 64-bit word, the form of every Python value.
//
// ...1 integer of 63 bits; ..10 float kept in the word; .000 reference to a heap cell; the zero word is 'empty': no value.
// Reading a field of the wrong kind is undefined: test the kind first (`is(.List)`, `t.isInstance`).

import CVMSpec

/// A tagged word: integer, float, reference, or empty.
@frozen public struct Value: Equatable, Hashable {
    public var bits: UInt64
    @inlinable @inline(__always) public init(bits: UInt64) { self.bits = bits }

    /// No value: unbound, absent, or 'left' as a result.
    @inlinable @inline(__always) public static var empty: Value { Value(bits: 0) }
    @inlinable @inline(__always) public var isEmpty: Bool { bits == 0 }
    @inlinable @inline(__always) public var isPresent: Bool { bits != 0 }

    // -- Integers
    /// Range of integers kept in the word.
    public static let smallMax = Int.max >> 1
    public static let smallMin = Int.min >> 1
    @inlinable @inline(__always) public var isInt: Bool { bits & 1 != 0 }
    /// The integer; only if `isInt`.
    @inlinable @inline(__always) public var int: Int { Int(bitPattern: UInt(bits)) >> 1 }
    /// A word for an integer known to have 63 bits.
    @inlinable @inline(__always) public init(small: Int) { bits = UInt64(bitPattern: Int64(small)) &<< 1 | 1 }
    @inlinable @inline(__always) public static func fitsSmall(_ n: Int) -> Bool { (n &<< 1) >> 1 == n }
    /// A word for the integer, or nil if it needs a heap cell.
    @inlinable @inline(__always) public init?(exactly n: Int) {
        guard Value.fitsSmall(n) else { return nil }
        self.init(small: n)
    }

    // -- Floats
    @inlinable @inline(__always) public var isFloatWord: Bool { bits & 3 == 2 }
    /// The float in the word; only if `isFloatWord`.
    @inlinable @inline(__always) public var floatWord: Double {
        if bits == 2 { return 0 }
        let rotated = (bits >> 3) | (bits << 61)
        return Double(bitPattern: rotated &- (1 << 60))
    }
    /// A word for the float, or nil if it needs a heap cell.
    @inlinable @inline(__always) public init?(floatWord d: Double) {
        let t0 = d.bitPattern &+ (1 << 60)
        let t = (t0 << 3) | (t0 >> 61)
        if t & 3 == 2 && t != 2 { bits = t; return }
        if d.bitPattern == 0 { bits = 2; return }
        return nil
    }

    // -- References
    @inlinable @inline(__always) public var isReference: Bool { bits & 7 == 0 && bits != 0 }
    @inlinable @inline(__always) public init<T>(_ p: UnsafeMutablePointer<T>) { bits = UInt64(UInt(bitPattern: p)) }
    @inlinable @inline(__always) public init(_ p: UnsafeMutableRawPointer) { bits = UInt64(UInt(bitPattern: p)) }
    @inlinable @inline(__always) public init<T>(optional p: UnsafeMutablePointer<T>?) { bits = UInt64(UInt(bitPattern: p)) }
    @inlinable @inline(__always) public func cell<T>(_: T.Type) -> UnsafeMutablePointer<T> {
        UnsafeMutablePointer<T>(bitPattern: UInt(bits)).unsafelyUnwrapped
    }
    @inlinable @inline(__always) public var raw: UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(bitPattern: UInt(bits)).unsafelyUnwrapped
    }
    @inlinable @inline(__always) public var header: UnsafeMutablePointer<Header> { cell(Header.self) }
    /// Shape id of the cell; only if `isReference`.
    @inlinable @inline(__always) public var shape: UInt32 { header.pointee.shape }
    /// Is this a reference to a cell of exactly the builtin type of that kind?
    @inlinable @inline(__always) public func isExact(_ kind: Kind) -> Bool { isReference && shape == kind.rawValue }

    // -- Singletons, at fixed addresses (Heap+Region.swift)
    @inlinable @inline(__always) public static var none: Value { Value(bits: 0x2000_0000_0040) }
    @inlinable @inline(__always) public static var true_: Value { Value(bits: 0x2000_0000_0080) }
    @inlinable @inline(__always) public static var false_: Value { Value(bits: 0x2000_0000_00C0) }
    @inlinable @inline(__always) public static var ellipsis: Value { Value(bits: 0x2000_0000_0100) }
    @inlinable @inline(__always) public static var notImplemented: Value { Value(bits: 0x2000_0000_0140) }
    @inlinable @inline(__always) public init(_ b: Bool) { self = b ? .true_ : .false_ }
    @inlinable @inline(__always) public var isNone: Bool { self == .none }
    @inlinable @inline(__always) public var isTrue: Bool { self == .true_ }
    @inlinable @inline(__always) public var isBool: Bool { self == .true_ || self == .false_ }
}

/// The thread's state: whoever takes one may allocate, raise or run Python.
public typealias Thread = UnsafeMutablePointer<ThreadState>

/// A Python exception was raised; it is in `thread.raised`.
public struct PyRaise: Error { @inlinable public init() {} }

// Layout accessors: `v.list.pointee.count`.
extension Value {
    @inlinable @inline(__always) public var list: UnsafeMutablePointer<PyListLayout> { cell(PyListLayout.self) }
    @inlinable @inline(__always) public var tuple: UnsafeMutablePointer<PyTupleLayout> { cell(PyTupleLayout.self) }
    @inlinable @inline(__always) public var dict: UnsafeMutablePointer<PyDictLayout> { cell(PyDictLayout.self) }
    @inlinable @inline(__always) public var set: UnsafeMutablePointer<PySetLayout> { cell(PySetLayout.self) }
    @inlinable @inline(__always) public var str: UnsafeMutablePointer<PyStrLayout> { cell(PyStrLayout.self) }
    @inlinable @inline(__always) public var bytes: UnsafeMutablePointer<PyBytesLayout> { cell(PyBytesLayout.self) }
    @inlinable @inline(__always) public var bytearray: UnsafeMutablePointer<PyBytearrayLayout> { cell(PyBytearrayLayout.self) }
    @inlinable @inline(__always) public var type: UnsafeMutablePointer<PyTypeLayout> { cell(PyTypeLayout.self) }
    @inlinable @inline(__always) public var function: UnsafeMutablePointer<PyFunctionLayout> { cell(PyFunctionLayout.self) }
    @inlinable @inline(__always) public var code: UnsafeMutablePointer<PyCodeLayout> { cell(PyCodeLayout.self) }
    @inlinable @inline(__always) public var boxedFloat: UnsafeMutablePointer<PyFloatLayout> { cell(PyFloatLayout.self) }
    @inlinable @inline(__always) public var bigInt: UnsafeMutablePointer<PyIntLayout> { cell(PyIntLayout.self) }
    @inlinable @inline(__always) public var complex: UnsafeMutablePointer<PyComplexLayout> { cell(PyComplexLayout.self) }
    @inlinable @inline(__always) public var exception: UnsafeMutablePointer<PyExceptionLayout> { cell(PyExceptionLayout.self) }
    @inlinable @inline(__always) public var generator: UnsafeMutablePointer<PyGeneratorLayout> { cell(PyGeneratorLayout.self) }
    @inlinable @inline(__always) public var native: UnsafeMutablePointer<PyNativeLayout> { cell(PyNativeLayout.self) }
    @inlinable @inline(__always) public var iterator: UnsafeMutablePointer<PyNativeIteratorLayout> { cell(PyNativeIteratorLayout.self) }
    @inlinable @inline(__always) public var object: UnsafeMutablePointer<PyNativeObjectLayout> { cell(PyNativeObjectLayout.self) }
    @inlinable @inline(__always) public var module: UnsafeMutablePointer<PyModuleLayout> { cell(PyModuleLayout.self) }
}

extension Kind {
    /// The kind of class objects: `Kind.Type` is Swift's word for the metatype.
    static var typeObject: Kind { .Type }
}
