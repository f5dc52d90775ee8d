// QuickNatives: builtin functions and methods that calls reach without what surrounds other natives.
//
// In:  the thread, the arguments (the receiver first), and how many there are.
// Out: the result, or 0: 'not this way', and nothing was changed; then the call is made in full, errors included.
//
// They run no Python, look at no frame and raise nothing. A native refers to its routine by `direct`.

import CVMSpec
import Glibc

enum QuickNatives {
    typealias Routine = @convention(c) (Thread, UnsafeMutablePointer<UInt64>, Int) -> UInt64

    /// Gives the natives of builtins and of the builtin types their routines.
    static func install(_ t: Thread, _ builtins: DictRef) throws(PyRaise) {
        for (name, routine) in functions { give(try t.dictGet(builtins, try t.intern(name)), routine) }
        for (type, name, routine) in methods {
            if let d = type.type.pointee.dict { give(try t.dictGet(d, try t.intern(name)), routine) }
        }
    }

    private static func give(_ v: Value, _ routine: Routine) {
        if v.isExact(.Native) { v.native.pointee.direct = Int64(Int(bitPattern: unsafeBitCast(routine, to: UnsafeRawPointer.self))) }
    }

    private static var functions: [(String, Routine)] {
        [
            ("len", { _, a, n in n == 1 ? rt_len_exact(a[0]) : 0 }),
            ("isinstance", { t, a, n in
                if n != 2 { return 0 }
                let c = Value(bits: a[1])
                if c.isReference, Value(t.typeOf(Value(bits: a[0]))) == c { return Value.true_.bits }
                return rt_isinstance_plain(t, a[0], a[1])
            }),
            ("issubclass", { t, a, n in n == 2 ? rt_issubclass_plain(t, a[0], a[1]) : 0 }),
            ("id", { t, a, n in n == 1 ? rt_id_exact(t, a[0]) : 0 }),
            ("ord", { t, a, n in n == 1 ? rt_ord_exact(t, a[0]) : 0 }),
            ("chr", { t, a, n in
                guard n == 1, case let v = Value(bits: a[0]), v.isInt, v.int >= 0, v.int < 256 else { return 0 }
                return Names.characters.unsafelyUnwrapped[v.int].bits
            }),
            ("abs", { t, a, n in n == 1 ? rt_abs_exact(t, a[0]) : 0 }),
            ("min", { t, a, n in n == 2 ? rt_min_exact(t, a[0], a[1]) : n == 1 ? rt_extreme_exact(t, a[0], Value.false_.bits) : 0 }),
            ("max", { t, a, n in n == 2 ? rt_max_exact(t, a[0], a[1]) : n == 1 ? rt_extreme_exact(t, a[0], Value.true_.bits) : 0 }),
            ("getattr", { t, a, n in n == 2 ? rt_getattr_exact(t, a[0], a[1], 0) : n == 3 ? rt_getattr_exact(t, a[0], a[1], a[2]) : 0 }),
            ("hasattr", { t, a, n in
                if n != 2 { return 0 }
                // A word that is no attribute's value stands for 'there is none'.
                let found = rt_getattr_exact(t, a[0], a[1], Iteration.end)
                return found == 0 ? 0 : Value(found != Iteration.end).bits
            }),
            ("setattr", { t, a, n in
                guard n == 3, case let name = Value(bits: a[1]), name.isExact(.Str), name.str.pointee.header.flags & StrFlag.interned != 0 else { return 0 }
                return rt_store_attribute_quick(t, a[0], a[1], a[2])
            }),
            ("any", { t, a, n in n == 1 ? untilTruth(t, Value(bits: a[0]), is: true) : 0 }),
            ("all", { t, a, n in n == 1 ? untilTruth(t, Value(bits: a[0]), is: false) : 0 }),
            ("sorted", { t, a, n in
                guard n == 1, case let v = Value(bits: a[0]), v.isExact(.List), sortsPlainly(v.list) else { return 0 }
                return t.orNothing { () throws(PyRaise) in
                    let copy = try t.newList(v.list.items, v.list.count)
                    try t.sortValues(copy.list.items, nil, copy.list.count, reverse: false)
                    return copy.bits
                }
            }),
            ("iter", { t, a, n in n == 1 ? rt_iterator_exact(t, a[0]) : 0 }),
            ("next", { t, a, n in
                guard n == 1 || n == 2, let v = t.quickStep(Value(bits: a[0])) else { return 0 }
                return v != Iteration.end ? v : n == 2 ? a[1] : 0
            }),
        ]
    }

    private static var methods: [(Value, String, Routine)] {
        [
            (K.list, "append", { t, a, n in
                guard n == 2, case let v = Value(bits: a[0]), v.isReference, v.shape == Kind.List.rawValue || t.has(v, .List) else { return 0 }
                return rt_list_push(t, a[0], a[1])
            }),
            (K.list, "pop", { t, a, n in
                guard n == 1 || n == 2, case let v = Value(bits: a[0]), v.isExact(.List), v.list.count > 0 else { return 0 }
                if n == 1 { return t.listPop(v.list).bits }
                guard case let k = Value(bits: a[1]), k.isInt else { return 0 }
                let i = k.int < 0 ? k.int &+ v.list.count : k.int
                return i >= 0 && i < v.list.count ? t.listRemove(v.list, at: i).bits : 0
            }),
            (K.list, "sort", { t, a, n in
                guard n == 1, case let v = Value(bits: a[0]), v.isExact(.List), sortsPlainly(v.list) else { return 0 }
                return t.orNothing { () throws(PyRaise) in
                    try t.sortValues(v.list.items, nil, v.list.count, reverse: false)
                    return Value.none.bits
                }
            }),
            (K.list, "insert", { t, a, n in
                guard n == 3, case let v = Value(bits: a[0]), v.isExact(.List), case let k = Value(bits: a[1]), k.isInt else { return 0 }
                let count = v.list.count
                let i = k.int < 0 ? Swift.max(0, k.int &+ count) : Swift.min(k.int, count)
                let x = Value(bits: a[2])
                return t.orNothing { () throws(PyRaise) in
                    try t.listInsert(v.list, at: i, x)
                    return Value.none.bits
                }
            }),
            (K.dict, "get", { t, a, n in
                guard n == 2 || n == 3, Value(bits: a[0]).isExact(.Dict) else { return 0 }
                return rt_dict_get_exact(t, a[0], a[1], n == 3 ? a[2] : Value.none.bits)
            }),
            (K.set, "add", { t, a, n in n == 2 && Value(bits: a[0]).isExact(.Set) ? rt_set_add(t, a[0], a[1]) : 0 }),
            (K.str, "startswith", { _, a, n in n == 2 ? affix(a, atEnd: false) : 0 }),
            (K.str, "endswith", { _, a, n in n == 2 ? affix(a, atEnd: true) : 0 }),
            (K.str, "join", { t, a, n in
                guard n == 2, Value(bits: a[0]).isExact(.Str), case let v = Value(bits: a[1]), v.isReference else { return 0 }
                if v.shape == Kind.List.rawValue { return rt_join_list(t, a[0], a[1]) }
                guard v.shape == Kind.Tuple.rawValue else { return 0 }
                let separator = Value(bits: a[0]).str
                return t.orNothing { () throws(PyRaise) in try t.joinStrings(separator, v.tuple.items, v.tuple.count).bits }
            }),
        ]
    }
}

/// Is it a list of small integers only, or of strings only, so that sorting it runs no Python?
private func sortsPlainly(_ list: ListRef) -> Bool {
    let n = list.count
    guard n > 0, n < 1 << 16 else { return false }
    let items = list.items
    let isInts = items[0].isInt
    for i in 0 ..< n where isInts ? !items[i].isInt : !items[i].isExact(.Str) { return false }
    return true
}

/// any (or all) of a list or tuple.
private func untilTruth(_ t: Thread, _ v: Value, is wanted: Bool) -> UInt64 {
    guard v.isReference, v.shape == Kind.List.rawValue || v.shape == Kind.Tuple.rawValue else { return 0 }
    let isList = v.shape == Kind.List.rawValue
    for i in 0 ..< (isList ? v.list.count : v.tuple.count) {
        let truth = rt_truth_exact(t, (isList ? v.list.items[i] : v.tuple.items[i]).bits)
        if truth == 0 { return 0 }
        if truth == Value(wanted).bits { return truth }
    }
    return Value(!wanted).bits
}

/// Does a string of bytes begin (or end) with another one?
@inline(__always) private func affix(_ a: UnsafeMutablePointer<UInt64>, atEnd: Bool) -> UInt64 {
    guard case let v = Value(bits: a[0]), v.isExact(.Str), case let w = Value(bits: a[1]), w.isExact(.Str), v.str.width == 1, w.str.width == 1 else { return 0 }
    let s = v.str, x = w.str
    if x.count > s.count { return Value.false_.bits }
    return Value(memcmp(s.bytes + (atEnd ? s.count &- x.count : 0), x.bytes, x.count) == 0).bits
}

extension PyNativeLayout {
    /// The routine that calls it, if it has one.
    @inline(__always) var quick: QuickNatives.Routine? {
        direct > DirectSwitch.last ? unsafeBitCast(UnsafeRawPointer(bitPattern: Int(direct)), to: QuickNatives.Routine?.self) : nil
    }

    /// It only switches tasklets (DirectSwitches.swift).
    @inline(__always) var isSwitch: Bool { direct != 0 && direct <= DirectSwitch.last }
}
