// Prints a tree the way `ast.dump` of Python 3.11 does, byte for byte.
//
// In:  a tree.
// Out: text; with positions where asked for, on several lines where an indentation is given.

/// The text of a tree, like `ast.dump(tree, include_attributes=…, indent=…)`.
public func dump(_ module: Module, includeAttributes: Bool = false, indent: Int? = nil) -> String {
    let dumper = ASTDumper(includeAttributes: includeAttributes, indent: indent)
    let tree: ASTDumper.Item
    switch module {
    case .module(let body):
        tree = dumper.call("Module", [("body", dumper.list(body.map(dumper.item))), ("type_ignores", .list([]))])
    case .interactive(let body): tree = dumper.call("Interactive", [("body", dumper.list(body.map(dumper.item)))])
    case .expression(let body): tree = dumper.call("Expression", [("body", dumper.item(body))])
    }
    dumper.write(tree, level: 0)
    return String(decoding: dumper.output, as: UTF8.self)
}

final class ASTDumper {
    /// What is printed: a node, a list, or the text of a value.
    indirect enum Item {
        case text(String)
        case bytes([UInt8])
        case list([Item])
        case node(String, [(String, Item)])
    }

    let includeAttributes: Bool
    let indent: Int?
    var output: [UInt8] = []

    init(includeAttributes: Bool, indent: Int?) {
        self.includeAttributes = includeAttributes
        self.indent = indent
    }

    // MARK: Layout

    func write(_ item: Item, level: Int) {
        switch item {
        case .text(let text): output += text.utf8
        case .bytes(let bytes): output += bytes
        case .list(let items):
            output.append(0x5B)
            for (index, element) in items.enumerated() {
                separate(index, level + 1)
                write(element, level: level + 1)
            }
            output.append(0x5D)
        case .node(let name, let fields):
            output += name.utf8
            output.append(0x28)
            // Small nodes stay on one line.
            let isFlat = indent == nil || (fields.count <= 3 && fields.allSatisfy { isSimple($0.1) })
            for (index, field) in fields.enumerated() {
                if isFlat {
                    if index > 0 { output += ", ".utf8 }
                } else {
                    separate(index, level + 1)
                }
                output += field.0.utf8
                output.append(0x3D)
                write(field.1, level: level + 1)
            }
            output.append(0x29)
        }
    }

    private func isSimple(_ item: Item) -> Bool {
        switch item {
        case .text, .bytes: return true
        case .list(let items): return items.isEmpty
        case .node(_, let fields): return fields.isEmpty
        }
    }

    private func separate(_ index: Int, _ level: Int) {
        if index > 0 { output.append(0x2C) }
        if let indent {
            output.append(0x0A)
            output += repeatElement(0x20, count: indent * level)
        } else if index > 0 {
            output.append(0x20)
        }
    }

    // MARK: Parts

    func call(_ name: String, _ fields: [(String, Item?)], _ range: SourceRange? = nil) -> Item {
        var present: [(String, Item)] = []
        for (field, value) in fields {
            if let value { present.append((field, value)) }
        }
        if includeAttributes, let range {
            present.append(("lineno", .text(String(range.line))))
            present.append(("col_offset", .text(String(range.column))))
            present.append(("end_lineno", .text(String(range.endLine))))
            present.append(("end_col_offset", .text(String(range.endColumn))))
        }
        return .node(name, present)
    }

    func list(_ items: [Item]) -> Item { .list(items) }
    private func leaf(_ name: String) -> Item { .node(name, []) }
    private func name(_ text: String) -> Item { .bytes(pythonRepresentation(string: Array(text.utf8))) }
    private func names(_ texts: [String]) -> Item { .list(texts.map(name)) }
    private func items(_ expressions: [Expr]) -> Item { .list(expressions.map(item)) }
    private func optionals(_ expressions: [Expr?]) -> Item {
        .list(expressions.map { $0.map(item) ?? .text("None") })
    }
    private func block(_ body: [Stmt]) -> Item { .list(body.map(item)) }
    private func capitalised<Operator>(_ op: Operator) -> String {
        let text = String(describing: op)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private func constant(_ value: Constant) -> Item {
        switch value {
        case .none: return .text("None")
        case .true: return .text("True")
        case .false: return .text("False")
        case .ellipsis: return .text("Ellipsis")
        case .int(.small(let value)): return .text(String(value))
        case .int(.big(let magnitude)): return .text(decimalText(magnitude))
        case .float(let value): return .text(pythonRepresentation(float: value, keepsPoint: true))
        case .complex(let value): return .text(pythonRepresentation(float: value, keepsPoint: false) + "j")
        case .string(let bytes): return .bytes(pythonRepresentation(string: bytes))
        case .bytes(let bytes): return .bytes(pythonRepresentation(bytes: bytes))
        }
    }

    // MARK: Expressions

    func item(_ expression: Expr) -> Item {
        let range = expression.range
        func ctx(_ context: ExprContext) -> (String, Item?) { ("ctx", leaf(capitalised(context))) }
        switch expression.kind {
        case .boolOp(let op, let values):
            return call("BoolOp", [("op", leaf(capitalised(op))), ("values", items(values))], range)
        case .namedExpr(let target, let value):
            return call("NamedExpr", [("target", item(target)), ("value", item(value))], range)
        case .binOp(let left, let op, let right):
            return call(
                "BinOp", [("left", item(left)), ("op", leaf(capitalised(op))), ("right", item(right))], range)
        case .unaryOp(let op, let operand):
            return call("UnaryOp", [("op", leaf(capitalised(op))), ("operand", item(operand))], range)
        case .lambda(let args, let body): return call("Lambda", [("args", item(args)), ("body", item(body))], range)
        case .ifExp(let test, let body, let orelse):
            return call("IfExp", [("test", item(test)), ("body", item(body)), ("orelse", item(orelse))], range)
        case .dict(let keys, let values):
            return call("Dict", [("keys", optionals(keys)), ("values", items(values))], range)
        case .set(let elts): return call("Set", [("elts", items(elts))], range)
        case .listComp(let elt, let generators):
            return call("ListComp", [("elt", item(elt)), ("generators", .list(generators.map(item)))], range)
        case .setComp(let elt, let generators):
            return call("SetComp", [("elt", item(elt)), ("generators", .list(generators.map(item)))], range)
        case .dictComp(let key, let value, let generators):
            return call(
                "DictComp", [("key", item(key)), ("value", item(value)), ("generators", .list(generators.map(item)))],
                range)
        case .generatorExp(let elt, let generators):
            return call("GeneratorExp", [("elt", item(elt)), ("generators", .list(generators.map(item)))], range)
        case .await(let value): return call("Await", [("value", item(value))], range)
        case .yield(let value): return call("Yield", [("value", value.map(item))], range)
        case .yieldFrom(let value): return call("YieldFrom", [("value", item(value))], range)
        case .compare(let left, let ops, let comparators):
            return call(
                "Compare",
                [
                    ("left", item(left)), ("ops", .list(ops.map { leaf(capitalised($0)) })),
                    ("comparators", items(comparators)),
                ], range)
        case .call(let function, let args, let keywords):
            return call(
                "Call",
                [("func", item(function)), ("args", items(args)), ("keywords", .list(keywords.map(item)))], range)
        case .formattedValue(let value, let conversion, let formatSpec):
            return call(
                "FormattedValue",
                [
                    ("value", item(value)), ("conversion", .text(String(conversion))),
                    ("format_spec", formatSpec.map(item)),
                ], range)
        case .joinedStr(let values): return call("JoinedStr", [("values", items(values))], range)
        case .constant(let value, let isMarked):
            return call("Constant", [("value", constant(value)), ("kind", isMarked ? .text("'u'") : nil)], range)
        case .attribute(let value, let attr, let context):
            return call("Attribute", [("value", item(value)), ("attr", name(attr)), ctx(context)], range)
        case .subscripted(let value, let slice, let context):
            return call("Subscript", [("value", item(value)), ("slice", item(slice)), ctx(context)], range)
        case .starred(let value, let context): return call("Starred", [("value", item(value)), ctx(context)], range)
        case .name(let id, let context): return call("Name", [("id", name(id)), ctx(context)], range)
        case .list(let elts, let context): return call("List", [("elts", items(elts)), ctx(context)], range)
        case .tuple(let elts, let context): return call("Tuple", [("elts", items(elts)), ctx(context)], range)
        case .slice(let lower, let upper, let step):
            return call(
                "Slice", [("lower", lower.map(item)), ("upper", upper.map(item)), ("step", step.map(item))], range)
        }
    }

    private func item(_ generator: Comprehension) -> Item {
        call(
            "comprehension",
            [
                ("target", item(generator.target)), ("iter", item(generator.iter)), ("ifs", items(generator.ifs)),
                ("is_async", .text(generator.isAsync ? "1" : "0")),
            ])
    }

    private func item(_ keyword: Keyword) -> Item {
        call("keyword", [("arg", keyword.arg.map(name)), ("value", item(keyword.value))], keyword.range)
    }

    private func item(_ arg: Arg) -> Item {
        call("arg", [("arg", name(arg.arg)), ("annotation", arg.annotation.map(item))], arg.range)
    }

    private func item(_ arguments: Arguments) -> Item {
        call(
            "arguments",
            [
                ("posonlyargs", .list(arguments.posonlyargs.map(item))), ("args", .list(arguments.args.map(item))),
                ("vararg", arguments.vararg.map(item)), ("kwonlyargs", .list(arguments.kwonlyargs.map(item))),
                ("kw_defaults", optionals(arguments.kwDefaults)), ("kwarg", arguments.kwarg.map(item)),
                ("defaults", items(arguments.defaults)),
            ])
    }

    // MARK: Statements

    func item(_ statement: Stmt) -> Item {
        let range = statement.range
        switch statement.kind {
        case .functionDef(let definition): return item(definition, "FunctionDef", range)
        case .asyncFunctionDef(let definition): return item(definition, "AsyncFunctionDef", range)
        case .classDef(let definition):
            return call(
                "ClassDef",
                [
                    ("name", name(definition.name)), ("bases", items(definition.bases)),
                    ("keywords", .list(definition.keywords.map(item))), ("body", block(definition.body)),
                    ("decorator_list", items(definition.decoratorList)),
                ], range)
        case .return(let value): return call("Return", [("value", value.map(item))], range)
        case .delete(let targets): return call("Delete", [("targets", items(targets))], range)
        case .assign(let targets, let value):
            return call("Assign", [("targets", items(targets)), ("value", item(value))], range)
        case .augAssign(let target, let op, let value):
            return call(
                "AugAssign", [("target", item(target)), ("op", leaf(capitalised(op))), ("value", item(value))], range)
        case .annAssign(let target, let annotation, let value, let simple):
            return call(
                "AnnAssign",
                [
                    ("target", item(target)), ("annotation", item(annotation)), ("value", value.map(item)),
                    ("simple", .text(simple ? "1" : "0")),
                ], range)
        case .for(let target, let iter, let body, let orelse):
            return loop("For", target, iter, body, orelse, range)
        case .asyncFor(let target, let iter, let body, let orelse):
            return loop("AsyncFor", target, iter, body, orelse, range)
        case .while(let test, let body, let orelse):
            return call("While", [("test", item(test)), ("body", block(body)), ("orelse", block(orelse))], range)
        case .if(let test, let body, let orelse):
            return call("If", [("test", item(test)), ("body", block(body)), ("orelse", block(orelse))], range)
        case .with(let items, let body):
            return call("With", [("items", .list(items.map(item))), ("body", block(body))], range)
        case .asyncWith(let items, let body):
            return call("AsyncWith", [("items", .list(items.map(item))), ("body", block(body))], range)
        case .match(let subject, let cases):
            return call("Match", [("subject", item(subject)), ("cases", .list(cases.map(item)))], range)
        case .raise(let exc, let cause):
            return call("Raise", [("exc", exc.map(item)), ("cause", cause.map(item))], range)
        case .try(let body, let handlers, let orelse, let finalbody):
            return handling("Try", body, handlers, orelse, finalbody, range)
        case .tryStar(let body, let handlers, let orelse, let finalbody):
            return handling("TryStar", body, handlers, orelse, finalbody, range)
        case .assert(let test, let msg): return call("Assert", [("test", item(test)), ("msg", msg.map(item))], range)
        case .import(let names): return call("Import", [("names", .list(names.map(item)))], range)
        case .importFrom(let module, let names, let level):
            return call(
                "ImportFrom",
                [("module", module.map(name)), ("names", .list(names.map(item))), ("level", .text(String(level)))], range)
        case .global(let list): return call("Global", [("names", names(list))], range)
        case .nonlocal(let list): return call("Nonlocal", [("names", names(list))], range)
        case .expr(let value): return call("Expr", [("value", item(value))], range)
        case .pass: return call("Pass", [], range)
        case .break: return call("Break", [], range)
        case .continue: return call("Continue", [], range)
        }
    }

    private func item(_ definition: FunctionDef, _ kind: String, _ range: SourceRange) -> Item {
        call(
            kind,
            [
                ("name", name(definition.name)), ("args", item(definition.args)), ("body", block(definition.body)),
                ("decorator_list", items(definition.decoratorList)), ("returns", definition.returns.map(item)),
            ], range)
    }

    private func loop(
        _ kind: String, _ target: Expr, _ iter: Expr, _ body: [Stmt], _ orelse: [Stmt], _ range: SourceRange
    ) -> Item {
        call(
            kind,
            [("target", item(target)), ("iter", item(iter)), ("body", block(body)), ("orelse", block(orelse))], range)
    }

    private func handling(
        _ kind: String, _ body: [Stmt], _ handlers: [ExceptHandler], _ orelse: [Stmt], _ finalbody: [Stmt],
        _ range: SourceRange
    ) -> Item {
        call(
            kind,
            [
                ("body", block(body)), ("handlers", .list(handlers.map(item))), ("orelse", block(orelse)),
                ("finalbody", block(finalbody)),
            ], range)
    }

    private func item(_ handler: ExceptHandler) -> Item {
        call(
            "ExceptHandler",
            [("type", handler.type.map(item)), ("name", handler.name.map(name)), ("body", block(handler.body))],
            handler.range)
    }

    private func item(_ alias: Alias) -> Item {
        call("alias", [("name", name(alias.name)), ("asname", alias.asname.map(name))], alias.range)
    }

    private func item(_ with: WithItem) -> Item {
        call("withitem", [("context_expr", item(with.contextExpr)), ("optional_vars", with.optionalVars.map(item))])
    }

    private func item(_ matchCase: MatchCase) -> Item {
        call(
            "match_case",
            [
                ("pattern", item(matchCase.pattern)), ("guard", matchCase.guard.map(item)),
                ("body", block(matchCase.body)),
            ])
    }

    // MARK: Patterns

    private func item(_ pattern: Pattern) -> Item {
        let range = pattern.range
        func list(_ patterns: [Pattern]) -> Item { .list(patterns.map(item)) }
        switch pattern.kind {
        case .matchValue(let value): return call("MatchValue", [("value", item(value))], range)
        case .matchSingleton(let value): return call("MatchSingleton", [("value", constant(value))], range)
        case .matchSequence(let patterns): return call("MatchSequence", [("patterns", list(patterns))], range)
        case .matchMapping(let keys, let patterns, let rest):
            return call(
                "MatchMapping", [("keys", items(keys)), ("patterns", list(patterns)), ("rest", rest.map(name))], range)
        case .matchClass(let cls, let patterns, let kwdAttrs, let kwdPatterns):
            return call(
                "MatchClass",
                [
                    ("cls", item(cls)), ("patterns", list(patterns)), ("kwd_attrs", names(kwdAttrs)),
                    ("kwd_patterns", list(kwdPatterns)),
                ], range)
        case .matchStar(let target): return call("MatchStar", [("name", target.map(name))], range)
        case .matchAs(let inner, let target):
            return call("MatchAs", [("pattern", inner.map(item)), ("name", target.map(name))], range)
        case .matchOr(let patterns): return call("MatchOr", [("patterns", list(patterns))], range)
        }
    }
}
