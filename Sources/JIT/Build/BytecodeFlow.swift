// BytecodeFlow: the part of a code unit that an entry reaches, as blocks, with loops and live registers.
//
// In:  instruction words (entries of native code resolved to the original words), the exception table, the entry's offset.
// Out: blocks in reverse post-order from the entry; for each instruction the registers that are needed from there on,
//      by the exception handlers too; for each loop header the registers that its loop writes.
//
// Each loop is entered through its header only: an entry in the middle of nested loops (behind a yield, at an exception handler) may reach
// both of them, and then the jumps past the header are cut: code leaves there.
//
// Pure: reads nothing but its arguments. Handlers are no part of the flow: a unit leaves when an exception is raised.

import Bytecode
import CVMSpec

/// A set of registers.
struct RegisterSet: Equatable {
    var words: [UInt64]
    init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }
    func contains(_ r: Int) -> Bool { r >> 6 < words.count && r >= 0 && words[r >> 6] & (1 << UInt64(r & 63)) != 0 }
    mutating func insert(_ r: Int) { if r >= 0, r >> 6 < words.count { words[r >> 6] |= 1 << UInt64(r & 63) } }
    mutating func remove(_ r: Int) { if r >= 0, r >> 6 < words.count { words[r >> 6] &= ~(1 << UInt64(r & 63)) } }
    mutating func formUnion(_ other: RegisterSet) { for i in words.indices { words[i] |= other.words[i] } }
    func forEach(_ body: (Int) -> Void) {
        for i in words.indices {
            var w = words[i]
            while w != 0 {
                body(i * 64 + w.trailingZeroBitCount)
                w &= w &- 1
            }
        }
    }
}

struct BytecodeFlow {
    struct Block {
        /// Instructions as indices into `code`.
        var range: Range<Int>
        var successors: [Int] = []
        var predecessors: [Int] = []
        /// Registers written in the loop that this block heads; nil if it heads none.
        var loopWrites: RegisterSet?
    }

    let code: [DecodedInstruction]
    private(set) var blocks: [Block] = []
    /// Reachable blocks; the entry's is the first.
    private(set) var order: [Int] = []
    private(set) var blockAt: [Int: Int] = [:]
    private(set) var indexAt: [Int: Int] = [:]
    /// By instruction: needed before it.
    private(set) var liveBefore: [RegisterSet] = []
    private let registerCount: Int
    /// Jumps that are not followed.
    private var cuts: Set<Jump> = []

    private struct Jump: Hashable {
        var from: Int
        var to: Int
    }

    func isCut(from block: Int, to target: Int) -> Bool { !cuts.isEmpty && cuts.contains(Jump(from: block, to: target)) }

    init(words: [UInt64], exceptionTable: [ExceptionRow], registerCount: Int, entry: Int, alwaysLive: [Int]) {
        var decoded: [DecodedInstruction] = []
        var offset = 0
        while let instruction = DecodedInstruction(words, at: offset) {
            decoded.append(instruction)
            offset = instruction.next
        }
        code = decoded
        self.registerCount = registerCount
        for (i, x) in code.enumerated() { indexAt[x.offset] = i }
        findBlocks(exceptionTable, entry)
        findLiveness(exceptionTable, alwaysLive)
        findOrder(entry)
        while cutSideEntrance() { findOrder(entry) }
        findLoops()
    }

    private mutating func findBlocks(_ table: [ExceptionRow], _ entry: Int) {
        var leader = [Bool](repeating: false, count: code.count + 1)
        if !code.isEmpty { leader[0] = true }
        if let i = indexAt[entry] { leader[i] = true }
        for (i, x) in code.enumerated() {
            if let target = x.target, let t = indexAt[target] { leader[t] = true }
            if x.target != nil || x.endsBlock { leader[i + 1] = true }
        }
        for row in table { if let i = indexAt[Int(row.handler)] { leader[i] = true } }
        var start = 0
        for i in 0 ..< code.count where leader[i + 1] || i == code.count - 1 {
            blockAt[code[start].offset] = blocks.count
            blocks.append(Block(range: start ..< i + 1))
            start = i + 1
        }
        for b in blocks.indices {
            let last = code[blocks[b].range.upperBound - 1]
            var successors: [Int] = []
            if !last.endsBlock, let next = blockAt[last.next] { successors.append(next) }
            if let target = last.target, let t = blockAt[target], !successors.contains(t) { successors.append(t) }
            blocks[b].successors = successors
        }
    }

    private mutating func findLiveness(_ table: [ExceptionRow], _ alwaysLive: [Int]) {
        var base = RegisterSet(count: registerCount)
        for r in alwaysLive { base.insert(r) }
        liveBefore = [RegisterSet](repeating: base, count: code.count)
        var handlerOf = [Int](repeating: -1, count: code.count)
        for (i, x) in code.enumerated() {
            if let row = table.firstIndex(where: { Int($0.start) <= x.offset && x.offset < Int($0.end) }) { handlerOf[i] = row }
        }
        var changed = true
        while changed {
            changed = false
            for b in blocks.indices.reversed() {
                var live = base
                for s in blocks[b].successors { live.formUnion(liveBefore[blocks[s].range.lowerBound]) }
                for i in blocks[b].range.reversed() {
                    let x = code[i]
                    x.registers(reads: { _ in }, writes: { if x.info.a != .mod { for r in $0 { live.remove(r) } } })
                    // An exhausted iterator leaves the loop's variable as it was.
                    if x.op == .forIterate, let target = x.target, let j = indexAt[target], liveBefore[j].contains(x.a) { live.insert(x.a) }
                    if handlerOf[i] >= 0 {
                        let row = table[handlerOf[i]]
                        if let h = indexAt[Int(row.handler)] {
                            var needed = liveBefore[h]
                            needed.remove(Int(row.register))
                            live.formUnion(needed)
                        }
                    }
                    x.registers(reads: { for r in $0 { live.insert(r) } }, writes: { _ in })
                    live.formUnion(base)
                    if live != liveBefore[i] {
                        liveBefore[i] = live
                        changed = true
                    }
                }
            }
        }
    }

    private mutating func findOrder(_ entry: Int) {
        guard let first = blockAt[entry] else { return }
        var state = [UInt8](repeating: 0, count: blocks.count)
        var post: [Int] = []
        var stack: [(block: Int, next: Int)] = [(first, 0)]
        state[first] = 1
        while let (block, next) = stack.last {
            if next < blocks[block].successors.count {
                stack[stack.count - 1].next += 1
                let s = blocks[block].successors[next]
                if state[s] == 0 {
                    state[s] = 1
                    stack.append((s, 0))
                }
            } else {
                post.append(block)
                stack.removeLast()
            }
        }
        order = post.reversed()
        for b in blocks.indices { blocks[b].predecessors = [] }
        for b in order { for s in blocks[b].successors { blocks[s].predecessors.append(b) } }
    }

    /// Is there a loop that is entered past its header? Then the jumps to that block from outside are cut.
    private mutating func cutSideEntrance() -> Bool {
        var position = [Int](repeating: Int.max, count: blocks.count)
        for (i, b) in order.enumerated() { position[b] = i }
        func goesBack(_ b: Int, _ s: Int) -> Bool { position[s] <= position[b] }
        guard order.contains(where: { b in blocks[b].successors.contains { goesBack(b, $0) } }) else { return false }
        // Immediate dominators, by positions in order.
        var dominator = [Int](repeating: -1, count: order.count)
        dominator[0] = 0
        var changed = true
        while changed {
            changed = false
            for i in order.indices.dropFirst() {
                var found = -1
                for p in blocks[order[i]].predecessors where dominator[position[p]] >= 0 {
                    var x = position[p], y = found < 0 ? x : found
                    while x != y { if x > y { x = dominator[x] } else { y = dominator[y] } }
                    found = x
                }
                if dominator[i] != found { dominator[i] = found; changed = true }
            }
        }
        for b in order {
            for s in blocks[b].successors where goesBack(b, s) {
                var i = position[b]
                while i > position[s] { i = dominator[i] }
                if i == position[s] { continue }
                for p in blocks[s].predecessors where !goesBack(p, s) {
                    blocks[p].successors.removeAll { $0 == s }
                    cuts.insert(Jump(from: p, to: s))
                }
                return true
            }
        }
        return false
    }

    private mutating func findLoops() {
        var position = [Int](repeating: Int.max, count: blocks.count)
        for (i, b) in order.enumerated() { position[b] = i }
        for b in order {
            for s in blocks[b].successors where position[s] <= position[b] {
                // Everything that reaches b without passing s, as far as s comes before it in order.
                var members: Set<Int> = [s, b]
                var work = [b]
                while let m = work.popLast(), m != s {
                    for p in blocks[m].predecessors where position[p] >= position[s] && members.insert(p).inserted { work.append(p) }
                }
                var written = blocks[s].loopWrites ?? RegisterSet(count: registerCount)
                for m in members {
                    for i in blocks[m].range {
                        code[i].registers(reads: { _ in }, writes: { for r in $0 { written.insert(r) } })
                    }
                }
                blocks[s].loopWrites = written
            }
        }
    }

    /// Needed after an instruction that goes on to the next one.
    func liveAfter(_ index: Int) -> RegisterSet {
        index + 1 < liveBefore.count ? liveBefore[index + 1] : RegisterSet(count: registerCount)
    }
}
