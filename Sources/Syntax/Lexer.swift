// The lexer: source text → tokens.
//
// In:  a SourceText, or the part of one that is the expression of an f-string field.
// Out: the tokens up to the end marker, or up to an `error` token whose reason is in `failure`.
//
// The whole text is cut into tokens before parsing starts. That costs nothing on valid programs, and a wrong program
// needs it anyway: an error that the lexer finds further down takes precedence over what the parser would say.

/// Why the lexer stopped early.
struct LexFailure {
    enum Reason {
        /// A complete message; it overrides what the parser may find earlier in the file.
        case direct
        /// The text ends inside parentheses, or after a backslash.
        case unexpectedEnd
        /// Indentation that fits no open block; these wait until the parser gets there.
        case dedent, tabs, tooDeep
        case lineContinuation
    }
    var reason: Reason
    var info: SyntaxErrorInfo
    /// The text ended where something was still open.
    var isAtEnd = false
}

struct Lexer {
    let source: SourceText
    let base: UnsafePointer<UInt8>
    let limit: Int
    let names: NameTable
    let tokens: TokenBuffer
    let mode: ParseMode
    let flags: ParseFlags
    let classes: UnsafePointer<UInt8>
    /// The lexer reads the expression of an f-string field.
    let isField: Bool

    var position: Int
    var line: Int32
    var lineStart: Int
    var previousLineStart = 0
    var level = 0
    var warnings: [SyntaxWarningInfo] = []
    var failure: LexFailure?
    /// Errors in fields are reported relative to the field's text.
    var fieldOrigin = FieldOrigin()

    private var openings: [Opening] = []
    /// Where the last comment after a token began.
    private var commentStart = -1
    private var indents: [Int32] = [0]
    private var alternateIndents: [Int32] = [0]

    struct Opening {
        var character: UInt8
        var line: Int32
        var column: Int32
    }

    /// 200 open parentheses and 100 blocks are CPython's limits.
    static let maximumLevel = 200
    static let maximumIndents = 100

    init(source: SourceText, names: NameTable, mode: ParseMode, flags: ParseFlags) {
        self.source = source
        base = source.base
        limit = source.count
        self.names = names
        self.mode = mode
        self.flags = flags
        tokens = TokenBuffer(capacity: source.count / 4 + 16)
        classes = CharacterClass.table
        isField = false
        position = 0
        line = 1
        lineStart = 0
    }

    /// A lexer for the text between the braces of an f-string field.
    init(field range: Range<Int>, line: Int32, lineStart: Int, source: SourceText, names: NameTable) {
        self.source = source
        base = source.base
        limit = range.upperBound
        self.names = names
        mode = .exec
        flags = []
        tokens = TokenBuffer(capacity: range.count / 2 + 8)
        classes = CharacterClass.table
        isField = true
        position = range.lowerBound
        self.line = line
        self.lineStart = lineStart
    }

    /// The open parenthesis that encloses the current position, if any.
    var innermostOpening: Opening? { openings.last }

    @inline(__always)
    func byte(_ index: Int) -> UInt8 { index < limit ? base[index] : 0 }

    @inline(__always)
    mutating func emit(_ kind: TokenKind, from start: Int, name: Int32 = 0) {
        tokens.append(
            Token(
                kind: kind, level: UInt8(truncatingIfNeeded: level), start: Int32(truncatingIfNeeded: start),
                end: Int32(truncatingIfNeeded: position), line: line,
                column: Int32(truncatingIfNeeded: start &- lineStart), endLine: line,
                endColumn: Int32(truncatingIfNeeded: position &- lineStart), name: name))
    }

    /// Emits a token that has no text.
    mutating func emitMark(_ kind: TokenKind, line: Int32, lineStart: Int) {
        tokens.append(
            Token(
                kind: kind, level: UInt8(truncatingIfNeeded: level), start: Int32(truncatingIfNeeded: position),
                end: Int32(truncatingIfNeeded: lineStart), line: line, column: -1, endLine: line, endColumn: -1, name: 0))
    }

    // MARK: The main loop

    /// Cuts the whole text into tokens.
    mutating func run() {
        if !isField {
            while lexLine() {}
        } else {
            runField()
        }
    }

    /// The parentheses around a field's expression are not in the text; the braces' places stand for them.
    private mutating func runField() {
        let open = position - 1
        openings.append(Opening(character: 0x28, line: line, column: Int32(open - lineStart)))
        level = 1
        tokens.append(
            Token(
                kind: .leftParen, level: 1, start: Int32(open), end: Int32(open + 1), line: fieldOrigin.line,
                column: fieldOrigin.column, endLine: fieldOrigin.line, endColumn: fieldOrigin.column + 1, name: 0))
        while position < limit {
            if !lexToken() { return }
        }
        if level != 1 {
            failUnexpectedEnd()
            return
        }
        level = 0
        position = limit + 1
        emit(.rightParen, from: limit)
        position = limit
        emitMark(.newline, line: line, lineStart: lineStart)
        emitMark(.endMarker, line: line, lineStart: lineStart)
    }

    /// Reads one logical line, or the end; false when there is nothing more to read.
    private mutating func lexLine() -> Bool {
        // The beginning of a line: measure its indentation.
        var column: Int32 = 0
        var alternate: Int32 = 0
        var continued: Int32 = 0
        measuring: while true {
            switch byte(position) {
            case 0x20:
                column &+= 1
                alternate &+= 1
            case 0x09:
                column = (column / 8 &+ 1) &* 8
                alternate &+= 1
            case 0x0C:
                column = 0
                alternate = 0
            case 0x5C:
                if continued == 0 { continued = column }
                position &+= 1
                if !continueLine() { return false }
                continue measuring
            default: break measuring
            }
            position &+= 1
        }
        let c = byte(position)
        if c == 0x23 || c == 0x0A {
            skipComment()
            if position < limit {
                newLine()
                return true
            }
            if c == 0x23 { return lexEnd(atLineStart: false) }
        }
        if continued != 0 {
            column = continued
            alternate = continued
        }
        if position >= limit {
            if position == lineStart { return lexEnd(atLineStart: true) }
            // Blanks without a newline after them count as an indented end.
            if level == 0, !indentTo(column, alternate) { return false }
            return lexEnd(atLineStart: false)
        }
        if !indentTo(column, alternate) { return false }
        while true {
            if position >= limit { return lexEnd(atLineStart: false) }
            if base[position] == 0x0A, level == 0 {
                // The line end includes the comment before it.
                emit(.newline, from: commentStart >= lineStart ? commentStart : position)
                newLine()
                return true
            }
            if !lexToken() { return false }
        }
    }

    @inline(__always)
    private mutating func newLine() {
        position &+= 1
        line &+= 1
        previousLineStart = lineStart
        lineStart = position
    }

    @inline(__always)
    private mutating func skipComment() {
        if byte(position) == 0x23 {
            while position < limit, base[position] != 0x0A { position &+= 1 }
        }
    }

    /// After a backslash: only a newline may follow.
    private mutating func continueLine() -> Bool {
        if byte(position) != 0x0A || position >= limit {
            fail(.lineContinuation, "unexpected character after line continuation character")
            return false
        }
        newLine()
        if position >= limit {
            failUnexpectedEnd()
            return false
        }
        return true
    }

    private mutating func indentTo(_ column: Int32, _ alternate: Int32) -> Bool {
        let top = indents[indents.count - 1]
        if column == top {
            if alternate != alternateIndents[indents.count - 1] { return failTabs() }
        } else if column > top {
            if indents.count >= Lexer.maximumIndents {
                moveToLineEnd()
                fail(.tooDeep, "too many levels of indentation")
                return false
            }
            if alternate <= alternateIndents[indents.count - 1] { return failTabs() }
            indents.append(column)
            alternateIndents.append(alternate)
            emitMark(.indent, line: line, lineStart: lineStart)
        } else {
            var count = 0
            while indents.count > 1, column < indents[indents.count - 1] {
                indents.removeLast()
                alternateIndents.removeLast()
                count += 1
            }
            if column != indents[indents.count - 1] {
                moveToLineEnd()
                fail(.dedent, "unindent does not match any outer indentation level")
                return false
            }
            if alternate != alternateIndents[indents.count - 1] { return failTabs() }
            for _ in 0..<count { emitMark(.dedent, line: line, lineStart: lineStart) }
        }
        return true
    }

    private mutating func failTabs() -> Bool {
        moveToLineEnd()
        fail(.tabs, "inconsistent use of tabs and spaces in indentation")
        return false
    }

    private mutating func moveToLineEnd() {
        while position < limit, base[position] != 0x0A { position &+= 1 }
        if position < limit { position &+= 1 }
    }

    /// The end of the text: closes the open blocks. The marks belong to the last line that has text.
    private mutating func lexEnd(atLineStart: Bool) -> Bool {
        if failBehindEnd() { return false }
        if level > 0 {
            failUnexpectedEnd()
            return false
        }
        var endLine = line
        var endStart = lineStart
        if position == lineStart {
            endLine = max(line - 1, line > 1 ? 1 : 0)
            endStart = previousLineStart
        }
        let open = indents.count - 1
        if !atLineStart, mode == .exec { emitMark(.newline, line: endLine, lineStart: endStart) }
        if atLineStart {
            for _ in 0..<open { emitMark(.dedent, line: endLine, lineStart: endStart) }
        }
        if mode == .single, tokens.count > 0 {
            // Interactive input ends its statement without a last newline.
            emitMark(.newline, line: endLine, lineStart: endStart)
            if !atLineStart, !flags.contains(.dontImplyDedent), open > 0 {
                for _ in 0..<open { emitMark(.dedent, line: endLine, lineStart: endStart) }
                emitMark(.newline, line: endLine, lineStart: endStart)
            }
        }
        emitMark(.endMarker, line: endLine, lineStart: endStart)
        return false
    }

    // MARK: One token

    /// Reads blanks and one token, where there is one before the next newline; false after an error.
    private mutating func lexToken() -> Bool {
        var c = byte(position)
        while c == 0x20 || c == 0x09 || c == 0x0C {
            position &+= 1
            c = byte(position)
        }
        let start = position
        if start >= limit { return true }
        switch CharacterClass(rawValue: classes[Int(c)]).unsafelyUnwrapped {
        case .letter: return lexWord()
        case .digit: return lexNumber()
        case .quote: return lexString(start: start)
        case .newline:
            if level == 0 { return true }
            newLine()
            return true
        case .comment:
            commentStart = start
            skipComment()
            return true
        case .backslash:
            position &+= 1
            return continueLine()
        case .dot:
            if CharacterClass.isDigit(byte(start &+ 1)) { return lexNumber() }
            if byte(start &+ 1) == 0x2E, byte(start &+ 2) == 0x2E {
                position &+= 3
                emit(.ellipsis, from: start)
            } else {
                position &+= 1
                emit(.dot, from: start)
            }
        case .open:
            if level >= Lexer.maximumLevel {
                position &+= 1
                fail(.direct, "too many nested parentheses")
                return false
            }
            openings.append(Opening(character: c, line: line, column: Int32(truncatingIfNeeded: start &- lineStart)))
            level &+= 1
            position &+= 1
            emit(c == 0x28 ? .leftParen : c == 0x5B ? .leftBracket : .leftBrace, from: start)
        case .close: return lexClosing(c)
        case .operator: lexOperator(c)
        case .other:
            position &+= 1
            if c < 0x20 || c == 0x7F {
                failNonPrintable(UInt32(c))
                return false
            }
            emit(.unknown, from: start)
        }
        return true
    }

    private mutating func lexClosing(_ c: UInt8) -> Bool {
        let start = position
        position &+= 1
        guard let opening = openings.last, !(isField && openings.count == 1) else {
            fail(.direct, "unmatched '\(Character(Unicode.Scalar(c)))'")
            return false
        }
        let expected: UInt8 = opening.character == 0x28 ? 0x29 : opening.character &+ 2
        if c != expected {
            let closing = Character(Unicode.Scalar(c))
            let open = Character(Unicode.Scalar(opening.character))
            let place = opening.line != line ? " on line \(opening.line)" : ""
            fail(
                .direct, "closing parenthesis '\(closing)' does not match opening parenthesis '\(open)'\(place)")
            return false
        }
        openings.removeLast()
        level &-= 1
        emit(c == 0x29 ? .rightParen : c == 0x5D ? .rightBracket : .rightBrace, from: start)
        return true
    }
}
