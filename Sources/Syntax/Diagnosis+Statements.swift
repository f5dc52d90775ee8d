// The second pass: simple statements. No tree is made here; what counts is which rule recognises the mistake first.

extension Parser {
    // MARK: Simple statements

    func diagnoseStatement() throws(Failure) {
        if try alternative(diagnoseCompoundStatement) { return }
        try diagnoseSimpleStatements()
    }

    func diagnoseSimpleStatements() throws(Failure) {
        if try alternative({ () throws(Failure) in
            try self.orderedSimpleStatement()
            if self.isNext(.semicolon) { throw self.mismatch() }
            try self.expect(.newline)
        }) {
            return
        }
        _ = try gather(.semicolon, orderedSimpleStatement)
        _ = accept(.semicolon)
        try expect(.newline)
    }

    private func orderedSimpleStatement() throws(Failure) {
        try memoisedRule(.simpleStatement) { () throws(Failure) in
            if try self.alternative(self.orderedAssignment) { return }
            if try self.attempt(self.starExpressions) != nil { return }
            switch self.kind {
            case .kwReturn:
                self.advance()
                _ = try self.attempt(self.starExpressions)
            case .kwImport:
                self.advance()
                _ = try self.gather(.comma) { () throws(Failure) in
                    _ = try self.dottedName()
                    try self.optionalAlias()
                }
            case .kwFrom: try self.orderedImportFrom()
            case .kwRaise:
                self.advance()
                guard try self.attempt(self.expression) != nil else { return }
                _ = try self.alternative { () throws(Failure) in
                    try self.expect(.kwFrom)
                    _ = try self.expression()
                }
            case .kwPass, .kwBreak, .kwContinue: self.advance()
            case .kwDel: try self.orderedDeletion()
            case .kwYield: _ = try self.yieldExpression()
            case .kwAssert:
                self.advance()
                _ = try self.expression()
                _ = try self.alternative { () throws(Failure) in
                    try self.expect(.comma)
                    _ = try self.expression()
                }
            case .kwGlobal, .kwNonlocal:
                self.advance()
                _ = try self.gather(.comma, self.expectName)
            default: throw self.mismatch()
            }
        }
    }

    func optionalAlias() throws(Failure) {
        _ = try alternative { () throws(Failure) in
            try self.expect(.kwAs)
            _ = try self.expectName()
        }
    }

    private func orderedImportFrom() throws(Failure) {
        advance()
        while kind == .dot || kind == .ellipsis { advance() }
        if kind == .name || (tokens[position - 1].kind != .dot && tokens[position - 1].kind != .ellipsis) {
            _ = try dottedName()
        }
        try expect(.kwImport)
        func names() throws(Failure) {
            _ = try gather(.comma) { () throws(Failure) in
                _ = try self.expectName()
                try self.optionalAlias()
            }
        }
        if kind == .leftParen {
            advance()
            try names()
            _ = accept(.comma)
            try expect(.rightParen)
            return
        }
        if kind == .star {
            advance()
            return
        }
        try names()
        if isNext(.comma) {
            if seeksMistakes, secondKind == .newline {
                position += 1
                note()
                throw raise("trailing comma not allowed without surrounding parentheses")
            }
            throw mismatch()
        }
    }

    private func orderedDeletion() throws(Failure) {
        advance()
        let start = position
        if try alternative({ () throws(Failure) in
            _ = try self.gather(.comma, self.deletionTarget)
            _ = self.accept(.comma)
            if !self.isNext(.semicolon), self.kind != .newline { throw self.mismatch() }
        }) {
            return
        }
        if seeksMistakes, let targets = try attempt(starExpressions) { try raiseInvalidTarget(targets, .deletion) }
        position = start
        throw mismatch()
    }

    private func deletionTarget() throws(Failure) {
        if try attempt(subscriptOrAttributeTarget) != nil { return }
        switch kind {
        case .name: advance()
        case .leftParen, .leftBracket:
            let closing: TokenKind = kind == .leftParen ? .rightParen : .rightBracket
            advance()
            if accept(closing) { return }
            _ = try gather(.comma, deletionTarget)
            _ = accept(.comma)
            try expect(closing)
        default: throw mismatch()
        }
    }

    // MARK: Assignments

    private func isAugmentedAssignment() -> Bool {
        note()
        return augmentedOperator(kind) != nil
    }

    private func orderedAssignment() throws(Failure) {
        func annotation() throws(Failure) {
            try expect(.colon)
            _ = try expression()
            _ = try alternative { () throws(Failure) in
                try self.expect(.equal)
                _ = try self.yieldOrStarExpressions()
            }
        }
        let start = position
        if kind == .name, try alternative({ () throws(Failure) in
            self.advance()
            try annotation()
        }) {
            return
        }
        if try alternative({ () throws(Failure) in
            let grouped = try self.attempt { () throws(Failure) in
                try self.expect(.leftParen)
                let target = try self.singleTarget()
                try self.expect(.rightParen)
                return target
            }
            if grouped == nil { _ = try self.subscriptOrAttributeTarget() }
            try annotation()
        }) {
            return
        }
        if try alternative({ () throws(Failure) in
            try self.targetAndEqual()
            while try self.alternative(self.targetAndEqual) {}
            _ = try self.yieldOrStarExpressions()
            if self.isNext(.equal) { throw self.mismatch() }
        }) {
            return
        }
        if try attempt(singleTarget) != nil, isAugmentedAssignment() {
            // After the operator there is no other reading.
            advance()
            _ = try yieldOrStarExpressions()
            return
        }
        position = start
        if seeksMistakes { try seekWrongAssignmentTarget() }
        throw mismatch()
    }

    private func targetAndEqual() throws(Failure) {
        _ = try starTargets()
        try expect(.equal)
    }

    private func seekWrongAssignmentTarget() throws(Failure) {
        let start = position
        defer { position = start }
        if kind == .leftParen || kind == .leftBracket {
            let display = try attempt { () throws(Failure) in
                let display = try self.annotatedDisplay()
                try self.expect(.colon)
                _ = try self.expression()
                return display
            }
            if let display {
                throw raise(
                    "only single target (not \(describe(display))) can be annotated", range: display.range)
            }
        }
        let first = try attempt { () throws(Failure) in
            let first = try self.starNamedExpression()
            try self.expect(.comma)
            while try self.alternative({ () throws(Failure) in
                _ = try self.gather(.comma, self.starNamedExpression)
                _ = self.accept(.comma)
            }) {}
            try self.expect(.colon)
            _ = try self.expression()
            return first
        }
        if let first { throw raise("only single target (not tuple) can be annotated", range: first.range) }
        let annotated = try attempt { () throws(Failure) in
            let target = try self.expression()
            try self.expect(.colon)
            _ = try self.expression()
            return target
        }
        if let annotated { throw raise("illegal target for annotation", range: annotated.range) }
        while try alternative(targetAndEqual) {}
        let afterTargets = position
        if let target = try attempt(starExpressions), isNext(.equal) {
            try raiseInvalidTarget(target, .star)
            return
        }
        position = afterTargets
        if kind == .kwYield, let value = try attempt(yieldExpression), isNext(.equal) {
            throw raise("assignment to yield expression not possible", range: value.range)
        }
        position = start
        if let target = try attempt(starExpressions), isAugmentedAssignment() {
            advance()
            if try attempt(yieldOrStarExpressions) != nil {
                throw raise(
                    "'\(describe(target))' is an illegal expression for augmented assignment", range: target.range)
            }
        }
    }

    /// A list or tuple, possibly in more parentheses.
    private func annotatedDisplay() throws(Failure) -> Expr {
        let start = position
        if let display = try attempt(atom) {
            switch display.kind {
            case .list, .tuple: if display.range.column == tokens[start].column { return display }
            default: break
            }
        }
        position = start
        try expect(.leftParen)
        let display = try annotatedDisplay()
        try expect(.rightParen)
        return display
    }
}
