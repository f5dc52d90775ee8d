// Tokens: what the lexer makes and the parser reads.
//
// A token is a small record of positions; its text is looked up in the source when somebody needs it. Names carry an
// index into the parse's NameTable, so that the parser never builds a string twice.

/// The kinds of token: structure, literals, operators, keywords.
enum TokenKind: UInt8 {
    case endMarker, newline, indent, dedent, name, number, string
    /// A character that belongs to no token (`$`, `?`, `!`).
    case unknown
    /// The place where the lexer stopped; its error is in the Lexer.
    case error

    case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
    case comma, colon, semicolon, dot, ellipsis, arrow, at, equal, colonEqual
    // Assignment operators stand in the order of BinaryOperator.
    case plusEqual, minusEqual, starEqual, atEqual, slashEqual, percentEqual, doubleStarEqual, leftShiftEqual,
        rightShiftEqual, pipeEqual, caretEqual, ampersandEqual, doubleSlashEqual
    case plus, minus, star, slash, percent, doubleStar, leftShift, rightShift, pipe, caret, ampersand, doubleSlash
    case tilde
    case equalEqual, notEqual, less, lessEqual, greater, greaterEqual

    case kwFalse, kwNone, kwTrue, kwAnd, kwAs, kwAssert, kwAsync, kwAwait, kwBreak, kwClass, kwContinue, kwDef, kwDel,
        kwElif, kwElse, kwExcept, kwFinally, kwFor, kwFrom, kwGlobal, kwIf, kwImport, kwIn, kwIs, kwLambda, kwNonlocal,
        kwNot, kwOr, kwPass, kwRaise, kwReturn, kwTry, kwWhile, kwWith, kwYield

    /// The name that `tokenize` prints: CPython's token names; keywords are names there.
    var label: String {
        switch self {
        case .endMarker: return "ENDMARKER"
        case .newline: return "NEWLINE"
        case .indent: return "INDENT"
        case .dedent: return "DEDENT"
        case .number: return "NUMBER"
        case .string: return "STRING"
        case .unknown, .error: return "ERRORTOKEN"
        case .name: return "NAME"
        default: return rawValue >= TokenKind.kwFalse.rawValue ? "NAME" : "OP"
        }
    }
}

/// One token. Offsets are into the source's bytes; columns are bytes from the start of their line.
///
/// Tokens without text (indent, dedent, end marker) have column -1; their `start` is where the lexer stood and their
/// `end` the start of that line, which is what error messages about them need.
struct Token {
    var kind: TokenKind
    /// How many parentheses were open after the token.
    var level: UInt8
    var start: Int32
    var end: Int32
    var line: Int32
    var column: Int32
    var endLine: Int32
    var endColumn: Int32
    /// The NameTable index of a name.
    var name: Int32
}

/// A growing array of tokens outside of Swift's arrays: reading one costs a load, without reference counting.
final class TokenBuffer {
    private(set) var base: UnsafeMutablePointer<Token>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    @inline(__always)
    func append(_ token: Token) {
        if count == capacity { grow() }
        base[count] = token
        count &+= 1
    }

    @inline(never)
    private func grow() {
        let wider = UnsafeMutablePointer<Token>.allocate(capacity: capacity * 2)
        wider.update(from: base, count: count)
        base.deallocate()
        base = wider
        capacity *= 2
    }
}
