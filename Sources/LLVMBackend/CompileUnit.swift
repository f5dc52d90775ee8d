// The door of the backend: one optimised MIR function in, object code out.
//
// In:  MIR that the verifier accepts, and the facts about the unit that MIR does not carry (addresses, words).
// Out: a relocatable object with one entry, to be installed with CodeInstaller.
//
// Steps: emit LLVM IR (Emit/) → verify → LLVM passes → object. Each call has its own LLVM context, and a machine for
// itself while it runs, so any number of threads may compile at once.

import MIR

/// What a unit calls directly: a Python function with its code.
public struct CalleeInfo {
    /// The function object's word.
    public var function: UInt64
    /// Addresses of the code object, its instructions, its constants, the function's globals.
    public var code: UInt64
    public var instructions: UInt64
    public var constants: UInt64
    public var globals: UInt64
    public var registerCount: Int
    /// The address of the word that holds the native entry of the code (0: none yet); nil: the unit itself.
    public var entrySlot: UInt64?
    /// The word at which its code is entered.
    public var start = 0
    /// The class, if this is a call of its `__init__` for a new instance (the first argument), which is the result.
    public var instanceClass: UInt64?

    public init(
        function: UInt64, code: UInt64, instructions: UInt64, constants: UInt64, globals: UInt64, registerCount: Int,
        entrySlot: UInt64?, instanceClass: UInt64? = nil
    ) {
        self.function = function
        self.code = code
        self.instructions = instructions
        self.constants = constants
        self.globals = globals
        self.registerCount = registerCount
        self.entrySlot = entrySlot
        self.instanceClass = instanceClass
    }
}

/// The facts about a unit that MIR does not carry, and how hard to try.
public struct UnitOptions {
    /// The name of the entry's symbol: unique among installed units.
    public var symbolName: String
    /// What the unit says who it is when it leaves.
    public var number = 0
    /// The words of the unit's constant table, by the indices that MIR uses.
    public var constants: [UInt64] = []
    /// The address of the code's first instruction word; nil: found through the frame, on cold paths only.
    public var instructions: UInt64?
    /// The registers of the unit's frame.
    public var registerCount = 0
    /// Guards ask `rt_guard_stress` whether to fail.
    public var guardStress = false
    /// The frame lies in a generator: calls do not put frames behind it.
    public var isGenerator = false
    /// Direct callees, by constant index.
    public var callees: [Int: CalleeInfo] = [:]
    /// The address of the unit's validity word: not 0 while its assumptions hold. nil: it has none.
    public var validityAddress: UInt64?
    /// Source position for debuggers.
    public var source: Source?
    /// LLVM is asked whether the IR is well formed.
    public var verify = false
    public var level = CodeGenerationLevel.less
    public var passes = PassList.full

    public struct Source {
        public var file: String
        public var directory: String
        public var function: String
        public var line: Int
        public init(file: String, directory: String, function: String, line: Int) {
            self.file = file
            self.directory = directory
            self.function = function
            self.line = line
        }
    }

    public init(symbolName: String) { self.symbolName = symbolName }
}

/// A stage of the backend whose text somebody wants to see.
public enum UnitStage { case emitted, optimized, assembly }

/// Compiles a unit. The entry has the signature `preserve_none Value (ThreadState *, Frame *)`: enter it through
/// `EntryThunk`.
public func compileUnit(
    _ function: MIRFunction, _ options: UnitOptions, show: ((UnitStage, String) -> Void)? = nil
) throws -> [UInt8] {
    try LibraryResidency.whileWorking { try compile(function, options, show) }
}

private func compile(_ function: MIRFunction, _ options: UnitOptions, _ show: ((UnitStage, String) -> Void)?) throws -> [UInt8] {
    let machine = try TargetMachines.take(options.level)
    defer { TargetMachines.giveBack(machine) }
    let module = ModuleBuilder(name: options.symbolName, keepsNames: show != nil)
    machine.prepare(module)
    try emitUnit(function, options, into: module)
    show?(.emitted, module.text)
    var isDebug = false
    assert({ isDebug = true; return true }())
    if isDebug || show != nil || options.verify { try module.verify() }
    try machine.optimize(module, passes: options.passes)
    LibraryResidency.relieve()
    if let show {
        show(.optimized, module.text)
        show(.assembly, try machine.emitAssembly(module))
    }
    return try machine.emitObject(module)
}

/// The way from C (and Swift) into units: `Value swiftlet_enter(entry, thread, frame)` with the C convention. Which
/// registers carry a unit's arguments is LLVM's secret, so LLVM makes the thunk.
public enum EntryThunk {
    public static let symbolName = "swiftlet_enter"
    public typealias Function = @convention(c) (
        _ entry: UInt, _ thread: UnsafeMutableRawPointer, _ frame: UnsafeMutableRawPointer
    ) -> UInt64

    /// Compiles and installs the thunk; once per installer.
    public static func install(in installer: CodeInstaller) throws -> Function {
        let machine = try TargetMachine(level: .less)
        let module = ModuleBuilder(name: symbolName)
        machine.prepare(module)
        let unit = module.functionType(module.int64, [module.pointer, module.pointer])
        let enter = module.function(symbolName, module.int64, [module.pointer, module.pointer, module.pointer])
        let builder = IRBuilder(module)
        builder.position(at: module.block("entry", in: enter))
        builder.return(
            builder.call(
                pointer: enter.parameter(0), type: unit, [enter.parameter(1), enter.parameter(2)],
                convention: .preserveNone))
        try module.verify()
        let code = try installer.install(try machine.emitObject(module))
        guard let address = code.entries[symbolName] else { throw LLVMFailure("the entry thunk has no address") }
        return unsafeBitCast(address, to: Function.self)
    }
}
