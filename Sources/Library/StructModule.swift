// The module _struct: packed binary data. Formats: StructFormat.swift.

import CVMSpec
import VM

private enum StructTypes {
    nonisolated(unsafe) static var structType = Value.empty
    nonisolated(unsafe) static var iterator = Value.empty
    /// Formats already parsed, by their text; emptied when there are many.
    nonisolated(unsafe) static var recent: [([UInt8], StructFormat)] = []
    nonisolated(unsafe) static var cache: [[UInt8]: StructFormat] = [:]
}

/// The parsed format of a str or bytes object.
private func format(_ t: Thread, _ v: Value) throws(PyRaise) -> StructFormat {
    if v.isExact(.Str), v.str.isASCII {
        // Most calls repeat one of a few formats.
        for (text, f) in StructTypes.recent where text.count == v.str.count {
            var same = true
            for i in 0 ..< text.count where text[i] != v.str.bytes[i] { same = false; break }
            if same { return f }
        }
        let f = try parsedFormat(t, v)
        if StructTypes.recent.count >= 4 { StructTypes.recent.removeFirst() }
        StructTypes.recent.append((v.str.utf8, f))
        return f
    }
    return try parsedFormat(t, v)
}

private func parsedFormat(_ t: Thread, _ v: Value) throws(PyRaise) -> StructFormat {
    var bytes: [UInt8]
    if t.isInstance(v, K.str) { bytes = v.str.utf8 }
    else if t.isInstance(v, K.bytes) { bytes = Array(v.bytes.buffer) }
    else { throw t.raise(K.TypeError, "Struct() argument 1 must be a str or bytes object, not \(t.typeName(of: v))") }
    if let known = StructTypes.cache[bytes] { return known }
    if StructTypes.cache.count > 200 { StructTypes.cache = [:] }
    var error: String? = nil
    for c in bytes where c >= 128 { _ = c; error = "bad char in struct format" }
    // The text is interned: it stays alive for the cache.
    let text = try t.intern(String(decoding: bytes, as: UTF8.self))
    let f = StructFormat(bytes, text: text, error: &error)
    if let error { throw t.raise(StructCoding.error, error) }
    StructTypes.cache[bytes] = f
    return f
}

private func own(_ t: Thread, _ v: Value) throws(PyRaise) -> StructFormat {
    guard let f = t.payload(v, StructFormat.self) else { throw t.raise(K.RuntimeError, "Struct object is not initialized") }
    return f
}

private func pack(_ t: Thread, _ f: StructFormat, _ values: UnsafePointer<Value>, _ n: Int) throws(PyRaise) -> Value {
    guard n == f.values else { throw t.raise(StructCoding.error, "pack expected \(f.values) items for packing (got \(n))") }
    let b = try t.newBytes(count: f.size)
    try StructCoding.pack(t, f, UnsafeMutableRawPointer(b.data), values)
    return Value(b)
}

private func unpack(_ t: Thread, _ f: StructFormat, _ v: Value) throws(PyRaise) -> Value {
    let b = try t.bytesLike(v)
    guard b.count == f.size else { throw t.raise(StructCoding.error, "unpack requires a buffer of \(f.size) bytes") }
    return try StructCoding.unpack(t, f, b.baseAddress ?? UnsafeRawPointer(t))
}

/// Checks an offset into a buffer; the place to read or write.
private func place(_ t: Thread, _ f: StructFormat, _ offsetValue: Value, _ count: Int, _ name: String, packing: Bool) throws(PyRaise) -> Int {
    let offset = offsetValue.isEmpty ? 0 : try t.index(offsetValue)
    var at = offset
    if at < 0 {
        if offset + f.size > 0 {
            throw t.raise(StructCoding.error, packing ? "no space to pack \(f.size) bytes at offset \(offset)" : "not enough data to unpack \(f.size) bytes at offset \(offset)")
        }
        if offset + count < 0 { throw t.raise(StructCoding.error, "offset \(offset) out of range for \(count)-byte buffer") }
        at += count
    }
    if count - at < f.size {
        let (needed, overflow) = at.addingReportingOverflow(f.size)
        throw t.raise(StructCoding.error, "\(name) requires a buffer of at least \(overflow ? UInt(bitPattern: needed) : UInt(needed)) bytes for \(packing ? "packing" : "unpacking") \(f.size) bytes at offset \(at) (actual buffer size is \(count))")
    }
    return at
}

private func unpackFrom(_ t: Thread, _ f: StructFormat, _ v: Value, _ offset: Value) throws(PyRaise) -> Value {
    let n = (try t.bytesLike(v)).count
    let at = try place(t, f, offset, n, "unpack_from", packing: false)
    let b = try t.bytesLike(v)
    return try StructCoding.unpack(t, f, (b.baseAddress ?? UnsafeRawPointer(t)) + at)
}

private func packInto(_ t: Thread, _ f: StructFormat, _ arguments: Value, _ first: Int) throws(PyRaise) -> Value {
    let n = arguments.tuple.count - first
    guard n >= 1 else { throw t.raise(StructCoding.error, "pack_into expected buffer argument") }
    guard n >= 2 else { throw t.raise(StructCoding.error, "pack_into expected offset argument") }
    guard n - 2 == f.values else { throw t.raise(StructCoding.error, "pack_into expected \(f.values) items for packing (got \(n - 2))") }
    let target = arguments.tuple.items[first]
    guard let info = try t.bufferInfo(target), !info.readOnly else {
        throw t.raise(K.TypeError, "argument must be read-write bytes-like object, not \(t.typeName(of: target))")
    }
    let at = try place(t, f, arguments.tuple.items[first + 1], info.byteCount, "pack_into", packing: true)
    // Converting the values may run code that changes the target: pack aside first.
    let b = try t.newBytes(count: f.size)
    try StructCoding.pack(t, f, UnsafeMutableRawPointer(b.data), arguments.tuple.items + first + 2)
    try t.withBuffer(of: target, writable: true) { (m) throws(PyRaise) in
        guard m.count >= at + f.size else { throw t.raise(StructCoding.error, "buffer changed size") }
        if f.size > 0 { (m.baseAddress.unsafelyUnwrapped + at).copyMemory(from: b.data, byteCount: f.size) }
    }
    return .none
}

private func iterUnpack(_ t: Thread, _ f: StructFormat, _ v: Value) throws(PyRaise) -> Value {
    guard f.size > 0 else { throw t.raise(StructCoding.error, "cannot iteratively unpack with a struct of length 0") }
    let b = try t.bytesLike(v)
    guard b.count % f.size == 0 else { throw t.raise(StructCoding.error, "iterative unpacking requires a buffer of a multiple of \(f.size) bytes") }
    let it = try t.newObject(StructTypes.iterator)
    it.object.pointee.v0 = v.bits
    t.setPayload(it, f)
    return it
}

/// Registers _struct.
public func registerStruct() {
    NativeModules.register("_struct") { m throws(PyRaise) in
        let t = m.t
        StructCoding.error = Roots.add(try t.makeExceptionClass("struct.error", K.Exception))
        try m.set("error", StructCoding.error)
        StructTypes.structType = try m.type("Struct") { b throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in try t.newInstanceCell(a[0].type) }
            try b.method("__init__", "(self, format)") { t, a throws(PyRaise) in
                let f = try format(t, a[1])
                a[0].object.pointee.v0 = f.text.bits
                t.barrier(a[0])
                t.setPayload(a[0], f)
                return .none
            }
            try b.attribute("format", get: { t, a throws(PyRaise) in try own(t, a[0]).text })
            try b.attribute("size", get: { t, a throws(PyRaise) in Value(small: try own(t, a[0]).size) })
            try b.method("pack", "(self, *args)") { t, a throws(PyRaise) in try pack(t, try own(t, a[0]), a[1].tuple.items, a[1].tuple.count) }
            try b.method("unpack", "(self, buffer, /)") { t, a throws(PyRaise) in try unpack(t, try own(t, a[0]), a[1]) }
            try b.method("unpack_from", "(self, buffer, offset=0)") { t, a throws(PyRaise) in try unpackFrom(t, try own(t, a[0]), a[1], a[2]) }
            try b.method("pack_into", "(self, *args)") { t, a throws(PyRaise) in try packInto(t, try own(t, a[0]), a[1], 0) }
            try b.method("iter_unpack", "(self, buffer, /)") { t, a throws(PyRaise) in try iterUnpack(t, try own(t, a[0]), a[1]) }
            try b.method("__sizeof__", "(self, /)") { t, a throws(PyRaise) in Value(small: 80 + 32 * (try own(t, a[0]).items.count)) }
        }
        StructTypes.iterator = try t.defineType("unpack_iterator", .NativeObject, ownsKind: false, module: "_struct", subclassable: false) { b throws(PyRaise) in
            try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in a[0] }
            try b.method("__next__", "(self, /)") { t, a throws(PyRaise) in
                let p = a[0].object
                let v = Value(bits: p.pointee.v0)
                if v.isEmpty { throw t.stopIteration() }
                let f = try own(t, a[0])
                let b = try t.bytesLike(v)
                let at = Int(p.pointee.i0)
                if at + f.size > b.count { p.pointee.v0 = 0; throw t.stopIteration() }
                p.pointee.i0 += Int64(f.size)
                return try StructCoding.unpack(t, f, b.baseAddress.unsafelyUnwrapped + at)
            }
            try b.method("__length_hint__", "(self, /)") { t, a throws(PyRaise) in
                let v = Value(bits: a[0].object.pointee.v0)
                if v.isEmpty { return Value(small: 0) }
                return Value(small: ((try t.bytesLike(v)).count - Int(a[0].object.pointee.i0)) / (try own(t, a[0]).size))
            }
        }
        try m.function("calcsize", "(format, /)") { t, a throws(PyRaise) in Value(small: try format(t, a[0]).size) }
        try m.function("pack", "(format, /, *values)") { t, a throws(PyRaise) in try pack(t, try format(t, a[0]), a[1].tuple.items, a[1].tuple.count) }
        try m.function("unpack", "(format, buffer, /)") { t, a throws(PyRaise) in try unpack(t, try format(t, a[0]), a[1]) }
        try m.function("unpack_from", "(format, /, buffer, offset=0)") { t, a throws(PyRaise) in try unpackFrom(t, try format(t, a[0]), a[1], a[2]) }
        try m.function("pack_into", "(format, /, *args)") { t, a throws(PyRaise) in try packInto(t, try format(t, a[0]), a[1], 0) }
        try m.function("iter_unpack", "(format, buffer, /)") { t, a throws(PyRaise) in try iterUnpack(t, try format(t, a[0]), a[1]) }
        try m.function("_clearcache", "()") { t, a throws(PyRaise) in StructTypes.cache = [:]; StructTypes.recent = []; return .none }
    }
}
