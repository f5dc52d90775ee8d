// TakeSnapshot: from the running thread's code object to a Snapshot.
//
// In:  the thread, a code object, the globals it runs with, an entry's offset.
// Out: a snapshot; names that it relies on are being watched.

import Bytecode
import CVMSpec
import VM

/// Takes the snapshot; nil if this code is not compiled.
func takeSnapshot(_ t: Thread, _ code: UnsafeMutablePointer<PyCodeLayout>, globals: DictRef?, locals: UInt64 = 0, entry: Int, options: JITOptions) -> Snapshot? {
    guard code.pointee.info != nil, CodeFlags(rawValue: code.pointee.codeFlags).isDisjoint(with: .anyGenerator) else { return nil }
    let unit = code.info.unit
    guard unit.flags.isDisjoint(with: .anyGenerator), let instructions = code.pointee.instructions, let globals else { return nil }
    let table = NativeCode.table(code)
    let count = Int(code.pointee.instructionCount)
    guard count < 20_000 else { return nil }
    var words = (0 ..< count).map { instructions[$0] }
    for u in table.units where u.isInstalled { words[u.offset] = NativeCode.originalWord(code, instructions + u.offset) }
    let constants = (0 ..< unit.constants.count).map { code.pointee.constants?[$0] ?? 0 }
    let s = Snapshot(
        unit: unit, words: words, entry: entry, code: UInt64(UInt(bitPattern: code)),
        instructions: UInt64(UInt(bitPattern: instructions)), constants: constants)
    s.globals = UInt64(UInt(bitPattern: globals))
    s.changesSeen = Assumptions.changes.count
    s.generic = table.generic
    s.operandKinds = table.operandKinds
    s.trustsAbsence = options.mode != .always
    s.objects.insert(s.code)
    s.objects.insert(s.globals)
    let peeking: Set<String> = ["locals", "vars", "dir", "eval", "exec", "super", "_getframe", "currentframe"]
    s.keepsLocals = unit.names.contains { peeking.contains($0) }
    s.locals = locals
    // Code of a module: its locals are the globals.
    let namesAreGlobal = !unit.flags.contains(.newLocals) && (locals == 0 || locals == s.globals)
    func name(_ i: Int) -> Value { i >= 0 && i < unit.names.count ? Value(bits: code.pointee.names?[i] ?? 0) : .empty }
    // What the code itself assigns is no constant.
    var offset = 0
    while let x = DecodedInstruction(words, at: offset) {
        offset = x.next
        switch x.op {
        case .storeGlobal, .deleteGlobal: Assumptions.markVariable(name(x.wide))
        case .storeName, .deleteName: if namesAreGlobal { Assumptions.markVariable(name(x.wide)) }
        default: break
        }
    }
    offset = 0
    while let x = DecodedInstruction(words, at: offset) {
        offset = x.next
        switch x.op {
        case .storeGlobal, .storeName:
            guard x.op == .storeGlobal || namesAreGlobal, let slot = t.dictSlot(globals, name(x.wide)) else { break }
            s.facts[x.offset] = .variable(dict: s.globals, version: slot.version, index: slot.index)
        case .loadGlobal, .loadName:
            let n = name(x.wide)
            guard n.isPresent, x.op == .loadGlobal || namesAreGlobal else { break }
            if Assumptions.changedNames.contains(n.bits) {
                guard let slot = t.dictSlot(globals, n) else { break }
                s.facts[x.offset] = .variable(dict: s.globals, version: slot.version, index: slot.index)
                break
            }
            let v = t.watchedGlobal(globals, n)
            guard v.isPresent else { break }
            s.facts[x.offset] = .global(v.bits)
            s.globalNames.insert(n.bits)
            Assumptions.watchedNames.insert(n.bits)
            noteCallee(t, v, s)
        case .loadAttribute, .storeAttribute:
            let w = words[x.offset + 1], shape = UInt32(truncatingIfNeeded: w)
            guard t.slotShape(shape) else { break }
            switch w >> 62 {
            case 0: s.facts[x.offset] = .slot(shape: shape, offset: Int(w >> 32))
            case 1: s.facts[x.offset] = .storage(shape: shape, word: Int(words[x.offset + 2]), index: Int(w >> 32 & 0x3FFF_FFFF))
            case 2 where x.op == .storeAttribute:
                s.facts[x.offset] = .transition(shape: shape, offset: Int(w >> 32 & 0x3FFF_FFFF), newShape: UInt32(truncatingIfNeeded: words[x.offset + 2]))
            default: break
            }
            s.methodNames.insert(name(x.c).bits)
        case .loadMethod:
            let w = words[x.offset + 1], shape = UInt32(truncatingIfNeeded: w)
            guard shape != 0, UInt32(truncatingIfNeeded: w >> 32) == t.pointee.classEpoch else { break }
            let f = Value(bits: words[x.offset + 2])
            guard f.isReference else { break }
            s.facts[x.offset] = .method(shape: shape, function: f.bits)
            s.methodNames.insert(name(x.c).bits)
            noteCallee(t, f, s)
        default: break
        }
    }
    return s
}

/// Remembers what a value is as a callee.
private func noteCallee(_ t: Thread, _ v: Value, _ s: Snapshot) {
    guard v.isReference else { return }
    s.objects.insert(v.bits)
    if let name = t.nativeName(v) { s.natives[v.bits] = name }
    if let known = t.plainClass(v) {
        noteCallee(t, known.initializer, s)
        if let f = s.functions[known.initializer.bits] {
            s.classes[v.bits] = KnownClass(shape: known.shape, size: known.size, initializer: f)
            for n in ["__init__", "__new__", "__del__", "__call__", "__abstractmethods__"] { s.methodNames.insert(t.internedName(n)) }
        }
        return
    }
    guard v.isExact(.Function), s.functions[v.bits] == nil, let code = v.function.pointee.code else { return }
    do { try t.materialize(code) } catch {
        t.clearRaised()
        return
    }
    var defaults: [UInt64] = []
    let d = Value(bits: v.function.pointee.defaults)
    if d.isExact(.Tuple) { for i in 0 ..< Int(d.tuple.pointee.count) { defaults.append(UnsafePointer<UInt64>(bitPattern: UInt(d.bits) + 16 + UInt(i) * 8)?.pointee ?? 0) } }
    let flags = CodeFlags(rawValue: code.pointee.codeFlags)
    let isPlain = code.pointee.simpleArgumentCount != UInt32.max && flags.isDisjoint(with: .anyGenerator)
    for word in defaults { s.objects.insert(word) }
    s.objects.insert(UInt64(UInt(bitPattern: code)))
    s.functions[v.bits] = KnownFunction(
        word: v.bits, code: UInt64(UInt(bitPattern: code)), instructions: UInt64(UInt(bitPattern: code.pointee.instructions)),
        constants: UInt64(UInt(bitPattern: code.pointee.constants)), globals: UInt64(UInt(bitPattern: v.function.pointee.globals)),
        registerCount: Int(code.pointee.registerCount), parameterCount: isPlain ? Int(code.pointee.simpleArgumentCount) : nil,
        defaults: defaults, entrySlot: UInt64(UInt(bitPattern: NativeCode.table(code).entrySlot)), name: code.qualifiedName)
}
