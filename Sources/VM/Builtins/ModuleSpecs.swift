// Module specs: `__spec__` and `__loader__` of modules that were imported natively, and the finder that stands for the native
// import in sys.meta_path.
//
// In:  a module, a name. Out: importlib's own ModuleSpec objects. They are made when a program asks for them, because making
//      them needs importlib, which the import itself does not.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A missing attribute of a module that was imported natively, if it is its spec or loader.
    func lateModuleAttribute(_ module: Value, _ name: Value) throws(PyRaise) -> Value {
        guard name == N.spec || name == N.loader, let d = module.module.pointee.dict else { return .empty }
        let own = try dictGet(d, N.name)
        guard own.isPresent, has(own, .Str) else { return .empty }
        let file = try dictGet(d, N.file), path = try dictGet(d, N.path)
        let spec = try moduleSpec(own, file: file.isPresent ? file : .none, locations: path.isPresent ? path : .none)
        try dictSet(d, N.spec, spec)
        try dictSet(d, N.loader, try getAttribute(spec, "loader"))
        return try dictGet(d, name)
    }

    /// importlib's spec for a source file, a namespace package (no file) or a native module (neither).
    private func moduleSpec(_ name: Value, file: Value, locations: Value) throws(PyRaise) -> Value {
        // importlib sets its two halves up.
        _ = try importDotted("importlib")
        let bootstrap = try importDotted("importlib._bootstrap")
        if file.isNone && locations.isNone {
            let importer = try getAttribute(bootstrap, "BuiltinImporter")
            return try call(try getAttribute(bootstrap, "spec_from_loader"), arguments: [name, importer, try str("built-in")], names: try newTuple([try intern("origin")]))
        }
        if file.isNone {
            let spec = try call(try getAttribute(bootstrap, "ModuleSpec"), name, .none)
            try setAttribute(spec, try intern("submodule_search_locations"), locations)
            return spec
        }
        let external = try importDotted("importlib._bootstrap_external")
        let loader = try call(try getAttribute(external, "SourceFileLoader"), name, file)
        return try call(try getAttribute(external, "spec_from_file_location"), arguments: [name, file, loader, locations],
                        names: try newTuple([try intern("loader"), try intern("submodule_search_locations")]))
    }

    /// What the native import would load: the spec, or None.
    fileprivate func findSpec(_ name: Value, _ path: Value) throws(PyRaise) -> Value {
        guard has(name, .Str) else { throw raise(K.TypeError, "module name must be str, not \(typeName(of: name))") }
        let full = name.str.string
        let last = full.lastIndex(of: ".").map { String(full[full.index(after: $0)...]) } ?? full
        switch try locate(full, last, path.isNone ? .empty : path) {
        case .native: return try moduleSpec(name, file: .none, locations: .none)
        case .file(let file, let package):
            return try moduleSpec(name, file: try str(file), locations: package == nil ? .none : try newList([try str(package ?? "")]))
        case .namespace(let portions):
            var list: [Value] = []
            for p in portions { list.append(try str(p)) }
            return try moduleSpec(name, file: .none, locations: try newList(list))
        case .nothing: return .none
        }
    }
}

extension Bootstrap {
    /// Puts the finder into sys.meta_path and a hook for directories into sys.path_hooks.
    static func defineFinder(_ t: Thread, _ sys: ModuleBuilder) throws(PyRaise) {
        let type = try t.defineType("NativeFinder", .NativeObject, ownsKind: false, module: "sys", subclassable: false) { b throws(PyRaise) in
            try b.method("find_spec", "(self, fullname, path=None, target=None)") { t, a throws(PyRaise) in
                try t.findSpec(a[1], a[2].isPresent ? a[2] : .none)
            }
            try b.method("invalidate_caches", "(self, /)") { t, a throws(PyRaise) in .none }
        }
        let finder = Roots.add(try t.newObject(type))
        Importing.finder = finder
        try sys.set("meta_path", try t.newList([finder]))
        let hook = try t.newNative("path_hook_for_directories", "(path, /)", module: try t.intern("sys")) { t, a throws(PyRaise) in
            let external = try t.importDotted("importlib._bootstrap_external")
            guard t.has(a[0], .Str), a[0].str.count == 0 || t.isDirectory(a[0].str.string) else {
                throw t.raise(K.ImportError, "only directories are supported")
            }
            let suffixes = try t.newList([try t.str(".py")])
            let details = try t.newTuple([try t.getAttribute(external, "SourceFileLoader"), suffixes])
            return try t.call(try t.getAttribute(external, "FileFinder"), a[0], details)
        }
        try sys.set("path_hooks", try t.newList([hook]))
    }
}
