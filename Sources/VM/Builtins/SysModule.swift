// sys and gc: what Python sees of the running system.

import Bytecode
import CVMSpec
import Glibc

/// What the command line decided, for sys.
public struct SystemOptions {
    public var executable = ""
    public var arguments: [String] = []
    public var path: [String] = []
    public var libraryPath = "/usr/lib/python3.11"
    public var version = "3.11.2"
    public var warnOptions: [String] = []
    public var xOptions: [(String, String?)] = []
    public var flags: [String: Int] = [:]
    public init() {}
}

extension Bootstrap {
    static func defineSys(_ t: Thread, _ options: SystemOptions) throws(PyRaise) {
        let module = try t.newModule("sys")
        Roots.add(module)
        Importing.sys = module
        let m = ModuleBuilder(t: t, module: module)
        Importing.modules = Value(try t.newDict())
        Roots.add(Importing.modules)
        try m.set("modules", Importing.modules)
        func strings(_ list: [String]) throws(PyRaise) -> Value {
            var v: [Value] = []
            for s in list { v.append(try t.str(s)) }
            return try t.newList(v)
        }
        try m.set("argv", try strings(options.arguments))
        try m.set("orig_argv", try strings([options.executable] + options.arguments))
        try m.set("path", try strings(options.path))
        try Bootstrap.defineFinder(t, m)
        try m.set("path_importer_cache", Value(try t.newDict()))
        try m.set("executable", try t.str(options.executable))
        try m.set("_base_executable", try t.str(options.executable))
        for n in ["prefix", "base_prefix", "exec_prefix", "base_exec_prefix"] { try m.set(n, try t.str("/usr")) }
        try m.set("platlibdir", try t.str("lib"))
        try m.set("version", try t.str("\(options.version) (main, Nov 23 2026, 00:00:00) [Swiftlet]"))
        var numbers: [Value] = []
        for p in options.version.split(separator: ".") { numbers.append(Value(small: Int(p) ?? 0)) }
        while numbers.count < 3 { numbers.append(Value(small: 0)) }
        numbers.append(try t.intern("final"))
        numbers.append(Value(small: 0))
        try m.set("version_info", try structSequence(t, "sys.version_info", ["major", "minor", "micro", "releaselevel", "serial"], numbers))
        let hex = (numbers[0].int << 24) | (numbers[1].int << 16) | (numbers[2].int << 8) | 0xF0
        try m.set("hexversion", Value(small: hex))
        try m.set("api_version", Value(small: 1013))
        try m.set("copyright", try t.str("Swiftlet"))
        try m.set("platform", try t.intern("linux"))
        try m.set("byteorder", try t.intern("little"))
        try m.set("maxsize", try t.newInt(Int.max))
        try m.set("maxunicode", Value(small: 0x10FFFF))
        try m.set("dont_write_bytecode", Value(!Importing.writesCache))
        try m.set("pycache_prefix", .none)
        try m.set("float_repr_style", try t.intern("short"))
        try m.set("abiflags", Names.emptyStr)
        try m.set("warnoptions", try strings(options.warnOptions))
        let x = try t.newDict()
        for (k, v) in options.xOptions { try t.dictSet(x, try t.str(k), v == nil ? .true_ : try t.str(v ?? "")) }
        try m.set("_xoptions", Value(x))
        try m.set("ps1", try t.str(">>> "))
        try m.set("ps2", try t.str("... "))
        let implementation = Value(try t.newDict())
        try t.dictSet(implementation.dict, try t.intern("name"), try t.intern("swiftlet"))
        try t.dictSet(implementation.dict, try t.intern("version"), try m.get("version_info"))
        try t.dictSet(implementation.dict, try t.intern("hexversion"), Value(small: hex))
        try t.dictSet(implementation.dict, try t.intern("cache_tag"), try t.intern("swiftlet-311"))
        try t.dictSet(implementation.dict, try t.intern("_multiarch"), try t.str("x86_64-linux-gnu"))
        try m.set("implementation", try t.newNamespace(implementation.dict))
        let flagNames = ["debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits"]
        var flagValues: [Value] = []
        for n in flagNames {
            let v = options.flags[n] ?? (n == "int_max_str_digits" ? 4300 : n == "hash_randomization" ? 1 : 0)
            flagValues.append(n == "dev_mode" || n == "safe_path" ? Value(v != 0) : Value(small: v))
        }
        try m.set("flags", try structSequence(t, "sys.flags", flagNames, flagValues))
        try m.set("float_info", try structSequence(t, "sys.float_info", ["max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"],
            [try t.newFloat(Double.greatestFiniteMagnitude), Value(small: 1024), Value(small: 308), try t.newFloat(Double.leastNormalMagnitude), Value(small: -1021), Value(small: -307), Value(small: 15), Value(small: 53), try t.newFloat(Double.ulpOfOne), Value(small: 2), Value(small: 1)]))
        try m.set("int_info", try structSequence(t, "sys.int_info", ["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"], [Value(small: 30), Value(small: 4), Value(small: 4300), Value(small: 640)]))
        try m.set("hash_info", try structSequence(t, "sys.hash_info", ["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"],
            [Value(small: 64), Value(small: (1 << 61) - 1), Value(small: 314159), Value(small: 0), Value(small: 1000003), try t.intern("siphash13"), Value(small: 64), Value(small: 128), Value(small: 0)]))
        try m.set("thread_info", try structSequence(t, "sys.thread_info", ["name", "lock", "version"], [try t.intern("pthread"), try t.intern("semaphore"), .none]))
        var builtinNames: [Value] = []
        for n in NativeModules.names + ["builtins", "sys", "gc"] { builtinNames.append(try t.intern(n)) }
        try m.set("builtin_module_names", try t.newTuple(builtinNames))
        let standard = ["__future__", "abc", "argparse", "ast", "asyncio", "base64", "bisect", "builtins", "collections", "contextlib", "copy", "csv", "dataclasses", "datetime", "decimal", "difflib", "dis", "enum", "errno", "functools", "gc", "glob", "hashlib", "heapq", "importlib", "inspect", "io", "itertools", "json", "logging", "math", "operator", "os", "pathlib", "pickle", "random", "re", "shutil", "signal", "socket", "statistics", "string", "struct", "subprocess", "sys", "tempfile", "threading", "time", "traceback", "types", "typing", "unittest", "urllib", "uuid", "warnings", "weakref", "zlib"]
        var standardNames: [Value] = []
        for n in standard { standardNames.append(try t.intern(n)) }
        try m.set("stdlib_module_names", try t.frozenset(of: standardNames))

        try m.function("exit", "(status=None, /)") { t, a throws(PyRaise) in
            throw t.raise(K.SystemExit, arguments: a[0].isEmpty ? [] : [a[0]])
        }
        try m.function("getrecursionlimit", "()") { t, a throws(PyRaise) in Value(small: Int(t.pointee.recursionLimit)) }
        try m.function("setrecursionlimit", "(limit, /)") { t, a throws(PyRaise) in
            let n = try t.index(a[0])
            if n < 1 { throw t.raise(K.ValueError, "recursion limit must be greater or equal than 1") }
            if n > Int(Int32.max) { throw t.raise(K.OverflowError, "Python int too large to convert to C int") }
            if let f = t.pointee.frame, UInt64(n) <= f.depth {
                throw t.raise(K.RecursionError, "cannot set the recursion limit to \(n) at the recursion depth \(f.depth): the limit is too low")
            }
            t.pointee.recursionLimit = UInt32(n)
            return .none
        }
        try m.function("exc_info", "()") { t, a throws(PyRaise) in
            let e = Value(bits: t.pointee.handled)
            if e.isEmpty || e.isNone { return try t.newTuple([.none, .none, .none]) }
            let tb = Value(bits: e.exception.pointee.traceback)
            return try t.newTuple([Value(t.typeOf(e)), e, tb.isEmpty ? .none : tb])
        }
        try m.function("exception", "()") { t, a throws(PyRaise) in
            let e = Value(bits: t.pointee.handled)
            return e.isEmpty ? .none : e
        }
        try m.function("intern", "(string, /)") { t, a throws(PyRaise) in
            guard a[0].isExact(.Str) else { throw t.raise(K.TypeError, "intern() argument must be str, not \(t.typeName(of: a[0]))") }
            return try t.intern(a[0])
        }
        try m.function("_getframe", "(depth=0, /)") { t, a throws(PyRaise) in
            var n = a[0].isPresent ? try t.index(a[0]) : 0
            var f = t.pointee.frame
            while n > 0, let x = f { f = x.pointee.caller; n -= 1 }
            guard let frame = f else { throw t.raise(K.ValueError, "call stack is not deep enough") }
            return try t.frameObject(frame)
        }
        try m.function("getrefcount", "(object, /)") { t, a throws(PyRaise) in Value(small: 2) }
        try m.function("getsizeof", "(object, default=None)") { t, a throws(PyRaise) in
            let f = try t.getAttributeIfAny(a[0], "__sizeof__")
            if f.isEmpty { return a[1].isPresent ? a[1] : Value(small: 16) }
            return try t.call(f)
        }
        try m.function("getdefaultencoding", "()") { t, a throws(PyRaise) in try t.intern("utf-8") }
        try m.function("getfilesystemencoding", "()") { t, a throws(PyRaise) in try t.intern("utf-8") }
        try m.function("getfilesystemencodeerrors", "()") { t, a throws(PyRaise) in try t.intern("surrogateescape") }
        try m.function("getswitchinterval", "()") { t, a throws(PyRaise) in try t.newFloat(0.005) }
        try m.function("setswitchinterval", "(interval, /)") { t, a throws(PyRaise) in .none }
        try m.function("gettrace", "()") { t, a throws(PyRaise) in .none }
        try m.function("getprofile", "()") { t, a throws(PyRaise) in .none }
        try m.function("settrace", "(function, /)") { t, a throws(PyRaise) in
            if a[0].isNone { return .none }
            throw t.notImplemented("sys.settrace")
        }
        try m.function("setprofile", "(function, /)") { t, a throws(PyRaise) in
            if a[0].isNone { return .none }
            throw t.notImplemented("sys.setprofile")
        }
        try m.function("is_finalizing", "()") { t, a throws(PyRaise) in .false_ }
        try m.function("audit", "(event, /, *args)") { t, a throws(PyRaise) in .none }
        try m.function("addaudithook", "(hook)") { t, a throws(PyRaise) in throw t.notImplemented("sys.addaudithook") }
        try m.function("call_tracing", "(func, args, /)") { t, a throws(PyRaise) in try t.tailCall(a[0], arguments: Array(UnsafeBufferPointer(start: a[1].tuple.items, count: a[1].tuple.count))) }
        try m.function("get_int_max_str_digits", "()") { t, a throws(PyRaise) in Value(small: Limits.intMaxStrDigits) }
        try m.function("set_int_max_str_digits", "(maxdigits)") { t, a throws(PyRaise) in
            let n = try t.index(a[0])
            if n != 0 && n < 640 { throw t.raise(K.ValueError, "maxdigits must be 0 or larger than 640") }
            Limits.intMaxStrDigits = n
            return .none
        }
        try m.function("get_asyncgen_hooks", "()") { t, a throws(PyRaise) in try t.newTuple([.none, .none]) }
        try m.function("set_asyncgen_hooks", "(firstiter=None, finalizer=None)") { t, a throws(PyRaise) in .none }
        try m.function("get_coroutine_origin_tracking_depth", "()") { t, a throws(PyRaise) in Value(small: 0) }
        try m.function("set_coroutine_origin_tracking_depth", "(depth)") { t, a throws(PyRaise) in .none }
        try m.function("_clear_type_cache", "()") { t, a throws(PyRaise) in .none }
        try m.function("_current_frames", "()") { t, a throws(PyRaise) in
            let d = try t.newDict()
            if let f = t.pointee.frame { try t.dictSet(d, Value(small: 1), try t.frameObject(f)) }
            return Value(d)
        }
        try m.function("displayhook", "(object, /)") { t, a throws(PyRaise) in
            if a[0].isNone { return .none }
            let builtins = Importing.builtins
            try t.setAttribute(builtins, "_", .none)
            let out = try t.getAttribute(Importing.sys, "stdout")
            let text = try t.repr(a[0])
            _ = try t.callMethod(out, "write", try t.concatenate(text.str, try t.str("\n").str))
            try t.setAttribute(builtins, "_", a[0])
            return .none
        }
        try m.set("__displayhook__", try m.get("displayhook"))
        try m.function("excepthook", "(exctype, value, traceback, /)") { t, a throws(PyRaise) in
            try t.writeStderr(try t.formatException(a[1]))
            return .none
        }
        try m.set("__excepthook__", try m.get("excepthook"))
        try m.function("unraisablehook", "(unraisable, /)") { t, a throws(PyRaise) in .none }
        try m.set("__unraisablehook__", try m.get("unraisablehook"))
        try m.function("breakpointhook", "(*args, **kwargs)") { t, a throws(PyRaise) in
            let pdb = try t.importDotted("pdb")
            return try t.callMethod(pdb, "set_trace")
        }
        try m.set("__breakpointhook__", try m.get("breakpointhook"))
        try t.dictSet(Importing.modules.dict, try t.intern("sys"), module)

        NativeModules.register("gc") { m throws(PyRaise) in
            try m.function("collect", "(generation=2)") { t, a throws(PyRaise) in
                try Collector.collectAll(t)
                return Value(small: 0)
            }
            try m.function("enable", "()") { t, a throws(PyRaise) in Collector.disabled = false; return .none }
            try m.function("disable", "()") { t, a throws(PyRaise) in Collector.disabled = true; return .none }
            try m.function("isenabled", "()") { t, a throws(PyRaise) in Value(!Collector.disabled) }
            try m.function("get_threshold", "()") { t, a throws(PyRaise) in try t.newTuple([Value(small: 700), Value(small: 10), Value(small: 10)]) }
            try m.function("set_threshold", "(*args)") { t, a throws(PyRaise) in .none }
            try m.function("get_count", "()") { t, a throws(PyRaise) in try t.newTuple([Value(small: 0), Value(small: 0), Value(small: 0)]) }
            try m.function("freeze", "()") { t, a throws(PyRaise) in .none }
            try m.function("unfreeze", "()") { t, a throws(PyRaise) in .none }
            try m.function("get_freeze_count", "()") { t, a throws(PyRaise) in Value(small: 0) }
            try m.function("is_tracked", "(obj, /)") { t, a throws(PyRaise) in Value(a[0].isReference && !t.has(a[0], .Str) && !t.has(a[0], .Int)) }
            try m.function("is_finalized", "(obj, /)") { t, a throws(PyRaise) in .false_ }
            try m.set("garbage", try m.t.newList([]))
            try m.set("callbacks", try m.t.newList([]))
            try m.set("DEBUG_STATS", Value(small: 1))
            try m.set("DEBUG_COLLECTABLE", Value(small: 2))
            try m.set("DEBUG_UNCOLLECTABLE", Value(small: 4))
            try m.set("DEBUG_SAVEALL", Value(small: 32))
            try m.set("DEBUG_LEAK", Value(small: 38))
            try m.function("set_debug", "(flags, /)") { t, a throws(PyRaise) in .none }
            try m.function("get_debug", "()") { t, a throws(PyRaise) in Value(small: 0) }
        }
    }

    /// A tuple with named fields, of a class of its own.
    static func structSequence(_ t: Thread, _ name: String, _ fields: [String], _ values: [Value]) throws(PyRaise) -> Value {
        let short = name.split(separator: ".").last.map(String.init) ?? name
        let type = try t.defineType(short, .Tuple, base: K.tuple, ownsKind: false, module: "sys", subclassable: false) { b throws(PyRaise) in
            for (i, f) in fields.enumerated() {
                try b.attribute(f, get: { t, a throws(PyRaise) in t.tupleItem(a[0], i) })
            }
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
                var parts: [String] = []
                for (i, f) in fields.enumerated() { parts.append("\(f)=\(try t.reprString(t.tupleItem(a[0], i)))") }
                return try t.str("\(name)(\(parts.joined(separator: ", ")))")
            }
        }
        let v = try t.newInstanceCell(type.type, tailBytes: values.count * 8)
        v.tuple.pointee.count = Int64(values.count)
        for (i, x) in values.enumerated() { v.tuple.items[i] = x }
        return v
    }
}

/// Limits that sys sets.
public enum Limits {
    nonisolated(unsafe) public static var intMaxStrDigits = 4300
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Writes text to sys.stderr, or to descriptor 2 if that is not to be had.
    public func writeStderr(_ text: String) throws(PyRaise) {
        let err = try getAttributeIfAny(Importing.sys, "stderr")
        if err.isPresent && !err.isNone {
            _ = try callMethod(err, "write", try str(text))
            _ = try callMethod(err, "flush")
            return
        }
        var bytes = Array(text.utf8)
        _ = write(2, &bytes, bytes.count)
    }

    /// An exception that cannot be raised anywhere (in __del__): reported and dropped.
    func reportUnraisable(_ e: Value, _ v: Value) {
        do {
            let sys = try sysModule()
            let hook = try getAttributeIfAny(sys, "unraisablehook")
            if hook.isPresent, !hook.isNone, hook != (try getAttributeIfAny(sys, "__unraisablehook__")) {
                let traceback = e.exception.pointee.traceback
                let arguments = try Bootstrap.structSequence(self, "sys.UnraisableHookArgs", ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"],
                                                             [Value(typeOf(e)), e, traceback == 0 ? .none : Value(bits: traceback), .none, v])
                _ = try holding(arguments) { () throws(PyRaise) in try call(hook, arguments) }
                return
            }
            let what = (try? reprString(v)) ?? "<object>"
            try writeStderr("Exception ignored in: \(what)\n" + (try formatException(e)))
        } catch { clearRaised() }
    }
}
