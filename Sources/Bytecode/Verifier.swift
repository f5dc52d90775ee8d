// Verifier: is a code unit well-formed?
//
// In:  a code unit, from the compiler or from a cache file.
// Out: a list of problems, empty if the interpreter may run it: operands in range, jumps that land on instructions,
//      runs within the registers, an exception table that makes sense, temporaries written before they are read, and no
//      unwritten temporary below a live one (the collector scans them all).

import CVMSpec

/// The problems of a unit and the units inside it, one a line: `name+offset: what`.
public func verify(_ unit: CodeUnit) -> [String] {
    var verifier = Verifier(unit: unit, code: unit.decoded)
    verifier.run()
    var problems = verifier.problems
    for inner in unit.nestedUnits { problems += verify(inner) }
    return problems
}

private struct Verifier {
    let unit: CodeUnit
    let code: [DecodedInstruction]
    var problems: [String] = []

    init(unit: CodeUnit, code: [DecodedInstruction]) {
        self.unit = unit
        self.code = code
    }

    mutating func report(_ offset: Int, _ text: String) {
        if problems.count < 20 { problems.append("\(unit.qualifiedName)+\(offset): \(text)") }
    }

    mutating func run() {
        guard let last = code.last, last.next == unit.instructions.count else {
            return report(code.last?.next ?? 0, "not an instruction")
        }
        if !last.endsBlock { report(last.offset, "control runs off the end") }
        if unit.registerKinds.count != unit.registerNames.count { report(0, "kinds and names differ in number") }
        if unit.registerCount > 0xFFF0 || unit.registerCount < unit.registerNames.count {
            report(0, "bad number of registers")
        }
        let parameters = unit.argumentCount + unit.keywordOnlyCount + (unit.flags.contains(.varArgs) ? 1 : 0)
            + (unit.flags.contains(.varKeywords) ? 1 : 0)
        if parameters > unit.registerNames.count || unit.positionalOnlyCount > unit.argumentCount {
            report(0, "more parameters than registers")
        }
        if unit.hasDocstring {
            if case .string? = unit.constants.first {} else { report(0, "the doc string is not constant 0") }
        }
        let isGenerator = !unit.flags.isDisjoint(with: .anyGenerator)
        if isGenerator != (code.first?.op == .makeGenerator) { report(0, "makeGenerator and flags disagree") }
        var starts = Set<Int>()
        for instruction in code { starts.insert(instruction.offset) }
        for instruction in code { check(instruction, starts) }
        for row in unit.exceptionTable {
            if row.start >= row.end || !starts.contains(Int(row.start))
                || !(starts.contains(Int(row.end)) || Int(row.end) == unit.instructions.count)
                || !starts.contains(Int(row.handler)) || Int(row.register) >= unit.registerCount
            {
                report(Int(row.start), "bad row in the exception table")
            }
        }
        if problems.isEmpty { checkTemporaries() }
    }

    private mutating func check(_ instruction: DecodedInstruction, _ starts: Set<Int>) {
        let info = instruction.info
        let offset = instruction.offset
        if let target = instruction.target, !starts.contains(target) { report(offset, "jump to \(target)") }
        for (kind, value, isWide) in [
            (info.a, instruction.a, false), (info.b, instruction.b, info.c == .wide), (info.c, instruction.c, false),
        ] {
            let number = isWide ? instruction.wide : value
            switch kind {
            case .constant:
                if number < 0 || number >= unit.constants.count { report(offset, "constant \(number)") }
            case .name: if number < 0 || number >= unit.names.count { report(offset, "name \(number)") }
            case .dst, .src, .mod: if value >= unit.registerCount { report(offset, "register \(value)") }
            case .optsrc: if value != 0xFFFF, value >= unit.registerCount { report(offset, "register \(value)") }
            case .none, .run, .imm, .jump, .wide: break
            }
        }
        var bad = false
        instruction.registers(
            reads: { if !$0.isEmpty, $0.upperBound > unit.registerCount { bad = true } },
            writes: { if !$0.isEmpty, $0.upperBound > unit.registerCount { bad = true } })
        if bad { report(offset, "run beyond the registers") }
        switch instruction.op {
        case .makeFunction:
            if instruction.wide >= 0, instruction.wide < unit.constants.count {
                if case .code = unit.constants[instruction.wide] {} else { report(offset, "constant is no code") }
            }
        case .callKeywords:
            if instruction.c < unit.constants.count {
                if case .tuple(let names) = unit.constants[instruction.c], names.count <= instruction.b {} else {
                    report(offset, "bad keyword names")
                }
            }
        case .checkLocal, .deleteLocal:
            if instruction.a >= unit.registerNames.count { report(offset, "check of a temporary") }
        default: break
        }
    }

    /// Every temporary is written on all paths before it is read, and so is every one below a live one.
    private mutating func checkTemporaries() {
        let base = unit.temporaryBase
        let temporaries = unit.registerCount - base
        guard temporaries > 0 else { return }
        let width = (temporaries + 63) / 64
        let live = LiveTemporaries(unit)
        var indexAt: [Int: Int] = [:]
        for (index, instruction) in code.enumerated() { indexAt[instruction.offset] = index }
        var handlers = [Int](repeating: -1, count: code.count)
        for (row, item) in unit.exceptionTable.enumerated().reversed() {
            for offset in Int(item.start)..<Int(item.end) { if let index = indexAt[offset] { handlers[index] = row } }
        }
        var written: [[UInt64]?] = Array(repeating: nil, count: code.count)
        written[0] = [UInt64](repeating: 0, count: width)
        var work = [0]
        func set(_ range: Range<Int>, _ state: inout [UInt64]) {
            for register in range where register >= base {
                state[(register - base) >> 6] |= 1 << UInt64((register - base) & 63)
            }
        }
        func merge(_ state: [UInt64], _ index: Int) {
            guard index < code.count else { return }
            guard var old = written[index] else {
                written[index] = state
                work.append(index)
                return
            }
            var changed = false
            for word in 0..<width where old[word] & state[word] != old[word] {
                old[word] &= state[word]
                changed = true
            }
            if changed {
                written[index] = old
                work.append(index)
            }
        }
        while let index = work.popLast() {
            guard var state = written[index] else { continue }
            let instruction = code[index]
            if handlers[index] >= 0 {
                let row = unit.exceptionTable[handlers[index]]
                var atHandler = state
                set(Int(row.register)..<(Int(row.register) + 1), &atHandler)
                // A call has given its registers away when it raises.
                if instruction.isCall {
                    for register in max(instruction.a, base)..<max(unit.registerCount, base) where register != Int(row.register) {
                        atHandler[(register - base) >> 6] &= ~(1 << UInt64((register - base) & 63))
                    }
                }
                if let handler = indexAt[Int(row.handler)] { merge(atHandler, handler) }
            }
            if let target = instruction.target, let destination = indexAt[target] {
                var atTarget = state
                if instruction.op == .send { set(instruction.a..<(instruction.a + 1), &atTarget) }
                merge(atTarget, destination)
            }
            if instruction.isCall, instruction.a >= base {
                for register in instruction.a..<unit.registerCount {
                    state[(register - base) >> 6] &= ~(1 << UInt64((register - base) & 63))
                }
            }
            instruction.registers(reads: { _ in }, writes: { set($0, &state) })
            if !instruction.endsBlock { merge(state, index + 1) }
        }
        for (index, instruction) in code.enumerated() {
            guard let state = written[index] else {
                report(instruction.offset, "unreachable")
                continue
            }
            var missing = -1
            instruction.registers(
                reads: { range in
                    for register in range where register >= base {
                        if state[(register - base) >> 6] >> UInt64((register - base) & 63) & 1 == 0 { missing = register }
                    }
                }, writes: { _ in })
            if missing >= 0 { report(instruction.offset, "\(instruction.op) reads t\(missing - base) before it is written") }
            for register in 0..<Int(live.before[instruction.offset])
            where state[register >> 6] >> UInt64(register & 63) & 1 == 0 {
                report(instruction.offset, "t\(register) has no value below a live temporary")
                break
            }
        }
    }
}
