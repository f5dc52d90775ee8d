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
        if neverPushes(it) {
            let v = try iterate(it)
            if v.bits == Iteration.end { throw stopIteration() }
            return v
        }
        return try pushing(then: NextSteps.orRaise, .none) { () throws(PyRaise) in
            let v = try iterate(it)
            if v.bits == Iteration.end { throw stopIteration() }
            return v
        }
    }
}

/// Steps of the builtin iterators whose sources run Python.
enum BuiltinSteps {
    /// State: the enumerate object.
    static let enumerated = NativeSteps.register(endIsValue: true) { (t, it, v) throws(PyRaise) in v.bits == Iteration.end ? v : try t.enumerated(it, v) }
    /// State: the map object, of one source.
    static let mapped = NativeSteps.register(endIsValue: true) { (t, it, v) throws(PyRaise) in
        v.bits == Iteration.end ? v : try t.tailCall(Value(bits: it.iterator.pointee.source), v)
    }
    /// State: (map object, tuple of the values so far, how many).
    static let mappedMany = NativeSteps.register(endIsValue: true) { (t, state, v) throws(PyRaise) in
        if v.bits == Iteration.end { return v }
        let i = t.tupleItem(state, 2).int
        t.tupleItem(state, 1).tuple.items[i] = v
        return try t.mapNext(t.tupleItem(state, 0), t.tupleItem(state, 1).tuple, i + 1)
    }
    /// State: (zip object, tuple of the values so far, how many).
    static let zipped = NativeSteps.register(endIsValue: true) { (t, state, v) throws(PyRaise) in
        let i = t.tupleItem(state, 2).int
        if v.bits == Iteration.end { return try t.zipEnded(t.tupleItem(state, 0), i) }
        t.tupleItem(state, 1).tuple.items[i] = v
        return try t.zipNext(t.tupleItem(state, 0), t.tupleItem(state, 1).tuple, i + 1)
    }
    /// State: the filter object; a value of its source.
    static let filtered = NativeSteps.register(endIsValue: true) { (t, it, v) throws(PyRaise) in
        if v.bits == Iteration.end { return v }
        let r = try t.filterTest(it, v)
        return r.bits == Iteration.end ? try t.filterNext(it) : r
    }
    /// State: (filter object, value); what the function says of the value.
    static let tested = NativeSteps.register { (t, state, r) throws(PyRaise) in
        try t.isTrue(r) ? t.tupleItem(state, 1) : try t.filterNext(t.tupleItem(state, 0))
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Next pair of an enumerate object.
    func enumerateStep(_ it: Value) throws(PyRaise) -> Value {
        let v = try advance(Value(bits: it.iterator.pointee.source), then: BuiltinSteps.enumerated, it)
        return v.isEmpty || v.bits == Iteration.end ? v : try enumerated(it, v)
    }

    /// The next value, or the word of the end, of a builtin iterator where finding it cannot fail; 0 where it may. Runs no Python.
    @inline(never) func stepQuickly(_ it: Value) -> UInt64 {
        switch Kind(rawValue: kind(of: it)) {
        case .SetIterator: return quickStep(it) ?? 0
        case .StrIterator: return stepOverStr(it)
        case .DictIterator: return stepOverDict(it)
        case .NativeIterator:
            let step = it.header.pointee.extra
            if typeOf(it).pointee.typeFlags & TypeFlag.heap != 0 { return 0 }
            let p = it.iterator
            if step == BuiltinIterators.enumerate.step {
                let source = Value(bits: p.pointee.source), n = Value(bits: p.pointee.second)
                guard isPlainStep(source), n.isInt, let following = Value(exactly: n.int &+ 1) else { return 0 }
                let pair = Value(bits: orNothing { () throws(PyRaise) in try newPair(n, n).bits })
                if pair.isEmpty { return 0 }
                let v = plainStep(source)
                if v == Iteration.end { return v }
                pair.tuple.items[1] = Value(bits: v)
                p.pointee.second = following.bits
                return pair.bits
            }
            guard step == BuiltinIterators.zip.step, p.pointee.limit == 0, p.pointee.second == 0 else { return 0 }
            let sources = Value(bits: p.pointee.source).tuple
            let n = sources.count
            guard n > 0, n <= 4 else { return 0 }
            for i in 0 ..< n where !isPlainStep(sources.items[i]) { return 0 }
            let out = Value(bits: orNothing { () throws(PyRaise) in Value(try newTuple(count: n)).bits })
            if out.isEmpty { return 0 }
            for i in 0 ..< n {
                let v = plainStep(sources.items[i])
                if v == Iteration.end { return v }
                out.tuple.items[i] = Value(bits: v)
            }
            return out.bits
        default: return 0
        }
    }

    /// Does `plainStep` know the next value?
    @inline(__always) private func isPlainStep(_ it: Value) -> Bool {
        guard it.isReference else { return false }
        if it.shape == Kind.RangeIterator.rawValue {
            let n = it.cell(PyRangeIteratorLayout.self).pointee.next
            return (n << 1) >> 1 == n
        }
        return it.shape == Kind.ListIterator.rawValue || it.shape == Kind.TupleIterator.rawValue
    }

    /// The next value, or the word of the end, of an iterator over a list, tuple or range; 0 for anything else.
    @inline(__always) private func plainStep(_ it: Value) -> UInt64 {
        switch Kind(rawValue: it.shape) {
        case .RangeIterator:
            let p = it.cell(PyRangeIteratorLayout.self)
            if p.pointee.remaining <= 0 { return Iteration.end }
            let n = p.pointee.next
            p.pointee.remaining &-= 1
            p.pointee.next = n &+ p.pointee.step
            return UInt64(bitPattern: n) << 1 | 1
        case .ListIterator:
            let p = it.cell(PyListIteratorLayout.self)
            if p.pointee.source == 0 { return Iteration.end }
            let list = Value(bits: p.pointee.source).list, i = p.pointee.index
            if i >= 0 && i < list.pointee.count {
                p.pointee.index = i &+ 1
                return list.items[Int(i)].bits
            }
            p.pointee.source = 0
            return Iteration.end
        case .TupleIterator: return quickStep(it) ?? 0
        default: return 0
        }
    }

    @inline(__always) private func stepOverStr(_ it: Value) -> UInt64 {
        let p = it.cell(PyStrIteratorLayout.self)
        if p.pointee.source == 0 { return Iteration.end }
        let s = Value(bits: p.pointee.source).str, i = p.pointee.index
        if i >= 0 && i < s.pointee.length {
            guard s.width == 1 else { return 0 }
            p.pointee.index = i &+ 1
            return Names.characters.unsafelyUnwrapped[Int(s.bytes[Int(i)])].bits
        }
        p.pointee.source = 0
        return Iteration.end
    }

    private func stepOverDict(_ it: Value) -> UInt64 {
        let p = it.cell(PyDictIteratorLayout.self)
        if p.pointee.source == 0 { return Iteration.end }
        let d = Value(bits: p.pointee.source).dict, what = p.pointee.what
        guard p.pointee.expected == d.pointee.used, what & DictIteration.backwards == 0 else { return 0 }
        if let entries = d.pointee.entries {
            var i = Int(p.pointee.index)
            let n = Int(d.pointee.entryCount)
            while i < n && entries[i].value == 0 { i &+= 1 }
            if i < n {
                var v = what & 3 == 0 ? entries[i].key : entries[i].value
                if what & 3 > 1 {
                    v = orNothing { () throws(PyRaise) in try newPair(Value(bits: entries[i].key), Value(bits: v)).bits }
                    if v == 0 { return 0 }
                }
                p.pointee.index = Int64(i &+ 1)
                return v
            }
        }
        p.pointee.source = 0
        return Iteration.end
    }

    /// Next tuple of a zip object.
    func zipStep(_ it: Value) throws(PyRaise) -> Value {
        let p = it.iterator
        if p.pointee.second != 0 { return Iteration.ended }
        let n = Value(bits: p.pointee.source).tuple.count
        if n == 0 { return Iteration.ended }
        return try zipNext(it, try newTuple(count: n), 0)
    }

    @inline(__always) fileprivate func enumerated(_ it: Value, _ v: Value) throws(PyRaise) -> Value {
        let p = it.iterator
        let n = Value(bits: p.pointee.second)
        p.pointee.second = try incremented(n).bits
        barrier(it)
        return try newPair(n, v)
    }

    /// Collects the values of a map's sources from number `first` on, then calls the function in its place.
    fileprivate func mapNext(_ it: Value, _ out: TupleRef, _ first: Int) throws(PyRaise) -> Value {
        let sources = Value(bits: it.iterator.pointee.second).tuple
        var i = first
        while i < sources.count {
            let source = sources.items[i]
            let v: Value
            if neverPushes(source) { v = try iterate(source) } else {
                v = try pushing(then: BuiltinSteps.mappedMany, try newTriple(it, Value(out), Value(small: i))) { () throws(PyRaise) in try iterate(source) }
            }
            if v.isEmpty || v.bits == Iteration.end { return v }
            out.items[i] = v
            i += 1
        }
        return try tailCall(Value(bits: it.iterator.pointee.source), positional: Value(out))
    }

    fileprivate func zipNext(_ it: Value, _ out: TupleRef, _ first: Int) throws(PyRaise) -> Value {
        let sources = Value(bits: it.iterator.pointee.source).tuple
        var i = first
        while i < sources.count {
            let source = sources.items[i]
            let v: Value
            if neverPushes(source) { v = try iterate(source) } else {
                v = try pushing(then: BuiltinSteps.zipped, try newTriple(it, Value(out), Value(small: i))) { () throws(PyRaise) in try iterate(source) }
                if v.isEmpty { return v }
            }
            if v.bits == Iteration.end { return try zipEnded(it, i) }
            out.items[i] = v
            i += 1
        }
        return Value(out)
    }

    /// Source i of a zip is exhausted: the end, or the error of a strict zip.
    fileprivate func zipEnded(_ it: Value, _ i: Int) throws(PyRaise) -> Value {
        if it.iterator.pointee.limit == 0 { return Iteration.ended }
        let sources = Value(bits: it.iterator.pointee.source).tuple
        if i > 0 {
            throw raise(K.ValueError, "zip() argument \(i + 1) is shorter than argument\(i == 1 ? " 1" : "s 1-\(i)")")
        }
        for j in 1 ..< Swift.max(1, sources.count) {
            if try nextQuick(sources.items[j]).isPresent {
                throw raise(K.ValueError, "zip() argument \(j + 1) is longer than argument\(j == 1 ? " 1" : "s 1-\(j)")")
            }
        }
        return Iteration.ended
    }

    /// Next value of a filter.
    fileprivate func filterNext(_ it: Value) throws(PyRaise) -> Value {
        while true {
            let v = try advance(Value(bits: it.iterator.pointee.second), then: BuiltinSteps.filtered, it)
            if v.isEmpty || v.bits == Iteration.end { return v }
            let r = try filterTest(it, v)
            if r.bits != Iteration.end { return r }
        }
    }

    /// The value if the filter lets it through, `Iteration.ended` if not, `.empty` if the function was pushed.
    fileprivate func filterTest(_ it: Value, _ v: Value) throws(PyRaise) -> Value {
        let f = Value(bits: it.iterator.pointee.source)
        if f.isNone || f == K.bool { return try isTrue(v) ? v : Iteration.ended }
        let r = try pushing(then: BuiltinSteps.tested, try newPair(it, v)) { () throws(PyRaise) in try tailCall(f, v) }
        if r.isEmpty { return r }
        return try isTrue(r) ? v : Iteration.ended
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
            let v = try t.advance(a[0], then: NextSteps.orDefault, a[1])
            return v.bits == Iteration.end ? a[1] : v
        }
        try function("anext", "(aiterator, default=None, /)") { (t, a) throws(PyRaise) in try t.anextBuiltin(a[0], a[1]) }
        try function("aiter", "(async_iterable, /)") { (t, a) throws(PyRaise) in try t.aiterBuiltin(a[0]) }
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
        BuiltinIterators.enumerate = try t.defineIterator("enumerate", subclassable: true, step: { (t, it) throws(PyRaise) in try t.enumerateStep(it) }) { (b) throws(PyRaise) in
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
        BuiltinIterators.zip = try t.defineIterator("zip", subclassable: true, step: { (t, it) throws(PyRaise) in try t.zipStep(it) }) { (b) throws(PyRaise) in
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
            if n == 1 {
                let v = try t.advance(sources.items[0], then: BuiltinSteps.mapped, it)
                return v.isEmpty || v.bits == Iteration.end ? v : try t.tailCall(Value(bits: it.iterator.pointee.source), v)
            }
            return try t.mapNext(it, try t.newTuple(count: n), 0)
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
            try t.filterNext(it)
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
