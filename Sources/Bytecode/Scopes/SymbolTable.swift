// SymbolTable: which block owns which name.
//
// In:  a tree.
// Out: a `Scope` per block, found by the identity of the node that opens it; names resolved by SymbolTable+Resolve.swift.
//
// The rules, and the texts of the errors, are Python 3.11's. The walk over statements is here; expressions are in
// SymbolTable+Expressions.swift.

import Syntax

/// The blocks of one source.
public final class SymbolTable {
    /// The module's block.
    public let top: Scope
    var scopes: [ObjectIdentifier: Scope] = [:]
    var stack: [Scope]
    var className: String?
    let futureAnnotations: Bool

    init(futureAnnotations: Bool) {
        self.futureAnnotations = futureAnnotations
        top = Scope(kind: .module, name: "top", range: SourceRange(line: 0, column: 0, endLine: 0, endColumn: 0))
        stack = [top]
    }

    /// The table of a module. Throws `SyntaxErrorInfo`.
    public static func build(_ module: Module, futureAnnotations: Bool) throws -> SymbolTable {
        let table = SymbolTable(futureAnnotations: futureAnnotations)
        switch module {
        case .module(let body), .interactive(let body): try table.visit(body)
        case .expression(let value): try table.visit(value)
        }
        try table.resolve()
        return table
    }

    /// The block that a node opens: a FunctionDef, a ClassDef, or the Expr of a lambda or comprehension.
    public func scope(of node: AnyObject) -> Scope? { scopes[ObjectIdentifier(node)] }

    var current: Scope { stack[stack.count - 1] }

    func fail(_ message: String, _ range: SourceRange) -> SyntaxErrorInfo { compilerError(message, range) }

    // MARK: Blocks

    func enter(_ kind: BlockKind, _ name: String, _ node: AnyObject?, _ range: SourceRange) -> Scope {
        let scope = Scope(kind: kind, name: name, range: range)
        let parent = current
        scope.isNested = parent.isNested || parent.kind == .function
        if kind == .annotation {
            // Kept apart: nothing in it is evaluated.
        } else {
            parent.children.append(scope)
            if let node { scopes[ObjectIdentifier(node)] = scope }
        }
        stack.append(scope)
        if parent.iterationExpressionDepth > 0 { scope.iterationExpressionDepth = parent.iterationExpressionDepth }
        return scope
    }

    func leave() { stack.removeLast() }

    // MARK: Definitions

    func define(_ name: String, _ flags: SymbolFlags, _ range: SourceRange) throws {
        try define(name, flags, in: current, range)
    }

    func define(_ rawName: String, _ flags: SymbolFlags, in scope: Scope, _ range: SourceRange) throws {
        let name = mangle(rawName, inClass: className)
        var all = flags
        if let old = scope.symbols[name] {
            if flags.contains(.parameter), old.contains(.parameter) {
                throw fail("duplicate argument '\(rawName)' in function definition", range)
            }
            all.formUnion(old)
        }
        if scope.inIterationTarget {
            // The target of a comprehension's for may not be what := assigns in the enclosing block.
            if !all.isDisjoint(with: [.global, .nonlocal]) {
                throw fail("comprehension inner loop cannot rebind assignment expression target '\(rawName)'", range)
            }
            all.insert(.iterationVariable)
        }
        scope.add(name, all)
        if flags.contains(.parameter) {
            scope.parameters.append(name)
        } else if flags.contains(.global), scope !== top {
            // The module must know names that functions declare global.
            var globalFlags = flags
            if let old = top.symbols[name] { globalFlags.formUnion(old) }
            top.add(name, globalFlags)
        }
    }

    // MARK: Statements

    func visit(_ body: [Stmt]) throws {
        for statement in body { try visit(statement) }
    }

    func visit(_ statement: Stmt) throws {
        switch statement.kind {
        case .functionDef(let node): try visit(function: node, statement, isAsync: false)
        case .asyncFunctionDef(let node): try visit(function: node, statement, isAsync: true)
        case .classDef(let node): try visit(class: node, statement)
        case .return(let value):
            if let value {
                try visit(value)
                current.returnsValue = true
            }
        case .delete(let targets): for target in targets { try visit(target) }
        case .assign(let targets, let value):
            try visit(value)
            for target in targets { try visit(target) }
        case .augAssign(let target, _, let value):
            try visit(target)
            try visit(value)
        case .annAssign(let target, let annotation, let value, let simple):
            try visit(target: target, annotation: annotation, value: value, simple: simple, statement)
        case .for(let target, let iter, let body, let orelse), .asyncFor(let target, let iter, let body, let orelse):
            try visit(iter)
            try visit(target)
            try visit(body)
            try visit(orelse)
        case .while(let test, let body, let orelse):
            try visit(test)
            try visit(body)
            try visit(orelse)
        case .if: try visit(ifChain: statement)
        case .with(let items, let body), .asyncWith(let items, let body):
            for item in items {
                try visit(item.contextExpr)
                if let target = item.optionalVars { try visit(target) }
            }
            try visit(body)
        case .match(let subject, let cases):
            try visit(subject)
            for item in cases {
                try visit(item.pattern)
                if let condition = item.guard { try visit(condition) }
                try visit(item.body)
            }
        case .raise(let exception, let cause):
            if let exception { try visit(exception) }
            if let cause { try visit(cause) }
        case .try(let body, let handlers, let orelse, let finalbody),
            .tryStar(let body, let handlers, let orelse, let finalbody):
            try visit(body)
            try visit(orelse)
            for handler in handlers {
                if let type = handler.type { try visit(type) }
                if let name = handler.name { try define(name, .local, handler.range) }
                try visit(handler.body)
            }
            try visit(finalbody)
        case .assert(let test, let message):
            try visit(test)
            if let message { try visit(message) }
        case .import(let names), .importFrom(_, let names, _):
            for alias in names { try visit(alias: alias) }
        case .global(let names): try declare(names, statement, .global, "global")
        case .nonlocal(let names): try declare(names, statement, .nonlocal, "nonlocal")
        case .expr(let value): try visit(value)
        case .pass, .break, .continue: break
        }
    }

    /// A chain of elif is a nested statement for each link; a loop keeps long chains off the machine stack.
    private func visit(ifChain first: Stmt) throws {
        var statement = first
        while case .if(let test, let body, let orelse) = statement.kind {
            try visit(test)
            try visit(body)
            guard orelse.count == 1, case .if = orelse[0].kind else { return try visit(orelse) }
            statement = orelse[0]
        }
    }

    private func visit(function node: FunctionDef, _ statement: Stmt, isAsync: Bool) throws {
        try define(node.name, .local, statement.range)
        try visit(defaultsOf: node.args)
        try visit(annotationsOf: node.args, returns: node.returns)
        for decorator in node.decoratorList { try visit(decorator) }
        let scope = enter(.function, node.name, node, statement.range)
        scope.isCoroutine = isAsync
        try define(parametersOf: node.args)
        try visit(node.body)
        leave()
    }

    private func visit(class node: ClassDef, _ statement: Stmt) throws {
        try define(node.name, .local, statement.range)
        for base in node.bases { try visit(base) }
        for keyword in node.keywords { try visit(keyword.value) }
        for decorator in node.decoratorList { try visit(decorator) }
        _ = enter(.class, node.name, node, statement.range)
        let outerClass = className
        className = node.name
        try visit(node.body)
        className = outerClass
        leave()
    }

    func visit(defaultsOf args: Arguments) throws {
        for value in args.defaults { try visit(value) }
        for value in args.kwDefaults { if let value { try visit(value) } }
    }

    private func visit(annotationsOf args: Arguments, returns: Expr?) throws {
        for arg in args.posonlyargs + args.args { if let annotation = arg.annotation { try visit(annotation: annotation) } }
        if let annotation = args.vararg?.annotation { try visit(annotation: annotation) }
        if let annotation = args.kwarg?.annotation { try visit(annotation: annotation) }
        for arg in args.kwonlyargs { if let annotation = arg.annotation { try visit(annotation: annotation) } }
        if let returns { try visit(annotation: returns) }
    }

    private func visit(annotation: Expr) throws {
        if futureAnnotations {
            _ = enter(.annotation, "_annotation", nil, annotation.range)
            defer { leave() }
            try visit(annotation)
        } else {
            try visit(annotation)
        }
    }

    func define(parametersOf args: Arguments) throws {
        for arg in args.posonlyargs + args.args + args.kwonlyargs { try define(arg.arg, .parameter, arg.range) }
        if let arg = args.vararg {
            try define(arg.arg, .parameter, arg.range)
            current.hasVarArgs = true
        }
        if let arg = args.kwarg {
            try define(arg.arg, .parameter, arg.range)
            current.hasVarKeywords = true
        }
    }

    private func visit(target: Expr, annotation: Expr, value: Expr?, simple: Bool, _ statement: Stmt) throws {
        current.hasAnnotations = true
        if case .name(let id, _) = target.kind {
            let old = current.symbols[mangle(id, inClass: className)] ?? []
            if !old.isDisjoint(with: [.global, .nonlocal]), current !== top, simple {
                let word = old.contains(.global) ? "global" : "nonlocal"
                throw fail("annotated name '\(id)' can't be \(word)", statement.range)
            }
            if simple {
                try define(id, [.annotated, .local], target.range)
            } else if value != nil {
                try define(id, .local, target.range)
            }
        } else {
            try visit(target)
        }
        try visit(annotation: annotation)
        if let value { try visit(value) }
    }

    private func visit(alias: Alias) throws {
        if alias.name == "*" {
            guard current.kind == .module else { throw fail("import * only allowed at module level", alias.range) }
            return
        }
        let name = alias.asname ?? String(alias.name.prefix { $0 != "." })
        try define(name, .imported, alias.range)
    }

    private func declare(_ names: [String], _ statement: Stmt, _ flag: SymbolFlags, _ word: String) throws {
        for name in names {
            let old = current.symbols[mangle(name, inClass: className)] ?? []
            if !old.isDisjoint(with: [.parameter, .local, .use, .annotated]) {
                if old.contains(.parameter) { throw fail("name '\(name)' is parameter and \(word)", statement.range) }
                if old.contains(.use) {
                    throw fail("name '\(name)' is used prior to \(word) declaration", statement.range)
                }
                if old.contains(.annotated) { throw fail("annotated name '\(name)' can't be \(word)", statement.range) }
                throw fail("name '\(name)' is assigned to before \(word) declaration", statement.range)
            }
            try define(name, flag, statement.range)
            current.directives.append((mangle(name, inClass: className), statement.range))
        }
    }

    // MARK: Patterns

    private func visit(_ pattern: Pattern) throws {
        switch pattern.kind {
        case .matchValue(let value): try visit(value)
        case .matchSingleton: break
        case .matchSequence(let patterns), .matchOr(let patterns): for item in patterns { try visit(item) }
        case .matchMapping(let keys, let patterns, let rest):
            for key in keys { try visit(key) }
            for item in patterns { try visit(item) }
            if let rest { try define(rest, .local, pattern.range) }
        case .matchClass(let cls, let patterns, _, let keywordPatterns):
            try visit(cls)
            for item in patterns { try visit(item) }
            for item in keywordPatterns { try visit(item) }
        case .matchStar(let name): if let name { try define(name, .local, pattern.range) }
        case .matchAs(let inner, let name):
            if let inner { try visit(inner) }
            if let name { try define(name, .local, pattern.range) }
        }
    }
}
