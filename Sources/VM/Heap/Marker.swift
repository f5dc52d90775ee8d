// Marker: marks cells and what they refer to.
//
// In:  roots, value by value; words of the machine stack and of frames of native code, which may be anything.
// Out: the heap's mark bits.

import CInterpreter
import CVMSpec

/// Marks cells and what they refer to.
public struct Marker {
    var stack: [UInt] = []
    let t: Thread
    private let marks = theHeap.pointee.marks

    init(_ t: Thread) { self.t = t; stack.reserveCapacity(4096) }

    /// Marks the cell that v refers to.
    @inline(__always) public mutating func mark(_ v: Value) {
        if v.isReference { markCell(UInt(v.bits)) }
    }

    @inline(__always) mutating func markCell(_ address: UInt) {
        let granule = (address &- Region.base) >> Region.granuleShift
        let word = marks + Int(granule >> 6)
        let bit: UInt64 = 1 << UInt64(granule & 63)
        if word.pointee & bit != 0 { return }
        if UnsafePointer<Header>(bitPattern: address).unsafelyUnwrapped.pointee.shape == 0 { return }
        word.pointee |= bit
        stack.append(address)
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
            markCell(start + index * size)
        case .largeTail:
            block -= Int(info.blockCount)
            markCell(Region.base + UInt(block) << Region.blockShift)
        case .largeHead: markCell(Region.base + UInt(block) << Region.blockShift)
        case .unused: return
        }
    }

    /// Marks from the stack until it is empty.
    mutating func drain() {
        while let address = stack.popLast() { trace(address) }
    }

    /// Marks what a cell refers to, the cell itself only if that leads back to it.
    mutating func traceOnly(_ address: UInt) { trace(address) }

    private mutating func trace(_ address: UInt) {
        let words = UnsafeMutablePointer<UInt64>(bitPattern: address).unsafelyUnwrapped
        let header = UnsafeMutablePointer<Header>(bitPattern: address).unsafelyUnwrapped
        let shape = t.shape(header.pointee.shape)
        let kind = shape.pointee.kind
        let info = kind_info(kind)
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
            if words[i] != 0 { markCell(UInt(words[i]) - 16) }
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
        if shape.pointee.storageOffset != 0 { traceAttributes(Value(bits: UInt64(address)), shape) }
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

    private mutating func traceAttributes(_ v: Value, _ shape: Shape) {
        let word = t.storageWord(v, shape)
        if shape.pointee.isDictMode != 0 { mark(Value(bits: word.pointee)) }
        else if word.pointee != 0 { markCell(UInt(word.pointee) - 16) }
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
