// posix: its constants, and what os.py asks of the platform (_have_functions).

import CVMSpec
import Glibc
import VM

func definePosixConstants(_ m: ModuleBuilder) throws(PyRaise) {
    let constants: [(String, Int)] = [
        ("F_OK", 0), ("R_OK", 4), ("W_OK", 2), ("X_OK", 1),
        ("O_RDONLY", 0), ("O_WRONLY", 1), ("O_RDWR", 2), ("O_CREAT", Int(O_CREAT)), ("O_EXCL", Int(O_EXCL)), ("O_TRUNC", Int(O_TRUNC)), ("O_APPEND", Int(O_APPEND)),
        ("O_NONBLOCK", Int(O_NONBLOCK)), ("O_NDELAY", Int(O_NONBLOCK)), ("O_SYNC", Int(O_SYNC)), ("O_DSYNC", 0x1000), ("O_RSYNC", Int(O_SYNC)), ("O_NOCTTY", Int(O_NOCTTY)),
        ("O_CLOEXEC", Int(O_CLOEXEC)), ("O_DIRECTORY", 0x10000), ("O_NOFOLLOW", 0x20000), ("O_PATH", 0x200000), ("O_TMPFILE", 0x410000), ("O_ACCMODE", 3),
        ("O_DIRECT", 0x4000), ("O_LARGEFILE", 0), ("O_NOATIME", 0x40000), ("O_ASYNC", 0x2000),
        ("SEEK_DATA", 3), ("SEEK_HOLE", 4),
        ("WNOHANG", 1), ("WUNTRACED", 2), ("WCONTINUED", 8), ("WEXITED", 4), ("WSTOPPED", 2), ("WNOWAIT", 0x1000000),
        ("P_ALL", 0), ("P_PID", 1), ("P_PGID", 2), ("P_PIDFD", 3),
        ("CLD_EXITED", 1), ("CLD_KILLED", 2), ("CLD_DUMPED", 3), ("CLD_TRAPPED", 4), ("CLD_STOPPED", 5), ("CLD_CONTINUED", 6),
        ("EX_OK", 0), ("EX_USAGE", 64), ("EX_DATAERR", 65), ("EX_NOINPUT", 66), ("EX_NOUSER", 67), ("EX_NOHOST", 68), ("EX_UNAVAILABLE", 69), ("EX_SOFTWARE", 70),
        ("EX_OSERR", 71), ("EX_OSFILE", 72), ("EX_CANTCREAT", 73), ("EX_IOERR", 74), ("EX_TEMPFAIL", 75), ("EX_PROTOCOL", 76), ("EX_NOPERM", 77), ("EX_CONFIG", 78),
        ("PRIO_PROCESS", 0), ("PRIO_PGRP", 1), ("PRIO_USER", 2),
        ("RTLD_LAZY", 1), ("RTLD_NOW", 2), ("RTLD_GLOBAL", 256), ("RTLD_LOCAL", 0), ("RTLD_NODELETE", 4096), ("RTLD_NOLOAD", 4), ("RTLD_DEEPBIND", 8),
        ("NGROUPS_MAX", 65536), ("TMP_MAX", 238328), ("GRND_NONBLOCK", 1), ("GRND_RANDOM", 2), ("SCHED_OTHER", 0), ("SCHED_FIFO", 1), ("SCHED_RR", 2), ("SCHED_BATCH", 3),
        ("SCHED_IDLE", 5), ("ST_RDONLY", 1), ("ST_NOSUID", 2), ("F_LOCK", 1), ("F_TLOCK", 2), ("F_ULOCK", 0), ("F_TEST", 3),
    ]
    for (name, n) in constants { try m.set(name, Value(small: n)) }
    let functions = ["HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT", "HAVE_FCHOWN", "HAVE_FCHOWNAT", "HAVE_FDOPENDIR", "HAVE_FPATHCONF",
                     "HAVE_FSTATAT", "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_LINKAT", "HAVE_LCHOWN", "HAVE_LSTAT", "HAVE_MKDIRAT", "HAVE_MKFIFOAT",
                     "HAVE_OPENAT", "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_UNLINKAT", "HAVE_UTIMENSAT"]
    var list: [Value] = []
    for f in functions { list.append(try m.t.str(f)) }
    try m.set("_have_functions", try m.t.newList(list))
    let names = try m.t.newDict()
    for (n, c) in sysconfNames { try m.t.dictSet(names, try m.t.intern(n), Value(small: Int(c))) }
    try m.set("sysconf_names", Value(names))
    let paths = try m.t.newDict()
    for (n, c) in [("PC_LINK_MAX", 0), ("PC_MAX_CANON", 1), ("PC_MAX_INPUT", 2), ("PC_NAME_MAX", 3), ("PC_PATH_MAX", 4), ("PC_PIPE_BUF", 5)] {
        try m.t.dictSet(paths, try m.t.intern(n), Value(small: c))
    }
    try m.set("pathconf_names", Value(paths))
    try m.set("confstr_names", Value(try m.t.newDict()))
}
