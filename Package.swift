// swift-tools-version: 6.0
import PackageDescription

// The linker lays functions out by Sources/swiftlet/order.txt: those that most programs use lie together, and take little memory.
// Nor does anything here need the library of regular expressions that is imported otherwise: a megabyte of text.
let settings: [SwiftSetting] = [
    .unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import", "-Xfrontend", "-disable-implicit-concurrency-module-import"]),
    .unsafeFlags(["-Xfrontend", "-function-sections"], .when(configuration: .release)),
]
func linker(_ words: String...) -> [String] { words.flatMap { ["-Xlinker", $0] } }

// What the run time must not pay for: dynamic exclusivity checks (they guard class properties of the single Python thread), and frame
// pointers in the interpreter's stubs. The package manager asks for frame pointers later on the command line: only the front
// end's own flag has the last word.
let hotSettings: [SwiftSetting] = settings + [
    .unsafeFlags(["-enforce-exclusivity=unchecked", "-Xcc", "-Xclang", "-Xcc", "-mframe-pointer=none"], .when(configuration: .release)),
]

// At a fixed address, as CPython is: 24,000 relocations less at each start. libstdc++ comes from its archive, if that is where
// the link in Sources/swiftlet/lib points.
let linkerFlags: [String] =
    ["-static-stdlib", "-use-ld=lld", "-Xclang-linker", "-static-libgcc", "-Xclang-linker", "-no-pie"]
    + ["-L\(Context.packageDirectory)/Sources/swiftlet/lib"]
    + linker("--gc-sections", "--symbol-ordering-file=\(Context.packageDirectory)/Sources/swiftlet/order.txt", "--no-warn-symbol-ordering")

let package = Package(
    name: "swiftlet",
    products: [
        .executable(name: "swiftlet", targets: ["swiftlet"]),
    ],
    dependencies: [
        // LLVM as a library of our own, beside the executable.
        .package(path: "LLVM"),
    ],
    targets: [
        // The tables: opcodes, MIR instructions, runtime helpers, object layouts.
        .target(name: "CVMSpec", path: "Sources/CVMSpec"),
        // The interpreter's threading: stubs that tail-call one another.
        .target(name: "CInterpreter", dependencies: ["CVMSpec"], path: "Sources/CInterpreter"),
        // GMP's low-level functions; the header is found where Debian puts it.
        .systemLibrary(name: "CGMP", path: "Sources/CGMP", pkgConfig: nil, providers: [.apt(["libgmp-dev"])]),
        // zlib, for the module of that name.
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: nil, providers: [.apt(["zlib1g-dev"])]),
        // Program text in memory, and how to let go of it.
        .target(name: "CMemoryMap", path: "Sources/CMemoryMap"),
        // The LLVM C API, loaded on first use.
        .target(name: "CLLVM", path: "Sources/CLLVM", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),

        .target(name: "Syntax", path: "Sources/Syntax", swiftSettings: settings),
        .target(name: "Bytecode", dependencies: ["Syntax", "CVMSpec"], path: "Sources/Bytecode", swiftSettings: hotSettings),
        .target(name: "VM", dependencies: ["Bytecode", "Syntax", "CVMSpec", "CInterpreter", "CMemoryMap", "CGMP"], path: "Sources/VM", swiftSettings: hotSettings),
        .target(name: "Library", dependencies: ["VM", "CZlib"], path: "Sources/Library", swiftSettings: hotSettings),
        .target(name: "MIR", dependencies: ["Bytecode", "CVMSpec"], path: "Sources/MIR", swiftSettings: hotSettings),
        .target(name: "LLVMBackend", dependencies: ["MIR", "CVMSpec", "CLLVM", "CMemoryMap"], path: "Sources/LLVMBackend", swiftSettings: hotSettings),
        .target(name: "JIT", dependencies: ["VM", "MIR", "LLVMBackend"], path: "Sources/JIT", swiftSettings: hotSettings),
        .target(name: "Driver", dependencies: ["Syntax", "Bytecode", "VM", "Library", "JIT"], path: "Sources/Driver", swiftSettings: settings),
        .executableTarget(name: "swiftlet", dependencies: ["Driver", .product(name: "swiftlet-llvm", package: "LLVM")], path: "Sources/swiftlet", exclude: ["lib", "order.txt"],
                          swiftSettings: settings,
                          linkerSettings: [.unsafeFlags(linkerFlags)]),

        .testTarget(name: "SyntaxTests", dependencies: ["Syntax"], path: "Tests/SyntaxTests"),
        .testTarget(name: "BytecodeTests", dependencies: ["Bytecode"], path: "Tests/BytecodeTests"),
        .testTarget(name: "MIRTests", dependencies: ["MIR", "CVMSpec"], path: "Tests/MIRTests"),
        .testTarget(name: "LLVMBackendTests", dependencies: ["LLVMBackend", "MIR"], path: "Tests/LLVMBackendTests"),
    ],
    swiftLanguageModes: [.v5]
)
