// Reads what the linker side must know about an ELF object: its functions, its size in memory, its relocations.
//
// In:  the bytes that TargetMachine.emitObject gave (or a cache kept).
// Out: symbol names with sizes, the memory to reserve, and whether the code may be moved after linking.
//
// Every offset is checked: objects may come from a cache on disk.

/// A relocatable 64-bit little-endian ELF object.
public struct ObjectFile {
    /// A function that the object defines and exports.
    public struct Function: Equatable {
        public let name: String
        public let size: Int
    }

    public private(set) var functions: [Function] = []
    /// Names that the object uses and does not define.
    public private(set) var undefinedSymbols: [String] = []
    /// An upper bound of the memory that linking it takes, stubs and address tables included.
    public private(set) var memoryBound = 0
    /// The name of a symbol of the object's own whose absolute address is stored somewhere, if there is one.
    public private(set) var absoluteReference: String?

    private struct Section {
        var type: UInt32 = 0
        var flags: UInt64 = 0
        var offset = 0
        var size = 0
        var link = 0
        var info = 0
        var alignment = 0
    }

    /// Throws if the bytes are not an ELF object of this machine's kind.
    public init(_ bytes: [UInt8]) throws {
        let reader = Reader(bytes: bytes)
        guard bytes.count >= 64, bytes[0] == 0x7f, bytes[1] == 0x45, bytes[2] == 0x4c, bytes[3] == 0x46, bytes[4] == 2,
            bytes[5] == 1
        else { throw LLVMFailure("not a 64-bit ELF object") }
        let table = try reader.int(at: 40)
        let count = Int(try reader.read(UInt16.self, at: 60))
        var sections: [Section] = []
        for index in 0..<count {
            let (start, overflow) = table.addingReportingOverflow(index * 64)
            if overflow { throw LLVMFailure("malformed ELF object") }
            var section = Section()
            section.type = try reader.read(UInt32.self, at: start + 4)
            section.flags = try reader.read(UInt64.self, at: start + 8)
            section.offset = try reader.int(at: start + 24)
            section.size = try reader.int(at: start + 32)
            section.link = Int(try reader.read(UInt32.self, at: start + 40))
            section.info = Int(try reader.read(UInt32.self, at: start + 44))
            section.alignment = try reader.int(at: start + 48)
            sections.append(section)
        }
        try readSymbols(reader, sections)
        try readRelocations(reader, sections)
    }

    private static let allocated: UInt64 = 2

    private mutating func readSymbols(_ reader: Reader, _ sections: [Section]) throws {
        for section in sections {
            if section.flags & Self.allocated != 0 {
                let (sum, overflow) = memoryBound.addingReportingOverflow(section.size)
                if overflow || section.size > 1 << 31 { throw LLVMFailure("malformed ELF object") }
                memoryBound = sum + max(section.alignment & 0xffff, 16) + 32
            }
            guard section.type == 2, sections.indices.contains(section.link) else { continue }
            let names = sections[section.link].offset
            for index in 1..<max(1, section.size / 24) {
                let start = section.offset + index * 24
                let name = try reader.string(at: names + Int(try reader.read(UInt32.self, at: start)))
                let info = try reader.read(UInt8.self, at: start + 4)
                let home = try reader.read(UInt16.self, at: start + 6)
                let isGlobal = info >> 4 != 0
                if home == 0, !name.isEmpty { undefinedSymbols.append(name) }
                if home != 0, isGlobal, info & 15 == 2 {
                    functions.append(Function(name: name, size: try reader.int(at: start + 16)))
                }
            }
        }
    }

    private mutating func readRelocations(_ reader: Reader, _ sections: [Section]) throws {
        for section in sections where section.type == 4 {
            guard sections.indices.contains(section.info), sections.indices.contains(section.link),
                sections[section.info].flags & Self.allocated != 0
            else { continue }
            let count = section.size / 24
            memoryBound += count * 32 + 64
            let symbols = sections[section.link]
            for index in 0..<count {
                let info = try reader.read(UInt64.self, at: section.offset + index * 24 + 8)
                guard Self.isAbsolute(UInt32(truncatingIfNeeded: info)) else { continue }
                let symbol = symbols.offset + Int(info >> 32) * 24
                if try reader.read(UInt16.self, at: symbol + 6) != 0 {
                    let names = sections.indices.contains(symbols.link) ? sections[symbols.link].offset : 0
                    let name = try reader.string(at: names + Int(try reader.read(UInt32.self, at: symbol)))
                    absoluteReference = name.isEmpty ? "(section)" : name
                }
            }
        }
    }

    /// Relocations that store a whole address, or go through a table of addresses.
    private static func isAbsolute(_ type: UInt32) -> Bool {
        #if arch(x86_64)
        // 64, 32, 32S, and the GOT forms: the table holds the linked address.
        return type == 1 || type == 10 || type == 11 || type == 9 || type == 41 || type == 42
        #else
        // ABS64, ABS32, GOT page forms.
        return type == 257 || type == 258 || type == 311 || type == 312
        #endif
    }

    private struct Reader {
        let bytes: [UInt8]
        func read<T: FixedWidthInteger>(_ type: T.Type, at offset: Int) throws -> T {
            guard offset >= 0, offset <= bytes.count - MemoryLayout<T>.size else {
                throw LLVMFailure("malformed ELF object")
            }
            return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: T.self) }
        }
        func int(at offset: Int) throws -> Int {
            let value = try read(UInt64.self, at: offset)
            guard value < 1 << 40 else { throw LLVMFailure("malformed ELF object") }
            return Int(value)
        }
        func string(at offset: Int) throws -> String {
            guard offset >= 0, offset < bytes.count, let end = bytes[offset...].firstIndex(of: 0) else {
                throw LLVMFailure("malformed ELF object")
            }
            return String(decoding: bytes[offset..<end], as: UTF8.self)
        }
    }
}
