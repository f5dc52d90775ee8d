// SHA-3 and SHAKE: sponges over Keccak-f[1600] (FIPS 202).

final class Sha3: HashState {
    private var state = [UInt64](repeating: 0, count: 25)
    private var position = 0
    private let suffix: UInt8

    /// `suffix`: the domain bits, 0x06 for SHA-3, 0x1F for SHAKE.
    init(name: String, digestSize: Int, rate: Int, suffix: UInt8) {
        self.suffix = suffix
        super.init(name: name, digestSize: digestSize, blockSize: rate)
    }

    private static let rotations: [UInt64] = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44]
    private static let lanes: [Int] = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1]
    /// Round constants, from the specification's shift register.
    private static let constants: [UInt64] = {
        var register: UInt8 = 1
        return (0 ..< 24).map { _ in
            var c: UInt64 = 0
            for j in 0 ..< 7 {
                if register & 1 != 0 { c |= 1 << UInt64((1 << j) - 1) }
                register = register & 0x80 != 0 ? register << 1 ^ 0x71 : register << 1
            }
            return c
        }
    }()

    private func permute() {
        var b = [UInt64](repeating: 0, count: 5)
        for round in 0 ..< 24 {
            for x in 0 ..< 5 { b[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] }
            for x in 0 ..< 5 {
                let n = b[(x + 1) % 5]
                let d = b[(x + 4) % 5] ^ (n << 1 | n >> 63)
                for y in stride(from: 0, to: 25, by: 5) { state[x + y] ^= d }
            }
            var t = state[1]
            for i in 0 ..< 24 {
                let j = Sha3.lanes[i], n = Sha3.rotations[i]
                let next = state[j]
                state[j] = t << n | t >> (64 - n)
                t = next
            }
            for y in stride(from: 0, to: 25, by: 5) {
                for x in 0 ..< 5 { b[x] = state[x + y] }
                for x in 0 ..< 5 { state[x + y] = b[x] ^ ~b[(x + 1) % 5] & b[(x + 2) % 5] }
            }
            state[0] ^= Sha3.constants[round]
        }
    }

    private func mix(_ i: Int, _ byte: UInt8) { state[i >> 3] ^= UInt64(byte) << UInt64(8 * (i & 7)) }

    override func update(_ p: UnsafeRawBufferPointer) {
        for byte in p {
            mix(position, byte)
            position += 1
            if position == blockSize { permute(); position = 0 }
        }
    }

    /// Any number of output bytes.
    func output(_ n: Int) -> [UInt8] {
        guard let end = copy() as? Sha3 else { return [] }
        end.mix(end.position, suffix)
        end.mix(blockSize - 1, 0x80)
        end.permute()
        var out: [UInt8] = []
        out.reserveCapacity(n)
        var i = 0
        while out.count < n {
            if i == blockSize { end.permute(); i = 0 }
            out.append(UInt8(truncatingIfNeeded: end.state[i >> 3] >> UInt64(8 * (i & 7))))
            i += 1
        }
        return out
    }

    override func digest() -> [UInt8] { output(digestSize) }
    override func copy() -> HashState {
        let r = Sha3(name: name, digestSize: digestSize, rate: blockSize, suffix: suffix)
        r.state = state
        r.position = position
        return r
    }
}
