// Printing of uncaught exceptions, type and message only: to be deleted when TracebackPrinting.swift defines formatException.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The text that the interpreter prints for an uncaught exception.
    public func formatException(_ e: Value) throws(PyRaise) -> String {
        let text = try strString(e)
        let name = try qualifiedTypeName(typeOf(e))
        return text.isEmpty ? name + "\n" : "\(name): \(text)\n"
    }
}
