// leaveEarlier: guards that follow one another without an effect in between leave through the same state.
//
//   v2 = guardShape s9 v0 : object(9) @fs1            v2 = guardShape s9 v0 : object(9) @fs1
//   v3 = loadSlot +16.slot v2 : tagged           →    v3 = loadSlot +16.slot v2 : tagged
//   v4 = guardInt v3 : tagged @fs2                    v4 = guardInt v3 : tagged @fs1 for code -1 pc 3
//
// What native code computed since the first of them, the interpreter computes again: nobody can tell. So most of the cold code that writes
// frames goes, and with it what kept values alive and made frames of inlined calls. Failures are still counted where they belong.
//
// In:  a function whose states nobody will move guards with any more. Out: the same with fewer states.

import CVMSpec

@Sendable public func leaveEarlier(_ function: inout MIRFunction) {
    let flow = ControlFlow(function)
    // The state that holds at the end of each block, and by which objects were made after it.
    var atEnd: [BlockID: FrameStateID] = [:]
    var madeAfter: [ValueID: FrameStateID] = [:]
    for block in flow.order {
        // Around a loop work was done: its header is not reached with one state. An unvisited predecessor has none.
        let before = flow.predecessors(of: block).map { atEnd[$0] ?? .none }
        var state = before.first ?? .none
        if before.contains(where: { $0 != state }) { state = .none }
        for value in function[block].body {
            switch function[value].effects {
            case .guard, .overflow:
                if state.isNone {
                    if function.holdsBefore(value) { state = function[value].frameState }
                } else if function[value].frameState != state {
                    let own = function[function[value].frameState]
                    function[value].failurePlace = function.failurePlace(FailurePlace(code: own.code, pc: own.pc))
                    function[value].frameState = state
                }
            case .allocate: if !state.isNone { madeAfter[value] = state }
            case .write:
                // Who goes on earlier has no use for what was made since.
                guard function[value].operandCount > 1, !state.isNone, madeAfter[function.unguarded(function.operand(0, of: value))] == state else {
                    state = .none
                    break
                }
            case .helper: if !function.hasNoEffect(value) { state = .none }
            case .python, .poll: state = .none
            case .pure, .read, .terminator: break
            }
        }
        atEnd[block] = state
    }
}

extension MIRFunction {
    /// Does a helper call nothing that a program could see?
    fileprivate func hasNoEffect(_ call: ValueID) -> Bool {
        let index = Int(self[call].immediate)
        return symbols.indices.contains(index) && symbols[index].effects != .write
    }

    /// Has nothing had an effect between where a guard's state goes on and the guard? A helper's result is tested when it has done its work: only
    /// if it is the empty word there was none.
    fileprivate func holdsBefore(_ guardValue: ValueID) -> Bool {
        guard operation(of: guardValue) == .guardNotEmpty else { return true }
        let tested = unguarded(operand(0, of: guardValue))
        return operation(of: tested) != .callHelper || hasNoEffect(tested)
    }
}
