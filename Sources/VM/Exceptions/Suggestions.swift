// "Did you mean": the closest known name for a NameError or AttributeError.
//
// Distance: a change of case costs 1, any other insertion, deletion or substitution 2. A candidate is offered if it needs
// at most a third of the characters changed.

import Bytecode
import CVMSpec

enum Suggestions {
    static let moveCost = 2, caseCost = 1
    static let longestName = 40, mostCandidates = 750

    private static func substitution(_ a: UInt8, _ b: UInt8) -> Int {
        if a == b { return 0 }
        func lower(_ c: UInt8) -> UInt8 { c >= 65 && c <= 90 ? c | 32 : c }
        return lower(a) == lower(b) ? caseCost : moveCost
    }

    /// Edit distance of two names, or more than `limit` where it would exceed that.
    static func distance(_ x: [UInt8], _ y: [UInt8], limit: Int) -> Int {
        if x == y { return 0 }
        var start = 0
        while start < x.count && start < y.count && x[start] == y[start] { start += 1 }
        var endX = x.count, endY = y.count
        while endX > start && endY > start && x[endX - 1] == y[endY - 1] { endX -= 1; endY -= 1 }
        var a = Array(x[start ..< endX]), b = Array(y[start ..< endY])
        if a.isEmpty || b.isEmpty { return (a.count + b.count) * moveCost }
        if a.count > longestName || b.count > longestName { return limit + 1 }
        if b.count < a.count { swap(&a, &b) }
        if (b.count - a.count) * moveCost > limit { return limit + 1 }
        var row = (1 ... a.count).map { $0 * moveCost }
        var result = 0
        for bi in 0 ..< b.count {
            var corner = bi * moveCost
            result = corner
            var best = Int.max
            for ai in 0 ..< a.count {
                let replace = corner + substitution(b[bi], a[ai])
                corner = row[ai]
                result = min(min(result, corner) + moveCost, replace)
                row[ai] = result
                best = min(best, result)
            }
            if best > limit { return limit + 1 }
        }
        return result
    }

    static func closest(_ name: [UInt8], _ candidates: [[UInt8]]) -> [UInt8]? {
        guard candidates.count < mostCandidates else { return nil }
        var best: [UInt8]? = nil
        var bestDistance = Int.max
        for c in candidates where c != name {
            let limit = min((name.count + c.count + 3) * moveCost / 6, bestDistance - 1)
            let d = distance(name, c, limit: limit)
            if d > limit { continue }
            if best == nil || d < bestDistance { best = c; bestDistance = d }
        }
        return best
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    private func texts(_ list: Value) -> [[UInt8]] {
        var result: [[UInt8]] = []
        if has(list, .List) { for i in 0 ..< list.list.count where has(list.list.items[i], .Str) { result.append(list.list.items[i].str.utf8) } }
        return result
    }

    private func keys(_ d: DictRef) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var i = dictNext(d, 0)
        while i >= 0 {
            let k = Value(bits: d.pointee.entries.unsafelyUnwrapped[i].key)
            if has(k, .Str) { result.append(k.str.utf8) }
            i = dictNext(d, i + 1)
        }
        return result
    }

    /// The name to offer for an exception, or nil.
    func suggestion(for e: Value) throws(PyRaise) -> String? {
        let name = exceptionField(e, "name")
        guard name.isPresent, has(name, .Str) else { return nil }
        var found: [UInt8]? = nil
        if isInstance(e, K.AttributeError) {
            let object = exceptionField(e, "obj")
            guard object.isPresent else { return nil }
            let f = try special(of: object, .dir)
            guard f.isPresent else { return nil }
            let names = try listFrom(try callSpecial(f, object))
            _ = try callMethod(names, "sort")
            found = Suggestions.closest(name.str.utf8, texts(names))
        } else if isInstance(e, K.NameError) {
            var tb = Value(bits: e.exception.pointee.traceback)
            guard tb.isPresent else { return nil }
            while tb.cell(PyTracebackLayout.self).pointee.next != 0 { tb = Value(bits: tb.cell(PyTracebackLayout.self).pointee.next) }
            let frame = Value(bits: tb.cell(PyTracebackLayout.self).pointee.frame)
            guard has(frame, .FrameObject) else { return nil }
            let f = frame.cell(PyFrameObjectLayout.self)
            var locals: [[UInt8]] = []
            if let unit = f.pointee.code?.info.unit {
                for (i, n) in unit.registerNames.enumerated() where i < unit.registerKinds.count && unit.registerKinds[i] != .free { locals.append(Array(n.utf8)) }
            }
            found = Suggestions.closest(name.str.utf8, locals)
            if found == nil, let g = f.pointee.globals { found = Suggestions.closest(name.str.utf8, keys(g)) }
            if found == nil, let b = pointee.builtins { found = Suggestions.closest(name.str.utf8, keys(b)) }
        }
        return found.map { String(decoding: $0, as: UTF8.self) }
    }
}
