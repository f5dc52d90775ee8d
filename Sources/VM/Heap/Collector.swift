// Collector: mark and lazy sweep, run at a safepoint.
//
// In:  a thread at a safepoint; the machine stack holds references of native routines (scanned conservatively).
// Out: marks are set on all that can be reached; blocks are marked for sweeping, which the allocator does one by one.
//
// Roots: permanent values, interned names, known types, the thread's frames and tasklet, values held by native code, and every
// word of the machine stack that points into a live cell. Frames' registers are read exactly.

import CInterpreter
import CVMSpec
import Glibc

/// Marks cells and what they refer to.
public struct Marker {
    var stack: [UInt] = []
    let t: Thread

    init(_ t: Thread) { self.t = t; stack.reserveCapacity(4096) }

    /// Marks the cell that v refers to.
    @inline(__always) public mutating func mark(_ v: Value) {
        if v.isReference { markCell(UInt(v.bits)) }
    }

    @inline(__always) mutating func markCell(_ address: UInt) {
        let h = UnsafeMutablePointer<Header>(bitPattern: address).unsafelyUnwrapped
        if h.pointee.gc & 1 == 0 && h.pointee.shape != 0 {
            h.pointee.gc |= 1
            stack.append(address)
        }
    }

    /// A word of the machine stack: marks the cell it points to or into, if any.
    mutating func markConservatively(_ word: UInt) {
        guard word >= Region.base + 0x10000, word < Region.base + UInt(theHeap.pointee.highWater) << Region.blockShift else { return }
        var block = Int((word - Region.base) >> Region.blockShift)
        let info = theHeap.pointee.infos[block]
        switch BlockState(rawValue: info.state) ?? .unused {
        case .small:
            let size = UInt(info.cellSize)
            let start = Region.base + UInt(block) << Region.blockShift
            let index = (word - start) / size
            if (index + 1) * size > UInt(Region.blockSize) { return }
            markCell(start + index * size)
        case .largeTail:
            block -= Int(info.blockCount)
            markCell(Region.base + UInt(block) << Region.blockShift)
        case .largeHead: markCell(Region.base + UInt(block) << Region.blockShift)
        case .unused: return
        }
    }

    /// Marks from the stack until it is empty.
    mutating func drain() {
        while let address = stack.popLast() { trace(address) }
    }

    private mutating func trace(_ address: UInt) {
        let words = UnsafeMutablePointer<UInt64>(bitPattern: address).unsafelyUnwrapped
        let header = UnsafeMutablePointer<Header>(bitPattern: address).unsafelyUnwrapped
        let shape = t.shape(header.pointee.shape)
        let kind = shape.pointee.kind
        let info = kind_info(kind)
        if let type = shape.pointee.type { markCell(UInt(bitPattern: type)) }
        var refs = info.pointee.refMask
        while refs != 0 {
            let i = refs.trailingZeroBitCount
            refs &= refs &- 1
            mark(Value(bits: words[i]))
        }
        var cells = info.pointee.cellMask
        while cells != 0 {
            let i = cells.trailingZeroBitCount
            cells &= cells &- 1
            if words[i] != 0 { markCell(UInt(words[i])) }
        }
        var items = info.pointee.itemsMask
        while items != 0 {
            let i = items.trailingZeroBitCount
            items &= items &- 1
            if words[i] != 0 { markCell(UInt(words[i]) - 16) }
        }
        switch info.pointee.tail {
        case .refs:
            let n = Int(words[1])
            for i in 0 ..< n { mark(Value(bits: words[2 + i])) }
        case .entries:
            let p = UnsafeMutableRawPointer(words + 2).assumingMemoryBound(to: DictEntry.self)
            for i in 0 ..< Int(words[1]) {
                mark(Value(bits: p[i].key))
                mark(Value(bits: p[i].value))
            }
        case .keys:
            let p = UnsafeMutableRawPointer(words + 2).assumingMemoryBound(to: SetEntry.self)
            for i in 0 ..< Int(words[1]) { mark(Value(bits: p[i].key)) }
        default: break
        }
        if shape.pointee.storageOffset != 0 { traceAttributes(Value(bits: UInt64(address)), shape) }
        switch Kind(rawValue: kind) {
        case .Str:
            let data = UInt(words[3])
            if data != 0 && data != address + 32 && data >= Region.base && data < Region.base + UInt(1) << 38 { markConservatively(data) }
        case .Generator: traceFrame(Value(bits: UInt64(address)).generator.frame)
        case .FrameObject:
            guard let f = Value(bits: UInt64(address)).cell(PyFrameObjectLayout.self).pointee.frame else { return }
            if f.isGenerator { mark(Value(bits: f.pointee.generator)); return }
            // The tasklet may be dead: the object keeps the frame, its memory and its callers, up to the next one with an object.
            markConservatively(UInt(bitPattern: f))
            var g: FrameRef? = f
            while let x = g {
                traceFrame(x)
                if x != f && x.pointee.object != 0 { break }
                g = x.pointee.caller
            }
        case .Tasklet: traceFrames(Value(bits: UInt64(address)).cell(PyTaskletLayout.self).pointee.frame)
        default: break
        }
    }

    private mutating func traceAttributes(_ v: Value, _ shape: Shape) {
        let word = t.storageWord(v, shape)
        if shape.pointee.isDictMode != 0 { mark(Value(bits: word.pointee)) }
        else if word.pointee != 0 { markCell(UInt(word.pointee) - 16) }
        let n = Int(shape.pointee.memberSlots + shape.pointee.inlineSlots)
        if shape.pointee.storageOffset != Storage.behindTail { for i in 0 ..< n { mark(Value(bits: word[1 + i])) } }
    }

    /// Marks what a frame holds.
    mutating func traceFrame(_ f: FrameRef) {
        markCell(UInt(bitPattern: f.pointee.code))
        mark(Value(bits: f.pointee.function))
        if let g = f.pointee.globals { markCell(UInt(bitPattern: g)) }
        mark(Value(bits: f.pointee.continuation))
        mark(Value(bits: f.pointee.locals))
        mark(Value(bits: f.pointee.generator))
        mark(Value(bits: f.pointee.object))
        if mainThread.pointee.nativeEnter != nil {
            // Native code keeps values elsewhere: what it left in memory may be old, even dead.
            for i in 0 ..< Int(f.pointee.code.pointee.registerCount) { markConservatively(UInt(f.registers[i].bits)) }
            return
        }
        let live = f.pointee.code.info.liveRegisters
        let offset = f.pointee.code.start(before: f.pcOffset)
        let count = offset < live.count ? Int(live[offset]) : Int(f.pointee.code.pointee.registerCount)
        for i in 0 ..< count { mark(f.registers[i]) }
    }

    mutating func traceFrames(_ first: FrameRef?) {
        var f = first
        while let x = f {
            traceFrame(x)
            f = x.pointee.caller
        }
    }
}

public enum Collector {
    /// Overwrite dead cells, so that a use of one shows.
    nonisolated(unsafe) static var poison = false
    /// -X gc-stress=N: collect at every n-th safepoint.
    nonisolated(unsafe) static var stress = 0
    nonisolated(unsafe) private static var untilStress = 0

    /// A safepoint under -X gc-stress.
    static func stressPoint(_ t: Thread) {
        untilStress -= 1
        if untilStress > 0 { return }
        untilStress = stress
        collect(t)
    }
    nonisolated(unsafe) static var disabled = false
    nonisolated(unsafe) static var stackBase: UInt = 0
    /// Objects whose class has __del__ and that were not finalised yet.
    nonisolated(unsafe) static var finalizable: [UInt64] = []
    /// Unreachable ones whose __del__ is to be run at the next safepoint.
    nonisolated(unsafe) static var doomed: [UInt64] = []

    /// Turns collection stress on: every n-th safepoint, dead cells poisoned.
    public static func startStress(_ t: Thread, every n: Int) {
        stress = Swift.max(1, n)
        poison = true
        t.pointee.pending |= PendingBit.stress.rawValue
    }

    static func setInterval(_ t: Thread, _ c: Int, _ p: UnsafeMutableRawPointer, _ length: Int) {
        let interval = t.intervalPointer(c)
        interval.pointee.next = p.assumingMemoryBound(to: UInt8.self)
        interval.pointee.end = (p + length).assumingMemoryBound(to: UInt8.self)
    }

    /// Does the cell own something outside the heap?
    @inline(__always) static func hasPayload(_ h: UnsafeMutablePointer<Header>) -> Bool { h.pointee.shape >= UInt32(KIND_COUNT) || h.pointee.shape == Kind.Code.rawValue || h.pointee.shape == Kind.NativeObject.rawValue }

    static func releasePayload(_ h: UnsafeMutablePointer<Header>) {
        let t = mainThread
        let kind = t.shape(h.pointee.shape).pointee.kind
        if kind == Kind.NativeObject.rawValue {
            let o = UnsafeMutableRawPointer(h).assumingMemoryBound(to: PyNativeObjectLayout.self)
            if let p = o.pointee.payload { Unmanaged<AnyObject>.fromOpaque(p).release(); o.pointee.payload = nil }
        }
    }

    /// A full collection.
    static func collect(_ t: Thread) {
        let heap = theHeap
        // Free what is left of the thread's intervals: their cells have shape id 0 and are swept as free.
        for c in 0 ..< Int(SIZE_CLASS_COUNT) {
            let i = t.intervalPointer(c)
            i.pointee.next = nil
            i.pointee.end = nil
            heap.pointee.pendingRuns[c] = 0
        }
        // Blocks not swept since the last collection still carry its marks: sweep them now.
        for b in 1 ..< heap.pointee.highWater where heap.pointee.infos[b].needsSweep != 0 {
            _ = heap.pointee.sweepBlock(b)
        }
        var m = Marker(t)
        markRoots(&m, t)
        m.drain()
        // Objects with __del__ that only the finaliser list knows: keep them for one more round, run __del__.
        var kept: [UInt64] = []
        for bits in finalizable {
            if Value(bits: bits).header.pointee.gc & 1 != 0 { kept.append(bits) } else { doomed.append(bits) }
        }
        finalizable = kept
        Scheduler.findDoomed(t, &doomed)
        WeakReferences.sweep { $0.header.pointee.gc & 1 == 0 }
        if !doomed.isEmpty {
            for bits in doomed { m.mark(Value(bits: bits)) }
            m.drain()
            t.pointee.pending |= PendingBit.finalizers.rawValue
        }
        var live = 0
        for b in 1 ..< heap.pointee.highWater {
            switch BlockState(rawValue: heap.pointee.infos[b].state) ?? .unused {
            case .small: heap.pointee.infos[b].needsSweep = 1
            case .largeHead:
                let h = Heap.address(ofBlock: b).assumingMemoryBound(to: Header.self)
                if h.pointee.shape != 0 && h.pointee.gc & 1 != 0 {
                    h.pointee.gc &= ~1
                    live += Int(heap.pointee.infos[b].blockCount) * Region.blockSize
                } else {
                    if hasPayload(h) { releasePayload(h) }
                    heap.pointee.freeLarge(b)
                }
            default: break
            }
        }
        for c in 0 ..< Int(SIZE_CLASS_COUNT) { heap.pointee.classCursor[c] = 0 }
        live += m.smallBytes(heap)
        heap.pointee.liveBytes = live
        heap.pointee.bytesSinceCollection = 0
        heap.pointee.threshold = Swift.max(8 << 20, live / 2)
        heap.pointee.collections += 1
    }

    static func markRoots(_ m: inout Marker, _ t: Thread) {
        Names.mark(&m)
        for i in 0 ..< Roots.count { m.mark(Value(bits: Roots.permanent.unsafelyUnwrapped[i])) }
        for bits in Roots.held { m.mark(Value(bits: bits)) }
        m.mark(Roots.memoryError)
        for marker in Roots.markers { marker(&m) }
        m.mark(Value(bits: t.pointee.raised))
        m.mark(Value(bits: t.pointee.handled))
        m.mark(Value(bits: t.pointee.result))
        m.mark(Value(bits: t.pointee.deliverContinuation))
        if let b = t.pointee.builtins { m.mark(Value(b)) }
        if let tasklet = t.pointee.tasklet {
            m.mark(Value(tasklet))
        }
        m.traceFrames(t.pointee.frame)
        for bits in doomed { m.mark(Value(bits: bits)) }
        scanMachineStack(&m)
    }

    @inline(never) static func scanMachineStack(_ m: inout Marker) {
        withSpilledRegisters { sp in
            var p = UInt(bitPattern: sp) & ~7
            while p < stackBase {
                m.markConservatively(UnsafePointer<UInt>(bitPattern: p).unsafelyUnwrapped.pointee)
                p += 8
            }
        }
    }

    /// Calls body with an address below which everything live is on the stack.
    @inline(never) static func withSpilledRegisters(_ body: (UnsafeMutableRawPointer) -> Void) {
        var registers = spill_registers()
        withUnsafeMutablePointer(to: &registers) { body(UnsafeMutableRawPointer($0)) }
    }

    /// Runs the finalisers of doomed objects.
    static func runFinalizers(_ t: Thread) throws(PyRaise) {
        while let bits = doomed.popLast() {
            let v = Value(bits: bits)
            try t.holding(v) { () throws(PyRaise) in t.finalize(v) }
        }
    }
}

extension Marker {
    /// Bytes in marked small cells, estimated from the blocks' last sweep.
    func smallBytes(_ heap: UnsafeMutablePointer<Heap>) -> Int {
        var n = 0
        for b in 1 ..< heap.pointee.highWater where heap.pointee.infos[b].state == BlockState.small.rawValue {
            let size = Int(heap.pointee.infos[b].cellSize)
            let start = Heap.address(ofBlock: b)
            var i = 0
            while i + size <= Region.blockSize {
                let h = (start + i).assumingMemoryBound(to: Header.self)
                if h.pointee.shape != 0 && h.pointee.gc & 1 != 0 { n += size }
                i += size
            }
        }
        return n
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Calls __del__ of an unreachable object (or closes a generator); errors are reported and dropped.
    func finalize(_ v: Value) {
        do {
            if has(v, .Generator) { try closeGenerator(v); return }
            if has(v, .Tasklet) { try killUnreachable(v); return }
            let f = try special(of: v, .del)
            if f.isPresent { _ = try callSpecial(f, v) }
        } catch {
            let e = clearRaised()
            reportUnraisable(e, v)
        }
    }

    /// An instance of a class with __del__ was made: it will be finalised when it dies.
    func noteFinalizable(_ v: Value) { Collector.finalizable.append(v.bits) }
}

/// The main thread's state.
nonisolated(unsafe) public var mainThread: Thread = .allocate(capacity: 1)
