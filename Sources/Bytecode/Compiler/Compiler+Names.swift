// Compiler, names: how a variable is read, written and deleted.

import CVMSpec
import Syntax

/// Where a name is found at run time.
enum Binding {
    case fast(Register)
    case cell(Register)
    /// In a class body: the locals mapping first, then the cell.
    case classCell(Register)
    case global
    /// By name: locals mapping, globals, builtins.
    case byName
}

extension Compiler {
    func binding(of mangled: String) -> Binding {
        let isFunction = u.scope.kind == .function
        switch u.scope.scope(of: mangled) {
        case .free:
            guard let register = u.registers[mangled] else { return .byName }
            return u.scope.kind == .class && u.scope.symbols[mangled]?.contains(.nonlocal) != true
                ? .classCell(register) : .cell(register)
        case .cell:
            if let register = u.registers[mangled] { return .cell(register) }
            return .byName
        case .local:
            if isFunction, let register = u.registers[mangled] { return .fast(register) }
            return .byName
        case .globalImplicit: return isFunction ? .global : .byName
        case .globalExplicit: return .global
        case .unresolved: return .byName
        }
    }

    /// The register of a name that is a plain local variable.
    func fastRegister(_ name: String) -> Register? {
        if case .fast(let register) = binding(of: mangle(name, inClass: u.className)) { return register }
        return nil
    }

    func checkNotDebug(_ name: String, _ verb: String = "assign to") throws {
        if name == "__debug__" { throw fail("cannot \(verb) __debug__") }
    }

    func load(_ name: String, into register: Register) {
        let mangled = mangle(name, inClass: u.className)
        switch binding(of: mangled) {
        case .fast(let local):
            u.emit(.checkLocal, local)
            move(register, local)
        case .cell(let cell): u.emit(.loadCell, register, cell)
        case .classCell(let cell): u.emit(.loadClassCell, register, cell, u.name(mangled))
        case .global: u.emit(.loadGlobal, register, u.name(mangled))
        case .byName: u.emit(.loadName, register, u.name(mangled))
        }
    }

    func store(_ name: String, from register: Register) throws {
        try checkNotDebug(name)
        let mangled = mangle(name, inClass: u.className)
        switch binding(of: mangled) {
        case .fast(let local): move(local, register)
        case .cell(let cell), .classCell(let cell): u.emit(.storeCell, cell, register)
        case .global: u.emit(.storeGlobal, register, u.name(mangled))
        case .byName: u.emit(.storeName, register, u.name(mangled))
        }
    }

    func delete(_ name: String) throws {
        try checkNotDebug(name, "delete")
        let mangled = mangle(name, inClass: u.className)
        switch binding(of: mangled) {
        case .fast(let local): u.emit(.deleteLocal, local)
        case .cell(let cell), .classCell(let cell): u.emit(.deleteCell, cell)
        case .global: u.emit(.deleteGlobal, 0, u.name(mangled))
        case .byName: u.emit(.deleteName, 0, u.name(mangled))
        }
    }

    /// The end of `except … as name`: the name is unbound, whatever the body did to it.
    func clear(_ name: String) throws {
        if let local = fastRegister(name) {
            u.emit(.loadEmpty, local)
        } else {
            load(.none, into: u.top)
            try store(name, from: u.top)
            try delete(name)
        }
    }
}
