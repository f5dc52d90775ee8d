// BufferedReader, BufferedWriter, BufferedRandom and BufferedRWPair: the Python side of BufferedCore.swift.

import CVMSpec
import Glibc
import VM

enum BufferedTypes {
    static func define(_ t: Thread) throws(PyRaise) {
        IO.BufferedReader = try t.defineType("BufferedReader", .NativeObject, base: IO.BufferedIOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            try shared(b, readable: true, writable: false)
            try reading(b)
        }
        IO.BufferedWriter = try t.defineType("BufferedWriter", .NativeObject, base: IO.BufferedIOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            try shared(b, readable: false, writable: true)
            try writing(b)
        }
        IO.BufferedRandom = try t.defineType("BufferedRandom", .NativeObject, base: IO.BufferedIOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            try shared(b, readable: true, writable: true)
            try reading(b)
            try writing(b)
        }
        try definePair(t)
    }

    /// The state, of a stream that is not closed.
    static func open(_ t: Thread, _ v: Value, _ message: String) throws(PyRaise) -> BufferState {
        let s = try t.state(v, BufferState.self)
        if try t.bufferClosed(v, s) { throw t.closedFile(message) }
        return s
    }

    /// Gives a buffered object its raw stream.
    static func initialize(_ t: Thread, _ v: Value, _ raw: Value, _ size: Value, readable: Bool, writable: Bool) throws(PyRaise) {
        let n = size.isEmpty ? 8192 : try t.index(size)
        let file = t.exactState(raw, IO.FileIO, FileState.self)
        if let file {
            if file.fd < 0 { throw t.closedFile("I/O operation on closed file") }
            if readable && !file.readable { throw t.unsupported("File or stream is not readable.") }
            if writable && !file.writable { throw t.unsupported("File or stream is not writable.") }
        } else {
            if readable && writable, !(try t.isTrue(try t.callMethod(raw, "seekable"))) { throw t.unsupported("File or stream is not seekable.") }
            if readable, !(try t.isTrue(try t.callMethod(raw, "readable"))) { throw t.raise(K.OSError, "File or stream is not readable.") }
            if writable, !(try t.isTrue(try t.callMethod(raw, "writable"))) { throw t.raise(K.OSError, "File or stream is not writable.") }
        }
        guard n > 0 else { throw t.raise(K.ValueError, "buffer size must be strictly positive") }
        guard n < 1 << 34 else { throw t.memoryError() }
        let s = BufferState(file: file, capacity: n)
        s.readable = readable
        s.writable = writable
        t.setPayload(v, s)
        v.object.pointee.v0 = raw.bits
        t.barrier(v)
        if writable { OpenStreams.add(s) }
    }

    static func close(_ t: Thread, _ v: Value) throws(PyRaise) {
        let s = try t.state(v, BufferState.self)
        if try t.bufferClosed(v, s) { return }
        var failed: Value? = nil
        do {
            if Value(t.typeOf(v)) == IO.BufferedReader { try t.prepareToRead(v, s) } else { _ = try t.callMethod(v, "flush") }
        } catch { failed = t.clearRaised() }
        s.pending = failed == nil ? s.pending : 0
        if let f = s.file {
            let fd = f.fd
            f.fd = -1
            t.raw(v).object.pointee.i0 |= 1
            if f.closesDescriptor && fd >= 0 && Glibc.close(fd) < 0 && errno != EINTR && failed == nil { throw t.osError(errno) }
        } else { _ = try t.callMethod(t.raw(v), "close") }
        if let failed { throw t.raise(value: failed) }
    }

    private static func shared(_ b: TypeBuilder, readable: Bool, writable: Bool) throws(PyRaise) {
        try definePlainNew(b)
        try b.method("__init__", "(self, raw, buffer_size=DEFAULT_BUFFER_SIZE)") { (t, a) throws(PyRaise) in
            try initialize(t, a[0], a[1], a[2], readable: readable, writable: writable)
            return .none
        }
        try b.attribute("raw", get: { (t, a) throws(PyRaise) in
            let s = try t.state(a[0], BufferState.self)
            if s.detached { return .none }
            return t.raw(a[0])
        })
        try b.attribute("closed", get: { (t, a) throws(PyRaise) in Value(try t.bufferClosed(a[0], try t.state(a[0], BufferState.self))) })
        for name in ["name", "mode"] {
            try b.attribute(name, get: { (t, a) throws(PyRaise) in
                _ = try t.state(a[0], BufferState.self)
                return try t.getAttribute(t.raw(a[0]), name)
            })
        }
        try b.method("close", "(self, /)") { (t, a) throws(PyRaise) in try close(t, a[0]); return .none }
        try b.method("detach", "(self, /)") { (t, a) throws(PyRaise) in
            let s = try t.state(a[0], BufferState.self)
            if s.detached { throw t.raise(K.ValueError, "raw stream has been detached") }
            _ = try t.callMethod(a[0], "flush")
            let raw = t.raw(a[0])
            s.detached = true
            s.file = nil
            a[0].object.pointee.v0 = 0
            return raw
        }
        try b.method("flush", "(self, /)") { (t, a) throws(PyRaise) in
            let s = try open(t, a[0], writable ? "flush of closed file" : "I/O operation on closed file.")
            if s.pending > 0 { try t.flushPending(a[0], s) }
            if s.readable && s.writable && s.end > s.position { try t.dropReadAhead(a[0], s) }
            if s.file == nil && !s.writable { _ = try t.callMethod(t.raw(a[0]), "flush") }
            return .none
        }
        for name in ["seekable", "fileno", "isatty", "readable", "writable"] where name != "readable" || readable {
            if name == "writable" && !writable { continue }
            try b.method(name, "(self, /)") { (t, a) throws(PyRaise) in
                let s = try t.state(a[0], BufferState.self)
                if s.detached { throw t.raise(K.ValueError, "raw stream has been detached") }
                return try t.callMethod(t.raw(a[0]), name)
            }
        }
        try b.method("seek", "(self, target, whence=0, /)") { (t, a) throws(PyRaise) in
            let s = try open(t, a[0], "seek of closed file")
            let whence = a[2].isEmpty ? 0 : try t.index(a[2])
            guard whence >= 0 && whence <= 4 else { throw t.raise(K.ValueError, "whence value \(whence) unsupported") }
            if s.file == nil, !(try t.isTrue(try t.callMethod(t.raw(a[0]), "seekable"))) { throw t.unsupported("File or stream is not seekable.") }
            if let f = s.file, !t.fileIsSeekable(f) { throw t.unsupported("File or stream is not seekable.") }
            return try t.newInt(try t.bufferSeek(a[0], s, try t.index(a[1]), whence))
        }
        try b.method("tell", "(self, /)") { (t, a) throws(PyRaise) in
            try t.newInt(try t.bufferTell(a[0], try open(t, a[0], try t.state(a[0], BufferState.self).file == nil ? "I/O operation on closed file." : "I/O operation on closed file")))
        }
        try b.method("truncate", "(self, pos=None, /)") { (t, a) throws(PyRaise) in
            let s = try open(t, a[0], "truncate of closed file")
            guard s.writable else { throw t.unsupported("truncate") }
            if s.pending > 0 { try t.flushPending(a[0], s) }
            var pos = a[1]
            if pos.isEmpty || pos.isNone { pos = try t.newInt(try t.bufferTell(a[0], s)) }
            return try t.callMethod(t.raw(a[0]), "truncate", pos)
        }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            var name = Value.empty
            do { name = try t.getAttributeIfAny(a[0], "name") } catch {
                guard t.raisedIs(K.ValueError) else { throw PyRaise() }
                t.clearRaised()
            }
            let shown = name, stream = a[0]
            return try guardedRepr(t, stream) { () throws(PyRaise) in try t.str(shown.isEmpty ? "<_io.\(t.typeName(of: stream))>" : "<_io.\(t.typeName(of: stream)) name=\(try t.reprString(shown))>") }
        }
        try b.method("__getstate__", "(self, /)") { (t, a) throws(PyRaise) in
            throw t.raise(K.TypeError, "cannot pickle '_io.\(t.typeName(of: a[0]))' object")
        }
    }

    private static func reading(_ b: TypeBuilder) throws(PyRaise) {
        try b.method("read", "(self, size=-1, /)") { (t, a) throws(PyRaise) in
            let n = try t.sizeArgument(a[1])
            guard n >= -1 else { throw t.raise(K.ValueError, "read length must be non-negative or -1") }
            let s = try open(t, a[0], "read of closed file")
            let r = n < 0 ? try t.bufferReadAll(a[0], s) : try t.bufferRead(a[0], s, n)
            return r ?? .none
        }
        try b.method("read1", "(self, size=-1, /)") { (t, a) throws(PyRaise) in
            let n = try t.sizeArgument(a[1])
            return try t.bufferRead1(a[0], try open(t, a[0], "read of closed file"), n)
        }
        try b.method("peek", "(self, size=0, /)") { (t, a) throws(PyRaise) in
            let s = try open(t, a[0], "peek of closed file")
            try t.prepareToRead(a[0], s)
            if s.position == s.end { _ = try t.fillBuffer(a[0], s) }
            return try t.makeBytes(s.memory + s.position, s.end - s.position)
        }
        try b.method("readline", "(self, size=-1, /)") { (t, a) throws(PyRaise) in
            try t.bufferReadline(a[0], try open(t, a[0], "readline of closed file"), try t.sizeArgument(a[1]))
        }
        for (name, once) in [("readinto", false), ("readinto1", true)] {
            try b.method(name, "(self, buffer, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0], "readinto of closed file")
                let view = try t.writableView(a[1], "readinto() argument must be read-write bytes-like object, not ")
                guard let n = try t.bufferReadInto(a[0], s, view, once: once) else { return .none }
                return Value(small: n)
            }
        }
        try b.method("__next__", "(self, /)") { (t, a) throws(PyRaise) in
            let line: Value
            let native = Value(t.typeOf(a[0]))
            if native == IO.BufferedReader || native == IO.BufferedRandom {
                line = try t.bufferReadline(a[0], try open(t, a[0], "readline of closed file"), -1)
            } else { line = try t.callMethod(a[0], "readline") }
            if try t.length(line) == 0 { throw t.stopIteration() }
            return line
        }
    }

    private static func writing(_ b: TypeBuilder) throws(PyRaise) {
        try b.method("write", "(self, buffer, /)") { (t, a) throws(PyRaise) in
            let view = try t.bytesView(a[1])
            let s = try open(t, a[0], "write to closed file")
            try t.bufferWrite(a[0], s, view)
            return Value(small: view.count)
        }
    }

    /// BufferedRWPair(reader, writer): v0 and v1 are the two buffered streams.
    private static func definePair(_ t: Thread) throws(PyRaise) {
        IO.BufferedRWPair = try t.defineType("BufferedRWPair", .NativeObject, base: IO.BufferedIOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            try definePlainNew(b)
            try b.method("__init__", "(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)") { (t, a) throws(PyRaise) in
                guard try t.isTrue(try t.callMethod(a[1], "readable")) else { throw t.unsupported("File or stream is not readable.") }
                guard try t.isTrue(try t.callMethod(a[2], "writable")) else { throw t.unsupported("File or stream is not writable.") }
                let size = a[3].isEmpty ? Value(small: 8192) : a[3]
                a[0].object.pointee.v0 = try t.call(IO.BufferedReader, a[1], size).bits
                a[0].object.pointee.v1 = try t.call(IO.BufferedWriter, a[2], size).bits
                t.barrier(a[0])
                return .none
            }
            for name in ["read", "read1", "readinto", "readinto1", "peek", "readable", "write", "writable", "flush"] {
                let writer = name == "write" || name == "writable" || name == "flush"
                try b.method(name, "(self, *args)") { (t, a) throws(PyRaise) in
                    let target = Value(bits: writer ? a[0].object.pointee.v1 : a[0].object.pointee.v0)
                    if target.isEmpty { throw t.raise(K.ValueError, "I/O operation on uninitialized object") }
                    var arguments: [Value] = []
                    for i in 0 ..< a[1].tuple.count { arguments.append(a[1].tuple.items[i]) }
                    return try t.call(try t.getAttribute(target, name), arguments: arguments)
                }
            }
            try b.method("close", "(self, /)") { (t, a) throws(PyRaise) in
                let v1 = Value(bits: a[0].object.pointee.v1), v0 = Value(bits: a[0].object.pointee.v0)
                if v1.isPresent { _ = try t.callMethod(v1, "close") }
                if v0.isPresent { _ = try t.callMethod(v0, "close") }
                return .none
            }
            try b.method("isatty", "(self, /)") { (t, a) throws(PyRaise) in
                let w = try t.callMethod(Value(bits: a[0].object.pointee.v1), "isatty")
                if try t.isTrue(w) { return .true_ }
                return try t.callMethod(Value(bits: a[0].object.pointee.v0), "isatty")
            }
            try b.attribute("closed", get: { (t, a) throws(PyRaise) in
                let w = Value(bits: a[0].object.pointee.v1)
                if w.isEmpty { throw t.raise(K.RuntimeError, "the BufferedRWPair object is being garbage-collected") }
                return try t.getAttribute(w, "closed")
            })
        }
    }
}
