// removeDeadCode: drops what computes a value that nobody needs, and parameters that nobody reads.
//
//   v1 = intAdd v0, v0 : int64
//   v2 = intMul v0, v0 : int64      →    v2 = intMul v0, v0 : int64
//   v3 = boxInt v2 : tagged              v3 = boxInt v2 : tagged
//   return v3                            return v3
//
// What a frame state mentions is needed as long as the instruction that leaves through it is. A guard stays even if
// its result is not used (leaving is its effect); an overflow guard goes. The states at the start of blocks count until
// releaseEntryStates has dropped them.

import CVMSpec

@Sendable public func removeDeadCode(_ function: inout MIRFunction) {
    removeUnreachableBlocks(&function)
    var isLive = Array(repeating: false, count: function.instructions.count)
    var work: [ValueID] = []
    // Arguments that would be passed for a parameter.
    var arguments: [ValueID: [ValueID]] = [:]

    func need(_ value: ValueID) {
        if value.isNone || isLive[Int(value.index)] { return }
        isLive[Int(value.index)] = true
        work.append(value)
    }

    for block in function.liveBlocks {
        if !function[block].entryState.isNone { function.forEachValue(in: function[block].entryState) { need($0) } }
        for edge in function[block].successors {
            for (parameter, argument) in zip(function[edge.target].parameters, edge.arguments) {
                arguments[parameter, default: []].append(argument)
            }
        }
        for value in function[block].body where function.isRoot(value) { need(value) }
    }
    while let value = work.popLast() {
        for operand in function.operands(of: value) { need(operand) }
        for argument in arguments[value] ?? [] { need(argument) }
        if !function[value].frameState.isNone {
            function.forEachValue(in: function[value].frameState) { need($0) }
        }
    }
    for block in function.liveBlocks { function[block].body.removeAll { !isLive[Int($0.index)] } }
    dropParameters(&function) { !isLive[Int($0.index)] }
}

extension MIRFunction {
    /// True if an instruction must stay whether or not its result is used.
    func isRoot(_ value: ValueID) -> Bool {
        switch self[value].effects {
        case .pure, .read, .overflow, .allocate: return false
        case .write, .guard, .python, .poll, .terminator: return true
        case .helper:
            let index = Int(self[value].immediate)
            return !symbols.indices.contains(index) || symbols[index].effects == .write
        }
    }
}
