// Byte access: making bytes objects, and reading or writing the memory of bytes-like objects.
//
// In:  bytes, bytearray, memoryview, or any object that memoryview() takes.
// Out: views of their memory, valid until Python code runs.

import CVMSpec
import Glibc
import VM

typealias ByteView = UnsafeBufferPointer<UInt8>
typealias MutableByteView = UnsafeMutableBufferPointer<UInt8>

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A bytes object of n bytes, to be filled in.
    func newBytesCell(_ n: Int) throws(PyRaise) -> (Value, UnsafeMutablePointer<UInt8>) {
        guard n >= 0, n < 1 << 38 else { throw memoryError() }
        let p = try new(PyBytesLayout.self, .Bytes, extraBytes: n &+ 1)
        p.pointee.length = Int64(n)
        return (Value(p), UnsafeMutableRawPointer(p + 1).assumingMemoryBound(to: UInt8.self))
    }

    func makeBytes(_ p: UnsafePointer<UInt8>?, _ n: Int) throws(PyRaise) -> Value {
        let (v, q) = try newBytesCell(n)
        if let p, n > 0 { memcpy(q, p, n) }
        return v
    }

    func makeBytes(_ a: [UInt8]) throws(PyRaise) -> Value {
        let (v, q) = try newBytesCell(a.count)
        a.withUnsafeBufferPointer { b in if let p = b.baseAddress, b.count > 0 { memcpy(q, p, b.count) } }
        return v
    }

    func makeBytes(_ v: ByteView) throws(PyRaise) -> Value { try makeBytes(v.baseAddress, v.count) }

    /// A bytearray of n zero bytes.
    func makeBytearray(_ n: Int) throws(PyRaise) -> Value {
        let p = try new(PyBytearrayLayout.self, .Bytearray)
        let data = try newBytesStorage(Swift.max(n &+ 1, 8))
        p.pointee.data = data
        p.pointee.length = Int64(n)
        p.pointee.capacity = Int64(Swift.max(n &+ 1, 8))
        return Value(p)
    }

    /// The characters of a bytes object.
    func bytesPointer(_ v: Value) -> UnsafeMutablePointer<UInt8> {
        UnsafeMutableRawPointer(v.bytes + 1).assumingMemoryBound(to: UInt8.self)
    }

    /// The memory of a bytes-like object.
    func bytesView(_ v: Value, _ message: String = "a bytes-like object is required, not ") throws(PyRaise) -> ByteView {
        if has(v, .Bytes) { return ByteView(start: bytesPointer(v), count: Int(v.bytes.pointee.length)) }
        if has(v, .Bytearray) { return ByteView(start: v.bytearray.pointee.data, count: Int(v.bytearray.pointee.length)) }
        if has(v, .Memoryview) {
            let m = v.cell(PyMemoryviewLayout.self)
            return ByteView(start: m.pointee.data, count: Int(m.pointee.length))
        }
        if v.isInt || v.isFloatWord || has(v, .Str) || v.isNone || K.memoryview.isEmpty { throw raise(K.TypeError, message + "'\(typeName(of: v))'") }
        let m: Value
        do { m = try call(K.memoryview, v) } catch {
            if raisedIs(K.TypeError) { clearRaised(); throw raise(K.TypeError, message + "'\(typeName(of: v))'") }
            throw error
        }
        guard has(m, .Memoryview) else { throw raise(K.TypeError, message + "'\(typeName(of: v))'") }
        return try bytesView(m)
    }

    /// The memory of a writable bytes-like object.
    func writableView(_ v: Value, _ what: String = "a read-write bytes-like object is required, not ") throws(PyRaise) -> MutableByteView {
        if has(v, .Bytearray) { return MutableByteView(start: v.bytearray.pointee.data, count: Int(v.bytearray.pointee.length)) }
        if v.isInt || v.isFloatWord || has(v, .Str) || has(v, .Bytes) || v.isNone { throw raise(K.TypeError, what + "'\(typeName(of: v))'") }
        var m = v
        if !has(v, .Memoryview) {
            do { m = try call(K.memoryview, v) } catch {
                if raisedIs(K.TypeError) { clearRaised(); throw raise(K.TypeError, what + "'\(typeName(of: v))'") }
                throw error
            }
        }
        guard has(m, .Memoryview) else { throw raise(K.TypeError, what + "'\(typeName(of: v))'") }
        let readonly = try getAttribute(m, "readonly")
        if readonly == .true_ { throw raise(K.TypeError, what + "'\(typeName(of: v))'") }
        return MutableByteView(start: m.cell(PyMemoryviewLayout.self).pointee.data, count: Int(m.cell(PyMemoryviewLayout.self).pointee.length))
    }

    /// An optional size argument: absent or None is -1.
    func sizeArgument(_ v: Value) throws(PyRaise) -> Int {
        if v.isEmpty || v.isNone { return -1 }
        if v.isInt { return v.int }
        guard try special(of: v, .index).isPresent || has(v, .Int) || v.isBool else {
            throw raise(K.TypeError, "argument should be integer or None, not '\(typeName(of: v))'")
        }
        return try index(v)
    }

    /// builtins.__import__(name): for modules without a dot.
    func importModule(_ name: String) throws(PyRaise) -> Value {
        guard let b = pointee.builtins else { throw raise(K.ImportError, "no builtins") }
        let f = try dictGet(b, try intern("__import__"))
        if f.isEmpty { throw raise(K.ImportError, "__import__ not found") }
        return try call(f, try intern(name))
    }

    /// The C int of an argument.
    func cInt(_ v: Value) throws(PyRaise) -> Int32 {
        if v.isFloatWord || has(v, .Float) { throw raise(K.TypeError, "'float' object cannot be interpreted as an integer") }
        let n = try index(v, overflow: "Python int too large to convert to C int")
        guard let r = Int32(exactly: n) else {
            throw raise(K.OverflowError, n > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum")
        }
        return r
    }

    /// The text of a str argument, with CPython's complaint about other types.
    func stringArgument(_ v: Value, _ what: String) throws(PyRaise) -> String {
        guard has(v, .Str) else { throw raise(K.TypeError, "\(what) must be str, not \(v.isNone ? "None" : typeName(of: v))") }
        return v.str.string
    }

    /// bool argument with a default.
    func flag(_ v: Value, _ standard: Bool) throws(PyRaise) -> Bool { v.isEmpty ? standard : try isTrue(v) }

    /// A Swift [Value] kept alive as a tuple argument list for a keyword call.
    func callKeywords(_ f: Value, _ positional: [Value], _ keywords: [(String, Value)]) throws(PyRaise) -> Value {
        var names: [Value] = []
        var arguments = positional
        for (n, v) in keywords { names.append(try intern(n)); arguments.append(v) }
        return try call(f, arguments: arguments, names: names.isEmpty ? .empty : try newTuple(names))
    }
}

/// `__new__` of a native class whose work is done in `__init__`.
func definePlainNew(_ b: TypeBuilder) throws(PyRaise) {
    try b.new("(cls, *args, **kwargs)") { (t, a) throws(PyRaise) in try t.newInstanceCell(a[0].type) }
}
