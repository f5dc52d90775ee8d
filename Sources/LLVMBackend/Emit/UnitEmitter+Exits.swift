// Exits: the cold blocks that write the frame's registers and leave.
//
// In:  frame states that guards, polls and Python operations branch to. Out: one block per state and reason.
//
// Machine numbers are boxed here, so hot code never makes a box for a frame. States of inlined calls first write the
// outermost frame, then push and write a frame for each call in it (or only write it, if the call has a frame already). The activation
// returns the empty word.

import CVMSpec
import MIR

extension UnitEmitter {
    /// The block that leaves with a state. Reason 0: a helper has told it already.
    func exit(_ state: FrameStateID, reason: Int64) -> IRBlock {
        let key = ExitKey(state: state, reason: reason)
        if let known = exits[key] { return known }
        let block = startBlock("leave\(state.index)")
        exits[key] = block
        pendingExits.append((key, block))
        return block
    }

    func storeLeaveReason(_ reason: Int64) {
        builder.store(
            module.constant32(Int32(truncatingIfNeeded: reason | Int64(options.number) << 4)),
            builder.offset(thread, by: MachineLayout.threadLeaveReason), alias: module.aliasTag("thread"))
    }

    func emitPendingExits() throws {
        while let (key, block) = pendingExits.popLast() {
            builder.position(at: block)
            made = [:]
            var chain: [FrameStateID] = []
            var state = key.state
            while !state.isNone {
                chain.append(state)
                state = mir[state].caller
            }
            var target = frame
            var callerState = FrameStateID.none
            for state in chain.reversed() {
                if !callerState.isNone, mir[state].place >= 0 { target = try inlinedFrame(mir[state].place) } else if !callerState.isNone {
                    let function = module.constant(try constantWord(Int64(mir[state].code)))
                    target = builder.call(
                        RuntimeSymbol.pushInlinedFrame.declare(in: module),
                        [thread, target, function, module.constant(deliveryInfo(of: state, in: callerState))],
                        attributes: ["cold"])
                }
                try write(state, to: target, isOwn: callerState.isNone)
                callerState = state
            }
            builder.branch(endOfExits(key.reason))
        }
    }

    /// Where exits end: stores the reason (0: a helper has) and leaves. One for each reason, because the fast instruction selector
    /// does not take returns of this calling convention.
    private func endOfExits(_ reason: Int64) -> IRBlock {
        if let known = exitEnds[reason] { return known }
        let block = startBlock("end"), here = builder.block
        exitEnds[reason] = block
        builder.position(at: block)
        if reason != 0 {
            storeLeaveReason(reason)
            builder.branch(endOfExits(0))
        } else { builder.return(module.constant(Int64(0))) }
        builder.position(at: here)
        return block
    }

    /// Where the result of an inlined call goes, and what becomes of it first.
    private func deliveryInfo(of state: FrameStateID, in caller: FrameStateID) -> Int64 {
        let continuation = Int64(mir[state].continuation)
        return MachineLayout.deliveryInfo(mir[caller].result) | continuation & 0xFF | (isFold(state) ? MachineLayout.frameInFold : 0)
    }

    /// Is this the code of a generator that yields to a fold? The kind of fold comes with the continuation then.
    private func isFold(_ state: FrameStateID) -> Bool { mir[state].continuation & 0xFF == MachineLayout.continuationFold }

    /// The continuation of a fold's frame, from what has been accumulated.
    private func writeFold(_ state: FrameStateID, to target: IRValue) throws {
        var words = [module.constant(Int64(0)), module.constant(Int64(0))]
        for register in mir[state].registers where !register.value.isNone {
            if register.register == MachineLayout.continuationRegister { words[0] = try boxed(register.value) }
            if register.register == MachineLayout.foldOther { words[1] = try boxed(register.value) }
        }
        let fold = builder.call(
            RuntimeSymbol.foldState.declare(in: module), [thread, module.constant(Int64(mir[state].continuation >> 8))] + words, attributes: ["cold"])
        builder.store(fold, builder.offset(target, by: MachineLayout.frameContinuation), alias: module.aliasTag("frame"))
    }

    private func write(_ state: FrameStateID, to target: IRValue, isOwn: Bool) throws {
        let tag = module.aliasTag("frame")
        let isFold = isFold(state)
        if isFold { try writeFold(state, to: target) }
        for register in mir[state].registers where !register.value.isNone {
            if isFold, register.register < 0 { continue }
            // Memory still holds what was loaded from it: this activation writes its registers only when it leaves.
            if isOwn, mir.operation(of: register.value) == .loadRegister, mir[register.value].immediate == Int64(register.register),
                mir[register.value].auxiliary == 0,
                !storedRegisters.contains(register.register)
            {
                continue
            }
            builder.store(
                try boxed(register.value), builder.offset(target, by: MachineLayout.register(Int(register.register))),
                alias: tag)
        }
        let pc = isOwn ? pcWord(mir[state].pc) : pcWord(mir[state].pc, through: target)
        builder.store(pc, builder.offset(target, by: MachineLayout.framePC), alias: tag)
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
