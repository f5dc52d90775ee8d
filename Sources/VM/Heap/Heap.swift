// Heap: size-class blocks in one reserved region; allocation is a bump and a compare.
//
// In:  sizes and shape ids.
// Out: zeroed cells with their header word set. Cells never move; a free cell has shape id 0.
//
// Allocation never collects: it only asks for a collection at the next safepoint when the budget is used up. So native
// routines may hold references in Swift variables and arrays freely, as long as they do not run Python in between.
//
// Longer than other files, because the region's state is private to it: blocks, runs of free cells and budgets change together.

import CMemoryMap
import CVMSpec
import Glibc

/// Fixed places and sizes of the reserved region.
enum Region {
    static let base: UInt = 0x2000_0000_0000
    static let blockShift: UInt = 16
    static let blockSize: Int = 1 << 16
    /// Largest object in a size-class block; larger ones have blocks of their own.
    static let largestSmall = 16384
    /// Cells begin at multiples of 16 bytes: one mark bit for each.
    static let granuleShift: UInt = 4
    static let markWords = 64
}

/// What a block of the region holds.
enum BlockState: UInt8 { case unused = 0, small, largeHead, largeTail }

struct BlockInfo {
    /// The memory may hold old contents.
    static let dirty: UInt8 = 1
    /// Some cell may own something outside the heap (`Heap.noteOwner`).
    static let owners: UInt8 = 2

    var state: UInt8 = 0
    var sizeClass: UInt8 = 0
    /// Dead cells have not been cleared yet: only those count that the last collection marked.
    var needsSweep: UInt8 = 0
    var flags: UInt8 = 0
    var cellSize: UInt32 = 0
    /// Large objects: the number of blocks; in the blocks behind the first, the distance to it.
    var blockCount: UInt32 = 0
    /// Large objects: size in pages.
    var pages: UInt32 = 0
}

/// Unused blocks that lie one after the other.
struct BlockRun {
    var start: Int
    var count: Int
}

/// The heap of the process (one: threads share it under one lock).
public struct Heap {
    static let pageShift = 12
    /// So many blocks are kept for native code, which cannot raise where it allocates, and half of them for what handles a MemoryError.
    static let reservedBlocks = 64

    /// Collections are at least this far apart.
    static let smallestBudget = 5 << 18

    var regionBlocks = 0
    /// Blocks in use, or dirty and about to be.
    var usedBlocks = 1
    /// The reserved blocks may be taken.
    var isEmergency = false
    /// They were: MemoryError is due at the next safepoint.
    var wasEmergency = false
    /// MemoryError was raised, and whoever handles it may still hold what used the memory up: small cells come from the reserve.
    var isLenient = false
    /// Blocks ever used.
    var highWater = 1
    var infos: UnsafeMutablePointer<BlockInfo>
    /// Mark bits, `Region.markWords` words a block: those of the collection under way or last done, and those of the one before.
    var marks: UnsafeMutablePointer<UInt64>
    var previousMarks: UnsafeMutablePointer<UInt64>
    /// Unused blocks below `highWater`, in the order of their addresses; found anew by each collection.
    var freeRuns: [BlockRun] = []
    var firstFreeRun = 0
    /// Blocks of each size class, and the next one to look at for free cells.
    var classBlocks: [[Int32]] = Array(repeating: [], count: Int(SIZE_CLASS_COUNT))
    var classCursor: [Int] = Array(repeating: 0, count: Int(SIZE_CLASS_COUNT))
    /// Remaining free runs of the block last swept, per class: address of the first run, 0 for none.
    var pendingRuns: [UInt] = Array(repeating: 0, count: Int(SIZE_CLASS_COUNT))
    public internal(set) var liveBytes = 0
    public internal(set) var bytesSinceCollection = 0
    public internal(set) var threshold = Heap.smallestBudget
    public internal(set) var collections = 0
    /// Blocks were refused: the next collection must free what it can.
    var isShort = false
    /// What the last full collection left.
    var liveAfterFull = 0
    /// The collection under way, or last done, marks everything anew.
    var isFull = true

    init() {
        func reserve(_ address: UInt, _ bytes: Int) -> UnsafeMutableRawPointer? {
            let fixed: Int32 = address == 0 ? 0 : 0x100000 /* MAP_FIXED_NOREPLACE */
            let p = mmap(UnsafeMutableRawPointer(bitPattern: address), bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | fixed, -1, 0)
            guard let p, p != MAP_FAILED, address == 0 || UInt(bitPattern: p) == address else { return nil }
            return p
        }
        var bytes: Int = 1 << 38
        // Where the address space is limited, half of it is left to everything else.
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(9 /* RLIMIT_AS */), &limit) == 0, limit.rlim_cur < UInt64(bytes) { bytes = Int(limit.rlim_cur / 2) & ~(Region.blockSize - 1) }
        var found = false
        while bytes >= 1 << 25 {
            if reserve(Region.base, bytes) != nil { found = true; break }
            bytes = bytes / 2 & ~(Region.blockSize - 1)
        }
        regionBlocks = bytes >> Int(Region.blockShift)
        let markBytes = regionBlocks * Region.markWords * 8
        guard found, let table = reserve(0, regionBlocks * MemoryLayout<BlockInfo>.stride), let marks = reserve(0, markBytes), let others = reserve(0, markBytes) else {
            fputs("swiftlet: cannot reserve memory for the heap\n", stderr)
            exit(1)
        }
        infos = table.bindMemory(to: BlockInfo.self, capacity: regionBlocks)
        self.marks = marks.bindMemory(to: UInt64.self, capacity: regionBlocks * Region.markWords)
        previousMarks = others.bindMemory(to: UInt64.self, capacity: regionBlocks * Region.markWords)
        // Block 0 holds the singletons at their fixed addresses.
        infos[0].state = BlockState.largeHead.rawValue
        infos[0].blockCount = 1
    }

    /// Size class of a size up to `largestSmall`: steps of 16 to 512, then four steps an octave.
    @inline(__always) static func sizeClass(_ size: Int) -> Int {
        if size <= 512 { return (size &+ 15) >> 4 &- 1 }
        let n = size &- 1
        let log = 63 &- n.leadingZeroBitCount
        return 32 &+ (log &- 9) &* 4 &+ ((n >> (log &- 2)) & 3)
    }

    static func classSize(_ c: Int) -> Int {
        if c < 32 { return (c + 1) * 16 }
        let log = 9 + (c - 32) / 4
        return (1 << log) + ((c - 32) % 4 + 1) * (1 << (log - 2))
    }

    @inline(__always) static func address(ofBlock index: Int) -> UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(bitPattern: Region.base &+ UInt(index) << Region.blockShift).unsafelyUnwrapped
    }

    /// The block that an address of the region lies in.
    @inline(__always) static func block(of address: UInt) -> Int { Int((address &- Region.base) >> Region.blockShift) }

    // -- Marks

    /// Was the cell at `address` reached by the last collection (or the one under way)?
    @inline(__always) func isMarked(_ address: UInt) -> Bool {
        let g = (address &- Region.base) >> Region.granuleShift
        return marks[Int(g >> 6)] >> UInt64(g & 63) & 1 != 0
    }

    /// Is the cell at `address`, whose block was not swept since the collection before, one that it left alive?
    @inline(__always) func wasMarked(_ address: UInt) -> Bool {
        let g = (address &- Region.base) >> Region.granuleShift
        return (isFull ? previousMarks : marks)[Int(g >> 6)] >> UInt64(g & 63) & 1 != 0
    }

    /// The cell at `address` owns something outside the heap, which `Collector.releasePayload` gives back.
    public func noteOwner(_ address: UnsafeMutableRawPointer) { infos[Heap.block(of: UInt(bitPattern: address))].flags |= BlockInfo.owners }

    /// Calls body with each cell of a size class, dead ones that were not swept yet left out. Only between marking and the end of
    /// a collection.
    func forEachCell(ofClass c: Int, _ body: (UnsafeMutableRawPointer) -> Void) {
        for b in classBlocks[c] {
            let info = infos[Int(b)]
            guard info.state == BlockState.small.rawValue, Int(info.sizeClass) == c else { continue }
            let size = Int(info.cellSize)
            var cell = Heap.address(ofBlock: Int(b))
            for _ in 0 ..< Region.blockSize / size {
                if cell.assumingMemoryBound(to: Header.self).pointee.shape != 0, info.needsSweep == 0 || wasMarked(UInt(bitPattern: cell)) { body(cell) }
                cell += size
            }
        }
    }

    // -- Blocks

    /// Takes fresh or recycled consecutive blocks, the first `bytes` zero; nil when the region is used up.
    mutating func takeBlocks(_ count: Int, zero bytes: Int) -> Int? {
        guard mayUse(count) else { isShort = true; return nil }
        var i = firstFreeRun
        while i < freeRuns.count {
            if freeRuns[i].count >= count {
                let b = freeRuns[i].start
                freeRuns[i].start += count
                freeRuns[i].count -= count
                if freeRuns[i].count == 0 && i == firstFreeRun { firstFreeRun += 1 }
                clean(b, count, bytes)
                usedBlocks += count
                return b
            }
            i += 1
        }
        guard count <= regionBlocks - highWater else { isShort = true; return nil }
        let b = highWater
        raiseHighWater(count)
        usedBlocks += count
        // Where memory is limited, collections come sooner towards its end.
        if isNearLimit { threshold = Swift.min(threshold, Swift.max(Heap.smallestBudget, (regionBlocks - highWater) / 2 * Region.blockSize)) }
        return b
    }

    private var isNearLimit: Bool { regionBlocks - highWater < regionBlocks / 4 }

    private mutating func raiseHighWater(_ count: Int) {
        // Marks may be left from when the blocks were in use before.
        memset(marks + highWater * Region.markWords, 0, count * Region.markWords * 8)
        highWater += count
    }

    /// Is there memory for so many more blocks?
    private func mayUse(_ count: Int) -> Bool {
        let reserved = isEmergency ? 0 : isLenient && count == 1 ? Heap.reservedBlocks / 2 : Heap.reservedBlocks
        return usedBlocks + count + reserved <= limit
    }

    /// So many blocks there can be.
    private var limit: Int { Swift.min(Heap.physicalLimit >> Int(Region.blockShift), regionBlocks) }

    private func clean(_ start: Int, _ count: Int, _ bytes: Int) {
        var left = bytes
        for b in start ..< start + count {
            if infos[b].flags & BlockInfo.dirty != 0 {
                if left > 0 { memset(Heap.address(ofBlock: b), 0, Swift.min(left, Region.blockSize)) }
            }
            left -= Region.blockSize
        }
    }

    /// Sweeps `block`: dead cells become zeroed free runs. Returns the first run.
    ///
    /// A run's first word is its length in bytes << 32 (shape id 0), the second the address of the next run.
    mutating func sweepBlock(_ index: Int) -> UInt {
        let size = Int(infos[index].cellSize)
        let start = Heap.address(ofBlock: index)
        let end = Region.blockSize / size * size
        let words = marks + index * Region.markWords
        let hasOwners = infos[index].flags & BlockInfo.owners != 0
        infos[index].flags |= BlockInfo.dirty
        var firstRun: UInt = 0
        var lastRun: UnsafeMutablePointer<UInt64>? = nil
        func freeRun(_ from: Int, _ to: Int) {
            let cells = start + from
            if hasOwners { releasePayloads(cells, to - from, size) }
            memset(cells, 0, to - from)
            if Collector.poison { poison(cells, to - from, size) }
            let p = cells.assumingMemoryBound(to: UInt64.self)
            p[0] = UInt64(to - from) << 32
            p[1] = 0
            if let lastRun { lastRun[1] = UInt64(UInt(bitPattern: p)) } else { firstRun = UInt(bitPattern: p) }
            lastRun = p
        }
        var free = 0
        for w in 0 ..< Region.markWords {
            var word = words[w]
            while word != 0 {
                let cell = (w << 6 + word.trailingZeroBitCount) << Int(Region.granuleShift)
                word &= word &- 1
                if cell > free { freeRun(free, cell) }
                free = cell + size
            }
        }
        if free < end { freeRun(free, end) }
        infos[index].needsSweep = 0
        return firstRun
    }

    private func releasePayloads(_ cells: UnsafeMutableRawPointer, _ bytes: Int, _ size: Int) {
        var i = 0
        while i < bytes {
            let h = (cells + i).assumingMemoryBound(to: Header.self)
            if h.pointee.shape != 0 { Collector.releasePayload(h) }
            i += size
        }
    }

    /// Fills free cells, but for their header words, so that a use of one shows.
    private func poison(_ cells: UnsafeMutableRawPointer, _ bytes: Int, _ size: Int) {
        var i = 0
        while i < bytes {
            if size > 16 { memset(cells + i + 16, 0xDB, size - 16) }
            i += size
        }
    }

    /// Finds the next free run of a class; refills the thread's interval. False: no memory.
    mutating func refill(_ t: Thread, _ c: Int) -> Bool {
        let cellSize = Heap.classSize(c)
        while true {
            var run = pendingRuns[c]
            if run == 0 {
                while classCursor[c] < classBlocks[c].count {
                    let block = Int(classBlocks[c][classCursor[c]])
                    classCursor[c] += 1
                    if infos[block].needsSweep != 0 {
                        run = sweepBlock(block)
                        if run != 0 { break }
                    }
                }
            }
            if run != 0 {
                let p = UnsafeMutablePointer<UInt64>(bitPattern: run).unsafelyUnwrapped
                let length = Int(p[0] >> 32)
                pendingRuns[c] = UInt(p[1])
                p[0] = 0
                p[1] = 0
                if Collector.poison { memset(p, 0, length) }
                setInterval(t, c, UnsafeMutableRawPointer(p), length)
                return true
            }
            guard let block = takeBlocks(1, zero: Region.blockSize) else { return false }
            infos[block] = BlockInfo(state: BlockState.small.rawValue, sizeClass: UInt8(c), flags: BlockInfo.dirty, cellSize: UInt32(cellSize))
            classBlocks[c].append(Int32(block))
            classCursor[c] = classBlocks[c].count
            setInterval(t, c, Heap.address(ofBlock: block), Region.blockSize / cellSize * cellSize)
            return true
        }
    }

    private mutating func setInterval(_ t: Thread, _ c: Int, _ p: UnsafeMutableRawPointer, _ length: Int) {
        let interval = t.intervalPointer(c)
        interval.pointee.next = p.assumingMemoryBound(to: UInt8.self)
        interval.pointee.end = (p + length).assumingMemoryBound(to: UInt8.self)
        charge(t, length)
    }

    /// Counts bytes towards the budget; asks for a collection when it is used up.
    private mutating func charge(_ t: Thread, _ bytes: Int) {
        bytesSinceCollection += bytes
        if bytesSinceCollection > threshold { thread_set_pending(t, PendingBit.collect.rawValue) }
    }

    // -- Large cells

    /// A zeroed large cell; nil when there is no memory.
    mutating func allocateLarge(_ t: Thread, _ size: Int) -> UnsafeMutableRawPointer? {
        // Refuse what the machine could never hold, instead of being killed while touching it.
        guard size < 1 << 40, size < Heap.physicalLimit else { return nil }
        let blocks = (size + Region.blockSize - 1) >> Int(Region.blockShift)
        guard let b = takeBlocks(blocks, zero: Int(Heap.pages(size)) << Heap.pageShift) else {
            // Perhaps the garbage is enough: at the next safepoint.
            thread_set_pending(t, PendingBit.collect.rawValue)
            return nil
        }
        infos[b] = BlockInfo(state: BlockState.largeHead.rawValue, flags: BlockInfo.dirty, blockCount: UInt32(blocks), pages: Heap.pages(size))
        markTails(b, 1, blocks)
        charge(t, Int(infos[b].pages) << Heap.pageShift)
        return Heap.address(ofBlock: b)
    }

    private static func pages(_ size: Int) -> UInt32 { UInt32((size + (1 << pageShift) - 1) >> pageShift) }

    private func markTails(_ b: Int, _ from: Int, _ to: Int) {
        for i in from ..< to { infos[b + i] = BlockInfo(state: BlockState.largeTail.rawValue, flags: BlockInfo.dirty, blockCount: UInt32(i)) }
    }

    /// Makes a large cell larger where it lies, if the memory behind it is free; the new part is zero.
    mutating func extendLarge(_ t: Thread, _ cell: UnsafeMutableRawPointer, to size: Int) -> Bool {
        let b = Heap.block(of: UInt(bitPattern: cell))
        guard Heap.address(ofBlock: b) == cell, infos[b].state == BlockState.largeHead.rawValue, size < Heap.physicalLimit, size < 1 << 40 else { return false }
        let old = Int(infos[b].blockCount)
        let pages = Heap.pages(size)
        let blocks = (size + Region.blockSize - 1) >> Int(Region.blockShift)
        guard pages >= infos[b].pages, blocks >= old else { return false }
        let oldSize = Int(infos[b].pages) << Heap.pageShift
        if blocks > old {
            guard mayUse(blocks - old) else { return false }
            let next = b + old
            if next == highWater {
                guard blocks - old <= regionBlocks - highWater else { return false }
                raiseHighWater(blocks - old)
            } else {
                guard let i = freeRuns[firstFreeRun...].firstIndex(where: { $0.start == next && $0.count >= blocks - old }) else { return false }
                freeRuns[i].start += blocks - old
                freeRuns[i].count -= blocks - old
                clean(next, blocks - old, Region.blockSize * (blocks - old))
            }
            usedBlocks += blocks - old
            markTails(b, old, blocks)
        }
        // What lies behind the old size in its last block may be left from before.
        let tail = Swift.min(Int(pages) << Heap.pageShift, old << Int(Region.blockShift)) - oldSize
        if tail > 0 { memset(cell + oldSize, 0, tail) }
        charge(t, (Int(pages) << Heap.pageShift) - oldSize)
        infos[b].blockCount = UInt32(blocks)
        infos[b].pages = pages
        return true
    }

    /// More memory than this the machine does not have for one process.
    static let physicalLimit: Int = {
        let pages = sysconf(Int32(_SC_PHYS_PAGES)), size = sysconf(Int32(_SC_PAGESIZE))
        guard pages > 0, size > 0 else { return 1 << 36 }
        return pages * size / 16 * 15
    }()

    /// The address space was limited (`resource.setrlimit`): what the region does not need is given up, and half of what is left
    /// under the limit is for the heap.
    public mutating func limitAddressSpace(_ bytes: UInt64) {
        let tables = MemoryLayout<BlockInfo>.stride + 2 * Region.markWords * 8
        let mine = regionBlocks * (Region.blockSize + tables)
        guard bytes < UInt64(Int.max), memory_map_address_space() > 0 else { return }
        let others = Swift.max(0, Int(memory_map_address_space()) - mine)
        let left = Swift.max(0, Int(bytes) - others) / 2 / (Region.blockSize + tables)
        let blocks = Swift.max(highWater + Heap.reservedBlocks, Swift.min(regionBlocks, left))
        guard blocks < regionBlocks else { return }
        func giveUp(_ table: UnsafeMutableRawPointer, _ stride: Int) {
            let from = (UInt(bitPattern: table) + UInt(blocks * stride) + 4095) & ~4095
            let to = UInt(bitPattern: table) + UInt(regionBlocks * stride)
            if to > from, let p = UnsafeMutableRawPointer(bitPattern: from) { munmap(p, Int(to - from)) }
        }
        giveUp(Heap.address(ofBlock: 0), Region.blockSize)
        giveUp(infos, MemoryLayout<BlockInfo>.stride)
        giveUp(marks, Region.markWords * 8)
        giveUp(previousMarks, Region.markWords * 8)
        regionBlocks = blocks
    }

    /// Have so many cells grown old since the last full collection that some of them are worth looking for among the dead?
    /// Or is memory scarce?
    var wantsFull: Bool { isShort || wasEmergency || isNearLimit || liveBytes > liveAfterFull + Swift.max(1 << 20, liveAfterFull / 2) }

    // -- After marking

    /// Frees what was not marked: whole blocks at once, cells among live ones when their block is swept. Sets the new budget.
    mutating func finishCollection() {
        for c in 0 ..< Int(SIZE_CLASS_COUNT) {
            classBlocks[c].removeAll(keepingCapacity: true)
            classCursor[c] = 0
        }
        var live = 0, used = 0
        var b = 1
        while b < highWater {
            switch BlockState(rawValue: infos[b].state) ?? .unused {
            case .small:
                let words = marks + b * Region.markWords
                var n = 0
                for w in 0 ..< Region.markWords { n += words[w].nonzeroBitCount }
                if n > 0 {
                    infos[b].needsSweep = n == Region.blockSize / Int(infos[b].cellSize) ? 0 : 1
                    classBlocks[Int(infos[b].sizeClass)].append(Int32(b))
                    live += n * Int(infos[b].cellSize)
                    used += 1
                } else {
                    if infos[b].flags & BlockInfo.owners != 0 { releasePayloads(Heap.address(ofBlock: b), Region.blockSize / Int(infos[b].cellSize) * Int(infos[b].cellSize), Int(infos[b].cellSize)) }
                    infos[b] = BlockInfo(flags: BlockInfo.dirty)
                }
                b += 1
            case .largeHead:
                let n = Int(infos[b].blockCount)
                let cell = Heap.address(ofBlock: b)
                if isMarked(UInt(bitPattern: cell)) {
                    live += Int(infos[b].pages) << Heap.pageShift
                    used += n
                } else {
                    if infos[b].flags & BlockInfo.owners != 0 { Collector.releasePayload(cell.assumingMemoryBound(to: Header.self)) }
                    for i in b ..< b + n { infos[i] = BlockInfo(flags: BlockInfo.dirty) }
                }
                b += n
            case .largeTail, .unused: b += 1
            }
        }
        usedBlocks = 1 + used
        liveBytes = live
        bytesSinceCollection = 0
        collections += 1
        if isFull {
            isShort = false
            if usedBlocks + Heap.reservedBlocks <= limit { isLenient = false }
            liveAfterFull = live
        }
        // The larger the heap, the more each collection traces again; but memory counts.
        threshold = Swift.max(Heap.smallestBudget, Swift.min(live / 2, 5 << 19), live / 8)
        findFreeRuns()
    }

    /// Lists the unused blocks; memory beyond the next budget goes back to the system.
    private mutating func findFreeRuns() {
        freeRuns.removeAll(keepingCapacity: true)
        firstFreeRun = 0
        var kept = 0
        let limit = threshold >> Int(Region.blockShift) + 1
        var b = 1
        while b < highWater {
            guard infos[b].state == 0 else { b += 1; continue }
            let start = b
            var giveBack = -1
            while b < highWater, infos[b].state == 0 {
                if infos[b].flags & BlockInfo.dirty != 0 {
                    if kept < limit { kept += 1 } else {
                        infos[b].flags = 0
                        if giveBack < 0 { giveBack = b }
                    }
                }
                b += 1
            }
            if giveBack >= 0 { madvise(Heap.address(ofBlock: giveBack), (b - giveBack) * Region.blockSize, MADV_DONTNEED) }
            freeRuns.append(BlockRun(start: start, count: b - start))
        }
        while let last = freeRuns.last, last.start + last.count == highWater, infos[highWater - 1].flags & BlockInfo.dirty == 0 {
            highWater -= 1
            freeRuns[freeRuns.count - 1].count -= 1
            if last.count == 1 { freeRuns.removeLast() }
        }
    }
}

/// The heap, made when the VM starts. (A global that is made at its first use would be checked at each.)
public var theHeap: UnsafeMutablePointer<Heap> {
    @inline(__always) get { heapStorage.unsafelyUnwrapped }
}
nonisolated(unsafe) private var heapStorage: UnsafeMutablePointer<Heap>? = nil

func makeHeap() {
    let p = UnsafeMutablePointer<Heap>.allocate(capacity: 1)
    p.initialize(to: Heap())
    heapStorage = p
}

/// Reasons to stop at the next safepoint.
public struct PendingBit: OptionSet {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let collect = PendingBit(rawValue: 1)
    public static let signal = PendingBit(rawValue: 2)
    public static let tick = PendingBit(rawValue: 4)
    public static let finalizers = PendingBit(rawValue: 8)
    public static let compiled = PendingBit(rawValue: 16)
    public static let stress = PendingBit(rawValue: 32)
    public static let asyncException = PendingBit(rawValue: 64)
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A zeroed cell of `size` bytes with its header set; nil when memory is used up.
    @inline(__always) func allocateCell(_ size: Int, shape: UInt32) -> UnsafeMutableRawPointer? {
        if size <= Region.largestSmall {
            let c = Heap.sizeClass(size)
            let interval = intervalPointer(c)
            let p = interval.pointee.next
            if let p {
                let next = p + Heap.classSizeFast(c)
                if next <= interval.pointee.end.unsafelyUnwrapped {
                    interval.pointee.next = next
                    UnsafeMutableRawPointer(p).assumingMemoryBound(to: UInt64.self).pointee = UInt64(shape)
                    return UnsafeMutableRawPointer(p)
                }
            }
        }
        return allocateSlow(size, shape: shape)
    }

    @inline(__always) func intervalPointer(_ c: Int) -> UnsafeMutablePointer<AllocationInterval> {
        let offset = MemoryLayout<ThreadState>.offset(of: \.intervals).unsafelyUnwrapped
        return (UnsafeMutableRawPointer(self) + offset).assumingMemoryBound(to: AllocationInterval.self) + c
    }

    @inline(never) func allocateSlow(_ size: Int, shape: UInt32) -> UnsafeMutableRawPointer? {
        if size <= Region.largestSmall {
            let c = Heap.sizeClass(size)
            guard theHeap.pointee.refill(self, c) else {
                thread_set_pending(self, PendingBit.collect.rawValue)
                return nil
            }
            return allocateCell(size, shape: shape)
        }
        guard let p = theHeap.pointee.allocateLarge(self, size) else { return nil }
        p.assumingMemoryBound(to: UInt64.self).pointee = UInt64(shape)
        return p
    }

    /// Makes something small for code that cannot raise: from the reserve when memory is used up; then the next safepoint
    /// raises MemoryError.
    func certainly<R>(_ body: () throws(PyRaise) -> R) -> R {
        let raised = pointee.raised
        do { return try body() } catch { pointee.raised = raised }
        theHeap.pointee.isEmergency = true
        // Frames of what ends by an exception need no second one.
        if raised == 0 { theHeap.pointee.wasEmergency = true }
        defer { theHeap.pointee.isEmergency = false }
        do { return try body() } catch { fatalError("out of memory") }
    }

    /// A new cell of a layout, its fields zero; raises MemoryError.
    @inline(__always) public func new<T>(_: T.Type, shape: UInt32, extraBytes: Int = 0) throws(PyRaise) -> UnsafeMutablePointer<T> {
        guard let p = allocateCell(MemoryLayout<T>.size &+ extraBytes, shape: shape) else { throw memoryError() }
        return p.assumingMemoryBound(to: T.self)
    }

    @inline(__always) public func new<T>(_ type: T.Type, _ kind: Kind, extraBytes: Int = 0) throws(PyRaise) -> UnsafeMutablePointer<T> {
        try new(type, shape: kind.rawValue, extraBytes: extraBytes)
    }

    /// Raises MemoryError.
    @inline(never) public func memoryError() -> PyRaise {
        pointee.raised = Roots.memoryError.bits
        if theHeap.pointee.isShort || theHeap.pointee.wasEmergency { theHeap.pointee.isLenient = true }
        theHeap.pointee.wasEmergency = false
        return PyRaise()
    }

    // -- Storage cells

    /// Storage for `capacity` value words, all empty; the pointer is to the first one.
    public func newValues(_ capacity: Int) throws(PyRaise) -> UnsafeMutablePointer<UInt64> {
        guard capacity >= 0, capacity < 1 << 36 else { throw memoryError() }
        let p = try new(PyValueArrayLayout.self, .ValueArray, extraBytes: capacity &* 8)
        p.pointee.capacity = Int64(capacity)
        return UnsafeMutableRawPointer(p + 1).assumingMemoryBound(to: UInt64.self)
    }

    /// Makes room for `capacity` value words in a large storage where it lies; false if that is not possible.
    public func extendValues(_ items: UnsafeMutablePointer<UInt64>, _ capacity: Int) -> Bool {
        guard capacity > Region.largestSmall / 8, capacity < 1 << 36 else { return false }
        let cell = UnsafeMutableRawPointer(items) - MemoryLayout<PyValueArrayLayout>.size
        guard theHeap.pointee.extendLarge(self, cell, to: MemoryLayout<PyValueArrayLayout>.size + capacity * 8) else { return false }
        cell.assumingMemoryBound(to: PyValueArrayLayout.self).pointee.capacity = Int64(capacity)
        return true
    }

    /// Storage for `capacity` bytes, all zero.
    public func newBytesStorage(_ capacity: Int) throws(PyRaise) -> UnsafeMutablePointer<UInt8> {
        guard capacity >= 0, capacity < 1 << 39 else { throw memoryError() }
        let p = try new(PyByteArrayLayout.self, .ByteArray, extraBytes: capacity)
        p.pointee.capacity = Int64(capacity)
        return UnsafeMutableRawPointer(p + 1).assumingMemoryBound(to: UInt8.self)
    }

    /// Storage for `capacity` dict entries.
    public func newEntries(_ capacity: Int) throws(PyRaise) -> UnsafeMutablePointer<DictEntry> {
        guard capacity >= 0, capacity < 1 << 32 else { throw memoryError() }
        let p = try new(PyEntryArrayLayout.self, .EntryArray, extraBytes: capacity &* 24)
        p.pointee.capacity = Int64(capacity)
        return UnsafeMutableRawPointer(p + 1).assumingMemoryBound(to: DictEntry.self)
    }

    /// Storage for `capacity` set entries.
    public func newKeys(_ capacity: Int) throws(PyRaise) -> UnsafeMutablePointer<SetEntry> {
        guard capacity >= 0, capacity < 1 << 32 else { throw memoryError() }
        let p = try new(PyKeyArrayLayout.self, .KeyArray, extraBytes: capacity &* 16)
        p.pointee.capacity = Int64(capacity)
        return UnsafeMutableRawPointer(p + 1).assumingMemoryBound(to: SetEntry.self)
    }
}

extension Heap {
    /// Bytes of a cell of class c, for the allocation path.
    @inline(__always) static func classSizeFast(_ c: Int) -> Int {
        c < 32 ? (c &+ 1) &* 16 : classSize(c)
    }
}
