// Native stacks: the machine stacks that run loops run on, and what is put aside of a tasklet that a native routine waits for.
//
// In:  a tasklet to be left, with a native routine waiting for a value of its frames (it is 'hard'), or one to go on with that was left so.
// Out: the machine stack with the routine's activations is put aside as it is; other tasklets go on in a base loop on another stack.
//
// The program runs on stacks made here; the process's own one only waits for its end. At the bottom of each stack is a base loop, which nothing
// waits for: a tasklet without native activations goes on in any of them. A base loop ends when a stack that was put aside goes on instead, or
// when the main program has ended; its stack is then idle and serves the next tasklet that leaves one behind.

import CInterpreter
import CVMSpec
import Glibc

/// A machine stack.
final class NativeStack {
    /// Its place among all stacks.
    let number: Int
    let high: UInt
    let limit: UnsafeMutablePointer<UInt8>?
    /// Where it goes on; holds an address while it does not run.
    let pointer: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    /// The hard tasklet that waits on it.
    var tasklet: TaskletRef?
    var isIdle = false
    // The thread's and the roots' values that belong to it while it does not run.
    var held: [UInt64] = []
    var nestedRuns: UInt32 = 0
    var nativeRuns: UInt32 = 0

    init(number: Int, high: UInt, limit: UnsafeMutablePointer<UInt8>?) {
        self.number = number
        self.high = high
        self.limit = limit
        pointer = .allocate(capacity: 1)
        pointer.pointee = nil
    }
}

enum NativeStacks {
    /// The process's own stack first.
    nonisolated(unsafe) static var all: [NativeStack] = []
    nonisolated(unsafe) private static var running = NativeStack(number: 0, high: 0, limit: nil)
    nonisolated(unsafe) private static var idle: [NativeStack] = []
    /// The base loop that has just ended makes way for this stack.
    nonisolated(unsafe) private static var successor: NativeStack? = nil
    /// What `reschedule` has thrown came to a tasklet that went on, after the switch; else there was none.
    nonisolated(unsafe) static var hasResumed = false
    /// How often a tasklet was left together with its machine stack, for -X stats.
    nonisolated(unsafe) static var parkCount: UInt64 = 0

    /// Sizes in bytes: of tasklets' stacks, of what is left on one when its limit is reached. The program's is as large as the process's.
    private static let usualSize = 2 << 20
    private static let reserve = 192 << 10

    /// Notes the process's own stack.
    static func adopt(_ t: Thread, high: UInt) {
        running = NativeStack(number: 0, high: high, limit: t.pointee.stackLimit)
        all = [running]
        Roots.markers.append { (marker: inout Marker) in
            for s in all {
                if let x = s.tasklet { marker.mark(Value(x)) }
                for bits in s.held { marker.mark(Value(bits: bits)) }
            }
        }
    }

    /// Scans what does not run now.
    static func scan(_ m: inout Marker) {
        for s in all where s !== running && !s.isIdle {
            var p = UInt(bitPattern: s.pointer.pointee) & ~7
            while p != 0 && p < s.high {
                m.markConservatively(UnsafePointer<UInt>(bitPattern: p).unsafelyUnwrapped.pointee)
                p += 8
            }
        }
    }

    private static func make(_ t: Thread) throws(PyRaise) -> NativeStack {
        var size = usualSize
        if all.count == 1, let limit = all[0].limit { size = Swift.max(usualSize, Int(all[0].high - UInt(bitPattern: limit)) + reserve) }
        size = (size + 0xFFFF) & ~0xFFFF
        guard all.count < 65_000, let low = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0), low != MAP_FAILED else {
            throw t.memoryError()
        }
        // The lowest page stops what runs over; huge pages would make each stack cost one.
        mprotect(low, 4096, PROT_NONE)
        madvise(low, size, MADV_NOHUGEPAGE)
        let s = NativeStack(number: all.count, high: UInt(bitPattern: low + size), limit: (low + reserve).assumingMemoryBound(to: UInt8.self))
        s.pointer.pointee = native_stack_prepare(low + size, runBaseLoops)
        all.append(s)
        return s
    }

    private static func takeIdle(_ t: Thread) throws(PyRaise) -> NativeStack {
        guard let s = idle.popLast() else { return try make(t) }
        s.isIdle = false
        return s
    }

    /// Goes on at another stack; comes back when this one goes on.
    private static func transfer(_ t: Thread, to: NativeStack) {
        let from = running
        from.nestedRuns = t.pointee.nestedRuns
        from.nativeRuns = t.pointee.nativeRuns
        swap(&from.held, &Roots.held)
        swap(&to.held, &Roots.held)
        running = to
        t.pointee.stackLimit = to.limit
        Collector.stackBase = to.high
        native_stack_switch(from.pointer, to.pointer.pointee.unsafelyUnwrapped)
        t.pointee.nestedRuns = from.nestedRuns
        t.pointee.nativeRuns = from.nativeRuns
    }

    /// What a fresh stack begins with.
    private static let runBaseLoops: @convention(c) () -> Void = {
        let t = mainThread
        t.pointee.nestedRuns = 0
        t.pointee.nativeRuns = 0
        while true {
            interpreter_run(t)
            baseLoopEnded(t)
        }
    }

    private static func baseLoopEnded(_ t: Thread) {
        var to = all[0]
        if let s = successor {
            successor = nil
            t.pointee.abandonedRuns &-= 1
            to = s
        }
        running.isIdle = true
        idle.append(running)
        transfer(t, to: to)
    }

    /// Runs the frames just pushed (the lowest one's flags say boundary) as the main program, to its end.
    static func runProgram(_ t: Thread) throws(PyRaise) -> Value {
        transfer(t, to: try takeIdle(t))
        if t.pointee.raised != 0 { throw PyRaise() }
        return Value(bits: t.pointee.result)
    }

    /// The running tasklet, which has no native activations, is saved or has ended: ends this base loop and goes on with the hard tasklet `n`.
    static func resume(_ t: Thread, _ n: TaskletRef) {
        successor = all[Int(n.pointee.stack) - 1]
        t.pointee.abandonedRuns &+= 1
        t.pointee.tasklet = n
        t.pointee.frame = nil
    }

    /// Leaves `s`, the running tasklet, together with this stack, for `n`. The result when it goes on.
    @inline(never) static func park(_ t: Thread, _ s: TaskletRef, _ n: TaskletRef) throws(PyRaise) -> Value {
        let own = running
        let info = t.pointee.deliverInfo, continuation = t.pointee.deliverContinuation
        let frame = t.pointee.frame, handled = t.pointee.handled, head = Scheduler.head
        s.pointee.frame = frame
        s.pointee.handled = handled
        s.pointee.deliverContinuation = continuation
        Scheduler.head = n
        let to: NativeStack
        if n.pointee.stack != 0 { to = all[Int(n.pointee.stack) - 1] } else {
            do throws(PyRaise) {
                to = try takeIdle(t)
                // The other goes on as if from a base loop of its own.
                try t.enter(n)
            } catch {
                Scheduler.head = head
                t.pointee.tasklet = s
                t.pointee.frame = frame
                t.pointee.handled = handled
                s.pointee.frame = nil
                if let chunk = s.pointee.chunk { t.useChunk(chunk) }
                t.pointee.deliverInfo = info
                t.pointee.deliverContinuation = continuation
                throw error
            }
        }
        s.pointee.nest = UInt16(truncatingIfNeeded: Swift.min(t.pointee.nestedRuns, 0xFFFF))
        s.pointee.stack = UInt16(own.number + 1)
        own.tasklet = s
        parkCount &+= 1
        transfer(t, to: to)
        own.tasklet = nil
        s.pointee.nest = 0
        s.pointee.stack = 0
        t.beginRunning(s)
        t.pointee.frame = frame
        t.pointee.handled = s.pointee.handled
        s.pointee.frame = nil
        s.pointee.handled = 0
        s.pointee.deliverContinuation = 0
        t.pointee.deliverInfo = info
        t.pointee.deliverContinuation = continuation
        hasResumed = true
        return try t.takeTempval(s)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Runs `body`, which may push a frame, and that frame to its end, as the main program: no native routine waits for it, so that
    /// the main tasklet is one like the others.
    public func runningProgram(_ body: () throws(PyRaise) -> Value) throws(PyRaise) -> Value {
        pointee.deliverInfo = Delivery.discard | FrameFlag.boundary
        pointee.deliverContinuation = 0
        let v = try body()
        return v.isPresent ? v : try NativeStacks.runProgram(self)
    }
}
