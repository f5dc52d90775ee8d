// Pieces: splitting, partitioning, stripping and replacing, for str and the bytes types alike.
//
// `Flavour` says what the pieces become. Every function here takes an owner (the object whose characters `x` shows), so that
// an unchanged exact immutable object can be its own result. None of them runs Python code.

import CVMSpec
import Glibc

/// Kind of object that pieces become.
enum Flavour {
    case str, bytes, bytearray

    @inline(__always) func isSpace(_ c: UInt32) -> Bool { self == .str ? isStrSpace(c) : isByteSpace(UInt8(truncatingIfNeeded: c)) }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Characters from ..< to of x as an object of that flavour.
    @inline(__always) func piece(_ f: Flavour, _ owner: Value, _ x: Text, _ from: Int, _ to: Int) throws(PyRaise) -> Value {
        switch f {
        case .str:
            if x.ascii {
                let n = to &- from
                if n == x.count && owner.shape == Kind.Str.rawValue { return owner }
                if n <= 1 { return n <= 0 ? Names.emptyStr : try character(UInt32(x.p[from])) }
                let r = try newStr(count: n, width: 1, ascii: true)
                memcpy(r.bytes, x.p + from, n)
                return Value(r)
            }
            if from == 0 && to == x.count && owner.shape == Kind.Str.rawValue { return owner }
            return try str(x.slice(from, Swift.max(from, to)))
        case .bytes:
            if from == 0 && to == x.count && owner.shape == Kind.Bytes.rawValue { return owner }
            return try bytesPiece(x.p + from, Swift.max(0, to &- from))
        case .bytearray:
            return try newBytearray(x.p + from, Swift.max(0, to &- from))
        }
    }

    // -- Splitting

    /// split() by white space, at most `limit` cuts.
    func splitSpace(_ f: Flavour, _ owner: Value, _ x: Text, _ limit: Int) throws(PyRaise) -> Value {
        let n = x.count
        let list = try newList(capacity: Swift.min(12, (n &+ 1) / 2))
        let l = list.list
        var i = 0, cuts = 0
        if x.width == 1 {
            // The common case, without a switch per character.
            let p = x.p
            let isStr = f == .str
            while true {
                while i < n && (isStr ? isStrSpace(UInt32(p[i])) : isByteSpace(p[i])) { i &+= 1 }
                if i >= n { break }
                if cuts >= limit {
                    try listAppend(l, try piece(f, owner, x, i, n))
                    break
                }
                let start = i
                while i < n && !(isStr ? isStrSpace(UInt32(p[i])) : isByteSpace(p[i])) { i &+= 1 }
                try listAppend(l, try piece(f, owner, x, start, i))
                cuts &+= 1
            }
            return list
        }
        while true {
            while i < n && isStrSpace(x[i]) { i &+= 1 }
            if i >= n { break }
            if cuts >= limit {
                try listAppend(l, try piece(f, owner, x, i, n))
                break
            }
            let start = i
            while i < n && !isStrSpace(x[i]) { i &+= 1 }
            try listAppend(l, try piece(f, owner, x, start, i))
            cuts &+= 1
        }
        return list
    }

    /// rsplit() by white space.
    func rsplitSpace(_ f: Flavour, _ owner: Value, _ x: Text, _ limit: Int) throws(PyRaise) -> Value {
        let list = try newList()
        let l = list.list
        var i = x.count, cuts = 0
        while true {
            while i > 0 && f.isSpace(x[i - 1]) { i &-= 1 }
            if i <= 0 { break }
            if cuts >= limit {
                try listAppend(l, try piece(f, owner, x, 0, i))
                break
            }
            let end = i
            while i > 0 && !f.isSpace(x[i - 1]) { i &-= 1 }
            try listAppend(l, try piece(f, owner, x, i, end))
            cuts &+= 1
        }
        reverseItems(l)
        return list
    }

    private func reverseItems(_ l: ListRef) {
        var i = 0, j = l.count - 1
        while i < j {
            let v = l.items[i]
            l.items[i] = l.items[j]
            l.items[j] = v
            i += 1
            j -= 1
        }
    }

    /// split(sep); sep is not empty.
    func split(_ f: Flavour, _ owner: Value, _ x: Text, by s: Text, _ limit: Int) throws(PyRaise) -> Value {
        let list = try newList()
        let l = list.list
        if s.width > x.width || s.count > x.count {
            try listAppend(l, try piece(f, owner, x, 0, x.count))
            return list
        }
        return try s.widened(x.width) { (s) throws(PyRaise) in
            var at = 0, cuts = 0
            let n = x.count, m = s.count
            if m == 1 && x.width == 1 {
                let c = s.p[0], p = x.p
                while cuts < limit {
                    // Pieces are often short: memchr only after a few characters.
                    var i = at
                    let near = Swift.min(n, at &+ 8)
                    while i < near && p[i] != c { i &+= 1 }
                    if i == near {
                        guard i < n, let q = memchr(p + i, Int32(c), n &- i) else { break }
                        i = UnsafePointer(q.assumingMemoryBound(to: UInt8.self)) - p
                    }
                    try listAppend(l, try piece(f, owner, x, at, i))
                    at = i &+ 1
                    cuts &+= 1
                }
            } else {
                while cuts < limit {
                    let i = x.find(s, at, n)
                    if i < 0 { break }
                    try listAppend(l, try piece(f, owner, x, at, i))
                    at = i &+ m
                    cuts &+= 1
                }
            }
            try listAppend(l, try piece(f, owner, x, at, n))
            return list
        }
    }

    func rsplit(_ f: Flavour, _ owner: Value, _ x: Text, by s: Text, _ limit: Int) throws(PyRaise) -> Value {
        let list = try newList()
        let l = list.list
        if s.width > x.width || s.count > x.count {
            try listAppend(l, try piece(f, owner, x, 0, x.count))
            return list
        }
        return try s.widened(x.width) { (s) throws(PyRaise) in
            var end = x.count, cuts = 0
            while cuts < limit {
                let i = x.rfind(s, 0, end)
                if i < 0 { break }
                try listAppend(l, try piece(f, owner, x, i &+ s.count, end))
                end = i
                cuts &+= 1
            }
            try listAppend(l, try piece(f, owner, x, 0, end))
            reverseItems(l)
            return list
        }
    }

    func splitLines(_ f: Flavour, _ owner: Value, _ x: Text, keepEnds: Bool) throws(PyRaise) -> Value {
        let list = try newList()
        let l = list.list
        let n = x.count
        var at = 0, i = 0
        while i < n {
            if x.width == 1 {
                // Nothing between a control character and 0x85 ends a line.
                let p = x.p
                while i < n && (p[i] > 30 && p[i] != 0x85) { i &+= 1 }
                if i >= n { break }
            }
            let c = x[i]
            let isEnd = f == .str ? isStrLineEnd(c) : c == 10 || c == 13
            if !isEnd { i &+= 1; continue }
            let end = i
            i &+= 1
            if c == 13 && i < n && x[i] == 10 { i &+= 1 }
            try listAppend(l, try piece(f, owner, x, at, keepEnds ? i : end))
            at = i
        }
        if at < n { try listAppend(l, try piece(f, owner, x, at, n)) }
        return list
    }

    /// partition(sep) or rpartition(sep).
    func partition(_ f: Flavour, _ owner: Value, _ x: Text, _ separator: Value, _ s: Text, fromRight: Bool) throws(PyRaise) -> Value {
        if s.count == 0 { throw raise(K.ValueError, "empty separator") }
        let i = s.width > x.width ? -1 : try s.widened(x.width) { (s) throws(PyRaise) in fromRight ? x.rfind(s, 0, x.count) : x.find(s, 0, x.count) }
        let nothing = f == .str ? Names.emptyStr : f == .bytes ? try newBytes(nil, 0) : Value.empty
        if i < 0 {
            let whole = f == .bytearray ? try piece(f, owner, x, 0, x.count) : f == .str ? owner : try piece(f, owner, x, 0, x.count)
            let a = f == .bytearray ? try newBytearray(nil, 0) : nothing, b = f == .bytearray ? try newBytearray(nil, 0) : nothing
            return fromRight ? try newTuple([a, b, whole]) : try newTuple([whole, a, b])
        }
        let middle = f == .bytearray ? try newBytearray(s.p, s.count) : separator
        return try newTuple([try piece(f, owner, x, 0, i), middle, try piece(f, owner, x, i + s.count, x.count)])
    }

    // -- Stripping

    /// Strips from the left (1), right (2) or both sides (3): the characters of `set`, or white space.
    func strip(_ f: Flavour, _ owner: Value, _ x: Text, _ set: Text?, _ sides: Int) throws(PyRaise) -> Value {
        var i = 0, j = x.count
        if let set {
            var mask: (UInt64, UInt64) = (0, 0)
            var wide = false
            for k in 0 ..< set.count {
                let c = set[k]
                if c < 64 { mask.0 |= 1 << UInt64(c) } else if c < 128 { mask.1 |= 1 << UInt64(c - 64) } else { wide = true }
            }
            @inline(__always) func inSet(_ c: UInt32) -> Bool {
                if c < 64 { return mask.0 >> UInt64(c) & 1 != 0 }
                if c < 128 { return mask.1 >> UInt64(c - 64) & 1 != 0 }
                return wide && set.find(character: c, 0, set.count) >= 0
            }
            if sides & 1 != 0 { while i < j && inSet(x[i]) { i &+= 1 } }
            if sides & 2 != 0 { while j > i && inSet(x[j - 1]) { j &-= 1 } }
        } else {
            if sides & 1 != 0 { while i < j && f.isSpace(x[i]) { i &+= 1 } }
            if sides & 2 != 0 { while j > i && f.isSpace(x[j - 1]) { j &-= 1 } }
        }
        return try piece(f, owner, x, i, j)
    }

    // -- Replacing

    /// replace(old, new, limit) of a string.
    func replaceStr(_ owner: Value, _ x: Text, _ old: Text, _ new: Text, _ limit: Int) throws(PyRaise) -> Value {
        if limit == 0 || old.width > x.width || old.count > x.count { return try exactStr(owner) }
        return try old.widened(x.width) { (old) throws(PyRaise) in
            if old.count == 1 && new.count == 1 && x.width == new.width && limit == .max {
                return try replaceCharacter(owner, x, old[0], new[0])
            }
            // The places found are kept, so that the text is searched once.
            var places: [Int] = []
            var n = 0
            if old.count == 0 { n = Swift.min(limit, x.count &+ 1) } else {
                var at = 0
                while n < limit {
                    let i = x.find(old, at, x.count)
                    if i < 0 { break }
                    places.append(i)
                    n &+= 1
                    at = i &+ old.count
                }
            }
            if n == 0 { return try exactStr(owner) }
            let width = Swift.max(x.width, new.width)
            let (grown, overflow) = n.multipliedReportingOverflow(by: new.count - old.count)
            let (total, overflow2) = x.count.addingReportingOverflow(grown)
            if overflow || overflow2 { throw raise(K.OverflowError, "replace string is too long") }
            let r = try newStr(count: total, width: width, ascii: x.ascii && new.ascii)
            try x.widened(width) { (x) throws(PyRaise) in
                try old.widened(width) { (old) throws(PyRaise) in
                    try new.widened(width) { (new) throws(PyRaise) in
                        fillReplacement(r.bytes, x, old, new, n, places)
                    }
                }
            }
            if r.isASCII { return r.count == 0 ? Names.emptyStr : Value(r) }
            return try settle(r)
        }
    }

    /// Writes x with n places of old replaced; all texts have the same width.
    private func fillReplacement(_ out: UnsafeMutablePointer<UInt8>, _ x: Text, _ old: Text, _ new: Text, _ n: Int, _ places: [Int] = []) {
        let w = x.width
        var q = out
        var at = 0, left = n
        if old.count == 0 {
            // Between all characters, as far as n reaches.
            while left > 0 {
                memcpy(q, new.p, new.count &* w)
                q += new.count &* w
                left &-= 1
                if at < x.count && left > 0 {
                    memcpy(q, x.p + at &* w, w)
                    q += w
                    at &+= 1
                }
            }
            memcpy(q, x.p + at &* w, (x.count &- at) &* w)
            return
        }
        while left > 0 {
            let i = places.isEmpty ? x.find(old, at, x.count) : places[n &- left]
            if i < 0 { break }
            memcpy(q, x.p + at &* w, (i &- at) &* w)
            q += (i &- at) &* w
            memcpy(q, new.p, new.count &* w)
            q += new.count &* w
            at = i &+ old.count
            left &-= 1
        }
        memcpy(q, x.p + at &* w, (x.count &- at) &* w)
    }

    private func replaceCharacter(_ owner: Value, _ x: Text, _ old: UInt32, _ new: UInt32) throws(PyRaise) -> Value {
        let first = x.find(character: old, 0, x.count)
        if first < 0 { return try exactStr(owner) }
        let r = try newStr(count: x.count, width: x.width, ascii: x.ascii && new < 128)
        memcpy(r.bytes, x.p, x.count &* x.width)
        switch x.width {
        case 1:
            let a = UInt8(truncatingIfNeeded: old), b = UInt8(truncatingIfNeeded: new), q = r.bytes
            for i in first ..< x.count { q[i] = q[i] == a ? b : q[i] }
        case 2:
            let a = UInt16(truncatingIfNeeded: old), b = UInt16(truncatingIfNeeded: new), q = r.units16
            for i in first ..< x.count { q[i] = q[i] == a ? b : q[i] }
        default:
            let q = r.units32
            for i in first ..< x.count { q[i] = q[i] == old ? new : q[i] }
        }
        return r.isASCII ? Value(r) : try settle(r)
    }

    /// replace(old, new, limit) of bytes or bytearray.
    func replaceBytes(_ f: Flavour, _ owner: Value, _ x: Text, _ old: Text, _ new: Text, _ limit: Int) throws(PyRaise) -> Value {
        let n = limit == 0 || old.count > x.count ? 0 : x.count(old, 0, x.count, limit: limit)
        if n == 0 { return try piece(f, owner, x, 0, x.count) }
        let (grown, overflow) = n.multipliedReportingOverflow(by: new.count - old.count)
        let (total, overflow2) = x.count.addingReportingOverflow(grown)
        if overflow || overflow2 { throw raise(K.OverflowError, "replace bytes is too long") }
        if f == .bytes {
            let r = try newBytes(count: total)
            fillReplacement(r.data, x, old, new, n)
            return Value(r)
        }
        let r = try newBytearray(nil, total)
        if total > 0 { fillReplacement(r.bytearray.data, x, old, new, n) }
        return r
    }
}
