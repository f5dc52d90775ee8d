// _signal: handlers in Python for the signals of the operating system (delivery: Posix/Signals.swift).

import CVMSpec
import Glibc
import VM

private let signalNames: [(String, Int32)] = [
    ("SIGHUP", 1), ("SIGINT", 2), ("SIGQUIT", 3), ("SIGILL", 4), ("SIGTRAP", 5), ("SIGABRT", 6), ("SIGIOT", 6), ("SIGBUS", 7), ("SIGFPE", 8), ("SIGKILL", 9), ("SIGUSR1", 10),
    ("SIGSEGV", 11), ("SIGUSR2", 12), ("SIGPIPE", 13), ("SIGALRM", 14), ("SIGTERM", 15), ("SIGSTKFLT", 16), ("SIGCHLD", 17), ("SIGCLD", 17), ("SIGCONT", 18), ("SIGSTOP", 19),
    ("SIGTSTP", 20), ("SIGTTIN", 21), ("SIGTTOU", 22), ("SIGURG", 23), ("SIGXCPU", 24), ("SIGXFSZ", 25), ("SIGVTALRM", 26), ("SIGPROF", 27), ("SIGWINCH", 28), ("SIGIO", 29),
    ("SIGPOLL", 29), ("SIGPWR", 30), ("SIGSYS", 31), ("SIGRTMIN", 34), ("SIGRTMAX", 64)]

/// What the operating system calls: notes the signal for the next safepoint.
private let noteSignal: @convention(c) (Int32) -> Void = { n in
    if n > 0 && n < 64 { Signals.pending |= 1 << UInt64(n) }
    if let t = Signals.thread { t.pointee.pending |= PendingBit.signal.rawValue }
    if Signals.wakeup >= 0 {
        var b = UInt8(truncatingIfNeeded: n)
        let saved = errno
        _ = write(Signals.wakeup, &b, 1)
        errno = saved
    }
}

private func install(_ n: Int32, _ handler: sigaction.__Unnamed_union___sigaction_handler) -> Int32 {
    var action = sigaction()
    action.__sigaction_handler = handler
    return sigaction(n, &action, nil)
}

private func number(_ t: Thread, _ v: Value) throws(PyRaise) -> Int32 {
    let n = try t.cInt(v)
    if n < 1 || n >= 65 { throw t.raise(K.ValueError, "signal number out of range") }
    return n
}

private func signalSet(_ t: Thread, _ v: Value) throws(PyRaise) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    try t.forEach(v) { (x) throws(PyRaise) in
        let n = try t.cInt(x)
        if n < 1 || n >= 65 { throw t.raise(K.ValueError, "signal number \(n) out of range [1; 64]") }
        sigaddset(&set, n)
        return true
    }
    return set
}

private func setValue(_ t: Thread, _ set: sigset_t) throws(PyRaise) -> Value {
    var set = set
    let list = try t.newList()
    for n in 1 ..< Int32(65) where sigismember(&set, n) == 1 { try t.listAppend(list.list, Value(small: Int(n))) }
    return try t.call(K.set, list)
}

/// Takes over SIGINT, ignores SIGPIPE and SIGXFSZ, as a Python program expects; called when the interpreter starts.
public func prepareSignals(_ t: Thread) throws(PyRaise) {
    Signals.thread = t
    var ignore = sigaction.__Unnamed_union___sigaction_handler()
    ignore.sa_handler = SIG_IGN
    _ = install(SIGPIPE, ignore)
    _ = install(SIGXFSZ, ignore)
    try prepareHandlers(t)
}

/// The table of Python's handlers, from what the process was started with; SIGINT raises KeyboardInterrupt unless it is ignored.
private func prepareHandlers(_ t: Thread) throws(PyRaise) {
    if Signals.handlers.isPresent { return }
    let interrupt = try t.newNative("default_int_handler", "(signalnum, frame, /)", module: try t.intern("_signal")) { (t, _) throws(PyRaise) in throw t.raise(K.KeyboardInterrupt, arguments: []) }
    Signals.interrupt = Roots.add(interrupt)
    Signals.handlers = Roots.add(try t.newList([Value](repeating: .none, count: 65)))
    for n in 1 ..< Int32(65) {
        var old = sigaction()
        guard sigaction(n, nil, &old) == 0 else { continue }
        let h = unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self)
        Signals.handlers.list.items[Int(n)] = h == 0 ? Value(small: 0) : h == 1 ? Value(small: 1) : .none
    }
    let slot = Signals.handlers.list.items + Int(SIGINT)
    if slot.pointee == Value(small: 0) {
        slot.pointee = interrupt
        var note = sigaction.__Unnamed_union___sigaction_handler()
        note.sa_handler = noteSignal
        _ = install(SIGINT, note)
    }
}

func registerSignal() {
    NativeModules.register("_signal") { (m) throws(PyRaise) in
        let t = m.t
        Signals.thread = t
        for (name, n) in signalNames { try m.set(name, Value(small: Int(n))) }
        for (name, n) in [("SIG_DFL", 0), ("SIG_IGN", 1), ("NSIG", 65), ("SIG_BLOCK", 0), ("SIG_UNBLOCK", 1), ("SIG_SETMASK", 2), ("ITIMER_REAL", 0), ("ITIMER_VIRTUAL", 1), ("ITIMER_PROF", 2)] {
            try m.set(name, Value(small: n))
        }
        try m.set("ItimerError", K.OSError)
        try prepareHandlers(t)
        try m.set("default_int_handler", Signals.interrupt)
        try m.function("signal", "(signalnum, handler, /)") { (t, a) throws(PyRaise) in
            let n = try number(t, a[0])
            var handler = sigaction.__Unnamed_union___sigaction_handler()
            if a[1].isInt || t.has(a[1], .Int) {
                let k = try t.index(a[1])
                guard k == 0 || k == 1 else { throw t.raise(K.TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object") }
                handler.sa_handler = k == 0 ? SIG_DFL : SIG_IGN
            } else {
                guard try t.special(of: a[1], .call).isPresent else { throw t.raise(K.TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object") }
                handler.sa_handler = noteSignal
            }
            if install(n, handler) != 0 { throw t.osError(errno) }
            let old = Signals.handlers.list.items[Int(n)]
            Signals.handlers.list.items[Int(n)] = a[1].isInt ? a[1] : t.has(a[1], .Int) ? Value(small: try t.index(a[1])) : a[1]
            t.barrier(Signals.handlers)
            return old
        }
        try m.function("getsignal", "(signalnum, /)") { (t, a) throws(PyRaise) in Signals.handlers.list.items[Int(try number(t, a[0]))] }
        try m.function("raise_signal", "(signalnum, /)") { (t, a) throws(PyRaise) in
            if raise(try t.cInt(a[0])) != 0 { throw t.osError(errno) }
            try t.checkSignals()
            return .none
        }
        try m.function("strsignal", "(signalnum, /)") { (t, a) throws(PyRaise) in
            let n = try number(t, a[0])
            guard let p = Glibc.strsignal(n) else { return .none }
            let s = String(cString: p)
            return s.hasPrefix("Unknown signal") ? .none : try t.str(s)
        }
        try m.function("valid_signals", "()") { (t, _) throws(PyRaise) in
            let list = try t.newList()
            for n in 1 ..< 65 where n != 32 && n != 33 { try t.listAppend(list.list, Value(small: n)) }
            return try t.call(K.set, list)
        }
        try m.function("alarm", "(seconds, /)") { (t, a) throws(PyRaise) in Value(small: Int(alarm(UInt32(truncatingIfNeeded: try t.index(a[0]))))) }
        try m.function("pause", "()") { (t, _) throws(PyRaise) in
            pause()
            try t.checkSignals()
            return .none
        }
        try m.function("siginterrupt", "(signalnum, flag, /)") { (t, a) throws(PyRaise) in try t.check(siginterrupt(try number(t, a[0]), try t.cInt(a[1]))); return .none }
        try m.function("set_wakeup_fd", "(fd, /, *, warn_on_full_buffer=True)") { (t, a) throws(PyRaise) in
            let old = Signals.wakeup
            Signals.wakeup = try t.cInt(a[0])
            return Value(small: Int(old))
        }
        try m.function("setitimer", "(which, seconds, interval=0.0, /)") { (t, a) throws(PyRaise) in
            func value(_ d: Double) -> timeval { timeval(tv_sec: Int(max(0, min(d, 1e15))), tv_usec: Int((d - d.rounded(.down)) * 1e6)) }
            var new = itimerval(it_interval: value(a[2].isEmpty ? 0 : try t.toDouble(a[2])), it_value: value(try t.toDouble(a[1]))), old = itimerval()
            try t.check(setitimer(__itimer_which_t(UInt32(bitPattern: try t.cInt(a[0]))), &new, &old))
            return try t.newTuple([try t.newFloat(Double(old.it_value.tv_sec) + Double(old.it_value.tv_usec) / 1e6), try t.newFloat(Double(old.it_interval.tv_sec) + Double(old.it_interval.tv_usec) / 1e6)])
        }
        try m.function("getitimer", "(which, /)") { (t, a) throws(PyRaise) in
            var old = itimerval()
            try t.check(getitimer(__itimer_which_t(UInt32(bitPattern: try t.cInt(a[0]))), &old))
            return try t.newTuple([try t.newFloat(Double(old.it_value.tv_sec) + Double(old.it_value.tv_usec) / 1e6), try t.newFloat(Double(old.it_interval.tv_sec) + Double(old.it_interval.tv_usec) / 1e6)])
        }
        try m.function("pthread_sigmask", "(how, mask, /)") { (t, a) throws(PyRaise) in
            var set = try signalSet(t, a[1]), old = sigset_t()
            let e = pthread_sigmask(try t.cInt(a[0]), &set, &old)
            if e != 0 { throw t.osError(e) }
            try t.checkSignals()
            return try setValue(t, old)
        }
        try m.function("sigpending", "()") { (t, _) throws(PyRaise) in
            var set = sigset_t()
            try t.check(sigpending(&set))
            return try setValue(t, set)
        }
        try m.function("sigwait", "(sigset, /)") { (t, a) throws(PyRaise) in
            var set = try signalSet(t, a[0]), n: Int32 = 0
            let e = sigwait(&set, &n)
            if e != 0 { throw t.osError(e) }
            return Value(small: Int(n))
        }
        try m.function("pthread_kill", "(thread_id, signalnum, /)") { (t, a) throws(PyRaise) in
            if raise(try t.cInt(a[1])) != 0 { throw t.osError(errno) }
            try t.checkSignals()
            return .none
        }
    }
}
