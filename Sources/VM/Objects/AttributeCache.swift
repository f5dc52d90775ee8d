// AttributeCache: what a name means on the objects of one shape (or on one class), found once and kept.
//
// In:  an object and an interned name.
// Out: an entry that says where the value is or what to do, valid while `classEpoch` stands and the shape is the same.
//
// Behind the inline caches: a site that sees several shapes finds each of them here. Entries are keyed by shape ids, which
// are never used again; the values in them live as long as the classes that they were found in, or the epoch has moved.

import Bytecode
import CVMSpec
import Glibc

/// What to do for `object.name`.
enum AttributeKind: UInt32 {
    /// The word at byte offset `place` of the instance.
    case inlineSlot
    /// Item `place` of the attribute storage.
    case storageSlot
    /// `value`, as it is.
    case plain
    /// `value` is a function or native to be bound to the object.
    case method
    /// `value` is a function or native to be bound to the object's class (or to the class that is asked).
    case classMethod
    /// `value` is a property whose getter (for stores: setter) is a Python function.
    case property
    /// Getter number `place` of the table of natives.
    case nativeGetter
    /// Item `place` of a tuple: what named tuples' fields are.
    case tupleItem
    /// Neither the instance nor its class has it.
    case absent
    /// Stores only: the instance gains an inline slot at byte offset `place`; `value` is the new shape.
    case transition
    /// Stores only: into the instance's own storage, of whatever form.
    case dictionary
}

struct AttributeEntry {
    /// Shape id, or root shape of a class object | `ofClass`; | `forStore`.
    var key: UInt64
    var name: UInt64
    var value: UInt64
    var epoch: UInt32
    var kind: AttributeKind
    var place: UInt32
    /// The instance's attributes live in a dict, which is to be asked first.
    var dictFirst: Bool

    static let ofClass: UInt64 = 1 << 63
    static let forStore: UInt64 = 1 << 62
    /// For super objects: root shape of the object's class << 24 | that of the class behind which the search begins | this.
    static let ofSuper: UInt64 = 1 << 61
}

/// Descriptors of native modules that the table knows.
public enum KnownDescriptors {
    /// Shape of collections._tuplegetter objects, whose i0 is the index; 0 until there are any.
    nonisolated(unsafe) public static var tupleGetter: UInt32 = 0
}

enum AttributeTable {
    static let size = 2048
    nonisolated(unsafe) private static var table: UnsafeMutablePointer<AttributeEntry>? = nil

    static func prepare() {
        // Nothing but zeros: key 0 is no shape. Pages that are not used take no memory.
        table = calloc(size, MemoryLayout<AttributeEntry>.stride)?.assumingMemoryBound(to: AttributeEntry.self)
    }

    @inline(__always) static func slot(_ key: UInt64, _ name: UInt64) -> UnsafeMutablePointer<AttributeEntry> {
        let h = (key &* 0x9E37_79B9_7F4A_7C15) >> 20 ^ name >> 5
        return table.unsafelyUnwrapped + Int(truncatingIfNeeded: h & UInt64(size - 1))
    }

    /// Where an entry lies that had to give way in its own place.
    @inline(__always) static func secondPlace(_ e: UnsafeMutablePointer<AttributeEntry>) -> UnsafeMutablePointer<AttributeEntry> {
        let start = table.unsafelyUnwrapped
        return start + ((e - start) ^ 1)
    }

    /// The entry is in its second place: changes the two, so that it is found at once. False: it is not there.
    static func promote(_ e: UnsafeMutablePointer<AttributeEntry>, _ key: UInt64, _ name: UInt64, _ epoch: UInt32) -> Bool {
        let other = secondPlace(e)
        guard other.pointee.key == key, other.pointee.name == name, other.pointee.epoch == epoch else { return false }
        swap(&e.pointee, &other.pointee)
        return true
    }

    /// Puts a new entry into its place; the one that lies there goes to its second place.
    static func put(_ made: AttributeEntry, _ e: UnsafeMutablePointer<AttributeEntry>) {
        if e.pointee.key != 0, e.pointee.epoch == made.epoch { secondPlace(e).pointee = e.pointee }
        e.pointee = made
    }
}

typealias AttributeEntryRef = UnsafeMutablePointer<AttributeEntry>

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The entry for `object.name`, or nil if this name on this object must be looked up each time. `object` is a reference.
    @inline(__always) func attributeEntry(_ object: Value, _ name: Value) throws(PyRaise) -> AttributeEntryRef? {
        let shape = self.shape(of: object)
        if object.shape == Kind.Super.rawValue { return nil }
        var key = UInt64(shape.pointee.id)
        if shape.pointee.kind == Kind.typeObject.rawValue { key = UInt64(object.type.pointee.rootShape) | AttributeEntry.ofClass }
        let e = AttributeTable.slot(key, name.bits)
        if e.pointee.key == key && e.pointee.name == name.bits && e.pointee.epoch == pointee.classEpoch { return e }
        return try findAttributeEntry(object, name, shape, key, e)
    }

    @inline(never) private func findAttributeEntry(_ object: Value, _ name: Value, _ shape: Shape, _ key: UInt64, _ e: AttributeEntryRef) throws(PyRaise) -> AttributeEntryRef? {
        if AttributeTable.promote(e, key, name.bits, pointee.classEpoch) { return e }
        let type = shape.pointee.type.unsafelyUnwrapped
        guard name.isExact(.Str), name.str.pointee.header.flags & StrFlag.interned != 0 else { return nil }
        switch shape.pointee.kind {
        case Kind.Super.rawValue, Kind.Module.rawValue, Kind.Function.rawValue: return nil
        default: break
        }
        if type.pointee.typeFlags & TypeFlag.heap != 0 || shape.pointee.kind == Kind.NativeObject.rawValue {
            let custom = try special(type, .getattribute)
            if custom.isPresent && !isGenericGetattribute(custom) { return nil }
        }
        var made = AttributeEntry(key: key, name: name.bits, value: 0, epoch: pointee.classEpoch, kind: .plain, place: 0, dictFirst: false)
        if key & AttributeEntry.ofClass != 0 {
            guard object.type.pointee.rootShape != 0, try classAttribute(object, name, type, &made) else { return nil }
        } else {
            guard try instanceAttribute(object, name, shape, type, &made) else { return nil }
        }
        // A lookup may have run code that changed classes.
        guard made.epoch == pointee.classEpoch else { return nil }
        AttributeTable.put(made, e)
        return e
    }

    /// Fills the entry for an attribute of an instance, as genericLookup finds it.
    private func instanceAttribute(_ object: Value, _ name: Value, _ shape: Shape, _ type: TypeRef, _ e: inout AttributeEntry) throws(PyRaise) -> Bool {
        let attribute = try lookup(type, name)
        if name == N.class_, attribute.isExact(.GetSet), attribute.cell(PyGetSetLayout.self).pointee.owner == K.object.bits, shape.pointee.kind == Kind.Instance.rawValue {
            // A shape belongs to one class.
            e.kind = .plain
            e.value = Value(type).bits
            return true
        }
        if attribute.isPresent, try isDataDescriptor(attribute) { return try dataDescriptor(attribute, object, &e) }
        if shape.pointee.storageOffset != 0 {
            if shape.pointee.isDictMode != 0 { e.dictFirst = true }
            else {
                let slot = self.slot(shape, name)
                if slot >= 0 {
                    // Behind a variable part the place differs from object to object.
                    guard shape.pointee.storageOffset != Storage.behindTail else { return false }
                    place(shape, slot, &e)
                    return true
                }
            }
        }
        guard attribute.isPresent else {
            if !e.dictFirst { e.kind = .absent }
            return true
        }
        return try boundAttribute(attribute, &e)
    }

    private func place(_ shape: Shape, _ slot: Int, _ e: inout AttributeEntry) {
        if slot < Int(shape.pointee.inlineSlots) {
            e.kind = .inlineSlot
            e.place = shape.pointee.storageOffset + 8 + 8 * (shape.pointee.memberSlots + UInt32(slot))
        } else {
            e.kind = .storageSlot
            e.place = UInt32(slot) - shape.pointee.inlineSlots
        }
    }

    private func dataDescriptor(_ d: Value, _ object: Value, _ e: inout AttributeEntry) throws(PyRaise) -> Bool {
        switch d.shape {
        case Kind.Property.rawValue:
            guard Value(bits: d.cell(PyPropertyLayout.self).pointee.getter).isExact(.Function) else { return false }
            e.kind = .property
            e.value = d.bits
        case Kind.Member.rawValue:
            guard isInstance(object, Value(bits: d.cell(PyMemberLayout.self).pointee.owner)) else { return false }
            e.kind = .inlineSlot
            e.place = UInt32(d.cell(PyMemberLayout.self).pointee.offset)
        case Kind.GetSet.rawValue:
            let g = d.cell(PyGetSetLayout.self)
            guard g.pointee.getterIndex >= 0, isInstance(object, Value(bits: g.pointee.owner)) else { return false }
            e.kind = .nativeGetter
            e.place = UInt32(g.pointee.getterIndex)
        case KnownDescriptors.tupleGetter where has(object, .Tuple):
            let i = d.object.pointee.i0
            guard i >= 0, i < Int64(UInt32.max) else { return false }
            e.kind = .tupleItem
            e.place = UInt32(i)
        default: return false
        }
        return true
    }

    /// An attribute found on the class of the object (not a data descriptor), as `bind` sees it.
    private func boundAttribute(_ attribute: Value, _ e: inout AttributeEntry) throws(PyRaise) -> Bool {
        e.value = attribute.bits
        guard attribute.isReference else { return true }
        switch attribute.shape {
        case Kind.Function.rawValue: e.kind = .method
        case Kind.Native.rawValue:
            if attribute.native.pointee.owner != 0 && attribute.native.pointee.receiver == 0 { e.kind = .method }
        case Kind.StaticMethod.rawValue:
            e.value = attribute.cell(PyStaticMethodLayout.self).pointee.function
            return e.value != 0
        case Kind.ClassMethod.rawValue: return classMethod(attribute, &e)
        default:
            if attribute.shape != Kind.BoundMethod.rawValue, try special(of: attribute, .get).isPresent { return false }
        }
        return true
    }

    private func classMethod(_ attribute: Value, _ e: inout AttributeEntry) -> Bool {
        let f = Value(bits: attribute.cell(PyClassMethodLayout.self).pointee.function)
        guard f.isExact(.Function) || f.isExact(.Native) else { return false }
        e.kind = .classMethod
        e.value = f.bits
        return true
    }

    /// Fills the entry for an attribute of a class object, as typeLookup finds it.
    private func classAttribute(_ cls: Value, _ name: Value, _ meta: TypeRef, _ e: inout AttributeEntry) throws(PyRaise) -> Bool {
        let metaAttribute = try lookup(meta, name)
        if metaAttribute.isPresent, try isDataDescriptor(metaAttribute) {
            guard metaAttribute.isExact(.GetSet) else { return false }
            return try dataDescriptor(metaAttribute, cls, &e)
        }
        let own = try lookup(cls.type, name)
        if own.isEmpty { return metaAttribute.isPresent ? try boundAttribute(metaAttribute, &e) : false }
        e.value = own.bits
        guard own.isReference else { return true }
        switch own.shape {
        case Kind.Function.rawValue, Kind.Native.rawValue, Kind.Property.rawValue, Kind.Member.rawValue, Kind.GetSet.rawValue, Kind.Str.rawValue: return true
        case Kind.StaticMethod.rawValue:
            e.value = own.cell(PyStaticMethodLayout.self).pointee.function
            return e.value != 0
        case Kind.ClassMethod.rawValue: return classMethod(own, &e)
        default: return try special(of: own, .get).isEmpty
        }
    }

    // -- super

    /// The entry for an attribute of a super object bound to an instance or a class: plain, method or classMethod; or nil.
    func superEntry(_ s: Value, _ name: Value) throws(PyRaise) -> AttributeEntryRef? {
        let p = s.cell(PySuperLayout.self)
        let objectType = Value(bits: p.pointee.objectType)
        guard objectType.isPresent, p.pointee.object != p.pointee.objectType else { return nil }
        return try superEntry(of: objectType, behind: Value(bits: p.pointee.type), name)
    }

    /// The same for what stands behind `cls` in the order of `objectType`, a subclass of it.
    func superEntry(of objectType: Value, behind cls: Value, _ name: Value) throws(PyRaise) -> AttributeEntryRef? {
        guard name != N.class_, name.isExact(.Str) else { return nil }
        let a = UInt64(objectType.type.pointee.rootShape), b = UInt64(cls.type.pointee.rootShape)
        guard a != 0, b != 0 else { return nil }
        let key = AttributeEntry.ofSuper | a << 24 | b
        let e = AttributeTable.slot(key, name.bits)
        if e.pointee.key == key && e.pointee.name == name.bits && e.pointee.epoch == pointee.classEpoch { return e }
        if AttributeTable.promote(e, key, name.bits, pointee.classEpoch) { return e }
        guard name.str.pointee.header.flags & StrFlag.interned != 0 else { return nil }
        name.str.pointee.header.flags |= StrFlag.classCached
        let attribute = try superAttribute(of: objectType, behind: cls, name)
        var made = AttributeEntry(key: key, name: name.bits, value: 0, epoch: pointee.classEpoch, kind: .plain, place: 0, dictFirst: false)
        guard attribute.isPresent, !(try isDataDescriptor(attribute)), try boundAttribute(attribute, &made), made.epoch == pointee.classEpoch else { return nil }
        AttributeTable.put(made, e)
        return e
    }

    // -- Stores

    /// The entry for `object.name = value`, or nil.
    @inline(__always) func storeEntry(_ object: Value, _ name: Value) throws(PyRaise) -> AttributeEntryRef? {
        let shape = self.shape(of: object)
        let key = UInt64(shape.pointee.id) | AttributeEntry.forStore
        let e = AttributeTable.slot(key, name.bits)
        if e.pointee.key == key && e.pointee.name == name.bits && e.pointee.epoch == pointee.classEpoch { return e }
        return try findStoreEntry(object, name, shape, key, e)
    }

    /// Stores an attribute where its entry says; false if that takes a setter.
    @inline(__always) func store(_ value: Value, in object: Value, _ name: Value, by e: AttributeEntryRef) throws(PyRaise) -> Bool {
        let place = Int(e.pointee.place)
        switch e.pointee.kind {
        case .inlineSlot, .transition:
            (object.raw + place).assumingMemoryBound(to: Value.self).pointee = value
            if e.pointee.kind == .transition { object.header.pointee.shape = UInt32(truncatingIfNeeded: e.pointee.value) }
        case .storageSlot:
            let storage = (object.raw + Int(shape(of: object).pointee.storageOffset)).assumingMemoryBound(to: UInt64.self).pointee
            (Value(bits: storage).raw + 8 * place).assumingMemoryBound(to: Value.self).pointee = value
        case .dictionary: _ = try setOwnAttribute(object, name, value)
        default: return false
        }
        barrier(object)
        return true
    }

    @inline(never) private func findStoreEntry(_ object: Value, _ name: Value, _ shape: Shape, _ key: UInt64, _ e: AttributeEntryRef) throws(PyRaise) -> AttributeEntryRef? {
        if AttributeTable.promote(e, key, name.bits, pointee.classEpoch) { return e }
        let type = shape.pointee.type.unsafelyUnwrapped
        guard name.isExact(.Str), name.str.pointee.header.flags & StrFlag.interned != 0,
              shape.pointee.storageOffset != 0, shape.pointee.storageOffset != Storage.behindTail, shape.pointee.kind != Kind.typeObject.rawValue else { return nil }
        let setter = try special(type, .setattr)
        guard setter.isExact(.Native), setter.native.pointee.index == GenericAttributes.objectSet else { return nil }
        var made = AttributeEntry(key: key, name: name.bits, value: 0, epoch: pointee.classEpoch, kind: .plain, place: 0, dictFirst: false)
        let attribute = try lookup(type, name)
        if attribute.isPresent, try isDataDescriptor(attribute) {
            switch attribute.shape {
            case Kind.Property.rawValue:
                guard Value(bits: attribute.cell(PyPropertyLayout.self).pointee.setter).isExact(.Function) else { return nil }
                made.kind = .property
                made.value = attribute.bits
            case Kind.Member.rawValue:
                guard try dataDescriptor(attribute, object, &made) else { return nil }
            default: return nil
            }
        } else if shape.pointee.flags & Storage.noDict != 0 { return nil }
        else if shape.pointee.isDictMode != 0 { made.kind = .dictionary }
        else {
            let slot = self.slot(shape, name)
            if slot >= 0 { place(shape, slot, &made) } else {
                // What the instance will be after it gained the attribute.
                if shape.pointee.slotCount < shape.pointee.inlineSlots, let next = try transition(shape, name) {
                    made.kind = .transition
                    made.place = shape.pointee.storageOffset + 8 + 8 * (shape.pointee.memberSlots + shape.pointee.slotCount)
                    made.value = UInt64(next.pointee.id)
                } else { made.kind = .dictionary }
            }
        }
        guard made.epoch == pointee.classEpoch else { return nil }
        AttributeTable.put(made, e)
        return e
    }
}

// -- Changes that inline caches cannot see

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A class attribute was set on an existing class. Inline caches of an instance's own slots compare the shape only, so where the
    /// class now comes first (a data descriptor, an own `__getattribute__` or `__setattr__`) all of them are emptied.
    func classAttributeSet(_ type: TypeRef, _ name: Value, _ value: Value) throws(PyRaise) {
        let s = N.specials
        let hooks = name == s[Special.getattribute.rawValue] || name == s[Special.setattr.rawValue]
        let comesFirst = hooks ? true : try isDataDescriptor(value)
        guard comesFirst, hasCachedSlots(type) else { return }
        clearAttributeCaches()
    }

    /// Have instances of the class, or of one below it, got slots that a cache may know?
    private func hasCachedSlots(_ type: TypeRef) -> Bool {
        guard type.pointee.rootShape != 0 else { return false }
        let root = shape(type.pointee.rootShape)
        if root.pointee.firstChild != nil || root.pointee.memberSlots > 0 { return true }
        let below = Value(bits: type.pointee.subclasses)
        guard below.isPresent else { return false }
        for i in 0 ..< below.list.count where has(below.list.items[i], .Type) && hasCachedSlots(below.list.items[i].type) { return true }
        return false
    }

    /// Empties the words of all attribute instructions.
    func clearAttributeCaches() {
        var next = CodeInfo.first
        while let info = next {
            next = info.next
            guard let words = info.words else { continue }
            (info.native as? NativeTable)?.forgetCaches()
            var i = 0
            while i < Int(info.serialized.instructionCount) {
                guard let op = Opcode(rawValue: UInt8(truncatingIfNeeded: NativeCode.originalWord(self, words + i))) else { break }
                if op == .loadAttribute || op == .storeAttribute { words[i + 1] = 0 }
                i += 1 + Int(opcode_info(op).pointee.words)
            }
        }
    }
}
