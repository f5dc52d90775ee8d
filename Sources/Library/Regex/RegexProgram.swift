// Regular expressions, the program: what a pattern's codes become before they run.
//
// In:  the list of 32-bit codes that the standard library's re._compiler emits.
// Out: instructions for a backtracking machine (RegexMachine.swift) and tables of the characters below 256 that each
//      one-character test accepts.

import VM

/// Operation of the backtracking machine.
enum RegexOp: UInt8 {
    /// One character equal to `a`.
    case char
    /// One character accepted by test `a`.
    case one
    /// Run of test `a`, between b and c characters; d: the character that must follow or -1.
    case greedyOne, lazyOne, possessiveOne
    /// Position test `a` (an AT code).
    case at
    /// Register `a` = position; group end marks set lastindex to b.
    case mark
    case jump
    /// Try the next instruction, later `a`.
    case split
    /// Loop registers a (count), a+1 (position of the last round) start.
    case loopStart
    /// Loop head: registers a; d = index of its LoopInfo.
    case loopGreedy, loopLazy
    /// Begin another round of the lazy loop with LoopInfo d.
    case loopEnter
    /// Register a = height of the backtracking stack; then cut back to it.
    case atomicBegin, atomicEnd
    /// Register a = height, a+1 = position. The end of a look-around that succeeds restores the position.
    case lookBegin, lookEnd
    /// Negative look-around: failing goes to c.
    case notLookBegin, notLookEnd
    /// Go back a characters or fail.
    case back
    /// Text of group a again; b: 0 as is, 1 ASCII, 2 Unicode, 3 locale case ignored.
    case groupReference
    /// Go to b unless group a matched.
    case groupExists
    case fail
    case accept
}

struct RegexInstruction {
    var op: RegexOp
    var a: Int32 = 0, b: Int32 = 0, c: Int32 = 0, d: Int32 = -1
}

/// A test of one character: a table for those below 256, codes for the others.
struct CharacterTest {
    enum Form { case any, anyAll, literal, set, category }
    /// 0 as is; 1 ASCII, 2 Unicode, 3 locale lower case first.
    enum Folding { case none, ascii, unicode, locale }
    var form: Form
    var folding: Folding
    var negated: Bool
    /// Literal or category, or start of the set in the pattern's codes.
    var argument: UInt32
}

struct LoopInfo { var minimum: Int; var maximum: Int; var exit: Int; var body: Int; var register: Int }

/// A compiled pattern.
final class RegexProgram {
    var instructions: [RegexInstruction] = []
    var codes: [UInt32] = []
    var tests: [CharacterTest] = []
    var loops: [LoopInfo] = []
    var registerCount = 0
    var groupCount = 0
    /// Characters that every match begins with.
    var prefix: [UInt32] = []
    /// Test that the first character of every match passes, or -1.
    var firstTest = -1
    var minimumWidth = 0
    var isValid = true
    /// What the machine reads, in memory of its own: made by `prepareTables`.
    private(set) var code: UnsafeMutablePointer<RegexInstruction>! = nil
    private(set) var table: UnsafeMutablePointer<UInt8>! = nil
    private(set) var acceptsAll: UnsafeMutablePointer<UInt8>! = nil
    private(set) var loopTable: UnsafeMutablePointer<LoopInfo>! = nil
    /// First two characters of the prefix, or -1.
    private(set) var firstCharacter = -1, secondCharacter = -1
    private(set) var startsAtBeginning = false

    deinit {
        code?.deallocate()
        table?.deallocate()
        acceptsAll?.deallocate()
        loopTable?.deallocate()
    }

    init(codes: [UInt32], groups: Int) {
        self.codes = codes
        groupCount = groups
        // Registers: marks, then lastindex, then loops and look-arounds.
        registerCount = groups * 2 + 1
        var i = 0
        if codes.count > 4, codes[0] == 14 { readInfo(); i = Int(codes[1]) + 1 }
        compile(i, codes.count)
        emit(.accept)
        findFollowers()
    }

    /// Fills the tables; before the first match.
    func prepareTables() {
        if code != nil { return }
        let c = UnsafeMutablePointer<RegexInstruction>.allocate(capacity: instructions.count)
        c.initialize(from: instructions, count: instructions.count)
        table = .allocate(capacity: tests.count * 256 + 1)
        acceptsAll = .allocate(capacity: tests.count + 1)
        for test in 0 ..< tests.count {
            acceptsAll[test] = tests[test].form == .anyAll ? 1 : tests[test].form == .any ? 2 : 0
            for c in 0 ..< 256 { table[test * 256 + c] = matches(test, UInt32(c)) ? 1 : 0 }
        }
        loopTable = .allocate(capacity: loops.count + 1)
        loopTable.initialize(from: loops, count: loops.count)
        if let p = prefix.first { firstCharacter = Int(p) }
        if prefix.count > 1 { secondCharacter = Int(prefix[1]) }
        startsAtBeginning = instructions.first.map { $0.op == .at && ($0.a == 0 || $0.a == 2) } ?? false
        code = c
    }

    @discardableResult private func emit(_ op: RegexOp, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) -> Int {
        instructions.append(RegexInstruction(op: op, a: Int32(truncatingIfNeeded: a), b: Int32(clamping: b), c: Int32(clamping: c)))
        return instructions.count - 1
    }

    private func code(_ i: Int) -> Int {
        guard i >= 0, i < codes.count else { isValid = false; return 0 }
        return Int(codes[i])
    }

    private func readInfo() {
        let flags = code(2)
        minimumWidth = code(3)
        if flags & 1 != 0 {
            let n = code(5)
            if n > 0 && 7 + n <= codes.count { prefix = Array(codes[7 ..< 7 + n]) }
        } else if flags & 4 != 0 { firstTest = addTest(.set, .none, false, 5) }
    }

    private func addTest(_ form: CharacterTest.Form, _ folding: CharacterTest.Folding, _ negated: Bool, _ argument: Int) -> Int {
        if form != .set, let known = tests.firstIndex(where: { $0.form == form && $0.folding == folding && $0.negated == negated && $0.argument == UInt32(truncatingIfNeeded: argument) }) { return known }
        tests.append(CharacterTest(form: form, folding: folding, negated: negated, argument: UInt32(truncatingIfNeeded: argument)))
        return tests.count - 1
    }

    /// If the codes at i test one character: its test and the length of the code.
    private func single(_ i: Int) -> (test: Int, length: Int)? {
        switch code(i) {
        case 2: return (addTest(.any, .none, false, 0), 1)
        case 3: return (addTest(.anyAll, .none, false, 0), 1)
        case 9: return nil
        case 8: return (addTest(.category, .none, false, code(i + 1)), 2)
        case 16: return (addTest(.literal, .none, false, code(i + 1)), 2)
        case 20: return (addTest(.literal, .none, true, code(i + 1)), 2)
        case 32: return (addTest(.literal, .ascii, false, code(i + 1)), 2)
        case 33: return (addTest(.literal, .ascii, true, code(i + 1)), 2)
        case 36: return (addTest(.literal, .locale, false, code(i + 1)), 2)
        case 37: return (addTest(.literal, .locale, true, code(i + 1)), 2)
        case 40: return (addTest(.literal, .unicode, false, code(i + 1)), 2)
        case 41: return (addTest(.literal, .unicode, true, code(i + 1)), 2)
        case 13: return (addTest(.set, .none, false, i + 2), 1 + code(i + 1))
        case 31: return (addTest(.set, .ascii, false, i + 2), 1 + code(i + 1))
        case 35: return (addTest(.set, .locale, false, i + 2), 1 + code(i + 1))
        case 39: return (addTest(.set, .unicode, false, i + 2), 1 + code(i + 1))
        default: return nil
        }
    }

    private func newRegisters(_ n: Int) -> Int {
        registerCount += n
        return registerCount - n
    }

    /// Compiles codes[from ..< to].
    private func compile(_ from: Int, _ to: Int) {
        var i = from
        while i < to && isValid {
            let op = code(i)
            switch op {
            case 0: emit(.fail); i += 1
            case 1: return
            case 16: emit(.char, code(i + 1)); i += 2
            case 4, 5:
                // ASSERT skip back body SUCCESS
                let end = i + 1 + code(i + 1), back = code(i + 2)
                let r = newRegisters(2)
                if op == 4 {
                    emit(.lookBegin, r)
                    if back > 0 { emit(.back, back) }
                    compile(i + 3, end)
                    emit(.lookEnd, r)
                } else {
                    let begin = emit(.notLookBegin, r)
                    if back > 0 { emit(.back, back) }
                    compile(i + 3, end)
                    emit(.notLookEnd, r)
                    instructions[begin].c = Int32(instructions.count)
                }
                i = end
            case 6: emit(.at, code(i + 1)); i += 2
            case 7:
                // BRANCH skip body JUMP … skip body JUMP … 0
                var jumps: [Int] = []
                var k = i + 1
                while code(k) != 0 && isValid {
                    let next = k + code(k)
                    let last = code(next) == 0
                    let split = last ? -1 : emit(.split)
                    compile(k + 1, next - 2)
                    jumps.append(emit(.jump))
                    if split >= 0 { instructions[split].a = Int32(instructions.count) }
                    k = next
                }
                for j in jumps { instructions[j].a = Int32(instructions.count) }
                i = k + 1
            case 11, 30, 34, 38:
                emit(.groupReference, code(i + 1), op == 11 ? 0 : op == 30 ? 1 : op == 38 ? 2 : 3)
                i += 2
            case 12:
                // GROUPREF_EXISTS group skip yes [JUMP skip no]
                let test = emit(.groupExists, code(i + 1))
                let yesEnd = i + 1 + code(i + 2)
                // A JUMP right before the target belongs to a 'no' part.
                let hasNo = jumpBefore(i + 3, yesEnd)
                if hasNo {
                    compile(i + 3, yesEnd - 2)
                    let jump = emit(.jump)
                    instructions[test].b = Int32(instructions.count)
                    let noEnd = yesEnd - 1 + code(yesEnd - 1)
                    compile(yesEnd, noEnd)
                    instructions[jump].a = Int32(instructions.count)
                    i = noEnd
                } else {
                    compile(i + 3, yesEnd)
                    instructions[test].b = Int32(instructions.count)
                    i = yesEnd
                }
            case 14: i += 1 + code(i + 1)
            case 15: i = i + 1 + code(i + 1)
            case 17:
                let n = code(i + 1)
                emit(.mark, n, n & 1 != 0 ? n / 2 + 1 : 0)
                i += 2
            case 24, 26, 29:
                guard let s = single(i + 4) else { isValid = false; return }
                emit(op == 24 ? .greedyOne : op == 26 ? .lazyOne : .possessiveOne, s.test, code(i + 2), code(i + 3))
                i += 1 + code(i + 1)
            case 23:
                // REPEAT skip min max body (MAX_UNTIL | MIN_UNTIL)
                let end = i + 1 + code(i + 1)
                compileLoop(i + 4, end, code(i + 2), code(i + 3), lazy: code(end) == 19)
                i = end + 1
            case 27:
                let end = i + 1 + code(i + 1)
                let r = newRegisters(1)
                emit(.atomicBegin, r)
                compile(i + 2, end)
                emit(.atomicEnd, r)
                i = end
            case 28:
                let end = i + 1 + code(i + 1)
                let outer = newRegisters(1)
                emit(.atomicBegin, outer)
                compileLoop(i + 4, end, code(i + 2), code(i + 3), lazy: false, atomicBody: true)
                emit(.atomicEnd, outer)
                i = end + 1
            default:
                guard let s = single(i) else { isValid = false; return }
                emit(.one, s.test)
                i += s.length
            }
        }
    }

    /// Does GROUPREF_EXISTS's yes part end in a JUMP over a no part?
    private func jumpBefore(_ from: Int, _ target: Int) -> Bool {
        // Walk the yes part operation by operation: its end is at target - 1 (none) or target - 2 holds JUMP.
        var i = from
        while i < target - 2 {
            let n = length(i)
            if n <= 0 { return false }
            i += n
        }
        return i == target - 2 && code(i) == 15
    }

    /// Length of the operation at i with all it contains.
    private func length(_ i: Int) -> Int {
        switch code(i) {
        case 0, 1, 2, 3, 18, 19, 21: return 1
        case 4, 5, 14, 24, 26, 29, 27, 13, 31, 35, 39: return 1 + code(i + 1)
        case 23, 28: return 2 + code(i + 1)
        case 7:
            var k = i + 1
            while code(k) != 0 && isValid { k += code(k) }
            return k + 1 - i
        case 12:
            let yesEnd = i + 1 + code(i + 2)
            if jumpBefore(i + 3, yesEnd) { return yesEnd - 1 + code(yesEnd - 1) - i }
            return yesEnd - i
        default: return 2
        }
    }

    private func compileLoop(_ from: Int, _ to: Int, _ minimum: Int, _ maximum: Int, lazy: Bool, atomicBody: Bool = false) {
        let r = newRegisters(2)
        emit(.loopStart, r)
        let info = loops.count
        loops.append(LoopInfo(minimum: minimum, maximum: maximum >= 1_073_741_823 ? Int.max : maximum, exit: 0, body: 0, register: r))
        let head = emit(lazy ? .loopLazy : .loopGreedy, r)
        instructions[head].d = Int32(info)
        if lazy {
            let enter = emit(.loopEnter, r)
            instructions[enter].d = Int32(info)
        }
        loops[info].body = instructions.count
        if atomicBody {
            let inner = newRegisters(1)
            emit(.atomicBegin, inner)
            compile(from, to)
            emit(.atomicEnd, inner)
        } else { compile(from, to) }
        emit(.jump, head)
        loops[info].exit = instructions.count
    }

    /// Notes for each greedy run which character must follow it, where that is known.
    private func findFollowers() {
        for i in 0 ..< instructions.count where instructions[i].op == .greedyOne || instructions[i].op == .lazyOne {
            var k = i + 1
            var steps = 0
            while k < instructions.count && steps < 16 {
                if instructions[k].op == .mark { k += 1 } else if instructions[k].op == .jump && Int(instructions[k].a) > k { k = Int(instructions[k].a) } else { break }
                steps += 1
            }
            if k < instructions.count, instructions[k].op == .char { instructions[i].d = instructions[k].a }
        }
    }

    // -- Tests of one character

    /// Does the test accept the character?
    func matches(_ test: Int, _ c: UInt32) -> Bool {
        let x = tests[test]
        switch x.form {
        case .any: return c != 10
        case .anyAll: return true
        case .category: return CharacterCategory.contains(x.argument, c)
        case .literal:
            let equal: Bool
            switch x.folding {
            case .none: equal = c == x.argument
            case .ascii: equal = CharacterCategory.lowerASCII(c) == x.argument
            case .unicode: equal = CharacterCategory.lower(c) == x.argument
            case .locale: equal = CharacterCategory.lowerASCII(c) == x.argument || CharacterCategory.upperASCII(c) == x.argument
            }
            return equal != x.negated
        case .set:
            let start = Int(x.argument)
            switch x.folding {
            case .none: return inSet(start, c)
            case .ascii: return inSet(start, CharacterCategory.lowerASCII(c))
            case .unicode: return inSet(start, CharacterCategory.lower(c))
            case .locale:
                let l = CharacterCategory.lowerASCII(c), u = CharacterCategory.upperASCII(c)
                return inSet(start, l) || u != l && inSet(start, u)
            }
        }
    }

    private func inSet(_ start: Int, _ c: UInt32) -> Bool {
        var i = start
        var positive = true
        while i < codes.count {
            switch codes[i] {
            case 0: return !positive
            case 16:
                if codes[i + 1] == c { return positive }
                i += 2
            case 8:
                if CharacterCategory.contains(codes[i + 1], c) { return positive }
                i += 2
            case 9:
                if c < 256 && codes[i + 1 + Int(c >> 5)] >> (c & 31) & 1 != 0 { return positive }
                i += 9
            case 22:
                if codes[i + 1] <= c && c <= codes[i + 2] { return positive }
                i += 3
            case 42:
                if codes[i + 1] <= c && c <= codes[i + 2] { return positive }
                let u = CharacterCategory.upper(c)
                if codes[i + 1] <= u && u <= codes[i + 2] { return positive }
                i += 3
            case 21:
                positive = !positive
                i += 1
            case 10:
                let count = Int(codes[i + 1])
                if c < 65536 {
                    let high = Int(c >> 8)
                    let block = Int(codes[i + 2 + high / 4] >> UInt32(8 * (high & 3)) & 255)
                    let word = i + 2 + 64 + block * 8 + Int(c & 255) / 32
                    if word < codes.count && codes[word] >> (c & 31) & 1 != 0 { return positive }
                }
                i += 2 + 64 + count * 8
            default: return false
            }
        }
        return false
    }
}

/// Character classes and case of the regular-expression engine.
enum CharacterCategory {
    static func lowerASCII(_ c: UInt32) -> UInt32 { c >= 65 && c <= 90 ? c + 32 : c }
    static func upperASCII(_ c: UInt32) -> UInt32 { c >= 97 && c <= 122 ? c - 32 : c }

    static func lower(_ c: UInt32) -> UInt32 {
        if c < 128 { return lowerASCII(c) }
        if c == 0x130 { return 0x69 }
        guard let s = Unicode.Scalar(c) else { return c }
        return s.properties.lowercaseMapping.unicodeScalars.first?.value ?? c
    }

    static func upper(_ c: UInt32) -> UInt32 {
        if c < 128 { return upperASCII(c) }
        guard let s = Unicode.Scalar(c) else { return c }
        // Of a mapping to several characters the first counts.
        return s.properties.uppercaseMapping.unicodeScalars.first?.value ?? c
    }

    static func isSpace(_ c: UInt32) -> Bool { c == 32 || c >= 9 && c <= 13 }
    static func isWord(_ c: UInt32) -> Bool { c >= 48 && c <= 57 || c >= 65 && c <= 90 || c >= 97 && c <= 122 || c == 95 }

    static func isUnicodeDigit(_ c: UInt32) -> Bool {
        if c < 128 { return c >= 48 && c <= 57 }
        return Unicode.Scalar(c)?.properties.numericType == .decimal
    }

    static func isUnicodeSpace(_ c: UInt32) -> Bool {
        if c < 128 { return isSpace(c) || c >= 28 && c <= 31 }
        return Unicode.Scalar(c)?.properties.isWhitespace ?? false
    }

    static func isUnicodeWord(_ c: UInt32) -> Bool {
        if c < 128 { return isWord(c) }
        guard let p = Unicode.Scalar(c)?.properties else { return false }
        switch p.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return p.numericType != nil
        }
    }

    /// Is the character in the category (a CATEGORY code)?
    static func contains(_ category: UInt32, _ c: UInt32) -> Bool {
        switch category {
        case 0: return c >= 48 && c <= 57
        case 1: return !(c >= 48 && c <= 57)
        case 2: return isSpace(c)
        case 3: return !isSpace(c)
        case 4, 8: return isWord(c)
        case 5, 9: return !isWord(c)
        case 6: return c == 10
        case 7: return c != 10
        case 10: return isUnicodeDigit(c)
        case 11: return !isUnicodeDigit(c)
        case 12: return isUnicodeSpace(c)
        case 13: return !isUnicodeSpace(c)
        case 14: return isUnicodeWord(c)
        case 15: return !isUnicodeWord(c)
        case 16: return c >= 10 && c <= 13 || c >= 28 && c <= 30 || c == 0x85 || c == 0x2028 || c == 0x2029
        case 17: return !contains(16, c)
        default: return false
        }
    }
}
