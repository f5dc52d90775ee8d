// `object`: construction rules, attribute access, comparison, text forms, dir and the default reduction of every class.
//
// In:  an empty type graph. Out: K.object and K.type exist, with their methods; all other types are defined on top of them.

import CVMSpec

/// How the interpreter recognises the default `__new__` and `__init__`.
enum Instantiation {
    nonisolated(unsafe) static var objectNew: Int64 = -1
    nonisolated(unsafe) static var objectInit: Int64 = -1
    nonisolated(unsafe) static var objectReduce: Int64 = -1
    nonisolated(unsafe) static var objectGetState: Int64 = -1
    nonisolated(unsafe) static var objectInitSubclass: Int64 = -1

    static func unwrapped(_ v: Value) -> Value {
        v.isExact(.StaticMethod) ? Value(bits: v.cell(PyStaticMethodLayout.self).pointee.function)
            : v.isExact(.ClassMethod) ? Value(bits: v.cell(PyClassMethodLayout.self).pointee.function) : v
    }

    static func isNative(_ v: Value, _ index: Int64) -> Bool {
        let f = unwrapped(v)
        return f.isExact(.Native) && f.native.pointee.index == index
    }

    /// Is v (as found in a class) object.__new__?
    static func isObjectNew(_ v: Value) -> Bool { isNative(v, objectNew) }
    /// Is v (as found in a class) object.__init__?
    static func isObjectInit(_ v: Value) -> Bool { isNative(v, objectInit) }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Raises TypeError for an abstract class.
    func checkInstantiable(_ type: TypeRef) throws(PyRaise) {
        guard type.pointee.typeFlags & TypeFlag.abstract != 0 else { return }
        let names = try dictGet(type.pointee.dict.unsafelyUnwrapped, N.abstractMethods)
        guard names.isPresent else { return }
        var list: [String] = []
        try forEach(names) { (x) throws(PyRaise) in
            if has(x, .Str) { list.append(x.str.string) }
            return true
        }
        if list.isEmpty { return }
        list.sort()
        throw raise(K.TypeError, "Can't instantiate abstract class \(typeName(Value(type))) with abstract method\(list.count == 1 ? "" : "s") \(list.joined(separator: ", "))")
    }

    /// object.__init__ with arguments: allowed only where `__new__` is overridden and `__init__` is not.
    func checkObjectInit(_ object: Value, _ count: Int) throws(PyRaise) {
        let type = typeOf(object)
        if !Instantiation.isObjectInit(try special(type, .`init`)) {
            throw raise(K.TypeError, "object.__init__() takes exactly one argument (the instance to initialize)")
        }
        if Instantiation.isObjectNew(try special(type, .new)) {
            throw raise(K.TypeError, "\(typeName(Value(type))).__init__() takes exactly one argument (the instance to initialize)")
        }
    }

    /// The result of a lookup as the last act of a native: may push a frame.
    func deliver(_ found: Found, _ object: Value, _ name: Value) throws(PyRaise) -> Value {
        switch found {
        case .value(let v): return v
        case .method(let f): return try newBoundMethod(f, object)
        case .call(let f, let a, let b, let c):
            if b.isEmpty { return try tailCall(f, a) }
            if c.isEmpty { return try tailCall(f, a, b) }
            return try tailCall(f, a, b, c)
        case .missing: throw attributeError(object, name)
        }
    }

    /// An attribute name given by a program, interned.
    func attributeName(_ v: Value) throws(PyRaise) -> Value {
        guard has(v, .Str) else { throw raise(K.TypeError, "attribute name must be string, not '\(typeName(of: v))'") }
        return try intern(v)
    }

    /// "0x…" of an object's identity.
    func addressText(_ v: Value) -> String { "0x" + String(v.bits, radix: 16) }

    /// "<module.Name object at 0x…>".
    func defaultRepr(_ v: Value) throws(PyRaise) -> Value {
        try str("<\(try qualifiedTypeName(typeOf(v))) object at \(addressText(v))>")
    }

    /// Does an object of that class have a `__dict__` of its own in the storage word?
    func hasInstanceDict(_ type: TypeRef) -> Bool {
        type.pointee.storageOffset != 0 && type.pointee.typeFlags & TypeFlag.hasSlotsOnly == 0
    }

    /// The object's attributes as a fresh dict, without turning them into a live `__dict__`; empty if it can have none.
    func attributeSnapshot(_ v: Value) throws(PyRaise) -> Value {
        guard v.isReference else { return .empty }
        let shape = self.shape(of: v)
        switch shape.pointee.kind {
        case Kind.Module.rawValue: return Value(optional: v.module.pointee.dict)
        case Kind.Function.rawValue:
            return Value(bits: v.function.pointee.dict)
        default: break
        }
        guard shape.pointee.storageOffset != 0, shape.pointee.flags & Storage.noDict == 0 else { return .empty }
        if shape.pointee.isDictMode != 0 { return try instanceDict(v) }
        return Value(try slotsDict(v, shape))
    }

    /// Adds the attribute names of a class and its bases to a dict of names.
    func collectClassNames(_ type: TypeRef, into names: DictRef) throws(PyRaise) {
        let mro = Value(bits: type.pointee.mro)
        guard mro.isPresent else { return }
        var k = mro.tuple.count - 1
        while k >= 0 {
            if let d = tupleItem(mro, k).type.pointee.dict {
                var i = dictNext(d, 0)
                while i >= 0 {
                    let e = d.pointee.entries.unsafelyUnwrapped[i]
                    try dictSet(names, Value(bits: e.key), e.hash, .none)
                    i = dictNext(d, i + 1)
                }
            }
            k -= 1
        }
    }

    /// The keys of a dict as a list object.
    func keyList(_ d: DictRef) throws(PyRaise) -> Value {
        let list = try newList()
        var i = dictNext(d, 0)
        while i >= 0 {
            try listAppend(list.list, Value(bits: d.pointee.entries.unsafelyUnwrapped[i].key))
            i = dictNext(d, i + 1)
        }
        return list
    }

    /// Imports a top-level module by name (waiting).
    public func importForNative(_ name: String) throws(PyRaise) -> Value {
        guard let builtins = pointee.builtins else { throw raise(K.ImportError, "__import__ not found") }
        let f = try dictGet(builtins, try intern("__import__"))
        guard f.isPresent else { throw raise(K.ImportError, "__import__ not found") }
        if f.isExact(.Native) {
            // Nobody replaced it: what is in sys.modules is what it would give.
            let m = try dictGet(Importing.modules.dict, try intern(name))
            if m.isPresent && m.isExact(.Module) { return m }
        }
        return try call(f, try str(name))
    }

    /// object.__class__ = cls.
    func setClass(_ object: Value, _ value: Value) throws(PyRaise) {
        guard value.isPresent else { throw raise(K.TypeError, "can't delete __class__ attribute") }
        guard has(value, .Type) else { throw raise(K.TypeError, "__class__ must be set to a class, not '\(typeName(of: value))' object") }
        let old = typeOf(object), new = value.type
        if old == new { return }
        let bothModules = has(object, .Module) && new.pointee.instanceKind == Kind.Module.rawValue
        guard bothModules || old.pointee.typeFlags & new.pointee.typeFlags & TypeFlag.heap != 0, object.isReference else {
            throw raise(K.TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses")
        }
        guard old.pointee.instanceKind == new.pointee.instanceKind, old.pointee.storageOffset == new.pointee.storageOffset,
              old.pointee.spare == new.pointee.spare, hasInstanceDict(old) == hasInstanceDict(new),
              Instantiation.solidBase(self, old) == Instantiation.solidBase(self, new) || old.pointee.spare == new.pointee.spare else {
            throw raise(K.TypeError, "__class__ assignment: '\(typeName(value))' object layout differs from '\(typeName(Value(old)))'")
        }
        let root = shape(new.pointee.rootShape)
        if hasInstanceDict(new) {
            _ = try instanceDict(object)
            // The cell keeps its size: in dict mode no attribute lies inline, so the shape says that there are no inline slots.
            var child = root.pointee.firstChild
            while let c = child, !(c.pointee.isDictMode != 0 && c.pointee.inlineSlots == 0) { child = c.pointee.nextSibling }
            if child == nil {
                let made = try newShape()
                let id = made.pointee.id
                made.pointee = root.pointee
                made.pointee.id = id
                made.pointee.isDictMode = 1
                made.pointee.inlineSlots = 0
                made.pointee.slotCount = 0
                made.pointee.parent = root
                made.pointee.firstChild = nil
                made.pointee.nextSibling = root.pointee.firstChild
                root.pointee.firstChild = made
                child = made
            }
            if let child { object.header.pointee.shape = child.pointee.id }
        } else {
            object.header.pointee.shape = root.pointee.id
        }
    }

    // -- Reduction

    /// The default state of an object: its attributes, and the values of its slots if it has any.
    func defaultState(_ v: Value, required: Bool) throws(PyRaise) -> Value {
        let type = typeOf(v)
        if required {
            let kind = type.pointee.instanceKind
            guard kind == Kind.Object.rawValue || kind == Kind.Instance.rawValue else {
                throw raise(K.TypeError, "cannot pickle '\(typeName(of: v))' object")
            }
        }
        var state = try attributeSnapshot(v)
        if state.isEmpty || state.dict.pointee.used == 0 { state = .none }
        if type.pointee.spare == 0 { return state }
        let copyreg = try importForNative("copyreg")
        let names = try call(try getAttribute(copyreg, "_slotnames"), Value(type))
        guard has(names, .List) else { return state }
        let slots = try newDict()
        var i = 0
        while i < names.list.count {
            let name = names.list.items[i]
            let x = try getAttributeIfAny(v, name)
            if x.isPresent { try dictSet(slots, name, x) }
            i += 1
        }
        if slots.pointee.used == 0 { return state }
        return try newTuple([state, Value(slots)])
    }

    /// object.__reduce_ex__ for protocol 2 and above.
    func reduceNewObject(_ v: Value) throws(PyRaise) -> Value {
        let copyreg = try importForNative("copyreg")
        let type = typeOf(v)
        var args = Value.empty, kwargs = Value.empty
        let getnewargsEx = try getAttributeIfAny(v, "__getnewargs_ex__")
        if getnewargsEx.isPresent {
            let r = try call(getnewargsEx)
            guard has(r, .Tuple) else { throw raise(K.TypeError, "__getnewargs_ex__ should return a tuple, not '\(typeName(of: r))'") }
            guard r.tuple.count == 2 else { throw raise(K.ValueError, "__getnewargs_ex__ should return a tuple of length 2, not \(r.tuple.count)") }
            args = tupleItem(r, 0)
            kwargs = tupleItem(r, 1)
            guard has(args, .Tuple) else { throw raise(K.TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '\(typeName(of: args))'") }
            guard has(kwargs, .Dict) else { throw raise(K.TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '\(typeName(of: kwargs))'") }
        } else {
            let getnewargs = try getAttributeIfAny(v, "__getnewargs__")
            if getnewargs.isPresent {
                args = try call(getnewargs)
                guard has(args, .Tuple) else { throw raise(K.TypeError, "__getnewargs__ should return a tuple, not '\(typeName(of: args))'") }
            }
        }
        let constructor: Value, newargs: Value
        if kwargs.isEmpty || kwargs.dict.pointee.used == 0 {
            constructor = try getAttribute(copyreg, "__newobj__")
            var items = [Value(type)]
            if args.isPresent { for i in 0 ..< args.tuple.count { items.append(tupleItem(args, i)) } }
            newargs = try newTuple(items)
        } else {
            constructor = try getAttribute(copyreg, "__newobj_ex__")
            newargs = try newTuple([Value(type), args, kwargs])
        }
        let isList = has(v, .List), isDict = has(v, .Dict)
        let getstate = try getAttribute(v, "__getstate__")
        let state: Value
        if Instantiation.isNative(getstate, Instantiation.objectGetState) {
            state = try defaultState(v, required: args.isEmpty && !isList && !isDict)
        } else { state = try call(getstate) }
        let listItems = isList ? try iterator(v) : .none
        let dictItems = isDict ? try iterator(try callMethod(v, "items")) : .none
        return try newTuple([constructor, newargs, state, listItems, dictItems])
    }
}

extension Instantiation {
    /// The class on the way up that last added to the instance layout.
    static func solidBase(_ t: Thread, _ type: TypeRef) -> TypeRef {
        var c = type
        while true {
            let base = Value(bits: c.pointee.base)
            guard base.isPresent else { return c }
            let b = base.type
            if c.pointee.typeFlags & TypeFlag.heap != 0 {
                if c.pointee.spare > b.pointee.spare { return c }
            } else if c.pointee.instanceKind != b.pointee.instanceKind { return c }
            c = b
        }
    }
}

extension Bootstrap {
    /// Creates K.object and K.type, then fills both.
    static func defineObjectAndType(_ t: Thread) throws(PyRaise) {
        let object = try t.newType(name: "object", kind: .Object, base: .empty)
        K.object = Roots.add(Value(object))
        object.pointee.rootShape = Kind.Object.rawValue
        t.shape(Kind.Object.rawValue).pointee.type = object
        let type = try t.newType(name: "type", kind: .Type, base: K.object)
        K.type = Roots.add(Value(type))
        type.pointee.rootShape = Kind.typeObject.rawValue
        t.shape(Kind.typeObject.rawValue).pointee.type = type
        t.shape(Kind.Instance.rawValue).pointee.type = object
        try fillObject(t, TypeBuilder(t: t, type: object))
        try fillType(t, TypeBuilder(t: t, type: type))
    }

    private static func index(_ t: Thread, _ type: Value, _ name: String) throws(PyRaise) -> Int64 {
        let v = try t.dictGet(type.type.pointee.dict.unsafelyUnwrapped, try t.intern(name))
        return Instantiation.unwrapped(v).native.pointee.index
    }

    private static func fillObject(_ t: Thread, _ b: TypeBuilder) throws(PyRaise) {
        try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in
            let cls = a[0]
            guard t.has(cls, .Type) else { throw t.raise(K.TypeError, "object.__new__(X): X is not a type object (\(t.typeName(of: cls)))") }
            let type = cls.type
            if a[1].tuple.count > 0 || a[2].dict.pointee.used > 0 {
                if !Instantiation.isObjectNew(try t.special(type, .new)) {
                    throw t.raise(K.TypeError, "object.__new__() takes exactly one argument (the type to instantiate)")
                }
                if Instantiation.isObjectInit(try t.special(type, .`init`)) {
                    throw t.raise(K.TypeError, "\(t.typeName(cls))() takes no arguments")
                }
            }
            let kind = type.pointee.instanceKind
            if kind != Kind.Object.rawValue && kind != Kind.Instance.rawValue {
                var base = cls
                while base.type.pointee.typeFlags & TypeFlag.heap != 0, base.type.pointee.base != 0 { base = Value(bits: base.type.pointee.base) }
                if Instantiation.isObjectNew(try t.special(base.type, .new)) { throw t.raise(K.TypeError, "cannot create '\(t.typeName(cls))' instances") }
                throw t.raise(K.TypeError, "object.__new__(\(t.typeName(cls))) is not safe, use \(t.typeName(base)).__new__()")
            }
            try t.checkInstantiable(type)
            return try t.newInstanceCell(type)
        }
        try b.method("__init__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in
            if a[1].tuple.count > 0 || a[2].dict.pointee.used > 0 { try t.checkObjectInit(a[0], a[1].tuple.count) }
            return .none
        }
        try b.method("__getattribute__", "(self, name, /)") { t, a throws(PyRaise) in
            let name = try t.attributeName(a[1])
            return try t.deliver(try t.genericLookup(a[0], name), a[0], name)
        }
        try b.method("__setattr__", "(self, name, value, /)") { t, a throws(PyRaise) in
            if t.has(a[0], .Type) { throw t.raise(K.TypeError, "can't apply this __setattr__ to type object") }
            try t.genericSet(a[0], try t.attributeName(a[1]), a[2])
            return .none
        }
        try b.method("__delattr__", "(self, name, /)") { t, a throws(PyRaise) in
            if t.has(a[0], .Type) { throw t.raise(K.TypeError, "can't apply this __delattr__ to type object") }
            try t.genericSet(a[0], try t.attributeName(a[1]), .empty)
            return .none
        }
        try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.defaultRepr(a[0]) }
        try b.method("__str__", "(self, /)") { t, a throws(PyRaise) in
            let f = try t.special(of: a[0], .repr)
            return f.isEmpty ? try t.defaultRepr(a[0]) : try t.invokeBound(f, a[0])
        }
        try b.method("__format__", "(self, format_spec, /)") { t, a throws(PyRaise) in
            guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "__format__() argument must be str, not \(t.typeName(of: a[1]))") }
            if a[1].str.count > 0 { throw t.raise(K.TypeError, "unsupported format string passed to \(t.typeName(of: a[0])).__format__") }
            let f = try t.special(of: a[0], .str)
            return f.isEmpty ? try t.repr(a[0]) : try t.invokeBound(f, a[0])
        }
        try b.method("__eq__", "(self, value, /)") { t, a throws(PyRaise) in a[0] == a[1] ? .true_ : .notImplemented }
        try b.method("__ne__", "(self, value, /)") { t, a throws(PyRaise) in
            let f = try t.special(of: a[0], .eq)
            if f.isEmpty { return .notImplemented }
            let r = try t.callSpecial(f, a[0], a[1])
            return r == .notImplemented ? r : Value(!(try t.isTrue(r)))
        }
        for name in ["__lt__", "__le__", "__gt__", "__ge__"] {
            try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in .notImplemented }
        }
        try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in
            try t.newInt(Int(truncatingIfNeeded: a[0].bits >> 4))
        }
        try b.method("__dir__", "(self, /)") { t, a throws(PyRaise) in
            let names = try t.newDict()
            let d = try t.getAttributeIfAny(a[0], N.dict)
            if t.has(a[0], .Module), d.isPresent, !t.has(d, .Dict) { throw t.raise(K.TypeError, "<module>.__dict__ is not a dictionary") }
            if d.isPresent && t.has(d, .Dict) {
                var i = t.dictNext(d.dict, 0)
                while i >= 0 {
                    let e = d.dict.pointee.entries.unsafelyUnwrapped[i]
                    try t.dictSet(names, Value(bits: e.key), e.hash, .none)
                    i = t.dictNext(d.dict, i + 1)
                }
            }
            let c = try t.getAttributeIfAny(a[0], N.class_)
            if c.isPresent && t.has(c, .Type) { try t.collectClassNames(c.type, into: names) }
            return try t.keyList(names)
        }
        try b.method("__sizeof__", "(self, /)") { t, a throws(PyRaise) in
            Value(small: Int(kind_info(t.typeOf(a[0]).pointee.instanceKind).pointee.size) &+ 8)
        }
        try b.method("__getstate__", "(self, /)") { t, a throws(PyRaise) in try t.defaultState(a[0], required: false) }
        try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in
            let copyreg = try t.importForNative("copyreg")
            return try t.tailCall(try t.getAttribute(copyreg, "_reduce_ex"), a[0], Value(small: 0))
        }
        try b.method("__reduce_ex__", "(self, protocol, /)") { t, a throws(PyRaise) in
            let protocolNumber = try t.index(a[1])
            let reduce = try t.special(of: a[0], .reduce)
            if reduce.isPresent && !Instantiation.isNative(reduce, Instantiation.objectReduce) {
                return try t.tailCall(try t.getAttribute(a[0], "__reduce__"))
            }
            if protocolNumber >= 2 { return try t.reduceNewObject(a[0]) }
            let copyreg = try t.importForNative("copyreg")
            return try t.tailCall(try t.getAttribute(copyreg, "_reduce_ex"), a[0], a[1])
        }
        try b.classMethod("__init_subclass__", "(cls, /, **kwargs)") { t, a throws(PyRaise) in
            if a[1].dict.pointee.used > 0 { throw t.raise(K.TypeError, "\(t.typeName(a[0])).__init_subclass__() takes no keyword arguments") }
            return .none
        }
        try b.classMethod("__subclasshook__", "(cls, subclass, /)") { t, a throws(PyRaise) in .notImplemented }
        try b.attribute("__class__", doc: "the object's class", get: { t, a throws(PyRaise) in Value(t.typeOf(a[0])) },
                        set: { t, a throws(PyRaise) in try t.setClass(a[0], a[1]); return .none })
        try b.set("__doc__", try t.str("The root of the class hierarchy: what every object can do."))
        Instantiation.objectNew = try index(t, K.object, "__new__")
        Instantiation.objectInit = try index(t, K.object, "__init__")
        Instantiation.objectReduce = try index(t, K.object, "__reduce__")
        Instantiation.objectGetState = try index(t, K.object, "__getstate__")
        Instantiation.objectInitSubclass = try index(t, K.object, "__init_subclass__")
        GenericAttributes.objectGet = try index(t, K.object, "__getattribute__")
        GenericAttributes.objectSet = try index(t, K.object, "__setattr__")
        GenericAttributes.objectDelete = try index(t, K.object, "__delattr__")
    }

    /// The `__dict__` attribute of classes whose instances have one in the storage word.
    static func addDictAttribute(_ b: TypeBuilder) throws(PyRaise) {
        try b.attribute("__dict__", doc: "dictionary for instance variables (if defined)", get: { t, a throws(PyRaise) in
            guard a[0].isReference, t.hasInstanceDict(t.typeOf(a[0])) else { throw t.attributeError(a[0], N.dict) }
            return try t.instanceDict(a[0])
        }, set: { t, a throws(PyRaise) in
            guard a[0].isReference, t.hasInstanceDict(t.typeOf(a[0])) else { throw t.attributeError(a[0], N.dict) }
            if a[1].isPresent && !t.has(a[1], .Dict) {
                throw t.raise(K.TypeError, "__dict__ must be set to a dictionary, not a '\(t.typeName(of: a[1]))'")
            }
            let fresh = a[1].isPresent ? a[1] : Value(try t.newDict())
            _ = try t.instanceDict(a[0])
            t.storageWord(a[0], t.shape(of: a[0])).pointee = fresh.bits
            t.barrier(a[0])
            return .none
        })
    }
}
