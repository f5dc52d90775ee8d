// Direct switches: the usual cases of schedule(), channel operations, run() and switch(), straight from a call instruction.
//
// In:  a native with a `direct` number and its arguments; the running frame's pc and `deliverInfo` say where it goes on.
// Out: another tasklet's frame is the running one, or `thread.result` has the value; or nothing has changed and the call is to be done in full.
//
// Usual is: no callbacks, traps or time slices; no native routine waits for either tasklet; no exception is passed.

import CVMSpec

/// What a native's `direct` number means; 0: an ordinary native.
public enum DirectSwitch {
    static let schedule: Int64 = 1
    static let send: Int64 = 2
    static let receive: Int64 = 3
    static let run: Int64 = 4
    static let switchTo: Int64 = 5
    /// Larger numbers are no switches (QuickNatives.swift).
    static let last: Int64 = 5

    public enum Outcome { case notDone, switched, value }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Nothing stands in the way of a switch.
    @inline(__always) private var switchesAreUsual: Bool {
        pointee.pending == 0 && pointee.nestedRuns == 0 && pointee.nativeRuns == 0 && Scheduler.timeout == 0 && Scheduler.switchTrap == 0
            && Scheduler.scheduleCallback == 0 && Scheduler.channelCallback == 0
    }

    @inline(__always) private func isBomb(_ bits: UInt64) -> Bool {
        let v = Value(bits: bits)
        return v.isReference && v.shape == TaskletTypes.bombShape
    }

    /// It only has to get its tempval into a register.
    @inline(__always) private func goesOnUsually(_ n: TaskletRef) -> Bool {
        let info = n.pointee.deliverInfo
        return n.pointee.taskletFlags & (TaskletFlag.started | TaskletFlag.watchdog) == TaskletFlag.started && n.pointee.stack == 0
            && (info & 0xFFFF == 0 || info & 0xFFFF == UInt64(Continuation.forNext.rawValue)) && n.pointee.frame != nil
    }

    /// From `s` to `n`, of which both are known to be usual.
    @inline(__always) private func goOn(_ s: TaskletRef, _ n: TaskletRef) -> DirectSwitch.Outcome {
        s.pointee.frame = pointee.frame
        s.pointee.deliverInfo = pointee.deliverInfo & 0xFFFF_FFFF
        s.pointee.deliverContinuation = pointee.deliverContinuation
        s.pointee.handled = pointee.handled
        Scheduler.head = n
        pointee.tasklet = n
        if let chunk = n.pointee.chunk { useChunk(chunk) }
        let frame = n.pointee.frame.unsafelyUnwrapped
        pointee.frame = frame
        n.pointee.frame = nil
        pointee.handled = n.pointee.handled
        n.pointee.handled = 0
        let register = Int(n.pointee.deliverInfo >> 16 & 0xFFFF), v = n.pointee.tempval
        n.pointee.tempval = 0
        if register != 0xFFFF { frame.registers[register] = v == 0 ? .none : Value(bits: v) }
        return .switched
    }

    @inline(__always) private func give(_ v: UInt64) -> DirectSwitch.Outcome {
        pointee.result = v == 0 ? Value.none.bits : v
        return .value
    }

    /// Calls `callee`, a native that is a switch.
    @inline(never) func switchDirectly(_ callee: Value, _ arguments: UnsafeMutablePointer<UInt64>, _ given: Int) -> DirectSwitch.Outcome {
        guard switchesAreUsual else { return .notDone }
        let native = callee.native, s = current
        if native.pointee.direct == DirectSwitch.schedule {
            guard given <= 1, s.isSet(TaskletFlag.runnable) else { return .notDone }
            let value = given == 1 ? arguments[0] : s.word, n = s.nextInChain
            if n == s || isBomb(value) || isBomb(n.pointee.tempval) || !goesOnUsually(n) { return .notDone }
            s.pointee.tempval = value
            return goOn(s, n)
        }
        let isBound = native.pointee.receiver != 0
        let count = isBound ? given : given &- 1
        guard count >= 0 else { return .notDone }
        let receiver = Value(bits: isBound ? native.pointee.receiver : arguments[0])
        switch native.pointee.direct {
        case DirectSwitch.send:
            guard count == 1, receiver.isExact(.Channel) else { return .notDone }
            return transfer(s, Channels.of(receiver), arguments[isBound ? 0 : 1], 1)
        case DirectSwitch.receive:
            guard count == 0, receiver.isExact(.Channel) else { return .notDone }
            return transfer(s, Channels.of(receiver), Value.none.bits, -1)
        default:
            guard count == 0, receiver.isExact(.Tasklet) else { return .notDone }
            let n = TaskletTypes.of(receiver)
            if n == s || n.isSet(TaskletFlag.blocked) || isBomb(n.pointee.tempval) || !goesOnUsually(n) || !s.isSet(TaskletFlag.runnable) { return .notDone }
            if !n.isSet(TaskletFlag.runnable) { Scheduler.append(n) }
            s.pointee.tempval = Value.none.bits
            if native.pointee.direct == DirectSwitch.switchTo { Scheduler.unlink(s) }
            return goOn(s, n)
        }
    }

    /// A channel operation.
    @inline(__always) private func transfer(_ s: TaskletRef, _ c: ChannelRef, _ value: UInt64, _ direction: Int64) -> DirectSwitch.Outcome {
        guard c.pointee.channelFlags == 0, s.isSet(TaskletFlag.runnable), !isBomb(value) else { return .notDone }
        if c.pointee.balance &* direction < 0 {
            let o = TaskletRef(bitPattern: UInt(c.pointee.first)).unsafelyUnwrapped
            let theirs = o.pointee.tempval
            if isBomb(theirs) { return .notDone }
            if Int64(c.pointee.preference) == 0 &- direction {
                if !goesOnUsually(o) { return .notDone }
                Channels.unlink(o)
                o.pointee.tempval = value
                s.pointee.tempval = theirs
                Scheduler.insert(o, before: s.nextInChain)
                return goOn(s, o)
            }
            Channels.unlink(o)
            o.pointee.tempval = value
            Scheduler.append(o)
            return give(theirs)
        }
        let n = s.nextInChain
        if n == s || s.isSet(TaskletFlag.blockTrap) || isBomb(n.pointee.tempval) || !goesOnUsually(n) { return .notDone }
        s.pointee.tempval = value
        Scheduler.unlink(s)
        Channels.append(s, c, direction)
        return goOn(s, n)
    }
}
