// Sorting: a stable, adaptive merge sort (natural runs, powersort's merge order, galloping).
//
// In:  keys (and values that move with them, if there is a key function) in storage cells, and a comparator.
// Out: both in ascending order; on an exception they are some permutation of what they were.
//
// Comparators are types, so that the sort is specialised: all small ints, all floats, all strings compare without calling
// anything; the general one compares tuples item by item natively as far as their items allow, else waits for Python.

import CVMSpec
import Glibc

protocol KeyOrder {
    func less(_ a: Value, _ b: Value) throws(PyRaise) -> Bool
}

struct IntOrder: KeyOrder {
    @inline(__always) func less(_ a: Value, _ b: Value) throws(PyRaise) -> Bool { Int64(bitPattern: a.bits) < Int64(bitPattern: b.bits) }
}

struct FloatOrder: KeyOrder {
    @inline(__always) private func number(_ v: Value) -> Double { v.isFloatWord ? v.floatWord : v.boxedFloat.pointee.value }
    @inline(__always) func less(_ a: Value, _ b: Value) throws(PyRaise) -> Bool { number(a) < number(b) }
}

struct StrOrder: KeyOrder {
    let t: Thread
    @inline(__always) func less(_ a: Value, _ b: Value) throws(PyRaise) -> Bool { t.strCompare(.lt, a.str, b.str) }
}

struct AnyOrder: KeyOrder {
    let t: Thread
    @inline(__always) func less(_ a: Value, _ b: Value) throws(PyRaise) -> Bool { try t.quickLess(a, b) }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// a < b: natively for ints, floats, strings and tuples of these.
    public func quickLess(_ a: Value, _ b: Value) throws(PyRaise) -> Bool {
        if let r = Numbers.fastCompare(.lt, a, b) { return r }
        if a.isReference && b.isReference {
            if a.isExact(.Str) && b.isExact(.Str) { return Text(a.str).order(Text(b.str)) < 0 }
            if a.isExact(.Tuple) && b.isExact(.Tuple) {
                let x = a.tuple, y = b.tuple
                let n = Swift.min(x.count, y.count)
                for i in 0 ..< n {
                    let p = x.items[i], q = y.items[i]
                    if let order = quickOrder(p, q) {
                        if order != 0 { return order < 0 }
                        continue
                    }
                    if !(try keysEqual(p, q)) { return try quickLess(p, q) }
                }
                return x.count < y.count
            }
        }
        return try isLess(a, b)
    }

    /// list.sort(key=, reverse=)
    public func listSort(_ list: ListRef, key: Value, reverse: Bool) throws(PyRaise) {
        let n = list.count
        if n < 2 && key.isNone { return }
        // The list is empty while its items are sorted, so that nobody sees them halfway.
        guard let storage = list.pointee.items else { return }
        let capacity = list.pointee.capacity
        let values = UnsafeMutableRawPointer(storage).assumingMemoryBound(to: Value.self)
        listClear(list)
        func restore() -> Bool {
            let changed = list.pointee.items != nil || list.pointee.count != 0
            list.pointee.items = storage
            list.pointee.count = Int64(n)
            list.pointee.capacity = capacity
            barrier(list)
            return changed
        }
        do throws(PyRaise) {
            if key.isNone { try sortValues(values, nil, n, reverse: reverse) } else {
                let keys = UnsafeMutableRawPointer(try newValues(n)).assumingMemoryBound(to: Value.self)
                for i in 0 ..< n { keys[i] = try call(key, values[i]) }
                try sortValues(keys, values, n, reverse: reverse)
            }
        } catch {
            _ = restore()
            throw error
        }
        if restore() { throw raise(K.ValueError, "list modified during sort") }
    }

    /// Sorts n keys; `values` move with them.
    func sortValues(_ keys: UnsafeMutablePointer<Value>, _ values: UnsafeMutablePointer<Value>?, _ n: Int, reverse: Bool) throws(PyRaise) {
        if n < 2 { return }
        // A stable descending sort is the reversal of a stable ascending sort of the reversal.
        if reverse { reverseValues(keys, n); if let values { reverseValues(values, n) } }
        defer { if reverse { reverseValues(keys, n); if let values { reverseValues(values, n) } } }
        var ints = true, floats = true, strs = true
        for i in 0 ..< n {
            let k = keys[i]
            if !k.isInt { ints = false }
            if !k.isFloatWord && !k.isExact(.Float) { floats = false }
            if !k.isExact(.Str) { strs = false }
            if !ints && !floats && !strs { break }
        }
        if ints { try runSort(IntOrder(), keys, values, n) }
        else if floats { try runSort(FloatOrder(), keys, values, n) }
        else if strs { try runSort(StrOrder(t: self), keys, values, n) }
        else { try runSort(AnyOrder(t: self), keys, values, n) }
    }

    private func runSort<O: KeyOrder>(_ order: O, _ keys: UnsafeMutablePointer<Value>, _ values: UnsafeMutablePointer<Value>?, _ n: Int) throws(PyRaise) {
        var sorter = MergeSort(t: self, order: order, keys: keys, values: values, count: n)
        try sorter.sort()
    }

    func reverseValues(_ p: UnsafeMutablePointer<Value>, _ n: Int) {
        var i = 0, j = n - 1
        while i < j {
            let x = p[i]
            p[i] = p[j]
            p[j] = x
            i += 1
            j -= 1
        }
    }
}

/// One sort in progress.
struct MergeSort<O: KeyOrder> {
    let t: Thread
    let order: O
    let keys: UnsafeMutablePointer<Value>
    let values: UnsafeMutablePointer<Value>?
    let count: Int
    /// Pending runs: start, length, power of the boundary to the next.
    private var runs: [(start: Int, length: Int, power: Int)] = []
    /// Scratch storage cells for merging.
    private var scratchKeys: UnsafeMutablePointer<Value>? = nil
    private var scratchValues: UnsafeMutablePointer<Value>? = nil
    private var scratchCapacity = 0
    private var gallop = 7

    init(t: Thread, order: O, keys: UnsafeMutablePointer<Value>, values: UnsafeMutablePointer<Value>?, count: Int) {
        self.t = t
        self.order = order
        self.keys = keys
        self.values = values
        self.count = count
    }

    mutating func sort() throws(PyRaise) {
        if count < 64 {
            try insertionSort(0, try countRun(0), count)
            return
        }
        let minimum = minimumRun(count)
        var start = 0
        while start < count {
            var length = try countRun(start)
            if length < minimum {
                let forced = Swift.min(minimum, count - start)
                try insertionSort(start, start + length, start + forced)
                length = forced
            }
            if let last = runs.last {
                let power = boundaryPower(last.start, last.length, length)
                while runs.count > 1 && runs[runs.count - 2].power > power { try mergeLast() }
                runs[runs.count - 1].power = power
            }
            runs.append((start, length, 0))
            start += length
        }
        while runs.count > 1 { try mergeLast() }
    }

    private func minimumRun(_ n: Int) -> Int {
        var n = n, r = 0
        while n >= 64 {
            r |= n & 1
            n >>= 1
        }
        return n + r
    }

    /// Length of the ascending run at `start`; a strictly descending one is reversed.
    private func countRun(_ start: Int) throws(PyRaise) -> Int {
        var i = start + 1
        if i >= count { return count - start }
        if try order.less(keys[i], keys[i - 1]) {
            i += 1
            while i < count, try order.less(keys[i], keys[i - 1]) { i += 1 }
            t.reverseValues(keys + start, i - start)
            if let values { t.reverseValues(values + start, i - start) }
        } else {
            i += 1
            while i < count, !(try order.less(keys[i], keys[i - 1])) { i += 1 }
        }
        return i - start
    }

    /// Binary insertion of [sorted, end) into the sorted [start, sorted).
    private func insertionSort(_ start: Int, _ sorted: Int, _ end: Int) throws(PyRaise) {
        var i = sorted
        while i < end {
            let k = keys[i]
            var low = start, high = i
            while low < high {
                let middle = (low + high) >> 1
                if try order.less(k, keys[middle]) { high = middle } else { low = middle + 1 }
            }
            if low < i {
                memmove(keys + low + 1, keys + low, (i - low) * 8)
                keys[low] = k
                if let values {
                    let v = values[i]
                    memmove(values + low + 1, values + low, (i - low) * 8)
                    values[low] = v
                }
            }
            i += 1
        }
    }

    /// Powersort: depth of the boundary between two adjacent runs in the ideal merge tree.
    private func boundaryPower(_ start: Int, _ a: Int, _ b: Int) -> Int {
        var x = 2 * start + a, y = x + a + b
        let n = 2 * count
        var power = 0
        while true {
            power += 1
            if x >= count {
                x -= count
                y -= count
            } else if y >= count { return power }
            if power > 62 { return power }
            x <<= 1
            y <<= 1
            _ = n
        }
    }

    private mutating func mergeLast() throws(PyRaise) {
        let b = runs[runs.count - 1], a = runs[runs.count - 2]
        runs[runs.count - 2] = (a.start, a.length + b.length, b.power)
        runs.removeLast()
        // What is in place already at both ends stays.
        let skip = try upperBound(keys[b.start], a.start, a.length)
        let start = a.start + skip, length = a.length - skip
        if length == 0 { return }
        let right = try lowerBound(keys[start + length - 1], b.start, b.length)
        if right == 0 { return }
        if length <= right { try mergeLow(start, length, right) } else { try mergeHigh(start, length, right) }
    }

    /// How many of keys[start ..< start + n] are <= k, found by galloping from the left.
    private func upperBound(_ k: Value, _ start: Int, _ n: Int) throws(PyRaise) -> Int {
        var low = 0, step = 1
        while low + step - 1 < n, !(try order.less(k, keys[start + low + step - 1])) {
            low += step
            step <<= 1
        }
        var high = Swift.min(n, low + step - 1)
        while low < high {
            let middle = (low + high) >> 1
            if try order.less(k, keys[start + middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// How many of keys[start ..< start + n] are < k, found by galloping from the right.
    private func lowerBound(_ k: Value, _ start: Int, _ n: Int) throws(PyRaise) -> Int {
        var high = n, step = 1
        while high - step >= 0, !(try order.less(keys[start + high - step], k)) {
            high -= step
            step <<= 1
        }
        var low = Swift.max(0, high - step + 1)
        while low < high {
            let middle = (low + high) >> 1
            if try order.less(keys[start + middle], k) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func reserve(_ n: Int) throws(PyRaise) {
        if n <= scratchCapacity { return }
        scratchKeys = UnsafeMutableRawPointer(try t.newValues(n)).assumingMemoryBound(to: Value.self)
        if values != nil { scratchValues = UnsafeMutableRawPointer(try t.newValues(n)).assumingMemoryBound(to: Value.self) }
        scratchCapacity = n
    }

    /// Merges the run of n at start with the run of m behind it, n <= m: the left one goes to the scratch storage.
    private mutating func mergeLow(_ start: Int, _ n: Int, _ m: Int) throws(PyRaise) {
        try reserve(n)
        let left = scratchKeys.unsafelyUnwrapped, leftValues = scratchValues
        memcpy(left, keys + start, n * 8)
        if let values, let leftValues { memcpy(leftValues, values + start, n * 8) }
        var i = 0, j = start + n, to = start
        let end = start + n + m
        // Whatever happens, what is left of the scratch storage fills the gap.
        defer {
            memmove(keys + to, left + i, (n - i) * 8)
            if let values, let leftValues { memmove(values + to, leftValues + i, (n - i) * 8) }
        }
        var leftWins = 0, rightWins = 0
        while i < n && j < end {
            if try order.less(keys[j], left[i]) {
                keys[to] = keys[j]
                if let values { values[to] = values[j] }
                j += 1
                to += 1
                rightWins += 1
                leftWins = 0
                if rightWins >= gallop && j < end {
                    // One side wins again and again: look for the end of its streak by doubling steps.
                    let k = try countLess(left[i], j, end - j)
                    if k > 0 {
                        memmove(keys + to, keys + j, k * 8)
                        if let values { memmove(values + to, values + j, k * 8) }
                        j += k
                        to += k
                    }
                    gallop = k >= 7 ? Swift.max(1, gallop - 1) : gallop + 1
                    rightWins = 0
                }
            } else {
                keys[to] = left[i]
                if let values, let leftValues { values[to] = leftValues[i] }
                i += 1
                to += 1
                leftWins += 1
                rightWins = 0
                if leftWins >= gallop && i < n {
                    let k = try countNotGreater(keys[j], left + i, n - i)
                    if k > 0 {
                        memcpy(keys + to, left + i, k * 8)
                        if let values, let leftValues { memcpy(values + to, leftValues + i, k * 8) }
                        i += k
                        to += k
                    }
                    gallop = k >= 7 ? Swift.max(1, gallop - 1) : gallop + 1
                    leftWins = 0
                }
            }
        }
    }

    /// Keys at `from` that are less than k, from the left.
    private func countLess(_ k: Value, _ from: Int, _ n: Int) throws(PyRaise) -> Int {
        var low = 0, step = 1
        while low + step - 1 < n, try order.less(keys[from + low + step - 1], k) {
            low += step
            step <<= 1
        }
        var high = Swift.min(n, low + step - 1)
        while low < high {
            let middle = (low + high) >> 1
            if try order.less(keys[from + middle], k) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Keys at p that are not greater than k, from the left.
    private func countNotGreater(_ k: Value, _ p: UnsafeMutablePointer<Value>, _ n: Int) throws(PyRaise) -> Int {
        var low = 0, step = 1
        while low + step - 1 < n, !(try order.less(k, p[low + step - 1])) {
            low += step
            step <<= 1
        }
        var high = Swift.min(n, low + step - 1)
        while low < high {
            let middle = (low + high) >> 1
            if try order.less(k, p[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The mirror image of mergeLow for n > m: the right run goes to the scratch storage, merging runs downwards.
    private mutating func mergeHigh(_ start: Int, _ n: Int, _ m: Int) throws(PyRaise) {
        try reserve(m)
        let right = scratchKeys.unsafelyUnwrapped, rightValues = scratchValues
        memcpy(right, keys + start + n, m * 8)
        if let values, let rightValues { memcpy(rightValues, values + start + n, m * 8) }
        // Numbers of items left on either side; the next place is start + i + j - 1.
        var i = n, j = m
        defer {
            memmove(keys + start + i, right, j * 8)
            if let values, let rightValues { memmove(values + start + i, rightValues, j * 8) }
        }
        while i > 0 && j > 0 {
            let to = start + i + j - 1
            if try order.less(right[j - 1], keys[start + i - 1]) {
                keys[to] = keys[start + i - 1]
                if let values { values[to] = values[start + i - 1] }
                i -= 1
            } else {
                keys[to] = right[j - 1]
                if let values, let rightValues { values[to] = rightValues[j - 1] }
                j -= 1
            }
        }
    }
}
