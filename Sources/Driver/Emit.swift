// Emit: `swiftlet emit [--stage STAGE] [--function NAME] [--jit always|auto] [-o FILE] script.py [args]`.
//
// Runs the script and prints a stage of the functions that were compiled, or of the named one. The script's own output goes to
// standard error, so that standard output holds nothing but the stage.

import Bytecode
import Glibc
import JIT
import Syntax
import VM

private let stages = ["tokens", "ast", "bytecode", "feedback", "mir", "mir-each-pass", "llvm", "llvm-optimized", "asm"]

private struct EmitOptions {
    var stage = "llvm-optimized"
    var function: String?
    var jit = "always"
    var output: String?
    var script = ""
    var arguments: [String] = []
    var error: String?

    init(_ words: [String]) {
        var i = 0
        while i < words.count {
            var word = words[i]
            var value: String?
            if word.hasPrefix("--"), let e = word.firstIndex(of: "=") {
                value = String(word[word.index(after: e)...])
                word = String(word[..<e])
            }
            func argument() -> String? {
                if let value { return value }
                i += 1
                return i < words.count ? words[i] : nil
            }
            switch word {
            case "--stage":
                stage = argument() ?? ""
                if !stages.contains(stage) { error = "--stage is one of \(stages.joined(separator: ", "))"; return }
            case "--function": function = argument()
            case "--jit":
                jit = argument() ?? ""
                if jit != "always" && jit != "auto" { error = "--jit is always or auto"; return }
            case "-o", "--output": output = argument()
            case "-h", "--help": error = ""; return
            default:
                if word.hasPrefix("-") && word != "-" { error = "unknown option \(word)"; return }
                script = word
                arguments = Array(words[(i + 1)...])
                return
            }
            i += 1
        }
        error = "no script"
    }
}

/// The sub-command's door: its words, the exit status.
func runEmit(_ words: [String], executable: String) -> Int32 {
    let options = EmitOptions(words)
    if let error = options.error {
        let usage = "usage: \(executable) emit [--stage STAGE] [--function QUALNAME] [--jit always|auto] [-o FILE] script.py [args]\nstages: \(stages.joined(separator: " "))\n"
        write(to: error.isEmpty ? 1 : 2, error.isEmpty ? usage : "\(executable) emit: \(error)\n\(usage)")
        return error.isEmpty ? 0 : 2
    }
    var out: Int32 = 1
    if let file = options.output {
        out = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        if out < 0 {
            write(to: 2, "\(executable) emit: cannot write \(file): \(String(cString: strerror(errno)))\n")
            return 2
        }
    }
    if ["tokens", "ast", "bytecode"].contains(options.stage) { return emitFrontEnd(options, out, executable) }
    if out == 1 {
        out = dup(1)
        dup2(2, 1)
    }
    var run = Options()
    run.program = .file(options.script)
    run.arguments = options.arguments
    run.x = [("jit", options.jit)]
    Emission.record()
    let status = Runner(run, executable: executable, library: findLibrary()).run()
    let found = printUnits(options, out)
    if !found {
        write(to: 2, "\(executable) emit: \(options.function.map { "no function \($0) was compiled" } ?? "nothing was compiled")\n")
        return status == 0 ? 1 : status
    }
    return status
}

private func emitFrontEnd(_ options: EmitOptions, _ out: Int32, _ executable: String) -> Int32 {
    guard let source = mainThread.readFile(options.script) else {
        write(to: 2, "\(executable) emit: can't open file '\(options.script)': [Errno \(errno)] \(String(cString: strerror(errno)))\n")
        return 2
    }
    if options.stage == "tokens" { write(to: out, tokenize(source: source)); return 0 }
    let module: Module
    switch parse(source: source, filename: options.script, mode: .exec) {
    case .success(let m): module = m.tree
    case .failure(let e): return wrong(e, options, executable)
    }
    if options.stage == "ast" { write(to: out, dump(module, indent: 2) + "\n"); return 0 }
    switch compile(module, filename: options.script) {
    case .failure(let e): return wrong(e, options, executable)
    case .success(let unit):
        guard let name = options.function else { write(to: out, disassemble(unit.code)); return 0 }
        guard let found = find(name, in: unit.code) else {
            write(to: 2, "\(executable) emit: no function \(name)\n")
            return 1
        }
        write(to: out, disassemble(found))
        return 0
    }
}

private func find(_ name: String, in unit: CodeUnit) -> CodeUnit? {
    if unit.qualifiedName == name { return unit }
    for n in unit.nestedUnits { if let found = find(name, in: n) { return found } }
    return nil
}

private func wrong(_ e: SyntaxErrorInfo, _ options: EmitOptions, _ executable: String) -> Int32 {
    write(to: 2, "\(executable) emit: \(options.script):\(e.line): \(e.message)\n")
    return 1
}

/// Prints the wanted stage of the wanted units; false if there was none. Of a named function the last unit of each entry is printed:
/// earlier ones were replaced; a module of LLVM IR stands alone, so only the last one there.
private func printUnits(_ options: EmitOptions, _ out: Int32) -> Bool {
    var wanted = Emission.units.filter { u in (options.function.map { $0 == u.qualifiedName } ?? true) && u.texts.contains { $0.stage == options.stage } }
    if wanted.isEmpty { return false }
    if options.function != nil {
        var last: [Int: Int] = [:]
        for (i, u) in wanted.enumerated() { last[u.entry] = i }
        let kept = last.values.sorted()
        wanted = kept.map { wanted[$0] }
        if options.stage.hasPrefix("llvm"), let only = wanted.first(where: { $0.entry == 0 }) ?? wanted.last { wanted = [only] }
    }
    let comment = options.stage == "asm" ? "# " : "; "
    for u in wanted {
        var text = comment + "\(u.qualifiedName), entry \(u.entry), \(u.filename):\(u.firstLine)\n"
        for (number, line) in sourceLines(u) { text += comment + "\(number)\t\(line)\n" }
        for (stage, body) in u.texts where stage == options.stage { text += body.hasSuffix("\n") ? body : body + "\n" }
        write(to: out, text)
    }
    return true
}

private func sourceLines(_ u: EmittedUnit) -> [(Int, String)] {
    guard let bytes = mainThread.readFile(u.filename) else { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let first = max(1, u.firstLine), last = min(u.lastLine, lines.count)
    return first <= last ? (first ... last).map { ($0, String(lines[$0 - 1])) } : []
}
