// `type`: the class of classes, its attributes and methods; isinstance and issubclass.

import CVMSpec

/// Classes with virtual subclasses (module _abc): what is known of them without running Python.
public enum VirtualClasses {
    /// The `__instancecheck__` of the metaclass that abc defines; empty until then.
    nonisolated(unsafe) public static var instanceCheck = Value.empty
    /// Does that method count instances of a class as instances of `cls`? nil: it must be asked.
    nonisolated(unsafe) public static var known: (_ t: Thread, _ cls: Value, _ of: Value) throws(PyRaise) -> Bool? = { (_, _, _) throws(PyRaise) in nil }
}

enum TypeNatives {
    nonisolated(unsafe) static var prepare: Int64 = -1
    nonisolated(unsafe) static var call: Int64 = -1
    nonisolated(unsafe) static var instanceCheck: Int64 = -1
    nonisolated(unsafe) static var subclassCheck: Int64 = -1
    nonisolated(unsafe) static var new: Int64 = -1
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// isinstance(v, cls), with tuples, unions and `__instancecheck__`.
    public func isInstanceOf(_ v: Value, _ cls: Value, depth: Int = 0) throws(PyRaise) -> Bool {
        if Value(typeOf(v)) == cls { return true }
        if has(cls, .Type), Value(typeOf(cls)) == K.type { return try realIsInstance(v, cls) }
        if has(cls, .Tuple) {
            if depth > Int(pointee.recursionLimit) { throw raise(K.RecursionError, "maximum recursion depth exceeded in __instancecheck__") }
            for i in 0 ..< cls.tuple.count where try isInstanceOf(v, tupleItem(cls, i), depth: depth + 1) { return true }
            return false
        }
        let f = try special(of: cls, .instancecheck)
        if f.isPresent {
            if Instantiation.isNative(f, TypeNatives.instanceCheck) { return try realIsInstance(v, cls) }
            if f == VirtualClasses.instanceCheck, try saysItsType(v), let answer = try VirtualClasses.known(self, cls, Value(typeOf(v))) { return answer }
            return try isTrue(try callSpecial(f, cls, v))
        }
        return try realIsInstance(v, cls)
    }

    /// v.__class__: its type, unless its class computes something else.
    public func pythonClass(of v: Value) throws(PyRaise) -> Value {
        if !v.isReference { return Value(typeOf(v)) }
        let attribute = try lookup(typeOf(v), N.class_)
        let custom = try special(of: v, .getattribute)
        if attribute.isExact(.GetSet) && (custom.isEmpty || isGenericGetattribute(custom)) { return Value(typeOf(v)) }
        return try getAttribute(v, N.class_)
    }

    /// Is `v.__class__` certainly its type?
    private func saysItsType(_ v: Value) throws(PyRaise) -> Bool {
        guard v.isReference, EqualityClass.of(v.shape) == .unknown else { return true }
        let attribute = try lookup(typeOf(v), N.class_)
        let custom = try special(of: v, .getattribute)
        return attribute.isExact(.GetSet) && (custom.isEmpty || isGenericGetattribute(custom))
    }

    /// isinstance without `__instancecheck__`: by type, then by `__class__`.
    func realIsInstance(_ v: Value, _ cls: Value) throws(PyRaise) -> Bool {
        if has(cls, .Type) {
            if isInstance(v, cls) { return true }
            // Only classes that could lie about __class__ are asked.
            if try saysItsType(v) { return false }
            let c = try getAttributeIfAny(v, N.class_)
            return c.isPresent && has(c, .Type) && isSubtype(c.type, cls)
        }
        guard try basesOf(cls).isPresent else { throw raise(K.TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union") }
        let c = try getAttributeIfAny(v, N.class_)
        return c.isPresent ? try derivesFrom(c, cls) : false
    }

    /// issubclass(c, cls), with tuples, unions and `__subclasscheck__`.
    public func isSubclassOf(_ c: Value, _ cls: Value, depth: Int = 0) throws(PyRaise) -> Bool {
        if has(cls, .Type), Value(typeOf(cls)) == K.type {
            if c == cls { return true }
            return try realIsSubclass(c, cls)
        }
        if has(cls, .Tuple) {
            if depth > Int(pointee.recursionLimit) { throw raise(K.RecursionError, "maximum recursion depth exceeded in __subclasscheck__") }
            for i in 0 ..< cls.tuple.count where try isSubclassOf(c, tupleItem(cls, i), depth: depth + 1) { return true }
            return false
        }
        let f = try special(of: cls, .subclasscheck)
        if f.isPresent {
            if Instantiation.isNative(f, TypeNatives.subclassCheck) { return try realIsSubclass(c, cls) }
            return try isTrue(try callSpecial(f, cls, c))
        }
        return try realIsSubclass(c, cls)
    }

    func realIsSubclass(_ c: Value, _ cls: Value) throws(PyRaise) -> Bool {
        if has(c, .Type) && has(cls, .Type) { return isSubtype(c.type, cls) }
        guard try basesOf(c).isPresent else { throw raise(K.TypeError, "issubclass() arg 1 must be a class") }
        guard try basesOf(cls).isPresent else { throw raise(K.TypeError, "issubclass() arg 2 must be a class, a tuple of classes, or a union") }
        return try derivesFrom(c, cls)
    }

    /// `__bases__` if it is a tuple, else empty.
    private func basesOf(_ c: Value) throws(PyRaise) -> Value {
        let b = try getAttributeIfAny(c, N.bases)
        return b.isPresent && has(b, .Tuple) ? b : .empty
    }

    private func derivesFrom(_ c: Value, _ cls: Value, depth: Int = 0) throws(PyRaise) -> Bool {
        if c == cls { return true }
        guard depth < 1000 else { throw raise(K.RecursionError, "maximum recursion depth exceeded in __issubclass__") }
        let b = try basesOf(c)
        if b.isEmpty { return false }
        for i in 0 ..< b.tuple.count where try derivesFrom(tupleItem(b, i), cls, depth: depth + 1) { return true }
        return false
    }

    /// Every cache over class lookups is void: the hierarchy itself changed.
    func hierarchyChanged() {
        pointee.classEpoch &+= 1
        if pointee.classEpoch == 0 { pointee.classEpoch = 1 }
        Watching.onClassChange?(self, .empty)
        clearAttributeCaches()
    }

    /// Assigns cls.__bases__: new MROs for the class and everything below it.
    func setBases(_ cls: Value, _ bases: Value) throws(PyRaise) {
        let type = cls.type
        guard type.pointee.typeFlags & TypeFlag.heap != 0 else {
            throw raise(K.TypeError, "cannot set '__bases__' attribute of immutable type '\(typeName(cls))'")
        }
        guard bases.isPresent else { throw raise(K.TypeError, "cannot delete '__bases__' attribute of immutable type '\(typeName(cls))'") }
        guard has(bases, .Tuple) else { throw raise(K.TypeError, "can only assign tuple to \(typeName(cls)).__bases__, not \(typeName(of: bases))") }
        guard bases.tuple.count > 0 else { throw raise(K.TypeError, "can only assign non-empty tuple to \(typeName(cls)).__bases__, not ()") }
        for i in 0 ..< bases.tuple.count {
            let b = tupleItem(bases, i)
            guard has(b, .Type) else { throw raise(K.TypeError, "\(typeName(cls)).__bases__ must be tuple of classes, not '\(typeName(of: b))'") }
            if isSubtype(b.type, cls) { throw raise(K.TypeError, "a __bases__ item causes an inheritance cycle") }
        }
        let base = try bestBase(bases)
        let old = Value(bits: type.pointee.base)
        if Instantiation.solidBase(self, base.type) != Instantiation.solidBase(self, old.type) || base.type.pointee.spare != old.type.pointee.spare
            || hasInstanceDict(base.type) && !hasInstanceDict(type) {
            throw raise(K.TypeError, "__bases__ assignment: '\(typeName(base))' object layout differs from '\(typeName(old))'")
        }
        let oldBases = Value(bits: type.pointee.bases)
        type.pointee.bases = bases.bits
        barrier(type)
        // If a subclass's mro() fails, every line that was changed is put back.
        let before = try newList()
        do throws(PyRaise) { try updateMRO(cls, before) } catch {
            var i = 0
            while i + 1 < before.list.count {
                before.list.items[i].type.pointee.mro = before.list.items[i + 1].bits
                barrier(before.list.items[i])
                i += 2
            }
            type.pointee.bases = oldBases.bits
            barrier(type)
            hierarchyChanged()
            throw error
        }
        type.pointee.base = base.bits
        barrier(type)
        for i in 0 ..< oldBases.tuple.count { forgetSubclass(tupleItem(oldBases, i).type, cls) }
        for i in 0 ..< bases.tuple.count { try noteSubclass(tupleItem(bases, i).type, cls) }
        hierarchyChanged()
    }

    private func updateMRO(_ cls: Value, _ before: Value) throws(PyRaise) {
        let type = cls.type
        try listAppend(before.list, cls)
        try listAppend(before.list, Value(bits: type.pointee.mro))
        type.pointee.mro = try computeMRO(cls, Value(bits: type.pointee.bases)).bits
        barrier(type)
        let subs = try directSubclasses(type)
        for i in 0 ..< subs.list.count { try updateMRO(subs.list.items[i], before) }
    }

    func forgetSubclass(_ base: TypeRef, _ cls: Value) {
        let list = Value(bits: base.pointee.subclasses)
        guard list.isPresent else { return }
        var n = 0
        for i in 0 ..< list.list.count where list.list.items[i] != cls { list.list.items[n] = list.list.items[i]; n += 1 }
        list.list.pointee.count = Int64(n)
    }

    /// The living direct subclasses, as a list object.
    func directSubclasses(_ type: TypeRef) throws(PyRaise) -> Value {
        let result = try newList()
        let list = Value(bits: type.pointee.subclasses)
        guard list.isPresent else { return result }
        for i in 0 ..< list.list.count where list.list.items[i].isPresent { try listAppend(result.list, list.list.items[i]) }
        return result
    }
}

extension Bootstrap {
    static func fillType(_ t: Thread, _ b: TypeBuilder) throws(PyRaise) {
        try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in
            guard t.has(a[0], .Type), t.isSubtype(a[0].type, K.type) else { throw t.raise(K.TypeError, "type.__new__(X): X is not a type object (\(t.typeName(of: a[0])))") }
            let args = a[1].tuple
            if args.count == 1 && a[0] == K.type && a[2].dict.pointee.used == 0 { return Value(t.typeOf(args.items[0])) }
            guard args.count == 3 else {
                if a[0] == K.type { throw t.raise(K.TypeError, "type() takes 1 or 3 arguments") }
                throw t.raise(K.TypeError, "type.__new__() takes exactly 3 arguments (\(args.count) given)")
            }
            let name = args.items[0], bases = args.items[1], namespace = args.items[2]
            guard t.has(name, .Str) else { throw t.raise(K.TypeError, "type.__new__() argument 1 must be str, not \(t.typeName(of: name))") }
            guard t.has(bases, .Tuple) else { throw t.raise(K.TypeError, "type.__new__() argument 2 must be tuple, not \(t.typeName(of: bases))") }
            guard t.has(namespace, .Dict) else { throw t.raise(K.TypeError, "type.__new__() argument 3 must be dict, not \(t.typeName(of: namespace))") }
            // A more derived metaclass with a __new__ of its own takes over.
            var allTypes = true
            for i in 0 ..< bases.tuple.count where !t.has(t.tupleItem(bases, i), .Type) { allTypes = false }
            if allTypes {
                let winner = try t.calculateMetaclass(a[0], bases)
                let new = winner == a[0] ? Value.empty : try t.special(winner.type, .new)
                if new.isPresent && !Instantiation.isNative(new, TypeNatives.new) {
                    let (arguments, names) = try t.flatten([winner, name, bases, namespace], a[2].dict)
                    return try t.call(Instantiation.unwrapped(new), arguments: arguments, names: names)
                }
            }
            return try t.buildClass(meta: a[0], name: name, bases: bases, namespace: namespace, keywords: a[2])
        }
        try b.method("__init__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in
            let n = a[1].tuple.count
            if n == 1 && a[2].dict.pointee.used > 0 { throw t.raise(K.TypeError, "type.__init__() takes no keyword arguments") }
            guard n == 1 || n == 3 else { throw t.raise(K.TypeError, "type.__init__() takes 1 or 3 arguments") }
            return .none
        }
        try b.method("__call__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in
            var flat: [Value] = []
            for i in 0 ..< a[1].tuple.count { flat.append(t.tupleItem(a[1], i)) }
            let (arguments, names) = try t.flatten(flat, a[2].dict)
            let cls = a[0]
            return try t.withTemporaries(Swift.max(1, arguments.count)) { (p) throws(PyRaise) in
                for i in 0 ..< arguments.count { p[i] = arguments[i] }
                return try t.instantiate(cls, p, arguments.count, names)
            }
        }
        try b.method("__getattribute__", "(self, name, /)") { t, a throws(PyRaise) in
            let name = try t.attributeName(a[1])
            return try t.deliver(try t.typeLookup(a[0], name), a[0], name)
        }
        try b.method("__setattr__", "(self, name, value, /)") { t, a throws(PyRaise) in
            try t.typeSet(a[0], try t.attributeName(a[1]), a[2])
            return .none
        }
        try b.method("__delattr__", "(self, name, /)") { t, a throws(PyRaise) in
            try t.typeSet(a[0], try t.attributeName(a[1]), .empty)
            return .none
        }
        try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.str("<class '\(try t.qualifiedTypeName(a[0].type))'>") }
        try b.method("mro", "(self, /)") { t, a throws(PyRaise) in
            let m = try t.linearise(a[0], Value(bits: a[0].type.pointee.bases))
            return try t.newList(m.tuple.items, m.tuple.count)
        }
        try b.method("__subclasses__", "(self, /)") { t, a throws(PyRaise) in try t.directSubclasses(a[0].type) }
        try b.method("__instancecheck__", "(self, instance, /)") { t, a throws(PyRaise) in Value(try t.realIsInstance(a[1], a[0])) }
        try b.method("__subclasscheck__", "(self, subclass, /)") { t, a throws(PyRaise) in Value(try t.realIsSubclass(a[1], a[0])) }
        try b.classMethod("__prepare__", "(cls, /, *args, **kwargs)") { t, a throws(PyRaise) in Value(try t.newDict()) }
        try b.method("__dir__", "(self, /)") { t, a throws(PyRaise) in
            let names = try t.newDict()
            try t.collectClassNames(a[0].type, into: names)
            return try t.keyList(names)
        }
        try b.method("__sizeof__", "(self, /)") { t, a throws(PyRaise) in Value(small: MemoryLayout<PyTypeLayout>.size) }
        try b.method("__or__", "(self, value, /)") { t, a throws(PyRaise) in try t.makeUnion(a[0], a[1]) }
        try b.method("__ror__", "(self, value, /)") { t, a throws(PyRaise) in try t.makeUnion(a[1], a[0]) }
        try fillTypeAttributes(t, b)
        let d = b.type.pointee.dict.unsafelyUnwrapped
        func number(_ name: String) throws(PyRaise) -> Int64 { Instantiation.unwrapped(try t.dictGet(d, try t.intern(name))).native.pointee.index }
        TypeNatives.prepare = try number("__prepare__")
        TypeNatives.call = try number("__call__")
        TypeNatives.new = try number("__new__")
        TypeNatives.instanceCheck = try number("__instancecheck__")
        TypeNatives.subclassCheck = try number("__subclasscheck__")
        GenericAttributes.typeGet = try number("__getattribute__")
    }

    /// Refuses changes of builtin classes.
    private static func checkHeap(_ t: Thread, _ cls: Value, _ name: String, _ value: Value = .none) throws(PyRaise) {
        // Its wording for classes that are not immutable, too, is CPython's.
        if value.isEmpty { throw t.raise(K.TypeError, "cannot delete '\(name)' attribute of immutable type '\(t.typeName(cls))'") }
        guard cls.type.pointee.typeFlags & TypeFlag.heap != 0 else {
            throw t.raise(K.TypeError, "cannot set '\(name)' attribute of immutable type '\(t.typeName(cls))'")
        }
    }

    private static func fillTypeAttributes(_ t: Thread, _ b: TypeBuilder) throws(PyRaise) {
        try b.attribute("__name__", get: { t, a throws(PyRaise) in Value(bits: a[0].type.pointee.name) }, set: { t, a throws(PyRaise) in
            try checkHeap(t, a[0], "__name__", a[1])
            guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "can only assign string to \(t.typeName(a[0])).__name__, not '\(t.typeName(of: a[1]))'") }
            a[0].type.pointee.name = a[1].bits
            t.barrier(a[0])
            return .none
        })
        try b.attribute("__qualname__", get: { t, a throws(PyRaise) in Value(bits: a[0].type.pointee.qualifiedName) }, set: { t, a throws(PyRaise) in
            try checkHeap(t, a[0], "__qualname__", a[1])
            guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "can only assign string to \(t.typeName(a[0])).__qualname__, not '\(t.typeName(of: a[1]))'") }
            a[0].type.pointee.qualifiedName = a[1].bits
            t.barrier(a[0])
            return .none
        })
        try b.attribute("__module__", get: { t, a throws(PyRaise) in
            if let d = a[0].type.pointee.dict {
                let m = try t.dictGet(d, N.module)
                // In `type` itself the entry is this very attribute.
                if m.isPresent && !m.isExact(.GetSet) { return m }
            }
            if a[0].type.pointee.typeFlags & TypeFlag.heap == 0 { return try t.intern("builtins") }
            throw t.attributeError(a[0], N.module)
        }, set: { t, a throws(PyRaise) in
            try checkHeap(t, a[0], "__module__", a[1])
            try t.dictSet(a[0].type.pointee.dict.unsafelyUnwrapped, N.module, a[1])
            t.classChanged(a[0].type, N.module)
            return .none
        })
        try b.attribute("__bases__", get: { t, a throws(PyRaise) in Value(bits: a[0].type.pointee.bases) },
                        set: { t, a throws(PyRaise) in try t.setBases(a[0], a[1]); return .none })
        try b.attribute("__base__", get: { t, a throws(PyRaise) in
            let base = Value(bits: a[0].type.pointee.base)
            return base.isPresent ? base : .none
        })
        try b.attribute("__mro__", get: { t, a throws(PyRaise) in Value(bits: a[0].type.pointee.mro) })
        try b.attribute("__dict__", get: { t, a throws(PyRaise) in
            let p = try t.new(PyMappingProxyLayout.self, .MappingProxy)
            p.pointee.mapping = Value(optional: a[0].type.pointee.dict).bits
            return Value(p)
        })
        try b.attribute("__doc__", get: { t, a throws(PyRaise) in
            guard let d = a[0].type.pointee.dict else { return .none }
            let v = try t.dictGet(d, N.doc)
            if v.isEmpty { return .none }
            if v.isExact(.GetSet) { return try t.str("The class of classes: type(object) tells an object's class, type(name, bases, namespace) makes a new one.") }
            if v.isReference, !v.isExact(.Str), try t.special(of: v, .get).isPresent {
                return try t.callSpecial(try t.special(of: v, .get), v, .none, a[0])
            }
            return v
        }, set: { t, a throws(PyRaise) in
            try checkHeap(t, a[0], "__doc__", a[1])
            try t.dictSet(a[0].type.pointee.dict.unsafelyUnwrapped, N.doc, a[1])
            t.classChanged(a[0].type, N.doc)
            return .none
        })
        try b.attribute("__abstractmethods__", get: { t, a throws(PyRaise) in
            let v = a[0] == K.type ? Value.empty : try t.dictGet(a[0].type.pointee.dict.unsafelyUnwrapped, N.abstractMethods)
            if v.isEmpty { throw t.raise(K.AttributeError, arguments: [N.abstractMethods]) }
            return v
        }, set: { t, a throws(PyRaise) in
            let type = a[0].type
            let d = type.pointee.dict.unsafelyUnwrapped
            if a[1].isEmpty {
                if !(try t.dictDelete(d, N.abstractMethods)) { throw t.raise(K.AttributeError, arguments: [N.abstractMethods]) }
                type.pointee.typeFlags &= ~TypeFlag.abstract
            } else {
                let some = try t.isTrue(a[1])
                try t.dictSet(d, N.abstractMethods, a[1])
                if some { type.pointee.typeFlags |= TypeFlag.abstract } else { type.pointee.typeFlags &= ~TypeFlag.abstract }
            }
            t.classChanged(type, N.abstractMethods)
            return .none
        })
        try b.attribute("__annotations__", get: { t, a throws(PyRaise) in
            guard a[0].type.pointee.typeFlags & TypeFlag.heap != 0, let d = a[0].type.pointee.dict else { throw t.attributeError(a[0], N.annotations) }
            let v = try t.dictGet(d, N.annotations)
            if v.isPresent {
                if v.isReference, !t.has(v, .Dict), try t.special(of: v, .get).isPresent { return try t.callSpecial(try t.special(of: v, .get), v, .none, a[0]) }
                return v
            }
            let fresh = Value(try t.newDict())
            try t.dictSet(d, N.annotations, fresh)
            t.classChanged(a[0].type, N.annotations)
            return fresh
        }, set: { t, a throws(PyRaise) in
            try checkHeap(t, a[0], "__annotations__")
            let d = a[0].type.pointee.dict.unsafelyUnwrapped
            if a[1].isPresent { try t.dictSet(d, N.annotations, a[1]) }
            else if !(try t.dictDelete(d, N.annotations)) { throw t.raise(K.AttributeError, arguments: [N.annotations]) }
            t.classChanged(a[0].type, N.annotations)
            return .none
        })
        try b.attribute("__text_signature__", get: { t, a throws(PyRaise) in a[0] == K.object ? try t.intern("()") : .none })
        try b.attribute("__flags__", get: { t, a throws(PyRaise) in
            let f = a[0].type.pointee.typeFlags
            // The public bits of CPython's tp_flags that code looks at: sequence, mapping, heap, base, ready, abstract.
            var r = 1 << 12 | 1 << 14
            if f & TypeFlag.sequence != 0 { r |= 1 << 5 }
            if f & TypeFlag.mapping != 0 { r |= 1 << 6 }
            if f & TypeFlag.heap != 0 { r |= 1 << 9 } else { r |= 1 << 8 }
            if f & TypeFlag.base != 0 { r |= 1 << 10 }
            if f & TypeFlag.abstract != 0 { r |= 1 << 20 }
            return Value(small: r)
        })
        try b.attribute("__basicsize__", get: { t, a throws(PyRaise) in
            Value(small: Int(kind_info(a[0].type.pointee.instanceKind).pointee.size) + (a[0].type.pointee.storageOffset != 0 ? 8 : 0) + 8 * Int(a[0].type.pointee.spare) + 8)
        })
        try b.attribute("__itemsize__", get: { t, a throws(PyRaise) in
            switch Kind(rawValue: a[0].type.pointee.instanceKind) {
            case .Tuple: return Value(small: 8)
            case .Int: return Value(small: 4)
            case .Bytes: return Value(small: 1)
            default: return Value(small: 0)
            }
        })
        try b.attribute("__dictoffset__", get: { t, a throws(PyRaise) in Value(small: t.hasInstanceDict(a[0].type) ? 16 : 0) })
        try b.attribute("__weakrefoffset__", get: { t, a throws(PyRaise) in Value(small: a[0].type.pointee.typeFlags & TypeFlag.weakrefable != 0 ? 24 : 0) })
    }
}
