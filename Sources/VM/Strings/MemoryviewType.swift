// The type memoryview: its methods and attributes over Memoryview.swift.

import CVMSpec
import Glibc

extension Bootstrap {
    static func defineMemoryview(_ t: Thread) throws(PyRaise) {
        K.memoryview = try t.defineType("memoryview", .Memoryview, flags: TypeFlag.sequence, subclassable: false) { b throws(PyRaise) in
            try b.new("(cls, object)") { t, a throws(PyRaise) in try t.newMemoryview(a[1]) }
            try defineViewOperators(b)
            try defineViewAttributes(b)
            try b.method("tobytes", "(self, order='C')") { t, a throws(PyRaise) in
                try t.checkView(a[0])
                var order = "C"
                if a[1].isPresent && !a[1].isNone {
                    guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "tobytes() argument 'order' must be str or None, not \(t.typeName(of: a[1]))") }
                    order = a[1].str.string
                    guard order == "C" || order == "F" || order == "A" else { throw t.raise(K.ValueError, "order must be 'C', 'F' or 'A'") }
                }
                if a[0].memoryview.dimensions > 1, order == "F" || order == "A" && !t.isContiguous(a[0]) && t.isContiguous(a[0], fortran: true) {
                    throw t.notImplemented("tobytes in Fortran order")
                }
                if t.isContiguous(a[0]) { return try t.newBytes(a[0].memoryview.pointee.data, Int(a[0].memoryview.pointee.length)) }
                return try t.newBytes(try t.memoryviewBytes(a[0]))
            }
            try b.method("tolist", "(self, /)") { t, a throws(PyRaise) in try t.viewList(a[0]) }
            try b.method("hex", "(self, sep=None, bytes_per_sep=1)") { t, a throws(PyRaise) in
                let bytes = try t.newBytes(try t.memoryviewBytes(a[0]))
                return try t.asciiStr(try t.hexText(bytes.bytes.buffer, separator: a[1], group: a[2]))
            }
            try b.method("cast", "(self, format, shape=None)") { t, a throws(PyRaise) in try t.castView(a[0], a[1], a[2]) }
            try b.method("toreadonly", "(self, /)") { t, a throws(PyRaise) in
                let r = try t.newMemoryview(a[0])
                r.memoryview.pointee.viewFlags |= ViewFlag.readOnly
                return r
            }
            try b.method("release", "(self, /)") { t, a throws(PyRaise) in t.releaseView(a[0]); return .none }
            try b.method("__enter__", "(self, /)") { t, a throws(PyRaise) in try t.checkView(a[0]); return a[0] }
            try b.method("__exit__", "(self, *args)") { t, a throws(PyRaise) in t.releaseView(a[0]); return .none }
        }
        viewIterator = try t.defineIterator("memory_iterator", step: { t, it throws(PyRaise) in
            let p = it.iterator
            let v = Value(bits: p.pointee.source)
            if v.isEmpty { return Iteration.ended }
            try t.checkView(v)
            let m = v.memoryview
            let i = Int(p.pointee.index)
            if i >= Value(bits: m.pointee.shapeTuple).tuple.items[0].int { p.pointee.source = 0; return Iteration.ended }
            p.pointee.index += 1
            return try t.readViewItem(m, UnsafeRawPointer(m.pointee.data.unsafelyUnwrapped) + i &* Value(bits: m.pointee.strides).tuple.items[0].int)
        })
    }

    nonisolated(unsafe) private static var viewIterator = IteratorClass()

    private static func defineViewOperators(_ b: TypeBuilder) throws(PyRaise) {
        try b.method("__len__", "(self, /)") { t, a throws(PyRaise) in
            try t.checkView(a[0])
            let shape = a[0].memoryview.shape
            if shape.isEmpty { throw t.raise(K.TypeError, "0-dim memory has no length") }
            return Value(small: shape[0])
        }
        try b.method("__getitem__", "(self, key, /)") { t, a throws(PyRaise) in try t.viewItem(a[0], a[1]) }
        try b.method("__setitem__", "(self, key, value, /)") { t, a throws(PyRaise) in try t.assignView(a[0], a[1], a[2]); return .none }
        try b.method("__delitem__", "(self, key, /)") { t, a throws(PyRaise) in try t.assignView(a[0], a[1], .empty); return .none }
        try b.method("__eq__", "(self, value, /)") { t, a throws(PyRaise) in
            guard let r = try t.viewEquals(a[0], a[1]) else { return .notImplemented }
            return Value(r)
        }
        try b.method("__ne__", "(self, value, /)") { t, a throws(PyRaise) in
            guard let r = try t.viewEquals(a[0], a[1]) else { return .notImplemented }
            return Value(!r)
        }
        try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in
            try t.checkView(a[0])
            let m = a[0].memoryview
            guard m.isReadOnly else { throw t.raise(K.ValueError, "cannot hash writable memoryview object") }
            guard [66, 98, 99].contains(m.code) else { throw t.raise(K.ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'") }
            _ = try t.hash(Value(bits: m.pointee.owner))
            let bytes = try t.newBytes(try t.memoryviewBytes(a[0]))
            return try t.newInt(Int(truncatingIfNeeded: t.bytesHash(bytes.bytes.buffer)))
        }
        try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
            let released = a[0].memoryview.pointee.viewFlags & ViewFlag.released != 0
            return try t.str("<\(released ? "released memory" : "memory") at 0x\(String(a[0].bits, radix: 16))>")
        }
        try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in
            try t.checkView(a[0])
            let n = a[0].memoryview.dimensions
            if n == 0 { throw t.raise(K.TypeError, "invalid indexing of 0-dim memory") }
            if n > 1 { throw t.raise(K.NotImplementedError, "multi-dimensional sub-views are not implemented") }
            let p = try t.newIterator(viewIterator)
            p.pointee.source = a[0].bits
            return Value(p)
        }
    }

    private static func defineViewAttributes(_ b: TypeBuilder) throws(PyRaise) {
        let attributes: [(String, (Thread, Value, MemoryviewRef) throws(PyRaise) -> Value)] = [
            ("obj", { t, v, m throws(PyRaise) in Value(bits: m.pointee.owner) }),
            ("nbytes", { t, v, m throws(PyRaise) in Value(small: Int(m.pointee.length)) }),
            ("itemsize", { t, v, m throws(PyRaise) in Value(small: Int(m.pointee.itemSize)) }),
            ("format", { t, v, m throws(PyRaise) in Value(bits: m.pointee.format) }),
            ("ndim", { t, v, m throws(PyRaise) in Value(small: m.dimensions) }),
            ("shape", { t, v, m throws(PyRaise) in Value(bits: m.pointee.shapeTuple) }),
            ("strides", { t, v, m throws(PyRaise) in Value(bits: m.pointee.strides) }),
            ("suboffsets", { t, v, m throws(PyRaise) in try t.newTuple([]) }),
            ("readonly", { t, v, m throws(PyRaise) in Value(m.isReadOnly) }),
            ("c_contiguous", { t, v, m throws(PyRaise) in Value(t.isContiguous(v)) }),
            ("f_contiguous", { t, v, m throws(PyRaise) in Value(t.isContiguous(v, fortran: true)) }),
            ("contiguous", { t, v, m throws(PyRaise) in Value(t.isContiguous(v) || t.isContiguous(v, fortran: true)) }),
        ]
        for (name, get) in attributes {
            try b.attribute(name, get: { t, a throws(PyRaise) in
                try t.checkView(a[0])
                return try get(t, a[0], a[0].memoryview)
            })
        }
    }
}
