// NativeLeaves: builtin functions and methods that native code calls without a frame, because with arguments of the right kinds they
// run no Python.
//
// In:  a native's number with the kinds that its arguments must have, and the arguments.
// Out: the result, or 0 if an argument is of another kind or the native raised: then native code leaves before the call, and the
// interpreter makes it again. None of these natives has had an effect when it raises.

import CVMSpec

/// What an argument of such a native must be.
enum LeafArgument: UInt64 {
    case any = 0
    /// A number, str, bytes, bool or None.
    case scalar
    /// What a dict or set finds without running Python, as long as nothing else is among its keys.
    case key
    /// A list or tuple.
    case sequence
    case list, dict, set, frozenset, str, bytes, int, float

    init?(_ letter: UInt8) {
        switch letter {
        case UInt8(ascii: "*"): self = .any
        case UInt8(ascii: "n"): self = .scalar
        case UInt8(ascii: "k"): self = .key
        case UInt8(ascii: "q"): self = .sequence
        case UInt8(ascii: "L"): self = .list
        case UInt8(ascii: "D"): self = .dict
        case UInt8(ascii: "S"): self = .set
        case UInt8(ascii: "F"): self = .frozenset
        case UInt8(ascii: "Z"): self = .str
        case UInt8(ascii: "B"): self = .bytes
        case UInt8(ascii: "I"): self = .int
        case UInt8(ascii: "R"): self = .float
        default: return nil
        }
    }

    @inline(__always) func holds(_ t: Thread, _ v: Value) -> Bool {
        switch self {
        case .any: return true
        case .int: return v.isInt || v.isExact(.Int)
        case .float: return v.isFloatWord || v.isExact(.Float)
        case .scalar:
            guard v.isReference else { return v.isPresent }
            switch Kind(rawValue: v.shape) {
            case .Int, .Float, .Str, .Bytes: return true
            default: return v.isNone || v == .true_ || v == .false_
            }
        case .key: return LeafRoutines.isPlainKey(t, v)
        case .sequence: return v.isExact(.List) || v.isExact(.Tuple)
        case .list: return v.isExact(.List)
        case .dict: return v.isExact(.Dict)
        case .set: return v.isExact(.Set)
        case .frozenset: return v.isExact(.Frozenset)
        case .str: return v.isExact(.Str)
        case .bytes: return v.isExact(.Bytes)
        }
    }

    /// The same of a receiver: what a subclass says for itself a native method does not ask.
    @inline(__always) func holds(_ t: Thread, receiver v: Value) -> Bool {
        switch self {
        case .list: return t.has(v, .List)
        case .dict: return t.has(v, .Dict)
        case .set: return t.has(v, .Set)
        case .frozenset: return t.has(v, .Frozenset)
        case .str: return t.has(v, .Str)
        case .bytes: return t.has(v, .Bytes)
        default: return holds(t, v)
        }
    }
}

/// A builtin function or method, as the compiler knows it.
public struct KnownNative {
    public let index: Int
    /// With its type's or module's name before it, unless that is builtins.
    public let name: String
    /// How many arguments a call may have that needs no sorting; the receiver counts.
    public let arguments: ClosedRange<Int>
    /// Calls do not mention the receiver; the receiver's word, if it is known.
    public let isBound: Bool
    public let receiver: UInt64

    init(index: Int, name: String, isBound: Bool, receiver: UInt64 = 0) {
        self.index = index
        self.name = name
        self.isBound = isBound
        self.receiver = receiver
        let entry = Natives.entries + index
        let most = Int(entry.pointee.maximum), least = Int(entry.pointee.minimum)
        arguments = most >= least ? least ... most : -1 ... -1
    }
}

/// Feedback of call instructions whose callee is no constant (a bound method in a local variable): word 0 says which native was called,
/// as long as it was one.
public enum CalledNative {
    /// Natives of several numbers were called.
    static var several: UInt64 { UInt64(Kind.Native.rawValue) | UInt64(UInt32.max) << 32 }
    /// Names of those that were noted, by number.
    nonisolated(unsafe) private static var names: [Int: String] = [:]

    @inline(__always) static func word(_ native: Value) -> UInt64 {
        UInt64(Kind.Native.rawValue) | UInt64(truncatingIfNeeded: native.native.pointee.index) << 33 | (native.native.pointee.receiver != 0 ? 1 << 32 : 0)
    }

    @inline(never) static func note(_ t: Thread, _ native: Value, _ at: UnsafeMutablePointer<UInt64>) {
        if !t.isNoting { return }
        if UInt32(truncatingIfNeeded: at[0]) == Kind.Native.rawValue {
            at[0] = several
            return
        }
        let index = Int(native.native.pointee.index)
        if names[index] == nil { names[index] = t.nativeName(native) ?? "" }
        at[0] = word(native)
    }

    /// The native that an instruction's word 0 tells of.
    public static func seen(_ word: UInt64) -> KnownNative? {
        guard UInt32(truncatingIfNeeded: word) == Kind.Native.rawValue, word != several, let name = names[Int(word >> 33)] else { return nil }
        return KnownNative(index: Int(word >> 33), name: name, isBound: word >> 32 & 1 != 0)
    }
}

public enum NativeLeaves {
    /// Arguments that a leaf routine can pass.
    static let mostArguments = 4

    /// By name (the receiver's type before it): a letter for each argument, the receiver first.
    private static let table: [String: String] = {
        var t = [
            "list.append": "L*", "list.insert": "Ln*", "list.pop": "Ln", "list.reverse": "L", "list.clear": "L", "list.copy": "L", "list.extend": "Lq",
            "dict.get": "Dk*", "dict.pop": "Dk*", "dict.setdefault": "Dk*", "dict.keys": "D", "dict.values": "D", "dict.items": "D", "dict.copy": "D",
            "set.add": "Sk", "set.discard": "Sk", "set.remove": "Sk", "set.pop": "S", "set.clear": "S", "set.copy": "S",
            "set.isdisjoint": "SZ", "frozenset.isdisjoint": "FZ",
            "int.bit_length": "I", "int.bit_count": "I", "float.is_integer": "R", "str.join": "Zq",
            "chr": "n", "divmod": "nn", "round": "nn", "callable": "*", "id": "*", "hex": "n", "oct": "n", "bin": "n",
        ]
        for n in ["lower", "upper", "isdigit", "isalpha", "isalnum", "isspace", "isupper", "islower", "isidentifier", "isdecimal", "isnumeric", "isprintable",
                  "swapcase", "capitalize", "title", "casefold"] { t["str." + n] = "Z" }
        for n in ["strip", "lstrip", "rstrip", "partition", "rpartition", "zfill", "removeprefix", "removesuffix"] { t["str." + n] = "Zn" }
        for n in ["startswith", "endswith", "find", "rfind", "index", "rindex", "count", "replace"] { t["str." + n] = "Znnn" }
        for n in ["startswith", "endswith", "find", "rfind", "index", "count"] { t["bytes." + n] = "Bnnn" }
        for n in ["floor", "ceil", "trunc", "sin", "cos", "tan", "asin", "acos", "atan", "exp", "log10", "log2", "log1p", "expm1", "fabs", "isnan", "isinf",
                  "isfinite", "degrees", "radians", "sinh", "cosh", "tanh"] { t["math." + n] = "n" }
        for n in ["pow", "atan2", "fmod", "copysign"] { t["math." + n] = "nn" }
        return t
    }()

    /// How native code is to call a native with that many arguments: its number and the kinds of its arguments, four bits each, in
    /// one word; nil if it is none of these. Reads nothing that changes.
    public static func code(_ native: KnownNative, count: Int) -> UInt64? {
        guard let letters = table[native.name], count <= letters.utf8.count, native.arguments.contains(count), native.arguments.upperBound <= mostArguments else {
            return nil
        }
        var kinds: UInt64 = 0
        for (i, letter) in letters.utf8.enumerated() { kinds |= (LeafArgument(letter)?.rawValue ?? 0) << UInt64(4 * i) }
        return UInt64(native.index) | kinds << 32
    }

    @inline(__always) fileprivate static func call(_ t: Thread, _ code: UInt64, _ a: UnsafeMutablePointer<Value>, _ count: Int) -> UInt64 {
        var kinds = code >> 32
        guard LeafArgument(rawValue: kinds & 15).unsafelyUnwrapped.holds(t, receiver: a[0]) else { return 0 }
        for i in 1 ..< max(1, count) {
            kinds >>= 4
            guard LeafArgument(rawValue: kinds & 15).unsafelyUnwrapped.holds(t, a[i]) else { return 0 }
        }
        let entry = Natives.entries + Int(code & 0xFFFF_FFFF)
        do { return try entry.pointee.call(t, a, Int(entry.pointee.maximum)).bits } catch {
            t.clearRaised()
            return 0
        }
    }
}

@inline(__always) private func callLeaf(_ t: Thread, _ code: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, _ count: Int) -> UInt64 {
    var arguments = (a, b, c, d)
    return withUnsafeMutablePointer(to: &arguments) { p in
        NativeLeaves.call(t, code, UnsafeMutableRawPointer(p).assumingMemoryBound(to: Value.self), count)
    }
}

extension NativeLeaves {
    /// The routines by name, for the linker.
    static var routines: [(name: String, address: UInt)] {
        let leaf1: @convention(c) (Thread, UInt64, UInt64) -> UInt64 = rt_native_leaf1
        let leaf2: @convention(c) (Thread, UInt64, UInt64, UInt64) -> UInt64 = rt_native_leaf2
        let leaf3: @convention(c) (Thread, UInt64, UInt64, UInt64, UInt64) -> UInt64 = rt_native_leaf3
        let leaf4: @convention(c) (Thread, UInt64, UInt64, UInt64, UInt64, UInt64) -> UInt64 = rt_native_leaf4
        return [
            ("rt_native_leaf1", unsafeBitCast(leaf1, to: UInt.self)), ("rt_native_leaf2", unsafeBitCast(leaf2, to: UInt.self)),
            ("rt_native_leaf3", unsafeBitCast(leaf3, to: UInt.self)), ("rt_native_leaf4", unsafeBitCast(leaf4, to: UInt.self)),
        ]
    }
}

@_cdecl("rt_native_leaf1") func rt_native_leaf1(_ t: Thread, _ code: UInt64, _ a: UInt64) -> UInt64 { callLeaf(t, code, a, 0, 0, 0, 1) }
@_cdecl("rt_native_leaf2") func rt_native_leaf2(_ t: Thread, _ code: UInt64, _ a: UInt64, _ b: UInt64) -> UInt64 { callLeaf(t, code, a, b, 0, 0, 2) }
@_cdecl("rt_native_leaf3") func rt_native_leaf3(_ t: Thread, _ code: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 { callLeaf(t, code, a, b, c, 0, 3) }
@_cdecl("rt_native_leaf4") func rt_native_leaf4(_ t: Thread, _ code: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) -> UInt64 {
    callLeaf(t, code, a, b, c, d, 4)
}
