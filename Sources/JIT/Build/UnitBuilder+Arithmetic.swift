// Arithmetic: machine integers and floats where the operand kinds were always the same, the runtime elsewhere.

import Bytecode
import CVMSpec
import MIR

extension UnitBuilder {
    func arithmetic(_ l: ValueID, _ r: ValueID, _ left: OperandKinds, _ right: OperandKinds) {
        var (lk, rk) = operandKinds(l, r, left, right)
        if !isGeneric {
            if lk.isEmpty || rk.isEmpty {
                if s.trustsAbsence { leaveHere(); return }
                guess(&lk, &rk)
            }
            if lk == .int && rk == .int {
                if intArithmetic(l, r) { return }
            } else if lk == .other, specialArithmetic(l, r, rk) {
                return
            } else if lk.isSubset(of: .number), rk.isSubset(of: .number) {
                if lk == .float || rk == .float || x.op == .trueDivide || x.op == .inplaceTrueDivide {
                    if floatArithmetic(l, lk, r, rk) { return }
                } else if mixedArithmetic(l, lk, r, rk) { return }
            }
        }
        let operation = x.op == .addImmediate ? .add : x.op == .subtractImmediate ? .subtract : x.op
        if site != nil, !isGeneric, operation.binaryOperator != nil {
            // Large integers, or strings; what runs Python cannot be inlined.
            put(x.a, leaf("rt_binary_exact", .allocate, [b.constant(Int64(operation.rawValue)), l, r]))
        } else { put(x.a, generalBinary(l, r)) }
    }

    /// Kinds of two operands: known ones, else those seen at failed guards, else the instruction's feedback. An integer
    /// beside floats is not told apart in the feedback.
    func operandKinds(_ l: ValueID, _ r: ValueID, _ left: OperandKinds, _ right: OperandKinds) -> (OperandKinds, OperandKinds) {
        var lk = left, rk = right
        if let seen = s.operandKinds[x.offset] {
            // What failed beside what the feedback says: only a clear picture is worth a guard.
            lk = OperandKinds(rawValue: seen & 15)
            rk = OperandKinds(rawValue: seen >> 4)
        }
        return (kinds[l] ?? lk, kinds[r] ?? rk)
    }

    /// Nothing was seen: like the other operand, or integers; a failed guard will tell.
    func guess(_ l: inout OperandKinds, _ r: inout OperandKinds) {
        if l.isEmpty { l = r.isEmpty || !r.isSubset(of: .number) ? .int : r }
        if r.isEmpty { r = l.isSubset(of: .number) ? l : .int }
    }

    private func intArithmetic(_ l: ValueID, _ r: ValueID) -> Bool {
        func operands() -> (ValueID, ValueID) { (intValue(l), intValue(r)) }
        switch x.op {
        case .add, .inplaceAdd, .addImmediate:
            let (p, q) = operands()
            putInt(x.a, b.emit(.guardIntAdd, [p, q], at: before()))
        case .subtract, .inplaceSubtract, .subtractImmediate:
            let (p, q) = operands()
            putInt(x.a, b.emit(.guardIntSub, [p, q], at: before()))
        case .multiply, .inplaceMultiply:
            let (p, q) = operands()
            putInt(x.a, b.emit(.guardIntMul, [p, q], at: before()))
        case .floorDivide, .inplaceFloorDivide, .modulo, .inplaceModulo:
            let (p, q) = operands()
            let divisor = b.emit(.guardIntDivisor, [q], at: before())
            let isModulo = x.op == .modulo || x.op == .inplaceModulo
            putInt(x.a, b.emit(isModulo ? .intMod : .intFloorDiv, [p, divisor]))
        case .bitAnd, .inplaceBitAnd:
            let (p, q) = operands()
            putInt(x.a, b.emit(.intAnd, [p, q]))
        case .bitOr, .inplaceBitOr:
            let (p, q) = operands()
            putInt(x.a, b.emit(.intOr, [p, q]))
        case .bitXor, .inplaceBitXor:
            let (p, q) = operands()
            putInt(x.a, b.emit(.intXor, [p, q]))
        case .leftShift, .inplaceLeftShift:
            let (p, q) = operands()
            let count = b.emit(.guardBounds, [q, b.constant(64 as Int64)], at: before())
            putInt(x.a, b.emit(.guardIntShiftLeft, [p, count], at: before()))
        case .rightShift, .inplaceRightShift:
            let (p, q) = operands()
            let count = b.emit(.guardBounds, [q, b.constant(64 as Int64)], at: before())
            putInt(x.a, b.emit(.intShiftRight, [p, count]))
        case .trueDivide, .inplaceTrueDivide:
            // Integers up to 2^53 are exact as floats, so that the quotient is rounded once.
            let (p, q) = operands()
            let bias = b.constant(1 << 53 as Int64), limit = b.constant(1 << 54 as Int64)
            b.emit(.guardBounds, [b.emit(.intAdd, [p, bias]), limit], at: before())
            b.emit(.guardBounds, [b.emit(.intAdd, [q, bias]), limit], at: before())
            let divisor = b.emit(.guardFloatDivisor, [b.emit(.intToFloat, [q])], at: before())
            putFloat(x.a, b.emit(.floatDiv, [b.emit(.intToFloat, [p]), divisor]))
        default: return false
        }
        return true
    }

    private func floatArithmetic(_ l: ValueID, _ lk: OperandKinds, _ r: ValueID, _ rk: OperandKinds) -> Bool {
        let operation: MIROperation
        switch x.op {
        case .add, .inplaceAdd, .addImmediate: operation = .floatAdd
        case .subtract, .inplaceSubtract, .subtractImmediate: operation = .floatSub
        case .multiply, .inplaceMultiply: operation = .floatMul
        case .trueDivide, .inplaceTrueDivide: operation = .floatDiv
        case .power, .inplacePower:
            // x ** 2 is x * x to the last bit.
            guard lk == .float else { return false }
            let p = floatValue(l)
            if words[r] == 5 {
                putFloat(x.a, b.emit(.floatMul, [p, p]))
                return true
            }
            guard rk == .float else { return false }
            let z = b.emit(.callHelper, [p, floatValue(r)], immediate: symbol("rt_float_power", .pure, takesThread: false), type: .float64)
            // NaN: an error or a complex number comes of it, perhaps.
            b.emit(.guardTrue, [b.emit(.floatCompare, [z, z], immediate: Int64(MIRCondition.equal.rawValue))], at: before())
            putFloat(x.a, z)
            return true
        default: return false
        }
        let p = number(l, lk)
        var q = number(r, rk)
        if operation == .floatDiv { q = b.emit(.guardFloatDivisor, [q], at: before()) }
        putFloat(x.a, b.emit(operation, [p, q]))
        return true
    }

    /// Integers at times, floats at times: the result is one or the other.
    private func mixedArithmetic(_ l: ValueID, _ lk: OperandKinds, _ r: ValueID, _ rk: OperandKinds) -> Bool {
        switch x.op {
        case .add, .inplaceAdd, .addImmediate, .subtract, .inplaceSubtract, .subtractImmediate, .multiply, .inplaceMultiply: break
        default: return false
        }
        let saved = registers
        let ints = b.addBlock(), floats = b.addBlock()
        // Both must be integers; one that always is needs no question.
        for (v, kind) in [(l, lk), (r, rk)] where kind != .int {
            let next = b.addBlock()
            b.branch(b.emit(.isInt, [v]), Edge(next), Edge(floats))
            b.position(at: next)
        }
        b.jump(ints)
        b.position(at: ints)
        guard intArithmetic(l, r) else { return false }
        let sum = (b.block, registers[x.a])
        registers = saved
        b.position(at: floats)
        guard floatArithmetic(l, lk, r, rk) else { return false }
        let other = (b.block, registers[x.a])
        registers = saved
        guard let value = join([sum, other]) else { return false }
        put(x.a, value, .number)
        return true
    }

    func negate() {
        let v = register(x.b)
        let kind = kinds[v] ?? OperandKinds(rawValue: x.x & 15)
        if !isGeneric {
            if kind == .int { putInt(x.a, b.emit(.guardIntNegate, [intValue(v)], at: before())); return }
            if kind == .float { putFloat(x.a, b.emit(.floatNegate, [floatValue(v)])); return }
        }
        unary()
    }

    func unary() {
        let v = b.emit(.pyUnary, [register(x.b)], immediate: Int64(x.op.rawValue), at: after(x.a))
        presents.insert(v)
        put(x.a, v)
    }
}
