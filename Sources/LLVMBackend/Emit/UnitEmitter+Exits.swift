// Exits: the cold blocks that write the frame's registers and leave.
//
// In:  frame states that guards, polls and Python operations branch to. Out: one block per state, and one that says why for each place.
//
// Machine numbers are boxed here, so hot code never makes a box for a frame. The frames of inlined calls are made, unless they are there already,
// and written first, then the registers of the unit's own frame. What several states write there is written by one piece of code: a state that
// says all that another one says, and more, writes the rest and goes on in the other's block. The activation returns the empty word.

import CVMSpec
import MIR

extension UnitEmitter {
    /// The block that leaves with a state. Reason 0: a helper has told it already. `place`: see `Instruction.failurePlace`.
    func exit(_ state: FrameStateID, reason: Int64, place: Int32 = -1) -> IRBlock {
        if reason == 0 { return stateExit(state) }
        let key = ExitKey(state: state, reason: reason, place: place)
        if let known = exits[key] { return known }
        let block = startBlock("leave\(state.index)")
        exits[key] = block
        pendingExits.append((key, block))
        return block
    }

    /// The block that leaves with a state when the reason is told.
    private func stateExit(_ state: FrameStateID) -> IRBlock {
        if let known = stateExits[state] { return known }
        let block = startBlock("state\(state.index)")
        stateExits[state] = block
        pendingStates.append((state, block))
        return block
    }

    /// Reason and place are neighbours: one store.
    func storeLeaveReason(_ reason: Int64, place: Int32 = -1) {
        let word = Int64(place) << 32 | Int64(UInt32(truncatingIfNeeded: reason | Int64(options.number) << 4))
        builder.store(
            module.constant(word), builder.offset(thread, by: MachineLayout.threadLeaveReason), alias: module.aliasTag("thread"))
    }

    func emitPendingExits() throws {
        for (key, block) in pendingExits {
            builder.position(at: block)
            storeLeaveReason(key.reason, place: key.place)
            builder.branch(stateExit(key.state))
        }
        pendingExits = []
        // In the order of the program, so that states find earlier, smaller ones.
        for (exitState, block) in pendingStates {
            builder.position(at: block)
            made = [:]
            var chain: [FrameStateID] = []
            var state = exitState
            while !state.isNone {
                chain.append(state)
                state = mir[state].caller
            }
            guard let own = chain.popLast() else { continue }
            var target = frame
            var callerState = own
            for state in chain.reversed() {
                if mir[state].place >= 0 { target = try inlinedFrame(mir[state].place) } else {
                    let function = module.constant(try constantWord(Int64(mir[state].code)))
                    target = builder.call(
                        RuntimeSymbol.pushInlinedFrame.declare(in: module),
                        [thread, target, function, module.constant(deliveryInfo(of: state, in: callerState))], attributes: ["cold"])
                }
                let isFold = isFold(state)
                if isFold { try writeFold(state, to: target) }
                for register in mir[state].registers where !register.value.isNone && !(isFold && register.register < 0) {
                    try write(register.value, to: Int(register.register), of: target)
                }
                storePC(pcWord(mir[state].pc, through: target), to: target)
                callerState = state
            }
            storePC(pcWord(mir[own].pc), to: frame)
            let writes = try ownWrites(own)
            if writes.contains(where: { mir.operation(of: $0.id) == .virtualObject }) {
                // Which object it is may matter in the other frames, too.
                for w in writes { try write(w.id, to: Int(w.register), of: frame) }
                builder.branch(endOfExits())
            } else { builder.branch(try sharedExit(writing: writes)) }
        }
        pendingStates = []
    }

    private func storePC(_ pc: IRValue, to target: IRValue) {
        builder.store(pc, builder.offset(target, by: MachineLayout.framePC), alias: module.aliasTag("frame"))
    }

    /// A register of the unit's own frame and what is written to it.
    struct RegisterWrite: Hashable {
        var register: Int32
        var id: ValueID
        /// The LLVM value, which several MIR values may share (a guard's result is its operand), and how it is boxed; nil: an object yet to be made.
        var value: IRValue?
        var type: MIRType

        static func == (a: Self, b: Self) -> Bool {
            a.register == b.register && (a.value == nil ? a.id == b.id : a.value?.ref == b.value?.ref && a.type == b.type)
        }
        func hash(into hasher: inout Hasher) {
            hasher.combine(register)
            if let value { hasher.combine(value.ref) } else { hasher.combine(id) }
        }
    }

    private func ownWrites(_ state: FrameStateID) throws -> [RegisterWrite] {
        var writes: [RegisterWrite] = []
        for register in mir[state].registers where !register.value.isNone {
            // Memory still holds what was loaded from it: this activation writes its registers only when it leaves.
            if mir.operation(of: register.value) == .loadRegister, mir[register.value].immediate == Int64(register.register),
                mir[register.value].auxiliary == 0, !storedRegisters.contains(register.register)
            {
                continue
            }
            let isVirtual = mir.operation(of: register.value) == .virtualObject
            let type = mir.type(of: register.value)
            writes.append(RegisterWrite(
                register: register.register, id: register.value, value: isVirtual ? nil : try value(register.value), type: type.isWord ? .tagged : type))
        }
        return writes
    }

    /// A block that writes these registers and ends the exit. What the values are defined by dominates all states that mention them, so the
    /// block may be shared.
    private func sharedExit(writing writes: [RegisterWrite]) throws -> IRBlock {
        if writes.isEmpty { return endOfExits() }
        let all = Set(writes)
        var rest = writes
        var next: IRBlock?
        var covered = 0
        for known in sharedExits.suffix(12) where known.writes.count > covered && known.writes.isSubset(of: all) {
            (next, covered) = (known.block, known.writes.count)
            rest = writes.filter { !known.writes.contains($0) }
        }
        if rest.isEmpty, let next { return next }
        let here = builder.block
        let block = startBlock("write")
        builder.position(at: block)
        for w in rest { try write(w.id, to: Int(w.register), of: frame) }
        builder.branch(next ?? endOfExits())
        builder.position(at: here)
        sharedExits.append((all, block))
        return block
    }

    /// Where exits end. One block, because the fast instruction selector does not take returns of this calling convention.
    private func endOfExits() -> IRBlock {
        if let exitEnd { return exitEnd }
        let block = startBlock("end"), here = builder.block
        exitEnd = block
        builder.position(at: block)
        builder.return(module.constant(Int64(0)))
        builder.position(at: here)
        return block
    }

    /// Where the result of an inlined call goes, and what becomes of it first.
    private func deliveryInfo(of state: FrameStateID, in caller: FrameStateID) -> Int64 {
        let continuation = Int64(mir[state].continuation)
        return MachineLayout.deliveryInfo(mir[caller].result) | continuation & 0xFF | (isFold(state) ? Int64(FRAME_IN_FOLD) : 0)
    }

    /// Is this the code of a generator that yields to a fold? The kind of fold comes with the continuation then.
    private func isFold(_ state: FrameStateID) -> Bool { mir[state].continuation & 0xFF == MachineLayout.continuationFold }

    /// The continuation of a fold's frame, from what has been accumulated.
    private func writeFold(_ state: FrameStateID, to target: IRValue) throws {
        var words = [module.constant(Int64(0)), module.constant(Int64(0))]
        for register in mir[state].registers where !register.value.isNone {
            if register.register == MachineLayout.continuationRegister { words[0] = try boxed(register.value) }
            if register.register == FrameState.foldOther { words[1] = try boxed(register.value) }
        }
        let fold = builder.call(
            RuntimeSymbol.foldState.declare(in: module), [thread, module.constant(Int64(mir[state].continuation >> 8))] + words, attributes: ["cold"])
        builder.store(fold, builder.offset(target, by: MachineLayout.frameContinuation), alias: module.aliasTag("frame"))
    }

    private func write(_ id: ValueID, to register: Int, of target: IRValue) throws {
        builder.store(try boxed(id), builder.offset(target, by: MachineLayout.register(register)), alias: module.aliasTag("frame"))
    }

    /// The word of a value of any type.
    private func boxed(_ id: ValueID) throws -> IRValue {
        if mir.operation(of: id) == .virtualObject { return try make(id) }
        let value = try value(id)
        switch mir.type(of: id) {
        case .tagged, .object: return value
        case .int64:
            if mir.fitsWord(id) {
                return builder.or(builder.shiftLeft(value, module.constant(Int64(1))), module.constant(Int64(1)))
            }
            return builder.call(RuntimeSymbol.boxInt.declare(in: module), [thread, value], attributes: ["cold"])
        case .float64:
            return builder.call(RuntimeSymbol.boxFloat.declare(in: module), [thread, value], attributes: ["cold"])
        case .bool:
            return builder.select(
                value, module.constant(MachineLayout.trueWord), module.constant(MachineLayout.falseWord))
        case .none: throw LLVMFailure("\(id) has no value")
        }
    }

    /// Makes an object that only this exit needs; once, however often it is mentioned.
    private func make(_ id: ValueID) throws -> IRValue {
        if let known = made[id] { return known }
        let object = builder.call(
            RuntimeSymbol.allocateCell.declare(in: module),
            [thread, module.constant(Int64(mir[id].auxiliary)), module.constant(Int64(mir[id].shape))], attributes: ["cold"])
        made[id] = object
        let operands = Array(mir.operands(of: id))
        for pair in stride(from: 0, to: operands.count - 1, by: 2) {
            let field = VirtualField(code: mir[operands[pair]].immediate)
            let word = field.isRaw ? try value(operands[pair + 1]) : try boxed(operands[pair + 1])
            builder.store(word, builder.offset(builder.intToPointer(object), by: Int(field.offset)))
        }
        return object
    }

    /// The address of an instruction of the unit's own code.
    func pcWord(_ pc: Int32) -> IRValue {
        if let start = options.instructions {
            return module.constant(Int64(bitPattern: start &+ UInt64(bitPattern: Int64(pc) * 8)))
        }
        return pcWord(pc, through: frame)
    }

    /// The address of an instruction of the code that a frame runs.
    private func pcWord(_ pc: Int32, through frame: IRValue) -> IRValue {
        let code = builder.load(
            module.int64, builder.offset(frame, by: MachineLayout.frameCode), alias: module.aliasTag("frame"))
        let start = builder.load(
            module.int64, builder.offset(builder.intToPointer(code), by: MachineLayout.codeInstructions),
            alias: module.aliasTag("constant"))
        return builder.add(start, module.constant(Int64(pc) * 8))
    }
}
