// Serializer: a code unit as bytes and back, for the bytecode cache and for marshal.
//
// Layout: magic, version, then one unit: first what must be known before it runs, then the length of its body, then the body.
// So a code object can be made without reading the body (SerializedUnit), and most bodies of a library are never read.
// Integers are variable-length (7 bits a byte, low bits first), signed ones zigzag; texts and bytes are counted; literals
// begin with a tag; of an instruction word only the bytes that are not zero are kept, behind a byte that says which.
//
// Reading never traps: a length beyond what is left, an unknown tag, nesting deeper than `maximumDepth`, or anything that
// the verifier refuses gives nil.

import CVMSpec

/// Changes whenever the instruction set or this layout does.
public let bytecodeVersion: UInt64 = 2

let serializedMagic: [UInt8] = [0x53, 0x57, 0x6C, 0x74]

extension CodeUnit {
    /// The unit, and the units inside it, as bytes.
    public var serialized: [UInt8] {
        var writer = ByteWriter()
        writer.bytes += serializedMagic
        writer.put(bytecodeVersion)
        writer.put(UInt64(OPCODE_COUNT))
        writer.put(self, outer: nil)
        return writer.bytes
    }

    /// Reads what `serialized` wrote; nil for anything else. With `verified`, a unit that the verifier refuses is nil too.
    public static func deserialize(_ bytes: [UInt8], verified: Bool = true) -> CodeUnit? {
        guard let unit = SerializedModule(bytes).outermost?.unit() else { return nil }
        if verified, !verify(unit).isEmpty { return nil }
        return unit
    }
}

private struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func put(_ number: UInt64) {
        var value = number
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    mutating func put(_ count: Int) { put(UInt64(bitPattern: Int64(count))) }

    mutating func put(word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    mutating func put(_ text: [UInt8]) {
        put(text.count)
        bytes += text
    }

    mutating func put(_ text: String) { put(Array(text.utf8)) }

    mutating func put(_ unit: CodeUnit, outer: CodeUnit?) {
        put(unit.name)
        put(unit.qualifiedName)
        if let outer, outer.filename == unit.filename {
            bytes.append(0)
        } else {
            bytes.append(1)
            put(unit.filename)
        }
        put(UInt64(UInt32(bitPattern: unit.firstLine)))
        put(UInt64(unit.flags.rawValue))
        put(unit.argumentCount)
        put(unit.positionalOnlyCount)
        put(unit.keywordOnlyCount)
        put(unit.registerNames.count)
        put(unit.registerKinds.filter { $0 == .free }.count)
        put(unit.registerCount)
        put(unit.instructions.count)
        bytes.append(unit.hasDocstring ? 1 : 0)
        var body = ByteWriter()
        body.putBody(unit)
        put(body.bytes)
    }

    private mutating func putBody(_ unit: CodeUnit) {
        for (name, kind) in zip(unit.registerNames, unit.registerKinds) {
            put(name)
            bytes.append(kind.rawValue)
        }
        for word in unit.instructions { put(packed: word) }
        put(unit.constants.count)
        for literal in unit.constants { put(literal, unit) }
        put(unit.names.count)
        for name in unit.names { put(name) }
        put(unit.exceptionTable.count)
        for row in unit.exceptionTable {
            put(UInt64(UInt32(bitPattern: row.start)))
            put(UInt64(UInt32(bitPattern: row.end)))
            put(UInt64(UInt32(bitPattern: row.handler)))
            put(UInt64(row.register))
        }
        put(unit.positions)
    }

    private mutating func put(packed word: UInt64) {
        let place = bytes.count
        bytes.append(0)
        var mask: UInt8 = 0
        for i in 0..<8 {
            let byte = UInt8(truncatingIfNeeded: word >> UInt64(i * 8))
            if byte != 0 {
                mask |= 1 << UInt8(i)
                bytes.append(byte)
            }
        }
        bytes[place] = mask
    }

    private mutating func put(_ literal: Literal, _ outer: CodeUnit) {
        switch literal {
        case .none: bytes.append(0)
        case .true_: bytes.append(1)
        case .false_: bytes.append(2)
        case .ellipsis: bytes.append(3)
        case .int(let value):
            bytes.append(4)
            put(UInt64(bitPattern: Int64(value) << 1 ^ Int64(value) >> 63))
        case .bigInt(let negative, let limbs):
            bytes.append(negative ? 6 : 5)
            put(limbs.count)
            for limb in limbs { put(word: UInt64(limb)) }
        case .float(let value):
            bytes.append(7)
            put(word: value.bitPattern)
        case .complex(let real, let imaginary):
            bytes.append(8)
            put(word: real.bitPattern)
            put(word: imaginary.bitPattern)
        case .string(let text):
            bytes.append(9)
            put(text)
        case .bytes(let text):
            bytes.append(10)
            put(text)
        case .tuple(let items), .frozenSet(let items):
            if case .tuple = literal { bytes.append(11) } else { bytes.append(12) }
            put(items.count)
            for item in items { put(item, outer) }
        case .code(let unit):
            bytes.append(13)
            put(unit, outer: outer)
        }
    }
}
