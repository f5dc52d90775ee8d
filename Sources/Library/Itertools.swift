// itertools: the iterators that pass items on (counting, chaining, slicing, selecting, pairing).
//
// Each is a class of native iterators: fields in the cell, one step function. The combinatoric ones are in
// Itertools+Combinatorics.swift, groupby and tee in Itertools+Sharing.swift.

import CVMSpec
import VM

/// The classes of itertools, made with the module.
enum Itertools {
    nonisolated(unsafe) static var classes: [String: IteratorClass] = [:]

    /// Defines a class of the module: `new` gets the arguments and returns the iterator.
    static func define(_ m: ModuleBuilder, _ name: String, module: String = "itertools", subclassable: Bool = true, step: @escaping IteratorStep,
                       _ body: (TypeBuilder) throws(PyRaise) -> Void) throws(PyRaise) {
        let c = try m.t.defineIterator(name, module: module, subclassable: subclassable, step: step, body)
        classes[name] = c
        if subclassable { try m.set(name, c.type) }
    }

    /// A new iterator of that class, or of the subclass cls.
    static func make(_ t: Thread, _ name: String, _ cls: Value = .empty) throws(PyRaise) -> IteratorRef {
        guard let c = classes[name] else { throw t.raise(K.SystemError, "itertools is not initialised") }
        return try t.newIterator(c, cls: cls)
    }

    /// (type, arguments) or (type, arguments, state): what __reduce__ returns.
    static func reduced(_ t: Thread, _ v: Value, _ arguments: [Value], state: Value = .empty) throws(PyRaise) -> Value {
        let args = try t.newTuple(arguments)
        return state.isEmpty ? try t.newPair(Value(t.typeOf(v)), args) : try t.newTuple([Value(t.typeOf(v)), args, state])
    }
}

public func registerItertools() {
    NativeModules.register("itertools") { (m) throws(PyRaise) in
        try defineCounting(m)
        try defineChain(m)
        try defineSelecting(m)
        try defineIslice(m)
        try definePairing(m)
        try defineCombinatorics(m)
        try defineGroupby(m)
        try defineTee(m)
    }
}

/// Steps of the iterators whose sources or functions run Python; the state is the iterator unless stated.
private enum ItertoolsSteps {
    /// The next iterable of a chain.
    static let chainIterable = NativeSteps.register(endIsValue: true) { (t, it, v) throws(PyRaise) in
        if v.bits == Iteration.end { it.iterator.pointee.source = 0; return v }
        return try chainOpen(t, it, v)
    }
    /// The iterator over that iterable.
    static let chainOpened = NativeSteps.register { (t, it, v) throws(PyRaise) in
        it.iterator.pointee.second = v.bits
        t.barrier(it)
        return try chainNext(t, it)
    }
    static let chainItem = NativeSteps.register(endIsValue: true) { (t, it, v) throws(PyRaise) in
        if v.bits != Iteration.end { return v }
        it.iterator.pointee.second = 0
        return try chainNext(t, it)
    }
    static let starmapped = NativeSteps.register(endIsValue: true) { (t, it, v) throws(PyRaise) in v.bits == Iteration.end ? v : try starmapCall(t, it, v) }
    static let accumulated = NativeSteps.register(endIsValue: true) { (t, it, v) throws(PyRaise) in v.bits == Iteration.end ? v : try accumulate(t, it, v) }
    static let total = NativeSteps.register { (t, it, v) throws(PyRaise) in
        it.iterator.pointee.third = v.bits
        t.barrier(it)
        return v
    }
    static let taken = NativeSteps.register(endIsValue: true) { (t, it, v) throws(PyRaise) in v.bits == Iteration.end ? v : try takeTest(t, it, v) }
    /// State: (takewhile, value).
    static let takeTested = NativeSteps.register { (t, state, r) throws(PyRaise) in
        if try t.isTrue(r) { return t.tupleItem(state, 1) }
        t.tupleItem(state, 0).iterator.pointee.index = 1
        return Iteration.ended
    }
    static let sliced = NativeSteps.register(endIsValue: true) { (t, it, v) throws(PyRaise) in
        let r = try isliceTake(t, it, v)
        return r.isEmpty ? try isliceNext(t, it) : r
    }
}

/// Opens the next iterable of a chain and goes on.
private func chainOpen(_ t: Thread, _ it: Value, _ iterable: Value) throws(PyRaise) -> Value {
    let inner: Value
    do throws(PyRaise) {
        inner = try t.pushing(then: ItertoolsSteps.chainOpened, it) { () throws(PyRaise) in try t.getIterator(iterable) }
    } catch {
        it.iterator.pointee.source = 0
        throw error
    }
    if inner.isEmpty { return inner }
    it.iterator.pointee.second = inner.bits
    t.barrier(it)
    return try chainNext(t, it)
}

private func chainNext(_ t: Thread, _ it: Value) throws(PyRaise) -> Value {
    let p = it.iterator
    while p.pointee.source != 0 {
        if p.pointee.second == 0 {
            let iterable = try t.advance(Value(bits: p.pointee.source), then: ItertoolsSteps.chainIterable, it)
            if iterable.isEmpty { return iterable }
            if iterable.bits == Iteration.end { p.pointee.source = 0; return iterable }
            if !t.isPlainContainer(iterable) { return try chainOpen(t, it, iterable) }
            do throws(PyRaise) { p.pointee.second = try t.iterator(iterable).bits } catch {
                p.pointee.source = 0
                throw error
            }
            t.barrier(it)
        }
        let v = try t.advance(Value(bits: p.pointee.second), then: ItertoolsSteps.chainItem, it)
        if v.bits != Iteration.end { return v }
        p.pointee.second = 0
    }
    return Iteration.ended
}

private func starmapCall(_ t: Thread, _ it: Value, _ v: Value) throws(PyRaise) -> Value {
    try t.tailCall(Value(bits: it.iterator.pointee.source), positional: try t.tupleFrom(v))
}

private func accumulate(_ t: Thread, _ it: Value, _ v: Value) throws(PyRaise) -> Value {
    let p = it.iterator
    if p.pointee.third == 0 { p.pointee.third = v.bits; t.barrier(it); return v }
    let f = Value(bits: p.pointee.second), total = Value(bits: p.pointee.third)
    let r = try t.pushing(then: ItertoolsSteps.total, it) { () throws(PyRaise) in f.isNone ? try t.binary(.add, total, v) : try t.tailCall(f, total, v) }
    if r.isPresent { p.pointee.third = r.bits; t.barrier(it) }
    return r
}

private func takeTest(_ t: Thread, _ it: Value, _ v: Value) throws(PyRaise) -> Value {
    let f = Value(bits: it.iterator.pointee.source)
    let r = try t.pushing(then: ItertoolsSteps.takeTested, try t.newPair(it, v)) { () throws(PyRaise) in try t.tailCall(f, v) }
    if r.isEmpty { return r }
    if try t.isTrue(r) { return v }
    it.iterator.pointee.index = 1
    return Iteration.ended
}

/// Next item of an islice: items before it are passed over.
private func isliceNext(_ t: Thread, _ it: Value) throws(PyRaise) -> Value {
    let p = it.iterator
    while p.pointee.source != 0 {
        if p.pointee.limit != -1 && p.pointee.index >= p.pointee.limit { p.pointee.source = 0; break }
        let v = try t.advance(Value(bits: p.pointee.source), then: ItertoolsSteps.sliced, it)
        if v.isEmpty { return v }
        let r = try isliceTake(t, it, v)
        if r.isPresent { return r }
    }
    return Iteration.ended
}

/// Counts an item of an islice's source: the item if it is wanted, empty if not, the end at the end.
private func isliceTake(_ t: Thread, _ it: Value, _ v: Value) throws(PyRaise) -> Value {
    let p = it.iterator
    if v.bits == Iteration.end { p.pointee.source = 0; return v }
    let next = Int64(Value(bits: p.pointee.second).int), stop = p.pointee.limit
    p.pointee.index += 1
    if p.pointee.index <= next { return .empty }
    let (n, o) = next.addingReportingOverflow(p.pointee.step)
    var following = o || n > Int64(Value.smallMax) ? Int64(Value.smallMax) : n
    if stop != -1 && following > stop { following = stop }
    p.pointee.second = Value(small: Int(following)).bits
    return v
}

/// count, cycle, repeat
private func defineCounting(_ m: ModuleBuilder) throws(PyRaise) {
    try Itertools.define(m, "count", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        let v = Value(bits: p.pointee.source), step = Value(bits: p.pointee.second)
        if v.isInt && step.isInt, let next = Value(exactly: v.int &+ step.int) { p.pointee.source = next.bits }
        else { p.pointee.source = try t.binaryWaiting(.add, v, step).bits; t.barrier(it) }
        return v
    }) { (b) throws(PyRaise) in
        try b.new("(cls, start=0, step=1)") { (t, a) throws(PyRaise) in
            let start = a[1].isEmpty ? Value(small: 0) : a[1], step = a[2].isEmpty ? Value(small: 1) : a[2]
            for v in [start, step] {
                if t.isAnyInt(v) || t.isFloat(v) || t.has(v, .Complex) { continue }
                if try t.special(of: v, .index).isPresent { continue }
                if try t.special(of: v, .float).isPresent { continue }
                throw t.raise(K.TypeError, "a number is required")
            }
            let it = try Itertools.make(t, "count", a[0])
            it.pointee.source = start.bits
            it.pointee.second = step.bits
            return Value(it)
        }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let v = try t.reprString(Value(bits: p.pointee.source))
            let name = t.typeName(of: a[0])
            if p.pointee.second == Value(small: 1).bits { return try t.str("\(name)(\(v))") }
            return try t.str("\(name)(\(v), \(try t.reprString(Value(bits: p.pointee.second))))")
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let v = Value(bits: p.pointee.source), step = Value(bits: p.pointee.second)
            return try Itertools.reduced(t, a[0], step == Value(small: 1) ? [v] : [v, step])
        }
    }

    try Itertools.define(m, "cycle", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        let saved = Value(bits: p.pointee.second)
        if p.pointee.source != 0 {
            let v = try t.nextQuick(Value(bits: p.pointee.source))
            if v.isPresent {
                try t.listAppend(saved.list, v)
                return v
            }
            p.pointee.source = 0
        }
        let n = saved.list.count
        if n == 0 { return Iteration.ended }
        let i = Int(p.pointee.index) % n
        p.pointee.index = Int64(i + 1)
        return saved.list.items[i]
    }) { (b) throws(PyRaise) in
        try b.new("(cls, iterable, /)") { (t, a) throws(PyRaise) in
            let source = try t.iterator(a[1])
            let it = try Itertools.make(t, "cycle", a[0])
            it.pointee.source = source.bits
            it.pointee.second = try t.newList().bits
            return Value(it)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let saved = Value(bits: p.pointee.second)
            if p.pointee.source == 0 {
                let it = try t.iterator(saved)
                if p.pointee.index > 0 { _ = try t.callMethod(it, "__setstate__", Value(small: Int(p.pointee.index))) }
                return try Itertools.reduced(t, a[0], [it], state: try t.newPair(saved, .true_))
            }
            return try Itertools.reduced(t, a[0], [Value(bits: p.pointee.source)], state: try t.newPair(saved, .false_))
        }
        try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
            guard a[1].isExact(.Tuple), a[1].tuple.count == 2, t.has(a[1].tuple.items[0], .List) else { throw t.raise(K.TypeError, "state is not a tuple") }
            a[0].iterator.pointee.second = try t.listFrom(a[1].tuple.items[0]).bits
            // After the saved items were complete the iterator is over them: its items need not be saved again.
            if try t.isTrue(a[1].tuple.items[1]) {
                let p = a[0].iterator
                let rest = try t.listFrom(Value(bits: p.pointee.source))
                let n = Value(bits: p.pointee.second).list.count
                p.pointee.index = Int64(Swift.max(0, n - rest.list.count))
                p.pointee.source = 0
            }
            return .none
        }
    }

    try Itertools.define(m, "repeat", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        if p.pointee.limit == 0 { return Iteration.ended }
        if p.pointee.limit > 0 { p.pointee.limit -= 1 }
        return Value(bits: p.pointee.source)
    }) { (b) throws(PyRaise) in
        try b.new("(cls, object, times=None)") { (t, a) throws(PyRaise) in
            let it = try Itertools.make(t, "repeat", a[0])
            it.pointee.source = a[1].bits
            it.pointee.limit = a[2].isEmpty ? -1 : Int64(Swift.max(0, try t.index(a[2], overflow: "Python int too large to convert to C ssize_t")))
            return Value(it)
        }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let v = try t.reprString(Value(bits: p.pointee.source)), name = t.typeName(of: a[0])
            return try t.str(p.pointee.limit < 0 ? "\(name)(\(v))" : "\(name)(\(v), \(p.pointee.limit))")
        }
        try b.method("__length_hint__", "(self, /)") { (t, a) throws(PyRaise) in
            if a[0].iterator.pointee.limit < 0 { throw t.raise(K.TypeError, "len() of unsized object") }
            return try t.newInt(Int(a[0].iterator.pointee.limit))
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let v = Value(bits: p.pointee.source)
            return try Itertools.reduced(t, a[0], p.pointee.limit < 0 ? [v] : [v, try t.newInt(Int(p.pointee.limit))])
        }
    }
}

/// chain, starmap, accumulate
private func defineChain(_ m: ModuleBuilder) throws(PyRaise) {
    try Itertools.define(m, "chain", step: { (t, it) throws(PyRaise) in
        try chainNext(t, it)
    }) { (b) throws(PyRaise) in
        try b.new("(cls, /, *iterables)") { (t, a) throws(PyRaise) in
            let it = try Itertools.make(t, "chain", a[0])
            it.pointee.source = try t.iterator(a[1]).bits
            return Value(it)
        }
        try b.classMethod("from_iterable", "(cls, iterable, /)") { (t, a) throws(PyRaise) in
            let source = try t.iterator(a[1])
            let it = try Itertools.make(t, "chain", a[0])
            it.pointee.source = source.bits
            return Value(it)
        }
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            if p.pointee.source == 0 { return try Itertools.reduced(t, a[0], []) }
            let source = Value(bits: p.pointee.source)
            let state = p.pointee.second == 0 ? try t.newTuple([source]) : try t.newPair(source, Value(bits: p.pointee.second))
            return try Itertools.reduced(t, a[0], [], state: state)
        }
        try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
            guard a[1].isExact(.Tuple), a[1].tuple.count >= 1, a[1].tuple.count <= 2 else { throw t.raise(K.TypeError, "state is not a tuple") }
            let p = a[0].iterator
            p.pointee.source = a[1].tuple.items[0].bits
            p.pointee.second = a[1].tuple.count == 2 ? a[1].tuple.items[1].bits : 0
            t.barrier(a[0])
            return .none
        }
    }

    try Itertools.define(m, "starmap", step: { (t, it) throws(PyRaise) in
        let v = try t.advance(Value(bits: it.iterator.pointee.second), then: ItertoolsSteps.starmapped, it)
        return v.isEmpty || v.bits == Iteration.end ? v : try starmapCall(t, it, v)
    }) { (b) throws(PyRaise) in
        try b.new("(cls, function, iterable, /)") { (t, a) throws(PyRaise) in
            let source = try t.iterator(a[2])
            let it = try Itertools.make(t, "starmap", a[0])
            it.pointee.source = a[1].bits
            it.pointee.second = source.bits
            return Value(it)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            return try Itertools.reduced(t, a[0], [Value(bits: p.pointee.source), Value(bits: p.pointee.second)])
        }
    }

    // source = iterator, second = function or None, third = total so far (empty: none yet); index 1: the initial value is still to be given
    try Itertools.define(m, "accumulate", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        if p.pointee.index == 1 {
            p.pointee.index = 0
            return Value(bits: p.pointee.third)
        }
        let v = try t.advance(Value(bits: p.pointee.source), then: ItertoolsSteps.accumulated, it)
        return v.isEmpty || v.bits == Iteration.end ? v : try accumulate(t, it, v)
    }) { (b) throws(PyRaise) in
        try b.new("(cls, iterable, func=None, *, initial=None)") { (t, a) throws(PyRaise) in
            let source = try t.iterator(a[1])
            let it = try Itertools.make(t, "accumulate", a[0])
            it.pointee.source = source.bits
            it.pointee.second = a[2].isEmpty ? Value.none.bits : a[2].bits
            if a[3].isPresent && !a[3].isNone {
                it.pointee.third = a[3].bits
                it.pointee.index = 1
            }
            return Value(it)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let source = Value(bits: p.pointee.source), f = Value(bits: p.pointee.second)
            if p.pointee.index == 1 {
                let total = Value(bits: p.pointee.third)
                let c = try Itertools.make(t, "chain")
                c.pointee.source = try t.iterator(try t.newPair(try t.newTuple([total]), source)).bits
                return try Itertools.reduced(t, a[0], [Value(c), f], state: .none)
            }
            return try Itertools.reduced(t, a[0], [source, f], state: p.pointee.third == 0 ? .none : Value(bits: p.pointee.third))
        }
        try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
            a[0].iterator.pointee.third = a[1].isNone ? 0 : a[1].bits
            t.barrier(a[0])
            return .none
        }
    }
}

/// compress, dropwhile, takewhile, filterfalse
private func defineSelecting(_ m: ModuleBuilder) throws(PyRaise) {
    try Itertools.define(m, "compress", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        while true {
            let v = try t.nextQuick(Value(bits: p.pointee.source))
            if v.isEmpty { return Iteration.ended }
            let s = try t.nextQuick(Value(bits: p.pointee.second))
            if s.isEmpty { return Iteration.ended }
            if try t.isTrue(s) { return v }
        }
    }) { (b) throws(PyRaise) in
        try b.new("(cls, data, selectors)") { (t, a) throws(PyRaise) in
            let data = try t.iterator(a[1]), selectors = try t.iterator(a[2])
            let it = try Itertools.make(t, "compress", a[0])
            it.pointee.source = data.bits
            it.pointee.second = selectors.bits
            return Value(it)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            return try Itertools.reduced(t, a[0], [Value(bits: p.pointee.source), Value(bits: p.pointee.second)])
        }
    }

    // source = predicate, second = iterator, index = what was found so far
    func predicate(_ name: String, step: @escaping IteratorStep, stateful: Bool) throws(PyRaise) {
        try Itertools.define(m, name, step: step) { (b) throws(PyRaise) in
            try b.new("(cls, predicate, iterable, /)") { (t, a) throws(PyRaise) in
                let source = try t.iterator(a[2])
                let it = try Itertools.make(t, name, a[0])
                it.pointee.source = a[1].bits
                it.pointee.second = source.bits
                return Value(it)
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                let arguments = [Value(bits: p.pointee.source), Value(bits: p.pointee.second)]
                return try Itertools.reduced(t, a[0], arguments, state: stateful ? Value(small: Int(p.pointee.index)) : .empty)
            }
            if stateful {
                try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
                    a[0].iterator.pointee.index = try t.isTrue(a[1]) ? 1 : 0
                    return .none
                }
            }
        }
    }
    try predicate("dropwhile", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        while true {
            let v = try t.nextQuick(Value(bits: p.pointee.second))
            if v.isEmpty { return Iteration.ended }
            if p.pointee.index != 0 { return v }
            if !(try t.isTrue(try t.call(Value(bits: p.pointee.source), v))) {
                p.pointee.index = 1
                return v
            }
        }
    }, stateful: true)
    try predicate("takewhile", step: { (t, it) throws(PyRaise) in
        if it.iterator.pointee.index != 0 { return Iteration.ended }
        let v = try t.advance(Value(bits: it.iterator.pointee.second), then: ItertoolsSteps.taken, it)
        return v.isEmpty || v.bits == Iteration.end ? v : try takeTest(t, it, v)
    }, stateful: true)
    try predicate("filterfalse", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        let f = Value(bits: p.pointee.source)
        while true {
            let v = try t.nextQuick(Value(bits: p.pointee.second))
            if v.isEmpty { return Iteration.ended }
            let good = f.isNone || f == K.bool ? try t.isTrue(v) : try t.isTrue(try t.call(f, v))
            if !good { return v }
        }
    }, stateful: false)
}

/// islice: source = iterator, second = number of the next item to give, index = items taken, limit = stop (-1: none)
private func defineIslice(_ m: ModuleBuilder) throws(PyRaise) {
    try Itertools.define(m, "islice", step: { (t, it) throws(PyRaise) in
        try isliceNext(t, it)
    }) { (b) throws(PyRaise) in
        try b.new("(cls, iterable, /, *args)") { (t, a) throws(PyRaise) in
            let n = a[2].tuple.count, p = a[2].tuple.items
            if n == 0 { throw t.raise(K.TypeError, "islice expected at least 2 arguments, got 1") }
            if n > 3 { throw t.raise(K.TypeError, "islice expected at most 4 arguments, got \(n + 1)") }
            func bound(_ v: Value, _ message: String) throws(PyRaise) -> Int {
                if v.isNone { return -1 }
                var r = -1
                do throws(PyRaise) { r = try t.index(v) } catch { t.clearRaised() }
                guard r >= 0, r <= Value.smallMax * 2 else { throw t.raise(K.ValueError, message) }
                return r
            }
            let indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            let start = n == 1 ? 0 : Swift.max(0, try bound(p[0], indices))
            let stop = try bound(n == 1 ? p[0] : p[1], n == 1 ? "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize." : indices)
            var step = 1
            if n == 3 && !p[2].isNone {
                let message = "Step for islice() must be a positive integer or None."
                step = try bound(p[2], message)
                if step < 1 { throw t.raise(K.ValueError, message) }
            }
            let source = try t.iterator(a[1])
            let it = try Itertools.make(t, "islice", a[0])
            it.pointee.source = source.bits
            it.pointee.second = Value(small: Swift.min(start, Value.smallMax)).bits
            it.pointee.limit = Int64(stop)
            it.pointee.step = Int64(step)
            return Value(it)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            if p.pointee.source == 0 {
                return try Itertools.reduced(t, a[0], [try t.iterator(try t.newList()), Value(small: 0)], state: Value(small: 0))
            }
            let stop = p.pointee.limit == -1 ? Value.none : try t.newInt(Int(p.pointee.limit))
            return try Itertools.reduced(t, a[0], [Value(bits: p.pointee.source), Value(bits: p.pointee.second), stop, try t.newInt(Int(p.pointee.step))],
                                         state: try t.newInt(Int(p.pointee.index)))
        }
        try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
            a[0].iterator.pointee.index = Int64(try t.index(a[1]))
            return .none
        }
    }
}

/// pairwise, zip_longest
private func definePairing(_ m: ModuleBuilder) throws(PyRaise) {
    // source = iterator, second = previous item
    try Itertools.define(m, "pairwise", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        if p.pointee.source == 0 { return Iteration.ended }
        var old = Value(bits: p.pointee.second)
        if old.isEmpty {
            old = try t.nextQuick(Value(bits: p.pointee.source))
            if old.isEmpty { p.pointee.source = 0; return Iteration.ended }
            p.pointee.second = old.bits
            t.barrier(it)
            if p.pointee.source == 0 { return Iteration.ended }
        }
        let new = try t.nextQuick(Value(bits: p.pointee.source))
        if new.isEmpty { p.pointee.source = 0; p.pointee.second = 0; return Iteration.ended }
        p.pointee.second = new.bits
        t.barrier(it)
        return try t.newPair(old, new)
    }) { (b) throws(PyRaise) in
        try b.new("(cls, iterable, /)") { (t, a) throws(PyRaise) in
            let source = try t.iterator(a[1])
            let it = try Itertools.make(t, "pairwise", a[0])
            it.pointee.source = source.bits
            return Value(it)
        }
    }

    // source = tuple of iterators (empty where exhausted), second = fill value, index = how many are left
    try Itertools.define(m, "zip_longest", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        let sources = Value(bits: p.pointee.source).tuple
        let n = sources.count
        if n == 0 || p.pointee.index == 0 { return Iteration.ended }
        let out = try t.newTuple(count: n)
        for i in 0 ..< n {
            var v = Value.empty
            if sources.items[i].isPresent {
                do throws(PyRaise) { v = try t.nextQuick(sources.items[i]) } catch {
                    p.pointee.index = 0
                    throw error
                }
                if v.isEmpty {
                    sources.items[i] = .empty
                    p.pointee.index -= 1
                    if p.pointee.index <= 0 { p.pointee.index = 0; return Iteration.ended }
                }
            }
            out.items[i] = v.isEmpty ? Value(bits: p.pointee.second) : v
        }
        return Value(out)
    }) { (b) throws(PyRaise) in
        try b.new("(cls, /, *iterables, fillvalue=None)") { (t, a) throws(PyRaise) in
            let sources = try t.iterators(over: a[2])
            let it = try Itertools.make(t, "zip_longest", a[0])
            it.pointee.source = sources.bits
            it.pointee.second = a[1].isEmpty ? Value.none.bits : a[1].bits
            it.pointee.index = Int64(sources.tuple.count)
            return Value(it)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let sources = Value(bits: p.pointee.source).tuple
            let arguments = try t.newTuple(count: sources.count)
            for i in 0 ..< sources.count { arguments.items[i] = sources.items[i].isEmpty ? try t.newTuple([]) : sources.items[i] }
            return try t.newTuple([Value(t.typeOf(a[0])), Value(arguments), Value(bits: p.pointee.second)])
        }
        try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
            a[0].iterator.pointee.second = a[1].bits
            t.barrier(a[0])
            return .none
        }
    }
}
