// Descriptors: property, staticmethod, classmethod, member and getset descriptors.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    private func property(_ v: Value) -> UnsafeMutablePointer<PyPropertyLayout> { v.cell(PyPropertyLayout.self) }

    /// " 'name'" for messages about a property, or nothing.
    fileprivate func propertyName(_ p: Value) -> String {
        let n = Value(bits: property(p).pointee.name)
        return n.isPresent && has(n, .Str) ? " '\(n.str.string)'" : ""
    }

    fileprivate func initProperty(_ v: Value, _ a: Arguments) throws(PyRaise) {
        let p = property(v)
        p.pointee.getter = a[1].isEmpty || a[1].isNone ? 0 : a[1].bits
        p.pointee.setter = a[2].isEmpty || a[2].isNone ? 0 : a[2].bits
        p.pointee.deleter = a[3].isEmpty || a[3].isNone ? 0 : a[3].bits
        p.pointee.doc = a[4].isEmpty || a[4].isNone ? 0 : a[4].bits
        p.pointee.header.flags = 0
        if p.pointee.doc == 0 && p.pointee.getter != 0 {
            let doc = try getAttributeIfAny(a[1], N.doc)
            if doc.isPresent && !doc.isNone {
                p.pointee.doc = doc.bits
                p.pointee.header.flags = 1
            }
        }
        barrier(v)
        // An instance of a subclass shows its doc string as an attribute of its own.
        if v.shape != Kind.Property.rawValue, p.pointee.doc != 0, hasInstanceDict(typeOf(v)) { _ = try setOwnAttribute(v, N.doc, Value(bits: p.pointee.doc)) }
    }

    /// A copy of the property with one accessor replaced.
    fileprivate func copyProperty(_ v: Value, getter: Value = .empty, setter: Value = .empty, deleter: Value = .empty) throws(PyRaise) -> Value {
        let p = property(v).pointee
        func pick(_ new: Value, _ old: UInt64) -> Value { new.isPresent && !new.isNone ? new : old == 0 ? .none : Value(bits: old) }
        let g = pick(getter, p.getter)
        // A doc string that came from the getter is taken from the new getter again.
        let doc: Value = p.header.flags & 1 != 0 && !g.isNone ? .none : p.doc == 0 ? .none : Value(bits: p.doc)
        let r = try call(Value(typeOf(v)), arguments: [g, pick(setter, p.setter), pick(deleter, p.deleter), doc])
        if has(r, .Property) {
            property(r).pointee.name = p.name
            barrier(r)
        }
        return r
    }

    fileprivate func wrapperFunction(_ v: Value) -> Value {
        if has(v, .StaticMethod) { return Value(bits: v.cell(PyStaticMethodLayout.self).pointee.function) }
        return Value(bits: v.cell(PyClassMethodLayout.self).pointee.function)
    }

    fileprivate func setWrapperFunction(_ v: Value, _ f: Value) {
        if has(v, .StaticMethod) { v.cell(PyStaticMethodLayout.self).pointee.function = f.bits }
        else { v.cell(PyClassMethodLayout.self).pointee.function = f.bits }
        barrier(v)
    }

    /// The attribute dict of a staticmethod or classmethod object.
    fileprivate func wrapperDict(_ v: Value) throws(PyRaise) -> Value {
        let isStatic = has(v, .StaticMethod)
        var d = Value(bits: isStatic ? v.cell(PyStaticMethodLayout.self).pointee.dict : v.cell(PyClassMethodLayout.self).pointee.dict)
        if d.isEmpty {
            d = Value(try newDict())
            // What the function says of itself is the wrapper's, too.
            let f = wrapperFunction(v)
            if f.isPresent {
                for n in ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"] {
                    let x = try getAttributeIfAny(f, n)
                    if x.isPresent { try dictSet(d.dict, try intern(n), x) }
                }
            }
            if isStatic { v.cell(PyStaticMethodLayout.self).pointee.dict = d.bits } else { v.cell(PyClassMethodLayout.self).pointee.dict = d.bits }
            barrier(v)
        }
        return d
    }

    /// Truth of f.__isabstractmethod__, False where it is missing.
    fileprivate func isAbstract(_ f: Value) throws(PyRaise) -> Bool {
        if f.isEmpty || f.isNone { return false }
        let v = try getAttributeIfAny(f, "__isabstractmethod__")
        return v.isPresent ? try isTrue(v) : false
    }
}

extension Bootstrap {
    static func defineDescriptors(_ t: Thread) throws(PyRaise) {
        try defineProperty(t)
        K.staticmethod = try t.defineType("staticmethod", .StaticMethod) { b throws(PyRaise) in
            try fillWrapper(b)
            try b.method("__get__", "(self, instance, owner=None, /)") { t, a throws(PyRaise) in t.wrapperFunction(a[0]) }
            try b.method("__call__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in
                let (arguments, names) = try t.flatten((0 ..< a[1].tuple.count).map { t.tupleItem(a[1], $0) }, a[2].dict)
                return try t.tailCall(t.wrapperFunction(a[0]), arguments: arguments, names: names)
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.str("<staticmethod(\(try t.reprString(t.wrapperFunction(a[0]))))>") }
        }
        K.classmethod = try t.defineType("classmethod", .ClassMethod) { b throws(PyRaise) in
            try fillWrapper(b)
            try b.method("__get__", "(self, instance, owner=None, /)") { t, a throws(PyRaise) in
                let cls = a[2].isPresent && !a[2].isNone ? a[2] : Value(t.typeOf(a[1]))
                return try t.deliver(try t.bindTo(t.wrapperFunction(a[0]), cls), cls, N.name)
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.str("<classmethod(\(try t.reprString(t.wrapperFunction(a[0]))))>") }
        }
        try defineMember(t)
        try defineGetSet(t)
        try defineSuper(t)
        try defineGenericAlias(t)
        try defineSimpleNamespace(t)
    }

    private static func fillWrapper(_ b: TypeBuilder) throws(PyRaise) {
        let kind: Kind = Value(b.type) == K.staticmethod || Kind.StaticMethod.rawValue == b.type.pointee.instanceKind ? .StaticMethod : .ClassMethod
        try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in
            let v = try t.newInstanceCell(a[0].type)
            if a[1].tuple.count == 1 { t.setWrapperFunction(v, t.tupleItem(a[1], 0)) }
            return v
        }
        try b.method("__init__", "(self, function, /)") { t, a throws(PyRaise) in
            t.setWrapperFunction(a[0], a[1])
            return .none
        }
        for n in ["__func__", "__wrapped__"] {
            try b.attribute(n, get: { t, a throws(PyRaise) in
                let f = t.wrapperFunction(a[0])
                return f.isPresent ? f : .none
            })
        }
        try b.attribute("__isabstractmethod__", get: { t, a throws(PyRaise) in Value(try t.isAbstract(t.wrapperFunction(a[0]))) })
        try b.attribute("__dict__", get: { t, a throws(PyRaise) in try t.wrapperDict(a[0]) })
        // What functools.update_wrapper would copy is read through, unless it was set.
        for n in ["__name__", "__qualname__", "__module__", "__doc__", "__annotations__"] {
            try b.attribute(n, get: { t, a throws(PyRaise) in
                let name = try t.intern(n)
                let d = Value(bits: kind == .StaticMethod ? a[0].cell(PyStaticMethodLayout.self).pointee.dict : a[0].cell(PyClassMethodLayout.self).pointee.dict)
                if d.isPresent {
                    let v = try t.dictGet(d.dict, name)
                    if v.isPresent { return v }
                }
                let f = t.wrapperFunction(a[0])
                if f.isEmpty { throw t.attributeError(a[0], name) }
                let v = try t.getAttributeIfAny(f, name)
                if v.isEmpty { throw t.attributeError(a[0], name) }
                return v
            }, set: { t, a throws(PyRaise) in
                let d = try t.wrapperDict(a[0]).dict
                if a[1].isPresent { try t.dictSet(d, try t.intern(n), a[1]) } else { try t.dictDelete(d, try t.intern(n)) }
                return .none
            })
        }
    }

    private static func defineProperty(_ t: Thread) throws(PyRaise) {
        K.property = try t.defineType("property", .Property) { b throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in try t.newInstanceCell(a[0].type) }
            try b.method("__init__", "(self, /, fget=None, fset=None, fdel=None, doc=None)") { t, a throws(PyRaise) in
                try t.initProperty(a[0], a)
                return .none
            }
            try b.method("getter", "(self, fget, /)") { t, a throws(PyRaise) in try t.copyProperty(a[0], getter: a[1]) }
            try b.method("setter", "(self, fset, /)") { t, a throws(PyRaise) in try t.copyProperty(a[0], setter: a[1]) }
            try b.method("deleter", "(self, fdel, /)") { t, a throws(PyRaise) in try t.copyProperty(a[0], deleter: a[1]) }
            try b.method("__set_name__", "(self, owner, name, /)") { t, a throws(PyRaise) in
                a[0].cell(PyPropertyLayout.self).pointee.name = a[2].bits
                t.barrier(a[0])
                return .none
            }
            try b.method("__get__", "(self, instance, owner=None, /)") { t, a throws(PyRaise) in
                if a[1].isNone || a[1].isEmpty {
                    if a[2].isNone || a[2].isEmpty { throw t.raise(K.TypeError, "__get__(None, None) is invalid") }
                    return a[0]
                }
                let g = Value(bits: a[0].cell(PyPropertyLayout.self).pointee.getter)
                if g.isEmpty { throw t.raise(K.AttributeError, "property\(t.propertyName(a[0])) of '\(Value(bits: t.typeOf(a[1]).pointee.qualifiedName).str.string)' object has no getter") }
                return try t.tailCall(g, a[1])
            }
            try b.method("__set__", "(self, instance, value, /)") { t, a throws(PyRaise) in
                let f = Value(bits: a[0].cell(PyPropertyLayout.self).pointee.setter)
                if f.isEmpty { throw t.raise(K.AttributeError, "property\(t.propertyName(a[0])) of '\(Value(bits: t.typeOf(a[1]).pointee.qualifiedName).str.string)' object has no setter") }
                return try t.tailCall(f, a[1], a[2])
            }
            try b.method("__delete__", "(self, instance, /)") { t, a throws(PyRaise) in
                let f = Value(bits: a[0].cell(PyPropertyLayout.self).pointee.deleter)
                if f.isEmpty { throw t.raise(K.AttributeError, "property\(t.propertyName(a[0])) of '\(Value(bits: t.typeOf(a[1]).pointee.qualifiedName).str.string)' object has no deleter") }
                return try t.tailCall(f, a[1])
            }
            func part(_ name: String, _ get: @escaping (PyPropertyLayout) -> UInt64) throws(PyRaise) {
                try b.attribute(name, get: { t, a throws(PyRaise) in
                    let v = Value(bits: get(a[0].cell(PyPropertyLayout.self).pointee))
                    return v.isPresent ? v : .none
                })
            }
            try part("fget") { $0.getter }
            try part("fset") { $0.setter }
            try part("fdel") { $0.deleter }
            for n in ["fget", "fset", "fdel"] { try b.markMember(n) }
            try b.attribute("__doc__", get: { t, a throws(PyRaise) in
                let v = Value(bits: a[0].cell(PyPropertyLayout.self).pointee.doc)
                return v.isPresent ? v : .none
            }, set: { t, a throws(PyRaise) in
                a[0].cell(PyPropertyLayout.self).pointee.doc = a[1].isPresent ? a[1].bits : 0
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__isabstractmethod__", get: { t, a throws(PyRaise) in
                let p = a[0].cell(PyPropertyLayout.self).pointee
                for bits in [p.getter, p.setter, p.deleter] where try t.isAbstract(Value(bits: bits)) { return .true_ }
                return .false_
            })
        }
    }

    private static func defineMember(_ t: Thread) throws(PyRaise) {
        K.member = try t.defineType("member_descriptor", .Member, subclassable: false) { b throws(PyRaise) in
            try fillDataDescriptor(b, name: { Value(bits: $0.cell(PyMemberLayout.self).pointee.name) }, owner: { Value(bits: $0.cell(PyMemberLayout.self).pointee.owner) })
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let m = a[0].cell(PyMemberLayout.self).pointee
                return try t.str("<member '\(Value(bits: m.name).str.string)' of '\(t.typeName(Value(bits: m.owner)))' objects>")
            }
            try b.attribute("__doc__", get: { t, a throws(PyRaise) in .none })
        }
    }

    private static func defineGetSet(_ t: Thread) throws(PyRaise) {
        K.getset = try t.defineType("getset_descriptor", .GetSet, subclassable: false) { b throws(PyRaise) in
            try fillDataDescriptor(b, name: { Value(bits: $0.cell(PyGetSetLayout.self).pointee.name) }, owner: { Value(bits: $0.cell(PyGetSetLayout.self).pointee.owner) })
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let m = a[0].cell(PyGetSetLayout.self).pointee
                return try t.str("<attribute '\(Value(bits: m.name).str.string)' of '\(t.typeName(Value(bits: m.owner)))' objects>")
            }
            try b.attribute("__doc__", get: { t, a throws(PyRaise) in
                let v = Value(bits: a[0].cell(PyGetSetLayout.self).pointee.doc)
                return v.isPresent ? v : .none
            })
        }
    }

    private static func fillDataDescriptor(_ b: TypeBuilder, name: @escaping (Value) -> Value, owner: @escaping (Value) -> Value) throws(PyRaise) {
        try b.method("__get__", "(self, instance, owner=None, /)") { t, a throws(PyRaise) in
            if a[1].isNone { return a[0] }
            return try t.deliver(try t.bindSlow(a[0], a[1], t.typeOf(a[1])), a[1], name(a[0]))
        }
        try b.method("__set__", "(self, instance, value, /)") { t, a throws(PyRaise) in
            try t.setByDescriptor(a[0], a[1], a[2])
            return .none
        }
        try b.method("__delete__", "(self, instance, /)") { t, a throws(PyRaise) in
            try t.setByDescriptor(a[0], a[1], .empty)
            return .none
        }
        try b.attribute("__name__", get: { t, a throws(PyRaise) in name(a[0]) })
        try b.attribute("__qualname__", get: { t, a throws(PyRaise) in
            try t.str(Value(bits: owner(a[0]).type.pointee.qualifiedName).str.string + "." + name(a[0]).str.string)
        })
        try b.attribute("__objclass__", get: { t, a throws(PyRaise) in owner(a[0]) })
        try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in
            let getattr = try t.dictGet(t.pointee.builtins.unsafelyUnwrapped, try t.intern("getattr"))
            return try t.newTuple([getattr, try t.newTuple([owner(a[0]), name(a[0])])])
        }
    }
}

extension TypeBuilder {
    /// Words refusals to set a read-only attribute as CPython does for fields of the object's struct.
    func markMember(_ name: String) throws(PyRaise) {
        let v = try t.dictGet(type.pointee.dict.unsafelyUnwrapped, try t.intern(name))
        if v.isExact(.GetSet) { v.header.pointee.flags |= 1 }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Sets (or with an empty value deletes) through a member or getset descriptor.
    func setByDescriptor(_ d: Value, _ object: Value, _ value: Value) throws(PyRaise) {
        if d.isExact(.Member) {
            let m = d.cell(PyMemberLayout.self)
            guard isInstance(object, Value(bits: m.pointee.owner)) else { throw wrongDescriptor(Value(bits: m.pointee.name), Value(bits: m.pointee.owner), object) }
            let p = (object.raw + Int(m.pointee.offset)).assumingMemoryBound(to: Value.self)
            if value.isEmpty && p.pointee.isEmpty { throw raise(K.AttributeError, arguments: [Value(bits: m.pointee.name)]) }
            p.pointee = value
            barrier(object)
            return
        }
        let g = d.cell(PyGetSetLayout.self)
        guard isInstance(object, Value(bits: g.pointee.owner)) else { throw wrongDescriptor(Value(bits: g.pointee.name), Value(bits: g.pointee.owner), object) }
        guard g.pointee.setterIndex >= 0 else {
            if g.pointee.header.flags & 1 != 0 { throw raise(K.AttributeError, "readonly attribute") }
            throw raise(K.AttributeError, "attribute '\(Value(bits: g.pointee.name).str.string)' of '\(typeName(Value(bits: g.pointee.owner)))' objects is not writable")
        }
        _ = try withTemporaries(2) { (b) throws(PyRaise) in
            b[0] = object
            b[1] = value
            return try Natives.entries[Int(g.pointee.setterIndex)].call(self, b, 2)
        }
    }
}
