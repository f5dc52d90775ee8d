// TreeHeight: how high a tree is, and a machine stack that is big enough to walk it.
//
// Expressions know their height. The walks over the tree recurse once per level, so a high tree is compiled on a thread
// of its own with a stack of a size that fits; ordinary sources stay on the caller's stack.

import Syntax

/// Higher trees are refused (the parser makes none; programs may, with `ast`).
let maximumTreeHeight = 3000

/// The height of the highest expression in the module.
func treeHeight(_ module: Module) -> Int {
    switch module {
    case .module(let body), .interactive(let body): return treeHeight(body)
    case .expression(let value): return Int(value.height)
    }
}

private func treeHeight(_ body: [Stmt]) -> Int {
    var result = 0
    for statement in body { result = max(result, treeHeight(statement)) }
    return result
}

private func treeHeight(_ first: Stmt) -> Int {
    var statement = first
    var result = 0
    func add(_ expressions: [Expr]) { for e in expressions { result = max(result, Int(e.height)) } }
    func add(_ e: Expr?) { if let e { result = max(result, Int(e.height)) } }
    func add(_ args: Arguments) {
        add(args.defaults)
        for e in args.kwDefaults { add(e) }
        for arg in args.posonlyargs + args.args + args.kwonlyargs { add(arg.annotation) }
        add(args.vararg?.annotation)
        add(args.kwarg?.annotation)
    }
    while true {
        switch statement.kind {
        case .functionDef(let node), .asyncFunctionDef(let node):
            add(node.decoratorList)
            add(node.args)
            add(node.returns)
            return max(result, treeHeight(node.body))
        case .classDef(let node):
            add(node.bases)
            add(node.decoratorList)
            for keyword in node.keywords { add(keyword.value) }
            return max(result, treeHeight(node.body))
        case .return(let value): add(value)
        case .delete(let targets): add(targets)
        case .assign(let targets, let value):
            add(targets)
            add(value)
        case .augAssign(let target, _, let value):
            add(target)
            add(value)
        case .annAssign(let target, let annotation, let value, _):
            add(target)
            add(annotation)
            add(value)
        case .for(let target, let iter, let body, let orelse), .asyncFor(let target, let iter, let body, let orelse):
            add(target)
            add(iter)
            result = max(result, treeHeight(body), treeHeight(orelse))
        case .while(let test, let body, let orelse):
            add(test)
            result = max(result, treeHeight(body), treeHeight(orelse))
        case .if(let test, let body, let orelse):
            add(test)
            result = max(result, treeHeight(body))
            // Chains of elif are long, not deep.
            if orelse.count == 1 {
                statement = orelse[0]
                continue
            }
            result = max(result, treeHeight(orelse))
        case .with(let items, let body), .asyncWith(let items, let body):
            for item in items {
                add(item.contextExpr)
                add(item.optionalVars)
            }
            result = max(result, treeHeight(body))
        case .match(let subject, let cases):
            add(subject)
            for item in cases {
                add(item.guard)
                result = max(result, treeHeight(item.body), 60)
            }
        case .raise(let exception, let cause):
            add(exception)
            add(cause)
        case .try(let body, let handlers, let orelse, let finalbody),
            .tryStar(let body, let handlers, let orelse, let finalbody):
            for handler in handlers {
                add(handler.type)
                result = max(result, treeHeight(handler.body))
            }
            result = max(result, treeHeight(body), treeHeight(orelse), treeHeight(finalbody))
        case .assert(let test, let message):
            add(test)
            add(message)
        case .expr(let value): add(value)
        case .import, .importFrom, .global, .nonlocal, .pass, .break, .continue: break
        }
        return result
    }
}

/// Runs `body` where the machine stack is deep enough for a tree of that height.
func withMachineStack<T>(forHeight height: Int, _ body: @escaping () -> T) -> T {
    // Measured: a level costs less than 4 kB even in debug builds, three calls deep; the smallest stacks have 2 MB.
    height < 150 ? body() : withMachineStack(bytes: (64 << 20) + height * (48 << 10), body)
}
