// Signals: from the operating system's handler to Python's, and the _signal module.
//
// The C handler only notes the number and sets PendingBit.signal; the interpreter's poll calls `Signals.deliver`, which
// runs the Python handlers.

import CVMSpec
import Glibc
import VM

public enum Signals {
    nonisolated(unsafe) static var pending: UInt64 = 0
    nonisolated(unsafe) static var thread: Thread? = nil
    /// Python handlers by signal number, a list object.
    nonisolated(unsafe) static var handlers = Value.empty
    /// signal.default_int_handler.
    nonisolated(unsafe) static var interrupt = Value.empty
    nonisolated(unsafe) static var wakeup: Int32 = -1

    /// Runs the handlers of the signals that have arrived.
    public static func deliver(_ t: Thread) throws(PyRaise) {
        if pending == 0 { return }
        t.pointee.pending &= ~PendingBit.signal.rawValue
        while pending != 0 {
            let n = pending.trailingZeroBitCount
            pending &= ~(1 << UInt64(n))
            guard handlers.isPresent, n < handlers.list.count else { continue }
            let h = handlers.list.items[n]
            if h.isEmpty || h.isNone || h.isInt { continue }
            var frame = Value.none
            if let f = t.pointee.frame { frame = try t.frameObject(f) }
            _ = try t.call(h, Value(small: n), frame)
        }
    }
}
