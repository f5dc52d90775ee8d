// Golden tests: each file of Tests/Golden/mir holds a function, the passes to run and, below a line of dashes, the
// function after them. SWIFTLET_UPDATE_GOLDEN=1 rewrites what is below.

import Foundation
import XCTest
@testable import MIR

final class GoldenTests: XCTestCase {
    private static let divider = "\n---- after\n"

    func testPassesGiveWhatTheFilesSay() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Golden/mir")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "mir" }.sorted { $0.path < $1.path }
        XCTAssertGreaterThan(files.count, 8)
        let update = ProcessInfo.processInfo.environment["SWIFTLET_UPDATE_GOLDEN"] == "1"
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let parts = text.components(separatedBy: Self.divider)
            let input = parts[0].hasSuffix("\n") ? parts[0] : parts[0] + "\n"
            guard let line = input.components(separatedBy: "\n").first(where: { $0.hasPrefix("; passes:") }) else {
                XCTFail("\(file.lastPathComponent) names no passes")
                continue
            }
            let named = line.dropFirst("; passes:".count).split(separator: " ").map(String.init)
            let passes = named == ["standard"] ? Pass.standard : named
            do {
                var function = try MIRFunction(parsing: input)
                try function.verify()
                // The text form is complete: reading it back gives the same text.
                XCTAssertEqual(try MIRFunction(parsing: function.description).description, function.description)
                try runPasses(passes, on: &function, PassOptions(verify: true))
                let result = function.description
                XCTAssertEqual(try MIRFunction(parsing: result).description, result, file.lastPathComponent)
                if update {
                    try (input + Self.divider.dropFirst() + result).write(to: file, atomically: true, encoding: .utf8)
                } else {
                    XCTAssertEqual(parts.count > 1 ? parts[1] : "", result, file.lastPathComponent)
                }
            } catch {
                XCTFail("\(file.lastPathComponent): \(error)")
            }
        }
    }
}
