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

    // The special methods of the three forms stand in the order of the operators.
    @inline(__always) var special: Special { self == .divmod ? .divmod : Special(at: Special.add.rawValue &+ rawValue) }
    @inline(__always) var reflected: Special { self == .divmod ? .rdivmod : Special(at: Special.radd.rawValue &+ rawValue) }
    @inline(__always) var inplace: Special? { self == .divmod ? nil : Special(at: Special.iadd.rawValue &+ rawValue) }
}

/// A rich comparison.
public enum CompareOperator: Int, CaseIterable {
    case lt, le, gt, ge, eq, ne
    var symbol: String { ["<", "<=", ">", ">=", "==", "!="][rawValue] }
    @inline(__always) var special: Special { Special(at: Special.lt.rawValue &+ rawValue) }
    @inline(__always) var swapped: CompareOperator {
        switch self {
        case .lt: return .gt
        case .le: return .ge
        case .gt: return .lt
        case .ge: return .le
        case .eq: return .eq
        case .ne: return .ne
        }
    }
    /// Does the operator hold where a is less (-1), equal (0) or greater (1) than b?
    @inline(__always) func holds(_ order: Int) -> Bool {
        switch self {
        case .lt: return order < 0
        case .le: return order <= 0
        case .gt: return order > 0
        case .ge: return order >= 0
        case .eq: return order == 0
        case .ne: return order != 0
        }
    }
}

extension Special {
    /// The special method with that raw value, known to be in range.
    @inline(__always) init(at rawValue: Int) { self = unsafeBitCast(UInt8(truncatingIfNeeded: rawValue), to: Special.self) }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    // -- Arithmetic

    /// a ∘ b; may push.
    public func binary(_ op: BinaryOperator, _ a: Value, _ b: Value, inplace: Bool = false) throws(PyRaise) -> Value {
        if let v = try Numbers.fastBinary(self, op, a, b) { return v }
        if a.isReference && a.shape != Kind.Int.rawValue {
            let v = try binaryExact(op, a, b, inplace: inplace)
            if v.isPresent { return v }
        }
        if let v = try Numbers.generalBinary(self, op, a, b) { return v }
        return try binaryStep(op, a, b, inplace: inplace, stage: inplace ? 0 : 1)
    }

    /// Does x's method come before y's (that is, is y no instance of a proper subclass)?
    @inline(__always) func comesFirst(_ x: UInt64, _ y: UInt64) -> Bool {
        let a = typeOf(Value(bits: x)), b = typeOf(Value(bits: y))
        return a == b || !isSubtypeSlow(b, Value(a))
    }

    /// Is it known that x has no method for the operator in place?
    @inline(__always) func lacksInplace(_ x: UInt64, _ op: BinaryOperator) -> Bool {
        let type = typeOf(Value(bits: x))
        guard let s = op.inplace, type.pointee.version == pointee.classEpoch, let table = type.pointee.specials else { return false }
        return table[s.rawValue] == 1
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
                let state = try newTriple(Value(small: op.rawValue | (inplace ? 64 : 0) | stage << 8), a, b)
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
        let v = try compareExact(op, a, b)
        if v.isPresent { return v }
        if let v = Numbers.generalCompare(op, a, b) { return Value(v) }
        return try compareStep(op, a, b, stage: 0)
    }

    /// a ∘ b where both are of exact builtin types whose comparison is known here; empty for anything else.
    @inline(__always) func compareExact(_ op: CompareOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        guard a.isReference && b.isReference else {
            // A number in a word is unequal to whatever is known to be no number.
            if op == .eq || op == .ne, a.isReference || b.isReference {
                let c = EqualityClass.of(a.isReference ? a.shape : b.shape)
                if c != .unknown && c != .number { return Value(op == .ne) }
            }
            return .empty
        }
        let shape = a.shape
        if shape == b.shape {
            if shape == Kind.Str.rawValue { return Value(strCompare(op, a.str, b.str)) }
            if shape == Kind.Tuple.rawValue { return try compareTuples(op, a, b) }
            if shape == Kind.List.rawValue { return try compareLists(op, a, b) }
        }
        if EqualityClass.of(shape) == .set && EqualityClass.of(b.shape) == .set { return Value(try setCompare(op, a.set, b.set)) }
        // Whatever equality is natively known answers == and != too.
        if op == .eq || op == .ne {
            let c = EqualityClass.of(shape), d = EqualityClass.of(b.shape)
            if c == .unknown || d == .unknown { return .empty }
            if c != d { return Value(op == .ne) }
            if c == .number { return .empty }
            return Value(try equalCells(a, b, c) == (op == .eq))
        }
        return .empty
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
                let state = try newTriple(Value(small: op.rawValue | stage << 8), a, b)
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
        return op.holds(Text(a).order(Text(b)))
    }

    /// a == b as Python sees it (identity first, as containers do), waiting.
    public func isEqual(_ a: Value, _ b: Value) throws(PyRaise) -> Bool {
        try keysEqual(a, b)
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

    // -- Special methods, waiting

    /// Calls a special method found on the class of `a` with no other argument.
    public func callSpecial(_ f: Value, _ a: Value) throws(PyRaise) -> Value {
        try withTemporaries(1) { (p) throws(PyRaise) in p[0] = a; return try callSpecial(f, at: p, 1) }
    }

    public func callSpecial(_ f: Value, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        try withTemporaries(2) { (p) throws(PyRaise) in p[0] = a; p[1] = b; return try callSpecial(f, at: p, 2) }
    }

    public func callSpecial(_ f: Value, _ a: Value, _ b: Value, _ c: Value) throws(PyRaise) -> Value {
        try withTemporaries(3) { (p) throws(PyRaise) in p[0] = a; p[1] = b; p[2] = c; return try callSpecial(f, at: p, 3) }
    }

    /// Calls a special method found on the class of the first of `count` values with all of them.
    func callSpecial(_ f: Value, at p: UnsafeMutablePointer<Value>, _ count: Int) throws(PyRaise) -> Value {
        switch try bind(f, p[0], typeOf(p[0])) {
        case .method(let g): return try call(g, p, count)
        case .value(let g): return try call(g, p + 1, count - 1)
        case .call(let g, let x, let y, let z): return try call(try callFound(g, x, y, z), p + 1, count - 1)
        case .missing: throw typeError(p[0], "has no such special method")
        }
    }
}
