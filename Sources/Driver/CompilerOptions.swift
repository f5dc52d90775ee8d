// CompilerOptions: the -X options of the method compiler.

import Glibc
import JIT

extension Options {
    /// What the -X options say about the method compiler.
    var compiler: JITOptions {
        var o = JITOptions()
        if let mode = xValue("jit") { o.mode = JITMode(rawValue: mode) ?? .auto }
        o.sync = xValue("jit-sync") != nil
        if let tier = xValue("jit-tier").flatMap(Tier.init(rawValue:)) { o.tier = tier }
        o.threshold = xValue("jit-threshold").flatMap { Int($0) }
        o.guardStress = xValue("guard-stress").flatMap { Int($0) } ?? 0
        o.suspendStress = xValue("suspend-stress").flatMap { Int($0) } ?? 0
        o.verify = xValue("verify") != nil
        o.perfMap = xValue("perf") != nil
        if let path = xValue("jit-only"), !path.isEmpty { o.only = Set(lines(of: path)) }
        if xValue("jit-library") == "off" { o.skippedPrefix = findLibrary().path + "/" }
        return o
    }

    private func lines(of path: String) -> [String] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var byte = fgetc(file)
        while byte >= 0 {
            bytes.append(UInt8(truncatingIfNeeded: byte))
            byte = fgetc(file)
        }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: { $0 == "\n" || $0 == "\r" }).map(String.init)
    }
}
