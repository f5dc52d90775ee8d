// The main program: running source text as __main__, and the builtins that `site` adds.

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    public func registerModule(_ name: String, _ module: Value) throws(PyRaise) {
        Roots.add(module)
        try dictSet(Importing.modules.dict, try intern(name), module)
    }

    public func isDirectoryPath(_ path: String) -> Bool { isDirectory(path) }

    /// Compiles and runs source with those globals, to its end.
    public func runMain(_ source: [UInt8], _ filename: String, _ globals: DictRef, isText: Bool) throws(PyRaise) {
        try dictSet(globals, N.builtins, Importing.builtins)
        let code = try compileSource(source, filename: filename, isText: isText, isScript: !isText)
        _ = try runningProgram { () throws(PyRaise) in try runCode(code, globals: globals, locals: .empty) }
    }
}

/// The builtins that `site` adds: exit, quit.
public func defineSiteBuiltins(_ t: Thread) throws(PyRaise) {
    guard let d = t.pointee.builtins else { return }
    for name in ["exit", "quit"] {
        let type = try t.defineType("Quitter", .NativeObject, ownsKind: false, module: "_sitebuiltins") { b throws(PyRaise) in
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.str("Use \(name)() or Ctrl-D (i.e. EOF) to exit") }
            try b.method("__call__", "(self, code=None)") { t, a throws(PyRaise) in
                throw t.raise(K.SystemExit, arguments: [a[1].isEmpty ? .none : a[1]])
            }
        }
        try t.dictSet(d, try t.intern(name), try t.newObject(type))
    }
}

/// Hook of the atexit module: runs the registered functions, last first.
public enum ExitFunctions {
    nonisolated(unsafe) public static var run: ((Thread) throws(PyRaise) -> Void)? = nil
}
