// Instruction: the compiler's working form of one bytecode instruction, before offsets are known.
//
// Jumps name labels, protected regions name handlers: passes may delete and insert instructions without repairing
// offsets. Assembler.swift turns the list into words.

import CVMSpec
import Syntax

/// One instruction. `b` holds 32-bit operands whole.
struct Instruction {
    var op: Opcode
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    /// Bits that the compiler sets in the feedback byte.
    var x: UInt8 = 0
    /// Where it jumps, or -1.
    var label: Int32 = -1
    /// The handler of exceptions raised here, or -1.
    var handler: Int32 = -1
    /// line 0: no place in the source.
    var position = noPosition

    var endsBlock: Bool {
        switch op {
        case .jump, .loopBack, .return, .raise, .reraise: return true
        default: return false
        }
    }
}

/// A handler of exceptions: where it begins and which register receives the exception.
struct Handler {
    var label: Int32
    var register: Int32
}

let noPosition = SourceRange(line: 0, column: 0, endLine: 0, endColumn: 0)

/// A register, named or temporary.
typealias Register = Int32

/// 'No register' of an optional operand, and the mark of labels that are not placed yet.
let absent: Int32 = 0xFFFF
