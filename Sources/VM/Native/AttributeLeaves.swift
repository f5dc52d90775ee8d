// AttributeLeaves: attributes, classes and `super` for native code, where they run no Python and look at no frame.
//
// In:  words. Out: the result, or 0: 'not this way', and nothing was changed (as in LeafRoutines.swift).

import Bytecode
import CVMSpec

enum AttributeLeaves {
    static var routines: [(name: String, address: UInt)] {
        typealias W2 = @convention(c) (Thread, UInt64, UInt64) -> UInt64
        typealias W3 = @convention(c) (Thread, UInt64, UInt64, UInt64) -> UInt64
        func a(_ f: @convention(c) (Thread, UInt64) -> UInt64) -> UInt { unsafeBitCast(f, to: UInt.self) }
        func a(_ f: W2) -> UInt { unsafeBitCast(f, to: UInt.self) }
        func a(_ f: W3) -> UInt { unsafeBitCast(f, to: UInt.self) }
        return [
            ("rt_isinstance_plain", a(rt_isinstance_plain)), ("rt_issubclass_plain", a(rt_issubclass_plain)), ("rt_type_of", a(rt_type_of)),
            ("rt_getattr_exact", a(rt_getattr_exact)), ("rt_attribute_quick", a(rt_attribute_quick)), ("rt_method_quick", a(rt_method_quick)),
            ("rt_store_attribute_quick", a(rt_store_attribute_quick)), ("rt_super_new", a(rt_super_new)), ("rt_object_new", a(rt_object_new)),
            ("rt_super_method", a(rt_super_method)),
        ]
    }
}

/// isinstance for a class whose metaclass is type itself, or for a tuple of such: True or False.
@_cdecl("rt_isinstance_plain") func rt_isinstance_plain(_ t: Thread, _ v: UInt64, _ cls: UInt64) -> UInt64 {
    let c = Value(bits: cls)
    let object = Value(bits: v)
    guard c.isReference else { return 0 }
    if c.shape == Kind.Tuple.rawValue {
        guard c.tuple.count <= 8 else { return 0 }
        for i in 0 ..< c.tuple.count {
            let part = c.tuple.items[i]
            let answer = part.isReference && part.shape != Kind.Tuple.rawValue ? rt_isinstance_plain(t, v, part.bits) : 0
            if answer != Value.false_.bits { return answer }
        }
        return Value.false_.bits
    }
    guard LeafRoutines.isPlainClass(t, c) else { return 0 }
    if t.isInstance(object, c) { return Value.true_.bits }
    // An object may claim another class.
    guard !object.isReference || object.shape < UInt32(KIND_COUNT) || t.hasPlainClassAttribute(object) else { return 0 }
    return Value.false_.bits
}

/// issubclass of a class and a class whose metaclass is type itself.
@_cdecl("rt_issubclass_plain") func rt_issubclass_plain(_ t: Thread, _ cls: UInt64, _ base: UInt64) -> UInt64 {
    let c = Value(bits: cls), of = Value(bits: base)
    guard c.isReference, t.has(c, .Type), LeafRoutines.isPlainClass(t, of) else { return 0 }
    return Value(t.isSubtype(c.type, of)).bits
}

@_cdecl("rt_type_of") func rt_type_of(_ t: Thread, _ v: UInt64) -> UInt64 { Value(t.typeOf(Value(bits: v))).bits }

/// getattr(object, name, other) where nothing but the lookup itself is to be done; `other` empty: there must be one.
@_cdecl("rt_getattr_exact") func rt_getattr_exact(_ t: Thread, _ object: UInt64, _ name: UInt64, _ other: UInt64) -> UInt64 {
    let v = Value(bits: object), n = Value(bits: name)
    guard n.isExact(.Str), n.str.pointee.header.flags & StrFlag.interned != 0 else { return 0 }
    var isAbsent = false
    let quick = attributeQuickly(t, v, n, &isAbsent)
    if quick != 0 { return quick }
    // Modules and super objects have rules of their own.
    guard v.isReference, v.shape != Kind.Super.rawValue, t.kind(of: v) != Kind.Module.rawValue else { return 0 }
    return t.orNothing { () throws(PyRaise) in
        if isAbsent { return try t.special(of: v, .getattr).isEmpty ? other : 0 }
        switch try t.find(v, n) {
        case .value(let found): return found.bits
        case .method(let f): return try t.newBoundMethod(f, v).bits
        case .missing: return try t.special(of: v, .getattr).isEmpty ? other : 0
        case .call: return 0
        }
    }
}

/// An attribute that lies in the instance, or that is a plain value of its class: by the attribute table.
@_cdecl("rt_attribute_quick") func rt_attribute_quick(_ t: Thread, _ object: UInt64, _ name: UInt64) -> UInt64 {
    var isAbsent = false
    return attributeQuickly(t, Value(bits: object), Value(bits: name), &isAbsent)
}

@inline(__always) private func attributeQuickly(_ t: Thread, _ v: Value, _ name: Value, _ isAbsent: inout Bool) -> UInt64 {
    guard v.isReference else { return 0 }
    return t.orNothing { () throws(PyRaise) in
        guard let e = try t.attributeEntry(v, name), !e.pointee.dictFirst else { return 0 }
        switch e.pointee.kind {
        case .inlineSlot: return (v.raw + Int(e.pointee.place)).assumingMemoryBound(to: UInt64.self).pointee
        case .storageSlot:
            let storage = (v.raw + Int(t.shape(of: v).pointee.storageOffset)).assumingMemoryBound(to: UInt64.self).pointee
            return (Value(bits: storage).raw + 8 * Int(e.pointee.place)).assumingMemoryBound(to: UInt64.self).pointee
        case .plain: return e.pointee.value
        case .absent:
            isAbsent = true
            return 0
        default: return 0
        }
    }
}

/// The function or native that a method call of that name binds to the object; 0 if the name means something else there.
@_cdecl("rt_method_quick") func rt_method_quick(_ t: Thread, _ object: UInt64, _ name: UInt64) -> UInt64 {
    let v = Value(bits: object)
    guard v.isReference else { return 0 }
    return t.orNothing { () throws(PyRaise) in
        guard let e = try t.attributeEntry(v, Value(bits: name)), !e.pointee.dictFirst, e.pointee.kind == .method else { return 0 }
        return e.pointee.value
    }
}

/// object.name = value where that runs no Python: None, or 0 and nothing was stored.
@_cdecl("rt_store_attribute_quick") func rt_store_attribute_quick(_ t: Thread, _ object: UInt64, _ name: UInt64, _ value: UInt64) -> UInt64 {
    let v = Value(bits: object), x = Value(bits: value)
    guard v.isReference else { return 0 }
    return t.orNothing { () throws(PyRaise) in
        guard let e = try t.storeEntry(v, Value(bits: name)) else { return 0 }
        return try t.store(x, in: v, Value(bits: name), by: e) ? Value.none.bits : 0
    }
}

/// super(cls, subclass).__new__, if that is object's; 0 if it is anything else.
@_cdecl("rt_super_new") func rt_super_new(_ t: Thread, _ cls: UInt64, _ subclass: UInt64, _ name: UInt64) -> UInt64 {
    let c = Value(bits: cls), v = Value(bits: subclass)
    guard c.isReference, v.isReference, t.has(c, .Type), t.has(v, .Type), t.isSubtype(v.type, c) else { return 0 }
    return t.orNothing { () throws(PyRaise) in
        guard let e = try t.superEntry(of: v, behind: c, Value(bits: name)), e.pointee.value != 0 else { return 0 }
        let found = Instantiation.unwrapped(Value(bits: e.pointee.value))
        return Instantiation.isObjectNew(found) ? found.bits : 0
    }
}

/// object.__new__(cls) of a class whose instances have nothing but attributes.
@_cdecl("rt_object_new") func rt_object_new(_ t: Thread, _ cls: UInt64) -> UInt64 {
    let c = Value(bits: cls)
    guard c.isReference, t.has(c, .Type), c.type.pointee.instanceKind == Kind.Instance.rawValue, c.type.pointee.typeFlags & TypeFlag.abstract == 0 else { return 0 }
    return t.orNothing { () throws(PyRaise) in try t.newInstanceCell(c.type).bits }
}

/// The function or native that super(cls, object).name binds to the object; 0 if it is something else.
@_cdecl("rt_super_method") func rt_super_method(_ t: Thread, _ cls: UInt64, _ object: UInt64, _ name: UInt64) -> UInt64 {
    let c = Value(bits: cls), v = Value(bits: object)
    guard c.isReference, v.isReference, t.has(c, .Type), !t.has(v, .Type) else { return 0 }
    let type = t.typeOf(v)
    guard t.isSubtype(type, c) else { return 0 }
    return t.orNothing { () throws(PyRaise) in
        guard let e = try t.superEntry(of: Value(type), behind: c, Value(bits: name)), e.pointee.kind == .method else { return 0 }
        return e.pointee.value
    }
}
