// The _io module: its classes, open(), and the standard streams.

import CVMSpec
import Glibc
import VM

/// Whether text defaults to UTF-8 (the locale says so, or the C locale is coerced as CPython does).
enum Utf8Mode {
    /// The C locale: text that is not UTF-8 passes through the standard streams unharmed.
    static let isPlainLocale: Bool = {
        for variable in ["LC_ALL", "LC_CTYPE", "LANG"] {
            if let p = getenv(variable), p.pointee != 0 { return ["C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"].contains(String(cString: p)) }
        }
        return true
    }()

    static let localeIsUTF8: Bool = {
        var name = ""
        for variable in ["LC_ALL", "LC_CTYPE", "LANG"] {
            if let p = getenv(variable), p.pointee != 0 { name = String(cString: p); break }
        }
        if name == "" || name == "C" || name == "POSIX" { return true }
        let upper = name.uppercased()
        return strstr(upper, "UTF-8") != nil || strstr(upper, "UTF8") != nil
    }()
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Makes the classes of _io, once.
    func prepareIO() throws(PyRaise) {
        if IO.IOBase.isPresent { return }
        let d = try newDict()
        try dictSet(d, try intern("__module__"), try intern("io"))
        IO.UnsupportedOperation = Roots.add(try call(K.type, try intern("UnsupportedOperation"), try newTuple([K.OSError, K.ValueError]), Value(d)))
        try IOBaseTypes.define(self)
        try FileIOType.define(self)
        try BytesIOType.define(self)
        try StringIOType.define(self)
        try BufferedTypes.define(self)
        try TextIOType.define(self)
    }

    /// A native stream object of one of our classes, its __init__ not yet run.
    private func newStream(_ type: Value) throws(PyRaise) -> Value { try newInstanceCell(type.type) }

    /// open(): the file object for a path or descriptor.
    func openStream(_ file: Value, mode: String, buffering: Int, encoding: Value, errors: Value, newline: Value, closefd: Bool, opener: Value) throws(PyRaise) -> Value {
        var creating = false, reading = false, writing = false, appending = false, updating = false, text = false, binary = false
        var bad = false
        var seen: Set<Character> = []
        for c in mode {
            switch c {
            case "x": creating = true
            case "r": reading = true
            case "w": writing = true
            case "a": appending = true
            case "+": updating = true
            case "t": text = true
            case "b": binary = true
            default: bad = true
            }
            if !seen.insert(c).inserted { bad = true }
        }
        if bad { throw raise(K.ValueError, "invalid mode: '\(mode)'") }
        if text && binary { throw raise(K.ValueError, "can't have text and binary mode at once") }
        let main = (creating ? 1 : 0) + (reading ? 1 : 0) + (writing ? 1 : 0) + (appending ? 1 : 0)
        if main > 1 { throw raise(K.ValueError, "must have exactly one of create/read/write/append mode") }
        if binary && encoding.isPresent && !encoding.isNone { throw raise(K.ValueError, "binary mode doesn't take an encoding argument") }
        if binary && errors.isPresent && !errors.isNone { throw raise(K.ValueError, "binary mode doesn't take an errors argument") }
        if binary && newline.isPresent && !newline.isNone { throw raise(K.ValueError, "binary mode doesn't take a newline argument") }
        let path = isAnyInt(file) ? file : try fspath(file)
        let raw = try newStream(IO.FileIO)
        let rawMode = (creating ? "x" : "") + (reading ? "r" : "") + (writing ? "w" : "") + (appending ? "a" : "") + (updating ? "+" : "")
        try openFile(raw, path, rawMode, closefd: closefd, opener: opener)
        let f = try state(raw, FileState.self)
        var buffering = buffering
        let terminal = buffering < 0 && Glibc.isatty(f.fd) != 0
        var lineBuffering = buffering == 1
        if buffering == 1 && binary { buffering = -1 }
        if terminal { lineBuffering = true; buffering = -1 }
        if buffering < 0 || buffering == 1 { buffering = f.blockSize > 1 ? f.blockSize : 8192 }
        if buffering == 0 {
            if binary { return raw }
            f.fd >= 0 && f.closesDescriptor ? { _ = Glibc.close(f.fd); f.fd = -1 }() : ()
            throw raise(K.ValueError, "can't have unbuffered text I/O")
        }
        let type = updating ? IO.BufferedRandom : reading ? IO.BufferedReader : IO.BufferedWriter
        let buffer = try newStream(type)
        do {
            try BufferedTypes.initialize(self, buffer, raw, Value(small: buffering), readable: reading || updating, writable: !reading || updating)
            if binary { return buffer }
            let wrapper = try newStream(IO.TextIOWrapper)
            try TextIOType.initialize(self, wrapper, buffer, encoding: encoding, errors: errors, newline: newline, lineBuffering: lineBuffering, writeThrough: false)
            try setAttribute(wrapper, "mode", try str(mode))
            return wrapper
        } catch {
            if f.closesDescriptor && f.fd >= 0 { _ = Glibc.close(f.fd); f.fd = -1 }
            throw error
        }
    }
}

/// Opens one of the three standard descriptors; None if it is closed.
private func standardStream(_ t: Thread, _ fd: Int32, _ name: String, write: Bool, errors: String, lineBuffered: Bool, unbuffered: Bool) throws(PyRaise) -> Value {
    var info = stat()
    if fstat(fd, &info) != 0 { return .none }
    let raw = try t.newInstanceCell(IO.FileIO.type)
    do { try t.openFile(raw, Value(small: Int(fd)), write ? "w" : "r", closefd: false, opener: .empty) } catch {
        t.clearRaised()
        return .none
    }
    raw.object.pointee.v0 = try t.str(name).bits
    let buffer = try t.newInstanceCell((write ? IO.BufferedWriter : IO.BufferedReader).type)
    try BufferedTypes.initialize(t, buffer, raw, Value(small: 8192), readable: !write, writable: write)
    let wrapper = try t.newInstanceCell(IO.TextIOWrapper.type)
    var encoding = "utf-8", errors = errors
    if let p = getenv("PYTHONIOENCODING"), p.pointee != 0, Standard.usesEnvironment {
        let parts = String(cString: p).split(separator: ":", omittingEmptySubsequences: false)
        if !parts[0].isEmpty { encoding = String(parts[0]) }
        if parts.count > 1, !parts[1].isEmpty, fd != 2 { errors = String(parts[1]) }
    }
    try TextIOType.initialize(t, wrapper, buffer, encoding: try t.str(encoding), errors: try t.str(errors), newline: try t.str("\n"), lineBuffering: lineBuffered, writeThrough: unbuffered)
    if !write { let s = try t.state(wrapper, TextState.self); try TextIOType.setNewline(t, s, .none) }
    try t.setAttribute(wrapper, "mode", try t.str(write ? "w" : "r"))
    return wrapper
}

/// Choices of the command line for the standard streams.
public enum Standard {
    /// -u: no buffering of stdout and stderr.
    nonisolated(unsafe) public static var unbuffered = false
    /// False after -E and -I.
    nonisolated(unsafe) public static var usesEnvironment = true
}

/// sys.stdin, sys.stdout and sys.stderr.
public func makeStandardStreams(_ t: Thread) throws(PyRaise) -> (Value, Value, Value) {
    try t.prepareIO()
    if let builtins = t.pointee.builtins { try t.dictSet(builtins, try t.intern("open"), try openFunction(t)) }
    Safepoint.deliverSignals = { (t) throws(PyRaise) in try Signals.deliver(t) }
    let unbuffered = Standard.unbuffered || Standard.usesEnvironment && (getenv("PYTHONUNBUFFERED").map { $0.pointee != 0 } ?? false)
    let input = try standardStream(t, 0, "<stdin>", write: false, errors: Utf8Mode.isPlainLocale ? "surrogateescape" : "strict", lineBuffered: isatty(0) != 0, unbuffered: false)
    let output = try standardStream(t, 1, "<stdout>", write: true, errors: Utf8Mode.isPlainLocale ? "surrogateescape" : "strict", lineBuffered: isatty(1) != 0, unbuffered: unbuffered)
    let error = try standardStream(t, 2, "<stderr>", write: true, errors: "backslashreplace", lineBuffered: true, unbuffered: unbuffered)
    Roots.add(input)
    Roots.add(output)
    Roots.add(error)
    return (input, output, error)
}

/// Writes what all open streams still hold; for the end of the process.
public func flushStandardStreams(_ t: Thread) { OpenStreams.flushAll() }

/// Writes a str to a text stream as print does: natively for our own streams, else by its write method.
public func writeText(_ t: Thread, _ stream: Value, _ text: Value) throws(PyRaise) {
    if let s = t.exactState(stream, IO.TextIOWrapper, TextState.self), !s.closed, !s.detached, let b = s.buffer, b.writable, let f = b.file, f.fd >= 0 {
        try t.textWrite(stream, s, text)
        return
    }
    _ = try t.callMethod(stream, "write", text)
}

private nonisolated(unsafe) var openNative = Value.empty

/// The function open, one for io and builtins.
func openFunction(_ t: Thread) throws(PyRaise) -> Value {
    if openNative.isPresent { return openNative }
    openNative = Roots.add(try t.newNative("open", "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", module: try t.intern("io")) { (t, a) throws(PyRaise) in
        try t.openStream(a[0], mode: a[1].isEmpty ? "r" : try t.stringArgument(a[1], "open() argument 'mode'"), buffering: a[2].isEmpty ? -1 : Int(try t.cInt(a[2])),
                         encoding: a[3], errors: a[4], newline: a[5], closefd: try t.flag(a[6], true), opener: a[7])
    })
    return openNative
}

func registerIO() {
    NativeModules.register("_io") { (m) throws(PyRaise) in
        let t = m.t
        try t.prepareIO()
        for (name, type) in [("_IOBase", IO.IOBase), ("_RawIOBase", IO.RawIOBase), ("_BufferedIOBase", IO.BufferedIOBase), ("_TextIOBase", IO.TextIOBase),
                             ("FileIO", IO.FileIO), ("BytesIO", IO.BytesIO), ("StringIO", IO.StringIO), ("BufferedReader", IO.BufferedReader),
                             ("BufferedWriter", IO.BufferedWriter), ("BufferedRandom", IO.BufferedRandom), ("BufferedRWPair", IO.BufferedRWPair),
                             ("TextIOWrapper", IO.TextIOWrapper), ("IncrementalNewlineDecoder", IO.IncrementalNewlineDecoder),
                             ("UnsupportedOperation", IO.UnsupportedOperation), ("BlockingIOError", K.BlockingIOError)] {
            try m.set(name, type)
        }
        try m.set("DEFAULT_BUFFER_SIZE", Value(small: 8192))
        try m.set("open", try openFunction(t))
        try m.function("open_code", "(path)") { (t, a) throws(PyRaise) in
            guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "open_code() argument 'path' must be str, not \(t.typeName(of: a[0]))") }
            return try t.openStream(a[0], mode: "rb", buffering: -1, encoding: .empty, errors: .empty, newline: .empty, closefd: true, opener: .empty)
        }
        try m.function("text_encoding", "(encoding, stacklevel=2, /)") { (t, a) throws(PyRaise) in
            a[0].isNone ? try t.intern("locale") : a[0]
        }
    }
}

/// Runs pending signal handlers (replaced by the signal module).
extension UnsafeMutablePointer where Pointee == ThreadState {
    func checkSignals() throws(PyRaise) { try Signals.deliver(self) }
}
