// numberValues: common subexpressions, guards and loads that were done before on every path (global value numbering
// over the dominator tree).
//
//   v1 = guardInt v0 : tagged @fs0         v1 = guardInt v0 : tagged @fs0
//   v2 = unboxInt v1 : int64               v2 = unboxInt v1 : int64
//   v3 = guardInt v0 : tagged @fs1    →    v5 = intAdd v2, v2 : int64
//   v4 = unboxInt v3 : int64
//   v5 = intAdd v2, v4 : int64
//
// A load is the same if nothing of its alias class was written in between: each class has a version, which stores and
// calls change; a block that joins several paths gets new versions of what those paths may write. A load after a
// store to the same field is the stored value.

import CVMSpec

@Sendable public func numberValues(_ function: inout MIRFunction) {
    var numbering = Numbering(function)
    numbering.run(&function)
    function.replaceUses(numbering.replacement)
    for block in function.liveBlocks {
        function[block].body.removeAll { numbering.replacement.contains($0) }
    }
}

private struct Key: Hashable {
    var operation: MIROperation
    var type: MIRType
    var immediate: Int64
    var auxiliary: Int32
    var first = ValueID.none
    var second = ValueID.none
    var third = ValueID.none
    var version: UInt64 = 0
}

/// Versions of the 32 alias bits.
private struct Versions {
    private var each: [UInt32] = Array(repeating: 0, count: 32)
    mutating func bump(_ set: AliasSet, _ counter: inout UInt32) {
        if set == .none { return }
        counter &+= 1
        for bit in 0..<32 where set.rawValue & (1 << UInt32(bit)) != 0 { each[bit] = counter }
    }
    /// One number that changes whenever a class of the set does: the newest version among them.
    func newest(_ set: AliasSet) -> UInt64 {
        var result: UInt32 = 0
        for bit in 0..<32 where set.rawValue & (1 << UInt32(bit)) != 0 { result = max(result, each[bit]) }
        return UInt64(result) + 1
    }
}

private struct Numbering {
    var replacement = Replacement()
    private let flow: ControlFlow
    private var table: [Key: ValueID] = [:]
    private var counter: UInt32 = 0
    private var blockWrites: [AliasSet]

    init(_ function: MIRFunction) {
        flow = ControlFlow(function)
        blockWrites = function.blocks.indices.map { function.writes(in: BlockID($0)) }
    }

    mutating func run(_ function: inout MIRFunction) {
        // The dominator tree in preorder, without recursion: on the way up a scope's keys are taken back.
        enum Step {
            case enter(BlockID, Versions)
            case exit([(Key, ValueID?)])
        }
        var steps: [Step] = [.enter(.entry, Versions())]
        while let step = steps.popLast() {
            switch step {
            case .exit(let undo):
                for (key, old) in undo.reversed() { table[key] = old }
            case .enter(let block, var versions):
                var undo: [(Key, ValueID?)] = []
                if let dominator = flow.dominator(of: block),
                    flow.predecessors(of: block) != [dominator]
                {
                    var written = AliasSet.none
                    for between in flow.between(dominator, block) { written.formUnion(blockWrites[Int(between.index)]) }
                    versions.bump(written, &counter)
                }
                for value in function[block].body { number(value, &function, &versions, &undo) }
                steps.append(.exit(undo))
                for child in flow.children(of: block) { steps.append(.enter(child, versions)) }
            }
        }
    }

    private mutating func number(
        _ value: ValueID, _ function: inout MIRFunction, _ versions: inout Versions, _ undo: inout [(Key, ValueID?)]
    ) {
        for index in 0..<Int(function[value].operandCount) {
            function.setOperand(index, of: value, to: replacement[function.operand(index, of: value)])
        }
        let written = function.writes(of: value)
        if written != .none {
            versions.bump(written, &counter)
            if let (key, stored) = forwarded(value, function, versions) { remember(key, stored, &undo) }
            return
        }
        if function.operation(of: value) == .allocateObject {
            // A new object has its shape.
            remember(shapeKey(of: value, function[value].shape, function, versions), value, &undo)
            return
        }
        guard let key = key(of: value, function, versions) else { return }
        if let earlier = table[key] {
            replacement.replace(value, by: earlier)
        } else {
            remember(key, value, &undo)
        }
    }

    private mutating func remember(_ key: Key, _ value: ValueID, _ undo: inout [(Key, ValueID?)]) {
        undo.append((key, table[key]))
        table[key] = value
    }

    private func key(of value: ValueID, _ function: MIRFunction, _ versions: Versions) -> Key? {
        let instruction = function[value]
        switch instruction.effects {
        case .pure, .read, .guard, .overflow, .helper: break
        case .write, .allocate, .python, .poll, .terminator: return nil
        }
        if instruction.operation == .parameter || instruction.operation == .virtualObject || instruction.operandCount > 3 { return nil }
        var key = Key(
            operation: instruction.operation, type: instruction.type, immediate: instruction.immediate,
            auxiliary: instruction.auxiliary)
        if instruction.effects == .helper {
            let index = Int(instruction.immediate)
            guard function.symbols.indices.contains(index) else { return nil }
            switch function.symbols[index].effects {
            case .pure, .read: break
            case .allocate, .write: return nil
            }
        }
        if let read = function.reads(of: value) { key.version = versions.newest(read) }
        let operands = function.operands(of: value)
        var list = Array(operands)
        if instruction.operation.isCommutative, list.count == 2, list[1] < list[0] { list.swapAt(0, 1) }
        if list.count > 0 { key.first = instruction.operation == .guardShape ? function.unguarded(list[0]) : list[0] }
        if list.count > 1 { key.second = list[1] }
        if list.count > 2 { key.third = list[2] }
        return key
    }

    /// The guard that would find a shape that is known.
    private func shapeKey(of object: ValueID, _ shape: UInt32, _ function: MIRFunction, _ versions: Versions) -> Key {
        Key(
            operation: .guardShape, type: .object(shape: shape), immediate: Int64(shape), auxiliary: 0,
            first: function.unguarded(object), version: versions.newest(.of(.header)))
    }

    /// The load that would give what a store has just written, or the guard that a stored shape makes superfluous.
    private func forwarded(_ value: ValueID, _ function: MIRFunction, _ versions: Versions) -> (Key, ValueID)? {
        let instruction = function[value]
        if instruction.alias == .any { return nil }
        if instruction.operation == .storeField32, instruction.alias == .header, instruction.immediate == 0,
            function.operation(of: function.operand(1, of: value)) == .constantInt
        {
            let object = function.operand(0, of: value)
            let shape = UInt32(truncatingIfNeeded: function[function.operand(1, of: value)].immediate)
            return (shapeKey(of: object, shape, function, versions), object)
        }
        let load: MIROperation
        let stored: ValueID
        switch instruction.operation {
        case .storeField: (load, stored) = (.loadField, function.operand(1, of: value))
        case .storeSlot: (load, stored) = (.loadSlot, function.operand(1, of: value))
        case .storeElement: (load, stored) = (.loadElement, function.operand(2, of: value))
        default: return nil
        }
        let type = function.type(of: stored)
        var key = Key(
            operation: load, type: type.isWord ? .tagged : type, immediate: instruction.immediate,
            auxiliary: instruction.auxiliary, first: function.operand(0, of: value))
        if load == .loadElement { key.second = function.operand(1, of: value) }
        key.version = versions.newest(.of(instruction.alias))
        return (key, stored)
    }
}

extension MIROperation {
    /// True if the operands may be exchanged.
    var isCommutative: Bool {
        switch self {
        case .intAdd, .intMul, .intAnd, .intOr, .intXor, .guardIntAdd, .guardIntMul, .floatAdd, .floatMul, .wordEqual,
            .guardTaggedAdd:
            return true
        default: return false
        }
    }
}

extension MIRFunction {
    /// The word that a chain of guards is about.
    func unguarded(_ value: ValueID) -> ValueID {
        var value = value
        while true {
            switch operation(of: value) {
            case .guardShape, .guardNotEmpty: value = operand(0, of: value)
            default: return value
            }
        }
    }
}
