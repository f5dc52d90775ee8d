// Methods of str that need no formatting and no codec.

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The argument of a method that must be a str.
    @inline(__always) func wantStr(_ v: Value, _ method: String, _ position: String = "") throws(PyRaise) {
        if !has(v, .Str) {
            throw raise(K.TypeError, "\(method)() argument\(position.isEmpty ? "" : " " + position) must be str, not \(v.isNone ? "None" : typeName(of: v))")
        }
    }

    /// maxsplit and count arguments: negative means no limit.
    @inline(__always) func limit(_ v: Value) throws(PyRaise) -> Int {
        if v.isEmpty { return .max }
        let n = try index(v)
        return n < 0 ? .max : n
    }

    /// The fill character of center, ljust, rjust.
    func fillCharacter(_ v: Value) throws(PyRaise) -> UInt32 {
        if v.isEmpty { return 32 }
        guard has(v, .Str) else { throw raise(K.TypeError, "The fill character must be a unicode character, not \(typeName(of: v))") }
        guard v.str.count == 1 else { throw raise(K.TypeError, "The fill character must be exactly one character long") }
        return v.str[code: 0]
    }

    /// The string with `left` and `right` fill characters around it.
    func pad(_ v: Value, _ left: Int, _ right: Int, _ fill: UInt32) throws(PyRaise) -> Value {
        if left <= 0 && right <= 0 { return try exactStr(v) }
        let s = v.str
        let l = Swift.max(0, left), r = Swift.max(0, right)
        let (extra, o1) = l.addingReportingOverflow(r)
        let (total, o2) = extra.addingReportingOverflow(s.count)
        if o1 || o2 { throw raise(K.OverflowError, "padded string is too long") }
        let width = Swift.max(s.width, fill < 256 ? 1 : fill < 65536 ? 2 : 4)
        let x = try newStr(count: total, width: width, ascii: s.isASCII && fill < 128)
        copyCharacters(from: s, to: UnsafeMutableRawPointer(x.bytes) + l * width, width: width)
        switch width {
        case 1:
            memset(x.bytes, Int32(fill), l)
            memset(x.bytes + l + s.count, Int32(fill), r)
        case 2:
            for i in 0 ..< l { x.units16[i] = UInt16(truncatingIfNeeded: fill) }
            for i in 0 ..< r { x.units16[l + s.count + i] = UInt16(truncatingIfNeeded: fill) }
        default:
            for i in 0 ..< l { x.units32[i] = fill }
            for i in 0 ..< r { x.units32[l + s.count + i] = fill }
        }
        return total == 1 ? try character(x[code: 0]) : Value(x)
    }

    /// startswith / endswith for one string.
    func affix(_ s: StrRef, _ x: StrRef, _ from: Int, _ to: Int, atEnd: Bool) -> Bool {
        if to - from < x.count { return false }
        return Text(s).matches(Text(x), at: atEnd ? to - x.count : from)
    }
}

extension Bootstrap {
    static func defineStrMethods(_ b: TypeBuilder) throws(PyRaise) {
        try defineStrSearch(b)
        try defineStrCutting(b)
        try defineStrCase(b)
        try defineStrTables(b)
    }

    private static func defineStrSearch(_ b: TypeBuilder) throws(PyRaise) {
        for (name, fromRight, raises) in [("find", false, false), ("rfind", true, false), ("index", false, true), ("rindex", true, true)] {
            try b.method(name, "(self, sub, start=None, end=None, /)") { t, a throws(PyRaise) in
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "must be str, not \(t.typeName(of: a[1]))") }
                let s = a[0].str
                let (from, to) = a[2].isEmpty ? (0, s.count) : try t.findBounds(a[2], a[3], s.count)
                let i: Int
                if fromRight {
                    let x = Text(s), y = Text(a[1].str)
                    i = y.width > x.width || from > to ? -1 : try y.widened(x.width) { (y) throws(PyRaise) in x.rfind(y, from, to) }
                } else { i = try t.strFind(s, a[1].str, from, to) }
                if i < 0 && raises { throw t.raise(K.ValueError, "substring not found") }
                return Value(small: i)
            }
        }
        try b.method("count", "(self, sub, start=None, end=None, /)") { t, a throws(PyRaise) in
            guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "must be str, not \(t.typeName(of: a[1]))") }
            let x = Text(a[0].str), y = Text(a[1].str)
            let (from, to) = try t.findBounds(a[2], a[3], x.count)
            if y.width > x.width || from > to { return Value(small: 0) }
            return Value(small: try y.widened(x.width) { (y) throws(PyRaise) in x.count(y, from, to) })
        }
        for (name, atEnd) in [("startswith", false), ("endswith", true)] {
            try b.method(name, "(self, prefix, start=None, end=None, /)") { t, a throws(PyRaise) in
                let s = a[0].str
                let (from, to) = a[2].isEmpty ? (0, s.count) : try t.findBounds(a[2], a[3], s.count)
                if t.has(a[1], .Str) { return Value(t.affix(s, a[1].str, from, to, atEnd: atEnd)) }
                guard t.has(a[1], .Tuple) else { throw t.raise(K.TypeError, "\(name) first arg must be str or a tuple of str, not \(t.typeName(of: a[1]))") }
                for i in 0 ..< a[1].tuple.count {
                    let x = a[1].tuple.items[i]
                    guard t.has(x, .Str) else { throw t.raise(K.TypeError, "tuple for \(name) must only contain str, not \(t.typeName(of: x))") }
                    if t.affix(s, x.str, from, to, atEnd: atEnd) { return .true_ }
                }
                return .false_
            }
        }
        try b.method("replace", "(self, old, new, count=-1, /)") { t, a throws(PyRaise) in
            try t.wantStr(a[1], "replace", "1")
            try t.wantStr(a[2], "replace", "2")
            return try t.replaceStr(a[0], Text(a[0].str), Text(a[1].str), Text(a[2].str), try t.limit(a[3]))
        }
    }

    private static func defineStrCutting(_ b: TypeBuilder) throws(PyRaise) {
        for (name, fromRight) in [("split", false), ("rsplit", true)] {
            try b.method(name, "(self, sep=None, maxsplit=-1)") { t, a throws(PyRaise) in
                let limit = try t.limit(a[2])
                let x = Text(a[0].str)
                if a[1].isEmpty || a[1].isNone {
                    return fromRight ? try t.rsplitSpace(.str, a[0], x, limit) : try t.splitSpace(.str, a[0], x, limit)
                }
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "must be str or None, not \(t.typeName(of: a[1]))") }
                let s = Text(a[1].str)
                if s.count == 0 { throw t.raise(K.ValueError, "empty separator") }
                return fromRight ? try t.rsplit(.str, a[0], x, by: s, limit) : try t.split(.str, a[0], x, by: s, limit)
            }
        }
        try b.method("splitlines", "(self, keepends=False)") { t, a throws(PyRaise) in
            let keep = a[1].isPresent ? try t.isTrue(a[1]) : false
            return try t.splitLines(.str, a[0], Text(a[0].str), keepEnds: keep)
        }
        for (name, fromRight) in [("partition", false), ("rpartition", true)] {
            try b.method(name, "(self, sep, /)") { t, a throws(PyRaise) in
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "must be str, not \(t.typeName(of: a[1]))") }
                return try t.partition(.str, a[0], Text(a[0].str), a[1], Text(a[1].str), fromRight: fromRight)
            }
        }
        for (name, sides) in [("strip", 3), ("lstrip", 1), ("rstrip", 2)] {
            try b.method(name, "(self, chars=None, /)") { t, a throws(PyRaise) in
                if a[1].isEmpty || a[1].isNone { return try t.strip(.str, a[0], Text(a[0].str), nil, sides) }
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "\(name) arg must be None or str") }
                return try t.strip(.str, a[0], Text(a[0].str), Text(a[1].str), sides)
            }
        }
        try b.method("removeprefix", "(self, prefix, /)") { t, a throws(PyRaise) in
            try t.wantStr(a[1], "removeprefix")
            let x = Text(a[0].str), y = Text(a[1].str)
            return y.count > 0 && x.matches(y, at: 0) ? try t.piece(.str, a[0], x, y.count, x.count) : try t.exactStr(a[0])
        }
        try b.method("removesuffix", "(self, suffix, /)") { t, a throws(PyRaise) in
            try t.wantStr(a[1], "removesuffix")
            let x = Text(a[0].str), y = Text(a[1].str)
            return y.count > 0 && x.matches(y, at: x.count - y.count) ? try t.piece(.str, a[0], x, 0, x.count - y.count) : try t.exactStr(a[0])
        }
        // The items of other iterables are collected first, by frames that are pushed.
        func joined(_ t: Thread, _ separator: Value, _ list: Value) throws(PyRaise) -> Value {
            if list.list.count == 0 { return Names.emptyStr }
            return try t.joinStrings(separator.str, list.list.items, list.list.count)
        }
        let joinStep = NativeSteps.register(joined)
        try b.method("join", "(self, iterable, /)") { t, a throws(PyRaise) in
            let v = a[1]
            if t.has(v, .List) && v.isExact(.List) {
                if v.list.count == 0 { return Names.emptyStr }
                return try t.joinStrings(a[0].str, v.list.items, v.list.count)
            }
            if t.has(v, .Tuple) && v.isExact(.Tuple) { return try t.joinStrings(a[0].str, v.tuple.items, v.tuple.count) }
            if !(try t.looksIterable(v)) {
                throw t.raise(K.TypeError, "can only join an iterable")
            }
            let list = try t.pushing(then: joinStep, a[0]) { () throws(PyRaise) in try t.collected(v) }
            return list.isEmpty ? list : try joined(t, a[0], list)
        }
        try b.method("expandtabs", "(self, tabsize=8)") { t, a throws(PyRaise) in
            let size = a[1].isEmpty ? 8 : try t.index(a[1])
            let x = Text(a[0].str)
            if x.find(character: 9, 0, x.count) < 0 { return try t.exactStr(a[0]) }
            var out = StrBuilder(capacity: x.count + 16)
            defer { out.free() }
            var column = 0
            for i in 0 ..< x.count {
                let c = x[i]
                if c == 9 {
                    if size > 0 {
                        let n = size - column % size
                        if n > 1 << 32 || out.count > 1 << 37 { throw t.raise(K.OverflowError, "new string is too long") }
                        out.append(32, times: n)
                        column += n
                    }
                } else {
                    out.append(c)
                    column = c == 10 || c == 13 ? 0 : column + 1
                }
            }
            return try out.finish(t)
        }
        try b.method("center", "(self, width, fillchar=' ', /)") { t, a throws(PyRaise) in
            let width = try t.index(a[1])
            let fill = try t.fillCharacter(a[2])
            let missing = width - a[0].str.count
            if missing <= 0 { return try t.exactStr(a[0]) }
            let left = missing / 2 + (missing & width & 1)
            return try t.pad(a[0], left, missing - left, fill)
        }
        try b.method("ljust", "(self, width, fillchar=' ', /)") { t, a throws(PyRaise) in
            let width = try t.index(a[1])
            return try t.pad(a[0], 0, Swift.max(0, width) - a[0].str.count, try t.fillCharacter(a[2]))
        }
        try b.method("rjust", "(self, width, fillchar=' ', /)") { t, a throws(PyRaise) in
            let width = try t.index(a[1])
            return try t.pad(a[0], Swift.max(0, width) - a[0].str.count, 0, try t.fillCharacter(a[2]))
        }
        try b.method("zfill", "(self, width, /)") { t, a throws(PyRaise) in
            let s = a[0].str
            let missing = Swift.max(0, try t.index(a[1])) - s.count
            if missing <= 0 { return try t.exactStr(a[0]) }
            let r = try t.pad(a[0], missing, 0, 48)
            if s.count > 0, s[code: 0] == 43 || s[code: 0] == 45 {
                let x = r.str
                switch x.width {
                case 1: x.bytes[0] = UInt8(s[code: 0]); x.bytes[missing] = 48
                case 2: x.units16[0] = UInt16(s[code: 0]); x.units16[missing] = 48
                default: x.units32[0] = s[code: 0]; x.units32[missing] = 48
                }
            }
            return r
        }
    }

    private static func defineStrCase(_ b: TypeBuilder) throws(PyRaise) {
        for (name, op) in [("lower", CaseOperation.lower), ("upper", .upper), ("title", .title), ("swapcase", .swap), ("capitalize", .capitalize), ("casefold", .fold)] {
            try b.method(name, "(self, /)") { t, a throws(PyRaise) in try t.changeCase(a[0], op) }
        }
        for (name, flags) in [("isalpha", CharacterTable.Flags.alpha), ("isdecimal", .decimal), ("isdigit", .digit), ("isnumeric", .numeric), ("isalnum", .alnum)] {
            try b.method(name, "(self, /)") { t, a throws(PyRaise) in Value(t.allHave(Text(a[0].str), flags)) }
        }
        try b.method("islower", "(self, /)") { t, a throws(PyRaise) in Value(t.isLower(Text(a[0].str))) }
        try b.method("isupper", "(self, /)") { t, a throws(PyRaise) in Value(t.isUpper(Text(a[0].str))) }
        try b.method("istitle", "(self, /)") { t, a throws(PyRaise) in Value(t.isTitle(Text(a[0].str))) }
        try b.method("isspace", "(self, /)") { t, a throws(PyRaise) in
            let x = Text(a[0].str)
            for i in 0 ..< x.count where !isStrSpace(x[i]) { return .false_ }
            return Value(x.count > 0)
        }
        try b.method("isprintable", "(self, /)") { t, a throws(PyRaise) in
            let x = Text(a[0].str)
            for i in 0 ..< x.count where !CharacterTable.isPrintable(x[i]) { return .false_ }
            return .true_
        }
        try b.method("isascii", "(self, /)") { t, a throws(PyRaise) in Value(a[0].str.isASCII) }
        try b.method("isidentifier", "(self, /)") { t, a throws(PyRaise) in Value(t.isIdentifier(Text(a[0].str))) }
    }

    private static func defineStrTables(_ b: TypeBuilder) throws(PyRaise) {
        try b.staticMethod("maketrans", "(x, y=None, z=None, /)") { t, a throws(PyRaise) in
            let d = try t.newDict()
            if a[1].isEmpty {
                guard t.has(a[0], .Dict) else { throw t.raise(K.TypeError, "if you give only one argument to maketrans it must be a dict") }
                let from = a[0].dict
                var i = t.dictNext(from, 0)
                while i >= 0 {
                    let e = from.pointee.entries.unsafelyUnwrapped[i]
                    let k = Value(bits: e.key)
                    if t.has(k, .Str) {
                        guard k.str.count == 1 else { throw t.raise(K.ValueError, "string keys in translate table must be of length 1") }
                        try t.dictSet(d, Value(small: Int(k.str[code: 0])), Value(bits: e.value))
                    } else if t.isAnyInt(k) {
                        try t.dictSet(d, k, Value(bits: e.value))
                    } else { throw t.raise(K.TypeError, "keys in translate table must be strings or integers") }
                    i = t.dictNext(from, i + 1)
                }
                return Value(d)
            }
            guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "first maketrans argument must be a string if there is a second argument") }
            try t.wantStr(a[1], "maketrans", "2")
            let x = a[0].str, y = a[1].str
            guard x.count == y.count else { throw t.raise(K.ValueError, "the first two maketrans arguments must have equal length") }
            for i in 0 ..< x.count { try t.dictSet(d, Value(small: Int(x[code: i])), Value(small: Int(y[code: i]))) }
            if a[2].isPresent {
                try t.wantStr(a[2], "maketrans", "3")
                for i in 0 ..< a[2].str.count { try t.dictSet(d, Value(small: Int(a[2].str[code: i])), .none) }
            }
            return Value(d)
        }
        try b.method("translate", "(self, table, /)") { t, a throws(PyRaise) in
            let x = Text(a[0].str), table = a[1]
            var out = StrBuilder(capacity: x.count + 4)
            defer { out.free() }
            let exact = table.isExact(.Dict)
            // What a dict says of Latin-1 characters, once found: the character, or 0x110000 for none; 0x110001: not yet known.
            var known = [UInt32](repeating: 0x110001, count: exact ? 256 : 0)
            for i in 0 ..< x.count {
                let c = x[i]
                if exact && c < 256 && known[Int(c)] < 0x110001 {
                    if known[Int(c)] < 0x110000 { out.append(known[Int(c)]) }
                    continue
                }
                let key = Value(small: Int(c))
                var v: Value
                if exact {
                    v = try t.dictGet(table.dict, key)
                } else {
                    do throws(PyRaise) { v = try t.getItem(table, key) } catch {
                        guard t.raisedIs(K.LookupError) else { throw error }
                        t.clearRaised()
                        v = .empty
                    }
                }
                if v.isEmpty {
                    if exact && c < 256 { known[Int(c)] = c }
                    out.append(c)
                    continue
                }
                if v.isNone {
                    if exact && c < 256 { known[Int(c)] = 0x110000 }
                    continue
                }
                if v.isInt {
                    guard v.int >= 0 && v.int <= 0x10FFFF else { throw t.raise(K.ValueError, "character mapping must be in range(0x110000)") }
                    if exact && c < 256 { known[Int(c)] = UInt32(v.int) }
                    out.append(UInt32(v.int))
                } else if t.has(v, .Str) {
                    if exact && c < 256 && v.str.count == 1 { known[Int(c)] = v.str[code: 0] }
                    out.append(v.str)
                }
                else if t.has(v, .Int) || v.isBool {
                    let n = try t.clampedIndex(v)
                    guard n >= 0 && n <= 0x10FFFF else { throw t.raise(K.ValueError, "character mapping must be in range(0x110000)") }
                    out.append(UInt32(n))
                } else { throw t.raise(K.TypeError, "character mapping must return integer, None or str") }
            }
            return try out.finish(t)
        }
    }
}
