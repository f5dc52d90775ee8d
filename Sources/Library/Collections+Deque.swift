// _collections.deque: a ring buffer.
//
// A NativeObject: v0 = a list whose items are the ring (its count is the capacity, a power of two; unused places are empty),
// i0 = place of the first item, i1 = number of items, v1 = maxlen (small int) or None, v2 = number of changes so far (small
// int), by which iterators notice a change.

import CVMSpec
import VM

/// A deque's fields by name.
private struct Deque {
    let t: Thread
    let o: UnsafeMutablePointer<PyNativeObjectLayout>

    init(_ t: Thread, _ v: Value) { self.t = t; o = v.object }

    var ring: ListRef { Value(bits: o.pointee.v0).list }
    var head: Int { Int(o.pointee.i0) }
    var count: Int { Int(o.pointee.i1) }
    var capacity: Int { ring.count }
    /// -1: no limit.
    var limit: Int { let v = Value(bits: o.pointee.v1); return v.isInt ? v.int : -1 }
    var changes: Int { Value(bits: o.pointee.v2).int }

    func noteChange() { o.pointee.v2 = Value(small: changes &+ 1).bits }
    @inline(__always) func place(_ i: Int) -> Int { (head + i) & (capacity - 1) }
    /// Item i, 0 ..< count.
    @inline(__always) func item(_ i: Int) -> Value { ring.items[place(i)] }
    @inline(__always) func setItem(_ i: Int, _ v: Value) { ring.items[place(i)] = v; t.barrier(ring) }

    func reset() throws(PyRaise) {
        let list = try t.newList(capacity: 8)
        list.list.pointee.count = 8
        o.pointee.v0 = list.bits
        o.pointee.i0 = 0
        o.pointee.i1 = 0
        t.barrier(Value(o))
    }

    private func grow() throws(PyRaise) {
        let old = ring, n = count, c = capacity
        guard c < 1 << 35 else { throw t.memoryError() }
        let list = try t.newList(capacity: c * 2)
        list.list.pointee.count = Int64(c * 2)
        for i in 0 ..< n { list.list.items[i] = old.items[(head + i) & (c - 1)] }
        o.pointee.v0 = list.bits
        o.pointee.i0 = 0
        t.barrier(Value(o))
    }

    func append(_ v: Value) throws(PyRaise) {
        if limit == 0 { return }
        if count == capacity { try grow() }
        ring.items[place(count)] = v
        t.barrier(ring)
        o.pointee.i1 += 1
        noteChange()
        if limit >= 0 && count > limit { _ = popLeft() }
    }

    func appendLeft(_ v: Value) throws(PyRaise) {
        if limit == 0 { return }
        if count == capacity { try grow() }
        let p = (head - 1) & (capacity - 1)
        ring.items[p] = v
        t.barrier(ring)
        o.pointee.i0 = Int64(p)
        o.pointee.i1 += 1
        noteChange()
        if limit >= 0 && count > limit { _ = pop() }
    }

    func pop() -> Value {
        let p = place(count - 1)
        let v = ring.items[p]
        ring.items[p] = .empty
        o.pointee.i1 -= 1
        noteChange()
        return v
    }

    func popLeft() -> Value {
        let p = head
        let v = ring.items[p]
        ring.items[p] = .empty
        o.pointee.i0 = Int64((p + 1) & (capacity - 1))
        o.pointee.i1 -= 1
        noteChange()
        return v
    }

    func rotate(_ n: Int) throws(PyRaise) {
        let c = count
        if c <= 1 { return }
        var k = n % c
        if k < 0 { k += c }
        // Few moves: the shorter way round.
        if k <= c - k {
            for _ in 0 ..< k { let v = pop(); try putLeft(v) }
        } else {
            for _ in 0 ..< c - k { let v = popLeft(); putRight(v) }
        }
        noteChange()
    }

    private func putLeft(_ v: Value) throws(PyRaise) {
        let p = (head - 1) & (capacity - 1)
        ring.items[p] = v
        o.pointee.i0 = Int64(p)
        o.pointee.i1 += 1
    }

    private func putRight(_ v: Value) {
        ring.items[place(count)] = v
        o.pointee.i1 += 1
    }

    /// Removes item i.
    func remove(at i: Int) {
        if i < count / 2 {
            var j = i
            while j > 0 { setItem(j, item(j - 1)); j -= 1 }
            _ = popLeft()
        } else {
            var j = i
            while j < count - 1 { setItem(j, item(j + 1)); j += 1 }
            _ = pop()
        }
    }

    /// Inserts before item i.
    func insert(_ v: Value, at i: Int) throws(PyRaise) {
        if i < count / 2 {
            try appendLeft(v)
            var j = 0
            while j < i { setItem(j, item(j + 1)); j += 1 }
            setItem(i, v)
        } else {
            try append(v)
            var j = count - 1
            while j > i { setItem(j, item(j - 1)); j -= 1 }
            setItem(i, v)
        }
    }

    func extend(_ v: Value, left: Bool = false) throws(PyRaise) {
        let source = v == Value(o) ? try t.listFrom(v) : v
        try t.forEach(source) { (x) throws(PyRaise) in
            if left { try appendLeft(x) } else { try append(x) }
            return true
        }
    }

    /// Position from an index object.
    func position(_ v: Value) throws(PyRaise) -> Int {
        var i = try t.index(v, error: K.IndexError)
        if i < 0 { i += count }
        guard i >= 0 && i < count else { throw t.raise(K.IndexError, "deque index out of range") }
        return i
    }
}

func defineDeque(_ m: ModuleBuilder) throws(PyRaise) {
    CollectionsTypes.dequeIterator = try m.t.defineIterator("_deque_iterator", module: "_collections", step: { (t, it) throws(PyRaise) in
        try dequeStep(t, it, backwards: false)
    }) { (b) throws(PyRaise) in try iteratorExtras(b, CollectionsDirection.forward) }
    CollectionsTypes.dequeReverse = try m.t.defineIterator("_deque_reverse_iterator", module: "_collections", step: { (t, it) throws(PyRaise) in
        try dequeStep(t, it, backwards: true)
    }) { (b) throws(PyRaise) in try iteratorExtras(b, CollectionsDirection.backward) }
    try m.set("_deque_iterator", CollectionsTypes.dequeIterator.type)
    try m.set("_deque_reverse_iterator", CollectionsTypes.dequeReverse.type)
    let type = try m.t.defineType("deque", .NativeObject, ownsKind: false, module: "collections", flags: NativeTypeFlags.sequence) { (b) throws(PyRaise) in
        try defineBasics(b)
        try defineMethods(b)
        try defineOperators(b)
    }
    CollectionsTypes.deque = type
    try m.set("deque", type)
}

private enum CollectionsDirection { case forward, backward }

/// Iterators: source = deque, index = position from the end they start at, limit = changes at the start.
private func dequeStep(_ t: Thread, _ it: Value, backwards: Bool) throws(PyRaise) -> Value {
    let p = it.iterator
    if p.pointee.source == 0 { return Iteration.ended }
    let d = Deque(t, Value(bits: p.pointee.source))
    if Int(p.pointee.limit) != d.changes {
        p.pointee.source = 0
        throw t.raise(K.RuntimeError, "deque mutated during iteration")
    }
    let i = Int(p.pointee.index)
    if i >= d.count { p.pointee.source = 0; return Iteration.ended }
    p.pointee.index += 1
    return d.item(backwards ? d.count - 1 - i : i)
}

private func newDequeIterator(_ t: Thread, _ v: Value, _ c: IteratorClass) throws(PyRaise) -> Value {
    let it = try t.newIterator(c)
    it.pointee.source = v.bits
    it.pointee.limit = Int64(Deque(t, v).changes)
    return Value(it)
}

private func iteratorExtras(_ b: TypeBuilder, _ direction: CollectionsDirection) throws(PyRaise) {
    try b.new("(cls, deque, index=0, /)") { (t, a) throws(PyRaise) in
        guard t.isInstance(a[1], CollectionsTypes.deque) else { throw t.raise(K.TypeError, "argument 1 must be collections.deque, not \(t.typeName(of: a[1]))") }
        let it = try newDequeIterator(t, a[1], direction == .forward ? CollectionsTypes.dequeIterator : CollectionsTypes.dequeReverse)
        if a[2].isPresent { it.iterator.pointee.index = Int64(Swift.max(0, try t.index(a[2]))) }
        return it
    }
    try b.method("__length_hint__", "(self, /)") { (t, a) throws(PyRaise) in
        let p = a[0].iterator
        if p.pointee.source == 0 { return Value(small: 0) }
        return Value(small: Swift.max(0, Deque(t, Value(bits: p.pointee.source)).count - Int(p.pointee.index)))
    }
    try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
        let p = a[0].iterator
        let source = p.pointee.source == 0 ? try t.call(CollectionsTypes.deque) : Value(bits: p.pointee.source)
        let index = p.pointee.source == 0 ? 0 : Int(p.pointee.index)
        return try t.newPair(Value(t.typeOf(a[0])), try t.newPair(source, Value(small: index)))
    }
}

private func defineBasics(_ b: TypeBuilder) throws(PyRaise) {
    try b.new("(cls, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
        let v = try t.newObject(a[0])
        v.object.pointee.v1 = Value.none.bits
        v.object.pointee.v2 = Value(small: 0).bits
        try Deque(t, v).reset()
        return v
    }
    try b.method("__init__", "(self, iterable=(), maxlen=None)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        var limit = Value.none
        if a[2].isPresent && !a[2].isNone {
            guard t.isAnyInt(a[2]) else { throw t.raise(K.TypeError, "an integer is required") }
            let n = try t.index(a[2], overflow: "Python int too large to convert to C ssize_t")
            if n < 0 { throw t.raise(K.ValueError, "maxlen must be non-negative") }
            limit = Value(small: Swift.min(n, Value.smallMax))
        }
        a[0].object.pointee.v1 = limit.bits
        if d.count > 0 { try d.reset(); d.noteChange() }
        if a[1].isPresent { try d.extend(a[1]) }
        return .none
    }
    try b.set("__hash__", .none)
    try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
    try b.attribute("maxlen", get: { (t, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v1) })
    try b.method("__len__", "(self, /)") { (t, a) throws(PyRaise) in Value(small: Deque(t, a[0]).count) }
    try b.method("__bool__", "(self, /)") { (t, a) throws(PyRaise) in Value(Deque(t, a[0]).count > 0) }
    try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in try newDequeIterator(t, a[0], CollectionsTypes.dequeIterator) }
    try b.method("__reversed__", "(self, /)") { (t, a) throws(PyRaise) in try newDequeIterator(t, a[0], CollectionsTypes.dequeReverse) }
    try b.method("__getitem__", "(self, key, /)") { (t, a) throws(PyRaise) in
        if !t.isAnyInt(a[1]), try t.special(of: a[1], .index).isEmpty {
            throw t.raise(K.TypeError, "sequence index must be integer, not '\(t.typeName(of: a[1]))'")
        }
        let d = Deque(t, a[0])
        return d.item(try d.position(a[1]))
    }
    try b.method("__setitem__", "(self, key, value, /)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        d.setItem(try d.position(a[1]), a[2])
        return .none
    }
    try b.method("__delitem__", "(self, key, /)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        d.remove(at: try d.position(a[1]))
        return .none
    }
    try b.method("__contains__", "(self, key, /)") { (t, a) throws(PyRaise) in Value(try find(t, a[0], a[1], 0, Int.max) >= 0) }
    try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
        let v = a[0]
        return try t.reprGuarded(v, "[...]") { () throws(PyRaise) in
            let items = try t.repr(try t.listFrom(v)).str.string
            let limit = Value(bits: v.object.pointee.v1)
            let name = t.typeName(of: v)
            return try t.str(limit.isInt ? "\(name)(\(items), maxlen=\(limit.int))" : "\(name)(\(items))")
        }
    }
    try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
        let limit = Value(bits: a[0].object.pointee.v1)
        let args = limit.isNone ? try t.newTuple([]) : try t.newTuple([try t.newTuple([]), limit])
        let state = try t.getAttributeIfAny(a[0], "__dict__")
        let hasState = state.isPresent && t.has(state, .Dict) && state.dict.pointee.used > 0
        return try t.newTuple([Value(t.typeOf(a[0])), args, hasState ? state : .none, try t.iterator(a[0])])
    }
}

/// Position of v among items from ..< to, or -1.
private func find(_ t: Thread, _ v: Value, _ x: Value, _ from: Int, _ to: Int) throws(PyRaise) -> Int {
    let d = Deque(t, v)
    let changes = d.changes
    var i = from
    while i < d.count && i < to {
        if try t.isSame(d.item(i), x) { return i }
        if d.changes != changes { throw t.raise(K.RuntimeError, "deque mutated during iteration") }
        i += 1
    }
    return -1
}

private func copied(_ t: Thread, _ v: Value) throws(PyRaise) -> Value {
    if Value(t.typeOf(v)) == CollectionsTypes.deque {
        let r = try t.newObject(CollectionsTypes.deque)
        r.object.pointee.v1 = v.object.pointee.v1
        r.object.pointee.v2 = Value(small: 0).bits
        let d = Deque(t, r), s = Deque(t, v)
        try d.reset()
        for i in 0 ..< s.count { try d.append(s.item(i)) }
        return r
    }
    let limit = Value(bits: v.object.pointee.v1)
    return limit.isNone ? try t.call(Value(t.typeOf(v)), v) : try t.call(Value(t.typeOf(v)), v, limit)
}

private func defineMethods(_ b: TypeBuilder) throws(PyRaise) {
    try b.method("append", "(self, object, /)") { (t, a) throws(PyRaise) in try Deque(t, a[0]).append(a[1]); return .none }
    try b.method("appendleft", "(self, object, /)") { (t, a) throws(PyRaise) in try Deque(t, a[0]).appendLeft(a[1]); return .none }
    try b.method("pop", "(self, /)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        if d.count == 0 { throw t.raise(K.IndexError, "pop from an empty deque") }
        return d.pop()
    }
    try b.method("popleft", "(self, /)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        if d.count == 0 { throw t.raise(K.IndexError, "pop from an empty deque") }
        return d.popLeft()
    }
    try b.method("extend", "(self, iterable, /)") { (t, a) throws(PyRaise) in try Deque(t, a[0]).extend(a[1]); return .none }
    try b.method("extendleft", "(self, iterable, /)") { (t, a) throws(PyRaise) in try Deque(t, a[0]).extend(a[1], left: true); return .none }
    try b.method("clear", "(self, /)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        try d.reset()
        d.noteChange()
        return .none
    }
    try b.method("copy", "(self, /)") { (t, a) throws(PyRaise) in try copied(t, a[0]) }
    try b.method("__copy__", "(self, /)") { (t, a) throws(PyRaise) in try copied(t, a[0]) }
    try b.method("rotate", "(self, n=1, /)") { (t, a) throws(PyRaise) in
        try Deque(t, a[0]).rotate(a[1].isEmpty ? 1 : try t.index(a[1], overflow: "Python int too large to convert to C ssize_t"))
        return .none
    }
    try b.method("reverse", "(self, /)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        var i = 0, j = d.count - 1
        while i < j {
            let x = d.item(i)
            d.setItem(i, d.item(j))
            d.setItem(j, x)
            i += 1
            j -= 1
        }
        return .none
    }
    try b.method("count", "(self, value, /)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        let changes = d.changes
        var n = 0, i = 0
        while i < d.count {
            if try t.isSame(d.item(i), a[1]) { n += 1 }
            if d.changes != changes { throw t.raise(K.RuntimeError, "deque mutated during iteration") }
            i += 1
        }
        return Value(small: n)
    }
    try b.method("index", "(self, value, start=0, stop=9223372036854775807, /)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        func bound(_ v: Value, _ fallback: Int) throws(PyRaise) -> Int {
            if v.isEmpty { return fallback }
            var i = try t.clampedIndex(v)
            if i < 0 { i = Swift.max(0, i &+ d.count) }
            return i
        }
        let i = try find(t, a[0], a[1], try bound(a[2], 0), try bound(a[3], Int.max))
        if i < 0 { throw t.raise(K.ValueError, "\(try t.reprString(a[1])) is not in deque") }
        return Value(small: i)
    }
    try b.method("insert", "(self, index, value, /)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        if d.limit >= 0 && d.count >= d.limit { throw t.raise(K.IndexError, "deque already at its maximum size") }
        var i = try t.index(a[1])
        if i < 0 { i = Swift.max(0, i &+ d.count) }
        try d.insert(a[2], at: Swift.min(i, d.count))
        return .none
    }
    try b.method("remove", "(self, value, /)") { (t, a) throws(PyRaise) in
        let d = Deque(t, a[0])
        let changes = d.changes
        var i = 0
        while i < d.count {
            let same = try t.isSame(d.item(i), a[1])
            if d.changes != changes { throw t.raise(K.IndexError, "deque mutated during remove().") }
            if same { d.remove(at: i); return .none }
            i += 1
        }
        throw t.raise(K.ValueError, "\(try t.reprString(a[1])) is not in deque")
    }
}

private func defineOperators(_ b: TypeBuilder) throws(PyRaise) {
    for op in CompareOperator.allCases {
        try b.method(op.method, "(self, other, /)") { (t, a) throws(PyRaise) in
            guard t.isInstance(a[1], CollectionsTypes.deque) else { return .notImplemented }
            if op == .eq || op == .ne, Deque(t, a[0]).count != Deque(t, a[1]).count { return Value(op == .ne) }
            return try t.compareWaiting(op, try t.listFrom(a[0]), try t.listFrom(a[1]))
        }
    }
    try b.method("__add__", "(self, other, /)") { (t, a) throws(PyRaise) in
        guard t.isInstance(a[1], CollectionsTypes.deque) else {
            throw t.raise(K.TypeError, "can only concatenate deque (not \"\(t.typeName(of: a[1]))\") to deque")
        }
        let r = try copied(t, a[0])
        try Deque(t, r).extend(a[1])
        return r
    }
    try b.method("__iadd__", "(self, other, /)") { (t, a) throws(PyRaise) in try Deque(t, a[0]).extend(a[1]); return a[0] }
    func repeated(_ t: Thread, _ d: Deque, _ n: Int) throws(PyRaise) {
        if n <= 0 { try d.reset(); d.noteChange(); return }
        let items = try t.listFrom(Value(d.o))
        guard items.list.count.multipliedReportingOverflow(by: n).overflow == false, items.list.count * n < 1 << 35 else { throw t.memoryError() }
        for _ in 1 ..< Swift.max(1, n) { for i in 0 ..< items.list.count { try d.append(items.list.items[i]) } }
    }
    for name in ["__mul__", "__rmul__", "__imul__"] {
        try b.method(name, "(self, value, /)") { (t, a) throws(PyRaise) in
            if !t.isAnyInt(a[1]), try t.special(of: a[1], .index).isEmpty {
                throw t.raise(K.TypeError, "can't multiply sequence by non-int of type '\(t.typeName(of: a[1]))'")
            }
            let n = try t.index(a[1])
            let r = name == "__imul__" ? a[0] : try copied(t, a[0])
            try repeated(t, Deque(t, r), n)
            return r
        }
    }
}
