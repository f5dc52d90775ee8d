// Compiler, conditions: comparisons, and jumps that depend on the truth of an expression.
//
// Before: if a < b and not c: …
// After:  jumpIfNotLess a, b → else ; jumpIfTrue c → else ; …

import CVMSpec
import Syntax

extension Compiler {
    func jump(if e: Expr, to label: Int32) throws { try jump(e, when: true, to: label) }
    func jump(unless e: Expr, to label: Int32) throws { try jump(e, when: false, to: label) }

    /// Jumps to `label` if the truth of `e` is `wanted`; falls through otherwise.
    func jump(_ e: Expr, when wanted: Bool, to label: Int32) throws {
        let oldTop = u.top
        defer { u.top = oldTop }
        if let literal = fold(e) {
            if truth(literal) == wanted { u.emitJump(.jump, to: label) }
            return
        }
        switch e.kind {
        case .unaryOp(.not, let value): return try jump(value, when: !wanted, to: label)
        case .boolOp(let op, let values):
            // `and` jumps to where 'false' goes at the first false value; `or` is the mirror image.
            let decisive = op == .or
            if decisive == wanted {
                for value in values { try jump(value, when: wanted, to: label) }
            } else {
                let past = u.newLabel()
                for value in values.dropLast() { try jump(value, when: decisive, to: past) }
                if let last = values.last { try jump(last, when: wanted, to: label) }
                u.place(past)
            }
            return
        case .ifExp(let test, let body, let orelse):
            let otherwise = u.newLabel()
            let end = u.newLabel()
            try jump(test, when: false, to: otherwise)
            try jump(body, when: wanted, to: label)
            u.emitJump(.jump, to: end)
            u.place(otherwise)
            try jump(orelse, when: wanted, to: label)
            u.place(end)
            return
        case .compare(let left, let ops, let comparators):
            // Not set back: the failure of an assertion is shown at its comparison, as CPython does.
            u.position = e.range
            return try jump(compare: left, ops, comparators, when: wanted, to: label)
        default: break
        }
        let register = try operand(e)
        u.emitJump(wanted ? .jumpIfTrue : .jumpIfFalse, register, to: label)
    }

    private func jump(
        compare left: Expr, _ ops: [CompareOperator], _ comparators: [Expr], when wanted: Bool, to label: Int32
    ) throws {
        checkIdentity(left, ops, comparators)
        let oldTop = u.top
        guard ops.count > 1 else {
            guard let op = ops.first, let right = comparators.first else { return }
            if op == .is || op == .isNot, case .none? = fold(right) {
                let register = try operand(left)
                u.emitJump((op == .is) == wanted ? .jumpIfNone : .jumpIfNotNone, register, to: label)
                return
            }
            let a = try operand(left, before: right)
            let b = try comparand(right, op)
            jump(op, a, b, when: wanted, to: label)
            return
        }
        let past = u.newLabel()
        var a = try operand(left, before: comparators.first)
        for (index, op) in ops.enumerated() where index < comparators.count {
            let isLast = index == ops.count - 1
            let b = isLast ? try comparand(comparators[index], op)
                : try operand(comparators[index], before: comparators[index + 1])
            if isLast {
                jump(op, a, b, when: wanted, to: label)
            } else {
                jump(op, a, b, when: false, to: wanted ? past : label)
            }
            a = b
        }
        u.place(past)
        u.top = oldTop
    }

    /// The right operand of a comparison; displays of constants behind `in` are constants.
    private func comparand(_ e: Expr, _ op: CompareOperator) throws -> Register {
        if op == .in || op == .notIn, let literal = foldIterable(e) {
            let register = u.push()
            load(literal, into: register)
            return register
        }
        return try operand(e)
    }

    private func jump(_ op: CompareOperator, _ a: Register, _ b: Register, when wanted: Bool, to label: Int32) {
        let opcode: Opcode
        switch op {
        case .lt: opcode = wanted ? .jumpIfLess : .jumpIfNotLess
        case .ltE: opcode = wanted ? .jumpIfLessEqual : .jumpIfNotLessEqual
        case .gt: opcode = wanted ? .jumpIfGreater : .jumpIfNotGreater
        case .gtE: opcode = wanted ? .jumpIfGreaterEqual : .jumpIfNotGreaterEqual
        case .eq: opcode = wanted ? .jumpIfEqual : .jumpIfNotEqual
        case .notEq: opcode = wanted ? .jumpIfUnequal : .jumpIfNotUnequal
        case .is, .isNot, .in, .notIn:
            emit(compare: op, u.top, a, b)
            u.emitJump(wanted ? .jumpIfTrue : .jumpIfFalse, u.top, to: label)
            return
        }
        u.emitJump(opcode, a, b, to: label)
    }

    private func emit(compare op: CompareOperator, _ destination: Register, _ a: Register, _ b: Register) {
        switch op {
        case .eq: u.emit(.equal, destination, a, b)
        case .notEq: u.emit(.notEqual, destination, a, b)
        case .lt: u.emit(.less, destination, a, b)
        case .ltE: u.emit(.lessEqual, destination, a, b)
        case .gt: u.emit(.greater, destination, a, b)
        case .gtE: u.emit(.greaterEqual, destination, a, b)
        case .is: u.emit(.is, destination, a, b)
        case .isNot: u.emit(.isNot, destination, a, b)
        case .in: u.emit(.contains, destination, a, b)
        case .notIn: u.emit(.notContains, destination, a, b)
        }
    }

    /// A comparison as a value.
    func evaluate(
        compare left: Expr, _ ops: [CompareOperator], _ comparators: [Expr], into destination: Register
    ) throws {
        checkIdentity(left, ops, comparators)
        guard ops.count > 1 else {
            guard let op = ops.first, let right = comparators.first else { return }
            let a = try operand(left, before: right)
            let b = try comparand(right, op)
            emit(compare: op, destination, a, b)
            return
        }
        let failed = u.newLabel()
        let end = u.newLabel()
        let partial = u.push()
        // A value from the start: the operands live above it.
        load(.none, into: partial)
        var a = try operand(left, before: comparators.first)
        for (index, op) in ops.enumerated() where index < comparators.count {
            let isLast = index == ops.count - 1
            let b = isLast ? try comparand(comparators[index], op)
                : try operand(comparators[index], before: comparators[index + 1])
            if isLast {
                emit(compare: op, destination, a, b)
                if destination != partial {
                    u.emitJump(.jump, to: end)
                    u.place(failed)
                    move(destination, partial)
                    u.place(end)
                } else {
                    u.place(failed)
                }
            } else {
                emit(compare: op, partial, a, b)
                u.emitJump(.jumpIfFalse, partial, to: failed)
            }
            a = b
        }
    }
}
