// Names and attributes for the interpreter: lookups that may push frames and that fill inline caches.

import Bytecode
import CVMSpec

/// How an attribute instruction's cache words are to be read. Word 0: shape id | place << 32 | kind in the two highest bits; a
/// kind that depends on classes has the lowest 29 bits of the class epoch as its place.
enum AttributeCache {
    static let kindMask: UInt64 = 3 << 62
    /// Place: byte offset of the word in the instance.
    static let inlineSlot: UInt64 = 0
    /// Place: index into the attribute storage; word 1: byte offset of the storage word.
    static let storageSlot: UInt64 = 1 << 62
    /// Stores: the instance gains the attribute at that byte offset; word 1: its new shape.
    static let transition: UInt64 = 2 << 62
    /// Loads: word 1 is the value, found on the class.
    static let classValue: UInt64 = 2 << 62
    /// Loads: word 1 is the property, whose getter is a Python function.
    static let property: UInt64 = 3 << 62
    /// Loads, all of word 0 but the shape, which is that of modules: word 1 is keys version | entry << 32 of the module's dict.
    static let moduleEntry: UInt64 = 3 << 62 | 1 << 61
    /// loadMethod, all of word 0: word 1 as for moduleEntry. (Else word 0 is shape id | class epoch << 32, word 1 the function.)
    static let moduleMethod: UInt64 = 1 << 31

    @inline(__always) static func ofEpoch(_ t: Thread, _ kind: UInt64) -> UInt64 { kind | UInt64(t.pointee.classEpoch & 0x1FFF_FFFF) << 32 }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    func unboundLocal(_ frame: FrameRef, _ register: Int) -> PyRaise {
        let unit = frame.pointee.code.info.unit
        let name = register < unit.registerNames.count ? unit.registerNames[register] : "?"
        if register < unit.registerKinds.count && unit.registerKinds[register] == .free {
            return namedNameError(K.NameError, "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope", name)
        }
        return namedNameError(K.UnboundLocalError, "cannot access local variable '\(name)' where it is not associated with a value", name)
    }

    private func namedNameError(_ type: Value, _ message: String, _ name: String) -> PyRaise {
        let e = raise(type, message)
        if let n = try? intern(name) { setExceptionField(Value(bits: pointee.raised), "name", n) }
        return e
    }

    func nameError(_ name: Value) -> PyRaise {
        let e = raise(K.NameError, "name '\(name.str.string)' is not defined")
        setExceptionField(Value(bits: pointee.raised), "name", name)
        return e
    }

    /// mapping[name] or empty; a dict is read directly.
    func mappingGet(_ mapping: Value, _ name: Value) throws(PyRaise) -> Value {
        if mapping.isExact(.Dict) { return try dictGet(mapping.dict, name) }
        do { return try getItem(mapping, name) } catch {
            if raisedIs(K.KeyError) { clearRaised(); return .empty }
            throw error
        }
    }

    /// The builtins dict that a frame's globals name.
    func builtinsOf(_ globals: DictRef) throws(PyRaise) -> DictRef {
        let v = try dictGet(globals, N.builtins)
        if v.isEmpty { return pointee.builtins.unsafelyUnwrapped }
        if has(v, .Dict) { return v.dict }
        if has(v, .Module), let d = v.module.pointee.dict { return d }
        return pointee.builtins.unsafelyUnwrapped
    }

    func globalOrBuiltin(_ frame: FrameRef, _ name: Value) throws(PyRaise) -> Value {
        if let g = frame.pointee.globals {
            let v = try dictGet(g, name)
            if v.isPresent { return v }
            let w = try dictGet(try builtinsOf(g), name)
            if w.isPresent { return w }
        }
        throw nameError(name)
    }

    func builtin(_ frame: FrameRef, _ name: String) throws(PyRaise) -> Value {
        let n = try intern(name)
        if let g = frame.pointee.globals {
            let v = try dictGet(try builtinsOf(g), n)
            if v.isPresent { return v }
        }
        throw raise(K.NameError, "\(name) not found")
    }

    /// Fills the cache: word 0 for a global; words 0 and 1 for a builtin (index all ones in word 0: absent from the globals).
    func loadGlobalSlow(_ frame: FrameRef, _ at: UnsafeMutablePointer<UInt64>, _ name: Value) throws(PyRaise) -> Value {
        guard let g = frame.pointee.globals else { throw nameError(name) }
        let i = try dictFindStr(g, name)
        if i >= 0 {
            let version = dictKeysVersion(g)
            at[0] = UInt64(version) | UInt64(UInt32(i)) << 32
            return Value(bits: g.pointee.entries.unsafelyUnwrapped[i].value)
        }
        let builtins = try builtinsOf(g)
        let k = try dictFindStr(builtins, name)
        if k < 0 { throw nameError(name) }
        if builtins == pointee.builtins.unsafelyUnwrapped {
            at[0] = UInt64(dictKeysVersion(g)) | UInt64(UInt32.max) << 32
            at[1] = UInt64(dictKeysVersion(builtins)) | UInt64(UInt32(k)) << 32
        }
        return Value(bits: builtins.pointee.entries.unsafelyUnwrapped[k].value)
    }

    // -- Attributes

    /// Fills an attribute instruction's cache words; the compiler wants to know what was in them.
    @inline(__always) private func fill(_ at: UnsafeMutablePointer<UInt64>, _ first: UInt64, _ second: UInt64? = nil) {
        if isNoting && UInt32(truncatingIfNeeded: at[0]) != UInt32(truncatingIfNeeded: first) { rememberSite(at) }
        at[0] = first
        if let second { at[1] = second }
    }

    /// object.name; may push (a getter, __getattr__). Fills the cache words.
    func loadAttribute(_ object: Value, _ name: Value, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Value {
        if object.isReference {
            if let e = try attributeEntry(object, name) {
                if e.pointee.kind == .property && !e.pointee.dictFirst { if let v = try invokeGetter(e, object, at) { return v } }
                else {
                    let v = try follow(e, object, name, at)
                    if v.isPresent { return v }
                }
            } else if object.shape == Kind.Module.rawValue {
                let i = try moduleEntry(object, name)
                if i >= 0 {
                    let d = object.module.pointee.dict.unsafelyUnwrapped
                    fill(at, UInt64(Kind.Module.rawValue) | AttributeCache.moduleEntry, UInt64(dictKeysVersion(d)) | UInt64(UInt32(i)) << 32)
                    return Value(bits: d.pointee.entries.unsafelyUnwrapped[i].value)
                }
            } else if object.shape == Kind.Super.rawValue, let e = try superEntry(object, name) {
                let p = object.cell(PySuperLayout.self)
                switch e.pointee.kind {
                case .plain: return Value(bits: e.pointee.value)
                case .classMethod: return try newBoundMethod(Value(bits: e.pointee.value), Value(bits: p.pointee.objectType))
                default: return try newBoundMethod(Value(bits: e.pointee.value), Value(bits: p.pointee.object))
                }
            }
        }
        let found: Found
        do { found = try find(object, name) } catch { return try attributeFallback(object, name, error) }
        switch found {
        case .value(let v): return v
        case .method(let f): return try newBoundMethod(f, object)
        case .missing: throw attributeError(object, name)
        case .call(let f, let x, let y, let z):
            let state = try newPair(object, name)
            return try withTemporaries(3) { (p) throws(PyRaise) in
                p[0] = x
                p[1] = y
                p[2] = z
                let n = y.isEmpty ? 1 : z.isEmpty ? 2 : 3
                do throws(PyRaise) {
                    if f.isExact(.Native) { return try invoke(f, p, n) }
                    return try invoke(f, p, n, then: .attribute, state: state)
                } catch { return try attributeFallback(object, name, error) }
            }
        }
    }

    /// Calls a property's getter, which may push; nil if `__getattr__` could come after it.
    private func invokeGetter(_ e: AttributeEntryRef, _ object: Value, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Value? {
        guard try special(of: object, .getattr).isEmpty else { return nil }
        fill(at, e.pointee.key | AttributeCache.ofEpoch(self, AttributeCache.property), e.pointee.value)
        return try withTemporaries(1) { (p) throws(PyRaise) in
            p[0] = object
            return try invoke(Value(bits: Value(bits: e.pointee.value).cell(PyPropertyLayout.self).pointee.getter), p, 1)
        }
    }

    /// The attribute that an entry stands for (not a property's); empty if it is not there.
    @inline(__always) private func follow(_ e: AttributeEntryRef, _ object: Value, _ name: Value, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Value {
        if e.pointee.dictFirst {
            let own = try ownInDict(object, name)
            if own.isPresent { return own }
        }
        let shape = e.pointee.key
        let isInline = !e.pointee.dictFirst && shape & AttributeEntry.ofClass == 0
        switch e.pointee.kind {
        case .inlineSlot:
            fill(at, shape | UInt64(e.pointee.place) << 32)
            return (object.raw + Int(e.pointee.place)).assumingMemoryBound(to: Value.self).pointee
        case .storageSlot:
            let offset = UInt64(self.shape(of: object).pointee.storageOffset)
            fill(at, shape | UInt64(e.pointee.place) << 32 | AttributeCache.storageSlot, offset)
            return (Value(bits: (object.raw + Int(offset)).assumingMemoryBound(to: UInt64.self).pointee).raw + 8 * Int(e.pointee.place)).assumingMemoryBound(to: Value.self).pointee
        case .plain:
            if isInline && e.pointee.value != 0 {
                fill(at, shape | AttributeCache.ofEpoch(self, AttributeCache.classValue), e.pointee.value)
            }
            return Value(bits: e.pointee.value)
        case .method: return try newBoundMethod(Value(bits: e.pointee.value), object)
        case .classMethod: return try newBoundMethod(Value(bits: e.pointee.value), classAsked(e, object))
        case .nativeGetter:
            var o = object
            do throws(PyRaise) { return try callGetter(Int(e.pointee.place), &o) } catch { return try attributeFallback(object, name, error) }
        case .tupleItem: return Int(e.pointee.place) < object.tuple.count ? object.tuple.items[Int(e.pointee.place)] : .empty
        case .property, .absent, .transition, .dictionary: return .empty
        }
    }

    /// The class that a class method found by an entry is bound to.
    @inline(__always) private func classAsked(_ e: AttributeEntryRef, _ object: Value) -> Value {
        e.pointee.key & AttributeEntry.ofClass != 0 ? object : Value(typeOf(object))
    }

    /// Attribute in the dict of an instance that has its attributes there, or empty.
    @inline(__always) private func ownInDict(_ object: Value, _ name: Value) throws(PyRaise) -> Value {
        let d = Value(bits: storageWord(object, shape(of: object)).pointee)
        if d.isEmpty { return .empty }
        let i = try dictFindStr(d.dict, name)
        return i < 0 ? .empty : Value(bits: d.dict.pointee.entries.unsafelyUnwrapped[i].value)
    }

    /// Number of the entry of a module's attribute in its dict, or -1 if it is not there or the class comes first.
    private func moduleEntry(_ module: Value, _ name: Value) throws(PyRaise) -> Int {
        guard let d = module.module.pointee.dict, name.isExact(.Str) else { return -1 }
        let attribute = try lookup(K.module.type, name)
        if attribute.isPresent, try isDataDescriptor(attribute) { return -1 }
        return try dictFindStr(d, name)
    }

    private func attributeFallback(_ object: Value, _ name: Value, _ error: PyRaise) throws(PyRaise) -> Value {
        guard raisedIs(K.AttributeError) else { throw error }
        let fallback = try special(of: object, .getattr)
        if fallback.isEmpty { throw error }
        clearRaised()
        return try invokeWith(fallback, object, name)
    }

    /// Calls a special method with one argument, as the interpreter does: may push.
    func invokeWith(_ f: Value, _ object: Value, _ argument: Value) throws(PyRaise) -> Value {
        try withTemporaries(2) { (p) throws(PyRaise) in
            switch try bind(f, object, typeOf(object)) {
            case .method(let g): p[0] = object; p[1] = argument; return try invoke(g, p, 2)
            case .value(let g): p[0] = argument; return try invoke(g, p, 1)
            case .call(let g, let x, let y, let z): p[0] = argument; return try invoke(try callFound(g, x, y, z), p, 1)
            case .missing: return .empty
            }
        }
    }

    func invokeWith(_ f: Value, _ object: Value, _ first: Value, _ second: Value) throws(PyRaise) -> Value {
        try withTemporaries(3) { (p) throws(PyRaise) in
            switch try bind(f, object, typeOf(object)) {
            case .method(let g): p[0] = object; p[1] = first; p[2] = second; return try invoke(g, p, 3)
            case .value(let g): p[0] = first; p[1] = second; return try invoke(g, p, 2)
            case .call(let g, let x, let y, let z): p[0] = first; p[1] = second; return try invoke(try callFound(g, x, y, z), p, 2)
            case .missing: return .empty
            }
        }
    }

    /// object.name = value; may push a Python __setattr__ or setter (its result is dropped). Fills the cache words.
    func storeAttribute(_ object: Value, _ name: Value, _ value: Value, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Value {
        if object.isReference, let e = try storeEntry(object, name) {
            let shape = e.pointee.key & 0xFFFF_FFFF, place = UInt64(e.pointee.place) << 32
            switch e.pointee.kind {
            case .inlineSlot: fill(at, shape | place)
            case .transition: fill(at, shape | place | AttributeCache.transition, e.pointee.value)
            case .storageSlot: fill(at, shape | place | AttributeCache.storageSlot, UInt64(self.shape(of: object).pointee.storageOffset))
            case .property:
                return try withTemporaries(2) { (p) throws(PyRaise) in
                    p[0] = object
                    p[1] = value
                    return try invoke(Value(bits: Value(bits: e.pointee.value).cell(PyPropertyLayout.self).pointee.setter), p, 2)
                }
            default: break
            }
            _ = try store(value, in: object, name, by: e)
            return .none
        }
        let setter = try special(of: object, .setattr)
        if setter.isExact(.Native), setter.native.pointee.index == GenericAttributes.objectSet {
            try genericSet(object, name, value)
            return .none
        }
        if setter.isEmpty { throw attributeError(object, name) }
        return try invokeWith(setter, object, name, value)
    }

    /// For a method call: into[0] = function, into[1] = self; or into[0] = attribute, into[1] = empty. May push a getter, whose
    /// result lands in into[0] later. Fills the cache words.
    func loadMethod(_ object: Value, _ name: Value, _ into: UnsafeMutablePointer<Value>, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) {
        guard object.isPresent else { throw attributeError(object, name) }
        if object.isReference, try cachedMethod(object, name, into, at) { return }
        let found: Found
        do { found = try find(object, name) } catch {
            let v = try waiting { () throws(PyRaise) in try attributeFallback(object, name, error) }
            into[0] = v
            into[1] = .empty
            return
        }
        switch found {
        case .method(let f):
            into[0] = f
            into[1] = object
        case .value(let v):
            into[0] = v
            into[1] = .empty
        case .missing: throw attributeError(object, name)
        case .call(let f, let x, let y, let z):
            // The getter's result lands in register a; register a + 1 must read empty then.
            into[1] = .empty
            let state = try newPair(object, name)
            let v = try withTemporaries(3) { (p) throws(PyRaise) in
                p[0] = x
                p[1] = y
                p[2] = z
                do throws(PyRaise) { return try invoke(f, p, y.isEmpty ? 1 : z.isEmpty ? 2 : 3, then: .attribute, state: state) }
                catch { return try attributeFallback(object, name, error) }
            }
            if v.isPresent { into[0] = v }
        }
    }

    /// loadMethod by the attribute table; false if it must be looked up.
    @inline(__always) private func cachedMethod(_ object: Value, _ name: Value, _ into: UnsafeMutablePointer<Value>, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Bool {
        var e: AttributeEntryRef? = try attributeEntry(object, name)
        var receiver = object
        if e == nil {
            if object.shape == Kind.Module.rawValue {
                let i = try moduleEntry(object, name)
                if i < 0 { return false }
                let d = object.module.pointee.dict.unsafelyUnwrapped
                fill(at, AttributeCache.moduleMethod, UInt64(dictKeysVersion(d)) | UInt64(UInt32(i)) << 32)
                into[0] = Value(bits: d.pointee.entries.unsafelyUnwrapped[i].value)
                into[1] = .empty
                return true
            }
            guard object.shape == Kind.Super.rawValue else { return false }
            e = try superEntry(object, name)
            receiver = Value(bits: object.cell(PySuperLayout.self).pointee.object)
        }
        guard let e else { return false }
        if e.pointee.dictFirst {
            let own = try ownInDict(object, name)
            if own.isPresent {
                into[0] = own
                into[1] = .empty
                return true
            }
        }
        switch e.pointee.kind {
        case .method:
            if e.pointee.key <= 0xFFFF_FFFF && !e.pointee.dictFirst {
                fill(at, e.pointee.key | UInt64(pointee.classEpoch) << 32, e.pointee.value)
            }
            into[0] = Value(bits: e.pointee.value)
            into[1] = receiver
        case .classMethod:
            let cls = object.shape == Kind.Super.rawValue ? Value(bits: object.cell(PySuperLayout.self).pointee.objectType) : classAsked(e, object)
            into[0] = Value(bits: e.pointee.value)
            into[1] = cls
        case .plain where e.pointee.value != 0:
            into[0] = Value(bits: e.pointee.value)
            into[1] = .empty
        case .inlineSlot, .storageSlot:
            let offset = Int(shape(of: object).pointee.storageOffset)
            let base = e.pointee.kind == .inlineSlot ? object.raw + Int(e.pointee.place)
                : Value(bits: (object.raw + offset).assumingMemoryBound(to: UInt64.self).pointee).raw + 8 * Int(e.pointee.place)
            let v = base.assumingMemoryBound(to: Value.self).pointee
            if v.isEmpty { return false }
            into[0] = v
            into[1] = .empty
        default: return false
        }
        return true
    }

    /// __enter__ and __exit__ (or the async pair) of a context manager, as loadMethod leaves them.
    func loadWith(_ manager: Value, _ enter: Special, _ exit: Special, _ into: UnsafeMutablePointer<Value>) throws(PyRaise) {
        let type = typeOf(manager)
        let e = try special(type, enter)
        let isAsync = enter == .aenter
        if e.isEmpty {
            let other = try special(type, isAsync ? .enter : .aenter)
            _ = other
            throw raise(K.TypeError, "'\(typeName(of: manager))' object does not support the \(isAsync ? "asynchronous " : "")context manager protocol")
        }
        let x = try special(type, exit)
        if x.isEmpty {
            throw raise(K.TypeError, "'\(typeName(of: manager))' object does not support the \(isAsync ? "asynchronous " : "")context manager protocol (missed \(exit.name) method)")
        }
        func load(_ f: Value, _ i: Int) throws(PyRaise) {
            switch try bind(f, manager, type) {
            case .method(let g): into[i] = g; into[i + 1] = manager
            case .value(let g): into[i] = g; into[i + 1] = .empty
            case .call(let g, let a, let b, let c): into[i] = try callFound(g, a, b, c); into[i + 1] = .empty
            case .missing: throw attributeError(manager, N.specials[enter.rawValue])
            }
        }
        try load(x, 0)
        try load(e, 2)
    }
}
