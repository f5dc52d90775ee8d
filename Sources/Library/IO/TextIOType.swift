// TextIOWrapper: the Python side of TextCore.swift.

import CVMSpec
import Glibc
import VM

enum TextIOType {
    static func open(_ t: Thread, _ v: Value) throws(PyRaise) -> TextState {
        let s = try t.state(v, TextState.self)
        if s.detached { throw t.raise(K.ValueError, "underlying buffer has been detached") }
        if try closed(t, v, s) { throw t.closedFile() }
        return s
    }

    static func closed(_ t: Thread, _ v: Value, _ s: TextState) throws(PyRaise) -> Bool {
        if s.closed { return true }
        if let f = s.buffer?.file { return f.fd < 0 }
        return try t.isClosed(t.textBuffer(v))
    }

    /// Sets what depends on the newline argument.
    static func setNewline(_ t: Thread, _ s: TextState, _ newline: Value) throws(PyRaise) {
        s.newlineText = nil
        s.readUniversal = true
        s.readTranslate = true
        s.lineEnd = [10]
        s.writeLineEnd = []
        if newline.isEmpty || newline.isNone { return }
        let n = try t.stringArgument(newline, "TextIOWrapper() argument 'newline'")
        s.readTranslate = false
        s.newlineText = n
        switch n {
        case "": s.readUniversal = true
        case "\n": s.readUniversal = false
        case "\r": s.readUniversal = false; s.lineEnd = [13]; s.writeLineEnd = [13]
        case "\r\n": s.readUniversal = false; s.lineEnd = [13, 10]; s.writeLineEnd = [13, 10]
        default: throw t.raise(K.ValueError, "illegal newline value: \(newline.str.string)")
        }
    }

    /// Sets encoding and errors; checks that a codec of that name is there.
    static func setCodec(_ t: Thread, _ v: Value, _ s: TextState, _ encoding: String, _ errors: String) throws(PyRaise) {
        let codec = NativeCodec(encoding)
        s.errors = StreamErrors(errors)
        s.codec = s.errors == .other ? nil : codec
        v.object.pointee.v1 = try t.newTuple([try t.str(encoding), try t.str(errors)]).bits
        v.object.pointee.v3 = 0
        if s.codec == nil {
            v.object.pointee.v3 = try t.newList([.empty, .empty]).bits
            if codec == nil {
                let info = try t.callMethod(try t.importModule("codecs"), "lookup", try t.str(encoding))
                let isText = try t.getAttributeIfAny(info, "_is_text_encoding")
                if isText == .false_ { throw t.raise(K.LookupError, "'\(encoding)' is not a text encoding; use codecs.open() to handle arbitrary codecs") }
            }
        }
        t.barrier(v)
    }

    static func initialize(_ t: Thread, _ v: Value, _ buffer: Value, encoding: Value, errors: Value, newline: Value, lineBuffering: Bool, writeThrough: Bool) throws(PyRaise) {
        let s = TextState()
        try setNewline(t, s, newline)
        var encodingName = "utf-8"
        if encoding.isPresent && !encoding.isNone {
            encodingName = try t.stringArgument(encoding, "TextIOWrapper() argument 'encoding'")
            if encodingName == "locale" { encodingName = localeEncoding() }
            if encodingName.utf8.contains(0) { throw t.raise(K.ValueError, "embedded null character") }
        } else { encodingName = localeEncoding() }
        let errorsName = errors.isEmpty || errors.isNone ? "strict" : try t.stringArgument(errors, "TextIOWrapper() argument 'errors'")
        v.object.pointee.v0 = buffer.bits
        try setCodec(t, v, s, encodingName, errorsName)
        s.lineBuffering = lineBuffering
        s.writeThrough = writeThrough
        s.buffer = t.exactState(buffer, IO.BufferedReader, BufferState.self) ?? t.exactState(buffer, IO.BufferedWriter, BufferState.self) ?? t.exactState(buffer, IO.BufferedRandom, BufferState.self)
        if s.buffer?.file == nil { s.buffer = nil }
        if let f = s.buffer?.file { s.seekable = t.fileIsSeekable(f) } else { s.seekable = try t.isTrue(try t.callMethod(buffer, "seekable")) }
        t.setPayload(v, s)
        if s.buffer?.writable == true { OpenStreams.add(s) }
    }

    static func localeEncoding() -> String { Utf8Mode.localeIsUTF8 ? "UTF-8" : "ANSI_X3.4-1968" }

    static func close(_ t: Thread, _ v: Value) throws(PyRaise) {
        let s = try t.state(v, TextState.self)
        if s.detached { throw t.raise(K.ValueError, "underlying buffer has been detached") }
        if try closed(t, v, s) { return }
        var failed: Value? = nil
        do {
            if Value(t.typeOf(v)) == IO.TextIOWrapper { try t.flushText(v, s); try t.flushTextBuffer(v, s) } else { _ = try t.callMethod(v, "flush") }
        } catch { failed = t.clearRaised() }
        s.pending = []
        if s.buffer != nil { try BufferedTypes.close(t, t.textBuffer(v)) } else { _ = try t.callMethod(t.textBuffer(v), "close") }
        s.closed = true
        if let failed { throw t.raise(value: failed) }
    }

    static func define(_ t: Thread) throws(PyRaise) {
        IO.TextIOWrapper = try t.defineType("TextIOWrapper", .NativeObject, base: IO.TextIOBase, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            try b.addInstanceDict()
            try definePlainNew(b)
            try b.method("__init__", "(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)") { (t, a) throws(PyRaise) in
                try initialize(t, a[0], a[1], encoding: a[2], errors: a[3], newline: a[4], lineBuffering: try t.flag(a[5], false), writeThrough: try t.flag(a[6], false))
                return .none
            }
            try b.attribute("buffer", get: { (t, a) throws(PyRaise) in
                let s = try t.state(a[0], TextState.self)
                if s.detached { throw t.raise(K.ValueError, "underlying buffer has been detached") }
                return t.textBuffer(a[0])
            })
            try b.attribute("encoding", get: { (t, a) throws(PyRaise) in _ = try t.state(a[0], TextState.self); return Value(bits: a[0].object.pointee.v1).tuple.items[0] })
            try b.attribute("errors", get: { (t, a) throws(PyRaise) in _ = try t.state(a[0], TextState.self); return Value(bits: a[0].object.pointee.v1).tuple.items[1] })
            try b.attribute("newlines", get: { (t, a) throws(PyRaise) in try newlinesValue(t, try t.state(a[0], TextState.self).seen) })
            try b.attribute("line_buffering", get: { (t, a) throws(PyRaise) in Value(try t.state(a[0], TextState.self).lineBuffering) })
            try b.attribute("write_through", get: { (t, a) throws(PyRaise) in Value(try t.state(a[0], TextState.self).writeThrough) })
            try b.attribute("_CHUNK_SIZE", get: { (t, a) throws(PyRaise) in Value(small: try t.state(a[0], TextState.self).chunkSize) }, set: { (t, a) throws(PyRaise) in
                let n = try t.index(a[1])
                guard n > 0 else { throw t.raise(K.ValueError, "a strictly positive integer is required") }
                try t.state(a[0], TextState.self).chunkSize = n
                return .none
            })
            try b.attribute("name", get: { (t, a) throws(PyRaise) in try t.getAttribute(try buffer(t, a[0]), "name") })
            try b.attribute("closed", get: { (t, a) throws(PyRaise) in
                let s = try t.state(a[0], TextState.self)
                if s.detached { throw t.raise(K.ValueError, "underlying buffer has been detached") }
                return Value(try closed(t, a[0], s))
            })
            for name in ["fileno", "isatty", "readable", "writable", "seekable"] {
                try b.method(name, "(self, /)") { (t, a) throws(PyRaise) in
                    if name == "fileno" || name == "isatty" { return try t.callMethod(try buffer(t, a[0]), name) }
                    _ = try open(t, a[0])
                    return try t.callMethod(t.textBuffer(a[0]), name)
                }
            }
            try b.method("close", "(self, /)") { (t, a) throws(PyRaise) in try close(t, a[0]); return .none }
            try b.method("flush", "(self, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                s.telling = true
                try t.flushText(a[0], s)
                try t.flushTextBuffer(a[0], s)
                return .none
            }
            try b.method("detach", "(self, /)") { (t, a) throws(PyRaise) in
                let s = try t.state(a[0], TextState.self)
                if s.detached { throw t.raise(K.ValueError, "underlying buffer has been detached") }
                _ = try t.callMethod(a[0], "flush")
                s.detached = true
                s.buffer = nil
                return t.textBuffer(a[0])
            }
            try b.method("write", "(self, text, /)") { (t, a) throws(PyRaise) in
                guard t.has(a[1], .Str) else { throw t.raise(K.TypeError, "write() argument must be str, not \(t.typeName(of: a[1]))") }
                let s = try open(t, a[0])
                if let b = s.buffer, !b.writable { throw t.unsupported("not writable") }
                try t.textWrite(a[0], s, a[1])
                return Value(small: a[1].str.count)
            }
            try b.method("read", "(self, size=-1, /)") { (t, a) throws(PyRaise) in try t.textRead(a[0], try open(t, a[0]), try t.sizeArgument(a[1])) }
            try b.method("readline", "(self, size=-1, /)") { (t, a) throws(PyRaise) in try t.textReadline(a[0], try open(t, a[0]), try t.sizeArgument(a[1])) }
            try b.method("__next__", "(self, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                s.telling = false
                let line = Value(t.typeOf(a[0])) == IO.TextIOWrapper ? try t.textReadline(a[0], s, -1) : try t.callMethod(a[0], "readline")
                guard t.has(line, .Str) else { throw t.raise(K.OSError, "readline() should have returned a str object, not '\(t.typeName(of: line))'") }
                if line.str.count == 0 {
                    s.telling = s.seekable
                    throw t.stopIteration()
                }
                return line
            }
            try b.method("tell", "(self, /)") { (t, a) throws(PyRaise) in try t.textTell(a[0], try open(t, a[0])) }
            try b.method("seek", "(self, cookie, whence=0, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                s.telling = true
                return try t.textSeek(a[0], s, a[1], a[2].isEmpty ? 0 : try t.index(a[2]))
            }
            try b.method("truncate", "(self, pos=None, /)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                try t.flushText(a[0], s)
                try t.flushTextBuffer(a[0], s)
                if a[1].isEmpty || a[1].isNone {
                    if s.seekable && s.count > 0 { return try t.callMethod(t.textBuffer(a[0]), "truncate", try t.textTell(a[0], s)) }
                    return try t.callMethod(t.textBuffer(a[0]), "truncate")
                }
                return try t.callMethod(t.textBuffer(a[0]), "truncate", a[1])
            }
            try b.method("reconfigure", "(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)") { (t, a) throws(PyRaise) in
                let s = try open(t, a[0])
                let changes = a[1].isPresent && !a[1].isNone || a[2].isPresent && !a[2].isNone || a[3].isPresent
                if changes && (s.count > 0 || !s.snapshot.isEmpty) && s.used > 0 {
                    throw t.unsupported("It is not possible to set the encoding or newline of stream after the first read")
                }
                try t.flushText(a[0], s)
                try t.flushTextBuffer(a[0], s)
                if a[3].isPresent { try setNewline(t, s, a[3]) }
                let names = Value(bits: a[0].object.pointee.v1)
                var encoding = names.tuple.items[0].str.string, errors = names.tuple.items[1].str.string
                if a[1].isPresent && !a[1].isNone {
                    encoding = try t.stringArgument(a[1], "encoding")
                    if encoding == "locale" { encoding = localeEncoding() }
                    errors = "strict"
                }
                if a[2].isPresent && !a[2].isNone { errors = try t.stringArgument(a[2], "errors") }
                if changes { try setCodec(t, a[0], s, encoding, errors) }
                if a[4].isPresent && !a[4].isNone { s.lineBuffering = try t.isTrue(a[4]) }
                if a[5].isPresent && !a[5].isNone { s.writeThrough = try t.isTrue(a[5]) }
                return .none
            }
            try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
                let names = Value(bits: a[0].object.pointee.v1)
                guard names.isPresent else { return try t.str("<_io.TextIOWrapper>") }
                let stream = a[0]
                return try guardedRepr(t, stream) { () throws(PyRaise) in
                var text = "<_io.TextIOWrapper"
                for attribute in ["name", "mode"] {
                    var n = Value.empty
                    do { n = try t.getAttributeIfAny(stream, attribute) } catch {
                        guard t.raisedIs(K.ValueError) else { throw PyRaise() }
                        t.clearRaised()
                    }
                    if n.isPresent { text += " \(attribute)=\(try t.reprString(n))" }
                }
                return try t.str(text + " encoding=\(try t.reprString(names.tuple.items[0]))>")
                }
            }
            try b.method("__getstate__", "(self, /)") { (t, a) throws(PyRaise) in
                throw t.raise(K.TypeError, "cannot pickle '_io.\(t.typeName(of: a[0]))' object")
            }
        }
        try defineNewlineDecoder(t)
    }

    private static func buffer(_ t: Thread, _ v: Value) throws(PyRaise) -> Value {
        let s = try t.state(v, TextState.self)
        if s.detached { throw t.raise(K.ValueError, "underlying buffer has been detached") }
        return t.textBuffer(v)
    }

    /// IncrementalNewlineDecoder: v0 the decoder or None; i0: translate, i1: seen | pending \r << 8.
    private static func defineNewlineDecoder(_ t: Thread) throws(PyRaise) {
        IO.IncrementalNewlineDecoder = try t.defineType("IncrementalNewlineDecoder", .NativeObject, ownsKind: false, module: "_io") { (b) throws(PyRaise) in
            try definePlainNew(b)
            try b.method("__init__", "(self, decoder, translate, errors='strict')") { (t, a) throws(PyRaise) in
                a[0].object.pointee.v0 = a[1].bits
                a[0].object.pointee.i0 = try t.isTrue(a[2]) ? 1 : 0
                a[0].object.pointee.i1 = 0
                t.barrier(a[0])
                return .none
            }
            try b.method("decode", "(self, input, final=False)") { (t, a) throws(PyRaise) in
                let o = a[0].object
                let inner = Value(bits: o.pointee.v0)
                if inner.isEmpty { throw t.raise(K.ValueError, "IncrementalNewlineDecoder.__init__() not called") }
                let final = try t.flag(a[2], false)
                let text = inner.isNone ? a[1] : try t.callMethod(inner, "decode", a[1], Value(final))
                guard t.has(text, .Str) else { throw t.raise(K.TypeError, "decoder should return a string result, not '\(t.typeName(of: text))'") }
                let s = text.str
                var seen = Int(o.pointee.i1) & 7
                var codes: [UInt32] = []
                if o.pointee.i1 & 256 != 0 && (s.count > 0 || final) { codes.append(13); o.pointee.i1 &= 255 }
                var plain = codes.isEmpty
                for i in 0 ..< s.count {
                    let c = s[code: i]
                    if c == 13 { plain = false }
                    if c == 10 && plain { seen |= 2 }
                    codes.append(c)
                }
                if plain { o.pointee.i1 = Int64(seen) | (o.pointee.i1 & 256); return text }
                if !final && codes.last == 13 { codes.removeLast(); o.pointee.i1 |= 256 }
                var out: [UInt32] = []
                var i = 0
                while i < codes.count {
                    let c = codes[i]
                    if c == 13 {
                        let crlf = i + 1 < codes.count && codes[i + 1] == 10
                        seen |= crlf ? 4 : 1
                        if o.pointee.i0 != 0 { out.append(10) } else { out.append(13); if crlf { out.append(10) } }
                        i += crlf ? 2 : 1
                        continue
                    }
                    if c == 10 { seen |= 2 }
                    out.append(c)
                    i += 1
                }
                o.pointee.i1 = (o.pointee.i1 & 256) | Int64(seen)
                return try t.str(codes: out)
            }
            try b.method("getstate", "(self, /)") { (t, a) throws(PyRaise) in
                let o = a[0].object
                var bytes = try t.makeBytes([]), flag = Value(small: 0)
                let inner = Value(bits: o.pointee.v0)
                if inner.isPresent && !inner.isNone {
                    let state = try t.callMethod(inner, "getstate")
                    guard t.has(state, .Tuple), state.tuple.count == 2 else { throw t.raise(K.TypeError, "illegal decoder state") }
                    bytes = state.tuple.items[0]
                    flag = state.tuple.items[1]
                }
                flag = try t.binaryWaiting(.or, try t.binaryWaiting(.lshift, flag, Value(small: 1)), Value(small: o.pointee.i1 & 256 != 0 ? 1 : 0))
                return try t.newTuple([bytes, flag])
            }
            try b.method("setstate", "(self, state, /)") { (t, a) throws(PyRaise) in
                guard t.has(a[1], .Tuple), a[1].tuple.count == 2 else { throw t.raise(K.TypeError, "state argument must be a tuple") }
                let flag = a[1].tuple.items[1]
                let o = a[0].object
                let low = try t.isTrue(try t.binaryWaiting(.and, flag, Value(small: 1)))
                o.pointee.i1 = (o.pointee.i1 & 255) | (low ? 256 : 0)
                let inner = Value(bits: o.pointee.v0)
                if inner.isPresent && !inner.isNone {
                    _ = try t.callMethod(inner, "setstate", try t.newTuple([a[1].tuple.items[0], try t.binaryWaiting(.rshift, flag, Value(small: 1))]))
                }
                return .none
            }
            try b.method("reset", "(self, /)") { (t, a) throws(PyRaise) in
                a[0].object.pointee.i1 = 0
                let inner = Value(bits: a[0].object.pointee.v0)
                if inner.isPresent && !inner.isNone { _ = try t.callMethod(inner, "reset") }
                return .none
            }
            try b.attribute("newlines", get: { (t, a) throws(PyRaise) in try newlinesValue(t, Int(a[0].object.pointee.i1) & 7) })
        }
    }
}
