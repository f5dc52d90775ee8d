// Iterators of the builtin containers: their types, making them, and the steps that are not in IterationCore.
//
// An exhausted iterator has an empty source and stays exhausted. Dict and set iterators remember the number of entries at
// the start, to detect changes; they walk the entry table by position.

import CVMSpec

/// What a dict iterator gives, and its direction (`what` of a DictIterator cell).
enum DictIteration {
    static let keys: Int64 = 0, values: Int64 = 1, items: Int64 = 2
    static let backwards: Int64 = 4
}

/// Types of container iterators that do not own a kind, and classes of native iterators.
enum NativeIterators {
    nonisolated(unsafe) static var dictTypes = [Value](repeating: .empty, count: 8)
    nonisolated(unsafe) static var strASCII = Value.empty
    /// iter(object with __getitem__): source, index
    nonisolated(unsafe) static var sequence = IteratorClass()
    /// iter(callable, sentinel): source = callable, second = sentinel
    nonisolated(unsafe) static var callable = IteratorClass()
    /// reversed(list): source, index
    nonisolated(unsafe) static var listReverse = IteratorClass()
    /// reversed(sequence): source, index
    nonisolated(unsafe) static var reversed = IteratorClass()
    /// source = next value, second = step, third = how many are left, all int objects
    nonisolated(unsafe) static var longRange = IteratorClass()
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    public func newStrIterator(_ v: Value) throws(PyRaise) -> Value {
        let p: UnsafeMutablePointer<PyStrIteratorLayout>
        if v.str.isASCII && NativeIterators.strASCII.isPresent {
            p = try newInstanceCell(NativeIterators.strASCII.type).cell(PyStrIteratorLayout.self)
        } else { p = try new(PyStrIteratorLayout.self, .StrIterator) }
        p.pointee.source = v.bits
        return Value(p)
    }

    func newDictIterator(_ d: DictRef, _ what: Int64) throws(PyRaise) -> Value {
        let p: UnsafeMutablePointer<PyDictIteratorLayout>
        if what == DictIteration.keys { p = try new(PyDictIteratorLayout.self, .DictIterator) }
        else { p = try newInstanceCell(NativeIterators.dictTypes[Int(what)].type).cell(PyDictIteratorLayout.self) }
        p.pointee.source = Value(d).bits
        p.pointee.expected = d.pointee.used
        p.pointee.what = what
        p.pointee.index = what & DictIteration.backwards != 0 ? Int64(d.pointee.entryCount) - 1 : 0
        return Value(p)
    }

    public func newSetIterator(_ v: Value) throws(PyRaise) -> Value {
        let p = try new(PySetIteratorLayout.self, .SetIterator)
        p.pointee.source = v.bits
        p.pointee.expected = v.set.pointee.used
        return Value(p)
    }

    func dictIteratorStep(_ it: Value) throws(PyRaise) -> Value {
        let p = it.cell(PyDictIteratorLayout.self)
        if p.pointee.source == 0 { return Iteration.ended }
        let d = Value(bits: p.pointee.source).dict
        if p.pointee.expected != d.pointee.used {
            p.pointee.expected = -1
            throw raise(K.RuntimeError, "dictionary changed size during iteration")
        }
        let what = p.pointee.what
        if let entries = d.pointee.entries {
            var i = Int(p.pointee.index)
            if what & DictIteration.backwards == 0 {
                let n = Int(d.pointee.entryCount)
                while i < n && entries[i].value == 0 { i += 1 }
                if i < n {
                    p.pointee.index = Int64(i + 1)
                    return try dictIteratorResult(entries[i], what)
                }
            } else {
                i = Swift.min(i, Int(d.pointee.entryCount) - 1)
                while i >= 0 && entries[i].value == 0 { i -= 1 }
                if i >= 0 {
                    p.pointee.index = Int64(i - 1)
                    return try dictIteratorResult(entries[i], what)
                }
            }
        }
        p.pointee.source = 0
        return Iteration.ended
    }

    @inline(__always) private func dictIteratorResult(_ e: DictEntry, _ what: Int64) throws(PyRaise) -> Value {
        switch what & 3 {
        case 0: return Value(bits: e.key)
        case 1: return Value(bits: e.value)
        default: return try newPair(Value(bits: e.key), Value(bits: e.value))
        }
    }

    func setIteratorStep(_ it: Value) throws(PyRaise) -> Value {
        let p = it.cell(PySetIteratorLayout.self)
        if p.pointee.source == 0 { return Iteration.ended }
        let s = Value(bits: p.pointee.source).set
        if p.pointee.expected != s.pointee.used {
            p.pointee.expected = -1
            throw raise(K.RuntimeError, "Set changed size during iteration")
        }
        if let entries = s.pointee.entries {
            var i = Int(p.pointee.index)
            let n = Int(s.pointee.entryCapacity)
            while i < n && entries[i].key == 0 { i += 1 }
            if i < n {
                p.pointee.index = Int64(i + 1)
                return Value(bits: entries[i].key)
            }
        }
        p.pointee.source = 0
        return Iteration.ended
    }

    /// The builtin function or class of that name, for __reduce__.
    public func builtin(_ name: String) throws(PyRaise) -> Value {
        guard let d = pointee.builtins else { return .none }
        let v = try dictGet(d, try intern(name))
        if v.isEmpty { throw raise(K.AttributeError, name) }
        return v
    }

    /// (iter, (list of what is left,)): how iterators without positions are pickled; the iterator is not advanced.
    public func reduceRest(_ copy: Value) throws(PyRaise) -> Value {
        let rest = try listFrom(copy)
        return try newTuple([try builtin("iter"), try newTuple([rest])])
    }
}

extension Bootstrap {
    static func defineIterators(_ t: Thread) throws(PyRaise) {
        try defineSequenceIterators(t)
        try defineTableIterators(t)

        func sequenceEnded(_ t: Thread, _ it: Value) throws(PyRaise) -> Value {
            guard t.raisedIs(K.IndexError) || t.raisedIs(K.StopIteration) else { throw PyRaise() }
            t.clearRaised()
            it.iterator.pointee.source = 0
            return Iteration.ended
        }
        let sequenceGot = NativeSteps.register(rescue: sequenceEnded) { (t, it, v) throws(PyRaise) in
            it.iterator.pointee.index &+= 1
            return v
        }
        NativeIterators.sequence = try t.defineIterator("iterator", step: { (t, it) throws(PyRaise) in
            let p = it.iterator
            if p.pointee.source == 0 { return Iteration.ended }
            let source = Value(bits: p.pointee.source), key = try t.newInt(Int(p.pointee.index))
            do throws(PyRaise) {
                let v = try t.pushing(then: sequenceGot, it) { () throws(PyRaise) in
                    let f = try t.special(of: source, .getitem)
                    if f.isExact(.Function) { return try t.tailCall(f, source, key) }
                    return try t.getItem(source, key)
                }
                if v.isPresent { p.pointee.index &+= 1 }
                return v
            } catch { return try sequenceEnded(t, it) }
        }) { (b) throws(PyRaise) in
            try b.method("__length_hint__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                if p.pointee.source == 0 { return Value(small: 0) }
                let s = Value(bits: p.pointee.source)
                if try t.special(of: s, .len).isEmpty { return .notImplemented }
                return try t.newInt(Swift.max(0, try t.length(s) &- Int(p.pointee.index)))
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                if p.pointee.source == 0 { return try t.newTuple([try t.builtin("iter"), try t.newTuple([try t.newTuple([])])]) }
                return try t.newTuple([try t.builtin("iter"), try t.newTuple([Value(bits: p.pointee.source)]), try t.newInt(Int(p.pointee.index))])
            }
            try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
                a[0].iterator.pointee.index = Int64(Swift.max(0, try t.index(a[1])))
                return .none
            }
        }

        /// The value, or the end if it is the sentinel.
        func compared(_ t: Thread, _ it: Value, _ v: Value) throws(PyRaise) -> Value {
            let p = it.iterator
            if p.pointee.source == 0 { return Iteration.ended }
            if v.bits != Iteration.end, !(try t.isEqual(Value(bits: p.pointee.second), v)) { return v }
            p.pointee.source = 0
            p.pointee.second = 0
            return Iteration.ended
        }
        let callableGot = NativeSteps.register(endIsValue: true, compared)
        NativeIterators.callable = try t.defineIterator("callable_iterator", step: { (t, it) throws(PyRaise) in
            let f = Value(bits: it.iterator.pointee.source)
            if f.isEmpty { return Iteration.ended }
            let v = try t.pushing(then: callableGot, it) { () throws(PyRaise) in try t.tailCall(f) }
            return v.isEmpty ? v : try compared(t, it, v)
        }) { (b) throws(PyRaise) in
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                if p.pointee.source == 0 { return try t.newTuple([try t.builtin("iter"), try t.newTuple([try t.newTuple([])])]) }
                return try t.newTuple([try t.builtin("iter"), try t.newTuple([Value(bits: p.pointee.source), Value(bits: p.pointee.second)])])
            }
        }
    }

    private static func defineSequenceIterators(_ t: Thread) throws(PyRaise) {
        // source and index lie at the same places in the three layouts.
        func positioned(_ b: TypeBuilder, _ length: @escaping (Value) -> Int, empty: @escaping (Thread) throws(PyRaise) -> Value) throws(PyRaise) {
            try b.addIteratorMethods()
            try b.method("__length_hint__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].cell(PyListIteratorLayout.self)
                if p.pointee.source == 0 { return Value(small: 0) }
                return Value(small: Swift.max(0, length(Value(bits: p.pointee.source)) - Int(p.pointee.index)))
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].cell(PyListIteratorLayout.self)
                if p.pointee.source == 0 { return try t.newTuple([try t.builtin("iter"), try t.newTuple([try empty(t)])]) }
                return try t.newTuple([try t.builtin("iter"), try t.newTuple([Value(bits: p.pointee.source)]), try t.newInt(Int(p.pointee.index))])
            }
            try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
                let p = a[0].cell(PyListIteratorLayout.self)
                let i = try t.index(a[1])
                if p.pointee.source != 0 {
                    p.pointee.index = Int64(Swift.max(0, Swift.min(i, length(Value(bits: p.pointee.source)))))
                }
                return .none
            }
        }
        _ = try t.defineType("list_iterator", .ListIterator, subclassable: false) { (b) throws(PyRaise) in
            try positioned(b, { $0.list.count }, empty: { (t) throws(PyRaise) in try t.newList() })
        }
        _ = try t.defineType("tuple_iterator", .TupleIterator, subclassable: false) { (b) throws(PyRaise) in
            try positioned(b, { $0.tuple.count }, empty: { (t) throws(PyRaise) in try t.newTuple([]) })
        }
        _ = try t.defineType("str_iterator", .StrIterator, subclassable: false) { (b) throws(PyRaise) in
            try positioned(b, { $0.str.count }, empty: { (t) throws(PyRaise) in Names.emptyStr })
        }
        NativeIterators.strASCII = try t.defineType("str_ascii_iterator", .StrIterator, ownsKind: false, subclassable: false) { (b) throws(PyRaise) in
            try positioned(b, { $0.str.count }, empty: { (t) throws(PyRaise) in Names.emptyStr })
        }

        func reverseMethods(_ b: TypeBuilder) throws(PyRaise) {
            try b.method("__length_hint__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                if p.pointee.source == 0 { return Value(small: 0) }
                let n = try t.length(Value(bits: p.pointee.source))
                return Int(p.pointee.index) < n ? Value(small: Int(p.pointee.index) + 1) : Value(small: 0)
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                let f = try t.builtin("reversed")
                if p.pointee.source == 0 {
                    return try t.newTuple([f, try t.newTuple([t.typeOf(a[0]) == NativeIterators.listReverse.type.type ? try t.newList() : try t.newTuple([])])])
                }
                return try t.newTuple([f, try t.newTuple([Value(bits: p.pointee.source)]), try t.newInt(Int(p.pointee.index))])
            }
            try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                let i = try t.index(a[1])
                if p.pointee.source != 0 {
                    let n = try t.length(Value(bits: p.pointee.source))
                    p.pointee.index = Int64(Swift.max(-1, Swift.min(i, n - 1)))
                }
                return .none
            }
        }
        NativeIterators.listReverse = try t.defineIterator("list_reverseiterator", step: { (t, it) throws(PyRaise) in
            let p = it.iterator
            if p.pointee.source == 0 { return Iteration.ended }
            let list = Value(bits: p.pointee.source).list
            let i = Int(p.pointee.index)
            if i >= 0 && i < list.count {
                p.pointee.index = Int64(i - 1)
                return list.items[i]
            }
            p.pointee.source = 0
            p.pointee.index = -1
            return Iteration.ended
        }) { (b) throws(PyRaise) in
            try reverseMethods(b)
        }
        NativeIterators.reversed = try t.defineIterator("reversed", subclassable: true, step: { (t, it) throws(PyRaise) in
            let p = it.iterator
            if p.pointee.source == 0 { return Iteration.ended }
            let source = Value(bits: p.pointee.source)
            let i = Int(p.pointee.index)
            if i < 0 { p.pointee.source = 0; return Iteration.ended }
            if source.isExact(.Tuple) {
                if i < source.tuple.count { p.pointee.index = Int64(i - 1); return source.tuple.items[i] }
            } else if source.isExact(.Str) {
                if i < source.str.count { p.pointee.index = Int64(i - 1); return try t.character(source.str[code: i]) }
            } else {
                do throws(PyRaise) {
                    let v = try t.getItem(source, try t.newInt(i))
                    p.pointee.index = Int64(i - 1)
                    return v
                } catch {
                    guard t.raisedIs(K.IndexError) || t.raisedIs(K.StopIteration) else { throw error }
                    t.clearRaised()
                }
            }
            p.pointee.source = 0
            p.pointee.index = -1
            return Iteration.ended
        }) { (b) throws(PyRaise) in
            try b.new("(cls, sequence, /)") { (t, a) throws(PyRaise) in
                let s = a[1]
                if s.isExact(.List) && a[0] == NativeIterators.reversed.type {
                    let it = try t.newIterator(NativeIterators.listReverse)
                    it.pointee.source = s.bits
                    it.pointee.index = Int64(s.list.count) - 1
                    return Value(it)
                }
                let f = try t.special(of: s, .reversed)
                if f.isPresent {
                    if f.isNone { throw t.typeError(s, "is not reversible") }
                    return try t.callSpecial(f, s)
                }
                guard try t.special(of: s, .getitem).isPresent, try t.special(of: s, .len).isPresent, !t.has(s, .Dict) else {
                    throw t.typeError(s, "is not reversible")
                }
                let n = try t.length(s)
                let it = try t.newIterator(NativeIterators.reversed, cls: a[0])
                it.pointee.source = s.bits
                it.pointee.index = Int64(n) - 1
                return Value(it)
            }
            try reverseMethods(b)
        }
    }

    private static func defineTableIterators(_ t: Thread) throws(PyRaise) {
        for what: Int64 in [0, 1, 2, 4, 5, 6] {
            let name = (what & 4 != 0 ? "dict_reverse" : "dict_") + ["key", "value", "item"][Int(what & 3)] + "iterator"
            NativeIterators.dictTypes[Int(what)] = try t.defineType(name, .DictIterator, ownsKind: what == 0, subclassable: false) { (b) throws(PyRaise) in
                try b.addIteratorMethods()
                try b.method("__length_hint__", "(self, /)") { (t, a) throws(PyRaise) in
                    let p = a[0].cell(PyDictIteratorLayout.self)
                    if p.pointee.source == 0 { return Value(small: 0) }
                    let d = Value(bits: p.pointee.source).dict
                    guard d.pointee.used == p.pointee.expected, let entries = d.pointee.entries else { return Value(small: 0) }
                    var n = 0
                    let count = Int(d.pointee.entryCount), index = Int(p.pointee.index)
                    if p.pointee.what & DictIteration.backwards == 0 {
                        var i = index
                        while i < count { if entries[i].value != 0 { n += 1 }; i += 1 }
                    } else {
                        var i = Swift.min(index, count - 1)
                        while i >= 0 { if entries[i].value != 0 { n += 1 }; i -= 1 }
                    }
                    return Value(small: n)
                }
                try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                    let p = a[0].cell(PyDictIteratorLayout.self)
                    let copy = try t.newInstanceCell(t.typeOf(a[0]))
                    let q = copy.cell(PyDictIteratorLayout.self)
                    q.pointee.source = p.pointee.source
                    q.pointee.index = p.pointee.index
                    q.pointee.expected = p.pointee.expected
                    q.pointee.what = p.pointee.what
                    return try t.reduceRest(copy)
                }
            }
        }
        _ = try t.defineType("set_iterator", .SetIterator, subclassable: false) { (b) throws(PyRaise) in
            try b.addIteratorMethods()
            try b.method("__length_hint__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].cell(PySetIteratorLayout.self)
                if p.pointee.source == 0 { return Value(small: 0) }
                let s = Value(bits: p.pointee.source).set
                guard s.pointee.used == p.pointee.expected, let entries = s.pointee.entries else { return Value(small: 0) }
                var n = 0
                var i = Int(p.pointee.index)
                while i < Int(s.pointee.entryCapacity) { if entries[i].key != 0 { n += 1 }; i += 1 }
                return Value(small: n)
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].cell(PySetIteratorLayout.self)
                let q = try t.new(PySetIteratorLayout.self, .SetIterator)
                q.pointee.source = p.pointee.source
                q.pointee.index = p.pointee.index
                q.pointee.expected = p.pointee.expected
                return try t.reduceRest(Value(q))
            }
        }
    }
}
