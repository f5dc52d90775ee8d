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

/// The builtins that `site` adds: exit, quit, help, copyright, credits, license.
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
    let helper = try t.defineType("_Helper", .NativeObject, ownsKind: false, module: "_sitebuiltins") { b throws(PyRaise) in
        try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in
            try t.str("Type help() for interactive help, or help(object) for help about object.")
        }
        try b.method("__call__", "(self, /, *args, **kwds)") { t, a throws(PyRaise) in
            try t.call(try t.getAttribute(try t.importDotted("pydoc"), "help"), positional: a[1], keywords: a[2])
        }
    }
    try t.dictSet(d, try t.intern("help"), try t.newObject(helper))
    for (name, text) in [("copyright", "Swiftlet"), ("credits", "Swiftlet follows CPython 3.11; its library's pure-Python part is CPython's own."),
                         ("license", "See the licenses of Swiftlet and of the Python library that it uses.")] {
        let printer = try t.defineType("_Printer", .NativeObject, ownsKind: false, module: "_sitebuiltins") { b throws(PyRaise) in
            try b.method("__repr__", "(self, /)") { t, a throws(PyRaise) in try t.str(text) }
            try b.method("__call__", "(self, /)") { t, a throws(PyRaise) in try t.callMethod(try t.getAttribute(try t.sysModule(), "stdout"), "write", try t.str(text + "\n")) }
        }
        try t.dictSet(d, try t.intern(name), try t.newObject(printer))
    }
}
