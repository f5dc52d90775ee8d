// Sequence core: making tuples and lists, growing lists.

import CVMSpec
import Glibc

public typealias ListRef = UnsafeMutablePointer<PyListLayout>
public typealias TupleRef = UnsafeMutablePointer<PyTupleLayout>

extension UnsafeMutablePointer where Pointee == PyTupleLayout {
    /// The items, one after the other.
    @inline(__always) public var items: UnsafeMutablePointer<Value> { UnsafeMutableRawPointer(self + 1).assumingMemoryBound(to: Value.self) }
    @inline(__always) public var count: Int { Int(pointee.count) }
}

extension UnsafeMutablePointer where Pointee == PyListLayout {
    @inline(__always) public var count: Int { Int(pointee.count) }
    /// The items; only if count > 0.
    @inline(__always) public var items: UnsafeMutablePointer<Value> {
        UnsafeMutableRawPointer(pointee.items.unsafelyUnwrapped).assumingMemoryBound(to: Value.self)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    @inline(__always) public func tupleItem(_ v: Value, _ i: Int) -> Value { v.tuple.items[i] }

    /// A tuple whose items are to be filled in (all empty at first).
    public func newTuple(count: Int) throws(PyRaise) -> TupleRef {
        guard count >= 0, count < 1 << 36 else { throw memoryError() }
        let p = try new(PyTupleLayout.self, .Tuple, extraBytes: count &* 8)
        p.pointee.count = Int64(count)
        return p
    }

    public func newTuple(_ base: UnsafePointer<Value>, _ count: Int) throws(PyRaise) -> Value {
        let p = try newTuple(count: count)
        for i in 0 ..< count { p.items[i] = base[i] }
        return Value(p)
    }

    public func newTuple(_ values: [Value]) throws(PyRaise) -> Value {
        let p = try newTuple(count: values.count)
        for i in 0 ..< values.count { p.items[i] = values[i] }
        return Value(p)
    }

    public func newList(capacity: Int = 0) throws(PyRaise) -> Value {
        let p = try new(PyListLayout.self, .List)
        if capacity > 0 {
            p.pointee.items = try newValues(capacity)
            p.pointee.capacity = Int64(capacity)
        }
        return Value(p)
    }

    public func newList(_ values: [Value]) throws(PyRaise) -> Value {
        let v = try newList(capacity: values.count)
        for i in 0 ..< values.count { v.list.items[i] = values[i] }
        v.list.pointee.count = Int64(values.count)
        return v
    }

    public func newList(_ base: UnsafePointer<Value>, _ count: Int) throws(PyRaise) -> Value {
        let v = try newList(capacity: count)
        for i in 0 ..< count { v.list.items[i] = base[i] }
        v.list.pointee.count = Int64(count)
        return v
    }

    /// Makes room for n items in all.
    @inline(never) public func listReserve(_ list: ListRef, _ n: Int) throws(PyRaise) {
        let old = Int(list.pointee.capacity)
        if n <= old { return }
        guard n < 1 << 36 else { throw memoryError() }
        // The storage cell's size class is used to the full.
        let wanted = Swift.max(4, n &+ (n >> 3) &+ (n < 9 ? 3 : 6))
        let items = try newValues(wanted)
        if let from = list.pointee.items { memcpy(items, from, list.count &* 8) }
        list.pointee.items = items
        list.pointee.capacity = Int64(wanted)
        barrier(list)
    }

    @inline(__always) public func listAppend(_ list: ListRef, _ v: Value) throws(PyRaise) {
        let n = list.count
        if n == Int(list.pointee.capacity) { try listReserve(list, n &+ 1) }
        list.items[n] = v
        list.pointee.count = Int64(n &+ 1)
        barrier(list)
    }
}
