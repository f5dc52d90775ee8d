// _operator: the operators as functions; itemgetter, attrgetter, methodcaller.
//
// The getters are NativeObjects: v0 = tuple of what they were made with, v1 = the first of it where there is just one
// (for attrgetter a tuple of name parts each), v2 = keywords of methodcaller.

import CVMSpec
import VM

private enum OperatorTypes {
    nonisolated(unsafe) static var itemgetter = Value.empty
    nonisolated(unsafe) static var attrgetter = Value.empty
    nonisolated(unsafe) static var methodcaller = Value.empty
}

public func registerOperator() {
    NativeModules.register("_operator") { (m) throws(PyRaise) in
        try defineArithmetic(m)
        try defineItems(m)
        try defineItemgetter(m)
        try defineAttrgetter(m)
        try defineMethodcaller(m)
    }
}

private func defineArithmetic(_ m: ModuleBuilder) throws(PyRaise) {
    let binary: [(String, BinaryOperator)] = [
        ("add", .add), ("sub", .sub), ("mul", .mul), ("truediv", .truediv), ("floordiv", .floordiv), ("mod", .mod), ("pow", .pow),
        ("matmul", .matmul), ("lshift", .lshift), ("rshift", .rshift), ("and_", .and), ("or_", .or), ("xor", .xor),
    ]
    for (name, op) in binary {
        try m.function(name, "(a, b, /)") { (t, a) throws(PyRaise) in try t.binary(op, a[0], a[1]) }
        let inplace = "i" + (name.hasSuffix("_") ? String(name.dropLast()) : name)
        try m.function(inplace, "(a, b, /)") { (t, a) throws(PyRaise) in try t.binary(op, a[0], a[1], inplace: true) }
    }
    for (name, op) in [("lt", CompareOperator.lt), ("le", .le), ("gt", .gt), ("ge", .ge), ("eq", .eq), ("ne", .ne)] {
        try m.function(name, "(a, b, /)") { (t, a) throws(PyRaise) in try t.compare(op, a[0], a[1]) }
    }
    for (name, s) in [("neg", Special.neg), ("pos", .pos), ("invert", .invert), ("inv", .invert)] {
        try m.function(name, "(a, /)") { (t, a) throws(PyRaise) in try t.unary(s, a[0]) }
    }
    try m.function("abs", "(a, /)") { (t, a) throws(PyRaise) in
        let f = try t.special(of: a[0], .abs)
        if f.isEmpty { throw t.raise(K.TypeError, "bad operand type for abs(): '\(t.typeName(of: a[0]))'") }
        return try t.callSpecial(f, a[0])
    }
    try m.function("not_", "(a, /)") { (t, a) throws(PyRaise) in Value(!(try t.isTrue(a[0]))) }
    try m.function("truth", "(a, /)") { (t, a) throws(PyRaise) in Value(try t.isTrue(a[0])) }
    try m.function("is_", "(a, b, /)") { (t, a) throws(PyRaise) in Value(a[0] == a[1]) }
    try m.function("is_not", "(a, b, /)") { (t, a) throws(PyRaise) in Value(a[0] != a[1]) }
    try m.function("index", "(a, /)") { (t, a) throws(PyRaise) in try t.exactIndex(a[0]) }
    try m.function("length_hint", "(obj, default=0, /)") { (t, a) throws(PyRaise) in
        if a[1].isPresent && !t.isAnyInt(a[1]) { throw t.raise(K.TypeError, "'\(t.typeName(of: a[1]))' object cannot be interpreted as an integer") }
        return try t.newInt(try t.lengthHint(a[0], a[1].isEmpty ? 0 : try t.index(a[1])))
    }
    try m.function("call", "(obj, /, *args, **kwargs)") { (t, a) throws(PyRaise) in try t.tailCall(a[0], positional: a[1], keywords: a[2]) }
    try m.function("_compare_digest", "(a, b, /)") { (t, a) throws(PyRaise) in
        func content(_ v: Value) throws(PyRaise) -> [UInt8] {
            if t.has(v, .Str) {
                guard v.str.isASCII else { throw t.raise(K.TypeError, "comparing strings with non-ASCII characters is not supported") }
                return v.str.utf8
            }
            if t.has(v, .Bytes) {
                let p = UnsafeMutableRawPointer(v.bytes + 1).assumingMemoryBound(to: UInt8.self)
                return Array(UnsafeBufferPointer(start: p, count: Int(v.bytes.pointee.length)))
            }
            if t.has(v, .Bytearray) {
                guard let p = v.bytearray.pointee.data else { return [] }
                return Array(UnsafeBufferPointer(start: p, count: Int(v.bytearray.pointee.length)))
            }
            throw t.raise(K.TypeError, "unsupported operand types(s) or combination of types: '\(t.typeName(of: a[0]))' and '\(t.typeName(of: a[1]))'")
        }
        guard t.has(a[0], .Str) == t.has(a[1], .Str) else {
            throw t.raise(K.TypeError, "unsupported operand types(s) or combination of types: '\(t.typeName(of: a[0]))' and '\(t.typeName(of: a[1]))'")
        }
        let x = try content(a[0]), y = try content(a[1])
        // The time must not depend on where they differ.
        var difference: UInt8 = x.count == y.count ? 0 : 1
        for i in 0 ..< y.count { difference |= y[i] ^ (i < x.count ? x[i] : 0) }
        return Value(difference == 0)
    }
}

private func defineItems(_ m: ModuleBuilder) throws(PyRaise) {
    try m.function("getitem", "(a, b, /)") { (t, a) throws(PyRaise) in try t.getItem(a[0], a[1]) }
    try m.function("setitem", "(a, b, c, /)") { (t, a) throws(PyRaise) in try t.setItem(a[0], a[1], a[2]); return .none }
    try m.function("delitem", "(a, b, /)") { (t, a) throws(PyRaise) in try t.deleteItem(a[0], a[1]); return .none }
    try m.function("contains", "(a, b, /)") { (t, a) throws(PyRaise) in Value(try t.contains(a[0], a[1])) }
    for (name, inplace) in [("concat", false), ("iconcat", true)] {
        try m.function(name, "(a, b, /)") { (t, a) throws(PyRaise) in
            let isSequence = try t.special(of: a[0], .getitem).isPresent
            if !isSequence || t.isAnyInt(a[0]) || t.isFloat(a[0]) || t.has(a[0], .Dict) || t.isAnySet(a[0]) {
                throw t.raise(K.TypeError, "'\(t.typeName(of: a[0]))' object can't be concatenated")
            }
            return try t.binary(.add, a[0], a[1], inplace: inplace)
        }
    }
    try m.function("countOf", "(a, b, /)") { (t, a) throws(PyRaise) in
        var n = 0
        let x = a[1]
        try t.forEach(a[0]) { (v) throws(PyRaise) in
            if try t.isSame(v, x) { n += 1 }
            return true
        }
        return Value(small: n)
    }
    try m.function("indexOf", "(a, b, /)") { (t, a) throws(PyRaise) in
        var n = 0, found = false
        let x = a[1]
        try t.forEach(a[0]) { (v) throws(PyRaise) in
            found = try t.isSame(v, x)
            if !found { n += 1 }
            return !found
        }
        if !found { throw t.raise(K.ValueError, "sequence.index(x): x not in sequence") }
        return Value(small: n)
    }
}

/// "operator.name(…)" of a getter.
private func getterRepr(_ t: Thread, _ v: Value, _ parts: [String]) throws(PyRaise) -> Value {
    try t.str("operator.\(t.typeName(of: v))(\(parts.joined(separator: ", ")))")
}

private func defineItemgetter(_ m: ModuleBuilder) throws(PyRaise) {
    let type = try m.t.defineType("itemgetter", .NativeObject, ownsKind: false, module: "operator", flags: NativeTypeFlags.weakrefable) { (b) throws(PyRaise) in
        try b.new("(cls, item, /, *items)") { (t, a) throws(PyRaise) in
            let v = try t.newObject(a[0])
            let all = try t.newTuple(count: a[2].tuple.count + 1)
            all.items[0] = a[1]
            for i in 0 ..< a[2].tuple.count { all.items[i + 1] = a[2].tuple.items[i] }
            v.object.pointee.v0 = Value(all).bits
            return v
        }
        try b.method("__call__", "(self, obj, /)") { (t, a) throws(PyRaise) in
            let items = Value(bits: a[0].object.pointee.v0).tuple
            func item(_ key: Value) throws(PyRaise) -> Value {
                if a[1].isExact(.Tuple) { return try t.tupleGetItem(a[1], key) }
                if a[1].isExact(.List) { return try t.listGetItem(a[1], key) }
                return try t.getItem(a[1], key)
            }
            if items.count == 1 { return try item(items.items[0]) }
            let out = try t.newTuple(count: items.count)
            for i in 0 ..< items.count { out.items[i] = try item(items.items[i]) }
            return Value(out)
        }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let items = Value(bits: a[0].object.pointee.v0).tuple
            var parts: [String] = []
            for i in 0 ..< items.count { parts.append(try t.reprString(items.items[i])) }
            return try getterRepr(t, a[0], parts)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in try t.newPair(Value(t.typeOf(a[0])), Value(bits: a[0].object.pointee.v0)) }
    }
    OperatorTypes.itemgetter = type
    try m.set("itemgetter", type)
}

private func defineAttrgetter(_ m: ModuleBuilder) throws(PyRaise) {
    let type = try m.t.defineType("attrgetter", .NativeObject, ownsKind: false, module: "operator", flags: NativeTypeFlags.weakrefable) { (b) throws(PyRaise) in
        try b.new("(cls, attr, /, *attrs)") { (t, a) throws(PyRaise) in
            let v = try t.newObject(a[0])
            let n = a[2].tuple.count + 1
            let names = try t.newTuple(count: n), paths = try t.newTuple(count: n)
            for i in 0 ..< n {
                let name = i == 0 ? a[1] : a[2].tuple.items[i - 1]
                guard t.has(name, .Str) else { throw t.raise(K.TypeError, "attribute name must be a string") }
                names.items[i] = name
                var parts: [Value] = []
                for part in name.str.string.split(separator: ".", omittingEmptySubsequences: false) { parts.append(try t.intern(String(part))) }
                paths.items[i] = try t.newTuple(parts)
            }
            v.object.pointee.v0 = Value(names).bits
            v.object.pointee.v1 = Value(paths).bits
            return v
        }
        try b.method("__call__", "(self, obj, /)") { (t, a) throws(PyRaise) in
            let paths = Value(bits: a[0].object.pointee.v1).tuple
            func follow(_ path: Value) throws(PyRaise) -> Value {
                var v = a[1]
                for i in 0 ..< path.tuple.count { v = try t.getAttribute(v, path.tuple.items[i]) }
                return v
            }
            if paths.count == 1 { return try follow(paths.items[0]) }
            let out = try t.newTuple(count: paths.count)
            for i in 0 ..< paths.count { out.items[i] = try follow(paths.items[i]) }
            return Value(out)
        }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let names = Value(bits: a[0].object.pointee.v0).tuple
            var parts: [String] = []
            for i in 0 ..< names.count { parts.append(try t.reprString(names.items[i])) }
            return try getterRepr(t, a[0], parts)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in try t.newPair(Value(t.typeOf(a[0])), Value(bits: a[0].object.pointee.v0)) }
    }
    OperatorTypes.attrgetter = type
    try m.set("attrgetter", type)
}

private func defineMethodcaller(_ m: ModuleBuilder) throws(PyRaise) {
    let type = try m.t.defineType("methodcaller", .NativeObject, ownsKind: false, module: "operator", flags: NativeTypeFlags.weakrefable) { (b) throws(PyRaise) in
        try b.new("(cls, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
            let n = a[1].tuple.count
            if n == 0 { throw t.raise(K.TypeError, "methodcaller needs at least one argument, the method name") }
            guard t.has(a[1].tuple.items[0], .Str) else { throw t.raise(K.TypeError, "method name must be a string") }
            let v = try t.newObject(a[0])
            v.object.pointee.v0 = try t.intern(a[1].tuple.items[0]).bits
            v.object.pointee.v1 = try t.newTuple(a[1].tuple.items + 1, n - 1).bits
            v.object.pointee.v2 = a[2].bits
            return v
        }
        try b.method("__call__", "(self, obj, /)") { (t, a) throws(PyRaise) in
            let o = a[0].object
            let f = try t.getAttribute(a[1], Value(bits: o.pointee.v0))
            return try t.tailCall(f, positional: Value(bits: o.pointee.v1), keywords: Value(bits: o.pointee.v2))
        }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let o = a[0].object
            var parts = [try t.reprString(Value(bits: o.pointee.v0))]
            let args = Value(bits: o.pointee.v1).tuple
            for i in 0 ..< args.count { parts.append(try t.reprString(args.items[i])) }
            let d = Value(bits: o.pointee.v2).dict
            var i = t.dictNext(d, 0)
            while i >= 0 {
                let e = d.pointee.entries.unsafelyUnwrapped[i]
                parts.append("\(try t.strString(Value(bits: e.key)))=\(try t.reprString(Value(bits: e.value)))")
                i = t.dictNext(d, i + 1)
            }
            return try getterRepr(t, a[0], parts)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let o = a[0].object
            let args = Value(bits: o.pointee.v1).tuple
            let all = try t.newTuple(count: args.count + 1)
            all.items[0] = Value(bits: o.pointee.v0)
            for i in 0 ..< args.count { all.items[i + 1] = args.items[i] }
            if Value(bits: o.pointee.v2).dict.pointee.used == 0 { return try t.newPair(Value(t.typeOf(a[0])), Value(all)) }
            // Keywords need a partial of the class.
            let partial = try t.getAttribute(try t.importForNative("functools"), "partial")
            let head = try t.newTuple([Value(t.typeOf(a[0])), Value(bits: o.pointee.v0)])
            let bound = try t.call(partial, positional: head, keywords: Value(bits: o.pointee.v2))
            return try t.newPair(bound, Value(bits: o.pointee.v1))
        }
    }
    OperatorTypes.methodcaller = type
    try m.set("methodcaller", type)
}
