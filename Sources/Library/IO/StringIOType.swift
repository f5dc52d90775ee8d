// StringIO: a text stream in memory.

import CVMSpec
import Glibc
import VM

/// State of a StringIO: characters as bytes while all are below 256, else as code points.
final class StringIOState {
    var narrow: [UInt8] = []
    var wide: [UInt32] = []
    var isWide = false
    var position = 0
    var closed = false
    var readTranslate = false, readUniversal = false
    /// What \n becomes when written; empty: stays.
    var writeLineEnd: [UInt32] = []
    var lineEnd: [UInt32] = [10]
    var newline: String? = "\n"
    var seen = 0

    var count: Int { isWide ? wide.count : narrow.count }
    subscript(i: Int) -> UInt32 { isWide ? wide[i] : UInt32(narrow[i]) }

    func makeWide() {
        if isWide { return }
        wide = narrow.map { UInt32($0) }
        narrow = []
        isWide = true
    }

    func write(_ s: StrRef) {
        let n = s.count
        if n == 0 { return }
        if s.width > 1 { makeWide() }
        if position > count {
            if isWide { wide.append(contentsOf: repeatElement(0, count: position - count)) } else { narrow.append(contentsOf: repeatElement(0, count: position - count)) }
        }
        if !isWide {
            let view = ByteView(start: s.bytes, count: n)
            if position == narrow.count { narrow.append(contentsOf: view) }
            else { narrow.replaceSubrange(position ..< min(position + n, narrow.count), with: view) }
        } else if position == wide.count {
            wide.reserveCapacity(wide.count + n)
            for i in 0 ..< n { wide.append(s[code: i]) }
        } else {
            var codes: [UInt32] = []
            for i in 0 ..< n { codes.append(s[code: i]) }
            wide.replaceSubrange(position ..< min(position + n, wide.count), with: codes)
        }
        position += n
    }

    /// Characters to the end of the next line.
    func lineLength(_ limit: Int) -> Int {
        let total = count
        guard position < total else { return 0 }
        var n = total - position
        if limit >= 0 { n = min(n, limit) }
        if !readUniversal && lineEnd.count == 1 && !isWide {
            return narrow.withUnsafeBufferPointer { b in
                guard let base = b.baseAddress, n > 0, let p = memchr(base + position, Int32(lineEnd[0]), n) else { return n }
                return UnsafeRawPointer(p) - UnsafeRawPointer(base + position) + 1
            }
        }
        var i = 0
        while i < n {
            let c = self[position + i]
            if readUniversal {
                if c == 10 { return i + 1 }
                if c == 13 { return i + 1 < n && self[position + i + 1] == 10 ? i + 2 : i + 1 }
            } else if c == lineEnd[0] {
                if lineEnd.count == 1 { return i + 1 }
                if i + 1 < n && self[position + i + 1] == lineEnd[1] { return i + 2 }
            }
            i += 1
        }
        return n
    }
}

enum StringIOType {
    static func open(_ t: Thread, _ v: Value) throws(PyRaise) -> StringIOState {
        let s = try t.state(v, StringIOState.self)
        if s.closed { throw t.closedFile("I/O operation on closed file") }
        return s
    }

    static func text(_ t: Thread, _ s: StringIOState, _ from: Int, _ n: Int) throws(PyRaise) -> Value {
        guard n > 0, from < s.count else { return try t.intern("") }
        var r = Value.empty
        var failure: PyRaise? = nil
        if s.isWide {
            s.wide.withUnsafeBufferPointer { b in
                do { r = try t.str(codes: UnsafeBufferPointer(rebasing: b[from ..< from + n])) } catch { failure = PyRaise() }
            }
        } else {
            s.narrow.withUnsafeBufferPointer { b in
                do { r = try t.str(latin1: UnsafeBufferPointer(rebasing: b[from ..< from + n])) } catch { failure = PyRaise() }
            }
        }
        if let failure { throw failure }
        return r
    }

    static func take(_ t: Thread, _ s: StringIOState, _ n: Int) throws(PyRaise) -> Value {
        let k = max(0, min(n, s.count - s.position))
        let r = try text(t, s, s.position, k)
        s.position += k
        return r
    }

    /// Writes a str, line ends translated as the newline argument says.
    static func write(_ t: Thread, _ s: StringIOState, _ v: Value) throws(PyRaise) {
        guard s.readUniversal || s.writeLineEnd.count > 0 else { s.write(v.str); return }
        let str = v.str
        var codes: [UInt32] = []
        var i = 0
        var changed = false
        while i < str.count {
            var c = str[code: i]
            if s.readUniversal {
                if c == 13 {
                    let crlf = i + 1 < str.count && str[code: i + 1] == 10
                    s.seen |= crlf ? 4 : 1
                    if s.readTranslate { c = 10; changed = true; if crlf { i += 1 } }
                    else if crlf { codes.append(13); c = 10; i += 1 }
                } else if c == 10 { s.seen |= 2 }
            }
            if c == 10 && s.writeLineEnd.count > 0 { codes.append(contentsOf: s.writeLineEnd); changed = true } else { codes.append(c) }
            i += 1
        }
        if !changed { s.write(str); return }
        s.write(try t.str(codes: codes).str)
    }

    static func configure(_ t: Thread, _ s: StringIOState, _ newline: Value) throws(PyRaise) {
        if newline.isEmpty { return }
        if newline.isNone { s.newline = nil; s.readTranslate = true; s.readUniversal = true; return }
        let n = try t.stringArgument(newline, "newline")
        switch n {
        case "": s.readUniversal = true
        case "\n": break
        case "\r": s.lineEnd = [13]; s.writeLineEnd = [13]
        case "\r\n": s.lineEnd = [13, 10]; s.writeLineEnd = [13, 10]
        default: throw t.raise(K.ValueError, "illegal newline value: \(newline.str.string)")
        }
        s.newline = n
    }

    static func define(_ t: Thread) throws(PyRaise) {
        IO.StringIO = try t.defineType("StringIO", .NativeObject, base: IO.TextIOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { (t, a) throws(PyRaise) in
                let v = try t.newInstanceCell(a[0].type)
                t.setPayload(v, StringIOState())
                return v
            }
            try b.method("__init__", "(self, initial_value='', newline='\\n')") { (t, a) throws(PyRaise) in
                let s = StringIOState()
                try configure(t, s, a[2])
                if a[1].isPresent && !a[1].isNone {
                    guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "initial_value must be str or None, not \(t.typeName(of: a[1]))") }
                    try write(t, s, a[1])
                    s.position = 0
                }
                t.setPayload(a[0], s)
                return .none
            }
            try b.attribute("closed", get: { (t, a) throws(PyRaise) in Value(try t.state(a[0], StringIOState.self).closed) })
            try b.attribute("line_buffering", get: { (t, a) throws(PyRaise) in _ = try open(t, a[0]); return .false_ })
            try b.attribute("newlines", get: { (t, a) throws(PyRaise) in try newlinesValue(t, try open(t, a[0]).seen) })
            for name in ["readable", "writable", "seekable"] {
                try b.method(name, "(self, /)") { (t, a) throws(PyRaise) in _ = try open(t, a[0]); return .true_ }
            }
            try b.method("flush", "(self, /)") { (_, _) throws(PyRaise) in .none }
            try b.method("close", "(self, /)") { (t, a) throws(PyRaise) in try t.state(a[0], StringIOState.self).closed = true; return .none }
            try b.method("read", "(self, size=-1, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                let n = try t.sizeArgument(a[1])
                return try take(t, s, n < 0 ? Int.max : n)
            }
            try b.method("readline", "(self, size=-1, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                return try take(t, s, s.lineLength(try t.sizeArgument(a[1])))
            }
            try b.method("__next__", "(self, /)") { (t, a) throws(PyRaise) in
                if Value(t.typeOf(a[0])) != IO.StringIO {
                    let line = try t.callMethod(a[0], "readline")
                    if try t.length(line) == 0 { throw t.stopIteration() }
                    return line
                }
                let s = try open(t, a[0])
                let n = s.lineLength(-1)
                if n == 0 { throw t.stopIteration() }
                return try take(t, s, n)
            }
            try b.method("write", "(self, s, /)") { (t, a) throws(PyRaise) in
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "string argument expected, got '\(t.typeName(of: a[1]))'") }
                try write(t, try open(t, a[0]), a[1])
                return Value(small: a[1].str.count)
            }
            try b.method("seek", "(self, pos, whence=0, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                let whence = a[2].isEmpty ? 0 : try t.index(a[2])
                let n = try t.index(a[1])
                guard whence >= 0 && whence <= 2 else { throw t.raise(K.ValueError, "Invalid whence (\(whence), should be 0, 1 or 2)") }
                if whence == 0 && n < 0 { throw t.raise(K.ValueError, "Negative seek position \(n)") }
                if whence != 0 && n != 0 { throw t.raise(K.OSError, "Can't do nonzero cur-relative seeks") }
                guard n < 1 << 34 else { throw t.raise(K.OverflowError, "new position too large") }
                if whence == 0 { s.position = n } else if whence == 2 { s.position = s.count }
                return Value(small: s.position)
            }
            try b.method("tell", "(self, /)") { (t, a) throws(PyRaise) in Value(small: try open(t, a[0]).position) }
            try b.method("truncate", "(self, pos=None, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                let n = a[1].isEmpty || a[1].isNone ? s.position : try t.index(a[1])
                if n < 0 { throw t.raise(K.ValueError, "Negative size value \(n)") }
                if n < s.count { if s.isWide { s.wide.removeLast(s.wide.count - n) } else { s.narrow.removeLast(s.narrow.count - n) } }
                return Value(small: n)
            }
            try b.method("getvalue", "(self, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                return try text(t, s, 0, s.count)
            }
            try b.method("__getstate__", "(self, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                let d = try t.getAttributeIfAny(a[0], "__dict__")
                let newline = s.newline == nil ? Value.none : try t.str(s.newline ?? "")
                return try t.newTuple([try text(t, s, 0, s.count), newline, Value(small: s.position), d.isEmpty ? .none : d])
            }
            try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
                guard t.has(a[1], .Tuple), a[1].tuple.count >= 3, t.has(a[1].tuple.items[0], .Str) else { throw t.raise(K.TypeError, "_io.StringIO.__setstate__ argument should be 4-tuple, got \(t.typeName(of: a[1]))") }
                let s = StringIOState()
                try configure(t, s, a[1].tuple.items[1])
                s.write(a[1].tuple.items[0].str)
                s.position = max(0, try t.index(a[1].tuple.items[2]))
                t.setPayload(a[0], s)
                return .none
            }
        }
    }
}

/// The `newlines` attribute for a set of seen line ends.
func newlinesValue(_ t: Thread, _ seen: Int) throws(PyRaise) -> Value {
    var all: [Value] = []
    if seen & 1 != 0 { all.append(try t.intern("\r")) }
    if seen & 2 != 0 { all.append(try t.intern("\n")) }
    if seen & 4 != 0 { all.append(try t.str("\r\n")) }
    return all.isEmpty ? .none : all.count == 1 ? all[0] : try t.newTuple(all)
}
