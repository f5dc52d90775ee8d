// The second pass: expressions and primaries.

extension Parser {
    // MARK: Expressions

    /// `expression`, with its mistakes.
    func diagnoseExpression() throws(Failure) -> Expr {
        try enter()
        let result = try memoised(.expression) { () throws(Failure) in
            if self.seeksMistakes {
                try self.seekMissingComma()
                try self.seekLegacyStatement()
            }
            return try self.orderedExpression()
        }
        leave()
        return result
    }

    private func orderedExpression() throws(Failure) -> Expr {
        let start = position
        let conditional = try attempt { () throws(Failure) in
            let body = try self.disjunction()
            try self.expect(.kwIf)
            let test = try self.disjunction()
            try self.expect(.kwElse)
            let orelse = try self.expression()
            return self.node(.ifExp(test: test, body: body, orelse: orelse), from: start)
        }
        if let conditional { return conditional }
        if let plain = try attempt(disjunction) { return plain }
        return try lambda()
    }

    /// Two expressions side by side inside parentheses; or `if` without `else`.
    private func seekMissingComma() throws(Failure) {
        let start = position
        defer { position = start }
        let isPrefixed = kind == .name && (secondKind == .string || isSoftKeywordPrefix(names.text(tokens[position].name)))
        if !isPrefixed {
            let pair = try attempt { () throws(Failure) -> (Expr, Expr) in
                let first = try self.disjunction()
                let second = try self.withoutMistakes { () throws(Failure) in try self.orderedExpression() }
                return (first, second)
            }
            if let (first, second) = pair {
                // Not for `print x`; and not outside of parentheses, where a newline is as likely to be missing.
                if isLegacyName(first) || tokens[position - 1].level == 0 { return }
                throw raise("invalid syntax. Perhaps you forgot a comma?", range: span(first, second))
            }
        }
        let halves = try attempt { () throws(Failure) -> (Expr, Expr) in
            let body = try self.disjunction()
            try self.expect(.kwIf)
            let test = try self.disjunction()
            self.note()
            if self.kind == .kwElse || self.kind == .colon { throw self.mismatch() }
            return (body, test)
        }
        if let (body, test) = halves {
            throw raise("expected 'else' after 'if' expression", range: span(body, test))
        }
    }

    /// Python compares soft keywords by the length of the name, so that `c` passes for `case`.
    private func isSoftKeywordPrefix(_ name: String) -> Bool {
        "match".hasPrefix(name) || "case".hasPrefix(name) || name == "_"
    }

    /// `print x` and `exec x`.
    private func seekLegacyStatement() throws(Failure) {
        guard kind == .name else { return }
        let start = position
        defer { position = start }
        let name = try atom()
        if isNext(.leftParen) { return }
        guard let rest = try attempt(starExpressions), isLegacyName(name), case .name(let id, _) = name.kind else { return }
        throw raise("Missing parentheses in call to '\(id)'. Did you mean \(id)(...)?", range: span(name, rest))
    }

    private func isLegacyName(_ expression: Expr) -> Bool {
        if case .name(let id, _) = expression.kind { return id == "print" || id == "exec" }
        return false
    }

    func span(_ first: Expr, _ last: Expr) -> SourceRange { span(first.range, last.range) }

    func span(_ first: SourceRange, _ last: SourceRange) -> SourceRange {
        SourceRange(line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn)
    }

    /// `named_expression`, with its mistakes.
    func diagnoseNamedExpression() throws(Failure) -> Expr {
        if let assignment = try attempt(assignmentExpression) { return assignment }
        if seeksMistakes { try seekWrongAssignment() }
        let result = try expression()
        if isNext(.colonEqual) { throw mismatch() }
        return result
    }

    /// `f() := 1`, and `=` where a comparison or `:=` was meant.
    private func seekWrongAssignment() throws(Failure) {
        let start = position
        defer { position = start }
        let key = start << MemoRule.bits | MemoRule.namedMistake.rawValue
        if memo[key] != nil { return }
        memo[key] = MemoEntry(result: nil, succeeded: false, end: start, furthest: furthest)
        let walrus = try attempt { () throws(Failure) in
            let target = try self.expression()
            try self.expect(.colonEqual)
            _ = try self.expression()
            return target
        }
        if let walrus { throw raise("cannot use assignment expressions with \(describe(walrus))", range: walrus.range) }
        if kind == .name {
            let pair = try attempt { () throws(Failure) -> (Expr, Expr) in
                let name = try self.atom()
                try self.expect(.equal)
                let value = try self.bitwiseOr()
                if self.isNext(.equal) || self.kind == .colonEqual { throw self.mismatch() }
                return (name, value)
            }
            if let (name, value) = pair {
                throw raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", range: span(name, value))
            }
        }
        let isDisplay = try looksAhead { () throws(Failure) in
            switch self.kind {
            case .kwTrue, .kwNone, .kwFalse: self.advance()
            case .leftBracket: _ = try self.orderedList()
            case .leftParen:
                if try self.attempt(self.orderedTuple) == nil { _ = try self.orderedGenerator() }
            default: throw self.mismatch()
            }
        }
        if isDisplay { return }
        let wrong = try attempt { () throws(Failure) in
            let target = try self.bitwiseOr()
            try self.expect(.equal)
            _ = try self.bitwiseOr()
            if self.isNext(.equal) || self.kind == .colonEqual { throw self.mismatch() }
            return target
        }
        if let wrong {
            throw raise(
                "cannot assign to \(describe(wrong)) here. Maybe you meant '==' instead of '='?", range: wrong.range)
        }
    }

    // MARK: Primaries

    func diagnosePrimary() throws(Failure) -> Expr {
        try memoised(.primary) { () throws(Failure) in
            let start = self.position
            var result = try self.diagnoseAtom()
            while true {
                let current = result
                guard let longer = try self.attempt({ () throws(Failure) in try self.trailer(of: current, from: start) })
                else { return result }
                result = longer
                try self.checkHeight(result)
            }
        }
    }

    /// One attribute, call or subscript of a value.
    ///
    /// A generator expression is tried after every value, and its rule for mistakes looks into brackets and braces
    /// too: before subscripts, but after those of targets.
    func trailer(of value: Expr, from start: Int, isTarget: Bool = false) throws(Failure) -> Expr {
        if seeksMistakes, !isTarget, kind == .leftBracket { try seekWrongComprehension() }
        switch kind {
        case .dot:
            advance()
            let name = try expectName()
            return node(.attribute(value: value, attr: name, ctx: .load), from: start)
        case .leftParen:
            if let generator = try attempt(orderedGenerator) {
                return node(.call(func: value, args: [generator], keywords: []), from: start)
            }
            advance()
            let arguments = try attempt(diagnoseArguments)
            try expect(.rightParen)
            return node(
                .call(func: value, args: arguments?.args ?? [], keywords: arguments?.keywords ?? []), from: start)
        case .leftBracket:
            advance()
            if isTarget, seeksMistakes {
                if let slice = try attempt({ () throws(Failure) in
                    let slice = try self.slices()
                    try self.expect(.rightBracket)
                    return slice
                }) {
                    return node(.subscripted(value: value, slice: slice, ctx: .load), from: start)
                }
                position -= 1
                try seekWrongComprehension()
                throw mismatch()
            }
            let slice = try slices()
            try expect(.rightBracket)
            return node(.subscripted(value: value, slice: slice, ctx: .load), from: start)
        case .leftBrace:
            if seeksMistakes { try seekWrongComprehension() }
            throw mismatch()
        default: throw mismatch()
        }
    }
}
