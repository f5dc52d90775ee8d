// String atoms: adjacent literals joined, f-string fields parsed.
//
// The expression of a field is parsed by a parser of its own over the same source text, so positions are true. Python
// 3.11 parses the text `(expression)` instead, which shows in error messages; FieldOrigin accounts for that.

extension Parser {
    /// One or more adjacent string tokens.
    func strings() throws(Failure) -> Expr {
        let start = position
        guard kind == .string else { throw mismatch() }
        while kind == .string { position &+= 1 }
        note()
        if kind == .error { throw mismatch() }
        if position == start &+ 1 {
            // The common case: one literal.
            let token = tokens[start]
            let parts = StringParts(source.base, Int(token.start)..<Int(token.end))
            if !parts.isFormat {
                let value = try literal(parts, start)
                let isMarked = source.base[Int(token.start)] == 0x75
                return node(
                    .constant(parts.isBytes ? .bytes(value) : .string(value), isUnicodeMarked: isMarked), from: start)
            }
        }
        return try joinedStrings(start, position)
    }

    private func joinedStrings(_ start: Int, _ end: Int) throws(Failure) -> Expr {
        var bytes: [UInt8] = []
        var isBytes = false
        let whole = range(from: start)
        let isMarked = source.base[Int(tokens[start].start)] == 0x75
        var builder = FormatBuilder(range: whole, isUnicodeMarked: isMarked)
        for index in start..<end {
            let token = tokens[index]
            let parts = StringParts(source.base, Int(token.start)..<Int(token.end))
            if !parts.isFormat || parts.isBytes {
                let value = try literal(parts, index)
                if index > start, parts.isBytes != isBytes { throw raise("cannot mix bytes and nonbytes literals") }
                if parts.isBytes { bytes += value } else { builder.text += value }
            } else if index > start, isBytes {
                throw raise("cannot mix bytes and nonbytes literals")
            } else {
                if !source.isValid, let message = source.invalidText(parts.body) { throw raise(message) }
                builder.isFormat = true
                var reader = FormatReader(position: parts.body.lowerBound, end: parts.body.upperBound, isRaw: parts.isRaw)
                try readFormat(&reader, into: &builder, level: 0, token: index)
            }
            isBytes = parts.isBytes
        }
        if isBytes { return Expr(.constant(.bytes(bytes), isUnicodeMarked: false), whole) }
        return builder.finish(range: whole, isUnicodeMarked: isMarked)
    }

    /// The value of a literal without fields.
    private func literal(_ parts: StringParts, _ index: Int) throws(Failure) -> [UInt8] {
        let text = UnsafeBufferPointer(start: source.base + parts.body.lowerBound, count: parts.body.count)
        if parts.isBytes {
            for c in text where c >= 0x80 { throw raise("bytes can only contain ASCII literal characters") }
        }
        if !source.isValid, let message = source.invalidText(parts.body) { throw raise(message) }
        if parts.isRaw || !text.contains(0x5C) { return Array(text) }
        return try decode(text, isBytes: parts.isBytes, index)
    }

    private func decode(
        _ text: UnsafeBufferPointer<UInt8>, isBytes: Bool, _ index: Int
    ) throws(Failure) -> [UInt8] {
        var decoder = EscapeDecoder()
        decoder.decode(text, isBytes: isBytes)
        if let message = decoder.message { throw raise(message) }
        if let c = decoder.invalidEscape { warnInvalidEscape(c, index) }
        return decoder.output
    }

    private func warnInvalidEscape(_ escape: [UInt8], _ index: Int) {
        if diagnosing || index <= lastWarnedToken { return }
        let text = String(decoding: escape, as: UTF8.self)
        warnings.append(
            SyntaxWarningInfo(
                category: .deprecationWarning,
                message: "invalid \(escape.count > 1 ? "octal " : "")escape sequence '\\\(text)'",
                line: Int(tokens[index].line)))
    }

    // MARK: f-strings

    /// Reads literal text and fields up to the end of the literal, or up to the `}` that ends a format specification.
    private func readFormat(
        _ reader: inout FormatReader, into builder: inout FormatBuilder, level: Int, token index: Int
    ) throws(Failure) {
        let base = source.base
        while true {
            let start = reader.position
            var end = start
            var resume = start
            var isEnd = true
            scanning: while reader.position < reader.end {
                var c = base[reader.position]
                reader.position += 1
                if !reader.isRaw, c == 0x5C, reader.position < reader.end {
                    c = base[reader.position]
                    reader.position += 1
                    if c == 0x4E {
                        // A named character's braces are no field.
                        if reader.position < reader.end {
                            let next = base[reader.position]
                            reader.position += 1
                            if next == 0x7B {
                                while reader.position < reader.end {
                                    let d = base[reader.position]
                                    reader.position += 1
                                    if d == 0x7D { break }
                                }
                            }
                        }
                        continue
                    }
                    if c == 0x7B { warnInvalidEscape([c], index) }
                }
                if c == 0x7B || c == 0x7D {
                    if level == 0 {
                        if reader.position < reader.end, base[reader.position] == c {
                            end = reader.position
                            resume = reader.position + 1
                            isEnd = false
                            break scanning
                        }
                        if c == 0x7D { throw raise("f-string: single '}' is not allowed") }
                    }
                    reader.position -= 1
                    break scanning
                }
            }
            if isEnd {
                end = reader.position
                resume = end
            }
            if end > start {
                let text = UnsafeBufferPointer(start: base + start, count: end - start)
                builder.text += reader.isRaw || !text.contains(0x5C) ? Array(text) : try decode(text, isBytes: false, index)
            }
            reader.position = resume
            if !isEnd { continue }
            if reader.position >= reader.end || base[reader.position] == 0x7D { break }
            let field = try readField(&reader, builder: &builder, level: level, token: index)
            builder.flush()
            builder.values.append(field)
        }
        if level > 0, reader.position >= reader.end { throw raise("f-string: expecting '}'") }
        lastWarnedToken = max(lastWarnedToken, level == 0 ? index : -1)
    }

    /// Reads `{expression=!conversion:specification}`.
    private func readField(
        _ reader: inout FormatReader, builder: inout FormatBuilder, level: Int, token index: Int
    ) throws(Failure) -> Expr {
        let base = source.base
        if level >= 2 { throw raise("f-string: expressions nested too deeply") }
        let open = reader.position
        reader.position += 1
        let start = reader.position
        try skipFieldExpression(&reader)
        let end = reader.position
        if end >= reader.end { throw raise("f-string: expecting '}'") }
        let value = try fieldExpression(start..<end, open: open, token: index)
        var hasText = false
        var conversion: Int32 = -1
        if base[reader.position] == 0x3D {
            reader.position += 1
            while reader.position < reader.end, isSpace(base[reader.position]) { reader.position += 1 }
            if reader.position >= reader.end { throw raise("f-string: expecting '}'") }
            hasText = true
            builder.text += Array(UnsafeBufferPointer(start: base + start, count: reader.position - start))
        }
        if base[reader.position] == 0x21 {
            reader.position += 1
            if reader.position >= reader.end { throw raise("f-string: expecting '}'") }
            conversion = Int32(base[reader.position])
            reader.position += 1
            guard conversion == 115 || conversion == 114 || conversion == 97 else {
                throw raise("f-string: invalid conversion character: expected 's', 'r', or 'a'")
            }
        }
        if reader.position >= reader.end { throw raise("f-string: expecting '}'") }
        var specification: Expr?
        if base[reader.position] == 0x3A {
            reader.position += 1
            if reader.position >= reader.end { throw raise("f-string: expecting '}'") }
            let token = tokens[index]
            let tokenRange = SourceRange(
                line: token.line, column: token.column, endLine: token.endLine, endColumn: token.endColumn)
            var inner = FormatBuilder(range: builder.range, isUnicodeMarked: builder.isUnicodeMarked)
            inner.isFormat = true
            try readFormat(&reader, into: &inner, level: level + 1, token: index)
            specification = inner.finish(range: tokenRange, isUnicodeMarked: base[Int(token.start)] == 0x75)
        }
        if reader.position >= reader.end || base[reader.position] != 0x7D { throw raise("f-string: expecting '}'") }
        reader.position += 1
        if hasText, specification == nil, conversion == -1 { conversion = 114 }
        return Expr(.formattedValue(value: value, conversion: conversion, formatSpec: specification), builder.range)
    }

    /// Finds the end of a field's expression: `}`, `!`, `:` or `=` outside of strings and parentheses.
    private func skipFieldExpression(_ reader: inout FormatReader) throws(Failure) {
        let base = source.base
        var quote: UInt8 = 0
        var isTriple = false
        var openings: [UInt8] = []
        scanning: while reader.position < reader.end {
            let c = base[reader.position]
            func isTripled() -> Bool {
                reader.position + 2 < reader.end && base[reader.position + 1] == c && base[reader.position + 2] == c
            }
            if c == 0x5C { throw raise("f-string expression part cannot include a backslash") }
            if quote != 0 {
                if c == quote {
                    if isTriple {
                        if isTripled() {
                            reader.position += 2
                            quote = 0
                            isTriple = false
                        }
                    } else {
                        quote = 0
                    }
                }
                reader.position += 1
                continue
            }
            switch c {
            case 0x27, 0x22:
                isTriple = isTripled()
                if isTriple { reader.position += 2 }
                quote = c
            case 0x5B, 0x7B, 0x28:
                if openings.count >= Lexer.maximumLevel { throw raise("f-string: too many nested parenthesis") }
                openings.append(c)
            case 0x23: throw raise("f-string expression part cannot include '#'")
            case 0x21, 0x3A, 0x7D, 0x3D, 0x3E, 0x3C:
                if openings.isEmpty {
                    if c != 0x3A, c != 0x7D, reader.position + 1 < reader.end, base[reader.position + 1] == 0x3D {
                        // A comparison with two characters ends nothing.
                        reader.position += 2
                        continue
                    }
                    if c == 0x3E || c == 0x3C { break }
                    break scanning
                }
                if c == 0x7D { try close(c, &openings) }
            case 0x5D, 0x29: try close(c, &openings)
            default: break
            }
            reader.position += 1
        }
        if quote != 0 { throw raise("f-string: unterminated string") }
        if let opening = openings.last {
            throw raise("f-string: unmatched '\(Character(Unicode.Scalar(opening)))'")
        }
    }

    private func close(_ c: UInt8, _ openings: inout [UInt8]) throws(Failure) {
        guard let opening = openings.popLast() else {
            throw raise("f-string: unmatched '\(Character(Unicode.Scalar(c)))'")
        }
        if c != (opening == 0x28 ? 0x29 : opening + 2) {
            throw raise(
                "f-string: closing parenthesis '\(Character(Unicode.Scalar(c)))' does not match opening parenthesis "
                    + "'\(Character(Unicode.Scalar(opening)))'")
        }
    }

    private func isSpace(_ c: UInt8) -> Bool { c == 0x20 || (c >= 0x09 && c <= 0x0D) }

    private func fieldExpression(_ range: Range<Int>, open: Int, token index: Int) throws(Failure) -> Expr {
        let base = source.base
        var i = range.lowerBound
        while i < range.upperBound, isSpace(base[i]), base[i] != 0x0B { i += 1 }
        if i == range.upperBound {
            let c = base[range.upperBound]
            if c == 0x21 || c == 0x3A || c == 0x3D {
                throw raise("f-string: expression required before '\(Character(Unicode.Scalar(c)))'")
            }
            throw raise("f-string: empty expression not allowed")
        }
        // The place of the field: lines are counted from the token's start.
        let token = tokens[index]
        var line = token.line
        var lineStart = Int(token.start) - Int(token.column)
        var p = Int(token.start)
        while p < open {
            if base[p] == 0x0A {
                line += 1
                lineStart = p + 1
            }
            p += 1
        }
        var lexer = Lexer(field: range, line: line, lineStart: lineStart, source: source, names: names)
        var column = Int32(open - lineStart)
        p = range.lowerBound
        while base[p] == 0x20 || base[p] == 0x09 || base[p] == 0x0C { p += 1 }
        // Python loses the column where the expression starts on the next line.
        if base[p] == 0x0A { column = line == token.line ? token.column : 0 }
        lexer.fieldOrigin = FieldOrigin(range: range, line: line, column: column)
        lexer.run()
        let parser = Parser(lexer)
        parser.depth = depth + 20
        do throws(Failure) {
            try enter()
            let result = try parser.starExpressions()
            leave()
            if !diagnosing { warnings += parser.warnings }
            return result
        } catch {
            if self.error == nil { self.error = parser.diagnose() }
            throw .fatal
        }
    }
}

/// Where an f-string is being read.
private struct FormatReader {
    var position: Int
    var end: Int
    var isRaw: Bool
}

/// Collects the parts of a joined string.
private struct FormatBuilder {
    var range: SourceRange
    var isUnicodeMarked: Bool
    var text: [UInt8] = []
    var values: [Expr] = []
    var isFormat = false

    init(range: SourceRange, isUnicodeMarked: Bool) {
        self.range = range
        self.isUnicodeMarked = isUnicodeMarked
    }

    /// Makes the text so far a constant.
    mutating func flush() {
        if text.isEmpty { return }
        values.append(Expr(.constant(.string(text), isUnicodeMarked: isUnicodeMarked), range))
        text = []
    }

    func finish(range: SourceRange, isUnicodeMarked: Bool) -> Expr {
        if !isFormat { return Expr(.constant(.string(text), isUnicodeMarked: isUnicodeMarked), range) }
        var values = values
        if !text.isEmpty { values.append(Expr(.constant(.string(text), isUnicodeMarked: isUnicodeMarked), range)) }
        return Expr(.joinedStr(values: values), range)
    }
}
