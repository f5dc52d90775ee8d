// Snapshot: all that the compiler wants to know about a hot function, taken on the running thread.
//
// In:  a code object, the offset of an entry, the frame that runs there (for the globals).
// Out: plain values. The builder and everything behind it run on another thread and never look at the heap.
//
// Words of objects are in here as numbers; `objects` lists those that native code will mention, so that the unit can keep
// them alive.

import Bytecode
import CVMSpec
import VM

/// Operand kinds in the feedback byte of an instruction: the left operand's in the low half, the right one's in the high.
struct OperandKinds: OptionSet, Hashable {
    let rawValue: UInt8
    static let int = OperandKinds(rawValue: 1)
    static let float = OperandKinds(rawValue: 2)
    static let str = OperandKinds(rawValue: 4)
    static let other = OperandKinds(rawValue: 8)
    /// An integer at times, a float at times.
    static let number: OperandKinds = [.int, .float]
}

/// A Python function that native code may call directly.
struct KnownFunction {
    var word: UInt64
    var code: UInt64
    var instructions: UInt64
    var constants: UInt64
    var globals: UInt64
    var registerCount: Int
    /// Parameters, if calls with positional arguments need nothing else; nil for *args, keyword-only parameters, generators.
    var parameterCount: Int?
    /// It makes generators, and how many parameters it has, if calls need nothing else.
    var isGenerator = false
    var generatorParameterCount: Int?
    /// The same of a function that makes coroutines.
    var coroutineParameterCount: Int?
    /// Where the code of a coroutine function goes on after making it; 0 for any other function.
    var bodyStart = 0
    /// Default values of the last parameters.
    var defaults: [UInt64]
    /// How any call's arguments are bound; nil for generators.
    var parameters: Parameters?
    var entrySlot: UInt64
    var name: String
    /// The cells of its closure.
    var cells: [UInt64] = []
    /// What is needed to inline it; nil: it is called.
    var snapshot: Snapshot?
}

/// The parameters of a function, for calls with names and for *args and **kwargs.
struct Parameters {
    /// Interned names: those that may be given by position, then the others.
    var names: [UInt64]
    var positional: Int
    /// The first ones, which have no names for callers.
    var positionalOnly: Int
    /// Defaults of parameters that are given by name only.
    var keywordDefaults: [UInt64: UInt64]
    var hasRest: Bool
    var hasNamedRest: Bool
}

/// What the interpreter's inline cache at an instruction says, made independent of it.
enum SiteFact {
    /// loadGlobal: the value, as long as nobody changes that name.
    case global(UInt64)
    /// A name in a dict: entry number while the key set has that version.
    case variable(dict: UInt64, version: UInt32, index: Int)
    /// An attribute in the instance at a byte offset.
    case slot(shape: UInt32, offset: Int)
    /// An attribute in the attribute storage: offset of the storage word, index.
    case storage(shape: UInt32, word: Int, index: Int)
    /// A new attribute: shape before, offset, shape after.
    case transition(shape: UInt32, offset: Int, newShape: UInt32)
    /// A method of the class.
    case method(shape: UInt32, function: UInt64)
    /// A plain value of the class.
    case classValue(shape: UInt32, value: UInt64)
    /// A property of the class whose getter is that Python function.
    case property(shape: UInt32, getter: UInt64)
    /// An attribute of a known module or class.
    case constant(owner: UInt64, value: UInt64)

    /// Does another fact say the same of another shape? Then both have one piece of code.
    func isLike(_ other: SiteFact) -> Bool {
        switch (self, other) {
        case (.slot(_, let a), .slot(_, let b)): return a == b
        case (.storage(_, let word, let index), .storage(_, let otherWord, let otherIndex)): return word == otherWord && index == otherIndex
        default: return false
        }
    }

    /// The shape that an attribute fact holds for; 0 for globals.
    var shape: UInt32 {
        switch self {
        case .global, .variable, .constant: return 0
        case .slot(let shape, _), .storage(let shape, _, _), .transition(let shape, _, _), .method(let shape, _), .classValue(let shape, _),
            .property(let shape, _): return shape
        }
    }
}

/// A function object that stands for those that one makeFunction instruction makes: it has all that they have but the parts that are set
/// later. Frames of inlined calls of them name it as their function.
struct FunctionTemplate {
    var word: UInt64
    /// The fields that are not empty.
    var fields: [(offset: Int, word: UInt64)]
}

/// A class whose instances native code makes itself.
struct KnownClass {
    var shape: UInt32
    var size: Int
    var initializer: KnownFunction
}

/// The offset behind a first makeGenerator instruction; 0 if there is none.
func bodyStart(_ words: [UInt64]) -> Int {
    guard let first = DecodedInstruction(words, at: 0), first.op == .makeGenerator else { return 0 }
    return first.next
}

/// What a snapshot and those of the functions that may be inlined in it have together.
final class SharedFacts {
    var functions: [UInt64: KnownFunction] = [:]
    var classes: [UInt64: KnownClass] = [:]
    /// Native functions and types by word: qualified names.
    var natives: [UInt64: String] = [:]
    /// Native functions by word, and the receivers of those that are bound.
    var knownNatives: [UInt64: KnownNative] = [:]
    /// Classes whose metaclass is type itself, and constant tuples of them.
    var plainClasses: Set<UInt64> = []
    /// Classes whose instances come from a Python `__new__` alone, and that function.
    var constructors: [UInt64: UInt64] = [:]
    /// Words of objects that must live as long as the unit.
    var objects: Set<UInt64> = []
    /// Names whose global values and class attributes the unit takes to be constant.
    var globalNames: Set<UInt64> = []
    /// Dicts of modules whose attributes it takes to be constant.
    var modules: Set<UInt64> = []
    var methodNames: Set<UInt64> = []
}

final class Snapshot: @unchecked Sendable {
    let shared: SharedFacts
    let unit: CodeUnit
    let name: String
    /// Instruction words with feedback.
    let words: [UInt64]
    /// Offset of the entry.
    let entry: Int
    let code: UInt64
    let instructions: UInt64
    private(set) var constants: [UInt64]
    /// The interned names of the code; 0 where there is none.
    var names: [UInt64] = []
    var facts: [Int: SiteFact] = [:]
    /// What was seen at attribute sites before, for other shapes.
    var otherFacts: [Int: [SiteFact]] = [:]
    /// Python methods behind operators and subscripts, by offset.
    var specials: [Int: [SpecialUse]] = [:]
    /// By offset of a makeFunction instruction: what it makes.
    var templates: [Int: FunctionTemplate] = [:]
    /// Codes that this one may be inlined in, itself last; only while snapshots are taken.
    var enclosing: [UnsafeMutablePointer<PyCodeLayout>] = []
    var options: JITOptions?
    var tier = Tier.full
    /// The locals mapping of the frame for code that has one (modules), else 0.
    var locals: UInt64 = 0
    /// The class that `super()` means here: what the cell `__class__` holds; 0: none.
    var superClass: UInt64 = 0
    /// By offset of calls of `super` whose result is asked for a method at once: the function that it finds.
    var superFunctions: [Int: UInt64] = [:]
    /// By offset of calls of `super` that are asked for `__new__` at once: object's, which they find.
    var superNews: [Int: UInt64] = [:]
    /// By offset of call instructions: the native that was called there, where the callee is no constant.
    var calledNatives: [Int: KnownNative] = [:]
    /// By offset of a callKeywords instruction: the interned names of its last arguments.
    var keywords: [Int: [UInt64]] = [:]
    /// Offsets of instructions that must not speculate any more.
    var generic: Set<Int> = []
    /// Instructions that never ran are taken to stay so.
    var trustsAbsence = true
    /// Guards are not moved out of loops.
    var keepsGuards = false
    /// Loop headers into which numbers come as words.
    var plainHeaders: Set<Int> = []
    /// The frame's named registers are looked at by callees (locals(), super(), eval …).
    var keepsLocals = false
    /// Registers that `super()` looks at: the first parameter's and that of the cell `__class__`.
    var superRegisters: [Int] = []
    /// The shape of array.array objects; 0: there are none.
    var packedShape: UInt32 = 0
    /// How many changes of assumptions had been told when the snapshot was taken.
    var changesSeen = 0
    /// The globals dict that the code was seen to run with.
    var globals: UInt64 = 0
    /// Operand kinds seen at failed guards: left in the low half, right in the high half.
    var operandKinds: [Int: UInt8] = [:]
    var checksGlobals: Bool { !templates.isEmpty || facts.values.contains { 
        switch $0 {
        case .global, .variable: return true
        default: return false
        }
    } }
    /// The entry is the beginning of a coroutine function's code, behind the making of the coroutine: native code calls it.
    var isBody: Bool { unit.flags.intersection(.anyGenerator) == .coroutine && entry == bodyStart(words) }
    var isGenerator: Bool { !unit.flags.isDisjoint(with: .anyGenerator) }

    init(unit: CodeUnit, words: [UInt64], entry: Int, code: UInt64, instructions: UInt64, constants: [UInt64], shared: SharedFacts) {
        self.shared = shared
        self.unit = unit
        name = unit.qualifiedName
        self.words = words
        self.entry = entry
        self.code = code
        self.instructions = instructions
        self.constants = constants
    }

    /// By code: the snapshots of functions that may have been inlined, once the unit is made.
    private var inlined: [UInt64: Snapshot] = [:]

    /// The snapshot of some code in this one: its own, or that of a function that may have been inlined.
    func view(of code: UInt64) -> Snapshot? {
        if code == self.code { return self }
        return inlined[code] ?? shared.functions.values.first { $0.code == code && $0.snapshot != nil }?.snapshot
    }

    /// The last unit of this snapshot is made, or none will be: what only its making needed goes, and with it the circle of references through `shared`.
    /// What it was made from is compared with what is learned later.
    func settle() {
        for f in shared.functions.values where f.snapshot != nil { inlined[f.code] = f.snapshot }
        shared.functions = [:]
        shared.classes = [:]
        shared.natives = [:]
        shared.knownNatives = [:]
        shared.plainClasses = []
        shared.constructors = [:]
        shared.objects = []
        forgetMaking()
        for inner in inlined.values { inner.forgetMaking() }
    }

    private func forgetMaking() {
        constants = []
        names = []
        templates = [:]
        superFunctions = [:]
        superNews = [:]
        calledNatives = [:]
        keywords = [:]
    }
}
