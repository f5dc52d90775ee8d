// Compiler, statements without blocks of their own, and the ones that choose: if, assert, imports, return, raise.

import CVMSpec
import Syntax

extension Compiler {
    func visit(_ body: [Stmt]) throws {
        for statement in body { try visit(statement) }
    }

    func visit(_ statement: Stmt) throws {
        let mark = u.top
        defer { u.top = mark }
        u.position = statement.range
        switch statement.kind {
        case .functionDef(let node): try compile(function: node, statement, isAsync: false)
        case .asyncFunctionDef(let node): try compile(function: node, statement, isAsync: true)
        case .classDef(let node): try compile(class: node, statement)
        case .return(let value): try compile(return: value)
        case .delete(let targets): for target in targets { try compile(delete: target) }
        case .assign(let targets, let value): try compile(assign: targets, value)
        case .augAssign(let target, let op, let value): try compile(augmented: target, op, value)
        case .annAssign(let target, let annotation, let value, let simple):
            try compile(annotated: target, annotation, value, simple: simple)
        case .for(let target, let iter, let body, let orelse): try compile(for: target, iter, body, orelse)
        case .asyncFor(let target, let iter, let body, let orelse): try compile(asyncFor: target, iter, body, orelse)
        case .while(let test, let body, let orelse): try compile(while: test, body, orelse)
        case .if: try compile(if: statement)
        case .with(let items, let body): try compile(with: items[...], body, isAsync: false)
        case .asyncWith(let items, let body):
            if flags.contains(.topLevelAwait), u.kind == .module {
                // allowed
            } else if u.kind != .asyncFunction {
                throw fail("'async with' outside async function")
            }
            try compile(with: items[...], body, isAsync: true)
        case .match(let subject, let cases): try compile(match: subject, cases)
        case .raise(let exception, let cause):
            let first = try exception.map { try operand($0, before: cause) } ?? absent
            let second = try cause.map { try operand($0) } ?? absent
            u.position = statement.range
            u.emit(.raise, first, second)
        case .try(let body, let handlers, let orelse, let finalbody):
            if finalbody.isEmpty { try compile(try: body, handlers, orelse) } else {
                try compile(finally: finalbody) { [self] in
                    if handlers.isEmpty { try visit(body) } else { try compile(try: body, handlers, orelse) }
                    if handlers.isEmpty { try visit(orelse) }
                }
            }
        case .tryStar(let body, let handlers, let orelse, let finalbody):
            if finalbody.isEmpty { try compile(tryStar: body, handlers, orelse) } else {
                try compile(finally: finalbody) { [self] in try compile(tryStar: body, handlers, orelse) }
            }
        case .assert(let test, let message): try compile(assert: test, message)
        case .import(let names): for alias in names { try compile(import: alias) }
        case .importFrom(let module, let names, let level): try compile(importFrom: module, names, level, statement)
        case .global, .nonlocal, .pass: break
        case .expr(let value):
            if isInteractive, outer.isEmpty {
                u.emit(.printExpression, try operand(value))
            } else {
                try discard(value)
            }
        case .break: try compile(break: statement)
        case .continue: try compile(continue: statement)
        }
    }

    // MARK: Choices

    private func compile(if first: Stmt) throws {
        let end = u.newLabel()
        var statement = first
        while case .if(let test, let body, let orelse) = statement.kind {
            u.position = statement.range
            let otherwise = u.newLabel()
            try jump(unless: test, to: otherwise)
            try visit(body)
            if !orelse.isEmpty {
                u.position = noPosition
                u.emitJump(.jump, to: end)
            }
            u.place(otherwise)
            guard orelse.count == 1, case .if = orelse[0].kind else {
                try visit(orelse)
                break
            }
            statement = orelse[0]
        }
        u.place(end)
    }

    private func compile(assert test: Expr, _ message: Expr?) throws {
        if case .tuple(let elements, _) = test.kind, !elements.isEmpty {
            warn("assertion is always true, perhaps remove parentheses?")
        } else if case .tuple(let items)? = fold(test), !items.isEmpty {
            warn("assertion is always true, perhaps remove parentheses?")
        }
        if optimize > 0 { return }
        let end = u.newLabel()
        try jump(if: test, to: end)
        let position = u.position
        let error = u.push()
        u.emit(.loadAssertionError, error)
        if let message {
            _ = try push(message)
            u.position = position
            u.emit(.call, error, 1)
        }
        u.emit(.raise, error, absent)
        u.place(end)
    }

    // MARK: Return

    private func compile(return value: Expr?) throws {
        var position = u.position
        if u.scope.kind != .function { throw fail("'return' outside function") }
        if value != nil, u.scope.isCoroutine, u.scope.isGenerator {
            throw fail("'return' with value in async generator")
        }
        var register: Register
        if let value {
            // Code that runs on the way out may rebind the variable.
            let runsCode = u.blocks.contains {
                switch $0.kind {
                case .finallyTry, .with, .handler: return true
                default: return false
                }
            }
            register = runsCode ? try push(value) : try operand(value)
        } else {
            register = u.push()
            load(.none, into: register)
        }
        if let value, case .constant = value.kind, value.range.line == position.line { position = value.range }
        u.position = position
        try unwinding(toLoop: nil) { [self] in
            u.position = position
            u.emit(.return, register)
        }
    }

    // MARK: Imports

    private func compile(import alias: Alias) throws {
        let module = u.top
        u.setTop(module + 2)
        load(.int(0), into: module)
        load(.none, into: module + 1)
        u.emit(.importName, module, nameIndex(alias.name), module)
        u.setTop(module + 1)
        if let name = alias.asname {
            // import a.b.c as d: the module at the end of the path.
            for part in alias.name.split(separator: ".").dropFirst() {
                u.emit(.importFrom, module, module, nameIndex(String(part)))
            }
            try store(name, from: module)
        } else {
            try store(String(alias.name.prefix { $0 != "." }), from: module)
        }
        u.top = module
    }

    private func compile(importFrom name: String?, _ names: [Alias], _ level: Int, _ statement: Stmt) throws {
        if name == "__future__", level == 0, statement.range.line > future.lastLine {
            throw fail("from __future__ imports must occur at the beginning of the file")
        }
        let module = u.top
        u.setTop(module + 2)
        load(.int(level), into: module)
        load(.tuple(names.map { string($0.name) }), into: module + 1)
        u.emit(.importName, module, nameIndex(name ?? ""), module)
        u.setTop(module + 1)
        for alias in names {
            if alias.name == "*" {
                u.emit(.importStar, module)
                return
            }
            let value = module + 1
            u.emit(.importFrom, value, module, nameIndex(alias.name))
            u.setTop(value + 1)
            try store(alias.asname ?? alias.name, from: value)
            u.setTop(module + 1)
        }
        u.top = module
    }
}
