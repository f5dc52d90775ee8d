// Native steps: continuations of natives that go on after a call of Python code, without waiting for it.
//
// A step is a function (state, result) → value or `.empty`, registered once and known by its number. `pushing` runs a body
// that may push a frame; if it does, the step gets the frame's result later. A routine that loops is a step that calls
// itself by `pushing` again. Where the frame's StopIteration means the end of an iteration (`endIsValue`), the step gets
// `Iteration.ended` in place of a result.

import CVMSpec

/// What happens with the result `v` of a pushed frame; `state` is what was given to `pushing`.
public typealias NativeStep = (_ t: Thread, _ state: Value, _ v: Value) throws(PyRaise) -> Value

public enum NativeSteps {
    /// Handles an exception that left the frame (it is in `raised`): a value after clearing it, `.empty` after pushing, or throws.
    public typealias Rescue = (_ t: Thread, _ state: Value) throws(PyRaise) -> Value
    struct Row { var step: NativeStep; var endIsValue: Bool; var rescue: Rescue? }
    // Plain memory, made at the first registration: a global with a constant initialiser is read without any check.
    nonisolated(unsafe) private static var table: UnsafeMutablePointer<Row>? = nil
    nonisolated(unsafe) private static var count = 0
    nonisolated(unsafe) private static var capacity = 0

    @inline(__always) static func row(_ i: Int) -> UnsafeMutablePointer<Row> { table.unsafelyUnwrapped + i }

    /// Adds a step; the result is its number.
    public static func register(endIsValue: Bool = false, rescue: Rescue? = nil, _ step: @escaping NativeStep) -> Int {
        if count == capacity {
            capacity = Swift.max(256, capacity * 2)
            let grown = UnsafeMutablePointer<Row>.allocate(capacity: capacity)
            if let table { grown.moveInitialize(from: table, count: count); table.deallocate() }
            table = grown
        }
        row(count).initialize(to: Row(step: step, endIsValue: endIsValue, rescue: rescue))
        count += 1
        return count - 1
    }

    static func resume(_ t: Thread, _ state: Value, _ v: Value) throws(PyRaise) -> Value {
        let i = t.tupleItem(state, 0).int
        guard i >= 0, i < count else { return v }
        // A routine that only calls short functions has no other safepoint.
        if t.pointee.pending & PendingBit.signal.rawValue != 0 { try t.holding(state, v) { () throws(PyRaise) in try t.pollSignals() } }
        return try row(i).pointee.step(t, t.tupleItem(state, 1), v)
    }

    /// An exception left the frame: the step goes on if it is the end that it waits for, else the exception does.
    static func caught(_ t: Thread, _ state: Value) throws(PyRaise) -> Value {
        let i = t.tupleItem(state, 0).int
        guard i >= 0, i < count else { throw PyRaise() }
        let row = row(i)
        if let rescue = row.pointee.rescue { return try rescue(t, t.tupleItem(state, 1)) }
        guard row.pointee.endIsValue, t.raisedIs(K.StopIteration) else { throw PyRaise() }
        t.clearRaised()
        return try row.pointee.step(t, t.tupleItem(state, 1), Iteration.ended)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Runs `body`; if it pushes a frame (`.empty`), that frame's result goes to the step with `state`; else the value comes
    /// back and the caller goes on itself. With `endIsValue` a StopIteration raised by `body` comes back as `Iteration.ended`.
    @inline(__always) public func pushing(then step: Int, _ state: Value, _ body: () throws(PyRaise) -> Value) throws(PyRaise) -> Value {
        try pushing(try newPair(Value(small: step), state), body)
    }

    /// `pushing` with the number of the step and its state in a pair, for natives that push again and again.
    func pushing(_ pair: Value, _ body: () throws(PyRaise) -> Value) throws(PyRaise) -> Value {
        let info = pointee.deliverInfo, continuation = pointee.deliverContinuation
        let outer = info & 0xFF
        if outer != 0 {
            let nested = try newTriple(pair, Value(small: Int(outer) << 8 | Int(Continuation.native.rawValue)), Value(bits: continuation))
            pointee.deliverInfo = info & ~0xFF | UInt64(Continuation.nested.rawValue)
            pointee.deliverContinuation = nested.bits
        } else {
            pointee.deliverInfo = info & ~0xFF | UInt64(Continuation.native.rawValue)
            pointee.deliverContinuation = pair.bits
        }
        let v: Value
        do throws(PyRaise) { v = try body() } catch {
            pointee.deliverInfo = info
            pointee.deliverContinuation = continuation
            if NativeSteps.row(tupleItem(pair, 0).int).pointee.endIsValue && raisedIs(K.StopIteration) { clearRaised(); return Iteration.ended }
            throw error
        }
        pointee.deliverInfo = info
        pointee.deliverContinuation = continuation
        return v
    }
}
