// Folds over generators: any(… for …), sum(…), ', '.join(…) and the like, with the generator's code in the place of both calls.
//
// In:  the call of a generator function whose result goes straight to a builtin that folds it. Out: the fold's result; the generator is
// never made.
//
// What the fold accumulates is one more register of the inlined code. Where that leaves, the generator's code goes on as a frame with the
// flag `inFold` (VM/Frames/FoldFrames.swift), whose continuation is made from the accumulated value. A guard of the consumption leaves
// before the yield: the interpreter yields, and the fold takes the value as it does for anybody.

import Bytecode
import CVMSpec
import MIR
import VM

/// The fold that inlined code of a generator yields to.
struct FoldSite {
    var kind: InlineFold
    /// What it has accumulated before the first value.
    var start: ValueID
    /// The separator of a join.
    var other = ValueID.none
    /// The accumulated value is a new one each time.
    var changes: Bool { kind == .sum || kind == .min || kind == .max }
}

extension UnitBuilder {
    /// The instruction calls a generator function, and a fold is called with the result: builds both. False: it is something else.
    func folded() -> Bool {
        guard !isGeneric, !s.keepsLocals, let (word, cells) = generatorFunction(register(x.a)), let function = s.shared.functions[word], function.isGenerator,
              function.generatorParameterCount == x.b, let j = consumer() else { return false }
        let fold = flow.code[j]
        let arguments = (0 ..< x.b).map { register(x.a + 1 + $0) }
        let saved = (u, registers, index, x)
        let entry = before()
        // What lies between has no effect: leaving goes back before the first call.
        for k in index + 1 ..< j {
            index = k
            x = flow.code[k]
            build(x)
        }
        index = j
        x = fold
        var result = Inlined.refused
        if let site = foldSite(entry) {
            result = inlined(
                function, word, arguments, InlineSite(
                    function: function, functionConstant: constant(word), callerState: callerState(), continuation: .fold, cells: cells, fold: site,
                    depth: 0, enclosing: [], filename: s.unit.filename),
                mayHaveFrame: true, at: entry)
            if case .value(let v) = result, site.kind == .sorted { result = .value(python("rt_list_sort", [v], result: x.a)) }
        }
        switch result {
        case .value(let v):
            put(x.a, v)
            builtUpTo = j + 1
            return true
        case .ended:
            isFinished = true
            return true
        case .refused:
            (u, registers, index, x) = saved
            stateBefore = nil
            return false
        }
    }

    private func generatorFunction(_ callee: ValueID) -> (UInt64, [ValueID]?)? {
        if let made = u.made[callee] { return made.isPlain ? (made.template, made.cells) : nil }
        let possible = possibleWords(callee)
        return possible.count == 1 ? (possible[0], nil) : nil
    }

    /// The index of the call that gets the result of this one as its iterable, if nothing with an effect comes in between.
    private func consumer() -> Int? {
        var j = index + 1
        while j < blockRange.upperBound {
            let i = flow.code[j]
            switch i.op {
            case .loadInt, .loadConstant: if i.a == x.a { return nil }
            case .move: if i.a == x.a || i.b == x.a { return nil }
            case .call: return i.b >= 1 && i.a + 1 == x.a && !s.generic.contains(i.offset) ? j : nil
            case .callMethod: return i.b == 1 && i.a + 2 == x.a && !s.generic.contains(i.offset) ? j : nil
            default: return nil
            }
            j += 1
        }
        return nil
    }

    /// What the call at hand folds, if it is one of those that are known. `entry`: where its guards leave.
    private func foldSite(_ entry: FrameStateID) -> FoldSite? {
        let possible = possibleWords(register(x.a))
        guard possible.count == 1, let name = s.shared.natives[possible[0]] else { return nil }
        func newList() -> ValueID { allocate(.List, Layout.listSize) }
        /// What is dropped at the end need not be tight.
        func roomyList() -> ValueID {
            let list = b.emit(.callHelper, [], immediate: symbol("rt_list_room", .allocate), type: .object(shape: Kind.List.rawValue))
            presents.insert(list)
            return list
        }
        func newTable(_ routine: String, _ kind: Kind) -> ValueID {
            let table = b.emit(.callHelper, [], immediate: symbol(routine, .allocate), type: .object(shape: kind.rawValue))
            presents.insert(table)
            return table
        }
        if x.op == .callMethod {
            let receiver = register(x.a + 1)
            guard receiver != emptyValue else { return nil }
            func exactly(_ kind: Kind) -> ValueID { b.guardShape(receiver, kind.rawValue, isFixed: true, at: entry) }
            switch name {
            case "str.join": return FoldSite(kind: .join, start: roomyList(), other: exactly(.Str))
            case "list.extend": return FoldSite(kind: .extend, start: exactly(.List))
            case "set.update": return FoldSite(kind: .update, start: exactly(.Set))
            default: return nil
            }
        }
        switch (name, x.b) {
        case ("any", 1): return FoldSite(kind: .any, start: emptyValue)
        case ("all", 1): return FoldSite(kind: .all, start: emptyValue)
        case ("sum", 1): return FoldSite(kind: .sum, start: constantWord(1))
        case ("sum", 2):
            let start = register(x.a + 2)
            guard let kind = kinds[start], kind.isSubset(of: .number) else { return nil }
            return FoldSite(kind: .sum, start: start)
        case ("list", 1): return FoldSite(kind: .list, start: newList())
        case ("tuple", 1): return FoldSite(kind: .tuple, start: roomyList())
        case ("sorted", 1): return FoldSite(kind: .sorted, start: newList())
        case ("set", 1): return FoldSite(kind: .set, start: newTable("rt_set_new", .Set))
        case ("frozenset", 1): return FoldSite(kind: .frozenset, start: newTable("rt_frozenset_new", .Frozenset))
        case ("min", 1): return FoldSite(kind: .min, start: emptyValue)
        case ("max", 1): return FoldSite(kind: .max, start: emptyValue)
        default: return nil
        }
    }

    // MARK: In the generator's code

    /// A yield: the fold takes the value.
    func takeInFold(_ fold: FoldSite) {
        guard !isGeneric, let accumulator else { isRefused = true; isFinished = true; return }
        let v = register(x.b), accumulated = registers[accumulator]
        switch fold.kind {
        case .any, .all:
            let ends = b.addBlock(), goesOn = b.addBlock()
            let truth = machineTruth(v)
            if fold.kind == .any { b.branch(truth, Edge(ends), Edge(goesOn)) } else { b.branch(truth, Edge(goesOn), Edge(ends)) }
            b.position(at: ends)
            returns.append((ends, constantWord(fold.kind == .any ? trueWord : falseWord)))
            b.position(at: goesOn)
        case .sum: registers[accumulator] = sum(accumulated, v)
        case .list, .tuple, .sorted, .join, .extend: appendToList(accumulated, v)
        case .set, .frozenset, .update: addToTable("rt_set_add", [accumulated, v])
        case .min, .max: registers[accumulator] = better(fold.kind == .min ? "rt_min_exact" : "rt_max_exact", accumulated, v)
        }
        put(x.a, constantWord(noneWord))
    }

    /// Two small integers in line, other numbers by a routine.
    private func sum(_ total: ValueID, _ v: ValueID) -> ValueID {
        let ints = b.addBlock(), second = b.addBlock(), others = b.addBlock()
        b.branch(b.emit(.isInt, [total]), Edge(second), Edge(others))
        b.position(at: second)
        b.branch(b.emit(.isInt, [v]), Edge(ints), Edge(others))
        let saved = registers
        b.position(at: ints)
        let machine = b.emit(.guardIntAdd, [
            b.emit(.unboxInt, [b.emit(.guardInt, [total], at: before())]), b.emit(.unboxInt, [b.emit(.guardInt, [v], at: before())]),
        ], at: before())
        let boxed = b.emit(.boxInt, [machine])
        presents.insert(boxed)
        let fromInts = (b.block, boxed)
        registers = saved
        b.position(at: others)
        let other = leaf("rt_sum_exact", .allocate, [total, v])
        let result = join([fromInts, (b.block, other)]) ?? other
        registers = saved
        return result
    }

    /// The better one of two values; the first one may be missing.
    private func better(_ routine: String, _ best: ValueID, _ v: ValueID) -> ValueID {
        let first = b.addBlock(), compare = b.addBlock()
        b.branch(b.emit(.wordEqual, [best, emptyValue]), Edge(first), Edge(compare), likelihood: -1)
        b.position(at: compare)
        let saved = registers
        let chosen = leaf(routine, .read, [best, v])
        registers = saved
        return join([(first, v), (b.block, chosen)]) ?? v
    }

    /// The generator's code returns: the fold's result. What can fail there leaves before the return.
    func endFold(_ fold: FoldSite) {
        guard let accumulator else { isRefused = true; isFinished = true; return }
        let accumulated = registers[accumulator]
        let result: ValueID
        switch fold.kind {
        case .any: result = constantWord(falseWord)
        case .all: result = constantWord(trueWord)
        case .sum, .list, .sorted, .set, .frozenset: result = accumulated
        case .tuple:
            result = b.emit(.callHelper, [accumulated], immediate: symbol("rt_list_to_tuple", .allocate), type: .object(shape: Kind.Tuple.rawValue))
            presents.insert(result)
        case .join:
            guard !isGeneric else { isRefused = true; isFinished = true; return }
            result = leaf("rt_join_list", .allocate, [fold.other, accumulated])
        case .min, .max: result = present(accumulated)
        case .extend, .update: result = constantWord(noneWord)
        }
        returns.append((b.block, result))
    }
}
