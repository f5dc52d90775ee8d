// Repr guard: what containers use so that a container inside itself prints as '[...]'.

import CVMSpec

enum ReprGuard {
    /// Containers whose repr is being made, by address.
    nonisolated(unsafe) static var active: [UInt64] = []
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Runs body unless the repr of v is being made already; then `inner` is the result.
    public func reprGuarded(_ v: Value, _ inner: String, _ body: () throws(PyRaise) -> Value) throws(PyRaise) -> Value {
        for a in ReprGuard.active where a == v.bits { return try str(inner) }
        if ReprGuard.active.count > 900 { throw raise(K.RecursionError, "maximum recursion depth exceeded while getting the repr of an object") }
        ReprGuard.active.append(v.bits)
        defer {
            if let i = ReprGuard.active.lastIndex(of: v.bits) { ReprGuard.active.remove(at: i) }
        }
        return try body()
    }

    /// Appends repr(v) to UTF-8 text.
    @inline(__always) func appendRepr(_ out: inout [UInt8], _ v: Value) throws(PyRaise) {
        if v.isInt { Numbers.appendDecimal(&out, v.int); return }
        let r = try repr(v).str
        if r.isASCII { out.append(contentsOf: UnsafeBufferPointer(start: r.bytes, count: r.count)) } else { out.append(contentsOf: r.utf8) }
    }
}

extension Array where Element == UInt8 {
    @inline(__always) mutating func text(_ s: StaticString) {
        s.withUTF8Buffer { append(contentsOf: $0) }
    }
}
