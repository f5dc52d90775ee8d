// The standard library's sources as test input: everything compiles, passes the verifier and survives a round trip.
// All files with SWIFTLET_TEST_LIBRARY=1, else a sample.

import Bytecode
import Glibc
import Syntax
import Testing

@Suite struct LibraryTests {
    static let sources: [String] = {
        let all = files(in: "/usr/lib/python3.11", ending: ".py", recursive: true).filter { !$0.contains(text: "/lib2to3/tests/data/") }
        if getenv("SWIFTLET_TEST_LIBRARY") != nil { return all }
        return all.enumerated().filter { $0.offset % 40 == 0 }.map(\.element)
    }()

    @Test(arguments: sources)
    func source_compiles_and_verifies(_ path: String) throws {
        let source = try #require(readFile(path))
        // Some files are wrong on purpose.
        guard case .success(let module) = parse(source: source, filename: path, mode: .exec),
            case .success(let result) = compile(module.tree, filename: path)
        else {
            #expect(path.contains(text: "/bad"))
            return
        }
        #expect(verify(result.code) == [])
        let bytes = result.code.serialized
        let copy = try #require(CodeUnit.deserialize(bytes))
        #expect(copy.serialized == bytes)
    }
}
