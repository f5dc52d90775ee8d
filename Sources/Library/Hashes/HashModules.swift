// The modules _md5, _sha1, _sha256, _sha512, _sha3 and _blake2: hash objects for hashlib and random.
//
// A hash object owns a HashState as its payload.

import CVMSpec
import VM

private func state(_ t: Thread, _ v: Value) throws(PyRaise) -> HashState {
    guard let s = t.payload(v, HashState.self) else { throw t.raise(K.ValueError, "uninitialized hash object") }
    return s
}

private func feed(_ t: Thread, _ s: HashState, _ v: Value) throws(PyRaise) {
    if v.isEmpty { return }
    if t.has(v, .Str) { throw t.raise(K.TypeError, "Strings must be encoded before hashing") }
    guard t.isBytesLike(v) else { throw t.raise(K.TypeError, "object supporting the buffer API required") }
    s.update(try t.bytesLike(v))
}

private func hexText(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 2)
    for b in bytes { for d in [b >> 4, b & 15] { out.append(d < 10 ? 48 + d : 87 + d) } }
    return out
}

private func newHash(_ t: Thread, _ type: Value, _ s: HashState, _ data: Value) throws(PyRaise) -> Value {
    try feed(t, s, data)
    let v = try t.newObject(type)
    t.setPayload(v, s)
    return v
}

/// What every hash object can do. `extendable`: digest takes a length (SHAKE).
private func define(_ b: TypeBuilder, extendable: Bool = false) throws(PyRaise) {
    try b.method("update", "(self, obj, /)") { t, a throws(PyRaise) in
        try feed(t, try state(t, a[0]), a[1])
        return .none
    }
    if extendable {
        func output(_ t: Thread, _ v: Value, _ length: Value) throws(PyRaise) -> [UInt8] {
            let n = try t.index(length)
            guard n >= 0, n < 1 << 29 else { throw t.raise(K.ValueError, n < 0 ? "value must be positive" : "length is too large") }
            return (try state(t, v) as? Sha3)?.output(n) ?? []
        }
        try b.method("digest", "(self, length, /)") { t, a throws(PyRaise) in try t.makeBytes(try output(t, a[0], a[1])) }
        try b.method("hexdigest", "(self, length, /)") { t, a throws(PyRaise) in try t.str(ascii: hexText(try output(t, a[0], a[1]))) }
    } else {
        try b.method("digest", "(self, /)") { t, a throws(PyRaise) in try t.makeBytes(try state(t, a[0]).digest()) }
        try b.method("hexdigest", "(self, /)") { t, a throws(PyRaise) in try t.str(ascii: hexText(try state(t, a[0]).digest())) }
    }
    try b.method("copy", "(self, /)") { t, a throws(PyRaise) in try newHash(t, Value(t.typeOf(a[0])), try state(t, a[0]).copy(), .empty) }
    try b.attribute("name", get: { t, a throws(PyRaise) in try t.str(try state(t, a[0]).name) })
    try b.attribute("digest_size", get: { t, a throws(PyRaise) in Value(small: extendable ? 0 : try state(t, a[0]).digestSize) })
    try b.attribute("block_size", get: { t, a throws(PyRaise) in Value(small: try state(t, a[0]).blockSize) })
}

/// Registers the modules of hash functions.
public func registerHashes() {
    func plain(_ module: String, _ makers: [(String, () -> HashState)]) {
        NativeModules.register(module) { m throws(PyRaise) in
            for (name, make) in makers {
                // The class itself is not to be called; the function of that name makes objects.
                let type = try m.type(name, subclassable: false) { b throws(PyRaise) in try define(b) }
                try m.function(name, "(string=b'', *, usedforsecurity=True)") { t, a throws(PyRaise) in try newHash(t, type, make(), a[0]) }
            }
        }
    }
    plain("_md5", [("md5", { Md5() })])
    plain("_sha1", [("sha1", { Sha1() })])
    plain("_sha256", [("sha256", { Sha256(size: 32) }), ("sha224", { Sha256(size: 28) })])
    plain("_sha512", [("sha512", { Sha512(size: 64) }), ("sha384", { Sha512(size: 48) })])

    NativeModules.register("_sha3") { m throws(PyRaise) in
        for (name, size, rate, suffix) in [("sha3_224", 28, 144, UInt8(6)), ("sha3_256", 32, 136, 6), ("sha3_384", 48, 104, 6), ("sha3_512", 64, 72, 6),
                                           ("shake_128", 16, 168, 0x1F), ("shake_256", 32, 136, 0x1F)] {
            try m.type(name, subclassable: false) { b throws(PyRaise) in
                try b.new("(cls, data=b'', /, *, usedforsecurity=True)") { t, a throws(PyRaise) in
                    try newHash(t, a[0], Sha3(name: name, digestSize: size, rate: rate, suffix: suffix), a[1])
                }
                try define(b, extendable: suffix == 0x1F)
            }
        }
    }

    NativeModules.register("_blake2") { m throws(PyRaise) in
        for wide in [true, false] {
            let name = wide ? "blake2b" : "blake2s", most = wide ? 64 : 32, extra = wide ? 16 : 8
            try m.type(name) { b throws(PyRaise) in
                try b.new("(cls, data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True)") { t, a throws(PyRaise) in
                    var p = Blake2Parameters()
                    func number(_ i: Int, _ standard: Int, _ low: Int, _ high: Int, _ message: String) throws(PyRaise) -> Int {
                        let n = a[i].isPresent ? try t.index(a[i]) : standard
                        guard n >= low && n <= high else { throw t.raise(K.ValueError, message) }
                        return n
                    }
                    func bytes(_ i: Int, _ limit: Int, _ what: String) throws(PyRaise) -> [UInt8] {
                        if a[i].isEmpty { return [] }
                        let run = Array(try t.bytesLike(a[i]))
                        guard run.count <= limit else { throw t.raise(K.ValueError, "maximum \(what) length is \(limit) bytes") }
                        return run
                    }
                    let shown = a[2].isPresent ? try t.index(a[2]) : most
                    p.digestSize = try number(2, most, 1, most, "digest_size for \(wide ? "Blake2b" : "Blake2s") must be between 1 and \(most) bytes, here it is \(shown)")
                    p.key = try bytes(3, most, "key")
                    p.salt = try bytes(4, extra, "salt")
                    p.person = try bytes(5, extra, "person")
                    p.fanout = try number(6, 1, 0, 255, "fanout must be between 0 and 255")
                    p.depth = try number(7, 1, 1, 255, "depth must be between 1 and 255")
                    p.leafSize = try number(8, 0, 0, 1 << 32 - 1, "leaf_size is too large")
                    p.nodeOffset = UInt64(try number(9, 0, 0, wide ? Int.max : 1 << 48 - 1, "node_offset is too large"))
                    p.nodeDepth = try number(10, 0, 0, 255, "node_depth must be between 0 and 255")
                    p.innerSize = try number(11, 0, 0, most, "inner_size must be between 0 and is \(most)")
                    p.lastNode = a[12].isPresent ? try t.isTrue(a[12]) : false
                    return try newHash(t, a[0], Blake2(wide: wide, p), a[1])
                }
                try define(b)
                try b.set("MAX_DIGEST_SIZE", Value(small: most))
                try b.set("MAX_KEY_SIZE", Value(small: most))
                try b.set("SALT_SIZE", Value(small: extra))
                try b.set("PERSON_SIZE", Value(small: extra))
            }
        }
    }
}
