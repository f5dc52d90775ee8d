// Match objects of the regular-expression engine.
//
// v0 string, v1 pattern, v2 a bytes cell with the words pos, endpos, start and end of group 0, 1, … (-1: no match); i0 lastindex.

import CVMSpec
import Glibc
import VM

private func words(_ m: Value) -> UnsafeMutablePointer<Int> {
    UnsafeMutableRawPointer(Value(bits: m.object.pointee.v2).bytes + 1).assumingMemoryBound(to: Int.self)
}

private func groupCount(_ m: Value) -> Int { Int(Value(bits: m.object.pointee.v1).object.pointee.i1) }

/// Number of the group that an index or name means.
private func groupNumber(_ t: Thread, _ m: Value, _ v: Value) throws(PyRaise) -> Int {
    var n = -1
    if v.isInt { n = v.int } else {
        let special = t.has(v, .Str) ? Value.empty : try t.special(of: v, .index)
        if special.isPresent || t.has(v, .Int) || v.isBool { n = try t.clampedIndex(v) } else {
            let d = Value(bits: Value(bits: m.object.pointee.v1).object.pointee.v1).dict
            let found = try t.dictGet(d, v)
            if found.isInt { n = found.int }
        }
    }
    guard n >= 0 && n <= groupCount(m) else { throw t.raise(K.IndexError, "no such group") }
    return n
}

private func groupValue(_ t: Thread, _ m: Value, _ g: Int, _ missing: Value) throws(PyRaise) -> Value {
    let w = words(m)
    let a = w[2 + 2 * g], b = w[3 + 2 * g]
    if a < 0 { return missing }
    let string = Value(bits: m.object.pointee.v0)
    if t.has(string, .Str) { return try t.substring(string.str, a, b) }
    let s = try t.subject(Value(bits: m.object.pointee.v1), string)
    return try t.slice(s, a, b)
}

func defineMatchType(_ t: Thread) throws(PyRaise) {
    Regex.match = try t.defineType("Match", .NativeObject, ownsKind: false, module: "re", subclassable: false) { (b) throws(PyRaise) in
        try b.method("group", "(self, /, *args)") { (t, a) throws(PyRaise) in
            let n = a[1].tuple.count
            if n == 0 { return try groupValue(t, a[0], 0, .none) }
            if n == 1 { return try groupValue(t, a[0], try groupNumber(t, a[0], a[1].tuple.items[0]), .none) }
            let r = try t.newTuple(count: n)
            for i in 0 ..< n { r.items[i] = try groupValue(t, a[0], try groupNumber(t, a[0], a[1].tuple.items[i]), .none) }
            return Value(r)
        }
        try b.method("__getitem__", "(self, key, /)") { (t, a) throws(PyRaise) in try groupValue(t, a[0], try groupNumber(t, a[0], a[1]), .none) }
        try b.method("groups", "(self, /, default=None)") { (t, a) throws(PyRaise) in
            let n = groupCount(a[0])
            let r = try t.newTuple(count: n)
            let missing = a[1].isEmpty ? Value.none : a[1]
            for i in 0 ..< n { r.items[i] = try groupValue(t, a[0], i + 1, missing) }
            return Value(r)
        }
        try b.method("groupdict", "(self, /, default=None)") { (t, a) throws(PyRaise) in
            let names = Value(bits: Value(bits: a[0].object.pointee.v1).object.pointee.v1).dict
            let r = try t.newDict()
            let missing = a[1].isEmpty ? Value.none : a[1]
            var i = t.dictNext(names, 0)
            while i >= 0 {
                let e = names.pointee.entries.unsafelyUnwrapped[i]
                try t.dictSet(r, Value(bits: e.key), try groupValue(t, a[0], try groupNumber(t, a[0], Value(bits: e.value)), missing))
                i = t.dictNext(names, i + 1)
            }
            return Value(r)
        }
        try b.method("start", "(self, group=0, /)") { (t, a) throws(PyRaise) in try t.newInt(words(a[0])[2 + 2 * (a[1].isEmpty ? 0 : try groupNumber(t, a[0], a[1]))]) }
        try b.method("end", "(self, group=0, /)") { (t, a) throws(PyRaise) in try t.newInt(words(a[0])[3 + 2 * (a[1].isEmpty ? 0 : try groupNumber(t, a[0], a[1]))]) }
        try b.method("span", "(self, group=0, /)") { (t, a) throws(PyRaise) in
            let g = a[1].isEmpty ? 0 : try groupNumber(t, a[0], a[1])
            return try t.newTuple([Value(small: words(a[0])[2 + 2 * g]), Value(small: words(a[0])[3 + 2 * g])])
        }
        try b.attribute("regs", get: { (t, a) throws(PyRaise) in
            var all: [Value] = []
            for g in 0 ... groupCount(a[0]) { all.append(try t.newTuple([Value(small: words(a[0])[2 + 2 * g]), Value(small: words(a[0])[3 + 2 * g])])) }
            return try t.newTuple(all)
        })
        try b.attribute("pos", get: { (_, a) throws(PyRaise) in Value(small: words(a[0])[0]) })
        try b.attribute("endpos", get: { (_, a) throws(PyRaise) in Value(small: words(a[0])[1]) })
        try b.attribute("string", get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v0) })
        try b.attribute("re", get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v1) })
        try b.attribute("lastindex", get: { (_, a) throws(PyRaise) in a[0].object.pointee.i0 >= 0 ? Value(small: Int(a[0].object.pointee.i0)) : .none })
        try b.attribute("lastgroup", get: { (_, a) throws(PyRaise) in
            let n = Int(a[0].object.pointee.i0)
            let names = Value(bits: Value(bits: a[0].object.pointee.v1).object.pointee.v2).tuple
            return n >= 0 && n < names.count ? names.items[n] : .none
        })
        try b.method("expand", "(self, /, template)") { (t, a) throws(PyRaise) in
            if Regex.module.isEmpty { Regex.module = Roots.add(try t.importModule("re")) }
            return try t.call(try t.getAttribute(Regex.module, "_expand"), Value(bits: a[0].object.pointee.v1), a[0], a[1])
        }
        try b.method("__copy__", "(self, /)") { (_, a) throws(PyRaise) in a[0] }
        try b.method("__deepcopy__", "(self, memo, /)") { (_, a) throws(PyRaise) in a[0] }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let w = words(a[0])
            return try t.str("<re.Match object; span=(\(w[2]), \(w[3])), match=\(try t.reprString(try groupValue(t, a[0], 0, .none)))>")
        }
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
    }
}
