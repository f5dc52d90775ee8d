// Compiler, calls.
//
// The callee and the arguments lie in consecutive temporaries at the top of the stack: they become the first registers
// of the callee's frame.

import CVMSpec
import Syntax

extension Compiler {
    /// Calls with more arguments than this pass a list.
    static let maximumArguments = 1024

    func evaluate(
        call e: Expr, _ function: Expr, _ args: [Expr], _ keywords: [Keyword], into destination: Register
    ) throws {
        try check(keywords: keywords)
        checkCallable(function)
        let base = u.top
        if !isExtended(args, keywords), case .attribute(let value, let name, .load) = function.kind {
            let object = try operand(value)
            u.top = base
            u.position = attributePosition(function, function.range)
            u.emit(.loadMethod, base, object, nameIndex(name))
            u.setTop(base + 2)
            let position = attributePosition(function, e.range)
            for arg in args { _ = try push(arg) }
            if keywords.isEmpty {
                u.position = position
                u.emit(.callMethod, base, Int32(args.count))
            } else {
                try emit(callKeywords: base, args.count, keywords, position)
            }
        } else {
            u.position = e.range
            _ = try push(function)
            try emit(callAfter: base, already: [], args, keywords, e.range)
        }
        move(destination, base)
    }

    func isExtended(_ args: [Expr], _ keywords: [Keyword]) -> Bool {
        if args.count + keywords.count > Self.maximumArguments { return true }
        if keywords.contains(where: { $0.arg == nil }) { return true }
        if !keywords.isEmpty, u.unit.constants.count > 60_000 { return true }
        return args.contains { if case .starred = $0.kind { return true } else { return false } }
    }

    /// Calls the function in `base`, which is the last register in use. `already` emits leading arguments.
    func emit(
        callAfter base: Register, already leading: [(Register) throws -> Void], _ args: [Expr], _ keywords: [Keyword],
        _ position: SourceRange
    ) throws {
        if isExtended(args, keywords) {
            try emit(callExtended: base, leading, args, keywords)
            u.position = position
            u.emit(.callExtended, base)
        } else if keywords.isEmpty {
            for argument in leading { try argument(u.push()) }
            for arg in args { _ = try push(arg) }
            u.position = position
            u.emit(.call, base, Int32(leading.count + args.count))
        } else {
            u.emit(.loadEmpty, u.push())
            for argument in leading { try argument(u.push()) }
            for arg in args { _ = try push(arg) }
            try emit(callKeywords: base, leading.count + args.count, keywords, position)
        }
        u.top = base
    }

    private func emit(callKeywords base: Register, _ count: Int, _ keywords: [Keyword], _ position: SourceRange) throws {
        var names: [Literal] = []
        for keyword in keywords {
            _ = try push(keyword.value)
            names.append(string(keyword.arg ?? ""))
        }
        u.position = position
        u.emit(.callKeywords, base, Int32(count + keywords.count), u.constant(.tuple(names)))
    }

    /// Leaves the positional arguments in base+1 and the keyword arguments (or nothing) in base+2.
    private func emit(
        callExtended base: Register, _ leading: [(Register) throws -> Void], _ args: [Expr], _ keywords: [Keyword]
    ) throws {
        let positional = base + 1
        if leading.isEmpty, args.count == 1, case .starred(let value, _) = args[0].kind {
            try evaluate(value, into: positional)
        } else if leading.isEmpty, args.isEmpty {
            load(.tuple([]), into: positional)
        } else if leading.isEmpty {
            try collect(args, isSet: false, into: positional)
        } else {
            for argument in leading { try argument(u.push()) }
            u.emit(.buildList, positional, positional, Int32(leading.count))
            for arg in args {
                u.setTop(positional + 1)
                if case .starred(let value, _) = arg.kind {
                    u.emit(.listExtend, positional, try operand(value))
                } else {
                    u.emit(.listAppend, positional, try operand(arg))
                }
            }
        }
        u.setTop(positional + 1)
        let map = u.top
        if keywords.isEmpty {
            u.emit(.loadEmpty, map)
            u.setTop(map + 1)
            return
        }
        var index = 0
        var hasMap = false
        while index < keywords.count {
            if keywords[index].arg == nil {
                if !hasMap { u.emit(.buildMap, map, map, 0) }
                hasMap = true
                u.setTop(map + 1)
                let value = try operand(keywords[index].value)
                u.emit(.dictMerge, map, value, base)
                index += 1
                continue
            }
            // A group of named arguments: a dict of its own, merged into what is there.
            u.setTop(hasMap ? map + 1 : map)
            let group = u.top
            var count: Int32 = 0
            while index < keywords.count, count < Int32(Self.maximumRun), let name = keywords[index].arg {
                load(string(name), into: u.push())
                _ = try push(keywords[index].value)
                count += 1
                index += 1
            }
            u.emit(.buildMap, group, group, count)
            if hasMap { u.emit(.dictMerge, map, group, base) }
            hasMap = true
        }
        u.setTop(map + 1)
    }

    func check(keywords: [Keyword]) throws {
        for (index, keyword) in keywords.enumerated() {
            guard let name = keyword.arg else { continue }
            try checkNotDebug(name)
            for other in keywords[(index + 1)...] where other.arg == name {
                throw compilerError("keyword argument repeated: \(name)", other.range)
            }
        }
    }
}
