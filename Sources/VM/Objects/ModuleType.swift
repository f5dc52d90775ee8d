// Modules and the types of None, Ellipsis and NotImplemented.

import CVMSpec

extension Bootstrap {
    static func defineModuleType(_ t: Thread) throws(PyRaise) {
        func dict(_ v: Value) -> DictRef { v.module.pointee.dict.unsafelyUnwrapped }
        K.module = try t.defineType("module", .Module, flags: TypeFlag.weakrefable) { b throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in
                let m = try t.newInstanceCell(a[0].type)
                m.module.pointee.dict = try t.newDict()
                return m
            }
            try b.method("__init__", "(self, name, doc=None)") { t, a throws(PyRaise) in
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "module() argument 'name' must be str, not \(t.typeName(of: a[1]))") }
                let d = dict(a[0])
                a[0].module.pointee.name = a[1].bits
                t.barrier(a[0])
                try t.dictSet(d, N.name, a[1])
                try t.dictSet(d, N.doc, a[2].isPresent ? a[2] : .none)
                try t.dictSet(d, N.package, .none)
                try t.dictSet(d, N.loader, .none)
                try t.dictSet(d, N.spec, .none)
                return .none
            }
            try b.attribute("__dict__", get: { t, a throws(PyRaise) in Value(dict(a[0])) })
            try b.attribute("__annotations__", get: { t, a throws(PyRaise) in
                let v = try t.dictGet(dict(a[0]), N.annotations)
                if v.isPresent { return v }
                let d = Value(try t.newDict())
                try t.dictSet(dict(a[0]), N.annotations, d)
                return d
            }, set: { t, a throws(PyRaise) in
                if a[1].isPresent { try t.dictSet(dict(a[0]), N.annotations, a[1]) }
                else if !(try t.dictDelete(dict(a[0]), N.annotations)) { throw t.raise(K.AttributeError, arguments: [N.annotations]) }
                return .none
            })
            try b.method("__dir__", "(self, /)") { t, a throws(PyRaise) in
                let f = try t.dictGet(dict(a[0]), N.specials[Special.dir.rawValue])
                if f.isPresent { return try t.tailCall(f) }
                return try t.keyList(dict(a[0]))
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                let d = dict(a[0])
                let n = try t.dictGet(d, N.name)
                let name = n.isPresent ? try t.reprString(n) : "'?'"
                let file = try t.dictGet(d, N.file)
                if file.isPresent && !file.isNone { return try t.str("<module \(name) from \(try t.reprString(file))>") }
                if n.isPresent, t.has(n, .Str), NativeModules.bodies[n.str.string] != nil || n.str.string == "builtins" || n.str.string == "sys" {
                    return try t.str("<module \(name) (built-in)>")
                }
                let spec = try t.dictGet(d, N.spec)
                if spec.isPresent && !spec.isNone {
                    let origin = try t.getAttributeIfAny(spec, "origin")
                    if origin.isPresent && !origin.isNone { return try t.str("<module \(name) (\(try t.strString(origin)))>") }
                    let loader = try t.getAttributeIfAny(spec, "loader")
                    if loader.isPresent && !loader.isNone { return try t.str("<module \(name) (\(try t.reprString(loader)))>") }
                }
                return try t.str("<module \(name)>")
            }
        }
        try defineSingletons(t)
    }

    private static func defineSingletons(_ t: Thread) throws(PyRaise) {
        func single(_ name: String, _ kind: Kind, _ value: Value, _ text: String, _ body: (TypeBuilder) throws(PyRaise) -> Void) throws(PyRaise) -> Value {
            try t.defineType(name, kind, subclassable: false) { b throws(PyRaise) in
                try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in
                    if a[1].tuple.count > 0 || a[2].dict.pointee.used > 0 { throw t.raise(K.TypeError, "\(name) takes no arguments") }
                    return value
                }
                try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.intern(text) }
                try body(b)
            }
        }
        K.none = try single("NoneType", .NoneType, .none, "None") { b throws(PyRaise) in
            try b.method("__bool__", "(self, /)") { t, a throws(PyRaise) in .false_ }
        }
        K.ellipsis = try single("ellipsis", .Ellipsis, .ellipsis, "Ellipsis") { b throws(PyRaise) in
            try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in try t.intern("Ellipsis") }
        }
        K.notImplemented = try single("NotImplementedType", .NotImplementedType, .notImplemented, "NotImplemented") { b throws(PyRaise) in
            try b.method("__reduce__", "(self, /)") { t, a throws(PyRaise) in try t.intern("NotImplemented") }
            try b.method("__bool__", "(self, /)") { t, a throws(PyRaise) in .true_ }
        }
    }
}
