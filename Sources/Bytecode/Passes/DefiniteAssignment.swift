// Definite assignment: removes the checks of local variables that are surely bound.
//
// Before:  loadInt x, 1 ; checkLocal x ; add y, x, x
// After:   loadInt x, 1 ; add y, x, x
//
// A forward flow analysis over the named registers: one bit per register, 'bound on every path'. An instruction that
// raises has not written its destination, so a handler sees the state before each instruction that it protects.

import CVMSpec

func removeRedundantChecks(_ u: UnitBuilder) {
    guard u.instructions.contains(where: { $0.op == .checkLocal }) else { return }
    let count = u.instructions.count
    let registers = Int(u.temporaryBase)
    let width = (registers + 63) / 64
    // Blocks: starts are entry, jump targets, handlers, and what follows a jump.
    var startsBlock = [Bool](repeating: false, count: count + 1)
    startsBlock[0] = true
    for (index, instruction) in u.instructions.enumerated() {
        if instruction.label >= 0 { startsBlock[Int(u.labels[Int(instruction.label)])] = true }
        if instruction.label >= 0 || instruction.endsBlock { startsBlock[index + 1] = true }
    }
    for handler in u.handlers where u.labels[Int(handler.label)] >= 0 {
        startsBlock[Int(u.labels[Int(handler.label)])] = true
    }
    var blockOf = [Int](repeating: 0, count: count + 1)
    var starts: [Int] = []
    for index in 0..<count {
        if startsBlock[index] { starts.append(index) }
        blockOf[index] = starts.count - 1
    }
    let full = [UInt64](repeating: ~0, count: width)
    // Bound at the start of each block; everything until a path says otherwise.
    var bound = [[UInt64]](repeating: full, count: starts.count)
    var entry = [UInt64](repeating: 0, count: width)
    for (register, kind) in u.unit.registerKinds.enumerated()
    where kind != .fast || register < u.scope.parameters.count {
        entry[register >> 6] |= 1 << UInt64(register & 63)
    }
    bound[0] = entry
    var queued = [Bool](repeating: true, count: starts.count)
    var work = Array((0..<starts.count).reversed())

    func merge(_ state: [UInt64], into label: Int32) {
        let target = Int(u.labels[Int(label)])
        guard target >= 0, target < count else { return }
        merge(state, intoBlock: blockOf[target])
    }
    func merge(_ state: [UInt64], intoBlock block: Int) {
        var changed = false
        for word in 0..<width where bound[block][word] & state[word] != bound[block][word] {
            bound[block][word] &= state[word]
            changed = true
        }
        if changed, !queued[block] {
            queued[block] = true
            work.append(block)
        }
    }
    func step(_ instruction: Instruction, _ state: inout [UInt64]) {
        func set(_ register: Int32, _ isBound: Bool) {
            guard register >= 0, Int(register) < registers else { return }
            let bit: UInt64 = 1 << UInt64(register & 63)
            if isBound { state[Int(register) >> 6] |= bit } else { state[Int(register) >> 6] &= ~bit }
        }
        switch instruction.op {
        case .loadEmpty, .deleteLocal: set(instruction.a, false)
        case .checkLocal: set(instruction.a, true)
        case .unpackSequence: for offset in 0..<max(instruction.c, 0) { set(instruction.a + offset, true) }
        default:
            if opcode_info(instruction.op).pointee.a == .dst { set(instruction.a, true) }
        }
    }
    while let block = work.popLast() {
        queued[block] = false
        var state = bound[block]
        var index = starts[block]
        let end = block + 1 < starts.count ? starts[block + 1] : count
        var lastHandler: Int32 = -1
        var stateAtHandler: [UInt64] = []
        while index < end {
            let instruction = u.instructions[index]
            if instruction.handler >= 0, instruction.handler != lastHandler || stateAtHandler != state {
                merge(state, into: u.handlers[Int(instruction.handler)].label)
                lastHandler = instruction.handler
                stateAtHandler = state
            }
            // The destination of forIterate and send is written only if the jump is not taken (send: always).
            if instruction.label >= 0 {
                if instruction.op == .send { step(instruction, &state) }
                merge(state, into: instruction.label)
            }
            step(instruction, &state)
            index += 1
        }
        if end > 0, end < count, !u.instructions[end - 1].endsBlock { merge(state, intoBlock: block + 1) }
    }
    var redundant = [Bool](repeating: false, count: count)
    for block in starts.indices {
        var state = bound[block]
        let end = block + 1 < starts.count ? starts[block + 1] : count
        for index in starts[block]..<end {
            let instruction = u.instructions[index]
            if instruction.op == .checkLocal {
                let register = Int(instruction.a)
                if register >= registers || state[register >> 6] >> UInt64(register & 63) & 1 == 1 {
                    redundant[index] = true
                }
            }
            step(instruction, &state)
        }
    }
    keep(u) { !redundant[$0] }
}
