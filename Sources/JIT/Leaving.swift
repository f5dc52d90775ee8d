// Leaving: what a failed guard teaches, and when the unit that it belongs to is compiled anew.
//
// In:  the frame before the instruction whose guard failed, and the number of the unit. Out: notes in the code's table; a request for
// a better unit when one place has failed again and again.
//
// Whether a new unit can do better is a question of what the old one was made from: its snapshot is compared with what is known
// now. If nothing was learned since, the instruction does not speculate any more.

import Bytecode
import CVMSpec
import Glibc
import VM

/// An instruction of some code.
struct Place: Hashable {
    var code: UInt64
    var offset: Int
}

/// Failures of one place in one unit before something is done about it.
private let patience = 4
/// Rounds of recompilation that one place is worth.
private let mostRounds = 6

/// A guard of a unit failed; the running frame is of its code or of code that it inlines. Without a place, the guard is of the instruction before
/// which that frame stands; else the interpreter is about to come to it.
func guardFailed(_ t: Thread, _ frame: FrameRef, _ number: Int, _ failurePlace: Int?) {
    guard JIT.options.guardStress == 0 else { return }
    var code = frame.pointee.code
    var pc: UnsafeMutablePointer<UInt64>? = frame.pointee.pc
    let installed = JIT.installed[number]
    if let failurePlace {
        guard let unit = installed?.unit, unit.places.indices.contains(failurePlace) else { return }
        let place = unit.places[failurePlace]
        guard let known = UnsafeMutablePointer<PyCodeLayout>(bitPattern: UInt(place.code)) else { return }
        code = known
        pc = code.pointee.instructions.map { $0 + place.offset }
    }
    guard code.pointee.info != nil, let start = code.pointee.instructions, let pc else { return }
    let table = NativeCode.table(code)
    let offset = pc - start
    guard offset >= 0, offset < Int(code.pointee.instructionCount) else { return }
    let word = NativeCode.originalWord(t, pc)
    guard let x = DecodedInstruction([word, 0, 0, 0], at: 0) else { return }
    if failurePlace == nil { noteOperands(t, x, frame, table, offset) }
    guard let (unit, native, owner) = installed, native.isInstalled else { return }
    let place = Place(code: UInt64(UInt(bitPattern: code)), offset: offset)
    let count = (unit.failures[place] ?? 0) + 1
    unit.failures[place] = count
    guard count % patience == 0 else { return }
    table.failures[offset, default: 0] += 1
    let rounds = table.failures[offset] ?? 0
    let learned = hasLearned(table, x, offset, start, since: unit.snapshot.view(of: place.code))
    if getenv("SWIFTLET_JIT_DEBUG") != nil {
        let line = PositionTable(code.info.unit).line(at: offset) ?? 0
        warn("swiftlet: \(code.info.unit.qualifiedName) leaves at \(offset) (\(String(cString: x.info.name))), line \(line)\(learned ? "" : ", for good")\n")
    }
    let ownerTable = NativeCode.table(owner)
    if !learned || rounds >= mostRounds {
        // A guard that was moved before a loop fails at the loop's header: whose it is nobody knows. So does one that opens a number there.
        if isLoopHeader(offset, code), !ownerTable.keepsGuards {
            ownerTable.keepsGuards = true
        } else if !(code == owner && isLoopHeader(offset, code) && table.plainHeaders.insert(offset).inserted) {
            table.generic.insert(offset)
            // Another unit would be the same.
            if unit.snapshot.view(of: place.code)?.generic.contains(offset) == true { return }
        }
    }
    guard ownerTable.compilations + ownerTable.recompilations < JIT.mostCompilations else { return }
    JIT.installed.removeValue(forKey: number)
    JIT.statistics.recompiled += 1
    ownerTable.recompilations += 1
    ownerTable.pending.remove(native.offset)
    let globals = DictRef(bitPattern: UInt(unit.snapshot.globals))
    requestCompilation(t, owner, globals: globals, locals: unit.snapshot.locals, entry: native.offset, superClass: unit.snapshot.superClass)
    // The old unit serves until the new one is there.
    if !ownerTable.pending.contains(native.offset) { NativeCode.remove(t, native, from: owner) }
}

/// Is more known of an instruction than when the snapshot was taken?
private func hasLearned(
    _ table: NativeTable, _ x: DecodedInstruction, _ offset: Int, _ start: UnsafeMutablePointer<UInt64>, since snapshot: Snapshot?
) -> Bool {
    guard let snapshot else { return true }
    switch x.op {
    case .loadAttribute, .storeAttribute, .loadMethod:
        let before = Set(([snapshot.facts[offset]].compactMap { $0 } + (snapshot.otherFacts[offset] ?? [])).map(\.shape))
        var now = (table.pastCaches[offset] ?? []).map(\.0)
        if now.count < NativeTable.mostShapes { now.append(start[offset + 1]) }
        // A shape of which a fact was known may have lost it.
        return now.contains { $0 != 0 && !before.contains(UInt32(truncatingIfNeeded: $0)) }
    default: break
    }
    if x.x | snapshot.words[offset].feedback != snapshot.words[offset].feedback { return true }
    if let kinds = table.operandKinds[offset], kinds != snapshot.operandKinds[offset] ?? snapshot.words[offset].feedback { return true }
    return (table.specials[offset] ?? []).count > (snapshot.specials[offset] ?? []).count
}

extension UInt64 {
    /// The feedback byte of an instruction word.
    fileprivate var feedback: UInt8 { UInt8(truncatingIfNeeded: self >> 8) }
}

private func isLoopHeader(_ offset: Int, _ code: UnsafeMutablePointer<PyCodeLayout>) -> Bool {
    let words = code.info.unit.instructions
    var at = 0
    while let x = DecodedInstruction(words, at: at) {
        if x.op == .loopBack, x.target == offset { return true }
        at = x.next
    }
    return false
}

/// Notes operand kinds of an arithmetic instruction or comparison, each operand's for itself, and the methods behind operators.
private func noteOperands(_ t: Thread, _ x: DecodedInstruction, _ frame: FrameRef, _ table: NativeTable, _ offset: Int) {
    let registers = frame_registers(frame)
    func noteSpecial(_ object: Int, _ other: Int) {
        let v = Value(bits: registers[object])
        if v.isReference { t.noteSpecialUse(frame.pointee.code.pointee.instructions.unsafelyUnwrapped + offset, x.op, v, Value(bits: registers[other])) }
    }
    if x.op == .loadItem || x.op.binaryOperator != nil { noteSpecial(x.b, x.c) }
    if x.op == .storeItem { noteSpecial(x.a, x.b) }
    func kind(_ r: Int) -> UInt8 {
        let v = Value(bits: registers[r])
        if v.isInt { return 1 }
        if v.isFloatWord { return 2 }
        if v.isExact(.Float) { return 2 }
        return v.isExact(.Str) ? 4 : 8
    }
    let seen: UInt8
    switch x.op.rawValue {
    case Opcode.add.rawValue ... Opcode.inplaceBitXor.rawValue, Opcode.less.rawValue ... Opcode.notEqual.rawValue: seen = kind(x.b) | kind(x.c) << 4
    case Opcode.addImmediate.rawValue, Opcode.subtractImmediate.rawValue, Opcode.negate.rawValue: seen = kind(x.b) | 1 << 4
    case Opcode.jumpIfLess.rawValue ... Opcode.jumpIfNotUnequal.rawValue: seen = kind(x.a) | kind(x.b) << 4
    default: return
    }
    table.operandKinds[offset] = (table.operandKinds[offset] ?? x.x) | seen
}
