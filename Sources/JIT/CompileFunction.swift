// CompileFunction: the pipeline, from a snapshot to machine code.
//
// In:  a snapshot. Out: installed machine code with what it relies on. Runs on any thread.

import Bytecode
import CVMSpec
import Glibc
import LLVMBackend
import MIR
import VM

/// Machine code that is linked but not yet entered.
final class CompiledUnit {
    let snapshot: Snapshot
    /// What its code says when it leaves.
    let number: Int
    let entry: UInt
    let size: Int
    /// Not 0 while the assumptions hold; never freed, because the code reads it.
    let validity: UnsafeMutablePointer<UInt64>
    let hasAssumptions: Bool
    var nanoseconds: UInt64 = 0
    /// How often guards failed, by the instruction that they belong to.
    var failures: [Place: Int] = [:]
    /// What its code means when it names a place.
    var places: [Place] = []
    let tier: Tier

    init(_ snapshot: Snapshot, number: Int, entry: UInt, size: Int, validity: UnsafeMutablePointer<UInt64>, hasAssumptions: Bool) {
        self.snapshot = snapshot
        self.number = number
        self.entry = entry
        self.size = size
        self.validity = validity
        self.hasAssumptions = hasAssumptions
        tier = snapshot.tier
    }
}

/// A text of one stage of a compilation, for `emit`.
typealias StageSink = (_ stage: String, _ text: String) -> Void

/// Why a function was not compiled.
struct NotCompiled: Error, CustomStringConvertible {
    let description: String
    /// Not because something failed: this code is better interpreted.
    var isRefused = false
}

func compileFunction(_ snapshot: Snapshot, _ linker: Linker, _ options: JITOptions, show: StageSink? = nil) throws -> CompiledUnit {
    // Bytecode to SSA.
    show?("feedback", feedbackText(snapshot))
    let builder = UnitBuilder(snapshot)
    guard var mir = builder.build() else { throw NotCompiled(description: "there is nothing worth it", isRefused: true) }
    mir.keepsGuards = snapshot.keepsGuards
    mir.plainHeaders = Set(snapshot.plainHeaders.map { Int32($0) })
    // All that the code will mention is kept alive with it.
    snapshot.shared.objects.formUnion(builder.u.constants)
    show?("mir", mir.description)

    // Optimise.
    var passOptions = PassOptions()
    if options.verify { passOptions.verify = true }
    if let show { passOptions.dump = { name, function in show("mir-each-pass", "; after \(name)\n\(function)") } }
    try runPasses(Pass.standard, on: &mir, passOptions)
    show?("mir-optimized", mir.description)

    // SSA to an object.
    let validity = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
    validity.pointee = 1
    let (name, number) = linker.uniqueName(snapshot.name)
    var unit = UnitOptions(symbolName: name)
    unit.number = number
    unit.constants = builder.u.constants
    unit.instructions = snapshot.instructions
    unit.registerCount = snapshot.unit.registerCount
    unit.isGenerator = snapshot.isGenerator
    if snapshot.tier == .quick {
        unit.level = .none
        unit.passes = PassList.quick
    }
    for (index, f) in builder.u.callees {
        unit.callees[index] = CalleeInfo(
            function: f.word, code: f.code, instructions: f.instructions, constants: f.constants, globals: f.globals,
            registerCount: f.registerCount, entrySlot: f.code == snapshot.code && (snapshot.entry == 0 || snapshot.isBody) ? nil : f.entrySlot)
        unit.callees[index]?.start = f.bodyStart
    }
    for (index, c) in builder.u.instanceCallees {
        let f = c.initializer
        unit.callees[index] = CalleeInfo(
            function: f.word, code: f.code, instructions: f.instructions, constants: f.constants, globals: f.globals,
            registerCount: f.registerCount, entrySlot: f.entrySlot, instanceClass: builder.u.constants[index])
    }
    unit.guardStress = options.guardStress > 0
    unit.verify = options.verify
    if builder.u.hasAssumptions { unit.validityAddress = UInt64(UInt(bitPattern: validity)) }
    let object = try compileUnit(mir, unit, show: show.map { show in
        { stage, text in
            switch stage {
            case .emitted: show("llvm", text)
            case .optimized: show("llvm-optimized", text)
            case .assembly: show("asm", text)
            }
        }
    })

    // Link.
    let installed = try linker.installer().install(object)
    guard let entry = installed.entries[name] else { throw NotCompiled(description: "\(name) has no address") }
    let compiled = CompiledUnit(snapshot, number: number, entry: entry, size: installed.memorySize, validity: validity, hasAssumptions: builder.u.hasAssumptions)
    compiled.places = mir.failurePlaces.map { place in
        let code = place.code < 0 ? snapshot.code : UInt64(UInt(bitPattern: Value(bits: builder.u.constants[Int(place.code)]).function.pointee.code))
        return Place(code: code, offset: Int(place.pc))
    }
    return compiled
}

/// The linker and the thunk into native code: made when the first function is compiled.
final class Linker: @unchecked Sendable {
    private var made: CodeInstaller?
    private(set) var enter: EntryThunk.Function?
    var writesPerfMap = false
    private var mutex = pthread_mutex_t()
    private var counter = 0

    init() { pthread_mutex_init(&mutex, nil) }

    func installer() throws -> CodeInstaller {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        if let made { return made }
        let installer = try CodeInstaller(arena: NativeCodeArena(capacity: 256 << 20))
        try installer.defineSymbols(RuntimeHelpers.all)
        if writesPerfMap { try installer.writePerfMap() }
        enter = try EntryThunk.install(in: installer)
        made = installer
        return installer
    }

    func uniqueName(_ name: String) -> (String, Int) {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        counter += 1
        let symbol = "py_\(counter)_" + name.unicodeScalars.map { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) ? String($0) : "_" }.joined()
        return (symbol, counter)
    }
}

/// The instructions that matter, with what was seen there.
private func feedbackText(_ s: Snapshot) -> String {
    var text = "; \(s.name), entry \(s.entry)\n"
    var offset = 0
    while let x = DecodedInstruction(s.words, at: offset) {
        let name = String(cString: x.info.name)
        if x.x != 0 || s.facts[x.offset] != nil || s.generic.contains(x.offset) {
            text += "\(x.offset)\t\(name)\tkinds \(x.x)"
            if let fact = s.facts[x.offset] { text += "\t\(fact)" }
            if s.generic.contains(x.offset) { text += "\tgeneric" }
            text += "\n"
        }
        offset = x.next
    }
    return text
}
