// _collections: defaultdict, the counting loop of Counter, the field getters of namedtuple; deque is in
// Collections+Deque.swift, OrderedDict in Collections+Ordered.swift.

import CVMSpec
import VM

enum CollectionsTypes {
    nonisolated(unsafe) static var deque = Value.empty
    nonisolated(unsafe) static var defaultdict = Value.empty
    nonisolated(unsafe) static var orderedDict = Value.empty
    nonisolated(unsafe) static var tupleGetter = Value.empty
    nonisolated(unsafe) static var dequeIterator = IteratorClass()
    nonisolated(unsafe) static var dequeReverse = IteratorClass()
    /// Byte offset of default_factory in a defaultdict.
    nonisolated(unsafe) static var factoryOffset = 0
}

private enum CollectionsSteps {
    /// State: (defaultdict, key); the result is the new value.
    static let made = NativeSteps.register { (t, state, v) throws(PyRaise) in
        try t.setItem(t.tupleItem(state, 0), t.tupleItem(state, 1), v)
        return v
    }
}

public func registerCollections() {
    NativeModules.register("_collections") { (m) throws(PyRaise) in
        try defineDeque(m)
        try defineDefaultdict(m)
        try defineOrderedDict(m)
        try defineTupleGetter(m)
        try m.function("_count_elements", "(mapping, iterable, /)") { (t, a) throws(PyRaise) in
            let mapping = a[0]
            let one = Value(small: 1)
            let plain: Bool
            if mapping.isExact(.Dict) { plain = true } else if t.has(mapping, .Dict) {
                // A Counter: its own get and __setitem__ are dict's.
                let set = try t.special(of: mapping, .setitem)
                let get = try t.getAttributeIfAny(Value(t.typeOf(mapping)), "get")
                let own = try t.special(K.dict.type, .setitem), ownGet = try t.getAttributeIfAny(K.dict, "get")
                plain = set == own && get == ownGet
            } else { plain = false }
            if plain {
                let d = mapping.dict
                try t.forEach(a[1]) { (x) throws(PyRaise) in
                    let old = try t.dictGet(d, x)
                    try t.dictSet(d, x, old.isEmpty ? one : try t.incremented(old))
                    return true
                }
                return .none
            }
            let get = try t.getAttribute(mapping, "get")
            try t.forEach(a[1]) { (x) throws(PyRaise) in
                let old = try t.call(get, x, Value(small: 0))
                try t.setItem(mapping, x, try t.binaryWaiting(.add, old, one))
                return true
            }
            return .none
        }
    }
}

private func defineDefaultdict(_ m: ModuleBuilder) throws(PyRaise) {
    func factory(_ v: Value) -> UnsafeMutablePointer<Value> { v.member(CollectionsTypes.factoryOffset) }
    let type = try m.t.defineType("defaultdict", .Dict, base: K.dict, ownsKind: false, module: "collections", flags: NativeTypeFlags.mapping) { (b) throws(PyRaise) in
        CollectionsTypes.factoryOffset = try b.memberSlot("default_factory")
        try b.new("(cls, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
            let v = try t.newInstanceCell(a[0].type)
            factory(v).pointee = .none
            return v
        }
        try b.method("__init__", "(self, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
            let args = a[1].tuple
            var rest = a[1]
            if args.count > 0 {
                let f = args.items[0]
                if !f.isNone, !(try t.isCallable(f)) { throw t.raise(K.TypeError, "first argument must be callable or None") }
                factory(a[0]).pointee = f
                t.barrier(a[0])
                rest = try t.newTuple(args.items + 1, args.count - 1)
            }
            if rest.tuple.count > 1 { throw t.raise(K.TypeError, "dict expected at most 1 argument, got \(rest.tuple.count)") }
            if rest.tuple.count == 1 { try t.dictMergeFrom(a[0].dict, rest.tuple.items[0]) }
            if a[2].dict.pointee.used > 0 { try t.dictMergeFrom(a[0].dict, a[2]) }
            return .none
        }
        try b.method("__missing__", "(self, key, /)") { (t, a) throws(PyRaise) in
            let f = factory(a[0]).pointee
            if f.isEmpty || f.isNone { throw t.keyError(a[1]) }
            let v = try t.pushing(then: CollectionsSteps.made, try t.newPair(a[0], a[1])) { () throws(PyRaise) in try t.tailCall(f) }
            if v.isPresent { try t.setItem(a[0], a[1], v) }
            return v
        }
        func copied(_ t: Thread, _ v: Value) throws(PyRaise) -> Value {
            let f = factory(v).pointee
            return try t.call(Value(t.typeOf(v)), f.isEmpty ? .none : f, v)
        }
        try b.method("copy", "(self, /)") { (t, a) throws(PyRaise) in try copied(t, a[0]) }
        try b.method("__copy__", "(self, /)") { (t, a) throws(PyRaise) in try copied(t, a[0]) }
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let v = a[0]
            let name = t.typeName(of: v)
            let f = factory(v).pointee
            let inner = f.isEmpty || f.isNone ? "None" : try t.strString(try t.reprGuarded(f, "...") { () throws(PyRaise) in try t.repr(f) })
            let content = try t.call(try t.getAttribute(K.dict, "__repr__"), v).str.string
            return try t.str("\(name)(\(inner), \(content))")
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let f = factory(a[0]).pointee
            let args = try f.isEmpty || f.isNone ? t.newTuple([]) : t.newTuple([f])
            let items = try t.iterator(try t.callMethod(a[0], "items"))
            return try t.newTuple([Value(t.typeOf(a[0])), args, .none, .none, items])
        }
        try b.method("__or__", "(self, other, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Dict) else { return .notImplemented }
            let v = try copied(t, a[0])
            try t.dictMergeFrom(v.dict, a[1])
            return v
        }
        try b.method("__ror__", "(self, other, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Dict) else { return .notImplemented }
            let f = factory(a[0]).pointee
            let v = try t.call(Value(t.typeOf(a[0])), f.isEmpty ? .none : f, a[1])
            try t.dictMergeFrom(v.dict, a[0])
            return v
        }
    }
    CollectionsTypes.defaultdict = type
    try m.set("defaultdict", type)
}

/// _tuplegetter: v0 = the index, v1 = the docstring.
private func defineTupleGetter(_ m: ModuleBuilder) throws(PyRaise) {
    let type = try m.t.defineType("_tuplegetter", .NativeObject, ownsKind: false, module: "collections", subclassable: false) { (b) throws(PyRaise) in
        try b.new("(cls, index, doc, /)") { (t, a) throws(PyRaise) in
            let v = try t.newObject(a[0])
            v.object.pointee.i0 = Int64(try t.index(a[1]))
            v.object.pointee.v0 = a[1].bits
            v.object.pointee.v1 = a[2].bits
            return v
        }
        try b.method("__get__", "(self, instance, owner=None, /)") { (t, a) throws(PyRaise) in
            let object = a[1]
            if object.isNone { return a[0] }
            guard t.has(object, .Tuple) else {
                throw t.raise(K.TypeError, "descriptor for index '\(a[0].object.pointee.i0)' for tuple subclasses doesn't apply to '\(t.typeName(of: object))' object")
            }
            let i = Int(a[0].object.pointee.i0)
            guard i >= 0, i < object.tuple.count else { throw t.raise(K.IndexError, "tuple index out of range") }
            return object.tuple.items[i]
        }
        try b.method("__set__", "(self, instance, value, /)") { (t, a) throws(PyRaise) in throw t.raise(K.AttributeError, "can't set attribute") }
        try b.method("__delete__", "(self, instance, /)") { (t, a) throws(PyRaise) in throw t.raise(K.AttributeError, "can't delete attribute") }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let o = a[0].object
            return try t.newPair(Value(t.typeOf(a[0])), try t.newPair(Value(bits: o.pointee.v0), Value(bits: o.pointee.v1)))
        }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            try t.str("_tuplegetter(\(a[0].object.pointee.i0), \(try t.reprString(Value(bits: a[0].object.pointee.v1))))")
        }
        try b.attribute("__doc__", get: { (t, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v1) }, set: { (t, a) throws(PyRaise) in
            a[0].object.pointee.v1 = a[1].isEmpty ? Value.none.bits : a[1].bits
            t.barrier(a[0])
            return .none
        })
    }
    CollectionsTypes.tupleGetter = type
    KnownDescriptors.tupleGetter = type.type.pointee.rootShape
    try m.set("_tuplegetter", type)
}
