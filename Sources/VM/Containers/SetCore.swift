// Set core: the hash table behind set and frozenset.
//
// entries[0 ..< entryCapacity] is the table itself (a power of two, at least 8; none while the set was never filled);
// indexMask = entryCapacity - 1; entryCount = slots ever taken (live ones and dummies); a slot is free (key and hash 0),
// a dummy (key 0, hash all ones) or live. The probe sequence, the growth policy and so the iteration order are those of
// CPython: sets of integers print in the same order. `unused` is where pop() goes on. Set and Frozenset have the same
// fields, so one pointer type serves both. Keys that are not of exact builtin types may run Python when compared.

import CVMSpec
import Glibc

public typealias SetRef = UnsafeMutablePointer<PySetLayout>

/// Slots looked at one after the other before the probe jumps.
private let linearProbes = 9

/// The answer of `setPlace` that is no place.
let setAsk = Int.min

/// Which of eight slots, from a multiple of eight on, are live: a bit each. Tables are sparse, so branches would often be guessed wrong.
@inline(__always) func liveSlots(_ e: UnsafeMutablePointer<SetEntry>) -> UInt {
    var live: UInt = 0
    for j in 0 ..< 8 { live |= (e[j].key != 0 ? 1 : 0) << UInt(j) }
    return live
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    public func newSet() throws(PyRaise) -> SetRef { try new(PySetLayout.self, .Set) }

    /// An empty frozenset, to be filled before anybody sees it.
    public func newFrozenset() throws(PyRaise) -> SetRef { try new(PySetLayout.self, shape: Kind.Frozenset.rawValue) }

    @inline(__always) public func isAnySet(_ v: Value) -> Bool { has(v, .Set) || has(v, .Frozenset) }

    /// Moves the live entries to a fresh table with more than `minimum` slots.
    func setResize(_ s: SetRef, _ minimum: Int) throws(PyRaise) {
        var size = 8
        while size <= minimum { size *= 2 }
        guard size < 1 << 31 else { throw memoryError() }
        let entries = try newKeys(size)
        let mask = size - 1
        if let old = s.pointee.entries {
            insertAll(old, Int(s.pointee.entryCapacity), entries, mask)
        }
        s.pointee.entries = entries
        s.pointee.entryCapacity = UInt32(size)
        s.pointee.indexMask = UInt32(mask)
        s.pointee.entryCount = UInt32(s.pointee.used)
        barrier(s)
    }

    /// Inserts the live ones of n entries into a table that holds none of them and has no dummies.
    @inline(__always) private func insertAll(_ from: UnsafeMutablePointer<SetEntry>, _ n: Int, _ entries: UnsafeMutablePointer<SetEntry>, _ mask: Int) {
        var i = 0
        while i < n {
            var live = liveSlots(from + i)
            while live != 0 {
                insertClean(entries, mask, from[i &+ live.trailingZeroBitCount])
                live &= live &- 1
            }
            i &+= 8
        }
    }

    /// Inserts an entry known to be absent into a table without dummies.
    @inline(__always) private func insertClean(_ entries: UnsafeMutablePointer<SetEntry>, _ mask: Int, _ e: SetEntry) {
        var perturb = e.hash
        var i = Int(truncatingIfNeeded: e.hash) & mask
        while true {
            let last = i + linearProbes <= mask ? i + linearProbes : i
            var j = i
            while j <= last {
                if entries[j].key == 0 { entries[j] = e; return }
                j += 1
            }
            perturb >>= 5
            i = (i &* 5 &+ 1 &+ Int(truncatingIfNeeded: perturb)) & mask
        }
    }

    /// As `setProbe`, as long as identity tells; `setAsk` where another key has the same hash, so that comparing must tell.
    @inline(__always) func setPlace(_ entries: UnsafeMutablePointer<SetEntry>, _ mask: Int, _ key: UInt64, _ hash: UInt64) -> Int {
        var perturb = hash
        var i = Int(truncatingIfNeeded: hash) & mask
        var dummy = -1
        while true {
            let last = i &+ linearProbes <= mask ? i &+ linearProbes : i
            var j = i
            while j <= last {
                let e = entries[j]
                if e.key == key { return j }
                if e.key == 0 {
                    if e.hash == 0 { return -1 &- (dummy >= 0 ? dummy : j) }
                    dummy = j
                } else if e.hash == hash { return setAsk }
                j &+= 1
            }
            perturb >>= 5
            i = (i &* 5 &+ 1 &+ Int(truncatingIfNeeded: perturb)) & mask
        }
    }

    /// Slot of the key: >= 0 if it is there, else -1 - the slot where it belongs: the last dummy passed, or the free slot.
    func setProbe(_ s: SetRef, _ key: Value, _ hash: UInt64) throws(PyRaise) -> Int {
        let entries = s.pointee.entries.unsafelyUnwrapped
        let mask = Int(s.pointee.indexMask)
        var perturb = hash
        var i = Int(truncatingIfNeeded: hash) & mask
        var dummy = -1
        while true {
            let last = i + linearProbes <= mask ? i + linearProbes : i
            var j = i
            while j <= last {
                let e = entries[j]
                if e.key == 0 {
                    if e.hash == 0 { return -1 - (dummy >= 0 ? dummy : j) }
                    dummy = j
                } else if e.hash == hash {
                    if e.key == key.bits { return j }
                    let same = try keysEqual(Value(bits: e.key), key)
                    // An __eq__ written in Python may have changed the set: search again.
                    if s.pointee.entries != entries || entries[j].key != e.key {
                        if s.pointee.entries == nil { try setResize(s, 0) }
                        return try setProbe(s, key, hash)
                    }
                    if same { return j }
                }
                j += 1
            }
            perturb >>= 5
            i = (i &* 5 &+ 1 &+ Int(truncatingIfNeeded: perturb)) & mask
        }
    }

    /// Slot of the key, or -1.
    @inline(__always) func setFind(_ s: SetRef, _ key: Value, _ hash: UInt64) throws(PyRaise) -> Int {
        guard let entries = s.pointee.entries else { return -1 }
        let place = setPlace(entries, Int(s.pointee.indexMask), key.bits, hash)
        if place != setAsk { return Swift.max(-1, place) }
        return Swift.max(-1, try setProbe(s, key, hash))
    }

    /// Adds a key whose hash is known; true if it was not there.
    @discardableResult func setAdd(_ s: SetRef, _ key: Value, _ hash: UInt64) throws(PyRaise) -> Bool {
        if s.pointee.entries == nil { try setResize(s, 0) }
        var p = setPlace(s.pointee.entries.unsafelyUnwrapped, Int(s.pointee.indexMask), key.bits, hash)
        if p == setAsk { p = try setProbe(s, key, hash) }
        if p >= 0 { return false }
        let slot = s.pointee.entries.unsafelyUnwrapped + (-1 - p)
        let wasFree = slot.pointee.hash == 0
        slot.pointee = SetEntry(hash: hash, key: key.bits)
        s.pointee.used += 1
        barrier(s)
        if !wasFree { return true }
        s.pointee.entryCount += 1
        if Int(s.pointee.entryCount) * 5 >= Int(s.pointee.indexMask) * 3 {
            let n = Int(s.pointee.used)
            try setResize(s, n > 50000 ? n * 2 : n * 4)
        }
        return true
    }

    /// s.add(key); true if it was not there.
    @discardableResult public func setAdd(_ s: SetRef, _ key: Value) throws(PyRaise) -> Bool {
        try setAdd(s, key, try hash(key))
    }

    public func setContains(_ s: SetRef, _ key: Value) throws(PyRaise) -> Bool {
        try setFind(s, key, try hash(key)) >= 0
    }

    /// Is the key of another set's entry in the set?
    @inline(__always) func setHas(_ s: SetRef, _ e: SetEntry) throws(PyRaise) -> Bool { try setFind(s, Value(bits: e.key), e.hash) >= 0 }

    /// Removes a key; false if it was not there.
    @discardableResult public func setDiscard(_ s: SetRef, _ key: Value) throws(PyRaise) -> Bool {
        try setDiscard(s, key, try hash(key))
    }

    @discardableResult func setDiscard(_ s: SetRef, _ key: Value, _ hash: UInt64) throws(PyRaise) -> Bool {
        let i = try setFind(s, key, hash)
        if i < 0 { return false }
        setDeleteEntry(s, i)
        return true
    }

    func setDeleteEntry(_ s: SetRef, _ i: Int) {
        s.pointee.entries.unsafelyUnwrapped[i] = SetEntry(hash: .max, key: 0)
        s.pointee.used -= 1
    }

    public func setClear(_ s: SetRef) {
        s.pointee.entries = nil
        s.pointee.entryCount = 0
        s.pointee.entryCapacity = 0
        s.pointee.indexMask = 0
        s.pointee.used = 0
        s.pointee.unused = 0
    }

    /// Removes and returns some key; empty if there is none.
    func setPop(_ s: SetRef) -> Value {
        guard s.pointee.used > 0, let entries = s.pointee.entries else { return .empty }
        let mask = Int(s.pointee.indexMask)
        var i = Int(s.pointee.unused) & mask
        while entries[i].key == 0 { i = i == mask ? 0 : i + 1 }
        let key = Value(bits: entries[i].key)
        setDeleteEntry(s, i)
        s.pointee.unused = UInt32(i + 1)
        return key
    }

    /// Slot of the next live entry at or after i, or -1.
    @inline(__always) public func setNext(_ s: SetRef, _ from: Int) -> Int {
        guard let entries = s.pointee.entries else { return -1 }
        var i = from
        while i < Int(s.pointee.entryCapacity) {
            if entries[i].key != 0 { return i }
            i += 1
        }
        return -1
    }

    @inline(__always) func setEntry(_ s: SetRef, _ i: Int) -> SetEntry { s.pointee.entries.unsafelyUnwrapped[i] }

    /// Adds the entries of another set: no hashing; no comparing if `s` is empty.
    func setMerge(_ s: SetRef, _ from: SetRef) throws(PyRaise) {
        if from == s || from.pointee.used == 0 { return }
        let mask = s.pointee.entries == nil ? 7 : Int(s.pointee.indexMask)
        if (Int(s.pointee.entryCount) + Int(from.pointee.used)) * 5 >= mask * 3 {
            try setResize(s, (Int(s.pointee.used) + Int(from.pointee.used)) * 2)
        } else if s.pointee.entries == nil { try setResize(s, 0) }
        if s.pointee.entryCount == 0 {
            let entries = s.pointee.entries.unsafelyUnwrapped, old = from.pointee.entries.unsafelyUnwrapped
            let n = Int(from.pointee.entryCapacity)
            if s.pointee.indexMask == from.pointee.indexMask && Int64(from.pointee.entryCount) == from.pointee.used {
                memcpy(entries, old, n * MemoryLayout<SetEntry>.stride)
            } else {
                insertAll(old, n, entries, Int(s.pointee.indexMask))
            }
            s.pointee.entryCount = UInt32(from.pointee.used)
            s.pointee.used = from.pointee.used
            barrier(s)
            return
        }
        var i = setNext(from, 0)
        while i >= 0 {
            let e = setEntry(from, i)
            try setAdd(s, Value(bits: e.key), e.hash)
            i = setNext(from, i + 1)
        }
    }

    /// Adds all items of any iterable.
    public func setUpdate(_ s: SetRef, _ v: Value) throws(PyRaise) {
        if isAnySet(v) { try setMerge(s, v.set); return }
        if v.isExact(.Dict) {
            let d = v.dict
            let n = Int(d.pointee.used)
            let mask = s.pointee.entries == nil ? 7 : Int(s.pointee.indexMask)
            if (Int(s.pointee.entryCount) + n) * 5 >= mask * 3 { try setResize(s, (Int(s.pointee.used) + n) * 2) }
            var i = dictNext(d, 0)
            while i >= 0 {
                let e = d.pointee.entries.unsafelyUnwrapped[i]
                try setAdd(s, Value(bits: e.key), e.hash)
                i = dictNext(d, i + 1)
            }
            return
        }
        try forEach(v) { (x) throws(PyRaise) in try setAdd(s, x); return true }
    }

    /// Swaps the contents of two sets.
    func setSwap(_ a: SetRef, _ b: SetRef) {
        let x = a.pointee
        a.pointee.used = b.pointee.used; a.pointee.entries = b.pointee.entries; a.pointee.entryCount = b.pointee.entryCount
        a.pointee.entryCapacity = b.pointee.entryCapacity; a.pointee.indexMask = b.pointee.indexMask; a.pointee.unused = b.pointee.unused
        b.pointee.used = x.used; b.pointee.entries = x.entries; b.pointee.entryCount = x.entryCount
        b.pointee.entryCapacity = x.entryCapacity; b.pointee.indexMask = x.indexMask; b.pointee.unused = x.unused
        barrier(a)
        barrier(b)
    }

    /// v as a set: itself if it is one, else a new set of its items.
    func setOf(_ v: Value) throws(PyRaise) -> SetRef {
        if isAnySet(v) { return v.set }
        let s = try newSet()
        try setUpdate(s, v)
        return s
    }
}
