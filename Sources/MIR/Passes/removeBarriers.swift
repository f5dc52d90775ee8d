// removeBarriers: stores that the collector need not hear of lose their barrier.
//
//   v1 = allocateObject s9*32 : object(9)           v1 = allocateObject s9*32 : object(9)
//   storeSlot +16.slot v1, v0                        storeSlot +16.slot v1, v0
//   writeBarrier v1, v0                        →
//   poll @fs0                                        poll @fs0
//   storeSlot +24.slot v1, v0                        storeSlot +24.slot v1, v0
//   writeBarrier v1, v0                              writeBarrier v1, v0
//
// None is needed for a word that is no reference, nor for an object that is young or remembered: made, or stored into with a
// barrier, since the last place where a collection may have happened. Those places are polls, what may run Python, and helpers that read or write
// containers: a key that they come across there may have a Python `__eq__`.

import CVMSpec

@Sendable public func removeBarriers(_ function: inout MIRFunction) {
    let flow = ControlFlow(function)
    var atEnd: [BlockID: Set<ValueID>] = [:]
    for block in flow.order {
        var safe: Set<ValueID> = []
        if let predecessor = flow.predecessors(of: block).first, flow.predecessors(of: block).count == 1 { safe = atEnd[predecessor] ?? [] }
        var kept: [ValueID] = []
        for value in function[block].body {
            switch function[value].effects {
            case .python, .poll: safe = []
            case .helper: if !function.onlyMakes(value) { safe = [] }
            case .allocate: safe.insert(value)
            default: break
            }
            if function.operation(of: value) == .writeBarrier {
                let object = function.unguarded(function.operand(0, of: value))
                if function.isNeverReference(function.operand(1, of: value)) || !safe.insert(object).inserted { continue }
            }
            kept.append(value)
        }
        function[block].body = kept
        atEnd[block] = safe
    }
}

extension MIRFunction {
    /// Is the word a small number, or one of the objects that are never freed?
    fileprivate func isNeverReference(_ value: ValueID) -> Bool {
        switch operation(of: value) {
        case .guardInt, .guardTaggedAdd, .guardTaggedSub, .boxBool, .guardBool: true
        case .constantTagged: self[value].immediate & 7 != 0
        default: isSingleton(value)
        }
    }

    /// A helper that looks at nothing but its operands.
    fileprivate func onlyMakes(_ value: ValueID) -> Bool {
        let index = Int(self[value].immediate)
        guard symbols.indices.contains(index) else { return false }
        return symbols[index].effects == .pure || symbols[index].effects == .allocate
    }
}
