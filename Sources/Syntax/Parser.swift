// The parser: tokens → tree, by recursive descent with one token of lookahead.
//
// In:  the tokens of a source (Lexer.swift).
// Out: the tree, or `error`.
//
// Parsing a wrong program takes two passes, as in CPython, so that valid programs pay nothing for good messages. The
// first pass only finds out that something is wrong, and which token was the furthest one looked at. The second one
// (`diagnosing`, the Diagnosis… files) parses the failing statement again with the ordered choices of Python's PEG
// grammar and looks for known mistakes on the way. The two passes share everything that has no choices.
//
// Failures travel as typed errors: `mismatch` may be caught to try something else, `fatal` means that `error` is set.

/// How parsing functions fail.
enum Failure: Error {
    /// The tokens are not what the rule asks for.
    case mismatch
    /// The error to report is known.
    case fatal
}

final class Parser {
    let source: SourceText
    let names: NameTable
    let tokens: UnsafeMutablePointer<Token>
    let tokenCount: Int
    let lexer: Lexer
    let mode: ParseMode
    private let buffer: TokenBuffer

    /// The index of the next token.
    var position = 0
    /// The furthest token that was looked at when something did not match.
    var furthest = 0
    var error: SyntaxErrorInfo?
    var warnings: [SyntaxWarningInfo]
    /// The nesting of parsing functions; a limit protects the machine stack.
    var depth = 0
    /// The last string token whose warnings were collected: backtracking reads strings more than once.
    var lastWarnedToken = -1

    // The second pass.
    var diagnosing = false
    /// Whether the rules for known mistakes are consulted in the second pass.
    var seeksMistakes = false
    var memo: [Int: MemoEntry] = [:]
    var failedStatementStart = 0

    /// Recursion deeper than this is refused; deeper than the first, the parse begins anew on a machine stack of its own. A level takes up
    /// to a dozen activations of a few hundred bytes in debug builds.
    static let maximumDepth = 2984
    static let usualDepth = 250
    var depthLimit = Parser.usualDepth
    /// An `elif` chain is a tree as deep as it is long.
    static let maximumElifs = 2000

    init(_ lexer: Lexer) {
        self.lexer = lexer
        source = lexer.source
        names = lexer.names
        buffer = lexer.tokens
        tokens = buffer.base
        tokenCount = buffer.count
        mode = lexer.mode
        warnings = lexer.warnings
    }

    // MARK: Tokens

    @inline(__always)
    var kind: TokenKind { tokens[position].kind }

    /// The kind of the token after the next one.
    @inline(__always)
    var secondKind: TokenKind { position &+ 1 < tokenCount ? tokens[position &+ 1].kind : .error }

    @inline(__always)
    func advance() { position &+= 1 }

    /// Takes the next token if it is of this kind.
    @inline(__always)
    func accept(_ wanted: TokenKind) -> Bool {
        if tokens[position].kind == wanted {
            position &+= 1
            return true
        }
        return false
    }

    @inline(__always)
    func expect(_ wanted: TokenKind) throws(Failure) {
        if tokens[position].kind == wanted {
            position &+= 1
            return
        }
        throw mismatch()
    }

    /// Records that the next token was looked at.
    @inline(__always)
    func note() {
        if position > furthest { furthest = position }
    }

    /// The failure of the rule at the next token; where the lexer stopped there, its error is the program's.
    @inline(never)
    func mismatch() -> Failure {
        note()
        if tokens[position].kind == .error {
            if error == nil { error = lexer.failure?.info }
            return .fatal
        }
        return .mismatch
    }

    /// `mismatch` at a token further on.
    @inline(never)
    func mismatch(at index: Int) -> Failure {
        let saved = position
        position = min(index, tokenCount - 1)
        defer { position = saved }
        return mismatch()
    }

    /// Whether the next token is this soft keyword.
    @inline(__always)
    func isSoftKeyword(_ name: Int32) -> Bool { tokens[position].kind == .name && tokens[position].name == name }

    @inline(__always)
    func expectName() throws(Failure) -> String {
        if tokens[position].kind == .name {
            position &+= 1
            return names.text(tokens[position &- 1].name)
        }
        throw mismatch()
    }

    // MARK: Nodes

    /// From a token to the last one taken.
    @inline(__always)
    func range(from start: Int) -> SourceRange {
        let first = tokens + start
        let last = tokens + (position &- 1)
        return SourceRange(
            line: first.pointee.line, column: first.pointee.column, endLine: last.pointee.endLine,
            endColumn: last.pointee.endColumn)
    }

    /// The same, where the last tokens taken may be line ends and dedents.
    func statementRange(from start: Int) -> SourceRange {
        var last = position &- 1
        while last > start, tokens[last].kind.rawValue <= TokenKind.dedent.rawValue { last &-= 1 }
        let first = tokens[start]
        return SourceRange(
            line: first.line, column: first.column, endLine: tokens[last].endLine, endColumn: tokens[last].endColumn)
    }

    @inline(__always)
    func node(_ kind: ExprKind, from start: Int) -> Expr { Expr(kind, range(from: start)) }

    /// Makes sure that loops do not build trees too high to walk.
    @inline(__always)
    func checkHeight(_ expression: Expr) throws(Failure) {
        if expression.height > Expr.maximumHeight { throw tooHigh() }
    }

    @inline(never)
    func tooHigh() -> Failure {
        if error == nil {
            error = SyntaxErrorInfo(
                kind: .recursionError, message: "maximum recursion depth exceeded during compilation", line: 0, column: 0,
                endLine: 0, endColumn: 0, sourceLine: nil)
        }
        return .fatal
    }

    @inline(__always)
    func enter() throws(Failure) {
        depth &+= 1
        if depth > depthLimit { throw tooDeep() }
    }

    @inline(__always)
    func leave() { depth &-= 1 }

    @inline(never)
    private func tooDeep() -> Failure {
        if error == nil {
            error = SyntaxErrorInfo(
                kind: .memoryError, message: "", line: 0, column: 0, endLine: 0, endColumn: 0,
                sourceLine: nil)
        }
        return .fatal
    }

    /// Runs a rule that may fail to match; the position is then where it was.
    @inline(__always)
    func attempt<Result>(_ rule: () throws(Failure) -> Result) throws(Failure) -> Result? {
        let saved = position
        let savedDepth = depth
        do throws(Failure) {
            return try rule()
        } catch {
            if error == .fatal { throw error }
            position = saved
            depth = savedDepth
            return nil
        }
    }

    // MARK: Contexts

    /// Makes an expression a target. The parser has checked that it may be one.
    func setContext(_ expression: Expr, _ context: ExprContext) {
        switch expression.kind {
        case .name(let id, _): expression.kind = .name(id: id, ctx: context)
        case .attribute(let value, let attr, _): expression.kind = .attribute(value: value, attr: attr, ctx: context)
        case .subscripted(let value, let slice, _):
            expression.kind = .subscripted(value: value, slice: slice, ctx: context)
        case .starred(let value, _):
            setContext(value, context)
            expression.kind = .starred(value: value, ctx: context)
        case .tuple(let elts, _):
            for element in elts { setContext(element, context) }
            expression.kind = .tuple(elts: elts, ctx: context)
        case .list(let elts, _):
            for element in elts { setContext(element, context) }
            expression.kind = .list(elts: elts, ctx: context)
        default: break
        }
    }
}

// MARK: - The door

/// Parses a source.
///
/// - Parameters:
///   - source: the bytes as they stand in the file, or the UTF-8 of a `str` (then with `.ignoreCookie`).
///   - filename: not read; for messages only.
public func parse(
    source: [UInt8], filename: String, mode: ParseMode, flags: ParseFlags = []
) -> Result<ParsedModule, SyntaxErrorInfo> {
    let text: SourceText
    do {
        text = SourceText(
            try decodeSource(source, filename: filename, flags: flags), endWithNewline: mode == .exec)
    } catch {
        return .failure(error)
    }
    var lexer = Lexer(source: text, names: NameTable(source: text), mode: mode, flags: flags)
    lexer.run()
    let result = parse(lexer, depthLimit: Parser.usualDepth)
    guard case .failure(let error) = result, error.kind == .memoryError, error.message.isEmpty else { return result }
    let finished = lexer
    return withMachineStack(bytes: 64 << 20) { parse(finished, depthLimit: Parser.maximumDepth) }
}

private func parse(_ lexer: Lexer, depthLimit: Int) -> Result<ParsedModule, SyntaxErrorInfo> {
    let parser = Parser(lexer)
    parser.depthLimit = depthLimit
    do throws(Failure) {
        let tree = try parser.parseModule()
        return .success(ParsedModule(tree: tree, warnings: parser.warnings))
    } catch {
        return .failure(parser.diagnose())
    }
}

extension Parser {
    /// The whole input in the parse's mode.
    func parseModule() throws(Failure) -> Module {
        switch mode {
        case .exec:
            var body: [Stmt] = []
            while kind != .endMarker {
                failedStatementStart = position
                try statement(into: &body)
            }
            return .module(body)
        case .eval:
            let expression = try expressions()
            while accept(.newline) {}
            try expect(.endMarker)
            return .expression(expression)
        case .single:
            return .interactive(try interactiveStatement())
        }
    }

    private func interactiveStatement() throws(Failure) -> [Stmt] {
        if kind == .newline {
            advance()
            return [Stmt(.pass, range(from: 0))]
        }
        var body: [Stmt] = []
        let isCompound = startsCompoundStatement
        try statement(into: &body)
        if isCompound, body.count == 1, body[0].isCompound { try expect(.newline) }
        try checkNothingFollows()
        return body
    }

    /// After one interactive statement only blank lines and comments may come.
    private func checkNothingFollows() throws(Failure) {
        var i = Int(tokens[position - 1].start)
        if tokens[position - 1].column >= 0 { i = Int(tokens[position - 1].end) }
        while i < source.count {
            let c = source.base[i]
            if c == 0x23 {
                while i < source.count, source.base[i] != 0x0A { i += 1 }
            } else if c == 0x20 || c == 0x09 || c == 0x0C || c == 0x0A {
                i += 1
            } else {
                furthest = max(furthest, position - 1)
                throw raise("multiple statements found while compiling a single statement")
            }
        }
    }
}
