// Heap: size-class blocks in one reserved region; allocation is a bump and a compare.
//
// In:  sizes and shape ids.
// Out: zeroed cells with their header word set. Cells never move; a free cell has shape id 0.
//
// Allocation never collects: it only asks for a collection at the next safepoint when the budget is used up. So native
// routines may hold references in Swift variables and arrays freely, as long as they do not run Python in between.

import CVMSpec
import Glibc

/// Fixed places and sizes of the reserved region.
enum Region {
    static let base: UInt = 0x2000_0000_0000
    static let blockShift: UInt = 16
    static let blockSize: Int = 1 << 16
    /// Largest object in a size-class block; larger ones have blocks of their own.
    static let largestSmall = 16384
}

/// What a block of the region holds.
enum BlockState: UInt8 { case unused = 0, small, largeHead, largeTail }

struct BlockInfo {
    var state: UInt8 = 0
    var sizeClass: UInt8 = 0
    var needsSweep: UInt8 = 0
    var unused: UInt8 = 0
    var cellSize: UInt32 = 0
    /// Large objects: number of blocks.
    var blockCount: UInt32 = 0
    var liveCells: UInt32 = 0
}

/// The heap of the process (one: threads share it under one lock).
public struct Heap {
    var regionBlocks = 0
    /// Blocks ever used.
    var highWater = 1
    var infos: UnsafeMutablePointer<BlockInfo>
    var freeBlocks: [Int32] = []
    /// Blocks of each size class, and the next one to look at for free cells.
    var classBlocks: [[Int32]] = Array(repeating: [], count: Int(SIZE_CLASS_COUNT))
    var classCursor: [Int] = Array(repeating: 0, count: Int(SIZE_CLASS_COUNT))
    /// Remaining free runs of the block last swept, per class: address of the first run, 0 for none.
    var pendingRuns: [UInt] = Array(repeating: 0, count: Int(SIZE_CLASS_COUNT))
    var largeFree: [Int: [Int32]] = [:]
    public internal(set) var liveBytes = 0
    public internal(set) var bytesSinceCollection = 0
    public internal(set) var threshold = 8 << 20
    public internal(set) var collections = 0

    init() {
        var bytes: Int = 1 << 38
        var address: UnsafeMutableRawPointer? = nil
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | 0x100000 /* MAP_FIXED_NOREPLACE */
        while bytes >= 1 << 26 {
            let p = mmap(UnsafeMutableRawPointer(bitPattern: Region.base), bytes, PROT_READ | PROT_WRITE, flags, -1, 0)
            if let p, p != MAP_FAILED, UInt(bitPattern: p) == Region.base { address = p; break }
            bytes >>= 1
        }
        guard address != nil else {
            fputs("swiftlet: cannot reserve memory for the heap\n", stderr)
            exit(1)
        }
        regionBlocks = bytes >> Int(Region.blockShift)
        let infoBytes = regionBlocks * MemoryLayout<BlockInfo>.stride
        let table = mmap(nil, infoBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let table, table != MAP_FAILED else {
            fputs("swiftlet: cannot reserve memory for the heap\n", stderr)
            exit(1)
        }
        infos = table.bindMemory(to: BlockInfo.self, capacity: regionBlocks)
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

    /// Takes fresh or recycled consecutive blocks; nil when the region is used up.
    mutating func takeBlocks(_ count: Int) -> Int? {
        if count == 1, let b = freeBlocks.popLast() { return Int(b) }
        if count > 1, var list = largeFree[count], let b = list.popLast() {
            largeFree[count] = list.isEmpty ? nil : list
            return Int(b)
        }
        guard highWater + count <= regionBlocks else { return nil }
        let b = highWater
        highWater += count
        return b
    }

    /// Sweeps `block`: dead cells become zero-headed free runs. Returns the first run.
    ///
    /// A run's first word is its length in bytes << 32 (shape id 0), the second the address of the next run.
    mutating func sweepBlock(_ index: Int) -> UInt {
        let size = Int(infos[index].cellSize)
        let start = Heap.address(ofBlock: index)
        let count = Region.blockSize / size
        var firstRun: UInt = 0
        var lastRun: UnsafeMutablePointer<UInt64>? = nil
        var runStart = -1
        var live = 0
        func closeRun(_ end: Int) {
            let p = (start + runStart * size).assumingMemoryBound(to: UInt64.self)
            p[0] = UInt64((end - runStart) * size) << 32
            p[1] = 0
            if let lastRun { lastRun[1] = UInt64(UInt(bitPattern: p)) } else { firstRun = UInt(bitPattern: p) }
            lastRun = p
            runStart = -1
        }
        for i in 0 ..< count {
            let cell = start + i * size
            let header = cell.assumingMemoryBound(to: Header.self)
            if header.pointee.shape != 0 && header.pointee.gc & 1 != 0 {
                header.pointee.gc &= ~1
                live += 1
                if runStart >= 0 { closeRun(i) }
            } else {
                if header.pointee.shape != 0 {
                    if Collector.hasPayload(header) { Collector.releasePayload(header) }
                    if Collector.poison { memset(cell, 0xDB, size) }
                }
                cell.assumingMemoryBound(to: UInt64.self)[0] = 0
                if runStart < 0 { runStart = i }
            }
        }
        if runStart >= 0 { closeRun(count) }
        infos[index].needsSweep = 0
        infos[index].liveCells = UInt32(live)
        return firstRun
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
                memset(p, 0, length)
                setInterval(t, c, UnsafeMutableRawPointer(p), length)
                return true
            }
            guard let block = takeBlocks(1) else { return false }
            infos[block] = BlockInfo(state: BlockState.small.rawValue, sizeClass: UInt8(c), cellSize: UInt32(cellSize))
            classBlocks[c].append(Int32(block))
            classCursor[c] = classBlocks[c].count
            setInterval(t, c, Heap.address(ofBlock: block), Region.blockSize / cellSize * cellSize)
            return true
        }
    }

    mutating func setInterval(_ t: Thread, _ c: Int, _ p: UnsafeMutableRawPointer, _ length: Int) {
        Collector.setInterval(t, c, p, length)
        bytesSinceCollection += length
        if bytesSinceCollection > threshold { t.pointee.pending |= PendingBit.collect.rawValue }
    }

    /// A zeroed large cell; nil when there is no memory.
    mutating func allocateLarge(_ t: Thread, _ size: Int) -> UnsafeMutableRawPointer? {
        guard size < 1 << 40 else { return nil }
        let blocks = (size + Region.blockSize - 1) >> Int(Region.blockShift)
        // Refuse what the machine could never hold, instead of being killed while touching it.
        guard size < Heap.physicalLimit, let b = takeBlocks(blocks) else { return nil }
        infos[b] = BlockInfo(state: BlockState.largeHead.rawValue, cellSize: 0, blockCount: UInt32(blocks))
        if blocks > 1 { for i in b + 1 ..< b + blocks { infos[i].state = BlockState.largeTail.rawValue; infos[i].blockCount = UInt32(i - b) } }
        bytesSinceCollection += size
        if bytesSinceCollection > threshold { t.pointee.pending |= PendingBit.collect.rawValue }
        return Heap.address(ofBlock: b)
    }

    static let physicalLimit: Int = {
        let pages = sysconf(Int32(_SC_PHYS_PAGES)), size = sysconf(Int32(_SC_PAGESIZE))
        guard pages > 0, size > 0 else { return 1 << 36 }
        return pages * size
    }()

    mutating func freeLarge(_ b: Int) {
        let blocks = Int(infos[b].blockCount)
        madvise(Heap.address(ofBlock: b), blocks * Region.blockSize, MADV_DONTNEED)
        for i in b ..< b + blocks { infos[i].state = 0 }
        if blocks == 1 { freeBlocks.append(Int32(b)) } else { largeFree[blocks, default: []].append(Int32(b)) }
    }
}

/// The heap. Its address is constant: accesses cost no initialisation check after start-up.
public let theHeap: UnsafeMutablePointer<Heap> = {
    let p = UnsafeMutablePointer<Heap>.allocate(capacity: 1)
    p.initialize(to: Heap())
    return p
}()

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
            guard theHeap.pointee.refill(self, c) else { return nil }
            return allocateCell(size, shape: shape)
        }
        guard let p = theHeap.pointee.allocateLarge(self, size) else { return nil }
        p.assumingMemoryBound(to: UInt64.self).pointee = UInt64(shape)
        return p
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
        return PyRaise()
    }

    /// To be called after a reference was stored into an existing heap cell.
    @inline(__always) public func barrier(_ owner: Value) {}
    @inline(__always) public func barrier<T>(_ owner: UnsafeMutablePointer<T>) {}

    // -- Storage cells

    /// Storage for `capacity` value words, all empty; the pointer is to the first one.
    public func newValues(_ capacity: Int) throws(PyRaise) -> UnsafeMutablePointer<UInt64> {
        guard capacity >= 0, capacity < 1 << 36 else { throw memoryError() }
        let p = try new(PyValueArrayLayout.self, .ValueArray, extraBytes: capacity &* 8)
        p.pointee.capacity = Int64(capacity)
        return UnsafeMutableRawPointer(p + 1).assumingMemoryBound(to: UInt64.self)
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
