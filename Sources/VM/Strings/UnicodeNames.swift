// Names of characters, both ways. The table from names to characters is made when it is first needed.

import CVMSpec

/// Names of characters as the unicodedata module and \N{…} know them.
public enum UnicodeNames {
    /// The name of c, or nil if it has none (control characters, unassigned).
    public static func name(_ c: UInt32) -> String? {
        guard let s = Unicode.Scalar(c), CharacterTable.isKnown(s) else { return nil }
        // Tangut ideographs are nameless in Python 3.11.
        if c >= 0x17000 && c <= 0x18D08 && (c < 0x18800 || c >= 0x18D00) { return nil }
        return s.properties.name
    }

    nonisolated(unsafe) private static var byName: [String: UInt32]? = nil

    /// The character of that name (any case), or nil.
    public static func lookup(_ name: String) -> UInt32? {
        let wanted = String(decoding: name.utf8.map { asciiUpper($0) }, as: UTF8.self)
        if let table = byName { return table[wanted] }
        var table: [String: UInt32] = [:]
        for c in UInt32(0) ... 0x10FFFF {
            if c == 0x323B0 { break }
            guard let s = Unicode.Scalar(c), CharacterTable.isKnown(s) else { continue }
            let p = s.properties
            if let n = p.name { table[n] = c }
            if let n = p.nameAlias, table[n] == nil { table[n] = c }
        }
        for c in UInt32(0xE0001) ... 0xE01EF {
            guard let s = Unicode.Scalar(c), CharacterTable.isKnown(s) else { continue }
            if let n = s.properties.name { table[n] = c }
        }
        // Aliases of control characters that several names share.
        let controls: [(String, UInt32)] = [
            ("NUL", 0), ("NULL", 0), ("SOH", 1), ("STX", 2), ("ETX", 3), ("EOT", 4), ("ENQ", 5), ("ACK", 6), ("BEL", 7), ("ALERT", 7), ("BS", 8), ("BACKSPACE", 8),
            ("HT", 9), ("TAB", 9), ("CHARACTER TABULATION", 9), ("HORIZONTAL TABULATION", 9), ("LF", 10), ("NL", 10), ("EOL", 10), ("LINE FEED", 10), ("NEW LINE", 10), ("END OF LINE", 10),
            ("VT", 11), ("LINE TABULATION", 11), ("VERTICAL TABULATION", 11), ("FF", 12), ("FORM FEED", 12), ("CR", 13), ("CARRIAGE RETURN", 13), ("SO", 14), ("SI", 15), ("DLE", 16),
            ("DC1", 17), ("DC2", 18), ("DC3", 19), ("DC4", 20), ("NAK", 21), ("SYN", 22), ("ETB", 23), ("CAN", 24), ("CANCEL", 24), ("EM", 25), ("SUB", 26), ("SUBSTITUTE", 26),
            ("ESC", 27), ("ESCAPE", 27), ("FS", 28), ("GS", 29), ("RS", 30), ("US", 31), ("SP", 32), ("DEL", 127), ("DELETE", 127), ("NEL", 0x85), ("NEXT LINE", 0x85),
            ("NBSP", 0xA0), ("SHY", 0xAD), ("ZWSP", 0x200B), ("ZWNJ", 0x200C), ("ZWJ", 0x200D), ("LRM", 0x200E), ("RLM", 0x200F), ("WJ", 0x2060), ("BOM", 0xFEFF), ("ZWNBSP", 0xFEFF),
            ("BYTE ORDER MARK", 0xFEFF),
        ]
        for (n, c) in controls where table[n] == nil { table[n] = c }
        byName = table
        return table[wanted]
    }
}
