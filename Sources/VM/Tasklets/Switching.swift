// Switching: from the running tasklet's frames to another's.
//
// In:  the tasklet to leave, the one to go on with; the ring is right already.
// Out: the other's frame is the running one and has the value (or exception) it was waiting for. Natives answer `.empty`.
//
// Where the result of the suspended operation goes to is kept in the cell as `deliverInfo` and `deliverContinuation`. A plain register is
// written at once; anything else (a continuation, the end of a nested run, an exception) is left to a small frame on top
// that returns or raises it.

import CVMSpec

/// Functions whose frames deliver: compiled from text when the first tasklet is made.
enum SwitchFrames {
    nonisolated(unsafe) static var deliver = Value.empty
    nonisolated(unsafe) static var raise = Value.empty
    nonisolated(unsafe) static var start = Value.empty
    static let source = """
    def deliver(value): return value
    def throw(error): raise error
    def start(function, arguments, keywords): return function(*arguments, **keywords)

    """

    static func prepare(_ t: Thread) throws(PyRaise) {
        if deliver.isPresent { return }
        let globals = try t.newDict()
        try t.dictSet(globals, N.builtins, Importing.builtins)
        let code = try t.compileSource(Array(source.utf8), filename: "<tasklet>", isText: true)
        _ = try t.waiting { () throws(PyRaise) in try t.runCode(code, globals: globals, locals: .empty) }
        func take(_ name: String) throws(PyRaise) -> Value { Roots.add(try t.dictGet(globals, try t.intern(name))) }
        let d = try take("deliver")
        raise = try take("throw")
        start = try take("start")
        deliver = d
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// What a tasklet was resumed with; raises if that is an exception.
    @inline(__always) func takeTempval(_ s: TaskletRef) throws(PyRaise) -> Value {
        let v = Value(bits: s.pointee.tempval)
        s.pointee.tempval = 0
        if v.isEmpty { return .none }
        if v.isReference && v.shape == TaskletTypes.bombShape { throw raise(value: try bombException(v)) }
        return v
    }

    /// Leaves `s`, the running tasklet, for another one. The value it goes on with if native routines wait for it, else `.empty`: its frame gets the value.
    @inline(__always) func reschedule(_ s: TaskletRef, _ preferred: TaskletRef) throws(PyRaise) -> Value {
        var n = preferred
        NativeStacks.hasResumed = false
        if Scheduler.softExpired, let owner = Scheduler.timeoutOwner, owner != s {
            Scheduler.softExpired = false
            if !owner.isSet(TaskletFlag.runnable) { Scheduler.append(owner) }
            n = owner
        }
        if n == s {
            Scheduler.head = s
            return try takeTempval(s)
        }
        if Scheduler.scheduleCallback != 0 { try tellSwitch(s, n) }
        if pointee.nestedRuns != 0 { return try NativeStacks.park(self, s, n) }
        // Native code of this tasklet leaves: what it waits for is delivered by its frames.
        if pointee.nativeRuns != 0 { abandonNativeRuns() }
        // Save.
        s.pointee.frame = pointee.frame
        s.pointee.deliverInfo = pointee.deliverInfo & 0xFFFF_FFFF
        s.pointee.deliverContinuation = pointee.deliverContinuation
        s.pointee.handled = pointee.handled
        Scheduler.head = n
        if n.pointee.stack != 0 { NativeStacks.resume(self, n) } else { try enter(n) }
        return .empty
    }

    /// Tells the schedule callback; nil for a tasklet that ended.
    @inline(never) func tellSwitch(_ s: TaskletRef?, _ n: TaskletRef?) throws(PyRaise) {
        if Scheduler.isInCallback { return }
        Scheduler.isInCallback = true
        defer { Scheduler.isInCallback = false }
        do throws(PyRaise) {
            _ = try call(Value(bits: Scheduler.scheduleCallback), s.map { Value($0) } ?? .none, n.map { Value($0) } ?? .none)
        } catch { reportUnraisable(clearRaised(), Value(bits: Scheduler.scheduleCallback)) }
    }

    /// `n` is the running tasklet from now on.
    @inline(__always) func beginRunning(_ n: TaskletRef) {
        pointee.tasklet = n
        if Scheduler.timeout > 0 && !Scheduler.timeoutIsTotal { pointee.ticks = Scheduler.timeout }
        if n.isSet(TaskletFlag.watchdog) { Scheduler.endWatch(self, n) }
        if let chunk = n.pointee.chunk { useChunk(chunk) }
    }

    /// Makes `n`, which is not hard, the running tasklet and gives it its tempval.
    @inline(__always) func enter(_ n: TaskletRef) throws(PyRaise) {
        beginRunning(n)
        if !n.isSet(TaskletFlag.started) { try startTasklet(n); return }
        let frame = n.pointee.frame
        pointee.frame = frame
        n.pointee.frame = nil
        pointee.handled = n.pointee.handled
        n.pointee.handled = 0
        let info = n.pointee.deliverInfo
        let v = Value(bits: n.pointee.tempval)
        n.pointee.tempval = 0
        let kind = info & 0xFF
        if let frame, info & (FrameFlag.boundary | FrameFlag.taskletBase) == 0,
           kind == 0 || kind == UInt64(Continuation.forNext.rawValue) || kind == UInt64(Continuation.sendDone.rawValue),
           !(v.isReference && v.shape == TaskletTypes.bombShape) {
            let register = Int(info >> 16 & 0xFFFF)
            if register != 0xFFFF { frame.registers[register] = v.isEmpty ? .none : v }
            return
        }
        let continuation = n.pointee.deliverContinuation
        n.pointee.deliverContinuation = 0
        if v.isReference && v.shape == TaskletTypes.bombShape {
            try pushSwitchFrame(SwitchFrames.raise, [try bombException(v)], info, continuation)
        } else {
            try pushSwitchFrame(SwitchFrames.deliver, [v.isEmpty ? .none : v], info, continuation)
        }
    }

    /// A frame of one of SwitchFrames above the running one.
    func pushSwitchFrame(_ f: Value, _ arguments: [Value], _ info: UInt64, _ continuation: UInt64) throws(PyRaise) {
        try SwitchFrames.prepare(self)
        let code = f.function.pointee.code.unsafelyUnwrapped
        let frame = try reserveFrame(code)
        for i in 0 ..< Int(code.pointee.registerCount) { frame.registers[i] = i < arguments.count ? arguments[i] : .empty }
        let limit = pointee.recursionLimit
        pointee.recursionLimit = UInt32.max
        defer { pointee.recursionLimit = limit }
        pointee.deliverInfo = info & ~(FrameFlag.generator | FrameFlag.hasObject) | FrameFlag.hidden
        pointee.deliverContinuation = continuation
        try enterFrame(frame, code: code, function: f, globals: f.function.pointee.globals)
    }

    /// The first frame chunk of a tasklet, as large as its first frame needs.
    private func makeFirstChunk(_ n: TaskletRef, _ code: UnsafeMutablePointer<PyCodeLayout>) throws(PyRaise) {
        try materialize(code)
        let header = MemoryLayout<PyFrameChunkLayout>.size
        var size = header + MemoryLayout<Frame>.size + Int(code.pointee.registerCount) * 8 + Int(code.pointee.taskletRoom)
        if size <= Region.largestSmall { size = Heap.classSize(Heap.sizeClass(size)) }
        let chunk = try new(PyFrameChunkLayout.self, .FrameChunk, extraBytes: size - header)
        chunk.pointee.capacity = Int64(size - header)
        n.pointee.chunk = chunk
        useChunk(chunk)
    }

    /// Pushes a tasklet's first frame.
    func startTasklet(_ n: TaskletRef) throws(PyRaise) {
        let f = Value(bits: n.pointee.function), arguments = Value(bits: n.pointee.arguments), keywords = Value(bits: n.pointee.keywords)
        let v = Value(bits: n.pointee.tempval)
        n.pointee.function = 0
        n.pointee.arguments = 0
        n.pointee.keywords = 0
        n.pointee.tempval = 0
        n.set(TaskletFlag.started)
        pointee.frame = nil
        pointee.handled = 0
        let base = Delivery.discard | FrameFlag.taskletBase
        try SwitchFrames.prepare(self)
        if v.isReference && v.shape == TaskletTypes.bombShape {
            try makeFirstChunk(n, SwitchFrames.raise.function.pointee.code.unsafelyUnwrapped)
            try pushSwitchFrame(SwitchFrames.raise, [try bombException(v)], base, 0)
            return
        }
        var receiver = Value.empty, function = f
        if f.isExact(.BoundMethod) {
            receiver = Value(bits: f.cell(PyBoundMethodLayout.self).pointee.receiver)
            function = Value(bits: f.cell(PyBoundMethodLayout.self).pointee.function)
        }
        guard function.isExact(.Function), keywords.isEmpty else {
            try makeFirstChunk(n, SwitchFrames.start.function.pointee.code.unsafelyUnwrapped)
            try pushSwitchFrame(SwitchFrames.start, [f, arguments, keywords.isPresent ? keywords : Value(try newDict())], base, 0)
            return
        }
        try makeFirstChunk(n, function.function.pointee.code.unsafelyUnwrapped)
        pointee.deliverInfo = base
        pointee.deliverContinuation = 0
        let count = arguments.tuple.count
        do throws(PyRaise) {
            if receiver.isPresent {
                try withTemporaries(count + 1) { (p) throws(PyRaise) in
                    p[0] = receiver
                    for i in 0 ..< count { p[i + 1] = arguments.tuple.items[i] }
                    try pushFunction(function, p, count + 1, .empty)
                }
            } else {
                try pushFunction(function, arguments.tuple.items, count, .empty)
            }
        } catch {
            // Wrong arguments: the exception comes from inside the tasklet.
            let e = clearRaised()
            pointee.frame = nil
            try pushSwitchFrame(SwitchFrames.raise, [e], base, 0)
        }
    }
}
