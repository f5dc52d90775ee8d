// Generators, coroutines and async generators: frames that live in their object and can be entered again.
//
// The frame lies at the end of the generator's cell. Resuming links it above the running frame; a yield unlinks it. State:
// see GeneratorState. A resumption says how the end is to be told: by StopIteration (send, next) or by Iteration.end.

import Bytecode
import CVMSpec

public typealias GeneratorRef = UnsafeMutablePointer<PyGeneratorLayout>

enum GeneratorState {
    static let created: Int64 = 0
    static let suspended: Int64 = 1
    static let running: Int64 = 2
    static let finished: Int64 = 3
    /// Suspended with its delegates, see DelegationChains.swift.
    static let chained: Int64 = 4
}

/// How the end of a generator is told (bits of `hooks`).
enum ResumeMode {
    static let mask: Int64 = 3
    /// Iteration.end.
    static let iterate: Int64 = 0
    /// StopIteration with the value.
    static let send: Int64 = 1
    /// The value itself, through the continuation `sendDone`.
    static let delegate: Int64 = 2
    /// Async generator: the first iteration's hooks were called.
    static let hooksDone: Int64 = 4
    /// Async generator: an asend or athrow is running.
    static let asyncRunning: Int64 = 8
    /// Async generator: closed.
    static let asyncClosed: Int64 = 16
}

extension UnsafeMutablePointer where Pointee == PyGeneratorLayout {
    var frame: FrameRef { UnsafeMutableRawPointer(self + 1).assumingMemoryBound(to: Frame.self) }
    var code: UnsafeMutablePointer<PyCodeLayout> { frame.pointee.code }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The generator object for the running frame of a generator function; the frame is copied into it.
    func makeGenerator(_ frame: FrameRef) throws(PyRaise) -> Value {
        let code = frame.pointee.code
        let words = FRAME_WORDS_INT + Int(code.pointee.registerCount)
        let flags = CodeFlags(rawValue: code.pointee.codeFlags)
        let type = flags.contains(.coroutine) ? K.coroutine : flags.contains(.asyncGenerator) ? K.asyncGenerator : K.generator
        let shape = type.type.pointee.rootShape
        let g = try new(PyGeneratorLayout.self, shape: shape, extraBytes: words * 8)
        let f = Value(bits: frame.pointee.function)
        g.pointee.name = f.function.pointee.name
        g.pointee.qualifiedName = f.function.pointee.qualifiedName
        g.pointee.frameWords = Int64(words)
        let target = g.frame
        target.pointee = frame.pointee
        for i in 0 ..< Int(code.pointee.registerCount) { target.registers[i] = frame.registers[i] }
        target.pointee.caller = nil
        target.pointee.info = FrameFlag.generator
        target.pointee.generator = Value(g).bits
        target.pointee.object = 0
        return Value(g)
    }

    /// Resumes a generator with a value; its next value is delivered as `deliverInfo` says. Pushes: answers `.empty`.
    func resume(_ v: Value, _ sent: Value, mode: Int64) throws(PyRaise) -> Value {
        let g = v.generator
        let frame = g.frame
        if g.isChained, relinkChain(g, sent, mode: mode) { return .empty }
        settle(v)
        switch g.pointee.state {
        case GeneratorState.running:
            let what = v.shape == K.coroutine.type.pointee.rootShape ? "coroutine" : v.shape == K.asyncGenerator.type.pointee.rootShape ? "async generator" : "generator"
            throw raise(K.ValueError, "\(what) already executing")
        case GeneratorState.finished:
            if v.shape == K.coroutine.type.pointee.rootShape { throw raise(K.RuntimeError, "cannot reuse already awaited coroutine") }
            if mode == ResumeMode.iterate { return Value(bits: Iteration.end) }
            if mode == ResumeMode.delegate { Interpreter.takeSendExit(self); return .none }
            if v.shape == K.asyncGenerator.type.pointee.rootShape { throw raise(K.StopAsyncIteration, arguments: []) }
            throw stopIteration()
        case GeneratorState.created:
            if !sent.isNone {
                let what = v.shape == K.coroutine.type.pointee.rootShape ? "coroutine" : v.shape == K.asyncGenerator.type.pointee.rootShape ? "async generator" : "generator"
                throw raise(K.TypeError, "can't send non-None value to a just-started \(what)")
            }
        default:
            // The value goes to register a of the yield at which it waits (two words).
            frame.registers[Interpreter.a(frame.pointee.pc[-2])] = sent
        }
        try linkGenerator(g, mode: mode)
        return .empty
    }

    /// Makes the generator's frame the running one.
    func linkGenerator(_ g: GeneratorRef, mode: Int64) throws(PyRaise) {
        let frame = g.frame
        let caller = pointee.frame
        let depth = caller == nil ? 1 : caller.unsafelyUnwrapped.depth &+ 1
        if depth > UInt64(pointee.recursionLimit) { throw recursionError() }
        frame.pointee.caller = caller
        frame.pointee.info = pointee.deliverInfo & 0xFFFF_FFFF | FrameFlag.generator | depth << 32 | (frame.pointee.object != 0 ? FrameFlag.hasObject : 0)
        frame.pointee.continuation = pointee.deliverContinuation
        g.pointee.hooks = g.pointee.hooks & ~ResumeMode.mask | mode
        g.pointee.state = GeneratorState.running
        g.pointee.root = 0
        g.pointee.top = frameTop(caller)
        // What the generator handles comes on top of what its resumer handles.
        let outer = pointee.handled
        if g.pointee.handled != 0 { pointee.handled = g.pointee.handled }
        g.pointee.handled = outer
        pointee.frame = frame
    }

    /// Unlinks a generator's frame; `own` handled state is kept for the next resumption.
    func unlinkGenerator(_ g: GeneratorRef, state: Int64) {
        let outer = g.pointee.handled
        let own = pointee.handled
        g.pointee.handled = own == outer || state == GeneratorState.finished ? 0 : own
        pointee.handled = outer
        g.pointee.state = state
        pointee.frame = g.frame.pointee.caller
        g.frame.pointee.caller = nil
        barrier(g)
    }

    /// yield: the frame is left, the value goes to the resumer.
    func yieldFromFrame(_ frame: FrameRef, _ v: Value) throws(PyRaise) -> Bool {
        if frame.isInFold { return try yieldInFold(frame, v) }
        let frame = frame.isInAwait ? becomeCoroutines(frame) : frame
        let g = Value(bits: frame.pointee.generator).generator
        if g.pointee.root != 0, let root = chainableRoot(frame) {
            suspendChain(root, at: frame)
            return try deliver(root.frame, v, isYield: true)
        }
        unlinkGenerator(g, state: GeneratorState.suspended)
        return try deliver(frame, v, isYield: true)
    }

    /// return in a generator: what is delivered instead of the value.
    func finishGenerator(_ frame: FrameRef, _ value: Value) throws(PyRaise) -> Value {
        let g = Value(bits: frame.pointee.generator).generator
        unlinkGenerator(g, state: GeneratorState.finished)
        clearRegisters(frame)
        switch g.pointee.hooks & ResumeMode.mask {
        case ResumeMode.iterate: return Value(bits: Iteration.end)
        case ResumeMode.delegate: return value
        default:
            let isAsync = Value(g).shape == K.asyncGenerator.type.pointee.rootShape
            _ = isAsync ? raise(K.StopAsyncIteration, arguments: []) : stopIteration(value)
            throw PyRaise()
        }
    }

    private func clearRegisters(_ frame: FrameRef) {
        for i in 0 ..< Int(frame.pointee.code.pointee.registerCount) { frame.registers[i] = .empty }
    }

    /// An exception leaves a generator's frame: StopIteration becomes RuntimeError.
    func generatorRaised(_ frame: FrameRef) {
        let g = Value(bits: frame.pointee.generator).generator
        unlinkGenerator(g, state: GeneratorState.finished)
        clearRegisters(frame)
        let shape = Value(g).shape
        stopIterationBecomesError(shape == K.coroutine.type.pointee.rootShape ? "coroutine" : shape == K.asyncGenerator.type.pointee.rootShape ? "async generator" : "generator")
    }

    /// A StopIteration that came out of generator code itself is an error.
    func stopIterationBecomesError(_ what: String) {
        let e = Value(bits: pointee.raised)
        var name = ""
        if e.isReference && isInstance(e, K.StopIteration) { name = "StopIteration" }
        else if what == "async generator" && e.isReference && isInstance(e, K.StopAsyncIteration) { name = "StopAsyncIteration" }
        if !name.isEmpty {
            pointee.raised = 0
            _ = raise(K.RuntimeError, "\(what) raised \(name)")
            let r = Value(bits: pointee.raised)
            r.exception.pointee.cause = e.bits
            r.exception.pointee.context = e.bits
            r.exception.pointee.suppressContext = 1
        }
    }

    /// next(generator) for iteration: the end is Iteration.end.
    func resumeGenerator(_ v: Value, _ sent: Value) throws(PyRaise) -> Value { try resume(v, sent, mode: ResumeMode.iterate) }

    /// The `send` instruction: b.send(c), delivered through `sendDone`.
    func sendTo(_ receiver: Value, _ v: Value) throws(PyRaise) -> Value {
        if has(receiver, .Generator), receiver.shape != K.asyncGenerator.type.pointee.rootShape { return try resume(receiver, v, mode: ResumeMode.delegate) }
        do {
            if has(receiver, .Awaitable) {
                return try awaitableSend(receiver, v)
            }
            if v.isNone {
                let r = try iterate(receiver)
                if r.bits == Iteration.end { Interpreter.takeSendExit(self); return .none }
                return r
            }
            return try invokeWith(try getAttributeUnbound(receiver, N.send), receiver, v)
        } catch {
            return try sendEnded(error)
        }
    }

    /// StopIteration from a delegate: the result, and the jump.
    func sendEnded(_ error: PyRaise) throws(PyRaise) -> Value {
        guard raisedIs(K.StopIteration) else { throw error }
        let e = clearRaised()
        Interpreter.takeSendExit(self)
        let v = exceptionField(e, "value")
        return v.isEmpty ? .none : v
    }

    private func getAttributeUnbound(_ v: Value, _ name: Value) throws(PyRaise) -> Value {
        let f = try lookup(typeOf(v), name)
        if f.isEmpty { throw attributeError(v, name) }
        return f
    }

    /// iter() for `yield from`.
    func yieldFromIterator(_ frame: FrameRef, _ v: Value) throws(PyRaise) -> Value {
        if v.isReference && v.shape == K.coroutine.type.pointee.rootShape {
            let flags = CodeFlags(rawValue: frame.pointee.code.pointee.codeFlags)
            if flags.isDisjoint(with: [.coroutine, .iterableCoroutine]) {
                throw raise(K.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator")
            }
            return v
        }
        if has(v, .Generator) { return v }
        return try getIterator(v)
    }

    /// Throws an exception into a generator; may push. mode: how the end is told.
    func throwInto(_ v: Value, _ e: Value, mode: Int64) throws(PyRaise) -> Value {
        let g = v.generator
        settle(v)
        switch g.pointee.state {
        case GeneratorState.running: throw raise(K.ValueError, "generator already executing")
        case GeneratorState.finished:
            if v.shape == K.coroutine.type.pointee.rootShape { throw raise(K.RuntimeError, "cannot reuse already awaited coroutine") }
            throw raise(value: e)
        case GeneratorState.created:
            g.pointee.state = GeneratorState.finished
            clearRegisters(g.frame)
            throw raise(value: e)
        default: break
        }
        let frame = g.frame
        let instruction = frame.pointee.pc[-2]
        if Interpreter.op(instruction) == Opcode.yieldDelegate.rawValue {
            let delegate = frame.registers[Interpreter.c(instruction)]
            let isExit = isInstance(e, K.GeneratorExit)
            // The frame stands behind the yield; a value from the delegate is yielded by that same instruction.
            try linkGenerator(g, mode: mode)
            let resumedPC = frame.pointee.pc
            frame.pointee.pc = resumedPC - 2
            let info = pointee.deliverInfo, continuation = pointee.deliverContinuation
            pointee.deliverInfo = Delivery.register(Interpreter.b(instruction)) | UInt64(Continuation.sendDone.rawValue)
            pointee.deliverContinuation = 0
            defer { pointee.deliverInfo = info; pointee.deliverContinuation = continuation }
            do {
                var r = Value.none
                if isExit {
                    try closeDelegate(delegate)
                    frame.pointee.pc = resumedPC
                    pointee.raised = e.bits
                    throw PyRaise()
                }
                if has(delegate, .Generator), delegate.shape != K.asyncGenerator.type.pointee.rootShape { r = try throwInto(delegate, e, mode: ResumeMode.delegate) }
                else {
                    let method = try getAttributeIfAny(delegate, N.throw_)
                    if method.isEmpty {
                        frame.pointee.pc = resumedPC
                        throw raise(value: e)
                    }
                    do { r = try call(method, e) } catch {
                        r = try sendEnded(error)
                        frame.registers[Interpreter.b(instruction)] = r
                        return .empty
                    }
                }
                if r.isPresent { frame.registers[Interpreter.b(instruction)] = r }
                return .empty
            } catch {
                if unwindInto(frame) { return .empty }
                throw PyRaise()
            }
        }
        try linkGenerator(g, mode: mode)
        _ = raise(value: e)
        if unwindInto(frame) { return .empty }
        throw PyRaise()
    }

    /// Unwinds from a generator's frame just linked. True if some frame goes on; false if the exception has left it (the
    /// frame is unlinked, the exception is raised in the caller).
    private func unwindInto(_ frame: FrameRef) -> Bool {
        // Only this frame is looked at here: beyond it the exception is the caller's.
        guard pointee.frame == frame else { return false }
        let code = frame.pointee.code
        let offset = code.start(before: frame.pcOffset)
        let e = Value(bits: pointee.raised)
        if !passesOn(frame, offset, e) { addTraceback(e, frame, offset) }
        if let row = code.handlerRow(at: offset) {
            frame.registers[Int(row.register)] = e
            pointee.raised = 0
            frame.pointee.pc = code.pointee.instructions + Int(row.handler)
            return true
        }
        if frame.pointee.object != 0 { detachFrameObject(frame) }
        generatorRaised(frame)
        return false
    }

    private func closeDelegate(_ delegate: Value) throws(PyRaise) {
        if has(delegate, .Generator) { try closeGenerator(delegate); return }
        let close = try getAttributeIfAny(delegate, N.close)
        if close.isPresent { _ = try call(close) }
    }

    /// generator.close(), waiting.
    public func closeGenerator(_ v: Value) throws(PyRaise) {
        let g = v.generator
        settle(v)
        switch g.pointee.state {
        case GeneratorState.finished: return
        case GeneratorState.created:
            g.pointee.state = GeneratorState.finished
            clearRegisters(g.frame)
            return
        case GeneratorState.running: throw raise(K.ValueError, "generator already executing")
        default: break
        }
        let e = try newException(K.GeneratorExit, [])
        let r: Value
        do {
            r = try waiting { () throws(PyRaise) in try throwInto(v, e, mode: ResumeMode.iterate) }
        } catch {
            if raisedIs(K.GeneratorExit) || raisedIs(K.StopIteration) { clearRaised(); return }
            throw error
        }
        if r.bits != Iteration.end {
            let what = v.shape == K.coroutine.type.pointee.rootShape ? "coroutine" : "generator"
            throw raise(K.RuntimeError, "\(what) ignored GeneratorExit")
        }
    }
}

let FRAME_WORDS_INT = MemoryLayout<Frame>.size / 8
