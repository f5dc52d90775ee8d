// Bytes core: making bytes and bytearray objects, growing bytearrays.
//
// The bytes of a bytes object lie behind its fixed fields, followed by a zero byte. A bytearray's lie in a ByteArray storage
// cell; while Python code can see a view of it, it must not be resized (Buffers.swift says what is seen).

import CVMSpec
import Glibc

public typealias BytesRef = UnsafeMutablePointer<PyBytesLayout>
public typealias BytearrayRef = UnsafeMutablePointer<PyBytearrayLayout>

extension UnsafeMutablePointer where Pointee == PyBytesLayout {
    @inlinable public var count: Int { Int(pointee.length) }
    /// The bytes.
    @inlinable public var data: UnsafeMutablePointer<UInt8> { UnsafeMutableRawPointer(self + 1).assumingMemoryBound(to: UInt8.self) }
    @inlinable public var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: data, count: count) }
}

extension UnsafeMutablePointer where Pointee == PyBytearrayLayout {
    @inlinable public var count: Int { Int(pointee.length) }
    /// The bytes; only if count > 0.
    @inlinable public var data: UnsafeMutablePointer<UInt8> { pointee.data.unsafelyUnwrapped }
    public var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: pointee.data.map { UnsafeRawPointer($0) } ?? UnsafeRawPointer(Text.nothing), count: count) }
}

/// Bytes objects of one byte, by its value; each is made when it is first wanted.
private enum SingleBytes {
    nonisolated(unsafe) static let table: UnsafeMutablePointer<Value> = {
        let t = UnsafeMutablePointer<Value>.allocate(capacity: 256)
        t.initialize(repeating: .empty, count: 256)
        return t
    }()
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A bytes object of `count` zero bytes, to be filled in by the caller.
    public func newBytes(count: Int) throws(PyRaise) -> BytesRef {
        guard count >= 0, count < 1 << 39 else { throw memoryError() }
        let b = try new(PyBytesLayout.self, .Bytes, extraBytes: count &+ 1)
        b.pointee.length = Int64(count)
        return b
    }

    /// A bytes object with a copy of these bytes, or the one that all slices of that single byte share.
    public func bytesPiece(_ p: UnsafeRawPointer?, _ count: Int) throws(PyRaise) -> Value {
        guard count == 1, let p else { return try newBytes(p, count) }
        let place = SingleBytes.table + Int(p.load(as: UInt8.self))
        if place.pointee.isEmpty { place.pointee = Roots.add(try newBytes(p, 1)) }
        return place.pointee
    }

    /// A bytes object with a copy of these bytes.
    public func newBytes(_ p: UnsafeRawPointer?, _ count: Int) throws(PyRaise) -> Value {
        let b = try newBytes(count: count)
        if count > 0, let p { memcpy(b.data, p, count) }
        return Value(b)
    }

    public func newBytes(_ b: UnsafeRawBufferPointer) throws(PyRaise) -> Value { try newBytes(b.baseAddress, b.count) }

    public func newBytes(_ a: [UInt8]) throws(PyRaise) -> Value {
        let b = try newBytes(count: a.count)
        for i in 0 ..< a.count { b.data[i] = a[i] }
        return Value(b)
    }

    /// A bytearray with a copy of these bytes.
    public func newBytearray(_ p: UnsafeRawPointer?, _ count: Int) throws(PyRaise) -> Value {
        let b = try new(PyBytearrayLayout.self, .Bytearray)
        try bytearrayResize(b, count)
        if count > 0, let p { memcpy(b.data, p, count) }
        return Value(b)
    }

    public func newBytearray(_ a: [UInt8]) throws(PyRaise) -> Value {
        let v = try newBytearray(nil, a.count)
        for i in 0 ..< a.count { v.bytearray.data[i] = a[i] }
        return v
    }

    /// An instance of bytes or a subclass of it with a copy of these bytes.
    func newBytesInstance(_ cls: TypeRef, _ b: UnsafeRawBufferPointer) throws(PyRaise) -> Value {
        if cls.pointee.rootShape == Kind.Bytes.rawValue { return try newBytes(b) }
        let v = try newInstanceCell(cls, tailBytes: b.count + 1)
        // The length decides where the attributes lie: set it first.
        v.bytes.pointee.length = Int64(b.count)
        if b.count > 0 { memcpy(v.bytes.data, b.baseAddress.unsafelyUnwrapped, b.count) }
        return v
    }

    /// Raises BufferError while somebody holds a buffer of the bytearray.
    @inline(__always) func bytearrayCheckResizable(_ b: BytearrayRef) throws(PyRaise) {
        if b.pointee.exports > 0 && hasVisibleViews(Value(b)) { throw raise(K.BufferError, "Existing exports of data: object cannot be re-sized") }
    }

    /// Sets the length; new bytes at the end are not initialised.
    public func bytearrayResize(_ b: BytearrayRef, _ n: Int) throws(PyRaise) {
        if n == b.count { return }
        try bytearrayCheckResizable(b)
        guard n >= 0, n < 1 << 38 else { throw memoryError() }
        let capacity = Int(b.pointee.capacity)
        if n > capacity || n < capacity / 4 && capacity > 64 {
            let wanted = b.count == 0 ? n : n &+ n >> 3 &+ (n < 9 ? 3 : 6)
            let p = try newBytesStorage(Swift.max(wanted, 8))
            if b.count > 0 { memcpy(p, b.data, Swift.min(n, b.count)) }
            b.pointee.data = p
            b.pointee.capacity = Int64(Swift.max(wanted, 8))
            barrier(b)
        }
        b.pointee.length = Int64(n)
    }

    /// Replaces bytes from ..< to by those of `new` (which must not lie in b).
    public func bytearrayReplace(_ b: BytearrayRef, _ from: Int, _ to: Int, _ new: UnsafeRawBufferPointer) throws(PyRaise) {
        let old = b.count
        let tail = old - to
        let n = old - (to - from) + new.count
        if new.count < to - from {
            try bytearrayCheckResizable(b)
            if tail > 0 { memmove(b.data + from + new.count, b.data + to, tail) }
            try bytearrayResize(b, n)
        } else if new.count > to - from {
            try bytearrayResize(b, n)
            if tail > 0 { memmove(b.data + from + new.count, b.data + to, tail) }
        }
        if new.count > 0 { memcpy(b.data + from, new.baseAddress.unsafelyUnwrapped, new.count) }
    }

    /// A byte value from an object; `what` names the kind of object for the message.
    func byteValue(_ v: Value, _ what: String) throws(PyRaise) -> UInt8 {
        let i = try toIndex(v)
        guard let n = Numbers.machineInt(i), n >= 0, n < 256 else { throw raise(K.ValueError, "\(what) must be in range(0, 256)") }
        return UInt8(n)
    }
}
