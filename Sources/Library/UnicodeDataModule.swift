// The module unicodedata: names, categories and other properties, and normalization. Version 14; ucd_3_2_0 shows only what
// Unicode 3.2 had.

import CVMSpec
import VM

enum UnicodeFacts {
    /// The runs of a table, as (first code point, value), ascending.
    private static func runs(_ s: StaticString) -> [(UInt32, UInt8)] {
        var out: [(UInt32, UInt8)] = []
        var at: UInt32 = 0, n: UInt32 = 0
        for i in 0 ..< s.utf8CodeUnitCount {
            let c = s.utf8Start[i]
            if c >= 65 && c <= 90 { at += n; n = 0; out.append((at, c - 65)) } else { n = n * 36 + digit(c) }
        }
        return out
    }

    @inline(__always) private static func digit(_ c: UInt8) -> UInt32 { c < 58 ? UInt32(c) - 48 : UInt32(c) - 87 }

    private static let bidirectionalRuns = runs(UnicodeTables.bidirectional)
    private static let widthRuns = runs(UnicodeTables.eastAsianWidth)

    private static func value(_ table: [(UInt32, UInt8)], _ c: UInt32) -> Int {
        var low = 0, high = table.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if table[middle].0 <= c { low = middle } else { high = middle }
        }
        return Int(table[low].1)
    }

    static func bidirectional(_ c: UInt32) -> String { UnicodeTables.bidirectionalClasses[value(bidirectionalRuns, c)] }
    static func eastAsianWidth(_ c: UInt32) -> String { UnicodeTables.widths[value(widthRuns, c)] }

    struct Decomposition { var tag: UInt8; var codes: [UInt32] }

    /// Decompositions by character, and compositions by pair of characters.
    static let tables: (decompositions: [UInt32: Decomposition], compositions: [UInt64: UInt32]) = {
        var d: [UInt32: Decomposition] = [:], compositions: [UInt64: UInt32] = [:]
        d.reserveCapacity(6000)
        let s = UnicodeTables.decompositions
        var c: UInt32 = 0, n: UInt32 = 0, tag: UInt8 = 0
        var codes: [UInt32] = []
        func finish() {
            codes.append(n)
            d[c] = Decomposition(tag: tag, codes: codes)
            if tag == 61 && codes.count == 2 { compositions[UInt64(codes[0]) << 32 | UInt64(codes[1])] = c }
            codes = []
            n = 0
        }
        for i in 0 ..< s.utf8CodeUnitCount {
            let x = s.utf8Start[i]
            switch x {
            case 32: finish()
            case 43: codes.append(n); n = 0
            case 33, 61, 65 ... 90: c += n; n = 0; tag = x
            default: n = n * 36 + digit(x)
            }
        }
        finish()
        return (d, compositions)
    }()

    static func scalar(_ c: UInt32, _ old: Bool) -> Unicode.Scalar? {
        guard let s = Unicode.Scalar(c), let age = s.properties.age else { return nil }
        if old { return age.major < 3 || age.major == 3 && age.minor <= 2 ? s : nil }
        return age.major <= 14 ? s : nil
    }

    static func category(_ c: UInt32, _ old: Bool) -> String {
        if c >= 0xD800 && c <= 0xDFFF { return "Cs" }
        guard let s = scalar(c, old) else { return "Cn" }
        // Changed after Unicode 14.
        if c == 0x295 { return "Ll" }
        if c == 0x1171E { return "Mn" }
        switch s.properties.generalCategory {
        case .uppercaseLetter: return "Lu"
        case .lowercaseLetter: return "Ll"
        case .titlecaseLetter: return "Lt"
        case .modifierLetter: return "Lm"
        case .otherLetter: return "Lo"
        case .nonspacingMark: return "Mn"
        case .spacingMark: return "Mc"
        case .enclosingMark: return "Me"
        case .decimalNumber: return "Nd"
        case .letterNumber: return "Nl"
        case .otherNumber: return "No"
        case .connectorPunctuation: return "Pc"
        case .dashPunctuation: return "Pd"
        case .openPunctuation: return "Ps"
        case .closePunctuation: return "Pe"
        case .initialPunctuation: return "Pi"
        case .finalPunctuation: return "Pf"
        case .otherPunctuation: return "Po"
        case .mathSymbol: return "Sm"
        case .currencySymbol: return "Sc"
        case .modifierSymbol: return "Sk"
        case .otherSymbol: return "So"
        case .spaceSeparator: return "Zs"
        case .lineSeparator: return "Zl"
        case .paragraphSeparator: return "Zp"
        case .control: return "Cc"
        case .format: return "Cf"
        case .surrogate: return "Cs"
        case .privateUse: return "Co"
        default: return "Cn"
        }
    }

    static func combining(_ c: UInt32) -> UInt8 {
        if c < 0x300 { return 0 }
        return scalar(c, false)?.properties.canonicalCombiningClass.rawValue ?? 0
    }

    // -- Normalization

    private static func decompose(_ c: UInt32, _ compatible: Bool, _ old: Bool, _ out: inout [UInt32]) {
        if c < 0xA0 { out.append(c); return }
        if c >= 0xAC00 && c <= 0xD7A3 {
            let k = c - 0xAC00
            out.append(0x1100 + k / 588)
            out.append(0x1161 + k % 588 / 28)
            if k % 28 != 0 { out.append(0x11A7 + k % 28) }
            return
        }
        if let d = tables.decompositions[c], d.tag < 65 || compatible, !old || scalar(c, true) != nil {
            for x in d.codes { decompose(x, compatible, old, &out) }
        } else { out.append(c) }
    }

    /// The characters of x, normalized.
    static func normalize(_ x: [UInt32], compose: Bool, compatible: Bool, old: Bool) -> [UInt32] {
        var out: [UInt32] = []
        out.reserveCapacity(x.count + 8)
        for c in x { decompose(c, compatible, old, &out) }
        let classes0 = out.map { combining($0) }
        var classes = classes0
        // Canonical order: marks sorted by class, runs kept stable.
        var i = 0
        while i < out.count {
            if classes[i] == 0 { i += 1; continue }
            var j = i
            while j < out.count && classes[j] != 0 { j += 1 }
            if j - i > 1 {
                let order = (i ..< j).sorted { classes[$0] != classes[$1] ? classes[$0] < classes[$1] : $0 < $1 }
                let codes = order.map { out[$0] }, moved = order.map { classes[$0] }
                for k in 0 ..< codes.count { out[i + k] = codes[k]; classes[i + k] = moved[k] }
            }
            i = j
        }
        if !compose { return out }
        var result: [UInt32] = []
        result.reserveCapacity(out.count)
        var starter = -1
        var last: Int = -1
        for (k, c) in out.enumerated() {
            let cc = Int(classes[k])
            if starter >= 0 && (last < cc || last == -1) {
                if let joined = pair(result[starter], c), !old || scalar(joined, true) != nil {
                    result[starter] = joined
                    continue
                }
            }
            if cc == 0 { starter = result.count; last = -1 } else { last = cc }
            result.append(c)
        }
        return result
    }

    private static func pair(_ a: UInt32, _ b: UInt32) -> UInt32? {
        if a >= 0x1100 && a < 0x1113 && b >= 0x1161 && b < 0x1176 { return 0xAC00 + ((a - 0x1100) * 21 + b - 0x1161) * 28 }
        if a >= 0xAC00 && a <= 0xD7A3 && (a - 0xAC00) % 28 == 0 && b > 0x11A7 && b < 0x11C3 { return a + b - 0x11A7 }
        return tables.compositions[UInt64(a) << 32 | UInt64(b)]
    }
}

/// The character argument of a function.
private func character(_ t: Thread, _ v: Value, _ name: String) throws(PyRaise) -> UInt32 {
    guard t.isInstance(v, K.str) else { throw t.raise(K.TypeError, "\(name)() argument\(["decimal", "digit", "numeric", "name"].contains(name) ? " 1" : "") must be a unicode character, not \(t.typeName(of: v))") }
    guard v.str.count == 1 else { throw t.raise(K.TypeError, "\(name)() argument\(["decimal", "digit", "numeric", "name"].contains(name) ? " 1" : "") must be a unicode character, not str") }
    return v.str[code: 0]
}

private typealias Property = (Thread, Value, Value, Bool) throws(PyRaise) -> Value

/// Functions of one character and perhaps a default.
private let properties: [(String, String, Property)] = [
    ("category", "(chr, /)", { t, v, _, old throws(PyRaise) in try t.str(UnicodeFacts.category(try character(t, v, "category"), old)) }),
    ("bidirectional", "(chr, /)", { t, v, _, old throws(PyRaise) in
        let c = try character(t, v, "bidirectional")
        return try t.str(old && UnicodeFacts.scalar(c, true) == nil ? "" : UnicodeFacts.bidirectional(c))
    }),
    ("combining", "(chr, /)", { t, v, _, old throws(PyRaise) in
        let c = try character(t, v, "combining")
        return Value(small: old && UnicodeFacts.scalar(c, true) == nil ? 0 : Int(UnicodeFacts.combining(c)))
    }),
    ("mirrored", "(chr, /)", { t, v, _, old throws(PyRaise) in
        let c = try character(t, v, "mirrored")
        return Value(small: c != 0x226D && UnicodeFacts.scalar(c, old)?.properties.isBidiMirrored == true ? 1 : 0)
    }),
    ("east_asian_width", "(chr, /)", { t, v, _, old throws(PyRaise) in
        let c = try character(t, v, "east_asian_width")
        return try t.str(old && UnicodeFacts.scalar(c, true) == nil ? "N" : UnicodeFacts.eastAsianWidth(c))
    }),
    ("decomposition", "(chr, /)", { t, v, _, old throws(PyRaise) in
        let c = try character(t, v, "decomposition")
        if old && UnicodeFacts.scalar(c, true) == nil { return try t.str("") }
        guard let d = UnicodeFacts.tables.decompositions[c] else { return try t.str("") }
        var parts: [String] = d.tag >= 65 ? [UnicodeTables.tags[Int(d.tag) - 65]] : []
        for x in d.codes {
            let hex = String(x, radix: 16, uppercase: true)
            parts.append(String(repeating: "0", count: Swift.max(0, 4 - hex.utf8.count)) + hex)
        }
        return try t.str(parts.joined(separator: " "))
    }),
    ("decimal", "(chr, default=None, /)", { t, v, fallback, old throws(PyRaise) in
        let c = try character(t, v, "decimal")
        if let p = UnicodeFacts.scalar(c, old)?.properties, p.numericType == .decimal, let n = p.numericValue { return try t.newInt(Int(n)) }
        if fallback.isPresent { return fallback }
        throw t.raise(K.ValueError, "not a decimal")
    }),
    ("digit", "(chr, default=None, /)", { t, v, fallback, old throws(PyRaise) in
        let c = try character(t, v, "digit")
        if let p = UnicodeFacts.scalar(c, old)?.properties, p.numericType == .decimal || p.numericType == .digit, let n = p.numericValue { return try t.newInt(Int(n)) }
        if fallback.isPresent { return fallback }
        throw t.raise(K.ValueError, "not a digit")
    }),
    ("numeric", "(chr, default=None, /)", { t, v, fallback, old throws(PyRaise) in
        let c = try character(t, v, "numeric")
        if let p = UnicodeFacts.scalar(c, old)?.properties, p.numericType != nil, let n = p.numericValue { return try t.newFloat(n) }
        if fallback.isPresent { return fallback }
        throw t.raise(K.ValueError, "not a numeric character")
    }),
    ("name", "(chr, default=None, /)", { t, v, fallback, old throws(PyRaise) in
        let c = try character(t, v, "name")
        if !old || UnicodeFacts.scalar(c, true) != nil, let n = UnicodeNames.name(c) { return try t.str(n) }
        if fallback.isPresent { return fallback }
        throw t.raise(K.ValueError, "no such name")
    }),
    ("lookup", "(name, /)", { t, v, _, old throws(PyRaise) in
        guard t.isInstance(v, K.str) || t.isInstance(v, K.bytes) else { throw t.raise(K.TypeError, "lookup() argument must be read-only bytes-like object, not \(t.typeName(of: v))") }
        let name = t.isInstance(v, K.str) ? v.str.string : String(decoding: v.bytes.buffer, as: UTF8.self)
        guard let c = UnicodeNames.lookup(name), !old || UnicodeFacts.scalar(c, true) != nil else { throw t.raise(K.KeyError, "undefined character name '\(name)'") }
        return try t.character(c)
    }),
]

private func normalForm(_ t: Thread, _ v: Value, _ x: Value, _ name: String, old: Bool) throws(PyRaise) -> Value {
    guard t.isInstance(v, K.str) else { throw t.raise(K.TypeError, "\(name)() argument 1 must be str, not \(t.typeName(of: v))") }
    guard t.isInstance(x, K.str) else { throw t.raise(K.TypeError, "\(name)() argument 2 must be str, not \(t.typeName(of: x))") }
    let form = v.str.string
    if x.str.count == 0 { return x }
    guard ["NFC", "NFD", "NFKC", "NFKD"].contains(form) else { throw t.raise(K.ValueError, "invalid normalization form") }
    if x.str.isASCII { return x }
    var codes: [UInt32] = []
    codes.reserveCapacity(x.str.count)
    for i in 0 ..< x.str.count { codes.append(x.str[code: i]) }
    let r = UnicodeFacts.normalize(codes, compose: form.hasSuffix("C"), compatible: form.utf8.count == 4, old: old)
    return r == codes ? x : try t.str(codes: r)
}

/// Registers unicodedata.
public func registerUnicodeData() {
    NativeModules.register("unicodedata") { m throws(PyRaise) in
        let t = m.t
        for (name, signature, body) in properties {
            try m.function(name, signature) { t, a throws(PyRaise) in try body(t, a[0], a.count > 1 ? a[1] : .empty, false) }
        }
        try m.function("normalize", "(form, unistr, /)") { t, a throws(PyRaise) in try t.exactStr(try normalForm(t, a[0], a[1], "normalize", old: false)) }
        try m.function("is_normalized", "(form, unistr, /)") { t, a throws(PyRaise) in
            Value(try normalForm(t, a[0], a[1], "is_normalized", old: false) == a[1])
        }
        try m.set("unidata_version", try t.str("14.0.0"))
        let type = try m.type("UCD", subclassable: false) { b throws(PyRaise) in
            for (name, signature, body) in properties {
                try b.method(name, "(self, " + signature.dropFirst()) { t, a throws(PyRaise) in try body(t, a[1], a.count > 2 ? a[2] : .empty, true) }
            }
            try b.method("normalize", "(self, form, unistr, /)") { t, a throws(PyRaise) in try t.exactStr(try normalForm(t, a[1], a[2], "normalize", old: true)) }
            try b.method("is_normalized", "(self, form, unistr, /)") { t, a throws(PyRaise) in
                Value(try normalForm(t, a[1], a[2], "is_normalized", old: true) == a[2])
            }
            try b.attribute("unidata_version", get: { t, a throws(PyRaise) in try t.str("3.2.0") })
        }
        try m.set("ucd_3_2_0", try t.newObject(type))
    }
}
