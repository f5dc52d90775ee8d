// Checks that a function is well formed: what every pass may rely on and must leave behind.
//
// In:  a function. Out: a list of complaints, empty if all is well.
//
// Checked: each reachable block ends in exactly one terminator with the right edges; edges fit the parameters of their
// target; each use is dominated by its definition, in frame states too; types are what the rows ask for; what may
// leave has a frame state.

import CVMSpec

/// What the verifier found.
public struct MIRVerifyError: Error, CustomStringConvertible {
    public let complaints: [String]
    public var description: String { "invalid MIR: " + complaints.joined(separator: "; ") }
}

extension MIRFunction {
    /// Throws everything that is wrong.
    public func verify() throws {
        var verifier = Verifier(function: self)
        verifier.run()
        if !verifier.complaints.isEmpty { throw MIRVerifyError(complaints: verifier.complaints) }
    }
}

private struct Verifier {
    let function: MIRFunction
    var complaints: [String] = []
    private var home: [BlockID?]
    private var position: [Int]

    init(function: MIRFunction) {
        self.function = function
        home = Array(repeating: nil, count: function.instructions.count)
        position = Array(repeating: 0, count: function.instructions.count)
    }

    private mutating func complain(_ text: String) { if complaints.count < 20 { complaints.append(text) } }

    mutating func run() {
        guard let entry = function.blocks.first, entry.isLive else { return complain("no entry block") }
        if !entry.parameters.isEmpty { complain("the entry block has parameters") }
        for block in function.liveBlocks {
            for edge in function[block].successors
            where edge.target.index < 0 || edge.target.index >= function.blocks.count || !function[edge.target].isLive {
                return complain("\(block) goes to \(edge.target), which is not there")
            }
        }
        guard locate() else { return }
        let flow = ControlFlow(function)
        for block in flow.order { check(block, flow) }
    }

    private mutating func locate() -> Bool {
        for block in function.liveBlocks {
            for (index, value) in (function[block].parameters + function[block].body).enumerated() {
                guard value.index >= 0, value.index < function.instructions.count else {
                    complain("\(block) lists \(value), which does not exist")
                    return false
                }
                if home[Int(value.index)] != nil { complain("\(value) is listed twice") }
                home[Int(value.index)] = block
                position[Int(value.index)] = index
            }
            for parameter in function[block].parameters where function[parameter].operation != .parameter {
                complain("\(parameter) of \(block) is no parameter")
            }
        }
        return true
    }

    private mutating func check(_ block: BlockID, _ flow: ControlFlow) {
        let body = function[block].body
        guard let last = body.last, function[last].isTerminator else { return complain("\(block) has no end") }
        if !function[block].entryState.isNone { checkEntryState(of: block, flow) }
        for value in body {
            let instruction = function[value]
            if instruction.isTerminator, value != last { complain("\(block) goes on after its end") }
            checkOperands(value, instruction, in: block, flow)
            checkResult(value, instruction)
            if instruction.mayLeave {
                checkState(instruction.frameState, of: value, in: block, flow)
            } else if !instruction.frameState.isNone {
                complain("\(value) cannot leave but has a frame state")
            }
        }
        checkEdges(of: block, last, flow)
    }

    /// A state at the start of a block mentions its parameters and what is there on every way in.
    private mutating func checkEntryState(of block: BlockID, _ flow: ControlFlow) {
        var current = function[block].entryState
        var depth = 0
        while !current.isNone {
            guard current.index < function.frameStates.count, depth < 1000 else {
                return complain("\(block): \(current) is not there")
            }
            for register in function[current].registers where !register.value.isNone {
                let value = register.value
                guard value.index < function.instructions.count, let origin = home[Int(value.index)],
                    origin == block ? function[value].operation == .parameter : flow.dominates(origin, block)
                else {
                    complain("\(block): \(value) of \(current) is not there at its start")
                    continue
                }
            }
            current = function[current].caller
            depth += 1
        }
    }

    private mutating func checkEdges(of block: BlockID, _ last: ValueID, _ flow: ControlFlow) {
        let edges = function[block].successors
        let expected: Int
        switch function[last].operation {
        case .jump: expected = 1
        case .branch: expected = 2
        default: expected = 0
        }
        if edges.count != expected { complain("\(block) has \(edges.count) edges instead of \(expected)") }
        for edge in edges {
            let parameters = function[edge.target].parameters
            guard parameters.count == edge.arguments.count else {
                complain("\(block) passes \(edge.arguments.count) values to \(edge.target)")
                continue
            }
            for (parameter, argument) in zip(parameters, edge.arguments) {
                guard checkUse(argument, by: last, in: block, flow) else { continue }
                if !fits(function.type(of: argument), function.type(of: parameter)) {
                    complain(
                        "\(block) passes \(argument): \(function.type(of: argument)) for "
                            + "\(parameter): \(function.type(of: parameter))")
                }
            }
        }
    }

    private func fits(_ actual: MIRType, _ wanted: MIRType) -> Bool {
        if actual == wanted { return true }
        switch wanted {
        case .tagged: return actual.isWord
        case .object(let shape): if case .object = actual { return shape == 0 } else { return false }
        case .none, .int64, .float64, .bool: return false
        }
    }

    /// True if the value exists and its definition comes first on every path.
    private mutating func checkUse(_ value: ValueID, by user: ValueID, in block: BlockID, _ flow: ControlFlow) -> Bool {
        guard value.index >= 0, value.index < function.instructions.count, let origin = home[Int(value.index)] else {
            complain("\(describe(user, block)) uses \(value), which is in no block")
            return false
        }
        let parameterOrEarlier =
            function[value].operation == .parameter
            || position[Int(value.index)] < position[Int(user.index)]
        let ok = origin == block ? parameterOrEarlier : flow.dominates(origin, block)
        if !ok { complain("\(describe(user, block)) uses \(value) before it is there") }
        return ok
    }

    private func describe(_ value: ValueID, _ block: BlockID) -> String { "'\(function.describe(value, in: block))'" }

    private mutating func checkOperands(
        _ value: ValueID, _ instruction: Instruction, in block: BlockID, _ flow: ControlFlow
    ) {
        let pattern = instruction.row.operands
        let operands = function.operands(of: value)
        var place = 0
        var rest = false
        for operand in operands {
            var letter = UInt8(truncatingIfNeeded: pattern[place])
            if letter == UInt8(ascii: "+") {
                rest = true
                letter = UInt8(ascii: "*")
            } else if letter == 0 {
                return complain("\(describe(value, block)) has too many operands")
            } else {
                place += 1
            }
            guard checkUse(operand, by: value, in: block, flow) else { continue }
            let type = function.type(of: operand)
            let ok: Bool
            switch letter {
            case UInt8(ascii: "w"): ok = type.isWord
            case UInt8(ascii: "o"): if case .object = type { ok = true } else { ok = false }
            case UInt8(ascii: "i"): ok = type == .int64
            case UInt8(ascii: "f"): ok = type == .float64
            case UInt8(ascii: "b"): ok = type == .bool
            default: ok = type != .none
            }
            if !ok { complain("\(describe(value, block)): \(operand) is \(type)") }
        }
        if !rest, pattern[place] != 0, UInt8(truncatingIfNeeded: pattern[place]) != UInt8(ascii: "+") {
            complain("\(describe(value, block)) has too few operands")
        }
    }

    private mutating func checkResult(_ value: ValueID, _ instruction: Instruction) {
        let ok: Bool
        switch instruction.row.result {
        case .none: ok = instruction.type == .none
        case .tagged: ok = instruction.type == .tagged
        case .int64: ok = instruction.type == .int64
        case .float64: ok = instruction.type == .float64
        case .bool: ok = instruction.type == .bool
        case .object: if case .object = instruction.type { ok = true } else { ok = false }
        case .any: ok = true
        }
        if !ok { complain("\(value) = \(instruction.operation) has type \(instruction.type)") }
        if instruction.row.immediate == .symbol,
            instruction.immediate < 0 || instruction.immediate >= Int64(function.symbols.count)
        {
            complain("\(value) names symbol \(instruction.immediate), which is not there")
        }
    }

    private mutating func checkState(_ state: FrameStateID, of value: ValueID, in block: BlockID, _ flow: ControlFlow) {
        var current = state
        var depth = 0
        if current.isNone { return complain("\(describe(value, block)) has no frame state") }
        while !current.isNone {
            guard current.index < function.frameStates.count, depth < 1000 else {
                return complain("\(describe(value, block)): \(current) is not there")
            }
            for register in function[current].registers {
                if register.value.isNone { continue }
                if register.value == value {
                    complain("\(describe(value, block)) needs its own result in \(current)")
                } else if checkUse(register.value, by: value, in: block, flow),
                    function.type(of: register.value) == .none
                {
                    complain("\(current) mentions \(register.value), which has no value")
                }
            }
            current = function[current].caller
            depth += 1
        }
    }
}
