// The module _random: the Mersenne Twister MT19937, as Matsumoto and Nishimura published it.
//
// State: a Bytes cell in v0 of the object: 624 words of 32 bits, then the position.

import CVMSpec
import Glibc
import VM

private typealias Words = UnsafeMutablePointer<UInt32>

private func words(_ v: Value) -> Words {
    UnsafeMutableRawPointer(Value(bits: v.object.pointee.v0).bytes + 1).assumingMemoryBound(to: UInt32.self)
}

/// Registers _random.
public func registerRandom() {
    NativeModules.register("_random") { m throws(PyRaise) in
        try m.type("Random") { b throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { t, a throws(PyRaise) in
                let r = try t.newInstanceCell(a[0].type)
                let state = try t.new(PyBytesLayout.self, .Bytes, extraBytes: 625 * 4 + 4)
                state.pointee.length = 625 * 4
                r.object.pointee.v0 = Value(state).bits
                t.barrier(r)
                if a[1].tuple.count > 0 { try seed(t, words(r), a[1].tuple.items[0]) } else { try seed(t, words(r), .none) }
                return r
            }
            try b.method("__init__", "(self, x=None, /)") { t, a throws(PyRaise) in .none }
            try b.method("seed", "(self, n=None, /)") { t, a throws(PyRaise) in
                try seed(t, words(a[0]), a[1].isEmpty ? .none : a[1])
                return .none
            }
            try b.method("random", "(self, /)") { t, a throws(PyRaise) in
                let s = words(a[0])
                let high = next(s) >> 5, low = next(s) >> 6
                return try t.newFloat((Double(high) * 67108864.0 + Double(low)) * (1.0 / 9007199254740992.0))
            }
            try b.method("getrandbits", "(self, k, /)") { t, a throws(PyRaise) in
                let k = try t.index(a[1])
                if k < 0 { throw t.raise(K.ValueError, "number of bits must be non-negative") }
                let s = words(a[0])
                if k == 0 { return Value(small: 0) }
                if k <= 32 { return Value(small: Int(next(s) >> UInt32(32 - k))) }
                guard k < 1 << 36 else { throw t.memoryError() }
                let count = (k + 63) / 64
                let r = try Numbers.allocate(t, count)
                let p = Numbers.limbs(r)
                for i in 0 ..< count { p[i] = 0 }
                var left = k
                for i in 0 ..< (k + 31) / 32 {
                    var w = next(s)
                    if left < 32 { w >>= UInt32(32 - left) }
                    p[i / 2] |= UInt(w) << (i & 1 == 0 ? 0 : 32)
                    left -= 32
                }
                return Numbers.finish(r, count, negative: false)
            }
            try b.method("getstate", "(self, /)") { t, a throws(PyRaise) in
                let s = words(a[0])
                let r = try t.newTuple(count: 625)
                for i in 0 ..< 625 { r.items[i] = Value(small: Int(s[i])) }
                return Value(r)
            }
            try b.method("setstate", "(self, state, /)") { t, a throws(PyRaise) in
                guard t.has(a[1], .Tuple) else { throw t.raise(K.TypeError, "state vector must be a tuple") }
                guard a[1].tuple.count == 625 else { throw t.raise(K.ValueError, "state vector is the wrong size") }
                var state = [UInt32](repeating: 0, count: 625)
                for i in 0 ..< 625 {
                    let v = a[1].tuple.items[i]
                    guard t.isAnyInt(v) else { throw t.raise(K.TypeError, "an integer is required") }
                    guard let n = Numbers.machineInt(v), n >= 0 else { throw t.raise(K.OverflowError, "can't convert negative value to unsigned int") }
                    if i == 624 && n > 624 { throw t.raise(K.ValueError, "invalid state") }
                    state[i] = UInt32(truncatingIfNeeded: n)
                }
                let s = words(a[0])
                for i in 0 ..< 625 { s[i] = state[i] }
                return .none
            }
        }
    }
}

private func seed(_ t: Thread, _ s: Words, _ v: Value) throws(PyRaise) {
    var key: [UInt32] = []
    if v.isNone {
        var noise = [UInt32](repeating: 0, count: 624)
        for i in 0 ..< noise.count { _ = getentropy(&noise[i], 4) }
        key = noise
    } else {
        let n = t.isAnyInt(v) ? try Numbers.absolute(t, v) : try Numbers.fromUInt(t, UInt(try t.hash(v)))
        let x = try Numbers.view(t, n)
        for i in 0 ..< x.count {
            key.append(UInt32(truncatingIfNeeded: x.limbs[i]))
            key.append(UInt32(truncatingIfNeeded: x.limbs[i] >> 32))
        }
        while key.count > 1 && key[key.count - 1] == 0 { key.removeLast() }
        if key.isEmpty { key = [0] }
    }
    s[0] = 19650218
    for i in 1 ..< 624 { s[i] = 1812433253 &* (s[i - 1] ^ s[i - 1] >> 30) &+ UInt32(i) }
    var i = 1, j = 0
    for _ in 0 ..< Swift.max(624, key.count) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) &* 1664525) &+ key[j] &+ UInt32(j)
        i += 1
        j += 1
        if i >= 624 { s[0] = s[623]; i = 1 }
        if j >= key.count { j = 0 }
    }
    for _ in 0 ..< 623 {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) &* 1566083941) &- UInt32(i)
        i += 1
        if i >= 624 { s[0] = s[623]; i = 1 }
    }
    s[0] = 0x8000_0000
    s[624] = 624
}

/// The next 32 random bits.
private func next(_ s: Words) -> UInt32 {
    if s[624] >= 624 {
        func mix(_ i: Int, _ following: Int, _ far: Int) {
            let y = s[i] & 0x8000_0000 | s[following] & 0x7fff_ffff
            s[i] = s[far] ^ y >> 1 ^ (y & 1 != 0 ? 0x9908_b0df : 0)
        }
        for i in 0 ..< 227 { mix(i, i + 1, i + 397) }
        for i in 227 ..< 623 { mix(i, i + 1, i - 227) }
        mix(623, 0, 396)
        s[624] = 0
    }
    var y = s[Int(s[624])]
    s[624] += 1
    y ^= y >> 11
    y ^= y << 7 & 0x9d2c_5680
    y ^= y << 15 & 0xefc6_0000
    return y ^ y >> 18
}
