// marshal: plain data (and code objects, in our own bytecode form) as bytes and back, in CPython's version 4 layout.

import Bytecode
import CVMSpec
import Glibc
import VM

private struct MarshalWriter {
    var out: [UInt8] = []

    mutating func word(_ n: Int32) { withUnsafeBytes(of: n.littleEndian) { out.append(contentsOf: $0) } }
    mutating func counted(_ tag: Character, _ bytes: [UInt8]) {
        out.append(tag.asciiValue ?? 63)
        word(Int32(truncatingIfNeeded: bytes.count))
        out.append(contentsOf: bytes)
    }

    mutating func put(_ t: Thread, _ v: Value, _ depth: Int) throws(PyRaise) {
        guard depth < 2000 else { throw t.raise(K.ValueError, "object too deeply nested to marshal") }
        func tag(_ c: Character) { out.append(c.asciiValue ?? 63) }
        if v.isNone { tag("N"); return }
        if v == .true_ { tag("T"); return }
        if v == .false_ { tag("F"); return }
        if v == .ellipsis { tag("."); return }
        if v == K.StopIteration { tag("S"); return }
        if v.isInt, let n = Int32(exactly: v.int) { tag("i"); word(n); return }
        if v.isInt || v.isExact(.Int) {
            let x = try Numbers.view(t, v)
            var digits: [UInt16] = []
            var buffer: UInt = 0, bits: UInt = 0
            for i in 0 ..< x.count {
                var limb = x.limbs[i], left: UInt = 64
                while left > 0 {
                    let take = min(left, 15 - bits)
                    buffer |= (limb & ((1 << take) - 1)) << bits
                    limb = take == 64 ? 0 : limb >> take
                    left -= take
                    bits += take
                    if bits == 15 { digits.append(UInt16(buffer)); buffer = 0; bits = 0 }
                }
            }
            if buffer != 0 { digits.append(UInt16(buffer)) }
            while digits.last == 0 { digits.removeLast() }
            tag("l")
            word(Int32(truncatingIfNeeded: x.negative ? -digits.count : digits.count))
            for d in digits { out.append(UInt8(d & 255)); out.append(UInt8(d >> 8)) }
            return
        }
        if v.isFloatWord || v.isExact(.Float) {
            tag("g")
            withUnsafeBytes(of: t.double(v).bitPattern.littleEndian) { out.append(contentsOf: $0) }
            return
        }
        switch Kind(rawValue: v.shape) {
        case .Complex:
            tag("y")
            for d in [v.complex.pointee.real, v.complex.pointee.imaginary] { withUnsafeBytes(of: d.bitPattern.littleEndian) { out.append(contentsOf: $0) } }
        case .Str: counted("u", v.str.utf8)
        case .Bytes: counted("s", Array(try t.bytesView(v)))
        case .Bytearray, .Memoryview: counted("s", Array(try t.bytesView(v)))
        case .Tuple:
            tag("(")
            word(Int32(truncatingIfNeeded: v.tuple.count))
            for i in 0 ..< v.tuple.count { try put(t, v.tuple.items[i], depth + 1) }
        case .List:
            tag("[")
            word(Int32(truncatingIfNeeded: v.list.count))
            for i in 0 ..< v.list.count { try put(t, v.list.items[i], depth + 1) }
        case .Dict:
            tag("{")
            var i = t.dictNext(v.dict, 0)
            while i >= 0 {
                let e = v.dict.pointee.entries.unsafelyUnwrapped[i]
                try put(t, Value(bits: e.key), depth + 1)
                try put(t, Value(bits: e.value), depth + 1)
                i = t.dictNext(v.dict, i + 1)
            }
            tag("0")
        case .Set, .Frozenset:
            let items = try t.listFrom(v)
            tag(v.isExact(.Set) ? "<" : ">")
            word(Int32(truncatingIfNeeded: items.list.count))
            for i in 0 ..< items.list.count { try put(t, items.list.items[i], depth + 1) }
        case .Code: counted("c", v.code.info.unit.serialized)
        default: throw t.raise(K.ValueError, "unmarshallable object")
        }
    }
}

private struct MarshalReader {
    let bytes: [UInt8]
    var at = 0
    /// A list of the objects that may be referred to.
    let references: Value

    init(_ bytes: [UInt8], _ references: Value) {
        self.bytes = bytes
        self.references = references
    }

    mutating func take(_ t: Thread, _ n: Int) throws(PyRaise) -> ArraySlice<UInt8> {
        guard n >= 0, n <= bytes.count - at else { throw t.raise(K.EOFError, "marshal data too short") }
        at += n
        return bytes[at - n ..< at]
    }

    mutating func word(_ t: Thread) throws(PyRaise) -> Int {
        let b = Array(try take(t, 4))
        return Int(Int32(bitPattern: UInt32(b[0]) | UInt32(b[1]) << 8 | UInt32(b[2]) << 16 | UInt32(b[3]) << 24))
    }

    mutating func size(_ t: Thread) throws(PyRaise) -> Int {
        let n = try word(t)
        guard n >= 0, n <= bytes.count - at else { throw t.raise(K.ValueError, "bad marshal data (size out of range)") }
        return n
    }

    mutating func double(_ t: Thread) throws(PyRaise) -> Double {
        var n: UInt64 = 0
        for (i, b) in try take(t, 8).enumerated() { n |= UInt64(b) << UInt64(8 * i) }
        return Double(bitPattern: n)
    }

    /// An object; empty for the NULL that ends a dict.
    mutating func get(_ t: Thread, _ depth: Int) throws(PyRaise) -> Value {
        guard depth < 2000 else { throw t.raise(K.ValueError, "recursion limit exceeded") }
        guard at < bytes.count else { throw t.raise(K.EOFError, "EOF read where object expected") }
        let first = bytes[at]
        at += 1
        let referenced = first & 0x80 != 0
        var slot = -1
        if referenced {
            slot = references.list.count
            try t.listAppend(references.list, .none)
        }
        let v: Value
        switch Character(Unicode.Scalar(first & 0x7F)) {
        case "0": return .empty
        case "N": v = .none
        case "T": v = .true_
        case "F": v = .false_
        case ".": v = .ellipsis
        case "S": v = K.StopIteration
        case "i": v = Value(small: try word(t))
        case "l":
            let n = try word(t)
            let count = abs(n)
            let raw = Array(try take(t, count * 2))
            var limbs = [UInt](repeating: 0, count: count * 15 / 64 + 1)
            for i in 0 ..< count {
                let d = UInt(raw[2 * i]) | UInt(raw[2 * i + 1]) << 8
                guard d < 1 << 15 else { throw t.raise(K.ValueError, "bad marshal data (digit out of range in long)") }
                let bit = i * 15
                limbs[bit / 64] |= d << UInt(bit % 64)
                if bit % 64 > 49 { limbs[bit / 64 + 1] |= d >> UInt(64 - bit % 64) }
            }
            v = try Numbers.fromLimbs(t, negative: n < 0, limbs)
        case "g": v = try t.newFloat(try double(t))
        case "y":
            let c = try t.new(PyComplexLayout.self, .Complex)
            c.pointee.real = try double(t)
            c.pointee.imaginary = try double(t)
            v = Value(c)
        case "s": v = try t.makeBytes(Array(try take(t, try size(t))))
        case "u", "t": v = try t.str(utf8: Array(try take(t, try size(t))))
        case "a", "A": v = try t.str(utf8: Array(try take(t, try size(t))))
        case "z", "Z":
            let n = Int(try take(t, 1).first ?? 0)
            v = try t.str(utf8: Array(try take(t, n)))
        case "(", ")":
            let n: Int
            if first & 0x7F == 41 { n = Int(try take(t, 1).first ?? 0) } else { n = try size(t) }
            let list = try t.newList()
            for _ in 0 ..< n { try t.listAppend(list.list, try item(t, depth)) }
            v = try t.tupleFrom(list)
        case "[":
            let n = try size(t)
            v = try t.newList()
            if slot >= 0 { references.list.items[slot] = v }
            for _ in 0 ..< n { try t.listAppend(v.list, try item(t, depth)) }
        case "{":
            v = Value(try t.newDict())
            if slot >= 0 { references.list.items[slot] = v }
            while true {
                let k = try get(t, depth + 1)
                if k.isEmpty { break }
                try t.dictSet(v.dict, k, try item(t, depth))
            }
        case "<", ">":
            let n = try size(t)
            let list = try t.newList()
            for _ in 0 ..< n { try t.listAppend(list.list, try item(t, depth)) }
            v = try t.call(first & 0x7F == 60 ? K.set : K.frozenset, list)
        case "r":
            let n = try word(t)
            guard n >= 0 && n < references.list.count else { throw t.raise(K.ValueError, "bad marshal data (invalid reference)") }
            return references.list.items[n]
        case "c":
            guard let unit = CodeUnit.deserialize(Array(try take(t, try size(t)))) else { throw t.raise(K.ValueError, "bad marshal data (code)") }
            v = try t.newCode(unit)
        default: throw t.raise(K.ValueError, "bad marshal data (unknown type code)")
        }
        if slot >= 0 { references.list.items[slot] = v }
        return v
    }

    private mutating func item(_ t: Thread, _ depth: Int) throws(PyRaise) -> Value {
        let v = try get(t, depth + 1)
        if v.isEmpty { throw t.raise(K.TypeError, "NULL object in marshal data for object") }
        return v
    }
}

func registerMarshal() {
    NativeModules.register("marshal") { (m) throws(PyRaise) in
        try m.set("version", Value(small: 4))
        try m.function("dumps", "(value, version=4, /)") { (t, a) throws(PyRaise) in
            var w = MarshalWriter()
            try w.put(t, a[0], 0)
            return try t.makeBytes(w.out)
        }
        try m.function("dump", "(value, file, version=4, /)") { (t, a) throws(PyRaise) in
            var w = MarshalWriter()
            try w.put(t, a[0], 0)
            return try t.callMethod(a[1], "write", try t.makeBytes(w.out))
        }
        try m.function("loads", "(bytes, /)") { (t, a) throws(PyRaise) in
            var r = MarshalReader(Array(try t.bytesView(a[0])), try t.newList())
            let v = try r.get(t, 0)
            if v.isEmpty { throw t.raise(K.TypeError, "NULL object in marshal data for object") }
            return v
        }
        try m.function("load", "(file, /)") { (t, a) throws(PyRaise) in
            // The whole rest is read; what follows the object is given back by seeking where the file can.
            let data = try t.callMethod(a[0], "read")
            var r = MarshalReader(Array(try t.bytesView(data)), try t.newList())
            let v = try r.get(t, 0)
            if v.isEmpty { throw t.raise(K.TypeError, "NULL object in marshal data for object") }
            let rest = r.bytes.count - r.at
            if rest > 0 { _ = try t.callMethod(a[0], "seek", Value(small: -rest), Value(small: 1)) }
            return v
        }
    }
}
