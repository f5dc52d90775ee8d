// Compiler, expressions.
//
// `evaluate(e, into: r)` leaves the value of e in r, which is a named register or the temporary `u.top`. A named register is
// written by the last instruction only, so an exception on the way leaves it as it was. Registers from `u.top` on are
// free during the evaluation, and free again after it (a caller that keeps the result in a temporary moves `top`).

import CVMSpec
import Syntax

extension Compiler {
    /// The value of `e` in a new temporary.
    func push(_ e: Expr) throws -> Register {
        let register = u.top
        try evaluate(e, into: register)
        u.setTop(register + 1)
        return register
    }

    /// The value of `e` in any register: a local variable is used in place, unless something evaluated later may rebind it.
    func operand(_ e: Expr, before later: Expr? = nil) throws -> Register {
        if case .name(let id, .load) = e.kind, id != "__debug__", let local = fastRegister(id) {
            if later == nil || !u.scope.walrusTargets.contains(mangle(id, inClass: u.className)) {
                let old = u.position
                u.position = e.range
                u.emit(.checkLocal, local)
                u.position = old
                return local
            }
        }
        return try push(e)
    }

    /// Evaluates for the side effects.
    func discard(_ e: Expr) throws {
        if case .name(let id, .load) = e.kind, let local = fastRegister(id) {
            let old = u.position
            u.position = e.range
            u.emit(.checkLocal, local)
            u.position = old
        } else if fold(e) == nil {
            try evaluate(e, into: u.top)
        }
    }

    /// Runs `body` with a temporary to build the value in, then moves it to the named register it is for.
    func building(_ destination: Register, _ body: (Register) throws -> Void) rethrows {
        if u.isTemporary(destination) { return try body(destination) }
        let temporary = u.top
        try body(temporary)
        move(destination, temporary)
    }

    func evaluate(_ e: Expr, into destination: Register) throws {
        let oldPosition = u.position
        let oldTop = u.top
        u.position = e.range
        defer {
            u.position = oldPosition
            u.top = oldTop
        }
        if let literal = fold(e) { return load(literal, into: destination) }
        switch e.kind {
        case .constant(let constant, _): load(literal(constant), into: destination)
        case .name(let id, _): load(id, into: destination)
        case .boolOp(let op, let values): try evaluate(boolean: op, values, into: destination)
        case .namedExpr(let target, let value):
            let result = try push(value)
            if case .name(let id, _) = target.kind {
                let old = u.position
                u.position = target.range
                try store(id, from: result)
                u.position = old
            }
            move(destination, result)
        case .binOp(let left, let op, let right): try emitBinary(op, left, right, into: destination)
        case .unaryOp(let op, let value): try evaluate(unary: op, value, into: destination)
        case .lambda(let args, let body): try compile(lambda: e, args, body, into: destination)
        case .ifExp(let test, let body, let orelse):
            let otherwise = u.newLabel()
            let end = u.newLabel()
            try jump(unless: test, to: otherwise)
            try evaluate(body, into: destination)
            u.emitJump(.jump, to: end)
            u.place(otherwise)
            try evaluate(orelse, into: destination)
            u.place(end)
        case .dict(let keys, let values): try evaluate(dictKeys: keys, values, into: destination)
        case .set(let elements): try evaluate(display: elements, .set, into: destination)
        case .list(let elements, _): try evaluate(display: elements, .list, into: destination)
        case .tuple(let elements, _): try evaluate(display: elements, .tuple, into: destination)
        case .listComp(let element, let generators):
            try compile(comprehension: e, .list, element, nil, generators, into: destination)
        case .setComp(let element, let generators):
            try compile(comprehension: e, .set, element, nil, generators, into: destination)
        case .dictComp(let key, let value, let generators):
            try compile(comprehension: e, .dict, key, value, generators, into: destination)
        case .generatorExp(let element, let generators):
            try compile(comprehension: e, .generator, element, nil, generators, into: destination)
        case .await(let value):
            try checkAwaitAllowed()
            let result = try push(value)
            emitAwait(result, .await)
            move(destination, result)
        case .yield(let value):
            try checkYieldAllowed()
            try compile(yield: value, into: destination)
        case .yieldFrom(let value):
            try checkYieldAllowed()
            if u.kind == .asyncFunction { throw fail("'yield from' inside async function") }
            let result = try push(value)
            u.emit(.getYieldFromIterator, result, result)
            emitDelegation(result)
            move(destination, result)
        case .compare(let left, let ops, let comparators):
            try evaluate(compare: left, ops, comparators, into: destination)
        case .call(let function, let args, let keywords):
            try evaluate(call: e, function, args, keywords, into: destination)
        case .formattedValue: try evaluate(formatted: e, into: destination)
        case .joinedStr(let values): try evaluate(joined: values, into: destination)
        case .attribute(let value, let name, _):
            let object = try operand(value)
            u.position = attributePosition(e)
            u.emit(.loadAttribute, destination, object, nameIndex(name))
        case .subscripted(let value, let index, _):
            checkSubscript(value, index)
            let object = try operand(value, before: index)
            let item = try operand(index)
            u.emit(.loadItem, destination, object, item)
        case .starred: throw fail("can't use starred expression here")
        case .slice(let lower, let upper, let step):
            let first = u.top
            for part in [lower, upper] {
                if let part { _ = try push(part) } else { load(.none, into: u.push()) }
            }
            if let step { _ = try push(step) }
            u.emit(.buildSlice, destination, first, step == nil ? 2 : 3)
        }
    }

    /// An attribute written on a later line than its object is shown there.
    func attributePosition(_ e: Expr, _ start: SourceRange? = nil) -> SourceRange {
        var position = start ?? u.position
        if case .attribute(_, let name, _) = e.kind, position.line != e.range.endLine {
            position.line = e.range.endLine
            let length = Int32(name.unicodeScalars.count)
            if length <= e.range.endColumn {
                position.column = e.range.endColumn - length
            } else {
                position.column = -1
                position.endColumn = -1
            }
        }
        return position
    }

    // MARK: Operators

    func evaluate(boolean op: BoolOperator, _ values: [Expr], into destination: Register) throws {
        try building(destination) { result in
            let end = u.newLabel()
            for (index, value) in values.enumerated() {
                if index == values.count - 1 { try evaluate(value, into: result) } else { try decide(value, op, result, to: end) }
            }
            u.place(end)
        }
    }

    /// An operand that is not the last: its value, and a jump if it decides the operator. What an operand of the other
    /// operator has found out about its truth is not asked again: `a and b or c` goes from a false `a` to `c`.
    private func decide(_ value: Expr, _ op: BoolOperator, _ result: Register, to end: Int32) throws {
        if let constant = fold(value) {
            // A constant decides at once, or does not count.
            if truth(constant) != (op == .and) {
                load(constant, into: result)
                u.emitJump(.jump, to: end)
            }
        } else if case .boolOp(let inner, let values) = value.kind, let last = values.last {
            let undecided = inner == op ? end : u.newLabel()
            for value in values.dropLast() { try decide(value, inner, result, to: undecided) }
            try decide(last, op, result, to: end)
            if inner != op { u.place(undecided) }
        } else {
            try evaluate(value, into: result)
            u.emitJump(op == .and ? .jumpIfFalse : .jumpIfTrue, result, to: end)
        }
    }

    private func evaluate(unary op: UnaryOperator, _ value: Expr, into destination: Register) throws {
        switch op {
        case .not:
            // `not a is b` is `a is not b`.
            if case .compare(let left, let ops, let comparators) = value.kind, ops.count == 1 {
                let inverse: CompareOperator?
                switch ops[0] {
                case .is: inverse = .isNot
                case .isNot: inverse = .is
                case .in: inverse = .notIn
                case .notIn: inverse = .in
                default: inverse = nil
                }
                if let inverse { return try evaluate(compare: left, [inverse], comparators, into: destination) }
            }
            let register = try operand(value)
            u.emit(.not, destination, register)
        case .uAdd: u.emit(.positive, destination, try operand(value))
        case .uSub: u.emit(.negate, destination, try operand(value))
        case .invert: u.emit(.invert, destination, try operand(value))
        }
    }

    private func emitBinary(_ op: BinaryOperator, _ left: Expr, _ right: Expr, into destination: Register) throws {
        if op == .add || op == .sub, let immediate = immediate(right) {
            let register = try operand(left)
            u.emit(op == .add ? .addImmediate : .subtractImmediate, destination, register, immediate)
            return
        }
        if op == .mod, let parts = formatParts(left, right) { return try evaluate(joined: parts, into: destination) }
        let a = try operand(left, before: right)
        let b = try operand(right)
        u.emit(binaryOpcode(op), destination, a, b)
    }

    func immediate(_ e: Expr) -> Int32? {
        if case .int(let value)? = fold(e), let small = Int16(exactly: value) { return Int32(small) }
        return nil
    }

    func binaryOpcode(_ op: BinaryOperator) -> Opcode {
        switch op {
        case .add: return .add
        case .sub: return .subtract
        case .mult: return .multiply
        case .matMult: return .matrixMultiply
        case .div: return .trueDivide
        case .mod: return .modulo
        case .pow: return .power
        case .lShift: return .leftShift
        case .rShift: return .rightShift
        case .bitOr: return .bitOr
        case .bitXor: return .bitXor
        case .bitAnd: return .bitAnd
        case .floorDiv: return .floorDivide
        }
    }

    func inplaceOpcode(_ op: BinaryOperator) -> Opcode {
        switch op {
        case .add: return .inplaceAdd
        case .sub: return .inplaceSubtract
        case .mult: return .inplaceMultiply
        case .matMult: return .inplaceMatrixMultiply
        case .div: return .inplaceTrueDivide
        case .mod: return .inplaceModulo
        case .pow: return .inplacePower
        case .lShift: return .inplaceLeftShift
        case .rShift: return .inplaceRightShift
        case .bitOr: return .inplaceBitOr
        case .bitXor: return .inplaceBitXor
        case .bitAnd: return .inplaceBitAnd
        case .floorDiv: return .inplaceFloorDivide
        }
    }

    // MARK: Displays

    enum Display { case tuple, list, set }

    /// More items than this are added one by one to what was built from the first ones.
    static let maximumRun = 256

    func evaluate(display elements: [Expr], _ kind: Display, into destination: Register) throws {
        let hasStar = elements.contains(where: isStarred)
        let build: Opcode = kind == .tuple ? .buildTuple : kind == .list ? .buildList : .buildSet
        if !hasStar, kind != .tuple, elements.count >= 3, case .tuple(let items)? = foldTuple(elements) {
            // A display of constants is copied from a constant.
            return try building(destination) { result in
                u.emit(build, result, result, 0)
                u.setTop(result + 1)
                load(kind == .list ? .tuple(items) : .frozenSet(items), into: u.top)
                u.emit(kind == .list ? .listExtend : .setUpdate, result, u.top)
                u.setTop(result)
            }
        }
        if !hasStar, elements.count <= Self.maximumRun {
            let first = u.top
            for element in elements { _ = try push(element) }
            u.emit(build, destination, first, Int32(elements.count))
            return
        }
        try building(destination) { result in
            try collect(elements, isSet: kind == .set, into: result)
            if kind == .tuple { u.emit(.listToTuple, result, result) }
        }
    }

    /// A list or set of the elements, starred ones unpacked, in the temporary `result` (the top of the stack).
    func collect(_ elements: [Expr], isSet: Bool, into result: Register) throws {
        let oldTop = u.top
        var count = 0
        while count < elements.count, count < Self.maximumRun, !isStarred(elements[count]) {
            _ = try push(elements[count])
            count += 1
        }
        u.emit(isSet ? .buildSet : .buildList, result, result, Int32(count))
        for element in elements[count...] {
            u.setTop(result + 1)
            if case .starred(let value, _) = element.kind {
                u.emit(isSet ? .setUpdate : .listExtend, result, try operand(value))
            } else {
                u.emit(isSet ? .setAdd : .listAppend, result, try operand(element))
            }
        }
        u.top = oldTop
    }

    private func evaluate(dictKeys keys: [Expr?], _ values: [Expr], into destination: Register) throws {
        let count = min(keys.count, values.count)
        try building(destination) { result in
            var index = 0
            while index < count, index < Self.maximumRun / 2, let key = keys[index] {
                _ = try push(key)
                _ = try push(values[index])
                index += 1
            }
            u.emit(.buildMap, result, result, Int32(index))
            while index < count {
                u.setTop(result + 1)
                if let key = keys[index] {
                    let name = try operand(key, before: values[index])
                    u.emit(.mapAdd, result, name, try operand(values[index]))
                } else {
                    u.emit(.dictUpdate, result, try operand(values[index]))
                }
                index += 1
            }
            u.setTop(result)
        }
    }

    // MARK: Strings

    private func evaluate(joined values: [Expr], into destination: Register) throws {
        if values.isEmpty { return load(.string([]), into: destination) }
        if values.count == 1 { return try evaluate(values[0], into: destination) }
        try building(destination) { result in
            var started = false
            var index = 0
            while index < values.count {
                // Long ones are concatenated in portions.
                var count = started ? 1 : 0
                u.setTop(result + Int32(count))
                while index < values.count, count < Self.maximumRun {
                    _ = try push(values[index])
                    index += 1
                    count += 1
                }
                u.emit(.buildString, result, result, Int32(count))
                started = true
            }
            u.setTop(result)
        }
    }

    /// `'%s: %r' % (a, b)` as the parts of f'{a!s}: {b!r}'; nil if the format has anything but %s, %r, %a and %%, or does
    /// not fit the tuple.
    private func formatParts(_ left: Expr, _ right: Expr) -> [Expr]? {
        guard case .constant(.string(let format), _) = left.kind, case .tuple(let values, .load) = right.kind,
            !values.contains(where: isStarred)
        else { return nil }
        var parts: [Expr] = []
        var text: [UInt8] = []
        var used = 0
        var index = 0
        func flush() {
            if !text.isEmpty { parts.append(Expr(.constant(.string(text), isUnicodeMarked: false), left.range)) }
            text = []
        }
        while index < format.count {
            guard format[index] == UInt8(ascii: "%") else {
                text.append(format[index])
                index += 1
                continue
            }
            guard index + 1 < format.count else { return nil }
            let conversion = format[index + 1]
            index += 2
            switch conversion {
            case UInt8(ascii: "%"): text.append(conversion)
            case UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "a"):
                guard used < values.count else { return nil }
                flush()
                let value = values[used]
                parts.append(Expr(.formattedValue(value: value, conversion: Int32(conversion), formatSpec: nil), value.range))
                used += 1
            default: return nil
            }
        }
        flush()
        return used == values.count ? parts : nil
    }

    private func evaluate(formatted e: Expr, into destination: Register) throws {
        guard case .formattedValue(let value, let conversion, let spec) = e.kind else { return }
        var register = try operand(value, before: spec)
        let kind: Int32 = conversion == 115 ? 1 : conversion == 114 ? 2 : conversion == 97 ? 3 : 0
        if kind != 0 {
            let converted = u.isTemporary(register) ? register : u.push()
            u.emit(.convertValue, converted, register, kind)
            register = converted
        }
        if let spec {
            let format = try push(spec)
            u.emit(.formatValue, destination, register, format)
        } else {
            u.emit(.formatValue, destination, register, absent)
        }
    }

    // MARK: Generators

    private func checkYieldAllowed() throws {
        if u.scope.kind != .function { throw fail("'yield' outside function") }
    }

    func checkAwaitAllowed() throws {
        if flags.contains(.topLevelAwait), u.kind == .module { return }
        if u.scope.kind != .function { throw fail("'await' outside function") }
        if u.kind != .asyncFunction, u.kind != .comprehension { throw fail("'await' outside async function") }
    }

    private func compile(yield value: Expr?, into destination: Register) throws {
        var register: Register
        if let value { register = try operand(value) } else {
            register = u.push()
            load(.none, into: register)
        }
        if u.scope.isCoroutine {
            let wrapped = u.isTemporary(register) ? register : u.push()
            u.emit(.wrapAsyncYield, wrapped, register)
            register = wrapped
        }
        u.emit(.yield, destination, register)
    }

    enum AwaitKind: Int32 { case await = 0, enter, exit }

    /// Awaits what is in the temporary `register` and leaves the result there.
    func emitAwait(_ register: Register, _ kind: AwaitKind) {
        u.emit(.getAwaitable, register, register, kind.rawValue)
        emitDelegation(register)
    }

    /// Runs the iterator in the temporary `register` to its end, yielding what it yields; its result replaces it.
    func emitDelegation(_ register: Register) {
        let value = register + 1
        let again = u.newLabel()
        let done = u.newLabel()
        load(.none, into: value)
        u.place(again)
        u.emitJump(.send, value, register, value, to: done)
        u.emit(.yieldDelegate, value, value, register)
        u.emitJump(.jump, to: again)
        u.place(done)
        u.emit(.move, register, value)
    }
}
