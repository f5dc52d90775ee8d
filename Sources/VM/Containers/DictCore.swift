// Dict core: the insertion-ordered hash table behind dict, module and class namespaces.
//
// entries[0 ..< entryCount] in insertion order; a deleted entry has an empty value (and key). Up to 8 entries are searched
// linearly; above, `index` maps hash slots to entry numbers (-1 free, -2 deleted), open addressing with linear probing.
// `keysVersion` is a number that caches hold: not 0 while a cache relies on the positions of the keys; any change of the
// key set clears it. Keys that are not of exact builtin types may run Python when hashed or compared.

import CVMSpec
import Glibc

public typealias DictRef = UnsafeMutablePointer<PyDictLayout>

/// The answer of `dictPlace` that is no place.
let dictAsk = Int.min

extension UnsafeMutablePointer where Pointee == ThreadState {
    public func newDict() throws(PyRaise) -> DictRef { try new(PyDictLayout.self, .Dict) }

    /// A dict with room for n entries.
    public func newDict(capacity n: Int) throws(PyRaise) -> DictRef {
        let d = try newDict()
        if n > 0 { try dictReserve(d, n) }
        return d
    }

    private func dictReserve(_ d: DictRef, _ n: Int) throws(PyRaise) {
        guard n < 1 << 30 else { throw memoryError() }
        // As dictSet grows them: 4, 8, 16 …
        var capacity = 4
        while capacity < n { capacity *= 2 }
        try dictRebuild(d, capacity: capacity)
    }

    /// Moves the live entries together; their positions change.
    func dictCompact(_ d: DictRef) throws(PyRaise) {
        var capacity = 8
        while capacity < Int(d.pointee.used) + 1 { capacity *= 2 }
        d.pointee.keysVersion = 0
        try dictRebuild(d, capacity: capacity)
    }

    /// Moves the live entries to fresh tables of that capacity.
    private func dictRebuild(_ d: DictRef, capacity: Int) throws(PyRaise) {
        // Small dicts start small: most keyword and instance dicts have few entries.
        let entries = try newEntries(capacity)
        var n = 0
        if let old = d.pointee.entries {
            for i in 0 ..< Int(d.pointee.entryCount) where old[i].value != 0 {
                entries[n] = old[i]
                n += 1
            }
        }
        if n != Int(d.pointee.entryCount) { d.pointee.keysVersion = 0 }
        if capacity > 8 {
            let slots = capacity * 2
            let raw = try newBytesStorage(slots * 4)
            let index = UnsafeMutableRawPointer(raw).assumingMemoryBound(to: Int32.self)
            memset(index, 0xFF, slots * 4)
            let mask = slots - 1
            for i in 0 ..< n {
                var j = Int(truncatingIfNeeded: spread(entries[i].hash)) & mask
                while index[j] != -1 { j = (j + 1) & mask }
                index[j] = Int32(i)
            }
            d.pointee.index = index
            d.pointee.indexMask = UInt32(mask)
        } else {
            d.pointee.index = nil
            d.pointee.indexMask = 0
        }
        d.pointee.entries = entries
        d.pointee.entryCount = UInt32(n)
        d.pointee.entryCapacity = UInt32(capacity)
        barrier(d)
    }

    @inline(__always) private func spread(_ h: UInt64) -> UInt64 { (h &* 0x9E37_79B9_7F4A_7C15) >> 20 }

    /// Number of the entry with an interned or any exact-str key, or -1. Never runs Python unless other keys do.
    @inline(__always) func dictFindStr(_ d: DictRef, _ key: Value) throws(PyRaise) -> Int {
        guard let entries = d.pointee.entries else { return -1 }
        let n = Int(d.pointee.entryCount)
        if d.pointee.index == nil {
            for i in 0 ..< n where entries[i].key == key.bits { return i }
        }
        return try dictFind(d, key, strHash(key.str))
    }

    /// Number of the entry with that key and hash, or -1.
    func dictFind(_ d: DictRef, _ key: Value, _ hash: UInt64) throws(PyRaise) -> Int {
        guard let entries = d.pointee.entries else { return -1 }
        if let index = d.pointee.index {
            let mask = Int(d.pointee.indexMask)
            var j = Int(truncatingIfNeeded: spread(hash)) & mask
            while true {
                let i = Int(index[j])
                if i == -1 { return -1 }
                if i >= 0 && entries[i].hash == hash {
                    let k = Value(bits: entries[i].key)
                    if k == key { return i }
                    let before = d.pointee.entries
                    if try keysEqual(k, key) { return i }
                    // An __eq__ written in Python may have changed the dict: search again.
                    if d.pointee.entries != before || entries[i].key != k.bits { return try dictFind(d, key, hash) }
                }
                j = (j + 1) & mask
            }
        }
        var i = 0
        while i < Int(d.pointee.entryCount) {
            let e = entries[i]
            if e.hash == hash && e.key != 0 {
                let k = Value(bits: e.key)
                if k == key { return i }
                if try keysEqual(k, key) { return i }
                if d.pointee.entries != entries || entries[i].key != k.bits { return try dictFind(d, key, hash) }
            }
            i += 1
        }
        return -1
    }

    /// Number of the entry with a small integer, a string or a class as key, or -1; `dictAsk` for other keys, and where comparing must tell.
    @inline(__always) func dictPlace(_ d: DictRef, _ key: Value, _ hash: inout UInt64) -> Int {
        if key.isInt { hash = Hashing.ofInt(key.int) }
        else if !key.isReference { return dictAsk }
        else if key.shape == Kind.Str.rawValue { hash = strHash(key.str) }
        else if key.shape == Kind.typeObject.rawValue { hash = key.bits >> 4 }
        else { return dictAsk }
        guard let entries = d.pointee.entries else { return -1 }
        @inline(__always) func decide(_ i: Int) -> Int {
            if entries[i].key == key.bits { return i }
            let k = Value(bits: entries[i].key)
            return k.isExact(.Str) && key.isExact(.Str) && strEqual(k.str, key.str) ? i : dictAsk
        }
        if let index = d.pointee.index {
            let mask = Int(d.pointee.indexMask)
            var j = Int(truncatingIfNeeded: spread(hash)) & mask
            while true {
                let i = Int(index[j])
                if i == -1 { return -1 }
                if i >= 0 && entries[i].hash == hash { return decide(i) }
                j = (j &+ 1) & mask
            }
        }
        let n = Int(d.pointee.entryCount)
        var i = 0
        while i < n {
            if entries[i].hash == hash && entries[i].key != 0 { return decide(i) }
            i &+= 1
        }
        return -1
    }

    /// Stores into an entry that is there.
    @inline(__always) func dictPut(_ d: DictRef, _ i: Int, _ key: Value, _ value: Value) {
        d.pointee.entries.unsafelyUnwrapped[i].value = value.bits
        if d.pointee.header.flags & DictFlag.watched != 0 { Watching.valueChanged(self, d, key) }
        barrier(d)
    }

    /// Value for the key, or empty.
    public func dictGet(_ d: DictRef, _ key: Value) throws(PyRaise) -> Value {
        let i = key.isExact(.Str) ? try dictFindStr(d, key) : try dictFind(d, key, try hash(key))
        return i < 0 ? .empty : Value(bits: d.pointee.entries.unsafelyUnwrapped[i].value)
    }

    /// d[key] = value.
    public func dictSet(_ d: DictRef, _ key: Value, _ value: Value) throws(PyRaise) {
        let h = key.isExact(.Str) ? strHash(key.str) : try hash(key)
        try dictSet(d, key, h, value)
    }

    public func dictSet(_ d: DictRef, _ key: Value, _ hash: UInt64, _ value: Value) throws(PyRaise) {
        let i = try dictFind(d, key, hash)
        if i >= 0 {
            dictPut(d, i, key, value)
            return
        }
        try dictInsert(d, key, hash, value)
        if d.pointee.header.flags & DictFlag.watched != 0 { Watching.valueChanged(self, d, key) }
    }

    /// Adds a key that is known to be absent.
    func dictInsert(_ d: DictRef, _ key: Value, _ hash: UInt64, _ value: Value) throws(PyRaise) {
        if d.pointee.entryCount == d.pointee.entryCapacity {
            let live = Int(d.pointee.used)
            if d.pointee.entryCapacity == 0 { try dictRebuild(d, capacity: 4) }
            else if d.pointee.entryCapacity == 4 && live == 4 { try dictRebuild(d, capacity: 8) }
            else {
                var capacity = 8
                while capacity < live + live / 2 + 1 { capacity *= 2 }
                guard capacity < 1 << 30 else { throw memoryError() }
                try dictRebuild(d, capacity: capacity)
            }
        }
        let n = Int(d.pointee.entryCount)
        d.pointee.entries.unsafelyUnwrapped[n] = DictEntry(hash: hash, key: key.bits, value: value.bits)
        d.pointee.entryCount = UInt32(n + 1)
        d.pointee.used += 1
        d.pointee.keysVersion = 0
        if let index = d.pointee.index {
            let mask = Int(d.pointee.indexMask)
            var j = Int(truncatingIfNeeded: spread(hash)) & mask
            while index[j] >= 0 { j = (j + 1) & mask }
            index[j] = Int32(n)
        }
        barrier(d)
    }

    /// Removes the key; false if it was not there.
    @discardableResult public func dictDelete(_ d: DictRef, _ key: Value) throws(PyRaise) -> Bool {
        let h = key.isExact(.Str) ? strHash(key.str) : try hash(key)
        let i = try dictFind(d, key, h)
        if i < 0 { return false }
        dictDeleteEntry(d, i)
        if d.pointee.header.flags & DictFlag.watched != 0 { Watching.valueChanged(self, d, key) }
        return true
    }

    func dictDeleteEntry(_ d: DictRef, _ i: Int) {
        let entries = d.pointee.entries.unsafelyUnwrapped
        if let index = d.pointee.index {
            let mask = Int(d.pointee.indexMask)
            var j = Int(truncatingIfNeeded: spread(entries[i].hash)) & mask
            while index[j] != Int32(i) { j = (j + 1) & mask }
            index[j] = -2
        }
        entries[i].key = 0
        entries[i].value = 0
        d.pointee.used -= 1
        d.pointee.keysVersion = 0
        if d.pointee.used == 0 { dictClear(d) }
        else if i == Int(d.pointee.entryCount) - 1 {
            // popitem() from the end stays constant-time.
            var n = i
            while n > 0 && entries[n - 1].value == 0 { n -= 1 }
            if d.pointee.index == nil { d.pointee.entryCount = UInt32(n) }
        }
    }

    /// Gives back the deleted entries at the end of the table. The index slots that named them stay marked deleted.
    func dictTrim(_ d: DictRef) {
        guard let entries = d.pointee.entries else { return }
        var n = Int(d.pointee.entryCount)
        while n > 0 && entries[n - 1].value == 0 { n -= 1 }
        // With an index the room is not given back: else its free slots could run out before a rebuild.
        if d.pointee.index != nil { d.pointee.entryCapacity -= d.pointee.entryCount - UInt32(n) }
        d.pointee.entryCount = UInt32(n)
    }

    public func dictClear(_ d: DictRef) {
        d.pointee.entries = nil
        d.pointee.index = nil
        d.pointee.entryCount = 0
        d.pointee.entryCapacity = 0
        d.pointee.indexMask = 0
        d.pointee.used = 0
        d.pointee.keysVersion = 0
        if d.pointee.header.flags & DictFlag.watched != 0 { Watching.dictCleared(self, d) }
    }

    /// Number of the next live entry at or after i, or -1: `while (i = dictNext(d, i)) >= 0`.
    @inline(__always) public func dictNext(_ d: DictRef, _ from: Int) -> Int {
        var i = from
        guard let entries = d.pointee.entries else { return -1 }
        while i < Int(d.pointee.entryCount) {
            if entries[i].value != 0 { return i }
            i += 1
        }
        return -1
    }

    /// Shallow copy of an exact layout.
    public func dictCopy(_ d: DictRef) throws(PyRaise) -> DictRef {
        let r = try newDict()
        if try dictCopyTables(from: d, to: r) { return r }
        var i = dictNext(d, 0)
        while i >= 0 {
            let e = d.pointee.entries.unsafelyUnwrapped[i]
            try dictSet(r, Value(bits: e.key), e.hash, Value(bits: e.value))
            i = dictNext(d, i + 1)
        }
        return r
    }

    /// Gives an empty dict copies of the tables of one without deleted entries; false if either is not so.
    func dictCopyTables(from d: DictRef, to r: DictRef) throws(PyRaise) -> Bool {
        guard r.pointee.used == 0, r.pointee.header.flags & DictFlag.watched == 0, Int64(d.pointee.entryCount) == d.pointee.used else { return false }
        guard let old = d.pointee.entries, d.pointee.used > 0 else { return true }
        let entries = try newEntries(Int(d.pointee.entryCapacity))
        memcpy(entries, old, Int(d.pointee.entryCount) * MemoryLayout<DictEntry>.stride)
        var index: UnsafeMutablePointer<Int32>? = nil
        if let from = d.pointee.index {
            let bytes = (Int(d.pointee.indexMask) + 1) * 4
            let to = UnsafeMutableRawPointer(try newBytesStorage(bytes)).assumingMemoryBound(to: Int32.self)
            memcpy(to, from, bytes)
            index = to
        }
        r.pointee.entries = entries
        r.pointee.index = index
        r.pointee.indexMask = d.pointee.indexMask
        r.pointee.entryCapacity = d.pointee.entryCapacity
        r.pointee.entryCount = d.pointee.entryCount
        r.pointee.used = d.pointee.used
        r.pointee.keysVersion = 0
        barrier(r)
        return true
    }

    /// A version that stays as long as the key set does.
    func dictKeysVersion(_ d: DictRef) -> UInt32 {
        if d.pointee.keysVersion == 0 {
            Watching.nextKeysVersion &+= 1
            if Watching.nextKeysVersion == 0 { return 0 }
            d.pointee.keysVersion = Watching.nextKeysVersion
        }
        return d.pointee.keysVersion
    }
}

public enum DictFlag {
    /// Native code relies on values of this dict: tell `Watching` about changes.
    public static let watched: UInt8 = 8
}

/// What is told of changes in watched dicts (globals, builtins) and classes.
public enum Watching {
    nonisolated(unsafe) static var nextKeysVersion: UInt32 = 0
    /// Set by the compiler's door: a value of a watched dict changed; key empty: all of them.
    nonisolated(unsafe) public static var onDictChange: ((Thread, DictRef, Value) -> Void)? = nil
    /// Code or defaults of a function changed.
    nonisolated(unsafe) public static var onFunctionChange: ((Value) -> Void)? = nil
    nonisolated(unsafe) public static var onClassChange: ((Thread, Value) -> Void)? = nil
    static func valueChanged(_ t: Thread, _ d: DictRef, _ key: Value) {
        guard let onDictChange else { return }
        // Whoever watches knows names by their interned form; the key may be an equal string.
        let name = key.isExact(.Str) ? (try? t.intern(key.str.string)) ?? key : key
        onDictChange(t, d, name)
    }
    static func dictCleared(_ t: Thread, _ d: DictRef) { onDictChange?(t, d, .empty) }
}
