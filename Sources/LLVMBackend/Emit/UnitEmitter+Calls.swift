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

    private func word(_ id: ValueID) throws -> IRValue {
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
        guard mir[state].caller.isNone else {
            // The frames of inlined calls are made before anybody can look at them: by leaving, not here.
            throw LLVMFailure("a Python operation inside an inlined call")
        }
        builder.store(
            pcWord(mir[state].pc), builder.offset(frame, by: MachineLayout.framePC), alias: module.aliasTag("frame"))
        builder.store(
            module.constant(MachineLayout.deliveryInfo(mir[state].result)),
            builder.offset(thread, by: MachineLayout.threadDeliverInfo), alias: module.aliasTag("thread"))
    }

    /// The result, unless it is the empty word: then this activation leaves too.
    private func left(_ result: IRValue, _ state: FrameStateID) throws -> IRValue {
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
        let functionWord = module.constant(Int64(bitPattern: callee.function))
        let isInitializer = callee.instanceClass != nil && !arguments.isEmpty
        func callBound() throws -> IRValue {
            let area = try store(arguments)
            return builder.call(
                RuntimeSymbol.callBound.declare(in: module),
                [thread, functionWord, area, module.constant(Int64(arguments.count)), module.constant(Int64(isInitializer ? 1 : 0))])
        }
        if options.isGenerator { return try left(try callBound(), state) }

        let slow = startBlock("generalCall")
        let join = startBlock("called")
        let frameTag = module.aliasTag("frame")
        let threadTag = module.aliasTag("thread")

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
        let inner = builder.offset(frame, by: MachineLayout.register(options.registerCount))
        let size = Int64(MachineLayout.register(callee.registerCount))
        let base = builder.load(
            module.int64, builder.offset(thread, by: MachineLayout.threadChunkBase), alias: threadTag)
        let room = builder.load(
            module.int64, builder.offset(thread, by: MachineLayout.threadChunkSize), alias: threadTag)
        let used = builder.add(builder.sub(builder.pointerToInt(inner), base), module.constant(size))
        let info = builder.load(module.int64, builder.offset(frame, by: MachineLayout.frameInfo), alias: frameTag)
        let depth = builder.add(
            builder.logicalShiftRight(info, module.constant(Int64(32))), module.constant(Int64(1)))
        let limit = builder.zeroExtend(
            builder.load(
                module.int32, builder.offset(thread, by: MachineLayout.threadRecursionLimit), alias: threadTag),
            to: module.int64)
        let fast = startBlock("makeFrame")
        let fits = builder.and(
            builder.compare(.unsignedLessOrEqual, used, room), builder.compare(.unsignedLessOrEqual, depth, limit))
        builder.branch(fits, fast, slow, .likely)

        builder.position(at: fast)
        func put(_ value: IRValue, _ offset: Int) {
            builder.store(value, builder.offset(inner, by: offset), alias: frameTag)
        }
        let zero = module.constant(Int64(0))
        put(builder.pointerToInt(frame), MachineLayout.frameCaller)
        put(module.constant(Int64(bitPattern: callee.code)), MachineLayout.frameCode)
        put(module.constant(Int64(bitPattern: callee.instructions)), MachineLayout.framePC)
        put(functionWord, MachineLayout.frameFunction)
        put(module.constant(Int64(bitPattern: callee.globals)), MachineLayout.frameGlobals)
        put(module.constant(Int64(bitPattern: callee.constants)), MachineLayout.frameConstants)
        // An instance is what an initialiser's frame delivers, in either tier.
        let kind: Int64 = isInitializer ? MachineLayout.continuationAfterInit : 0
        let innerInfo = builder.or(
            builder.shiftLeft(depth, module.constant(Int64(32))),
            module.constant(MachineLayout.deliveryInfo(mir[state].result) | kind))
        put(innerInfo, MachineLayout.frameInfo)
        put(isInitializer ? arguments[0] : zero, MachineLayout.frameContinuation)
        for offset in [
            MachineLayout.frameLocals, MachineLayout.frameGenerator,
            MachineLayout.frameObject,
        ] { put(zero, offset) }
        for index in 0..<callee.registerCount {
            put(index < arguments.count ? arguments[index] : zero, MachineLayout.register(index))
        }
        let current = builder.offset(thread, by: MachineLayout.threadFrame)
        builder.store(inner, current, alias: threadTag)
        let result = builder.call(
            pointer: entry, type: unit.type, [thread, inner], convention: .preserveNone)
        // A callee that left stays the running frame, or whatever it put on top of itself. The VM may run it to its end.
        var value = result
        let gone = startBlock("calleeLeft"), returned = startBlock("returned")
        builder.branch(builder.compare(.notEqual, result, zero), returned, gone, .likely)
        builder.position(at: gone)
        let finished = try left(
            builder.call(RuntimeSymbol.finishCallee.declare(in: module), [thread, frame], attributes: ["cold"]), state)
        let goneEnd = builder.block
        builder.branch(join)
        builder.position(at: returned)
        builder.store(frame, current, alias: threadTag)
        // Python may have a frame object of the callee, which must outlive the frame.
        let object = builder.load(
            module.int64, builder.offset(inner, by: MachineLayout.frameObject), alias: frameTag)
        let detach = startBlock("detach"), popped = startBlock("popped")
        builder.branch(builder.compare(.notEqual, object, zero), detach, popped, .unlikely)
        builder.position(at: detach)
        _ = builder.call(
            RuntimeSymbol.detachFrame.declare(in: module), [thread, builder.pointerToInt(inner)], attributes: ["cold"])
        builder.branch(popped)
        builder.position(at: popped)
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
        let fastEnd = builder.block
        builder.branch(join)

        builder.position(at: slow)
        let other = try left(try callBound(), state)
        let slowEnd = builder.block
        builder.branch(join)

        builder.position(at: join)
        let phi = builder.phi(module.int64)
        phi.addIncoming(value, from: fastEnd)
        phi.addIncoming(other, from: slowEnd)
        phi.addIncoming(finished, from: goneEnd)
        return phi.value
    }

    // MARK: Poll

    private func poll(_ state: FrameStateID) throws {
        let pending = builder.load(module.int32, builder.offset(thread, by: MachineLayout.threadPending))
        builder.makeAtomic32(pending)
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
