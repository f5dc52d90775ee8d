// Unparse: an expression as source text, for annotations under `from __future__ import annotations`.
//
// In:  an expression.
// Out: text that programs see in __annotations__: one space around operators, as few parentheses as possible, strings as
//      repr() shows them.

import Syntax

/// How tightly the place of an expression binds; an operator that binds less needs parentheses there.
private enum Level: Int {
    case tuple = 0, test, or, and, not, compare, bitOr, bitXor, bitAnd, shift, sum, term, factor, power, await, atom
    var next: Level { Level(rawValue: rawValue + 1) ?? .atom }
}

/// The source text of an expression.
public func unparse(_ e: Expr) -> String {
    var writer = Writer()
    writer.write(e, .test)
    return writer.text
}

private struct Writer {
    var text = ""

    mutating func write(_ e: Expr, _ level: Level) {
        switch e.kind {
        case .boolOp(let op, let values):
            let own: Level = op == .and ? .and : .or
            parenthesized(level.rawValue > own.rawValue) { w in
                w.list(values, op == .and ? " and " : " or ", own.next)
            }
        case .namedExpr(let target, let value):
            parenthesized(level.rawValue > Level.tuple.rawValue) { w in
                w.write(target, .atom)
                w.text += " := "
                w.write(value, .atom)
            }
        case .binOp(let left, let op, let right):
            let (symbol, own, rightFirst) = binary(op)
            parenthesized(level.rawValue > own.rawValue) { w in
                w.write(left, rightFirst ? own.next : own)
                w.text += symbol
                w.write(right, rightFirst ? own : own.next)
            }
        case .unaryOp(let op, let operand):
            let own: Level = op == .not ? .not : .factor
            parenthesized(level.rawValue > own.rawValue) { w in
                switch op {
                case .invert: w.text += "~"
                case .not: w.text += "not "
                case .uAdd: w.text += "+"
                case .uSub: w.text += "-"
                }
                w.write(operand, own)
            }
        case .lambda(let args, let body):
            parenthesized(level.rawValue > Level.test.rawValue) { w in
                w.text += "lambda"
                let parameters = w.parameters(args)
                // No space before a star: so CPython writes it.
                w.text += (parameters.isEmpty || parameters.hasPrefix("*") ? "" : " ") + parameters + ": "
                w.write(body, .test)
            }
        case .ifExp(let test, let body, let orelse):
            parenthesized(level.rawValue > Level.test.rawValue) { w in
                w.write(body, .or)
                w.text += " if "
                w.write(test, .or)
                w.text += " else "
                w.write(orelse, .test)
            }
        case .dict(let keys, let values):
            text += "{"
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                if index < keys.count, let key = keys[index] {
                    write(key, .test)
                    text += ": "
                    write(value, .test)
                } else {
                    text += "**"
                    write(value, .bitOr)
                }
            }
            text += "}"
        case .set(let elements):
            text += "{"
            list(elements, ", ", .test)
            text += "}"
        case .listComp(let element, let generators): comprehension("[", element, nil, generators, "]")
        case .setComp(let element, let generators): comprehension("{", element, nil, generators, "}")
        case .dictComp(let key, let value, let generators): comprehension("{", key, value, generators, "}")
        case .generatorExp(let element, let generators): comprehension("(", element, nil, generators, ")")
        case .await(let value):
            parenthesized(level.rawValue > Level.await.rawValue) { w in
                w.text += "await "
                w.write(value, .atom)
            }
        case .yield(let value):
            text += "(yield"
            if let value {
                text += " "
                write(value, .tuple)
            }
            text += ")"
        case .yieldFrom(let value):
            text += "(yield from "
            write(value, .test)
            text += ")"
        case .compare(let left, let ops, let comparators):
            parenthesized(level.rawValue > Level.compare.rawValue) { w in
                w.write(left, .bitOr)
                for (op, right) in zip(ops, comparators) {
                    w.text += w.comparison(op)
                    w.write(right, .bitOr)
                }
            }
        case .call(let function, let args, let keywords):
            write(function, .atom)
            if args.count == 1, keywords.isEmpty, case .generatorExp = args[0].kind { return write(args[0], .test) }
            text += "("
            list(args, ", ", .test)
            for (index, keyword) in keywords.enumerated() {
                if index > 0 || !args.isEmpty { text += ", " }
                text += keyword.arg.map { $0 + "=" } ?? "**"
                write(keyword.value, .test)
            }
            text += ")"
        case .formattedValue: text += "f" + quoted(Array(formatted([e]).utf8))
        case .joinedStr(let values): text += "f" + quoted(Array(formatted(values).utf8))
        case .constant(let constant, let isUnicodeMarked): write(constant, isUnicodeMarked)
        case .attribute(let value, let name, _):
            write(value, .atom)
            if case .constant(.int, _) = value.kind { text += " " }
            text += "." + name
        case .subscripted(let value, let index, _):
            write(value, .atom)
            text += "["
            write(index, .tuple)
            text += "]"
        case .starred(let value, _):
            text += "*"
            write(value, .bitOr)
        case .name(let id, _): text += id
        case .list(let elements, _):
            text += "["
            list(elements, ", ", .test)
            text += "]"
        case .tuple(let elements, _):
            if elements.isEmpty {
                text += "()"
                return
            }
            parenthesized(level.rawValue > Level.tuple.rawValue) { w in
                w.list(elements, ", ", .test)
                if elements.count == 1 { w.text += "," }
            }
        case .slice(let lower, let upper, let step):
            if let lower { write(lower, .test) }
            text += ":"
            if let upper { write(upper, .test) }
            if let step {
                text += ":"
                write(step, .test)
            }
        }
    }

    private mutating func parenthesized(_ needed: Bool, _ body: (inout Writer) -> Void) {
        if needed { text += "(" }
        body(&self)
        if needed { text += ")" }
    }

    private mutating func list(_ items: [Expr], _ separator: String, _ level: Level) {
        for (index, item) in items.enumerated() {
            if index > 0 { text += separator }
            write(item, level)
        }
    }

    private mutating func comprehension(
        _ open: String, _ element: Expr, _ value: Expr?, _ generators: [Comprehension], _ close: String
    ) {
        text += open
        write(element, .test)
        if let value {
            text += ": "
            write(value, .test)
        }
        for generator in generators {
            text += generator.isAsync ? " async for " : " for "
            write(generator.target, .tuple)
            text += " in "
            write(generator.iter, .or)
            for condition in generator.ifs {
                text += " if "
                write(condition, .or)
            }
        }
        text += close
    }

    private func parameters(_ args: Arguments) -> String {
        var parts: [String] = []
        let positional = args.posonlyargs + args.args
        let firstDefault = positional.count - args.defaults.count
        for (index, arg) in positional.enumerated() {
            parts.append(arg.arg + (index >= firstDefault ? "=" + unparse(args.defaults[index - firstDefault]) : ""))
            if index + 1 == args.posonlyargs.count { parts.append("/") }
        }
        if let arg = args.vararg { parts.append("*" + arg.arg) } else if !args.kwonlyargs.isEmpty { parts.append("*") }
        for (index, arg) in args.kwonlyargs.enumerated() {
            let value = index < args.kwDefaults.count ? args.kwDefaults[index] : nil
            parts.append(arg.arg + (value.map { "=" + unparse($0) } ?? ""))
        }
        if let arg = args.kwarg { parts.append("**" + arg.arg) }
        return parts.joined(separator: ", ")
    }

    private func binary(_ op: BinaryOperator) -> (String, Level, Bool) {
        switch op {
        case .add: return (" + ", .sum, false)
        case .sub: return (" - ", .sum, false)
        case .mult: return (" * ", .term, false)
        case .matMult: return (" @ ", .term, false)
        case .div: return (" / ", .term, false)
        case .mod: return (" % ", .term, false)
        case .lShift: return (" << ", .shift, false)
        case .rShift: return (" >> ", .shift, false)
        case .bitOr: return (" | ", .bitOr, false)
        case .bitXor: return (" ^ ", .bitXor, false)
        case .bitAnd: return (" & ", .bitAnd, false)
        case .floorDiv: return (" // ", .term, false)
        case .pow: return (" ** ", .power, true)
        }
    }

    private func comparison(_ op: CompareOperator) -> String {
        switch op {
        case .eq: return " == "
        case .notEq: return " != "
        case .lt: return " < "
        case .ltE: return " <= "
        case .gt: return " > "
        case .gtE: return " >= "
        case .is: return " is "
        case .isNot: return " is not "
        case .in: return " in "
        case .notIn: return " not in "
        }
    }

    private func formatted(_ values: [Expr]) -> String {
        var result = ""
        for value in values {
            switch value.kind {
            case .constant(.string(let bytes), _):
                for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
                    result.unicodeScalars.append(scalar)
                    if scalar == "{" || scalar == "}" { result.unicodeScalars.append(scalar) }
                }
            case .formattedValue(let inner, let conversion, let spec):
                var writer = Writer()
                writer.write(inner, .test.next)
                result += writer.text.hasPrefix("{") ? "{ " : "{"
                result += writer.text
                if conversion > 0, let scalar = Unicode.Scalar(UInt32(conversion)) { result += "!" + String(Character(scalar)) }
                if let spec {
                    result += ":"
                    if case .joinedStr(let parts) = spec.kind { result += formatted(parts) } else { result += formatted([spec]) }
                }
                result += "}"
            case .joinedStr(let parts): result += formatted(parts)
            default: break
            }
        }
        return result
    }

    private mutating func write(_ constant: Constant, _ isUnicodeMarked: Bool) {
        switch constant {
        case .none: text += "None"
        case .true: text += "True"
        case .false: text += "False"
        case .ellipsis: text += "..."
        case .int(.small(let value)): text += "\(value)"
        case .int(.big(let limbs)): text += decimal(limbs)
        case .float(let value): text += value.isInfinite ? "1e309" : floatText(value)
        case .complex(let value): text += (value.isInfinite ? "1e309" : imaginaryText(value)) + "j"
        case .string(let bytes): text += (isUnicodeMarked ? "u" : "") + quoted(bytes)
        case .bytes(let bytes): text += "b" + quotedBytes(bytes)
        }
    }
}

// MARK: Literals as text

/// repr() of a literal.
func literalText(_ literal: Literal) -> String {
    switch literal {
    case .none: return "None"
    case .true_: return "True"
    case .false_: return "False"
    case .ellipsis: return "Ellipsis"
    case .int(let value): return "\(value)"
    case .bigInt(let negative, let limbs): return (negative ? "-" : "") + decimal(limbs)
    case .float(let value): return floatText(value)
    case .complex(let real, let imaginary):
        if real == 0, real.sign == .plus { return imaginaryText(imaginary) + "j" }
        let sign = imaginary.sign == .minus ? "" : "+"
        return "(" + imaginaryText(real) + sign + imaginaryText(imaginary) + "j)"
    case .string(let bytes): return quoted(bytes)
    case .bytes(let bytes): return "b" + quotedBytes(bytes)
    case .tuple(let items):
        return "(" + items.map(literalText).joined(separator: ", ") + (items.count == 1 ? ",)" : ")")
    case .frozenSet(let items): return "frozenset({" + items.map(literalText).joined(separator: ", ") + "})"
    case .code(let unit): return "<code \(unit.qualifiedName)>"
    }
}

private func floatText(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    return "\(value)"
}

private func imaginaryText(_ value: Double) -> String {
    let text = floatText(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

private func decimal(_ limbs: [UInt]) -> String {
    // Nineteen digits at a time.
    let base: UInt = 10_000_000_000_000_000_000
    var rest = limbs
    var groups: [UInt] = []
    while !rest.isEmpty {
        var remainder: UInt = 0
        for index in rest.indices.reversed() {
            (rest[index], remainder) = base.dividingFullWidth((remainder, rest[index]))
        }
        while rest.last == 0 { rest.removeLast() }
        groups.append(remainder)
    }
    guard let first = groups.last else { return "0" }
    var text = "\(first)"
    for group in groups.dropLast().reversed() {
        let digits = "\(group)"
        text += String(repeating: "0", count: 19 - digits.utf8.count) + digits
    }
    return text
}

private let hexDigits = Array("0123456789abcdef".utf8)

private func hex(_ value: UInt32, _ width: Int) -> String {
    var bytes: [UInt8] = []
    for place in (0..<width).reversed() { bytes.append(hexDigits[Int(value >> UInt32(place * 4)) & 15]) }
    return String(decoding: bytes, as: UTF8.self)
}

/// The code points of WTF-8 text.
func codePoints(_ bytes: [UInt8]) -> [UInt32] {
    var result: [UInt32] = []
    var index = 0
    while index < bytes.count {
        let lead = UInt32(bytes[index])
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else { break }
        var value = length == 1 ? lead : lead & (0x7F >> UInt32(length))
        for offset in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        result.append(value)
        index += length
    }
    return result
}

private func isPrintable(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    if value == 0x20 { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
        return false
    default: return true
    }
}

/// repr() of a str.
func quoted(_ bytes: [UInt8]) -> String {
    let points = codePoints(bytes)
    let quote: UInt32 = points.contains(0x27) && !points.contains(0x22) ? 0x22 : 0x27
    var result = quote == 0x27 ? "'" : "\""
    for value in points {
        switch value {
        case quote, 0x5C:
            result += "\\"
            if let scalar = Unicode.Scalar(value) { result.unicodeScalars.append(scalar) }
        case 0x0A: result += "\\n"
        case 0x0D: result += "\\r"
        case 0x09: result += "\\t"
        default:
            if isPrintable(value), let scalar = Unicode.Scalar(value) {
                result.unicodeScalars.append(scalar)
            } else if value < 0x100 {
                result += "\\x" + hex(value, 2)
            } else if value < 0x10000 {
                result += "\\u" + hex(value, 4)
            } else {
                result += "\\U" + hex(value, 8)
            }
        }
    }
    return result + (quote == 0x27 ? "'" : "\"")
}

private func quotedBytes(_ bytes: [UInt8]) -> String {
    let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
    var result = quote == 0x27 ? "'" : "\""
    for byte in bytes {
        switch byte {
        case quote, 0x5C: result += "\\" + String(Character(Unicode.Scalar(byte)))
        case 0x0A: result += "\\n"
        case 0x0D: result += "\\r"
        case 0x09: result += "\\t"
        case 0x20..<0x7F: result += String(Character(Unicode.Scalar(byte)))
        default: result += "\\x" + hex(UInt32(byte), 2)
        }
    }
    return result + (quote == 0x27 ? "'" : "\"")
}
