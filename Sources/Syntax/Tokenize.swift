// The tokens of a source as text, one a line, for `emit --stage tokens` and for tests.

/// Lists tokens as `line,column-line,column: KIND 'text'`; a last line tells the error, where there is one.
public func tokenize(source: [UInt8], mode: ParseMode = .exec, flags: ParseFlags = []) -> String {
    let text: SourceText
    do {
        text = SourceText(try decodeSource(source, filename: "", flags: flags), endWithNewline: mode == .exec)
    } catch {
        return "error: \(error.message)\n"
    }
    var lexer = Lexer(source: text, names: NameTable(source: text), mode: mode, flags: flags)
    lexer.run()
    var result = ""
    for index in 0..<lexer.tokens.count {
        let token = lexer.tokens.base[index]
        if token.kind == .error { break }
        let place = "\(token.line),\(token.column)-\(token.endLine),\(token.endColumn):"
        result += place + String(repeating: " ", count: max(1, 20 - place.utf8.count)) + token.kind.label
        if token.column >= 0, token.kind != .newline {
            let bytes = Array(UnsafeBufferPointer(start: text.base + Int(token.start), count: Int(token.end - token.start)))
            result += " " + String(decoding: pythonRepresentation(string: bytes), as: UTF8.self)
        }
        result += "\n"
    }
    if let failure = lexer.failure {
        result += "error: \(failure.info.line),\(failure.info.column): \(failure.info.message)\n"
    }
    return result
}
