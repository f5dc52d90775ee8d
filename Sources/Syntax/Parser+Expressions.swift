// Expressions down to unary operators; binary operators are parsed by precedence climbing.
//
// Where Python's grammar has ordered choices that only matter for wrong programs, the first lines of a function hand
// over to the diagnosis.

extension Parser {
    // MARK: Lists of expressions

    /// `expressions`: one, or a tuple without parentheses; no stars.
    func expressions() throws(Failure) -> Expr {
        let start = position
        let first = try expression()
        guard kind == .comma else { return first }
        return try tupleRest(first, start) { parser throws(Failure) in try parser.expression() }
    }

    /// `star_expressions`: the same with `*item`.
    func starExpressions() throws(Failure) -> Expr {
        let start = position
        let first = try starExpression()
        guard kind == .comma else { return first }
        return try tupleRest(first, start) { parser throws(Failure) in try parser.starExpression() }
    }

    private func tupleRest(
        _ first: Expr, _ start: Int, _ item: (Parser) throws(Failure) -> Expr
    ) throws(Failure) -> Expr {
        var elements = [first]
        while accept(.comma) {
            if diagnosing {
                guard let next = try attempt({ () throws(Failure) in try item(self) }) else { break }
                elements.append(next)
            } else {
                guard startsExpression(kind) else { break }
                elements.append(try item(self))
            }
        }
        return node(.tuple(elts: elements, ctx: .load), from: start)
    }

    func starExpression() throws(Failure) -> Expr {
        if kind == .star { return try starredBitwiseOr() }
        return try expression()
    }

    /// `*` and an operand that binds tighter than comparisons.
    func starredBitwiseOr() throws(Failure) -> Expr {
        let start = position
        try expect(.star)
        let value = try bitwiseOr()
        return node(.starred(value: value, ctx: .load), from: start)
    }

    /// `star_named_expression`
    func starNamedExpression() throws(Failure) -> Expr {
        if kind == .star { return try starredBitwiseOr() }
        return try namedExpression()
    }

    /// `star_named_expressions`: items up to a closing token, a last comma allowed.
    func starNamedExpressions(until closing: TokenKind) throws(Failure) -> [Expr] {
        var elements: [Expr] = []
        while kind != closing {
            elements.append(try starNamedExpression())
            if !accept(.comma) { break }
        }
        return elements
    }

    /// Whether a token can begin an expression (or a starred one).
    @inline(__always)
    func startsExpression(_ kind: TokenKind) -> Bool {
        switch kind {
        case .name, .number, .string, .leftParen, .leftBracket, .leftBrace, .minus, .plus, .tilde, .ellipsis, .star,
            .kwNone, .kwTrue, .kwFalse, .kwNot, .kwLambda, .kwAwait:
            return true
        default: return false
        }
    }

    // MARK: One expression

    /// `named_expression`: an expression, or `name := value`.
    func namedExpression() throws(Failure) -> Expr {
        if diagnosing { return try diagnoseNamedExpression() }
        if kind == .name, secondKind == .colonEqual { return try assignmentExpression() }
        let result = try expression()
        if kind == .colonEqual { throw mismatch() }
        return result
    }

    func assignmentExpression() throws(Failure) -> Expr {
        let start = position
        let id = try expectName()
        let target = node(.name(id: id, ctx: .store), from: start)
        try expect(.colonEqual)
        let value = try expression()
        return node(.namedExpr(target: target, value: value), from: start)
    }

    func expression() throws(Failure) -> Expr {
        if diagnosing { return try diagnoseExpression() }
        try enter()
        if kind == .kwLambda {
            let result = try lambda()
            leave()
            return result
        }
        let start = position
        let body = try disjunction()
        if kind == .kwIf {
            advance()
            let test = try disjunction()
            try expect(.kwElse)
            let orelse = try expression()
            let result = node(.ifExp(test: test, body: body, orelse: orelse), from: start)
            try checkHeight(result)
            leave()
            return result
        }
        leave()
        return body
    }

    func lambda() throws(Failure) -> Expr {
        let start = position
        try expect(.kwLambda)
        let arguments = try kind == .colon ? Arguments() : parameters(isLambda: true)
        try expect(.colon)
        let body = try expression()
        let result = node(.lambda(args: arguments, body: body), from: start)
        try checkHeight(result)
        return result
    }

    func disjunction() throws(Failure) -> Expr {
        if diagnosing { return try memoised(.disjunction) { () throws(Failure) in try self.plainDisjunction() } }
        return try plainDisjunction()
    }

    private func plainDisjunction() throws(Failure) -> Expr {
        let start = position
        let first = try conjunction()
        guard kind == .kwOr else { return first }
        var values = [first]
        while kind == .kwOr {
            if let value = try operand({ parser throws(Failure) in try parser.conjunction() }) {
                values.append(value)
            } else {
                break
            }
        }
        if values.count == 1 { return first }
        let result = node(.boolOp(op: .or, values: values), from: start)
        try checkHeight(result)
        return result
    }

    private func conjunction() throws(Failure) -> Expr {
        let start = position
        let first = try inversion()
        guard kind == .kwAnd else { return first }
        var values = [first]
        while kind == .kwAnd {
            if let value = try operand({ parser throws(Failure) in try parser.inversion() }) {
                values.append(value)
            } else {
                break
            }
        }
        if values.count == 1 { return first }
        let result = node(.boolOp(op: .and, values: values), from: start)
        try checkHeight(result)
        return result
    }

    /// An operator and its right operand. While diagnosing, a wrong operand leaves the operator untaken.
    @inline(__always)
    private func operand(_ rule: (Parser) throws(Failure) -> Expr) throws(Failure) -> Expr? {
        if diagnosing {
            return try attempt { () throws(Failure) in
                self.advance()
                return try rule(self)
            }
        }
        advance()
        return try rule(self)
    }

    private func inversion() throws(Failure) -> Expr {
        guard kind == .kwNot else { return try comparison() }
        let start = position
        advance()
        try enter()
        let operand = try inversion()
        leave()
        return node(.unaryOp(op: .not, operand: operand), from: start)
    }

    private func comparison() throws(Failure) -> Expr {
        let start = position
        let left = try bitwiseOr()
        guard compareOperator() != nil else { return left }
        return try comparisonRest(left, start)
    }

    private func comparisonRest(_ left: Expr, _ start: Int) throws(Failure) -> Expr {
        var ops: [CompareOperator] = []
        var comparators: [Expr] = []
        while let op = compareOperator() {
            let length = op == .notIn || op == .isNot ? 2 : 1
            let saved = position
            if diagnosing {
                let value = try attempt { () throws(Failure) in
                    self.position += length
                    return try self.bitwiseOr()
                }
                if let value {
                    ops.append(op)
                    comparators.append(value)
                    continue
                }
                position = saved
                break
            }
            position &+= length
            ops.append(op)
            comparators.append(try bitwiseOr())
        }
        if ops.isEmpty { return left }
        let result = node(.compare(left: left, ops: ops, comparators: comparators), from: start)
        try checkHeight(result)
        return result
    }

    /// The comparison operator at the next tokens; none is taken.
    @inline(__always)
    private func compareOperator() -> CompareOperator? {
        switch kind {
        case .equalEqual: return .eq
        case .notEqual: return .notEq
        case .less: return .lt
        case .lessEqual: return .ltE
        case .greater: return .gt
        case .greaterEqual: return .gtE
        case .kwIn: return .in
        case .kwIs: return secondKind == .kwNot ? .isNot : .is
        case .kwNot:
            if secondKind == .kwIn { return .notIn }
            if position + 1 > furthest { furthest = min(position + 1, tokenCount - 1) }
            return nil
        default: return nil
        }
    }

    // MARK: Binary and unary operators

    /// `bitwise_or`: everything that binds tighter than comparisons.
    func bitwiseOr() throws(Failure) -> Expr {
        if diagnosing { return try memoised(.bitwiseOr) { () throws(Failure) in try self.binary(1) } }
        return try binary(1)
    }

    /// Operators of at least this precedence.
    private func binary(_ minimum: UInt8) throws(Failure) -> Expr {
        let start = position
        var left = try unary()
        while true {
            let (precedence, op) = binaryOperator(kind)
            if precedence < minimum { return left }
            let right: Expr
            if diagnosing {
                let attempted = try attempt { () throws(Failure) in
                    self.advance()
                    return try self.binary(precedence + 1)
                }
                guard let attempted else { return left }
                right = attempted
            } else {
                advance()
                right = try binary(precedence &+ 1)
            }
            left = node(.binOp(left: left, op: op, right: right), from: start)
            try checkHeight(left)
        }
    }

    /// Precedence 0 is no operator.
    @inline(__always)
    private func binaryOperator(_ kind: TokenKind) -> (UInt8, BinaryOperator) {
        switch kind {
        case .plus: return (5, .add)
        case .minus: return (5, .sub)
        case .star: return (6, .mult)
        case .slash: return (6, .div)
        case .percent: return (6, .mod)
        case .doubleSlash: return (6, .floorDiv)
        case .at: return (6, .matMult)
        case .pipe: return (1, .bitOr)
        case .caret: return (2, .bitXor)
        case .ampersand: return (3, .bitAnd)
        case .leftShift: return (4, .lShift)
        case .rightShift: return (4, .rShift)
        default: return (0, .add)
        }
    }

    /// `factor`: signs, powers, await.
    func unary() throws(Failure) -> Expr {
        let op: UnaryOperator
        switch kind {
        case .plus: op = .uAdd
        case .minus: op = .uSub
        case .tilde: op = .invert
        default: return try power()
        }
        let start = position
        advance()
        try enter()
        let operand = try unary()
        leave()
        return node(.unaryOp(op: op, operand: operand), from: start)
    }

    private func power() throws(Failure) -> Expr {
        let start = position
        let base: Expr
        if kind == .kwAwait {
            advance()
            base = node(.await(value: try primary()), from: start)
        } else {
            base = try primary()
        }
        guard kind == .doubleStar else { return base }
        if diagnosing {
            let exponent = try attempt { () throws(Failure) in
                self.advance()
                return try self.unary()
            }
            guard let exponent else { return base }
            return node(.binOp(left: base, op: .pow, right: exponent), from: start)
        }
        advance()
        try enter()
        let exponent = try unary()
        leave()
        return node(.binOp(left: base, op: .pow, right: exponent), from: start)
    }

    // MARK: Yield

    func yieldExpression() throws(Failure) -> Expr {
        let start = position
        try expect(.kwYield)
        if kind == .kwFrom {
            if diagnosing {
                let delegated = try attempt { () throws(Failure) in
                    self.advance()
                    return try self.expression()
                }
                if let delegated { return node(.yieldFrom(value: delegated), from: start) }
                return node(.yield(value: nil), from: start)
            }
            advance()
            let value = try expression()
            return node(.yieldFrom(value: value), from: start)
        }
        if diagnosing {
            let value = try attempt { () throws(Failure) in try self.starExpressions() }
            return node(.yield(value: value), from: start)
        }
        guard startsExpression(kind) else {
            note()
            return node(.yield(value: nil), from: start)
        }
        let value = try starExpressions()
        return node(.yield(value: value), from: start)
    }
}
