// Places before loops, and the frame states that let code there leave.
//
// In:  a function and its control flow. Out: for each loop one block that ends in a jump to the header and is the only way
// in; a frame state that is right at that place, if there is one.
//
// The state: the one at the header's start, if the builder gave it. Else the first instruction of the header that may leave tells how the interpreter continues from there. Up to
// it nothing has changed memory, so with the header's parameters replaced by what the preheader passes, the same state
// is right before the jump.

import CVMSpec

extension MIRFunction {
    /// Gives each loop a preheader. Returns true if blocks were added.
    mutating func makePreheaders() -> Bool {
        let flow = ControlFlow(self)
        var changed = false
        for loop in flow.loops() {
            let outside = flow.predecessors(of: loop.header).filter { !loop.latches.contains($0) }
            if outside.isEmpty { continue }
            if outside.count == 1, self[outside[0]].successors.count == 1 { continue }
            let preheader = addBlock()
            let parameters = self[loop.header].parameters.map { addParameter(type(of: $0), to: preheader) }
            append(make(.jump, .none), to: preheader)
            self[preheader].successors = [Edge(loop.header, parameters)]
            for block in Set(outside) {
                for edge in self[block].successors.indices where self[block].successors[edge].target == loop.header {
                    self[block].successors[edge].target = preheader
                }
            }
            changed = true
        }
        return changed
    }

    /// The block before a loop, if `makePreheaders` made sure of one.
    func preheader(of loop: Loop, _ flow: ControlFlow) -> BlockID? {
        let outside = flow.predecessors(of: loop.header).filter { !loop.latches.contains($0) }
        guard outside.count == 1, self[outside[0]].successors.count == 1 else { return nil }
        return outside[0]
    }

    /// The state with which code at the end of the preheader may leave. Makes it; call once per loop.
    mutating func preheaderState(of loop: Loop, preheader: BlockID, _ flow: ControlFlow) -> FrameStateID {
        var state = self[loop.header].entryState
        for value in self[loop.header].body where state.isNone {
            if !self[value].frameState.isNone, self[value].effects != .python {
                state = self[value].frameState
                continue
            }
            if writes(of: value) != .none || self[value].effects == .python { return .none }
        }
        if state.isNone { return .none }
        var map: [ValueID: ValueID] = [:]
        for (parameter, argument) in zip(self[loop.header].parameters, self[preheader].successors[0].arguments) {
            map[parameter] = argument
        }
        let inHeader = Set(self[loop.header].body)
        var isUsable = true
        forEachValue(in: state) { if inHeader.contains($0) { isUsable = false } }
        return isUsable ? copyFrameState(state, replacing: map) : .none
    }
}
