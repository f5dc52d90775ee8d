// Int text: decimal and other radixes, to and from text.
//
// In:  int objects, or text as code points (any Unicode decimal digits, underscores between digits, prefixes).
// Out: ASCII bytes, or exact ints. Conversions between decimal and binary are quadratic or worse for huge numbers, so
// their size is limited to `maxStrDigits` (sys.set_int_max_str_digits).

import CGMP
import CVMSpec
import Glibc

extension Numbers {
    /// sys.get_int_max_str_digits(); 0 for no limit.
    public static var maxStrDigits: Int {
        get { Limits.intMaxStrDigits }
        set { Limits.intMaxStrDigits = newValue }
    }

    // -- To text

    /// Decimal digits of a machine integer.
    static func decimal(_ n: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(20)
        appendDecimal(&out, n)
        return out
    }

    static func appendDecimal(_ out: inout [UInt8], _ n: Int) {
        if n < 0 { out.append(45) }
        var m = n.magnitude
        let start = out.count
        repeat {
            out.append(UInt8(truncatingIfNeeded: 48 &+ m % 10))
            m /= 10
        } while m != 0
        var i = start, j = out.count &- 1
        while i < j { out.swapAt(i, j); i &+= 1; j &-= 1 }
    }

    /// repr of an int object, as ASCII; ValueError above the digit limit.
    public static func toDecimal(_ t: Thread, _ v: Value) throws(PyRaise) -> [UInt8] {
        let v = plain(v)
        if v.isInt { return decimal(v.int) }
        let bits = bitLength(v)
        // A quick lower bound of the number of digits first; the exact number decides.
        if maxStrDigits > 0, Double(bits &- 1) * 0.30102999566398 > Double(maxStrDigits) { throw digitLimit(t) }
        let text = try digits(t, v, base: 10)
        let count = text.count &- (text[0] == 45 ? 1 : 0)
        if maxStrDigits > 0, count > maxStrDigits { throw digitLimit(t) }
        return text
    }

    public static func toDecimalString(_ t: Thread, _ v: Value) throws(PyRaise) -> String {
        String(decoding: try toDecimal(t, v), as: UTF8.self)
    }

    private static func digitLimit(_ t: Thread) -> PyRaise {
        t.raise(K.ValueError, "Exceeds the limit (\(maxStrDigits) digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit")
    }

    /// Digits in a base from 2 to 36, lower case, with a minus sign where needed; no prefix, no limit.
    public static func digits(_ t: Thread, _ v: Value, base: Int) throws(PyRaise) -> [UInt8] {
        let v = plain(v)
        var out: [UInt8] = []
        if v.isInt {
            if base == 10 { return decimal(v.int) }
            var m = v.int.magnitude
            repeat {
                out.append(digitCharacter(UInt8(truncatingIfNeeded: m % UInt(base))))
                m /= UInt(base)
            } while m != 0
            if v.int < 0 { out.append(45) }
            out.reverse()
            return out
        }
        let x = try view(t, v)
        let bitsPerDigit = base >= 32 ? 5.0 : base >= 16 ? 4.0 : base >= 8 ? 3.0 : base >= 4 ? 2.0 : 1.0
        let room = Int(Double(x.bitLength) / bitsPerDigit) &+ 4
        guard room < Heap.physicalLimit else { throw t.memoryError() }
        // mpn_get_str destroys its operand and may need one limb more.
        let scratch = limbs(try allocate(t, x.count &+ 1))
        memcpy(scratch, x.limbs, x.count &* 8)
        out = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            guard let p = buffer.baseAddress else { return }
            var start = 0
            if x.negative { p[0] = 45; start = 1 }
            let n = Int(__gmpn_get_str(p + start, Int32(base), scratch, x.count))
            // Leading zeros may occur.
            var zeros = 0
            while zeros < n &- 1 && p[start &+ zeros] == 0 { zeros &+= 1 }
            for i in 0 ..< n &- zeros { p[start &+ i] = digitCharacter(p[start &+ zeros &+ i]) }
            count = start &+ n &- zeros
        }
        return out
    }

    @inline(__always) static func digitCharacter(_ d: UInt8) -> UInt8 { d < 10 ? 48 &+ d : 87 &+ d }

    /// bin, oct, hex: digits with prefix.
    public static func prefixed(_ t: Thread, _ v: Value, base: Int) throws(PyRaise) -> [UInt8] {
        var out = try digits(t, v, base: base)
        let at = out.first == 45 ? 1 : 0
        out.insert(contentsOf: [48, base == 2 ? 98 : base == 8 ? 111 : 120], at: at)
        return out
    }

    // -- From text

    /// ASCII form of a text for parsing numbers: Unicode decimal digits become 0-9, Unicode white space becomes a space,
    /// other characters outside ASCII become '?' (never part of a number).
    static func asciiForParsing(_ s: StrRef) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(s.count &+ 1)
        for i in 0 ..< s.count {
            let c = s[code: i]
            if c < 128 { out.append(UInt8(c)); continue }
            guard let u = Unicode.Scalar(c) else { out.append(63); continue }
            if u.properties.numericType == .decimal, let n = u.properties.numericValue, n >= 0, n <= 9 { out.append(48 &+ UInt8(n)) }
            else if u.properties.isWhitespace { out.append(32) }
            else { out.append(63) }
        }
        return out
    }

    @inline(__always) public static func isSpace(_ c: UInt8) -> Bool { c == 32 || c >= 9 && c <= 13 || c >= 28 && c <= 31 }

    /// int(text, base) for a str object.
    public static func parseInt(_ t: Thread, _ text: Value, _ base: Int = 10) throws(PyRaise) -> Value {
        if base == 10, let n = plainDecimal(text.str) { return Value(small: n) }
        if let v = try parse(t, asciiForParsing(text.str), base) { return v }
        throw invalidLiteral(t, try t.repr(text).str.string, base)
    }

    /// The value of a text of up to 18 ASCII digits with or without a sign; nil for anything else.
    private static func plainDecimal(_ s: StrRef) -> Int? {
        let n = s.count
        guard s.isASCII, n > 0, n <= 18 else { return nil }
        let p = s.bytes
        var i = 0, value = 0
        let negative = p[0] == 45
        if negative || p[0] == 43 { i = 1 }
        if i == n { return nil }
        while i < n {
            let d = p[i] &- 48
            if d > 9 { return nil }
            value = value &* 10 &+ Int(d)
            i &+= 1
        }
        return negative ? 0 &- value : value
    }

    static func invalidLiteral(_ t: Thread, _ shown: String, _ base: Int) -> PyRaise {
        t.raise(K.ValueError, "invalid literal for int() with base \(base): \(String(shown.unicodeScalars.prefix(200)))")
    }

    /// The integer that the ASCII text stands for (base 0: by its prefix), or nil if it is malformed.
    public static func parse(_ t: Thread, _ text: [UInt8], _ base: Int) throws(PyRaise) -> Value? {
        var i = 0, end = text.count
        while i < end && isSpace(text[i]) { i &+= 1 }
        while end > i && isSpace(text[end &- 1]) { end &-= 1 }
        var negative = false
        if i < end && (text[i] == 43 || text[i] == 45) { negative = text[i] == 45; i &+= 1 }
        var base = base
        var onlyZeros = false
        if i &+ 1 < end && text[i] == 48 {
            let c = text[i &+ 1] | 32
            let marked = c == 120 ? 16 : c == 111 ? 8 : c == 98 ? 2 : 0
            if marked != 0 && (base == 0 || base == marked) {
                base = marked
                i &+= 2
                if i < end && text[i] == 95 { i &+= 1 }
            }
        }
        if base == 0 {
            base = 10
            onlyZeros = i < end && text[i] == 48
        }
        guard i < end else { return nil }
        var values: [UInt8] = []
        values.reserveCapacity(end &- i)
        var lastWasDigit = false
        while i < end {
            let c = text[i]
            if c == 95 {
                if !lastWasDigit { return nil }
                lastWasDigit = false
            } else {
                let lower = c | 32
                let d: UInt8 = c >= 48 && c <= 57 ? c &- 48 : lower >= 97 && lower <= 122 ? lower &- 87 : 255
                if Int(d) >= base { return nil }
                values.append(d)
                lastWasDigit = true
            }
            i &+= 1
        }
        guard lastWasDigit else { return nil }
        if onlyZeros { for d in values where d != 0 { return nil } }
        if maxStrDigits > 0, values.count > maxStrDigits, base & (base &- 1) != 0 {
            throw t.raise(K.ValueError, "Exceeds the limit (\(maxStrDigits) digits) for integer string conversion: value has \(values.count) digits; use sys.set_int_max_str_digits() to increase the limit")
        }
        return try fromDigits(t, values, base: base, negative: negative)
    }

    /// The integer of digit values (not characters), most significant first; base 2 … 36.
    public static func fromDigits(_ t: Thread, _ values: [UInt8], base: Int, negative: Bool = false) throws(PyRaise) -> Value {
        if values.count <= 11 {
            var n = 0
            for d in values { n = n &* base &+ Int(d) }
            return Value(small: negative ? 0 &- n : n)
        }
        if base == 10 && values.count <= 18 {
            var n = 0
            for d in values { n = n &* 10 &+ Int(d) }
            return try t.newInt(negative ? 0 &- n : n)
        }
        let bitsPerDigit = base > 32 ? 5.17 : base > 16 ? 5.0 : base > 10 ? 4.0 : base > 8 ? 3.33 : 3.0
        let room = Int(Double(values.count) * bitsPerDigit / 64) &+ 2
        let r = try allocate(t, room)
        var start = 0
        while start < values.count &- 1 && values[start] == 0 { start &+= 1 }
        let n = values.withUnsafeBufferPointer { b -> Int in
            guard let p = b.baseAddress else { return 0 }
            return __gmpn_set_str(limbs(r), p + start, values.count &- start, Int32(base))
        }
        return finish(r, n, negative: negative)
    }

    /// The integer of a literal's digits as Python source writes them, prefix and underscores included; nil if malformed.
    public static func fromLiteral(_ t: Thread, _ text: String) throws(PyRaise) -> Value? {
        let saved = maxStrDigits
        maxStrDigits = 0
        defer { maxStrDigits = saved }
        return try parse(t, Array(text.utf8), 0)
    }

    // -- Bytes

    /// The integer of a byte run.
    static func fromBytes(_ t: Thread, _ bytes: UnsafeBufferPointer<UInt8>, bigEndian: Bool, signed: Bool) throws(PyRaise) -> Value {
        let n = bytes.count
        if n == 0 { return Value(small: 0) }
        let negative = signed && (bigEndian ? bytes[0] : bytes[n &- 1]) & 0x80 != 0
        let words = (n &+ 7) / 8
        let r = try allocate(t, words)
        let p = limbs(r)
        for i in 0 ..< words { p[i] = negative && i == words &- 1 ? UInt.max : 0 }
        for i in 0 ..< n {
            let b = UInt(bigEndian ? bytes[n &- 1 &- i] : bytes[i])
            let shift = UInt(i & 7) &* 8
            p[i >> 3] = p[i >> 3] & ~(0xFF << shift) | b << shift
        }
        if negative { _ = __gmpn_neg(p, p, words) }
        return finish(r, words, negative: negative)
    }

    /// Writes an int into a byte run; OverflowError if it does not fit.
    static func toBytes(_ t: Thread, _ v: Value, _ out: UnsafeMutablePointer<UInt8>, _ n: Int, bigEndian: Bool, signed: Bool) throws(PyRaise) {
        let x = try view(t, v)
        if x.negative && !signed { throw t.raise(K.OverflowError, "can't convert negative int to unsigned") }
        var fits = x.bitLength <= n &* 8
        if fits && signed && x.count > 0 {
            if x.negative {
                // -2^(8n-1) is the least: its magnitude is a power of two.
                if x.bitLength == n &* 8 {
                    var power = x.limbs[x.count &- 1] & (x.limbs[x.count &- 1] &- 1) == 0
                    for i in 0 ..< x.count &- 1 where x.limbs[i] != 0 { power = false }
                    fits = power
                }
            } else { fits = x.bitLength < n &* 8 }
        }
        guard fits else { throw t.raise(K.OverflowError, "int too big to convert") }
        var carry: UInt = 1
        var word: UInt = 0
        for i in 0 ..< n {
            if i & 7 == 0 {
                word = i >> 3 < x.count ? x.limbs[i >> 3] : 0
                if x.negative {
                    let s = (~word).addingReportingOverflow(carry)
                    word = s.partialValue
                    carry = s.overflow ? 1 : 0
                }
            }
            out[bigEndian ? n &- 1 &- i : i] = UInt8(truncatingIfNeeded: word >> (UInt(i & 7) &* 8))
        }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// str of a machine integer.
    func decimalStr(_ n: Int) throws(PyRaise) -> Value {
        if n >= 0 && n < 10 { return try character(UInt32(48 &+ n)) }
        var m = n.magnitude
        var count = n < 0 ? 2 : 1
        var limit: UInt = 10
        while m >= limit {
            count &+= 1
            let (next, o) = limit.multipliedReportingOverflow(by: 10)
            if o { break }
            limit = next
        }
        let s = try newStr(count: count, width: 1, ascii: true)
        let p = s.bytes
        var i = count
        repeat {
            i &-= 1
            p[i] = UInt8(truncatingIfNeeded: 48 &+ m % 10)
            m /= 10
        } while m != 0
        if n < 0 { p[0] = 45 }
        return Value(s)
    }

    /// repr of a double.
    func reprStr(_ d: Double) throws(PyRaise) -> Value {
        let size = d.magnitude
        // Where Swift writes no exponent or both do, it writes what Python does.
        if size < 9e15 || size >= 1e16 && size.isFinite {
            var text = d.description
            let s = try newStr(count: text.utf8.count, width: 1, ascii: true)
            text.withUTF8 { b in
                if let p = b.baseAddress { memcpy(s.bytes, p, b.count) }
            }
            return Value(s)
        }
        return try str(ascii: Numbers.reprDouble(d))
    }

    /// A str object of ASCII bytes.
    public func str(ascii a: [UInt8]) throws(PyRaise) -> Value {
        if a.count == 0 { return Names.emptyStr }
        if a.count == 1 { return try character(UInt32(a[0])) }
        let s = try newStr(count: a.count, width: 1, ascii: true)
        a.withUnsafeBytes { b in
            if let p = b.baseAddress { memcpy(s.bytes, p, b.count) }
        }
        return Value(s)
    }
}
