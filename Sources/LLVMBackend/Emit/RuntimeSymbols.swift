// The routines of the VM that emitted code calls by itself; a unit's own `callHelper` symbols come on top.
//
// In:  rows. Out: declarations in a module. The JIT defines each name at the linker (CodeInstaller.defineSymbols).
//
// Conventions: C calling convention, thread first, words as 64-bit integers. A routine that may run Python gives the
// value, or 0 when it left (then thread.leaveReason, thread.raised and the heap frames say why and what goes on).
// Routines that only allocate never give 0.

/// The routines, with their C prototypes.
public enum RuntimeSymbol: String, CaseIterable {
    /// Value (thread, int64): the word of any machine integer.
    case boxInt = "rt_int_box"
    /// Value (thread, double): the word of any float.
    case boxFloat = "rt_float_box"
    /// Value (thread, size, shape): a zeroed cell with its header set.
    case allocateCell = "rt_cell_allocate"
    /// int64 (thread, object): remembers an old object that was stored into.
    case remember = "rt_remember"
    /// Frame *(thread, callerFrame, functionWord, deliveryInfo): a frame for an inlined call that becomes real.
    case pushInlinedFrame = "rt_frame_push_inlined"
    /// Value (thread, kind of fold, accumulated value, other value): the state of a fold that goes on in the interpreter.
    case foldState = "rt_fold_state"
    /// int64 (thread, frame): a frame that has ended gives its frame object the registers.
    case detachFrame = "rt_frame_detach"
    /// Value (thread, frame): the callee of a direct call has left; 0 if the caller leaves too.
    case finishCallee = "rt_finish_callee"
    /// int64 (thread): 1 to go on, 0 to leave.
    case poll = "rt_poll"
    /// Value (thread, bytecode operation, a, b)
    case binary = "rt_py_binary"
    /// Value (thread, bytecode operation, a)
    case unary = "rt_py_unary"
    /// Value (thread, callee, arguments, count); the arguments are on the machine stack.
    case call = "rt_py_call"
    /// Value (thread, function, arguments, count, 1 for an initialiser): one argument for each parameter.
    case callBound = "rt_py_call_bound"
    /// As `call`; the first argument is a receiver, or empty: then it is none.
    case callMethod = "rt_py_call_method"
    /// Value (thread, first register, count): callee and arguments lie in the frame's registers.
    case callWindow = "rt_py_call_window"
    /// Value (thread, a): True or False.
    case truth = "rt_py_truth"
    /// Value (thread, name index)
    case loadGlobal = "rt_py_load_global"
    /// Value (thread, name index, object)
    case loadAttribute = "rt_py_load_attribute"
    /// Value (thread, name index, object, value): any word but 0.
    case storeAttribute = "rt_py_store_attribute"
    /// Value (thread, object, key)
    case loadItem = "rt_py_load_item"
    /// Value (thread, object, key, value): any word but 0.
    case storeItem = "rt_py_store_item"

    func declare(in module: ModuleBuilder) -> IRFunction {
        let (p, w) = (module.pointer, module.int64)
        switch self {
        case .boxInt: return module.function(rawValue, w, [p, w])
        case .boxFloat: return module.function(rawValue, w, [p, module.double])
        case .allocateCell: return module.function(rawValue, w, [p, w, w])
        case .remember: return module.function(rawValue, w, [p, w])
        case .pushInlinedFrame: return module.function(rawValue, p, [p, p, w, w])
        case .foldState: return module.function(rawValue, w, [p, w, w, w])
        case .detachFrame: return module.function(rawValue, w, [p, w])
        case .finishCallee: return module.function(rawValue, w, [p, p])
        case .poll: return module.function(rawValue, w, [p])
        case .binary: return module.function(rawValue, w, [p, w, w, w])
        case .unary: return module.function(rawValue, w, [p, w, w])
        case .call, .callMethod: return module.function(rawValue, w, [p, w, p, w])
        case .callBound: return module.function(rawValue, w, [p, w, p, w, w])
        case .callWindow: return module.function(rawValue, w, [p, w, w])
        case .truth: return module.function(rawValue, w, [p, w])
        case .loadGlobal: return module.function(rawValue, w, [p, w])
        case .loadAttribute: return module.function(rawValue, w, [p, w, w])
        case .storeAttribute: return module.function(rawValue, w, [p, w, w, w])
        case .loadItem: return module.function(rawValue, w, [p, w, w])
        case .storeItem: return module.function(rawValue, w, [p, w, w, w])
        }
    }
}
