// list: the type and its methods (sorting: ListSorting.swift; items: Items.swift).

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A new list of n copies of the items, one copy after the other.
    func listRepeated(_ v: Value, _ n: Int) throws(PyRaise) -> Value {
        let count = v.list.count
        if n <= 0 || count == 0 { return try newList() }
        let (total, o) = count.multipliedReportingOverflow(by: n)
        guard !o, total < 1 << 36 else { throw memoryError() }
        let out = try newList(capacity: total)
        fillRepeated(out.list.items, v.list.items, count, n)
        out.list.pointee.count = Int64(total)
        return out
    }

    func fillRepeated(_ to: UnsafeMutablePointer<Value>, _ from: UnsafePointer<Value>, _ count: Int, _ n: Int) {
        if count == 1 {
            let x = from[0]
            for i in 0 ..< n { to[i] = x }
            return
        }
        for k in 0 ..< n { memcpy(to + k * count, from, count * 8) }
    }

    /// A repeat count: any integer, clamped below; OverflowError if it is too large.
    func repeatCount(_ v: Value) throws(PyRaise) -> Int {
        try index(v, overflow: "cannot fit '\(typeName(of: v))' into an index-sized integer")
    }

    /// Is v something that can count repetitions?
    func canIndex(_ v: Value) throws(PyRaise) -> Bool {
        if isAnyInt(v) { return true }
        return try special(of: v, .index).isPresent
    }

    /// Is v of a class written in Python with that reflected operator? Only then may a sequence decline.
    func handlesReflected(_ v: Value, _ s: Special) throws(PyRaise) -> Bool {
        typeOf(v).pointee.typeFlags & TypeFlag.heap != 0 ? try special(of: v, s).isPresent : false
    }

    /// Comparison of two lists item by item.
    func compareLists(_ op: CompareOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        if op == .eq || op == .ne { return Value(try equalCells(a, b, .list) == (op == .eq)) }
        try checkStack()
        let p = a.list, q = b.list
        var i = 0
        while i < p.count && i < q.count {
            let x = p.items[i], y = q.items[i]
            if !(try isSame(x, y)) {
                return try compareWaiting(op, x, y)
            }
            i += 1
        }
        return Value(op.holds(p.count < q.count ? -1 : p.count > q.count ? 1 : 0))
    }

    /// Clamped start and stop arguments of index().
    func searchBounds(_ start: Value, _ stop: Value, _ n: Int) throws(PyRaise) -> (Int, Int) {
        var from = start.isEmpty ? 0 : try sliceIndex(start)
        var to = stop.isEmpty ? Int.max : try sliceIndex(stop)
        if from < 0 { from = Swift.max(0, from &+ n) }
        if to < 0 { to = Swift.max(0, to &+ n) }
        return (from, to)
    }
}

/// Steps of list methods.
enum ListSteps {
    /// State: (iterator, list): appends the items one by one, so that what came before an exception stays.
    static let extend = Fold(.append, consume: { (t, state, x) throws(PyRaise) in
        try t.listAppend(state.list.items[1].list, x)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in .none })
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// list.extend(v) as a native's last act: None; may push.
    func extend(_ list: Value, _ v: Value) throws(PyRaise) -> Value {
        if isPlainContainer(v) {
            try listExtend(list.list, v)
            return .none
        }
        return try ListSteps.extend.start(self, try newList([.empty, list]), v)
    }
}

extension Bootstrap {
    static func defineList(_ t: Thread) throws(PyRaise) {
        K.list = try t.defineType("list", .List, flags: TypeFlag.sequence) { (b) throws(PyRaise) in
            try defineListBasics(b)
            try defineListOperators(b)
            try defineListMethods(b)
        }
    }

    private static func defineListBasics(_ b: TypeBuilder) throws(PyRaise) {
        try b.new("(cls, /, *args, **kwargs)") { (t, a) throws(PyRaise) in try t.newInstanceCell(a[0].type) }
        try b.method("__init__", "(self, iterable=(), /)") { (t, a) throws(PyRaise) in
            let list = a[0].list
            if a[1].isExact(.List) && a[1] == a[0] { return .none }
            t.listClear(list)
            return a[1].isPresent ? try t.extend(a[0], a[1]) : .none
        }
        try b.set("__hash__", .none)
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let v = a[0]
            if v.list.count == 0 { return try t.str("[]") }
            return try t.reprGuarded(v, "[...]") { () throws(PyRaise) in
                var out: [UInt8] = [0x5B]
                var i = 0
                while i < v.list.count {
                    if i > 0 { out.text(", ") }
                    try t.appendRepr(&out, v.list.items[i])
                    i += 1
                }
                out.append(0x5D)
                return try t.str(utf8: out)
            }
        }
        try b.method("__len__", "(self, /)") { (t, a) throws(PyRaise) in Value(small: a[0].list.count) }
        try b.method("__getitem__", "(self, index, /)") { (t, a) throws(PyRaise) in try t.listGetItem(a[0], a[1]) }
        try b.method("__setitem__", "(self, key, value, /)") { (t, a) throws(PyRaise) in try t.listSetItem(a[0], a[1], a[2]); return .none }
        try b.method("__delitem__", "(self, key, /)") { (t, a) throws(PyRaise) in try t.listDeleteItem(a[0], a[1]); return .none }
        try b.method("__contains__", "(self, key, /)") { (t, a) throws(PyRaise) in Value(try t.listIndex(a[0], a[1], 0, Int.max) >= 0) }
        try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = try t.new(PyListIteratorLayout.self, .ListIterator)
            p.pointee.source = a[0].bits
            return Value(p)
        }
        try b.method("__reversed__", "(self, /)") { (t, a) throws(PyRaise) in
            let it = try t.newIterator(NativeIterators.listReverse)
            it.pointee.source = a[0].bits
            it.pointee.index = Int64(a[0].list.count) - 1
            return Value(it)
        }
        try b.method("__sizeof__", "(self, /)") { (t, a) throws(PyRaise) in Value(small: 40 + 8 * Int(a[0].list.pointee.capacity)) }
    }

    private static func defineListOperators(_ b: TypeBuilder) throws(PyRaise) {
        for op in CompareOperator.allCases {
            try b.method(op.special.name, "(self, other, /)") { (t, a) throws(PyRaise) in
                guard t.has(a[1], .List) else { return .notImplemented }
                return try t.compareLists(op, a[0], a[1])
            }
        }
        try b.method("__add__", "(self, other, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .List) else {
                // CPython's list has only the sequence form of +, with a message of its own.
                if try t.handlesReflected(a[1], .radd) { return .notImplemented }
                throw t.raise(K.TypeError, "can only concatenate list (not \"\(t.typeName(of: a[1]))\") to list")
            }
            return try t.listConcatenation(a[0].list, a[1].list)
        }
        try b.method("__iadd__", "(self, other, /)") { (t, a) throws(PyRaise) in try t.listExtend(a[0].list, a[1]); return a[0] }
        for name in ["__mul__", "__rmul__"] {
            try b.method(name, "(self, value, /)") { (t, a) throws(PyRaise) in
                guard try t.canIndex(a[1]) else {
                    if name == "__mul__", try t.handlesReflected(a[1], .rmul) { return .notImplemented }
                    throw t.raise(K.TypeError, "can't multiply sequence by non-int of type '\(t.typeName(of: a[1]))'")
                }
                return try t.listRepeated(a[0], try t.repeatCount(a[1]))
            }
        }
        try b.method("__imul__", "(self, value, /)") { (t, a) throws(PyRaise) in
            guard try t.canIndex(a[1]) else { throw t.raise(K.TypeError, "can't multiply sequence by non-int of type '\(t.typeName(of: a[1]))'") }
            let n = try t.repeatCount(a[1])
            let list = a[0].list
            let count = list.count
            if n <= 0 { t.listClear(list); return a[0] }
            if count == 0 || n == 1 { return a[0] }
            let (total, o) = count.multipliedReportingOverflow(by: n)
            guard !o, total < 1 << 36 else { throw t.memoryError() }
            try t.listReserve(list, total)
            t.fillRepeated(list.items + count, list.items, count, n - 1)
            list.pointee.count = Int64(total)
            t.barrier(list)
            return a[0]
        }
    }

    private static func defineListMethods(_ b: TypeBuilder) throws(PyRaise) {
        try b.method("append", "(self, object, /)") { (t, a) throws(PyRaise) in try t.listAppend(a[0].list, a[1]); return .none }
        try b.method("extend", "(self, iterable, /)") { (t, a) throws(PyRaise) in try t.extend(a[0], a[1]) }
        try b.method("insert", "(self, index, object, /)") { (t, a) throws(PyRaise) in
            var i = try t.index(a[1], overflow: "cannot fit 'int' into an index-sized integer")
            let n = a[0].list.count
            if i < 0 { i = Swift.max(0, i &+ n) }
            try t.listInsert(a[0].list, at: Swift.min(i, n), a[2])
            return .none
        }
        try b.method("pop", "(self, index=-1, /)") { (t, a) throws(PyRaise) in
            let list = a[0].list
            if a[1].isEmpty {
                let v = t.listPop(list)
                if v.isEmpty { throw t.raise(K.IndexError, "pop from empty list") }
                return v
            }
            var i = try t.index(a[1], overflow: "cannot fit 'int' into an index-sized integer", error: K.IndexError)
            let n = list.count
            if n == 0 { throw t.raise(K.IndexError, "pop from empty list") }
            if i < 0 { i &+= n }
            guard i >= 0 && i < n else { throw t.raise(K.IndexError, "pop index out of range") }
            return t.listRemove(list, at: i)
        }
        try b.method("remove", "(self, value, /)") { (t, a) throws(PyRaise) in
            let i = try t.listIndex(a[0], a[1], 0, Int.max)
            if i < 0 { throw t.raise(K.ValueError, "list.remove(x): x not in list") }
            if i < a[0].list.count { _ = t.listRemove(a[0].list, at: i) }
            return .none
        }
        try b.method("clear", "(self, /)") { (t, a) throws(PyRaise) in t.listClear(a[0].list); return .none }
        try b.method("copy", "(self, /)") { (t, a) throws(PyRaise) in
            let n = a[0].list.count
            return n == 0 ? try t.newList() : try t.newList(a[0].list.items, n)
        }
        try b.method("count", "(self, value, /)") { (t, a) throws(PyRaise) in
            var n = 0, i = 0
            while i < a[0].list.count {
                if try t.isSame(a[0].list.items[i], a[1]) { n += 1 }
                i += 1
            }
            return Value(small: n)
        }
        try b.method("index", "(self, value, start=0, stop=9223372036854775807, /)") { (t, a) throws(PyRaise) in
            let (from, to) = try t.searchBounds(a[2], a[3], a[0].list.count)
            let i = try t.listIndex(a[0], a[1], from, to)
            if i < 0 { throw t.raise(K.ValueError, "\(try t.reprString(a[1])) is not in list") }
            return Value(small: i)
        }
        try b.method("reverse", "(self, /)") { (t, a) throws(PyRaise) in
            let list = a[0].list
            var i = 0, j = list.count - 1
            while i < j {
                let x = list.items[i]
                list.items[i] = list.items[j]
                list.items[j] = x
                i += 1
                j -= 1
            }
            return .none
        }
        try b.method("sort", "(self, /, *, key=None, reverse=False)") { (t, a) throws(PyRaise) in
            let reverse = a[2].isEmpty ? false : try t.index(a[2]) != 0
            return try t.sortList(a[0], key: a[1].isEmpty ? .none : a[1], reverse: reverse, result: .none)
        }
    }
}
