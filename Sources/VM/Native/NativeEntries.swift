// NativeEntries: how running bytecode gets into native code, and what happens when native code leaves.
//
// In:  an `enterNative` instruction, which stands in the place of another one at an entry's offset.
// Out: the frame's result, or a frame that the interpreter goes on with.
//
// A native activation ends with a value, or it leaves: it returns the empty word, has written its frames, and
// `thread.leaveReason` says why. After leaving, the interpreter goes on at the running frame's pc; if that pc is an entry
// again, the instruction that belongs there is executed first, so that code which cannot go on natively makes progress.

import Bytecode
import CVMSpec

/// Why a native activation left (`ThreadState.leaveReason`).
public enum NativeLeave {
    public static let guardFailed: UInt32 = 1
    public static let stackFull: UInt32 = 2
    public static let poll: UInt32 = 3
    /// An exception is raised in the running frame.
    public static let exception: UInt32 = 4
    /// Another frame was pushed, or another tasklet runs.
    public static let pushed: UInt32 = 5
    /// The run loop has ended.
    public static let ended: UInt32 = 6
}

/// One entry into native code.
public final class NativeUnit {
    /// The code's offset that it belongs to.
    public let offset: Int
    /// Address of the machine code.
    public let entry: UInt
    /// The instruction word that the entry replaced.
    public internal(set) var original: UInt64
    public internal(set) var isInstalled = false
    /// Failed guards since it was installed.
    public var failures = 0
    /// The compiler's own notes.
    public var payload: AnyObject?

    public init(offset: Int, entry: UInt, payload: AnyObject?) {
        self.offset = offset
        self.entry = entry
        self.payload = payload
        original = 0
    }
}

/// The native code of one code object, and what the compiler remembers of it.
public final class NativeTable {
    public internal(set) var units: [NativeUnit] = []
    /// The word that direct calls look at: the function's native entry or 0.
    public let entrySlot: UnsafeMutablePointer<UInt64>
    /// Operand kinds seen at failed guards, by offset: left in the low half, right in the high half.
    public var operandKinds: [Int: UInt8] = [:]
    public var failures: [Int: Int] = [:]
    /// Offsets of instructions that do not speculate any more.
    public var generic: Set<Int> = []
    public var compilations = 0
    /// Offsets for which a compilation is under way or was given up.
    public var pending: Set<Int> = []

    init() {
        entrySlot = .allocate(capacity: 1)
        entrySlot.pointee = 0
    }
}

/// The method compiler's hooks.
public enum NativeCode {
    /// Enters machine code: (entry, thread, frame).
    nonisolated(unsafe) public static var enter: (@convention(c) (UInt, UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> UInt64)?
    /// A function has been called often; it is called again right after this.
    nonisolated(unsafe) public static var functionIsHot: ((Thread, Value) -> Void)?
    /// A loop whose header is at that offset has gone round often.
    nonisolated(unsafe) public static var loopIsHot: ((Thread, FrameRef, Int) -> Void)?
    /// A guard failed; the running frame's pc says where.
    nonisolated(unsafe) public static var guardFailed: ((Thread, NativeUnit, FrameRef) -> Void)?
    /// -X suspend-stress=N: native code leaves at every n-th safepoint; 0: never. -X guard-stress=N: every n-th guard fails.
    nonisolated(unsafe) public static var suspendStress = 0
    nonisolated(unsafe) public static var guardStress = 0
    nonisolated(unsafe) static var untilSuspend = 0
    nonisolated(unsafe) static var untilGuard = 0
    /// Counts for -X stats.
    nonisolated(unsafe) public static var leaves: [UInt64] = Array(repeating: 0, count: 8)

    /// The table of a code object, made when first asked for.
    public static func table(_ code: UnsafeMutablePointer<PyCodeLayout>) -> NativeTable {
        let info = code.info
        if let table = info.native as? NativeTable { return table }
        let table = NativeTable()
        info.native = table
        return table
    }

    /// The instruction word that belongs at an address of a code object.
    public static func originalWord(_ code: UnsafeMutablePointer<PyCodeLayout>, _ at: UnsafeMutablePointer<UInt64>) -> UInt64 {
        let word = at.pointee
        guard Interpreter.op(word) == Opcode.enterNative.rawValue else { return word }
        let units = table(code).units
        let i = Interpreter.wide(word)
        return i < units.count ? units[i].original : word
    }

    /// Puts a unit in the place of the instruction at its offset.
    public static func install(_ unit: NativeUnit, in code: UnsafeMutablePointer<PyCodeLayout>) {
        guard unit.offset >= 0, unit.offset < Int(code.pointee.instructionCount) else { return }
        let table = table(code)
        let at = code.pointee.instructions.unsafelyUnwrapped + unit.offset
        for old in table.units where old.offset == unit.offset && old.isInstalled { remove(old, from: code) }
        unit.original = at.pointee
        unit.isInstalled = true
        table.units.append(unit)
        at.pointee = UInt64(Opcode.enterNative.rawValue) | UInt64(UInt32(table.units.count - 1)) << 32
        if unit.offset == 0 { table.entrySlot.pointee = UInt64(unit.entry) }
    }

    /// Takes a unit's entry away; activations that run in it go on until they leave.
    public static func remove(_ unit: NativeUnit, from code: UnsafeMutablePointer<PyCodeLayout>) {
        guard unit.isInstalled else { return }
        unit.isInstalled = false
        let at = code.pointee.instructions.unsafelyUnwrapped + unit.offset
        at.pointee = unit.original
        if unit.offset == 0 { table(code).entrySlot.pointee = 0 }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The `enterNative` instruction.
    func enterNative(_ frame: FrameRef, _ at: UnsafeMutablePointer<UInt64>, _ ins: UInt64) throws(PyRaise) -> Bool {
        let place = at - 1
        let units = NativeCode.table(frame.pointee.code).units
        let i = Interpreter.wide(ins)
        guard let enter = NativeCode.enter, i < units.count, units[i].isInstalled else { return try performOriginal(frame, place) }
        let unit = units[i]
        frame.pointee.pc = place
        pointee.deliverContinuation = 0
        let word = enter(unit.entry, UnsafeMutableRawPointer(self), UnsafeMutableRawPointer(frame))
        if word != 0 { return try returnFromFrame(frame, Value(bits: word)) }
        let reason = pointee.leaveReason
        NativeCode.leaves[Int(reason & 7)] &+= 1
        switch reason {
        case NativeLeave.exception: throw PyRaise()
        case NativeLeave.ended: return false
        case NativeLeave.pushed: return pointee.abandonedRuns == 0
        default: break
        }
        guard let running = pointee.frame else { return false }
        if reason == NativeLeave.guardFailed { NativeCode.guardFailed?(self, unit, running) }
        let p = running.pointee.pc
        if Interpreter.op(p.pointee) == Opcode.enterNative.rawValue { return try performOriginal(running, p) }
        return true
    }

    /// Executes the instruction that belongs at an entry.
    private func performOriginal(_ frame: FrameRef, _ place: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Bool {
        let word = NativeCode.originalWord(frame.pointee.code, place)
        guard let opcode = Opcode(rawValue: Interpreter.op(word)), opcode != .enterNative else { return true }
        frame.pointee.pc = place + 1 + Int(opcode_info(opcode).pointee.words)
        pointee.deliverInfo = Delivery.register(Interpreter.a(word))
        pointee.deliverContinuation = 0
        return try perform(opcode, word, place + 1, frame, frame.registers)
    }

    // MARK: Switching tasklets

    /// To be called when the running tasklet is about to be left: the nested run loops that native code has started for it
    /// end, without a result, so that the tasklet is nothing but heap frames. What they wait for is delivered by the frames.
    public func abandonNativeRuns() {
        var left = pointee.nativeRuns
        var frame = pointee.frame
        pointee.abandonedRuns += left
        pointee.nativeRuns = 0
        while left > 0, let f = frame {
            if f.pointee.info & FrameFlag.boundary != 0 {
                f.pointee.info &= ~FrameFlag.boundary
                left -= 1
            }
            frame = f.pointee.caller
        }
    }

    // MARK: Feedback

    /// Kind of an operand: 1 small int, 2 float, 4 str, 8 anything else.
    @inline(__always) func operandKind(_ v: Value) -> UInt8 {
        if v.isInt { return 1 }
        if v.isFloatWord { return 2 }
        if v.isReference {
            if v.shape == Kind.Float.rawValue { return 2 }
            if v.shape == Kind.Str.rawValue { return 4 }
        }
        return 8
    }

    /// Records what kinds of operands an instruction sees, for those that reach the full execution.
    @inline(__always) func noteOperands(_ opcode: Opcode, _ ins: UInt64, _ at: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>) {
        let raw = opcode.rawValue
        var bits: UInt8
        if raw >= Opcode.add.rawValue && raw <= Opcode.inplaceBitXor.rawValue || raw >= Opcode.less.rawValue && raw <= Opcode.notEqual.rawValue {
            bits = operandKind(r[Interpreter.b(ins)]) | operandKind(r[Interpreter.c(ins)]) << 4
        } else if raw == Opcode.addImmediate.rawValue || raw == Opcode.subtractImmediate.rawValue || raw == Opcode.negate.rawValue {
            bits = operandKind(r[Interpreter.b(ins)]) | 1 << 4
        } else if raw >= Opcode.jumpIfLess.rawValue && raw <= Opcode.jumpIfNotUnequal.rawValue {
            bits = operandKind(r[Interpreter.a(ins)]) | operandKind(r[Interpreter.b(ins)]) << 4
        } else if raw == Opcode.loadItem.rawValue || raw == Opcode.storeItem.rawValue {
            let v = r[raw == Opcode.loadItem.rawValue ? Interpreter.b(ins) : Interpreter.a(ins)]
            bits = v.isExact(.List) ? 1 : v.isExact(.Tuple) ? 2 : v.isExact(.Dict) ? 4 : 8
            if bits < 4, !r[raw == Opcode.loadItem.rawValue ? Interpreter.c(ins) : Interpreter.b(ins)].isInt { bits = 8 }
        } else if raw == Opcode.forIterate.rawValue {
            let v = r[Interpreter.b(ins)]
            bits = v.isExact(.RangeIterator) ? 1 : v.isExact(.ListIterator) ? 2 : v.isExact(.TupleIterator) ? 4 : 8
        } else { return }
        let word = UInt64(bits) << 8
        if (at - 1).pointee & word != word, Interpreter.op((at - 1).pointee) == raw { (at - 1).pointee |= word }
    }
}
