// Scope: what the symbol table knows about one block (module, class, function, comprehension, annotation).
//
// The numbers of `SymbolFlags` and `BlockKind` are those of CPython's `symtable` module, which shows them to programs.
// Invariants: after `SymbolTable.build` has returned, every symbol has a resolved scope in its flags.

import Syntax

/// What a block says about a name; the bits are `_symtable`'s constants.
public struct SymbolFlags: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Declared `global`.
    public static let global = SymbolFlags(rawValue: 1)
    /// Assigned in the block.
    public static let local = SymbolFlags(rawValue: 2)
    public static let parameter = SymbolFlags(rawValue: 4)
    /// Declared `nonlocal`.
    public static let nonlocal = SymbolFlags(rawValue: 8)
    /// Read in the block.
    public static let use = SymbolFlags(rawValue: 16)
    /// Free by name only, in the block of a class: the body's own binding is another variable.
    public static let freeInClass = SymbolFlags(rawValue: 64)
    public static let imported = SymbolFlags(rawValue: 128)
    public static let annotated = SymbolFlags(rawValue: 256)
    /// Target of a comprehension's `for`.
    public static let iterationVariable = SymbolFlags(rawValue: 512)
    public static let bound: SymbolFlags = [.local, .parameter, .imported]
    /// The resolved scope lives in bits 11 ….
    static let scopeShift = 11
}

/// Where a name's value lives, as resolved; the numbers are `_symtable`'s.
public enum NameScope: Int, Sendable {
    case unresolved = 0, local, globalExplicit, globalImplicit, free, cell
}

/// The kinds of block; the numbers are `_symtable`'s TYPE_….
public enum BlockKind: Int, Sendable { case function = 0, `class`, module, annotation }

/// The kinds of comprehension.
public enum ComprehensionKind: UInt8, Sendable { case none, list, dict, set, generator }

/// One block of the program.
public final class Scope {
    public let kind: BlockKind
    public let name: String
    public let range: SourceRange
    /// Symbols by (mangled) name.
    public internal(set) var symbols: [String: SymbolFlags] = [:]
    /// The names in order of first appearance.
    public internal(set) var order: [String] = []
    /// Parameters in register order.
    public internal(set) var parameters: [String] = []
    public internal(set) var children: [Scope] = []
    /// The block is inside a function.
    public internal(set) var isNested = false
    public internal(set) var hasFree = false
    public internal(set) var childHasFree = false
    public internal(set) var isGenerator = false
    public internal(set) var isCoroutine = false
    public internal(set) var comprehension = ComprehensionKind.none
    public internal(set) var hasVarArgs = false
    public internal(set) var hasVarKeywords = false
    public internal(set) var returnsValue = false
    /// A class whose methods refer to `__class__`.
    public internal(set) var needsClassClosure = false
    /// `global`/`nonlocal` declarations and walrus targets: where errors about them are shown.
    var directives: [(name: String, range: SourceRange)] = []
    /// Names bound by := in this very block: an operand register may change while an expression is evaluated.
    public internal(set) var walrusTargets: Set<String> = []
    /// A statement of the block has an annotation.
    public internal(set) var hasAnnotations = false
    // Only while the table is built:
    var inIterationTarget = false
    var iterationExpressionDepth = 0

    init(kind: BlockKind, name: String, range: SourceRange) {
        self.kind = kind
        self.name = name
        self.range = range
    }

    /// Where the (mangled) name lives.
    public func scope(of name: String) -> NameScope {
        guard let flags = symbols[name] else { return .unresolved }
        return NameScope(rawValue: (flags.rawValue >> SymbolFlags.scopeShift) & 15) ?? .unresolved
    }

    /// The free variables, sorted: the order of the closure tuple.
    public var freeNames: [String] {
        order.filter { scope(of: $0) == .free || symbols[$0]?.contains(.freeInClass) == true }.sorted(by: codePointOrder)
    }

    /// The variables that inner blocks capture, sorted.
    public var cellNames: [String] { order.filter { scope(of: $0) == .cell }.sorted(by: codePointOrder) }

    func add(_ name: String, _ flags: SymbolFlags) {
        if let old = symbols[name] {
            symbols[name] = old.union(flags)
        } else {
            symbols[name] = flags
            order.append(name)
        }
    }
}

/// CPython sorts names by code point; Swift's `<` on strings does not.
func codePointOrder(_ a: String, _ b: String) -> Bool {
    a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
}

/// `__name` inside a class becomes `_Class__name`.
public func mangle(_ name: String, inClass className: String?) -> String {
    guard let className, name.utf8.count > 2, name.hasPrefix("__") else { return name }
    if name.hasSuffix("__") || name.utf8.contains(UInt8(ascii: ".")) { return name }
    let stripped = className.drop { $0 == "_" }
    return stripped.isEmpty ? name : "_" + stripped + name
}
