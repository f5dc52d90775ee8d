// The second pass: the arguments of calls and classes.

extension Parser {
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
