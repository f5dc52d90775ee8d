// foldTruths: asks machine numbers, not words, whether they are true, and drops comparisons of numbers with objects.
//
//   v1 = boxInt v0 : tagged                         v5 = constantInt #0 : int64
//   v2 = callHelper $"rt_truth_exact" v1 : tagged →  v6 = intCompare notEqual v0, v5 : bool
//                                                    v2 = boxBool v6 : tagged
//   v3 = wordEqual v1, c0 : bool                     v3 = constantBool false : bool
//
// The truth of a value whose kind nobody knew when the code was built is asked of a helper, after comparing it with True, False and None. Often
// the kind is known by now, because the value was unboxed.

import CVMSpec

@Sendable public func foldTruths(_ function: inout MIRFunction) {
    let truth = function.symbols.firstIndex { $0.name == "rt_truth_exact" }.map(Int64.init)
    let kinds = KnownKinds(function)
    var replacement = Replacement()
    for block in function.liveBlocks {
        var body: [ValueID] = []
        for value in function[block].body {
            switch function.operation(of: value) {
            case .wordEqual:
                let (a, b) = (function.operand(0, of: value), function.operand(1, of: value))
                if isNumber(a, kinds, function) && function.isSingleton(b) || isNumber(b, kinds, function) && function.isSingleton(a) {
                    function.rewrite(value, as: .constantBool, [], immediate: 0)
                }
            case .callHelper:
                guard function[value].immediate == truth, function[value].operandCount == 1 else { break }
                let operand = function.operand(0, of: value)
                if kinds[operand] == .bool {
                    replacement.replace(value, by: operand)
                    continue
                }
                guard let test = truthTest(of: operand, kinds, &function, &body) else { break }
                function.rewrite(value, as: .boxBool, [test])
            default: break
            }
            body.append(value)
        }
        function[block].body = body
    }
    function.replaceUses(replacement)
}

private func isNumber(_ value: ValueID, _ kinds: KnownKinds, _ function: MIRFunction) -> Bool {
    kinds[value] == .smallInt || kinds[value] == .float || function.operation(of: value) == .boxInt
}

extension MIRFunction {
    /// A constant that is known to be True, False or None: the builder says so in its type.
    func isSingleton(_ value: ValueID) -> Bool {
        guard operation(of: value) == .constantObject, case .object(let shape) = type(of: value) else { return false }
        return shape != 0
    }
}

/// Is that number not zero? nil if its kind is not known.
private func truthTest(of value: ValueID, _ kinds: KnownKinds, _ function: inout MIRFunction, _ body: inout [ValueID]) -> ValueID? {
    func add(_ new: ValueID) -> ValueID {
        body.append(new)
        return new
    }
    let isBox = function.operation(of: value) == .boxInt || function.operation(of: value) == .boxFloat
    if function.operation(of: value) == .boxInt || kinds[value] == .smallInt {
        let number = isBox ? function.operand(0, of: value) : add(function.make(.unboxInt, .int64, [value]))
        let zero = add(function.make(.constantInt, .int64))
        return add(function.make(.intCompare, .bool, [number, zero], immediate: Int64(MIRCondition.notEqual.rawValue)))
    }
    if kinds[value] == .float {
        let number = isBox ? function.operand(0, of: value) : add(function.make(.unboxFloat, .float64, [value]))
        let zero = add(function.make(.constantFloat, .float64))
        return add(function.make(.floatCompare, .bool, [number, zero], immediate: Int64(MIRCondition.notEqual.rawValue)))
    }
    return nil
}
