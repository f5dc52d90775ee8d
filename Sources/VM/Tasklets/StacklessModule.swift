// The modules `stackless` and `_stackless`: scheduling functions, the types, and what is written in Python.

import CVMSpec

enum StacklessModule {
    /// PICKLEFLAGS_…
    static let flags: [(String, Int)] = [("PICKLEFLAGS_PRESERVE_TRACING_STATE", 1), ("PICKLEFLAGS_PRESERVE_AG_FINALIZER", 2), ("PICKLEFLAGS_RESET_AG_FINALIZER", 4),
                                         ("PICKLEFLAGS_PICKLE_CONTEXT", 8)]
    nonisolated(unsafe) static var pickleFlags = 0
    nonisolated(unsafe) static var pickleFlagsDefault = 0
    nonisolated(unsafe) static var softSwitch = true

    static let source = """
    class TaskletExit(BaseException):
        "Ends a tasklet silently."
    TaskletExit.__module__ = 'builtins'

    class atomic:
        "Context manager: no pre-emption inside."
        __slots__ = ('_old',)
        def __enter__(self):
            self._old = getcurrent().set_atomic(True)
            return self
        def __exit__(self, *details):
            getcurrent().set_atomic(self._old)

    def send_sequence(self, sequence, /):
        count = 0
        for value in sequence:
            self.send(value)
            count += 1
        return count

    """

    /// Attributes of the module that are computed when they are read.
    static let computed = """
    def __getattr__(name):
        if name == 'current': return getcurrent()
        if name == 'main': return getmain()
        if name == 'runcount': return getruncount()
        if name == 'threads': return getthreads()
        if name == 'debug': return getdebug()
        if name == 'uncollectables': return getuncollectables()
        if name == 'pickle_with_tracing_state': return bool(pickle_flags() & PICKLEFLAGS_PRESERVE_TRACING_STATE)
        raise AttributeError(f"module 'stackless' has no attribute {name!r}")

    """

    static func flag(_ t: Thread, _ v: Value) throws(PyRaise) -> Bool { v.isEmpty ? false : try t.isTrue(v) }

    private static func runText(_ m: ModuleBuilder, _ text: String) throws(PyRaise) {
        let t = m.t
        let globals = m.module.module.pointee.dict.unsafelyUnwrapped
        if try t.dictGet(globals, N.builtins).isEmpty { try t.dictSet(globals, N.builtins, Importing.builtins) }
        let code = try t.compileSource(Array(text.utf8), filename: "<stackless>", isText: true)
        _ = try t.waiting { () throws(PyRaise) in try t.runCode(code, globals: globals, locals: .empty) }
    }

    /// The content of `_stackless`.
    static func build(_ m: ModuleBuilder) throws(PyRaise) {
        let t = m.t
        try SwitchFrames.prepare(t)
        try scheduling(m)
        try settings(m)
        TaskletTypes.tasklet = try TaskletTypes.define(t)
        TaskletTypes.channel = try ChannelType.define(t)
        try m.set("tasklet", TaskletTypes.tasklet)
        try m.set("channel", TaskletTypes.channel)
        func direct(_ v: Value, _ number: Int64) { if v.isExact(.Native) { v.native.pointee.direct = number } }
        direct(try m.get("schedule"), DirectSwitch.schedule)
        for (type, name, number) in [(TaskletTypes.channel, "send", DirectSwitch.send), (TaskletTypes.channel, "receive", DirectSwitch.receive),
                                     (TaskletTypes.tasklet, "run", DirectSwitch.run), (TaskletTypes.tasklet, "switch", DirectSwitch.switchTo)] {
            if let d = type.type.pointee.dict { direct(try t.dictGet(d, try t.intern(name)), number) }
        }
        TaskletTypes.bomb = try m.type("bomb") { b throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { (t, a) throws(PyRaise) in try t.newObject(a[0]) }
            try b.method("__init__", "(self, type=None, value=None, traceback=None)") { (t, a) throws(PyRaise) in
                let o = a[0].object
                o.pointee.v0 = (a[1].isEmpty ? .none : a[1]).bits
                o.pointee.v1 = (a[2].isEmpty ? .none : a[2]).bits
                o.pointee.v2 = (a[3].isEmpty ? .none : a[3]).bits
                return .none
            }
            func field(_ name: String, _ path: WritableKeyPath<PyNativeObjectLayout, UInt64>) throws(PyRaise) {
                try b.attribute(name, get: { (t, a) throws(PyRaise) in
                    let bits = a[0].object.pointee[keyPath: path]
                    return bits == 0 ? .none : Value(bits: bits)
                }, set: { (t, a) throws(PyRaise) in
                    a[0].object.pointee[keyPath: path] = (a[1].isEmpty ? .none : a[1]).bits
                    return .none
                })
            }
            try field("type", \.v0)
            try field("value", \.v1)
            try field("traceback", \.v2)
        }
        TaskletTypes.bombShape = TaskletTypes.bomb.type.pointee.rootShape
        for (name, n) in flags { try m.set(name, Value(small: n)) }
        try runText(m, source)
        TaskletTypes.exit = Roots.add(try m.get("TaskletExit"))
        let d = m.module.module.pointee.dict.unsafelyUnwrapped
        let name = try t.intern("send_sequence")
        try TypeBuilder(t: t, type: TaskletTypes.channel.type).set("send_sequence", try t.dictGet(d, name))
        _ = try t.dictDelete(d, name)
    }

    private static func scheduling(_ m: ModuleBuilder) throws(PyRaise) {
        try m.function("schedule", "(retval=None)") { (t, a) throws(PyRaise) in try t.schedule(a[0].isEmpty ? Value(t.current) : a[0]) }
        try m.function("schedule_remove", "(retval=None)") { (t, a) throws(PyRaise) in try t.scheduleRemove(a[0].isEmpty ? Value(t.current) : a[0]) }
        try m.function("run", "(timeout=0, threadblock=False, soft=False, ignore_nesting=False, totaltimeout=False)") { (t, a) throws(PyRaise) in
            let ticks = a[0].isEmpty || a[0].isNone ? 0 : try t.clampedIndex(a[0])
            return try t.runScheduler(timeout: Int64(Swift.max(0, ticks)), soft: try flag(t, a[2]), ignoreNesting: try flag(t, a[3]), total: try flag(t, a[4]))
        }
        try m.function("getcurrent", "()") { (t, a) throws(PyRaise) in Value(t.current) }
        try m.function("getmain", "()") { (t, a) throws(PyRaise) in Scheduler.main.map { Value($0) } ?? .none }
        try m.function("getruncount", "()") { (t, a) throws(PyRaise) in Value(small: Scheduler.runCount) }
        try m.function("getcurrentid", "()") { (t, a) throws(PyRaise) in
            t.current.isSet(TaskletFlag.main) ? TaskletTypes.threadID : Value(small: Int(t.current.pointee.number))
        }
        try m.function("switch_trap", "(change, /)") { (t, a) throws(PyRaise) in
            let old = Scheduler.switchTrap
            let (sum, overflow) = old.addingReportingOverflow(try t.index(a[0]))
            if overflow { throw t.raise(K.OverflowError, "switch_trap() level is too large") }
            Scheduler.switchTrap = sum
            return try t.newInt(old)
        }
    }

    private static func settings(_ m: ModuleBuilder) throws(PyRaise) {
        func callback(_ setter: String, _ getter: String?, _ get: @escaping () -> UInt64, _ set: @escaping (UInt64) -> Void) throws(PyRaise) {
            try m.function(setter, "(callback, /)") { (t, a) throws(PyRaise) in
                if !a[0].isNone, !(try t.isCallable(a[0])) { throw t.raise(K.TypeError, "parameter must be callable") }
                let old = get()
                set(a[0].isNone ? 0 : a[0].bits)
                return old == 0 ? .none : Value(bits: old)
            }
            if let getter {
                try m.function(getter, "()") { (t, a) throws(PyRaise) in get() == 0 ? .none : Value(bits: get()) }
            }
        }
        try callback("set_channel_callback", "get_channel_callback", { Scheduler.channelCallback }) { Scheduler.channelCallback = $0 }
        try callback("set_schedule_callback", "get_schedule_callback", { Scheduler.scheduleCallback }) { Scheduler.scheduleCallback = $0 }
        try callback("set_error_handler", nil, { Scheduler.errorHandler }) { Scheduler.errorHandler = $0 }
        try m.function("get_thread_info", "(thread_id=None, /)") { (t, a) throws(PyRaise) in
            if a[0].isPresent && !a[0].isNone && a[0] != TaskletTypes.threadID { throw t.raise(K.RuntimeError, "Thread id not found") }
            return try t.newTuple([Scheduler.main.map { Value($0) } ?? .none, Value(t.current), Value(small: Scheduler.runCount)])
        }
        try m.function("getthreads", "()") { (t, a) throws(PyRaise) in
            let l = try t.newList()
            try t.listAppend(l.list, TaskletTypes.threadID)
            return l
        }
        try m.function("getuncollectables", "()") { (t, a) throws(PyRaise) in try t.newList() }
        try m.function("getdebug", "()") { (t, a) throws(PyRaise) in .false_ }
        try m.function("enable_softswitch", "(flag)") { (t, a) throws(PyRaise) in
            let old = softSwitch
            if !a[0].isNone { softSwitch = try t.isTrue(a[0]) }
            return Value(old)
        }
        func bits(_ name: String, _ get: @escaping () -> Int, _ set: @escaping (Int) -> Void) throws(PyRaise) {
            try m.function(name, "(new=-1, mask=-1)") { (t, a) throws(PyRaise) in
                let new = a[0].isEmpty ? -1 : try t.index(a[0]), mask = a[1].isEmpty ? -1 : try t.index(a[1])
                let old = get()
                if new != -1 {
                    let value = old & ~mask | new & mask
                    if value & ~15 != 0 { throw t.raise(K.ValueError, "Invalid flags: \(value)") }
                    set(value)
                }
                return Value(small: old)
            }
        }
        try bits("pickle_flags", { pickleFlags }) { pickleFlags = $0 }
        try bits("pickle_flags_default", { pickleFlagsDefault }) { pickleFlagsDefault = $0 }
    }

    /// `stackless` has all of `_stackless`, and the computed attributes.
    static func buildFace(_ m: ModuleBuilder) throws(PyRaise) {
        let t = m.t
        let inner = try t.importDotted("_stackless")
        let from = inner.module.pointee.dict.unsafelyUnwrapped
        let all = try t.newList()
        for i in 0 ..< Int(from.pointee.entryCount) {
            let e = from.pointee.entries.unsafelyUnwrapped[i]
            guard e.value != 0, t.has(Value(bits: e.key), .Str) else { continue }
            let name = Value(bits: e.key).str.string
            if name.hasPrefix("__") { continue }
            try m.set(name, Value(bits: e.value))
            if name != "bomb" && name != "pickle_flags" { try t.listAppend(all.list, Value(bits: e.key)) }
        }
        try m.set("__all__", all)
        try m.set("stackless", m.module)
        try runText(m, computed)
    }
}

extension Bootstrap {
    /// The main tasklet and the modules' registration.
    static func prepareTasklets(_ t: Thread) {
        Scheduler.adopt(t)
        NativeModules.register("_stackless") { (m) throws(PyRaise) in try StacklessModule.build(m) }
        NativeModules.register("stackless") { (m) throws(PyRaise) in try StacklessModule.buildFace(m) }
    }
}
