// What the tests share: compiling a text, reading files, the folder of golden files.

import Bytecode
import Glibc
import Syntax

/// The code of a source text; the message of the error if it has one.
func compiled(_ source: String, optimize: Int = 0) -> Result<CompiledUnit, SyntaxErrorInfo> {
    switch parse(source: Array(source.utf8), filename: "test", mode: .exec, flags: .ignoreCookie) {
    case .failure(let error): return .failure(error)
    case .success(let module): return compile(module.tree, filename: "test", optimize: optimize)
    }
}

/// The unit of a function in a module.
func function(_ name: String, in source: String) -> CodeUnit? {
    guard case .success(let result) = compiled(source) else { return nil }
    return result.code.nestedUnits.first { $0.name == name }
}

func readFile(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count <= 0 { return result }
        result += buffer[0..<count]
    }
}

func writeFile(_ path: String, _ bytes: [UInt8]) {
    guard let file = fopen(path, "wb") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
}

/// The files of a folder with an ending, sorted; with those of inner folders if asked.
func files(in folder: String, ending: String, recursive: Bool = false) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var result: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        let path = folder + "/" + name
        if recursive, Int32(entry.pointee.d_type) == Int32(DT_DIR) {
            result += files(in: path, ending: ending, recursive: true)
        } else if name.hasSuffix(ending) {
            result.append(path)
        }
    }
    return result.sorted()
}

/// Tests/Golden/bytecode.
let goldenFolder = String(#filePath.prefix(upTo: #filePath.range(of: "/BytecodeTests/")?.lowerBound ?? #filePath.startIndex))
    + "/Golden/bytecode"

extension String {
    /// The first place of a text (the standard library alone has no such search).
    func range(of text: String) -> Range<String.Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
            index = self.index(after: index)
        }
        return nil
    }

    func contains(text: String) -> Bool { range(of: text) != nil }
}
