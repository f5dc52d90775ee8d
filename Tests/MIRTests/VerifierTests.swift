// What the verifier and the parser refuse.

import XCTest
@testable import MIR

final class VerifierTests: XCTestCase {
    private func complaint(_ body: String) throws -> String {
        let function = try MIRFunction(parsing: "function bad {\n" + body + "\n}\n")
        do {
            try function.verify()
            return ""
        } catch { return "\(error)" }
    }

    func testUseBeforeDefinition() throws {
        let text = try complaint("block0():\n v1 = intAdd v0, v0 : int64\n v0 = constantInt #1 : int64\n leave #0 @fs0\nstates:\n fs0 = code -1 pc 0 []")
        XCTAssertTrue(text.contains("before it is there"), text)
    }

    func testUseFromAnotherBranch() throws {
        let text = try complaint(
            "block0():\n v0 = constantBool #true : bool\n branch v0, block1(), block2()\nblock1():\n v1 = loadRegister r0 : tagged\n jump block2()\nblock2():\n return v1")
        XCTAssertTrue(text.contains("before it is there"), text)
    }

    func testWrongTypes() throws {
        XCTAssertTrue(try complaint("block0():\n v0 = constantInt #1 : int64\n return v0").contains("int64"))
        XCTAssertTrue(
            try complaint("block0():\n v0 = constantInt #1 : int64\n jump block1(v0)\nblock1(v1: tagged):\n return v1")
                .contains("passes"))
        XCTAssertTrue(try complaint("block0():\n v0 = constantInt #1 : float64\n jump block0()").contains("has type"))
    }

    func testMissingStateAndEnd() throws {
        XCTAssertTrue(
            try complaint("block0():\n v0 = loadRegister r0 : tagged\n v1 = guardInt v0 : tagged\n return v1")
                .contains("no frame state"))
        XCTAssertTrue(try complaint("block0():\n v0 = loadRegister r0 : tagged").contains("no end"))
    }

    func testStateThatIsNotThereYet() throws {
        let text = try complaint(
            "block0():\n v0 = loadRegister r0 : tagged\n v1 = guardInt v0 : tagged @fs0\n return v1\nstates:\n fs0 = code -1 pc 0 [0: v1]")
        XCTAssertTrue(text.contains("own result"), text)
    }

    func testParserSaysWhere() {
        XCTAssertThrowsError(try MIRFunction(parsing: "function f {\nblock0():\n  v0 = fly v1 : tagged\n}\n")) {
            XCTAssertEqual("\($0)", "line 3: unknown operation 'fly'")
        }
        XCTAssertThrowsError(try MIRFunction(parsing: "function f {\nblock0():\n"))
        XCTAssertThrowsError(try MIRFunction(parsing: ""))
    }

    func testFloatWords() {
        for value in [0.0, 1.0, -1.0, 1.5, 0.1, -123456.789, 1e70, 1e-70, 3.14159] {
            let word = FloatWord.encode(value)
            XCTAssertNotNil(word, "\(value)")
            XCTAssertEqual(word.flatMap { FloatWord.decode($0) }?.bitPattern, value.bitPattern)
        }
        for value in [-0.0, Double.infinity, .nan, 1e200, 5e-324, -1e-300] { XCTAssertNil(FloatWord.encode(value)) }
    }
}
