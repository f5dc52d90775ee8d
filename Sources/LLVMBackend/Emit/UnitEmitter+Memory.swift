// Loads, stores and allocation.
//
// Each access carries the alias class of its row; allocation is a bump in the thread's free interval.

import CVMSpec
import MIR

extension UnitEmitter {
    func emitMemory(_ id: ValueID, _ instruction: Instruction) throws -> IRValue? {
        let tag = aliasTag(instruction.alias)
        let offset = Int(truncatingIfNeeded: instruction.immediate)
        switch instruction.operation {
        case .loadRegister:
            return builder.load(module.int64, builder.offset(try frame(of: instruction), by: MachineLayout.register(offset)), alias: tag)
        case .storeRegister:
            builder.store(
                try operand(0, of: id), builder.offset(try frame(of: instruction), by: MachineLayout.register(offset)), alias: tag)
            return nil
        case .leaveFrame:
            try leaveFrame(instruction)
            return nil
        case .loadField, .loadSlot:
            return try load(instruction.type, builder.offset(try address(0, of: id), by: offset), tag)
        case .storeField, .storeSlot:
            try store(1, of: id, builder.offset(try address(0, of: id), by: offset), tag)
            return nil
        case .loadField32:
            let half = builder.load(module.int32, builder.offset(try address(0, of: id), by: offset), alias: tag)
            return builder.zeroExtend(half, to: module.int64)
        case .storeField32:
            let half = builder.truncate(try operand(1, of: id), to: module.int32)
            builder.store(half, builder.offset(try address(0, of: id), by: offset), alias: tag)
            return nil
        case .loadField8:
            let byte = builder.load(module.int8, builder.offset(try address(0, of: id), by: offset), alias: tag)
            return builder.zeroExtend(byte, to: module.int64)
        case .loadShape:
            var word = try operand(0, of: id)
            if mir.type(of: mir.operand(0, of: id)) == .tagged {
                word = builder.select(isReference(word), word, module.constant(MachineLayout.plainObjectWord))
            }
            let half = builder.load(module.int32, builder.intToPointer(word), alias: tag)
            return builder.zeroExtend(half, to: module.int64)
        case .loadElement: return try load(instruction.type, try element(module.int64, id, offset), tag)
        case .storeElement:
            try store(2, of: id, try element(module.int64, id, offset), tag)
            return nil
        case .loadElement8:
            let byte = builder.load(module.int8, try element(module.int8, id, offset), alias: tag)
            return builder.zeroExtend(byte, to: module.int64)
        case .loadElement32:
            let half = builder.load(module.int32, try element(module.int32, id, offset), alias: tag)
            return builder.signExtend(half, to: module.int64)
        case .writeBarrier:
            let object = try operand(0, of: id)
            let flag = builder.load(
                module.int8, builder.offset(builder.intToPointer(object), by: MachineLayout.headerGC), alias: module.aliasTag("header"))
            let remember = startBlock("remember")
            let next = startBlock("stored")
            builder.branch(builder.compare(.notEqual, flag, module.constant8(0)), remember, next, .unlikely)
            builder.position(at: remember)
            _ = builder.call(RuntimeSymbol.remember.declare(in: module), [thread, object], attributes: ["cold"])
            builder.branch(next)
            builder.position(at: next)
            return nil
        case .allocateObject: return try allocate(instruction)
        default: throw LLVMFailure("\(instruction.operation) is no memory operation")
        }
    }

    private func address(_ index: Int, of id: ValueID) throws -> IRValue {
        builder.intToPointer(try operand(index, of: id))
    }
    private func element(_ type: IRType, _ id: ValueID, _ offset: Int) throws -> IRValue {
        builder.element(type, builder.offset(try address(0, of: id), by: offset), try operand(1, of: id))
    }
    private func load(_ type: MIRType, _ address: IRValue, _ tag: IRAliasTag?) throws -> IRValue {
        if type == .bool {
            let byte = builder.load(module.int8, address, alias: tag)
            return builder.compare(.notEqual, byte, module.constant8(0))
        }
        return builder.load(try self.type(type), address, alias: tag)
    }
    private func store(_ index: Int, of id: ValueID, _ address: IRValue, _ tag: IRAliasTag?) throws {
        var value = try operand(index, of: id)
        if mir.type(of: mir.operand(index, of: id)) == .bool { value = builder.zeroExtend(value, to: module.int8) }
        builder.store(value, address, alias: tag)
    }

    private func allocate(_ instruction: Instruction) throws -> IRValue {
        let size = Int(instruction.auxiliary)
        guard size >= 8 else { throw LLVMFailure("allocation of \(size) bytes") }
        let shape = module.constant(Int64(instruction.shape))
        func slowly() -> IRValue {
            builder.call(
                RuntimeSymbol.allocateCell.declare(in: module), [thread, module.constant(Int64(size)), shape],
                attributes: ["cold"])
        }
        guard size <= MachineLayout.largestInlineAllocation else { return slowly() }
        let sizeClass = (size + 15) / 16 - 1
        let tag = module.aliasTag("thread")
        let interval = builder.offset(thread, by: MachineLayout.threadIntervals + 16 * sizeClass)
        let cell = builder.load(module.int64, interval, alias: tag)
        let end = builder.load(module.int64, builder.offset(interval, by: 8), alias: tag)
        let next = builder.add(cell, module.constant(Int64((sizeClass + 1) * 16)))
        let fast = startBlock("bump")
        let slow = startBlock("refill")
        let join = startBlock("allocated")
        // An interval that was never filled is 0 … 0, in which nothing fits.
        builder.branch(builder.compare(.unsignedLessOrEqual, next, end), fast, slow, .likely)
        builder.position(at: fast)
        builder.store(next, interval, alias: tag)
        builder.store(shape, builder.intToPointer(cell), alias: module.aliasTag("header"))
        builder.branch(join)
        builder.position(at: slow)
        let other = slowly()
        builder.branch(join)
        builder.position(at: join)
        let phi = builder.phi(module.int64)
        phi.addIncoming(cell, from: fast)
        phi.addIncoming(other, from: slow)
        return phi.value
    }
}
