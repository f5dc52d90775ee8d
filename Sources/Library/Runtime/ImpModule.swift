// _imp: what importlib asks of the interpreter. Importing itself is in VM/Builtins/Importing.swift.

import CVMSpec
import VM

func registerImp() {
    NativeModules.register("_imp") { (m) throws(PyRaise) in
        try m.set("check_hash_based_pycs", try m.t.intern("default"))
        try m.function("lock_held", "()") { (_, _) throws(PyRaise) in .false_ }
        try m.function("acquire_lock", "()") { (_, _) throws(PyRaise) in .none }
        try m.function("release_lock", "()") { (_, _) throws(PyRaise) in .none }
        try m.function("extension_suffixes", "()") { (t, _) throws(PyRaise) in try t.newList() }
        try m.function("is_builtin", "(name, /)") { (t, a) throws(PyRaise) in
            let name = try t.stringArgument(a[0], "is_builtin() argument")
            if name == "sys" || name == "builtins" { return Value(small: -1) }
            return Value(small: NativeModules.bodies[name] == nil ? 0 : 1)
        }
        try m.function("is_frozen", "(name, /)") { (_, _) throws(PyRaise) in .false_ }
        try m.function("is_frozen_package", "(name, /)") { (t, a) throws(PyRaise) in throw t.raise(K.ImportError, "No such frozen object named \(try t.stringArgument(a[0], "name"))") }
        try m.function("get_frozen_object", "(name, data=None, /)") { (t, a) throws(PyRaise) in throw t.raise(K.ImportError, "No such frozen object named \(try t.stringArgument(a[0], "name"))") }
        try m.function("find_frozen", "(name, /, *, withdata=False)") { (_, _) throws(PyRaise) in .none }
        try m.function("_frozen_module_names", "()") { (t, _) throws(PyRaise) in try t.newList() }
        try m.function("_override_frozen_modules_for_tests", "(override, /)") { (_, _) throws(PyRaise) in .none }
        try m.function("_fix_co_filename", "(code, path, /)") { (_, _) throws(PyRaise) in .none }
        try m.function("create_builtin", "(spec, /)") { (t, a) throws(PyRaise) in
            let name = try t.getAttribute(a[0], "name")
            guard t.has(name, .Str) else { throw t.raise(K.TypeError, "name must be string, not \(t.typeName(of: name))") }
            let modules = try t.getAttribute(try t.sysModule(), "modules")
            if t.has(modules, .Dict) {
                let known = try t.dictGet(modules.dict, name)
                if known.isPresent { return known }
            }
            return try t.makeNativeModule(name.str.string) ?? .none
        }
        try m.function("exec_builtin", "(mod, /)") { (_, _) throws(PyRaise) in Value(small: 0) }
        try m.function("source_hash", "(key, source)") { (t, a) throws(PyRaise) in
            let view = try t.bytesView(a[1])
            var h: UInt64 = UInt64(truncatingIfNeeded: try t.index(a[0])) ^ 0xcbf2_9ce4_8422_2325
            for b in view { h = (h ^ UInt64(b)) &* 0x100_0000_01b3 }
            return try t.makeBytes(withUnsafeBytes(of: h) { Array($0) })
        }
    }
}
