// _contextvars: Context, ContextVar and Token.
//
// A Context holds a dict that is never changed once shared: setting a variable copies it. ContextVar: v0 name, v1 default.
// Token: v0 context, v1 variable, v2 old value (empty: missing), i0 used. Context: v0 dict, v1 the context outside, i0 entered.

import CVMSpec
import VM

private nonisolated(unsafe) var contextType = Value.empty
private nonisolated(unsafe) var variableType = Value.empty
private nonisolated(unsafe) var tokenType = Value.empty
private nonisolated(unsafe) var missing = Value.empty
/// A list of one item: the current context.
private nonisolated(unsafe) var currentContext = Value.empty

/// Named so that asyncio and the scheduler may switch contexts.
func currentContextObject(_ t: Thread) throws(PyRaise) -> Value {
    if currentContext.isEmpty { currentContext = Roots.add(try t.newList([.empty])) }
    if currentContext.list.items[0].isEmpty { currentContext.list.items[0] = try newContext(t, try t.newDict()); t.barrier(currentContext) }
    return currentContext.list.items[0]
}

private func newContext(_ t: Thread, _ d: DictRef) throws(PyRaise) -> Value {
    let c = try t.newInstanceCell(contextType.type)
    c.object.pointee.v0 = Value(d).bits
    return c
}

private func change(_ t: Thread, _ context: Value, _ variable: Value, _ value: Value) throws(PyRaise) {
    let d = try t.dictCopy(Value(bits: context.object.pointee.v0).dict)
    if value.isEmpty { try t.dictDelete(d, variable) } else { try t.dictSet(d, variable, value) }
    context.object.pointee.v0 = Value(d).bits
    t.barrier(context)
}

private func defineTypes(_ t: Thread) throws(PyRaise) {
    let missingType = try t.defineType("Token.MISSING", .NativeObject, ownsKind: false, module: "_contextvars", subclassable: false) { (b) throws(PyRaise) in
        try b.method("__repr__", "(self, /)") { (t, _) throws(PyRaise) in try t.str("<Token.MISSING>") }
    }
    missing = Roots.add(try t.newInstanceCell(missingType.type))
    variableType = try t.defineType("ContextVar", .NativeObject, ownsKind: false, module: "_contextvars", subclassable: false) { (b) throws(PyRaise) in
        try b.new("(cls, name, /, *, default=None)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "context variable name must be a str") }
            let v = try t.newInstanceCell(a[0].type)
            v.object.pointee.v0 = a[1].bits
            v.object.pointee.v1 = a[2].bits
            return v
        }
        try b.attribute("name", get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v0) })
        try b.method("get", "(self, default=None, /)") { (t, a) throws(PyRaise) in
            let v = try t.dictGet(Value(bits: try currentContextObject(t).object.pointee.v0).dict, a[0])
            if v.isPresent { return v }
            if a[1].isPresent { return a[1] }
            let d = Value(bits: a[0].object.pointee.v1)
            if d.isPresent { return d }
            throw t.raise(K.LookupError, arguments: [a[0]])
        }
        try b.method("set", "(self, value, /)") { (t, a) throws(PyRaise) in
            let context = try currentContextObject(t)
            let token = try t.newInstanceCell(tokenType.type)
            token.object.pointee.v0 = context.bits
            token.object.pointee.v1 = a[0].bits
            token.object.pointee.v2 = try t.dictGet(Value(bits: context.object.pointee.v0).dict, a[0]).bits
            try change(t, context, a[0], a[1])
            return token
        }
        try b.method("reset", "(self, token, /)") { (t, a) throws(PyRaise) in
            guard a[1].isReference, Value(t.typeOf(a[1])) == tokenType else { throw t.raise(K.TypeError, "expected an instance of Token, got \(try t.reprString(a[1]))") }
            let o = a[1].object
            if o.pointee.i0 != 0 { throw t.raise(K.RuntimeError, "\(try t.reprString(a[1])) has already been used once") }
            if o.pointee.v1 != a[0].bits { throw t.raise(K.ValueError, "\(try t.reprString(a[1])) was created by a different ContextVar") }
            let context = try currentContextObject(t)
            if o.pointee.v0 != context.bits { throw t.raise(K.ValueError, "\(try t.reprString(a[1])) was created in a different Context") }
            o.pointee.i0 = 1
            try change(t, context, a[0], Value(bits: o.pointee.v2))
            return .none
        }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let d = Value(bits: a[0].object.pointee.v1)
            let standard = d.isPresent ? " default=\(try t.reprString(d))" : ""
            return try t.str("<ContextVar name=\(try t.reprString(Value(bits: a[0].object.pointee.v0)))\(standard) at 0x\(String(a[0].bits, radix: 16))>")
        }
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
    }
    tokenType = try t.defineType("Token", .NativeObject, ownsKind: false, module: "_contextvars", subclassable: false) { (b) throws(PyRaise) in
        try b.attribute("var", get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v1) })
        try b.attribute("old_value", get: { (_, a) throws(PyRaise) in
            let v = Value(bits: a[0].object.pointee.v2)
            return v.isEmpty ? missing : v
        })
        try b.set("MISSING", missing)
        try b.set("__hash__", .none)
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            try t.str("<Token\(a[0].object.pointee.i0 != 0 ? " used" : "") var=\(try t.reprString(Value(bits: a[0].object.pointee.v1))) at 0x\(String(a[0].bits, radix: 16))>")
        }
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
    }
    contextType = try t.defineType("Context", .NativeObject, ownsKind: false, module: "_contextvars", subclassable: false) { (b) throws(PyRaise) in
        try b.new("(cls)") { (t, a) throws(PyRaise) in try newContext(t, try t.newDict()) }
        try b.method("run", "(self, callable, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
            let context = a[0]
            if context.object.pointee.i0 != 0 { throw t.raise(K.RuntimeError, "cannot enter context: \(try t.reprString(context)) is already entered") }
            let outer = try currentContextObject(t)
            var arguments: [Value] = [], names: [Value] = []
            for i in 0 ..< a[2].tuple.count { arguments.append(a[2].tuple.items[i]) }
            let d = a[3].dict
            var i = t.dictNext(d, 0)
            while i >= 0 {
                let e = d.pointee.entries.unsafelyUnwrapped[i]
                names.append(Value(bits: e.key))
                arguments.append(Value(bits: e.value))
                i = t.dictNext(d, i + 1)
            }
            context.object.pointee.i0 = 1
            context.object.pointee.v1 = outer.bits
            currentContext.list.items[0] = context
            t.barrier(currentContext)
            defer {
                currentContext.list.items[0] = outer
                context.object.pointee.i0 = 0
                context.object.pointee.v1 = 0
            }
            let f = a[1], all = arguments, keywords = names.isEmpty ? Value.empty : try t.newTuple(names)
            return try t.holding(context, outer) { () throws(PyRaise) in try t.call(f, arguments: all, names: keywords) }
        }
        try b.method("copy", "(self, /)") { (t, a) throws(PyRaise) in try newContext(t, Value(bits: a[0].object.pointee.v0).dict) }
        try b.method("get", "(self, key, default=None, /)") { (t, a) throws(PyRaise) in
            try checkKey(t, a[1])
            let v = try t.dictGet(Value(bits: a[0].object.pointee.v0).dict, a[1])
            return v.isPresent ? v : a[2].isPresent ? a[2] : .none
        }
        try b.method("__getitem__", "(self, key, /)") { (t, a) throws(PyRaise) in
            try checkKey(t, a[1])
            let v = try t.dictGet(Value(bits: a[0].object.pointee.v0).dict, a[1])
            if v.isEmpty { throw t.keyError(a[1]) }
            return v
        }
        try b.method("__contains__", "(self, key, /)") { (t, a) throws(PyRaise) in
            try checkKey(t, a[1])
            return Value(try t.dictGet(Value(bits: a[0].object.pointee.v0).dict, a[1]).isPresent)
        }
        try b.method("__len__", "(self, /)") { (t, a) throws(PyRaise) in Value(small: Int(Value(bits: a[0].object.pointee.v0).dict.pointee.used)) }
        try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in try t.iterator(Value(bits: a[0].object.pointee.v0)) }
        for name in ["keys", "values", "items"] { try b.method(name, "(self, /)") { (t, a) throws(PyRaise) in try t.callMethod(Value(bits: a[0].object.pointee.v0), name) } }
        try b.method("__eq__", "(self, other, /)") { (t, a) throws(PyRaise) in
            guard a[1].isReference, Value(t.typeOf(a[1])) == contextType else { return .notImplemented }
            return Value(try t.isEqual(Value(bits: a[0].object.pointee.v0), Value(bits: a[1].object.pointee.v0)))
        }
        try b.set("__hash__", .none)
    }
}

private func checkKey(_ t: Thread, _ v: Value) throws(PyRaise) {
    guard v.isReference, Value(t.typeOf(v)) == variableType else { throw t.raise(K.TypeError, "a ContextVar key was expected, got \(try t.reprString(v))") }
}

func registerContextVariables() {
    NativeModules.register("_contextvars") { (m) throws(PyRaise) in
        if contextType.isEmpty { try defineTypes(m.t) }
        try m.set("Context", contextType)
        try m.set("ContextVar", variableType)
        try m.set("Token", tokenType)
        try m.function("copy_context", "()") { (t, _) throws(PyRaise) in try newContext(t, Value(bits: try currentContextObject(t).object.pointee.v0).dict) }
    }
}
