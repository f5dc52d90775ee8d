// UnitBuilder: one code unit while it is being compiled: instructions, labels, registers, constants, names, blocks.
//
// Temporaries are a stack above the named registers: an expression whose result goes to the temporary `top` uses only
// registers from `top` on, so no register below the highest live one is ever without a value (the collector relies on
// it, and the verifier checks it).

import CVMSpec
import Syntax

/// What kind of block a unit is compiled from.
enum UnitKind { case module, `class`, function, asyncFunction, lambda, comprehension }

/// A construct that control leaves: what must happen on the way out of it.
struct Block {
    enum Kind {
        case whileLoop
        case forLoop
        case asyncForLoop
        /// The body of try/except: nothing to do.
        case tryBody
        /// The body of try/finally: run the finally body.
        case finallyTry(body: [Stmt])
        /// The copy of a finally body that runs for an exception: register of the exception handled before.
        case finallyEnd(handled: Register)
        /// An except body: register of the exception handled before, and the name to delete.
        case handler(handled: Register, name: String?)
        case exceptionGroupHandler
        case with(exit: Register, isAsync: Bool, position: SourceRange)
    }
    var kind: Kind
    /// Loops: where `continue` and `break` go.
    var continueLabel: Int32 = -1
    var breakLabel: Int32 = -1
    /// The handler in force outside the block.
    var outerHandler: Int32

    var isLoop: Bool {
        switch kind {
        case .whileLoop, .forLoop, .asyncForLoop: return true
        default: return false
        }
    }
}

final class UnitBuilder {
    let scope: Scope
    let kind: UnitKind
    let unit = CodeUnit()
    /// The class whose body this is in, for name mangling.
    var className: String?

    var instructions: [Instruction] = []
    /// Instruction index of each label, -1 until placed.
    var labels: [Int32] = []
    var handlers: [Handler] = []
    var handler: Int32 = -1
    var position = noPosition
    var blocks: [Block] = []

    var registers: [String: Register] = [:]
    private(set) var classCell: Register?
    var top: Register = 0
    var highest: Register = 0
    var temporaryBase: Register = 0

    private var constantIndex: [ConstantKey: Int32] = [:]
    private var nameIndex: [String: Int32] = [:]

    init(scope: Scope, kind: UnitKind) {
        self.scope = scope
        self.kind = kind
    }

    // MARK: Registers

    func declare(_ name: String, _ kind: RegisterKind) {
        if let old = registers[name] {
            unit.registerKinds[Int(old)] = kind
            return
        }
        registers[name] = Register(unit.registerNames.count)
        unit.registerNames.append(name)
        unit.registerKinds.append(kind)
    }

    /// The cell that holds the class whose body this is. Kept apart from the variable `__class__`: a body may declare
    /// that nonlocal.
    func declareClassCell() {
        classCell = Register(unit.registerNames.count)
        unit.registerNames.append("__class__")
        unit.registerKinds.append(.cell)
    }

    func finishDeclarations() {
        temporaryBase = Register(unit.registerNames.count)
        top = temporaryBase
        highest = top
    }

    /// Takes the temporary at the top of the stack.
    func push() -> Register {
        let result = top
        setTop(top + 1)
        return result
    }

    func setTop(_ newTop: Register) {
        top = newTop
        if top > highest { highest = top }
    }

    func isTemporary(_ register: Register) -> Bool { register >= temporaryBase }

    // MARK: Tables

    func constant(_ literal: Literal) -> Int32 {
        let key = ConstantKey(literal)
        if let index = constantIndex[key] { return index }
        let index = Int32(unit.constants.count)
        unit.constants.append(literal)
        constantIndex[key] = index
        return index
    }

    func name(_ name: String) -> Int32 {
        if let index = nameIndex[name] { return index }
        let index = Int32(unit.names.count)
        unit.names.append(name)
        nameIndex[name] = index
        return index
    }

    // MARK: Instructions

    func emit(_ op: Opcode, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, x: UInt8 = 0) {
        var highestWritten = a
        switch op {
        case .loadMethod: highestWritten = a + 1
        case .unpackException: highestWritten = a + 2
        case .loadWith, .loadAsyncWith: highestWritten = a + 3
        case .unpackSequence: highestWritten = a + max(c - 1, 0)
        case .unpackExtended: highestWritten = a + (c & 255) + (c >> 8)
        case .matchExceptionGroup: highestWritten = a + 1
        default: break
        }
        if opcode_info(op).pointee.a != .imm, opcode_info(op).pointee.a != .none, highestWritten >= highest, a != absent {
            highest = highestWritten + 1
        }
        instructions.append(Instruction(op: op, a: a, b: b, c: c, x: x, handler: handler, position: position))
    }

    func emitJump(_ op: Opcode, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, to label: Int32) {
        instructions.append(
            Instruction(op: op, a: a, b: b, c: c, label: label, handler: handler, position: position))
        if a >= highest { highest = a + 1 }
    }

    func newLabel() -> Int32 {
        labels.append(-1)
        return Int32(labels.count - 1)
    }

    func place(_ label: Int32) { labels[Int(label)] = Int32(instructions.count) }

    func newHandler(register: Register) -> Int32 {
        handlers.append(Handler(label: newLabel(), register: register))
        if register >= highest { highest = register + 1 }
        return Int32(handlers.count - 1)
    }

    /// The code of handler `index` begins here.
    func place(handler index: Int32) { place(handlers[Int(index)].label) }
}

/// A constant as a dictionary key: 1, 1.0, True and 0.0, -0.0 are different constants.
enum ConstantKey: Hashable {
    case none, true_, false_, ellipsis
    case int(Int)
    case bigInt(Bool, [UInt])
    case float(UInt64)
    case complex(UInt64, UInt64)
    case string([UInt8])
    case bytes([UInt8])
    case tuple([ConstantKey])
    case frozenSet([ConstantKey])
    case code(ObjectIdentifier)

    init(_ literal: Literal) {
        switch literal {
        case .none: self = .none
        case .true_: self = .true_
        case .false_: self = .false_
        case .ellipsis: self = .ellipsis
        case .int(let value): self = .int(value)
        case .bigInt(let negative, let limbs): self = .bigInt(negative, limbs)
        case .float(let value): self = .float(value.bitPattern)
        case .complex(let real, let imaginary): self = .complex(real.bitPattern, imaginary.bitPattern)
        case .string(let value): self = .string(value)
        case .bytes(let value): self = .bytes(value)
        case .tuple(let items): self = .tuple(items.map(ConstantKey.init))
        case .frozenSet(let items): self = .frozenSet(items.map(ConstantKey.init))
        case .code(let unit): self = .code(ObjectIdentifier(unit))
        }
    }
}
