// Bench programs: which programs there are and where their files lie.
//
// In:  names from the command line. Out: the scripts to run. The suite's are ours (Benchmarks/suite); pyperformance's are
//      fetched with pip into the user's cache when they are not there yet, and never become part of the project.

import Glibc

struct BenchProgram {
    let name: String
    let path: String
}

struct BenchMistake: Error {
    let text: String
}

/// pyperformance's programs that need nothing but the standard library and two pure-Python packages.
let pyperformancePrograms = [
    "nbody", "fannkuch", "spectral_norm", "float", "nqueens", "chaos", "go", "hexiom", "deltablue", "richards", "richards_super",
    "raytrace", "pyflate", "scimark", "meteor_contest", "pidigits", "unpack_sequence", "comprehensions", "generators", "coroutines",
    "crypto_pyaes", "regex_compile", "json_loads", "json_dumps", "deepcopy", "logging", "mdp", "tomli_loads",
]

/// What pip fetches. The version is fixed: other versions run other programs.
let pyperformancePackages = ["pyperformance==1.14.0", "pyaes==1.6.1", "tomli==2.0.1"]

func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

func lastPathPart(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

/// The path of the running executable.
func ownExecutable() -> String? {
    var buffer = [CChar](repeating: 0, count: 4097)
    let n = readlink("/proc/self/exe", &buffer, 4096)
    guard n > 0 else { return nil }
    return String(decoding: buffer[..<n].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// An executable as the shell would find it.
func findProgram(_ name: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    for folder in (environment("PATH") ?? "").split(separator: ":") where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
    return nil
}

/// The folder Benchmarks: beside the sources that the executable was built from, or installed in share.
func benchmarksFolder(_ executable: String) -> String? {
    if let p = environment("SWIFTLET_BENCHMARKS"), fileExists(p + "/pyperf") { return p }
    var folder = executable
    while let slash = folder.lastIndex(of: "/") {
        folder = String(folder[..<slash])
        for place in [folder + "/Benchmarks", folder + "/share/swiftlet/Benchmarks"] where fileExists(place + "/pyperf/__init__.py") { return place }
    }
    return nil
}

/// The cache folder with pyperformance in it; fetches it if it is missing; nil if that cannot be done.
func pyperformanceFolder(_ python: String?) -> String? {
    let base = environment("XDG_CACHE_HOME").flatMap { $0.isEmpty ? nil : $0 } ?? (environment("HOME") ?? "/tmp") + "/.cache"
    let folder = base + "/swiftlet/pyperformance"
    if fileExists(folder + "/pyperformance/data-files/benchmarks") { return folder }
    guard let pip = python ?? findProgram("python3.11") ?? findProgram("python3") else {
        write(to: 2, "swiftlet bench: no python3 to fetch pyperformance with; only the suite runs\n")
        return nil
    }
    write(to: 2, "fetching pyperformance into \(folder)\n")
    // The three packages are pure Python, and what pyperformance itself depends on is not needed to run its programs.
    let fetch = BenchProcess(
        command: [pip, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder] + pyperformancePackages, environment: [])
    if let reason = fetch.run(timeout: 600).failure {
        write(to: 2, "swiftlet bench: pip failed (\(reason)); only the suite runs\n")
        return nil
    }
    return folder
}

/// The scripts of the names; all of them when there are none.
func selectPrograms(_ names: [String], suite: String, pyperformance: String?) -> Result<[BenchProgram], BenchMistake> {
    func scripts(_ name: String) -> [String] {
        var places = [suite + "/\(name).py"]
        if let p = pyperformance { places.append(p + "/pyperformance/data-files/benchmarks/bm_\(name)/run_benchmark.py") }
        if name.hasSuffix(".py") { places.append(name) }
        return places
    }
    var programs: [BenchProgram] = []
    if names.isEmpty {
        for name in suiteNames(suite) { programs.append(BenchProgram(name: name, path: suite + "/\(name).py")) }
        if pyperformance != nil {
            for name in pyperformancePrograms {
                if let p = scripts(name).last(where: fileExists) { programs.append(BenchProgram(name: name, path: p)) }
            }
        }
        return .success(programs)
    }
    for name in names {
        guard let p = scripts(name).first(where: fileExists) else { return .failure(BenchMistake(text: "no benchmark '\(name)' (see --list)")) }
        programs.append(BenchProgram(name: name.hasSuffix(".py") ? String(lastPathPart(name).dropLast(3)) : name, path: p))
    }
    return .success(programs)
}

/// Names of the scripts in the suite, sorted.
private func suiteNames(_ folder: String) -> [String] {
    guard let d = opendir(folder) else { return [] }
    defer { closedir(d) }
    var names: [String] = []
    while let entry = readdir(d) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
        // The folder also holds scripts that measure what only this implementation has; they print for themselves.
        if name.hasSuffix(".py") && !name.hasPrefix("_") && mentions(folder + "/" + name, "import pyperf") { names.append(String(name.dropLast(3))) }
    }
    return names.sorted()
}

/// Writes a whole file; false if that failed.
func writeFile(_ path: String, _ text: String) -> Bool {
    let f = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    if f < 0 { return false }
    write(to: f, text)
    return close(f) == 0
}

/// Does the beginning of a file contain the text?
private func mentions(_ path: String, _ text: String) -> Bool {
    let f = open(path, O_RDONLY)
    if f < 0 { return false }
    defer { close(f) }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let n = read(f, &buffer, buffer.count)
    return n > 0 && containsBytes(Array(buffer[..<n]), Array(text.utf8))
}

private func containsBytes(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    if b.isEmpty || a.count < b.count { return false }
    for i in 0 ... a.count - b.count where a[i] == b[0] && a[i ..< i + b.count].elementsEqual(b) { return true }
    return false
}
