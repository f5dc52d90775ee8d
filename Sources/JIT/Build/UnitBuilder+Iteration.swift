// Tuples, ranges, iterators, and lists that grow.
//
// What the code makes for itself and drops again (the range of a loop, its iterator, a tuple that is unpacked) is an allocation in MIR,
// so that `replaceAllocations` can turn it into values.

import Bytecode
import CVMSpec
import MIR

extension UnitBuilder {
    // MARK: Tuples

    func buildTuple() {
        let count = x.c
        guard count > 0, count <= 32 else { fallback(); return }
        put(x.a, tuple(of: (0 ..< count).map { register(x.b + $0) }))
    }

    func tuple(of items: [ValueID]) -> ValueID {
        let tuple = allocate(.Tuple, Layout.tupleItems + 8 * items.count)
        b.storeField(tuple, Layout.tupleCount, .constant, b.constant(Int64(items.count)))
        for (i, item) in items.enumerated() { b.storeField(tuple, Layout.tupleItems + 8 * i, .constant, item) }
        u.tuples[tuple] = items
        return tuple
    }

    func buildSlice() {
        let parts = (register(x.b), register(x.b + 1), x.c == 3 ? register(x.b + 2) : constantWord(noneWord))
        let slice = allocate(.Slice, Layout.sliceSize)
        for (offset, part) in [(Layout.sliceStart, parts.0), (Layout.sliceStop, parts.1), (Layout.sliceStep, parts.2)] {
            b.storeField(slice, offset, .constant, part)
        }
        u.slices[slice] = parts
        put(x.a, slice)
    }

    func allocate(_ kind: Kind, _ size: Int) -> ValueID {
        let object = b.emit(.allocateObject, immediate: Int64(kind.rawValue), auxiliary: Int32(size), type: .object(shape: kind.rawValue))
        presents.insert(object)
        return object
    }

    func unpackSequence() {
        let v = register(x.b), count = x.c
        guard !isGeneric, count > 0, count <= 32 else { fallback(); return }
        if x.x == 0, s.trustsAbsence { leaveHere(); return }
        let items: [ValueID]
        if x.x & 3 == ContainerKinds.list | ContainerKinds.tuple { items = unpackEither(v, count) } else {
            items = unpacked(v, count, isList: x.x == ContainerKinds.list)
        }
        for (i, item) in items.enumerated() {
            presents.insert(item)
            put(x.a + i, item)
        }
    }

    /// The items of a list or tuple that has just so many.
    private func unpacked(_ v: ValueID, _ count: Int, isList: Bool) -> [ValueID] {
        let sequence = shaped(v, isList ? Kind.List.rawValue : Kind.Tuple.rawValue, isFixed: true)
        let actual = isList ? b.loadField(sequence, Layout.listCount, .length, type: .int64) : b.loadField(sequence, Layout.tupleCount, .constant, type: .int64)
        b.emit(.guardTrue, [b.emit(.intCompare, [actual, b.constant(Int64(count))], immediate: Int64(MIRCondition.equal.rawValue))], at: before())
        if !isList { return (0 ..< count).map { b.loadField(sequence, Layout.tupleItems + 8 * $0, .constant) } }
        let storage = b.loadField(sequence, Layout.listItems, .storage, type: .object(shape: 0))
        return (0 ..< count).map { i in
            b.emit(.loadElement, [storage, b.constant(Int64(i))], auxiliary: Int32(MIRAliasClass.element.rawValue), type: .tagged)
        }
    }

    /// A tuple at times, a list at times.
    private func unpackEither(_ v: ValueID, _ count: Int) -> [ValueID] {
        let saved = registers
        let shape = b.emit(.loadShape, [v], immediate: 0, auxiliary: Int32(MIRAliasClass.header.rawValue))
        let isTuple = b.emit(.intCompare, [shape, b.constant(Int64(Kind.Tuple.rawValue))], immediate: Int64(MIRCondition.equal.rawValue))
        let tuples = b.addBlock(), lists = b.addBlock(), target = b.addBlock()
        let items = (0 ..< count).map { _ in b.addParameter(.tagged, to: target) }
        b.branch(isTuple, Edge(tuples), Edge(lists))
        for (block, isList) in [(tuples, false), (lists, true)] {
            b.position(at: block)
            registers = saved
            b.jump(target, unpacked(v, count, isList: isList))
        }
        registers = saved
        b.position(at: target)
        return items
    }

    // MARK: Lists

    /// The list takes one more item; nothing else can happen but that memory runs out, which the interpreter reports.
    func appendToList(_ list: ValueID, _ item: ValueID) {
        let count = b.loadField(list, Layout.listCount, .length, type: .int64)
        let capacity = b.loadField(list, Layout.listCapacity, .length, type: .int64)
        let room = b.addBlock(), full = b.addBlock(), done = b.addBlock()
        b.branch(b.emit(.intCompare, [count, capacity], immediate: Int64(MIRCondition.less.rawValue)), Edge(room), Edge(full), likelihood: 1)
        b.position(at: room)
        let items = b.loadField(list, Layout.listItems, .storage, type: .object(shape: 0))
        b.emit(.storeElement, [items, count, item], auxiliary: Int32(MIRAliasClass.element.rawValue))
        b.storeField(list, Layout.listCount, .length, b.emit(.intAdd, [count, b.constant(1 as Int64)]))
        b.emit(.writeBarrier, [list, item])
        b.jump(done)
        b.position(at: full)
        let pushed = b.emit(.callHelper, [list, item], immediate: symbol("rt_list_push", .write), type: .tagged)
        // When this fails nothing was appended; stress must not make it fail after the list has grown.
        b.emit(.guardNotEmpty, [pushed], auxiliary: 1, at: before())
        b.jump(done)
        b.position(at: done)
    }

    // MARK: Iteration

    /// range(stop), range(start, stop) or with a constant step, of small integers; nil if it is something else.
    func range(_ arguments: [ValueID]) -> ValueID? {
        guard (1 ... 3).contains(arguments.count), arguments.allSatisfy({ (kinds[$0] ?? .int) == .int }) else { return nil }
        var step: Int64 = 1
        if arguments.count == 3 {
            guard let w = words[arguments[2]], w & 1 == 1 else { return nil }
            step = Int64(bitPattern: w) >> 1
            guard step != 0, abs(step) < 1 << 30 else { return nil }
        }
        let start = arguments.count == 1 ? b.constant(0 as Int64) : intValue(arguments[0])
        let stop = intValue(arguments.count == 1 ? arguments[0] : arguments[1])
        // The difference of two small integers fits 64 bits, save for the outermost.
        var length = step > 0 ? b.emit(.guardIntSub, [stop, start], at: before()) : b.emit(.guardIntSub, [start, stop], at: before())
        if abs(step) > 1 {
            length = b.emit(.guardIntAdd, [length, b.constant(abs(step) - 1)], at: before())
            length = b.emit(.intFloorDiv, [length, b.constant(abs(step))])
        }
        // At least 0.
        let sign = b.emit(.intShiftRight, [length, b.constant(63 as Int64)])
        length = b.emit(.intAnd, [length, b.emit(.intNot, [sign])])
        let object = allocate(.Range, Layout.rangeSize)
        let stepValue = b.constant(step)
        for (offset, number) in [(Layout.rangeStartField, start), (Layout.rangeStopField, stop), (Layout.rangeStepField, stepValue), (Layout.rangeLengthField, length)] {
            b.storeField(object, offset, .constant, b.emit(.boxInt, [number]))
        }
        u.ranges[object] = .init(start: start, step: stepValue, length: length)
        return object
    }

    /// The iterator of a range from its end.
    func reversed(_ range: RangeParts) -> ValueID {
        let steps = b.emit(.intSub, [range.length, b.constant(1 as Int64)])
        return rangeIterator(
            start: b.emit(.intAdd, [range.start, b.emit(.intMul, [steps, range.step])]), step: b.emit(.intNegate, [range.step]), length: range.length)
    }

    private func rangeIterator(start: ValueID, step: ValueID, length: ValueID) -> ValueID {
        let iterator = allocate(.RangeIterator, Layout.rangeIteratorSize)
        b.storeField(iterator, Layout.rangeNext, .field, start)
        b.storeField(iterator, Layout.rangeStep, .constant, step)
        b.storeField(iterator, Layout.rangeRemaining, .field, length)
        return iterator
    }

    /// What the loop over register a was seen to iterate over.
    private var iteratorKind: UInt8 {
        // The iterator of a comprehension goes to the function that has just been made.
        if index + 1 < flow.code.count, case let next = flow.code[index + 1], next.op == .call, next.b == 1, next.a + 1 == x.a,
           let made = u.made[register(next.a)], let inner = s.shared.functions[made.template]?.snapshot {
            var offset = 0
            while let i = DecodedInstruction(inner.words, at: offset) {
                if i.op == .forIterate, i.b == 0 { return i.x }
                offset = i.next
            }
        }
        return flow.code[(index + 1)...].prefix(12).first { $0.op == .forIterate && $0.b == x.a }?.x ?? 0
    }

    func getIterator() {
        let v = register(x.b)
        if !isGeneric, let range = u.ranges[v] {
            put(x.a, rangeIterator(start: range.start, step: range.step, length: range.length))
            return
        }
        if case .object(let shape) = b.function.type(of: v), shape == Kind.RangeIterator.rawValue {
            put(x.a, v)
            return
        }
        let kind = iteratorKind
        if !isGeneric, kind == IteratorKinds.range {
            let range = shaped(v, Kind.Range.rawValue, isFixed: true)
            func part(_ offset: Int) -> ValueID { b.emit(.unboxInt, [b.emit(.guardInt, [b.loadField(range, offset, .constant)], at: before())]) }
            put(x.a, rangeIterator(start: part(Layout.rangeStartField), step: part(Layout.rangeStepField), length: part(Layout.rangeLengthField)))
            return
        }
        // What the interpreter saw that is no list or tuple exactly may be of a subclass: their iterators are the same.
        if !isGeneric, x.x & 1 == 0, kind == IteratorKinds.list || kind == IteratorKinds.tuple {
            let source = shaped(v, kind == IteratorKinds.list ? Kind.List.rawValue : Kind.Tuple.rawValue, isFixed: true)
            let iterator = allocate(kind == IteratorKinds.list ? .ListIterator : .TupleIterator, Layout.sequenceIteratorSize)
            b.storeField(iterator, Layout.iteratorSource, .field, source)
            b.storeField(iterator, Layout.iteratorIndex, .field, b.constant(0 as Int64))
            put(x.a, iterator)
            return
        }
        if isFrameless, !isGeneric { put(x.a, leaf("rt_iterator_exact", .allocate, [v])) } else { put(x.a, python("rt_py_iterator", [v], result: x.a)) }
    }

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
        if !isGeneric, x.x == IteratorKinds.list || x.x == IteratorKinds.tuple {
            iterateSequence(iterator, isList: x.x == IteratorKinds.list, exit)
            return
        }
        if x.x == 0, s.trustsAbsence, !isGeneric { leaveHere(); return }
        // The value, or the word that stands for the end.
        let v: ValueID
        if isFrameless, !isGeneric {
            v = b.emit(.callHelper, [iterator], immediate: symbol("rt_next_exact", .write), type: .tagged)
            b.emit(.guardNotEmpty, [v], auxiliary: 1, at: before())
        } else { v = python("rt_py_next", [iterator], result: x.a) }
        let ended = b.emit(.wordEqual, [v, b.emit(.constantTagged, immediate: 0x2000_0000_0180)])
        let go = b.addBlock()
        b.branch(ended, Edge(way(to: exit)), Edge(go), likelihood: -1)
        b.position(at: go)
        presents.insert(v)
        put(x.a, v)
        goto(offset: x.next)
    }

    /// Inlined code that has no frame, and so can run no Python.
    private var isFrameless: Bool { site != nil && site?.place == nil }

    private func iterateSequence(_ iterator: ValueID, isList: Bool, _ exit: Int) {
        let it = shaped(iterator, isList ? Kind.ListIterator.rawValue : Kind.TupleIterator.rawValue, isFixed: true)
        let sequence: ValueID
        if b.function.operation(of: b.function.unguarded(it)) == .allocateObject {
            let source = b.loadField(it, Layout.iteratorSource, .field)
            sequence = b.guardShape(source, isList ? Kind.List.rawValue : Kind.Tuple.rawValue, isFixed: true, at: before())
        } else {
            // An iterator of this kind has no other sources than lists (tuples), of subclasses perhaps, laid out alike.
            sequence = b.loadField(it, Layout.iteratorSource, .field, type: .object(shape: 0))
            b.emit(.guardNotEmpty, [sequence], at: before())
        }
        let i = b.loadField(it, Layout.iteratorIndex, .field, type: .int64)
        let count = isList ? b.loadField(sequence, Layout.listCount, .length, type: .int64) : b.loadField(sequence, Layout.tupleCount, .constant, type: .int64)
        let more = b.emit(.intCompare, [i, count], immediate: Int64(MIRCondition.less.rawValue))
        let go = b.addBlock(), end = b.addBlock()
        b.branch(more, Edge(go), Edge(end), likelihood: 1)
        b.position(at: end)
        b.storeField(it, Layout.iteratorSource, .field, emptyValue)
        b.jump(way(to: exit))
        b.position(at: go)
        let v: ValueID
        if isList {
            let items = b.loadField(sequence, Layout.listItems, .storage, type: .object(shape: 0))
            v = b.emit(.loadElement, [items, i], auxiliary: Int32(MIRAliasClass.element.rawValue), type: .tagged)
        } else {
            v = b.emit(.loadElement, [sequence, i], immediate: Int64(Layout.tupleItems), auxiliary: Int32(MIRAliasClass.constant.rawValue), type: .tagged)
        }
        b.storeField(it, Layout.iteratorIndex, .field, b.emit(.intAdd, [i, b.constant(1 as Int64)]))
        presents.insert(v)
        put(x.a, v)
        goto(offset: x.next)
    }
}
