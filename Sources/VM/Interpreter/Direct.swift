// Direct: what instruction stubs do outside of line, one routine each, without the way through `execute`.
//
// In:  operands as words; the stub has announced where the frame goes on (`pc`) and where a late result goes (`deliverInfo`).
// Out: the result; 0 if an exception was raised, a frame was pushed, or the run must end: the stub then asks `vm_continue`.
//
// Nothing here throws: the stubs keep the machine state in registers that Swift's error convention uses, too.

import Bytecode
import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    @inline(__always) func direct(_ body: () throws(PyRaise) -> Value) -> UInt64 {
        do throws(PyRaise) {
            return given(try body())
        } catch {
            pointee.leaveReason = NativeLeave.exception
            return 0
        }
    }

    /// The word for a stub of what a routine gave: empty if a frame was pushed.
    @inline(__always) func given(_ v: Value) -> UInt64 {
        if pointee.abandonedRuns != 0 { return endRun(v) }
        if v.isEmpty { pointee.leaveReason = NativeLeave.pushed }
        return v.bits
    }

    /// The run ends because another tasklet runs: a value goes where the frame will look for it.
    @inline(never) private func endRun(_ v: Value) -> UInt64 {
        let register = Int(pointee.deliverInfo >> 16 & 0xFFFF)
        if v.isPresent, register != 0xFFFF, let frame = pointee.frame { frame.registers[register] = v }
        pointee.leaveReason = NativeLeave.ended
        return 0
    }

    /// Records operand kinds in the instruction word at `at - 1`.
    @inline(__always) private func note(_ at: PC, _ ins: UInt64, _ bits: UInt8) {
        let word = UInt64(bits) << 8
        if (at - 1).pointee & word != word, UInt8(truncatingIfNeeded: (at - 1).pointee) == UInt8(truncatingIfNeeded: ins) { (at - 1).pointee |= word }
    }

    /// Is feedback wanted? Not where nothing is compiled.
    @inline(__always) var isNoting: Bool { pointee.hotCalls != UInt32.max }

    @inline(__always) private func noteKinds(_ at: PC, _ ins: UInt64, _ a: Value, _ b: Value) {
        if isNoting { note(at, ins, operandKind(a) | operandKind(b) << 4) }
    }

    // -- Attributes

    @inline(never) func loadAttributeDirect(_ object: UInt64, _ name: UInt64, _ at: PC) -> UInt64 {
        direct { () throws(PyRaise) in try loadAttribute(Value(bits: object), Value(bits: name), at) }
    }

    @inline(never) func storeAttributeDirect(_ object: UInt64, _ name: UInt64, _ value: UInt64, _ at: PC) -> UInt64 {
        direct { () throws(PyRaise) in try storeAttribute(Value(bits: object), Value(bits: name), Value(bits: value), at) }
    }

    /// True (any word) if function and receiver are in their registers.
    @inline(never) func loadMethodDirect(_ object: UInt64, _ name: UInt64, _ into: Registers, _ at: PC) -> UInt64 {
        direct { () throws(PyRaise) in
            let frame = pointee.frame
            try loadMethod(Value(bits: object), Value(bits: name), UnsafeMutableRawPointer(into).assumingMemoryBound(to: Value.self), at)
            // A getter's frame was pushed.
            return pointee.frame == frame ? .none : .empty
        }
    }

    @inline(never) func loadGlobalDirect(_ name: UInt64, _ at: PC) -> UInt64 {
        direct { () throws(PyRaise) in try loadGlobalSlow(pointee.frame.unsafelyUnwrapped, at, Value(bits: name)) }
    }

    // -- Operators

    @inline(never) func binaryDirect(_ op: BinaryOperator, _ x: UInt64, _ y: UInt64, _ ins: UInt64, _ at: PC, inplace: Bool = false) -> UInt64 {
        direct { () throws(PyRaise) in
            let a = Value(bits: x), b = Value(bits: y)
            noteKinds(at, ins, a, b)
            if op == .add && a.isExact(.Str) && b.isExact(.Str) { return try concatenate(a.str, b.str) }
            if op == .pow, a.isInt, b.bits == Value(small: 2).bits, case let (square, overflow) = a.int.multipliedReportingOverflow(by: a.int), !overflow, let v = Value(exactly: square) { return v }
            if let opcode = Opcode(rawValue: Interpreter.op(ins)) { noteSpecial(at - 1, opcode, a, b) }
            return try binary(op, a, b, inplace: inplace)
        }
    }

    @inline(never) func compareDirect(_ op: CompareOperator, _ x: UInt64, _ y: UInt64, _ ins: UInt64, _ at: PC) -> UInt64 {
        direct { () throws(PyRaise) in
            let a = Value(bits: x), b = Value(bits: y)
            noteKinds(at, ins, a, b)
            return try compare(op, a, b)
        }
    }

    /// A comparison whose jump, if it is taken, moves the frame's pc; false if the stub is to ask `vm_continue`.
    @inline(never) func compareJumpDirect(_ op: CompareOperator, _ sense: Bool, _ frame: FrameRef, _ x: UInt64, _ y: UInt64, _ ins: UInt64) -> Bool {
        direct { () throws(PyRaise) in
            try compareJump(op, sense, frame, Value(bits: x), Value(bits: y), ins)
            return pointee.frame == frame ? .none : .empty
        } != 0
    }

    /// 1 true, 0 false, -1 if it takes a special method.
    @inline(never) func compareQuickly(_ op: CompareOperator, _ x: UInt64, _ y: UInt64, _ ins: UInt64, _ at: PC) -> Int32 {
        let a = Value(bits: x), b = Value(bits: y)
        noteKinds(at, ins, a, b)
        if op == .eq || op == .ne, a.isExact(.Str), b.isExact(.Str) { return strEqual(a.str, b.str) == (op == .eq) ? 1 : 0 }
        if let r = Numbers.fastCompare(op, a, b) { return r ? 1 : 0 }
        if a.isExact(.Str) && b.isExact(.Str) { return strCompare(op, a.str, b.str) ? 1 : 0 }
        if a.isReference, b.isReference, let r = compareContainers(op, a, b) { return r ? 1 : 0 }
        if op == .eq || op == .ne {
            let c = a.isReference ? EqualityClass.of(a.shape) : .number, d = b.isReference ? EqualityClass.of(b.shape) : .number
            if c != .unknown && d != .unknown {
                if c != d { return op == .ne ? 1 : 0 }
                if c == .identity { return (a == b) == (op == .eq) ? 1 : 0 }
            } else if a.isReference, b.isReference, comparesByIdentity(a, op), comparesByIdentity(b, op) { return (a == b) == (op == .eq) ? 1 : 0 }
            if op == .eq, let same = intsEqual(a, b) { return same ? 1 : 0 }
        }
        if let r = Numbers.generalCompare(op, a, b) { return r ? 1 : 0 }
        return -1
    }

    /// a ∘ b for two tuples, lists or sets where their items decide at once; nil: not decided here.
    @inline(__always) private func compareContainers(_ op: CompareOperator, _ a: Value, _ b: Value) -> Bool? {
        let isEquality = op == .eq || op == .ne
        let p: UnsafeMutablePointer<Value>?, q: UnsafeMutablePointer<Value>?, n: Int, m: Int
        switch Kind(rawValue: a.shape) {
        case .Tuple:
            guard b.shape == Kind.Tuple.rawValue else { return nil }
            (p, n, q, m) = (a.tuple.items, a.tuple.count, b.tuple.items, b.tuple.count)
        case .List:
            guard b.shape == Kind.List.rawValue else { return nil }
            n = a.list.count
            m = b.list.count
            p = n > 0 ? a.list.items : nil
            q = m > 0 ? b.list.items : nil
        case .Set, .Frozenset:
            guard isEquality, b.shape == Kind.Set.rawValue || b.shape == Kind.Frozenset.rawValue, a.set.pointee.used != b.set.pointee.used else { return nil }
            return op == .ne
        default: return nil
        }
        if isEquality && n != m { return op == .ne }
        var i = 0
        let least = Swift.min(n, m)
        while i < least {
            guard let order = quickOrder(p.unsafelyUnwrapped[i], q.unsafelyUnwrapped[i]) else { return nil }
            if order != 0 { return op.holds(order) }
            i &+= 1
        }
        return op.holds(n < m ? -1 : n > m ? 1 : 0)
    }

    /// An instance whose class inherits object's == and !=.
    private func comparesByIdentity(_ v: Value, _ op: CompareOperator) -> Bool {
        guard shape(of: v).pointee.kind == Kind.Instance.rawValue, let e = try? special(of: v, .eq), e.isExact(.Native), e.native.pointee.index == KnownNatives.objectEqual else { return false }
        if op == .eq { return true }
        guard let n = try? special(of: v, .ne) else { return false }
        return n.isExact(.Native) && n.native.pointee.owner == K.object.bits
    }

    /// 1 true, 0 false, -1 if it takes a special method. For references.
    @inline(never) func truthQuickly(_ x: UInt64) -> Int32 {
        let v = Value(bits: x)
        if let b = quickTruth(v) { return b ? 1 : 0 }
        if let b = try? special(of: v, .bool), b.isEmpty, let n = try? special(of: v, .len), n.isEmpty { return 1 }
        return -1
    }

    @inline(never) func containsDirect(_ container: UInt64, _ v: UInt64, _ ins: UInt64, _ at: PC, negate: Bool) -> UInt64 {
        if let r = containsQuickly(Value(bits: container), Value(bits: v)) { return Value(r != negate).bits }
        if isNoting, !LeafRoutines.mayContain(self, Value(bits: container), Value(bits: v)) { note(at, ins, 8) }
        return direct { () throws(PyRaise) in try containsOrPush(Value(bits: container), Value(bits: v), negate: negate) }
    }

    /// Is a string or a small integer in a string, dict, set, list or tuple? nil: not decided here, where nothing can fail and no Python runs.
    @inline(__always) private func containsQuickly(_ c: Value, _ v: Value) -> Bool? {
        guard c.isReference, v.isInt || v.isExact(.Str) else { return nil }
        switch Kind(rawValue: c.shape) {
        case .Str:
            guard v.isReference, case let s = c.str, case let x = v.str, s.width == 1, x.width == 1, x.count == 1 else { return nil }
            return memchr(s.bytes, Int32(x.bytes[0]), s.count) != nil
        case .Dict:
            var hash: UInt64 = 0
            let i = dictPlace(c.dict, v, &hash)
            return i == dictAsk ? nil : i >= 0
        case .Set, .Frozenset:
            guard let entries = c.set.pointee.entries else { return false }
            let place = setPlace(entries, Int(c.set.pointee.indexMask), v.bits, v.isInt ? Hashing.ofInt(v.int) : strHash(v.str))
            return place == setAsk ? nil : place >= 0
        case .List:
            guard c.list.count > 0 else { return false }
            let (place, isDecided) = scan(c.list.items, 0, c.list.count, v)
            return place < 0 ? false : isDecided ? true : nil
        case .Tuple:
            let (place, isDecided) = scan(c.tuple.items, 0, c.tuple.count, v)
            return place < 0 ? false : isDecided ? true : nil
        default: return nil
        }
    }

    // -- Items

    @inline(never) func loadItemDirect(_ object: UInt64, _ key: UInt64, _ ins: UInt64, _ at: PC) -> UInt64 {
        if key & 1 != 0, Value(bits: object).isExact(.Str), case let s = Value(bits: object).str {
            var i = Value(bits: key).int
            if i < 0 { i = i &+ s.count }
            if i >= 0 && i < s.count, case let code = s[code: i], code < 256 {
                if isNoting { note(at, ins, LeafRoutines.otherContainer(self, Value(bits: object), Value(bits: key))) }
                return Names.characters.unsafelyUnwrapped[Int(code)].bits
            }
        }
        let v = Value(bits: object), k = Value(bits: key)
        if v.isExact(.Dict) {
            if isNoting { note(at, ins, LeafRoutines.isPlain(self, v, k) ? 4 : 4 | 32) }
            var hash: UInt64 = 0
            let i = dictPlace(v.dict, k, &hash)
            if i >= 0 { return v.dict.pointee.entries.unsafelyUnwrapped[i].value }
        }
        return direct { () throws(PyRaise) in
            if v.isExact(.Dict) { return try dictGetItem(v, k) }
            if isNoting {
                note(at, ins, k.isInt && v.isExact(.List) ? 1 : k.isInt && v.isExact(.Tuple) ? 2 : LeafRoutines.otherContainer(self, v, k))
                noteSpecial(at - 1, .loadItem, v, k)
            }
            if k.isInt, v.isReference, v.shape == PackedArrays.shape, case let x = try PackedArrays.load(self, v, k.int), x.isPresent { return x }
            return try loadItem(v, k)
        }
    }

    @inline(never) func storeItemDirect(_ object: UInt64, _ key: UInt64, _ value: UInt64, _ ins: UInt64, _ at: PC) -> UInt64 {
        let v = Value(bits: object), k = Value(bits: key)
        if !isNoting, v.isExact(.Dict) {
            var hash: UInt64 = 0
            let i = dictPlace(v.dict, k, &hash)
            if i >= 0 {
                dictPut(v.dict, i, k, Value(bits: value))
                return Value.none.bits
            }
            if i == -1, v.dict.pointee.header.flags & DictFlag.watched == 0 {
                return direct { () throws(PyRaise) in try dictInsert(v.dict, k, hash, Value(bits: value)); return .none }
            }
        }
        return direct { () throws(PyRaise) in
            if isNoting {
                note(at, ins, v.isExact(.Dict) ? (LeafRoutines.isPlain(self, v, k) ? 4 : 4 | 32) : k.isInt && v.isExact(.List) ? 1 : LeafRoutines.otherContainer(self, v, k))
                noteSpecial(at - 1, .storeItem, v, k)
            }
            return try storeItem(v, k, Value(bits: value))
        }
    }

    /// Any word; 0 also if a frame was pushed.
    @inline(never) func deleteItemDirect(_ object: UInt64, _ key: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in
            let frame = pointee.frame
            try deleteItemOrPush(Value(bits: object), Value(bits: key))
            return pointee.frame == frame ? .none : .empty
        }
    }

    func deleteItemOrPush(_ v: Value, _ key: Value) throws(PyRaise) {
        if v.isExact(.Dict) {
            if !(try dictDelete(v.dict, key)) { throw keyError(key) }
            return
        }
        if v.isExact(.List) { return try listDeleteItem(v, key) }
        let f = try special(of: v, .delitem)
        if f.isEmpty { throw raise(K.TypeError, "'\(typeName(of: v))' object doesn't support item deletion") }
        _ = try invokeWith(f, v, key)
    }

    @inline(never) func buildSliceDirect(_ p: Registers, _ n: Int) -> UInt64 {
        direct { () throws(PyRaise) in
            let s = try new(PySliceLayout.self, .Slice)
            s.pointee.start = p[0]
            s.pointee.stop = p[1]
            s.pointee.step = n == 3 ? p[2] : Value.none.bits
            return Value(s)
        }
    }

    // -- Iteration

    /// Feedback: 1 for what is no list or tuple exactly.
    @inline(never) func getIteratorDirect(_ v: UInt64, _ ins: UInt64, _ at: PC) -> UInt64 {
        let x = Value(bits: v)
        if !x.isExact(.List) && !x.isExact(.Tuple) { note(at, ins, 1) }
        return direct { () throws(PyRaise) in try getIterator(x) }
    }

    /// The next value; Iteration.end when there is none. The stub has announced `forNext`.
    @inline(never) func iterateDirect(_ it: UInt64, _ ins: UInt64, _ at: PC) -> UInt64 {
        note(at, ins, 8)
        return direct { () throws(PyRaise) in
            do throws(PyRaise) { return try iterate(Value(bits: it)) } catch {
                if raisedIs(K.StopIteration) { clearRaised(); return Iteration.ended }
                throw error
            }
        }
    }

    // -- Generators and returns. These have no result: `vm_continue` goes on at the running frame.

    /// Notes how an instruction went that ended or left the running frame.
    @inline(__always) private func leaving(_ body: () throws(PyRaise) -> Bool) {
        do throws(PyRaise) {
            pointee.leaveReason = try body() ? NativeLeave.pushed : NativeLeave.ended
        } catch { pointee.leaveReason = NativeLeave.exception }
    }

    @inline(never) func yieldDirect(_ frame: FrameRef, _ v: UInt64) {
        leaving { () throws(PyRaise) in try yieldFromFrame(frame, Value(bits: v)) }
    }

    @inline(never) func returnDirect(_ frame: FrameRef, _ v: UInt64) {
        leaving { () throws(PyRaise) in try returnFromFrame(frame, Value(bits: v)) }
    }

    @inline(never) func getYieldFromIteratorDirect(_ v: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try yieldFromIterator(pointee.frame.unsafelyUnwrapped, Value(bits: v)) }
    }

    @inline(never) func getAwaitableDirect(_ v: UInt64, _ what: Int) -> UInt64 {
        direct { () throws(PyRaise) in try awaitable(Value(bits: v), what) }
    }

    // -- Building

    private func values(_ p: Registers) -> UnsafeMutablePointer<Value> { UnsafeMutableRawPointer(p).assumingMemoryBound(to: Value.self) }

    @inline(never) func buildTupleDirect(_ p: Registers, _ n: Int) -> UInt64 { direct { () throws(PyRaise) in try newTuple(values(p), n) } }
    @inline(never) func buildListDirect(_ p: Registers, _ n: Int) -> UInt64 { direct { () throws(PyRaise) in try newList(values(p), n) } }
    @inline(never) func buildSetDirect(_ p: Registers, _ n: Int) -> UInt64 { direct { () throws(PyRaise) in try buildSet(values(p), n) } }
    @inline(never) func buildStringDirect(_ p: Registers, _ n: Int) -> UInt64 { direct { () throws(PyRaise) in try joinPieces(values(p), n) } }

    @inline(never) func buildMapDirect(_ p: Registers, _ n: Int) -> UInt64 {
        direct { () throws(PyRaise) in try buildMap(values(p), n) }
    }

    func buildMap(_ p: UnsafeMutablePointer<Value>, _ n: Int) throws(PyRaise) -> Value {
        let d = try newDict(capacity: n)
        for i in 0 ..< n { try dictSet(d, p[2 * i], p[2 * i + 1]) }
        return Value(d)
    }

    @inline(never) func listAppendDirect(_ list: UInt64, _ v: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try listAppend(Value(bits: list).list, Value(bits: v)); return .none }
    }

    @inline(never) func setAddDirect(_ set: UInt64, _ v: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try setAdd(Value(bits: set).set, Value(bits: v)); return .none }
    }

    @inline(never) func mapAddDirect(_ map: UInt64, _ k: UInt64, _ v: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try dictSet(Value(bits: map).dict, Value(bits: k), Value(bits: v)); return .none }
    }

    @inline(never) func listExtendDirect(_ list: UInt64, _ v: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try extendListForUnpack(Value(bits: list), Value(bits: v)); return .none }
    }

    @inline(never) func listToTupleDirect(_ list: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try tupleOfList(Value(bits: list).list) }
    }

    func tupleOfList(_ l: ListRef) throws(PyRaise) -> Value { l.count == 0 ? try newTuple([]) : try newTuple(l.items, l.count) }

    @inline(never) func setUpdateDirect(_ set: UInt64, _ v: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try setUpdate(Value(bits: set), Value(bits: v)); return .none }
    }

    @inline(never) func dictUpdateDirect(_ map: UInt64, _ v: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try dictUpdateForDisplay(Value(bits: map), Value(bits: v)); return .none }
    }

    @inline(never) func dictMergeDirect(_ map: UInt64, _ v: UInt64, _ f: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try dictMergeForCall(Value(bits: map), Value(bits: v), Value(bits: f)); return .none }
    }

    @inline(never) func unpackDirect(_ v: UInt64, _ n: Int, _ into: Registers) -> UInt64 {
        direct { () throws(PyRaise) in try unpackSequence(Value(bits: v), n, values(into)); return .none }
    }

    /// spec 0: the empty format.
    @inline(never) func formatDirect(_ v: UInt64, _ spec: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try formatted(Value(bits: v), Value(bits: spec)) }
    }

    func formatted(_ v: Value, _ spec: Value) throws(PyRaise) -> Value {
        if spec.isEmpty {
            if v.isExact(.Str) { return v }
            if v.isInt { return try toStr(v) }
        }
        return try format(v, spec.isEmpty ? Names.emptyStr : spec)
    }

    @inline(never) func convertDirect(_ v: UInt64, _ how: Int) -> UInt64 {
        direct { () throws(PyRaise) in try converted(Value(bits: v), how) }
    }

    /// !s, !r or !a of an f-string.
    func converted(_ v: Value, _ how: Int) throws(PyRaise) -> Value {
        switch how {
        case 1: return try toStr(v)
        case 2: return try repr(v)
        default: return try ascii(v)
        }
    }

    // -- Functions

    @inline(never) func makeFunctionDirect(_ code: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in
            guard let g = pointee.frame.unsafelyUnwrapped.pointee.globals else { return .none }
            return try newFunction(Value(bits: code), globals: g)
        }
    }

    @inline(never) func makeCellDirect(_ content: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in
            let cell = try new(PyCellLayout.self, .Cell)
            cell.pointee.content = content
            return Value(cell)
        }
    }

    @inline(never) func makeGeneratorDirect() -> UInt64 {
        direct { () throws(PyRaise) in
            let frame = pointee.frame.unsafelyUnwrapped
            countYield(frame, frame.pointee.pc - 1)
            return try makeGenerator(frame)
        }
    }

    @inline(never) func callKeywordsDirect(_ f: UInt64, _ arguments: Registers, _ n: Int, _ names: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in
            let callee = Value(bits: f), keywords = Value(bits: names).tuple, base = values(arguments)
            if callee == K.dict, n == keywords.count {
                let d = try newDict(capacity: n)
                for i in 0 ..< n { try dictSet(d, keywords.items[i], base[i]) }
                return Value(d)
            }
            return try invoke(callee, base, n, names: Value(bits: names))
        }
    }

    @inline(never) func callExtendedDirect(_ f: UInt64, _ positional: UInt64, _ keywords: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in try callExtended(Value(bits: f), Value(bits: positional), Value(bits: keywords)) }
    }

    // -- Exceptions

    /// Raises; 0 for `raise` without operands.
    @inline(never) func raiseDirect(_ what: UInt64, _ cause: UInt64) {
        _ = direct { () throws(PyRaise) in throw try raiseStatement(Value(bits: what), Value(bits: cause)) }
    }

    @inline(never) func loadWithDirect(_ manager: UInt64, _ into: Registers) -> UInt64 {
        direct { () throws(PyRaise) in try loadWith(Value(bits: manager), .enter, .exit, values(into)); return .none }
    }

    @inline(never) func matchExceptionDirect(_ e: UInt64, _ type: UInt64) -> UInt64 {
        direct { () throws(PyRaise) in Value(try matchException(Value(bits: e), Value(bits: type))) }
    }
}

/// After a direct routine answered 0: true to go on at the running frame.
@_cdecl("vm_continue")
public func vm_continue(_ t: Thread) -> Bool {
    switch t.pointee.leaveReason {
    case NativeLeave.exception: if !t.unwind() { return false }
    case NativeLeave.ended: return false
    default: break
    }
    return t.pointee.abandonedRuns == 0
}
