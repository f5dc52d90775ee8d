// ProgramFiles: the programs that are a file, a folder or a zip archive, and the interactive prompt.
//
// In:  the name on the command line, the globals of __main__. Out: the exit status, or a raised exception.

import CVMSpec
import Glibc
import VM

extension Runner {
    /// Runs a script, or `__main__` in a folder or zip archive, which then stands first on sys.path.
    func runFile(_ t: Thread, _ name: String, _ globals: DictRef) throws(PyRaise) -> Int32 {
        let path = absolutePath(name)
        if t.isDirectoryPath(name) {
            let main = path + (path.hasSuffix("/") ? "" : "/") + "__main__.py"
            guard let source = t.readFile(main) else { return noMain(path) }
            try putFirst(t, path)
            try t.dictSet(globals, N.package, try t.str(""))
            try t.dictSet(globals, N.file, try t.str(main))
            try t.runMain(source, main, globals, isText: false)
            return 0
        }
        guard var source = t.readFile(name) else {
            write(to: 2, "\(executable): can't open file '\(path)': [Errno \(errno)] \(String(cString: strerror(errno)))\n")
            return 2
        }
        if isArchive(source) { return try runArchive(t, name, path, globals) }
        if options.skipFirstLine {
            // Its end stays, for the line numbers.
            source.removeFirst(source.firstIndex(of: 10) ?? source.count)
        }
        try t.dictSet(globals, N.file, try t.str(path))
        try t.dictSet(globals, try t.intern("__cached__"), .none)
        try t.runMain(source, path, globals, isText: false)
        return 0
    }

    private func noMain(_ path: String) -> Int32 {
        write(to: 2, "\(executable): can't find '__main__' module in '\(path)'\n")
        return 1
    }

    private func putFirst(_ t: Thread, _ path: String) throws(PyRaise) {
        let list = try t.getAttribute(try t.sysModule(), "path")
        if options.safePath { _ = try t.callMethod(list, "insert", Value(small: 0), try t.str(path)) }
        else { try t.setItem(list, Value(small: 0), try t.str(path)) }
    }

    /// An archive ends with its directory's record, perhaps followed by a comment.
    private func isArchive(_ source: [UInt8]) -> Bool {
        guard source.count >= 22 else { return false }
        var i = source.count - 22
        let lowest = max(0, i - 0xFFFF)
        while i >= lowest {
            if source[i] == 0x50, source[i + 1] == 0x4B, source[i + 2] == 5, source[i + 3] == 6 {
                let comment = Int(source[i + 20]) | Int(source[i + 21]) << 8
                return i + 22 + comment == source.count
            }
            i -= 1
        }
        return false
    }

    private func runArchive(_ t: Thread, _ name: String, _ path: String, _ globals: DictRef) throws(PyRaise) -> Int32 {
        try putFirst(t, name)
        let archive = try t.callMethod(try t.importDotted("zipfile"), "ZipFile", try t.str(name))
        let text: Value
        do { text = try t.callMethod(try t.callMethod(archive, "read", try t.str("__main__.py")), "decode") } catch {
            guard t.isInstance(Value(bits: t.pointee.raised), K.KeyError) else { throw error }
            t.clearRaised()
            return noMain(path)
        }
        _ = try t.callMethod(archive, "close")
        let main = name + "/__main__.py"
        try t.dictSet(globals, N.package, try t.str(""))
        try t.dictSet(globals, N.file, try t.str(main))
        try t.runMain(Array(try t.strString(text).utf8), main, globals, isText: false)
        return 0
    }

    /// Arguments that are no UTF-8 text are given to Python byte by byte.
    func setArguments(_ t: Thread) throws(PyRaise) {
        let given = CommandLine.unsafeArgv, count = Int(CommandLine.argc)
        let list = try t.getAttribute(try t.sysModule(), "argv")
        guard t.has(list, .List), list.list.count > options.arguments.count, count >= options.arguments.count else { return }
        for i in 0 ..< options.arguments.count {
            guard let p = given[count - options.arguments.count + i] else { continue }
            let bytes = UnsafeRawBufferPointer(start: p, count: strlen(p))
            if bytes.contains(where: { $0 >= 0x80 }) {
                list.list.items[list.list.count - options.arguments.count + i] = try t.decodeFileSystem(bytes)
            }
        }
    }

    /// The prompt, with the program's variables.
    func runInteractively(_ t: Thread) -> Int32 {
        do {
            let main = try t.importDotted("__main__")
            let globals = try t.newDict()
            // Where nobody types, prompts are not output.
            let reader = """
            import code, sys
            def read(prompt):
                if sys.stdin.isatty(): return input(prompt)
                sys.stderr.write(prompt)
                sys.stderr.flush()
                return input()
            """
            try t.runMain(Array(reader.utf8), "<interactive>", globals, isText: true)
            let code = try t.importDotted("code")
            let interact = try t.getAttribute(code, "interact")
            let banner = options.quiet || options.program != .interactive ? try t.str("") : Value.none
            let variables = try t.getAttribute(main, "__dict__"), read = try t.dictGet(globals, try t.intern("read")), end = try t.str("")
            _ = try t.runningProgram { () throws(PyRaise) in try t.tailCall(interact, arguments: [banner, read, variables, end]) }
            return 0
        } catch { return report(t) }
    }
}
