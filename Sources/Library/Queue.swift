// _queue.SimpleQueue and _queue.Empty.
//
// v0 = list of the items, i0 = number of the first one (the places before it are empty). There is one thread at a time, so a
// blocking get on an empty queue can only be served by another thread: it waits by time.sleep, which lets others run.

import CVMSpec
import VM

public func registerQueue() {
    NativeModules.register("_queue") { (m) throws(PyRaise) in
        let t = m.t
        let body = try t.newDict()
        try t.dictSet(body, try t.intern("__module__"), try t.intern("_queue"))
        let empty = try t.call(K.type, try t.intern("Empty"), try t.newTuple([K.Exception]), Value(body))
        Roots.add(empty)
        try m.set("Empty", empty)
        try m.type("SimpleQueue", flags: NativeTypeFlags.weakrefable) { (b) throws(PyRaise) in
            try b.new("(cls)") { (t, a) throws(PyRaise) in
                let v = try t.newObject(a[0])
                v.object.pointee.v0 = try t.newList().bits
                return v
            }
            func count(_ v: Value) -> Int { Value(bits: v.object.pointee.v0).list.count - Int(v.object.pointee.i0) }
            func take(_ t: Thread, _ v: Value) -> Value {
                let o = v.object, list = Value(bits: v.object.pointee.v0).list
                let i = Int(o.pointee.i0)
                let x = list.items[i]
                list.items[i] = .empty
                o.pointee.i0 += 1
                if Int(o.pointee.i0) == list.count { t.listClear(list); o.pointee.i0 = 0 }
                else if i > 32 && i > list.count / 2 {
                    // Give back the places in front.
                    let n = list.count - i - 1
                    for k in 0 ..< n { list.items[k] = list.items[k + i + 1] }
                    for k in n ..< list.count { list.items[k] = .empty }
                    list.pointee.count = Int64(n)
                    o.pointee.i0 = 0
                }
                return x
            }
            try b.method("put", "(self, item, block=True, timeout=None)") { (t, a) throws(PyRaise) in
                try t.listAppend(Value(bits: a[0].object.pointee.v0).list, a[1])
                return .none
            }
            try b.method("put_nowait", "(self, item)") { (t, a) throws(PyRaise) in
                try t.listAppend(Value(bits: a[0].object.pointee.v0).list, a[1])
                return .none
            }
            try b.method("get_nowait", "(self, /)") { (t, a) throws(PyRaise) in
                if count(a[0]) == 0 { throw t.raise(empty, arguments: []) }
                return take(t, a[0])
            }
            try b.method("get", "(self, /, block=True, timeout=None)") { (t, a) throws(PyRaise) in
                if count(a[0]) > 0 { return take(t, a[0]) }
                let block = a[1].isEmpty ? true : try t.isTrue(a[1])
                if !block { throw t.raise(empty, arguments: []) }
                let time = try t.importForNative("time")
                var deadline = Double.infinity
                if a[2].isPresent && !a[2].isNone {
                    let d = try t.toDouble(a[2])
                    if d < 0 { throw t.raise(K.ValueError, "'timeout' must be a non-negative number") }
                    deadline = try t.toDouble(try t.callMethod(time, "monotonic")) + d
                }
                var pause = 0.0005
                while count(a[0]) == 0 {
                    if try t.toDouble(try t.callMethod(time, "monotonic")) >= deadline { throw t.raise(empty, arguments: []) }
                    _ = try t.callMethod(time, "sleep", try t.newFloat(pause))
                    pause = Swift.min(0.02, pause * 2)
                }
                return take(t, a[0])
            }
            try b.method("empty", "(self, /)") { (t, a) throws(PyRaise) in Value(count(a[0]) == 0) }
            try b.method("qsize", "(self, /)") { (t, a) throws(PyRaise) in Value(small: count(a[0])) }
            try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
        }
    }
}
