// One MIR instruction, and what its row in MIRInstructions.def says about it.
//
// Operands live in the function's pool; an instruction's own part has a fixed size.

import CVMSpec

public struct Instruction {
    public var operation: MIROperation
    public var type: MIRType
    /// Where the operands start in the function's pool.
    var operandStart: Int32
    public internal(set) var operandCount: Int32
    /// What the row's immediate kind says: number, float bits, condition, byte offset, register, table index.
    public var immediate: Int64
    /// The alias class of memory operations; else what the row says.
    public var auxiliary: Int32
    public var frameState: FrameStateID
    /// Where a failure is counted if that is not where the frame state says that the interpreter goes on (see leaveEarlier): an index
    /// into the function's `failurePlaces`, or -1.
    public var failurePlace: Int32 = -1
    /// The source line, 0 if unknown.
    public var line: Int32

    @inlinable public var row: MIRRow { mir_row(operation).pointee }
    @inlinable public var effects: MIREffects { mir_row(operation).pointee.effects }

    /// The alias class of a load or store.
    public var alias: MIRAliasClass {
        switch operation {
        case .loadRegister, .storeRegister, .leaveFrame: return .frame
        case .writeBarrier: return .header
        default:
            // Enums from C take any raw value: the range is checked here.
            guard row.immediate == .field, auxiliary >= 0, auxiliary < Int32(MIR_ALIAS_COUNT) else { return .any }
            return MIRAliasClass(rawValue: UInt8(truncatingIfNeeded: auxiliary)) ?? .any
        }
    }
    /// The condition of a comparison.
    public var condition: MIRCondition {
        MIRCondition.all.indices.contains(Int(immediate)) ? MIRCondition.all[Int(immediate)] : .equal
    }
    /// The shape of a shape guard or allocation.
    public var shape: UInt32 { UInt32(truncatingIfNeeded: immediate) }
    public var isTerminator: Bool { effects == .terminator }

    /// True if the instruction may leave, so that it needs a frame state.
    public var mayLeave: Bool {
        switch effects {
        case .guard, .overflow, .python, .poll: return true
        case .terminator: return operation == .leave
        case .pure, .read, .write, .allocate, .helper: return false
        }
    }
}

extension MIROperation: @retroactive CustomStringConvertible {
    public var description: String { String(cString: mir_row(self).pointee.name) }
    /// The operations by name.
    public static let byName: [String: MIROperation] = {
        var table: [String: MIROperation] = [:]
        for raw in 0..<UInt8(MIR_OPERATION_COUNT) {
            if let operation = MIROperation(rawValue: raw) { table[operation.description] = operation }
        }
        return table
    }()
}

extension MIRAliasClass: @retroactive CustomStringConvertible {
    public var description: String { String(cString: mir_alias_name(self)) }
    public static let all: [MIRAliasClass] = (0..<UInt8(MIR_ALIAS_COUNT)).compactMap { MIRAliasClass(rawValue: $0) }
    static let byName: [String: MIRAliasClass] = Dictionary(uniqueKeysWithValues: all.map { ($0.description, $0) })
}

extension MIRCondition: @retroactive CustomStringConvertible {
    public var description: String {
        switch self {
        case .equal: return "equal"
        case .notEqual: return "notEqual"
        case .less: return "less"
        case .lessOrEqual: return "lessOrEqual"
        case .greater: return "greater"
        case .greaterOrEqual: return "greaterOrEqual"
        }
    }
    static let all: [MIRCondition] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
    static let byName: [String: MIRCondition] = Dictionary(uniqueKeysWithValues: all.map { ($0.description, $0) })

    /// The condition that holds for (b, a) when this one holds for (a, b).
    public var swapped: MIRCondition {
        switch self {
        case .equal, .notEqual: return self
        case .less: return .greater
        case .lessOrEqual: return .greaterOrEqual
        case .greater: return .less
        case .greaterOrEqual: return .lessOrEqual
        }
    }
    /// Whether it holds for two values in order.
    public func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
        switch self {
        case .equal: return a == b
        case .notEqual: return a != b
        case .less: return a < b
        case .lessOrEqual: return a <= b
        case .greater: return a > b
        case .greaterOrEqual: return a >= b
        }
    }
}

/// A way from a block to another, with the values of the target's parameters.
public struct Edge: Equatable, Sendable {
    public var target: BlockID
    public var arguments: [ValueID]
    public init(_ target: BlockID, _ arguments: [ValueID] = []) {
        self.target = target
        self.arguments = arguments
    }
}

/// A basic block: parameters, instructions of which the last ends it, edges of that last one.
public struct Block {
    public var parameters: [ValueID] = []
    public var body: [ValueID] = []
    public var successors: [Edge] = []
    /// The state at the block's start, if the builder gave one (loop headers should have it): with it, passes may put
    /// guards before the block.
    public var entryState = FrameStateID.none
    /// False once the block was found unreachable: ids are not reused.
    public var isLive = true
    public init() {}
}

/// What to write to the heap frames when an instruction leaves.
///
/// Registers that are not listed keep what memory holds. `caller` is the state of the frame into which this one's
/// call was inlined.
public struct FrameState: Equatable {
    /// Index of the function in the unit's constants; -1 is the unit's own code.
    public var code: Int32
    /// Where the interpreter goes on.
    public var pc: Int32
    /// The register that gets the result of the operation in progress when it comes after leaving: of the Python
    /// operation that carries this state, or of the inlined call if this is a caller's state. -1: nobody wants it.
    public var result: Int32
    public var registers: [RegisterValue]
    public var caller: FrameStateID
    /// Of an inlined call's state: what the interpreter does with the call's result when it comes after leaving (a kind of
    /// continuation of the runtime; 0: it is delivered as it is).
    public var continuation: Int32
    /// Of an inlined call's state: where its real frame lies, in words behind the unit's own frame; -1: it has none before code leaves.
    public var place: Int32

    /// In the state of code that yields to a fold, the number under which the second value that the fold needs stands among the registers.
    public static let foldOther: Int32 = -1000

    public struct RegisterValue: Equatable {
        public var register: Int32
        public var value: ValueID
        public init(_ register: Int32, _ value: ValueID) {
            self.register = register
            self.value = value
        }
    }

    public init(
        code: Int32 = -1, pc: Int32, result: Int32 = -1, registers: [RegisterValue], caller: FrameStateID = .none,
        continuation: Int32 = 0, place: Int32 = -1
    ) {
        self.code = code
        self.pc = pc
        self.result = result
        self.registers = registers
        self.caller = caller
        self.continuation = continuation
        self.place = place
    }
}

/// An instruction of the bytecode: an offset in the unit's own code (-1) or in that of the function of a constant.
public struct FailurePlace: Equatable, Sendable {
    public var code: Int32
    public var pc: Int32
}

/// An external routine that `callHelper` and `pyHelper` name.
public struct HelperSymbol: Equatable {
    public var name: String
    public var effects: HelperEffects
    /// True if the routine's first parameter is the thread.
    public var takesThread: Bool
    public init(_ name: String, _ effects: HelperEffects, takesThread: Bool = true) {
        self.name = name
        self.effects = effects
        self.takesThread = takesThread
    }
}

/// What a helper does beside giving its result.
public enum HelperEffects: String {
    /// Depends on its operands only.
    case pure
    /// Reads memory.
    case read
    /// Makes an object.
    case allocate
    /// Writes memory that programs see.
    case write
}
