// Bootstrap: brings the VM up, in the one order that works.
//
// In:  what the command line decided.
// Out: the main thread's state, ready to run code; the heap, the types, builtins and sys exist.

import CInterpreter
import CVMSpec
import Glibc

extension Bootstrap {
    /// Starts the VM. Raises only if memory is short.
    public static func start(_ options: SystemOptions) throws(PyRaise) -> Thread {
        kind_infos_prepare()
        makeMainThread()
        let t = mainThread
        t.pointee.classEpoch = 1
        t.pointee.recursionLimit = 1000
        var size = 0
        let base = machine_stack_base(&size)
        Collector.stackBase = UInt(bitPattern: base)
        // A quarter megabyte is left for whatever runs when the limit is reached.
        let usable = Swift.min(size, 64 << 20) - 256 << 10
        t.pointee.stackLimit = base.map { ($0 - Swift.max(usable, 128 << 10)).assumingMemoryBound(to: UInt8.self) }
        NativeStacks.adopt(t, high: UInt(bitPattern: base))
        makeHeap()
        ClassCache.prepare()
        TupleHashes.prepare()
        Shapes.prepare(t)
        AttributeTable.prepare()
        singleton(t, .none, .NoneType)
        singleton(t, .true_, .Bool)
        singleton(t, .false_, .Bool)
        Value.true_.cell(PyBoolLayout.self).pointee.value = 1
        singleton(t, .ellipsis, .Ellipsis)
        singleton(t, .notImplemented, .NotImplementedType)
        singleton(t, Value(bits: Iteration.end), .Object)
        try Names.prepare(t)
        try prepareNames(t)
        try makeMainTasklet(t)
        installFastHandlers()

        try defineObjectAndType(t)
        try defineStr(t)
        try defineTuple(t)
        try defineList(t)
        try defineDict(t)
        try defineInt(t)
        try defineBool(t)
        try defineFloat(t)
        try defineComplex(t)
        try defineBytes(t)
        try defineBytearray(t)
        try defineMemoryview(t)
        try defineSet(t)
        try defineRange(t)
        try defineSlice(t)
        try KnownNatives.prepare(t)
        try defineIterators(t)
        try defineDescriptors(t)
        try defineFunctionTypes(t)
        try defineModuleType(t)
        try defineExceptions(t)
        try defineWeakReferences(t)
        try defineCodeTypes(t)
        try prepareCodecs(t)
        prepareTasklets(t)
        Roots.memoryError = try t.newException(K.MemoryError, [])

        let module = try t.newModule("builtins")
        Roots.add(module)
        let builtins = module.module.pointee.dict.unsafelyUnwrapped
        t.pointee.builtins = builtins
        Importing.builtins = module
        try defineSys(t, options)
        try t.dictSet(Importing.modules.dict, try t.intern("builtins"), module)
        try defineConstants(t, builtins)
        try defineObjectBuiltins(t, builtins)
        try defineIterationBuiltins(t, builtins)
        try defineNumericBuiltins(t, builtins)
        try defineEvaluationBuiltins(t, builtins)
        try QuickNatives.install(t, builtins)
        return t
    }

    private static func singleton(_ t: Thread, _ v: Value, _ kind: Kind) {
        v.header.pointee.shape = kind.rawValue
    }

    /// The main tasklet owns the frame stack of code that runs outside of any other.
    private static func makeMainTasklet(_ t: Thread) throws(PyRaise) {
        let tasklet = try t.new(PyTaskletLayout.self, .Tasklet)
        Roots.add(Value(tasklet))
        t.pointee.tasklet = tasklet
        let capacity = 64 << 10
        let chunk = try t.new(PyFrameChunkLayout.self, .FrameChunk, extraBytes: capacity)
        chunk.pointee.capacity = Int64(capacity)
        tasklet.pointee.chunk = chunk
        t.useChunk(chunk)
    }

    /// Types and constants among the builtins.
    private static func defineConstants(_ t: Thread, _ d: DictRef) throws(PyRaise) {
        func add(_ name: String, _ v: Value) throws(PyRaise) { if v.isPresent { try t.dictSet(d, try t.intern(name), v) } }
        try add("None", .none)
        try add("True", .true_)
        try add("False", .false_)
        try add("Ellipsis", .ellipsis)
        try add("NotImplemented", .notImplemented)
        try add("__debug__", Value(Evaluation.optimizeLevel == 0))
        for (name, v) in [("object", K.object), ("type", K.type), ("int", K.int), ("bool", K.bool), ("float", K.float), ("complex", K.complex),
                          ("str", K.str), ("bytes", K.bytes), ("bytearray", K.bytearray), ("memoryview", K.memoryview), ("tuple", K.tuple),
                          ("list", K.list), ("dict", K.dict), ("set", K.set), ("frozenset", K.frozenset), ("range", K.range), ("slice", K.slice),
                          ("property", K.property), ("staticmethod", K.staticmethod), ("classmethod", K.classmethod), ("super", K.superType)] {
            try add(name, v)
        }
        for (name, v) in ExceptionNatives.builtin { try add(name, v) }
        try add("EnvironmentError", K.OSError)
        try add("IOError", K.OSError)
    }
}
