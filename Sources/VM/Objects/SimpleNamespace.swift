// types.SimpleNamespace: attributes from keywords, shown and compared by them. Also the type of sys.implementation.

import CVMSpec

enum Namespace {
    nonisolated(unsafe) static var type = Value.empty
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A SimpleNamespace with the dict's items as attributes.
    public func newNamespace(_ fields: DictRef) throws(PyRaise) -> Value {
        let v = try newInstanceCell(Namespace.type.type)
        var i = dictNext(fields, 0)
        while i >= 0 {
            let e = fields.pointee.entries.unsafelyUnwrapped[i]
            _ = try setOwnAttribute(v, try intern(Value(bits: e.key)), Value(bits: e.value))
            i = dictNext(fields, i + 1)
        }
        return v
    }
}

extension Bootstrap {
    static func defineSimpleNamespace(_ t: Thread) throws(PyRaise) {
        Namespace.type = try t.defineType("SimpleNamespace", .Instance, ownsKind: false, module: "types", flags: TypeFlag.weakrefable) { b throws(PyRaise) in
            b.type.pointee.storageOffset = UInt32(MemoryLayout<PyInstanceLayout>.size)
            b.type.pointee.inlineSlots = 4
            b.t.shape(b.type.pointee.rootShape).pointee.storageOffset = b.type.pointee.storageOffset
            b.t.shape(b.type.pointee.rootShape).pointee.inlineSlots = 4
            try addDictAttribute(b)
            try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in try t.newInstanceCell(a[0].type) }
            try b.method("__init__", "(self, /, *args, **kwargs)") { t, a throws(PyRaise) in
                if a[1].tuple.count > 0 { throw t.raise(K.TypeError, "no positional arguments expected") }
                let d = a[2].dict
                var i = t.dictNext(d, 0)
                while i >= 0 {
                    let e = d.pointee.entries.unsafelyUnwrapped[i]
                    _ = try t.setOwnAttribute(a[0], try t.intern(Value(bits: e.key)), Value(bits: e.value))
                    i = t.dictNext(d, i + 1)
                }
                return .none
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let name = t.typeOf(a[0]) == Namespace.type.type ? "namespace" : t.typeName(of: a[0])
                let object = a[0]
                return try t.reprGuarded(object, "\(name)(...)") { () throws(PyRaise) in
                    let d = try t.attributeSnapshot(object)
                    var parts: [String] = []
                    var i = t.dictNext(d.dict, 0)
                    while i >= 0 {
                        let e = d.dict.pointee.entries.unsafelyUnwrapped[i]
                        let key = Value(bits: e.key)
                        if t.has(key, .Str), key.str.count > 0 { parts.append("\(key.str.string)=\(try t.reprString(Value(bits: e.value)))") }
                        i = t.dictNext(d.dict, i + 1)
                    }
                    return try t.str("\(name)(\(parts.joined(separator: ", ")))")
                }
            }
            try b.method("__eq__", "(self, other, /)") { t, a throws(PyRaise) in
                guard t.isInstance(a[0], Namespace.type), t.isInstance(a[1], Namespace.type) else { return .notImplemented }
                return Value(try t.isEqual(try t.attributeSnapshot(a[0]), try t.attributeSnapshot(a[1])))
            }
            try b.set("__hash__", .none)
            try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in
                try t.newTuple([Value(t.typeOf(a[0])), try t.newTuple([]), try t.attributeSnapshot(a[0])])
            }
        }
    }
}
