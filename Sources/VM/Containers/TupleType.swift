// tuple: the type and its methods. Instances of subclasses keep their items in the cell too.

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A tuple of class `cls` with those items.
    func newTuple(of cls: Value, _ base: UnsafePointer<Value>?, _ n: Int) throws(PyRaise) -> Value {
        if cls == K.tuple {
            let p = try newTuple(count: n)
            if n > 0, let base { memcpy(p.items, base, n * 8) }
            return Value(p)
        }
        let v = try newInstanceCell(cls.type, tailBytes: n * 8)
        v.tuple.pointee.count = Int64(n)
        if n > 0, let base { memcpy(v.tuple.items, base, n * 8) }
        return v
    }
}

enum TupleSteps {
    /// State: the class; the result is the list of the items.
    static let make = NativeSteps.register { (t, cls, items) throws(PyRaise) in try t.newTuple(of: cls, from: items) }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    func newTuple(of cls: Value, from container: Value) throws(PyRaise) -> Value {
        let items = container.isExact(.List) ? container : try tupleFrom(container)
        if items.isExact(.List) { return try newTuple(of: cls, items.list.count > 0 ? UnsafePointer(items.list.items) : nil, items.list.count) }
        return try newTuple(of: cls, items.tuple.items, items.tuple.count)
    }
}

extension Bootstrap {
    static func defineTuple(_ t: Thread) throws(PyRaise) {
        K.tuple = try t.defineType("tuple", .Tuple, flags: TypeFlag.sequence) { (b) throws(PyRaise) in
            try defineTupleBasics(b)
            try defineTupleOperators(b)
        }
    }

    private static func defineTupleBasics(_ b: TypeBuilder) throws(PyRaise) {
        try b.new("(cls, iterable=(), /)", mayLeave: true) { (t, a) throws(PyRaise) in
            if a[1].isEmpty { return try t.newTuple(of: a[0], nil, 0) }
            if a[0] == K.tuple && a[1].isExact(.Tuple) { return a[1] }
            let items = try t.pushing(then: TupleSteps.make, a[0]) { () throws(PyRaise) in try t.plainItems(a[1]) }
            return items.isEmpty ? items : try t.newTuple(of: a[0], from: items)
        }
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let v = a[0]
            let n = v.tuple.count
            if n == 0 { return try t.str("()") }
            return try t.reprGuarded(v, "(...)") { () throws(PyRaise) in
                var out: [UInt8] = [0x28]
                for i in 0 ..< n {
                    if i > 0 { out.text(", ") }
                    try t.appendRepr(&out, v.tuple.items[i])
                }
                if n == 1 { out.append(0x2C) }
                out.append(0x29)
                return try t.str(utf8: out)
            }
        }
        try b.method("__hash__", "(self, /)") { (t, a) throws(PyRaise) in
            try t.newInt(Int(bitPattern: UInt(try t.hashTuple(a[0].tuple))))
        }
        try b.method("__len__", "(self, /)") { (t, a) throws(PyRaise) in Value(small: a[0].tuple.count) }
        try b.method("__getitem__", "(self, key, /)") { (t, a) throws(PyRaise) in
            if a[1].isExact(.Slice) && !a[0].isExact(.Tuple) {
                let n = a[0].tuple.count
                return try t.tupleGetItem(try t.newTuple(of: K.tuple, a[0].tuple.items, n), a[1])
            }
            return try t.tupleGetItem(a[0], a[1])
        }
        try b.method("__contains__", "(self, key, /)") { (t, a) throws(PyRaise) in
            Value(try t.tupleIndex(a[1], in: a[0].tuple, 0, Int.max) >= 0)
        }
        try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = try t.new(PyTupleIteratorLayout.self, .TupleIterator)
            p.pointee.source = a[0].bits
            return Value(p)
        }
        try b.method("__getnewargs__", "(self, /)") { (t, a) throws(PyRaise) in
            try t.newTuple([try t.newTuple(of: K.tuple, a[0].tuple.items, a[0].tuple.count)])
        }
    }

    private static func defineTupleOperators(_ b: TypeBuilder) throws(PyRaise) {
        for op in CompareOperator.allCases {
            try b.method(op.special.name, "(self, other, /)") { (t, a) throws(PyRaise) in
                guard t.has(a[1], .Tuple) else { return .notImplemented }
                return try t.compareTuples(op, a[0], a[1])
            }
        }
        try b.method("__add__", "(self, other, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Tuple) else {
                if try t.handlesReflected(a[1], .radd) { return .notImplemented }
                throw t.raise(K.TypeError, "can only concatenate tuple (not \"\(t.typeName(of: a[1]))\") to tuple")
            }
            return try t.tupleConcatenation(a[0], a[1])
        }
        for name in ["__mul__", "__rmul__"] {
            try b.method(name, "(self, value, /)") { (t, a) throws(PyRaise) in
                guard try t.canIndex(a[1]) else {
                    if name == "__mul__", try t.handlesReflected(a[1], .rmul) { return .notImplemented }
                    throw t.raise(K.TypeError, "can't multiply sequence by non-int of type '\(t.typeName(of: a[1]))'")
                }
                let n = try t.repeatCount(a[1])
                let count = a[0].tuple.count
                if n == 1 && a[0].isExact(.Tuple) || count == 0 && a[0].isExact(.Tuple) { return a[0] }
                if n <= 0 || count == 0 { return try t.newTuple(of: K.tuple, nil, 0) }
                let (total, o) = count.multipliedReportingOverflow(by: n)
                guard !o, total < 1 << 36 else { throw t.memoryError() }
                let out = try t.newTuple(count: total)
                t.fillRepeated(out.items, a[0].tuple.items, count, n)
                return Value(out)
            }
        }
        try b.method("count", "(self, value, /)") { (t, a) throws(PyRaise) in
            var n = 0
            for i in 0 ..< a[0].tuple.count where try t.isSame(a[0].tuple.items[i], a[1]) { n += 1 }
            return Value(small: n)
        }
        try b.method("index", "(self, value, start=0, stop=9223372036854775807, /)") { (t, a) throws(PyRaise) in
            let n = a[0].tuple.count
            let (from, to) = try t.searchBounds(a[2], a[3], n)
            let i = try t.tupleIndex(a[1], in: a[0].tuple, from, Swift.min(n, to))
            if i >= 0 { return Value(small: i) }
            throw t.raise(K.ValueError, "tuple.index(x): x not in tuple")
        }
    }
}
