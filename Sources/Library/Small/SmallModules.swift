// Small modules without types of their own: _stat, _opcode, _typing, faulthandler, _locale, atexit.

import CVMSpec
import Glibc
import VM

func registerSmallModules() {
    NativeModules.register("_stat") { (m) throws(PyRaise) in
        let constants: [(String, Int)] = [
            ("S_IFDIR", 0o40000), ("S_IFCHR", 0o20000), ("S_IFBLK", 0o60000), ("S_IFREG", 0o100000), ("S_IFIFO", 0o10000), ("S_IFLNK", 0o120000), ("S_IFSOCK", 0o140000),
            ("S_IFDOOR", 0), ("S_IFPORT", 0), ("S_IFWHT", 0), ("S_ISUID", 0o4000), ("S_ISGID", 0o2000), ("S_ISVTX", 0o1000), ("S_ENFMT", 0o2000), ("S_IREAD", 0o400),
            ("S_IWRITE", 0o200), ("S_IEXEC", 0o100), ("S_IRWXU", 0o700), ("S_IRUSR", 0o400), ("S_IWUSR", 0o200), ("S_IXUSR", 0o100), ("S_IRWXG", 0o70), ("S_IRGRP", 0o40),
            ("S_IWGRP", 0o20), ("S_IXGRP", 0o10), ("S_IRWXO", 7), ("S_IROTH", 4), ("S_IWOTH", 2), ("S_IXOTH", 1),
            ("UF_NODUMP", 1), ("UF_IMMUTABLE", 2), ("UF_APPEND", 4), ("UF_OPAQUE", 8), ("UF_NOUNLINK", 16), ("UF_COMPRESSED", 32), ("UF_HIDDEN", 0x8000),
            ("SF_ARCHIVED", 0x10000), ("SF_IMMUTABLE", 0x20000), ("SF_APPEND", 0x40000), ("SF_NOUNLINK", 0x100000), ("SF_SNAPSHOT", 0x200000),
            ("ST_MODE", 0), ("ST_INO", 1), ("ST_DEV", 2), ("ST_NLINK", 3), ("ST_UID", 4), ("ST_GID", 5), ("ST_SIZE", 6), ("ST_ATIME", 7), ("ST_MTIME", 8), ("ST_CTIME", 9),
            ("FILE_ATTRIBUTE_ARCHIVE", 32), ("FILE_ATTRIBUTE_COMPRESSED", 2048), ("FILE_ATTRIBUTE_DEVICE", 64), ("FILE_ATTRIBUTE_DIRECTORY", 16), ("FILE_ATTRIBUTE_ENCRYPTED", 16384),
            ("FILE_ATTRIBUTE_HIDDEN", 2), ("FILE_ATTRIBUTE_INTEGRITY_STREAM", 32768), ("FILE_ATTRIBUTE_NORMAL", 128), ("FILE_ATTRIBUTE_NOT_CONTENT_INDEXED", 8192),
            ("FILE_ATTRIBUTE_NO_SCRUB_DATA", 131072), ("FILE_ATTRIBUTE_OFFLINE", 4096), ("FILE_ATTRIBUTE_READONLY", 1), ("FILE_ATTRIBUTE_REPARSE_POINT", 1024),
            ("FILE_ATTRIBUTE_SPARSE_FILE", 512), ("FILE_ATTRIBUTE_SYSTEM", 4), ("FILE_ATTRIBUTE_TEMPORARY", 256), ("FILE_ATTRIBUTE_VIRTUAL", 65536),
        ]
        for (name, n) in constants { try m.set(name, Value(small: n)) }
        for (name, kind) in [("S_ISDIR", 0o40000), ("S_ISCHR", 0o20000), ("S_ISBLK", 0o60000), ("S_ISREG", 0o100000), ("S_ISFIFO", 0o10000), ("S_ISLNK", 0o120000), ("S_ISSOCK", 0o140000), ("S_ISDOOR", -1), ("S_ISPORT", -1), ("S_ISWHT", -1)] {
            try m.function(name, "(mode, /)") { (t, a) throws(PyRaise) in Value(try t.index(a[0]) & 0o170000 == kind) }
        }
        try m.function("S_IMODE", "(mode, /)") { (t, a) throws(PyRaise) in Value(small: try t.index(a[0]) & 0o7777) }
        try m.function("S_IFMT", "(mode, /)") { (t, a) throws(PyRaise) in Value(small: try t.index(a[0]) & 0o170000) }
        try m.function("filemode", "(mode, /)") { (t, a) throws(PyRaise) in
            let n = try t.index(a[0])
            var text = ""
            switch n & 0o170000 {
            case 0o40000: text = "d"
            case 0o20000: text = "c"
            case 0o60000: text = "b"
            case 0o100000: text = "-"
            case 0o10000: text = "p"
            case 0o120000: text = "l"
            case 0o140000: text = "s"
            default: text = "?"
            }
            for (shift, special, on, off) in [(6, 0o4000, "s", "S"), (3, 0o2000, "s", "S"), (0, 0o1000, "t", "T")] {
                text += n >> shift & 4 != 0 ? "r" : "-"
                text += n >> shift & 2 != 0 ? "w" : "-"
                let x = n >> shift & 1 != 0
                text += n & special != 0 ? (x ? on : off) : (x ? "x" : "-")
            }
            return try t.str(text)
        }
    }
    NativeModules.register("_opcode") { (m) throws(PyRaise) in
        try m.function("stack_effect", "(opcode, oparg=None, /, *, jump=None)") { (t, a) throws(PyRaise) in
            throw t.notImplemented("the stack effects of CPython's bytecode")
        }
        try m.function("get_specialization_stats", "()") { (_, _) throws(PyRaise) in .none }
    }
    NativeModules.register("_typing") { (m) throws(PyRaise) in
        try m.function("_idfunc", "(x, /)") { (_, a) throws(PyRaise) in a[0] }
    }
    NativeModules.register("faulthandler") { (m) throws(PyRaise) in
        // Faults end the process by the system's means; the state can be switched and asked for.
        let state = try m.t.newList([.false_])
        Roots.add(state)
        try m.function("enable", "(file=sys.stderr, all_threads=True)") { (_, _) throws(PyRaise) in state.list.items[0] = .true_; return .none }
        try m.function("disable", "()") { (_, _) throws(PyRaise) in
            let was = state.list.items[0]
            state.list.items[0] = .false_
            return was
        }
        try m.function("is_enabled", "()") { (_, _) throws(PyRaise) in state.list.items[0] }
        try m.function("dump_traceback", "(file=sys.stderr, all_threads=True)") { (t, _) throws(PyRaise) in throw t.notImplemented("faulthandler.dump_traceback") }
        try m.function("dump_traceback_later", "(timeout, repeat=False, file=sys.stderr, exit=False)") { (_, _) throws(PyRaise) in .none }
        try m.function("cancel_dump_traceback_later", "()") { (_, _) throws(PyRaise) in .none }
        try m.function("register", "(signum, file=sys.stderr, all_threads=True, chain=False)") { (_, _) throws(PyRaise) in .none }
        try m.function("unregister", "(signum, /)") { (_, _) throws(PyRaise) in .false_ }
    }
    registerLocale()
    registerAtexit()
}

private func registerLocale() {
    NativeModules.register("_locale") { (m) throws(PyRaise) in
        let categories: [(String, Int32)] = [("LC_CTYPE", 0), ("LC_NUMERIC", 1), ("LC_TIME", 2), ("LC_COLLATE", 3), ("LC_MONETARY", 4), ("LC_MESSAGES", 5), ("LC_ALL", 6)]
        for (name, n) in categories { try m.set(name, Value(small: Int(n))) }
        try m.set("CHAR_MAX", Value(small: 127))
        try m.set("Error", try m.t.getAttribute(try m.t.importModule("builtins"), "ValueError"))
        for (name, n) in [("CODESET", 14), ("D_T_FMT", 0x20028), ("D_FMT", 0x20029), ("T_FMT", 0x2002A), ("T_FMT_AMPM", 0x2002B), ("AM_STR", 0x20026), ("PM_STR", 0x20027), ("RADIXCHAR", 0x10000), ("THOUSEP", 0x10001), ("YESEXPR", 0x50000), ("NOEXPR", 0x50001), ("CRNCYSTR", 0x4000F), ("ERA", 0x2002C), ("ERA_D_FMT", 0x2002E), ("ERA_D_T_FMT", 0x20030), ("ERA_T_FMT", 0x20031), ("ALT_DIGITS", 0x2002F)] {
            try m.set(name, Value(small: n))
        }
        for i in 0 ..< 7 {
            try m.set("DAY_\(i + 1)", Value(small: 0x20007 + i))
            try m.set("ABDAY_\(i + 1)", Value(small: 0x20000 + i))
        }
        for i in 0 ..< 12 {
            try m.set("MON_\(i + 1)", Value(small: 0x2001A + i))
            try m.set("ABMON_\(i + 1)", Value(small: 0x2000E + i))
        }
        try m.function("setlocale", "(category, locale=None, /)") { (t, a) throws(PyRaise) in
            let category = try t.cInt(a[0])
            var p: UnsafeMutablePointer<CChar>?
            if a[1].isEmpty || a[1].isNone { p = setlocale(category, nil) } else {
                p = setlocale(category, try t.stringArgument(a[1], "setlocale() argument 2"))
                if p == nil { throw t.raise(K.ValueError, "unsupported locale setting") }
            }
            return try t.fsDecode(p)
        }
        try m.function("localeconv", "()") { (t, a) throws(PyRaise) in
            let d = try t.newDict()
            guard let c = Glibc.localeconv() else { return Value(d) }
            let l = c.pointee
            func grouping(_ p: UnsafeMutablePointer<CChar>?) throws(PyRaise) -> Value {
                let list = try t.newList()
                guard let p, p.pointee != 0 else { return list }
                var i = 0
                while p[i] != 0 && p[i] != 127 { try t.listAppend(list.list, Value(small: Int(p[i]))); i += 1 }
                try t.listAppend(list.list, Value(small: p[i] == 127 ? 127 : 0))
                return list
            }
            for (name, p) in [("decimal_point", l.decimal_point), ("thousands_sep", l.thousands_sep), ("int_curr_symbol", l.int_curr_symbol), ("currency_symbol", l.currency_symbol),
                              ("mon_decimal_point", l.mon_decimal_point), ("mon_thousands_sep", l.mon_thousands_sep), ("positive_sign", l.positive_sign), ("negative_sign", l.negative_sign)] {
                try t.dictSet(d, try t.intern(name), try t.fsDecode(p))
            }
            try t.dictSet(d, try t.intern("grouping"), try grouping(l.grouping))
            try t.dictSet(d, try t.intern("mon_grouping"), try grouping(l.mon_grouping))
            for (name, n) in [("int_frac_digits", l.int_frac_digits), ("frac_digits", l.frac_digits), ("p_cs_precedes", l.p_cs_precedes), ("p_sep_by_space", l.p_sep_by_space),
                              ("n_cs_precedes", l.n_cs_precedes), ("n_sep_by_space", l.n_sep_by_space), ("p_sign_posn", l.p_sign_posn), ("n_sign_posn", l.n_sign_posn)] {
                try t.dictSet(d, try t.intern(name), Value(small: Int(n)))
            }
            return Value(d)
        }
        try m.function("nl_langinfo", "(key, /)") { (t, a) throws(PyRaise) in
            let key = try t.cInt(a[0])
            if key == 14 { return try t.str(TextIOType.localeEncoding()) }
            return try t.fsDecode(Glibc.nl_langinfo(key))
        }
        for name in ["getencoding", "_get_locale_encoding"] {
            try m.function(name, "()") { (t, a) throws(PyRaise) in try t.str(TextIOType.localeEncoding()) }
        }
        try m.function("strcoll", "(a, b, /)") { (t, a) throws(PyRaise) in
            let x = try t.stringArgument(a[0], "strcoll() argument 1"), y = try t.stringArgument(a[1], "strcoll() argument 2")
            return Value(small: Int(strcoll(x, y)))
        }
        try m.function("strxfrm", "(string, /)") { (t, a) throws(PyRaise) in
            _ = try t.stringArgument(a[0], "strxfrm() argument")
            return a[0]
        }
        try m.function("textdomain", "(domain, /)") { (t, a) throws(PyRaise) in a[0].isNone ? try t.str("messages") : a[0] }
        try m.function("gettext", "(msg, /)") { (_, a) throws(PyRaise) in a[0] }
        try m.function("bindtextdomain", "(domain, dir, /)") { (_, a) throws(PyRaise) in a[1] }
        try m.function("bind_textdomain_codeset", "(domain, codeset, /)") { (_, a) throws(PyRaise) in a[1] }
    }
}

/// Functions to call when the interpreter ends: a list of (function, args, kwargs).
public enum AtExit {
    nonisolated(unsafe) static var functions = Value.empty

    /// Calls them, last first; errors are handed to `report`.
    public static func run(_ t: Thread, report: (Value) -> Void) {
        while functions.isPresent, functions.list.count > 0 {
            let n = functions.list.count
            let entry = functions.list.items[n - 1]
            functions.list.pointee.count = Int64(n - 1)
            if entry.isNone { continue }
            do { _ = try call(t, entry) } catch { report(t.clearRaised()) }
        }
    }

    static func call(_ t: Thread, _ entry: Value) throws(PyRaise) -> Value {
        var arguments: [Value] = [], names: [Value] = []
        let positional = entry.tuple.items[1].tuple
        for i in 0 ..< positional.count { arguments.append(positional.items[i]) }
        let d = entry.tuple.items[2].dict
        var i = t.dictNext(d, 0)
        while i >= 0 {
            let e = d.pointee.entries.unsafelyUnwrapped[i]
            names.append(Value(bits: e.key))
            arguments.append(Value(bits: e.value))
            i = t.dictNext(d, i + 1)
        }
        return try t.call(entry.tuple.items[0], arguments: arguments, names: names.isEmpty ? .empty : try t.newTuple(names))
    }
}

private func registerAtexit() {
    NativeModules.register("atexit") { (m) throws(PyRaise) in
        if AtExit.functions.isEmpty { AtExit.functions = Roots.add(try m.t.newList()) }
        try m.function("register", "(func, /, *args, **kwargs)") { (t, a) throws(PyRaise) in
            try t.listAppend(AtExit.functions.list, try t.newTuple([a[0], a[1], a[2]]))
            return a[0]
        }
        try m.function("unregister", "(func, /)") { (t, a) throws(PyRaise) in
            let list = AtExit.functions.list
            for i in 0 ..< list.count where !list.items[i].isNone {
                if try t.isEqual(list.items[i].tuple.items[0], a[0]) { list.items[i] = .none }
            }
            return .none
        }
        try m.function("_clear", "()") { (_, _) throws(PyRaise) in AtExit.functions.list.pointee.count = 0; return .none }
        try m.function("_ncallbacks", "()") { (_, _) throws(PyRaise) in
            var n = 0
            for i in 0 ..< AtExit.functions.list.count where !AtExit.functions.list.items[i].isNone { n += 1 }
            return Value(small: n)
        }
        try m.function("_run_exitfuncs", "()") { (t, a) throws(PyRaise) in
            AtExit.run(t) { _ in }
            return .none
        }
    }
}

/// Runs what atexit.register collected; failures are reported as CPython does and do not stop the others.
public func runExitFunctions(_ t: Thread) throws(PyRaise) {
    AtExit.run(t) { e in
        do { try t.writeStderr("Exception ignored in atexit callback:\n" + (try t.formatException(e))) } catch { t.clearRaised() }
    }
}
