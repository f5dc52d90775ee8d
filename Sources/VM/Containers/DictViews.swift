// Views of dicts (keys, values, items) and mappingproxy.
//
// The three view types share the layout DictView; keys() views own the kind. Key and item views are sets in their operators.

import CVMSpec

enum DictViewTypes {
    nonisolated(unsafe) static var keys = Value.empty
    nonisolated(unsafe) static var values = Value.empty
    nonisolated(unsafe) static var items = Value.empty
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// dict.keys(), .values() or .items(); `dict` is a dict or an instance of a subclass.
    func newDictView(_ dict: Value, _ what: Int64) throws(PyRaise) -> Value {
        let v: Value
        switch what {
        case DictIteration.keys: v = Value(try new(PyDictViewLayout.self, .DictView))
        case DictIteration.values: v = try newInstanceCell(DictViewTypes.values.type)
        default: v = try newInstanceCell(DictViewTypes.items.type)
        }
        v.cell(PyDictViewLayout.self).pointee.dict = dict.bits
        return v
    }

    @inline(__always) func viewedDict(_ v: Value) -> DictRef { Value(bits: v.cell(PyDictViewLayout.self).pointee.dict).dict }

    /// What the view gives: a DictIteration number.
    func viewKind(_ v: Value) -> Int64 {
        let type = Value(typeOf(v))
        return type == DictViewTypes.keys ? DictIteration.keys : type == DictViewTypes.values ? DictIteration.values : DictIteration.items
    }

    func viewContains(_ v: Value, _ x: Value) throws(PyRaise) -> Bool {
        let d = viewedDict(v)
        if viewKind(v) == DictIteration.keys { return try dictGet(d, x).isPresent }
        guard has(x, .Tuple), x.tuple.count == 2 else { return false }
        let value = try dictGet(d, x.tuple.items[0])
        return value.isPresent ? try isSame(value, x.tuple.items[1]) : false
    }

    /// Something set-like on the other side of an operator of a view.
    private func isSetLike(_ v: Value) -> Bool { isAnySet(v) || has(v, .DictView) && viewKind(v) != DictIteration.values }

    private func allContained(_ a: Value, in b: Value) throws(PyRaise) -> Bool {
        let it = try iterator(a)
        while true {
            let x = try next(it)
            if x.isEmpty { return true }
            if !(try contains(b, x)) { return false }
        }
    }

    func compareView(_ op: CompareOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        guard isSetLike(b) else { return .notImplemented }
        let n = Int(viewedDict(a).pointee.used), m = try length(b)
        switch op {
        case .eq: return Value(n == m ? try allContained(a, in: b) : false)
        case .ne: return Value(n == m ? !(try allContained(a, in: b)) : true)
        case .lt: return Value(n < m ? try allContained(a, in: b) : false)
        case .le: return Value(n <= m ? try allContained(a, in: b) : false)
        case .gt: return Value(n > m ? try allContained(b, in: a) : false)
        case .ge: return Value(n >= m ? try allContained(b, in: a) : false)
        }
    }

    /// a ∘ b for key and item views: a new set.
    func viewOperator(_ op: BinaryOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        if op == .and {
            let s = try newSet()
            var (asked, walked) = (a, b)
            if has(a, .DictView) && has(b, .DictView) && viewedDict(a).pointee.used < viewedDict(b).pointee.used { (asked, walked) = (b, a) }
            else if b.isExact(.Set) && has(a, .DictView) && Int64(viewedDict(a).pointee.used) <= b.set.pointee.used { (asked, walked) = (b, a) }
            let it = try iterator(walked)
            while true {
                let x = try next(it)
                if x.isEmpty { return Value(s) }
                if try contains(asked, x) { try setAdd(s, x) }
            }
        }
        let s = try newSet()
        try setUpdate(s, a)
        switch op {
        case .or: try setUpdate(s, b)
        case .sub: try setSubtract(s, b)
        default:
            let other = try newSet()
            try setUpdate(other, b)
            try setExclusive(s, other)
        }
        return Value(s)
    }
}

extension Bootstrap {
    static func defineDictViews(_ t: Thread) throws(PyRaise) {
        for (what, name) in [(DictIteration.keys, "dict_keys"), (DictIteration.values, "dict_values"), (DictIteration.items, "dict_items")] {
            let type = try t.defineType(name, .DictView, ownsKind: what == DictIteration.keys, subclassable: false) { (b) throws(PyRaise) in
                try b.method("__len__", "(self, /)") { (t, a) throws(PyRaise) in Value(small: Int(t.viewedDict(a[0]).pointee.used)) }
                try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in try t.newDictIterator(t.viewedDict(a[0]), what) }
                try b.method("__reversed__", "(self, /)") { (t, a) throws(PyRaise) in try t.newDictIterator(t.viewedDict(a[0]), what | DictIteration.backwards) }
                try b.attribute("mapping", get: { (t, a) throws(PyRaise) in
                    let p = try t.new(PyMappingProxyLayout.self, .MappingProxy)
                    p.pointee.mapping = a[0].cell(PyDictViewLayout.self).pointee.dict
                    return Value(p)
                })
                try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
                    let v = a[0]
                    return try t.reprGuarded(v, "...") { () throws(PyRaise) in
                        try t.str("\(name)(\(try t.reprString(try t.listFrom(v))))")
                    }
                }
                if what == DictIteration.values { return }
                try b.set("__hash__", .none)
                try b.method("__contains__", "(self, key, /)") { (t, a) throws(PyRaise) in Value(try t.viewContains(a[0], a[1])) }
                for op in CompareOperator.allCases {
                    try b.method(op.special.name, "(self, other, /)") { (t, a) throws(PyRaise) in try t.compareView(op, a[0], a[1]) }
                }
                for op in [BinaryOperator.and, .or, .xor, .sub] {
                    try b.method(op.special.name, "(self, other, /)") { (t, a) throws(PyRaise) in try t.viewOperator(op, a[0], a[1]) }
                    try b.method(op.reflected.name, "(self, other, /)") { (t, a) throws(PyRaise) in try t.viewOperator(op, a[1], a[0]) }
                }
                try b.method("isdisjoint", "(self, other, /)") { (t, a) throws(PyRaise) in
                    let it = try t.iterator(a[1])
                    while true {
                        let x = try t.next(it)
                        if x.isEmpty { return .true_ }
                        if try t.viewContains(a[0], x) { return .false_ }
                    }
                }
            }
            switch what {
            case DictIteration.keys: DictViewTypes.keys = type
            case DictIteration.values: DictViewTypes.values = type
            default: DictViewTypes.items = type
            }
        }
    }

    static func defineMappingProxy(_ t: Thread) throws(PyRaise) {
        func mapping(_ v: Value) -> Value { Value(bits: v.cell(PyMappingProxyLayout.self).pointee.mapping) }
        K.mappingproxy = try t.defineType("mappingproxy", .MappingProxy, flags: TypeFlag.mapping, subclassable: false) { (b) throws(PyRaise) in
            try b.new("(cls, mapping)") { (t, a) throws(PyRaise) in
                guard !a[1].isExact(.List), !a[1].isExact(.Tuple), try t.special(of: a[1], .getitem).isPresent else {
                    throw t.raise(K.TypeError, "mappingproxy() argument must be a mapping, not \(t.typeName(of: a[1]))")
                }
                let p = try t.new(PyMappingProxyLayout.self, .MappingProxy)
                p.pointee.mapping = a[1].bits
                return Value(p)
            }
            try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
            try b.method("__len__", "(self, /)") { (t, a) throws(PyRaise) in try t.newInt(try t.length(mapping(a[0]))) }
            try b.method("__getitem__", "(self, key, /)") { (t, a) throws(PyRaise) in try t.getItem(mapping(a[0]), a[1]) }
            try b.method("__contains__", "(self, key, /)") { (t, a) throws(PyRaise) in Value(try t.contains(mapping(a[0]), a[1])) }
            try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in try t.iterator(mapping(a[0])) }
            try b.method("__reversed__", "(self, /)") { (t, a) throws(PyRaise) in try t.callMethod(mapping(a[0]), "__reversed__") }
            try b.method("__hash__", "(self, /)") { (t, a) throws(PyRaise) in try t.pythonHash(mapping(a[0])) }
            try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in try t.str("mappingproxy(\(try t.reprString(mapping(a[0]))))") }
            try b.method("__str__", "(self, /)") { (t, a) throws(PyRaise) in try t.toStr(mapping(a[0])) }
            try b.method("get", "(self, key, default=None, /)") { (t, a) throws(PyRaise) in
                try t.tailCall(try t.getAttribute(mapping(a[0]), "get"), a[1], a[2].isEmpty ? .none : a[2])
            }
            for name in ["keys", "values", "items", "copy"] {
                try b.method(name, "(self, /)") { (t, a) throws(PyRaise) in try t.tailCall(try t.getAttribute(mapping(a[0]), name)) }
            }
            for op in CompareOperator.allCases {
                try b.method(op.special.name, "(self, other, /)") { (t, a) throws(PyRaise) in
                    try t.compareWaiting(op, mapping(a[0]), t.has(a[1], .MappingProxy) ? mapping(a[1]) : a[1])
                }
            }
            func plain(_ t: Thread, _ v: Value) -> Value { t.has(v, .MappingProxy) ? mapping(v) : v }
            try b.method("__or__", "(self, other, /)") { (t, a) throws(PyRaise) in try t.binaryWaiting(.or, plain(t, a[0]), plain(t, a[1])) }
            try b.method("__ror__", "(self, other, /)") { (t, a) throws(PyRaise) in try t.binaryWaiting(.or, plain(t, a[1]), plain(t, a[0])) }
            try b.method("__ior__", "(self, other, /)") { (t, a) throws(PyRaise) in
                throw t.raise(K.TypeError, "'|=' is not supported by mappingproxy; use '|' instead")
            }
        }
    }
}
