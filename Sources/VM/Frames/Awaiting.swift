// Awaiting: await, async for, and what async generators hand out.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    func isCoroutine(_ v: Value) -> Bool { has(v, .Generator) && v.shape == K.coroutine.type.pointee.rootShape }
    func isAsyncGenerator(_ v: Value) -> Bool { has(v, .Generator) && v.shape == K.asyncGenerator.type.pointee.rootShape }

    /// The iterator that `await v` drives. what: 0 await, 1 result of __aenter__, 2 of __aexit__.
    func awaitable(_ v: Value, _ what: Int) throws(PyRaise) -> Value {
        if isCoroutine(v) {
            settle(v)
            if v.generator.pointee.state == GeneratorState.suspended || v.generator.pointee.state == GeneratorState.running {
                if let i = delegateOf(v), i.isPresent { throw raise(K.RuntimeError, "coroutine is being awaited already") }
            }
            return v
        }
        if has(v, .Generator), CodeFlags(rawValue: v.generator.code.pointee.codeFlags).contains(.iterableCoroutine) { return v }
        if has(v, .Awaitable) { return v }
        let f = try special(of: v, .await)
        if f.isEmpty {
            switch what {
            case 1: throw raise(K.TypeError, "'async with' received an object from __aenter__ that does not implement __await__: \(typeName(of: v))")
            case 2: throw raise(K.TypeError, "'async with' received an object from __aexit__ that does not implement __await__: \(typeName(of: v))")
            default: throw raise(K.TypeError, "object \(typeName(of: v)) can't be used in 'await' expression")
            }
        }
        let it = try callSpecial(f, v)
        if isCoroutine(it) { throw raise(K.TypeError, "__await__() returned a coroutine") }
        if has(it, .Generator) || has(it, .Awaitable) { return it }
        if try special(of: it, .next).isEmpty { throw raise(K.TypeError, "__await__() returned non-iterator of type '\(typeName(of: it))'") }
        return it
    }

    /// What a suspended generator or coroutine waits for (gi_yieldfrom, cr_await), or nil.
    func delegateOf(_ v: Value) -> Value? {
        let g = v.generator
        settle(v)
        guard g.pointee.state == GeneratorState.suspended else { return nil }
        let i = g.frame.pointee.pc[-2]
        guard Interpreter.op(i) == Opcode.yieldDelegate.rawValue else { return nil }
        return g.frame.registers[Interpreter.c(i)]
    }

    func asyncIterator(_ v: Value) throws(PyRaise) -> Value {
        if isAsyncGenerator(v) { return v }
        let f = try special(of: v, .aiter)
        if f.isEmpty { throw raise(K.TypeError, "'async for' requires an object with __aiter__ method, got \(typeName(of: v))") }
        let it = try callSpecial(f, v)
        if try special(of: it, .anext).isEmpty {
            throw raise(K.TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: \(typeName(of: it))")
        }
        return it
    }

    func asyncNext(_ v: Value) throws(PyRaise) -> Value {
        if isAsyncGenerator(v) { return try newAwaitable(v, .send, .none) }
        let f = try special(of: v, .anext)
        if f.isEmpty { throw raise(K.TypeError, "'async for' requires an iterator with __anext__ method, got \(typeName(of: v))") }
        let r = try callSpecial(f, v)
        do { return try awaitable(r, 0) } catch {
            if raisedIs(K.TypeError) {
                let cause = clearRaised()
                let e = raise(K.TypeError, "'async for' received an invalid object from __anext__: \(typeName(of: r))")
                Value(bits: pointee.raised).exception.pointee.cause = cause.bits
                throw e
            }
            throw error
        }
    }

    /// An awaitable over an async generator's operation, or a coroutine's __await__ wrapper.
    func newAwaitable(_ g: Value, _ what: AwaitableKind, _ first: Value) throws(PyRaise) -> Value {
        let a = try new(PyAwaitableLayout.self, .Awaitable)
        a.pointee.generator = g.bits
        a.pointee.first = first.bits
        a.pointee.what = Int64(what.rawValue)
        return Value(a)
    }

    /// One step of an awaitable, waiting; raises StopIteration with the result at the end.
    func awaitableSend(_ v: Value, _ sent: Value) throws(PyRaise) -> Value {
        let a = v.cell(PyAwaitableLayout.self)
        let g = Value(bits: a.pointee.generator)
        guard let what = AwaitableKind(rawValue: Int(a.pointee.what)) else { throw stopIteration() }
        if what == .anextOrDefault {
            return try orDefault(a) { () throws(PyRaise) in
                if has(g, .Generator) { return try resume(g, sent, mode: ResumeMode.send) }
                if has(g, .Awaitable) { return try awaitableSend(g, sent) }
                return sent.isNone ? try nextOrRaise(g) : try callMethod(g, "send", sent)
            }
        }
        if what == .coroutine { return try waiting { () throws(PyRaise) in try resume(g, sent, mode: ResumeMode.send) } }
        if a.pointee.state == 2 { throw raise(K.RuntimeError, "cannot reuse already awaited \(what == .send ? "__anext__()/asend()" : "aclose()/athrow()")") }
        let gen = g.generator
        if a.pointee.state == 0 {
            if gen.pointee.hooks & ResumeMode.asyncRunning != 0 {
                a.pointee.state = 2
                throw raise(K.RuntimeError, "\(what == .send ? "anext()" : what == .close ? "aclose()" : "athrow()"): asynchronous generator is already running")
            }
            if what != .send && gen.pointee.hooks & ResumeMode.asyncClosed != 0 || what == .close && gen.pointee.state == GeneratorState.finished {
                a.pointee.state = 2
                if what == .close { throw stopIteration() }
                throw raise(K.StopAsyncIteration, arguments: [])
            }
            if !sent.isNone && what != .send { throw raise(K.RuntimeError, "can't send non-None value to a just-started coroutine") }
            a.pointee.state = 1
            gen.pointee.hooks |= ResumeMode.asyncRunning
            if what == .close { gen.pointee.hooks |= ResumeMode.asyncClosed }
            switch what {
            case .send:
                let value = sent.isNone ? Value(bits: a.pointee.first) : sent
                return try asyncStep(a, gen) { () throws(PyRaise) in try resume(g, value, mode: ResumeMode.send) }
            default:
                let e = Value(bits: a.pointee.first)
                return try asyncStep(a, gen) { () throws(PyRaise) in try throwInto(g, e, mode: ResumeMode.send) }
            }
        }
        return try asyncStep(a, gen) { () throws(PyRaise) in try resume(g, sent, mode: ResumeMode.send) }
    }

    /// Throws into an awaitable, waiting.
    func awaitableThrow(_ v: Value, _ e: Value) throws(PyRaise) -> Value {
        let a = v.cell(PyAwaitableLayout.self)
        let g = Value(bits: a.pointee.generator)
        let what = AwaitableKind(rawValue: Int(a.pointee.what))
        if what == .anextOrDefault {
            return try orDefault(a) { () throws(PyRaise) in
                if has(g, .Generator) { return try throwInto(g, e, mode: ResumeMode.send) }
                return has(g, .Awaitable) ? try awaitableThrow(g, e) : try callMethod(g, "throw", e)
            }
        }
        if what == .coroutine { return try waiting { () throws(PyRaise) in try throwInto(g, e, mode: ResumeMode.send) } }
        if a.pointee.state == 2 { throw raise(K.RuntimeError, "cannot reuse already awaited aclose()/athrow()") }
        a.pointee.state = 1
        g.generator.pointee.hooks |= ResumeMode.asyncRunning
        return try asyncStep(a, g.generator) { () throws(PyRaise) in try throwInto(g, e, mode: ResumeMode.send) }
    }

    /// One step of `anext(iterator, default)`: the iterator's end becomes the default.
    private func orDefault(_ a: UnsafeMutablePointer<PyAwaitableLayout>, _ body: () throws(PyRaise) -> Value) throws(PyRaise) -> Value {
        do throws(PyRaise) { return try waiting(body) } catch {
            guard raisedIs(K.StopAsyncIteration) else { throw error }
            clearRaised()
            throw raise(K.StopIteration, arguments: [Value(bits: a.pointee.first)])
        }
    }

    /// anext(): the awaitable of the iterator itself, or one that ends with the default.
    func anextBuiltin(_ iterator: Value, _ fallback: Value) throws(PyRaise) -> Value {
        let f = try special(of: iterator, .anext)
        if f.isEmpty { throw raise(K.TypeError, "'\(typeName(of: iterator))' object is not an async iterator") }
        let v = try callSpecial(f, iterator)
        return fallback.isEmpty ? v : try newAwaitable(try awaitable(v, 0), .anextOrDefault, fallback)
    }

    /// aiter().
    func aiterBuiltin(_ iterable: Value) throws(PyRaise) -> Value {
        let f = try special(of: iterable, .aiter)
        if f.isEmpty { throw raise(K.TypeError, "'\(typeName(of: iterable))' object is not an async iterable") }
        let it = try callSpecial(f, iterable)
        if try special(of: it, .anext).isEmpty { throw raise(K.TypeError, "aiter() returned not an async iterator of type '\(typeName(of: it))'") }
        return it
    }

    private func asyncStep(_ a: UnsafeMutablePointer<PyAwaitableLayout>, _ gen: GeneratorRef, _ body: () throws(PyRaise) -> Value) throws(PyRaise) -> Value {
        let isClose = AwaitableKind(rawValue: Int(a.pointee.what)) == .close
        let r: Value
        do { r = try waiting(body) } catch {
            a.pointee.state = 2
            gen.pointee.hooks &= ~ResumeMode.asyncRunning
            if raisedIs(K.StopAsyncIteration) || raisedIs(K.GeneratorExit) {
                gen.pointee.hooks |= ResumeMode.asyncClosed
                if isClose { clearRaised(); throw stopIteration() }
            }
            throw error
        }
        if r.isExact(.AsyncYield) {
            a.pointee.state = 2
            gen.pointee.hooks &= ~ResumeMode.asyncRunning
            if isClose { throw raise(K.RuntimeError, "async generator ignored GeneratorExit") }
            throw raise(K.StopIteration, arguments: [Value(bits: r.cell(PyAsyncYieldLayout.self).pointee.value)])
        }
        return r
    }
}

/// What an awaitable does when it is driven.
enum AwaitableKind: Int { case send, `throw`, close, coroutine, anextOrDefault }
