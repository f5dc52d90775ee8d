// CallClasses: calls of anything but Python functions from the call instructions' stubs.
//
// In:  the callee, its arguments in registers (the word before them is free), the instruction's three cache words.
// Out: as the routines of Direct.swift.
//
// Three forms of class calls are cached in the words, keyed by the class's root shape, which is never used again:
//   object.__new__ and a Python __init__    0: shape of the class object | root shape << 32, 1: class epoch | size << 32, 2: __init__
//   a Python __new__ and object.__init__    the same with size 0, 2: __new__
//   a builtin class with native __new__     0: 0, 1: class epoch | root shape << 32, 2: number of __new__ | number of __init__ << 32
// The stub does the first two by itself.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    @inline(never) func callOtherDirect(_ callee: UInt64, _ arguments: Registers, _ count: Int, _ at: PC) -> UInt64 {
        direct { () throws(PyRaise) in
            let f = Value(bits: callee), base = UnsafeMutableRawPointer(arguments).assumingMemoryBound(to: Value.self)
            guard has(f, .Type) else { return try invoke(f, base, count) }
            if at[0] == 0 && at[1] != 0 && at[1] == UInt64(pointee.classEpoch) | UInt64(f.type.pointee.rootShape) << 32 { return try callBuiltinClass(f, base, count, at[2]) }
            if f == K.type && count == 1 { return Value(typeOf(base[0])) }
            if f == K.superType && count == 0 { return try superOfFrame() }
            if f == K.object && count == 0 { return try newObject(f) }
            try cacheClassCall(f, at)
            return try invoke(f, base, count)
        }
    }

    private func callBuiltinClass(_ cls: Value, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ routines: UInt64) throws(PyRaise) -> Value {
        if cls == K.range { return try buildRange(arguments, count) }
        if count == 1 {
            if arguments[0].isExact(.Generator), let fold = foldOfClass(cls) {
                return try fold.start(self, try foldState(cls == K.set ? Value(try newSet()) : try newList(capacity: 8)), arguments[0])
            }
            if case let v = try converted(arguments[0], to: cls), v.isPresent { return v }
        }
        if cls.type.pointee.instanceKind == Kind.Exception.rawValue, let e = try plainException(cls.type, arguments, count) { return e }
        let base = arguments - 1
        base[0] = cls
        let object: Value
        if cls == K.list || cls == K.dict || cls == K.set { object = try newInstanceCell(cls.type) }
        else { object = try enterNative(Int(routines & 0xFFFF_FFFF), .empty, base, count + 1, .empty) }
        let initializer = routines >> 32
        // A frame may have been pushed: what it leads to is the result.
        if initializer == 0xFFFF_FFFF { return object }
        if object.isEmpty { throw notImplemented("a native __new__ that leaves") }
        if !isInstance(object, cls) { return object }
        if count == 0 && (cls == K.dict || cls == K.list || cls == K.set) { return object }
        base[0] = object
        return try invoke(try special(cls.type, .`init`), base, count + 1, then: .afterInit, state: object)
    }

    /// The fold that makes an instance of a builtin class of a generator's values.
    private func foldOfClass(_ cls: Value) -> Fold? { cls == K.list ? Folds.collect : cls == K.tuple ? FoldSteps.tuple : cls == K.set ? FoldSteps.set : nil }

    /// What a builtin class makes of one argument of a common kind, without Python; empty for any other.
    private func converted(_ x: Value, to cls: Value) throws(PyRaise) -> Value {
        if cls == K.str { return x.isExact(.Str) ? x : x.isInt ? try toStr(x) : .empty }
        if cls == K.int { return Value(bits: rt_int_exact(self, x.bits)) }
        if cls == K.float { return x.isFloatWord ? x : x.isInt && abs(x.int) < 1 << 53 ? try newFloat(Double(x.int)) : .empty }
        guard x.isReference else { return .empty }
        let shape = x.shape
        switch Kind(rawValue: shape) {
        case .List:
            if cls == K.list { return x.list.count == 0 ? try newList() : try newList(x.list.items, x.list.count) }
            if cls == K.tuple { return try tupleOfList(x.list) }
        case .Tuple:
            if cls == K.tuple { return x }
            if cls == K.list { return try newList(x.tuple.items, x.tuple.count) }
        case .Dict: if cls == K.dict { return Value(try dictCopy(x.dict)) }
        default: break
        }
        if cls == K.set, shape == Kind.List.rawValue || shape == Kind.Tuple.rawValue || shape == Kind.Set.rawValue || shape == Kind.Frozenset.rawValue {
            let s = try newSet()
            try setUpdate(s, x)
            return Value(s)
        }
        return .empty
    }

    /// Fills the words if the class is made in one of the two ways.
    private func cacheClassCall(_ cls: Value, _ at: PC) throws(PyRaise) {
        let type = cls.type
        guard type.pointee.rootShape != 0, cls != K.type, cls != TaskletTypes.tasklet, try special(of: cls, .call).isExact(.Native) else { return }
        let new = Instantiation.unwrapped(try special(type, .new)), initializer = try special(type, .`init`)
        if Instantiation.isObjectNew(new) {
            guard let known = try plainInstances(type) else { return }
            at[0] = UInt64(cls.shape) | UInt64(known.shape) << 32
            at[1] = UInt64(pointee.classEpoch) | UInt64(known.size) << 32
            at[2] = known.initializer.bits
            return
        }
        if let function = try pythonNew(type) {
            at[0] = UInt64(cls.shape) | UInt64(type.pointee.rootShape) << 32
            at[1] = UInt64(pointee.classEpoch)
            at[2] = function.bits
            return
        }
        guard type.pointee.typeFlags & TypeFlag.heap == 0, new.isExact(.Native), new.native.pointee.receiver == 0, new.native.pointee.owner == 0 else { return }
        var second: UInt64 = 0xFFFF_FFFF
        if !Instantiation.isObjectInit(initializer) {
            guard initializer.isExact(.Native), !Natives.entries[Int(new.native.pointee.index)].newMayLeave else { return }
            second = UInt64(initializer.native.pointee.index)
        }
        at[0] = 0
        at[1] = UInt64(pointee.classEpoch) | UInt64(type.pointee.rootShape) << 32
        at[2] = UInt64(new.native.pointee.index) | second << 32
    }
}
