// The frame stack of a tasklet: chunks of heap memory in which frames lie one after the other.
//
// A chunk is never moved; a tasklet's first one is small, later ones double. A generator's frame lies in the generator:
// what it calls goes to the top of the chunk as seen from its resumer.

import CVMSpec
import Glibc

public typealias FrameRef = UnsafeMutablePointer<Frame>

/// Bits of the second byte of Frame.info.
enum FrameFlag {
    /// The result ends a nested run.
    static let boundary: UInt64 = 1 << 8
    /// The frame belongs to a generator, coroutine or async generator.
    static let generator: UInt64 = 2 << 8
    /// Python has a FrameObject of it.
    static let hasObject: UInt64 = 4 << 8
    /// Not shown in tracebacks (prelude).
    static let hidden: UInt64 = 8 << 8
    /// The first frame of a tasklet: its result ends the tasklet.
    static let taskletBase: UInt64 = 16 << 8
    /// Generator code that runs as the body of a fold, see FoldFrames.swift.
    static let inFold = UInt64(FRAME_IN_FOLD)
    /// Coroutine code that is called and awaited in one step, see AwaitFrames.swift.
    static let inAwait = UInt64(FRAME_IN_AWAIT)
    static let mask: UInt64 = 0xFF00
}

extension UnsafeMutablePointer where Pointee == Frame {
    @inline(__always) var registers: UnsafeMutablePointer<Value> {
        UnsafeMutableRawPointer(self + 1).assumingMemoryBound(to: Value.self)
    }
    @inline(__always) var depth: UInt64 { pointee.info >> 32 }
    @inline(__always) var returnKind: UInt64 { pointee.info & 0xFF }
    @inline(__always) var returnRegister: Int { Int(pointee.info >> 16 & 0xFFFF) }
    /// Address behind the last register.
    @inline(__always) var end: UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(self) + MemoryLayout<Frame>.size + Int(pointee.code.pointee.registerCount) &* 8
    }
    /// Word offset of the next instruction in the code.
    @inline(__always) var pcOffset: Int { pointee.pc - pointee.code.pointee.instructions }
    @inline(__always) var isInFold: Bool { pointee.info & FrameFlag.inFold != 0 }
    @inline(__always) var isInAwait: Bool { pointee.info & FrameFlag.inAwait != 0 }
    @inline(__always) var isGenerator: Bool { pointee.info & FrameFlag.generator != 0 }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Where the next frame goes when `caller` is the running one.
    @inline(__always) func frameTop(_ caller: FrameRef?) -> UnsafeMutableRawPointer {
        guard let caller else { return UnsafeMutableRawPointer(pointee.chunkBase.unsafelyUnwrapped) }
        if !caller.isGenerator { return caller.end }
        return Value(bits: caller.pointee.generator).generator.pointee.top.unsafelyUnwrapped
    }

    /// Memory for a frame of `code` above the running frame: header and zeroed registers; links nothing.
    @inline(__always) func reserveFrame(_ code: UnsafeMutablePointer<PyCodeLayout>) throws(PyRaise) -> FrameRef {
        let size = MemoryLayout<Frame>.size &+ Int(code.pointee.registerCount) &* 8
        var p = frameTop(pointee.frame)
        let base = UnsafeMutableRawPointer(pointee.chunkBase.unsafelyUnwrapped)
        if UInt(bitPattern: p) &- UInt(bitPattern: base) &+ UInt(size) > UInt(pointee.chunkSize) || p < base {
            p = try growFrameStack(p, code)
        }
        return p.assumingMemoryBound(to: Frame.self)
    }

    /// The top lies outside the current chunk, or the frame does not fit: finds or makes the chunk for it. Or the code's body
    /// has not been read yet.
    @inline(never) func growFrameStack(_ top: UnsafeMutableRawPointer, _ code: UnsafeMutablePointer<PyCodeLayout>) throws(PyRaise) -> UnsafeMutableRawPointer {
        if code.pointee.instructions == nil {
            try materialize(code)
            return UnsafeMutableRawPointer(try reserveFrame(code))
        }
        let size = MemoryLayout<Frame>.size &+ Int(code.pointee.registerCount) &* 8
        let tasklet = pointee.tasklet.unsafelyUnwrapped
        var spare: UnsafeMutablePointer<PyFrameChunkLayout>? = nil
        while let chunk = tasklet.pointee.chunk {
            let base = UnsafeMutableRawPointer(chunk + 1)
            let capacity = Int(chunk.pointee.capacity)
            // The top may be the very end of a full chunk.
            if top >= base && top <= base + capacity {
                useChunk(chunk)
                if top + size <= base + capacity { return top }
                break
            }
            if chunk.pointee.previous == nil { break }
            spare = chunk
            tasklet.pointee.chunk = chunk.pointee.previous
        }
        if let spare, Int(spare.pointee.capacity) >= size {
            spare.pointee.previous = tasklet.pointee.chunk
            tasklet.pointee.chunk = spare
            useChunk(spare)
            return UnsafeMutableRawPointer(spare + 1)
        }
        let old = tasklet.pointee.chunk.map { Int($0.pointee.capacity) } ?? 0
        if let first = tasklet.pointee.chunk, first.pointee.previous == nil { learnRoom(tasklet, first, top, size) }
        let capacity = Swift.max(Swift.min(Swift.max(512, old * 2), 1 << 20), size + 256)
        let chunk = try new(PyFrameChunkLayout.self, .FrameChunk, extraBytes: capacity)
        chunk.pointee.capacity = Int64(capacity)
        chunk.pointee.previous = tasklet.pointee.chunk
        tasklet.pointee.chunk = chunk
        useChunk(chunk)
        return UnsafeMutableRawPointer(chunk + 1)
    }

    /// A tasklet's first chunk was too small: later tasklets that start in the same code get room for this call too.
    private func learnRoom(_ tasklet: TaskletRef, _ chunk: UnsafeMutablePointer<PyFrameChunkLayout>, _ top: UnsafeMutableRawPointer, _ size: Int) {
        let base = UnsafeMutableRawPointer(chunk + 1)
        guard tasklet.pointee.taskletFlags & TaskletFlag.main == 0, top > base, top <= base + Int(chunk.pointee.capacity) else { return }
        let code = base.assumingMemoryBound(to: Frame.self).pointee.code
        let room = (top - base) + size - MemoryLayout<Frame>.size - Int(code.pointee.registerCount) * 8
        if room > Int(code.pointee.taskletRoom) { code.pointee.taskletRoom = UInt32(Swift.min(room, 2048)) }
    }

    func useChunk(_ chunk: UnsafeMutablePointer<PyFrameChunkLayout>) {
        pointee.chunkBase = UnsafeMutableRawPointer(chunk + 1).assumingMemoryBound(to: UInt8.self)
        pointee.chunkSize = UInt64(chunk.pointee.capacity)
    }

    /// Fills a frame's header and makes it the running frame; its result is delivered as `deliverInfo` says.
    @inline(__always) func enterFrame(_ frame: FrameRef, code: UnsafeMutablePointer<PyCodeLayout>, function: Value, globals: DictRef?) throws(PyRaise) {
        let depth = pointee.frame == nil ? 1 : pointee.frame.unsafelyUnwrapped.depth &+ 1
        if depth > UInt64(pointee.recursionLimit) { throw recursionError() }
        linkFrame(frame, code: code, function: function, globals: globals, depth: depth)
    }

    /// The same without a test of the depth.
    @inline(__always) func linkFrame(_ frame: FrameRef, code: UnsafeMutablePointer<PyCodeLayout>, function: Value, globals: DictRef?, depth: UInt64) {
        frame.pointee.caller = pointee.frame
        frame.pointee.code = code
        frame.pointee.pc = code.pointee.instructions
        frame.pointee.function = function.bits
        frame.pointee.globals = globals
        frame.pointee.constants = code.pointee.constants
        frame.pointee.info = pointee.deliverInfo & 0xFFFF_FFFF | depth << 32
        frame.pointee.continuation = pointee.deliverContinuation
        frame.pointee.locals = 0
        frame.pointee.generator = 0
        frame.pointee.object = 0
        pointee.frame = frame
    }

    @inline(never) func recursionError() -> PyRaise {
        let limit = pointee.recursionLimit
        // The handlers of the error need some room themselves.
        pointee.recursionLimit = limit &+ 50
        let e = raise(K.RecursionError, "maximum recursion depth exceeded")
        pointee.recursionLimit = limit
        return e
    }
}
