// How the lexer reports: every failure ends the token list with an `error` token and says why in `failure`.
//
// Columns of the result count code points from 1. Inside an f-string field the text that errors show is the field in
// parentheses, because that is the text Python 3.11 parses.

/// What error messages inside an f-string field need to know.
struct FieldOrigin {
    /// The offsets of the expression in the source; empty outside of fields.
    var range: Range<Int> = 0..<0
    var line: Int32 = 0
    /// Where the virtual parenthesis stands; columns of errors count from there.
    var column: Int32 = 0
}

extension Lexer {
    /// Stops with an error at `position`, or at the given range of the current line.
    mutating func fail(_ reason: LexFailure.Reason, _ message: String, from: Int? = nil, to: Int? = nil) {
        var kind = SyntaxErrorInfo.Kind.syntaxError
        switch reason {
        case .dedent, .tooDeep: kind = .indentationError
        case .tabs: kind = .tabError
        default: break
        }
        // The offset names the last character that was read.
        func column(_ offset: Int) -> Int {
            var result = 0
            var i = lineStart
            if isField, lineStart <= fieldOrigin.range.lowerBound {
                i = fieldOrigin.range.lowerBound
                result = 1
            }
            while i < offset {
                if base[i] & 0xC0 != 0x80 { result += 1 }
                i += 1
            }
            return result
        }
        var info = SyntaxErrorInfo(
            kind: kind, message: message, line: Int(line), column: 0, endLine: Int(line), endColumn: 0,
            sourceLine: currentLineText(withNewline: reason != .direct))
        switch reason {
        case .direct:
            if let from, let to {
                info.column = column(from)
                info.endColumn = column(to)
                if info.column > info.endColumn { info.endColumn = info.column }
            } else {
                info.column = column(position)
                info.endColumn = info.column
            }
        case .tabs, .tooDeep: info.column = 1
        case .lineContinuation: info.column = column(position) + (position < limit ? 1 : 0)
        case .dedent:
            info.column = column(position)
            info.endColumn = -1
        case .unexpectedEnd:
            info.column = column(position)
            info.endColumn = -1
        }
        failure = LexFailure(reason: reason, info: info, isAtEnd: reason == .unexpectedEnd)
        emitMark(.error, line: line, lineStart: lineStart)
    }

    /// The end of the text is not that of the file: reports what is wrong there. False if it is.
    mutating func failBehindEnd() -> Bool {
        guard !isField, let error = source.endError else { return false }
        failure = LexFailure(reason: .direct, info: error)
        emitMark(.error, line: line, lineStart: lineStart)
        return true
    }

    /// The text ended too early: inside parentheses, or after a backslash.
    mutating func failUnexpectedEnd() {
        if failBehindEnd() { return }
        if let opening = innermostOpening, !(isField && level <= 1) {
            let text = Character(Unicode.Scalar(opening.character))
            let saved = (line, lineStart, position)
            let lineText = source.lineRange(Int(opening.line))
            line = opening.line
            lineStart = lineText?.lowerBound ?? 0
            fail(.unexpectedEnd, "'\(text)' was never closed")
            var column = 1
            if let range = lineText {
                column += source.codePoints(range.lowerBound..<min(range.lowerBound + Int(opening.column), source.count))
            }
            failure?.info.column = column
            failure?.info.endColumn = 0
            (line, lineStart, position) = saved
            // The error is about the parenthesis, but the token stands at the end.
            let atStart = position == lineStart && line > 1
            tokens.base[tokens.count - 1].line = atStart ? line - 1 : line
            tokens.base[tokens.count - 1].end = Int32(truncatingIfNeeded: atStart ? previousLineStart : lineStart)
            return
        }
        if position == lineStart, line > 1 {
            line -= 1
            lineStart = previousLineStart
        }
        fail(.unexpectedEnd, "unexpected EOF while parsing")
    }

    /// The text of the current line; of the field where the line is in one.
    func currentLineText(withNewline: Bool) -> String {
        var end = lineStart
        let stop = isField ? limit : source.count
        while end < stop, base[end] != 0x0A { end += 1 }
        if isField {
            let start = max(lineStart, fieldOrigin.range.lowerBound)
            return (lineStart <= fieldOrigin.range.lowerBound ? "(" : "") + source.text(start..<max(start, end))
                + (end == stop ? ")" : "")
        }
        if withNewline, end < stop { end += 1 }
        return source.text(lineStart..<end)
    }

    mutating func failNonPrintable(_ value: UInt32) {
        fail(.direct, "invalid non-printable character U+\(hexadecimal(value))")
    }

    /// Checks a word with non-ASCII characters; false after an error.
    mutating func checkIdentifier(_ range: Range<Int>) -> Bool {
        if let message = source.invalidText(range) {
            position = range.upperBound
            fail(.direct, message)
            failure?.info.endColumn = -1
            let text = currentLineText(withNewline: true)
            failure?.info.sourceLine = text
            return false
        }
        var offset = range.lowerBound
        for scalar in source.text(range).unicodeScalars {
            offset += UTF8.width(scalar)
            let isFirst = offset - UTF8.width(scalar) == range.lowerBound
            if isFirst ? isIdentifierStart(scalar) : isIdentifierContinue(scalar) { continue }
            position = offset
            if isPrintable(scalar) {
                fail(.direct, "invalid character '\(Character(scalar))' (U+\(hexadecimal(scalar.value)))")
            } else {
                failNonPrintable(scalar.value)
            }
            return false
        }
        return true
    }
}

/// At least four upper-case hexadecimal digits.
func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return digits.count < 4 ? String(repeating: "0", count: 4 - digits.count) + digits : digits
}
