// Disassembler: a code unit as text, one instruction a line (`swiftlet emit --stage bytecode`).
//
//     line  offset  instruction       operands
//        2       0  addImmediate      x, x, 1
//
// Registers are shown by name, temporaries as t0, t1, …; constants as literals; jumps as the offset where they go.

import CVMSpec
import Syntax

extension Opcode: @retroactive CustomStringConvertible {
    /// The name in Opcodes.def.
    public var description: String { String(cString: opcode_info(self).pointee.name) }
}

/// The text of a unit and the units inside it.
public func disassemble(_ unit: CodeUnit) -> String {
    var text = ""
    disassemble(unit, into: &text)
    return text
}

private func disassemble(_ unit: CodeUnit, into text: inout String) {
    text += "code \(unit.qualifiedName)\(parameterList(unit)) line \(unit.firstLine)"
    let flags = flagNames(unit.flags)
    text += flags.isEmpty ? "\n" : " \(flags)\n"
    text += "  registers \(unit.registerCount)"
    if !unit.registerNames.isEmpty {
        text += ": " + zip(unit.registerNames, unit.registerKinds).map { name, kind in
            kind == .fast ? name : kind == .cell ? "cell \(name)" : "free \(name)"
        }.joined(separator: ", ")
    }
    text += "\n"
    let positions = PositionTable(unit)
    var runs = positions.runs[...]
    var shownLine: Int32 = -1
    for instruction in unit.decoded {
        while let run = runs.first, run.end <= instruction.offset { runs.removeFirst() }
        var lineText = ""
        if let line = runs.first?.range?.line, line != shownLine {
            lineText = "\(line)"
            shownLine = line
        }
        let name = instruction.op.description
        let operands = operandText(instruction, unit)
        text += padded(lineText, 6) + padded("\(instruction.offset)", 6) + "  " + name
        if !operands.isEmpty { text += String(repeating: " ", count: max(22 - name.utf8.count, 1)) + operands }
        text += "\n"
    }
    for row in unit.exceptionTable {
        text += "  \(row.start) ..< \(row.end) → \(row.handler) (\(registerName(Int(row.register), unit)))\n"
    }
    for inner in unit.nestedUnits {
        text += "\n"
        disassemble(inner, into: &text)
    }
}

private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.utf8.count, 0)) + text
}

private func parameterList(_ unit: CodeUnit) -> String {
    guard unit.flags.contains(.optimized) else { return "" }
    var parts: [String] = []
    var index = 0
    func name() -> String {
        defer { index += 1 }
        return index < unit.registerNames.count ? unit.registerNames[index] : "?"
    }
    for position in 0..<unit.argumentCount {
        parts.append(name())
        if position + 1 == unit.positionalOnlyCount { parts.append("/") }
    }
    let varArgs = unit.flags.contains(.varArgs)
    var keywordOnly: [String] = []
    for _ in 0..<unit.keywordOnlyCount { keywordOnly.append(name()) }
    if varArgs { parts.append("*" + name()) } else if !keywordOnly.isEmpty { parts.append("*") }
    parts += keywordOnly
    if unit.flags.contains(.varKeywords) { parts.append("**" + name()) }
    return "(" + parts.joined(separator: ", ") + ")"
}

private func flagNames(_ flags: CodeFlags) -> String {
    var names: [String] = []
    if flags.contains(.generator) { names.append("generator") }
    if flags.contains(.coroutine) { names.append("coroutine") }
    if flags.contains(.asyncGenerator) { names.append("asyncGenerator") }
    if flags.contains(.nested) { names.append("nested") }
    return names.joined(separator: " ")
}

private func registerName(_ register: Int, _ unit: CodeUnit) -> String {
    register < unit.registerNames.count ? unit.registerNames[register] : "t\(register - unit.registerNames.count)"
}

private func operandText(_ instruction: DecodedInstruction, _ unit: CodeUnit) -> String {
    let info = instruction.info
    var parts: [String] = []
    for (index, (kind, value)) in [(info.a, instruction.a), (info.b, instruction.b), (info.c, instruction.c)].enumerated() {
        let isWide = index == 1 && info.c == .wide
        let number = isWide ? instruction.wide : value
        switch kind {
        case .none, .wide: break
        case .dst, .src, .mod: parts.append(registerName(value, unit))
        case .optsrc: parts.append(value == 0xFFFF ? "-" : registerName(value, unit))
        case .run: parts.append(registerName(value, unit) + "…")
        case .imm: parts.append("\(isWide || index == 2 && !isCount(instruction.op) ? signed(number, isWide) : number)")
        case .constant:
            parts.append(number >= 0 && number < unit.constants.count ? literalText(unit.constants[number]) : "constant?\(number)")
        case .name: parts.append(number >= 0 && number < unit.names.count ? unit.names[number] : "name?\(number)")
        case .jump: break
        }
    }
    if let target = instruction.target { parts.append("→ \(target)") }
    return parts.joined(separator: ", ")
}

private func signed(_ number: Int, _ isWide: Bool) -> Int { isWide ? number : Int(Int16(truncatingIfNeeded: number)) }

/// Immediates that count something are not negative.
private func isCount(_ op: Opcode) -> Bool { op != .addImmediate && op != .subtractImmediate }
