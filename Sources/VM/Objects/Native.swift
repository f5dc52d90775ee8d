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
    public var text = ""
    public var names: [String] = []
    /// Interned names, in the order of `names`.
    public var nameValues: [Value] = []
    public var positionalOnly = 0
    /// Parameters that may be given by position.
    public var positional = 0
    /// Of these, how many are required.
    public var required = 0
    /// Keyword-only parameters without default: bit i for parameter i.
    public var requiredKeywordOnly: UInt64 = 0
    public var hasVarArgs = false
    public var hasVarKeywords = false
    /// All slots: named parameters, then *args, then **kwargs.
    public var slotCount: Int { names.count + (hasVarArgs ? 1 : 0) + (hasVarKeywords ? 1 : 0) }

    public init(_ text: String) {
        self.text = text
        var body = Substring(text)
        if body.first == "(" { body = body.dropFirst() }
        if body.last == ")" { body = body.dropLast() }
        var depth = 0
        var parts: [Substring] = []
        var start = body.startIndex
        var quote: Character? = nil
        for i in body.indices {
            let c = body[i]
            if let q = quote { if c == q { quote = nil }; continue }
            if c == "'" || c == "\"" { quote = c; continue }
            if c == "(" || c == "[" || c == "{" { depth += 1 }
            if c == ")" || c == "]" || c == "}" { depth -= 1 }
            if c == "," && depth == 0 { parts.append(body[start ..< i]); start = body.index(after: i) }
        }
        parts.append(body[start...])
        var keywordOnly = false
        for part in parts {
            var p = part
            while p.first == " " { p = p.dropFirst() }
            while p.last == " " { p = p.dropLast() }
            if p.isEmpty { continue }
            if p == "/" { positionalOnly = names.count; continue }
            if p == "*" { keywordOnly = true; continue }
            if p.hasPrefix("**") { hasVarKeywords = true; continue }
            if p.hasPrefix("*") { hasVarArgs = true; keywordOnly = true; continue }
            var name = p
            var optional = false
            if let e = p.firstIndex(of: "=") { name = p[..<e]; optional = true }
            if !keywordOnly {
                positional += 1
                if !optional { required = positional }
            } else if !optional && names.count < 64 { requiredKeywordOnly |= 1 << UInt64(names.count) }
            names.append(String(name))
        }
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
    let names: UnsafeMutablePointer<Value>
    let nameCount: Int
    let positionalOnly: Int
    let positional: Int
    let required: Int
    let requiredKeywordOnly: UInt64
    let hasVarArgs: Bool
    let hasVarKeywords: Bool
    let slotCount: Int

    init(_ s: Signature) {
        names = .allocate(capacity: s.nameValues.count + 1)
        for (i, n) in s.nameValues.enumerated() { names[i] = n }
        nameCount = s.nameValues.count
        positionalOnly = s.positionalOnly
        positional = s.positional
        required = s.required
        requiredKeywordOnly = s.requiredKeywordOnly
        hasVarArgs = s.hasVarArgs
        hasVarKeywords = s.hasVarKeywords
        slotCount = s.slotCount
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
        var s = Signature(signature)
        for n in s.names { s.nameValues.append(try t.intern(n)) }
        var info = NativeInfo(name: name, signature: s, doc: doc, body: body)
        info.hasSelf = s.names.first == "self"
        info.hasClass = s.names.first == "cls"
        info.simple = !s.hasVarArgs && !s.hasVarKeywords && s.names.count == s.positional
        if count == capacity {
            capacity = Swift.max(4096, capacity * 2)
            grow(&infoTable, to: capacity)
            grow(&entryTable, to: capacity)
            grow(&slotTable, to: capacity)
        }
        (infos + count).initialize(to: info)
        (slots + count).initialize(to: NativeSlots(s))
        (entries + count).initialize(to: NativeEntry(
            routine: .passRetained(NativeRoutine(body)), minimum: Int32(s.required), maximum: info.simple ? Int32(s.positional) : -1, hasSelf: info.hasSelf))
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
        direct { () throws(PyRaise) in
            let native = Value(bits: callee).native
            var base = UnsafeMutableRawPointer(arguments).assumingMemoryBound(to: Value.self), count = given
            if native.pointee.receiver != 0 {
                base -= 1
                base[0] = Value(bits: native.pointee.receiver)
                count &+= 1
            }
            if UInt(bitPattern: stackPointerNow()) < UInt(bitPattern: pointee.stackLimit) { throw recursionError() }
            return try enterNative(Int(native.pointee.index), Value(bits: native.pointee.owner), base, count, .empty)
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
        if names.isPresent && Natives.infos[index].signature.positional == 0 { return }
        throw raise(K.TypeError, "unbound method \(typeName(owner)).\(Natives.infos[index].name)() needs an argument")
    }

    @inline(never) private func enterNativeSlow(_ index: Int, _ owner: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        let entry = Natives.entries + index
        let maximum = Int(entry.pointee.maximum)
        if names.isEmpty && maximum >= 0 {
            guard count < maximum && count >= Int(entry.pointee.minimum) else { throw wrongCount(Natives.infos + index, count, owner) }
            return try withTemporaries(maximum) { (buffer) throws(PyRaise) in
                for i in 0 ..< count { buffer[i] = base[i] }
                for i in count ..< maximum { buffer[i] = .empty }
                return try entry.pointee.call(self, buffer, maximum)
            }
        }
        return try sortArguments(index, owner, base, count, names)
    }

    private func sortArguments(_ index: Int, _ owner: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) -> Value {
        let info = Natives.infos + index
        let s = Natives.slots[index]
        let keywordCount = names.isPresent ? Int(names.tuple.pointee.count) : 0
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
                    let n = s.names[i]
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
                if i < s.positionalOnly { throw wrongCount(info, positionalCount, owner) }
                let names = nativeNames(info, owner)
                throw raise(K.TypeError, "\(names.short)() missing required argument '\(s.names[i].str.string)' (pos \(i + 1 - names.hidden))")
            }
            if s.requiredKeywordOnly != 0 {
                for i in s.positional ..< s.nameCount where i < 64 && s.requiredKeywordOnly >> UInt64(i) & 1 != 0 && buffer[i].isEmpty {
                    throw raise(K.TypeError, "\(info.pointee.name)() missing required keyword-only argument: '\(s.names[i].str.string)'")
                }
            }
            return try Natives.entries[index].call(self, buffer, total)
        }
    }
}
