// posix: the operating-system interface behind os.py: files and directories.
//
// Paths are str, bytes, PathLike or (where the call allows) descriptors; results follow the type of the path argument.
// Processes, terminals and constants are in PosixProcesses.swift and PosixConstants.swift.

import CVMSpec
import Glibc
import VM

/// Struct sequences of posix and others, made with the module.
enum PosixTypes {
    nonisolated(unsafe) static var stat: StructSequence? = nil
    nonisolated(unsafe) static var statvfs: StructSequence? = nil
    nonisolated(unsafe) static var times: StructSequence? = nil
    nonisolated(unsafe) static var uname: StructSequence? = nil
    nonisolated(unsafe) static var terminalSize: StructSequence? = nil
    nonisolated(unsafe) static var schedParam: StructSequence? = nil
    nonisolated(unsafe) static var waitid: StructSequence? = nil
    nonisolated(unsafe) static var dirEntry = Value.empty
    nonisolated(unsafe) static var scandirIterator = Value.empty
}

/// A path argument: a C string or a descriptor.
struct PathArgument {
    var path: [CChar] = []
    var fd: Int32 = -1
    var isFD = false
    /// The argument as given (for messages).
    var value = Value.empty
    /// Were bytes given: results are bytes then.
    var isBytes = false
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    func path(_ v: Value, _ function: String, _ name: String = "path", fd: Bool = false, optional: Bool = false) throws(PyRaise) -> PathArgument {
        var p = PathArgument()
        p.value = v
        if optional && (v.isEmpty || v.isNone) { p.path = [46, 0]; p.value = .empty; return p }
        if fd && isAnyInt(v) { p.fd = try cInt(v); p.isFD = true; return p }
        let kinds = "string, bytes\(fd ? ", os.PathLike\(optional ? ", integer or None" : " or integer")" : optional ? ", os.PathLike or None" : " or os.PathLike")"
        let o: Value
        if has(v, .Str) || has(v, .Bytes) { o = v } else {
            let f = v.isReference ? try special(of: v, .fspath) : .empty
            if f.isEmpty { throw raise(K.TypeError, "\(function): \(name) should be \(kinds), not \(typeName(of: v))") }
            o = try fspath(v)
        }
        p.isBytes = has(o, .Bytes)
        var bytes: [UInt8] = []
        if p.isBytes { bytes = Array(try bytesView(o)) } else { try encodeStream(o.str, .utf8, .surrogateescape, into: &bytes) }
        if bytes.contains(0) { throw raise(K.ValueError, "embedded null byte") }
        p.path = bytes.map { CChar(bitPattern: $0) } + [0]
        return p
    }

    func pathResult(_ bytes: [UInt8], _ isBytes: Bool) throws(PyRaise) -> Value { isBytes ? try makeBytes(bytes) : try fsDecode(bytes) }

    func dirFD(_ v: Value) throws(PyRaise) -> Int32 { v.isEmpty || v.isNone ? AT_FDCWD : try cInt(v) }

    /// Raises OSError with the path unless r is 0 or more.
    @discardableResult func check(_ r: Int32, _ p: PathArgument, _ second: PathArgument? = nil) throws(PyRaise) -> Int32 {
        if r >= 0 { return r }
        throw osError(errno, filename: p.value, filename2: second?.value ?? .empty)
    }

    @discardableResult func check(_ r: Int) throws(PyRaise) -> Int {
        if r >= 0 { return r }
        throw osError(errno)
    }

    @discardableResult func check(_ r: Int32) throws(PyRaise) -> Int32 {
        if r >= 0 { return r }
        throw osError(errno)
    }

    func statResult(_ s: stat) throws(PyRaise) -> Value {
        var v: [Value] = [Value(small: Int(s.st_mode)), try newInt(Int(truncatingIfNeeded: s.st_ino)), try newInt(Int(truncatingIfNeeded: s.st_dev)), Value(small: Int(s.st_nlink)),
                          Value(small: Int(s.st_uid)), Value(small: Int(s.st_gid)), try newInt(Int(s.st_size)),
                          Value(small: s.st_atim.tv_sec), Value(small: s.st_mtim.tv_sec), Value(small: s.st_ctim.tv_sec)]
        for x in [s.st_atim, s.st_mtim, s.st_ctim] { v.append(try newFloat(Double(x.tv_sec) + Double(x.tv_nsec) * 1e-9)) }
        for x in [s.st_atim, s.st_mtim, s.st_ctim] { v.append(try newInt(x.tv_sec &* 1_000_000_000 &+ x.tv_nsec)) }
        v.append(Value(small: Int(s.st_blksize)))
        v.append(Value(small: Int(s.st_blocks)))
        v.append(Value(small: Int(truncatingIfNeeded: s.st_rdev)))
        guard let type = PosixTypes.stat else { throw raise(K.SystemError, "posix is not ready") }
        return try type.make(self, v)
    }

    func fileStat(_ p: PathArgument, dirFD: Int32 = AT_FDCWD, follow: Bool = true) throws(PyRaise) -> stat {
        var s = stat()
        try check(p.isFD ? fstat(p.fd, &s) : fstatat(dirFD, p.path, &s, follow ? 0 : AT_SYMLINK_NOFOLLOW), p)
        return s
    }
}

/// Makes the types of posix, once.
func preparePosixTypes(_ t: Thread) throws(PyRaise) {
    if PosixTypes.stat != nil { return }
    PosixTypes.stat = try StructSequence(t, module: "os", name: "stat_result", fields: ["st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", nil, nil, nil,
        "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"], visible: 10)
    PosixTypes.statvfs = try StructSequence(t, module: "os", name: "statvfs_result", fields: ["f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax", "f_fsid"], visible: 10)
    PosixTypes.times = try StructSequence(t, module: "posix", name: "times_result", fields: ["user", "system", "children_user", "children_system", "elapsed"])
    PosixTypes.uname = try StructSequence(t, module: "posix", name: "uname_result", fields: ["sysname", "nodename", "release", "version", "machine"])
    PosixTypes.terminalSize = try StructSequence(t, module: "os", name: "terminal_size", fields: ["columns", "lines"])
    PosixTypes.schedParam = try StructSequence(t, module: "posix", name: "sched_param", fields: ["sched_priority"])
    PosixTypes.waitid = try StructSequence(t, module: "posix", name: "waitid_result", fields: ["si_pid", "si_uid", "si_signo", "si_status", "si_code"])
    try defineDirEntry(t)
}

func registerPosix() {
    NativeModules.register("posix") { (m) throws(PyRaise) in
        let t = m.t
        try preparePosixTypes(t)
        if let v = PosixTypes.stat { try m.set("stat_result", v.type) }
        if let v = PosixTypes.statvfs { try m.set("statvfs_result", v.type) }
        if let v = PosixTypes.times { try m.set("times_result", v.type) }
        if let v = PosixTypes.uname { try m.set("uname_result", v.type) }
        if let v = PosixTypes.terminalSize { try m.set("terminal_size", v.type) }
        if let v = PosixTypes.schedParam { try m.set("sched_param", v.type) }
        if let v = PosixTypes.waitid { try m.set("waitid_result", v.type) }
        try m.set("DirEntry", PosixTypes.dirEntry)
        try m.set("error", K.OSError)
        try definePosixFiles(m)
        try definePosixDescriptors(m)
        try definePosixProcesses(m)
        try definePosixConstants(m)
    }
}

private func definePosixFiles(_ m: ModuleBuilder) throws(PyRaise) {
    try m.function("stat", "(path, *, dir_fd=None, follow_symlinks=True)") { (t, a) throws(PyRaise) in
        try t.statResult(try t.fileStat(try t.path(a[0], "stat", fd: true), dirFD: try t.dirFD(a[1]), follow: try t.flag(a[2], true)))
    }
    try m.function("lstat", "(path, *, dir_fd=None)") { (t, a) throws(PyRaise) in
        try t.statResult(try t.fileStat(try t.path(a[0], "lstat"), dirFD: try t.dirFD(a[1]), follow: false))
    }
    try m.function("fstat", "(fd)") { (t, a) throws(PyRaise) in
        var s = stat()
        try t.check(fstat(try t.cInt(a[0]), &s))
        return try t.statResult(s)
    }
    for (name, isFD) in [("statvfs", false), ("fstatvfs", true)] {
        try m.function(name, isFD ? "(fd)" : "(path)") { (t, a) throws(PyRaise) in
            var s = statvfs()
            let p = try t.path(a[0], name, fd: true)
            try t.check(p.isFD ? fstatvfs(p.fd, &s) : statvfs(p.path, &s), p)
            var v: [Value] = []
            for x in [s.f_bsize, s.f_frsize, UInt(s.f_blocks), UInt(s.f_bfree), UInt(s.f_bavail), UInt(s.f_files), UInt(s.f_ffree), UInt(s.f_favail), s.f_flag, s.f_namemax, s.f_fsid] {
                v.append(try t.newInt(Int(bitPattern: x)))
            }
            return try PosixTypes.statvfs?.make(t, v) ?? .none
        }
    }
    try m.function("listdir", "(path=None)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "listdir", fd: true, optional: true)
        let list = try t.newList()
        try readDirectory(t, p) { (name, _, _) throws(PyRaise) in try t.listAppend(list.list, try t.pathResult(name, p.isBytes)) }
        return list
    }
    try m.function("scandir", "(path=None)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "scandir", fd: true, optional: true)
        return try newScandir(t, p)
    }
    try m.function("mkdir", "(path, mode=0o777, *, dir_fd=None)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "mkdir")
        try t.check(mkdirat(try t.dirFD(a[2]), p.path, a[1].isEmpty ? 0o777 : mode_t(bitPattern32: try t.cInt(a[1]))), p)
        return .none
    }
    try m.function("rmdir", "(path, *, dir_fd=None)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "rmdir")
        try t.check(unlinkat(try t.dirFD(a[1]), p.path, AT_REMOVEDIR), p)
        return .none
    }
    for name in ["unlink", "remove"] {
        try m.function(name, "(path, *, dir_fd=None)") { (t, a) throws(PyRaise) in
            let p = try t.path(a[0], name)
            try t.check(unlinkat(try t.dirFD(a[1]), p.path, 0), p)
            return .none
        }
    }
    for name in ["rename", "replace"] {
        try m.function(name, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)") { (t, a) throws(PyRaise) in
            let p = try t.path(a[0], name, "src"), q = try t.path(a[1], name, "dst")
            try t.check(renameat(try t.dirFD(a[2]), p.path, try t.dirFD(a[3]), q.path), p, q)
            return .none
        }
    }
    try m.function("link", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "link", "src"), q = try t.path(a[1], "link", "dst")
        try t.check(linkat(try t.dirFD(a[2]), p.path, try t.dirFD(a[3]), q.path, try t.flag(a[4], true) ? 0x400 : 0), p, q)
        return .none
    }
    try m.function("symlink", "(src, dst, target_is_directory=False, *, dir_fd=None)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "symlink", "src"), q = try t.path(a[1], "symlink", "dst")
        try t.check(symlinkat(p.path, try t.dirFD(a[3]), q.path), p, q)
        return .none
    }
    try m.function("readlink", "(path, *, dir_fd=None)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "readlink")
        var buffer = [CChar](repeating: 0, count: 4097)
        let n = readlinkat(try t.dirFD(a[1]), p.path, &buffer, 4096)
        if n < 0 { throw t.osError(errno, filename: p.value) }
        return try t.pathResult(buffer[0 ..< n].map { UInt8(bitPattern: $0) }, p.isBytes)
    }
    try m.function("chdir", "(path)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "chdir", fd: true)
        try t.check(p.isFD ? fchdir(p.fd) : Glibc.chdir(p.path), p)
        return .none
    }
    try m.function("fchdir", "(fd)") { (t, a) throws(PyRaise) in try t.check(fchdir(try t.cInt(a[0]))); return .none }
    for (name, isBytes) in [("getcwd", false), ("getcwdb", true)] {
        try m.function(name, "()") { (t, a) throws(PyRaise) in
            guard let p = Glibc.getcwd(nil, 0) else { throw t.osError(errno) }
            defer { free(p) }
            return try t.pathResult(cBytes(p), isBytes)
        }
    }
    try m.function("access", "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "access")
        let flags = (try t.flag(a[3], false) ? Int32(0x200) : 0) | (try t.flag(a[4], true) ? 0 : AT_SYMLINK_NOFOLLOW)
        return Value(faccessat(try t.dirFD(a[2]), p.path, try t.cInt(a[1]), flags) == 0)
    }
    try m.function("chmod", "(path, mode, *, dir_fd=None, follow_symlinks=True)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "chmod", fd: true)
        let mode = mode_t(bitPattern32: try t.cInt(a[1]))
        try t.check(p.isFD ? fchmod(p.fd, mode) : fchmodat(try t.dirFD(a[2]), p.path, mode, 0), p)
        return .none
    }
    try m.function("fchmod", "(fd, mode)") { (t, a) throws(PyRaise) in try t.check(fchmod(try t.cInt(a[0]), mode_t(bitPattern32: try t.cInt(a[1])))); return .none }
    try m.function("chown", "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "chown", fd: true)
        let u = uid_t(truncatingIfNeeded: try t.index(a[1])), g = gid_t(truncatingIfNeeded: try t.index(a[2]))
        try t.check(p.isFD ? fchown(p.fd, u, g) : fchownat(try t.dirFD(a[3]), p.path, u, g, try t.flag(a[4], true) ? 0 : AT_SYMLINK_NOFOLLOW), p)
        return .none
    }
    try m.function("lchown", "(path, uid, gid)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "lchown")
        try t.check(lchown(p.path, uid_t(truncatingIfNeeded: try t.index(a[1])), gid_t(truncatingIfNeeded: try t.index(a[2]))), p)
        return .none
    }
    try m.function("truncate", "(path, length)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "truncate", fd: true)
        let n = try t.index(a[1])
        try t.check(p.isFD ? ftruncate(p.fd, n) : Glibc.truncate(p.path, n), p)
        return .none
    }
    try m.function("mkfifo", "(path, mode=0o666, *, dir_fd=None)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "mkfifo")
        try t.check(mkfifoat(try t.dirFD(a[2]), p.path, a[1].isEmpty ? 0o666 : mode_t(bitPattern32: try t.cInt(a[1]))), p)
        return .none
    }
    try m.function("utime", "(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "utime", fd: true)
        var spec = [timespec(tv_sec: 0, tv_nsec: Int(UTIME_NOW_VALUE)), timespec(tv_sec: 0, tv_nsec: Int(UTIME_NOW_VALUE))]
        if a[1].isPresent && !a[1].isNone {
            if a[2].isPresent { throw t.raise(K.ValueError, "utime: you may specify either 'times' or 'ns' but not both") }
            guard t.has(a[1], .Tuple), a[1].tuple.count == 2 else { throw t.raise(K.TypeError, "utime: 'times' must be either a tuple of two ints or None") }
            for i in 0 ..< 2 {
                let x = a[1].tuple.items[i]
                if x.isInt { spec[i] = timespec(tv_sec: x.int, tv_nsec: 0); continue }
                let d = try t.toDouble(x)
                guard let whole = Int(exactly: d.rounded(.down)) else { throw t.raise(K.OverflowError, "timestamp out of range for platform time_t") }
                spec[i] = timespec(tv_sec: whole, tv_nsec: Int((d - d.rounded(.down)) * 1e9))
            }
        } else if a[2].isPresent {
            guard t.has(a[2], .Tuple), a[2].tuple.count == 2 else { throw t.raise(K.TypeError, "utime: 'ns' must be a tuple of two ints") }
            for i in 0 ..< 2 {
                let n = try t.index(a[2].tuple.items[i])
                let q = n >= 0 ? n / 1_000_000_000 : -((-n + 999_999_999) / 1_000_000_000)
                spec[i] = timespec(tv_sec: q, tv_nsec: n - q * 1_000_000_000)
            }
        }
        try t.check(p.isFD ? futimens(p.fd, spec) : utimensat(try t.dirFD(a[3]), p.path, spec, try t.flag(a[4], true) ? 0 : AT_SYMLINK_NOFOLLOW), p)
        return .none
    }
    try m.function("fspath", "(path)") { (t, a) throws(PyRaise) in try t.fspath(a[0]) }
    try m.function("umask", "(mask, /)") { (t, a) throws(PyRaise) in Value(small: Int(umask(mode_t(bitPattern32: try t.cInt(a[0]))))) }
    try m.function("sync", "()") { (t, a) throws(PyRaise) in Glibc.sync(); return .none }
    try m.function("pathconf", "(path, name)") { (t, a) throws(PyRaise) in
        let p = try t.path(a[0], "pathconf", fd: true)
        let n = try t.cInt(a[1])
        return try t.newInt(p.isFD ? fpathconf(p.fd, n) : pathconf(p.path, n))
    }
}

let UTIME_NOW_VALUE = (1 << 30) - 1

extension mode_t {
    init(bitPattern32 n: Int32) { self = mode_t(UInt32(bitPattern: n)) }
}

/// The bytes of a C string.
func cBytes(_ p: UnsafePointer<CChar>) -> [UInt8] {
    Array(ByteView(start: UnsafeRawPointer(p).assumingMemoryBound(to: UInt8.self), count: strlen(p)))
}
