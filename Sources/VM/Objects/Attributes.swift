// Attributes: CPython's generic attribute protocol, without running Python.
//
// A lookup ends in a `Found`: a value, or a call that computes it (a property's getter, `__get__`, `__getattr__`). The
// interpreter pushes that call as a frame; native code that cannot wait uses `getAttribute`, which runs it.

import CVMSpec

/// Outcome of an attribute lookup.
public enum Found {
    case value(Value)
    /// function (unbound) to be called with the object as its first argument: what loadMethod wants
    case method(Value)
    /// callable with up to three arguments
    case call(Value, Value, Value, Value)
    case missing
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A new instance cell of a class: its fields zero, header set.
    public func newInstanceCell(_ type: TypeRef, tailBytes: Int = 0) throws(PyRaise) -> Value {
        let shape = self.shape(type.pointee.rootShape)
        let fixed = Int(kind_info(type.pointee.instanceKind).pointee.size)
        let offset = shape.pointee.storageOffset
        var size = fixed
        if offset == Storage.behindTail { size = fixed + (tailBytes + 7) & ~7 + 8 }
        else if offset != 0 { size = Int(offset) + 8 + 8 * Int(shape.pointee.memberSlots + shape.pointee.inlineSlots) + tailBytes }
        else { size = fixed + tailBytes }
        guard let p = allocateCell(size, shape: shape.pointee.id) else { throw memoryError() }
        return Value(p)
    }

    /// Binds a class attribute found for `object` of class `type`. Plain functions give `.method`.
    @inline(__always) func bind(_ attribute: Value, _ object: Value, _ type: TypeRef) throws(PyRaise) -> Found {
        guard attribute.isReference else { return .value(attribute) }
        let shape = attribute.shape
        if shape == Kind.Function.rawValue { return .method(attribute) }
        if shape == Kind.Native.rawValue {
            return Value(bits: attribute.native.pointee.owner).isPresent && Value(bits: attribute.native.pointee.receiver).isEmpty ? .method(attribute) : .value(attribute)
        }
        return try bindSlow(attribute, object, type)
    }

    func bindSlow(_ attribute: Value, _ object: Value, _ type: TypeRef) throws(PyRaise) -> Found {
        switch Kind(rawValue: kind(of: attribute)) {
        case .StaticMethod: return .value(Value(bits: attribute.cell(PyStaticMethodLayout.self).pointee.function))
        case .ClassMethod:
            let f = Value(bits: attribute.cell(PyClassMethodLayout.self).pointee.function)
            return try bindTo(f, Value(type))
        case .Property:
            let getter = Value(bits: attribute.cell(PyPropertyLayout.self).pointee.getter)
            if attribute.shape != Kind.Property.rawValue, let g = try customGet(attribute) { return .call(g, attribute, object, Value(type)) }
            if getter.isEmpty || getter.isNone {
                let n = Value(bits: attribute.cell(PyPropertyLayout.self).pointee.name)
                let text = n.isPresent && has(n, .Str) ? "property '\(n.str.string)' of '\(Value(bits: typeOf(object).pointee.qualifiedName).str.string)' object has no getter" : "property of '\(Value(bits: typeOf(object).pointee.qualifiedName).str.string)' object has no getter"
                throw raise(K.AttributeError, text)
            }
            return .call(getter, object, .empty, .empty)
        case .Member:
            let m = attribute.cell(PyMemberLayout.self)
            guard isInstance(object, Value(bits: m.pointee.owner)) else { throw wrongDescriptor(Value(bits: m.pointee.name), Value(bits: m.pointee.owner), object) }
            let v = (object.raw + Int(m.pointee.offset)).assumingMemoryBound(to: Value.self).pointee
            if v.isEmpty { throw attributeError(object, Value(bits: m.pointee.name)) }
            return .value(v)
        case .GetSet:
            let g = attribute.cell(PyGetSetLayout.self)
            guard isInstance(object, Value(bits: g.pointee.owner)) else { throw wrongDescriptor(Value(bits: g.pointee.name), Value(bits: g.pointee.owner), object) }
            guard g.pointee.getterIndex >= 0 else { throw raise(K.AttributeError, "unreadable attribute") }
            var o = object
            let v = try callGetter(Int(g.pointee.getterIndex), &o)
            return .value(v)
        case .BoundMethod, .Cell, .Instance where attribute.shape == Kind.BoundMethod.rawValue: return .value(attribute)
        default:
            let get = try special(of: attribute, .get)
            if get.isEmpty { return .value(attribute) }
            return .call(get, attribute, object, Value(type))
        }
    }

    func callGetter(_ index: Int, _ object: inout Value) throws(PyRaise) -> Value {
        try withUnsafeMutablePointer(to: &object) { (p) throws(PyRaise) in try Natives.entries[index].call(self, p, 1) }
    }

    private func customGet(_ v: Value) throws(PyRaise) -> Value? {
        let g = try special(of: v, .get)
        return g.isPresent && !g.isExact(.Native) ? g : nil
    }

    func wrongDescriptor(_ name: Value, _ owner: Value, _ object: Value) -> PyRaise {
        raise(K.TypeError, "descriptor '\(name.str.string)' for '\(typeName(owner))' objects doesn't apply to a '\(typeName(of: object))' object")
    }

    /// Function or native `f` bound to receiver.
    public func bindTo(_ f: Value, _ receiver: Value) throws(PyRaise) -> Found {
        if f.isExact(.Function) || f.isExact(.Native) { return .value(try newBoundMethod(f, receiver)) }
        let get = try special(of: f, .get)
        if get.isPresent { return .call(get, f, receiver, receiver) }
        return .value(try newBoundMethod(f, receiver))
    }

    public func newBoundMethod(_ f: Value, _ receiver: Value) throws(PyRaise) -> Value {
        if f.isExact(.Native) {
            // A builtin method bound to its receiver is a builtin function.
            let n = try new(PyNativeLayout.self, .Native)
            n.pointee.index = f.native.pointee.index
            n.pointee.owner = f.native.pointee.owner
            n.pointee.module = f.native.pointee.module
            n.pointee.receiver = receiver.bits
            n.pointee.direct = f.native.pointee.direct
            return Value(n)
        }
        let b = try new(PyBoundMethodLayout.self, .BoundMethod)
        b.pointee.function = f.bits
        b.pointee.receiver = receiver.bits
        return Value(b)
    }

    /// Is the class attribute a data descriptor (its class defines __set__ or __delete__)?
    func isDataDescriptor(_ v: Value) throws(PyRaise) -> Bool {
        guard v.isReference else { return false }
        switch v.shape {
        case Kind.Function.rawValue, Kind.Native.rawValue, Kind.StaticMethod.rawValue, Kind.ClassMethod.rawValue, Kind.Str.rawValue, Kind.Tuple.rawValue: return false
        case Kind.Property.rawValue, Kind.Member.rawValue, Kind.GetSet.rawValue: return true
        default:
            if try special(of: v, .set).isPresent { return true }
            return try special(of: v, .delete).isPresent
        }
    }

    /// object.__getattribute__: class data descriptor, own attribute, class attribute.
    func genericLookup(_ object: Value, _ name: Value) throws(PyRaise) -> Found {
        let type = typeOf(object)
        let attribute = try lookup(type, name)
        if attribute.isPresent, try isDataDescriptor(attribute) {
            // One that can only be set yields to the object's own attribute.
            let kind = self.kind(of: attribute)
            let gets = kind == Kind.Property.rawValue || kind == Kind.Member.rawValue || kind == Kind.GetSet.rawValue
            if gets { return try bind(attribute, object, type) }
            if try special(of: attribute, .get).isPresent { return try bind(attribute, object, type) }
        }
        if object.isReference {
            let own = try ownValue(object, name)
            if own.isPresent { return .value(own) }
        }
        if attribute.isPresent { return try bind(attribute, object, type) }
        return .missing
    }

    /// Attribute in the object's own dict, of whatever form.
    func ownValue(_ object: Value, _ name: Value) throws(PyRaise) -> Value {
        let shape = self.shape(of: object)
        if shape.pointee.storageOffset != 0 { return try ownAttribute(object, name) }
        switch shape.pointee.kind {
        case Kind.Module.rawValue:
            guard let d = object.module.pointee.dict else { return .empty }
            return try dictGet(d, name)
        case Kind.Function.rawValue:
            let d = Value(bits: object.function.pointee.dict)
            return d.isPresent ? try dictGet(d.dict, name) : .empty
        default: return .empty
        }
    }

    /// type.__getattribute__.
    func typeLookup(_ cls: Value, _ name: Value) throws(PyRaise) -> Found {
        let meta = typeOf(cls)
        let metaAttribute = try lookup(meta, name)
        if metaAttribute.isPresent, try isDataDescriptor(metaAttribute) {
            if metaAttribute.isExact(.GetSet) || metaAttribute.isExact(.Property) { return try bind(metaAttribute, cls, meta) }
            if try special(of: metaAttribute, .get).isPresent { return try bind(metaAttribute, cls, meta) }
        }
        let own = try lookup(cls.type, name)
        if own.isPresent {
            guard own.isReference else { return .value(own) }
            switch own.shape {
            case Kind.Function.rawValue, Kind.Native.rawValue, Kind.Property.rawValue, Kind.Member.rawValue, Kind.GetSet.rawValue, Kind.Str.rawValue: return .value(own)
            case Kind.StaticMethod.rawValue: return .value(Value(bits: own.cell(PyStaticMethodLayout.self).pointee.function))
            case Kind.ClassMethod.rawValue: return try bindTo(Value(bits: own.cell(PyClassMethodLayout.self).pointee.function), cls)
            default:
                let get = try special(of: own, .get)
                if get.isEmpty { return .value(own) }
                return .call(get, own, .none, cls)
            }
        }
        if metaAttribute.isPresent { return try bind(metaAttribute, cls, meta) }
        return .missing
    }

    /// The whole protocol of `object.name`, except that a custom __getattribute__ or __getattr__ is only named, not called.
    func find(_ object: Value, _ name: Value) throws(PyRaise) -> Found {
        let type = typeOf(object)
        if type.pointee.typeFlags & TypeFlag.heap != 0 || object.isReference && shape(of: object).pointee.kind == Kind.Super.rawValue || object.isReference && shape(of: object).pointee.kind == Kind.NativeObject.rawValue {
            let custom = try special(type, .getattribute)
            if custom.isPresent && !isGenericGetattribute(custom) { return try hook(custom, object, name) }
        }
        let found: Found
        if has(object, .Type) { found = try typeLookup(object, name) }
        else { found = try genericLookup(object, name) }
        if case .missing = found {
            if has(object, .Module), let d = object.module.pointee.dict {
                let late = try lateModuleAttribute(object, name)
                if late.isPresent { return .value(late) }
                let hook = try dictGet(d, N.specials[Special.getattr.rawValue])
                if hook.isPresent { return .call(hook, name, .empty, .empty) }
            }
            let fallback = try special(type, .getattr)
            if fallback.isPresent { return try hook(fallback, object, name) }
        }
        return found
    }

    /// The call of a __getattribute__ or __getattr__ found on the object's class.
    private func hook(_ f: Value, _ object: Value, _ name: Value) throws(PyRaise) -> Found {
        if f.isExact(.Function) || f.isExact(.Native) { return .call(f, object, name, .empty) }
        switch try bind(f, object, typeOf(object)) {
        case .method(let g): return .call(g, object, name, .empty)
        case .value(let g): return .call(g, name, .empty, .empty)
        case .call(let g, let a, let b, let c): return .call(try callFound(g, a, b, c), name, .empty, .empty)
        case .missing: return .missing
        }
    }

    /// Is this the builtin object.__getattribute__ or type.__getattribute__ (or a module's)?
    func isGenericGetattribute(_ v: Value) -> Bool {
        guard v.isExact(.Native) else { return false }
        return v.native.pointee.index == GenericAttributes.objectGet || v.native.pointee.index == GenericAttributes.typeGet
    }

    /// object.name, running Python if it must. `name` is an interned or any str.
    public func getAttribute(_ object: Value, _ name: Value) throws(PyRaise) -> Value {
        let v = try getAttributeOrEmpty(object, name)
        if v.isEmpty { throw attributeError(object, name) }
        return v
    }

    public func getAttribute(_ object: Value, _ name: String) throws(PyRaise) -> Value { try getAttribute(object, try intern(name)) }

    /// object.name, or empty if there is none: an AttributeError raised on the way counts as none.
    public func getAttributeIfAny(_ object: Value, _ name: String) throws(PyRaise) -> Value {
        try getAttributeIfAny(object, try intern(name))
    }

    public func getAttributeIfAny(_ object: Value, _ name: Value) throws(PyRaise) -> Value {
        do { return try getAttributeOrEmpty(object, name) } catch {
            if raisedIs(K.AttributeError) { clearRaised(); return .empty }
            throw error
        }
    }

    private func getAttributeOrEmpty(_ object: Value, _ name: Value) throws(PyRaise) -> Value {
        let n = name.isExact(.Str) ? try intern(name) : name
        let found: Found
        do { found = try find(object, n) } catch {
            return try afterAttributeError(object, n, error)
        }
        switch found {
        case .value(let v): return v
        case .method(let f): return try newBoundMethod(f, object)
        case .missing: return .empty
        case .call(let f, let a, let b, let c):
            do { return try callFound(f, a, b, c) } catch { return try afterAttributeError(object, n, error) }
        }
    }

    /// An AttributeError in __getattribute__ or a getter leads to __getattr__.
    private func afterAttributeError(_ object: Value, _ name: Value, _ error: PyRaise) throws(PyRaise) -> Value {
        guard raisedIs(K.AttributeError) else { throw error }
        let fallback = try special(of: object, .getattr)
        if fallback.isEmpty { throw error }
        clearRaised()
        return try call(fallback, object, name)
    }

    func callFound(_ f: Value, _ a: Value, _ b: Value, _ c: Value) throws(PyRaise) -> Value {
        if b.isEmpty { return try call(f, a) }
        if c.isEmpty { return try call(f, a, b) }
        return try call(f, a, b, c)
    }

    /// object.name = value (del when value is empty), running Python if it must.
    public func setAttribute(_ object: Value, _ name: Value, _ value: Value) throws(PyRaise) {
        let n = name.isExact(.Str) ? try intern(name) : name
        let s = try special(of: object, value.isEmpty ? .delattr : .setattr)
        if s.isExact(.Native), s.native.pointee.index == (value.isEmpty ? GenericAttributes.objectDelete : GenericAttributes.objectSet) {
            try genericSet(object, n, value)
            return
        }
        if s.isEmpty { throw typeError(object, "has no attributes that can be set") }
        if value.isEmpty { _ = try call(s, object, n) } else { _ = try call(s, object, n, value) }
    }

    public func setAttribute(_ object: Value, _ name: String, _ value: Value) throws(PyRaise) {
        try setAttribute(object, try intern(name), value)
    }

    /// object.__setattr__ / __delattr__.
    func genericSet(_ object: Value, _ name: Value, _ value: Value) throws(PyRaise) {
        let type = typeOf(object)
        let attribute = try lookup(type, name)
        if attribute.isReference {
            switch Kind(rawValue: kind(of: attribute)) {
            case .Property where attribute.shape == Kind.Property.rawValue:
                let p = attribute.cell(PyPropertyLayout.self)
                let f = Value(bits: value.isEmpty ? p.pointee.deleter : p.pointee.setter)
                if f.isEmpty || f.isNone {
                    let n = Value(bits: p.pointee.name)
                    let what = value.isEmpty ? "deleter" : "setter"
                    throw raise(K.AttributeError, n.isPresent && has(n, .Str) ? "property '\(n.str.string)' of '\(Value(bits: typeOf(object).pointee.qualifiedName).str.string)' object has no \(what)" : "property of '\(Value(bits: typeOf(object).pointee.qualifiedName).str.string)' object has no \(what)")
                }
                if value.isEmpty { _ = try call(f, object) } else { _ = try call(f, object, value) }
                return
            case .Member:
                let m = attribute.cell(PyMemberLayout.self)
                guard isInstance(object, Value(bits: m.pointee.owner)) else { throw wrongDescriptor(Value(bits: m.pointee.name), Value(bits: m.pointee.owner), object) }
                let p = (object.raw + Int(m.pointee.offset)).assumingMemoryBound(to: Value.self)
                if value.isEmpty && p.pointee.isEmpty { throw raise(K.AttributeError, arguments: [name]) }
                p.pointee = value
                barrier(object)
                return
            case .GetSet:
                let g = attribute.cell(PyGetSetLayout.self)
                guard isInstance(object, Value(bits: g.pointee.owner)) else { throw wrongDescriptor(Value(bits: g.pointee.name), Value(bits: g.pointee.owner), object) }
                guard g.pointee.setterIndex >= 0 else {
                    if g.pointee.header.flags & 1 != 0 { throw raise(K.AttributeError, "readonly attribute") }
                    throw raise(K.AttributeError, "attribute '\(name.str.string)' of '\(typeName(Value(bits: g.pointee.owner)))' objects is not writable")
                }
                _ = try withTemporaries(2) { (b) throws(PyRaise) in
                    b[0] = object
                    b[1] = value
                    return try Natives.entries[Int(g.pointee.setterIndex)].call(self, b, 2)
                }
                return
            case .Function, .Native, .StaticMethod, .ClassMethod: break
            default:
                let set = try special(of: attribute, value.isEmpty ? .delete : .set)
                if set.isPresent {
                    if value.isEmpty { _ = try call(set, attribute, object) } else { _ = try call(set, attribute, object, value) }
                    return
                }
            }
        }
        if object.isReference {
            let shape = self.shape(of: object)
            if shape.pointee.storageOffset != 0 && shape.pointee.flags & Storage.noDict == 0 {
                if value.isPresent { _ = try setOwnAttribute(object, name, value); return }
                if try deleteOwnAttribute(object, name) { return }
                throw attributeError(object, name)
            }
            if shape.pointee.kind == Kind.Module.rawValue, let d = object.module.pointee.dict {
                if value.isPresent { try dictSet(d, name, value); return }
                if try dictDelete(d, name) { return }
                throw raise(K.AttributeError, "'\(typeName(of: object))' object has no attribute '\(name.str.string)'")
            }
            if shape.pointee.kind == Kind.Function.rawValue {
                let f = object.function
                if value.isPresent {
                    if f.pointee.dict == 0 { f.pointee.dict = Value(try newDict()).bits; barrier(f) }
                    try dictSet(Value(bits: f.pointee.dict).dict, name, value)
                    return
                }
                if f.pointee.dict != 0, try dictDelete(Value(bits: f.pointee.dict).dict, name) { return }
                throw attributeError(object, name)
            }
        }
        if attribute.isPresent { throw raise(K.AttributeError, "'\(typeName(of: object))' object attribute '\(name.str.string)' is read-only") }
        throw attributeError(object, name)
    }

    /// type.__setattr__ / __delattr__.
    func typeSet(_ cls: Value, _ name: Value, _ value: Value) throws(PyRaise) {
        guard cls.type.pointee.typeFlags & TypeFlag.heap != 0 else {
            throw raise(K.TypeError, "cannot set '\(name.str.string)' attribute of immutable type '\(typeName(cls))'")
        }
        let meta = typeOf(cls)
        let attribute = try lookup(meta, name)
        if attribute.isPresent, try isDataDescriptor(attribute) { try genericSet(cls, name, value); return }
        guard let d = cls.type.pointee.dict else { return }
        if value.isPresent { try dictSet(d, name, value) }
        else if !(try dictDelete(d, name)) { throw attributeError(cls, name) }
        if name.str.pointee.header.flags & StrFlag.interned != 0 { classChanged(cls.type, name) }
        if value.isPresent { try classAttributeSet(cls.type, name, value) }
    }
}

/// Native indices of the generic attribute functions, to recognise them.
enum GenericAttributes {
    nonisolated(unsafe) static var objectGet: Int64 = -1
    nonisolated(unsafe) static var typeGet: Int64 = -1
    nonisolated(unsafe) static var objectSet: Int64 = -1
    nonisolated(unsafe) static var objectDelete: Int64 = -1
}
