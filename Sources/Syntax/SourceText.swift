// Source text: the bytes of a file made ready for the lexer.
//
// In:  bytes as they stand in the file.
// Out: UTF-8 with `\n` line ends, followed by zero bytes that the lexer may read past the end.
//
// The encoding is that of the byte order mark or of the coding cookie in the first two lines (PEP 263); UTF-8 else.
// UTF-8, Latin-1 and ASCII are built in, others are asked of `sourceDecoder`.

/// Decodes source bytes of another encoding to UTF-8; nil where the encoding is unknown or the bytes are not in it.
/// Set by the runtime that owns the codecs.
nonisolated(unsafe) public var sourceDecoder: ((_ encoding: String, _ bytes: [UInt8]) -> [UInt8]?)?

final class SourceText {
    let base: UnsafePointer<UInt8>
    let count: Int
    /// All of it is UTF-8; else strings and names check themselves.
    let isValid: Bool
    /// What is wrong behind the end of the text, where that is not the end of the file.
    let endError: SyntaxErrorInfo?
    /// The file as error messages show it, where that is not the text itself.
    private let shown: [UInt8]?
    private let storage: UnsafeMutablePointer<UInt8>
    /// Bytes that may be read after the last one; all are zero.
    static let padding = 16

    /// Copies the bytes; makes `\r\n` and `\r` `\n`; adds the missing last newline where asked.
    init(_ decoded: DecodedSource, endWithNewline: Bool) {
        let bytes = decoded.text
        endError = decoded.endError
        shown = decoded.shown
        let storage = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + SourceText.padding + 1)
        var length = bytes.withUnsafeBufferPointer { SourceText.copy($0, to: storage) }
        if endWithNewline, length > 0, storage[length - 1] != 0x0A {
            storage[length] = 0x0A
            length += 1
        }
        (storage + length).update(repeating: 0, count: SourceText.padding)
        self.storage = storage
        base = UnsafePointer(storage)
        count = length
        isValid = invalidUTF8(UnsafeBufferPointer(start: storage, count: length), 0..<length) == nil
    }

    private static func copy(_ buffer: UnsafeBufferPointer<UInt8>, to storage: UnsafeMutablePointer<UInt8>) -> Int {
        guard let from = buffer.baseAddress, buffer.count > 0 else { return 0 }
        if !buffer.contains(0x0D) {
            storage.update(from: from, count: buffer.count)
            return buffer.count
        }
        var length = 0
        var i = 0
        while i < buffer.count {
            var c = buffer[i]
            i &+= 1
            if c == 0x0D {
                c = 0x0A
                if i < buffer.count, buffer[i] == 0x0A { i &+= 1 }
            }
            storage[length] = c
            length &+= 1
        }
        return length
    }

    deinit { storage.deallocate() }

    /// The text of a line (from 1) with its newline; nil where there is no such line.
    func line(_ number: Int) -> String? {
        guard let range = lineRange(number) else { return nil }
        return text(range)
    }

    /// The line that a script's error messages show: read from the file in pieces, of which the last counts.
    func shownLine(_ number: Int) -> String? {
        let piece = 999
        guard let shown else {
            guard let range = lineRange(number) else { return nil }
            let skipped = range.count > piece ? (range.count - 1) / piece * piece : 0
            return text(range.lowerBound + skipped ..< range.upperBound)
        }
        let lines = shown.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard number >= 1, number <= lines.count else { return nil }
        let line = lines[number - 1].prefix { $0 != 0 }
        return String(decoding: line, as: UTF8.self) + (line.count == lines[number - 1].count ? "\n" : "")
    }

    /// Where a line stands, its newline included.
    func lineRange(_ number: Int) -> Range<Int>? {
        guard number >= 1 else { return nil }
        var start = 0
        var remaining = number - 1
        while remaining > 0 {
            guard start < count else { return nil }
            while start < count, base[start] != 0x0A { start += 1 }
            if start >= count { return nil }
            start += 1
            remaining -= 1
        }
        if start >= count { return number == 1 ? 0..<0 : nil }
        var end = start
        while end < count, base[end] != 0x0A { end += 1 }
        return start..<min(end + 1, count)
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
    }

    /// How many code points the bytes hold.
    func codePoints(_ range: Range<Int>) -> Int {
        var result = 0
        for i in range where base[i] & 0xC0 != 0x80 { result += 1 }
        return result
    }
}

/// Source bytes as UTF-8.
struct DecodedSource {
    var text: ArraySlice<UInt8>
    /// What is wrong where the text ends, if it is not all of the file.
    var endError: SyntaxErrorInfo?
    /// The file, where its lines are not those of the text.
    var shown: [UInt8]?

    init(_ text: ArraySlice<UInt8>) { self.text = text }
}

/// A script is read line by line as by C's fgets: a line ends at a null byte, what follows it and the newline are lost, and the next line is
/// joined to it; an empty line before a null byte is taken for the end.
private func withoutNulls(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isLineStart = true
    var i = bytes.startIndex
    while i < bytes.endIndex {
        let c = bytes[i]
        if c == 0 {
            if isLineStart { break }
            while i < bytes.endIndex, bytes[i] != 0x0A { i += 1 }
            i += 1
            continue
        }
        result.append(c)
        isLineStart = c == 0x0A
        i += 1
    }
    return result[...]
}

/// Finds the encoding of source bytes and decodes them to UTF-8, without the byte order mark.
///
/// Bytes that are not UTF-8 are the end of a script's text; else they wait for the token that they stand in, because
/// Python accepts them in comments.
func decodeSource(
    _ bytes: [UInt8], filename: String, flags: ParseFlags
) throws(SyntaxErrorInfo) -> DecodedSource {
    if bytes.count > Int(Int32.max) / 2 {
        throw SyntaxErrorInfo(
            kind: .memoryError, message: "source is too large", line: 0, column: 0, endLine: 0, endColumn: 0,
            sourceLine: nil)
    }
    var rest = bytes[...]
    let hasMark = !flags.contains(.ignoreCookie) && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    if hasMark { rest = bytes[3...] }
    let isScript = flags.contains(.isScript)
    var shown: [UInt8]?
    if rest.contains(0) {
        guard isScript else {
            throw SyntaxErrorInfo(
                kind: .valueError, message: "source code string cannot contain null bytes", line: 0, column: 0, endLine: 0,
                endColumn: 0, sourceLine: nil)
        }
        shown = Array(rest)
        rest = withoutNulls(rest)
    }
    guard !flags.contains(.ignoreCookie), let cookie = codingCookie(rest) else {
        var result = DecodedSource(rest)
        result.shown = shown
        if isScript, !hasMark, let bad = rest.withUnsafeBufferPointer({ invalidUTF8($0, 0..<$0.count) }) {
            // The lines before it are read first.
            var line = 1
            var start = rest.startIndex
            for i in rest.startIndex ..< rest.startIndex + bad.offset where rest[i] == 0x0A || rest[i] == 0x0D && rest[i + 1] != 0x0A {
                line += 1
                start = i + 1
            }
            result.endError = encodingError(
                "Non-UTF-8 code starting with '\\x\(hexadecimalByte(rest[rest.startIndex + bad.offset]))' in file "
                    + "\(filename) on line \(line), but no encoding declared; see "
                    + "https://peps.python.org/pep-0263/ for details")
            result.text = rest[..<start]
        }
        return result
    }
    return try decodeNamed(rest, cookie, hasMark: hasMark, isScript: isScript)
}

private func decodeNamed(
    _ rest: ArraySlice<UInt8>, _ cookie: String, hasMark: Bool, isScript: Bool
) throws(SyntaxErrorInfo) -> DecodedSource {
    let name = normaliseEncodingName(cookie)
    let lower = cookie.lowercased()
    if hasMark, name != "utf-8" || !lower.hasPrefix("utf-8") && !lower.hasPrefix("utf_8") {
        throw encodingError("encoding problem: \(name == "iso-8859-1" && isScript ? name : cookie) with BOM", hasPlace: !isScript)
    }
    switch name {
    case "utf-8": return DecodedSource(rest)
    case "iso-8859-1":
        var decoded: [UInt8] = []
        decoded.reserveCapacity(rest.count + rest.count / 8)
        for byte in rest {
            if byte < 0x80 {
                decoded.append(byte)
            } else {
                decoded.append(0xC0 | byte >> 6)
                decoded.append(0x80 | byte & 0x3F)
            }
        }
        return DecodedSource(decoded[...])
    case "ascii":
        guard let index = rest.firstIndex(where: { $0 >= 0x80 }) else { return DecodedSource(rest) }
        if isScript { throw encodingError("encoding problem: \(cookie)", hasPlace: false) }
        throw encodingError(
            "'ascii' codec can't decode byte 0x\(hexadecimalByte(rest[index])) in position "
                + "\(index - rest.startIndex): ordinal not in range(128)", hasPlace: true)
    default:
        guard let decoder = sourceDecoder, let decoded = decoder(name, Array(rest)) else {
            throw isScript
                ? encodingError("encoding problem: \(cookie)", hasPlace: false) : encodingError("unknown encoding: \(cookie)", hasPlace: true)
        }
        return DecodedSource(decoded[...])
    }
}

/// Without a place, the message is all that is reported.
private func encodingError(_ message: String, hasPlace: Bool = false) -> SyntaxErrorInfo {
    SyntaxErrorInfo(
        kind: .syntaxError, message: message, line: hasPlace ? 0 : -1, column: -1, endLine: 0, endColumn: 0, sourceLine: nil)
}

private func hexadecimalByte(_ byte: UInt8) -> String { (byte < 0x10 ? "0" : "") + String(byte, radix: 16) }

/// The encoding named in a comment of the first two lines (`coding[:=]\s*([-\w.]+)`).
private func codingCookie(_ bytes: ArraySlice<UInt8>) -> String? {
    var i = bytes.startIndex
    let end = bytes.endIndex
    for _ in 0..<2 {
        var lineEnd = i
        while lineEnd < end, bytes[lineEnd] != 0x0A, bytes[lineEnd] != 0x0D { lineEnd += 1 }
        var p = i
        while p < lineEnd, bytes[p] == 0x20 || bytes[p] == 0x09 || bytes[p] == 0x0C { p += 1 }
        // Only a first line that is blank or a comment lets the second line speak.
        guard p == lineEnd || bytes[p] == 0x23 else { return nil }
        let word: [UInt8] = Array("coding".utf8)
        while p + 6 < lineEnd {
            if bytes[p..<p + 6].elementsEqual(word) {
                var q = p + 6
                if q < lineEnd, bytes[q] == 0x3A || bytes[q] == 0x3D {
                    q += 1
                    while q < lineEnd, bytes[q] == 0x20 || bytes[q] == 0x09 { q += 1 }
                    let start = q
                    while q < lineEnd, isEncodingCharacter(bytes[q]) { q += 1 }
                    if q > start { return String(decoding: bytes[start..<q], as: UTF8.self) }
                }
            }
            p += 1
        }
        i = lineEnd
        if i < end, bytes[i] == 0x0D { i += 1 }
        if i < end, bytes[i] == 0x0A { i += 1 }
    }
    return nil
}

private func isEncodingCharacter(_ c: UInt8) -> Bool {
    switch c {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x2E: return true
    default: return false
    }
}

private func normaliseEncodingName(_ name: String) -> String {
    let lower = String(name.map { $0 == "_" ? "-" : Character($0.lowercased()) })
    if lower == "utf-8" || lower == "utf8" || lower.hasPrefix("utf-8-") { return "utf-8" }
    for latin in ["latin-1", "iso-8859-1", "iso-latin-1"] where lower == latin || lower.hasPrefix(latin + "-") {
        return "iso-8859-1"
    }
    if lower == "latin1" || lower == "l1" || lower == "8859" || lower == "iso8859-1" { return "iso-8859-1" }
    if lower == "ascii" || lower == "us-ascii" || lower == "646" { return "ascii" }
    return lower
}

/// The first byte of a range that is not UTF-8 (surrogates, overlong forms and values past U+10FFFF included), and why.
func invalidUTF8(_ b: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (offset: Int, reason: String)? {
    guard let base = b.baseAddress else { return nil }
    var i = range.lowerBound
    let n = range.upperBound
    while i < n {
        let c = b[i]
        if c < 0x80 {
            i &+= 1
            // Mostly ASCII: eight bytes at a time.
            while i &+ 8 <= n, UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
                i &+= 8
            }
            continue
        }
        if c < 0xC2 || c > 0xF4 { return (i, "invalid start byte") }
        let length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2
        for k in 1..<length {
            if i + k >= n { return (i, "unexpected end of data") }
            let next = b[i + k]
            var ok = next & 0xC0 == 0x80
            if k == 1 {
                if c == 0xE0 { ok = ok && next >= 0xA0 }
                if c == 0xED { ok = ok && next < 0xA0 }
                if c == 0xF0 { ok = ok && next >= 0x90 }
                if c == 0xF4 { ok = ok && next < 0x90 }
            }
            if !ok { return (i, "invalid continuation byte") }
        }
        i += length
    }
    return nil
}

extension SourceText {
    /// What is said about a token whose bytes from `range` are not UTF-8; nil where they are.
    func invalidText(_ range: Range<Int>) -> String? {
        guard !isValid, let bad = invalidUTF8(UnsafeBufferPointer(start: base, count: count), range) else { return nil }
        return "(unicode error) 'utf-8' codec can't decode byte 0x\(hexadecimalByte(base[bad.offset])) in position "
            + "\(bad.offset - range.lowerBound): \(bad.reason)"
    }
}
