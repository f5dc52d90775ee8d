// SiteFacts: what the compiler's snapshot asks the heap for, on the running thread.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The value of a global or builtin name right now, or empty; from then on changes of that name are told to
    /// `Watching.onDictChange`. Runs no Python.
    public func watchedGlobal(_ globals: DictRef, _ name: Value) -> Value {
        guard name.isExact(.Str) else { return .empty }
        do {
            let v = try dictGet(globals, name)
            globals.pointee.header.flags |= DictFlag.watched
            if v.isPresent { return v }
            let builtins = try builtinsOf(globals)
            let w = try dictGet(builtins, name)
            builtins.pointee.header.flags |= DictFlag.watched
            return w
        } catch {
            clearRaised()
            return .empty
        }
    }

    /// The value of a plain module's attribute; from then on changes of that name are told to `Watching.onDictChange`.
    public func watchedModuleValue(_ module: Value, _ name: Value) -> Value? {
        guard module.isExact(.Module), name.isExact(.Str), let dict = module.module.pointee.dict else { return nil }
        do {
            let v = try dictGet(dict, name)
            guard v.isPresent else { return nil }
            dict.pointee.header.flags |= DictFlag.watched
            return v
        } catch {
            clearRaised()
            return nil
        }
    }

    /// A class's attribute as the class itself gives it, if that is a value as it stands; it stays so until an attribute of that name changes on
    /// some class. Runs no Python.
    public func classConstant(_ cls: Value, _ name: Value) -> Value? {
        guard cls.isReference, shape(of: cls).pointee.kind == Kind.typeObject.rawValue, name.isExact(.Str) else { return nil }
        do {
            guard let e = try attributeEntry(cls, name), e.pointee.kind == .plain, e.pointee.value != 0 else { return nil }
            return Value(bits: e.pointee.value)
        } catch {
            clearRaised()
            return nil
        }
    }

    /// The Python function that super(cls, …).name finds for instances of `cls` itself; nil if it finds something else.
    public func superFunction(_ cls: Value, _ name: Value) -> Value? {
        guard cls.isReference, has(cls, .Type), name.isExact(.Str) else { return nil }
        do {
            guard let e = try superEntry(of: cls, behind: cls, name), e.pointee.kind == .method else { return nil }
            let f = Value(bits: e.pointee.value)
            return f.isExact(.Function) ? f : nil
        } catch {
            clearRaised()
            return nil
        }
    }

    /// object.__new__, if super(cls, cls).name is that; nil: it is anything else.
    public func superNew(_ cls: Value, _ name: Value) -> Value? {
        guard cls.isReference, has(cls, .Type), name.bits == internedName("__new__") else { return nil }
        let found = Value(bits: rt_super_new(self, cls.bits, cls.bits, name.bits))
        return found.isPresent ? found : nil
    }

    /// What a cell holds; empty if it is none.
    public func content(ofCell word: UInt64) -> Value {
        let cell = Value(bits: word)
        return cell.isExact(.Cell) ? Value(bits: cell.cell(PyCellLayout.self).pointee.content) : .empty
    }

    /// The value of a name in a dict, or empty; from then on changes of that name are told to `Watching.onDictChange`.
    public func watchedValue(_ dict: DictRef, _ name: Value) -> Value {
        dict.pointee.header.flags |= DictFlag.watched
        do { return try dictGet(dict, name) } catch {
            clearRaised()
            return .empty
        }
    }

    /// A class whose metaclass is type itself.
    public func isPlainClass(_ v: Value) -> Bool { LeafRoutines.isPlainClass(self, v) }

    /// Does `object.__class__` say what its type is?
    func hasPlainClassAttribute(_ object: Value) -> Bool {
        do {
            guard isGenericGetattribute(try special(of: object, .getattribute)), try special(of: object, .getattr).isEmpty else { return false }
            return try lookup(typeOf(object), N.class_).bits == lookup(K.object.type, N.class_).bits
        } catch {
            clearRaised()
            return false
        }
    }

    /// Name of a native function, with its module unless that is builtins; of a method, with its type; of a builtin type; nil for
    /// anything else.
    public func nativeName(_ v: Value) -> String? {
        if v.isExact(.Native) {
            if v.native.pointee.owner != 0 { return nativeName(Int(v.native.pointee.index), owner: Value(bits: v.native.pointee.owner)) }
            return nativeName(Int(v.native.pointee.index), owner: .empty)
        }
        if has(v, .Type), v.type.pointee.typeFlags & TypeFlag.heap == 0 { return typeName(v) }
        return nil
    }

    private func nativeName(_ index: Int, owner: Value) -> String {
        let info = Natives.infos + index
        let qualifier = owner.isPresent ? typeName(owner) : info.pointee.qualifier
        return qualifier.isEmpty ? info.pointee.name : qualifier + "." + info.pointee.name
    }

    /// What is known of a native function.
    public func knownNative(_ v: Value) -> KnownNative? {
        guard v.isExact(.Native), let name = nativeName(v) else { return nil }
        let receiver = v.native.pointee.receiver
        return KnownNative(index: Int(v.native.pointee.index), name: name, isBound: receiver != 0, receiver: receiver)
    }

    /// Where a dict holds the value of a name: entry number, and the version of the key set that says so.
    public func dictSlot(_ dict: DictRef, _ name: Value) -> (version: UInt32, index: Int)? {
        guard name.isExact(.Str) else { return nil }
        do {
            let i = try dictFindStr(dict, name)
            guard i >= 0 else { return nil }
            let version = dictKeysVersion(dict)
            return version == 0 ? nil : (version, i)
        } catch {
            clearRaised()
            return nil
        }
    }

    /// For a class whose instances are made by object.__new__ and a Python `__init__`: their first shape and size, and that function.
    public func plainClass(_ v: Value) -> (shape: UInt32, size: Int, initializer: Value)? {
        guard v.isReference, v.shape == K.type.type.pointee.rootShape, has(v, .Type) else { return nil }
        do { return try plainInstances(v.type) } catch {
            clearRaised()
            return nil
        }
    }

    /// The same of a class whose metaclass has no `__call__` of its own.
    func plainInstances(_ type: TypeRef) throws(PyRaise) -> (shape: UInt32, size: Int, initializer: Value)? {
        let new = try special(type, .new), initializer = try special(type, .`init`)
        guard Instantiation.isObjectNew(new), initializer.isExact(.Function), type.pointee.typeFlags & TypeFlag.abstract == 0,
              try special(type, .del).isEmpty else { return nil }
        let shape = self.shape(type.pointee.rootShape)
        let offset = shape.pointee.storageOffset
        guard type.pointee.instanceKind == Kind.Instance.rawValue, offset != Storage.behindTail else { return nil }
        let fixed = Int(kind_info(type.pointee.instanceKind).pointee.size)
        let size = offset == 0 ? fixed : Int(offset) + 8 + 8 * Int(shape.pointee.memberSlots + shape.pointee.inlineSlots)
        return (shape.pointee.id, size, initializer)
    }

    /// The Python function that calling a class amounts to, with the class before the other arguments; nil if it is not so.
    public func constructor(_ v: Value) -> Value? {
        guard v.isReference, has(v, .Type), v != K.type, v.type.pointee.rootShape != 0 else { return nil }
        do {
            // The metaclass calls its classes as type does.
            return Instantiation.isNative(try special(of: v, .call), TypeNatives.call) ? try pythonNew(v.type) : nil
        } catch {
            clearRaised()
            return nil
        }
    }

    /// The `__new__` of a class, if it is a Python function that does all there is to do for a new instance.
    func pythonNew(_ type: TypeRef) throws(PyRaise) -> Value? {
        let new = try special(type, .new)
        let f = new.isExact(.StaticMethod) ? Value(bits: new.cell(PyStaticMethodLayout.self).pointee.function) : new
        guard f.isExact(.Function), Instantiation.isObjectInit(try special(type, .`init`)), try special(type, .del).isEmpty else { return nil }
        return f
    }

    /// A property's getter, if that is a Python function.
    public func propertyGetter(_ v: Value) -> UInt64? {
        guard v.isExact(.Property) else { return nil }
        let getter = Value(bits: v.cell(PyPropertyLayout.self).pointee.getter)
        return getter.isExact(.Function) ? getter.bits : nil
    }

    /// The interned word of a name.
    public func internedName(_ name: String) -> UInt64 { (try? intern(name))?.bits ?? 0 }

    /// The shape with that id, if objects of it have their attributes in slots.
    public func slotShape(_ id: UInt32) -> Bool {
        guard id != 0, id < pointee.shapeCount, let shape = pointee.shapes?[Int(id)] else { return false }
        return shape.pointee.isDictMode == 0
    }
}
