// Bench: `swiftlet bench`, the suite and pyperformance's programs, side by side with other Pythons.
//
// In:  the words after `bench`. Out: a table on stdout, JSON files for `pyperf compare_to`, the exit status (1 if a
//      program failed or computed something else than CPython).
//
// Each program runs unmodified in a process of its own, with Benchmarks/pyperf in place of pyperf. A first run on each
// executable (mode=check) gives a digest of what was computed; then come the timed runs, interleaved, so that a
// machine that slows down slows all of them.

import Glibc

/// What `swiftlet bench` was asked for.
struct BenchOptions {
    var names: [String] = []
    var pythons: [String] = []
    var extra: [String] = []
    var output: String? = nil
    var rounds = 2
    var values = 5
    var minTime = 0.02
    var warmup = 2.0
    var limit = 20.0
    var timeout = 300.0
    var check = true
    var list = false

    /// The environment word for Benchmarks/pyperf.
    func plan(_ mode: String) -> String {
        "mode=\(mode) values=\(values) min_time=\(minTime) warmup=\(warmup) limit=\(limit)"
    }
}

/// One executable: ours or a --python.
struct BenchTarget {
    let name: String
    let command: [String]
}

/// What one benchmark gave on one target, all rounds together.
struct BenchResult {
    var firsts: [Double] = []
    var values: [Double] = []
    var runs: [(warmups: [(loops: Int, seconds: Double)], values: [Double])] = []
    var peakKilobytes = 0
    var digest: String? = nil

    var first: Double? { benchMedian(firsts) }
    var steady: Double? { benchMedian(values) }
    var memory: Double? { peakKilobytes > 0 ? Double(peakKilobytes) : nil }
}

/// One row of the table.
struct BenchRow {
    let name: String
    var results: [BenchResult]
    /// "yes", "no", "-" (not compared)
    var same = "-"
}

func benchMedian(_ v: [Double]) -> Double? {
    if v.isEmpty { return nil }
    let s = v.sorted()
    return s.count % 2 == 1 ? s[s.count / 2] : (s[s.count / 2 - 1] + s[s.count / 2]) / 2
}

let benchUsage = """
usage: swiftlet bench [NAME ...] [--python EXE ...] [--fast|--rigorous] [--output FILE.json]
                      [-X OPT] [--timeout SECONDS] [--no-check] [--list]

"""

/// Reads the words after `bench`; a text is a mistake.
func parseBenchOptions(_ words: [String]) -> (BenchOptions, String?) {
    var o = BenchOptions()
    var i = 0
    while i < words.count {
        var word = words[i]
        var attached: String? = nil
        if word.hasPrefix("--"), let e = word.firstIndex(of: "=") {
            attached = String(word[word.index(after: e)...])
            word = String(word[..<e])
        }
        func value() -> String? {
            if let a = attached { return a }
            i += 1
            return i < words.count ? words[i] : nil
        }
        switch word {
        case "--fast": (o.rounds, o.values, o.minTime, o.warmup, o.limit) = (1, 3, 0.01, 0.3, 10)
        case "--rigorous": (o.rounds, o.values, o.minTime, o.warmup, o.limit) = (5, 10, 0.1, 5, 60)
        case "--no-check": o.check = false
        case "--list": o.list = true
        case "--python":
            guard let v = value() else { return (o, "--python: an executable is missing") }
            o.pythons.append(v)
            // Further executables may follow directly: paths, not names of programs.
            while i + 1 < words.count, words[i + 1].contains("/") || words[i + 1].hasPrefix("python") || words[i + 1].hasPrefix("pypy") {
                i += 1
                o.pythons.append(words[i])
            }
        case "--output", "-o":
            guard let v = value() else { return (o, "--output: a file is missing") }
            o.output = v
        case "-X":
            guard let v = value() else { return (o, "-X: an option is missing") }
            o.extra += ["-X", v]
        case "--timeout":
            guard let v = value(), let s = Double(v), s > 0 else { return (o, "--timeout: a number of seconds is missing") }
            o.timeout = s
        default:
            if word.hasPrefix("-") { return (o, "unknown option \(word)") }
            o.names.append(word)
        }
        i += 1
    }
    return (o, nil)
}

/// The door: words after `bench` → exit status.
func runBench(_ words: [String]) -> Int32 {
    if words.contains("--help") || words.contains("-h") { write(to: 1, benchUsage); return 0 }
    let (options, mistake) = parseBenchOptions(words)
    if let m = mistake {
        write(to: 2, "swiftlet bench: \(m)\n\(benchUsage)")
        return 2
    }
    guard let own = ownExecutable() else {
        write(to: 2, "swiftlet bench: cannot find the running executable\n")
        return 1
    }
    guard let folder = benchmarksFolder(own) else {
        write(to: 2, "swiftlet bench: cannot find the folder Benchmarks (set SWIFTLET_BENCHMARKS)\n")
        return 1
    }
    var targets = [BenchTarget(name: "swiftlet", command: [own] + options.extra)]
    for p in options.pythons {
        guard let path = findProgram(p) else {
            write(to: 2, "swiftlet bench: no such executable: \(p)\n")
            return 2
        }
        let short = lastPathPart(p)
        targets.append(BenchTarget(name: targets.contains { $0.name == short } ? short + "-\(targets.count)" : short, command: [path]))
    }
    let cache = pyperformanceFolder(options.pythons.first.flatMap(findProgram))
    let programs: [BenchProgram]
    switch selectPrograms(options.names, suite: folder + "/suite", pyperformance: cache) {
    case .success(let p): programs = p
    case .failure(let e):
        write(to: 2, "swiftlet bench: \(e.text)\n")
        return 2
    }
    if options.list {
        for p in programs { write(to: 1, "\(p.name)\t\(p.path)\n") }
        return 0
    }
    var session = BenchSession(options, targets, programs, folder: folder, cache: cache)
    return session.run()
}

/// The work itself: checks, rounds, report.
struct BenchSession {
    let options: BenchOptions
    let targets: [BenchTarget]
    let programs: [BenchProgram]
    let path: String
    var rows: [BenchRow] = []
    var problems: [String] = []
    var progress: BenchProgress

    init(_ options: BenchOptions, _ targets: [BenchTarget], _ programs: [BenchProgram], folder: String, cache: String?) {
        self.options = options
        self.targets = targets
        self.programs = programs
        path = folder + (cache.map { ":" + $0 } ?? "")
        let checks = options.check ? targets.count : 0
        progress = BenchProgress(total: programs.count * (checks + options.rounds * targets.count))
    }

    mutating func run() -> Int32 {
        for program in programs { runProgram(program) }
        progress.clear()
        write(to: 1, renderBenchTable(targets.map(\.name), rows))
        for p in problems { write(to: 1, p + "\n") }
        var status: Int32 = problems.isEmpty ? 0 : 1
        if let file = options.output {
            for (i, t) in targets.enumerated() {
                let name = i == 0 ? file : numberedFile(file, t.name)
                if !writeFile(name, pyperfJSON(t.name, rows, i)) {
                    write(to: 2, "swiftlet bench: cannot write \(name)\n")
                    status = 1
                }
            }
        }
        return status
    }

    /// results.json → results-python3.11.json
    private func numberedFile(_ file: String, _ name: String) -> String {
        file.hasSuffix(".json") ? String(file.dropLast(5)) + "-" + name + ".json" : file + "-" + name
    }

    private mutating func runProgram(_ program: BenchProgram) {
        var alive = [Bool](repeating: true, count: targets.count)
        var names: [String] = []
        var results: [String: [BenchResult]] = [:]
        var outputs = [String?](repeating: nil, count: targets.count)
        if options.check {
            for i in targets.indices {
                guard let lines = runOnce(program, i, "check", &outputs[i]) else { alive[i] = false; continue }
                for line in lines.1 {
                    guard let name = line["name"]?.text, let digest = line["digest"]?.text else { continue }
                    if results[name] == nil { names.append(name); results[name] = Array(repeating: BenchResult(), count: targets.count) }
                    results[name]?[i].digest = digest
                }
            }
        }
        for _ in 0 ..< options.rounds {
            for i in targets.indices where alive[i] {
                var output: String? = nil
                guard let (peak, lines) = runOnce(program, i, "time", &output) else { alive[i] = false; continue }
                for line in lines {
                    guard let name = line["name"]?.text else { continue }
                    if results[name] == nil { names.append(name); results[name] = Array(repeating: BenchResult(), count: targets.count) }
                    guard var r = results[name]?[i] else { continue }
                    let values = line["values"]?.numbers ?? []
                    if let f = line["first"]?.number { r.firsts.append(f) }
                    r.values += values
                    var warmups: [(loops: Int, seconds: Double)] = []
                    for w in line["warmups"]?.items ?? [] {
                        let pair = w.numbers
                        if pair.count == 2, let n = Int(exactly: pair[0]) { warmups.append((n, pair[1])) }
                    }
                    r.runs.append((warmups, values))
                    r.peakKilobytes = max(r.peakKilobytes, peak)
                    results[name]?[i] = r
                }
            }
        }
        for name in names {
            var row = BenchRow(name: name, results: results[name] ?? [])
            if options.check && targets.count > 1 && alive[0] && alive[1] {
                let same = row.results[0].digest == row.results[1].digest && row.results[0].digest != nil && outputs[0] == outputs[1]
                row.same = same ? "yes" : "no"
                if !same { problems.append("\(name): not the results of \(targets[1].name)") }
            }
            rows.append(row)
        }
    }

    /// One process: peak memory and the objects it printed; nil after a failure, which is noted.
    private mutating func runOnce(_ program: BenchProgram, _ target: Int, _ mode: String, _ output: inout String?) -> (Int, [[String: BenchJSON]])? {
        progress.step("\(program.name) on \(targets[target].name)")
        let process = BenchProcess(command: targets[target].command + [program.path], environment: [
            "PYTHONPATH=" + path, "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=", "SWIFTLET_BENCH=" + options.plan(mode),
        ])
        let end = process.run(timeout: options.timeout)
        if let reason = end.failure {
            problems.append("\(program.name): \(targets[target].name): \(reason)")
            return nil
        }
        var objects: [[String: BenchJSON]] = []
        var rest = ""
        for line in end.output.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("@bench ") {
                if let o = BenchJSON.parse(String(line.dropFirst(7)))?.object { objects.append(o) }
            } else {
                rest += line + "\n"
            }
        }
        output = rest
        if objects.isEmpty {
            problems.append("\(program.name): \(targets[target].name): printed no result")
            return nil
        }
        return (end.peakKilobytes, objects)
    }
}
