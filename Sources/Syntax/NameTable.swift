// The names of one parse, each made a String once.
//
// In:  the bytes of an identifier in the source.
// Out: a small index; `text(index)` is the normalised name.
//
// Soft keywords and the names that the diagnosis looks for have fixed indices. Lookup compares source bytes, so that
// a repeated name costs one hash and one comparison; normalisation happens when a spelling is first seen.

final class NameTable {
    static let match: Int32 = 0, `case`: Int32 = 1, underscore: Int32 = 2, print: Int32 = 3, exec: Int32 = 4

    private(set) var texts: ContiguousArray<String> = ["match", "case", "_", "print", "exec"]
    private struct Slot {
        var hash: UInt32 = 0
        var name: Int32 = -1
        var start: Int32 = 0
        var length: Int32 = 0
    }
    private var slots: UnsafeMutablePointer<Slot>
    private var mask: Int
    private var used = 0
    private let source: UnsafePointer<UInt8>

    init(source: SourceText) {
        self.source = source.base
        mask = 255
        slots = .allocate(capacity: 256)
        slots.initialize(repeating: Slot(), count: 256)
    }

    deinit { slots.deallocate() }

    @inline(__always)
    func text(_ index: Int32) -> String { texts[Int(index)] }

    /// The index of the identifier at `start`; `isASCII` false asks for normalisation.
    func intern(start: Int, length: Int, isASCII: Bool) -> Int32 {
        var h: UInt64 = UInt64(truncatingIfNeeded: length)
        var i = 0
        while i &+ 8 <= length {
            h = (h ^ UnsafeRawPointer(source + start + i).loadUnaligned(as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            h ^= h >> 29
            i &+= 8
        }
        while i < length {
            h = (h ^ UInt64(source[start &+ i])) &* 0x9E37_79B9_7F4A_7C15
            i &+= 1
        }
        let hash = UInt32(truncatingIfNeeded: h >> 32)
        var index = Int(hash) & mask
        while true {
            let slot = slots[index]
            if slot.name < 0 { break }
            if slot.hash == hash, slot.length == length, equal(Int(slot.start), start, length) { return slot.name }
            index = (index &+ 1) & mask
        }
        let name = add(start: start, length: length, isASCII: isASCII)
        slots[index] = Slot(
            hash: hash, name: name, start: Int32(truncatingIfNeeded: start), length: Int32(truncatingIfNeeded: length))
        used += 1
        if used * 2 > mask { grow() }
        return name
    }

    @inline(__always)
    private func equal(_ a: Int, _ b: Int, _ length: Int) -> Bool {
        var i = 0
        while i < length {
            if source[a &+ i] != source[b &+ i] { return false }
            i &+= 1
        }
        return true
    }

    @inline(never)
    private func add(start: Int, length: Int, isASCII: Bool) -> Int32 {
        var text = String(decoding: UnsafeBufferPointer(start: source + start, count: length), as: UTF8.self)
        if !isASCII { text = normaliseIdentifier(text) }
        if length <= 5 {
            for index in 0..<5 where texts[index] == text { return Int32(index) }
        }
        texts.append(text)
        return Int32(texts.count - 1)
    }

    private func grow() {
        let old = slots, oldCount = mask + 1
        mask = oldCount * 2 - 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: Slot(), count: mask + 1)
        for i in 0..<oldCount where old[i].name >= 0 {
            var index = Int(old[i].hash) & mask
            while slots[index].name >= 0 { index = (index + 1) & mask }
            slots[index] = old[i]
        }
        old.deallocate()
    }
}
