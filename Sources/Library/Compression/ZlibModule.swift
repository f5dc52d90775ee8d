// zlib: compression over the C library of that name.
//
// Compressor and decompressor objects own their z_stream (payload); data flows through a buffer that doubles.

import CVMSpec
import CZlib
import Glibc
import VM

private nonisolated(unsafe) var compressType = Value.empty
private nonisolated(unsafe) var decompressType = Value.empty
private nonisolated(unsafe) var zlibError = Value.empty

/// A z_stream and what belongs to it. Its address must not change: zlib's state points back.
private final class ZStream {
    let stream: UnsafeMutablePointer<z_stream>
    let isDeflate: Bool
    var started = false, ended = false
    var dictionary: [UInt8] = []
    var unused: [UInt8] = [], tail: [UInt8] = []

    init(deflate: Bool) {
        isDeflate = deflate
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
    }

    deinit {
        finish()
        stream.deallocate()
    }

    func finish() {
        if started { _ = isDeflate ? deflateEnd(stream) : inflateEnd(stream) }
        started = false
    }
}

private func fail(_ t: Thread, _ code: Int32, _ stream: UnsafeMutablePointer<z_stream>?, _ what: String) -> PyRaise {
    var detail = stream?.pointee.msg.map { String(cString: $0) }
    if detail == nil {
        switch code {
        case Z_BUF_ERROR: detail = "incomplete or truncated stream"
        case Z_STREAM_ERROR: detail = "inconsistent stream state"
        case Z_DATA_ERROR: detail = "invalid input data"
        case Z_VERSION_ERROR: detail = "library version mismatch"
        default: break
        }
    }
    return t.raise(zlibError, "Error \(code) \(what)" + (detail.map { ": " + $0 } ?? ""))
}

/// Runs deflate or inflate over input until it is used up, the stream ends, or `limit` bytes came out. Returns the last code.
private func pump(_ s: ZStream, _ input: [UInt8], _ flush: Int32, _ out: inout [UInt8], limit: Int = .max) -> (code: Int32, rest: Int) {
    var chunk = [UInt8](repeating: 0, count: 16384)
    var code: Int32 = Z_OK
    var rest = input.count
    input.withUnsafeBufferPointer { b in
        var offset = 0
        repeat {
            let piece = min(input.count - offset, 1 << 30)
            s.stream.pointee.next_in = b.baseAddress.map { UnsafeMutablePointer(mutating: $0 + offset) }
            s.stream.pointee.avail_in = UInt32(piece)
            let last = offset + piece == input.count
            repeat {
                let room = min(chunk.count, limit - out.count)
                if room <= 0 { break }
                let got = chunk.withUnsafeMutableBufferPointer { c -> Int in
                    s.stream.pointee.next_out = c.baseAddress
                    s.stream.pointee.avail_out = UInt32(room)
                    let mode = last ? flush : Z_NO_FLUSH
                    code = s.isDeflate ? deflate(s.stream, mode) : inflate(s.stream, mode)
                    return room - Int(s.stream.pointee.avail_out)
                }
                out.append(contentsOf: chunk[0 ..< got])
                if code == Z_NEED_DICT && !s.dictionary.isEmpty {
                    code = s.dictionary.withUnsafeBufferPointer { inflateSetDictionary(s.stream, $0.baseAddress, UInt32($0.count)) }
                    if code != Z_OK { break }
                    continue
                }
                if code != Z_OK && code != Z_BUF_ERROR { break }
            } while s.stream.pointee.avail_out == 0 || code == Z_OK && s.stream.pointee.avail_in > 0
            offset += piece - Int(s.stream.pointee.avail_in)
            rest = input.count - offset
            if code != Z_OK && code != Z_BUF_ERROR || out.count >= limit || s.stream.pointee.avail_in > 0 { break }
        } while offset < input.count
        s.stream.pointee.next_in = nil
    }
    return (code, rest)
}

private func input(_ t: Thread, _ v: Value) throws(PyRaise) -> [UInt8] { Array(try t.bytesView(v)) }

private func optionalInt(_ t: Thread, _ v: Value, _ standard: Int32) throws(PyRaise) -> Int32 { v.isEmpty ? standard : try t.cInt(v) }

func registerZlib() {
    NativeModules.register("zlib") { (m) throws(PyRaise) in
        let t = m.t
        if zlibError.isEmpty {
            let d = try t.newDict()
            try t.dictSet(d, try t.intern("__module__"), try t.intern("zlib"))
            zlibError = Roots.add(try t.call(K.type, try t.intern("error"), try t.newTuple([K.Exception]), Value(d)))
            try defineStreams(t)
        }
        try m.set("error", zlibError)
        try m.set("ZLIB_VERSION", try t.str(ZLIB_VERSION))
        try m.set("ZLIB_RUNTIME_VERSION", try t.fsDecode(zlibVersion()))
        try m.set("__version__", try t.str("1.0"))
        for (name, n) in [("MAX_WBITS", 15), ("DEFLATED", 8), ("DEF_MEM_LEVEL", 8), ("DEF_BUF_SIZE", 16384), ("Z_NO_COMPRESSION", 0), ("Z_BEST_SPEED", 1), ("Z_BEST_COMPRESSION", 9),
                          ("Z_DEFAULT_COMPRESSION", -1), ("Z_FILTERED", 1), ("Z_HUFFMAN_ONLY", 2), ("Z_RLE", 3), ("Z_FIXED", 4), ("Z_DEFAULT_STRATEGY", 0), ("Z_NO_FLUSH", 0),
                          ("Z_PARTIAL_FLUSH", 1), ("Z_SYNC_FLUSH", 2), ("Z_FULL_FLUSH", 3), ("Z_FINISH", 4), ("Z_BLOCK", 5), ("Z_TREES", 6)] { try m.set(name, Value(small: n)) }
        try m.function("crc32", "(data, value=0, /)") { (t, a) throws(PyRaise) in
            let view = try t.bytesView(a[0])
            let start = a[1].isEmpty ? 0 : UInt(UInt32(truncatingIfNeeded: try t.index(a[1])))
            return Value(small: Int(crc32_z(start, view.baseAddress, z_size_t(view.count)) & 0xFFFF_FFFF))
        }
        try m.function("adler32", "(data, value=1, /)") { (t, a) throws(PyRaise) in
            let view = try t.bytesView(a[0])
            let start = a[1].isEmpty ? 1 : UInt(UInt32(truncatingIfNeeded: try t.index(a[1])))
            return Value(small: Int((view.count == 0 ? start : adler32_z(start, view.baseAddress, z_size_t(view.count))) & 0xFFFF_FFFF))
        }
        try m.function("compress", "(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)") { (t, a) throws(PyRaise) in
            let s = ZStream(deflate: true)
            let data = try input(t, a[0])
            guard czlib_deflateInit2(s.stream, try optionalInt(t, a[1], -1), 8, try optionalInt(t, a[2], 15), 8, 0) == Z_OK else { throw t.raise(zlibError, "Bad compression level") }
            s.started = true
            var out: [UInt8] = []
            let (code, _) = pump(s, data, Z_FINISH, &out)
            if code != Z_STREAM_END { throw fail(t, code, s.stream, "while compressing data") }
            return try t.makeBytes(out)
        }
        try m.function("decompress", "(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)") { (t, a) throws(PyRaise) in
            let s = ZStream(deflate: false)
            let data = try input(t, a[0])
            let code = czlib_inflateInit2(s.stream, try optionalInt(t, a[1], 15))
            if code != Z_OK { throw fail(t, code, s.stream, "while preparing to decompress data") }
            s.started = true
            var out: [UInt8] = []
            let (end, _) = pump(s, data, Z_SYNC_FLUSH, &out)
            if end != Z_STREAM_END { throw fail(t, end == Z_OK ? Z_BUF_ERROR : end, s.stream, "while decompressing data") }
            return try t.makeBytes(out)
        }
        try m.function("compressobj", "(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None)") { (t, a) throws(PyRaise) in
            let s = ZStream(deflate: true)
            let code = czlib_deflateInit2(s.stream, try optionalInt(t, a[0], -1), try optionalInt(t, a[1], 8), try optionalInt(t, a[2], 15), try optionalInt(t, a[3], 8), try optionalInt(t, a[4], 0))
            if code == Z_STREAM_ERROR { throw t.raise(K.ValueError, "Invalid initialization option") }
            if code != Z_OK { throw fail(t, code, s.stream, "while creating compression object") }
            s.started = true
            if a[5].isPresent && !a[5].isNone {
                let d = try input(t, a[5])
                if d.withUnsafeBufferPointer({ deflateSetDictionary(s.stream, $0.baseAddress, UInt32($0.count)) }) != Z_OK { throw t.raise(K.ValueError, "Invalid dictionary") }
            }
            let v = try t.newInstanceCell(compressType.type)
            t.setPayload(v, s)
            return v
        }
        try m.function("decompressobj", "(wbits=MAX_WBITS, zdict=b'')") { (t, a) throws(PyRaise) in
            let s = ZStream(deflate: false)
            let wbits = try optionalInt(t, a[0], 15)
            if a[1].isPresent { s.dictionary = try input(t, a[1]) }
            let code = czlib_inflateInit2(s.stream, wbits)
            if code == Z_STREAM_ERROR { throw t.raise(K.ValueError, "Invalid initialization option") }
            if code != Z_OK { throw fail(t, code, s.stream, "while creating decompression object") }
            s.started = true
            if wbits < 0 && !s.dictionary.isEmpty { _ = s.dictionary.withUnsafeBufferPointer { inflateSetDictionary(s.stream, $0.baseAddress, UInt32($0.count)) } }
            let v = try t.newInstanceCell(decompressType.type)
            t.setPayload(v, s)
            return v
        }
    }
}

private func defineStreams(_ t: Thread) throws(PyRaise) {
    compressType = try t.defineType("Compress", .NativeObject, ownsKind: false, module: "zlib", subclassable: false) { (b) throws(PyRaise) in
        try b.method("compress", "(self, data, /)") { (t, a) throws(PyRaise) in
            let s = try t.state(a[0], ZStream.self)
            var out: [UInt8] = []
            let (code, _) = pump(s, try input(t, a[1]), Z_NO_FLUSH, &out)
            if code == Z_STREAM_ERROR { throw fail(t, code, s.stream, "while compressing data") }
            return try t.makeBytes(out)
        }
        try b.method("flush", "(self, mode=Z_FINISH, /)") { (t, a) throws(PyRaise) in
            let s = try t.state(a[0], ZStream.self)
            let mode = try optionalInt(t, a[1], Z_FINISH)
            if mode == Z_NO_FLUSH { return try t.makeBytes([]) }
            var out: [UInt8] = []
            let (code, _) = pump(s, [], mode, &out)
            if code == Z_STREAM_END && mode == Z_FINISH { s.finish() }
            else if code != Z_OK && code != Z_BUF_ERROR { throw fail(t, code, s.stream, "while flushing") }
            return try t.makeBytes(out)
        }
        for name in ["copy", "__copy__", "__deepcopy__"] {
            try b.method(name, name == "__deepcopy__" ? "(self, memo, /)" : "(self, /)") { (t, a) throws(PyRaise) in
                let s = try t.state(a[0], ZStream.self), c = ZStream(deflate: true)
                if !s.started || deflateCopy(c.stream, s.stream) != Z_OK { throw t.raise(K.ValueError, "Inconsistent stream state") }
                c.started = true
                let v = try t.newInstanceCell(compressType.type)
                t.setPayload(v, c)
                return v
            }
        }
    }
    decompressType = try t.defineType("Decompress", .NativeObject, ownsKind: false, module: "zlib", subclassable: false) { (b) throws(PyRaise) in
        try b.attribute("unused_data", get: { (t, a) throws(PyRaise) in try t.makeBytes(try t.state(a[0], ZStream.self).unused) })
        try b.attribute("unconsumed_tail", get: { (t, a) throws(PyRaise) in try t.makeBytes(try t.state(a[0], ZStream.self).tail) })
        try b.attribute("eof", get: { (t, a) throws(PyRaise) in Value(try t.state(a[0], ZStream.self).ended) })
        func run(_ t: Thread, _ s: ZStream, _ data: [UInt8], limit: Int, flush: Int32) throws(PyRaise) -> Value {
            if s.ended { s.unused += data; return try t.makeBytes([]) }
            var out: [UInt8] = []
            let (code, rest) = pump(s, data, flush, &out, limit: limit)
            let left = Array(data.suffix(rest))
            if code == Z_STREAM_END {
                s.ended = true
                s.unused += left
                s.tail = []
            } else if code != Z_OK && code != Z_BUF_ERROR { throw fail(t, code, s.stream, "while decompressing data") }
            else { s.tail = left }
            return try t.makeBytes(out)
        }
        try b.method("decompress", "(self, data, /, max_length=0)") { (t, a) throws(PyRaise) in
            let n = a[2].isEmpty ? 0 : try t.index(a[2])
            if n < 0 { throw t.raise(K.ValueError, "max_length must be non-negative") }
            return try run(t, try t.state(a[0], ZStream.self), try input(t, a[1]), limit: n == 0 ? .max : n, flush: Z_SYNC_FLUSH)
        }
        try b.method("flush", "(self, length=DEF_BUF_SIZE, /)") { (t, a) throws(PyRaise) in
            if a[1].isPresent, try t.index(a[1]) <= 0 { throw t.raise(K.ValueError, "length must be greater than zero") }
            let s = try t.state(a[0], ZStream.self)
            let data = s.tail
            s.tail = []
            if s.ended { s.finish(); return try t.makeBytes([]) }
            return try run(t, s, data, limit: .max, flush: Z_SYNC_FLUSH)
        }
        for name in ["copy", "__copy__", "__deepcopy__"] {
            try b.method(name, name == "__deepcopy__" ? "(self, memo, /)" : "(self, /)") { (t, a) throws(PyRaise) in
                let s = try t.state(a[0], ZStream.self), c = ZStream(deflate: false)
                if !s.started || inflateCopy(c.stream, s.stream) != Z_OK { throw t.raise(K.ValueError, "Inconsistent stream state") }
                c.started = true
                c.ended = s.ended
                c.dictionary = s.dictionary
                c.unused = s.unused
                c.tail = s.tail
                let v = try t.newInstanceCell(decompressType.type)
                t.setPayload(v, c)
                return v
            }
        }
    }
}
