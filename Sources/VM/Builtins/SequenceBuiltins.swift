// Builtins over whole iterables: len, min, max, sum, any, all, sorted.
//
// Numbers are added and compared on machine words as long as they are words; the first other item leads to the general
// protocols, which wait for Python code.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Can v be called?
    public func isCallable(_ v: Value) throws(PyRaise) -> Bool {
        guard v.isReference else { return false }
        switch Kind(rawValue: v.shape) {
        case .Function, .Native, .BoundMethod, .Type: return true
        default: return try special(of: v, .call).isPresent
        }
    }

    /// a > b, natively for words and exact strings.
    func quickGreater(_ a: Value, _ b: Value) throws(PyRaise) -> Bool {
        if let r = Numbers.fastCompare(.gt, a, b) { return r }
        if a.isExact(.Str) && b.isExact(.Str) { return strCompare(.gt, a.str, b.str) }
        return try isTrue(try compareWaiting(.gt, a, b))
    }

    /// min and max: a[0] = key, a[1] = default, a[2] = positional arguments.
    func extreme(_ a: Arguments, greatest: Bool) throws(PyRaise) -> Value {
        let name = greatest ? "max" : "min"
        let arguments = a[2].tuple
        let key = a[0].isEmpty ? Value.none : a[0]
        if arguments.count == 0 { throw raise(K.TypeError, "\(name) expected at least 1 argument, got 0") }
        var source = a[2]
        if arguments.count == 1 { source = arguments.items[0] }
        else if a[1].isPresent { throw raise(K.TypeError, "Cannot specify a default for \(name)() with multiple positional arguments") }
        if key.isNone && isPlainContainer(source) {
            var best = Value.empty
            try forEach(source) { (x) throws(PyRaise) in
                let better = best.isEmpty ? true : greatest ? try quickGreater(x, best) : try quickLess(x, best)
                if better { best = x }
                return true
            }
            return try extremeResult(best, a[1], greatest)
        }
        let state = try newList([.empty, key, .empty, .empty, a[1], Value(greatest)])
        return try SequenceSteps.extreme.start(self, state, source)
    }

    fileprivate func extremeResult(_ best: Value, _ fallback: Value, _ greatest: Bool) throws(PyRaise) -> Value {
        if best.isPresent { return best }
        if fallback.isPresent { return fallback }
        throw raise(K.ValueError, "\(greatest ? "max" : "min")() arg is an empty sequence")
    }

    /// One item of min or max with its key.
    fileprivate func extremeConsider(_ state: Value, _ x: Value, _ k: Value) throws(PyRaise) {
        let s = state.list.items
        let better = s[2].isEmpty ? true : s[5].isTrue ? try quickGreater(k, s[3]) : try quickLess(k, s[3])
        if better {
            state.list.items[2] = x
            state.list.items[3] = k
            barrier(state)
        }
    }

    /// sum(iterable, start)
    func sum(_ iterable: Value, _ start: Value) throws(PyRaise) -> Value {
        if has(start, .Str) { throw raise(K.TypeError, "sum() can't sum strings [use ''.join(seq) instead]") }
        if has(start, .Bytes) { throw raise(K.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]") }
        if has(start, .Bytearray) { throw raise(K.TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]") }
        if isPlainContainer(iterable) && !neverPushes(iterable) {
            // Words are added here; if there is anything else all goes the long way (nothing was called so far).
            var total = start, plain = true
            try forEach(iterable) { (x) throws(PyRaise) in
                if total.isInt && x.isInt, let r = Value(exactly: total.int &+ x.int) { total = r; return true }
                if total.isFloatWord && x.isFloatWord { total = try newFloat(total.floatWord + x.floatWord); return true }
                plain = false
                return false
            }
            if plain { return total }
        }
        return try SequenceSteps.sum.start(self, try foldState(start), iterable)
    }
}

/// Folds of the builtins here.
enum SequenceSteps {
    /// State: (iterator, total).
    static let sum: Fold = Fold(.sum, consume: { (t, state, x) throws(PyRaise) in
        let total = state.list.items[1]
        let r: Value
        if total.isInt && x.isInt, let n = Value(exactly: total.int &+ x.int) { r = n } else {
            r = try t.pushing(then: sumAdded, state) { () throws(PyRaise) in try t.binary(.add, total, x) }
            if r.isEmpty { return .pushed }
        }
        state.list.items[1] = r
        t.barrier(state)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in state.list.items[1] })
    static let sumAdded: Int = NativeSteps.register { (t, state, v) throws(PyRaise) in
        state.list.items[1] = v
        t.barrier(state)
        // Without an iterator the items come by themselves: the frame that yields them goes on.
        return state.list.items[0].isEmpty ? .empty : try sum.run(t, state)
    }

    /// State: (iterator, key function, best, its key, default, greatest?, item whose key is being computed).
    static let extreme: Fold = Fold(consume: { (t, state, x) throws(PyRaise) in
        let key = state.list.items[1]
        var k = x
        if !key.isNone {
            k = try t.pushing(then: extremeKey, try t.newPair(state, x)) { () throws(PyRaise) in try t.tailCall(key, x) }
            if k.isEmpty { return .pushed }
        }
        try t.extremeConsider(state, x, k)
        return .goOn
    }, finish: { (t, state) throws(PyRaise) in
        let s = state.list.items
        return try t.extremeResult(s[2], s[4], s[5].isTrue)
    })
    static let extremeKey: Int = NativeSteps.register { (t, pair, k) throws(PyRaise) in
        let state = t.tupleItem(pair, 0)
        try t.extremeConsider(state, t.tupleItem(pair, 1), k)
        return try extreme.run(t, state)
    }

    static let any = Fold(.untilTrue, consume: { (t, state, x) throws(PyRaise) in try t.isTrue(x) ? .done(.true_) : .goOn }, finish: { (t, state) throws(PyRaise) in .false_ })
    static let all = Fold(.untilFalse, consume: { (t, state, x) throws(PyRaise) in try t.isTrue(x) ? .goOn : .done(.false_) }, finish: { (t, state) throws(PyRaise) in .true_ })

    /// What a `__len__` written in Python returned.
    static let length = NativeSteps.register { (t, state, v) throws(PyRaise) in try t.newInt(try t.lengthResult(v)) }

    /// State: (key function, reverse); the result is the list of the items.
    static let sorted = NativeSteps.register { (t, state, items) throws(PyRaise) in
        let list = items
        let r = try t.sortList(list, key: t.tupleItem(state, 0), reverse: t.tupleItem(state, 1).isTrue, result: list)
        return r
    }

    /// Keys for a sort. State: (items, keys, key function, list, reverse, result, what `pushing` needs).
    static let keyDone: Int = NativeSteps.register(rescue: { (t, state) throws(PyRaise) in
        t.restoreSorted(state)
        throw PyRaise()
    }) { (t, state, k) throws(PyRaise) in
        try t.listAppend(state.list.items[1].list, k)
        return try t.sortWithKeys(state)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// list.sort as a native's last act: `result`; may push (the key function's frames).
    func sortList(_ list: Value, key: Value, reverse: Bool, result: Value) throws(PyRaise) -> Value {
        if key.isNone || key.isExact(.Native) || list.list.count == 0 {
            try listSort(list.list, key: key, reverse: reverse)
            return result
        }
        // The list is empty while its keys are computed, so that nobody sees it halfway.
        let items = try newList()
        swapLists(items.list, list.list)
        let state = try newList([items, try newList(capacity: items.list.count), key, list, Value(reverse), result, .empty])
        state.list.items[6] = try newPair(Value(small: SequenceSteps.keyDone), state)
        do throws(PyRaise) { return try sortWithKeys(state) } catch {
            restoreSorted(state)
            throw error
        }
    }

    func swapLists(_ a: ListRef, _ b: ListRef) {
        let x = (a.pointee.items, a.pointee.count, a.pointee.capacity)
        a.pointee.items = b.pointee.items; a.pointee.count = b.pointee.count; a.pointee.capacity = b.pointee.capacity
        b.pointee.items = x.0; b.pointee.count = x.1; b.pointee.capacity = x.2
        barrier(a)
        barrier(b)
    }

    fileprivate func restoreSorted(_ state: Value) {
        let items = state.list.items[0].list, list = state.list.items[3].list
        listClear(list)
        swapLists(items, list)
    }

    /// Goes on computing keys; sorts when all are there. If the key function raises, the list gets its items back (keyDone's rescue).
    func sortWithKeys(_ state: Value) throws(PyRaise) -> Value {
        let items = state.list.items[0].list, keys = state.list.items[1].list, key = state.list.items[2], list = state.list.items[3].list
        let pair = state.list.items[6]
        while keys.count < items.count {
            let x = items.items[keys.count]
            let k = try pushing(pair) { () throws(PyRaise) in try tailCall(key, x) }
            if k.isEmpty { return k }
            try listAppend(keys, k)
        }
        let changed = list.pointee.items != nil || list.pointee.count != 0
        do throws(PyRaise) { try sortValues(keys.items, items.items, items.count, reverse: state.list.items[4].isTrue) } catch {
            restoreSorted(state)
            throw error
        }
        let grown = list.pointee.items != nil || list.pointee.count != 0
        restoreSorted(state)
        if changed || grown { throw raise(K.ValueError, "list modified during sort") }
        return state.list.items[5]
    }
}

extension Bootstrap {
    static func defineSequenceBuiltins(_ t: Thread, _ function: (String, String, @escaping NativeBody) throws(PyRaise) -> Void) throws(PyRaise) {
        try function("len", "(obj, /)") { (t, a) throws(PyRaise) in
            let v = a[0]
            let f = v.isReference && v.shape >= UInt32(KIND_COUNT) ? try t.special(of: v, .len) : .empty
            guard f.isExact(.Function) else { return try t.newInt(try t.length(v)) }
            let n = try t.pushing(then: SequenceSteps.length, .none) { () throws(PyRaise) in try t.tailCall(f, v) }
            return n.isEmpty ? n : try t.newInt(try t.lengthResult(n))
        }
        try function("min", "(*args, key=None, default=None)") { (t, a) throws(PyRaise) in try t.extreme(a, greatest: false) }
        try function("max", "(*args, key=None, default=None)") { (t, a) throws(PyRaise) in try t.extreme(a, greatest: true) }
        try function("sum", "(iterable, /, start=0)") { (t, a) throws(PyRaise) in try t.sum(a[0], a[1].isEmpty ? Value(small: 0) : a[1]) }
        try function("any", "(iterable, /)") { (t, a) throws(PyRaise) in try SequenceSteps.any.start(t, try t.foldState(.none), a[0]) }
        try function("all", "(iterable, /)") { (t, a) throws(PyRaise) in try SequenceSteps.all.start(t, try t.foldState(.none), a[0]) }
        try function("sorted", "(*args, key=None, reverse=False)") { (t, a) throws(PyRaise) in
            if a[2].tuple.count != 1 { throw t.raise(K.TypeError, "sorted expected 1 argument, got \(a[2].tuple.count)") }
            let reverse = a[1].isEmpty ? false : try t.index(a[1]) != 0
            let state = try t.newPair(a[0].isEmpty ? .none : a[0], Value(reverse))
            let items = try t.pushing(then: SequenceSteps.sorted, state) { () throws(PyRaise) in try t.collected(a[2].tuple.items[0]) }
            return items.isEmpty ? items : try t.sortList(items, key: t.tupleItem(state, 0), reverse: reverse, result: items)
        }
    }
}
