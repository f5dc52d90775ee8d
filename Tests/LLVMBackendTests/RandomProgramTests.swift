// Random small programs, run three ways: by a reference interpreter, and natively with and without the passes. Where
// native code leaves, the reference goes on from the frame that it wrote. All must end with the same value.
//
// SWIFTLET_FUZZ=n runs n programs, SWIFTLET_FUZZ_SEED=s starts at another seed.

import CVMSpec
import Foundation
import XCTest
@testable import LLVMBackend
@testable import MIR

/// A deterministic generator.
private struct Random {
    var state: UInt64
    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: (state >> 33) % UInt64(limit))
    }
}

/// What the reference computes with. Integers are as wide as these programs can make them, and wrap there.
private enum Number: Equatable {
    case int(Int128), float(Double)
    var isTrue: Bool { if case .int(let value) = self { return value != 0 } else { return true } }
}

private enum Operator: CaseIterable { case add, sub, mul, floorDiv }

/// One instruction of the toy bytecode; the pc is its index.
private enum Op {
    case compute(Operator, Int, Int, Int)
    case constant(Int, Number)
    case move(Int, Int)
    case jumpIfNotLess(Int, Int, Int)
    case loopBack(Int)
    case jump(Int)
    case result(Int)
}

private let registerCount = 6

private struct Program {
    var ops: [Op] = []
    /// What the native code expects of each operation.
    var expectsFloat: [Bool] = []
    private var random: Random
    private var reserved = 0

    init(seed: UInt64) {
        random = Random(state: seed &* 7919 &+ 17)
        for _ in 0..<8 { _ = random.next(2) }
        let start = random.next(3)
        for register in 0..<3 where register >= start { add(.constant(register, number())) }
        for register in 3..<registerCount { add(.constant(register, .int(Int128(random.next(5))))) }
        statements(depth: 0, count: 2 + random.next(4))
        add(.result(random.next(3)))
    }

    private mutating func add(_ op: Op) {
        ops.append(op)
        expectsFloat.append(random.next(4) == 0)
    }
    private mutating func number() -> Number {
        switch random.next(6) {
        case 0: return .float(Double(random.next(9)) / 4)
        case 1: return .float(-0.0)
        case 2: return .int(1 << 61)
        default: return .int(Int128(random.next(7)) - 2)
        }
    }
    private mutating func statements(depth: Int, count: Int) {
        for _ in 0..<count {
            switch random.next(depth < 2 ? 6 : 3) {
            case 0, 1:
                add(.compute(Operator.allCases[random.next(4)], random.next(3), random.next(3), random.next(4)))
            case 2: add(random.next(2) == 0 ? .move(random.next(3), random.next(4)) : .constant(random.next(3), number()))
            case 3:
                // if a < b: … else: …
                let test = ops.count
                add(.jumpIfNotLess(random.next(3), random.next(4), 0))
                patch(test) { .jumpIfNotLess($0, $1, $2) }
                statements(depth: depth + 1, count: 1 + random.next(2))
                let end = ops.count
                add(.jump(0))
                retarget(test, ops.count)
                statements(depth: depth + 1, count: 1 + random.next(2))
                retarget(end, ops.count)
            default:
                // for counter in 0 ..< 3 or 4: …
                guard depth < 2 else { break }
                let counter = 4 + depth
                add(.constant(counter, .int(0)))
                expectsFloat[ops.count - 1] = false
                let limit = 3
                if random.next(2) == 0 { add(.constant(limit, .int(3))) }
                let head = ops.count
                add(.jumpIfNotLess(counter, limit, 0))
                expectsFloat[head] = false
                statements(depth: depth + 1, count: 1 + random.next(3))
                add(.compute(.add, counter, counter, -1))
                expectsFloat[ops.count - 1] = false
                add(.loopBack(head))
                retarget(head, ops.count)
            }
        }
    }
    private mutating func patch(_ index: Int, _ body: (Int, Int, Int) -> Op) {
        if case .jumpIfNotLess(let a, let b, let target) = ops[index] { ops[index] = body(a, b, target) }
    }
    private mutating func retarget(_ index: Int, _ target: Int) {
        switch ops[index] {
        case .jumpIfNotLess(let a, let b, _): ops[index] = .jumpIfNotLess(a, b, target)
        case .jump: ops[index] = .jump(target)
        default: break
        }
    }

    // MARK: Reference

    static func compute(_ op: Operator, _ a: Number, _ b: Number) -> Number? {
        func double(_ number: Number) -> Double {
            switch number {
            case .int(let value): return Double(value)
            case .float(let value): return value
            }
        }
        if case .int(let x) = a, case .int(let y) = b {
            switch op {
            case .add: return .int(x &+ y)
            case .sub: return .int(x &- y)
            case .mul: return .int(x &* y)
            case .floorDiv:
                if y == 0 { return nil }
                if y == -1 { return .int(0 &- x) }
                let q = x / y
                return .int(x % y != 0 && (x < 0) != (y < 0) ? q - 1 : q)
            }
        }
        switch op {
        case .add: return .float(double(a) + double(b))
        case .sub: return .float(double(a) - double(b))
        case .mul: return .float(double(a) * double(b))
        case .floorDiv: return nil
        }
    }

    static func less(_ a: Number, _ b: Number) -> Bool {
        switch (a, b) {
        case (.int(let x), .int(let y)): return x < y
        case (.int(let x), .float(let y)): return Double(x) < y
        case (.float(let x), .int(let y)): return x < Double(y)
        case (.float(let x), .float(let y)): return x < y
        }
    }

    /// The result; nil for an error (division by zero or of a float).
    func interpret(from pc: Int, _ registers: [Number], observe: (Int, Bool) -> Void = { _, _ in }) -> Number? {
        var (pc, registers, steps) = (pc, registers, 0)
        while true {
            steps += 1
            precondition(steps < 100_000)
            switch ops[pc] {
            case .compute(let op, let target, let a, let b):
                if case .float = registers[a] { observe(pc, true) } else { observe(pc, false) }
                guard let value = Self.compute(op, registers[a], b < 0 ? .int(1) : registers[b]) else { return nil }
                registers[target] = value
            case .constant(let target, let value): registers[target] = value
            case .move(let target, let source): registers[target] = registers[source]
            case .jumpIfNotLess(let a, let b, let target):
                if case .float = registers[a] { observe(pc, true) } else { observe(pc, false) }
                if !Self.less(registers[a], registers[b]) {
                    pc = target
                    continue
                }
            case .loopBack(let target), .jump(let target):
                pc = target
                continue
            case .result(let register): return registers[register]
            }
            pc += 1
        }
    }

    /// Sets expectations from a run, as feedback would; a few stay wrong.
    mutating func profile(_ registers: [Number]) {
        var seen: [Int: Bool] = [:]
        _ = interpret(from: 0, registers) { pc, isFloat in seen[pc] = isFloat }
        for (pc, isFloat) in seen.sorted(by: { $0.key < $1.key }) {
            expectsFloat[pc] = random.next(40) == 0 ? !isFloat : isFloat
        }
    }

    // MARK: MIR

    /// As a snapshot reader would: registers as block parameters, guards as expected, states at every pc.
    func build(entryStates: Bool) -> MIRFunction {
        var builder = MIRBuilder(name: "random")
        var starts: Set<Int> = [0]
        for (pc, op) in ops.enumerated() {
            switch op {
            case .jumpIfNotLess(_, _, let target):
                starts.insert(target)
                starts.insert(pc + 1)
            case .jump(let target), .loopBack(let target):
                starts.insert(target)
                starts.insert(pc + 1)
            default: break
            }
        }
        starts.remove(ops.count)
        var blocks: [Int: BlockID] = [:]
        var parameters: [Int: [ValueID]] = [:]
        for start in starts.sorted() {
            let block = builder.addBlock()
            blocks[start] = block
            parameters[start] = (0..<registerCount).map { _ in builder.addParameter(.tagged, to: block) }
            if entryStates {
                let registers = parameters[start]!.enumerated().map { FrameState.RegisterValue(Int32($0), $1) }
                builder.setEntryState(
                    builder.frameState(FrameState(pc: Int32(start), registers: registers)), of: block)
            }
        }
        builder.jump(blocks[0]!, (0..<registerCount).map { builder.emit(.loadRegister, immediate: Int64($0)) })
        var registers: [ValueID] = []
        for (pc, op) in ops.enumerated() {
            if starts.contains(pc) {
                if pc > 0, !builder.isTerminated { builder.jump(blocks[pc]!, registers) }
                builder.position(at: blocks[pc]!)
                registers = parameters[pc]!
            }
            if builder.isTerminated { continue }
            func state(_ pc: Int) -> FrameStateID {
                builder.frameState(
                    FrameState(pc: Int32(pc), registers: registers.enumerated().map { .init(Int32($0), $1) }))
            }
            func open(_ value: ValueID, _ isFloat: Bool, _ at: FrameStateID) -> ValueID {
                let guarded = builder.emit(isFloat ? .guardFloat : .guardInt, [value], at: at)
                return builder.emit(isFloat ? .unboxFloat : .unboxInt, [guarded])
            }
            switch op {
            case .compute(let op, let target, let a, let b):
                let at = state(pc)
                let isFloat = expectsFloat[pc] && op != .floorDiv && b >= 0
                let x = open(registers[a], isFloat, at)
                var y = b < 0 ? builder.constant(Int64(1)) : open(registers[b], isFloat, at)
                let result: ValueID
                switch (op, isFloat) {
                case (.add, true): result = builder.emit(.floatAdd, [x, y])
                case (.sub, true): result = builder.emit(.floatSub, [x, y])
                case (_, true): result = builder.emit(.floatMul, [x, y])
                case (.add, false): result = builder.emit(.guardIntAdd, [x, y], at: at)
                case (.sub, false): result = builder.emit(.guardIntSub, [x, y], at: at)
                case (.mul, false): result = builder.emit(.guardIntMul, [x, y], at: at)
                case (.floorDiv, false):
                    y = builder.emit(.guardIntDivisor, [y], at: at)
                    result = builder.emit(.intFloorDiv, [x, y])
                }
                registers[target] = builder.emit(isFloat ? .boxFloat : .boxInt, [result])
            case .constant(let target, .int(let value)):
                registers[target] = builder.emit(.constantTagged, immediate: Int64(value) << 1 | 1)
            case .constant(let target, .float(let value)):
                registers[target] = builder.emit(.boxFloat, [builder.constant(value)])
            case .move(let target, let source): registers[target] = registers[source]
            case .jumpIfNotLess(let a, let b, let target):
                let at = state(pc)
                let x = open(registers[a], expectsFloat[pc], at)
                let y = open(registers[b], expectsFloat[pc], at)
                let test = builder.emit(
                    expectsFloat[pc] ? .floatCompare : .intCompare, [x, y],
                    immediate: Int64(MIRCondition.less.rawValue))
                builder.branch(test, Edge(blocks[pc + 1]!, registers), Edge(blocks[target]!, registers))
            case .loopBack(let target):
                builder.emit(.poll, at: state(pc))
                builder.jump(blocks[target]!, registers)
            case .jump(let target): builder.jump(blocks[target]!, registers)
            case .result(let register): builder.return(registers[register])
            }
        }
        // Code behind a jump may be unreachable and end nowhere.
        for block in builder.function.blocks.indices {
            let id = BlockID(block)
            if builder.function[id].body.last.map({ !builder.function[$0].isTerminator }) ?? true {
                builder.position(at: id)
                builder.leave(reason: 9, at: builder.frameState(FrameState(pc: 0, registers: [])))
            }
        }
        return builder.function
    }
}

final class RandomProgramTests: XCTestCase {
    private typealias H = UnitHarness

    private func word(_ number: Number) -> UInt64 {
        switch number {
        case .int(let value): return H.int(Int64(value))
        case .float(let value): return H.float(value)
        }
    }
    private func number(_ word: UInt64) -> Number? {
        if let value = H.openFloat(word) { return .float(value) }
        return H.openInt(word).map { .int(Int128($0)) }
    }
    private func same(_ a: Number?, _ b: Number?) -> Bool {
        switch (a, b) {
        case (.float(let x)?, .float(let y)?): return x.bitPattern == y.bitPattern || (x.isNaN && y.isNaN)
        default: return a == b
        }
    }

    func testNativeCodeAndReferenceAgree() throws {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["SWIFTLET_FUZZ"].flatMap { Int($0) } ?? 120
        let first = environment["SWIFTLET_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
        let harness = try UnitHarness()
        var finished = 0
        var left = 0
        for seed in first..<first + UInt64(count) {
            var program = Program(seed: seed)
            let inputs: [[Number]] = [
                [.int(3), .int(-4), .int(5)], [.float(1.5), .float(2.25), .float(-0.0)],
                [.int(1 << 61), .int(1 << 61), .int(3)],
            ].map { $0 + [.int(4), .int(0), .int(0)] }
            program.profile(inputs[Int(seed % 3)])
            var versions: [(String, MIRFunction)] = []
            for entryStates in [false, true] {
                let plain = program.build(entryStates: entryStates)
                var optimized = plain
                do { try runPasses(on: &optimized, PassOptions(verify: true)) } catch {
                    return XCTFail("seed \(seed): \(error)\nfrom \(plain)")
                }
                XCTAssertEqual(try MIRFunction(parsing: optimized.description).description, optimized.description)
                if !entryStates { versions.append(("plain", plain)) }
                versions.append(("optimized\(entryStates ? " with entry states" : "")", optimized))
            }
            for (name, function) in versions {
                let installed = try harness.compile(function) {
                    $0.level = seed % 3 == 0 ? .none : .less
                    $0.passes = seed % 2 == 0 ? PassList.full : PassList.short
                }
                for input in inputs {
                    let expected = program.interpret(from: 0, input)
                    let outcome = harness.run(installed, input.map { word($0) })
                    var actual: Number?
                    if outcome.word != 0 {
                        finished += 1
                        actual = number(outcome.word)
                    } else {
                        left += 1
                        let registers = outcome.registers.compactMap { number($0) }
                        guard registers.count == registerCount, program.ops.indices.contains(outcome.pc) else {
                            return XCTFail("seed \(seed) \(name): left with \(outcome)\n\(function)")
                        }
                        actual = program.interpret(from: outcome.pc, registers)
                    }
                    if !same(expected, actual) {
                        return XCTFail(
                            "seed \(seed) \(name), \(input): expected \(String(describing: expected)), got "
                                + "\(String(describing: actual)) (\(outcome))\n\(program.ops)\n\(function)")
                    }
                }
                try harness.installer.remove(installed.handle)
            }
        }
        print("random programs: \(finished) runs ended in native code, \(left) left")
        XCTAssertGreaterThan(finished, count)
        XCTAssertGreaterThan(left, count / 4)
    }
}
