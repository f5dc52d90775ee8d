// Code objects: a compiled unit made into a heap object, its constants into values.

import Bytecode
import CVMSpec

/// What a code object keeps outside the heap.
public final class CodeInfo {
    public let unit: CodeUnit
    /// Exception table rows, for the unwinder.
    let rows: UnsafeMutableBufferPointer<ExceptionRow>
    /// Registers that hold something, by instruction offset: the named ones and the live temporaries. Made when a collection asks.
    ///
    /// A native that an instruction runs reads its arguments from the registers, so operands count as live all the time.
    lazy var liveRegisters: [UInt16] = {
        let live = LiveTemporaries(unit)
        let base = unit.temporaryBase
        return zip(live.before, live.during).map { UInt16(truncatingIfNeeded: Swift.min(unit.registerCount, base + Int(Swift.max($0, $1)))) }
    }()
    /// Which words begin an instruction.
    var starts: [Bool] = []
    /// Native code of this unit, by entry offset (the compiler's door keeps it).
    public var native: AnyObject? = nil

    init(_ unit: CodeUnit) {
        self.unit = unit
        rows = .allocate(capacity: unit.exceptionTable.count)
        _ = rows.initialize(from: unit.exceptionTable)
    }
}

extension UnsafeMutablePointer where Pointee == PyCodeLayout {
    public var info: CodeInfo { Unmanaged<CodeInfo>.fromOpaque(pointee.info).takeUnretainedValue() }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A code object (and those nested in its constants).
    public func newCode(_ unit: CodeUnit) throws(PyRaise) -> Value {
        let c = try new(PyCodeLayout.self, .Code)
        let info = CodeInfo(unit)
        c.pointee.info = Unmanaged.passRetained(info).toOpaque()
        let instructions = UnsafeMutablePointer<UInt64>.allocate(capacity: unit.instructions.count + 1)
        for (i, w) in unit.instructions.enumerated() { instructions[i] = w }
        c.pointee.instructions = instructions
        c.pointee.instructionCount = UInt32(unit.instructions.count)
        c.pointee.registerCount = UInt32(unit.registerCount)
        c.pointee.localCount = UInt32(unit.registerNames.count)
        c.pointee.codeFlags = unit.flags.rawValue
        c.pointee.argumentCount = UInt32(unit.argumentCount)
        c.pointee.positionalOnlyCount = UInt32(unit.positionalOnlyCount)
        c.pointee.keywordOnlyCount = UInt32(unit.keywordOnlyCount)
        let simple = unit.keywordOnlyCount == 0 && unit.flags.isDisjoint(with: [.varArgs, .varKeywords])
        c.pointee.simpleArgumentCount = simple ? UInt32(unit.argumentCount) : UInt32.max
        c.pointee.name = try intern(unit.name).bits
        c.pointee.qualifiedName = try str(unit.qualifiedName).bits
        c.pointee.filename = try intern(unit.filename).bits
        var names: [Value] = []
        for n in unit.names { names.append(try intern(n)) }
        let nameTuple = try newTuple(names)
        c.pointee.nameTuple = nameTuple.bits
        c.pointee.names = UnsafeMutableRawPointer(nameTuple.tuple.items).assumingMemoryBound(to: UInt64.self)
        var registers: [Value] = []
        for n in unit.registerNames { registers.append(try intern(n)) }
        c.pointee.registerNames = try newTuple(registers).bits
        var constants: [Value] = []
        for l in unit.constants { constants.append(try value(of: l)) }
        let constantTuple = try newTuple(constants)
        c.pointee.constantTuple = constantTuple.bits
        c.pointee.constants = UnsafeMutableRawPointer(constantTuple.tuple.items).assumingMemoryBound(to: UInt64.self)
        return Value(c)
    }

    /// The object of a literal.
    func value(of literal: Literal) throws(PyRaise) -> Value {
        switch literal {
        case .none: return .none
        case .true_: return .true_
        case .false_: return .false_
        case .ellipsis: return .ellipsis
        case .int(let n): return try newInt(n)
        case .bigInt(let negative, let limbs): return try Numbers.fromLimbs(self, negative: negative, limbs)
        case .float(let d): return try newFloat(d)
        case .complex(let r, let i):
            let c = try new(PyComplexLayout.self, .Complex)
            c.pointee.real = r
            c.pointee.imaginary = i
            return Value(c)
        case .string(let b):
            let s = try str(utf8: b)
            // Constants that look like names are interned, as attribute and keyword names often come from them.
            if b.count <= 40 && b.allSatisfy({ $0 == 95 || ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || ($0 >= 97 && $0 <= 122) }) { return try intern(s) }
            return s
        case .bytes(let b): return try newBytes(b)
        case .tuple(let items):
            var values: [Value] = []
            for i in items { values.append(try value(of: i)) }
            return try newTuple(values)
        case .frozenSet(let items):
            var values: [Value] = []
            for i in items { values.append(try value(of: i)) }
            return try frozenset(of: values)
        case .code(let unit): return try newCode(unit)
        }
    }

    /// A function object of a code object.
    public func newFunction(_ code: Value, globals: DictRef) throws(PyRaise) -> Value {
        let f = try new(PyFunctionLayout.self, .Function)
        f.pointee.code = code.code
        f.pointee.globals = globals
        f.pointee.name = code.code.pointee.name
        f.pointee.qualifiedName = code.code.pointee.qualifiedName
        let flags = CodeFlags(rawValue: code.code.pointee.codeFlags)
        if code.code.info.unit.hasDocstring && flags.contains(.optimized) { f.pointee.doc = code.code.pointee.constants.unsafelyUnwrapped[0] }
        else { f.pointee.doc = Value.none.bits }
        let module = try dictGet(globals, N.name)
        f.pointee.module = module.bits
        return Value(f)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A frozenset object of those values.
    func frozenset(of values: [Value]) throws(PyRaise) -> Value {
        let s = try newFrozenset()
        for v in values { try setAdd(s, v) }
        return Value(s)
    }
}
