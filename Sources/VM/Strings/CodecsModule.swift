// The module _codecs: what the packages codecs and encodings are built on.

import CVMSpec
import Syntax
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    fileprivate func pair(_ v: Value, _ n: Int) throws(PyRaise) -> Value { try newTuple([v, Value(small: n)]) }

    /// The input of a decoder function: bytes-like, or (for the escape codecs) a str.
    fileprivate func decoderInput(_ v: Value, acceptText: Bool = false) throws(PyRaise) -> (UnsafeRawBufferPointer, Value) {
        if acceptText && has(v, .Str) {
            let b = try encodeUTF8(v)
            return (b.bytes.buffer, b)
        }
        return (try bytesLike(v), v)
    }

    fileprivate func encoderInput(_ v: Value, _ name: String) throws(PyRaise) {
        guard has(v, .Str) else { throw raise(K.TypeError, "\(name)() argument 1 must be str, not \(typeName(of: v))") }
    }

    /// Decodes by a table: a str or a mapping from byte values to characters; nil for none: Latin-1.
    fileprivate func charmapDecode(_ b: UnsafeRawBufferPointer, _ object: Value, _ errors: Value, _ map: Value) throws(PyRaise) -> (Value, Int) {
        if map.isEmpty || map.isNone { return (try str(Text(bytes: b)), b.count) }
        if has(map, .Str) {
            let table = Text(map.str)
            return try decode(b, object, "charmap", errors: errors) { out, b, at in
                while at < b.count {
                    let k = Int(b[at])
                    let c = k < table.count ? table[k] : 0xFFFE
                    if c == 0xFFFE { return CodecStop(start: at, end: at + 1, reason: "character maps to <undefined>") }
                    out.append(c)
                    at += 1
                }
                return nil
            }
        }
        // Looking things up may run Python: every byte value once, kept in a list.
        let pieces = try newList()
        return try holding(pieces) { () throws(PyRaise) -> (Value, Int) in
            var known = [Value](repeating: .empty, count: 256)
            for c in Array(b) where known[Int(c)].isEmpty {
                var v: Value
                do throws(PyRaise) { v = try getItem(map, Value(small: Int(c))) } catch {
                    guard raisedIs(K.LookupError) else { throw error }
                    clearRaised()
                    v = .none
                }
                if !v.isNone {
                    if isAnyInt(v) {
                        let n = try clampedIndex(v)
                        guard n >= 0 && n <= 0x10FFFF else { throw raise(K.TypeError, "character mapping must be in range(0x110000)") }
                        v = n == 0xFFFE ? .none : try character(UInt32(n))
                    } else if !has(v, .Str) { throw raise(K.TypeError, "character mapping must return integer, None or str") }
                    else if v.str.count == 1 && v.str[code: 0] == 0xFFFE { v = .none }
                }
                known[Int(c)] = v
                try listAppend(pieces.list, v)
            }
            return try decode(b, object, "charmap", errors: errors) { out, b, at in
                while at < b.count {
                    let v = known[Int(b[at])]
                    if v.isEmpty || v.isNone { return CodecStop(start: at, end: at + 1, reason: "character maps to <undefined>") }
                    out.append(v.str)
                    at += 1
                }
                return nil
            }
        }
    }

    fileprivate func charmapEncode(_ v: Value, _ errors: Value, _ map: Value) throws(PyRaise) -> Value {
        if map.isEmpty || map.isNone { return try encode(v, "latin-1", errors: errors, UTF.encodeNarrow(limit: 256)) }
        // The mapping of each character that occurs: nil for undefined.
        var known: [UInt32: [UInt8]?] = [:]
        func learn(_ c: UInt32) throws(PyRaise) {
            if known[c] != nil { return }
            let x: Value
            if map.isExact(.Dict) {
                let r = try dictGet(map.dict, Value(small: Int(c)))
                x = r.isEmpty ? .none : r
            } else {
                do throws(PyRaise) { x = try getItem(map, Value(small: Int(c))) } catch {
                    guard raisedIs(K.LookupError) else { throw error }
                    clearRaised()
                    known[c] = .some(nil)
                    return
                }
            }
            if x.isNone { known[c] = .some(nil) }
            else if isAnyInt(x) {
                let n = try clampedIndex(x)
                guard n >= 0 && n < 256 else { throw raise(K.TypeError, "character mapping must be in range(256)") }
                known[c] = [UInt8(n)]
            } else if has(x, .Bytes) { known[c] = Array(x.bytes.buffer) }
            else { throw raise(K.TypeError, "character mapping must return integer, bytes or None, not \(typeName(of: x))") }
        }
        let text = Text(v.str)
        for i in 0 ..< text.count { try learn(text[i]) }
        // Replacements of error handlers are made of these.
        for c in UInt32(32) ..< 127 where known[c] == nil { try learn(c) }
        return try encode(v, "charmap", errors: errors) { out, x, from in
            var i = from
            while i < x.count {
                guard let entry = known[x[i]], let bytes = entry else {
                    var end = i + 1
                    while end < x.count, let e = known[x[end]], e == nil { end += 1 }
                    return CodecStop(start: i, end: end, reason: "character maps to <undefined>")
                }
                out.append(contentsOf: bytes)
                i += 1
            }
            return nil
        }
    }
}

extension Bootstrap {
    /// Prepares the registry and registers _codecs and _string. After exceptions and dict exist.
    /// Sources in other encodings than UTF-8, Latin-1 and ASCII are decoded by the registry's codecs.
    private static func decodeSourceText(_ t: Thread, _ encoding: String, _ bytes: [UInt8]) -> [UInt8]? {
        let raised = t.pointee.raised
        defer { t.pointee.raised = raised }
        do {
            let name = try t.str(encoding)
            let data = try t.newBytes(bytes)
            let text = try t.decodeByRegistry(data, name, .empty, text: true)
            return text.str.utf8
        } catch { return nil }
    }

    static func prepareCodecs(_ t: Thread) throws(PyRaise) {
        sourceDecoder = { decodeSourceText(mainThread, $0, $1) }
        try Codecs.prepare(t)
        registerStringModule()
        NativeModules.register("_codecs") { m throws(PyRaise) in
            try codecRegistryFunctions(m)
            try codecUTFFunctions(m)
            try codecOtherFunctions(m)
        }
    }

    private static func codecRegistryFunctions(_ m: ModuleBuilder) throws(PyRaise) {
        try m.function("register", "(search_function, /)") { t, a throws(PyRaise) in
            guard try t.isCallable(a[0]) else { throw t.raise(K.TypeError, "argument must be callable") }
            try t.listAppend(Codecs.searchPath.list, a[0])
            return .none
        }
        try m.function("unregister", "(search_function, /)") { t, a throws(PyRaise) in
            let old = Codecs.searchPath.list
            let kept = try t.newList()
            for i in 0 ..< old.count where old.items[i] != a[0] { try t.listAppend(kept.list, old.items[i]) }
            if kept.list.count != old.count {
                Codecs.searchPath = Roots.add(kept)
                t.dictClear(Codecs.cache.dict)
            }
            return .none
        }
        try m.function("lookup", "(encoding, /)") { t, a throws(PyRaise) in
            guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "lookup() argument must be str, not \(t.typeName(of: a[0]))") }
            return try t.lookupCodec(a[0])
        }
        try m.function("encode", "(obj, encoding='utf-8', errors='strict')") { t, a throws(PyRaise) in
            try t.encodeByRegistry(a[0], a[1].isEmpty ? try t.intern("utf-8") : a[1], a[2], text: false)
        }
        try m.function("decode", "(obj, encoding='utf-8', errors='strict')") { t, a throws(PyRaise) in
            try t.decodeByRegistry(a[0], a[1].isEmpty ? try t.intern("utf-8") : a[1], a[2], text: false)
        }
        try m.function("register_error", "(errors, handler, /)") { t, a throws(PyRaise) in
            guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "register_error() argument 1 must be str, not \(t.typeName(of: a[0]))") }
            guard try t.isCallable(a[1]) else { throw t.raise(K.TypeError, "handler must be callable") }
            try t.dictSet(Codecs.handlers.dict, try t.exactStr(a[0]), a[1])
            return .none
        }
        try m.function("lookup_error", "(name, /)") { t, a throws(PyRaise) in
            guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "lookup_error() argument must be str, not \(t.typeName(of: a[0]))") }
            let f = try t.dictGet(Codecs.handlers.dict, try t.exactStr(a[0]))
            if f.isEmpty { throw t.raise(K.LookupError, "unknown error handler name '\(a[0].str.string)'") }
            return f
        }
    }

    private static func codecUTFFunctions(_ m: ModuleBuilder) throws(PyRaise) {
        // Encoders
        let encoders: [(String, (Thread, Value, Value) throws(PyRaise) -> Value)] = [
            ("utf_8_encode", { t, v, e throws(PyRaise) in try t.encodeUTF8(v, errors: e) }),
            ("utf_16_le_encode", { t, v, e throws(PyRaise) in try t.encodeDirect(v, .utf16(-1), errors: e) }),
            ("utf_16_be_encode", { t, v, e throws(PyRaise) in try t.encodeDirect(v, .utf16(1), errors: e) }),
            ("utf_32_le_encode", { t, v, e throws(PyRaise) in try t.encodeDirect(v, .utf32(-1), errors: e) }),
            ("utf_32_be_encode", { t, v, e throws(PyRaise) in try t.encodeDirect(v, .utf32(1), errors: e) }),
            ("ascii_encode", { t, v, e throws(PyRaise) in try t.encodeDirect(v, .ascii, errors: e) }),
            ("latin_1_encode", { t, v, e throws(PyRaise) in try t.encodeDirect(v, .latin1, errors: e) }),
            ("utf_7_encode", { t, v, e throws(PyRaise) in try t.encode(v, "utf-7", errors: e, UTF7.encode) }),
            ("unicode_escape_encode", { t, v, e throws(PyRaise) in try t.encode(v, "unicode_escape", errors: e, EscapeCodec.encodeUnicode) }),
            ("raw_unicode_escape_encode", { t, v, e throws(PyRaise) in try t.encode(v, "raw_unicode_escape", errors: e, EscapeCodec.encodeRaw) }),
        ]
        for (name, body) in encoders {
            try m.function(name, "(str, errors=None, /)") { t, a throws(PyRaise) in
                try t.encoderInput(a[0], name)
                return try t.pair(try body(t, a[0], a[1]), a[0].str.count)
            }
        }
        for (name, wide) in [("utf_16_encode", false), ("utf_32_encode", true)] {
            try m.function(name, "(str, errors=None, byteorder=0, /)") { t, a throws(PyRaise) in
                try t.encoderInput(a[0], name)
                let order = a[2].isEmpty ? 0 : try t.index(a[2]).signum()
                return try t.pair(try t.encodeDirect(a[0], wide ? .utf32(order) : .utf16(order), errors: a[1]), a[0].str.count)
            }
        }
        // Decoders that may leave an incomplete end
        let steps: [(String, String, (Bool) -> DecodeStep)] = [
            ("utf_7_decode", "utf7", { UTF7.decode(final: $0) }),
            ("utf_16_le_decode", "utf-16-le", { UTF.decode16(big: false, final: $0) }),
            ("utf_16_be_decode", "utf-16-be", { UTF.decode16(big: true, final: $0) }),
            ("utf_32_le_decode", "utf-32-le", { UTF.decode32(big: false, final: $0) }),
            ("utf_32_be_decode", "utf-32-be", { UTF.decode32(big: true, final: $0) }),
        ]
        for (name, encoding, step) in steps {
            try m.function(name, "(data, errors=None, final=False, /)") { t, a throws(PyRaise) in
                let final = a[2].isPresent ? try t.isTrue(a[2]) : false
                let (v, n) = try t.decode(try t.bytesLike(a[0]), a[0], encoding, errors: a[1], step(final))
                return try t.pair(v, n)
            }
        }
        try m.function("utf_8_decode", "(data, errors=None, final=False, /)") { t, a throws(PyRaise) in
            let final = a[2].isPresent ? try t.isTrue(a[2]) : false
            let (v, n) = try t.decodeUTF8(try t.bytesLike(a[0]), object: a[0], errors: a[1], final: final)
            return try t.pair(v, n)
        }
        for (name, wide) in [("utf_16_decode", false), ("utf_32_decode", true)] {
            try m.function(name, "(data, errors=None, final=False, /)") { t, a throws(PyRaise) in
                let final = a[2].isPresent ? try t.isTrue(a[2]) : false
                let (v, n, _) = try t.decodeMarked(wide, try t.bytesLike(a[0]), a[0], errors: a[1], order: 0, final: final)
                return try t.pair(v, n)
            }
        }
        for (name, wide) in [("utf_16_ex_decode", false), ("utf_32_ex_decode", true)] {
            try m.function(name, "(data, errors=None, byteorder=0, final=False, /)") { t, a throws(PyRaise) in
                let order = a[2].isEmpty ? 0 : try t.index(a[2]).signum()
                let final = a[3].isPresent ? try t.isTrue(a[3]) : false
                let (v, n, found) = try t.decodeMarked(wide, try t.bytesLike(a[0]), a[0], errors: a[1], order: order, final: final)
                return try t.newTuple([v, Value(small: n), Value(small: found)])
            }
        }
    }

    private static func codecOtherFunctions(_ m: ModuleBuilder) throws(PyRaise) {
        try m.function("ascii_decode", "(data, errors=None, /)") { t, a throws(PyRaise) in
            let b = try t.bytesLike(a[0])
            return try t.pair(try t.decodeDirect(b, a[0], .ascii, errors: a[1]), b.count)
        }
        try m.function("latin_1_decode", "(data, errors=None, /)") { t, a throws(PyRaise) in
            let b = try t.bytesLike(a[0])
            return try t.pair(try t.str(Text(bytes: b)), b.count)
        }
        try m.function("unicode_escape_decode", "(data, errors=None, final=True, /)") { t, a throws(PyRaise) in
            let (b, object) = try t.decoderInput(a[0], acceptText: true)
            let final = a[2].isPresent ? try t.isTrue(a[2]) : true
            let (v, n) = try t.decode(b, object, "unicodeescape", errors: a[1], EscapeCodec.decodeUnicode(final: final))
            return try t.pair(v, n)
        }
        try m.function("raw_unicode_escape_decode", "(data, errors=None, final=True, /)") { t, a throws(PyRaise) in
            let (b, object) = try t.decoderInput(a[0], acceptText: true)
            let final = a[2].isPresent ? try t.isTrue(a[2]) : true
            let (v, n) = try t.decode(b, object, "rawunicodeescape", errors: a[1], EscapeCodec.decodeRaw(final: final))
            return try t.pair(v, n)
        }
        try m.function("escape_encode", "(data, errors=None, /)") { t, a throws(PyRaise) in
            guard t.has(a[0], .Bytes) else { throw t.raise(K.TypeError, "escape_encode() argument 1 must be bytes, not \(t.typeName(of: a[0]))") }
            return try t.pair(try t.newBytes(EscapeCodec.encodeBytes(a[0].bytes.buffer)), a[0].bytes.count)
        }
        try m.function("escape_decode", "(data, errors=None, /)") { t, a throws(PyRaise) in
            let (b, object) = try t.decoderInput(a[0], acceptText: true)
            let errors = a[1].isPresent && !a[1].isNone ? a[1].str.string : "strict"
            let out = try EscapeCodec.decodeBytes(t, b, errors: errors)
            _ = object
            return try t.pair(try t.newBytes(out), b.count)
        }
        try m.function("readbuffer_encode", "(data, errors=None, /)") { t, a throws(PyRaise) in
            let (b, _) = try t.decoderInput(a[0], acceptText: true)
            return try t.pair(try t.newBytes(b), b.count)
        }
        try m.function("charmap_decode", "(data, errors=None, mapping=None, /)") { t, a throws(PyRaise) in
            let (v, n) = try t.charmapDecode(try t.bytesLike(a[0]), a[0], a[1], a[2])
            return try t.pair(v, n)
        }
        try m.function("charmap_encode", "(str, errors=None, mapping=None, /)") { t, a throws(PyRaise) in
            try t.encoderInput(a[0], "charmap_encode")
            return try t.pair(try t.charmapEncode(a[0], a[1], a[2]), a[0].str.count)
        }
        try m.function("charmap_build", "(map, /)") { t, a throws(PyRaise) in
            try t.encoderInput(a[0], "charmap_build")
            let x = Text(a[0].str)
            let d = try t.newDict(capacity: x.count)
            for i in 0 ..< x.count where x[i] != 0xFFFE { try t.dictSet(d, Value(small: Int(x[i])), Value(small: i)) }
            return Value(d)
        }
    }
}
