// Channels: rendezvous between tasklets.
//
// A channel has a queue of tasklets that wait on one side of it, linked through their `next` and `previous`, and the balance: how
// many, positive if they wait to send. A value passes by exchanging the tempvals of the two; who goes on is the
// channel's preference: -1 the receiver, 1 the sender, 0 the caller.

import CVMSpec

/// Bits of a channel's channelFlags.
enum ChannelFlag {
    static let closing: Int32 = 1
    static let scheduleAll: Int32 = 2
}

enum Channels {
    @inline(__always) static func of(_ v: Value) -> ChannelRef { v.cell(PyChannelLayout.self) }

    /// Puts a tasklet at the end of the channel's queue.
    @inline(__always) static func append(_ s: TaskletRef, _ c: ChannelRef, _ direction: Int64) {
        s.pointee.previous = c.pointee.last
        s.pointee.next = 0
        if c.pointee.last != 0 { TaskletRef(bitPattern: UInt(c.pointee.last)).unsafelyUnwrapped.pointee.next = s.word } else { c.pointee.first = s.word }
        c.pointee.last = s.word
        c.pointee.balance &+= direction
        s.pointee.channel = UInt64(UInt(bitPattern: c))
        s.set(direction > 0 ? TaskletFlag.sending : TaskletFlag.receiving)
    }

    /// Takes a blocked tasklet out of its channel's queue.
    @inline(__always) static func unlink(_ s: TaskletRef) {
        let c = of(Value(bits: s.pointee.channel))
        let n = s.pointee.next, p = s.pointee.previous
        if n != 0 { TaskletRef(bitPattern: UInt(n)).unsafelyUnwrapped.pointee.previous = p } else { c.pointee.last = p }
        if p != 0 { TaskletRef(bitPattern: UInt(p)).unsafelyUnwrapped.pointee.next = n } else { c.pointee.first = n }
        c.pointee.balance &+= s.isSet(TaskletFlag.sending) ? -1 : 1
        s.clear(TaskletFlag.blocked)
        s.pointee.channel = 0
        s.pointee.next = 0
        s.pointee.previous = 0
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// send (direction 1, with the value) or receive (-1, with None): the result, or `.empty` after a switch.
    @inline(__always) func channelAction(_ channel: Value, _ value: Value, _ direction: Int64) throws(PyRaise) -> Value {
        let c = Channels.of(channel)
        let s = current
        let balance = c.pointee.balance
        let matches = direction > 0 ? balance < 0 : balance > 0
        if Scheduler.channelCallback != 0 { try tellChannel(channel, s, direction > 0, !matches) }
        if matches {
            let o = TaskletRef(bitPattern: UInt(c.pointee.first)).unsafelyUnwrapped
            let all = c.pointee.channelFlags & ChannelFlag.scheduleAll != 0
            let goesThere = !all && Int64(c.pointee.preference) == -direction
            if all || goesThere { try checkTrap() }
            Channels.unlink(o)
            let theirs = o.pointee.tempval
            o.pointee.tempval = value.bits
            s.pointee.tempval = theirs
            if all {
                Scheduler.append(o)
                return try reschedule(s, s.nextInChain)
            }
            if goesThere {
                Scheduler.insert(o, before: s.nextInChain)
                return try reschedule(s, o)
            }
            Scheduler.append(o)
            return try takeTempval(s)
        }
        if c.pointee.channelFlags & ChannelFlag.closing != 0 { throw raise(K.ValueError, "Send/receive operation on a closed channel") }
        if s.isSet(TaskletFlag.blockTrap) { throw raise(K.RuntimeError, "this tasklet does not like to be blocked.") }
        try checkTrap()
        s.pointee.tempval = value.bits
        Scheduler.unlink(s)
        Channels.append(s, c, direction)
        return try leave(s) {
            Channels.unlink(s)
            Scheduler.append(s)
            s.pointee.tempval = 0
        }
    }

    @inline(never) private func tellChannel(_ channel: Value, _ s: TaskletRef, _ sending: Bool, _ willBlock: Bool) throws(PyRaise) {
        if Scheduler.isInCallback { throw raise(K.RuntimeError, "Recursive channel call due to callbacks!") }
        Scheduler.isInCallback = true
        defer { Scheduler.isInCallback = false }
        _ = try call(Value(bits: Scheduler.channelCallback), arguments: [channel, Value(s), Value(sending), Value(willBlock)])
    }

    /// A value that raises `e` where it is received.
    func newBomb(_ e: Value) throws(PyRaise) -> Value {
        let b = try newObject(TaskletTypes.bomb)
        b.object.pointee.v0 = Value(typeOf(e)).bits
        b.object.pointee.v1 = e.bits
        let tb = Value(bits: e.exception.pointee.traceback)
        b.object.pointee.v2 = (tb.isEmpty ? .none : tb).bits
        return b
    }

    /// The exception of a bomb, which Python code may have made of anything.
    func bombException(_ b: Value) throws(PyRaise) -> Value {
        let type = Value(bits: b.object.pointee.v0), value = Value(bits: b.object.pointee.v1), tb = Value(bits: b.object.pointee.v2)
        var e = value
        if !(value.isReference && isInstance(value, K.BaseException)) {
            if isInstance(type, K.BaseException) { e = type }
            else if type.isReference && has(type, .Type) && isSubtype(type.type, K.BaseException) {
                e = try newException(type, value.isEmpty || value.isNone ? [] : [value])
            } else { e = try newException(K.TypeError, [try str("exceptions must derive from BaseException")]) }
        }
        if tb.isPresent && has(tb, .Traceback) && e.exception.pointee.traceback == 0 { e.exception.pointee.traceback = tb.bits }
        return e
    }
}

enum ChannelType {
    static func define(_ t: Thread) throws(PyRaise) -> Value {
        try t.defineType("channel", .Channel, module: "_stackless", flags: TypeFlag.weakrefable) { b throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { (t, a) throws(PyRaise) in
                let c = try t.newInstanceCell(a[0].type)
                Channels.of(c).pointee.preference = -1
                return c
            }
            try b.method("send", "(self, value, /)") { (t, a) throws(PyRaise) in
                let r = try t.channelAction(a[0], a[1], 1)
                return r.isEmpty ? r : .none
            }
            try b.method("receive", "(self, /)") { (t, a) throws(PyRaise) in try t.channelAction(a[0], .none, -1) }
            try b.method("send_exception", "(self, exc, /, *args)") { (t, a) throws(PyRaise) in
                guard t.has(a[1], .Type), t.isSubtype(a[1].type, K.BaseException) else {
                    throw t.raise(K.TypeError, "channel.send_exception() argument 1 must be an exception class")
                }
                let e = try t.call(a[1], a[2].tuple.items, a[2].tuple.count)
                return try t.channelAction(a[0], try t.newBomb(e), 1)
            }
            try b.method("send_throw", "(self, exc, val=None, tb=None)") { (t, a) throws(PyRaise) in
                let e = try Bootstrap.thrownException(t, a[1], a[2], a[3])
                return try t.channelAction(a[0], try t.newBomb(e), 1)
            }
            try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in a[0] }
            try b.method("__next__", "(self, /)") { (t, a) throws(PyRaise) in
                let c = Channels.of(a[0])
                if c.pointee.channelFlags & ChannelFlag.closing != 0 && c.pointee.balance <= 0 { throw t.stopIteration() }
                return try t.channelAction(a[0], .none, -1)
            }
            try b.method("close", "(self, /)") { (t, a) throws(PyRaise) in
                Channels.of(a[0]).pointee.channelFlags |= ChannelFlag.closing
                return .none
            }
            try b.method("open", "(self, /)") { (t, a) throws(PyRaise) in
                Channels.of(a[0]).pointee.channelFlags &= ~ChannelFlag.closing
                return .none
            }
            try b.attribute("balance", get: { (t, a) throws(PyRaise) in Value(small: Int(Channels.of(a[0]).pointee.balance)) })
            try b.attribute("queue", get: { (t, a) throws(PyRaise) in
                let q = Channels.of(a[0]).pointee.first
                return q == 0 ? .none : Value(bits: q)
            })
            try b.attribute("closing", get: { (t, a) throws(PyRaise) in Value(Channels.of(a[0]).pointee.channelFlags & ChannelFlag.closing != 0) })
            try b.attribute("closed", get: { (t, a) throws(PyRaise) in
                let c = Channels.of(a[0])
                return Value(c.pointee.channelFlags & ChannelFlag.closing != 0 && c.pointee.balance == 0)
            })
            try b.attribute("preference", get: { (t, a) throws(PyRaise) in Value(small: Int(Channels.of(a[0]).pointee.preference)) }, set: { (t, a) throws(PyRaise) in
                guard !a[1].isEmpty, t.isAnyInt(a[1]) else { throw t.raise(K.TypeError, "preference must be set to an integer") }
                let n = try t.clampedIndex(a[1])
                Channels.of(a[0]).pointee.preference = n < 0 ? -1 : n > 0 ? 1 : 0
                return .none
            })
            try b.attribute("schedule_all", get: { (t, a) throws(PyRaise) in Value(Channels.of(a[0]).pointee.channelFlags & ChannelFlag.scheduleAll != 0) }, set: { (t, a) throws(PyRaise) in
                guard !a[1].isEmpty, t.isAnyInt(a[1]) else { throw t.raise(K.TypeError, "schedule_all must be set to a bool or integer") }
                if try t.isTrue(a[1]) { Channels.of(a[0]).pointee.channelFlags |= ChannelFlag.scheduleAll }
                else { Channels.of(a[0]).pointee.channelFlags &= ~ChannelFlag.scheduleAll }
                return .none
            })
        }
    }
}
