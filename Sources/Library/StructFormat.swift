// Struct formats: the text of a format, parsed into items with offsets, and how one item is packed and unpacked.
//
// A parsed format is immutable. Items of native formats are aligned; '<', '>', '!' and '=' mean standard sizes, unaligned.

import CVMSpec
import VM

/// One code of a format with its repetitions.
struct StructItem {
    var code: UInt8
    /// Number of values; for s and p the number of bytes of the one value.
    var count: Int
    var offset: Int
    var size: Int
}

/// A parsed format.
final class StructFormat {
    let text: Value
    var items: [StructItem] = []
    var size = 0
    /// Number of Python values.
    var values = 0
    var native = true
    var big = false

    /// nil and a message if the format is malformed.
    init(_ bytes: [UInt8], text: Value, error: inout String?) {
        self.text = text
        var i = 0
        if let first = bytes.first {
            switch first {
            case 64: i = 1
            case 61, 60: i = 1; native = false
            case 62, 33: i = 1; native = false; big = true
            default: break
            }
        }
        while i < bytes.count {
            var c = bytes[i]
            if c == 32 || c >= 9 && c <= 13 { i += 1; continue }
            var n = 1
            if c >= 48 && c <= 57 {
                n = 0
                while i < bytes.count, bytes[i] >= 48, bytes[i] <= 57 {
                    let (a, o1) = n.multipliedReportingOverflow(by: 10)
                    let (b, o2) = a.addingReportingOverflow(Int(bytes[i]) - 48)
                    if o1 || o2 { error = "total struct size too long"; return }
                    n = b
                    i += 1
                }
                guard i < bytes.count else { error = "repeat count given without format specifier"; return }
                c = bytes[i]
            }
            i += 1
            var itemSize = PackedItems.size(c)
            if !native {
                switch c {
                case 108, 76: itemSize = 4
                case 110, 78, 80: itemSize = 0
                default: break
                }
            }
            guard itemSize > 0 else { error = "bad char in struct format"; return }
            if native && itemSize > 1 {
                let rest = size % itemSize
                if rest != 0 { size += itemSize - rest }
            }
            let (total, o1) = itemSize.multipliedReportingOverflow(by: n)
            let (end, o2) = size.addingReportingOverflow(total)
            if o1 || o2 { error = "total struct size too long"; return }
            switch c {
            case 120: break
            case 115, 112:
                items.append(StructItem(code: c, count: n, offset: size, size: n))
                values += 1
            default:
                if n > 0 { items.append(StructItem(code: c, count: n, offset: size, size: itemSize)) }
                values += n
            }
            size = end
        }
    }
}

enum StructCoding {
    nonisolated(unsafe) static var error = Value.empty

    @inline(__always) private static func swap(_ p: UnsafeMutableRawPointer, _ n: Int) {
        var i = 0, j = n - 1
        while i < j {
            let a = p.load(fromByteOffset: i, as: UInt8.self)
            p.storeBytes(of: p.load(fromByteOffset: j, as: UInt8.self), toByteOffset: i, as: UInt8.self)
            p.storeBytes(of: a, toByteOffset: j, as: UInt8.self)
            i += 1
            j -= 1
        }
    }

    /// The letter of PackedItems for a code: standard l and L have four bytes.
    @inline(__always) private static func letter(_ f: StructFormat, _ c: UInt8) -> UInt8 {
        if f.native { return c }
        return c == 108 ? 105 : c == 76 ? 73 : c
    }

    /// The values in memory at p, as a tuple.
    static func unpack(_ t: Thread, _ f: StructFormat, _ p: UnsafeRawPointer) throws(PyRaise) -> Value {
        let tuple = try t.newTuple(count: f.values)
        var k = 0
        var scratch: UInt64 = 0
        for item in f.items {
            let q = p + item.offset
            switch item.code {
            case 115:
                tuple.items[k] = try t.newBytes(q, item.count)
                k += 1
            case 112:
                let n = item.count == 0 ? 0 : Swift.min(Int(q.load(as: UInt8.self)), item.count - 1)
                tuple.items[k] = try t.newBytes(q + 1, n)
                k += 1
            default:
                let code = letter(f, item.code)
                for i in 0 ..< item.count {
                    let r = q + i &* item.size
                    if f.big && item.size > 1 {
                        try withUnsafeMutablePointer(to: &scratch) { (s) throws(PyRaise) in
                            let m = UnsafeMutableRawPointer(s)
                            m.copyMemory(from: r, byteCount: item.size)
                            swap(m, item.size)
                            tuple.items[k] = try PackedItems.read(t, code, m)
                        }
                    } else { tuple.items[k] = try PackedItems.read(t, code, r) }
                    k += 1
                }
            }
        }
        return Value(tuple)
    }

    /// Writes the values to zeroed memory at p.
    static func pack(_ t: Thread, _ f: StructFormat, _ p: UnsafeMutableRawPointer, _ v: UnsafePointer<Value>) throws(PyRaise) {
        var k = 0
        for item in f.items {
            let q = p + item.offset
            switch item.code {
            case 115, 112:
                let x = v[k]
                k += 1
                guard t.isInstance(x, K.bytes) || t.isInstance(x, K.bytearray) else { throw t.raise(error, "argument for '\(Character(Unicode.Scalar(item.code)))' must be a bytes object") }
                let b = try t.bytesLike(x)
                if item.code == 115 {
                    if let a = b.baseAddress, item.count > 0 { q.copyMemory(from: a, byteCount: Swift.min(b.count, item.count)) }
                } else if item.count > 0 {
                    let n = Swift.min(b.count, item.count - 1)
                    q.storeBytes(of: UInt8(Swift.min(n, 255)), as: UInt8.self)
                    if let a = b.baseAddress, n > 0 { (q + 1).copyMemory(from: a, byteCount: n) }
                }
            default:
                for i in 0 ..< item.count {
                    try packItem(t, f, item, q + i &* item.size, v[k])
                    k += 1
                }
            }
        }
    }

    private static func packItem(_ t: Thread, _ f: StructFormat, _ item: StructItem, _ p: UnsafeMutableRawPointer, _ v: Value) throws(PyRaise) {
        let code = letter(f, item.code)
        var x = v
        switch code {
        case 102, 100, 101:
            if !t.isFloat(v) {
                do { x = try t.newFloat(try t.toDouble(v)) } catch {
                    if t.raisedIs(K.TypeError) { t.clearRaised(); throw t.raise(StructCoding.error, "required argument is not a float") }
                    throw error
                }
            }
        case 63, 99: break
        default:
            if !t.isAnyInt(v) {
                do { x = try t.toIndex(v) } catch {
                    if t.raisedIs(K.TypeError) { t.clearRaised(); throw t.raise(StructCoding.error, "required argument is not an integer") }
                    throw error
                }
            }
            if code == 80, let (n, negative) = PackedItems.bits(x), negative {
                p.storeBytes(of: n, as: UInt64.self)
                return
            }
        }
        switch try PackedItems.write(t, code, p, x) {
        case .done: break
        case .wrongType: throw t.raise(error, "char format requires a bytes object of length 1")
        case .outOfRange:
            if code == 102 && f.native { p.storeBytes(of: Float(t.double(x)), as: Float.self); break }
            throw rangeError(t, f, item.code, x)
        }
        if f.big && item.size > 1 { swap(p, item.size) }
    }

    /// The message for a number that does not fit, as each table of CPython words it.
    private static func rangeError(_ t: Thread, _ f: StructFormat, _ code: UInt8, _ x: Value) -> PyRaise {
        let name = Character(Unicode.Scalar(code))
        switch code {
        case 99: return t.raise(error, "char format requires a bytes object of length 1")
        case 102, 100, 101: return t.raise(K.OverflowError, "float too large to pack with \(name) format")
        default: break
        }
        let bits = PackedItems.bits(x)
        let size = !f.native && (code == 108 || code == 76) ? 4 : PackedItems.size(code)
        let signed = [98, 104, 105, 108, 113, 110].contains(code)
        if code == 80 || f.big && size == 8 { return t.raise(error, "int too large to convert") }
        let negative = bits?.negative ?? true
        let inLong = bits.map { $0.negative || $0.0 <= UInt64(Int64.max) } ?? false
        // Unsigned conversions of negative numbers fail before the range is looked at, except where a signed one is tried.
        let viaSigned = signed || size == 1 || size == 2 && !f.big
        if size == 8 || bits == nil || viaSigned && !inLong || !viaSigned && negative { return t.raise(error, "argument out of range") }
        let high: UInt64 = signed ? 1 << UInt64(8 * size - 1) - 1 : 1 << UInt64(8 * size) - 1
        let low = signed ? "-\(high + 1)" : "0"
        switch code {
        case 98: return t.raise(error, "byte format requires \(low) <= number <= \(high)")
        case 66: return t.raise(error, "ubyte format requires \(low) <= number <= \(high)")
        case 104 where !f.big: return t.raise(error, "short format requires \(low) <= number <= \(high)")
        case 72 where !f.big: return t.raise(error, "ushort format requires \(low) <= number <= \(high)")
        default: return t.raise(error, "'\(name)' format requires \(low) <= number <= \(high)")
        }
    }
}
