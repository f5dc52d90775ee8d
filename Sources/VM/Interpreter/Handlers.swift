// Handlers: the common cases of hot instructions, inlined into the stubs of CInterpreter.h.
//
// In:  the thread, pc (behind the instruction's first word), registers, the instruction.
// Out: 0 next instruction, 1 do it in full (Execute.swift), 2 take the jump, 3 go on at the changed pc and registers,
//      4 ask `vm_continue` (a direct routine raised, pushed a frame, or the run must end).
//
// What a body does itself needs no exception, no Python call and no frame; for more it calls a routine of Direct.swift after
// having announced where the frame goes on, or answers 1 before anything was changed. All of them are in this one file because
// the stubs and bodies must be in one module of the code generator.

import Bytecode
import CInterpreter
import CVMSpec

/// Puts the fast handlers into the table. The call must stand in this file: the stubs are emitted where they are mentioned, and
/// only there can the bodies be inlined into them.
@inline(never) func installFastHandlers() { install_fast_handlers() }

public typealias Registers = UnsafeMutablePointer<UInt64>
public typealias PC = UnsafeMutablePointer<UInt64>
public typealias PCRef = UnsafeMutablePointer<PC>
public typealias RegistersRef = UnsafeMutablePointer<Registers>

@inline(__always) private func A(_ i: UInt64) -> Int { Int(truncatingIfNeeded: i >> 16 & 0xFFFF) }
@inline(__always) private func B(_ i: UInt64) -> Int { Int(truncatingIfNeeded: i >> 32 & 0xFFFF) }
@inline(__always) private func C(_ i: UInt64) -> Int { Int(truncatingIfNeeded: i >> 48) }
@inline(__always) private func wide(_ i: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: i >> 32)) }
@inline(__always) private func immediate(_ i: UInt64) -> UInt64 { UInt64(bitPattern: Int64(bitPattern: i) >> 48) << 1 | 1 }
@inline(__always) private func frame(_ r: Registers) -> FrameRef {
    (UnsafeMutableRawPointer(r) - MemoryLayout<Frame>.size).assumingMemoryBound(to: Frame.self)
}
@inline(__always) private func registers(_ f: FrameRef) -> Registers { UnsafeMutableRawPointer(f + 1).assumingMemoryBound(to: UInt64.self) }
@inline(__always) private func isReference(_ w: UInt64) -> Bool { w & 7 == 0 && w != 0 }
@inline(__always) private func shapeOf(_ w: UInt64) -> UInt32 { UnsafePointer<UInt32>(bitPattern: UInt(w)).unsafelyUnwrapped.pointee }
@inline(__always) private func word(_ address: UInt64, _ offset: Int) -> UnsafeMutablePointer<UInt64> {
    UnsafeMutablePointer<UInt64>(bitPattern: UInt(address) &+ UInt(bitPattern: offset)).unsafelyUnwrapped
}
@inline(__always) private func name(_ r: Registers, _ i: Int) -> UInt64 { frame(r).pointee.code.pointee.names.unsafelyUnwrapped[i] }
@inline(__always) private func constant(_ r: Registers, _ i: Int) -> UInt64 { frame(r).pointee.constants.unsafelyUnwrapped[i] }
@inline(__always) private func bool(_ b: Bool) -> UInt64 { b ? Value.true_.bits : Value.false_.bits }

/// Before a direct routine: the frame goes on behind the instruction's `words`, a late result goes to register a.
@inline(__always) private func announce(_ t: Thread, _ pc: PC, _ r: Registers, _ ins: UInt64, words: Int = 0) {
    frame(r).pointee.pc = pc + words
    t.pointee.deliverInfo = ins & 0xFFFF_0000
    t.pointee.deliverContinuation = 0
}
/// The same where a late result is dropped.
@inline(__always) private func announceDropping(_ t: Thread, _ pc: PC, _ r: Registers, words: Int = 0) {
    frame(r).pointee.pc = pc + words
    t.pointee.deliverInfo = Delivery.discard
    t.pointee.deliverContinuation = 0
}
/// A direct routine's result goes to register a.
@inline(__always) private func put(_ r: Registers, _ ins: UInt64, _ v: UInt64) -> Int32 {
    if v == 0 { return 4 }
    r[A(ins)] = v
    return 0
}
/// A direct routine's result is of no interest.
@inline(__always) private func done(_ v: UInt64) -> Int32 { v == 0 ? 4 : 0 }

@inline(__always) private func encodeFloat(_ d: Double) -> UInt64? {
    let t0 = d.bitPattern &+ (1 << 60)
    let t = (t0 << 3) | (t0 >> 61)
    if t & 3 == 2 && t != 2 { return t }
    return d.bitPattern == 0 ? 2 : nil
}
@inline(__always) private func decodeFloat(_ w: UInt64) -> Double {
    if w == 2 { return 0 }
    return Double(bitPattern: ((w >> 3) | (w << 61)) &- (1 << 60))
}
/// Both floats, or one float and one small int.
@inline(__always) private func floats(_ x: UInt64, _ y: UInt64) -> (Double, Double)? {
    if x & 3 == 2 {
        if y & 3 == 2 { return (decodeFloat(x), decodeFloat(y)) }
        if y & 1 != 0 { return (decodeFloat(x), Double(Int64(bitPattern: y) >> 1)) }
    } else if x & 1 != 0 && y & 3 == 2 { return (Double(Int64(bitPattern: x) >> 1), decodeFloat(y)) }
    return nil
}
/// Records in the instruction word what was seen. Operand kinds: 1 int, 2 float, 4 str; the left operand's in the low half of
/// the byte, the right one's in the high half.
@inline(__always) private func note(_ pc: PC, _ ins: UInt64, _ bits: UInt64) {
    if ins & bits << 8 != bits << 8 { (pc - 1).pointee = ins | bits << 8 }
}
/// Records kinds of two numbers, one of them at least a float in the word.
@inline(__always) private func noteFloats(_ pc: PC, _ ins: UInt64, _ x: UInt64, _ y: UInt64) {
    note(pc, ins, (2 - (x & 1)) | (2 - (y & 1)) << 4)
}


// -- Moves and constants

@_cdecl("op_move") @inline(__always)
public func op_move(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    r[A(ins)] = r[B(ins)]
    return 0
}

@_cdecl("op_loadConstant") @inline(__always)
public func op_loadConstant(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    r[A(ins)] = constant(r, wide(ins))
    return 0
}

@_cdecl("op_loadInt") @inline(__always)
public func op_loadInt(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    rp.pointee[A(ins)] = UInt64(bitPattern: Int64(bitPattern: ins) >> 32) << 1 | 1
    return 0
}

@_cdecl("op_loadEmpty") @inline(__always)
public func op_loadEmpty(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    rp.pointee[A(ins)] = 0
    return 0
}

@_cdecl("op_checkLocal") @inline(__always)
public func op_checkLocal(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    rp.pointee[A(ins)] == 0 ? 1 : 0
}

@_cdecl("op_makeCell") @inline(__always)
public func op_makeCell(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.makeCellDirect(r[A(ins)]))
}

@_cdecl("op_copyFreeVars") @inline(__always)
public func op_copyFreeVars(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let closure = Value(bits: frame(r).pointee.function).function.pointee.closure
    if closure == 0 { return 0 }
    let n = Swift.min(B(ins), Int(truncatingIfNeeded: word(closure, 8).pointee)), a = A(ins)
    var i = 0
    while i < n { r[a &+ i] = word(closure, 16 &+ i &* 8).pointee; i &+= 1 }
    return 0
}

@_cdecl("op_loadCell") @inline(__always)
public func op_loadCell(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = word(r[B(ins)], 8).pointee
    if v == 0 { return 1 }
    r[A(ins)] = v
    return 0
}

@_cdecl("op_storeCell") @inline(__always)
public func op_storeCell(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    word(r[A(ins)], 8).pointee = r[B(ins)]
    t.barrier(Value(bits: r[A(ins)]))
    return 0
}


// -- Names

/// Value of entry `index` of a dict whose key set is still the cached one, or 0.
@inline(__always) private func cachedEntry(_ d: DictRef, _ cache: UInt64) -> UInt64 {
    if d.pointee.keysVersion != UInt32(truncatingIfNeeded: cache) || UInt32(truncatingIfNeeded: cache) == 0 { return 0 }
    return d.pointee.entries.unsafelyUnwrapped[Int(cache >> 32)].value
}

/// The global or builtin that the cache words name, or 0.
@inline(__always) func globalFromCache(_ t: Thread, _ pc: PC, _ r: Registers) -> UInt64 {
    let cache = pc[0]
    let g = frame(r).pointee.globals.unsafelyUnwrapped
    if g.pointee.keysVersion != UInt32(truncatingIfNeeded: cache) || UInt32(truncatingIfNeeded: cache) == 0 { return 0 }
    if cache >> 32 != 0xFFFF_FFFF { return g.pointee.entries.unsafelyUnwrapped[Int(cache >> 32)].value }
    return cachedEntry(t.pointee.builtins.unsafelyUnwrapped, pc[1])
}

@_cdecl("op_loadGlobal") @inline(__always)
public func op_loadGlobal(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = globalFromCache(t, pc.pointee, r)
    if v == 0 { return 1 }
    r[A(ins)] = v
    return 0
}

@_cdecl("further_loadGlobal") @inline(__always)
public func further_loadGlobal(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins, words: 2)
    return put(r, ins, t.loadGlobalDirect(name(r, wide(ins)), pc.pointee))
}

@_cdecl("op_storeGlobal") @inline(__always)
public func op_storeGlobal(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let cache = pc.pointee[0]
    let g = frame(r).pointee.globals.unsafelyUnwrapped
    if g.pointee.keysVersion != UInt32(truncatingIfNeeded: cache) || UInt32(truncatingIfNeeded: cache) == 0 || g.pointee.header.flags & DictFlag.watched != 0 { return 1 }
    let e = g.pointee.entries.unsafelyUnwrapped + Int(cache >> 32)
    if e.pointee.value == 0 { return 1 }
    e.pointee.value = r[A(ins)]
    t.barrier(g)
    return 0
}


// -- Attributes: the cache words are described in Names.swift

/// The attribute that the cache words find in the object or its class, or 0.
@inline(__always) func attributeFromCache(_ t: Thread, _ pc: PC, _ v: UInt64) -> UInt64 {
    let cache = pc[0]
    if !isReference(v) || shapeOf(v) != UInt32(truncatingIfNeeded: cache) { return 0 }
    if cache >> 62 == 0 { return word(v, Int(cache >> 32)).pointee }
    if cache & AttributeCache.kindMask == AttributeCache.storageSlot {
        return word(word(v, Int(truncatingIfNeeded: pc[1])).pointee, Int(cache >> 32 & 0x3FFF_FFFF) &* 8).pointee
    }
    if cache & ~0xFFFF_FFFF == AttributeCache.ofEpoch(t, AttributeCache.classValue) { return pc[1] }
    if cache & ~0xFFFF_FFFF == AttributeCache.moduleEntry { return cachedEntry(Value(bits: v).module.pointee.dict.unsafelyUnwrapped, pc[1]) }
    return 0
}

@_cdecl("op_loadAttribute") @inline(__always)
public func op_loadAttribute(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[B(ins)]
    let x = attributeFromCache(t, pc.pointee, v)
    if x == 0 { return 1 }
    r[A(ins)] = x
    return 0
}

/// The shape, or 0 for what is no reference.
@inline(__always) private func shapeIf(_ v: UInt64) -> UInt32 { isReference(v) ? shapeOf(v) : 0 }

/// What the attribute table knows of a name for a key, for sites that see several shapes. While compiling is on, the slow way notes which there are.
@inline(__always) private func knownEntry(_ t: Thread, _ key: UInt64, _ name: UInt64) -> AttributeEntryRef? {
    if key == 0 || t.isNoting { return nil }
    let e = AttributeTable.slot(key, name)
    return e.pointee.key == key && e.pointee.name == name && e.pointee.epoch == t.pointee.classEpoch && !e.pointee.dictFirst ? e : nil
}

/// An inline slot of the object, by the attribute table; the cache words have it from then on.
@inline(__always) private func ownSlot(_ t: Thread, _ v: UInt64, _ name: UInt64, _ key: UInt64, _ at: PC) -> UnsafeMutablePointer<UInt64>? {
    guard let e = knownEntry(t, key, name), e.pointee.kind == .inlineSlot else { return nil }
    at[0] = key & 0xFFFF_FFFF | UInt64(e.pointee.place) << 32
    return word(v, Int(e.pointee.place))
}

@_cdecl("further_loadAttribute") @inline(__always)
public func further_loadAttribute(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[B(ins)]
    if let p = ownSlot(t, v, name(r, C(ins)), UInt64(shapeIf(v)), pc.pointee), p.pointee != 0 {
        r[A(ins)] = p.pointee
        return 0
    }
    if isReference(v), pc.pointee[0] == UInt64(shapeOf(v)) | AttributeCache.ofEpoch(t, AttributeCache.property), shapeOf(v) != Kind.Module.rawValue {
        let getter = Value(bits: pc.pointee[1]).cell(PyPropertyLayout.self).pointee.getter
        if isReference(getter) && shapeOf(getter) == Kind.Function.rawValue { return pushCall(t, pc, rp, getter, r + B(ins), 1, words: 2, info: ins & 0xFFFF_0000, continuation: 0) }
    }
    announce(t, pc.pointee, r, ins, words: 2)
    return put(r, ins, t.loadAttributeDirect(v, name(r, C(ins)), pc.pointee))
}

/// Stores where the cache words say; false if they do not fit.
@inline(__always) func storeFromCache(_ t: Thread, _ pc: PC, _ v: UInt64, _ x: UInt64) -> Bool {
    let cache = pc[0]
    if !isReference(v) || shapeOf(v) != UInt32(truncatingIfNeeded: cache) { return false }
    if !storesSimply(pc, v, x) { return false }
    t.barrier(Value(bits: v))
    return true
}

/// The store without the barrier, by cache words that fit the shape.
@inline(__always) private func storesSimply(_ pc: PC, _ v: UInt64, _ x: UInt64) -> Bool {
    let cache = pc[0]
    // No jump table: an indirect jump is guessed wrong too often.
    if cache >> 62 == 0 {
        word(v, Int(cache >> 32)).pointee = x
        return true
    }
    if cache >> 62 == 1 {
        word(word(v, Int(truncatingIfNeeded: pc[1])).pointee, Int(cache >> 32 & 0x3FFF_FFFF) &* 8).pointee = x
        return true
    }
    if cache >> 62 != 2 { return false }
    word(v, Int(cache >> 32 & 0x3FFF_FFFF)).pointee = x
    UnsafeMutablePointer<UInt32>(bitPattern: UInt(v)).unsafelyUnwrapped.pointee = UInt32(truncatingIfNeeded: pc[1])
    return true
}

/// Does a store into the cell have to be remembered? Then it is done where calls cost nothing: a stub that may call one saves registers always.
@inline(__always) private func isOld(_ v: UInt64) -> Bool { Value(bits: v).header.pointee.gc & UInt8(HEADER_OLD) != 0 }

@_cdecl("op_storeAttribute") @inline(__always)
public func op_storeAttribute(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[A(ins)]
    if !isReference(v) || shapeOf(v) != UInt32(truncatingIfNeeded: pc.pointee[0]) || isOld(v) { return 1 }
    return storesSimply(pc.pointee, v, r[B(ins)]) ? 0 : 1
}

@_cdecl("further_storeAttribute") @inline(__always)
public func further_storeAttribute(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[A(ins)]
    if storeFromCache(t, pc.pointee, v, r[B(ins)]) { return 0 }
    if isReference(v), let p = ownSlot(t, v, name(r, C(ins)), UInt64(shapeOf(v)) | AttributeEntry.forStore, pc.pointee) {
        p.pointee = r[B(ins)]
        t.barrier(Value(bits: v))
        return 0
    }
    announceDropping(t, pc.pointee, r, words: 2)
    return done(t.storeAttributeDirect(r[A(ins)], name(r, C(ins)), r[B(ins)], pc.pointee))
}

/// Finds function and receiver by the cache words; false if they do not fit.
@inline(__always) func methodFromCache(_ t: Thread, _ pc: PC, _ r: Registers, _ ins: UInt64) -> Bool {
    let v = r[B(ins)]
    if !isReference(v) { return false }
    if pc[0] == UInt64(shapeOf(v)) | UInt64(t.pointee.classEpoch) << 32 {
        r[A(ins)] = pc[1]
        r[A(ins) &+ 1] = v
        return true
    }
    if pc[0] == AttributeCache.moduleMethod && shapeOf(v) == Kind.Module.rawValue {
        let x = cachedEntry(Value(bits: v).module.pointee.dict.unsafelyUnwrapped, pc[1])
        if x == 0 { return false }
        r[A(ins)] = x
        r[A(ins) &+ 1] = 0
        return true
    }
    return false
}

@_cdecl("op_loadMethod") @inline(__always)
public func op_loadMethod(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    methodFromCache(t, pc.pointee, rp.pointee, ins) ? 0 : 1
}

@_cdecl("further_loadMethod") @inline(__always)
public func further_loadMethod(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[B(ins)]
    if let e = knownEntry(t, UInt64(shapeIf(v)), name(r, C(ins))), e.pointee.kind == .method {
        pc.pointee[0] = UInt64(shapeOf(v)) | UInt64(t.pointee.classEpoch) << 32
        pc.pointee[1] = e.pointee.value
        r[A(ins)] = e.pointee.value
        r[A(ins) &+ 1] = v
        return 0
    }
    announce(t, pc.pointee, r, ins, words: 2)
    return done(t.loadMethodDirect(v, name(r, C(ins)), r + A(ins), pc.pointee))
}


// -- Items

@_cdecl("op_deleteItem") @inline(__always)
public func op_deleteItem(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announceDropping(t, pc.pointee, r)
    return done(t.deleteItemDirect(r[A(ins)], r[B(ins)]))
}

@inline(__always) private func listIndex(_ v: UInt64, _ k: UInt64) -> UnsafeMutablePointer<UInt64>? {
    let n = Int(bitPattern: UInt(word(v, 8).pointee))
    var i = Int(Int64(bitPattern: k) >> 1)
    if i < 0 { i = i &+ n }
    if UInt(bitPattern: i) >= UInt(bitPattern: n) { return nil }
    return UnsafeMutablePointer<UInt64>(bitPattern: UInt(word(v, 16).pointee)).unsafelyUnwrapped + i
}

/// Feedback about an index: 16 if it counts from the end.
@inline(__always) private func negativeIndex(_ k: UInt64) -> UInt64 { (k >> 63) << 4 }

@_cdecl("op_loadItem") @inline(__always)
public func op_loadItem(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[B(ins)], k = r[C(ins)]
    if k & 1 != 0 && isReference(v) {
        let shape = shapeOf(v)
        if shape == Kind.List.rawValue {
            guard let p = listIndex(v, k) else { return 1 }
            note(pc.pointee, ins, 1 | negativeIndex(k))
            r[A(ins)] = p.pointee
            return 0
        }
        if shape == Kind.Tuple.rawValue {
            let n = Int(bitPattern: UInt(word(v, 8).pointee))
            var i = Int(Int64(bitPattern: k) >> 1)
            if i < 0 { i = i &+ n }
            if UInt(bitPattern: i) >= UInt(bitPattern: n) { return 1 }
            note(pc.pointee, ins, 2 | negativeIndex(k))
            r[A(ins)] = word(v, 16 &+ i &* 8).pointee
            return 0
        }
    }
    return 1
}

/// The Python function that is special method `s` of v's class, if it was looked up before; else 0.
@inline(__always) private func knownFunction(_ t: Thread, _ v: UInt64, _ s: Special) -> UInt64 {
    // Builtin types have none.
    guard isReference(v), shapeOf(v) >= UInt32(KIND_COUNT), let type = t.shape(shapeOf(v)).pointee.type, type.pointee.version == t.pointee.classEpoch, let table = type.pointee.specials else { return 0 }
    let f = table[s.rawValue]
    return isReference(f) && shapeOf(f) == Kind.Function.rawValue ? f : 0
}

@_cdecl("further_loadItem") @inline(__always)
public func further_loadItem(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    // A `__getitem__` in Python. (While compiling is on, the slow way notes it.)
    if !t.isNoting, case let f = knownFunction(t, r[B(ins)], .getitem), f != 0 {
        var operands = (r[B(ins)], r[C(ins)])
        let status = withUnsafeMutablePointer(to: &operands) {
            pushCall(t, pc, rp, f, UnsafeMutableRawPointer($0).assumingMemoryBound(to: UInt64.self), 2, words: 1, info: ins & 0xFFFF_0000, continuation: 0)
        }
        if status != 1 { return status }
    }
    announce(t, pc.pointee, r, ins, words: 1)
    return put(r, ins, t.loadItemDirect(r[B(ins)], r[C(ins)], ins, pc.pointee))
}

@_cdecl("op_storeItem") @inline(__always)
public func op_storeItem(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[A(ins)], k = r[B(ins)]
    if k & 1 != 0 && isReference(v) && shapeOf(v) == Kind.List.rawValue && !isOld(v) {
        guard let p = listIndex(v, k) else { return 1 }
        note(pc.pointee, ins, 1 | negativeIndex(k))
        p.pointee = r[C(ins)]
        return 0
    }
    return 1
}

@_cdecl("further_storeItem") @inline(__always)
public func further_storeItem(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[A(ins)], k = r[B(ins)]
    if k & 1 != 0 && isReference(v) && shapeOf(v) == Kind.List.rawValue, let p = listIndex(v, k) {
        note(pc.pointee, ins, 1 | negativeIndex(k))
        p.pointee = r[C(ins)]
        t.barrier(Value(bits: v))
        return 0
    }
    announceDropping(t, pc.pointee, r, words: 1)
    return done(t.storeItemDirect(r[A(ins)], r[B(ins)], r[C(ins)], ins, pc.pointee))
}

@_cdecl("op_buildSlice") @inline(__always)
public func op_buildSlice(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.buildSliceDirect(r + B(ins), C(ins)))
}


// -- Arithmetic: two small ints, two floats, or one of each; else by a direct routine

/// Operator `op` on x and y with its special methods.
@inline(__always) private func general(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64, _ op: BinaryOperator, _ x: UInt64, _ y: UInt64, inplace: Bool = false,
                                       isImmediate: Bool = false) -> Int32 {
    if !isImmediate, isReference(x), !inplace || t.lacksInplace(x, op) {
        let status = pushOperator(t, pc, rp, ins & 0xFFFF_0000 | UInt64(Continuation.operands.rawValue), op.special, x, y, continuation: 0)
        if status != 1 { return status }
    }
    announce(t, pc.pointee, rp.pointee, ins)
    return put(rp.pointee, ins, t.binaryDirect(op, x, y, ins, pc.pointee, inplace: inplace))
}

/// Pushes the frame of a special method in Python for x, the left one of two operands; 1 if there is none, or y's method may come first.
/// (While compiling is on, the slow way notes which methods there are.)
@inline(__always) private func pushOperator(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ info: UInt64, _ s: Special, _ x: UInt64, _ y: UInt64, continuation: UInt64) -> Int32 {
    if t.isNoting { return 1 }
    let f = knownFunction(t, x, s)
    if f == 0 || !t.comesFirst(x, y) { return 1 }
    var operands = (x, y)
    return withUnsafeMutablePointer(to: &operands) {
        pushCall(t, pc, rp, f, UnsafeMutableRawPointer($0).assumingMemoryBound(to: UInt64.self), 2, words: 0, info: info, continuation: continuation)
    }
}

/// `ints` gives nil where the result is no small int, `doubles` where the operation is not defined.
@inline(__always) private func arithmetic(_ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64, _ x: UInt64, _ y: UInt64,
                                          _ ints: (UInt64, UInt64) -> UInt64?, _ doubles: (Double, Double) -> Double?) -> Int32 {
    if x & y & 1 != 0 {
        if let v = ints(x, y) {
            note(pc.pointee, ins, 0x11)
            rp.pointee[A(ins)] = v
            return 0
        }
    } else if let (a, b) = floats(x, y), let d = doubles(a, b), let v = encodeFloat(d) {
        noteFloats(pc.pointee, ins, x, y)
        rp.pointee[A(ins)] = v
        return 0
    }
    return 1
}

@inline(__always) private func sum(_ x: UInt64, _ y: UInt64) -> UInt64? {
    let (s, o) = Int64(bitPattern: x).addingReportingOverflow(Int64(bitPattern: y &- 1))
    return o ? nil : UInt64(bitPattern: s)
}
@inline(__always) private func difference(_ x: UInt64, _ y: UInt64) -> UInt64? {
    let (s, o) = Int64(bitPattern: x).subtractingReportingOverflow(Int64(bitPattern: y &- 1))
    return o ? nil : UInt64(bitPattern: s)
}
@inline(__always) private func product(_ x: UInt64, _ y: UInt64) -> UInt64? {
    let (s, o) = (Int64(bitPattern: x) >> 1).multipliedReportingOverflow(by: Int64(bitPattern: y &- 1))
    return o ? nil : UInt64(bitPattern: s) | 1
}
@inline(__always) private func floorQuotient(_ x: UInt64, _ y: UInt64) -> UInt64? {
    let a = Int64(bitPattern: x) >> 1, b = Int64(bitPattern: y) >> 1
    if b == 0 || b == -1 { return nil }
    var q = a / b
    if q &* b != a && (a < 0) != (b < 0) { q = q &- 1 }
    return UInt64(bitPattern: q) << 1 | 1
}
@inline(__always) private func floorRemainder(_ x: UInt64, _ y: UInt64) -> UInt64? {
    let a = Int64(bitPattern: x) >> 1, b = Int64(bitPattern: y) >> 1
    if b == 0 || b == -1 { return nil }
    var m = a % b
    if m != 0 && (m < 0) != (b < 0) { m = m &+ b }
    return UInt64(bitPattern: m) << 1 | 1
}
@inline(__always) private func shiftedLeft(_ x: UInt64, _ y: UInt64) -> UInt64? {
    let a = Int64(bitPattern: x) >> 1, n = Int64(bitPattern: y) >> 1
    if n < 0 || n > 60 { return nil }
    let s = a << n
    if s >> n != a || (s << 1) >> 1 != s { return nil }
    return UInt64(bitPattern: s) << 1 | 1
}
@inline(__always) private func shiftedRight(_ x: UInt64, _ y: UInt64) -> UInt64? {
    let n = Int64(bitPattern: y) >> 1
    return n < 0 ? nil : UInt64(bitPattern: Int64(bitPattern: x) >> Swift.min(n, 62)) | 1
}
@inline(__always) private func noDoubles(_ a: Double, _ b: Double) -> Double? { nil }
@inline(__always) private func quotient(_ a: Double, _ b: Double) -> Double? { b == 0 ? nil : a / b }

@_cdecl("op_add") @inline(__always)
public func op_add(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], sum, { $0 + $1 })
}

@_cdecl("further_add") @inline(__always)
public func further_add(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .add, r[B(ins)], r[C(ins)])
}

@_cdecl("op_subtract") @inline(__always)
public func op_subtract(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], difference, { $0 - $1 })
}

@_cdecl("further_subtract") @inline(__always)
public func further_subtract(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .sub, r[B(ins)], r[C(ins)])
}

@_cdecl("op_multiply") @inline(__always)
public func op_multiply(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], product, { $0 * $1 })
}

@_cdecl("further_multiply") @inline(__always)
public func further_multiply(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .mul, r[B(ins)], r[C(ins)])
}

@_cdecl("op_trueDivide") @inline(__always)
public func op_trueDivide(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], { (_, _) in nil }, quotient)
}

@_cdecl("further_trueDivide") @inline(__always)
public func further_trueDivide(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .truediv, r[B(ins)], r[C(ins)])
}

@_cdecl("op_floorDivide") @inline(__always)
public func op_floorDivide(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], floorQuotient, noDoubles)
}

@_cdecl("further_floorDivide") @inline(__always)
public func further_floorDivide(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .floordiv, r[B(ins)], r[C(ins)])
}

@_cdecl("op_modulo") @inline(__always)
public func op_modulo(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], floorRemainder, noDoubles)
}

@_cdecl("further_modulo") @inline(__always)
public func further_modulo(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .mod, r[B(ins)], r[C(ins)])
}

@_cdecl("op_leftShift") @inline(__always)
public func op_leftShift(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], shiftedLeft, noDoubles)
}

@_cdecl("further_leftShift") @inline(__always)
public func further_leftShift(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .lshift, r[B(ins)], r[C(ins)])
}

@_cdecl("op_rightShift") @inline(__always)
public func op_rightShift(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], shiftedRight, noDoubles)
}

@_cdecl("further_rightShift") @inline(__always)
public func further_rightShift(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .rshift, r[B(ins)], r[C(ins)])
}

@_cdecl("op_bitAnd") @inline(__always)
public func op_bitAnd(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], { $0 & $1 }, noDoubles)
}

@_cdecl("further_bitAnd") @inline(__always)
public func further_bitAnd(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .and, r[B(ins)], r[C(ins)])
}

@_cdecl("op_bitOr") @inline(__always)
public func op_bitOr(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], { $0 | $1 }, noDoubles)
}

@_cdecl("further_bitOr") @inline(__always)
public func further_bitOr(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .or, r[B(ins)], r[C(ins)])
}

@_cdecl("op_bitXor") @inline(__always)
public func op_bitXor(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], { ($0 ^ $1) | 1 }, noDoubles)
}

@_cdecl("further_bitXor") @inline(__always)
public func further_bitXor(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .xor, r[B(ins)], r[C(ins)])
}

@_cdecl("op_inplaceAdd") @inline(__always)
public func op_inplaceAdd(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], sum, { $0 + $1 })
}

@_cdecl("further_inplaceAdd") @inline(__always)
public func further_inplaceAdd(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .add, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_inplaceSubtract") @inline(__always)
public func op_inplaceSubtract(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], difference, { $0 - $1 })
}

@_cdecl("further_inplaceSubtract") @inline(__always)
public func further_inplaceSubtract(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .sub, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_inplaceMultiply") @inline(__always)
public func op_inplaceMultiply(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], product, { $0 * $1 })
}

@_cdecl("further_inplaceMultiply") @inline(__always)
public func further_inplaceMultiply(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .mul, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_inplaceTrueDivide") @inline(__always)
public func op_inplaceTrueDivide(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], { (_, _) in nil }, quotient)
}

@_cdecl("further_inplaceTrueDivide") @inline(__always)
public func further_inplaceTrueDivide(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .truediv, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_inplaceFloorDivide") @inline(__always)
public func op_inplaceFloorDivide(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], floorQuotient, noDoubles)
}

@_cdecl("further_inplaceFloorDivide") @inline(__always)
public func further_inplaceFloorDivide(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .floordiv, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_inplaceModulo") @inline(__always)
public func op_inplaceModulo(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], floorRemainder, noDoubles)
}

@_cdecl("further_inplaceModulo") @inline(__always)
public func further_inplaceModulo(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .mod, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_inplaceLeftShift") @inline(__always)
public func op_inplaceLeftShift(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], shiftedLeft, noDoubles)
}

@_cdecl("further_inplaceLeftShift") @inline(__always)
public func further_inplaceLeftShift(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .lshift, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_inplaceRightShift") @inline(__always)
public func op_inplaceRightShift(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], shiftedRight, noDoubles)
}

@_cdecl("further_inplaceRightShift") @inline(__always)
public func further_inplaceRightShift(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .rshift, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_inplaceBitAnd") @inline(__always)
public func op_inplaceBitAnd(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], { $0 & $1 }, noDoubles)
}

@_cdecl("further_inplaceBitAnd") @inline(__always)
public func further_inplaceBitAnd(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .and, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_inplaceBitOr") @inline(__always)
public func op_inplaceBitOr(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], { $0 | $1 }, noDoubles)
}

@_cdecl("further_inplaceBitOr") @inline(__always)
public func further_inplaceBitOr(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .or, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_inplaceBitXor") @inline(__always)
public func op_inplaceBitXor(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return arithmetic(pc, rp, ins, r[B(ins)], r[C(ins)], { ($0 ^ $1) | 1 }, noDoubles)
}

@_cdecl("further_inplaceBitXor") @inline(__always)
public func further_inplaceBitXor(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .xor, r[B(ins)], r[C(ins)], inplace: true)
}

@_cdecl("op_addImmediate") @inline(__always)
public func op_addImmediate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    arithmetic(pc, rp, ins, rp.pointee[B(ins)], immediate(ins), sum, { $0 + $1 })
}

@_cdecl("further_addImmediate") @inline(__always)
public func further_addImmediate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    general(t, pc, rp, ins, .add, rp.pointee[B(ins)], immediate(ins), inplace: ins & 0x8000 != 0, isImmediate: true)
}

@_cdecl("op_subtractImmediate") @inline(__always)
public func op_subtractImmediate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    arithmetic(pc, rp, ins, rp.pointee[B(ins)], immediate(ins), difference, { $0 - $1 })
}

@_cdecl("further_subtractImmediate") @inline(__always)
public func further_subtractImmediate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    general(t, pc, rp, ins, .sub, rp.pointee[B(ins)], immediate(ins), inplace: ins & 0x8000 != 0, isImmediate: true)
}

@_cdecl("op_power") @inline(__always)
public func op_power(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    return general(t, pc, rp, ins, .pow, r[B(ins)], r[C(ins)])
}

@_cdecl("op_negate") @inline(__always)
public func op_negate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)]
    if x & 1 != 0 {
        let (s, o) = Int64(0).subtractingReportingOverflow(Int64(bitPattern: x) >> 1)
        if o || (s << 1) >> 1 != s { return 1 }
        note(pc.pointee, ins, 1)
        r[A(ins)] = UInt64(bitPattern: s) << 1 | 1
        return 0
    }
    if x & 3 == 2, let v = encodeFloat(-decodeFloat(x)) {
        note(pc.pointee, ins, 2)
        r[A(ins)] = v
        return 0
    }
    return 1
}


// -- Truth and comparison

/// 1 true, 0 false, -1 not known here.
@inline(__always) private func truth(_ x: UInt64) -> Int32 {
    if x == Value.true_.bits { return 1 }
    if x == Value.false_.bits || x == Value.none.bits || x == 1 || x == 2 { return 0 }
    if x & 1 != 0 { return 1 }
    if x & 3 == 2 { return decodeFloat(x) != 0 ? 1 : 0 }
    return -1
}

/// 1 true, 0 false, -1 not known here.
@inline(__always) private func compareWords(_ x: UInt64, _ y: UInt64, _ pc: PC, _ ins: UInt64, _ ints: (Int64, Int64) -> Bool, _ doubles: (Double, Double) -> Bool) -> Int32 {
    if x & y & 1 != 0 {
        note(pc, ins, 0x11)
        return ints(Int64(bitPattern: x), Int64(bitPattern: y)) ? 1 : 0
    }
    if x & 3 == 2 && y & 3 == 2 {
        noteFloats(pc, ins, x, y)
        return doubles(decodeFloat(x), decodeFloat(y)) ? 1 : 0
    }
    return -1
}

/// a = b ∘ c
@inline(__always) private func comparison(_ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64, _ ints: (Int64, Int64) -> Bool, _ doubles: (Double, Double) -> Bool) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[B(ins)], r[C(ins)], pc.pointee, ins, ints, doubles)
    if b < 0 { return 1 }
    r[A(ins)] = bool(b != 0)
    return 0
}

@inline(__always) private func generalComparison(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64, _ op: CompareOperator) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    let b = t.compareQuickly(op, x, y, ins, pc.pointee)
    if b >= 0 {
        r[A(ins)] = bool(b != 0)
        return 0
    }
    let status = pushOperator(t, pc, rp, ins & 0xFFFF_0000 | UInt64(Continuation.operands.rawValue), op.special, x, y, continuation: 0)
    if status != 1 { return status }
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.compareDirect(op, x, y, ins, pc.pointee))
}

/// Jumps if a ∘ b is `sense`.
@inline(__always) private func compareJump(_ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64, _ sense: Bool, _ ints: (Int64, Int64) -> Bool, _ doubles: (Double, Double) -> Bool) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[A(ins)], r[B(ins)], pc.pointee, ins, ints, doubles)
    return b < 0 ? 1 : (b != 0) == sense ? 2 : 0
}

@inline(__always) private func generalJump(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64, _ op: CompareOperator, _ sense: Bool) -> Int32 {
    let r = rp.pointee
    let b = t.compareQuickly(op, r[A(ins)], r[B(ins)], ins, pc.pointee)
    if b >= 0 { return (b != 0) == sense ? 2 : 0 }
    let state = Value(small: op.rawValue << 1 | (sense ? 1 : 0))
    let status = pushOperator(t, pc, rp, Delivery.discard | UInt64(Continuation.jumpOperands.rawValue), op.special, r[A(ins)], r[B(ins)], continuation: state.bits)
    if status != 1 { return status }
    announceDropping(t, pc.pointee, r)
    if !t.compareJumpDirect(op, sense, frame(r), r[A(ins)], r[B(ins)], ins) { return 4 }
    pc.pointee = frame(r).pointee.pc
    return 3
}

@_cdecl("op_not") @inline(__always)
public func op_not(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = truth(r[B(ins)])
    if b < 0 { return 1 }
    r[A(ins)] = bool(b == 0)
    return 0
}

@_cdecl("further_not") @inline(__always)
public func further_not(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = t.truthQuickly(r[B(ins)])
    if b < 0 { return 1 }
    r[A(ins)] = bool(b == 0)
    return 0
}

@_cdecl("op_less") @inline(__always)
public func op_less(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    comparison(pc, rp, ins, { $0 < $1 }, { $0 < $1 })
}

@_cdecl("further_less") @inline(__always)
public func further_less(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalComparison(t, pc, rp, ins, .lt)
}

@_cdecl("op_lessEqual") @inline(__always)
public func op_lessEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    comparison(pc, rp, ins, { $0 <= $1 }, { $0 <= $1 })
}

@_cdecl("further_lessEqual") @inline(__always)
public func further_lessEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalComparison(t, pc, rp, ins, .le)
}

@_cdecl("op_greater") @inline(__always)
public func op_greater(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    comparison(pc, rp, ins, { $0 > $1 }, { $0 > $1 })
}

@_cdecl("further_greater") @inline(__always)
public func further_greater(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalComparison(t, pc, rp, ins, .gt)
}

@_cdecl("op_greaterEqual") @inline(__always)
public func op_greaterEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    comparison(pc, rp, ins, { $0 >= $1 }, { $0 >= $1 })
}

@_cdecl("further_greaterEqual") @inline(__always)
public func further_greaterEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalComparison(t, pc, rp, ins, .ge)
}

@_cdecl("op_equal") @inline(__always)
public func op_equal(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    comparison(pc, rp, ins, { $0 == $1 }, { $0 == $1 })
}

@_cdecl("further_equal") @inline(__always)
public func further_equal(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalComparison(t, pc, rp, ins, .eq)
}

@_cdecl("op_notEqual") @inline(__always)
public func op_notEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    comparison(pc, rp, ins, { $0 != $1 }, { $0 != $1 })
}

@_cdecl("further_notEqual") @inline(__always)
public func further_notEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalComparison(t, pc, rp, ins, .ne)
}

@_cdecl("op_is") @inline(__always)
public func op_is(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    r[A(ins)] = bool(r[B(ins)] == r[C(ins)])
    return 0
}

@_cdecl("op_isNot") @inline(__always)
public func op_isNot(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    r[A(ins)] = bool(r[B(ins)] != r[C(ins)])
    return 0
}

@_cdecl("op_contains") @inline(__always)
public func op_contains(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.containsDirect(r[C(ins)], r[B(ins)], ins, pc.pointee, negate: false))
}

@_cdecl("op_notContains") @inline(__always)
public func op_notContains(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.containsDirect(r[C(ins)], r[B(ins)], ins, pc.pointee, negate: true))
}


// -- Jumps

@_cdecl("op_jump") @inline(__always)
public func op_jump(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    2
}

@_cdecl("op_loopBack") @inline(__always)
public func op_loopBack(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    if t.pointee.pending != 0 || UInt32(truncatingIfNeeded: pc.pointee.pointee) == t.pointee.hotLoops { return 1 }
    pc.pointee.pointee &+= 1
    return 2
}

@_cdecl("op_jumpIfTrue") @inline(__always)
public func op_jumpIfTrue(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let b = truth(rp.pointee[A(ins)])
    return b < 0 ? 1 : b != 0 ? 2 : 0
}

@_cdecl("further_jumpIfTrue") @inline(__always)
public func further_jumpIfTrue(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let b = t.truthQuickly(rp.pointee[A(ins)])
    return b < 0 ? 1 : b != 0 ? 2 : 0
}

@_cdecl("op_jumpIfFalse") @inline(__always)
public func op_jumpIfFalse(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let b = truth(rp.pointee[A(ins)])
    return b < 0 ? 1 : b != 0 ? 0 : 2
}

@_cdecl("further_jumpIfFalse") @inline(__always)
public func further_jumpIfFalse(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let b = t.truthQuickly(rp.pointee[A(ins)])
    return b < 0 ? 1 : b != 0 ? 0 : 2
}

@_cdecl("op_jumpIfNone") @inline(__always)
public func op_jumpIfNone(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    rp.pointee[A(ins)] == Value.none.bits ? 2 : 0
}

@_cdecl("op_jumpIfNotNone") @inline(__always)
public func op_jumpIfNotNone(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    rp.pointee[A(ins)] == Value.none.bits ? 0 : 2
}

@_cdecl("op_jumpIfLess") @inline(__always)
public func op_jumpIfLess(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, true, { $0 < $1 }, { $0 < $1 })
}

@_cdecl("further_jumpIfLess") @inline(__always)
public func further_jumpIfLess(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .lt, true)
}

@_cdecl("op_jumpIfNotLess") @inline(__always)
public func op_jumpIfNotLess(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, false, { $0 < $1 }, { $0 < $1 })
}

@_cdecl("further_jumpIfNotLess") @inline(__always)
public func further_jumpIfNotLess(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .lt, false)
}

@_cdecl("op_jumpIfLessEqual") @inline(__always)
public func op_jumpIfLessEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, true, { $0 <= $1 }, { $0 <= $1 })
}

@_cdecl("further_jumpIfLessEqual") @inline(__always)
public func further_jumpIfLessEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .le, true)
}

@_cdecl("op_jumpIfNotLessEqual") @inline(__always)
public func op_jumpIfNotLessEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, false, { $0 <= $1 }, { $0 <= $1 })
}

@_cdecl("further_jumpIfNotLessEqual") @inline(__always)
public func further_jumpIfNotLessEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .le, false)
}

@_cdecl("op_jumpIfGreater") @inline(__always)
public func op_jumpIfGreater(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, true, { $0 > $1 }, { $0 > $1 })
}

@_cdecl("further_jumpIfGreater") @inline(__always)
public func further_jumpIfGreater(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .gt, true)
}

@_cdecl("op_jumpIfNotGreater") @inline(__always)
public func op_jumpIfNotGreater(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, false, { $0 > $1 }, { $0 > $1 })
}

@_cdecl("further_jumpIfNotGreater") @inline(__always)
public func further_jumpIfNotGreater(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .gt, false)
}

@_cdecl("op_jumpIfGreaterEqual") @inline(__always)
public func op_jumpIfGreaterEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, true, { $0 >= $1 }, { $0 >= $1 })
}

@_cdecl("further_jumpIfGreaterEqual") @inline(__always)
public func further_jumpIfGreaterEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .ge, true)
}

@_cdecl("op_jumpIfNotGreaterEqual") @inline(__always)
public func op_jumpIfNotGreaterEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, false, { $0 >= $1 }, { $0 >= $1 })
}

@_cdecl("further_jumpIfNotGreaterEqual") @inline(__always)
public func further_jumpIfNotGreaterEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .ge, false)
}

@_cdecl("op_jumpIfEqual") @inline(__always)
public func op_jumpIfEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, true, { $0 == $1 }, { $0 == $1 })
}

@_cdecl("further_jumpIfEqual") @inline(__always)
public func further_jumpIfEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .eq, true)
}

@_cdecl("op_jumpIfNotEqual") @inline(__always)
public func op_jumpIfNotEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, false, { $0 == $1 }, { $0 == $1 })
}

@_cdecl("further_jumpIfNotEqual") @inline(__always)
public func further_jumpIfNotEqual(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .eq, false)
}

@_cdecl("op_jumpIfUnequal") @inline(__always)
public func op_jumpIfUnequal(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, true, { $0 != $1 }, { $0 != $1 })
}

@_cdecl("further_jumpIfUnequal") @inline(__always)
public func further_jumpIfUnequal(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .ne, true)
}

@_cdecl("op_jumpIfNotUnequal") @inline(__always)
public func op_jumpIfNotUnequal(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    compareJump(pc, rp, ins, false, { $0 != $1 }, { $0 != $1 })
}

@_cdecl("further_jumpIfNotUnequal") @inline(__always)
public func further_jumpIfNotUnequal(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    generalJump(t, pc, rp, ins, .ne, false)
}


// -- Iteration

@_cdecl("op_getIterator") @inline(__always)
public func op_getIterator(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.getIteratorDirect(r[B(ins)], ins, pc.pointee))
}

/// The loop of a forIterate instruction ends.
@inline(__always) private func exitLoop(_ pc: PCRef) -> Int32 {
    pc.pointee += 1 + Int(Int32(truncatingIfNeeded: pc.pointee[0]))
    return 3
}

@_cdecl("op_forIterate") @inline(__always)
public func op_forIterate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let it = r[B(ins)]
    if !isReference(it) { return 1 }
    let shape = shapeOf(it)
    if shape == Kind.RangeIterator.rawValue {
        let p = Value(bits: it).cell(PyRangeIteratorLayout.self)
        if p.pointee.remaining <= 0 { return exitLoop(pc) }
        let n = p.pointee.next
        if (n << 1) >> 1 != n { return 1 }
        p.pointee.remaining &-= 1
        p.pointee.next = n &+ p.pointee.step
        note(pc.pointee, ins, 1)
        r[A(ins)] = UInt64(bitPattern: n) << 1 | 1
        return 0
    }
    if shape == Kind.ListIterator.rawValue {
        let p = Value(bits: it).cell(PyListIteratorLayout.self)
        note(pc.pointee, ins, 2)
        if p.pointee.source == 0 { return exitLoop(pc) }
        let list = Value(bits: p.pointee.source).list
        let i = p.pointee.index
        if UInt64(bitPattern: i) >= UInt64(bitPattern: list.pointee.count) {
            p.pointee.source = 0
            return exitLoop(pc)
        }
        p.pointee.index = i &+ 1
        r[A(ins)] = list.pointee.items.unsafelyUnwrapped[Int(i)]
        return 0
    }
    if shape == Kind.TupleIterator.rawValue {
        let p = Value(bits: it).cell(PyTupleIteratorLayout.self)
        note(pc.pointee, ins, 4)
        if p.pointee.source == 0 { return exitLoop(pc) }
        let i = p.pointee.index
        if i >= Value(bits: p.pointee.source).tuple.pointee.count {
            p.pointee.source = 0
            return exitLoop(pc)
        }
        p.pointee.index = i &+ 1
        r[A(ins)] = word(p.pointee.source, 16 &+ Int(i) &* 8).pointee
        return 0
    }
    return 1
}

@_cdecl("further_forIterate") @inline(__always)
public func further_forIterate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let it = r[B(ins)]
    if !isReference(it) { return 1 }
    if shapeOf(it) == Kind.Generator.rawValue {
        note(pc.pointee, ins, 8)
        return enterGenerator(t, pc, rp, it, Value.none.bits, words: 1, info: ins & 0xFFFF_0000 | UInt64(Continuation.forNext.rawValue), mode: ResumeMode.iterate)
    }
    let quick = t.stepQuickly(Value(bits: it))
    if quick != 0 {
        note(pc.pointee, ins, 8)
        if quick == Iteration.end { return exitLoop(pc) }
        r[A(ins)] = quick
        return 0
    }
    announce(t, pc.pointee, r, ins, words: 1)
    t.pointee.deliverInfo |= UInt64(Continuation.forNext.rawValue)
    let v = t.iterateDirect(it, ins, pc.pointee)
    if v == Iteration.end { return exitLoop(pc) }
    return put(r, ins, v)
}


// -- Generators

/// Makes the frame of a suspended (or new) generator the running one. 1 if that is not simple.
@inline(__always) private func enterGenerator(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ generator: UInt64, _ sent: UInt64, words: Int, info: UInt64, mode: Int64) -> Int32 {
    let g = Value(bits: generator).generator
    let state = g.pointee.state
    let f = g.frame
    if state == GeneratorState.chained { return resumeChain(t, pc, rp, g, sent, words: words, info: info, mode: mode) }
    if state == GeneratorState.suspended {
        // The value goes to register a of the yield at which it waits.
        registers(f)[A(f.pointee.pc[-2])] = sent
    } else if state != GeneratorState.created || sent != Value.none.bits { return 1 }
    let caller = frame(rp.pointee)
    let depth = caller.pointee.info >> 32 &+ 1
    if depth > UInt64(t.pointee.recursionLimit) || t.pointee.pending != 0 { return 1 }
    caller.pointee.pc = pc.pointee + words
    f.pointee.caller = caller
    f.pointee.info = info | FrameFlag.generator | depth << 32 | (f.pointee.object != 0 ? FrameFlag.hasObject : 0)
    f.pointee.continuation = 0
    g.pointee.hooks = g.pointee.hooks & ~ResumeMode.mask | mode
    g.pointee.state = GeneratorState.running
    // What the generator handles comes on top of what its resumer handles.
    let outer = t.pointee.handled
    if g.pointee.handled != 0 { t.pointee.handled = g.pointee.handled }
    g.pointee.handled = outer
    t.barrier(g)
    g.pointee.top = frameTop(caller)
    t.pointee.frame = f
    pc.pointee = f.pointee.pc
    rp.pointee = registers(f)
    return 3
}

/// Where the next frame goes when `caller` is the running one.
@inline(__always) private func frameTop(_ caller: FrameRef) -> UnsafeMutableRawPointer {
    if caller.pointee.info & FrameFlag.generator != 0 { return Value(bits: caller.pointee.generator).generator.pointee.top.unsafelyUnwrapped }
    return UnsafeMutableRawPointer(registers(caller) + Int(caller.pointee.code.pointee.registerCount))
}

/// Makes the innermost delegate of a suspended chain the running frame. 1 if what its frames remember of the resumer does not hold any more.
@inline(__always) private func resumeChain(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ root: GeneratorRef, _ sent: UInt64, words: Int, info: UInt64, mode: Int64) -> Int32 {
    let f = root.frame
    let caller = frame(rp.pointee)
    let depth = caller.pointee.info >> 32 &+ 1
    guard let leaf = root.pointee.leaf else { return 1 }
    if depth != f.pointee.info >> 32 || t.pointee.pending != 0 || t.pointee.handled != root.pointee.handled || frameTop(caller) != root.pointee.top { return 1 }
    registers(leaf)[A(leaf.pointee.pc[-2])] = sent
    caller.pointee.pc = pc.pointee + words
    f.pointee.caller = caller
    f.pointee.info = info | FrameFlag.generator | depth << 32 | (f.pointee.object != 0 ? FrameFlag.hasObject : 0)
    f.pointee.continuation = 0
    root.pointee.hooks = root.pointee.hooks & ~ResumeMode.mask | mode
    root.pointee.state = GeneratorState.running
    root.pointee.leaf = nil
    t.pointee.frame = leaf
    pc.pointee = leaf.pointee.pc
    rp.pointee = registers(leaf)
    return 3
}

/// Unlinks the running generator's frame; its resumer goes on.
@inline(__always) private func leaveGenerator(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ f: FrameRef, state: Int64) {
    let g = Value(bits: f.pointee.generator).generator
    let outer = g.pointee.handled, own = t.pointee.handled
    g.pointee.handled = own == outer || state == GeneratorState.finished ? 0 : own
    t.pointee.handled = outer
    g.pointee.state = state
    t.barrier(g)
    let caller = f.pointee.caller.unsafelyUnwrapped
    f.pointee.caller = nil
    t.pointee.frame = caller
    pc.pointee = caller.pointee.pc
    rp.pointee = registers(caller)
}

/// A delegate's yield: unlinks the chain's root and gives the value to whoever resumed that, if nothing in between has to know: 3.
/// 1: the root ends a nested run, which is not done here. 0: each delegator has to pass the value on.
@inline(__always) private func suspendChain(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ leaf: FrameRef, _ v: UInt64) -> Int32 {
    let rootWord = Value(bits: leaf.pointee.generator).generator.pointee.root
    if rootWord == 0 { return 0 }
    let root = Value(bits: rootWord).generator
    let f = root.frame
    let info = f.pointee.info
    let kind = info & 0xFFFF
    if root.pointee.state != GeneratorState.running || t.pointee.handled != root.pointee.handled || leaf.pointee.object != 0 { return 0 }
    if kind != FrameFlag.generator | UInt64(Continuation.forNext.rawValue) && kind != FrameFlag.generator { return kind & FrameFlag.boundary != 0 ? 1 : 0 }
    root.pointee.state = GeneratorState.chained
    root.pointee.leaf = leaf
    let caller = f.pointee.caller.unsafelyUnwrapped
    f.pointee.caller = nil
    t.barrier(root)
    t.pointee.frame = caller
    pc.pointee = caller.pointee.pc
    rp.pointee = registers(caller)
    let target = Int(info >> 16 & 0xFFFF)
    if target != 0xFFFF { rp.pointee[target] = v }
    return 3
}

/// yield: of a plain result, to forIterate, to send.
@inline(__always) private func yieldValue(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ v: UInt64) -> Int32 {
    let f = frame(rp.pointee)
    let info = f.pointee.info
    let kind = info & 0xFFFF
    if kind != FrameFlag.generator | UInt64(Continuation.forNext.rawValue) && kind != FrameFlag.generator | UInt64(Continuation.sendDone.rawValue) && kind != FrameFlag.generator { return 1 }
    if UInt32(truncatingIfNeeded: pc.pointee.pointee) == t.pointee.hotLoops { return 1 }
    pc.pointee.pointee &+= 1
    f.pointee.pc = pc.pointee + 1
    if kind == FrameFlag.generator | UInt64(Continuation.sendDone.rawValue) {
        let status = suspendChain(t, pc, rp, f, v)
        if status != 0 { return status }
    }
    leaveGenerator(t, pc, rp, f, state: GeneratorState.suspended)
    let target = Int(info >> 16 & 0xFFFF)
    if target != 0xFFFF { rp.pointee[target] = v }
    return 3
}

@_cdecl("op_makeGenerator") @inline(__always)
public func op_makeGenerator(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins, words: 1)
    let g = t.makeGeneratorDirect()
    return g == 0 ? 4 : returnValue(t, pc, rp, g)
}

@_cdecl("op_yield") @inline(__always)
public func op_yield(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    yieldValue(t, pc, rp, rp.pointee[B(ins)])
}

@_cdecl("further_yield") @inline(__always)
public func further_yield(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let f = frame(rp.pointee)
    f.pointee.pc = pc.pointee + 1
    t.countYield(f, pc.pointee)
    if t.yieldToFold(f, Value(bits: rp.pointee[B(ins)])) {
        rp.pointee[A(ins)] = Value.none.bits
        return 0
    }
    t.yieldDirect(f, rp.pointee[B(ins)])
    return 4
}

@_cdecl("op_yieldDelegate") @inline(__always)
public func op_yieldDelegate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    yieldValue(t, pc, rp, rp.pointee[B(ins)])
}

@_cdecl("further_yieldDelegate") @inline(__always)
public func further_yieldDelegate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let f = frame(rp.pointee)
    f.pointee.pc = pc.pointee + 1
    t.countYield(f, pc.pointee)
    t.yieldDirect(f, rp.pointee[B(ins)])
    return 4
}

/// Tells a delegate at which generator its chain begins; 0: nowhere, since frames in between do more than pass on what it yields.
@inline(__always) private func noteRoot(_ t: Thread, _ pc: PC, _ delegator: FrameRef, _ delegate: UInt64) {
    let d = Value(bits: delegate).generator
    let outer = delegator.pointee.generator
    d.pointee.root = 0
    if outer == 0 || delegator.pointee.object != 0 || UInt8(truncatingIfNeeded: pc[1]) != Opcode.yieldDelegate.rawValue { return }
    let shape = shapeOf(outer)
    if shape != Kind.Generator.rawValue && shape != K.coroutine.type.pointee.rootShape { return }
    let isDelegate = delegator.pointee.info & 0xFFFF == FrameFlag.generator | UInt64(Continuation.sendDone.rawValue)
    d.pointee.root = isDelegate ? Value(bits: outer).generator.pointee.root : outer
}

@_cdecl("op_send") @inline(__always)
public func op_send(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let receiver = r[B(ins)]
    if !isReference(receiver) || shapeOf(receiver) != Kind.Generator.rawValue && shapeOf(receiver) != K.coroutine.type.pointee.rootShape { return 1 }
    noteRoot(t, pc.pointee, frame(r), receiver)
    return enterGenerator(t, pc, rp, receiver, r[C(ins)], words: 1, info: ins & 0xFFFF_0000 | UInt64(Continuation.sendDone.rawValue), mode: ResumeMode.delegate)
}

@_cdecl("op_getYieldFromIterator") @inline(__always)
public func op_getYieldFromIterator(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.getYieldFromIteratorDirect(r[B(ins)]))
}

@_cdecl("op_getAwaitable") @inline(__always)
public func op_getAwaitable(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    let v = r[B(ins)]
    if isReference(v) && shapeOf(v) == K.coroutine.type.pointee.rootShape && Value(bits: v).generator.pointee.state == GeneratorState.created {
        r[A(ins)] = v
        return 0
    }
    return put(r, ins, t.getAwaitableDirect(v, C(ins)))
}


// -- Building

@_cdecl("op_listAppend") @inline(__always)
public func op_listAppend(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let list = Value(bits: r[A(ins)]).list
    let n = list.pointee.count
    if n == list.pointee.capacity || isOld(r[A(ins)]) { return 1 }
    list.pointee.items.unsafelyUnwrapped[Int(n)] = r[B(ins)]
    list.pointee.count = n &+ 1
    return 0
}

@_cdecl("further_listAppend") @inline(__always)
public func further_listAppend(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announceDropping(t, pc.pointee, r)
    return done(t.listAppendDirect(r[A(ins)], r[B(ins)]))
}

@_cdecl("op_setAdd") @inline(__always)
public func op_setAdd(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announceDropping(t, pc.pointee, r)
    return done(t.setAddDirect(r[A(ins)], r[B(ins)]))
}

@_cdecl("op_mapAdd") @inline(__always)
public func op_mapAdd(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announceDropping(t, pc.pointee, r)
    return done(t.mapAddDirect(r[A(ins)], r[B(ins)], r[C(ins)]))
}

@_cdecl("op_listExtend") @inline(__always)
public func op_listExtend(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announceDropping(t, pc.pointee, r)
    return done(t.listExtendDirect(r[A(ins)], r[B(ins)]))
}

@_cdecl("op_listToTuple") @inline(__always)
public func op_listToTuple(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.listToTupleDirect(r[B(ins)]))
}

@_cdecl("op_setUpdate") @inline(__always)
public func op_setUpdate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announceDropping(t, pc.pointee, r)
    return done(t.setUpdateDirect(r[A(ins)], r[B(ins)]))
}

@_cdecl("op_dictUpdate") @inline(__always)
public func op_dictUpdate(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announceDropping(t, pc.pointee, r)
    return done(t.dictUpdateDirect(r[A(ins)], r[B(ins)]))
}

@_cdecl("op_dictMerge") @inline(__always)
public func op_dictMerge(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announceDropping(t, pc.pointee, r)
    return done(t.dictMergeDirect(r[A(ins)], r[B(ins)], r[C(ins)]))
}

/// Unpacks an exact tuple or list of n items; false for anything else.
@inline(__always) func unpackQuickly(_ v: UInt64, _ n: Int, _ into: Registers) -> Bool {
    if !isReference(v) { return false }
    let items: UnsafeMutablePointer<UInt64>
    if shapeOf(v) == Kind.Tuple.rawValue { items = word(v, 16) }
    else if shapeOf(v) == Kind.List.rawValue, let p = Value(bits: v).list.pointee.items { items = p }
    else { return false }
    if word(v, 8).pointee != UInt64(n) { return false }
    var i = 0
    while i < n { into[i] = items[i]; i &+= 1 }
    return true
}

@_cdecl("op_unpackSequence") @inline(__always)
public func op_unpackSequence(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[B(ins)]
    if !unpackQuickly(v, C(ins), r + A(ins)) { return 1 }
    note(pc.pointee, ins, shapeOf(v) == Kind.Tuple.rawValue ? 2 : 1)
    return 0
}

@_cdecl("further_unpackSequence") @inline(__always)
public func further_unpackSequence(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announceDropping(t, pc.pointee, r)
    return done(t.unpackDirect(r[B(ins)], C(ins), r + A(ins)))
}

/// A cell from what is at hand of its size class, without calling anything; nil if there is nothing.
@inline(__always) private func allocateAtHand(_ t: Thread, _ size: Int, shape: UInt32) -> UnsafeMutablePointer<UInt64>? {
    if size > 512 { return nil }
    let c = Heap.sizeClass(size)
    let interval = t.intervalPointer(c)
    guard let p = interval.pointee.next else { return nil }
    let next = p + Heap.classSizeFast(c)
    if next > interval.pointee.end.unsafelyUnwrapped { return nil }
    interval.pointee.next = next
    let words = UnsafeMutableRawPointer(p).assumingMemoryBound(to: UInt64.self)
    words[0] = UInt64(shape)
    return words
}

@_cdecl("op_buildTuple") @inline(__always)
public func op_buildTuple(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let n = C(ins)
    guard let words = allocateAtHand(t, 16 &+ n &* 8, shape: Kind.Tuple.rawValue) else { return 1 }
    words[1] = UInt64(n)
    let b = B(ins)
    var i = 0
    while i < n { words[2 &+ i] = r[b &+ i]; i &+= 1 }
    r[A(ins)] = UInt64(UInt(bitPattern: words))
    return 0
}

@_cdecl("further_buildTuple") @inline(__always)
public func further_buildTuple(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.buildTupleDirect(r + B(ins), C(ins)))
}

@_cdecl("op_buildList") @inline(__always)
public func op_buildList(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.buildListDirect(r + B(ins), C(ins)))
}

@_cdecl("op_buildSet") @inline(__always)
public func op_buildSet(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.buildSetDirect(r + B(ins), C(ins)))
}

@_cdecl("op_buildMap") @inline(__always)
public func op_buildMap(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.buildMapDirect(r + B(ins), C(ins)))
}

@_cdecl("op_buildString") @inline(__always)
public func op_buildString(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.buildStringDirect(r + B(ins), C(ins)))
}

@_cdecl("op_formatValue") @inline(__always)
public func op_formatValue(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.formatDirect(r[B(ins)], C(ins) == 0xFFFF ? 0 : r[C(ins)]))
}

@_cdecl("op_convertValue") @inline(__always)
public func op_convertValue(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.convertDirect(r[B(ins)], C(ins)))
}

@_cdecl("op_makeFunction") @inline(__always)
public func op_makeFunction(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.makeFunctionDirect(constant(r, wide(ins))))
}

@_cdecl("op_setFunctionPart") @inline(__always)
public func op_setFunctionPart(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let f = Value(bits: r[A(ins)]).function
    switch C(ins) {
    case 1: f.pointee.defaults = r[B(ins)]
    case 8: f.pointee.closure = r[B(ins)]
    default: return 1
    }
    t.barrier(f)
    return 0
}


// -- Calls

/// Pushes the frame of a Python function without *args, **kwargs and keyword-only parameters; the arguments lie at `arguments`,
/// defaults fill up. 1 if the call is not that simple.
@inline(__always) private func pushCall(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ callee: UInt64, _ arguments: Registers, _ count: Int,
                                        words: Int, info: UInt64, continuation: UInt64) -> Int32 {
    let function = Value(bits: callee).function
    let code = function.pointee.code.unsafelyUnwrapped
    let simple = code.pointee.simpleArgumentCount
    var defaults: Registers? = nil
    if UInt32(truncatingIfNeeded: count) != simple {
        let missing = Int(simple) &- count, d = function.pointee.defaults
        if simple == UInt32.max || missing < 0 || !isReference(d) || shapeOf(d) != Kind.Tuple.rawValue { return 1 }
        let n = Int(truncatingIfNeeded: word(d, 8).pointee)
        if missing > n { return 1 }
        defaults = word(d, 16 &+ (n &- missing) &* 8)
    }
    let caller = frame(rp.pointee)
    // A generator's frame lies elsewhere: the top of the stack is that of who resumed it.
    let top = frameTop(caller)
    let registerCount = Int(code.pointee.registerCount)
    let size = MemoryLayout<Frame>.size &+ registerCount &* 8
    let offset = UInt(bitPattern: top) &- UInt(bitPattern: t.pointee.chunkBase)
    if offset &+ UInt(size) > UInt(t.pointee.chunkSize) || offset > UInt(t.pointee.chunkSize) { return 1 }
    let depth = caller.pointee.info >> 32 &+ 1
    if depth > UInt64(t.pointee.recursionLimit) || t.pointee.pending != 0 || code.pointee.callCount == t.pointee.hotCalls { return 1 }
    let f = top.assumingMemoryBound(to: Frame.self)
    caller.pointee.pc = pc.pointee + words
    f.pointee.caller = caller
    f.pointee.code = code
    f.pointee.function = callee
    f.pointee.globals = function.pointee.globals
    f.pointee.constants = code.pointee.constants
    f.pointee.info = info | depth << 32
    f.pointee.continuation = continuation
    f.pointee.locals = 0
    f.pointee.generator = 0
    f.pointee.object = 0
    let into = registers(f)
    var i = 0
    while i < count { into[i] = arguments[i]; i &+= 1 }
    if let defaults {
        var j = 0
        while i < Int(simple) { into[i] = defaults[j]; i &+= 1; j &+= 1 }
    }
    clear_words(into + i, into + registerCount)
    code.pointee.callCount &+= 1
    t.pointee.frame = f
    pc.pointee = code.pointee.instructions
    rp.pointee = into
    return 3
}

/// pushCall for the common case: the arguments are complete.
@inline(__always) private func pushPlainCall(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ callee: UInt64, _ arguments: Registers, _ count: Int, info: UInt64) -> Int32 {
    let function = Value(bits: callee).function
    let code = function.pointee.code.unsafelyUnwrapped
    let caller = frame(rp.pointee)
    if UInt32(truncatingIfNeeded: count) != code.pointee.simpleArgumentCount { return 1 }
    let f = frameTop(caller).assumingMemoryBound(to: Frame.self)
    let into = registers(f)
    let end = into + Int(code.pointee.registerCount)
    let base = UInt(bitPattern: t.pointee.chunkBase)
    if UInt(bitPattern: f) < base || UInt(bitPattern: end) > base &+ UInt(t.pointee.chunkSize) { return 1 }
    let depth = caller.pointee.info >> 32 &+ 1
    if depth > UInt64(t.pointee.recursionLimit) || t.pointee.pending != 0 || code.pointee.callCount == t.pointee.hotCalls { return 1 }
    caller.pointee.pc = pc.pointee + 3
    f.pointee.caller = caller
    f.pointee.code = code
    f.pointee.function = callee
    f.pointee.globals = function.pointee.globals
    f.pointee.constants = code.pointee.constants
    f.pointee.info = info | depth << 32
    f.pointee.continuation = 0
    f.pointee.locals = 0
    f.pointee.generator = 0
    f.pointee.object = 0
    var i = 0
    while i < count { into[i] = arguments[i]; i &+= 1 }
    clear_words(into + i, end)
    code.pointee.callCount &+= 1
    t.pointee.frame = f
    pc.pointee = code.pointee.instructions
    rp.pointee = into
    return 3
}

/// Calls a native by its quick routine; 0 if it has none, or the call is not that simple. The word before the arguments is free: a bound receiver goes there.
@inline(__always) private func callQuickly(_ t: Thread, _ pc: PC, _ callee: Value, _ arguments: Registers, _ count: Int) -> UInt64 {
    let native = callee.native
    if t.isNoting, !native.pointee.isSwitch, case let seen = pc[0], seen != CalledNative.word(callee) && seen != CalledNative.several { CalledNative.note(t, callee, pc) }
    guard let quick = native.pointee.quick else { return 0 }
    if native.pointee.receiver == 0 { return quick(t, arguments, count) }
    let before = arguments - 1, kept = before.pointee
    before.pointee = native.pointee.receiver
    let v = quick(t, before, count &+ 1)
    if v == 0 { before.pointee = kept }
    return v
}

/// A call of anything. The word before the arguments is free: a receiver goes there.
@inline(__always) private func callAny(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64, _ callee: UInt64, _ arguments: Registers, _ count: Int) -> Int32 {
    if !isReference(callee) { return 1 }
    let shape = shapeOf(callee)
    if shape == Kind.Function.rawValue { return pushCall(t, pc, rp, callee, arguments, count, words: 3, info: ins & 0xFFFF_0000, continuation: 0) }
    if shape == Kind.Native.rawValue && t.isNoting {
        let v = callQuickly(t, pc.pointee, Value(bits: callee), arguments, count)
        if v != 0 {
            rp.pointee[A(ins)] = v
            return 0
        }
    }
    if shape == Kind.Native.rawValue && Value(bits: callee).native.pointee.isSwitch {
        // Natives that only switch tasklets.
        announce(t, pc.pointee, rp.pointee, ins, words: 3)
        switch t.switchDirectly(Value(bits: callee), arguments, count) {
        case .notDone: break
        case .value:
            rp.pointee[A(ins)] = t.pointee.result
            return 0
        case .switched:
            let f = t.pointee.frame.unsafelyUnwrapped
            pc.pointee = f.pointee.pc
            rp.pointee = registers(f)
            return 3
        }
    }
    if t.pointee.pending != 0 { return 1 }
    let before = arguments - 1
    var function = callee, info = ins & 0xFFFF_0000, object: UInt64 = 0
    let kept = before.pointee
    if shape == Kind.Native.rawValue {
        announce(t, pc.pointee, rp.pointee, ins, words: 3)
        return put(rp.pointee, ins, t.callNativeDirect(callee, arguments, count))
    } else if shape == Kind.BoundMethod.rawValue && shapeOf(word(callee, 8).pointee) == Kind.Function.rawValue {
        function = word(callee, 8).pointee
        before.pointee = word(callee, 16).pointee
    } else if pc.pointee[1] == UInt64(t.pointee.classEpoch) && UInt32(truncatingIfNeeded: pc.pointee[0]) == shape && Value(bits: callee).type.pointee.rootShape == UInt32(pc.pointee[0] >> 32) {
        // A Python __new__ that gives the result.
        function = pc.pointee[2]
        before.pointee = callee
    } else if UInt32(truncatingIfNeeded: pc.pointee[0]) == shape && Value(bits: callee).type.pointee.rootShape == UInt32(pc.pointee[0] >> 32) && UInt32(truncatingIfNeeded: pc.pointee[1]) == t.pointee.classEpoch,
              let cell = t.allocateCell(Int(pc.pointee[1] >> 32), shape: UInt32(pc.pointee[0] >> 32)) {
        // The class's instances are made by object.__new__ and this __init__ (CallClasses.swift).
        object = UInt64(UInt(bitPattern: cell))
        function = pc.pointee[2]
        before.pointee = object
        info |= UInt64(Continuation.afterInit.rawValue)
    } else {
        announce(t, pc.pointee, rp.pointee, ins, words: 3)
        return put(rp.pointee, ins, t.callOtherDirect(callee, arguments, count, pc.pointee))
    }
    let status = pushCall(t, pc, rp, function, before, count &+ 1, words: 3, info: info, continuation: object)
    if status == 1 { before.pointee = kept }
    return status
}

/// Where a call instruction's arguments lie, and how many.
@inline(__always) private func window(_ r: Registers, _ ins: UInt64, isMethod: Bool) -> (Registers, Int) {
    let a = r + A(ins)
    if !isMethod { return (a + 1, B(ins)) }
    return a[1] != 0 ? (a + 1, B(ins) &+ 1) : (a + 2, B(ins))
}

/// A call of a Python function with as many arguments as it has parameters.
@inline(__always) private func callFunction(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64, isMethod: Bool) -> Int32 {
    let callee = rp.pointee[A(ins)]
    if !isReference(callee) { return 1 }
    let (arguments, count) = window(rp.pointee, ins, isMethod: isMethod)
    if shapeOf(callee) != Kind.Function.rawValue {
        if shapeOf(callee) != Kind.Native.rawValue || t.isNoting { return 1 }
        let v = callQuickly(t, pc.pointee, Value(bits: callee), arguments, count)
        if v == 0 { return 1 }
        rp.pointee[A(ins)] = v
        return 0
    }
    return pushPlainCall(t, pc, rp, callee, arguments, count, info: ins & 0xFFFF_0000)
}

@_cdecl("op_call") @inline(__always)
public func op_call(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    callFunction(t, pc, rp, ins, isMethod: false)
}

@_cdecl("further_call") @inline(__always)
public func further_call(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let (arguments, count) = window(rp.pointee, ins, isMethod: false)
    return callAny(t, pc, rp, ins, rp.pointee[A(ins)], arguments, count)
}

@_cdecl("op_callMethod") @inline(__always)
public func op_callMethod(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    callFunction(t, pc, rp, ins, isMethod: true)
}

@_cdecl("further_callMethod") @inline(__always)
public func further_callMethod(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let (arguments, count) = window(rp.pointee, ins, isMethod: true)
    return callAny(t, pc, rp, ins, rp.pointee[A(ins)], arguments, count)
}

@_cdecl("op_callKeywords") @inline(__always)
public func op_callKeywords(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let a = A(ins)
    if t.pointee.pending != 0 { return 1 }
    announce(t, pc.pointee, r, ins, words: 3)
    if r[a &+ 1] != 0 { return put(r, ins, t.callKeywordsDirect(r[a], r + (a &+ 1), B(ins) &+ 1, constant(r, C(ins)))) }
    return put(r, ins, t.callKeywordsDirect(r[a], r + (a &+ 2), B(ins), constant(r, C(ins))))
}

@_cdecl("op_callExtended") @inline(__always)
public func op_callExtended(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let a = A(ins)
    if t.pointee.pending != 0 { return 1 }
    announce(t, pc.pointee, r, ins, words: 3)
    return put(r, ins, t.callExtendedDirect(r[a], r[a &+ 1], r[a &+ 2]))
}

/// Ends the running frame, which is no generator's, with a value that its caller takes as it is, or that is `__init__`'s None.
@inline(__always) private func returnPlainly(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ value: UInt64) -> Int32 {
    let f = frame(rp.pointee)
    let info = f.pointee.info
    var v = value
    if info & 0xFFFF != 0 {
        if info & 0xFFFF != UInt64(Continuation.afterInit.rawValue) || value != Value.none.bits { return 1 }
        v = f.pointee.continuation
    }
    let caller = f.pointee.caller.unsafelyUnwrapped
    let target = Int(info >> 16 & 0xFFFF)
    if target != 0xFFFF { registers(caller)[target] = v }
    t.pointee.frame = caller
    pc.pointee = caller.pointee.pc
    rp.pointee = registers(caller)
    return 3
}

/// Ends the running frame with a value. Here, if its continuation has nothing to do, or a generator ends in a loop or a delegation.
@inline(__always) private func returnValue(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ value: UInt64) -> Int32 {
    let f = frame(rp.pointee)
    let info = f.pointee.info
    var v = value
    switch info & 0xFFFF {
    case 0, UInt64(Continuation.attribute.rawValue), UInt64(Continuation.forNext.rawValue), FrameFlag.inAwait: break
    case UInt64(Continuation.afterInit.rawValue) where value == Value.none.bits: v = f.pointee.continuation
    case UInt64(Continuation.binary.rawValue) where value != Value.notImplemented.bits, UInt64(Continuation.compare.rawValue) where value != Value.notImplemented.bits,
         UInt64(Continuation.operands.rawValue) where value != Value.notImplemented.bits: break
    case UInt64(Continuation.jumpOperands.rawValue) where value == Value.true_.bits || value == Value.false_.bits:
        let caller = f.pointee.caller.unsafelyUnwrapped
        t.pointee.frame = caller
        pc.pointee = caller.pointee.pc
        if (value == Value.true_.bits) == (f.pointee.continuation >> 1 & 1 != 0) { pc.pointee += Int(Int64(bitPattern: pc.pointee[-1]) >> 48) }
        rp.pointee = registers(caller)
        return 3
    case UInt64(Continuation.iterator.rawValue) where isReference(value) && shapeOf(value) == Kind.Generator.rawValue: break
    case UInt64(Continuation.forNext.rawValue) | FrameFlag.generator, UInt64(Continuation.sendDone.rawValue) | FrameFlag.generator:
        let delegates = info & 0xFF == UInt64(Continuation.sendDone.rawValue)
        leaveGenerator(t, pc, rp, f, state: GeneratorState.finished)
        clear_words(registers(f), registers(f) + Int(f.pointee.code.pointee.registerCount))
        // The instruction's last word says where the loop or the delegation goes on.
        pc.pointee += Int(Int32(truncatingIfNeeded: pc.pointee[-1]))
        if delegates { rp.pointee[Int(info >> 16 & 0xFFFF)] = value }
        return 3
    default:
        f.pointee.pc = pc.pointee
        t.returnDirect(f, value)
        return 4
    }
    let caller = f.pointee.caller.unsafelyUnwrapped
    let target = Int(info >> 16 & 0xFFFF)
    if target != 0xFFFF { registers(caller)[target] = v }
    t.pointee.frame = caller
    pc.pointee = caller.pointee.pc
    rp.pointee = registers(caller)
    return 3
}

@_cdecl("op_return") @inline(__always)
public func op_return(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    returnPlainly(t, pc, rp, rp.pointee[A(ins)])
}

@_cdecl("further_return") @inline(__always)
public func further_return(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    returnValue(t, pc, rp, rp.pointee[A(ins)])
}


// -- Exceptions

@_cdecl("op_pushHandled") @inline(__always)
public func op_pushHandled(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let e = r[B(ins)]
    r[A(ins)] = t.pointee.handled == 0 ? Value.none.bits : t.pointee.handled
    t.pointee.handled = e
    return 0
}

@_cdecl("op_popHandled") @inline(__always)
public func op_popHandled(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let v = rp.pointee[A(ins)]
    t.pointee.handled = v == Value.none.bits ? 0 : v
    return 0
}

@_cdecl("op_raise") @inline(__always)
public func op_raise(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announceDropping(t, pc.pointee, r)
    t.raiseDirect(A(ins) == 0xFFFF ? 0 : r[A(ins)], B(ins) == 0xFFFF ? 0 : r[B(ins)])
    return 4
}

@_cdecl("op_reraise") @inline(__always)
public func op_reraise(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    frame(r).pointee.pc = pc.pointee
    t.pointee.raised = r[A(ins)]
    t.pointee.leaveReason = NativeLeave.exception
    return 4
}

@_cdecl("op_loadWith") @inline(__always)
public func op_loadWith(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return done(t.loadWithDirect(r[B(ins)], r + A(ins)))
}

@_cdecl("op_matchException") @inline(__always)
public func op_matchException(_ t: Thread, _ pc: PCRef, _ rp: RegistersRef, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    announce(t, pc.pointee, r, ins)
    return put(r, ins, t.matchExceptionDirect(r[B(ins)], r[C(ins)]))
}
