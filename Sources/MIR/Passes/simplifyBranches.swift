// simplifyBranches: decides branches that are decided, drops unreachable blocks, joins blocks in a row, and removes
// parameters that always get the same value.
//
//   block0():                              block0():
//     v0 = constantBool #true : bool         v0 = constantBool #true : bool
//     branch v0, block1(v9), block2()   →    return v9
//   block1(v1: tagged):
//     return v1
//   block2(): …

import CVMSpec

@Sendable public func simplifyBranches(_ function: inout MIRFunction) {
    var changed = true
    while changed {
        changed = decideBranches(&function)
        removeUnreachableBlocks(&function)
        if removeRedundantParameters(&function) { changed = true }
        if joinBlocks(&function) { changed = true }
    }
}

/// Marks blocks that no path reaches as gone.
func removeUnreachableBlocks(_ function: inout MIRFunction) {
    let flow = ControlFlow(function)
    for block in function.liveBlocks where !flow.isReachable(block) {
        function[block] = Block.gone
    }
}

private func decideBranches(_ function: inout MIRFunction) -> Bool {
    var changed = false
    for block in function.liveBlocks {
        guard let last = function[block].body.last, function.operation(of: last) == .branch else { continue }
        let edges = function[block].successors
        guard edges.count == 2 else { continue }
        let condition = function.operand(0, of: last)
        var taken: Edge?
        switch function.operation(of: condition) {
        case .constantBool: taken = function[condition].immediate != 0 ? edges[0] : edges[1]
        case .boolNot:
            function.setOperand(0, of: last, to: function.operand(0, of: condition))
            function[last].auxiliary = -function[last].auxiliary
            function[block].successors = [edges[1], edges[0]]
            changed = true
        default: if edges[0] == edges[1] { taken = edges[0] }
        }
        if let taken {
            function.rewrite(last, as: .jump, [])
            function[block].successors = [taken]
            changed = true
        }
    }
    return changed
}

/// A parameter whose arguments are all one value (or itself) is that value.
func removeRedundantParameters(_ function: inout MIRFunction) -> Bool {
    var replacement = Replacement()
    let flow = ControlFlow(function)
    for block in flow.order where !function[block].parameters.isEmpty {
        let incoming = flow.predecessors(of: block).flatMap { predecessor in
            function[predecessor].successors.filter { $0.target == block }.map(\.arguments)
        }
        for (index, parameter) in function[block].parameters.enumerated().reversed() {
            var only = ValueID.none
            var isRedundant = true
            for arguments in incoming {
                let argument = replacement[arguments[index]]
                if argument == parameter || argument == only { continue }
                if only.isNone { only = argument } else { isRedundant = false }
            }
            // A more precise type may not be lost where the parameter has one.
            guard isRedundant, !only.isNone, function.type(of: only) == function.type(of: parameter)
                    || function.type(of: parameter) == .tagged
            else { continue }
            replacement.replace(parameter, by: only)
        }
    }
    if replacement.isEmpty { return false }
    dropParameters(&function) { replacement.contains($0) }
    function.replaceUses(replacement)
    return true
}

/// Removes parameters and the arguments for them.
func dropParameters(_ function: inout MIRFunction, where shouldDrop: (ValueID) -> Bool) {
    var kept: [[Int]?] = Array(repeating: nil, count: function.blocks.count)
    for block in function.liveBlocks {
        let parameters = function[block].parameters
        let indices = parameters.indices.filter { !shouldDrop(parameters[$0]) }
        if indices.count == parameters.count { continue }
        kept[Int(block.index)] = indices
        function[block].parameters = indices.map { parameters[$0] }
    }
    for block in function.liveBlocks {
        for edge in function[block].successors.indices {
            guard let indices = kept[Int(function[block].successors[edge].target.index)] else { continue }
            let arguments = function[block].successors[edge].arguments
            function[block].successors[edge].arguments = indices.map { arguments[$0] }
        }
    }
}

private func joinBlocks(_ function: inout MIRFunction) -> Bool {
    let flow = ControlFlow(function)
    var replacement = Replacement()
    var changed = false
    for block in flow.order where function[block].isLive {
        while function[block].successors.count == 1, let last = function[block].body.last,
            function.operation(of: last) == .jump
        {
            let edge = function[block].successors[0]
            let next = edge.target
            guard next != block, next != .entry, flow.predecessors(of: next).count == 1 else { break }
            for (parameter, argument) in zip(function[next].parameters, edge.arguments) {
                replacement.replace(parameter, by: argument)
            }
            function[block].body.removeLast()
            function[block].body.append(contentsOf: function[next].body)
            function[block].successors = function[next].successors
            function[next] = Block.gone
            changed = true
        }
    }
    function.replaceUses(replacement)
    return changed
}
