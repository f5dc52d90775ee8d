// SerializedUnit: a code unit that is still bytes; read part by part, when a part is needed.
//
// In:  the bytes that `CodeUnit.serialized` made, or anything.
// Out: the head at once; the whole unit, its body or its positions on demand. Reading never traps: what does not make sense is nil.

import CVMSpec

/// The bytes of a serialized module, shared by the code objects that were made of them.
public final class SerializedModule {
    let base: UnsafeMutablePointer<UInt8>
    public let count: Int

    public init(_ bytes: [UInt8]) {
        count = bytes.count
        base = .allocate(capacity: bytes.count + 1)
        bytes.withUnsafeBufferPointer { source in if let from = source.baseAddress { base.initialize(from: from, count: source.count) } }
    }

    /// Memory for `count` bytes that the caller fills; nil if it says that it could not.
    public init?(count: Int, fill: (UnsafeMutablePointer<UInt8>) -> Bool) {
        self.count = count
        base = .allocate(capacity: count + 1)
        base.initialize(repeating: 0, count: count + 1)
        if !fill(base) { return nil }
    }

    deinit { base.deallocate() }

    /// The bytes as an array.
    public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

    /// The module's unit, if the bytes begin as `CodeUnit.serialized` writes them.
    public var outermost: SerializedUnit? {
        var reader = ByteReader(self, 0, count)
        for byte in serializedMagic { guard reader.byte() == byte else { return nil } }
        guard reader.number() == bytecodeVersion, reader.number() == UInt64(OPCODE_COUNT), let unit = reader.unit(outer: nil, depth: 0),
            reader.index == count
        else { return nil }
        return unit
    }

    /// Bytes of a text or a table of a unit of this module.
    public func bytes(_ range: Range<UInt32>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + Int(range.lowerBound), count: range.count)
    }
}

/// Makes objects of the constants in a unit's body; nil ends the reading.
public protocol LiteralMaker {
    associatedtype Object
    /// Anything but texts, sequences and code.
    mutating func scalar(_ literal: Literal) -> Object?
    mutating func string(_ text: UnsafeBufferPointer<UInt8>) -> Object?
    mutating func sequence(_ items: [Object], isFrozenSet: Bool) -> Object?
    mutating func code(_ unit: SerializedUnit) -> Object?
}

/// A unit's head, and where its body is.
public struct SerializedUnit {
    public let module: SerializedModule
    /// UTF-8, in the module's bytes.
    public var name: Range<UInt32>, qualifiedName: Range<UInt32>, filename: Range<UInt32>
    var body: Range<UInt32>
    public var firstLine: Int32
    public var flags: CodeFlags
    public var argumentCount: UInt32, positionalOnlyCount: UInt32, keywordOnlyCount: UInt32
    /// Named registers, and those of them that are free variables.
    public var localCount: UInt32, freeCount: UInt32
    public var registerCount: UInt32
    public var instructionCount: UInt32
    public var hasDocstring: Bool
    fileprivate var depth: UInt8

    /// What the body holds besides instructions and constants.
    public struct Body<Object> {
        public var registerNames: [Range<UInt32>] = []
        public var registerKinds: [RegisterKind] = []
        public var constants: [Object] = []
        public var names: [Range<UInt32>] = []
        public var exceptionTable: [ExceptionRow] = []
        public var positions: Range<UInt32> = 0..<0
    }

    /// Reads the body; instruction words go to `instructions`, which has room for `instructionCount`.
    public func readBody<Maker: LiteralMaker>(_ instructions: UnsafeMutablePointer<UInt64>?, _ maker: inout Maker) -> Body<Maker.Object>? {
        var reader = ByteReader(module, Int(body.lowerBound), Int(body.upperBound))
        var result = Body<Maker.Object>()
        result.registerNames.reserveCapacity(Int(localCount))
        for _ in 0..<localCount {
            guard let name = reader.run(), let raw = reader.byte(), let kind = RegisterKind(rawValue: raw) else { return nil }
            result.registerNames.append(name)
            result.registerKinds.append(kind)
        }
        for i in 0..<Int(instructionCount) {
            guard let word = reader.packedWord() else { return nil }
            instructions?[i] = word
        }
        guard let constants = reader.count() else { return nil }
        result.constants.reserveCapacity(constants)
        for _ in 0..<constants {
            guard let object = reader.literal(self, Int(depth) + 1, &maker) else { return nil }
            result.constants.append(object)
        }
        guard let names = reader.count() else { return nil }
        result.names.reserveCapacity(names)
        for _ in 0..<names {
            guard let name = reader.run() else { return nil }
            result.names.append(name)
        }
        guard let rows = reader.count(4) else { return nil }
        for _ in 0..<rows {
            guard let start = reader.small(), let end = reader.small(), let handler = reader.small(), let register = reader.small(1 << 16) else { return nil }
            result.exceptionTable.append(ExceptionRow(start: Int32(start), end: Int32(end), handler: Int32(handler), register: UInt16(register)))
        }
        guard let positions = reader.run(), reader.index == Int(body.upperBound) else { return nil }
        result.positions = positions
        return result
    }

    /// The whole unit and those inside it; nil if the bytes are damaged. Without constants it is quicker.
    public func unit(withConstants: Bool = true) -> CodeUnit? {
        let unit = CodeUnit()
        var maker = UnitLiterals(reads: withConstants)
        unit.instructions = [UInt64](repeating: 0, count: Int(instructionCount))
        guard let body = unit.instructions.withUnsafeMutableBufferPointer({ readBody($0.baseAddress, &maker) }) else { return nil }
        unit.name = text(name)
        unit.qualifiedName = text(qualifiedName)
        unit.filename = text(filename)
        unit.firstLine = firstLine
        unit.flags = flags
        unit.argumentCount = Int(argumentCount)
        unit.positionalOnlyCount = Int(positionalOnlyCount)
        unit.keywordOnlyCount = Int(keywordOnlyCount)
        unit.registerNames = body.registerNames.map(text)
        unit.registerKinds = body.registerKinds
        guard unit.registerKinds.filter({ $0 == .free }).count == Int(freeCount) else { return nil }
        unit.registerCount = Int(registerCount)
        unit.constants = withConstants ? body.constants : []
        unit.names = body.names.map(text)
        unit.exceptionTable = body.exceptionTable
        unit.positions = Array(module.bytes(body.positions))
        unit.hasDocstring = hasDocstring
        return unit
    }

    private func text(_ range: Range<UInt32>) -> String { String(decoding: module.bytes(range), as: UTF8.self) }
}

/// Constants as literals.
private struct UnitLiterals: LiteralMaker {
    let reads: Bool
    func scalar(_ literal: Literal) -> Literal? { literal }
    func string(_ text: UnsafeBufferPointer<UInt8>) -> Literal? { reads ? .string(Array(text)) : Literal.none }
    func sequence(_ items: [Literal], isFrozenSet: Bool) -> Literal? { isFrozenSet ? .frozenSet(items) : .tuple(items) }
    func code(_ unit: SerializedUnit) -> Literal? { reads ? unit.unit().map { Literal.code($0) } : Literal.none }
}

private struct ByteReader {
    static let maximumDepth = 200

    let module: SerializedModule
    let base: UnsafeMutablePointer<UInt8>
    var index: Int
    let end: Int

    init(_ module: SerializedModule, _ start: Int, _ end: Int) {
        self.module = module
        base = module.base
        index = start
        self.end = end
    }

    mutating func byte() -> UInt8? {
        guard index < end else { return nil }
        index += 1
        return base[index - 1]
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
        guard let value = number(), value <= UInt64((end - index) / size) else { return nil }
        return Int(value)
    }

    mutating func small(_ limit: UInt64 = 1 << 31) -> Int? {
        guard let value = number(), value < limit else { return nil }
        return Int(value)
    }

    mutating func word() -> UInt64? {
        guard end - index >= 8 else { return nil }
        var value: UInt64 = 0
        for place in 0..<8 { value |= UInt64(base[index + place]) << UInt64(place * 8) }
        index += 8
        return value
    }

    mutating func packedWord() -> UInt64? {
        guard let mask = byte(), end - index >= mask.nonzeroBitCount else { return nil }
        var value: UInt64 = 0
        var left = mask
        while left != 0 {
            value |= UInt64(base[index]) << UInt64(left.trailingZeroBitCount * 8)
            index += 1
            left &= left &- 1
        }
        return value
    }

    /// Where counted bytes are.
    mutating func run() -> Range<UInt32>? {
        guard let count = count(), let low = UInt32(exactly: index), let high = UInt32(exactly: index + count) else { return nil }
        index += count
        return low..<high
    }

    mutating func unit(outer: SerializedUnit?, depth: Int) -> SerializedUnit? {
        guard depth < Self.maximumDepth, let name = run(), let qualifiedName = run(), let hasFilename = byte(), hasFilename < 2 else { return nil }
        guard let filename = hasFilename == 1 ? run() : outer?.filename else { return nil }
        guard let firstLine = small(1 << 32), let flags = small(1 << 32), let arguments = small(), let positionalOnly = small(),
            let keywordOnly = small(), let locals = small(1 << 16), let free = small(1 << 16), let registers = small(1 << 16), let words = small(),
            let documented = byte(), documented < 2, let body = run(), locals <= body.count, words <= body.count
        else { return nil }
        return SerializedUnit(
            module: module, name: name, qualifiedName: qualifiedName, filename: filename, body: body,
            firstLine: Int32(truncatingIfNeeded: firstLine), flags: CodeFlags(rawValue: UInt32(truncatingIfNeeded: flags)),
            argumentCount: UInt32(arguments), positionalOnlyCount: UInt32(positionalOnly), keywordOnlyCount: UInt32(keywordOnly),
            localCount: UInt32(locals), freeCount: UInt32(free), registerCount: UInt32(registers), instructionCount: UInt32(words),
            hasDocstring: documented == 1, depth: UInt8(depth))
    }

    mutating func literal<Maker: LiteralMaker>(_ outer: SerializedUnit, _ depth: Int, _ maker: inout Maker) -> Maker.Object? {
        guard depth < Self.maximumDepth, let tag = byte() else { return nil }
        switch tag {
        case 0: return maker.scalar(.none)
        case 1: return maker.scalar(.true_)
        case 2: return maker.scalar(.false_)
        case 3: return maker.scalar(.ellipsis)
        case 4:
            guard let raw = number() else { return nil }
            return maker.scalar(.int(Int(Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1))))
        case 5, 6:
            guard let count = count(8) else { return nil }
            var limbs: [UInt] = []
            for _ in 0..<count {
                guard let limb = word() else { return nil }
                limbs.append(UInt(limb))
            }
            guard let last = limbs.last, last != 0 else { return nil }
            return maker.scalar(.bigInt(negative: tag == 6, limbs: limbs))
        case 7:
            guard let bits = word() else { return nil }
            return maker.scalar(.float(Double(bitPattern: bits)))
        case 8:
            guard let real = word(), let imaginary = word() else { return nil }
            return maker.scalar(.complex(real: Double(bitPattern: real), imaginary: Double(bitPattern: imaginary)))
        case 9:
            guard let range = run() else { return nil }
            return maker.string(module.bytes(range))
        case 10:
            guard let range = run() else { return nil }
            return maker.scalar(.bytes(Array(module.bytes(range))))
        case 11, 12:
            guard let count = count() else { return nil }
            var items: [Maker.Object] = []
            for _ in 0..<count {
                guard let item = literal(outer, depth + 1, &maker) else { return nil }
                items.append(item)
            }
            return maker.sequence(items, isFrozenSet: tag == 12)
        case 13:
            guard let unit = unit(outer: outer, depth: depth) else { return nil }
            return maker.code(unit)
        default: return nil
        }
    }
}
