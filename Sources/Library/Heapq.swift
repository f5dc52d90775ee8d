// _heapq: a list as a binary heap.
//
// Comparisons may run Python, which may change the list: after each the size is looked at again.

import CVMSpec
import VM

public func registerHeapq() {
    NativeModules.register("_heapq") { (m) throws(PyRaise) in
        func heap(_ t: Thread, _ v: Value, _ name: String) throws(PyRaise) -> ListRef {
            guard t.has(v, .List) else { throw t.raise(K.TypeError, "\(name)() argument\(name.hasSuffix("heapify") || name.hasPrefix("heapify") || name == "heappop" ? "" : " 1") must be list, not \(t.typeName(of: v))") }
            return v.list
        }
        for (suffix, greatest) in [("", false), ("_max", true)] {
            try m.function(suffix.isEmpty ? "heapify" : "_heapify_max", "(heap, /)") { (t, a) throws(PyRaise) in
                let list = try heap(t, a[0], suffix.isEmpty ? "heapify" : "_heapify_max")
                var i = list.count / 2 - 1
                while i >= 0 {
                    try siftDown(t, list, i, greatest)
                    i -= 1
                }
                return .none
            }
            try m.function(suffix.isEmpty ? "heappop" : "_heappop_max", "(heap, /)") { (t, a) throws(PyRaise) in
                let list = try heap(t, a[0], suffix.isEmpty ? "heappop" : "_heappop_max")
                if list.count == 0 { throw t.raise(K.IndexError, "index out of range") }
                let last = t.listPop(list)
                if list.count == 0 { return last }
                let v = list.items[0]
                list.items[0] = last
                t.barrier(list)
                try siftDown(t, list, 0, greatest)
                return v
            }
            try m.function(suffix.isEmpty ? "heapreplace" : "_heapreplace_max", "(heap, item, /)") { (t, a) throws(PyRaise) in
                let list = try heap(t, a[0], suffix.isEmpty ? "heapreplace" : "_heapreplace_max")
                if list.count == 0 { throw t.raise(K.IndexError, "index out of range") }
                let v = list.items[0]
                list.items[0] = a[1]
                t.barrier(list)
                try siftDown(t, list, 0, greatest)
                return v
            }
        }
        try m.function("heappush", "(heap, item, /)") { (t, a) throws(PyRaise) in
            let list = try heap(t, a[0], "heappush")
            try t.listAppend(list, a[1])
            try siftUp(t, list, 0, list.count - 1, false)
            return .none
        }
        try m.function("heappushpop", "(heap, item, /)") { (t, a) throws(PyRaise) in
            let list = try heap(t, a[0], "heappushpop")
            if list.count == 0 { return a[1] }
            if !(try t.quickLess(list.items[0], a[1])) { return a[1] }
            if list.count == 0 { throw t.raise(K.IndexError, "index out of range") }
            let v = list.items[0]
            list.items[0] = a[1]
            t.barrier(list)
            try siftDown(t, list, 0, false)
            return v
        }
    }
}

@inline(__always) private func before(_ t: Thread, _ a: Value, _ b: Value, _ greatest: Bool) throws(PyRaise) -> Bool {
    greatest ? try t.quickLess(b, a) : try t.quickLess(a, b)
}

private func changed(_ t: Thread) -> PyRaise { t.raise(K.RuntimeError, "list changed size during iteration") }

/// Moves the item at `place` up towards `top` until its parent comes first.
private func siftUp(_ t: Thread, _ list: ListRef, _ top: Int, _ start: Int, _ greatest: Bool) throws(PyRaise) {
    let n = list.count
    guard start < n else { throw t.raise(K.IndexError, "index out of range") }
    var place = start
    while place > top {
        let parent = (place - 1) >> 1
        let less = try before(t, list.items[place], list.items[parent], greatest)
        if list.count != n { throw changed(t) }
        if !less { break }
        let x = list.items[place]
        list.items[place] = list.items[parent]
        list.items[parent] = x
        place = parent
    }
}

/// Moves the item at `start` down to a leaf along the first children, then up to its place.
private func siftDown(_ t: Thread, _ list: ListRef, _ start: Int, _ greatest: Bool) throws(PyRaise) {
    let n = list.count
    guard start < n else { throw t.raise(K.IndexError, "index out of range") }
    var place = start
    let limit = n >> 1
    while place < limit {
        var child = 2 * place + 1
        if child + 1 < n {
            let less = try before(t, list.items[child], list.items[child + 1], greatest)
            if list.count != n { throw changed(t) }
            if !less { child += 1 }
        }
        let x = list.items[place]
        list.items[place] = list.items[child]
        list.items[child] = x
        place = child
    }
    try siftUp(t, list, start, place, greatest)
}
