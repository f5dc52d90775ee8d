// Attributes and items.

import Bytecode
import CVMSpec
import MIR
import VM

/// Offsets of fields that emitted code touches.
enum Layout {
    static let globalsRegister = (offset(\Frame.globals) - MemoryLayout<Frame>.size) / 8
    /// The frame's continuation word: for an initialiser's frame the instance.
    static let continuationRegister = (offset(\Frame.continuation) - MemoryLayout<Frame>.size) / 8
    static let localsRegister = (offset(\Frame.locals) - MemoryLayout<Frame>.size) / 8
    static let dictEntries = offset(\PyDictLayout.entries)
    static let dictVersion = offset(\PyDictLayout.keysVersion)
    static let cellContent = offset(\PyCellLayout.content)
    static let listCount = offset(\PyListLayout.count)
    static let listItems = offset(\PyListLayout.items)
    static let tupleCount = offset(\PyTupleLayout.count)
    static let sliceSize = MemoryLayout<PySliceLayout>.size
    static let sliceStart = offset(\PySliceLayout.start)
    static let sliceStop = offset(\PySliceLayout.stop)
    static let sliceStep = offset(\PySliceLayout.step)
    static let tupleItems = MemoryLayout<PyTupleLayout>.size
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

/// What the feedback byte of loadItem and storeItem says: the container, where the key was an integer.
enum ContainerKinds {
    static let list: UInt8 = 1
    static let tuple: UInt8 = 2
    static let dict: UInt8 = 4
    static let other: UInt8 = 8
    /// Beside the others: an index that counts from the end.
    static let negative: UInt8 = 16
    /// Beside the others: a key that leaf routines do not take (slices, floats, instances).
    static let elaborate: UInt8 = 32
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
        forEachShape(facts.map(\.shape), of: object) { i, known in body(facts[i], known) }
    }

    func forEachShape(_ shapes: [UInt32], of object: ValueID, _ body: (Int, ValueID) -> ValueID?) -> ValueID? {
        if shapes.count == 1 { return body(0, shaped(object, shapes[0], isFixed: false)) }
        let saved = registers
        let shape = b.emit(.loadShape, [object], immediate: 0, auxiliary: Int32(MIRAliasClass.header.rawValue))
        var results: [(block: BlockID, value: ValueID)] = []
        for (i, one) in shapes.enumerated() {
            registers = saved
            var next: BlockID?
            if i < shapes.count - 1 {
                let yes = b.addBlock(), no = b.addBlock()
                let same = b.emit(.intCompare, [shape, b.constant(Int64(one))], immediate: Int64(MIRCondition.equal.rawValue))
                b.branch(same, Edge(yes), Edge(no))
                b.position(at: yes)
                next = no
            }
            let known = shaped(object, one, isFixed: false)
            if let value = body(i, known) { results.append((b.block, value)) }
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
        guard x.c < s.names.count, s.names[x.c] != 0, site == nil else { fallback(); return }
        let saved = registers
        let v = b.emit(.callHelper, [register(x.b), constantWord(s.names[x.c])], immediate: symbol("rt_attribute_quick", .read), type: .tagged)
        let slow = b.addBlock(), quick = b.addBlock()
        b.branch(b.emit(.wordEqual, [v, emptyValue]), Edge(slow), Edge(quick), likelihood: -1)
        b.position(at: slow)
        fallback()
        let other = (b.block, registers[x.a])
        registers = saved
        b.position(at: quick)
        guard let value = join([(quick, v), other]) else { return }
        presents.insert(value)
        put(x.a, value)
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
        guard !facts.isEmpty else { fallback(); return }
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
            b.emit(.writeBarrier, [object])
            return emptyValue
        }
        if done == nil { isFinished = true }
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
        guard !facts.isEmpty else { fallback(); return }
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
        guard let uses = specialUses, Set(uses.map(\.left)).count == uses.count, let (op, isInplace) = x.op.binaryOperator else { return false }
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
            guard let function = s.functions[use.function], let all = complete([object, operand], function) else { return generalBinary(l, other) }
            // If the method leaves, its answer may come later and be NotImplemented: what the interpreter needs to go on from there.
            let state = allocate(.Tuple, Layout.tupleItems + 24)
            b.storeField(state, Layout.tupleCount, .constant, b.constant(3 as Int64))
            let code = constantWord(UInt64(op.rawValue | (isInplace ? 64 : 0) | 2 << 8) << 1 | 1)
            for (i, item) in [code, object, operand].enumerated() { b.storeField(state, Layout.tupleItems + 8 * i, .constant, item) }
            switch inlined(function, use.function, all, then: .binary, state) {
            case .value(let v) where isImplemented(v): return v
            case .ended: return nil
            default: return generalBinary(l, other)
            }
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
        let v = b.emit(.pyBinary, [l, r], immediate: Int64(x.op.rawValue), at: after(x.a))
        presents.insert(v)
        return v
    }

    // MARK: Items

    func loadItem() {
        let container = register(x.b), key = register(x.c)
        if let uses = specialUses, x.x & 15 == ContainerKinds.other {
            assumption()
            let v = forEachShape(uses.map(\.left), of: container) { i, object in
                callResult(uses[i].function, constantWord(uses[i].function), [object, key])
            }
            if let v { put(x.a, v) } else { isFinished = true }
            return
        }
        if !isGeneric, x.x != 0 || !s.trustsAbsence, let (start, stop, step) = u.slices[key] {
            put(x.a, leaf("rt_slice_exact", .allocate, [container, start, stop, step]))
            return
        }
        let keyKind = kinds[key] ?? .int
        if !isGeneric, keyKind == .int, x.x & 15 == ContainerKinds.list {
            let list = shaped(container, Kind.List.rawValue, isFixed: true)
            let i = wrapped(intValue(key), b.loadField(list, Layout.listCount, .length, type: .int64))
            let items = b.loadField(list, Layout.listItems, .storage, type: .object(shape: 0))
            let v = b.emit(.loadElement, [items, i], auxiliary: Int32(MIRAliasClass.element.rawValue), type: .tagged)
            presents.insert(v)
            put(x.a, v)
            return
        }
        if !isGeneric, keyKind == .int, x.x & 15 == ContainerKinds.tuple {
            let tuple = shaped(container, Kind.Tuple.rawValue, isFixed: true)
            if let w = words[key], Int64(bitPattern: w) >= 0, w >> 1 < 1 << 20 {
                // A constant index is a field.
                let count = b.loadField(tuple, Layout.tupleCount, .constant, type: .int64)
                b.emit(.guardBounds, [b.constant(Int64(w >> 1)), count], at: before())
                let v = b.loadField(tuple, Layout.tupleItems + 8 * Int(w >> 1), .constant)
                presents.insert(v)
                put(x.a, v)
                return
            }
            let i = wrapped(intValue(key), b.loadField(tuple, Layout.tupleCount, .constant, type: .int64))
            let v = b.emit(.loadElement, [tuple, i], immediate: Int64(Layout.tupleItems), auxiliary: Int32(MIRAliasClass.constant.rawValue), type: .tagged)
            presents.insert(v)
            put(x.a, v)
            return
        }
        if !isGeneric, x.x != 0, x.x & ContainerKinds.elaborate == 0 {
            put(x.a, leaf("rt_item_exact", .read, [container, key]))
            return
        }
        let v = b.emit(.pyLoadItem, [container, key], at: after(x.a))
        presents.insert(v)
        put(x.a, v)
    }

    /// A checked index into `count` items; it may count from the end if it is constant or if that was seen.
    private func wrapped(_ i: ValueID, _ count: ValueID) -> ValueID {
        if b.function.operation(of: i) == .unboxInt, let w = words[b.function.operand(0, of: i)] {
            if Int64(bitPattern: w) < 0 { return b.emit(.guardBounds, [b.emit(.intAdd, [i, count]), count], at: before()) }
        } else if x.x & ContainerKinds.negative != 0 {
            let sign = b.emit(.intShiftRight, [i, b.constant(63 as Int64)])
            return b.emit(.guardBounds, [b.emit(.intAdd, [i, b.emit(.intAnd, [sign, count])]), count], at: before())
        }
        return b.emit(.guardBounds, [i, count], at: before())
    }

    func storeItem() {
        let container = register(x.a), key = register(x.b)
        if let uses = specialUses, x.x & 15 == ContainerKinds.other {
            assumption()
            let value = register(x.c)
            let done = forEachShape(uses.map(\.left), of: container) { i, object in
                callResult(uses[i].function, constantWord(uses[i].function), [object, key, value])
            }
            if done == nil { isFinished = true }
            return
        }
        if !isGeneric, x.x != 0 || !s.trustsAbsence, let (start, stop, step) = u.slices[key], words[step] == noneWord {
            let done = b.emit(.callHelper, [container, start, stop, register(x.c)], immediate: symbol("rt_set_slice_exact", .write), type: .tagged)
            // Done is done: stress must not make it fail now.
            b.emit(.guardNotEmpty, [done], auxiliary: 1, at: before())
            return
        }
        let keyKind = kinds[key] ?? .int
        if !isGeneric, keyKind == .int, x.x & 15 == ContainerKinds.list {
            let list = shaped(container, Kind.List.rawValue, isFixed: true)
            let i = wrapped(intValue(key), b.loadField(list, Layout.listCount, .length, type: .int64))
            let items = b.loadField(list, Layout.listItems, .storage, type: .object(shape: 0))
            b.emit(.storeElement, [items, i, register(x.c)], auxiliary: Int32(MIRAliasClass.element.rawValue))
            b.emit(.writeBarrier, [list])
            return
        }
        if !isGeneric, x.x != 0, x.x & ContainerKinds.elaborate == 0 {
            _ = leaf("rt_set_item_exact", .write, [container, key, register(x.c)])
            return
        }
        b.emit(.pyStoreItem, [container, key, register(x.c)], at: after())
    }
}
