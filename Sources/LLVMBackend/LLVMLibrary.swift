// Loading libLLVM: once, on first use, on whichever thread compiles first.
//
// In:  nothing; libLLVM 19 somewhere on the loader's path.
// Out: after `load()` every function of CLLVM may be called, the host's target is initialised.
//
// Fatal LLVM errors cannot be survived (LLVM exits the process after the handler); the handler at least says
// which component speaks.

import CLLVM
import Glibc

/// Something that LLVM, or the memory for native code, refused.
public struct LLVMFailure: Error, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

/// The loaded library and the facts about the host that every target machine needs.
public enum LLVMLibrary {
    private struct State {
        var loaded = false
        var failure: LLVMFailure?
        var triple = ""
        var cpu = ""
        var features = ""
    }

    nonisolated(unsafe) private static var state = State()
    nonisolated(unsafe) private static var mutex = pthread_mutex_t()

    /// Opens libLLVM and initialises the host's target. Cheap when called again; safe from any thread.
    public static func load() throws {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        if state.loaded { return }
        if let failure = state.failure { throw failure }
        do { try LibraryResidency.whileWorking { try loadLocked() } } catch {
            let failure = (error as? LLVMFailure) ?? LLVMFailure("\(error)")
            state.failure = failure
            throw failure
        }
        state.loaded = true
    }

    /// True once `load()` has succeeded.
    public static var isLoaded: Bool {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        return state.loaded
    }

    /// The host, as `LLVMCreateTargetMachine` wants it. Valid after `load()`.
    static var host: (triple: String, cpu: String, features: String) { (state.triple, state.cpu, state.features) }

    private static func loadLocked() throws {
        var message = [CChar](repeating: 0, count: 512)
        guard cllvm_load(&message, message.count) == 0 else {
            throw LLVMFailure("cannot load LLVM: \(message.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })")
        }
        LibraryResidency.loaded()
        LLVMInstallFatalErrorHandler { reason in
            let text = reason.map { String(cString: $0) } ?? "unknown"
            fputs("swiftlet: fatal error in LLVM: \(text)\n", stderr)
        }
        // The asm parser too: without it some features end in a fatal error instead of a result.
        #if arch(x86_64)
        LLVMInitializeX86TargetInfo()
        LLVMInitializeX86Target()
        LLVMInitializeX86TargetMC()
        LLVMInitializeX86AsmPrinter()
        LLVMInitializeX86AsmParser()
        #elseif arch(arm64)
        LLVMInitializeAArch64TargetInfo()
        LLVMInitializeAArch64Target()
        LLVMInitializeAArch64TargetMC()
        LLVMInitializeAArch64AsmPrinter()
        LLVMInitializeAArch64AsmParser()
        #endif
        state.triple = takeMessage(LLVMGetDefaultTargetTriple())
        state.cpu = takeMessage(LLVMGetHostCPUName())
        state.features = takeMessage(LLVMGetHostCPUFeatures())
    }
}

/// Copies and frees a string that LLVM allocated.
func takeMessage(_ message: UnsafeMutablePointer<CChar>?) -> String {
    guard let message else { return "" }
    defer { LLVMDisposeMessage(message) }
    return String(cString: message)
}

/// Turns an LLVM error reference into a thrown failure; nil is success.
func check(_ error: LLVMErrorRef?, _ action: String) throws {
    guard let error else { return }
    guard let message = LLVMGetErrorMessage(error) else { throw LLVMFailure("\(action) failed") }
    defer { LLVMDisposeErrorMessage(message) }
    throw LLVMFailure("\(action): \(String(cString: message))")
}
