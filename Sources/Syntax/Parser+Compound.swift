// Compound statements and their blocks.

extension Parser {
    /// The compound statement at the next token; nil where `match` turns out to be a plain name.
    func compoundStatement() throws(Failure) -> Stmt? {
        switch kind {
        case .kwIf: return try ifStatement()
        case .kwFor: return try forStatement(position)
        case .kwDef: return try functionDefinition([], position)
        case .kwWith: return try withStatement(position)
        case .kwClass: return try classDefinition([])
        case .kwTry: return try tryStatement()
        case .kwWhile: return try whileStatement()
        case .kwAsync: return try asyncStatement([])
        case .at: return try decorated()
        default:
            guard startsExpression(secondKind) else {
                // A tokenizer error right after `match` is an error whatever `match` is.
                return nil
            }
            return try attempt { () throws(Failure) in try self.matchStatement() }
        }
    }

    /// `block`: an indented suite, or simple statements on the same line.
    func block() throws(Failure) -> [Stmt] {
        var body: [Stmt] = []
        if accept(.newline) {
            try expect(.indent)
            repeat { try statement(into: &body) } while kind != .dedent && kind != .endMarker
            try expect(.dedent)
        } else {
            if startsCompoundStatement, kind != .name { throw mismatch() }
            try simpleStatements(into: &body)
        }
        return body
    }

    /// A colon that must be there: its absence is reported at once.
    func forceColon() throws(Failure) {
        if kind == .colon {
            advance()
            return
        }
        throw forcedMismatch(":")
    }

    /// The next token was demanded: "expected 'x'".
    func forcedMismatch(_ text: String) -> Failure {
        let failure = mismatch()
        if failure == .fatal { return failure }
        return raise("expected '\(text)'", at: position)
    }

    private func elseBlock() throws(Failure) -> [Stmt] {
        guard accept(.kwElse) else {
            note()
            return []
        }
        try forceColon()
        return try block()
    }

    private func ifStatement() throws(Failure) -> Stmt {
        var branches: [(start: Int, test: Expr, body: [Stmt])] = []
        repeat {
            let start = position
            advance()
            let test = try namedExpression()
            try expect(.colon)
            branches.append((start, test, try block()))
            if branches.count > Parser.maximumElifs { throw tooHigh() }
        } while kind == .kwElif
        var orelse = try elseBlock()
        while let branch = branches.popLast() {
            let result = Stmt(
                .if(test: branch.test, body: branch.body, orelse: orelse), statementRange(from: branch.start))
            if branches.isEmpty { return result }
            orelse = [result]
        }
        throw mismatch()
    }

    private func whileStatement() throws(Failure) -> Stmt {
        let start = position
        advance()
        let test = try namedExpression()
        try expect(.colon)
        let body = try block()
        let orelse = try elseBlock()
        return Stmt(.while(test: test, body: body, orelse: orelse), statementRange(from: start))
    }

    private func forStatement(_ start: Int) throws(Failure) -> Stmt {
        let isAsync = start != position
        try expect(.kwFor)
        let target = try starTargets()
        try expect(.kwIn)
        let iter = try starExpressions()
        try expect(.colon)
        let body = try block()
        let orelse = try elseBlock()
        let range = statementRange(from: start)
        return isAsync
            ? Stmt(.asyncFor(target: target, iter: iter, body: body, orelse: orelse), range)
            : Stmt(.for(target: target, iter: iter, body: body, orelse: orelse), range)
    }

    private func asyncStatement(_ decorators: [Expr]) throws(Failure) -> Stmt {
        let start = position
        advance()
        switch kind {
        case .kwDef: return try functionDefinition(decorators, start)
        case .kwFor where decorators.isEmpty: return try forStatement(start)
        case .kwWith where decorators.isEmpty: return try withStatement(start)
        default: throw mismatch()
        }
    }

    // MARK: with

    private func withStatement(_ start: Int) throws(Failure) -> Stmt {
        let isAsync = start != position
        try expect(.kwWith)
        var items: [WithItem]?
        if kind == .leftParen {
            items = try attempt { () throws(Failure) in
                self.advance()
                var items: [WithItem] = []
                repeat { items.append(try self.withItem()) } while self.accept(.comma) && self.kind != .rightParen
                try self.expect(.rightParen)
                try self.expect(.colon)
                return items
            }
        }
        if items == nil {
            var plain: [WithItem] = []
            repeat { plain.append(try withItem()) } while accept(.comma)
            try expect(.colon)
            items = plain
        }
        let body = try block()
        let range = statementRange(from: start)
        return isAsync
            ? Stmt(.asyncWith(items: items ?? [], body: body), range) : Stmt(.with(items: items ?? [], body: body), range)
    }

    private func withItem() throws(Failure) -> WithItem {
        let context = try expression()
        guard accept(.kwAs) else {
            note()
            return WithItem(contextExpr: context, optionalVars: nil)
        }
        let target = try starTarget()
        guard kind == .comma || kind == .rightParen || kind == .colon else { throw mismatch() }
        return WithItem(contextExpr: context, optionalVars: target)
    }

    // MARK: try

    private func tryStatement() throws(Failure) -> Stmt {
        let start = position
        advance()
        try forceColon()
        let body = try block()
        var handlers: [ExceptHandler] = []
        var isStar = false
        while kind == .kwExcept {
            let first = position
            advance()
            let hasStar = accept(.star)
            if handlers.isEmpty {
                isStar = hasStar
            } else if hasStar != isStar {
                throw mismatch(at: position - (hasStar ? 1 : 0))
            }
            var type: Expr?
            var name: String?
            if hasStar || kind != .colon {
                type = try expression()
                if accept(.kwAs) { name = try expectName() }
            }
            try expect(.colon)
            let handlerBody = try block()
            handlers.append(
                ExceptHandler(type: type, name: name, body: handlerBody, range: statementRange(from: first)))
        }
        let orelse = handlers.isEmpty ? [] : try elseBlock()
        var finalbody: [Stmt] = []
        if accept(.kwFinally) {
            try forceColon()
            finalbody = try block()
        } else if handlers.isEmpty {
            throw mismatch()
        }
        note()
        let range = statementRange(from: start)
        return isStar
            ? Stmt(.tryStar(body: body, handlers: handlers, orelse: orelse, finalbody: finalbody), range)
            : Stmt(.try(body: body, handlers: handlers, orelse: orelse, finalbody: finalbody), range)
    }

    // MARK: Definitions

    private func decorated() throws(Failure) -> Stmt {
        var decorators: [Expr] = []
        while accept(.at) {
            decorators.append(try namedExpression())
            try expect(.newline)
        }
        switch kind {
        case .kwDef: return try functionDefinition(decorators, position)
        case .kwClass: return try classDefinition(decorators)
        case .kwAsync: return try asyncStatement(decorators)
        default: throw mismatch()
        }
    }

    private func functionDefinition(_ decorators: [Expr], _ start: Int) throws(Failure) -> Stmt {
        let isAsync = start != position
        try expect(.kwDef)
        let name = try expectName()
        guard accept(.leftParen) else { throw forcedMismatch("(") }
        let arguments = kind == .rightParen ? Arguments() : try parameters(isLambda: false)
        try expect(.rightParen)
        let returns = accept(.arrow) ? try expression() : nil
        try forceColon()
        let body = try block()
        let definition = FunctionDef(
            name: name, args: arguments, body: body, decoratorList: decorators, returns: returns)
        let range = statementRange(from: start)
        return isAsync ? Stmt(.asyncFunctionDef(definition), range) : Stmt(.functionDef(definition), range)
    }

    private func classDefinition(_ decorators: [Expr]) throws(Failure) -> Stmt {
        let start = position
        advance()
        let name = try expectName()
        var bases: [Expr] = []
        var keywords: [Keyword] = []
        if kind == .leftParen { (bases, keywords) = try callArguments(allowsGenerator: false) }
        try expect(.colon)
        let body = try block()
        let definition = ClassDef(name: name, bases: bases, keywords: keywords, body: body, decoratorList: decorators)
        return Stmt(.classDef(definition), statementRange(from: start))
    }

    // MARK: Parameters

    /// The parameters of a function (up to `)`) or of a lambda (up to `:`); at least one.
    func parameters(isLambda: Bool) throws(Failure) -> Arguments {
        if diagnosing { return try diagnoseParameters(isLambda: isLambda) }
        let closing: TokenKind = isLambda ? .colon : .rightParen
        let result = Arguments()
        var sawSlash = false
        var sawStar = false
        repeat {
            switch kind {
            case .star:
                if sawStar { throw mismatch() }
                sawStar = true
                advance()
                if kind == .comma {
                    if secondKind != .name { throw mismatch(at: position + 1) }
                } else {
                    result.vararg = try parameter(isLambda: isLambda, allowsStar: true)
                }
            case .doubleStar:
                advance()
                result.kwarg = try parameter(isLambda: isLambda, allowsStar: false)
                _ = accept(.comma)
                guard kind == closing else { throw mismatch() }
                return result
            case .slash:
                if sawSlash || sawStar || result.args.isEmpty { throw mismatch() }
                sawSlash = true
                advance()
                result.posonlyargs = result.args
                result.args = []
            default:
                let argument = try parameter(isLambda: isLambda, allowsStar: false)
                let value = accept(.equal) ? try expression() : nil
                if sawStar {
                    result.kwonlyargs.append(argument)
                    result.kwDefaults.append(value)
                } else {
                    if let value {
                        result.defaults.append(value)
                    } else if !result.defaults.isEmpty {
                        throw mismatch()
                    }
                    result.args.append(argument)
                }
            }
        } while accept(.comma) && kind != closing
        guard kind == closing else { throw mismatch() }
        return result
    }

    /// One parameter and its annotation.
    func parameter(isLambda: Bool, allowsStar: Bool) throws(Failure) -> Arg {
        let start = position
        let name = try expectName()
        var annotation: Expr?
        if !isLambda, accept(.colon) { annotation = try allowsStar ? starExpression() : expression() }
        return Arg(arg: name, annotation: annotation, range: range(from: start))
    }
}
