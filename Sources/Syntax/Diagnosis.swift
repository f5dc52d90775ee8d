// The second pass over a wrong program: the grammar with its ordered choices, and the rules for known mistakes.
//
// In:  a parser whose first pass failed, at the statement that failed.
// Out: `error`, if one of the rules recognised the mistake; else the message is the generic one.
//
// Python's messages depend on the order in which its PEG grammar tries things: the first mistake that any attempted
// rule recognises is reported, even where another reading of the text would have been tried later. So these files
// follow that order, with backtracking and a memo, where the first pass decides by the next token. Functions named
// `seek…` look for mistakes and do nothing else.

/// The result of a rule at a position.
struct MemoEntry {
    var result: Expr?
    var succeeded: Bool
    var end: Int
    var furthest: Int
}

/// The rules whose results are remembered, so that backtracking stays cheap.
enum MemoRule: Int {
    case expression, disjunction, bitwiseOr, primary, targetPrimary, starTarget, starAtomTarget, strings, block,
        simpleStatement, namedMistake
    static let bits = 4
}

extension Parser {
    // MARK: Backtracking

    /// Runs a rule once at each position.
    func memoised(_ rule: MemoRule, _ body: () throws(Failure) -> Expr) throws(Failure) -> Expr {
        let start = position
        let key = start << MemoRule.bits | rule.rawValue
        if let entry = memo[key] {
            guard let result = entry.result else { throw .mismatch }
            position = entry.end
            return result
        }
        do throws(Failure) {
            let result = try body()
            memo[key] = MemoEntry(result: result, succeeded: true, end: position, furthest: furthest)
            return result
        } catch {
            if error == .mismatch {
                memo[key] = MemoEntry(result: nil, succeeded: false, end: start, furthest: furthest)
                position = start
            }
            throw error
        }
    }

    /// The same for rules without a result.
    func memoisedRule(_ rule: MemoRule, _ body: () throws(Failure) -> Void) throws(Failure) {
        let start = position
        let key = start << MemoRule.bits | rule.rawValue
        if let entry = memo[key] {
            guard entry.succeeded else { throw .mismatch }
            position = entry.end
            return
        }
        do throws(Failure) {
            try body()
            memo[key] = MemoEntry(result: nil, succeeded: true, end: position, furthest: furthest)
        } catch {
            if error == .mismatch {
                memo[key] = MemoEntry(result: nil, succeeded: false, end: start, furthest: furthest)
                position = start
            }
            throw error
        }
    }

    /// Tries an alternative; the position moves only if it matches.
    func alternative(_ rule: () throws(Failure) -> Void) throws(Failure) -> Bool { try attempt(rule) != nil }

    /// Whether the next token is of this kind; it counts as looked at.
    func isNext(_ wanted: TokenKind) -> Bool {
        note()
        return kind == wanted
    }

    /// Whether a rule matches here; the position does not move.
    func looksAhead(_ rule: () throws(Failure) -> Void) throws(Failure) -> Bool {
        let start = position
        let matched = try attempt(rule) != nil
        position = start
        return matched
    }

    /// Runs a rule with the rules for mistakes switched off.
    func withoutMistakes<Result>(_ rule: () throws(Failure) -> Result) throws(Failure) -> Result {
        let saved = seeksMistakes
        seeksMistakes = false
        defer { seeksMistakes = saved }
        return try rule()
    }

    /// `item (separator item)*`; a separator without an item is not taken.
    func gather<Item>(_ separator: TokenKind, _ item: () throws(Failure) -> Item) throws(Failure) -> [Item] {
        var items = [try item()]
        while true {
            let next = try attempt { () throws(Failure) in
                try self.expect(separator)
                return try item()
            }
            guard let next else { return items }
            items.append(next)
        }
    }

    // MARK: Wrong targets

    enum TargetKind { case star, loop, deletion }

    /// Reports the part of a would-be target that cannot be one.
    func raiseInvalidTarget(_ expression: Expr, _ kind: TargetKind) throws(Failure) {
        guard let wrong = invalidTarget(expression, kind) else { return }
        let verb = kind == .deletion ? "delete" : "assign to"
        throw raise("cannot \(verb) \(describe(wrong))", range: wrong.range)
    }

    private func invalidTarget(_ expression: Expr, _ kind: TargetKind) -> Expr? {
        switch expression.kind {
        case .list(let elts, _), .tuple(let elts, _):
            for element in elts {
                if let wrong = invalidTarget(element, kind) { return wrong }
            }
            return nil
        case .starred(let value, _): return kind == .deletion ? expression : invalidTarget(value, kind)
        case .compare(let left, let ops, _):
            // The head of a loop reads as a comparison.
            if kind == .loop { return ops.first == .in ? invalidTarget(left, kind) : nil }
            return expression
        case .name, .subscripted, .attribute: return nil
        default: return expression
        }
    }

    /// What messages call an expression.
    func describe(_ expression: Expr) -> String {
        switch expression.kind {
        case .attribute: return "attribute"
        case .subscripted: return "subscript"
        case .starred: return "starred"
        case .name: return "name"
        case .list: return "list"
        case .tuple: return "tuple"
        case .lambda: return "lambda"
        case .call: return "function call"
        case .boolOp, .binOp, .unaryOp, .slice: return "expression"
        case .generatorExp: return "generator expression"
        case .yield, .yieldFrom: return "yield expression"
        case .await: return "await expression"
        case .listComp: return "list comprehension"
        case .setComp: return "set comprehension"
        case .dictComp: return "dict comprehension"
        case .dict: return "dict literal"
        case .set: return "set display"
        case .joinedStr, .formattedValue: return "f-string expression"
        case .constant(let value, _):
            switch value {
            case .none: return "None"
            case .true: return "True"
            case .false: return "False"
            case .ellipsis: return "ellipsis"
            default: return "literal"
            }
        case .compare: return "comparison"
        case .ifExp: return "conditional expression"
        case .namedExpr: return "named expression"
        }
    }

    // MARK: Targets

    /// `star_targets`
    func diagnoseStarTargets() throws(Failure) -> Expr {
        let start = position
        let first = try diagnoseStarTarget()
        if !isNext(.comma) { return first }
        var elements = [first]
        while true {
            let next = try attempt { () throws(Failure) in
                try self.expect(.comma)
                return try self.diagnoseStarTarget()
            }
            guard let next else { break }
            elements.append(next)
        }
        _ = accept(.comma)
        note()
        return node(.tuple(elts: elements, ctx: .store), from: start)
    }

    /// `star_target`
    func diagnoseStarTarget() throws(Failure) -> Expr {
        try memoised(.starTarget) { () throws(Failure) in
            let start = self.position
            if self.kind == .star {
                let starred = try self.attempt { () throws(Failure) in
                    self.advance()
                    if self.isNext(.star) { throw self.mismatch() }
                    return try self.diagnoseStarTarget()
                }
                if let starred { return self.node(.starred(value: starred, ctx: .store), from: start) }
            }
            return try self.starAtomTarget()
        }
    }

    /// `target_with_star_atom`
    private func starAtomTarget() throws(Failure) -> Expr {
        try memoised(.starAtomTarget) { () throws(Failure) in
            if let target = try self.attempt(self.subscriptOrAttributeTarget) { return target }
            let start = self.position
            switch self.kind {
            case .name: return try self.atom()
            case .leftParen:
                let grouped = try self.attempt { () throws(Failure) in
                    self.advance()
                    let target = try self.starAtomTarget()
                    try self.expect(.rightParen)
                    return target
                }
                if let grouped { return grouped }
                self.advance()
                if self.accept(.rightParen) { return self.node(.tuple(elts: [], ctx: .store), from: start) }
                var elements = [try self.diagnoseStarTarget()]
                try self.expect(.comma)
                while let next = try self.attempt(self.diagnoseStarTarget) {
                    elements.append(next)
                    if !self.accept(.comma) { break }
                }
                try self.expect(.rightParen)
                return self.node(.tuple(elts: elements, ctx: .store), from: start)
            case .leftBracket:
                self.advance()
                if self.accept(.rightBracket) { return self.node(.list(elts: [], ctx: .store), from: start) }
                let elements = try self.gather(.comma, self.diagnoseStarTarget)
                _ = self.accept(.comma)
                try self.expect(.rightBracket)
                return self.node(.list(elts: elements, ctx: .store), from: start)
            default: throw self.mismatch()
            }
        }
    }

    /// An attribute or subscript that nothing is applied to.
    func subscriptOrAttributeTarget() throws(Failure) -> Expr {
        let start = position
        let value = try targetPrimary()
        let result: Expr
        if accept(.dot) {
            let name = try expectName()
            result = node(.attribute(value: value, attr: name, ctx: .store), from: start)
        } else {
            try expect(.leftBracket)
            let slice = try slices()
            try expect(.rightBracket)
            result = node(.subscripted(value: value, slice: slice, ctx: .store), from: start)
        }
        if trailerFollows() { throw mismatch() }
        return result
    }

    private func trailerFollows() -> Bool {
        note()
        return kind == .leftParen || kind == .leftBracket || kind == .dot
    }

    /// `t_primary`: a primary that is followed by another trailer.
    private func targetPrimary() throws(Failure) -> Expr {
        try memoised(.targetPrimary) { () throws(Failure) in
            let start = self.position
            var result = try self.atom()
            if !self.trailerFollows() { throw self.mismatch() }
            while true {
                let current = result
                let longer = try self.attempt { () throws(Failure) in
                    let next = try self.trailer(of: current, from: start, isTarget: true)
                    if !self.trailerFollows() { throw self.mismatch() }
                    return next
                }
                guard let longer else { return result }
                result = longer
            }
        }
    }

    /// `single_target`
    func singleTarget() throws(Failure) -> Expr {
        if let target = try attempt(subscriptOrAttributeTarget) { return target }
        if kind == .name { return try atom() }
        try expect(.leftParen)
        let target = try singleTarget()
        try expect(.rightParen)
        return target
    }

    // MARK: The input

    /// The start rules, from the statement that failed.
    func diagnoseModule() throws(Failure) {
        switch mode {
        case .exec:
            repeat { try diagnoseStatement() } while kind != .endMarker
        case .eval:
            _ = try expressions()
            while accept(.newline) {}
            try expect(.endMarker)
        case .single:
            if try alternative({ () throws(Failure) in
                try self.diagnoseCompoundStatement()
                try self.expect(.newline)
            }) {
                return
            }
            try diagnoseSimpleStatements()
        }
    }
}
