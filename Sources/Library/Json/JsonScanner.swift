// _json, reading: the scanner behind json.loads.
//
// Scanner object: v0 a tuple (strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant). The text is
// parsed at its own character width; hooks that are plain float and int are not called.

import CVMSpec
import Glibc
import VM

/// How to make values, taken from the decoder object.
struct JsonHooks {
    var strict = true
    var objectHook = Value.empty, pairsHook = Value.empty, parseFloat = Value.empty, parseInt = Value.empty, parseConstant = Value.empty
}

func jsonError(_ t: Thread, _ message: String, _ text: Value, _ position: Int) -> PyRaise {
    do {
        let decoder = try t.getAttribute(try t.sysModule(), "modules")
        var module = t.has(decoder, .Dict) ? try t.dictGet(decoder.dict, try t.intern("json.decoder")) : .empty
        if module.isEmpty {
            _ = try t.importDotted("json.decoder")
            module = try t.dictGet(decoder.dict, try t.intern("json.decoder"))
        }
        let e = try t.call(try t.getAttribute(module, "JSONDecodeError"), try t.str(message), text, Value(small: position))
        return t.raise(value: e)
    } catch { return error }
}

private func stop(_ t: Thread, _ position: Int) -> PyRaise { t.raise(K.StopIteration, arguments: [Value(small: position)]) }

struct JsonParser<U: FixedWidthInteger & UnsignedInteger> {
    let t: Thread
    let text: Value
    let s: UnsafePointer<U>
    let count: Int
    let hooks: JsonHooks
    /// Keys seen before, so that equal keys are one object.
    let keys: UnsafeMutablePointer<UnsafeMutablePointer<UInt64>?>
    let maximumDepth: Int

    @inline(__always) func skipSpace(_ i: Int) -> Int {
        var i = i
        while i < count {
            let c = s[i]
            if c == 32 || c == 10 || c == 13 || c == 9 { i &+= 1 } else { break }
        }
        return i
    }

    @inline(__always) func at(_ i: Int, _ word: StaticString) -> Bool {
        let n = word.utf8CodeUnitCount
        if i &+ n > count { return false }
        for k in 0 ..< n where s[i &+ k] != U(word.utf8Start[k]) { return false }
        return true
    }

    /// The value at i and where it ends.
    func value(_ i: Int, _ depth: Int) throws(PyRaise) -> (Value, Int) {
        guard i < count else { throw stop(t, i) }
        switch UInt32(truncatingIfNeeded: s[i]) {
        case 34: return try string(i + 1)
        case 123: return try object(i + 1, depth + 1)
        case 91: return try array(i + 1, depth + 1)
        case 110 where at(i, "null"): return (.none, i + 4)
        case 116 where at(i, "true"): return (.true_, i + 4)
        case 102 where at(i, "false"): return (.false_, i + 5)
        case 78 where at(i, "NaN"): return (try constant("NaN"), i + 3)
        case 73 where at(i, "Infinity"): return (try constant("Infinity"), i + 8)
        case 45 where at(i, "-Infinity"): return (try constant("-Infinity"), i + 9)
        default: return try number(i)
        }
    }

    private func constant(_ name: String) throws(PyRaise) -> Value { try t.call(hooks.parseConstant, try t.str(name)) }

    private func number(_ start: Int) throws(PyRaise) -> (Value, Int) {
        var i = start
        var negative = false
        if s[i] == 45 {
            negative = true
            i &+= 1
            if i >= count { throw stop(t, start) }
        }
        let firstDigit = i
        var n = 0
        if s[i] == 48 { i &+= 1 }
        else if s[i] >= 49 && s[i] <= 57 {
            while i < count, s[i] >= 48, s[i] <= 57 {
                if i &- firstDigit < 18 { n = n &* 10 &+ Int(truncatingIfNeeded: s[i]) &- 48 }
                i &+= 1
            }
        } else { throw stop(t, start) }
        let digits = i &- firstDigit
        var isFloat = false
        if i < count - 1, s[i] == 46, s[i + 1] >= 48, s[i + 1] <= 57 {
            isFloat = true
            i += 2
            while i < count, s[i] >= 48, s[i] <= 57 { i &+= 1 }
        }
        if i < count - 1, s[i] == 101 || s[i] == 69 {
            var k = i + 1
            if k < count - 1, s[k] == 45 || s[k] == 43 { k += 1 }
            if s[k] >= 48 && s[k] <= 57 {
                while k < count, s[k] >= 48, s[k] <= 57 { k &+= 1 }
                i = k
                isFloat = true
            }
        }
        if !isFloat && digits <= 18 && hooks.parseInt == K.int { return (try t.newInt(negative ? -n : n), i) }
        if isFloat && hooks.parseFloat == K.float && i - start < 120 {
            let d = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { b -> Double in
                for k in start ..< i { b[k - start] = CChar(truncatingIfNeeded: s[k]) }
                b[i - start] = 0
                return strtod(b.baseAddress.unsafelyUnwrapped, nil)
            }
            return (try t.newFloat(d), i)
        }
        let literal = try t.substring(text.str, start, i)
        return (try t.call(isFloat ? hooks.parseFloat : hooks.parseInt, literal), i)
    }

    /// Characters from ..< to as a str.
    private func piece(_ from: Int, _ to: Int) throws(PyRaise) -> Value { try t.substring(text.str, from, to) }

    /// The string whose first character is at `begin` (behind the quote).
    func string(_ begin: Int, key: Bool = false) throws(PyRaise) -> (Value, Int) {
        var i = begin
        if U.bitWidth == 8 {
            let bytes = UnsafeRawPointer(s)
            while i &+ 8 <= count {
                let special = jsonSpecial(bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
                if special != 0 {
                    i &+= special.trailingZeroBitCount >> 3
                    break
                }
                i &+= 8
            }
        }
        while i < count {
            let c = s[i]
            if c == 34 {
                if key && i &- begin <= 32 && i > begin { return (try shortKey(begin, i), i + 1) }
                return (try piece(begin, i), i + 1)
            }
            if c == 92 || c < 32 && hooks.strict { break }
            i &+= 1
        }
        // Escapes, or an error.
        var codes: [UInt32] = []
        codes.reserveCapacity(i - begin + 32)
        for k in begin ..< i { codes.append(UInt32(truncatingIfNeeded: s[k])) }
        while true {
            guard i < count else { throw jsonError(t, "Unterminated string starting at", text, begin - 1) }
            let c = UInt32(truncatingIfNeeded: s[i])
            if c == 34 { return (try t.str(codes: codes), i + 1) }
            if c < 32 && hooks.strict { throw jsonError(t, "Invalid control character at", text, i) }
            if c != 92 { codes.append(c); i += 1; continue }
            i += 1
            guard i < count else { throw jsonError(t, "Unterminated string starting at", text, begin - 1) }
            switch UInt32(truncatingIfNeeded: s[i]) {
            case 34: codes.append(34)
            case 92: codes.append(92)
            case 47: codes.append(47)
            case 98: codes.append(8)
            case 102: codes.append(12)
            case 110: codes.append(10)
            case 114: codes.append(13)
            case 116: codes.append(9)
            case 117:
                guard var u = hex(i + 1) else { throw jsonError(t, "Invalid \\uXXXX escape", text, i) }
                i += 4
                if u & 0xFC00 == 0xD800, i + 2 < count, s[i + 1] == 92, s[i + 2] == 117, let low = hex(i + 3), low & 0xFC00 == 0xDC00 {
                    u = 0x10000 + (u & 0x3FF) << 10 + (low & 0x3FF)
                    i += 6
                }
                codes.append(u)
            default: throw jsonError(t, "Invalid \\escape", text, i - 1)
            }
            i += 1
        }
    }

    /// A short key: keys come again and again.
    private func shortKey(_ begin: Int, _ end: Int) throws(PyRaise) -> Value {
        var table = keys.pointee
        if table == nil {
            table = try t.newValues(64)
            keys.pointee = table
        }
        var h = UInt64(truncatingIfNeeded: end &- begin)
        if U.bitWidth == 8, begin &+ 8 <= count {
            let bytes = UnsafeRawPointer(s)
            let first = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: begin, as: UInt64.self))
            if h >= 8 {
                h ^= first &* 31 &+ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self))
            } else {
                h ^= first << (64 &- h &* 8)
            }
        } else {
            for k in begin ..< end { h = (h &* 31) &+ UInt64(truncatingIfNeeded: s[k]) }
        }
        let slot = table.unsafelyUnwrapped + Int(truncatingIfNeeded: (h &* 0x9E37_79B9_7F4A_7C15) >> 58)
        let known = Value(bits: slot.pointee)
        if known.isPresent && known.str.count == end &- begin {
            if known.str.width == U.bitWidth / 8 {
                if memcmp(known.str.bytes, s + begin, (end &- begin) &* (U.bitWidth / 8)) == 0 { return known }
            } else {
                var same = true
                for k in begin ..< end where known.str[code: k &- begin] != UInt32(truncatingIfNeeded: s[k]) { same = false; break }
                if same { return known }
            }
        }
        let v = try piece(begin, end)
        slot.pointee = v.bits
        return v
    }

    private func hex(_ i: Int) -> UInt32? {
        guard i + 4 <= count else { return nil }
        var n: UInt32 = 0
        for k in i ..< i + 4 {
            let c = UInt32(truncatingIfNeeded: s[k])
            switch c {
            case 48 ... 57: n = n << 4 | (c - 48)
            case 97 ... 102: n = n << 4 | (c - 87)
            case 65 ... 70: n = n << 4 | (c - 55)
            default: return nil
            }
        }
        return n
    }

    private func checkDepth(_ depth: Int, _ what: String) throws(PyRaise) {
        if depth > maximumDepth { throw t.raise(K.RecursionError, "maximum recursion depth exceeded while decoding a JSON \(what) from a unicode string") }
    }

    private func array(_ begin: Int, _ depth: Int) throws(PyRaise) -> (Value, Int) {
        try checkDepth(depth, "array")
        let list = try t.newList()
        var i = skipSpace(begin)
        if i < count && s[i] == 93 { return (list, i + 1) }
        while true {
            let (v, end) = try value(i, depth)
            try t.listAppend(list.list, v)
            i = skipSpace(end)
            if i < count && s[i] == 93 { return (list, i + 1) }
            guard i < count && s[i] == 44 else { throw jsonError(t, "Expecting ',' delimiter", text, i) }
            i = skipSpace(i + 1)
        }
    }

    private func object(_ begin: Int, _ depth: Int) throws(PyRaise) -> (Value, Int) {
        try checkDepth(depth, "object")
        let hasPairs = hooks.pairsHook.isPresent
        let pairs = hasPairs ? try t.newList() : Value.none
        let dict = try t.newDict()
        var i = skipSpace(begin)
        if !(i < count && s[i] == 125) {
            while true {
                guard i < count && s[i] == 34 else { throw jsonError(t, "Expecting property name enclosed in double quotes", text, i) }
                let (k, keyEnd) = try string(i + 1, key: true)
                i = skipSpace(keyEnd)
                guard i < count && s[i] == 58 else { throw jsonError(t, "Expecting ':' delimiter", text, i) }
                i = skipSpace(i + 1)
                let (v, end) = try value(i, depth)
                if hasPairs { try t.listAppend(pairs.list, try t.newTuple([k, v])) } else { try t.dictSet(dict, k, v) }
                i = skipSpace(end)
                if i < count && s[i] == 125 { break }
                guard i < count && s[i] == 44 else { throw jsonError(t, "Expecting ',' delimiter", text, i) }
                i = skipSpace(i + 1)
            }
        }
        if hasPairs { return (try t.call(hooks.pairsHook, pairs), i + 1) }
        if hooks.objectHook.isPresent { return (try t.call(hooks.objectHook, Value(dict)), i + 1) }
        return (Value(dict), i + 1)
    }
}

/// Runs a parser of the text's width.
func withJsonParser(_ t: Thread, _ text: Value, _ hooks: JsonHooks, scan: Int, string: Bool) throws(PyRaise) -> (Value, Int) {
    let str = text.str
    // On this frame, where a collection finds the table.
    var table: UnsafeMutablePointer<UInt64>? = nil
    let depth = max(10, min(Int(t.pointee.recursionLimit) - Int(t.pointee.recursionDepth), 6000))
    func run<U: FixedWidthInteger & UnsignedInteger>(_ s: UnsafePointer<U>) throws(PyRaise) -> (Value, Int) {
        try withUnsafeMutablePointer(to: &table) { (keys) throws(PyRaise) in
            let p = JsonParser(t: t, text: text, s: s, count: str.count, hooks: hooks, keys: keys, maximumDepth: depth)
            return string ? try p.string(scan) : try p.value(scan, 0)
        }
    }
    switch str.width {
    case 1: return try run(UnsafePointer(str.bytes))
    case 2: return try run(UnsafePointer(str.units16))
    default: return try run(UnsafePointer(str.units32))
    }
}
