// Units that run: results, exits, calls, before and after the passes.

import CVMSpec
import Dispatch
import XCTest
@testable import LLVMBackend
@testable import MIR

final class EmitTests: XCTestCase {
    private typealias H = UnitHarness

    private func optimized(_ function: MIRFunction) throws -> MIRFunction {
        var function = function
        try runPasses(on: &function, PassOptions(verify: true))
        return function
    }

    func testSumLoopWithAndWithoutPasses() throws {
        let harness = try UnitHarness()
        let plain = try goldenInput("sumLoop")
        for (function, isOptimized) in [(plain, false), (try optimized(plain), true)] {
            XCTAssertEqual(H.openInt(try harness.evaluate(function, [H.int(1000), 0, 0]).word), 499_500)
            XCTAssertEqual(H.openInt(try harness.evaluate(function, [H.int(-5), 0, 0]).word), 0)
            // Not an integer: leaves where the loop starts, with the registers as they are there; or, as nothing has had an effect, where the
            // code starts, and says where it failed.
            let outcome = try harness.evaluate(function, [H.float(2.5), 0, 0])
            XCTAssertEqual(outcome.word, 0)
            XCTAssertEqual(outcome.reason, UInt32(LeaveReason.guardFailed))
            XCTAssertEqual(outcome.pc, isOptimized ? 0 : 2)
            XCTAssertEqual(outcome.registers, isOptimized ? [H.float(2.5), 0, 0] : [H.float(2.5), H.int(0), H.int(0)])
            let place = Int(harness.thread.pointee.leavePlace)
            XCTAssertEqual(function.failurePlaces.indices.contains(place) ? function.failurePlaces[place].pc : -1, isOptimized ? 2 : -1)
            // Unbound: leaves before everything.
            XCTAssertEqual(try harness.evaluate(function, [0, 0, 0]).pc, 0)
        }
    }

    func testPollLeavesAndGoesOn() throws {
        let harness = try UnitHarness()
        let function = try optimized(try goldenInput("sumLoop"))
        let installed = try harness.compile(function)
        harness.thread.pointee.pending = 1
        H.pollAnswer = 1
        XCTAssertEqual(H.openInt(harness.run(installed, [H.int(10), 0, 0]).word), 45)
        H.pollAnswer = 0
        let outcome = harness.run(installed, [H.int(10), 0, 0])
        H.pollAnswer = 1
        XCTAssertEqual(outcome, Outcome(word: 0, registers: [H.int(10), H.int(0), H.int(1)], pc: 5, reason: 3))
    }

    func testFloatLoop() throws {
        let harness = try UnitHarness()
        let plain = try goldenInput("floatLoop")
        var expected = 1.5
        for _ in 0..<10 { expected = expected * expected - 0.75 }
        for function in [plain, try optimized(plain)] {
            let word = try harness.evaluate(function, [H.float(0.75), 0, 0]).word
            XCTAssertEqual(H.openFloat(word)?.bitPattern, expected.bitPattern)
        }
    }

    func testFloatsThatNeedABoxGoInAndOut() throws {
        let harness = try UnitHarness()
        let function = try MIRFunction(
            parsing: """
                function negate {
                block0():
                  v0 = loadRegister r0 : tagged
                  v1 = guardFloat v0 : tagged @fs0
                  v2 = unboxFloat v1 : float64
                  v3 = floatNegate v2 : float64
                  v4 = boxFloat v3 : tagged
                  return v4
                states:
                  fs0 = code -1 pc 7 [0: v0]
                }
                """)
        let installed = try harness.compile(function)
        for value in [0.0, -0.0, 1.5, .infinity, -.infinity, 1e300, -1e-300, 4.9406564584124654e-324, 0.1, 1e76, 1e-77] {
            let word = harness.run(installed, [H.float(value)]).word
            XCTAssertEqual(H.openFloat(word)?.bitPattern, (-value).bitPattern, "\(value)")
        }
        XCTAssertEqual(harness.run(installed, [H.int(3)]).pc, 7)
        XCTAssertEqual(harness.run(installed, [H.cell(3, 0)]).word, 0)
        XCTAssertEqual(harness.run(installed, [0]).word, 0)
    }

    func testFloorDivisionLikePython() throws {
        let harness = try UnitHarness()
        for (operation, expected) in [("intFloorDiv", { (a: Int64, b: Int64) in
            Int64((Double(a) / Double(b)).rounded(.down))
        }), ("intMod", { (a: Int64, b: Int64) in a - b * Int64((Double(a) / Double(b)).rounded(.down)) })] {
            let function = try MIRFunction(
                parsing: """
                    function divide {
                    block0():
                      v0 = loadRegister r0 : tagged
                      v1 = loadRegister r1 : tagged
                      v2 = guardInt v0 : tagged @fs0
                      v3 = guardInt v1 : tagged @fs0
                      v4 = unboxInt v2 : int64
                      v5 = unboxInt v3 : int64
                      v6 = guardIntDivisor v5 : int64 @fs0
                      v7 = \(operation) v4, v6 : int64
                      v8 = boxInt v7 : tagged
                      return v8
                    states:
                      fs0 = code -1 pc 1 [0: v0, 1: v1]
                    }
                    """)
            let installed = try harness.compile(function)
            for a in Int64(-9)...9 {
                for b in Int64(-4)...4 {
                    let word = harness.run(installed, [H.int(a), H.int(b)]).word
                    if b == 0 || b == -1 { XCTAssertEqual(word, 0) } else {
                        XCTAssertEqual(H.openInt(word), expected(a, b), "\(a) \(operation) \(b)")
                    }
                }
            }
        }
    }

    func testOverflowLeavesAndLargeIntegersAreBoxed() throws {
        let harness = try UnitHarness()
        let text = """
            function add {
            block0():
              v0 = loadRegister r0 : tagged
              v1 = loadRegister r1 : tagged
              v2 = guardInt v0 : tagged @fs0
              v3 = guardInt v1 : tagged @fs0
              v4 = unboxInt v2 : int64
              v5 = unboxInt v3 : int64
              v6 = guardIntAdd v4, v5 : int64 @fs0
              v7 = boxInt v6 : tagged
              return v7
            states:
              fs0 = code -1 pc 1 [0: v0, 1: v1]
            }
            """
        let large = Int64(1) << 61
        // As written the sum is a heap integer; as tagged arithmetic it leaves.
        let plain = try harness.evaluate(try MIRFunction(parsing: text), [H.int(large), H.int(large)])
        XCTAssertEqual(H.openInt(plain.word), large * 2)
        let tagged = try optimized(try MIRFunction(parsing: text))
        XCTAssertTrue(tagged.description.contains("guardTaggedAdd"))
        XCTAssertEqual(try harness.evaluate(tagged, [H.int(large), H.int(large)]).word, 0)
        XCTAssertEqual(H.openInt(try harness.evaluate(tagged, [H.int(-7), H.int(5)]).word), -2)
    }

    func testObjectsFieldsAndAllocation() throws {
        let harness = try UnitHarness()
        let function = try MIRFunction(
            parsing: """
                function objects {
                block0():
                  v0 = loadRegister r0 : tagged
                  v1 = guardShape s77! v0 : object(77) @fs0
                  v2 = loadField +8.slot v1 : tagged
                  v3 = allocateObject s78*24 : object(78)
                  storeField +8.slot v3, v2
                  v4 = loadField32 +0.header v3 : int64
                  storeField +16.length v3, v4
                  return v3
                states:
                  fs0 = code -1 pc 1 [0: v0]
                }
                """)
        // Once from the slow path, once from an interval.
        let interval = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 16)
        memset(interval, 0, 64)
        for round in 0..<2 {
            if round == 1 {
                withUnsafeMutableBytes(of: &harness.thread.pointee.intervals) { bytes in
                    let pair = bytes.baseAddress!.assumingMemoryBound(to: UInt.self)
                    pair[2] = UInt(bitPattern: interval)
                    pair[3] = UInt(bitPattern: interval) + 64
                }
            }
            for one in [function, try optimized(function)] {
                let word = try harness.evaluate(one, [H.cell(77, 12345)]).word
                let cell = UnsafePointer<UInt64>(bitPattern: UInt(word))!
                XCTAssertEqual([cell[0], cell[1], cell[2]], [78, 12345, 78])
                if round == 1 { XCTAssertTrue(word == UInt64(UInt(bitPattern: interval)) || word == UInt64(UInt(bitPattern: interval)) + 32) }
                XCTAssertEqual(try harness.evaluate(one, [H.cell(76, 0)]).pc, 1)
                XCTAssertEqual(try harness.evaluate(one, [H.int(4)]).pc, 1)
            }
        }
    }

    func testExitOfAnInlinedCallPushesItsFrame() throws {
        let harness = try UnitHarness()
        let function = try MIRFunction(
            parsing: """
                function inlined {
                block0():
                  v0 = loadRegister r0 : tagged
                  v1 = constantInt #41 : int64
                  v2 = guardInt v0 : tagged @fs1
                  return v2
                states:
                  fs0 = code -1 pc 9 result 5 [1: v1]
                  fs1 = code 0 pc 3 [0: v0, 2: v1] caller fs0
                }
                """)
        let installed = try harness.compile(function) { $0.constants = [0x1234_5678] }
        let outcome = harness.run(installed, [H.float(1), 0])
        XCTAssertEqual(outcome.registers, [H.float(1), H.int(41)])
        XCTAssertEqual(outcome.pc, 9)
        let inner = harness.thread.pointee.frame!
        XCTAssertEqual(inner.pointee.function, 0x1234_5678)
        XCTAssertEqual(inner.pointee.info >> 16 & 0xffff, 5)
        XCTAssertEqual(inner.pointee.pc - harness.instructions, 3)
        XCTAssertEqual(frame_registers(inner)[2], H.int(41))
    }

    /// fib with direct calls: frames are made, linked and unlinked.
    func testUnitsCallUnits() throws {
        let harness = try UnitHarness()
        let source = try MIRFunction(
            parsing: """
                function fib {
                block0():
                  v0 = loadRegister r0 : tagged
                  v1 = guardInt v0 : tagged @fs0
                  v2 = unboxInt v1 : int64
                  v3 = constantInt #2 : int64
                  v4 = intCompare less v2, v3 : bool
                  branch v4, block1(), block2() unlikely
                block1():
                  return v1
                block2():
                  v5 = constantInt #1 : int64
                  v6 = guardIntSub v2, v5 : int64 @fs0
                  v7 = boxInt v6 : tagged
                  v8 = pyCallKnown c0 v7 : tagged @fs1
                  v9 = guardIntSub v2, v3 : int64 @fs2
                  v10 = boxInt v9 : tagged
                  v11 = pyCallKnown c0 v10 : tagged @fs2
                  v12 = guardInt v8 : tagged @fs3
                  v13 = guardInt v11 : tagged @fs3
                  v14 = unboxInt v12 : int64
                  v15 = unboxInt v13 : int64
                  v16 = guardIntAdd v14, v15 : int64 @fs3
                  v17 = boxInt v16 : tagged
                  return v17
                states:
                  fs0 = code -1 pc 1 [0: v0]
                  fs1 = code -1 pc 3 result 1 [0: v0]
                  fs2 = code -1 pc 5 result 2 [0: v0, 1: v8]
                  fs3 = code -1 pc 7 [0: v0, 1: v8, 2: v11]
                }
                """)
        let callee = CalleeInfo(
            function: 0x1000, code: UInt64(UInt(bitPattern: harness.code)),
            instructions: UInt64(UInt(bitPattern: harness.instructions)), constants: 0, globals: 0, registerCount: 4,
            entrySlot: nil)
        func adjust(_ options: inout UnitOptions) {
            options.constants = [0x1000]
            options.callees = [0: callee]
            options.registerCount = 4
            options.instructions = UInt64(UInt(bitPattern: harness.instructions))
        }
        let installed = try harness.compile(try optimized(source), adjust: adjust)
        let start = DispatchTime.now().uptimeNanoseconds
        let word = harness.run(installed, [H.int(27)]).word
        let time = DispatchTime.now().uptimeNanoseconds - start
        XCTAssertEqual(H.openInt(word), 196_418)
        print("fib(27): \(Double(time) / 832_040) ns a call, \(installed.sizes)")
        XCTAssertEqual(harness.thread.pointee.frame, harness.stack.assumingMemoryBound(to: Frame.self))

        // No room for frames: the general call decides (the harness's gives its argument back).
        harness.thread.pointee.chunkSize = 200
        H.calls = 0
        XCTAssertEqual(H.openInt(harness.run(installed, [H.int(10)]).word), 17)
        XCTAssertEqual(H.calls, 2)
        harness.thread.pointee.chunkSize = UInt64(harness.stackSize)

        // No machine stack: leaves at once, the frame untouched.
        harness.thread.pointee.stackLimit = UnsafeMutablePointer(bitPattern: UInt.max)
        let full = harness.run(installed, [H.int(10)])
        XCTAssertEqual(full, Outcome(word: 0, registers: [H.int(10)], pc: 0, reason: UInt32(LeaveReason.stackFull)))
        harness.thread.pointee.stackLimit = nil

        // Depth used up in the middle: still right, through general calls at the bottom.
        harness.thread.pointee.recursionLimit = 3
        XCTAssertEqual(H.openInt(harness.run(installed, [H.int(4)]).word), 3)
    }

    func testEveryOperationIsEmitted() throws {
        let harness = try UnitHarness()
        var builder = MIRBuilder(name: "all")
        var emitted = Set<MIROperation>()
        func emit(
            _ operation: MIROperation, _ operands: [ValueID] = [], immediate: Int64 = 0, auxiliary: Int32 = 0,
            type: MIRType = .tagged, at state: FrameStateID = .none
        ) -> ValueID {
            emitted.insert(operation)
            return builder.emit(
                operation, operands, immediate: immediate, auxiliary: auxiliary, type: type, at: state)
        }
        let state = builder.frameState(FrameState(pc: 1, result: 0, registers: []))
        let pure = builder.function.symbol(HelperSymbol("rt_test_use", .write))
        let word = emit(.loadRegister)
        let object = emit(.allocateObject, immediate: 9, auxiliary: 64, type: .object(shape: 9))
        let int = emit(.constantInt, immediate: 3)
        let float = emit(.constantFloat, immediate: Int64(bitPattern: (2.5).bitPattern))
        let bool = emit(.constantBool, immediate: 1)
        emitted.formUnion([.parameter, .jump, .branch, .return, .leave])
        for raw in 0..<UInt8(MIR_OPERATION_COUNT) {
            guard let operation = MIROperation(rawValue: raw), !emitted.contains(operation) else { continue }
            let row = mir_row(operation).pointee
            var operands: [ValueID] = []
            for letter in String(cString: row.operands) {
                switch letter {
                case "i": operands.append(int)
                case "f": operands.append(float)
                case "b": operands.append(bool)
                case "o": operands.append(object)
                default: operands.append(word)
                }
            }
            let type: MIRType = row.result == .object ? .object(shape: 0) : .tagged
            let needsState = [.guard, .overflow, .python, .poll].contains(row.effects)
            _ = emit(
                operation, operands, immediate: row.immediate == .symbol ? pure : row.immediate == .field ? 16 : 0,
                auxiliary: row.immediate == .field ? Int32(MIRAliasClass.slot.rawValue) : 0, type: type,
                at: needsState ? state : .none)
        }
        XCTAssertEqual(emitted.count, Int(MIR_OPERATION_COUNT))
        builder.leave(reason: 7, at: state)
        try builder.function.verify()
        var validity: UInt64 = 1
        try withUnsafeMutablePointer(to: &validity) { address in
            let callee = CalleeInfo(
                function: 8, code: 8, instructions: 8, constants: 0, globals: 0, registerCount: 3,
                entrySlot: UInt64(UInt(bitPattern: address)))
            for (level, passes) in [(CodeGenerationLevel.none, PassList.quick), (.less, PassList.short), (.standard, PassList.full)] {
                _ = (
                    try harness.compile(builder.function) {
                        $0.constants = [64]
                        $0.callees = [0: callee]
                        $0.validityAddress = UInt64(UInt(bitPattern: address))
                        $0.level = level
                        $0.passes = passes
                        $0.source = .init(file: "all.py", directory: "/tmp", function: "all", line: 3)
                    })
            }
        }
    }
}
