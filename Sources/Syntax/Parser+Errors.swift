// How the parser reports: places of errors, and which of several errors wins.
//
// Offsets count code points from 1. Python counts them in the text that the failing parser sees, which for the field of
// an f-string is the expression in parentheses.

extension Parser {
    // MARK: Raising

    /// An error at the furthest token that was looked at.
    func raise(_ message: String, kind: SyntaxErrorInfo.Kind = .syntaxError) -> Failure {
        if error != nil { return .fatal }
        let token = tokens[max(furthest, min(position, tokenCount) - 1)]
        if token.column < 0 {
            // The token has no text: the error is where the lexer stood.
            let column = isScriptEnd(token) ? 0 : Int(token.start - token.end)
            error = info(kind, message, Int(token.line), column - 1, Int(token.line), nil)
        } else {
            error = info(
                kind, message, Int(token.line), Int(token.column), Int(token.endLine), Int(token.endColumn))
        }
        return .fatal
    }

    /// A script's buffer is empty when its end has been read.
    private func isScriptEnd(_ token: Token) -> Bool {
        lexer.flags.contains(.isScript) && Int(token.start) >= source.count
    }

    /// An error at a token.
    func raise(_ message: String, at index: Int) -> Failure {
        if error == nil { error = info(.syntaxError, message, at: index) }
        return .fatal
    }

    /// An error at a node, or from one place to another.
    func raise(_ message: String, range: SourceRange) -> Failure {
        if error == nil {
            error = info(
                .syntaxError, message, Int(range.line), Int(range.column), Int(range.endLine), Int(range.endColumn))
        }
        return .fatal
    }

    /// An error from the start of one token to the end of another.
    func raise(_ message: String, from first: Int, to last: Int) -> Failure {
        raise(
            message,
            range: SourceRange(
                line: tokens[first].line, column: tokens[first].column, endLine: tokens[last].endLine,
                endColumn: tokens[last].endColumn))
    }

    /// An error from a place up to where the lexer stood.
    func raise(_ message: String, startingFrom range: SourceRange) -> Failure {
        let last = tokens[max(furthest, position - 1)]
        // The lexer stands behind the last token; a newline ends before its character.
        let end = last.column < 0 ? last.start - last.end : last.endColumn + (last.kind == .newline ? 1 : 0)
        return raise(
            message,
            range: SourceRange(line: range.line, column: range.column, endLine: last.endLine, endColumn: end - 1))
    }

    /// An integer literal with more decimal digits than may be converted.
    func tooManyDigits(_ digits: Int) -> Failure {
        let token = tokens[position]
        note()
        if error == nil {
            error = info(
                .syntaxError,
                "Exceeds the limit (\(maximumIntegerDigits) digits) for integer string conversion: value has \(digits) "
                    + "digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
                    + "integer literals to avoid decimal conversion limits.",
                Int(token.line), -1, Int(token.endLine), -1)
        }
        return .fatal
    }

    private func info(_ kind: SyntaxErrorInfo.Kind, _ message: String, at index: Int) -> SyntaxErrorInfo {
        let token = tokens[index]
        return info(
            kind, message, Int(token.line), Int(token.column), Int(token.endLine), Int(token.endColumn))
    }

    /// Columns are in bytes from 0; an end column of nil is unknown (-1).
    private func info(
        _ kind: SyntaxErrorInfo.Kind, _ message: String, _ line: Int, _ column: Int, _ endLine: Int, _ endColumn: Int?
    ) -> SyntaxErrorInfo {
        let (text, shift) = lineText(line)
        return SyntaxErrorInfo(
            kind: kind, message: lexer.isField ? "f-string: " + message : message, line: line,
            column: characters(text, column + shift + 1), endLine: endLine,
            endColumn: endColumn.map { characters(text, $0 + shift + 1) } ?? -1, sourceLine: text)
    }

    /// The text of a line, and what to add to columns in it.
    private func lineText(_ line: Int) -> (String, Int) {
        guard lexer.isField else { return ((lexer.flags.contains(.isScript) ? source.shownLine(line) : source.line(line)) ?? "", 0) }
        let origin = lexer.fieldOrigin
        guard let whole = source.lineRange(line) else { return ("", 0) }
        let start = max(whole.lowerBound, origin.range.lowerBound)
        let end = min(whole.upperBound, origin.range.upperBound)
        var text = line == Int(origin.line) ? "(" : ""
        if start < end { text += source.text(start..<end) }
        if whole.upperBound > origin.range.upperBound { text += ")\n" }
        return (text, -Int(origin.column))
    }

    /// How many code points the first `count` bytes of a text hold; negative counts stay as they are.
    ///
    /// Python converts the ends of ranges within the text of their first line, and inside fields not at all.
    private func characters(_ text: String, _ count: Int) -> Int {
        if count <= 0 || lexer.isField { return count }
        var result = 0
        var remaining = count
        for byte in text.utf8 {
            if remaining == 0 || byte == 0x0A { break }
            if byte & 0xC0 != 0x80 { result += 1 }
            remaining -= 1
        }
        return result + (remaining > 0 ? 1 : 0)
    }

    // MARK: The verdict

    /// The error of a program that did not parse: runs the second pass unless the first one knows already.
    func diagnose() -> SyntaxErrorInfo {
        if lexer.flags.contains(.allowIncompleteInput), isAtEnd {
            error = nil
            _ = raise("incomplete input")
            if let error { return error }
        }
        if let error {
            switch error.kind {
            case .memoryError, .recursionError: return error
            default: break
            }
            if error == lexer.failure?.info { return error }
            return laterLexerError() ?? error
        }
        diagnosing = true
        // One rule for mistakes, that for dictionaries, is active in the first pass already.
        runSecondPass(from: failedStatementStart, seekingMistakes: false)
        let failed = furthest
        if error == nil { runSecondPass(from: 0, seekingMistakes: true) }
        if let error {
            if error == lexer.failure?.info { return error }
            return laterLexerError() ?? error
        }
        let token = tokens[failed]
        if token.kind == .indent || token.kind == .dedent {
            _ = raise(
                token.kind == .indent ? "unexpected indent" : "unexpected unindent", kind: .indentationError)
            if let error { return error }
        }
        return laterLexerError() ?? info(.syntaxError, "invalid syntax", at: failed)
    }

    /// Whether the parser has seen the end of the text.
    private var isAtEnd: Bool {
        let token = tokens[furthest]
        if token.kind == .error { return lexer.failure?.isAtEnd ?? false }
        if token.column < 0 { return Int(token.start) >= source.count }
        // The lexer looks past the end of every other token.
        return Int(token.end) >= source.count && token.kind != .string && token.kind != .newline
    }

    private func runSecondPass(from start: Int, seekingMistakes: Bool) {
        seeksMistakes = seekingMistakes
        memo.removeAll()
        depth = 0
        position = start
        do throws(Failure) {
            if lexer.isField {
                _ = try starExpressions()
            } else {
                try diagnoseModule()
            }
        } catch {}
    }

    /// The rest of the text is read too: what the lexer finds there explains more than a generic error.
    private func laterLexerError() -> SyntaxErrorInfo? {
        guard let failure = lexer.failure else { return nil }
        switch failure.reason {
        case .direct: return failure.info
        case .unexpectedEnd:
            guard let opening = lexer.innermostOpening, tokens[furthest].line > opening.line else { return nil }
            return failure.info
        default: return nil
        }
    }
}
