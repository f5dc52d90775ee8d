// A thread, a frame stack and runtime routines small enough for tests: units run here without the VM.

import CVMSpec
import Foundation
import XCTest
@testable import LLVMBackend
@testable import MIR

/// What a unit did.
struct Outcome: Equatable {
    /// The returned word; 0 if it left.
    var word: UInt64
    var registers: [UInt64]
    /// The frame's pc as an instruction number.
    var pc: Int
    var reason: UInt32
}

/// Owns the memory that units see.
final class UnitHarness {
    let installer: CodeInstaller
    let enter: EntryThunk.Function
    let thread: UnsafeMutablePointer<ThreadState>
    let stack: UnsafeMutableRawPointer
    let stackSize = 8 << 20
    /// Stands for the code's instructions: only addresses are taken.
    let instructions = UnsafeMutablePointer<UInt64>.allocate(capacity: 4096)
    let code = UnsafeMutablePointer<PyCodeLayout>.allocate(capacity: 1)
    private var counter = 0

    init() throws {
        installer = try CodeInstaller(arena: NativeCodeArena(capacity: 16 << 20))
        try installer.defineSymbols(Self.routines)
        enter = try EntryThunk.install(in: installer)
        thread = .allocate(capacity: 1)
        memset(thread, 0, MemoryLayout<ThreadState>.size)
        stack = .allocate(byteCount: stackSize, alignment: 16)
        memset(stack, 0, stackSize)
        memset(code, 0, MemoryLayout<PyCodeLayout>.size)
        code.pointee.instructions = instructions
        thread.pointee.chunkBase = stack.assumingMemoryBound(to: UInt8.self)
        thread.pointee.chunkSize = UInt64(stackSize)
        thread.pointee.recursionLimit = 100_000
    }

    deinit {
        thread.deallocate()
        stack.deallocate()
        instructions.deallocate()
        code.deallocate()
    }

    /// Compiles and installs; gives the entry's address.
    func compile(_ function: MIRFunction, _ options: UnitOptions? = nil, adjust: (inout UnitOptions) -> Void = { _ in })
        throws -> InstalledCode
    {
        counter += 1
        var options = options ?? UnitOptions(symbolName: "unit\(counter)_\(function.name)")
        if options.registerCount == 0 { options.registerCount = 16 }
        adjust(&options)
        return try installer.install(try compileUnit(function, options))
    }

    func run(_ installed: InstalledCode, _ registers: [UInt64], clean: Bool = true) -> Outcome {
        guard let entry = installed.entries.values.first else { return Outcome(word: 0, registers: [], pc: -1, reason: 99) }
        let frame = stack.assumingMemoryBound(to: Frame.self)
        if clean { memset(stack, 0, 4096) }
        frame.pointee.code = code
        frame.pointee.pc = instructions
        frame.pointee.info = 1 << 32
        let words = frame_registers(frame)
        for (index, word) in registers.enumerated() { words[index] = word }
        thread.pointee.frame = frame
        thread.pointee.leaveReason = 0
        let word = enter(entry, thread, frame)
        return Outcome(
            word: word, registers: registers.indices.map { words[$0] }, pc: frame.pointee.pc - instructions,
            reason: thread.pointee.leaveReason)
    }

    /// Compiles, runs, removes.
    func evaluate(_ function: MIRFunction, _ registers: [UInt64]) throws -> Outcome {
        let installed = try compile(function)
        defer { try? installer.remove(installed.handle) }
        return run(installed, registers)
    }

    // MARK: Words

    static func int(_ value: Int64) -> UInt64 { UInt64(bitPattern: value << 1 | 1) }
    static func float(_ value: Double) -> UInt64 {
        FloatWord.encode(value).map { UInt64(bitPattern: $0) } ?? cell(Kind.Float.rawValue, value.bitPattern)
    }
    /// The float of a word, boxed or not; nil if it is none.
    static func openFloat(_ word: UInt64) -> Double? {
        if let value = FloatWord.decode(Int64(bitPattern: word)) { return value }
        guard word & 7 == 0, word != 0, let cell = UnsafePointer<UInt64>(bitPattern: UInt(word)),
            UInt32(truncatingIfNeeded: cell[0]) == Kind.Float.rawValue
        else { return nil }
        return Double(bitPattern: cell[1])
    }
    /// The integer of a word, small or large.
    static func openInt(_ word: UInt64) -> Int64? {
        if word & 1 == 1 { return Int64(bitPattern: word) >> 1 }
        guard word & 7 == 0, word != 0, let cell = UnsafePointer<UInt64>(bitPattern: UInt(word)),
            UInt32(truncatingIfNeeded: cell[0]) == Kind.Int.rawValue
        else { return nil }
        return Int64(bitPattern: cell[1])
    }
    /// A leaked two-word cell.
    static func cell(_ shape: UInt32, _ payload: UInt64) -> UInt64 {
        let cell = UnsafeMutablePointer<UInt64>.allocate(capacity: 2)
        cell[0] = UInt64(shape)
        cell[1] = payload
        return UInt64(UInt(bitPattern: cell))
    }

    // MARK: Routines

    nonisolated(unsafe) static var pollAnswer: Int64 = 1
    nonisolated(unsafe) static var calls = 0

    static let routines: [(name: String, address: UInt)] = {
        typealias Thread = UnsafeMutableRawPointer
        let boxInt: @convention(c) (Thread, Int64) -> UInt64 = { _, value in
            value >= -(1 << 62) && value < 1 << 62
                ? UnitHarness.int(value) : UnitHarness.cell(Kind.Int.rawValue, UInt64(bitPattern: value))
        }
        let boxFloat: @convention(c) (Thread, Double) -> UInt64 = { _, value in UnitHarness.float(value) }
        let poll: @convention(c) (Thread) -> Int64 = { thread in
            if UnitHarness.pollAnswer == 0 { thread.assumingMemoryBound(to: ThreadState.self).pointee.leaveReason = 3 }
            return UnitHarness.pollAnswer
        }
        let call: @convention(c) (Thread, UInt64, UnsafePointer<UInt64>, Int64) -> UInt64 = { _, _, arguments, count in
            UnitHarness.calls += 1
            return count > 0 ? arguments[0] : 0
        }
        let callBound: @convention(c) (Thread, UInt64, UnsafePointer<UInt64>, Int64, Int64) -> UInt64 = { _, _, arguments, count, _ in
            UnitHarness.calls += 1
            return count > 0 ? arguments[0] : 0
        }
        let zero: @convention(c) (Thread, UInt64) -> UInt64 = { _, _ in 0 }
        let binary: @convention(c) (Thread, Int64, UInt64, UInt64) -> UInt64 = { _, _, a, b in
            a & b & 1 == 1 ? a &+ b &- 1 : 0
        }
        let allocate: @convention(c) (Thread, Int64, Int64) -> UInt64 = { _, size, shape in
            let cell = calloc(1, Int(size))!.assumingMemoryBound(to: UInt64.self)
            cell[0] = UInt64(shape)
            return UInt64(UInt(bitPattern: cell))
        }
        let push: @convention(c) (Thread, UnsafeMutableRawPointer, UInt64, Int64) -> UnsafeMutableRawPointer = {
            thread, caller, function, result in
            let frame = (caller + 2048).assumingMemoryBound(to: Frame.self)
            frame.pointee.caller = caller.assumingMemoryBound(to: Frame.self)
            frame.pointee.code = caller.assumingMemoryBound(to: Frame.self).pointee.code
            frame.pointee.function = function
            frame.pointee.info = UInt64(bitPattern: result)
            thread.assumingMemoryBound(to: ThreadState.self).pointee.frame = frame
            return UnsafeMutableRawPointer(frame)
        }
        let unary: @convention(c) (Thread, Int64, UInt64) -> UInt64 = { _, _, a in a }
        let one: @convention(c) (Thread, UInt64) -> UInt64 = { _, a in a }
        let two: @convention(c) (Thread, UInt64, UInt64) -> UInt64 = { _, a, _ in a }
        let three: @convention(c) (Thread, UInt64, UInt64, UInt64) -> UInt64 = { _, a, _, _ in a }
        func address<T>(_ function: T) -> UInt { unsafeBitCast(function, to: UInt.self) }
        return [
            ("rt_int_box", address(boxInt)), ("rt_float_box", address(boxFloat)), ("rt_poll", address(poll)),
            ("rt_py_call", address(call)), ("rt_py_binary", address(binary)), ("rt_cell_allocate", address(allocate)),
            ("rt_remember", address(one)),
            ("rt_frame_push_inlined", address(push)), ("rt_py_unary", address(unary)),
            ("rt_py_truth", address(one)), ("rt_py_load_global", address(one)),
            ("rt_py_load_attribute", address(two)), ("rt_py_store_attribute", address(three)),
            ("rt_py_load_item", address(two)), ("rt_py_store_item", address(three)),
            ("rt_py_call_bound", address(callBound)), ("rt_finish_callee", address(zero)),
            ("rt_py_call_window", address(two)), ("rt_frame_detach", address(two)), ("rt_test_use", address(one)),
        ]
    }()
}

/// A MIR file of Tests/Golden/mir, above its line of dashes.
func goldenInput(_ name: String) throws -> MIRFunction {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden/mir/\(name).mir")
    let text = try String(contentsOf: file, encoding: .utf8)
    return try MIRFunction(parsing: text.components(separatedBy: "\n---- after\n")[0])
}
