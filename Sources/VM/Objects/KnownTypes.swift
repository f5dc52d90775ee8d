// Known types and names: what native code refers to by a Swift name.

import CVMSpec

public typealias TypeRef = UnsafeMutablePointer<PyTypeLayout>

/// Builtin classes as values; filled while the VM starts (Bootstrap).
public struct KnownTypes {
    public var object = Value.empty, type = Value.empty, int = Value.empty, bool = Value.empty, float = Value.empty
    public var complex = Value.empty, str = Value.empty, bytes = Value.empty, bytearray = Value.empty, memoryview = Value.empty
    public var tuple = Value.empty, list = Value.empty, dict = Value.empty, set = Value.empty, frozenset = Value.empty
    public var range = Value.empty, slice = Value.empty, function = Value.empty, native = Value.empty, methodDescriptor = Value.empty
    public var boundMethod = Value.empty, cell = Value.empty, code = Value.empty, module = Value.empty, property = Value.empty
    public var staticmethod = Value.empty, classmethod = Value.empty, superType = Value.empty, generator = Value.empty
    public var coroutine = Value.empty, asyncGenerator = Value.empty, frame = Value.empty, traceback = Value.empty
    public var none = Value.empty, ellipsis = Value.empty, notImplemented = Value.empty, mappingproxy = Value.empty
    public var weakref = Value.empty, member = Value.empty, getset = Value.empty, genericAlias = Value.empty, unionType = Value.empty

    // Exceptions
    public var BaseException = Value.empty, Exception = Value.empty, TypeError = Value.empty, ValueError = Value.empty
    public var AttributeError = Value.empty, NameError = Value.empty, UnboundLocalError = Value.empty, KeyError = Value.empty
    public var IndexError = Value.empty, LookupError = Value.empty, ArithmeticError = Value.empty, ZeroDivisionError = Value.empty
    public var OverflowError = Value.empty, FloatingPointError = Value.empty, RuntimeError = Value.empty, NotImplementedError = Value.empty
    public var RecursionError = Value.empty, StopIteration = Value.empty, StopAsyncIteration = Value.empty, GeneratorExit = Value.empty
    public var KeyboardInterrupt = Value.empty, SystemExit = Value.empty, ImportError = Value.empty, ModuleNotFoundError = Value.empty
    public var OSError = Value.empty, FileNotFoundError = Value.empty, FileExistsError = Value.empty, PermissionError = Value.empty
    public var IsADirectoryError = Value.empty, NotADirectoryError = Value.empty, BlockingIOError = Value.empty
    public var ChildProcessError = Value.empty, ConnectionError = Value.empty, BrokenPipeError = Value.empty
    public var ConnectionAbortedError = Value.empty, ConnectionRefusedError = Value.empty, ConnectionResetError = Value.empty
    public var InterruptedError = Value.empty, ProcessLookupError = Value.empty, TimeoutError = Value.empty, EOFError = Value.empty
    public var AssertionError = Value.empty, BufferError = Value.empty, MemoryError = Value.empty, ReferenceError = Value.empty
    public var SyntaxError = Value.empty, IndentationError = Value.empty, TabError = Value.empty, SystemError = Value.empty
    public var UnicodeError = Value.empty, UnicodeDecodeError = Value.empty, UnicodeEncodeError = Value.empty, UnicodeTranslateError = Value.empty
    public var BaseExceptionGroup = Value.empty, ExceptionGroup = Value.empty
    public var Warning = Value.empty, UserWarning = Value.empty, DeprecationWarning = Value.empty, PendingDeprecationWarning = Value.empty
    public var SyntaxWarning = Value.empty, RuntimeWarning = Value.empty, FutureWarning = Value.empty, ImportWarning = Value.empty
    public var UnicodeWarning = Value.empty, BytesWarning = Value.empty, ResourceWarning = Value.empty, EncodingWarning = Value.empty
}

/// The known types.
nonisolated(unsafe) public var K = KnownTypes()

/// Special methods that the VM itself looks up; each type caches what they resolve to.
public enum Special: Int, CaseIterable {
    case new, `init`, del, repr, str, bytes, format, hash, bool, call, len, lengthHint, getitem, setitem, delitem, missing, contains, iter, next, reversed
    case getattribute, getattr, setattr, delattr, dir, get, set, delete, setName, initSubclass, classGetitem, instancecheck, subclasscheck, mroEntries, prepare
    case lt, le, gt, ge, eq, ne
    case add, sub, mul, truediv, floordiv, mod, pow, matmul, lshift, rshift, and, or, xor
    case radd, rsub, rmul, rtruediv, rfloordiv, rmod, rpow, rmatmul, rlshift, rrshift, rand, ror, rxor
    case iadd, isub, imul, itruediv, ifloordiv, imod, ipow, imatmul, ilshift, irshift, iand, ior, ixor
    case neg, pos, invert, abs, int, float, complex, index, round, trunc, floor, ceil, divmod, rdivmod
    case enter, exit, aenter, aexit, await, aiter, anext, fspath, reduceEx, reduce

    /// The method's name in Python.
    public var name: String {
        switch self {
        case .lengthHint: return "__length_hint__"
        case .setName: return "__set_name__"
        case .initSubclass: return "__init_subclass__"
        case .classGetitem: return "__class_getitem__"
        case .mroEntries: return "__mro_entries__"
        case .reduceEx: return "__reduce_ex__"
        default: return "__\(self)__"
        }
    }
}

/// Interned names of the special methods and of attributes that the VM uses.
public struct KnownNames {
    // Its memory is made by prepareNames: with a constant initialiser `N` is read without asking whether it was initialised.
    private var specialTable: UnsafeMutablePointer<Value>? = nil
    public var specials: UnsafeMutablePointer<Value> {
        @inline(__always) get { specialTable.unsafelyUnwrapped }
        set { specialTable = newValue }
    }
    public var dict = Value.empty, class_ = Value.empty, name = Value.empty, qualname = Value.empty, module = Value.empty, doc = Value.empty
    public var slots = Value.empty, classcell = Value.empty, annotations = Value.empty, builtins = Value.empty, file = Value.empty
    public var weakref = Value.empty, metaclass = Value.empty, notes = Value.empty, abstractMethods = Value.empty, path = Value.empty
    public var main = Value.empty, spec = Value.empty, all = Value.empty, bases = Value.empty, mro = Value.empty, getitem = Value.empty
    public var send = Value.empty, throw_ = Value.empty, close = Value.empty, matchArgs = Value.empty, objclass = Value.empty
    public var wrapped = Value.empty, loader = Value.empty, package = Value.empty, write = Value.empty, flush = Value.empty, keys = Value.empty
}

/// The known names.
nonisolated(unsafe) public var N = KnownNames()

extension Bootstrap {
    static func prepareNames(_ t: Thread) throws(PyRaise) {
        N.specials = .allocate(capacity: Special.allCases.count)
        for s in Special.allCases {
            let v = try t.intern(s.name)
            v.str.pointee.header.flags |= StrFlag.classCached
            N.specials[s.rawValue] = v
        }
        N.dict = try t.intern("__dict__"); N.class_ = try t.intern("__class__"); N.name = try t.intern("__name__")
        N.qualname = try t.intern("__qualname__"); N.module = try t.intern("__module__"); N.doc = try t.intern("__doc__")
        N.slots = try t.intern("__slots__"); N.classcell = try t.intern("__classcell__"); N.annotations = try t.intern("__annotations__")
        N.builtins = try t.intern("__builtins__"); N.file = try t.intern("__file__"); N.weakref = try t.intern("__weakref__")
        N.metaclass = try t.intern("metaclass"); N.notes = try t.intern("__notes__"); N.abstractMethods = try t.intern("__abstractmethods__")
        N.path = try t.intern("__path__"); N.main = try t.intern("__main__"); N.spec = try t.intern("__spec__"); N.all = try t.intern("__all__")
        N.bases = try t.intern("__bases__"); N.mro = try t.intern("mro"); N.getitem = try t.intern("__getitem__")
        N.send = try t.intern("send"); N.throw_ = try t.intern("throw"); N.close = try t.intern("close")
        N.matchArgs = try t.intern("__match_args__"); N.objclass = try t.intern("__objclass__"); N.wrapped = try t.intern("__wrapped__")
        N.loader = try t.intern("__loader__"); N.package = try t.intern("__package__"); N.write = try t.intern("write")
        N.flush = try t.intern("flush"); N.keys = try t.intern("keys")
    }
}

/// Brings the VM up: types, names, builtins.
public enum Bootstrap {}
