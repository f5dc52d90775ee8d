// Number tokens: their shapes and what is said about wrong ones.
//
// In:  `position` at a digit, or at a dot before a digit.
// Out: one number token; its value is read by NumberLiteral.swift.

extension Lexer {
    mutating func lexNumber() -> Bool {
        let start = position
        var i = start
        if base[i] == 0x30 {
            i &+= 1
            let c = byte(i)
            switch c | 0x20 {
            case 0x78: return lexRadix(start, "hexadecimal", isHexDigit)
            case 0x6F: return lexRadix(start, "octal") { $0 &- 0x30 < 8 }
            case 0x62: return lexRadix(start, "binary") { $0 &- 0x30 < 2 }
            default: break
            }
            // Zeros may be repeated; any other digit after them is the old octal form, unless a float follows.
            while true {
                if byte(i) == 0x5F {
                    i &+= 1
                    guard CharacterClass.isDigit(byte(i)) else { return failNumber(at: i, "decimal") }
                }
                if byte(i) != 0x30 { break }
                i &+= 1
            }
            let zerosEnd = i &+ 1
            var isOctal = false
            if CharacterClass.isDigit(byte(i)) {
                isOctal = true
                guard let end = decimalTail(i) else { return false }
                i = end
            }
            let next = byte(i)
            if next == 0x2E { return lexFraction(start, i &+ 1) }
            if next | 0x20 == 0x65 { return lexExponent(start, i) }
            if next | 0x20 == 0x6A { return lexImaginary(start, i) }
            if isOctal {
                position = i
                fail(
                    .direct,
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                    from: start + 1, to: zerosEnd)
                return false
            }
            return finishNumber(start, i, "decimal")
        }
        if base[i] == 0x2E { return lexFraction(start, i &+ 1) }
        guard let end = decimalTail(i) else { return false }
        i = end
        let next = byte(i)
        if next == 0x2E { return lexFraction(start, i &+ 1) }
        if next | 0x20 == 0x65 { return lexExponent(start, i) }
        if next | 0x20 == 0x6A { return lexImaginary(start, i) }
        return finishNumber(start, i, "decimal")
    }

    private mutating func lexFraction(_ start: Int, _ from: Int) -> Bool {
        var i = from
        if CharacterClass.isDigit(byte(i)) {
            guard let end = decimalTail(i) else { return false }
            i = end
        }
        let next = byte(i)
        if next | 0x20 == 0x65 { return lexExponent(start, i) }
        if next | 0x20 == 0x6A { return lexImaginary(start, i) }
        return finishNumber(start, i, "decimal")
    }

    private mutating func lexExponent(_ start: Int, _ at: Int) -> Bool {
        var i = at &+ 1
        let sign = byte(i)
        if sign == 0x2B || sign == 0x2D {
            i &+= 1
            guard CharacterClass.isDigit(byte(i)) else { return failNumber(at: i, "decimal") }
        } else if !CharacterClass.isDigit(sign) {
            // `1else` is a number and a keyword; `1ex` is an error.
            return finishNumber(start, at, "decimal")
        }
        guard let end = decimalTail(i) else { return false }
        if byte(end) | 0x20 == 0x6A { return lexImaginary(start, end) }
        return finishNumber(start, end, "decimal")
    }

    private mutating func lexImaginary(_ start: Int, _ at: Int) -> Bool {
        finishNumber(start, at &+ 1, "imaginary")
    }

    private mutating func lexRadix(_ start: Int, _ kind: String, _ isDigit: (UInt8) -> Bool) -> Bool {
        var i = start &+ 2
        repeat {
            if byte(i) == 0x5F { i &+= 1 }
            if !isDigit(byte(i)) {
                if kind != "hexadecimal", CharacterClass.isDigit(byte(i)) { return failDigit(at: i, kind) }
                return failNumber(at: i, kind)
            }
            while isDigit(byte(i)) { i &+= 1 }
        } while byte(i) == 0x5F
        if kind != "hexadecimal", CharacterClass.isDigit(byte(i)) { return failDigit(at: i, kind) }
        return finishNumber(start, i, kind)
    }

    /// The end of digits with single underscores between them.
    private mutating func decimalTail(_ from: Int) -> Int? {
        var i = from
        while true {
            while CharacterClass.isDigit(byte(i)) { i &+= 1 }
            if byte(i) != 0x5F { return i }
            i &+= 1
            if !CharacterClass.isDigit(byte(i)) {
                _ = failNumber(at: i, "decimal")
                return nil
            }
        }
    }

    /// A number must not run into a word, except a keyword that may follow a number in valid code.
    private mutating func finishNumber(_ start: Int, _ end: Int, _ kind: String) -> Bool {
        position = end
        let c = byte(end)
        if classes[Int(c)] <= CharacterClass.digit.rawValue, end < limit {
            if startsKeyword(end) {
                warnings.append(
                    SyntaxWarningInfo(category: .syntaxWarning, message: "invalid \(kind) literal", line: Int(line)))
            } else {
                return failNumber(at: end, kind)
            }
        }
        emit(.number, from: start)
        return true
    }

    private func startsKeyword(_ at: Int) -> Bool {
        func follows(_ word: StaticString) -> Bool {
            for i in 0..<word.utf8CodeUnitCount where byte(at + i) != word.utf8Start[i] { return false }
            return true
        }
        return follows("and") || follows("else") || follows("for") || follows("if") || follows("in") || follows("is")
            || follows("or") || follows("not")
    }

    private mutating func failNumber(at index: Int, _ kind: String) -> Bool {
        position = index
        fail(.direct, "invalid \(kind) literal")
        return false
    }

    private mutating func failDigit(at index: Int, _ kind: String) -> Bool {
        position = index + 1
        fail(.direct, "invalid digit '\(Character(Unicode.Scalar(base[index])))' in \(kind) literal")
        return false
    }

    private func isHexDigit(_ c: UInt8) -> Bool { c &- 0x30 < 10 || (c | 0x20) &- 0x61 < 6 }
}
