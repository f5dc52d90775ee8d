// A unit of compilation in SSA form, and the operations that change it.
//
// In:  what a builder or the parser appends.
// Out: blocks of instructions for the passes, the printer and the LLVM emitter.
//
// All mutation goes through these methods. Instructions keep their id when they move; a value's uses are found by
// walking, and replaced in bulk (`replaceUses`), which is what passes need anyway.

import CVMSpec

public struct MIRFunction {
    /// Guards stay where they are: moved before a loop they failed, and nobody can tell which one it was.
    public var keepsGuards = false
    /// Where the interpreter goes on at loops of the unit's own code into which numbers come as words.
    public var plainHeaders: Set<Int32> = []
    public var name: String
    /// By ValueID; blocks list which of them are alive and in which order.
    public internal(set) var instructions: [Instruction] = []
    public var blocks: [Block] = []
    public var frameStates: [FrameState] = []
    /// Instructions to which failures of guards belong that leave before them.
    public var failurePlaces: [FailurePlace] = []
    public var symbols: [HelperSymbol] = []
    var operandPool: [ValueID] = []

    public init(name: String) { self.name = name }

    // MARK: Reading

    public subscript(value: ValueID) -> Instruction {
        get { instructions[Int(value.index)] }
        set { instructions[Int(value.index)] = newValue }
    }
    public subscript(block: BlockID) -> Block {
        get { blocks[Int(block.index)] }
        _modify { yield &blocks[Int(block.index)] }
    }
    public subscript(state: FrameStateID) -> FrameState {
        get { frameStates[Int(state.index)] }
        set { frameStates[Int(state.index)] = newValue }
    }

    /// An instruction's operands.
    public func operands(of value: ValueID) -> ArraySlice<ValueID> {
        let instruction = instructions[Int(value.index)]
        let start = Int(instruction.operandStart)
        return operandPool[start..<start + Int(instruction.operandCount)]
    }
    public func operand(_ index: Int, of value: ValueID) -> ValueID {
        operandPool[Int(instructions[Int(value.index)].operandStart) + index]
    }
    public func operation(of value: ValueID) -> MIROperation { instructions[Int(value.index)].operation }
    public func type(of value: ValueID) -> MIRType { instructions[Int(value.index)].type }

    /// The blocks that are part of the function, in order.
    public var liveBlocks: [BlockID] { blocks.indices.lazy.filter { blocks[$0].isLive }.map { BlockID($0) } }
    /// The number of instructions in live blocks.
    public var size: Int { blocks.reduce(0) { $1.isLive ? $0 + $1.body.count : $0 } }

    /// Calls `body` with every value that a frame state and its callers mention.
    public func forEachValue(in state: FrameStateID, _ body: (ValueID) -> Void) {
        var current = state
        while !current.isNone {
            for register in self[current].registers where !register.value.isNone { body(register.value) }
            current = self[current].caller
        }
    }

    /// All frame states that something still mentions, callers included.
    func usedFrameStates() -> [Int] {
        var used = Set<Int>()
        func use(_ state: FrameStateID) {
            var state = state
            while !state.isNone, used.insert(Int(state.index)).inserted { state = self[state].caller }
        }
        for block in liveBlocks {
            use(self[block].entryState)
            for value in self[block].body { use(self[value].frameState) }
        }
        return used.sorted()
    }

    // MARK: Building

    public mutating func addBlock() -> BlockID {
        blocks.append(Block())
        return BlockID(blocks.count - 1)
    }

    /// Makes an instruction that is in no block yet.
    public mutating func make(
        _ operation: MIROperation, _ type: MIRType, _ operands: [ValueID] = [], immediate: Int64 = 0,
        auxiliary: Int32 = 0, frameState: FrameStateID = .none, line: Int32 = 0
    ) -> ValueID {
        let start = operandPool.count
        operandPool.append(contentsOf: operands)
        instructions.append(
            Instruction(
                operation: operation, type: type, operandStart: Int32(truncatingIfNeeded: start),
                operandCount: Int32(truncatingIfNeeded: operands.count), immediate: immediate, auxiliary: auxiliary,
                frameState: frameState, line: line))
        return ValueID(instructions.count - 1)
    }

    public mutating func addParameter(_ type: MIRType, to block: BlockID) -> ValueID {
        let value = make(.parameter, type)
        self[block].parameters.append(value)
        return value
    }

    public mutating func append(_ value: ValueID, to block: BlockID) { self[block].body.append(value) }

    /// Puts instructions before a block's terminator.
    public mutating func insertAtEnd(_ values: [ValueID], of block: BlockID) {
        let end = max(0, self[block].body.count - 1)
        self[block].body.insert(contentsOf: values, at: end)
    }

    public mutating func addFrameState(_ state: FrameState) -> FrameStateID {
        frameStates.append(state)
        return FrameStateID(frameStates.count - 1)
    }

    /// The index of a symbol, added if it is new.
    public mutating func symbol(_ symbol: HelperSymbol) -> Int64 {
        if let index = symbols.firstIndex(of: symbol) { return Int64(index) }
        symbols.append(symbol)
        return Int64(symbols.count - 1)
    }

    /// The index of a place of failure, added if it is new.
    mutating func failurePlace(_ place: FailurePlace) -> Int32 {
        if let index = failurePlaces.lastIndex(of: place) { return Int32(index) }
        failurePlaces.append(place)
        return Int32(failurePlaces.count - 1)
    }

    // MARK: Changing

    public mutating func setOperand(_ index: Int, of value: ValueID, to operand: ValueID) {
        operandPool[Int(instructions[Int(value.index)].operandStart) + index] = operand
    }

    /// Turns an instruction into another one, in place. The new operands may be more or fewer.
    public mutating func rewrite(
        _ value: ValueID, as operation: MIROperation, _ operands: [ValueID], immediate: Int64 = 0, auxiliary: Int32 = 0
    ) {
        let start = operandPool.count
        operandPool.append(contentsOf: operands)
        var instruction = self[value]
        instruction.operation = operation
        instruction.operandStart = Int32(truncatingIfNeeded: start)
        instruction.operandCount = Int32(truncatingIfNeeded: operands.count)
        instruction.immediate = immediate
        instruction.auxiliary = auxiliary
        if !instruction.mayLeave {
            instruction.frameState = .none
            instruction.failurePlace = -1
        }
        switch instruction.row.result {
        case .none: instruction.type = .none
        case .tagged: instruction.type = .tagged
        case .int64: instruction.type = .int64
        case .float64: instruction.type = .float64
        case .bool: instruction.type = .bool
        case .object: if case .object = instruction.type {} else { instruction.type = .object(shape: 0) }
        case .any: break
        }
        self[value] = instruction
    }

    /// Applies replacements to operands, edges and, unless told otherwise, frame states. Chains are followed.
    public mutating func replaceUses(_ replacement: Replacement, inFrameStates: Bool = true) {
        if replacement.isEmpty { return }
        for block in blocks.indices where blocks[block].isLive {
            for value in blocks[block].body {
                let instruction = instructions[Int(value.index)]
                let start = Int(instruction.operandStart)
                for index in start..<start + Int(instruction.operandCount) {
                    operandPool[index] = replacement[operandPool[index]]
                }
            }
            for edge in blocks[block].successors.indices {
                for index in blocks[block].successors[edge].arguments.indices {
                    blocks[block].successors[edge].arguments[index] =
                        replacement[blocks[block].successors[edge].arguments[index]]
                }
            }
        }
        guard inFrameStates else { return }
        for state in frameStates.indices {
            for index in frameStates[state].registers.indices {
                frameStates[state].registers[index].value = replacement[frameStates[state].registers[index].value]
            }
        }
    }

    /// A copy of a frame state and its callers with some values replaced.
    public mutating func copyFrameState(_ state: FrameStateID, replacing map: [ValueID: ValueID]) -> FrameStateID {
        if state.isNone { return state }
        var copy = self[state]
        copy.caller = copyFrameState(copy.caller, replacing: map)
        for index in copy.registers.indices {
            if let value = map[copy.registers[index].value] { copy.registers[index].value = value }
        }
        return addFrameState(copy)
    }
}

extension Block {
    /// What stays in the place of a removed block.
    static var gone: Block {
        var block = Block()
        block.isLive = false
        return block
    }
}

/// What to use instead of what.
public struct Replacement {
    private var map: [ValueID: ValueID] = [:]
    public init() {}
    public var isEmpty: Bool { map.isEmpty }
    /// The final value for a value.
    public subscript(value: ValueID) -> ValueID {
        var value = value
        while let next = map[value] { value = next }
        return value
    }
    /// Replaces `old` by `new`. Does nothing if that would close a circle.
    public mutating func replace(_ old: ValueID, by new: ValueID) {
        let target = self[new]
        if target != old { map[old] = target }
    }
    public func contains(_ value: ValueID) -> Bool { map[value] != nil }
}
