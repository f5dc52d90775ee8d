// CodeUnit: what the compiler makes of one module, class body, function or comprehension.
//
// Constants are plain literals: this room knows no heap. The VM turns a unit into a code object when it is first needed.
//
// Register numbers: parameters first (positional-only, positional, keyword-only, *args, **kwargs: CPython's order of
// co_varnames), then the other local variables, then cell variables that are not parameters, then free variables, then temporaries.
// A captured parameter keeps its register: the prologue turns it into a cell in place.

/// What a named register holds.
public enum RegisterKind: UInt8, Sendable {
    /// A value, or empty while the variable is unbound.
    case fast
    /// A cell that this unit makes.
    case cell
    /// A cell of the closure.
    case free
}

/// A literal that becomes an object when the code object is made.
public indirect enum Literal {
    case none, true_, false_, ellipsis
    case int(Int)
    /// Magnitude in little-endian 64-bit limbs.
    case bigInt(negative: Bool, limbs: [UInt])
    case float(Double)
    case complex(real: Double, imaginary: Double)
    /// WTF-8: UTF-8 in which lone surrogates may occur.
    case string([UInt8])
    case bytes([UInt8])
    case tuple([Literal])
    case frozenSet([Literal])
    case code(CodeUnit)
}

/// One row of the exception table: an exception raised at `start ..< end` (word offsets of instructions) continues at
/// `handler` with the exception in `register`. The first matching row counts: inner rows come first.
public struct ExceptionRow: Equatable, Sendable {
    public var start: Int32
    public var end: Int32
    public var handler: Int32
    public var register: UInt16
    public init(start: Int32, end: Int32, handler: Int32, register: UInt16) {
        self.start = start; self.end = end; self.handler = handler; self.register = register
    }
}

/// CPython's code flags (`co_flags`).
public struct CodeFlags: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let optimized = CodeFlags(rawValue: 0x1)
    public static let newLocals = CodeFlags(rawValue: 0x2)
    public static let varArgs = CodeFlags(rawValue: 0x4)
    public static let varKeywords = CodeFlags(rawValue: 0x8)
    public static let nested = CodeFlags(rawValue: 0x10)
    public static let generator = CodeFlags(rawValue: 0x20)
    public static let coroutine = CodeFlags(rawValue: 0x80)
    public static let iterableCoroutine = CodeFlags(rawValue: 0x100)
    public static let asyncGenerator = CodeFlags(rawValue: 0x200)
    public static let futureBarryAsFLUFL = CodeFlags(rawValue: 0x400000)
    public static let futureAnnotations = CodeFlags(rawValue: 0x1000000)
    public static let anyGenerator: CodeFlags = [.generator, .coroutine, .asyncGenerator]
}

/// The compiled form of one block of source.
public final class CodeUnit {
    public var name = ""
    public var qualifiedName = ""
    public var filename = ""
    /// Line of the `def`, decorator or first statement.
    public var firstLine: Int32 = 1
    public var flags: CodeFlags = []
    /// Positional parameters, the positional-only ones included.
    public var argumentCount = 0
    public var positionalOnlyCount = 0
    public var keywordOnlyCount = 0
    /// Names and kinds of the named registers 0 ..< registerNames.count: parameters, locals, cells, free variables.
    public var registerNames: [String] = []
    public var registerKinds: [RegisterKind] = []
    /// All registers, temporaries included.
    public var registerCount = 0
    public var instructions: [UInt64] = []
    public var constants: [Literal] = []
    public var names: [String] = []
    public var exceptionTable: [ExceptionRow] = []
    /// Source positions of instructions: see `PositionTable`.
    public var positions: [UInt8] = []
    /// The doc string is constants[0] if the unit has one.
    public var hasDocstring = false

    public init() {}
}
