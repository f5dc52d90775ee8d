// Weak references: weakref.ref, proxies, and the registry that the collector sweeps.
//
// A reference keeps its target's address untraced; the registry lists the references of each target. After marking the
// collector calls `sweep`: references to dead targets are cleared, and those with callbacks queued for the next safepoint.

import CVMSpec

public enum WeakReferences {
    /// Addresses of the references to each target.
    nonisolated(unsafe) static var registry: [UInt64: [UInt64]] = [:]
    /// References that were cleared and whose callbacks have not run yet.
    nonisolated(unsafe) static var pending: [UInt64] = []
    nonisolated(unsafe) static var proxyType = Value.empty
    nonisolated(unsafe) static var callableProxyType = Value.empty
    nonisolated(unsafe) private static var isRegistered = false

    /// Clears references to dead targets, and queues those that live and have a callback.
    static func sweep(isDead: (Value) -> Bool) {
        if registry.isEmpty { return }
        for (target, references) in registry where isDead(Value(bits: target)) {
            // The youngest first.
            for bits in references.reversed() {
                let r = Value(bits: bits).cell(PyWeakReferenceLayout.self)
                r.pointee.target = 0
                if r.pointee.callback != 0 && !isDead(Value(bits: bits)) { pending.append(bits) }
            }
            registry[target] = nil
        }
    }

    /// Forgets references that are dead, after everything that lives on was marked.
    static func forget(isDead: (Value) -> Bool) {
        for (target, references) in registry where references.contains(where: { isDead(Value(bits: $0)) }) {
            let alive = references.filter { !isDead(Value(bits: $0)) }
            registry[target] = alive.isEmpty ? nil : alive
        }
    }

    /// Is there a callback to run?
    static var hasPending: Bool { !pending.isEmpty }

    /// Runs the queued callbacks; exceptions in them are reported and dropped.
    static func runCallbacks(_ t: Thread) throws(PyRaise) {
        while !pending.isEmpty {
            let r = Value(bits: pending.removeFirst())
            let p = r.cell(PyWeakReferenceLayout.self)
            let f = Value(bits: p.pointee.callback)
            p.pointee.callback = 0
            if f.isEmpty { continue }
            let raised = t.pointee.raised
            do throws(PyRaise) { _ = try t.holding(r, f) { () throws(PyRaise) in try t.call(f, r) } } catch { t.reportUnraisable(t.clearRaised(), f) }
            t.pointee.raised = raised
        }
    }

    static func registerMarker() {
        if isRegistered { return }
        isRegistered = true
        Roots.markers.append { (m: inout Marker) in for bits in pending { m.mark(Value(bits: bits)) } }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The living target of a weak reference, or empty.
    public func weakTarget(_ r: Value) -> Value { Value(bits: r.cell(PyWeakReferenceLayout.self).pointee.target) }

    /// Can v be weakly referenced?
    func isWeakReferenceable(_ v: Value) -> Bool {
        guard v.isReference else { return false }
        switch Kind(rawValue: shape(of: v).pointee.kind) {
        case .Type, .Function, .Native, .BoundMethod, .Module, .Set, .Frozenset, .Generator, .Code, .Exception, .Instance, .NativeObject: break
        default:
            return typeOf(v).pointee.typeFlags & TypeFlag.weakrefable != 0
        }
        let type = typeOf(v)
        if type.pointee.typeFlags & TypeFlag.heap != 0, !has(v, .Type) { return type.pointee.typeFlags & TypeFlag.weakrefable != 0 || shape(of: v).pointee.kind == Kind.Set.rawValue }
        return true
    }

    /// A weak reference of class `cls` to v.
    func newWeakReference(_ cls: Value, _ v: Value, _ callback: Value) throws(PyRaise) -> Value {
        guard isWeakReferenceable(v) else { throw raise(K.TypeError, "cannot create weak reference to '\(typeName(of: v))' object") }
        let hasCallback = callback.isPresent && !callback.isNone
        if !hasCallback, cls == K.weakref || cls == WeakReferences.proxyType || cls == WeakReferences.callableProxyType {
            // References without callback are shared.
            for bits in WeakReferences.registry[v.bits] ?? [] {
                let r = Value(bits: bits)
                if Value(typeOf(r)) == cls, r.cell(PyWeakReferenceLayout.self).pointee.callback == 0 { return r }
            }
        }
        let r = try newInstanceCell(cls.type)
        let p = r.cell(PyWeakReferenceLayout.self)
        p.pointee.target = v.bits
        p.pointee.callback = hasCallback ? callback.bits : 0
        WeakReferences.registry[v.bits, default: []].append(r.bits)
        WeakReferences.registerMarker()
        return r
    }

    private func proxyTarget(_ p: Value) throws(PyRaise) -> Value {
        let v = weakTarget(p)
        if v.isEmpty { throw raise(K.ReferenceError, "weakly-referenced object no longer exists") }
        return v
    }

    fileprivate func isProxy(_ v: Value) -> Bool { v.isReference && (Value(typeOf(v)) == WeakReferences.proxyType || Value(typeOf(v)) == WeakReferences.callableProxyType) }

    /// The target if v is a proxy, else v.
    fileprivate func unproxied(_ v: Value) throws(PyRaise) -> Value { isProxy(v) ? try proxyTarget(v) : v }
}

extension Bootstrap {
    /// The `__weakref__` attribute of classes that make their instances weakly referenceable.
    static func addWeakrefAttribute(_ b: TypeBuilder) throws(PyRaise) {
        try b.attribute("__weakref__", doc: "list of weak references to the object (if defined)", get: { t, a throws(PyRaise) in
            guard let first = WeakReferences.registry[a[0].bits]?.first else { return .none }
            return Value(bits: first)
        })
    }

    static func defineWeakReferences(_ t: Thread) throws(PyRaise) {
        K.weakref = try t.defineType("ReferenceType", .WeakReference, module: "weakref", flags: TypeFlag.weakrefable) { b throws(PyRaise) in
            try b.new("(cls, object, callback=None, /, *args, **kwargs)") { t, a throws(PyRaise) in try t.newWeakReference(a[0], a[1], a[2]) }
            try b.method("__init__", "(self, object, callback=None, /)") { t, a throws(PyRaise) in .none }
            try b.method("__call__", "(self, /)") { t, a throws(PyRaise) in
                let v = t.weakTarget(a[0])
                return v.isPresent ? v : .none
            }
            try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in
                let p = a[0].cell(PyWeakReferenceLayout.self)
                if p.pointee.hash == 0 {
                    let v = t.weakTarget(a[0])
                    if v.isEmpty { throw t.raise(K.TypeError, "weak object has gone away") }
                    let h = try t.hash(v)
                    p.pointee.hash = h == 0 ? UInt64.max - 1 : h
                }
                let h = p.pointee.hash
                return try t.newInt(Int(truncatingIfNeeded: h == UInt64.max - 1 ? 0 : h))
            }
            try b.method("__eq__", "(self, other, /)") { t, a throws(PyRaise) in
                guard t.isInstance(a[1], K.weakref) else { return .notImplemented }
                let x = t.weakTarget(a[0]), y = t.weakTarget(a[1])
                if x.isEmpty || y.isEmpty { return Value(a[0] == a[1]) }
                return Value(try t.isEqual(x, y))
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let v = t.weakTarget(a[0])
                if v.isEmpty { return try t.str("<weakref at \(t.addressText(a[0])); dead>") }
                let n = try t.getAttributeIfAny(v, N.name)
                let named = n.isPresent && t.has(n, .Str) ? " (\(n.str.string))" : ""
                return try t.str("<weakref at \(t.addressText(a[0])); to '\(t.typeName(of: v))' at \(t.addressText(v))\(named)>")
            }
            try b.attribute("__callback__", get: { t, a throws(PyRaise) in
                let f = Value(bits: a[0].cell(PyWeakReferenceLayout.self).pointee.callback)
                return f.isPresent && t.weakTarget(a[0]).isPresent ? f : .none
            })
            try addClassGetitem(b)
        }
        try defineProxies(t)
        NativeModules.register("_weakref") { m throws(PyRaise) in
            try m.set("ref", K.weakref)
            try m.set("ReferenceType", K.weakref)
            try m.set("ProxyType", WeakReferences.proxyType)
            try m.set("CallableProxyType", WeakReferences.callableProxyType)
            try m.function("getweakrefcount", "(object, /)") { t, a throws(PyRaise) in Value(small: WeakReferences.registry[a[0].bits]?.count ?? 0) }
            try m.function("getweakrefs", "(object, /)") { t, a throws(PyRaise) in try t.newList((WeakReferences.registry[a[0].bits] ?? []).map { Value(bits: $0) }) }
            try m.function("proxy", "(object, callback=None, /)") { t, a throws(PyRaise) in
                let callable = try t.special(of: a[0], .call).isPresent
                return try t.newWeakReference(callable ? WeakReferences.callableProxyType : WeakReferences.proxyType, a[0], a[1])
            }
            try m.function("_remove_dead_weakref", "(dct, key, /)") { t, a throws(PyRaise) in
                guard t.has(a[0], .Dict) else { throw t.raise(K.TypeError, "_remove_dead_weakref() argument 1 must be dict, not \(t.typeName(of: a[0]))") }
                let v = try t.dictGet(a[0].dict, a[1])
                if v.isPresent {
                    guard t.isInstance(v, K.weakref) else { throw t.raise(K.TypeError, "not a weakref") }
                    if t.weakTarget(v).isEmpty { try t.dictDelete(a[0].dict, a[1]) }
                }
                return .none
            }
        }
    }

    private static func defineProxies(_ t: Thread) throws(PyRaise) {
        func fill(_ b: TypeBuilder, callable: Bool) throws(PyRaise) {
            try b.method("__getattribute__", "(self, name, /)") { t, a throws(PyRaise) in try t.getAttribute(try t.unproxied(a[0]), try t.attributeName(a[1])) }
            try b.method("__setattr__", "(self, name, value, /)") { t, a throws(PyRaise) in
                try t.setAttribute(try t.unproxied(a[0]), try t.attributeName(a[1]), a[2])
                return .none
            }
            try b.method("__delattr__", "(self, name, /)") { t, a throws(PyRaise) in
                try t.setAttribute(try t.unproxied(a[0]), try t.attributeName(a[1]), .empty)
                return .none
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let v = t.weakTarget(a[0])
                return try t.str("<weakproxy at \(t.addressText(a[0])) to \(v.isEmpty ? "NoneType" : t.typeName(of: v)) at \(t.addressText(v.isEmpty ? .none : v))>")
            }
            try b.method("__str__", "(self, /)") { t, a throws(PyRaise) in try t.toStr(try t.unproxied(a[0])) }
            try b.method("__bool__", "(self, /)") { t, a throws(PyRaise) in Value(try t.isTrue(try t.unproxied(a[0]))) }
            try b.method("__len__", "(self, /)") { t, a throws(PyRaise) in try t.newInt(try t.length(try t.unproxied(a[0]))) }
            try b.method("__getitem__", "(self, key, /)") { t, a throws(PyRaise) in try t.getItem(try t.unproxied(a[0]), a[1]) }
            try b.method("__setitem__", "(self, key, value, /)") { t, a throws(PyRaise) in
                try t.setItem(try t.unproxied(a[0]), a[1], a[2])
                return .none
            }
            try b.method("__delitem__", "(self, key, /)") { t, a throws(PyRaise) in
                try t.deleteItem(try t.unproxied(a[0]), a[1])
                return .none
            }
            try b.method("__contains__", "(self, key, /)") { t, a throws(PyRaise) in try t.callMethod(try t.unproxied(a[0]), "__contains__", a[1]) }
            try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in try t.iterator(try t.unproxied(a[0])) }
            try b.method("__next__", "(self, /)") { t, a throws(PyRaise) in
                let target = try t.unproxied(a[0])
                guard try t.special(of: target, .next).isPresent else { throw t.raise(K.TypeError, "Weakref proxy referenced a non-iterator '\(t.typeName(of: target))' object") }
                return try t.callMethod(target, "__next__")
            }
            for n in ["__int__", "__float__", "__index__", "__neg__", "__pos__", "__abs__", "__invert__", "__bytes__", "__reversed__"] {
                try b.method(n, "(self, /)") { t, a throws(PyRaise) in try t.callMethod(try t.unproxied(a[0]), n) }
            }
            for op in BinaryOperator.allCases {
                try b.method(op.special.name, "(self, other, /)") { t, a throws(PyRaise) in try t.binaryWaiting(op, try t.unproxied(a[0]), try t.unproxied(a[1])) }
                try b.method(op.reflected.name, "(self, other, /)") { t, a throws(PyRaise) in try t.binaryWaiting(op, try t.unproxied(a[1]), try t.unproxied(a[0])) }
                if let inplace = op.inplace {
                    try b.method(inplace.name, "(self, other, /)") { t, a throws(PyRaise) in try t.binaryWaiting(op, try t.unproxied(a[0]), try t.unproxied(a[1]), inplace: true) }
                }
            }
            for op in CompareOperator.allCases {
                try b.method(op.special.name, "(self, other, /)") { t, a throws(PyRaise) in try t.compareWaiting(op, try t.unproxied(a[0]), try t.unproxied(a[1])) }
            }
            if callable {
                try b.method("__call__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in try forward(t, try t.unproxied(a[0]), a[1], a[2]) }
            }
            try b.set("__hash__", .none)
        }
        // Custom attribute access is only honoured for heap classes: the flag makes the lookup ask.
        WeakReferences.proxyType = try t.defineType("ProxyType", .WeakReference, ownsKind: false, module: "weakref", flags: TypeFlag.heap, subclassable: false) { b throws(PyRaise) in try fill(b, callable: false) }
        WeakReferences.callableProxyType = try t.defineType("CallableProxyType", .WeakReference, ownsKind: false, module: "weakref", flags: TypeFlag.heap, subclassable: false) { b throws(PyRaise) in try fill(b, callable: true) }
    }
}
