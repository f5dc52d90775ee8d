// FutureStatements: `from __future__ import …` at the beginning of a source.

import Syntax

struct FutureStatements {
    private(set) var annotations = false
    private(set) var barryAsFLUFL = false
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
        var isOver = false
        var lastSeen: Int32 = 0
        for statement in body {
            // What follows on the line of the first other statement is looked at too.
            if isOver {
                if statement.range.line > lastSeen { return }
                if case .importFrom("__future__"?, _, 0) = statement.kind {
                    throw compilerError("from __future__ imports must occur at the beginning of the file", statement.range)
                }
                continue
            }
            lastSeen = statement.range.line
            if case .importFrom(let name, let names, let level) = statement.kind, name == "__future__", level == 0 {
                for alias in names { try add(alias, statement.range) }
                lastLine = statement.range.line
                mayBeDocumentation = false
            } else if mayBeDocumentation, case .expr(let value) = statement.kind,
                case .constant(.string, _) = value.kind
            {
                mayBeDocumentation = false
            } else {
                isOver = true
            }
        }
    }

    private mutating func add(_ alias: Alias, _ range: SourceRange) throws {
        switch alias.name {
        case "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
            "unicode_literals", "generator_stop":
            break
        case "barry_as_FLUFL": barryAsFLUFL = true
        case "annotations": annotations = true
        case "braces": throw compilerError("not a chance", range)
        default: throw compilerError("future feature \(alias.name) is not defined", range)
        }
    }
}
