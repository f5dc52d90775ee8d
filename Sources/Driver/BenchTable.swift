// Bench table: results as text for people, and the progress bar.
//
// In:  rows. Out: one line a benchmark; for each target the first iteration, the steady state and the peak memory, with
//      the ratio to the first --python (first and steady: how many times faster; memory: how many times as much), and
//      their geometric means.

import Glibc

/// 0.0123 → "12.3 ms"
func benchTime(_ s: Double) -> String {
    func digits(_ v: Double) -> String { fixed(v, v < 9.995 ? 2 : v < 99.95 ? 1 : 0) }
    if s >= 1 { return digits(s) + " s" }
    if s >= 1e-3 { return digits(s * 1e3) + " ms" }
    if s >= 1e-6 { return digits(s * 1e6) + " us" }
    return digits(s * 1e9) + " ns"
}

/// A number with that many places.
func fixed(_ v: Double, _ places: Int) -> String {
    guard v.isFinite, abs(v) < 1e15 else { return "\(v)" }
    let unit = pow(10, Double(places))
    let n = Int((abs(v) * unit).rounded())
    let sign = v < 0 && n != 0 ? "-" : ""
    if places == 0 { return sign + "\(n)" }
    let scale = Int(unit)
    let fraction = String(n % scale)
    return sign + "\(n / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
}

private func padLeft(_ s: String, _ n: Int) -> String { String(repeating: " ", count: max(0, n - s.count)) + s }
private func padRight(_ s: String, _ n: Int) -> String { s + String(repeating: " ", count: max(0, n - s.count)) }

private struct BenchColumn {
    let title: String
    let value: (BenchResult) -> Double?
    let text: (Double) -> String
    /// Faster is better, so the ratio is python's over ours.
    let inverse: Bool
}

private let benchColumns = [
    BenchColumn(title: "first", value: { $0.first }, text: benchTime, inverse: true),
    BenchColumn(title: "steady", value: { $0.steady }, text: benchTime, inverse: true),
    BenchColumn(title: "memory", value: { $0.memory }, text: { fixed($0 / 1024, 1) + " MB" }, inverse: false),
]

/// The whole table.
func renderBenchTable(_ targets: [String], _ rows: [BenchRow]) -> String {
    let compared = targets.count > 1
    let width = max(12, rows.map(\.name.count).max() ?? 0) + 1
    let cell = 9, ratio = 9
    var out = padRight("", width + (compared ? 8 : 0))
    var header = padRight("benchmark", width) + (compared ? padRight("results", 8) : "")
    for (i, t) in targets.enumerated() {
        let withRatio = compared && i != 1
        let group = benchColumns.count * (cell + 1 + (withRatio ? ratio : 0))
        out += padRight("| " + String(t.prefix(group - 3)), group + 1)
        header += "|"
        for c in benchColumns { header += padLeft(c.title, cell + 1) + (withRatio ? padLeft("", ratio) : "") }
    }
    out += "\n" + header + "\n"
    var logs: [[[Double]]] = targets.map { _ in benchColumns.map { _ in [] } }
    for row in rows {
        out += padRight(row.name, width) + (compared ? padRight(row.same == "yes" ? "same" : row.same == "no" ? "DIFFER" : "-", 8) : "")
        for i in targets.indices {
            out += "|"
            for (k, c) in benchColumns.enumerated() {
                let v = c.value(row.results[i])
                out += padLeft(v.map(c.text) ?? "-", cell + 1)
                guard compared && i != 1 else { continue }
                if let v = v, let base = c.value(row.results[1]), v > 0, base > 0 {
                    let r = c.inverse ? base / v : v / base
                    logs[i][k].append(log(r))
                    out += padLeft("x" + fixed(r, 2), ratio)
                } else { out += padLeft("", ratio) }
            }
        }
        out += "\n"
    }
    if compared {
        out += padRight("geometric mean", width + 8)
        for i in targets.indices {
            out += "|"
            for k in benchColumns.indices {
                out += padLeft("", cell + 1)
                guard i != 1 else { continue }
                let l = logs[i][k]
                out += padLeft(l.isEmpty ? "" : "x" + fixed(exp(l.reduce(0, +) / Double(l.count)), 2), ratio)
            }
        }
        out += "\n(first, steady: times faster than \(targets[1]); memory: times as much)\n"
    }
    return out.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var s = line
        while s.last == " " { s.removeLast() }
        return String(s)
    }.joined(separator: "\n")
}

/// A bar on stderr, if that is a terminal.
struct BenchProgress {
    let total: Int
    var done = 0
    private let shown = isatty(2) != 0

    init(total: Int) { self.total = max(total, 1) }

    /// Says what begins now.
    mutating func step(_ what: String) {
        if shown {
            let filled = min(30, done * 30 / total)
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
            write(to: 2, "\r\u{1B}[K[\(bar)] \(done)/\(total) \(what.prefix(40))")
        }
        done = min(done + 1, total)
    }

    func clear() { if shown { write(to: 2, "\r\u{1B}[K") } }
}
