// DelegationChains: a generator that delegates (`yield from`, `await`) is resumed where its innermost delegate waits, in one step,
// however deep that is.
//
//   consumer ← root ← … ← leaf        running: each frame's caller is the one that resumed it
//              root ← … ← leaf        suspended as a chain: only the root was unlinked; root.leaf says where to go on
//
// In:  a leaf that yields while all frames up to the root wait in `send`. Out: the root's state is `chained`; the frames in between stay linked
// and `running`. Whoever looks at one of these generators in any other way than resuming the root calls `settle` first, which
// brings all of them into the state that yielding step by step would have left.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == PyGeneratorLayout {
    /// Suspended as the root of a chain.
    var isChained: Bool { pointee.state == GeneratorState.chained }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Ends the chain that a generator belongs to, if it is suspended in one.
    @inline(__always) func settle(_ v: Value) {
        let state = v.generator.pointee.state
        if state == GeneratorState.chained { unchain(v.generator) } else if state == GeneratorState.running { settleMember(v.generator) }
    }

    @inline(never) private func settleMember(_ g: GeneratorRef) {
        var top = g.frame
        while let caller = top.pointee.caller {
            if !caller.isGenerator { return }
            top = caller
        }
        let root = Value(bits: top.pointee.generator).generator
        if root.isChained { unchain(root) }
    }

    /// Suspends each generator of a chain for itself.
    @inline(never) func unchain(_ root: GeneratorRef) {
        guard var frame = root.pointee.leaf else { return }
        root.pointee.leaf = nil
        while frame != root.frame, let caller = frame.pointee.caller {
            let g = Value(bits: frame.pointee.generator).generator
            g.pointee.state = GeneratorState.suspended
            g.pointee.handled = 0
            frame.pointee.caller = nil
            // It stands before the yield of what its delegate has yielded; its two words are done.
            caller.pointee.pc += 2
            frame = caller
        }
        root.pointee.state = GeneratorState.suspended
        root.pointee.handled = 0
    }

    /// The root of the chain whose innermost delegate runs in `leaf` and yields, if nothing between them has to know of it.
    func chainableRoot(_ leaf: FrameRef) -> GeneratorRef? {
        guard leaf.pointee.info & 0xFF == UInt64(Continuation.sendDone.rawValue), leaf.pointee.object == 0 else { return nil }
        let root = Value(bits: Value(bits: leaf.pointee.generator).generator.pointee.root).generator
        let kind = root.frame.pointee.info & 0xFF
        guard kind == UInt64(Continuation.forNext.rawValue) || kind == 0, root.pointee.state == GeneratorState.running,
              pointee.handled == root.pointee.handled else { return nil }
        return root
    }

    /// Unlinks a chain's root; its resumer's frame runs.
    func suspendChain(_ root: GeneratorRef, at leaf: FrameRef) {
        root.pointee.state = GeneratorState.chained
        root.pointee.leaf = leaf
        pointee.frame = root.frame.pointee.caller
        root.frame.pointee.caller = nil
        barrier(root)
    }

    /// Makes the innermost delegate of a suspended chain the running frame. False if what its frames remember of the resumer does not
    /// hold any more.
    func relinkChain(_ root: GeneratorRef, _ sent: Value, mode: Int64) -> Bool {
        let frame = root.frame, caller = pointee.frame
        let depth = caller == nil ? 1 : caller.unsafelyUnwrapped.depth &+ 1
        guard let leaf = root.pointee.leaf, depth == frame.pointee.info >> 32, frameTop(caller) == root.pointee.top, pointee.handled == root.pointee.handled else { return false }
        leaf.registers[Interpreter.a(leaf.pointee.pc[-2])] = sent
        frame.pointee.caller = caller
        frame.pointee.info = pointee.deliverInfo & 0xFFFF_FFFF | FrameFlag.generator | depth << 32 | (frame.pointee.object != 0 ? FrameFlag.hasObject : 0)
        frame.pointee.continuation = pointee.deliverContinuation
        root.pointee.hooks = root.pointee.hooks & ~ResumeMode.mask | mode
        root.pointee.state = GeneratorState.running
        root.pointee.leaf = nil
        pointee.frame = leaf
        return true
    }
}
