// select: select() and poll objects (both over poll(2)). epoll is not provided; selectors then chooses poll.

import CVMSpec
import Glibc
import VM

private nonisolated(unsafe) var pollType = Value.empty

/// poll(2) until a deadline (seconds from now, negative: none), through signals.
private func pollDescriptors(_ t: Thread, _ fds: inout [pollfd], _ seconds: Double) throws(PyRaise) -> Int {
    let start = clockNanoseconds(CLOCK_MONOTONIC)
    while true {
        var wait: Int32 = -1
        if seconds >= 0 {
            let rest = seconds * 1000 - Double(clockNanoseconds(CLOCK_MONOTONIC) - start) / 1e6
            wait = Int32(max(0, min(rest.rounded(.up), 2e9)))
        }
        let n = poll(&fds, nfds_t(fds.count), wait)
        if n >= 0 { return Int(n) }
        if errno != EINTR { throw t.osError(errno) }
        try t.checkSignals()
    }
}

func registerSelect() {
    NativeModules.register("select") { (m) throws(PyRaise) in
        let t = m.t
        try m.set("error", K.OSError)
        for (name, n) in [("POLLIN", 1), ("POLLPRI", 2), ("POLLOUT", 4), ("POLLERR", 8), ("POLLHUP", 16), ("POLLNVAL", 32), ("POLLRDNORM", 64), ("POLLRDBAND", 128), ("POLLWRNORM", 256),
                          ("POLLWRBAND", 512), ("POLLMSG", 1024), ("POLLRDHUP", 0x2000), ("PIPE_BUF", 4096)] { try m.set(name, Value(small: n)) }
        try m.function("select", "(rlist, wlist, xlist, timeout=None, /)") { (t, a) throws(PyRaise) in
            var seconds = -1.0
            if a[3].isPresent && !a[3].isNone {
                if t.has(a[3], .Str) { throw t.raise(K.TypeError, "timeout must be a float or None") }
                seconds = try t.toDouble(a[3])
                if seconds < 0 { throw t.raise(K.ValueError, "timeout must be non-negative") }
            }
            let lists = try t.newList()
            var fds: [pollfd] = [], owner: [(Int, Int)] = []
            for k in 0 ..< 3 {
                let list = try t.listFrom(a[k])
                try t.listAppend(lists.list, list)
                for i in 0 ..< list.list.count {
                    let fd = try descriptor(t, list.list.items[i])
                    fds.append(pollfd(fd: fd, events: Int16([POLLIN, POLLOUT, POLLPRI][k]), revents: 0))
                    owner.append((k, i))
                }
            }
            _ = try pollDescriptors(t, &fds, seconds)
            let results = [try t.newList(), try t.newList(), try t.newList()]
            for (i, f) in fds.enumerated() where f.revents != 0 {
                if f.revents & Int16(POLLNVAL) != 0 { throw t.osError(EBADF) }
                let (k, at) = owner[i]
                if k == 2 && f.revents & Int16(POLLPRI) == 0 { continue }
                try t.listAppend(results[k].list, lists.list.items[k].list.items[at])
            }
            return try t.newTuple(results)
        }
        if pollType.isEmpty {
            // v0: dict from descriptor to events.
            pollType = try t.defineType("poll", .NativeObject, ownsKind: false, module: "select", subclassable: false) { (b) throws(PyRaise) in
                for name in ["register", "modify"] {
                    try b.method(name, "(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /)") { (t, a) throws(PyRaise) in
                        let fd = Value(small: Int(try descriptor(t, a[1])))
                        let d = Value(bits: a[0].object.pointee.v0).dict
                        if name == "modify", try t.dictGet(d, fd).isEmpty { throw t.osError(ENOENT) }
                        let events = a[2].isEmpty ? 7 : try t.index(a[2])
                        guard events >= 0 && events <= 0xFFFF else { throw t.raise(K.OverflowError, "unsigned short is greater than maximum") }
                        try t.dictSet(d, fd, Value(small: events))
                        return .none
                    }
                }
                try b.method("unregister", "(self, fd, /)") { (t, a) throws(PyRaise) in
                    let fd = Value(small: Int(try descriptor(t, a[1])))
                    if !(try t.dictDelete(Value(bits: a[0].object.pointee.v0).dict, fd)) { throw t.keyError(fd) }
                    return .none
                }
                try b.method("poll", "(self, timeout=None, /)") { (t, a) throws(PyRaise) in
                    let milliseconds = a[1].isEmpty || a[1].isNone ? -1 : try t.toDouble(a[1])
                    var fds: [pollfd] = []
                    let d = Value(bits: a[0].object.pointee.v0).dict
                    var i = t.dictNext(d, 0)
                    while i >= 0 {
                        let e = d.pointee.entries.unsafelyUnwrapped[i]
                        fds.append(pollfd(fd: Int32(truncatingIfNeeded: Value(bits: e.key).int), events: Int16(truncatingIfNeeded: Value(bits: e.value).int), revents: 0))
                        i = t.dictNext(d, i + 1)
                    }
                    _ = try pollDescriptors(t, &fds, milliseconds < 0 ? -1 : milliseconds / 1000)
                    let list = try t.newList()
                    for f in fds where f.revents != 0 { try t.listAppend(list.list, try t.newTuple([Value(small: Int(f.fd)), Value(small: Int(UInt16(bitPattern: f.revents)))])) }
                    return list
                }
            }
        }
        try m.function("poll", "()") { (t, _) throws(PyRaise) in
            let p = try t.newInstanceCell(pollType.type)
            p.object.pointee.v0 = Value(try t.newDict()).bits
            return p
        }
    }
}
