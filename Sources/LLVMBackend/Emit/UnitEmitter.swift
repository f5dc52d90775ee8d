// MIR to LLVM IR: the walk over blocks, parameters as phis, ends of blocks, and the dispatch of each operation.
//
// In:  a verified MIR function and UnitOptions.
// Out: one LLVM function in the module.
//
// One MIR block may become several LLVM blocks (each guard splits it). Words are i64; float64 is double; bool is i1.
// The switch over operations has no default: a new row in MIRInstructions.def does not compile until it is emitted.

import CVMSpec
import MIR

/// Emits a unit into a module.
func emitUnit(_ function: MIRFunction, _ options: UnitOptions, into module: ModuleBuilder) throws {
    let emitter = UnitEmitter(function, options, module)
    try emitter.emit()
}

final class UnitEmitter {
    let mir: MIRFunction
    let options: UnitOptions
    let module: ModuleBuilder
    let builder: IRBuilder
    let unit: IRFunction
    /// By ValueID.
    var values: [IRValue?]
    /// The float inside a guarded word, where the guard computed it already.
    var openedFloats: [ValueID: IRValue] = [:]
    /// Registers that the unit writes in the middle, for others to see.
    var storedRegisters = Set<Int32>()
    /// Guards that a branch has decided.
    var impliedGuards = Set<ValueID>()
    /// Guarded floats that somebody opens.
    var wantedFloats = Set<ValueID>()
    /// Cold blocks that say why code leaves.
    var exits: [ExitKey: IRBlock] = [:]
    /// Cold blocks that write frames.
    var stateExits: [FrameStateID: IRBlock] = [:]
    /// Exits whose contents are still to be emitted.
    var pendingExits: [(ExitKey, IRBlock)] = []
    var pendingStates: [(FrameStateID, IRBlock)] = []
    /// Blocks that write registers of the unit's own frame.
    var sharedExits: [(writes: Set<RegisterWrite>, block: IRBlock)] = []
    /// Where exits go in the end.
    var exitEnd: IRBlock?
    /// Where failures of the instruction being emitted are counted.
    var failurePlace: Int32 = -1
    /// Virtual objects that the exit under construction has made.
    var made: [ValueID: IRValue] = [:]
    /// In a generator's unit that makes frames: where they go.
    var behindGenerator: IRValue?
    /// Memory on the machine stack for arguments of calls; made in the entry block.
    var argumentArea: IRValue?
    private var blocks: [IRBlock?]
    private var phis: [ValueID: IRPhi] = [:]
    private var scope: IRDebugScope?
    private var currentLine: Int32 = 0

    struct ExitKey: Hashable {
        var state: FrameStateID
        var reason: Int64
        var place: Int32
    }

    init(_ function: MIRFunction, _ options: UnitOptions, _ module: ModuleBuilder) {
        mir = function
        self.options = options
        self.module = module
        builder = IRBuilder(module)
        unit = module.function(
            options.symbolName, module.int64, [module.pointer, module.pointer], convention: .preserveNone)
        values = Array(repeating: nil, count: function.instructions.count)
        blocks = Array(repeating: nil, count: function.blocks.count)
    }

    var thread: IRValue { unit.parameter(0) }
    var frame: IRValue { unit.parameter(1) }

    func emit() throws {
        let flow = ControlFlow(mir)
        impliedGuards = mir.guardsImpliedByBranches(flow)
        if let source = options.source {
            module.startDebugInformation(file: source.file, directory: source.directory)
            scope = module.debugScope(of: unit, name: source.function, line: source.line)
            setLine(Int32(truncatingIfNeeded: source.line))
        }
        emitEntry(flow)
        for block in flow.order { blocks[Int(block.index)] = module.block("\(block)", in: unit) }
        builder.branch(try llvm(.entry))
        for block in flow.order {
            builder.position(at: try llvm(block))
            for parameter in mir[block].parameters {
                let phi = builder.phi(try type(mir.type(of: parameter)))
                phis[parameter] = phi
                values[Int(parameter.index)] = phi.value
            }
            for value in mir[block].body {
                if mir[value].isTerminator {
                    try emitEnd(value, of: block)
                } else {
                    setLine(mir[value].line)
                    failurePlace = mir[value].failurePlace
                    if let result = try emit(value) { values[Int(value.index)] = result }
                }
            }
        }
        connectWaitingEdges()
        try emitPendingExits()
        module.finishDebugInformation()
    }

    /// The entry: argument area for calls, and the check that the machine stack has room.
    private func emitEntry(_ flow: ControlFlow) {
        builder.position(at: module.block("entry", in: unit))
        var callsPython = false, makesFrames = false
        var arguments = 0
        for block in flow.order {
            for value in mir[block].body {
                let instruction = mir[value]
                if instruction.effects == .python { callsPython = true }
                if instruction.operation == .pyCall || instruction.operation == .pyCallKnown {
                    arguments = max(arguments, Int(instruction.operandCount))
                }
                if instruction.operation == .enterFrame || instruction.operation == .guardEntry { makesFrames = true }
                if instruction.operation == .storeRegister, instruction.auxiliary == 0 { storedRegisters.insert(Int32(truncatingIfNeeded: instruction.immediate)) }
                if instruction.operation == .unboxFloat { wantedFloats.insert(mir.operand(0, of: value)) }
            }
        }
        if arguments > 0 { argumentArea = builder.stackMemory(words: arguments) }
        if makesFrames, options.isGenerator { loadTopOfGenerator() }
        guard callsPython else { return }
        let limit = builder.load(
            module.int64, builder.offset(thread, by: MachineLayout.threadStackLimit), alias: module.aliasTag("thread"))
        let go = module.block("go", in: unit)
        let full = module.block("stackFull", in: unit)
        builder.branch(
            builder.compare(.unsignedGreater, builder.pointerToInt(builder.stackPointer()), limit), go, full, .likely)
        builder.position(at: full)
        // The frame is as its caller made it: the interpreter takes it from here.
        storeLeaveReason(LeaveReason.stackFull)
        builder.return(module.constant(Int64(0)))
        builder.position(at: go)
    }

    // MARK: Lookup

    private func llvm(_ block: BlockID) throws -> IRBlock {
        guard let result = blocks[Int(block.index)] else { throw LLVMFailure("\(block) is not reachable") }
        return result
    }

    /// The LLVM value of a MIR value.
    func value(_ id: ValueID) throws -> IRValue {
        guard !id.isNone, let result = values[Int(id.index)] else { throw LLVMFailure("\(id) has no value yet") }
        return result
    }
    func operand(_ index: Int, of id: ValueID) throws -> IRValue { try value(mir.operand(index, of: id)) }

    func type(_ type: MIRType) throws -> IRType {
        switch type {
        case .tagged, .object, .int64: return module.int64
        case .float64: return module.double
        case .bool: return module.int1
        case .none: throw LLVMFailure("a value without type")
        }
    }

    func constantWord(_ index: Int64) throws -> Int64 {
        guard index >= 0, index < Int64(options.constants.count) else { throw LLVMFailure("no constant \(index)") }
        return Int64(bitPattern: options.constants[Int(index)])
    }

    func aliasTag(_ alias: MIRAliasClass) -> IRAliasTag? { alias == .any ? nil : module.aliasTag("\(alias)") }

    private func setLine(_ line: Int32) {
        guard let scope, line != currentLine else { return }
        currentLine = line
        builder.setDebugLocation(module.debugLocation(line: Int(line), scope: scope))
    }

    /// Goes on in a new block.
    func startBlock(_ name: String) -> IRBlock { module.block(name, in: unit) }

    // MARK: Ends of blocks

    private func emitEnd(_ end: ValueID, of block: BlockID) throws {
        setLine(mir[end].line)
        switch mir.operation(of: end) {
        case .jump:
            let edge = mir[block].successors[0]
            try passArguments(edge, from: builder.block)
            builder.branch(try llvm(edge.target))
        case .branch:
            let edges = mir[block].successors
            let condition = try operand(0, of: end)
            let from = builder.block
            let likelihood: BranchLikelihood =
                mir[end].auxiliary > 0 ? .likely : mir[end].auxiliary < 0 ? .unlikely : .unknown
            var second = try llvm(edges[1].target)
            if edges[0].target == edges[1].target {
                // A phi cannot tell two edges from one block apart.
                second = startBlock("edge")
            }
            builder.branch(condition, try llvm(edges[0].target), second, likelihood)
            try passArguments(edges[0], from: from)
            if edges[0].target == edges[1].target {
                builder.position(at: second)
                builder.branch(try llvm(edges[1].target))
                try passArguments(edges[1], from: second)
            } else {
                try passArguments(edges[1], from: from)
            }
        case .return: builder.return(try operand(0, of: end))
        case .leave: builder.branch(exit(mir[end].frameState, reason: mir[end].immediate))
        default: throw LLVMFailure("\(mir.operation(of: end)) ends no block")
        }
    }

    /// Blocks come in reverse post-order, so an argument is there before its edge; the target's phi may be not.
    private func passArguments(_ edge: Edge, from: IRBlock) throws {
        for (parameter, argument) in zip(mir[edge.target].parameters, edge.arguments) {
            let incoming = try value(argument)
            if let phi = phis[parameter] {
                phi.addIncoming(incoming, from: from)
            } else {
                waiting[parameter, default: []].append((incoming, from))
            }
        }
    }
    private var waiting: [ValueID: [(IRValue, IRBlock)]] = [:]

    // MARK: Dispatch

    /// Emits one instruction; nil if it has no result.
    private func emit(_ id: ValueID) throws -> IRValue? {
        let instruction = mir[id]
        switch instruction.operation {
        case .parameter, .jump, .branch, .return, .leave: throw LLVMFailure("\(instruction.operation) inside a block")
        case .virtualObject: return nil
        case .constantTagged, .constantInt: return module.constant(instruction.immediate)
        case .constantFloat: return module.constant(Double(bitPattern: UInt64(bitPattern: instruction.immediate)))
        case .constantBool: return module.constant(instruction.immediate != 0)
        case .constantObject: return module.constant(try constantWord(instruction.immediate))
        case .intAdd, .intSub, .intMul, .intFloorDiv, .intMod, .intAnd, .intOr, .intXor, .intShiftLeft, .intShiftRight,
            .intNegate, .intNot, .intCompare, .taggedCompare, .floatAdd, .floatSub, .floatMul, .floatDiv, .floatNegate,
            .floatAbsolute, .floatSquareRoot, .floatCompare, .intToFloat, .boolNot, .wordEqual, .isInt:
            return try emitArithmetic(id, instruction)
        case .guardIntAdd, .guardIntSub, .guardIntMul, .guardIntNegate, .guardIntShiftLeft, .guardTaggedAdd,
            .guardTaggedSub:
            return try emitChecked(id, instruction)
        case .boxInt: return try emitBoxInt(try operand(0, of: id))
        case .boxFloat: return try emitBoxFloat(try operand(0, of: id))
        case .boxBool:
            return builder.select(
                try operand(0, of: id), module.constant(MachineLayout.trueWord), module.constant(MachineLayout.falseWord))
        case .unboxInt: return builder.shiftRight(try operand(0, of: id), module.constant(Int64(1)))
        case .unboxFloat:
            if let opened = openedFloats[mir.operand(0, of: id)] { return opened }
            return try emitOpenFloat(try operand(0, of: id))
        case .unboxBool:
            return builder.compare(.equal, try operand(0, of: id), module.constant(MachineLayout.trueWord))
        case .guardInt, .guardFloat, .guardBool, .guardShape, .guardConstant, .guardNotEmpty, .guardTrue, .guardFalse,
            .guardBounds, .guardValid, .guardIntDivisor, .guardFloatDivisor, .guardNumber:
            return try emitGuard(id, instruction)
        case .loadRegister, .storeRegister, .loadField, .storeField, .loadField32, .storeField32, .loadField8, .loadShape,
            .loadElement, .storeElement, .loadElement8, .loadElement32, .loadSlot, .storeSlot, .writeBarrier, .allocateObject,
            .leaveFrame:
            return try emitMemory(id, instruction)
        case .callHelper, .pyHelper, .pyBinary, .pyUnary, .pyCall, .pyCallKnown, .pyCallWindow, .pyTruth,
            .pyLoadGlobal, .pyLoadAttribute, .pyStoreAttribute, .pyLoadItem, .pyStoreItem, .poll,
            .enterFrame, .guardEntry, .pyAwaitKnown:
            return try emitCall(id, instruction)
        }
    }

    /// Gives phis the edges that were emitted before them.
    private func connectWaitingEdges() {
        for (parameter, edges) in waiting {
            guard let phi = phis[parameter] else { continue }
            for (incoming, from) in edges { phi.addIncoming(incoming, from: from) }
        }
    }
}
