// set and frozenset: the types and their methods (the table: SetCore.swift).

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A set of the class of v's kind: subclasses give the base type, as CPython's operators do.
    private func newSet(like v: Value) throws(PyRaise) -> SetRef { has(v, .Set) ? try newSet() : try newFrozenset() }

    func setCopied(_ v: Value) throws(PyRaise) -> SetRef {
        let s = try newSet(like: v)
        try setMerge(s, v.set)
        return s
    }

    /// Hash of a frozenset: independent of the order of the items.
    func setHash(_ s: SetRef) -> UInt64 {
        var h: UInt64 = 0
        var i = setNext(s, 0)
        while i >= 0 {
            let e = setEntry(s, i).hash
            h ^= ((e ^ 89869747) ^ (e << 16)) &* 3644798167
            i = setNext(s, i + 1)
        }
        h ^= (UInt64(s.pointee.used) &+ 1) &* 1927868237
        h ^= (h >> 11) ^ (h >> 25)
        h = h &* 69069 &+ 907133923
        return h == UInt64.max ? 590923713 : h
    }

    /// Hash of a frozenset, kept in it.
    func frozensetHash(_ s: SetRef) -> UInt64 {
        if s.pointee.hash == 0 { s.pointee.hash = setHash(s) }
        return s.pointee.hash
    }

    func setIsSubset(_ a: SetRef, _ b: SetRef) throws(PyRaise) -> Bool {
        if a.pointee.used > b.pointee.used { return false }
        var left = a.pointee.used
        guard left > 0, let from = a.pointee.entries, let entries = b.pointee.entries else { return true }
        let mask = Int(b.pointee.indexMask)
        var i = 0
        while left > 0 {
            var live = liveSlots(from + i)
            while live != 0 {
                let e = from[i &+ live.trailingZeroBitCount]
                live &= live &- 1
                let place = setPlace(entries, mask, e.key, e.hash)
                if place == setAsk { return try setIsSubset(a, b, from: i) }
                if place < 0 { return false }
                left &-= 1
            }
            i &+= 8
        }
        return true
    }

    /// The same for the entries from slot i on, where comparing may change the sets.
    @inline(never) private func setIsSubset(_ a: SetRef, _ b: SetRef, from first: Int) throws(PyRaise) -> Bool {
        var i = setNext(a, first)
        while i >= 0 {
            if !(try setHas(b, setEntry(a, i))) { return false }
            i = setNext(a, i + 1)
        }
        return true
    }

    /// a & v, in a set of a's kind.
    func setIntersection(_ a: Value, _ v: Value) throws(PyRaise) -> SetRef {
        let out = try newSet(like: a)
        if a == v { try setMerge(out, a.set); return out }
        if isAnySet(v) {
            var (walked, asked) = (v.set, a.set)
            if walked.pointee.used > asked.pointee.used { (walked, asked) = (asked, walked) }
            var i = setNext(walked, 0)
            while i >= 0 {
                let e = setEntry(walked, i)
                if try setHas(asked, e) { try setAdd(out, Value(bits: e.key), e.hash) }
                i = setNext(walked, i + 1)
            }
            return out
        }
        let s = a.set
        try forEach(v) { (x) throws(PyRaise) in
            let h = try hash(x)
            if try setFind(s, x, h) >= 0 { try setAdd(out, x, h) }
            return true
        }
        return out
    }

    /// s -= v.
    func setSubtract(_ s: SetRef, _ v: Value) throws(PyRaise) {
        if isAnySet(v) {
            let other = v.set
            if other == s { setClear(s); return }
            var i = setNext(other, 0)
            while i >= 0 {
                let e = setEntry(other, i)
                try setDiscard(s, Value(bits: e.key), e.hash)
                i = setNext(other, i + 1)
            }
        } else {
            try forEach(v) { (x) throws(PyRaise) in try setDiscard(s, x); return true }
        }
        // Many dummies make iteration slow.
        let dummies = Int(s.pointee.entryCount) - Int(s.pointee.used)
        if s.pointee.entries != nil && dummies > Int(s.pointee.indexMask) / 4 {
            let n = Int(s.pointee.used)
            try setResize(s, n > 50000 ? n * 2 : n * 4)
        }
    }

    /// a - v, in a set of a's kind.
    func setDifference(_ a: Value, _ v: Value) throws(PyRaise) -> SetRef {
        let isDict = v.isExact(.Dict)
        let plain = isDict || isAnySet(v)
        let size = plain ? try length(v) : 0
        if !plain || a.set.pointee.used >> 2 > Int64(size) {
            let out = try setCopied(a)
            try setSubtract(out, v)
            return out
        }
        let out = try newSet(like: a)
        var i = setNext(a.set, 0)
        while i >= 0 {
            let e = setEntry(a.set, i)
            let found = isDict ? try dictFind(v.dict, Value(bits: e.key), e.hash) >= 0 : try setHas(v.set, e)
            if !found { try setAdd(out, Value(bits: e.key), e.hash) }
            i = setNext(a.set, i + 1)
        }
        return out
    }

    /// s ^= other: what is in both goes, the rest comes.
    func setExclusive(_ s: SetRef, _ other: SetRef) throws(PyRaise) {
        if s == other { setClear(s); return }
        var i = setNext(other, 0)
        while i >= 0 {
            let e = setEntry(other, i)
            if !(try setDiscard(s, Value(bits: e.key), e.hash)) { try setAdd(s, Value(bits: e.key), e.hash) }
            i = setNext(other, i + 1)
        }
    }

    /// a ^ v, in a set of a's kind.
    func setSymmetric(_ a: Value, _ v: Value) throws(PyRaise) -> SetRef {
        let out = try newSet(like: a)
        try setUpdate(out, v)
        try setExclusive(out, a.set)
        return out
    }

    func setIsDisjoint(_ a: Value, _ v: Value) throws(PyRaise) -> Bool {
        if a == v { return a.set.pointee.used == 0 }
        if isAnySet(v) {
            var (walked, asked) = (v.set, a.set)
            if walked.pointee.used > asked.pointee.used { (walked, asked) = (asked, walked) }
            var i = setNext(walked, 0)
            while i >= 0 {
                if try setHas(asked, setEntry(walked, i)) { return false }
                i = setNext(walked, i + 1)
            }
            return true
        }
        var result = true
        try forEach(v) { (x) throws(PyRaise) in
            if try setContains(a.set, x) { result = false; return false }
            return true
        }
        return result
    }

    /// An instance of `cls` (set, frozenset or a subclass) with the entries of s.
    func setInstance(_ cls: Value, _ s: SetRef) throws(PyRaise) -> Value {
        let v = try newInstanceCell(cls.type)
        try setMerge(v.set, s)
        return v
    }
}

enum SetSteps {
    /// State: (iterator, set).
    static let update = Fold(.add, consume: { (t, state, x) throws(PyRaise) in
        try t.setAdd(state.list.items[1].set, x)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in .none })
    /// State: the class; the result is the list of the items.
    static let frozen = NativeSteps.register { (t, cls, items) throws(PyRaise) in try t.newSet(of: cls, items) }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// set.update(v) as a native's last act: None; may push.
    func update(_ set: Value, _ v: Value) throws(PyRaise) -> Value {
        if isPlainContainer(v) || isAnySet(v) {
            try setUpdate(set.set, v)
            return .none
        }
        return try SetSteps.update.start(self, try newList([.empty, set]), v)
    }

    func newSet(of cls: Value, _ items: Value) throws(PyRaise) -> Value {
        let v = try newInstanceCell(cls.type)
        try setUpdate(v.set, items)
        return v
    }
}

extension Bootstrap {
    static func defineSet(_ t: Thread) throws(PyRaise) {
        K.set = try t.defineType("set", .Set, flags: TypeFlag.weakrefable) { (b) throws(PyRaise) in
            try b.new("(cls, /, *args, **kwargs)") { (t, a) throws(PyRaise) in try t.newInstanceCell(a[0].type) }
            try b.method("__init__", "(self, iterable=(), /)") { (t, a) throws(PyRaise) in
                let s = a[0].set
                let items = a[1].isPresent && a[1] == a[0] ? Value(try t.setCopied(a[1])) : a[1]
                t.setClear(s)
                return items.isPresent ? try t.update(a[0], items) : .none
            }
            try b.set("__hash__", .none)
            try defineSharedSetMethods(b)
            try defineSetChanges(b)
        }
        K.frozenset = try t.defineType("frozenset", .Frozenset, flags: TypeFlag.weakrefable) { (b) throws(PyRaise) in
            try b.new("(cls, iterable=(), /)", mayLeave: true) { (t, a) throws(PyRaise) in
                if a[0] == K.frozenset && a[1].isExact(.Frozenset) { return a[1] }
                if a[1].isEmpty { return try t.newInstanceCell(a[0].type) }
                let items = try t.pushing(then: SetSteps.frozen, a[0]) { () throws(PyRaise) in try t.plainItems(a[1]) }
                return items.isEmpty ? items : try t.newSet(of: a[0], items)
            }
            try b.method("__hash__", "(self, /)") { (t, a) throws(PyRaise) in
                try t.newInt(Int(bitPattern: UInt(t.frozensetHash(a[0].set))))
            }
            try defineSharedSetMethods(b)
        }
    }

    private static func defineSharedSetMethods(_ b: TypeBuilder) throws(PyRaise) {
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let v = a[0]
            let name = t.typeName(of: v)
            if v.set.pointee.used == 0 { return try t.str("\(name)()") }
            return try t.reprGuarded(v, "\(name)(...)") { () throws(PyRaise) in
                var out: [UInt8] = []
                let plain = v.isExact(.Set)
                if !plain { out.append(contentsOf: Array(name.utf8)); out.append(0x28) }
                out.append(0x7B)
                var first = true
                var i = t.setNext(v.set, 0)
                while i >= 0 {
                    if !first { out.text(", ") }
                    first = false
                    try t.appendRepr(&out, Value(bits: t.setEntry(v.set, i).key))
                    i = t.setNext(v.set, i + 1)
                }
                out.append(0x7D)
                if !plain { out.append(0x29) }
                return try t.str(utf8: out)
            }
        }
        try b.method("__len__", "(self, /)") { (t, a) throws(PyRaise) in Value(small: Int(a[0].set.pointee.used)) }
        try b.method("__contains__", "(self, key, /)") { (t, a) throws(PyRaise) in Value(try t.setContainsItem(a[0], a[1])) }
        try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in try t.newSetIterator(a[0]) }
        for op in CompareOperator.allCases {
            try b.method(op.special.name, "(self, other, /)") { (t, a) throws(PyRaise) in
                guard t.isAnySet(a[1]) else { return .notImplemented }
                return Value(try t.setCompare(op, a[0].set, a[1].set))
            }
        }
        for op in [BinaryOperator.and, .or, .xor, .sub] {
            try b.method(op.special.name, "(self, other, /)") { (t, a) throws(PyRaise) in
                t.isAnySet(a[1]) ? try t.setCombine(op, a[0], a[1]) : .notImplemented
            }
            try b.method(op.reflected.name, "(self, other, /)") { (t, a) throws(PyRaise) in
                t.isAnySet(a[1]) ? try t.setCombine(op, a[1], a[0]) : .notImplemented
            }
        }
        try b.method("copy", "(self, /)") { (t, a) throws(PyRaise) in a[0].isExact(.Frozenset) ? a[0] : Value(try t.setCopied(a[0])) }
        try b.method("isdisjoint", "(self, other, /)") { (t, a) throws(PyRaise) in Value(try t.setIsDisjoint(a[0], a[1])) }
        try b.method("issubset", "(self, other, /)") { (t, a) throws(PyRaise) in Value(try t.setIsSubset(a[0].set, try t.setOf(a[1]))) }
        try b.method("issuperset", "(self, other, /)") { (t, a) throws(PyRaise) in
            if t.isAnySet(a[1]) { return Value(try t.setIsSubset(a[1].set, a[0].set)) }
            var result = true
            let v = a[0]
            try t.forEach(a[1]) { (x) throws(PyRaise) in
                if !(try t.setContains(v.set, x)) { result = false; return false }
                return true
            }
            return Value(result)
        }
        try b.method("union", "(self, *others)") { (t, a) throws(PyRaise) in
            let s = try t.setCopied(a[0])
            for i in 0 ..< a[1].tuple.count { try t.setUpdate(s, a[1].tuple.items[i]) }
            return Value(s)
        }
        try b.method("intersection", "(self, *others)") { (t, a) throws(PyRaise) in
            if a[1].tuple.count == 0 { return Value(try t.setCopied(a[0])) }
            var s = a[0]
            for i in 0 ..< a[1].tuple.count { s = Value(try t.setIntersection(s, a[1].tuple.items[i])) }
            return s
        }
        try b.method("difference", "(self, *others)") { (t, a) throws(PyRaise) in
            if a[1].tuple.count == 0 { return Value(try t.setCopied(a[0])) }
            let s = try t.setDifference(a[0], a[1].tuple.items[0])
            for i in 1 ..< Swift.max(1, a[1].tuple.count) { try t.setSubtract(s, a[1].tuple.items[i]) }
            return Value(s)
        }
        try b.method("symmetric_difference", "(self, other, /)") { (t, a) throws(PyRaise) in Value(try t.setSymmetric(a[0], a[1])) }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let items = try t.listFrom(a[0])
            let state = try t.getAttributeIfAny(a[0], N.dict)
            return try t.newTuple([Value(t.typeOf(a[0])), try t.newTuple([items]), state.isPresent ? state : .none])
        }
        try b.method("__sizeof__", "(self, /)") { (t, a) throws(PyRaise) in Value(small: 200 + 16 * Int(a[0].set.pointee.entryCapacity)) }
    }

    private static func defineSetChanges(_ b: TypeBuilder) throws(PyRaise) {
        try b.method("add", "(self, object, /)") { (t, a) throws(PyRaise) in try t.setAdd(a[0].set, a[1]); return .none }
        /// Removes a key, which may be a set standing for the frozenset of its items.
        func discard(_ t: Thread, _ s: SetRef, _ v: Value) throws(PyRaise) -> Bool {
            if t.has(v, .Set), try t.special(of: v, .hash).isNone { return try t.setDiscard(s, v, t.setHash(v.set)) }
            return try t.setDiscard(s, v)
        }
        try b.method("discard", "(self, object, /)") { (t, a) throws(PyRaise) in _ = try discard(t, a[0].set, a[1]); return .none }
        try b.method("remove", "(self, object, /)") { (t, a) throws(PyRaise) in
            if !(try discard(t, a[0].set, a[1])) { throw t.keyError(a[1]) }
            return .none
        }
        try b.method("pop", "(self, /)") { (t, a) throws(PyRaise) in
            let v = t.setPop(a[0].set)
            if v.isEmpty { throw t.keyError(try t.str("pop from an empty set")) }
            return v
        }
        try b.method("clear", "(self, /)") { (t, a) throws(PyRaise) in t.setClear(a[0].set); return .none }
        try b.method("update", "(self, *others)") { (t, a) throws(PyRaise) in
            if a[1].tuple.count == 1 { return try t.update(a[0], a[1].tuple.items[0]) }
            for i in 0 ..< a[1].tuple.count { try t.setUpdate(a[0].set, a[1].tuple.items[i]) }
            return .none
        }
        try b.method("difference_update", "(self, *others)") { (t, a) throws(PyRaise) in
            for i in 0 ..< a[1].tuple.count { try t.setSubtract(a[0].set, a[1].tuple.items[i]) }
            return .none
        }
        try b.method("intersection_update", "(self, *others)") { (t, a) throws(PyRaise) in
            var s = a[0]
            for i in 0 ..< a[1].tuple.count { s = Value(try t.setIntersection(s, a[1].tuple.items[i])) }
            if s != a[0] { t.setSwap(a[0].set, s.set) }
            return .none
        }
        try b.method("symmetric_difference_update", "(self, other, /)") { (t, a) throws(PyRaise) in
            let other = a[1]
            if t.isAnySet(other) { try t.setExclusive(a[0].set, other.set) } else {
                let s = try t.newSet()
                try t.setUpdate(s, other)
                try t.setExclusive(a[0].set, s)
            }
            return .none
        }
        for (name, op) in [("__iand__", BinaryOperator.and), ("__ior__", .or), ("__ixor__", .xor), ("__isub__", .sub)] {
            try b.method(name, "(self, other, /)") { (t, a) throws(PyRaise) in
                t.isAnySet(a[1]) ? try t.setCombineInPlace(op, a[0], a[1]) : .notImplemented
            }
        }
    }
}
