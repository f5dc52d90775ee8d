// Text streams, the engine: bytes of a buffer to characters and lines, characters to pending bytes.
//
// Object fields: v0 the buffer, v1 (encoding name, errors name), v2 decoder state before the snapshot (codecs by name),
// v3 list [decoder, encoder] (codecs by name). UTF-8, ASCII and Latin-1 need no Python objects at all.

import CVMSpec
import Glibc
import VM

extension UnsafeMutablePointer where Pointee == ThreadState {
    func textBuffer(_ v: Value) -> Value { Value(bits: v.object.pointee.v0) }

    /// The decoder object of a codec by name, made when first needed.
    private func decoder(_ v: Value) throws(PyRaise) -> Value {
        let pair = Value(bits: v.object.pointee.v3)
        if pair.list.items[0].isPresent { return pair.list.items[0] }
        let names = Value(bits: v.object.pointee.v1)
        let d = try call(try callMethod(try importModule("codecs"), "getincrementaldecoder", names.tuple.items[0]), names.tuple.items[1])
        pair.list.items[0] = d
        barrier(pair)
        return d
    }

    private func encoder(_ v: Value) throws(PyRaise) -> Value {
        let pair = Value(bits: v.object.pointee.v3)
        if pair.list.items[1].isPresent { return pair.list.items[1] }
        let names = Value(bits: v.object.pointee.v1)
        let e = try call(try callMethod(try importModule("codecs"), "getincrementalencoder", names.tuple.items[0]), names.tuple.items[1])
        pair.list.items[1] = e
        barrier(pair)
        return e
    }

    // -- Decoding

    /// Appends decoded characters, line ends translated.
    private func appendDecoded(_ s: TextState, _ codes: UnsafeBufferPointer<UInt32>) {
        s.makeWide()
        s.wide.reserveCapacity(s.wide.count + codes.count)
        guard s.readUniversal else { s.wide.append(contentsOf: codes); return }
        var i = 0
        while i < codes.count {
            let c = codes[i]
            if c == 13 {
                let crlf = i + 1 < codes.count && codes[i + 1] == 10
                s.seen |= crlf ? 4 : 1
                if s.readTranslate { s.wide.append(10) } else { s.wide.append(13); if crlf { s.wide.append(10) } }
                i += crlf ? 2 : 1
                continue
            }
            if c == 10 { s.seen |= 2 }
            s.wide.append(c)
            i += 1
        }
    }

    /// Takes more bytes into the decoded text. `final`: nothing comes after them.
    func decodeMore(_ v: Value, _ s: TextState, _ bytes: ByteView, final: Bool) throws(PyRaise) {
        guard let codec = s.codec else {
            try decodeMoreByName(v, s, bytes, final: final)
            return
        }
        let start = s.snapshot.count - s.undecoded
        s.snapshot.append(contentsOf: bytes)
        var failure: PyRaise? = nil
        s.snapshot.withUnsafeBufferPointer { all in
            guard let base = all.baseAddress else { return }
            var n = all.count - start
            let p = base + start
            // A carriage return at the end may be half of a line end: it waits.
            var held = 0
            if s.readUniversal && !final && n > 0 && p[n - 1] == 13 { held = 1; n -= 1 }
            let noReturns = !s.readUniversal || n == 0 || memchr(p, 13, n) == nil
            if noReturns && !s.isWide && (codec == .latin1 || allASCII(p, n)) {
                s.narrow.append(contentsOf: ByteView(start: p, count: n))
                if s.readUniversal && s.seen & 2 == 0 && n > 0 && memchr(p, 10, n) != nil { s.seen |= 2 }
                s.undecoded = held
                return
            }
            var codes: [UInt32] = []
            do {
                let used = try decodeStream(ByteView(start: p, count: n), codec, s.errors, final: final, into: &codes)
                s.undecoded = n - used + held
                codes.withUnsafeBufferPointer { appendDecoded(s, $0) }
            } catch {
                s.undecoded = 0
                failure = PyRaise()
            }
        }
        if let failure { throw failure }
    }

    private func decodeMoreByName(_ v: Value, _ s: TextState, _ bytes: ByteView, final: Bool) throws(PyRaise) {
        let d = try decoder(v)
        if s.snapshot.isEmpty { v.object.pointee.v2 = try callMethod(d, "getstate").bits; barrier(v) }
        s.snapshot.append(contentsOf: bytes)
        let r = try callMethod(d, "decode", try makeBytes(bytes), Value(final))
        guard has(r, .Str) else { throw raise(K.TypeError, "decoder should return a string result, not '\(typeName(of: r))'") }
        var codes: [UInt32] = []
        if s.pendingReturn { codes.append(13); s.pendingReturn = false }
        for i in 0 ..< r.str.count { codes.append(r.str[code: i]) }
        if s.readUniversal && !final && codes.last == 13 { codes.removeLast(); s.pendingReturn = true }
        codes.withUnsafeBufferPointer { appendDecoded(s, $0) }
    }

    /// Reads one more chunk from the buffer; false at the end of the file.
    func readChunk(_ v: Value, _ s: TextState) throws(PyRaise) -> Bool {
        if s.used >= s.count && s.undecoded == 0 && !s.pendingReturn { s.clearDecoded() }
        if s.used >= s.count && s.undecoded > 0 {
            // Keep only the incomplete tail.
            let tail = Array(s.snapshot.suffix(s.undecoded))
            s.clearDecoded()
            s.snapshot = tail
            s.undecoded = tail.count
        }
        if let b = s.buffer {
            if let f = b.file, f.fd < 0 { throw closedFile() }
            guard b.readable else { throw unsupported("not readable") }
            let buffer = textBuffer(v)
            try prepareToRead(buffer, b)
            if b.position == b.end { _ = try fillBuffer(buffer, b) }
            let view = ByteView(start: b.memory + b.position, count: min(b.end - b.position, s.chunkSize))
            b.position += view.count
            let end = view.count == 0
            try decodeMore(v, s, view, final: end)
            return !end
        }
        let r: Value
        let buffer = textBuffer(v)
        if Value(typeOf(buffer)) == IO.BytesIO { r = try callMethod(buffer, "read1", Value(small: s.chunkSize)) }
        else {
            let read1 = try getAttributeIfAny(buffer, "read1")
            r = read1.isPresent ? try call(read1, Value(small: s.chunkSize)) : try callMethod(buffer, "read", Value(small: s.chunkSize))
        }
        let view: ByteView
        do { view = try bytesView(r) } catch {
            clearRaised()
            throw raise(K.TypeError, "underlying read1() should have returned a bytes-like object, not '\(typeName(of: r))'")
        }
        let end = view.count == 0
        try decodeMore(v, s, view, final: end)
        return !end
    }

    /// A str of decoded characters from `used` on; takes them.
    func takeText(_ s: TextState, _ n: Int) throws(PyRaise) -> Value {
        let from = s.used
        s.used += n
        var r = Value.empty
        var failure: PyRaise? = nil
        if s.isWide {
            s.wide.withUnsafeBufferPointer { b in
                do { r = try str(codes: UnsafeBufferPointer(rebasing: b[from ..< from + n])) } catch { failure = PyRaise() }
            }
        } else {
            s.narrow.withUnsafeBufferPointer { b in
                do { r = try str(latin1: UnsafeBufferPointer(rebasing: b[from ..< from + n])) } catch { failure = PyRaise() }
            }
        }
        if let failure { throw failure }
        return r
    }

    /// Length of a line in the decoded text from `from` (at or after `used`), counted from `used`; -1: no line end yet.
    private func findLineEnd(_ s: TextState, _ from: Int) -> Int {
        let n = s.count
        if from >= n { return -1 }
        let universal = s.readUniversal && !s.readTranslate
        let wanted = universal ? 10 : s.lineEnd[0]
        if !s.isWide && !universal && s.lineEnd.count == 1 {
            return s.narrow.withUnsafeBufferPointer { b in
                guard let base = b.baseAddress, let p = memchr(base + from, Int32(truncatingIfNeeded: wanted), n - from) else { return -1 }
                return UnsafeRawPointer(p) - UnsafeRawPointer(base) + 1 - s.used
            }
        }
        func at(_ i: Int) -> UInt32 { s.isWide ? s.wide[i] : UInt32(s.narrow[i]) }
        var i = from
        while i < n {
            let c = at(i)
            if universal {
                if c == 10 { return i + 1 - s.used }
                if c == 13 { return (i + 1 < n && at(i + 1) == 10 ? i + 2 : i + 1) - s.used }
            } else if c == wanted {
                if s.lineEnd.count == 1 { return i + 1 - s.used }
                if i + 1 < n && at(i + 1) == s.lineEnd[1] { return i + 2 - s.used }
            }
            i += 1
        }
        return -1
    }

    func textReadline(_ v: Value, _ s: TextState, _ limit: Int) throws(PyRaise) -> Value {
        if !s.pending.isEmpty { try flushText(v, s) }
        var from = s.used
        while true {
            let n = findLineEnd(s, from)
            if n >= 0 { return try takeText(s, limit >= 0 ? min(n, limit) : n) }
            let have = s.count - s.used
            if limit >= 0 && have >= limit { return try takeText(s, limit) }
            // A two-character line end may straddle the chunks.
            let scanned = have - (have > 0 ? 1 : 0)
            let more = try readChunk(v, s)
            from = s.used + min(scanned, s.count - s.used)
            if !more {
                let n = findLineEnd(s, from)
                let rest = n >= 0 ? n : s.count - s.used
                return rest <= 0 ? try intern("") : try takeText(s, limit >= 0 ? min(rest, limit) : rest)
            }
        }
    }

    func textRead(_ v: Value, _ s: TextState, _ n: Int) throws(PyRaise) -> Value {
        if !s.pending.isEmpty { try flushText(v, s) }
        if n < 0 {
            let buffer = textBuffer(v)
            var r: Value
            if let b = s.buffer {
                if let f = b.file, f.fd < 0 { throw closedFile() }
                guard b.readable else { throw unsupported("not readable") }
                r = try bufferReadAll(buffer, b) ?? .none
            } else { r = try callMethod(buffer, "read") }
            if r.isNone { r = try makeBytes([]) }
            let view = try bytesView(r)
            if let codec = s.codec, s.used >= s.count, s.undecoded == 0, let p = view.baseAddress, view.count > 0 {
                s.clearDecoded()
                if (codec == .latin1 || allASCII(p, view.count)) && !(s.readUniversal && memchr(p, 13, view.count) != nil) {
                    if s.readUniversal && memchr(p, 10, view.count) != nil { s.seen |= 2 }
                    return try str(latin1: view)
                }
            }
            if s.used >= s.count && s.undecoded == 0 && !s.pendingReturn { s.clearDecoded() }
            try decodeMore(v, s, view, final: true)
            let all = try takeText(s, s.count - s.used)
            s.clearDecoded()
            return all
        }
        while s.count - s.used < n {
            if !(try readChunk(v, s)) { break }
        }
        return try takeText(s, min(n, s.count - s.used))
    }

    // -- Writing

    func textWrite(_ v: Value, _ s: TextState, _ text: Value) throws(PyRaise) {
        var source = text.str
        var translated = Value.empty
        let hasLineEnd: Bool
        if source.width == 1 { hasLineEnd = source.count > 0 && (s.lineBuffering || s.writeLineEnd.count > 0) && memchr(source.bytes, 10, source.count) != nil }
        else {
            var found = false
            for i in 0 ..< source.count where source[code: i] == 10 { found = true; break }
            hasLineEnd = found
        }
        if hasLineEnd && s.writeLineEnd.count > 0 {
            var codes: [UInt32] = []
            for i in 0 ..< source.count {
                if source[code: i] == 10 { for c in s.writeLineEnd { codes.append(UInt32(c)) } } else { codes.append(source[code: i]) }
            }
            translated = try str(codes: codes)
            source = translated.str
        }
        if let codec = s.codec {
            let before = s.pending.count
            do { try encodeStream(source, codec, s.errors, into: &s.pending) } catch {
                s.pending.removeLast(s.pending.count - before)
                throw error
            }
        } else {
            let r = try callMethod(try encoder(v), "encode", translated.isPresent ? translated : text)
            s.encoderStarted = true
            s.pending.append(contentsOf: try bytesView(r))
        }
        let lineDone = s.lineBuffering && (hasLineEnd || source.width == 1 && source.count > 0 && memchr(source.bytes, 13, source.count) != nil)
        if lineDone || s.writeThrough {
            try flushText(v, s)
            if lineDone || s.writeThrough { try flushTextBuffer(v, s) }
        } else if s.pending.count >= s.chunkSize { try flushText(v, s) }
        // What had been read ahead no longer follows.
        if s.count > 0 || !s.snapshot.isEmpty { s.clearDecoded() }
    }

    /// Hands the pending bytes to the buffer.
    func flushText(_ v: Value, _ s: TextState) throws(PyRaise) {
        if s.pending.isEmpty { return }
        let bytes = s.pending
        s.pending.removeAll(keepingCapacity: true)
        if let b = s.buffer {
            if let f = b.file, f.fd < 0 { throw closedFile("write to closed file") }
            guard b.writable else { throw unsupported("not writable") }
            let buffer = textBuffer(v)
            var failure: PyRaise? = nil
            bytes.withUnsafeBufferPointer { p in
                do { try bufferWrite(buffer, b, p) } catch { failure = PyRaise() }
            }
            if let failure { throw failure }
            return
        }
        _ = try callMethod(textBuffer(v), "write", try makeBytes(bytes))
    }

    func flushTextBuffer(_ v: Value, _ s: TextState) throws(PyRaise) {
        if let b = s.buffer, b.writable {
            if b.pending > 0 { try flushPending(textBuffer(v), b) }
            return
        }
        _ = try callMethod(textBuffer(v), "flush")
    }

    // -- Position

    /// How many bytes of the snapshot give its first `used` characters.
    private func bytesOfUsed(_ s: TextState, _ codec: NativeCodec) -> Int {
        var chars = 0, i = 0
        let b = s.snapshot
        let n = b.count - s.undecoded
        while chars < s.used && i < n {
            let c = b[i]
            if s.readTranslate && c == 13 && i + 1 < b.count && b[i + 1] == 10 { i += 2; chars += 1; continue }
            i += 1
            if codec == .utf8 && c >= 0xC0 { while i < n && b[i] & 0xC0 == 0x80 { i += 1 } }
            chars += 1
        }
        return i
    }

    func textTell(_ v: Value, _ s: TextState) throws(PyRaise) -> Value {
        guard s.seekable else { throw unsupported("underlying stream is not seekable") }
        guard s.telling else { throw raise(K.OSError, "telling position disabled by next() call") }
        try flushText(v, s)
        try flushTextBuffer(v, s)
        let position = try callMethod(textBuffer(v), "tell")
        if s.snapshot.isEmpty { return position }
        if let codec = s.codec {
            return try newInt(try index(position) - (s.snapshot.count - bytesOfUsed(s, codec)))
        }
        return try textTellByName(v, s, try index(position))
    }

    /// Feeds the snapshot byte by byte to find the place, and packs the decoder's flags into the cookie.
    private func textTellByName(_ v: Value, _ s: TextState, _ end: Int) throws(PyRaise) -> Value {
        let d = try decoder(v)
        let saved = try callMethod(d, "getstate")
        let start = Value(bits: v.object.pointee.v2)
        _ = try callMethod(d, "setstate", start)
        var chars = 0, fed = 0, safeBytes = 0, safeChars = 0
        var safeFlags = start.isExact(.Tuple) ? start.tuple.items[1] : Value(small: 0)
        while chars < s.used && fed < s.snapshot.count {
            let r = try callMethod(d, "decode", try makeBytes([s.snapshot[fed]]))
            fed += 1
            for i in 0 ..< r.str.count {
                // A line end of two characters was translated to one.
                if s.readTranslate && r.str[code: i] == 10 && safeLast == 13 { safeLast = 10; continue }
                chars += 1
                safeLast = r.str[code: i]
            }
            let state = try callMethod(d, "getstate")
            if state.isExact(.Tuple), state.tuple.count == 2, try length(state.tuple.items[0]) == 0, chars <= s.used {
                safeBytes = fed
                safeChars = chars
                safeFlags = state.tuple.items[1]
            }
        }
        safeLast = 0
        _ = try callMethod(d, "setstate", saved)
        let position = try newInt(end - s.snapshot.count + safeBytes)
        let skip = s.used - safeChars
        if skip == 0 && safeFlags == Value(small: 0) { return position }
        let flags = try binaryWaiting(.lshift, safeFlags, Value(small: 64))
        let skips = try binaryWaiting(.lshift, Value(small: skip), Value(small: 192))
        return try binaryWaiting(.or, try binaryWaiting(.or, position, flags), skips)
    }

    func textSeek(_ v: Value, _ s: TextState, _ cookie: Value, _ whence: Int) throws(PyRaise) -> Value {
        guard s.seekable else { throw unsupported("underlying stream is not seekable") }
        var cookie = cookie
        switch whence {
        case 0: break
        case 1:
            guard try isTrue(try compareWaiting(.eq, cookie, Value(small: 0))) else { throw unsupported("can't do nonzero cur-relative seeks") }
            _ = try callMethod(v, "flush")
            cookie = try callMethod(v, "tell")
        case 2:
            guard try isTrue(try compareWaiting(.eq, cookie, Value(small: 0))) else { throw unsupported("can't do nonzero end-relative seeks") }
            _ = try callMethod(v, "flush")
            s.clearDecoded()
            try resetCodecs(v, s, atStart: false)
            return try callMethod(textBuffer(v), "seek", Value(small: 0), Value(small: 2))
        default: throw raise(K.ValueError, "invalid whence (\(whence), should be 0, 1 or 2)")
        }
        if try isLess(cookie, Value(small: 0)) { throw raise(K.ValueError, "negative seek position \(try reprString(cookie))") }
        try flushText(v, s)
        try flushTextBuffer(v, s)
        let mask = try newInt(Int.max >> 1)
        var position = cookie, flags = Value(small: 0), skip = 0
        if !cookie.isInt {
            position = try binaryWaiting(.and, cookie, mask)
            flags = try binaryWaiting(.and, try binaryWaiting(.rshift, cookie, Value(small: 64)), mask)
            skip = try index(try binaryWaiting(.rshift, cookie, Value(small: 192)))
        }
        _ = try callMethod(textBuffer(v), "seek", position)
        s.clearDecoded()
        try resetCodecs(v, s, atStart: position == Value(small: 0))
        if flags != Value(small: 0) && s.codec == nil { _ = try callMethod(try decoder(v), "setstate", try newTuple([try makeBytes([]), flags])) }
        if skip > 0 { _ = try textRead(v, s, skip) }
        return cookie
    }

    private func resetCodecs(_ v: Value, _ s: TextState, atStart: Bool) throws(PyRaise) {
        guard s.codec == nil else { return }
        let pair = Value(bits: v.object.pointee.v3)
        if pair.list.items[0].isPresent { _ = try callMethod(pair.list.items[0], "reset") }
        if pair.list.items[1].isPresent {
            if atStart { _ = try callMethod(pair.list.items[1], "reset") } else { _ = try callMethod(pair.list.items[1], "setstate", Value(small: 0)) }
        }
    }
}

/// Last character seen while a position is being searched.
nonisolated(unsafe) private var safeLast: UInt32 = 0
