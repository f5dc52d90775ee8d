// What bytearray has beyond bytes: changing it.

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// b[i] = n; false, with nothing done, if either is out of range.
    @inline(__always) func bytearrayStore(_ b: BytearrayRef, _ i: Int, _ n: Int) -> Bool {
        let k = i < 0 ? i &+ b.count : i
        guard UInt(bitPattern: k) < UInt(bitPattern: b.count), let byte = UInt8(exactly: n) else { return false }
        b.data[k] = byte
        return true
    }

    /// v[key] = value, or del v[key] when value is empty.
    fileprivate func bytearrayAssign(_ v: Value, _ key: Value, _ value: Value) throws(PyRaise) {
        let b = v.bytearray
        if key.isExact(.Slice) {
            var new = value
            if value.isPresent && !(has(value, .Bytes) || has(value, .Bytearray) && value != v) {
                // The bytes must not be v's own, and iterables are read before anything changes.
                var wrong = has(value, .Str)
                if !wrong && !isBytesLike(value) { wrong = try isIndex(value) }
                if wrong {
                    throw raise(K.TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
                }
                new = try bytesFromIterable(value, "bytearray")
            }
            let bounds = try sliceBounds(key, b.count)
            let source = new.isEmpty ? UnsafeRawBufferPointer(start: nil, count: 0) : try bytesLike(new)
            guard bounds.count == 0 || Swift.max(bounds.start, bounds.start + (bounds.count - 1) * bounds.step) < b.count else { throw raise(K.ValueError, "bytearray changed size during slicing") }
            if bounds.step == 1 {
                let to = bounds.start + bounds.count
                try bytearrayReplace(b, bounds.start, to, source)
                return
            }
            if value.isEmpty {
                if bounds.count == 0 { return }
                try bytearrayCheckResizable(b)
                let first = bounds.step < 0 ? bounds.start + (bounds.count - 1) * bounds.step : bounds.start
                let step = abs(bounds.step)
                var q = first, next = first, left = bounds.count
                for i in first ..< b.count {
                    if left > 0 && i == next { next = next &+ step; left -= 1; continue }
                    b.data[q] = b.data[i]
                    q += 1
                }
                try bytearrayResize(b, b.count - bounds.count)
                return
            }
            guard source.count == bounds.count else {
                throw raise(K.ValueError, "attempt to assign bytes of size \(source.count) to extended slice of size \(bounds.count)")
            }
            var i = bounds.start
            for k in 0 ..< bounds.count { b.data[i] = source[k]; i = i &+ bounds.step }
            return
        }
        guard try isIndex(key) else { throw raise(K.TypeError, "bytearray indices must be integers or slices, not \(typeName(of: key))") }
        let c = value.isEmpty ? 0 : try byteValue(value, "byte")
        guard let i = try itemIndex(key, b.count) else { throw raise(K.IndexError, "bytearray index out of range") }
        if value.isEmpty { try bytearrayReplace(b, i, i + 1, UnsafeRawBufferPointer(start: nil, count: 0)) } else { b.data[i] = c }
    }

    /// Appends the bytes of a bytes-like object or an iterable of ints.
    fileprivate func bytearrayExtend(_ v: Value, _ x: Value) throws(PyRaise) {
        let source = has(x, .Bytes) ? x : try bytesFromIterable(x, "extend")
        let b = v.bytearray
        let n = source.bytes.count
        if n == 0 { return }
        let old = b.count
        try bytearrayResize(b, old + n)
        memcpy(b.data + old, source.bytes.data, n)
    }
}

extension Bootstrap {
    static func defineBytearray(_ t: Thread) throws(PyRaise) {
        K.bytearray = try t.defineType("bytearray", .Bytearray) { b throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in
                guard t.has(a[0], .Type), t.isSubtype(a[0].type, K.bytearray) else { throw t.raise(K.TypeError, "bytearray.__new__(X): X is not a type object (\(t.typeName(of: a[0])))") }
                return try t.newInstanceCell(a[0].type)
            }
            try b.method("__init__", "(self, source=b'', encoding=None, errors=None)") { t, a throws(PyRaise) in
                let source = try t.bytesFromArguments(a[1], a[2], a[3], "bytearray")
                let p = a[0].bytearray
                try t.bytearrayResize(p, source.bytes.count)
                if source.bytes.count > 0 { memcpy(p.data, source.bytes.data, source.bytes.count) }
                return .none
            }
            try b.set("__hash__", .none)
            try defineBytesOperators(b)
            try defineBytesMethods(b)
            try defineBytearrayChanges(b)
        }
        bytearrayIterator = try t.defineIterator("bytearray_iterator", step: byteStep) { b throws(PyRaise) in try defineByteIterator(b) }
    }

    private static func defineBytearrayChanges(_ b: TypeBuilder) throws(PyRaise) {
        try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
            var out = StrBuilder(capacity: a[0].bytearray.count + 16)
            defer { out.free() }
            out.append(t.typeName(of: a[0]))
            out.append(40)
            out.appendBytesRepr(a[0].bytearray.buffer, escapeSingle: true)
            out.append(41)
            return try out.finish(t)
        }
        try b.method("__setitem__", "(self, key, value, /)") { t, a throws(PyRaise) in try t.bytearrayAssign(a[0], a[1], a[2]); return .none }
        try b.method("__delitem__", "(self, key, /)") { t, a throws(PyRaise) in try t.bytearrayAssign(a[0], a[1], .empty); return .none }
        try b.method("__iadd__", "(self, value, /)") { t, a throws(PyRaise) in
            guard t.isBytesLike(a[1]) else { throw t.raise(K.TypeError, "can't concat \(t.typeName(of: a[1])) to \(t.typeName(of: a[0]))") }
            // CPython holds the buffer of the right operand while it grows the left one.
            if a[1] == a[0] && a[0].bytearray.count > 0 { throw t.raise(K.BufferError, "Existing exports of data: object cannot be re-sized") }
            try t.bytearrayExtend(a[0], a[1])
            return a[0]
        }
        try b.method("__imul__", "(self, value, /)") { t, a throws(PyRaise) in
            guard try t.isIndex(a[1]) else { throw t.raise(K.TypeError, "can't multiply sequence by non-int of type '\(t.typeName(of: a[1]))'") }
            let n = Swift.max(0, try t.index(a[1])), p = a[0].bytearray
            let m = p.count
            let (total, overflow) = m.multipliedReportingOverflow(by: n)
            if overflow { throw t.memoryError() }
            try t.bytearrayResize(p, total)
            if n > 1 && m > 0 {
                var done = m
                while done < total {
                    let k = Swift.min(done, total - done)
                    memcpy(p.data + done, p.data, k)
                    done += k
                }
            }
            return a[0]
        }
        try b.method("append", "(self, item, /)") { t, a throws(PyRaise) in
            let c = try t.byteValue(a[1], "byte"), p = a[0].bytearray
            try t.bytearrayResize(p, p.count + 1)
            p.data[p.count - 1] = c
            return .none
        }
        try b.method("extend", "(self, iterable_of_ints, /)") { t, a throws(PyRaise) in
            if a[1] == a[0] || !t.isBytesLike(a[1]) || !t.has(a[1], .Bytes) { try t.bytearrayExtend(a[0], try t.bytesFromIterable(a[1], "extend")) }
            else { try t.bytearrayExtend(a[0], a[1]) }
            return .none
        }
        try b.method("insert", "(self, index, item, /)") { t, a throws(PyRaise) in
            var i = try t.index(a[1])
            var c = try t.byteValue(a[2], "byte")
            let p = a[0].bytearray
            if i < 0 { i = Swift.max(0, i &+ p.count) }
            i = Swift.min(i, p.count)
            try withUnsafeMutablePointer(to: &c) { (q) throws(PyRaise) in
                try t.bytearrayReplace(p, i, i, UnsafeRawBufferPointer(start: q, count: 1))
            }
            return .none
        }
        try b.method("pop", "(self, index=-1, /)") { t, a throws(PyRaise) in
            let i = a[1].isEmpty ? -1 : try t.index(a[1])
            let p = a[0].bytearray
            guard p.count > 0 else { throw t.raise(K.IndexError, "pop from empty bytearray") }
            let k = i < 0 ? i &+ p.count : i
            guard k >= 0 && k < p.count else { throw t.raise(K.IndexError, "pop index out of range") }
            let c = p.data[k]
            try t.bytearrayReplace(p, k, k + 1, UnsafeRawBufferPointer(start: nil, count: 0))
            return Value(small: Int(c))
        }
        try b.method("remove", "(self, value, /)") { t, a throws(PyRaise) in
            let c = try t.byteValue(a[1], "byte")
            let x = Text(bytes: a[0].bytearray.buffer)
            let i = x.find(character: UInt32(c), 0, x.count)
            guard i >= 0 else { throw t.raise(K.ValueError, "value not found in bytearray") }
            try t.bytearrayReplace(a[0].bytearray, i, i + 1, UnsafeRawBufferPointer(start: nil, count: 0))
            return .none
        }
        try b.method("reverse", "(self, /)") { t, a throws(PyRaise) in
            let p = a[0].bytearray
            var i = 0, j = p.count - 1
            while i < j {
                let c = p.data[i]
                p.data[i] = p.data[j]
                p.data[j] = c
                i += 1
                j -= 1
            }
            return .none
        }
        try b.method("clear", "(self, /)") { t, a throws(PyRaise) in try t.bytearrayResize(a[0].bytearray, 0); return .none }
        try b.method("copy", "(self, /)") { t, a throws(PyRaise) in try t.newBytearray(a[0].bytearray.buffer.baseAddress, a[0].bytearray.count) }
        try b.method("__alloc__", "(self, /)") { t, a throws(PyRaise) in Value(small: Int(a[0].bytearray.pointee.capacity) + (a[0].bytearray.count > 0 ? 1 : 0)) }
        try b.method("__sizeof__", "(self, /)") { t, a throws(PyRaise) in Value(small: 56 + Int(a[0].bytearray.pointee.capacity)) }
        try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in try t.reduceBytearray(a[0], text: true) }
        try b.method("__reduce_ex__", "(self, proto=0, /)") { t, a throws(PyRaise) in
            try t.reduceBytearray(a[0], text: a[1].isEmpty ? true : try t.index(a[1]) < 3)
        }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// What pickling a bytearray needs; `text`: for protocols without bytes.
    fileprivate func reduceBytearray(_ v: Value, text: Bool) throws(PyRaise) -> Value {
        let b = v.bytearray.buffer
        let arguments: Value
        if b.count == 0 { arguments = try newTuple([]) }
        else if text { arguments = try newTuple([try str(Text(bytes: b)), try intern("latin-1")]) }
        else { arguments = try newTuple([try newBytes(b)]) }
        let state = try getAttributeIfAny(v, N.dict)
        return try newTuple([Value(typeOf(v)), arguments, state.isEmpty ? .none : state])
    }
}
