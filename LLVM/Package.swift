// swift-tools-version: 6.0
import PackageDescription

// The archives that the functions of LLVMFunctions.def need, for the target that this runs on; the linker takes what is used.
#if arch(arm64)
let target = ["AArch64AsmParser", "AArch64CodeGen", "AArch64Desc", "AArch64Info", "AArch64Utils"]
#else
let target = ["X86AsmParser", "X86CodeGen", "X86Desc", "X86Info"]
#endif
let archives = target + [
    "OrcJIT", "Passes", "HipStdPar", "Coroutines", "ipo", "Vectorize", "Linker", "FrontendOpenMP", "FrontendOffloading", "WindowsDriver",
    "JITLink", "Option", "ExecutionEngine", "RuntimeDyld", "OrcTargetProcess", "OrcShared", "MCDisassembler", "Instrumentation",
    "IRPrinter", "GlobalISel", "SelectionDAG", "CFGuard", "AsmPrinter", "CodeGen", "Target", "ScalarOpts", "InstCombine",
    "AggressiveInstCombine", "ObjCARCOpts", "TransformUtils", "CodeGenTypes", "BitWriter", "Analysis", "ProfileData", "Symbolize",
    "DebugInfoBTF", "DebugInfoPDB", "DebugInfoMSF", "DebugInfoDWARF", "Object", "TextAPI", "MCParser", "IRReader", "AsmParser", "MC",
    "DebugInfoCodeView", "BitReader", "Core", "Remarks", "BitstreamReader", "BinaryFormat", "TargetParser", "Support", "Demangle",
]
func linker(_ words: String...) -> [String] { words.flatMap { ["-Xlinker", $0] } }
let flags: [String] =
    ["-nostartfiles", "-static-stdlib", "-use-ld=lld", "-Xclang-linker", "-shared", "-Xclang-linker", "-static-libgcc"]
    + linker("--as-needed", "--gc-sections", "-Bsymbolic", "--icf=safe", "-z", "now", "-z", "pack-relative-relocs")
    + linker("--version-script=\(Context.packageDirectory)/exports.map", "--symbol-ordering-file=\(Context.packageDirectory)/order.txt")
    + linker("--no-warn-symbol-ordering", "-w")
    // Archives that tools/install has changed first; libstdc++ from its archive, if that is where the link in there points.
    + ["-L\(Context.packageDirectory)/../.build/llvm", "-L\(Context.packageDirectory)/../Sources/swiftlet/lib", "-L/usr/lib/llvm-19/lib"] + archives.map { "-lLLVM\($0)" } + ["-lz", "-l:libzstd.so.1"]

// An executable in name only: SwiftPM builds it along with whoever depends on it, and links it to nobody.
let package = Package(
    name: "LLVM",
    products: [.executable(name: "swiftlet-llvm", targets: ["swiftlet-llvm"])],
    targets: [.executableTarget(name: "swiftlet-llvm", path: "Sources/swiftlet-llvm", linkerSettings: [.unsafeFlags(flags)])]
)
