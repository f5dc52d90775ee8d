// From object code to callable entries: links objects into the arena and takes them out again.
//
// In:  the bytes of a relocatable object whose undefined names were defined before (`defineSymbols`).
// Out: entry addresses by name, sizes, and a handle for removal.
//
// LLVM's RTDyld layer links at the writable mapping and the code runs at the executable one. That is right because
// the object's sections move together: references among them are relative, references outside go through
// absolute addresses. An object that stores its own address somewhere is refused. Symbol names must be unique among
// the installed objects. Install and remove may be called from any thread; whoever removes knows that nothing runs
// there any more.

import CLLVM
import Glibc

/// Names an installed object.
public struct InstalledCodeHandle: Hashable, Sendable { let index: Int }

/// What `install` gives.
public struct InstalledCode: Sendable {
    /// The executable address of each function that the object exports.
    public let entries: [String: UInt]
    /// The size in bytes of each of them.
    public let sizes: [String: Int]
    /// All memory that the object takes in the arena.
    public let memorySize: Int
    public let handle: InstalledCodeHandle
}

public final class CodeInstaller: @unchecked Sendable {
    public let arena: NativeCodeArena
    private var jit: LLVMOrcLLJITRef!
    private var installed: [Int: LLVMOrcResourceTrackerRef] = [:]
    private var nextIndex = 0
    private var mutex = pthread_mutex_t()
    private var perfMap: PerfMap?
    /// The block that the object being linked right now lives in; only under the mutex.
    private var reserved: LinkMemory?
    /// What LLVM reported beside the error that it returned; only under the mutex.
    private var reports: [String] = []

    /// Memory of one object while and after it is linked.
    private final class LinkMemory {
        let arena: NativeCodeArena
        var block: NativeCodeArena.Block
        var used = 0
        var overflow: [NativeCodeArena.Block] = []

        init(arena: NativeCodeArena, block: NativeCodeArena.Block) {
            self.arena = arena
            self.block = block
        }

        func allocate(_ size: Int, alignment: Int) -> UnsafeMutablePointer<UInt8>? {
            let alignment = max(1, alignment)
            let start = (used + alignment - 1) / alignment * alignment
            if alignment <= NativeCodeArena.alignment, size <= block.size - start {
                used = start + size
                return (arena.writableStart(of: block) + start).assumingMemoryBound(to: UInt8.self)
            }
            guard let extra = arena.allocate(size + alignment) else { return nil }
            overflow.append(extra)
            let base = UInt(bitPattern: arena.writableStart(of: extra))
            let aligned = (base + UInt(alignment) - 1) / UInt(alignment) * UInt(alignment)
            return UnsafeMutablePointer(bitPattern: aligned)
        }

        func finish() {
            arena.shrink(&block, to: used)
            arena.unmapWritten(block)
        }

        var size: Int { block.size + overflow.reduce(0) { $0 + $1.size } }

        deinit {
            arena.release(block)
            for extra in overflow { arena.release(extra) }
        }
    }

    /// Makes a linker over an arena. Loads LLVM when that has not happened yet.
    public init(arena: NativeCodeArena) throws {
        try LLVMLibrary.load()
        self.arena = arena
        pthread_mutex_init(&mutex, nil)
        let builder = LLVMOrcCreateLLJITBuilder()
        LLVMOrcLLJITBuilderSetObjectLinkingLayerCreator(
            builder,
            { context, session, _ in
                LLVMOrcCreateRTDyldObjectLinkingLayerWithMCJITMemoryManagerLikeCallbacks(
                    session, context,
                    { context in
                        let installer = Unmanaged<CodeInstaller>.fromOpaque(context!).takeUnretainedValue()
                        guard let memory = installer.reserved ?? installer.unplannedMemory() else { return nil }
                        return Unmanaged.passRetained(memory).toOpaque()
                    },
                    { _ in },
                    { opaque, size, alignment, _, _ in
                        CodeInstaller.memory(opaque)?.allocate(Int(size), alignment: Int(alignment))
                    },
                    { opaque, size, alignment, _, _, _ in
                        CodeInstaller.memory(opaque)?.allocate(Int(size), alignment: Int(alignment))
                    },
                    { opaque, _ in
                        CodeInstaller.memory(opaque)?.finish()
                        return 0
                    },
                    { opaque in
                        if let opaque { Unmanaged<LinkMemory>.fromOpaque(opaque).release() }
                    })
            }, Unmanaged.passUnretained(self).toOpaque())
        var result: LLVMOrcLLJITRef?
        try check(LLVMOrcCreateLLJIT(&result, builder), "creating the JIT")
        guard let result else { throw LLVMFailure("creating the JIT gave nothing") }
        jit = result
        LLVMOrcExecutionSessionSetErrorReporter(
            LLVMOrcLLJITGetExecutionSession(jit),
            { context, error in
                guard let context, let error, let message = LLVMGetErrorMessage(error) else { return }
                let installer = Unmanaged<CodeInstaller>.fromOpaque(context).takeUnretainedValue()
                installer.reports.append(String(cString: message))
                LLVMDisposeErrorMessage(message)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        for tracker in installed.values { LLVMOrcReleaseResourceTracker(tracker) }
        if let jit, let error = LLVMOrcDisposeLLJIT(jit) { LLVMConsumeError(error) }
        pthread_mutex_destroy(&mutex)
    }

    private static func memory(_ opaque: UnsafeMutableRawPointer?) -> LinkMemory? {
        opaque.map { Unmanaged<LinkMemory>.fromOpaque($0).takeUnretainedValue() }
    }

    /// For objects that the JIT adds by itself (its platform support).
    private func unplannedMemory() -> LinkMemory? {
        arena.allocate(16384).map { LinkMemory(arena: arena, block: $0) }
    }

    /// Makes names known to every object installed later: runtime helpers and fixed objects.
    public func defineSymbols(_ symbols: [(name: String, address: UInt)]) throws {
        if symbols.isEmpty { return }
        try locked {
            var pairs = symbols.map { symbol in
                LLVMOrcCSymbolMapPair(
                    Name: LLVMOrcLLJITMangleAndIntern(jit, symbol.name),
                    Sym: LLVMJITEvaluatedSymbol(
                        Address: UInt64(symbol.address),
                        Flags: LLVMJITSymbolFlags(
                            GenericFlags: UInt8(
                                LLVMJITSymbolGenericFlagsExported.rawValue
                                    | LLVMJITSymbolGenericFlagsCallable.rawValue),
                            TargetFlags: 0)))
            }
            let unit = LLVMOrcAbsoluteSymbols(&pairs, pairs.count)
            if let error = LLVMOrcJITDylibDefine(LLVMOrcLLJITGetMainJITDylib(jit), unit) {
                LLVMOrcDisposeMaterializationUnit(unit)
                try check(error, "defining runtime symbols")
            }
        }
    }

    /// From now on writes each installed function to /tmp/perf-PID.map, where `perf` looks for names.
    public func writePerfMap() throws {
        try locked { if perfMap == nil { perfMap = try PerfMap() } }
    }

    /// Links an object and makes it executable.
    public func install(_ object: [UInt8]) throws -> InstalledCode { try LibraryResidency.whileWorking { try link(object) } }

    private func link(_ object: [UInt8]) throws -> InstalledCode {
        let file = try ObjectFile(object)
        if let symbol = file.absoluteReference {
            throw LLVMFailure("the object stores the address of its own symbol \(symbol)")
        }
        return try locked {
            guard let block = arena.allocate(file.memoryBound) else {
                throw LLVMFailure("no room for \(file.memoryBound) bytes of native code")
            }
            let memory = LinkMemory(arena: arena, block: block)
            reserved = memory
            defer { reserved = nil }
            let buffer = object.withUnsafeBytes {
                LLVMCreateMemoryBufferWithMemoryRangeCopy($0.baseAddress, $0.count, "object")
            }
            let tracker: LLVMOrcResourceTrackerRef = LLVMOrcJITDylibCreateResourceTracker(
                LLVMOrcLLJITGetMainJITDylib(jit))
            do {
                try check(LLVMOrcLLJITAddObjectFileWithRT(jit, tracker, buffer), "adding an object")
                var entries: [String: UInt] = [:]
                var sizes: [String: Int] = [:]
                for function in file.functions {
                    var address: LLVMOrcExecutorAddress = 0
                    try check(LLVMOrcLLJITLookup(jit, &address, function.name), "linking \(function.name)")
                    guard let entry = arena.executableAddress(ofWritable: UInt(address)) else {
                        throw LLVMFailure("\(function.name) was linked outside the arena")
                    }
                    entries[function.name] = entry
                    sizes[function.name] = function.size
                    perfMap?.add(address: entry, size: function.size, name: function.name)
                }
                synchronizeInstructions(memory)
                let index = nextIndex
                nextIndex += 1
                installed[index] = tracker
                return InstalledCode(
                    entries: entries, sizes: sizes, memorySize: memory.size, handle: InstalledCodeHandle(index: index))
            } catch {
                if let second = LLVMOrcResourceTrackerRemove(tracker) { LLVMConsumeError(second) }
                LLVMOrcReleaseResourceTracker(tracker)
                if reports.isEmpty { throw error }
                let text = reports.joined(separator: "; ")
                reports = []
                throw LLVMFailure("\(error) (\(text))")
            }
        }
    }

    /// Takes an object out and recycles its memory. Nothing may be running in it.
    public func remove(_ handle: InstalledCodeHandle) throws {
        try locked {
            guard let tracker = installed.removeValue(forKey: handle.index) else { return }
            defer { LLVMOrcReleaseResourceTracker(tracker) }
            try check(LLVMOrcResourceTrackerRemove(tracker), "removing native code")
        }
    }

    private func synchronizeInstructions(_ memory: LinkMemory) {
        let start = arena.executableStart(of: memory.block)
        cllvm_clear_instruction_cache(start, memory.block.size)
    }

    private func locked<T>(_ body: () throws -> T) rethrows -> T {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        return try body()
    }
}
