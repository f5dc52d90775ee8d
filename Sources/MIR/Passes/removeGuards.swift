// removeGuards: drops guards that always hold, from what is known about kinds of words.
//
//   v1 = boxFloat v0 : tagged
//   jump block1(v1)                                jump block1(v1)
//   block1(v2: tagged):                      →     block1(v2: tagged):
//   v3 = guardFloat v2 : tagged @fs0               v4 = unboxFloat v2 : float64
//   v4 = unboxFloat v3 : float64
//
// Kinds flow through block parameters: an optimistic iteration, so that a loop variable is an integer because it
// starts as one and stays one.

import CVMSpec

@Sendable public func removeGuards(_ function: inout MIRFunction) {
    let kinds = KnownKinds(function)
    var replacement = Replacement()
    for block in function.liveBlocks {
        // A parameter that is always of one shape says so in its type.
        for parameter in function[block].parameters where function.type(of: parameter) == .tagged {
            if case .object(let shape) = kinds[parameter] { function[parameter].type = .object(shape: shape) }
        }
    }
    for block in function.liveBlocks {
        for value in function[block].body {
            guard function[value].operandCount > 0 else { continue }
            let operand = function.operand(0, of: value)
            let kind = kinds[operand]
            let holds: Bool
            switch function.operation(of: value) {
            case .guardInt: holds = kind == .smallInt
            case .guardFloat: holds = kind == .float
            case .guardBool: holds = kind == .bool
            case .guardNotEmpty: holds = kind != .any && kind != .unvisited
            case .guardShape:
                holds = function.type(of: operand) == .object(shape: function[value].shape)
                    && function[value].auxiliary != 0
            case .guardConstant:
                holds = function.operation(of: operand) == .constantObject
                    && function[operand].immediate == function[value].immediate
            case .guardBounds:
                let (index, length) = (function.range(of: operand), function.range(of: function.operand(1, of: value)))
                holds = index.lowerBound >= 0 && index.upperBound < length.lowerBound
            default: holds = false
            }
            if holds { replacement.replace(value, by: operand) }
        }
    }
    function.replaceUses(replacement)
    for block in function.liveBlocks { function[block].body.removeAll { replacement.contains($0) } }
}

/// What is known about words.
enum Kind: Equatable {
    /// Nothing was seen yet (only during the iteration).
    case unvisited
    case smallInt
    case float
    case bool
    case object(UInt32)
    /// Anything but the empty word.
    case value
    case any

    func joined(with other: Kind) -> Kind {
        if self == other || other == .unvisited { return self }
        if self == .unvisited { return other }
        if self == .any || other == .any { return .any }
        if case .object = self, case .object = other { return .object(0) }
        return .value
    }
}

/// The kinds of all words of a function.
struct KnownKinds {
    private var kinds: [Kind]

    subscript(value: ValueID) -> Kind { kinds[Int(value.index)] }

    init(_ function: MIRFunction) {
        kinds = Array(repeating: .unvisited, count: function.instructions.count)
        let flow = ControlFlow(function)
        var changed = true
        while changed {
            changed = false
            for block in flow.order {
                for (index, parameter) in function[block].parameters.enumerated() {
                    var kind = Kind.unvisited
                    if case .object(let shape) = function.type(of: parameter) {
                        kind = .object(shape)
                    } else {
                        for predecessor in flow.predecessors(of: block) {
                            for edge in function[predecessor].successors where edge.target == block {
                                kind = kind.joined(with: self[edge.arguments[index]])
                            }
                        }
                    }
                    if set(parameter, kind) { changed = true }
                }
                for value in function[block].body where set(value, kind(of: value, function)) { changed = true }
            }
        }
    }

    private mutating func set(_ value: ValueID, _ kind: Kind) -> Bool {
        if kinds[Int(value.index)] == kind { return false }
        kinds[Int(value.index)] = kind
        return true
    }

    private func kind(of value: ValueID, _ function: MIRFunction) -> Kind {
        let instruction = function[value]
        switch instruction.operation {
        case .constantTagged:
            if instruction.immediate & 1 == 1 { return .smallInt }
            if instruction.immediate & 3 == 2 { return .float }
            return instruction.immediate == 0 ? .any : .value
        case .boxInt: return function.fitsSmallInt(function.operand(0, of: value)) ? .smallInt : .value
        case .guardInt, .guardTaggedAdd, .guardTaggedSub: return .smallInt
        case .boxFloat, .guardFloat: return .float
        case .boxBool, .guardBool: return .bool
        case .guardNotEmpty:
            let kind = self[function.operand(0, of: value)]
            return kind == .any ? .value : kind
        default: break
        }
        if case .object(let shape) = instruction.type {
            // A field may be empty even where its type is a reference.
            return instruction.effects == .read ? .any : .object(shape)
        }
        if instruction.effects == .python { return .value }
        return .any
    }
}
