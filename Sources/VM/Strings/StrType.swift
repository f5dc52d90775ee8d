// The type str: its constructor, operators, indexing and iteration. Methods: StrMethods.swift, StrFormat.swift.

import CVMSpec
import Glibc

extension Bootstrap {
    static func defineStr(_ t: Thread) throws(PyRaise) {
        K.str = try t.defineType("str", .Str) { b throws(PyRaise) in
            try defineStrOperators(b)
            try defineStrMethods(b)
            try defineStrFormatting(b)
        }
    }

    private static func defineStrOperators(_ b: TypeBuilder) throws(PyRaise) {
        try b.new("(cls, object='', encoding=None, errors=None)") { t, a throws(PyRaise) in
            var v = a[1]
            if a[2].isPresent || a[3].isPresent {
                if v.isEmpty { v = try t.newBytes(nil, 0) }
                v = try t.decodeObject(v, encoding: a[2], errors: a[3])
            } else { v = v.isEmpty ? Names.emptyStr : try t.toStr(v) }
            if a[0] == K.str { return v }
            guard t.has(a[0], .Type), t.isSubtype(a[0].type, K.str) else { throw t.raise(K.TypeError, "str.__new__(X): X is not a type object (\(t.typeName(of: a[0])))") }
            return try t.newStrInstance(a[0].type, v.str)
        }
        try b.method("__len__", "(self, /)") { t, a throws(PyRaise) in Value(small: a[0].str.count) }
        try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in try t.newInt(Int(truncatingIfNeeded: strHash(a[0].str))) }
        try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.strRepr(a[0]) }
        try b.method("__str__", "(self, /)") { t, a throws(PyRaise) in try t.exactStr(a[0]) }
        for (name, op) in [("__eq__", CompareOperator.eq), ("__ne__", .ne), ("__lt__", .lt), ("__le__", .le), ("__gt__", .gt), ("__ge__", .ge)] {
            try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
                guard t.has(a[1], .Str) else { return .notImplemented }
                return Value(t.strCompare(op, a[0].str, a[1].str))
            }
        }
        try b.method("__add__", "(self, value, /)") { t, a throws(PyRaise) in
            guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "can only concatenate str (not \"\(t.typeName(of: a[1]))\") to str") }
            return try t.exactStr(try t.concatenate(a[0].str, a[1].str))
        }
        for name in ["__mul__", "__rmul__"] {
            try b.method(name, "(self, value, /)") { t, a throws(PyRaise) in
                guard try t.isIndex(a[1]) else {
                    if name == "__mul__" { throw t.raise(K.TypeError, "can't multiply sequence by non-int of type '\(t.typeName(of: a[1]))'") }
                    return .notImplemented
                }
                return try t.repeatStr(a[0], try t.index(a[1]))
            }
        }
        try b.method("__mod__", "(self, value, /)") { t, a throws(PyRaise) in try t.percentFormat(a[0], a[1]) }
        try b.method("__rmod__", "(self, value, /)") { t, a throws(PyRaise) in
            guard t.has(a[1], .Str) else { return .notImplemented }
            return try t.percentFormat(a[1], a[0])
        }
        try b.method("__contains__", "(self, key, /)") { t, a throws(PyRaise) in
            guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "'in <string>' requires string as left operand, not \(t.typeName(of: a[1]))") }
            return Value(try t.strFind(a[0].str, a[1].str, 0, a[0].str.count) >= 0)
        }
        try b.method("__getitem__", "(self, key, /)") { t, a throws(PyRaise) in try t.strItem(a[0], a[1]) }
        try b.method("__iter__", "(self, /)") { t, a throws(PyRaise) in
            try t.newStrIterator(a[0])
        }
        try b.method("__getnewargs__", "(self, /)") { t, a throws(PyRaise) in
            let x = Text(a[0].str)
            let copy = x.count == 0 ? Names.emptyStr : try t.str(x)
            return try t.newTuple([copy])
        }
        try b.method("__sizeof__", "(self, /)") { t, a throws(PyRaise) in
            let s = a[0].str
            return Value(small: (s.isASCII ? 49 : s.width == 1 ? 73 : 74 + s.width - 2) + s.count * s.width + (s.isASCII ? 0 : s.width - 1))
        }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// s[key] of a string.
    public func strItem(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        let s = v.str
        if key.isInt {
            var i = key.int
            if i < 0 { i = i &+ s.count }
            guard i >= 0 && i < s.count else { throw raise(K.IndexError, "string index out of range") }
            if s.width == 1 { return Names.characters.unsafelyUnwrapped[Int(s.bytes[i])] }
            return try character(s[code: i])
        }
        if key.isExact(.Slice) {
            let b = try sliceBounds(key, s.count)
            if b.count == 0 { return Names.emptyStr }
            if b.step == 1 {
                if b.count == s.count { return try exactStr(v) }
                return try piece(.str, v, Text(s), b.start, b.start + b.count)
            }
            let r = try newStr(count: b.count, width: s.width, ascii: s.isASCII)
            var i = b.start
            switch s.width {
            case 1: for k in 0 ..< b.count { r.bytes[k] = s.bytes[i]; i = i &+ b.step }
            case 2: for k in 0 ..< b.count { r.units16[k] = s.units16[i]; i = i &+ b.step }
            default: for k in 0 ..< b.count { r.units32[k] = s.units32[i]; i = i &+ b.step }
            }
            return try s.isASCII && b.count > 1 ? Value(r) : settle(r)
        }
        guard try isIndex(key) else { throw raise(K.TypeError, "string indices must be integers, not '\(typeName(of: key))'") }
        guard let i = try itemIndex(key, s.count) else { throw raise(K.IndexError, "string index out of range") }
        return try character(s[code: i])
    }

    /// First place of n in s within from ..< to, or -1.
    @inline(__always) func strFind(_ s: StrRef, _ n: StrRef, _ from: Int, _ to: Int) throws(PyRaise) -> Int {
        let x = Text(s), y = Text(n)
        if y.width == x.width { return x.find(y, from, to) }
        if y.width > x.width { return -1 }
        return try y.widened(x.width) { (y) throws(PyRaise) in x.find(y, from, to) }
    }

    /// s * n
    func repeatStr(_ v: Value, _ n: Int) throws(PyRaise) -> Value {
        let s = v.str
        if n <= 0 || s.count == 0 { return Names.emptyStr }
        if n == 1 { return try exactStr(v) }
        let (total, overflow) = s.count.multipliedReportingOverflow(by: n)
        if overflow { throw memoryError() }
        let r = try newStr(count: total, width: s.width, ascii: s.isASCII)
        fillRepeated(r.bytes, s.bytes, s.count &* s.width, n)
        return Value(r)
    }

    /// Writes n copies of p's m bytes.
    func fillRepeated(_ out: UnsafeMutablePointer<UInt8>, _ p: UnsafePointer<UInt8>, _ m: Int, _ n: Int) {
        if m == 1 { memset(out, Int32(p[0]), n); return }
        if m == 0 { return }
        memcpy(out, p, m)
        var done = m
        let total = m &* n
        while done < total {
            let k = Swift.min(done, total &- done)
            memcpy(out + done, out, k)
            done &+= k
        }
    }

    /// sep.join(items): all must be str.
    public func joinStrings(_ separator: StrRef, _ items: UnsafeMutablePointer<Value>, _ n: Int) throws(PyRaise) -> Value {
        if n == 0 { return Names.emptyStr }
        if n == 1, items[0].isExact(.Str) { return items[0] }
        var total = 0, width = 1, ascii = true
        for i in 0 ..< n {
            let v = items[i]
            guard has(v, .Str) else { throw raise(K.TypeError, "sequence item \(i): expected str instance, \(typeName(of: v)) found") }
            let s = v.str
            total = total &+ s.count
            width = Swift.max(width, s.width)
            ascii = ascii && s.isASCII
        }
        if n > 1 && separator.count > 0 {
            let (all, overflow) = separator.count.multipliedReportingOverflow(by: n - 1)
            if overflow || all > Int.max - total { throw raise(K.OverflowError, "join() result is too long for a Python string") }
            total += all
            width = Swift.max(width, separator.width)
            ascii = ascii && separator.isASCII
        }
        if total == 0 { return Names.emptyStr }
        let r = try newStr(count: total, width: width, ascii: ascii)
        var q = UnsafeMutableRawPointer(r.bytes)
        if width == 1 {
            let m = separator.count, p = separator.bytes
            for i in 0 ..< n {
                if i > 0 {
                    if m == 1 { q.storeBytes(of: p[0], as: UInt8.self); q += 1 } else if m > 0 { memcpy(q, p, m); q += m }
                }
                let s = items[i].str
                memcpy(q, s.bytes, s.count)
                q += s.count
            }
        } else {
            for i in 0 ..< n {
                if i > 0 && separator.count > 0 { copyCharacters(from: separator, to: q, width: width); q += separator.count * width }
                let s = items[i].str
                copyCharacters(from: s, to: q, width: width)
                q += s.count * width
            }
        }
        if total == 1 { return try character(r[code: 0]) }
        return Value(r)
    }
}
