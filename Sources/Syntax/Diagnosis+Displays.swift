// The second pass: parentheses, lists, dictionaries, sets and comprehensions.

extension Parser {
    /// Atoms whose reading has choices; the others are those of the first pass.
    func diagnoseAtom() throws(Failure) -> Expr {
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

    func orderedTuple() throws(Failure) -> Expr {
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
    func orderedItems() throws(Failure) -> [Expr] {
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
    func unassignedExpression() throws(Failure) -> Expr {
        if let assignment = try attempt(assignmentExpression) { return assignment }
        let result = try expression()
        if isNext(.colonEqual) { throw mismatch() }
        return result
    }

    func orderedList() throws(Failure) -> Expr {
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

    func seekWrongComprehension() throws(Failure) {
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
}
