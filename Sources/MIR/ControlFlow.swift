// The shape of a function: predecessors, reverse post-order, dominators, loops.
//
// In:  a function. Out: tables that hold until its edges change. Blocks that cannot be reached have no order.

/// A natural loop.
public struct Loop {
    public let header: BlockID
    /// All blocks of the loop, inner loops' too, the header first.
    public let blocks: [BlockID]
    /// Predecessors of the header inside the loop.
    public let latches: [BlockID]
}

public struct ControlFlow {
    /// Reachable blocks, each before its successors except along back edges.
    public private(set) var order: [BlockID] = []
    public private(set) var predecessors: [[BlockID]]
    private var position: [Int]
    private var immediateDominator: [Int]
    /// Children in the dominator tree.
    public private(set) var dominated: [[BlockID]]

    public init(_ function: MIRFunction) {
        let count = function.blocks.count
        predecessors = Array(repeating: [], count: count)
        position = Array(repeating: -1, count: count)
        immediateDominator = Array(repeating: -1, count: count)
        dominated = Array(repeating: [], count: count)
        guard count > 0 else { return }
        // Depth first without recursion: functions may be long.
        var seen = Array(repeating: false, count: count)
        var postOrder: [BlockID] = []
        var stack: [(block: BlockID, next: Int)] = [(.entry, 0)]
        seen[0] = true
        while let (block, next) = stack.last {
            let successors = function[block].successors
            if next < successors.count {
                stack[stack.count - 1].next = next + 1
                let target = successors[next].target
                if !seen[Int(target.index)] {
                    seen[Int(target.index)] = true
                    stack.append((target, 0))
                }
            } else {
                postOrder.append(block)
                stack.removeLast()
            }
        }
        order = postOrder.reversed()
        for (index, block) in order.enumerated() {
            position[Int(block.index)] = index
            for edge in function[block].successors { predecessors[Int(edge.target.index)].append(block) }
        }
        findDominators()
    }

    private mutating func findDominators() {
        immediateDominator[0] = 0
        var changed = true
        while changed {
            changed = false
            for block in order.dropFirst() {
                var best = -1
                for predecessor in predecessors[Int(block.index)] where immediateDominator[Int(predecessor.index)] >= 0 {
                    best = best < 0 ? Int(predecessor.index) : intersect(best, Int(predecessor.index))
                }
                if best >= 0, immediateDominator[Int(block.index)] != best {
                    immediateDominator[Int(block.index)] = best
                    changed = true
                }
            }
        }
        for block in order.dropFirst() { dominated[immediateDominator[Int(block.index)]].append(block) }
    }

    private func intersect(_ a: Int, _ b: Int) -> Int {
        var a = a
        var b = b
        while a != b {
            while position[a] > position[b] { a = immediateDominator[a] }
            while position[b] > position[a] { b = immediateDominator[b] }
        }
        return a
    }

    public func isReachable(_ block: BlockID) -> Bool { position[Int(block.index)] >= 0 }
    public func predecessors(of block: BlockID) -> [BlockID] { predecessors[Int(block.index)] }
    public func children(of block: BlockID) -> [BlockID] { dominated[Int(block.index)] }
    /// The closest block on every path to this one; nil for the entry.
    public func dominator(of block: BlockID) -> BlockID? {
        block == .entry || immediateDominator[Int(block.index)] < 0 ? nil : BlockID(immediateDominator[Int(block.index)])
    }

    /// True if every path to `b` goes through `a`; a block dominates itself.
    public func dominates(_ a: BlockID, _ b: BlockID) -> Bool {
        guard isReachable(a), isReachable(b) else { return false }
        var current = Int(b.index)
        while position[current] > position[Int(a.index)] { current = immediateDominator[current] }
        return current == Int(a.index)
    }

    /// Blocks that a path from `from` to `to` can visit in between, `to` included when it is in a circle.
    public func between(_ from: BlockID, _ to: BlockID) -> [BlockID] {
        var seen = Set<BlockID>()
        var work = predecessors(of: to).filter { $0 != from }
        while let block = work.popLast() {
            guard block != from, seen.insert(block).inserted else { continue }
            work.append(contentsOf: predecessors(of: block))
        }
        return Array(seen)
    }

    /// Natural loops, inner ones before the loops around them.
    public func loops() -> [Loop] {
        var result: [Loop] = []
        for header in order.reversed() {
            let latches = predecessors(of: header).filter { dominates(header, $0) }
            if latches.isEmpty { continue }
            var members = [header]
            var seen: Set<BlockID> = [header]
            var work = latches
            while let block = work.popLast() {
                guard seen.insert(block).inserted else { continue }
                members.append(block)
                work.append(contentsOf: predecessors(of: block))
            }
            result.append(Loop(header: header, blocks: members, latches: latches))
        }
        return result
    }
}
