// From a module to optimised IR, object code or assembly for the host.
//
// In:  a verified module.
// Out: the bytes of a relocatable ELF object, or text.
//
// Code model small and position-independent code: the JIT's default means "large", which makes calls slow and
// FastISel slower. One machine serves one thread at a time.

import CLLVM
import Glibc

/// How hard the code generator tries. `none` is FastISel: a millisecond or two for anything.
public enum CodeGenerationLevel: String, CaseIterable {
    case none, less, standard
    var ref: LLVMCodeGenOptLevel {
        switch self {
        case .none: return LLVMCodeGenLevelNone
        case .less: return LLVMCodeGenLevelLess
        case .standard: return LLVMCodeGenLevelDefault
        }
    }
}

/// Pass lists that were chosen by measurement. `instcombine` always without its fixpoint check: the plain name
/// aborts the process when no fixpoint is reached.
public enum PassList {
    /// Nothing: what the quick tier uses.
    public static let quick = ""
    /// Cleans up what emission leaves behind.
    public static let short = "function(sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg)"
    /// For what stays hot.
    public static let full =
        "function(sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg,"
        + "loop-mssa(licm),gvn,instcombine<no-verify-fixpoint>,simplifycfg)"
}

public final class TargetMachine {
    let ref: LLVMTargetMachineRef
    let level: CodeGenerationLevel

    /// A machine for the host. Loads LLVM when that has not happened yet.
    public init(level: CodeGenerationLevel) throws {
        try LLVMLibrary.load()
        let host = LLVMLibrary.host
        var target: LLVMTargetRef?
        var message: UnsafeMutablePointer<CChar>?
        if LLVMGetTargetFromTriple(host.triple, &target, &message) != 0 {
            throw LLVMFailure("no LLVM target for \(host.triple): \(takeMessage(message))")
        }
        guard
            let machine = LLVMCreateTargetMachine(
                target, host.triple, host.cpu, host.features, level.ref, LLVMRelocPIC, LLVMCodeModelSmall)
        else { throw LLVMFailure("no LLVM target machine for \(host.triple)") }
        ref = machine
        self.level = level
        if level == .none { LLVMSetTargetMachineFastISel(machine, 1) }
    }

    deinit { LLVMDisposeTargetMachine(ref) }

    /// Gives the module the host's data layout; before building, so that constants fold right.
    public func prepare(_ module: ModuleBuilder) {
        let layout = LLVMCreateTargetDataLayout(ref)
        LLVMSetModuleDataLayout(module.module, layout)
        LLVMDisposeTargetData(layout)
    }

    /// Runs a pass list in `opt -passes=` syntax; the empty list does nothing.
    public func optimize(_ module: ModuleBuilder, passes: String) throws {
        prepare(module)
        if passes.isEmpty { return }
        let options = LLVMCreatePassBuilderOptions()
        defer { LLVMDisposePassBuilderOptions(options) }
        try check(LLVMRunPasses(module.module, passes, ref, options), "LLVM passes")
    }

    /// The module as a relocatable object.
    public func emitObject(_ module: ModuleBuilder) throws -> [UInt8] { try emit(module, LLVMObjectFile) }

    /// The module as assembly text.
    public func emitAssembly(_ module: ModuleBuilder) throws -> String {
        String(decoding: try emit(module, LLVMAssemblyFile), as: UTF8.self)
    }

    private func emit(_ module: ModuleBuilder, _ kind: LLVMCodeGenFileType) throws -> [UInt8] {
        var message: UnsafeMutablePointer<CChar>?
        var buffer: LLVMMemoryBufferRef?
        let failed = LLVMTargetMachineEmitToMemoryBuffer(ref, module.module, kind, &message, &buffer)
        let text = takeMessage(message)
        guard failed == 0, let buffer else { throw LLVMFailure("LLVM code generation: \(text)") }
        defer { LLVMDisposeMemoryBuffer(buffer) }
        let start = UnsafeRawPointer(LLVMGetBufferStart(buffer))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: LLVMGetBufferSize(buffer)))
    }
}

/// Machines that nobody uses right now. Making one, and its first function, means going through all features of the host's
/// processor, which takes longer than compiling a small function.
enum TargetMachines {
    nonisolated(unsafe) private static var free: [TargetMachine] = []
    nonisolated(unsafe) private static var mutex = pthread_mutex_t()

    static func take(_ level: CodeGenerationLevel) throws -> TargetMachine {
        pthread_mutex_lock(&mutex)
        let i = free.firstIndex { $0.level == level }
        let known = i.map { free.remove(at: $0) }
        pthread_mutex_unlock(&mutex)
        return try known ?? TargetMachine(level: level)
    }

    static func giveBack(_ machine: TargetMachine) {
        pthread_mutex_lock(&mutex)
        free.append(machine)
        pthread_mutex_unlock(&mutex)
    }
}
