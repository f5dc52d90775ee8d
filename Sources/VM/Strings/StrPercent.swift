// The % operator of str and of the bytes types: one parser, two kinds of output.
//
// Converting values may run Python code; format and arguments are kept alive by the caller.

import CVMSpec

/// One conversion in progress.
private struct Conversion {
    var left = false, plus = false, space = false, alternate = false, zero = false
    var width = 0
    var precision = -1
}

/// A running % formatting.
private struct PercentFormatter {
    let t: Thread
    let x: Text
    let isBytes: Bool
    let arguments: Value
    /// arguments, if they are a mapping.
    var mapping = Value.empty
    var used = 0
    var mappingUsed = false
    var i = 0
    var out: StrBuilder

    mutating func nextArgument() throws(PyRaise) -> Value {
        if t.has(arguments, .Tuple) {
            guard used < arguments.tuple.count else { throw t.raise(K.TypeError, "not enough arguments for format string") }
            used += 1
            return arguments.tuple.items[used - 1]
        }
        // After a named argument there is no unnamed one.
        guard used == 0, !mappingUsed else { throw t.raise(K.TypeError, "not enough arguments for format string") }
        used = 1
        return arguments
    }

    mutating func run() throws(PyRaise) {
        let n = x.count
        while i < n {
            let j = x.find(character: 37, i, n)
            if j < 0 { out.append(x.slice(i, n)); break }
            if j > i { out.append(x.slice(i, j)) }
            i = j + 1
            try conversion()
        }
        if t.has(arguments, .Tuple) ? used < arguments.tuple.count && !mappingUsed : used == 0 && mapping.isEmpty {
            throw t.raise(K.TypeError, isBytes ? "not all arguments converted during bytes formatting" : "not all arguments converted during string formatting")
        }
    }

    private mutating func next() throws(PyRaise) -> UInt32 {
        guard i < x.count else { throw t.raise(K.ValueError, "incomplete format") }
        i += 1
        return x[i - 1]
    }

    private mutating func number(_ first: UInt32, _ what: String) throws(PyRaise) -> (Int, UInt32) {
        var n = 0, c = first
        while c >= 48 && c <= 57 {
            n = n * 10 + Int(c) - 48
            if n > Int.max / 64 { throw t.raise(K.ValueError, what) }
            c = try next()
        }
        return (n, c)
    }

    private mutating func conversion() throws(PyRaise) {
        var f = Conversion()
        var value = Value.empty
        guard i < x.count else { throw t.raise(K.ValueError, "incomplete format") }
        var c = x[i]
        if c == 37 { i += 1; out.append(37); return }
        // %s and %d without anything else.
        if c == 115 || c == 100 {
            i += 1
            return try convert(c, try nextArgument(), f)
        }
        if c == 40 {
            guard mapping.isPresent else { throw t.raise(K.TypeError, "format requires a mapping") }
            var depth = 1
            i += 1
            let start = i
            while i < x.count {
                c = x[i]
                i += 1
                if c == 41 { depth -= 1; if depth == 0 { break } } else if c == 40 { depth += 1 }
            }
            if depth > 0 { throw t.raise(K.ValueError, "incomplete format key") }
            let text = x.slice(start, i - 1)
            let key = isBytes ? try t.newBytes(text.p, text.count) : try t.str(text)
            if mapping.isExact(.Dict) {
                value = try t.dictGet(mapping.dict, key)
                if value.isEmpty { throw t.keyError(key) }
            } else { value = try t.getItem(mapping, key) }
            mappingUsed = true
        }
        flags: while true {
            c = try next()
            switch c {
            case 45: f.left = true
            case 43: f.plus = true
            case 32: f.space = true
            case 35: f.alternate = true
            case 48: f.zero = true
            default: break flags
            }
        }
        if c == 42 {
            let v = try nextArgument()
            guard t.isAnyInt(v) else { throw t.raise(K.TypeError, "* wants int") }
            f.width = try t.index(v)
            if f.width < 0 { f.left = true; f.width = 0 &- f.width }
            if f.width < 0 { throw t.raise(K.OverflowError, "Python int too large to convert to C ssize_t") }
            c = try next()
        } else { (f.width, c) = try number(c, "width too big") }
        if c == 46 {
            c = try next()
            if c == 42 {
                let v = try nextArgument()
                guard t.isAnyInt(v) else { throw t.raise(K.TypeError, "* wants int") }
                f.precision = Swift.max(0, try t.index(v))
                guard f.precision <= Int(Int32.max) else { throw t.raise(K.OverflowError, "Python int too large to convert to C int") }
                c = try next()
            } else { (f.precision, c) = try number(c, "precision too big") }
        }
        if c == 104 || c == 108 || c == 76 { c = try next() }
        if f.width >= Heap.physicalLimit { throw t.memoryError() }
        // The argument is fetched before the conversion is known to be right.
        if value.isEmpty { value = try nextArgument() }
        try convert(c, value, f)
    }

    private mutating func convert(_ c: UInt32, _ v: Value, _ f: Conversion) throws(PyRaise) {
        switch c {
        case 115, 114, 97, 98:
            if c == 98 && !isBytes { throw unsupported(c) }
            if isBytes {
                if c == 115 || c == 98 {
                    let b = try t.bytesForPercent(v)
                    text(Text(bytes: b), f)
                    _ = v.bits
                } else { text(Text(try t.escapeNonASCII(try t.repr(v)).str), f) }
                return
            }
            if c == 115 && v.isExact(.Str) && f.width == 0 && f.precision < 0 { out.append(v.str); return }
            let s = c == 115 ? try t.toStr(v) : c == 114 ? try t.repr(v) : try t.escapeNonASCII(try t.repr(v))
            text(Text(s.str), f)
        case 99:
            text(Text(try character(v).str), f, ignorePrecision: true)
        case 100, 105, 117:
            if v.isInt && f.width == 0 && f.precision < 0 && !f.plus && !f.space {
                out.append(decimal: v.int)
                return
            }
            var n = v
            if !t.isAnyInt(v) {
                let shown = Character(Unicode.Scalar(UInt8(c)))
                let wrong = "%\(shown) format: a real number is required, not \(t.typeName(of: v))"
                var isNumber = t.isFloat(v)
                if !isNumber { isNumber = try t.special(of: v, .int).isPresent }
                if !isNumber { isNumber = try t.special(of: v, .index).isPresent }
                if isNumber {
                    let g = try t.special(of: v, .int)
                    n = g.isPresent ? try t.callSpecial(g, v) : try t.toIndex(v)
                    guard t.isAnyInt(n) else { throw t.raise(K.TypeError, wrong) }
                } else { throw t.raise(K.TypeError, wrong) }
            }
            number(try Numbers.toDecimal(t, try t.toIndex(n)), prefix: "", f)
        case 120, 88, 111:
            var n = v
            if !t.isAnyInt(v) {
                guard try t.special(of: v, .index).isPresent else {
                    throw t.raise(K.TypeError, "%\(Character(Unicode.Scalar(UInt8(c)))) format: an integer is required, not \(t.typeName(of: v))")
                }
                n = try t.toIndex(v)
            }
            var digits = try Numbers.digits(t, try t.toIndex(n), base: c == 111 ? 8 : 16)
            if c == 88 { for k in 0 ..< digits.count { digits[k] = asciiUpper(digits[k]) } }
            number(digits, prefix: f.alternate ? (c == 111 ? "0o" : c == 120 ? "0x" : "0X") : "", f)
        case 101, 69, 102, 70, 103, 71:
            let d: Double
            do { d = try t.toDouble(v) } catch {
                if isBytes, t.raisedIs(K.TypeError), !t.isFloat(v), try t.special(of: v, .float).isEmpty {
                    t.clearRaised()
                    throw t.raise(K.TypeError, "float argument required, not \(t.typeName(of: v))")
                }
                throw error
            }
            let upper = c < 97
            var digits = Numbers.doubleText(d.sign == .minus ? -d : d, code: UInt8(c | 32), precision: f.precision < 0 ? 6 : f.precision, alternate: f.alternate, upper: upper)
            if d.sign == .minus && !d.isNaN { digits.insert(45, at: 0) }
            var g = f
            g.precision = -1
            number(digits, prefix: "", g)
        default: throw unsupported(c)
        }
    }

    private func unsupported(_ c: UInt32) -> PyRaise {
        let shown: String
        if isBytes { shown = c < 128 ? String(Character(Unicode.Scalar(UInt8(c)))) : "?" }
        else { shown = Unicode.Scalar(c).map { c > 31 && c != 127 ? String(Character($0)) : "?" } ?? "?" }
        return t.raise(K.ValueError, "unsupported format character '\(shown)' (0x\(String(c, radix: 16))) at index \(i - 1)")
    }

    /// The character of %c.
    private func character(_ v: Value) throws(PyRaise) -> Value {
        if isBytes {
            if t.has(v, .Bytes) && v.bytes.count == 1 { return try t.character(UInt32(v.bytes.data[0])) }
            if t.has(v, .Bytearray) && v.bytearray.count == 1 { return try t.character(UInt32(v.bytearray.data[0])) }
            if try t.isIndex(v) {
                let n = try t.clampedIndex(v)
                guard n >= 0 && n < 256 else { throw t.raise(K.OverflowError, "%c arg not in range(256)") }
                return try t.character(UInt32(n))
            }
            throw t.raise(K.TypeError, "%c requires an integer in range(256) or a single byte")
        }
        if t.has(v, .Str) {
            guard v.str.count == 1 else { throw t.raise(K.TypeError, "%c requires int or char") }
            return v
        }
        if try t.isIndex(v) {
            let n = try t.clampedIndex(v)
            guard n >= 0 && n <= 0x10FFFF else { throw t.raise(K.OverflowError, "%c arg not in range(0x110000)") }
            return try t.character(UInt32(n))
        }
        throw t.raise(K.TypeError, "%c requires int or char")
    }

    private mutating func text(_ s: Text, _ f: Conversion, ignorePrecision: Bool = false) {
        let n = f.precision >= 0 && !ignorePrecision ? Swift.min(f.precision, s.count) : s.count
        let fill = f.width - n
        if !f.left { out.append(32, times: fill) }
        out.append(s.slice(0, n))
        if f.left { out.append(32, times: fill) }
    }

    /// A number's digits (with a minus sign in front perhaps), signed and padded.
    private mutating func number(_ digits: [UInt8], prefix: String, _ f: Conversion) {
        var sign: UInt32 = 0
        var d = digits[...]
        if d.first == 45 { sign = 45; d = d.dropFirst() } else if f.plus { sign = 43 } else if f.space { sign = 32 }
        let zeros = Swift.max(0, f.precision - d.count)
        let length = (sign != 0 ? 1 : 0) + prefix.utf8.count + zeros + d.count
        let fill = Swift.max(0, f.width - length)
        if fill > 0 && !f.left && !f.zero { out.append(32, times: fill) }
        if sign != 0 { out.append(sign) }
        for c in prefix.utf8 { out.append(UInt32(c)) }
        if fill > 0 && !f.left && f.zero { out.append(48, times: fill) }
        out.append(48, times: zeros)
        for c in d { out.append(UInt32(c)) }
        if fill > 0 && f.left { out.append(32, times: fill) }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Is v a mapping for % (has __getitem__, is no tuple and no text)?
    private func percentMapping(_ v: Value, isBytes: Bool) throws(PyRaise) -> Value {
        if !v.isReference || has(v, .Tuple) { return .empty }
        if has(v, .Dict) { return v }
        if isBytes ? has(v, .Bytes) || has(v, .Bytearray) : has(v, .Str) { return .empty }
        return try special(of: v, .getitem).isPresent ? v : .empty
    }

    /// format % arguments for str.
    public func percentFormat(_ format: Value, _ arguments: Value) throws(PyRaise) -> Value {
        var f = PercentFormatter(t: self, x: Text(format.str), isBytes: false, arguments: arguments, out: StrBuilder(capacity: format.str.count + 32))
        defer { f.out.free() }
        f.mapping = try percentMapping(arguments, isBytes: false)
        try f.run()
        return try f.out.finish(self)
    }

    /// format % arguments for bytes and bytearray: the resulting bytes, through `make`.
    func percentFormatBytes(_ format: UnsafeRawBufferPointer, _ arguments: Value) throws(PyRaise) -> Value {
        // The format may be a bytearray that the arguments' code changes: work on a copy.
        let copy = try newBytes(format)
        var f = PercentFormatter(t: self, x: Text(bytes: copy.bytes.buffer), isBytes: true, arguments: arguments, out: StrBuilder(capacity: format.count + 32))
        defer { f.out.free() }
        f.mapping = try percentMapping(arguments, isBytes: true)
        try holding(copy) { () throws(PyRaise) in try f.run() }
        return try newBytes(f.out.text.p, f.out.count)
    }

    /// The bytes that %b shows; they are followed at once by the copy, so no collection can come in between.
    fileprivate func bytesForPercent(_ v: Value) throws(PyRaise) -> UnsafeRawBufferPointer {
        if isBytesLike(v) { return try bytesLike(v) }
        let f = try special(of: v, .bytes)
        if f.isEmpty { throw raise(K.TypeError, "%b requires a bytes-like object, or an object that implements __bytes__, not '\(typeName(of: v))'") }
        let r = try callSpecial(f, v)
        guard has(r, .Bytes) else { throw raise(K.TypeError, "__bytes__ returned non-bytes (type \(typeName(of: r)))") }
        return r.bytes.buffer
    }
}
