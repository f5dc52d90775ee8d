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
        }
        if continued != 0 {
            column = continued
            alternate = continued
        }
        if position >= limit {
            return lexEnd(atLineStart: true)
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
            if position >= limit {
                failUnexpectedEnd()
                return false
            }
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

    private mutating func lexWord() -> Bool {
        let start = position
        var i = start &+ 1
        var bits = base[start]
        while i < limit {
            let c = base[i]
            if classes[Int(c)] > CharacterClass.digit.rawValue { break }
            bits |= c
            i &+= 1
        }
        let length = i &- start
        let next = byte(i)
        if length <= 2, next == 0x22 || next == 0x27, isStringPrefix(start, length) {
            position = i
            return lexString(start: start)
        }
        position = i
        if bits >= 0x80 {
            if !checkIdentifier(start..<i) { return false }
        } else if length <= 8, length >= 2 {
            // Keywords are compared as one word; the text is padded, so eight bytes may always be read.
            let word = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self)
            let masked = length == 8 ? word : word & ((1 << (UInt64(truncatingIfNeeded: length) &* 8)) &- 1)
            let keyword = keywordKind(UInt64(littleEndian: masked))
            if keyword != .name {
                emit(keyword, from: start)
                return true
            }
        }
        emit(.name, from: start, name: names.intern(start: start, length: length, isASCII: bits < 0x80))
        return true
    }

    /// b, u, r, f, and the pairs br, rb, fr, rf in any case.
    private func isStringPrefix(_ start: Int, _ length: Int) -> Bool {
        let a = base[start] | 0x20
        if length == 1 { return a == 0x62 || a == 0x75 || a == 0x72 || a == 0x66 }
        let b = base[start &+ 1] | 0x20
        return (a == 0x72 && (b == 0x62 || b == 0x66)) || (b == 0x72 && (a == 0x62 || a == 0x66))
    }

    /// Reads a string literal whose quote is at `position`; escapes are left for later.
    private mutating func lexString(start: Int) -> Bool {
        let quote = base[position]
        let firstLine = line
        let firstLineStart = lineStart
        var i = position &+ 1
        if byte(i) == quote, byte(i &+ 1) == quote {
            i &+= 2
            while true {
                guard i < limit else { return failString(start, firstLine, firstLineStart, triple: true) }
                let c = base[i]
                i &+= 1
                if c == quote {
                    if byte(i) == quote, byte(i &+ 1) == quote {
                        i &+= 2
                        break
                    }
                } else if c == 0x0A {
                    line &+= 1
                    previousLineStart = lineStart
                    lineStart = i
                } else if c == 0x5C, i < limit {
                    if base[i] == 0x0A {
                        line &+= 1
                        previousLineStart = lineStart
                        lineStart = i &+ 1
                    }
                    i &+= 1
                }
            }
        } else if byte(i) == quote {
            i &+= 1
        } else {
            while true {
                guard i < limit else { return failString(start, firstLine, firstLineStart, triple: false) }
                let c = base[i]
                i &+= 1
                if c == quote { break }
                if c == 0x0A { return failString(start, firstLine, firstLineStart, triple: false) }
                if c == 0x5C, i < limit {
                    if base[i] == 0x0A {
                        line &+= 1
                        previousLineStart = lineStart
                        lineStart = i &+ 1
                    }
                    i &+= 1
                }
            }
        }
        position = i
        tokens.append(
            Token(
                kind: .string, level: UInt8(truncatingIfNeeded: level), start: Int32(truncatingIfNeeded: start),
                end: Int32(truncatingIfNeeded: i), line: firstLine,
                column: Int32(truncatingIfNeeded: start &- firstLineStart), endLine: line,
                endColumn: Int32(truncatingIfNeeded: i &- lineStart), name: 0))
        return true
    }

    private mutating func failString(_ start: Int, _ firstLine: Int32, _ firstLineStart: Int, triple: Bool) -> Bool {
        // A newline that ends the text does not begin another line.
        let detected = lineStart >= limit && line > 1 ? line - 1 : line
        line = firstLine
        lineStart = firstLineStart
        position = start + 1
        fail(
            .direct, "unterminated \(triple ? "triple-quoted " : "")string literal (detected at line \(detected))")
        return false
    }

    private mutating func lexOperator(_ c: UInt8) {
        let start = position
        let second = byte(start &+ 1)
        let third = byte(start &+ 2)
        var length = 1
        let kind: TokenKind
        func pick(_ plain: TokenKind, _ assigned: TokenKind) -> TokenKind {
            if second == 0x3D {
                length = 2
                return assigned
            }
            return plain
        }
        func pickDoubled(_ plain: TokenKind, _ assigned: TokenKind, _ twice: TokenKind, _ twiceAssigned: TokenKind)
            -> TokenKind
        {
            if second == c {
                length = third == 0x3D ? 3 : 2
                return third == 0x3D ? twiceAssigned : twice
            }
            return pick(plain, assigned)
        }
        switch c {
        case 0x2C: kind = .comma
        case 0x3A: kind = pick(.colon, .colonEqual)
        case 0x3B: kind = .semicolon
        case 0x3D: kind = pick(.equal, .equalEqual)
        case 0x2B: kind = pick(.plus, .plusEqual)
        case 0x2D:
            if second == 0x3E {
                length = 2
                kind = .arrow
            } else {
                kind = pick(.minus, .minusEqual)
            }
        case 0x2A: kind = pickDoubled(.star, .starEqual, .doubleStar, .doubleStarEqual)
        case 0x2F: kind = pickDoubled(.slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
        case 0x3C:
            if second == 0x3E {
                // `<>` is one token, but no operator.
                length = 2
                kind = .unknown
            } else {
                kind = pickDoubled(.less, .lessEqual, .leftShift, .leftShiftEqual)
            }
        case 0x3E: kind = pickDoubled(.greater, .greaterEqual, .rightShift, .rightShiftEqual)
        case 0x25: kind = pick(.percent, .percentEqual)
        case 0x40: kind = pick(.at, .atEqual)
        case 0x26: kind = pick(.ampersand, .ampersandEqual)
        case 0x7C: kind = pick(.pipe, .pipeEqual)
        case 0x5E: kind = pick(.caret, .caretEqual)
        case 0x7E: kind = .tilde
        default: kind = pick(.unknown, .notEqual)
        }
        position &+= length
        emit(kind, from: start)
    }
}

/// What a byte may begin. The order matters: letters and digits come first, so that one comparison finds a word's end.
enum CharacterClass: UInt8 {
    case letter, digit, quote, newline, comment, backslash, dot, open, close, `operator`, other

    @inline(__always)
    static func isDigit(_ c: UInt8) -> Bool { c &- 0x30 < 10 }

    static let table: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        table.initialize(repeating: CharacterClass.other.rawValue, count: 256)
        func set(_ characters: String, _ kind: CharacterClass) {
            for c in characters.utf8 { table[Int(c)] = kind.rawValue }
        }
        set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", .letter)
        for c in 0x80...0xFF { table[c] = CharacterClass.letter.rawValue }
        set("0123456789", .digit)
        set("\"'", .quote)
        set("\n", .newline)
        set("#", .comment)
        set("\\", .backslash)
        set(".", .dot)
        set("([{", .open)
        set(")]}", .close)
        set(",:;=+-*/<>%@&|^~!", .operator)
        return UnsafePointer(table)
    }()
}

/// The keyword that a word of at most eight bytes (first byte lowest) spells; `.name` where it is none.
private func keywordKind(_ word: UInt64) -> TokenKind {
    switch word {
    case 0x65_736c_6146: return .kwFalse
    case 0x656e_6f4e: return .kwNone
    case 0x6575_7254: return .kwTrue
    case 0x64_6e61: return .kwAnd
    case 0x7361: return .kwAs
    case 0x7472_6573_7361: return .kwAssert
    case 0x63_6e79_7361: return .kwAsync
    case 0x74_6961_7761: return .kwAwait
    case 0x6b_6165_7262: return .kwBreak
    case 0x73_7361_6c63: return .kwClass
    case 0x6575_6e69_746e_6f63: return .kwContinue
    case 0x66_6564: return .kwDef
    case 0x6c_6564: return .kwDel
    case 0x6669_6c65: return .kwElif
    case 0x6573_6c65: return .kwElse
    case 0x7470_6563_7865: return .kwExcept
    case 0x79_6c6c_616e_6966: return .kwFinally
    case 0x72_6f66: return .kwFor
    case 0x6d6f_7266: return .kwFrom
    case 0x6c61_626f_6c67: return .kwGlobal
    case 0x6669: return .kwIf
    case 0x7472_6f70_6d69: return .kwImport
    case 0x6e69: return .kwIn
    case 0x7369: return .kwIs
    case 0x6164_626d_616c: return .kwLambda
    case 0x6c61_636f_6c6e_6f6e: return .kwNonlocal
    case 0x74_6f6e: return .kwNot
    case 0x726f: return .kwOr
    case 0x7373_6170: return .kwPass
    case 0x65_7369_6172: return .kwRaise
    case 0x6e72_7574_6572: return .kwReturn
    case 0x79_7274: return .kwTry
    case 0x65_6c69_6877: return .kwWhile
    case 0x6874_6977: return .kwWith
    case 0x64_6c65_6979: return .kwYield
    default: return .name
    }
}
