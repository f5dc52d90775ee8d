// Remembering: what a minor collection must trace although it is old.
//
// Generations are sticky marks: a cell that a collection reached is old (HEADER_OLD) and stays marked until the next full
// collection. A minor collection traces the young cells only, from the roots and from those old cells that may refer to
// them: remembered ones, into which a reference was stored since (the barrier), and all of the kinds whose stores have
// no barrier.

import CVMSpec

enum Remembering {
    /// Old cells that were stored into: each once, HEADER_OLD cleared.
    nonisolated(unsafe) private(set) static var cells: UnsafeMutablePointer<UInt>? = nil
    nonisolated(unsafe) private(set) static var count = 0
    nonisolated(unsafe) private static var capacity = 0
    /// Old cells of kinds without barriers.
    nonisolated(unsafe) static var unguarded: [UInt] = []
    /// By kind: do all stores of references into existing cells have a barrier, or are there none?
    nonisolated(unsafe) static let isGuarded: UnsafeMutablePointer<Bool> = {
        let p = UnsafeMutablePointer<Bool>.allocate(capacity: Int(KIND_COUNT))
        for i in 0 ..< Int(KIND_COUNT) { p[i] = Kind(rawValue: UInt32(i)).map(hasBarriers) ?? false }
        return p
    }()

    /// The kinds that make up nearly all of a heap. Tasklets, generators and their like are stored into at each switch or step:
    /// tracing those that live costs less than a barrier there.
    private static func hasBarriers(_ kind: Kind) -> Bool {
        switch kind {
        // Storage is traced with its owner.
        case .free, .ValueArray, .ByteArray, .EntryArray, .KeyArray: true
        case .Object, .NoneType, .Ellipsis, .NotImplementedType, .Bool, .Int, .Float, .Complex, .Str, .Bytes, .Bytearray: true
        case .Tuple, .List, .Dict, .Set, .Frozenset, .Range, .Slice, .DictView, .MappingProxy: true
        case .Code, .Function, .Cell, .BoundMethod, .Native, .Instance, .Property, .StaticMethod, .ClassMethod, .Member, .GetSet, .Type, .Module: true
        case .FrameChunk, .Memoryview, .RangeIterator, .ListIterator, .TupleIterator, .StrIterator, .DictIterator, .SetIterator, .NativeIterator: false
        case .Super, .WeakReference, .Generator, .Awaitable, .AsyncYield, .FrameObject, .Traceback, .Exception: false
        case .Tasklet, .Channel, .NativeObject: false
        @unknown default: false
        }
    }

    /// May references be stored into an old cell without a barrier? A generator that has ended is as it will stay.
    @inline(__always) static func mayBeStoredInto(_ address: UInt, _ t: Thread) -> Bool {
        let v = Value(bits: UInt64(address))
        return t.kind(of: v) != Kind.Generator.rawValue || v.generator.pointee.state != GeneratorState.finished
    }

    /// Puts an old cell on the list.
    @inline(never) static func remember(_ header: UnsafeMutablePointer<Header>) {
        header.pointee.gc = 0
        if count == capacity {
            let grown = UnsafeMutablePointer<UInt>.allocate(capacity: Swift.max(4096, capacity * 2))
            if let cells { grown.update(from: cells, count: count); cells.deallocate() }
            cells = grown
            capacity = Swift.max(4096, capacity * 2)
        }
        cells.unsafelyUnwrapped[count] = UInt(bitPattern: header)
        count += 1
    }

    /// Gives what was remembered and begins a new list.
    static func take() -> [UInt] {
        defer { count = 0 }
        return Array(UnsafeBufferPointer(start: cells, count: count))
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// To be called after a reference was stored into an existing cell of the heap.
    @inline(__always) public func barrier(_ owner: Value) {
        if owner.header.pointee.gc & UInt8(HEADER_OLD) != 0 { Remembering.remember(owner.header) }
    }
    @inline(__always) public func barrier<T>(_ owner: UnsafeMutablePointer<T>) {
        let header = UnsafeMutableRawPointer(owner).assumingMemoryBound(to: Header.self)
        if header.pointee.gc & UInt8(HEADER_OLD) != 0 { Remembering.remember(header) }
    }
}
