// Marker: marks cells and what they refer to.
//
// In:  roots, value by value; words of the machine stack and of frames of native code, which may be anything.
// Out: mark bits; what was marked is old from now on.
//
// A minor collection's marker begins with the marks of those before, so it stops at old cells; `retrace` looks into one all
// the same.

import CInterpreter
import CVMSpec
import Glibc

/// Marks cells and what they refer to.
public struct Marker {
    var stack: [UInt] = []
    let t: Thread
    private let marks: UnsafeMutablePointer<UInt64>
    /// Read for each cell: kept here, because a global that is made at its first use is checked at each.
    private let isGuarded = Remembering.isGuarded
    /// The words come from where native routines keep what they work on.
    var isScanningStack = false
    /// Old cells of unguarded kinds are listed; not while only checking.
    let isCollecting: Bool
    /// Checking: what is being traced, and how many cells were found that the collection missed.
    private var owner: UInt = 0
    private(set) var missed = 0

    init(_ t: Thread) {
        self.t = t
        marks = theHeap.pointee.marks
        isCollecting = true
        stack.reserveCapacity(4096)
    }

    /// A marker that marks from nothing, beside the heap's own marks, to check them.
    init(checking t: Thread) {
        self.t = t
        marks = theHeap.pointee.previousMarks
        isCollecting = false
        memset(marks, 0, theHeap.pointee.highWater * Region.markWords * 8)
    }

    /// Marks the cell that v refers to.
    @inline(__always) public mutating func mark(_ v: Value) {
        if v.isReference { markCell(UInt(v.bits)) }
    }

    @inline(__always) mutating func markCell(_ address: UInt) {
        let granule = (address &- Region.base) >> Region.granuleShift
        let word = marks + Int(granule >> 6)
        let bit: UInt64 = 1 << UInt64(granule & 63)
        if word.pointee & bit != 0 { return }
        let header = UnsafeMutablePointer<Header>(bitPattern: address).unsafelyUnwrapped
        if header.pointee.shape == 0 { return }
        word.pointee |= bit
        if isCollecting { header.pointee.gc = UInt8(HEADER_OLD) } else { check(address) }
        stack.append(address)
    }

    /// A cell that can be reached must have been marked: else a store lacks its barrier.
    @inline(never) private mutating func check(_ address: UInt) {
        if theHeap.pointee.isMarked(address) { return }
        missed += 1
        func name(_ address: UInt) -> String {
            guard address != 0 else { return "a root" }
            let shape = t.shape(UnsafePointer<Header>(bitPattern: address).unsafelyUnwrapped.pointee.shape)
            let kind = String(cString: kind_info(shape.pointee.kind).pointee.name)
            guard let type = shape.pointee.type else { return kind }
            return "\(kind) '\(Value(bits: type.pointee.name).str.string)'"
        }
        if missed <= 8 { fputs("swiftlet: a minor collection missed \(name(address)) in \(name(owner))\n", stderr) }
    }

    /// A word of the machine stack: marks the cell it points to or into, if any.
    mutating func markConservatively(_ word: UInt) {
        guard word >= Region.base + 0x10000, word < Region.base + UInt(theHeap.pointee.highWater) << Region.blockShift else { return }
        var block = Int((word - Region.base) >> Region.blockShift)
        let info = theHeap.pointee.infos[block]
        switch BlockState(rawValue: info.state) ?? .unused {
        case .small:
            let size = UInt(info.cellSize)
            let start = Region.base + UInt(block) << Region.blockShift
            let index = (word - start) / size
            if (index + 1) * size > UInt(Region.blockSize) { return }
            // A dead cell that is still to be swept refers to anything.
            if info.needsSweep != 0 && !theHeap.pointee.wasMarked(start + index * size) { return }
            markFound(start + index * size)
        case .largeTail:
            block -= Int(info.blockCount)
            markFound(Region.base + UInt(block) << Region.blockShift)
        case .largeHead: markFound(Region.base + UInt(block) << Region.blockShift)
        case .unused: return
        }
    }

    /// Marks a value that a native routine holds.
    mutating func markHeld(_ v: Value) {
        if v.isReference { markFound(UInt(v.bits)) }
    }

    /// Marks a cell that a native routine may be filling: until the routine is done, that goes on without barriers.
    private mutating func markFound(_ address: UInt) {
        guard isScanningStack else { return markCell(address) }
        let isOld = theHeap.pointee.isMarked(address)
        markCell(address)
        let header = UnsafeMutablePointer<Header>(bitPattern: address).unsafelyUnwrapped
        if header.pointee.gc & UInt8(HEADER_OLD) != 0, !isOld || header.pointee.shape == Kind.Tuple.rawValue { Remembering.remember(header) }
    }

    /// Marks from the stack until it is empty.
    mutating func drain() {
        while let address = stack.popLast() { trace(address) }
    }

    /// Marks what an old cell refers to, through its storage, which is as old.
    mutating func retrace(_ address: UInt) {
        UnsafeMutablePointer<Header>(bitPattern: address).unsafelyUnwrapped.pointee.gc = UInt8(HEADER_OLD)
        trace(address, again: true)
    }

    /// Marks a storage cell, and looks into it in any case if its owner is traced again.
    @inline(__always) private mutating func markStorage(_ address: UInt, _ again: Bool) {
        if again, theHeap.pointee.isMarked(address) { stack.append(address) } else { markCell(address) }
    }

    /// Marks what a cell refers to, the cell itself only if that leads back to it.
    mutating func traceOnly(_ address: UInt) { trace(address) }

    private mutating func trace(_ address: UInt, again: Bool = false) {
        let words = UnsafeMutablePointer<UInt64>(bitPattern: address).unsafelyUnwrapped
        let header = UnsafeMutablePointer<Header>(bitPattern: address).unsafelyUnwrapped
        let shape = t.shape(header.pointee.shape)
        let kind = shape.pointee.kind
        let info = kind_info(kind)
        if isCollecting { if !again, !isGuarded[Int(kind)] { Remembering.unguarded.append(address) } } else { owner = address }
        if let type = shape.pointee.type { markCell(UInt(bitPattern: type)) }
        var refs = info.pointee.refMask
        while refs != 0 {
            let i = refs.trailingZeroBitCount
            refs &= refs &- 1
            mark(Value(bits: words[i]))
        }
        var cells = info.pointee.cellMask
        while cells != 0 {
            let i = cells.trailingZeroBitCount
            cells &= cells &- 1
            if words[i] != 0 { markCell(UInt(words[i])) }
        }
        var items = info.pointee.itemsMask
        while items != 0 {
            let i = items.trailingZeroBitCount
            items &= items &- 1
            if words[i] != 0 { markStorage(UInt(words[i]) - 16, again) }
        }
        switch info.pointee.tail {
        case .refs:
            let n = Int(words[1])
            for i in 0 ..< n { mark(Value(bits: words[2 + i])) }
        case .entries:
            let p = UnsafeMutableRawPointer(words + 2).assumingMemoryBound(to: DictEntry.self)
            for i in 0 ..< Int(words[1]) {
                mark(Value(bits: p[i].key))
                mark(Value(bits: p[i].value))
            }
        case .keys:
            let p = UnsafeMutableRawPointer(words + 2).assumingMemoryBound(to: SetEntry.self)
            for i in 0 ..< Int(words[1]) { mark(Value(bits: p[i].key)) }
        default: break
        }
        if shape.pointee.storageOffset != 0 { traceAttributes(Value(bits: UInt64(address)), shape, again) }
        switch Kind(rawValue: kind) {
        case .Str:
            let data = UInt(words[3])
            if data != 0 && data != address + 32 && data >= Region.base && data < Region.base + UInt(1) << 38 { markConservatively(data) }
        case .Generator:
            let frame = Value(bits: UInt64(address)).generator.frame
            traceFrame(frame)
            // In a chain of delegates each frame leads to the one that waits for it.
            if let caller = frame.pointee.caller, caller.isGenerator { mark(Value(bits: caller.pointee.generator)) }
            if let leaf = Value(bits: UInt64(address)).generator.pointee.leaf { mark(Value(bits: leaf.pointee.generator)) }
        case .FrameObject:
            guard let f = Value(bits: UInt64(address)).cell(PyFrameObjectLayout.self).pointee.frame else { return }
            if f.isGenerator { mark(Value(bits: f.pointee.generator)); return }
            // The tasklet may be dead: the object keeps the frame, its memory and its callers, up to the next one with an object.
            markConservatively(UInt(bitPattern: f))
            var g: FrameRef? = f
            while let x = g {
                traceFrame(x)
                if x != f && x.pointee.object != 0 { break }
                g = x.pointee.caller
            }
        case .Tasklet: traceFrames(Value(bits: UInt64(address)).cell(PyTaskletLayout.self).pointee.frame)
        default: break
        }
    }

    private mutating func traceAttributes(_ v: Value, _ shape: Shape, _ again: Bool) {
        let word = t.storageWord(v, shape)
        if shape.pointee.isDictMode != 0 { mark(Value(bits: word.pointee)) }
        else if word.pointee != 0 { markStorage(UInt(word.pointee) - 16, again) }
        let n = Int(shape.pointee.memberSlots + shape.pointee.inlineSlots)
        if shape.pointee.storageOffset != Storage.behindTail { for i in 0 ..< n { mark(Value(bits: word[1 + i])) } }
    }

    /// Marks what a frame holds.
    mutating func traceFrame(_ f: FrameRef) {
        markCell(UInt(bitPattern: f.pointee.code))
        mark(Value(bits: f.pointee.function))
        if let g = f.pointee.globals { markCell(UInt(bitPattern: g)) }
        mark(Value(bits: f.pointee.continuation))
        mark(Value(bits: f.pointee.locals))
        mark(Value(bits: f.pointee.generator))
        mark(Value(bits: f.pointee.object))
        if t.pointee.nativeEnter != nil {
            // Native code keeps values elsewhere: what it left in memory may be old, even dead.
            for i in 0 ..< Int(f.pointee.code.pointee.registerCount) { markConservatively(UInt(f.registers[i].bits)) }
            return
        }
        let info = f.pointee.code.info
        let live = info.liveRegisters
        let offset = info.start(before: f.pcOffset)
        let count = offset < live.count ? Int(live[offset]) : Int(f.pointee.code.pointee.registerCount)
        for i in 0 ..< count { mark(f.registers[i]) }
    }

    mutating func traceFrames(_ first: FrameRef?) {
        var f = first
        while let x = f {
            traceFrame(x)
            f = x.pointee.caller
        }
    }
}
