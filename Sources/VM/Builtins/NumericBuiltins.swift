// The builtin functions on numbers: abs, bin, divmod, hex, oct, pow, round.

import CVMSpec

extension Bootstrap {
    static func defineNumericBuiltins(_ t: Thread, _ builtins: DictRef) throws(PyRaise) {
        func function(_ name: String, _ signature: String, _ body: @escaping NativeBody) throws(PyRaise) {
            let module = try t.intern("builtins")
            try t.dictSet(builtins, try t.intern(name), try t.newNative(name, signature, module: module, body))
        }
        try function("abs", "(x, /)") { t, a throws(PyRaise) in
            let v = a[0]
            if v.isInt { return try t.newInt(abs(v.int)) }
            if v.isFloatWord { return try t.newFloat(abs(v.floatWord)) }
            let f = try t.special(of: v, .abs)
            if f.isEmpty || f.isNone { throw t.raise(K.TypeError, "bad operand type for abs(): '\(t.typeName(of: v))'") }
            return try t.invokeBound(f, v)
        }
        try function("divmod", "(x, y, /)") { t, a throws(PyRaise) in try t.binary(.divmod, a[0], a[1]) }
        try function("pow", "(base, exp, mod=None)") { t, a throws(PyRaise) in
            if a[2].isEmpty || a[2].isNone { return try t.binary(.pow, a[0], a[1]) }
            if t.isAnyInt(a[0]) && t.isAnyInt(a[1]) && t.isAnyInt(a[2]) && Numbers.exactKind(a[0]) == .int { return try Numbers.powerModulo(t, a[0], a[1], a[2]) }
            return try t.ternaryPower(a[0], a[1], a[2])
        }
        try function("round", "(number, ndigits=None)") { t, a throws(PyRaise) in
            if a[0].isFloatWord {
                let d = a[0].floatWord
                if a[1].isEmpty || a[1].isNone { return try Numbers.fromDouble(t, d.rounded(.toNearestOrEven)) }
                if a[1].isInt { return try t.newFloat(try Numbers.roundDouble(t, d, a[1].int)) }
            }
            let f = try t.special(of: a[0], .round)
            if f.isEmpty || f.isNone { throw t.raise(K.TypeError, "type \(t.typeName(of: a[0])) doesn't define __round__ method") }
            if a[1].isEmpty || a[1].isNone { return try t.invokeBound(f, a[0]) }
            if f.isExact(.Native) || f.isExact(.Function) { return try t.tailCall(f, a[0], a[1]) }
            return try t.callSpecial(f, a[0], a[1])
        }
        for (name, base) in [("bin", 2), ("oct", 8), ("hex", 16)] {
            try function(name, "(number, /)") { t, a throws(PyRaise) in try t.str(ascii: try Numbers.prefixed(t, try t.toIndex(a[0]), base: base)) }
        }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// pow(a, b, c) by the operands' __pow__.
    func ternaryPower(_ a: Value, _ b: Value, _ c: Value) throws(PyRaise) -> Value {
        let f = try special(of: a, .pow)
        if f.isPresent && !f.isNone {
            let r = try callSpecial(f, a, b, c)
            if r != .notImplemented { return r }
        }
        if isFloat(b) || isFloat(c), !isComplex(a), !isComplex(b), !isComplex(c) {
            throw raise(K.TypeError, "pow() 3rd argument not allowed unless all arguments are integers")
        }
        if isComplex(b) || isComplex(c) { throw raise(K.ValueError, "complex modulo") }
        throw raise(K.TypeError, "unsupported operand type(s) for ** or pow(): '\(typeName(of: a))', '\(typeName(of: b))', '\(typeName(of: c))'")
    }
}
