// Compiler, loops, and how control leaves blocks: break, continue, return through try and with.

import CVMSpec
import Syntax

extension Compiler {
    static let maximumBlocks = 20

    func enter(_ block: Block) throws {
        if u.blocks.count >= Self.maximumBlocks { throw fail("too many statically nested blocks") }
        u.blocks.append(block)
    }

    // MARK: Loops

    func compile(while test: Expr, _ body: [Stmt], _ orelse: [Stmt]) throws {
        let again = u.newLabel()
        let otherwise = u.newLabel()
        let end = u.newLabel()
        u.place(again)
        try enter(Block(kind: .whileLoop, continueLabel: again, breakLabel: end, outerHandler: u.handler))
        try jump(unless: test, to: otherwise)
        try visit(body)
        u.position = noPosition
        u.emitJump(.loopBack, to: again)
        u.blocks.removeLast()
        u.place(otherwise)
        try visit(orelse)
        u.place(end)
    }

    func compile(for target: Expr, _ iter: Expr, _ body: [Stmt], _ orelse: [Stmt]) throws {
        let position = u.position
        let again = u.newLabel()
        let exhausted = u.newLabel()
        let end = u.newLabel()
        try enter(Block(kind: .forLoop, continueLabel: again, breakLabel: end, outerHandler: u.handler))
        let mark = u.top
        let source = try iterable(iter)
        u.setTop(mark)
        let iterator = u.push()
        u.emit(.getIterator, iterator, source)
        u.place(again)
        u.position = position
        try emitNext(iterator, target, exhausted)
        try visit(body)
        u.position = noPosition
        u.emitJump(.loopBack, to: again)
        u.blocks.removeLast()
        u.place(exhausted)
        u.setTop(mark)
        try visit(orelse)
        u.place(end)
    }

    func compile(asyncFor target: Expr, _ iter: Expr, _ body: [Stmt], _ orelse: [Stmt]) throws {
        if flags.contains(.topLevelAwait), u.kind == .module {
            // allowed
        } else if u.kind != .asyncFunction {
            throw fail("'async for' outside async function")
        }
        let position = u.position
        let again = u.newLabel()
        let end = u.newLabel()
        let mark = u.top
        let source = try operand(iter)
        u.setTop(mark)
        let iterator = u.push()
        u.emit(.getAsyncIterator, iterator, source)
        let outerHandler = u.handler
        try enter(Block(kind: .asyncForLoop, continueLabel: again, breakLabel: end, outerHandler: outerHandler))
        let value = u.top
        let handler = u.newHandler(register: value)
        u.place(again)
        u.handler = handler
        u.emit(.getAsyncNext, value, iterator)
        u.setTop(value + 1)
        emitDelegation(value)
        u.handler = outerHandler
        try assign(target, from: value)
        u.setTop(value)
        try visit(body)
        u.position = noPosition
        u.emitJump(.loopBack, to: again)
        u.blocks.removeLast()
        u.place(handler: handler)
        // Shown at the iterable, as when the iterator itself fails.
        u.position = iter.range
        u.emit(.endAsyncFor, value)
        u.setTop(mark)
        u.position = position
        try visit(orelse)
        u.place(end)
    }

    // MARK: Leaving

    func compile(break statement: Stmt) throws {
        guard let loop = try innermostLoop() else { throw fail("'break' outside loop") }
        let label = u.blocks[loop].breakLabel
        try unwinding(toLoop: loop) { [self] in u.emitJump(.jump, to: label) }
    }

    func compile(continue statement: Stmt) throws {
        guard let loop = try innermostLoop() else { throw fail("'continue' not properly in loop") }
        let label = u.blocks[loop].continueLabel
        try unwinding(toLoop: loop) { [self] in u.emitJump(.loopBack, to: label) }
    }

    private func innermostLoop() throws -> Int? {
        for index in u.blocks.indices.reversed() {
            if u.blocks[index].isLoop { return index }
            if case .exceptionGroupHandler = u.blocks[index].kind { try unwind(u.blocks[index]) }
        }
        return nil
    }

    /// Emits what the blocks inside of `loop` (all blocks if nil) do when control leaves them, then `leave`, which is
    /// protected by nothing that was left.
    func unwinding(toLoop loop: Int?, _ leave: () throws -> Void) throws {
        let savedBlocks = u.blocks
        let savedHandler = u.handler
        let savedTop = u.top
        let position = u.position
        let limit = loop.map { $0 + 1 } ?? 0
        while u.blocks.count > limit, let block = u.blocks.popLast() {
            u.handler = block.outerHandler
            try unwind(block)
        }
        u.position = position
        try leave()
        u.blocks = savedBlocks
        u.handler = savedHandler
        u.top = savedTop
    }

    private func unwind(_ block: Block) throws {
        switch block.kind {
        case .whileLoop, .forLoop, .asyncForLoop, .tryBody: break
        case .exceptionGroupHandler:
            throw fail("'break', 'continue' and 'return' cannot appear in an except* block")
        case .finallyTry(let body):
            u.position = noPosition
            try visit(body)
        case .finallyEnd(let handled):
            u.emit(.popHandled, handled)
        case .handler(let handled, let name):
            u.emit(.popHandled, handled)
            if let name { try clear(name) }
        case .with(let exit, let isAsync, let position):
            let old = u.position
            u.position = position
            let mark = u.top
            u.emit(.move, mark, exit)
            u.emit(.move, mark + 1, exit + 1)
            emitExitCall(mark, isAsync)
            u.top = mark
            u.position = old
        }
    }

    /// Calls the __exit__ in registers `exit`, `exit` + 1 with three Nones; these are the registers at the top.
    func emitExitCall(_ exit: Register, _ isAsync: Bool) {
        for offset in Int32(2)...4 { load(.none, into: exit + offset) }
        u.emit(.callMethod, exit, 3)
        if isAsync {
            u.setTop(exit + 1)
            emitAwait(exit, .exit)
        }
        u.setTop(exit)
    }
}
