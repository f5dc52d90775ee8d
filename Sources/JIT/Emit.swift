// Emit: the texts of a function's compilation, for people.
//
// In:  stage names and a function's qualified name. Out: text, while the program runs and its functions are compiled.
//
// Stages: feedback, mir, mir-each-pass, mir-optimized, llvm, llvm-optimized, asm. The lines of MIR stages carry the Python
// source line that they come from as comments.

import Glibc

/// The stages of a compilation, in order.
public let emitStages = ["feedback", "mir", "mir-each-pass", "mir-optimized", "llvm", "llvm-optimized", "asm"]

/// From now on (to be called before startJIT) each compilation of a function with that qualified name (nil: any) writes the
/// wanted stages. Compilation is on the running thread.
public func emitCompilations(stages: Set<String>, function: String?, to write: @escaping (String) -> Void) {
    JIT.sink = { snapshot, stage, text in
        guard stages.contains(stage), function == nil || function == snapshot.name else { return }
        let source = stage.hasPrefix("mir") ? sourceLines(snapshot.unit.filename) : []
        write("; \(snapshot.name), entry \(snapshot.entry): \(stage)\n" + annotated(text, source) + "\n")
    }
}

/// Puts each source line as a comment before the first instruction that comes from it (`… !line`).
private func annotated(_ text: String, _ source: [String]) -> String {
    if source.isEmpty { return text }
    var result = "", last = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if let mark = line.lastIndex(of: "!"), let n = Int(line[line.index(after: mark)...]), n != last, n >= 1, n <= source.count {
            result += "  ; \(n): \(source[n - 1])\n"
            last = n
        }
        result += line + "\n"
    }
    return result
}

private func sourceLines(_ path: String) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
        let n = fread(&buffer, 1, buffer.count, file)
        if n == 0 { break }
        bytes.append(contentsOf: buffer[0 ..< n])
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
