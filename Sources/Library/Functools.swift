// _functools: partial, reduce, cmp_to_key; lru_cache's wrapper is in Functools+Cache.swift.

import CVMSpec
import VM

private enum FunctoolsTypes {
    nonisolated(unsafe) static var partial = Value.empty
    nonisolated(unsafe) static var key = Value.empty
}

public func registerFunctools() {
    NativeModules.register("_functools") { (m) throws(PyRaise) in
        try definePartial(m)
        try defineKey(m)
        try defineCacheWrapper(m)
        try m.function("reduce", "(function, iterable, initial=None, /)") { (t, a) throws(PyRaise) in
            if try t.special(of: a[1], .iter).isEmpty, try t.special(of: a[1], .getitem).isEmpty {
                throw t.raise(K.TypeError, "reduce() arg 2 must support iteration")
            }
            return try Reduce.fold.start(t, try t.newList([.empty, a[0], a[2]]), a[1])
        }
    }
}

/// State: (iterator, function, total or empty).
private enum Reduce {
    static let fold: Fold = Fold(consume: { (t, state, x) throws(PyRaise) in
        let f = state.list.items[1], total = state.list.items[2]
        var r = x
        if total.isPresent {
            r = try t.pushing(then: step, state) { () throws(PyRaise) in try t.tailCall(f, total, x) }
            if r.isEmpty { return .pushed }
        }
        state.list.items[2] = r
        t.barrier(state)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in
        let total = state.list.items[2]
        if total.isEmpty { throw t.raise(K.TypeError, "reduce() of empty iterable with no initial value") }
        return total
    })
    static let step: Int = NativeSteps.register { (t, state, r) throws(PyRaise) in
        state.list.items[2] = r
        t.barrier(state)
        return try fold.run(t, state)
    }
}

/// partial: v0 = function, v1 = tuple of arguments, v2 = dict of keywords.
private func definePartial(_ m: ModuleBuilder) throws(PyRaise) {
    let type = try m.t.defineType("partial", .NativeObject, ownsKind: false, module: "functools", flags: NativeTypeFlags.weakrefable) { (b) throws(PyRaise) in
        try b.addInstanceDict()
        func arguments(_ v: Value) -> Value { Value(bits: v.object.pointee.v1) }
        func keywords(_ v: Value) -> Value { Value(bits: v.object.pointee.v2) }
        func joined(_ t: Thread, _ x: Value, _ y: Value) throws(PyRaise) -> Value {
            if y.tuple.count == 0 { return x }
            if x.tuple.count == 0 { return y }
            let out = try t.newTuple(count: x.tuple.count + y.tuple.count)
            for i in 0 ..< x.tuple.count { out.items[i] = x.tuple.items[i] }
            for i in 0 ..< y.tuple.count { out.items[x.tuple.count + i] = y.tuple.items[i] }
            return Value(out)
        }
        func merged(_ t: Thread, _ x: Value, _ y: Value) throws(PyRaise) -> Value {
            if y.dict.pointee.used == 0 { return x }
            if x.dict.pointee.used == 0 { return y }
            let d = try t.dictCopy(x.dict)
            try t.dictMergeFrom(d, y)
            return Value(d)
        }
        try b.new("(cls, /, *args, **keywords)") { (t, a) throws(PyRaise) in
            let n = a[1].tuple.count
            if n == 0 { throw t.raise(K.TypeError, "type 'partial' takes at least one argument") }
            var f = a[1].tuple.items[0]
            guard try t.isCallable(f) else { throw t.raise(K.TypeError, "the first argument must be callable") }
            var args = try t.newTuple(a[1].tuple.items + 1, n - 1)
            var kw = Value(try t.dictCopy(a[2].dict))
            // A partial of a plain partial is one partial.
            if Value(t.typeOf(f)) == FunctoolsTypes.partial, a[0] == FunctoolsTypes.partial {
                let own = try t.getAttributeIfAny(f, "__dict__")
                if own.isEmpty || !t.has(own, .Dict) || own.dict.pointee.used == 0 {
                    args = try joined(t, arguments(f), args)
                    kw = Value(try t.dictCopy(try merged(t, keywords(f), kw).dict))
                    f = Value(bits: f.object.pointee.v0)
                }
            }
            let v = try t.newObject(a[0])
            v.object.pointee.v0 = f.bits
            v.object.pointee.v1 = args.bits
            v.object.pointee.v2 = kw.bits
            return v
        }
        try b.method("__call__", "(self, /, *args, **keywords)") { (t, a) throws(PyRaise) in
            let args = try joined(t, arguments(a[0]), a[1])
            let kw = try merged(t, keywords(a[0]), a[2])
            return try t.tailCall(Value(bits: a[0].object.pointee.v0), positional: args, keywords: kw)
        }
        try b.readOnly("func") { (t, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v0) }
        try b.readOnly("args") { (t, a) throws(PyRaise) in arguments(a[0]) }
        try b.readOnly("keywords") { (t, a) throws(PyRaise) in keywords(a[0]) }
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let v = a[0]
            return try t.reprGuarded(v, "...") { () throws(PyRaise) in
                let name = Value(t.typeOf(v)) == FunctoolsTypes.partial ? "functools.partial" : try t.strString(try t.getAttribute(Value(t.typeOf(v)), "__qualname__"))
                var parts = [try t.reprString(Value(bits: v.object.pointee.v0))]
                for i in 0 ..< arguments(v).tuple.count { parts.append(try t.reprString(arguments(v).tuple.items[i])) }
                let d = keywords(v).dict
                var i = t.dictNext(d, 0)
                while i >= 0 {
                    let e = d.pointee.entries.unsafelyUnwrapped[i]
                    parts.append("\(try t.strString(Value(bits: e.key)))=\(try t.reprString(Value(bits: e.value)))")
                    i = t.dictNext(d, i + 1)
                }
                return try t.str("\(name)(\(parts.joined(separator: ", ")))")
            }
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let o = a[0].object
            let own = try t.getAttributeIfAny(a[0], "__dict__")
            let dict = own.isPresent && t.has(own, .Dict) && own.dict.pointee.used > 0 ? own : Value.none
            let f = Value(bits: o.pointee.v0)
            let state = try t.newTuple([f, arguments(a[0]), keywords(a[0]), dict])
            return try t.newTuple([Value(t.typeOf(a[0])), try t.newTuple([f]), state])
        }
        try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Tuple), a[1].tuple.count == 4, try t.isCallable(a[1].tuple.items[0]), t.has(a[1].tuple.items[1], .Tuple),
                  a[1].tuple.items[2].isNone || t.has(a[1].tuple.items[2], .Dict) else {
                throw t.raise(K.TypeError, "invalid partial state")
            }
            let p = a[1].tuple.items
            let o = a[0].object
            o.pointee.v0 = p[0].bits
            o.pointee.v1 = try t.newTuple(p[1].tuple.items, p[1].tuple.count).bits
            o.pointee.v2 = Value(p[2].isNone ? try t.newDict() : try t.dictCopy(p[2].dict)).bits
            t.barrier(a[0])
            if t.has(p[3], .Dict) { try t.setAttribute(a[0], "__dict__", p[3]) }
            return .none
        }
    }
    FunctoolsTypes.partial = type
    try m.set("partial", type)
}

/// cmp_to_key: the function makes K objects; v0 = comparison function, v1 = object (empty for the factory).
private func defineKey(_ m: ModuleBuilder) throws(PyRaise) {
    let type = try m.t.defineType("KeyWrapper", .NativeObject, ownsKind: false, module: "functools", subclassable: false) { (b) throws(PyRaise) in
        try b.method("__call__", "(self, obj)") { (t, a) throws(PyRaise) in
            let v = try t.newObject(FunctoolsTypes.key)
            v.object.pointee.v0 = a[0].object.pointee.v0
            v.object.pointee.v1 = a[1].bits
            return v
        }
        try b.attribute("obj", get: { (t, a) throws(PyRaise) in
            let v = Value(bits: a[0].object.pointee.v1)
            if v.isEmpty { throw t.raise(K.AttributeError, "object") }
            return v
        })
        try b.set("__hash__", .none)
        for op in CompareOperator.allCases {
            try b.method(op.method, "(self, other, /)") { (t, a) throws(PyRaise) in
                guard Value(t.typeOf(a[1])) == FunctoolsTypes.key else { throw t.raise(K.TypeError, "other argument must be K instance") }
                let x = Value(bits: a[0].object.pointee.v1), y = Value(bits: a[1].object.pointee.v1)
                guard x.isPresent, y.isPresent else { throw t.raise(K.AttributeError, "object") }
                let r = try t.call(Value(bits: a[0].object.pointee.v0), x, y)
                return try t.compareWaiting(op, r, Value(small: 0))
            }
        }
    }
    FunctoolsTypes.key = type
    try m.function("cmp_to_key", "(mycmp)") { (t, a) throws(PyRaise) in
        let v = try t.newObject(FunctoolsTypes.key)
        v.object.pointee.v0 = a[0].bits
        return v
    }
}
