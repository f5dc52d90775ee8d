// Serializer: a code unit as bytes and back, for the bytecode cache and for marshal.
//
// Layout: magic, version, then one unit. Integers are variable-length (7 bits a byte, low bits first), signed ones zigzag;
// texts and bytes are counted; literals begin with a tag.
//
// Reading never traps: a length beyond what is left, an unknown tag, nesting deeper than `maximumDepth`, or anything that
// the verifier refuses gives nil.

import CVMSpec

/// Changes whenever the instruction set or this layout does.
public let bytecodeVersion: UInt64 = 1

private let magic: [UInt8] = [0x53, 0x57, 0x6C, 0x74]
private let maximumDepth = 200

extension CodeUnit {
    /// The unit, and the units inside it, as bytes.
    public var serialized: [UInt8] {
        var writer = ByteWriter()
        writer.bytes += magic
        writer.put(bytecodeVersion)
        writer.put(UInt64(OPCODE_COUNT))
        writer.put(self)
        return writer.bytes
    }

    /// Reads what `serialized` wrote; nil for anything else. With `verified`, a unit that the verifier refuses is nil too.
    public static func deserialize(_ bytes: [UInt8], verified: Bool = true) -> CodeUnit? {
        var reader = ByteReader(bytes: bytes)
        for byte in magic { guard reader.byte() == byte else { return nil } }
        guard reader.number() == bytecodeVersion, reader.number() == UInt64(OPCODE_COUNT), let unit = reader.unit(0),
            reader.index == bytes.count
        else { return nil }
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

    mutating func put(_ unit: CodeUnit) {
        put(unit.name)
        put(unit.qualifiedName)
        put(unit.filename)
        put(UInt64(UInt32(bitPattern: unit.firstLine)))
        put(UInt64(unit.flags.rawValue))
        put(unit.argumentCount)
        put(unit.positionalOnlyCount)
        put(unit.keywordOnlyCount)
        put(unit.registerNames.count)
        for (name, kind) in zip(unit.registerNames, unit.registerKinds) {
            put(name)
            bytes.append(kind.rawValue)
        }
        put(unit.registerCount)
        put(unit.instructions.count)
        for word in unit.instructions { put(word: word) }
        put(unit.constants.count)
        for literal in unit.constants { put(literal) }
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
        bytes.append(unit.hasDocstring ? 1 : 0)
    }

    mutating func put(_ literal: Literal) {
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
            for item in items { put(item) }
        case .code(let unit):
            bytes.append(13)
            put(unit)
        }
    }
}

private struct ByteReader {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func byte() -> UInt8? {
        guard index < bytes.count else { return nil }
        index += 1
        return bytes[index - 1]
    }

    mutating func number() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let next = byte() {
            if shift == 63, next > 1 { return nil }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
            if shift > 63 { return nil }
        }
        return nil
    }

    /// A count of things of which each takes `size` bytes at least.
    mutating func count(_ size: Int = 1) -> Int? {
        guard let value = number(), value <= UInt64((bytes.count - index) / size) else { return nil }
        return Int(value)
    }

    mutating func small(_ limit: UInt64 = 1 << 31) -> Int? {
        guard let value = number(), value < limit else { return nil }
        return Int(value)
    }

    mutating func word() -> UInt64? {
        guard index + 8 <= bytes.count else { return nil }
        var value: UInt64 = 0
        for place in 0..<8 { value |= UInt64(bytes[index + place]) << UInt64(place * 8) }
        index += 8
        return value
    }

    mutating func array() -> [UInt8]? {
        guard let count = count() else { return nil }
        index += count
        return Array(bytes[(index - count)..<index])
    }

    mutating func text() -> String? { array().map { String(decoding: $0, as: UTF8.self) } }

    mutating func unit(_ depth: Int) -> CodeUnit? {
        guard depth < maximumDepth else { return nil }
        let unit = CodeUnit()
        guard let name = text(), let qualifiedName = text(), let filename = text(), let firstLine = small(1 << 32),
            let flags = small(1 << 32), let arguments = small(), let positionalOnly = small(), let keywordOnly = small(),
            let registers = count(2)
        else { return nil }
        unit.name = name
        unit.qualifiedName = qualifiedName
        unit.filename = filename
        unit.firstLine = Int32(truncatingIfNeeded: firstLine)
        unit.flags = CodeFlags(rawValue: UInt32(truncatingIfNeeded: flags))
        unit.argumentCount = arguments
        unit.positionalOnlyCount = positionalOnly
        unit.keywordOnlyCount = keywordOnly
        for _ in 0..<registers {
            guard let name = text(), let raw = byte(), let kind = RegisterKind(rawValue: raw) else { return nil }
            unit.registerNames.append(name)
            unit.registerKinds.append(kind)
        }
        guard let registerCount = small(1 << 16), let words = count(8) else { return nil }
        unit.registerCount = registerCount
        unit.instructions.reserveCapacity(words)
        for _ in 0..<words {
            guard let word = word() else { return nil }
            unit.instructions.append(word)
        }
        guard let constants = count() else { return nil }
        for _ in 0..<constants {
            guard let literal = literal(depth + 1) else { return nil }
            unit.constants.append(literal)
        }
        guard let names = count() else { return nil }
        for _ in 0..<names {
            guard let name = text() else { return nil }
            unit.names.append(name)
        }
        guard let rows = count(4) else { return nil }
        for _ in 0..<rows {
            guard let start = small(), let end = small(), let handler = small(), let register = small(1 << 16) else {
                return nil
            }
            unit.exceptionTable.append(
                ExceptionRow(start: Int32(start), end: Int32(end), handler: Int32(handler), register: UInt16(register)))
        }
        guard let positions = array(), let documented = byte(), documented < 2 else { return nil }
        unit.positions = positions
        unit.hasDocstring = documented == 1
        return unit
    }

    mutating func literal(_ depth: Int) -> Literal? {
        guard depth < maximumDepth, let tag = byte() else { return nil }
        switch tag {
        case 0: return Literal.none
        case 1: return .true_
        case 2: return .false_
        case 3: return .ellipsis
        case 4:
            guard let raw = number() else { return nil }
            return .int(Int(Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)))
        case 5, 6:
            guard let count = count(8) else { return nil }
            var limbs: [UInt] = []
            for _ in 0..<count {
                guard let limb = word() else { return nil }
                limbs.append(UInt(limb))
            }
            guard let last = limbs.last, last != 0 else { return nil }
            return .bigInt(negative: tag == 6, limbs: limbs)
        case 7: return word().map { .float(Double(bitPattern: $0)) }
        case 8:
            guard let real = word(), let imaginary = word() else { return nil }
            return .complex(real: Double(bitPattern: real), imaginary: Double(bitPattern: imaginary))
        case 9: return array().map { .string($0) }
        case 10: return array().map { .bytes($0) }
        case 11, 12:
            guard let count = count() else { return nil }
            var items: [Literal] = []
            for _ in 0..<count {
                guard let item = literal(depth + 1) else { return nil }
                items.append(item)
            }
            return tag == 11 ? .tuple(items) : .frozenSet(items)
        case 13: return unit(depth + 1).map { .code($0) }
        default: return nil
        }
    }
}
