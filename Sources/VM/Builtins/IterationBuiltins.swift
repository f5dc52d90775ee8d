// Builtins that make or drive iterators: iter, next, enumerate, zip, map, filter, reversed.
//
// enumerate, zip, map and filter are classes of native iterators. A step waits for its inner iterators; map calls its
// function in its own place (tailCall), so that the call nests nothing.

import CVMSpec

/// Classes of the builtin iterators.
enum BuiltinIterators {
    /// source = iterator, second = next number
    nonisolated(unsafe) static var enumerate = IteratorClass()
    /// source = tuple of iterators; limit = 1 if strict; second = not empty once exhausted
    nonisolated(unsafe) static var zip = IteratorClass()
    /// source = function, second = tuple of iterators
    nonisolated(unsafe) static var map = IteratorClass()
    /// source = function or None, second = iterator
    nonisolated(unsafe) static var filter = IteratorClass()
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Tuple of iterators over the items of a tuple of iterables.
    public func iterators(over arguments: Value) throws(PyRaise) -> Value {
        let n = arguments.tuple.count
        let out = try newTuple(count: n)
        for i in 0 ..< n { out.items[i] = try iterator(arguments.tuple.items[i]) }
        return Value(out)
    }

    /// v + 1 for an int object.
    @inline(__always) public func incremented(_ v: Value) throws(PyRaise) -> Value {
        if v.isInt, let r = Value(exactly: v.int &+ 1) { return r }
        return try binaryWaiting(.add, v, Value(small: 1))
    }

    /// The builtin next(it): the value; StopIteration at the end; may push.
    func nextOrRaise(_ it: Value) throws(PyRaise) -> Value {
        if it.isReference && kind(of: it) == Kind.Generator.rawValue {
            let f = try special(of: it, .next)
            if f.isEmpty { throw typeError(it, "is not an iterator") }
            return try invokeBound(f, it)
        }
        let v = try iterate(it)
        if v.bits == Iteration.end { throw stopIteration() }
        return v
    }
}

extension Bootstrap {
    static func defineIterationBuiltins(_ t: Thread, _ builtins: DictRef) throws(PyRaise) {
        func put(_ name: String, _ v: Value) throws(PyRaise) { try t.dictSet(builtins, try t.intern(name), v) }
        func function(_ name: String, _ signature: String, _ body: @escaping NativeBody) throws(PyRaise) {
            try put(name, try t.newNative(name, signature, module: try t.intern("builtins"), body))
        }
        try function("iter", "(object, sentinel=None, /)") { (t, a) throws(PyRaise) in
            if a[1].isEmpty { return try t.getIterator(a[0]) }
            guard try t.isCallable(a[0]) else { throw t.raise(K.TypeError, "iter(v, w): v must be callable") }
            let it = try t.newIterator(NativeIterators.callable)
            it.pointee.source = a[0].bits
            it.pointee.second = a[1].bits
            return Value(it)
        }
        try function("next", "(iterator, default=None, /)") { (t, a) throws(PyRaise) in
            if a[1].isEmpty { return try t.nextOrRaise(a[0]) }
            let v = try t.next(a[0])
            return v.isEmpty ? a[1] : v
        }
        try defineEnumerateAndZip(t)
        try defineMapAndFilter(t)
        try put("enumerate", BuiltinIterators.enumerate.type)
        try put("zip", BuiltinIterators.zip.type)
        try put("map", BuiltinIterators.map.type)
        try put("filter", BuiltinIterators.filter.type)
        try put("reversed", NativeIterators.reversed.type)
        try put("range", K.range)
        try put("slice", K.slice)
        try defineSequenceBuiltins(t, function)
    }

    private static func defineEnumerateAndZip(_ t: Thread) throws(PyRaise) {
        BuiltinIterators.enumerate = try t.defineIterator("enumerate", subclassable: true, step: { (t, it) throws(PyRaise) in
            let p = it.iterator
            let v = try t.nextQuick(Value(bits: p.pointee.source))
            if v.isEmpty { return Iteration.ended }
            let n = Value(bits: p.pointee.second)
            p.pointee.second = try t.incremented(n).bits
            t.barrier(it)
            return try t.newPair(n, v)
        }) { (b) throws(PyRaise) in
            try b.new("(cls, iterable, start=0)") { (t, a) throws(PyRaise) in
                let start = a[2].isEmpty ? Value(small: 0) : try t.exactIndex(a[2])
                let source = try t.iterator(a[1])
                let it = try t.newIterator(BuiltinIterators.enumerate, cls: a[0])
                it.pointee.source = source.bits
                it.pointee.second = start.bits
                return Value(it)
            }
            try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                return try t.newPair(Value(t.typeOf(a[0])), try t.newPair(Value(bits: p.pointee.source), Value(bits: p.pointee.second)))
            }
        }
        BuiltinIterators.zip = try t.defineIterator("zip", subclassable: true, step: { (t, it) throws(PyRaise) in
            let p = it.iterator
            if p.pointee.second != 0 { return Iteration.ended }
            let sources = Value(bits: p.pointee.source).tuple
            let n = sources.count
            if n == 0 { return Iteration.ended }
            let out = try t.newTuple(count: n)
            for i in 0 ..< n {
                let v = try t.nextQuick(sources.items[i])
                if v.isPresent { out.items[i] = v; continue }
                if p.pointee.limit == 0 { return Iteration.ended }
                if i > 0 {
                    let others = i == 1 ? " 1" : "s 1-\(i)"
                    throw t.raise(K.ValueError, "zip() argument \(i + 1) is shorter than argument\(others)")
                }
                for j in 1 ..< Swift.max(1, n) {
                    let extra = try t.nextQuick(sources.items[j])
                    if extra.isPresent {
                        let others = j == 1 ? " 1" : "s 1-\(j)"
                        throw t.raise(K.ValueError, "zip() argument \(j + 1) is longer than argument\(others)")
                    }
                }
                return Iteration.ended
            }
            return Value(out)
        }) { (b) throws(PyRaise) in
            try b.new("(cls, /, *iterables, strict=False)") { (t, a) throws(PyRaise) in
                let strict = a[1].isPresent ? try t.isTrue(a[1]) : false
                let sources = try t.iterators(over: a[2])
                let it = try t.newIterator(BuiltinIterators.zip, cls: a[0])
                it.pointee.source = sources.bits
                it.pointee.limit = strict ? 1 : 0
                return Value(it)
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                if p.pointee.limit != 0 { return try t.newTuple([Value(t.typeOf(a[0])), Value(bits: p.pointee.source), .true_]) }
                return try t.newPair(Value(t.typeOf(a[0])), Value(bits: p.pointee.source))
            }
            try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
                a[0].iterator.pointee.limit = try t.isTrue(a[1]) ? 1 : 0
                return .none
            }
        }
    }

    private static func defineMapAndFilter(_ t: Thread) throws(PyRaise) {
        BuiltinIterators.map = try t.defineIterator("map", subclassable: true, step: { (t, it) throws(PyRaise) in
            let p = it.iterator
            let sources = Value(bits: p.pointee.second).tuple
            let n = sources.count
            return try t.withTemporaries(Swift.max(1, n)) { (buffer) throws(PyRaise) in
                for i in 0 ..< n {
                    let v = try t.nextQuick(sources.items[i])
                    if v.isEmpty { return Iteration.ended }
                    buffer[i] = v
                }
                return try t.invoke(Value(bits: it.iterator.pointee.source), buffer, n)
            }
        }) { (b) throws(PyRaise) in
            try b.new("(cls, /, *args)") { (t, a) throws(PyRaise) in
                let n = a[1].tuple.count
                if n < 2 { throw t.raise(K.TypeError, "map() must have at least two arguments.") }
                let sources = try t.newTuple(count: n - 1)
                for i in 1 ..< n { sources.items[i - 1] = try t.iterator(a[1].tuple.items[i]) }
                let it = try t.newIterator(BuiltinIterators.map, cls: a[0])
                it.pointee.source = a[1].tuple.items[0].bits
                it.pointee.second = Value(sources).bits
                return Value(it)
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                let sources = Value(bits: p.pointee.second).tuple
                let arguments = try t.newTuple(count: sources.count + 1)
                arguments.items[0] = Value(bits: p.pointee.source)
                for i in 0 ..< sources.count { arguments.items[i + 1] = sources.items[i] }
                return try t.newPair(Value(t.typeOf(a[0])), Value(arguments))
            }
        }
        BuiltinIterators.filter = try t.defineIterator("filter", subclassable: true, step: { (t, it) throws(PyRaise) in
            let p = it.iterator
            let f = Value(bits: p.pointee.source)
            let byTruth = f.isNone || f == K.bool
            while true {
                let v = try t.nextQuick(Value(bits: p.pointee.second))
                if v.isEmpty { return Iteration.ended }
                let good = byTruth ? try t.isTrue(v) : try t.isTrue(try t.call(f, v))
                if good { return v }
            }
        }) { (b) throws(PyRaise) in
            try b.new("(cls, function, iterable, /)") { (t, a) throws(PyRaise) in
                let source = try t.iterator(a[2])
                let it = try t.newIterator(BuiltinIterators.filter, cls: a[0])
                it.pointee.source = a[1].bits
                it.pointee.second = source.bits
                return Value(it)
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                return try t.newPair(Value(t.typeOf(a[0])), try t.newPair(Value(bits: p.pointee.source), Value(bits: p.pointee.second)))
            }
        }
    }
}

// Calls with arguments in a tuple and a dict, as natives get *args and **kwargs.
extension UnsafeMutablePointer where Pointee == ThreadState {
    private func withSpread<R>(_ positional: Value, _ keywords: Value, _ body: (UnsafeMutablePointer<Value>, Int, Value) throws(PyRaise) -> R) throws(PyRaise) -> R {
        let n = positional.tuple.count
        let k = keywords.isPresent ? Int(keywords.dict.pointee.used) : 0
        if k == 0 { return try body(positional.tuple.items, n, .empty) }
        // A tuple of all arguments, which the collector sees.
        let all = try newTuple(count: n + k), names = try newTuple(count: k)
        for i in 0 ..< n { all.items[i] = positional.tuple.items[i] }
        var j = 0
        var i = dictNext(keywords.dict, 0)
        while i >= 0 && j < k {
            let e = keywords.dict.pointee.entries.unsafelyUnwrapped[i]
            guard has(Value(bits: e.key), .Str) else { throw raise(K.TypeError, "keywords must be strings") }
            names.items[j] = Value(bits: e.key)
            all.items[n + j] = Value(bits: e.value)
            j += 1
            i = dictNext(keywords.dict, i + 1)
        }
        return try body(all.items, n + k, Value(names))
    }

    /// f(*positional, **keywords), waiting; keywords may be empty.
    public func call(_ f: Value, positional: Value, keywords: Value = .empty) throws(PyRaise) -> Value {
        try withSpread(positional, keywords) { (p, n, names) throws(PyRaise) in try call(f, p, n, names: names) }
    }

    /// f(*positional, **keywords) in the place of the running native.
    public func tailCall(_ f: Value, positional: Value, keywords: Value = .empty) throws(PyRaise) -> Value {
        try withSpread(positional, keywords) { (p, n, names) throws(PyRaise) in try invoke(f, p, n, names: names) }
    }
}
