// The builder and the pass driver.

import XCTest
@testable import MIR

final class DriverTests: XCTestCase {
    func testBuilderDumpAndTiming() throws {
        var builder = MIRBuilder(name: "built")
        let word = builder.emit(.loadRegister, immediate: 0)
        let state = builder.frameState(FrameState(pc: 0, registers: [.init(0, word)]))
        let checked = builder.emit(.guardInt, [word], at: state)
        let number = builder.emit(.unboxInt, [checked])
        let sum = builder.emit(.guardIntAdd, [number, builder.constant(Int64(1))], at: state)
        builder.return(builder.emit(.boxInt, [sum]))
        var function = builder.function
        var dumps: [String] = []
        var times = 0
        try runPasses(
            on: &function,
            PassOptions(verify: true, dump: { name, _ in dumps.append(name) }, timing: { _, _ in times += 1 }))
        XCTAssertEqual(dumps, Pass.standard)
        XCTAssertEqual(times, Pass.standard.count)
        XCTAssertTrue(function.description.contains("guardTaggedAdd"), function.description)
        XCTAssertThrowsError(try runPasses(["fly"], on: &function))
    }

    func testLoopsAndDominators() throws {
        let function = try MIRFunction(
            parsing: """
                function f {
                block0():
                  v0 = constantBool #true : bool
                  jump block1()
                block1():
                  jump block2()
                block2():
                  branch v0, block2(), block3()
                block3():
                  branch v0, block1(), block4()
                block4():
                  jump block4()
                }
                """)
        let flow = ControlFlow(function)
        XCTAssertTrue(flow.dominates(BlockID(1), BlockID(4)))
        XCTAssertFalse(flow.dominates(BlockID(4), BlockID(3)))
        let loops = flow.loops()
        XCTAssertEqual(Set(loops.map(\.header)), [BlockID(1), BlockID(2), BlockID(4)])
        let inner = try XCTUnwrap(loops.firstIndex { $0.header == BlockID(2) })
        let outer = try XCTUnwrap(loops.firstIndex { $0.header == BlockID(1) })
        XCTAssertLessThan(inner, outer)
        XCTAssertEqual(Set(loops[outer].blocks), [BlockID(1), BlockID(2), BlockID(3)])
    }

    func testGuardsThatABranchDecides() throws {
        let function = try MIRFunction(
            parsing: """
                function f {
                block0():
                  v0 = loadRegister r0 : tagged
                  v1 = loadRegister r1 : tagged
                  v2 = loadShape +0.header v0 : int64
                  v3 = constantInt #7 : int64
                  v4 = intCompare equal v2, v3 : bool
                  branch v4, block1(), block2()
                block1():
                  v6 = guardShape s7 v0 : object(7) @fs0
                  v7 = guardShape s7 v1 : object(7) @fs0
                  storeField +0.header v6, v1
                  v9 = guardShape s7 v0 : object(7) @fs0
                  return v9
                block2():
                  v11 = guardShape s7 v0 : object(7) @fs0
                  return v11
                states:
                  fs0 = code -1 pc 0 [0: v0, 1: v1]
                }
                """)
        let implied = function.guardsImpliedByBranches(ControlFlow(function))
        // Not of another word, not behind a store that may change the shape, not where the shapes differ.
        XCTAssertEqual(implied, [ValueID(6)])
    }
}
