// The module array: the class over ArrayType.swift.

import CVMSpec
import VM

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Is an int object of any size negative?
    func isNegativeInt(_ v: Value) -> Bool { v.isInt ? v.int < 0 : !v.isBool && v.bigInt.pointee.count < 0 }
}

/// array.array(typecode, initializer)
private func makeArray(_ t: Thread, _ cls: Value, _ arguments: Value, _ keywords: Value) throws(PyRaise) -> Value {
    if cls == Arrays.type && keywords.dict.pointee.used > 0 { throw t.raise(K.TypeError, "array.array() takes no keyword arguments") }
    let n = arguments.tuple.count
    guard n >= 1 else { throw t.raise(K.TypeError, "array() takes at least 1 argument (0 given)") }
    guard n <= 2 else { throw t.raise(K.TypeError, "array() takes at most 2 arguments (\(n) given)") }
    let codeValue = arguments.tuple.items[0]
    guard t.isInstance(codeValue, K.str), codeValue.str.count == 1 else { throw t.raise(K.TypeError, "array() argument 1 must be a unicode character, not \(t.typeName(of: codeValue))") }
    let code = UInt8(truncatingIfNeeded: codeValue.str[code: 0])
    let source = n == 2 ? arguments.tuple.items[1] : .empty
    if source.isPresent && code != 117 {
        if t.isInstance(source, K.str) { throw t.raise(K.TypeError, "cannot use a str to initialize an array with typecode '\(codeValue.str.string)'") }
        if t.isInstance(source, Arrays.type), Arrays.code(source) == 117 {
            throw t.raise(K.TypeError, "cannot use a unicode array to initialize an array with typecode '\(codeValue.str.string)'")
        }
    }
    guard codeValue.str.isASCII, Arrays.codes.contains(code) else { throw t.raise(K.ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)") }
    let v = try Arrays.make(t, cls, code)
    if source.isEmpty { return v }
    if code == 117, t.isInstance(source, K.str) { try appendText(t, v, source) }
    else if t.isInstance(source, Arrays.type), Arrays.code(source) == code { try Arrays.appendBytes(t, v, Array(Arrays.storage(source).buffer)) }
    else if t.isInstance(source, K.bytes) || t.isInstance(source, K.bytearray) { try appendChecked(t, v, source) }
    else { try t.holding(v) { () throws(PyRaise) in try t.forEach(source) { (x) throws(PyRaise) in try Arrays.append(t, v, x); return true } } }
    return v
}

private func appendText(_ t: Thread, _ v: Value, _ text: Value) throws(PyRaise) {
    let s = text.str, old = Arrays.count(v)
    try Arrays.resize(t, v, Arrays.storage(v).count + s.count * 4)
    for i in 0 ..< s.count { Arrays.store(v, old + i, UInt64(s[code: i])) }
}

private func appendChecked(_ t: Thread, _ v: Value, _ source: Value) throws(PyRaise) {
    let bytes = Array(try t.bytesLike(source))
    guard bytes.count % Arrays.itemSize(v) == 0 else { throw t.raise(K.ValueError, "bytes length not a multiple of item size") }
    try Arrays.appendBytes(t, v, bytes)
}

private func text(_ t: Thread, _ v: Value) throws(PyRaise) -> Value {
    guard Arrays.code(v) == 117 else { throw t.raise(K.ValueError, "tounicode() may only be called on unicode type arrays") }
    var b = StrBuilder(capacity: Arrays.count(v))
    defer { b.free() }
    for i in 0 ..< Arrays.count(v) { b.append(str: try Arrays.item(t, v, i)) }
    return try b.finish(t)
}

private func list(_ t: Thread, _ v: Value) throws(PyRaise) -> Value {
    let r = try t.newList(capacity: Arrays.count(v))
    for i in 0 ..< Arrays.count(v) { try t.listAppend(r.list, try Arrays.item(t, v, i)) }
    return r
}

/// Registers array.
public func registerArray() {
    NativeModules.register("array") { m throws(PyRaise) in
        let t = m.t
        Arrays.type = try m.type("array", flags: 4) { b throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in try makeArray(t, a[0], a[1], a[2]) }
            try b.method("__init__", "(self, *args, **kwargs)") { t, a throws(PyRaise) in .none }
            try b.set("__hash__", .none)
            try arrayOperators(b)
            try arrayMethods(b)
            try arrayConversions(b)
        }
        PackedArrays.shape = Arrays.type.type.pointee.rootShape
        try m.set("ArrayType", Arrays.type)
        try m.set("typecodes", try t.str("bBuhHiIlLqQfd"))
        BufferProviders.register(Arrays.type, info: { t, v throws(PyRaise) in
            let b = Arrays.storage(v)
            let code = Arrays.code(v)
            var info = BufferInfo(base: b.count > 0 ? UnsafeMutableRawPointer(b.data) : nil, byteCount: b.count, readOnly: false, itemSize: Arrays.size(code), format: code == 117 ? "w" : Arrays.name(code))
            if b.count > 0 { info.storage = Value(UnsafeMutableRawPointer(b.data) - 16) }
            return info
        }, count: { v, n in Arrays.storage(v).pointee.exports = Swift.max(0, Arrays.storage(v).pointee.exports + Int64(n)) })
        Arrays.iterator = try t.defineType("arrayiterator", .NativeObject, ownsKind: false, module: "array", subclassable: false) { b throws(PyRaise) in
            try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in a[0] }
            try b.method("__next__", "(self, /)") { t, a throws(PyRaise) in
                let p = a[0].object
                let v = Value(bits: p.pointee.v0)
                if v.isEmpty { throw t.stopIteration() }
                let i = Int(p.pointee.i0)
                if i >= Arrays.count(v) { p.pointee.v0 = 0; throw t.stopIteration() }
                p.pointee.i0 += 1
                return try Arrays.item(t, v, i)
            }
        }
        try m.function("_array_reconstructor", "(arraytype, typecode, mformat_code, items, /)") { t, a throws(PyRaise) in
            guard t.isInstance(a[0], K.type), t.isSubtype(a[0].type, Arrays.type) else { throw t.raise(K.TypeError, "first argument must be a type object, not \(t.typeName(of: a[0]))") }
            guard t.isInstance(a[1], K.str), a[1].str.count == 1, a[1].str.isASCII, Arrays.codes.contains(a[1].str.bytes[0]) else {
                throw t.raise(K.ValueError, "second argument must be a valid type code")
            }
            guard t.isInstance(a[3], K.bytes) else { throw t.raise(K.TypeError, "fourth argument should be bytes, not \(t.typeName(of: a[3]))") }
            let code = a[1].str.bytes[0]
            let format = try t.index(a[2])
            guard format >= 0 && format <= 21 else { throw t.raise(K.ValueError, "third argument must be a valid machine format code.") }
            // Machine formats: kind, size and byte order.
            let native: [UInt8: Int] = [66: 0, 98: 1, 72: 2, 104: 4, 73: 6, 105: 8, 76: 10, 108: 12, 81: 10, 113: 12, 102: 14, 100: 16, 117: 20]
            let v = try Arrays.make(t, a[0], code)
            if native[code] == format || format <= 1 && Arrays.size(code) == 1 { try appendChecked(t, v, a[3]); return v }
            let letters: [UInt8] = [66, 98, 72, 72, 104, 104, 73, 73, 105, 105, 81, 81, 113, 113, 102, 102, 100, 100, 0, 0, 73, 73]
            let letter = letters[format]
            guard letter != 0 else { throw t.notImplemented("arrays in UTF-16") }
            var bytes = Array(a[3].bytes.buffer)
            let n = PackedItems.size(letter)
            guard bytes.count % n == 0 else { throw t.raise(K.ValueError, "bytes length not a multiple of item size") }
            if format & 1 != 0 && n > 1 {
                var i = 0
                while i < bytes.count { bytes[i ..< i + n].reverse(); i += n }
            }
            let copy = try t.newBytes(bytes)
            for i in 0 ..< bytes.count / n {
                var x = try PackedItems.read(t, letter, copy.bytes.data + i * n)
                if code == 117 { x = try t.character(UInt32(truncatingIfNeeded: try t.index(x))) }
                try Arrays.append(t, v, x)
            }
            return v
        }
        Arrays.reconstructor = try m.get("_array_reconstructor")
        // Arrays are mutable sequences; the abc module is imported by whoever asks for it.
    }
}

private func arrayOperators(_ b: TypeBuilder) throws(PyRaise) {
    try b.method("__len__", "(self, /)") { t, a throws(PyRaise) in Value(small: Arrays.count(a[0])) }
    try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
        let name = t.typeName(of: a[0]), code = Arrays.name(Arrays.code(a[0]))
        if Arrays.count(a[0]) == 0 { return try t.str("\(name)('\(code)')") }
        let items = Arrays.code(a[0]) == 117 ? try text(t, a[0]) : try list(t, a[0])
        var out = StrBuilder()
        defer { out.free() }
        out.append("\(name)('\(code)', ")
        out.append(str: try t.repr(items))
        out.append(")")
        return try out.finish(t)
    }
    for (name, op) in [("__eq__", CompareOperator.eq), ("__ne__", .ne), ("__lt__", .lt), ("__le__", .le), ("__gt__", .gt), ("__ge__", .ge)] {
        try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in try Arrays.compare(t, op, a[0], a[1]) }
    }
    try b.method("__getitem__", "(self, key, /)") { t, a throws(PyRaise) in
        if try t.isIndex(a[1]) {
            guard let i = try t.itemIndex(a[1], Arrays.count(a[0])) else { throw t.raise(K.IndexError, "array index out of range") }
            return try Arrays.item(t, a[0], i)
        }
        guard t.isInstance(a[1], K.slice) else { throw t.raise(K.TypeError, "array indices must be integers") }
        return try Arrays.slice(t, a[0], try t.sliceBounds(a[1], Arrays.count(a[0])))
    }
    try b.method("__setitem__", "(self, key, value, /)") { t, a throws(PyRaise) in try Arrays.assign(t, a[0], a[1], a[2]); return .none }
    try b.method("__delitem__", "(self, key, /)") { t, a throws(PyRaise) in try Arrays.assign(t, a[0], a[1], .empty); return .none }
    try b.method("__contains__", "(self, key, /)") { t, a throws(PyRaise) in
        var i = 0
        while i < Arrays.count(a[0]) {
            if try t.isEqual(try Arrays.item(t, a[0], i), a[1]) { return .true_ }
            i += 1
        }
        return .false_
    }
    try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in
        let it = try t.newObject(Arrays.iterator)
        it.object.pointee.v0 = a[0].bits
        return it
    }
    try b.method("__add__", "(self, value, /)") { t, a throws(PyRaise) in
        guard t.isInstance(a[1], Arrays.type) else { throw t.raise(K.TypeError, "can only append array (not \"\(t.typeName(of: a[1]))\") to array") }
        guard Arrays.code(a[0]) == Arrays.code(a[1]) else { throw t.raise(K.TypeError, "bad argument type for built-in operation") }
        let r = try Arrays.make(t, Arrays.type, Arrays.code(a[0]))
        try Arrays.appendBytes(t, r, Array(Arrays.storage(a[0]).buffer))
        try Arrays.appendBytes(t, r, Array(Arrays.storage(a[1]).buffer))
        return r
    }
    try b.method("__iadd__", "(self, value, /)") { t, a throws(PyRaise) in
        guard t.isInstance(a[1], Arrays.type) else { throw t.raise(K.TypeError, "can only extend array with array (not \"\(t.typeName(of: a[1]))\")") }
        try Arrays.extend(t, a[0], a[1])
        return a[0]
    }
    for name in ["__mul__", "__rmul__", "__imul__"] {
        try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
            guard try t.isIndex(a[1]) else { throw t.raise(K.TypeError, "can't multiply sequence by non-int of type '\(t.typeName(of: a[1]))'") }
            let n = Swift.max(0, try t.index(a[1]))
            let old = Arrays.storage(a[0]).count
            let (total, overflow) = old.multipliedReportingOverflow(by: n)
            if overflow { throw t.memoryError() }
            let r = name == "__imul__" ? a[0] : try Arrays.make(t, Arrays.type, Arrays.code(a[0]))
            let source = Array(Arrays.storage(a[0]).buffer)
            try Arrays.resize(t, r, total)
            if total > 0 { for k in 0 ..< n { for i in 0 ..< old { Arrays.storage(r).data[k * old + i] = source[i] } } }
            return r
        }
    }
}

private func arrayMethods(_ b: TypeBuilder) throws(PyRaise) {
    try b.attribute("typecode", get: { t, a throws(PyRaise) in try t.character(UInt32(Arrays.code(a[0]))) })
    try b.attribute("itemsize", get: { t, a throws(PyRaise) in Value(small: Arrays.itemSize(a[0])) })
    try b.method("append", "(self, v, /)") { t, a throws(PyRaise) in try Arrays.append(t, a[0], a[1]); return .none }
    try b.method("extend", "(self, bb, /)") { t, a throws(PyRaise) in try Arrays.extend(t, a[0], a[1]); return .none }
    try b.method("insert", "(self, i, v, /)") { t, a throws(PyRaise) in
        var i = try t.index(a[1])
        let word = try Arrays.convert(t, Arrays.code(a[0]), a[2])
        let n = Arrays.count(a[0]), size = Arrays.itemSize(a[0])
        if i < 0 { i = Swift.max(0, i &+ n) }
        i = Swift.min(i, n)
        try Arrays.replace(t, a[0], i, i, [UInt8](repeating: 0, count: size))
        Arrays.store(a[0], i, word)
        return .none
    }
    try b.method("pop", "(self, i=-1, /)") { t, a throws(PyRaise) in
        var i = a[1].isEmpty ? -1 : try t.index(a[1])
        let n = Arrays.count(a[0])
        guard n > 0 else { throw t.raise(K.IndexError, "pop from empty array") }
        if i < 0 { i = i &+ n }
        guard i >= 0 && i < n else { throw t.raise(K.IndexError, "pop index out of range") }
        let v = try Arrays.item(t, a[0], i)
        try Arrays.replace(t, a[0], i, i + 1, [])
        return v
    }
    try b.method("remove", "(self, v, /)") { t, a throws(PyRaise) in
        var i = 0
        while i < Arrays.count(a[0]) {
            if try t.isEqual(try Arrays.item(t, a[0], i), a[1]) { try Arrays.replace(t, a[0], i, i + 1, []); return .none }
            i += 1
        }
        throw t.raise(K.ValueError, "array.remove(x): x not in array")
    }
    try b.method("index", "(self, v, start=0, stop=None, /)") { t, a throws(PyRaise) in
        var (i, stop) = try t.findBounds(a[2], a[3], Arrays.count(a[0]))
        while i < stop && i < Arrays.count(a[0]) {
            if try t.isEqual(try Arrays.item(t, a[0], i), a[1]) { return Value(small: i) }
            i += 1
        }
        stop = 0
        throw t.raise(K.ValueError, "array.index(x): x not in array")
    }
    try b.method("count", "(self, v, /)") { t, a throws(PyRaise) in
        var i = 0, n = 0
        while i < Arrays.count(a[0]) {
            if try t.isEqual(try Arrays.item(t, a[0], i), a[1]) { n += 1 }
            i += 1
        }
        return Value(small: n)
    }
    try b.method("reverse", "(self, /)") { t, a throws(PyRaise) in
        let n = Arrays.itemSize(a[0]), count = Arrays.count(a[0])
        if count > 1 {
            let p = Arrays.storage(a[0]).data
            for i in 0 ..< count / 2 {
                for k in 0 ..< n {
                    let x = p[i * n + k]
                    p[i * n + k] = p[(count - 1 - i) * n + k]
                    p[(count - 1 - i) * n + k] = x
                }
            }
        }
        return .none
    }
    try b.method("byteswap", "(self, /)") { t, a throws(PyRaise) in
        let n = Arrays.itemSize(a[0]), count = Arrays.count(a[0])
        if count > 0 && n > 1 {
            let p = Arrays.storage(a[0]).data
            for i in 0 ..< count {
                for k in 0 ..< n / 2 {
                    let x = p[i * n + k]
                    p[i * n + k] = p[i * n + n - 1 - k]
                    p[i * n + n - 1 - k] = x
                }
            }
        }
        return .none
    }
    try b.method("buffer_info", "(self, /)") { t, a throws(PyRaise) in
        let s = Arrays.storage(a[0])
        let address = s.count > 0 ? Int(bitPattern: UInt(bitPattern: s.data)) : 0
        return try t.newTuple([Value(small: address), Value(small: Arrays.count(a[0]))])
    }
}

private func arrayConversions(_ b: TypeBuilder) throws(PyRaise) {
    try b.method("tolist", "(self, /)") { t, a throws(PyRaise) in try list(t, a[0]) }
    try b.method("tobytes", "(self, /)") { t, a throws(PyRaise) in try t.newBytes(Arrays.storage(a[0]).buffer) }
    try b.method("tounicode", "(self, /)") { t, a throws(PyRaise) in try text(t, a[0]) }
    try b.method("frombytes", "(self, buffer, /)") { t, a throws(PyRaise) in try appendChecked(t, a[0], a[1]); return .none }
    try b.method("fromlist", "(self, list, /)") { t, a throws(PyRaise) in
        guard t.isInstance(a[1], K.list) else { throw t.raise(K.TypeError, "arg must be list") }
        let old = Arrays.storage(a[0]).count
        var i = 0
        while i < a[1].list.count {
            do throws(PyRaise) { try Arrays.append(t, a[0], a[1].list.items[i]) } catch {
                try Arrays.resize(t, a[0], old)
                throw error
            }
            i += 1
        }
        return .none
    }
    try b.method("fromunicode", "(self, ustr, /)") { t, a throws(PyRaise) in
        guard t.isInstance(a[1], K.str) else { throw t.raise(K.TypeError, "fromunicode() argument must be str, not \(t.typeName(of: a[1]))") }
        guard Arrays.code(a[0]) == 117 else { throw t.raise(K.ValueError, "fromunicode() may only be called on unicode type arrays") }
        try appendText(t, a[0], a[1])
        return .none
    }
    try b.method("fromfile", "(self, f, n, /)") { t, a throws(PyRaise) in
        let n = try t.index(a[2])
        guard n >= 0 else { throw t.raise(K.ValueError, "negative count") }
        let (wanted, overflow) = n.multipliedReportingOverflow(by: Arrays.itemSize(a[0]))
        if overflow { throw t.memoryError() }
        let data = try t.callMethod(a[1], "read", try t.newInt(wanted))
        guard t.isInstance(data, K.bytes) else { throw t.raise(K.TypeError, "read() didn't return bytes") }
        let short = data.bytes.count < wanted
        try appendChecked(t, a[0], data)
        if short { throw t.raise(K.EOFError, "read() didn't return enough bytes") }
        return .none
    }
    try b.method("tofile", "(self, f, /)") { t, a throws(PyRaise) in
        if Arrays.count(a[0]) > 0 { _ = try t.callMethod(a[1], "write", try t.newBytes(Arrays.storage(a[0]).buffer)) }
        return .none
    }
    try b.method("__copy__", "(self, /)") { t, a throws(PyRaise) in try Arrays.slice(t, a[0], t.adjustSlice(0, Int.max, 1, Arrays.count(a[0]))) }
    try b.method("__deepcopy__", "(self, memo, /)") { t, a throws(PyRaise) in try Arrays.slice(t, a[0], t.adjustSlice(0, Int.max, 1, Arrays.count(a[0]))) }
    try b.method("__sizeof__", "(self, /)") { t, a throws(PyRaise) in Value(small: 80 + Arrays.storage(a[0]).count) }
    try b.method("__reduce_ex__", "(self, value, /)") { t, a throws(PyRaise) in
        let code = try t.character(UInt32(Arrays.code(a[0])))
        let state = try t.getAttributeIfAny(a[0], "__dict__")
        if try t.index(a[1]) < 3 {
            let items = Arrays.code(a[0]) == 117 ? try text(t, a[0]) : try list(t, a[0])
            return try t.newTuple([Value(t.typeOf(a[0])), try t.newTuple([code, items]), state.isEmpty ? .none : state])
        }
        let formats: [UInt8: Int] = [66: 0, 98: 1, 72: 2, 104: 4, 73: 6, 105: 8, 76: 10, 108: 12, 81: 10, 113: 12, 102: 14, 100: 16, 117: 20]
        let arguments = try t.newTuple([Value(t.typeOf(a[0])), code, Value(small: formats[Arrays.code(a[0])] ?? 0), try t.newBytes(Arrays.storage(a[0]).buffer)])
        return try t.newTuple([Arrays.reconstructor, arguments, state.isEmpty ? .none : state])
    }
}
