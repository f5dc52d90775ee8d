// Run: one program from the command line to its exit status.
//
// In:  the options. Out: the exit status, after the standard streams were flushed and atexit functions called.

import CVMSpec
import Glibc
import JIT
import Library
import VM

/// The program's door: the words of the command line, the exit status.
public func runCommandLine(_ words: [String]) -> Int32 {
    let executable = words.first ?? "swiftlet"
    let rest = Array(words.dropFirst())
    if rest.first == "emit" { return runEmit(Array(rest.dropFirst()), executable: executable) }
    if rest.first == "bench" { return runBench(Array(rest.dropFirst())) }
    var options = parseOptions(rest)
    if let e = options.error {
        write(to: 2, "\(e)\nusage: \(executable) [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `python -h' for more information.\n")
        return 2
    }
    if options.showHelp { write(to: 1, helpText(executable)); return 0 }
    let library = findLibrary()
    if options.showVersion > 0 {
        write(to: 1, options.showVersion > 1 ? "Python \(library.version) (Swiftlet, main) [Swift 6.3, LLVM 19]\n" : "Python \(library.version)\n")
        return 0
    }
    if options.program == .interactive && isatty(0) == 0 { options.program = .standardInput }
    return Runner(options, executable: executable, library: library).run()
}

/// Writes text to a descriptor.
func write(to descriptor: Int32, _ text: String) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
        let n = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done) }
        if n <= 0 { return }
        done += n
    }
}

/// An environment variable, or nil.
func environment(_ name: String) -> String? {
    guard let p = getenv(name) else { return nil }
    return String(cString: p)
}

/// Where the pure-Python library is and which version it claims.
func findLibrary() -> (path: String, version: String) {
    var s = stat()
    for p in ["/usr/lib/python3.11", "/usr/local/lib/python3.11"] where stat(p + "/os.py", &s) == 0 { return (p, "3.11.2") }
    return ("/usr/lib/python3.11", "3.11.2")
}

struct Runner {
    var options: Options
    let executable: String
    let library: (path: String, version: String)

    init(_ options: Options, executable: String, library: (path: String, version: String)) {
        self.options = options
        self.executable = executable
        self.library = library
        func set(_ name: String) -> Bool { !options.ignoreEnvironment && (environment(name).map { !$0.isEmpty } ?? false) }
        if set("PYTHONDONTWRITEBYTECODE") { self.options.dontWriteBytecode = true }
        if set("PYTHONINSPECT"), isatty(0) != 0 { self.options.inspect = true }
        if set("PYTHONUNBUFFERED") { self.options.unbuffered = true }
        if set("PYTHONOPTIMIZE") { self.options.optimize = max(self.options.optimize, Int(environment("PYTHONOPTIMIZE") ?? "") ?? 1) }
        if set("PYTHONNOUSERSITE") { self.options.noUserSite = true }
        if set("PYTHONSAFEPATH") { self.options.safePath = true }
        if set("PYTHONWARNINGS") { self.options.warnings = (environment("PYTHONWARNINGS") ?? "").split(separator: ",").map(String.init) + self.options.warnings }
    }

    func run() -> Int32 {
        Evaluation.optimizeLevel = min(options.optimize, 2)
        Collector.verifies = options.xValue("verify") != nil
        Evaluation.verify = options.xValue("verify") != nil
        Importing.writesCache = !options.dontWriteBytecode
        Importing.cacheDirectory = cacheDirectory()
        registerLibrary()
        let t: Thread
        do {
            t = try Bootstrap.start(systemOptions())
            startJIT(t, options.compiler)
            try openStandardStreams(t)
            try prepareSignals(t)
            try setArguments(t)
            try setDigitLimit(t)
            ExecutableText.startUpDone()
            if let n = options.xValue("gc-stress") { Collector.startStress(t, every: Int(n) ?? 1) }
        } catch {
            write(to: 2, "swiftlet: cannot start: \(describeRaised())\n")
            return 1
        }
        var status = Int32(0)
        do {
            try importSite(t)
            status = try runProgram(t)
        } catch { status = report(t) }
        if options.inspect || options.program == .interactive { status = runInteractively(t) }
        return finish(t, status)
    }

    private func describeRaised() -> String {
        let t = mainThread
        return (try? t.formatException(t.clearRaised())) ?? "out of memory"
    }

    private func systemOptions() -> SystemOptions {
        var s = SystemOptions()
        s.executable = absolutePath(executable)
        s.version = library.version
        s.libraryPath = library.path
        s.warnOptions = options.warnings
        s.xOptions = options.x
        s.flags = ["inspect": options.inspect ? 1 : 0, "interactive": options.inspect ? 1 : 0, "optimize": options.optimize,
                   "dont_write_bytecode": options.dontWriteBytecode ? 1 : 0, "no_user_site": options.noUserSite ? 1 : 0, "no_site": options.noSite ? 1 : 0,
                   "ignore_environment": options.ignoreEnvironment ? 1 : 0, "verbose": options.verbose, "bytes_warning": options.bytesWarning,
                   "quiet": options.quiet ? 1 : 0, "isolated": options.isolated ? 1 : 0, "safe_path": options.safePath ? 1 : 0,
                   "utf8_mode": options.xValue("utf8").map { $0 == "0" ? 0 : 1 } ?? 0, "dev_mode": options.xValue("dev") == nil ? 0 : 1]
        var path: [String] = []
        switch options.program {
        case .file(let f):
            s.arguments = [f] + options.arguments
            if !options.safePath { path.append(directoryOf(f)) }
        case .command:
            s.arguments = ["-c"] + options.arguments
            if !options.safePath { path.append("") }
        case .module:
            s.arguments = ["-m"] + options.arguments
            if !options.safePath { path.append(currentDirectory()) }
        case .standardInput:
            s.arguments = ["-"] + options.arguments
            if !options.safePath { path.append("") }
        case .interactive:
            s.arguments = [""]
            if !options.safePath { path.append("") }
        }
        if !options.ignoreEnvironment, let p = environment("PYTHONPATH"), !p.isEmpty { path += p.split(separator: ":", omittingEmptySubsequences: false).map(String.init) }
        path.append("/usr/lib/python311.zip")
        path.append(library.path)
        s.path = path
        return s
    }

    private func openStandardStreams(_ t: Thread) throws(PyRaise) {
        let (input, output, error) = try makeStandardStreams(t)
        let sys = try t.sysModule()
        for (name, v) in [("stdin", input), ("stdout", output), ("stderr", error)] {
            try t.setAttribute(sys, name, v)
            try t.setAttribute(sys, "__\(name)__", v)
        }
    }

    /// `import site` would find what Debian's CPython installed; only its effect on the builtins is wanted.
    private func importSite(_ t: Thread) throws(PyRaise) {
        if options.noSite { return }
        try defineSiteBuiltins(t)
    }

    private func runProgram(_ t: Thread) throws(PyRaise) -> Int32 {
        let main = try t.newModule("__main__")
        let globals = main.module.pointee.dict.unsafelyUnwrapped
        try t.registerModule("__main__", main)
        switch options.program {
        case .command(let text):
            try t.runMain(Array((text + "\n").utf8), "<string>", globals, isText: true)
        case .file(let f):
            return try runFile(t, f, globals)
        case .module(let m):
            let runpy = try t.importDotted("runpy")
            let run = try t.getAttribute(runpy, "_run_module_as_main")
            _ = try t.runningProgram { () throws(PyRaise) in try t.tailCall(run, try t.str(m)) }
        case .standardInput:
            guard let source = t.readFile("/dev/stdin") else { return 0 }
            try t.runMain(source, "<stdin>", globals, isText: false)
        case .interactive: return 0
        }
        return 0
    }

    /// The longest decimal text of an int, as -X int_max_str_digits or the environment says.
    private func setDigitLimit(_ t: Thread) throws(PyRaise) {
        let given = options.xValue("int_max_str_digits") ?? (options.ignoreEnvironment ? nil : environment("PYTHONINTMAXSTRDIGITS"))
        guard let given, !given.isEmpty else { return }
        guard let n = Int(given), n == 0 || n >= 640 && n <= Int(Int32.max) else {
            write(to: 2, "Fatal Python error: config_init_int_max_str_digits: \(options.xValue("int_max_str_digits") == nil ? "PYTHONINTMAXSTRDIGITS" : "-X int_max_str_digits"): invalid limit; must be >= 640 or 0 for unlimited.\n")
            exit(1)
        }
        _ = try t.callMethod(try t.sysModule(), "set_int_max_str_digits", Value(small: n))
    }

    /// What an uncaught exception leads to: the message and the exit status.
    func report(_ t: Thread) -> Int32 {
        let e = t.clearRaised()
        do {
            if t.isInstance(e, K.SystemExit) { return try exitStatus(t, e) }
            let status = t.isInstance(e, K.KeyboardInterrupt) ? Runner.interrupted : 1
            let sys = try t.sysModule()
            let hook = try t.getAttributeIfAny(sys, "excepthook")
            let standard = try t.getAttributeIfAny(sys, "__excepthook__")
            if hook.isPresent && hook != standard {
                let tb = Value(bits: e.exception.pointee.traceback)
                _ = try t.call(hook, Value(t.typeOf(e)), e, tb.isEmpty ? .none : tb)
            } else {
                flushOutput(t)
                try t.writeStderr(try t.formatException(e))
            }
            return status
        } catch { return reportFailedHook(t, e) }
    }

    /// Status of a program that an uncaught KeyboardInterrupt ended: the process ends by SIGINT, as its parent expects.
    private static let interrupted: Int32 = 128 + SIGINT

    /// sys.excepthook raised.
    private func reportFailedHook(_ t: Thread, _ original: Value) -> Int32 {
        let e = t.clearRaised()
        if t.isInstance(e, K.SystemExit), let status = try? exitStatus(t, e) { return status }
        flushOutput(t)
        if let text = try? t.formatException(e), let first = try? t.formatException(original) {
            try? t.writeStderr("Error in sys.excepthook:\n" + text + "\nOriginal exception was:\n" + first)
        }
        t.clearRaised()
        return 1
    }

    private func exitStatus(_ t: Thread, _ e: Value) throws(PyRaise) -> Int32 {
        let code = t.exceptionField(e, "code")
        if code.isEmpty || code.isNone { return 0 }
        if t.isAnyInt(code) {
            let n = try t.clampedIndex(code)
            return Int32(truncatingIfNeeded: n & 0xFF)
        }
        flushOutput(t)
        try t.writeStderr(try t.strString(code) + "\n")
        return 1
    }

    private func flushOutput(_ t: Thread) {
        do {
            let out = try t.getAttributeIfAny(try t.sysModule(), "stdout")
            if out.isPresent && !out.isNone { _ = try t.callMethod(out, "flush") }
        } catch { t.clearRaised() }
    }

    private func isClosed(_ t: Thread, _ stream: Value) throws(PyRaise) -> Bool {
        let closed = try t.getAttributeIfAny(stream, "closed")
        return closed.isPresent ? try t.isTrue(closed) : false
    }

    /// atexit functions, flushing, statistics.
    private func finish(_ t: Thread, _ status: Int32) -> Int32 {
        var status = status
        do {
            try runExitFunctions(t)
        } catch { status = report(t) }
        do {
            let out = try t.getAttributeIfAny(try t.sysModule(), "stdout")
            if out.isPresent && !out.isNone, !(try isClosed(t, out)) { _ = try t.callMethod(out, "flush") }
        } catch {
            let e = t.clearRaised()
            do {
                let out = try t.getAttribute(try t.sysModule(), "stdout")
                try t.writeStderr("Exception ignored in: \(try t.strString(try t.repr(out)))\n" + (try t.formatException(e)))
            } catch { t.clearRaised() }
            status = 120
        }
        flushStandardStreams(t)
        if status == Runner.interrupted {
            signal(SIGINT, SIG_DFL)
            kill(getpid(), SIGINT)
        }
        return status
    }

    func currentDirectory() -> String {
        guard let p = getcwd(nil, 0) else { return "" }
        defer { free(p) }
        return String(cString: p)
    }

    func absolutePath(_ f: String) -> String { f.hasPrefix("/") ? f : currentDirectory() + "/" + (f.hasPrefix("./") ? String(f.dropFirst(2)) : f) }

    private func directoryOf(_ f: String) -> String {
        guard let real = realpath(f, nil) else { return currentDirectory() }
        defer { free(real) }
        let s = String(cString: real)
        guard let slash = s.lastIndex(of: "/") else { return currentDirectory() }
        return slash == s.startIndex ? "/" : String(s[..<slash])
    }

    /// A private place for compiled units; nil if it cannot be made.
    private func cacheDirectory() -> String? {
        let home = environment("XDG_CACHE_HOME") ?? environment("HOME").map { $0 + "/.cache" }
        guard let home, !home.isEmpty else { return nil }
        mkdir(home, 0o700)
        let base = home + "/swiftlet"
        mkdir(base, 0o700)
        var s = stat()
        guard stat(base, &s) == 0, s.st_mode & S_IFMT == S_IFDIR, s.st_uid == getuid() else { return nil }
        return base
    }
}
