// Execute's operations: items, truth, comparison jumps, unpacking, building, calls with * and **, raising, match.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Identity: words of numbers compare by value, boxed floats and big ints by cell.
    @inline(__always) func isIdentical(_ a: Value, _ b: Value) -> Bool { a == b }

    // -- Items

    /// object[key]; may push.
    func loadItem(_ object: Value, _ key: Value) throws(PyRaise) -> Value {
        if object.isReference {
            switch Kind(rawValue: object.shape) {
            case .List: return try listGetItem(object, key)
            case .Tuple: return try tupleGetItem(object, key)
            case .Dict: return try dictGetItem(object, key)
            case .Str: return try strItem(object, key)
            case .Bytes, .Bytearray: return try bytesItem(object, key)
            default:
                if object.shape == PackedArrays.shape && key.isInt {
                    let v = try PackedArrays.load(self, object, key.int)
                    if v.isPresent { return v }
                }
            }
        }
        let f = try special(of: object, .getitem)
        if f.isEmpty { return try getItem(object, key) }
        if f.isExact(.Native) {
            // Classes that inherit the subscript of dict, tuple or list.
            let index = f.native.pointee.index
            if index == KnownNatives.dictItem && has(object, .Dict) {
                let v = try dictGet(object.dict, key)
                if v.isPresent { return v }
            } else if index == KnownNatives.tupleItem && key.isInt && has(object, .Tuple) {
                return try tupleGetItem(object, key)
            } else if index == KnownNatives.listItem && has(object, .List) {
                return try listGetItem(object, key)
            }
        }
        return try invokeWith(f, object, key)
    }

    /// object[key] = value; may push.
    func storeItem(_ object: Value, _ key: Value, _ value: Value) throws(PyRaise) -> Value {
        if object.isReference {
            switch Kind(rawValue: object.shape) {
            case .List: try listSetItem(object, key, value); return .none
            case .Dict: try dictSet(object.dict, key, value); return .none
            case .Bytearray: if key.isInt && value.isInt && bytearrayStore(object.bytearray, key.int, value.int) { return .none }
            default: if object.shape == PackedArrays.shape && key.isInt && PackedArrays.store(object, key.int, value) { return .none }
            }
        }
        let f = try special(of: object, .setitem)
        if f.isEmpty { throw raise(K.TypeError, "'\(typeName(of: object))' object does not support item assignment") }
        if f.isExact(.Native), f.native.pointee.index == KnownNatives.dictSetItem, has(object, .Dict) {
            try dictSet(object.dict, key, value)
            return .none
        }
        return try invokeWith(f, object, key, value)
    }

    // -- Truth

    /// Truth of v, or nil after pushing a frame for __bool__ or __len__; `state` for the continuation.
    func quickTruth(orPush v: Value, state: Int, then kind: Continuation) throws(PyRaise) -> Bool? {
        if v == .true_ { return true }
        if v == .false_ || v.isNone { return false }
        if v.isInt { return v.bits != 1 }
        if v.isFloatWord { return v.floatWord != 0 }
        if let b = quickTruth(v) { return b }
        var fromLength = 0
        var f = try special(of: v, .bool)
        if f.isEmpty {
            f = try special(of: v, .len)
            if f.isEmpty { return true }
            fromLength = 2
        }
        if f.isExact(.Native) {
            let r = try withTemporaries(1) { (p) throws(PyRaise) in p[0] = v; return try callNative(f, p, 1, names: .empty) }
            return try truthResult(r, fromLength: fromLength != 0)
        }
        let r = try withTemporaries(1) { (p) throws(PyRaise) in
            switch try bind(f, v, typeOf(v)) {
            case .method(let g): p[0] = v; return try invoke(g, p, 1, then: kind, state: Value(small: state | fromLength))
            case .value(let g): return try invoke(g, p, 0, then: kind, state: Value(small: state | fromLength))
            case .call(let g, let a, let b, let c): return try invoke(try callFound(g, a, b, c), p, 0, then: kind, state: Value(small: state | fromLength))
            case .missing: return .none
            }
        }
        if r.isEmpty { return nil }
        // The continuation has run already: for `not` it made the bool, for jumps it took the jump.
        if kind == .truth { return r == .true_ ? false : true }
        return nil
    }

    func containsOrPush(_ container: Value, _ v: Value, negate: Bool) throws(PyRaise) -> Value {
        if container.isReference {
            switch Kind(rawValue: container.shape) {
            case .Dict, .Set, .Frozenset, .List, .Tuple: return Value(try contains(container, v) != negate)
            case .Str where v.isExact(.Str): return Value(try contains(container, v) != negate)
            default: break
            }
        }
        let f = try special(of: container, .contains)
        if f.isReference && !f.isExact(.Native) && !f.isNone {
            return try withTemporaries(2) { (p) throws(PyRaise) in
                if case .method(let g) = try bind(f, container, typeOf(container)) {
                    p[0] = container
                    p[1] = v
                    return try invoke(g, p, 2, then: .contains, state: Value(small: negate ? 1 : 0))
                }
                return Value(try contains(container, v) != negate)
            }
        }
        return Value(try contains(container, v) != negate)
    }

    func compareJump(_ op: CompareOperator, _ sense: Bool, _ frame: FrameRef, _ x: Value, _ y: Value, _ ins: UInt64) throws(PyRaise) {
        pointee.deliverInfo = Delivery.discard
        if let r = Numbers.fastCompare(op, x, y) {
            if r == sense { frame.pointee.pc += Interpreter.signedC(ins) }
            return
        }
        let v = try compareForJump(op, sense, x, y)
        if v.isEmpty { return }
        // A value that is no bool may need Python code for its truth.
        pointee.deliverInfo = Delivery.discard
        if let truth = try quickTruth(orPush: v, state: sense ? 1 : 0, then: .jumpTruth), truth == sense { frame.pointee.pc += Interpreter.signedC(ins) }
    }

    private func compareForJump(_ op: CompareOperator, _ sense: Bool, _ x: Value, _ y: Value) throws(PyRaise) -> Value {
        let exact = try compareExact(op, x, y)
        if exact.isPresent { return exact }
        // Native comparisons answer at once; a Python one gets a continuation that takes the jump.
        let ta = typeOf(x), tb = typeOf(y)
        let f = try special(ta, op.special)
        if f.isExact(.Function) && !(ta != tb && isSubtype(tb, Value(ta))) {
            let state = try newTuple([Value(small: op.rawValue | 1 << 8), x, y, Value(small: sense ? 1 : 0)])
            let info = pointee.deliverInfo
            pointee.deliverInfo = info & ~0xFF | UInt64(Continuation.compareJump.rawValue)
            pointee.deliverContinuation = state.bits
            defer { pointee.deliverInfo = info; pointee.deliverContinuation = 0 }
            return try withTemporaries(2) { (p) throws(PyRaise) in
                p[0] = x
                p[1] = y
                return try invoke(f, p, 2)
            }
        }
        return try compareWaiting(op, x, y)
    }

    // -- Unpacking

    func unpackSequence(_ v: Value, _ n: Int, _ into: UnsafeMutablePointer<Value>) throws(PyRaise) {
        if v.isExact(.Tuple) {
            let count = v.tuple.count
            if count == n { for i in 0 ..< n { into[i] = v.tuple.items[i] }; return }
            throw wrongUnpackCount(n, count)
        }
        if v.isExact(.List) {
            let count = v.list.count
            if count == n { for i in 0 ..< n { into[i] = v.list.items[i] }; return }
            throw wrongUnpackCount(n, count)
        }
        let it: Value
        do { it = try iterator(v) } catch { throw cannotUnpack(v, error) }
        for i in 0 ..< n {
            let x = try next(it)
            if x.isEmpty { throw raise(K.ValueError, "not enough values to unpack (expected \(n), got \(i))") }
            into[i] = x
        }
        if try next(it).isPresent { throw raise(K.ValueError, "too many values to unpack (expected \(n))") }
    }

    private func cannotUnpack(_ v: Value, _ error: PyRaise) -> PyRaise {
        if raisedIs(K.TypeError), let f = try? special(of: v, .iter), f.isEmpty, let g = try? special(of: v, .getitem), g.isEmpty {
            clearRaised()
            return raise(K.TypeError, "cannot unpack non-iterable \(typeName(of: v)) object")
        }
        return error
    }

    private func wrongUnpackCount(_ n: Int, _ got: Int) -> PyRaise {
        got < n ? raise(K.ValueError, "not enough values to unpack (expected \(n), got \(got))") : raise(K.ValueError, "too many values to unpack (expected \(n))")
    }

    func unpackExtended(_ v: Value, _ before: Int, _ after: Int, _ into: UnsafeMutablePointer<Value>) throws(PyRaise) {
        let list: Value
        do { list = try listFrom(v) } catch { throw cannotUnpack(v, error) }
        let n = list.list.count
        if n < before + after { throw raise(K.ValueError, "not enough values to unpack (expected at least \(before + after), got \(n))") }
        for i in 0 ..< before { into[i] = list.list.items[i] }
        let middle = n - before - after
        into[before] = middle > 0 ? try newList(list.list.items + before, middle) : try newList()
        for i in 0 ..< after { into[before + 1 + i] = list.list.items[n - after + i] }
    }

    // -- Building

    /// Concatenation of n strings.
    func joinPieces(_ p: UnsafeMutablePointer<Value>, _ n: Int) throws(PyRaise) -> Value {
        var total = 0, width = 1
        var ascii = true
        for i in 0 ..< n {
            let s = p[i].str
            total += s.count
            width = Swift.max(width, s.width)
            ascii = ascii && s.isASCII
        }
        if total == 0 { return Names.emptyStr }
        let r = try newStr(count: total, width: width, ascii: ascii)
        var q = UnsafeMutableRawPointer(r.bytes)
        for i in 0 ..< n {
            copyCharacters(from: p[i].str, to: q, width: width)
            q += p[i].str.count * width
        }
        return Value(r)
    }

    /// [*v]: extends a list under construction.
    func extendListForUnpack(_ list: Value, _ v: Value) throws(PyRaise) {
        if v.isExact(.List) && v != list || v.isExact(.Tuple) { return try listExtend(list.list, v) }
        do {
            try forEach(v) { (x) throws(PyRaise) in try listAppend(list.list, x); return true }
        } catch {
            if raisedIs(K.TypeError), try special(of: v, .iter).isEmpty, try special(of: v, .getitem).isEmpty {
                clearRaised()
                throw raise(K.TypeError, "Value after * must be an iterable, not \(typeName(of: v))")
            }
            throw error
        }
    }

    func buildSet(_ p: UnsafeMutablePointer<Value>, _ n: Int) throws(PyRaise) -> Value {
        let s = try newSet()
        for i in 0 ..< n { try setAdd(s, p[i]) }
        return Value(s)
    }

    func setUpdate(_ set: Value, _ v: Value) throws(PyRaise) {
        try forEach(v) { (x) throws(PyRaise) in try setAdd(set.set, x); return true }
    }

    /// {**v}
    func dictUpdateForDisplay(_ d: Value, _ v: Value) throws(PyRaise) {
        if v.isExact(.Dict) {
            var i = dictNext(v.dict, 0)
            while i >= 0 {
                let e = v.dict.pointee.entries.unsafelyUnwrapped[i]
                try dictSet(d.dict, Value(bits: e.key), e.hash, Value(bits: e.value))
                i = dictNext(v.dict, i + 1)
            }
            return
        }
        let keys = try getAttributeIfAny(v, N.keys)
        if keys.isEmpty { throw raise(K.TypeError, "'\(typeName(of: v))' object is not a mapping") }
        try forEach(try call(keys)) { (k) throws(PyRaise) in
            try dictSet(d.dict, k, try getItem(v, k))
            return true
        }
    }

    /// f(**v): duplicates and non-mappings are errors that name f.
    func dictMergeForCall(_ d: Value, _ v: Value, _ f: Value) throws(PyRaise) {
        if v.isExact(.Dict) && v != d, try mergePlainKeywords(d.dict, v.dict) { return }
        let keys = has(v, .Dict) ? v : try getAttributeIfAny(v, N.keys)
        if keys.isEmpty { throw raise(K.TypeError, "\(try callableName(f)) argument after ** must be a mapping, not \(typeName(of: v))") }
        try forEach(has(v, .Dict) ? v : try call(keys)) { (k) throws(PyRaise) in
            guard has(k, .Str) else { throw raise(K.TypeError, "keywords must be strings") }
            if try dictGet(d.dict, k).isPresent { throw raise(K.TypeError, "\(try callableName(f)) got multiple values for keyword argument '\(k.str.string)'") }
            try dictSet(d.dict, k, try getItem(v, k))
            return true
        }
    }

    /// Adds the entries of a dict whose keys are exact strings to one without them; false if they are not so, and nothing was done.
    private func mergePlainKeywords(_ d: DictRef, _ from: DictRef) throws(PyRaise) -> Bool {
        guard from.pointee.used > 0, let entries = from.pointee.entries else { return true }
        let n = Int(from.pointee.entryCount)
        for i in 0 ..< n where entries[i].value != 0 {
            let key = Value(bits: entries[i].key)
            guard key.isExact(.Str) else { return false }
            if d.pointee.used > 0, try dictFind(d, key, entries[i].hash) >= 0 { return false }
        }
        if try dictCopyTables(from: from, to: d) { return true }
        for i in 0 ..< n where entries[i].value != 0 { try dictInsert(d, Value(bits: entries[i].key), entries[i].hash, Value(bits: entries[i].value)) }
        return true
    }

    func callableName(_ f: Value) throws(PyRaise) -> String {
        if f.isExact(.Function) {
            let m = Value(bits: f.function.pointee.module)
            let q = Value(bits: f.function.pointee.qualifiedName).str.string + "()"
            return m.isPresent && has(m, .Str) && m.str.string != "builtins" ? m.str.string + "." + q : q
        }
        if f.isExact(.BoundMethod) { return try callableName(Value(bits: f.cell(PyBoundMethodLayout.self).pointee.function)) }
        if f.isExact(.Native) { return Natives.infos[Int(f.native.pointee.index)].name + "()" }
        if has(f, .Type) { return try qualifiedTypeName(f.type) + "()" }
        return "\(typeName(of: f)) object"
    }

    // -- Calls with * and **

    func callExtended(_ f: Value, _ positional: Value, _ keywords: Value) throws(PyRaise) -> Value {
        var arguments = positional
        if !positional.isExact(.Tuple) && !positional.isExact(.List) {
            do { arguments = try listFrom(positional) } catch {
                if raisedIs(K.TypeError), try special(of: positional, .iter).isEmpty, try special(of: positional, .getitem).isEmpty {
                    clearRaised()
                    throw raise(K.TypeError, "\(try callableName(f)) argument after * must be an iterable, not \(typeName(of: positional))")
                }
                throw error
            }
        }
        let n = arguments.isExact(.Tuple) ? arguments.tuple.count : arguments.list.count
        let source: UnsafeMutablePointer<Value>? = n == 0 ? nil : arguments.isExact(.Tuple) ? arguments.tuple.items : arguments.list.items
        let k = keywords.isPresent ? Int(keywords.dict.pointee.used) : 0
        if f.isExact(.Function) { if try pushSpread(f, .empty, arguments, source, n, keywords) { return .empty } }
        else if f.isExact(.BoundMethod), case let m = f.cell(PyBoundMethodLayout.self), Value(bits: m.pointee.function).isExact(.Function),
                try pushSpread(Value(bits: m.pointee.function), Value(bits: m.pointee.receiver), arguments, source, n, keywords) { return .empty }
        return try withTemporaries(Swift.max(1, n + k)) { (p) throws(PyRaise) in
            for i in 0 ..< n { p[i] = source.unsafelyUnwrapped[i] }
            if k == 0 { return try invoke(f, p, n) }
            let names = try newTuple(count: k)
            var i = dictNext(keywords.dict, 0), j = 0
            while i >= 0 && j < k {
                let e = keywords.dict.pointee.entries.unsafelyUnwrapped[i]
                guard has(Value(bits: e.key), .Str) else { throw raise(K.TypeError, "keywords must be strings") }
                names.items[j] = Value(bits: e.key)
                p[n + j] = Value(bits: e.value)
                j += 1
                i = dictNext(keywords.dict, i + 1)
            }
            return try invoke(f, p, n + k, names: Value(names))
        }
    }

    // -- Raising

    func raiseStatement(_ what: Value, _ cause: Value) throws(PyRaise) -> PyRaise {
        if what.isEmpty {
            let e = Value(bits: pointee.handled)
            if e.isEmpty || e.isNone { return raise(K.RuntimeError, "No active exception to reraise") }
            pointee.raised = e.bits
            return PyRaise()
        }
        var e = what
        if has(what, .Type) && isSubtype(what.type, K.BaseException) {
            let plain = LeafRoutines.isPlainClass(self, what) ? try withTemporaries(1) { (none) throws(PyRaise) in try plainException(what.type, none, 0) } : nil
            if let plain { e = plain } else { e = try call(what) }
            if !isInstance(e, K.BaseException) {
                throw raise(K.TypeError, "calling \(try reprString(what)) should have returned an instance of BaseException, not \(try reprString(Value(typeOf(e))))")
            }
        } else if !isInstance(what, K.BaseException) { throw raise(K.TypeError, "exceptions must derive from BaseException") }
        if cause.isPresent {
            var c = cause
            if has(cause, .Type) && isSubtype(cause.type, K.BaseException) { c = try call(cause) }
            if c.isNone { e.exception.pointee.cause = 0 }
            else if isInstance(c, K.BaseException) { e.exception.pointee.cause = c.bits }
            else { throw raise(K.TypeError, "exception causes must derive from BaseException") }
            e.exception.pointee.suppressContext = 1
            barrier(e)
        }
        return raise(value: e)
    }

    /// except clause: is exception e an instance of type (or one of a tuple of types)?
    func matchException(_ e: Value, _ type: Value) throws(PyRaise) -> Bool {
        func check(_ c: Value) throws(PyRaise) {
            guard has(c, .Type), isSubtype(c.type, K.BaseException) else {
                throw raise(K.TypeError, "catching classes that do not inherit from BaseException is not allowed")
            }
        }
        if has(type, .Tuple) {
            for i in 0 ..< type.tuple.count { try check(tupleItem(type, i)) }
            for i in 0 ..< type.tuple.count where isInstance(e, tupleItem(type, i)) { return true }
            return false
        }
        try check(type)
        return isInstance(e, type)
    }

    // -- match

    func matchKeys(_ subject: Value, _ keys: Value) throws(PyRaise) -> Value {
        let n = keys.tuple.count
        let seen = try newSet()
        let result = try newTuple(count: n)
        let getter = subject.isExact(.Dict) ? Value.empty : try getAttribute(subject, "get")
        let missing = try newInstanceCell(K.object.type)
        for i in 0 ..< n {
            let k = tupleItem(keys, i)
            if try setContains(seen, k) { throw raise(K.ValueError, "mapping pattern checks duplicate key (\(try reprString(k)))") }
            try setAdd(seen, k)
            let v = subject.isExact(.Dict) ? try dictGet(subject.dict, k) : try call(getter, k, missing)
            if v.isEmpty || v == missing { return .none }
            result.items[i] = v
        }
        return Value(result)
    }

    func matchClass(_ subject: Value, _ cls: Value, _ names: Value, _ positional: Int) throws(PyRaise) -> Value {
        guard has(cls, .Type) else { throw raise(K.TypeError, "called match pattern must be a type") }
        let isInstanceOf = try isInstanceProtocol(subject, cls)
        if !isInstanceOf { return .none }
        var values: [Value] = []
        let result = try newList()
        let seen = try newSet()
        _ = values
        values = []
        if positional > 0 {
            var matchSelf = false
            var args = try getAttributeIfAny(cls, N.matchArgs)
            if args.isEmpty {
                args = try newTuple([])
                for c in [K.bool, K.bytearray, K.bytes, K.dict, K.float, K.frozenset, K.int, K.list, K.set, K.str, K.tuple] where isSubtype(cls.type, c) { matchSelf = true }
            } else if !args.isExact(.Tuple) { throw raise(K.TypeError, "\(typeName(cls)).__match_args__ must be a tuple (got \(typeName(of: args)))") }
            let allowed = matchSelf ? 1 : args.tuple.count
            if allowed < positional {
                throw raise(K.TypeError, "\(typeName(cls))() accepts \(allowed) positional sub-pattern\(allowed == 1 ? "" : "s") (\(positional) given)")
            }
            if matchSelf { try listAppend(result.list, subject) }
            else {
                for i in 0 ..< positional {
                    let n = tupleItem(args, i)
                    guard has(n, .Str) else { throw raise(K.TypeError, "__match_args__ elements must be strings (got \(typeName(of: n)))") }
                    if try setContains(seen, n) { throw raise(K.TypeError, "\(typeName(cls))() got multiple sub-patterns for attribute '\(n.str.string)'") }
                    try setAdd(seen, n)
                    let v = try getAttributeIfAny(subject, n)
                    if v.isEmpty { return .none }
                    try listAppend(result.list, v)
                }
            }
        }
        for i in 0 ..< names.tuple.count {
            let n = tupleItem(names, i)
            if try setContains(seen, n) { throw raise(K.TypeError, "\(typeName(cls))() got multiple sub-patterns for attribute '\(n.str.string)'") }
            try setAdd(seen, n)
            let v = try getAttributeIfAny(subject, n)
            if v.isEmpty { return .none }
            try listAppend(result.list, v)
        }
        let n = result.list.count
        return n == 0 ? try newTuple([]) : try newTuple(result.list.items, n)
    }
}
