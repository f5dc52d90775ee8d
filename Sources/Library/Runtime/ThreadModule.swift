// _thread: locks and thread-local data for a process with one thread of Python; starting another is refused.
//
// A lock that is held can never be released by somebody else while its acquirer waits: waiting without a limit would last
// for ever and raises RuntimeError instead.

import CVMSpec
import Glibc
import VM

enum ThreadTypes {
    nonisolated(unsafe) static var lock = Value.empty
    nonisolated(unsafe) static var rlock = Value.empty
    nonisolated(unsafe) static var local = Value.empty
    nonisolated(unsafe) static var hookArguments: StructSequence? = nil
    nonisolated(unsafe) static var stackSize = 0
}

/// Number of the running thread.
func threadIdentity() -> Int { Int(bitPattern: UInt(pthread_self())) & (Int.max >> 1) }

/// Waits for a lock that is held: for `timeout` seconds, then false.
private func waitForLock(_ t: Thread, _ blocking: Value, _ timeout: Value) throws(PyRaise) -> Bool {
    let blocks = try t.flag(blocking, true)
    let limit = timeout.isEmpty ? -1 : try t.toDouble(timeout)
    if !blocks {
        if limit != -1 { throw t.raise(K.ValueError, "can't specify a timeout for a non-blocking call") }
        return false
    }
    if limit < 0 && limit != -1 { throw t.raise(K.ValueError, "timeout value must be a non-negative number") }
    if limit > 4294967 { throw t.raise(K.OverflowError, "timeout value is too large") }
    if limit < 0 { throw t.raise(K.RuntimeError, "deadlock: the lock is held by the only thread") }
    usleep(useconds_t(min(limit, 4000) * 1e6))
    try t.checkSignals()
    return false
}

private func checkTimeout(_ t: Thread, _ blocking: Value, _ timeout: Value) throws(PyRaise) {
    if timeout.isEmpty { return }
    let limit = try t.toDouble(timeout)
    if limit != -1, !(try t.flag(blocking, true)) { throw t.raise(K.ValueError, "can't specify a timeout for a non-blocking call") }
    if limit < 0 && limit != -1 { throw t.raise(K.ValueError, "timeout value must be a non-negative number") }
    if limit > 4294967296 * 2 { throw t.raise(K.OverflowError, "timeout value is too large") }
}

private func defineThreadTypes(_ t: Thread) throws(PyRaise) {
    ThreadTypes.lock = try t.defineType("lock", .NativeObject, ownsKind: false, module: "_thread", subclassable: false) { (b) throws(PyRaise) in
        for name in ["acquire", "acquire_lock", "__enter__"] {
            try b.method(name, "(self, blocking=True, timeout=-1)") { (t, a) throws(PyRaise) in
                try checkTimeout(t, a[1], a[2])
                if a[0].object.pointee.i0 != 0 { return Value(try waitForLock(t, a[1], a[2])) }
                a[0].object.pointee.i0 = 1
                return .true_
            }
        }
        for (name, signature) in [("release", "(self, /)"), ("release_lock", "(self, /)"), ("__exit__", "(self, /, *args)")] {
            try b.method(name, signature) { (t, a) throws(PyRaise) in
                if a[0].object.pointee.i0 == 0 { throw t.raise(K.RuntimeError, "release unlocked lock") }
                a[0].object.pointee.i0 = 0
                return .none
            }
        }
        for name in ["locked", "locked_lock"] { try b.method(name, "(self, /)") { (_, a) throws(PyRaise) in Value(a[0].object.pointee.i0 != 0) } }
        try b.method("_at_fork_reinit", "(self, /)") { (_, a) throws(PyRaise) in a[0].object.pointee.i0 = 0; return .none }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            try t.str("<\(a[0].object.pointee.i0 != 0 ? "locked" : "unlocked") _thread.lock object at 0x\(String(a[0].bits, radix: 16))>")
        }
    }
    ThreadTypes.rlock = try t.defineType("RLock", .NativeObject, ownsKind: false, module: "_thread") { (b) throws(PyRaise) in
        try definePlainNew(b)
        try b.method("__init__", "(self, /)") { (_, _) throws(PyRaise) in .none }
        for name in ["acquire", "__enter__"] {
            try b.method(name, "(self, blocking=True, timeout=-1)") { (t, a) throws(PyRaise) in
                try checkTimeout(t, a[1], a[2])
                a[0].object.pointee.i0 += 1
                return .true_
            }
        }
        for (name, signature) in [("release", "(self, /)"), ("__exit__", "(self, /, *args)")] {
            try b.method(name, signature) { (t, a) throws(PyRaise) in
                if a[0].object.pointee.i0 == 0 { throw t.raise(K.RuntimeError, "cannot release un-acquired lock") }
                a[0].object.pointee.i0 -= 1
                return .none
            }
        }
        try b.method("_is_owned", "(self, /)") { (_, a) throws(PyRaise) in Value(a[0].object.pointee.i0 != 0) }
        try b.method("_recursion_count", "(self, /)") { (_, a) throws(PyRaise) in Value(small: Int(a[0].object.pointee.i0)) }
        try b.method("_release_save", "(self, /)") { (t, a) throws(PyRaise) in
            let n = a[0].object.pointee.i0
            if n == 0 { throw t.raise(K.RuntimeError, "cannot release un-acquired lock") }
            a[0].object.pointee.i0 = 0
            return try t.newTuple([Value(small: Int(n)), Value(small: threadIdentity())])
        }
        try b.method("_acquire_restore", "(self, state, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[1], .Tuple), a[1].tuple.count == 2 else { throw t.raise(K.TypeError, "_acquire_restore() argument must be a pair") }
            a[0].object.pointee.i0 = Int64(try t.index(a[1].tuple.items[0]))
            return .none
        }
        try b.method("_at_fork_reinit", "(self, /)") { (_, a) throws(PyRaise) in a[0].object.pointee.i0 = 0; return .none }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let n = a[0].object.pointee.i0
            return try t.str("<\(n != 0 ? "locked" : "unlocked") \(t.typeName(of: a[0]) == "RLock" ? "_thread.RLock" : t.typeName(of: a[0])) object owner=\(n != 0 ? threadIdentity() : 0) count=\(n) at 0x\(String(a[0].bits, radix: 16))>")
        }
    }
    ThreadTypes.local = try t.defineType("_local", .NativeObject, ownsKind: false, module: "_thread") { (b) throws(PyRaise) in
        try b.addInstanceDict()
        try definePlainNew(b)
    }
    ThreadTypes.hookArguments = try StructSequence(t, module: "_thread", name: "_ExceptHookArgs", fields: ["exc_type", "exc_value", "exc_traceback", "thread"])
}

func registerThread() {
    NativeModules.register("_thread") { (m) throws(PyRaise) in
        let t = m.t
        if ThreadTypes.lock.isEmpty { try defineThreadTypes(t) }
        try m.set("LockType", ThreadTypes.lock)
        try m.set("RLock", ThreadTypes.rlock)
        try m.set("_local", ThreadTypes.local)
        try m.set("error", K.RuntimeError)
        if let h = ThreadTypes.hookArguments { try m.set("_ExceptHookArgs", h.type) }
        try m.set("TIMEOUT_MAX", try t.newFloat(9223372036.0))
        for name in ["allocate_lock", "allocate", "_set_sentinel"] {
            try m.function(name, "()") { (t, _) throws(PyRaise) in try t.newInstanceCell(ThreadTypes.lock.type) }
        }
        try m.function("get_ident", "()") { (t, _) throws(PyRaise) in try t.newInt(threadIdentity()) }
        try m.function("get_native_id", "()") { (_, _) throws(PyRaise) in Value(small: Int(getpid())) }
        for name in ["start_new_thread", "start_new"] {
            try m.function(name, "(function, args, kwargs={}, /)") { (t, _) throws(PyRaise) in throw t.raise(K.RuntimeError, "can't start new thread") }
        }
        for name in ["exit", "exit_thread"] { try m.function(name, "()") { (t, _) throws(PyRaise) in throw t.raise(K.SystemExit, arguments: []) } }
        try m.function("interrupt_main", "(signum=2, /)") { (t, a) throws(PyRaise) in
            raise(a[0].isEmpty ? SIGINT : try t.cInt(a[0]))
            try t.checkSignals()
            return .none
        }
        try m.function("_count", "()") { (_, _) throws(PyRaise) in Value(small: 0) }
        try m.function("stack_size", "(size=0, /)") { (t, a) throws(PyRaise) in
            let old = ThreadTypes.stackSize
            if a[0].isPresent {
                let n = try t.index(a[0])
                if n < 0 { throw t.raise(K.ValueError, "size must be 0 or a positive value") }
                if n != 0 && n < 32768 { throw t.raise(K.ValueError, "size not valid: \(n) bytes") }
                ThreadTypes.stackSize = n
            }
            return Value(small: old)
        }
        try m.function("_excepthook", "(exc_info, /)") { (t, a) throws(PyRaise) in
            let info = try t.tupleFrom(a[0])
            guard info.tuple.count >= 2 else { throw t.raise(K.TypeError, "_thread.excepthook argument type must be ExceptHookArgs") }
            if t.has(info.tuple.items[1], .Exception) { try t.writeStderr("Exception in thread:\n" + (try t.formatException(info.tuple.items[1]))) }
            return .none
        }
    }
}
