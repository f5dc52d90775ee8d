// _IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase: what every stream class inherits, native or written in Python.
//
// The methods here call the stream's own read, readinto, write, seek …, so that a Python subclass that defines a few of
// them gets the rest. i0 bit 0 of the object: closed.

import CVMSpec
import Glibc
import VM

enum IOBaseTypes {
    static func define(_ t: Thread) throws(PyRaise) {
        IO.IOBase = try t.defineType("_IOBase", .NativeObject, ownsKind: false, module: "_io", flags: TypeFlag.attributes) { (b) throws(PyRaise) in
            try definePlainNew(b)
            try b.method("__init__", "(self, *args, **kwargs)") { (_, _) throws(PyRaise) in .none }
            for (name, signature) in [("seek", "(self, offset, whence=0, /)"), ("truncate", "(self, size=None, /)"), ("fileno", "(self, /)")] {
                try b.method(name, signature) { (t, a) throws(PyRaise) in throw t.unsupported(name) }
            }
            try b.method("tell", "(self, /)") { (t, a) throws(PyRaise) in try t.callMethod(a[0], "seek", Value(small: 0), Value(small: 1)) }
            try b.method("flush", "(self, /)") { (t, a) throws(PyRaise) in
                if try t.isClosed(a[0]) { throw t.closedFile() }
                return .none
            }
            try b.method("close", "(self, /)") { (t, a) throws(PyRaise) in
                if a[0].object.pointee.i0 & 1 != 0 { return .none }
                do { _ = try t.callMethod(a[0], "flush") } catch { a[0].object.pointee.i0 |= 1; throw PyRaise() }
                a[0].object.pointee.i0 |= 1
                return .none
            }
            try b.attribute("closed", get: { (t, a) throws(PyRaise) in Value(a[0].object.pointee.i0 & 1 != 0) })
            for name in ["seekable", "readable", "writable"] {
                try b.method(name, "(self, /)") { (t, a) throws(PyRaise) in .false_ }
            }
            for (name, what, message) in [("_checkSeekable", "seekable", "File or stream is not seekable."), ("_checkReadable", "readable", "File or stream is not readable."), ("_checkWritable", "writable", "File or stream is not writable.")] {
                try b.method(name, "(self, msg=None, /)") { (t, a) throws(PyRaise) in
                    guard try t.isTrue(try t.callMethod(a[0], what)) else { throw t.unsupported(message) }
                    return .true_
                }
            }
            try b.method("_checkClosed", "(self, msg=None, /)") { (t, a) throws(PyRaise) in
                if try t.isClosed(a[0]) { throw t.closedFile() }
                return .none
            }
            try b.method("isatty", "(self, /)") { (t, a) throws(PyRaise) in
                if try t.isClosed(a[0]) { throw t.closedFile() }
                return .false_
            }
            try b.method("__enter__", "(self, /)") { (t, a) throws(PyRaise) in
                if try t.isClosed(a[0]) { throw t.closedFile() }
                return a[0]
            }
            try b.method("__exit__", "(self, *args)") { (t, a) throws(PyRaise) in
                _ = try t.callMethod(a[0], "close")
                return .none
            }
            try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in
                if try t.isClosed(a[0]) { throw t.closedFile() }
                return a[0]
            }
            try b.method("__next__", "(self, /)") { (t, a) throws(PyRaise) in
                let line = try t.callMethod(a[0], "readline")
                if try t.length(line) == 0 { throw t.stopIteration() }
                return line
            }
            try b.method("readline", "(self, size=-1, /)") { (t, a) throws(PyRaise) in try genericReadline(t, a[0], try t.sizeArgument(a[1])) }
            try b.method("readlines", "(self, hint=-1, /)") { (t, a) throws(PyRaise) in
                let hint = try t.sizeArgument(a[1])
                let lines = try t.newList()
                var total = 0
                try t.forEach(a[0]) { (line) throws(PyRaise) in
                    try t.listAppend(lines.list, line)
                    total += try t.length(line)
                    return hint <= 0 || total < hint
                }
                return lines
            }
            try b.method("writelines", "(self, lines, /)") { (t, a) throws(PyRaise) in
                if try t.isClosed(a[0]) { throw t.closedFile() }
                let self_ = a[0]
                try t.forEach(a[1]) { (line) throws(PyRaise) in _ = try t.callMethod(self_, "write", line); return true }
                return .none
            }
        }
        IO.RawIOBase = try t.defineType("_RawIOBase", .NativeObject, base: IO.IOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            try b.method("read", "(self, size=-1, /)") { (t, a) throws(PyRaise) in
                let n = try t.sizeArgument(a[1])
                if n < 0 { return try t.callMethod(a[0], "readall") }
                let buffer = try t.makeBytearray(n)
                let r = try t.callMethod(a[0], "readinto", buffer)
                if r.isNone { return .none }
                let got = try t.index(r)
                guard got >= 0 && got <= Int(buffer.bytearray.pointee.length) else { throw t.raise(K.ValueError, "readinto returned \(got) outside buffer size \(n)") }
                return try t.makeBytes(buffer.bytearray.pointee.data, got)
            }
            try b.method("readall", "(self, /)") { (t, a) throws(PyRaise) in
                var all: [UInt8] = []
                var any = false
                while true {
                    let r = try t.callMethod(a[0], "read", Value(small: 8192))
                    if r.isNone { if !any { return .none }; break }
                    guard t.has(r, .Bytes) else { throw t.raise(K.TypeError, "read() should return bytes") }
                    any = true
                    let view = try t.bytesView(r)
                    if view.count == 0 { break }
                    all.append(contentsOf: view)
                }
                return try t.makeBytes(all)
            }
            try b.method("readinto", "(self, buffer, /)") { (t, a) throws(PyRaise) in throw t.raise(K.NotImplementedError, arguments: []) }
            try b.method("write", "(self, b, /)") { (t, a) throws(PyRaise) in throw t.raise(K.NotImplementedError, arguments: []) }
        }
        IO.BufferedIOBase = try t.defineType("_BufferedIOBase", .NativeObject, base: IO.IOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            for (name, signature) in [("read", "(self, size=-1, /)"), ("read1", "(self, size=-1, /)"), ("write", "(self, b, /)"), ("detach", "(self, /)")] {
                try b.method(name, signature) { (t, a) throws(PyRaise) in throw t.unsupported(name) }
            }
            for (name, reader) in [("readinto", "read"), ("readinto1", "read1")] {
                try b.method(name, "(self, buffer, /)") { (t, a) throws(PyRaise) in
                    let n = try t.writableView(a[1], "readinto() argument must be read-write bytes-like object, not ").count
                    let data = try t.callMethod(a[0], reader, Value(small: n))
                    guard t.has(data, .Bytes) else { throw t.raise(K.TypeError, "read() should return bytes") }
                    let from = try t.bytesView(data), to = try t.writableView(a[1])
                    guard from.count <= to.count else {
                        throw t.raise(K.ValueError, "read() returned too much data: \(n) bytes requested, \(from.count) returned")
                    }
                    if let p = from.baseAddress, let q = to.baseAddress { memcpy(q, p, from.count) }
                    return Value(small: from.count)
                }
            }
        }
        IO.TextIOBase = try t.defineType("_TextIOBase", .NativeObject, base: IO.IOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            for (name, signature) in [("read", "(self, size=-1, /)"), ("readline", "(self, size=-1, /)"), ("write", "(self, s, /)"), ("detach", "(self, /)")] {
                try b.method(name, signature) { (t, a) throws(PyRaise) in throw t.unsupported(name) }
            }
            for name in ["encoding", "newlines", "errors"] { try b.attribute(name, get: { (_, _) throws(PyRaise) in .none }) }
        }
    }

    /// readline over read() and, if there is one, peek().
    private static func genericReadline(_ t: Thread, _ self_: Value, _ limit: Int) throws(PyRaise) -> Value {
        let peek = try t.getAttributeIfAny(self_, "peek")
        var line: [UInt8] = []
        while limit < 0 || line.count < limit {
            var wanted = 1
            if peek.isPresent {
                let ahead = try t.call(peek, Value(small: 1))
                guard t.has(ahead, .Bytes) else { throw t.raise(K.OSError, "peek() should have returned a bytes object, not '\(t.typeName(of: ahead))'") }
                let view = try t.bytesView(ahead)
                if view.count > 0 {
                    wanted = view.firstIndex(of: 10).map { $0 + 1 } ?? view.count
                    if limit >= 0 { wanted = min(wanted, limit - line.count) }
                }
            }
            let r = try t.callMethod(self_, "read", Value(small: wanted))
            guard t.has(r, .Bytes) else { throw t.raise(K.OSError, "read() should have returned a bytes object, not '\(t.typeName(of: r))'") }
            let view = try t.bytesView(r)
            if view.count == 0 { break }
            line.append(contentsOf: view)
            if line.last == 10 { break }
        }
        return try t.makeBytes(line)
    }
}
