// Scheduler: the tasklets of a thread, their run queue, and what happens when one blocks, ends or has used its time.
//
// In:  decisions of Python code (schedule, run, channel operations) and the end of tasklets' first frames.
// Out: another tasklet's frame is the running one (Switching.swift); the native that asked answers `.empty`.
//
// Runnable tasklets form a ring through their `next` and `previous`; `head` is the running one. A tasklet in run() is a
// watchdog: out of the ring, woken when the ring is empty. A tasklet that is suspended inside a native routine which waits for Python code is
// 'hard': its machine stack is put aside with it (NativeStacks.swift).

import CVMSpec

public typealias TaskletRef = UnsafeMutablePointer<PyTaskletLayout>
public typealias ChannelRef = UnsafeMutablePointer<PyChannelLayout>

/// Bits of a tasklet's taskletFlags.
enum TaskletFlag {
    static let sending: UInt32 = 1
    static let receiving: UInt32 = 2
    static let blocked: UInt32 = 3
    /// In the ring.
    static let runnable: UInt32 = 4
    static let atomic: UInt32 = 8
    static let ignoreNesting: UInt32 = 16
    static let blockTrap: UInt32 = 32
    static let main: UInt32 = 64
    /// Waits in run().
    static let watchdog: UInt32 = 128
    /// Its first frame exists.
    static let started: UInt32 = 256
    static let finished: UInt32 = 512
}

extension UnsafeMutablePointer where Pointee == PyTaskletLayout {
    @inline(__always) func isSet(_ flag: UInt32) -> Bool { pointee.taskletFlags & flag != 0 }
    @inline(__always) func set(_ flag: UInt32) { pointee.taskletFlags |= flag }
    @inline(__always) func clear(_ flag: UInt32) { pointee.taskletFlags &= ~flag }
    @inline(__always) var nextInChain: TaskletRef { TaskletRef(bitPattern: UInt(pointee.next)).unsafelyUnwrapped }
    @inline(__always) var previousInChain: TaskletRef { TaskletRef(bitPattern: UInt(pointee.previous)).unsafelyUnwrapped }
    @inline(__always) var word: UInt64 { UInt64(UInt(bitPattern: self)) }
}

enum Scheduler {
    nonisolated(unsafe) static var main: TaskletRef? = nil
    /// The running tasklet's place in the ring; nil while the ring is empty.
    nonisolated(unsafe) static var head: TaskletRef? = nil
    nonisolated(unsafe) static var runCount = 0
    nonisolated(unsafe) static var lastNumber: Int64 = 0
    /// Tasklets in run(), innermost last.
    nonisolated(unsafe) static var watchdogs: [TaskletRef] = []
    nonisolated(unsafe) static var switchTrap = 0
    nonisolated(unsafe) static var channelCallback: UInt64 = 0
    nonisolated(unsafe) static var scheduleCallback: UInt64 = 0
    nonisolated(unsafe) static var errorHandler: UInt64 = 0
    nonisolated(unsafe) static var isInCallback = false

    // The time slices of run(timeout): ticks of each, 0 if none is active.
    nonisolated(unsafe) static var timeout: Int64 = 0
    nonisolated(unsafe) static var timeoutOwner: TaskletRef? = nil
    nonisolated(unsafe) static var timeoutIsTotal = false
    nonisolated(unsafe) static var timeoutIsSoft = false
    nonisolated(unsafe) static var timeoutIgnoresNesting = false
    /// A soft time-out is over: the next switch goes to its owner.
    nonisolated(unsafe) static var softExpired = false

    /// Ticks that one poll counts for: a loop's iteration or a call is about three instructions.
    static let ticksPerPoll: Int64 = 3

    /// Makes the thread's first tasklet the main one.
    static func adopt(_ t: Thread) {
        guard let m = t.pointee.tasklet else { return }
        main = m
        m.set(TaskletFlag.main | TaskletFlag.started)
        lastNumber = 1
        m.pointee.number = 1
        append(m)
        Roots.markers.append { (marker: inout Marker) in
            for w in watchdogs { marker.mark(Value(w)) }
            if let head { marker.mark(Value(head)) }
            if let timeoutOwner { marker.mark(Value(timeoutOwner)) }
            for bits in [channelCallback, scheduleCallback, errorHandler] { marker.mark(Value(bits: bits)) }
        }
    }

    // -- The ring

    /// Puts a tasklet before `place`.
    @inline(__always) static func insert(_ x: TaskletRef, before place: TaskletRef) {
        let p = place.pointee.previous
        x.pointee.next = place.word
        x.pointee.previous = p
        place.previousInChain.pointee.next = x.word
        place.pointee.previous = x.word
        x.set(TaskletFlag.runnable)
        runCount &+= 1
    }

    /// Puts a tasklet at the end of the queue.
    @inline(__always) static func append(_ x: TaskletRef) {
        if let head { insert(x, before: head); return }
        x.pointee.next = x.word
        x.pointee.previous = x.word
        head = x
        x.set(TaskletFlag.runnable)
        runCount &+= 1
    }

    @inline(__always) static func unlink(_ x: TaskletRef) {
        if x.pointee.next == x.word { head = nil }
        else {
            let n = x.nextInChain, p = x.previousInChain
            n.pointee.previous = p.word
            p.pointee.next = n.word
            if head == x { head = n }
        }
        x.pointee.next = 0
        x.pointee.previous = 0
        x.clear(TaskletFlag.runnable)
        runCount &-= 1
    }

    /// Who goes on when no tasklet is runnable.
    static var sleeper: TaskletRef { watchdogs.last ?? main.unsafelyUnwrapped }

    // -- Time slices

    /// The pending word says 'tick': a time slice may be over. Called at loop ends and before calls.
    static func tick(_ t: Thread) throws(PyRaise) {
        guard timeout > 0, let owner = timeoutOwner, let s = t.pointee.tasklet else {
            t.pointee.pending &= ~PendingBit.tick.rawValue
            return
        }
        t.pointee.ticks &-= ticksPerPoll
        if t.pointee.ticks > 0 || switchTrap != 0 || isInCallback || s.isSet(TaskletFlag.atomic) || s == owner { return }
        if timeoutIsSoft { softExpired = true; return }
        if t.pointee.nestedRuns != 0 && !s.isSet(TaskletFlag.main) && !(timeoutIgnoresNesting || s.isSet(TaskletFlag.ignoreNesting)) { return }
        if owner.isSet(TaskletFlag.runnable) { unlink(owner) }
        t.pointee.deliverInfo = Delivery.discard
        t.pointee.deliverContinuation = 0
        unlink(s)
        s.pointee.tempval = Value.none.bits
        owner.pointee.tempval = s.word
        append(owner)
        do throws(PyRaise) { _ = try t.reschedule(s, owner) } catch {
            if NativeStacks.hasResumed { throw error }
            // It cannot be left here: the owner goes on waiting.
            t.clearRaised()
            unlink(owner)
            append(s)
            head = s
        }
    }

    static func startTimeout(_ t: Thread, _ owner: TaskletRef, _ ticks: Int64, soft: Bool, ignoreNesting: Bool, total: Bool) {
        timeout = ticks
        timeoutOwner = owner
        timeoutIsSoft = soft
        timeoutIgnoresNesting = ignoreNesting
        timeoutIsTotal = total
        softExpired = false
        t.pointee.ticks = ticks
        t.pointee.pending |= PendingBit.tick.rawValue
    }

    /// A tasklet comes out of run().
    static func endWatch(_ t: Thread, _ x: TaskletRef) {
        x.clear(TaskletFlag.watchdog)
        if let i = watchdogs.lastIndex(of: x) { watchdogs.remove(at: i) }
        if timeoutOwner == x {
            timeoutOwner = nil
            timeout = 0
            softExpired = false
            t.pointee.pending &= ~PendingBit.tick.rawValue
        }
    }
}

extension Scheduler {
    /// After marking: tasklets that nothing can reach but that have something to do before they die (`finally`, `with`).
    static func findDoomed(_ t: Thread, _ doomed: inout [UInt64]) {
        // Tasklets and small instances of subclasses: the cells of some size classes.
        let heap = theHeap
        let first = Heap.sizeClass(MemoryLayout<PyTaskletLayout>.size)
        for c in first ... first + 4 {
            heap.pointee.forEachCell(ofClass: c) { cell in
                let shape = cell.assumingMemoryBound(to: Header.self).pointee.shape
                guard shape == Kind.Tasklet.rawValue || shape >= UInt32(KIND_COUNT), !heap.pointee.isMarked(UInt(bitPattern: cell)) else { return }
                if t.shape(shape).pointee.kind == Kind.Tasklet.rawValue, mustFinish(cell.assumingMemoryBound(to: PyTaskletLayout.self)) {
                    doomed.append(UInt64(UInt(bitPattern: cell)))
                }
            }
        }
    }

    private static func mustFinish(_ x: TaskletRef) -> Bool {
        guard x.isSet(TaskletFlag.started), !x.isSet(TaskletFlag.finished) else { return false }
        var f = x.pointee.frame
        while let frame = f {
            if !frame.pointee.code.info.rows.isEmpty { return true }
            f = frame.pointee.caller
        }
        return false
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Ends a tasklet that nothing can reach any more, as the collector found.
    func killUnreachable(_ v: Value) throws(PyRaise) {
        let x = TaskletTypes.of(v)
        if Scheduler.switchTrap != 0 || Scheduler.isInCallback || !x.isSet(TaskletFlag.started) || x.isSet(TaskletFlag.runnable) { return }
        let e = try newException(TaskletTypes.exit, [])
        _ = try waiting { () throws(PyRaise) in try throwIntoTasklet(x, e, pending: false) }
    }

    /// The running tasklet.
    @inline(__always) var current: TaskletRef { pointee.tasklet.unsafelyUnwrapped }

    /// schedule(): to the end of the queue.
    func schedule(_ value: Value) throws(PyRaise) -> Value {
        let s = current
        s.pointee.tempval = value.bits
        let n = s.nextInChain
        if n == s && !Scheduler.softExpired { return try takeTempval(s) }
        try checkTrap()
        return try reschedule(s, n)
    }

    /// Leaves the queue and goes on elsewhere: for schedule_remove.
    func scheduleRemove(_ value: Value) throws(PyRaise) -> Value {
        let s = current
        try checkTrap()
        s.pointee.tempval = value.bits
        Scheduler.unlink(s)
        return try leave(s) { Scheduler.append(s) }
    }

    /// The running tasklet is out of the ring: runs the next one, or wakes who waits. `undo` puts it back where that fails.
    @inline(__always) func leave(_ s: TaskletRef, _ undo: () -> Void) throws(PyRaise) -> Value {
        let n: TaskletRef
        if let head = Scheduler.head { n = head } else {
            let w = Scheduler.sleeper
            if w == s || w.isSet(TaskletFlag.blocked) {
                undo()
                Scheduler.head = s
                s.pointee.tempval = 0
                throw raise(K.RuntimeError, "Deadlock: the last runnable tasklet cannot be blocked.")
            }
            Scheduler.append(w)
            n = w
        }
        do throws(PyRaise) { return try reschedule(s, n) } catch {
            if NativeStacks.hasResumed { throw error }
            undo()
            Scheduler.head = s
            throw error
        }
    }

    /// stackless.run()
    func runScheduler(timeout: Int64, soft: Bool, ignoreNesting: Bool, total: Bool) throws(PyRaise) -> Value {
        let s = current
        if Scheduler.runCount <= 1 && s.isSet(TaskletFlag.runnable) { return .none }
        try checkTrap()
        Scheduler.watchdogs.append(s)
        s.set(TaskletFlag.watchdog)
        if timeout > 0 && Scheduler.timeout == 0 {
            Scheduler.startTimeout(self, s, timeout, soft: soft, ignoreNesting: ignoreNesting, total: total)
        }
        s.pointee.tempval = Value.none.bits
        Scheduler.unlink(s)
        guard let n = Scheduler.head else {
            Scheduler.append(s)
            Scheduler.endWatch(self, s)
            return .none
        }
        do throws(PyRaise) { return try reschedule(s, n) } catch {
            if NativeStacks.hasResumed { throw error }
            Scheduler.endWatch(self, s)
            Scheduler.append(s)
            Scheduler.head = s
            throw error
        }
    }

    @inline(__always) func checkTrap() throws(PyRaise) {
        if Scheduler.switchTrap != 0 { throw raise(K.RuntimeError, "switch_trap") }
    }

    /// task.run() and task.switch(): runs `n` at once; the caller stays in the queue or is paused.
    func runTasklet(_ n: TaskletRef, pausing: Bool) throws(PyRaise) -> Value {
        let s = current
        if n == s { return .none }
        if n.isSet(TaskletFlag.blocked) { throw raise(K.RuntimeError, "You cannot run a blocked tasklet") }
        guard isAlive(n) else { throw raise(K.RuntimeError, "You cannot run an unbound(dead) tasklet") }
        try checkTrap()
        let wasRunnable = n.isSet(TaskletFlag.runnable)
        if !wasRunnable { Scheduler.append(n) }
        s.pointee.tempval = Value.none.bits
        if pausing { Scheduler.unlink(s) }
        do throws(PyRaise) { return try reschedule(s, n) } catch {
            if NativeStacks.hasResumed { throw error }
            if pausing { Scheduler.append(s); Scheduler.head = s }
            if !wasRunnable && n.isSet(TaskletFlag.runnable) { Scheduler.unlink(n) }
            throw error
        }
    }

    /// Has frames, runs, or has what it needs to start.
    func isAlive(_ x: TaskletRef) -> Bool {
        x.isSet(TaskletFlag.started) || x == current || x.pointee.function != 0 && x.pointee.arguments != 0
    }

    /// Raises `e` in a tasklet: at once, or (pending) when its turn comes.
    func throwIntoTasklet(_ n: TaskletRef, _ e: Value, pending: Bool) throws(PyRaise) -> Value {
        let s = current
        if n == s { throw raise(value: e) }
        let isExit = isInstance(e, TaskletTypes.exit)
        guard isAlive(n) else {
            if isExit { return .none }
            throw raise(K.RuntimeError, "You cannot throw to a dead tasklet")
        }
        if !n.isSet(TaskletFlag.started) && isExit {
            // Never started: nothing can notice.
            if n.isSet(TaskletFlag.runnable) { Scheduler.unlink(n) }
            n.pointee.function = 0
            n.pointee.arguments = 0
            n.pointee.keywords = 0
            n.set(TaskletFlag.finished)
            return .none
        }
        if !pending { try checkTrap() }
        if n.isSet(TaskletFlag.blocked) { Channels.unlink(n) }
        n.pointee.tempval = try newBomb(e).bits
        if !n.isSet(TaskletFlag.runnable) { Scheduler.append(n) }
        if pending { return .none }
        s.pointee.tempval = Value.none.bits
        return try reschedule(s, n)
    }

    /// The first frame of the running tasklet has ended: with a value, or (empty) by the exception in `raised`.
    func taskletFinished(_ v: Value) throws(PyRaise) -> Bool {
        let s = current
        var e = Value.empty
        if v.isEmpty {
            e = clearRaised()
            if isInstance(e, TaskletTypes.exit) { e = .empty }
        }
        pointee.frame = nil
        if e.isPresent && Scheduler.errorHandler != 0 {
            do throws(PyRaise) {
                let tb = Value(bits: e.exception.pointee.traceback)
                _ = try call(Value(bits: Scheduler.errorHandler), Value(typeOf(e)), e, tb.isEmpty ? .none : tb)
                e = .empty
            } catch { e = clearRaised() }
        }
        let following = s.nextInChain
        s.clear(TaskletFlag.started)
        s.set(TaskletFlag.finished)
        s.pointee.handled = 0
        s.pointee.tempval = 0
        if s.isSet(TaskletFlag.watchdog) { Scheduler.endWatch(self, s) }
        if s.isSet(TaskletFlag.runnable) { Scheduler.unlink(s) }
        let n: TaskletRef
        if e.isPresent {
            n = Scheduler.sleeper
            if n.isSet(TaskletFlag.blocked) { Channels.unlink(n) }
            n.pointee.tempval = try newBomb(e).bits
            if !n.isSet(TaskletFlag.runnable) { Scheduler.append(n) }
        } else if Scheduler.head != nil {
            n = following
        } else {
            n = Scheduler.sleeper
            if n.isSet(TaskletFlag.blocked) {
                let text = n.isSet(TaskletFlag.receiving) ? "the main tasklet is receiving without a sender available." : "the main tasklet is sending without a receiver available."
                Channels.unlink(n)
                _ = raise(K.RuntimeError, text)
                n.pointee.tempval = try newBomb(clearRaised()).bits
            }
            Scheduler.append(n)
        }
        if Scheduler.scheduleCallback != 0 { try tellSwitch(s, nil) }
        s.pointee.chunk = nil
        Scheduler.head = n
        if n.pointee.stack != 0 { NativeStacks.resume(self, n) } else { try enter(n) }
        return true
    }
}
