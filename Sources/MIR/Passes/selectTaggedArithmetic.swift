// selectTaggedArithmetic: integers that come as words and go as words are computed without taking the tag off.
//
//   v2 = unboxInt v0 : int64
//   v3 = unboxInt v1 : int64
//   v4 = guardIntAdd v2, v3 : int64 @fs0     →     v5 = guardTaggedAdd v0, v1 : tagged @fs0
//   v5 = boxInt v4 : tagged
//
// Late, because everything before wants to see machine integers. One instruction replaces four, and the machine's
// overflow flag is the check for 63 bits.

import CVMSpec

@Sendable public func selectTaggedArithmetic(_ function: inout MIRFunction) {
    var uses = Array(repeating: 0, count: function.instructions.count)
    for block in function.liveBlocks {
        for value in function[block].body {
            for operand in function.operands(of: value) { uses[Int(operand.index)] += 1 }
            if !function[value].frameState.isNone {
                function.forEachValue(in: function[value].frameState) { uses[Int($0.index)] += 1 }
            }
        }
        for edge in function[block].successors {
            for argument in edge.arguments { uses[Int(argument.index)] += 1 }
        }
    }
    for block in function.liveBlocks {
        var result: [ValueID] = []
        let body = function[block].body
        // Where in this block an instruction stands: the sum must be next to its box, so that its state still holds.
        for value in body {
            switch function.operation(of: value) {
            case .intCompare:
                if let (a, b) = taggedOperands(value, &function, &result) {
                    function.rewrite(value, as: .taggedCompare, [a, b], immediate: function[value].immediate)
                }
            case .boxInt:
                let sum = function.operand(0, of: value)
                let operation = function.operation(of: sum)
                guard operation == .guardIntAdd || operation == .guardIntSub, uses[Int(sum.index)] == 1,
                    let place = result.lastIndex(of: sum),
                    result[(place + 1)...].allSatisfy({ function.writes(of: $0) == .none }),
                    let (a, b) = taggedOperands(sum, &function, &result)
                else { break }
                let (state, failurePlace) = (function[sum].frameState, function[sum].failurePlace)
                function.rewrite(value, as: operation == .guardIntAdd ? .guardTaggedAdd : .guardTaggedSub, [a, b])
                function[value].frameState = state
                function[value].failurePlace = failurePlace
                result.removeAll { $0 == sum }
            default: break
            }
            result.append(value)
        }
        function[block].body = result
    }
}

/// The words of both operands of a machine operation, if they come as words. Constants become words.
private func taggedOperands(
    _ value: ValueID, _ function: inout MIRFunction, _ body: inout [ValueID]
) -> (ValueID, ValueID)? {
    var words: [ValueID] = []
    var constants: [Int64?] = []
    for index in 0..<2 {
        let operand = function.operand(index, of: value)
        if function.operation(of: operand) == .unboxInt {
            words.append(function.operand(0, of: operand))
            constants.append(nil)
        } else if let number = function.constantInt(operand), MIRFunction.smallIntRange.contains(number) {
            words.append(.none)
            constants.append(number)
        } else {
            return nil
        }
    }
    if constants[0] != nil, constants[1] != nil { return nil }
    for index in 0..<2 {
        guard let number = constants[index] else { continue }
        words[index] = function.make(.constantTagged, .tagged, immediate: number << 1 | 1)
        body.append(words[index])
    }
    return (words[0], words[1])
}
