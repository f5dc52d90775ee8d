// _posixsubprocess: fork and exec in one step, for subprocess.Popen.
//
// Between fork and exec the child only makes system calls on memory prepared before; a failure goes to the error pipe as
// "exception name:errno in hex:message". A preexec_fn runs Python in the child.

import CVMSpec
import Glibc
import VM

private func closeOthers(_ first: Int32, _ keep: [Int32]) {
    let limit = min(sysconf(Int32(_SC_OPEN_MAX)), 65536)
    var fd = first
    while Int(fd) < limit {
        if !keep.contains(fd) { _ = close(fd) }
        fd += 1
    }
}

/// The child's part; returns only by failing.
private func runChild(_ t: Thread, _ paths: [[CChar]], _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, _ env: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ directory: [CChar]?,
                      _ pipes: [Int32], _ errorWrite: Int32, _ closeFDs: Bool, _ keep: [Int32], restoreSignals: Bool, newSession: Bool, processGroup: Int32, umask mask: Int32, preexec: Value) -> String {
    // pipes: p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite
    for i in [1, 2, 4] where pipes[i] >= 0 { _ = close(pipes[i]) }
    var output = pipes[3], error = pipes[5]
    if output == 0 { output = dup(output) }
    while error == 0 || error == 1 { error = dup(error) }
    for (from, to) in [(pipes[0], Int32(0)), (output, 1), (error, 2)] where from >= 0 {
        if from == to { _ = fcntl(from, F_SETFD, 0) }
        else if dup2(from, to) < 0 { return "OSError:\(String(errno, radix: 16)):" }
    }
    if let directory, chdir(directory) < 0 { return "OSError:\(String(errno, radix: 16)):noexec:chdir" }
    if mask >= 0 { _ = umask(mode_t(mask)) }
    if restoreSignals { for n in [SIGPIPE, SIGXFSZ] { _ = signal(n, SIG_DFL) } }
    if newSession && setsid() < 0 { return "OSError:\(String(errno, radix: 16)):" }
    if processGroup >= 0 && setpgid(0, processGroup) < 0 { return "OSError:\(String(errno, radix: 16)):" }
    for fd in keep where fd != errorWrite { _ = fcntl(fd, F_SETFD, 0) }
    if !preexec.isNone {
        do throws(PyRaise) { _ = try t.call(preexec) } catch {
            t.clearRaised()
            return "SubprocessError:0:Exception occurred in preexec_fn."
        }
    }
    if closeFDs { closeOthers(3, keep) }
    var failure: Int32 = 0
    for p in paths {
        if let env { _ = execve(p, argv, env) } else { _ = execv(p, argv) }
        if errno != ENOENT && errno != ENOTDIR && failure == 0 { failure = errno }
    }
    return "OSError:\(String(failure == 0 ? errno : failure, radix: 16)):"
}

func registerSubprocess() {
    NativeModules.register("_posixsubprocess") { (m) throws(PyRaise) in
        try m.function("fork_exec", "(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, start_new_session, process_group, gid, extra_groups, uid, umask, preexec_fn, allow_vfork=True, /)") { (t, a) throws(PyRaise) in
            func strings(_ v: Value) throws(PyRaise) -> [[CChar]] {
                let items = try t.tupleFrom(v)
                var out: [[CChar]] = []
                for i in 0 ..< items.tuple.count { out.append(try t.pathCString(items.tuple.items[i])) }
                return out
            }
            let arguments = try strings(a[0]), paths = try strings(a[1])
            let closeFDs = try t.isTrue(a[2])
            var keep: [Int32] = []
            let passed = try t.tupleFrom(a[3])
            for i in 0 ..< passed.tuple.count { keep.append(try t.cInt(passed.tuple.items[i])) }
            let directory = a[4].isNone ? nil : Optional(try t.pathCString(a[4]))
            let variables = a[5].isNone ? nil : Optional(try strings(a[5]))
            var pipes: [Int32] = []
            for i in 6 ..< 12 { pipes.append(try t.cInt(a[i])) }
            let errorWrite = try t.cInt(a[13])
            let restore = try t.isTrue(a[14]), session = try t.isTrue(a[15])
            let group = try t.cInt(a[16]), mask = try t.cInt(a[20])
            if !a[17].isNone || !a[18].isNone || !a[19].isNone { throw t.notImplemented("subprocess with user, group or extra_groups") }
            if !keep.contains(errorWrite) { keep.append(errorWrite) }
            let preexec = a[21]
            let pid: Int32 = withCStrings(arguments) { argv in
                func go(_ env: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32 {
                    let pid = ForkDoor.fork()
                    if pid != 0 { return pid }
                    let message = Array(runChild(t, paths, argv, env, directory, pipes, errorWrite, closeFDs, keep, restoreSignals: restore, newSession: session, processGroup: group, umask: mask, preexec: preexec).utf8)
                    _ = message.withUnsafeBytes { write(errorWrite, $0.baseAddress, $0.count) }
                    _exit(255)
                }
                if let variables { return withCStrings(variables) { go($0) } }
                return go(nil)
            }
            if pid < 0 { throw t.osError(errno) }
            return Value(small: Int(pid))
        }
    }
}
