// Messages about wrong arguments of natives, in CPython's words, which differ by how a function takes its arguments.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// How messages call a native: with its module or class, and without; and how many leading parameters they do not count.
    func nativeNames(_ info: UnsafeMutablePointer<NativeInfo>, _ owner: Value) -> (full: String, short: String, hidden: Int) {
        let i = info.pointee
        if !i.newOf.isEmpty { return (i.newOf, i.newOf, 1) }
        if owner.isPresent && i.hasSelf {
            // `__init__` is called as its class.
            if i.name == "__init__" { return (typeName(owner), typeName(owner), 1) }
            return ("\(typeName(owner)).\(i.name)", i.name, 1)
        }
        if !i.qualifier.isEmpty { return ("\(i.qualifier).\(i.name)", i.name, i.hasClass ? 1 : 0) }
        return (i.name, i.name, i.hasClass ? 1 : 0)
    }

    /// Is the name that of a special method with a slot of its own in CPython's types?
    func hasSlot(_ name: String) -> Bool {
        let plain = ["__format__", "__round__", "__trunc__", "__floor__", "__ceil__", "__getnewargs__", "__sizeof__", "__reduce__", "__reduce_ex__", "__dir__",
                     "__reversed__", "__init__", "__class_getitem__", "__enter__", "__exit__", "__init_subclass__", "__subclasshook__", "__copy__", "__deepcopy__",
                     "__setstate__", "__getstate__", "__length_hint__", "__instancecheck__", "__subclasscheck__", "__mro_entries__", "__prepare__", "__bytes__", "__complex__"]
        return name.hasPrefix("__") && name.hasSuffix("__") && !plain.contains(name)
    }

    /// A method of a builtin type was called on something else.
    func wrongReceiver(_ name: String, _ owner: Value, _ v: Value) -> PyRaise {
        if hasSlot(name) {
            return raise(K.TypeError, "descriptor '\(name)' requires a '\(typeName(owner))' object but received a '\(typeName(of: v))'")
        }
        return raise(K.TypeError, "descriptor '\(name)' for '\(typeName(owner))' objects doesn't apply to a '\(typeName(of: v))' object")
    }

    /// Wrong number of arguments, all given by position, for a native without keyword-only parameters.
    func wrongCount(_ info: UnsafeMutablePointer<NativeInfo>, _ given: Int, _ owner: Value) -> PyRaise {
        let i = info.pointee
        let (full, short, hidden) = nativeNames(info, owner)
        let n = given - hidden, low = i.signature.required - hidden, high = i.signature.positional - hidden
        if i.signature.positionalOnly < i.signature.positional {
            if n < low {
                let missing = given >= 0 && given < i.signature.nameCount ? i.signature.names[given] : "?"
                return raise(K.TypeError, "\(short)() missing required argument '\(missing)' (pos \(n + 1))")
            }
            if n > high {
                return raise(K.TypeError, "\(short)() takes \(low == high ? "exactly" : "at most") \(high) argument\(high == 1 ? "" : "s") (\(n) given)")
            }
        }
        if low == high {
            if owner.isPresent && i.hasSelf && hasSlot(i.name) {
                return raise(K.TypeError, "expected \(high) argument\(high == 1 ? "" : "s"), got \(n)")
            }
            if high == 0 { return raise(K.TypeError, "\(full)() takes no arguments (\(n) given)") }
            if high == 1 { return raise(K.TypeError, "\(full)() takes exactly one argument (\(n) given)") }
            return raise(K.TypeError, "\(short) expected \(high) arguments, got \(n)")
        }
        if n < low { return raise(K.TypeError, "\(short) expected at least \(low) argument\(low == 1 ? "" : "s"), got \(n)") }
        return raise(K.TypeError, "\(short) expected at most \(high) argument\(high == 1 ? "" : "s"), got \(n)")
    }

    /// The error of a call with more arguments than there are parameters, or nil.
    func wrongNumber(_ info: UnsafeMutablePointer<NativeInfo>, _ owner: Value, _ positional: Int, _ keywords: Int) -> PyRaise? {
        let s = info.pointee.signature
        if s.hasVarArgs { return nil }
        let takesKeywords = s.nameCount > s.positionalOnly
        if positional > s.positional && keywords == 0 && s.nameCount == s.positional && !s.hasVarKeywords { return wrongCount(info, positional, owner) }
        let (full, short, hidden) = nativeNames(info, owner)
        let all = s.nameCount - hidden, given = positional - hidden + keywords
        if takesKeywords && !s.hasVarKeywords && given > all {
            let exactly = s.required == s.positional && s.requiredKeywordOnly.nonzeroBitCount == s.nameCount - s.positional
            return raise(K.TypeError, "\(short)() takes \(exactly ? "exactly" : "at most") \(all) \(positional == hidden ? "keyword " : "")argument\(all == 1 ? "" : "s") (\(given) given)")
        }
        if positional <= s.positional { return nil }
        let most = s.positional - hidden
        if most == 0 { return raise(K.TypeError, "\(takesKeywords || s.hasVarKeywords ? short : full)() takes no positional arguments") }
        return raise(K.TypeError, "\(short)() takes \(s.required == s.positional ? "exactly" : "at most") \(most) positional argument\(most == 1 ? "" : "s") (\(positional - hidden) given)")
    }
}
