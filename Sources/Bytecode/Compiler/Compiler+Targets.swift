// Compiler, targets: assignment, augmented assignment and deletion.

import CVMSpec
import Syntax

extension Compiler {
    // MARK: Assignment

    /// Stores a register to a target. Registers from `u.top` on are free.
    func assign(_ target: Expr, from value: Register) throws {
        let oldPosition = u.position
        let oldTop = u.top
        u.position = target.range
        defer {
            u.position = oldPosition
            u.top = oldTop
        }
        switch target.kind {
        case .name(let id, _): try store(id, from: value)
        case .attribute(let object, let name, _):
            let register = try operand(object)
            u.position = attributePosition(target)
            try checkNotDebug(name)
            u.emit(.storeAttribute, register, value, nameIndex(name))
        case .subscripted(let object, let index, _):
            let register = try operand(object, before: index)
            let item = try operand(index)
            u.emit(.storeItem, register, item, value)
        case .tuple(let elements, _), .list(let elements, _): try unpack(elements, from: value)
        case .starred: throw fail("starred assignment target must be in a list or tuple")
        default: throw fail("cannot assign to expression")
        }
    }

    private func unpack(_ elements: [Expr], from value: Register) throws {
        var starIndex: Int?
        for (index, element) in elements.enumerated() where isStarred(element) {
            if starIndex != nil { throw fail("multiple starred expressions in assignment") }
            starIndex = index
        }
        let first = u.top
        if let starIndex {
            let after = elements.count - 1 - starIndex
            // CPython allows more behind the star; nobody writes them.
            if starIndex > 255 || after > 127 { throw fail("too many expressions in star-unpacking assignment") }
            u.emit(.unpackExtended, first, value, Int32(starIndex | after << 8))
        } else {
            if elements.count > 60_000 { throw fail("too many targets in assignment") }
            // Straight into consecutive variables, where nobody can see them after a failure half-way.
            if u.handler < 0, let locals = distinctLocals(elements), let base = locals.first,
                zip(locals, locals.dropFirst()).allSatisfy({ $0 + 1 == $1 })
            {
                u.emit(.unpackSequence, base, value, Int32(elements.count))
                return
            }
            u.emit(.unpackSequence, first, value, Int32(elements.count))
        }
        u.setTop(first + Int32(elements.count))
        for (index, element) in elements.enumerated() {
            if case .starred(let inner, _) = element.kind {
                try assign(inner, from: first + Int32(index))
            } else {
                try assign(element, from: first + Int32(index))
            }
        }
    }

    func compile(assign targets: [Expr], _ value: Expr) throws {
        if targets.count == 1 {
            let target = targets[0]
            if case .name(let id, _) = target.kind, let local = fastRegister(id) {
                try checkNotDebug(id)
                return try evaluate(value, into: local)
            }
            if try compile(parallel: target, value) { return }
            return try assign(target, from: try operand(value, before: target))
        }
        let register = try operand(value, before: targets.last)
        for target in targets { try assign(target, from: register) }
    }

    /// `a, b = b, a`: no tuple is made.
    private func compile(parallel target: Expr, _ value: Expr) throws -> Bool {
        let targets: [Expr]
        switch target.kind {
        case .tuple(let elements, _), .list(let elements, _): targets = elements
        default: return false
        }
        guard case .tuple(let values, .load) = value.kind, values.count == targets.count, values.count >= 2,
            values.count <= 16, !values.contains(where: isStarred), !targets.contains(where: isStarred)
        else { return false }
        var registers: [Register] = []
        if let locals = distinctLocals(targets) {
            // The last value may go to its variable at once: all other values have been computed.
            for value in values.dropLast() { registers.append(try push(value)) }
            if let last = values.last, let local = locals.last { try evaluate(last, into: local) }
            for (register, local) in zip(registers, locals) { move(local, register) }
            return true
        }
        for value in values { registers.append(try push(value)) }
        for (register, target) in zip(registers, targets) { try assign(target, from: register) }
        return true
    }

    private func distinctLocals(_ targets: [Expr]) -> [Register]? {
        var result: [Register] = []
        for target in targets {
            guard case .name(let id, _) = target.kind, id != "__debug__", let local = fastRegister(id),
                !result.contains(local)
            else { return nil }
            result.append(local)
        }
        return result
    }

    // MARK: Augmented assignment

    func compile(augmented target: Expr, _ op: BinaryOperator, _ value: Expr) throws {
        let statement = u.position
        switch target.kind {
        case .name(let id, _):
            u.position = target.range
            try checkNotDebug(id)
            u.position = statement
            if let local = fastRegister(id),
                !u.scope.walrusTargets.contains(mangle(id, inClass: u.className))
            {
                u.position = target.range
                u.emit(.checkLocal, local)
                u.position = statement
                try emitInplace(op, local, local, value)
                return
            }
            u.position = target.range
            let register = u.push()
            load(id, into: register)
            u.position = statement
            try emitInplace(op, register, register, value)
            u.position = target.range
            try store(id, from: register)
        case .attribute(let object, let name, _):
            let owner = try operand(object, before: value)
            u.position = attributePosition(target, target.range)
            let register = u.push()
            u.emit(.loadAttribute, register, owner, nameIndex(name))
            u.position = statement
            try emitInplace(op, register, register, value)
            u.position = attributePosition(target, target.range)
            try checkNotDebug(name)
            u.emit(.storeAttribute, owner, register, nameIndex(name))
        case .subscripted(let object, let index, _):
            let owner = try operand(object, before: index)
            let item = try operand(index, before: value)
            u.position = target.range
            let register = u.push()
            u.emit(.loadItem, register, owner, item)
            u.position = statement
            try emitInplace(op, register, register, value)
            u.position = target.range
            u.emit(.storeItem, owner, item, register)
        default: throw fail("illegal expression for augmented assignment")
        }
    }

    private func emitInplace(_ op: BinaryOperator, _ destination: Register, _ left: Register, _ value: Expr) throws {
        if op == .add || op == .sub, let immediate = immediate(value) {
            // Bit 7 of the feedback says 'in place'.
            u.emit(op == .add ? .addImmediate : .subtractImmediate, destination, left, immediate, x: 0x80)
        } else {
            u.emit(inplaceOpcode(op), destination, left, try operand(value))
        }
    }

    // MARK: Annotated assignment

    func compile(annotated target: Expr, _ annotation: Expr, _ value: Expr?, simple: Bool) throws {
        if let value { try compile(assign: [target], value) }
        let isKept = u.kind == .module || u.kind == .class
        switch target.kind {
        case .name(let id, _):
            try checkNotDebug(id)
            if simple, isKept {
                let register: Register
                if futureAnnotations {
                    register = u.push()
                    load(string(unparse(annotation)), into: register)
                } else {
                    register = try push(annotation)
                }
                let map = u.push()
                u.emit(.loadName, map, u.name("__annotations__"))
                let key = u.push()
                load(string(mangle(id, inClass: u.className)), into: key)
                u.emit(.storeItem, map, key, register)
            }
        case .attribute(let object, let name, _):
            try checkNotDebug(name)
            if value == nil { try discardAnnotated(object) }
        case .subscripted(let object, let index, _):
            if value == nil {
                try discardAnnotated(object)
                try discardAnnotated(index)
            }
        default: throw fail("invalid node type for annotated assignment")
        }
        if !simple, !futureAnnotations, isKept { try discardAnnotated(annotation) }
    }

    private func discardAnnotated(_ e: Expr) throws {
        let mark = u.top
        _ = try operand(e)
        u.top = mark
    }

    // MARK: Deletion

    func compile(delete target: Expr) throws {
        let oldPosition = u.position
        let oldTop = u.top
        u.position = target.range
        defer {
            u.position = oldPosition
            u.top = oldTop
        }
        switch target.kind {
        case .name(let id, _): try delete(id)
        case .attribute(let object, let name, _):
            let register = try operand(object)
            u.position = attributePosition(target)
            try checkNotDebug(name, "delete")
            u.emit(.deleteAttribute, register, 0, nameIndex(name))
        case .subscripted(let object, let index, _):
            let register = try operand(object, before: index)
            u.emit(.deleteItem, register, try operand(index))
        case .tuple(let elements, _), .list(let elements, _):
            for element in elements { try compile(delete: element) }
        default: throw fail("cannot delete expression")
        }
    }
}
