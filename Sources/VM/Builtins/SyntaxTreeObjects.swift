// Syntax tree objects: what `compile(source, …, PyCF_ONLY_AST)` returns.
//
// In:  a parsed module. Out: an instance of _ast.Module (or Expression, Interactive).
//
// `ast.dump` prints a tree as an expression that makes the tree again. The parser's printer writes that text, statement by
// statement, and the text is evaluated in the namespace of _ast: the shape of the nodes is stated once, in the printer.

import CVMSpec
import Syntax

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The tree of a source as Python objects.
    func syntaxTreeObject(_ source: [UInt8], filename: String, mode: ParseMode, isText: Bool) throws(PyRaise) -> Value {
        let parsed: ParsedModule
        switch parse(source: source, filename: filename, mode: mode, flags: isText ? [.ignoreCookie] : []) {
        case .success(let m): parsed = m
        case .failure(let e): throw syntaxError(e, filename)
        }
        let names = try newDict()
        let module = try importDotted("_ast")
        try callMethodIgnoringResult(Value(names), "update", try getAttribute(module, "__dict__"))
        try dictSet(names, try intern("inf"), try newFloat(.infinity))
        let globals = try prepareGlobals(Value(names))
        switch parsed.tree {
        case .expression: return try evaluateDump(parsed.tree, globals)
        case .module(let body):
            let tree = try evaluateDump(.module([]), globals)
            try fill(tree, body, globals)
            return tree
        case .interactive(let body):
            let tree = try evaluateDump(.interactive([]), globals)
            try fill(tree, body, globals)
            return tree
        }
    }

    private func fill(_ tree: Value, _ body: [Stmt], _ globals: DictRef) throws(PyRaise) {
        let list = try getAttribute(tree, "body")
        for statement in body {
            let one = try evaluateDump(.module([statement]), globals)
            try callMethodIgnoringResult(list, "append", try getItem(try getAttribute(one, "body"), Value(small: 0)))
        }
    }

    private func callMethodIgnoringResult(_ object: Value, _ name: String, _ argument: Value) throws(PyRaise) {
        _ = try callMethod(object, name, argument)
    }

    private func evaluateDump(_ tree: Module, _ globals: DictRef) throws(PyRaise) -> Value {
        let code = try compileSource(Array(dump(tree, includeAttributes: true).utf8), filename: "<tree>", mode: .eval, isText: true)
        return try call(try newFunction(code, globals: globals))
    }
}
