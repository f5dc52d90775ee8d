// The second pass: expressions, displays, comprehensions, calls.

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
    func trailer(of value: Expr, from start: Int) throws(Failure) -> Expr {
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
            let slice = try slices()
            try expect(.rightBracket)
            return node(.subscripted(value: value, slice: slice, ctx: .load), from: start)
        default: throw mismatch()
        }
    }

    /// Atoms whose reading has choices; the others are those of the first pass.
    private func diagnoseAtom() throws(Failure) -> Expr {
        switch kind {
        case .leftParen:
            if let tuple = try attempt(orderedTuple) { return tuple }
            if let group = try attempt(orderedGroup) { return group }
            if seeksMistakes { try seekStarredGroup() }
            return try orderedGenerator()
        case .leftBracket:
            if let list = try attempt(orderedList) { return list }
            let start = position
            let comprehension = try attempt { () throws(Failure) in
                self.advance()
                let element = try self.namedExpression()
                let generators = try self.comprehensions()
                try self.expect(.rightBracket)
                return self.node(.listComp(elt: element, generators: generators), from: start)
            }
            if let comprehension { return comprehension }
            if seeksMistakes { try seekWrongComprehension() }
            throw mismatch()
        case .leftBrace: return try orderedBraces()
        case .string:
            return try memoised(.strings) { () throws(Failure) in try self.strings() }
        default: return try atom()
        }
    }

    private func orderedTuple() throws(Failure) -> Expr {
        let start = position
        try expect(.leftParen)
        var elements: [Expr] = []
        let items = try attempt { () throws(Failure) in
            let first = try self.starNamedExpression()
            try self.expect(.comma)
            return try [first] + (self.attempt(self.orderedItems) ?? [])
        }
        if let items { elements = items }
        try expect(.rightParen)
        return node(.tuple(elts: elements, ctx: .load), from: start)
    }

    /// `star_named_expressions`
    private func orderedItems() throws(Failure) -> [Expr] {
        let items = try gather(.comma, starNamedExpression)
        _ = accept(.comma)
        note()
        return items
    }

    private func orderedGroup() throws(Failure) -> Expr {
        try expect(.leftParen)
        let result = try kind == .kwYield ? yieldExpression() : namedExpression()
        try expect(.rightParen)
        return result
    }

    private func seekStarredGroup() throws(Failure) {
        let start = position
        defer { position = start }
        let starred = try attempt { () throws(Failure) in
            try self.expect(.leftParen)
            let starred = try self.starredExpression()
            try self.expect(.rightParen)
            return starred
        }
        if let starred { throw raise("cannot use starred expression here", range: starred.range) }
        if try alternative({ () throws(Failure) in
            try self.expect(.leftParen)
            try self.expect(.doubleStar)
            _ = try self.expression()
            try self.expect(.rightParen)
        }) {
            throw raise("cannot use double starred expression here", at: start + 1)
        }
    }

    /// `genexp`
    func orderedGenerator() throws(Failure) -> Expr {
        let start = position
        let generator = try attempt { () throws(Failure) in
            try self.expect(.leftParen)
            let element = try self.unassignedExpression()
            let generators = try self.comprehensions()
            try self.expect(.rightParen)
            return self.node(.generatorExp(elt: element, generators: generators), from: start)
        }
        if let generator { return generator }
        if seeksMistakes { try seekWrongComprehension() }
        throw mismatch()
    }

    /// An assignment expression, or an expression that no `:=` follows.
    private func unassignedExpression() throws(Failure) -> Expr {
        if let assignment = try attempt(assignmentExpression) { return assignment }
        let result = try expression()
        if isNext(.colonEqual) { throw mismatch() }
        return result
    }

    private func orderedList() throws(Failure) -> Expr {
        let start = position
        try expect(.leftBracket)
        let elements = try attempt(orderedItems) ?? []
        try expect(.rightBracket)
        return node(.list(elts: elements, ctx: .load), from: start)
    }

    private func orderedBraces() throws(Failure) -> Expr {
        let start = position
        let dict = try attempt { () throws(Failure) in
            self.advance()
            let pairs = try self.attempt { () throws(Failure) in
                let pairs = try self.gather(.comma, self.dictItem)
                _ = self.accept(.comma)
                return pairs
            }
            try self.expect(.rightBrace)
            return self.node(
                .dict(keys: (pairs ?? []).map(\.key), values: (pairs ?? []).map(\.value)), from: start)
        }
        if let dict { return dict }
        try seekWrongDict()
        let set = try attempt { () throws(Failure) in
            self.advance()
            let elements = try self.orderedItems()
            try self.expect(.rightBrace)
            return self.node(.set(elts: elements), from: start)
        }
        if let set { return set }
        let dictComprehension = try attempt { () throws(Failure) in
            self.advance()
            let pair = try self.keyAndValue()
            let generators = try self.comprehensions()
            try self.expect(.rightBrace)
            return self.node(.dictComp(key: pair.0, value: pair.1, generators: generators), from: start)
        }
        if let dictComprehension { return dictComprehension }
        if seeksMistakes {
            if try alternative({ () throws(Failure) in
                self.advance()
                try self.expect(.doubleStar)
                _ = try self.bitwiseOr()
                _ = try self.comprehensions()
                try self.expect(.rightBrace)
            }) {
                throw raise("dict unpacking cannot be used in dict comprehension", at: start + 1)
            }
        }
        let setComprehension = try attempt { () throws(Failure) in
            self.advance()
            let element = try self.namedExpression()
            let generators = try self.comprehensions()
            try self.expect(.rightBrace)
            return self.node(.setComp(elt: element, generators: generators), from: start)
        }
        if let setComprehension { return setComprehension }
        if seeksMistakes { try seekWrongComprehension() }
        throw mismatch()
    }

    private func keyAndValue() throws(Failure) -> (Expr, Expr) {
        let key = try expression()
        try expect(.colon)
        return (key, try expression())
    }

    private func dictItem() throws(Failure) -> (key: Expr?, value: Expr) {
        if accept(.doubleStar) { return (nil, try bitwiseOr()) }
        let (key, value) = try keyAndValue()
        return (key, value)
    }

    private func seekWrongDict() throws(Failure) {
        let start = position
        defer { position = start }
        try expect(.leftBrace)
        let first = position
        let hasMore = try alternative { () throws(Failure) in
            _ = try self.gather(.comma, self.dictItem)
            try self.expect(.comma)
        }
        if hasMore {
            let key = try attempt { () throws(Failure) in
                let key = try self.expression()
                if self.isNext(.colon) { throw self.mismatch() }
                return key
            }
            if let key {
                throw raise(
                    "':' expected after dictionary key",
                    range: SourceRange(
                        line: key.range.line, column: key.range.endColumn - 1, endLine: key.range.endLine, endColumn: -1))
            }
            try seekWrongValue()
        }
        position = first
        try seekWrongValue()
    }

    /// `key: *value`, and a key without a value.
    private func seekWrongValue() throws(Failure) {
        let start = position
        defer { position = start }
        guard try attempt(expression) != nil, isNext(.colon) else { return }
        let colon = position
        advance()
        if isNext(.star) {
            let star = range(ofToken: position)
            if try alternative({ () throws(Failure) in
                self.advance()
                _ = try self.bitwiseOr()
            }) {
                throw raise("cannot use a starred expression in a dictionary value", startingFrom: star)
            }
        }
        if kind == .rightBrace || kind == .comma {
            throw raise("expression expected after dictionary key and ':'", at: colon)
        }
    }

    func range(ofToken index: Int) -> SourceRange {
        let token = tokens[index]
        return SourceRange(
            line: token.line, column: token.column, endLine: token.endLine, endColumn: token.endColumn)
    }

    // MARK: Comprehensions

    func diagnoseComprehensions() throws(Failure) -> [Comprehension] {
        var result = [try comprehension()]
        while let next = try attempt(comprehension) { result.append(next) }
        return result
    }

    private func comprehension() throws(Failure) -> Comprehension {
        let start = position
        let head = try attempt { () throws(Failure) -> (Expr, Bool) in
            let isAsync = self.accept(.kwAsync)
            try self.expect(.kwFor)
            let target = try self.starTargets()
            try self.expect(.kwIn)
            return (target, isAsync)
        }
        // After `in` there is no other reading.
        if let (target, isAsync) = head { return try comprehensionRest(target, isAsync) }
        if seeksMistakes { try seekWrongLoopTarget() }
        position = start
        throw mismatch()
    }

    /// `for` with something that cannot be assigned to.
    func seekWrongLoopTarget() throws(Failure) {
        let start = position
        defer { position = start }
        _ = accept(.kwAsync)
        guard accept(.kwFor), let target = try attempt(starExpressions) else { return }
        try raiseInvalidTarget(target, .loop)
    }

    private func seekWrongComprehension() throws(Failure) {
        let start = position
        defer { position = start }
        let starred = try attempt { () throws(Failure) in
            self.advance()
            let starred = try self.starredExpression()
            _ = try self.comprehensions()
            return starred
        }
        if let starred { throw raise("iterable unpacking cannot be used in comprehension", range: starred.range) }
        guard kind != .leftParen else { return }
        let message = "did you forget parentheses around the comprehension target?"
        let several = try attempt { () throws(Failure) -> (Expr, Expr) in
            self.advance()
            let first = try self.starNamedExpression()
            try self.expect(.comma)
            let rest = try self.orderedItems()
            _ = try self.comprehensions()
            return (first, rest.last ?? first)
        }
        if let (first, last) = several { throw raise(message, range: span(first, last)) }
        let one = try attempt { () throws(Failure) -> (Expr, Int) in
            self.advance()
            let first = try self.starNamedExpression()
            let comma = self.position
            try self.expect(.comma)
            _ = try self.comprehensions()
            return (first, comma)
        }
        if let (first, comma) = one { throw raise(message, range: span(first.range, range(ofToken: comma))) }
    }

    // MARK: Calls

    struct CallArguments {
        var args: [Expr] = []
        var keywords: [Keyword] = []
        var range: SourceRange
    }

    /// `arguments`, with its mistakes; the closing parenthesis is not taken.
    func diagnoseArguments() throws(Failure) -> CallArguments {
        let start = position
        let result = try attempt { () throws(Failure) in
            let result = try self.orderedArguments()
            _ = self.accept(.comma)
            if !self.isNext(.rightParen) { throw self.mismatch() }
            return result
        }
        if let result { return result }
        if seeksMistakes { try seekWrongArguments() }
        position = start
        throw mismatch()
    }

    private func orderedArguments() throws(Failure) -> CallArguments {
        let start = position
        let positional = try attempt { () throws(Failure) in try self.gather(.comma, self.positionalArgument) }
        if let positional {
            var result = CallArguments(args: positional, range: range(from: start))
            let keywords = try attempt { () throws(Failure) in
                try self.expect(.comma)
                return try self.keywordArguments()
            }
            if let keywords { result.keywords = keywords }
            result.range = range(from: start)
            return result
        }
        let keywords = try keywordArguments()
        return CallArguments(keywords: keywords, range: range(from: start))
    }

    private func positionalArgument() throws(Failure) -> Expr {
        if kind == .star, let starred = try attempt(starredExpression) { return starred }
        let value = try unassignedExpression()
        if isNext(.equal) { throw mismatch() }
        return value
    }

    /// `kwargs`; starred arguments among them are read and dropped.
    private func keywordArguments() throws(Failure) -> [Keyword] {
        func single() throws(Failure) -> Keyword? { try keywordArgument(.star) }
        func double() throws(Failure) -> Keyword? { try keywordArgument(.doubleStar) }
        if let first = try attempt({ () throws(Failure) in try self.gather(.comma, single) }) {
            let second = try attempt { () throws(Failure) in
                try self.expect(.comma)
                return try self.gather(.comma, double)
            }
            return (first + (second ?? [])).compactMap { $0 }
        }
        return try gather(.comma, double).compactMap { $0 }
    }

    private func keywordArgument(_ stars: TokenKind) throws(Failure) -> Keyword? {
        if seeksMistakes { try seekWrongKeyword() }
        let start = position
        let named = try attempt { () throws(Failure) in
            let name = try self.expectName()
            try self.expect(.equal)
            let value = try self.expression()
            return Keyword(arg: name, value: value, range: self.range(from: start))
        }
        if let named { return named }
        if stars == .star {
            _ = try starredExpression()
            return nil
        }
        try expect(.doubleStar)
        let value = try expression()
        return Keyword(arg: nil, value: value, range: range(from: start))
    }

    private func seekWrongKeyword() throws(Failure) {
        let start = position
        defer { position = start }
        if kind == .kwTrue || kind == .kwFalse || kind == .kwNone, secondKind == .equal {
            let name = kind == .kwTrue ? "True" : kind == .kwFalse ? "False" : "None"
            throw raise("cannot assign to \(name)", from: start, to: start + 1)
        }
        if kind == .name, secondKind == .equal {
            if try alternative({ () throws(Failure) in
                self.position += 2
                _ = try self.expression()
                _ = try self.comprehensions()
            }) {
                throw raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", from: start, to: start + 1)
            }
            return
        }
        if let value = try attempt(expression), isNext(.equal) {
            throw raise(
                "expression cannot contain assignment, perhaps you meant \"==\"?",
                range: span(value.range, range(ofToken: position)))
        }
    }

    private func lastPart(_ generators: [Comprehension]) -> Expr? {
        guard let last = generators.last else { return nil }
        return last.ifs.last ?? last.iter
    }

    private func seekWrongArguments() throws(Failure) {
        let start = position
        defer { position = start }
        let unparenthesised = "Generator expression must be parenthesized"
        if let arguments = try attempt(orderedArguments) {
            if accept(.comma), isNext(.star) {
                throw raise(
                    "iterable argument unpacking follows keyword argument unpacking", range: arguments.range)
            }
        }
        position = start
        let generator = try attempt { () throws(Failure) -> (Expr, [Comprehension]) in
            let element = try self.expression()
            let generators = try self.comprehensions()
            try self.expect(.comma)
            _ = try self.attempt { () throws(Failure) in
                if try self.attempt(self.orderedArguments) == nil {
                    _ = try self.expression()
                    _ = try self.comprehensions()
                }
            }
            return (element, generators)
        }
        if let (element, generators) = generator, let last = lastPart(generators) {
            throw raise(unparenthesised, range: span(element, last))
        }
        if kind == .name, secondKind == .equal {
            if try alternative({ () throws(Failure) in
                self.position += 2
                _ = try self.expression()
                _ = try self.comprehensions()
            }) {
                throw raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", from: start, to: start + 1)
            }
        }
        guard let arguments = try attempt(orderedArguments) else { return }
        let afterArguments = position
        if let generators = try attempt(comprehensions) {
            if arguments.args.count > 1, let element = arguments.args.last, let last = lastPart(generators) {
                throw raise(unparenthesised, range: span(element, last))
            }
            return
        }
        position = afterArguments
        let later = try attempt { () throws(Failure) -> (Expr, [Comprehension]) in
            try self.expect(.comma)
            let element = try self.expression()
            return (element, try self.comprehensions())
        }
        if let (element, generators) = later, let last = lastPart(generators) {
            throw raise(unparenthesised, range: span(element, last))
        }
        if try alternative({ () throws(Failure) in
            try self.expect(.comma)
            _ = try self.orderedArguments()
        }) {
            let follows = arguments.keywords.contains { $0.arg == nil } ? " unpacking" : ""
            throw raise("positional argument follows keyword argument\(follows)")
        }
    }
}
