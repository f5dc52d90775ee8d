// Binding: a call's arguments to the parameters of a Python function.
//
// In:  a function and arguments: positional ones, then named ones (a tuple of names), or a sequence and a dict as in f(*a, **k).
// Out: the registers of the callee's frame, which is not linked yet; or TypeError in CPython's words.
//
// Nothing here runs Python code while a frame is reserved: what could (keys that are no exact strings) goes the way by names.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Pushes the frame of f(receiver, *items, **keywords) if the arguments fit; false: nothing was done. The dict is the call's own:
    /// it may become the callee's **kwargs. `sequence` is where the n items lie, a tuple or list.
    func pushSpread(
        _ f: Value, _ receiver: Value, _ sequence: Value, _ items: UnsafeMutablePointer<Value>?, _ n: Int, _ keywords: Value
    ) throws(PyRaise) -> Bool {
        let function = f.function
        let code = function.pointee.code.unsafelyUnwrapped
        let flags = CodeFlags(rawValue: code.pointee.codeFlags)
        let argumentCount = Int(code.pointee.argumentCount), total = argumentCount + Int(code.pointee.keywordOnlyCount)
        let own = receiver.isPresent ? 1 : 0
        let given = n + own
        let hasRest = flags.contains(.varArgs), hasNamedRest = flags.contains(.varKeywords)
        guard given <= argumentCount || hasRest, code.pointee.instructions != nil else { return false }
        let dict = keywords.isPresent && keywords.dict.pointee.used > 0 ? keywords.dict : nil
        if let dict {
            for i in 0 ..< Int(dict.pointee.entryCount) {
                let key = Value(bits: dict.pointee.entries.unsafelyUnwrapped[i].key)
                guard key.isEmpty || key.isExact(.Str) else { return false }
            }
        }
        if code.pointee.callCount == pointee.hotCalls { NativeCode.functionIsHot?(self, f) }
        let frame = try reserveFrame(code)
        let registers = frame.registers
        let positional = Swift.min(given, argumentCount)
        if own != 0 && positional > 0 { registers[0] = receiver }
        for i in own ..< Swift.max(own, positional) { registers[i] = items.unsafelyUnwrapped[i - own] }
        for i in positional ..< Int(code.pointee.registerCount) { registers[i] = .empty }
        let parameterNames = Value(bits: code.pointee.registerNames).tuple.items
        var matched = 0
        if let dict {
            for i in Int(code.pointee.positionalOnlyCount) ..< total {
                let e = try dictFindStr(dict, parameterNames[i])
                if e < 0 { continue }
                if i < positional { return false }
                registers[i] = Value(bits: dict.pointee.entries.unsafelyUnwrapped[e].value)
                matched += 1
            }
            if !hasNamedRest && matched < Int(dict.pointee.used) { return false }
        }
        guard fillDefaults(function, code, registers, from: positional) else { return false }
        if hasRest {
            if argumentCount == 0 && own == 0 && sequence.isExact(.Tuple) { registers[total] = sequence }
            else if own > argumentCount {
                let rest = try newTuple(count: given)
                rest.items[0] = receiver
                for i in 0 ..< n { rest.items[i + 1] = items.unsafelyUnwrapped[i] }
                registers[total] = Value(rest)
            } else {
                let rest = try newTuple(count: given - positional)
                for i in 0 ..< given - positional { rest.items[i] = items.unsafelyUnwrapped[positional - own + i] }
                registers[total] = Value(rest)
            }
        }
        if hasNamedRest {
            if let dict, matched > 0 { for i in Int(code.pointee.positionalOnlyCount) ..< total { try dictDelete(dict, parameterNames[i]) } }
            registers[total + (hasRest ? 1 : 0)] = keywords.isPresent ? keywords : Value(try newDict())
        }
        code.pointee.callCount &+= 1
        try enterFrame(frame, code: code, function: f, globals: function.pointee.globals)
        return true
    }

    /// Is one of the names no exact str? Then binding may run its `__eq__` or `__hash__`.
    @inline(__always) func hasUnusualNames(_ names: Value) -> Bool {
        for i in 0 ..< names.tuple.count where !names.tuple.items[i].isExact(.Str) { return true }
        return false
    }

    /// Binds arguments while no frame is reserved: what Python code runs meanwhile would lie in the same place. The registers in a tuple.
    @inline(never) func bindingUnusual(
        _ function: UnsafeMutablePointer<PyFunctionLayout>, _ code: UnsafeMutablePointer<PyCodeLayout>, _ base: UnsafeMutablePointer<Value>, _ count: Int,
        _ names: Value
    ) throws(PyRaise) -> Value {
        if code.pointee.instructions == nil { try materialize(code) }
        let registers = try newTuple(count: Int(code.pointee.registerCount))
        try bindArguments(function, code, registers.items, base, count, names)
        return Value(registers)
    }

    /// Pushes a frame whose registers lie in a tuple.
    func pushBound(_ f: Value, _ registers: Value) throws(PyRaise) { try pushBound(f, registers.tuple.items, registers.tuple.count) }

    /// Pushes the frame of a call whose arguments were bound already: the first registers.
    func pushBound(_ f: Value, _ base: UnsafeMutablePointer<Value>, _ count: Int) throws(PyRaise) {
        let function = f.function
        let code = function.pointee.code.unsafelyUnwrapped
        if code.pointee.callCount == pointee.hotCalls { NativeCode.functionIsHot?(self, f) }
        code.pointee.callCount &+= 1
        let frame = try reserveFrame(code)
        for i in 0 ..< count { frame.registers[i] = base[i] }
        for i in count ..< Int(code.pointee.registerCount) { frame.registers[i] = .empty }
        try enterFrame(frame, code: code, function: f, globals: function.pointee.globals)
    }

    /// Fills all registers for a call with that many positional arguments and nothing else; false if a parameter gets no value.
    func bindPositional(
        _ function: UnsafeMutablePointer<PyFunctionLayout>, _ code: UnsafeMutablePointer<PyCodeLayout>, _ registers: UnsafeMutablePointer<Value>,
        _ base: UnsafeMutablePointer<Value>, _ count: Int
    ) throws(PyRaise) -> Bool {
        for i in 0 ..< count { registers[i] = base[i] }
        for i in count ..< Int(code.pointee.registerCount) { registers[i] = .empty }
        guard fillDefaults(function, code, registers, from: count) else { return false }
        let flags = CodeFlags(rawValue: code.pointee.codeFlags)
        var next = Int(code.pointee.argumentCount) + Int(code.pointee.keywordOnlyCount)
        if flags.contains(.varArgs) {
            registers[next] = Value(try newTuple(count: 0))
            next += 1
        }
        if flags.contains(.varKeywords) { registers[next] = Value(try newDict()) }
        return true
    }

    /// Gives the parameters that are still empty their defaults; false if one has none.
    @inline(__always) private func fillDefaults(
        _ function: UnsafeMutablePointer<PyFunctionLayout>, _ code: UnsafeMutablePointer<PyCodeLayout>, _ registers: UnsafeMutablePointer<Value>, from: Int
    ) -> Bool {
        let argumentCount = Int(code.pointee.argumentCount), total = argumentCount + Int(code.pointee.keywordOnlyCount)
        let defaults = Value(bits: function.pointee.defaults)
        let defaultCount = defaults.isExact(.Tuple) ? defaults.tuple.count : 0
        for i in from ..< Swift.max(from, argumentCount) where registers[i].isEmpty {
            let d = i - (argumentCount - defaultCount)
            if d < 0 { return false }
            registers[i] = defaults.tuple.items[d]
        }
        if total == argumentCount { return true }
        let named = Value(bits: function.pointee.keywordDefaults)
        let parameterNames = Value(bits: code.pointee.registerNames).tuple.items
        for i in argumentCount ..< total where registers[i].isEmpty {
            guard named.isExact(.Dict), let entries = named.dict.pointee.entries else { return false }
            // By identity: both are interned.
            for e in 0 ..< Int(named.dict.pointee.entryCount) where entries[e].key == parameterNames[i].bits { registers[i] = Value(bits: entries[e].value) }
            if registers[i].isEmpty { return false }
        }
        return true
    }

    /// Argument binding in full: defaults, keywords, *args, **kwargs.
    func bindArguments(_ function: UnsafeMutablePointer<PyFunctionLayout>, _ code: UnsafeMutablePointer<PyCodeLayout>, _ registers: UnsafeMutablePointer<Value>,
                       _ base: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value) throws(PyRaise) {
        let flags = CodeFlags(rawValue: code.pointee.codeFlags)
        let argumentCount = Int(code.pointee.argumentCount)
        let keywordOnly = Int(code.pointee.keywordOnlyCount)
        let positionalOnly = Int(code.pointee.positionalOnlyCount)
        let keywordCount = names.isPresent ? Int(names.tuple.pointee.count) : 0
        let given = count - keywordCount
        let total = argumentCount + keywordOnly
        let parameterNames = Value(bits: code.pointee.registerNames)
        for i in 0 ..< Swift.min(given, argumentCount) { registers[i] = base[i] }
        var next = total
        if flags.contains(.varArgs) {
            registers[next] = try newTuple(base + Swift.min(given, argumentCount), Swift.max(0, given - argumentCount))
            next += 1
        }
        var rest: DictRef? = nil
        if flags.contains(.varKeywords) {
            rest = try newDict()
            registers[next] = Value(rest.unsafelyUnwrapped)
        }
        if keywordCount > 0 {
            var wronglyNamed: [String] = []
            for k in 0 ..< keywordCount {
                let name = tupleItem(names, k)
                let value = base[given + k]
                guard has(name, .Str) else { throw raise(K.TypeError, "\(functionName(function))() keywords must be strings") }
                var found = -1
                for i in positionalOnly ..< total where tupleItem(parameterNames, i) == name { found = i; break }
                if found < 0 { for i in positionalOnly ..< total where strEqual(tupleItem(parameterNames, i).str, name.str) { found = i; break } }
                if found >= 0 {
                    if registers[found].isPresent {
                        throw raise(K.TypeError, "\(functionName(function))() got multiple values for argument '\(name.str.string)'")
                    }
                    registers[found] = value
                } else if let rest {
                    try dictSet(rest, name, value)
                } else {
                    var isPositionalOnly = false
                    for i in 0 ..< positionalOnly where strEqual(tupleItem(parameterNames, i).str, name.str) { isPositionalOnly = true }
                    if isPositionalOnly { wronglyNamed.append(name.str.string) }
                    else { throw raise(K.TypeError, "\(functionName(function))() got an unexpected keyword argument '\(name.str.string)'") }
                }
            }
            if !wronglyNamed.isEmpty {
                throw raise(K.TypeError, "\(functionName(function))() got some positional-only arguments passed as keyword arguments: '\(wronglyNamed.joined(separator: ", "))'")
            }
        }
        let defaults = Value(bits: function.pointee.defaults)
        let defaultCount = defaults.isPresent && !defaults.isNone ? Int(defaults.tuple.pointee.count) : 0
        if given > argumentCount && !flags.contains(.varArgs) {
            throw tooManyPositional(function, code, registers, given, defaultCount)
        }
        if given < argumentCount {
            var missing: [String] = []
            for i in 0 ..< argumentCount where registers[i].isEmpty {
                let d = i - (argumentCount - defaultCount)
                if d >= 0 { registers[i] = tupleItem(defaults, d) } else { missing.append(tupleItem(parameterNames, i).str.string) }
            }
            if !missing.isEmpty { throw missingArguments(function, missing, "positional") }
        }
        if keywordOnly > 0 {
            let keywordDefaults = Value(bits: function.pointee.keywordDefaults)
            var missing: [String] = []
            for i in argumentCount ..< total where registers[i].isEmpty {
                var v = Value.empty
                if keywordDefaults.isPresent && !keywordDefaults.isNone { v = try dictGet(keywordDefaults.dict, tupleItem(parameterNames, i)) }
                if v.isPresent { registers[i] = v } else { missing.append(tupleItem(parameterNames, i).str.string) }
            }
            if !missing.isEmpty { throw missingArguments(function, missing, "keyword-only") }
        }
    }

    func functionName(_ f: UnsafeMutablePointer<PyFunctionLayout>) -> String { Value(bits: f.pointee.qualifiedName).str.string }

    private func missingArguments(_ f: UnsafeMutablePointer<PyFunctionLayout>, _ names: [String], _ what: String) -> PyRaise {
        let quoted = names.map { "'\($0)'" }
        let list: String
        switch quoted.count {
        case 1: list = quoted[0]
        case 2: list = quoted[0] + " and " + quoted[1]
        default: list = quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1]
        }
        return raise(K.TypeError, "\(functionName(f))() missing \(names.count) required \(what) argument\(names.count == 1 ? "" : "s"): \(list)")
    }

    private func tooManyPositional(_ f: UnsafeMutablePointer<PyFunctionLayout>, _ code: UnsafeMutablePointer<PyCodeLayout>, _ registers: UnsafeMutablePointer<Value>, _ given: Int, _ defaultCount: Int) -> PyRaise {
        let n = Int(code.pointee.argumentCount)
        var keywordGiven = 0
        for i in n ..< n + Int(code.pointee.keywordOnlyCount) where registers[i].isPresent { keywordGiven += 1 }
        let takes = defaultCount > 0 ? "from \(n - defaultCount) to \(n)" : "\(n)"
        let plural = defaultCount > 0 || n != 1
        let also = keywordGiven > 0 ? " positional argument\(given == 1 ? "" : "s") (and \(keywordGiven) keyword-only argument\(keywordGiven == 1 ? "" : "s"))" : ""
        return raise(K.TypeError, "\(functionName(f))() takes \(takes) positional argument\(plural ? "s" : "") but \(given)\(also) \(given == 1 && keywordGiven == 0 ? "was" : "were") given")
    }
}
