// TakeSnapshot: from the running thread's code object to a Snapshot.
//
// In:  the thread, a code object, the globals it runs with, an entry's offset.
// Out: a snapshot; names that it relies on are being watched.

import Bytecode
import CVMSpec
import VM

/// Takes the snapshot; nil if this code is not compiled. `enclosing`: the codes of the calls that this one may be inlined in.
func takeSnapshot(
    _ t: Thread, _ code: UnsafeMutablePointer<PyCodeLayout>, globals: DictRef?, locals: UInt64 = 0, entry: Int, superClass: UInt64 = 0,
    options: JITOptions, enclosing: [UnsafeMutablePointer<PyCodeLayout>] = [], shared: SharedFacts = SharedFacts()
) -> Snapshot? {
    guard code.pointee.info != nil else { return nil }
    let unit = code.info.unit
    // Calling a generator function only makes an object; what is worth compiling lies behind its yields and in its loops.
    // (Within another unit a fold may take what it yields.)
    guard entry != 0 || unit.flags.isDisjoint(with: enclosing.isEmpty ? .anyGenerator : CodeFlags.anyGenerator.subtracting(.generator)), let instructions = code.pointee.instructions, let globals else { return nil }
    let table = NativeCode.table(code)
    let count = Int(code.pointee.instructionCount)
    guard count < 20_000 else { return nil }
    var words = (0 ..< count).map { instructions[$0] }
    for u in table.units where u.isInstalled { words[u.offset] = NativeCode.originalWord(t, instructions + u.offset) }
    // (From its beginning on, coroutine code may await functions that are known; the builder looks whether it does.)
    let isBody = unit.flags.intersection(.anyGenerator) == .coroutine && entry == bodyStart(words)
    if !unit.flags.isDisjoint(with: .anyGenerator), !isBody, delegates(words, from: entry) { return nil }
    // The words of a yield are where its frame looks when it is resumed: no entry may stand there.
    guard let first = DecodedInstruction(words, at: entry), first.op != .yield, first.op != .yieldDelegate else { return nil }
    let constants = (0 ..< unit.constants.count).map { code.pointee.constants?[$0] ?? 0 }
    let s = Snapshot(
        unit: unit, words: words, entry: entry, code: UInt64(UInt(bitPattern: code)),
        instructions: UInt64(UInt(bitPattern: instructions)), constants: constants, shared: shared)
    s.globals = UInt64(UInt(bitPattern: globals))
    s.changesSeen = Assumptions.changes.count
    s.names = (0 ..< unit.names.count).map { code.pointee.names?[$0] ?? 0 }
    s.generic = table.generic
    s.operandKinds = table.operandKinds
    // Code that keeps leaving takes ways that it had not taken when it was compiled.
    s.trustsAbsence = options.mode != .always && table.recompilations < 2
    s.keepsGuards = table.keepsGuards
    s.plainHeaders = table.plainHeaders
    s.enclosing = enclosing + [code]
    s.options = options
    s.shared.objects.insert(s.code)
    s.shared.objects.insert(s.globals)
    s.keepsLocals = looksAtLocals(unit)
    if unit.names.contains("super"), let cell = unit.registerNames.firstIndex(of: "__class__") { s.superRegisters = [0, cell] }
    s.superClass = superClass
    s.packedShape = PackedArrays.shape
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
    var lastGlobal: (register: Int, value: UInt64)?
    var globalIn: [Int: UInt64] = [:]
    while let x = DecodedInstruction(words, at: offset) {
        offset = x.next
        let owner = lastGlobal
        lastGlobal = nil
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
            s.shared.globalNames.insert(n.bits)
            Assumptions.watchedNames.insert(n.bits)
            noteCallee(t, v, s)
            lastGlobal = (x.a, v.bits)
            globalIn[x.a] = v.bits
        case .loadAttribute, .storeAttribute, .loadMethod:
            if x.op != .storeAttribute, let owner, owner.register == x.b, let value = t.watchedModuleValue(Value(bits: owner.value), name(x.c)),
               !Assumptions.changedNames.contains(name(x.c).bits) {
                s.facts[x.offset] = .constant(owner: owner.value, value: value.bits)
                s.shared.globalNames.insert(name(x.c).bits)
                s.shared.modules.insert(UInt64(UInt(bitPattern: Value(bits: owner.value).module.pointee.dict)))
                Assumptions.watchedNames.insert(name(x.c).bits)
                noteCallee(t, value, s)
                lastGlobal = (x.a, value.bits)
                break
            }
            if x.op != .storeAttribute, let owner, owner.register == x.b, !Assumptions.changedClassNames.contains(name(x.c).bits),
               let value = t.classConstant(Value(bits: owner.value), name(x.c)) {
                s.facts[x.offset] = .constant(owner: owner.value, value: value.bits)
                s.shared.methodNames.insert(name(x.c).bits)
                for hook in ["__getattr__", "__getattribute__"] { s.shared.methodNames.insert(t.internedName(hook)) }
                noteCallee(t, value, s)
                lastGlobal = (x.a, value.bits)
                break
            }
            let caches = [(words[x.offset + 1], words[x.offset + 2])] + (table.pastCaches[x.offset] ?? [])
            for cache in caches {
                guard let fact = attributeFact(t, x.op, cache) else { continue }
                if case .classValue = fact, Assumptions.changedClassNames.contains(name(x.c).bits) { continue }
                if s.facts[x.offset] == nil { s.facts[x.offset] = fact } else { s.otherFacts[x.offset, default: []].append(fact) }
                s.shared.methodNames.insert(name(x.c).bits)
                for hook in x.op == .storeAttribute ? ["__setattr__"] : ["__getattr__", "__getattribute__"] { s.shared.methodNames.insert(t.internedName(hook)) }
                switch fact {
                case .method(_, let v), .classValue(_, let v), .property(_, let v): noteCallee(t, Value(bits: v), s)
                default: break
                }
            }
        case .call, .callMethod:
            if x.op == .call, x.b == 0 || x.b == 2, globalIn[x.a] == K.superType.bits, let next = DecodedInstruction(words, at: x.next), next.op == .loadMethod,
               next.b == x.a, let f = t.superFunction(Value(bits: x.b == 0 ? superClass : globalIn[x.a + 1] ?? 0), name(next.c)) {
                s.superFunctions[x.offset] = f.bits
                noteCallee(t, f, s)
            }
            if x.op == .call, x.b == 2, globalIn[x.a] == K.superType.bits, let next = DecodedInstruction(words, at: x.next), next.op == .loadMethod, next.b == x.a,
               let new = t.superNew(Value(bits: globalIn[x.a + 1] ?? 0), name(next.c)) {
                s.superNews[x.offset] = new.bits
                noteCallee(t, new, s)
            }
            if let native = CalledNative.seen(words[x.offset + 1]) { s.calledNatives[x.offset] = native }
        case .callKeywords:
            let names = x.c < constants.count ? Value(bits: constants[x.c]) : .empty
            guard names.isExact(.Tuple) else { break }
            s.keywords[x.offset] = tupleWords(names).map { t.internedName(Value(bits: $0).str.string) }
            for word in s.keywords[x.offset] ?? [] { s.shared.objects.insert(word) }
        case let op where op == .loadItem || op == .storeItem || op.binaryOperator != nil:
            let uses = (table.specials[x.offset] ?? []).filter { t.specialFunction(x.op, $0.left, $0.right) == $0.function }
            guard !uses.isEmpty else { break }
            s.specials[x.offset] = uses
            s.shared.methodNames.formUnion(t.specialNames(x.op))
            for use in uses { noteCallee(t, Value(bits: use.function), s) }
        case .makeFunction:
            guard constants.indices.contains(x.wide), let template = NativeCode.template(t, Value(bits: constants[x.wide]), globals) else { break }
            s.templates[x.offset] = FunctionTemplate(word: template.bits, fields: functionFields(template))
            noteCallee(t, template, s)
        default: break
        }
    }
    return s
}

/// Does a generator delegate (`yield from`, `await`) where this entry leads? Delegating is the interpreter's: code that comes to it after a
/// few instructions costs more to enter than it saves. Only a loop that does not delegate is worth an entry there.
private func delegates(_ words: [UInt64], from entry: Int) -> Bool {
    var offset = 0, sends: [Int] = [], loopEnd: Int?
    while let x = DecodedInstruction(words, at: offset) {
        offset = x.next
        if x.op == .send { sends.append(x.offset) }
        if x.op == .loopBack, x.target == entry { loopEnd = x.offset }
    }
    if sends.isEmpty { return false }
    guard let loopEnd else { return true }
    return sends.contains { $0 >= entry && $0 <= loopEnd }
}

/// What an attribute instruction's inline cache says (VM's Names.swift): nil if it says nothing that still holds.
private func attributeFact(_ t: Thread, _ op: Opcode, _ cache: (UInt64, UInt64)) -> SiteFact? {
    let (w, second) = cache, shape = UInt32(truncatingIfNeeded: w)
    if op == .loadMethod {
        guard shape != 0, UInt32(truncatingIfNeeded: w >> 32) == t.pointee.classEpoch, Value(bits: second).isReference else { return nil }
        return .method(shape: shape, function: second)
    }
    guard shape != 0 else { return nil }
    if op == .loadAttribute, w >> 63 == 1 {
        // What depends on classes: word 1 is the value or the property.
        guard w >> 61 & 1 == 0 || w >> 62 == 2, w >> 32 & 0x1FFF_FFFF == UInt64(t.pointee.classEpoch & 0x1FFF_FFFF), second != 0 else { return nil }
        if w >> 62 == 2 { return .classValue(shape: shape, value: second) }
        guard let getter = t.propertyGetter(Value(bits: second)) else { return nil }
        return .property(shape: shape, getter: getter)
    }
    guard t.slotShape(shape) else { return nil }
    switch w >> 62 {
    case 0: return .slot(shape: shape, offset: Int(w >> 32))
    case 1: return .storage(shape: shape, word: Int(second), index: Int(w >> 32 & 0x3FFF_FFFF))
    case 2 where op == .storeAttribute:
        return .transition(shape: shape, offset: Int(w >> 32 & 0x3FFF_FFFF), newShape: UInt32(truncatingIfNeeded: second))
    default: return nil
    }
}

/// May callees look at the registers of a frame of this code?
private func looksAtLocals(_ unit: CodeUnit) -> Bool {
    let peeking: Set<String> = ["locals", "vars", "dir", "eval", "exec", "_getframe", "currentframe"]
    return unit.names.contains { peeking.contains($0) }
}

/// The snapshot of a callee that may be inlined, with which the caller's shares what it relies on; nil if it is too large or too new.
private func inlineSnapshot(_ t: Thread, _ f: Value, _ s: Snapshot) -> Snapshot? {
    guard let code = f.function.pointee.code, let options = s.options, s.enclosing.count <= InlineLimits.depth, !s.enclosing.contains(code),
          code.pointee.instructionCount <= 160, code.pointee.callCount > 4 || !s.trustsAbsence,
          code.pointee.info != nil, code.info.unit.flags.contains(.newLocals), !looksAtLocals(code.info.unit),
          let inner = takeSnapshot(
            t, code, globals: f.function.pointee.globals, entry: 0, superClass: superClass(t, f), options: options, enclosing: s.enclosing, shared: s.shared)
    else { return nil }
    if !s.trustsAbsence { inner.trustsAbsence = false }
    s.shared.modules.insert(inner.globals)
    return inner
}

/// The class that `super()` means in a function; 0: none.
func superClass(_ t: Thread, _ function: Value) -> UInt64 {
    guard function.isExact(.Function), let code = function.function.pointee.code, code.pointee.info != nil, code.pointee.instructions != nil else { return 0 }
    let unit = code.info.unit, closure = Value(bits: function.function.pointee.closure)
    guard closure.isExact(.Tuple), unit.names.contains("super"), let cell = unit.registerNames.firstIndex(of: "__class__") else { return 0 }
    var offset = 0
    while let x = DecodedInstruction(unit.instructions, at: offset) {
        if x.op == .copyFreeVars {
            let cells = tupleWords(closure), i = cell - x.a
            return cells.indices.contains(i) ? t.content(ofCell: cells[i]).bits : 0
        }
        offset = x.next
    }
    return 0
}

/// Remembers what a value is as a callee.
private func noteCallee(_ t: Thread, _ v: Value, _ s: Snapshot) {
    guard v.isReference else { return }
    s.shared.objects.insert(v.bits)
    if let name = t.nativeName(v) { s.shared.natives[v.bits] = name }
    if let native = t.knownNative(v) { s.shared.knownNatives[v.bits] = native }
    if t.isPlainClass(v) || v.isExact(.Tuple) && tupleWords(v).allSatisfy({ t.isPlainClass(Value(bits: $0)) }) { s.shared.plainClasses.insert(v.bits) }
    if let known = t.plainClass(v) {
        noteCallee(t, known.initializer, s)
        if let f = s.shared.functions[known.initializer.bits] {
            s.shared.classes[v.bits] = KnownClass(shape: known.shape, size: known.size, initializer: f)
            for n in ["__init__", "__new__", "__del__", "__call__", "__abstractmethods__"] { s.shared.methodNames.insert(t.internedName(n)) }
        }
        return
    }
    if let new = t.constructor(v) {
        noteCallee(t, new, s)
        s.shared.constructors[v.bits] = new.bits
        for n in ["__init__", "__new__", "__del__", "__call__"] { s.shared.methodNames.insert(t.internedName(n)) }
        return
    }
    guard v.isExact(.Function), s.shared.functions[v.bits] == nil, let code = v.function.pointee.code else { return }
    do { try t.materialize(code) } catch {
        t.clearRaised()
        return
    }
    let d = Value(bits: v.function.pointee.defaults)
    let defaults = d.isExact(.Tuple) ? tupleWords(d) : []
    let flags = CodeFlags(rawValue: code.pointee.codeFlags)
    let isPlain = code.pointee.simpleArgumentCount != UInt32.max && flags.isDisjoint(with: .anyGenerator)
    for word in defaults { s.shared.objects.insert(word) }
    s.shared.objects.insert(UInt64(UInt(bitPattern: code)))
    var known = KnownFunction(
        word: v.bits, code: UInt64(UInt(bitPattern: code)), instructions: UInt64(UInt(bitPattern: code.pointee.instructions)),
        constants: UInt64(UInt(bitPattern: code.pointee.constants)), globals: UInt64(UInt(bitPattern: v.function.pointee.globals)),
        registerCount: Int(code.pointee.registerCount), parameterCount: isPlain ? Int(code.pointee.simpleArgumentCount) : nil,
        defaults: defaults, entrySlot: UInt64(UInt(bitPattern: NativeCode.table(code).entrySlot)), name: code.qualifiedName)
    if flags.isDisjoint(with: .anyGenerator) { known.parameters = parameters(t, v, s) }
    let closure = Value(bits: v.function.pointee.closure)
    if closure.isExact(.Tuple) {
        known.cells = tupleWords(closure)
        for word in known.cells { s.shared.objects.insert(word) }
    }
    if flags.intersection(.anyGenerator) == .generator {
        known.isGenerator = true
        if code.pointee.simpleArgumentCount != UInt32.max { known.generatorParameterCount = Int(code.pointee.simpleArgumentCount) }
    }
    if flags.intersection(.anyGenerator) == .coroutine, code.pointee.simpleArgumentCount != UInt32.max {
        known.coroutineParameterCount = Int(code.pointee.simpleArgumentCount)
        known.bodyStart = bodyStart((0 ..< min(2, Int(code.pointee.instructionCount))).map { code.pointee.instructions?[$0] ?? 0 })
    }
    s.shared.functions[v.bits] = known
    if isPlain || known.generatorParameterCount != nil || known.parameters != nil {
        // Not in one expression: the inner snapshot adds to the same table.
        known.snapshot = inlineSnapshot(t, v, s)
        s.shared.functions[v.bits] = known
    }
}

/// The fields of a function that are not empty.
private func functionFields(_ f: Value) -> [(offset: Int, word: UInt64)] {
    stride(from: 8, to: Layout.functionSize, by: 8).compactMap { offset in
        guard let word = UnsafePointer<UInt64>(bitPattern: UInt(f.bits) + UInt(offset))?.pointee, word != 0 else { return nil }
        return (offset, word)
    }
}

/// How a function binds arguments. The dict of its keyword defaults is being watched from then on.
private func parameters(_ t: Thread, _ f: Value, _ s: Snapshot) -> Parameters? {
    guard let code = f.function.pointee.code else { return nil }
    let flags = CodeFlags(rawValue: code.pointee.codeFlags)
    let positional = Int(code.pointee.argumentCount), count = positional + Int(code.pointee.keywordOnlyCount)
    var p = Parameters(
        names: Array(tupleWords(Value(bits: code.pointee.registerNames)).prefix(count)), positional: positional,
        positionalOnly: Int(code.pointee.positionalOnlyCount), keywordDefaults: [:], hasRest: flags.contains(.varArgs),
        hasNamedRest: flags.contains(.varKeywords))
    guard p.names.count == count else { return nil }
    for word in p.names { s.shared.objects.insert(word) }
    let defaults = Value(bits: f.function.pointee.keywordDefaults)
    if count > positional, defaults.isExact(.Dict) {
        for name in p.names[positional...] {
            let v = t.watchedValue(defaults.dict, Value(bits: name))
            guard v.isPresent else { continue }
            p.keywordDefaults[name] = v.bits
            s.shared.objects.insert(v.bits)
            s.shared.globalNames.insert(name)
            Assumptions.watchedNames.insert(name)
        }
        s.shared.modules.insert(UInt64(UInt(bitPattern: defaults.dict)))
        s.shared.objects.insert(defaults.bits)
    }
    return p
}

private func tupleWords(_ v: Value) -> [UInt64] {
    (0 ..< Int(v.tuple.pointee.count)).map { UnsafePointer<UInt64>(bitPattern: UInt(v.bits) + UInt(Layout.tupleItems) + UInt($0) * 8)?.pointee ?? 0 }
}
