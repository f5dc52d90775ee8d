// Calling: from a callable and its arguments to a pushed frame or a result.
//
// `invoke` never waits for Python code: a Python function gets its frame pushed and `.empty` comes back; the run loop goes
// on there, and the result goes where `deliverInfo` says. `call` waits: it runs a nested loop until the result is there.

import Bytecode
import CVMSpec

/// Low half of a frame's info word: continuation kind and result register.
enum Delivery {
    static let discard: UInt64 = 0xFFFF << 16
    @inline(__always) static func register(_ r: Int) -> UInt64 { UInt64(r) << 16 }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    // -- Waiting calls, for native code

    public func call(_ f: Value) throws(PyRaise) -> Value {
        try withTemporaries(1) { (b) throws(PyRaise) in try call(f, b, 0) }
    }

    public func call(_ f: Value, _ a: Value) throws(PyRaise) -> Value {
        try withTemporaries(1) { (p) throws(PyRaise) in p[0] = a; return try call(f, p, 1) }
    }

    public func call(_ f: Value, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        try withTemporaries(2) { (p) throws(PyRaise) in p[0] = a; p[1] = b; return try call(f, p, 2) }
    }

    public func call(_ f: Value, _ a: Value, _ b: Value, _ c: Value) throws(PyRaise) -> Value {
        try withTemporaries(3) { (p) throws(PyRaise) in p[0] = a; p[1] = b; p[2] = c; return try call(f, p, 3) }
    }

    public func call(_ f: Value, arguments: [Value], names: Value = .empty) throws(PyRaise) -> Value {
        try withTemporaries(Swift.max(1, arguments.count)) { (p) throws(PyRaise) in
            for i in 0 ..< arguments.count { p[i] = arguments[i] }
            return try call(f, p, arguments.count, names: names)
        }
    }

    /// object.name(arguments…)
    public func callMethod(_ object: Value, _ name: String, _ arguments: Value...) throws(PyRaise) -> Value {
        let n = try intern(name)
        if case .method(let f) = try find(object, n) { return try call(f, arguments: [object] + arguments) }
        return try call(try getAttribute(object, n), arguments: arguments)
    }

    /// Calls and waits for the result. The arguments may lie anywhere.
    public func call(_ f: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, names: Value = .empty) throws(PyRaise) -> Value {
        // Builtin functions need no frame.
        if f.isExact(.Native) {
            let v = try waiting { () throws(PyRaise) in try callNative(f, base, count, names: names) }
            return v
        }
        return try waiting { () throws(PyRaise) in try invoke(f, base, count, names: names) }
    }

    /// Runs `body`, which may push a frame instead of returning a value; if it does, runs it to its end.
    @inline(__always) func waiting(_ body: () throws(PyRaise) -> Value) throws(PyRaise) -> Value {
        let info = pointee.deliverInfo, continuation = pointee.deliverContinuation
        pointee.deliverInfo = Delivery.discard | FrameFlag.boundary
        pointee.deliverContinuation = 0
        // Counted from here on: a tasklet that is left in `body` can go on in the run loop that is about to start only.
        pointee.nestedRuns &+= 1
        let nativeRuns = pointee.nativeRuns
        pointee.nativeRuns = 0
        defer { pointee.nativeRuns = nativeRuns }
        let v: Value
        do {
            v = try body()
        } catch {
            pointee.nestedRuns &-= 1
            pointee.deliverInfo = info
            pointee.deliverContinuation = continuation
            throw error
        }
        pointee.deliverInfo = info
        pointee.deliverContinuation = continuation
        if v.isPresent {
            pointee.nestedRuns &-= 1
            return v
        }
        let result: Value
        do {
            result = try runNested()
        } catch {
            pointee.nestedRuns &-= 1
            pointee.deliverInfo = info
            pointee.deliverContinuation = continuation
            throw error
        }
        pointee.nestedRuns &-= 1
        pointee.deliverInfo = info
        pointee.deliverContinuation = continuation
        return result
    }

    // -- Calls that push

    /// Calls f in the place of the running native: what it returns is the native's result. For the last act of a native body.
    public func tailCall(_ f: Value) throws(PyRaise) -> Value { try withTemporaries(1) { (p) throws(PyRaise) in try invoke(f, p, 0) } }

    public func tailCall(_ f: Value, _ a: Value) throws(PyRaise) -> Value {
        try withTemporaries(1) { (p) throws(PyRaise) in p[0] = a; return try invoke(f, p, 1) }
    }

    public func tailCall(_ f: Value, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        try withTemporaries(2) { (p) throws(PyRaise) in p[0] = a; p[1] = b; return try invoke(f, p, 2) }
    }

    public func tailCall(_ f: Value, _ a: Value, _ b: Value, _ c: Value) throws(PyRaise) -> Value {
        try withTemporaries(3) { (p) throws(PyRaise) in p[0] = a; p[1] = b; p[2] = c; return try invoke(f, p, 3) }
    }

    public func tailCall(_ f: Value, arguments: [Value], names: Value = .empty) throws(PyRaise) -> Value {
        try withTemporaries(Swift.max(1, arguments.count)) { (p) throws(PyRaise) in
            for i in 0 ..< arguments.count { p[i] = arguments[i] }
            return try invoke(f, p, arguments.count, names: names)
        }
    }

    /// Calls f; its result goes through a continuation with `state` before it is delivered.
    func invoke(_ f: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, names: Value = .empty, then kind: Continuation, state: Value) throws(PyRaise) -> Value {
        let info = pointee.deliverInfo, continuation = pointee.deliverContinuation
        // A continuation takes the place of another: the outer one must be plain.
        let outer = info & 0xFF
        var state = state
        if outer != 0 {
            state = try newTriple(state, Value(small: Int(outer)), Value(bits: continuation))
            pointee.deliverInfo = info & ~0xFF | UInt64(Continuation.nested.rawValue)
            state.tuple.items[1] = Value(small: Int(outer) << 8 | Int(kind.rawValue))
        } else {
            pointee.deliverInfo = info & ~0xFF | UInt64(kind.rawValue)
        }
        pointee.deliverContinuation = state.bits
        let v: Value
        do { v = try invoke(f, base, count, names: names) } catch {
            pointee.deliverInfo = info
            pointee.deliverContinuation = continuation
            throw error
        }
        pointee.deliverInfo = info
        pointee.deliverContinuation = continuation
        if v.isEmpty { return v }
        let plain = outer != 0 ? state.tuple.items[0] : state
        return try Continuations.resume(self, kind, plain, v)
    }

    /// The general call. Returns a value, or `.empty` after pushing a frame.
    func invoke(_ f: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, names: Value = .empty) throws(PyRaise) -> Value {
        guard f.isReference else { throw typeError(f, "is not callable") }
        switch f.shape {
        case Kind.Function.rawValue:
            try pushFunction(f, base, count, names)
            return .empty
        case Kind.Native.rawValue:
            return try callNative(f, base, count, names: names)
        case Kind.BoundMethod.rawValue:
            let m = f.cell(PyBoundMethodLayout.self)
            return try withTemporaries(count + 1) { (b) throws(PyRaise) in
                b[0] = Value(bits: m.pointee.receiver)
                for i in 0 ..< count { b[i + 1] = base[i] }
                return try invoke(Value(bits: m.pointee.function), b, count + 1, names: names)
            }
        case Kind.Tasklet.rawValue where names.isEmpty:
            return try TaskletTypes.setUp(self, f, try newTuple(base, count), .empty)
        default: break
        }
        if has(f, .Type) {
            if f == TaskletTypes.tasklet && names.isEmpty && count == 1 && base[0].isExact(.Function) { return try TaskletTypes.make(self, base[0]) }
            let meta = try special(of: f, .call)
            if meta.isExact(.Native) { return try instantiate(f, base, count, names) }
        }
        if has(f, .StaticMethod) { return try invoke(Value(bits: f.cell(PyStaticMethodLayout.self).pointee.function), base, count, names: names) }
        let method = try special(of: f, .call)
        if method.isEmpty { throw typeError(f, "is not callable") }
        // An instance whose class has an instance as __call__ may lead here again without end.
        if UInt(bitPattern: stackPointerNow()) < UInt(bitPattern: pointee.stackLimit) { throw recursionError() }
        if case .method(let function) = try bind(method, f, typeOf(f)) { return try invokeWithReceiver(function, f, base, count, names) }
        switch try bind(method, f, typeOf(f)) {
        case .value(let v): return try invoke(v, base, count, names: names)
        case .call(let g, let a, let b, let c): return try invoke(try callFound(g, a, b, c), base, count, names: names)
        default: throw typeError(f, "is not callable")
        }
    }

    func invokeWithReceiver(_ f: Value, _ receiver: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        try withTemporaries(count + 1) { (b) throws(PyRaise) in
            b[0] = receiver
            for i in 0 ..< count { b[i + 1] = base[i] }
            return try invoke(f, b, count + 1, names: names)
        }
    }

    /// type.__call__: __new__, then __init__ if the result is an instance.
    func instantiate(_ cls: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        let type = cls.type
        if cls == K.type && count == 1 && names.isEmpty { return Value(typeOf(base[0])) }
        let new = try special(type, .new)
        let initializer = try special(type, .`init`)
        let newIsObject = Instantiation.isObjectNew(new)
        if newIsObject && initializer.isExact(.Function) {
            try checkInstantiable(type)
            let object = try newInstanceCell(type)
            if try special(type, .del).isPresent { noteFinalizable(object) }
            return try invokeInit(initializer, object, base, count, names)
        }
        if names.isEmpty, type.pointee.instanceKind == Kind.Exception.rawValue, let e = try plainException(type, base, count) { return e }
        let f = new.isReference && kind(of: new) == Kind.StaticMethod.rawValue ? Value(bits: new.cell(PyStaticMethodLayout.self).pointee.function) : new
        guard f.isPresent else { throw raise(K.TypeError, "cannot create '\(typeName(cls))' instances") }
        if has(f, .ClassMethod), case .value(let bound) = try bindTo(Value(bits: f.cell(PyClassMethodLayout.self).pointee.function), cls) {
            let made = try withTemporaries(count + 1) { (b) throws(PyRaise) in
                b[0] = cls
                for i in 0 ..< count { b[i + 1] = base[i] }
                return try call(bound, b, count + 1, names: names)
            }
            return try afterNew(cls, made, base, count, names)
        }
        let object: Value
        if f.isExact(.Native), !Natives.entries[Int(f.native.pointee.index)].newMayLeave || count == 0 || isPlainContainer(base[0]) {
            object = try invokeWithReceiver(f, cls, base, count, names)
            if object.isPresent { return try afterNew(cls, object, base, count, names) }
            // A native __new__ that left: treat as Python.
            throw notImplemented("a native __new__ that leaves")
        }
        if Instantiation.isObjectInit(initializer), f.isExact(.Function), try special(type, .del).isEmpty {
            // Nothing comes after __new__.
            return try invokeWithReceiver(f, cls, base, count, names)
        }
        // The arguments must outlive __new__: they are kept in a tuple.
        let arguments = try newTuple(base, count)
        let state = try newTriple(cls, arguments, names)
        return try withTemporaries(count + 1) { (b) throws(PyRaise) in
            b[0] = cls
            for i in 0 ..< count { b[i + 1] = base[i] }
            return try invoke(f, b, count + 1, names: names, then: .afterNew, state: state)
        }
    }

    func afterNew(_ cls: Value, _ object: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        guard isInstance(object, cls) else { return object }
        if cls.type.pointee.typeFlags & TypeFlag.heap != 0, object.isReference, try special(cls.type, .del).isPresent { noteFinalizable(object) }
        let initializer = try special(of: object, .`init`)
        if Instantiation.isObjectInit(initializer) {
            if count > 0 || names.isPresent { try checkObjectInit(object, count) }
            return object
        }
        return try invokeInit(initializer, object, base, count, names)
    }

    func invokeInit(_ initializer: Value, _ object: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        try withTemporaries(count + 1) { (b) throws(PyRaise) in
            b[0] = object
            for i in 0 ..< count { b[i + 1] = base[i] }
            return try invoke(initializer, b, count + 1, names: names, then: .afterInit, state: object)
        }
    }

    // -- Frames of Python functions

    /// Fills a frame's registers if the code takes positional parameters only and each has an argument or a default. False: it was left alone.
    @inline(__always) func fillPositional(
        _ function: UnsafeMutablePointer<PyFunctionLayout>, _ code: UnsafeMutablePointer<PyCodeLayout>, _ registers: UnsafeMutablePointer<Value>,
        _ base: UnsafeMutablePointer<Value>, _ count: Int
    ) -> Bool {
        let registerCount = Int(code.pointee.registerCount)
        var filled = count
        if count != Int(code.pointee.simpleArgumentCount) {
            let defaults = Value(bits: function.pointee.defaults)
            guard code.pointee.simpleArgumentCount != UInt32.max, count < Int(code.pointee.simpleArgumentCount), defaults.isExact(.Tuple) else { return false }
            let missing = Int(code.pointee.simpleArgumentCount) - count
            guard defaults.tuple.count >= missing else { return false }
            let first = defaults.tuple.items + (defaults.tuple.count - missing)
            for i in 0 ..< missing { registers[count + i] = first[i] }
            filled += missing
        }
        for i in 0 ..< count { registers[i] = base[i] }
        for i in filled ..< registerCount { registers[i] = .empty }
        return true
    }

    /// Pushes a frame for a Python function and binds the arguments to its parameters.
    func pushFunction(_ f: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) {
        let function = f.function
        let code = function.pointee.code.unsafelyUnwrapped
        if names.isPresent, hasUnusualNames(names) { return try pushBound(f, bindingUnusual(function, code, base, count, names)) }
        if code.pointee.callCount == pointee.hotCalls { NativeCode.functionIsHot?(self, f) }
        code.pointee.callCount &+= 1
        let frame = try reserveFrame(code)
        let registers = frame.registers
        let registerCount = Int(code.pointee.registerCount)
        if names.isEmpty, fillPositional(function, code, registers, base, count) {
        } else if names.isEmpty, count <= Int(code.pointee.argumentCount), try bindPositional(function, code, registers, base, count) {
        } else {
            for i in 0 ..< registerCount { registers[i] = .empty }
            try bindArguments(function, code, registers, base, count, names)
        }
        try enterFrame(frame, code: code, function: f, globals: function.pointee.globals)
    }
}
