// Guards of shapes that a branch has decided already.
//
//   v2 = loadShape v0 : int64
//   v3 = intCompare equal v2, 7 : bool
//   branch v3, block1(), block2()
//   block1():
//     v4 = guardShape s7! v0 : object(7) @fs0     ← always holds
//
// In:  an optimised function. Out: the guards that the emitter need not test.
//
// This is asked at the very end and not a pass: a guard that is gone in MIR would let what depends on it move above the branch.

import CVMSpec

extension MIRFunction {
    /// The `guardShape` instructions at the beginning of blocks that are entered only where their object was seen to have the shape.
    public func guardsImpliedByBranches(_ flow: ControlFlow) -> Set<ValueID> {
        var result = Set<ValueID>()
        for block in flow.order {
            guard let (object, shape) = shapeDecided(before: block, flow) else { continue }
            for value in self[block].body {
                if operation(of: value) == .guardShape, self[value].shape == shape, unguarded(operand(0, of: value)) == object { result.insert(value) }
                if !writes(of: value).isDisjoint(with: [.of(.header), .of(.any)]) { break }
            }
        }
        return result
    }

    /// The word whose shape the branch before a block has compared, if the block is where it goes when they are equal.
    private func shapeDecided(before block: BlockID, _ flow: ControlFlow) -> (ValueID, UInt32)? {
        let predecessors = flow.predecessors(of: block)
        guard predecessors.count == 1, let end = self[predecessors[0]].body.last, operation(of: end) == .branch else { return nil }
        let edges = self[predecessors[0]].successors
        guard edges.count == 2, edges[0].target == block, edges[1].target != block else { return nil }
        let test = operand(0, of: end)
        guard operation(of: test) == .intCompare, self[test].condition == .equal else { return nil }
        var (load, number) = (operand(0, of: test), operand(1, of: test))
        if operation(of: load) == .constantInt { swap(&load, &number) }
        guard operation(of: load) == .loadShape, operation(of: number) == .constantInt, isUnchanged(since: load, at: predecessors[0], flow) else { return nil }
        return (unguarded(operand(0, of: load)), UInt32(truncatingIfNeeded: self[number].immediate))
    }

    /// Is the shape that `load` gave still the object's at the end of the block?
    private func isUnchanged(since load: ValueID, at end: BlockID, _ flow: ControlFlow) -> Bool {
        var block = end
        while true {
            for value in self[block].body.reversed() {
                if value == load { return true }
                if !writes(of: value).isDisjoint(with: [.of(.header), .of(.any)]) { return false }
            }
            let before = flow.predecessors(of: block)
            guard before.count == 1, before[0] != block, before[0] != end else { return false }
            block = before[0]
        }
    }
}
