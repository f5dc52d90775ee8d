// Characters by name, for `\N{…}` in string literals.
//
// The runtime that owns `unicodedata` may set `unicodeNameLookup`; without it a table of hashes is built from the
// standard library's names when a program first uses such an escape.

/// Finds the character with a name; nil where there is none. Replaces the built-in table where set.
nonisolated(unsafe) public var unicodeNameLookup: ((String) -> UInt32?)?

/// The character named in a `\N{…}` escape, in any case of letters.
func scalarNamed(_ name: String) -> UInt32? {
    if let lookup = unicodeNameLookup { return lookup(name) }
    let upper = name.uppercased()
    for (prefix, valid) in ideographs where upper.hasPrefix(prefix) {
        let digits = upper.dropFirst(prefix.count)
        if digits.count == 4 || digits.count == 5, let value = UInt32(digits, radix: 16),
            let scalar = Unicode.Scalar(value), valid(value), scalar.properties.generalCategory == .otherLetter
        {
            return value
        }
    }
    guard let value = nameTable[hash(upper)], let scalar = Unicode.Scalar(value) else { return nil }
    return scalar.properties.name == upper || scalar.properties.nameAlias == upper || isControlName(value) ? value : nil
}

private let ideographs: [(String, (UInt32) -> Bool)] = [
    ("CJK UNIFIED IDEOGRAPH-", { Unicode.Scalar($0)?.properties.isUnifiedIdeograph ?? false })
]

private func isControlName(_ value: UInt32) -> Bool { value < 0xA0 }

private func hash(_ text: String) -> UInt64 {
    var h: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { h = (h ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return h
}

/// Names of the control characters, which have aliases only.
private let controlNames: [(UInt32, String)] = [
    (0x00, "NULL"), (0x00, "NUL"), (0x07, "ALERT"), (0x07, "BEL"), (0x08, "BACKSPACE"), (0x08, "BS"),
    (0x09, "CHARACTER TABULATION"), (0x09, "HORIZONTAL TABULATION"), (0x09, "TAB"), (0x09, "HT"), (0x0A, "LINE FEED"),
    (0x0A, "NEW LINE"), (0x0A, "END OF LINE"), (0x0A, "LF"), (0x0A, "NL"), (0x0A, "EOL"), (0x0B, "LINE TABULATION"),
    (0x0B, "VERTICAL TABULATION"), (0x0B, "VT"), (0x0C, "FORM FEED"), (0x0C, "FF"), (0x0D, "CARRIAGE RETURN"),
    (0x0D, "CR"), (0x1B, "ESCAPE"), (0x1B, "ESC"), (0x7F, "DELETE"), (0x7F, "DEL"), (0x85, "NEXT LINE"), (0x85, "NEL"),
    (0xA0, "NBSP"), (0xAD, "SHY"), (0x200B, "ZWSP"), (0x200C, "ZWNJ"), (0x200D, "ZWJ"), (0x200E, "LRM"), (0x200F, "RLM"),
    (0xFEFF, "BYTE ORDER MARK"), (0xFEFF, "BOM"), (0xFEFF, "ZWNBSP"),
]

private let nameTable: [UInt64: UInt32] = {
    var table: [UInt64: UInt32] = [:]
    table.reserveCapacity(50_000)
    for range in [0x20...0x33FF, 0x4DC0...0x4DFF, 0xA000...0xD7FF, 0xF900...0x16FFF, 0x18AF0...0x1FFFF, 0xE0000...0xE01FF]
        as [ClosedRange<UInt32>]
    {
        for value in range {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            if let name = properties.name { table[hash(name)] = value }
            if let alias = properties.nameAlias { table[hash(alias)] = value }
        }
    }
    for (value, name) in controlNames { table[hash(name)] = value }
    return table
}()
