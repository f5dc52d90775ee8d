// The type tasklet: a callable with its arguments, then its frames.
//
// Before the start a tasklet has a function and, once it can run, its arguments; from the start on it has frames and these are empty.

import CVMSpec
import Glibc

/// Types and classes of the module, filled when it is first imported.
enum TaskletTypes {
    nonisolated(unsafe) static var tasklet = Value.empty
    nonisolated(unsafe) static var channel = Value.empty
    nonisolated(unsafe) static var bomb = Value.empty
    nonisolated(unsafe) static var exit = Value.empty
    nonisolated(unsafe) static var bombShape: UInt32 = 0

    @inline(__always) static func of(_ v: Value) -> TaskletRef { v.cell(PyTaskletLayout.self) }

    /// What get_ident gives too.
    static var threadID: Value { Value(small: Int(truncatingIfNeeded: UInt(pthread_self())) & Value.smallMax) }

    /// Gives a tasklet its function and arguments without scheduling it; empty: not given.
    static func bind(_ t: Thread, _ x: TaskletRef, _ function: Value, _ arguments: Value, _ keywords: Value) throws(PyRaise) {
        let f = function.isNone ? Value.empty : function
        let hasArguments = (arguments.isPresent && !arguments.isNone) || (keywords.isPresent && !keywords.isNone)
        if f.isPresent, !(try t.isCallable(f)) { throw t.raise(K.TypeError, "tasklet function must be a callable") }
        if x == t.current { throw t.raise(K.RuntimeError, "can't (re)bind the current tasklet") }
        if x.isSet(TaskletFlag.main) && f.isEmpty && !hasArguments { throw t.raise(K.RuntimeError, "can't unbind the main tasklet") }
        if x.isSet(TaskletFlag.runnable | TaskletFlag.blocked) { throw t.raise(K.RuntimeError, "tasklet is scheduled") }
        if x.pointee.stack != 0 { throw t.raise(K.RuntimeError, "tasklet has C state on its stack") }
        if f.isEmpty && !hasArguments {
            x.pointee.frame = nil
            x.pointee.chunk = nil
            x.pointee.function = 0
            x.pointee.arguments = 0
            x.pointee.keywords = 0
            x.pointee.tempval = 0
            x.clear(TaskletFlag.started)
            return
        }
        if x.isSet(TaskletFlag.started) { throw t.raise(K.RuntimeError, "tasklet is already bound to a frame") }
        if f.isEmpty && x.pointee.function == 0 { throw t.raise(K.TypeError, "the tasklet was not bound to a function") }
        var args = Value.empty, names = Value.empty
        if hasArguments {
            if arguments.isPresent && !arguments.isNone {
                args = t.has(arguments, .Tuple) ? arguments : try t.call(K.tuple, arguments)
            } else { args = try t.newTuple([]) }
            if keywords.isPresent && !keywords.isNone {
                guard t.has(keywords, .Dict) else { throw t.raise(K.TypeError, "tasklet.bind() argument 3 must be dict, not \(t.typeName(of: keywords))") }
                if keywords.dict.pointee.used > 0 { names = try t.call(K.dict, keywords) }
            }
        }
        if f.isPresent { x.pointee.function = f.bits }
        x.pointee.arguments = args.bits
        x.pointee.keywords = names.bits
        x.pointee.tempval = 0
        x.clear(TaskletFlag.finished)
    }

    /// tasklet(function), for a Python function.
    static func make(_ t: Thread, _ function: Value) throws(PyRaise) -> Value {
        let x = try t.new(PyTaskletLayout.self, .Tasklet)
        Scheduler.lastNumber &+= 1
        x.pointee.number = Scheduler.lastNumber
        x.pointee.function = function.bits
        return Value(x)
    }

    /// tasklet(function)(arguments): puts it into the queue.
    static func setUp(_ t: Thread, _ task: Value, _ arguments: Value, _ keywords: Value) throws(PyRaise) -> Value {
        let x = of(task)
        if t.isAlive(x) { throw t.raise(K.RuntimeError, "tasklet is alive") }
        guard x.pointee.function != 0 else { throw t.raise(K.TypeError, "the tasklet was not bound to a function") }
        x.pointee.arguments = arguments.bits
        x.pointee.keywords = keywords.isPresent && keywords.dict.pointee.used > 0 ? keywords.bits : 0
        x.clear(TaskletFlag.finished)
        Scheduler.append(x)
        return task
    }

    static func define(_ t: Thread) throws(PyRaise) -> Value {
        try t.defineType("tasklet", .Tasklet, module: "_stackless", flags: TypeFlag.weakrefable) { b throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { (t, a) throws(PyRaise) in
                let v = try t.newInstanceCell(a[0].type)
                Scheduler.lastNumber &+= 1
                of(v).pointee.number = Scheduler.lastNumber
                return v
            }
            try b.method("__init__", "(self, func=None, args=None, kwargs=None)") { (t, a) throws(PyRaise) in
                let x = of(a[0])
                // The usual case, without the checks of a rebinding.
                if a[1].isExact(.Function) && a[2].isEmpty && a[3].isEmpty && x.pointee.taskletFlags == 0 && x.pointee.function == 0 { x.pointee.function = a[1].bits }
                else { try bind(t, x, a[1], a[2], a[3]) }
                return .none
            }
            try b.method("bind", "(self, func=None, args=None, kwargs=None)") { (t, a) throws(PyRaise) in
                try bind(t, of(a[0]), a[1], a[2], a[3])
                return a[0]
            }
            try b.method("__call__", "(self, /, *args, **kwargs)") { (t, a) throws(PyRaise) in try setUp(t, a[0], a[1], a[2]) }
            try b.method("setup", "(self, /, *args, **kwargs)") { (t, a) throws(PyRaise) in try setUp(t, a[0], a[1], a[2]) }
            try b.method("insert", "(self, /)") { (t, a) throws(PyRaise) in
                let x = of(a[0])
                if x.isSet(TaskletFlag.blocked) { throw t.raise(K.RuntimeError, "You cannot run a blocked tasklet") }
                guard t.isAlive(x) else { throw t.raise(K.RuntimeError, "You cannot run an unbound(dead) tasklet") }
                if !x.isSet(TaskletFlag.runnable) { Scheduler.append(x) }
                return a[0]
            }
            try b.method("remove", "(self, /)") { (t, a) throws(PyRaise) in
                let x = of(a[0])
                if x.isSet(TaskletFlag.blocked) { throw t.raise(K.RuntimeError, "You cannot remove a blocked tasklet.") }
                if x == t.current { throw t.raise(K.RuntimeError, "The current tasklet cannot be removed.") }
                if x.isSet(TaskletFlag.runnable) { Scheduler.unlink(x) }
                return a[0]
            }
            try b.method("run", "(self, /)") { (t, a) throws(PyRaise) in try t.runTasklet(of(a[0]), pausing: false) }
            try b.method("switch", "(self, /)") { (t, a) throws(PyRaise) in try t.runTasklet(of(a[0]), pausing: true) }
            try b.method("throw", "(self, exc=None, val=None, tb=None, pending=False)") { (t, a) throws(PyRaise) in
                let pending = a[4].isPresent ? try t.isTrue(a[4]) : false
                let type = a[1].isEmpty || a[1].isNone ? TaskletTypes.exit : a[1]
                return try t.throwIntoTasklet(of(a[0]), try Bootstrap.thrownException(t, type, a[2], a[3]), pending: pending)
            }
            try b.method("raise_exception", "(self, exc_class, /, *args)") { (t, a) throws(PyRaise) in
                guard t.has(a[1], .Type), t.isSubtype(a[1].type, K.BaseException) else {
                    throw t.raise(K.TypeError, "tasklet.raise_exception() argument 1 must be an exception class")
                }
                return try t.throwIntoTasklet(of(a[0]), try t.call(a[1], a[2].tuple.items, a[2].tuple.count), pending: false)
            }
            try b.method("kill", "(self, pending=False)") { (t, a) throws(PyRaise) in
                let pending = a[1].isPresent ? try t.isTrue(a[1]) : false
                return try t.throwIntoTasklet(of(a[0]), try t.newException(TaskletTypes.exit, []), pending: pending)
            }
            try b.method("bind_thread", "(self, thread_id=None, /)") { (t, a) throws(PyRaise) in
                if a[1].isPresent && !a[1].isNone && a[1] != threadID { throw t.notImplemented("bind_thread to another thread") }
                return .none
            }
            try defineFlags(b)
            try defineState(b)
        }
    }

    private static func defineFlags(_ b: TypeBuilder) throws(PyRaise) {
        func setter(_ name: String, _ flag: UInt32) throws(PyRaise) {
            try b.method(name, "(self, flag, /)") { (t, a) throws(PyRaise) in
                let x = of(a[0])
                let old = x.isSet(flag)
                if try t.isTrue(a[1]) { x.set(flag) } else { x.clear(flag) }
                return Value(old)
            }
        }
        func reader(_ name: String, _ flag: UInt32) throws(PyRaise) {
            try b.attribute(name, get: { (t, a) throws(PyRaise) in Value(of(a[0]).isSet(flag)) })
        }
        try setter("set_atomic", TaskletFlag.atomic)
        try setter("set_ignore_nesting", TaskletFlag.ignoreNesting)
        try reader("atomic", TaskletFlag.atomic)
        try reader("ignore_nesting", TaskletFlag.ignoreNesting)
        try reader("is_main", TaskletFlag.main)
        try reader("scheduled", TaskletFlag.runnable | TaskletFlag.blocked)
        try b.attribute("block_trap", get: { (t, a) throws(PyRaise) in Value(of(a[0]).isSet(TaskletFlag.blockTrap)) }, set: { (t, a) throws(PyRaise) in
            guard !a[1].isEmpty, t.isAnyInt(a[1]) else { throw t.raise(K.TypeError, "block_trap must be set to a bool or integer") }
            if try t.isTrue(a[1]) { of(a[0]).set(TaskletFlag.blockTrap) } else { of(a[0]).clear(TaskletFlag.blockTrap) }
            return .none
        })
    }

    private static func defineState(_ b: TypeBuilder) throws(PyRaise) {
        func topFrame(_ t: Thread, _ x: TaskletRef) -> FrameRef? { x == t.current ? t.pointee.frame : x.pointee.frame }
        try b.attribute("alive", get: { (t, a) throws(PyRaise) in Value(t.isAlive(of(a[0]))) })
        try b.attribute("paused", get: { (t, a) throws(PyRaise) in
            let x = of(a[0])
            return Value(t.isAlive(x) && x != t.current && !x.isSet(TaskletFlag.runnable | TaskletFlag.blocked))
        })
        try b.attribute("blocked", get: { (t, a) throws(PyRaise) in
            let x = of(a[0])
            return Value(small: x.isSet(TaskletFlag.sending) ? 1 : x.isSet(TaskletFlag.receiving) ? -1 : 0)
        })
        try b.attribute("is_current", get: { (t, a) throws(PyRaise) in Value(of(a[0]) == t.current) })
        try b.attribute("restorable", get: { (t, a) throws(PyRaise) in
            let x = of(a[0])
            return Value(x != t.current && x.pointee.stack == 0 && !x.isSet(TaskletFlag.main))
        })
        try b.attribute("nesting_level", get: { (t, a) throws(PyRaise) in
            let x = of(a[0])
            return Value(small: x == t.current ? Int(t.pointee.nestedRuns) : Int(x.pointee.nest))
        })
        try b.attribute("recursion_depth", get: { (t, a) throws(PyRaise) in Value(small: topFrame(t, of(a[0])).map { Int($0.depth) } ?? 0) })
        try b.attribute("frame", get: { (t, a) throws(PyRaise) in
            guard let f = topFrame(t, of(a[0])) else { return .none }
            return try t.frameObject(f)
        })
        func link(_ name: String, _ get: @escaping (TaskletRef) -> UInt64) throws(PyRaise) {
            try b.attribute(name, get: { (t, a) throws(PyRaise) in
                let bits = get(of(a[0]))
                return bits == 0 ? .none : Value(bits: bits)
            })
        }
        try link("next") { $0.pointee.next }
        try link("prev") { $0.pointee.previous }
        try link("_channel") { $0.pointee.channel }
        try b.attribute("thread_id", get: { (t, a) throws(PyRaise) in threadID })
        try b.attribute("tempval", get: { (t, a) throws(PyRaise) in
            let bits = of(a[0]).pointee.tempval
            return bits == 0 ? .none : Value(bits: bits)
        }, set: { (t, a) throws(PyRaise) in
            of(a[0]).pointee.tempval = a[1].isEmpty ? 0 : a[1].bits
            return .none
        })
    }
}
