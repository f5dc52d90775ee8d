// Methods that bytes and bytearray share.

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The needle of find-like methods: an int or a bytes-like object. `one` keeps the byte of an int.
    private func needle(_ v: Value, _ one: UnsafeMutablePointer<UInt8>) throws(PyRaise) -> Text {
        if isBytesLike(v) { return Text(bytes: try bytesLike(v)) }
        guard try isIndex(v) else { throw raise(K.TypeError, "argument should be integer or bytes-like object, not '\(typeName(of: v))'") }
        one.pointee = try byteValue(v, "byte")
        return Text(UnsafePointer(one), 1, width: 1, ascii: false)
    }

    /// find, rfind, index, rindex, count (what = 2).
    fileprivate func bytesFind(_ a: Arguments, _ what: Int, fromRight: Bool) throws(PyRaise) -> Int {
        let one = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        defer { one.deallocate() }
        let (from, to) = a[2].isEmpty ? (0, ownBytes(a[0]).count) : try findBounds(a[2], a[3], ownBytes(a[0]).count)
        let y = try needle(a[1], one)
        let x = Text(bytes: ownBytes(a[0]))
        let end = Swift.min(to, x.count)
        if from > end { return what == 2 ? 0 : -1 }
        if what == 2 { return x.count(y, from, end) }
        return fromRight ? x.rfind(y, from, end) : x.find(y, from, end)
    }

    fileprivate func fillByte(_ v: Value, _ method: String) throws(PyRaise) -> UInt8 {
        if v.isEmpty { return 32 }
        if has(v, .Bytes) && v.bytes.count == 1 || has(v, .Bytearray) && v.bytearray.count == 1 { return ownBytes(v)[0] }
        throw raise(K.TypeError, "\(method)() argument 2 must be a byte string of length 1, not \(typeName(of: v))")
    }

    fileprivate func padBytes(_ v: Value, _ left: Int, _ right: Int, _ fill: UInt8) throws(PyRaise) -> Value {
        let x = Text(bytes: ownBytes(v))
        if left <= 0 && right <= 0 { return try piece(flavour(v), v, x, 0, x.count) }
        let l = Swift.max(0, left), r = Swift.max(0, right)
        let (extra, o1) = l.addingReportingOverflow(r)
        let (total, o2) = extra.addingReportingOverflow(x.count)
        if o1 || o2 { throw memoryError() }
        let result = flavour(v) == .bytes ? Value(try newBytes(count: total)) : try newBytearray(nil, total)
        let q = flavour(v) == .bytes ? result.bytes.data : result.bytearray.data
        memset(q, Int32(fill), l)
        memcpy(q + l, x.p, x.count)
        memset(q + l + x.count, Int32(fill), r)
        return result
    }

    /// separator.join(items)
    fileprivate func joinBytes(_ v: Value, _ iterable: Value) throws(PyRaise) -> Value {
        var list = iterable
        if !iterable.isExact(.List) && !iterable.isExact(.Tuple) {
            guard try looksIterable(iterable) else {
                throw raise(K.TypeError, "can only join an iterable")
            }
            list = try listFrom(iterable)
        }
        let n = list.isExact(.List) ? list.list.count : list.tuple.count
        let f = flavour(v)
        if n == 0 { return f == .bytes ? try newBytes(nil, 0) : try newBytearray(nil, 0) }
        let items = list.isExact(.List) ? list.list.items : list.tuple.items
        if n == 1 && f == .bytes && items[0].isExact(.Bytes) { return items[0] }
        let separator = ownBytes(v)
        var total = 0
        for i in 0 ..< n {
            guard isBytesLike(items[i]) else { throw raise(K.TypeError, "sequence item \(i): expected a bytes-like object, \(typeName(of: items[i])) found") }
            total = total &+ (try bytesLike(items[i])).count
        }
        let (all, overflow) = separator.count.multipliedReportingOverflow(by: n - 1)
        if overflow || all > Int.max - total { throw raise(K.OverflowError, "join() result is too long") }
        total += all
        let result = f == .bytes ? Value(try newBytes(count: total)) : try newBytearray(nil, total)
        if total == 0 { return result }
        var q = f == .bytes ? result.bytes.data : result.bytearray.data
        for i in 0 ..< n {
            if i > 0 && separator.count > 0 { memcpy(q, separator.baseAddress.unsafelyUnwrapped, separator.count); q += separator.count }
            let x = try bytesLike(items[i])
            if x.count > 0 { memcpy(q, x.baseAddress.unsafelyUnwrapped, x.count); q += x.count }
        }
        return result
    }

    /// The bytes that hexadecimal text stands for.
    func bytesFromHex(_ v: Value) throws(PyRaise) -> [UInt8] {
        guard has(v, .Str) else { throw raise(K.TypeError, "fromhex() argument must be str, not \(v.isNone ? "None" : typeName(of: v))") }
        let x = Text(v.str)
        var out: [UInt8] = []
        out.reserveCapacity(x.count / 2)
        func digit(_ c: UInt32) -> Int {
            switch c {
            case 48 ... 57: return Int(c) - 48
            case 97 ... 102: return Int(c) - 87
            case 65 ... 70: return Int(c) - 55
            default: return -1
            }
        }
        var i = 0
        while i < x.count {
            if x[i] < 128 && isByteSpace(UInt8(x[i])) { i += 1; continue }
            let h = digit(x[i])
            guard h >= 0 else { throw raise(K.ValueError, "non-hexadecimal number found in fromhex() arg at position \(i)") }
            let l = i + 1 < x.count ? digit(x[i + 1]) : -1
            guard l >= 0 else { throw raise(K.ValueError, "non-hexadecimal number found in fromhex() arg at position \(i + 1)") }
            out.append(UInt8(h << 4 | l))
            i += 2
        }
        return out
    }

    /// hex(sep, bytes_per_sep)
    public func hexText(_ b: UnsafeRawBufferPointer, separator: Value, group: Value) throws(PyRaise) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(b.count * 2)
        var sep: UInt8? = nil
        if separator.isPresent {
            if has(separator, .Str) {
                guard separator.str.count == 1 else { throw raise(K.ValueError, "sep must be length 1.") }
                guard separator.str[code: 0] < 128 else { throw raise(K.ValueError, "sep must be ASCII.") }
                sep = UInt8(separator.str[code: 0])
            } else if has(separator, .Bytes) {
                guard separator.bytes.count == 1 else { throw raise(K.ValueError, "sep must be length 1.") }
                guard separator.bytes.data[0] < 128 else { throw raise(K.ValueError, "sep must be ASCII.") }
                sep = separator.bytes.data[0]
            } else { throw raise(K.TypeError, "sep must be str or bytes.") }
        }
        let n = group.isEmpty ? 1 : try index(group)
        let every = n == Int.min ? Int.max : abs(n)
        for (i, c) in b.enumerated() {
            if let sep, every > 0, i > 0, (n < 0 ? i : b.count - i) % every == 0 { out.append(sep) }
            out.append(hexDigit(Int(c >> 4)))
            out.append(hexDigit(Int(c)))
        }
        return out
    }

    /// A str of these ASCII bytes.
    func asciiStr(_ a: [UInt8]) throws(PyRaise) -> Value {
        let p = UnsafeMutablePointer<UInt8>.allocate(capacity: Swift.max(1, a.count))
        defer { p.deallocate() }
        for i in 0 ..< a.count { p[i] = a[i] }
        return try str(Text(UnsafePointer(p), a.count, width: 1, ascii: true))
    }
}

extension Bootstrap {
    static func defineBytesMethods(_ b: TypeBuilder) throws(PyRaise) {
        try defineBytesSearch(b)
        try defineBytesCutting(b)
        try defineBytesCase(b)
        try b.method("decode", "(self, encoding='utf-8', errors='strict')") { t, a throws(PyRaise) in
            try t.decodeObject(a[0], encoding: a[1], errors: a[2], method: "decode")
        }
        try b.method("hex", "(self, sep=None, bytes_per_sep=1)") { t, a throws(PyRaise) in
            try t.asciiStr(try t.hexText(t.ownBytes(a[0]), separator: a[1], group: a[2]))
        }
        try b.classMethod("fromhex", "(cls, string, /)") { t, a throws(PyRaise) in
            let bytes = try t.bytesFromHex(a[1])
            if a[0] == K.bytes { return try t.newBytes(bytes) }
            if a[0] == K.bytearray { return try t.newBytearray(bytes) }
            return try t.tailCall(a[0], try t.newBytes(bytes))
        }
        try b.staticMethod("maketrans", "(frm, to, /)") { t, a throws(PyRaise) in
            let x = try t.bytesLike(a[0]), y = try t.bytesLike(a[1])
            guard x.count == y.count else { throw t.raise(K.ValueError, "maketrans arguments must have same length") }
            let r = try t.newBytes(count: 256)
            for i in 0 ..< 256 { r.data[i] = UInt8(i) }
            for i in 0 ..< x.count { r.data[Int(x[i])] = y[i] }
            return Value(r)
        }
        try b.method("translate", "(self, table, /, delete=b'')") { t, a throws(PyRaise) in
            var table: UnsafeRawBufferPointer? = nil
            if !a[1].isNone {
                table = try t.bytesLike(a[1])
                guard table?.count == 256 else { throw t.raise(K.ValueError, "translation table must be 256 characters long") }
            }
            var drop = [Bool](repeating: false, count: 256)
            if a[2].isPresent { for c in try t.bytesLike(a[2]) { drop[Int(c)] = true } }
            let x = t.ownBytes(a[0])
            var out: [UInt8] = []
            out.reserveCapacity(x.count)
            for c in x where !drop[Int(c)] { out.append(table.map { $0[Int(c)] } ?? c) }
            if a[0].isExact(.Bytes), out.count == x.count, out.elementsEqual(x) { return a[0] }
            return try t.sameBytes(a[0], out)
        }
    }

    private static func defineBytesSearch(_ b: TypeBuilder) throws(PyRaise) {
        for (name, fromRight, raises) in [("find", false, false), ("rfind", true, false), ("index", false, true), ("rindex", true, true)] {
            try b.method(name, "(self, sub, start=None, end=None, /)") { t, a throws(PyRaise) in
                let i = try t.bytesFind(a, 0, fromRight: fromRight)
                if i < 0 && raises { throw t.raise(K.ValueError, t.flavour(a[0]) == .bytes ? "subsection not found" : "subsection not found") }
                return Value(small: i)
            }
        }
        try b.method("count", "(self, sub, start=None, end=None, /)") { t, a throws(PyRaise) in Value(small: try t.bytesFind(a, 2, fromRight: false)) }
        for (name, atEnd) in [("startswith", false), ("endswith", true)] {
            try b.method(name, "(self, prefix, start=None, end=None, /)") { t, a throws(PyRaise) in
                let (from, to) = a[2].isEmpty ? (0, t.ownBytes(a[0]).count) : try t.findBounds(a[2], a[3], t.ownBytes(a[0]).count)
                let x = Text(bytes: t.ownBytes(a[0]))
                func test(_ v: Value) throws(PyRaise) -> Bool {
                    let y = Text(bytes: try t.bytesLike(v))
                    if to - from < y.count { return false }
                    return x.matches(y, at: atEnd ? to - y.count : from)
                }
                if t.has(a[1], .Tuple) {
                    for i in 0 ..< a[1].tuple.count where try test(a[1].tuple.items[i]) { return .true_ }
                    return .false_
                }
                guard t.isBytesLike(a[1]) else { throw t.raise(K.TypeError, "\(name) first arg must be bytes or a tuple of bytes, not \(t.typeName(of: a[1]))") }
                return Value(try test(a[1]))
            }
        }
        try b.method("replace", "(self, old, new, count=-1, /)") { t, a throws(PyRaise) in
            let limit = try t.limit(a[3])
            let old = Text(bytes: try t.bytesLike(a[1])), new = Text(bytes: try t.bytesLike(a[2]))
            return try t.replaceBytes(t.flavour(a[0]), a[0], Text(bytes: t.ownBytes(a[0])), old, new, limit)
        }
    }

    private static func defineBytesCutting(_ b: TypeBuilder) throws(PyRaise) {
        for (name, fromRight) in [("split", false), ("rsplit", true)] {
            try b.method(name, "(self, sep=None, maxsplit=-1)") { t, a throws(PyRaise) in
                let limit = try t.limit(a[2])
                let f = t.flavour(a[0])
                if a[1].isEmpty || a[1].isNone {
                    let x = Text(bytes: t.ownBytes(a[0]))
                    return fromRight ? try t.rsplitSpace(f, a[0], x, limit) : try t.splitSpace(f, a[0], x, limit)
                }
                let s = Text(bytes: try t.bytesLike(a[1]))
                if s.count == 0 { throw t.raise(K.ValueError, "empty separator") }
                let x = Text(bytes: t.ownBytes(a[0]))
                return fromRight ? try t.rsplit(f, a[0], x, by: s, limit) : try t.split(f, a[0], x, by: s, limit)
            }
        }
        try b.method("splitlines", "(self, keepends=False)") { t, a throws(PyRaise) in
            let keep = a[1].isPresent ? try t.isTrue(a[1]) : false
            return try t.splitLines(t.flavour(a[0]), a[0], Text(bytes: t.ownBytes(a[0])), keepEnds: keep)
        }
        for (name, fromRight) in [("partition", false), ("rpartition", true)] {
            try b.method(name, "(self, sep, /)") { t, a throws(PyRaise) in
                let s = Text(bytes: try t.bytesLike(a[1]))
                return try t.partition(t.flavour(a[0]), a[0], Text(bytes: t.ownBytes(a[0])), a[1], s, fromRight: fromRight)
            }
        }
        for (name, sides) in [("strip", 3), ("lstrip", 1), ("rstrip", 2)] {
            try b.method(name, "(self, bytes=None, /)") { t, a throws(PyRaise) in
                let set: Text? = a[1].isEmpty || a[1].isNone ? nil : Text(bytes: try t.bytesLike(a[1]))
                guard let set else { return try t.strip(t.flavour(a[0]), a[0], Text(bytes: t.ownBytes(a[0])), nil, sides) }
                return try t.strip(t.flavour(a[0]), a[0], Text(bytes: t.ownBytes(a[0])), set, sides)
            }
        }
        try b.method("removeprefix", "(self, prefix, /)") { t, a throws(PyRaise) in
            let y = Text(bytes: try t.bytesLike(a[1])), x = Text(bytes: t.ownBytes(a[0]))
            return try t.piece(t.flavour(a[0]), a[0], x, x.matches(y, at: 0) ? y.count : 0, x.count)
        }
        try b.method("removesuffix", "(self, suffix, /)") { t, a throws(PyRaise) in
            let y = Text(bytes: try t.bytesLike(a[1])), x = Text(bytes: t.ownBytes(a[0]))
            return try t.piece(t.flavour(a[0]), a[0], x, 0, x.matches(y, at: x.count - y.count) ? x.count - y.count : x.count)
        }
        try b.method("join", "(self, iterable_of_bytes, /)") { t, a throws(PyRaise) in try t.joinBytes(a[0], a[1]) }
        try b.method("expandtabs", "(self, tabsize=8)") { t, a throws(PyRaise) in
            let size = a[1].isEmpty ? 8 : try t.index(a[1])
            var out: [UInt8] = []
            var column = 0
            for c in t.ownBytes(a[0]) {
                if c == 9 {
                    if size > 0 {
                        let n = size - column % size
                        if n > 1 << 32 || out.count > 1 << 37 { throw t.raise(K.OverflowError, "result too long") }
                        for _ in 0 ..< n { out.append(32) }
                        column += n
                    }
                } else {
                    out.append(c)
                    column = c == 10 || c == 13 ? 0 : column + 1
                }
            }
            return try t.sameBytes(a[0], out)
        }
        try b.method("center", "(self, width, fillchar=b' ', /)") { t, a throws(PyRaise) in
            let width = try t.index(a[1])
            let fill = try t.fillByte(a[2], "center")
            let missing = Swift.max(0, Swift.max(0, width) - t.ownBytes(a[0]).count)
            let left = missing / 2 + (missing & width & 1)
            return try t.padBytes(a[0], left, missing - left, fill)
        }
        try b.method("ljust", "(self, width, fillchar=b' ', /)") { t, a throws(PyRaise) in
            try t.padBytes(a[0], 0, Swift.max(0, try t.index(a[1])) - t.ownBytes(a[0]).count, try t.fillByte(a[2], "ljust"))
        }
        try b.method("rjust", "(self, width, fillchar=b' ', /)") { t, a throws(PyRaise) in
            try t.padBytes(a[0], Swift.max(0, try t.index(a[1])) - t.ownBytes(a[0]).count, 0, try t.fillByte(a[2], "rjust"))
        }
        try b.method("zfill", "(self, width, /)") { t, a throws(PyRaise) in
            let x = t.ownBytes(a[0])
            let missing = Swift.max(0, try t.index(a[1])) - x.count
            let r = try t.padBytes(a[0], missing, 0, 48)
            if missing > 0, x.count > 0, x[0] == 43 || x[0] == 45 {
                let q = t.flavour(r) == .bytes ? r.bytes.data : r.bytearray.data
                q[0] = x[0]
                q[missing] = 48
            }
            return r
        }
    }

    private static func defineBytesCase(_ b: TypeBuilder) throws(PyRaise) {
        for (name, op) in [("lower", CaseOperation.lower), ("upper", .upper), ("title", .title), ("swapcase", .swap), ("capitalize", .capitalize)] {
            try b.method(name, "(self, /)") { t, a throws(PyRaise) in
                let x = Text(bytes: t.ownBytes(a[0]))
                let r = t.flavour(a[0]) == .bytes ? Value(try t.newBytes(count: x.count)) : try t.newBytearray(nil, x.count)
                if x.count > 0 { asciiCase(x.p, x.count, t.flavour(r) == .bytes ? r.bytes.data : r.bytearray.data, op) }
                return r
            }
        }
        let tests: [(String, (UInt8) -> Bool)] = [
            ("isalpha", { isASCIILetter($0) }), ("isdigit", { isASCIIDigit($0) }), ("isalnum", { isASCIILetter($0) || isASCIIDigit($0) }), ("isspace", { isByteSpace($0) }),
        ]
        for (name, test) in tests {
            try b.method(name, "(self, /)") { t, a throws(PyRaise) in
                let x = t.ownBytes(a[0])
                return Value(x.count > 0 && x.allSatisfy(test))
            }
        }
        try b.method("isascii", "(self, /)") { t, a throws(PyRaise) in Value(t.ownBytes(a[0]).allSatisfy { $0 < 128 }) }
        for (name, wantUpper) in [("islower", false), ("isupper", true)] {
            try b.method(name, "(self, /)") { t, a throws(PyRaise) in
                var cased = false
                for c in t.ownBytes(a[0]) where isASCIILetter(c) {
                    if (c & 32 == 0) != wantUpper { return .false_ }
                    cased = true
                }
                return Value(cased)
            }
        }
        try b.method("istitle", "(self, /)") { t, a throws(PyRaise) in
            var cased = false, inside = false
            for c in t.ownBytes(a[0]) {
                guard isASCIILetter(c) else { inside = false; continue }
                if (c & 32 == 0) == inside { return .false_ }
                inside = true
                cased = true
            }
            return Value(cased)
        }
    }
}
