// What instructions do to memory, as sets of alias classes.
//
// In:  an instruction. Out: a mask with one bit for each class of MIRAliasClasses.def and one for "any code ran".
//
// The constant class is never written after the object was made. A poll that does not leave changed nothing visible.

import CVMSpec

/// A set of alias classes.
struct AliasSet: OptionSet {
    let rawValue: UInt32
    static let none = AliasSet([])
    /// Code outside this unit ran, which may have broken an assumption.
    static let code = AliasSet(rawValue: 1 << 31)
    /// What any Python code or writing helper may change.
    static let everything = AliasSet(rawValue: ~(1 << UInt32(MIRAliasClass.constant.rawValue)))
    static func of(_ alias: MIRAliasClass) -> AliasSet { AliasSet(rawValue: 1 << UInt32(alias.rawValue)) }
}

extension MIRFunction {
    /// The classes that an instruction may write.
    func writes(of value: ValueID) -> AliasSet {
        let instruction = self[value]
        switch instruction.effects {
        case .write:
            // Barriers set marks, which no load sees; a store of an unknown class may be to any of them.
            if instruction.operation == .writeBarrier { return .none }
            return instruction.alias == .any ? .everything : [.of(instruction.alias), .of(.any)]
        case .python: return .everything
        case .helper:
            let index = Int(instruction.immediate)
            guard symbols.indices.contains(index) else { return .everything }
            return symbols[index].effects == .write ? .everything : .none
        case .poll: return instruction.operation == .enterFrame ? .of(.frame) : .none
        case .pure, .read, .guard, .overflow, .allocate, .terminator: return .none
        }
    }

    /// The class that an instruction's result depends on beside its operands; nil if none.
    func reads(of value: ValueID) -> AliasSet? {
        let instruction = self[value]
        switch instruction.operation {
        case .guardShape: return instruction.auxiliary != 0 ? nil : .of(.header)
        case .guardValid: return .code
        default: break
        }
        switch instruction.effects {
        case .read: return .of(instruction.alias)
        case .helper:
            let index = Int(instruction.immediate)
            guard symbols.indices.contains(index), symbols[index].effects == .pure else { return .everything }
            return nil
        case .pure, .write, .guard, .overflow, .allocate, .python, .poll, .terminator: return nil
        }
    }

    /// All that the instructions of a block may write.
    func writes(in block: BlockID) -> AliasSet {
        var result = AliasSet.none
        for value in self[block].body { result.formUnion(writes(of: value)) }
        return result
    }
}
