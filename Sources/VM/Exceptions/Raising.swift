// Raising: how native code makes and raises exceptions.
//
// `throw t.raise(K.TypeError, "message")`: the exception lies in t.raised, the Swift error carries nothing.

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Makes an exception with one str argument, puts it into `raised`; throw the result.
    @inline(never) public func raise(_ type: Value, _ message: String) -> PyRaise {
        do {
            return try raise(type, arguments: [str(message)])
        } catch { return error }
    }

    /// Makes an exception with those arguments, without running Python; throw the result.
    @inline(never) public func raise(_ type: Value, arguments: [Value]) -> PyRaise {
        do {
            let e = try newException(type, arguments)
            return raise(value: e)
        } catch { return error }
    }

    /// Raises an exception object; throw the result. Its context becomes the exception being handled.
    @inline(never) public func raise(value e: Value) -> PyRaise {
        let handled = Value(bits: pointee.handled)
        if handled.isPresent && handled != e && !handled.isNone {
            // Break cycles: e must not occur in its own context chain.
            var o = handled
            var hare = 0
            while hare < 10000 {
                let c = Value(bits: o.exception.pointee.context)
                if c.isEmpty || c.isNone { break }
                if c == e { o.exception.pointee.context = 0; break }
                o = c
                hare += 1
            }
            e.exception.pointee.context = handled.bits
        }
        pointee.raised = e.bits
        return PyRaise()
    }

    /// An exception of a builtin exception type (or subclass) with those arguments, its __init__ not called.
    public func newException(_ type: Value, _ arguments: [Value]) throws(PyRaise) -> Value {
        let e = try newInstanceCell(type.type)
        let args = try newTuple(arguments)
        e.exception.pointee.arguments = args.bits
        try initializeExceptionFields(e, arguments)
        return e
    }

    /// KeyError with the key as its argument.
    @inline(never) public func keyError(_ key: Value) -> PyRaise { raise(K.KeyError, arguments: [key]) }

    @inline(never) public func stopIteration(_ value: Value = .empty) -> PyRaise {
        raise(K.StopIteration, arguments: value.isEmpty || value.isNone ? [] : [value])
    }

    /// Is the exception being raised an instance of that type?
    public func raisedIs(_ type: Value) -> Bool { isInstance(Value(bits: pointee.raised), type) }

    /// Forgets the exception being raised; returns it.
    @discardableResult public func clearRaised() -> Value {
        let e = Value(bits: pointee.raised)
        pointee.raised = 0
        return e
    }

    /// "'list' object is not callable" and the like: `what` follows "'T' object ".
    @inline(never) public func typeError(_ v: Value, _ what: String) -> PyRaise {
        raise(K.TypeError, "'\(messageName(of: v))' object \(what)")
    }

    /// AttributeError with name and obj set.
    @inline(never) public func attributeError(_ v: Value, _ name: Value) -> PyRaise {
        var text = "'\(messageName(of: v))' object has no attribute '\(name.str.string)'"
        if has(v, .Type) { text = "type object '\(typeName(v))' has no attribute '\(name.str.string)'" }
        else if has(v, .Module) {
            let n = Value(bits: v.module.pointee.name)
            text = "module '\(n.isPresent && has(n, .Str) ? n.str.string : "?")' has no attribute '\(name.str.string)'"
            if Importing.loading.contains(v) { text = "partially initialized " + text + " (most likely due to a circular import)" }
        }
        let r = raise(K.AttributeError, text)
        setExceptionField(Value(bits: pointee.raised), "name", name)
        setExceptionField(Value(bits: pointee.raised), "obj", v)
        return r
    }

    /// Raises NotImplementedError for something this system does not have yet.
    @inline(never) public func notImplemented(_ what: String) -> PyRaise { raise(K.NotImplementedError, what) }

    /// OSError (the right subclass) for an errno value.
    @inline(never) public func osError(_ code: Int32, filename: Value = .empty, filename2: Value = .empty) -> PyRaise {
        do {
            let message = try str(String(cString: strerror(code)))
            var arguments = [Value(small: Int(code)), message]
            if filename.isPresent { arguments.append(filename) }
            if filename2.isPresent { arguments.append(.none); arguments.append(filename2) }
            return raise(osErrorType(code), arguments: arguments)
        } catch { return error }
    }

    func osErrorType(_ code: Int32) -> Value {
        switch code {
        case ENOENT: return K.FileNotFoundError
        case EEXIST: return K.FileExistsError
        case EACCES, EPERM: return K.PermissionError
        case EISDIR: return K.IsADirectoryError
        case ENOTDIR: return K.NotADirectoryError
        case EAGAIN, EALREADY, EINPROGRESS: return K.BlockingIOError
        case ECHILD: return K.ChildProcessError
        case EPIPE, ESHUTDOWN: return K.BrokenPipeError
        case ECONNABORTED: return K.ConnectionAbortedError
        case ECONNREFUSED: return K.ConnectionRefusedError
        case ECONNRESET: return K.ConnectionResetError
        case EINTR: return K.InterruptedError
        case ESRCH: return K.ProcessLookupError
        case ETIMEDOUT: return K.TimeoutError
        default: return K.OSError
        }
    }
}
