// The door of the Syntax room: the values that go in and come out of `parse`.

/// What is being parsed: a file, an expression for `eval`, or one interactive statement.
public enum ParseMode: UInt8, Sendable { case exec, eval, single }

/// Options of a parse.
public struct ParseFlags: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The source is UTF-8 already: a coding cookie is ignored (source given as `str`).
    public static let ignoreCookie = ParseFlags(rawValue: 1)
    /// Do not supply the missing last newline of interactive input (`codeop`).
    public static let dontImplyDedent = ParseFlags(rawValue: 2)
    /// Say "incomplete input" where more text might make the source valid (`codeop`).
    public static let allowIncompleteInput = ParseFlags(rawValue: 4)
    /// The source is a script file, which is read line by line: null bytes, bytes that are not UTF-8 and the end are reported as
    /// the command line does.
    public static let isScript = ParseFlags(rawValue: 8)
}

/// What the parser found wrong.
public struct SyntaxErrorInfo: Error, Equatable, Sendable {
    public enum Kind: UInt8, Sendable {
        case syntaxError, indentationError, tabError
        /// The source nests deeper than the parser's stack allows (CPython: MemoryError).
        case memoryError
        /// The tree would be higher than a compiler may walk (CPython: RecursionError during compilation).
        case recursionError
        /// Source that cannot be read as text at all (CPython: ValueError, e.g. null bytes).
        case valueError
    }

    public var kind: Kind
    public var message: String
    /// From 1; 0 where the error has no place in the file, negative where not even the file is named.
    public var line: Int
    /// `offset`: from 1, in code points; 0 where the error has no place.
    public var column: Int
    public var endLine: Int
    public var endColumn: Int
    /// `text`: the source line with its newline; nil where there is none.
    public var sourceLine: String?

    public init(
        kind: Kind, message: String, line: Int, column: Int, endLine: Int, endColumn: Int, sourceLine: String?
    ) {
        self.kind = kind
        self.message = message
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
        self.sourceLine = sourceLine
    }
}

/// A warning that the parser would issue; the caller decides whether it is shown or raised.
public struct SyntaxWarningInfo: Equatable, Sendable {
    public enum Category: UInt8, Sendable { case deprecationWarning, syntaxWarning }

    public var category: Category
    public var message: String
    public var line: Int

    public init(category: Category, message: String, line: Int) {
        self.category = category
        self.message = message
        self.line = line
    }
}

/// The result of a parse.
public struct ParsedModule: Sendable {
    public var tree: Module
    public var warnings: [SyntaxWarningInfo]

    public init(tree: Module, warnings: [SyntaxWarningInfo]) {
        self.tree = tree
        self.warnings = warnings
    }
}
