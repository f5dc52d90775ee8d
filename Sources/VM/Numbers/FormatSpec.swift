// Placeholder until the mini-language lands.
import CVMSpec
extension Numbers {
    static func formatMethod(_ t: Thread, _ v: Value, _ spec: Value) throws(PyRaise) -> Value {
        guard t.has(spec, .Str) else { throw t.raise(K.TypeError, "__format__() argument must be str, not \(t.typeName(of: spec))") }
        if spec.str.count == 0 { return try t.toStr(v) }
        throw t.notImplemented("format specifications of numbers")
    }
}
