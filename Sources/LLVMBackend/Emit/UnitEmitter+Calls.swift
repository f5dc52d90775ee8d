// Calls: helpers, helpers that may run Python, direct calls of other units, and the poll.
//
// Before a Python operation the frame's pc and the place for a late result are written, so that whoever looks at the
// heap frames (a traceback, a pushed frame) sees the truth; registers are written only when the operation leaves.

import CVMSpec
import MIR

extension UnitEmitter {
    func emitCall(_ id: ValueID, _ instruction: Instruction) throws -> IRValue? {
        let state = instruction.frameState
        switch instruction.operation {
        case .callHelper: return try callHelper(id, instruction)
        case .poll:
            try poll(state)
            return nil
        case .guardEntry:
            try guardEntry(instruction)
            return nil
        case .pyAwaitKnown: return try awaitKnown(id, instruction)
        case .enterFrame:
            try enterFrame(id, instruction)
            return nil
        case .pyCallKnown: return try callKnown(id, instruction)
        case .pyCall:
            let count = Int(instruction.operandCount) - 1
            let arguments = try (0..<count).map { try operand($0 + 1, of: id) }
            try announce(state)
            return try left(try callGenerally(try operand(0, of: id), arguments, instruction.immediate == 1 ? .callMethod : .call), state)
        default: break
        }
        let immediate = module.constant(instruction.immediate)
        let words = try mir.operands(of: id).map { try word($0) }
        let routine: IRFunction
        let arguments: [IRValue]
        switch instruction.operation {
        case .pyHelper:
            let symbol = try self.symbol(instruction)
            routine = module.function(
                symbol.name, module.int64, [module.pointer] + words.map { _ in module.int64 })
            arguments = [thread] + words
        case .pyBinary: (routine, arguments) = (RuntimeSymbol.binary.declare(in: module), [thread, immediate] + words)
        case .pyUnary: (routine, arguments) = (RuntimeSymbol.unary.declare(in: module), [thread, immediate] + words)
        case .pyCallWindow:
            routine = RuntimeSymbol.callWindow.declare(in: module)
            arguments = [thread, immediate, module.constant(Int64(instruction.auxiliary))]
        case .pyTruth: (routine, arguments) = (RuntimeSymbol.truth.declare(in: module), [thread] + words)
        case .pyLoadGlobal: (routine, arguments) = (RuntimeSymbol.loadGlobal.declare(in: module), [thread, immediate])
        case .pyLoadAttribute:
            (routine, arguments) = (RuntimeSymbol.loadAttribute.declare(in: module), [thread, immediate] + words)
        case .pyStoreAttribute:
            (routine, arguments) = (RuntimeSymbol.storeAttribute.declare(in: module), [thread, immediate] + words)
        case .pyLoadItem: (routine, arguments) = (RuntimeSymbol.loadItem.declare(in: module), [thread] + words)
        case .pyStoreItem: (routine, arguments) = (RuntimeSymbol.storeItem.declare(in: module), [thread] + words)
        default: throw LLVMFailure("\(instruction.operation) is no call")
        }
        try announce(state)
        return try left(builder.call(routine, arguments), state)
    }

    private func symbol(_ instruction: Instruction) throws -> HelperSymbol {
        let index = Int(truncatingIfNeeded: instruction.immediate)
        guard mir.symbols.indices.contains(index) else { throw LLVMFailure("no symbol \(index)") }
        return mir.symbols[index]
    }

    func word(_ id: ValueID) throws -> IRValue {
        guard mir.type(of: id).isWord || mir.type(of: id) == .int64 else {
            throw LLVMFailure("\(id) is passed as a word but is \(mir.type(of: id))")
        }
        return try value(id)
    }

    // MARK: Helpers

    private func callHelper(_ id: ValueID, _ instruction: Instruction) throws -> IRValue? {
        let symbol = try self.symbol(instruction)
        var types: [IRType] = symbol.takesThread ? [module.pointer] : []
        var arguments: [IRValue] = symbol.takesThread ? [thread] : []
        for operand in mir.operands(of: id) {
            // C has no one-bit integers.
            let isBool = mir.type(of: operand) == .bool
            types.append(isBool ? module.int64 : try type(mir.type(of: operand)))
            arguments.append(isBool ? builder.zeroExtend(try value(operand), to: module.int64) : try value(operand))
        }
        let hasResult = instruction.type != .none
        let isBool = instruction.type == .bool
        let result = !hasResult ? module.void : isBool ? module.int64 : try type(instruction.type)
        let routine = module.function(symbol.name, result, types)
        if !symbol.takesThread {
            switch symbol.effects {
            case .pure:
                module.setMemoryEffect(.none, of: routine)
                module.addAttribute("willreturn", to: routine)
            case .read: module.setMemoryEffect(.readOnly, of: routine)
            case .allocate, .write: break
            }
        }
        let value = builder.call(routine, arguments)
        if !hasResult { return nil }
        return isBool ? builder.compare(.notEqual, value, module.constant(Int64(0))) : value
    }

    // MARK: Python operations

    /// Writes what the frame must say while an operation runs: where it goes on, where its result goes.
    func announce(_ state: FrameStateID) throws {
        builder.store(
            try pcWord(in: state, mir[state].pc), builder.offset(try runningFrame(state), by: MachineLayout.framePC), alias: module.aliasTag("frame"))
        builder.store(
            module.constant(MachineLayout.deliveryInfo(mir[state].result)),
            builder.offset(thread, by: MachineLayout.threadDeliverInfo), alias: module.aliasTag("thread"))
    }

    /// The result, unless it is the empty word: then this activation leaves too.
    func left(_ result: IRValue, _ state: FrameStateID) throws -> IRValue {
        try require(builder.compare(.notEqual, result, module.constant(Int64(0))), state, reason: 0)
        return result
    }

    private func callGenerally(_ callee: IRValue, _ arguments: [IRValue], _ routine: RuntimeSymbol = .call) throws -> IRValue {
        let area = try store(arguments)
        return builder.call(
            routine.declare(in: module), [thread, callee, area, module.constant(Int64(arguments.count))])
    }

    /// Puts arguments into memory of the machine stack.
    private func store(_ arguments: [IRValue]) throws -> IRValue {
        guard let area = argumentArea else { throw LLVMFailure("no room for arguments") }
        for (index, argument) in arguments.enumerated() {
            builder.store(argument, builder.offset(area, by: 8 * index))
        }
        return area
    }

    // MARK: Units calling units

    /// Makes the callee's frame behind this one and calls its entry. Without an entry, room, or depth to spare the general
    /// call decides.
    private func callKnown(_ id: ValueID, _ instruction: Instruction) throws -> IRValue {
        let state = instruction.frameState
        guard let callee = options.callees[Int(truncatingIfNeeded: instruction.immediate)] else {
            throw LLVMFailure("nothing is known of callee \(instruction.immediate)")
        }
        let arguments = try mir.operands(of: id).map { try word($0) }
        guard arguments.count <= callee.registerCount else { throw LLVMFailure("too many arguments") }
        try announce(state)
        let isInitializer = callee.instanceClass != nil && !arguments.isEmpty
        // A method that an operator calls: the operation in general decides where this one does not.
        let operation = instruction.auxiliary == 0 ? nil : module.constant(Int64(instruction.auxiliary))
        func callInGeneral() throws -> IRValue {
            if let operation { return try left(builder.call(RuntimeSymbol.binary.declare(in: module), [thread, operation] + arguments.prefix(2)), state) }
            let area = try store(arguments), function = module.constant(Int64(bitPattern: callee.function))
            return try left(
                builder.call(
                    RuntimeSymbol.callBound.declare(in: module),
                    [thread, function, area, module.constant(Int64(arguments.count)), module.constant(Int64(isInitializer ? 1 : 0))]), state)
        }
        if options.isGenerator, mir[state].caller.isNone { return try callInGeneral() }

        let slow = startBlock("generalCall")
        let join = startBlock("called")

        // Is there an entry?
        var entry = unit.value
        if let slot = callee.entrySlot {
            let word = builder.load(module.int64, builder.intToPointer(module.constant(Int64(bitPattern: slot))))
            builder.makeAtomic(word)
            let next = startBlock("hasEntry")
            builder.branch(builder.compare(.notEqual, word, module.constant(Int64(0))), next, slow, .likely)
            builder.position(at: next)
            entry = builder.intToPointer(word)
        }
        // Is there room, and depth to spare?
        let below = try runningFrame(state)
        let inner = builder.offset(below, by: MachineLayout.register(try registerCount(state)))
        let (fits, depth) = checkRoom(for: inner, registers: callee.registerCount, above: below)
        let fast = startBlock("makeFrame")
        builder.branch(fits, fast, slow, .likely)

        builder.position(at: fast)
        // An instance is what an initialiser's frame delivers, in either tier.
        let kind = isInitializer ? MachineLayout.continuationAfterInit : operation != nil ? MachineLayout.continuationOperands : 0
        fillFrame(
            inner, of: callee, above: below, depth: depth, info: module.constant(MachineLayout.deliveryInfo(mir[state].result) | kind),
            continuation: isInitializer ? arguments[0] : module.constant(Int64(0)), arguments: arguments)
        let result = builder.call(
            pointer: entry, type: unit.type, [thread, inner], convention: .preserveNone)
        // A callee that left stays the running frame, or whatever it put on top of itself. The VM may run it to its end, unless its result
        // is to be judged first.
        var value = result
        var finished: (value: IRValue, from: IRBlock)?
        if operation == nil {
            let gone = startBlock("calleeLeft"), returned = startBlock("returned")
            builder.branch(builder.compare(.notEqual, result, module.constant(Int64(0))), returned, gone, .likely)
            builder.position(at: gone)
            let end = try left(builder.call(RuntimeSymbol.finishCallee.declare(in: module), [thread, below], attributes: ["cold"]), state)
            finished = (end, builder.block)
            builder.branch(join)
            builder.position(at: returned)
        } else { value = try left(result, state) }
        popFrame(inner, to: below)
        if isInitializer {
            let wrong = startBlock("initResult"), right = startBlock("made")
            builder.branch(
                builder.compare(.equal, value, module.constant(MachineLayout.noneWord)), right, wrong, .likely)
            builder.position(at: wrong)
            _ = try left(
                builder.call(
                    module.function("rt_py_check_init", module.int64, [module.pointer, module.int64]), [thread, value],
                    attributes: ["cold"]), state)
            builder.branch(right)
            builder.position(at: right)
            value = arguments[0]
        }
        if let operation {
            let refused = startBlock("notImplemented"), given = startBlock("implemented"), before = builder.block
            builder.branch(
                builder.compare(.equal, value, module.constant(MachineLayout.notImplementedWord)), refused, given, .unlikely)
            builder.position(at: refused)
            let routine = module.function("rt_py_binary_other", module.int64, [module.pointer, module.int64, module.int64, module.int64])
            let second = try left(builder.call(routine, [thread, operation] + arguments.prefix(2)), state)
            let refusedEnd = builder.block
            builder.branch(given)
            builder.position(at: given)
            let phi = builder.phi(module.int64)
            phi.addIncoming(value, from: before)
            phi.addIncoming(second, from: refusedEnd)
            value = phi.value
        }
        let fastEnd = builder.block
        builder.branch(join)

        builder.position(at: slow)
        let other = try callInGeneral()
        let slowEnd = builder.block
        builder.branch(join)

        builder.position(at: join)
        let phi = builder.phi(module.int64)
        phi.addIncoming(value, from: fastEnd)
        phi.addIncoming(other, from: slowEnd)
        if let finished { phi.addIncoming(finished.value, from: finished.from) }
        return phi.value
    }

    // MARK: Poll

    private func poll(_ state: FrameStateID) throws {
        let pending = builder.load(module.int32, builder.offset(thread, by: MachineLayout.threadPending))
        builder.makeAtomic32(pending)
        if !mir[state].caller.isNone, mir[state].place < 0 {
            // Who polls may look at the frames: code without a frame leaves first.
            try require(builder.compare(.equal, pending, module.constant32(0)), state, reason: LeaveReason.poll)
            return
        }
        let cold = startBlock("pending")
        let next = startBlock("next")
        builder.branch(builder.compare(.notEqual, pending, module.constant32(0)), cold, next, .unlikely)
        builder.position(at: cold)
        let goesOn = builder.call(RuntimeSymbol.poll.declare(in: module), [thread], attributes: ["cold"])
        builder.branch(
            builder.compare(.notEqual, goesOn, module.constant(Int64(0))), next, exit(state, reason: 0),
            .likely)
        builder.position(at: next)
    }
}
