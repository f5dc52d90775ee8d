// Tuple hashing: hashes of tuples, and a memory of those of tuples whose first or second item is a tuple.
//
// Programs that look up nested tuples (states of a search, named tuples of named tuples) hash the same objects again and again.
// A tuple's hash never changes unless a class written in Python computes that of an item: only others are remembered. An entry
// names the tuple by its address, which is its own until the next collection: entries of earlier collections are void.

import CVMSpec
import Glibc

enum TupleHashes {
    struct Entry { var tuple: UInt64 = 0, hash: UInt64 = 0, collections = 0 }
    private static let size = 32768
    // Made by `prepare`: with constant initial values they are read without any check.
    nonisolated(unsafe) private static var table: UnsafeMutablePointer<Entry>? = nil
    nonisolated(unsafe) private static var counter: UnsafePointer<Int>? = nil

    static func prepare() {
        // Zero pages cost nothing until they are used; no tuple lies at 0.
        table = calloc(size, MemoryLayout<Entry>.stride).unsafelyUnwrapped.bindMemory(to: Entry.self, capacity: size)
        let offset = MemoryLayout<Heap>.offset(of: \.collections).unsafelyUnwrapped
        counter = (UnsafeRawPointer(theHeap) + offset).assumingMemoryBound(to: Int.self)
    }

    /// How many collections there were.
    @inline(__always) static var collections: Int { counter.unsafelyUnwrapped.pointee }

    @inline(__always) static func entry(_ bits: UInt64) -> UnsafeMutablePointer<Entry> {
        table.unsafelyUnwrapped + Int(truncatingIfNeeded: (bits >> 4) ^ (bits >> 17)) & (size - 1)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Hash of a tuple's items.
    func hashTuple(_ p: TupleRef) throws(PyRaise) -> UInt64 {
        var stays = true
        return try hashTuple(p, &stays)
    }

    @inline(__always) private func isTuple(_ v: Value) -> Bool { v.isReference && v.shape != Kind.Str.rawValue && kind(of: v) == Kind.Tuple.rawValue }

    /// `stays` becomes false where code of the program has a part in the hash.
    private func hashTuple(_ p: TupleRef, _ stays: inout Bool) throws(PyRaise) -> UInt64 {
        let n = p.count
        if n > 0, isTuple(p.items[0]) || n > 1 && isTuple(p.items[1]) {
            let entry = TupleHashes.entry(Value(p).bits)
            if entry.pointee.tuple == Value(p).bits && entry.pointee.collections == TupleHashes.collections { return entry.pointee.hash }
            var all = true
            let hash = try hashItems(p, n, &all)
            if all { entry.pointee = TupleHashes.Entry(tuple: Value(p).bits, hash: hash, collections: TupleHashes.collections) } else { stays = false }
            return hash
        }
        return try hashItems(p, n, &stays)
    }

    private func hashItems(_ p: TupleRef, _ n: Int, _ stays: inout Bool) throws(PyRaise) -> UInt64 {
        try checkStack()
        var h = Hashing.TupleHash()
        var q = p.items
        let end = q + n
        while q < end {
            let v = q.pointee
            q += 1
            guard v.isReference else { h.add(try hash(v)); continue }
            if v.shape == Kind.Str.rawValue { h.add(strHash(v.str)); continue }
            if v.shape == Kind.Tuple.rawValue { h.add(try hashTuple(v.tuple, &stays)); continue }
            if EqualityClass.of(v.shape) == .unknown {
                if kind(of: v) == Kind.Tuple.rawValue, case let f = try special(of: v, .hash), f.isExact(.Native), f.native.pointee.index == KnownNatives.tupleHash {
                    h.add(try hashTuple(v.tuple, &stays))
                    continue
                }
                stays = false
            }
            h.add(try hashSlow(v))
        }
        return h.result(n)
    }
}
