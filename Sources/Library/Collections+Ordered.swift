// _collections.OrderedDict: a dict (which keeps insertion order anyway) with operations on the order.

import CVMSpec
import VM

func defineOrderedDict(_ m: ModuleBuilder) throws(PyRaise) {
    /// Does v's class leave item assignment to dict?
    func plain(_ t: Thread, _ v: Value) throws(PyRaise) -> Bool { try t.special(of: v, .setitem) == (try t.special(K.dict.type, .setitem)) }

    /// Updates v from mappings or pairs by v's own __setitem__.
    func update(_ t: Thread, _ v: Value, _ arguments: Value, _ keywords: Value, _ name: String) throws(PyRaise) {
        let n = arguments.tuple.count
        if n > 1 { throw t.raise(K.TypeError, "\(name)() takes at most 1 positional argument (\(n) given)") }
        let target = try plain(t, v) ? v : Value(try t.newDict())
        if n == 1 { try t.dictMergeFrom(target.dict, arguments.tuple.items[0]) }
        if keywords.dict.pointee.used > 0 { try t.dictMergeFrom(target.dict, keywords) }
        if target == v { return }
        var i = t.dictNext(target.dict, 0)
        while i >= 0 {
            let e = target.dict.pointee.entries.unsafelyUnwrapped[i]
            try t.setItem(v, Value(bits: e.key), Value(bits: e.value))
            i = t.dictNext(target.dict, i + 1)
        }
    }

    let type = try m.t.defineType("OrderedDict", .Dict, base: K.dict, ownsKind: false, module: "collections", flags: NativeTypeFlags.mapping) { (b) throws(PyRaise) in
        try b.addInstanceDict()
        try b.method("__init__", "(self, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
            try update(t, a[0], a[1], a[2], "OrderedDict")
            return .none
        }
        try b.method("update", "(self, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
            try update(t, a[0], a[1], a[2], "update")
            return .none
        }
        try b.classMethod("fromkeys", "(cls, iterable, value=None)") { (t, a) throws(PyRaise) in
            let v = try t.call(a[0])
            let it = try t.iterator(a[1])
            while true {
                let k = try t.next(it)
                if k.isEmpty { return v }
                try t.setItem(v, k, a[2].isEmpty ? .none : a[2])
            }
        }
        try b.method("move_to_end", "(self, key, last=True)") { (t, a) throws(PyRaise) in
            let last = a[2].isEmpty ? true : try t.isTrue(a[2])
            let d = a[0].dict
            let value = try t.dictPop(d, a[1])
            if value.isEmpty { throw t.keyError(a[1]) }
            if last { try t.dictSet(d, a[1], value) } else { try t.dictInsertFirst(d, a[1], value) }
            return .none
        }
        try b.method("popitem", "(self, last=True)") { (t, a) throws(PyRaise) in
            let last = a[1].isEmpty ? true : try t.isTrue(a[1])
            let d = a[0].dict
            let i = last ? t.dictLast(d) : t.dictNext(d, 0)
            if i < 0 { throw t.keyError(try t.str("dictionary is empty")) }
            let e = d.pointee.entries.unsafelyUnwrapped[i]
            let pair = try t.newPair(Value(bits: e.key), Value(bits: e.value))
            try t.dictRemoveEntry(d, i)
            return pair
        }
        try b.method("pop", "(self, key, default=None)") { (t, a) throws(PyRaise) in
            let v = try t.dictPop(a[0].dict, a[1])
            if v.isPresent { return v }
            if a[2].isPresent { return a[2] }
            throw t.keyError(a[1])
        }
        try b.method("setdefault", "(self, key, default=None)") { (t, a) throws(PyRaise) in
            let v = try t.dictGet(a[0].dict, a[1])
            if v.isPresent { return v }
            let value = a[2].isEmpty ? Value.none : a[2]
            try t.setItem(a[0], a[1], value)
            return value
        }
        func copied(_ t: Thread, _ v: Value) throws(PyRaise) -> Value {
            if Value(t.typeOf(v)) == CollectionsTypes.orderedDict {
                let r = try t.newInstanceCell(CollectionsTypes.orderedDict.type)
                try t.dictMergeFrom(r.dict, v)
                return r
            }
            return try t.call(Value(t.typeOf(v)), v)
        }
        try b.method("copy", "(self, /)") { (t, a) throws(PyRaise) in try copied(t, a[0]) }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let v = a[0]
            let name = t.typeName(of: v)
            if v.dict.pointee.used == 0 { return try t.str("\(name)()") }
            return try t.reprGuarded(v, "...") { () throws(PyRaise) in
                let items = try t.listFrom(try t.callMethod(v, "items"))
                return try t.str("\(name)(\(try t.reprString(items)))")
            }
        }
        for op in [CompareOperator.eq, .ne] {
            try b.method(op.method, "(self, other, /)") { (t, a) throws(PyRaise) in
                guard t.has(a[1], .Dict) else { return .notImplemented }
                var same = try t.dictsEqual(a[0].dict, a[1].dict)
                if same && t.isInstance(a[1], CollectionsTypes.orderedDict) {
                    let x = a[0].dict, y = a[1].dict
                    var i = t.dictNext(x, 0), j = t.dictNext(y, 0)
                    while i >= 0 && j >= 0 && same {
                        same = try t.isSame(Value(bits: x.pointee.entries.unsafelyUnwrapped[i].key), Value(bits: y.pointee.entries.unsafelyUnwrapped[j].key))
                        i = t.dictNext(x, i + 1)
                        j = t.dictNext(y, j + 1)
                    }
                }
                return Value(same == (op == .eq))
            }
        }
        try b.set("__hash__", .none)
        try b.method("__or__", "(self, other, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Dict) else { return .notImplemented }
            let v = try copied(t, a[0])
            try t.dictMergeFrom(v.dict, a[1])
            return v
        }
        try b.method("__ror__", "(self, other, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Dict) else { return .notImplemented }
            let v = try t.call(Value(t.typeOf(a[0])), a[1])
            try t.dictMergeFrom(v.dict, a[0])
            return v
        }
        try b.method("__ior__", "(self, other, /)") { (t, a) throws(PyRaise) in
            try update(t, a[0], try t.newTuple([a[1]]), Value(try t.newDict()), "update")
            return a[0]
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let state = try t.getAttributeIfAny(a[0], "__dict__")
            let hasState = state.isPresent && t.has(state, .Dict) && state.dict.pointee.used > 0
            let items = try t.iterator(try t.callMethod(a[0], "items"))
            return try t.newTuple([Value(t.typeOf(a[0])), try t.newTuple([]), hasState ? state : .none, .none, items])
        }
    }
    CollectionsTypes.orderedDict = type
    try m.set("OrderedDict", type)
}
