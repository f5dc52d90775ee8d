// Natives: builtin functions and methods written in Swift, and how they get their arguments.
//
// A native takes a flat run of arguments that its signature has already sorted out: one per parameter, empty where an
// optional one is absent; *args as a tuple, **kwargs as a dict. It returns a value, throws PyRaise, or returns `.empty`:
// it has pushed a frame (t.tailCall) whose result is the native's result.

import CVMSpec

/// Body of a native: `a[i]` is parameter i.
public typealias NativeBody = (_ t: Thread, _ a: Arguments) throws(PyRaise) -> Value

/// Arguments of a call, one after the other in memory.
public struct Arguments {
    public let base: UnsafeMutablePointer<Value>
    public let count: Int
    @inlinable @inline(__always) public init(base: UnsafeMutablePointer<Value>, count: Int) { self.base = base; self.count = count }
    @inlinable @inline(__always) public subscript(i: Int) -> Value { base[i] }
}

/// Parameters of a native, parsed from text like "(self, x, /, y=None, *args, key=None, **kwargs)".
///
/// Whatever stands behind `=` is documentation: an absent argument is `.empty` in the body.
public struct Signature {
    public let text: String
    /// Interned names, in the order of `names`; filled by the first call with keywords.
    var nameValues: [Value] = []
    /// Named parameters.
    public private(set) var nameCount = 0
    public private(set) var positionalOnly = 0
    /// Parameters that may be given by position.
    public private(set) var positional = 0
    /// Of these, how many are required.
    public private(set) var required = 0
    /// Keyword-only parameters without default: bit i for parameter i.
    public private(set) var requiredKeywordOnly: UInt64 = 0
    public private(set) var hasVarArgs = false
    public private(set) var hasVarKeywords = false
    /// The first parameter is `self`; or `cls`.
    fileprivate var startsWithSelf = false
    fileprivate var startsWithClass = false
    /// All slots: named parameters, then *args, then **kwargs.
    public var slotCount: Int { nameCount + (hasVarArgs ? 1 : 0) + (hasVarKeywords ? 1 : 0) }

    public init(_ text: String) {
        self.text = text
        var copy = text
        copy.withUTF8 { parse($0) { _ in } }
    }

    /// The parameters' names.
    public var names: [String] {
        var names: [String] = []
        var again = self
        again.clear()
        var copy = text
        copy.withUTF8 { bytes in again.parse(bytes) { names.append(String(decoding: $0, as: UTF8.self)) } }
        return names
    }

    private mutating func clear() { (nameCount, positionalOnly, positional, required) = (0, 0, 0, 0) }

    /// Starting the VM comes here a thousand times: bytes, no Swift characters.
    private mutating func parse(_ b: UnsafeBufferPointer<UInt8>, _ found: (UnsafeBufferPointer<UInt8>) -> Void) {
        var start = 0, end = b.count
        if end > 0, b[0] == 0x28 { start = 1 }
        if end > start, b[end - 1] == 0x29 { end -= 1 }
        var depth = 0
        var quote: UInt8 = 0
        var keywordOnly = false
        var i = start
        while i <= end {
            let c = i < end ? b[i] : 0x2C
            if i < end, quote != 0 {
                if c == quote { quote = 0 }
            } else {
                switch c {
                case 0x27, 0x22: quote = c
                case 0x28, 0x5B, 0x7B: depth += 1
                case 0x29, 0x5D, 0x7D: depth -= 1
                case 0x2C where depth == 0 || i == end:
                    parameter(b, start, i, &keywordOnly, found)
                    start = i + 1
                default: break
                }
            }
            i += 1
        }
    }

    private mutating func parameter(_ b: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ keywordOnly: inout Bool, _ found: (UnsafeBufferPointer<UInt8>) -> Void) {
        var low = start, high = end
        while low < high, b[low] == 0x20 { low += 1 }
        while low < high, b[high - 1] == 0x20 { high -= 1 }
        if low == high { return }
        if b[low] == 0x2F { positionalOnly = nameCount; return }
        if b[low] == 0x2A {
            if high - low == 1 { keywordOnly = true }
            else if b[low + 1] == 0x2A { hasVarKeywords = true }
            else { hasVarArgs = true; keywordOnly = true }
            return
        }
        var nameEnd = low
        while nameEnd < high, b[nameEnd] != 0x3D { nameEnd += 1 }
        let optional = nameEnd < high
        if !keywordOnly {
            positional += 1
            if !optional { required = positional }
        } else if !optional && nameCount < 64 { requiredKeywordOnly |= 1 << UInt64(nameCount) }
        let name = UnsafeBufferPointer(rebasing: b[low ..< nameEnd])
        if nameCount == 0 {
            startsWithSelf = name.elementsEqual([0x73, 0x65, 0x6C, 0x66])
            startsWithClass = name.elementsEqual([0x63, 0x6C, 0x73])
        }
        nameCount += 1
        found(name)
    }
}

/// One native: what a Native cell's index refers to.
public struct NativeInfo {
    public var name: String
    public var signature: Signature
    public var doc: String
    public var body: NativeBody
    /// For a __new__: the name of its type, which messages show.
    var newOf = ""
    /// Module or class that messages put before the name.
    var qualifier = ""
    /// The first parameter is the receiver of a method, or the class of a class method or `__new__`: messages do not count it.
    var hasSelf = false
    var hasClass = false
    /// A `__new__` that pushes frames where its argument is not a plain container (tuple, frozenset).
    var newMayLeave = false
    /// Takes exactly positional arguments between these counts and nothing else: the fast way in.
    var minimum = 0
    var maximum = 0
    var simple = false
}

public enum Natives {
    nonisolated(unsafe) public internal(set) static var infos: UnsafeMutablePointer<NativeInfo> = .allocate(capacity: 4096)
    nonisolated(unsafe) static var count = 0
    nonisolated(unsafe) static var capacity = 4096

    /// Adds a native to the table; returns its index.
    public static func register(_ t: Thread, _ name: String, _ signature: String, doc: String = "", _ body: @escaping NativeBody) throws(PyRaise) -> Int {
        let s = Signature(signature)
        var info = NativeInfo(name: name, signature: s, doc: doc, body: body)
        info.minimum = s.required
        info.maximum = s.positional
        info.hasSelf = s.startsWithSelf
        info.hasClass = s.startsWithClass
        info.simple = !s.hasVarArgs && !s.hasVarKeywords && s.nameCount == s.positional
        if count == capacity {
            let grown = UnsafeMutablePointer<NativeInfo>.allocate(capacity: capacity * 2)
            grown.moveInitialize(from: infos, count: count)
            infos = grown
            capacity *= 2
        }
        (infos + count).initialize(to: info)
        count += 1
        return count - 1
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A builtin function object.
    public func newNative(_ name: String, _ signature: String, doc: String = "", module: Value = .empty, _ body: @escaping NativeBody) throws(PyRaise) -> Value {
        let index = try Natives.register(self, name, signature, doc: doc, body)
        let n = try new(PyNativeLayout.self, .Native)
        n.pointee.index = Int64(index)
        n.pointee.module = module.bits
        if module.isPresent && has(module, .Str) && module.str.string != "builtins" { Natives.infos[index].qualifier = module.str.string }
        return Value(n)
    }

    /// Calls a native: sorts the arguments by its signature. `names` is the tuple of keyword names of the last arguments, or empty.
    func callNative(_ f: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, names: Value) throws(PyRaise) -> Value {
        let native = f.native
        let info = Natives.infos + Int(native.pointee.index)
        let receiver = Value(bits: native.pointee.receiver)
        // Natives that call natives (repr of nested objects, a __str__ that is __repr__) must not run the machine stack over.
        if UInt(bitPattern: stackPointerNow()) < UInt(bitPattern: pointee.stackLimit) { throw recursionError() }
        if receiver.isPresent {
            return try withTemporaries(count + 1) { (buffer) throws(PyRaise) in
                buffer[0] = receiver
                for i in 0 ..< count { buffer[i + 1] = base[i] }
                return try enterNative(info, Value(bits: native.pointee.owner), buffer, count + 1, names)
            }
        }
        return try enterNative(info, Value(bits: native.pointee.owner), base, count, names)
    }

    /// Scratch memory for values on the machine stack.
    @inline(__always) func withTemporaries<R>(_ n: Int, _ body: (UnsafeMutablePointer<Value>) throws(PyRaise) -> R) throws(PyRaise) -> R {
        if n <= 8 {
            var storage: (Value, Value, Value, Value, Value, Value, Value, Value) = (.empty, .empty, .empty, .empty, .empty, .empty, .empty, .empty)
            return try withUnsafeMutablePointer(to: &storage) { (p) throws(PyRaise) in
                try body(UnsafeMutableRawPointer(p).assumingMemoryBound(to: Value.self))
            }
        }
        let p = UnsafeMutablePointer<Value>.allocate(capacity: n)
        p.initialize(repeating: .empty, count: n)
        defer { p.deallocate() }
        return try body(p)
    }

    func enterNative(_ info: UnsafeMutablePointer<NativeInfo>, _ owner: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        if owner.isPresent {
            // A method of a builtin type: its receiver must be an instance.
            guard count > 0 || names.isPresent && info.pointee.signature.positional == 0 else {
                if hasSlot(info.pointee.name) { throw raise(K.TypeError, "descriptor '\(info.pointee.name)' of '\(typeName(owner))' object needs an argument") }
                throw raise(K.TypeError, "unbound method \(typeName(owner)).\(info.pointee.name)() needs an argument")
            }
            if count > 0, info.pointee.hasSelf, !isInstance(base[0], owner) {
                throw wrongReceiver(info.pointee.name, owner, base[0])
            }
        }
        if info.pointee.simple && names.isEmpty {
            if count == info.pointee.maximum { return try info.pointee.body(self, Arguments(base: base, count: count)) }
            if count < info.pointee.maximum && count >= info.pointee.minimum {
                let maximum = info.pointee.maximum
                return try withTemporaries(maximum) { (buffer) throws(PyRaise) in
                    for i in 0 ..< count { buffer[i] = base[i] }
                    for i in count ..< maximum { buffer[i] = .empty }
                    return try info.pointee.body(self, Arguments(base: buffer, count: maximum))
                }
            }
            throw wrongCount(info, count, owner)
        }
        return try enterNativeSlow(info, owner, base, count, names)
    }

    private func enterNativeSlow(_ info: UnsafeMutablePointer<NativeInfo>, _ owner: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        let keywordCount = names.isPresent ? Int(names.tuple.pointee.count) : 0
        if keywordCount > 0, info.pointee.signature.nameValues.isEmpty {
            var values: [Value] = []
            for n in info.pointee.signature.names { values.append(try intern(n)) }
            info.pointee.signature.nameValues = values
        }
        let s = info.pointee.signature
        let positionalCount = count - keywordCount
        let total = s.slotCount
        if let wrong = wrongNumber(info, owner, positionalCount, keywordCount) { throw wrong }
        return try withTemporaries(total + 1) { (buffer) throws(PyRaise) in
            for i in 0 ..< total { buffer[i] = .empty }
            for i in 0 ..< Swift.min(positionalCount, s.positional) { buffer[i] = base[i] }
            var slot = s.nameCount
            if s.hasVarArgs {
                let extra = Swift.max(0, positionalCount - s.positional)
                buffer[slot] = try newTuple(base + Swift.min(positionalCount, s.positional), extra)
                slot += 1
            }
            var rest: DictRef? = nil
            if s.hasVarKeywords {
                rest = try newDict()
                buffer[slot] = Value(rest.unsafelyUnwrapped)
            }
            for k in 0 ..< keywordCount {
                let name = tupleItem(names, k)
                let value = base[positionalCount + k]
                var found = -1
                for (i, n) in s.nameValues.enumerated() where i >= s.positionalOnly && (n == name || strEqual(n.str, name.str)) { found = i; break }
                if found >= 0 {
                    if buffer[found].isPresent {
                        throw raise(K.TypeError, "argument for \(info.pointee.name)() given by name ('\(name.str.string)') and position (\(found + 1))")
                    }
                    buffer[found] = value
                } else if let rest {
                    try dictSet(rest, name, value)
                } else if s.nameCount == s.positionalOnly {
                    throw raise(K.TypeError, "\(nativeNames(info, owner).full)() takes no keyword arguments")
                } else {
                    throw raise(K.TypeError, "'\(name.str.string)' is an invalid keyword argument for \(nativeNames(info, owner).short)()")
                }
            }
            for i in 0 ..< s.required where buffer[i].isEmpty {
                if i == 0, !info.pointee.newOf.isEmpty { throw raise(K.TypeError, "\(info.pointee.newOf).__new__(): not enough arguments") }
                if i < s.positionalOnly { throw wrongCount(info, positionalCount, owner) }
                let names = nativeNames(info, owner)
                throw raise(K.TypeError, "\(names.short)() missing required argument '\(s.names[i])' (pos \(i + 1 - names.hidden))")
            }
            if s.requiredKeywordOnly != 0 {
                for i in s.positional ..< s.nameCount where i < 64 && s.requiredKeywordOnly >> UInt64(i) & 1 != 0 && buffer[i].isEmpty {
                    throw raise(K.TypeError, "\(info.pointee.name)() missing required keyword-only argument: '\(s.names[i])'")
                }
            }
            return try info.pointee.body(self, Arguments(base: buffer, count: total))
        }
    }
}
