// pwd and grp: the user and group databases. resource: limits and usage. fcntl: control of descriptors.

import CVMSpec
import Glibc
import VM

private nonisolated(unsafe) var passwordType: StructSequence? = nil
private nonisolated(unsafe) var groupType: StructSequence? = nil
private nonisolated(unsafe) var usageType: StructSequence? = nil

private func passwordEntry(_ t: Thread, _ p: UnsafeMutablePointer<passwd>) throws(PyRaise) -> Value {
    let e = p.pointee
    return try passwordType?.make(t, [try t.fsDecode(e.pw_name), try t.fsDecode(e.pw_passwd), Value(small: Int(e.pw_uid)), Value(small: Int(e.pw_gid)),
                                      try t.fsDecode(e.pw_gecos), try t.fsDecode(e.pw_dir), try t.fsDecode(e.pw_shell)]) ?? .none
}

private func groupEntry(_ t: Thread, _ p: UnsafeMutablePointer<group>) throws(PyRaise) -> Value {
    let e = p.pointee
    let members = try t.newList()
    var i = 0
    while let m = e.gr_mem?[i] { try t.listAppend(members.list, try t.fsDecode(m)); i += 1 }
    return try groupType?.make(t, [try t.fsDecode(e.gr_name), try t.fsDecode(e.gr_passwd), Value(small: Int(e.gr_gid)), members]) ?? .none
}

func registerAccounts() {
    NativeModules.register("pwd") { (m) throws(PyRaise) in
        if passwordType == nil { passwordType = try StructSequence(m.t, module: "pwd", name: "struct_passwd", fields: ["pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"]) }
        if let p = passwordType { try m.set("struct_passwd", p.type) }
        try m.function("getpwuid", "(uidobj, /)") { (t, a) throws(PyRaise) in
            let n = try t.index(a[0])
            guard n >= -1, n <= Int(UInt32.max), let p = getpwuid(uid_t(truncatingIfNeeded: n)) else { throw t.raise(K.KeyError, "getpwuid(): uid not found: \(n)") }
            return try passwordEntry(t, p)
        }
        try m.function("getpwnam", "(name, /)") { (t, a) throws(PyRaise) in
            let name = try t.stringArgument(a[0], "getpwnam() argument")
            if name.utf8.contains(0) { throw t.raise(K.ValueError, "embedded null character") }
            guard let p = getpwnam(name) else { throw t.raise(K.KeyError, "getpwnam(): name not found: \(try t.reprString(a[0]))") }
            return try passwordEntry(t, p)
        }
        try m.function("getpwall", "()") { (t, _) throws(PyRaise) in
            let list = try t.newList()
            setpwent()
            while let p = getpwent() { try t.listAppend(list.list, try passwordEntry(t, p)) }
            endpwent()
            return list
        }
    }
    NativeModules.register("grp") { (m) throws(PyRaise) in
        if groupType == nil { groupType = try StructSequence(m.t, module: "grp", name: "struct_group", fields: ["gr_name", "gr_passwd", "gr_gid", "gr_mem"]) }
        if let p = groupType { try m.set("struct_group", p.type) }
        try m.function("getgrgid", "(id)") { (t, a) throws(PyRaise) in
            let n = try t.index(a[0])
            guard n >= -1, n <= Int(UInt32.max), let p = getgrgid(gid_t(truncatingIfNeeded: n)) else { throw t.raise(K.KeyError, "getgrgid(): gid not found: \(n)") }
            return try groupEntry(t, p)
        }
        try m.function("getgrnam", "(name)") { (t, a) throws(PyRaise) in
            let name = try t.stringArgument(a[0], "getgrnam() argument 'name'")
            if name.utf8.contains(0) { throw t.raise(K.ValueError, "embedded null character") }
            guard let p = getgrnam(name) else { throw t.raise(K.KeyError, "getgrnam(): name not found: \(try t.reprString(a[0]))") }
            return try groupEntry(t, p)
        }
        try m.function("getgrall", "()") { (t, _) throws(PyRaise) in
            let list = try t.newList()
            setgrent()
            while let p = getgrent() { try t.listAppend(list.list, try groupEntry(t, p)) }
            endgrent()
            return list
        }
    }
    registerResource()
    registerFcntl()
}

private func registerResource() {
    NativeModules.register("resource") { (m) throws(PyRaise) in
        if usageType == nil {
            usageType = try StructSequence(m.t, module: "resource", name: "struct_rusage", fields: ["ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt",
                "ru_nswap", "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw"])
        }
        if let u = usageType { try m.set("struct_rusage", u.type) }
        try m.set("error", K.OSError)
        for (name, n) in [("RLIMIT_CPU", 0), ("RLIMIT_FSIZE", 1), ("RLIMIT_DATA", 2), ("RLIMIT_STACK", 3), ("RLIMIT_CORE", 4), ("RLIMIT_RSS", 5), ("RLIMIT_NPROC", 6), ("RLIMIT_NOFILE", 7),
                          ("RLIMIT_OFILE", 7), ("RLIMIT_MEMLOCK", 8), ("RLIMIT_AS", 9), ("RLIMIT_SIGPENDING", 11), ("RLIMIT_MSGQUEUE", 12), ("RLIMIT_NICE", 13), ("RLIMIT_RTPRIO", 14),
                          ("RLIMIT_RTTIME", 15), ("RLIM_INFINITY", -1), ("RUSAGE_SELF", 0), ("RUSAGE_CHILDREN", -1), ("RUSAGE_THREAD", 1)] { try m.set(name, Value(small: n)) }
        try m.function("getrusage", "(who, /)") { (t, a) throws(PyRaise) in
            let who = try t.cInt(a[0])
            guard who >= -1 && who <= 1 else { throw t.raise(K.ValueError, "invalid who parameter") }
            var u = rusage()
            try t.check(getrusage(__rusage_who_t(who), &u))
            var v = [try t.newFloat(Double(u.ru_utime.tv_sec) + Double(u.ru_utime.tv_usec) / 1e6), try t.newFloat(Double(u.ru_stime.tv_sec) + Double(u.ru_stime.tv_usec) / 1e6)]
            for x in [u.ru_maxrss, u.ru_ixrss, u.ru_idrss, u.ru_isrss, u.ru_minflt, u.ru_majflt, u.ru_nswap, u.ru_inblock, u.ru_oublock, u.ru_msgsnd, u.ru_msgrcv, u.ru_nsignals, u.ru_nvcsw, u.ru_nivcsw] {
                v.append(try t.newInt(x))
            }
            return try usageType?.make(t, v) ?? .none
        }
        func limitValue(_ t: Thread, _ n: rlim_t) throws(PyRaise) -> Value { try t.newInt(Int(bitPattern: UInt(n))) }
        try m.function("getrlimit", "(resource, /)") { (t, a) throws(PyRaise) in
            let n = try t.cInt(a[0])
            guard n >= 0 && n < 16 else { throw t.raise(K.ValueError, "invalid resource specified") }
            var l = rlimit()
            try t.check(getrlimit(__rlimit_resource_t(UInt32(n)), &l))
            return try t.newTuple([try limitValue(t, l.rlim_cur), try limitValue(t, l.rlim_max)])
        }
        try m.function("setrlimit", "(resource, limits, /)") { (t, a) throws(PyRaise) in
            let n = try t.cInt(a[0])
            guard n >= 0 && n < 16 else { throw t.raise(K.ValueError, "invalid resource specified") }
            let pair = try t.tupleFrom(a[1])
            guard pair.tuple.count == 2 else { throw t.raise(K.ValueError, "expected a tuple of 2 integers") }
            var l = rlimit(rlim_cur: rlim_t(truncatingIfNeeded: try t.index(pair.tuple.items[0])), rlim_max: rlim_t(truncatingIfNeeded: try t.index(pair.tuple.items[1])))
            if n == 9 /* RLIMIT_AS */ { theHeap.pointee.limitAddressSpace(UInt64(l.rlim_cur)) }
            if setrlimit(__rlimit_resource_t(UInt32(n)), &l) != 0 {
                if errno == EINVAL { throw t.raise(K.ValueError, "current limit exceeds maximum limit") }
                if errno == EPERM { throw t.raise(K.ValueError, "not allowed to raise maximum limit") }
                throw t.osError(errno)
            }
            return .none
        }
        try m.function("getpagesize", "()") { (_, _) throws(PyRaise) in Value(small: sysconf(Int32(_SC_PAGESIZE))) }
    }
}

/// The descriptor of an int or of an object with fileno().
func descriptor(_ t: Thread, _ v: Value) throws(PyRaise) -> Int32 {
    let n: Int32
    if t.isAnyInt(v) { n = try t.cInt(v) } else {
        let f = try t.getAttributeIfAny(v, "fileno")
        if f.isEmpty { throw t.raise(K.TypeError, "argument must be an int, or have a fileno() method.") }
        let r = try t.call(f)
        guard t.isAnyInt(r) else { throw t.raise(K.TypeError, "fileno() returned a non-integer") }
        n = try t.cInt(r)
    }
    if n < 0 { throw t.raise(K.ValueError, "file descriptor cannot be a negative integer (\(n))") }
    return n
}

private func registerFcntl() {
    NativeModules.register("fcntl") { (m) throws(PyRaise) in
        for (name, n) in [("F_DUPFD", 0), ("F_GETFD", 1), ("F_SETFD", 2), ("F_GETFL", 3), ("F_SETFL", 4), ("F_GETLK", 5), ("F_SETLK", 6), ("F_SETLKW", 7), ("F_SETOWN", 8), ("F_GETOWN", 9),
                          ("F_SETSIG", 10), ("F_GETSIG", 11), ("F_DUPFD_CLOEXEC", 1030), ("F_SETPIPE_SZ", 1031), ("F_GETPIPE_SZ", 1032), ("FD_CLOEXEC", 1), ("F_RDLCK", 0), ("F_WRLCK", 1),
                          ("F_UNLCK", 2), ("LOCK_SH", 1), ("LOCK_EX", 2), ("LOCK_NB", 4), ("LOCK_UN", 8)] { try m.set(name, Value(small: n)) }
        try m.function("fcntl", "(fd, cmd, arg=0, /)") { (t, a) throws(PyRaise) in
            let fd = try descriptor(t, a[0]), command = try t.cInt(a[1])
            if a[2].isPresent && (t.has(a[2], .Bytes) || t.has(a[2], .Bytearray)) {
                var buffer = Array(try t.bytesView(a[2]))
                guard buffer.count <= 1024 else { throw t.raise(K.ValueError, "fcntl string arg too long") }
                let n = buffer.count
                buffer.append(contentsOf: [UInt8](repeating: 0, count: 64))
                let r = buffer.withUnsafeMutableBytes { fcntl(fd, command, $0.baseAddress.unsafelyUnwrapped) }
                if r < 0 { throw t.osError(errno) }
                return try t.makeBytes(Array(buffer[0 ..< n]))
            }
            let r = fcntl(fd, command, a[2].isEmpty ? 0 : Int32(truncatingIfNeeded: try t.index(a[2])))
            if r < 0 { throw t.osError(errno) }
            return Value(small: Int(r))
        }
        try m.function("ioctl", "(fd, request, arg=0, mutate_flag=True, /)") { (t, a) throws(PyRaise) in
            let fd = try descriptor(t, a[0]), request = UInt(bitPattern: try t.index(a[1]))
            if a[2].isPresent && !t.isAnyInt(a[2]) {
                var buffer = Array(try t.bytesView(a[2]))
                let n = buffer.count
                buffer.append(contentsOf: [UInt8](repeating: 0, count: 1024))
                let r = buffer.withUnsafeMutableBytes { ioctl(fd, request, $0.baseAddress.unsafelyUnwrapped) }
                if r < 0 { throw t.osError(errno) }
                if !t.has(a[2], .Bytes), try t.flag(a[3], true) {
                    let view = try t.writableView(a[2])
                    for i in 0 ..< min(n, view.count) { view[i] = buffer[i] }
                    return Value(small: Int(r))
                }
                return try t.makeBytes(Array(buffer[0 ..< n]))
            }
            let r = ioctl(fd, request, a[2].isEmpty ? 0 : CInt(truncatingIfNeeded: try t.index(a[2])))
            if r < 0 { throw t.osError(errno) }
            return Value(small: Int(r))
        }
        try m.function("flock", "(fd, operation, /)") { (t, a) throws(PyRaise) in try t.check(flock(try descriptor(t, a[0]), try t.cInt(a[1]))); return .none }
        try m.function("lockf", "(fd, cmd, len=0, start=0, whence=0, /)") { (t, a) throws(PyRaise) in
            let fd = try descriptor(t, a[0]), command = try t.cInt(a[1])
            var l = flock()
            if command & 8 != 0 { l.l_type = Int16(F_UNLCK) }
            else if command & 1 != 0 { l.l_type = Int16(F_RDLCK) }
            else if command & 2 != 0 { l.l_type = Int16(F_WRLCK) }
            else { throw t.raise(K.ValueError, "unrecognized lockf argument") }
            l.l_len = a[2].isEmpty ? 0 : try t.index(a[2])
            l.l_start = a[3].isEmpty ? 0 : try t.index(a[3])
            l.l_whence = a[4].isEmpty ? 0 : Int16(truncatingIfNeeded: try t.index(a[4]))
            let r = withUnsafeMutablePointer(to: &l) { fcntl(fd, command & 4 != 0 ? F_SETLK : F_SETLKW, UnsafeMutableRawPointer($0)) }
            if r < 0 { throw t.osError(errno) }
            return .none
        }
    }
}
