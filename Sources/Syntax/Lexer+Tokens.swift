// Words, strings and operators, and the table that says what a byte may begin.

extension Lexer {
    mutating func lexWord() -> Bool {
        let start = position
        var i = start &+ 1
        var bits = base[start]
        while i < limit {
            let c = base[i]
            if classes[Int(c)] > CharacterClass.digit.rawValue { break }
            bits |= c
            i &+= 1
        }
        let length = i &- start
        let next = byte(i)
        if length <= 2, next == 0x22 || next == 0x27, isStringPrefix(start, length) {
            position = i
            return lexString(start: start)
        }
        position = i
        if bits >= 0x80 {
            if !checkIdentifier(start..<i) { return false }
        } else if length <= 8, length >= 2 {
            // Keywords are compared as one word; the text is padded, so eight bytes may always be read.
            let word = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self)
            let masked = length == 8 ? word : word & ((1 << (UInt64(truncatingIfNeeded: length) &* 8)) &- 1)
            let keyword = keywordKind(UInt64(littleEndian: masked))
            if keyword != .name {
                emit(keyword, from: start)
                return true
            }
        }
        emit(.name, from: start, name: names.intern(start: start, length: length, isASCII: bits < 0x80))
        return true
    }

    /// b, u, r, f, and the pairs br, rb, fr, rf in any case.
    func isStringPrefix(_ start: Int, _ length: Int) -> Bool {
        let a = base[start] | 0x20
        if length == 1 { return a == 0x62 || a == 0x75 || a == 0x72 || a == 0x66 }
        let b = base[start &+ 1] | 0x20
        return (a == 0x72 && (b == 0x62 || b == 0x66)) || (b == 0x72 && (a == 0x62 || a == 0x66))
    }

    /// Reads a string literal whose quote is at `position`; escapes are left for later.
    mutating func lexString(start: Int) -> Bool {
        let quote = base[position]
        let firstLine = line
        let firstLineStart = lineStart
        var i = position &+ 1
        if byte(i) == quote, byte(i &+ 1) == quote {
            i &+= 2
            while true {
                guard i < limit else { return failString(start, firstLine, firstLineStart, triple: true) }
                let c = base[i]
                i &+= 1
                if c == quote {
                    if byte(i) == quote, byte(i &+ 1) == quote {
                        i &+= 2
                        break
                    }
                } else if c == 0x0A {
                    line &+= 1
                    previousLineStart = lineStart
                    lineStart = i
                } else if c == 0x5C, i < limit {
                    if base[i] == 0x0A {
                        line &+= 1
                        previousLineStart = lineStart
                        lineStart = i &+ 1
                    }
                    i &+= 1
                }
            }
        } else if byte(i) == quote {
            i &+= 1
        } else {
            while true {
                guard i < limit else { return failString(start, firstLine, firstLineStart, triple: false, atEnd: true) }
                let c = base[i]
                i &+= 1
                if c == quote { break }
                if c == 0x0A { return failString(start, firstLine, firstLineStart, triple: false) }
                if c == 0x5C, i < limit {
                    if base[i] == 0x0A {
                        line &+= 1
                        previousLineStart = lineStart
                        lineStart = i &+ 1
                    }
                    i &+= 1
                }
            }
        }
        position = i
        tokens.append(
            Token(
                kind: .string, level: UInt8(truncatingIfNeeded: level), start: Int32(truncatingIfNeeded: start),
                end: Int32(truncatingIfNeeded: i), line: firstLine,
                column: Int32(truncatingIfNeeded: start &- firstLineStart), endLine: line,
                endColumn: Int32(truncatingIfNeeded: i &- lineStart), name: 0))
        return true
    }

    mutating func failString(_ start: Int, _ firstLine: Int32, _ firstLineStart: Int, triple: Bool, atEnd: Bool = false) -> Bool {
        if triple || atEnd, failBehindEnd() { return false }
        // A newline that ends the text does not begin another line.
        let detected = lineStart >= limit && line > 1 ? line - 1 : line
        line = firstLine
        lineStart = firstLineStart
        position = start + 1
        fail(
            .direct, "unterminated \(triple ? "triple-quoted " : "")string literal (detected at line \(detected))")
        failure?.isAtEnd = triple || atEnd
        return false
    }

    mutating func lexOperator(_ c: UInt8) {
        let start = position
        let second = byte(start &+ 1)
        let third = byte(start &+ 2)
        var length = 1
        let kind: TokenKind
        func pick(_ plain: TokenKind, _ assigned: TokenKind) -> TokenKind {
            if second == 0x3D {
                length = 2
                return assigned
            }
            return plain
        }
        func pickDoubled(_ plain: TokenKind, _ assigned: TokenKind, _ twice: TokenKind, _ twiceAssigned: TokenKind)
            -> TokenKind
        {
            if second == c {
                length = third == 0x3D ? 3 : 2
                return third == 0x3D ? twiceAssigned : twice
            }
            return pick(plain, assigned)
        }
        switch c {
        case 0x2C: kind = .comma
        case 0x3A: kind = pick(.colon, .colonEqual)
        case 0x3B: kind = .semicolon
        case 0x3D: kind = pick(.equal, .equalEqual)
        case 0x2B: kind = pick(.plus, .plusEqual)
        case 0x2D:
            if second == 0x3E {
                length = 2
                kind = .arrow
            } else {
                kind = pick(.minus, .minusEqual)
            }
        case 0x2A: kind = pickDoubled(.star, .starEqual, .doubleStar, .doubleStarEqual)
        case 0x2F: kind = pickDoubled(.slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
        case 0x3C:
            if second == 0x3E {
                // `<>` is one token, but no operator.
                length = 2
                kind = .unknown
            } else {
                kind = pickDoubled(.less, .lessEqual, .leftShift, .leftShiftEqual)
            }
        case 0x3E: kind = pickDoubled(.greater, .greaterEqual, .rightShift, .rightShiftEqual)
        case 0x25: kind = pick(.percent, .percentEqual)
        case 0x40: kind = pick(.at, .atEqual)
        case 0x26: kind = pick(.ampersand, .ampersandEqual)
        case 0x7C: kind = pick(.pipe, .pipeEqual)
        case 0x5E: kind = pick(.caret, .caretEqual)
        case 0x7E: kind = .tilde
        default: kind = pick(.unknown, .notEqual)
        }
        position &+= length
        emit(kind, from: start)
    }
}

/// What a byte may begin. The order matters: letters and digits come first, so that one comparison finds a word's end.
enum CharacterClass: UInt8 {
    case letter, digit, quote, newline, comment, backslash, dot, open, close, `operator`, other

    @inline(__always)
    static func isDigit(_ c: UInt8) -> Bool { c &- 0x30 < 10 }

    static let table: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        table.initialize(repeating: CharacterClass.other.rawValue, count: 256)
        func set(_ characters: String, _ kind: CharacterClass) {
            for c in characters.utf8 { table[Int(c)] = kind.rawValue }
        }
        set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", .letter)
        for c in 0x80...0xFF { table[c] = CharacterClass.letter.rawValue }
        set("0123456789", .digit)
        set("\"'", .quote)
        set("\n", .newline)
        set("#", .comment)
        set("\\", .backslash)
        set(".", .dot)
        set("([{", .open)
        set(")]}", .close)
        set(",:;=+-*/<>%@&|^~!", .operator)
        return UnsafePointer(table)
    }()
}

/// The keyword that a word of at most eight bytes (first byte lowest) spells; `.name` where it is none.
private func keywordKind(_ word: UInt64) -> TokenKind {
    switch word {
    case 0x65_736c_6146: return .kwFalse
    case 0x656e_6f4e: return .kwNone
    case 0x6575_7254: return .kwTrue
    case 0x64_6e61: return .kwAnd
    case 0x7361: return .kwAs
    case 0x7472_6573_7361: return .kwAssert
    case 0x63_6e79_7361: return .kwAsync
    case 0x74_6961_7761: return .kwAwait
    case 0x6b_6165_7262: return .kwBreak
    case 0x73_7361_6c63: return .kwClass
    case 0x6575_6e69_746e_6f63: return .kwContinue
    case 0x66_6564: return .kwDef
    case 0x6c_6564: return .kwDel
    case 0x6669_6c65: return .kwElif
    case 0x6573_6c65: return .kwElse
    case 0x7470_6563_7865: return .kwExcept
    case 0x79_6c6c_616e_6966: return .kwFinally
    case 0x72_6f66: return .kwFor
    case 0x6d6f_7266: return .kwFrom
    case 0x6c61_626f_6c67: return .kwGlobal
    case 0x6669: return .kwIf
    case 0x7472_6f70_6d69: return .kwImport
    case 0x6e69: return .kwIn
    case 0x7369: return .kwIs
    case 0x6164_626d_616c: return .kwLambda
    case 0x6c61_636f_6c6e_6f6e: return .kwNonlocal
    case 0x74_6f6e: return .kwNot
    case 0x726f: return .kwOr
    case 0x7373_6170: return .kwPass
    case 0x65_7369_6172: return .kwRaise
    case 0x6e72_7574_6572: return .kwReturn
    case 0x79_7274: return .kwTry
    case 0x65_6c69_6877: return .kwWhile
    case 0x6874_6977: return .kwWith
    case 0x64_6c65_6979: return .kwYield
    default: return .name
    }
}
