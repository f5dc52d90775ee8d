// The syntax tree: what the parser makes and the bytecode compiler reads.
//
// Names and fields follow the ASDL of Python 3.11's `ast` module (`Expr.kind == .binOp` is `ast.BinOp`), so that
// whoever knows that module can guess every spelling here. Nodes are final classes whose `kind` is an enum with the
// fields as payload; leaf records (Arg, Keyword, Alias, …) are structs.
//
// Invariants:
// - Ranges count lines from 1 and columns in UTF-8 bytes from 0, whatever the source encoding was.
// - Identifiers are NFKC-normalised.
// - `Expr.height` is exact, and the parser makes no expression higher than `Expr.maximumHeight`: a recursive
//   walk over a parsed tree needs a bounded machine stack.
// - Nodes are immutable once the parser has returned them.

/// Where a node stands in the source: lines from 1, columns in UTF-8 bytes from 0; the end is exclusive.
public struct SourceRange: Equatable, Hashable, Sendable {
    public var line: Int32
    public var column: Int32
    public var endLine: Int32
    public var endColumn: Int32

    @inlinable
    public init(line: Int32, column: Int32, endLine: Int32, endColumn: Int32) {
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
    }
}

/// A whole parsed source: `ast.Module`, `ast.Interactive` or `ast.Expression`.
public enum Module: Sendable {
    case module([Stmt])
    case interactive([Stmt])
    case expression(Expr)
}

// MARK: - Expressions

/// An expression node.
public final class Expr: @unchecked Sendable {
    /// No parsed expression is higher than this; deeper ones are refused with a `recursionError`.
    public static let maximumHeight = 2998

    public internal(set) var kind: ExprKind
    public internal(set) var range: SourceRange
    /// The number of levels below and including this node (see ASTHeight.swift).
    public let height: Int32

    public init(_ kind: ExprKind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
        self.height = kind.childHeight &+ 1
    }
}

/// The kinds of expression, with `ast`'s fields in `ast`'s order.
public enum ExprKind: Sendable {
    case boolOp(op: BoolOperator, values: [Expr])
    case namedExpr(target: Expr, value: Expr)
    case binOp(left: Expr, op: BinaryOperator, right: Expr)
    case unaryOp(op: UnaryOperator, operand: Expr)
    case lambda(args: Arguments, body: Expr)
    case ifExp(test: Expr, body: Expr, orelse: Expr)
    /// A `nil` key is a `**mapping` item.
    case dict(keys: [Expr?], values: [Expr])
    case set(elts: [Expr])
    case listComp(elt: Expr, generators: [Comprehension])
    case setComp(elt: Expr, generators: [Comprehension])
    case dictComp(key: Expr, value: Expr, generators: [Comprehension])
    case generatorExp(elt: Expr, generators: [Comprehension])
    case await(value: Expr)
    case yield(value: Expr?)
    case yieldFrom(value: Expr)
    case compare(left: Expr, ops: [CompareOperator], comparators: [Expr])
    case call(func: Expr, args: [Expr], keywords: [Keyword])
    /// `conversion` is -1, or the character after `!`: 115 (s), 114 (r), 97 (a).
    case formattedValue(value: Expr, conversion: Int32, formatSpec: Expr?)
    case joinedStr(values: [Expr])
    /// `isUnicodeMarked`: the literal was written with the `u` prefix (`kind='u'`).
    case constant(Constant, isUnicodeMarked: Bool)
    case attribute(value: Expr, attr: String, ctx: ExprContext)
    /// `ast.Subscript` (the plain word is a keyword of Swift).
    case subscripted(value: Expr, slice: Expr, ctx: ExprContext)
    case starred(value: Expr, ctx: ExprContext)
    case name(id: String, ctx: ExprContext)
    case list(elts: [Expr], ctx: ExprContext)
    case tuple(elts: [Expr], ctx: ExprContext)
    case slice(lower: Expr?, upper: Expr?, step: Expr?)
}

/// Whether an expression is read, assigned or deleted.
public enum ExprContext: UInt8, Sendable { case load, store, del }

public enum BoolOperator: UInt8, Sendable { case and, or }

public enum BinaryOperator: UInt8, Sendable {
    case add, sub, mult, matMult, div, mod, pow, lShift, rShift, bitOr, bitXor, bitAnd, floorDiv
}

public enum UnaryOperator: UInt8, Sendable { case invert, not, uAdd, uSub }

public enum CompareOperator: UInt8, Sendable {
    case eq, notEq, lt, ltE, gt, gtE, `is`, isNot, `in`, notIn
}

/// The value of a literal.
public enum Constant: Sendable {
    case none, `true`, `false`, ellipsis
    case int(IntegerLiteral)
    case float(Double)
    /// The imaginary part; the real part is 0.0.
    case complex(Double)
    /// UTF-8 in which lone surrogates are allowed (three bytes each).
    case string([UInt8])
    case bytes([UInt8])
}

/// A non-negative integer literal of any size.
public enum IntegerLiteral: Equatable, Sendable {
    case small(Int)
    /// Little-endian 64-bit limbs, the last one not zero; used only where the value does not fit `Int`.
    case big(magnitude: [UInt])
}

/// One `for … in … if …` clause.
public struct Comprehension: Sendable {
    public var target: Expr
    public var iter: Expr
    public var ifs: [Expr]
    public var isAsync: Bool

    public init(target: Expr, iter: Expr, ifs: [Expr], isAsync: Bool) {
        self.target = target
        self.iter = iter
        self.ifs = ifs
        self.isAsync = isAsync
    }
}

/// A keyword argument; `arg == nil` is `**value`.
public struct Keyword: Sendable {
    public var arg: String?
    public var value: Expr
    public var range: SourceRange

    public init(arg: String?, value: Expr, range: SourceRange) {
        self.arg = arg
        self.value = value
        self.range = range
    }
}

/// The parameters of a function or lambda.
public final class Arguments: @unchecked Sendable {
    public internal(set) var posonlyargs: [Arg] = []
    public internal(set) var args: [Arg] = []
    public internal(set) var vararg: Arg?
    public internal(set) var kwonlyargs: [Arg] = []
    /// As long as `kwonlyargs`; `nil` where there is no default.
    public internal(set) var kwDefaults: [Expr?] = []
    public internal(set) var kwarg: Arg?
    /// The defaults of the last positional parameters.
    public internal(set) var defaults: [Expr] = []

    public init() {}

    public init(
        posonlyargs: [Arg], args: [Arg], vararg: Arg?, kwonlyargs: [Arg], kwDefaults: [Expr?], kwarg: Arg?,
        defaults: [Expr]
    ) {
        self.posonlyargs = posonlyargs
        self.args = args
        self.vararg = vararg
        self.kwonlyargs = kwonlyargs
        self.kwDefaults = kwDefaults
        self.kwarg = kwarg
        self.defaults = defaults
    }
}

/// One parameter.
public struct Arg: Sendable {
    public var arg: String
    public var annotation: Expr?
    public var range: SourceRange

    public init(arg: String, annotation: Expr?, range: SourceRange) {
        self.arg = arg
        self.annotation = annotation
        self.range = range
    }
}

// MARK: - Statements

/// A statement node.
public final class Stmt: @unchecked Sendable {
    public let kind: StmtKind
    public let range: SourceRange

    public init(_ kind: StmtKind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }
}

/// The kinds of statement, with `ast`'s fields in `ast`'s order (type comments are not kept).
public enum StmtKind: Sendable {
    case functionDef(FunctionDef)
    case asyncFunctionDef(FunctionDef)
    case classDef(ClassDef)
    case `return`(value: Expr?)
    case delete(targets: [Expr])
    case assign(targets: [Expr], value: Expr)
    case augAssign(target: Expr, op: BinaryOperator, value: Expr)
    /// `simple`: the target is a bare name, not in parentheses.
    case annAssign(target: Expr, annotation: Expr, value: Expr?, simple: Bool)
    case `for`(target: Expr, iter: Expr, body: [Stmt], orelse: [Stmt])
    case asyncFor(target: Expr, iter: Expr, body: [Stmt], orelse: [Stmt])
    case `while`(test: Expr, body: [Stmt], orelse: [Stmt])
    case `if`(test: Expr, body: [Stmt], orelse: [Stmt])
    case with(items: [WithItem], body: [Stmt])
    case asyncWith(items: [WithItem], body: [Stmt])
    case match(subject: Expr, cases: [MatchCase])
    case raise(exc: Expr?, cause: Expr?)
    case `try`(body: [Stmt], handlers: [ExceptHandler], orelse: [Stmt], finalbody: [Stmt])
    case tryStar(body: [Stmt], handlers: [ExceptHandler], orelse: [Stmt], finalbody: [Stmt])
    case assert(test: Expr, msg: Expr?)
    case `import`(names: [Alias])
    /// `level` counts the leading dots.
    case importFrom(module: String?, names: [Alias], level: Int)
    case global(names: [String])
    case nonlocal(names: [String])
    case expr(value: Expr)
    case pass
    case `break`
    case `continue`
}

/// The fields of `def` and `async def`.
public final class FunctionDef: @unchecked Sendable {
    public let name: String
    public let args: Arguments
    public let body: [Stmt]
    public let decoratorList: [Expr]
    public let returns: Expr?

    public init(name: String, args: Arguments, body: [Stmt], decoratorList: [Expr], returns: Expr?) {
        self.name = name
        self.args = args
        self.body = body
        self.decoratorList = decoratorList
        self.returns = returns
    }
}

/// The fields of `class`.
public final class ClassDef: @unchecked Sendable {
    public let name: String
    public let bases: [Expr]
    public let keywords: [Keyword]
    public let body: [Stmt]
    public let decoratorList: [Expr]

    public init(name: String, bases: [Expr], keywords: [Keyword], body: [Stmt], decoratorList: [Expr]) {
        self.name = name
        self.bases = bases
        self.keywords = keywords
        self.body = body
        self.decoratorList = decoratorList
    }
}

/// One `except` clause; `type == nil` is the bare `except:`.
public struct ExceptHandler: Sendable {
    public var type: Expr?
    public var name: String?
    public var body: [Stmt]
    public var range: SourceRange

    public init(type: Expr?, name: String?, body: [Stmt], range: SourceRange) {
        self.type = type
        self.name = name
        self.body = body
        self.range = range
    }
}

/// One `name as asname` of an import; `name` may be dotted, or `*`.
public struct Alias: Sendable {
    public var name: String
    public var asname: String?
    public var range: SourceRange

    public init(name: String, asname: String?, range: SourceRange) {
        self.name = name
        self.asname = asname
        self.range = range
    }
}

/// One context manager of a `with` statement.
public struct WithItem: Sendable {
    public var contextExpr: Expr
    public var optionalVars: Expr?

    public init(contextExpr: Expr, optionalVars: Expr?) {
        self.contextExpr = contextExpr
        self.optionalVars = optionalVars
    }
}

// MARK: - Patterns

/// One `case` of a `match` statement.
public struct MatchCase: Sendable {
    public var pattern: Pattern
    public var `guard`: Expr?
    public var body: [Stmt]

    public init(pattern: Pattern, guard: Expr?, body: [Stmt]) {
        self.pattern = pattern
        self.guard = `guard`
        self.body = body
    }
}

/// A pattern node.
public final class Pattern: @unchecked Sendable {
    public let kind: PatternKind
    public internal(set) var range: SourceRange

    public init(_ kind: PatternKind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }
}

/// The kinds of pattern, with `ast`'s fields in `ast`'s order.
public enum PatternKind: Sendable {
    case matchValue(value: Expr)
    /// `None`, `True` or `False`.
    case matchSingleton(value: Constant)
    case matchSequence(patterns: [Pattern])
    case matchMapping(keys: [Expr], patterns: [Pattern], rest: String?)
    case matchClass(cls: Expr, patterns: [Pattern], kwdAttrs: [String], kwdPatterns: [Pattern])
    /// `nil` is `*_`.
    case matchStar(name: String?)
    /// Both `nil` is the wildcard `_`.
    case matchAs(pattern: Pattern?, name: String?)
    case matchOr(patterns: [Pattern])
}
