// RuntimeHelpers: the routines that native code calls.
//
// In:  the thread and words. Out: a word; 0 when the routine left: then `leaveReason` says why, and the activation leaves too.
//
// Native code has announced where the running frame goes on (`frame.pc`) and where a late result goes (`deliverInfo`). A
// routine that pushes a frame runs it in a nested loop, if the machine stack has room, else it leaves and the frame runs
// from the heap. Longer than other files, because running pushed frames to their end, which most of these routines do, is private to it.

import Bytecode
import CInterpreter
import CVMSpec

/// The routines by name, for the linker. Each file lists its own: a reference to one from another file makes a second definition in debug builds.
public enum RuntimeHelpers {
    typealias W1 = @convention(c) (Thread, UInt64) -> UInt64
    typealias W2 = @convention(c) (Thread, UInt64, UInt64) -> UInt64
    typealias W3 = @convention(c) (Thread, UInt64, UInt64, UInt64) -> UInt64
    typealias W0 = @convention(c) (Thread) -> UInt64

    public static var all: [(name: String, address: UInt)] {
        func a(_ f: W0) -> UInt { unsafeBitCast(f, to: UInt.self) }
        func a(_ f: W1) -> UInt { unsafeBitCast(f, to: UInt.self) }
        func a(_ f: W2) -> UInt { unsafeBitCast(f, to: UInt.self) }
        func a(_ f: W3) -> UInt { unsafeBitCast(f, to: UInt.self) }
        let box: @convention(c) (Thread, Int64) -> UInt64 = rt_int_box
        let boxDouble: @convention(c) (Thread, Double) -> UInt64 = rt_float_box
        let push: @convention(c) (Thread, FrameRef, UInt64, Int64) -> FrameRef? = rt_frame_push_inlined
        let call: @convention(c) (Thread, UInt64, UnsafeMutablePointer<UInt64>, Int64) -> UInt64 = rt_py_call
        let callMethod: @convention(c) (Thread, UInt64, UnsafeMutablePointer<UInt64>, Int64) -> UInt64 = rt_py_call_method
        let superObject: @convention(c) (Thread) -> UInt64 = rt_py_super
        let callBound: @convention(c) (Thread, UInt64, UnsafeMutablePointer<UInt64>, Int64, Int64) -> UInt64 = rt_py_call_bound
        let finish: @convention(c) (Thread, FrameRef) -> UInt64 = rt_finish_callee
        let stress: @convention(c) () -> UInt64 = rt_guard_stress
        return LeafRoutines.all + AttributeLeaves.routines + NativeLeaves.routines + FoldFrames.routines + [
            ("rt_int_box", unsafeBitCast(box, to: UInt.self)), ("rt_float_box", unsafeBitCast(boxDouble, to: UInt.self)),
            ("rt_frame_push_inlined", unsafeBitCast(push, to: UInt.self)), ("rt_py_call", unsafeBitCast(call, to: UInt.self)),
            ("rt_py_call_method", unsafeBitCast(callMethod, to: UInt.self)),
            ("rt_py_call_bound", unsafeBitCast(callBound, to: UInt.self)), ("rt_py_call_extended", a(rt_py_call_extended)),
            ("rt_py_dict_merge", a(rt_py_dict_merge)), ("rt_py_list_extend", a(rt_py_list_extend)), ("rt_py_format", a(rt_py_format)), ("rt_py_contains", a(rt_py_contains)),
            ("rt_py_delete_item", a(rt_py_delete_item)),
            ("rt_finish_callee", unsafeBitCast(finish, to: UInt.self)),
            ("rt_guard_stress", unsafeBitCast(stress, to: UInt.self)),
            ("rt_cell_allocate", a(rt_cell_allocate)), ("rt_remember", a(rt_remember)), ("rt_poll", a(rt_poll)), ("rt_py_binary", a(rt_py_binary)), ("rt_py_binary_other", a(rt_py_binary_other)), ("rt_py_unary", a(rt_py_unary)),
            ("rt_py_call_window", a(rt_py_call_window)), ("rt_py_truth", a(rt_py_truth)), ("rt_py_load_global", a(rt_py_load_global)),
            ("rt_py_load_attribute", a(rt_py_load_attribute)), ("rt_py_store_attribute", a(rt_py_store_attribute)),
            ("rt_py_load_item", a(rt_py_load_item)), ("rt_py_store_item", a(rt_py_store_item)), ("rt_execute", a(rt_execute)),
            ("rt_execute_jump", a(rt_execute_jump)), ("rt_py_not", a(rt_py_not)), ("rt_py_truth_jump", a(rt_py_truth_jump)),
            ("rt_py_compare_jump", a(rt_py_compare_jump)), ("rt_py_iterator", a(rt_py_iterator)), ("rt_py_next", a(rt_py_next)),
            ("rt_py_len", a(rt_py_len)), ("rt_list_append", a(rt_list_append)), ("rt_cell_new", a(rt_cell_new)),
            ("rt_free_variable", a(rt_free_variable)), ("rt_frame_detach", a(rt_frame_detach)),
            ("rt_py_check_init", a(rt_py_check_init)), ("rt_py_super", unsafeBitCast(superObject, to: UInt.self)),
        ]
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Runs an operation for native code. It gives a value, pushes a frame or raises.
    @inline(__always) func forNative(_ body: () throws(PyRaise) -> Value) -> UInt64 {
        let frame = pointee.frame
        pointee.deliverContinuation = 0
        do {
            let v = try body()
            if v.isPresent { return v.bits }
        } catch {
            pointee.leaveReason = NativeLeave.exception
            return 0
        }
        return finishPushed(frame)
    }

    /// A frame was pushed on top of `frame`: runs it to its end. 0 if that is not possible here.
    ///
    /// Where there are tasklets, nothing nests: a switch inside would tie the tasklet to this run loop.
    @inline(never) func finishPushed(_ frame: FrameRef?) -> UInt64 {
        guard var pushed = pointee.frame, pushed != frame else {
            pointee.leaveReason = NativeLeave.pushed
            return 0
        }
        // Of a chain of delegates the lowest frame counts.
        if pushed.pointee.caller != frame, pushed.isGenerator, case let root = Value(bits: pushed.pointee.generator).generator.pointee.root, root != 0 {
            pushed = Value(bits: root).generator.frame
        }
        if pushed == pointee.frame, pushed.pointee.caller == frame, pushed.pointee.info & 0xFFFF == 0, let entry = nativeEntry(pushed.pointee.pc), let enter = pointee.nativeEnter {
            return endNatively(pushed, frame, enter(entry, self, pushed))
        }
        guard pushed.pointee.caller == frame, Scheduler.lastNumber <= 1, hasStackToNest else {
            pointee.leaveReason = NativeLeave.pushed
            return 0
        }
        return runToEnd(pushed, hasLeft: false)
    }

    /// The native code of `pushed` (or of what it called) has left: can a nested run loop bring the frame to its end?
    private func canFinish(_ pushed: FrameRef) -> Bool {
        switch pointee.leaveReason & 15 {
        case NativeLeave.guardFailed, NativeLeave.goOn, NativeLeave.pushed: return true
        case NativeLeave.exception:
            // Only for the sake of a handler that is near: deep stacks are not searched again for each of their frames.
            var f = pointee.frame
            for _ in 0 ..< 16 {
                guard let frame = f else { return false }
                if frame.pointee.code.hasHandler(at: frame.pcOffset) || frame.pointee.info & 0xFFFF != 0 { return true }
                if frame == pushed { return false }
                f = frame.pointee.caller
            }
            return false
        default: return false
        }
    }

    /// Runs a frame and what lies above it in a loop of its own; the result, or 0 if the caller has to leave too.
    private func runToEnd(_ pushed: FrameRef, hasLeft: Bool) -> UInt64 {
        pushed.pointee.info |= FrameFlag.boundary
        pointee.nativeRuns += 1
        do {
            let v = hasLeft ? try runNestedAfterLeaving(pushed) : try runNested()
            if pointee.abandonedRuns != 0 {
                pointee.abandonedRuns -= 1
                pointee.leaveReason = NativeLeave.pushed
                return 0
            }
            pointee.nativeRuns -= 1
            return v.bits
        } catch {
            pointee.nativeRuns -= 1
            pointee.leaveReason = NativeLeave.exception
            return 0
        }
    }

    /// A direct call's callee has left, and lies above `frame`: runs it to its end, so that its caller need not leave as well.
    func finishCallee(_ frame: FrameRef) -> UInt64 {
        let reason = pointee.leaveReason & 15
        guard Scheduler.lastNumber <= 1, reason == NativeLeave.guardFailed || reason == NativeLeave.goOn || reason == NativeLeave.exception, hasStackToNest,
              var pushed = pointee.frame, pushed != frame else { return 0 }
        var steps = 0
        while pushed.pointee.caller != frame {
            guard let next = pushed.pointee.caller, steps < 64 else { return 0 }
            pushed = next
            steps += 1
        }
        if pushed.isGenerator || pushed.pointee.info & FrameFlag.boundary != 0 || !canFinish(pushed) { return 0 }
        return runToEnd(pushed, hasLeft: true)
    }

    /// A call of a Python function from native code into its native code. nil: nothing was done, the call is one for `invoke`.
    @inline(__always) func callNatively(_ callee: Value, _ arguments: UnsafeMutablePointer<Value>, _ count: Int) -> UInt64? {
        guard callee.isExact(.Function), let enter = pointee.nativeEnter, pointee.deliverInfo & 0xFFFF == 0 else { return nil }
        let function = callee.function
        guard let code = function.pointee.code, let start = code.pointee.instructions, let entry = nativeEntry(start) else { return nil }
        let top = frameTop(pointee.frame), caller = pointee.frame
        let used = UInt(bitPattern: top) &- UInt(bitPattern: pointee.chunkBase)
        let depth = caller == nil ? 1 : caller.unsafelyUnwrapped.depth &+ 1
        guard used &+ UInt(MemoryLayout<Frame>.size &+ Int(code.pointee.registerCount) &* 8) <= UInt(pointee.chunkSize), depth <= UInt64(pointee.recursionLimit) else { return nil }
        let frame = top.assumingMemoryBound(to: Frame.self)
        guard fillPositional(function, code, frame.registers, arguments, count) else { return nil }
        pointee.deliverContinuation = 0
        linkFrame(frame, code: code, function: callee, globals: function.pointee.globals, depth: depth)
        return endNatively(frame, caller, enter(entry, self, frame))
    }

    /// The native code of a frame that was pushed on top of `caller` gave `value`; it needed no run loop, unless it has left.
    @inline(__always) private func endNatively(_ pushed: FrameRef, _ caller: FrameRef?, _ value: UInt64) -> UInt64 {
        if value == 0 { return finishLeft(pushed, caller) }
        if pushed.pointee.object != 0 { detachFrameObject(pushed) }
        pointee.frame = caller
        return value
    }

    /// The native code of a frame that was pushed on top of `caller` has left: brings it to its end if that is possible here.
    @inline(never) private func finishLeft(_ pushed: FrameRef, _ caller: FrameRef?) -> UInt64 {
        guard canFinish(pushed), pushed.pointee.caller == caller, Scheduler.lastNumber <= 1, hasStackToNest else { return 0 }
        return runToEnd(pushed, hasLeft: true)
    }

    /// The machine code that stands for the code at `pc`, if it is no longer on trial.
    @inline(__always) private func nativeEntry(_ pc: UnsafeMutablePointer<UInt64>) -> UInt64? {
        let word = pc.pointee
        guard Interpreter.op(word) == Opcode.enterNative.rawValue, let unit = pointee.nativeUnits?.advanced(by: Interpreter.wide(word)), unit.pointee.entry != 0,
              unit.pointee.watched == 0 else { return nil }
        return unit.pointee.entry
    }

    /// A run loop for a frame (its flags say boundary) whose native code has left.
    private func runNestedAfterLeaving(_ frame: FrameRef) throws(PyRaise) -> Value {
        if vm_native_ended(self, frame, 0) { interpreter_run(self) }
        if pointee.raised != 0 { throw PyRaise() }
        return Value(bits: pointee.result)
    }

    /// Sets bits of an instruction's feedback byte, unless an entry stands in its place.
    private func noteKind(_ at: UnsafeMutablePointer<UInt64>, _ bits: UInt64) {
        if Interpreter.op(at.pointee) != Opcode.enterNative.rawValue, at.pointee & bits << 8 != bits << 8 { at.pointee |= bits << 8 }
    }

    private var hasStackToNest: Bool { UInt(bitPattern: machine_stack_pointer()) > UInt(bitPattern: pointee.stackLimit) &+ 131_072 }

    /// One instruction as the interpreter does it. 0: left; 1: went on; 2: jumped.
    fileprivate func executeForNative(_ offset: Int) -> Int {
        guard let frame = pointee.frame else { return 0 }
        let at = frame.pointee.code.pointee.instructions.unsafelyUnwrapped + offset
        let ins = NativeCode.originalWord(self, at)
        guard let opcode = Opcode(rawValue: Interpreter.op(ins)) else { return 0 }
        let next = at + 1 + Int(opcode_info(opcode).pointee.words)
        frame.pointee.pc = next
        pointee.deliverInfo = Delivery.register(Interpreter.a(ins))
        pointee.deliverContinuation = 0
        do {
            // The inline caches first.
            let r = UnsafeMutableRawPointer(frame.registers).assumingMemoryBound(to: UInt64.self)
            let a = Interpreter.a(ins), b = Interpreter.b(ins)
            switch opcode {
            case .loadAttribute:
                let v = attributeFromCache(self, at + 1, r[b])
                if v != 0 { r[a] = v; return 1 }
            case .storeAttribute: if storeFromCache(self, at + 1, r[a], r[b]) { return 1 }
            case .loadMethod: if methodFromCache(self, at + 1, r, ins) { return 1 }
            case .loadGlobal:
                let v = globalFromCache(self, at + 1, r)
                if v != 0 { r[a] = v; return 1 }
            case .unpackSequence: 
                let v = r[b]
                if unpackQuickly(v, Interpreter.c(ins), r + a) {
                    noteKind(at, Value(bits: v).shape == Kind.Tuple.rawValue ? 2 : 1)
                    return 1
                }
            default: break
            }
            noteOperands(opcode, ins, at + 1, frame.registers)
            _ = try perform(opcode, ins, at + 1, frame, frame.registers)
        } catch {
            pointee.leaveReason = NativeLeave.exception
            return 0
        }
        if pointee.frame != frame {
            let register = pointee.frame?.returnRegister ?? 0xFFFF
            let word = finishPushed(frame)
            if word == 0 { return 0 }
            if word == Iteration.end { return 2 }
            if register != 0xFFFF { frame.registers[register] = Value(bits: word) }
        }
        return frame.pointee.pc == next ? 1 : 2
    }
}

@_cdecl("rt_execute") func rt_execute(_ t: Thread, _ offset: UInt64) -> UInt64 {
    t.executeForNative(Int(offset)) == 0 ? 0 : Value.true_.bits
}

/// True if the instruction jumped.
@_cdecl("rt_execute_jump") func rt_execute_jump(_ t: Thread, _ offset: UInt64) -> UInt64 {
    switch t.executeForNative(Int(offset)) {
    case 0: return 0
    case 1: return Value.false_.bits
    default: return Value.true_.bits
    }
}

// -- Boxes and memory

@_cdecl("rt_int_box") func rt_int_box(_ t: Thread, _ n: Int64) -> UInt64 { t.certainly { () throws(PyRaise) in try t.newInt(Int(n)) }.bits }
@_cdecl("rt_float_box") func rt_float_box(_ t: Thread, _ d: Double) -> UInt64 { t.certainly { () throws(PyRaise) in try t.newFloat(d) }.bits }
@_cdecl("rt_cell_allocate") func rt_cell_allocate(_ t: Thread, _ size: UInt64, _ shape: UInt64) -> UInt64 {
    let p = t.certainly { () throws(PyRaise) in
        guard let p = t.allocateCell(Int(truncatingIfNeeded: size), shape: UInt32(truncatingIfNeeded: shape)) else { throw t.memoryError() }
        return p
    }
    return UInt64(UInt(bitPattern: p))
}
@_cdecl("rt_remember") func rt_remember(_ t: Thread, _ object: UInt64) -> UInt64 {
    Remembering.remember(Value(bits: object).header)
    return 0
}
@_cdecl("rt_cell_new") func rt_cell_new(_ t: Thread, _ content: UInt64) -> UInt64 {
    let cell = t.certainly { () throws(PyRaise) in try t.new(PyCellLayout.self, .Cell) }
    cell.pointee.content = content
    return Value(cell).bits
}
/// Cell number i of the running function's closure.
@_cdecl("rt_free_variable") func rt_free_variable(_ t: Thread, _ i: UInt64) -> UInt64 {
    guard let frame = t.pointee.frame, frame.pointee.function != 0 else { return 0 }
    let closure = Value(bits: Value(bits: frame.pointee.function).function.pointee.closure)
    guard closure.isPresent, Int(i) < closure.tuple.count else { return 0 }
    return t.tupleItem(closure, Int(i)).bits
}
/// -X guard-stress: 0 if this guard is to fail.
@_cdecl("rt_guard_stress") func rt_guard_stress() -> UInt64 {
    NativeCode.untilGuard -= 1
    if NativeCode.untilGuard > 0 { return 1 }
    NativeCode.untilGuard = NativeCode.guardStress
    return 0
}

/// After a direct call whose callee has left: its result, or 0 if the caller leaves too.
@_cdecl("rt_finish_callee") func rt_finish_callee(_ t: Thread, _ frame: FrameRef) -> UInt64 { t.finishCallee(frame) }

/// What __init__ gave natively must be None.
@_cdecl("rt_py_check_init") func rt_py_check_init(_ t: Thread, _ v: UInt64) -> UInt64 {
    if Value(bits: v).isNone { return v }
    _ = t.raise(K.TypeError, "__init__() should return None, not '\(t.typeName(of: Value(bits: v)))'")
    t.pointee.leaveReason = NativeLeave.exception
    return 0
}

/// The frame of an inlined call: made real because its caller leaves.
@_cdecl("rt_frame_push_inlined") func rt_frame_push_inlined(_ t: Thread, _ caller: FrameRef, _ function: UInt64, _ deliverInfo: Int64) -> FrameRef? {
    let f = Value(bits: function)
    guard let code = f.function.pointee.code else { return nil }
    t.pointee.frame = caller
    t.pointee.deliverInfo = UInt64(bitPattern: deliverInfo)
    t.pointee.deliverContinuation = 0
    let frame = t.certainly { () throws(PyRaise) in try t.reserveFrame(code) }
    for i in 0 ..< Int(code.pointee.registerCount) { frame.registers[i] = .empty }
    let limit = t.pointee.recursionLimit
    t.pointee.recursionLimit = UInt32.max
    try? t.enterFrame(frame, code: code, function: f, globals: f.function.pointee.globals)
    t.pointee.recursionLimit = limit
    return frame
}

/// A frame that ends natively, of which Python has a frame object.
@_cdecl("rt_frame_detach") func rt_frame_detach(_ t: Thread, _ frame: UInt64) -> UInt64 {
    if let f = FrameRef(bitPattern: UInt(frame)), f.pointee.object != 0 { t.detachFrameObject(f) }
    return 1
}

@_cdecl("rt_poll") func rt_poll(_ t: Thread) -> UInt64 {
    let frame = t.pointee.frame
    do {
        let goesOn = try t.poll()
        if !goesOn || t.pointee.frame != frame {
            t.pointee.leaveReason = goesOn ? NativeLeave.pushed : NativeLeave.ended
            return 0
        }
    } catch {
        t.pointee.leaveReason = NativeLeave.exception
        return 0
    }
    if NativeCode.suspendStress > 0 {
        NativeCode.untilSuspend -= 1
        if NativeCode.untilSuspend <= 0 {
            NativeCode.untilSuspend = NativeCode.suspendStress
            t.pointee.leaveReason = NativeLeave.poll
            return 0
        }
    }
    return 1
}

// -- Operations

@_cdecl("rt_py_binary") func rt_py_binary(_ t: Thread, _ op: UInt64, _ a: UInt64, _ b: UInt64) -> UInt64 {
    let x = Value(bits: a), y = Value(bits: b)
    return t.forNative { () throws(PyRaise) in
        switch Opcode(rawValue: UInt8(truncatingIfNeeded: op)) {
        case .add, .addImmediate: return try t.binary(.add, x, y)
        case .subtract, .subtractImmediate: return try t.binary(.sub, x, y)
        case .multiply: return try t.binary(.mul, x, y)
        case .trueDivide: return try t.binary(.truediv, x, y)
        case .floorDivide: return try t.binary(.floordiv, x, y)
        case .modulo: return try t.binary(.mod, x, y)
        case .power: return try t.binary(.pow, x, y)
        case .matrixMultiply: return try t.binary(.matmul, x, y)
        case .leftShift: return try t.binary(.lshift, x, y)
        case .rightShift: return try t.binary(.rshift, x, y)
        case .bitAnd: return try t.binary(.and, x, y)
        case .bitOr: return try t.binary(.or, x, y)
        case .bitXor: return try t.binary(.xor, x, y)
        case .inplaceAdd:
            if x.isExact(.Str) && y.isExact(.Str) { return try t.concatenate(x.str, y.str) }
            return try t.binary(.add, x, y, inplace: true)
        case .inplaceSubtract: return try t.binary(.sub, x, y, inplace: true)
        case .inplaceMultiply: return try t.binary(.mul, x, y, inplace: true)
        case .inplaceTrueDivide: return try t.binary(.truediv, x, y, inplace: true)
        case .inplaceFloorDivide: return try t.binary(.floordiv, x, y, inplace: true)
        case .inplaceModulo: return try t.binary(.mod, x, y, inplace: true)
        case .inplacePower: return try t.binary(.pow, x, y, inplace: true)
        case .inplaceMatrixMultiply: return try t.binary(.matmul, x, y, inplace: true)
        case .inplaceLeftShift: return try t.binary(.lshift, x, y, inplace: true)
        case .inplaceRightShift: return try t.binary(.rshift, x, y, inplace: true)
        case .inplaceBitAnd: return try t.binary(.and, x, y, inplace: true)
        case .inplaceBitOr: return try t.binary(.or, x, y, inplace: true)
        case .inplaceBitXor: return try t.binary(.xor, x, y, inplace: true)
        case .less: return try t.compare(.lt, x, y)
        case .lessEqual: return try t.compare(.le, x, y)
        case .greater: return try t.compare(.gt, x, y)
        case .greaterEqual: return try t.compare(.ge, x, y)
        case .equal: return try t.compare(.eq, x, y)
        case .notEqual: return try t.compare(.ne, x, y)
        default: throw t.raise(K.SystemError, "no binary operation")
        }
    }
}

/// A binary operation whose left operand's method gave NotImplemented.
@_cdecl("rt_py_binary_other") func rt_py_binary_other(_ t: Thread, _ op: UInt64, _ a: UInt64, _ b: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in
        guard let (operation, isInplace) = Opcode(rawValue: UInt8(truncatingIfNeeded: op))?.binaryOperator else { throw t.raise(K.SystemError, "no binary operation") }
        return try t.binaryStep(operation, Value(bits: a), Value(bits: b), inplace: isInplace, stage: 2)
    }
}

@_cdecl("rt_py_unary") func rt_py_unary(_ t: Thread, _ op: UInt64, _ a: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in
        switch Opcode(rawValue: UInt8(truncatingIfNeeded: op)) {
        case .negate: return try t.unary(.neg, Value(bits: a))
        case .positive: return try t.unary(.pos, Value(bits: a))
        default: return try t.unary(.invert, Value(bits: a))
        }
    }
}

/// A call that only switches tasklets: its outcome as a routine's word, or nil if it is to be done in full.
@inline(__always) private func switchForNative(_ t: Thread, _ f: UInt64, _ arguments: UnsafeMutablePointer<UInt64>, _ count: Int) -> UInt64? {
    guard Value(bits: f).isExact(.Native), Value(bits: f).native.pointee.isSwitch else { return nil }
    t.pointee.deliverContinuation = 0
    switch t.switchDirectly(Value(bits: f), arguments, count) {
    case .notDone: return nil
    case .value: return t.pointee.result
    case .switched:
        t.pointee.leaveReason = NativeLeave.pushed
        return 0
    }
}

@_cdecl("rt_py_call") func rt_py_call(_ t: Thread, _ f: UInt64, _ arguments: UnsafeMutablePointer<UInt64>, _ count: Int64) -> UInt64 {
    let callee = Value(bits: f)
    if callee.isExact(.Native), !callee.native.pointee.isSwitch, callee.native.pointee.receiver == 0 {
        if let quick = callee.native.pointee.quick, case let v = quick(t, arguments, Int(count)), v != 0 { return v }
        return t.forNative { () throws(PyRaise) in
            if UInt(bitPattern: t.stackPointerNow()) < UInt(bitPattern: t.pointee.stackLimit) { throw t.recursionError() }
            let n = callee.native
            return try t.enterNative(
                Int(n.pointee.index), Value(bits: n.pointee.owner), UnsafeMutableRawPointer(arguments).assumingMemoryBound(to: Value.self), Int(count), .empty)
        }
    }
    if let w = t.callNatively(callee, UnsafeMutableRawPointer(arguments).assumingMemoryBound(to: Value.self), Int(count)) { return w }
    if let w = switchForNative(t, f, arguments, Int(count)) { return w }
    return t.forNative { () throws(PyRaise) in
        try t.invoke(Value(bits: f), UnsafeMutableRawPointer(arguments).assumingMemoryBound(to: Value.self), Int(count))
    }
}

/// The call of a Python function whose arguments are one for each parameter, *args and **kwargs included. `isInitializer`: the first is
/// the instance that the call gives.
@_cdecl("rt_py_call_bound") func rt_py_call_bound(_ t: Thread, _ f: UInt64, _ arguments: UnsafeMutablePointer<UInt64>, _ count: Int64, _ isInitializer: Int64) -> UInt64 {
    let frame = t.pointee.frame
    t.pointee.deliverContinuation = 0
    do {
        if isInitializer != 0 {
            t.pointee.deliverInfo |= UInt64(Continuation.afterInit.rawValue)
            t.pointee.deliverContinuation = arguments[0]
        }
        try t.pushBound(Value(bits: f), UnsafeMutableRawPointer(arguments).assumingMemoryBound(to: Value.self), Int(count))
    } catch {
        t.pointee.leaveReason = NativeLeave.exception
        return 0
    }
    return t.finishPushed(frame)
}

@_cdecl("rt_py_call_extended") func rt_py_call_extended(_ t: Thread, _ f: UInt64, _ positional: UInt64, _ keywords: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in try t.callExtended(Value(bits: f), Value(bits: positional), Value(bits: keywords)) }
}
@_cdecl("rt_py_dict_merge") func rt_py_dict_merge(_ t: Thread, _ d: UInt64, _ v: UInt64, _ f: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in
        try t.dictMergeForCall(Value(bits: d), Value(bits: v), Value(bits: f))
        return .none
    }
}
@_cdecl("rt_py_list_extend") func rt_py_list_extend(_ t: Thread, _ list: UInt64, _ v: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in
        try t.extendListForUnpack(Value(bits: list), Value(bits: v))
        return .none
    }
}
@_cdecl("rt_py_contains") func rt_py_contains(_ t: Thread, _ container: UInt64, _ v: UInt64, _ negate: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in try t.containsOrPush(Value(bits: container), Value(bits: v), negate: negate != 0) }
}
@_cdecl("rt_py_format") func rt_py_format(_ t: Thread, _ v: UInt64, _ spec: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in try t.formatted(Value(bits: v), Value(bits: spec)) }
}
@_cdecl("rt_py_delete_item") func rt_py_delete_item(_ t: Thread, _ object: UInt64, _ key: UInt64) -> UInt64 {
    let frame = t.pointee.frame
    return t.forNative { () throws(PyRaise) in
        try t.deleteItemOrPush(Value(bits: object), Value(bits: key))
        return t.pointee.frame == frame ? .none : .empty
    }
}

/// The call of what loadMethod gave: the first argument is the receiver, or empty if there is none.
@_cdecl("rt_py_call_method") func rt_py_call_method(_ t: Thread, _ f: UInt64, _ arguments: UnsafeMutablePointer<UInt64>, _ count: Int64) -> UInt64 {
    arguments[0] == 0 ? rt_py_call(t, f, arguments + 1, count - 1) : rt_py_call(t, f, arguments, count)
}

@_cdecl("rt_py_call_window") func rt_py_call_window(_ t: Thread, _ first: UInt64, _ count: UInt64) -> UInt64 {
    let window = UnsafeMutableRawPointer(t.pointee.frame.unsafelyUnwrapped.registers + Int(first)).assumingMemoryBound(to: UInt64.self)
    if let w = t.callNatively(Value(bits: window[0]), UnsafeMutableRawPointer(window + 1).assumingMemoryBound(to: Value.self), Int(count)) { return w }
    if let w = switchForNative(t, window[0], window + 1, Int(count)) { return w }
    return t.forNative { () throws(PyRaise) in
        let r = t.pointee.frame.unsafelyUnwrapped.registers + Int(first)
        return try t.invoke(r[0], r + 1, Int(count))
    }
}

@_cdecl("rt_py_truth") func rt_py_truth(_ t: Thread, _ a: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in Value(try t.isTrue(Value(bits: a))) }
}

@_cdecl("rt_py_not") func rt_py_not(_ t: Thread, _ a: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in
        if let truth = try t.quickTruth(orPush: Value(bits: a), state: 1, then: .truth) { return Value(!truth) }
        return .empty
    }
}

/// A jump by truth: True if it is taken.
@_cdecl("rt_py_truth_jump") func rt_py_truth_jump(_ t: Thread, _ ins: UInt64, _ a: UInt64) -> UInt64 {
    let frame = t.pointee.frame.unsafelyUnwrapped
    let next = frame.pointee.pc
    let sense = Interpreter.op(ins) == Opcode.jumpIfTrue.rawValue
    t.pointee.deliverInfo = Delivery.discard
    t.pointee.deliverContinuation = 0
    do {
        if let truth = try t.quickTruth(orPush: Value(bits: a), state: sense ? 1 : 0, then: .jumpTruth) { return Value(truth == sense).bits }
    } catch {
        t.pointee.leaveReason = NativeLeave.exception
        return 0
    }
    if t.pointee.frame != frame, t.finishPushed(frame) == 0 { return 0 }
    return Value(frame.pointee.pc != next).bits
}

@_cdecl("rt_py_compare_jump") func rt_py_compare_jump(_ t: Thread, _ ins: UInt64, _ a: UInt64, _ b: UInt64) -> UInt64 {
    let frame = t.pointee.frame.unsafelyUnwrapped
    let next = frame.pointee.pc
    let op: CompareOperator, sense: Bool
    switch Opcode(rawValue: Interpreter.op(ins)) {
    case .jumpIfLess: (op, sense) = (.lt, true)
    case .jumpIfNotLess: (op, sense) = (.lt, false)
    case .jumpIfLessEqual: (op, sense) = (.le, true)
    case .jumpIfNotLessEqual: (op, sense) = (.le, false)
    case .jumpIfGreater: (op, sense) = (.gt, true)
    case .jumpIfNotGreater: (op, sense) = (.gt, false)
    case .jumpIfGreaterEqual: (op, sense) = (.ge, true)
    case .jumpIfNotGreaterEqual: (op, sense) = (.ge, false)
    case .jumpIfEqual: (op, sense) = (.eq, true)
    case .jumpIfNotEqual: (op, sense) = (.eq, false)
    case .jumpIfUnequal: (op, sense) = (.ne, true)
    default: (op, sense) = (.ne, false)
    }
    t.pointee.deliverContinuation = 0
    let x = Value(bits: a), y = Value(bits: b)
    do {
        if x.isReference, y.isReference {
            t.pointee.deliverInfo = Delivery.discard
            if x.isExact(.Frozenset) || x.isExact(.Set), y.isExact(.Frozenset) || y.isExact(.Set) { return Value(try t.setCompare(op, x.set, y.set) == sense).bits }
            let known = try t.compareExact(op, x, y)
            if known.isPresent, known.isBool { return Value(known.isTrue == sense).bits }
        }
        try t.compareJump(op, sense, frame, x, y, ins)
    } catch {
        t.pointee.leaveReason = NativeLeave.exception
        return 0
    }
    if t.pointee.frame != frame, t.finishPushed(frame) == 0 { return 0 }
    return Value(frame.pointee.pc != next).bits
}

@_cdecl("rt_py_iterator") func rt_py_iterator(_ t: Thread, _ a: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in try t.getIterator(Value(bits: a)) }
}

/// The next value, or the word that stands for the end.
@_cdecl("rt_py_next") func rt_py_next(_ t: Thread, _ a: UInt64) -> UInt64 {
    if let word = t.quickStep(Value(bits: a)) { return word }
    let frame = t.pointee.frame
    t.pointee.deliverContinuation = 0
    t.pointee.deliverInfo |= UInt64(Continuation.forNext.rawValue)
    if Value(bits: a).isReference, Value(bits: a).shape == Kind.Generator.rawValue, let word = t.resumeNatively(Value(bits: a)) { return word }
    do {
        let v = try t.iterate(Value(bits: a))
        if v.isPresent { return v.bits }
    } catch {
        if t.raisedIs(K.StopIteration) {
            t.clearRaised()
            return Iteration.end
        }
        t.pointee.leaveReason = NativeLeave.exception
        return 0
    }
    return t.finishPushed(frame)
}

/// super() without arguments; the frame's registers are up to date.
@_cdecl("rt_py_super") func rt_py_super(_ t: Thread) -> UInt64 {
    t.forNative { () throws(PyRaise) in try t.superOfFrame() }
}

@_cdecl("rt_py_len") func rt_py_len(_ t: Thread, _ a: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in try t.newInt(try t.length(Value(bits: a))) }
}
@_cdecl("rt_list_append") func rt_list_append(_ t: Thread, _ list: UInt64, _ v: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in
        try t.listAppend(Value(bits: list).list, Value(bits: v))
        return .none
    }
}
@_cdecl("rt_py_load_item") func rt_py_load_item(_ t: Thread, _ a: UInt64, _ k: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in try t.loadItem(Value(bits: a), Value(bits: k)) }
}
@_cdecl("rt_py_store_item") func rt_py_store_item(_ t: Thread, _ a: UInt64, _ k: UInt64, _ v: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in try t.storeItem(Value(bits: a), Value(bits: k), Value(bits: v)) }
}
@_cdecl("rt_py_load_global") func rt_py_load_global(_ t: Thread, _ name: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in
        let frame = t.pointee.frame.unsafelyUnwrapped
        return try t.globalOrBuiltin(frame, Value(bits: frame.pointee.code.pointee.names.unsafelyUnwrapped[Int(name)]))
    }
}
@_cdecl("rt_py_load_attribute") func rt_py_load_attribute(_ t: Thread, _ name: UInt64, _ v: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in
        let frame = t.pointee.frame.unsafelyUnwrapped
        return try t.getAttribute(Value(bits: v), Value(bits: frame.pointee.code.pointee.names.unsafelyUnwrapped[Int(name)]))
    }
}
@_cdecl("rt_py_store_attribute") func rt_py_store_attribute(_ t: Thread, _ name: UInt64, _ v: UInt64, _ x: UInt64) -> UInt64 {
    t.forNative { () throws(PyRaise) in
        let frame = t.pointee.frame.unsafelyUnwrapped
        try t.setAttribute(Value(bits: v), Value(bits: frame.pointee.code.pointee.names.unsafelyUnwrapped[Int(name)]), Value(bits: x))
        return .none
    }
}
