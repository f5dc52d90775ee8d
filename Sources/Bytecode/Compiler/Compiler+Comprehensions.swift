// Compiler, comprehensions: functions of their own whose parameter `.0` is the outermost iterator.

import CVMSpec
import Syntax

extension Compiler {
    func compile(
        comprehension e: Expr, _ kind: ComprehensionKind, _ element: Expr, _ value: Expr?, _ generators: [Comprehension],
        into destination: Register
    ) throws {
        guard let scope = table.scope(of: e), let outermost = generators.first else { return }
        let isAsync = scope.isCoroutine
        if isAsync, kind != .generator, u.kind != .asyncFunction, u.kind != .comprehension,
            !(flags.contains(.topLevelAwait) && u.kind == .module)
        {
            throw fail("asynchronous comprehension outside of an asynchronous function")
        }
        let name: String
        switch kind {
        case .list: name = "<listcomp>"
        case .set: name = "<setcomp>"
        case .dict: name = "<dictcomp>"
        case .generator, .none: name = "<genexpr>"
        }
        let position = u.position
        let code = try compile(comprehensionBody: scope, kind, name, element, value, generators, e.range)
        let function = u.push()
        emit(plainFunction: code, into: function)
        u.setTop(function + 1)
        u.position = position
        let iterator = u.top
        if outermost.isAsync {
            u.emit(.getAsyncIterator, iterator, try operand(outermost.iter))
        } else {
            u.emit(.getIterator, iterator, try iterable(outermost.iter))
        }
        u.emit(.call, function, 1)
        if isAsync, kind != .generator {
            u.setTop(function + 1)
            emitAwait(function, .await)
        }
        move(destination, function)
    }

    /// What a loop iterates over: a display of constants is a constant tuple.
    func iterable(_ e: Expr) throws -> Register {
        if let literal = foldIterable(e) {
            let register = u.push()
            load(literal, into: register)
            return register
        }
        return try operand(e)
    }

    private func compile(
        comprehensionBody scope: Scope, _ kind: ComprehensionKind, _ name: String, _ element: Expr, _ value: Expr?,
        _ generators: [Comprehension], _ range: SourceRange
    ) throws -> CodeUnit {
        enterUnit(scope, .comprehension, name: name, firstLine: range.line)
        u.unit.argumentCount = 1
        u.position = range
        let result = u.top
        switch kind {
        case .list: u.emit(.buildList, u.push(), result, 0)
        case .set: u.emit(.buildSet, u.push(), result, 0)
        case .dict: u.emit(.buildMap, u.push(), result, 0)
        case .generator, .none: break
        }
        try compile(loops: generators, 0) { [self] in
            u.position = element.range
            switch kind {
            case .list: u.emit(.listAppend, result, try operand(element))
            case .set: u.emit(.setAdd, result, try operand(element))
            case .dict:
                guard let value else { return }
                let key = try operand(element, before: value)
                let item = try operand(value)
                u.position = SourceRange(
                    line: element.range.line, column: element.range.column, endLine: value.range.endLine,
                    endColumn: value.range.endColumn)
                u.emit(.mapAdd, result, key, item)
            case .generator, .none:
                var register = try operand(element)
                if scope.isCoroutine {
                    let wrapped = u.isTemporary(register) ? register : u.push()
                    u.emit(.wrapAsyncYield, wrapped, register)
                    register = wrapped
                }
                u.emit(.yield, u.top, register)
            }
        }
        if kind == .generator {
            emitReturnNone()
        } else {
            u.position = range
            u.emit(.return, result)
        }
        return try leaveUnit()
    }

    /// The loops of a comprehension from clause `index` on, around `body`.
    private func compile(loops generators: [Comprehension], _ index: Int, _ body: () throws -> Void) throws {
        guard index < generators.count else { return try body() }
        let generator = generators[index]
        let mark = u.top
        defer { u.top = mark }
        let range = u.position
        let next = u.newLabel()
        let end = u.newLabel()
        let again = u.newLabel()
        if generator.isAsync {
            var iterator: Register = 0
            if index > 0 {
                let source = try operand(generator.iter)
                u.setTop(mark)
                iterator = u.push()
                u.emit(.getAsyncIterator, iterator, source)
            }
            let outerHandler = u.handler
            let value = u.top
            let handler = u.newHandler(register: value)
            u.place(again)
            u.handler = handler
            u.emit(.getAsyncNext, value, iterator)
            u.setTop(value + 1)
            emitDelegation(value)
            u.handler = outerHandler
            try assign(generator.target, from: value)
            u.setTop(value)
            for condition in generator.ifs { try jump(unless: condition, to: next) }
            try compile(loops: generators, index + 1, body)
            u.place(next)
            u.position = range
            u.emitJump(.loopBack, to: again)
            u.place(handler: handler)
            u.emit(.endAsyncFor, value)
            return
        }
        if index > 0, case .list(let elements, .load) = generator.iter.kind, elements.count == 1, !isStarred(elements[0]) {
            // `for y in [expression]` is an assignment.
            try evaluate(elements[0], into: mark)
            u.setTop(mark + 1)
            try assign(generator.target, from: mark)
            u.setTop(mark)
            for condition in generator.ifs { try jump(unless: condition, to: next) }
            try compile(loops: generators, index + 1, body)
            u.place(next)
            return
        }
        var iterator: Register = 0
        if index > 0 {
            let source = try iterable(generator.iter)
            u.setTop(mark)
            iterator = u.push()
            u.emit(.getIterator, iterator, source)
        }
        u.place(again)
        try emitNext(iterator, generator.target, end)
        for condition in generator.ifs { try jump(unless: condition, to: next) }
        try compile(loops: generators, index + 1, body)
        u.place(next)
        u.position = range
        u.emitJump(.loopBack, to: again)
        u.place(end)
    }

    /// The next value of an iterator to a target, or a jump.
    func emitNext(_ iterator: Register, _ target: Expr, _ exhausted: Int32) throws {
        if case .name(let id, _) = target.kind, let local = fastRegister(id) {
            try checkNotDebug(id)
            u.emitJump(.forIterate, local, iterator, to: exhausted)
        } else {
            let value = u.top
            u.emitJump(.forIterate, value, iterator, to: exhausted)
            u.setTop(value + 1)
            try assign(target, from: value)
            u.top = value
        }
    }

    func isStarred(_ e: Expr) -> Bool {
        if case .starred = e.kind { return true }
        return false
    }
}
