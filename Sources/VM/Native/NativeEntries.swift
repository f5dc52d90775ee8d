// NativeEntries: how running bytecode gets into native code, and what happens when native code leaves.
//
// In:  an `enterNative` instruction, which stands in the place of another one at an entry's offset.
// Out: the frame's result, or a frame that the interpreter goes on with.
//
// A native activation ends with a value, or it leaves: it returns the empty word, has written its frames, and
// `thread.leaveReason` says why. After leaving, the interpreter goes on at the running frame's pc; if that pc is an entry
// again, the instruction that belongs there is executed first, so that code which cannot go on natively makes progress.

import Bytecode
import CInterpreter
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
    /// Nothing failed: the instruction at the running frame's pc (a yield, a raise) is the interpreter's, and is no entry.
    public static let goOn: UInt32 = 7
}

/// One entry into native code.
public final class NativeUnit {
    /// The code's offset that it belongs to.
    public let offset: Int
    /// Address of the machine code.
    public let entry: UInt
    /// Its number among all units.
    fileprivate(set) var number = 0
    public internal(set) var isInstalled = false
    /// The body of a coroutine function, which native code calls where it awaits one.
    public let isBody: Bool
    /// The compiler's own notes.
    public var payload: AnyObject?

    public init(offset: Int, entry: UInt, isBody: Bool = false, payload: AnyObject?) {
        self.offset = offset
        self.entry = entry
        self.isBody = isBody
        self.payload = payload
    }
}

/// The native code of one code object, and what the compiler remembers of it.
public final class NativeTable {
    public internal(set) var units: [NativeUnit] = []
    /// The word that direct calls look at: the function's native entry or 0.
    public let entrySlot: UnsafeMutablePointer<UInt64>
    /// Operand kinds seen at failed guards, by offset: left in the low half, right in the high half.
    public var operandKinds: [Int: UInt8] = [:]
    /// By offset: how often units were found to leave there again and again.
    public var failures: [Int: Int] = [:]
    /// By offset: what inline caches said before they were filled anew, for sites that see several shapes.
    public private(set) var pastCaches: [Int: [(UInt64, UInt64)]] = [:]
    /// By offset: Python methods that stand behind operators and subscripts.
    public private(set) var specials: [Int: [SpecialUse]] = [:]
    /// More shapes than this at one site are as good as any.
    public static let mostShapes = 4
    /// Offsets of instructions that do not speculate any more.
    public var generic: Set<Int> = []
    public var compilations = 0
    /// How often units were given up because they left too often.
    public var recompilations = 0
    /// Guards moved before a loop failed there.
    public var keepsGuards = false
    /// Offsets of loop headers where numbers come in as words: guards that open them before the loop failed.
    public var plainHeaders: Set<Int> = []
    /// A first unit of one of its entries is under way.
    public var isBeingCompiled = false
    /// A function with this code that stands for those which a makeFunction instruction makes; empty: none was wanted.
    fileprivate var template = Value.empty
    /// Offsets for which a compilation is under way or was given up.
    public var pending: Set<Int> = []

    init() {
        entrySlot = .allocate(capacity: 1)
        entrySlot.pointee = 0
    }

    /// Inline caches were voided: what they said before does not hold either.
    func forgetCaches() { pastCaches = [:] }

    func note(_ offset: Int, _ use: SpecialUse) {
        var uses = specials[offset] ?? []
        uses.removeAll { $0.left == use.left && $0.right == use.right }
        if uses.count < Self.mostShapes { uses.append(use) }
        specials[offset] = uses
    }

    fileprivate func noteCache(_ offset: Int, _ first: UInt64, _ second: UInt64) {
        var past = pastCaches[offset] ?? []
        let shape = UInt32(truncatingIfNeeded: first)
        if let i = past.firstIndex(where: { UInt32(truncatingIfNeeded: $0.0) == shape }) {
            past[i] = (first, second)
        } else {
            guard past.count < Self.mostShapes else { return }
            past.append((first, second))
        }
        pastCaches[offset] = past
    }
}

/// The method compiler's hooks.
public enum NativeCode {
    /// How many units there are, and for how many there is room.
    nonisolated(unsafe) private static var count = 0
    nonisolated(unsafe) private static var capacity = 0
    /// A function has been called often; it is called again right after this.
    nonisolated(unsafe) public static var functionIsHot: ((Thread, Value) -> Void)?
    /// A loop whose header is at that offset has gone round often.
    nonisolated(unsafe) public static var loopIsHot: ((Thread, FrameRef, Int) -> Void)?
    /// How often exceptions came to handlers, by the handlers' addresses; places are shared.
    nonisolated(unsafe) private static var handlerCounts: UnsafeMutablePointer<UInt32>? = nil
    private static let handlerPlaces = 1024
    /// Exceptions after which a handler gets an entry of its own.
    private static let hotHandler: UInt32 = 300

    /// An exception has come to the handler at the frame's pc: a handler that is reached often is an entry like a loop's header.
    static func handlerReached(_ t: Thread, _ frame: FrameRef) {
        let at = frame.pointee.pc
        guard Interpreter.op(at.pointee) != Opcode.enterNative.rawValue else { return }
        let counts = handlerCounts ?? {
            let p = UnsafeMutablePointer<UInt32>.allocate(capacity: handlerPlaces)
            p.initialize(repeating: 0, count: handlerPlaces)
            handlerCounts = p
            return p
        }()
        let count = counts + Int(UInt(bitPattern: at) >> 3) & (handlerPlaces - 1)
        count.pointee &+= 1
        guard count.pointee >= Swift.min(hotHandler, t.pointee.hotLoops) else { return }
        count.pointee = 0
        loopIsHot?(t, frame, frame.pcOffset)
    }

    /// A guard of the unit with that number failed; an index into the unit's list of places says where, or the running frame's pc.
    nonisolated(unsafe) public static var guardFailed: ((_ t: Thread, _ running: FrameRef, _ number: Int, _ place: Int?) -> Void)?
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

    /// A function of that code and those globals, the same each time: it stands for the functions that a makeFunction instruction makes.
    public static func template(_ t: Thread, _ code: Value, _ globals: DictRef) -> Value? {
        guard code.isExact(.Code) else { return nil }
        let table = table(code.code)
        if table.template.isPresent { return table.template.function.pointee.globals == globals ? table.template : nil }
        do {
            table.template = try t.newFunction(code, globals: globals)
            Roots.add(table.template)
            return table.template
        } catch {
            t.clearRaised()
            return nil
        }
    }

    /// The instruction word that belongs at an address of a code object.
    public static func originalWord(_ t: Thread, _ at: UnsafeMutablePointer<UInt64>) -> UInt64 {
        let word = at.pointee
        guard Interpreter.op(word) == Opcode.enterNative.rawValue, let units = t.pointee.nativeUnits else { return word }
        return units[Interpreter.wide(word)].original
    }

    /// Sets the way into machine code, with the C convention: (entry, thread, frame).
    public static func prepare(_ t: Thread, enter: @escaping @convention(c) (UInt64, Thread, FrameRef) -> UInt64) {
        t.pointee.nativeEnter = enter
        interpreter_enable_native()
    }

    /// Puts a unit in the place of the instruction at its offset.
    public static func install(_ t: Thread, _ unit: NativeUnit, in code: UnsafeMutablePointer<PyCodeLayout>) {
        guard unit.offset >= 0, unit.offset < Int(code.pointee.instructionCount) else { return }
        let table = table(code)
        let at = code.pointee.instructions.unsafelyUnwrapped + unit.offset
        for old in table.units where old.offset == unit.offset && old.isInstalled { remove(t, old, from: code) }
        if count == capacity {
            let larger = UnsafeMutablePointer<NativeUnitEntry>.allocate(capacity: max(256, capacity * 2))
            if let old = t.pointee.nativeUnits {
                larger.update(from: old, count: count)
                old.deallocate()
            }
            t.pointee.nativeUnits = larger
            capacity = max(256, capacity * 2)
        }
        unit.number = count
        unit.isInstalled = true
        t.pointee.nativeUnits?[count] = NativeUnitEntry(entry: UInt64(unit.entry), original: at.pointee, watched: unit.offset == 0 || unit.isBody ? 0 : 256, shortRuns: 0)
        table.units.append(unit)
        at.pointee = UInt64(Opcode.enterNative.rawValue) | UInt64(UInt32(truncatingIfNeeded: count)) << 32
        count += 1
        if unit.offset == 0 || unit.isBody { table.entrySlot.pointee = UInt64(unit.entry) }
    }

    /// Takes a unit's entry away; activations that run in it go on until they leave.
    public static func remove(_ t: Thread, _ unit: NativeUnit, from code: UnsafeMutablePointer<PyCodeLayout>) {
        guard unit.isInstalled, let entry = t.pointee.nativeUnits?.advanced(by: unit.number) else { return }
        unit.isInstalled = false
        code.pointee.instructions.unsafelyUnwrapped[unit.offset] = entry.pointee.original
        entry.pointee.entry = 0
        let table = table(code)
        if unit.offset == 0 || unit.isBody { table.entrySlot.pointee = 0 }
        table.units.removeAll { $0 === unit }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The `enterNative` instruction of a unit that is no longer entered.
    func enterNative(_ frame: FrameRef, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Bool { try performOriginal(frame, at - 1) }

    /// Native code that was entered with `frame` has ended: with a value that does not simply go to a register, or it has left.
    fileprivate func nativeEnded(_ frame: FrameRef, _ word: UInt64) throws(PyRaise) -> Bool {
        if word != 0 { return try returnFromFrame(frame, Value(bits: word)) }
        let reason = pointee.leaveReason & 15
        NativeCode.leaves[Int(reason & 7)] &+= 1
        switch reason {
        case NativeLeave.exception: throw PyRaise()
        case NativeLeave.ended: return false
        case NativeLeave.pushed: return pointee.abandonedRuns == 0
        default: break
        }
        guard let running = pointee.frame else { return false }
        if reason == NativeLeave.guardFailed { tellFailure(running) }
        let p = running.pointee.pc
        if Interpreter.op(p.pointee) == Opcode.enterNative.rawValue { return try performOriginal(running, p) }
        return true
    }

    /// Tells the compiler that native code has left because a guard failed.
    func tellFailure(_ running: FrameRef) {
        let place = pointee.leavePlace
        NativeCode.guardFailed?(self, running, Int(pointee.leaveReason >> 4), place == UInt32.max ? nil : Int(place))
    }

    /// Executes the instruction that belongs at an entry.
    private func performOriginal(_ frame: FrameRef, _ place: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Bool {
        let word = NativeCode.originalWord(self, place)
        guard let opcode = Opcode(rawValue: Interpreter.op(word)), opcode != .enterNative else { return true }
        frame.pointee.pc = place + 1 + Int(opcode_info(opcode).pointee.words)
        pointee.deliverInfo = Delivery.register(Interpreter.a(word))
        pointee.deliverContinuation = 0
        return try perform(opcode, word, place + 1, frame, frame.registers)
    }

    /// To be called before an attribute instruction's inline cache is filled anew, with the address of its first word: the
    /// compiler wants all shapes that come by.
    @inline(never) func rememberSite(_ cache: UnsafeMutablePointer<UInt64>) {
        // Sites that see several shapes come here all the time, with what they said before.
        if SpecialUses.isRecent(UInt64(UInt(bitPattern: cache)) ^ cache[0] &* 0x9E37_79B9_7F4A_7C15 ^ cache[1]) { return }
        guard cache[0] != 0, isNoting, let code = pointee.frame?.pointee.code, let start = code.pointee.instructions else { return }
        let offset = cache - 1 - start
        guard offset >= 0, offset < Int(code.pointee.instructionCount) else { return }
        NativeCode.table(code).noteCache(offset, cache[0], cache[1])
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
            let key = r[raw == Opcode.loadItem.rawValue ? Interpreter.c(ins) : Interpreter.b(ins)]
            bits = v.isExact(.List) ? 1 : v.isExact(.Tuple) ? 2 : v.isExact(.Dict) ? 4 : 8
            if bits < 4, !key.isInt { bits = 8 }
            if bits == 8 { bits = LeafRoutines.otherContainer(self, v, key) } else if !LeafRoutines.isPlain(self, v, key) { bits |= 32 }
            if bits & 4 == 0, key.isInt, key.int < 0 { bits |= 16 }
        } else if raw == Opcode.jumpIfTrue.rawValue || raw == Opcode.jumpIfFalse.rawValue || raw == Opcode.not.rawValue {
            // Only a truth that takes a Python method comes here.
            bits = r[raw == Opcode.not.rawValue ? Interpreter.b(ins) : Interpreter.a(ins)].isReference ? 8 : 0
        } else if raw == Opcode.forIterate.rawValue {
            let v = r[Interpreter.b(ins)]
            bits = v.isExact(.RangeIterator) ? 1 : v.isExact(.ListIterator) ? 2 : v.isExact(.TupleIterator) ? 4 : 8
        } else { return }
        let word = UInt64(bits) << 8
        if (at - 1).pointee & word != word, Interpreter.op((at - 1).pointee) == raw { (at - 1).pointee |= word }
    }
}

/// What `handle_native` cannot do by itself. True to go on with the thread's frame.
@_cdecl("vm_native_ended")
public func vm_native_ended(_ t: Thread, _ frame: FrameRef, _ value: UInt64) -> Bool {
    let goesOn: Bool
    do { goesOn = try t.nativeEnded(frame, value) } catch { goesOn = t.unwind() }
    return goesOn && t.pointee.abandonedRuns == 0
}

/// Unit `number`, of a loop of the frame's code, is not worth its entries: the interpreter does the loop.
@_cdecl("vm_native_useless")
public func vm_native_useless(_ t: Thread, _ frame: FrameRef, _ number: UInt64) {
    let code = frame.pointee.code
    if let unit = NativeCode.table(code).units.first(where: { $0.number == Int(number) }) { NativeCode.remove(t, unit, from: code) }
}
