// super: attribute lookup behind a class in the MRO of an object's class.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The class whose MRO super(type, object) walks.
    private func superObjectType(_ type: Value, _ object: Value) throws(PyRaise) -> Value {
        if has(object, .Type), isSubtype(object.type, type) { return object }
        if isInstance(object, type) { return Value(typeOf(object)) }
        let c = try getAttributeIfAny(object, N.class_)
        if c.isPresent, has(c, .Type), isSubtype(c.type, type) { return c }
        throw raise(K.TypeError, "super(type, obj): obj must be an instance or subtype of type")
    }

    private func setSuper(_ s: Value, _ type: Value, _ object: Value) throws(PyRaise) {
        let p = s.cell(PySuperLayout.self)
        p.pointee.type = type.bits
        p.pointee.object = 0
        p.pointee.objectType = 0
        if object.isPresent && !object.isNone {
            p.pointee.objectType = try superObjectType(type, object).bits
            p.pointee.object = object.bits
        }
        barrier(s)
    }

    /// Zero-argument super(): the `__class__` cell and the first argument of the calling frame.
    private func setSuperFromFrame(_ s: Value) throws(PyRaise) {
        guard let frame = currentFrameForSuper() else { throw raise(K.RuntimeError, "super(): no current frame") }
        let code = frame.pointee.code
        guard code.pointee.argumentCount > 0 else { throw raise(K.RuntimeError, "super(): no arguments") }
        var object = frame.registers[0]
        let (i, firstIsCell) = code.ask { $0.superFacts }
        if object.isExact(.Cell), firstIsCell { object = Value(bits: object.cell(PyCellLayout.self).pointee.content) }
        guard object.isPresent else { throw raise(K.RuntimeError, "super(): arg[0] deleted") }
        guard i >= 0 else { throw raise(K.RuntimeError, "super(): __class__ cell not found") }
        let cell = frame.registers[i]
        guard cell.isExact(.Cell) else { throw raise(K.RuntimeError, "super(): bad __class__ cell") }
        let type = Value(bits: cell.cell(PyCellLayout.self).pointee.content)
        guard type.isPresent else { throw raise(K.RuntimeError, "super(): empty __class__ cell") }
        guard has(type, .Type) else { throw raise(K.RuntimeError, "super(): __class__ is not a type (\(typeName(of: type)))") }
        try setSuper(s, type, object)
    }

    /// super() without arguments in the running frame.
    func superOfFrame() throws(PyRaise) -> Value {
        let s = try newInstanceCell(K.superType.type)
        try setSuperFromFrame(s)
        return s
    }

    /// The class attribute that a bound super object finds, not bound; or empty.
    func superAttribute(_ s: Value, _ name: Value) throws(PyRaise) -> Value {
        let p = s.cell(PySuperLayout.self).pointee
        return try superAttribute(of: Value(bits: p.objectType), behind: Value(bits: p.type), name)
    }

    /// What stands behind `cls` in the order of `objectType`; or empty.
    func superAttribute(of objectType: Value, behind cls: Value, _ name: Value) throws(PyRaise) -> Value {
        let mro = Value(bits: objectType.type.pointee.mro)
        var i = 0
        let n = mro.tuple.count
        while i < n, tupleItem(mro, i) != cls { i += 1 }
        i += 1
        while i < n {
            if let d = tupleItem(mro, i).type.pointee.dict {
                let v = try dictGet(d, name)
                if v.isPresent { return v }
            }
            i += 1
        }
        return .empty
    }

    /// super's attribute lookup.
    func superLookup(_ s: Value, _ name: Value) throws(PyRaise) -> Found {
        let p = s.cell(PySuperLayout.self).pointee
        let objectType = Value(bits: p.objectType)
        if objectType.isPresent && name != N.class_ {
            let v = try superAttribute(s, name)
            if v.isPresent { return try bindForSuper(v, Value(bits: p.object), objectType) }
        }
        return try genericLookup(s, name)
    }

    private func bindForSuper(_ v: Value, _ object: Value, _ objectType: Value) throws(PyRaise) -> Found {
        guard object == objectType else { return try bind(v, object, objectType.type) }
        // Bound to a class: as attribute access on a class does.
        guard v.isReference else { return .value(v) }
        switch v.shape {
        case Kind.Function.rawValue, Kind.Native.rawValue, Kind.Property.rawValue, Kind.Member.rawValue, Kind.GetSet.rawValue: return .value(v)
        case Kind.StaticMethod.rawValue: return .value(Value(bits: v.cell(PyStaticMethodLayout.self).pointee.function))
        case Kind.ClassMethod.rawValue: return try bindTo(Value(bits: v.cell(PyClassMethodLayout.self).pointee.function), objectType)
        default:
            let get = try special(of: v, .get)
            if get.isEmpty { return .value(v) }
            return .call(get, v, .none, objectType)
        }
    }

    fileprivate func initSuper(_ s: Value, _ args: Value) throws(PyRaise) {
        switch args.tuple.count {
        case 0: try setSuperFromFrame(s)
        case 1, 2:
            let type = tupleItem(args, 0)
            guard has(type, .Type) else { throw raise(K.TypeError, "super() argument 1 must be a type, not \(typeName(of: type))") }
            try setSuper(s, type, args.tuple.count == 2 ? tupleItem(args, 1) : .empty)
        default: throw raise(K.TypeError, "super() expected at most 2 arguments, got \(args.tuple.count)")
        }
    }

    fileprivate func getSuper(_ s: Value, _ object: Value) throws(PyRaise) -> Value {
        if object.isEmpty || object.isNone || s.cell(PySuperLayout.self).pointee.object != 0 { return s }
        let r = try newInstanceCell(typeOf(s))
        try setSuper(r, Value(bits: s.cell(PySuperLayout.self).pointee.type), object)
        return r
    }
}

extension Bootstrap {
    static func defineSuper(_ t: Thread) throws(PyRaise) {
        K.superType = try t.defineType("super", .Super) { b throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in try t.newInstanceCell(a[0].type) }
            try b.method("__init__", "(self, /, *args)") { t, a throws(PyRaise) in
                try t.initSuper(a[0], a[1])
                return .none
            }
            try b.method("__getattribute__", "(self, name, /)") { t, a throws(PyRaise) in
                let name = try t.attributeName(a[1])
                let found = try t.superLookup(a[0], name)
                if case .missing = found { throw t.attributeError(a[0], name) }
                return try t.deliver(found, Value(bits: a[0].cell(PySuperLayout.self).pointee.object), name)
            }
            try b.method("__get__", "(self, instance, owner=None, /)") { t, a throws(PyRaise) in try t.getSuper(a[0], a[1]) }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let p = a[0].cell(PySuperLayout.self).pointee
                let type = p.type == 0 ? "NULL" : t.typeName(Value(bits: p.type))
                if p.objectType != 0 { return try t.str("<super: <class '\(type)'>, <\(t.typeName(Value(bits: p.objectType))) object>>") }
                return try t.str("<super: <class '\(type)'>, NULL>")
            }
            func part(_ name: String, _ get: @escaping (PySuperLayout) -> UInt64) throws(PyRaise) {
                try b.attribute(name, get: { t, a throws(PyRaise) in
                    let v = Value(bits: get(a[0].cell(PySuperLayout.self).pointee))
                    return v.isPresent ? v : .none
                })
            }
            try part("__thisclass__") { $0.type }
            try part("__self__") { $0.object }
            try part("__self_class__") { $0.objectType }
        }
    }
}
