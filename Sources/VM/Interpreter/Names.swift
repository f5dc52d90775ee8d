// Names and attributes for the interpreter: lookups that may push frames and that fill inline caches.

import Bytecode
import CVMSpec

/// How an attribute instruction's cache word 0 is to be read: shape id | what << 32.
enum AttributeCache {
    /// Byte offset of the word in the instance, inline.
    static let inlineSlot: UInt64 = 0
    /// Index into the attribute storage.
    static let storageSlot: UInt64 = 1 << 62
    /// Method found on the class; word 1 is the function; the upper half of word 0 is the class epoch.
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

    /// object.name; may push (a getter, __getattr__). Caches own slots and plain class values.
    func loadAttribute(_ object: Value, _ name: Value, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Value {
        if object.isReference {
            let shape = self.shape(of: object)
            let type = shape.pointee.type.unsafelyUnwrapped
            if shape.pointee.storageOffset != 0 && type.pointee.typeFlags & TypeFlag.heap != 0 {
                let custom = try special(type, .getattribute)
                if isGenericGetattribute(custom) {
                    let attribute = try lookup(type, name)
                    var isData = false
                    if attribute.isPresent { isData = try isDataDescriptor(attribute) }
                    if !isData {
                        if shape.pointee.isDictMode == 0 {
                            let slot = self.slot(shape, name)
                            if slot >= 0 {
                                let v = Value(bits: slotPointer(object, shape, slot).pointee)
                                cacheSlot(shape, slot, at)
                                if v.isPresent { return v }
                            }
                        }
                    } else if attribute.isExact(.Member), isInstance(object, Value(bits: attribute.cell(PyMemberLayout.self).pointee.owner)) {
                        let offset = Int(attribute.cell(PyMemberLayout.self).pointee.offset)
                        let v = (object.raw + offset).assumingMemoryBound(to: Value.self).pointee
                        if v.isPresent {
                            at[0] = UInt64(shape.pointee.id) | UInt64(offset) << 32
                            return v
                        }
                    }
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
            let state = try newTuple([object, name])
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

    private func attributeFallback(_ object: Value, _ name: Value, _ error: PyRaise) throws(PyRaise) -> Value {
        guard raisedIs(K.AttributeError) else { throw error }
        let fallback = try special(of: object, .getattr)
        if fallback.isEmpty { throw error }
        clearRaised()
        return try invokeWith(fallback, object, name)
    }

    private func cacheSlot(_ shape: Shape, _ slot: Int, _ at: UnsafeMutablePointer<UInt64>) {
        guard shape.pointee.storageOffset != Storage.behindTail else { return }
        rememberSite(at)
        if slot < Int(shape.pointee.inlineSlots) {
            let offset = Int(shape.pointee.storageOffset) + 8 + 8 * (Int(shape.pointee.memberSlots) + slot)
            at[0] = UInt64(shape.pointee.id) | UInt64(offset) << 32
        } else {
            at[0] = UInt64(shape.pointee.id) | UInt64(slot - Int(shape.pointee.inlineSlots)) << 32 | AttributeCache.storageSlot
            at[1] = UInt64(shape.pointee.storageOffset)
        }
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

    /// object.name = value; may push a Python __setattr__ or setter (its result is dropped).
    func storeAttribute(_ object: Value, _ name: Value, _ value: Value, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) -> Value {
        let setter = try special(of: object, .setattr)
        if setter.isExact(.Native), setter.native.pointee.index == GenericAttributes.objectSet {
            if object.isReference {
                let shape = self.shape(of: object)
                let attribute = try lookup(typeOf(object), name)
                var isData = false
                if attribute.isPresent { isData = try isDataDescriptor(attribute) }
                if shape.pointee.storageOffset != 0 && shape.pointee.flags & Storage.noDict == 0 && !isData {
                    if shape.pointee.isDictMode == 0 {
                        let slot = self.slot(shape, name)
                        if slot >= 0 {
                            slotPointer(object, shape, slot).pointee = value.bits
                            cacheSlot(shape, slot, at)
                            barrier(object)
                            return .none
                        }
                    }
                    _ = try setOwnAttribute(object, name, value)
                    cacheTransition(shape, self.shape(of: object), at)
                    return .none
                }
                if attribute.isExact(.Property) {
                    let f = Value(bits: attribute.cell(PyPropertyLayout.self).pointee.setter)
                    if f.isPresent && !f.isNone {
                        return try withTemporaries(2) { (p) throws(PyRaise) in
                            p[0] = object
                            p[1] = value
                            return try invoke(f, p, 2)
                        }
                    }
                }
                if attribute.isExact(.Member), isInstance(object, Value(bits: attribute.cell(PyMemberLayout.self).pointee.owner)) {
                    let offset = Int(attribute.cell(PyMemberLayout.self).pointee.offset)
                    (object.raw + offset).assumingMemoryBound(to: Value.self).pointee = value
                    at[0] = UInt64(shape.pointee.id) | UInt64(offset) << 32
                    barrier(object)
                    return .none
                }
            }
            try genericSet(object, name, value)
            return .none
        }
        if setter.isEmpty { throw attributeError(object, name) }
        return try invokeWith(setter, object, name, value)
    }

    /// An attribute that an instance gains inline: word 0 = old shape | offset << 32, word 1 = new shape, bit 63 of word 0.
    private func cacheTransition(_ old: Shape, _ new: Shape, _ at: UnsafeMutablePointer<UInt64>) {
        guard new.pointee.parent == old, new.pointee.isDictMode == 0, old.pointee.storageOffset != Storage.behindTail else { return }
        let slot = Int(old.pointee.slotCount)
        guard slot < Int(old.pointee.inlineSlots) else { return }
        let offset = Int(old.pointee.storageOffset) + 8 + 8 * (Int(old.pointee.memberSlots) + slot)
        rememberSite(at)
        at[0] = UInt64(old.pointee.id) | UInt64(offset) << 32 | 1 << 63
        at[1] = UInt64(new.pointee.id)
    }

    /// For a method call: into[0] = function, into[1] = self; or into[0] = attribute, into[1] = empty.
    func loadMethod(_ object: Value, _ name: Value, _ into: UnsafeMutablePointer<Value>, _ at: UnsafeMutablePointer<UInt64>) throws(PyRaise) {
        if object.isReference || object.isInt || object.isFloatWord {
            let found: Found
            do { found = try find(object, name) } catch {
                let v = try waiting { () throws(PyRaise) in try attributeFallback(object, name, error) }
                into[0] = v
                into[1] = .empty
                return
            }
            switch found {
            case .method(let f):
                if object.isReference {
                    let shape = self.shape(of: object)
                    // Own attributes may hide the method later only by changing the shape.
                    if shape.pointee.isDictMode == 0, shape.pointee.kind != Kind.typeObject.rawValue, shape.pointee.kind != Kind.Module.rawValue, shape.pointee.kind != Kind.Super.rawValue, shape.pointee.kind != Kind.Function.rawValue,
                       name.str.pointee.header.flags & StrFlag.classCached != 0 {
                        rememberSite(at)
                        at[0] = UInt64(shape.pointee.id) | UInt64(pointee.classEpoch) << 32
                        at[1] = f.bits
                    }
                }
                into[0] = f
                into[1] = object
                return
            case .value(let v):
                into[0] = v
                into[1] = .empty
                return
            case .missing: throw attributeError(object, name)
            case .call(let f, let x, let y, let z):
                // The getter's result lands in register a; register a + 1 must read empty then.
                into[1] = .empty
                let state = try newTuple([object, name])
                let v = try withTemporaries(3) { (p) throws(PyRaise) in
                    p[0] = x
                    p[1] = y
                    p[2] = z
                    do throws(PyRaise) { return try invoke(f, p, y.isEmpty ? 1 : z.isEmpty ? 2 : 3, then: .attribute, state: state) }
                    catch { return try attributeFallback(object, name, error) }
                }
                if v.isPresent { into[0] = v }
                return
            }
        }
        throw attributeError(object, name)
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
