// Jump passes: threading, unreachable code, useless jumps, and the places of instructions that have none.
//
// Before:  jumpIfFalse r0 → L1 ; jump → L2 ; L1: …       L3: jump → L4
// After:   jumpIfTrue r0 → L2 ; L1: …                    (jumps to L3 go to L4)
//
// All work on a UnitBuilder's list of instructions; labels are indices into it and are moved when it shrinks.

import CVMSpec
import Syntax

/// A jump to an unconditional jump goes to its end.
func threadJumps(_ u: UnitBuilder) {
    for index in u.instructions.indices where u.instructions[index].label >= 0 {
        var label = u.instructions[index].label
        // A chain of jumps may be a ring (`while True: pass` in odd places): stop after a few steps.
        for _ in 0..<16 {
            let target = Int(u.labels[Int(label)])
            guard target >= 0, target < u.instructions.count, u.instructions[target].op == .jump,
                u.instructions[target].label != label
            else { break }
            label = u.instructions[target].label
        }
        u.instructions[index].label = label
    }
}

/// Removes what no path from the entry reaches.
func removeUnreachableCode(_ u: UnitBuilder) {
    let count = u.instructions.count
    var reached = [Bool](repeating: false, count: count)
    var handlerReached = [Bool](repeating: false, count: u.handlers.count)
    var work = [0]
    func follow(_ label: Int32) {
        let target = Int(u.labels[Int(label)])
        if target >= 0, target < count, !reached[target] { work.append(target) }
    }
    while var index = work.popLast() {
        while index < count, !reached[index] {
            reached[index] = true
            let instruction = u.instructions[index]
            if instruction.handler >= 0, !handlerReached[Int(instruction.handler)] {
                handlerReached[Int(instruction.handler)] = true
                follow(u.handlers[Int(instruction.handler)].label)
            }
            if instruction.label >= 0 { follow(instruction.label) }
            if instruction.endsBlock { break }
            index += 1
        }
    }
    keep(u) { reached[$0] }
}

/// Removes jumps to the next instruction and moves to itself, and turns jumps over a jump around.
func removeUselessJumps(_ u: UnitBuilder) {
    var changed = true
    while changed {
        changed = false
        let count = u.instructions.count
        var dead = [Bool](repeating: false, count: count)
        var isTarget = [Bool](repeating: false, count: count + 1)
        for instruction in u.instructions where instruction.label >= 0 {
            isTarget[Int(u.labels[Int(instruction.label)])] = true
        }
        for handler in u.handlers where u.labels[Int(handler.label)] >= 0 {
            isTarget[Int(u.labels[Int(handler.label)])] = true
        }
        for index in 0..<count {
            let instruction = u.instructions[index]
            if instruction.op == .move, instruction.a == instruction.b { dead[index] = true }
            if instruction.op == .jump, Int(u.labels[Int(instruction.label)]) == index + 1 { dead[index] = true }
            if index + 1 < count, let inverse = inverse(instruction.op), u.instructions[index + 1].op == .jump,
                !isTarget[index + 1], Int(u.labels[Int(instruction.label)]) == index + 2
            {
                u.instructions[index].op = inverse
                u.instructions[index].label = u.instructions[index + 1].label
                dead[index + 1] = true
            }
        }
        if dead.contains(true) {
            changed = true
            keep(u) { !dead[$0] }
        }
    }
}

/// The jump that is taken when the other one is not.
func inverse(_ op: Opcode) -> Opcode? {
    switch op {
    case .jumpIfTrue: return .jumpIfFalse
    case .jumpIfFalse: return .jumpIfTrue
    case .jumpIfNone: return .jumpIfNotNone
    case .jumpIfNotNone: return .jumpIfNone
    case .jumpIfLess: return .jumpIfNotLess
    case .jumpIfNotLess: return .jumpIfLess
    case .jumpIfLessEqual: return .jumpIfNotLessEqual
    case .jumpIfNotLessEqual: return .jumpIfLessEqual
    case .jumpIfGreater: return .jumpIfNotGreater
    case .jumpIfNotGreater: return .jumpIfGreater
    case .jumpIfGreaterEqual: return .jumpIfNotGreaterEqual
    case .jumpIfNotGreaterEqual: return .jumpIfGreaterEqual
    case .jumpIfEqual: return .jumpIfNotEqual
    case .jumpIfNotEqual: return .jumpIfEqual
    case .jumpIfUnequal: return .jumpIfNotUnequal
    case .jumpIfNotUnequal: return .jumpIfUnequal
    default: return nil
    }
}

/// An instruction without a place takes the one before it, if control comes from there.
func propagatePositions(_ u: UnitBuilder) {
    for index in u.instructions.indices.dropFirst() where u.instructions[index].position.line == 0 {
        let before = u.instructions[index - 1]
        if !before.endsBlock { u.instructions[index].position = before.position }
    }
}

/// Deletes the instructions for which `isKept` is false; labels move to the next one that remains.
func keep(_ u: UnitBuilder, _ isKept: (Int) -> Bool) {
    var newIndex = [Int32](repeating: 0, count: u.instructions.count + 1)
    var kept: [Instruction] = []
    kept.reserveCapacity(u.instructions.count)
    for index in u.instructions.indices {
        newIndex[index] = Int32(kept.count)
        if isKept(index) { kept.append(u.instructions[index]) }
    }
    newIndex[u.instructions.count] = Int32(kept.count)
    for label in u.labels.indices where u.labels[label] >= 0 { u.labels[label] = newIndex[Int(u.labels[label])] }
    u.instructions = kept
}
