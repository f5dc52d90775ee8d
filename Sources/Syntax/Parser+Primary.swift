// Primaries and atoms: names, literals, displays, comprehensions, calls, subscripts, attributes.

extension Parser {
    /// `primary`: an atom and its trailers.
    func primary() throws(Failure) -> Expr {
        if diagnosing { return try diagnosePrimary() }
        let start = position
        var result = try atom()
        while true {
            switch kind {
            case .dot:
                advance()
                let name = try expectName()
                result = node(.attribute(value: result, attr: name, ctx: .load), from: start)
            case .leftParen:
                let (args, keywords) = try callArguments()
                result = node(.call(func: result, args: args, keywords: keywords), from: start)
            case .leftBracket:
                advance()
                let slice = try slices()
                try expect(.rightBracket)
                result = node(.subscripted(value: result, slice: slice, ctx: .load), from: start)
            default: return result
            }
            try checkHeight(result)
        }
    }

    func atom() throws(Failure) -> Expr {
        let start = position
        switch kind {
        case .name:
            advance()
            return node(.name(id: names.text(tokens[start].name), ctx: .load), from: start)
        case .number: return try number()
        case .string: return try strings()
        case .leftParen: return try parenthesised()
        case .leftBracket: return try listDisplay()
        case .leftBrace: return try braceDisplay()
        case .kwNone: return constant(.none)
        case .kwTrue: return constant(.true)
        case .kwFalse: return constant(.false)
        case .ellipsis: return constant(.ellipsis)
        default: throw mismatch()
        }
    }

    @inline(__always)
    private func constant(_ value: Constant) -> Expr {
        advance()
        return node(.constant(value, isUnicodeMarked: false), from: position &- 1)
    }

    func number() throws(Failure) -> Expr {
        let token = tokens[position]
        guard token.kind == .number else { throw mismatch() }
        let text = UnsafeBufferPointer(start: source.base + Int(token.start), count: Int(token.end &- token.start))
        var digits = 0
        guard let value = numberConstant(text, digits: &digits) else { throw tooManyDigits(digits) }
        return constant(value)
    }

    /// `(…)`: empty tuple, group, tuple, generator expression.
    private func parenthesised() throws(Failure) -> Expr {
        let start = position
        advance()
        try enter()
        switch kind {
        case .rightParen:
            advance()
            leave()
            return node(.tuple(elts: [], ctx: .load), from: start)
        case .kwYield:
            let result = try yieldExpression()
            try expect(.rightParen)
            leave()
            return result
        default: break
        }
        let isStarred = kind == .star
        let first = try starNamedExpression()
        switch kind {
        case .rightParen:
            // A starred item needs a comma after it.
            if isStarred { throw mismatch() }
            advance()
            leave()
            return first
        case .comma:
            advance()
            var elements = [first]
            while kind != .rightParen {
                elements.append(try starNamedExpression())
                if !accept(.comma) { break }
            }
            try expect(.rightParen)
            leave()
            return node(.tuple(elts: elements, ctx: .load), from: start)
        case .kwFor, .kwAsync:
            if isStarred { throw mismatch() }
            let generators = try comprehensions()
            try expect(.rightParen)
            leave()
            return node(.generatorExp(elt: first, generators: generators), from: start)
        default: throw mismatch()
        }
    }

    /// `[…]`: list or list comprehension.
    private func listDisplay() throws(Failure) -> Expr {
        let start = position
        advance()
        try enter()
        if accept(.rightBracket) {
            leave()
            return node(.list(elts: [], ctx: .load), from: start)
        }
        let isStarred = kind == .star
        let first = try starNamedExpression()
        if kind == .kwFor || kind == .kwAsync, !isStarred {
            let generators = try comprehensions()
            try expect(.rightBracket)
            leave()
            return node(.listComp(elt: first, generators: generators), from: start)
        }
        var elements = [first]
        while accept(.comma), kind != .rightBracket { elements.append(try starNamedExpression()) }
        try expect(.rightBracket)
        leave()
        return node(.list(elts: elements, ctx: .load), from: start)
    }

    /// `{…}`: dict, set and their comprehensions.
    private func braceDisplay() throws(Failure) -> Expr {
        let start = position
        advance()
        try enter()
        if accept(.rightBrace) {
            leave()
            return node(.dict(keys: [], values: []), from: start)
        }
        if kind == .doubleStar { return try dictRest([], [], start) }
        let isStarred = kind == .star
        let first = try starNamedExpression()
        switch kind {
        case .colon:
            // `{a := 1: 2}` is no dict.
            if isStarred { throw mismatch() }
            if case .namedExpr = first.kind, tokens[position - 1].kind != .rightParen { throw mismatch() }
            advance()
            let value = try expression()
            if kind == .kwFor || kind == .kwAsync {
                let generators = try comprehensions()
                try expect(.rightBrace)
                leave()
                return node(.dictComp(key: first, value: value, generators: generators), from: start)
            }
            if kind == .comma {
                advance()
                return try dictRest([first], [value], start)
            }
            try expect(.rightBrace)
            leave()
            return node(.dict(keys: [first], values: [value]), from: start)
        case .kwFor, .kwAsync:
            if isStarred { throw mismatch() }
            let generators = try comprehensions()
            try expect(.rightBrace)
            leave()
            return node(.setComp(elt: first, generators: generators), from: start)
        default:
            var elements = [first]
            while accept(.comma), kind != .rightBrace { elements.append(try starNamedExpression()) }
            try expect(.rightBrace)
            leave()
            return node(.set(elts: elements), from: start)
        }
    }

    private func dictRest(_ keys: [Expr?], _ values: [Expr], _ start: Int) throws(Failure) -> Expr {
        var keys = keys
        var values = values
        while kind != .rightBrace {
            if accept(.doubleStar) {
                keys.append(nil)
                values.append(try bitwiseOr())
            } else {
                keys.append(try expression())
                try expect(.colon)
                values.append(try expression())
            }
            if !accept(.comma) { break }
        }
        try expect(.rightBrace)
        leave()
        return node(.dict(keys: keys, values: values), from: start)
    }

    /// `for_if_clauses`
    func comprehensions() throws(Failure) -> [Comprehension] {
        if diagnosing { return try diagnoseComprehensions() }
        var result: [Comprehension] = []
        repeat {
            let isAsync = accept(.kwAsync)
            try expect(.kwFor)
            let target = try starTargets()
            try expect(.kwIn)
            result.append(try comprehensionRest(target, isAsync))
        } while kind == .kwFor || kind == .kwAsync
        return result
    }

    /// What follows the `in` of a clause.
    func comprehensionRest(_ target: Expr, _ isAsync: Bool) throws(Failure) -> Comprehension {
        let iter = try disjunction()
        var conditions: [Expr] = []
        while kind == .kwIf {
            if diagnosing {
                let condition = try attempt { () throws(Failure) in
                    self.advance()
                    return try self.disjunction()
                }
                guard let condition else { break }
                conditions.append(condition)
            } else {
                advance()
                conditions.append(try disjunction())
            }
        }
        return Comprehension(target: target, iter: iter, ifs: conditions, isAsync: isAsync)
    }

    // MARK: Subscripts

    /// What stands between brackets: one slice, or a tuple of slices and starred items.
    func slices() throws(Failure) -> Expr {
        let start = position
        let isStarred = kind == .star
        let first = try sliceOrStarred()
        if kind != .comma, !isStarred { return first }
        var elements = [first]
        while accept(.comma), kind != .rightBracket { elements.append(try sliceOrStarred()) }
        return node(.tuple(elts: elements, ctx: .load), from: start)
    }

    private func sliceOrStarred() throws(Failure) -> Expr {
        if kind == .star { return try starredExpression() }
        return try slice()
    }

    func slice() throws(Failure) -> Expr {
        let start = position
        var lower: Expr?
        if kind != .colon {
            let first = try namedExpression()
            if kind != .colon { return first }
            if case .namedExpr = first.kind, tokens[position - 1].kind != .rightParen { throw mismatch() }
            lower = first
        }
        advance()
        func bound() throws(Failure) -> Expr? {
            switch kind {
            case .colon, .comma, .rightBracket: return nil
            default: return try expression()
            }
        }
        let upper = try bound()
        var step: Expr?
        if accept(.colon) { step = try bound() }
        return node(.slice(lower: lower, upper: upper, step: step), from: start)
    }

    /// `starred_expression`: `*` and any expression.
    func starredExpression() throws(Failure) -> Expr {
        let start = position
        try expect(.star)
        let value = try expression()
        return node(.starred(value: value, ctx: .load), from: start)
    }

    // MARK: Calls

    /// `(` arguments `)`; a lone generator expression needs no parentheses of its own, except as a class's base.
    func callArguments(allowsGenerator: Bool = true) throws(Failure) -> ([Expr], [Keyword]) {
        let open = position
        advance()
        var args: [Expr] = []
        var keywords: [Keyword] = []
        var sawDoubleStar = false
        try enter()
        while kind != .rightParen {
            let start = position
            switch kind {
            case .star:
                if sawDoubleStar { throw mismatch() }
                args.append(try starredExpression())
            case .doubleStar:
                advance()
                let value = try expression()
                keywords.append(Keyword(arg: nil, value: value, range: range(from: start)))
                sawDoubleStar = true
            case .name where secondKind == .equal:
                position &+= 2
                let value = try expression()
                keywords.append(Keyword(arg: names.text(tokens[start].name), value: value, range: range(from: start)))
            default:
                // Only keywords may follow keywords; a name is looked past for its `=`.
                if !keywords.isEmpty { throw mismatch(at: kind == .name ? position + 1 : position) }
                let value = try namedExpression()
                if kind == .kwFor || kind == .kwAsync {
                    // Only as the sole argument, without a comma after it.
                    guard allowsGenerator, args.isEmpty else { throw mismatch() }
                    let generators = try comprehensions()
                    try expect(.rightParen)
                    leave()
                    return ([node(.generatorExp(elt: value, generators: generators), from: open)], [])
                }
                if kind == .equal { throw mismatch() }
                args.append(value)
            }
            if !accept(.comma) { break }
        }
        try expect(.rightParen)
        leave()
        return (args, keywords)
    }
}
