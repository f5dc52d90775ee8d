// GeneratorEntries: native code of generators, entered behind their yields.
//
// In:  a generator that waits where it has native code; a native loop or a fold that wants its next value. Out: the value, or the state
// of affairs when it left. A yield ends a native activation like any other leaving (`NativeLeave.goOn`): the frame is written and
// stands at the yield, which is done here as the interpreter would do it.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Counts a yield; where it is done often, the compiler is asked for code that goes on behind it. `word`: the instruction's second.
    func countYield(_ frame: FrameRef, _ word: UnsafeMutablePointer<UInt64>) {
        if UInt32(truncatingIfNeeded: word.pointee) == pointee.hotLoops { NativeCode.loopIsHot?(self, frame, frame.pcOffset) }
        word.pointee &+= 1
    }

    /// Resumes a generator that has native code where it waits, for native code: its next value; 0 if it left or raised; nil if it is to
    /// be resumed in full. `deliverInfo` says where the value goes if it comes later.
    func resumeNatively(_ v: Value) -> UInt64? {
        let g = v.generator, frame = g.frame
        let isNew = g.pointee.state == GeneratorState.created
        guard isNew || g.pointee.state == GeneratorState.suspended, pointee.pending == 0, case let pc = frame.pointee.pc, Interpreter.op(pc.pointee) == Opcode.enterNative.rawValue,
              let unit = pointee.nativeUnits?.advanced(by: Interpreter.wide(pc.pointee)), unit.pointee.entry != 0, let enter = pointee.nativeEnter else { return nil }
        if !isNew { frame.registers[Interpreter.a(pc[-2])] = .none }
        do { try linkGenerator(g, mode: ResumeMode.iterate) } catch {
            pointee.leaveReason = NativeLeave.exception
            return 0
        }
        let caller = frame.pointee.caller
        let word = enter(unit.pointee.entry, self, frame)
        guard word == 0, pointee.leaveReason & 15 == NativeLeave.goOn, pointee.frame == frame else { return word }
        let at = frame.pointee.pc
        guard Interpreter.op(at.pointee) == Opcode.yield.rawValue else { return 0 }
        // What the interpreter would do next; the caller is native code, which takes the value as it is.
        let value = frame.registers[Interpreter.b(at.pointee)].bits
        frame.pointee.pc = at + 2
        unlinkGenerator(g, state: GeneratorState.suspended)
        pointee.frame = caller
        return value
    }

    /// `resumeNatively` left with the frames above `base` on the heap: empty to go on with them, or the exception that came out of them.
    func leftAbove(_ base: FrameRef?) throws(PyRaise) -> Value {
        let reason = pointee.leaveReason & 15
        if reason == NativeLeave.exception {
            if unwindAbove(base) { return .empty }
            throw PyRaise()
        }
        if reason == NativeLeave.guardFailed, let running = pointee.frame { tellFailure(running) }
        return .empty
    }
}
