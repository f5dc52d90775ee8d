// LeafRoutines: operations on exact builtin types for native code, which run no Python and look at no frame.
//
// In:  words. Out: the result, or 0: 'not this way'; then native code leaves, and the interpreter does the instruction in full, errors
// included. Nothing was changed in that case.

import Bytecode
import CVMSpec
import Glibc

enum LeafRoutines {
    static var all: [(name: String, address: UInt)] {
        typealias W0 = @convention(c) (Thread) -> UInt64
        typealias W1 = @convention(c) (Thread, UInt64) -> UInt64
        typealias W2 = @convention(c) (Thread, UInt64, UInt64) -> UInt64
        typealias W3 = @convention(c) (Thread, UInt64, UInt64, UInt64) -> UInt64
        func a(_ f: W0) -> UInt { unsafeBitCast(f, to: UInt.self) }
        func a(_ f: W1) -> UInt { unsafeBitCast(f, to: UInt.self) }
        func a(_ f: W2) -> UInt { unsafeBitCast(f, to: UInt.self) }
        func a(_ f: W3) -> UInt { unsafeBitCast(f, to: UInt.self) }
        let slice: @convention(c) (Thread, UInt64, UInt64, UInt64, UInt64) -> UInt64 = rt_slice_exact
        let setSlice: @convention(c) (Thread, UInt64, UInt64, UInt64, UInt64) -> UInt64 = rt_set_slice_exact
        let power: @convention(c) (Double, Double) -> Double = rt_float_power
        let length: @convention(c) (UInt64) -> UInt64 = rt_len_exact
        return [
            ("rt_len_exact", unsafeBitCast(length, to: UInt.self)), ("rt_list_push", a(rt_list_push)),
            ("rt_item_exact", a(rt_item_exact)),
            ("rt_set_item_exact", a(rt_set_item_exact)), ("rt_equal_exact", a(rt_equal_exact)),
            ("rt_contains_exact", a(rt_contains_exact)), ("rt_truth_exact", a(rt_truth_exact)), ("rt_int_exact", a(rt_int_exact)),
            ("rt_abs_exact", a(rt_abs_exact)), ("rt_min_exact", a(rt_min_exact)), ("rt_max_exact", a(rt_max_exact)),
            ("rt_id_exact", a(rt_id_exact)), ("rt_dict_get_exact", a(rt_dict_get_exact)),
            ("rt_handled_push", a(rt_handled_push)), ("rt_handled_pop", a(rt_handled_pop)), ("rt_match_exception_exact", a(rt_match_exception_exact)),
            ("rt_set_keyword", a(rt_set_keyword)),
            ("rt_ord_exact", a(rt_ord_exact)), ("rt_slice_exact", unsafeBitCast(slice, to: UInt.self)),
            ("rt_set_slice_exact", unsafeBitCast(setSlice, to: UInt.self)),
            ("rt_float_power", unsafeBitCast(power, to: UInt.self)),
            ("rt_binary_exact", a(rt_binary_exact)),
            ("rt_list_make", a(rt_list_make)),
            ("rt_set_new", a(rt_set_new)), ("rt_dict_new", a(rt_dict_new)),
            ("rt_iterator_exact", a(rt_iterator_exact)), ("rt_next_exact", a(rt_next_exact)),
            ("rt_set_add", a(rt_set_add)), ("rt_map_add", a(rt_map_add)), ("rt_frozenset_new", a(rt_frozenset_new)),
            ("rt_list_room", a(rt_list_room)), ("rt_list_remove_exact", a(rt_list_remove_exact)), ("rt_extreme_exact", a(rt_extreme_exact)),
            ("rt_sum_exact", a(rt_sum_exact)), ("rt_list_to_tuple", a(rt_list_to_tuple)), ("rt_join_list", a(rt_join_list)),
        ]
    }

    /// Are these a container and a key whose item needs no Python? Keys of dicts: strings, small integers, tuples of them,
    /// and what is equal to itself only.
    static func isPlain(_ t: Thread, _ container: Value, _ key: Value, _ method: Special = .getitem) -> Bool {
        guard container.isReference else { return false }
        switch Kind(rawValue: container.shape) {
        case .Dict: return isPlainKey(t, key)
        case .List, .Tuple, .Str, .Bytes, .Bytearray: return key.isInt
        default: return key.isInt && (container.shape == PackedArrays.shape || t.isPlainSubclass(container, method))
        }
    }

    /// Feedback bits for a container that is no list, tuple or dict: what the compiler reads and writes in place is told apart.
    @inline(__always) static func otherContainer(_ t: Thread, _ v: Value, _ key: Value) -> UInt8 {
        guard isPlain(t, v, key) else { return 8 | 32 }
        if v.shape == Kind.Bytes.rawValue { return 8 | 64 | 128 }
        return v.shape == PackedArrays.shape ? 8 | PackedArrays.feedback(v) : 8
    }

    /// A key whose hash and equality are natively known.
    @inline(__always) static func isPlainKey(_ t: Thread, _ key: Value) -> Bool {
        if key.isInt { return true }
        guard key.isReference else { return key.isFloatWord }
        if key.shape == Kind.Str.rawValue { return true }
        return isPlainObject(t, key)
    }

    @inline(never) private static func isPlainObject(_ t: Thread, _ key: Value) -> Bool {
        switch Kind(rawValue: key.shape) {
        case .Int, .Float, .Bytes, .NoneType, .Bool: return true
        case .Tuple:
            guard key.tuple.count <= 8 else { return false }
            for i in 0 ..< key.tuple.count {
                let x = key.tuple.items[i]
                if !x.isInt && !x.isExact(.Str) && !x.isExact(.Int) && !x.isFloatWord { return false }
            }
            return true
        default: return EqualityClass.of(key.shape) == .identity || isPlainInstance(t, key)
        }
    }

    /// An instance of a class that has the hash and the equality of object or of int.
    @inline(never) private static func isPlainInstance(_ t: Thread, _ key: Value) -> Bool {
        guard EqualityClass.of(key.shape) == .unknown, let h = try? t.special(of: key, .hash), let e = try? t.special(of: key, .eq),
              h.isExact(.Native), e.isExact(.Native) else { return false }
        let hash = h.native.pointee.index, equal = e.native.pointee.index
        return hash == KnownNatives.objectHash && equal == KnownNatives.objectEqual || hash == KnownNatives.intHash && equal == KnownNatives.intEqual
    }

    /// May `rt_contains_exact` have an answer?
    static func mayContain(_ t: Thread, _ c: Value, _ v: Value) -> Bool {
        guard c.isReference else { return false }
        switch Kind(rawValue: c.shape) {
        case .Dict, .Set, .Frozenset: return isPlainKey(t, v)
        case .Str: return v.isExact(.Str)
        case .List, .Tuple: return true
        default: return false
        }
    }

    /// A class whose metaclass is type itself.
    @inline(__always) static func isPlainClass(_ t: Thread, _ c: Value) -> Bool {
        c.isReference && c.shape == K.type.type.pointee.rootShape && t.has(c, .Type)
    }

    /// Equality of two values of which neither is a float; nil: not decided here.
    fileprivate static func equal(_ t: Thread, _ a: Value, _ b: Value) -> Bool? {
        if a.isInt || b.isInt {
            if a.isInt && b.isInt { return a == b }
            let other = a.isInt ? b : a
            guard other.isReference else { return nil }
            switch EqualityClass.of(other.shape) {
            case .number: return nil
            case .unknown: return t.intsEqual(a, b)
            default: return false
            }
        }
        guard a.isReference, b.isReference else { return nil }
        let x = EqualityClass.of(a.shape), y = EqualityClass.of(b.shape)
        if x == .unknown || y == .unknown {
            if let same = t.intsEqual(a, b) { return same }
            do {
                // A class with object's own equality.
                for (v, group) in [(a, x), (b, y)] {
                    if group == .identity { continue }
                    guard group == .unknown else { return nil }
                    let method = try t.special(of: v, .eq)
                    guard method.isExact(.Native), method.native.pointee.index == KnownNatives.objectEqual else { return nil }
                }
            } catch {
                t.clearRaised()
                return nil
            }
            return a == b
        }
        if x != y { return x == .bytes || y == .bytes ? nil : false }
        switch x {
        case .identity: return a == b
        case .str: return a == b || (try? t.equalCells(a, b, .str)) ?? false
        default: return nil
        }
    }

    /// An integer, float or bool.
    fileprivate static func isNumber(_ v: Value) -> Bool {
        guard v.isReference else { return v.isPresent }
        return v.shape == Kind.Int.rawValue || v.shape == Kind.Float.rawValue || v.isBool
    }

    /// Both as floats, if each is a float or an integer that a float holds exactly.
    fileprivate static func numbers(_ a: Value, _ b: Value) -> (Double, Double)? {
        func number(_ v: Value) -> Double? {
            if v.isInt { return abs(v.int) < 1 << 53 ? Double(v.int) : nil }
            if v.isFloatWord { return v.floatWord }
            return v.isExact(.Float) ? v.boxedFloat.pointee.value : nil
        }
        guard let x = number(a), let y = number(b) else { return nil }
        return (x, y)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// What a routine gives; 0 instead of an exception, which the interpreter raises when it does the instruction again.
    @inline(__always) func orNothing(_ body: () throws(PyRaise) -> UInt64) -> UInt64 {
        do { return try body() } catch {
            clearRaised()
            return 0
        }
    }
}

/// Length of an object of an exact builtin type, or of a subclass of list or tuple that has its length.
@_cdecl("rt_len_exact") func rt_len_exact(_ a: UInt64) -> UInt64 {
    let v = Value(bits: a)
    guard v.isReference else { return 0 }
    let n: Int64
    switch Kind(rawValue: v.shape) {
    case .List: n = v.list.pointee.count
    case .Tuple: n = v.tuple.pointee.count
    case .Str: n = v.str.pointee.length
    case .Dict: n = v.dict.pointee.used
    case .Bytes: n = v.cell(PyBytesLayout.self).pointee.length
    case .Set, .Frozenset: n = v.cell(PySetLayout.self).pointee.used
    default:
        guard mainThread.isPlainSubclass(v, .len) else { return 0 }
        n = mainThread.has(v, .List) ? v.list.pointee.count : v.tuple.pointee.count
    }
    return UInt64(bitPattern: n) << 1 | 1
}
@_cdecl("rt_list_push") func rt_list_push(_ t: Thread, _ list: UInt64, _ v: UInt64) -> UInt64 {
    return t.orNothing { () throws(PyRaise) in
        try t.listAppend(Value(bits: list).list, Value(bits: v))
        return Value.none.bits
    }
}
/// A list of `count` items, which are to be stored before anything else happens.
@_cdecl("rt_list_make") func rt_list_make(_ t: Thread, _ count: UInt64) -> UInt64 {
    let v = t.certainly { () throws(PyRaise) in try t.newList(capacity: Int(count)) }
    v.list.pointee.count = Int64(count)
    return v.bits
}

// -- Iteration over builtin containers

@_cdecl("rt_iterator_exact") func rt_iterator_exact(_ t: Thread, _ v: UInt64) -> UInt64 {
    let x = Value(bits: v)
    guard x.isReference, t.isPlainContainer(x) || t.isPlainSubclass(x, .iter) else { return 0 }
    return t.orNothing { () throws(PyRaise) in try t.getIterator(x).bits }
}
/// The next value of an iterator that runs no Python, or the word that stands for the end.
@_cdecl("rt_next_exact") func rt_next_exact(_ t: Thread, _ iterator: UInt64) -> UInt64 {
    let it = Value(bits: iterator)
    if let word = t.quickStep(it) { return word }
    guard it.isReference, t.neverPushes(it) else { return 0 }
    return t.orNothing { () throws(PyRaise) in try t.iterate(it).bits }
}

// -- Lists, sets and dicts that code makes

@_cdecl("rt_set_new") func rt_set_new(_ t: Thread) -> UInt64 { Value(t.certainly { () throws(PyRaise) in try t.newSet() }).bits }
@_cdecl("rt_frozenset_new") func rt_frozenset_new(_ t: Thread) -> UInt64 { Value(t.certainly { () throws(PyRaise) in try t.newFrozenset() }).bits }
@_cdecl("rt_dict_new") func rt_dict_new(_ t: Thread) -> UInt64 { Value(t.certainly { () throws(PyRaise) in try t.newDict() }).bits }
@_cdecl("rt_set_add") func rt_set_add(_ t: Thread, _ set: UInt64, _ v: UInt64) -> UInt64 {
    let key = Value(bits: v)
    guard key.isInt || LeafRoutines.isPlainKey(t, key) else { return 0 }
    return t.orNothing { () throws(PyRaise) in
        try t.setAdd(Value(bits: set).set, key, key.isInt ? Hashing.ofInt(key.int) : try t.hash(key))
        return Value.none.bits
    }
}
@_cdecl("rt_map_add") func rt_map_add(_ t: Thread, _ dict: UInt64, _ key: UInt64, _ v: UInt64) -> UInt64 {
    guard LeafRoutines.isPlainKey(t, Value(bits: key)) else { return 0 }
    return t.orNothing { () throws(PyRaise) in
        try t.dictSet(Value(bits: dict).dict, Value(bits: key), Value(bits: v))
        return Value.none.bits
    }
}

/// An empty list with room for a few items.
@_cdecl("rt_list_room") func rt_list_room(_ t: Thread) -> UInt64 { t.certainly { () throws(PyRaise) in try t.newList(capacity: 8) }.bits }
/// list.remove where finding the item runs no Python.
@_cdecl("rt_list_remove_exact") func rt_list_remove_exact(_ t: Thread, _ list: UInt64, _ v: UInt64) -> UInt64 {
    let l = Value(bits: list)
    guard l.isExact(.List), l.list.count > 0 else { return 0 }
    let (place, isDecided) = t.scan(l.list.items, 0, l.list.count, Value(bits: v))
    guard place >= 0, isDecided else { return 0 }
    _ = t.listRemove(l.list, at: place)
    return Value.none.bits
}
/// min or max of the items of a list, tuple or set, where comparing them runs no Python and there is one.
@_cdecl("rt_extreme_exact") func rt_extreme_exact(_ t: Thread, _ v: UInt64, _ greatest: UInt64) -> UInt64 {
    let c = Value(bits: v), isMax = greatest == Value.true_.bits
    guard c.isReference else { return 0 }
    var best = Value.empty
    @inline(__always) func take(_ x: Value) -> Bool {
        if best.isInt && x.isInt {
            if isMax ? x.int > best.int : x.int < best.int { best = x }
            return true
        }
        if best.isEmpty { best = x; return true }
        // An object is compared with itself, too.
        guard x.isFloatWord || x.isInt || x.isExact(.Str) || x.isBool, let order = t.quickOrder(x, best) else { return false }
        if isMax ? order > 0 : order < 0 { best = x }
        return true
    }
    switch Kind(rawValue: c.shape) {
    case .Set, .Frozenset:
        guard let entries = c.set.pointee.entries else { return 0 }
        var left = c.set.pointee.used, i = 0
        while left > 0 {
            var live = liveSlots(entries + i)
            while live != 0 {
                if !take(Value(bits: entries[i &+ live.trailingZeroBitCount].key)) { return 0 }
                live &= live &- 1
                left &-= 1
            }
            i &+= 8
        }
    case .List: for i in 0 ..< c.list.count where !take(c.list.items[i]) { return 0 }
    case .Tuple: for i in 0 ..< c.tuple.count where !take(c.tuple.items[i]) { return 0 }
    default: return 0
    }
    return best.bits
}

@_cdecl("rt_list_to_tuple") func rt_list_to_tuple(_ t: Thread, _ list: UInt64) -> UInt64 {
    let l = Value(bits: list).list
    return t.certainly { () throws(PyRaise) in try t.newTuple(l.items, l.count) }.bits
}
/// The strings of a list, joined.
@_cdecl("rt_join_list") func rt_join_list(_ t: Thread, _ separator: UInt64, _ list: UInt64) -> UInt64 {
    let l = Value(bits: list).list
    return t.orNothing { () throws(PyRaise) in try t.joinStrings(Value(bits: separator).str, l.items, l.count).bits }
}

/// id of anything but numbers.
@_cdecl("rt_id_exact") func rt_id_exact(_ t: Thread, _ v: UInt64) -> UInt64 {
    Value(bits: v).isReference && v < 1 << 62 ? Value(small: Int(truncatingIfNeeded: v)).bits : 0
}

/// dict.get of an exact dict.
@_cdecl("rt_dict_get_exact") func rt_dict_get_exact(_ t: Thread, _ d: UInt64, _ key: UInt64, _ other: UInt64) -> UInt64 {
    let k = Value(bits: key)
    var hash: UInt64 = 0
    let i = t.dictPlace(Value(bits: d).dict, k, &hash)
    if i != dictAsk { return i < 0 ? other : Value(bits: d).dict.pointee.entries.unsafelyUnwrapped[i].value }
    guard LeafRoutines.isPlainKey(t, k) else { return 0 }
    return t.orNothing { () throws(PyRaise) in
        let v = try t.dictGet(Value(bits: d).dict, k)
        return v.isPresent ? v.bits : other
    }
}

// -- Exceptions

/// The exception is being handled now; what was before.
@_cdecl("rt_handled_push") func rt_handled_push(_ t: Thread, _ e: UInt64) -> UInt64 {
    let before = t.pointee.handled
    t.pointee.handled = e
    return before == 0 ? Value.none.bits : before
}
@_cdecl("rt_handled_pop") func rt_handled_pop(_ t: Thread, _ before: UInt64) -> UInt64 {
    t.pointee.handled = before == Value.none.bits ? 0 : before
    return Value.none.bits
}
/// except clause: for an exception class or a tuple of them.
@_cdecl("rt_match_exception_exact") func rt_match_exception_exact(_ t: Thread, _ e: UInt64, _ type: UInt64) -> UInt64 {
    do { return Value(try t.matchException(Value(bits: e), Value(bits: type))).bits } catch {
        t.clearRaised()
        return 0
    }
}

// -- Keyword dicts

/// Adds an interned name to a dict that nobody knows yet.
@_cdecl("rt_set_keyword") func rt_set_keyword(_ t: Thread, _ d: UInt64, _ name: UInt64, _ v: UInt64) -> UInt64 {
    t.certainly { () throws(PyRaise) in
        try t.dictSet(Value(bits: d).dict, Value(bits: name), Value(bits: v))
        return Value.none
    }.bits
}

@_cdecl("rt_item_exact") func rt_item_exact(_ t: Thread, _ container: UInt64, _ key: UInt64) -> UInt64 {
    let v = Value(bits: container), k = Value(bits: key)
    if v.isExact(.Str), k.isInt {
        let s = v.str, n = s.count
        let i = k.int < 0 ? k.int &+ n : k.int
        guard i >= 0, i < n else { return 0 }
        let code = s[code: i]
        return code < 256 ? Names.characters.unsafelyUnwrapped[Int(code)].bits : t.orNothing { () throws(PyRaise) in try t.character(code).bits }
    }
    guard LeafRoutines.isPlain(t, v, k) else { return 0 }
    return t.orNothing { () throws(PyRaise) in try t.loadItem(v, k).bits }
}
@_cdecl("rt_set_item_exact") func rt_set_item_exact(_ t: Thread, _ container: UInt64, _ key: UInt64, _ x: UInt64) -> UInt64 {
    let v = Value(bits: container), k = Value(bits: key)
    guard LeafRoutines.isPlain(t, v, k, .setitem) else { return 0 }
    if v.isExact(.Bytearray) {
        let item = Value(bits: x)
        return item.isInt && t.bytearrayStore(v.bytearray, k.int, item.int) ? Value.none.bits : 0
    }
    if v.shape == PackedArrays.shape { return PackedArrays.store(v, k.int, Value(bits: x)) ? Value.none.bits : 0 }
    return t.orNothing { () throws(PyRaise) in
        _ = try t.storeItem(v, k, Value(bits: x))
        return Value.none.bits
    }
}
@_cdecl("rt_equal_exact") func rt_equal_exact(_ t: Thread, _ a: UInt64, _ b: UInt64) -> UInt64 {
    let x = Value(bits: a), y = Value(bits: b)
    if x.isExact(.Str), y.isExact(.Str) { return Value(strEqual(x.str, y.str)).bits }
    return LeafRoutines.equal(t, x, y).map { Value($0).bits } ?? 0
}
@_cdecl("rt_contains_exact") func rt_contains_exact(_ t: Thread, _ container: UInt64, _ item: UInt64) -> UInt64 {
    let c = Value(bits: container), v = Value(bits: item)
    guard c.isReference else { return 0 }
    switch Kind(rawValue: c.shape) {
    case .Set where v.isInt || v.isExact(.Str), .Frozenset where v.isInt || v.isExact(.Str):
        guard let entries = c.set.pointee.entries else { return Value.false_.bits }
        let place = t.setPlace(entries, Int(c.set.pointee.indexMask), item, v.isInt ? Hashing.ofInt(v.int) : strHash(v.str))
        if place != setAsk { return Value(place >= 0).bits }
    case .Dict, .Set, .Frozenset:
        guard LeafRoutines.isPlainKey(t, v) else { return 0 }
    case .Str:
        guard v.isExact(.Str) else { return 0 }
    case .List, .Tuple:
        let isList = c.isExact(.List)
        let n = isList ? Int(c.list.pointee.count) : c.tuple.count
        for i in 0 ..< n {
            let x = isList ? Value(bits: c.list.pointee.items.unsafelyUnwrapped[i]) : t.tupleItem(c, i)
            if x == v { return Value.true_.bits }
            guard let same = LeafRoutines.equal(t, x, v) else { return 0 }
            if same { return Value.true_.bits }
        }
        return Value.false_.bits
    default: return 0
    }
    do { return Value(try t.contains(c, v)).bits } catch {
        t.clearRaised()
        return 0
    }
}
@_cdecl("rt_truth_exact") func rt_truth_exact(_ t: Thread, _ v: UInt64) -> UInt64 {
    let x = Value(bits: v)
    if x.isInt { return Value(x.int != 0).bits }
    if x.isFloatWord { return Value(x.floatWord != 0).bits }
    guard x.isReference else { return 0 }
    if let truth = t.quickTruth(x) { return Value(truth).bits }
    if x.isNone { return Value.false_.bits }
    if x.isBool { return v }
    return t.orNothing { () throws(PyRaise) in
        // An instance of a class that says nothing about truth.
        guard try t.special(of: x, .bool).isEmpty, try t.special(of: x, .len).isEmpty else { return 0 }
        return Value.true_.bits
    }
}

// -- Builtin functions of numbers

/// int(v)
@_cdecl("rt_int_exact") func rt_int_exact(_ t: Thread, _ a: UInt64) -> UInt64 {
    let v = Value(bits: a)
    if v.isInt { return a }
    guard v.isFloatWord, let n = Int(exactly: v.floatWord.rounded(.towardZero)), n >= -(1 << 61), n < 1 << 61 else { return 0 }
    return Value(small: n).bits
}
@_cdecl("rt_abs_exact") func rt_abs_exact(_ t: Thread, _ a: UInt64) -> UInt64 {
    let v = Value(bits: a)
    if v.isInt, v.int > -(1 << 61) { return Value(small: v.int < 0 ? -v.int : v.int).bits }
    guard v.isFloatWord, let f = try? t.newFloat(Swift.abs(v.floatWord)) else { return 0 }
    return f.bits
}
@_cdecl("rt_min_exact") func rt_min_exact(_ t: Thread, _ a: UInt64, _ b: UInt64) -> UInt64 {
    let x = Value(bits: a), y = Value(bits: b)
    if x.isInt && y.isInt { return y.int < x.int ? b : a }
    if x.isExact(.Str) && y.isExact(.Str) { return t.strCompare(.lt, y.str, x.str) ? b : a }
    guard let (p, q) = LeafRoutines.numbers(x, y) else { return 0 }
    return q < p ? b : a
}
@_cdecl("rt_max_exact") func rt_max_exact(_ t: Thread, _ a: UInt64, _ b: UInt64) -> UInt64 {
    let x = Value(bits: a), y = Value(bits: b)
    if x.isInt && y.isInt { return y.int > x.int ? b : a }
    if x.isExact(.Str) && y.isExact(.Str) { return t.strCompare(.gt, y.str, x.str) ? b : a }
    guard let (p, q) = LeafRoutines.numbers(x, y) else { return 0 }
    return q > p ? b : a
}
/// The sum of two numbers that are no large integers.
@_cdecl("rt_sum_exact") func rt_sum_exact(_ t: Thread, _ a: UInt64, _ b: UInt64) -> UInt64 {
    let x = Value(bits: a), y = Value(bits: b)
    if x.isInt && y.isInt { return Value(exactly: x.int &+ y.int)?.bits ?? 0 }
    guard let (p, q) = LeafRoutines.numbers(x, y) else { return 0 }
    return (try? t.newFloat(p + q))?.bits ?? 0
}
@_cdecl("rt_ord_exact") func rt_ord_exact(_ t: Thread, _ a: UInt64) -> UInt64 {
    let v = Value(bits: a)
    guard v.isExact(.Str), v.str.pointee.length == 1 else { return 0 }
    return Value(small: Int(v.str[code: 0])).bits
}

// -- Slices and powers

/// The bounds of a slice of `length` items, if its parts are small integers or None and the step is not 0.
@inline(__always) private func sliceRange(_ t: Thread, _ start: UInt64, _ stop: UInt64, _ step: UInt64, _ length: Int) -> SliceRange? {
    let a = Value(bits: start), b = Value(bits: stop), c = Value(bits: step)
    guard a.isInt || a.isNone, b.isInt || b.isNone, c.isInt && c.int != 0 || c.isNone else { return nil }
    let n = c.isNone ? 1 : c.int
    return t.adjustSlice(a.isNone ? (n < 0 ? Int.max : 0) : a.int, b.isNone ? (n < 0 ? Int.min : Int.max) : b.int, n, length)
}

/// v[start:stop:step] of a list or tuple; v[start:stop] of a str or bytes.
@_cdecl("rt_slice_exact") func rt_slice_exact(_ t: Thread, _ sequence: UInt64, _ start: UInt64, _ stop: UInt64, _ step: UInt64) -> UInt64 {
    let v = Value(bits: sequence)
    let isList = v.isExact(.List)
    if v.isExact(.Str) || v.isExact(.Bytes) {
        let isStr = v.isExact(.Str)
        guard let r = sliceRange(t, start, stop, step, isStr ? v.str.count : v.bytes.count), r.step == 1 else { return 0 }
        if r.count == 0, isStr { return Names.emptyStr.bits }
        return t.orNothing { () throws(PyRaise) in
            if isStr { return try t.piece(.str, v, Text(v.str), r.start, r.start &+ r.count).bits }
            return r.count == v.bytes.count ? sequence : try t.bytesPiece(v.bytes.data + r.start, r.count).bits
        }
    }
    guard isList || v.isExact(.Tuple), let r = sliceRange(t, start, stop, step, isList ? v.list.count : v.tuple.count) else { return 0 }
    return t.orNothing { () throws(PyRaise) in
        let items: UnsafeMutablePointer<Value>
        let out: Value
        if isList {
            out = try t.newList(capacity: r.count)
            if r.count == 0 { return out.bits }
            out.list.pointee.count = Int64(r.count)
            items = out.list.items
        } else {
            if r.count == v.tuple.count, r.step == 1 { return sequence }
            let tuple = try t.newTuple(count: r.count)
            out = Value(tuple)
            items = tuple.items
        }
        let source = isList ? UnsafePointer(v.list.items) : UnsafePointer(v.tuple.items)
        if r.step == 1 { memcpy(items, source + r.start, r.count &* 8) } else {
            for k in 0 ..< r.count { items[k] = source[r.start &+ k &* r.step] }
        }
        return out.bits
    }
}

/// v[start:stop] = value, of a list by another list or a tuple.
@_cdecl("rt_set_slice_exact") func rt_set_slice_exact(_ t: Thread, _ list: UInt64, _ start: UInt64, _ stop: UInt64, _ value: UInt64) -> UInt64 {
    let v = Value(bits: list), x = Value(bits: value)
    guard v.isExact(.List), x.isExact(.List) && x != v || x.isExact(.Tuple), let r = sliceRange(t, start, stop, Value.none.bits, v.list.count) else { return 0 }
    let n = x.isExact(.List) ? x.list.count : x.tuple.count
    // Removing the last items or none at all is the general routine's business.
    guard n > 0 else { return 0 }
    do { try t.listReplace(v.list, r.start, Swift.max(r.start, r.stop), UnsafePointer(x.isExact(.List) ? x.list.items : x.tuple.items), n) } catch {
        t.clearRaised()
        return 0
    }
    t.barrier(v)
    return Value.none.bits
}

/// x ** y of floats where neither an error nor a complex result is possible; NaN elsewhere.
@_cdecl("rt_float_power") func rt_float_power(_ x: Double, _ y: Double) -> Double {
    guard x > 0 else { return .nan }
    let z = pow(x, y)
    return z.isFinite ? z : .nan
}

/// An operation on two numbers, or on two str, of exact builtin types; the operation is a bytecode instruction's number.
@_cdecl("rt_binary_exact") func rt_binary_exact(_ t: Thread, _ op: UInt64, _ a: UInt64, _ b: UInt64) -> UInt64 {
    let x = Value(bits: a), y = Value(bits: b)
    guard let (operation, _) = Opcode(rawValue: UInt8(truncatingIfNeeded: op))?.binaryOperator else { return 0 }
    let isNumeric = LeafRoutines.isNumber(x) && LeafRoutines.isNumber(y)
    guard isNumeric || operation == .add && x.isExact(.Str) && y.isExact(.Str) else { return 0 }
    return t.orNothing { () throws(PyRaise) in try t.binary(operation, x, y).bits }
}

