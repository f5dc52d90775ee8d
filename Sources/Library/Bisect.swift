// _bisect: searching and inserting in sorted sequences.

import CVMSpec
import VM

public func registerBisect() {
    NativeModules.register("_bisect") { (m) throws(PyRaise) in
        for (name, right, insert) in [("bisect_right", true, false), ("bisect", true, false), ("bisect_left", false, false),
                                      ("insort_right", true, true), ("insort", true, true), ("insort_left", false, true)] {
            try m.function(name, "(a, x, lo=0, hi=None, *, key=None)") { (t, a) throws(PyRaise) in
                let key = a[4].isEmpty ? Value.none : a[4]
                let x = insert && !key.isNone ? try t.call(key, a[1]) : a[1]
                let i = try position(t, a[0], x, a[2], a[3], key, right)
                if !insert { return try t.newInt(i) }
                if a[0].isExact(.List) {
                    try t.listInsert(a[0].list, at: Swift.min(i, a[0].list.count), a[1])
                } else { _ = try t.callMethod(a[0], "insert", try t.newInt(i), a[1]) }
                return .none
            }
        }
    }
}

private func position(_ t: Thread, _ sequence: Value, _ x: Value, _ lo: Value, _ hi: Value, _ key: Value, _ right: Bool) throws(PyRaise) -> Int {
    var low = lo.isEmpty ? 0 : try t.index(lo)
    if low < 0 { throw t.raise(K.ValueError, "lo must be non-negative") }
    var high = hi.isEmpty || hi.isNone ? try t.length(sequence) : try t.index(hi)
    while low < high {
        let middle = Int((UInt(bitPattern: low) + UInt(bitPattern: high)) / 2)
        var item: Value
        if sequence.isExact(.List), middle < sequence.list.count { item = sequence.list.items[middle] }
        else { item = try t.getItem(sequence, try t.newInt(middle)) }
        if !key.isNone { item = try t.call(key, item) }
        if right {
            if try t.quickLess(x, item) { high = middle } else { low = middle + 1 }
        } else {
            if try t.quickLess(item, x) { low = middle + 1 } else { high = middle }
        }
    }
    return low
}
