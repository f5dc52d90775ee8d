// Exception groups: constructor rules, derive, split and subgroup, and what `except*` needs.
//
// message and exceptions (a tuple) are fields of the exception's `extra` dict.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    private func groupItems(_ g: Value) -> Value { exceptionField(g, "exceptions") }

    /// BaseExceptionGroup.__new__.
    func newExceptionGroup(_ cls: Value, _ args: Value) throws(PyRaise) -> Value {
        guard args.tuple.count == 2 else { throw raise(K.TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (\(args.tuple.count) given)") }
        let message = tupleItem(args, 0), given = tupleItem(args, 1)
        guard has(message, .Str) else { throw raise(K.TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not \(typeName(of: message))") }
        guard try special(of: given, .getitem).isPresent, !has(given, .Dict), !has(given, .Set) else { throw raise(K.TypeError, "second argument (exceptions) must be a sequence") }
        let items = try tupleFrom(given)
        guard items.tuple.count > 0 else { throw raise(K.ValueError, "second argument (exceptions) must be a non-empty sequence") }
        var nestedBase = false
        for i in 0 ..< items.tuple.count {
            let e = tupleItem(items, i)
            guard has(e, .Exception) else { throw raise(K.ValueError, "Item \(i) of second argument (exceptions) is not an exception") }
            if !isInstance(e, K.Exception) { nestedBase = true }
        }
        var type = cls
        if cls == K.BaseExceptionGroup {
            if !nestedBase { type = K.ExceptionGroup }
        } else if nestedBase {
            if cls == K.ExceptionGroup { throw raise(K.TypeError, "Cannot nest BaseExceptions in an ExceptionGroup") }
            if isSubtype(cls.type, K.Exception) { throw raise(K.TypeError, "Cannot nest BaseExceptions in '\(typeName(cls))'") }
        }
        let e = try newInstanceCell(type.type)
        e.exception.pointee.arguments = args.bits
        setExceptionField(e, "message", message)
        setExceptionField(e, "exceptions", items)
        return e
    }

    /// A group like `g` with other exceptions: by its derive(), with its traceback, context, cause and notes.
    private func derive(_ g: Value, _ list: Value) throws(PyRaise) -> Value {
        let r = try callMethod(g, "derive", list)
        guard isInstance(r, K.BaseExceptionGroup) else { throw raise(K.TypeError, "derive must return an instance of BaseExceptionGroup") }
        r.exception.pointee.traceback = g.exception.pointee.traceback
        r.exception.pointee.context = g.exception.pointee.context
        r.exception.pointee.cause = g.exception.pointee.cause
        r.exception.pointee.suppressContext = g.exception.pointee.suppressContext
        barrier(r)
        let notes = try getAttributeIfAny(g, N.notes)
        if notes.isPresent, has(notes, .List) || has(notes, .Tuple) { try setAttribute(r, N.notes, try listFrom(notes)) }
        return r
    }

    /// What selects exceptions: a type or tuple of types, a callable, or a set of identities.
    private enum Matcher { case types(Value), callable(Value), identities(Set<UInt64>) }

    private func matches(_ e: Value, _ m: Matcher) throws(PyRaise) -> Bool {
        switch m {
        case .types(let c):
            if has(c, .Tuple) {
                for i in 0 ..< c.tuple.count where has(tupleItem(c, i), .Type) && isInstance(e, tupleItem(c, i)) { return true }
                return false
            }
            return isInstance(e, c)
        case .callable(let f): return try isTrue(try call(f, e))
        case .identities(let s): return s.contains(e.bits)
        }
    }

    /// (matching part, rest), each empty if there is none.
    private func split(_ e: Value, _ m: Matcher, wantRest: Bool, depth: Int = 0) throws(PyRaise) -> (Value, Value) {
        if depth > Swift.min(Int(pointee.recursionLimit), 5000) { throw raise(K.RecursionError, "maximum recursion depth exceeded in exceptiongroup_split_recursive") }
        var isLeafSet = false
        if case .identities = m { isLeafSet = true }
        let isGroup = isInstance(e, K.BaseExceptionGroup)
        if !(isLeafSet && isGroup), try matches(e, m) { return (e, .empty) }
        guard isGroup else { return (.empty, e) }
        let items = groupItems(e)
        let yes = try newList(), no = try newList()
        for i in 0 ..< items.tuple.count {
            let (a, b) = try split(tupleItem(items, i), m, wantRest: wantRest, depth: depth + 1)
            if a.isPresent { try listAppend(yes.list, a) }
            if b.isPresent && wantRest { try listAppend(no.list, b) }
        }
        let match = yes.list.count > 0 ? try derive(e, yes) : .empty
        let rest = wantRest && no.list.count > 0 ? try derive(e, no) : .empty
        return (match, rest)
    }

    private func matcher(_ condition: Value) throws(PyRaise) -> Matcher {
        if has(condition, .Type), isSubtype(condition.type, K.BaseException) { return .types(condition) }
        if has(condition, .Tuple) {
            var ok = true
            for i in 0 ..< condition.tuple.count where !(has(tupleItem(condition, i), .Type) && isSubtype(tupleItem(condition, i).type, K.BaseException)) { ok = false }
            if ok { return .types(condition) }
        }
        if condition.isExact(.Function) || condition.isExact(.Native) || condition.isExact(.BoundMethod) { return .callable(condition) }
        throw raise(K.TypeError, "expected a function, exception type or tuple of exception types")
    }

    func splitGroup(_ g: Value, _ condition: Value, wantRest: Bool) throws(PyRaise) -> (Value, Value) {
        try split(g, try matcher(condition), wantRest: wantRest)
    }

    /// `except* type`: the part of the exception that matches (a group, made if the exception is none) and the rest; None where empty.
    public func matchExceptionGroup(_ e: Value, _ type: Value) throws(PyRaise) -> (match: Value, rest: Value) {
        let types = has(type, .Tuple) ? (0 ..< type.tuple.count).map { tupleItem(type, $0) } : [type]
        for c in types {
            guard has(c, .Type), isSubtype(c.type, K.BaseException) else { throw raise(K.TypeError, "catching classes that do not inherit from BaseException is not allowed") }
            if isSubtype(c.type, K.BaseExceptionGroup) { throw raise(K.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.") }
        }
        if e.isNone { return (.none, .none) }
        if try matches(e, .types(type)) {
            if isInstance(e, K.BaseExceptionGroup) { return (e, .none) }
            let cls = isInstance(e, K.Exception) ? K.ExceptionGroup : K.BaseExceptionGroup
            let g = try newExceptionGroup(cls, try newTuple([Names.emptyStr, try newTuple([e])]))
            g.exception.pointee.traceback = e.exception.pointee.traceback
            return (g, .none)
        }
        guard isInstance(e, K.BaseExceptionGroup) else { return (.none, e) }
        let (match, rest) = try split(e, .types(type), wantRest: true)
        return (match.isPresent ? match : .none, rest.isPresent ? rest : .none)
    }

    private func collectLeaves(_ e: Value, _ into: inout Set<UInt64>) {
        if e.isNone { return }
        if isInstance(e, K.BaseExceptionGroup) {
            let items = groupItems(e)
            for i in 0 ..< items.tuple.count { collectLeaves(tupleItem(items, i), &into) }
        } else { into.insert(e.bits) }
    }

    /// End of try/except*: what to raise, given the original exception and the list of exceptions raised or left; None for nothing.
    public func prepareReraiseGroup(_ original: Value, _ list: Value) throws(PyRaise) -> Value {
        let n = list.list.count
        if n == 0 { return .none }
        if !isInstance(original, K.BaseExceptionGroup) {
            // A naked exception was wrapped: at most one item, itself or a new exception.
            for i in 0 ..< n where !list.list.items[i].isNone { return list.list.items[i] }
            return .none
        }
        let raised = try newList()
        var leaves: Set<UInt64> = []
        for i in 0 ..< n {
            let e = list.list.items[i]
            if e.isNone { continue }
            if sameOrigin(e, original) { collectLeaves(e, &leaves) } else { try listAppend(raised.list, e) }
        }
        let reraised = leaves.isEmpty ? Value.empty : try split(original, .identities(leaves), wantRest: false).0
        if raised.list.count == 0 { return reraised.isPresent ? reraised : .none }
        if reraised.isPresent { try listAppend(raised.list, reraised) }
        return try newExceptionGroup(K.BaseExceptionGroup, try newTuple([Names.emptyStr, raised]))
    }

    /// Is e a part of the original group that is merely passed on (same traceback, cause, context)?
    private func sameOrigin(_ e: Value, _ original: Value) -> Bool {
        guard isInstance(e, K.BaseExceptionGroup) else { return false }
        let a = e.exception.pointee, b = original.exception.pointee
        return a.traceback == b.traceback && a.cause == b.cause && a.context == b.context
    }
}

extension Bootstrap {
    static func fillExceptionGroup(_ t: Thread, _ b: TypeBuilder) throws(PyRaise) {
        try b.new("(cls, /, *args, **kwargs)") { t, a throws(PyRaise) in
            if a[2].dict.pointee.used > 0, a[0] == K.BaseExceptionGroup || a[0] == K.ExceptionGroup {
                throw t.raise(K.TypeError, "\(t.typeName(a[0]))() takes no keyword arguments")
            }
            return try t.newExceptionGroup(a[0], a[1])
        }
        try b.method("__str__", "(self, /)") { t, a throws(PyRaise) in
            let n = t.exceptionField(a[0], "exceptions").tuple.count
            return try t.str("\(try t.strString(t.exceptionField(a[0], "message"))) (\(n) sub-exception\(n == 1 ? "" : "s"))")
        }
        try b.method("derive", "(self, excs, /)") { t, a throws(PyRaise) in
            try t.newExceptionGroup(K.BaseExceptionGroup, try t.newTuple([t.exceptionField(a[0], "message"), a[1]]))
        }
        try b.method("split", "(self, condition, /)") { t, a throws(PyRaise) in
            let (yes, no) = try t.splitGroup(a[0], a[1], wantRest: true)
            return try t.newTuple([yes.isPresent ? yes : .none, no.isPresent ? no : .none])
        }
        try b.method("subgroup", "(self, condition, /)") { t, a throws(PyRaise) in
            let (yes, _) = try t.splitGroup(a[0], a[1], wantRest: false)
            return yes.isPresent ? yes : .none
        }
        try b.classMethod("__class_getitem__", "(cls, item, /)") { t, a throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
        for n in ["message", "exceptions"] {
            try b.attribute(n, get: { t, a throws(PyRaise) in
                let v = t.exceptionField(a[0], n)
                return v.isPresent ? v : .none
            })
        }
    }

    /// ExceptionGroup: BaseExceptionGroup and Exception in one.
    static func defineExceptionGroup(_ t: Thread) throws(PyRaise) {
        let flags = ExceptionCategory.group << ExceptionCategory.shift | TypeFlag.exception | TypeFlag.weakrefable
        K.ExceptionGroup = try t.defineType("ExceptionGroup", .Exception, base: K.BaseExceptionGroup, ownsKind: false, flags: flags) { b throws(PyRaise) in }
        ExceptionNatives.builtin.append(("ExceptionGroup", K.ExceptionGroup))
        let type = K.ExceptionGroup.type
        type.pointee.bases = try t.newTuple([K.BaseExceptionGroup, K.Exception]).bits
        type.pointee.mro = try t.newTuple([K.ExceptionGroup, K.BaseExceptionGroup, K.Exception, K.BaseException, K.object]).bits
        try t.noteSubclass(K.Exception.type, K.ExceptionGroup)
    }
}
