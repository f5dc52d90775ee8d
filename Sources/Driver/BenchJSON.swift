// Bench JSON: reads the lines that Benchmarks/pyperf prints, writes the files that `pyperf compare_to` reads.

/// A JSON value; objects keep no order.
indirect enum BenchJSON {
    case null, bool(Bool), number(Double), text(String), items([BenchJSON]), object([String: BenchJSON])

    var text: String? { if case .text(let s) = self { return s } else { return nil } }
    var number: Double? { if case .number(let d) = self { return d } else { return nil } }
    var items: [BenchJSON] { if case .items(let a) = self { return a } else { return [] } }
    var object: [String: BenchJSON]? { if case .object(let o) = self { return o } else { return nil } }
    var numbers: [Double] { items.compactMap(\.number) }

    /// One JSON text; nil if it is none.
    static func parse(_ text: String) -> BenchJSON? {
        var reader = Reader(bytes: Array(text.utf8))
        guard let v = reader.value() else { return nil }
        reader.space()
        return reader.at == reader.bytes.count ? v : nil
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0

        mutating func space() { while at < bytes.count, [32, 9, 10, 13].contains(bytes[at]) { at += 1 } }

        mutating func take(_ c: Character) -> Bool {
            space()
            guard at < bytes.count, bytes[at] == c.asciiValue else { return false }
            at += 1
            return true
        }

        mutating func word(_ w: String) -> Bool {
            let u = Array(w.utf8)
            guard at + u.count <= bytes.count, Array(bytes[at ..< at + u.count]) == u else { return false }
            at += u.count
            return true
        }

        mutating func value() -> BenchJSON? {
            space()
            guard at < bytes.count else { return nil }
            switch bytes[at] {
            case UInt8(ascii: "{"):
                at += 1
                var o: [String: BenchJSON] = [:]
                if take("}") { return .object(o) }
                repeat {
                    space()
                    guard case .text(let name)? = value(), take(":"), let v = value() else { return nil }
                    o[name] = v
                } while take(",")
                return take("}") ? .object(o) : nil
            case UInt8(ascii: "["):
                at += 1
                var a: [BenchJSON] = []
                if take("]") { return .items(a) }
                repeat {
                    guard let v = value() else { return nil }
                    a.append(v)
                } while take(",")
                return take("]") ? .items(a) : nil
            case UInt8(ascii: "\""): return string().map { .text($0) }
            case UInt8(ascii: "t"): return word("true") ? .bool(true) : nil
            case UInt8(ascii: "f"): return word("false") ? .bool(false) : nil
            case UInt8(ascii: "n"): return word("null") ? .null : nil
            default:
                let start = at
                while at < bytes.count, bytes[at] == 43 || bytes[at] == 45 || bytes[at] == 46 || (48 ... 57).contains(bytes[at]) || bytes[at] | 32 == 101 { at += 1 }
                return Double(String(decoding: bytes[start ..< at], as: UTF8.self)).map { .number($0) }
            }
        }

        mutating func string() -> String? {
            at += 1
            var out: [UInt8] = []
            while at < bytes.count {
                let c = bytes[at]
                at += 1
                if c == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
                guard c == UInt8(ascii: "\\"), at < bytes.count else { out.append(c); continue }
                let e = bytes[at]
                at += 1
                switch e {
                case UInt8(ascii: "n"): out.append(10)
                case UInt8(ascii: "t"): out.append(9)
                case UInt8(ascii: "r"): out.append(13)
                case UInt8(ascii: "u"):
                    guard at + 4 <= bytes.count, let n = UInt32(String(decoding: bytes[at ..< at + 4], as: UTF8.self), radix: 16) else { return nil }
                    at += 4
                    out += Array(String(Unicode.Scalar(n).map(Character.init) ?? "\u{FFFD}").utf8)
                default: out.append(e)
                }
            }
            return nil
        }
    }
}

/// A JSON string.
func quoteJSON(_ s: String) -> String {
    var out = "\""
    for c in s.unicodeScalars {
        if c == "\"" || c == "\\" { out += "\\" }
        out += c.value < 32 ? " " : String(Character(c))
    }
    return out + "\""
}

/// The results of one target as pyperf's files have them.
func pyperfJSON(_ target: String, _ rows: [BenchRow], _ index: Int) -> String {
    var benchmarks: [String] = []
    for row in rows where !row.results[index].values.isEmpty {
        var runs: [String] = []
        for run in row.results[index].runs where !run.values.isEmpty {
            let warmups = run.warmups.map { "[\($0.loops), \($0.seconds)]" }.joined(separator: ", ")
            let values = run.values.map { "\($0)" }.joined(separator: ", ")
            runs.append("{\"metadata\": {\"mem_max_rss\": \(row.results[index].peakKilobytes * 1024)}, \"warmups\": [\(warmups)], \"values\": [\(values)]}")
        }
        benchmarks.append("{\"metadata\": {\"name\": \(quoteJSON(row.name))}, \"runs\": [\(runs.joined(separator: ", "))]}")
    }
    return "{\"version\": \"1.0\", \"metadata\": {\"unit\": \"second\", \"python_implementation\": \(quoteJSON(target))}, \"benchmarks\": [\(benchmarks.joined(separator: ",\n"))]}\n"
}
