// Stream state: what native file objects own besides Python values.
//
// The states are Swift objects held by the cells (payload) and by one another, so that a file that is dropped without
// being closed still writes what it holds when its cell dies, and all of them do at exit (OpenStreams.flushAll).

import CVMSpec
import Glibc
import VM

/// An operating-system file: the state of a FileIO.
final class FileState {
    var fd: Int32 = -1
    var closesDescriptor = true
    var readable = false, writable = false, appending = false, created = false
    /// -1 not yet known.
    var seekable = -1
    var blockSize = 8192

    deinit { if closesDescriptor && fd > 2 { _ = Glibc.close(fd) } }

    /// Writes everything, without a Python exception to tell of failures: for dying and exiting streams.
    func writeQuietly(_ p: UnsafePointer<UInt8>, _ n: Int) {
        var done = 0
        while fd >= 0 && done < n {
            let k = Glibc.write(fd, p + done, n - done)
            if k < 0 { if errno == EINTR { continue }; return }
            done += k
        }
    }
}

/// Buffer of a BufferedReader, BufferedWriter or BufferedRandom.
///
/// Either `memory[position ..< end]` has been read and not yet consumed, or `memory[0 ..< pending]` waits to be written.
final class BufferState {
    /// The file, if the raw stream is an exact FileIO: then no Python method is called.
    var file: FileState?
    var memory: UnsafeMutablePointer<UInt8>
    var capacity: Int
    var position = 0, end = 0
    var pending = 0
    var readable = false, writable = false
    var detached = false
    var closing = false

    init(file: FileState?, capacity: Int) {
        self.file = file
        self.capacity = capacity
        memory = .allocate(capacity: capacity)
    }

    deinit {
        flushQuietly()
        memory.deallocate()
    }

    func flushQuietly() {
        if pending > 0, let file { file.writeQuietly(memory, pending) }
        pending = 0
    }

    func writeQuietly(_ bytes: [UInt8]) {
        flushQuietly()
        bytes.withUnsafeBufferPointer { b in if let p = b.baseAddress { file?.writeQuietly(p, b.count) } }
    }
}

/// State of a TextIOWrapper.
///
/// Reading: `narrow` or `wide` holds the characters decoded from `snapshot` (all its bytes but the last `undecoded` ones, an
/// incomplete sequence); `used` of them have been handed out. So a position in the text is a position in the file.
final class TextState {
    var codec: NativeCodec? = .utf8
    var errors = StreamErrors.strict
    var lineBuffering = false, writeThrough = false
    /// newline=None: translate all line ends to \n. newline="": recognise all, translate none.
    var readTranslate = true, readUniversal = true
    /// Line end to look for when not universal; code points.
    var lineEnd: [UInt32] = [10]
    /// What \n becomes when written; empty: stays.
    var writeLineEnd: [UInt8] = []
    var newlineText: String? = nil
    var buffer: BufferState?
    var pending: [UInt8] = []
    var isWide = false
    var narrow: [UInt8] = []
    var wide: [UInt32] = []
    var used = 0
    var snapshot: [UInt8] = []
    var undecoded = 0
    var telling = true, seekable = false
    var closed = false, detached = false
    var chunkSize = 8192
    /// Line ends seen: 1 \r, 2 \n, 4 \r\n.
    var seen = 0
    /// Codecs by name: a \r at the end of the last chunk.
    var pendingReturn = false
    /// Codecs by name: decoder state (bytes, flags) before the snapshot is in the object's v2.
    var encoderStarted = false

    var count: Int { isWide ? wide.count : narrow.count }

    deinit { flushQuietly() }

    func flushQuietly() {
        if !pending.isEmpty && !closed && !detached { buffer?.writeQuietly(pending) }
        pending = []
    }

    func clearDecoded() {
        narrow.removeAll(keepingCapacity: true)
        wide.removeAll(keepingCapacity: true)
        snapshot.removeAll(keepingCapacity: true)
        isWide = false
        used = 0
        undecoded = 0
        pendingReturn = false
    }

    func makeWide() {
        if isWide { return }
        wide.removeAll(keepingCapacity: true)
        wide.reserveCapacity(narrow.count)
        for c in narrow { wide.append(UInt32(c)) }
        narrow.removeAll(keepingCapacity: true)
        isWide = true
    }
}

/// The streams that may hold unwritten data, remembered weakly.
enum OpenStreams {
    private struct Entry { weak var text: TextState?; weak var buffer: BufferState? }
    nonisolated(unsafe) private static var entries: [Entry] = []
    nonisolated(unsafe) private static var nextPrune = 256

    static func add(_ s: TextState) { append(Entry(text: s, buffer: nil)) }
    static func add(_ s: BufferState) { append(Entry(text: nil, buffer: s)) }

    private static func append(_ e: Entry) {
        if entries.count >= nextPrune {
            entries.removeAll { $0.text == nil && $0.buffer == nil }
            nextPrune = max(256, entries.count * 2)
        }
        entries.append(e)
    }

    /// Writes what open files still hold.
    static func flushAll() {
        for e in entries { e.text?.flushQuietly() }
        for e in entries { e.buffer?.flushQuietly() }
    }
}

/// The classes of _io.
struct IOTypes {
    var IOBase = Value.empty, RawIOBase = Value.empty, BufferedIOBase = Value.empty, TextIOBase = Value.empty
    var FileIO = Value.empty, BytesIO = Value.empty, StringIO = Value.empty, BytesIOBuffer = Value.empty
    var BufferedReader = Value.empty, BufferedWriter = Value.empty, BufferedRandom = Value.empty, BufferedRWPair = Value.empty
    var TextIOWrapper = Value.empty, IncrementalNewlineDecoder = Value.empty
    var UnsupportedOperation = Value.empty
}

nonisolated(unsafe) var IO = IOTypes()

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The Swift state of a native stream, trusted to be of that class (the receiver was checked against the type).
    @inline(__always) func state<T: AnyObject>(_ v: Value, _: T.Type) throws(PyRaise) -> T {
        guard let p = v.object.pointee.payload else { throw raise(K.ValueError, "I/O operation on uninitialized object") }
        return Unmanaged<T>.fromOpaque(p).takeUnretainedValue()
    }

    /// The state if v is exactly of that native type, else nil.
    @inline(__always) func exactState<T: AnyObject>(_ v: Value, _ type: Value, _: T.Type) -> T? {
        guard v.isReference, Value(typeOf(v)) == type, let p = v.object.pointee.payload else { return nil }
        return Unmanaged<T>.fromOpaque(p).takeUnretainedValue()
    }

    func closedFile(_ message: String = "I/O operation on closed file.") -> PyRaise { raise(K.ValueError, message) }
    func unsupported(_ what: String) -> PyRaise { raise(IO.UnsupportedOperation, what) }

    /// Attribute `closed` of any stream, as a truth value.
    func isClosed(_ v: Value) throws(PyRaise) -> Bool { try isTrue(try getAttribute(v, "closed")) }
}

/// Streams whose repr is being made: a name that is the stream itself must not recurse.
nonisolated(unsafe) private var streamsInRepr: Set<UInt64> = []

func guardedRepr(_ t: Thread, _ v: Value, _ body: () throws(PyRaise) -> Value) throws(PyRaise) -> Value {
    guard streamsInRepr.insert(v.bits).inserted else { throw t.raise(K.RuntimeError, "reentrant call inside _io.\(t.typeName(of: v)).__repr__") }
    defer { streamsInRepr.remove(v.bits) }
    return try body()
}
