// dict: the type and its methods (views: DictViews.swift; the table: DictCore.swift).

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// dict.update(v): a mapping (anything with keys()) or an iterable of pairs.
    public func dictMergeFrom(_ d: DictRef, _ v: Value, override: Bool = true) throws(PyRaise) {
        if has(v, .Dict), v.isExact(.Dict) ? true : try special(of: v, .iter) == (try special(K.dict.type, .iter)) {
            let from = v.dict
            if from == d { return }
            if try dictCopyTables(from: from, to: d) { return }
            let n = from.pointee.used
            var i = dictNext(from, 0)
            while i >= 0 {
                let e = from.pointee.entries.unsafelyUnwrapped[i]
                if override { try dictSet(d, Value(bits: e.key), e.hash, Value(bits: e.value)) }
                else if try dictFind(d, Value(bits: e.key), e.hash) < 0 { try dictSet(d, Value(bits: e.key), e.hash, Value(bits: e.value)) }
                if from.pointee.used != n { throw raise(K.RuntimeError, "dict mutated during update") }
                i = dictNext(from, i + 1)
            }
            return
        }
        let keys = try getAttributeIfAny(v, N.keys)
        if keys.isPresent {
            let it = try iterator(try call(keys))
            while true {
                let k = try next(it)
                if k.isEmpty { return }
                try dictSet(d, k, try getItem(v, k))
            }
        }
        try dictUpdateFromPairs(d, v)
    }

    func dictUpdateFromPairs(_ d: DictRef, _ v: Value) throws(PyRaise) {
        let it = try iterator(v)
        var n = 0
        while true {
            let x = try nextQuick(it)
            if x.isEmpty { return }
            try dictSetPair(d, x, n)
            n += 1
        }
    }

    /// Sets a key from pair number n of an update.
    fileprivate func dictSetPair(_ d: DictRef, _ x: Value, _ n: Int) throws(PyRaise) {
        let pair: Value
        if x.isExact(.Tuple) || x.isExact(.List) { pair = x }
        else {
            do throws(PyRaise) { pair = try listFrom(x) } catch {
                if raisedIs(K.TypeError) {
                    clearRaised()
                    throw raise(K.TypeError, "cannot convert dictionary update sequence element #\(n) to a sequence")
                }
                throw error
            }
        }
        let isTuple = pair.isExact(.Tuple)
        let count = isTuple ? pair.tuple.count : pair.list.count
        guard count == 2 else {
            throw raise(K.ValueError, "dictionary update sequence element #\(n) has length \(count); 2 is required")
        }
        let items = isTuple ? pair.tuple.items : pair.list.items
        try dictSet(d, items[0], items[1])
    }

    /// dict(a, **k) and d.update(a, **k): positional arguments as a tuple. None; may push.
    func dictUpdateArguments(_ d: DictRef, _ arguments: Value, _ keywords: Value, _ name: String) throws(PyRaise) -> Value {
        let n = arguments.tuple.count
        if n > 1 { throw raise(K.TypeError, "\(name) expected at most 1 argument, got \(n)") }
        if n == 1 {
            let v = arguments.tuple.items[0]
            if !isPlainContainer(v) && !has(v, .Dict), try getAttributeIfAny(v, N.keys).isEmpty {
                // An iterator of pairs: its frames are pushed.
                return try DictSteps.update.start(self, try newList([.empty, Value(d), keywords, Value(small: 0)]), v)
            }
            try dictMergeFrom(d, v)
        }
        if keywords.isPresent && keywords.dict.pointee.used > 0 { try dictMergeFrom(d, keywords) }
        return .none
    }

    /// Are two dicts (any subclass) equal?
    public func dictsEqual(_ a: DictRef, _ b: DictRef) throws(PyRaise) -> Bool {
        if a == b { return true }
        if a.pointee.used != b.pointee.used { return false }
        var i = dictNext(a, 0)
        while i >= 0 {
            let e = a.pointee.entries.unsafelyUnwrapped[i]
            let j = try dictFind(b, Value(bits: e.key), e.hash)
            if j < 0 { return false }
            let other = Value(bits: b.pointee.entries.unsafelyUnwrapped[j].value)
            if !(try isSame(Value(bits: e.value), other)) { return false }
            i = dictNext(a, i + 1)
        }
        return true
    }

    /// Removes a key; its value, or empty if it was not there.
    public func dictPop(_ d: DictRef, _ key: Value) throws(PyRaise) -> Value {
        if d.pointee.used == 0 { return .empty }
        let h = key.isExact(.Str) ? strHash(key.str) : try hash(key)
        let i = try dictFind(d, key, h)
        if i < 0 { return .empty }
        let v = Value(bits: d.pointee.entries.unsafelyUnwrapped[i].value)
        dictDeleteEntry(d, i)
        if d.pointee.header.flags & DictFlag.watched != 0 { Watching.valueChanged(self, d, key) }
        return v
    }

    /// repr of the pairs of a dict, with braces.
    func dictRepr(_ v: Value) throws(PyRaise) -> Value {
        let d = v.dict
        if d.pointee.used == 0 { return try str("{}") }
        return try reprGuarded(v, "{...}") { () throws(PyRaise) in
            var out: [UInt8] = [0x7B]
            var first = true
            var i = dictNext(d, 0)
            while i >= 0 {
                let e = d.pointee.entries.unsafelyUnwrapped[i]
                if !first { out.text(", ") }
                first = false
                try appendRepr(&out, Value(bits: e.key))
                out.text(": ")
                try appendRepr(&out, Value(bits: e.value))
                i = dictNext(d, i + 1)
            }
            out.append(0x7D)
            return try str(utf8: out)
        }
    }
}

private enum DictSteps {
    /// State: (iterator, dict, keywords, number of pairs so far).
    static let update = Fold(consume: { (t, state, x) throws(PyRaise) in
        let s = state.list.items
        try t.dictSetPair(s[1].dict, x, s[3].int)
        state.list.items[3] = Value(small: state.list.items[3].int + 1)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in
        let s = state.list.items
        if s[2].isPresent && s[2].dict.pointee.used > 0 { try t.dictMergeFrom(s[1].dict, s[2]) }
        return .none
    })
}

extension Bootstrap {
    static func defineDict(_ t: Thread) throws(PyRaise) {
        K.dict = try t.defineType("dict", .Dict, flags: TypeFlag.mapping) { (b) throws(PyRaise) in
            try defineDictBasics(b)
            try defineDictOperators(b)
            try defineDictMethods(b)
        }
        try defineDictViews(t)
        try defineMappingProxy(t)
    }

    private static func defineDictBasics(_ b: TypeBuilder) throws(PyRaise) {
        try b.new("(cls, /, *args, **kwargs)") { (t, a) throws(PyRaise) in try t.newInstanceCell(a[0].type) }
        try b.method("__init__", "(self, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
            try t.dictUpdateArguments(a[0].dict, a[1], a[2], "dict")
        }
        try b.set("__hash__", .none)
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
        try b.classMethod("fromkeys", "(cls, iterable, value=None, /)") { (t, a) throws(PyRaise) in
            let value = a[2].isEmpty ? Value.none : a[2]
            let out = a[0] == K.dict ? Value(try t.newDict()) : try t.call(a[0])
            if out.isExact(.Dict) {
                try t.forEach(a[1]) { (k) throws(PyRaise) in try t.dictSet(out.dict, k, value); return true }
            } else {
                let it = try t.iterator(a[1])
                while true {
                    let k = try t.next(it)
                    if k.isEmpty { break }
                    try t.setItem(out, k, value)
                }
            }
            return out
        }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in try t.dictRepr(a[0]) }
        try b.method("__len__", "(self, /)") { (t, a) throws(PyRaise) in Value(small: Int(a[0].dict.pointee.used)) }
        try b.method("__getitem__", "(self, key, /)") { (t, a) throws(PyRaise) in try t.dictGetItem(a[0], a[1]) }
        try b.method("__setitem__", "(self, key, value, /)") { (t, a) throws(PyRaise) in try t.dictSet(a[0].dict, a[1], a[2]); return .none }
        try b.method("__delitem__", "(self, key, /)") { (t, a) throws(PyRaise) in
            if !(try t.dictDelete(a[0].dict, a[1])) { throw t.keyError(a[1]) }
            return .none
        }
        try b.method("__contains__", "(self, key, /)") { (t, a) throws(PyRaise) in Value(try t.dictGet(a[0].dict, a[1]).isPresent) }
        try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in try t.newDictIterator(a[0].dict, DictIteration.keys) }
        try b.method("__reversed__", "(self, /)") { (t, a) throws(PyRaise) in try t.newDictIterator(a[0].dict, DictIteration.keys | DictIteration.backwards) }
        try b.method("__sizeof__", "(self, /)") { (t, a) throws(PyRaise) in Value(small: 64 + 32 * Int(a[0].dict.pointee.entryCapacity)) }
    }

    private static func defineDictOperators(_ b: TypeBuilder) throws(PyRaise) {
        for op in CompareOperator.allCases {
            try b.method(op.special.name, "(self, other, /)") { (t, a) throws(PyRaise) in
                guard op == .eq || op == .ne, t.has(a[1], .Dict) else { return .notImplemented }
                return Value(try t.dictsEqual(a[0].dict, a[1].dict) == (op == .eq))
            }
        }
        try b.method("__or__", "(self, other, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Dict) else { return .notImplemented }
            let d = try t.dictCopy(a[0].dict)
            try t.dictMergeFrom(d, a[1])
            return Value(d)
        }
        try b.method("__ror__", "(self, other, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Dict) else { return .notImplemented }
            let d = try t.dictCopy(a[1].dict)
            try t.dictMergeFrom(d, a[0])
            return Value(d)
        }
        try b.method("__ior__", "(self, other, /)") { (t, a) throws(PyRaise) in
            try t.dictMergeFrom(a[0].dict, a[1])
            return a[0]
        }
    }

    private static func defineDictMethods(_ b: TypeBuilder) throws(PyRaise) {
        try b.method("get", "(self, key, default=None, /)") { (t, a) throws(PyRaise) in
            let v = try t.dictGet(a[0].dict, a[1])
            return v.isPresent ? v : a[2].isPresent ? a[2] : .none
        }
        try b.method("setdefault", "(self, key, default=None, /)") { (t, a) throws(PyRaise) in
            let d = a[0].dict, key = a[1]
            let h = key.isExact(.Str) ? strHash(key.str) : try t.hash(key)
            let i = try t.dictFind(d, key, h)
            if i >= 0 { return Value(bits: d.pointee.entries.unsafelyUnwrapped[i].value) }
            let value = a[2].isPresent ? a[2] : Value.none
            try t.dictSet(d, key, h, value)
            return value
        }
        try b.method("pop", "(self, key, default=None, /)") { (t, a) throws(PyRaise) in
            let v = try t.dictPop(a[0].dict, a[1])
            if v.isPresent { return v }
            if a[2].isPresent { return a[2] }
            throw t.keyError(a[1])
        }
        try b.method("popitem", "(self, /)") { (t, a) throws(PyRaise) in
            let d = a[0].dict
            guard d.pointee.used > 0, let entries = d.pointee.entries else { throw t.keyError(try t.str("popitem(): dictionary is empty")) }
            var i = Int(d.pointee.entryCount) - 1
            while i >= 0 && entries[i].value == 0 { i -= 1 }
            let e = entries[i]
            let pair = try t.newPair(Value(bits: e.key), Value(bits: e.value))
            // What lies behind is deleted entries only: give them back, so that popping stays constant-time.
            t.dictDeleteEntry(d, i)
            if d.pointee.entries != nil { t.dictTrim(d) }
            if d.pointee.header.flags & DictFlag.watched != 0 { Watching.valueChanged(t, d, Value(bits: e.key)) }
            return pair
        }
        try b.method("update", "(self, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
            try t.dictUpdateArguments(a[0].dict, a[1], a[2], "update")
        }
        try b.method("clear", "(self, /)") { (t, a) throws(PyRaise) in t.dictClear(a[0].dict); return .none }
        try b.method("copy", "(self, /)") { (t, a) throws(PyRaise) in Value(try t.dictCopy(a[0].dict)) }
        try b.method("keys", "(self, /)") { (t, a) throws(PyRaise) in try t.newDictView(a[0], DictIteration.keys) }
        try b.method("values", "(self, /)") { (t, a) throws(PyRaise) in try t.newDictView(a[0], DictIteration.values) }
        try b.method("items", "(self, /)") { (t, a) throws(PyRaise) in try t.newDictView(a[0], DictIteration.items) }
    }
}
