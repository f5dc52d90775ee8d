// Handlers: the common cases of hot instructions, inlined into the stubs of CInterpreter.h.
//
// In:  the thread, pc (behind the instruction's first word), registers, the instruction.
// Out: 0 next instruction, 1 do it in full (Execute.swift), 2 take the jump, 3 go on at the changed pc and registers.
//
// A body only does what needs no exception, no Python call and no frame: anything else is 1, before anything was
// changed. All of them are in this one file because the stubs and bodies must be in one module of the code generator.

import CInterpreter
import CVMSpec

/// Puts the fast handlers into the table. The call must stand in this file: the stubs are emitted where they are mentioned, and
/// only there can the bodies be inlined into them.
@inline(never) func installFastHandlers() { install_fast_handlers() }

public typealias Registers = UnsafeMutablePointer<UInt64>
public typealias PC = UnsafeMutablePointer<UInt64>

@inline(__always) private func A(_ i: UInt64) -> Int { Int(truncatingIfNeeded: i >> 16 & 0xFFFF) }
@inline(__always) private func B(_ i: UInt64) -> Int { Int(truncatingIfNeeded: i >> 32 & 0xFFFF) }
@inline(__always) private func C(_ i: UInt64) -> Int { Int(truncatingIfNeeded: i >> 48) }
@inline(__always) private func frame(_ r: Registers) -> FrameRef {
    (UnsafeMutableRawPointer(r) - MemoryLayout<Frame>.size).assumingMemoryBound(to: Frame.self)
}
@inline(__always) private func isReference(_ w: UInt64) -> Bool { w & 7 == 0 && w != 0 }
@inline(__always) private func shapeOf(_ w: UInt64) -> UInt32 { UnsafePointer<UInt32>(bitPattern: UInt(w)).unsafelyUnwrapped.pointee }
@inline(__always) private func word(_ address: UInt64, _ offset: Int) -> UnsafeMutablePointer<UInt64> {
    UnsafeMutablePointer<UInt64>(bitPattern: UInt(address) &+ UInt(bitPattern: offset)).unsafelyUnwrapped
}

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
public func op_move(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    r[A(ins)] = r[B(ins)]
    return 0
}

@_cdecl("op_loadConstant") @inline(__always)
public func op_loadConstant(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    r[A(ins)] = frame(r).pointee.constants.unsafelyUnwrapped[Int(UInt32(truncatingIfNeeded: ins >> 32))]
    return 0
}

@_cdecl("op_loadInt") @inline(__always)
public func op_loadInt(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    r[A(ins)] = UInt64(bitPattern: Int64(bitPattern: ins) >> 32) << 1 | 1
    return 0
}

@_cdecl("op_checkLocal") @inline(__always)
public func op_checkLocal(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    rp.pointee[A(ins)] == 0 ? 1 : 0
}

@_cdecl("op_loadCell") @inline(__always)
public func op_loadCell(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = word(r[B(ins)], 8).pointee
    if v == 0 { return 1 }
    r[A(ins)] = v
    return 0
}

@_cdecl("op_storeCell") @inline(__always)
public func op_storeCell(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    word(r[A(ins)], 8).pointee = r[B(ins)]
    return 0
}


// -- Names

/// Value of entry `index` of a dict whose key set is still the cached one.
@inline(__always) private func cachedEntry(_ d: DictRef, _ cache: UInt64) -> UInt64? {
    if d.pointee.keysVersion != UInt32(truncatingIfNeeded: cache) || cache == 0 { return nil }
    return d.pointee.entries.unsafelyUnwrapped[Int(cache >> 32)].value
}

@_cdecl("op_loadGlobal") @inline(__always)
public func op_loadGlobal(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let cache = pc.pointee[0]
    let g = frame(r).pointee.globals.unsafelyUnwrapped
    if g.pointee.keysVersion != UInt32(truncatingIfNeeded: cache) || UInt32(truncatingIfNeeded: cache) == 0 { return 1 }
    if cache >> 32 != 0xFFFF_FFFF {
        let v = g.pointee.entries.unsafelyUnwrapped[Int(cache >> 32)].value
        if v == 0 { return 1 }
        r[A(ins)] = v
        return 0
    }
    guard let v = cachedEntry(t.pointee.builtins.unsafelyUnwrapped, pc.pointee[1]), v != 0 else { return 1 }
    r[A(ins)] = v
    return 0
}

@_cdecl("op_storeGlobal") @inline(__always)
public func op_storeGlobal(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let cache = pc.pointee[0]
    let g = frame(r).pointee.globals.unsafelyUnwrapped
    if g.pointee.keysVersion != UInt32(truncatingIfNeeded: cache) || UInt32(truncatingIfNeeded: cache) == 0 || g.pointee.header.flags & DictFlag.watched != 0 { return 1 }
    let e = g.pointee.entries.unsafelyUnwrapped + Int(cache >> 32)
    if e.pointee.value == 0 { return 1 }
    e.pointee.value = r[A(ins)]
    return 0
}


// -- Attributes: the cache words are described in Names.swift

@_cdecl("op_loadAttribute") @inline(__always)
public func op_loadAttribute(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[B(ins)]
    let cache = pc.pointee[0]
    if !isReference(v) || shapeOf(v) != UInt32(truncatingIfNeeded: cache) { return 1 }
    if cache & AttributeCache.storageSlot == 0 {
        let x = word(v, Int(cache >> 32)).pointee
        if x == 0 { return 1 }
        r[A(ins)] = x
        return 0
    }
    let storage = word(v, Int(pc.pointee[1])).pointee
    let x = word(storage, Int(cache >> 32 & 0x3FFF_FFFF) &* 8).pointee
    if x == 0 { return 1 }
    r[A(ins)] = x
    return 0
}

@_cdecl("op_storeAttribute") @inline(__always)
public func op_storeAttribute(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[A(ins)]
    let cache = pc.pointee[0]
    if !isReference(v) || shapeOf(v) != UInt32(truncatingIfNeeded: cache) { return 1 }
    switch cache >> 62 {
    case 0:
        word(v, Int(cache >> 32)).pointee = r[B(ins)]
        return 0
    case 2:
        word(v, Int(cache >> 32 & 0x3FFF_FFFF)).pointee = r[B(ins)]
        UnsafeMutablePointer<UInt32>(bitPattern: UInt(v)).unsafelyUnwrapped.pointee = UInt32(truncatingIfNeeded: pc.pointee[1])
        return 0
    case 1:
        let storage = word(v, Int(pc.pointee[1])).pointee
        word(storage, Int(cache >> 32 & 0x3FFF_FFFF) &* 8).pointee = r[B(ins)]
        return 0
    default: return 1
    }
}

@_cdecl("op_loadMethod") @inline(__always)
public func op_loadMethod(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[B(ins)]
    if !isReference(v) || pc.pointee[0] != UInt64(shapeOf(v)) | UInt64(t.pointee.classEpoch) << 32 { return 1 }
    r[A(ins)] = pc.pointee[1]
    r[A(ins) &+ 1] = v
    return 0
}


// -- Items

@inline(__always) private func listIndex(_ v: UInt64, _ k: UInt64) -> UnsafeMutablePointer<UInt64>? {
    let n = Int(bitPattern: UInt(word(v, 8).pointee))
    var i = Int(Int64(bitPattern: k) >> 1)
    if i < 0 { i = i &+ n }
    if UInt(bitPattern: i) >= UInt(bitPattern: n) { return nil }
    return UnsafeMutablePointer<UInt64>(bitPattern: UInt(word(v, 16).pointee)).unsafelyUnwrapped + i
}

@_cdecl("op_loadItem") @inline(__always)
public func op_loadItem(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[B(ins)], k = r[C(ins)]
    if k & 1 != 0 && isReference(v) {
        let shape = shapeOf(v)
        if shape == Kind.List.rawValue {
            guard let p = listIndex(v, k) else { return 1 }
            note(pc.pointee, ins, 1)
            r[A(ins)] = p.pointee
            return 0
        }
        if shape == Kind.Tuple.rawValue {
            let n = Int(bitPattern: UInt(word(v, 8).pointee))
            var i = Int(Int64(bitPattern: k) >> 1)
            if i < 0 { i = i &+ n }
            if UInt(bitPattern: i) >= UInt(bitPattern: n) { return 1 }
            note(pc.pointee, ins, 2)
            r[A(ins)] = word(v, 16 &+ i &* 8).pointee
            return 0
        }
    }
    return 1
}

@_cdecl("op_storeItem") @inline(__always)
public func op_storeItem(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[A(ins)], k = r[B(ins)]
    if k & 1 != 0 && isReference(v) && shapeOf(v) == Kind.List.rawValue {
        guard let p = listIndex(v, k) else { return 1 }
        note(pc.pointee, ins, 1)
        p.pointee = r[C(ins)]
        return 0
    }
    return 1
}


// -- Arithmetic: two small ints, two floats, or one of each

@inline(__always) private func addWords(_ pc: PC, _ ins: UInt64, _ r: Registers, _ x: UInt64, _ y: UInt64) -> Int32 {
    if x & y & 1 != 0 {
        let (s, o) = Int64(bitPattern: x).addingReportingOverflow(Int64(bitPattern: y &- 1))
        if o { return 1 }
        note(pc, ins, 0x11)
        r[A(ins)] = UInt64(bitPattern: s)
        return 0
    }
    guard let (a, b) = floats(x, y), let v = encodeFloat(a + b) else { return 1 }
    noteFloats(pc, ins, x, y)
    r[A(ins)] = v
    return 0
}

@inline(__always) private func subtractWords(_ pc: PC, _ ins: UInt64, _ r: Registers, _ x: UInt64, _ y: UInt64) -> Int32 {
    if x & y & 1 != 0 {
        let (s, o) = Int64(bitPattern: x).subtractingReportingOverflow(Int64(bitPattern: y &- 1))
        if o { return 1 }
        note(pc, ins, 0x11)
        r[A(ins)] = UInt64(bitPattern: s)
        return 0
    }
    guard let (a, b) = floats(x, y), let v = encodeFloat(a - b) else { return 1 }
    noteFloats(pc, ins, x, y)
    r[A(ins)] = v
    return 0
}

@inline(__always) private func multiplyWords(_ pc: PC, _ ins: UInt64, _ r: Registers, _ x: UInt64, _ y: UInt64) -> Int32 {
    if x & y & 1 != 0 {
        let (s, o) = (Int64(bitPattern: x) >> 1).multipliedReportingOverflow(by: Int64(bitPattern: y &- 1))
        if o { return 1 }
        note(pc, ins, 0x11)
        r[A(ins)] = UInt64(bitPattern: s) | 1
        return 0
    }
    guard let (a, b) = floats(x, y), let v = encodeFloat(a * b) else { return 1 }
    noteFloats(pc, ins, x, y)
    r[A(ins)] = v
    return 0
}

@inline(__always) private func divideWords(_ pc: PC, _ ins: UInt64, _ r: Registers, _ x: UInt64, _ y: UInt64) -> Int32 {
    guard let (a, b) = floats(x, y), b != 0, let v = encodeFloat(a / b) else { return 1 }
    noteFloats(pc, ins, x, y)
    r[A(ins)] = v
    return 0
}

@_cdecl("op_add") @inline(__always)
public func op_add(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    addWords(pc.pointee, ins, rp.pointee, rp.pointee[B(ins)], rp.pointee[C(ins)])
}

@_cdecl("op_subtract") @inline(__always)
public func op_subtract(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    subtractWords(pc.pointee, ins, rp.pointee, rp.pointee[B(ins)], rp.pointee[C(ins)])
}

@_cdecl("op_multiply") @inline(__always)
public func op_multiply(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    multiplyWords(pc.pointee, ins, rp.pointee, rp.pointee[B(ins)], rp.pointee[C(ins)])
}

@_cdecl("op_trueDivide") @inline(__always)
public func op_trueDivide(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    divideWords(pc.pointee, ins, rp.pointee, rp.pointee[B(ins)], rp.pointee[C(ins)])
}

@_cdecl("op_inplaceAdd") @inline(__always)
public func op_inplaceAdd(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    addWords(pc.pointee, ins, rp.pointee, rp.pointee[B(ins)], rp.pointee[C(ins)])
}

@_cdecl("op_inplaceSubtract") @inline(__always)
public func op_inplaceSubtract(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    subtractWords(pc.pointee, ins, rp.pointee, rp.pointee[B(ins)], rp.pointee[C(ins)])
}

@_cdecl("op_inplaceMultiply") @inline(__always)
public func op_inplaceMultiply(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    multiplyWords(pc.pointee, ins, rp.pointee, rp.pointee[B(ins)], rp.pointee[C(ins)])
}

@_cdecl("op_inplaceTrueDivide") @inline(__always)
public func op_inplaceTrueDivide(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    divideWords(pc.pointee, ins, rp.pointee, rp.pointee[B(ins)], rp.pointee[C(ins)])
}

@_cdecl("op_floorDivide") @inline(__always)
public func op_floorDivide(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    if x & y & 1 == 0 { return 1 }
    let a = Int64(bitPattern: x) >> 1, b = Int64(bitPattern: y) >> 1
    if b == 0 || b == -1 { return 1 }
    note(pc.pointee, ins, 0x11)
    var q = a / b
    if q &* b != a && (a < 0) != (b < 0) { q = q &- 1 }
    r[A(ins)] = UInt64(bitPattern: q) << 1 | 1
    return 0
}

@_cdecl("op_modulo") @inline(__always)
public func op_modulo(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    if x & y & 1 == 0 { return 1 }
    let a = Int64(bitPattern: x) >> 1, b = Int64(bitPattern: y) >> 1
    if b == 0 || b == -1 { return 1 }
    note(pc.pointee, ins, 0x11)
    var m = a % b
    if m != 0 && (m < 0) != (b < 0) { m = m &+ b }
    r[A(ins)] = UInt64(bitPattern: m) << 1 | 1
    return 0
}

@_cdecl("op_leftShift") @inline(__always)
public func op_leftShift(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    if x & y & 1 == 0 { return 1 }
    let a = Int64(bitPattern: x) >> 1, n = Int64(bitPattern: y) >> 1
    if n < 0 || n > 60 { return 1 }
    let s = a << n
    if s >> n != a || (s << 1) >> 1 != s { return 1 }
    note(pc.pointee, ins, 0x11)
    r[A(ins)] = UInt64(bitPattern: s) << 1 | 1
    return 0
}

@_cdecl("op_rightShift") @inline(__always)
public func op_rightShift(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    if x & y & 1 == 0 { return 1 }
    let n = Int64(bitPattern: y) >> 1
    if n < 0 { return 1 }
    note(pc.pointee, ins, 0x11)
    r[A(ins)] = UInt64(bitPattern: Int64(bitPattern: x) >> Swift.min(n, 62)) | 1
    return 0
}

@_cdecl("op_bitAnd") @inline(__always)
public func op_bitAnd(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    if x & y & 1 == 0 { return 1 }
    note(pc.pointee, ins, 0x11)
    r[A(ins)] = x & y
    return 0
}

@_cdecl("op_bitOr") @inline(__always)
public func op_bitOr(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    if x & y & 1 == 0 { return 1 }
    note(pc.pointee, ins, 0x11)
    r[A(ins)] = x | y
    return 0
}

@_cdecl("op_bitXor") @inline(__always)
public func op_bitXor(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    if x & y & 1 == 0 { return 1 }
    note(pc.pointee, ins, 0x11)
    r[A(ins)] = (x ^ y) | 1
    return 0
}

@_cdecl("op_inplaceBitAnd") @inline(__always)
public func op_inplaceBitAnd(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    if x & y & 1 == 0 { return 1 }
    note(pc.pointee, ins, 0x11)
    r[A(ins)] = x & y
    return 0
}

@_cdecl("op_inplaceBitOr") @inline(__always)
public func op_inplaceBitOr(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    if x & y & 1 == 0 { return 1 }
    note(pc.pointee, ins, 0x11)
    r[A(ins)] = x | y
    return 0
}

@_cdecl("op_inplaceBitXor") @inline(__always)
public func op_inplaceBitXor(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let x = r[B(ins)], y = r[C(ins)]
    if x & y & 1 == 0 { return 1 }
    note(pc.pointee, ins, 0x11)
    r[A(ins)] = (x ^ y) | 1
    return 0
}

@_cdecl("op_addImmediate") @inline(__always)
public func op_addImmediate(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    addWords(pc.pointee, ins, rp.pointee, rp.pointee[B(ins)], UInt64(bitPattern: Int64(bitPattern: ins) >> 48) << 1 | 1)
}

@_cdecl("op_subtractImmediate") @inline(__always)
public func op_subtractImmediate(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    subtractWords(pc.pointee, ins, rp.pointee, rp.pointee[B(ins)], UInt64(bitPattern: Int64(bitPattern: ins) >> 48) << 1 | 1)
}

@_cdecl("op_negate") @inline(__always)
public func op_negate(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
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
    if x == Value.false_.bits || x == Value.none.bits || x == 1 { return 0 }
    if x & 1 != 0 { return 1 }
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

/// Equality also of identical strings and of singletons.
@inline(__always) private func equalWords(_ x: UInt64, _ y: UInt64, _ pc: PC, _ ins: UInt64) -> Int32 {
    if x & y & 1 != 0 {
        note(pc, ins, 0x11)
        return x == y ? 1 : 0
    }
    if x & 3 == 2 && y & 3 == 2 {
        noteFloats(pc, ins, x, y)
        return decodeFloat(x) == decodeFloat(y) ? 1 : 0
    }
    if isReference(x) && isReference(y) && shapeOf(x) == Kind.Str.rawValue && shapeOf(y) == Kind.Str.rawValue {
        note(pc, ins, 0x44)
        return strEqual(Value(bits: x).str, Value(bits: y).str) ? 1 : 0
    }
    return -1
}

@_cdecl("op_not") @inline(__always)
public func op_not(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = truth(r[B(ins)])
    if b < 0 { return 1 }
    r[A(ins)] = b != 0 ? Value.false_.bits : Value.true_.bits
    return 0
}

@_cdecl("op_less") @inline(__always)
public func op_less(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[B(ins)], r[C(ins)], pc.pointee, ins, { $0 < $1 }, { $0 < $1 })
    if b < 0 { return 1 }
    r[A(ins)] = b != 0 ? Value.true_.bits : Value.false_.bits
    return 0
}

@_cdecl("op_lessEqual") @inline(__always)
public func op_lessEqual(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[B(ins)], r[C(ins)], pc.pointee, ins, { $0 <= $1 }, { $0 <= $1 })
    if b < 0 { return 1 }
    r[A(ins)] = b != 0 ? Value.true_.bits : Value.false_.bits
    return 0
}

@_cdecl("op_greater") @inline(__always)
public func op_greater(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[B(ins)], r[C(ins)], pc.pointee, ins, { $0 > $1 }, { $0 > $1 })
    if b < 0 { return 1 }
    r[A(ins)] = b != 0 ? Value.true_.bits : Value.false_.bits
    return 0
}

@_cdecl("op_greaterEqual") @inline(__always)
public func op_greaterEqual(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[B(ins)], r[C(ins)], pc.pointee, ins, { $0 >= $1 }, { $0 >= $1 })
    if b < 0 { return 1 }
    r[A(ins)] = b != 0 ? Value.true_.bits : Value.false_.bits
    return 0
}

@_cdecl("op_equal") @inline(__always)
public func op_equal(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = equalWords(r[B(ins)], r[C(ins)], pc.pointee, ins)
    if b < 0 { return 1 }
    r[A(ins)] = b != 0 ? Value.true_.bits : Value.false_.bits
    return 0
}

@_cdecl("op_notEqual") @inline(__always)
public func op_notEqual(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = equalWords(r[B(ins)], r[C(ins)], pc.pointee, ins)
    if b < 0 { return 1 }
    r[A(ins)] = b == 0 ? Value.true_.bits : Value.false_.bits
    return 0
}

@_cdecl("op_is") @inline(__always)
public func op_is(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    r[A(ins)] = r[B(ins)] == r[C(ins)] ? Value.true_.bits : Value.false_.bits
    return 0
}

@_cdecl("op_isNot") @inline(__always)
public func op_isNot(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    r[A(ins)] = r[B(ins)] != r[C(ins)] ? Value.true_.bits : Value.false_.bits
    return 0
}


// -- Jumps

@_cdecl("op_jump") @inline(__always)
public func op_jump(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    2
}

@_cdecl("op_loopBack") @inline(__always)
public func op_loopBack(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    if t.pointee.pending != 0 || UInt32(truncatingIfNeeded: pc.pointee.pointee) == t.pointee.hotLoops { return 1 }
    pc.pointee.pointee &+= 1
    return 2
}

@_cdecl("op_jumpIfTrue") @inline(__always)
public func op_jumpIfTrue(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let b = truth(rp.pointee[A(ins)])
    return b < 0 ? 1 : b != 0 ? 2 : 0
}

@_cdecl("op_jumpIfFalse") @inline(__always)
public func op_jumpIfFalse(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let b = truth(rp.pointee[A(ins)])
    return b < 0 ? 1 : b != 0 ? 0 : 2
}

@_cdecl("op_jumpIfNone") @inline(__always)
public func op_jumpIfNone(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    rp.pointee[A(ins)] == Value.none.bits ? 2 : 0
}

@_cdecl("op_jumpIfNotNone") @inline(__always)
public func op_jumpIfNotNone(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    rp.pointee[A(ins)] == Value.none.bits ? 0 : 2
}

@_cdecl("op_jumpIfLess") @inline(__always)
public func op_jumpIfLess(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[A(ins)], r[B(ins)], pc.pointee, ins, { $0 < $1 }, { $0 < $1 })
    return b < 0 ? 1 : b != 0 ? 2 : 0
}

@_cdecl("op_jumpIfNotLess") @inline(__always)
public func op_jumpIfNotLess(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[A(ins)], r[B(ins)], pc.pointee, ins, { $0 < $1 }, { $0 < $1 })
    return b < 0 ? 1 : b != 0 ? 0 : 2
}

@_cdecl("op_jumpIfLessEqual") @inline(__always)
public func op_jumpIfLessEqual(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[A(ins)], r[B(ins)], pc.pointee, ins, { $0 <= $1 }, { $0 <= $1 })
    return b < 0 ? 1 : b != 0 ? 2 : 0
}

@_cdecl("op_jumpIfNotLessEqual") @inline(__always)
public func op_jumpIfNotLessEqual(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[A(ins)], r[B(ins)], pc.pointee, ins, { $0 <= $1 }, { $0 <= $1 })
    return b < 0 ? 1 : b != 0 ? 0 : 2
}

@_cdecl("op_jumpIfGreater") @inline(__always)
public func op_jumpIfGreater(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[A(ins)], r[B(ins)], pc.pointee, ins, { $0 > $1 }, { $0 > $1 })
    return b < 0 ? 1 : b != 0 ? 2 : 0
}

@_cdecl("op_jumpIfNotGreater") @inline(__always)
public func op_jumpIfNotGreater(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[A(ins)], r[B(ins)], pc.pointee, ins, { $0 > $1 }, { $0 > $1 })
    return b < 0 ? 1 : b != 0 ? 0 : 2
}

@_cdecl("op_jumpIfGreaterEqual") @inline(__always)
public func op_jumpIfGreaterEqual(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[A(ins)], r[B(ins)], pc.pointee, ins, { $0 >= $1 }, { $0 >= $1 })
    return b < 0 ? 1 : b != 0 ? 2 : 0
}

@_cdecl("op_jumpIfNotGreaterEqual") @inline(__always)
public func op_jumpIfNotGreaterEqual(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = compareWords(r[A(ins)], r[B(ins)], pc.pointee, ins, { $0 >= $1 }, { $0 >= $1 })
    return b < 0 ? 1 : b != 0 ? 0 : 2
}

@_cdecl("op_jumpIfEqual") @inline(__always)
public func op_jumpIfEqual(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = equalWords(r[A(ins)], r[B(ins)], pc.pointee, ins)
    return b < 0 ? 1 : b != 0 ? 2 : 0
}

@_cdecl("op_jumpIfNotEqual") @inline(__always)
public func op_jumpIfNotEqual(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = equalWords(r[A(ins)], r[B(ins)], pc.pointee, ins)
    return b < 0 ? 1 : b != 0 ? 0 : 2
}

@_cdecl("op_jumpIfUnequal") @inline(__always)
public func op_jumpIfUnequal(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = equalWords(r[A(ins)], r[B(ins)], pc.pointee, ins)
    return b < 0 ? 1 : b != 0 ? 0 : 2
}

@_cdecl("op_jumpIfNotUnequal") @inline(__always)
public func op_jumpIfNotUnequal(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let b = equalWords(r[A(ins)], r[B(ins)], pc.pointee, ins)
    return b < 0 ? 1 : b != 0 ? 2 : 0
}


// -- Iteration and building

@_cdecl("op_forIterate") @inline(__always)
public func op_forIterate(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let it = r[B(ins)]
    if !isReference(it) { return 1 }
    let shape = shapeOf(it)
    if shape == Kind.RangeIterator.rawValue {
        let p = Value(bits: it).cell(PyRangeIteratorLayout.self)
        if p.pointee.remaining <= 0 { pc.pointee += 1 + Int(Int32(truncatingIfNeeded: pc.pointee[0])); return 3 }
        p.pointee.remaining &-= 1
        let n = p.pointee.next
        if (n << 1) >> 1 != n { p.pointee.remaining &+= 1; return 1 }
        p.pointee.next = n &+ p.pointee.step
        note(pc.pointee, ins, 1)
        r[A(ins)] = UInt64(bitPattern: n) << 1 | 1
        return 0
    }
    if shape == Kind.ListIterator.rawValue {
        let p = Value(bits: it).cell(PyListIteratorLayout.self)
        if p.pointee.source == 0 { return 1 }
        let list = Value(bits: p.pointee.source).list
        let i = p.pointee.index
        if i >= list.pointee.count { return 1 }
        p.pointee.index = i &+ 1
        note(pc.pointee, ins, 2)
        r[A(ins)] = list.pointee.items.unsafelyUnwrapped[Int(i)]
        return 0
    }
    if shape == Kind.TupleIterator.rawValue {
        let p = Value(bits: it).cell(PyTupleIteratorLayout.self)
        if p.pointee.source == 0 { return 1 }
        let i = p.pointee.index
        if i >= Value(bits: p.pointee.source).tuple.pointee.count { return 1 }
        p.pointee.index = i &+ 1
        note(pc.pointee, ins, 4)
        r[A(ins)] = word(p.pointee.source, 16 &+ Int(i) &* 8).pointee
        return 0
    }
    return 1
}

@_cdecl("op_listAppend") @inline(__always)
public func op_listAppend(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let list = Value(bits: r[A(ins)]).list
    let n = list.pointee.count
    if n == list.pointee.capacity { return 1 }
    list.pointee.items.unsafelyUnwrapped[Int(n)] = r[B(ins)]
    list.pointee.count = n &+ 1
    return 0
}

@_cdecl("op_unpackSequence") @inline(__always)
public func op_unpackSequence(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let v = r[B(ins)]
    if !isReference(v) { return 1 }
    let n = C(ins)
    let items: UnsafeMutablePointer<UInt64>
    if shapeOf(v) == Kind.Tuple.rawValue { items = word(v, 16) }
    else if shapeOf(v) == Kind.List.rawValue, let p = Value(bits: v).list.pointee.items { items = p }
    else { return 1 }
    if word(v, 8).pointee != UInt64(n) { return 1 }
    let a = A(ins)
    var i = 0
    while i < n { r[a &+ i] = items[i]; i &+= 1 }
    return 0
}

@_cdecl("op_buildTuple") @inline(__always)
public func op_buildTuple(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let n = C(ins)
    guard let p = t.allocateCell(16 &+ n &* 8, shape: Kind.Tuple.rawValue) else { return 1 }
    let words = p.assumingMemoryBound(to: UInt64.self)
    words[1] = UInt64(n)
    let b = B(ins)
    var i = 0
    while i < n { words[2 &+ i] = r[b &+ i]; i &+= 1 }
    r[A(ins)] = UInt64(UInt(bitPattern: p))
    return 0
}


// -- Calls

/// Pushes the frame of a Python function whose parameters are plain; the arguments lie at `arguments`.
@inline(__always) private func pushCall(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64,
                                        _ callee: UInt64, _ arguments: Registers, _ count: Int) -> Int32 {
    let function = Value(bits: callee).function
    let code = function.pointee.code.unsafelyUnwrapped
    if UInt32(truncatingIfNeeded: count) != code.pointee.simpleArgumentCount { return 1 }
    let caller = frame(rp.pointee)
    // A generator's frame lies elsewhere: its callees are pushed by the general way.
    let top = UnsafeMutableRawPointer(rp.pointee + Int(caller.pointee.code.pointee.registerCount))
    let registerCount = Int(code.pointee.registerCount)
    let size = MemoryLayout<Frame>.size &+ registerCount &* 8
    let offset = UInt(bitPattern: top) &- UInt(bitPattern: t.pointee.chunkBase)
    if offset &+ UInt(size) > UInt(t.pointee.chunkSize) || offset > UInt(t.pointee.chunkSize) { return 1 }
    let depth = caller.pointee.info >> 32 &+ 1
    if depth > UInt64(t.pointee.recursionLimit) || t.pointee.pending != 0 || code.pointee.callCount == t.pointee.hotCalls { return 1 }
    let f = top.assumingMemoryBound(to: Frame.self)
    caller.pointee.pc = pc.pointee + 3
    f.pointee.caller = caller
    f.pointee.code = code
    f.pointee.function = callee
    f.pointee.globals = function.pointee.globals
    f.pointee.constants = code.pointee.constants
    f.pointee.info = UInt64(A(ins)) << 16 | depth << 32
    f.pointee.continuation = 0
    f.pointee.locals = 0
    f.pointee.generator = 0
    f.pointee.object = 0
    let registers = UnsafeMutableRawPointer(f + 1).assumingMemoryBound(to: UInt64.self)
    var i = 0
    while i < count { registers[i] = arguments[i]; i &+= 1 }
    while i < registerCount { registers[i] = 0; i &+= 1 }
    code.pointee.callCount &+= 1
    t.pointee.frame = f
    pc.pointee = code.pointee.instructions
    rp.pointee = registers
    return 3
}

/// Calls of natives that only switch tasklets.
@inline(__always) private func callNativeDirectly(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64,
                                                  _ callee: UInt64, _ arguments: Registers, _ count: Int) -> Int32 {
    if shapeOf(callee) != Kind.Native.rawValue || Value(bits: callee).native.pointee.direct == 0 { return 1 }
    frame(rp.pointee).pointee.pc = pc.pointee + 3
    t.pointee.deliverInfo = ins & 0xFFFF_0000
    t.pointee.deliverContinuation = 0
    switch t.switchDirectly(Value(bits: callee), arguments, count) {
    case .notDone: return 1
    case .value:
        rp.pointee[A(ins)] = t.pointee.result
        return 0
    case .switched:
        let f = t.pointee.frame.unsafelyUnwrapped
        pc.pointee = f.pointee.pc
        rp.pointee = UnsafeMutableRawPointer(f + 1).assumingMemoryBound(to: UInt64.self)
        return 3
    }
}

@_cdecl("op_call") @inline(__always)
public func op_call(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let callee = r[A(ins)]
    if !isReference(callee) { return 1 }
    if shapeOf(callee) != Kind.Function.rawValue { return callNativeDirectly(t, pc, rp, ins, callee, r + (A(ins) &+ 1), B(ins)) }
    return pushCall(t, pc, rp, ins, callee, r + (A(ins) &+ 1), B(ins))
}

@_cdecl("op_callMethod") @inline(__always)
public func op_callMethod(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let callee = r[A(ins)]
    if !isReference(callee) { return 1 }
    if shapeOf(callee) != Kind.Function.rawValue {
        if r[A(ins) &+ 1] != 0 { return callNativeDirectly(t, pc, rp, ins, callee, r + (A(ins) &+ 1), B(ins) &+ 1) }
        return callNativeDirectly(t, pc, rp, ins, callee, r + (A(ins) &+ 2), B(ins))
    }
    if r[A(ins) &+ 1] != 0 { return pushCall(t, pc, rp, ins, callee, r + (A(ins) &+ 1), B(ins) &+ 1) }
    return pushCall(t, pc, rp, ins, callee, r + (A(ins) &+ 2), B(ins))
}

@_cdecl("op_return") @inline(__always)
public func op_return(_ t: Thread, _ pc: UnsafeMutablePointer<PC>, _ rp: UnsafeMutablePointer<Registers>, _ ins: UInt64) -> Int32 {
    let r = rp.pointee
    let f = frame(r)
    let info = f.pointee.info
    if info & 0xFFFF != 0 { return 1 }
    let caller = f.pointee.caller.unsafelyUnwrapped
    let registers = UnsafeMutableRawPointer(caller + 1).assumingMemoryBound(to: UInt64.self)
    let target = Int(info >> 16 & 0xFFFF)
    if target == 0xFFFF { return 1 }
    registers[target] = r[A(ins)]
    t.pointee.frame = caller
    pc.pointee = caller.pointee.pc
    rp.pointee = registers
    return 3
}
