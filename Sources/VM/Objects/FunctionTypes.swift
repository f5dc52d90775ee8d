// Function types: attributes and text forms of functions, bound methods, builtin functions and cells.

import Bytecode
import CVMSpec

extension Bootstrap {
    static func defineFunctionTypes(_ t: Thread) throws(PyRaise) {
        try defineFunction(t)
        try defineMethod(t)
        try defineNative(t)
        try defineCell(t)
    }

    /// Calls `target` with the arguments that a "(self, /, *args, **kwargs)" native got.
    static func forward(_ t: Thread, _ target: Value, _ args: Value, _ kwargs: Value) throws(PyRaise) -> Value {
        let (arguments, names) = try t.flatten((0 ..< args.tuple.count).map { t.tupleItem(args, $0) }, kwargs.dict)
        return try t.tailCall(target, arguments: arguments, names: names)
    }

    private static func orNone(_ bits: UInt64) -> Value { bits == 0 ? .none : Value(bits: bits) }

    private static func defineFunction(_ t: Thread) throws(PyRaise) {
        K.function = try t.defineType("function", .Function, flags: TypeFlag.weakrefable, subclassable: false) { b throws(PyRaise) in
            try b.new("(cls, code, globals, name=None, argdefs=None, closure=None)") { t, a throws(PyRaise) in
                guard t.has(a[1], .Code) else { throw t.raise(K.TypeError, "function() argument 'code' must be code, not \(t.typeName(of: a[1]))") }
                guard t.has(a[2], .Dict) else { throw t.raise(K.TypeError, "function() argument 'globals' must be dict, not \(t.typeName(of: a[2]))") }
                let free = Int(a[1].code.info.serialized.freeCount)
                if a[3].isPresent, !a[3].isNone, !t.has(a[3], .Str) { throw t.raise(K.TypeError, "arg 3 (name) must be None or string") }
                if a[4].isPresent, !a[4].isNone, !t.has(a[4], .Tuple) { throw t.raise(K.TypeError, "arg 4 (defaults) must be None or tuple") }
                let closure = a[5].isPresent && !a[5].isNone ? a[5] : Value.empty
                if closure.isPresent, !t.has(closure, .Tuple) { throw t.raise(K.TypeError, free > 0 ? "arg 5 (closure) must be tuple" : "arg 5 (closure) must be None or tuple") }
                if closure.isEmpty, free > 0 { throw t.raise(K.TypeError, "arg 5 (closure) must be tuple") }
                let given = closure.isPresent ? closure.tuple.count : 0
                if given != free { throw t.raise(K.ValueError, "\(Value(bits: a[1].code.pointee.name).str.string) requires closure of length \(free), not \(given)") }
                for i in 0 ..< given where !t.has(t.tupleItem(closure, i), .Cell) {
                    throw t.raise(K.TypeError, "arg 5 (closure) expected cell, found \(t.typeName(of: t.tupleItem(closure, i)))")
                }
                let f = try t.newFunction(a[1], globals: a[2].dict)
                if a[3].isPresent && !a[3].isNone { f.function.pointee.name = a[3].bits }
                if a[4].isPresent && !a[4].isNone { f.function.pointee.defaults = a[4].bits }
                if closure.isPresent && given > 0 { f.function.pointee.closure = closure.bits }
                return f
            }
            try b.method("__get__", "(self, instance, owner=None, /)") { t, a throws(PyRaise) in
                if a[1].isNone, a[2].isEmpty || a[2].isNone { throw t.raise(K.TypeError, "__get__(None, None) is invalid") }
                return a[1].isNone || a[1].isEmpty ? a[0] : try t.newBoundMethod(a[0], a[1])
            }
            try b.method("__call__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in try forward(t, a[0], a[1], a[2]) }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                try t.str("<function \(Value(bits: a[0].function.pointee.qualifiedName).str.string) at \(t.addressText(a[0]))>")
            }
            try b.attribute("__code__", get: { t, a throws(PyRaise) in Value(optional: a[0].function.pointee.code) }, set: { t, a throws(PyRaise) in
                guard a[1].isPresent, t.has(a[1], .Code) else { throw t.raise(K.TypeError, "__code__ must be set to a code object") }
                let free = Int(a[1].code.info.serialized.freeCount)
                let closure = Value(bits: a[0].function.pointee.closure)
                let have = closure.isPresent && !closure.isNone ? closure.tuple.count : 0
                if free != have {
                    throw t.raise(K.ValueError, "\(Value(bits: a[0].function.pointee.name).str.string)() requires a code object with \(have) free vars, not \(free)")
                }
                _ = try t.docOf(a[0].function)
                a[0].function.pointee.code = a[1].code
                Watching.onFunctionChange?(a[0])
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__globals__", get: { t, a throws(PyRaise) in Value(optional: a[0].function.pointee.globals) })
            try b.attribute("__closure__", get: { t, a throws(PyRaise) in orNone(a[0].function.pointee.closure) })
            for n in ["__globals__", "__closure__"] { try b.markMember(n) }
            try b.attribute("__builtins__", get: { t, a throws(PyRaise) in
                if let g = a[0].function.pointee.globals {
                    let v = try t.dictGet(g, N.builtins)
                    if v.isPresent { return t.has(v, .Module) ? Value(optional: v.module.pointee.dict) : v }
                }
                return Value(optional: t.pointee.builtins)
            })
            try b.attribute("__defaults__", get: { t, a throws(PyRaise) in orNone(a[0].function.pointee.defaults) }, set: { t, a throws(PyRaise) in
                guard a[1].isEmpty || a[1].isNone || t.has(a[1], .Tuple) else { throw t.raise(K.TypeError, "__defaults__ must be set to a tuple object") }
                a[0].function.pointee.defaults = a[1].isEmpty || a[1].isNone ? 0 : a[1].bits
                Watching.onFunctionChange?(a[0])
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__kwdefaults__", get: { t, a throws(PyRaise) in orNone(a[0].function.pointee.keywordDefaults) }, set: { t, a throws(PyRaise) in
                guard a[1].isEmpty || a[1].isNone || t.has(a[1], .Dict) else { throw t.raise(K.TypeError, "__kwdefaults__ must be set to a dict object") }
                a[0].function.pointee.keywordDefaults = a[1].isEmpty || a[1].isNone ? 0 : a[1].bits
                Watching.onFunctionChange?(a[0])
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__name__", get: { t, a throws(PyRaise) in Value(bits: a[0].function.pointee.name) }, set: { t, a throws(PyRaise) in
                guard a[1].isPresent, t.has(a[1], .Str) else { throw t.raise(K.TypeError, "__name__ must be set to a string object") }
                a[0].function.pointee.name = a[1].bits
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__qualname__", get: { t, a throws(PyRaise) in Value(bits: a[0].function.pointee.qualifiedName) }, set: { t, a throws(PyRaise) in
                guard a[1].isPresent, t.has(a[1], .Str) else { throw t.raise(K.TypeError, "__qualname__ must be set to a string object") }
                a[0].function.pointee.qualifiedName = a[1].bits
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__doc__", get: { t, a throws(PyRaise) in try t.docOf(a[0].function) }, set: { t, a throws(PyRaise) in
                a[0].function.pointee.doc = a[1].isPresent ? a[1].bits : Value.none.bits
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__module__", get: { t, a throws(PyRaise) in orNone(a[0].function.pointee.module) }, set: { t, a throws(PyRaise) in
                a[0].function.pointee.module = a[1].bits
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__annotations__", get: { t, a throws(PyRaise) in
                let f = a[0].function
                var v = Value(bits: f.pointee.annotations)
                if v.isPresent && t.has(v, .Dict) { return v }
                // The compiler gives a tuple name, value, name, value …; the dict is made when somebody looks.
                let d = try t.newDict()
                if v.isPresent && t.has(v, .Tuple) {
                    var i = 0
                    while i + 1 < v.tuple.count {
                        try t.dictSet(d, t.tupleItem(v, i), t.tupleItem(v, i + 1))
                        i += 2
                    }
                }
                v = Value(d)
                f.pointee.annotations = v.bits
                t.barrier(a[0])
                return v
            }, set: { t, a throws(PyRaise) in
                guard a[1].isEmpty || a[1].isNone || t.has(a[1], .Dict) else { throw t.raise(K.TypeError, "__annotations__ must be set to a dict object") }
                a[0].function.pointee.annotations = a[1].isEmpty || a[1].isNone ? 0 : a[1].bits
                t.barrier(a[0])
                return .none
            })
            try b.attribute("__dict__", get: { t, a throws(PyRaise) in
                let f = a[0].function
                if f.pointee.dict == 0 {
                    f.pointee.dict = Value(try t.newDict()).bits
                    t.barrier(a[0])
                }
                return Value(bits: f.pointee.dict)
            }, set: { t, a throws(PyRaise) in
                guard a[1].isPresent else { throw t.raise(K.TypeError, "cannot delete __dict__") }
                guard t.has(a[1], .Dict) else { throw t.raise(K.TypeError, "__dict__ must be set to a dictionary, not a '\(t.typeName(of: a[1]))'") }
                a[0].function.pointee.dict = a[1].bits
                t.barrier(a[0])
                return .none
            })
        }
    }

    private static func defineMethod(_ t: Thread) throws(PyRaise) {
        func function(_ v: Value) -> Value { Value(bits: v.cell(PyBoundMethodLayout.self).pointee.function) }
        func receiver(_ v: Value) -> Value { Value(bits: v.cell(PyBoundMethodLayout.self).pointee.receiver) }
        K.boundMethod = try t.defineType("method", .BoundMethod, flags: TypeFlag.weakrefable, subclassable: false) { b throws(PyRaise) in
            try b.new("(cls, function, instance, /)") { t, a throws(PyRaise) in
                guard try t.special(of: a[1], .call).isPresent else { throw t.raise(K.TypeError, "first argument must be callable") }
                if a[2].isNone { throw t.raise(K.TypeError, "instance must not be None") }
                let m = try t.new(PyBoundMethodLayout.self, .BoundMethod)
                m.pointee.function = a[1].bits
                m.pointee.receiver = a[2].bits
                return Value(m)
            }
            try b.attribute("__func__", get: { t, a throws(PyRaise) in function(a[0]) })
            try b.attribute("__self__", get: { t, a throws(PyRaise) in receiver(a[0]) })
            try b.attribute("__doc__", get: { t, a throws(PyRaise) in
                let d = try t.getAttributeIfAny(function(a[0]), N.doc)
                return d.isPresent ? d : .none
            })
            // Whatever a method object lacks is its function's.
            try b.method("__getattr__", "(self, name, /)") { t, a throws(PyRaise) in
                let v = try t.getAttributeIfAny(function(a[0]), try t.attributeName(a[1]))
                if v.isEmpty { throw t.attributeError(a[0], try t.attributeName(a[1])) }
                return v
            }
            try b.method("__call__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in try forward(t, a[0], a[1], a[2]) }
            try b.method("__get__", "(self, instance, owner=None, /)") { t, a throws(PyRaise) in a[0] }
            try b.method("__eq__", "(self, other, /)") { t, a throws(PyRaise) in
                guard a[1].isExact(.BoundMethod) else { return .notImplemented }
                if receiver(a[0]) != receiver(a[1]) { return .false_ }
                return Value(try t.isEqual(function(a[0]), function(a[1])))
            }
            try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in
                try t.newInt(Int(truncatingIfNeeded: (receiver(a[0]).bits >> 4) ^ (try t.hash(function(a[0])))))
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                var n = try t.getAttributeIfAny(function(a[0]), N.qualname)
                if n.isEmpty { n = try t.getAttributeIfAny(function(a[0]), N.name) }
                let name = n.isPresent && t.has(n, .Str) ? n.str.string : "?"
                return try t.str("<bound method \(name) of \(try t.reprString(receiver(a[0])))>")
            }
            try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in
                let getattr = try t.dictGet(t.pointee.builtins.unsafelyUnwrapped, try t.intern("getattr"))
                return try t.newTuple([getattr, try t.newTuple([receiver(a[0]), try t.getAttribute(function(a[0]), N.name)])])
            }
        }
    }

    private static func defineNative(_ t: Thread) throws(PyRaise) {
        func info(_ v: Value) -> NativeInfo { Natives.infos[Int(v.native.pointee.index)] }
        func owner(_ v: Value) -> Value { Value(bits: v.native.pointee.owner) }
        func receiver(_ v: Value) -> Value { Value(bits: v.native.pointee.receiver) }
        func module(_ v: Value) -> Value { Value(bits: v.native.pointee.module) }
        func isDunder(_ s: String) -> Bool { s.hasPrefix("__") && s.hasSuffix("__") }
        K.native = try t.defineType("builtin_function_or_method", .Native, flags: TypeFlag.weakrefable, subclassable: false) { b throws(PyRaise) in
            try b.attribute("__name__", get: { t, a throws(PyRaise) in try t.intern(info(a[0]).name) })
            try b.attribute("__qualname__", get: { t, a throws(PyRaise) in
                let name = info(a[0]).name
                if owner(a[0]).isPresent {
                    if receiver(a[0]).isPresent, !isDunder(name) { return try t.str("\(Value(bits: t.typeOf(receiver(a[0])).pointee.qualifiedName).str.string).\(name)") }
                    return try t.str("\(Value(bits: owner(a[0]).type.pointee.qualifiedName).str.string).\(name)")
                }
                if receiver(a[0]).isPresent, t.has(receiver(a[0]), .Type) { return try t.str("\(Value(bits: receiver(a[0]).type.pointee.qualifiedName).str.string).\(name)") }
                if t.has(module(a[0]), .Type) { return try t.str("\(Value(bits: module(a[0]).type.pointee.qualifiedName).str.string).\(name)") }
                return try t.intern(name)
            })
            try b.attribute("__module__", get: { t, a throws(PyRaise) in t.has(module(a[0]), .Str) ? module(a[0]) : .none })
            try b.attribute("__doc__", get: { t, a throws(PyRaise) in
                let d = info(a[0]).doc
                return d.isEmpty ? .none : try t.str(d)
            })
            try b.attribute("__self__", get: { t, a throws(PyRaise) in
                if receiver(a[0]).isPresent { return receiver(a[0]) }
                if owner(a[0]).isPresent { throw t.attributeError(a[0], try t.intern("__self__")) }
                if t.has(module(a[0]), .Type) { return module(a[0]) }
                if t.has(module(a[0]), .Str), let sys = try? t.importForNative("sys"), let modules = try? t.getAttribute(sys, "modules"), t.has(modules, .Dict) {
                    let m = try t.dictGet(modules.dict, module(a[0]))
                    if m.isPresent { return m }
                }
                return .none
            })
            try b.attribute("__objclass__", get: { t, a throws(PyRaise) in
                guard owner(a[0]).isPresent, receiver(a[0]).isEmpty || isDunder(info(a[0]).name) else { throw t.attributeError(a[0], N.objclass) }
                return owner(a[0])
            })
            try b.attribute("__text_signature__", get: { t, a throws(PyRaise) in
                let s = info(a[0]).signature.text
                if s.isEmpty { return .none }
                var body = String(s.dropFirst().dropLast())
                if body.hasPrefix("self") { body = "$" + body }
                else if body.hasPrefix("cls") { body = "$type" + body.dropFirst(3) }
                else if body.isEmpty || body.hasPrefix("*") { body = body.isEmpty ? "$module, /" : "$module, /, " + body }
                else if body.contains("/") { body = "$module, " + body }
                else { body = "$module, /, " + body }
                return try t.str("(" + body + ")")
            })
            try b.method("__get__", "(self, instance, owner=None, /)") { t, a throws(PyRaise) in
                guard owner(a[0]).isPresent, receiver(a[0]).isEmpty, a[1].isPresent, !a[1].isNone else { return a[0] }
                guard t.isInstance(a[1], owner(a[0])) else {
                    throw t.raise(K.TypeError, "descriptor '\(info(a[0]).name)' for '\(t.typeName(owner(a[0])))' objects doesn't apply to a '\(t.typeName(of: a[1]))' object")
                }
                return try t.newBoundMethod(a[0], a[1])
            }
            try b.method("__call__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in try forward(t, a[0], a[1], a[2]) }
            try b.method("__eq__", "(self, other, /)") { t, a throws(PyRaise) in
                guard a[1].isExact(.Native) else { return .notImplemented }
                return Value(a[0] == a[1] || a[0].native.pointee.index == a[1].native.pointee.index && receiver(a[0]) == receiver(a[1]) && receiver(a[0]).isPresent)
            }
            try b.method("__hash__", "(self, /)") { t, a throws(PyRaise) in
                let bits = receiver(a[0]).isPresent ? receiver(a[0]).bits ^ UInt64(a[0].native.pointee.index) &* 65599 : a[0].bits
                return try t.newInt(Int(truncatingIfNeeded: bits >> 4))
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let name = info(a[0]).name
                let r = receiver(a[0])
                if r.isPresent {
                    let place = "of \(t.typeName(of: r)) object at \(t.addressText(r))>"
                    return try t.str((isDunder(name) ? "<method-wrapper '\(name)' " : "<built-in method \(name) ") + place)
                }
                if owner(a[0]).isPresent {
                    return try t.str("<\(isDunder(name) ? "slot wrapper" : "method") '\(name)' of '\(t.typeName(owner(a[0])))' objects>")
                }
                if t.has(module(a[0]), .Type) { return try t.str("<built-in method \(name) of type object at \(t.addressText(module(a[0])))>") }
                return try t.str("<built-in function \(name)>")
            }
            try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in
                let r = receiver(a[0]).isPresent ? receiver(a[0]) : owner(a[0]).isPresent ? owner(a[0]) : t.has(module(a[0]), .Type) ? module(a[0]) : .empty
                if r.isEmpty { return try t.intern(info(a[0]).name) }
                let getattr = try t.dictGet(t.pointee.builtins.unsafelyUnwrapped, try t.intern("getattr"))
                return try t.newTuple([getattr, try t.newTuple([r, try t.intern(info(a[0]).name)])])
            }
        }
        K.methodDescriptor = K.native
    }

    private static func defineCell(_ t: Thread) throws(PyRaise) {
        func content(_ v: Value) -> Value { Value(bits: v.cell(PyCellLayout.self).pointee.content) }
        K.cell = try t.defineType("cell", .Cell, subclassable: false) { b throws(PyRaise) in
            try b.new("(cls, contents=<none>, /)") { t, a throws(PyRaise) in
                let c = try t.new(PyCellLayout.self, .Cell)
                c.pointee.content = a[1].bits
                return Value(c)
            }
            try b.attribute("cell_contents", get: { t, a throws(PyRaise) in
                if content(a[0]).isEmpty { throw t.raise(K.ValueError, "Cell is empty") }
                return content(a[0])
            }, set: { t, a throws(PyRaise) in
                a[0].cell(PyCellLayout.self).pointee.content = a[1].bits
                t.barrier(a[0])
                return .none
            })
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let c = content(a[0])
                if c.isEmpty { return try t.str("<cell at \(t.addressText(a[0])): empty>") }
                return try t.str("<cell at \(t.addressText(a[0])): \(t.typeName(of: c)) object at \(t.addressText(c))>")
            }
            let operators: [(String, CompareOperator)] = [("__eq__", .eq), ("__ne__", .ne), ("__lt__", .lt), ("__le__", .le), ("__gt__", .gt), ("__ge__", .ge)]
            for (n, op) in operators {
                try b.method(n, "(self, other, /)") { t, a throws(PyRaise) in
                    guard a[1].isExact(.Cell) else { return .notImplemented }
                    let x = content(a[0]), y = content(a[1])
                    if x.isPresent && y.isPresent { return try t.compareWaiting(op, x, y) }
                    let order = (x.isPresent ? 1 : 0) - (y.isPresent ? 1 : 0)
                    switch op {
                    case .eq: return Value(order == 0)
                    case .ne: return Value(order != 0)
                    case .lt: return Value(order < 0)
                    case .le: return Value(order <= 0)
                    case .gt: return Value(order > 0)
                    case .ge: return Value(order >= 0)
                    }
                }
            }
            try b.set("__hash__", .none)
        }
    }
}
