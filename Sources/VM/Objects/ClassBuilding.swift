// Class building: from name, bases and namespace to a class with its MRO, slots, shape, and the hooks that are told of it.
//
// In:  what `type.__new__` or `__build_class__` got. Out: a class object.
//
// Instance layout: [fields of the base kind][storage word][member slots][inline attribute slots]. Classes of modules keep
// the module's own dict and have no storage word; subclasses of tuple, int and bytes have it behind their items.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    // -- Metaclass

    /// The most derived of a metaclass and the metaclasses of the bases.
    func calculateMetaclass(_ meta: Value, _ bases: Value) throws(PyRaise) -> Value {
        var winner = meta
        for i in 0 ..< bases.tuple.count {
            let m = Value(typeOf(tupleItem(bases, i)))
            if isSubtype(winner.type, m) { continue }
            if isSubtype(m.type, winner) { winner = m; continue }
            throw raise(K.TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
        }
        return winner
    }

    // -- Method resolution order

    /// C3 linearisation of a class with those bases: the class, then its ancestors.
    func linearise(_ cls: Value, _ bases: Value) throws(PyRaise) -> Value {
        var lists: [[Value]] = []
        var direct: [Value] = []
        for i in 0 ..< bases.tuple.count {
            let b = tupleItem(bases, i)
            if direct.contains(b) { throw raise(K.TypeError, "duplicate base class \(typeName(b))") }
            direct.append(b)
            let mro = Value(bits: b.type.pointee.mro)
            var line: [Value] = []
            if mro.isPresent { for k in 0 ..< mro.tuple.count { line.append(tupleItem(mro, k)) } }
            lists.append(line)
        }
        var result = [cls]
        if lists.count == 1 { return try newTuple(result + lists[0]) }
        lists.append(direct)
        var heads = Array(repeating: 0, count: lists.count)
        while true {
            var candidate = Value.empty
            var exhausted = true
            for i in 0 ..< lists.count where heads[i] < lists[i].count {
                exhausted = false
                let c = lists[i][heads[i]]
                var inTail = false
                for k in 0 ..< lists.count where heads[k] + 1 < lists[k].count {
                    if lists[k][(heads[k] + 1)...].contains(c) { inTail = true; break }
                }
                if !inTail { candidate = c; break }
            }
            if exhausted { return try newTuple(result) }
            if candidate.isEmpty {
                var names: [String] = []
                for i in 0 ..< lists.count where heads[i] < lists[i].count {
                    let n = typeName(lists[i][heads[i]])
                    if !names.contains(n) { names.append(n) }
                }
                throw raise(K.TypeError, "Cannot create a consistent method resolution\norder (MRO) for bases \(names.joined(separator: ", "))")
            }
            result.append(candidate)
            for i in 0 ..< lists.count where heads[i] < lists[i].count && lists[i][heads[i]] == candidate { heads[i] += 1 }
        }
    }

    /// The MRO of a class: by its metaclass's mro() if that is overridden.
    func computeMRO(_ cls: Value, _ bases: Value) throws(PyRaise) -> Value {
        let meta = typeOf(cls)
        if Value(meta) != K.type {
            let f = try lookup(meta, N.mro)
            if f.isPresent && !f.isExact(.Native) {
                let r = try tupleFrom(try callSpecial(f, cls))
                for i in 0 ..< r.tuple.count where !has(tupleItem(r, i), .Type) {
                    throw raise(K.TypeError, "mro() returned a non-class ('\(typeName(of: tupleItem(r, i)))')")
                }
                return r
            }
        }
        return try linearise(cls, bases)
    }

    /// The base that decides the layout of instances.
    func bestBase(_ bases: Value) throws(PyRaise) -> Value {
        var best = Value.empty
        var solid: TypeRef? = nil
        for i in 0 ..< bases.tuple.count {
            let b = tupleItem(bases, i)
            guard has(b, .Type) else { throw raise(K.TypeError, "bases must be types") }
            guard b.type.pointee.typeFlags & TypeFlag.base != 0 else {
                throw raise(K.TypeError, "type '\(typeName(b))' is not an acceptable base type")
            }
            let s = Instantiation.solidBase(self, b.type)
            guard let current = solid else { solid = s; best = b; continue }
            if isSubtype(current, Value(s)) { continue }
            if isSubtype(s, Value(current)) { solid = s; best = b; continue }
            throw raise(K.TypeError, "multiple bases have instance lay-out conflict")
        }
        return best
    }

    // -- __slots__

    /// The names in `__slots__`, mangled; whether `__dict__` and `__weakref__` were among them.
    private func slotNames(_ slots: Value, className: String, namespace: DictRef, base: TypeRef) throws(PyRaise) -> (names: [Value], dict: Bool, weakref: Bool) {
        var names: [Value] = []
        var dict = false, weakref = false
        let items = has(slots, .Str) ? try newTuple([slots]) : try tupleFrom(slots)
        if items.tuple.count > 0 && variableSized(base) {
            throw raise(K.TypeError, "nonempty __slots__ not supported for subtype of '\(typeName(Value(base)))'")
        }
        for i in 0 ..< items.tuple.count {
            let x = tupleItem(items, i)
            guard has(x, .Str) else { throw raise(K.TypeError, "__slots__ items must be strings, not '\(typeName(of: x))'") }
            let text = x.str.string
            guard isIdentifier(x) else { throw raise(K.TypeError, "__slots__ must be identifiers") }
            if text == "__dict__" {
                if dict || hasInstanceDict(base) { throw raise(K.TypeError, "__dict__ slot disallowed: we already got one") }
                dict = true
                continue
            }
            if text == "__weakref__" {
                if weakref { throw raise(K.TypeError, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0") }
                weakref = true
                continue
            }
            let name = try intern(mangled(text, className))
            if try dictGet(namespace, name).isPresent, text != "__qualname__", text != "__classcell__" {
                throw raise(K.ValueError, "'\(text)' in __slots__ conflicts with class variable")
            }
            if !names.contains(name) { names.append(name) }
        }
        names.sort { Array($0.str.utf8).lexicographicallyPrecedes(Array($1.str.utf8)) }
        return (names, dict, weakref)
    }

    private func variableSized(_ type: TypeRef) -> Bool {
        let k = type.pointee.instanceKind
        return k == Kind.Int.rawValue || k == Kind.Tuple.rawValue || k == Kind.Bytes.rawValue
    }

    private func isIdentifier(_ v: Value) -> Bool {
        let s = v.str
        if s.count == 0 { return false }
        for i in 0 ..< s.count {
            let c = s[code: i]
            let letter = c == 95 || c >= 65 && c <= 90 || c >= 97 && c <= 122 || c >= 0xAA
            if !(letter || i > 0 && c >= 48 && c <= 57) { return false }
        }
        return true
    }

    /// Private name mangling.
    func mangled(_ name: String, _ className: String) -> String {
        guard name.hasPrefix("__"), !name.hasSuffix("__"), !name.contains(".") else { return name }
        let stripped = className.drop { $0 == "_" }
        return stripped.isEmpty ? name : "_\(stripped)\(name)"
    }

    /// How many attributes a class's `__init__` stores on self: a guess at the inline slots worth having.
    private func storedAttributes(_ namespace: DictRef) throws(PyRaise) -> Int {
        let f = try dictGet(namespace, N.specials[Special.`init`.rawValue])
        guard f.isExact(.Function), let code = f.function.pointee.code else {
            let annotations = try dictGet(namespace, N.annotations)
            return annotations.isPresent && has(annotations, .Dict) ? Swift.min(32, Int(annotations.dict.pointee.used)) : 0
        }
        try materialize(code)
        guard let instructions = code.pointee.instructions else { return 0 }
        var seen: Set<UInt16> = []
        var i = 0
        let n = Int(code.pointee.instructionCount)
        while i < n {
            let w = instructions[i]
            guard w & 0xFF < UInt64(OPCODE_COUNT), let op = Opcode(rawValue: UInt8(truncatingIfNeeded: w)) else { break }
            if op == .storeAttribute, UInt16(truncatingIfNeeded: w >> 16) == 0 { seen.insert(UInt16(truncatingIfNeeded: w >> 48)) }
            i += 1 + Int(opcode_info(op).pointee.words)
        }
        return Swift.min(32, seen.count)
    }

    // -- type.__new__

    /// A new class. `namespace` is copied; `keywords` (a dict or empty) go to `__init_subclass__`.
    func buildClass(meta startMeta: Value, name: Value, bases givenBases: Value, namespace: Value, keywords: Value) throws(PyRaise) -> Value {
        for i in 0 ..< givenBases.tuple.count where !has(tupleItem(givenBases, i), .Type) {
            let b = tupleItem(givenBases, i)
            if try getAttributeIfAny(b, "__mro_entries__").isPresent {
                throw raise(K.TypeError, "type() doesn't support MRO entry resolution; use types.new_class()")
            }
        }
        let meta = try calculateMetaclass(startMeta, givenBases)
        let bases = givenBases.tuple.count == 0 ? try newTuple([K.object]) : givenBases
        let base = try bestBase(bases)
        let baseType = base.type
        let names = try dictCopy(namespace.dict)
        let className = name.str.string

        // Layout.
        let baseHasDict = hasInstanceDict(baseType) || baseType.pointee.instanceKind == Kind.Module.rawValue || baseType.pointee.instanceKind == Kind.typeObject.rawValue
        let declared = try dictGet(names, N.slots)
        var slots: [Value] = []
        var addsDict = !baseHasDict, addsWeakref = baseType.pointee.typeFlags & TypeFlag.weakrefable == 0
        if declared.isPresent {
            let r = try slotNames(declared, className: className, namespace: names, base: baseType)
            slots = r.names
            addsDict = r.dict
            addsWeakref = addsWeakref && r.weakref
            if !addsDict && !baseHasDict {
                for i in 0 ..< bases.tuple.count where hasInstanceDict(tupleItem(bases, i).type) { addsDict = true }
            }
        }
        let kind: Kind = baseType.pointee.instanceKind == Kind.Object.rawValue ? .Instance : Kind(rawValue: baseType.pointee.instanceKind) ?? .Instance
        let type = try newType(name: className, kind: kind, base: base, metaShape: meta.type.pointee.rootShape)
        let cls = Value(type)
        type.pointee.name = name.bits
        type.pointee.typeFlags = TypeFlag.base | TypeFlag.heap
        type.pointee.bases = bases.bits
        type.pointee.dict = names
        for i in 0 ..< bases.tuple.count {
            let b = tupleItem(bases, i)
            if b != base { try noteSubclass(b.type, cls) }
            // Exceptions keep their category, containers their pattern matching.
            type.pointee.typeFlags |= b.type.pointee.typeFlags & (TypeFlag.sequence | TypeFlag.mapping | TypeFlag.exception)
        }
        type.pointee.typeFlags |= baseType.pointee.typeFlags & ExceptionCategory.mask
        if addsWeakref || baseType.pointee.typeFlags & TypeFlag.weakrefable != 0 { type.pointee.typeFlags |= TypeFlag.weakrefable }
        let fixed = UInt32(kind_info(type.pointee.instanceKind).pointee.size)
        let noStorage = kind == .Module || kind == .Type
        if noStorage { type.pointee.storageOffset = 0 }
        else if variableSized(baseType) { type.pointee.storageOffset = Storage.behindTail }
        else { type.pointee.storageOffset = baseType.pointee.storageOffset != 0 ? baseType.pointee.storageOffset : fixed }
        if !addsDict && !baseHasDict { type.pointee.typeFlags |= TypeFlag.hasSlotsOnly }
        type.pointee.spare = baseType.pointee.spare
        if !noStorage {
            let b = TypeBuilder(t: self, type: type)
            for (i, slot) in slots.enumerated() {
                let m = try new(PyMemberLayout.self, .Member)
                m.pointee.name = slot.bits
                m.pointee.owner = cls.bits
                m.pointee.offset = Int64(type.pointee.storageOffset) + 8 + 8 * Int64(Int(baseType.pointee.spare) + i)
                try dictSet(names, slot, Value(m))
            }
            type.pointee.spare += UInt32(slots.count)
            if hasInstanceDict(type) && !hasInstanceDict(baseType) { try Bootstrap.addDictAttribute(b) }
            if addsWeakref { try Bootstrap.addWeakrefAttribute(b) }
            if hasInstanceDict(type) && type.pointee.storageOffset != Storage.behindTail {
                var guess = Int(baseType.pointee.inlineSlots) + (try storedAttributes(names))
                for i in 0 ..< bases.tuple.count { guess = Swift.max(guess, Int(tupleItem(bases, i).type.pointee.inlineSlots)) }
                type.pointee.inlineSlots = UInt32(Swift.min(guess, 48))
            }
        }

        // Namespace.
        if try dictGet(names, N.module).isEmpty, let globals = pointee.frame?.pointee.globals {
            let m = try dictGet(globals, N.name)
            if m.isPresent { try dictSet(names, N.module, m) }
        }
        let qualname = try dictGet(names, N.qualname)
        type.pointee.qualifiedName = name.bits
        if qualname.isPresent {
            guard has(qualname, .Str) else { throw raise(K.TypeError, "type __qualname__ must be a str, not \(typeName(of: qualname))") }
            type.pointee.qualifiedName = qualname.bits
            try dictDelete(names, N.qualname)
        }
        if try dictGet(names, N.doc).isEmpty { try dictSet(names, N.doc, .none) }
        let newName = N.specials[Special.new.rawValue]
        let new = try dictGet(names, newName)
        if new.isExact(.Function) {
            let s = try self.new(PyStaticMethodLayout.self, .StaticMethod)
            s.pointee.function = new.bits
            try dictSet(names, newName, Value(s))
        }
        for special in [Special.initSubclass, .classGetitem] {
            let f = try dictGet(names, N.specials[special.rawValue])
            if f.isExact(.Function) {
                let c = try self.new(PyClassMethodLayout.self, .ClassMethod)
                c.pointee.function = f.bits
                try dictSet(names, N.specials[special.rawValue], Value(c))
            }
        }
        let cell = try dictGet(names, N.classcell)
        if cell.isPresent {
            guard has(cell, .Cell) else {
                throw raise(K.TypeError, "type.__new__ got __classcell__ object of a non-cell type: \(typeName(of: cell))")
            }
            try dictDelete(names, N.classcell)
        }
        if try dictGet(names, N.specials[Special.eq.rawValue]).isPresent, try dictGet(names, N.specials[Special.hash.rawValue]).isEmpty {
            try dictSet(names, N.specials[Special.hash.rawValue], .none)
        }
        // A metaclass's mro() may run methods that already see the class.
        if cell.isPresent {
            cell.cell(PyCellLayout.self).pointee.content = cls.bits
            barrier(cell)
        }
        do throws(PyRaise) { type.pointee.mro = try computeMRO(cls, bases).bits } catch {
            for i in 0 ..< bases.tuple.count { forgetSubclass(tupleItem(bases, i).type, cls) }
            throw error
        }
        barrier(type)
        let mro = Value(bits: type.pointee.mro)
        for i in 1 ..< Swift.max(1, mro.tuple.count) {
            type.pointee.typeFlags |= tupleItem(mro, i).type.pointee.typeFlags & (TypeFlag.sequence | TypeFlag.mapping)
        }
        if try lookupUncached(type, N.specials[Special.del.rawValue]).isPresent { type.pointee.typeFlags |= TypeFlag.hasDel }
        try makeRootShape(type)
        try tellNames(cls, names)
        try initSubclass(cls, keywords)
        return cls
    }

    /// Calls `__set_name__` of the values in a new class's namespace.
    private func tellNames(_ cls: Value, _ names: DictRef) throws(PyRaise) {
        var i = dictNext(names, 0)
        var pending: [(Value, Value)] = []
        while i >= 0 {
            let e = names.pointee.entries.unsafelyUnwrapped[i]
            let v = Value(bits: e.value)
            i = dictNext(names, i + 1)
            guard v.isReference, !v.isExact(.Function), !v.isExact(.Str) else { continue }
            if v.isExact(.Property) {
                let p = v.cell(PyPropertyLayout.self)
                if p.pointee.name == 0 { p.pointee.name = e.key; barrier(v) }
                continue
            }
            if try special(of: v, .setName).isPresent { pending.append((Value(bits: e.key), v)) }
        }
        if pending.isEmpty { return }
        var flat: [Value] = []
        for (k, v) in pending { flat.append(k); flat.append(v) }
        let list = try newTuple(flat)
        for k in 0 ..< pending.count {
            let key = tupleItem(list, 2 * k), v = tupleItem(list, 2 * k + 1)
            do { _ = try callSpecial(try special(of: v, .setName), v, cls, key) } catch {
                let cause = clearRaised()
                let r = raise(K.RuntimeError, "Error calling __set_name__ on '\(typeName(of: v))' instance '\(has(key, .Str) ? key.str.string : "?")' in '\(typeName(cls))'")
                let e = Value(bits: pointee.raised).exception
                e.pointee.cause = cause.bits
                e.pointee.context = cause.bits
                e.pointee.suppressContext = 1
                throw r
            }
        }
    }

    /// super(cls, cls).__init_subclass__(**keywords).
    private func initSubclass(_ cls: Value, _ keywords: Value) throws(PyRaise) {
        let mro = Value(bits: cls.type.pointee.mro)
        let name = N.specials[Special.initSubclass.rawValue]
        let count = keywords.isPresent ? Int(keywords.dict.pointee.used) : 0
        for i in 1 ..< Swift.max(1, mro.tuple.count) {
            guard let d = tupleItem(mro, i).type.pointee.dict else { continue }
            let f = try dictGet(d, name)
            if f.isEmpty { continue }
            if Instantiation.isNative(f, Instantiation.objectInitSubclass) {
                if count > 0 { throw raise(K.TypeError, "\(typeName(cls)).__init_subclass__() takes no keyword arguments") }
                return
            }
            var arguments: [Value] = [], names: [Value] = []
            if count > 0 {
                var k = dictNext(keywords.dict, 0)
                while k >= 0 {
                    let e = keywords.dict.pointee.entries.unsafelyUnwrapped[k]
                    names.append(Value(bits: e.key))
                    arguments.append(Value(bits: e.value))
                    k = dictNext(keywords.dict, k + 1)
                }
            }
            let keywordNames = names.isEmpty ? Value.empty : try newTuple(names)
            switch try bind(f, cls, cls.type) {
            case .method(let g): _ = try call(g, arguments: [cls] + arguments, names: keywordNames)
            case .value(let g): _ = try call(g, arguments: arguments, names: keywordNames)
            case .call(let g, let a, _, _): _ = try call(try call(g, a, cls, cls), arguments: arguments, names: keywordNames)
            case .missing: break
            }
            return
        }
    }

    // -- __build_class__

    /// First part: bases, metaclass and namespace. The result is the tuple (function, name, bases, meta, namespace, keywords, originalBases or None).
    func buildClassBegin(_ function: Value, _ name: Value, _ originalBases: Value, _ givenKeywords: Value) throws(PyRaise) -> Value {
        guard function.isExact(.Function) else { throw raise(K.TypeError, "__build_class__: func must be a function") }
        guard has(name, .Str) else { throw raise(K.TypeError, "__build_class__: name is not a string") }
        let bases = try resolveBases(originalBases)
        let keywords = try dictCopy(givenKeywords.dict)
        var meta = try dictGet(keywords, N.metaclass)
        var metaIsClass = true
        if meta.isPresent {
            try dictDelete(keywords, N.metaclass)
            metaIsClass = has(meta, .Type)
        } else { meta = bases.tuple.count == 0 ? K.type : Value(typeOf(tupleItem(bases, 0))) }
        if metaIsClass { meta = try calculateMetaclass(meta, bases) }
        let state = try newTuple([function, name, bases, meta, .none, Value(keywords), bases == originalBases ? .none : originalBases])
        let prepare = meta == K.type ? Value.empty : try getAttributeIfAny(meta, N.specials[Special.prepare.rawValue])
        var namespace: Value
        if prepare.isEmpty || Instantiation.isNative(prepare, TypeNatives.prepare) { namespace = Value(try newDict()) }
        else {
            let (arguments, names) = try flatten([name, bases], keywords)
            namespace = try call(prepare, arguments: arguments, names: names)
            if !has(namespace, .Dict), try special(of: namespace, .getitem).isEmpty {
                throw raise(K.TypeError, "\(metaIsClass ? typeName(meta) : "<metaclass>").__prepare__() must return a mapping, not \(typeName(of: namespace))")
            }
        }
        state.tuple.items[4] = namespace
        barrier(state)
        return state
    }

    /// Last part: checks that the metaclass filled the `__class__` cell that the body returned.
    func buildClassFinish(_ state: Value, cell: Value, _ cls: Value) throws(PyRaise) -> Value {
        if has(cls, .Type), cell.isPresent, has(cell, .Cell) {
            let content = Value(bits: cell.cell(PyCellLayout.self).pointee.content)
            if content != cls {
                let name = tupleItem(state, 1).str.string
                if content.isEmpty {
                    throw raise(K.RuntimeError, "__class__ not set defining '\(name)' as \(try reprString(cls)). Was __classcell__ propagated to type.__new__?")
                }
                throw raise(K.TypeError, "__class__ set to \(try reprString(content)) defining '\(name)' as \(try reprString(cls))")
            }
        }
        return cls
    }

    /// Positional arguments followed by the values of a keyword dict, and the tuple of their names.
    func flatten(_ positional: [Value], _ keywords: DictRef) throws(PyRaise) -> ([Value], Value) {
        var arguments = positional, names: [Value] = []
        var k = dictNext(keywords, 0)
        while k >= 0 {
            let e = keywords.pointee.entries.unsafelyUnwrapped[k]
            names.append(Value(bits: e.key))
            arguments.append(Value(bits: e.value))
            k = dictNext(keywords, k + 1)
        }
        return (arguments, names.isEmpty ? .empty : try newTuple(names))
    }

    /// Replaces bases that are no classes by what their `__mro_entries__` gives; the same tuple if there are none.
    func resolveBases(_ bases: Value) throws(PyRaise) -> Value {
        var changed = false
        for i in 0 ..< bases.tuple.count where !has(tupleItem(bases, i), .Type) { changed = true }
        if !changed { return bases }
        changed = false
        let result = try newList()
        for i in 0 ..< bases.tuple.count {
            let b = tupleItem(bases, i)
            if has(b, .Type) { try listAppend(result.list, b); continue }
            let f = try getAttributeIfAny(b, N.specials[Special.mroEntries.rawValue])
            if f.isEmpty { try listAppend(result.list, b); continue }
            let r = try call(f, bases)
            guard has(r, .Tuple) else { throw raise(K.TypeError, "__mro_entries__ must return a tuple") }
            for k in 0 ..< r.tuple.count { try listAppend(result.list, tupleItem(r, k)) }
            changed = true
        }
        return changed ? try tupleFrom(result) : bases
    }
}
