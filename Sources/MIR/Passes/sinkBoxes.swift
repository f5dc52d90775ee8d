// sinkBoxes: makes boxes only where somebody wants the word.
//
//   block1(v1: float64):                     block1(v1: float64):
//     v2 = boxFloat v1 : tagged                v3 = …
//     v3 = …                            →      branch v3, block2(v4), block3()
//     branch v3, block1(v4), block3()        block3():
//   block3():                                  v2 = boxFloat v1 : tagged
//     return v2                                return v2
//
// A box whose own block does not use it is repeated in each block that does, unless that block is in a deeper loop.
//
// releaseEntryStates: forgets the states at the start of blocks, when no pass wants to put guards there any more, so that
// they keep nothing alive.

import CVMSpec

@Sendable public func sinkBoxes(_ function: inout MIRFunction) {
    let flow = ControlFlow(function)
    var depth = Array(repeating: 0, count: function.blocks.count)
    for loop in flow.loops() {
        for block in loop.blocks { depth[Int(block.index)] += 1 }
    }
    // Blocks that use each box as an operand or argument. Uses in frame states are cold and were opened before.
    var users: [ValueID: Set<BlockID>] = [:]
    var home: [ValueID: BlockID] = [:]
    var inStates = Set<ValueID>()
    for block in flow.order {
        for value in function[block].body {
            if function.operation(of: value).isBox { home[value] = block }
            for operand in function.operands(of: value) where function.operation(of: operand).isBox {
                users[operand, default: []].insert(block)
            }
            if !function[value].frameState.isNone {
                function.forEachValue(in: function[value].frameState) { inStates.insert($0) }
            }
        }
        for edge in function[block].successors {
            for argument in edge.arguments where function.operation(of: argument).isBox {
                users[argument, default: []].insert(block)
            }
        }
    }
    for (value, origin) in home.sorted(by: { $0.key < $1.key }) {
        guard let blocks = users[value], !blocks.contains(origin), !inStates.contains(value),
            blocks.allSatisfy({ depth[Int($0.index)] <= depth[Int(origin.index)] })
        else { continue }
        let operand = function.operand(0, of: value)
        for block in blocks.sorted() {
            let copy = function.make(
                function.operation(of: value), .tagged, [operand], line: function[value].line)
            var first: Int?
            for (index, user) in function[block].body.enumerated() {
                for place in 0..<Int(function[user].operandCount) where function.operand(place, of: user) == value {
                    function.setOperand(place, of: user, to: copy)
                    if first == nil { first = index }
                }
            }
            for edge in function[block].successors.indices {
                for index in function[block].successors[edge].arguments.indices
                where function[block].successors[edge].arguments[index] == value {
                    function[block].successors[edge].arguments[index] = copy
                }
            }
            function[block].body.insert(copy, at: first ?? max(0, function[block].body.count - 1))
        }
        function[origin].body.removeAll { $0 == value }
    }
}

@Sendable public func releaseEntryStates(_ function: inout MIRFunction) {
    for block in function.blocks.indices { function.blocks[block].entryState = .none }
}

extension MIROperation {
    /// True for operations that make a word of a machine value.
    var isBox: Bool { self == .boxInt || self == .boxFloat || self == .boxBool }
}
