// Folding: natives that go through any iterable without waiting for its Python code.
//
// A fold has a state, a heap list whose item 0 is the iterator; `consume` takes each item, `finish` gives the result at the
// end. `start` adds one item to the list, what `pushing` needs. Where the iterator runs Python (a generator, a `__next__`), its frame is pushed and the fold goes on as a step when
// the value comes. `collected` is the fold that makes a list.

import CVMSpec

/// What a fold does with an item.
public enum FoldOutcome {
    case goOn
    /// The result, without looking at more items.
    case done(Value)
    /// A frame was pushed; its step calls `run` to go on.
    case pushed
}

/// Folds live for ever: their steps refer to them without counting.
public final class Fold: @unchecked Sendable {
    public typealias Consume = (_ t: Thread, _ state: Value, _ item: Value) throws(PyRaise) -> FoldOutcome
    public typealias Finish = (_ t: Thread, _ state: Value) throws(PyRaise) -> Value
    private let consume: Consume
    private let finish: Finish
    private var step = 0
    private var begin = 0

    public init(consume: @escaping Consume, finish: @escaping Finish) {
        self.consume = consume
        self.finish = finish
        step = NativeSteps.register(endIsValue: true) { [unowned(unsafe) self] (t, state, v) throws(PyRaise) in
            if v.bits == Iteration.end { return try self.finish(t, state) }
            switch try self.consume(t, state, v) {
            case .goOn: return try self.run(t, state)
            case .done(let r): return r
            case .pushed: return .empty
            }
        }
        begin = NativeSteps.register { [unowned(unsafe) self] (t, state, v) throws(PyRaise) in
            state.list.items[0] = v
            t.barrier(state)
            return try self.run(t, state)
        }
    }

    /// Folds an iterable; the state's item 0 is free. May push.
    public func start(_ t: Thread, _ state: Value, _ iterable: Value) throws(PyRaise) -> Value {
        try t.listAppend(state.list, try t.newPair(Value(small: step), state))
        let it = try t.pushing(then: begin, state) { () throws(PyRaise) in try t.getIterator(iterable) }
        if it.isEmpty { return it }
        state.list.items[0] = it
        t.barrier(state)
        return try run(t, state)
    }

    /// Folds what is left in the state's iterator. May push.
    public func run(_ t: Thread, _ state: Value) throws(PyRaise) -> Value {
        let it = state.list.items[0]
        let quick = t.neverPushes(it)
        let pair = state.list.items[state.list.count - 1]
        while true {
            try t.pollSignals()
            let v: Value
            if quick { v = try t.iterate(it) } else {
                v = try t.pushing(pair) { () throws(PyRaise) in try t.iterate(it) }
                if v.isEmpty { return v }
            }
            if v.bits == Iteration.end { return try finish(t, state) }
            switch try consume(t, state, v) {
            case .goOn: break
            case .done(let r): return r
            case .pushed: return .empty
            }
        }
    }
}

enum Folds {
    /// State: (iterator, list).
    static let collect = Fold(consume: { (t, state, x) throws(PyRaise) in
        try t.listAppend(state.list.items[1].list, x)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in state.list.items[1] })
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Next value of an iterator for an iterator built on it: value, `Iteration.ended`, or `.empty` after pushing a frame whose
    /// value (or end) goes to the step, which must have been registered with `endIsValue`.
    @inline(__always) public func advance(_ it: Value, then step: Int, _ state: Value) throws(PyRaise) -> Value {
        if neverPushes(it) { return try iterate(it) }
        return try pushing(then: step, state) { () throws(PyRaise) in try iterate(it) }
    }

    /// An iterator whose `iterate` never runs Python code.
    @inline(__always) public func neverPushes(_ it: Value) -> Bool {
        guard it.isReference else { return true }
        switch Kind(rawValue: it.shape) {
        case .RangeIterator, .ListIterator, .TupleIterator, .StrIterator, .DictIterator, .SetIterator: return true
        case .Generator: return false
        default: return neverPushesSlow(it)
        }
    }

    @inline(never) private func neverPushesSlow(_ it: Value) -> Bool {
        switch Kind(rawValue: kind(of: it)) {
        // Their classes cannot be subclassed: items() and values() have shapes of their own.
        case .StrIterator, .DictIterator: return true
        case .NativeIterator: break
        default: return false
        }
        if typeOf(it).pointee.typeFlags & TypeFlag.heap != 0 { return false }
        let p = it.iterator
        switch it.header.pointee.extra {
        case NativeIterators.listReverse.step: return true
        case BuiltinIterators.enumerate.step: return Value(bits: p.pointee.second).isInt && neverPushes(Value(bits: p.pointee.source))
        case BuiltinIterators.zip.step:
            if p.pointee.source == 0 { return true }
            let sources = Value(bits: p.pointee.source).tuple
            for i in 0 ..< sources.count where !neverPushes(sources.items[i]) { return false }
            return true
        default: return false
        }
    }

    /// Is v a builtin container that is read without running Python?
    @inline(__always) public func isPlainContainer(_ v: Value) -> Bool {
        guard v.isReference else { return true }
        switch Kind(rawValue: v.shape) {
        case .List, .Tuple, .Dict, .Set, .Frozenset, .Range, .Str, .Bytes, .Bytearray, .DictView,
             .RangeIterator, .ListIterator, .TupleIterator, .StrIterator, .DictIterator, .SetIterator: return true
        // Views of values and items have shapes of their own; zip and enumerate objects are their own iterators.
        default: return kind(of: v) == Kind.DictView.rawValue || neverPushes(v)
        }
    }

    /// All items of an iterable as a new list, or `.empty` after pushing a frame whose end leads to that list.
    public func collected(_ v: Value) throws(PyRaise) -> Value {
        if isPlainContainer(v) { return try listFrom(v) }
        let list = try newList()
        return try Folds.collect.start(self, try newList([.empty, list]), v)
    }

    /// The iterable itself if it is a plain container, else its items in a list; may push.
    public func plainItems(_ v: Value) throws(PyRaise) -> Value { isPlainContainer(v) ? v : try collected(v) }
}
