// Frames that native code makes: of units that it calls, and of inlined calls that run Python.
//
// A frame of an inlined call lies at a place that is known when code is emitted: so many words behind the end of the unit's own
// frame (where frames above it go). It is made when the inlined code begins (`enterFrame`) and is the running frame until that ends
// (`leaveFrame`), so that whoever looks at the heap frames in the middle finds what the interpreter would have there.

import CVMSpec
import MIR

extension UnitEmitter {
    /// The running frame where a state holds.
    func runningFrame(_ state: FrameStateID) throws -> IRValue {
        if mir[state].caller.isNone { return frame }
        return try inlinedFrame(mir[state].place)
    }

    /// The frame at a place.
    func inlinedFrame(_ place: Int32) throws -> IRValue {
        guard place >= 0 else { throw LLVMFailure("an inlined call without a frame runs Python") }
        if let behindGenerator { return builder.offset(behindGenerator, by: 8 * Int(place)) }
        return builder.offset(frame, by: MachineLayout.register(options.registerCount) + 8 * Int(place))
    }

    /// The frame that a register instruction means: auxiliary 0 is the unit's own.
    func frame(of instruction: Instruction) throws -> IRValue {
        instruction.auxiliary == 0 ? frame : try inlinedFrame(instruction.auxiliary - 1)
    }

    /// How many registers the running frame of a state has.
    func registerCount(_ state: FrameStateID) throws -> Int {
        if mir[state].caller.isNone { return options.registerCount }
        guard let callee = options.callees[Int(mir[state].code)] else { throw LLVMFailure("nothing is known of callee \(mir[state].code)") }
        return callee.registerCount
    }

    /// The address of an instruction of the code that runs where a state holds.
    func pcWord(in state: FrameStateID, _ pc: Int32) throws -> IRValue {
        if mir[state].caller.isNone { return pcWord(pc) }
        guard let callee = options.callees[Int(mir[state].code)] else { throw LLVMFailure("nothing is known of callee \(mir[state].code)") }
        return module.constant(Int64(bitPattern: callee.instructions &+ UInt64(bitPattern: Int64(pc) * 8)))
    }

    /// Frames above a generator's go where its object says; that stays the same while it runs. The frame of a fold has no generator.
    func loadTopOfGenerator() {
        let generator = builder.load(module.int64, builder.offset(frame, by: MachineLayout.frameGenerator), alias: module.aliasTag("frame"))
        let end = builder.pointerToInt(builder.offset(frame, by: MachineLayout.register(options.registerCount)))
        let from = builder.block, inGenerator = startBlock("generator"), join = startBlock("top")
        builder.branch(builder.compare(.notEqual, generator, module.constant(Int64(0))), inGenerator, join, .likely)
        builder.position(at: inGenerator)
        let top = builder.load(module.int64, builder.offset(builder.intToPointer(generator), by: MachineLayout.generatorTop))
        builder.branch(join)
        builder.position(at: join)
        let phi = builder.phi(module.int64)
        phi.addIncoming(end, from: from)
        phi.addIncoming(top, from: inGenerator)
        behindGenerator = builder.intToPointer(phi.value)
    }

    /// Is there room for a frame of so many registers at `inner`, and depth to spare above `below`? Also: that frame's depth.
    func checkRoom(for inner: IRValue, registers: Int, above below: IRValue) -> (fits: IRValue, depth: IRValue) {
        let threadTag = module.aliasTag("thread")
        let base = builder.load(module.int64, builder.offset(thread, by: MachineLayout.threadChunkBase), alias: threadTag)
        let room = builder.load(module.int64, builder.offset(thread, by: MachineLayout.threadChunkSize), alias: threadTag)
        let used = builder.add(builder.sub(builder.pointerToInt(inner), base), module.constant(Int64(MachineLayout.register(registers))))
        let info = builder.load(module.int64, builder.offset(below, by: MachineLayout.frameInfo), alias: module.aliasTag("frame"))
        let depth = builder.add(builder.logicalShiftRight(info, module.constant(Int64(32))), module.constant(Int64(1)))
        let limit = builder.zeroExtend(
            builder.load(module.int32, builder.offset(thread, by: MachineLayout.threadRecursionLimit), alias: threadTag), to: module.int64)
        let fits = builder.and(
            builder.compare(.unsignedLessOrEqual, used, room), builder.compare(.unsignedLessOrEqual, depth, limit))
        return (fits, depth)
    }

    /// Fills a frame and makes it the running one. `info`: the low half of its info word.
    func fillFrame(
        _ inner: IRValue, of callee: CalleeInfo, above below: IRValue, depth: IRValue, info: IRValue, continuation: IRValue, arguments: [IRValue]
    ) {
        let frameTag = module.aliasTag("frame")
        func put(_ value: IRValue, _ offset: Int) { builder.store(value, builder.offset(inner, by: offset), alias: frameTag) }
        let zero = module.constant(Int64(0))
        put(builder.pointerToInt(below), MachineLayout.frameCaller)
        put(module.constant(Int64(bitPattern: callee.code)), MachineLayout.frameCode)
        put(module.constant(Int64(bitPattern: callee.instructions &+ UInt64(8 * callee.start))), MachineLayout.framePC)
        put(module.constant(Int64(bitPattern: callee.function)), MachineLayout.frameFunction)
        put(module.constant(Int64(bitPattern: callee.globals)), MachineLayout.frameGlobals)
        put(module.constant(Int64(bitPattern: callee.constants)), MachineLayout.frameConstants)
        put(builder.or(builder.shiftLeft(depth, module.constant(Int64(32))), info), MachineLayout.frameInfo)
        put(continuation, MachineLayout.frameContinuation)
        for offset in [MachineLayout.frameLocals, MachineLayout.frameGenerator, MachineLayout.frameObject] { put(zero, offset) }
        for index in 0..<callee.registerCount { put(index < arguments.count ? arguments[index] : zero, MachineLayout.register(index)) }
        builder.store(inner, builder.offset(thread, by: MachineLayout.threadFrame), alias: module.aliasTag("thread"))
    }

    /// A frame has ended natively: `below` runs again. Python may have a frame object of it, which must outlive it.
    func popFrame(_ inner: IRValue, to below: IRValue) {
        builder.store(below, builder.offset(thread, by: MachineLayout.threadFrame), alias: module.aliasTag("thread"))
        let object = builder.load(module.int64, builder.offset(inner, by: MachineLayout.frameObject), alias: module.aliasTag("frame"))
        let detach = startBlock("detach"), popped = startBlock("popped")
        builder.branch(builder.compare(.notEqual, object, module.constant(Int64(0))), detach, popped, .unlikely)
        builder.position(at: detach)
        _ = builder.call(RuntimeSymbol.detachFrame.declare(in: module), [thread, builder.pointerToInt(inner)], attributes: ["cold"])
        builder.branch(popped)
        builder.position(at: popped)
    }

    // MARK: Awaited calls

    private func callee(_ instruction: Instruction) throws -> CalleeInfo {
        guard let callee = options.callees[Int(truncatingIfNeeded: instruction.immediate)] else {
            throw LLVMFailure("nothing is known of callee \(instruction.immediate)")
        }
        return callee
    }

    /// The callee's native entry as a word; nil: it is this unit.
    private func entryWord(_ callee: CalleeInfo) -> IRValue? {
        guard let slot = callee.entrySlot else { return nil }
        let word = builder.load(module.int64, builder.intToPointer(module.constant(Int64(bitPattern: slot))))
        builder.makeAtomic(word)
        return word
    }

    func guardEntry(_ instruction: Instruction) throws {
        let callee = try callee(instruction), state = instruction.frameState
        if let word = entryWord(callee) {
            try require(builder.compare(.notEqual, word, module.constant(Int64(0))), state, reason: LeaveReason.goOn)
        }
        let (fits, _) = checkRoom(for: try inlinedFrame(0), registers: callee.registerCount, above: frame)
        try require(fits, state, reason: LeaveReason.goOn)
    }

    /// The callee's frame is an ordinary one; what it needs to become a coroutine's is what was being handled when it was made.
    func awaitKnown(_ id: ValueID, _ instruction: Instruction) throws -> IRValue {
        let callee = try callee(instruction), state = instruction.frameState
        let arguments = try mir.operands(of: id).map { try word($0) }
        guard arguments.count <= callee.registerCount else { throw LLVMFailure("too many arguments") }
        try announce(state)
        let inner = try inlinedFrame(0)
        let info = builder.load(module.int64, builder.offset(frame, by: MachineLayout.frameInfo), alias: module.aliasTag("frame"))
        let depth = builder.add(builder.logicalShiftRight(info, module.constant(Int64(32))), module.constant(Int64(1)))
        let handled = builder.load(module.int64, builder.offset(thread, by: MachineLayout.threadHandled), alias: module.aliasTag("thread"))
        fillFrame(
            inner, of: callee, above: frame, depth: depth,
            info: module.constant(MachineLayout.deliveryInfo(mir[state].result) | Int64(FRAME_IN_AWAIT)), continuation: handled, arguments: arguments)
        let entry = entryWord(callee).map { builder.intToPointer($0) } ?? unit.value
        let result = builder.call(pointer: entry, type: unit.type, [thread, inner], convention: .preserveNone)
        let value = try left(result, state)
        popFrame(inner, to: frame)
        return value
    }

    // MARK: Inlined calls

    func enterFrame(_ id: ValueID, _ instruction: Instruction) throws {
        let callee = try callee(instruction), state = instruction.frameState
        let below = try runningFrame(state), inner = try inlinedFrame(instruction.auxiliary)
        let (fits, depth) = checkRoom(for: inner, registers: callee.registerCount, above: below)
        try require(fits, state, reason: LeaveReason.stackFull)
        let pc = Int32(truncatingIfNeeded: mir[mir.operand(0, of: id)].immediate)
        builder.store(try pcWord(in: state, pc), builder.offset(below, by: MachineLayout.framePC), alias: module.aliasTag("frame"))
        let continuation = instruction.operandCount > 2 ? try operand(2, of: id) : module.constant(Int64(0))
        fillFrame(inner, of: callee, above: below, depth: depth, info: try operand(1, of: id), continuation: continuation, arguments: [])
    }

    func leaveFrame(_ instruction: Instruction) throws {
        let inner = try inlinedFrame(instruction.auxiliary)
        let below = builder.intToPointer(builder.load(
            module.int64, builder.offset(inner, by: MachineLayout.frameCaller), alias: module.aliasTag("frame")))
        popFrame(inner, to: below)
    }
}
