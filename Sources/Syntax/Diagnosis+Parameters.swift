// The second pass: the parameters of functions and lambdas.

extension Parser {
    /// `params` or `lambda_params`, with their mistakes.
    func diagnoseParameters(isLambda: Bool) throws(Failure) -> Arguments {
        if seeksMistakes { try seekWrongParameters(isLambda) }
        return try orderedParameters(isLambda)
    }

    /// How a parameter ends: with a comma that is taken, or before the closing token.
    private func parameterEnd(_ isLambda: Bool) throws(Failure) {
        if accept(.comma) { return }
        if !isNext(isLambda ? .colon : .rightParen) { throw mismatch() }
    }

    private func withoutDefault(_ isLambda: Bool) throws(Failure) -> Arg {
        let argument = try parameter(isLambda: isLambda, allowsStar: false)
        try parameterEnd(isLambda)
        return argument
    }

    private func defaultValue() throws(Failure) -> Expr {
        try expect(.equal)
        if let value = try attempt(expression) { return value }
        if seeksMistakes, isNext(.rightParen) || kind == .comma {
            throw raise("expected default value expression", at: position - 1)
        }
        throw mismatch()
    }

    private func withDefault(_ isLambda: Bool) throws(Failure) -> (Arg, Expr) {
        let argument = try parameter(isLambda: isLambda, allowsStar: false)
        let value = try defaultValue()
        try parameterEnd(isLambda)
        return (argument, value)
    }

    private func maybeWithDefault(_ isLambda: Bool) throws(Failure) -> (Arg, Expr?) {
        let argument = try parameter(isLambda: isLambda, allowsStar: false)
        let value = try attempt(defaultValue)
        try parameterEnd(isLambda)
        return (argument, value)
    }

    private func several<Item>(_ item: () throws(Failure) -> Item) throws(Failure) -> [Item] {
        var items: [Item] = []
        while let next = try attempt(item) { items.append(next) }
        return items
    }

    /// Positional-only parameters without defaults, and their slash.
    private func slashWithoutDefaults(_ isLambda: Bool) throws(Failure) -> [Arg] {
        let arguments = try several { () throws(Failure) in try self.withoutDefault(isLambda) }
        if arguments.isEmpty { throw mismatch() }
        try expect(.slash)
        try parameterEnd(isLambda)
        return arguments
    }

    private func slashWithDefaults(_ isLambda: Bool) throws(Failure) -> ([Arg], [(Arg, Expr)]) {
        let plain = try several { () throws(Failure) in try self.withoutDefault(isLambda) }
        let defaulted = try several { () throws(Failure) in try self.withDefault(isLambda) }
        if defaulted.isEmpty { throw mismatch() }
        try expect(.slash)
        try parameterEnd(isLambda)
        return (plain, defaulted)
    }

    private func orderedParameters(_ isLambda: Bool) throws(Failure) -> Arguments {
        let result = Arguments()
        let start = position
        if let plain = try attempt({ () throws(Failure) in try self.slashWithoutDefaults(isLambda) }) {
            result.posonlyargs = plain
            result.args = try several { () throws(Failure) in try self.withoutDefault(isLambda) }
        } else if let (plain, defaulted) = try attempt({ () throws(Failure) in try self.slashWithDefaults(isLambda) }) {
            result.posonlyargs = plain + defaulted.map(\.0)
            result.defaults = defaulted.map(\.1)
        } else {
            result.args = try several { () throws(Failure) in try self.withoutDefault(isLambda) }
        }
        for (argument, value) in try several({ () throws(Failure) in try self.withDefault(isLambda) }) {
            result.args.append(argument)
            result.defaults.append(value)
        }
        let hasStars = try alternative { () throws(Failure) in try self.starAndKeywords(isLambda, result) }
        if position == start, !hasStars { throw mismatch() }
        return result
    }

    /// `star_etc`
    private func starAndKeywords(_ isLambda: Bool, _ result: Arguments) throws(Failure) {
        if seeksMistakes { try seekWrongStar(isLambda) }
        func keywordOnly() throws(Failure) -> [(Arg, Expr?)] {
            try several { () throws(Failure) in try self.maybeWithDefault(isLambda) }
        }
        let hasStar = try alternative { () throws(Failure) in
            try self.expect(.star)
            let plain = try self.attempt { () throws(Failure) in try self.withoutDefault(isLambda) }
            if let plain {
                result.vararg = plain
                _ = try keywordOnly()
            } else if !isLambda, self.kind == .name {
                result.vararg = try self.parameter(isLambda: false, allowsStar: true)
                try self.parameterEnd(false)
                _ = try keywordOnly()
            } else {
                try self.expect(.comma)
                if try keywordOnly().isEmpty { throw self.mismatch() }
            }
            _ = try self.alternative { () throws(Failure) in try self.keywordRest(isLambda) }
        }
        if !hasStar { try keywordRest(isLambda) }
    }

    /// `kwds`
    private func keywordRest(_ isLambda: Bool) throws(Failure) {
        if seeksMistakes {
            let start = position
            defer { position = start }
            if try alternative({ () throws(Failure) in
                try self.expect(.doubleStar)
                _ = try self.parameter(isLambda: isLambda, allowsStar: false)
            }) {
                if isNext(.equal) { throw raise("var-keyword argument cannot have default value", at: position) }
                if accept(.comma) {
                    let message = "arguments cannot follow var-keyword argument"
                    note()
                    let next = position
                    if let argument = try attempt({ () throws(Failure) in
                        try self.parameter(isLambda: isLambda, allowsStar: false)
                    }) {
                        throw raise(message, range: argument.range)
                    }
                    if kind == .star || kind == .doubleStar || kind == .slash { throw raise(message, at: next) }
                }
            }
        }
        try expect(.doubleStar)
        _ = try withoutDefault(isLambda)
    }

    private func seekWrongStar(_ isLambda: Bool) throws(Failure) {
        let star = position
        guard kind == .star else { return }
        defer { position = star }
        let closing: TokenKind = isLambda ? .colon : .rightParen
        advance()
        note()
        let isBare: Bool
        if kind == .comma {
            if secondKind == closing || secondKind == .doubleStar { position += 1 }
            isBare = secondKind == closing || secondKind == .doubleStar || position > star + 1
        } else {
            isBare = kind == closing
        }
        if isBare {
            note()
            if isLambda { throw raise("named arguments must follow bare *") }
            throw raise("named arguments must follow bare *", at: star)
        }
        position = star + 1
        if try attempt({ () throws(Failure) in try self.parameter(isLambda: isLambda, allowsStar: false) }) != nil,
            isNext(.equal)
        {
            throw raise("var-positional argument cannot have default value", at: position)
        }
        position = star + 1
        func starred() throws(Failure) {
            if try attempt({ () throws(Failure) in try self.withoutDefault(isLambda) }) == nil { try expect(.comma) }
        }
        if try alternative(starred) {
            _ = try several { () throws(Failure) in try self.maybeWithDefault(isLambda) }
            if isNext(.star) {
                let second = position
                advance()
                if try alternative(starred) { throw raise("* argument may appear only once", at: second) }
            }
        }
    }

    private func seekWrongParameters(_ isLambda: Bool) throws(Failure) {
        let start = position
        defer { position = start }
        func plain() throws(Failure) -> Arg { try withoutDefault(isLambda) }
        func slash() throws(Failure) {
            if try attempt({ () throws(Failure) in try self.slashWithoutDefaults(isLambda) }) == nil {
                _ = try slashWithDefaults(isLambda)
            }
        }
        func maybe() throws(Failure) -> (Arg, Expr?) { try maybeWithDefault(isLambda) }

        _ = try several(plain)
        var hasDefaults = try attempt({ () throws(Failure) in try self.slashWithDefaults(isLambda) }) != nil
        if !hasDefaults { hasDefaults = try !several { () throws(Failure) in try self.withDefault(isLambda) }.isEmpty }
        if hasDefaults, let argument = try attempt(plain) {
            throw raise("non-default argument follows default argument", range: argument.range)
        }

        position = start
        _ = try several(plain)
        if isNext(.leftParen) {
            let open = position
            if try alternative({ () throws(Failure) in
                self.advance()
                if isLambda {
                    _ = try self.gather(.comma) { () throws(Failure) in
                        try self.parameter(isLambda: true, allowsStar: false)
                    }
                } else {
                    if try self.several(plain).isEmpty { throw self.mismatch() }
                }
                _ = self.accept(.comma)
                try self.expect(.rightParen)
            }) {
                throw raise(
                    isLambda
                        ? "Lambda expression parameters cannot be parenthesized"
                        : "Function parameters cannot be parenthesized", from: open, to: position - 1)
            }
        }

        position = start
        if kind == .slash, secondKind == .comma { throw raise("at least one argument must precede /", at: start) }

        if try alternative(slash) {
            _ = try several(maybe)
            if isNext(.slash) { throw raise("/ may appear only once", at: position) }
        }

        position = start
        _ = try alternative(slash)
        _ = try several(maybe)
        if accept(.star) {
            var hasNext = accept(.comma)
            if !hasNext { hasNext = try attempt(plain) != nil }
            if hasNext {
                _ = try several(maybe)
                if isNext(.slash) { throw raise("/ must be ahead of *", at: position) }
            }
        }

        position = start
        if try !several(maybe).isEmpty, accept(.slash), isNext(.star) {
            throw raise("expected comma between / and *", at: position)
        }
    }
}
