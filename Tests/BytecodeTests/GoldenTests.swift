// Golden files: each Tests/Golden/bytecode/NAME.py has its disassembly beside it in NAME.bytecode.
// SWIFTLET_UPDATE_GOLDEN=1 rewrites them.

import Bytecode
import Glibc
import Syntax
import Testing

@Suite struct GoldenTests {
    @Test(arguments: files(in: goldenFolder, ending: ".py"))
    func disassembly_is_the_golden_one(_ path: String) throws {
        let source = try #require(readFile(path))
        let tree = try parse(source: source, filename: path, mode: .exec).get().tree
        let unit = try compile(tree, filename: "golden").get().code
        #expect(verify(unit) == [])
        let text = disassemble(unit)
        let golden = path.dropLast(3) + ".bytecode"
        if getenv("SWIFTLET_UPDATE_GOLDEN") != nil {
            writeFile(String(golden), Array(text.utf8))
        } else {
            let expected = String(decoding: readFile(String(golden)) ?? [], as: UTF8.self)
            #expect(text == expected)
        }
    }
}
