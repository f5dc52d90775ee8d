// Character table: what Unicode says of a code point, computed page by page from the standard library's properties.
//
// The properties are masked to Unicode 14, the version that Python 3.11 knows: later characters count as unassigned.

/// Properties and case mappings of code points.
public enum CharacterTable {
    struct Flags: OptionSet {
        let rawValue: UInt16
        static let alpha = Flags(rawValue: 1), decimal = Flags(rawValue: 2), digit = Flags(rawValue: 4), numeric = Flags(rawValue: 8)
        static let lower = Flags(rawValue: 16), upper = Flags(rawValue: 32), title = Flags(rawValue: 64), printable = Flags(rawValue: 128)
        static let idStart = Flags(rawValue: 256), idContinue = Flags(rawValue: 512), cased = Flags(rawValue: 1024), ignorable = Flags(rawValue: 2048)
        static let alnum: Flags = [.alpha, .decimal, .digit, .numeric]
    }

    /// Kinds of case mapping.
    enum Mapping: Int { case lower, upper, title, fold }

    nonisolated(unsafe) private static let pages: UnsafeMutablePointer<UnsafeMutablePointer<Flags>?> = {
        let p = UnsafeMutablePointer<UnsafeMutablePointer<Flags>?>.allocate(capacity: 0x1100)
        p.initialize(repeating: nil, count: 0x1100)
        return p
    }()
    /// Per kind of mapping and page; `many` marks characters that map to several.
    nonisolated(unsafe) private static let mappings: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>?> = {
        let p = UnsafeMutablePointer<UnsafeMutablePointer<UInt32>?>.allocate(capacity: 4 * 0x1100)
        p.initialize(repeating: nil, count: 4 * 0x1100)
        return p
    }()
    static let many: UInt32 = .max

    @inline(__always) static func flags(_ c: UInt32) -> Flags {
        if c > 0x10FFFF { return [] }
        if let page = pages[Int(c >> 8)] { return page[Int(c & 255)] }
        return makePage(Int(c >> 8))[Int(c & 255)]
    }

    @inline(__always) static func isPrintable(_ c: UInt32) -> Bool { flags(c).contains(.printable) }
    static func has(_ c: UInt32, _ f: Flags) -> Bool { !flags(c).isDisjoint(with: f) }

    /// Is the scalar assigned in Unicode 14?
    static func isKnown(_ s: Unicode.Scalar) -> Bool {
        guard let age = s.properties.age else { return false }
        return age.major <= 14
    }

    @inline(never) private static func makePage(_ n: Int) -> UnsafeMutablePointer<Flags> {
        let page = UnsafeMutablePointer<Flags>.allocate(capacity: 256)
        for i in 0 ..< 256 {
            var f: Flags = []
            if let s = Unicode.Scalar(UInt32(n << 8 | i)), isKnown(s) {
                let p = s.properties
                switch p.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .modifierLetter, .otherLetter: f = [.alpha, .printable]
                case .titlecaseLetter: f = [.alpha, .title, .printable]
                case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: break
                case .spaceSeparator: if s.value == 32 { f = [.printable] }
                default: f = [.printable]
                }
                switch p.numericType {
                case .decimal?: f.formUnion([.decimal, .digit, .numeric])
                case .digit?: f.formUnion([.digit, .numeric])
                case .numeric?: f.insert(.numeric)
                default: break
                }
                if p.isLowercase { f.insert(.lower) }
                if p.isUppercase { f.insert(.upper) }
                if p.isXIDStart { f.insert(.idStart) }
                if p.isXIDContinue { f.insert(.idContinue) }
                if p.isCased { f.insert(.cased) }
                if p.isCaseIgnorable { f.insert(.ignorable) }
                // Characters whose properties changed after Unicode 14.
                switch s.value {
                case 0x295: f.insert(.lower)
                case 0x10FC: f.remove(.lower)
                case 0x200C, 0x200D, 0x30FB, 0xFF65: f.remove(.idContinue)
                case 0x12038, 0x12039, 0x12079, 0x12226, 0x1222B, 0x1230B, 0x1230D, 0x12399: f.remove(.numeric)
                default: break
                }
            }
            page[i] = f
        }
        pages[n] = page
        return page
    }

    /// The decimal digit that c stands for, or -1.
    public static func decimal(_ c: UInt32) -> Int {
        if c < 128 { return c &- 48 < 10 ? Int(c) - 48 : -1 }
        guard flags(c).contains(.decimal), let s = Unicode.Scalar(c), let v = s.properties.numericValue else { return -1 }
        return Int(exactly: v) ?? -1
    }

    /// c mapped, if it maps to one character; else `many`.
    @inline(__always) static func map(_ c: UInt32, _ m: Mapping) -> UInt32 {
        if c > 0x10FFFF { return c }
        let k = m.rawValue &* 0x1100 &+ Int(c >> 8)
        if let page = mappings[k] { return page[Int(c & 255)] }
        return makeMappingPage(k, Int(c >> 8), m)[Int(c & 255)]
    }

    @inline(never) private static func makeMappingPage(_ k: Int, _ n: Int, _ m: Mapping) -> UnsafeMutablePointer<UInt32> {
        let page = UnsafeMutablePointer<UInt32>.allocate(capacity: 256)
        for i in 0 ..< 256 {
            let c = UInt32(n << 8 | i)
            let all = full(c, m)
            page[i] = all.count == 1 ? all[0] : many
        }
        mappings[k] = page
        return page
    }

    /// All characters that c maps to.
    static func full(_ c: UInt32, _ m: Mapping) -> [UInt32] {
        guard let s = Unicode.Scalar(c), isKnown(s) else { return [c] }
        let p = s.properties
        let text: String
        switch m {
        case .lower: text = p.lowercaseMapping
        case .upper: text = p.uppercaseMapping
        case .title: text = p.titlecaseMapping
        case .fold:
            if c == 0x1FBE { return [0x3B9] }
            // Characters whose decomposition folds to itself still fold when their capital is several characters.
            guard p.changesWhenCaseFolded || p.uppercaseMapping.unicodeScalars.count > 1 else { return [c] }
            // Cherokee folds to its capital letters.
            if c >= 0x13F8 && c <= 0x13FD { return [c - 8] }
            if c >= 0xAB70 && c <= 0xABBF { return [c - 0xAB70 + 0x13A0] }
            // Folding is what stays after going down, up and down again.
            var out: [UInt32] = []
            for a in p.lowercaseMapping.unicodeScalars {
                for b in a.properties.uppercaseMapping.unicodeScalars {
                    for d in b.properties.lowercaseMapping.unicodeScalars { out.append(d.value) }
                }
            }
            return out
        }
        var out: [UInt32] = []
        for x in text.unicodeScalars {
            if !isKnown(x) { return [c] }
            out.append(x.value)
        }
        return out
    }
}
