// Folding: natives that go through any iterable without waiting for its Python code.
//
// A fold has a state, a heap list whose item 0 is the iterator; `consume` takes each item, `finish` gives the result at the
// end. Where the iterator runs Python (a generator, a `__next__`), its frame is pushed and the fold goes on as a step when
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

public final class Fold: @unchecked Sendable {
    public typealias Consume = (_ t: Thread, _ state: Value, _ item: Value) throws(PyRaise) -> FoldOutcome
    public typealias Finish = (_ t: Thread, _ state: Value) throws(PyRaise) -> Value
    /// What it does with an item, if that is so simple that it may be done while the code runs that yields the item.
    public enum Simple { case no, append, add, sum, untilTrue, untilFalse }
    fileprivate let simple: Simple
    fileprivate let consume: Consume
    fileprivate let finish: Finish
    /// Place in the table of folds.
    let number: UInt16
    private let begin: Int

    public init(_ simple: Simple = .no, consume: @escaping Consume, finish: @escaping Finish) {
        self.simple = simple
        self.consume = consume
        self.finish = finish
        let n = UInt16(Folds.count)
        number = n
        begin = NativeSteps.register { (t, state, v) throws(PyRaise) in
            state.list.items[0] = v
            t.barrier(state)
            return try Folds.goOn(t, state)
        }
        Folds.add(self)
    }

    /// Folds an iterable; the state's item 0 is free. May push.
    public func start(_ t: Thread, _ state: Value, _ iterable: Value) throws(PyRaise) -> Value {
        state.header.pointee.extra = number &<< 1
        let it: Value
        if iterable.isExact(.Generator) { it = iterable } else {
            it = try t.pushing(then: begin, state) { () throws(PyRaise) in try t.getIterator(iterable) }
            if it.isEmpty { return it }
        }
        state.list.items[0] = it
        t.barrier(state)
        return try Folds.goOn(t, state)
    }

    /// Folds what is left in the state's iterator. May push.
    public func run(_ t: Thread, _ state: Value) throws(PyRaise) -> Value {
        state.header.pointee.extra = state.header.pointee.extra & 1 | number &<< 1
        return try Folds.goOn(t, state)
    }
}

/// Running folds. The state's `header.extra` says which fold it is: number << 1 | its last item is the tuple of a nested continuation.
enum Folds {
    nonisolated(unsafe) static var count = 0
    nonisolated(unsafe) private static var table: UnsafeMutablePointer<Unmanaged<Fold>>? = nil

    static func add(_ fold: Fold) {
        if table == nil { table = .allocate(capacity: 256) }
        guard count < 256 else { fatalError("too many folds") }
        (table.unsafelyUnwrapped + count).initialize(to: .passRetained(fold))
        count += 1
    }

    @inline(__always) private static func fold(_ state: Value) -> Unmanaged<Fold> { table.unsafelyUnwrapped[Int(state.header.pointee.extra >> 1)] }

    @inline(__always) private static func consume(_ t: Thread, _ state: Value, _ v: Value) throws(PyRaise) -> FoldOutcome {
        var raised = false
        let r = fold(state)._withUnsafeGuaranteedRef { f -> FoldOutcome in
            do throws(PyRaise) { return try f.consume(t, state, v) } catch { raised = true; return .goOn }
        }
        if raised { throw PyRaise() }
        return r
    }

    /// Gives an item to the fold with that state.
    static func take(_ t: Thread, _ state: Value, _ v: Value) throws(PyRaise) -> FoldOutcome { try consume(t, state, v) }

    /// Gives an item to the fold with that state if nothing can come of it but that the fold wants the next one.
    static func takeSimply(_ t: Thread, _ state: Value, _ v: Value) -> Bool {
        switch fold(state)._withUnsafeGuaranteedRef({ $0.simple }) {
        case .no: return false
        case .append:
            let list = state.list.items[1].list
            return t.orNothing { () throws(PyRaise) in
                try t.listAppend(list, v)
                return Value.none.bits
            } != 0
        case .add:
            let set = state.list.items[1].set
            guard v.isInt || v.isExact(.Str), let entries = set.pointee.entries else { return false }
            let hash = v.isInt ? Hashing.ofInt(v.int) : strHash(v.str)
            let place = t.setPlace(entries, Int(set.pointee.indexMask), v.bits, hash)
            if place >= 0 { return true }
            guard place != setAsk else { return false }
            return t.orNothing { () throws(PyRaise) in
                try t.setAdd(set, v, hash)
                return Value.none.bits
            } != 0
        case .sum:
            let total = state.list.items[1]
            guard total.isInt, v.isInt, let n = Value(exactly: total.int &+ v.int) else { return false }
            state.list.items[1] = n
            return true
        case .untilTrue: return v == .false_ || v.isNone || v.isInt && v.int == 0
        case .untilFalse: return v == .true_ || v.isInt && v.int != 0
        }
    }

    private static func finish(_ t: Thread, _ state: Value) throws(PyRaise) -> Value {
        try fold(state).takeUnretainedValue().finish(t, state)
    }

    /// Goes on with the next item of the state's iterator.
    static func goOn(_ t: Thread, _ state: Value) throws(PyRaise) -> Value {
        let it = state.list.items[0]
        let quick = t.neverPushes(it)
        while true {
            try t.pollSignals()
            let v = quick ? try t.iterate(it) : try pull(t, state, it)
            if v.isEmpty { return v }
            if v.bits == Iteration.end { return try finish(t, state) }
            switch try consume(t, state, v) {
            case .goOn: break
            case .done(let r): return r
            case .pushed: return .empty
            }
        }
    }

    /// The iterator's next value or end; where it runs Python, the frame is pushed with the continuation `fold`.
    private static func pull(_ t: Thread, _ state: Value, _ it: Value) throws(PyRaise) -> Value {
        let info = t.pointee.deliverInfo, continuation = t.pointee.deliverContinuation
        if info & 0xFF == 0 {
            t.pointee.deliverInfo = info | UInt64(Continuation.fold.rawValue)
            t.pointee.deliverContinuation = state.bits
        } else {
            t.pointee.deliverContinuation = try nested(t, state, Int(info & 0xFF), continuation).bits
            t.pointee.deliverInfo = info & ~0xFF | UInt64(Continuation.nested.rawValue)
        }
        defer {
            t.pointee.deliverInfo = info
            t.pointee.deliverContinuation = continuation
        }
        do throws(PyRaise) {
            if it.isExact(.Generator) {
                let base = t.pointee.frame
                if let word = t.resumeNatively(it) { return word != 0 ? Value(bits: word) : try t.leftAbove(base) }
            }
            return try t.iterate(it)
        } catch {
            guard t.raisedIs(K.StopIteration) else { throw error }
            t.clearRaised()
            return Iteration.ended
        }
    }

    /// The state of a nested continuation whose inner one is this fold: the same tuple each time, kept in the fold's state.
    private static func nested(_ t: Thread, _ state: Value, _ outer: Int, _ continuation: UInt64) throws(PyRaise) -> Value {
        let kinds = Value(small: outer << 8 | Int(Continuation.fold.rawValue))
        let list = state.list
        let kept = state.header.pointee.extra & 1 != 0
        if kept {
            let tuple = list.items[list.count - 1]
            if t.tupleItem(tuple, 1) == kinds && t.tupleItem(tuple, 2).bits == continuation { return tuple }
        }
        let tuple = try t.newTriple(state, kinds, Value(bits: continuation))
        if kept {
            list.items[list.count - 1] = tuple
            t.barrier(state)
        } else {
            try t.listAppend(list, tuple)
            state.header.pointee.extra |= 1
        }
        return tuple
    }

    /// A frame that `pull` pushed has given a value or the end.
    static func resume(_ t: Thread, _ state: Value, _ v: Value) throws(PyRaise) -> Value {
        if v.bits == Iteration.end { return try finish(t, state) }
        switch try consume(t, state, v) {
        case .goOn: return try goOn(t, state)
        case .done(let r): return r
        case .pushed: return .empty
        }
    }

    /// An exception left the frame that `pull` pushed.
    static func caught(_ t: Thread, _ state: Value) throws(PyRaise) -> Value {
        guard t.raisedIs(K.StopIteration) else { throw PyRaise() }
        t.clearRaised()
        return try finish(t, state)
    }

    /// State: (iterator, list).
    static let collect = Fold(.append, consume: { (t, state, x) throws(PyRaise) in
        try t.listAppend(state.list.items[1].list, x)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in state.list.items[1] })
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A generator yields to a fold: true if the fold has taken the item and the generator's code can go on at once, instead of being left and
    /// resumed. Not where native code waits behind the yield, or something else is to be done.
    @inline(never) func yieldToFold(_ frame: FrameRef, _ v: Value) -> Bool {
        let kind = frame.pointee.info & 0xFFFF & ~FrameFlag.generator
        guard pointee.pending == 0, Interpreter.op(frame.pointee.pc.pointee) != Opcode.enterNative.rawValue else { return false }
        var state = Value(bits: frame.pointee.continuation)
        if kind == UInt64(Continuation.nested.rawValue) {
            guard tupleItem(state, 1).int & 0xFF == Int(Continuation.fold.rawValue) else { return false }
            state = tupleItem(state, 0)
        } else if kind != UInt64(Continuation.fold.rawValue) { return false }
        return Folds.takeSimply(self, state, v)
    }

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

    /// A fold's state: its iterator, which is not there yet, and what it has accumulated so far.
    func foldState(_ accumulated: Value) throws(PyRaise) -> Value {
        let state = try newList(capacity: 2)
        state.list.items[1] = accumulated
        state.list.pointee.count = 2
        return state
    }

    /// All items of an iterable as a new list, or `.empty` after pushing a frame whose end leads to that list.
    public func collected(_ v: Value) throws(PyRaise) -> Value {
        if isPlainContainer(v) { return try listFrom(v) }
        return try Folds.collect.start(self, try foldState(try newList(capacity: 8)), v)
    }

    /// The iterable itself if it is a plain container, else its items in a list; may push.
    public func plainItems(_ v: Value) throws(PyRaise) -> Value { isPlainContainer(v) ? v : try collected(v) }
}
