// Execute: the complete meaning of every instruction.
//
// In:  the running frame, an instruction and the address behind its first word; the frame's pc already stands behind it.
// Out: true to go on at the running frame's pc (perhaps another frame now), false when a nested run has ended.
//
// The fast handlers (Handlers.swift) do the common cases of hot instructions and come here for the rest. One switch over the
// closed enum: longer than other files because a case cannot be forgotten this way.

import Bytecode
import CVMSpec

enum Interpreter {
    @inline(__always) static func op(_ ins: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: ins) }
    @inline(__always) static func a(_ ins: UInt64) -> Int { Int(truncatingIfNeeded: ins >> 16 & 0xFFFF) }
    @inline(__always) static func b(_ ins: UInt64) -> Int { Int(truncatingIfNeeded: ins >> 32 & 0xFFFF) }
    @inline(__always) static func c(_ ins: UInt64) -> Int { Int(truncatingIfNeeded: ins >> 48) }
    @inline(__always) static func signedC(_ ins: UInt64) -> Int { Int(Int16(truncatingIfNeeded: ins >> 48)) }
    @inline(__always) static func wide(_ ins: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: ins >> 32)) }
    @inline(__always) static func signedWide(_ ins: UInt64) -> Int { Int(Int32(truncatingIfNeeded: ins >> 32)) }

    /// The instruction that the running frame is at (its pc stands behind all its words): found from the table of starts.
    static func currentInstruction(_ frame: FrameRef) -> UInt64 {
        let code = frame.pointee.code
        return NativeCode.originalWord(mainThread, code.pointee.instructions + code.start(before: frame.pcOffset))
    }

    /// A jump instruction's delayed truth value says 'jump'.
    static func takeJump(_ t: Thread) {
        guard let frame = t.pointee.frame else { return }
        let ins = currentInstruction(frame)
        let info = opcode_info(Opcode(rawValue: op(ins)) ?? .jump)
        frame.pointee.pc += info.pointee.b == OperandKind.jump ? signedWide(ins) : signedC(ins)
    }

    static func takeLoopExit(_ t: Thread) {
        guard let frame = t.pointee.frame else { return }
        let word = frame.pointee.pc[-1]
        frame.pointee.pc += Int(Int32(truncatingIfNeeded: word))
    }

    static func takeSendExit(_ t: Thread) { takeLoopExit(t) }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Executes one instruction in full. See the head of the file.
    @inline(never)
    func execute(_ at: UnsafeMutablePointer<UInt64>, _ ins: UInt64) -> Bool {
        let frame = pointee.frame.unsafelyUnwrapped
        let r = frame.registers
        pointee.deliverInfo = Delivery.register(Interpreter.a(ins))
        pointee.deliverContinuation = 0
        let goesOn: Bool
        do {
            let opcode = Opcode(rawValue: Interpreter.op(ins)) ?? .move
            noteOperands(opcode, ins, at, r)
            goesOn = try perform(opcode, ins, at, frame, r)
        } catch {
            goesOn = unwind()
        }
        return goesOn && pointee.abandonedRuns == 0
    }

    /// The instruction's meaning; what it raises is not unwound. For `execute` and native code.
    @inline(never)
    func perform(_ opcode: Opcode, _ ins: UInt64, _ at: UnsafeMutablePointer<UInt64>, _ frame: FrameRef, _ r: UnsafeMutablePointer<Value>) throws(PyRaise) -> Bool {
        let a = Interpreter.a(ins), b = Interpreter.b(ins), c = Interpreter.c(ins)
        @inline(__always) func put(_ v: Value) { if v.isPresent { r[a] = v } }
        @inline(__always) func name(_ i: Int) -> Value { Value(bits: frame.pointee.code.pointee.names.unsafelyUnwrapped[i]) }
        @inline(__always) func constant(_ i: Int) -> Value { Value(bits: frame.pointee.constants.unsafelyUnwrapped[i]) }
        switch opcode {
        // -- Moves and constants
        case .move: r[a] = r[b]
        case .loadConstant: r[a] = constant(Interpreter.wide(ins))
        case .loadInt: r[a] = Value(small: Interpreter.signedWide(ins))
        case .loadEmpty: r[a] = .empty
        case .checkLocal: if r[a].isEmpty { throw unboundLocal(frame, a) }
        case .deleteLocal:
            if r[a].isEmpty { throw unboundLocal(frame, a) }
            r[a] = .empty

        // -- Cells
        case .makeCell:
            let cell = try new(PyCellLayout.self, .Cell)
            cell.pointee.content = r[a].bits
            r[a] = Value(cell)
        case .copyFreeVars:
            let closure = Value(bits: Value(bits: frame.pointee.function).function.pointee.closure)
            if closure.isPresent { for i in 0 ..< Swift.min(b, closure.tuple.count) { r[a + i] = tupleItem(closure, i) } }
        case .loadCell:
            let v = Value(bits: r[b].cell(PyCellLayout.self).pointee.content)
            if v.isEmpty { throw unboundLocal(frame, b) }
            r[a] = v
        case .storeCell:
            r[a].cell(PyCellLayout.self).pointee.content = r[b].bits
            barrier(r[a])
        case .deleteCell:
            let cell = r[a].cell(PyCellLayout.self)
            if cell.pointee.content == 0 { throw unboundLocal(frame, a) }
            cell.pointee.content = 0
        case .loadClassCell:
            let locals = Value(bits: frame.pointee.locals)
            if locals.isPresent {
                let v = try mappingGet(locals, name(c))
                if v.isPresent { r[a] = v; return true }
            }
            let v = Value(bits: r[b].cell(PyCellLayout.self).pointee.content)
            if v.isEmpty { throw unboundLocal(frame, b) }
            r[a] = v

        // -- Names
        case .loadGlobal: r[a] = try loadGlobalSlow(frame, at, name(Interpreter.wide(ins)))
        case .storeGlobal:
            guard let g = frame.pointee.globals else { break }
            try dictSet(g, name(Interpreter.wide(ins)), r[a])
        case .deleteGlobal:
            guard let g = frame.pointee.globals else { break }
            if !(try dictDelete(g, name(Interpreter.wide(ins)))) { throw nameError(name(Interpreter.wide(ins))) }
        case .loadName:
            let n = name(Interpreter.wide(ins))
            let locals = Value(bits: frame.pointee.locals)
            if locals.isPresent {
                let v = try mappingGet(locals, n)
                if v.isPresent { r[a] = v; return true }
            }
            r[a] = try globalOrBuiltin(frame, n)
        case .storeName:
            let n = name(Interpreter.wide(ins))
            let locals = Value(bits: frame.pointee.locals)
            if locals.isEmpty { if let g = frame.pointee.globals { try dictSet(g, n, r[a]) } }
            else if locals.isExact(.Dict) { try dictSet(locals.dict, n, r[a]) }
            else { try setItem(locals, n, r[a]) }
        case .deleteName:
            let n = name(Interpreter.wide(ins))
            let locals = Value(bits: frame.pointee.locals)
            if locals.isEmpty || locals.isExact(.Dict) {
                guard let d = locals.isEmpty ? frame.pointee.globals : locals.dict else { break }
                if !(try dictDelete(d, n)) { throw nameError(n) }
            } else {
                do { try deleteItem(locals, n) } catch {
                    if raisedIs(K.KeyError) { clearRaised(); throw nameError(n) }
                    throw error
                }
            }
        case .loadLocals: r[a] = frame.pointee.locals == 0 ? Value(optional: frame.pointee.globals) : Value(bits: frame.pointee.locals)
        case .setupAnnotations:
            let locals = frame.pointee.locals == 0 ? Value(optional: frame.pointee.globals) : Value(bits: frame.pointee.locals)
            if try mappingGet(locals, N.annotations).isEmpty {
                let d = Value(try newDict())
                if locals.isExact(.Dict) { try dictSet(locals.dict, N.annotations, d) } else { try setItem(locals, N.annotations, d) }
            }

        // -- Attributes
        case .loadAttribute: put(try loadAttribute(r[b], name(c), at))
        case .storeAttribute:
            pointee.deliverInfo = Delivery.discard
            _ = try storeAttribute(r[a], name(c), r[b], at)
        case .deleteAttribute: try setAttribute(r[a], name(c), .empty)
        case .loadMethod: try loadMethod(r[b], name(c), r + a, at)

        // -- Items
        case .loadItem: put(try loadItem(r[b], r[c]))
        case .storeItem:
            pointee.deliverInfo = Delivery.discard
            _ = try storeItem(r[a], r[b], r[c])
        case .deleteItem:
            pointee.deliverInfo = Delivery.discard
            try deleteItemOrPush(r[a], r[b])
        case .buildSlice:
            let s = try new(PySliceLayout.self, .Slice)
            s.pointee.start = r[b].bits
            s.pointee.stop = r[b + 1].bits
            s.pointee.step = c == 3 ? r[b + 2].bits : Value.none.bits
            r[a] = Value(s)

        // -- Arithmetic
        case .add: put(try binary(.add, r[b], r[c]))
        case .subtract: put(try binary(.sub, r[b], r[c]))
        case .multiply: put(try binary(.mul, r[b], r[c]))
        case .trueDivide: put(try binary(.truediv, r[b], r[c]))
        case .floorDivide: put(try binary(.floordiv, r[b], r[c]))
        case .modulo: put(try binary(.mod, r[b], r[c]))
        case .power: put(try binary(.pow, r[b], r[c]))
        case .matrixMultiply: put(try binary(.matmul, r[b], r[c]))
        case .leftShift: put(try binary(.lshift, r[b], r[c]))
        case .rightShift: put(try binary(.rshift, r[b], r[c]))
        case .bitAnd: put(try binary(.and, r[b], r[c]))
        case .bitOr: put(try binary(.or, r[b], r[c]))
        case .bitXor: put(try binary(.xor, r[b], r[c]))
        case .inplaceAdd:
            if r[b].isExact(.Str) && r[c].isExact(.Str) { r[a] = try concatenate(r[b].str, r[c].str) }
            else { put(try binary(.add, r[b], r[c], inplace: true)) }
        case .inplaceSubtract: put(try binary(.sub, r[b], r[c], inplace: true))
        case .inplaceMultiply: put(try binary(.mul, r[b], r[c], inplace: true))
        case .inplaceTrueDivide: put(try binary(.truediv, r[b], r[c], inplace: true))
        case .inplaceFloorDivide: put(try binary(.floordiv, r[b], r[c], inplace: true))
        case .inplaceModulo: put(try binary(.mod, r[b], r[c], inplace: true))
        case .inplacePower: put(try binary(.pow, r[b], r[c], inplace: true))
        case .inplaceMatrixMultiply: put(try binary(.matmul, r[b], r[c], inplace: true))
        case .inplaceLeftShift: put(try binary(.lshift, r[b], r[c], inplace: true))
        case .inplaceRightShift: put(try binary(.rshift, r[b], r[c], inplace: true))
        case .inplaceBitAnd: put(try binary(.and, r[b], r[c], inplace: true))
        case .inplaceBitOr: put(try binary(.or, r[b], r[c], inplace: true))
        case .inplaceBitXor: put(try binary(.xor, r[b], r[c], inplace: true))
        case .addImmediate: put(try binary(.add, r[b], Value(small: Interpreter.signedC(ins)), inplace: ins & 0x8000 != 0))
        case .subtractImmediate: put(try binary(.sub, r[b], Value(small: Interpreter.signedC(ins)), inplace: ins & 0x8000 != 0))
        case .negate:
            if r[b].isInt, let v = Value(exactly: 0 &- r[b].int) { r[a] = v }
            else if r[b].isFloatWord { r[a] = try newFloat(-r[b].floatWord) }
            else { put(try unary(.neg, r[b])) }
        case .positive: put(try unary(.pos, r[b]))
        case .invert: put(try unary(.invert, r[b]))
        case .not:
            if let truth = try quickTruth(orPush: r[b], state: 1, then: .truth) { r[a] = Value(!truth) }

        // -- Comparison
        case .less: put(try compare(.lt, r[b], r[c]))
        case .lessEqual: put(try compare(.le, r[b], r[c]))
        case .greater: put(try compare(.gt, r[b], r[c]))
        case .greaterEqual: put(try compare(.ge, r[b], r[c]))
        case .equal: put(try compare(.eq, r[b], r[c]))
        case .notEqual: put(try compare(.ne, r[b], r[c]))
        case .is: r[a] = Value(isIdentical(r[b], r[c]))
        case .isNot: r[a] = Value(!isIdentical(r[b], r[c]))
        case .contains: put(try containsOrPush(r[c], r[b], negate: false))
        case .notContains: put(try containsOrPush(r[c], r[b], negate: true))

        // -- Jumps
        case .jump: frame.pointee.pc += Interpreter.signedWide(ins)
        case .loopBack:
            // A collection must see the frame at this instruction: the jump comes after.
            let goesOn = pointee.pending == 0 ? true : try poll()
            frame.pointee.pc += Interpreter.signedWide(ins)
            if UInt32(truncatingIfNeeded: at[0]) == pointee.hotLoops { NativeCode.loopIsHot?(self, frame, frame.pcOffset) }
            at[0] &+= 1
            return goesOn
        case .jumpIfTrue:
            pointee.deliverInfo = Delivery.discard
            if let truth = try quickTruth(orPush: r[a], state: 1, then: .jumpTruth), truth { frame.pointee.pc += Interpreter.signedWide(ins) }
        case .jumpIfFalse:
            pointee.deliverInfo = Delivery.discard
            if let truth = try quickTruth(orPush: r[a], state: 0, then: .jumpTruth), !truth { frame.pointee.pc += Interpreter.signedWide(ins) }
        case .jumpIfNone: if r[a].isNone { frame.pointee.pc += Interpreter.signedWide(ins) }
        case .jumpIfNotNone: if !r[a].isNone { frame.pointee.pc += Interpreter.signedWide(ins) }
        case .jumpIfLess: try compareJump(.lt, true, frame, r[a], r[b], ins)
        case .jumpIfNotLess: try compareJump(.lt, false, frame, r[a], r[b], ins)
        case .jumpIfLessEqual: try compareJump(.le, true, frame, r[a], r[b], ins)
        case .jumpIfNotLessEqual: try compareJump(.le, false, frame, r[a], r[b], ins)
        case .jumpIfGreater: try compareJump(.gt, true, frame, r[a], r[b], ins)
        case .jumpIfNotGreater: try compareJump(.gt, false, frame, r[a], r[b], ins)
        case .jumpIfGreaterEqual: try compareJump(.ge, true, frame, r[a], r[b], ins)
        case .jumpIfNotGreaterEqual: try compareJump(.ge, false, frame, r[a], r[b], ins)
        case .jumpIfEqual: try compareJump(.eq, true, frame, r[a], r[b], ins)
        case .jumpIfNotEqual: try compareJump(.eq, false, frame, r[a], r[b], ins)
        case .jumpIfUnequal: try compareJump(.ne, true, frame, r[a], r[b], ins)
        case .jumpIfNotUnequal: try compareJump(.ne, false, frame, r[a], r[b], ins)

        // -- Iteration
        case .getIterator: put(try getIterator(r[b]))
        case .forIterate:
            pointee.deliverInfo |= UInt64(Continuation.forNext.rawValue)
            let v: Value
            do { v = try iterate(r[b]) } catch {
                if raisedIs(K.StopIteration) {
                    clearRaised()
                    Interpreter.takeLoopExit(self)
                    return true
                }
                throw error
            }
            if v.isEmpty { return true }
            if v.bits == Iteration.end { Interpreter.takeLoopExit(self) } else { r[a] = v }
        case .unpackSequence: try unpackSequence(r[b], c, r + a)
        case .unpackExtended: try unpackExtended(r[b], c & 255, c >> 8, r + a)

        // -- Building
        case .buildTuple: r[a] = try newTuple(r + b, c)
        case .buildList: r[a] = try newList(r + b, c)
        case .buildSet: r[a] = try buildSet(r + b, c)
        case .buildMap:
            r[a] = try buildMap(r + b, c)
        case .buildString: r[a] = try joinPieces(r + b, c)
        case .listAppend: try listAppend(r[a].list, r[b])
        case .listExtend: try extendListForUnpack(r[a], r[b])
        case .listToTuple: r[a] = try tupleOfList(r[b].list)
        case .setAdd: try setAdd(r[a].set, r[b])
        case .setUpdate: try setUpdate(r[a], r[b])
        case .mapAdd: try dictSet(r[a].dict, r[b], r[c])
        case .dictUpdate: try dictUpdateForDisplay(r[a], r[b])
        case .dictMerge: try dictMergeForCall(r[a], r[b], r[c])
        case .convertValue: r[a] = try converted(r[b], c)
        case .formatValue:
            let spec = c == 0xFFFF ? Names.emptyStr : r[c]
            if c == 0xFFFF && r[b].isInt { r[a] = try toStr(r[b]) } else { r[a] = try format(r[b], spec) }

        // -- Functions and classes
        case .makeFunction:
            guard let g = frame.pointee.globals else { break }
            r[a] = try newFunction(constant(Interpreter.wide(ins)), globals: g)
        case .setFunctionPart:
            let f = r[a].function
            switch c {
            case 1: f.pointee.defaults = r[b].bits
            case 2: f.pointee.keywordDefaults = r[b].bits
            case 4: f.pointee.annotations = r[b].bits
            default: f.pointee.closure = r[b].bits
            }
            barrier(f)
        case .loadBuildClass:
            let v = try builtin(frame, "__build_class__")
            r[a] = v

        // -- Calls
        case .call:
            if pointee.pending != 0, try pollBeforeCall(frame, at) { return true }
            put(try invoke(r[a], r + a + 1, b))
        case .callMethod:
            if pointee.pending != 0, try pollBeforeCall(frame, at) { return true }
            if r[a + 1].isPresent { put(try invoke(r[a], r + a + 1, b + 1)) } else { put(try invoke(r[a], r + a + 2, b)) }
        case .callKeywords:
            if pointee.pending != 0, try pollBeforeCall(frame, at) { return true }
            if r[a + 1].isPresent { put(try invoke(r[a], r + a + 1, b + 1, names: constant(c))) }
            else { put(try invoke(r[a], r + a + 2, b, names: constant(c))) }
        case .callExtended:
            if pointee.pending != 0, try pollBeforeCall(frame, at) { return true }
            put(try callExtended(r[a], r[a + 1], r[a + 2]))
        case .return: return try returnFromFrame(frame, r[a])

        // -- Generators
        case .makeGenerator:
            let g = try makeGenerator(frame)
            return try returnFromFrame(frame, g)
        case .yield, .yieldDelegate: return try yieldFromFrame(frame, r[b])
        case .send:
            pointee.deliverInfo |= UInt64(Continuation.sendDone.rawValue)
            let v = try sendTo(r[b], r[c])
            put(v)
        case .getYieldFromIterator: put(try yieldFromIterator(frame, r[b]))
        case .getAwaitable: put(try awaitable(r[b], c))
        case .getAsyncIterator: put(try asyncIterator(r[b]))
        case .getAsyncNext: put(try asyncNext(r[b]))
        case .wrapAsyncYield:
            let w = try new(PyAsyncYieldLayout.self, .AsyncYield)
            w.pointee.value = r[b].bits
            r[a] = Value(w)
        case .endAsyncFor:
            if !isInstance(r[a], K.StopAsyncIteration) { pointee.raised = r[a].bits; throw PyRaise() }

        // -- Exceptions
        case .raise: throw try raiseStatement(a == 0xFFFF ? .empty : r[a], b == 0xFFFF ? .empty : r[b])
        case .reraise:
            pointee.raised = r[a].bits
            throw PyRaise()
        case .pushHandled:
            let e = r[b]
            r[a] = pointee.handled == 0 ? .none : Value(bits: pointee.handled)
            pointee.handled = e.bits
        case .popHandled: pointee.handled = r[a].isNone ? 0 : r[a].bits
        case .matchException: r[a] = Value(try matchException(r[b], r[c]))
        case .matchExceptionGroup:
            let (match, rest) = try matchExceptionGroup(r[b], r[c])
            r[a] = match
            r[a + 1] = rest
        case .prepareReraiseGroup: r[a] = try prepareReraiseGroup(r[b], r[c])
        case .loadAssertionError: r[a] = K.AssertionError

        // -- with
        case .loadWith: try loadWith(r[b], .enter, .exit, r + a)
        case .loadAsyncWith: try loadWith(r[b], .aenter, .aexit, r + a)
        case .unpackException:
            let e = r[b]
            r[a] = Value(typeOf(e))
            r[a + 1] = e
            let tb = Value(bits: e.exception.pointee.traceback)
            r[a + 2] = tb.isEmpty ? .none : tb

        // -- Imports
        case .importName: put(try importName(frame, name(b), level: r[c], fromlist: r[c + 1]))
        case .importFrom: r[a] = try importFrom(r[b], name(c))
        case .importStar: try importStar(frame, r[a])

        // -- match
        case .matchMapping: r[a] = Value(typeOf(r[b]).pointee.typeFlags & TypeFlag.mapping != 0)
        case .matchSequence: r[a] = Value(typeOf(r[b]).pointee.typeFlags & TypeFlag.sequence != 0)
        case .matchKeys: r[a] = try matchKeys(r[b], r[c])
        case .matchClass: r[a] = try matchClass(r[b], r[c], r[c + 1], r[c + 2].int)
        case .getLength: r[a] = try newInt(try length(r[b]))

        case .enterNative: return try enterNative(frame, at)
        case .printExpression:
            let hook = try getAttribute(try sysModule(), "displayhook")
            _ = try call(hook, r[a])
        }
        return true
    }
}
