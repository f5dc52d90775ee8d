// _csv: dialects, the reader's state machine and the writer.
//
// Dialect: v0 a tuple (delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skipinitialspace, strict).
// reader: v0 line iterator, v1 dialect, i0 line number. writer: v0 write method, v1 dialect.

import CVMSpec
import VM

private enum Csv {
    nonisolated(unsafe) static var error = Value.empty
    nonisolated(unsafe) static var dialect = Value.empty
    nonisolated(unsafe) static var reader = Value.empty
    nonisolated(unsafe) static var writer = Value.empty
    nonisolated(unsafe) static var dialects = Value.empty
    nonisolated(unsafe) static var fieldLimit = 131072
    static let names = ["delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"]
}

/// A dialect's settings; characters are code points, -1 for none.
private struct Dialect {
    var delimiter: Int, escape: Int, quote: Int
    var doubleQuote: Bool, skipSpace: Bool, strict: Bool
    var quoting: Int
    var lineEnd: Value

    init(_ t: Thread, _ v: Value) throws(PyRaise) {
        let x = Value(bits: v.object.pointee.v0).tuple.items
        func character(_ v: Value) -> Int { v.isNone ? -1 : Int(v.str[code: 0]) }
        delimiter = character(x[0])
        doubleQuote = x[1].isTrue
        escape = character(x[2])
        lineEnd = x[3]
        quote = character(x[4])
        quoting = x[5].int
        skipSpace = x[6].isTrue
        strict = x[7].isTrue
    }
}

/// A Dialect object from an optional dialect (object, class, name) and keyword overrides.
private func makeDialect(_ t: Thread, _ given: Value, _ keywords: Value) throws(PyRaise) -> Value {
    var base = given.isNone ? Value.empty : given
    if base.isPresent && t.has(base, .Str) {
        let found = try t.dictGet(Csv.dialects.dict, base)
        if found.isEmpty { throw t.raise(Csv.error, "unknown dialect") }
        base = found
    }
    if base.isPresent, base.isReference, Value(t.typeOf(base)) == Csv.dialect, keywords.isEmpty || keywords.dict.pointee.used == 0 { return base }
    var values: [Value] = []
    for name in Csv.names {
        var v = Value.empty
        if keywords.isPresent { v = try t.dictGet(keywords.dict, try t.intern(name)) }
        if v.isEmpty && base.isPresent { v = try t.getAttributeIfAny(base, name) }
        values.append(v)
    }
    if keywords.isPresent {
        var i = t.dictNext(keywords.dict, 0)
        while i >= 0 {
            let k = Value(bits: keywords.dict.pointee.entries.unsafelyUnwrapped[i].key)
            if !Csv.names.contains(k.str.string) { throw t.raise(K.TypeError, "'\(k.str.string)' is an invalid keyword argument for this function") }
            i = t.dictNext(keywords.dict, i + 1)
        }
    }
    func character(_ i: Int, _ standard: String?, optional: Bool) throws(PyRaise) {
        let v = values[i], name = Csv.names[i]
        if v.isEmpty { values[i] = standard == nil ? .none : try t.intern(standard ?? ""); return }
        if v.isNone && optional { return }
        guard t.has(v, .Str) else { throw t.raise(K.TypeError, optional ? "\"\(name)\" must be string or None, not \(t.typeName(of: v))" : "\"\(name)\" must be string, not \(t.typeName(of: v))") }
        if v.str.count == 0 && optional { values[i] = .none; return }
        guard v.str.count == 1 else { throw t.raise(K.TypeError, "\"\(name)\" must be a 1-character string") }
    }
    try character(0, ",", optional: false)
    try character(2, nil, optional: true)
    let quoteGiven = values[4].isPresent
    try character(4, "\"", optional: true)
    for (i, standard) in [(1, true), (6, false), (7, false)] { values[i] = values[i].isEmpty ? Value(standard) : Value(try t.isTrue(values[i])) }
    if values[3].isEmpty { values[3] = try t.str("\r\n") }
    guard values[3].isNone || t.has(values[3], .Str) else { throw t.raise(K.TypeError, "\"lineterminator\" must be a string, not \(t.typeName(of: values[3]))") }
    if values[5].isEmpty { values[5] = Value(small: quoteGiven && values[4].isNone ? 3 : 0) }
    guard values[5].isInt else { throw t.raise(K.TypeError, "\"quoting\" must be an integer") }
    guard values[5].int >= 0 && values[5].int <= 3 else { throw t.raise(K.TypeError, "bad \"quoting\" value") }
    if values[5].int != 3 && values[4].isNone { throw t.raise(K.TypeError, "quotechar must be set if quoting enabled") }
    if values[3].isNone { throw t.raise(K.TypeError, "lineterminator must be set") }
    let v = try t.newInstanceCell(Csv.dialect.type)
    v.object.pointee.v0 = try t.newTuple(values).bits
    return v
}

/// Reads records from lines of text.
private struct RecordParser {
    let t: Thread
    let d: Dialect
    let fields: Value
    var field: [UInt32] = []
    var numeric = false
    var state = State.startRecord

    enum State { case startRecord, startField, escaped, inField, inQuoted, escapedInQuoted, quoteInQuoted, eatLineEnd, afterEscapedLineEnd }

    mutating func save() throws(PyRaise) {
        var v = try t.str(codes: field)
        field.removeAll(keepingCapacity: true)
        if numeric {
            numeric = false
            v = try t.call(K.float, v)
        }
        try t.listAppend(fields.list, v)
    }

    private mutating func add(_ c: Int) throws(PyRaise) {
        if field.count >= Csv.fieldLimit { throw t.raise(Csv.error, "field larger than field limit (\(Csv.fieldLimit))") }
        field.append(UInt32(c))
    }

    /// One character; -1 is the end of the line.
    mutating func take(_ c: Int) throws(PyRaise) {
        let isEnd = c == 10 || c == 13 || c == -1
        switch state {
        case .startRecord:
            if c == -1 { return }
            if isEnd { state = .eatLineEnd; return }
            state = .startField
            try startField(c)
        case .startField: try startField(c)
        case .escaped:
            if c == 10 || c == 13 { try add(c); state = .afterEscapedLineEnd; return }
            try add(c == -1 ? 10 : c)
            state = .inField
        case .afterEscapedLineEnd:
            if c == -1 { return }
            try inField(c)
        case .inField: try inField(c)
        case .inQuoted:
            if c == -1 { return }
            if c == d.escape { state = .escapedInQuoted }
            else if c == d.quote && d.quoting != 3 { state = d.doubleQuote ? .quoteInQuoted : .inField }
            else { try add(c) }
        case .escapedInQuoted:
            try add(c == -1 ? 10 : c)
            state = .inQuoted
        case .quoteInQuoted:
            if d.quoting != 3 && c == d.quote { try add(c); state = .inQuoted }
            else if c == d.delimiter { try save(); state = .startField }
            else if isEnd { try save(); state = c == -1 ? .startRecord : .eatLineEnd }
            else if !d.strict { try add(c); state = .inField }
            else {
                throw t.raise(Csv.error, "'\(Unicode.Scalar(UInt32(max(0, d.delimiter))).map(String.init) ?? "")' expected after '\(Unicode.Scalar(UInt32(max(0, d.quote))).map(String.init) ?? "")'")
            }
        case .eatLineEnd:
            if c == 10 || c == 13 { return }
            if c == -1 { state = .startRecord; return }
            throw t.raise(Csv.error, "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
        }
    }

    private mutating func startField(_ c: Int) throws(PyRaise) {
        if c == 10 || c == 13 || c == -1 { try save(); state = c == -1 ? .startRecord : .eatLineEnd }
        else if c == d.quote && d.quoting != 3 { state = .inQuoted }
        else if c == d.escape { state = .escaped }
        else if c == 32 && d.skipSpace {}
        else if c == d.delimiter { try save() }
        else {
            if d.quoting == 2 { numeric = true }
            try add(c)
            state = .inField
        }
    }

    private mutating func inField(_ c: Int) throws(PyRaise) {
        if c == 10 || c == 13 || c == -1 { try save(); state = c == -1 ? .startRecord : .eatLineEnd }
        else if c == d.escape { state = .escaped }
        else if c == d.delimiter { try save(); state = .startField }
        else { try add(c); state = .inField }
    }
}

private func readRecord(_ t: Thread, _ r: Value) throws(PyRaise) -> Value {
    let d = try Dialect(t, Value(bits: r.object.pointee.v1))
    let lines = Value(bits: r.object.pointee.v0)
    let fields = try t.newList()
    var p = RecordParser(t: t, d: d, fields: fields)
    repeat {
        let line = try t.next(lines)
        if line.isEmpty {
            if !p.field.isEmpty || p.state == .inQuoted {
                if d.strict { throw t.raise(Csv.error, "unexpected end of data") }
                try p.save()
                break
            }
            throw t.stopIteration()
        }
        guard t.has(line, .Str) else {
            throw t.raise(Csv.error, "iterator should return strings, not \(t.typeName(of: line)) (the file should be opened in text mode)")
        }
        r.object.pointee.i0 += 1
        let s = line.str
        for i in 0 ..< s.count {
            let c = Int(s[code: i])
            try p.take(c)
        }
        try p.take(-1)
    } while p.state != .startRecord
    return fields
}

/// Appends one field to a record being written.
private func appendField(_ t: Thread, _ d: Dialect, _ out: inout [UInt32], _ text: StrRef, quoted given: Bool, alone: Bool) throws(PyRaise) {
    var quoted = given
    let n = text.count
    func special(_ c: Int) -> Bool {
        if c == d.delimiter || c == d.escape || c == d.quote || c == 10 || c == 13 { return true }
        for k in 0 ..< d.lineEnd.str.count where Int(d.lineEnd.str[code: k]) == c { return true }
        return false
    }
    if !quoted && d.quoting != 3 {
        for i in 0 ..< n {
            let c = Int(text[code: i])
            if special(c) && !(c == d.escape) && !(c == d.quote && !d.doubleQuote) { quoted = true; break }
        }
        if n == 0 && alone { quoted = true }
    }
    if n == 0 && alone && d.quoting == 3 { throw t.raise(Csv.error, "single empty field record must be quoted") }
    if quoted { out.append(UInt32(d.quote)) }
    for i in 0 ..< n {
        let c = Int(text[code: i])
        if special(c) {
            var escapes = false
            if d.quoting == 3 { escapes = true }
            else if c == d.quote { if d.doubleQuote { out.append(UInt32(c)) } else { escapes = true } }
            else if c == d.escape { escapes = true }
            if escapes {
                if d.escape < 0 { throw t.raise(Csv.error, "need to escape, but no escapechar set") }
                out.append(UInt32(d.escape))
            }
        }
        out.append(UInt32(c))
    }
    if quoted { out.append(UInt32(d.quote)) }
}

private func writeRow(_ t: Thread, _ w: Value, _ row: Value) throws(PyRaise) -> Value {
    let d = try Dialect(t, Value(bits: w.object.pointee.v1))
    let items: Value
    do { items = try t.listFrom(row) } catch {
        guard t.raisedIs(K.TypeError) else { throw error }
        t.clearRaised()
        throw t.raise(Csv.error, "iterable expected, not \(t.typeName(of: row))")
    }
    var out: [UInt32] = []
    let n = items.list.count
    for i in 0 ..< n {
        let v = items.list.items[i]
        if i > 0 { out.append(UInt32(max(0, d.delimiter))) }
        var quoted = false
        switch d.quoting {
        case 1: quoted = true
        case 2: quoted = !(t.isAnyInt(v) || t.isFloat(v))
        default: break
        }
        let text = t.has(v, .Str) ? v : v.isNone ? try t.intern("") : try t.toStr(v)
        try appendField(t, d, &out, text.str, quoted: quoted, alone: n == 1)
    }
    for k in 0 ..< d.lineEnd.str.count { out.append(d.lineEnd.str[code: k]) }
    return try t.call(Value(bits: w.object.pointee.v0), try t.str(codes: out))
}

func registerCsv() {
    NativeModules.register("_csv") { (m) throws(PyRaise) in
        let t = m.t
        if Csv.error.isEmpty {
            let d = try t.newDict()
            try t.dictSet(d, try t.intern("__module__"), try t.intern("_csv"))
            Csv.error = Roots.add(try t.call(K.type, try t.intern("Error"), try t.newTuple([K.Exception]), Value(d)))
            Csv.dialects = Roots.add(Value(try t.newDict()))
            try defineCsvTypes(t)
        }
        try m.set("Error", Csv.error)
        try m.set("Dialect", Csv.dialect)
        try m.set("Reader", Csv.reader)
        try m.set("Writer", Csv.writer)
        try m.set("_dialects", Csv.dialects)
        try m.set("__version__", try t.str("1.0"))
        for (name, n) in [("QUOTE_MINIMAL", 0), ("QUOTE_ALL", 1), ("QUOTE_NONNUMERIC", 2), ("QUOTE_NONE", 3)] { try m.set(name, Value(small: n)) }
        try m.function("reader", "(iterable, dialect='excel', /, **kwargs)") { (t, a) throws(PyRaise) in
            let keywords = a[2]
            var dialect = a[1]
            if dialect.isEmpty {
                dialect = try t.dictGet(keywords.dict, try t.intern("dialect"))
                try t.dictDelete(keywords.dict, try t.intern("dialect"))
            }
            let r = try t.newInstanceCell(Csv.reader.type)
            r.object.pointee.v1 = try makeDialect(t, dialect.isEmpty ? .none : dialect, keywords).bits
            r.object.pointee.v0 = try t.iterator(a[0]).bits
            return r
        }
        try m.function("writer", "(fileobj, dialect='excel', /, **kwargs)") { (t, a) throws(PyRaise) in
            let keywords = a[2]
            var dialect = a[1]
            if dialect.isEmpty {
                dialect = try t.dictGet(keywords.dict, try t.intern("dialect"))
                try t.dictDelete(keywords.dict, try t.intern("dialect"))
            }
            let f = try t.getAttributeIfAny(a[0], "write")
            if f.isEmpty { throw t.raise(K.TypeError, "argument 1 must have a \"write\" method") }
            let w = try t.newInstanceCell(Csv.writer.type)
            w.object.pointee.v1 = try makeDialect(t, dialect.isEmpty ? .none : dialect, keywords).bits
            w.object.pointee.v0 = f.bits
            return w
        }
        try m.function("register_dialect", "(name, dialect=None, /, **kwargs)") { (t, a) throws(PyRaise) in
            guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "dialect name must be a string") }
            try t.dictSet(Csv.dialects.dict, a[0], try makeDialect(t, a[1].isEmpty ? .none : a[1], a[2]))
            return .none
        }
        try m.function("unregister_dialect", "(name)") { (t, a) throws(PyRaise) in
            if !(try t.dictDelete(Csv.dialects.dict, a[0])) { throw t.raise(Csv.error, "unknown dialect") }
            return .none
        }
        try m.function("get_dialect", "(name)") { (t, a) throws(PyRaise) in
            let d = try t.dictGet(Csv.dialects.dict, a[0])
            if d.isEmpty { throw t.raise(Csv.error, "unknown dialect") }
            return d
        }
        try m.function("list_dialects", "()") { (t, _) throws(PyRaise) in try t.listFrom(Csv.dialects) }
        try m.function("field_size_limit", "(new_limit=None, /)") { (t, a) throws(PyRaise) in
            let old = Csv.fieldLimit
            if a[0].isPresent {
                guard t.isAnyInt(a[0]) else { throw t.raise(K.TypeError, "limit must be an integer") }
                Csv.fieldLimit = try t.index(a[0])
            }
            return Value(small: old)
        }
    }
}

private func defineCsvTypes(_ t: Thread) throws(PyRaise) {
    Csv.dialect = try t.defineType("Dialect", .NativeObject, ownsKind: false, module: "_csv") { (b) throws(PyRaise) in
        try b.new("(cls, dialect=None, /, **kwargs)") { (t, a) throws(PyRaise) in try makeDialect(t, a[1].isEmpty ? .none : a[1], a[2]) }
        for (i, name) in Csv.names.enumerated() { try b.attribute(name, get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v0).tuple.items[i] }) }
    }
    Csv.reader = try t.defineType("reader", .NativeObject, ownsKind: false, module: "_csv", subclassable: false) { (b) throws(PyRaise) in
        try b.method("__iter__", "(self, /)") { (_, a) throws(PyRaise) in a[0] }
        try b.method("__next__", "(self, /)") { (t, a) throws(PyRaise) in try readRecord(t, a[0]) }
        try b.attribute("dialect", get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v1) })
        try b.attribute("line_num", get: { (_, a) throws(PyRaise) in Value(small: Int(a[0].object.pointee.i0)) })
    }
    Csv.writer = try t.defineType("writer", .NativeObject, ownsKind: false, module: "_csv", subclassable: false) { (b) throws(PyRaise) in
        try b.method("writerow", "(self, row, /)") { (t, a) throws(PyRaise) in try writeRow(t, a[0], a[1]) }
        try b.method("writerows", "(self, rows, /)") { (t, a) throws(PyRaise) in
            let w = a[0]
            try t.forEach(a[1]) { (row) throws(PyRaise) in _ = try writeRow(t, w, row); return true }
            return .none
        }
        try b.attribute("dialect", get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v1) })
    }
}
