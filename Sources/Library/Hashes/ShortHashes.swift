// MD5 (RFC 1321) and SHA-1 (FIPS 180-4).

import Glibc

final class Md5: BlockHash {
    private var h: [UInt32] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
    private static let table: [UInt32] = (1 ... 64).map { UInt32(abs(sin(Double($0))) * 4294967296) }
    private static let shifts: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
    override var littleEndian: Bool { true }

    init() { super.init(name: "md5", digestSize: 16, blockSize: 64) }

    override func compress(_ p: UnsafePointer<UInt8>) {
        let m = (0 ..< 16).map { UInt32(p[4 * $0]) | UInt32(p[4 * $0 + 1]) << 8 | UInt32(p[4 * $0 + 2]) << 16 | UInt32(p[4 * $0 + 3]) << 24 }
        var a = h[0], b = h[1], c = h[2], d = h[3]
        for i in 0 ..< 64 {
            var f: UInt32
            let g: Int
            switch i >> 4 {
            case 0: f = b & c | ~b & d; g = i
            case 1: f = d & b | ~d & c; g = (5 * i + 1) & 15
            case 2: f = b ^ c ^ d; g = (3 * i + 5) & 15
            default: f = c ^ (b | ~d); g = (7 * i) & 15
            }
            f = f &+ a &+ Md5.table[i] &+ m[g]
            let n = Md5.shifts[(i >> 4) * 4 + (i & 3)]
            a = d; d = c; c = b
            b = b &+ (f << n | f >> (32 - n))
        }
        for (i, x) in [a, b, c, d].enumerated() { h[i] = h[i] &+ x }
    }

    override func words() -> [UInt8] { h.flatMap { x in (0 ..< 4).map { UInt8(truncatingIfNeeded: x >> UInt32(8 * $0)) } } }
    override func copy() -> HashState {
        let r = Md5()
        r.h = h
        r.take(from: self)
        return r
    }
}

final class Sha1: BlockHash {
    private var h: [UInt32] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
    private var w = [UInt32](repeating: 0, count: 80)

    init() { super.init(name: "sha1", digestSize: 20, blockSize: 64) }

    override func compress(_ p: UnsafePointer<UInt8>) {
        for i in 0 ..< 16 { w[i] = UInt32(p[4 * i]) << 24 | UInt32(p[4 * i + 1]) << 16 | UInt32(p[4 * i + 2]) << 8 | UInt32(p[4 * i + 3]) }
        for i in 16 ..< 80 {
            let x = w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16]
            w[i] = x << 1 | x >> 31
        }
        var a = h[0], b = h[1], c = h[2], d = h[3], e = h[4]
        for i in 0 ..< 80 {
            let f: UInt32, k: UInt32
            switch i / 20 {
            case 0: f = b & c | ~b & d; k = 0x5a827999
            case 1: f = b ^ c ^ d; k = 0x6ed9eba1
            case 2: f = b & c | b & d | c & d; k = 0x8f1bbcdc
            default: f = b ^ c ^ d; k = 0xca62c1d6
            }
            let u = (a << 5 | a >> 27) &+ f &+ e &+ k &+ w[i]
            e = d; d = c
            c = b << 30 | b >> 2
            b = a; a = u
        }
        for (i, x) in [a, b, c, d, e].enumerated() { h[i] = h[i] &+ x }
    }

    override func words() -> [UInt8] { h.flatMap { x in (0 ..< 4).map { UInt8(truncatingIfNeeded: x >> UInt32(24 - 8 * $0)) } } }
    override func copy() -> HashState {
        let r = Sha1()
        r.h = h
        r.take(from: self)
        return r
    }
}
