// str.format and its parts: the template parser (also behind string.Formatter), field lookup, str.__format__.
//
// Looking up fields and formatting values may run Python code; the template and the arguments are kept alive by the caller.

import CVMSpec

/// One piece of a template: literal text, then perhaps a replacement field. Ranges are places in the template.
struct TemplatePiece {
    var literal: Range<Int>
    var field: Range<Int>? = nil
    var conversion: UInt32 = 0
    var spec: Range<Int> = 0 ..< 0
    var nested = false
}

/// Reads a template piece by piece.
struct TemplateParser {
    let x: Text
    var at: Int
    let end: Int

    init(_ x: Text, _ from: Int, _ to: Int) { self.x = x; at = from; end = to }

    mutating func next(_ t: Thread) throws(PyRaise) -> TemplatePiece? {
        if at >= end { return nil }
        let start = at
        var c: UInt32 = 0
        while at < end {
            c = x[at]
            at += 1
            if c == 123 || c == 125 { break }
            c = 0
        }
        if c == 0 { return TemplatePiece(literal: start ..< at) }
        if at >= end || x[at] != c {
            if c == 125 { throw t.raise(K.ValueError, "Single '}' encountered in format string") }
            if at >= end { throw t.raise(K.ValueError, "Single '{' encountered in format string") }
        } else {
            // A doubled brace stands for itself.
            at += 1
            return TemplatePiece(literal: start ..< at - 1)
        }
        var piece = TemplatePiece(literal: start ..< at - 1)
        let fieldStart = at
        var bracket = false
        c = 0
        scan: while at < end {
            c = x[at]
            at += 1
            switch c {
            case 123: throw t.raise(K.ValueError, "unexpected '{' in field name")
            case 91: bracket = true
            case 93: bracket = false
            case 125, 58, 33: if !bracket { break scan }
            default: break
            }
            c = 0
        }
        if c == 0 { throw t.raise(K.ValueError, "expected '}' before end of string") }
        piece.field = fieldStart ..< at - 1
        if c == 125 { return piece }
        if c == 33 {
            if at >= end { throw t.raise(K.ValueError, "end of string while looking for conversion specifier") }
            piece.conversion = x[at]
            at += 1
            if at < end {
                c = x[at]
                at += 1
                if c == 125 { return piece }
                if c != 58 { throw t.raise(K.ValueError, "expected ':' after conversion specifier") }
            }
        }
        let specStart = at
        var depth = 1
        while at < end {
            c = x[at]
            at += 1
            if c == 123 { piece.nested = true; depth += 1 }
            if c == 125 {
                depth -= 1
                if depth == 0 {
                    piece.spec = specStart ..< at - 1
                    return piece
                }
            }
        }
        throw t.raise(K.ValueError, "unmatched '{' in format spec")
    }
}

/// The parts of a field name: "a.b[0]".
struct FieldName {
    let x: Text
    var at: Int
    let end: Int
    /// The part before the first '.' or '['.
    let first: Range<Int>

    init(_ x: Text, _ r: Range<Int>) {
        self.x = x
        end = r.upperBound
        var i = r.lowerBound
        while i < end && x[i] != 46 && x[i] != 91 { i += 1 }
        first = r.lowerBound ..< i
        at = i
    }

    /// The next accessor: its text and whether it is an attribute.
    mutating func next(_ t: Thread) throws(PyRaise) -> (isAttribute: Bool, name: Range<Int>)? {
        if at >= end { return nil }
        let c = x[at]
        at += 1
        let start = at
        if c == 46 {
            while at < end && x[at] != 46 && x[at] != 91 { at += 1 }
            if start == at { throw t.raise(K.ValueError, "Empty attribute in format string") }
            return (true, start ..< at)
        }
        guard c == 91 else { throw t.raise(K.ValueError, "Only '.' or '[' may follow ']' in format field specifier") }
        while at < end && x[at] != 93 { at += 1 }
        if at >= end { throw t.raise(K.ValueError, "Missing ']' in format string") }
        at += 1
        if start == at - 1 { throw t.raise(K.ValueError, "Empty attribute in format string") }
        return (false, start ..< at - 1)
    }

    /// The integer written in r, -1 if it is not one.
    static func integer(_ t: Thread, _ x: Text, _ r: Range<Int>) throws(PyRaise) -> Int {
        if r.isEmpty { return -1 }
        var n = 0
        for i in r {
            let d = CharacterTable.decimal(x[i])
            if d < 0 { return -1 }
            let (a, o1) = n.multipliedReportingOverflow(by: 10)
            let (b, o2) = a.addingReportingOverflow(d)
            if o1 || o2 { throw t.raise(K.ValueError, "Too many decimal digits in format string") }
            n = b
        }
        return n
    }
}

/// A running str.format.
struct TemplateFormatter {
    /// Positional arguments (a tuple), or empty for format_map.
    let arguments: Value
    /// Keyword arguments: a dict or any mapping.
    let keywords: Value
    enum Numbering { case undecided, automatic, manual }
    var numbering = Numbering.undecided
    var nextIndex = 0

    init(_ arguments: Value, _ keywords: Value) { self.arguments = arguments; self.keywords = keywords }

    mutating func run(_ t: Thread, _ out: inout StrBuilder, _ x: Text, _ from: Int, _ to: Int, depth: Int) throws(PyRaise) {
        if depth < 0 { throw t.raise(K.ValueError, "Max string recursion exceeded") }
        var parser = TemplateParser(x, from, to)
        while let p = try parser.next(t) {
            out.append(x.slice(p.literal.lowerBound, p.literal.upperBound))
            guard let field = p.field else { continue }
            var v = try value(t, x, field)
            switch p.conversion {
            case 0: break
            case 114: v = try t.repr(v)
            case 115: v = try t.toStr(v)
            case 97: v = try t.escapeNonASCII(try t.repr(v))
            default:
                if p.conversion > 32 && p.conversion < 127 {
                    throw t.raise(K.ValueError, "Unknown conversion specifier \(Character(Unicode.Scalar(UInt8(p.conversion))))")
                }
                throw t.raise(K.ValueError, "Unknown conversion specifier \\x\(String(p.conversion, radix: 16))")
            }
            if p.nested {
                var b = StrBuilder()
                defer { b.free() }
                try t.holding(v) { () throws(PyRaise) in try run(t, &b, x, p.spec.lowerBound, p.spec.upperBound, depth: depth - 1) }
                out.append(str: try t.format(v, try b.finish(t)))
            } else if p.spec.isEmpty && v.isExact(.Str) {
                out.append(v.str)
            } else {
                out.append(str: try t.format(v, try t.str(x.slice(p.spec.lowerBound, p.spec.upperBound))))
            }
        }
    }

    /// The value that a field name refers to.
    private mutating func value(_ t: Thread, _ x: Text, _ r: Range<Int>) throws(PyRaise) -> Value {
        var name = FieldName(x, r)
        var index = try FieldName.integer(t, x, name.first)
        if name.first.isEmpty || index >= 0 {
            let automatic = name.first.isEmpty
            if numbering == .undecided { numbering = automatic ? .automatic : .manual }
            if automatic && numbering == .manual {
                throw t.raise(K.ValueError, "cannot switch from manual field specification to automatic field numbering")
            }
            if !automatic && numbering == .automatic {
                throw t.raise(K.ValueError, "cannot switch from automatic field numbering to manual field specification")
            }
            if automatic { index = nextIndex; nextIndex += 1 }
        }
        var v: Value
        if index < 0 {
            let key = try t.str(x.slice(name.first.lowerBound, name.first.upperBound))
            if keywords.isEmpty { throw t.keyError(key) }
            if keywords.isExact(.Dict) {
                v = try t.dictGet(keywords.dict, key)
                if v.isEmpty { throw t.keyError(key) }
            } else { v = try t.getItem(keywords, key) }
        } else {
            if arguments.isEmpty { throw t.raise(K.ValueError, "Format string contains positional fields") }
            guard index < arguments.tuple.count else { throw t.raise(K.IndexError, "Replacement index \(index) out of range for positional args tuple") }
            v = arguments.tuple.items[index]
        }
        while let part = try name.next(t) {
            let text = x.slice(part.name.lowerBound, part.name.upperBound)
            if part.isAttribute { v = try t.getAttribute(v, try t.str(text)); continue }
            let i = try FieldName.integer(t, x, part.name)
            v = try t.getItem(v, i >= 0 ? try t.newInt(i) : try t.str(text))
        }
        return v
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// template.format(*arguments, **keywords)
    func formatTemplate(_ template: Value, _ arguments: Value, _ keywords: Value) throws(PyRaise) -> Value {
        var b = StrBuilder(capacity: template.str.count + 32)
        defer { b.free() }
        var f = TemplateFormatter(arguments, keywords)
        try f.run(self, &b, Text(template.str), 0, template.str.count, depth: 1)
        return try b.finish(self)
    }

    /// str.__format__
    func strFormat(_ v: Value, _ spec: Value) throws(PyRaise) -> Value {
        let x = Text(spec.str), n = x.count
        if n == 0 { return try exactStr(v) }
        var i = 0
        var fill: UInt32 = 32, align: UInt32 = 0
        func isAlign(_ c: UInt32) -> Bool { c == 60 || c == 62 || c == 61 || c == 94 }
        if n >= 2 && isAlign(x[1]) { fill = x[0]; align = x[1]; i = 2 } else if isAlign(x[0]) { align = x[0]; i = 1 }
        var sign: UInt32 = 0
        if i < n, x[i] == 43 || x[i] == 45 || x[i] == 32 { sign = x[i]; i += 1 }
        var negativeZero = false
        if i < n, x[i] == 122 { negativeZero = true; i += 1 }
        var alternate = false
        if i < n, x[i] == 35 { alternate = true; i += 1 }
        // A leading zero asks for zero fill, but strings are not aligned behind a sign.
        var zeroFill = false
        if n > 0, i < n, x[i] == 48, align == 0 || fill == 32 && i < 2 {
            if align == 0 { zeroFill = true }
            fill = 48
            i += 1
        }
        let widthStart = i
        while i < n && CharacterTable.decimal(x[i]) >= 0 { i += 1 }
        let width = try FieldName.integer(self, x, widthStart ..< i)
        var separator: UInt32 = 0
        if i < n, x[i] == 44 { separator = 44; i += 1 }
        if i < n, x[i] == 95 {
            if separator != 0 { throw raise(K.ValueError, "Cannot specify both ',' and '_'.") }
            separator = 95
            i += 1
        }
        if i < n, x[i] == 44, separator == 95 { throw raise(K.ValueError, "Cannot specify both ',' and '_'.") }
        var precision = -1
        if i < n, x[i] == 46 {
            i += 1
            let start = i
            while i < n && CharacterTable.decimal(x[i]) >= 0 { i += 1 }
            if start == i { throw raise(K.ValueError, "Format specifier missing precision") }
            precision = try FieldName.integer(self, x, start ..< i)
        }
        if n - i > 1 {
            throw raise(K.ValueError, "Invalid format specifier '\(spec.str.string)' for object of type '\(typeName(of: v))'")
        }
        let type: UInt32 = i < n ? x[i] : 115
        func shown(_ c: UInt32) -> String { c > 32 && c < 128 ? String(Character(Unicode.Scalar(UInt8(c)))) : "\\x\(String(c, radix: 16))" }
        if separator != 0 && type != 115 && !(type < 128 && [100, 101, 102, 103, 69, 71, 37, 70, 0].contains(type)) {
            if separator == 95 && [98, 111, 120, 88].contains(type) {} else {
                throw raise(K.ValueError, "Cannot specify '\(shown(separator))' with '\(shown(type))'.")
            }
        }
        if separator != 0 && type == 115 { throw raise(K.ValueError, "Cannot specify '\(shown(separator))' with 's'.") }
        guard type == 115 else { throw raise(K.ValueError, "Unknown format code '\(shown(type))' for object of type '\(typeName(of: v))'") }
        if sign != 0 { throw raise(K.ValueError, sign == 32 ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier") }
        if negativeZero { throw raise(K.ValueError, "Negative zero coercion (z) not allowed in string format specifier") }
        if alternate { throw raise(K.ValueError, "Alternate form (#) not allowed in string format specifier") }
        _ = zeroFill
        if align == 61 { throw raise(K.ValueError, "'=' alignment not allowed in string format specifier") }
        var text = v
        if precision >= 0 && precision < v.str.count { text = try substring(v.str, 0, precision) }
        let missing = width - text.str.count
        if missing <= 0 { return try exactStr(text) }
        switch align {
        case 62: return try pad(text, missing, 0, fill)
        case 94: return try pad(text, missing / 2, missing - missing / 2, fill)
        default: return try pad(text, 0, missing, fill)
        }
    }
}

extension Bootstrap {
    static func defineStrFormatting(_ b: TypeBuilder) throws(PyRaise) {
        try b.method("format", "(self, *args, **kwargs)") { t, a throws(PyRaise) in try t.formatTemplate(a[0], a[1], a[2]) }
        try b.method("format_map", "(self, mapping, /)") { t, a throws(PyRaise) in try t.formatTemplate(a[0], .empty, a[1]) }
        try b.method("__format__", "(self, format_spec, /)") { t, a throws(PyRaise) in
            guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "__format__() argument must be str, not \(t.typeName(of: a[1]))") }
            return a[1].str.count == 0 ? try t.toStr(a[0]) : try t.strFormat(a[0], a[1])
        }
        try b.method("encode", "(self, encoding='utf-8', errors='strict')") { t, a throws(PyRaise) in
            try t.encodeObject(a[0], encoding: a[1], errors: a[2])
        }
    }

    /// The module _string: what string.Formatter is built on.
    static func registerStringModule() {
        NativeModules.register("_string") { m throws(PyRaise) in
            try m.function("formatter_parser", "(format_string, /)") { t, a throws(PyRaise) in
                guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "expected str, got \(t.typeName(of: a[0]))") }
                let x = Text(a[0].str)
                let list = try t.newList()
                var parser = TemplateParser(x, 0, x.count)
                while let p = try parser.next(t) {
                    var items = [try t.str(x.slice(p.literal.lowerBound, p.literal.upperBound)), Value.none, .none, .none]
                    if let f = p.field {
                        items[1] = try t.str(x.slice(f.lowerBound, f.upperBound))
                        items[2] = try t.str(x.slice(p.spec.lowerBound, p.spec.upperBound))
                        if p.conversion != 0 { items[3] = try t.character(p.conversion) }
                    }
                    try t.listAppend(list.list, try t.newTuple(items))
                }
                return try t.iterator(list)
            }
            try m.function("formatter_field_name_split", "(field_name, /)") { t, a throws(PyRaise) in
                guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "expected str, got \(t.typeName(of: a[0]))") }
                let x = Text(a[0].str)
                var name = FieldName(x, 0 ..< x.count)
                func part(_ r: Range<Int>) throws(PyRaise) -> Value {
                    let i = try FieldName.integer(t, x, r)
                    return i >= 0 ? try t.newInt(i) : try t.str(x.slice(r.lowerBound, r.upperBound))
                }
                let list = try t.newList()
                let first = try part(name.first)
                while let p = try name.next(t) {
                    let v = p.isAttribute ? try t.str(x.slice(p.name.lowerBound, p.name.upperBound)) : try part(p.name)
                    try t.listAppend(list.list, try t.newTuple([Value(p.isAttribute), v]))
                }
                return try t.newTuple([first, try t.iterator(list)])
            }
        }
    }
}
