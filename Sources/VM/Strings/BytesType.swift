// The types bytes and bytearray: constructors, operators, and the methods that both have (BytesMethods.swift).

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The bytes of a bytes or bytearray receiver.
    @inline(__always) func ownBytes(_ v: Value) -> UnsafeRawBufferPointer { kind(of: v) == Kind.Bytes.rawValue ? v.bytes.buffer : v.bytearray.buffer }
    @inline(__always) func flavour(_ v: Value) -> Flavour { kind(of: v) == Kind.Bytes.rawValue ? .bytes : .bytearray }

    /// New bytes or bytearray, as v is.
    func sameBytes(_ v: Value, _ a: [UInt8]) throws(PyRaise) -> Value { flavour(v) == .bytes ? try newBytes(a) : try newBytearray(a) }

    /// What bytes(source, encoding, errors) holds, as a bytes object.
    func bytesFromArguments(_ source: Value, _ encoding: Value, _ errors: Value, _ typeName: String) throws(PyRaise) -> Value {
        if source.isEmpty {
            if encoding.isPresent || errors.isPresent {
                throw raise(K.TypeError, encoding.isPresent ? "encoding without a string argument" : "errors without a string argument")
            }
            return try newBytes(nil, 0)
        }
        if has(source, .Str) {
            if encoding.isEmpty {
                throw raise(K.TypeError, errors.isPresent ? "string argument without an encoding" : "string argument without an encoding")
            }
            return try encodeObject(source, encoding: encoding, errors: errors)
        }
        if encoding.isPresent || errors.isPresent { throw raise(K.TypeError, encoding.isPresent ? "encoding without a string argument" : "errors without a string argument") }
        if source.isExact(.Bytes) { return source }
        if typeName == "bytes" {
            let f = try special(of: source, .bytes)
            if f.isPresent {
                let r = try callSpecial(f, source)
                guard has(r, .Bytes) else { throw raise(K.TypeError, "__bytes__ returned non-bytes (type \(self.typeName(of: r)))") }
                return r
            }
        }
        if try isIndex(source) {
            let n: Int
            do { n = try index(source) } catch {
                if raisedIs(K.TypeError) { clearRaised(); return try bytesFromIterable(source, typeName) }
                throw error
            }
            guard n >= 0 else { throw raise(K.ValueError, "negative count") }
            return Value(try newBytes(count: n))
        }
        return try bytesFromIterable(source, typeName)
    }

    /// The bytes of a bytes-like object or of an iterable of ints, as a bytes object.
    func bytesFromIterable(_ v: Value, _ typeName: String) throws(PyRaise) -> Value {
        if isBytesLike(v) {
            if has(v, .Memoryview) { return try newBytes(try memoryviewBytes(v)) }
            return try newBytes(try bytesLike(v))
        }
        if !(try looksIterable(v)) {
            throw raise(K.TypeError, typeName == "extend" ? "can't extend bytearray with \(self.typeName(of: v))" : "cannot convert '\(self.typeName(of: v))' object to \(typeName)")
        }
        let what = typeName == "bytes" ? "bytes" : "byte"
        var out: [UInt8] = []
        if v.isExact(.List) || v.isExact(.Tuple) {
            out.reserveCapacity(try length(v))
        }
        try forEach(v) { (x) throws(PyRaise) in
            if x.isInt && x.int >= 0 && x.int < 256 { out.append(UInt8(x.int)) } else { out.append(try byteValue(x, what)) }
            return true
        }
        return try newBytes(out)
    }

    /// a + b of bytes-like objects, of a's type.
    func concatenateBytes(_ a: Value, _ b: Value) throws(PyRaise) -> Value {
        guard let y = try bufferInfo(b) else {
            throw raise(K.TypeError, flavour(a) == .bytes ? "can't concat \(typeName(of: b)) to bytes" : "can't concat \(typeName(of: b)) to bytearray")
        }
        let x = ownBytes(a)
        if flavour(a) == .bytes {
            if x.count == 0 && b.isExact(.Bytes) { return b }
            if y.byteCount == 0 && a.isExact(.Bytes) { return a }
            let r = try newBytes(count: x.count + y.byteCount)
            if x.count > 0 { memcpy(r.data, x.baseAddress.unsafelyUnwrapped, x.count) }
            if y.byteCount > 0 { memcpy(r.data + x.count, y.base, y.byteCount) }
            return Value(r)
        }
        let r = try newBytearray(nil, x.count + y.byteCount)
        if x.count > 0 { memcpy(r.bytearray.data, x.baseAddress.unsafelyUnwrapped, x.count) }
        if y.byteCount > 0 { memcpy(r.bytearray.data + x.count, y.base, y.byteCount) }
        return r
    }

    func repeatBytes(_ v: Value, _ n: Int) throws(PyRaise) -> Value {
        let x = ownBytes(v)
        let n = Swift.max(0, n)
        let (total, overflow) = x.count.multipliedReportingOverflow(by: n)
        if overflow { throw memoryError() }
        if flavour(v) == .bytes {
            if n == 1 && v.isExact(.Bytes) { return v }
            let r = try newBytes(count: total)
            if total > 0 { fillRepeated(r.data, v.bytes.data, x.count, n) }
            return Value(r)
        }
        let r = try newBytearray(nil, total)
        if total > 0 { fillRepeated(r.bytearray.data, v.bytearray.data, x.count, n) }
        return r
    }

    /// Hash of bytes, the same as of an equal memoryview.
    func bytesHash(_ b: UnsafeRawBufferPointer) -> UInt64 {
        guard b.count > 0 else { return 0 }
        return hashBytes(b.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self), b.count, Names.hashSeed)
    }

    func bytesCompare(_ op: CompareOperator, _ x: UnsafeRawBufferPointer, _ y: UnsafeRawBufferPointer) -> Bool {
        if op == .eq || op == .ne {
            let same = x.count == y.count && (x.count == 0 || memcmp(x.baseAddress.unsafelyUnwrapped, y.baseAddress.unsafelyUnwrapped, x.count) == 0)
            return same == (op == .eq)
        }
        let order = Text(bytes: x).order(Text(bytes: y))
        switch op {
        case .lt: return order < 0
        case .le: return order <= 0
        case .gt: return order > 0
        default: return order >= 0
        }
    }

    /// v[key] for bytes and bytearray.
    public func bytesItem(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        let x = ownBytes(v)
        if key.isInt {
            var i = key.int
            if i < 0 { i = i &+ x.count }
            if i >= 0 && i < x.count { return Value(small: Int(x[i])) }
        }
        let f = flavour(v)
        if key.isExact(.Slice) {
            let b = try sliceBounds(key, x.count)
            let x = ownBytes(v)
            guard b.count <= x.count else { return try bytesItem(v, key) }
            if b.step == 1 {
                if b.count == x.count && v.isExact(.Bytes) { return v }
                let p = b.count == 0 ? nil : x.baseAddress.map { $0 + b.start }
                return f == .bytes ? try bytesPiece(p, b.count) : try newBytearray(p, b.count)
            }
            let q: UnsafeMutablePointer<UInt8>
            let r: Value
            if f == .bytes { r = Value(try newBytes(count: b.count)); q = r.bytes.data }
            else { r = try newBytearray(nil, b.count); q = b.count > 0 ? r.bytearray.data : UnsafeMutablePointer<UInt8>(mutating: Text.nothing) }
            var i = b.start
            for k in 0 ..< b.count { q[k] = x[i]; i = i &+ b.step }
            return r
        }
        guard try isIndex(key) else {
            throw raise(K.TypeError, "\(f == .bytes ? "byte" : "bytearray") indices must be integers or slices, not \(typeName(of: key))")
        }
        guard let i = try itemIndex(key, ownBytes(v).count) else {
            throw raise(K.IndexError, f == .bytes ? "index out of range" : "bytearray index out of range")
        }
        return Value(small: Int(ownBytes(v)[i]))
    }
}

extension Bootstrap {
    static func defineBytes(_ t: Thread) throws(PyRaise) {
        K.bytes = try t.defineType("bytes", .Bytes) { b throws(PyRaise) in
            try b.new("(cls, source=b'', encoding=None, errors=None)") { t, a throws(PyRaise) in
                guard t.has(a[0], .Type), t.isSubtype(a[0].type, K.bytes) else { throw t.raise(K.TypeError, "bytes.__new__(X): X is not a type object (\(t.typeName(of: a[0])))") }
                let v = try t.bytesFromArguments(a[1], a[2], a[3], "bytes")
                if a[0] == K.bytes { return v }
                return try t.newBytesInstance(a[0].type, v.bytes.buffer)
            }
            try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in
                let p = a[0].bytes
                if p.pointee.hash == 0 { p.pointee.hash = t.bytesHash(p.buffer) }
                return try t.newInt(Int(truncatingIfNeeded: p.pointee.hash))
            }
            try b.method("__bytes__", "(self, /)") { t, a throws(PyRaise) in a[0].isExact(.Bytes) ? a[0] : try t.newBytes(a[0].bytes.buffer) }
            try b.method("__getnewargs__", "(self, /)") { t, a throws(PyRaise) in try t.newTuple([try t.newBytes(a[0].bytes.buffer)]) }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.bytesRepr(a[0].bytes.buffer) }
            try b.method("__sizeof__", "(self, /)") { t, a throws(PyRaise) in Value(small: 33 + a[0].bytes.count) }
            try defineBytesOperators(b)
            try defineBytesMethods(b)
        }
        bytesIterator = try t.defineIterator("bytes_iterator", step: byteStep) { b throws(PyRaise) in try defineByteIterator(b) }
    }

    /// Classes of the iterators of bytes and bytearray.
    nonisolated(unsafe) static var bytesIterator = IteratorClass()
    nonisolated(unsafe) static var bytearrayIterator = IteratorClass()

    static let byteStep: IteratorStep = { t, it throws(PyRaise) in
        let p = it.iterator
        let source = Value(bits: p.pointee.source)
        if source.isEmpty { return Iteration.ended }
        let i = Int(p.pointee.index)
        if source.shape == Kind.Bytes.rawValue && i < source.bytes.count {
            p.pointee.index = Int64(i &+ 1)
            return Value(small: Int(source.bytes.data[i]))
        }
        let x = t.ownBytes(source)
        if i >= x.count { p.pointee.source = 0; return Iteration.ended }
        p.pointee.index += 1
        return Value(small: Int(x[i]))
    }

    static func defineByteIterator(_ b: TypeBuilder) throws(PyRaise) {
        try b.method("__length_hint__", "(self, /)") { t, a throws(PyRaise) in
            let it = a[0].iterator
            return Value(small: it.pointee.source == 0 ? 0 : Swift.max(0, t.ownBytes(Value(bits: it.pointee.source)).count - Int(it.pointee.index)))
        }
        try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in
            let it = a[0].iterator
            let iter = try t.dictGet(t.pointee.builtins.unsafelyUnwrapped, try t.intern("iter"))
            if it.pointee.source == 0 { return try t.newTuple([iter, try t.newTuple([try t.newTuple([])])]) }
            return try t.newTuple([iter, try t.newTuple([Value(bits: it.pointee.source)]), Value(small: Int(it.pointee.index))])
        }
        try b.method("__setstate__", "(self, state, /)") { t, a throws(PyRaise) in
            let it = a[0].iterator
            let i = try t.clampedIndex(a[1])
            if it.pointee.source != 0 { it.pointee.index = Int64(Swift.min(Swift.max(i, 0), t.ownBytes(Value(bits: it.pointee.source)).count)) }
            return .none
        }
    }

    /// Operators that bytes and bytearray share.
    static func defineBytesOperators(_ b: TypeBuilder) throws(PyRaise) {
        try b.method("__len__", "(self, /)") { t, a throws(PyRaise) in Value(small: t.ownBytes(a[0]).count) }
        try b.method("__str__", "(self, /)") { t, a throws(PyRaise) in try t.repr(a[0]) }
        for (name, op) in [("__eq__", CompareOperator.eq), ("__ne__", .ne), ("__lt__", .lt), ("__le__", .le), ("__gt__", .gt), ("__ge__", .ge)] {
            try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
                let f = t.flavour(a[0])
                if f == .bytes {
                    guard t.has(a[1], .Bytes) else { return .notImplemented }
                    return Value(t.bytesCompare(op, a[0].bytes.buffer, a[1].bytes.buffer))
                }
                guard t.isBytesLike(a[1]) else { return .notImplemented }
                return Value(t.bytesCompare(op, t.ownBytes(a[0]), try t.bytesLike(a[1])))
            }
        }
        try b.method("__add__", "(self, value, /)") { t, a throws(PyRaise) in try t.concatenateBytes(a[0], a[1]) }
        for name in ["__mul__", "__rmul__"] {
            try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
                guard try t.isIndex(a[1]) else {
                    if name == "__mul__" { throw t.raise(K.TypeError, "can't multiply sequence by non-int of type '\(t.typeName(of: a[1]))'") }
                    return .notImplemented
                }
                return try t.repeatBytes(a[0], try t.index(a[1]))
            }
        }
        try b.method("__mod__", "(self, value, /)") { t, a throws(PyRaise) in
            let r = try t.percentFormatBytes(t.ownBytes(a[0]), a[1])
            return t.flavour(a[0]) == .bytes ? r : try t.newBytearray(r.bytes.data, r.bytes.count)
        }
        try b.method("__rmod__", "(self, value, /)") { t, a throws(PyRaise) in .notImplemented }
        try b.method("__getitem__", "(self, key, /)") { t, a throws(PyRaise) in try t.bytesItem(a[0], a[1]) }
        try b.method("__contains__", "(self, key, /)") { t, a throws(PyRaise) in
            if try t.isIndex(a[1]) {
                let c = try t.byteValue(a[1], "byte")
                let x = Text(bytes: t.ownBytes(a[0]))
                return Value(x.find(character: UInt32(c), 0, x.count) >= 0)
            }
            let y = Text(bytes: try t.bytesLike(a[1])), x = Text(bytes: t.ownBytes(a[0]))
            return Value(x.find(y, 0, x.count) >= 0)
        }
        try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in
            let p = try t.newIterator(t.flavour(a[0]) == .bytes ? bytesIterator : bytearrayIterator)
            p.pointee.source = a[0].bits
            return Value(p)
        }
    }
}
