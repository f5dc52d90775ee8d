// _sre: Pattern objects and the functions of the module. Match objects are in MatchType.swift.
//
// Pattern: v0 pattern text, v1 groupindex (dict), v2 indexgroup (tuple), i0 flags, i1 groups, payload RegexProgram.

import CVMSpec
import Glibc
import VM

enum Regex {
    nonisolated(unsafe) static var pattern = Value.empty
    nonisolated(unsafe) static var match = Value.empty
    nonisolated(unsafe) static var scanner = Value.empty
    nonisolated(unsafe) static var finder = Value.empty
    nonisolated(unsafe) static var module = Value.empty
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    func program(_ pattern: Value) throws(PyRaise) -> RegexProgram {
        guard let p = pattern.object.pointee.payload else { throw raise(K.RuntimeError, "invalid SRE code") }
        let program = Unmanaged<RegexProgram>.fromOpaque(p).takeUnretainedValue()
        program.prepareTables()
        return program
    }

    /// The characters of a subject, of the kind that the pattern wants.
    func subject(_ pattern: Value, _ v: Value) throws(PyRaise) -> RegexSubject {
        let wanted = Value(bits: pattern.object.pointee.v0)
        if has(v, .Str) {
            if wanted.isPresent && !wanted.isNone && !has(wanted, .Str) { throw raise(K.TypeError, "cannot use a bytes pattern on a string-like object") }
            return RegexSubject(base: UnsafeRawPointer(v.str.bytes), width: v.str.width, count: v.str.count, value: v, isText: true)
        }
        let view = try bytesView(v, "expected string or bytes-like object, got ")
        if has(wanted, .Str) { throw raise(K.TypeError, "cannot use a string pattern on a bytes-like object") }
        return RegexSubject(base: view.baseAddress.map { UnsafeRawPointer($0) } ?? UnsafeRawPointer(self), width: 1, count: view.count, value: v, isText: false)
    }

    /// Part of the subject as an object.
    func slice(_ s: RegexSubject, _ from: Int, _ to: Int) throws(PyRaise) -> Value {
        if s.isText { return try substring(s.value.str, from, Swift.max(from, to)) }
        if from == 0 && to == s.count && s.value.isExact(.Bytes) { return s.value }
        // Memory may have moved since (a bytearray): look again.
        let view = try bytesView(s.value)
        let a = Swift.min(from, view.count), b = Swift.min(Swift.max(from, to), view.count)
        return try makeBytes(view.baseAddress.map { $0 + a }, Swift.max(0, b - a))
    }

    /// Runs the machine; true: matched, the registers are in the state.
    func runRegex(_ p: RegexProgram, _ s: RegexSubject, _ state: RegexState, from: Int, end: Int, searching: Bool, whole: Bool, notEmptyAt: Int = -1) throws(PyRaise) -> Bool {
        state.reserveRegisters(p.registerCount)
        if end - from < p.minimumWidth { return false }
        while true {
            let r: RegexOutcome
            switch s.width {
            case 1:
                let q = s.base.assumingMemoryBound(to: UInt8.self)
                r = searching ? RegexMachine.search(p, q, state, self, from: from, end: end, notEmptyAt: notEmptyAt) : RegexMachine.match(p, q, state, self, from: from, end: end, whole: whole, notEmptyAt: notEmptyAt)
            case 2:
                let q = s.base.assumingMemoryBound(to: UInt16.self)
                r = searching ? RegexMachine.search(p, q, state, self, from: from, end: end, notEmptyAt: notEmptyAt) : RegexMachine.match(p, q, state, self, from: from, end: end, whole: whole, notEmptyAt: notEmptyAt)
            default:
                let q = s.base.assumingMemoryBound(to: UInt32.self)
                r = searching ? RegexMachine.search(p, q, state, self, from: from, end: end, notEmptyAt: notEmptyAt) : RegexMachine.match(p, q, state, self, from: from, end: end, whole: whole, notEmptyAt: notEmptyAt)
            }
            switch r {
            case .matched: return true
            case .failed: return false
            case .interrupted: try checkSignals()
            case .outOfMemory:
                state.trim()
                throw memoryError()
            }
        }
    }

    /// The state to run with: the shared one unless it is in use.
    func regexState() -> RegexState { RegexState.shared }

    func clampPositions(_ s: RegexSubject, _ pos: Value, _ endpos: Value) throws(PyRaise) -> (Int, Int) {
        let to = endpos.isEmpty ? s.count : Swift.min(s.count, Swift.max(0, try clampedIndex(endpos)))
        let from = pos.isEmpty ? 0 : Swift.min(s.count, Swift.max(0, try clampedIndex(pos)))
        return (Swift.min(from, Swift.max(to, from)), to)
    }

    /// A Match object from the state.
    func newMatch(_ pattern: Value, _ p: RegexProgram, _ s: RegexSubject, _ state: RegexState, _ pos: Int, _ endpos: Int) throws(PyRaise) -> Value {
        let n = 2 + 2 * (p.groupCount + 1)
        let (marks, raw) = try newBytesCell(n * 8)
        let words = UnsafeMutableRawPointer(raw).assumingMemoryBound(to: Int.self)
        words[0] = pos
        words[1] = endpos
        words[2] = state.start
        words[3] = state.end
        for g in 0 ..< p.groupCount {
            let a = state.registers[2 * g], b = state.registers[2 * g + 1]
            let ok = a >= 0 && b >= a
            words[4 + 2 * g] = ok ? a : -1
            words[5 + 2 * g] = ok ? b : -1
        }
        let m = try newInstanceCell(Regex.match.type)
        m.object.pointee.v0 = s.value.bits
        m.object.pointee.v1 = pattern.bits
        m.object.pointee.v2 = marks.bits
        m.object.pointee.i0 = Int64(state.registers[2 * p.groupCount])
        return m
    }

    /// Group g right after a run, or `empty`.
    func groupSlice(_ p: RegexProgram, _ s: RegexSubject, _ state: RegexState, _ g: Int, _ empty: Value) throws(PyRaise) -> Value {
        let a = g == 0 ? state.start : state.registers[2 * g - 2], b = g == 0 ? state.end : state.registers[2 * g - 1]
        if a < 0 || b < a { return empty }
        return try slice(s, a, b)
    }
}

private func defineMatching(_ b: TypeBuilder) throws(PyRaise) {
    for (name, searching, whole) in [("match", false, false), ("fullmatch", false, true), ("search", true, false)] {
        try b.method(name, "(self, /, string, pos=0, endpos=sys.maxsize)") { (t, a) throws(PyRaise) in
            let s = try t.subject(a[0], a[1])
            let (from, end) = try t.clampPositions(s, a[2], a[3])
            let p = try t.program(a[0])
            let state = t.regexState()
            guard from <= end, try t.runRegex(p, s, state, from: from, end: end, searching: searching, whole: whole) else { return .none }
            return try t.newMatch(a[0], p, s, state, from, end)
        }
    }
    try b.method("findall", "(self, /, string, pos=0, endpos=sys.maxsize)") { (t, a) throws(PyRaise) in
        let s = try t.subject(a[0], a[1])
        var (from, end) = try t.clampPositions(s, a[2], a[3])
        let p = try t.program(a[0])
        let state = t.regexState()
        let list = try t.newList()
        let empty = try t.slice(s, 0, 0)
        var notEmpty = -1
        while from <= end, try t.runRegex(p, s, state, from: from, end: end, searching: true, whole: false, notEmptyAt: notEmpty) {
            let v: Value
            switch p.groupCount {
            case 0: v = try t.slice(s, state.start, state.end)
            case 1: v = try t.groupSlice(p, s, state, 1, empty)
            default:
                let tuple = try t.newTuple(count: p.groupCount)
                for g in 0 ..< p.groupCount { tuple.items[g] = try t.groupSlice(p, s, state, g + 1, empty) }
                v = Value(tuple)
            }
            try t.listAppend(list.list, v)
            notEmpty = state.end == state.start ? state.end : -1
            from = state.end
        }
        return list
    }
    try b.method("split", "(self, /, string, maxsplit=0)") { (t, a) throws(PyRaise) in
        let s = try t.subject(a[0], a[1])
        let most = a[2].isEmpty ? 0 : try t.index(a[2])
        let p = try t.program(a[0])
        let state = t.regexState()
        let list = try t.newList()
        var from = 0, last = 0, n = 0, notEmpty = -1
        while most == 0 || n < most, try t.runRegex(p, s, state, from: from, end: s.count, searching: true, whole: false, notEmptyAt: notEmpty) {
            try t.listAppend(list.list, try t.slice(s, last, state.start))
            if p.groupCount > 0 { for g in 1 ... p.groupCount { try t.listAppend(list.list, try t.groupSlice(p, s, state, g, .none)) } }
            n += 1
            notEmpty = state.end == state.start ? state.end : -1
            last = state.end
            from = state.end
        }
        try t.listAppend(list.list, try t.slice(s, last, s.count))
        return list
    }
    try b.method("sub", "(self, /, repl, string, count=0)") { (t, a) throws(PyRaise) in try substitute(t, a[0], a[1], a[2], a[3].isEmpty ? 0 : try t.index(a[3]), counted: false) }
    try b.method("subn", "(self, /, repl, string, count=0)") { (t, a) throws(PyRaise) in try substitute(t, a[0], a[1], a[2], a[3].isEmpty ? 0 : try t.index(a[3]), counted: true) }
    for name in ["finditer", "scanner"] {
        try b.method(name, "(self, /, string, pos=0, endpos=sys.maxsize)") { (t, a) throws(PyRaise) in
            let s = try t.subject(a[0], a[1])
            let (from, end) = try t.clampPositions(s, a[2], a[3])
            let f = try t.newInstanceCell((name == "finditer" ? Regex.finder : Regex.scanner).type)
            f.object.pointee.v0 = a[0].bits
            f.object.pointee.v1 = a[1].bits
            f.object.pointee.v2 = Value(small: from).bits
            f.object.pointee.i0 = Int64(end)
            f.object.pointee.i1 = from > end ? -2 : -1
            return f
        }
    }
}

/// The next match of a finder or scanner: v0 pattern, v1 string, v2 position, i0 end, i1 not-empty position (-2: done).
private func advance(_ t: Thread, _ f: Value, searching: Bool) throws(PyRaise) -> Value {
    let o = f.object
    if o.pointee.i1 == -2 { return .none }
    let pattern = Value(bits: o.pointee.v0)
    let s = try t.subject(pattern, Value(bits: o.pointee.v1))
    let p = try t.program(pattern)
    let from = Value(bits: o.pointee.v2).int, end = Swift.min(Int(o.pointee.i0), s.count)
    let state = t.regexState()
    guard from <= end, try t.runRegex(p, s, state, from: from, end: end, searching: searching, whole: false, notEmptyAt: Int(o.pointee.i1)) else {
        o.pointee.i1 = -2
        return .none
    }
    o.pointee.i1 = state.end == state.start ? Int64(state.end) : -1
    o.pointee.v2 = Value(small: state.end).bits
    return try t.newMatch(pattern, p, s, state, from, end)
}

/// A replacement: text, or alternating literals and groups, or a callable.
private enum Replacement {
    case literal(Value)
    /// Pairs (literal or empty, group or -1).
    case template([(Value, Int)])
    case callable(Value)
}

private func replacement(_ t: Thread, _ pattern: Value, _ given: Value) throws(PyRaise) -> (Replacement, Value) {
    var repl = given
    if t.has(given, .Bytearray) || t.has(given, .Memoryview) { repl = try t.makeBytes(try t.bytesView(given)) }
    if t.has(repl, .Str) {
        let s = repl.str
        var plain = true
        for i in 0 ..< s.count where s[code: i] == 92 { plain = false; break }
        if plain { return (.literal(repl), repl) }
    } else if t.has(repl, .Bytes) {
        if !(try t.bytesView(repl)).contains(92) { return (.literal(repl), repl) }
    } else if try t.special(of: repl, .call).isPresent { return (.callable(repl), repl) }
    if Regex.module.isEmpty { Regex.module = Roots.add(try t.importModule("re")) }
    let template = try t.call(try t.getAttribute(Regex.module, "_compile_repl"), repl, pattern)
    guard t.has(template, .Tuple), template.tuple.count == 2, t.has(template.tuple.items[0], .List), t.has(template.tuple.items[1], .List) else {
        throw t.raise(K.TypeError, "invalid template")
    }
    let groups = template.tuple.items[0].list, literals = template.tuple.items[1].list
    var parts: [(Value, Int)] = []
    for i in 0 ..< literals.count { parts.append((literals.items[i], -1)) }
    for i in 0 ..< groups.count {
        let pair = groups.items[i]
        guard t.has(pair, .Tuple), pair.tuple.count == 2, pair.tuple.items[0].isInt, pair.tuple.items[1].isInt, pair.tuple.items[0].int >= 0, pair.tuple.items[0].int < parts.count else { continue }
        parts[pair.tuple.items[0].int] = (.empty, pair.tuple.items[1].int)
    }
    if groups.count == 0 && parts.count == 1 { return (.literal(parts[0].0), template) }
    return (.template(parts), template)
}

private func substitute(_ t: Thread, _ pattern: Value, _ repl: Value, _ string: Value, _ count: Int, counted: Bool) throws(PyRaise) -> Value {
    // `kept` holds what the template refers to.
    let (how, kept) = try replacement(t, pattern, repl)
    let s = try t.subject(pattern, string)
    let p = try t.program(pattern)
    let pieces = try t.newList()
    let empty = try t.slice(s, 0, 0)
    var from = 0, last = 0, n = 0, notEmpty = -1
    try t.holding(pattern, string, pieces, kept) { () throws(PyRaise) in
        while count == 0 || n < count {
            let state = t.regexState()
            guard try t.runRegex(p, s, state, from: from, end: s.count, searching: true, whole: false, notEmptyAt: notEmpty) else { break }
            let start = state.start, end = state.end
            if last < start { try t.listAppend(pieces.list, try t.slice(s, last, start)) }
            switch how {
            case .literal(let v): try t.listAppend(pieces.list, v)
            case .template(let parts):
                for (v, g) in parts {
                    if g < 0 { if v.isPresent && !v.isNone { try t.listAppend(pieces.list, v) } }
                    else {
                        guard g <= p.groupCount else { throw t.raise(K.IndexError, "no such group") }
                        try t.listAppend(pieces.list, try t.groupSlice(p, s, state, g, empty))
                    }
                }
            case .callable(let f):
                let m = try t.newMatch(pattern, p, s, state, 0, s.count)
                let r = try t.call(f, m)
                if !r.isNone { try t.listAppend(pieces.list, r) }
            }
            n += 1
            last = end
            from = end
            notEmpty = start == end ? end : -1
        }
    }
    let result: Value
    if n == 0 { result = s.isText && s.value.isExact(.Str) || s.value.isExact(.Bytes) ? s.value : try t.slice(s, 0, s.count) }
    else {
        if last < s.count { try t.listAppend(pieces.list, try t.slice(s, last, s.count)) }
        result = try joinPieces(t, pieces.list, isText: s.isText)
    }
    return counted ? try t.newTuple([result, Value(small: n)]) : result
}

/// The pieces one after the other.
func joinPieces(_ t: Thread, _ list: ListRef, isText: Bool) throws(PyRaise) -> Value {
    let n = list.count
    if isText {
        var total = 0, width = 1, ascii = true
        for i in 0 ..< n {
            let v = list.items[i]
            guard t.has(v, .Str) else { throw t.raise(K.TypeError, "sequence item \(i): expected str instance, \(t.typeName(of: v)) found") }
            total += v.str.count
            width = max(width, v.str.width)
            ascii = ascii && v.str.isASCII
        }
        if n == 1 && list.items[0].isExact(.Str) { return list.items[0] }
        if total == 0 { return try t.intern("") }
        let r = try t.newStr(count: total, width: width, ascii: ascii)
        var offset = 0
        for i in 0 ..< n {
            let x = list.items[i].str
            t.copyCharacters(from: x, to: UnsafeMutableRawPointer(r.bytes) + offset * width, width: width)
            offset += x.count
        }
        return Value(r)
    }
    var all: [UInt8] = []
    for i in 0 ..< n { all.append(contentsOf: try t.bytesView(list.items[i], "sequence item \(i): expected a bytes-like object, ")) }
    return try t.makeBytes(all)
}

func registerRegex() {
    NativeModules.register("_sre") { (m) throws(PyRaise) in
        let t = m.t
        try m.set("MAGIC", Value(small: 20220615))
        try m.set("CODESIZE", Value(small: 4))
        try m.set("MAXREPEAT", Value(small: 1_073_741_823 * 4 + 3))
        try m.set("MAXGROUPS", Value(small: 1_073_741_823))
        try m.set("copyright", try t.str(" SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB "))
        try m.function("getcodesize", "()") { (_, _) throws(PyRaise) in Value(small: 4) }
        try m.function("ascii_iscased", "(character, /)") { (t, a) throws(PyRaise) in
            let c = try t.cInt(a[0])
            return Value(c >= 65 && c <= 90 || c >= 97 && c <= 122)
        }
        try m.function("unicode_iscased", "(character, /)") { (t, a) throws(PyRaise) in
            let c = UInt32(bitPattern: try t.cInt(a[0]))
            return Value(CharacterCategory.lower(c) != c || CharacterCategory.upper(c) != c)
        }
        try m.function("ascii_tolower", "(character, /)") { (t, a) throws(PyRaise) in Value(small: Int(CharacterCategory.lowerASCII(UInt32(bitPattern: try t.cInt(a[0]))))) }
        try m.function("unicode_tolower", "(character, /)") { (t, a) throws(PyRaise) in Value(small: Int(CharacterCategory.lower(UInt32(bitPattern: try t.cInt(a[0]))))) }
        if Regex.pattern.isEmpty { try defineRegexTypes(t) }
        try m.function("compile", "(pattern, flags, code, groups, groupindex, indexgroup)") { (t, a) throws(PyRaise) in
            guard t.has(a[2], .List), t.has(a[4], .Dict), t.has(a[5], .Tuple) else { throw t.raise(K.TypeError, "compile() arguments have wrong types") }
            var codes: [UInt32] = []
            let list = a[2].list
            codes.reserveCapacity(list.count)
            for i in 0 ..< list.count {
                let n = try t.index(list.items[i])
                guard let c = UInt32(exactly: n) else { throw t.raise(K.OverflowError, "regular expression code size limit exceeded") }
                codes.append(c)
            }
            let groups = try t.index(a[3])
            guard groups >= 0 && groups < 1 << 24 else { throw t.raise(K.ValueError, "groups out of range") }
            let p = RegexProgram(codes: codes, groups: groups)
            guard p.isValid else { throw t.raise(K.RuntimeError, "invalid SRE code") }
            let v = try t.newInstanceCell(Regex.pattern.type)
            t.setPayload(v, p)
            v.object.pointee.v0 = a[0].bits
            v.object.pointee.v1 = a[4].bits
            v.object.pointee.v2 = a[5].bits
            v.object.pointee.i0 = Int64(try t.index(a[1]))
            v.object.pointee.i1 = Int64(groups)
            return v
        }
    }
}

private func defineRegexTypes(_ t: Thread) throws(PyRaise) {
    Regex.pattern = try t.defineType("Pattern", .NativeObject, ownsKind: false, module: "re", subclassable: false) { (b) throws(PyRaise) in
        try defineMatching(b)
        try b.attribute("pattern", get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v0) })
        try b.attribute("flags", get: { (_, a) throws(PyRaise) in Value(small: Int(a[0].object.pointee.i0)) })
        try b.attribute("groups", get: { (_, a) throws(PyRaise) in Value(small: Int(a[0].object.pointee.i1)) })
        try b.attribute("groupindex", get: { (t, a) throws(PyRaise) in
            let p = try t.new(PyMappingProxyLayout.self, .MappingProxy)
            p.pointee.mapping = a[0].object.pointee.v1
            return Value(p)
        })
        try b.method("__copy__", "(self, /)") { (_, a) throws(PyRaise) in a[0] }
        try b.method("__deepcopy__", "(self, memo, /)") { (_, a) throws(PyRaise) in a[0] }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            var text = try t.reprString(Value(bits: a[0].object.pointee.v0))
            if text.unicodeScalars.count > 200 { text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(200))) }
            var flags = Int(a[0].object.pointee.i0)
            if t.has(Value(bits: a[0].object.pointee.v0), .Str), flags & (4 | 32 | 256) == 32 { flags &= ~32 }
            var names: [String] = []
            for (bit, name) in [(1, "re.TEMPLATE"), (2, "re.IGNORECASE"), (4, "re.LOCALE"), (8, "re.MULTILINE"), (16, "re.DOTALL"), (32, "re.UNICODE"), (64, "re.VERBOSE"), (128, "re.DEBUG"), (256, "re.ASCII")] where flags & bit != 0 {
                names.append(name)
                flags &= ~bit
            }
            if flags != 0 { names.append("0x" + String(flags, radix: 16)) }
            return try t.str("re.compile(\(text)\(names.isEmpty ? "" : ", " + names.joined(separator: "|")))")
        }
        try b.method("__eq__", "(self, other, /)") { (t, a) throws(PyRaise) in
            guard a[1].isReference, Value(t.typeOf(a[1])) == Regex.pattern else { return .notImplemented }
            if a[0] == a[1] { return .true_ }
            guard a[0].object.pointee.i0 == a[1].object.pointee.i0, try t.program(a[0]).codes == (try t.program(a[1])).codes else { return .false_ }
            let x = Value(bits: a[0].object.pointee.v0), y = Value(bits: a[1].object.pointee.v0)
            guard t.typeOf(x) == t.typeOf(y) else { return .false_ }
            return Value(try t.isEqual(x, y))
        }
        try b.method("__hash__", "(self, /)") { (t, a) throws(PyRaise) in
            try t.newInt(Int(bitPattern: UInt(try t.hash(Value(bits: a[0].object.pointee.v0)) &+ UInt64(bitPattern: a[0].object.pointee.i0) &* 0x9E3779B1)))
        }
        try b.classMethod("__class_getitem__", "(cls, item, /)") { (t, a) throws(PyRaise) in try t.newGenericAlias(a[0], a[1]) }
    }
    Regex.finder = try t.defineType("callable_iterator", .NativeObject, ownsKind: false, subclassable: false) { (b) throws(PyRaise) in
        try b.method("__iter__", "(self, /)") { (_, a) throws(PyRaise) in a[0] }
        try b.method("__next__", "(self, /)") { (t, a) throws(PyRaise) in
            let m = try advance(t, a[0], searching: true)
            if m.isNone { throw t.stopIteration() }
            return m
        }
    }
    Regex.scanner = try t.defineType("SRE_Scanner", .NativeObject, ownsKind: false, module: "_sre", subclassable: false) { (b) throws(PyRaise) in
        try b.method("match", "(self, /)") { (t, a) throws(PyRaise) in try advance(t, a[0], searching: false) }
        try b.method("search", "(self, /)") { (t, a) throws(PyRaise) in try advance(t, a[0], searching: true) }
        try b.attribute("pattern", get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v0) })
    }
    try defineMatchType(t)
}
