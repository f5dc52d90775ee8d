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
        var best = Value.empty, bestKey = Value.empty
        try forEach(source) { (x) throws(PyRaise) in
            let k = key.isNone ? x : try call(key, x)
            let better = best.isEmpty ? true : greatest ? try quickGreater(k, bestKey) : try quickLess(k, bestKey)
            if better {
                best = x
                bestKey = k
            }
            return true
        }
        if best.isPresent { return best }
        if a[1].isPresent { return a[1] }
        throw raise(K.ValueError, "\(name)() arg is an empty sequence")
    }

    /// sum(iterable, start)
    func sum(_ iterable: Value, _ start: Value) throws(PyRaise) -> Value {
        if has(start, .Str) { throw raise(K.TypeError, "sum() can't sum strings [use ''.join(seq) instead]") }
        if has(start, .Bytes) { throw raise(K.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]") }
        if has(start, .Bytearray) { throw raise(K.TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]") }
        var total = start
        try forEach(iterable) { (x) throws(PyRaise) in
            if total.isInt && x.isInt, let r = Value(exactly: total.int &+ x.int) { total = r }
            else if total.isFloatWord && x.isFloatWord { total = try newFloat(total.floatWord + x.floatWord) }
            else { total = try binaryWaiting(.add, total, x) }
            return true
        }
        return total
    }
}

extension Bootstrap {
    static func defineSequenceBuiltins(_ t: Thread, _ function: (String, String, @escaping NativeBody) throws(PyRaise) -> Void) throws(PyRaise) {
        try function("len", "(obj, /)") { (t, a) throws(PyRaise) in try t.newInt(try t.length(a[0])) }
        try function("min", "(*args, key=None, default=None)") { (t, a) throws(PyRaise) in try t.extreme(a, greatest: false) }
        try function("max", "(*args, key=None, default=None)") { (t, a) throws(PyRaise) in try t.extreme(a, greatest: true) }
        try function("sum", "(iterable, /, start=0)") { (t, a) throws(PyRaise) in try t.sum(a[0], a[1].isEmpty ? Value(small: 0) : a[1]) }
        try function("any", "(iterable, /)") { (t, a) throws(PyRaise) in
            var result = false
            try t.forEach(a[0]) { (x) throws(PyRaise) in
                result = try t.isTrue(x)
                return !result
            }
            return Value(result)
        }
        try function("all", "(iterable, /)") { (t, a) throws(PyRaise) in
            var result = true
            try t.forEach(a[0]) { (x) throws(PyRaise) in
                result = try t.isTrue(x)
                return result
            }
            return Value(result)
        }
        try function("sorted", "(*args, key=None, reverse=False)") { (t, a) throws(PyRaise) in
            if a[2].tuple.count != 1 { throw t.raise(K.TypeError, "sorted expected 1 argument, got \(a[2].tuple.count)") }
            let list = try t.newList()
            try t.listExtend(list.list, a[2].tuple.items[0])
            let reverse = a[1].isEmpty ? false : try t.index(a[1]) != 0
            try t.listSort(list.list, key: a[0].isEmpty ? .none : a[0], reverse: reverse)
            return list
        }
    }
}
