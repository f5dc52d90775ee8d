// Simple statements, and the choice between all statements.

extension Parser {
    /// Parses one statement line or compound statement and appends what it holds.
    func statement(into body: inout [Stmt]) throws(Failure) {
        if startsCompoundStatement {
            if let result = try compoundStatement() {
                body.append(result)
                return
            }
        }
        try simpleStatements(into: &body)
    }

    /// Whether the next token begins a compound statement, or may.
    var startsCompoundStatement: Bool {
        switch kind {
        case .kwIf, .kwFor, .kwDef, .kwWith, .kwClass, .kwTry, .kwWhile, .kwAsync, .at: return true
        case .name: return tokens[position].name == NameTable.match
        default: return false
        }
    }

    /// `simple_stmts`: statements on one line.
    func simpleStatements(into body: inout [Stmt]) throws(Failure) {
        while true {
            body.append(try simpleStatement())
            if kind == .newline {
                advance()
                return
            }
            guard accept(.semicolon) else { throw mismatch() }
            if accept(.newline) { return }
        }
    }

    func simpleStatement() throws(Failure) -> Stmt {
        let start = position
        switch kind {
        case .kwReturn:
            advance()
            if !startsExpression(kind) {
                note()
                return Stmt(.return(value: nil), range(from: start))
            }
            let value = try starExpressions()
            return Stmt(.return(value: value), range(from: start))
        case .kwImport:
            advance()
            return try importStatement(start)
        case .kwFrom:
            advance()
            return try importFromStatement(start)
        case .kwRaise:
            advance()
            if !startsExpression(kind) || kind == .star {
                note()
                return Stmt(.raise(exc: nil, cause: nil), range(from: start))
            }
            let exc = try expression()
            let cause = accept(.kwFrom) ? try expression() : nil
            return Stmt(.raise(exc: exc, cause: cause), range(from: start))
        case .kwPass:
            advance()
            return Stmt(.pass, range(from: start))
        case .kwBreak:
            advance()
            return Stmt(.break, range(from: start))
        case .kwContinue:
            advance()
            return Stmt(.continue, range(from: start))
        case .kwDel:
            advance()
            let targets = try deletionTargets()
            return Stmt(.delete(targets: targets), range(from: start))
        case .kwAssert:
            advance()
            let test = try expression()
            let message = accept(.comma) ? try expression() : nil
            return Stmt(.assert(test: test, msg: message), range(from: start))
        case .kwGlobal, .kwNonlocal:
            let isGlobal = kind == .kwGlobal
            advance()
            var names: [String] = []
            repeat { names.append(try expectName()) } while accept(.comma)
            return Stmt(isGlobal ? .global(names: names) : .nonlocal(names: names), range(from: start))
        default: return try expressionStatement()
        }
    }

    // MARK: Expressions and assignments

    private func expressionStatement() throws(Failure) -> Stmt {
        let start = position
        if kind == .kwYield {
            let value = try yieldExpression()
            if kind == .equal { throw mismatch() }
            return Stmt(.expr(value: value), range(from: start))
        }
        let first = try starExpressions()
        switch kind {
        case .newline, .semicolon: return Stmt(.expr(value: first), range(from: start))
        case .equal:
            guard isStarTarget(first) else { throw mismatch() }
            return try assignment(first, start)
        case .colon:
            return try annotatedAssignment(first, start)
        default:
            let raw = kind.rawValue
            guard raw >= TokenKind.plusEqual.rawValue, raw <= TokenKind.doubleSlashEqual.rawValue else {
                note()
                return Stmt(.expr(value: first), range(from: start))
            }
            guard isSingleTarget(first), let op = augmentedOperator(kind) else { throw mismatch() }
            setContext(first, .store)
            advance()
            let value = try yieldOrStarExpressions()
            return Stmt(.augAssign(target: first, op: op, value: value), range(from: start))
        }
    }

    func augmentedOperator(_ kind: TokenKind) -> BinaryOperator? {
        switch kind {
        case .plusEqual: return .add
        case .minusEqual: return .sub
        case .starEqual: return .mult
        case .atEqual: return .matMult
        case .slashEqual: return .div
        case .percentEqual: return .mod
        case .doubleStarEqual: return .pow
        case .leftShiftEqual: return .lShift
        case .rightShiftEqual: return .rShift
        case .pipeEqual: return .bitOr
        case .caretEqual: return .bitXor
        case .ampersandEqual: return .bitAnd
        case .doubleSlashEqual: return .floorDiv
        default: return nil
        }
    }

    func yieldOrStarExpressions() throws(Failure) -> Expr {
        if kind == .kwYield { return try yieldExpression() }
        return try starExpressions()
    }

    private func assignment(_ first: Expr, _ start: Int) throws(Failure) -> Stmt {
        var targets: [Expr] = []
        var last = first
        var lastIsYield = false
        while kind == .equal {
            if lastIsYield || !isStarTarget(last) { throw mismatch() }
            setContext(last, .store)
            targets.append(last)
            advance()
            lastIsYield = kind == .kwYield
            last = try yieldOrStarExpressions()
        }
        return Stmt(.assign(targets: targets, value: last), range(from: start))
    }

    private func annotatedAssignment(_ target: Expr, _ start: Int) throws(Failure) -> Stmt {
        let isSimple = position == start + 1
        guard isSingleTarget(target) else { throw mismatch() }
        setContext(target, .store)
        advance()
        let annotation = try expression()
        let value = accept(.equal) ? try yieldOrStarExpressions() : nil
        var simple = false
        if isSimple, case .name = target.kind { simple = true }
        return Stmt(
            .annAssign(target: target, annotation: annotation, value: value, simple: simple), range(from: start))
    }

    // MARK: Targets

    /// Whether an expression may be assigned to as a whole: names, attributes, subscripts, and lists of them.
    func isStarTarget(_ expression: Expr) -> Bool {
        switch expression.kind {
        case .name, .attribute, .subscripted: return true
        case .starred(let value, _):
            if case .starred = value.kind { return false }
            return isStarTarget(value)
        case .tuple(let elts, _), .list(let elts, _):
            for element in elts where !isStarTarget(element) { return false }
            return true
        default: return false
        }
    }

    func isSingleTarget(_ expression: Expr) -> Bool {
        switch expression.kind {
        case .name, .attribute, .subscripted: return true
        default: return false
        }
    }

    private func isDeletionTarget(_ expression: Expr) -> Bool {
        switch expression.kind {
        case .name, .attribute, .subscripted: return true
        case .tuple(let elts, _), .list(let elts, _):
            for element in elts where !isDeletionTarget(element) { return false }
            return true
        default: return false
        }
    }

    /// `star_targets`: the target of a loop.
    func starTargets() throws(Failure) -> Expr {
        if diagnosing { return try diagnoseStarTargets() }
        let start = position
        let first = try starTarget()
        guard kind == .comma else { return first }
        var elements = [first]
        while accept(.comma), startsExpression(kind) { elements.append(try starTarget()) }
        return node(.tuple(elts: elements, ctx: .store), from: start)
    }

    /// `star_target`: one target, which may be starred.
    func starTarget() throws(Failure) -> Expr {
        if diagnosing { return try diagnoseStarTarget() }
        let start = position
        if accept(.star) {
            if kind == .star { throw mismatch() }
            let value = try starTarget()
            return node(.starred(value: value, ctx: .store), from: start)
        }
        let target = try primary()
        guard isStarTarget(target) else { throw mismatch() }
        setContext(target, .store)
        return target
    }

    private func deletionTargets() throws(Failure) -> [Expr] {
        var targets: [Expr] = []
        repeat {
            let target = try primary()
            guard isDeletionTarget(target) else { throw mismatch() }
            setContext(target, .del)
            targets.append(target)
        } while accept(.comma) && startsExpression(kind)
        guard kind == .semicolon || kind == .newline else { throw mismatch() }
        return targets
    }

    // MARK: Imports

    /// `a.b.c`
    func dottedName() throws(Failure) -> String {
        var result = try expectName()
        while accept(.dot) {
            result += "."
            result += try expectName()
        }
        return result
    }

    private func importStatement(_ start: Int) throws(Failure) -> Stmt {
        var names: [Alias] = []
        repeat {
            let first = position
            let name = try dottedName()
            let asname = accept(.kwAs) ? try expectName() : nil
            names.append(Alias(name: name, asname: asname, range: range(from: first)))
        } while accept(.comma)
        return Stmt(.import(names: names), range(from: start))
    }

    private func importFromStatement(_ start: Int) throws(Failure) -> Stmt {
        var level = 0
        while true {
            if accept(.dot) {
                level += 1
            } else if accept(.ellipsis) {
                level += 3
            } else {
                break
            }
        }
        let module = level == 0 || kind == .name ? try dottedName() : nil
        try expect(.kwImport)
        var names: [Alias] = []
        if kind == .star {
            advance()
            names.append(Alias(name: "*", asname: nil, range: range(from: position - 1)))
        } else if accept(.leftParen) {
            repeat { names.append(try importedName()) } while accept(.comma) && kind != .rightParen
            try expect(.rightParen)
        } else {
            repeat { names.append(try importedName()) } while accept(.comma)
        }
        return Stmt(.importFrom(module: module, names: names, level: level), range(from: start))
    }

    private func importedName() throws(Failure) -> Alias {
        let start = position
        let name = try expectName()
        let asname = accept(.kwAs) ? try expectName() : nil
        return Alias(name: name, asname: asname, range: range(from: start))
    }
}

extension Stmt {
    /// Whether the statement has blocks.
    var isCompound: Bool {
        switch kind {
        case .functionDef, .asyncFunctionDef, .classDef, .for, .asyncFor, .while, .if, .with, .asyncWith, .match, .try,
            .tryStar:
            return true
        default: return false
        }
    }
}
