// PositionTable: where in the source each instruction comes from.
//
// The bytes of `CodeUnit.positions` are runs: number of words, then line, end line, column and end column, all as
// variable-length integers (7 bits a byte, low bits first). Lines are differences to the run before (zigzag), the end line
// is a difference to the line; columns are stored plus one, so that 0 means 'unknown'. A run without a place has
// the line difference `noPlace`.
//
// Reading is safe for any bytes: a table that ends early has no more runs.

import Syntax

/// Reads positions.
public struct PositionTable {
    let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }
    public init(_ unit: CodeUnit) { bytes = unit.positions }

    /// Marks a run without a place: an odd zigzag code that no real line difference has.
    static let noPlace: UInt64 = 1 << 40

    /// A stretch of instruction words with one place. `range` is nil where there is none.
    public struct Run: Equatable {
        public var start: Int
        public var end: Int
        public var range: SourceRange?
    }

    /// The place of the instruction that contains word `offset`.
    public func range(at offset: Int) -> SourceRange? {
        var reader = Reader(bytes: bytes)
        while let run = reader.next() {
            if offset < run.end { return offset >= run.start ? run.range : nil }
        }
        return nil
    }

    /// The line of the instruction that contains word `offset`.
    public func line(at offset: Int) -> Int? { range(at: offset).map { Int($0.line) } }

    /// All runs in order.
    public var runs: [Run] {
        var reader = Reader(bytes: bytes)
        var result: [Run] = []
        while let run = reader.next() { result.append(run) }
        return result
    }

    /// Stretches of one line, as `co_lines` gives them (in words).
    public var lines: [(start: Int, end: Int, line: Int?)] {
        var result: [(start: Int, end: Int, line: Int?)] = []
        for run in runs {
            let line = run.range.map { Int($0.line) }
            if let last = result.last, last.line == line {
                result[result.count - 1].end = run.end
            } else {
                result.append((run.start, run.end, line))
            }
        }
        return result
    }

    struct Reader {
        let bytes: [UInt8]
        var index = 0
        var offset = 0
        var line: Int32 = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        private mutating func integer() -> UInt64? {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while index < bytes.count, shift < 63 {
                let byte = bytes[index]
                index += 1
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return value }
                shift += 7
            }
            return nil
        }

        mutating func next() -> Run? {
            guard let count = integer(), count <= 1 << 31, let difference = integer() else { return nil }
            let start = offset
            offset += Int(count)
            if difference == PositionTable.noPlace { return Run(start: start, end: offset, range: nil) }
            guard let extent = integer(), let column = integer(), let endColumn = integer() else { return nil }
            line = line &+ Int32(truncatingIfNeeded: unzigzag(difference))
            let endLine = line &+ Int32(truncatingIfNeeded: unzigzag(extent))
            let range = SourceRange(
                line: line, column: Int32(truncatingIfNeeded: Int64(truncatingIfNeeded: column) - 1), endLine: endLine,
                endColumn: Int32(truncatingIfNeeded: Int64(truncatingIfNeeded: endColumn) - 1))
            return Run(start: start, end: offset, range: range)
        }

        private func unzigzag(_ value: UInt64) -> Int64 {
            Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
        }
    }

    /// Writes positions, instruction by instruction.
    struct Encoder {
        private(set) var finished: [UInt8] = []
        private var pendingWords = 0
        private var pending = noPosition
        private var line: Int32 = 0

        /// The table of everything added so far.
        var bytes: [UInt8] {
            mutating get {
                flush()
                return finished
            }
        }

        mutating func add(words: Int, _ position: SourceRange) {
            if pendingWords > 0, position != pending { flush() }
            pending = position
            pendingWords += words
        }

        private mutating func flush() {
            guard pendingWords > 0 else { return }
            put(UInt64(pendingWords))
            pendingWords = 0
            guard pending.line > 0 else { return put(PositionTable.noPlace) }
            put(zigzag(Int64(pending.line) - Int64(line)))
            line = pending.line
            put(zigzag(Int64(pending.endLine) - Int64(pending.line)))
            put(UInt64(max(Int64(pending.column) + 1, 0)))
            put(UInt64(max(Int64(pending.endColumn) + 1, 0)))
        }

        private mutating func put(_ number: UInt64) {
            var value = number
            while value >= 0x80 {
                finished.append(UInt8(truncatingIfNeeded: value) | 0x80)
                value >>= 7
            }
            finished.append(UInt8(truncatingIfNeeded: value))
        }

        private func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: value << 1 ^ value >> 63) }
    }
}
