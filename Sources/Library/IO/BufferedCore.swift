// Buffered streams, the engine: filling and emptying a BufferState, over a native file or any raw stream object.
//
// `v` is the buffered object: its v0 is the raw stream. With `s.file` set nothing here runs Python.

import CVMSpec
import Glibc
import VM

extension UnsafeMutablePointer where Pointee == ThreadState {
    func raw(_ v: Value) -> Value { Value(bits: v.object.pointee.v0) }

    /// Is the raw stream closed?
    func bufferClosed(_ v: Value, _ s: BufferState) throws(PyRaise) -> Bool {
        if s.detached { throw raise(K.ValueError, "raw stream has been detached") }
        if let f = s.file { return f.fd < 0 }
        return try isClosed(raw(v))
    }

    /// One read of the raw stream; nil: it would block.
    func rawRead(_ v: Value, _ s: BufferState, _ p: UnsafeMutablePointer<UInt8>, _ n: Int) throws(PyRaise) -> Int? {
        if let f = s.file {
            guard f.readable else { throw unsupported("File not open for reading") }
            return try readFile(f, p, n)
        }
        let b = try makeBytearray(n)
        let r = try callMethod(raw(v), "readinto", b)
        if r.isNone { return nil }
        let k = try index(r)
        guard k >= 0 && k <= n, k <= Int(b.bytearray.pointee.length) else {
            throw raise(K.OSError, "raw readinto() returned invalid length \(k) (should have been between 0 and \(n))")
        }
        if k > 0, let q = b.bytearray.pointee.data { memcpy(p, q, k) }
        return k
    }

    /// One write to the raw stream; nil: it would block.
    func rawWrite(_ v: Value, _ s: BufferState, _ p: UnsafePointer<UInt8>, _ n: Int) throws(PyRaise) -> Int? {
        if let f = s.file { return try writeFile(f, p, n) }
        let b = try makeBytes(p, n)
        let r = try callMethod(raw(v), "write", b)
        if r.isNone { return nil }
        let k = try index(r)
        guard k >= 0 && k <= n else { throw raise(K.OSError, "raw write() returned invalid length \(k) (should have been between 0 and \(n))") }
        return k
    }

    func rawSeek(_ v: Value, _ s: BufferState, _ offset: Int, _ whence: Int) throws(PyRaise) -> Int {
        if let f = s.file { return try seekFile(f, offset, Int32(truncatingIfNeeded: whence)) }
        let r = try callMethod(raw(v), "seek", try newInt(offset), Value(small: whence))
        let n = try index(r)
        if n < 0 { throw raise(K.OSError, "Raw stream returned invalid position \(n)") }
        return n
    }

    func rawTell(_ v: Value, _ s: BufferState) throws(PyRaise) -> Int {
        if let f = s.file { return try seekFile(f, 0, SEEK_CUR) }
        let n = try index(try callMethod(raw(v), "tell"))
        if n < 0 { throw raise(K.OSError, "Raw stream returned invalid position \(n)") }
        return n
    }

    /// Writes what is pending; raises BlockingIOError if the raw stream would block.
    func flushPending(_ v: Value, _ s: BufferState) throws(PyRaise) {
        var done = 0
        defer {
            if done > 0 {
                if done < s.pending { memmove(s.memory, s.memory + done, s.pending - done) }
                s.pending -= min(done, s.pending)
            }
        }
        while done < s.pending {
            guard let k = try rawWrite(v, s, s.memory + done, s.pending - done) else {
                throw blocked(0)
            }
            done += k
        }
    }

    func blocked(_ written: Int) -> PyRaise {
        do {
            return raise(K.BlockingIOError, arguments: [Value(small: Int(EAGAIN)), try str("write could not complete without blocking"), Value(small: written)])
        } catch { return error }
    }

    /// Makes sure nothing is pending before a read, and nothing is read ahead before a write.
    func prepareToRead(_ v: Value, _ s: BufferState) throws(PyRaise) {
        if s.pending > 0 { try flushPending(v, s) }
    }

    func dropReadAhead(_ v: Value, _ s: BufferState) throws(PyRaise) {
        let ahead = s.end - s.position
        s.position = 0
        s.end = 0
        if ahead > 0 { _ = try rawSeek(v, s, -ahead, 1) }
    }

    /// Reads once into the empty buffer. Bytes got; nil: would block.
    func fillBuffer(_ v: Value, _ s: BufferState) throws(PyRaise) -> Int? {
        s.position = 0
        s.end = 0
        guard let k = try rawRead(v, s, s.memory, s.capacity) else { return nil }
        s.end = k
        return k
    }

    // -- Reading

    /// read(n): up to n bytes, fewer only at the end or if it would block. nil: nothing without blocking.
    func bufferRead(_ v: Value, _ s: BufferState, _ n: Int) throws(PyRaise) -> Value? {
        try prepareToRead(v, s)
        let have = s.end - s.position
        if n <= have {
            let r = try makeBytes(s.memory + s.position, n)
            s.position += n
            return r
        }
        let (r, p) = try newBytesCell(n)
        memcpy(p, s.memory + s.position, have)
        s.position = 0
        s.end = 0
        var got = have
        while got < n {
            // Large remainders go straight to the result.
            let rest = n - got
            if rest >= s.capacity {
                guard let k = try rawRead(v, s, p + got, rest - rest % s.capacity) else {
                    if got == 0 { return nil }
                    break
                }
                if k == 0 { break }
                got += k
            } else {
                guard let k = try fillBuffer(v, s) else {
                    if got == 0 { return nil }
                    break
                }
                if k == 0 { break }
                let take = min(k, rest)
                memcpy(p + got, s.memory, take)
                s.position = take
                got += take
            }
        }
        return got == n ? r : try makeBytes(p, got)
    }

    /// read(): to the end.
    func bufferReadAll(_ v: Value, _ s: BufferState) throws(PyRaise) -> Value? {
        try prepareToRead(v, s)
        let head = ByteView(start: s.memory + s.position, count: s.end - s.position)
        if let f = s.file {
            guard f.readable else { throw unsupported("File not open for reading") }
            let r = try readToEnd(f, after: head)
            s.position = 0
            s.end = 0
            return r
        }
        var all = Array(head)
        s.position = 0
        s.end = 0
        let readall = try getAttributeIfAny(raw(v), "readall")
        if readall.isPresent {
            let r = try call(readall)
            if r.isNone { return all.isEmpty ? nil : try makeBytes(all) }
            guard has(r, .Bytes) else { throw raise(K.TypeError, "readall() should return bytes") }
            if all.isEmpty { return r }
            all.append(contentsOf: try bytesView(r))
            return try makeBytes(all)
        }
        while true {
            let r = try callMethod(raw(v), "read")
            if r.isNone { return all.isEmpty ? nil : try makeBytes(all) }
            guard has(r, .Bytes) else { throw raise(K.TypeError, "read() should return bytes") }
            let view = try bytesView(r)
            if view.count == 0 { break }
            all.append(contentsOf: view)
        }
        return try makeBytes(all)
    }

    /// read1(n): what one raw read gives at most.
    func bufferRead1(_ v: Value, _ s: BufferState, _ wanted: Int) throws(PyRaise) -> Value {
        try prepareToRead(v, s)
        let n = wanted < 0 ? s.capacity : wanted
        if n == 0 { return try makeBytes([]) }
        if s.position == s.end {
            if n > s.capacity {
                let (r, p) = try newBytesCell(n)
                let k = try rawRead(v, s, p, n) ?? 0
                return k == n ? r : try makeBytes(p, k)
            }
            if try fillBuffer(v, s) ?? 0 == 0 { return try makeBytes([]) }
        }
        let take = min(n, s.end - s.position)
        let r = try makeBytes(s.memory + s.position, take)
        s.position += take
        return r
    }

    /// readline(limit), limit < 0: none.
    func bufferReadline(_ v: Value, _ s: BufferState, _ limit: Int) throws(PyRaise) -> Value {
        try prepareToRead(v, s)
        var have = s.end - s.position
        if have > 0, limit < 0 || limit >= have, let p = memchr(s.memory + s.position, 10, have) {
            let n = p - UnsafeMutableRawPointer(s.memory + s.position) + 1
            let r = try makeBytes(s.memory + s.position, n)
            s.position += n
            return r
        }
        var line: [UInt8] = []
        while true {
            have = s.end - s.position
            if have == 0 {
                guard let k = try fillBuffer(v, s), k > 0 else { break }
                have = k
            }
            var n = limit < 0 ? have : min(have, limit - line.count)
            var found = false
            if n > 0, let p = memchr(s.memory + s.position, 10, n) {
                n = p - UnsafeMutableRawPointer(s.memory + s.position) + 1
                found = true
            }
            line.append(contentsOf: ByteView(start: s.memory + s.position, count: n))
            s.position += n
            if found || limit >= 0 && line.count >= limit { break }
        }
        return try makeBytes(line)
    }

    /// readinto(view); once: at most one raw read. nil: would block.
    func bufferReadInto(_ v: Value, _ s: BufferState, _ view: MutableByteView, once: Bool) throws(PyRaise) -> Int? {
        try prepareToRead(v, s)
        guard let q = view.baseAddress else { return 0 }
        var got = 0
        while got < view.count {
            let have = s.end - s.position
            if have > 0 {
                let take = min(have, view.count - got)
                memcpy(q + got, s.memory + s.position, take)
                s.position += take
                got += take
                if once { break }
                continue
            }
            guard let k = try fillBuffer(v, s) else {
                if got == 0 { return nil }
                break
            }
            if k == 0 { break }
        }
        return got
    }

    // -- Writing

    func bufferWrite(_ v: Value, _ s: BufferState, _ view: ByteView) throws(PyRaise) {
        guard let p = view.baseAddress, view.count > 0 else { return }
        if s.end != s.position || s.end != 0 { try dropReadAhead(v, s) }
        let n = view.count
        if n <= s.capacity - s.pending {
            memcpy(s.memory + s.pending, p, n)
            s.pending += n
            return
        }
        // The caller's memory may belong to an object that Python code run by a raw stream changes: then copy it first.
        if s.file == nil {
            let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: n)
            defer { copy.deallocate() }
            memcpy(copy, p, n)
            try bufferWriteLarge(v, s, copy, n)
        } else { try bufferWriteLarge(v, s, p, n) }
    }

    private func bufferWriteLarge(_ v: Value, _ s: BufferState, _ p: UnsafePointer<UInt8>, _ n: Int) throws(PyRaise) {
        do { try flushPending(v, s) } catch {
            guard raisedIs(K.BlockingIOError) else { throw error }
            // Keep what fits.
            let room = s.capacity - s.pending
            let take = min(room, n)
            memcpy(s.memory + s.pending, p, take)
            s.pending += take
            if take == n { clearRaised(); return }
            throw blocked(take)
        }
        var done = 0
        while n - done > s.capacity {
            guard let k = try rawWrite(v, s, p + done, n - done) else {
                let take = min(s.capacity, n - done)
                memcpy(s.memory, p + done, take)
                s.pending = take
                throw blocked(done + take)
            }
            done += k
        }
        memcpy(s.memory, p + done, n - done)
        s.pending = n - done
    }

    // -- Position

    func bufferTell(_ v: Value, _ s: BufferState) throws(PyRaise) -> Int {
        let p = try rawTell(v, s)
        return p - (s.end - s.position) + s.pending
    }

    func bufferSeek(_ v: Value, _ s: BufferState, _ offset: Int, _ whence: Int) throws(PyRaise) -> Int {
        try prepareToRead(v, s)
        if whence != 2 && s.end > s.position {
            // Within what has been read ahead nothing needs to be read again.
            let here = try rawTell(v, s)
            let current = here - (s.end - s.position)
            let target = whence == 0 ? offset : current &+ offset
            let start = here - s.end
            if target >= start && target <= here {
                s.position = target - start
                return target
            }
            s.position = 0
            s.end = 0
            return try rawSeek(v, s, target, 0)
        }
        if whence == 1 { try dropReadAhead(v, s) }
        s.position = 0
        s.end = 0
        return try rawSeek(v, s, offset, whence)
    }
}
