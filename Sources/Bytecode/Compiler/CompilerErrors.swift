// Errors and results of a compilation.

import Syntax

/// A SyntaxError at a place. Columns are bytes + 1, as CPython's compiler (not its parser) reports them.
func compilerError(_ message: String, _ range: SourceRange) -> SyntaxErrorInfo {
    SyntaxErrorInfo(
        kind: .syntaxError, message: message, line: Int(range.line), column: Int(range.column) + 1,
        endLine: Int(range.endLine), endColumn: Int(range.endColumn) + 1, sourceLine: nil)
}

/// Options of a compilation.
public struct CompileFlags: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// `from __future__ import annotations` is inherited from the code that calls compile().
    public static let futureAnnotations = CompileFlags(rawValue: 1)
    /// `await` outside functions makes the module's code a coroutine (PyCF_ALLOW_TOP_LEVEL_AWAIT).
    public static let topLevelAwait = CompileFlags(rawValue: 2)
}

/// What a successful compilation gives.
public struct CompiledUnit {
    public var code: CodeUnit
    /// The SyntaxWarnings in source order; the caller shows or raises them.
    public var warnings: [SyntaxWarningInfo]
}
