// The second pass: blocks and compound statements.
//
// Headers are read twice: once for mistakes (a missing colon, a missing block), once in earnest. The memo of blocks and
// simple statements keeps that cheap.

extension Parser {
    // MARK: Blocks

    func diagnoseBlock() throws(Failure) {
        try memoisedRule(.block) { () throws(Failure) in
            if try self.alternative({ () throws(Failure) in
                try self.expect(.newline)
                try self.expect(.indent)
                try self.diagnoseStatement()
                while try self.alternative(self.diagnoseStatement) {}
                try self.expect(.dedent)
            }) {
                return
            }
            if try self.alternative(self.diagnoseSimpleStatements) { return }
            if self.seeksMistakes, self.kind == .newline, self.secondKind != .indent {
                self.position += 1
                self.note()
                throw self.raise("expected an indented block", kind: .indentationError)
            }
            throw self.mismatch()
        }
    }

    /// A header whose block is missing, at the colon: `expected an indented block after …`.
    private func seekMissingBlock(_ description: String, _ keyword: Int) throws(Failure) {
        guard seeksMistakes, kind == .colon, secondKind == .newline else { return }
        let index = position + 2
        guard index < tokenCount, tokens[index].kind != .indent else { return }
        let saved = position
        position = index
        note()
        if kind == .error {
            // Where the lexer stopped, its error comes first.
            throw mismatch()
        }
        position = saved
        throw raise(
            "expected an indented block after \(description) on line \(tokens[keyword].line)", kind: .indentationError)
    }

    /// A header that ends without its colon.
    private func seekMissingColon() throws(Failure) {
        guard seeksMistakes, isNext(.newline) else { return }
        throw raise("expected ':'")
    }

    /// Runs a header for its mistakes only: without the colon, or without the block.
    private func seekWrongHeader(
        _ description: String, requiresColon: Bool = true, _ header: () throws(Failure) -> Void
    ) throws(Failure) {
        guard seeksMistakes else { return }
        let start = position
        defer { position = start }
        var keyword = start
        if kind == .kwAsync { keyword += 1 }
        guard try alternative(header) else { return }
        if requiresColon { try seekMissingColon() }
        try seekMissingBlock(description, keyword)
    }

    // MARK: Compound statements

    func diagnoseCompoundStatement() throws(Failure) {
        note()
        try enter()
        defer { leave() }
        switch kind {
        case .kwDef: try orderedFunction()
        case .kwIf: try orderedIf("if")
        case .kwClass: try orderedClass()
        case .kwWith: try orderedWith()
        case .kwFor: try orderedFor()
        case .kwTry: try orderedTry()
        case .kwWhile:
            try seekWrongHeader("'while' statement") { () throws(Failure) in
                self.advance()
                _ = try self.namedExpression()
            }
            advance()
            _ = try namedExpression()
            try expect(.colon)
            try diagnoseBlock()
            _ = try alternative(orderedElse)
        case .at:
            while accept(.at) {
                _ = try namedExpression()
                try expect(.newline)
            }
            if kind == .kwClass { try orderedClass() } else { try orderedFunction() }
        case .kwAsync:
            switch secondKind {
            case .kwWith: try orderedWith()
            case .kwFor: try orderedFor()
            default: try orderedFunction()
            }
        case .name where tokens[position].name == NameTable.match: try orderedMatch()
        default: throw mismatch()
        }
    }

    private func orderedIf(_ keyword: String) throws(Failure) {
        // Chains are long, so they are walked, not recursed into.
        try orderedCondition(keyword)
        while kind == .kwElif { try orderedCondition("elif") }
        _ = try alternative(orderedElse)
    }

    private func orderedCondition(_ keyword: String) throws(Failure) {
        try seekWrongHeader("'\(keyword)' statement") { () throws(Failure) in
            self.advance()
            _ = try self.namedExpression()
        }
        advance()
        _ = try namedExpression()
        try expect(.colon)
        try diagnoseBlock()
        note()
    }

    private func orderedElse() throws(Failure) {
        note()
        guard kind == .kwElse else { throw mismatch() }
        try seekWrongHeader("'else' statement", requiresColon: false) { () throws(Failure) in self.advance() }
        advance()
        try forceColon()
        try diagnoseBlock()
    }

    private func orderedFor() throws(Failure) {
        let start = position
        try seekWrongHeader("'for' statement") { () throws(Failure) in
            _ = self.accept(.kwAsync)
            try self.expect(.kwFor)
            _ = try self.starTargets()
            try self.expect(.kwIn)
            _ = try self.starExpressions()
        }
        let hasHead = try alternative { () throws(Failure) in
            _ = self.accept(.kwAsync)
            try self.expect(.kwFor)
            _ = try self.starTargets()
            try self.expect(.kwIn)
        }
        if hasHead {
            _ = try starExpressions()
            try expect(.colon)
            try diagnoseBlock()
            _ = try alternative(orderedElse)
            return
        }
        position = start
        if seeksMistakes { try seekWrongLoopTarget() }
        throw mismatch()
    }

    private func orderedFunction() throws(Failure) {
        try seekWrongHeader("function definition", requiresColon: false) { () throws(Failure) in
            _ = self.accept(.kwAsync)
            try self.expect(.kwDef)
            _ = try self.expectName()
            try self.expect(.leftParen)
            _ = try self.attempt { () throws(Failure) in try self.parameters(isLambda: false) }
            try self.expect(.rightParen)
            try self.optionalReturns()
        }
        _ = accept(.kwAsync)
        try expect(.kwDef)
        _ = try expectName()
        guard accept(.leftParen) else { throw forcedMismatch("(") }
        _ = try attempt { () throws(Failure) in try self.parameters(isLambda: false) }
        try expect(.rightParen)
        try optionalReturns()
        try forceColon()
        try diagnoseBlock()
    }

    private func optionalReturns() throws(Failure) {
        _ = try alternative { () throws(Failure) in
            try self.expect(.arrow)
            _ = try self.expression()
        }
    }

    private func orderedClass() throws(Failure) {
        func header() throws(Failure) {
            try expect(.kwClass)
            _ = try expectName()
            _ = try alternative { () throws(Failure) in
                try self.expect(.leftParen)
                _ = try self.attempt(self.diagnoseArguments)
                try self.expect(.rightParen)
            }
        }
        try seekWrongHeader("class definition", header)
        try header()
        try expect(.colon)
        try diagnoseBlock()
    }

    // MARK: with

    private func orderedWith() throws(Failure) {
        let start = position
        func head() throws(Failure) {
            _ = accept(.kwAsync)
            try expect(.kwWith)
        }
        func plainHeader() throws(Failure) {
            try head()
            _ = try gather(.comma) { () throws(Failure) in
                _ = try self.expression()
                try self.optionalTarget()
            }
        }
        func parenthesisedHeader() throws(Failure) {
            try head()
            try expect(.leftParen)
            _ = try gather(.comma) { () throws(Failure) in
                _ = try self.expressions()
                try self.optionalTarget()
            }
            _ = accept(.comma)
            try expect(.rightParen)
        }
        func seek(_ header: () throws(Failure) -> Void, _ check: () throws(Failure) -> Void) throws(Failure) {
            guard seeksMistakes else { return }
            if try alternative(header) { try check() }
            position = start
        }
        let keyword = kind == .kwAsync ? start + 1 : start
        try seek(plainHeader) { () throws(Failure) in try self.seekMissingBlock("'with' statement", keyword) }
        try seek(parenthesisedHeader) { () throws(Failure) in try self.seekMissingBlock("'with' statement", keyword) }
        if try alternative({ () throws(Failure) in
            try head()
            try self.expect(.leftParen)
            _ = try self.gather(.comma, self.orderedWithItem)
            _ = self.accept(.comma)
            try self.expect(.rightParen)
            try self.expect(.colon)
            try self.diagnoseBlock()
        }) {
            return
        }
        if try alternative({ () throws(Failure) in
            try head()
            _ = try self.gather(.comma, self.orderedWithItem)
            try self.expect(.colon)
            try self.diagnoseBlock()
        }) {
            return
        }
        try seek(plainHeader, seekMissingColon)
        try seek(parenthesisedHeader, seekMissingColon)
        throw mismatch()
    }

    private func optionalTarget() throws(Failure) {
        _ = try alternative { () throws(Failure) in
            try self.expect(.kwAs)
            _ = try self.starTarget()
        }
    }

    private func orderedWithItem() throws(Failure) {
        func isEnd() -> Bool {
            note()
            return kind == .comma || kind == .rightParen || kind == .colon
        }
        if try alternative({ () throws(Failure) in
            _ = try self.expression()
            try self.expect(.kwAs)
            _ = try self.starTarget()
            if !isEnd() { throw self.mismatch() }
        }) {
            return
        }
        if seeksMistakes {
            let start = position
            let target = try attempt { () throws(Failure) in
                _ = try self.expression()
                try self.expect(.kwAs)
                let target = try self.expression()
                if !isEnd() { throw self.mismatch() }
                return target
            }
            position = start
            if let target { try raiseInvalidTarget(target, .star) }
        }
        _ = try expression()
    }

    // MARK: try

    private func orderedTry() throws(Failure) {
        let start = position
        try seekWrongHeader("'try' statement", requiresColon: false) { () throws(Failure) in self.advance() }
        if seeksMistakes { try seekWrongHandlers() }
        position = start
        advance()
        try forceColon()
        try diagnoseBlock()
        if try alternative(orderedFinally) { return }
        if try alternative({ () throws(Failure) in
            try self.orderedHandler()
            while try self.alternative(self.orderedHandler) {}
            _ = try self.alternative(self.orderedElse)
            _ = try self.alternative(self.orderedFinally)
        }) {
            return
        }
        try orderedStarHandler()
        while try alternative(orderedStarHandler) {}
        _ = try alternative(orderedElse)
        _ = try alternative(orderedFinally)
    }

    private func orderedFinally() throws(Failure) {
        note()
        guard kind == .kwFinally else { throw mismatch() }
        try seekWrongHeader("'finally' statement", requiresColon: false) { () throws(Failure) in self.advance() }
        advance()
        try forceColon()
        try diagnoseBlock()
    }

    private func seekWrongHandlers() throws(Failure) {
        let start = position
        let hasBlock = try alternative { () throws(Failure) in
            self.advance()
            try self.expect(.colon)
            try self.diagnoseBlock()
        }
        if hasBlock {
            note()
            if kind != .kwExcept, kind != .kwFinally { throw raise("expected 'except' or 'finally' block") }
        }
        let message = "cannot have both 'except' and 'except*' on the same 'try'"
        position = start
        advance()
        guard accept(.colon) else { return }
        while try alternative(diagnoseBlock) {}
        let handlers = position
        if try alternative(orderedHandler) {
            while try alternative(orderedHandler) {}
            let first = position
            if try alternative({ () throws(Failure) in
                try self.expect(.kwExcept)
                try self.expect(.star)
                try self.handlerType()
                try self.expect(.colon)
            }) {
                throw raise(message, from: first, to: first + 1)
            }
        }
        position = handlers
        if try alternative(orderedStarHandler) {
            while try alternative(orderedStarHandler) {}
            let first = position
            if try alternative({ () throws(Failure) in
                try self.expect(.kwExcept)
                _ = try self.alternative(self.handlerType)
                try self.expect(.colon)
            }) {
                throw raise(message, at: first)
            }
        }
    }

    private func handlerType() throws(Failure) {
        _ = try expression()
        try optionalAlias()
    }

    private func orderedHandler() throws(Failure) {
        note()
        guard kind == .kwExcept else { throw mismatch() }
        try seekWrongHeader("'except' statement", requiresColon: false) { () throws(Failure) in
            self.advance()
            try self.handlerType()
        }
        try seekWrongHeader("'except' statement", requiresColon: false) { () throws(Failure) in self.advance() }
        if try alternative({ () throws(Failure) in
            self.advance()
            try self.handlerType()
            try self.expect(.colon)
            try self.diagnoseBlock()
        }) {
            return
        }
        if try alternative({ () throws(Failure) in
            self.advance()
            try self.expect(.colon)
            try self.diagnoseBlock()
        }) {
            return
        }
        try seekWrongHandler()
        throw mismatch()
    }

    private func orderedStarHandler() throws(Failure) {
        note()
        guard kind == .kwExcept else { throw mismatch() }
        try seekWrongHeader("'except*' statement", requiresColon: false) { () throws(Failure) in
            self.advance()
            try self.expect(.star)
            try self.handlerType()
        }
        if try alternative({ () throws(Failure) in
            self.advance()
            try self.expect(.star)
            try self.handlerType()
            try self.expect(.colon)
            try self.diagnoseBlock()
        }) {
            return
        }
        try seekWrongHandler()
        throw mismatch()
    }

    private func seekWrongHandler() throws(Failure) {
        guard seeksMistakes else { return }
        let start = position
        defer { position = start }
        let first = try attempt { () throws(Failure) in
            self.advance()
            _ = self.accept(.star)
            let first = try self.expression()
            try self.expect(.comma)
            _ = try self.expressions()
            try self.optionalAlias()
            try self.expect(.colon)
            return first
        }
        if let first {
            throw raise("multiple exception types must be parenthesized", startingFrom: first.range)
        }
        if try alternative({ () throws(Failure) in
            self.advance()
            _ = self.accept(.star)
            try self.handlerType()
        }) {
            try seekMissingColon()
        }
        position = start + 1
        try seekMissingColon()
        if accept(.star), isNext(.newline) || kind == .colon { throw raise("expected one or more exception types") }
    }

    // MARK: match

    private func orderedMatch() throws(Failure) {
        let start = position
        if try alternative({ () throws(Failure) in
            self.advance()
            _ = try self.matchSubject()
            try self.expect(.colon)
            try self.expect(.newline)
            try self.expect(.indent)
            try self.orderedCase()
            while try self.alternative(self.orderedCase) {}
            try self.expect(.dedent)
        }) {
            return
        }
        try seekWrongHeader("'match' statement") { () throws(Failure) in
            self.advance()
            _ = try self.matchSubject()
        }
        position = start
        throw mismatch()
    }

    private func orderedCase() throws(Failure) {
        note()
        guard isSoftKeyword(NameTable.case) else { throw mismatch() }
        func header() throws(Failure) {
            advance()
            _ = try patterns()
            _ = try alternative { () throws(Failure) in
                try self.expect(.kwIf)
                _ = try self.namedExpression()
            }
        }
        try seekWrongHeader("'case' statement", header)
        try header()
        try expect(.colon)
        try diagnoseBlock()
    }

    /// After a pattern, at `as`: a target that cannot be one.
    func diagnoseAsPattern() throws(Failure) {
        guard seeksMistakes, kind == .kwAs else { return }
        let start = position
        defer { position = start }
        advance()
        if isSoftKeyword(NameTable.underscore) { throw raise("cannot use '_' as a target", at: position) }
        if isNext(.name) { return }
        if let target = try attempt(expression) { throw raise("invalid pattern target", range: target.range) }
    }
}
