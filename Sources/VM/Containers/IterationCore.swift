// Iteration core: from any object to its iterator, and from an iterator to its next value.
//
// Both tiers come through here. `iterate` gives the next value, the word `Iteration.end` when a native iterator is
// exhausted (no StopIteration object is made), or `.empty` after it pushed the frame of a `__next__` written in Python or of
// a generator. Natives that wait use `t.next`, which is built on it.

import CVMSpec

/// What iterators answer besides values.
public enum Iteration {
    /// Word of a reserved place among the singletons: the iterator is exhausted. Never a Python value.
    public static let end: UInt64 = 0x2000_0000_0180
    @inline(__always) public static var ended: Value { Value(bits: end) }
}

/// Next value of an iterator laid out as NativeIterator, `Iteration.ended`, or `.empty` after pushing a frame.
public typealias IteratorStep = (_ t: Thread, _ it: Value) throws(PyRaise) -> Value

/// The step functions of native iterators; `header.extra` of the cell is the index, 0 for iterators that have only `__next__`.
public enum IteratorSteps {
    // Made at the first registration: a global with a constant initialiser is read without asking whether it was initialised.
    nonisolated(unsafe) private static var table: UnsafeMutablePointer<IteratorStep>? = nil
    nonisolated(unsafe) static var count = 1

    @inline(__always) static func step(_ n: UInt16) -> IteratorStep { table.unsafelyUnwrapped[Int(n)] }

    /// Adds a step function; the number goes into `header.extra`.
    public static func register(_ step: @escaping IteratorStep) -> UInt16 {
        let table = self.table ?? .allocate(capacity: 1024)
        self.table = table
        guard count < 1024 else { return UInt16(count - 1) }
        (table + count).initialize(to: step)
        count += 1
        return UInt16(count - 1)
    }
}

/// A class of native iterators: the type and its step function.
public struct IteratorClass {
    public var type = Value.empty
    public var step: UInt16 = 0
    public init() {}
}

public typealias IteratorRef = UnsafeMutablePointer<PyNativeIteratorLayout>

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Defines a class of native iterators with `__iter__` and `__next__`.
    public func defineIterator(_ name: String, module: String = "builtins", subclassable: Bool = false, step: @escaping IteratorStep,
                               _ body: (TypeBuilder) throws(PyRaise) -> Void = { (_) throws(PyRaise) in }) throws(PyRaise) -> IteratorClass {
        var c = IteratorClass()
        c.step = IteratorSteps.register(step)
        c.type = try defineType(name, .NativeIterator, ownsKind: false, module: module, subclassable: subclassable) { (b) throws(PyRaise) in
            try b.addIteratorMethods()
            try body(b)
        }
        return c
    }

    /// A new iterator of a native class (or of a subclass of it).
    public func newIterator(_ c: IteratorClass, cls: Value = .empty) throws(PyRaise) -> IteratorRef {
        let v = try newInstanceCell(cls.isPresent ? cls.type : c.type.type)
        v.header.pointee.extra = c.step
        return v.iterator
    }

    // -- iter(v)

    /// iter(v); may push the frame of a Python `__iter__`.
    public func getIterator(_ v: Value) throws(PyRaise) -> Value {
        if v.isReference {
            switch Kind(rawValue: v.shape) {
            case .List: return try newSequenceIterator(v, isList: true)
            case .Tuple: return try newSequenceIterator(v, isList: false)
            case .Range: return try newRangeIterator(v)
            case .Str: return try newStrIterator(v)
            case .Dict: return try newDictIterator(v.dict, DictIteration.keys)
            case .Set, .Frozenset: return try newSetIterator(v)
            case .RangeIterator, .ListIterator, .TupleIterator, .StrIterator, .DictIterator, .SetIterator, .Generator: return v
            default: break
            }
        }
        return try getIteratorSlow(v)
    }

    @inline(__always) private func newSequenceIterator(_ v: Value, isList: Bool) throws(PyRaise) -> Value {
        if isList {
            let p = try new(PyListIteratorLayout.self, .ListIterator)
            p.pointee.source = v.bits
            return Value(p)
        }
        let p = try new(PyTupleIteratorLayout.self, .TupleIterator)
        p.pointee.source = v.bits
        return Value(p)
    }

    /// Is v a list or tuple of a subclass that leaves this special method as it was?
    func isPlainSubclass(_ v: Value, _ s: Special) -> Bool {
        guard v.isReference else { return false }
        let base: Value
        switch kind(of: v) {
        case Kind.List.rawValue: base = K.list
        case Kind.Tuple.rawValue: base = K.tuple
        default: return false
        }
        do { return try special(of: v, s) == special(base.type, s) } catch {
            clearRaised()
            return false
        }
    }

    @inline(never) func getIteratorSlow(_ v: Value) throws(PyRaise) -> Value {
        if isPlainSubclass(v, .iter) { return try newSequenceIterator(v, isList: has(v, .List)) }
        // The classes of views cannot be subclassed.
        if has(v, .DictView) { return try newDictIterator(viewedDict(v), viewKind(v)) }
        let f = try special(of: v, .iter)
        if f.isPresent && !f.isNone {
            if f.isExact(.Native) {
                let r = try withTemporaries(1) { (p) throws(PyRaise) in p[0] = v; return try callNative(f, p, 1, names: .empty) }
                if r.isPresent { try checkIterator(r) }
                return r
            }
            return try invokeIter(f, v)
        }
        if f.isEmpty, try special(of: v, .getitem).isPresent, !has(v, .Dict) {
            let it = try newIterator(NativeIterators.sequence)
            it.pointee.source = v.bits
            return Value(it)
        }
        throw typeError(v, "is not iterable")
    }

    /// Calls an `__iter__` that is not native; may push.
    func invokeIter(_ f: Value, _ v: Value) throws(PyRaise) -> Value {
        try withTemporaries(1) { (p) throws(PyRaise) in
            switch try bind(f, v, typeOf(v)) {
            case .method(let g): p[0] = v; return try invoke(g, p, 1, then: .iterator, state: .none)
            case .value(let g): return try invoke(g, p, 0, then: .iterator, state: .none)
            case .call(let g, let a, let b, let c): return try invoke(try callFound(g, a, b, c), p, 0, then: .iterator, state: .none)
            case .missing: throw typeError(v, "is not iterable")
            }
        }
    }

    /// Raises TypeError if what `__iter__` returned is no iterator.
    func checkIterator(_ r: Value) throws(PyRaise) {
        if try special(of: r, .next).isEmpty { throw raise(K.TypeError, "iter() returned non-iterator of type '\(typeName(of: r))'") }
    }

    // -- next(it)

    /// Next value of an iterator, `Iteration.ended`, or `.empty` after pushing a frame.
    @inline(__always) public func iterate(_ it: Value) throws(PyRaise) -> Value {
        if it.isReference {
            let s = it.shape
            if s == Kind.RangeIterator.rawValue {
                let p = it.cell(PyRangeIteratorLayout.self)
                let left = p.pointee.remaining
                if left <= 0 { return Iteration.ended }
                let n = p.pointee.next
                p.pointee.next = n &+ p.pointee.step
                p.pointee.remaining = left &- 1
                return Value(small: Int(n))
            }
            if s == Kind.ListIterator.rawValue {
                let p = it.cell(PyListIteratorLayout.self)
                let source = Value(bits: p.pointee.source)
                if source.isEmpty { return Iteration.ended }
                let i = p.pointee.index
                if i >= 0 && i < source.list.pointee.count {
                    p.pointee.index = i &+ 1
                    return source.list.items[Int(i)]
                }
                p.pointee.source = 0
                return Iteration.ended
            }
        }
        return try iterateSlow(it)
    }

    /// The next value, or the word of the end, of an iterator over a tuple or a set that nobody has changed; nil for anything else.
    @inline(__always) func quickStep(_ it: Value) -> UInt64? {
        guard it.isReference else { return nil }
        if it.shape == Kind.SetIterator.rawValue {
            let p = it.cell(PySetIteratorLayout.self)
            guard p.pointee.source != 0 else { return Iteration.end }
            let s = Value(bits: p.pointee.source).set
            guard p.pointee.expected == s.pointee.used else { return nil }
            if let entries = s.pointee.entries {
                var i = Int(p.pointee.index)
                let n = Int(s.pointee.entryCapacity)
                while i < n {
                    let key = entries[i].key
                    i &+= 1
                    if key != 0 {
                        p.pointee.index = Int64(i)
                        return key
                    }
                }
            }
            p.pointee.source = 0
            return Iteration.end
        }
        if it.shape == Kind.TupleIterator.rawValue {
            let p = it.cell(PyTupleIteratorLayout.self)
            guard p.pointee.source != 0 else { return Iteration.end }
            let source = Value(bits: p.pointee.source).tuple
            let i = p.pointee.index
            if i < source.pointee.count {
                p.pointee.index = i &+ 1
                return source.items[Int(i)].bits
            }
            p.pointee.source = 0
            return Iteration.end
        }
        return nil
    }

    @inline(never) func iterateSlow(_ it: Value) throws(PyRaise) -> Value {
        guard it.isReference else { throw typeError(it, "is not an iterator") }
        switch Kind(rawValue: kind(of: it)) {
        case .TupleIterator:
            let p = it.cell(PyTupleIteratorLayout.self)
            let source = Value(bits: p.pointee.source)
            if source.isEmpty { return Iteration.ended }
            let i = p.pointee.index
            if i < source.tuple.pointee.count {
                p.pointee.index = i &+ 1
                return source.tuple.items[Int(i)]
            }
            p.pointee.source = 0
            return Iteration.ended
        case .StrIterator:
            let p = it.cell(PyStrIteratorLayout.self)
            let source = Value(bits: p.pointee.source)
            if source.isEmpty { return Iteration.ended }
            let i = p.pointee.index
            if i < source.str.pointee.length {
                p.pointee.index = i &+ 1
                return try character(source.str[code: Int(i)])
            }
            p.pointee.source = 0
            return Iteration.ended
        case .DictIterator: return try dictIteratorStep(it)
        case .SetIterator: return try setIteratorStep(it)
        case .NativeIterator:
            if typeOf(it).pointee.typeFlags & TypeFlag.heap != 0 {
                let f = try special(of: it, .next)
                if !f.isExact(.Native) { return try invokeBound(f, it) }
            }
            let step = it.header.pointee.extra
            if step == 0 { break }
            if step == BuiltinIterators.zip.step { return try zipStep(it) }
            if step == BuiltinIterators.enumerate.step { return try enumerateStep(it) }
            return try IteratorSteps.step(step)(self, it)
        case .Generator where it.shape == Kind.Generator.rawValue:
            return try resumeGenerator(it, .none)
        default: break
        }
        let f = try special(of: it, .next)
        if f.isEmpty || f.isNone { throw typeError(it, "is not an iterator") }
        if f.isExact(.Native) {
            do throws(PyRaise) {
                return try withTemporaries(1) { (p) throws(PyRaise) in p[0] = it; return try callNative(f, p, 1, names: .empty) }
            } catch {
                if raisedIs(K.StopIteration) { clearRaised(); return Iteration.ended }
                throw error
            }
        }
        return try invokeBound(f, it)
    }

    /// next(it) for natives that wait, when the iterator is mostly native: avoids the frame bookkeeping of `next`.
    @inline(__always) public func nextQuick(_ it: Value) throws(PyRaise) -> Value {
        if neverPushes(it) {
            let v = try iterate(it)
            return v.bits == Iteration.end ? .empty : v
        }
        return try next(it)
    }

    /// Estimate of the number of items left in an iterable, or `fallback`; never negative.
    public func lengthHint(_ v: Value, _ fallback: Int = 0) throws(PyRaise) -> Int {
        if v.isReference {
            switch Kind(rawValue: v.shape) {
            case .List, .Tuple, .Dict, .Set, .Frozenset, .Str, .Bytes: return try length(v)
            case .RangeIterator: return Int(v.cell(PyRangeIteratorLayout.self).pointee.remaining)
            default: break
            }
        }
        if try special(of: v, .len).isPresent {
            do throws(PyRaise) { return try length(v) } catch {
                if !raisedIs(K.TypeError) { throw error }
                clearRaised()
            }
        }
        let f = try special(of: v, .lengthHint)
        if f.isEmpty { return fallback }
        let r: Value
        do throws(PyRaise) { r = try callSpecial(f, v) } catch {
            if raisedIs(K.TypeError) { clearRaised(); return fallback }
            throw error
        }
        if r == .notImplemented { return fallback }
        guard isAnyInt(r) else { throw raise(K.TypeError, "__length_hint__ must be an integer, not \(typeName(of: r))") }
        let n = try index(r)
        if n < 0 { throw raise(K.ValueError, "__length_hint__() should return >= 0") }
        return n
    }
}

enum NextSteps {
    /// The end of an iteration becomes StopIteration.
    static let orRaise = NativeSteps.register { (t, state, v) throws(PyRaise) in
        if v.bits == Iteration.end { throw t.stopIteration() }
        return v
    }
    /// State: the default of next(it, default).
    static let orDefault = NativeSteps.register(endIsValue: true) { (t, state, v) throws(PyRaise) in v.bits == Iteration.end ? state : v }
}

extension TypeBuilder {
    /// `__iter__` that returns self and `__next__` over `t.iterate`'s native steps.
    func addIteratorMethods() throws(PyRaise) {
        try method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in a[0] }
        try method("__next__", "(self, /)") { (t, a) throws(PyRaise) in
            let it = a[0]
            if t.kind(of: it) == Kind.NativeIterator.rawValue && it.header.pointee.extra != 0 {
                return try t.pushing(then: NextSteps.orRaise, .none) { () throws(PyRaise) in
                    let v = try IteratorSteps.step(it.header.pointee.extra)(t, it)
                    if v.bits == Iteration.end { throw t.stopIteration() }
                    return v
                }
            }
            let v = try t.iterate(it)
            if v.bits == Iteration.end { throw t.stopIteration() }
            return v
        }
    }
}
