// Golden tests: Tests/Golden/syntax holds Python files with the expected tree (`.ast`), tokens (`.tokens`) or errors
// (`.errors`, one entry for each snippet between `#%` lines) beside them. The trees and errors were written by CPython
// 3.11's own `ast.dump` and `compile`. SWIFTLET_UPDATE_GOLDEN=1 rewrites them with what Swiftlet says.

import Foundation
import Testing

@testable import Syntax

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/syntax")
private let updates = ProcessInfo.processInfo.environment["SWIFTLET_UPDATE_GOLDEN"] == "1"

private func read(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: folder.appendingPathComponent(name))) }

private func compare(_ actual: String, with name: String) throws {
    let url = folder.appendingPathComponent(name)
    if updates {
        try Data(actual.utf8).write(to: url)
        return
    }
    let expected = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    if actual == expected { return }
    let actualLines = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in actualLines.enumerated() where index >= expectedLines.count || expectedLines[index] != line {
        let wanted = index < expectedLines.count ? expectedLines[index] : "nothing"
        Issue.record("\(name):\(index + 1): \(line) — expected \(wanted)")
        return
    }
    Issue.record("\(name): the output ends too early")
}

@Suite struct GoldenTests {
    static let names = [
        "expressions", "statements", "functions", "patterns", "strings", "fstrings", "numbers", "layout", "names",
    ]

    @Test(arguments: names) func treeIsThatOfCPython(name: String) throws {
        switch parse(source: try read(name + ".py"), filename: name, mode: .exec) {
        case .success(let module):
            try compare(dump(module.tree, includeAttributes: true, indent: 2) + "\n", with: name + ".ast")
        case .failure(let error): Issue.record("\(name): \(error)")
        }
    }

    @Test(arguments: ["layout", "numbers", "strings"]) func tokensAreStable(name: String) throws {
        try compare(tokenize(source: try read(name + ".py")), with: name + ".tokens")
    }

    @Test func errorsAreThoseOfCPython() throws {
        var output = ""
        for snippet in String(decoding: try read("errors.py"), as: UTF8.self).components(separatedBy: "#%\n") {
            switch parse(source: Array(snippet.utf8), filename: "errors", mode: .exec, flags: .ignoreCookie) {
            case .success(let module):
                output += "ok\n"
                for warning in module.warnings { output += "warning \(warning.line): \(warning.message)\n" }
            case .failure(let e):
                output += "\(e.kind) \(e.line),\(e.column)-\(e.endLine),\(e.endColumn): \(e.message)\n"
            }
        }
        try compare(output, with: "errors.errors")
    }
}
