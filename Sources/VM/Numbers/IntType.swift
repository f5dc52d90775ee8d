// The types int and bool.
//
// In:  int objects of any class. Out: exact ints (arithmetic on subclasses gives int, as in CPython).

import CVMSpec
import Glibc

/// The binary operators of numbers with their method names.
let numberOperators: [(name: String, reflected: String, op: BinaryOperator)] = [
    ("__add__", "__radd__", .add), ("__sub__", "__rsub__", .sub), ("__mul__", "__rmul__", .mul), ("__truediv__", "__rtruediv__", .truediv),
    ("__floordiv__", "__rfloordiv__", .floordiv), ("__mod__", "__rmod__", .mod), ("__divmod__", "__rdivmod__", .divmod),
]
private let bitOperators: [(name: String, reflected: String, op: BinaryOperator)] = [
    ("__lshift__", "__rlshift__", .lshift), ("__rshift__", "__rrshift__", .rshift), ("__and__", "__rand__", .and), ("__or__", "__ror__", .or), ("__xor__", "__rxor__", .xor),
]
let numberComparisons: [(name: String, op: CompareOperator)] = [
    ("__lt__", .lt), ("__le__", .le), ("__gt__", .gt), ("__ge__", .ge), ("__eq__", .eq), ("__ne__", .ne),
]

extension Bootstrap {
    static func defineInt(_ t: Thread) throws(PyRaise) {
        K.int = try t.defineType("int", .Int) { b throws(PyRaise) in
            try b.new("(cls, x=0, /, base=10)") { t, a throws(PyRaise) in try Numbers.intNew(t, a[0], a[1], a[2]) }
            try b.classMethod("from_bytes", "(cls, bytes, byteorder='big', *, signed=False)") { t, a throws(PyRaise) in
                let big = try Numbers.isBigEndian(t, a[2], "from_bytes")
                let signed = a[3].isPresent ? try t.isTrue(a[3]) : false
                let run = try Numbers.byteRun(t, a[1])
                let v = try run.withUnsafeBufferPointer { (p) throws(PyRaise) in try Numbers.fromBytes(t, p, bigEndian: big, signed: signed) }
                return a[0] == K.int ? v : try t.tailCall(a[0], v)
            }
            try b.method("to_bytes", "(self, /, length=1, byteorder='big', *, signed=False)") { t, a throws(PyRaise) in
                let n = a[1].isPresent ? try t.index(a[1]) : 1
                let big = try Numbers.isBigEndian(t, a[2], "to_bytes")
                let signed = a[3].isPresent ? try t.isTrue(a[3]) : false
                if n < 0 { throw t.raise(K.ValueError, "length argument must be non-negative") }
                guard n < 1 << 38 else { throw t.memoryError() }
                let r = try t.new(PyBytesLayout.self, .Bytes, extraBytes: n &+ 1)
                r.pointee.length = Int64(n)
                try Numbers.toBytes(t, a[0], UnsafeMutableRawPointer(r + 1).assumingMemoryBound(to: UInt8.self), n, bigEndian: big, signed: signed)
                return Value(r)
            }
            for (name, reflected, op) in numberOperators + bitOperators {
                try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
                    t.isAnyInt(a[1]) ? try Numbers.intBinary(t, op, a[0], a[1]) : .notImplemented
                }
                try b.method(reflected, "(self, value, /)") { t, a throws(PyRaise) in
                    t.isAnyInt(a[1]) ? try Numbers.intBinary(t, op, a[1], a[0]) : .notImplemented
                }
            }
            for (name, op) in numberComparisons {
                try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
                    t.isAnyInt(a[1]) ? Value(Numbers.compareReal(op, a[0], a[1], aIsFloat: false, bIsFloat: false)) : .notImplemented
                }
            }
            try b.method("__pow__", "(self, value, mod=None, /)") { t, a throws(PyRaise) in
                guard t.isAnyInt(a[1]) else { return .notImplemented }
                if a[2].isPresent && !a[2].isNone {
                    guard t.isAnyInt(a[2]) else { return .notImplemented }
                    return try Numbers.powerModulo(t, a[0], a[1], a[2])
                }
                return try Numbers.intBinary(t, .pow, a[0], a[1])
            }
            try b.method("__rpow__", "(self, value, mod=None, /)") { t, a throws(PyRaise) in
                guard t.isAnyInt(a[1]) else { return .notImplemented }
                if a[2].isPresent && !a[2].isNone {
                    guard t.isAnyInt(a[2]) else { return .notImplemented }
                    return try Numbers.powerModulo(t, a[1], a[0], a[2])
                }
                return try Numbers.intBinary(t, .pow, a[1], a[0])
            }
            try b.method("__neg__", "(self, /)") { t, a throws(PyRaise) in try Numbers.negate(t, a[0]) }
            try b.method("__pos__", "(self, /)") { t, a throws(PyRaise) in try Numbers.exact(t, a[0]) }
            try b.method("__abs__", "(self, /)") { t, a throws(PyRaise) in try Numbers.absolute(t, a[0]) }
            try b.method("__invert__", "(self, /)") { t, a throws(PyRaise) in try Numbers.invert(t, a[0]) }
            try b.method("__bool__", "(self, /)") { t, a throws(PyRaise) in Value(!Numbers.isZero(a[0])) }
            for name in ["__int__", "__index__", "__trunc__", "__floor__", "__ceil__", "conjugate"] {
                try b.method(name, "(self, /)") { t, a throws(PyRaise) in try Numbers.exact(t, a[0]) }
            }
            try b.method("__float__", "(self, /)") { t, a throws(PyRaise) in try t.newFloat(try Numbers.toDoubleOrRaise(t, a[0])) }
            try b.method("__round__", "(self, ndigits=None, /)") { t, a throws(PyRaise) in
                guard a[1].isPresent else { return try Numbers.exact(t, a[0]) }
                let n = try t.toIndex(a[1])
                if Numbers.sign(n) >= 0 { return try Numbers.exact(t, a[0]) }
                guard let k = Numbers.machineInt(n), k > Int.min else { return Value(small: 0) }
                return try Numbers.roundInt(t, a[0], 0 &- k)
            }
            try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in try t.newInt(Int(bitPattern: UInt(Numbers.hash(a[0])))) }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.str(ascii: try Numbers.toDecimal(t, a[0])) }
            try b.method("__format__", "(self, format_spec, /)") { t, a throws(PyRaise) in try Numbers.formatMethod(t, a[0], a[1]) }
            try b.method("__getnewargs__", "(self, /)") { t, a throws(PyRaise) in try t.newTuple([try Numbers.exact(t, a[0])]) }
            try b.method("__sizeof__", "(self, /)") { t, a throws(PyRaise) in
                Value(small: 24 &+ 4 &* Swift.max(1, (Numbers.bitLength(a[0]) &+ 29) / 30))
            }
            try b.method("bit_length", "(self, /)") { t, a throws(PyRaise) in try t.newInt(Numbers.bitLength(a[0])) }
            try b.method("bit_count", "(self, /)") { t, a throws(PyRaise) in
                let x = try Numbers.view(t, a[0])
                var n = 0
                for i in 0 ..< x.count { n &+= x.limbs[i].nonzeroBitCount }
                return try t.newInt(n)
            }
            try b.method("as_integer_ratio", "(self, /)") { t, a throws(PyRaise) in try t.newTuple([try Numbers.exact(t, a[0]), Value(small: 1)]) }
            try b.attribute("real", get: { t, a throws(PyRaise) in try Numbers.exact(t, a[0]) })
            try b.attribute("numerator", get: { t, a throws(PyRaise) in try Numbers.exact(t, a[0]) })
            try b.attribute("imag", get: { t, a throws(PyRaise) in Value(small: 0) })
            try b.attribute("denominator", get: { t, a throws(PyRaise) in Value(small: 1) })
            try b.set("__doc__", try t.str("int([x]) -> integer\nint(x, base=10) -> integer\n\nMakes an integer from a number or a text."))
        }
    }

    static func defineBool(_ t: Thread) throws(PyRaise) {
        K.bool = try t.defineType("bool", .Bool, base: K.int, subclassable: false) { b throws(PyRaise) in
            try b.new("(cls, x=False, /)") { t, a throws(PyRaise) in Value(a[1].isPresent ? try t.isTrue(a[1]) : false) }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.intern(a[0].isTrue ? "True" : "False") }
            for (name, reflected, op) in bitOperators where op == .and || op == .or || op == .xor {
                try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
                    t.isAnyInt(a[1]) ? try Numbers.intBinary(t, op, a[0], a[1]) : .notImplemented
                }
                try b.method(reflected, "(self, value, /)") { t, a throws(PyRaise) in
                    t.isAnyInt(a[1]) ? try Numbers.intBinary(t, op, a[1], a[0]) : .notImplemented
                }
            }
        }
    }
}

extension Numbers {
    /// int.__new__.
    static func intNew(_ t: Thread, _ cls: Value, _ x: Value, _ base: Value) throws(PyRaise) -> Value {
        let v: Value
        if x.isEmpty {
            if base.isPresent { throw t.raise(K.TypeError, "int() missing string argument") }
            v = Value(small: 0)
        } else if base.isEmpty {
            v = try toInt(t, x)
        } else {
            let n = try t.toIndex(base)
            guard let k = machineInt(n), k == 0 || k >= 2 && k <= 36 else { throw t.raise(K.ValueError, "int() base must be >= 2 and <= 36, or 0") }
            if t.has(x, .Str) { v = try parseInt(t, x, k) }
            else if t.has(x, .Bytes) || t.has(x, .Bytearray) { v = try parseBytes(t, x, k) }
            else { throw t.raise(K.TypeError, "int() can't convert non-string with explicit base") }
        }
        if cls == K.int { return v }
        guard t.has(cls, .Type), t.isSubtype(cls.type, K.int) else {
            throw t.raise(K.TypeError, "int.__new__(\(t.typeName(cls))): \(t.typeName(cls)) is not a subtype of int")
        }
        let source = try view(t, v)
        let r = try t.newInstanceCell(cls.type, tailBytes: source.count &* 8)
        r.bigInt.pointee.count = Int64(source.negative ? 0 &- source.count : source.count)
        for i in 0 ..< source.count { limbs(r)[i] = source.limbs[i] }
        return r
    }

    /// int(x) without base: numbers, text, objects with __int__, __index__ or __trunc__. An exact int.
    public static func toInt(_ t: Thread, _ x: Value) throws(PyRaise) -> Value {
        if x.isInt || x.isExact(.Int) { return x }
        if x.isFloatWord || x.isExact(.Float) { return try fromDouble(t, t.double(x)) }
        let toInt = try t.special(of: x, .int)
        if toInt.isPresent {
            let r = try t.callSpecial(toInt, x)
            guard t.isAnyInt(r) else { throw t.raise(K.TypeError, "__int__ returned non-int (type \(t.typeName(of: r)))") }
            return try exact(t, r)
        }
        if try t.special(of: x, .index).isPresent { return try exact(t, try t.toIndex(x)) }
        let trunc = try t.special(of: x, .trunc)
        if trunc.isPresent {
            let r = try t.callSpecial(trunc, x)
            if t.isAnyInt(r) { return try exact(t, r) }
            if try t.special(of: r, .index).isPresent { return try exact(t, try t.toIndex(r)) }
            throw t.raise(K.TypeError, "__trunc__ returned non-Integral (type \(t.typeName(of: r)))")
        }
        if t.has(x, .Str) { return try parseInt(t, x, 10) }
        if t.has(x, .Bytes) || t.has(x, .Bytearray) || t.has(x, .Memoryview) { return try parseBytes(t, x, 10) }
        throw t.raise(K.TypeError, "int() argument must be a string, a bytes-like object or a real number, not '\(t.typeName(of: x))'")
    }

    private static func parseBytes(_ t: Thread, _ x: Value, _ base: Int) throws(PyRaise) -> Value {
        let run = try byteRun(t, x)
        if !run.contains(where: { $0 > 127 }), let v = try parse(t, run, base) { return v }
        throw invalidLiteral(t, try t.repr(x).str.string, base)
    }

    /// byteorder arguments.
    static func isBigEndian(_ t: Thread, _ v: Value, _ method: String) throws(PyRaise) -> Bool {
        if v.isEmpty { return true }
        guard t.has(v, .Str) else { throw t.raise(K.TypeError, "\(method)() argument 'byteorder' must be str, not \(t.typeName(of: v))") }
        switch v.str.string {
        case "big": return true
        case "little": return false
        default: throw t.raise(K.ValueError, "byteorder must be either 'little' or 'big'")
        }
    }

    /// The bytes of a bytes-like object, of an object with __bytes__, or of an iterable of ints.
    public static func byteRun(_ t: Thread, _ v: Value) throws(PyRaise) -> [UInt8] {
        if t.has(v, .Bytes) {
            let p = UnsafeMutableRawPointer(v.bytes + 1).assumingMemoryBound(to: UInt8.self)
            return Array(UnsafeBufferPointer(start: p, count: Int(v.bytes.pointee.length)))
        }
        if t.has(v, .Bytearray) {
            guard let p = v.bytearray.pointee.data else { return [] }
            return Array(UnsafeBufferPointer(start: p, count: Int(v.bytearray.pointee.length)))
        }
        let m = try t.special(of: v, .bytes)
        if m.isPresent {
            let r = try t.callSpecial(m, v)
            guard t.has(r, .Bytes) else { throw t.raise(K.TypeError, "__bytes__ returned non-bytes (type \(t.typeName(of: r)))") }
            return try byteRun(t, r)
        }
        if t.has(v, .Memoryview) { return try byteRun(t, try t.callMethod(v, "tobytes")) }
        if t.has(v, .Str) || t.isAnyInt(v) { throw t.raise(K.TypeError, "cannot convert '\(t.typeName(of: v))' object to bytes") }
        if try t.special(of: v, .iter).isEmpty { throw t.raise(K.TypeError, "cannot convert '\(t.typeName(of: v))' object to bytes") }
        var out: [UInt8] = []
        try t.forEach(v) { (x) throws(PyRaise) in
            let n = try t.index(x)
            guard n >= 0 && n < 256 else { throw t.raise(K.ValueError, "bytes must be in range(0, 256)") }
            out.append(UInt8(n))
            return true
        }
        return out
    }
}
