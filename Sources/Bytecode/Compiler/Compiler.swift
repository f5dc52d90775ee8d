// Compiler: tree → code units. The door is `compile`; this file holds the unit stack and what all parts share.
//
// In:  a tree, its symbol table.
// Out: a CodeUnit whose nested units are constants of it.
//
// The code of a unit is built as a list of `Instruction`s by the extensions of this class (one file per subject),
// improved by the passes of `finishUnit`, and written as words by Assembler.swift.

import CVMSpec
import Syntax

/// Compiles a parsed source. `optimize`: 0, 1 (no asserts) or 2 (no doc strings either).
public func compile(
    _ module: Module, filename: String, flags: CompileFlags = [], optimize: Int = 0
) -> Result<CompiledUnit, SyntaxErrorInfo> {
    let height = treeHeight(module)
    if height > maximumTreeHeight {
        return .failure(SyntaxErrorInfo(
            kind: .recursionError, message: "maximum recursion depth exceeded during compilation", line: 0, column: 0,
            endLine: 0, endColumn: 0, sourceLine: nil))
    }
    return withMachineStack(forHeight: height) {
        do {
            let future = try FutureStatements(module)
            let futureAnnotations = future.annotations || flags.contains(.futureAnnotations)
            let table = try SymbolTable.build(module, futureAnnotations: futureAnnotations)
            let compiler = Compiler(
                table: table, filename: filename, flags: flags, future: future, futureAnnotations: futureAnnotations,
                optimize: optimize)
            let code = try compiler.compile(module)
            return .success(CompiledUnit(code: code, warnings: compiler.warnings))
        } catch let error as SyntaxErrorInfo {
            return .failure(error)
        } catch {
            return .failure(compilerError("\(error)", noPosition))
        }
    }
}

/// The symbol table alone, for the `symtable` module.
public func buildSymbolTable(_ module: Module, flags: CompileFlags = []) -> Result<SymbolTable, SyntaxErrorInfo> {
    withMachineStack(forHeight: treeHeight(module)) {
        do {
            let future = try FutureStatements(module)
            return .success(try SymbolTable.build(
                module, futureAnnotations: future.annotations || flags.contains(.futureAnnotations)))
        } catch let error as SyntaxErrorInfo {
            return .failure(error)
        } catch {
            return .failure(compilerError("\(error)", noPosition))
        }
    }
}

final class Compiler {
    let table: SymbolTable
    let filename: String
    let flags: CompileFlags
    let future: FutureStatements
    let futureAnnotations: Bool
    let optimize: Int
    /// Expression statements print their value.
    var isInteractive = false
    var warnings: [SyntaxWarningInfo] = []
    /// The unit being compiled.
    var u: UnitBuilder
    /// The units around it.
    var outer: [UnitBuilder] = []

    init(
        table: SymbolTable, filename: String, flags: CompileFlags, future: FutureStatements, futureAnnotations: Bool,
        optimize: Int
    ) {
        self.table = table
        self.filename = filename
        self.flags = flags
        self.future = future
        self.futureAnnotations = futureAnnotations
        self.optimize = optimize
        u = UnitBuilder(scope: table.top, kind: .module)
    }

    // MARK: Modules

    func compile(_ module: Module) throws -> CodeUnit {
        u.unit.name = "<module>"
        u.unit.qualifiedName = "<module>"
        beginUnit(firstLine: 1)
        switch module {
        case .module(let body):
            try compile(moduleBody: body)
            emitReturnNone()
        case .interactive(let body):
            isInteractive = true
            if u.scope.hasAnnotations { u.emit(.setupAnnotations) }
            try visit(body)
            emitReturnNone()
        case .expression(let value):
            let result = try operand(value)
            u.position = value.range
            u.emit(.return, result)
        }
        return try finishUnit()
    }

    private func compile(moduleBody body: [Stmt]) throws {
        if u.scope.hasAnnotations {
            u.position = SourceRange(line: 0, column: 0, endLine: 0, endColumn: 0)
            u.emit(.setupAnnotations)
        }
        try visit(try storeDocumentation(body))
    }

    /// Stores the doc string of a module or class; the statements that remain.
    func storeDocumentation(_ body: [Stmt]) throws -> [Stmt] {
        guard optimize < 2, let text = documentation(body), let first = body.first else { return body }
        u.position = first.range
        load(.string(text), into: u.top)
        try store("__doc__", from: u.top)
        u.position = noPosition
        return Array(body.dropFirst())
    }

    func documentation(_ body: [Stmt]) -> [UInt8]? {
        guard let first = body.first, case .expr(let value) = first.kind, case .constant(.string(let text), _) = value.kind
        else { return nil }
        return text
    }

    // MARK: Units

    /// Opens a unit for an inner block; `name` is the name it shows.
    func enterUnit(_ scope: Scope, _ kind: UnitKind, name: String, firstLine: Int32) {
        let parent = u
        outer.append(parent)
        u = UnitBuilder(scope: scope, kind: kind)
        u.className = parent.className
        u.unit.name = name
        u.unit.qualifiedName = qualifiedName(of: name, in: parent, kind)
        beginUnit(firstLine: firstLine)
    }

    private func qualifiedName(of name: String, in parent: UnitBuilder, _ kind: UnitKind) -> String {
        if outer.count == 1 { return name }
        if kind == .function || kind == .asyncFunction || kind == .class,
            parent.scope.scope(of: mangle(name, inClass: parent.className)) == .globalExplicit
        {
            return name
        }
        let base = parent.unit.qualifiedName
        switch parent.kind {
        case .function, .asyncFunction, .lambda: return base + ".<locals>." + name
        case .class, .comprehension, .module: return base + "." + name
        }
    }

    private func beginUnit(firstLine: Int32) {
        let scope = u.scope
        let unit = u.unit
        unit.filename = filename
        unit.firstLine = firstLine
        var flags: CodeFlags = []
        if scope.kind == .function {
            flags.formUnion([.optimized, .newLocals])
            if scope.isNested { flags.insert(.nested) }
            if scope.isGenerator { flags.insert(scope.isCoroutine ? .asyncGenerator : .generator) }
            if !scope.isGenerator, scope.isCoroutine { flags.insert(.coroutine) }
            if scope.hasVarArgs { flags.insert(.varArgs) }
            if scope.hasVarKeywords { flags.insert(.varKeywords) }
        } else if scope.kind == .module, self.flags.contains(.topLevelAwait), scope.isCoroutine {
            flags.insert(.coroutine)
        }
        if future.barryAsFLUFL { flags.insert(.futureBarryAsFLUFL) }
        if futureAnnotations { flags.insert(.futureAnnotations) }
        unit.flags = flags

        let cells = scope.kind == .module ? [] : scope.cellNames
        let free = scope.freeNames
        if scope.kind == .function {
            for name in scope.parameters { u.declare(name, .fast) }
            for name in scope.order where scope.scope(of: name) == .local { u.declare(name, .fast) }
        }
        for name in cells { u.declare(name, .cell) }
        if scope.needsClassClosure { u.declareClassCell() }
        let firstFree = u.unit.registerNames.count
        for name in free { u.declare(name, .free) }
        u.finishDeclarations()

        u.position = SourceRange(line: firstLine, column: 0, endLine: firstLine, endColumn: 0)
        if !flags.isDisjoint(with: .anyGenerator) { u.emit(.makeGenerator) }
        u.position = noPosition
        if !free.isEmpty { u.emit(.copyFreeVars, Int32(firstFree), Int32(free.count)) }
        for name in cells { if let register = u.registers[name] { u.emit(.makeCell, register) } }
        if let register = u.classCell { u.emit(.makeCell, register) }
    }

    /// Ends the current unit and goes back to the one around it.
    func leaveUnit() throws -> CodeUnit {
        let code = try finishUnit()
        if let parent = outer.popLast() { u = parent }
        return code
    }

    private func finishUnit() throws -> CodeUnit {
        // The order matters: threading makes code unreachable, and the flow analysis should not see dead paths.
        threadJumps(u)
        removeUnreachableCode(u)
        removeRedundantChecks(u)
        removeUselessJumps(u)
        // A region whose last instruction went takes its handler with it.
        removeUnreachableCode(u)
        removeUselessJumps(u)
        propagatePositions(u)
        return try assemble(u)
    }

    // MARK: Shared

    func fail(_ message: String) -> SyntaxErrorInfo { compilerError(message, u.position) }

    func warn(_ message: String) {
        let warning = SyntaxWarningInfo(category: .syntaxWarning, message: message, line: Int(u.position.line))
        if !warnings.contains(warning) { warnings.append(warning) }
    }

    func emitReturnNone() {
        u.position = noPosition
        load(.none, into: u.top)
        u.emit(.return, u.top)
    }

    /// A literal into a register.
    func load(_ literal: Literal, into register: Register) {
        if case .int(let value) = literal, let small = Int32(exactly: value) {
            u.emit(.loadInt, register, small)
        } else {
            u.emit(.loadConstant, register, u.constant(literal))
        }
    }

    func move(_ destination: Register, _ source: Register) {
        if destination != source { u.emit(.move, destination, source) }
    }

    func string(_ text: String) -> Literal { .string(Array(text.utf8)) }

    func nameIndex(_ name: String) -> Int32 { u.name(mangle(name, inClass: u.className)) }
}
