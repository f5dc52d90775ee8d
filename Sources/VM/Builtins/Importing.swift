// Importing: sys.modules, native modules, then files along sys.path.
//
// The import statement is answered natively for native modules, Python files and packages. Bodies of modules run as frames
// of their own in a nested run for now. The private bytecode cache is asked before a file is compiled.

import Bytecode
import CVMSpec
import Glibc
import Syntax

public enum Importing {
    /// sys.modules, sys, builtins; kept alive as roots.
    nonisolated(unsafe) static var modules = Value.empty
    nonisolated(unsafe) static var sys = Value.empty
    nonisolated(unsafe) static var builtins = Value.empty
    /// Where compiled units are kept; nil: nowhere.
    nonisolated(unsafe) public static var cacheDirectory: String? = nil
    /// False with -B: units are read from there, none is added.
    nonisolated(unsafe) public static var writesCache = true
    /// The modules whose bodies are running, for messages about circular imports.
    nonisolated(unsafe) static var loading: [Value] = []
    /// The entry of sys.meta_path that stands for the native import (ModuleSpecs.swift).
    nonisolated(unsafe) static var finder = Value.empty
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    public func sysModule() throws(PyRaise) -> Value { Importing.sys }

    /// The import statement.
    func importName(_ frame: FrameRef, _ name: Value, level: Value, fromlist: Value) throws(PyRaise) -> Value {
        let custom = try builtin(frame, "__import__")
        let globals = Value(optional: frame.pointee.globals)
        if custom.isExact(.Native) { return try importModule(name.str.string, globals: globals, fromlist: fromlist, level: level.int) }
        let locals = frame.pointee.locals == 0 ? Value.none : Value(bits: frame.pointee.locals)
        return try tailCall(custom, arguments: [name, globals, locals, fromlist, level])
    }

    /// __import__.
    func importModule(_ name: String, globals: Value, fromlist: Value, level: Int) throws(PyRaise) -> Value {
        var full = name
        if level < 0 { throw raise(K.ValueError, "level must be >= 0") }
        if level > 0 { full = try resolveRelative(name, globals, level) }
        if full.isEmpty { throw raise(K.ValueError, "Empty module name") }
        let module = try importDotted(full)
        var wantsItems = fromlist.isPresent
        if wantsItems { wantsItems = try isTrue(fromlist) }
        if wantsItems {
            // Names of the list that are submodules are imported too.
            let path = try getAttributeIfAny(module, N.path)
            if path.isPresent {
                try forEach(fromlist) { (item) throws(PyRaise) in
                    guard has(item, .Str) else { throw raise(K.TypeError, "Item in ``from list'' must be str, not \(typeName(of: item))") }
                    var wanted = [item]
                    if item.str.string == "*" {
                        wanted = []
                        let all = try getAttributeIfAny(module, N.all)
                        if all.isPresent { try forEach(all) { (x) throws(PyRaise) in if has(x, .Str) { wanted.append(x) }; return true } }
                    }
                    for w in wanted where try getAttributeIfAny(module, w).isEmpty {
                        do throws(PyRaise) { _ = try importDotted(full + "." + w.str.string) } catch {
                            guard raisedIs(K.ModuleNotFoundError) else { throw error }
                            let n = exceptionField(Value(bits: pointee.raised), "name")
                            guard n.isPresent, has(n, .Str), n.str.string == full + "." + w.str.string else { throw error }
                            clearRaised()
                        }
                    }
                    return true
                }
            }
            return module
        }
        if level == 0 || name.isEmpty {
            guard let dot = full.firstIndex(of: ".") , level == 0 else { return module }
            return try importDotted(String(full[..<dot]))
        }
        guard let dot = name.firstIndex(of: ".") else { return module }
        let cut = name[dot...].count
        return try importDotted(String(full.dropLast(cut)))
    }

    private func resolveRelative(_ name: String, _ globals: Value, _ level: Int) throws(PyRaise) -> String {
        guard has(globals, .Dict) else { throw raise(K.KeyError, "'__name__' not in globals") }
        var package = try dictGet(globals.dict, N.package)
        if package.isEmpty || package.isNone {
            let own = try dictGet(globals.dict, N.name)
            guard own.isPresent, has(own, .Str) else { throw raise(K.ImportError, "attempted relative import with no known parent package") }
            if try dictGet(globals.dict, N.path).isPresent { package = own }
            else {
                let s = own.str.string
                guard let dot = s.lastIndex(of: ".") else { throw raise(K.ImportError, "attempted relative import with no known parent package") }
                package = try str(String(s[..<dot]))
            }
        }
        guard has(package, .Str) else { throw raise(K.TypeError, "__package__ must be a string") }
        var base = package.str.string
        if base.isEmpty { throw raise(K.ImportError, "attempted relative import with no known parent package") }
        for _ in 1 ..< Swift.max(level, 1) {
            guard let dot = base.lastIndex(of: ".") else { throw raise(K.ImportError, "attempted relative import beyond top-level package") }
            base = String(base[..<dot])
        }
        return name.isEmpty ? base : base + "." + name
    }

    /// Imports a.b.c part by part; the last module.
    public func importDotted(_ full: String) throws(PyRaise) -> Value {
        let key = try intern(full)
        let known = try dictGet(Importing.modules.dict, key)
        if known.isPresent {
            if known.isNone { throw moduleNotFound("import of \(full) halted; None in sys.modules", full) }
            return known
        }
        var parent = Value.empty
        var path = Value.empty
        var last = full
        if let dot = full.lastIndex(of: ".") {
            let parentName = String(full[..<dot])
            last = String(full[full.index(after: dot)...])
            parent = try importDotted(parentName)
            let again = try dictGet(Importing.modules.dict, key)
            if again.isPresent { return again }
            path = try getAttributeIfAny(parent, N.path)
            if path.isEmpty { throw moduleNotFound("No module named '\(full)'; '\(parentName)' is not a package", full) }
        }
        let module = try findAndLoad(full, last, path)
        if parent.isPresent { try setAttribute(parent, try intern(last), module) }
        return module
    }

    /// What an empty entry of sys.path stands for.
    private func workingDirectory() -> String {
        guard let p = getcwd(nil, 0) else { return "." }
        defer { free(p) }
        return String(cString: p)
    }

    func moduleNotFound(_ message: String, _ name: String) -> PyRaise {
        let e = raise(K.ModuleNotFoundError, message)
        if let n = try? str(name) { setExceptionField(Value(bits: pointee.raised), "name", n) }
        return e
    }

    private func findAndLoad(_ full: String, _ last: String, _ path: Value) throws(PyRaise) -> Value {
        // Finders that a program has put before ours; those behind it are asked when nothing else was found.
        let metaPath = try getAttributeIfAny(Importing.sys, "meta_path")
        func askFinders(behind: Bool) throws(PyRaise) -> Value {
            guard metaPath.isPresent, metaPath.isExact(.List), metaPath.list.count > (metaPath.list.items[0] == Importing.finder ? 1 : 0) else { return .empty }
            var found = Value.empty
            var isBehind = false
            try forEach(metaPath) { (finder) throws(PyRaise) in
                if finder == Importing.finder { isBehind = true; return behind }
                if isBehind != behind { return true }
                let f = try getAttributeIfAny(finder, "find_spec")
                if f.isEmpty { return true }
                let spec = try call(f, try str(full), path.isEmpty ? .none : path, .none)
                if spec.isNone { return true }
                found = spec
                return false
            }
            return found
        }
        var found = try askFinders(behind: false)
        if found.isPresent { return try loadFromSpec(full, found) }
        switch try locate(full, last, path) {
        case .native:
            guard let m = try makeNativeModule(full) else { break }
            try takeSpecPlaceholders(m)
            try dictSet(Importing.modules.dict, try intern(full), m)
            return m
        case .file(let file, let package): return try loadFile(full, file, package: package)
        case .namespace(let directories):
            let m = try newModule(full)
            try takeSpecPlaceholders(m)
            var portions: [Value] = []
            for p in directories { portions.append(try str(p)) }
            try setAttribute(m, N.path, try newList(portions))
            try setAttribute(m, N.package, try str(full))
            try dictSet(Importing.modules.dict, try intern(full), m)
            return m
        case .nothing: break
        }
        found = try askFinders(behind: true)
        if found.isPresent { return try loadFromSpec(full, found) }
        throw moduleNotFound("No module named '\(full)'", full)
    }

    /// The None of `__spec__` and `__loader__` goes: they are made when somebody asks (ModuleSpecs.swift).
    private func takeSpecPlaceholders(_ module: Value) throws(PyRaise) {
        guard let d = module.module.pointee.dict else { return }
        for name in [N.spec, N.loader] where try dictGet(d, name).isNone { try dictDelete(d, name) }
    }

    /// Where a module comes from: a native module, else what lies along a path (empty: sys.path).
    func locate(_ full: String, _ last: String, _ path: Value) throws(PyRaise) -> ModuleLocation {
        if path.isEmpty, NativeModules.bodies[full] != nil { return .native }
        let searchPath = path.isPresent ? path : try getAttribute(Importing.sys, "path")
        var namespacePortions: [String] = []
        var entries: [String] = []
        try forEach(searchPath) { (entry) throws(PyRaise) in
            if has(entry, .Str) { entries.append(entry.str.string) }
            return true
        }
        for e in entries {
            let directory = e.isEmpty ? workingDirectory() : e
            let base = directory.hasSuffix("/") ? directory + last : directory + "/" + last
            if isDirectory(base) {
                let initFile = base + "/__init__.py"
                if isFile(initFile) { return .file(initFile, package: base) }
                namespacePortions.append(base)
            }
            if isFile(base + ".py") { return .file(base + ".py", package: nil) }
        }
        return namespacePortions.isEmpty ? .nothing : .namespace(namespacePortions)
    }

    private func loadFromSpec(_ full: String, _ spec: Value) throws(PyRaise) -> Value {
        let bootstrap = try importDotted("importlib._bootstrap")
        _ = try call(try getAttribute(bootstrap, "_load_unlocked"), spec)
        let m = try dictGet(Importing.modules.dict, try intern(full))
        if m.isEmpty { throw moduleNotFound("No module named '\(full)'", full) }
        return m
    }

    func isFile(_ path: String) -> Bool {
        var s = stat()
        return stat(path, &s) == 0 && s.st_mode & S_IFMT == S_IFREG
    }

    func isDirectory(_ path: String) -> Bool {
        var s = stat()
        return stat(path, &s) == 0 && s.st_mode & S_IFMT == S_IFDIR
    }

    /// The bytes of a file, or nil with errno set.
    public func readFile(_ path: String) -> [UInt8]? {
        let fd = open(path, O_RDONLY | O_CLOEXEC)
        if fd < 0 { return nil }
        defer { close(fd) }
        var s = stat()
        guard fstat(fd, &s) == 0 else { return nil }
        if s.st_mode & S_IFMT == S_IFDIR { errno = EISDIR; return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(s.st_size) + 1)
        let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16)
        defer { chunk.deallocate() }
        while true {
            let n = read(fd, chunk, 1 << 16)
            if n == 0 { break }
            if n < 0 { if errno == EINTR { continue }; return nil }
            bytes.append(contentsOf: UnsafeBufferPointer(start: chunk, count: n))
        }
        return bytes
    }

    /// Makes the module of a Python file and runs its body.
    private func loadFile(_ full: String, _ file: String, package: String?) throws(PyRaise) -> Value {
        let module = try newModule(full)
        let d = module.module.pointee.dict.unsafelyUnwrapped
        let key = try intern(full)
        try dictSet(d, N.file, try str(file))
        if let package {
            try dictSet(d, N.path, try newList([try str(package)]))
            try dictSet(d, N.package, key)
        } else if let dot = full.lastIndex(of: ".") {
            try dictSet(d, N.package, try str(String(full[..<dot])))
        } else { try dictSet(d, N.package, Names.emptyStr) }
        try takeSpecPlaceholders(module)
        if let b = pointee.builtins { try dictSet(d, N.builtins, Value(b)) }
        try dictSet(Importing.modules.dict, key, module)
        // Kept alive by sys.modules, and by the frame where the body takes it out of there.
        Importing.loading.append(module)
        defer { if let i = Importing.loading.lastIndex(of: module) { Importing.loading.remove(at: i) } }
        do {
            let code = try codeOfFile(file)
            ExecutableText.trim()
            _ = try waiting { () throws(PyRaise) in try runCode(code, globals: d, locals: .empty) }
        } catch {
            let e = clearRaised()
            try dictDelete(Importing.modules.dict, key)
            pointee.raised = e.bits
            throw error
        }
        // The body may have put another object in its place.
        let final = try dictGet(Importing.modules.dict, key)
        return final.isPresent ? final : module
    }

    /// The code of a source file, from the cache if it is fresh.
    public func codeOfFile(_ file: String) throws(PyRaise) -> Value {
        if let module = BytecodeCache.load(file), let unit = module.outermost { return try newCode(unit) }
        guard let source = readFile(file) else { throw osError(errno, filename: try str(file)) }
        let code = try compileSource(source, filename: file)
        BytecodeCache.store(file, code.code.info.serialized.module)
        return code
    }

    func importFrom(_ module: Value, _ name: Value) throws(PyRaise) -> Value {
        let v = try getAttributeIfAny(module, name)
        if v.isPresent { return v }
        // A submodule that is being imported is in sys.modules already.
        let moduleName = try getAttributeIfAny(module, N.name)
        if moduleName.isPresent, has(moduleName, .Str) {
            let sub = try dictGet(Importing.modules.dict, try intern(moduleName.str.string + "." + name.str.string))
            if sub.isPresent { return sub }
        }
        let file = try getAttributeIfAny(module, N.file)
        let shown = moduleName.isPresent && has(moduleName, .Str) ? try reprString(moduleName) : "'<unknown module name>'"
        let place = file.isPresent && has(file, .Str) ? file.str.string : "unknown location"
        let isPartial = Importing.loading.contains(module)
        let e = raise(
            K.ImportError,
            isPartial ? "cannot import name \(try reprString(name)) from partially initialized module \(shown) (most likely due to a circular import) (\(place))"
                : "cannot import name \(try reprString(name)) from \(shown) (\(place))")
        let x = Value(bits: pointee.raised)
        setExceptionField(x, "name", moduleName.isPresent ? moduleName : .none)
        setExceptionField(x, "path", file.isPresent ? file : .none)
        throw e
    }

    func importStar(_ frame: FrameRef, _ module: Value) throws(PyRaise) {
        let target = frame.pointee.locals == 0 ? Value(optional: frame.pointee.globals) : Value(bits: frame.pointee.locals)
        var names = try getAttributeIfAny(module, N.all)
        let explicit = names.isPresent
        if !explicit {
            let d = try getAttributeIfAny(module, N.dict)
            if d.isEmpty { throw raise(K.ImportError, "from-import-* object has no __dict__ and no __all__") }
            names = try listFrom(d)
        }
        try forEach(try listFrom(names)) { (n) throws(PyRaise) in
            guard has(n, .Str) else {
                let m = try getAttributeIfAny(module, N.name)
                throw raise(K.TypeError, "\(explicit ? "Item" : "Key") in \(m.isPresent ? try strString(m) : "?").\(explicit ? "__all__" : "__dict__") must be str, not \(typeName(of: n))")
            }
            if !explicit && n.str.count > 0 && n.str[code: 0] == 95 { return true }
            let v = try getAttribute(module, n)
            if target.isExact(.Dict) { try dictSet(target.dict, try intern(n), v) } else { try setItem(target, n, v) }
            return true
        }
    }
}

/// Where an import finds a module.
enum ModuleLocation {
    case native
    case file(String, package: String?)
    case namespace([String])
    case nothing
}

/// Compiled units of source files, kept in a private directory: name = hash of the path, content = size and time of the
/// source, checksum, unit.
enum BytecodeCache {
    private static let headSize = 32

    private static func place(_ file: String) -> String? {
        guard let directory = Importing.cacheDirectory else { return nil }
        var h: UInt64 = 0xcbf2_9ce4_8422_2325
        for b in file.utf8 { h = (h ^ UInt64(b)) &* 0x100_0000_01b3 }
        h ^= UInt64(Evaluation.optimizeLevel) | bytecodeVersion << 8
        return directory + "/" + String(h, radix: 16) + ".sbc"
    }

    private static func stamp(_ file: String) -> [UInt8]? {
        var s = stat()
        guard stat(file, &s) == 0 else { return nil }
        var out: [UInt8] = []
        for word in [UInt64(bitPattern: Int64(s.st_size)), UInt64(bitPattern: Int64(s.st_mtim.tv_sec)), UInt64(bitPattern: Int64(s.st_mtim.tv_nsec))] {
            for i in 0 ..< 8 { out.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * i))) }
        }
        return out
    }

    private static func checksum(_ p: UnsafePointer<UInt8>, _ n: Int) -> UInt64 { hashBytes(p, n, 0x5377_6C74) }

    /// The bytes of the unit of a source file, if they are there and fresh.
    static func load(_ file: String) -> SerializedModule? {
        guard let p = place(file), let stamp = stamp(file) else { return nil }
        let fd = open(p, O_RDONLY | O_CLOEXEC)
        if fd < 0 { return nil }
        defer { close(fd) }
        var s = Glibc.stat()
        var head = [UInt8](repeating: 0, count: headSize)
        guard fstat(fd, &s) == 0, s.st_size > headSize, s.st_size < 1 << 31, read(fd, &head, headSize) == headSize, Array(head[0 ..< 24]) == stamp else { return nil }
        let sum = (24 ..< 32).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(head[$1]) }
        let count = Int(s.st_size) - headSize
        let module = SerializedModule(count: count) { bytes in
            var done = 0
            while done < count {
                let n = read(fd, bytes + done, count - done)
                if n <= 0 { return false }
                done += n
            }
            return checksum(bytes, count) == sum
        }
        if let module, Evaluation.verify, CodeUnit.deserialize(module.bytes, verified: true) == nil { return nil }
        return module
    }

    static func store(_ file: String, _ module: SerializedModule) {
        guard Importing.writesCache, let p = place(file), let stamp = stamp(file) else { return }
        let body = module.bytes
        let sum = body.withUnsafeBufferPointer { $0.baseAddress.map { checksum($0, body.count) } ?? 0 }
        let bytes = stamp + (0 ..< 8).map { UInt8(truncatingIfNeeded: sum >> UInt64(8 * $0)) } + body
        let temporary = p + ".\(getpid())"
        let fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if fd < 0 { return }
        var done = 0
        while done < bytes.count {
            let n = bytes.withUnsafeBufferPointer { write(fd, $0.baseAddress! + done, bytes.count - done) }
            if n <= 0 { break }
            done += n
        }
        close(fd)
        if done == bytes.count { rename(temporary, p) } else { unlink(temporary) }
    }
}
