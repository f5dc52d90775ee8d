// Exception classes of native modules.

import CVMSpec
import VM

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A new exception class; `name` has the module in front, as in "struct.error".
    func makeExceptionClass(_ name: String, _ base: Value) throws(PyRaise) -> Value {
        var module = "builtins", short = name
        if let dot = name.lastIndex(of: ".") {
            module = String(name[..<dot])
            short = String(name[name.index(after: dot)...])
        }
        let d = try newDict()
        try dictSet(d, try intern("__module__"), try intern(module))
        return try call(K.type, try intern(short), try newTuple([base]), Value(d))
    }
}
