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
    /// Takes positional arguments and nothing else.
    var simple = false
}

/// A signature as plain memory, for calls whose arguments must be sorted.
struct NativeSlots {
    /// Interned names of the parameters; made by the first call with keywords.
    private(set) var names: UnsafeMutablePointer<Value>? = nil
    let nameCount: Int
    let positionalOnly: Int
    let positional: Int
    let required: Int
    let requiredKeywordOnly: UInt64
    let hasVarArgs: Bool
    let hasVarKeywords: Bool
    let slotCount: Int

    init(_ s: Signature) {
        nameCount = s.nameCount
        positionalOnly = s.positionalOnly
        positional = s.positional
        required = s.required
        requiredKeywordOnly = s.requiredKeywordOnly
        hasVarArgs = s.hasVarArgs
        hasVarKeywords = s.hasVarKeywords
        slotCount = s.slotCount
    }

    mutating func intern(_ s: Signature, _ t: Thread, _ index: Int) throws(PyRaise) {
        let values = UnsafeMutablePointer<Value>.allocate(capacity: nameCount + 1)
        var i = 0
        for n in s.names {
            values[i] = try t.intern(n)
            i += 1
        }
        names = values
        Natives.slots[index] = self
    }
}

/// A native's body where a call reaches it without reference counting: a constant of an object that is never released.
final class NativeRoutine {
    let body: NativeBody
    init(_ body: @escaping NativeBody) { self.body = body }
}

/// What a call needs of a native, as plain memory; the same index as its NativeInfo.
struct NativeEntry {
    let routine: Unmanaged<NativeRoutine>
    /// Counts of positional arguments that need no sorting; maximum -1: all calls must be sorted.
    let minimum: Int32
    let maximum: Int32
    /// Without keywords: the most positional arguments where absent ones, and all keyword-only parameters, may be left empty; -1: sorted.
    let positional: Int32
    let slotCount: Int32
    let hasSelf: Bool
    var newMayLeave = false

    @inline(__always) func call(_ t: Thread, _ base: UnsafeMutablePointer<Value>, _ count: Int) throws(PyRaise) -> Value {
        // Typed errors do not pass through the guaranteed call's rethrows.
        var raised = false
        let v = routine._withUnsafeGuaranteedRef { r -> Value in
            do throws(PyRaise) { return try r.body(t, Arguments(base: base, count: count)) } catch { raised = true; return .empty }
        }
        if raised { throw PyRaise() }
        return v
    }
}

public enum Natives {
    // Three tables with the same index. Their initial values are constants, so that no access has to ask whether they were made.
    nonisolated(unsafe) private static var infoTable: UnsafeMutablePointer<NativeInfo>? = nil
    nonisolated(unsafe) private static var entryTable: UnsafeMutablePointer<NativeEntry>? = nil
    nonisolated(unsafe) private static var slotTable: UnsafeMutablePointer<NativeSlots>? = nil
    nonisolated(unsafe) static var count = 0
    nonisolated(unsafe) private static var capacity = 0

    @inline(__always) static var infos: UnsafeMutablePointer<NativeInfo> { infoTable.unsafelyUnwrapped }
    @inline(__always) static var entries: UnsafeMutablePointer<NativeEntry> { entryTable.unsafelyUnwrapped }
    @inline(__always) static var slots: UnsafeMutablePointer<NativeSlots> { slotTable.unsafelyUnwrapped }

    private static func grow<T>(_ table: inout UnsafeMutablePointer<T>?, to size: Int) {
        let wider = UnsafeMutablePointer<T>.allocate(capacity: size)
        if let old = table {
            wider.moveInitialize(from: old, count: count)
            old.deallocate()
        }
        table = wider
    }

    /// Adds a native to the table; returns its index.
    public static func register(_ t: Thread, _ name: String, _ signature: String, doc: String = "", _ body: @escaping NativeBody) throws(PyRaise) -> Int {
        let s = Signature(signature)
        var info = NativeInfo(name: name, signature: s, doc: doc, body: body)
        info.hasSelf = s.startsWithSelf
        info.hasClass = s.startsWithClass
        info.simple = !s.hasVarArgs && !s.hasVarKeywords && s.nameCount == s.positional
        if count == capacity {
            capacity = Swift.max(4096, capacity * 2)
            grow(&infoTable, to: capacity)
            grow(&entryTable, to: capacity)
            grow(&slotTable, to: capacity)
        }
        (infos + count).initialize(to: info)
        (slots + count).initialize(to: NativeSlots(s))
        (entries + count).initialize(to: NativeEntry(
            routine: .passRetained(NativeRoutine(body)), minimum: Int32(s.required), maximum: info.simple ? Int32(s.positional) : -1,
            positional: s.hasVarArgs || s.hasVarKeywords || s.requiredKeywordOnly != 0 ? -1 : Int32(s.positional), slotCount: Int32(s.slotCount), hasSelf: info.hasSelf))
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
        let index = Int(native.pointee.index)
        let receiver = Value(bits: native.pointee.receiver)
        // Natives that call natives (repr of nested objects, a __str__ that is __repr__) must not run the machine stack over.
        if UInt(bitPattern: stackPointerNow()) < UInt(bitPattern: pointee.stackLimit) { throw recursionError() }
        if receiver.isPresent {
            return try withTemporaries(count + 1) { (buffer) throws(PyRaise) in
                buffer[0] = receiver
                for i in 0 ..< count { buffer[i + 1] = base[i] }
                return try enterNative(index, Value(bits: native.pointee.owner), buffer, count + 1, names)
            }
        }
        return try enterNative(index, Value(bits: native.pointee.owner), base, count, names)
    }

    /// `callNative` for the interpreter's call instructions. The word before the arguments is free: a bound receiver goes there.
    /// 0 if it raised, pushed a frame, or ended the run.
    @inline(never) func callNativeDirect(_ callee: UInt64, _ arguments: UnsafeMutablePointer<UInt64>, _ given: Int) -> UInt64 {
        let native = Value(bits: callee).native
        var base = UnsafeMutableRawPointer(arguments).assumingMemoryBound(to: Value.self), count = given
        if native.pointee.receiver != 0 {
            base -= 1
            base[0] = Value(bits: native.pointee.receiver)
            count &+= 1
        }
        return enterNativeDirect(Int(native.pointee.index), Value(bits: native.pointee.owner), base, count)
    }

    @inline(__always) private func enterNativeDirect(_ index: Int, _ owner: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int) -> UInt64 {
        do throws(PyRaise) {
            if UInt(bitPattern: stackPointerNow()) < UInt(bitPattern: pointee.stackLimit) { throw recursionError() }
            return given(try enterNative(index, owner, base, count, .empty))
        } catch {
            pointee.leaveReason = NativeLeave.exception
            return 0
        }
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

    /// Calls native number `index`, a method of `owner` if that is not empty.
    @inline(__always) func enterNative(_ index: Int, _ owner: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        let entry = Natives.entries + index
        if owner.isPresent {
            // A method of a builtin type: its receiver must be an instance.
            if count > 0 {
                if entry.pointee.hasSelf, !isInstance(base[0], owner) { throw wrongReceiver(Natives.infos[index].name, owner, base[0]) }
            } else { try checkUnbound(index, owner, names) }
        }
        let maximum = Int(entry.pointee.maximum)
        if names.isEmpty && count == maximum { return try entry.pointee.call(self, base, count) }
        return try enterNativeSlow(index, owner, base, count, names)
    }

    private func checkUnbound(_ index: Int, _ owner: Value, _ names: Value) throws(PyRaise) {
        let info = Natives.infos + index
        if names.isPresent && info.pointee.signature.positional == 0 { return }
        if hasSlot(info.pointee.name) { throw raise(K.TypeError, "descriptor '\(info.pointee.name)' of '\(typeName(owner))' object needs an argument") }
        throw raise(K.TypeError, "unbound method \(typeName(owner)).\(info.pointee.name)() needs an argument")
    }

    @inline(never) private func enterNativeSlow(_ index: Int, _ owner: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        let entry = Natives.entries + index
        if names.isEmpty && count <= Int(entry.pointee.positional) && count >= Int(entry.pointee.minimum) {
            let slots = Int(entry.pointee.slotCount)
            return try withTemporaries(slots) { (buffer) throws(PyRaise) in
                var i = 0
                while i < count { buffer[i] = base[i]; i &+= 1 }
                return try entry.pointee.call(self, buffer, slots)
            }
        }
        if names.isEmpty && entry.pointee.maximum >= 0 { throw wrongCount(Natives.infos + index, count, owner) }
        return try sortArguments(index, owner, base, count, names)
    }

    private func sortArguments(_ index: Int, _ owner: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        let info = Natives.infos + index
        var s = Natives.slots[index]
        let keywordCount = names.isPresent ? Int(names.tuple.pointee.count) : 0
        if keywordCount > 0 && s.names == nil { try s.intern(info.pointee.signature, self, index) }
        let positionalCount = count - keywordCount
        let total = s.slotCount
        if !s.hasVarArgs, positionalCount > s.positional || count > s.nameCount, let wrong = wrongNumber(info, owner, positionalCount, keywordCount) { throw wrong }
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
                var i = s.positionalOnly
                while i < s.nameCount {
                    let n = s.names.unsafelyUnwrapped[i]
                    if n == name || strEqual(n.str, name.str) { found = i; break }
                    i += 1
                }
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
                throw raise(K.TypeError, "\(names.short)() missing required argument '\(info.pointee.signature.names[i])' (pos \(i + 1 - names.hidden))")
            }
            if s.requiredKeywordOnly != 0 {
                for i in s.positional ..< s.nameCount where i < 64 && s.requiredKeywordOnly >> UInt64(i) & 1 != 0 && buffer[i].isEmpty {
                    throw raise(K.TypeError, "\(info.pointee.name)() missing required keyword-only argument: '\(info.pointee.signature.names[i])'")
                }
            }
            return try Natives.entries[index].call(self, buffer, total)
        }
    }
}
