// _functools._lru_cache_wrapper: a function with a cache of results.
//
// A NativeObject: v0 = function, v1 = the dict key → result, least recently used first, v2 = type of cache_info(),
// v3 = (maxsize, typed); i0 = hits, i1 = misses. A miss calls the function by a native step, so that recursion through
// the cache nests nothing.

import CVMSpec
import VM

private enum CacheTypes {
    nonisolated(unsafe) static var wrapper = Value.empty
    /// Stands between positional and keyword arguments in a key.
    nonisolated(unsafe) static var mark = Value.empty
    nonisolated(unsafe) static var step = 0
}

/// Key of a call: the argument itself where that cannot be confused with another call, else a tuple.
private func cacheKey(_ t: Thread, _ args: Value, _ kwargs: Value, typed: Bool) throws(PyRaise) -> Value {
    let n = args.tuple.count, k = Int(kwargs.dict.pointee.used)
    if k == 0 && !typed {
        if n == 1 {
            let x = args.tuple.items[0]
            if x.isInt || x.isExact(.Str) { return x }
        }
        return args
    }
    var parts = try t.newList(capacity: 2 * n + 4 * k + 1)
    for i in 0 ..< n { try t.listAppend(parts.list, args.tuple.items[i]) }
    let d = kwargs.dict
    if k > 0 { try t.listAppend(parts.list, CacheTypes.mark) }
    var i = t.dictNext(d, 0)
    while i >= 0 {
        let e = d.pointee.entries.unsafelyUnwrapped[i]
        try t.listAppend(parts.list, Value(bits: e.key))
        try t.listAppend(parts.list, Value(bits: e.value))
        i = t.dictNext(d, i + 1)
    }
    if typed {
        for i in 0 ..< n { try t.listAppend(parts.list, Value(t.typeOf(args.tuple.items[i]))) }
        i = t.dictNext(d, 0)
        while i >= 0 {
            try t.listAppend(parts.list, Value(t.typeOf(Value(bits: d.pointee.entries.unsafelyUnwrapped[i].value))))
            i = t.dictNext(d, i + 1)
        }
    }
    parts = try t.tupleFrom(parts)
    return parts
}

/// Remembers a result.
private func cacheStore(_ t: Thread, _ wrapper: Value, _ key: Value, _ v: Value) throws(PyRaise) {
    let o = wrapper.object
    let maximum = Value(bits: o.pointee.v3).tuple.items[0]
    let cache = Value(bits: o.pointee.v1).dict
    if !maximum.isNone {
        if maximum.int <= 0 { return }
        // The call may have stored the key itself.
        if try t.dictGet(cache, key).isPresent { return }
        while Int(cache.pointee.used) >= maximum.int {
            let first = t.dictNext(cache, 0)
            if first < 0 { break }
            try t.dictRemoveEntry(cache, first)
        }
    }
    try t.dictSet(cache, key, v)
}

func defineCacheWrapper(_ m: ModuleBuilder) throws(PyRaise) {
    CacheTypes.mark = Roots.add(try m.t.newObject(try m.t.defineType("_kwd_mark", .NativeObject, ownsKind: false, module: "functools") { (_) throws(PyRaise) in }))
    CacheTypes.step = NativeSteps.register { (t, state, v) throws(PyRaise) in
        try cacheStore(t, t.tupleItem(state, 0), t.tupleItem(state, 1), v)
        return v
    }
    let type = try m.t.defineType("_lru_cache_wrapper", .NativeObject, ownsKind: false, module: "functools", flags: NativeTypeFlags.weakrefable) { (b) throws(PyRaise) in
        try b.addInstanceDict()
        try b.new("(cls, user_function, maxsize, typed, cache_info_type)") { (t, a) throws(PyRaise) in
            guard try t.isCallable(a[1]) else { throw t.raise(K.TypeError, "the first argument must be callable") }
            let typed = try t.isTrue(a[3])
            var maximum = Value.none
            if !a[2].isNone {
                guard t.isAnyInt(a[2]) else { throw t.raise(K.TypeError, "maxsize should be integer or None") }
                maximum = Value(small: Swift.max(0, Swift.min(Value.smallMax, try t.clampedIndex(a[2]))))
            }
            let v = try t.newObject(a[0])
            let o = v.object
            o.pointee.v0 = a[1].bits
            o.pointee.v1 = Value(try t.newDict()).bits
            o.pointee.v2 = a[4].bits
            o.pointee.v3 = try t.newPair(maximum, Value(typed)).bits
            return v
        }
        try b.method("__call__", "(self, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
            let wrapper = a[0], o = a[0].object
            let options = Value(bits: o.pointee.v3).tuple
            let maximum = options.items[0], f = Value(bits: o.pointee.v0)
            let args = a[1], kwargs = a[2]
            if maximum == Value(small: 0) {
                o.pointee.i1 += 1
                return try t.tailCall(f, positional: args, keywords: kwargs)
            }
            let key = try cacheKey(t, args, kwargs, typed: options.items[1].isTrue)
            let cache = Value(bits: o.pointee.v1).dict
            let known = try t.dictGet(cache, key)
            if known.isPresent {
                o.pointee.i0 += 1
                if !maximum.isNone && t.dictLast(cache) >= 0 {
                    // Most recently used: last.
                    let v = try t.dictPop(cache, key)
                    if v.isPresent { try t.dictSet(cache, key, v) }
                }
                return known
            }
            o.pointee.i1 += 1
            let v = try t.pushing(then: CacheTypes.step, try t.newPair(wrapper, key)) { () throws(PyRaise) in
                try t.tailCall(f, positional: args, keywords: kwargs)
            }
            if v.isPresent { try cacheStore(t, wrapper, key, v) }
            return v
        }
        try b.method("__get__", "(self, instance, owner=None, /)") { (t, a) throws(PyRaise) in
            a[1].isNone ? a[0] : try t.newBoundMethod(a[0], a[1])
        }
        try b.method("cache_info", "(self, /)") { (t, a) throws(PyRaise) in
            let o = a[0].object
            let size = Value(small: Int(Value(bits: o.pointee.v1).dict.pointee.used))
            return try t.call(Value(bits: o.pointee.v2), arguments: [Value(small: Int(o.pointee.i0)), Value(small: Int(o.pointee.i1)), Value(bits: o.pointee.v3).tuple.items[0], size])
        }
        try b.method("cache_clear", "(self, /)") { (t, a) throws(PyRaise) in
            let o = a[0].object
            o.pointee.i0 = 0
            o.pointee.i1 = 0
            t.dictClear(Value(bits: o.pointee.v1).dict)
            return .none
        }
        try b.method("__copy__", "(self, /)") { (t, a) throws(PyRaise) in a[0] }
        try b.method("__deepcopy__", "(self, memo, /)") { (t, a) throws(PyRaise) in a[0] }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in try t.getAttribute(a[0], "__qualname__") }
    }
    CacheTypes.wrapper = type
    try m.set("_lru_cache_wrapper", type)
}
