// Code objects: a unit made into a heap object. Its instructions, names and constants are read when it first runs.
//
// In:  a serialized unit. Out: a Code cell. Until `materialize` has read the body, `instructions` is null and `registerCount`
// too large for any frame, so that the first call comes to `growFrameStack`, which calls `materialize`.

import Bytecode
import CVMSpec

/// What a code object keeps outside the heap.
public final class CodeInfo {
    public let serialized: SerializedUnit
    /// The whole unit, for those who look at everything: the method compiler, `dis`, `code.replace`.
    public private(set) lazy var unit: CodeUnit = serialized.unit() ?? CodeUnit()
    /// Exception table rows, for the unwinder.
    fileprivate(set) var rows: [ExceptionRow] = []
    fileprivate var positionBytes: Range<UInt32> = 0 ..< 0
    /// Registers that hold something, by instruction offset: the named ones and the live temporaries. Made when a collection asks.
    ///
    /// A native that an instruction runs reads its arguments from the registers, so operands count as live all the time.
    lazy var liveRegisters: [UInt16] = {
        let unit = serialized.unit(withConstants: false) ?? CodeUnit()
        let live = LiveTemporaries(unit)
        let base = unit.temporaryBase
        return zip(live.before, live.during).map { UInt16(truncatingIfNeeded: Swift.min(unit.registerCount, base + Int(Swift.max($0, $1)))) }
    }()
    /// Which words begin an instruction; made when an exception asks.
    private lazy var starts: UnsafeMutablePointer<Bool> = {
        let words = serialized.unit(withConstants: false)?.instructions ?? []
        startCount = words.count
        let starts = UnsafeMutablePointer<Bool>.allocate(capacity: words.count + 1)
        starts.initialize(repeating: false, count: words.count + 1)
        var i = 0
        while i < words.count {
            starts[i] = true
            let opcode = UInt8(truncatingIfNeeded: words[i])
            i += 1 + (Int(opcode) < Int(OPCODE_COUNT) ? Int(opcode_info(Opcode(rawValue: opcode) ?? .move).pointee.words) : 0)
        }
        return starts
    }()
    private var startCount = -1
    /// What zero-argument super() needs: the register of the `__class__` cell, or -1, and whether the first argument is in a cell.
    lazy var superFacts: (classCell: Int, firstIsCell: Bool) = {
        let unit = serialized.unit(withConstants: false) ?? CodeUnit()
        return (unit.registerNames.firstIndex(of: "__class__") ?? -1, !unit.registerKinds.isEmpty && unit.registerKinds[0] == .cell)
    }()
    /// Native code of this unit, by entry offset (the compiler's door keeps it).
    public var native: AnyObject? = nil

    /// The instructions as they run, with their caches; nil while the body was not read, and after the code object's end.
    fileprivate(set) var words: UnsafeMutablePointer<UInt64>? = nil
    /// All of them, for changes that void inline caches.
    nonisolated(unsafe) private(set) static unowned(unsafe) var first: CodeInfo? = nil
    private(set) unowned(unsafe) var next: CodeInfo?
    private unowned(unsafe) var previous: CodeInfo?

    init(_ serialized: SerializedUnit) {
        self.serialized = serialized
        next = CodeInfo.first
        CodeInfo.first?.previous = self
        CodeInfo.first = self
    }

    deinit {
        previous?.next = next
        next?.previous = previous
        if CodeInfo.first === self { CodeInfo.first = next }
        if startCount >= 0 { starts.deallocate() }
    }

    /// Offset of the instruction that contains word offset - 1.
    func start(before offset: Int) -> Int {
        let starts = self.starts
        var i = Swift.min(offset, startCount) - 1
        while i > 0 && !starts[i] { i -= 1 }
        return Swift.max(i, 0)
    }

    /// Where its instructions come from in the source.
    var positions: PositionTable { PositionTable(Array(serialized.module.bytes(positionBytes))) }
}

extension UnsafeMutablePointer where Pointee == PyCodeLayout {
    public var info: CodeInfo { Unmanaged<CodeInfo>.fromOpaque(pointee.info).takeUnretainedValue() }

    /// Asks the CodeInfo without counting a reference.
    @inline(__always) func ask<R>(_ question: (CodeInfo) -> R) -> R {
        Unmanaged<CodeInfo>.fromOpaque(pointee.info)._withUnsafeGuaranteedRef { question($0) }
    }

    /// Offset of the instruction that contains word offset - 1.
    func start(before offset: Int) -> Int { ask { $0.start(before: offset) } }

    /// The exception table's row for an instruction, or nil.
    func handlerRow(at offset: Int) -> ExceptionRow? {
        ask { info in
            for row in info.rows where row.start <= offset && offset < row.end { return row }
            return nil
        }
    }

    /// Does an exception that the instruction before word `offset` raises stay in this code?
    func hasHandler(at offset: Int) -> Bool {
        ask { info in
            if info.rows.isEmpty { return false }
            let at = info.start(before: offset)
            for row in info.rows where row.start <= at && at < row.end { return true }
            return false
        }
    }

    /// `co_qualname`.
    public var qualifiedName: String { Value(bits: pointee.qualifiedName).str.string }

    /// The code object is dead: gives back what it owns outside the heap.
    func release() {
        pointee.instructions?.deallocate()
        pointee.instructions = nil
        if pointee.info != nil { ask { $0.words = nil } }
        if let p = pointee.info { Unmanaged<CodeInfo>.fromOpaque(p).release() }
        pointee.info = nil
    }
}

/// Constants as values of the heap.
private struct ConstantMaker: LiteralMaker {
    let t: Thread
    /// An exception was raised: the bytes are not to blame.
    var failed = false

    private mutating func caught(_ t: Thread, _ body: (Thread) throws(PyRaise) -> Value) -> Value? {
        do { return try body(t) } catch {
            failed = true
            return nil
        }
    }

    mutating func scalar(_ literal: Literal) -> Value? { caught(t) { t throws(PyRaise) in try t.value(of: literal) } }

    mutating func string(_ text: UnsafeBufferPointer<UInt8>) -> Value? {
        caught(t) { t throws(PyRaise) in
            // Constants that look like names are interned, as attribute and keyword names often come from them.
            if text.count <= 40 && text.allSatisfy({ $0 == 95 || ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || ($0 >= 97 && $0 <= 122) }) { return try t.intern(utf8: text) }
            return try t.str(utf8: text)
        }
    }

    mutating func sequence(_ items: [Value], isFrozenSet: Bool) -> Value? {
        caught(t) { t throws(PyRaise) in isFrozenSet ? try t.frozenset(of: items) : try t.newTuple(items) }
    }

    mutating func code(_ unit: SerializedUnit) -> Value? { caught(t) { t throws(PyRaise) in try t.newCode(unit) } }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// `registerCount` of code whose body was not read: no frame stack holds so many.
    private static var unreadRegisterCount: UInt32 { 1 << 26 }

    /// A code object of a unit that the compiler made.
    public func newCode(_ unit: CodeUnit) throws(PyRaise) -> Value {
        guard let serialized = SerializedModule(unit.serialized).outermost else { throw raise(K.SystemError, "the code object is too large") }
        return try newCode(serialized)
    }

    /// A code object.
    public func newCode(_ unit: SerializedUnit) throws(PyRaise) -> Value {
        let c = try new(PyCodeLayout.self, .Code)
        c.pointee.info = Unmanaged.passRetained(CodeInfo(unit)).toOpaque()
        theHeap.pointee.noteOwner(UnsafeMutableRawPointer(c))
        c.pointee.instructionCount = unit.instructionCount
        c.pointee.registerCount = Self.unreadRegisterCount
        c.pointee.localCount = unit.localCount
        c.pointee.codeFlags = unit.flags.rawValue
        c.pointee.argumentCount = unit.argumentCount
        c.pointee.positionalOnlyCount = unit.positionalOnlyCount
        c.pointee.keywordOnlyCount = unit.keywordOnlyCount
        let simple = unit.keywordOnlyCount == 0 && unit.flags.isDisjoint(with: [.varArgs, .varKeywords])
        c.pointee.simpleArgumentCount = simple ? unit.argumentCount : UInt32.max
        c.pointee.name = try intern(utf8: unit.module.bytes(unit.name)).bits
        c.pointee.qualifiedName = unit.module.bytes(unit.name).elementsEqual(unit.module.bytes(unit.qualifiedName)) ? c.pointee.name : try str(utf8: unit.module.bytes(unit.qualifiedName)).bits
        c.pointee.filename = try intern(utf8: unit.module.bytes(unit.filename)).bits
        return Value(c)
    }

    /// Reads the body of a code object, if that has not been done.
    public func materialize(_ c: UnsafeMutablePointer<PyCodeLayout>) throws(PyRaise) {
        if c.pointee.instructions != nil { return }
        let info = c.info
        let unit = info.serialized
        let instructions = UnsafeMutablePointer<UInt64>.allocate(capacity: Int(unit.instructionCount) + 1)
        var maker = ConstantMaker(t: self)
        guard let body = unit.readBody(instructions, &maker) else {
            instructions.deallocate()
            throw maker.failed ? PyRaise() : raise(K.SystemError, "the code object is damaged")
        }
        do {
            let constants = try newTuple(body.constants)
            var names: [Value] = []
            for n in body.names { names.append(try intern(utf8: unit.module.bytes(n))) }
            let nameTuple = try newTuple(names)
            var registers: [Value] = []
            for n in body.registerNames { registers.append(try intern(utf8: unit.module.bytes(n))) }
            c.pointee.registerNames = try newTuple(registers).bits
            c.pointee.nameTuple = nameTuple.bits
            c.pointee.names = UnsafeMutableRawPointer(nameTuple.tuple.items).assumingMemoryBound(to: UInt64.self)
            c.pointee.constantTuple = constants.bits
            c.pointee.constants = UnsafeMutableRawPointer(constants.tuple.items).assumingMemoryBound(to: UInt64.self)
        } catch {
            instructions.deallocate()
            throw error
        }
        barrier(c)
        info.rows = body.exceptionTable
        info.positionBytes = body.positions
        c.pointee.registerCount = unit.registerCount
        c.pointee.instructions = instructions
        info.words = instructions
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
        case .string(let b): return try str(utf8: b)
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

    /// A function's __doc__.
    func docOf(_ f: UnsafeMutablePointer<PyFunctionLayout>) throws(PyRaise) -> Value {
        if f.pointee.doc == 0, let code = f.pointee.code {
            var doc = Value.none
            if code.info.serialized.hasDocstring && CodeFlags(rawValue: code.pointee.codeFlags).contains(.optimized) {
                try materialize(code)
                if let constants = code.pointee.constants, Value(bits: code.pointee.constantTuple).tuple.count > 0 { doc = Value(bits: constants[0]) }
            }
            f.pointee.doc = doc.bits
            barrier(f)
        }
        return Value(bits: f.pointee.doc)
    }

    /// A function object of a code object.
    public func newFunction(_ code: Value, globals: DictRef) throws(PyRaise) -> Value {
        let f = try new(PyFunctionLayout.self, .Function)
        f.pointee.code = code.code
        f.pointee.globals = globals
        f.pointee.name = code.code.pointee.name
        f.pointee.qualifiedName = code.code.pointee.qualifiedName
        // Its doc string is read from the code when somebody asks.
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
