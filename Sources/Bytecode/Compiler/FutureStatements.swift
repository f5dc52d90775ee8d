// FutureStatements: `from __future__ import …` at the beginning of a source.

import Syntax

struct FutureStatements {
    private(set) var annotations = false
    /// The line of the last statement that may be a future import; 0 if there is none.
    private(set) var lastLine: Int32 = 0

    /// Reads the leading statements. Throws `SyntaxErrorInfo` for unknown features.
    init(_ module: Module) throws {
        let body: [Stmt]
        switch module {
        case .module(let statements), .interactive(let statements): body = statements
        case .expression: return
        }
        var mayBeDocumentation = true
        for statement in body {
            if case .importFrom(let name, let names, let level) = statement.kind, name == "__future__", level == 0 {
                for alias in names { try add(alias, statement.range) }
                lastLine = statement.range.line
                mayBeDocumentation = false
            } else if mayBeDocumentation, case .expr(let value) = statement.kind,
                case .constant(.string, _) = value.kind
            {
                mayBeDocumentation = false
            } else {
                return
            }
        }
    }

    private mutating func add(_ alias: Alias, _ range: SourceRange) throws {
        switch alias.name {
        case "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
            "unicode_literals", "barry_as_FLUFL", "generator_stop":
            break
        case "annotations": annotations = true
        case "braces": throw compilerError("not a chance", range)
        default: throw compilerError("future feature \(alias.name) is not defined", range)
        }
    }
}
