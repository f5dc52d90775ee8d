// DecodedInstruction: reading bytecode words.
//
// Shared by the disassembler, the verifier, the liveness analysis, and whoever walks a code unit. `registers` is the one
// place that knows how many registers a run has.

import CVMSpec

/// One instruction, taken apart.
public struct DecodedInstruction {
    public var op: Opcode
    public var x: UInt8
    public var a: Int
    public var b: Int
    public var c: Int
    /// Word offset, and that of the next instruction.
    public var offset: Int
    public var next: Int
    /// Where it may jump; nil if it does not.
    public var target: Int?

    public var info: OpcodeInfo { opcode_info(op).pointee }

    /// The 32-bit operand in b and c.
    public var wide: Int { Int(Int32(truncatingIfNeeded: c << 16 | b)) }

    /// Control does not go on to the next instruction.
    public var endsBlock: Bool {
        switch op {
        case .jump, .loopBack, .return, .raise, .reraise: return true
        default: return false
        }
    }

    /// Whether the jump of an instruction with a target is in an inline word.
    static func jumpsByWord(_ op: Opcode) -> Bool { op == .forIterate || op == .send }

    /// The instruction at a word offset; nil if there is none (end, or a word that is no opcode).
    public init?(_ words: [UInt64], at offset: Int) {
        guard offset >= 0, offset < words.count else { return nil }
        let word = words[offset]
        let number = UInt8(truncatingIfNeeded: word)
        guard Int(number) < Int(OPCODE_COUNT), let op = Opcode(rawValue: number) else { return nil }
        self.op = op
        x = UInt8(truncatingIfNeeded: word >> 8)
        a = Int(word >> 16 & 0xFFFF)
        b = Int(word >> 32 & 0xFFFF)
        c = Int(word >> 48 & 0xFFFF)
        self.offset = offset
        let info = opcode_info(op).pointee
        next = offset + 1 + Int(info.words)
        guard next <= words.count else { return nil }
        if info.b == .jump {
            target = next + Int(Int32(truncatingIfNeeded: c << 16 | b))
        } else if info.c == .jump {
            target = next + Int(Int16(truncatingIfNeeded: c))
        } else if Self.jumpsByWord(op) {
            target = next + Int(Int32(truncatingIfNeeded: Int(truncatingIfNeeded: words[offset + 1] & 0xFFFF_FFFF)))
        }
    }

    /// The registers that it reads and writes, as ranges.
    public func registers(reads: (Range<Int>) -> Void, writes: (Range<Int>) -> Void) {
        let info = self.info
        for (kind, register) in [(info.a, a), (info.b, b), (info.c, c)] {
            switch kind {
            case .src: reads(register..<(register + 1))
            case .optsrc: if register != 0xFFFF { reads(register..<(register + 1)) }
            case .mod: reads(register..<(register + 1))
            default: break
            }
        }
        switch op {
        case .copyFreeVars: writes(a..<(a + b))
        case .loadMethod, .matchExceptionGroup: writes(a..<(a + 2))
        case .loadWith, .loadAsyncWith: writes(a..<(a + 4))
        case .unpackException: writes(a..<(a + 3))
        case .unpackSequence: writes(a..<(a + c))
        case .unpackExtended: writes(a..<(a + (c & 255) + (c >> 8) + 1))
        case .buildSlice, .buildTuple, .buildList, .buildSet, .buildString: reads(b..<(b + c))
        case .buildMap: reads(b..<(b + 2 * c))
        case .call:
            reads(a..<(a + b + 1))
            writes(a..<(a + 1))
        case .callMethod, .callKeywords:
            reads(a..<(a + b + 2))
            writes(a..<(a + 1))
        case .callExtended:
            reads(a..<(a + 3))
            writes(a..<(a + 1))
        case .importName: reads(c..<(c + 2))
        case .matchClass: reads(c..<(c + 3))
        default: break
        }
        if info.a == .dst || info.a == .mod { writes(a..<(a + 1)) }
    }

    /// Calls overwrite the registers above their result: the callee's frame lies there.
    public var isCall: Bool {
        switch op {
        case .call, .callMethod, .callKeywords, .callExtended: return true
        default: return false
        }
    }
}

extension CodeUnit {
    /// The first temporary register: the named ones lie below.
    public var temporaryBase: Int { registerNames.count }

    /// The instructions in order; stops at a word that is no instruction.
    public var decoded: [DecodedInstruction] {
        var result: [DecodedInstruction] = []
        var offset = 0
        while let instruction = DecodedInstruction(instructions, at: offset) {
            result.append(instruction)
            offset = instruction.next
        }
        return result
    }

    /// The units among the constants.
    public var nestedUnits: [CodeUnit] {
        constants.compactMap { if case .code(let unit) = $0 { return unit } else { return nil } }
    }
}
