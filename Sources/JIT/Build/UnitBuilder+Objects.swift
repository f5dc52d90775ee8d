// Attributes, items, iteration and calls.

import Bytecode
import CVMSpec
import MIR

/// Offsets of fields that emitted code touches.
enum Layout {
    static let globalsRegister = (offset(\Frame.globals) - MemoryLayout<Frame>.size) / 8
    static let localsRegister = (offset(\Frame.locals) - MemoryLayout<Frame>.size) / 8
    static let dictEntries = offset(\PyDictLayout.entries)
    static let dictVersion = offset(\PyDictLayout.keysVersion)
    static let cellContent = offset(\PyCellLayout.content)
    static let listCount = offset(\PyListLayout.count)
    static let listItems = offset(\PyListLayout.items)
    static let tupleCount = offset(\PyTupleLayout.count)
    static let tupleItems = MemoryLayout<PyTupleLayout>.size
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
}

extension UnitBuilder {
    // MARK: Attributes

    func loadAttribute() {
        if !isGeneric {
            switch s.facts[x.offset] {
            case .slot(let shape, let offset)?:
                let object = shaped(register(x.b), shape, isFixed: false)
                let v = b.emit(.loadSlot, [object], immediate: Int64(offset), auxiliary: Int32(MIRAliasClass.slot.rawValue))
                put(x.a, present(v))
                return
            case .storage(let shape, let word, let index)?:
                let object = shaped(register(x.b), shape, isFixed: false)
                let items = b.loadField(object, word, .storage, type: .object(shape: 0))
                let v = b.emit(.loadElement, [items, b.constant(Int64(index))], auxiliary: Int32(MIRAliasClass.slot.rawValue), type: .tagged)
                put(x.a, present(v))
                return
            default: break
            }
        }
        fallback()
    }

    private func present(_ v: ValueID) -> ValueID {
        let g = b.emit(.guardNotEmpty, [v], at: before())
        presents.insert(g)
        return g
    }

    func storeAttribute() {
        if !isGeneric {
            switch s.facts[x.offset] {
            case .slot(let shape, let offset)?:
                let object = shaped(register(x.a), shape, isFixed: false)
                b.emit(.storeSlot, [object, register(x.b)], immediate: Int64(offset), auxiliary: Int32(MIRAliasClass.slot.rawValue))
                b.emit(.writeBarrier, [object])
                return
            case .transition(let shape, let offset, let newShape)?:
                let object = shaped(register(x.a), shape, isFixed: false)
                b.emit(.storeSlot, [object, register(x.b)], immediate: Int64(offset), auxiliary: Int32(MIRAliasClass.slot.rawValue))
                b.emit(.storeField32, [object, b.constant(Int64(newShape))], immediate: 0, auxiliary: Int32(MIRAliasClass.header.rawValue))
                b.emit(.writeBarrier, [object])
                return
            default: break
            }
        }
        fallback()
    }

    func loadMethod() {
        if !isGeneric, case .method(let shape, let function)? = s.facts[x.offset] {
            let v = register(x.b)
            assumption()
            let object = shaped(v, shape, isFixed: false)
            put(x.a, constantWord(function))
            put(x.a + 1, object)
            return
        }
        fallback()
    }

    // MARK: Items

    func loadItem() {
        let container = register(x.b), key = register(x.c)
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
            let i = wrapped(intValue(key), b.loadField(tuple, Layout.tupleCount, .constant, type: .int64))
            let v = b.emit(.loadElement, [tuple, i], immediate: Int64(Layout.tupleItems), auxiliary: Int32(MIRAliasClass.constant.rawValue), type: .tagged)
            presents.insert(v)
            put(x.a, v)
            return
        }
        let v = b.emit(.pyLoadItem, [container, key], at: after(x.a))
        presents.insert(v)
        put(x.a, v)
    }

    /// A checked index into `count` items; only a constant index may count from the end.
    private func wrapped(_ i: ValueID, _ count: ValueID) -> ValueID {
        if b.function.operation(of: i) == .unboxInt, let w = words[b.function.operand(0, of: i)], Int64(bitPattern: w) < 0 {
            return b.emit(.guardBounds, [b.emit(.intAdd, [i, count]), count], at: before())
        }
        return b.emit(.guardBounds, [i, count], at: before())
    }

    func storeItem() {
        let container = register(x.a), key = register(x.b)
        let keyKind = kinds[key] ?? .int
        if !isGeneric, keyKind == .int, x.x & 15 == ContainerKinds.list {
            let list = shaped(container, Kind.List.rawValue, isFixed: true)
            let i = wrapped(intValue(key), b.loadField(list, Layout.listCount, .length, type: .int64))
            let items = b.loadField(list, Layout.listItems, .storage, type: .object(shape: 0))
            b.emit(.storeElement, [items, i, register(x.c)], auxiliary: Int32(MIRAliasClass.element.rawValue))
            b.emit(.writeBarrier, [list])
            return
        }
        b.emit(.pyStoreItem, [container, key, register(x.c)], at: after())
    }

    // MARK: Iteration

    func forIterate() {
        guard let exit = x.target else { leaveHere(); return }
        let iterator = register(x.b)
        if !isGeneric, x.x == IteratorKinds.range {
            let it = shaped(iterator, Kind.RangeIterator.rawValue, isFixed: true)
            let left = b.loadField(it, Layout.rangeRemaining, .field, type: .int64)
            let more = b.emit(.intCompare, [left, b.constant(0 as Int64)], immediate: Int64(MIRCondition.greater.rawValue))
            let go = b.addBlock()
            b.branch(more, Edge(go), Edge(way(to: exit)), likelihood: 1)
            b.position(at: go)
            let n = b.loadField(it, Layout.rangeNext, .field, type: .int64)
            let step = b.loadField(it, Layout.rangeStep, .constant, type: .int64)
            b.storeField(it, Layout.rangeNext, .field, b.emit(.intAdd, [n, step]))
            b.storeField(it, Layout.rangeRemaining, .field, b.emit(.intSub, [left, b.constant(1 as Int64)]))
            putInt(x.a, n)
            goto(offset: x.next)
            return
        }
        if !isGeneric, x.x == IteratorKinds.list {
            let it = shaped(iterator, Kind.ListIterator.rawValue, isFixed: true)
            let source = b.loadField(it, Layout.iteratorSource, .field)
            let list = b.guardShape(source, Kind.List.rawValue, isFixed: true, at: before())
            let i = b.loadField(it, Layout.iteratorIndex, .field, type: .int64)
            let count = b.loadField(list, Layout.listCount, .length, type: .int64)
            let more = b.emit(.intCompare, [i, count], immediate: Int64(MIRCondition.less.rawValue))
            let go = b.addBlock(), end = b.addBlock()
            b.branch(more, Edge(go), Edge(end), likelihood: 1)
            b.position(at: end)
            b.storeField(it, Layout.iteratorSource, .field, emptyValue)
            b.jump(way(to: exit))
            b.position(at: go)
            let items = b.loadField(list, Layout.listItems, .storage, type: .object(shape: 0))
            let v = b.emit(.loadElement, [items, i], auxiliary: Int32(MIRAliasClass.element.rawValue), type: .tagged)
            b.storeField(it, Layout.iteratorIndex, .field, b.emit(.intAdd, [i, b.constant(1 as Int64)]))
            presents.insert(v)
            put(x.a, v)
            goto(offset: x.next)
            return
        }
        if x.x == 0, s.trustsAbsence, !isGeneric { leaveHere(); return }
        // The value, or the word that stands for the end.
        let v = python("rt_py_next", [iterator], result: x.a)
        let ended = b.emit(.wordEqual, [v, b.emit(.constantTagged, immediate: 0x2000_0000_0180)])
        let go = b.addBlock()
        b.branch(ended, Edge(way(to: exit)), Edge(go), likelihood: -1)
        b.position(at: go)
        presents.insert(v)
        put(x.a, v)
        goto(offset: x.next)
    }

    // MARK: Calls

    func call() {
        let callee = register(x.a)
        let arguments = (0 ..< x.b).map { register(x.a + 1 + $0) }
        call(callee, arguments)
    }

    func callMethod() {
        let callee = register(x.a), receiver = register(x.a + 1)
        if receiver == emptyValue {
            call(callee, (0 ..< x.b).map { register(x.a + 2 + $0) })
        } else if words[callee] != nil, presents.contains(receiver) {
            call(callee, [receiver] + (0 ..< x.b).map { register(x.a + 2 + $0) })
        } else { fallback() }
    }

    func call(_ callee: ValueID, _ arguments: [ValueID]) {
        if !isGeneric, let word = words[callee], let function = s.functions[word], let count = function.parameterCount,
           arguments.count <= count, arguments.count + function.defaults.count >= count {
            var all = arguments
            for d in function.defaults.suffix(count - arguments.count) { all.append(constantWord(d)) }
            let i = constant(word)
            callees[i] = function
            let v = b.emit(.pyCallKnown, all, immediate: Int64(i), at: after(x.a))
            presents.insert(v)
            put(x.a, v)
            return
        }
        if !isGeneric, let word = words[callee], let known = s.classes[word], let count = known.initializer.parameterCount,
           arguments.count + 1 <= count, arguments.count + 1 + known.initializer.defaults.count >= count {
            assumption()
            let object = b.emit(.allocateObject, immediate: Int64(known.shape), auxiliary: Int32(known.size), type: .object(shape: known.shape))
            var all = [object] + arguments
            for d in known.initializer.defaults.suffix(count - all.count) { all.append(constantWord(d)) }
            let i = constant(word)
            instanceCallees[i] = known
            let v = b.emit(.pyCallKnown, all, immediate: Int64(i), at: after(x.a))
            presents.insert(v)
            put(x.a, v)
            return
        }
        showLocals()
        if let word = words[callee], let name = s.natives[word] {
            if name == "len", arguments.count == 1 {
                put(x.a, python("rt_py_len", arguments, result: x.a))
                return
            }
            if name == "append", arguments.count == 2, case .object(let shape) = b.function.type(of: arguments[0]), shape == Kind.List.rawValue {
                put(x.a, python("rt_list_append", arguments, result: x.a))
                return
            }
        }
        let v = b.emit(.pyCall, [callee] + arguments, at: after(x.a))
        presents.insert(v)
        put(x.a, v)
    }
}
