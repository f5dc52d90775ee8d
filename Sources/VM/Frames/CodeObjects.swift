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
    /// Which words begin an instruction; made when an exception asks.
    lazy var starts: UnsafeMutablePointer<Bool> = {
        let starts = UnsafeMutablePointer<Bool>.allocate(capacity: unit.instructions.count + 1)
        starts.initialize(repeating: false, count: unit.instructions.count + 1)
        var i = 0
        while i < unit.instructions.count {
            starts[i] = true
            let opcode = UInt8(truncatingIfNeeded: unit.instructions[i])
            i += 1 + (Int(opcode) < Int(OPCODE_COUNT) ? Int(opcode_info(Opcode(rawValue: opcode) ?? .move).pointee.words) : 0)
        }
        return starts
    }()
    /// What zero-argument super() needs: the register of the `__class__` cell, or -1; is the first argument in a cell?
    lazy var classCell: Int = unit.registerNames.firstIndex(of: "__class__") ?? -1
    lazy var firstIsCell: Bool = !unit.registerKinds.isEmpty && unit.registerKinds[0] == .cell
    /// Native code of this unit, by entry offset (the compiler's door keeps it).
    public var native: AnyObject? = nil

    /// The instructions as they run, with their caches.
    fileprivate(set) var words: UnsafeMutablePointer<UInt64>? = nil
    /// All of them, for changes that void inline caches.
    nonisolated(unsafe) private(set) static unowned(unsafe) var first: CodeInfo? = nil
    private(set) unowned(unsafe) var next: CodeInfo?
    private unowned(unsafe) var previous: CodeInfo?

    init(_ unit: CodeUnit) {
        self.unit = unit
        rows = .allocate(capacity: unit.exceptionTable.count)
        _ = rows.initialize(from: unit.exceptionTable)
        next = CodeInfo.first
        CodeInfo.first?.previous = self
        CodeInfo.first = self
    }

    deinit {
        previous?.next = next
        next?.previous = previous
        if CodeInfo.first === self { CodeInfo.first = next }
    }
}

extension UnsafeMutablePointer where Pointee == PyCodeLayout {
    public var info: CodeInfo { Unmanaged<CodeInfo>.fromOpaque(pointee.info).takeUnretainedValue() }

    /// Asks the CodeInfo without counting a reference.
    @inline(__always) func ask<R>(_ question: (CodeInfo) -> R) -> R {
        Unmanaged<CodeInfo>.fromOpaque(pointee.info)._withUnsafeGuaranteedRef { question($0) }
    }

    /// Offset of the instruction that contains word offset - 1.
    func start(before offset: Int) -> Int {
        let starts = ask { $0.starts }
        var i = Swift.min(offset, Int(pointee.instructionCount)) - 1
        while i > 0 && !starts[i] { i -= 1 }
        return Swift.max(i, 0)
    }

    /// The instruction whose words end at `offset`, as it was compiled.
    func instruction(before offset: Int) -> UInt64 {
        let i = start(before: offset)
        return info.unit.instructions.indices.contains(i) ? info.unit.instructions[i] : 0
    }

    /// The exception table's row for an instruction, or nil.
    func handlerRow(at offset: Int) -> ExceptionRow? {
        let rows = ask { $0.rows }
        for row in rows where row.start <= offset && offset < row.end { return row }
        return nil
    }
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
        info.words = instructions
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
