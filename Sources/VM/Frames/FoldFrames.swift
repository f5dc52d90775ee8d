// Fold frames: generator code that runs as an ordinary frame, because native code has put it in the place of a fold over it.
//
// In:  a frame of generator code with the flag `inFold`, made when native code left in the middle; its continuation is the fold, whose
// state has no iterator. Out: what the generator yields goes to the fold at once, without any switch; the fold's result is delivered when
// the code returns or the fold has enough.
//
// Nobody can have the generator of such a frame: it was made for the fold only (`any(… for …)`), so there is none.

import CVMSpec

/// The folds that native code does itself.
public enum InlineFold: Int {
    case any, all, sum, list, tuple, set, frozenset, sorted, join, min, max, extend, update
}

enum FoldSteps {
    /// State: (iterator, set); the result is the set.
    static let set = Fold(.add, consume: { (t, state, x) throws(PyRaise) in
        try t.setAdd(state.list.items[1].set, x)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in state.list.items[1] })

    /// State: (iterator, list); the result is a tuple of its items.
    static let tuple = Fold(.append, consume: { (t, state, x) throws(PyRaise) in
        try t.listAppend(state.list.items[1].list, x)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in
        try t.tupleOfList(state.list.items[1].list)
    })

    /// State: (iterator, list); the result is the list, sorted.
    static let sorted = Fold(.append, consume: { (t, state, x) throws(PyRaise) in
        try t.listAppend(state.list.items[1].list, x)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in
        let list = state.list.items[1]
        return try t.sortList(list, key: .none, reverse: false, result: list)
    })

    /// State: (iterator, list, separator); the result is the joined string.
    static let join = Fold(.append, consume: { (t, state, x) throws(PyRaise) in
        try t.listAppend(state.list.items[1].list, x)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in
        let list = state.list.items[1].list
        return try t.joinStrings(state.list.items[2].str, list.items, list.count)
    })
}

extension Fold {
    /// A state for code that hands the items over itself.
    func state(_ t: Thread, _ items: [Value]) throws(PyRaise) -> Value {
        let state = try t.newList([.empty] + items)
        state.header.pointee.extra = number &<< 1
        return state
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The state of a fold that native code had got so far with: what it has accumulated, and what else it needs.
    fileprivate func foldState(_ kind: InlineFold, _ accumulated: Value, _ other: Value) throws(PyRaise) -> Value {
        switch kind {
        case .any: return try SequenceSteps.any.state(self, [])
        case .all: return try SequenceSteps.all.state(self, [])
        case .sum: return try SequenceSteps.sum.state(self, [accumulated])
        case .list: return try Folds.collect.state(self, [accumulated])
        case .tuple: return try FoldSteps.tuple.state(self, [accumulated])
        case .set, .frozenset: return try FoldSteps.set.state(self, [accumulated])
        case .sorted: return try FoldSteps.sorted.state(self, [accumulated])
        case .join: return try FoldSteps.join.state(self, [accumulated, other])
        case .min, .max: return try SequenceSteps.extreme.state(self, [.none, accumulated, accumulated, .empty, Value(kind == .max)])
        case .extend: return try ListSteps.extend.state(self, [accumulated])
        case .update: return try SetSteps.update.state(self, [accumulated])
        }
    }

    /// A yield in a fold's frame. True to go on with the running frame.
    func yieldInFold(_ frame: FrameRef, _ v: Value) throws(PyRaise) -> Bool {
        // Nothing is sent to it.
        frame.registers[Interpreter.a(frame.pointee.pc[-2])] = .none
        pointee.deliverInfo = Delivery.discard
        pointee.deliverContinuation = 0
        let outcome: FoldOutcome
        do throws(PyRaise) { outcome = try Folds.take(self, Value(bits: frame.pointee.continuation), v) } catch {
            // What the fold raises is none of the generator's business.
            endFoldFrame(frame)
            throw error
        }
        guard case .done(let result) = outcome else { return true }
        let register = frame.returnRegister
        endFoldFrame(frame)
        if register != 0xFFFF, let caller = pointee.frame { caller.registers[register] = result }
        return true
    }

    private func endFoldFrame(_ frame: FrameRef) {
        if frame.pointee.object != 0 { detachFrameObject(frame) }
        pointee.frame = frame.pointee.caller
    }

    /// An exception has left a fold's frame, which is no longer running: StopIteration becomes RuntimeError, as for any generator.
    func foldFrameRaised(_ frame: FrameRef) {
        pointee.frame = frame.pointee.caller
        stopIterationBecomesError("generator")
    }
}

/// Frames of generators that yield to a fold.
enum FoldFrames {
    /// The routines by name, for the linker.
    static var routines: [(name: String, address: UInt)] {
        let state: @convention(c) (Thread, UInt64, UInt64, UInt64) -> UInt64 = rt_fold_state
        let sort: @convention(c) (Thread, UInt64) -> UInt64 = rt_list_sort
        return [("rt_fold_state", unsafeBitCast(state, to: UInt.self)), ("rt_list_sort", unsafeBitCast(sort, to: UInt.self))]
    }
}

@_cdecl("rt_fold_state") func rt_fold_state(_ t: Thread, _ kind: UInt64, _ accumulated: UInt64, _ other: UInt64) -> UInt64 {
    let fold = InlineFold(rawValue: Int(kind)) ?? .any
    return t.certainly { () throws(PyRaise) in try t.foldState(fold, Value(bits: accumulated), Value(bits: other)) }.bits
}
/// Sorts a list that nobody else has; the result is the list.
@_cdecl("rt_list_sort") func rt_list_sort(_ t: Thread, _ list: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in try t.sortList(Value(bits: list), key: .none, reverse: false, result: Value(bits: list)) }
}
