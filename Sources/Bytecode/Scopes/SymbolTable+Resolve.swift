// SymbolTable, second pass: where each name lives.
//
// In:  blocks whose symbols carry what the source says about them.
// Out: the resolved scope (local, cell, free, global …) in the flags of every symbol.
//
// A name that a block reads without binding it belongs to the nearest enclosing function that binds it, else to the
// globals; class blocks are skipped. What an inner block takes from an outer function becomes a cell there.

import Syntax

extension SymbolTable {
    func resolve() throws {
        var free: Set<String> = []
        try resolve(top, bound: nil, free: &free, global: [])
    }

    private func resolve(_ scope: Scope, bound: Set<String>?, free: inout Set<String>, global: Set<String>) throws {
        var bound = bound
        var global = global
        var local: Set<String> = []
        var scopes: [String: NameScope] = [:]
        var innerBound: Set<String> = []
        var innerGlobal: Set<String> = []
        // The body of a class sees the names around it, but not what its own statements bind.
        if scope.kind == .class {
            innerGlobal = global
            if let bound { innerBound = bound }
        }
        for name in scope.order {
            let flags = scope.symbols[name] ?? []
            scopes[name] = try resolve(name, flags, scope, &bound, &local, &free, &global)
        }
        if scope.kind == .class {
            innerBound.insert("__class__")
        } else {
            if scope.kind == .function { innerBound.formUnion(local) }
            if let bound { innerBound.formUnion(bound) }
            innerGlobal.formUnion(global)
        }
        var innerFree: Set<String> = []
        for child in scope.children {
            var childFree: Set<String> = []
            try resolve(child, bound: innerBound, free: &childFree, global: innerGlobal)
            innerFree.formUnion(childFree)
            if child.hasFree || child.childHasFree { scope.childHasFree = true }
        }
        if scope.kind == .function {
            for (name, place) in scopes where place == .local && innerFree.contains(name) {
                scopes[name] = .cell
                innerFree.remove(name)
            }
        } else if scope.kind == .class, innerFree.remove("__class__") != nil {
            scope.needsClassClosure = true
        }
        for name in scope.order {
            let old = scope.symbols[name] ?? []
            scope.symbols[name] = SymbolFlags(
                rawValue: old.rawValue | (scopes[name] ?? .unresolved).rawValue << SymbolFlags.scopeShift)
        }
        for name in innerFree.sorted(by: codePointOrder) {
            if let old = scope.symbols[name] {
                // A class may bind a name that its methods take from farther out.
                if scope.kind == .class, !old.isDisjoint(with: SymbolFlags.bound.union(.global)) {
                    scope.symbols[name] = old.union(.freeInClass)
                }
                continue
            }
            if let bound, !bound.contains(name) { continue }
            scope.add(name, SymbolFlags(rawValue: NameScope.free.rawValue << SymbolFlags.scopeShift))
        }
        free.formUnion(innerFree)
    }

    private func resolve(
        _ name: String, _ flags: SymbolFlags, _ scope: Scope, _ bound: inout Set<String>?, _ local: inout Set<String>,
        _ free: inout Set<String>, _ global: inout Set<String>
    ) throws -> NameScope {
        if flags.contains(.global) {
            if flags.contains(.nonlocal) {
                throw fail("name '\(name)' is nonlocal and global", directive(scope, name))
            }
            global.insert(name)
            bound?.remove(name)
            return .globalExplicit
        }
        if flags.contains(.nonlocal) {
            guard let bound else {
                throw fail("nonlocal declaration not allowed at module level", directive(scope, name))
            }
            guard bound.contains(name) else { throw fail("no binding for nonlocal '\(name)' found", directive(scope, name)) }
            scope.hasFree = true
            free.insert(name)
            return .free
        }
        if !flags.isDisjoint(with: .bound) {
            local.insert(name)
            global.remove(name)
            return .local
        }
        if let bound, bound.contains(name) {
            scope.hasFree = true
            free.insert(name)
            return .free
        }
        if global.contains(name) { return .globalImplicit }
        if scope.isNested { scope.hasFree = true }
        return .globalImplicit
    }

    private func directive(_ scope: Scope, _ name: String) -> SourceRange {
        scope.directives.first { $0.name == name }?.range ?? scope.range
    }
}
