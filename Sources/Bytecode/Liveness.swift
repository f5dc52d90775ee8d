// Liveness: which temporaries hold values that are still needed, per instruction.
//
// In:  a code unit.
// Out: for each word offset of an instruction, how many temporaries (counted from `temporaryBase`) a collector must scan.
//
// Temporaries are a stack, so a count is enough: every temporary below the highest live one has been written (the verifier
// checks it). A backward flow analysis; an exception may leave every protected instruction for its handler.

import CVMSpec

/// The live temporaries of a code unit, by word offset.
public struct LiveTemporaries {
    /// Live before the instruction: its operands included.
    public var before: [UInt16]
    /// Live while the instruction waits for something (a call, a resumption): what is needed after it, without its result.
    public var during: [UInt16]

    public init(_ unit: CodeUnit) {
        let code = unit.decoded
        let base = unit.temporaryBase
        let temporaries = max(unit.registerCount - base, 0)
        let width = (temporaries + 63) / 64
        before = [UInt16](repeating: 0, count: unit.instructions.count + 1)
        during = before
        guard width > 0, !code.isEmpty else { return }

        var indexAt = [Int](repeating: -1, count: unit.instructions.count + 1)
        for (index, instruction) in code.enumerated() { indexAt[instruction.offset] = index }
        func index(at offset: Int) -> Int? {
            guard offset >= 0, offset < indexAt.count, indexAt[offset] >= 0 else { return nil }
            return indexAt[offset]
        }
        var handlerOf = [Int](repeating: -1, count: code.count)
        for (row, item) in unit.exceptionTable.enumerated().reversed() {
            for offset in max(Int(item.start), 0)..<max(min(Int(item.end), indexAt.count), max(Int(item.start), 0)) {
                if let place = index(at: offset) { handlerOf[place] = row }
            }
        }
        // Blocks, so that only their ends need a set.
        var starts = [Bool](repeating: false, count: code.count + 1)
        starts[0] = true
        for (place, instruction) in code.enumerated() {
            if let target = instruction.target, let destination = index(at: target) { starts[destination] = true }
            if instruction.target != nil || instruction.endsBlock { starts[place + 1] = true }
            if place > 0, handlerOf[place] != handlerOf[place - 1] { starts[place] = true }
        }
        for row in unit.exceptionTable { if let place = index(at: Int(row.handler)) { starts[place] = true } }
        var blockStart: [Int] = []
        var blockOf = [Int](repeating: 0, count: code.count)
        for place in code.indices {
            if starts[place] { blockStart.append(place) }
            blockOf[place] = blockStart.count - 1
        }
        var liveIn = [[UInt64]](repeating: [UInt64](repeating: 0, count: width), count: blockStart.count)

        func clear(_ range: Range<Int>, _ set: inout [UInt64]) {
            for register in range where register >= base && register - base < temporaries {
                set[(register - base) >> 6] &= ~(1 << UInt64((register - base) & 63))
            }
        }
        func add(_ range: Range<Int>, _ set: inout [UInt64]) {
            for register in range where register >= base && register - base < temporaries {
                set[(register - base) >> 6] |= 1 << UInt64((register - base) & 63)
            }
        }
        func addHandler(_ place: Int, _ set: inout [UInt64]) {
            guard handlerOf[place] >= 0 else { return }
            let row = unit.exceptionTable[handlerOf[place]]
            guard let handler = index(at: Int(row.handler)) else { return }
            var live = liveIn[blockOf[handler]]
            clear(Int(row.register)..<(Int(row.register) + 1), &live)
            for word in 0..<width { set[word] |= live[word] }
        }
        func highest(_ set: [UInt64]) -> UInt16 {
            for word in (0..<width).reversed() where set[word] != 0 {
                return UInt16(truncatingIfNeeded: word * 64 + 64 - set[word].leadingZeroBitCount)
            }
            return 0
        }
        /// Walks a block backwards; records if asked.
        func walk(_ block: Int, recordIn result: UnsafeMutablePointer<LiveTemporaries>?) -> [UInt64] {
            let end = block + 1 < blockStart.count ? blockStart[block + 1] : code.count
            var set = [UInt64](repeating: 0, count: width)
            let last = code[end - 1]
            if !last.endsBlock, end < code.count { set = liveIn[blockOf[end]] }
            for place in (blockStart[block]..<end).reversed() {
                let instruction = code[place]
                if let target = instruction.target, let destination = index(at: target) {
                    let live = liveIn[blockOf[destination]]
                    for word in 0..<width { set[word] |= live[word] }
                }
                instruction.registers(reads: { _ in }, writes: { range in
                    // An object that is changed in place stays in its register.
                    if instruction.info.a != .mod { clear(range, &set) }
                })
                addHandler(place, &set)
                if let result { result.pointee.during[instruction.offset] = highest(set) }
                instruction.registers(reads: { add($0, &set) }, writes: { _ in })
                if let result { result.pointee.before[instruction.offset] = highest(set) }
            }
            return set
        }
        var changed = true
        while changed {
            changed = false
            for block in blockStart.indices.reversed() {
                let set = walk(block, recordIn: nil)
                if set != liveIn[block] {
                    liveIn[block] = set
                    changed = true
                }
            }
        }
        withUnsafeMutablePointer(to: &self) { pointer in
            for block in blockStart.indices { _ = walk(block, recordIn: pointer) }
        }
    }
}
