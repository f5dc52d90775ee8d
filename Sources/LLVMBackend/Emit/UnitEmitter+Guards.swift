// Guards: a test, a branch to a cold exit, and the guarded value.

import CVMSpec
import MIR

extension UnitEmitter {
    /// Goes on only if the condition holds; else leaves.
    func require(
        _ condition: IRValue, _ state: FrameStateID, reason: Int64 = LeaveReason.guardFailed, mayStress: Bool = true
    ) throws {
        let next = startBlock("next")
        var condition = condition
        if options.guardStress, mayStress, reason == LeaveReason.guardFailed {
            let answer = builder.call(module.function("rt_guard_stress", module.int64, []), [])
            condition = builder.and(condition, builder.compare(.notEqual, answer, module.constant(Int64(0))))
        }
        builder.branch(condition, next, exit(state, reason: reason, place: reason == LeaveReason.guardFailed ? failurePlace : -1), .likely)
        builder.position(at: next)
    }

    func emitGuard(_ id: ValueID, _ instruction: Instruction) throws -> IRValue? {
        let state = instruction.frameState
        let zero = module.constant(Int64(0))
        if instruction.operation == .guardValid {
            guard let address = options.validityAddress else { return nil }
            let word = builder.load(
                module.int64, builder.intToPointer(module.constant(Int64(bitPattern: address))))
            builder.makeAtomic(word)
            try require(builder.compare(.notEqual, word, zero), state)
            return nil
        }
        let a = try operand(0, of: id)
        switch instruction.operation {
        case .guardInt:
            try require(builder.compare(.notEqual, builder.and(a, module.constant(Int64(1))), zero), state)
        case .guardFloat: try guardFloat(id, a, state)
        case .guardNumber: return try guardNumber(a, state)
        case .guardBool:
            // The two words differ in one bit.
            let bit = module.constant(MachineLayout.trueWord ^ MachineLayout.falseWord)
            let both = module.constant(MachineLayout.trueWord | MachineLayout.falseWord)
            try require(builder.compare(.equal, builder.or(a, bit), both), state)
        case .guardShape:
            if impliedGuards.contains(id) { return a }
            if mir.type(of: mir.operand(0, of: id)) == .tagged { try require(isReference(a), state) }
            try require(hasShape(a, instruction.shape), state)
        case .guardConstant:
            let word = module.constant(try constantWord(instruction.immediate))
            try require(builder.compare(.equal, a, word), state)
            return word
        case .guardNotEmpty:
            // auxiliary: the operation in front has had its effect.
            try require(builder.compare(.notEqual, a, zero), state, mayStress: instruction.auxiliary == 0)
        case .guardTrue:
            try require(a, state)
            return nil
        case .guardFalse:
            try require(builder.not(a), state)
            return nil
        case .guardBounds:
            // One unsigned compare: negative indices are large.
            try require(builder.compare(.unsignedLess, a, try operand(1, of: id)), state)
        case .guardIntDivisor:
            // 0 and -1 are the two numbers for which n + 1 is below 2, unsigned.
            let next = builder.add(a, module.constant(Int64(1)))
            try require(builder.compare(.unsignedGreater, next, module.constant(Int64(1))), state)
        case .guardFloatDivisor: try require(builder.compareFloats(.notEqual, a, module.constant(0.0)), state)
        default: throw LLVMFailure("\(instruction.operation) is no guard")
        }
        return a
    }

    /// Not empty, and no tag.
    func isReference(_ word: IRValue) -> IRValue {
        let zero = module.constant(Int64(0))
        return builder.and(
            builder.compare(.equal, builder.and(word, module.constant(Int64(7))), zero),
            builder.compare(.notEqual, word, zero))
    }

    func hasShape(_ word: IRValue, _ shape: UInt32) -> IRValue {
        let header = builder.load(module.int32, builder.intToPointer(word), alias: module.aliasTag("header"))
        return builder.compare(.equal, header, module.constant32(Int32(bitPattern: shape)))
    }

    private func guardNumber(_ word: IRValue, _ state: FrameStateID) throws -> IRValue {
        let int = startBlock("intWord"), other = startBlock("noIntWord"), inWord = startBlock("floatWord")
        let boxed = startBlock("noFloatWord"), join = startBlock("number")
        let tag = builder.and(word, module.constant(Int64(1)))
        builder.branch(builder.compare(.notEqual, tag, module.constant(Int64(0))), int, other, .unknown)
        builder.position(at: int)
        let n = builder.shiftRight(word, module.constant(Int64(1)))
        let biased = builder.add(n, module.constant(Int64(1) << 53))
        try require(builder.compare(.unsignedLess, biased, module.constant(Int64(1) << 54)), state)
        let converted = builder.intToFloat(n)
        let intEnd = builder.block
        builder.branch(join)
        builder.position(at: other)
        builder.branch(isFloatWord(word), inWord, boxed, .likely)
        builder.position(at: inWord)
        let decoded = decodeFloatWord(word)
        builder.branch(join)
        builder.position(at: boxed)
        try require(isReference(word), state)
        try require(hasShape(word, MachineLayout.floatShape), state)
        let loaded = loadBoxedFloat(word)
        let boxedEnd = builder.block
        builder.branch(join)
        builder.position(at: join)
        let phi = builder.phi(module.double)
        phi.addIncoming(converted, from: intEnd)
        phi.addIncoming(decoded, from: inWord)
        phi.addIncoming(loaded, from: boxedEnd)
        return phi.value
    }

    /// If the float itself is wanted, test and opening share their branches.
    private func guardFloat(_ id: ValueID, _ word: IRValue, _ state: FrameStateID) throws {
        let inWord = startBlock("floatWord")
        let other = startBlock("noFloatWord")
        let join = startBlock("float")
        builder.branch(isFloatWord(word), inWord, other, .likely)
        builder.position(at: inWord)
        let isWanted = wantedFloats.contains(id)
        let decoded = isWanted ? decodeFloatWord(word) : nil
        builder.branch(join)
        builder.position(at: other)
        try require(isReference(word), state)
        try require(hasShape(word, MachineLayout.floatShape), state)
        let loaded = isWanted ? loadBoxedFloat(word) : nil
        let otherEnd = builder.block
        builder.branch(join)
        builder.position(at: join)
        if let decoded, let loaded {
            let phi = builder.phi(module.double)
            phi.addIncoming(decoded, from: inWord)
            phi.addIncoming(loaded, from: otherEnd)
            openedFloats[id] = phi.value
        }
    }
}
