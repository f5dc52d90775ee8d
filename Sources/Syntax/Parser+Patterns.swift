// `match` statements and their patterns.

extension Parser {
    func matchStatement() throws(Failure) -> Stmt {
        let start = position
        guard isSoftKeyword(NameTable.match) else { throw mismatch() }
        advance()
        let subject = try matchSubject()
        try expect(.colon)
        try expect(.newline)
        try expect(.indent)
        var cases: [MatchCase] = []
        repeat { cases.append(try matchCase()) } while isSoftKeyword(NameTable.case)
        try expect(.dedent)
        return Stmt(.match(subject: subject, cases: cases), statementRange(from: start))
    }

    /// `subject_expr`: a named expression, or a tuple without parentheses.
    func matchSubject() throws(Failure) -> Expr {
        let start = position
        let first = try starNamedExpression()
        guard kind == .comma else {
            if case .starred = first.kind, tokens[start].kind == .star { throw mismatch() }
            return first
        }
        var elements = [first]
        while accept(.comma), kind != .colon, kind != .newline { elements.append(try starNamedExpression()) }
        return node(.tuple(elts: elements, ctx: .load), from: start)
    }

    private func matchCase() throws(Failure) -> MatchCase {
        guard isSoftKeyword(NameTable.case) else { throw mismatch() }
        advance()
        let pattern = try patterns()
        let condition = accept(.kwIf) ? try namedExpression() : nil
        try expect(.colon)
        return MatchCase(pattern: pattern, guard: condition, body: try block())
    }

    /// `patterns`: a pattern, or a sequence without parentheses.
    func patterns() throws(Failure) -> Pattern {
        let start = position
        let isStarred = kind == .star
        let first = try maybeStarPattern()
        if kind == .comma {
            var elements = [first]
            while accept(.comma), kind != .colon, kind != .kwIf { elements.append(try maybeStarPattern()) }
            return Pattern(.matchSequence(patterns: elements), range(from: start))
        }
        if isStarred { throw mismatch() }
        return first
    }

    private func maybeStarPattern() throws(Failure) -> Pattern {
        guard kind == .star else { return try pattern() }
        let start = position
        advance()
        if isSoftKeyword(NameTable.underscore) {
            advance()
            return Pattern(.matchStar(name: nil), range(from: start))
        }
        let name = try captureTarget()
        return Pattern(.matchStar(name: name), range(from: start))
    }

    /// A name that is bound: not `_`, and not the head of an attribute, call or keyword.
    private func captureTarget() throws(Failure) -> String {
        if isSoftKeyword(NameTable.underscore) { throw mismatch() }
        guard kind == .name else { throw mismatch() }
        switch secondKind {
        case .dot, .leftParen, .equal: throw mismatch(at: position + 1)
        default: break
        }
        return try expectName()
    }

    func pattern() throws(Failure) -> Pattern {
        try enter()
        let start = position
        let first = try orPattern()
        leave()
        guard kind == .kwAs else { return first }
        if diagnosing { try diagnoseAsPattern() }
        advance()
        let name = try captureTarget()
        return Pattern(.matchAs(pattern: first, name: name), range(from: start))
    }

    private func orPattern() throws(Failure) -> Pattern {
        let start = position
        let first = try closedPattern()
        guard kind == .pipe else { return first }
        var alternatives = [first]
        while accept(.pipe) { alternatives.append(try closedPattern()) }
        return Pattern(.matchOr(patterns: alternatives), range(from: start))
    }

    private func closedPattern() throws(Failure) -> Pattern {
        let start = position
        switch kind {
        case .number, .minus:
            let value = try numberLiteral()
            return Pattern(.matchValue(value: value), range(from: start))
        case .string:
            let value = try strings()
            return Pattern(.matchValue(value: value), range(from: start))
        case .kwNone, .kwTrue, .kwFalse:
            let value: Constant = kind == .kwNone ? .none : kind == .kwTrue ? .true : .false
            advance()
            return Pattern(.matchSingleton(value: value), range(from: start))
        case .name: return try namePattern()
        case .leftParen:
            advance()
            if accept(.rightParen) { return Pattern(.matchSequence(patterns: []), range(from: start)) }
            let isStarred = kind == .star
            let first = try maybeStarPattern()
            if kind == .rightParen, !isStarred {
                advance()
                return first
            }
            try expect(.comma)
            var elements = [first]
            while kind != .rightParen {
                elements.append(try maybeStarPattern())
                if !accept(.comma) { break }
            }
            try expect(.rightParen)
            return Pattern(.matchSequence(patterns: elements), range(from: start))
        case .leftBracket:
            advance()
            var elements: [Pattern] = []
            while kind != .rightBracket {
                elements.append(try maybeStarPattern())
                if !accept(.comma) { break }
            }
            try expect(.rightBracket)
            return Pattern(.matchSequence(patterns: elements), range(from: start))
        case .leftBrace: return try mappingPattern()
        default: throw mismatch()
        }
    }

    /// A wildcard, a capture, a dotted value, or a class pattern.
    private func namePattern() throws(Failure) -> Pattern {
        let start = position
        if isSoftKeyword(NameTable.underscore) {
            advance()
            return Pattern(.matchAs(pattern: nil, name: nil), range(from: start))
        }
        switch secondKind {
        case .dot, .leftParen: break
        case .equal: throw mismatch(at: position + 1)
        default:
            let name = try expectName()
            return Pattern(.matchAs(pattern: nil, name: name), range(from: start))
        }
        let value = try nameOrAttribute()
        if kind == .leftParen { return try classPattern(value, start) }
        if kind == .equal { throw mismatch() }
        return Pattern(.matchValue(value: value), range(from: start))
    }

    private func nameOrAttribute() throws(Failure) -> Expr {
        let start = position
        var value = node(.name(id: try expectName(), ctx: .load), from: start)
        value.range = range(from: start)
        while accept(.dot) {
            let attribute = try expectName()
            value = node(.attribute(value: value, attr: attribute, ctx: .load), from: start)
            try checkHeight(value)
        }
        return value
    }

    private func classPattern(_ cls: Expr, _ start: Int) throws(Failure) -> Pattern {
        advance()
        var positional: [Pattern] = []
        var keywordNames: [String] = []
        var keywordPatterns: [Pattern] = []
        var firstWrong: Int?
        while kind != .rightParen {
            if kind == .name, secondKind == .equal {
                keywordNames.append(try expectName())
                advance()
                keywordPatterns.append(try pattern())
            } else {
                if !keywordNames.isEmpty {
                    guard diagnosing, seeksMistakes else { throw mismatch() }
                    if firstWrong == nil { firstWrong = position }
                }
                positional.append(try pattern())
                if let firstWrong, kind != .comma || secondKind == .rightParen || isKeywordPattern(position + 1) {
                    throw raise(
                        "positional patterns follow keyword patterns", range: range(from: firstWrong))
                }
            }
            if !accept(.comma) { break }
        }
        try expect(.rightParen)
        return Pattern(
            .matchClass(cls: cls, patterns: positional, kwdAttrs: keywordNames, kwdPatterns: keywordPatterns),
            range(from: start))
    }

    private func isKeywordPattern(_ index: Int) -> Bool {
        index + 1 < tokenCount && tokens[index].kind == .name && tokens[index + 1].kind == .equal
    }

    private func mappingPattern() throws(Failure) -> Pattern {
        let start = position
        advance()
        var keys: [Expr] = []
        var values: [Pattern] = []
        var rest: String?
        while kind != .rightBrace {
            if accept(.doubleStar) {
                rest = try captureTarget()
                _ = accept(.comma)
                break
            }
            keys.append(try mappingKey())
            try expect(.colon)
            values.append(try pattern())
            if !accept(.comma) { break }
        }
        try expect(.rightBrace)
        return Pattern(.matchMapping(keys: keys, patterns: values, rest: rest), range(from: start))
    }

    private func mappingKey() throws(Failure) -> Expr {
        switch kind {
        case .number, .minus: return try numberLiteral()
        case .string: return try strings()
        case .kwNone, .kwTrue, .kwFalse: return try atom()
        default:
            let value = try nameOrAttribute()
            guard case .attribute = value.kind else { throw mismatch() }
            return value
        }
    }

    /// A number with an optional minus, or a complex number written as a sum.
    private func numberLiteral() throws(Failure) -> Expr {
        let start = position
        let left = try signedNumber()
        guard kind == .plus || kind == .minus else { return left }
        if isImaginary(left) {
            throw raise("real number required in complex literal", range: magnitude(left).range)
        }
        let op: BinaryOperator = kind == .plus ? .add : .sub
        advance()
        let right = try number()
        if !isImaginary(right) { throw raise("imaginary number required in complex literal", range: right.range) }
        return node(.binOp(left: left, op: op, right: right), from: start)
    }

    private func signedNumber() throws(Failure) -> Expr {
        let start = position
        guard accept(.minus) else { return try number() }
        let value = try number()
        return node(.unaryOp(op: .uSub, operand: value), from: start)
    }

    private func magnitude(_ expression: Expr) -> Expr {
        if case .unaryOp(_, let operand) = expression.kind { return operand }
        return expression
    }

    private func isImaginary(_ expression: Expr) -> Bool {
        if case .constant(.complex, _) = magnitude(expression).kind { return true }
        return false
    }
}
