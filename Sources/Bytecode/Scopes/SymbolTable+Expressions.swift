// SymbolTable, expressions: uses, bindings by := and the blocks of lambdas and comprehensions.

import Syntax

extension SymbolTable {
    func visit(_ expressions: [Expr]) throws {
        for expression in expressions { try visit(expression) }
    }

    func visit(_ e: Expr) throws {
        switch e.kind {
        case .constant: break
        case .name(let id, let ctx):
            try define(id, ctx == .load ? .use : .local, e.range)
            // Zero-argument super() finds its class in the cell __class__.
            if ctx == .load, current.kind == .function, id == "super" { try define("__class__", .use, e.range) }
        case .boolOp(_, let values), .set(let values), .joinedStr(let values), .list(let values, _), .tuple(let values, _):
            try visit(values)
        case .namedExpr(let target, let value): try visit(walrus: target, value, e)
        case .binOp(let left, _, let right):
            try visit(left)
            try visit(right)
        case .unaryOp(_, let value), .attribute(let value, _, _), .starred(let value, _): try visit(value)
        case .lambda(let args, let body):
            try visit(defaultsOf: args)
            _ = enter(.function, "lambda", e, e.range)
            try define(parametersOf: args)
            try visit(body)
            leave()
        case .ifExp(let test, let body, let orelse):
            try visit(test)
            try visit(body)
            try visit(orelse)
        case .dict(let keys, let values):
            for (index, value) in values.enumerated() {
                if index < keys.count, let key = keys[index] { try visit(key) }
                try visit(value)
            }
        case .listComp(let elt, let generators): try visit(comprehension: e, .list, "listcomp", elt, nil, generators)
        case .setComp(let elt, let generators): try visit(comprehension: e, .set, "setcomp", elt, nil, generators)
        case .dictComp(let key, let value, let generators):
            try visit(comprehension: e, .dict, "dictcomp", key, value, generators)
        case .generatorExp(let elt, let generators):
            try visit(comprehension: e, .generator, "genexpr", elt, nil, generators)
        case .await(let value):
            try refuseInAnnotation("await expression", e)
            try visit(value)
            current.isCoroutine = true
        case .yield(let value):
            try refuseInAnnotation("yield expression", e)
            if let value { try visit(value) }
            current.isGenerator = true
            try refuseYieldInComprehension(e)
        case .yieldFrom(let value):
            try refuseInAnnotation("yield expression", e)
            try visit(value)
            current.isGenerator = true
            try refuseYieldInComprehension(e)
        case .compare(let left, _, let comparators):
            try visit(left)
            try visit(comparators)
        case .call(let function, let args, let keywords):
            try visit(function)
            try visit(args)
            for keyword in keywords { try visit(keyword.value) }
        case .formattedValue(let value, _, let spec):
            try visit(value)
            if let spec { try visit(spec) }
        case .subscripted(let value, let slice, _):
            try visit(value)
            try visit(slice)
        case .slice(let lower, let upper, let step):
            if let lower { try visit(lower) }
            if let upper { try visit(upper) }
            if let step { try visit(step) }
        }
    }

    private func refuseInAnnotation(_ what: String, _ e: Expr) throws {
        if current.kind == .annotation { throw fail("\(what) cannot be used within an annotation", e.range) }
    }

    private func refuseYieldInComprehension(_ e: Expr) throws {
        let place: String
        switch current.comprehension {
        case .none: return
        case .list: place = "list comprehension"
        case .set: place = "set comprehension"
        case .dict: place = "dict comprehension"
        case .generator: place = "generator expression"
        }
        throw fail("'yield' inside \(place)", e.range)
    }

    private func visit(walrus target: Expr, _ value: Expr, _ e: Expr) throws {
        try refuseInAnnotation("named expression", e)
        if current.iterationExpressionDepth > 0 {
            throw fail("assignment expression cannot be used in a comprehension iterable expression", e.range)
        }
        if current.comprehension != .none, case .name(let id, _) = target.kind { try extendWalrusScope(id, target) }
        try visit(value)
        try visit(target)
        if case .name(let id, _) = target.kind { current.walrusTargets.insert(mangle(id, inClass: className)) }
    }

    /// := in a comprehension binds in the nearest block that is not a comprehension.
    private func extendWalrusScope(_ rawName: String, _ target: Expr) throws {
        let name = mangle(rawName, inClass: className)
        for scope in stack.reversed() {
            if scope.comprehension != .none {
                if let old = scope.symbols[name], old.contains(.iterationVariable) {
                    throw fail("assignment expression cannot rebind comprehension iteration variable '\(rawName)'", target.range)
                }
                continue
            }
            switch scope.kind {
            case .function:
                let outer = scope.symbols[name] ?? []
                try define(rawName, outer.contains(.global) ? .global : .nonlocal, target.range)
                current.directives.append((name, target.range))
                try define(rawName, .local, in: scope, target.range)
                return
            case .module:
                try define(rawName, .global, target.range)
                current.directives.append((name, target.range))
                try define(rawName, .global, in: scope, target.range)
                return
            case .class:
                throw fail("assignment expression within a comprehension cannot be used in a class body", target.range)
            case .annotation: return
            }
        }
    }

    private func visit(
        comprehension e: Expr, _ kind: ComprehensionKind, _ name: String, _ element: Expr, _ value: Expr?,
        _ generators: [Comprehension]
    ) throws {
        guard let outermost = generators.first else { return }
        // The outermost iterable is evaluated in the enclosing block.
        current.iterationExpressionDepth += 1
        try visit(outermost.iter)
        current.iterationExpressionDepth -= 1
        let scope = enter(.function, name, e, e.range)
        scope.comprehension = kind
        if outermost.isAsync { scope.isCoroutine = true }
        try define(".0", .parameter, e.range)
        try visit(target: outermost.target)
        try visit(outermost.ifs)
        for generator in generators.dropFirst() {
            try visit(target: generator.target)
            scope.iterationExpressionDepth += 1
            try visit(generator.iter)
            scope.iterationExpressionDepth -= 1
            try visit(generator.ifs)
            if generator.isAsync { scope.isCoroutine = true }
        }
        if let value { try visit(element); try visit(value) } else { try visit(element) }
        scope.isGenerator = kind == .generator
        let isAsync = scope.isCoroutine && kind != .generator
        leave()
        if isAsync { current.isCoroutine = true }
    }

    private func visit(target: Expr) throws {
        current.inIterationTarget = true
        try visit(target)
        current.inIterationTarget = false
    }
}
