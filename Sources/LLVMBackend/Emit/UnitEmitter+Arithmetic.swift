// Machine arithmetic, and the ways between machine numbers and words.
//
// Words: integers are 2n+1; floats in the word are their bits re-biased and rotated (FloatWord in MIR), others boxed.

import CVMSpec
import MIR

extension UnitEmitter {
    func emitArithmetic(_ id: ValueID, _ instruction: Instruction) throws -> IRValue {
        let a = try operand(0, of: id)
        if instruction.operandCount == 1 {
            switch instruction.operation {
            case .intNegate: return builder.negate(a)
            case .intNot: return builder.not(a)
            case .floatNegate: return builder.floatNegate(a)
            case .floatAbsolute: return builder.floatAbsolute(a)
            case .floatSquareRoot: return builder.floatSquareRoot(a)
            case .intToFloat: return builder.intToFloat(a)
            case .boolNot: return builder.not(a)
            case .isInt: return builder.compare(.notEqual, builder.and(a, module.constant(Int64(1))), module.constant(Int64(0)))
            default: throw LLVMFailure("\(instruction.operation) with one operand")
            }
        }
        let b = try operand(1, of: id)
        switch instruction.operation {
        case .intAdd: return builder.add(a, b)
        case .intSub: return builder.sub(a, b)
        case .intMul: return builder.mul(a, b)
        case .intFloorDiv: return floorDivide(a, b).quotient
        case .intMod: return floorDivide(a, b).remainder
        case .intAnd: return builder.and(a, b)
        case .intOr: return builder.or(a, b)
        case .intXor: return builder.xor(a, b)
        case .intShiftLeft: return builder.shiftLeft(a, b)
        case .intShiftRight: return builder.shiftRight(a, b)
        case .intCompare, .taggedCompare: return builder.compare(instruction.condition.forIntegers, a, b)
        case .floatAdd: return builder.floatAdd(a, b)
        case .floatSub: return builder.floatSub(a, b)
        case .floatMul: return builder.floatMul(a, b)
        case .floatDiv: return builder.floatDiv(a, b)
        case .floatCompare: return builder.compareFloats(instruction.condition.forFloats, a, b)
        case .wordEqual: return builder.compare(.equal, a, b)
        default: throw LLVMFailure("\(instruction.operation) with two operands")
        }
    }

    /// Rounds down, as Python does: one less than the machine's quotient where the signs differ and something is left.
    private func floorDivide(_ a: IRValue, _ b: IRValue) -> (quotient: IRValue, remainder: IRValue) {
        let zero = module.constant(Int64(0))
        let quotient = builder.signedDivide(a, b)
        let remainder = builder.signedRemainder(a, b)
        let isInexact = builder.compare(.notEqual, remainder, zero)
        let signsDiffer = builder.compare(.signedLess, builder.xor(remainder, b), zero)
        let adjust = builder.and(isInexact, signsDiffer)
        return (
            builder.sub(quotient, builder.zeroExtend(adjust, to: module.int64)),
            builder.add(remainder, builder.select(adjust, b, zero))
        )
    }

    /// Operations that leave when they overflow.
    func emitChecked(_ id: ValueID, _ instruction: Instruction) throws -> IRValue {
        let one = module.constant(Int64(1))
        let a = try operand(0, of: id)
        switch instruction.operation {
        case .guardIntAdd: return try checked(id, builder.withOverflow(.add, a, try operand(1, of: id)))
        case .guardIntSub: return try checked(id, builder.withOverflow(.sub, a, try operand(1, of: id)))
        case .guardIntMul: return try checked(id, builder.withOverflow(.mul, a, try operand(1, of: id)))
        case .guardIntNegate: return try checked(id, builder.withOverflow(.sub, module.constant(Int64(0)), a))
        // 2x+1 ± 2y is 2(x ± y)+1: one tag stays.
        case .guardTaggedAdd:
            return try checked(id, builder.withOverflow(.add, a, builder.sub(try operand(1, of: id), one)))
        case .guardTaggedSub:
            return try checked(id, builder.withOverflow(.sub, a, builder.sub(try operand(1, of: id), one)))
        case .guardIntShiftLeft:
            let count = try operand(1, of: id)
            let result = builder.shiftLeft(a, count)
            try require(builder.compare(.equal, builder.shiftRight(result, count), a), instruction.frameState)
            return result
        default: throw LLVMFailure("\(instruction.operation) cannot overflow")
        }
    }

    private func checked(_ id: ValueID, _ pair: (result: IRValue, overflow: IRValue)) throws -> IRValue {
        let next = startBlock("next")
        builder.branch(pair.overflow, exit(mir[id].frameState, reason: LeaveReason.guardFailed, place: failurePlace), next, .unlikely)
        builder.position(at: next)
        return pair.result
    }

    // MARK: Boxes

    /// n → 2n+1; a heap integer where that overflows.
    func emitBoxInt(_ number: IRValue) throws -> IRValue {
        let (double, overflow) = builder.withOverflow(.add, number, number)
        let word = builder.or(double, module.constant(Int64(1)))
        return coldly(unless: overflow, word) {
            builder.call(RuntimeSymbol.boxInt.declare(in: module), [thread, number], attributes: ["cold"])
        }
    }

    /// The float in the word, or a box.
    func emitBoxFloat(_ number: IRValue) throws -> IRValue {
        let bits = builder.bitCast(number, to: module.int64)
        let sum = builder.add(bits, module.constant(Int64(1) << 60))
        let word = builder.rotateLeft(sum, by: 3, in: module)
        let tag = builder.and(word, module.constant(Int64(3)))
        let two = module.constant(Int64(2))
        let fits = builder.and(builder.compare(.equal, tag, two), builder.compare(.notEqual, word, two))
        return coldly(unless: builder.not(fits), word) {
            // +0.0 has the word 2, which the rotation never gives; the rest needs a box.
            let zero = builder.compare(.equal, bits, module.constant(Int64(0)))
            let isZero = startBlock("zero")
            let isOther = startBlock("other")
            let done = startBlock("boxed")
            builder.branch(zero, isZero, isOther)
            builder.position(at: isZero)
            builder.branch(done)
            builder.position(at: isOther)
            let box = builder.call(RuntimeSymbol.boxFloat.declare(in: module), [thread, number], attributes: ["cold"])
            builder.branch(done)
            builder.position(at: done)
            let phi = builder.phi(module.int64)
            phi.addIncoming(two, from: isZero)
            phi.addIncoming(box, from: isOther)
            return phi.value
        }
    }

    /// `word` normally; what `body` computes in a cold block if `isCold`.
    private func coldly(unless isCold: IRValue, _ word: IRValue, _ body: () -> IRValue) -> IRValue {
        let cold = startBlock("cold")
        let join = startBlock("join")
        let from = builder.block
        builder.branch(isCold, cold, join, .unlikely)
        builder.position(at: cold)
        let other = body()
        let coldEnd = builder.block
        builder.branch(join)
        builder.position(at: join)
        let phi = builder.phi(module.int64)
        phi.addIncoming(word, from: from)
        phi.addIncoming(other, from: coldEnd)
        return phi.value
    }

    /// The float of a word with the float tag.
    func decodeFloatWord(_ word: IRValue) -> IRValue {
        let rotated = builder.rotateLeft(word, by: 61, in: module)
        let bits = builder.sub(rotated, module.constant(Int64(1) << 60))
        let isZero = builder.compare(.equal, word, module.constant(Int64(2)))
        return builder.bitCast(builder.select(isZero, module.constant(Int64(0)), bits), to: module.double)
    }

    func isFloatWord(_ word: IRValue) -> IRValue {
        builder.compare(.equal, builder.and(word, module.constant(Int64(3))), module.constant(Int64(2)))
    }

    func loadBoxedFloat(_ word: IRValue) -> IRValue {
        builder.load(
            module.double, builder.offset(builder.intToPointer(word), by: MachineLayout.floatValue),
            alias: module.aliasTag("constant"))
    }

    /// The float of a word that is known to be one, in the word or boxed.
    func emitOpenFloat(_ word: IRValue) throws -> IRValue {
        let boxed = startBlock("boxedFloat")
        let inWord = startBlock("floatWord")
        let join = startBlock("float")
        builder.branch(isFloatWord(word), inWord, boxed, .likely)
        builder.position(at: inWord)
        let decoded = decodeFloatWord(word)
        builder.branch(join)
        builder.position(at: boxed)
        let loaded = loadBoxedFloat(word)
        builder.branch(join)
        builder.position(at: join)
        let phi = builder.phi(module.double)
        phi.addIncoming(decoded, from: inWord)
        phi.addIncoming(loaded, from: boxed)
        return phi.value
    }
}

extension MIRCondition {
    var forIntegers: IntCondition {
        switch self {
        case .equal: return .equal
        case .notEqual: return .notEqual
        case .less: return .signedLess
        case .lessOrEqual: return .signedLessOrEqual
        case .greater: return .signedGreater
        case .greaterOrEqual: return .signedGreaterOrEqual
        }
    }
    var forFloats: FloatCondition {
        switch self {
        case .equal: return .equal
        case .notEqual: return .notEqual
        case .less: return .less
        case .lessOrEqual: return .lessOrEqual
        case .greater: return .greater
        case .greaterOrEqual: return .greaterOrEqual
        }
    }
}
