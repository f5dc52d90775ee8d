// Compiler, try and with.
//
// An exception raised in a protected region arrives in a register that the region's handler names. While a handler's body
// runs, its exception is 'being handled' (pushHandled … popHandled), and a clean-up handler around the body restores
// what was handled before when the body itself raises. The bodies of finally are compiled twice: for the ordinary way
// out (and once for each return, break and continue that leaves the block) and for exceptions.

import CVMSpec
import Syntax

extension Compiler {
    // MARK: try … except

    func compile(try body: [Stmt], _ handlers: [ExceptHandler], _ orelse: [Stmt]) throws {
        let mark = u.top
        let outerHandler = u.handler
        let end = u.newLabel()
        let handler = u.newHandler(register: mark)
        try enter(Block(kind: .tryBody, outerHandler: outerHandler))
        u.handler = handler
        try visit(body)
        u.handler = outerHandler
        u.blocks.removeLast()
        try visit(orelse)
        u.position = noPosition
        u.emitJump(.jump, to: end)

        u.place(handler: handler)
        let exception = mark
        let handled = mark + 1
        u.setTop(mark + 2)
        u.emit(.pushHandled, handled, exception)
        let cleanup = u.newHandler(register: mark + 2)
        u.handler = cleanup
        for (index, clause) in handlers.enumerated() {
            u.position = clause.range
            let next = u.newLabel()
            if let type = clause.type {
                let types = try operand(type)
                u.emit(.matchException, mark + 2, exception, types)
                u.emitJump(.jumpIfFalse, mark + 2, to: next)
                u.setTop(mark + 2)
            } else if index < handlers.count - 1 {
                throw fail("default 'except:' must be last")
            }
            try compile(handlerBody: clause, exception, handled, cleanup, outerHandler, end)
            u.place(next)
        }
        u.position = noPosition
        u.handler = outerHandler
        if handlers.last?.type != nil {
            u.emit(.popHandled, handled)
            u.emit(.reraise, exception, 0)
        }
        place(cleanup: cleanup, handled)
        u.setTop(mark)
        u.place(end)
    }

    private func compile(
        handlerBody clause: ExceptHandler, _ exception: Register, _ handled: Register, _ cleanup: Int32,
        _ outerHandler: Int32, _ end: Int32
    ) throws {
        let mark = u.top
        var nameCleanup = cleanup
        if let name = clause.name {
            try store(name, from: exception)
            nameCleanup = u.newHandler(register: mark)
        }
        try enter(Block(kind: .handler(handled: handled, name: clause.name), outerHandler: outerHandler))
        u.handler = nameCleanup
        try visit(clause.body)
        u.blocks.removeLast()
        u.position = noPosition
        u.handler = outerHandler
        u.emit(.popHandled, handled)
        if let name = clause.name { try clear(name) }
        u.emitJump(.jump, to: end)
        if let name = clause.name {
            u.place(handler: nameCleanup)
            u.handler = cleanup
            u.setTop(mark + 1)
            try clear(name)
            u.emit(.reraise, mark, 1)
            u.setTop(mark)
        }
        u.handler = cleanup
    }

    /// The handler around a handler: restores what was handled before and raises on.
    private func place(cleanup: Int32, _ handled: Register) {
        u.position = noPosition
        u.place(handler: cleanup)
        u.emit(.popHandled, handled)
        u.emit(.reraise, u.handlers[Int(cleanup)].register, 1)
    }

    // MARK: try … except*

    func compile(tryStar body: [Stmt], _ handlers: [ExceptHandler], _ orelse: [Stmt]) throws {
        let mark = u.top
        let outerHandler = u.handler
        let end = u.newLabel()
        let handler = u.newHandler(register: mark)
        try enter(Block(kind: .tryBody, outerHandler: outerHandler))
        u.handler = handler
        try visit(body)
        u.handler = outerHandler
        u.blocks.removeLast()
        try visit(orelse)
        u.position = noPosition
        u.emitJump(.jump, to: end)

        u.place(handler: handler)
        // rest: what no clause has taken yet; raised: what clauses raised; match, match + 1: the parts of a split.
        let rest = mark
        let handled = mark + 1
        let original = mark + 2
        let raised = mark + 3
        let match = mark + 4
        u.setTop(mark + 4)
        u.emit(.pushHandled, handled, rest)
        u.emit(.move, original, rest)
        u.emit(.buildList, raised, raised, 0)
        let cleanup = u.newHandler(register: match)
        u.handler = cleanup
        for clause in handlers {
            u.position = clause.range
            let next = u.newLabel()
            u.setTop(match)
            if let type = clause.type {
                let types = try operand(type)
                u.emit(.matchExceptionGroup, match, rest, types)
                u.emit(.move, rest, match + 1)
                u.emitJump(.jumpIfNone, match, to: next)
            }
            u.setTop(match + 1)
            u.emit(.pushHandled, match + 1, match)
            if let name = clause.name { try store(name, from: match) }
            u.setTop(match)
            let bodyHandler = u.newHandler(register: match)
            try enter(Block(kind: .exceptionGroupHandler, outerHandler: outerHandler))
            u.handler = bodyHandler
            try visit(clause.body)
            u.blocks.removeLast()
            u.handler = cleanup
            u.position = noPosition
            if let name = clause.name { try clear(name) }
            u.emitJump(.jump, to: next)
            u.place(handler: bodyHandler)
            u.setTop(match + 1)
            if let name = clause.name { try clear(name) }
            u.emit(.listAppend, raised, match)
            u.setTop(match)
            u.place(next)
        }
        u.position = noPosition
        u.emit(.listAppend, raised, rest)
        u.emit(.prepareReraiseGroup, match, original, raised)
        u.handler = outerHandler
        u.emit(.popHandled, handled)
        u.emitJump(.jumpIfNone, match, to: end)
        u.emit(.reraise, match, 0)
        place(cleanup: cleanup, handled)
        u.setTop(mark)
        u.place(end)
    }

    // MARK: finally

    func compile(finally finalbody: [Stmt], _ body: () throws -> Void) throws {
        let mark = u.top
        let outerHandler = u.handler
        let end = u.newLabel()
        let handler = u.newHandler(register: mark)
        try enter(Block(kind: .finallyTry(body: finalbody), outerHandler: outerHandler))
        u.handler = handler
        try body()
        u.handler = outerHandler
        u.blocks.removeLast()
        u.setTop(mark)
        try visit(finalbody)
        u.position = noPosition
        u.emitJump(.jump, to: end)

        u.place(handler: handler)
        let handled = mark + 1
        u.setTop(mark + 2)
        u.emit(.pushHandled, handled, mark)
        let cleanup = u.newHandler(register: mark + 2)
        try enter(Block(kind: .finallyEnd(handled: handled), outerHandler: outerHandler))
        u.handler = cleanup
        try visit(finalbody)
        u.blocks.removeLast()
        u.handler = outerHandler
        u.position = noPosition
        u.emit(.popHandled, handled)
        u.emit(.reraise, mark, 0)
        place(cleanup: cleanup, handled)
        u.setTop(mark)
        u.place(end)
    }

    // MARK: with

    func compile(with items: ArraySlice<WithItem>, _ body: [Stmt], isAsync: Bool) throws {
        guard let item = items.first else { return try visit(body) }
        let position = u.position
        let mark = u.top
        let exit = mark
        let value = mark + 2
        let context = try operand(item.contextExpr)
        u.setTop(mark)
        u.emit(isAsync ? .loadAsyncWith : .loadWith, mark, context)
        u.setTop(mark + 4)
        u.emit(.callMethod, value, 0)
        u.setTop(value + 1)
        if isAsync { emitAwait(value, .enter) }
        let outerHandler = u.handler
        let handler = u.newHandler(register: value)
        try enter(Block(kind: .with(exit: exit, isAsync: isAsync, position: position), outerHandler: outerHandler))
        u.handler = handler
        if let target = item.optionalVars { try assign(target, from: value) }
        u.setTop(value)
        u.position = position
        try compile(with: items.dropFirst(), body, isAsync: isAsync)
        u.blocks.removeLast()
        u.handler = outerHandler
        u.setTop(value)
        u.position = position
        let end = u.newLabel()
        emitExitCall(exit, isAsync)
        u.emitJump(.jump, to: end)

        u.place(handler: handler)
        let exception = value
        let handled = value + 1
        let call = value + 2
        u.setTop(call)
        u.emit(.pushHandled, handled, exception)
        let cleanup = u.newHandler(register: call)
        u.handler = cleanup
        u.emit(.move, call, exit)
        u.emit(.move, call + 1, exit + 1)
        u.emit(.unpackException, call + 2, exception)
        u.setTop(call + 5)
        u.emit(.callMethod, call, 3)
        u.setTop(call + 1)
        if isAsync { emitAwait(call, .exit) }
        let suppressed = u.newLabel()
        u.emitJump(.jumpIfTrue, call, to: suppressed)
        u.handler = outerHandler
        u.emit(.popHandled, handled)
        u.emit(.reraise, exception, 1)
        u.place(suppressed)
        u.emit(.popHandled, handled)
        u.emitJump(.jump, to: end)
        place(cleanup: cleanup, handled)
        u.setTop(mark)
        u.place(end)
    }
}
