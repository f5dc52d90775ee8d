// BytesIO: a binary stream in memory.

import CVMSpec
import Glibc
import VM

/// State of a BytesIO.
final class BytesIOState {
    var memory: UnsafeMutablePointer<UInt8>
    var capacity: Int
    var count = 0
    var position = 0
    var closed = false
    var exports = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        memory = .allocate(capacity: self.capacity)
    }
    deinit { memory.deallocate() }

    func reserve(_ n: Int) {
        if n <= capacity { return }
        let wanted = max(n, capacity + capacity / 2)
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        memcpy(grown, memory, count)
        memory.deallocate()
        memory = grown
        capacity = wanted
    }

    func write(_ p: UnsafePointer<UInt8>, _ n: Int) {
        reserve(position + n)
        if position > count { memset(memory + count, 0, position - count) }
        memmove(memory + position, p, n)
        position += n
        count = max(count, position)
    }

    /// Length of the next line from the position, at most `limit` if that is not negative.
    func lineLength(_ limit: Int) -> Int {
        guard position < count else { return 0 }
        var n = count - position
        if limit >= 0 { n = min(n, limit) }
        if n > 0, let p = memchr(memory + position, 10, n) { return p - UnsafeMutableRawPointer(memory + position) + 1 }
        return n
    }
}

enum BytesIOType {
    static func open(_ t: Thread, _ v: Value) throws(PyRaise) -> BytesIOState {
        let s = try t.state(v, BytesIOState.self)
        if s.closed { throw t.closedFile() }
        return s
    }

    static func take(_ t: Thread, _ s: BytesIOState, _ n: Int) throws(PyRaise) -> Value {
        let k = max(0, min(n, s.count - s.position))
        let r = try t.makeBytes(s.memory + min(s.position, s.count), k)
        s.position += k
        return r
    }

    static func define(_ t: Thread) throws(PyRaise) {
        IO.BytesIO = try t.defineType("BytesIO", .NativeObject, base: IO.BufferedIOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { (t, a) throws(PyRaise) in
                let v = try t.newInstanceCell(a[0].type)
                t.setPayload(v, BytesIOState(capacity: 16))
                return v
            }
            try b.method("__init__", "(self, initial_bytes=b'')") { (t, a) throws(PyRaise) in
                if a[1].isEmpty || a[1].isNone { t.setPayload(a[0], BytesIOState(capacity: 16)); return .none }
                let view = try t.bytesView(a[1])
                let s = BytesIOState(capacity: view.count)
                if let p = view.baseAddress { memcpy(s.memory, p, view.count) }
                s.count = view.count
                t.setPayload(a[0], s)
                return .none
            }
            try b.attribute("closed", get: { (t, a) throws(PyRaise) in Value(try t.state(a[0], BytesIOState.self).closed) })
            for name in ["readable", "writable", "seekable"] {
                try b.method(name, "(self, /)") { (t, a) throws(PyRaise) in _ = try open(t, a[0]); return .true_ }
            }
            try b.method("isatty", "(self, /)") { (t, a) throws(PyRaise) in _ = try open(t, a[0]); return .false_ }
            try b.method("flush", "(self, /)") { (t, a) throws(PyRaise) in _ = try open(t, a[0]); return .none }
            try b.method("close", "(self, /)") { (t, a) throws(PyRaise) in try t.state(a[0], BytesIOState.self).closed = true; return .none }
            for name in ["read", "read1"] {
                try b.method(name, "(self, size=-1, /)") { (t, a) throws(PyRaise) in
                    let s = try open(t, a[0])
                    let n = try t.sizeArgument(a[1])
                    return try take(t, s, n < 0 ? Int.max : n)
                }
            }
            for name in ["readinto", "readinto1"] {
                try b.method(name, "(self, buffer, /)") { (t, a) throws(PyRaise) in
                    let s = try open(t, a[0])
                    let view = try t.writableView(a[1], "readinto() argument must be read-write bytes-like object, not ")
                    let k = max(0, min(view.count, s.count - s.position))
                    if let q = view.baseAddress, k > 0 { memcpy(q, s.memory + s.position, k) }
                    s.position += k
                    return Value(small: k)
                }
            }
            try b.method("readline", "(self, size=-1, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                return try take(t, s, s.lineLength(try t.sizeArgument(a[1])))
            }
            try b.method("__next__", "(self, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                let n = s.lineLength(-1)
                if n == 0 { throw t.stopIteration() }
                return try take(t, s, n)
            }
            try b.method("readlines", "(self, size=None, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                let hint = try t.sizeArgument(a[1])
                let list = try t.newList()
                var total = 0
                while true {
                    let n = s.lineLength(-1)
                    if n == 0 { break }
                    try t.listAppend(list.list, try take(t, s, n))
                    total += n
                    if hint > 0 && total >= hint { break }
                }
                return list
            }
            try b.method("write", "(self, b, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                if s.exports > 0 { throw t.raise(K.BufferError, "Existing exports of data: object cannot be re-sized") }
                let view = try t.bytesView(a[1])
                guard let p = view.baseAddress, view.count > 0 else { return Value(small: 0) }
                guard s.position &+ view.count < 1 << 38 else { throw t.memoryError() }
                s.write(p, view.count)
                return Value(small: view.count)
            }
            try b.method("writelines", "(self, lines, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                try t.forEach(a[1]) { (line) throws(PyRaise) in
                    let view = try t.bytesView(line)
                    if let p = view.baseAddress, view.count > 0 { s.write(p, view.count) }
                    return true
                }
                return .none
            }
            try b.method("seek", "(self, pos, whence=0, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                let whence = a[2].isEmpty ? 0 : try t.index(a[2])
                var n = try t.index(a[1])
                switch whence {
                case 0: if n < 0 { throw t.raise(K.ValueError, "negative seek value \(n)") }
                case 1: n = n.addingReportingOverflow(s.position).partialValue
                case 2: n = n.addingReportingOverflow(s.count).partialValue
                default: throw t.raise(K.ValueError, "invalid whence (\(whence), should be 0, 1 or 2)")
                }
                s.position = max(0, n)
                return try t.newInt(s.position)
            }
            try b.method("tell", "(self, /)") { (t, a) throws(PyRaise) in try t.newInt(try open(t, a[0]).position) }
            try b.method("truncate", "(self, size=None, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                let n = a[1].isEmpty || a[1].isNone ? s.position : try t.index(a[1])
                if n < 0 { throw t.raise(K.ValueError, "negative size value \(n)") }
                s.count = min(s.count, n)
                return try t.newInt(n)
            }
            try b.method("getvalue", "(self, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                return try t.makeBytes(s.memory, s.count)
            }
            try b.method("getbuffer", "(self, /)") { (t, a) throws(PyRaise) in
                // A view of a copy: writes through it do not reach the stream.
                let s = try open(t, a[0])
                let copy = try t.makeBytearray(s.count)
                if let q = copy.bytearray.pointee.data { memcpy(q, s.memory, s.count) }
                return try t.call(K.memoryview, copy)
            }
            try b.method("__getstate__", "(self, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                let d = try t.getAttributeIfAny(a[0], "__dict__")
                return try t.newTuple([try t.makeBytes(s.memory, s.count), try t.newInt(s.position), d.isEmpty ? .none : d])
            }
            try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
                guard t.has(a[1], .Tuple), a[1].tuple.count >= 2 else { throw t.raise(K.TypeError, "_io.BytesIO.__setstate__ argument should be 3-tuple, got \(t.typeName(of: a[1]))") }
                let view = try t.bytesView(a[1].tuple.items[0])
                let s = BytesIOState(capacity: view.count)
                if let p = view.baseAddress { memcpy(s.memory, p, view.count) }
                s.count = view.count
                s.position = max(0, try t.index(a[1].tuple.items[1]))
                t.setPayload(a[0], s)
                return .none
            }
        }
    }
}
