// BLAKE2b and BLAKE2s (RFC 7693), with key, salt, personalisation and the parameters of tree hashing.
//
// One body serves both: BLAKE2s computes with 32-bit words kept in 64-bit ones.

struct Blake2Parameters {
    var digestSize = 64
    var key: [UInt8] = []
    var salt: [UInt8] = []
    var person: [UInt8] = []
    var fanout = 1, depth = 1, leafSize = 0, nodeOffset: UInt64 = 0, nodeDepth = 0, innerSize = 0
    var lastNode = false
}

final class Blake2: HashState {
    private let wide: Bool
    private let parameters: Blake2Parameters
    private var h: [UInt64] = []
    private var buffer: [UInt8] = []
    private var total: UInt64 = 0

    private static let sigma: [[Int]] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ]

    /// `wide`: BLAKE2b.
    init(wide: Bool, _ p: Blake2Parameters) {
        self.wide = wide
        parameters = p
        super.init(name: wide ? "blake2b" : "blake2s", digestSize: p.digestSize, blockSize: wide ? 128 : 64)
        let word = wide ? 8 : 4
        var block: [UInt8] = [UInt8(p.digestSize), UInt8(p.key.count), UInt8(p.fanout), UInt8(p.depth)]
        func put(_ n: UInt64, _ bytes: Int) { for i in 0 ..< bytes { block.append(UInt8(truncatingIfNeeded: n >> UInt64(8 * i))) } }
        put(UInt64(p.leafSize), 4)
        put(p.nodeOffset, wide ? 8 : 6)
        block.append(UInt8(p.nodeDepth))
        block.append(UInt8(p.innerSize))
        if wide { block += [UInt8](repeating: 0, count: 14) }
        let extra = 2 * word
        block += p.salt + [UInt8](repeating: 0, count: extra - p.salt.count)
        block += p.person + [UInt8](repeating: 0, count: extra - p.person.count)
        h = (0 ..< 8).map { initial($0) ^ load(block, $0 * word) }
        if !p.key.isEmpty { buffer = p.key + [UInt8](repeating: 0, count: blockSize - p.key.count) }
    }

    private func initial(_ i: Int) -> UInt64 { wide ? Sha2Constants.start[i] : Sha2Constants.start[i] >> 32 }

    private func load(_ b: [UInt8], _ at: Int) -> UInt64 {
        var x: UInt64 = 0
        for i in (0 ..< (wide ? 8 : 4)).reversed() { x = x << 8 | UInt64(b[at + i]) }
        return x
    }

    private func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 {
        wide ? x >> n | x << (64 - n) : (x >> n | x << (32 - n)) & 0xFFFF_FFFF
    }

    private func add(_ x: UInt64, _ y: UInt64, _ z: UInt64) -> UInt64 {
        let s = x &+ y &+ z
        return wide ? s : s & 0xFFFF_FFFF
    }

    private func compress(_ block: [UInt8], last: Bool) {
        let m = (0 ..< 16).map { load(block, $0 * (wide ? 8 : 4)) }
        var v = h + (0 ..< 8).map { initial($0) }
        let ones: UInt64 = wide ? .max : 0xFFFF_FFFF
        v[12] ^= total & ones
        if !wide { v[13] ^= total >> 32 }
        if last {
            v[14] ^= ones
            if parameters.lastNode { v[15] ^= ones }
        }
        let r: [UInt64] = wide ? [32, 24, 16, 63] : [16, 12, 8, 7]
        func mix(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ x: UInt64, _ y: UInt64) {
            v[a] = add(v[a], v[b], x)
            v[d] = rotate(v[d] ^ v[a], r[0])
            v[c] = add(v[c], v[d], 0)
            v[b] = rotate(v[b] ^ v[c], r[1])
            v[a] = add(v[a], v[b], y)
            v[d] = rotate(v[d] ^ v[a], r[2])
            v[c] = add(v[c], v[d], 0)
            v[b] = rotate(v[b] ^ v[c], r[3])
        }
        for round in 0 ..< (wide ? 12 : 10) {
            let s = Blake2.sigma[round % 10]
            for i in 0 ..< 4 { mix(i, i + 4, i + 8, i + 12, m[s[2 * i]], m[s[2 * i + 1]]) }
            for i in 0 ..< 4 { mix(i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12, m[s[2 * i + 8]], m[s[2 * i + 9]]) }
        }
        for i in 0 ..< 8 { h[i] ^= v[i] ^ v[i + 8] }
    }

    override func update(_ p: UnsafeRawBufferPointer) {
        for byte in p {
            // The last block is compressed by digest, so a full buffer waits for more.
            if buffer.count == blockSize {
                total &+= UInt64(blockSize)
                compress(buffer, last: false)
                buffer.removeAll(keepingCapacity: true)
            }
            buffer.append(byte)
        }
    }

    override func digest() -> [UInt8] {
        guard let end = copy() as? Blake2 else { return [] }
        end.total &+= UInt64(buffer.count)
        end.compress(buffer + [UInt8](repeating: 0, count: blockSize - buffer.count), last: true)
        let bytes = end.h.flatMap { x in (0 ..< (wide ? 8 : 4)).map { UInt8(truncatingIfNeeded: x >> UInt64(8 * $0)) } }
        return Array(bytes.prefix(digestSize))
    }

    override func copy() -> HashState {
        let r = Blake2(wide: wide, parameters)
        r.h = h
        r.buffer = buffer
        r.total = total
        return r
    }
}
