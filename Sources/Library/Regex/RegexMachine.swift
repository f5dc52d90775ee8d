// Regular expressions, the machine: runs a RegexProgram over the characters of a subject by backtracking.
//
// The stack of choices is on the heap and grows as needed: matching never recurses. Every write to a register (group marks,
// loop counts) leaves an undo entry while choices exist, so that taking a choice restores what was there when it was made.

import CVMSpec
import Glibc
import VM

/// What is matched: characters in memory.
struct RegexSubject {
    var base: UnsafeRawPointer
    var width: Int
    var count: Int
    var value: Value
    var isText: Bool
}

/// How a run ended.
enum RegexOutcome { case matched, failed, interrupted, outOfMemory }

/// Working memory of the machine. One is kept for reuse.
final class RegexState {
    var registers: UnsafeMutablePointer<Int>
    var registerCapacity = 64
    /// Entries of three words: kind | instruction << 3, position or value, extra.
    var stack: UnsafeMutablePointer<Int>
    var stackCapacity = 3 * 1024
    /// Where the match begins and ends.
    var start = 0, end = 0
    var busy = false

    nonisolated(unsafe) static let shared = RegexState()

    init() {
        registers = .allocate(capacity: registerCapacity)
        stack = .allocate(capacity: stackCapacity)
    }

    deinit {
        registers.deallocate()
        stack.deallocate()
    }

    func reserveRegisters(_ n: Int) {
        if n <= registerCapacity { return }
        registers.deallocate()
        registerCapacity = n * 2
        registers = .allocate(capacity: registerCapacity)
    }

    func growStack(_ used: Int) -> Bool {
        if stackCapacity > 1 << 28 { return false }
        let grown = UnsafeMutablePointer<Int>.allocate(capacity: stackCapacity * 2)
        grown.update(from: stack, count: used)
        stack.deallocate()
        stack = grown
        stackCapacity *= 2
        return true
    }

    /// Gives big stacks back.
    func trim() {
        if stackCapacity > 1 << 20 {
            stack.deallocate()
            stackCapacity = 3 * 1024
            stack = .allocate(capacity: stackCapacity)
        }
    }
}

private enum Entry {
    static let choice = 0, undo = 1, greedy = 2, lazy = 3, greedyBefore = 4
}

enum RegexMachine {
    /// Matches at `from` only. `whole`: must end at `end`. A match may not be empty at `notEmptyAt`.
    static func match<U: FixedWidthInteger & UnsignedInteger>(_ p: RegexProgram, _ s: UnsafePointer<U>, _ state: RegexState, _ t: Thread, from: Int, end: Int, whole: Bool, notEmptyAt: Int) -> RegexOutcome {
        let registers = state.registers
        for i in 0 ..< p.registerCount { registers[i] = -1 }
        return run(p, p.code, p.table, p.acceptsAll, p.loopTable, s, state, t, from, end, whole, notEmptyAt)
    }

    private static func run<U: FixedWidthInteger & UnsignedInteger>(_ p: RegexProgram, _ code: UnsafePointer<RegexInstruction>, _ tables: UnsafePointer<UInt8>, _ forms: UnsafePointer<UInt8>, _ loops: UnsafePointer<LoopInfo>, _ s: UnsafePointer<U>, _ state: RegexState, _ t: Thread, _ from: Int, _ end: Int, _ whole: Bool, _ notEmptyAt: Int) -> RegexOutcome {
        let registers = state.registers
        let lastIndex = p.groupCount * 2
        var stack = state.stack
        var limit = state.stackCapacity - 6
        var sp = 0
        var pc = 0
        var pos = from
        var steps = 0

        @inline(__always) func accepts(_ test: Int32, _ c: U) -> Bool {
            if U.bitWidth == 8 || c < 256 { return tables[Int(test) &* 256 &+ Int(truncatingIfNeeded: c)] != 0 }
            return p.matches(Int(test), UInt32(truncatingIfNeeded: c))
        }
        @inline(__always) func push(_ kind: Int, _ at: Int, _ a: Int, _ b: Int) -> Bool {
            if sp > limit {
                guard state.growStack(sp) else { return false }
                stack = state.stack
                limit = state.stackCapacity - 6
            }
            stack[sp] = kind | at << 3
            stack[sp &+ 1] = a
            stack[sp &+ 2] = b
            sp &+= 3
            return true
        }
        @inline(__always) func set(_ r: Int, _ v: Int) -> Bool {
            if sp > 0 && !push(Entry.undo, r, registers[r], 0) { return false }
            registers[r] = v
            return true
        }
        /// Drops the choices above a height, keeping the undo entries that an earlier choice needs.
        func cut(_ height: Int) {
            var to = height
            var i = height
            while i < sp {
                if stack[i] & 7 == Entry.undo && height > 0 {
                    if to != i { stack[to] = stack[i]; stack[to + 1] = stack[i + 1]; stack[to + 2] = stack[i + 2] }
                    to += 3
                }
                i += 3
            }
            sp = to
        }
        /// Length of a run of the test, at most `most`.
        @inline(__always) func runLength(_ test: Int32, _ most: Int) -> Int {
            let room = Swift.min(end &- pos, most)
            if room <= 0 { return 0 }
            let form = forms[Int(test)]
            if form == 1 { return room }
            var n = 0
            if U.bitWidth == 8 {
                if form == 2 {
                    guard let q = memchr(s + pos, 10, room) else { return room }
                    return UnsafeRawPointer(q) - UnsafeRawPointer(s + pos)
                }
                let table = tables + Int(test) &* 256
                while n < room && table[Int(truncatingIfNeeded: s[pos &+ n])] != 0 { n &+= 1 }
                return n
            }
            while n < room && accepts(test, s[pos &+ n]) { n &+= 1 }
            return n
        }

        while true {
            // Each case either goes on with `continue` or falls out of the switch: failure.
            let ins = code + pc
            switch ins.pointee.op {
            case .char:
                if pos < end && UInt32(truncatingIfNeeded: s[pos]) == UInt32(bitPattern: ins.pointee.a) {
                    pos &+= 1
                    pc &+= 1
                    continue
                }
            case .one:
                if pos < end && accepts(ins.pointee.a, s[pos]) {
                    pos &+= 1
                    pc &+= 1
                    continue
                }
            case .greedyOne:
                let least = Int(ins.pointee.b)
                let n = runLength(ins.pointee.a, ins.pointee.c >= 1_073_741_823 ? Int.max : Int(ins.pointee.c))
                if n >= least {
                    if n > least {
                        // The run gives characters back one by one, or up to the next that can be followed.
                        if ins.pointee.d >= 0 {
                            let follower = UInt32(bitPattern: ins.pointee.d)
                            var k = n
                            while k >= least {
                                let q = pos &+ k
                                if q < end && UInt32(truncatingIfNeeded: s[q]) == follower { break }
                                k &-= 1
                            }
                            if k < least { break }
                            if k > least && !push(Entry.greedy, pc, pos &+ k, pos &+ least) { return .outOfMemory }
                            pos &+= k
                            pc &+= 1
                            continue
                        }
                        if !push(Entry.greedy, pc, pos &+ n, pos &+ least) { return .outOfMemory }
                    }
                    pos &+= n
                    pc &+= 1
                    continue
                }
            case .lazyOne:
                let least = Int(ins.pointee.b)
                if least == 0 || runLength(ins.pointee.a, least) == least {
                    pos &+= least
                    let most = ins.pointee.c >= 1_073_741_823 ? Int.max : Int(ins.pointee.c)
                    if most > least && !push(Entry.lazy, pc, pos, most == Int.max ? Int.max : most &- least) { return .outOfMemory }
                    pc &+= 1
                    continue
                }
            case .possessiveOne:
                let n = runLength(ins.pointee.a, ins.pointee.c >= 1_073_741_823 ? Int.max : Int(ins.pointee.c))
                if n >= Int(ins.pointee.b) {
                    pos &+= n
                    pc &+= 1
                    continue
                }
            case .at:
                if holds(Int(ins.pointee.a), s, pos, end) {
                    pc &+= 1
                    continue
                }
            case .mark:
                if !set(Int(ins.pointee.a), pos) { return .outOfMemory }
                if ins.pointee.b > 0 && registers[lastIndex] != Int(ins.pointee.b) && !set(lastIndex, Int(ins.pointee.b)) { return .outOfMemory }
                pc &+= 1
                continue
            case .jump:
                pc = Int(ins.pointee.a)
                continue
            case .split:
                // A branch that begins with another character needs no choice.
                let next = code + (pc &+ 1)
                if next.pointee.op == .char && (pos >= end || UInt32(truncatingIfNeeded: s[pos]) != UInt32(bitPattern: next.pointee.a)) {
                    pc = Int(ins.pointee.a)
                    continue
                }
                if !push(Entry.choice, Int(ins.pointee.a), pos, 0) { return .outOfMemory }
                pc &+= 1
                continue
            case .loopStart:
                let r = Int(ins.pointee.a)
                if !set(r, 0) || !set(r &+ 1, -1) { return .outOfMemory }
                pc &+= 1
                continue
            case .loopGreedy:
                let info = loops[Int(ins.pointee.d)]
                let r = info.register, count = registers[r]
                if count < info.minimum {
                    if !set(r, count &+ 1) { return .outOfMemory }
                    pc = info.body
                } else if count < info.maximum && pos != registers[r &+ 1] {
                    if !push(Entry.choice, info.exit, pos, 0) { return .outOfMemory }
                    if !set(r, count &+ 1) || !set(r &+ 1, pos) { return .outOfMemory }
                    pc = info.body
                } else { pc = info.exit }
                continue
            case .loopLazy:
                let info = loops[Int(ins.pointee.d)]
                let r = info.register, count = registers[r]
                if count < info.minimum {
                    if !set(r, count &+ 1) { return .outOfMemory }
                    pc = info.body
                } else {
                    if count < info.maximum && pos != registers[r &+ 1] && !push(Entry.choice, pc &+ 1, pos, 0) { return .outOfMemory }
                    pc = info.exit
                }
                continue
            case .loopEnter:
                let info = loops[Int(ins.pointee.d)]
                let r = info.register
                if !set(r, registers[r] &+ 1) || !set(r &+ 1, pos) { return .outOfMemory }
                pc = info.body
                continue
            case .atomicBegin:
                if !set(Int(ins.pointee.a), sp) { return .outOfMemory }
                pc &+= 1
                continue
            case .atomicEnd:
                cut(registers[Int(ins.pointee.a)])
                pc &+= 1
                continue
            case .lookBegin:
                let r = Int(ins.pointee.a)
                if !set(r, sp) || !set(r &+ 1, pos) { return .outOfMemory }
                pc &+= 1
                continue
            case .lookEnd:
                let r = Int(ins.pointee.a)
                pos = registers[r &+ 1]
                cut(registers[r])
                pc &+= 1
                continue
            case .notLookBegin:
                // The way on lies below everything that the body pushes.
                if !set(Int(ins.pointee.a), sp) { return .outOfMemory }
                if !push(Entry.choice, Int(ins.pointee.c), pos, 0) { return .outOfMemory }
                if !set(Int(ins.pointee.a), sp) { return .outOfMemory }
                pc &+= 1
                continue
            case .notLookEnd:
                // The body matched: undo what it did, drop the way on, and fail.
                let height = registers[Int(ins.pointee.a)]
                while sp > height {
                    sp &-= 3
                    if stack[sp] & 7 == Entry.undo { registers[stack[sp] >> 3] = stack[sp &+ 1] }
                }
                sp &-= 3
            case .back:
                if pos >= Int(ins.pointee.a) {
                    pos &-= Int(ins.pointee.a)
                    pc &+= 1
                    continue
                }
            case .groupReference:
                let g = Int(ins.pointee.a) * 2
                let from = registers[g], to = registers[g + 1]
                if from >= 0 && to >= from && to - from <= end - pos {
                    var equal = true
                    for i in 0 ..< to - from {
                        let x = UInt32(truncatingIfNeeded: s[from + i]), y = UInt32(truncatingIfNeeded: s[pos + i])
                        if x == y { continue }
                        switch ins.pointee.b {
                        case 1: equal = CharacterCategory.lowerASCII(x) == CharacterCategory.lowerASCII(y)
                        case 2: equal = CharacterCategory.lower(x) == CharacterCategory.lower(y)
                        case 3: equal = CharacterCategory.lowerASCII(x) == CharacterCategory.lowerASCII(y)
                        default: equal = false
                        }
                        if !equal { break }
                    }
                    if equal {
                        pos += to - from
                        pc &+= 1
                        continue
                    }
                }
            case .groupExists:
                let g = Int(ins.pointee.a) * 2
                pc = registers[g] >= 0 && registers[g + 1] >= registers[g] ? pc &+ 1 : Int(ins.pointee.b)
                continue
            case .fail: break
            case .accept:
                if !(whole && pos != end) && pos != notEmptyAt {
                    state.start = from
                    state.end = pos
                    return .matched
                }
            }
            // Failure: take the last choice.
            steps &+= 1
            if steps & 0xFFFF == 0 && t.pointee.pending & PendingBit.signal.rawValue != 0 { return .interrupted }
            var found = false
            while sp > 0 {
                sp &-= 3
                let head = stack[sp]
                let kind = head & 7
                if kind == Entry.undo {
                    registers[head >> 3] = stack[sp &+ 1]
                    continue
                }
                if kind == Entry.choice {
                    pc = head >> 3
                    pos = stack[sp &+ 1]
                    found = true
                    break
                }
                let at = head >> 3
                if kind == Entry.greedy {
                    let least = stack[sp &+ 2]
                    var q = stack[sp &+ 1] &- 1
                    let d = code[at].d
                    if d >= 0 {
                        while q >= least && UInt32(truncatingIfNeeded: s[q]) != UInt32(bitPattern: d) { q &-= 1 }
                        if q < least { continue }
                    }
                    if q > least {
                        stack[sp &+ 1] = q
                        sp &+= 3
                    }
                    pos = q
                    pc = at &+ 1
                    found = true
                    break
                }
                // Lazy: one more, or as many as it takes to reach the character that must follow.
                var q = stack[sp &+ 1], rest = stack[sp &+ 2]
                let d = code[at].d
                var ok = false
                while rest > 0 && q < end && accepts(code[at].a, s[q]) {
                    q &+= 1
                    rest &-= 1
                    if d < 0 || q < end && UInt32(truncatingIfNeeded: s[q]) == UInt32(bitPattern: d) { ok = true; break }
                }
                if !ok { continue }
                if rest > 0 {
                    stack[sp &+ 1] = q
                    stack[sp &+ 2] = rest
                    sp &+= 3
                }
                pos = q
                pc = at &+ 1
                found = true
                break
            }
            if !found { return .failed }
        }
    }

    /// Does the position test hold?
    private static func holds<U: FixedWidthInteger & UnsignedInteger>(_ at: Int, _ s: UnsafePointer<U>, _ pos: Int, _ end: Int) -> Bool {
        switch at {
        case 0, 2: return pos == 0
        case 1: return pos == 0 || s[pos - 1] == 10
        case 5: return pos == end || pos == end - 1 && s[pos] == 10
        case 6: return pos == end || s[pos] == 10
        case 7: return pos == end
        default:
            if end == 0 { return false }
            let unicode = at >= 10
            func word(_ c: U) -> Bool {
                let c = UInt32(truncatingIfNeeded: c)
                return unicode ? CharacterCategory.isUnicodeWord(c) : CharacterCategory.isWord(c)
            }
            let before = pos > 0 && word(s[pos - 1]), after = pos < end && word(s[pos])
            // Codes 3, 8, 10: boundary; 4, 9, 11: none.
            return (before != after) == (at == 3 || at == 8 || at == 10)
        }
    }

    /// Finds the first match at or after `from`.
    static func search<U: FixedWidthInteger & UnsignedInteger>(_ p: RegexProgram, _ s: UnsafePointer<U>, _ state: RegexState, _ t: Thread, from: Int, end: Int, notEmptyAt: Int) -> RegexOutcome {
        var pos = from
        let last = end - p.minimumWidth
        let atStartOnly = p.startsAtBeginning
        if p.firstCharacter >= 0 {
            let first = UInt32(p.firstCharacter)
            let second: UInt32? = p.secondCharacter >= 0 ? UInt32(p.secondCharacter) : nil
            while pos <= last && pos < end {
                if U.bitWidth == 8 {
                    guard first < 256, let q = memchr(s + pos, Int32(truncatingIfNeeded: first), end - pos) else { return .failed }
                    pos = UnsafeRawPointer(q) - UnsafeRawPointer(s)
                } else {
                    while pos < end && UInt32(truncatingIfNeeded: s[pos]) != first { pos &+= 1 }
                    if pos >= end { return .failed }
                }
                if second == nil || pos + 1 < end && UInt32(truncatingIfNeeded: s[pos + 1]) == second {
                    let r = match(p, s, state, t, from: pos, end: end, whole: false, notEmptyAt: notEmptyAt)
                    if r != .failed { return r }
                }
                pos &+= 1
            }
            return .failed
        }
        if p.firstTest >= 0 {
            let test = p.firstTest
            let table: UnsafePointer<UInt8> = UnsafePointer(p.table + test * 256)
            while pos <= last {
                while pos < end {
                    let c = s[pos]
                    if U.bitWidth == 8 || c < 256 {
                        if table[Int(truncatingIfNeeded: c)] != 0 { break }
                    } else if p.matches(test, UInt32(truncatingIfNeeded: c)) { break }
                    pos &+= 1
                }
                if pos >= end { return .failed }
                let r = match(p, s, state, t, from: pos, end: end, whole: false, notEmptyAt: notEmptyAt)
                if r != .failed { return r }
                pos &+= 1
            }
            return .failed
        }
        while pos <= last {
            let r = match(p, s, state, t, from: pos, end: end, whole: false, notEmptyAt: notEmptyAt)
            if r != .failed { return r }
            if atStartOnly { return .failed }
            pos &+= 1
        }
        return .failed
    }
}
