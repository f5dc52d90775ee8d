// Types: class objects, their method resolution order, lookups along it, and the caches over these lookups.
//
// Lookups by class are cached globally and in each type's table of special methods. A change of a class attribute whose
// name was ever cached moves `classEpoch`, which every cache compares.

import CVMSpec
import Glibc

public enum TypeFlag {
    /// Instances of this native type have a `__dict__`.
    public static let attributes: UInt32 = 1 << 12
    /// Made by a class statement.
    static let heap: UInt32 = 1
    /// May be subclassed.
    public static let base: UInt32 = 2
    public static let sequence: UInt32 = 4
    public static let mapping: UInt32 = 8
    static let exception: UInt32 = 16
    static let abstract: UInt32 = 32
    /// Instances may be made by object.__new__ of subclasses only.
    static let noInstances: UInt32 = 64
    static let hasSlotsOnly: UInt32 = 128
    static let hasDel: UInt32 = 256
    static let weakrefable: UInt32 = 512
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The class of any value.
    @inline(__always) public func typeOf(_ v: Value) -> TypeRef {
        if v.isReference { return shape(v.shape).pointee.type.unsafelyUnwrapped }
        return v.isInt ? K.int.type : K.float.type
    }

    /// Name of a class, as messages show it.
    public func typeName(_ type: Value) -> String {
        guard has(type, .Type) else { return "?" }
        return Value(bits: type.type.pointee.name).str.string
    }

    public func typeName(of v: Value) -> String { Value(bits: typeOf(v).pointee.name).str.string }

    /// Name of v's class as errors show it: classes of native modules with their module ('collections.deque').
    func messageName(of v: Value) -> String {
        let type = typeOf(v)
        let name = Value(bits: type.pointee.name).str.string
        if type.pointee.typeFlags & TypeFlag.heap != 0 { return name }
        guard let d = type.pointee.dict, let m = try? dictGet(d, N.module), m.isPresent, m.isExact(.Str) else { return name }
        let module = m.str.string
        return module == "builtins" ? name : module + "." + name
    }

    /// Name with module, as repr and tracebacks show it.
    func qualifiedTypeName(_ type: TypeRef) throws(PyRaise) -> String {
        let q = Value(bits: type.pointee.qualifiedName).str.string
        let m = try typeModule(type)
        if m.isPresent && has(m, .Str) && m.str.string != "builtins" { return m.str.string + "." + q }
        return q
    }

    func typeModule(_ type: TypeRef) throws(PyRaise) -> Value {
        if let d = type.pointee.dict {
            let m = try dictGet(d, N.module)
            if m.isPresent && has(m, .Str) { return m }
        }
        return type.pointee.typeFlags & TypeFlag.heap == 0 ? try intern("builtins") : .empty
    }

    // -- Relations

    /// Is type a subtype of other (by its MRO)?
    @inline(__always) public func isSubtype(_ type: TypeRef, _ other: Value) -> Bool {
        if Value(type) == other { return true }
        return isSubtypeSlow(type, other)
    }

    func isSubtypeSlow(_ type: TypeRef, _ other: Value) -> Bool {
        let mro = Value(bits: type.pointee.mro)
        if mro.isEmpty { return other == K.object }
        let n = Int(mro.tuple.pointee.count)
        for i in 0 ..< n where tupleItem(mro, i) == other { return true }
        return false
    }

    /// Real type test, without __instancecheck__.
    @inline(__always) public func isInstance(_ v: Value, _ type: Value) -> Bool { isSubtype(typeOf(v), type) }

    // -- Lookups

    /// Attribute `name` (interned) along the MRO of `type`, not bound; empty if there is none.
    func lookup(_ type: TypeRef, _ name: Value) throws(PyRaise) -> Value {
        let key = Int(truncatingIfNeeded: (UInt64(UInt(bitPattern: type)) >> 4) ^ (name.bits >> 5)) & (ClassCache.size - 1)
        let e = ClassCache.entries + key
        if e.pointee.type == type && e.pointee.name == name.bits && e.pointee.epoch == pointee.classEpoch {
            return Value(bits: e.pointee.value)
        }
        let v = try lookupUncached(type, name)
        if name.str.pointee.header.flags & StrFlag.interned != 0 {
            name.str.pointee.header.flags |= StrFlag.classCached
            e.pointee = ClassCache.Entry(type: type, name: name.bits, value: v.bits, epoch: pointee.classEpoch)
        }
        return v
    }

    func lookupUncached(_ type: TypeRef, _ name: Value) throws(PyRaise) -> Value {
        let mro = Value(bits: type.pointee.mro)
        if mro.isEmpty { return .empty }
        for i in 0 ..< Int(mro.tuple.pointee.count) {
            let c = tupleItem(mro, i)
            guard let d = c.type.pointee.dict else { continue }
            let k = try dictFindStr(d, name)
            if k >= 0 { return Value(bits: d.pointee.entries.unsafelyUnwrapped[k].value) }
        }
        return .empty
    }

    /// Special method of a type, not bound, or empty.
    @inline(__always) public func special(_ type: TypeRef, _ s: Special) throws(PyRaise) -> Value {
        if type.pointee.version == pointee.classEpoch, let table = type.pointee.specials {
            let bits = table[s.rawValue]
            if bits != 0 { return bits == 1 ? .empty : Value(bits: bits) }
        }
        return try specialSlow(type, s)
    }

    @inline(__always) public func special(of v: Value, _ s: Special) throws(PyRaise) -> Value { try special(typeOf(v), s) }

    /// In the table 0 means not yet looked up, 1 (an impossible class attribute here: small integer 0) that there is none.
    @inline(never) func specialSlow(_ type: TypeRef, _ s: Special) throws(PyRaise) -> Value {
        if type.pointee.specials == nil { type.pointee.specials = try newValues(Special.allCases.count) }
        let table = type.pointee.specials.unsafelyUnwrapped
        if type.pointee.version != pointee.classEpoch {
            for i in 0 ..< Special.allCases.count { table[i] = 0 }
            type.pointee.version = pointee.classEpoch
        }
        let v = try lookupUncached(type, N.specials[s.rawValue])
        if v.isEmpty { table[s.rawValue] = 1 } else if v.bits != 1 { table[s.rawValue] = v.bits }
        barrier(type)
        return v
    }

    /// To be called after attribute `name` of a class changed.
    func classChanged(_ type: TypeRef, _ name: Value) {
        if name.str.pointee.header.flags & StrFlag.classCached != 0 {
            pointee.classEpoch &+= 1
            if pointee.classEpoch == 0 { pointee.classEpoch = 1 }
            Watching.onClassChange?(self, name)
        }
    }

    // -- Making types

    /// A new type object with everything but its namespace; its MRO is base + base's MRO for single inheritance.
    func newType(name: String, kind: Kind, base: Value, metaShape: UInt32 = Kind.typeObject.rawValue) throws(PyRaise) -> TypeRef {
        let type = try new(PyTypeLayout.self, shape: metaShape)
        let n = try intern(name)
        type.pointee.name = n.bits
        type.pointee.qualifiedName = n.bits
        type.pointee.instanceKind = kind.rawValue
        type.pointee.dict = try newDict()
        type.pointee.base = base.bits
        type.pointee.typeFlags = TypeFlag.base
        if base.isPresent {
            type.pointee.bases = try newTuple([base]).bits
            var line = [Value(type)]
            let above = Value(bits: base.type.pointee.mro)
            for i in 0 ..< Int(above.tuple.pointee.count) { line.append(tupleItem(above, i)) }
            type.pointee.mro = try newTuple(line).bits
            type.pointee.typeFlags |= base.type.pointee.typeFlags & (TypeFlag.exception | TypeFlag.sequence | TypeFlag.mapping)
            try noteSubclass(base.type, Value(type))
        } else {
            type.pointee.bases = try newTuple([]).bits
            type.pointee.mro = try newTuple([Value(type)]).bits
        }
        return type
    }

    /// Remembers a subclass (weakly: the collector drops dead ones).
    func noteSubclass(_ base: TypeRef, _ sub: Value) throws(PyRaise) {
        var list = Value(bits: base.pointee.subclasses)
        if list.isEmpty {
            list = try newList()
            base.pointee.subclasses = list.bits
            barrier(base)
        }
        try listAppend(list.list, sub)
    }

    /// The root shape of a class: what new instances have.
    func makeRootShape(_ type: TypeRef) throws(PyRaise) {
        let shape = try newShape()
        shape.pointee.kind = type.pointee.instanceKind
        shape.pointee.type = type
        shape.pointee.storageOffset = type.pointee.storageOffset
        shape.pointee.memberSlots = type.pointee.spare
        shape.pointee.inlineSlots = type.pointee.inlineSlots
        if type.pointee.typeFlags & TypeFlag.hasSlotsOnly != 0 { shape.pointee.flags |= Storage.noDict }
        type.pointee.rootShape = shape.pointee.id
    }

    /// Defines a builtin type whose exact instances have shape id `kind` (owns the kind), or, with ownsKind false, a shape of its own.
    public func defineType(_ name: String, _ kind: Kind, base: Value = K.object, ownsKind: Bool = true, module: String = "builtins",
                           flags: UInt32 = 0, subclassable: Bool = true, _ body: (TypeBuilder) throws(PyRaise) -> Void) throws(PyRaise) -> Value {
        let type = try newType(name: name, kind: kind, base: base)
        Roots.add(Value(type))
        type.pointee.typeFlags |= flags
        if !subclassable { type.pointee.typeFlags &= ~TypeFlag.base }
        if ownsKind {
            let shape = self.shape(kind.rawValue)
            shape.pointee.type = type
            type.pointee.rootShape = kind.rawValue
        } else {
            if base.isPresent {
                type.pointee.storageOffset = base.type.pointee.storageOffset
                type.pointee.inlineSlots = base.type.pointee.inlineSlots
                type.pointee.spare = base.type.pointee.spare
            }
            if flags & TypeFlag.attributes != 0 && type.pointee.storageOffset == 0 { type.pointee.storageOffset = kind_info(kind.rawValue).pointee.size }
            try makeRootShape(type)
        }
        if module != "builtins" { try dictSet(type.pointee.dict.unsafelyUnwrapped, N.module, try intern(module)) }
        try body(TypeBuilder(t: self, type: type))
        return Value(type)
    }
}

/// Adds natives to a builtin type while it is being defined.
public struct TypeBuilder {
    let t: Thread
    public let type: TypeRef

    /// A method; the signature's first parameter is `self`.
    public func method(_ name: String, _ signature: String, doc: String = "", _ body: @escaping NativeBody) throws(PyRaise) {
        let v = try t.newNative(name, signature, doc: doc, body)
        v.native.pointee.owner = Value(type).bits
        try set(name, v)
    }

    /// The same native under several names.
    public func alias(_ name: String, _ of: String) throws(PyRaise) {
        try set(name, try t.dictGet(type.pointee.dict.unsafelyUnwrapped, try t.intern(of)))
    }

    /// `__new__`: first parameter `cls`.
    public func new(_ signature: String, mayLeave: Bool = false, _ body: @escaping NativeBody) throws(PyRaise) {
        let v = try t.newNative("__new__", signature, body)
        v.native.pointee.module = Value(type).bits
        Natives.infos[Int(v.native.pointee.index)].newOf = t.typeName(Value(type))
        Natives.entries[Int(v.native.pointee.index)].newMayLeave = mayLeave
        let s = try t.new(PyStaticMethodLayout.self, .StaticMethod)
        s.pointee.function = v.bits
        try set("__new__", Value(s))
    }

    public func staticMethod(_ name: String, _ signature: String, _ body: @escaping NativeBody) throws(PyRaise) {
        let s = try t.new(PyStaticMethodLayout.self, .StaticMethod)
        let v = try t.newNative(name, signature, body)
        v.native.pointee.module = Value(type).bits
        s.pointee.function = v.bits
        try set(name, Value(s))
    }

    /// First parameter `cls`.
    public func classMethod(_ name: String, _ signature: String, _ body: @escaping NativeBody) throws(PyRaise) {
        let s = try t.new(PyClassMethodLayout.self, .ClassMethod)
        let native = try t.newNative(name, signature, body)
        Natives.infos[Int(native.native.pointee.index)].qualifier = t.typeName(Value(type))
        s.pointee.function = native.bits
        try set(name, Value(s))
    }

    /// Computed attribute: `get` takes (self), `set` (self, value), an empty value means delete.
    public func attribute(_ name: String, doc: String = "", get: NativeBody?, set setter: NativeBody? = nil) throws(PyRaise) {
        let g = try t.new(PyGetSetLayout.self, .GetSet)
        g.pointee.name = try t.intern(name).bits
        g.pointee.owner = Value(type).bits
        g.pointee.doc = doc.isEmpty ? Value.none.bits : try t.str(doc).bits
        g.pointee.getterIndex = -1
        g.pointee.setterIndex = -1
        if let get { g.pointee.getterIndex = Int64(try Natives.register(t, name, "(self, /)", get)) }
        if let setter { g.pointee.setterIndex = Int64(try Natives.register(t, name, "(self, value=None, /)", setter)) }
        try set(name, Value(g))
    }

    /// A plain class attribute.
    public func set(_ name: String, _ v: Value) throws(PyRaise) {
        try t.dictSet(type.pointee.dict.unsafelyUnwrapped, try t.intern(name), v)
    }
}

/// Direct-mapped cache of class-level lookups.
enum ClassCache {
    struct Entry { var type: TypeRef?; var name: UInt64; var value: UInt64; var epoch: UInt32 }
    static let size = 4096
    nonisolated(unsafe) private static var storage: UnsafeMutablePointer<Entry>? = nil
    static var entries: UnsafeMutablePointer<Entry> {
        @inline(__always) get { storage.unsafelyUnwrapped }
    }
    static func prepare() {
        // Nothing but zeros; pages that are not used take no memory.
        storage = calloc(size, MemoryLayout<Entry>.stride)?.assumingMemoryBound(to: Entry.self)
    }
    static func clear() {
        for i in 0 ..< size { entries[i] = Entry(type: nil, name: 0, value: 0, epoch: 0) }
    }
}
