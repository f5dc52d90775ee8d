// Attributes and special methods.

import Bytecode
import CVMSpec
import MIR
import VM

/// Offsets of fields that emitted code touches.
enum Layout {
    static let globalsRegister = (offset(\Frame.globals) - MemoryLayout<Frame>.size) / 8
    /// The frame's continuation word: for an initialiser's frame the instance.
    static let continuationRegister = (offset(\Frame.continuation) - MemoryLayout<Frame>.size) / 8
    static let generatorRegister = (offset(\Frame.generator) - MemoryLayout<Frame>.size) / 8
    static let localsRegister = (offset(\Frame.locals) - MemoryLayout<Frame>.size) / 8
    static let functionRegister = (offset(\Frame.function) - MemoryLayout<Frame>.size) / 8
    static let functionClosure = offset(\PyFunctionLayout.closure)
    static let dictEntries = offset(\PyDictLayout.entries)
    static let dictVersion = offset(\PyDictLayout.keysVersion)
    static let cellContent = offset(\PyCellLayout.content)
    static let nativeIndex = offset(\PyNativeLayout.index)
    static let nativeReceiver = offset(\PyNativeLayout.receiver)
    static let listCount = offset(\PyListLayout.count)
    static let listCapacity = offset(\PyListLayout.capacity)
    static let listSize = MemoryLayout<PyListLayout>.size
    static let listItems = offset(\PyListLayout.items)
    static let tupleCount = offset(\PyTupleLayout.count)
    static let sliceSize = MemoryLayout<PySliceLayout>.size
    static let sliceStart = offset(\PySliceLayout.start)
    static let sliceStop = offset(\PySliceLayout.stop)
    static let sliceStep = offset(\PySliceLayout.step)
    static let functionSize = MemoryLayout<PyFunctionLayout>.size
    static let frameWords = MemoryLayout<Frame>.size / 8
    /// The field that a setFunctionPart instruction sets.
    static func functionPart(_ c: Int) -> Int {
        switch c {
        case 1: return offset(\PyFunctionLayout.defaults)
        case 2: return offset(\PyFunctionLayout.keywordDefaults)
        case 4: return offset(\PyFunctionLayout.annotations)
        default: return offset(\PyFunctionLayout.closure)
        }
    }
    static let tupleItems = MemoryLayout<PyTupleLayout>.size
    static let arrayBytes = offset(\PyNativeObjectLayout.v0)
    static let arrayTypecode = offset(\PyNativeObjectLayout.i0)
    static let bytearrayLength = offset(\PyBytearrayLayout.length)
    static let bytearrayData = offset(\PyBytearrayLayout.data)
    static let bytesLength = offset(\PyBytesLayout.length)
    static let bytesItems = MemoryLayout<PyBytesLayout>.size
    static let rangeStartField = offset(\PyRangeLayout.start)
    static let rangeStopField = offset(\PyRangeLayout.stop)
    static let rangeStepField = offset(\PyRangeLayout.step)
    static let rangeLengthField = offset(\PyRangeLayout.length)
    static let rangeSize = MemoryLayout<PyRangeLayout>.size
    static let rangeIteratorSize = MemoryLayout<PyRangeIteratorLayout>.size
    static let sequenceIteratorSize = MemoryLayout<PyListIteratorLayout>.size
    static let rangeNext = offset(\PyRangeIteratorLayout.next)
    static let rangeStep = offset(\PyRangeIteratorLayout.step)
    static let rangeRemaining = offset(\PyRangeIteratorLayout.remaining)
    static let iteratorSource = offset(\PyListIteratorLayout.source)
    static let iteratorIndex = offset(\PyListIteratorLayout.index)
    private static func offset<Root, Member>(_ path: KeyPath<Root, Member>) -> Int { MemoryLayout<Root>.offset(of: path) ?? 0 }
}

/// What forIterate's feedback byte says.
enum IteratorKinds {
    static let range: UInt8 = 1
    static let list: UInt8 = 2
    static let tuple: UInt8 = 4
    static let other: UInt8 = 8
}

extension UnitBuilder {
    // MARK: Attributes

    /// What is known of an attribute site, one fact a shape: what the interpreter's cache says, and what it said before.
    private var siteFacts: [SiteFact] {
        if isGeneric { return [] }
        var list = s.facts[x.offset].map { [$0] } ?? []
        for fact in s.otherFacts[x.offset] ?? [] where !list.contains(where: { $0.shape == fact.shape }) { list.append(fact) }
        return list
    }

    /// Builds one way for each shape that was seen; the last one leaves for any other shape. Each way gives a value and what
    /// `body` may have changed in the registers is forgotten where they meet.
    private func forEachShape(_ facts: [SiteFact], of object: ValueID, _ body: (SiteFact, ValueID) -> ValueID?) -> ValueID? {
        var groups: [[Int]] = []
        for i in facts.indices {
            if let g = groups.firstIndex(where: { facts[$0[0]].isLike(facts[i]) }) { groups[g].append(i) } else { groups.append([i]) }
        }
        return forEachShape(groups.map { $0.map { facts[$0].shape } }, of: object) { i, known in body(facts[groups[i][0]], known) }
    }

    func forEachShape(_ shapes: [UInt32], of object: ValueID, _ body: (Int, ValueID) -> ValueID?) -> ValueID? {
        forEachShape(shapes.map { [$0] }, of: object, body)
    }

    /// The same for groups of shapes; each group has one way.
    private func forEachShape(_ groups: [[UInt32]], of object: ValueID, _ body: (Int, ValueID) -> ValueID?) -> ValueID? {
        if groups.count == 1, groups[0].count == 1 { return body(0, shaped(object, groups[0][0], isFixed: false)) }
        let saved = registers
        let shape = b.emit(.loadShape, [object], immediate: 0, auxiliary: Int32(MIRAliasClass.header.rawValue))
        var results: [(block: BlockID, value: ValueID)] = []
        for (i, group) in groups.enumerated() {
            registers = saved
            // Where the ways of a group's shapes meet, the object is known to be one.
            let meeting = group.count > 1 ? b.addBlock() : nil
            let met = meeting.map { b.addParameter(.object(shape: 0), to: $0) }
            var next: BlockID?
            for (j, one) in group.enumerated() {
                registers = saved
                next = nil
                if i < groups.count - 1 || j < group.count - 1 {
                    let yes = b.addBlock(), no = b.addBlock()
                    let same = b.emit(.intCompare, [shape, b.constant(Int64(one))], immediate: Int64(MIRCondition.equal.rawValue))
                    b.branch(same, Edge(yes), Edge(no))
                    b.position(at: yes)
                    next = no
                }
                let known = shaped(object, one, isFixed: false)
                if let meeting, let met {
                    b.jump(meeting, [known])
                    if j < group.count - 1, let next { b.position(at: next) } else {
                        b.position(at: meeting)
                        registers = saved
                        if let value = body(i, met) { results.append((b.block, value)) }
                    }
                } else if let value = body(i, known) { results.append((b.block, value)) }
            }
            if let next { b.position(at: next) }
        }
        registers = saved
        return join(results)
    }

    /// An attribute that is taken to be constant as long as its owner is what it is.
    private func constantAttribute(of owner: ValueID) -> ValueID? {
        guard !isGeneric, case .constant(let known, let value)? = s.facts[x.offset], words[owner] == known else { return nil }
        assumption()
        return constantWord(value)
    }

    func loadAttribute() {
        if let value = constantAttribute(of: register(x.b)) { put(x.a, value); return }
        let facts = siteFacts.filter {
            switch $0 {
            case .slot, .storage, .classValue, .property: return true
            default: return false
            }
        }
        guard !facts.isEmpty else { loadAnyAttribute(); return }
        // The class may get a data descriptor of that name.
        assumption()
        let value = forEachShape(facts, of: register(x.b)) { fact, object in
            switch fact {
            case .slot(_, let offset):
                return present(b.emit(.loadSlot, [object], immediate: Int64(offset), auxiliary: Int32(MIRAliasClass.slot.rawValue)))
            case .storage(_, let word, let index):
                let items = b.loadField(object, word, .storage, type: .object(shape: 0))
                return present(b.emit(.loadElement, [items, b.constant(Int64(index))], auxiliary: Int32(MIRAliasClass.slot.rawValue), type: .tagged))
            case .classValue(_, let word): return constantWord(word)
            case .property(_, let getter): return callResult(getter, constantWord(getter), [object])
            default: return nil
            }
        }
        if let value { put(x.a, value) } else { isFinished = true }
    }

    /// An attribute of an object of which nothing is known: by the attribute table, else as the interpreter does it.
    private func loadAnyAttribute() {
        guard let name = attributeName, site == nil || site?.place != nil || !isGeneric else { fallback(); return }
        if let site, site.place == nil {
            put(x.a, leaf("rt_attribute_quick", .read, [register(x.b), name]))
            return
        }
        let v = b.emit(.callHelper, [register(x.b), name], immediate: symbol("rt_attribute_quick", .read), type: .tagged)
        quickly([v], into: x.a)
    }

    /// The interned name that an attribute instruction is about.
    private var attributeName: ValueID? { x.c < s.names.count && s.names[x.c] != 0 ? constantWord(s.names[x.c]) : nil }

    /// What a leaf routine found, or, where the first of its values is empty, what the interpreter's routine gives, goes to registers.
    private func quickly(_ found: [ValueID], into first: Int) {
        let saved = registers
        let slow = b.addBlock(), target = b.addBlock()
        let values = found.map { _ in b.addParameter(.tagged, to: target) }
        b.branch(b.emit(.wordEqual, [found[0], emptyValue]), Edge(slow), Edge(target, found), likelihood: -1)
        b.position(at: slow)
        fallback()
        b.jump(target, found.indices.map { registers[first + $0] })
        registers = saved
        b.position(at: target)
        if let value = values.first { presents.insert(value) }
        for (i, value) in values.enumerated() { put(first + i, value) }
    }

    /// A routine that runs no Python; where it has no answer the interpreter does the instruction.
    func leaf(_ name: String, _ effects: HelperEffects, _ operands: [ValueID]) -> ValueID {
        present(b.emit(.callHelper, operands, immediate: symbol(name, effects), type: .tagged))
    }

    /// A routine that runs no Python and always has an answer.
    func helper(_ name: String, _ effects: HelperEffects, _ operands: [ValueID]) -> ValueID {
        let v = b.emit(.callHelper, operands, immediate: symbol(name, effects), type: .tagged)
        presents.insert(v)
        return v
    }

    func present(_ v: ValueID) -> ValueID {
        let g = b.emit(.guardNotEmpty, [v], at: before())
        presents.insert(g)
        return g
    }

    func storeAttribute() {
        let facts = siteFacts.filter {
            switch $0 {
            case .slot, .transition, .storage: return true
            default: return false
            }
        }
        guard !facts.isEmpty else { storeAnyAttribute(); return }
        assumption()
        let value = register(x.b)
        let done = forEachShape(facts, of: register(x.a)) { fact, object in
            switch fact {
            case .slot(_, let offset):
                b.emit(.storeSlot, [object, value], immediate: Int64(offset), auxiliary: Int32(MIRAliasClass.slot.rawValue))
            case .storage(_, let word, let index):
                let items = b.loadField(object, word, .storage, type: .object(shape: 0))
                b.emit(.storeElement, [items, b.constant(Int64(index)), value], auxiliary: Int32(MIRAliasClass.slot.rawValue))
            case .transition(_, let offset, let newShape):
                b.emit(.storeSlot, [object, value], immediate: Int64(offset), auxiliary: Int32(MIRAliasClass.slot.rawValue))
                b.emit(.storeField32, [object, b.constant(Int64(newShape))], immediate: 0, auxiliary: Int32(MIRAliasClass.header.rawValue))
            default: return nil
            }
            b.emit(.writeBarrier, [object, value])
            return emptyValue
        }
        if done == nil { isFinished = true }
    }

    /// An attribute of an object of which nothing is known.
    private func storeAnyAttribute() {
        guard let name = attributeName, site == nil || !isGeneric else { fallback(); return }
        let done = b.emit(
            .callHelper, [register(x.a), name, register(x.b)], immediate: symbol("rt_store_attribute_quick", .write), type: .tagged)
        if site != nil {
            b.emit(.guardNotEmpty, [done], auxiliary: 1, at: before())
            return
        }
        let slow = b.addBlock(), target = b.addBlock(), saved = registers
        b.branch(b.emit(.wordEqual, [done, emptyValue]), Edge(slow), Edge(target), likelihood: -1)
        b.position(at: slow)
        fallback()
        b.jump(target)
        registers = saved
        b.position(at: target)
    }

    func loadMethod() {
        let facts = siteFacts.filter {
            if case .method = $0 { return true }
            return false
        }
        let v = register(x.b)
        if let value = constantAttribute(of: v) {
            put(x.a, value)
            put(x.a + 1, emptyValue)
            return
        }
        guard !facts.isEmpty else {
            // What is called then is not known, so the call needs a frame.
            guard site == nil, let name = attributeName else { fallback(); return }
            quickly([b.emit(.callHelper, [v, name], immediate: symbol("rt_method_quick", .read), type: .tagged), v], into: x.a)
            return
        }
        assumption()
        var receiver = v
        let function = forEachShape(facts, of: v) { fact, object in
            guard case .method(_, let function) = fact else { return nil }
            receiver = object
            return constantWord(function)
        }
        guard let function else { isFinished = true; return }
        if facts.count > 1 {
            receiver = v
            // The last way would have left for anything that is no object.
            presents.insert(v)
            var words: [UInt64] = []
            for case .method(_, let f) in facts where !words.contains(f) { words.append(f) }
            u.candidates[function] = words
        }
        put(x.a, function)
        put(x.a + 1, receiver)
    }

    // MARK: Special methods

    /// The Python methods that the instruction was seen to call; nil: none, or it is not to speculate.
    var specialUses: [SpecialUse]? { isGeneric ? nil : s.specials[x.offset] }

    /// An arithmetic operation on instances of Python classes whose methods can stand in its place. False: not so.
    func specialArithmetic(_ l: ValueID, _ r: ValueID, _ right: OperandKinds) -> Bool {
        guard let uses = specialUses, Set(uses.map(\.left)).count == uses.count, x.op.binaryOperator != nil else { return false }
        assumption()
        let other = register(x.c)
        let value = forEachShape(uses.map(\.left), of: l) { i, object in
            let use = uses[i]
            var operand = other
            if use.right != 0 { operand = shaped(other, use.right, isFixed: false) } else if right == .int {
                _ = intValue(other)
                operand = register(x.c)
            } else if right == .float {
                _ = floatValue(other)
                operand = register(x.c)
            } else { return generalBinary(l, other) }
            guard let function = s.shared.functions[use.function], let all = complete([object, operand], function) else { return generalBinary(l, other) }
            // If the method leaves, its answer may come later and be NotImplemented: the interpreter goes on from the operands' registers.
            switch inlined(function, use.function, all, then: .operands) {
            case .value(let v) where isImplemented(v): return v
            case .ended: return nil
            case .value: return generalBinary(l, other)
            case .refused: break
            }
            guard site == nil, x.op != .addImmediate, x.op != .subtractImmediate else { return generalBinary(l, other) }
            let i = constant(use.function)
            u.callees[i] = function
            let v = b.emit(.pyCallKnown, all, immediate: Int64(i), auxiliary: Int32(x.op.rawValue), at: after(x.a))
            presents.insert(v)
            return v
        }
        if let value { put(x.a, value) } else { isFinished = true }
        return true
    }

    /// Is the value known not to be NotImplemented?
    private func isImplemented(_ v: ValueID) -> Bool {
        if let w = words[v] { return w != notImplementedWord }
        if kinds[v] != nil { return true }
        if case .object(let shape) = b.function.type(of: v), shape != 0 { return true }
        return b.function.operation(of: v) == .boxBool
    }

    func generalBinary(_ l: ValueID, _ r: ValueID) -> ValueID {
        var op = x.op
        // An immediate's word says apart from the operator whether it is in place.
        if x.x & 0x80 != 0 { op = op == .addImmediate ? .inplaceAdd : op == .subtractImmediate ? .inplaceSubtract : op }
        let v = b.emit(.pyBinary, [l, r], immediate: Int64(op.rawValue), at: after(x.a))
        presents.insert(v)
        return v
    }
}
