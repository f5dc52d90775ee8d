// Emission: what the compiler made of the functions of a program, stage by stage, for `swiftlet emit`.
//
// In:  which functions and stages are wanted. Out: their texts, in the order of compilation.

import Bytecode
import VM

/// One compiled unit's texts.
public struct EmittedUnit {
    public let qualifiedName: String
    /// Bytecode offset at which the unit is entered; 0 is the function's start.
    public let entry: Int
    public let filename: String
    public let firstLine: Int
    public let lastLine: Int
    /// (stage, text): feedback, mir, mir-each-pass (one for each pass), mir-optimized, llvm, llvm-optimized, asm.
    public fileprivate(set) var texts: [(stage: String, text: String)] = []
}

public enum Emission {
    nonisolated(unsafe) public private(set) static var units: [EmittedUnit] = []

    /// Starts recording; from now on compilation is synchronous.
    public static func record() {
        JIT.sink = { stage, text in
            guard !units.isEmpty else { return }
            units[units.count - 1].texts.append((stage, text))
        }
    }

    /// A compilation begins.
    static func begin(_ snapshot: Snapshot) {
        guard JIT.sink != nil else { return }
        let unit = snapshot.unit
        let lines = PositionTable(unit).runs.compactMap { $0.range.map { (Int($0.line), Int($0.endLine)) } }
        units.append(EmittedUnit(
            qualifiedName: unit.qualifiedName, entry: snapshot.entry, filename: unit.filename, firstLine: Int(unit.firstLine),
            lastLine: lines.map(\.1).max() ?? Int(unit.firstLine)))
    }
}
