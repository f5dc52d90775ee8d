// Equality: whether two values are equal, decided natively for the exact builtin types.
//
// In:  any two values. Out: equal or not, or Python's exception. Containers compare their items by identity first, as Python
// does. Values of which one is of a type that is not known here go through `==` (Operators.swift) and may run Python code;
// callers that walk a container must look at it anew afterwards.

import CInterpreter
import CVMSpec
import Glibc

/// Groups of exact builtin types: values of different groups are never equal, values of one group are compared by `equalCells`.
enum EqualityClass: UInt8 {
    case unknown, number, str, bytes, tuple, list, dict, set
    /// Equal only to itself.
    case identity

    @inline(__always) static func of(_ shape: UInt32) -> EqualityClass {
        switch shape {
        case Kind.Str.rawValue: return .str
        case Kind.Int.rawValue, Kind.Float.rawValue, Kind.Bool.rawValue, Kind.Complex.rawValue: return .number
        case Kind.Bytes.rawValue, Kind.Bytearray.rawValue: return .bytes
        case Kind.Tuple.rawValue: return .tuple
        case Kind.List.rawValue: return .list
        case Kind.Dict.rawValue: return .dict
        case Kind.Set.rawValue, Kind.Frozenset.rawValue: return .set
        case Kind.NoneType.rawValue, Kind.Ellipsis.rawValue, Kind.NotImplementedType.rawValue, Kind.Function.rawValue,
             Kind.typeObject.rawValue, Kind.Module.rawValue, Kind.Object.rawValue: return .identity
        default: return .unknown
        }
    }
}

/// Natives whose meaning is known: a class that inherits them is hashed and compared without calling them. Indices in `Natives`.
enum KnownNatives {
    nonisolated(unsafe) static var objectHash: Int64 = -1
    nonisolated(unsafe) static var objectEqual: Int64 = -1
    nonisolated(unsafe) static var tupleHash: Int64 = -1
    nonisolated(unsafe) static var tupleEqual: Int64 = -1
    nonisolated(unsafe) static var intHash: Int64 = -1
    nonisolated(unsafe) static var intEqual: Int64 = -1
    nonisolated(unsafe) static var strHash: Int64 = -1
    nonisolated(unsafe) static var strEqual: Int64 = -1
    nonisolated(unsafe) static var dictItem: Int64 = -1
    nonisolated(unsafe) static var dictSetItem: Int64 = -1
    nonisolated(unsafe) static var tupleItem: Int64 = -1
    nonisolated(unsafe) static var listItem: Int64 = -1

    static func prepare(_ t: Thread) throws(PyRaise) {
        func index(_ type: Value, _ s: Special) throws(PyRaise) -> Int64 { try t.special(type.type, s).native.pointee.index }
        objectHash = try index(K.object, .hash)
        objectEqual = try index(K.object, .eq)
        tupleHash = try index(K.tuple, .hash)
        tupleEqual = try index(K.tuple, .eq)
        intHash = try index(K.int, .hash)
        intEqual = try index(K.int, .eq)
        strHash = try index(K.str, .hash)
        strEqual = try index(K.str, .eq)
        dictItem = try index(K.dict, .getitem)
        dictSetItem = try index(K.dict, .setitem)
        tupleItem = try index(K.tuple, .getitem)
        listItem = try index(K.list, .getitem)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Are two values the same for a container: identical or equal?
    @inline(__always) func keysEqual(_ a: Value, _ b: Value) throws(PyRaise) -> Bool {
        if a == b { return true }
        if a.isInt && b.isInt { return false }
        return try keysEqualSlow(a, b)
    }

    @inline(never) private func keysEqualSlow(_ a: Value, _ b: Value) throws(PyRaise) -> Bool {
        let c = a.isReference ? EqualityClass.of(a.shape) : .number
        let d = b.isReference ? EqualityClass.of(b.shape) : .number
        if c != .unknown && d != .unknown {
            if c != d { return false }
            return try equalCells(a, b, c)
        }
        if c == .unknown && d == .unknown {
            // Instances of classes that inherit a native `__eq__`.
            let f = try special(of: a, .eq), g = try special(of: b, .eq)
            if f == g && f.isExact(.Native) {
                let index = f.native.pointee.index
                if index == KnownNatives.objectEqual { return false }
                if let same = intsEqual(a, b) { return same }
                if index == KnownNatives.tupleEqual && has(a, .Tuple) && has(b, .Tuple) { return try tuplesEqual(a, b) }
            }
        }
        return try isTrue(try compareWaiting(.eq, a, b))
    }

    /// Equality of an instance of a subclass of int that compares as int does, and another one or a small integer; nil: they are not so.
    func intsEqual(_ a: Value, _ b: Value) -> Bool? {
        guard let x = intLike(a), let y = intLike(b) else { return nil }
        return x == y
    }

    /// The number in a small integer or an instance of a subclass of int that has int's own `__eq__`; nil for anything else.
    private func intLike(_ v: Value) -> Int? {
        if v.isInt { return v.int }
        guard v.isReference, EqualityClass.of(v.shape) == .unknown, has(v, .Int), let f = try? special(of: v, .eq), f.isExact(.Native),
              f.native.pointee.index == KnownNatives.intEqual else { return nil }
        return Numbers.machineInt(v)
    }

    /// Equality of two values of the same group.
    func equalCells(_ a: Value, _ b: Value, _ group: EqualityClass) throws(PyRaise) -> Bool {
        switch group {
        case .str: return strEqual(a.str, b.str)
        case .identity: return a == b
        case .number:
            if let r = Numbers.fastCompare(.eq, a, b) { return r }
            if let r = Numbers.generalCompare(.eq, a, b) { return r }
            return try isTrue(try compareStepWaiting(.eq, a, b))
        case .bytes:
            let x = ownBytes(a), y = ownBytes(b)
            return x.count == y.count && (x.count == 0 || memcmp(x.baseAddress.unsafelyUnwrapped, y.baseAddress.unsafelyUnwrapped, x.count) == 0)
        case .tuple: return try tuplesEqual(a, b)
        case .list:
            if a == b { return true }
            if a.list.count != b.list.count { return false }
            try checkStack()
            var i = 0
            // The items' own comparison may change the lists.
            while i < a.list.count && i < b.list.count {
                if !(try keysEqual(a.list.items[i], b.list.items[i])) { return false }
                i &+= 1
            }
            return a.list.count == b.list.count
        case .dict:
            try checkStack()
            return try dictsEqual(a.dict, b.dict)
        case .set:
            if a == b { return true }
            if a.set.pointee.used != b.set.pointee.used { return false }
            return try setIsSubset(a.set, b.set)
        case .unknown: return false
        }
    }

    private func compareStepWaiting(_ op: CompareOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        try waiting { () throws(PyRaise) in try compareStep(op, a, b, stage: 0) }
    }

    /// Equality of two tuples (also of subclasses) by their items.
    func tuplesEqual(_ a: Value, _ b: Value) throws(PyRaise) -> Bool {
        if a == b { return true }
        let n = a.tuple.count
        if n != b.tuple.count { return false }
        try checkStack()
        let x = a.tuple.items, y = b.tuple.items
        for i in 0 ..< n where !(try keysEqual(x[i], y[i])) { return false }
        return true
    }

    /// a ∘ b for two tuples.
    func compareTuples(_ op: CompareOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        if op == .eq || op == .ne { return Value(try tuplesEqual(a, b) == (op == .eq)) }
        try checkStack()
        let x = a.tuple, y = b.tuple
        let n = Swift.min(x.count, y.count)
        for i in 0 ..< n {
            let p = x.items[i], q = y.items[i]
            if let order = quickOrder(p, q) {
                if order != 0 { return Value(op.holds(order)) }
                continue
            }
            if try keysEqual(p, q) { continue }
            return try compareWaiting(op, p, q)
        }
        return Value(op.holds(x.count < y.count ? -1 : x.count > y.count ? 1 : 0))
    }

    /// Order of two items of a container, -1, 0 or 1, where it is known at once: identical ones, words, strings, bools.
    @inline(__always) func quickOrder(_ p: Value, _ q: Value) -> Int? {
        if p == q { return 0 }
        if p.isInt && q.isInt { return p.int < q.int ? -1 : 1 }
        if p.isFloatWord && q.isFloatWord {
            let x = p.floatWord, y = q.floatWord
            return x < y ? -1 : x > y ? 1 : 0
        }
        guard p.isReference && q.isReference else { return nil }
        let shape = p.shape
        if shape != q.shape { return nil }
        if shape == Kind.Str.rawValue { return Text(p.str).order(Text(q.str)) }
        if shape == Kind.Bool.rawValue { return p.isTrue ? 1 : -1 }
        return nil
    }

    /// Raises RecursionError when the machine stack is nearly used up: for natives that call themselves for items of items.
    @inline(__always) func checkStack() throws(PyRaise) {
        if UInt(bitPattern: stackPointerNow()) < UInt(bitPattern: pointee.stackLimit) { throw recursionError() }
    }

    // -- Searching

    /// First place within from ..< to whose item is, or may be, equal to v; `decided` if it is. Runs no Python.
    @inline(__always) func scan(_ items: UnsafePointer<Value>, _ from: Int, _ to: Int, _ v: Value) -> (place: Int, decided: Bool) {
        var i = from
        if v.isInt {
            while i < to {
                let x = items[i]
                if x == v { return (i, true) }
                if !x.isInt {
                    if !x.isReference { return (i, false) }
                    let c = EqualityClass.of(x.shape)
                    if c == .unknown || c == .number { return (i, false) }
                }
                i &+= 1
            }
            return (-1, false)
        }
        if v.isExact(.Str) {
            while i < to {
                let x = items[i]
                if x == v { return (i, true) }
                if x.isReference {
                    if x.shape == Kind.Str.rawValue {
                        if strEqual(x.str, v.str) { return (i, true) }
                    } else if EqualityClass.of(x.shape) == .unknown { return (i, false) }
                }
                i &+= 1
            }
            return (-1, false)
        }
        if i < to { return (i, items[i] == v) }
        return (-1, false)
    }

    /// Place of v within tuple items, or -1.
    func tupleIndex(_ v: Value, in tuple: TupleRef, _ from: Int, _ to: Int) throws(PyRaise) -> Int {
        var i = from
        let end = Swift.min(to, tuple.count)
        while true {
            let (place, decided) = scan(tuple.items, i, end, v)
            if place < 0 || decided { return place }
            if try keysEqual(tuple.items[place], v) { return place }
            i = place &+ 1
        }
    }

    /// Position of v in list[from ..< to], or -1.
    func listIndex(_ container: Value, _ v: Value, _ from: Int, _ to: Int) throws(PyRaise) -> Int {
        let list = container.list
        var i = from
        while i < list.count && i < to {
            let (place, decided) = scan(list.items, i, Swift.min(to, list.count), v)
            if place < 0 || decided { return place }
            if try keysEqual(list.items[place], v) { return place }
            i = place &+ 1
        }
        return -1
    }
}
