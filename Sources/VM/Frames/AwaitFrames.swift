// Await frames: coroutine code that runs as an ordinary frame, because native code has called a coroutine function and awaited the result
// in one step.
//
// In:  a frame with the flag `inAwait` above the frame that awaits it. Out: if it returns or raises, what any call gives. If it is to be
// suspended, the frame and those that it is awaited by become coroutines, each as if its awaiting frame had stopped in its `send`.
//
// Such a frame was called where its awaiting frame's pc is the end of the `send` and its return register is the send's result register; its
// continuation word holds what was being handled then. Nobody can have its coroutine before: it was awaited at once.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Makes coroutines of the running frame and of those that await it, the outermost first; the new running frame.
    func becomeCoroutines(_ frame: FrameRef) -> FrameRef {
        var chain = [frame]
        while let next = chain[chain.count - 1].pointee.caller, next.isInAwait { chain.append(next) }
        guard var below = chain[chain.count - 1].pointee.caller else { return frame }
        for f in chain.reversed() { below = becomeCoroutine(f, awaitedBy: below) }
        return below
    }

    private func becomeCoroutine(_ frame: FrameRef, awaitedBy caller: FrameRef) -> FrameRef {
        let code = frame.pointee.code, words = FRAME_WORDS_INT + Int(code.pointee.registerCount)
        let f = Value(bits: frame.pointee.function)
        let g = certainly { () throws(PyRaise) in try new(PyGeneratorLayout.self, shape: K.coroutine.type.pointee.rootShape, extraBytes: words * 8) }
        g.pointee.name = f.function.pointee.name
        g.pointee.qualifiedName = f.function.pointee.qualifiedName
        g.pointee.frameWords = Int64(words)
        g.pointee.state = GeneratorState.running
        g.pointee.hooks = ResumeMode.delegate
        g.pointee.handled = frame.pointee.continuation
        g.pointee.top = frameTop(caller)
        let target = g.frame
        target.pointee = frame.pointee
        for i in 0 ..< Int(code.pointee.registerCount) { target.registers[i] = frame.registers[i] }
        target.pointee.caller = caller
        target.pointee.continuation = 0
        target.pointee.generator = Value(g).bits
        let kept = frame.pointee.info & (0xFFFF_FFFF_FFFF_0000 | FrameFlag.hasObject)
        target.pointee.info = kept | FrameFlag.generator | UInt64(Continuation.sendDone.rawValue)
        if frame.pointee.object != 0 {
            Value(bits: frame.pointee.object).cell(PyFrameObjectLayout.self).pointee.frame = target
            barrier(Value(bits: target.pointee.object))
        }
        if pointee.frame == frame { pointee.frame = target }
        waitInSend(caller, for: Value(g), result: frame.returnRegister)
        return target
    }

    /// The frame stands at the end of a `send` whose result goes to that register: now it stands in it, sending to `g`.
    private func waitInSend(_ frame: FrameRef, for g: Value, result: Int) {
        let end = frame.pcOffset
        var offset = 0
        let words = frame.pointee.code.info.unit.instructions
        while let x = DecodedInstruction(words, at: offset) {
            if x.op == .send, x.a == result, x.target == end {
                frame.registers[x.b] = g
                frame.pointee.pc = frame.pointee.code.pointee.instructions.unsafelyUnwrapped + x.next
                if frame.isGenerator { barrier(Value(bits: frame.pointee.generator)) }
                return
            }
            offset = x.next
        }
    }

    /// An exception has left an awaited frame, which is no longer running: StopIteration becomes RuntimeError.
    func awaitFrameRaised(_ frame: FrameRef) {
        pointee.frame = frame.pointee.caller
        stopIterationBecomesError("coroutine")
    }
}
