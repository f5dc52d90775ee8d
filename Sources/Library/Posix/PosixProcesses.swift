// posix: descriptors, processes, the environment and facts about the machine.

import CVMSpec
import Glibc
import VM

func definePosixDescriptors(_ m: ModuleBuilder) throws(PyRaise) {
    try m.function("open", "(path, flags, mode=0o777, *, dir_fd=None)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "open")
        let flags = try t.cInt(a[1])
        let mode = a[2].isEmpty ? 0o777 : mode_t(bitPattern32: try t.cInt(a[2]))
        let dir = try t.dirFD(a[3])
        while true {
            let fd = openat(dir, p.path, flags | O_CLOEXEC, mode)
            if fd >= 0 { return Value(small: Int(fd)) }
            if errno != EINTR { throw t.osError(errno, filename: p.value) }
            try t.checkSignals()
        }
    }
    try m.function("close", "(fd)") { (t, a) throws(PyRaise) in
        if Glibc.close(try t.cInt(a[0])) < 0 && errno != EINTR { throw t.osError(errno) }
        return .none
    }
    try m.function("closerange", "(fd_low, fd_high, /)") { (t, a) throws(PyRaise) in
        let low = max(0, try t.cInt(a[0])), high = min(try t.cInt(a[1]), 1 << 20)
        if low < high { for fd in low ..< high { _ = Glibc.close(fd) } }
        return .none
    }
    try m.function("read", "(fd, length, /)") { (t, a) throws(PyRaise) in
        let fd = try t.cInt(a[0]), n = try t.index(a[1])
        guard n >= 0 else { throw t.osError(EINVAL) }
        let (v, p) = try t.newBytesCell(min(n, Int(Int32.max)))
        while true {
            let k = Glibc.read(fd, p, min(n, Int(Int32.max)))
            if k >= 0 { return k == n ? v : try t.makeBytes(p, k) }
            if errno != EINTR { throw t.osError(errno) }
            try t.checkSignals()
        }
    }
    try m.function("readv", "(fd, buffers, /)") { (t, a) throws(PyRaise) in
        let fd = try t.cInt(a[0])
        let buffers = try t.tupleFrom(a[1])
        var total = 0
        for i in 0 ..< buffers.tuple.count {
            let view = try t.writableView(buffers.tuple.items[i])
            let k = try t.check(Glibc.read(fd, view.baseAddress, view.count))
            total += k
            if k < view.count { break }
        }
        return Value(small: total)
    }
    try m.function("write", "(fd, data, /)") { (t, a) throws(PyRaise) in
        let fd = try t.cInt(a[0])
        while true {
            let view = try t.bytesView(a[1])
            let k = Glibc.write(fd, view.baseAddress, min(view.count, Int(Int32.max)))
            if k >= 0 { return Value(small: k) }
            if errno != EINTR { throw t.osError(errno) }
            try t.checkSignals()
        }
    }
    try m.function("writev", "(fd, buffers, /)") { (t, a) throws(PyRaise) in
        var all: [UInt8] = []
        let buffers = try t.tupleFrom(a[1])
        for i in 0 ..< buffers.tuple.count { all.append(contentsOf: try t.bytesView(buffers.tuple.items[i])) }
        let fd = try t.cInt(a[0])
        return Value(small: try t.check(all.withUnsafeBufferPointer { Glibc.write(fd, $0.baseAddress, $0.count) }))
    }
    try m.function("pread", "(fd, length, offset, /)") { (t, a) throws(PyRaise) in
        let n = try t.index(a[1])
        guard n >= 0 else { throw t.osError(EINVAL) }
        let (_, p) = try t.newBytesCell(n)
        return try t.makeBytes(p, try t.check(Glibc.pread(try t.cInt(a[0]), p, n, try t.index(a[2]))))
    }
    try m.function("pwrite", "(fd, buffer, offset, /)") { (t, a) throws(PyRaise) in
        let view = try t.bytesView(a[1])
        return Value(small: try t.check(Glibc.pwrite(try t.cInt(a[0]), view.baseAddress, view.count, try t.index(a[2]))))
    }
    try m.function("lseek", "(fd, position, how, /)") { (t, a) throws(PyRaise) in
        try t.newInt(try t.check(lseek(try t.cInt(a[0]), try t.index(a[1]), try t.cInt(a[2]))))
    }
    try m.function("fsync", "(fd)") { (t, a) throws(PyRaise) in try t.check(fsync(try t.cInt(a[0]))); return .none }
    try m.function("fdatasync", "(fd)") { (t, a) throws(PyRaise) in try t.check(fdatasync(try t.cInt(a[0]))); return .none }
    try m.function("ftruncate", "(fd, length, /)") { (t, a) throws(PyRaise) in try t.check(ftruncate(try t.cInt(a[0]), try t.index(a[1]))); return .none }
    try m.function("isatty", "(fd, /)") { (t, a) throws(PyRaise) in Value(Glibc.isatty(try t.cInt(a[0])) != 0) }
    try m.function("ttyname", "(fd, /)") { (t, a) throws(PyRaise) in
        guard let p = Glibc.ttyname(try t.cInt(a[0])) else { throw t.osError(errno) }
        return try t.fsDecode(p)
    }
    try m.function("dup", "(fd, /)") { (t, a) throws(PyRaise) in Value(small: Int(try t.check(fcntl(try t.cInt(a[0]), F_DUPFD_CLOEXEC, 0)))) }
    try m.function("dup2", "(fd, fd2, inheritable=True)") { (t, a) throws(PyRaise) in
        let r = try t.check(Glibc.dup2(try t.cInt(a[0]), try t.cInt(a[1])))
        if !(try t.flag(a[2], true)) { _ = fcntl(r, F_SETFD, FD_CLOEXEC) }
        return Value(small: Int(r))
    }
    for name in ["pipe", "pipe2"] {
        try m.function(name, name == "pipe" ? "()" : "(flags, /)") { (t, a) throws(PyRaise) in
            var fds: [Int32] = [0, 0]
            let flags = name == "pipe" ? 0 : try t.cInt(a[0])
            try t.check(Glibc.pipe(&fds))
            for fd in fds {
                if name == "pipe" || flags & O_CLOEXEC != 0 { _ = fcntl(fd, F_SETFD, FD_CLOEXEC) }
                if flags & O_NONBLOCK != 0 { _ = fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) }
            }
            return try t.newTuple([Value(small: Int(fds[0])), Value(small: Int(fds[1]))])
        }
    }
    try m.function("get_inheritable", "(fd, /)") { (t, a) throws(PyRaise) in Value(try t.check(fcntl(try t.cInt(a[0]), F_GETFD)) & FD_CLOEXEC == 0) }
    try m.function("set_inheritable", "(fd, inheritable, /)") { (t, a) throws(PyRaise) in
        let fd = try t.cInt(a[0])
        let flags = try t.check(fcntl(fd, F_GETFD))
        try t.check(fcntl(fd, F_SETFD, try t.isTrue(a[1]) ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC))
        return .none
    }
    try m.function("get_blocking", "(fd, /)") { (t, a) throws(PyRaise) in Value(try t.check(fcntl(try t.cInt(a[0]), F_GETFL)) & O_NONBLOCK == 0) }
    try m.function("set_blocking", "(fd, blocking, /)") { (t, a) throws(PyRaise) in
        let fd = try t.cInt(a[0])
        let flags = try t.check(fcntl(fd, F_GETFL))
        try t.check(fcntl(fd, F_SETFL, try t.isTrue(a[1]) ? flags & ~O_NONBLOCK : flags | O_NONBLOCK))
        return .none
    }
    try m.function("get_terminal_size", "(fd=1, /)") { (t, a) throws(PyRaise) in
        var w = winsize()
        try t.check(ioctl(a[0].isEmpty ? 1 : try t.cInt(a[0]), UInt(TIOCGWINSZ), &w))
        return try PosixTypes.terminalSize?.make(t, [Value(small: Int(w.ws_col)), Value(small: Int(w.ws_row))]) ?? .none
    }
    try m.function("sendfile", "(out_fd, in_fd, offset, count)") { (t, a) throws(PyRaise) in
        let output = try t.cInt(a[0]), input = try t.cInt(a[1]), count = try t.index(a[3])
        guard count >= 0 else { throw t.osError(EINVAL) }
        var done = 0
        if a[2].isNone {
            done = sendfile(output, input, nil, count)
        } else {
            var offset = off_t(try t.index(a[2]))
            done = sendfile(output, input, &offset, count)
        }
        if done < 0 { throw t.osError(errno) }
        return try t.newInt(done)
    }
    try m.function("device_encoding", "(fd)") { (t, a) throws(PyRaise) in Glibc.isatty(try t.cInt(a[0])) != 0 ? try t.intern("UTF-8") : .none }
    try m.function("openpty", "()") { (t, a) throws(PyRaise) in throw t.notImplemented("os.openpty") }
}

func definePosixProcesses(_ m: ModuleBuilder) throws(PyRaise) {
    let t = m.t
    let environment = try t.newDict()
    var p = environ
    while let entry = p.pointee {
        let bytes = cBytes(entry)
        if let e = bytes.dropFirst().firstIndex(of: 61) {
            let key = try t.makeBytes(Array(bytes[0 ..< e]))
            if try t.dictGet(environment, key).isEmpty { try t.dictSet(environment, key, try t.makeBytes(Array(bytes[(e + 1)...]))) }
        }
        p += 1
    }
    try m.set("environ", Value(environment))
    try m.function("putenv", "(name, value, /)") { (t, a) throws(PyRaise) in
        let k = try t.pathCString(a[0]), v = try t.pathCString(a[1])
        if k.contains(61) { throw t.raise(K.ValueError, "illegal environment variable name") }
        try t.check(setenv(k, v, 1))
        return .none
    }
    try m.function("unsetenv", "(name, /)") { (t, a) throws(PyRaise) in try t.check(unsetenv(try t.pathCString(a[0]))); return .none }
    for (name, f) in [("getpid", { Int(getpid()) }), ("getppid", { Int(getppid()) }), ("getuid", { Int(getuid()) }), ("geteuid", { Int(geteuid()) }),
                      ("getgid", { Int(getgid()) }), ("getegid", { Int(getegid()) }), ("getpgrp", { Int(getpgrp()) })] as [(String, () -> Int)] {
        try m.function(name, "()") { (t, a) throws(PyRaise) in Value(small: f()) }
    }
    try m.function("getpgid", "(pid)") { (t, a) throws(PyRaise) in Value(small: Int(try t.check(getpgid(try t.cInt(a[0]))))) }
    try m.function("setpgid", "(pid, pgrp, /)") { (t, a) throws(PyRaise) in try t.check(setpgid(try t.cInt(a[0]), try t.cInt(a[1]))); return .none }
    try m.function("getsid", "(pid, /)") { (t, a) throws(PyRaise) in Value(small: Int(try t.check(getsid(try t.cInt(a[0]))))) }
    try m.function("setsid", "()") { (t, a) throws(PyRaise) in try t.check(setsid()); return .none }
    for (name, f) in [("setuid", { setuid($0) }), ("setgid", { setgid($0) }), ("seteuid", { seteuid($0) }), ("setegid", { setegid($0) })] as [(String, (UInt32) -> Int32)] {
        try m.function(name, "(id, /)") { (t, a) throws(PyRaise) in try t.check(f(UInt32(truncatingIfNeeded: try t.index(a[0])))); return .none }
    }
    try m.function("getgroups", "()") { (t, a) throws(PyRaise) in
        var groups = [gid_t](repeating: 0, count: 65536)
        let n = try t.check(getgroups(65536, &groups))
        return try t.newList(groups[0 ..< Int(n)].map { Value(small: Int($0)) })
    }
    try m.function("getlogin", "()") { (t, a) throws(PyRaise) in
        guard let p = getlogin() else { throw t.osError(errno == 0 ? ENXIO : errno) }
        return try t.fsDecode(p)
    }
    try m.function("kill", "(pid, signal, /)") { (t, a) throws(PyRaise) in
        try t.check(kill(try t.cInt(a[0]), try t.cInt(a[1])))
        try t.checkSignals()
        return .none
    }
    try m.function("killpg", "(pgid, signal, /)") { (t, a) throws(PyRaise) in try t.check(killpg(try t.cInt(a[0]), try t.cInt(a[1]))); return .none }
    try m.function("fork", "()") { (t, a) throws(PyRaise) in
        return Value(small: Int(try t.check(ForkDoor.fork())))
    }
    try m.function("register_at_fork", "(*, before=None, after_in_child=None, after_in_parent=None)") { (t, a) throws(PyRaise) in
        .none
    }
    try m.function("_exit", "(status)") { (t, a) throws(PyRaise) in Glibc._exit(try t.cInt(a[0])) }
    try m.function("abort", "()") { (t, a) throws(PyRaise) in Glibc.abort() }
    for (name, signature) in [("execv", "(path, argv, /)"), ("execve", "(path, argv, env)")] {
        try m.function(name, signature) { (t, a) throws(PyRaise) in
            let p = try t.path(a[0], name)
            let items = try t.tupleFrom(a[1])
            guard items.tuple.count > 0 else { throw t.raise(K.ValueError, "\(name)() arg 2 must not be empty") }
            var arguments: [[CChar]] = []
            for i in 0 ..< items.tuple.count { arguments.append(try t.pathCString(items.tuple.items[i])) }
            var variables: [[CChar]]? = nil
            if name == "execve" { variables = try environmentStrings(t, a[2]) }
            flushStandardStreams(t)
            withCStrings(arguments) { argv in
                if let variables { withCStrings(variables) { env in _ = Glibc.execve(p.path, argv, env) } } else { _ = Glibc.execv(p.path, argv) }
            }
            throw t.osError(errno, filename: p.value)
        }
    }
    try m.function("waitpid", "(pid, options, /)") { (t, a) throws(PyRaise) in
        var status: Int32 = 0
        while true {
            let r = Glibc.waitpid(try t.cInt(a[0]), &status, try t.cInt(a[1]))
            if r >= 0 { return try t.newTuple([Value(small: Int(r)), Value(small: Int(status))]) }
            if errno != EINTR { throw t.osError(errno) }
            try t.checkSignals()
        }
    }
    try m.function("wait", "()") { (t, a) throws(PyRaise) in
        var status: Int32 = 0
        while true {
            let r = Glibc.waitpid(-1, &status, 0)
            if r >= 0 { return try t.newTuple([Value(small: Int(r)), Value(small: Int(status))]) }
            if errno != EINTR { throw t.osError(errno) }
            try t.checkSignals()
        }
    }
    let statusFunctions: [(String, (Int32) -> Value)] = [
        ("WIFEXITED", { Value($0 & 0x7F == 0) }), ("WEXITSTATUS", { Value(small: Int($0 >> 8 & 0xFF)) }), ("WIFSIGNALED", { Value(($0 & 0x7F) + 1 >= 2 && $0 & 0x7F != 0x7F) }),
        ("WTERMSIG", { Value(small: Int($0 & 0x7F)) }), ("WIFSTOPPED", { Value($0 & 0xFF == 0x7F) }), ("WSTOPSIG", { Value(small: Int($0 >> 8 & 0xFF)) }),
        ("WIFCONTINUED", { Value($0 == 0xFFFF) }), ("WCOREDUMP", { Value($0 & 0x80 != 0) }),
    ]
    for (name, f) in statusFunctions { try m.function(name, "(status)") { (t, a) throws(PyRaise) in f(try t.cInt(a[0])) } }
    try m.function("waitstatus_to_exitcode", "(status)") { (t, a) throws(PyRaise) in
        let s = try t.cInt(a[0])
        if s & 0x7F == 0 { return Value(small: Int(s >> 8 & 0xFF)) }
        if s & 0xFF == 0x7F { throw t.raise(K.ValueError, "process stopped by delivery of signal \(s >> 8 & 0xFF)") }
        return Value(small: -Int(s & 0x7F))
    }
    try m.function("system", "(command)") { (t, a) throws(PyRaise) in
        let command = try t.pathCString(a[0])
        return Value(small: Int(runShell(command)))
    }
    try m.function("times", "()") { (t, a) throws(PyRaise) in
        var b = tms()
        let elapsed = Glibc.times(&b)
        let tick = Double(sysconf(Int32(_SC_CLK_TCK)))
        var v: [Value] = []
        for x in [b.tms_utime, b.tms_stime, b.tms_cutime, b.tms_cstime, elapsed] { v.append(try t.newFloat(Double(x) / tick)) }
        return try PosixTypes.times?.make(t, v) ?? .none
    }
    try m.function("uname", "()") { (t, a) throws(PyRaise) in
        var u = utsname()
        try t.check(Glibc.uname(&u))
        var v: [Value] = []
        func field<T>(_ x: inout T) throws(PyRaise) { v.append(try t.fsDecode(withUnsafePointer(to: &x) { cBytes(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) })) }
        try field(&u.sysname)
        try field(&u.nodename)
        try field(&u.release)
        try field(&u.version)
        try field(&u.machine)
        return try PosixTypes.uname?.make(t, v) ?? .none
    }
    for name in ["urandom", "getrandom"] {
        try m.function(name, name == "urandom" ? "(size, /)" : "(size, flags=0)") { (t, a) throws(PyRaise) in
            let n = try t.index(a[0])
            guard n >= 0 else { throw t.raise(K.ValueError, "negative argument not allowed") }
            let (v, p) = try t.newBytesCell(n)
            var done = 0
            while done < n {
                let k = getentropy(p + done, min(256, n - done))
                if k != 0 { throw t.osError(errno) }
                done += min(256, n - done)
            }
            return v
        }
    }
    try m.function("cpu_count", "()") { (t, a) throws(PyRaise) in
        let n = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        return n > 0 ? Value(small: n) : .none
    }
    try m.function("sched_getaffinity", "(pid, /)") { (t, a) throws(PyRaise) in
        typealias Function = @convention(c) (Int32, Int, UnsafeMutableRawPointer) -> Int32
        guard let p = dlsym(nil, "sched_getaffinity") else { throw t.osError(ENOSYS) }
        let mask = UnsafeMutablePointer<UInt8>.allocate(capacity: 128)
        mask.initialize(repeating: 0, count: 128)
        defer { mask.deallocate() }
        try t.check(unsafeBitCast(p, to: Function.self)(try t.cInt(a[0]), 128, mask))
        let list = try t.newList()
        for i in 0 ..< 1024 where mask[i / 8] >> UInt8(i % 8) & 1 != 0 { try t.listAppend(list.list, Value(small: i)) }
        return try t.call(K.set, list)
    }
    try m.function("sched_yield", "()") { (t, a) throws(PyRaise) in Glibc.sched_yield(); return .none }
    try m.function("nice", "(increment, /)") { (t, a) throws(PyRaise) in Value(small: Int(Glibc.nice(try t.cInt(a[0])))) }
    try m.function("getpriority", "(which, who)") { (t, a) throws(PyRaise) in
        Value(small: Int(getpriority(__priority_which_t(UInt32(bitPattern: try t.cInt(a[0]))), id_t(bitPattern: try t.cInt(a[1])))))
    }
    try m.function("getloadavg", "()") { (t, a) throws(PyRaise) in
        var load = [0.0, 0.0, 0.0]
        guard getloadavg(&load, 3) == 3 else { throw t.raise(K.OSError, "Load averages are unobtainable") }
        return try t.newTuple([try t.newFloat(load[0]), try t.newFloat(load[1]), try t.newFloat(load[2])])
    }
    try m.function("strerror", "(code, /)") { (t, a) throws(PyRaise) in try t.str(String(cString: strerror(try t.cInt(a[0])))) }
    try m.function("sysconf", "(name, /)") { (t, a) throws(PyRaise) in
        var name = a[0]
        if t.has(name, .Str) {
            guard let c = sysconfNames.first(where: { $0.0 == name.str.string }) else { throw t.raise(K.ValueError, "unrecognized configuration name") }
            name = Value(small: Int(c.1))
        }
        errno = 0
        let r = sysconf(try t.cInt(name))
        if r < 0 && errno != 0 { throw t.osError(errno) }
        return try t.newInt(r)
    }
    try m.function("confstr", "(name, /)") { (t, a) throws(PyRaise) in throw t.raise(K.ValueError, "unrecognized configuration name") }
    try m.function("ctermid", "()") { (t, a) throws(PyRaise) in try t.str("/dev/tty") }
}

let sysconfNames: [(String, Int32)] = [("SC_ARG_MAX", Int32(_SC_ARG_MAX)), ("SC_CLK_TCK", Int32(_SC_CLK_TCK)), ("SC_NPROCESSORS_CONF", Int32(_SC_NPROCESSORS_CONF)),
    ("SC_NPROCESSORS_ONLN", Int32(_SC_NPROCESSORS_ONLN)), ("SC_OPEN_MAX", Int32(_SC_OPEN_MAX)), ("SC_PAGESIZE", Int32(_SC_PAGESIZE)), ("SC_PAGE_SIZE", Int32(_SC_PAGESIZE)),
    ("SC_PHYS_PAGES", Int32(_SC_PHYS_PAGES)), ("SC_AVPHYS_PAGES", Int32(_SC_AVPHYS_PAGES)), ("SC_IOV_MAX", Int32(_SC_IOV_MAX)), ("SC_SEM_NSEMS_MAX", Int32(_SC_SEM_NSEMS_MAX))]

/// fork(2), which Swift's overlay hides.
enum ForkDoor {
    private typealias Function = @convention(c) () -> Int32
    private static let function: Function? = dlsym(nil, "fork").map { unsafeBitCast($0, to: Function.self) }
    static func fork() -> Int32 {
        guard let function else { errno = ENOSYS; return -1 }
        return function()
    }
}

/// system(3), which Swift's overlay hides.
func runShell(_ command: [CChar]) -> Int32 {
    typealias Function = @convention(c) (UnsafePointer<CChar>) -> Int32
    guard let p = dlsym(nil, "system") else { errno = ENOSYS; return -1 }
    return unsafeBitCast(p, to: Function.self)(command)
}

/// "NAME=value" strings of a mapping.
func environmentStrings(_ t: Thread, _ env: Value) throws(PyRaise) -> [[CChar]] {
    let keys = try t.listFrom(try t.callMethod(env, "keys")), values = try t.listFrom(try t.callMethod(env, "values"))
    var out: [[CChar]] = []
    for i in 0 ..< min(keys.list.count, values.list.count) {
        let k = try t.pathCString(keys.list.items[i]), v = try t.pathCString(values.list.items[i])
        if k.dropLast().contains(61) { throw t.raise(K.ValueError, "illegal environment variable name") }
        out.append(Array(k.dropLast()) + [61] + v)
    }
    return out
}

/// Lends a NULL-terminated array of C strings.
func withCStrings<R>(_ strings: [[CChar]], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R) -> R {
    let array = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
    for (i, s) in strings.enumerated() {
        let p = UnsafeMutablePointer<CChar>.allocate(capacity: s.count)
        p.initialize(from: s, count: s.count)
        array[i] = p
    }
    array[strings.count] = nil
    defer {
        for i in 0 ..< strings.count { array[i]?.deallocate() }
        array.deallocate()
    }
    return body(array)
}
