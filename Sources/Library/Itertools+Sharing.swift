// itertools: groupby and tee, whose iterators share state.
//
// groupby: source = iterator, second = key function or None, third = a list of four: current value, current key, key of
// the group being given, the group's iterator (each may be empty). A group: source = the groupby, second = its key.
// tee: source = the next node, second = the shared iterator. A node is a list: no items while it is not filled,
// else the value and the node behind it.

import CVMSpec
import VM

private enum State {
    static let value = 0, key = 1, target = 2, group = 3
}

/// Reads the next item of a groupby; false at the end.
private func groupbyAdvance(_ t: Thread, _ it: Value) throws(PyRaise) -> Bool {
    let p = it.iterator
    let v = try t.nextQuick(Value(bits: p.pointee.source))
    if v.isEmpty { return false }
    let f = Value(bits: p.pointee.second)
    let key = f.isNone ? v : try t.call(f, v)
    let state = Value(bits: it.iterator.pointee.third)
    state.list.items[State.value] = v
    state.list.items[State.key] = key
    t.barrier(state)
    return true
}

func defineGroupby(_ m: ModuleBuilder) throws(PyRaise) {
    try Itertools.define(m, "groupby", step: { (t, it) throws(PyRaise) in
        let state = Value(bits: it.iterator.pointee.third)
        state.list.items[State.group] = .empty
        // Skip what is left of the group before.
        while true {
            let key = state.list.items[State.key], target = state.list.items[State.target]
            if key.isPresent {
                if target.isEmpty { break }
                if !(try t.isEqual(target, key)) { break }
            }
            if !(try groupbyAdvance(t, it)) { return Iteration.ended }
        }
        let key = state.list.items[State.key]
        state.list.items[State.target] = key
        let group = try Itertools.make(t, "_grouper")
        group.pointee.source = it.bits
        group.pointee.second = key.bits
        state.list.items[State.group] = Value(group)
        t.barrier(state)
        return try t.newPair(key, Value(group))
    }) { (b) throws(PyRaise) in
        try b.new("(cls, iterable, key=None)") { (t, a) throws(PyRaise) in
            let source = try t.iterator(a[1])
            let it = try Itertools.make(t, "groupby", a[0])
            it.pointee.source = source.bits
            it.pointee.second = a[2].isEmpty ? Value.none.bits : a[2].bits
            it.pointee.third = try t.newList([.empty, .empty, .empty, .empty]).bits
            return Value(it)
        }
    }
    try Itertools.define(m, "_grouper", subclassable: false, step: { (t, it) throws(PyRaise) in
        let parent = Value(bits: it.iterator.pointee.source)
        let state = Value(bits: parent.iterator.pointee.third)
        if state.list.items[State.group] != it { return Iteration.ended }
        if state.list.items[State.value].isEmpty {
            if !(try groupbyAdvance(t, parent)) { return Iteration.ended }
        }
        if !(try t.isEqual(Value(bits: it.iterator.pointee.second), state.list.items[State.key])) { return Iteration.ended }
        let v = state.list.items[State.value]
        state.list.items[State.value] = .empty
        return v
    }) { (b) throws(PyRaise) in }
}

func defineTee(_ m: ModuleBuilder) throws(PyRaise) {
    func copied(_ t: Thread, _ v: Value) throws(PyRaise) -> Value {
        let it = try Itertools.make(t, "_tee")
        it.pointee.source = v.iterator.pointee.source
        it.pointee.second = v.iterator.pointee.second
        return Value(it)
    }
    func started(_ t: Thread, _ iterable: Value) throws(PyRaise) -> Value {
        let source = try t.iterator(iterable)
        if let c = Itertools.classes["_tee"], t.isInstance(source, c.type) { return try copied(t, source) }
        let it = try Itertools.make(t, "_tee")
        it.pointee.source = try t.newList().bits
        it.pointee.second = source.bits
        return Value(it)
    }
    try Itertools.define(m, "_tee", subclassable: false, step: { (t, it) throws(PyRaise) in
        let node = Value(bits: it.iterator.pointee.source)
        if node.list.count == 0 {
            // index of the shared node's owner is not needed: who comes first fills the node.
            let v = try t.nextQuick(Value(bits: it.iterator.pointee.second))
            if v.isEmpty { return Iteration.ended }
            if node.list.count == 0 {
                try t.listAppend(node.list, v)
                try t.listAppend(node.list, try t.newList())
            }
        }
        it.iterator.pointee.source = node.list.items[1].bits
        t.barrier(it)
        return node.list.items[0]
    }) { (b) throws(PyRaise) in
        try b.new("(cls, iterable, /)") { (t, a) throws(PyRaise) in try started(t, a[1]) }
        try b.method("__copy__", "(self, /)") { (t, a) throws(PyRaise) in try copied(t, a[0]) }
    }
    try m.function("tee", "(iterable, n=2, /)") { (t, a) throws(PyRaise) in
        let n = a[1].isEmpty ? 2 : try t.index(a[1])
        if n < 0 { throw t.raise(K.ValueError, "n must be >= 0") }
        guard n < 1 << 28 else { throw t.memoryError() }
        let out = try t.newTuple(count: n)
        if n == 0 { return Value(out) }
        let source = try t.iterator(a[0])
        let copy = try t.getAttributeIfAny(source, "__copy__")
        if copy.isPresent {
            out.items[0] = source
            for i in 1 ..< Swift.max(1, n) { out.items[i] = try t.call(copy) }
            return Value(out)
        }
        let first = try started(t, source)
        out.items[0] = first
        for i in 1 ..< Swift.max(1, n) { out.items[i] = try copied(t, first) }
        return Value(out)
    }
}
