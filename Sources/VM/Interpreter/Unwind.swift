// Returning and unwinding: how a frame ends, by a value or by an exception, and the run loop's nested entry.

import Bytecode
import CInterpreter
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Ends the running frame with a value. True to go on, false when a nested run has its result.
    func returnFromFrame(_ frame: FrameRef, _ value: Value) throws(PyRaise) -> Bool {
        if frame.pointee.info & FrameFlag.hasObject != 0 || frame.pointee.object != 0 { detachFrameObject(frame) }
        var v = value
        do {
            if frame.isGenerator { v = try finishGenerator(frame, value) } else {
                pointee.frame = frame.pointee.caller
                if frame.isInFold { v = Value(bits: Iteration.end) }
            }
            return try deliver(frame, v, isYield: false)
        } catch { return unwindAfter(frame) }
    }

    /// Gives a value to whoever waits for `frame`, which is no longer running.
    func deliver(_ frame: FrameRef, _ value: Value, isYield: Bool) throws(PyRaise) -> Bool {
        let info = frame.pointee.info
        var v = value
        let kindNumber = UInt8(truncatingIfNeeded: info)
        if kindNumber != 0, let kind = Continuation(rawValue: kindNumber) {
            if kind == .forNext && v.bits == Iteration.end {
                if info & FrameFlag.boundary != 0 { pointee.result = v.bits; return false }
                Interpreter.takeLoopExit(self)
                return true
            }
            if kind == .sendDone && !isYield && frame.isGenerator {
                // The delegate generator is finished. (Any other frame gives the delegate's next value.)
                Interpreter.takeSendExit(self)
            } else if kind != .forNext && kind != .sendDone {
                pointee.deliverInfo = info & 0xFFFF_FF00 & ~(FrameFlag.generator | FrameFlag.hasObject | FrameFlag.hidden | FrameFlag.inFold)
                pointee.deliverContinuation = 0
                do { v = try Continuations.resume(self, kind, Value(bits: frame.pointee.continuation), v) } catch {
                    if info & FrameFlag.taskletBase != 0 { return try taskletFinished(.empty) }
                    return info & FrameFlag.boundary != 0 ? false : unwind()
                }
                if v.isEmpty { return true }
            }
        }
        if info & FrameFlag.boundary != 0 {
            pointee.result = v.bits
            return false
        }
        if info & FrameFlag.taskletBase != 0 { return try taskletFinished(v) }
        let register = Int(info >> 16 & 0xFFFF)
        if register != 0xFFFF, v.bits != Iteration.end, let caller = pointee.frame { caller.registers[register] = v }
        return true
    }

    /// An exception (in `raised`) leaves the running instruction: finds its handler. True to go on there, false when it
    /// leaves a nested run.
    func unwind() -> Bool {
        while let frame = pointee.frame {
            if handled(in: frame) { return true }
            if let goesOn = ended(frame) { return goesOn }
        }
        return false
    }

    /// An exception leaves an instruction in a frame above `base`: true to go on in one of these frames, false when it has come out of
    /// the lowest of them.
    func unwindAbove(_ base: FrameRef?) -> Bool {
        while let frame = pointee.frame, frame != base {
            let isLowest = frame.pointee.caller == base
            if handled(in: frame) { return true }
            if isLowest { return false }
            if let goesOn = ended(frame) { return goesOn }
        }
        return false
    }

    /// Goes to the running frame's handler for the exception in `raised`; false: it has none and has ended.
    private func handled(in frame: FrameRef) -> Bool {
        let code = frame.pointee.code
        let offset = code.start(before: frame.pcOffset)
        let e = Value(bits: pointee.raised)
        if frame.pointee.info & FrameFlag.hidden == 0, !passesOn(frame, offset, e) { addTraceback(e, frame, offset) }
        if let row = code.handlerRow(at: offset) {
            frame.registers[Int(row.register)] = e
            pointee.raised = 0
            frame.pointee.pc = code.pointee.instructions + Int(row.handler)
            if pointee.hotLoops != UInt32.max { NativeCode.handlerReached(self, frame) }
            return true
        }
        if frame.pointee.object != 0 { detachFrameObject(frame) }
        if frame.isGenerator { generatorRaised(frame) } else if frame.isInFold { foldFrameRaised(frame) } else if frame.isInAwait { awaitFrameRaised(frame) } else { pointee.frame = frame.pointee.caller }
        return false
    }

    /// The exception in `raised` came out of the end of `frame`, which is no longer running.
    func unwindAfter(_ frame: FrameRef) -> Bool {
        if let goesOn = ended(frame) { return goesOn }
        return unwind()
    }

    /// A frame ended by an exception: what its continuation and flags say, or nil to go on unwinding in the caller.
    private func ended(_ frame: FrameRef) -> Bool? {
        let flags = frame.pointee.info
        if let kind = Continuation(rawValue: UInt8(truncatingIfNeeded: flags)), kind != .store {
            pointee.deliverInfo = flags & 0xFFFF_FF00 & ~(FrameFlag.generator | FrameFlag.hasObject | FrameFlag.hidden | FrameFlag.inFold)
            pointee.deliverContinuation = 0
            if let v = try? Continuations.caught(self, kind, Value(bits: frame.pointee.continuation)) {
                if v.isEmpty { return true }
                if flags & FrameFlag.boundary != 0 { pointee.result = v.bits; return false }
                if flags & FrameFlag.taskletBase != 0 { return try? taskletFinished(v) }
                let register = Int(flags >> 16 & 0xFFFF)
                if register != 0xFFFF, v.bits != Iteration.end, let caller = pointee.frame { caller.registers[register] = v }
                return true
            }
        }
        if flags & FrameFlag.boundary != 0 { return false }
        if flags & FrameFlag.taskletBase != 0, let goesOn = try? taskletFinished(.empty) { return goesOn }
        return nil
    }

    /// Runs the frame just pushed (its flags say boundary) to its end; its result.
    func runNested() throws(PyRaise) -> Value {
        if UInt(bitPattern: stackPointerNow()) < UInt(bitPattern: pointee.stackLimit) {
            // The frame pushed for this run must go again.
            dropPushedFrame()
            throw recursionError()
        }
        interpreter_run(self)
        if pointee.raised != 0 { throw PyRaise() }
        return Value(bits: pointee.result)
    }

    private func dropPushedFrame() {
        while let f = pointee.frame {
            pointee.frame = f.pointee.caller
            if f.isGenerator { generatorRaised(f) }
            if f.pointee.info & FrameFlag.boundary != 0 { return }
        }
    }

    @inline(__always) func stackPointerNow() -> UnsafeMutableRawPointer { machine_stack_pointer() }

    // -- Tracebacks

    /// Does the instruction only pass on an exception that already has its entry for this frame?
    func passesOn(_ frame: FrameRef, _ offset: Int, _ e: Value) -> Bool {
        let word = frame.pointee.code.pointee.instructions[offset]
        switch Opcode(rawValue: UInt8(truncatingIfNeeded: word)) {
        case .reraise: return true
        case .endAsyncFor: return true
        case .raise: return UInt16(truncatingIfNeeded: word >> 16) == 0xFFFF && pointee.handled == e.bits
        default: return false
        }
    }

    /// Puts the frame at the head of the exception's traceback.
    func addTraceback(_ e: Value, _ frame: FrameRef, _ offset: Int) {
        guard e.isReference else { return }
        let x = e.exception
        guard let object = try? frameObject(frame), let tb = try? new(PyTracebackLayout.self, .Traceback) else { return }
        tb.pointee.frame = object.bits
        tb.pointee.next = x.pointee.traceback
        tb.pointee.pcOffset = Int64(offset)
        tb.pointee.line = -1
        x.pointee.traceback = Value(tb).bits
        barrier(x)
    }

    /// Python's view of a frame.
    public func frameObject(_ frame: FrameRef) throws(PyRaise) -> Value {
        if frame.pointee.object != 0 { return Value(bits: frame.pointee.object) }
        let o = try new(PyFrameObjectLayout.self, .FrameObject)
        o.pointee.frame = frame
        o.pointee.code = frame.pointee.code
        o.pointee.globals = frame.pointee.globals
        o.pointee.locals = frame.pointee.locals
        o.pointee.function = frame.pointee.function
        frame.pointee.object = Value(o).bits
        frame.pointee.info |= FrameFlag.hasObject
        return Value(o)
    }

    /// The frame ends: its object keeps a copy of the registers.
    func detachFrameObject(_ frame: FrameRef) {
        let o = Value(bits: frame.pointee.object).cell(PyFrameObjectLayout.self)
        frame.pointee.object = 0
        o.pointee.pcOffset = Int64(frame.pcOffset)
        o.pointee.frame = nil
        let n = Int(frame.pointee.code.pointee.localCount)
        if let saved = try? newTuple(count: n) {
            for i in 0 ..< n { saved.items[i] = frame.registers[i] }
            o.pointee.saved = Value(saved).bits
        }
        // The frame below is still running: its object keeps the chain of f_back.
        if let caller = frame.pointee.caller, let back = try? frameObject(caller) { o.pointee.back = back.bits }
        barrier(o)
    }

    /// The frame whose first register zero-argument super() looks at.
    func currentFrameForSuper() -> FrameRef? { pointee.frame }

    // -- Safepoints

    /// Does what is pending before a call. True if another tasklet runs now: the call is done when this frame goes on.
    @inline(never) func pollBeforeCall(_ frame: FrameRef, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Bool {
        let info = pointee.deliverInfo
        _ = try poll()
        pointee.deliverInfo = info
        pointee.deliverContinuation = 0
        if pointee.frame == frame { return false }
        frame.pointee.pc = at - 1
        return true
    }

    /// Does what is pending. True to go on.
    @inline(never) func poll() throws(PyRaise) -> Bool {
        let bits = PendingBit(rawValue: pointee.pending)
        if bits.contains(.collect) {
            pointee.pending &= ~PendingBit.collect.rawValue
            Collector.collect(self, full: theHeap.pointee.wantsFull)
            if theHeap.pointee.wasEmergency { throw memoryError() }
        }
        if bits.contains(.stress), Collector.stress > 0 { Collector.stressPoint(self) }
        if bits.contains(.finalizers) {
            pointee.pending &= ~PendingBit.finalizers.rawValue
            try Collector.runFinalizers(self)
        }
        if bits.contains(.signal) { try pollSignals() }
        if bits.contains(.tick) { try Scheduler.tick(self) }
        if bits.contains(.compiled) {
            pointee.pending &= ~PendingBit.compiled.rawValue
            Safepoint.installCompiled?(self)
        }
        return true
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Runs the handlers of signals that arrived; for native routines that loop.
    @inline(__always) public func pollSignals() throws(PyRaise) {
        if pointee.pending & PendingBit.signal.rawValue != 0 { try deliverSignals() }
    }

    @inline(never) private func deliverSignals() throws(PyRaise) {
        pointee.pending &= ~PendingBit.signal.rawValue
        if let deliver = Safepoint.deliverSignals { try deliver(self) }
    }
}

/// Hooks of other rooms at safepoints.
public enum Safepoint {
    /// Runs the handlers of signals that arrived.
    nonisolated(unsafe) public static var deliverSignals: ((Thread) throws(PyRaise) -> Void)? = nil
    nonisolated(unsafe) public static var installCompiled: ((Thread) -> Void)? = nil
}

@_cdecl("vm_execute")
public func vm_execute(_ t: Thread, _ at: UnsafeMutablePointer<UInt64>, _ ins: UInt64) -> Bool { t.execute(at, ins) }
