// _json: the module, and writing: the encoder behind json.dumps.
//
// Encoder object: v0 a tuple (markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys,
// allow_nan), which the object keeps alive while it runs. The text is collected as UTF-8 and becomes one str.

import CVMSpec
import Glibc
import VM

private nonisolated(unsafe) var scannerType = Value.empty
private nonisolated(unsafe) var encoderType = Value.empty
private nonisolated(unsafe) var asciiEncoder = Value.empty
private nonisolated(unsafe) var plainEncoder = Value.empty

private let hexDigits: StaticString = "0123456789abcdef"

/// Does a word of 8 characters have one below 32, a quote or a backslash? (The lowest top bit of a byte that is set belongs to the first.)
@inline(__always) func jsonSpecial(_ w: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101, tops: UInt64 = 0x8080_8080_8080_8080
    let quote = w ^ (ones &* 34), backslash = w ^ (ones &* 92)
    return ((w &- ones &* 32) & ~w | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & tops
}

/// Appends a JSON string literal.
private func appendJsonString(_ out: inout ByteBuilder, _ s: StrRef, ascii: Bool) {
    out.append(34)
    let n = s.count
    if s.width == 1 {
        let b = s.bytes
        var start = 0, i = 0
        while i < n {
            while i &+ 8 <= n {
                let w = UnsafeRawPointer(b + i).loadUnaligned(as: UInt64.self)
                // 127 and above may need more.
                if (jsonSpecial(w) | w | (w &+ 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 != 0 { break }
                i &+= 8
            }
            if i >= n { break }
            let c = b[i]
            if c >= 32 && c != 34 && c != 92 && c < 127 { i &+= 1; continue }
            out.append(b + start, i &- start)
            appendEscaped(&out, UInt32(c), ascii: ascii)
            i &+= 1
            start = i
        }
        out.append(b + start, n &- start)
    } else {
        for i in 0 ..< n { appendEscaped(&out, s[code: i], ascii: ascii) }
    }
    out.append(34)
}

private func appendEscaped(_ out: inout ByteBuilder, _ c: UInt32, ascii: Bool) {
    func unit(_ u: UInt32) {
        out.append(92)
        out.append(117)
        var shift: UInt32 = 16
        while shift > 0 {
            shift &-= 4
            out.append(hexDigits.utf8Start[Int(u >> shift & 15)])
        }
    }
    switch c {
    case 34: out.append(92); out.append(34)
    case 92: out.append(92); out.append(92)
    case 10: out.append(92); out.append(110)
    case 13: out.append(92); out.append(114)
    case 9: out.append(92); out.append(116)
    case 12: out.append(92); out.append(102)
    case 8: out.append(92); out.append(98)
    case 0 ..< 32: unit(c)
    case 32 ..< 127: out.append(UInt8(c))
    case 127: if ascii { unit(c) } else { out.append(127) }
    default:
        if !ascii { out.append(code: c) }
        else if c < 0x10000 { unit(c) }
        else {
            let v = c - 0x10000
            unit(0xD800 | v >> 10)
            unit(0xDC00 | v & 0x3FF)
        }
    }
}

/// One run of an encoder.
private struct JsonEncoder {
    let t: Thread
    let markers: Value, standard: Value, encoder: Value
    let keySeparator: StrRef, itemSeparator: StrRef
    let sortKeys: Bool, skipKeys: Bool, allowNaN: Bool
    /// 0 call the encoder, 1 ASCII, 2 as is.
    let form: Int
    let maximumDepth: Int
    var out = ByteBuilder(capacity: 1024)

    init(_ t: Thread, _ a: Value) throws(PyRaise) {
        self.t = t
        let x = a.tuple.items
        markers = x[0]
        standard = x[1]
        encoder = x[2]
        keySeparator = x[4].str
        itemSeparator = x[5].str
        sortKeys = try t.isTrue(x[6])
        skipKeys = try t.isTrue(x[7])
        allowNaN = try t.isTrue(x[8])
        let given = x[2]
        func same(_ f: Value) -> Bool { given.isExact(.Native) && given.native.pointee.index == f.native.pointee.index }
        form = same(asciiEncoder) ? 1 : same(plainEncoder) ? 2 : 0
        maximumDepth = max(10, min(Int(t.pointee.recursionLimit) - Int(t.pointee.recursionDepth), 6000))
    }

    private mutating func string(_ v: Value) throws(PyRaise) {
        if form != 0 { appendJsonString(&out, v.str, ascii: form == 1); return }
        let r = try t.call(encoder, v)
        guard t.has(r, .Str) else { throw t.raise(K.TypeError, "encoder() must return a string, not \(t.typeName(of: r))") }
        out.append(r.str)
    }

    private mutating func int(_ v: Value) throws(PyRaise) {
        if v.isInt { out.append(decimal: v.int); return }
        // int.__repr__, whatever a subclass says.
        let r = try t.call(try t.getAttribute(K.int, "__repr__"), v)
        out.append(r.str)
    }

    private mutating func float(_ v: Value) throws(PyRaise) {
        let d = t.double(v)
        if !d.isFinite {
            if !allowNaN { throw t.raise(K.ValueError, "Out of range float values are not JSON compliant") }
            out.append(d.isNaN ? "NaN" : d > 0 ? "Infinity" : "-Infinity")
            return
        }
        let exact = v.isFloatWord || v.isExact(.Float) ? v : try t.newFloat(d)
        let r = try t.repr(exact)
        out.append(r.str)
    }

    mutating func value(_ v: Value, _ depth: Int) throws(PyRaise) {
        if v.isInt { try int(v); return }
        if v.isNone { out.append("null"); return }
        if v == .true_ { out.append("true"); return }
        if v == .false_ { out.append("false"); return }
        if v.isFloatWord { try float(v); return }
        switch Kind(rawValue: t.kind(of: v)) {
        case .Str: try string(v)
        case .Int: try int(v)
        case .Float: try float(v)
        case .List, .Tuple: try list(v, depth + 1)
        case .Dict: try dict(v, depth + 1)
        default:
            let key = try enter(v)
            if depth > maximumDepth { throw t.raise(K.RecursionError, "maximum recursion depth exceeded while encoding a JSON object") }
            let r = try t.call(standard, v)
            try value(r, depth + 1)
            try leave(key)
        }
    }

    /// Notes an object being written, to find circles.
    private func enter(_ v: Value) throws(PyRaise) -> Value {
        if markers.isNone { return .empty }
        let key = Value(small: Int(truncatingIfNeeded: v.bits >> 3))
        if try t.dictGet(markers.dict, key).isPresent { throw t.raise(K.ValueError, "Circular reference detected") }
        try t.dictSet(markers.dict, key, v)
        return key
    }

    private func leave(_ key: Value) throws(PyRaise) { if key.isPresent { try t.dictDelete(markers.dict, key) } }

    private mutating func list(_ v: Value, _ depth: Int) throws(PyRaise) {
        if depth > maximumDepth { throw t.raise(K.RecursionError, "maximum recursion depth exceeded while encoding a JSON object") }
        let isTuple = t.has(v, .Tuple)
        let size = v.isExact(.List) || v.isExact(.Tuple) ? (isTuple ? v.tuple.count : v.list.count) : try t.length(v)
        if size == 0 { out.append(91); out.append(93); return }
        let key = try enter(v)
        out.append(91)
        let items = v.isExact(.List) || v.isExact(.Tuple) ? v : try t.listFrom(v)
        var i = 0
        while i < (items.isExact(.Tuple) ? items.tuple.count : items.list.count) {
            if i > 0 { out.append(itemSeparator) }
            try value(items.isExact(.Tuple) ? items.tuple.items[i] : items.list.items[i], depth)
            i += 1
        }
        out.append(93)
        try leave(key)
    }

    private mutating func dict(_ v: Value, _ depth: Int) throws(PyRaise) {
        if depth > maximumDepth { throw t.raise(K.RecursionError, "maximum recursion depth exceeded while encoding a JSON object") }
        if try v.isExact(.Dict) ? v.dict.pointee.used == 0 : t.length(v) == 0 { out.append(123); out.append(125); return }
        let marker = try enter(v)
        out.append(123)
        var first = true
        if v.isExact(.Dict) && !sortKeys {
            var i = t.dictNext(v.dict, 0)
            while i >= 0 {
                let e = v.dict.pointee.entries.unsafelyUnwrapped[i]
                try pair(Value(bits: e.key), Value(bits: e.value), &first, depth)
                i = t.dictNext(v.dict, i + 1)
            }
        } else {
            let items = try t.listFrom(try t.callMethod(v, "items"))
            if sortKeys { _ = try t.callMethod(items, "sort") }
            var i = 0
            while i < items.list.count {
                let p = items.list.items[i]
                guard t.has(p, .Tuple), p.tuple.count == 2 else { throw t.raise(K.ValueError, "items must return 2-tuples") }
                try pair(p.tuple.items[0], p.tuple.items[1], &first, depth)
                i += 1
            }
        }
        out.append(125)
        try leave(marker)
    }

    private mutating func pair(_ k: Value, _ v: Value, _ first: inout Bool, _ depth: Int) throws(PyRaise) {
        let isText = t.has(k, .Str)
        if !isText && !k.isNone && !k.isBool && !t.isAnyInt(k) && !t.isFloat(k) {
            if skipKeys { return }
            throw t.raise(K.TypeError, "keys must be str, int, float, bool or None, not \(t.typeName(of: k))")
        }
        if !first { out.append(itemSeparator) }
        first = false
        if isText { try string(k) } else {
            out.append(34)
            if t.isFloat(k) { try float(k) }
            else if k.isBool || k.isNone { try value(k, depth) }
            else { try int(k) }
            out.append(34)
        }
        out.append(keySeparator)
        try value(v, depth)
    }
}

private func jsonHooks(_ t: Thread, _ v: Value) throws(PyRaise) -> JsonHooks {
    let x = v.tuple.items
    func hook(_ v: Value) -> Value { v.isNone ? .empty : v }
    return JsonHooks(strict: try t.isTrue(x[0]), objectHook: hook(x[1]), pairsHook: hook(x[2]), parseFloat: x[3], parseInt: x[4], parseConstant: x[5])
}

func registerJson() {
    NativeModules.register("_json") { (m) throws(PyRaise) in
        let t = m.t
        if scannerType.isEmpty {
            scannerType = try t.defineType("Scanner", .NativeObject, ownsKind: false, module: "_json", subclassable: false) { (b) throws(PyRaise) in
                let names = ["strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"]
                try b.new("(cls, context)") { (t, a) throws(PyRaise) in
                    let v = try t.newInstanceCell(a[0].type)
                    let parts = try t.newTuple(count: 6)
                    for i in 0 ..< 6 { parts.items[i] = try t.getAttribute(a[1], names[i]) }
                    v.object.pointee.v0 = Value(parts).bits
                    return v
                }
                for (i, name) in names.enumerated() { try b.attribute(name, get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v0).tuple.items[i] }) }
                try b.method("__call__", "(self, string, idx)") { (t, a) throws(PyRaise) in
                    guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "first argument must be a string, not \(t.typeName(of: a[1]))") }
                    let i = try t.index(a[2])
                    guard i >= 0 else { throw t.raise(K.ValueError, "idx cannot be negative") }
                    let (v, end) = try withJsonParser(t, a[1], try jsonHooks(t, Value(bits: a[0].object.pointee.v0)), scan: i, string: false)
                    return try t.newTuple([v, Value(small: end)])
                }
            }
            asciiEncoder = Roots.add(try t.newNative("encode_basestring_ascii", "(string, /)", module: try t.intern("_json")) { (t, a) throws(PyRaise) in
                guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "first argument must be a string, not \(t.typeName(of: a[0]))") }
                var out = ByteBuilder(capacity: a[0].str.count + 16)
                defer { out.free() }
                appendJsonString(&out, a[0].str, ascii: true)
                return try out.finish(t)
            })
            plainEncoder = Roots.add(try t.newNative("encode_basestring", "(string, /)", module: try t.intern("_json")) { (t, a) throws(PyRaise) in
                guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "first argument must be a string, not \(t.typeName(of: a[0]))") }
                var out = ByteBuilder(capacity: a[0].str.count + 16)
                defer { out.free() }
                appendJsonString(&out, a[0].str, ascii: false)
                return try out.finish(t)
            })
            encoderType = try t.defineType("Encoder", .NativeObject, ownsKind: false, module: "_json", subclassable: false) { (b) throws(PyRaise) in
                let names = ["markers", "default", "encoder", "indent", "key_separator", "item_separator", "sort_keys", "skipkeys"]
                try b.new("(cls, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)") { (t, a) throws(PyRaise) in
                    guard a[1].isNone || t.has(a[1], .Dict) else { throw t.raise(K.TypeError, "make_encoder() argument 1 must be dict or None, not \(t.typeName(of: a[1]))") }
                    guard t.has(a[5], .Str), t.has(a[6], .Str) else { throw t.raise(K.TypeError, "make_encoder() separators must be str") }
                    let v = try t.newInstanceCell(a[0].type)
                    let parts = try t.newTuple(count: 9)
                    for i in 0 ..< 9 { parts.items[i] = a[i + 1] }
                    v.object.pointee.v0 = Value(parts).bits
                    return v
                }
                for (i, name) in names.enumerated() { try b.attribute(name, get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v0).tuple.items[i] }) }
                try b.method("__call__", "(self, obj, _current_indent_level)") { (t, a) throws(PyRaise) in
                    var e = try JsonEncoder(t, Value(bits: a[0].object.pointee.v0))
                    defer { e.out.free() }
                    try e.value(a[1], 0)
                    let text = try e.out.finish(t)
                    return try t.newTuple([text])
                }
            }
        }
        try m.set("make_scanner", scannerType)
        try m.set("make_encoder", encoderType)
        try m.set("encode_basestring_ascii", asciiEncoder)
        try m.set("encode_basestring", plainEncoder)
        try m.function("scanstring", "(string, end, strict=True, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "first argument must be a string, not \(t.typeName(of: a[0]))") }
            let i = try t.index(a[1])
            guard i >= 0 && i <= a[0].str.count else { throw t.raise(K.ValueError, "end is out of bounds") }
            var hooks = JsonHooks()
            hooks.strict = try t.flag(a[2], true)
            let (v, end) = try withJsonParser(t, a[0], hooks, scan: i, string: true)
            return try t.newTuple([v, Value(small: end)])
        }
    }
}
