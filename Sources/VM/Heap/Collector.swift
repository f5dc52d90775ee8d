// Collector: generational mark and lazy sweep, run at a safepoint.
//
// In:  a thread at a safepoint; the machine stack holds references of native routines (scanned conservatively).
// Out: marks are set on all that can be reached; blocks are marked for sweeping, which the allocator does one by one.
//
// Roots: permanent values, interned names, known types, the thread's frames and tasklet, values held by native code, and every
// word of the machine stack that points into a live cell. Frames' registers are read exactly.

import CInterpreter
import CMemoryMap
import CVMSpec
import Glibc

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
        stressed += 1
        collect(t, full: stressed & 7 == 0)
    }
    nonisolated(unsafe) private static var stressed = 0
    /// -X verify: after each minor collection, mark everything and compare.
    nonisolated(unsafe) public static var verifies = false
    /// What gc.isenabled() says: memory is reclaimed all the same.
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

    /// Gives back what a dead cell owns outside the heap.
    static func releasePayload(_ h: UnsafeMutablePointer<Header>) {
        let kind = mainThread.shape(h.pointee.shape).pointee.kind
        if kind == Kind.NativeObject.rawValue {
            let o = UnsafeMutableRawPointer(h).assumingMemoryBound(to: PyNativeObjectLayout.self)
            if let p = o.pointee.payload { Unmanaged<AnyObject>.fromOpaque(p).release(); o.pointee.payload = nil }
        } else if kind == Kind.Code.rawValue {
            UnsafeMutableRawPointer(h).assumingMemoryBound(to: PyCodeLayout.self).release()
        }
    }

    /// A collection: of all cells, or of those made since the last one.
    static func collect(_ t: Thread, full: Bool) {
        let heap = theHeap
        // Free what is left of the thread's intervals: their cells have shape id 0 and are swept as free.
        for c in 0 ..< Int(SIZE_CLASS_COUNT) {
            let i = t.intervalPointer(c)
            i.pointee.next = nil
            i.pointee.end = nil
            heap.pointee.pendingRuns[c] = 0
        }
        heap.pointee.isFull = full
        let remembered = Remembering.take()
        let unguarded = full ? 0 : Remembering.unguarded.count
        if full {
            swap(&heap.pointee.marks, &heap.pointee.previousMarks)
            memset(heap.pointee.marks, 0, heap.pointee.highWater * Region.markWords * 8)
            Remembering.unguarded.removeAll(keepingCapacity: true)
        }
        var m = Marker(t)
        markRoots(&m, t)
        Names.recent.removeAll(keepingCapacity: true)
        Roots.oldCount = Roots.count
        if !full { for cell in remembered { m.retrace(cell) } }
        // More are appended at the end meanwhile.
        var left = 0
        for i in 0 ..< unguarded {
            let cell = Remembering.unguarded[i]
            m.retrace(cell)
            if Remembering.mayBeStoredInto(cell, t) {
                Remembering.unguarded[left] = cell
                left += 1
            }
        }
        Remembering.unguarded.removeSubrange(left ..< unguarded)
        m.drain()
        var dead: [UInt64] = []
        var kept: [UInt64] = []
        for bits in finalizable {
            if heap.pointee.isMarked(UInt(bits)) { kept.append(bits) } else { dead.append(bits) }
        }
        finalizable = kept
        if Scheduler.lastNumber > 1 { Scheduler.findDoomed(t, &doomed) }
        // Before what finalisers may bring back is marked: a reference to it is gone when they run.
        WeakReferences.sweep { !heap.pointee.isMarked(UInt($0.bits)) }
        chooseDoomed(dead, &m)
        if !doomed.isEmpty || WeakReferences.hasPending { thread_set_pending(t, PendingBit.finalizers.rawValue) }
        for bits in doomed { m.mark(Value(bits: bits)) }
        m.drain()
        WeakReferences.forget { !heap.pointee.isMarked(UInt($0.bits)) }
        if verifies && !full { verifyMarks(t) }
        heap.pointee.finishCollection()
        // Asking the system costs as much as marking a few hundred objects.
        if heap.pointee.collections & 7 == 0 { ExecutableText.trim() }
    }

    /// Marks everything anew, but for what only the machine stack refers to, and ends the process if a minor collection has
    /// missed something.
    private static func verifyMarks(_ t: Thread) {
        var m = Marker(checking: t)
        markRoots(&m, t, scansStack: false)
        m.drain()
        if m.missed > 0 {
            fputs("swiftlet: \(m.missed) cells missed: a store lacks its barrier\n", stderr)
            abort()
        }
    }

    /// Which of the dead objects with finalisers are finalised now: those that no other one refers to. What they refer to waits
    /// for a later collection, so that an object is finalised before what it uses; in a cycle any order will do.
    private static func chooseDoomed(_ dead: [UInt64], _ m: inout Marker) {
        var first: [(bits: UInt64, inCycle: Bool)] = []
        for bits in dead {
            // Reached from one that was looked at before.
            if theHeap.pointee.isMarked(UInt(bits)) { finalizable.append(bits); continue }
            m.traceOnly(UInt(bits))
            m.drain()
            first.append((bits, theHeap.pointee.isMarked(UInt(bits))))
        }
        for x in first {
            if x.inCycle || !theHeap.pointee.isMarked(UInt(x.bits)) { doomed.append(x.bits) } else { finalizable.append(x.bits) }
        }
    }

    static func markRoots(_ m: inout Marker, _ t: Thread, scansStack: Bool = true) {
        m.isScanningStack = scansStack
        for bits in Roots.held { m.markHeld(Value(bits: bits)) }
        m.isScanningStack = false
        // What never dies stays marked.
        let all = !m.isCollecting || theHeap.pointee.isFull
        Names.mark(&m, all: all)
        for i in (all ? 0 : Roots.oldCount) ..< Roots.count { m.mark(Value(bits: Roots.permanent.unsafelyUnwrapped[i])) }
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
        if scansStack { scanMachineStack(&m) }
    }

    @inline(never) static func scanMachineStack(_ m: inout Marker) {
        m.isScanningStack = true
        defer { m.isScanningStack = false }
        withSpilledRegisters { sp in
            var p = UInt(bitPattern: sp) & ~7
            while p < stackBase {
                m.markConservatively(UnsafePointer<UInt>(bitPattern: p).unsafelyUnwrapped.pointee)
                p += 8
            }
        }
        NativeStacks.scan(&m)
    }

    /// Calls body with an address below which everything live is on the stack.
    @inline(never) static func withSpilledRegisters(_ body: (UnsafeMutableRawPointer) -> Void) {
        var registers = spill_registers()
        withUnsafeMutablePointer(to: &registers) { body(UnsafeMutableRawPointer($0)) }
    }

    /// Runs the callbacks of weak references whose targets died, then the finalisers of doomed objects, in the order in which
    /// the objects were made.
    static func runFinalizers(_ t: Thread) throws(PyRaise) {
        if isFinalizing { return }
        isFinalizing = true
        defer { isFinalizing = false }
        // They run in the middle of something: its exception and where its result goes stay as they are.
        let raised = Value(bits: t.pointee.raised)
        t.pointee.raised = 0
        defer { t.pointee.raised = raised.bits }
        try t.holding(raised) { () throws(PyRaise) in
            try WeakReferences.runCallbacks(t)
            while !doomed.isEmpty {
                let v = Value(bits: doomed.removeFirst())
                try t.holding(v) { () throws(PyRaise) in t.finalize(v) }
            }
        }
    }
    nonisolated(unsafe) private static var isFinalizing = false

    /// gc.collect(): what finalised objects kept alive is collected too, up to a point.
    static func collectAll(_ t: Thread) throws(PyRaise) {
        for _ in 0 ..< 16 {
            collect(t, full: true)
            if doomed.isEmpty && !WeakReferences.hasPending { return }
            try runFinalizers(t)
        }
    }
}

/// The executable's own text: what starting up and importing touched is let go, what is in use comes back.
public enum ExecutableText {
    /// Text that is in use may grow by so much before it is let go again.
    private static let allowance = 2 << 20
    nonisolated(unsafe) private static var text = MemoryMapText()
    nonisolated(unsafe) private static var base = 0
    /// Programs that run for a while get their text in smaller pieces; splitting it takes about a millisecond.
    nonisolated(unsafe) private static var isPartitioned = false
    /// When text was last let go, and milliseconds until it may be again: what the compiler's thread touches looks like ours.
    nonisolated(unsafe) private static var last = 0
    private static let pause = 20

    /// To be called when the VM has come up.
    public static func startUpDone() {
        guard memory_map_find(nil, &text) else { return }
        memory_map_drop(&text)
        base = memory_map_file_bytes()
    }

    /// To be called now and then: after collections and imports.
    static func trim() {
        guard text.count > 0 else { return }
        let now = memory_map_milliseconds()
        guard now > last + pause, memory_map_file_bytes() > base + allowance else { return }
        last = now
        if !isPartitioned {
            isPartitioned = true
            memory_map_partition(&text, 16 << 10, 16 << 10)
        }
        memory_map_drop(&text)
        base = memory_map_file_bytes()
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
            let method = (try? special(of: v, .del)) ?? .empty
            reportUnraisable(e, method.isPresent ? method : v)
        }
    }

    /// An instance of a class with __del__ was made: it will be finalised when it dies.
    func noteFinalizable(_ v: Value) { Collector.finalizable.append(v.bits) }
}

/// The main thread's state, made when the VM starts.
public var mainThread: Thread {
    @inline(__always) get { mainThreadStorage.unsafelyUnwrapped }
}
nonisolated(unsafe) private var mainThreadStorage: Thread? = nil

func makeMainThread() {
    let t = Thread.allocate(capacity: 1)
    t.initialize(to: ThreadState())
    mainThreadStorage = t
}
