// hoistInvariants: moves out of loops what gives the same in every round.
//
//   block1(v1: int64):                           v2 = guardShape s7! v0 : object(7) @fs2
//     v2 = guardShape s7! v0 : object(7) @fs0    jump block1(v9)
//     v3 = loadField +16.storage v2 : object  →  block1(v1: int64):
//     …                                            …
//
// Pure operations move always; loads if the loop writes nothing of their alias class; guards only if they would be
// made in every round, and then they leave with the state of the loop's header. Inner loops come first, so that what
// they give out can move on.

import CVMSpec

@Sendable public func hoistInvariants(_ function: inout MIRFunction) {
    _ = function.makePreheaders()
    let flow = ControlFlow(function)
    for loop in flow.loops() {
        guard let preheader = function.preheader(of: loop, flow) else { continue }
        hoist(loop, to: preheader, flow, &function)
    }
}

private func hoist(_ loop: Loop, to preheader: BlockID, _ flow: ControlFlow, _ function: inout MIRFunction) {
    var inside = Set<ValueID>()
    var written = AliasSet.none
    for block in loop.blocks {
        inside.formUnion(function[block].parameters)
        inside.formUnion(function[block].body)
        written.formUnion(function.writes(in: block))
    }
    var state: FrameStateID?
    let members = Set(loop.blocks)
    for block in flow.order where members.contains(block) {
        let isInEveryRound = loop.latches.allSatisfy { flow.dominates(block, $0) }
        var moved = Set<ValueID>()
        for value in function[block].body {
            let instruction = function[value]
            guard function.operands(of: value).allSatisfy({ !inside.contains($0) }) else { continue }
            if let read = function.reads(of: value), !read.isDisjoint(with: written) { continue }
            switch instruction.effects {
            case .pure: if instruction.operation == .parameter { continue }
            case .read: break
            case .guard, .overflow:
                if !isInEveryRound || function.keepsGuards { continue }
                if state == nil { state = function.preheaderState(of: loop, preheader: preheader, flow) }
                guard let state, !state.isNone else { continue }
                function[value].frameState = state
            case .helper:
                let index = Int(instruction.immediate)
                guard function.symbols.indices.contains(index), function.symbols[index].effects == .pure else { continue }
            case .write, .allocate, .python, .poll, .terminator: continue
            }
            moved.insert(value)
            inside.remove(value)
            function.insertAtEnd([value], of: preheader)
        }
        if !moved.isEmpty { function[block].body.removeAll { moved.contains($0) } }
    }
}
