// memoryview: a window on the memory of another object. Core: making, checking, reading and writing views.
//
// owner: the object whose memory it is (empty after release); base: the storage cell that keeps that memory alive; data: the
// first item; shapeTuple and strides: tuples of ints, one per dimension. viewFlags: see ViewFlag. A view made directly from an
// object counts as an export of it until it is released; views of views do not. When an exporter may be resized all the same: Buffers.swift.

import CVMSpec
import Glibc

public typealias MemoryviewRef = UnsafeMutablePointer<PyMemoryviewLayout>

enum ViewFlag {
    static let readOnly: Int64 = 1
    static let released: Int64 = 2
    static let counted: Int64 = 4
}

extension Value {
    @inline(__always) var memoryview: MemoryviewRef { cell(PyMemoryviewLayout.self) }
}

extension UnsafeMutablePointer where Pointee == PyMemoryviewLayout {
    var isReadOnly: Bool { pointee.viewFlags & ViewFlag.readOnly != 0 }
    var shape: [Int] { Value(bits: pointee.shapeTuple).ints }
    var stridesArray: [Int] { Value(bits: pointee.strides).ints }
    var dimensions: Int { Value(bits: pointee.shapeTuple).tuple.count }
    /// The format letter without a leading '@', or 0 if the format is not one native letter.
    var code: UInt8 {
        let f = Value(bits: pointee.format).str
        if f.count == 1 { return PackedItems.size(UInt8(truncatingIfNeeded: f[code: 0])) > 0 ? UInt8(truncatingIfNeeded: f[code: 0]) : 0 }
        if f.count == 2 && f[code: 0] == 64 { return UInt8(truncatingIfNeeded: f[code: 1]) }
        return 0
    }
}

extension Value {
    /// The ints of a tuple of small ints.
    fileprivate var ints: [Int] {
        var r: [Int] = []
        for i in 0 ..< tuple.count { r.append(tuple.items[i].int) }
        return r
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    private func intTuple(_ a: [Int]) throws(PyRaise) -> Value {
        let p = try newTuple(count: a.count)
        for (i, n) in a.enumerated() { p.items[i] = Value(small: n) }
        return Value(p)
    }

    private func contiguousStrides(_ shape: [Int], _ itemSize: Int) -> [Int] {
        var r = [Int](repeating: itemSize, count: shape.count)
        var i = shape.count - 2
        while i >= 0 { r[i] = r[i + 1] &* shape[i + 1]; i -= 1 }
        return r
    }

    /// A view of any memory: data lies in the storage or object `base`, which it keeps alive.
    func newView(owner: Value, base: Value, data: UnsafeMutableRawPointer, shape: [Int], strides: [Int]? = nil, itemSize: Int, format: Value, readOnly: Bool) throws(PyRaise) -> Value {
        let m = try new(PyMemoryviewLayout.self, .Memoryview)
        m.pointee.owner = owner.bits
        m.pointee.base = base.bits
        m.pointee.data = data.assumingMemoryBound(to: UInt8.self)
        m.pointee.itemSize = Int64(itemSize)
        m.pointee.length = Int64(shape.reduce(itemSize, &*))
        m.pointee.format = format.bits
        m.pointee.shapeTuple = try intTuple(shape).bits
        m.pointee.strides = try intTuple(strides ?? contiguousStrides(shape, itemSize)).bits
        m.pointee.viewFlags = readOnly ? ViewFlag.readOnly : 0
        return Value(m)
    }

    /// memoryview(v)
    public func newMemoryview(_ v: Value) throws(PyRaise) -> Value {
        guard let info = try bufferInfo(v) else { throw raise(K.TypeError, "memoryview: a bytes-like object is required, not '\(typeName(of: v))'") }
        if has(v, .Memoryview) {
            let m = v.memoryview
            return try newView(owner: Value(bits: m.pointee.owner), base: Value(bits: m.pointee.base), data: UnsafeMutableRawPointer(m.pointee.data.unsafelyUnwrapped),
                               shape: m.shape, strides: m.stridesArray, itemSize: Int(m.pointee.itemSize), format: Value(bits: m.pointee.format), readOnly: m.isReadOnly)
        }
        var base = v
        if info.storage.isPresent { base = info.storage }
        // The storage of a bytearray must outlive a resize after release.
        if has(v, .Bytearray), let d = v.bytearray.pointee.data { base = Value(UnsafeMutableRawPointer(d) - MemoryLayout<PyByteArrayLayout>.size) }
        let r = try newView(owner: v, base: base, data: info.base, shape: info.shape ?? [info.byteCount / Swift.max(1, info.itemSize)], strides: info.strides,
                            itemSize: info.itemSize, format: try intern(info.format), readOnly: info.readOnly)
        if !has(v, .Bytes) {
            countExport(v, 1)
            r.memoryview.pointee.viewFlags |= ViewFlag.counted
        }
        return r
    }

    @inline(__always) func checkView(_ v: Value) throws(PyRaise) {
        if v.memoryview.pointee.viewFlags & ViewFlag.released != 0 { throw raise(K.ValueError, "operation forbidden on released memoryview object") }
    }

    func memoryviewInfo(_ v: Value) throws(PyRaise) -> BufferInfo {
        try checkView(v)
        let m = v.memoryview
        var info = BufferInfo(base: UnsafeMutableRawPointer(m.pointee.data.unsafelyUnwrapped), byteCount: Int(m.pointee.length), readOnly: m.isReadOnly,
                              itemSize: Int(m.pointee.itemSize), format: Value(bits: m.pointee.format).str.string)
        info.shape = m.shape
        info.strides = m.stridesArray
        return info
    }

    /// Is the view's memory in C order without gaps?
    func isContiguous(_ v: Value, fortran: Bool = false) -> Bool {
        let m = v.memoryview
        if m.pointee.length == 0 { return true }
        let shape = m.shape, strides = m.stridesArray
        var expected = Int(m.pointee.itemSize)
        for i in fortran ? Array(0 ..< shape.count) : Array((0 ..< shape.count).reversed()) {
            if shape[i] > 1 && strides[i] != expected { return false }
            expected = expected &* shape[i]
        }
        return true
    }

    func releaseView(_ v: Value) {
        let m = v.memoryview
        if m.pointee.viewFlags & ViewFlag.released != 0 { return }
        if m.pointee.viewFlags & ViewFlag.counted != 0 { countExport(Value(bits: m.pointee.owner), -1) }
        m.pointee.viewFlags |= ViewFlag.released
    }

    /// Calls body with the address of every item, in C order.
    func forEachItem(_ v: Value, _ body: (UnsafeMutableRawPointer) throws(PyRaise) -> Void) throws(PyRaise) {
        let m = v.memoryview
        let shape = m.shape, strides = m.stridesArray
        let start = UnsafeMutableRawPointer(m.pointee.data.unsafelyUnwrapped)
        if shape.contains(0) { return }
        if shape.isEmpty { try body(start); return }
        var index = [Int](repeating: 0, count: shape.count)
        var p = start
        while true {
            try body(p)
            var d = shape.count - 1
            while true {
                index[d] += 1
                p += strides[d]
                if index[d] < shape[d] { break }
                p -= strides[d] &* shape[d]
                index[d] = 0
                d -= 1
                if d < 0 { return }
            }
        }
    }

    /// The bytes of a view in C order.
    func memoryviewBytes(_ v: Value) throws(PyRaise) -> [UInt8] {
        try checkView(v)
        let m = v.memoryview
        if isContiguous(v) { return Array(UnsafeRawBufferPointer(start: m.pointee.data, count: Int(m.pointee.length))) }
        var out: [UInt8] = []
        out.reserveCapacity(Int(m.pointee.length))
        let size = Int(m.pointee.itemSize)
        try forEachItem(v) { (p) throws(PyRaise) in out.append(contentsOf: UnsafeRawBufferPointer(start: p, count: size)) }
        return out
    }

    func readViewItem(_ m: MemoryviewRef, _ p: UnsafeRawPointer) throws(PyRaise) -> Value {
        let code = m.code
        guard code != 0, PackedItems.size(code) == Int(m.pointee.itemSize) else {
            throw raise(K.NotImplementedError, "memoryview: format \(Value(bits: m.pointee.format).str.string) not supported")
        }
        return try PackedItems.read(self, code, p)
    }

    private func writeViewItem(_ m: MemoryviewRef, _ offset: Int, _ value: Value) throws(PyRaise) {
        let code = m.code
        let format = Value(bits: m.pointee.format).str.string
        guard code != 0, PackedItems.size(code) == Int(m.pointee.itemSize) else { throw raise(K.NotImplementedError, "memoryview: format \(format) not supported") }
        var x = value
        if !isFloat(x) || ![102, 100, 101].contains(code), code != 63, code != 99 {
            if [102, 100, 101].contains(code) { x = try newFloat(try viewNumber(value, format) { () throws(PyRaise) in try self.toDouble(value) }) }
            else { x = try viewNumber(value, format) { () throws(PyRaise) in try self.toIndex(value) } }
        }
        // Converting may have run code that released the view.
        try checkView(Value(m))
        let p = UnsafeMutableRawPointer(m.pointee.data.unsafelyUnwrapped) + offset
        switch try PackedItems.write(self, code, p, x) {
        case .done: break
        case .wrongType: throw raise(K.TypeError, "memoryview: invalid type for format '\(format)'")
        case .outOfRange: throw raise(K.ValueError, "memoryview: invalid value for format '\(format)'")
        }
    }

    private func viewNumber<R>(_ v: Value, _ format: String, _ body: () throws(PyRaise) -> R) throws(PyRaise) -> R {
        do { return try body() } catch {
            if raisedIs(K.TypeError) { clearRaised(); throw raise(K.TypeError, "memoryview: invalid type for format '\(format)'") }
            throw error
        }
    }

    // -- Indexing

    private func viewOffset(_ m: MemoryviewRef, _ d: Int, _ i: Int) throws(PyRaise) -> Int {
        let n = Value(bits: m.pointee.shapeTuple).tuple.items[d].int
        let k = i < 0 ? i &+ n : i
        guard k >= 0 && k < n else { throw raise(K.IndexError, m.dimensions == 1 ? "index out of bounds on dimension 1" : "index out of bounds on dimension \(d + 1)") }
        return k &* Value(bits: m.pointee.strides).tuple.items[d].int
    }

    /// The byte offset of an item named by a tuple of ints; nil if the key is not such a tuple.
    private func tupleOffset(_ m: MemoryviewRef, _ key: Value) throws(PyRaise) -> Int? {
        guard has(key, .Tuple) else { return nil }
        for i in 0 ..< key.tuple.count where !(try isIndex(key.tuple.items[i])) { return nil }
        let n = m.dimensions
        if key.tuple.count < n { throw raise(K.NotImplementedError, "sub-views are not implemented") }
        if key.tuple.count > n { throw raise(K.TypeError, "cannot index \(n)-dimension view with \(key.tuple.count)-element tuple") }
        var offset = 0
        for i in 0 ..< key.tuple.count { offset += try viewOffset(m, i, try index(key.tuple.items[i])) }
        return offset
    }

    func viewItem(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        try checkView(v)
        let m = v.memoryview
        let start = UnsafeRawPointer(m.pointee.data.unsafelyUnwrapped)
        if m.dimensions == 0 {
            if key == .ellipsis { return v }
            if has(key, .Tuple) && key.tuple.count == 0 { return try readViewItem(m, start) }
            throw raise(K.TypeError, "invalid indexing of 0-dim memory")
        }
        if try isIndex(key) {
            let i = try index(key, overflow: "cannot fit '\(typeName(of: key))' into an index-sized integer", error: K.IndexError)
            if m.dimensions > 1 { throw raise(K.NotImplementedError, "multi-dimensional sub-views are not implemented") }
            return try readViewItem(m, start + (try viewOffset(m, 0, i)))
        }
        if key.isExact(.Slice) { return try sliceView(v, key) }
        if let offset = try tupleOffset(m, key) { return try readViewItem(m, start + offset) }
        if has(key, .Tuple) {
            for i in 0 ..< key.tuple.count where !key.tuple.items[i].isExact(.Slice) { throw raise(K.TypeError, "memoryview: invalid slice key") }
            throw raise(K.NotImplementedError, "multi-dimensional slicing is not implemented")
        }
        throw raise(K.TypeError, "memoryview: invalid slice key")
    }

    private func sliceView(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        let m = v.memoryview
        var shape = m.shape, strides = m.stridesArray
        let b = try sliceBounds(key, shape[0])
        let data = UnsafeMutableRawPointer(m.pointee.data.unsafelyUnwrapped) + (b.count == 0 ? 0 : b.start &* strides[0])
        shape[0] = b.count
        strides[0] = strides[0] &* b.step
        return try newView(owner: Value(bits: m.pointee.owner), base: Value(bits: m.pointee.base), data: data, shape: shape, strides: strides,
                           itemSize: Int(m.pointee.itemSize), format: Value(bits: m.pointee.format), readOnly: m.isReadOnly)
    }

    func assignView(_ v: Value, _ key: Value, _ value: Value) throws(PyRaise) {
        try checkView(v)
        let m = v.memoryview
        if m.isReadOnly { throw raise(K.TypeError, "cannot modify read-only memory") }
        if value.isEmpty { throw raise(K.TypeError, "cannot delete memory") }
        if m.dimensions == 0 {
            if key == .ellipsis || has(key, .Tuple) && key.tuple.count == 0 { try writeViewItem(m, 0, value); return }
            throw raise(K.TypeError, "invalid indexing of 0-dim memory")
        }
        if try isIndex(key) {
            if m.dimensions > 1 { throw raise(K.NotImplementedError, "sub-views are not implemented") }
            try writeViewItem(m, try viewOffset(m, 0, try index(key, overflow: "cannot fit 'int' into an index-sized integer", error: K.IndexError)), value)
            return
        }
        if key.isExact(.Slice) && m.dimensions == 1 {
            guard isBytesLike(value) else { throw raise(K.TypeError, "a bytes-like object is required, not '\(typeName(of: value))'") }
            let target = try sliceView(v, key)
            let source = has(value, .Memoryview) ? value : try newUncountedView(value)
            try checkView(source)
            let a = target.memoryview, b = source.memoryview
            let sameFormat = a.pointee.itemSize == b.pointee.itemSize && a.code == b.code && a.code != 0
            guard sameFormat, a.shape == b.shape else {
                throw raise(K.ValueError, "memoryview assignment: lvalue and rvalue have different structures")
            }
            let bytes = try memoryviewBytes(source)
            let size = Int(a.pointee.itemSize)
            var at = 0
            try forEachItem(target) { (p) throws(PyRaise) in
                for k in 0 ..< size { p.storeBytes(of: bytes[at + k], toByteOffset: k, as: UInt8.self) }
                at += size
            }
            return
        }
        if let offset = try tupleOffset(m, key) { try writeViewItem(m, offset, value); return }
        if key.isExact(.Slice) || has(key, .Tuple) { throw raise(K.NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1") }
        throw raise(K.TypeError, "memoryview: invalid slice key")
    }

    /// A view for native use that is not counted as an export.
    func newUncountedView(_ v: Value) throws(PyRaise) -> Value {
        let r = try newMemoryview(v)
        if r.memoryview.pointee.viewFlags & ViewFlag.counted != 0 {
            countExport(Value(bits: r.memoryview.pointee.owner), -1)
            r.memoryview.pointee.viewFlags &= ~ViewFlag.counted
        }
        return r
    }

    // -- Comparison, casting

    func viewEquals(_ v: Value, _ w: Value) throws(PyRaise) -> Bool? {
        guard isBytesLike(w) else { return nil }
        if v.memoryview.pointee.viewFlags & ViewFlag.released != 0 { return v == w }
        if has(w, .Memoryview), w.memoryview.pointee.viewFlags & ViewFlag.released != 0 { return v == w }
        let x = v.memoryview, other = has(w, .Memoryview) ? w : try newUncountedView(w)
        let y = other.memoryview
        guard x.shape == y.shape else { return false }
        let a = try memoryviewBytes(v), b = try memoryviewBytes(other)
        if x.code == y.code && x.code != 0 && ![101, 102, 100].contains(x.code) { return a == b }
        guard x.code != 0, y.code != 0 else { return x.code == y.code && Value(bits: x.pointee.format).str.string == Value(bits: y.pointee.format).str.string && a == b && false }
        let m = Int(x.pointee.itemSize), n = Int(y.pointee.itemSize)
        let count = m == 0 ? 0 : a.count / m
        let p = try newBytes(a), q = try newBytes(b)
        for i in 0 ..< count {
            let l = try PackedItems.read(self, x.code, p.bytes.data + i * m), r = try PackedItems.read(self, y.code, q.bytes.data + i * n)
            if isFloat(l), double(l).isNaN { return false }
            if !(try isEqual(l, r)) { return false }
        }
        return true
    }

    func castView(_ v: Value, _ format: Value, _ shapeValue: Value) throws(PyRaise) -> Value {
        try checkView(v)
        guard has(format, .Str) else { throw raise(K.TypeError, "format argument must be a string") }
        let m = v.memoryview
        guard isContiguous(v) else { throw raise(K.TypeError, "memoryview: casts are restricted to C-contiguous views") }
        var code: UInt8 = 0
        let f = format.str
        if f.count == 1 { code = UInt8(truncatingIfNeeded: f[code: 0]) } else if f.count == 2 && f[code: 0] == 64 { code = UInt8(truncatingIfNeeded: f[code: 1]) }
        let size = f.isASCII && ![120, 115, 112, 101].contains(code) ? PackedItems.size(code) : 0
        guard size > 0 else { throw raise(K.ValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'") }
        let old = m.code
        guard old != 0 else { throw raise(K.ValueError, "memoryview: source format must be a native single character format prefixed with an optional '@'") }
        func isByte(_ c: UInt8) -> Bool { c == 66 || c == 98 || c == 99 }
        if !isByte(old) && !isByte(code) { throw raise(K.TypeError, "memoryview: cannot cast between two non-byte formats") }
        let bytes = Int(m.pointee.length)
        guard bytes % size == 0 else { throw raise(K.TypeError, "memoryview: length is not a multiple of itemsize") }
        var shape = [bytes / size]
        if shapeValue.isPresent && !shapeValue.isNone {
            guard has(shapeValue, .List) || has(shapeValue, .Tuple) else { throw raise(K.TypeError, "shape must be a list or a tuple") }
            let list = try tupleFrom(shapeValue)
            guard list.tuple.count <= 64 else { throw raise(K.ValueError, "memoryview: number of dimensions must not exceed 64") }
            if m.dimensions != 1 && list.tuple.count != 1 { throw raise(K.TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D") }
            shape = []
            var total = size
            for i in 0 ..< list.tuple.count {
                let x = list.tuple.items[i]
                guard isAnyInt(x) else { throw raise(K.TypeError, "memoryview.cast(): elements of shape must be integers") }
                let n = try index(x)
                guard n > 0 else { throw raise(K.ValueError, "memoryview.cast(): elements of shape must be integers > 0") }
                let (next, overflow) = total.multipliedReportingOverflow(by: n)
                if overflow { throw raise(K.ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX") }
                total = next
                shape.append(n)
            }
            guard total == bytes else { throw raise(K.TypeError, "memoryview: product(shape) * itemsize != buffer size") }
        }
        return try newView(owner: Value(bits: m.pointee.owner), base: Value(bits: m.pointee.base), data: UnsafeMutableRawPointer(m.pointee.data.unsafelyUnwrapped),
                           shape: shape, itemSize: size, format: try exactStr(format), readOnly: m.isReadOnly)
    }

    /// tolist()
    func viewList(_ v: Value) throws(PyRaise) -> Value {
        try checkView(v)
        let m = v.memoryview
        let shape = m.shape, strides = m.stridesArray
        let start = UnsafeRawPointer(m.pointee.data.unsafelyUnwrapped)
        if shape.isEmpty { return try readViewItem(m, start) }
        func level(_ d: Int, _ p: UnsafeRawPointer) throws(PyRaise) -> Value {
            let list = try newList(capacity: shape[d])
            for i in 0 ..< shape[d] {
                let q = p + i &* strides[d]
                try listAppend(list.list, d == shape.count - 1 ? try readViewItem(m, q) : try level(d + 1, q))
            }
            return list
        }
        return try level(0, start)
    }
}
