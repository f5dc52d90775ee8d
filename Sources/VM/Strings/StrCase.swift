// Case of strings: mappings and tests. ASCII goes byte by byte, everything else through CharacterTable.

import CVMSpec
import Glibc

@inline(__always) func asciiLower(_ c: UInt8) -> UInt8 { c &- 65 < 26 ? c | 32 : c }
@inline(__always) func asciiUpper(_ c: UInt8) -> UInt8 { c &- 97 < 26 ? c & ~32 : c }
@inline(__always) func isASCIILetter(_ c: UInt8) -> Bool { (c | 32) &- 97 < 26 }
@inline(__always) func isASCIIDigit(_ c: UInt8) -> Bool { c &- 48 < 10 }

/// What a case method does.
enum CaseOperation { case lower, upper, title, swap, capitalize, fold }

/// ASCII bytes of p in another case, written to q.
func asciiCase(_ p: UnsafePointer<UInt8>, _ n: Int, _ q: UnsafeMutablePointer<UInt8>, _ op: CaseOperation) {
    switch op {
    case .lower, .fold: for i in 0 ..< n { q[i] = asciiLower(p[i]) }
    case .upper: for i in 0 ..< n { q[i] = asciiUpper(p[i]) }
    case .swap: for i in 0 ..< n { q[i] = isASCIILetter(p[i]) ? p[i] ^ 32 : p[i] }
    case .capitalize:
        if n > 0 { q[0] = asciiUpper(p[0]) }
        if n > 1 { for i in 1 ..< n { q[i] = asciiLower(p[i]) } }
    case .title:
        var inside = false
        for i in 0 ..< n {
            q[i] = inside ? asciiLower(p[i]) : asciiUpper(p[i])
            inside = isASCIILetter(p[i])
        }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    func changeCase(_ v: Value, _ op: CaseOperation) throws(PyRaise) -> Value {
        let s = v.str
        let n = s.count
        if s.isASCII {
            if n == 0 { return Names.emptyStr }
            let r = try newStr(count: n, width: 1, ascii: true)
            asciiCase(s.bytes, n, r.bytes, op)
            return Value(r)
        }
        var b = StrBuilder(capacity: n + 4)
        defer { b.free() }
        let x = Text(s)
        var inside = false
        for i in 0 ..< n {
            let c = x[i]
            var mapping = CharacterTable.Mapping.lower
            switch op {
            case .lower: break
            case .upper: mapping = .upper
            case .fold: mapping = .fold
            case .capitalize: mapping = i == 0 ? .title : .lower
            case .title:
                mapping = inside ? .lower : .title
                inside = CharacterTable.has(c, .cased)
            case .swap:
                if CharacterTable.has(c, .upper) { mapping = .lower } else if CharacterTable.has(c, .lower) { mapping = .upper } else { b.append(c); continue }
            }
            if c == 0x3A3 && mapping == .lower { b.append(finalSigma(x, i) ? 0x3C2 : 0x3C3); continue }
            let m = CharacterTable.map(c, mapping)
            if m != CharacterTable.many { b.append(m) } else { for d in CharacterTable.full(c, mapping) { b.append(d) } }
        }
        return try b.finish(self)
    }

    /// A capital sigma becomes the final form after a cased character and before none.
    private func finalSigma(_ x: Text, _ i: Int) -> Bool {
        var j = i - 1
        while j >= 0 && CharacterTable.has(x[j], .ignorable) { j -= 1 }
        guard j >= 0, CharacterTable.has(x[j], .cased) else { return false }
        j = i + 1
        while j < x.count && CharacterTable.has(x[j], .ignorable) { j += 1 }
        return !(j < x.count && CharacterTable.has(x[j], .cased))
    }

    // -- Tests

    /// Has x characters, all with one of these flags?
    func allHave(_ x: Text, _ f: CharacterTable.Flags) -> Bool {
        if x.count == 0 { return false }
        for i in 0 ..< x.count where CharacterTable.flags(x[i]).isDisjoint(with: f) { return false }
        return true
    }

    func isLower(_ x: Text) -> Bool {
        var cased = false
        for i in 0 ..< x.count {
            let f = CharacterTable.flags(x[i])
            if f.contains(.upper) || f.contains(.title) { return false }
            if f.contains(.lower) { cased = true }
        }
        return cased
    }

    func isUpper(_ x: Text) -> Bool {
        var cased = false
        for i in 0 ..< x.count {
            let f = CharacterTable.flags(x[i])
            if f.contains(.lower) || f.contains(.title) { return false }
            if f.contains(.upper) { cased = true }
        }
        return cased
    }

    func isTitle(_ x: Text) -> Bool {
        var cased = false, inside = false
        for i in 0 ..< x.count {
            let f = CharacterTable.flags(x[i])
            if f.contains(.upper) || f.contains(.title) {
                if inside { return false }
                inside = true
                cased = true
            } else if f.contains(.lower) {
                if !inside { return false }
                cased = true
            } else { inside = false }
        }
        return cased
    }

    /// Is x a Python identifier?
    public func isIdentifier(_ x: Text) -> Bool {
        if x.count == 0 { return false }
        let c = x[0]
        guard c == 95 || CharacterTable.has(c, .idStart) else { return false }
        for i in 1 ..< x.count where !CharacterTable.has(x[i], .idContinue) { return false }
        return true
    }
}
