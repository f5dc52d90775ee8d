// Assembler: the list of instructions becomes words, with offsets, exception table and positions.
//
// In:  a UnitBuilder whose passes have run.
// Out: its finished CodeUnit.
//
// A jump counts from the word after the instruction and its inline words. A compare-and-jump whose target is farther than
// 16 bits becomes its inverse over an ordinary jump, which has 32 bits.

import CVMSpec
import Syntax

func assemble(_ u: UnitBuilder) throws -> CodeUnit {
    if u.highest >= 0xFFF0 { throw compilerError("too many local variables and temporaries", noPosition) }
    expandFarJumps(u)
    let unit = u.unit
    var offsets = [Int32](repeating: 0, count: u.instructions.count + 1)
    var offset: Int32 = 0
    for (index, instruction) in u.instructions.enumerated() {
        offsets[index] = offset
        offset += 1 + Int32(opcode_info(instruction.op).pointee.words)
    }
    offsets[u.instructions.count] = offset
    var words: [UInt64] = []
    words.reserveCapacity(Int(offset))
    var positions = PositionTable.Encoder()
    var rows: [ExceptionRow] = []
    for (index, instruction) in u.instructions.enumerated() {
        let info = opcode_info(instruction.op).pointee
        let next = offsets[index + 1]
        let distance = instruction.label >= 0 ? offsets[Int(u.labels[Int(instruction.label)])] - next : 0
        var b = UInt32(bitPattern: instruction.b)
        var c = UInt32(bitPattern: instruction.c)
        if info.b == .jump { b = UInt32(bitPattern: distance) }
        if info.c == .jump { c = UInt32(bitPattern: distance) }
        if info.c == .wide { c = b >> 16 }
        if instruction.a > 0xFFFF || (info.c != .wide && (info.b == .name || info.b == .run) && b > 0xFFFF)
            || (info.c == .name || info.c == .constant) && c > 0xFFFF
        {
            throw compilerError("too many names in one block", instruction.position)
        }
        var word = UInt64(instruction.op.rawValue) | UInt64(instruction.x) << 8
        word |= UInt64(UInt16(truncatingIfNeeded: instruction.a)) << 16
        word |= UInt64(UInt16(truncatingIfNeeded: b)) << 32
        word |= UInt64(UInt16(truncatingIfNeeded: c)) << 48
        words.append(word)
        for extra in 0..<Int(info.words) {
            let isJump = extra == 0 && instruction.label >= 0 && info.b != .jump && info.c != .jump
            words.append(isJump ? UInt64(UInt32(bitPattern: distance)) : 0)
        }
        positions.add(words: Int(next - offsets[index]), instruction.position)
        guard instruction.handler >= 0 else { continue }
        let handler = u.handlers[Int(instruction.handler)]
        let target = offsets[Int(u.labels[Int(handler.label)])]
        let register = UInt16(truncatingIfNeeded: handler.register)
        if let last = rows.last, last.end == offsets[index], last.handler == target, last.register == register {
            rows[rows.count - 1].end = next
        } else {
            rows.append(ExceptionRow(start: offsets[index], end: next, handler: target, register: register))
        }
    }
    unit.instructions = words
    unit.exceptionTable = rows
    unit.positions = positions.bytes
    unit.registerCount = Int(u.highest)
    return unit
}

private func expandFarJumps(_ u: UnitBuilder) {
    while true {
        var offset: Int32 = 0
        var offsets: [Int32] = []
        offsets.reserveCapacity(u.instructions.count + 1)
        for instruction in u.instructions {
            offsets.append(offset)
            offset += 1 + Int32(opcode_info(instruction.op).pointee.words)
        }
        offsets.append(offset)
        // Short units cannot have far jumps.
        if offset < 0x7FF0 { return }
        var far: Set<Int> = []
        for (index, instruction) in u.instructions.enumerated()
        where instruction.label >= 0 && opcode_info(instruction.op).pointee.c == .jump {
            let distance = offsets[Int(u.labels[Int(instruction.label)])] - offsets[index + 1]
            if Int16(exactly: distance) == nil { far.insert(index) }
        }
        if far.isEmpty { return }
        var newIndex: [Int32] = []
        var result: [Instruction] = []
        for (index, instruction) in u.instructions.enumerated() {
            newIndex.append(Int32(result.count))
            guard far.contains(index), let inverse = inverse(instruction.op) else {
                result.append(instruction)
                continue
            }
            var short = instruction
            short.op = inverse
            short.label = Int32(u.labels.count)
            u.labels.append(-2 - Int32(result.count + 2))
            result.append(short)
            result.append(
                Instruction(
                    op: .jump, label: instruction.label, handler: instruction.handler, position: instruction.position))
        }
        newIndex.append(Int32(result.count))
        for label in u.labels.indices {
            if u.labels[label] >= 0 {
                u.labels[label] = newIndex[Int(u.labels[label])]
            } else if u.labels[label] < -1 {
                u.labels[label] = -2 - u.labels[label]
            }
        }
        u.instructions = result
    }
}
