// Object protocols for native code: truth, hash, text forms, length, items, iteration, integers from objects.
//
// These wait for Python code where a special method is written in Python.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    // -- Truth

    /// bool(v).
    @inline(__always) public func isTrue(_ v: Value) throws(PyRaise) -> Bool {
        if v == .true_ { return true }
        if v == .false_ || v == .none { return false }
        if v.isInt { return v.bits != 1 }
        return try isTrueSlow(v)
    }

    @inline(never) func isTrueSlow(_ v: Value) throws(PyRaise) -> Bool {
        if v.isFloatWord { return v.floatWord != 0 }
        if let b = quickTruth(v) { return b }
        let f = try special(of: v, .bool)
        if f.isPresent {
            let r = try callSpecial(f, v)
            guard r.isBool else { throw raise(K.TypeError, "__bool__ should return bool, returned \(typeName(of: r))") }
            return r.isTrue
        }
        if try special(of: v, .len).isPresent { return try length(v) != 0 }
        return true
    }

    /// Truth of exact builtin types, or nil.
    func quickTruth(_ v: Value) -> Bool? {
        switch Kind(rawValue: v.shape) {
        case .Str: return v.str.pointee.length != 0
        case .List: return v.list.pointee.count != 0
        case .Tuple: return v.tuple.pointee.count != 0
        case .Dict: return v.dict.pointee.used != 0
        case .Set, .Frozenset: return v.set.pointee.used != 0
        case .Bytes: return v.bytes.pointee.length != 0
        case .Bytearray: return v.bytearray.pointee.length != 0
        case .Float: return v.boxedFloat.pointee.value != 0
        case .Int: return true
        case .Function, .Native, .BoundMethod, .Type, .Module, .Object: return true
        default: return nil
        }
    }

    // -- Hash

    /// hash(v) as the word that tables use; raises TypeError for unhashable objects.
    @inline(__always) public func hash(_ v: Value) throws(PyRaise) -> UInt64 {
        if v.isInt { return Hashing.ofInt(v.int) }
        if v.isExact(.Str) { return strHash(v.str) }
        return try hashSlow(v)
    }

    @inline(never) func hashSlow(_ v: Value) throws(PyRaise) -> UInt64 {
        if v.isFloatWord { return Hashing.ofDouble(v.floatWord) }
        guard v.isReference else { return 0 }
        switch Kind(rawValue: v.shape) {
        case .Bool: return v.isTrue ? 1 : 0
        case .Int: return Numbers.hash(v)
        case .Float: return Hashing.ofDouble(v.boxedFloat.pointee.value)
        case .NoneType, .Function, .Native, .Type, .Object, .Module, .Ellipsis, .NotImplementedType: return v.bits >> 4
        case .Tuple: return try hashTuple(v.tuple)
        case .Frozenset: return frozensetHash(v.set)
        default: break
        }
        let f = try special(of: v, .hash)
        if f.isExact(.Native) {
            // Classes that inherit the hash of object, tuple, int or str.
            let index = f.native.pointee.index
            if index == KnownNatives.objectHash { return v.bits >> 4 }
            if index == KnownNatives.tupleHash && has(v, .Tuple) { return try hashTuple(v.tuple) }
            if index == KnownNatives.intHash && has(v, .Int) { return Numbers.hash(v) }
            if index == KnownNatives.strHash && has(v, .Str) { return strHash(v.str) }
        }
        if f.isEmpty || f.isNone { throw raise(K.TypeError, "unhashable type: '\(messageName(of: v))'") }
        let r = try callSpecial(f, v)
        guard isAnyInt(r) else { throw raise(K.TypeError, "__hash__ method should return an integer") }
        // What fits a machine word is the hash; larger ints are hashed themselves.
        if let n = Numbers.machineInt(r) { return UInt64(bitPattern: Int64(n == -1 ? -2 : n)) }
        return Numbers.hash(r)
    }

    /// hash(v) as Python shows it.
    public func pythonHash(_ v: Value) throws(PyRaise) -> Value { try newInt(Int(bitPattern: UInt(try hash(v)))) }

    // -- Text

    /// repr(v), a str object.
    public func repr(_ v: Value) throws(PyRaise) -> Value {
        if v.isInt { return try decimalStr(v.int) }
        if v.isFloatWord { return try reprStr(v.floatWord) }
        let f = try special(of: v, .repr)
        let r = f.isEmpty ? try str("<\(typeName(of: v)) object>") : try callSpecial(f, v)
        guard has(r, .Str) else { throw raise(K.TypeError, "__repr__ returned non-string (type \(typeName(of: r)))") }
        return r
    }

    /// str(v), a str object.
    public func toStr(_ v: Value) throws(PyRaise) -> Value {
        if v.isExact(.Str) { return v }
        if !v.isReference { return try repr(v) }
        let f = try special(of: v, .str)
        if f.isEmpty { return try repr(v) }
        let r = try callSpecial(f, v)
        guard has(r, .Str) else { throw raise(K.TypeError, "__str__ returned non-string (type \(typeName(of: r)))") }
        return r
    }

    public func reprString(_ v: Value) throws(PyRaise) -> String { try repr(v).str.string }
    public func strString(_ v: Value) throws(PyRaise) -> String { try toStr(v).str.string }

    /// format(v, spec).
    public func format(_ v: Value, _ spec: Value) throws(PyRaise) -> Value {
        if spec.str.pointee.length == 0 && v.isExact(.Str) { return v }
        if !v.isReference { return try Numbers.formatMethod(self, v, spec) }
        let f = try special(of: v, .format)
        let r = try callSpecial(f, v, spec)
        guard has(r, .Str) else { throw raise(K.TypeError, "__format__ must return a str, not \(typeName(of: r))") }
        return r
    }

    // -- Length and items

    /// len(v).
    public func length(_ v: Value) throws(PyRaise) -> Int {
        if v.isReference {
            switch Kind(rawValue: v.shape) {
            case .Str: return v.str.count
            case .List: return v.list.count
            case .Tuple: return v.tuple.count
            case .Dict: return Int(v.dict.pointee.used)
            case .Set, .Frozenset: return Int(v.set.pointee.used)
            case .Bytes: return Int(v.bytes.pointee.length)
            case .Bytearray: return Int(v.bytearray.pointee.length)
            default: break
            }
        }
        let f = try special(of: v, .len)
        if f.isEmpty { throw raise(K.TypeError, "object of type '\(typeName(of: v))' has no len()") }
        return try lengthResult(try callSpecial(f, v))
    }

    /// Checks what a __len__ returned.
    func lengthResult(_ r: Value) throws(PyRaise) -> Int {
        let n = try index(r)
        if n < 0 { throw raise(K.ValueError, "__len__() should return >= 0") }
        return n
    }

    /// v[key], waiting.
    public func getItem(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        let f = try special(of: v, .getitem)
        if f.isEmpty {
            if has(v, .Type) {
                if v == K.type { return try newGenericAlias(v, key) }
                let g = try lookup(v.type, N.specials[Special.classGetitem.rawValue])
                if g.isPresent { return try call(try getAttribute(v, N.specials[Special.classGetitem.rawValue]), key) }
                if v == K.type { return try newGenericAlias(v, key) }
                throw raise(K.TypeError, "type '\(typeName(v))' is not subscriptable")
            }
            throw raise(K.TypeError, "'\(typeName(of: v))' object is not subscriptable")
        }
        return try callSpecial(f, v, key)
    }

    public func setItem(_ v: Value, _ key: Value, _ value: Value) throws(PyRaise) {
        let f = try special(of: v, .setitem)
        if f.isEmpty { throw raise(K.TypeError, "'\(typeName(of: v))' object does not support item assignment") }
        _ = try callSpecial(f, v, key, value)
    }

    public func deleteItem(_ v: Value, _ key: Value) throws(PyRaise) {
        let f = try special(of: v, .delitem)
        if f.isEmpty { throw raise(K.TypeError, "'\(typeName(of: v))' object doesn't support item deletion") }
        _ = try callSpecial(f, v, key)
    }

    // -- Integers from objects

    /// v as an integer object by __index__: an exact int (word or cell) or raises TypeError.
    public func toIndex(_ v: Value) throws(PyRaise) -> Value {
        if v.isInt { return v }
        if has(v, .Int) { return v }
        if v.isBool { return Value(small: v.isTrue ? 1 : 0) }
        let f = try special(of: v, .index)
        if f.isEmpty { throw raise(K.TypeError, "'\(typeName(of: v))' object cannot be interpreted as an integer") }
        let r = try callSpecial(f, v)
        if r.isInt || has(r, .Int) { return r }
        if r.isBool { return Value(small: r.isTrue ? 1 : 0) }
        throw raise(K.TypeError, "__index__ returned non-int (type \(typeName(of: r)))")
    }

    /// v as a machine integer; OverflowError if it does not fit.
    public func index(_ v: Value, overflow message: String = "cannot fit 'int' into an index-sized integer", error: Value = .empty) throws(PyRaise) -> Int {
        if v.isInt { return v.int }
        let i = try toIndex(v)
        if let n = Numbers.machineInt(i) { return n }
        throw raise(error.isPresent ? error : K.OverflowError, message)
    }

    /// v as a machine integer, clamped to its range.
    public func clampedIndex(_ v: Value) throws(PyRaise) -> Int {
        let i = try toIndex(v)
        if let n = Numbers.machineInt(i) { return n }
        return Numbers.isNegative(i) ? Int.min : Int.max
    }

    /// v as a double: float, int, __float__, __index__.
    public func toDouble(_ v: Value) throws(PyRaise) -> Double {
        if v.isFloatWord { return v.floatWord }
        if v.isInt { return Double(v.int) }
        if has(v, .Float) { return v.boxedFloat.pointee.value }
        if v.isBool { return v.isTrue ? 1 : 0 }
        if has(v, .Int) {
            guard let d = Numbers.toDouble(v) else { throw raise(K.OverflowError, "int too large to convert to float") }
            return d
        }
        let f = try special(of: v, .float)
        if f.isPresent {
            let r = try callSpecial(f, v)
            if r.isFloatWord { return r.floatWord }
            guard has(r, .Float) else { throw raise(K.TypeError, "\(typeName(of: v)).__float__ returned non-float (type \(typeName(of: r)))") }
            return r.boxedFloat.pointee.value
        }
        if try special(of: v, .index).isPresent { return try toDouble(try toIndex(v)) }
        throw raise(K.TypeError, "must be real number, not \(typeName(of: v))")
    }

    /// Is v a float object (word or cell, subclasses included)?
    @inline(__always) public func isFloat(_ v: Value) -> Bool { v.isFloatWord || has(v, .Float) }
    /// Is v an int object (bool and subclasses included)?
    @inline(__always) public func isAnyInt(_ v: Value) -> Bool { v.isInt || has(v, .Int) || v.isBool }
    /// The double in a float object.
    @inline(__always) public func double(_ v: Value) -> Double { v.isFloatWord ? v.floatWord : v.boxedFloat.pointee.value }

    /// A float object.
    @inline(__always) public func newFloat(_ d: Double) throws(PyRaise) -> Value {
        if let v = Value(floatWord: d) { return v }
        let f = try new(PyFloatLayout.self, .Float)
        f.pointee.value = d
        return Value(f)
    }

    /// An int object.
    @inline(__always) public func newInt(_ n: Int) throws(PyRaise) -> Value {
        if let v = Value(exactly: n) { return v }
        return try Numbers.newBig(self, n)
    }

    // -- Iteration

    /// iter(v), waiting.
    public func iterator(_ v: Value) throws(PyRaise) -> Value { try waiting { () throws(PyRaise) in try getIterator(v) } }

    /// next(it): the value, or empty at the end, waiting.
    public func next(_ it: Value) throws(PyRaise) -> Value {
        do {
            let v = try waiting { () throws(PyRaise) in try iterate(it) }
            return v.bits == Iteration.end ? .empty : v
        } catch {
            if raisedIs(K.StopIteration) { clearRaised(); return .empty }
            throw error
        }
    }

    /// Calls body with each item of any iterable; body returns false to stop. Exact lists and tuples are read directly.
    /// `body` must keep nothing outside the heap across a call of Python code.
    @inline(__always) public func forEach(_ v: Value, _ body: (Value) throws(PyRaise) -> Bool) throws(PyRaise) {
        if v.isExact(.Tuple) {
            for i in 0 ..< v.tuple.count { if !(try body(v.tuple.items[i])) { return } }
            return
        }
        if v.isExact(.List) {
            var i = 0
            while i < v.list.count { if !(try body(v.list.items[i])) { return }; i += 1 }
            return
        }
        let it = try iterator(v)
        if neverPushes(it) {
            try holding(it) { () throws(PyRaise) in
                while true {
                    let x = try iterate(it)
                    if x.bits == Iteration.end { return }
                    if !(try body(x)) { return }
                }
            }
            return
        }
        try holding(it) { () throws(PyRaise) in
            while true {
                let x = try next(it)
                if x.isEmpty { return }
                if !(try body(x)) { return }
            }
        }
    }

    /// All items of an iterable as a new list object.
    public func listFrom(_ v: Value) throws(PyRaise) -> Value {
        let list = try newList()
        if v.isExact(.Range) { try listReserve(list.list, Swift.min(try length(v), 1 << 40)) }
        try holding(list, v) { () throws(PyRaise) in
            try forEach(v) { (x) throws(PyRaise) in try listAppend(list.list, x); return true }
        }
        return list
    }

    /// All items of an iterable as a tuple object.
    public func tupleFrom(_ v: Value) throws(PyRaise) -> Value {
        if v.isExact(.Tuple) { return v }
        let list = try listFrom(v)
        let n = list.list.count
        return n == 0 ? try newTuple([]) : try newTuple(list.list.items, n)
    }
}

/// Hash functions that must agree between int, float and complex.
enum Hashing {
    /// 2^61 - 1.
    static let modulus: UInt64 = (1 << 61) - 1

    @inline(__always) static func ofInt(_ n: Int) -> UInt64 {
        let m = n.magnitude
        let h = UInt64(m) < modulus ? UInt64(m) : UInt64(m) % modulus
        if n >= 0 { return h }
        let r = Int64(bitPattern: 0 &- h)
        return UInt64(bitPattern: r == -1 ? -2 : r)
    }

    static func ofDouble(_ d: Double) -> UInt64 {
        if d.isNaN { return d.bitPattern >> 3 }
        if d.isInfinite { return d > 0 ? 314159 : UInt64(bitPattern: -314159) }
        if abs(d) < 0x1p60 {
            let n = Int(d)
            if Double(n) == d { return ofInt(n) }
        }
        var e = 0
        var m = frexp(d < 0 ? -d : d)
        e = m.exponent
        var x: UInt64 = 0
        var f = m.fraction
        while f != 0 {
            x = ((x << 28) & modulus) | x >> (61 - 28)
            f *= 268435456.0
            e -= 28
            let y = UInt64(f)
            f -= Double(y)
            x += y
            if x >= modulus { x -= modulus }
        }
        m = (0, 0)
        let shift = e >= 0 ? e % 61 : 60 - (-1 - e) % 61
        x = ((x << UInt64(shift)) & modulus) | x >> UInt64(61 - shift)
        let r = d < 0 ? -Int64(x) : Int64(x)
        return UInt64(bitPattern: r == -1 ? -2 : r)
    }

    private static func frexp(_ d: Double) -> (fraction: Double, exponent: Int) {
        if d == 0 { return (0, 0) }
        return (d.significand / 2, Int(d.exponent) + 1)
    }

    /// The mixing of item hashes for tuples (xxHash's rounds, as CPython documents it).
    struct TupleHash {
        var acc: UInt64 = 2870177450012600261
        mutating func add(_ lane: UInt64) {
            acc = acc &+ lane &* 14029467366897019727
            acc = acc << 31 | acc >> 33
            acc = acc &* 11400714785074694791
        }
        func result(_ n: Int) -> UInt64 {
            let r = acc &+ (UInt64(n) ^ (2870177450012600261 ^ 3527539))
            return r == UInt64.max ? 1546275796 : r
        }
    }
}
