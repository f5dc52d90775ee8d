// The map that `perf` reads to give names to addresses in native code.
//
// In:  installed functions.
// Out: lines "start size name" in /tmp/perf-PID.map.

import Glibc

final class PerfMap {
    private let file: UnsafeMutablePointer<FILE>

    init() throws {
        let path = "/tmp/perf-\(getpid()).map"
        guard let file = fopen(path, "we") else { throw LLVMFailure("cannot write \(path)") }
        self.file = file
    }

    deinit { fclose(file) }

    func add(address: UInt, size: Int, name: String) {
        fputs("\(String(address, radix: 16)) \(String(size, radix: 16)) \(name)\n", file)
        fflush(file)
    }
}
