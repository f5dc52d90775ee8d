// Reads the text form that Printer.swift writes.
//
// In:  text. Out: a function with the same ids, or a message with a line number. Comments start with ';'.

import CVMSpec

/// What is wrong with a text.
public struct MIRParseError: Error, CustomStringConvertible {
    public let line: Int
    public let message: String
    public var description: String { "line \(line): \(message)" }
}

extension MIRFunction {
    /// Parses one function.
    public init(parsing text: String) throws {
        var parser = Parser(text: text)
        self = try parser.parse()
    }
}

private struct Parser {
    private let lines: [Substring]
    private var lineNumber = 0
    private var tokens: [Substring] = []
    private var next = 0
    private var function = MIRFunction(name: "")

    init(text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

    mutating func parse() throws -> MIRFunction {
        var current: BlockID?
        var inStates = false
        var started = false
        while lineNumber < lines.count {
            tokens = Self.tokenize(lines[lineNumber])
            lineNumber += 1
            next = 0
            guard let first = tokens.first else { continue }
            if !started {
                try expect("function")
                function.name = try word()
                try expect("{")
                started = true
            } else if first == "}" {
                return function
            } else if first == "symbol" {
                try parseSymbol()
            } else if first == "states", !inStates {
                inStates = true
            } else if inStates {
                try parseState()
            } else if first.hasPrefix("block"), !first.hasPrefix("block_") {
                current = try parseBlockHead()
            } else {
                guard let block = current else { throw failure("instruction outside a block") }
                try parseInstruction(in: block)
            }
        }
        throw failure("unexpected end of text")
    }

    // MARK: Tokens

    private static func tokenize(_ line: Substring) -> [Substring] {
        var result: [Substring] = []
        var index = line.startIndex
        while index < line.endIndex {
            let character = line[index]
            if character == ";" { break }
            if character == " " || character == "\t" || character == "\r" {
                index = line.index(after: index)
                continue
            }
            let start = index
            index = line.index(after: index)
            if character == "\"" {
                while index < line.endIndex, line[index] != "\"" { index = line.index(after: index) }
                if index < line.endIndex { index = line.index(after: index) }
            } else if !"(),:=[]{}@".contains(character) {
                while index < line.endIndex, !" \t(),:=[]{}@;".contains(line[index]) { index = line.index(after: index) }
            }
            result.append(line[start..<index])
        }
        return result
    }

    private func failure(_ message: String) -> MIRParseError { MIRParseError(line: lineNumber, message: message) }
    private var peek: Substring { next < tokens.count ? tokens[next] : "" }
    private mutating func word() throws -> String {
        guard next < tokens.count else { throw failure("something is missing at the end") }
        next += 1
        return String(tokens[next - 1])
    }
    private mutating func expect(_ token: String) throws {
        let found = try word()
        if found != token { throw failure("expected '\(token)', found '\(found)'") }
    }
    private mutating func accept(_ token: String) -> Bool {
        guard peek == token else { return false }
        next += 1
        return true
    }
    private mutating func number() throws -> Int64 {
        let text = try word()
        guard let value = Int64(text) else { throw failure("'\(text)' is not a number") }
        return value
    }
    private func number(_ text: Substring) throws -> Int64 {
        guard let value = Int64(text) else { throw failure("'\(text)' is not a number") }
        return value
    }
    private func id(_ text: Substring, prefix: String) throws -> Int {
        guard text.hasPrefix(prefix), let value = Int(text.dropFirst(prefix.count)), value >= 0, value < 1 << 24 else {
            throw failure("expected \(prefix)N, found '\(text)'")
        }
        return value
    }
    private mutating func value() throws -> ValueID {
        let text = try word()
        if text == "_" { return .none }
        return ValueID(try id(text[...], prefix: "v"))
    }
    private mutating func block() throws -> BlockID {
        let index = try id(try word()[...], prefix: "block")
        while function.blocks.count <= index {
            function.blocks.append(Block.gone)
        }
        return BlockID(index)
    }
    private mutating func type() throws -> MIRType {
        switch try word() {
        case "tagged": return .tagged
        case "int64": return .int64
        case "float64": return .float64
        case "bool": return .bool
        case "object":
            guard accept("(") else { return .object(shape: 0) }
            let shape = try number()
            try expect(")")
            return .object(shape: UInt32(truncatingIfNeeded: shape))
        case let other: throw failure("'\(other)' is not a type")
        }
    }

    // MARK: Parts

    private mutating func parseSymbol() throws {
        try expect("symbol")
        let index = try number()
        guard index == function.symbols.count else { throw failure("symbols must be numbered in order") }
        let name = try word()
        guard name.hasPrefix("\""), name.hasSuffix("\""), name.count > 2 else { throw failure("symbol without a name") }
        guard let effects = HelperEffects(rawValue: try word()) else { throw failure("unknown effects") }
        function.symbols.append(
            HelperSymbol(String(name.dropFirst().dropLast()), effects, takesThread: !accept("threadless")))
    }

    private mutating func parseBlockHead() throws -> BlockID {
        let block = try block()
        if function[block].isLive { throw failure("\(block) appears twice") }
        function[block].isLive = true
        try expect("(")
        while !accept(")") {
            let parameter = try value()
            try expect(":")
            try place(parameter, Instruction(parameterOf: try type()), operands: [])
            function[block].parameters.append(parameter)
            if peek != ")" { try expect(",") }
        }
        if accept("@") { function[block].entryState = FrameStateID(try id(try word()[...], prefix: "fs")) }
        try expect(":")
        return block
    }

    /// Puts an instruction at its own number.
    private mutating func place(_ id: ValueID, _ instruction: Instruction, operands: [ValueID]) throws {
        guard !id.isNone else { throw failure("a definition needs a number") }
        while function.instructions.count <= Int(id.index) {
            function.instructions.append(Instruction(parameterOf: .none))
        }
        guard function[id].type == .none, function[id].operation == .parameter else {
            throw failure("\(id) is defined twice")
        }
        var instruction = instruction
        instruction.operandStart = Int32(truncatingIfNeeded: function.operandPool.count)
        instruction.operandCount = Int32(truncatingIfNeeded: operands.count)
        function.operandPool.append(contentsOf: operands)
        function[id] = instruction
    }

    private mutating func parseInstruction(in block: BlockID) throws {
        var result = ValueID.none
        if tokens.count > 1, tokens[1] == "=" {
            result = try value()
            try expect("=")
        }
        let name = try word()
        guard let operation = MIROperation.byName[name] else { throw failure("unknown operation '\(name)'") }
        var instruction = Instruction(parameterOf: .none)
        instruction.operation = operation
        try parseImmediate(&instruction)
        var operands: [ValueID] = []
        while next < tokens.count, peek.hasPrefix("v") || peek == "_" || peek.hasPrefix("block") {
            if peek.hasPrefix("block") {
                function[block].successors.append(try parseEdge())
            } else {
                operands.append(try value())
            }
            if !accept(",") { break }
        }
        if accept("likely") { instruction.auxiliary = 1 }
        if accept("unlikely") { instruction.auxiliary = -1 }
        if accept(":") { instruction.type = try type() }
        if accept("@") { instruction.frameState = FrameStateID(try id(try word()[...], prefix: "fs")) }
        if accept("for") {
            guard accept("code") else { throw failure("'for' without code") }
            let code = Int32(truncatingIfNeeded: try number(try word()[...]))
            guard accept("pc") else { throw failure("'for' without pc") }
            instruction.failurePlace = function.failurePlace(FailurePlace(code: code, pc: Int32(truncatingIfNeeded: try number(try word()[...]))))
        }
        if peek.hasPrefix("!") {
            instruction.line = Int32(truncatingIfNeeded: try number(peek.dropFirst()))
            next += 1
        }
        guard next == tokens.count else { throw failure("unexpected '\(peek)'") }
        if result.isNone {
            guard instruction.type == .none else { throw failure("a result without a number") }
            result = unnumbered(instruction, operands)
        } else {
            guard instruction.type != .none else { throw failure("\(name) needs a type") }
            try place(result, instruction, operands: operands)
        }
        function.append(result, to: block)
    }

    /// Instructions without a result get numbers beyond all that the text mentions.
    private mutating func unnumbered(_ instruction: Instruction, _ operands: [ValueID]) -> ValueID {
        while function.instructions.count < highest { function.instructions.append(Instruction(parameterOf: .none)) }
        let value = function.make(
            instruction.operation, .none, operands, immediate: instruction.immediate, auxiliary: instruction.auxiliary,
            frameState: instruction.frameState, line: instruction.line)
        function[value].failurePlace = instruction.failurePlace
        return value
    }

    private lazy var highest: Int = {
        var highest = 0
        for line in lines {
            for token in Self.tokenize(line) where token.hasPrefix("v") {
                if let number = Int(token.dropFirst()), number < 1 << 24 { highest = max(highest, number + 1) }
            }
        }
        return highest
    }()

    private mutating func parseEdge() throws -> Edge {
        var edge = Edge(try block())
        try expect("(")
        while !accept(")") {
            edge.arguments.append(try value())
            if peek != ")" { try expect(",") }
        }
        return edge
    }

    private mutating func parseImmediate(_ instruction: inout Instruction) throws {
        let kind = instruction.row.immediate
        if kind == .none { return }
        let token = try word()[...]
        let body = token.dropFirst()
        func start(_ character: Character) throws {
            if token.first != character { throw failure("expected \(character)…, found '\(token)'") }
        }
        switch kind {
        case .none: break
        case .int:
            try start("#")
            instruction.immediate = try number(body)
        case .float:
            try start("#")
            guard let value = Double(String(body)) else { throw failure("'\(body)' is not a float") }
            instruction.immediate = Int64(bitPattern: value.bitPattern)
        case .bool: instruction.immediate = token == "#true" ? 1 : 0
        case .condition:
            guard let condition = MIRCondition.byName[String(token)] else { throw failure("unknown condition '\(token)'") }
            instruction.immediate = Int64(condition.rawValue)
        case .field:
            try start("+")
            let parts = body.split(separator: ".")
            guard parts.count == 2, let alias = MIRAliasClass.byName[String(parts[1])] else {
                throw failure("expected +offset.class, found '\(token)'")
            }
            instruction.immediate = try number(parts[0])
            instruction.auxiliary = Int32(alias.rawValue)
        case .register, .shape:
            try start(kind == .register ? "r" : "s")
            var rest = body
            if rest.hasSuffix("!") {
                rest = rest.dropLast()
                instruction.auxiliary = 1
            }
            let parts = rest.split(separator: "*")
            guard let head = parts.first else { throw failure("a number is missing") }
            instruction.immediate = try number(head)
            if parts.count == 2 { instruction.auxiliary = Int32(truncatingIfNeeded: try number(parts[1])) }
        case .constant:
            try start("c")
            let parts = body.split(separator: "*")
            guard let head = parts.first else { throw failure("a number is missing") }
            instruction.immediate = try number(head)
            if parts.count == 2 { instruction.auxiliary = Int32(truncatingIfNeeded: try number(parts[1])) }
        case .symbol:
            try start("$")
            instruction.immediate = try number(body)
        }
    }

    private mutating func parseState() throws {
        let index = try id(try word()[...], prefix: "fs")
        while function.frameStates.count <= index { function.frameStates.append(FrameState(pc: 0, registers: [])) }
        try expect("=")
        try expect("code")
        let code = Int32(truncatingIfNeeded: try number())
        try expect("pc")
        let pc = Int32(truncatingIfNeeded: try number())
        var state = FrameState(code: code, pc: pc, registers: [])
        if accept("result") { state.result = Int32(truncatingIfNeeded: try number()) }
        try expect("[")
        while !accept("]") {
            let register = Int32(truncatingIfNeeded: try number())
            try expect(":")
            state.registers.append(.init(register, try value()))
            if peek != "]" { try expect(",") }
        }
        if accept("caller") { state.caller = FrameStateID(try id(try word()[...], prefix: "fs")) }
        if accept("then") { state.continuation = Int32(truncatingIfNeeded: try number()) }
        if accept("place") { state.place = Int32(truncatingIfNeeded: try number()) }
        function.frameStates[index] = state
    }
}

extension Instruction {
    /// A block parameter.
    init(parameterOf type: MIRType) {
        self.init(
            operation: .parameter, type: type, operandStart: 0, operandCount: 0, immediate: 0, auxiliary: 0,
            frameState: .none, line: 0)
    }
}
