// UnitBuilder: bytecode with feedback to MIR, for one entry.
//
// In:  a snapshot. Out: a MIR function that enters with the frame's registers in memory and leaves with them written back,
// and the constants that it names.
//
// An abstract run of the bytecode: `registers` says which SSA value each register holds. Blocks are built in reverse
// post-order; a register that differs between the ways into a block becomes a parameter. Each guard carries the state
// before its instruction, each Python operation the state behind it. The result of a guard replaces its operand in all
// registers. What has no translation of its own goes through `fallback`, so every instruction can be compiled.

import Bytecode
import CVMSpec
import MIR
import VM

/// What the builders of a unit share: the function under construction, its tables, and what is known of its values.
struct UnitContext {
    var b: MIRBuilder
    /// Words by index in the unit's constant table.
    var constants: [UInt64] = []
    var constantIndex: [UInt64: Int] = [:]
    /// Callees of direct calls, by constant index.
    var callees: [Int: KnownFunction] = [:]
    /// Classes whose instances are made here, by constant index.
    var instanceCallees: [Int: KnownClass] = [:]
    /// The unit relies on assumptions that may be invalidated.
    var hasAssumptions = false
    /// What is known of values.
    var kinds: [ValueID: OperandKinds] = [:]
    var words: [ValueID: UInt64] = [:]
    var presents: Set<ValueID> = []
    /// Words that a value is one of.
    var candidates: [ValueID: [UInt64]] = [:]
    /// Slice objects that were made here: start, stop, step.
    var slices: [ValueID: (ValueID, ValueID, ValueID)] = [:]
    /// Items of tuples that were made here.
    var tuples: [ValueID: [ValueID]] = [:]
    /// Function objects that are made here.
    var made: [ValueID: MadeFunction] = [:]
    /// Range objects that were made here.
    var ranges: [ValueID: RangeParts] = [:]
    var emptyValue = ValueID.none
    /// Calls that were inlined.
    var inlinedCalls = 0
}

/// A function that the unit makes.
struct MadeFunction {
    /// The word of the function that stands for it (Snapshot.templates).
    var template: UInt64
    /// The cells of its closure, if it has got one.
    var cells: [ValueID]?
    /// It has no defaults.
    var isPlain = true
}

/// The machine integers of a range.
struct RangeParts {
    var start: ValueID
    var step: ValueID
    var length: ValueID
}

final class UnitBuilder {
    let s: Snapshot
    let flow: BytecodeFlow
    var u: UnitContext
    /// The call that this code is built in the place of; nil: the unit's own code.
    let site: InlineSite?
    var b: MIRBuilder {
        _read { yield u.b }
        _modify { yield &u.b }
    }
    var kinds: [ValueID: OperandKinds] {
        _read { yield u.kinds }
        _modify { yield &u.kinds }
    }
    var words: [ValueID: UInt64] {
        _read { yield u.words }
        _modify { yield &u.words }
    }
    var presents: Set<ValueID> {
        _read { yield u.presents }
        _modify { yield &u.presents }
    }
    var emptyValue: ValueID { u.emptyValue }

    var registers: [ValueID]
    /// The instruction being built.
    var index = 0
    var x: DecodedInstruction
    var isFinished = false
    /// Inlined code turned out to need a frame of its own.
    var needsFrame = false
    /// An instruction that was built together with the one before it.
    var builtAhead = -1
    /// This code is not to be inlined at all.
    var isRefused = false
    /// Instructions up to this one were built together with an earlier one.
    var builtUpTo = 0
    /// The block being built.
    var blockRange = 0 ..< 0
    private var currentBlock = -1
    /// Ends of inlined code: blocks without an end yet, and the values they return.
    var returns: [(block: BlockID, value: ValueID)] = []

    private var mirBlock: [BlockID?]
    private var parameters: [Int: [(register: Int, value: ValueID)]] = [:]
    private var incoming: [Int: [(block: BlockID, registers: [ValueID])]] = [:]
    /// The state before an instruction, once made; to be forgotten where what was built is given up.
    var stateBefore: (index: Int, id: FrameStateID, registers: [ValueID])?
    private var lines: [Int32] = []

    convenience init(_ snapshot: Snapshot) {
        self.init(snapshot, UnitContext(b: MIRBuilder(name: snapshot.name)), nil)
    }

    init(_ snapshot: Snapshot, _ context: UnitContext, _ site: InlineSite?) {
        s = snapshot
        u = context
        self.site = site
        let named = snapshot.keepsLocals ? Array(0 ..< snapshot.unit.registerNames.count) : snapshot.superRegisters
        flow = BytecodeFlow(
            words: snapshot.words, exceptionTable: snapshot.unit.exceptionTable, registerCount: snapshot.unit.registerCount + (site?.fold == nil ? 0 : 1),
            entry: snapshot.entry, alwaysLive: named + (site?.fold == nil ? [] : [snapshot.unit.registerCount]))
        // What a fold accumulates is like one more register.
        registers = Array(repeating: .none, count: snapshot.unit.registerCount + (site?.fold == nil ? 0 : 1))
        mirBlock = Array(repeating: nil, count: flow.blocks.count)
        x = flow.code.first ?? DecodedInstruction([0], at: 0).unsafelyUnwrapped
    }

    /// Builds the unit; nil if there is nothing to build.
    func build() -> MIRFunction? {
        guard let first = flow.order.first else { return nil }
        findLines()
        u.emptyValue = b.emit(.constantTagged, immediate: 0)
        let entryIndex = flow.blocks[first].range.lowerBound
        let arguments = argumentRegisters
        flow.liveBefore[entryIndex].forEach { r in
            guard r < registers.count else { return }
            if s.entry == 0, !arguments.contains(r) { registers[r] = emptyValue } else {
                registers[r] = b.emit(.loadRegister, immediate: Int64(r))
            }
        }
        if s.checksGlobals {
            // The same code may run with other globals: the register before the first ones is the frame's globals word.
            let globals = b.emit(.loadRegister, immediate: Int64(Layout.globalsRegister))
            index = entryIndex
            x = flow.code[entryIndex]
            b.emit(.guardConstant, [globals], immediate: Int64(constant(s.globals)), type: .object(shape: 0), at: before())
            if !s.unit.flags.contains(.newLocals) {
                let locals = b.emit(.loadRegister, immediate: Int64(Layout.localsRegister))
                if s.locals == 0 { b.emit(.guardTrue, [b.emit(.wordEqual, [locals, emptyValue])], at: before()) } else {
                    b.emit(.guardConstant, [locals], immediate: Int64(constant(s.locals)), type: .object(shape: 0), at: before())
                }
            }
        }
        if s.entry == 0 || s.isBody {
            // Recursion without loops must reach safepoints too.
            index = entryIndex
            x = flow.code[entryIndex]
            b.emit(.poll, at: before())
        }
        goto(first)
        for block in flow.order {
            buildBlock(block)
            if isRefused { return nil }
        }
        return b.function
    }

    /// Builds the code of an inlined call behind the current block. False if that is not possible; then the context is of no use.
    func buildInlined(_ arguments: [ValueID]) -> Bool {
        guard let first = flow.order.first, s.entry == 0 else { return false }
        findLines()
        let outerLine = b.line
        flow.liveBefore[flow.blocks[first].range.lowerBound].forEach { r in
            if r < registers.count { registers[r] = emptyValue }
        }
        for (r, value) in arguments.enumerated() where r < registers.count { registers[r] = value }
        if let fold = site?.fold, let accumulator { registers[accumulator] = fold.start }
        goto(first)
        for block in flow.order {
            buildBlock(block)
            if needsFrame || isRefused { return false }
        }
        b.line = outerLine
        return true
    }

    /// Registers that hold arguments when a function is entered.
    private var argumentRegisters: Range<Int> {
        var n = s.unit.argumentCount + s.unit.keywordOnlyCount
        if s.unit.flags.contains(.varArgs) { n += 1 }
        if s.unit.flags.contains(.varKeywords) { n += 1 }
        return 0 ..< n
    }

    private func findLines() {
        // Lines of another file would only confuse.
        guard site == nil || site?.filename == s.unit.filename else {
            lines = flow.code.map { _ in b.line }
            return
        }
        let table = PositionTable(s.unit)
        lines = flow.code.map { Int32(truncatingIfNeeded: table.line(at: $0.offset) ?? 0) }
    }

    // MARK: Blocks

    private func buildBlock(_ block: Int) {
        guard let ways = incoming[block], !ways.isEmpty else { return }
        currentBlock = block
        let range = flow.blocks[block].range
        let live = flow.liveBefore[range.lowerBound]
        let target = b.addBlock()
        mirBlock[block] = target
        var entering = [ValueID](repeating: .none, count: registers.count)
        var own: [(register: Int, value: ValueID)] = []
        live.forEach { r in
            guard r < registers.count else { return }
            let values = ways.map { $0.registers[r] }
            if values.contains(where: \.isNone) { return }
            let same = values.allSatisfy { $0 == values[0] }
            let changes = flow.blocks[block].loopWrites.map { $0.contains(r) || r == accumulator && site?.fold?.changes == true } ?? false
            if same, !changes { entering[r] = values[0] } else {
                let value = b.addParameter(.tagged, to: target)
                if flow.blocks[block].loopWrites == nil {
                    // What all ways agree on.
                    if values.allSatisfy({ presents.contains($0) }) { presents.insert(value) }
                    if let k = kinds[values[0]], values.allSatisfy({ kinds[$0] == k }) { kinds[value] = k }
                    if let w = words[values[0]], values.allSatisfy({ words[$0] == w }) { words[value] = w }
                    let possible = values.map(possibleWords)
                    if !possible.contains(where: { $0.isEmpty }) {
                        let all = possible.reduce(into: [UInt64]()) { for w in $1 where !$0.contains(w) { $0.append(w) } }
                        if all.count <= NativeTable.mostShapes { u.candidates[value] = all }
                    }
                }
                own.append((r, value))
                entering[r] = value
            }
        }
        parameters[block] = own
        for way in ways {
            b.position(at: way.block)
            b.jump(target, own.map { way.registers[$0.register] })
        }
        b.position(at: target)
        registers = entering
        isFinished = false
        stateBefore = nil
        index = range.lowerBound
        x = flow.code[index]
        if flow.blocks[block].loopWrites != nil { b.setEntryState(before(), of: target) }
        blockRange = range
        builtUpTo = range.lowerBound
        for i in range where i >= builtUpTo {
            index = i
            x = flow.code[i]
            if i == builtAhead { continue }
            b.line = lines[i]
            stateBefore = nil
            build(x)
            if isFinished { return }
        }
        if !x.endsBlock { goto(offset: x.next) }
    }

    /// A MIR block that goes to a bytecode block with the registers as they are now; to be used once.
    func way(to offset: Int) -> BlockID {
        let way = b.addBlock()
        guard let block = flow.blockAt[offset] else {
            let here = b.block
            b.position(at: way)
            b.leave(reason: 1, at: before())
            b.position(at: here)
            return way
        }
        if flow.isCut(from: currentBlock, to: block) {
            let here = b.block
            b.position(at: way)
            b.leave(reason: Int64(NativeLeave.goOn), at: state(at: offset, live: liveness(at: offset)))
            b.position(at: here)
            return way
        }
        if let target = mirBlock[block] {
            let here = b.block
            b.position(at: way)
            let arguments = (parameters[block] ?? []).map { registers[$0.register] }
            if arguments.contains(where: \.isNone) { b.leave(reason: 1, at: state(at: offset, live: liveness(at: offset))) } else { b.jump(target, arguments) }
            b.position(at: here)
        } else {
            incoming[block, default: []].append((way, registers))
        }
        return way
    }

    /// The words that a value is known to be one of; empty: it may be any.
    func possibleWords(_ v: ValueID) -> [UInt64] { words[v].map { [$0] } ?? u.candidates[v] ?? [] }

    private func goto(_ block: Int) { goto(offset: flow.code[flow.blocks[block].range.lowerBound].offset) }
    func goto(offset: Int) {
        let target = way(to: offset)
        b.jump(target)
        isFinished = true
    }

    /// Ends the block by a condition: to the instruction's target if it equals `sense`, else on.
    func jumpIf(_ condition: ValueID, is sense: Bool) {
        guard let target = x.target else { leaveHere(); return }
        let taken = way(to: target), next = way(to: x.next)
        b.branch(condition, Edge(sense ? taken : next), Edge(sense ? next : taken))
        isFinished = true
    }

    // MARK: Frame states

    func liveness(at offset: Int) -> RegisterSet {
        guard let i = flow.indexAt[offset] else { return RegisterSet(count: registers.count) }
        return flow.liveBefore[i]
    }

    func state(at offset: Int, live: RegisterSet, result: Int = -1, without: Range<Int> = 0 ..< 0) -> FrameStateID {
        var list: [FrameState.RegisterValue] = []
        live.forEach { r in
            if r < registers.count, r != accumulator, !registers[r].isNone, !without.contains(r) { list.append(.init(Int32(r), registers[r])) }
        }
        guard let site else { return b.frameState(FrameState(pc: Int32(offset), result: Int32(result), registers: list)) }
        if let fold = site.fold, let accumulator {
            list.append(.init(Int32(Layout.continuationRegister), registers[accumulator]))
            if !fold.other.isNone { list.append(.init(FrameState.foldOther, fold.other)) }
        }
        if !site.continuationState.isNone { list.append(.init(Int32(Layout.continuationRegister), site.continuationState)) }
        return b.frameState(FrameState(
            code: Int32(site.functionConstant), pc: Int32(offset), result: Int32(result), registers: list, caller: site.callerState,
            continuation: Int32(site.continuation.rawValue) | Int32(site.fold?.kind.rawValue ?? 0) << 8, place: Int32(site.place ?? -1)))
    }

    /// The register that holds what a fold has accumulated.
    var accumulator: Int? { site?.fold == nil ? nil : s.unit.registerCount }

    /// The state before the instruction: for guards.
    func before() -> FrameStateID {
        if let known = stateBefore, known.index == index, known.registers == registers { return known.id }
        let id = state(at: x.offset, live: flow.liveBefore[index])
        stateBefore = (index, id, registers)
        return id
    }

    /// The state behind the instruction, whose result goes to a register (-1: it has none).
    func after(_ result: Int = -1, without: Range<Int> = 0 ..< 0) -> FrameStateID {
        // Who looks at the frames during a Python operation must find all of them.
        if site != nil, site?.place == nil { needsFrame = true }
        // A handler may need registers that the way on does not.
        var live = flow.liveAfter(index)
        live.formUnion(flow.liveBefore[index])
        if let target = x.target { live.formUnion(liveness(at: target)) }
        return state(at: x.next, live: live, result: result, without: without)
    }

    /// Leaves before an instruction that is always the interpreter's; nothing failed. (At the unit's entry that would be no progress.)
    func goOnHere() {
        b.leave(reason: Int64(x.offset == s.entry ? NativeLeave.guardFailed : NativeLeave.goOn), at: before())
        isFinished = true
    }

    /// Leaves before the instruction: the interpreter does it.
    func leaveHere() {
        b.leave(reason: 1, at: before())
        isFinished = true
    }

    // MARK: Values

    func register(_ r: Int) -> ValueID {
        guard r < registers.count, r >= 0 else { return emptyValue }
        if registers[r].isNone {
            // Not live by the analysis, but read: memory holds it.
            registers[r] = loadRegister(r)
        }
        return registers[r]
    }

    /// A register of this code's frame in memory; only for code that has a frame.
    func loadRegister(_ r: Int) -> ValueID { b.emit(.loadRegister, immediate: Int64(r), auxiliary: frameNumber) }
    func storeRegister(_ r: Int, _ value: ValueID) { b.emit(.storeRegister, [value], immediate: Int64(r), auxiliary: frameNumber) }
    private var frameNumber: Int32 { Int32(site?.place.map { $0 + 1 } ?? 0) }

    func put(_ r: Int, _ value: ValueID, _ kind: OperandKinds? = nil) {
        if let kind {
            kinds[value] = kind
            presents.insert(value)
        }
        if r >= 0, r < registers.count { registers[r] = value }
    }

    /// The guarded value takes the place of the plain one in all registers.
    func replace(_ old: ValueID, by new: ValueID) {
        if old == new { return }
        for r in registers.indices where registers[r] == old { registers[r] = new }
        presents.insert(new)
        if let w = words[old] { words[new] = w }
    }

    func constantWord(_ word: UInt64) -> ValueID {
        let value: ValueID
        if word & 7 == 0, word != 0 {
            // Singletons say what they are: no number is identical with them.
            let shape: UInt32 = word == noneWord ? Kind.NoneType.rawValue : word == trueWord || word == falseWord ? Kind.Bool.rawValue : 0
            value = b.constantObject(constant(word), shape: shape)
        } else {
            value = b.emit(.constantTagged, immediate: Int64(bitPattern: word))
            if word & 1 != 0 { kinds[value] = .int } else if word & 3 == 2 { kinds[value] = .float }
        }
        words[value] = word
        if word != 0 { presents.insert(value) }
        return value
    }

    /// Index in the constant table.
    func constant(_ word: UInt64) -> Int {
        if let i = u.constantIndex[word] { return i }
        u.constantIndex[word] = u.constants.count
        u.constants.append(word)
        return u.constants.count - 1
    }

    func intValue(_ v: ValueID) -> ValueID {
        var g = v
        if kinds[v] != .int || b.function.operation(of: v) != .boxInt {
            g = b.emit(.guardInt, [v], at: before())
            kinds[g] = .int
            replace(v, by: g)
        }
        return b.emit(.unboxInt, [g])
    }

    func floatValue(_ v: ValueID) -> ValueID {
        let g = b.emit(.guardFloat, [v], at: before())
        kinds[g] = .float
        replace(v, by: g)
        return b.emit(.unboxFloat, [g])
    }

    func putInt(_ r: Int, _ value: ValueID) { put(r, b.emit(.boxInt, [value]), .int) }
    func putFloat(_ r: Int, _ value: ValueID) { put(r, b.emit(.boxFloat, [value]), .float) }
    func putBool(_ r: Int, _ value: ValueID) {
        let v = b.emit(.boxBool, [value])
        presents.insert(v)
        put(r, v)
    }

    /// The object, guarded to have exactly that shape.
    func shaped(_ v: ValueID, _ shape: UInt32, isFixed: Bool) -> ValueID {
        let g = b.guardShape(v, shape, isFixed: isFixed, at: before())
        replace(v, by: g)
        return g
    }

    func assumption() {
        u.hasAssumptions = true
        b.emit(.guardValid, at: before())
    }

    // MARK: Helpers

    func symbol(_ name: String, _ effects: HelperEffects, takesThread: Bool = true) -> Int64 {
        b.function.symbol(HelperSymbol(name, effects, takesThread: takesThread))
    }

    /// A helper that may run Python.
    func python(_ name: String, _ operands: [ValueID], result: Int = -1, without: Range<Int> = 0 ..< 0) -> ValueID {
        let v = b.emit(.pyHelper, operands, immediate: symbol(name, .write), at: after(result, without: without))
        presents.insert(v)
        return v
    }

    /// Writes the named registers to the frame, for callees that look at them.
    func showLocals() {
        if x.op == .call, x.b == 0 {
            for r in s.superRegisters where r < registers.count && !registers[r].isNone { storeRegister(r, registers[r]) }
        }
        guard s.keepsLocals else { return }
        for r in 0 ..< s.unit.registerNames.count where !registers[r].isNone { storeRegister(r, registers[r]) }
    }

    /// Any instruction: operands to the frame, the interpreter's routine, results from the frame.
    func fallback() {
        showLocals()
        var reads: [Range<Int>] = [], writes: [Range<Int>] = []
        x.registers(reads: { reads.append($0) }, writes: { writes.append($0) })
        var stored = RegisterSet(count: registers.count)
        for range in reads + writes { for r in range where r < registers.count { stored.insert(r) } }
        stored.forEach { r in
            if !registers[r].isNone { storeRegister(r, registers[r]) }
        }
        let result = x.info.a == .dst || x.isCall ? x.a : -1
        let isRun = writes.contains { $0.count > 1 } || result < 0
        let without = isRun ? (writes.map(\.lowerBound).min() ?? 0) ..< (writes.map(\.upperBound).max() ?? 0) : 0 ..< 0
        let operand = b.constant(Int64(x.offset))
        if x.target == nil {
            _ = python("rt_execute", [operand], result: result, without: without)
            reload(writes)
            return
        }
        let jumped = python("rt_execute_jump", [operand], result: result, without: without)
        reload(writes)
        let yes = b.emit(.wordEqual, [jumped, constantWord(trueWord)])
        jumpIf(yes, is: true)
    }

    private func reload(_ writes: [Range<Int>]) {
        for range in writes { for r in range where r < registers.count { registers[r] = loadRegister(r) } }
    }
}

let trueWord: UInt64 = 0x2000_0000_0080
let falseWord: UInt64 = 0x2000_0000_00C0
let noneWord: UInt64 = 0x2000_0000_0040
let notImplementedWord = Value.notImplemented.bits
