// Operators: arithmetic and comparison by special methods, in CPython's order of attempts.
//
// Written once for both tiers: the functions here return a value, or `.empty` after pushing the frame of a special method
// written in Python; a continuation then goes on with the next attempt if the answer is NotImplemented.

import CVMSpec
import Glibc

/// A binary arithmetic operator.
public enum BinaryOperator: Int, CaseIterable {
    case add, sub, mul, truediv, floordiv, mod, pow, matmul, lshift, rshift, and, or, xor, divmod

    var symbol: String {
        switch self {
        case .add: return "+"
        case .sub: return "-"
        case .mul: return "*"
        case .truediv: return "/"
        case .floordiv: return "//"
        case .mod: return "%"
        case .pow: return "** or pow()"
        case .matmul: return "@"
        case .lshift: return "<<"
        case .rshift: return ">>"
        case .and: return "&"
        case .or: return "|"
        case .xor: return "^"
        case .divmod: return "divmod()"
        }
    }

    var special: Special { self == .divmod ? .divmod : Special(rawValue: Special.add.rawValue + rawValue)! }
    var reflected: Special { self == .divmod ? .rdivmod : Special(rawValue: Special.radd.rawValue + rawValue)! }
    var inplace: Special? { self == .divmod ? nil : Special(rawValue: Special.iadd.rawValue + rawValue)! }
}

/// A rich comparison.
public enum CompareOperator: Int, CaseIterable {
    case lt, le, gt, ge, eq, ne
    var symbol: String { ["<", "<=", ">", ">=", "==", "!="][rawValue] }
    var special: Special { Special(rawValue: Special.lt.rawValue + rawValue)! }
    var swapped: CompareOperator { [.gt, .ge, .lt, .le, .eq, .ne][rawValue] }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    // -- Arithmetic

    /// a ∘ b; may push.
    public func binary(_ op: BinaryOperator, _ a: Value, _ b: Value, inplace: Bool = false) throws(PyRaise) -> Value {
        if let v = try Numbers.fastBinary(self, op, a, b) { return v }
        if let v = try Numbers.generalBinary(self, op, a, b) { return v }
        return try binaryStep(op, a, b, inplace: inplace, stage: inplace ? 0 : 1)
    }

    /// a ∘ b, waiting for the result.
    public func binaryWaiting(_ op: BinaryOperator, _ a: Value, _ b: Value, inplace: Bool = false) throws(PyRaise) -> Value {
        try waiting { () throws(PyRaise) in try binary(op, a, b, inplace: inplace) }
    }

    /// Attempts 0 (in place), 1 and 2 (the two operands, in order), then the error.
    func binaryStep(_ op: BinaryOperator, _ a: Value, _ b: Value, inplace: Bool, stage first: Int) throws(PyRaise) -> Value {
        let ta = typeOf(a), tb = typeOf(b)
        var stage = first
        while stage < 3 {
            let (f, isReflected) = try attempt(stage, op, ta, tb, inplace: inplace)
            stage += 1
            if f.isEmpty { continue }
            let x = isReflected ? b : a, y = isReflected ? a : b
            let v: Value
            if f.isExact(.Native) {
                v = try withTemporaries(2) { (p) throws(PyRaise) in p[0] = x; p[1] = y; return try callNative(f, p, 2, names: .empty) }
            } else {
                let state = try newTuple([Value(small: op.rawValue | (inplace ? 64 : 0) | stage << 8), a, b])
                v = try invokeSpecial(f, x, y, then: .binary, state: state)
                return v
            }
            if v != .notImplemented { return v }
        }
        throw unsupportedOperands(op, a, b, inplace: inplace)
    }

    /// The method of an attempt, and whether it is the right operand's.
    private func attempt(_ stage: Int, _ op: BinaryOperator, _ ta: TypeRef, _ tb: TypeRef, inplace: Bool) throws(PyRaise) -> (Value, Bool) {
        let left = try special(ta, op.special)
        let right = ta == tb ? Value.empty : try special(tb, op.reflected)
        if op == .add || op == .mul, right.isPresent, !right.isExact(.Native), left.isExact(.Native), isBuiltinSequence(ta) {
            // Concatenation and repetition are no numbers' business: the other class's method comes first, even where the
            // sequence could do it in place.
            if stage == 2 { return (left, false) }
            if stage == 1, inplace, let i = op.inplace { return (try special(ta, i), false) }
            return (right, true)
        }
        if stage == 0 {
            guard let i = op.inplace else { return (.empty, false) }
            return (try special(ta, i), false)
        }
        var rightFirst = right.isPresent && isSubtype(tb, Value(ta))
        if rightFirst, try special(ta, op.reflected) == right { rightFirst = false }
        return (stage == 1) != rightFirst ? (left, false) : (right, true)
    }

    private func isBuiltinSequence(_ type: TypeRef) -> Bool {
        type.pointee.typeFlags & TypeFlag.sequence != 0 || isSubtype(type, K.str) || isSubtype(type, K.bytes) || isSubtype(type, K.bytearray)
    }

    /// Calls a special method found on the class of x, as x.f(y), through a continuation.
    func invokeSpecial(_ f: Value, _ x: Value, _ y: Value, then kind: Continuation, state: Value) throws(PyRaise) -> Value {
        try withTemporaries(2) { (p) throws(PyRaise) in
            switch try bind(f, x, typeOf(x)) {
            case .method(let g):
                p[0] = x
                p[1] = y
                return try invoke(g, p, 2, then: kind, state: state)
            case .value(let g):
                p[0] = y
                return try invoke(g, p, 1, then: kind, state: state)
            case .call(let g, let a, let b, let c):
                p[0] = y
                return try invoke(try callFound(g, a, b, c), p, 1, then: kind, state: state)
            case .missing: throw typeError(x, "has no such special method")
            }
        }
    }

    func unsupportedOperands(_ op: BinaryOperator, _ a: Value, _ b: Value, inplace: Bool) -> PyRaise {
        var symbol = op.symbol
        if inplace { symbol = op == .pow ? "**=" : symbol + "=" }
        if op == .rshift, a.isExact(.Native), Natives.infos[Int(a.native.pointee.index)].name == "print", !inplace {
            return raise(K.TypeError, "unsupported operand type(s) for >>: '\(messageName(of: a))' and '\(messageName(of: b))'. Did you mean \"print(<message>, file=<output_stream>)\"?")
        }
        return raise(K.TypeError, "unsupported operand type(s) for \(symbol): '\(messageName(of: a))' and '\(messageName(of: b))'")
    }

    // -- Comparison

    /// a ∘ b; may push. The result may be any object.
    public func compare(_ op: CompareOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        if let v = Numbers.fastCompare(op, a, b) { return Value(v) }
        if let v = Numbers.generalCompare(op, a, b) { return Value(v) }
        if a.isExact(.Str) && b.isExact(.Str) { return Value(strCompare(op, a.str, b.str)) }
        return try compareStep(op, a, b, stage: 0)
    }

    public func compareWaiting(_ op: CompareOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        try waiting { () throws(PyRaise) in try compare(op, a, b) }
    }

    func compareStep(_ op: CompareOperator, _ a: Value, _ b: Value, stage first: Int) throws(PyRaise) -> Value {
        let ta = typeOf(a), tb = typeOf(b)
        var stage = first
        while stage < 2 {
            var rightFirst = ta != tb && isSubtype(tb, Value(ta))
            if rightFirst, try special(tb, op.swapped.special).isEmpty { rightFirst = false }
            let swapped = (stage == 0) == rightFirst
            let f = swapped ? try special(tb, op.swapped.special) : try special(ta, op.special)
            stage += 1
            if f.isEmpty { continue }
            let x = swapped ? b : a, y = swapped ? a : b
            if f.isExact(.Native) {
                let v = try withTemporaries(2) { (p) throws(PyRaise) in p[0] = x; p[1] = y; return try callNative(f, p, 2, names: .empty) }
                if v != .notImplemented { return v }
            } else {
                let state = try newTuple([Value(small: op.rawValue | stage << 8), a, b])
                return try invokeSpecial(f, x, y, then: .compare, state: state)
            }
        }
        if op == .eq { return Value(a == b) }
        if op == .ne { return Value(a != b) }
        throw raise(K.TypeError, "'\(op.symbol)' not supported between instances of '\(messageName(of: a))' and '\(messageName(of: b))'")
    }

    /// Code-point order of two strings.
    func strCompare(_ op: CompareOperator, _ a: StrRef, _ b: StrRef) -> Bool {
        switch op {
        case .eq: return strEqual(a, b)
        case .ne: return !strEqual(a, b)
        default: break
        }
        let n = Swift.min(a.count, b.count)
        var order = 0
        if a.width == 1 && b.width == 1 {
            let c = memcmp(a.bytes, b.bytes, n)
            order = c < 0 ? -1 : c > 0 ? 1 : 0
        } else {
            for i in 0 ..< n {
                let x = a[code: i], y = b[code: i]
                if x != y { order = x < y ? -1 : 1; break }
            }
        }
        if order == 0 { order = a.count < b.count ? -1 : a.count > b.count ? 1 : 0 }
        switch op {
        case .lt: return order < 0
        case .le: return order <= 0
        case .gt: return order > 0
        default: return order >= 0
        }
    }

    /// a == b as Python sees it (identity first, as containers do), waiting.
    public func isEqual(_ a: Value, _ b: Value) throws(PyRaise) -> Bool {
        if a == b { return true }
        return try isTrue(try compareWaiting(.eq, a, b))
    }

    public func isLess(_ a: Value, _ b: Value) throws(PyRaise) -> Bool { try isTrue(try compareWaiting(.lt, a, b)) }

    // -- Unary

    /// -a, +a, ~a; may push.
    public func unary(_ s: Special, _ a: Value) throws(PyRaise) -> Value {
        if a.isInt {
            switch s {
            case .neg: return try newInt(0 &- a.int)
            case .pos: return a
            default: return Value(small: ~a.int)
            }
        }
        if a.isFloatWord && s == .neg { return try newFloat(-a.floatWord) }
        let f = try special(of: a, s)
        if f.isEmpty {
            let symbol = s == .neg ? "-" : s == .pos ? "+" : "~"
            throw raise(K.TypeError, "bad operand type for unary \(symbol): '\(typeName(of: a))'")
        }
        return try invokeBound(f, a)
    }

    /// Calls a special method of a's class without arguments; may push.
    func invokeBound(_ f: Value, _ a: Value) throws(PyRaise) -> Value {
        try withTemporaries(1) { (p) throws(PyRaise) in
            switch try bind(f, a, typeOf(a)) {
            case .method(let g): p[0] = a; return try invoke(g, p, 1)
            case .value(let g): return try invoke(g, p, 0)
            case .call(let g, let x, let y, let z): return try invoke(try callFound(g, x, y, z), p, 0)
            case .missing: return .empty
            }
        }
    }

    /// Calls a special method with arguments, waiting.
    public func callSpecial(_ f: Value, _ a: Value, _ arguments: Value...) throws(PyRaise) -> Value {
        switch try bind(f, a, typeOf(a)) {
        case .method(let g): return try call(g, arguments: [a] + arguments)
        case .value(let g): return try call(g, arguments: arguments)
        case .call(let g, let x, let y, let z): return try call(try callFound(g, x, y, z), arguments: arguments)
        case .missing: throw typeError(a, "has no such special method")
        }
    }
}
