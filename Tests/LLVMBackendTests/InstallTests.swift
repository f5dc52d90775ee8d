// Building, optimising, installing, calling and removing small functions.

import Dispatch
import XCTest
@testable import LLVMBackend

/// `sum of 0..<n`, checked for overflow (returns -1 then), calling a helper at each step if one is named.
private func buildSum(_ module: ModuleBuilder, name: String, helper: String? = nil) -> IRFunction {
    let function = module.function(name, module.int64, [module.int64])
    let builder = IRBuilder(module)
    let entry = module.block("entry", in: function)
    let loop = module.block("loop", in: function)
    let next = module.block("next", in: function)
    let cold = module.block("cold", in: function)
    let done = module.block("done", in: function)
    builder.position(at: entry)
    builder.branch(loop)
    builder.position(at: loop)
    let index = builder.phi(module.int64)
    let total = builder.phi(module.int64)
    index.addIncoming(module.constant(Int64(0)), from: entry)
    total.addIncoming(module.constant(Int64(0)), from: entry)
    var step = index.value
    if let helper {
        let callee = module.function(helper, module.int64, [module.int64])
        step = builder.call(callee, [index.value])
    }
    let (sum, overflow) = builder.withOverflow(.add, total.value, step)
    builder.branch(overflow, cold, next, .unlikely)
    builder.position(at: next)
    let following = builder.add(index.value, module.constant(Int64(1)))
    index.addIncoming(following, from: next)
    total.addIncoming(sum, from: next)
    builder.branch(builder.compare(.signedLess, following, function.parameter(0)), loop, done, .likely)
    builder.position(at: cold)
    builder.return(module.constant(Int64(-1)))
    builder.position(at: done)
    builder.return(sum)
    return function
}

private typealias Entry = @convention(c) (Int64) -> Int64

private func compile(name: String, helper: String? = nil, passes: String = PassList.full) throws -> [UInt8] {
    let machine = try TargetMachine(level: .less)
    let module = ModuleBuilder(name: name)
    machine.prepare(module)
    _ = buildSum(module, name: name, helper: helper)
    try module.verify()
    try machine.optimize(module, passes: passes)
    return try machine.emitObject(module)
}

final class InstallTests: XCTestCase {
    func testTextShowsWhatWasBuilt() throws {
        try LLVMLibrary.load()
        let module = ModuleBuilder(name: "text")
        _ = buildSum(module, name: "sum")
        let text = module.text
        XCTAssertTrue(text.contains("define i64 @sum(i64 %0)"), text)
        XCTAssertTrue(text.contains("llvm.sadd.with.overflow.i64"), text)
        XCTAssertTrue(text.contains("branch_weights"), text)
        XCTAssertGreaterThan(module.instructionCount, 8)
    }

    func testInstalledFunctionRunsAndItsMemoryIsRecycled() throws {
        let arena = try NativeCodeArena(capacity: 1 << 20)
        let installer = try CodeInstaller(arena: arena)
        let object = try compile(name: "sum")
        var used: [Int] = []
        for _ in 0..<3 {
            let code = try installer.install(object)
            let address = try XCTUnwrap(code.entries["sum"])
            XCTAssertTrue(arena.contains(address))
            XCTAssertGreaterThan(try XCTUnwrap(code.sizes["sum"]), 8)
            let entry = unsafeBitCast(address, to: Entry.self)
            XCTAssertEqual(entry(1000), 499_500)
            used.append(arena.bytesInUse)
            try installer.remove(code.handle)
            used.append(arena.bytesInUse)
        }
        XCTAssertEqual(used[0], used[2])
        XCTAssertEqual(used[1], used[5])
        XCTAssertLessThan(used[1], used[0])
    }

    func testHelpersAreCalledByName() throws {
        let installer = try CodeInstaller(arena: NativeCodeArena(capacity: 1 << 20))
        let helper: Entry = { $0 &* 3 }
        try installer.defineSymbols([("rt_test_triple", UInt(bitPattern: unsafeBitCast(helper, to: Int.self)))])
        let code = try installer.install(try compile(name: "sum3", helper: "rt_test_triple"))
        let entry = unsafeBitCast(try XCTUnwrap(code.entries["sum3"]), to: Entry.self)
        XCTAssertEqual(entry(10), 135)
    }

    func testUnknownNameIsAnError() throws {
        let installer = try CodeInstaller(arena: NativeCodeArena(capacity: 1 << 20))
        XCTAssertThrowsError(try installer.install(try compile(name: "broken", helper: "rt_test_missing"))) {
            XCTAssertTrue("\($0)".contains("rt_test_missing"), "\($0)")
        }
        let code = try installer.install(try compile(name: "fine"))
        XCTAssertEqual(unsafeBitCast(try XCTUnwrap(code.entries["fine"]), to: Entry.self)(4), 6)
    }

    func testInvalidModuleIsRejected() throws {
        try LLVMLibrary.load()
        let module = ModuleBuilder(name: "bad")
        let function = module.function("bad", module.int64, [])
        _ = module.block("entry", in: function)
        XCTAssertThrowsError(try module.verify())
    }

    func testThreeThreadsCompileAndInstallAtOnce() throws {
        let installer = try CodeInstaller(arena: NativeCodeArena(capacity: 4 << 20))
        let failures = LockedCount()
        DispatchQueue.concurrentPerform(iterations: 3) { thread in
            for round in 0..<8 {
                do {
                    let name = "sum_\(thread)_\(round)"
                    let code = try installer.install(
                        try compile(name: name, passes: round % 2 == 0 ? PassList.short : PassList.quick))
                    let entry = unsafeBitCast(code.entries[name] ?? 0, to: Entry.self)
                    if entry(100) != 4950 { failures.increment() }
                    if round % 3 != 0 { try installer.remove(code.handle) }
                } catch {
                    print(error)
                    failures.increment()
                }
            }
        }
        XCTAssertEqual(failures.value, 0)
    }

    func testPreserveNoneIsEnteredThroughAThunk() throws {
        let machine = try TargetMachine(level: .standard)
        let module = ModuleBuilder(name: "thunk")
        machine.prepare(module)
        module.startDebugInformation(file: "thunk.py", directory: "/tmp")
        let unit = module.function("unit", module.int64, [module.pointer, module.int64], convention: .preserveNone)
        let builder = IRBuilder(module)
        let scope = try XCTUnwrap(module.debugScope(of: unit, name: "unit", line: 1))
        builder.position(at: module.block("entry", in: unit))
        builder.setDebugLocation(module.debugLocation(line: 2, scope: scope))
        let word = builder.load(module.int64, unit.parameter(0), alias: module.aliasTag("field"))
        builder.return(builder.add(word, unit.parameter(1)))
        builder.setDebugLocation(nil)
        let thunk = module.function("enter", module.int64, [module.pointer, module.pointer, module.int64])
        builder.position(at: module.block("entry", in: thunk))
        builder.return(
            builder.call(
                pointer: thunk.parameter(0), type: unit.type, [thunk.parameter(1), thunk.parameter(2)],
                convention: .preserveNone))
        module.finishDebugInformation()
        try module.verify()
        XCTAssertTrue(module.text.contains("!tbaa"))
        XCTAssertTrue(module.text.contains("preserve_nonecc"))
        try machine.optimize(module, passes: PassList.full)
        let installer = try CodeInstaller(arena: NativeCodeArena(capacity: 1 << 20))
        let code = try installer.install(try machine.emitObject(module))
        typealias Thunk = @convention(c) (UInt, UnsafePointer<Int64>, Int64) -> Int64
        let enter = unsafeBitCast(try XCTUnwrap(code.entries["enter"]), to: Thunk.self)
        var cell: Int64 = 40
        XCTAssertEqual(enter(try XCTUnwrap(code.entries["unit"]), &cell, 2), 42)
    }

    func testRecursionStaysInTheArena() throws {
        let machine = try TargetMachine(level: .less)
        let module = ModuleBuilder(name: "fib")
        machine.prepare(module)
        let fib = module.function("fib", module.int64, [module.int64], convention: .preserveNone)
        let builder = IRBuilder(module)
        builder.position(at: module.block("entry", in: fib))
        let small = module.block("small", in: fib)
        let large = module.block("large", in: fib)
        let n = fib.parameter(0)
        builder.branch(builder.compare(.signedLess, n, module.constant(Int64(2))), small, large)
        builder.position(at: small)
        builder.return(n)
        builder.position(at: large)
        let one = builder.call(fib, [builder.sub(n, module.constant(Int64(1)))])
        let two = builder.call(fib, [builder.sub(n, module.constant(Int64(2)))])
        builder.return(builder.add(one, two))
        let enter = module.function("enter", module.int64, [module.int64])
        builder.position(at: module.block("entry", in: enter))
        builder.return(builder.call(fib, [enter.parameter(0)]))
        try machine.optimize(module, passes: PassList.short)
        let installer = try CodeInstaller(arena: NativeCodeArena(capacity: 1 << 20))
        let code = try installer.install(try machine.emitObject(module))
        XCTAssertEqual(unsafeBitCast(try XCTUnwrap(code.entries["enter"]), to: Entry.self)(20), 6765)
    }

    func testFullArenaIsAnError() throws {
        let arena = try NativeCodeArena(capacity: 32768)
        let installer = try CodeInstaller(arena: arena)
        var count = 0
        do {
            while count < 10_000 {
                _ = try installer.install(try compile(name: "f\(count)", passes: PassList.quick))
                count += 1
            }
            XCTFail("the arena never filled")
        } catch {
            XCTAssertTrue("\(error)".contains("no room"), "\(error)")
        }
        XCTAssertGreaterThan(count, 3)
    }
}

private final class LockedCount: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    func increment() { lock.withLock { count += 1 } }
    var value: Int { lock.withLock { count } }
}
