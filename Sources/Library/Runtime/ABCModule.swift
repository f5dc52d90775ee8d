// _abc: abstract base classes: abstract methods, virtual subclasses, and the caches over subclass checks.
//
// Each ABC has `_abc_impl`: v0 registry, v1 positive and v2 negative cache (dicts from address to class), i0 the
// invalidation count that the negative cache belongs to.

import CVMSpec
import VM

private nonisolated(unsafe) var dataType = Value.empty
private nonisolated(unsafe) var invalidation: Int64 = 0

private func key(_ cls: Value) -> Value { Value(small: Int(truncatingIfNeeded: cls.bits >> 3)) }

private func data(_ t: Thread, _ cls: Value) throws(PyRaise) -> Value {
    let d = try t.getAttribute(cls, "_abc_impl")
    guard d.isReference, Value(t.typeOf(d)) == dataType else { throw t.raise(K.TypeError, "_abc_impl is set to a wrong type") }
    return d
}

/// From the first abstract class on, which abc itself makes, isinstance asks the caches before it calls `ABCMeta.__instancecheck__`.
private func watchInstanceChecks(_ t: Thread, _ cls: Value) throws(PyRaise) {
    guard VirtualClasses.instanceCheck.isEmpty else { return }
    let check = try t.getAttributeIfAny(Value(t.typeOf(cls)), "__instancecheck__")
    guard check.isExact(.Function) else { return }
    VirtualClasses.instanceCheck = Roots.add(check)
    let name = try t.intern("_abc_impl")
    VirtualClasses.known = { (t, cls, type) throws(PyRaise) in
        let d = try t.getAttributeIfAny(cls, name)
        guard d.isReference, Value(t.typeOf(d)) == dataType else { return nil }
        let o = d.object
        if try contains(t, o.pointee.v1, type) { return true }
        if o.pointee.i0 == invalidation, try contains(t, o.pointee.v2, type) { return false }
        return nil
    }
}

private func isAbstract(_ t: Thread, _ v: Value) throws(PyRaise) -> Bool {
    guard v.isReference, v != .none, !v.isBool, !v.isExact(.Str), !v.isExact(.Native), !v.isExact(.Tuple), !v.isExact(.Dict) else { return false }
    if v.isExact(.Function) && v.function.pointee.dict == 0 { return false }
    let a = try t.getAttributeIfAny(v, "__isabstractmethod__")
    return a.isPresent ? try t.isTrue(a) : false
}

private func computeAbstracts(_ t: Thread, _ cls: Value) throws(PyRaise) {
    let names = try t.newList()
    if let d = cls.type.pointee.dict {
        let snapshot = try t.dictCopy(d)
        var i = t.dictNext(snapshot, 0)
        while i >= 0 {
            let e = snapshot.pointee.entries.unsafelyUnwrapped[i]
            if try isAbstract(t, Value(bits: e.value)) { try t.listAppend(names.list, Value(bits: e.key)) }
            i = t.dictNext(snapshot, i + 1)
        }
    }
    let bases = Value(bits: cls.type.pointee.bases)
    for i in 0 ..< bases.tuple.count {
        let base = bases.tuple.items[i]
        guard base != K.object else { continue }
        let inherited = try t.getAttributeIfAny(base, "__abstractmethods__")
        if inherited.isEmpty { continue }
        try t.forEach(inherited) { (name) throws(PyRaise) in
            guard t.has(name, .Str) else { return true }
            let v = try t.getAttributeIfAny(cls, name)
            if v.isPresent, try isAbstract(t, v) { try t.listAppend(names.list, name) }
            return true
        }
    }
    try t.setAttribute(cls, "__abstractmethods__", try t.call(K.frozenset, names))
}

private func remember(_ t: Thread, _ d: Value, _ cls: Value, positive: Bool) throws(PyRaise) {
    let o = d.object
    let table = Value(bits: positive ? o.pointee.v1 : o.pointee.v2)
    try t.dictSet(table.dict, key(cls), cls)
}

private func contains(_ t: Thread, _ bits: UInt64, _ cls: Value) throws(PyRaise) -> Bool { try t.dictGet(Value(bits: bits).dict, key(cls)).isPresent }

private func subclassCheck(_ t: Thread, _ cls: Value, _ subclass: Value) throws(PyRaise) -> Bool {
    guard t.has(subclass, .Type) else { throw t.raise(K.TypeError, "issubclass() arg 1 must be a class") }
    let d = try data(t, cls)
    let o = d.object
    if try contains(t, o.pointee.v1, subclass) { return true }
    if o.pointee.i0 < invalidation {
        o.pointee.v2 = Value(try t.newDict()).bits
        t.barrier(d)
        o.pointee.i0 = invalidation
    } else if try contains(t, o.pointee.v2, subclass) { return false }
    let hook = try t.callMethod(cls, "__subclasshook__", subclass)
    if hook != .notImplemented {
        let yes = try t.isTrue(hook)
        try remember(t, d, subclass, positive: yes)
        return yes
    }
    if t.isSubtype(subclass.type, cls) {
        try remember(t, d, subclass, positive: true)
        return true
    }
    let registry = try t.dictCopy(Value(bits: o.pointee.v0).dict)
    var i = t.dictNext(registry, 0)
    while i >= 0 {
        if try t.isSubclassOf(subclass, Value(bits: registry.pointee.entries.unsafelyUnwrapped[i].value)) {
            try remember(t, d, subclass, positive: true)
            return true
        }
        i = t.dictNext(registry, i + 1)
    }
    let below = try t.listFrom(try t.callMethod(cls, "__subclasses__"))
    for i in 0 ..< below.list.count {
        if try t.isSubclassOf(subclass, below.list.items[i]) {
            try remember(t, d, subclass, positive: true)
            return true
        }
    }
    try remember(t, d, subclass, positive: false)
    return false
}

func registerABC() {
    NativeModules.register("_abc") { (m) throws(PyRaise) in
        if dataType.isEmpty { dataType = try m.t.defineType("_abc_data", .NativeObject, ownsKind: false, module: "_abc", subclassable: false) { (_) throws(PyRaise) in } }
        try m.function("get_cache_token", "()") { (t, _) throws(PyRaise) in try t.newInt(Int(invalidation)) }
        try m.function("_abc_init", "(self, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[0], .Type) else { throw t.raise(K.TypeError, "_abc_init() argument must be a class") }
            try watchInstanceChecks(t, a[0])
            try computeAbstracts(t, a[0])
            let d = try t.newInstanceCell(dataType.type)
            d.object.pointee.v0 = Value(try t.newDict()).bits
            d.object.pointee.v1 = Value(try t.newDict()).bits
            d.object.pointee.v2 = Value(try t.newDict()).bits
            d.object.pointee.i0 = invalidation
            try t.setAttribute(a[0], "_abc_impl", d)
            // collections.abc marks its sequences and mappings for the match statement.
            if let namespace = a[0].type.pointee.dict {
                let flags = try t.dictGet(namespace, try t.intern("__abc_tpflags__"))
                if flags.isInt {
                    if flags.int & 1 << 5 != 0 { a[0].type.pointee.typeFlags |= 4 }
                    if flags.int & 1 << 6 != 0 { a[0].type.pointee.typeFlags |= 8 }
                    try t.setAttribute(a[0], "__abc_tpflags__", .empty)
                }
            }
            return .none
        }
        try m.function("_abc_register", "(self, subclass, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Type) else { throw t.raise(K.TypeError, "Can only register classes") }
            if try t.isSubclassOf(a[1], a[0]) { return a[1] }
            if try t.isSubclassOf(a[0], a[1]) { throw t.raise(K.RuntimeError, "Refusing to create an inheritance cycle") }
            let d = try data(t, a[0])
            try t.dictSet(Value(bits: d.object.pointee.v0).dict, key(a[1]), a[1])
            invalidation += 1
            func mark(_ cls: Value, _ flags: UInt32) throws(PyRaise) {
                if cls.type.pointee.typeFlags & flags == flags { return }
                cls.type.pointee.typeFlags |= flags
                let below = try t.listFrom(try t.callMethod(K.type, "__subclasses__", cls))
                for i in 0 ..< below.list.count { try mark(below.list.items[i], flags) }
            }
            let flags = a[0].type.pointee.typeFlags & 12
            if flags != 0 { try mark(a[1], flags) }
            return a[1]
        }
        try m.function("_abc_instancecheck", "(self, instance, /)") { (t, a) throws(PyRaise) in
            let type = Value(t.typeOf(a[1]))
            let d = try data(t, a[0])
            let o = d.object
            let subclass = try t.pythonClass(of: a[1])
            if t.has(subclass, .Type), try contains(t, o.pointee.v1, subclass) { return .true_ }
            if subclass == type {
                if o.pointee.i0 == invalidation, try contains(t, o.pointee.v2, subclass) { return .false_ }
                return try t.callMethod(a[0], "__subclasscheck__", subclass)
            }
            let first = try t.callMethod(a[0], "__subclasscheck__", subclass)
            if try t.isTrue(first) { return first }
            return try t.callMethod(a[0], "__subclasscheck__", type)
        }
        try m.function("_abc_subclasscheck", "(self, subclass, /)") { (t, a) throws(PyRaise) in Value(try subclassCheck(t, a[0], a[1])) }
        try m.function("_get_dump", "(self, /)") { (t, a) throws(PyRaise) in
            let d = try data(t, a[0])
            var parts: [Value] = []
            for bits in [d.object.pointee.v0, d.object.pointee.v1, d.object.pointee.v2] {
                parts.append(try t.call(K.set, try t.listFrom(try t.callMethod(Value(bits: bits), "values"))))
            }
            parts.append(try t.newInt(Int(d.object.pointee.i0)))
            return try t.newTuple(parts)
        }
        try m.function("_reset_registry", "(self, /)") { (t, a) throws(PyRaise) in
            t.dictClear(Value(bits: try data(t, a[0]).object.pointee.v0).dict)
            return .none
        }
        try m.function("_reset_caches", "(self, /)") { (t, a) throws(PyRaise) in
            let d = try data(t, a[0])
            t.dictClear(Value(bits: d.object.pointee.v1).dict)
            t.dictClear(Value(bits: d.object.pointee.v2).dict)
            return .none
        }
    }
}
