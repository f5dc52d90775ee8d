// Bench process: runs one command, collects what it prints, how it ended and how much memory it used.
//
// In:  a command, words NAME=VALUE that replace those of the environment. Out: stdout, the last line of stderr if it
//      failed, peak resident memory (wait4). A process that runs too long is killed.

import Glibc

struct BenchProcess {
    let command: [String]
    let environment: [String]

    struct End {
        var output = ""
        var failure: String? = nil
        var peakKilobytes = 0
    }

    func run(timeout: Double) -> End {
        var end = End()
        var out: [Int32] = [-1, -1], err: [Int32] = [-1, -1]
        guard pipe(&out) == 0 else { end.failure = "no pipe"; return end }
        guard pipe(&err) == 0 else {
            close(out[0]); close(out[1])
            end.failure = "no pipe"
            return end
        }
        for d in out + err { _ = fcntl(d, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, out[1], 1)
        posix_spawn_file_actions_adddup2(&actions, err[1], 2)
        var pid = pid_t()
        let code = withCStrings(command) { argv in
            withCStrings(mergedEnvironment()) { envp in posix_spawn(&pid, command[0], &actions, nil, argv, envp) }
        }
        posix_spawn_file_actions_destroy(&actions)
        close(out[1])
        close(err[1])
        if code != 0 {
            close(out[0]); close(err[0])
            end.failure = String(cString: strerror(code))
            return end
        }
        let (texts, late) = collect([out[0], err[0]], deadline: now() + timeout)
        close(out[0])
        close(err[0])
        if late { kill(pid, SIGKILL) }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(pid, &status, 0, &usage) < 0 && errno == EINTR {}
        end.output = String(decoding: texts[0], as: UTF8.self)
        end.peakKilobytes = Int(usage.ru_maxrss)
        if late { end.failure = "took more than \(Int(timeout)) s" }
        else if status & 0x7F != 0 { end.failure = "signal \(status & 0x7F)" + lastLine(texts[1]) }
        else if (status >> 8) & 0xFF != 0 { end.failure = "exit status \((status >> 8) & 0xFF)" + lastLine(texts[1]) }
        return end
    }

    private func now() -> Double {
        var t = timespec()
        clock_gettime(CLOCK_MONOTONIC, &t)
        return Double(t.tv_sec) + Double(t.tv_nsec) / 1e9
    }

    /// Reads both pipes until they are closed; true if the time was up before.
    private func collect(_ descriptors: [Int32], deadline: Double) -> ([[UInt8]], Bool) {
        var texts = [[UInt8]](repeating: [], count: descriptors.count)
        var open = descriptors.map { _ in true }
        var buffer = [UInt8](repeating: 0, count: 65536)
        while open.contains(true) {
            let left = deadline - now()
            if left <= 0 { return (texts, true) }
            var polls = descriptors.indices.map { pollfd(fd: open[$0] ? descriptors[$0] : -1, events: Int16(POLLIN), revents: 0) }
            if poll(&polls, nfds_t(polls.count), Int32(min(left * 1000 + 1, 1_000_000))) < 0 && errno != EINTR { break }
            for i in descriptors.indices where polls[i].revents != 0 {
                let n = read(descriptors[i], &buffer, buffer.count)
                if n > 0 { texts[i] += buffer[..<n] } else if n == 0 || errno != EINTR { open[i] = false }
            }
        }
        return (texts, false)
    }

    private func lastLine(_ text: [UInt8]) -> String {
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        // A crash of ours prints its reason first and a long stack after it.
        let line = lines.first { strstr(String($0), "Fatal error") != nil } ?? lines.last
        return line.map { ": " + $0.prefix(160) } ?? ""
    }

    private func mergedEnvironment() -> [String] {
        let names = environment.map { $0.prefix { $0 != "=" } + "=" }
        var all: [String] = []
        var p = environ
        while let word = p.pointee {
            let s = String(cString: word)
            if !names.contains(where: { s.hasPrefix($0) }) { all.append(s) }
            p += 1
        }
        return all + environment.filter { !$0.hasSuffix("=") }
    }

    private func withCStrings<R>(_ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
        let copies = words.map { strdup($0) }
        defer { for c in copies { free(c) } }
        return body(copies + [nil])
    }
}
