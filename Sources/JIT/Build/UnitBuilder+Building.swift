// Lists, sets, dicts and functions that code makes.
//
// In:  the instructions of displays and comprehensions, and makeFunction with its parts. Out: the new object.
//
// A function object is an allocation whose fields are known words, so that it is never made where it is only called here: its code is
// inlined then, with the closure's cells as values.

import Bytecode
import CVMSpec
import MIR

extension UnitBuilder {
    // MARK: Lists

    func buildList() {
        let count = x.c
        guard count <= 32 else { fallback(); return }
        if count == 0 {
            put(x.a, allocate(.List, Layout.listSize))
            return
        }
        let items = (0 ..< count).map { register(x.b + $0) }
        let list = b.emit(.callHelper, [b.constant(Int64(count))], immediate: symbol("rt_list_make", .allocate), type: .object(shape: Kind.List.rawValue))
        presents.insert(list)
        let storage = b.loadField(list, Layout.listItems, .storage, type: .object(shape: 0))
        for (i, item) in items.enumerated() {
            b.emit(.storeElement, [storage, b.constant(Int64(i)), item], auxiliary: Int32(MIRAliasClass.element.rawValue))
        }
        put(x.a, list)
    }

    // MARK: Sets and dicts

    func buildTable() {
        let isSet = x.op == .buildSet
        guard x.c <= 16, x.c == 0 || !isGeneric else { fallback(); return }
        let shape = isSet ? Kind.Set.rawValue : Kind.Dict.rawValue
        let items = (0 ..< (isSet ? x.c : 2 * x.c)).map { register(x.b + $0) }
        let table = b.emit(
            .callHelper, [], immediate: symbol(isSet ? "rt_set_new" : "rt_dict_new", .allocate), type: .object(shape: shape))
        presents.insert(table)
        if isSet { for item in items { _ = leaf("rt_set_add", .write, [table, item]) } } else {
            for i in 0 ..< x.c { _ = leaf("rt_map_add", .write, [table, items[2 * i], items[2 * i + 1]]) }
        }
        put(x.a, table)
    }

    /// One more item of a set or dict under construction. A key with Python code behind its hash or equality is the interpreter's.
    func addToTable(_ routine: String, _ operands: [ValueID]) {
        if isGeneric { fallback(); return }
        let done = b.emit(.callHelper, operands, immediate: symbol(routine, .write), type: .tagged)
        // Done is done: stress must not make it fail now.
        b.emit(.guardNotEmpty, [done], auxiliary: 1, at: before())
    }

    // MARK: Functions

    func makeFunction() {
        guard let template = s.templates[x.offset] else { fallback(); return }
        let function = allocate(.Function, Layout.functionSize)
        for field in template.fields { b.storeField(function, field.offset, .field, b.constantObject(constant(field.word))) }
        u.made[function] = MadeFunction(template: template.word)
        put(x.a, function)
    }

    func setFunctionPart() {
        let function = register(x.a), value = register(x.b)
        guard u.made[function] != nil else { fallback(); return }
        b.storeField(function, Layout.functionPart(x.c), .field, value)
        b.emit(.writeBarrier, [function, value])
        switch x.c {
        case 1, 2: u.made[function]?.isPlain = false
        case 8: u.made[function]?.cells = u.tuples[value]
        default: break
        }
    }
}
