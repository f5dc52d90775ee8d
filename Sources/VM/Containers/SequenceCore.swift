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
        // A list that grows by single items leaves its old storages behind as garbage: it grows by halves.
        let wanted = Swift.max(4, n &+ (n == old &+ 1 ? n >> 1 : n >> 3) &+ (n < 9 ? 3 : 6))
        if let items = list.pointee.items, extendValues(items, wanted) {
            list.pointee.capacity = Int64(wanted)
            return
        }
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

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A tuple of two.
    @inline(__always) public func newPair(_ a: Value, _ b: Value) throws(PyRaise) -> Value {
        let p = try new(PyTupleLayout.self, .Tuple, extraBytes: 16)
        p.pointee.count = 2
        p.items[0] = a
        p.items[1] = b
        return Value(p)
    }

    @inline(__always) public func newTriple(_ a: Value, _ b: Value, _ c: Value) throws(PyRaise) -> Value {
        let p = try newTuple(count: 3)
        p.items[0] = a
        p.items[1] = b
        p.items[2] = c
        return Value(p)
    }

    /// Removes and returns item i of a list; 0 <= i < count.
    @inline(__always) public func listRemove(_ list: ListRef, at i: Int) -> Value {
        let n = list.count
        let items = list.items
        let v = items[i]
        if i < n &- 1 { memmove(items + i, items + (i &+ 1), (n &- 1 &- i) &* 8) }
        items[n &- 1] = .empty
        list.pointee.count = Int64(n &- 1)
        return v
    }

    /// Inserts v before item i; 0 <= i <= count.
    public func listInsert(_ list: ListRef, at i: Int, _ v: Value) throws(PyRaise) {
        let n = list.count
        if n == Int(list.pointee.capacity) { try listReserve(list, n &+ 1) }
        if i < n { memmove(list.items + (i &+ 1), list.items + i, (n &- i) &* 8) }
        list.items[i] = v
        list.pointee.count = Int64(n &+ 1)
        barrier(list)
    }

    /// list.pop(): the last item, or empty if there is none.
    @inline(__always) public func listPop(_ list: ListRef) -> Value {
        let n = list.count
        if n == 0 { return .empty }
        let v = list.items[n &- 1]
        list.items[n &- 1] = .empty
        list.pointee.count = Int64(n &- 1)
        return v
    }

    public func listClear(_ list: ListRef) {
        list.pointee.items = nil
        list.pointee.count = 0
        list.pointee.capacity = 0
    }

    /// Appends n values that lie one after the other (perhaps in this very list).
    func listAppend(_ list: ListRef, from base: UnsafePointer<Value>, _ n: Int) throws(PyRaise) {
        if n == 0 { return }
        let old = list.count
        try listReserve(list, old &+ n)
        memcpy(list.items + old, base, n &* 8)
        list.pointee.count = Int64(old &+ n)
        barrier(list)
    }

    /// list.extend(v): native for lists, tuples, dicts, sets, ranges; any other iterable waits.
    public func listExtend(_ list: ListRef, _ v: Value) throws(PyRaise) {
        if v.isReference {
            switch Kind(rawValue: v.shape) {
            case .List:
                if v.list.count > 0 { try listAppend(list, from: v.list.items, v.list.count) }
                return
            case .Tuple: try listAppend(list, from: v.tuple.items, v.tuple.count); return
            case .Dict:
                let d = v.dict
                try listReserve(list, list.count &+ Int(d.pointee.used))
                var i = dictNext(d, 0)
                while i >= 0 {
                    try listAppend(list, Value(bits: d.pointee.entries.unsafelyUnwrapped[i].key))
                    i = dictNext(d, i + 1)
                }
                return
            case .Set, .Frozenset:
                let s = v.set
                try listReserve(list, list.count &+ Int(s.pointee.used))
                var i = setNext(s, 0)
                while i >= 0 {
                    try listAppend(list, Value(bits: setEntry(s, i).key))
                    i = setNext(s, i + 1)
                }
                return
            default: break
            }
        }
        let it = try iterator(v)
        let hint = try lengthHint(v, 0)
        if hint > 0 { try listReserve(list, list.count &+ Swift.min(hint, 1 << 40)) }
        while true {
            let x = try nextQuick(it)
            if x.isEmpty { return }
            try listAppend(list, x)
        }
    }
}
