// Hash functions: what they have in common.
//
// A HashState takes bytes in any portions; `digest` gives the value without ending it. BlockHash adds the buffering and
// the padding of the MD family: a 1 bit, zeros, the length in bits.

class HashState {
    let name: String
    let digestSize: Int
    let blockSize: Int
    init(name: String, digestSize: Int, blockSize: Int) { self.name = name; self.digestSize = digestSize; self.blockSize = blockSize }
    func update(_ p: UnsafeRawBufferPointer) {}
    func digest() -> [UInt8] { [] }
    func copy() -> HashState { self }
}

class BlockHash: HashState {
    private var buffer: [UInt8] = []
    private var total: UInt64 = 0
    /// Is the length written with its least significant byte first?
    var littleEndian: Bool { false }

    /// Takes one block.
    func compress(_ p: UnsafePointer<UInt8>) {}
    /// The state's words as bytes.
    func words() -> [UInt8] { [] }

    func take(from other: BlockHash) { buffer = other.buffer; total = other.total }

    override func update(_ p: UnsafeRawBufferPointer) {
        total &+= UInt64(p.count)
        absorb(p)
    }

    private func absorb(_ p: UnsafeRawBufferPointer) {
        guard let base = p.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        var i = 0
        if !buffer.isEmpty {
            while i < p.count && buffer.count < blockSize { buffer.append(base[i]); i += 1 }
            if buffer.count < blockSize { return }
            buffer.withUnsafeBufferPointer { b in if let q = b.baseAddress { compress(q) } }
            buffer.removeAll(keepingCapacity: true)
        }
        while p.count - i >= blockSize {
            compress(base + i)
            i += blockSize
        }
        while i < p.count { buffer.append(base[i]); i += 1 }
    }

    override func digest() -> [UInt8] {
        guard let end = copy() as? BlockHash else { return [] }
        let lengthBytes = blockSize / 8
        var tail: [UInt8] = [0x80]
        while (buffer.count + tail.count + lengthBytes) % blockSize != 0 { tail.append(0) }
        let bits = total &* 8
        var length = (0 ..< 8).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) } + [UInt8](repeating: 0, count: lengthBytes - 8)
        if !littleEndian { length.reverse() }
        tail += length
        tail.withUnsafeBytes { end.absorb($0) }
        return Array(end.words().prefix(digestSize))
    }
}
