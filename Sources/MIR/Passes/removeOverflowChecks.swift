// removeOverflowChecks: integer operations that cannot overflow lose their guard.
//
//   v3 = intCompare less v1, v2 : bool              v3 = intCompare less v1, v2 : bool
//   branch v3, block2(), block3()                   branch v3, block2(), block3()
//   block2():                                 →     block2():
//   v4 = guardIntAdd v1, v0 : int64 @fs0            v4 = intAdd v1, v0 : int64
//
// (v0 being 1.) Known from ranges (an unboxed integer has 63 bits: the sum of two fits 64), and from comparisons that
// hold where a block is reached: what is less than something can be incremented.

import CVMSpec

@Sendable public func removeOverflowChecks(_ function: inout MIRFunction) {
    let flow = ControlFlow(function)
    // Facts hold in the part of the dominator tree below the edge that established them.
    var work: [(block: BlockID, belowMaximum: Set<ValueID>, aboveMinimum: Set<ValueID>)] = [(.entry, [], [])]
    while let (block, belowBefore, aboveBefore) = work.popLast() {
        var (below, above) = (belowBefore, aboveBefore)
        if let predecessor = flow.predecessors(of: block).first, flow.predecessors(of: block).count == 1 {
            learn(from: predecessor, to: block, function, &below, &above)
        }
        for value in function[block].body {
            let operation: MIROperation
            switch function.operation(of: value) {
            case .guardIntAdd: operation = .intAdd
            case .guardIntSub: operation = .intSub
            case .guardIntMul: operation = .intMul
            case .guardIntNegate: operation = .intNegate
            default: continue
            }
            if cannotOverflow(value, function, below, above) {
                function.rewrite(value, as: operation, Array(function.operands(of: value)))
            }
        }
        for child in flow.children(of: block) { work.append((child, below, above)) }
    }
}

private func learn(
    from predecessor: BlockID, to block: BlockID, _ function: MIRFunction, _ below: inout Set<ValueID>,
    _ above: inout Set<ValueID>
) {
    let edges = function[predecessor].successors
    guard edges.count == 2, edges[0].target != edges[1].target, let last = function[predecessor].body.last else { return }
    let test = function.operand(0, of: last)
    guard function.operation(of: test) == .intCompare else { return }
    let holds = edges[0].target == block
    let (a, b) = (function.operand(0, of: test), function.operand(1, of: test))
    switch (function[test].condition, holds) {
    case (.less, true), (.greaterOrEqual, false):
        below.insert(a)
        above.insert(b)
    case (.greater, true), (.lessOrEqual, false):
        above.insert(a)
        below.insert(b)
    default: break
    }
}

private func cannotOverflow(
    _ value: ValueID, _ function: MIRFunction, _ below: Set<ValueID>, _ above: Set<ValueID>
) -> Bool {
    let a = function.operand(0, of: value)
    let rangeA = function.range(of: a)
    if function.operation(of: value) == .guardIntNegate { return rangeA.lowerBound > .min }
    let b = function.operand(1, of: value)
    let rangeB = function.range(of: b)
    switch function.operation(of: value) {
    case .guardIntAdd:
        if function.constantInt(b) == 1, below.contains(a) { return true }
        if function.constantInt(a) == 1, below.contains(b) { return true }
        return !rangeA.lowerBound.addingReportingOverflow(rangeB.lowerBound).overflow
            && !rangeA.upperBound.addingReportingOverflow(rangeB.upperBound).overflow
    case .guardIntSub:
        if function.constantInt(b) == 1, above.contains(a) { return true }
        return !rangeA.lowerBound.subtractingReportingOverflow(rangeB.upperBound).overflow
            && !rangeA.upperBound.subtractingReportingOverflow(rangeB.lowerBound).overflow
    case .guardIntMul:
        for x in [rangeA.lowerBound, rangeA.upperBound] {
            for y in [rangeB.lowerBound, rangeB.upperBound] where x.multipliedReportingOverflow(by: y).overflow {
                return false
            }
        }
        return true
    default: return false
    }
}
