// FileIO: unbuffered access to an operating-system file descriptor.

import CVMSpec
import Glibc
import VM

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// read(2) into memory; nil when a non-blocking descriptor has nothing.
    func readFile(_ f: FileState, _ p: UnsafeMutablePointer<UInt8>, _ n: Int) throws(PyRaise) -> Int? {
        while true {
            let k = Glibc.read(f.fd, p, Swift.min(n, Int(Int32.max)))
            if k >= 0 { return k }
            let e = errno
            if e == EAGAIN { return nil }
            if e != EINTR { throw osError(e) }
            try checkSignals()
        }
    }

    func writeFile(_ f: FileState, _ p: UnsafePointer<UInt8>?, _ n: Int) throws(PyRaise) -> Int? {
        while true {
            let k = Glibc.write(f.fd, p, Swift.min(n, Int(Int32.max)))
            if k >= 0 { return k }
            let e = errno
            if e == EAGAIN { return nil }
            if e != EINTR { throw osError(e) }
            try checkSignals()
        }
    }

    /// Everything to the end of the file; nil if nothing is there yet.
    func readToEnd(_ f: FileState, after head: ByteView) throws(PyRaise) -> Value? {
        var capacity = 8192
        var info = stat()
        if fstat(f.fd, &info) == 0, info.st_size > 0 {
            let here = lseek(f.fd, 0, SEEK_CUR)
            if here >= 0 && Int(info.st_size) >= here { capacity = Int(info.st_size) - here + 1 }
        }
        guard capacity < 1 << 36 else { throw memoryError() }
        var memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + head.count)
        defer { memory.deallocate() }
        if let p = head.baseAddress { memcpy(memory, p, head.count) }
        var count = head.count
        var total = capacity + head.count
        while true {
            if count == total {
                let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: total * 2)
                memcpy(grown, memory, count)
                memory.deallocate()
                memory = grown
                total *= 2
            }
            guard let k = try readFile(f, memory + count, total - count) else {
                if count == 0 { return nil }
                break
            }
            if k == 0 { break }
            count += k
        }
        return try makeBytes(memory, count)
    }

    func fileIsSeekable(_ f: FileState) -> Bool {
        if f.seekable < 0 { f.seekable = lseek(f.fd, 0, SEEK_CUR) >= 0 ? 1 : 0 }
        return f.seekable == 1
    }

    func seekFile(_ f: FileState, _ offset: Int, _ whence: Int32) throws(PyRaise) -> Int {
        let r = lseek(f.fd, offset, whence)
        if r < 0 { throw osError(errno) }
        if f.seekable < 0 { f.seekable = 1 }
        return r
    }

    func fileModeText(_ f: FileState) -> String {
        if f.created { return f.readable ? "xb+" : "xb" }
        if f.appending { return f.readable ? "ab+" : "ab" }
        if f.readable { return f.writable ? "rb+" : "rb" }
        return "wb"
    }

    /// Opens as FileIO(file, mode, closefd, opener) does.
    func openFile(_ v: Value, _ file: Value, _ mode: String, closefd: Bool, opener: Value) throws(PyRaise) {
        let f = FileState()
        var flags: Int32 = 0
        var main = 0, plus = false
        for c in mode {
            switch c {
            case "x", "r", "w", "a":
                main += 1
                switch c {
                case "x": f.created = true; f.writable = true; flags |= O_EXCL | O_CREAT
                case "r": f.readable = true
                case "w": f.writable = true; flags |= O_CREAT | O_TRUNC
                default: f.writable = true; f.appending = true; flags |= O_APPEND | O_CREAT
                }
            case "b": break
            case "+":
                if plus { main = 2 }
                plus = true
                f.readable = true
                f.writable = true
            default: throw raise(K.ValueError, "invalid mode: \(mode)")
            }
        }
        guard main == 1 else { throw raise(K.ValueError, "Must have exactly one of create/read/write/append mode and at most one plus") }
        flags |= f.readable && f.writable ? O_RDWR : f.readable ? O_RDONLY : O_WRONLY
        flags |= O_CLOEXEC
        if file.isFloatWord || has(file, .Float) { throw raise(K.TypeError, "integer argument expected, got float") }
        if file.isInt || isAnyInt(file) {
            f.fd = try cInt(file)
            guard f.fd >= 0 else { throw raise(K.ValueError, "negative file descriptor") }
            f.closesDescriptor = closefd
        } else {
            guard closefd else { throw raise(K.ValueError, "Cannot use closefd=False with file name") }
            if opener.isPresent && !opener.isNone {
                let r = try call(opener, file, Value(small: Int(flags)))
                guard isAnyInt(r) else { throw raise(K.TypeError, "expected integer from opener") }
                f.fd = try cInt(r)
                guard f.fd >= 0 else { throw raise(K.ValueError, "opener returned \(f.fd)") }
            } else {
                let path = try pathCString(file)
                while true {
                    f.fd = Glibc.open(path, flags, 0o666)
                    if f.fd >= 0 { break }
                    let e = errno
                    if e != EINTR { throw osError(e, filename: file) }
                    try checkSignals()
                }
            }
        }
        var info = stat()
        if fstat(f.fd, &info) == 0 {
            if info.st_mode & S_IFMT == S_IFDIR {
                f.closesDescriptor = f.closesDescriptor && !isAnyInt(file)
                if f.closesDescriptor { _ = Glibc.close(f.fd) }
                f.fd = -1
                throw osError(EISDIR, filename: file)
            }
            if info.st_blksize > 1 { f.blockSize = Int(info.st_blksize) }
        } else if errno == EBADF {
            f.fd = -1
            throw osError(EBADF)
        }
        if f.appending { _ = lseek(f.fd, 0, SEEK_END) }
        setPayload(v, f)
        v.object.pointee.v0 = file.bits
        barrier(v)
    }
}

enum FileIOType {
    static func define(_ t: Thread) throws(PyRaise) {
        IO.FileIO = try t.defineType("FileIO", .NativeObject, base: IO.RawIOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            try definePlainNew(b)
            try b.method("__init__", "(self, file, mode='r', closefd=True, opener=None)") { (t, a) throws(PyRaise) in
                let mode = a[2].isEmpty ? "r" : try t.stringArgument(a[2], "FileIO() argument 'mode'")
                try t.openFile(a[0], a[1], mode, closefd: try t.flag(a[3], true), opener: a[4])
                return .none
            }
            try b.attribute("closed", get: { (t, a) throws(PyRaise) in Value(try t.state(a[0], FileState.self).fd < 0) })
            try b.attribute("closefd", get: { (t, a) throws(PyRaise) in Value(try t.state(a[0], FileState.self).closesDescriptor) })
            try b.attribute("mode", get: { (t, a) throws(PyRaise) in try t.str(t.fileModeText(try t.state(a[0], FileState.self))) })
            try b.attribute("name", get: { (t, a) throws(PyRaise) in
                let n = Value(bits: a[0].object.pointee.v0)
                if n.isEmpty { throw t.attributeError(a[0], try t.intern("name")) }
                return n
            }, set: { (t, a) throws(PyRaise) in
                a[0].object.pointee.v0 = a[1].bits
                t.barrier(a[0])
                return .none
            })
            try b.attribute("_blksize", get: { (t, a) throws(PyRaise) in Value(small: try t.state(a[0], FileState.self).blockSize) })
            try b.method("fileno", "(self, /)") { (t, a) throws(PyRaise) in Value(small: Int(try open(t, a[0]).fd)) }
            try b.method("readable", "(self, /)") { (t, a) throws(PyRaise) in Value(try open(t, a[0]).readable) }
            try b.method("writable", "(self, /)") { (t, a) throws(PyRaise) in Value(try open(t, a[0]).writable) }
            try b.method("seekable", "(self, /)") { (t, a) throws(PyRaise) in Value(t.fileIsSeekable(try open(t, a[0]))) }
            try b.method("isatty", "(self, /)") { (t, a) throws(PyRaise) in Value(Glibc.isatty(try open(t, a[0]).fd) != 0) }
            try b.method("close", "(self, /)") { (t, a) throws(PyRaise) in
                guard a[0].object.pointee.payload != nil else { return .none }
                let f = try t.state(a[0], FileState.self)
                if f.fd >= 0 {
                    let fd = f.fd
                    f.fd = -1
                    if f.closesDescriptor && Glibc.close(fd) < 0 && errno != EINTR { throw t.osError(errno) }
                }
                a[0].object.pointee.i0 |= 1
                return .none
            }
            try b.method("read", "(self, size=-1, /)") { (t, a) throws(PyRaise) in
                let f = try readable(t, a[0])
                let n = try t.sizeArgument(a[1])
                if n < 0 { return try t.readToEnd(f, after: ByteView(start: nil, count: 0)) ?? .none }
                let (v, p) = try t.newBytesCell(n)
                guard let k = try t.readFile(f, p, n) else { return .none }
                return k == n ? v : try t.makeBytes(p, k)
            }
            try b.method("readall", "(self, /)") { (t, a) throws(PyRaise) in
                try t.readToEnd(try readable(t, a[0]), after: ByteView(start: nil, count: 0)) ?? .none
            }
            try b.method("readinto", "(self, buffer, /)") { (t, a) throws(PyRaise) in
                let f = try readable(t, a[0])
                let view = try t.writableView(a[1], "readinto() argument must be read-write bytes-like object, not ")
                guard let p = view.baseAddress else { return Value(small: 0) }
                guard let k = try t.readFile(f, p, view.count) else { return .none }
                return Value(small: k)
            }
            try b.method("write", "(self, b, /)") { (t, a) throws(PyRaise) in
                let f = try open(t, a[0])
                guard f.writable else { throw t.unsupported("File not open for writing") }
                let view = try t.bytesView(a[1])
                guard let k = try t.writeFile(f, view.baseAddress, view.count) else { return .none }
                return Value(small: k)
            }
            try b.method("seek", "(self, pos, whence=0, /)") { (t, a) throws(PyRaise) in
                let f = try open(t, a[0])
                if a[1].isFloatWord { throw t.raise(K.TypeError, "'float' object cannot be interpreted as an integer") }
                return try t.newInt(try t.seekFile(f, try t.index(a[1]), a[2].isEmpty ? 0 : try t.cInt(a[2])))
            }
            try b.method("tell", "(self, /)") { (t, a) throws(PyRaise) in try t.newInt(try t.seekFile(try open(t, a[0]), 0, SEEK_CUR)) }
            try b.method("truncate", "(self, size=None, /)") { (t, a) throws(PyRaise) in
                let f = try open(t, a[0])
                guard f.writable else { throw t.unsupported("File not open for writing") }
                let size = a[1].isEmpty || a[1].isNone ? try t.seekFile(f, 0, SEEK_CUR) : try t.index(a[1])
                if ftruncate(f.fd, size) != 0 { throw t.osError(errno) }
                return try t.newInt(size)
            }
            try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
                let f = try t.state(a[0], FileState.self)
                if f.fd < 0 { return try t.str("<_io.FileIO [closed]>") }
                let name = Value(bits: a[0].object.pointee.v0)
                let tail = "mode='\(t.fileModeText(f))' closefd=\(f.closesDescriptor ? "True" : "False")>"
                if name.isEmpty { return try t.str("<_io.FileIO fd=\(f.fd) \(tail)") }
                return try guardedRepr(t, a[0]) { () throws(PyRaise) in try t.str("<_io.FileIO name=\(try t.reprString(name)) \(tail)") }
            }
        }
    }

    static func open(_ t: Thread, _ v: Value) throws(PyRaise) -> FileState {
        let f = try t.state(v, FileState.self)
        if f.fd < 0 { throw t.closedFile("I/O operation on closed file") }
        return f
    }

    static func readable(_ t: Thread, _ v: Value) throws(PyRaise) -> FileState {
        let f = try open(t, v)
        guard f.readable else { throw t.unsupported("File not open for reading") }
        return f
    }
}
