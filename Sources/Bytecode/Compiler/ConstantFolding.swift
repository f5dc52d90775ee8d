// Constant folding: the value of an expression that consists of literals.
//
// In:  an expression.
// Out: its literal, or nil if it is not constant, would raise, or would be too big to keep (the limits are CPython's:
//      integers of 128 bits, sequences of 4096 bytes, tuples of 256 items).
//
// Integer results beyond 128 bits are left to run time, which changes nothing that a program can see.

import Glibc
import Syntax

extension Compiler {
    func fold(_ e: Expr) -> Literal? {
        switch e.kind {
        case .constant(let constant, _): return literal(constant)
        case .name(let id, .load): return id == "__debug__" ? (optimize == 0 ? .true_ : .false_) : nil
        case .unaryOp(let op, let operand):
            guard let value = fold(operand) else { return nil }
            return foldUnary(op, value)
        case .binOp(let left, let op, let right):
            guard let a = fold(left), let b = fold(right) else { return nil }
            return foldBinary(a, op, b)
        case .tuple(let elements, .load): return foldTuple(elements)
        case .subscripted(let value, let index, .load):
            guard let sequence = fold(value), let position = fold(index) else { return nil }
            return foldItem(sequence, position)
        default: return nil
        }
    }

    func foldTuple(_ elements: [Expr]) -> Literal? {
        var items: [Literal] = []
        for element in elements {
            guard let item = fold(element) else { return nil }
            items.append(item)
        }
        return .tuple(items)
    }

    /// A list or set display used only for `in` or for iteration, as a constant.
    func foldIterable(_ e: Expr) -> Literal? {
        switch e.kind {
        case .list(let elements, .load): return foldTuple(elements)
        case .set(let elements):
            guard case .tuple(let items)? = foldTuple(elements) else { return nil }
            return .frozenSet(items)
        default: return nil
        }
    }

    func literal(_ constant: Constant) -> Literal {
        switch constant {
        case .none: return .none
        case .true: return .true_
        case .false: return .false_
        case .ellipsis: return .ellipsis
        case .int(.small(let value)): return .int(value)
        case .int(.big(let magnitude)): return .bigInt(negative: false, limbs: magnitude)
        case .float(let value): return .float(value)
        case .complex(let value): return .complex(real: 0, imaginary: value)
        case .string(let value): return .string(value)
        case .bytes(let value): return .bytes(value)
        }
    }
}

/// The truth of a literal.
func truth(_ literal: Literal) -> Bool {
    switch literal {
    case .none, .false_: return false
    case .true_, .ellipsis, .code, .bigInt: return true
    case .int(let value): return value != 0
    case .float(let value): return value != 0
    case .complex(let real, let imaginary): return real != 0 || imaginary != 0
    case .string(let value), .bytes(let value): return !value.isEmpty
    case .tuple(let items), .frozenSet(let items): return !items.isEmpty
    }
}

private func integer(_ literal: Literal) -> Int128? {
    switch literal {
    case .int(let value): return Int128(value)
    case .true_: return 1
    case .false_: return 0
    case .bigInt(let negative, let limbs) where limbs.count == 1: return negative ? -Int128(limbs[0]) : Int128(limbs[0])
    case .bigInt(let negative, let limbs) where limbs.count == 2 && limbs[1] < 1 << 62:
        let magnitude = Int128(limbs[1]) << 64 | Int128(limbs[0])
        return negative ? -magnitude : magnitude
    default: return nil
    }
}

private func isBool(_ literal: Literal) -> Bool {
    switch literal {
    case .true_, .false_: return true
    default: return false
    }
}

private func literal(_ value: Int128) -> Literal {
    if let small = Int(exactly: value) { return .int(small) }
    let magnitude = value.magnitude
    let low = UInt(truncatingIfNeeded: magnitude)
    let high = UInt(truncatingIfNeeded: magnitude >> 64)
    return .bigInt(negative: value < 0, limbs: high == 0 ? [low] : [low, high])
}

private func number(_ literal: Literal) -> Double? {
    if case .float(let value) = literal { return value }
    guard let value = integer(literal), value.magnitude <= 1 << 53 else { return nil }
    return Double(Int(truncatingIfNeeded: value))
}

private func foldUnary(_ op: UnaryOperator, _ value: Literal) -> Literal? {
    switch op {
    case .not: return truth(value) ? .false_ : .true_
    case .uAdd:
        if case .float = value { return value }
        if case .complex = value { return value }
        if case .bigInt = value { return value }
        return integer(value).map(literal)
    case .uSub:
        switch value {
        case .float(let number): return .float(-number)
        case .complex(let real, let imaginary): return .complex(real: -real, imaginary: -imaginary)
        case .bigInt(let negative, let limbs):
            // -(2**63) is small again.
            if !negative, limbs == [1 << 63] { return .int(Int.min) }
            return .bigInt(negative: !negative, limbs: limbs)
        default: return integer(value).map { literal(-$0) }
        }
    case .invert: return integer(value).map { literal(~$0) }
    }
}

private func foldBinary(_ a: Literal, _ op: BinaryOperator, _ b: Literal) -> Literal? {
    if let x = integer(a), let y = integer(b) {
        if isBool(a), isBool(b), op == .bitAnd || op == .bitOr || op == .bitXor {
            return (op == .bitAnd ? x & y : op == .bitOr ? x | y : x ^ y) == 1 ? .true_ : .false_
        }
        return foldIntegers(x, op, y)
    }
    if case .complex = a { return foldComplex(a, op, b) }
    if case .complex = b { return foldComplex(a, op, b) }
    if let x = number(a), let y = number(b) { return foldFloats(x, op, y) }
    return foldSequences(a, op, b)
}

private func foldIntegers(_ x: Int128, _ op: BinaryOperator, _ y: Int128) -> Literal? {
    func checked(_ result: (partialValue: Int128, overflow: Bool)) -> Literal? {
        // Int128.min has no magnitude that `integer` could read back; leave the extreme to run time.
        result.overflow || result.partialValue.magnitude >> 126 != 0 ? nil : literal(result.partialValue)
    }
    switch op {
    case .add: return checked(x.addingReportingOverflow(y))
    case .sub: return checked(x.subtractingReportingOverflow(y))
    case .mult: return checked(x.multipliedReportingOverflow(by: y))
    case .div:
        guard y != 0, x.magnitude <= 1 << 53, y.magnitude <= 1 << 53 else { return nil }
        return .float(Double(Int(truncatingIfNeeded: x)) / Double(Int(truncatingIfNeeded: y)))
    case .floorDiv, .mod:
        guard y != 0 else { return nil }
        var (quotient, remainder) = x.quotientAndRemainder(dividingBy: y)
        if remainder != 0, (remainder < 0) != (y < 0) {
            quotient -= 1
            remainder += y
        }
        return literal(op == .mod ? remainder : quotient)
    case .pow:
        if y < 0 { return nil }
        if x == 0 || x == 1 { return literal(y == 0 ? 1 : x) }
        guard y <= 128 else { return nil }
        var result: Int128 = 1
        for _ in 0..<Int(y) {
            let (product, overflow) = result.multipliedReportingOverflow(by: x)
            if overflow { return nil }
            result = product
        }
        return checked((result, false))
    case .lShift:
        guard y >= 0, y <= 126 else { return nil }
        if x == 0 { return literal(0) }
        let width = 128 - x.magnitude.leadingZeroBitCount
        return width + Int(y) > 126 ? nil : literal(x << y)
    case .rShift: return y < 0 ? nil : literal(y > 127 ? (x < 0 ? -1 : 0) : x >> y)
    case .bitOr: return literal(x | y)
    case .bitXor: return literal(x ^ y)
    case .bitAnd: return literal(x & y)
    case .matMult: return nil
    }
}

private func foldFloats(_ x: Double, _ op: BinaryOperator, _ y: Double) -> Literal? {
    switch op {
    case .add: return .float(x + y)
    case .sub: return .float(x - y)
    case .mult: return .float(x * y)
    case .div: return y == 0 ? nil : .float(x / y)
    case .pow:
        if x > 0, x.isFinite, y.isFinite {
            let result = pow(x, y)
            return result.isFinite ? .float(result) : nil
        }
        return nil
    default: return nil
    }
}

private func foldComplex(_ a: Literal, _ op: BinaryOperator, _ b: Literal) -> Literal? {
    func parts(_ literal: Literal) -> (Double, Double)? {
        if case .complex(let real, let imaginary) = literal { return (real, imaginary) }
        return number(literal).map { ($0, 0) }
    }
    guard let (ar, ai) = parts(a), let (br, bi) = parts(b) else { return nil }
    switch op {
    case .add: return .complex(real: ar + br, imaginary: ai + bi)
    case .sub: return .complex(real: ar - br, imaginary: ai - bi)
    case .mult: return .complex(real: ar * br - ai * bi, imaginary: ar * bi + ai * br)
    default: return nil
    }
}

private func foldSequences(_ a: Literal, _ op: BinaryOperator, _ b: Literal) -> Literal? {
    switch (a, op, b) {
    case (.string(let x), .add, .string(let y)):
        // Two halves of a surrogate pair must not become one character.
        return endsInSurrogate(x) ? nil : .string(x + y)
    case (.bytes(let x), .add, .bytes(let y)): return .bytes(x + y)
    case (.tuple(let x), .add, .tuple(let y)): return .tuple(x + y)
    case (.string(let x), .mult, _):
        guard let count = integer(b), !endsInSurrogate(x), let total = repeated(x.count, count, 4096) else { return nil }
        return .string(Array(repeatElement(x, count: total).joined()))
    case (_, .mult, .string): return integer(a) == nil ? nil : foldSequences(b, .mult, a)
    case (.bytes(let x), .mult, _):
        guard let count = integer(b), let total = repeated(x.count, count, 4096) else { return nil }
        return .bytes(Array(repeatElement(x, count: total).joined()))
    case (_, .mult, .bytes): return integer(a) == nil ? nil : foldSequences(b, .mult, a)
    case (.tuple(let x), .mult, _):
        guard let count = integer(b), let total = repeated(x.count, count, 256), itemCount(a) * max(total, 1) <= 1024
        else { return nil }
        return .tuple(Array(repeatElement(x, count: total).joined()))
    case (_, .mult, .tuple): return integer(a) == nil ? nil : foldSequences(b, .mult, a)
    default: return nil
    }
}

/// Items of a tuple, inner tuples included.
private func itemCount(_ literal: Literal) -> Int {
    guard case .tuple(let items) = literal else { return 1 }
    return items.reduce(1) { $0 + itemCount($1) }
}

private func endsInSurrogate(_ text: [UInt8]) -> Bool {
    text.count >= 3 && text[text.count - 3] == 0xED && text[text.count - 2] >= 0xA0
}

private func repeated(_ length: Int, _ count: Int128, _ limit: Int128) -> Int? {
    if length == 0 || count <= 0 { return 0 }
    return count > limit || count * Int128(length) > limit ? nil : Int(count)
}

private func foldItem(_ sequence: Literal, _ index: Literal) -> Literal? {
    guard let wide = integer(index), let position = Int(exactly: wide) else { return nil }
    func place(_ count: Int) -> Int? {
        let place = position < 0 ? position &+ count : position
        return place >= 0 && place < count ? place : nil
    }
    switch sequence {
    case .tuple(let items): return place(items.count).map { items[$0] }
    case .bytes(let bytes): return place(bytes.count).map { .int(Int(bytes[$0])) }
    case .string(let bytes):
        // Only ASCII: elsewhere an index is not a byte.
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return place(bytes.count).map { .string([bytes[$0]]) }
    default: return nil
    }
}
