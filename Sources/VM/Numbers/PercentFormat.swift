// The kernel of '%'-formatting: one number for one conversion. Shared by str % and bytes %.
//
// In:  a conversion such as "%-8.3d" taken apart, and an object. Out: the padded ASCII text.

import CVMSpec

/// A conversion of a '%' format.
public struct PercentSpec {
    public var leftAdjust = false
    public var plus = false
    public var space = false
    public var alternate = false
    public var zero = false
    /// -1: none.
    public var width = -1
    /// -1: none.
    public var precision = -1
    /// The conversion character.
    public var type: UInt8 = 0
    public init() {}

    /// Pads a text (sign and prefix first: `head` characters of it) to the width, with zeros behind the head if `zeros`.
    func pad(_ t: Thread, _ head: [UInt8], _ body: [UInt8], zeros: Bool) throws(PyRaise) -> [UInt8] {
        guard width < 1 << 32 else { throw t.memoryError() }
        let missing = Swift.max(0, width - head.count - body.count)
        if leftAdjust { return head + body + [UInt8](repeating: 32, count: missing) }
        if zeros { return head + [UInt8](repeating: 48, count: missing) + body }
        return [UInt8](repeating: 32, count: missing) + head + body
    }
}

extension Numbers {
    /// %d %i %u %o %x %X of an object.
    public static func percentInt(_ t: Thread, _ f: PercentSpec, _ object: Value) throws(PyRaise) -> [UInt8] {
        let letter = String(UnicodeScalar(f.type))
        var v = object
        if !t.isAnyInt(v) {
            let decimal = f.type == 100 || f.type == 105 || f.type == 117
            func wrongType() -> PyRaise {
                t.raise(K.TypeError, "%\(letter) format: \(decimal ? "a real number" : "an integer") is required, not \(t.typeName(of: object))")
            }
            do throws(PyRaise) {
                if decimal {
                    if t.has(v, .Str) || t.has(v, .Bytes) || t.has(v, .Bytearray) || t.isComplex(v) { throw wrongType() }
                    v = try toInt(t, v)
                } else {
                    v = try t.toIndex(v)
                }
            } catch {
                if t.raisedIs(K.TypeError) {
                    t.clearRaised()
                    throw wrongType()
                }
                throw error
            }
        }
        let base = f.type == 111 ? 8 : f.type | 32 == 120 ? 16 : 10
        var digits = base == 10 ? try toDecimal(t, v) : try Numbers.digits(t, v, base: base)
        var head: [UInt8] = []
        if digits.first == 45 { digits.removeFirst(); head.append(45) }
        else if f.plus { head.append(43) }
        else if f.space { head.append(32) }
        if f.alternate && base != 10 { head += [48, base == 8 ? 111 : f.type] }
        if f.type == 88 { for i in 0 ..< digits.count where digits[i] >= 97 { digits[i] -= 32 } }
        if f.precision > digits.count {
            guard f.precision < 1 << 32 else { throw t.memoryError() }
            digits = [UInt8](repeating: 48, count: f.precision - digits.count) + digits
        }
        return try f.pad(t, head, digits, zeros: f.zero)
    }

    /// %e %E %f %F %g %G of an object.
    public static func percentFloat(_ t: Thread, _ f: PercentSpec, _ object: Value) throws(PyRaise) -> [UInt8] {
        let d = try t.toDouble(object)
        guard f.precision <= Int(Int32.max) else { throw t.raise(K.ValueError, "precision too big") }
        let upper = f.type < 97
        let precision = f.precision < 0 ? 6 : f.precision
        guard precision < 1 << 28 else { throw t.memoryError() }
        let body = doubleText(d, code: f.type | 32, precision: precision, alternate: f.alternate, upper: upper)
        var head: [UInt8] = []
        if d.sign == .minus && !d.isNaN { head.append(45) }
        else if f.plus { head.append(43) }
        else if f.space { head.append(32) }
        return try f.pad(t, head, body, zeros: f.zero)
    }

    /// The code point of an int for %c, below `limit` (0x110000 for str, 256 for bytes); nil if the object is no int.
    public static func percentCharacter(_ t: Thread, _ object: Value, limit: Int = 0x110000) throws(PyRaise) -> UInt32? {
        if !t.isAnyInt(object) {
            if t.isFloat(object) { return nil }
            if try t.special(of: object, .index).isEmpty { return nil }
        }
        let v = try t.toIndex(object)
        guard let n = machineInt(v), n >= 0, n < limit else {
            throw t.raise(K.OverflowError, limit == 256 ? "%c arg not in range(256)" : "%c arg not in range(0x110000)")
        }
        return UInt32(n)
    }
}
