// Compiler, match statements.
//
// Names that a pattern binds are stored only after the whole pattern has matched: until then the captured values wait
// in temporaries. `PatternState` knows them; the temporaries of one alternative of an or-pattern lie where those of the
// first alternative lie.

import CVMSpec
import Syntax

/// What is known while one pattern is compiled.
struct PatternState {
    /// Captured names, and the temporaries that hold their values until the match is complete.
    var captures: [(name: String, register: Register)] = []
    /// Where a failed match goes.
    var failure: Int32
    /// A pattern that cannot fail is allowed here.
    var allowsIrrefutable = false
}

extension Compiler {
    func compile(match subject: Expr, _ cases: [MatchCase]) throws {
        let position = u.position
        let end = u.newLabel()
        let value = try push(subject)
        for (index, item) in cases.enumerated() {
            let isLast = index == cases.count - 1
            u.position = item.pattern.range
            let next = u.newLabel()
            var state = PatternState(failure: next)
            state.allowsIrrefutable = item.guard != nil || isLast
            u.setTop(value + 1)
            try match(item.pattern, value, &state)
            for capture in state.captures {
                u.position = item.pattern.range
                try store(capture.name, from: capture.register)
            }
            u.setTop(value + 1)
            if let condition = item.guard {
                u.position = condition.range
                try jump(unless: condition, to: next)
            }
            u.setTop(value)
            try visit(item.body)
            u.position = noPosition
            u.emitJump(.jump, to: end)
            u.place(next)
            u.setTop(value + 1)
        }
        u.position = position
        u.place(end)
        u.setTop(value)
    }

    /// Jumps to `state.failure` unless the value in `subject` matches. Captured values stay in temporaries: `u.top`
    /// is above the last of them on return.
    private func match(_ pattern: Pattern, _ subject: Register, _ state: inout PatternState) throws {
        // Not set back: what follows a sub-pattern is shown there, as CPython does.
        u.position = pattern.range
        switch pattern.kind {
        case .matchValue(let value):
            try checkPatternValue(value)
            let mark = u.top
            let expected = try operand(value)
            u.emitJump(.jumpIfNotEqual, subject, expected, to: state.failure)
            u.setTop(mark)
        case .matchSingleton(let constant):
            let test = u.top
            load(literal(constant), into: test)
            u.emit(.is, test, subject, test)
            u.emitJump(.jumpIfFalse, test, to: state.failure)
        case .matchSequence(let patterns): try match(sequence: patterns, subject, &state)
        case .matchMapping(let keys, let patterns, let rest): try match(mapping: keys, patterns, rest, subject, &state)
        case .matchClass(let cls, let patterns, let names, let keywordPatterns):
            try match(class: cls, patterns, names, keywordPatterns, pattern, subject, &state)
        case .matchStar(let name): try capture(name, subject, &state)
        case .matchAs(let inner, let name):
            guard let inner else {
                if !state.allowsIrrefutable {
                    if let name { throw fail("name capture '\(name)' makes remaining patterns unreachable") }
                    throw fail("wildcard makes remaining patterns unreachable")
                }
                return try capture(name, subject, &state)
            }
            try match(inner, subject, &state)
            try capture(name, subject, &state)
        case .matchOr(let patterns): try match(or: patterns, subject, &state)
        }
    }

    private func capture(_ name: String?, _ value: Register, _ state: inout PatternState) throws {
        guard let name else { return }
        try checkNotDebug(name)
        if state.captures.contains(where: { $0.name == name }) {
            throw fail("multiple assignments to name '\(name)' in pattern")
        }
        // The value stays where it is: nothing writes that register before the pattern is complete.
        state.captures.append((name, value))
    }

    /// Matches a part of the subject, where a pattern that cannot fail is fine.
    private func match(part pattern: Pattern, _ subject: Register, _ state: inout PatternState) throws {
        if case .matchAs(nil, nil) = pattern.kind { return }
        let old = state.allowsIrrefutable
        state.allowsIrrefutable = true
        try match(pattern, subject, &state)
        state.allowsIrrefutable = old
    }

    private func checkPatternValue(_ value: Expr) throws {
        switch value.kind {
        case .constant, .attribute: return
        default:
            if fold(value) != nil { return }
            throw fail("patterns may only match literals and attribute lookups")
        }
    }

    // MARK: Sequences

    private func match(sequence patterns: [Pattern], _ subject: Register, _ state: inout PatternState) throws {
        var star: Int?
        var onlyWildcards = true
        for (index, pattern) in patterns.enumerated() {
            if case .matchStar(let name) = pattern.kind {
                if star != nil { throw fail("multiple starred names in sequence pattern") }
                star = index
                if name != nil { onlyWildcards = false }
            } else if case .matchAs(nil, nil) = pattern.kind {
                // a wildcard
            } else {
                onlyWildcards = false
            }
        }
        let mark = u.top
        u.emit(.matchSequence, mark, subject)
        u.emitJump(.jumpIfFalse, mark, to: state.failure)
        let count = patterns.count
        if star == nil || count > 1 {
            u.emit(.getLength, mark, subject)
            load(.int(star == nil ? count : count - 1), into: mark + 1)
            u.setTop(mark + 2)
            u.emitJump(star == nil ? .jumpIfNotEqual : .jumpIfNotGreaterEqual, mark, mark + 1, to: state.failure)
            u.setTop(mark)
        }
        if onlyWildcards { return }
        if let star, case .matchStar(nil) = patterns[star].kind {
            // Nothing wants the middle: take the items by index.
            for (index, pattern) in patterns.enumerated() where index != star {
                if case .matchAs(nil, nil) = pattern.kind { continue }
                let item = u.push()
                if index < star {
                    load(.int(index), into: item)
                } else {
                    u.emit(.getLength, item, subject)
                    u.emit(.subtractImmediate, item, item, Int32(count - index))
                }
                u.emit(.loadItem, item, subject, item)
                try match(part: pattern, item, &state)
            }
            return
        }
        let first = u.top
        if let star {
            let after = count - 1 - star
            if star > 255 || after > 127 { throw fail("too many expressions in star-unpacking sequence pattern") }
            u.emit(.unpackExtended, first, subject, Int32(star | after << 8))
        } else {
            u.emit(.unpackSequence, first, subject, Int32(count))
        }
        u.setTop(first + Int32(count))
        for (index, pattern) in patterns.enumerated() {
            try match(part: pattern, first + Int32(index), &state)
        }
    }

    // MARK: Mappings

    private func match(
        mapping keys: [Expr], _ patterns: [Pattern], _ rest: String?, _ subject: Register, _ state: inout PatternState
    ) throws {
        if keys.count != patterns.count { throw fail("keys and patterns of a mapping pattern differ in number") }
        let mark = u.top
        u.emit(.matchMapping, mark, subject)
        u.emitJump(.jumpIfFalse, mark, to: state.failure)
        if keys.isEmpty, rest == nil { return }
        if !keys.isEmpty {
            u.emit(.getLength, mark, subject)
            load(.int(keys.count), into: mark + 1)
            u.setTop(mark + 2)
            u.emitJump(.jumpIfNotGreaterEqual, mark, mark + 1, to: state.failure)
            u.setTop(mark)
        }
        var seen: Set<ConstantKey> = []
        for key in keys {
            if let literal = fold(key) {
                if !seen.insert(equalityKey(literal)).inserted {
                    throw fail("mapping pattern checks duplicate key (\(representation(literal)))")
                }
            } else {
                guard case .attribute = key.kind else {
                    throw fail("mapping pattern keys may only match literals and attribute lookups")
                }
            }
            _ = try push(key)
        }
        u.emit(.buildTuple, mark, mark, Int32(keys.count))
        u.setTop(mark + 1)
        let values = u.push()
        u.emit(.matchKeys, values, subject, mark)
        u.emitJump(.jumpIfNone, values, to: state.failure)
        // The rest is a copy without the keys; it is made before sub-patterns can fail, which nobody can see.
        var restRegister: Register?
        if rest != nil {
            let copy = u.push()
            u.emit(.buildMap, copy, copy, 0)
            u.emit(.dictUpdate, copy, subject)
            if !keys.isEmpty {
                let first = u.top
                u.emit(.unpackSequence, first, mark, Int32(keys.count))
                u.setTop(first + Int32(keys.count))
                for index in 0..<Int32(keys.count) { u.emit(.deleteItem, copy, first + index) }
                u.setTop(first)
            }
            restRegister = copy
        }
        if !patterns.isEmpty {
            let first = u.top
            u.emit(.unpackSequence, first, values, Int32(patterns.count))
            u.setTop(first + Int32(patterns.count))
            for (index, pattern) in patterns.enumerated() { try match(part: pattern, first + Int32(index), &state) }
        }
        if let restRegister { try capture(rest, restRegister, &state) }
    }

    /// Literals that are equal as dictionary keys have one key.
    private func equalityKey(_ literal: Literal) -> ConstantKey {
        switch literal {
        case .true_: return .int(1)
        case .false_: return .int(0)
        case .float(let value):
            if let whole = Int(exactly: value) { return .int(whole) }
            return .float(value.bitPattern)
        case .complex(let real, 0): return equalityKey(.float(real))
        default: return ConstantKey(literal)
        }
    }

    private func representation(_ literal: Literal) -> String {
        switch literal {
        case .none: return "None"
        case .true_: return "True"
        case .false_: return "False"
        case .ellipsis: return "Ellipsis"
        case .int(let value): return "\(value)"
        default: return literalText(literal)
        }
    }

    // MARK: Classes

    private func match(
        class cls: Expr, _ patterns: [Pattern], _ names: [String], _ keywordPatterns: [Pattern], _ pattern: Pattern,
        _ subject: Register, _ state: inout PatternState
    ) throws {
        for (index, name) in names.enumerated() {
            try checkNotDebug(name)
            if names[(index + 1)...].contains(name), index + 1 < keywordPatterns.count {
                let other = names[(index + 1)...].firstIndex(of: name) ?? index
                u.position = keywordPatterns[min(other, keywordPatterns.count - 1)].range
                throw fail("attribute name repeated in class pattern: \(name)")
            }
        }
        let mark = u.top
        _ = try push(cls)
        load(.tuple(names.map { string($0) }), into: u.push())
        load(.int(patterns.count), into: u.push())
        u.emit(.matchClass, mark, subject, mark)
        u.emitJump(.jumpIfNone, mark, to: state.failure)
        u.setTop(mark + 1)
        let all = patterns + keywordPatterns
        if all.isEmpty { return }
        let first = u.top
        u.emit(.unpackSequence, first, mark, Int32(all.count))
        u.setTop(first + Int32(all.count))
        for (index, part) in all.enumerated() { try match(part: part, first + Int32(index), &state) }
    }

    // MARK: Alternatives

    private func match(or patterns: [Pattern], _ subject: Register, _ state: inout PatternState) throws {
        let matched = u.newLabel()
        let mark = u.top
        let before = state.captures.count
        var control: [(name: String, register: Register)] = []
        // The captured values of every alternative end in these registers.
        var base = mark
        for (index, pattern) in patterns.enumerated() {
            let next = u.newLabel()
            var inner = state
            inner.failure = next
            inner.allowsIrrefutable = index == patterns.count - 1 && state.allowsIrrefutable
            u.setTop(mark)
            u.position = pattern.range
            try match(pattern, subject, &inner)
            let captured = Array(inner.captures[before...])
            if index == 0 {
                control = captured
                base = mark
            } else if captured.count != control.count
                || Set(captured.map(\.name)) != Set(control.map(\.name))
            {
                throw fail("alternative patterns bind different names")
            }
            // Each value goes to its place in the order of the first alternative, by way of registers above all.
            let scratch = control.count == 1 ? base : u.top
            for (offset, item) in control.enumerated() {
                if let value = captured.first(where: { $0.name == item.name }) {
                    u.emit(.move, scratch + Int32(offset), value.register)
                }
            }
            if scratch != base {
                for offset in control.indices { u.emit(.move, base + Int32(offset), scratch + Int32(offset)) }
            }
            u.emitJump(.jump, to: matched)
            u.place(next)
        }
        u.emitJump(.jump, to: state.failure)
        u.place(matched)
        for (offset, item) in control.enumerated() { state.captures.append((item.name, base + Int32(offset))) }
        u.setTop(mark + Int32(control.count))
    }
}
