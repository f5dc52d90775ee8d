// Continuations: what happens to the result of a frame that something other than a call instruction has pushed.
//
// A frame's `returnKind` names one of these; `continuation` is its state, a value. When the frame returns, `resume` turns
// the result into the value that is delivered, or pushes the next frame and answers `.empty`.

import Bytecode
import CVMSpec

/// Kinds of continuation; the number stands in the low byte of Frame.info.
public enum Continuation: UInt8 {
    /// None: the result is delivered as it is.
    case store = 0
    /// Next attempt of a binary operator if the result is NotImplemented. State: (operator | flags | stage << 8, a, b).
    case binary
    /// Next attempt of a comparison. State: (operator | stage << 8, a, b).
    case compare
    /// `__init__` must return None; the instance is the result. State: the instance.
    case afterInit
    /// What __new__ returned is initialised. State: (class, arguments, names).
    case afterNew
    /// The result of __bool__ or __len__ becomes a bool. State: 0 or 1 (negate), | 2 for __len__.
    case truth
    /// A jump instruction waits for a truth value. State: 1 if the jump is taken on true, | 2 if the value came from __len__.
    case jumpTruth
    /// A compare-and-jump instruction waits for the comparison, then its truth. State as `compare`, fourth: 1 jump if true.
    case compareJump
    /// The next value for forIterate; state: none. Exhaustion (StopIteration) jumps to the loop's exit.
    case forNext
    /// A value or the result of a delegate for `send`; its end jumps.
    case sendDone
    /// __contains__: truth of the result, negated if the state is 1.
    case contains
    /// __iter__ must return an iterator.
    case iterator
    /// __getattribute__ or a getter that raises AttributeError leads to __getattr__. State: (object, name).
    case attribute
    /// The result of __len__ as an int.
    case length
    /// Class body finished: call the metaclass (state as buildClassBegin makes it); then check its result (state: (that state, cell)).
    case classBody
    /// A native goes on: state (number of the step, its state), see NativeSteps.swift.
    case native
    /// Two continuations, inner first. State: (inner state, inner kind | outer kind << 8, outer state).
    case nested
    /// A fold takes the next item. State: the fold's state (Folding.swift).
    case fold
    /// As `binary` or `compare` behind the left operand's method, without a state: the instruction before the caller's pc says which operator it
    /// is, and its registers hold the operands.
    case operands
    /// As `compareJump`, without a tuple: the compare-and-jump instruction's registers hold the operands. State: 1 to jump if true, else 0, and
    /// the operator from bit 1 on.
    case jumpOperands
}

enum Continuations {
    /// Turns a frame's result into the value to deliver; `.empty` if another frame was pushed.
    static func resume(_ t: Thread, _ kind: Continuation, _ state: Value, _ v: Value) throws(PyRaise) -> Value {
        switch kind {
        case .store, .sendDone: return v
        case .binary:
            if v != .notImplemented { return v }
            let code = t.tupleItem(state, 0).int
            guard let op = BinaryOperator(rawValue: code & 63) else { return v }
            return try t.binaryStep(op, t.tupleItem(state, 1), t.tupleItem(state, 2), inplace: code & 64 != 0, stage: code >> 8)
        case .compare:
            if v != .notImplemented { return v }
            let code = t.tupleItem(state, 0).int
            guard let op = CompareOperator(rawValue: code & 63) else { return v }
            return try t.compareStep(op, t.tupleItem(state, 1), t.tupleItem(state, 2), stage: code >> 8)
        case .afterInit:
            guard v.isNone else { throw t.raise(K.TypeError, "__init__() should return None, not '\(t.typeName(of: v))'") }
            return state
        case .afterNew:
            let arguments = t.tupleItem(state, 1)
            return try t.afterNew(t.tupleItem(state, 0), v, arguments.tuple.items, arguments.tuple.count, t.tupleItem(state, 2))
        case .truth:
            let truth = try t.truthResult(v, fromLength: state.int & 2 != 0)
            return Value(truth != (state.int & 1 != 0))
        case .classBody: return try t.finishClassBody(state, v)
        case .contains:
            return Value(try t.isTrue(v) != (state.int & 1 != 0))
        case .jumpTruth:
            let truth = try t.truthResult(v, fromLength: state.int & 2 != 0)
            if truth == (state.int & 1 != 0) { Interpreter.takeJump(t) }
            return v
        case .compareJump:
            var r = v
            if r == .notImplemented {
                let code = t.tupleItem(state, 0).int
                guard let op = CompareOperator(rawValue: code & 63) else { return v }
                r = try t.waiting { () throws(PyRaise) in try t.compareStep(op, t.tupleItem(state, 1), t.tupleItem(state, 2), stage: code >> 8) }
            }
            if try t.isTrue(r) == (t.tupleItem(state, 3).int != 0) { Interpreter.takeJump(t) }
            return v
        case .forNext:
            if v.bits == Iteration.end { Interpreter.takeLoopExit(t); return v }
            return v
        case .iterator:
            try t.checkIterator(v)
            return v
        case .attribute: return v
        case .length: return try t.newInt(try t.lengthResult(v))
        case .native: return try NativeSteps.resume(t, state, v)
        case .fold: return try Folds.resume(t, state, v)
        case .operands: return v == .notImplemented ? try otherOperand(t) : v
        case .jumpOperands:
            var r = v
            if r == .notImplemented, let frame = t.pointee.frame, let op = CompareOperator(rawValue: state.int >> 1) {
                let word = NativeCode.originalWord(t, frame.pointee.pc - 1)
                let x = frame.registers[Interpreter.a(word)], y = frame.registers[Interpreter.b(word)]
                r = try t.waiting { () throws(PyRaise) in try t.compareStep(op, x, y, stage: 1) }
            }
            if try t.isTrue(r) == (state.int & 1 != 0) { Interpreter.takeJump(t) }
            return v
        case .nested: return try resumeNested(t, state) { (inner) throws(PyRaise) in try resume(t, inner, t.tupleItem(state, 0), v) }
        }
    }

    /// The left operand's method of the running frame's arithmetic or comparing instruction, which lies before the pc, gave NotImplemented: the right one's turn.
    private static func otherOperand(_ t: Thread) throws(PyRaise) -> Value {
        guard let frame = t.pointee.frame else { return .notImplemented }
        let word = NativeCode.originalWord(t, frame.pointee.pc - 1), r = frame.registers
        let opcode = Opcode(rawValue: Interpreter.op(word))
        if let op = opcode?.compareOperator { return try t.compareStep(op, r[Interpreter.b(word)], r[Interpreter.c(word)], stage: 1) }
        guard let (op, isInplace) = opcode?.binaryOperator else { return .notImplemented }
        return try t.binaryStep(op, r[Interpreter.b(word)], r[Interpreter.c(word)], inplace: isInplace, stage: 2)
    }

    /// Runs the inner one of two continuations, then the outer one on its result (or on the exception that left it).
    private static func resumeNested(_ t: Thread, _ state: Value, _ run: (Continuation) throws(PyRaise) -> Value) throws(PyRaise) -> Value {
        let kinds = t.tupleItem(state, 1).int
        guard let inner = Continuation(rawValue: UInt8(kinds & 0xFF)), let outer = Continuation(rawValue: UInt8(kinds >> 8 & 0xFF)) else { throw PyRaise() }
        let info = t.pointee.deliverInfo
        let outerState = t.tupleItem(state, 2)
        t.pointee.deliverInfo = info | UInt64(outer.rawValue)
        t.pointee.deliverContinuation = outerState.bits
        let r: Value
        do throws(PyRaise) { r = try run(inner) } catch {
            t.pointee.deliverInfo = info
            t.pointee.deliverContinuation = 0
            return try caught(t, outer, outerState)
        }
        t.pointee.deliverInfo = info
        t.pointee.deliverContinuation = 0
        if r.isEmpty { return r }
        if r.bits == Iteration.end && (outer == .forNext || outer == .sendDone) {
            // A nested run hands the end to whoever waits; else the loop's instruction jumps.
            if info & FrameFlag.boundary != 0 { return r }
            Interpreter.takeLoopExit(t)
            return outer == .sendDone ? .none : r
        }
        return try resume(t, outer, outerState, r)
    }

    /// An exception leaves a frame with this continuation: true if it has been dealt with (a value is delivered or a jump taken).
    static func caught(_ t: Thread, _ kind: Continuation, _ state: Value) throws(PyRaise) -> Value {
        switch kind {
        case .forNext:
            if t.raisedIs(K.StopIteration) { t.clearRaised(); Interpreter.takeLoopExit(t); return Value(bits: Iteration.end) }
        case .sendDone:
            if t.raisedIs(K.StopIteration) {
                let e = t.clearRaised()
                Interpreter.takeSendExit(t)
                let v = t.exceptionField(e, "value")
                return v.isEmpty ? .none : v
            }
        case .attribute:
            if t.raisedIs(K.AttributeError) {
                let fallback = try t.special(of: t.tupleItem(state, 0), .getattr)
                if fallback.isPresent {
                    t.clearRaised()
                    return try t.tailCall(fallback, t.tupleItem(state, 0), t.tupleItem(state, 1))
                }
            }
        case .native: return try NativeSteps.caught(t, state)
        case .fold: return try Folds.caught(t, state)
        case .nested: return try resumeNested(t, state) { (inner) throws(PyRaise) in try caught(t, inner, t.tupleItem(state, 0)) }
        default: break
        }
        throw PyRaise()
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Truth of what __bool__ (or __len__) returned.
    func truthResult(_ v: Value, fromLength: Bool) throws(PyRaise) -> Bool {
        if fromLength { return try lengthResult(v) != 0 }
        guard v.isBool else { throw raise(K.TypeError, "__bool__ should return bool, returned \(typeName(of: v))") }
        return v.isTrue
    }
}
