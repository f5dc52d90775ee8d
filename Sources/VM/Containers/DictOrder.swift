// Order of dict entries: the operations of OrderedDict on the table.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Number of the last live entry, or -1.
    public func dictLast(_ d: DictRef) -> Int {
        guard let entries = d.pointee.entries else { return -1 }
        var i = Int(d.pointee.entryCount) - 1
        while i >= 0 && entries[i].value == 0 { i -= 1 }
        return i
    }

    /// Removes the live entry i, keeping removals at either end cheap.
    public func dictRemoveEntry(_ d: DictRef, _ i: Int) throws(PyRaise) {
        let key = Value(bits: d.pointee.entries.unsafelyUnwrapped[i].key)
        let wasLast = dictLast(d) == i
        dictDeleteEntry(d, i)
        if d.pointee.entries != nil {
            if wasLast { dictTrim(d) }
            // Many deleted entries in front: they would be walked over at each removal.
            else if i > 32 && i > Int(d.pointee.used) { try dictCompact(d) }
        }
        if d.pointee.header.flags & DictFlag.watched != 0 { Watching.valueChanged(self, d, key) }
    }

    /// Inserts an absent key before all others.
    public func dictInsertFirst(_ d: DictRef, _ key: Value, _ value: Value) throws(PyRaise) {
        try dictSet(d, key, value)
        let last = dictLast(d)
        guard last > 0, let entries = d.pointee.entries else { return }
        let e = entries[last]
        var i = last
        while i > 0 {
            entries[i] = entries[i - 1]
            i -= 1
        }
        entries[0] = e
        // The index names entries by number: it is made anew.
        try dictCompact(d)
    }
}
