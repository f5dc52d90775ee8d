// Items of lists, tuples, dicts, arrays and bytes.
//
// What the site was seen to be used with decides: items of lists, tuples, bytes and arrays of doubles or integers are read and written in place, behind guards;
// other exact builtin types have a leaf routine; the rest is a Python operation.

import Bytecode
import CVMSpec
import MIR
import VM

/// What the feedback byte of loadItem and storeItem says: the container, where the key was an integer.
enum ContainerKinds {
    static let list: UInt8 = 1
    static let tuple: UInt8 = 2
    static let dict: UInt8 = 4
    static let other: UInt8 = 8
    /// Beside the others: an index that counts from the end.
    static let negative: UInt8 = 16
    /// Beside `other`: an array of doubles; of 32-bit integers; both: bytes.
    static let doubles: UInt8 = 64
    static let integers: UInt8 = 128
    /// Beside the others: a key that leaf routines do not take (slices, floats, instances).
    static let elaborate: UInt8 = 32
}

extension UnitBuilder {
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
        if loadPackedItem(container, key, keyKind) { return }
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
            b.emit(.writeBarrier, [list, register(x.c)])
            return
        }
        if !isGeneric, keyKind == .int, x.x & 0xEF == ContainerKinds.other | ContainerKinds.doubles, s.packedShape != 0 {
            let value = register(x.c)
            let number = kinds[value] == .float ? floatValue(value) : kinds[value] == .int ? self.number(value, .int) : self.number(value, .number)
            let (data, i) = packedPlace(container, key, PackedArrays.doubles, itemShift: 3)
            b.emit(.storeElement, [data, i, number], auxiliary: Int32(MIRAliasClass.character.rawValue))
            return
        }
        if !isGeneric, x.x != 0, x.x & ContainerKinds.elaborate == 0 {
            _ = leaf("rt_set_item_exact", .write, [container, key, register(x.c)])
            return
        }
        b.emit(.pyStoreItem, [container, key, register(x.c)], at: after())
    }

    // MARK: Packed items

    /// An item of an array of doubles or 32-bit integers, or of bytes, read in place. False: it is none of these.
    private func loadPackedItem(_ container: ValueID, _ key: ValueID, _ keyKind: OperandKinds) -> Bool {
        guard !isGeneric, keyKind == .int, x.x & 0x2F == ContainerKinds.other else { return false }
        switch x.x & (ContainerKinds.doubles | ContainerKinds.integers) {
        case ContainerKinds.doubles where s.packedShape != 0:
            let (data, i) = packedPlace(container, key, PackedArrays.doubles, itemShift: 3)
            putFloat(x.a, b.emit(.loadElement, [data, i], auxiliary: Int32(MIRAliasClass.character.rawValue), type: .float64))
        case ContainerKinds.integers where s.packedShape != 0:
            let (data, i) = packedPlace(container, key, PackedArrays.integers, itemShift: 2)
            putInt(x.a, b.emit(.loadElement32, [data, i], auxiliary: Int32(MIRAliasClass.character.rawValue)))
        case ContainerKinds.doubles | ContainerKinds.integers:
            let bytes = shaped(container, Kind.Bytes.rawValue, isFixed: true)
            let i = wrapped(intValue(key), b.loadField(bytes, Layout.bytesLength, .constant, type: .int64))
            putInt(x.a, b.emit(.loadElement8, [bytes, i], immediate: Int64(Layout.bytesItems), auxiliary: Int32(MIRAliasClass.constant.rawValue)))
        default: return false
        }
        return true
    }

    /// The items of an array with that typecode, and a checked index.
    private func packedPlace(_ container: ValueID, _ key: ValueID, _ typecode: Int64, itemShift: Int64) -> (data: ValueID, index: ValueID) {
        let array = shaped(container, s.packedShape, isFixed: true)
        let code = b.loadField(array, Layout.arrayTypecode, .constant, type: .int64)
        b.emit(.guardTrue, [b.emit(.intCompare, [code, b.constant(typecode)], immediate: Int64(MIRCondition.equal.rawValue))], at: before())
        let bytes = b.loadField(array, Layout.arrayBytes, .field, type: .object(shape: 0))
        let size = b.loadField(bytes, Layout.bytearrayLength, .length, type: .int64)
        let i = wrapped(intValue(key), b.emit(.intShiftRight, [size, b.constant(itemShift)]))
        return (b.loadField(bytes, Layout.bytearrayData, .storage, type: .object(shape: 0)), i)
    }
}
