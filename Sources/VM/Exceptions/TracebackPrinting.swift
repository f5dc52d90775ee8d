// Printing of uncaught exceptions: traceback with source lines and markers, causes and contexts, notes, group trees.
//
// In:  an exception. Out: the text that the default excepthook writes. Source lines are read from the files named by the
// code objects; a small cache keeps the files of one report.

import Bytecode
import CVMSpec
import Glibc
import Syntax

/// The lines of source files, kept for a few files.
enum SourceLines {
    nonisolated(unsafe) private static var cache: [(name: String, lines: [[UInt8]])] = []
    /// Sources that never were in a file.
    nonisolated(unsafe) static var virtual: [String: [UInt8]] = [:]

    static func clear() { cache = [] }

    /// Line n (from 1) of a file without its newline, or nil.
    static func line(_ name: String, _ n: Int, searchPath: () -> [String]) -> [UInt8]? {
        guard n > 0 else { return nil }
        var lines: [[UInt8]]
        if let known = cache.first(where: { $0.name == name }) { lines = known.lines }
        else {
            var content = virtual[name] ?? (name.hasPrefix("<") ? nil : read(name))
            if content == nil, !name.hasPrefix("<"), !name.hasPrefix("/") {
                let tail = name.split(separator: "/").last.map(String.init) ?? name
                for d in searchPath() { content = read(d + "/" + tail); if content != nil { break } }
            }
            guard let content else { return nil }
            lines = split(content)
            if cache.count >= 16 { cache.removeFirst() }
            cache.append((name, lines))
        }
        return n <= lines.count ? lines[n - 1] : nil
    }

    private static func split(_ b: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var current: [UInt8] = []
        var i = b.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while i < b.count {
            let c = b[i]
            if c == 13 { if i + 1 < b.count && b[i + 1] == 10 { i += 1 }; lines.append(current); current = [] }
            else if c == 10 { lines.append(current); current = [] }
            else { current.append(c) }
            i += 1
        }
        if !current.isEmpty { lines.append(current) }
        return lines
    }

    private static func read(_ path: String) -> [UInt8]? {
        let fd = open(path, O_RDONLY | O_CLOEXEC)
        guard fd >= 0 else { return nil }
        defer { close(fd) }
        var info = stat()
        // A directory or device has no lines.
        guard fstat(fd, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size < 64 << 20 else { return nil }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let n = Glibc.read(fd, &buffer, buffer.count)
            if n <= 0 { return n == 0 ? result : nil }
            result.append(contentsOf: buffer[0 ..< n])
        }
    }
}

/// Where a report is being written: text, depth within groups, exceptions seen.
private struct ReportContext {
    var text = ""
    var seen: Set<UInt64> = []
    var depth = 0
    var needClose = false

    var indent: String { String(repeating: "  ", count: depth) }

    /// Adds text, each line behind the margin of the group it belongs to.
    mutating func emit(_ s: String, margin: String = "|") {
        guard depth > 0 else { text += s; return }
        let prefix = indent + margin + " "
        var start = s.startIndex
        while start < s.endIndex {
            let end = s[start...].firstIndex(of: "\n").map { s.index(after: $0) } ?? s.endIndex
            text += prefix + s[start ..< end]
            start = end
        }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// str(v) as standard error shows it: lone surrogates as escapes.
    private func shownString(_ v: Value) throws(PyRaise) -> String {
        let s = try toStr(v).str
        guard s.width == 2 || s.width == 4, (0 ..< s.count).contains(where: { s[code: $0] & 0xFFFF_F800 == 0xD800 }) else { return s.string }
        var utf8: [UInt8] = []
        for i in 0 ..< s.count {
            let c = s[code: i]
            if c & 0xFFFF_F800 == 0xD800 { utf8.append(contentsOf: ("\\u" + String(c, radix: 16)).utf8) } else { appendUTF8(&utf8, c) }
        }
        return String(decoding: utf8, as: UTF8.self)
    }

    /// The report of an uncaught exception, as the default excepthook writes it.
    public func formatException(_ e: Value) throws(PyRaise) -> String {
        SourceLines.clear()
        guard has(e, .Exception) else {
            return "TypeError: print_exception(): Exception expected for value, \(typeName(of: e)) found\n"
        }
        var context = ReportContext()
        try formatChain(e, &context, level: 0)
        return context.text
    }

    /// The traceback lines ("  File …") of a chain of traceback objects.
    public func formatTraceback(_ tb: Value) throws(PyRaise) -> String {
        var limit = 1000
        let custom = try sysValue("tracebacklimit")
        if custom.isInt { limit = custom.int }
        if limit <= 0 { return "" }
        var entries: [Value] = []
        var x = tb
        while x.isPresent && !x.isNone {
            entries.append(x)
            x = Value(bits: x.cell(PyTracebackLayout.self).pointee.next)
        }
        if entries.count > limit { entries.removeFirst(entries.count - limit) }
        let cutoff = 3
        var out = ""
        var last: (String, Int, String)? = nil
        var count = 0
        func repeated() {
            if count > cutoff { out += "  [Previous line repeated \(count - cutoff) more time\(count - cutoff > 1 ? "s" : "")]\n" }
        }
        for entry in entries {
            let p = entry.cell(PyTracebackLayout.self).pointee
            guard p.frame != 0, has(Value(bits: p.frame), .FrameObject), let code = Value(bits: p.frame).cell(PyFrameObjectLayout.self).pointee.code else { continue }
            let file = Value(bits: code.pointee.filename).str.string, name = Value(bits: code.pointee.name).str.string
            let line = tracebackLine(entry)
            if let l = last, l.0 == file, l.1 == line, l.2 == name {} else {
                repeated()
                last = (file, line, name)
                count = 0
            }
            count += 1
            if count <= cutoff { out += try formatEntry(entry, file, line, name) }
        }
        repeated()
        return out
    }

    private func searchPath() -> [String] {
        guard let path = try? sysValue("path"), path.isPresent, has(path, .List) else { return [] }
        return (0 ..< path.list.count).compactMap { has(path.list.items[$0], .Str) ? path.list.items[$0].str.string : nil }
    }

    private func formatEntry(_ tb: Value, _ file: String, _ line: Int, _ name: String) throws(PyRaise) -> String {
        var out = "  File \"\(file)\", line \(line), in \(name)\n"
        guard let source = SourceLines.line(file, line, searchPath: { searchPath() }) else { return out }
        func isSpace(_ c: UInt8) -> Bool { c == 32 || c == 9 || c == 12 }
        let leading = source.prefix(while: isSpace).count
        let trimmed = source.dropFirst(leading)
        out += "    \(String(decoding: trimmed, as: UTF8.self))\n"
        guard let r = tracebackRange(tb), r.line == line, r.column >= 0, r.endColumn >= 0, r.column <= source.count else { return out }
        func characters(_ bytes: Int) -> Int {
            var n = 0
            for i in 0 ..< Swift.min(bytes, source.count) where source[i] & 0xC0 != 0x80 { n += 1 }
            return n
        }
        let start = characters(r.column)
        var endByte = r.endColumn
        if r.endLine != r.line {
            endByte = source.count
            while endByte > 0, isSpace(source[endByte - 1]) { endByte -= 1 }
        }
        let end = characters(endByte)
        guard endByte >= r.column, endByte <= source.count else { return out }
        let anchors = errorAnchors(Array(source[r.column ..< endByte]))
        if anchors == nil && end - start == characters(source.count) - leading { return out }
        var marks = "    "
        let left = anchors.map { start + $0.left }, right = anchors.map { start + $0.right }
        var i = leading
        while i < end {
            if i < start { marks += " " }
            else if let left, let right { marks += i >= left && i < right ? "^" : "~" }
            else { marks += "^" }
            i += 1
        }
        return out + marks + "\n"
    }

    /// For a binary operation or subscript: where its operator or brackets lie in the segment, in characters.
    private func errorAnchors(_ segment: [UInt8]) -> (left: Int, right: Int)? {
        guard segment.count < 4096, case .success(let parsed) = parse(source: segment, filename: "<traceback>", mode: .exec, flags: [.ignoreCookie]),
              case .module(let body) = parsed.tree, body.count == 1, case .expr(let value) = body[0].kind else { return nil }
        func isSpace(_ c: UInt8) -> Bool { c == 32 || c == 9 || c == 12 }
        func characters(_ bytes: Int) -> Int {
            var n = 0
            for i in 0 ..< Swift.min(bytes, segment.count) where segment[i] & 0xC0 != 0x80 { n += 1 }
            return n
        }
        var left = -1, right = -1
        switch value.kind {
        case .binOp(let l, _, let r):
            let stop = Swift.min(Int(r.range.column), segment.count)
            var i = Int(l.range.endColumn)
            guard i >= 0 else { return nil }
            while i < stop {
                if isSpace(segment[i]) { i += 1; continue }
                left = i
                right = i + 1
                // An operator of two characters.
                if i + 1 < stop, !isSpace(segment[i + 1]) { right += 1 }
                break
            }
        case .subscripted(let v, let s, _):
            left = Int(v.range.endColumn)
            right = Int(s.range.endColumn) + 1
            guard left >= 0 else { return nil }
            while left < segment.count, segment[left] != 91 { left += 1 }
            while right < segment.count, segment[right] != 93 { right += 1 }
            if right < segment.count { right += 1 }
        default: return nil
        }
        guard left >= 0 else { return nil }
        return (characters(left), characters(right))
    }

    // -- Exceptions

    private func formatChain(_ e: Value, _ context: inout ReportContext, level: Int) throws(PyRaise) {
        context.seen.insert(e.bits)
        let x = e.exception.pointee
        let cause = Value(bits: x.cause), previous = Value(bits: x.context)
        if level < 900 {
            if cause.isPresent && !cause.isNone {
                if !context.seen.contains(cause.bits) {
                    let needClose = context.needClose
                    try formatChain(cause, &context, level: level + 1)
                    context.needClose = needClose
                    context.emit("\nThe above exception was the direct cause of the following exception:\n\n")
                }
            } else if previous.isPresent, !previous.isNone, x.suppressContext == 0, !context.seen.contains(previous.bits) {
                let needClose = context.needClose
                try formatChain(previous, &context, level: level + 1)
                context.needClose = needClose
                context.emit("\nDuring handling of the above exception, another exception occurred:\n\n")
            }
        }
        if isInstance(e, K.BaseExceptionGroup), exceptionField(e, "exceptions").isPresent { try formatGroup(e, &context, level: level) }
        else { try formatSingle(e, &context) }
    }

    private func formatSingle(_ e: Value, _ context: inout ReportContext) throws(PyRaise) {
        let tb = Value(bits: e.exception.pointee.traceback)
        if tb.isPresent {
            context.emit("Traceback (most recent call last):\n")
            context.emit(try formatTraceback(tb))
        }
        context.emit(try formatExceptionOnly(e))
    }

    private func formatGroup(_ e: Value, _ context: inout ReportContext, level: Int) throws(PyRaise) {
        let deepest = 10, widest = 15
        if context.depth > deepest {
            context.emit("... (max_group_depth is \(deepest))\n")
            return
        }
        let isTop = context.depth == 0
        if isTop { context.depth += 1 }
        let tb = Value(bits: e.exception.pointee.traceback)
        if tb.isPresent {
            context.emit("Exception Group Traceback (most recent call last):\n", margin: isTop ? "+" : "|")
            context.emit(try formatTraceback(tb))
        }
        context.emit(try formatExceptionOnly(e))
        let items = exceptionField(e, "exceptions")
        let total = items.tuple.count
        let n = total <= widest ? total : widest + 1
        context.needClose = false
        for i in 0 ..< n {
            let isLast = i == n - 1
            if isLast { context.needClose = true }
            let truncated = i >= widest
            context.text += context.indent + (i == 0 ? "+-" : "  ") + "+---------------- \(truncated ? "..." : String(i + 1)) ----------------\n"
            context.depth += 1
            if truncated {
                let rest = total - widest
                context.emit("and \(rest) more exception\(rest > 1 ? "s" : "")\n")
            } else { try formatChain(tupleItem(items, i), &context, level: level + 1) }
            if isLast && context.needClose {
                context.text += context.indent + "+------------------------------------\n"
                context.needClose = false
            }
            context.depth -= 1
        }
        if isTop { context.depth = 0 }
    }

    /// The last lines of a report: for a SyntaxError its place, then "Type: message", suggestion and notes.
    func formatExceptionOnly(_ e: Value) throws(PyRaise) -> String {
        var out = ""
        var shown = Value.empty
        if ExceptionCategory.of(typeOf(e)) == ExceptionCategory.syntaxError { (out, shown) = try formatSyntaxError(e) }
        let type = typeOf(e)
        let module = try typeModule(type)
        var name = Value(bits: type.pointee.qualifiedName).str.string
        if module.isEmpty || !has(module, .Str) { name = "<unknown>." + name }
        else if module.str.string != "builtins" && module.str.string != "__main__" { name = module.str.string + "." + name }
        out += name
        var text: String? = nil
        let raised = pointee.raised
        if shown.isPresent { text = shown.isNone ? "None" : try shownString(shown) }
        else {
            do throws(PyRaise) { text = try shownString(e) } catch {
                clearRaised()
                text = "<exception str() failed>"
            }
        }
        if let text, !text.isEmpty { out += ": " + text }
        if isInstance(e, K.AttributeError) || isInstance(e, K.NameError) {
            do throws(PyRaise) {
                if let s = try suggestion(for: e) { out += ". Did you mean: '\(s)'?" }
            } catch { clearRaised() }
        }
        out += "\n"
        out += try formatNotes(e)
        pointee.raised = raised
        return out
    }

    private func formatNotes(_ e: Value) throws(PyRaise) -> String {
        var notes = Value.empty
        do throws(PyRaise) { notes = try getAttributeIfAny(e, N.notes) } catch {
            clearRaised()
            return "Ignored error getting __notes__\n"
        }
        if notes.isEmpty || notes.isNone { return "" }
        guard has(notes, .List) || has(notes, .Tuple) else {
            do throws(PyRaise) { return try reprString(notes) + "\n" } catch {
                clearRaised()
                return "<__notes__ repr() failed>\n"
            }
        }
        var out = ""
        let items = try tupleFrom(notes)
        for i in 0 ..< items.tuple.count {
            var text = "<note str() failed>"
            do throws(PyRaise) { text = try shownString(tupleItem(items, i)) } catch { clearRaised() }
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) { out += line + "\n" }
        }
        return out
    }

    /// File, line and marked text of a SyntaxError, and the message to show.
    private func formatSyntaxError(_ e: Value) throws(PyRaise) -> (String, Value) {
        let filename = exceptionField(e, "filename"), line = exceptionField(e, "lineno")
        let msg = exceptionField(e, "msg")
        guard line.isInt else { return ("", .empty) }
        let file = filename.isPresent && !filename.isNone ? try shownString(filename) : "<string>"
        var out = "  File \"\(file)\", line \(line.int)\n"
        let message = msg.isPresent ? msg : Value.none
        var text = exceptionField(e, "text")
        if text.isEmpty || text.isNone || !has(text, .Str) {
            guard let source = SourceLines.line(file, line.int, searchPath: { searchPath() }), filename.isPresent, !filename.isNone else { return (out, message) }
            text = try str(utf8: source)
        }
        let s = text.str
        var characters: [UInt32] = (0 ..< s.count).map { s[code: $0] }
        let offsetValue = exceptionField(e, "offset"), endValue = exceptionField(e, "end_offset"), endLine = exceptionField(e, "end_lineno")
        var offset = offsetValue.isInt ? offsetValue.int : -1
        var end = endValue.isInt ? endValue.int : -1
        // A range over several lines is marked to the end of its first.
        if endLine.isInt, endLine.int > line.int { end = characters.count + (characters.last == 10 ? 0 : 1) }
        var carets = end > 0 && end > offset ? end &- offset : 1
        offset -= 1
        while let c = characters.first, c == 32 || c == 9 || c == 12 {
            characters.removeFirst()
            offset -= 1
        }
        if characters.last == 10 { characters.removeLast() }
        if offset > characters.count { offset = characters.count }
        while let nl = characters.firstIndex(of: 10), nl < offset {
            characters.removeFirst(nl + 1)
            offset -= nl + 1
        }
        var utf8: [UInt8] = []
        for c in characters { appendUTF8(&utf8, c) }
        out += "    " + String(decoding: utf8, as: UTF8.self) + "\n"
        guard offset >= 0 else { return (out, message) }
        carets = Swift.max(1, Swift.min(carets, 4096))
        out += "    " + String(repeating: " ", count: Swift.min(offset, 4096)) + String(repeating: "^", count: carets) + "\n"
        return (out, message)
    }
}
