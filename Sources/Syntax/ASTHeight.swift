// The height of expressions: one more than the highest child, computed as each node is made.
//
// Long operator chains (`a + a + …`) are built by loops, so the parser's own recursion limit does not bound the tree.
// Whoever walks a tree recursively (compiler, dumper, even the release of its memory) relies on a bounded height.

extension ExprKind {
    /// The greatest height among the direct children; 0 for leaves.
    var childHeight: Int32 {
        switch self {
        case .constant, .name: return 0
        case .attribute(let value, _, _), .starred(let value, _), .await(let value), .yieldFrom(let value),
            .unaryOp(_, let value):
            return value.height
        case .yield(let value): return value?.height ?? 0
        case .binOp(let left, _, let right): return max(left.height, right.height)
        case .namedExpr(let left, let right), .subscripted(let left, let right, _):
            return max(left.height, right.height)
        case .boolOp(_, let values), .set(let values), .joinedStr(let values), .list(let values, _),
            .tuple(let values, _):
            return highest(values)
        case .lambda(let args, let body): return max(args.height, body.height)
        case .ifExp(let test, let body, let orelse): return max(test.height, body.height, orelse.height)
        case .dict(let keys, let values):
            var result = highest(values)
            for key in keys { result = max(result, key?.height ?? 0) }
            return result
        case .listComp(let elt, let generators), .setComp(let elt, let generators), .generatorExp(let elt, let generators):
            return max(elt.height, highest(generators))
        case .dictComp(let key, let value, let generators):
            return max(key.height, value.height, highest(generators))
        case .compare(let left, _, let comparators): return max(left.height, highest(comparators))
        case .call(let function, let args, let keywords):
            var result = max(function.height, highest(args))
            for keyword in keywords { result = max(result, keyword.value.height) }
            return result
        case .formattedValue(let value, _, let formatSpec): return max(value.height, formatSpec?.height ?? 0)
        case .slice(let lower, let upper, let step):
            return max(lower?.height ?? 0, upper?.height ?? 0, step?.height ?? 0)
        }
    }
}

private func highest(_ expressions: [Expr]) -> Int32 {
    var result: Int32 = 0
    for expression in expressions { result = max(result, expression.height) }
    return result
}

private func highest(_ generators: [Comprehension]) -> Int32 {
    var result: Int32 = 0
    for generator in generators {
        result = max(result, generator.target.height, generator.iter.height, highest(generator.ifs))
    }
    return result
}

extension Arguments {
    /// The height of the highest default.
    var height: Int32 {
        var result = highest(defaults)
        for value in kwDefaults { result = max(result, value?.height ?? 0) }
        return result
    }
}
