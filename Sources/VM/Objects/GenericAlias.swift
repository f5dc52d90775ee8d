// Generic aliases (list[int]) and unions of types (int | str): types.GenericAlias and types.UnionType.
//
// Both are native objects. Alias: v0 origin, v1 args, v2 parameters once known, i0 1 if starred. Union: v0 args, v1 parameters.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// origin[item]; a tuple gives several arguments.
    public func newGenericAlias(_ origin: Value, _ item: Value) throws(PyRaise) -> Value {
        let args = item.isExact(.Tuple) ? item : try newTuple([item])
        let v = try newObject(K.genericAlias)
        v.object.pointee.v0 = origin.bits
        v.object.pointee.v1 = args.bits
        return v
    }

    func isGenericAlias(_ v: Value) -> Bool { K.genericAlias.isPresent && isInstance(v, K.genericAlias) }
    func isUnion(_ v: Value) -> Bool { K.unionType.isPresent && isInstance(v, K.unionType) }

    /// The type variables in the arguments.
    func typeParameters(_ args: Value) throws(PyRaise) -> Value {
        let list = try newList()
        func add(_ v: Value) throws(PyRaise) {
            for i in 0 ..< list.list.count where list.list.items[i] == v { return }
            try listAppend(list.list, v)
        }
        for i in 0 ..< args.tuple.count {
            let a = tupleItem(args, i)
            if has(a, .Type) { continue }
            if try getAttributeIfAny(a, "__typing_subst__").isPresent { try add(a); continue }
            let inner = try getAttributeIfAny(a, "__parameters__")
            if inner.isPresent && has(inner, .Tuple) { for k in 0 ..< inner.tuple.count { try add(tupleItem(inner, k)) } }
        }
        return try tupleFrom(list)
    }

    func aliasParameters(_ v: Value) throws(PyRaise) -> Value {
        if v.object.pointee.v2 == 0 {
            v.object.pointee.v2 = try typeParameters(Value(bits: v.object.pointee.v1)).bits
            barrier(v)
        }
        return Value(bits: v.object.pointee.v2)
    }

    /// The arguments of `owner` with its parameters replaced by the items.
    func substitute(_ owner: Value, _ args: Value, _ parameters: Value, _ given: Value) throws(PyRaise) -> Value {
        let n = parameters.tuple.count
        guard n > 0 else { throw raise(K.TypeError, "\(try reprString(owner)) is not a generic class") }
        var item = given
        for i in 0 ..< n {
            let prepare = try getAttributeIfAny(tupleItem(parameters, i), "__typing_prepare_subst__")
            if prepare.isPresent && !prepare.isNone {
                item = try call(prepare, owner, item.isExact(.Tuple) ? item : try newTuple([item]))
            }
        }
        let items = item.isExact(.Tuple) ? item : try newTuple([item])
        guard items.tuple.count == n else {
            throw raise(K.TypeError, "Too \(items.tuple.count > n ? "many" : "few") arguments for \(try reprString(owner)); actual \(items.tuple.count), expected \(n)")
        }
        func position(_ v: Value) -> Int {
            for i in 0 ..< n where tupleItem(parameters, i) == v { return i }
            return -1
        }
        let result = try newList()
        for i in 0 ..< args.tuple.count {
            let a = tupleItem(args, i)
            if has(a, .Type) { try listAppend(result.list, a); continue }
            let unpack = try getAttributeIfAny(a, "__typing_is_unpacked_typevartuple__")
            let spread = unpack.isPresent ? try isTrue(unpack) : false
            let subst = try getAttributeIfAny(a, "__typing_subst__")
            var r = a
            if subst.isPresent {
                let p = position(a)
                if p >= 0 { r = try call(subst, tupleItem(items, p)) }
            } else {
                let inner = try getAttributeIfAny(a, "__parameters__")
                if inner.isPresent, has(inner, .Tuple), inner.tuple.count > 0 {
                    let sub = try newList()
                    for k in 0 ..< inner.tuple.count {
                        let p = position(tupleItem(inner, k))
                        let x = p >= 0 ? tupleItem(items, p) : tupleItem(inner, k)
                        if p >= 0, x.isExact(.Tuple), try getAttributeIfAny(tupleItem(inner, k), "__typing_prepare_subst__").isPresent, try getAttributeIfAny(tupleItem(inner, k), "__bound__").isEmpty {
                            for m in 0 ..< x.tuple.count { try listAppend(sub.list, tupleItem(x, m)) }
                        } else { try listAppend(sub.list, x) }
                    }
                    r = try getItem(a, try tupleFrom(sub))
                }
            }
            if spread && has(r, .Tuple) { for k in 0 ..< r.tuple.count { try listAppend(result.list, tupleItem(r, k)) } }
            else { try listAppend(result.list, r) }
        }
        return try tupleFrom(result)
    }

    /// How an argument is shown in repr(list[int]).
    func typeArgumentText(_ v: Value) throws(PyRaise) -> String {
        if v == .ellipsis { return "..." }
        if v == K.none { return "None" }
        if try getAttributeIfAny(v, "__origin__").isPresent, try getAttributeIfAny(v, "__args__").isPresent { return try reprString(v) }
        let q = try getAttributeIfAny(v, N.qualname)
        if q.isEmpty { return try reprString(v) }
        let m = try getAttributeIfAny(v, N.module)
        if m.isEmpty || m.isNone { return try reprString(v) }
        if has(m, .Str), m.str.string == "builtins" { return try strString(q) }
        return try strString(m) + "." + (try strString(q))
    }

    private func aliasRepr(_ v: Value) throws(PyRaise) -> Value {
        let o = v.object.pointee
        let args = Value(bits: o.v1)
        var parts: [String] = []
        for i in 0 ..< args.tuple.count {
            let a = tupleItem(args, i)
            if a.isExact(.List) {
                var inner: [String] = []
                for k in 0 ..< a.list.count { inner.append(try typeArgumentText(a.list.items[k])) }
                parts.append("[" + inner.joined(separator: ", ") + "]")
            } else { parts.append(try typeArgumentText(a)) }
        }
        return try str((o.i0 != 0 ? "*" : "") + (try typeArgumentText(Value(bits: o.v0))) + "[" + (parts.isEmpty ? "()" : parts.joined(separator: ", ")) + "]")
    }

    // -- Unions

    private func isUnionable(_ v: Value) -> Bool { v.isNone || has(v, .Type) || isGenericAlias(v) || isUnion(v) }

    /// a | b for types; NotImplemented if one is none.
    func makeUnion(_ a: Value, _ b: Value) throws(PyRaise) -> Value {
        guard isUnionable(a), isUnionable(b) else { return .notImplemented }
        return try makeUnion([a, b])
    }

    func makeUnion(_ values: [Value]) throws(PyRaise) -> Value {
        let list = try newList()
        func add(_ given: Value) throws(PyRaise) {
            let v = given.isNone ? K.none : given
            for i in 0 ..< list.list.count {
                let x = list.list.items[i]
                if x == v { return }
                if isGenericAlias(x), isGenericAlias(v), try isEqual(x, v) { return }
            }
            try listAppend(list.list, v)
        }
        for v in values {
            if isUnion(v) {
                let args = Value(bits: v.object.pointee.v0)
                for i in 0 ..< args.tuple.count { try add(tupleItem(args, i)) }
            } else { try add(v) }
        }
        if list.list.count == 1 { return list.list.items[0] }
        let u = try newObject(K.unionType)
        u.object.pointee.v0 = try newTuple(list.list.items, list.list.count).bits
        return u
    }

    /// A parameterised generic checks no instances: an error, once a union's check comes to it.
    private func refuseGeneric(_ member: Value, _ what: String) throws(PyRaise) {
        if isGenericAlias(member) { throw raise(K.TypeError, "\(what)() argument 2 cannot be a parameterized generic") }
    }

    private func sameMembers(_ a: Value, _ b: Value) throws(PyRaise) -> Bool {
        guard a.tuple.count == b.tuple.count else { return false }
        for i in 0 ..< a.tuple.count {
            var found = false
            for k in 0 ..< b.tuple.count where try isEqual(tupleItem(a, i), tupleItem(b, k)) { found = true; break }
            if !found { return false }
        }
        return true
    }

    fileprivate func defineAlias() throws(PyRaise) {
        // These names belong to the alias; every other attribute is the origin's.
        let ownNames: Set<String> = ["__class__", "__bases__", "__origin__", "__args__", "__unpacked__", "__parameters__", "__typing_unpacked_tuple_args__", "__mro_entries__",
                                     "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__"]
        K.genericAlias = try defineType("GenericAlias", .NativeObject, ownsKind: false, module: "types", flags: TypeFlag.weakrefable) { b throws(PyRaise) in
            try b.new("(cls, origin, args, /)") { t, a throws(PyRaise) in
                let v = try t.newObject(a[0])
                v.object.pointee.v0 = a[1].bits
                v.object.pointee.v1 = a[2].isExact(.Tuple) ? a[2].bits : try t.newTuple([a[2]]).bits
                return v
            }
            try b.method("__init__", "(self, /, *args)") { t, a throws(PyRaise) in .none }
            try b.method("__getattribute__", "(self, name, /)") { t, a throws(PyRaise) in
                let name = try t.attributeName(a[1])
                let text = name.str.string
                if !ownNames.contains(text) { return try t.getAttribute(Value(bits: a[0].object.pointee.v0), name) }
                return try t.deliver(try t.genericLookup(a[0], name), a[0], name)
            }
            try b.attribute("__origin__", get: { t, a throws(PyRaise) in Value(bits: a[0].object.pointee.v0) })
            try b.attribute("__args__", get: { t, a throws(PyRaise) in Value(bits: a[0].object.pointee.v1) })
            try b.attribute("__parameters__", get: { t, a throws(PyRaise) in try t.aliasParameters(a[0]) })
            try b.attribute("__unpacked__", get: { t, a throws(PyRaise) in Value(a[0].object.pointee.i0 != 0) })
            try b.attribute("__typing_unpacked_tuple_args__", get: { t, a throws(PyRaise) in
                a[0].object.pointee.i0 != 0 && Value(bits: a[0].object.pointee.v0) == K.tuple ? Value(bits: a[0].object.pointee.v1) : .none
            })
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.aliasRepr(a[0]) }
            try b.method("__eq__", "(self, other, /)") { t, a throws(PyRaise) in
                guard t.isGenericAlias(a[1]) else { return .notImplemented }
                let x = a[0].object.pointee, y = a[1].object.pointee
                if x.i0 != y.i0 { return .false_ }
                guard try t.isEqual(Value(bits: x.v0), Value(bits: y.v0)) else { return .false_ }
                return Value(try t.isEqual(Value(bits: x.v1), Value(bits: y.v1)))
            }
            try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in
                let h = try t.hash(Value(bits: a[0].object.pointee.v0)) ^ (try t.hash(Value(bits: a[0].object.pointee.v1)))
                return try t.newInt(Int(truncatingIfNeeded: h))
            }
            try b.method("__call__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in
                let (arguments, names) = try t.flatten((0 ..< a[1].tuple.count).map { t.tupleItem(a[1], $0) }, a[2].dict)
                let alias = a[0]
                let r = try t.call(Value(bits: alias.object.pointee.v0), arguments: arguments, names: names)
                do throws(PyRaise) { try t.setAttribute(r, "__orig_class__", alias) } catch {
                    guard t.raisedIs(K.AttributeError) || t.raisedIs(K.TypeError) else { throw error }
                    t.clearRaised()
                }
                return r
            }
            try b.method("__getitem__", "(self, item, /)") { t, a throws(PyRaise) in
                let o = a[0].object.pointee
                let args = try t.substitute(a[0], Value(bits: o.v1), try t.aliasParameters(a[0]), a[1])
                let r = try t.newGenericAlias(Value(bits: o.v0), args)
                r.object.pointee.i0 = o.i0
                return r
            }
            try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in
                let it = try t.newObject(GenericAliasIterator.type)
                it.object.pointee.v0 = a[0].bits
                return it
            }
            try b.method("__mro_entries__", "(self, bases, /)") { t, a throws(PyRaise) in try t.newTuple([Value(bits: a[0].object.pointee.v0)]) }
            try b.method("__instancecheck__", "(self, instance, /)") { t, a throws(PyRaise) in throw t.raise(K.TypeError, "isinstance() argument 2 cannot be a parameterized generic") }
            try b.method("__subclasscheck__", "(self, cls, /)") { t, a throws(PyRaise) in throw t.raise(K.TypeError, "issubclass() argument 2 cannot be a parameterized generic") }
            try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in
                let o = a[0].object.pointee
                if o.i0 != 0 {
                    // Made again by next(iter(alias)).
                    let it = try t.newObject(GenericAliasIterator.type)
                    it.object.pointee.v0 = try t.newGenericAlias(Value(bits: o.v0), Value(bits: o.v1)).bits
                    return try t.newTuple([try t.builtinFunction("next"), try t.newTuple([it])])
                }
                return try t.newTuple([K.genericAlias, try t.newTuple([Value(bits: o.v0), Value(bits: o.v1)])])
            }
            try b.method("__or__", "(self, other, /)") { t, a throws(PyRaise) in try t.makeUnion(a[0], a[1]) }
            try b.method("__ror__", "(self, other, /)") { t, a throws(PyRaise) in try t.makeUnion(a[1], a[0]) }
            try b.method("__dir__", "(self, /)") { t, a throws(PyRaise) in
                let names = try t.newDict()
                for n in ownNames.sorted() { try t.dictSet(names, try t.intern(n), .none) }
                if t.has(Value(bits: a[0].object.pointee.v0), .Type) { try t.collectClassNames(Value(bits: a[0].object.pointee.v0).type, into: names) }
                return try t.keyList(names)
            }
        }
    }

    fileprivate func defineUnion() throws(PyRaise) {
        K.unionType = try defineType("UnionType", .NativeObject, ownsKind: false, module: "types", flags: TypeFlag.weakrefable, subclassable: false) { b throws(PyRaise) in
            try b.attribute("__args__", get: { t, a throws(PyRaise) in Value(bits: a[0].object.pointee.v0) })
            try b.attribute("__parameters__", get: { t, a throws(PyRaise) in
                if a[0].object.pointee.v1 == 0 {
                    a[0].object.pointee.v1 = try t.typeParameters(Value(bits: a[0].object.pointee.v0)).bits
                    t.barrier(a[0])
                }
                return Value(bits: a[0].object.pointee.v1)
            })
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let args = Value(bits: a[0].object.pointee.v0)
                var parts: [String] = []
                for i in 0 ..< args.tuple.count { parts.append(try t.typeArgumentText(t.tupleItem(args, i))) }
                return try t.str(parts.joined(separator: " | "))
            }
            try b.method("__eq__", "(self, other, /)") { t, a throws(PyRaise) in
                guard t.isUnion(a[1]) else { return .notImplemented }
                return Value(try t.sameMembers(Value(bits: a[0].object.pointee.v0), Value(bits: a[1].object.pointee.v0)))
            }
            try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in
                let args = Value(bits: a[0].object.pointee.v0)
                // As typing.Union's, which may be equal to this one.
                return try t.pythonHash(try t.frozenset(of: (0 ..< args.tuple.count).map { t.tupleItem(args, $0) }))
            }
            try b.method("__instancecheck__", "(self, instance, /)") { t, a throws(PyRaise) in
                let args = Value(bits: a[0].object.pointee.v0)
                for i in 0 ..< args.tuple.count {
                    try t.refuseGeneric(t.tupleItem(args, i), "isinstance")
                    if try t.isInstanceOf(a[1], t.tupleItem(args, i)) { return .true_ }
                }
                return .false_
            }
            try b.method("__subclasscheck__", "(self, cls, /)") { t, a throws(PyRaise) in
                guard t.has(a[1], .Type) else { throw t.raise(K.TypeError, "issubclass() arg 1 must be a class") }
                let args = Value(bits: a[0].object.pointee.v0)
                for i in 0 ..< args.tuple.count {
                    try t.refuseGeneric(t.tupleItem(args, i), "issubclass")
                    if try t.isSubclassOf(a[1], t.tupleItem(args, i)) { return .true_ }
                }
                return .false_
            }
            try b.method("__or__", "(self, other, /)") { t, a throws(PyRaise) in try t.makeUnion(a[0], a[1]) }
            try b.method("__ror__", "(self, other, /)") { t, a throws(PyRaise) in try t.makeUnion(a[1], a[0]) }
            try b.method("__getitem__", "(self, item, /)") { t, a throws(PyRaise) in
                let args = Value(bits: a[0].object.pointee.v0)
                let new = try t.substitute(a[0], args, try t.typeParameters(args), a[1])
                var r = new.tuple.count > 0 ? t.tupleItem(new, 0) : Value.none
                for i in 1 ..< Swift.max(1, new.tuple.count) { r = try t.binaryWaiting(.or, r, t.tupleItem(new, i)) }
                return r
            }
            try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in
                let operatorModule = try t.importForNative("_operator")
                let functools = try t.importForNative("functools")
                return try t.newTuple([try t.getAttribute(functools, "reduce"), try t.newTuple([try t.getAttribute(operatorModule, "or_"), Value(bits: a[0].object.pointee.v0)])])
            }
        }
    }
}

/// What iter(list[int]) gives: one starred alias.
private enum GenericAliasIterator {
    nonisolated(unsafe) static var type = Value.empty
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A builtin by name.
    fileprivate func builtinFunction(_ name: String) throws(PyRaise) -> Value {
        guard let b = pointee.builtins else { return .none }
        return try dictGet(b, try intern(name))
    }

    fileprivate func defineAliasIterator() throws(PyRaise) {
        GenericAliasIterator.type = try defineType("generic_alias_iterator", .NativeObject, ownsKind: false, subclassable: false) { b throws(PyRaise) in
            try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in a[0] }
            try b.method("__next__", "(self, /)") { t, a throws(PyRaise) in
                let alias = Value(bits: a[0].object.pointee.v0)
                if alias.isEmpty { throw t.stopIteration() }
                a[0].object.pointee.v0 = 0
                let r = try t.newGenericAlias(Value(bits: alias.object.pointee.v0), Value(bits: alias.object.pointee.v1))
                r.object.pointee.i0 = 1
                return r
            }
            try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in
                let alias = Value(bits: a[0].object.pointee.v0)
                let source = alias.isPresent ? alias : try t.newTuple([])
                return try t.newTuple([try t.builtinFunction("iter"), try t.newTuple([source])])
            }
        }
    }
}

extension Bootstrap {
    static func defineGenericAlias(_ t: Thread) throws(PyRaise) {
        try t.defineAliasIterator()
        try t.defineAlias()
        try t.defineUnion()
    }

    /// `cls[item]` for a builtin class that is generic.
    static func addClassGetitem(_ b: TypeBuilder) throws(PyRaise) {
        try b.classMethod("__class_getitem__", "(cls, item, /)") { t, a throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
    }
}
