// Options: the command line in `python`'s conventions, from one table that also renders --help.
//
// Options end at -c, -m, the script's name or `-`. Unknown -X names are accepted. A bad option is exit status 2.

/// What the command line says.
public struct Options {
    public enum Program: Equatable {
        case file(String)
        case command(String)
        case module(String)
        case standardInput
        case interactive
    }
    public var program = Program.interactive
    public var arguments: [String] = []
    public var inspect = false
    public var ignoreEnvironment = false
    public var isolated = false
    public var noUserSite = false
    public var noSite = false
    public var unbuffered = false
    public var verbose = 0
    public var quiet = false
    public var showVersion = 0
    public var showHelp = false
    public var optimize = 0
    public var dontWriteBytecode = false
    public var bytesWarning = 0
    public var safePath = false
    public var skipFirstLine = false
    public var warnings: [String] = []
    public var x: [(String, String?)] = []
    public var error: String? = nil

    /// Value of the last -X name=value; "" for a bare -X name; nil if not given.
    public func xValue(_ name: String) -> String? {
        for (n, v) in x.reversed() where n == name { return v ?? "" }
        return nil
    }
}

/// One row of the table.
struct OptionRow {
    let letters: String
    let argument: String?
    let help: String
    let apply: (inout Options, String) -> Void
}

/// The options of the `python`-like command line.
let optionTable: [OptionRow] = [
    OptionRow(letters: "b", argument: nil, help: "issue warnings about comparing bytes with str (-bb: errors)") { o, _ in o.bytesWarning += 1 },
    OptionRow(letters: "B", argument: nil, help: "don't write the bytecode cache; also PYTHONDONTWRITEBYTECODE=x") { o, _ in o.dontWriteBytecode = true },
    OptionRow(letters: "c", argument: "cmd", help: "program passed in as string (terminates option list)") { o, a in o.program = .command(a) },
    OptionRow(letters: "d", argument: nil, help: "accepted and ignored") { _, _ in },
    OptionRow(letters: "E", argument: nil, help: "ignore PYTHON* environment variables") { o, _ in o.ignoreEnvironment = true },
    OptionRow(letters: "h?", argument: nil, help: "print this help message and exit (also --help)") { o, _ in o.showHelp = true },
    OptionRow(letters: "i", argument: nil, help: "inspect interactively after running the program; also PYTHONINSPECT=x") { o, _ in o.inspect = true },
    OptionRow(letters: "I", argument: nil, help: "isolate from the user's environment (implies -E and -s)") { o, _ in
        o.isolated = true
        o.ignoreEnvironment = true
        o.noUserSite = true
        o.safePath = true
    },
    OptionRow(letters: "m", argument: "mod", help: "run library module as a script (terminates option list)") { o, a in o.program = .module(a) },
    OptionRow(letters: "O", argument: nil, help: "remove assert statements (-OO: also docstrings)") { o, _ in o.optimize += 1 },
    OptionRow(letters: "P", argument: nil, help: "don't prepend a potentially unsafe path to sys.path") { o, _ in o.safePath = true },
    OptionRow(letters: "q", argument: nil, help: "don't print version and copyright messages on interactive start") { o, _ in o.quiet = true },
    OptionRow(letters: "R", argument: nil, help: "accepted and ignored") { _, _ in },
    OptionRow(letters: "s", argument: nil, help: "don't add the user's site directory to sys.path") { o, _ in o.noUserSite = true },
    OptionRow(letters: "S", argument: nil, help: "don't imply 'import site' on initialization") { o, _ in o.noSite = true },
    OptionRow(letters: "u", argument: nil, help: "force the stdout and stderr streams to be unbuffered") { o, _ in o.unbuffered = true },
    OptionRow(letters: "v", argument: nil, help: "verbose: trace imports") { o, _ in o.verbose += 1 },
    OptionRow(letters: "V", argument: nil, help: "print the version and exit (also --version; -VV: more)") { o, _ in o.showVersion += 1 },
    OptionRow(letters: "W", argument: "arg", help: "warning control; arg is action:message:category:module:lineno") { o, a in o.warnings.append(a) },
    OptionRow(letters: "x", argument: nil, help: "skip the first line of the source") { o, _ in o.skipFirstLine = true },
    OptionRow(letters: "X", argument: "opt", help: "set an implementation-specific option (see below)") { o, a in
        if let e = a.firstIndex(of: "=") { o.x.append((String(a[..<e]), String(a[a.index(after: e)...]))) } else { o.x.append((a, nil)) }
    },
]

/// The -X options that mean something here.
let extendedOptionHelp: [(String, String)] = [
    ("jit=off|auto|always", "interpret only; compile what is hot (default); compile everything"),
    ("jit-sync", "compile on the running thread, for tests"),
    ("jit-tier=quick", "with jit-sync: compile quickly instead of well"),
    ("jit-threshold=N", "calls and loop rounds before a function is compiled"),
    ("jit-only=FILE", "compile only the functions whose qualified names are listed in FILE"),
    ("jit-library=off", "compile no code of the standard library"),
    ("perf", "write the names of native code to /tmp/perf-PID.map, where perf looks for them"),
    ("verify", "verify bytecode, MIR and heap"),
    ("stats[=json]", "print counters at exit"),
    ("guard-stress=N", "every N-th guard fails"),
    ("suspend-stress=N", "native code leaves at every N-th safepoint"),
    ("gc-stress=N", "collect at every N-th safepoint, dead cells poisoned"),
]

/// Text of --help.
func helpText(_ executable: String) -> String {
    var s = "usage: \(executable) [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
    s += "       \(executable) emit [--stage STAGE] [--function NAME] [--jit always|auto] [-o FILE] file [arg] ...\n"
    s += "       \(executable) bench [NAME ...] [--python EXE ...] [--fast|--rigorous] [--output FILE.json]\nOptions:\n"
    for row in optionTable {
        let letters = row.letters.map { "-\($0)" }.joined(separator: " ") + (row.argument.map { " " + $0 } ?? "")
        s += letters + String(repeating: " ", count: max(1, 10 - letters.count)) + ": " + row.help + "\n"
    }
    s += "file   : program read from script file\n-      : program read from stdin (default; interactive mode if a tty)\narg ...: arguments passed to program in sys.argv[1:]\n\n-X options:\n"
    for (name, text) in extendedOptionHelp { s += "  " + name + String(repeating: " ", count: max(1, 22 - name.count)) + text + "\n" }
    return s
}

/// Reads the command line (without the program's own name).
func parseOptions(_ words: [String]) -> Options {
    var o = Options()
    var i = 0
    scan: while i < words.count {
        let word = words[i]
        if word == "-" { o.program = .standardInput; i += 1; break }
        if word == "--" { i += 1; if i < words.count { o.program = .file(words[i]); i += 1 }; break }
        if word == "--help" { o.showHelp = true; i += 1; continue }
        if word == "--help-all" || word == "--help-env" || word == "--help-xoptions" { o.showHelp = true; i += 1; continue }
        if word == "--version" { o.showVersion += 1; i += 1; continue }
        if word.hasPrefix("--check-hash-based-pycs") { i += word.contains("=") ? 1 : 2; continue }
        if word.hasPrefix("--") { o.error = "unknown option \(word)"; return o }
        guard word.hasPrefix("-") else { o.program = .file(word); i += 1; break }
        var letters = Substring(word.dropFirst())
        while let c = letters.first {
            letters = letters.dropFirst()
            guard let row = optionTable.first(where: { $0.letters.contains(c) }) else {
                o.error = "Unknown option: -\(c)"
                return o
            }
            if row.argument == nil { row.apply(&o, ""); continue }
            var argument = String(letters)
            if letters.isEmpty {
                i += 1
                guard i < words.count else {
                    o.error = "Argument expected for the -\(c) option"
                    return o
                }
                argument = words[i]
            }
            row.apply(&o, argument)
            i += 1
            if c == "c" || c == "m" { break scan }
            continue scan
        }
        i += 1
    }
    o.arguments = Array(words[min(i, words.count)...])
    return o
}
