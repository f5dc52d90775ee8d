// The text form of a function: what dumps show and golden tests compare; Parser.swift reads it back.
//
//   function sum {
//     symbol 0 "rt_list_append" write
//   block0():
//     v0 = loadRegister r0 : tagged
//     v1 = guardInt v0 : tagged @fs0
//     branch v2, block1(v1), block2() likely
//   block1(v3: tagged) @fs0:
//     …
//   states:
//     fs0 = code -1 pc 12 [0: v0, 3: v1] caller fs1
//   }
//
// A state beside a block is the one at its start. Only states that something mentions are printed.

import CVMSpec

extension MIRFunction: CustomStringConvertible {
    public var description: String {
        var text = "function \(name) {\n"
        for (index, symbol) in symbols.enumerated() {
            text += "  symbol \(index) \"\(symbol.name)\" \(symbol.effects.rawValue)"
            text += symbol.takesThread ? "\n" : " threadless\n"
        }
        for block in liveBlocks {
            let parameters = self[block].parameters.map { "\($0): \(type(of: $0))" }.joined(separator: ", ")
            let state = self[block].entryState
            text += "\(block)(\(parameters))" + (state.isNone ? ":\n" : " @\(state):\n")
            for value in self[block].body { text += "  \(describe(value, in: block))\n" }
        }
        let used = usedFrameStates()
        if !used.isEmpty {
            text += "states:\n"
            for index in used {
                let state = frameStates[index]
                let registers = state.registers.map { "\($0.register): \($0.value)" }.joined(separator: ", ")
                text += "  fs\(index) = code \(state.code) pc \(state.pc)\(state.result < 0 ? "" : " result \(state.result)") [\(registers)]"
                if !state.caller.isNone { text += " caller \(state.caller)" }
                if state.continuation != 0 { text += " then \(state.continuation)" }
                text += state.place < 0 ? "\n" : " place \(state.place)\n"
            }
        }
        return text + "}\n"
    }

    /// One instruction as a line.
    public func describe(_ value: ValueID, in block: BlockID) -> String {
        let instruction = self[value]
        var text = instruction.type == .none ? "" : "\(value) = "
        text += instruction.operation.description
        let immediate = describeImmediate(instruction)
        if !immediate.isEmpty { text += " " + immediate }
        let operands = operands(of: value).map(\.description)
        var parts = operands
        if instruction.isTerminator {
            parts += self[block].successors.map { edge in
                "\(edge.target)(" + edge.arguments.map(\.description).joined(separator: ", ") + ")"
            }
        }
        if !parts.isEmpty { text += " " + parts.joined(separator: ", ") }
        if instruction.operation == .branch, instruction.auxiliary != 0 {
            text += instruction.auxiliary > 0 ? " likely" : " unlikely"
        }
        if instruction.type != .none { text += " : \(instruction.type)" }
        if !instruction.frameState.isNone { text += " @\(instruction.frameState)" }
        if failurePlaces.indices.contains(Int(instruction.failurePlace)) {
            let place = failurePlaces[Int(instruction.failurePlace)]
            text += " for code \(place.code) pc \(place.pc)"
        }
        if instruction.line != 0 { text += " !\(instruction.line)" }
        return text
    }

    private func describeImmediate(_ instruction: Instruction) -> String {
        switch instruction.row.immediate {
        case .none: return ""
        case .int: return "#\(instruction.immediate)"
        case .float: return "#\(Double(bitPattern: UInt64(bitPattern: instruction.immediate)))"
        case .bool: return instruction.immediate != 0 ? "#true" : "#false"
        case .condition: return instruction.condition.description
        case .field: return "+\(instruction.immediate).\(instruction.alias)"
        case .register:
            return instruction.auxiliary == 0
                ? "r\(instruction.immediate)" : "r\(instruction.immediate)*\(instruction.auxiliary)"
        case .constant: return instruction.auxiliary == 0 ? "c\(instruction.immediate)" : "c\(instruction.immediate)*\(instruction.auxiliary)"
        case .shape:
            if instruction.operation == .allocateObject || instruction.operation == .virtualObject { return "s\(instruction.shape)*\(instruction.auxiliary)" }
            return instruction.auxiliary != 0 ? "s\(instruction.shape)!" : "s\(instruction.shape)"
        case .symbol: return "$\(instruction.immediate)"
        }
    }
}
