// Items: the entry points by which both tiers read, write and test items of the exact builtin containers.
//
// They take the container by value word and any key. Conditions like 'key is a small int inside the bounds' are decided
// first; all that is not exact goes through the special methods.

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// list[key]
    @inline(__always) public func listGetItem(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        if key.isInt {
            let n = v.list.count
            var i = key.int
            if i < 0 { i &+= n }
            if i >= 0 && i < n { return v.list.items[i] }
            throw raise(K.IndexError, "list index out of range")
        }
        return try listGetItemSlow(v, key)
    }

    /// Position from an index object, or IndexError.
    func position(_ key: Value, _ n: Int, _ what: String, _ message: String) throws(PyRaise) -> Int {
        if key.isInt {
            let i = key.int < 0 ? key.int &+ n : key.int
            guard i >= 0 && i < n else { throw raise(K.IndexError, message) }
            return i
        }
        if !isAnyInt(key), try special(of: key, .index).isEmpty {
            throw raise(K.TypeError, "\(what) indices must be integers or slices, not \(typeName(of: key))")
        }
        var i = try index(key, overflow: "cannot fit '\(typeName(of: key))' into an index-sized integer", error: K.IndexError)
        if i < 0 { i &+= n }
        guard i >= 0 && i < n else { throw raise(K.IndexError, message) }
        return i
    }

    @inline(never) func listGetItemSlow(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        if key.isExact(.Slice) {
            let r = try sliceIndices(key, v.list.count)
            let out = try newList(capacity: r.count)
            if r.count == 0 { return out }
            // An __index__ in the slice may have changed the list.
            let s = r.start + (r.count - 1) * r.step
            guard Swift.max(r.start, s) < v.list.count else { return try newList() }
            if r.step == 1 { memcpy(out.list.items, v.list.items + r.start, r.count * 8) }
            else { for k in 0 ..< r.count { out.list.items[k] = v.list.items[r.start + k * r.step] } }
            out.list.pointee.count = Int64(r.count)
            return out
        }
        let i = try position(key, v.list.count, "list", "list index out of range")
        guard i < v.list.count else { throw raise(K.IndexError, "list index out of range") }
        return v.list.items[i]
    }

    /// list[key] = value
    @inline(__always) public func listSetItem(_ v: Value, _ key: Value, _ value: Value) throws(PyRaise) {
        if key.isInt {
            let n = v.list.count
            var i = key.int
            if i < 0 { i &+= n }
            if i >= 0 && i < n {
                v.list.items[i] = value
                barrier(v)
                return
            }
            throw raise(K.IndexError, "list assignment index out of range")
        }
        try listSetItemSlow(v, key, value)
    }

    @inline(never) func listSetItemSlow(_ v: Value, _ key: Value, _ value: Value) throws(PyRaise) {
        if key.isExact(.Slice) { try listSetSlice(v, key, value); return }
        let i = try position(key, v.list.count, "list", "list assignment index out of range")
        guard i < v.list.count else { throw raise(K.IndexError, "list assignment index out of range") }
        v.list.items[i] = value
        barrier(v)
    }

    /// list[slice] = iterable
    func listSetSlice(_ v: Value, _ key: Value, _ value: Value) throws(PyRaise) {
        let s = key.cell(PySliceLayout.self)
        let plain = Value(bits: s.pointee.step).isNone || s.pointee.step == Value(small: 1).bits
        let source: Value
        if value.isExact(.List) && value != v || value.isExact(.Tuple) { source = value }
        else {
            do throws(PyRaise) { source = try listFrom(value) } catch {
                if raisedIs(K.TypeError), try special(of: value, .iter).isEmpty, try special(of: value, .getitem).isEmpty {
                    clearRaised()
                    throw raise(K.TypeError, plain ? "can only assign an iterable" : "must assign iterable to extended slice")
                }
                throw error
            }
        }
        let n = source.isExact(.List) ? source.list.count : source.tuple.count
        let r = try sliceIndices(key, v.list.count)
        let list = v.list
        if r.step == 1 {
            let base = source.isExact(.List) ? (n > 0 ? source.list.items : UnsafeMutablePointer<Value>(source.raw.assumingMemoryBound(to: Value.self))) : source.tuple.items
            try listReplace(list, r.start, Swift.max(r.start, r.stop), base, n)
            return
        }
        guard n == r.count else {
            throw raise(K.ValueError, "attempt to assign sequence of size \(n) to extended slice of size \(r.count)")
        }
        if n == 0 { return }
        let base = source.isExact(.List) ? source.list.items : source.tuple.items
        for k in 0 ..< n { list.items[r.start + k * r.step] = base[k] }
        barrier(list)
    }

    /// list[from ..< to] = n values at base.
    func listReplace(_ list: ListRef, _ from: Int, _ to: Int, _ base: UnsafePointer<Value>, _ n: Int) throws(PyRaise) {
        let old = list.count
        let tail = old - to
        let new = from + n + tail
        if new > old { try listReserve(list, new) }
        guard new > 0 else { listClear(list); return }
        if list.pointee.items == nil { return }
        if from + n != to && tail > 0 { memmove(list.items + from + n, list.items + to, tail * 8) }
        if n > 0 { memcpy(list.items + from, base, n * 8) }
        if new < old { for i in new ..< old { list.items[i] = .empty } }
        list.pointee.count = Int64(new)
        barrier(list)
    }

    /// del list[key]
    public func listDeleteItem(_ v: Value, _ key: Value) throws(PyRaise) {
        let list = v.list
        if key.isExact(.Slice) {
            let r = try sliceIndices(key, list.count)
            if r.count == 0 { return }
            let base = UnsafePointer<Value>(list.items)
            if r.step == 1 { try listReplace(list, r.start, r.stop, base, 0); return }
            // Walk upwards, keeping what lies between the deleted items.
            let step = abs(r.step), first = r.step < 0 ? r.start + (r.count - 1) * r.step : r.start
            let old = list.count
            guard first >= 0 && first + (r.count - 1) * step < old else { return }
            var to = first
            for k in 0 ..< r.count {
                let gap = first + k * step + 1
                let end = k == r.count - 1 ? old : gap + step - 1
                if end > gap { memmove(list.items + to, list.items + gap, (end - gap) * 8) }
                to += end - gap
            }
            for i in to ..< old { list.items[i] = .empty }
            list.pointee.count = Int64(to)
            return
        }
        let i = try position(key, list.count, "list", "list assignment index out of range")
        guard i < list.count else { throw raise(K.IndexError, "list assignment index out of range") }
        _ = listRemove(list, at: i)
    }

    /// tuple[key]
    @inline(__always) public func tupleGetItem(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        if key.isInt {
            let n = v.tuple.count
            var i = key.int
            if i < 0 { i &+= n }
            if i >= 0 && i < n { return v.tuple.items[i] }
            throw raise(K.IndexError, "tuple index out of range")
        }
        return try tupleGetItemSlow(v, key)
    }

    @inline(never) func tupleGetItemSlow(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        if key.isExact(.Slice) {
            let r = try sliceIndices(key, v.tuple.count)
            if r.count == v.tuple.count && r.step == 1 && v.isExact(.Tuple) { return v }
            let out = try newTuple(count: r.count)
            if r.count > 0 {
                if r.step == 1 { memcpy(out.items, v.tuple.items + r.start, r.count * 8) }
                else { for k in 0 ..< r.count { out.items[k] = v.tuple.items[r.start + k * r.step] } }
            }
            return Value(out)
        }
        return v.tuple.items[try position(key, v.tuple.count, "tuple", "tuple index out of range")]
    }

    /// dict[key] of a dict or an instance of a subclass: KeyError or `__missing__`.
    @inline(__always) public func dictGetItem(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        let r = try dictGet(v.dict, key)
        if r.isPresent { return r }
        return try dictMissing(v, key)
    }

    /// What dict[key] gives for an absent key; may push.
    @inline(never) func dictMissing(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        if !v.isExact(.Dict) {
            let f = try special(of: v, .missing)
            if f.isPresent {
                switch try bind(f, v, typeOf(v)) {
                case .method(let g): return try tailCall(g, v, key)
                case .value(let g): return try tailCall(g, key)
                case .call(let g, let a, let b, let c): return try tailCall(try callFound(g, a, b, c), key)
                case .missing: break
                }
            }
        }
        throw keyError(key)
    }

    // -- key in container

    /// value in container, waiting.
    public func contains(_ container: Value, _ v: Value) throws(PyRaise) -> Bool {
        if container.isReference {
            switch Kind(rawValue: container.shape) {
            case .Dict: return v.isExact(.Str) ? try dictFindStr(container.dict, v) >= 0 : try dictFind(container.dict, v, try hash(v)) >= 0
            case .Set, .Frozenset:
                if v.isInt { return try setFind(container.set, v, Hashing.ofInt(v.int)) >= 0 }
                if v.isExact(.Str) { return try setFind(container.set, v, strHash(v.str)) >= 0 }
                return try setContainsItem(container, v)
            case .List: return try listIndex(container, v, 0, Int.max) >= 0
            case .Tuple: return try tupleIndex(v, in: container.tuple, 0, Int.max) >= 0
            case .Str where v.isExact(.Str): return try strFind(container.str, v.str, 0, container.str.count) >= 0
            case .Range: return try rangeContains(container, v)
            default: break
            }
        }
        let f = try special(of: container, .contains)
        if f.isPresent {
            if f.isNone { throw typeError(container, "is not a container") }
            return try isTrue(try callSpecial(f, container, v))
        }
        return try containsByIteration(container, v)
    }

    /// `in` for objects without `__contains__`: walks their iterator.
    func containsByIteration(_ container: Value, _ v: Value) throws(PyRaise) -> Bool {
        if try special(of: container, .iter).isEmpty, try special(of: container, .getitem).isEmpty {
            throw raise(K.TypeError, "argument of type '\(typeName(of: container))' is not iterable")
        }
        let it = try iterator(container)
        while true {
            let x = try nextQuick(it)
            if x.isEmpty { return false }
            if try isSame(x, v) { return true }
        }
    }

    /// Identity or equality, quick for words and exact strings.
    @inline(__always) public func isSame(_ a: Value, _ b: Value) throws(PyRaise) -> Bool { try keysEqual(a, b) }

    /// `in` for sets: a set that is looked up is hashed as a frozenset.
    func setContainsItem(_ container: Value, _ v: Value) throws(PyRaise) -> Bool {
        if has(v, .Set) {
            let h = try special(of: v, .hash)
            if h.isEmpty || h.isNone { return try setFind(container.set, v, setHash(v.set)) >= 0 }
        }
        return try setContains(container.set, v)
    }
}
