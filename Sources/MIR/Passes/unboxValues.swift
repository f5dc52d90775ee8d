// unboxValues: keeps numbers in machine form, across block parameters too.
//
//   jump block1(v0)                            v7 = guardInt v0 : tagged @fs1
//   block1(v1: tagged):                        v8 = unboxInt v7 : int64
//   v2 = guardInt v1 : tagged @fs0             jump block1(v8)
//   v3 = unboxInt v2 : int64            →      block1(v1: int64):
//   v4 = guardIntAdd v3, v9 : int64 @fs2       v4 = guardIntAdd v1, v9 : int64 @fs2
//   v5 = boxInt v4 : tagged                    branch v6, block1(v4), …
//   branch v6, block1(v5), …
//
// A parameter becomes int64 (float64) if each way in brings a boxed or guarded number of that kind, and something in the
// function wants the bare number. Only one unknown way in is allowed: from before the loop, where a guard is put with
// the loop header's own frame state. Frame states hold bare numbers; leaving boxes them.

import CVMSpec

@Sendable public func unboxValues(_ function: inout MIRFunction) {
    _ = function.makePreheaders()
    cancelBoxes(&function)
    unboxParameters(&function)
    cancelBoxes(&function)
}

// MARK: Boxes that are opened again

/// Replaces the unboxing of a box by what is in it, and frame states' boxes by their contents.
private func cancelBoxes(_ function: inout MIRFunction) {
    var changed = true
    while changed {
        var replacement = Replacement()
        let rigid = function.valuesThatMustBeSmall()
        for block in function.liveBlocks {
            for value in function[block].body where function[value].operandCount == 1 {
                let operand = replacement[function.operand(0, of: value)]
                let inner = function[operand].operandCount > 0 ? function.operand(0, of: operand) : .none
                let source = function.operation(of: operand)
                switch (function.operation(of: value), source) {
                case (.unboxInt, .boxInt), (.unboxFloat, .boxFloat), (.unboxBool, .boxBool),
                    (.boxInt, .unboxInt), (.boxFloat, .unboxFloat), (.boxBool, .unboxBool), (.boolNot, .boolNot):
                    replacement.replace(value, by: inner)
                case (.guardNumber, .boxFloat): replacement.replace(value, by: inner)
                case (.guardFloat, .boxFloat), (.guardBool, .boxBool):
                    replacement.replace(value, by: operand)
                case (.guardInt, .boxInt):
                    // Large integers would fail the guard, but the machine integer goes on as well.
                    if !rigid.contains(value) || function.fitsSmallInt(inner) {
                        replacement.replace(value, by: operand)
                    }
                default: break
                }
            }
        }
        // What leaving makes an object of, leaving can box too.
        for block in function.liveBlocks {
            for value in function[block].body where function.operation(of: value) == .virtualObject {
                for index in 0..<Int(function[value].operandCount) {
                    let operand = replacement[function.operand(index, of: value)]
                    let isBox = function.operation(of: operand).isBox
                    function.setOperand(index, of: value, to: isBox ? function.operand(0, of: operand) : operand)
                }
            }
        }
        changed = !replacement.isEmpty
        function.replaceUses(replacement)
        for block in function.liveBlocks { function[block].body.removeAll { replacement.contains($0) } }
    }
    for state in function.frameStates.indices {
        for index in function.frameStates[state].registers.indices {
            let value = function.frameStates[state].registers[index].value
            if value.isNone { continue }
            switch function.operation(of: value) {
            case .boxInt, .boxFloat, .boxBool:
                function.frameStates[state].registers[index].value = function.operand(0, of: value)
            default: break
            }
        }
    }
}

extension MIRFunction {
    /// Guarded integers whose users rely on the small form: arguments of edges, tagged arithmetic.
    fileprivate func valuesThatMustBeSmall() -> Set<ValueID> {
        var result = Set<ValueID>()
        for block in liveBlocks {
            for edge in self[block].successors { result.formUnion(edge.arguments) }
            for value in self[block].body {
                switch operation(of: value) {
                case .guardTaggedAdd, .guardTaggedSub, .taggedCompare: result.formUnion(operands(of: value))
                default: break
                }
            }
        }
        return result
    }
}

// MARK: Parameters

private enum Representation { case undecided, int, float, failed }

private func unboxParameters(_ function: inout MIRFunction) {
    let flow = ControlFlow(function)
    var chooser = Chooser(function: function, flow: flow)
    chooser.choose()
    let chosen = chooser.representation.filter { $0.value == .int || $0.value == .float }
    if chosen.isEmpty { return }

    // States for guards before loops, made before anything changes.
    var entryStates: [BlockID: FrameStateID] = [:]
    for loop in flow.loops() where function[loop.header].parameters.contains(where: { chosen[$0] != nil }) {
        guard let preheader = function.preheader(of: loop, flow) else { continue }
        entryStates[loop.header] = function.preheaderState(of: loop, preheader: preheader, flow)
    }

    // New arguments; they are set after the uses of the parameters were replaced.
    var arguments: [(block: BlockID, edge: Int, index: Int, value: ValueID)] = []
    for block in flow.order {
        for (edgeIndex, edge) in function[block].successors.enumerated() {
            for (index, parameter) in function[edge.target].parameters.enumerated() {
                guard let wanted = chosen[parameter] else { continue }
                let value = bare(
                    edge.arguments[index], wanted, chosen, &function, in: block,
                    state: entryStates[edge.target] ?? .none)
                arguments.append((block, edgeIndex, index, value))
            }
        }
    }
    // Whoever wants the word gets it from a box at the top of the block.
    var boxes = Replacement()
    var added: [BlockID: [ValueID]] = [:]
    for block in flow.order {
        for parameter in function[block].parameters {
            guard let wanted = chosen[parameter] else { continue }
            function[parameter].type = wanted == .int ? .int64 : .float64
            let box = function.make(wanted == .int ? .boxInt : .boxFloat, .tagged, [])
            added[block, default: []].append(box)
            boxes.replace(parameter, by: box)
        }
    }
    function.replaceUses(boxes, inFrameStates: false)
    for (block, values) in added {
        let parameters = function[block].parameters.filter { chosen[$0] != nil }
        for (box, parameter) in zip(values, parameters) {
            function.rewrite(box, as: function.operation(of: box), [parameter])
        }
        function[block].body.insert(contentsOf: values, at: 0)
    }
    for argument in arguments {
        function[argument.block].successors[argument.edge].arguments[argument.index] = argument.value
    }
}

/// The bare number of a word, computed at the end of `block` where that is needed.
private func bare(
    _ word: ValueID, _ wanted: Representation, _ chosen: [ValueID: Representation], _ function: inout MIRFunction,
    in block: BlockID, state: FrameStateID
) -> ValueID {
    if chosen[word] == wanted { return word }
    let unbox: MIROperation = wanted == .int ? .unboxInt : .unboxFloat
    let type: MIRType = wanted == .int ? .int64 : .float64
    switch function.operation(of: word) {
    case .boxInt, .boxFloat: return function.operand(0, of: word)
    case .guardInt, .guardFloat, .constantTagged, .guardTaggedAdd, .guardTaggedSub:
        let value = function.make(unbox, type, [word])
        function.insertAtEnd([value], of: block)
        return value
    default:
        let test = function.make(wanted == .int ? .guardInt : .guardFloat, .tagged, [word], frameState: state)
        let value = function.make(unbox, type, [test])
        function.insertAtEnd([test, value], of: block)
        return value
    }
}

private struct Chooser {
    let function: MIRFunction
    let flow: ControlFlow
    var representation: [ValueID: Representation] = [:]
    /// Ways into a parameter: the argument, and whether a guard may be put there.
    private var incoming: [ValueID: [(argument: ValueID, canGuard: Bool)]] = [:]

    init(function: MIRFunction, flow: ControlFlow) {
        self.function = function
        self.flow = flow
    }

    mutating func choose() {
        var guardable = Set<BlockID>()
        var copy = function
        for loop in flow.loops() {
            guard let preheader = function.preheader(of: loop, flow) else { continue }
            let state = copy.preheaderState(of: loop, preheader: preheader, flow)
            if state.isNone || (copy[state].code == -1 && function.plainHeaders.contains(copy[state].pc)) { continue }
            guardable.insert(loop.header)
        }
        for block in flow.order {
            for edge in function[block].successors {
                let canGuard = guardable.contains(edge.target) && !flow.dominates(edge.target, block)
                for (parameter, argument) in zip(function[edge.target].parameters, edge.arguments)
                where function.type(of: parameter) == .tagged {
                    incoming[parameter, default: []].append((argument, canGuard))
                    representation[parameter] = .undecided
                }
            }
        }
        iterate()
        dropUseless()
    }

    /// Optimistic: parameters are undecided until a way in decides them.
    private mutating func iterate() {
        var changed = true
        while changed {
            changed = false
            for (parameter, ways) in incoming {
                var result = Representation.undecided
                for (argument, canGuard) in ways where argument != parameter {
                    result = join(result, source(argument, canGuard))
                }
                if representation[parameter] != result, representation[parameter] != .failed {
                    representation[parameter] = result
                    changed = true
                }
            }
        }
        // Only unknown words come in: nothing is gained.
        for (parameter, kind) in representation where kind == .undecided { representation[parameter] = .failed }
        // Whoever gets a parameter that failed, fails.
        changed = true
        while changed {
            changed = false
            for (parameter, ways) in incoming where representation[parameter] != .failed {
                for (argument, canGuard) in ways
                where representation[argument] == .failed && !canGuard && representation[parameter] != .failed {
                    representation[parameter] = .failed
                    changed = true
                }
            }
        }
    }

    private func join(_ a: Representation, _ b: Representation) -> Representation {
        if a == .undecided { return b }
        if b == .undecided || a == b { return a }
        return .failed
    }

    private func source(_ argument: ValueID, _ canGuard: Bool) -> Representation {
        switch function.operation(of: argument) {
        case .boxInt, .guardInt, .guardTaggedAdd, .guardTaggedSub: return .int
        case .boxFloat, .guardFloat: return .float
        case .constantTagged:
            let word = function[argument].immediate
            return word & 1 == 1 ? .int : word & 3 == 2 ? .float : .failed
        case .parameter:
            if let known = representation[argument], known != .failed { return known }
            return canGuard && function.type(of: argument) == .tagged ? .undecided : .failed
        default: return canGuard && function.type(of: argument) == .tagged ? .undecided : .failed
        }
    }

    /// Which parameters' words are opened somewhere.
    private func wantedByUses() -> [ValueID: Representation] {
        var wanted: [ValueID: Representation] = [:]
        for block in flow.order {
            for value in function[block].body where function[value].operandCount == 1 {
                switch function.operation(of: value) {
                case .guardInt, .unboxInt: wanted[function.operand(0, of: value)] = .int
                case .guardFloat, .unboxFloat: wanted[function.operand(0, of: value)] = .float
                default: break
                }
            }
        }
        return wanted
    }

    /// Keeps words where nobody opens them, directly or through another parameter.
    private mutating func dropUseless() {
        let wanted = wantedByUses()
        var useful = Set(representation.keys.filter { wanted[$0] == representation[$0] })
        var changed = true
        while changed {
            changed = false
            for (parameter, ways) in incoming where useful.contains(parameter) {
                for (argument, _) in ways where representation[argument] == representation[parameter] {
                    if useful.insert(argument).inserted { changed = true }
                }
            }
        }
        for parameter in representation.keys where !useful.contains(parameter) { representation[parameter] = .failed }
        // A parameter that stays a word feeds words to others, which can only be opened behind a guard.
        changed = true
        while changed {
            changed = false
            for (parameter, ways) in incoming where representation[parameter] != .failed {
                for (argument, canGuard) in ways where representation[argument] == .failed && !canGuard {
                    representation[parameter] = .failed
                    changed = true
                    break
                }
            }
        }
    }
}
