// The module _ast: the classes of syntax tree nodes.
//
// In:  the table `nodes`, one row a class: base, name, fields; `?` marks a field that may be left out (it is None then).
// Out: classes made by calling `type`, so that they can be subclassed, given attributes and pickled like any class.
//
// The trees themselves come from the parser through `compile(…, PyCF_ONLY_AST)`: VM/Builtins/SyntaxTreeObjects.swift.

import VM

/// Base class, attribute words, then the classes derived from it with their fields.
private let nodes: [(base: String, located: Bool, classes: String)] = [
    ("mod", false, "Module(body,type_ignores) Interactive(body) Expression(body) FunctionType(argtypes,returns)"),
    ("stmt", true, """
    FunctionDef(name,args,body,decorator_list,returns?,type_comment?) AsyncFunctionDef(name,args,body,decorator_list,returns?,type_comment?)
    ClassDef(name,bases,keywords,body,decorator_list) Return(value?) Delete(targets) Assign(targets,value,type_comment?) AugAssign(target,op,value)
    AnnAssign(target,annotation,value?,simple) For(target,iter,body,orelse,type_comment?) AsyncFor(target,iter,body,orelse,type_comment?)
    While(test,body,orelse) If(test,body,orelse) With(items,body,type_comment?) AsyncWith(items,body,type_comment?) Match(subject,cases)
    Raise(exc?,cause?) Try(body,handlers,orelse,finalbody) TryStar(body,handlers,orelse,finalbody) Assert(test,msg?) Import(names)
    ImportFrom(module?,names,level?) Global(names) Nonlocal(names) Expr(value) Pass() Break() Continue()
    """),
    ("expr", true, """
    BoolOp(op,values) NamedExpr(target,value) BinOp(left,op,right) UnaryOp(op,operand) Lambda(args,body) IfExp(test,body,orelse) Dict(keys,values)
    Set(elts) ListComp(elt,generators) SetComp(elt,generators) DictComp(key,value,generators) GeneratorExp(elt,generators) Await(value) Yield(value?)
    YieldFrom(value) Compare(left,ops,comparators) Call(func,args,keywords) FormattedValue(value,conversion,format_spec?) JoinedStr(values)
    Constant(value,kind?) Attribute(value,attr,ctx) Subscript(value,slice,ctx) Starred(value,ctx) Name(id,ctx) List(elts,ctx) Tuple(elts,ctx)
    Slice(lower?,upper?,step?)
    """),
    ("expr_context", false, "Load() Store() Del()"),
    ("boolop", false, "And() Or()"),
    ("operator", false, "Add() Sub() Mult() MatMult() Div() Mod() Pow() LShift() RShift() BitOr() BitXor() BitAnd() FloorDiv()"),
    ("unaryop", false, "Invert() Not() UAdd() USub()"),
    ("cmpop", false, "Eq() NotEq() Lt() LtE() Gt() GtE() Is() IsNot() In() NotIn()"),
    ("", false, "comprehension(target,iter,ifs,is_async)"),
    ("excepthandler", true, "ExceptHandler(type?,name?,body)"),
    ("", false, "arguments(posonlyargs,args,vararg?,kwonlyargs,kw_defaults,kwarg?,defaults)"),
    ("", true, "arg(arg,annotation?,type_comment?) keyword(arg?,value) alias(name,asname?)"),
    ("", false, "withitem(context_expr,optional_vars?) match_case(pattern,guard?,body)"),
    ("pattern", true, """
    MatchValue(value) MatchSingleton(value) MatchSequence(patterns) MatchMapping(keys,patterns,rest?) MatchClass(cls,patterns,kwd_attrs,kwd_patterns)
    MatchStar(name?) MatchAs(pattern?,name?) MatchOr(patterns)
    """),
    ("type_ignore", false, "TypeIgnore(lineno,tag)"),
]

/// Registers _ast.
public func registerAST() {
    NativeModules.register("_ast") { (m) throws(PyRaise) in
        let t = m.t
        try m.set("PyCF_ONLY_AST", Value(small: 0x400))
        try m.set("PyCF_TYPE_COMMENTS", Value(small: 0x1000))
        try m.set("PyCF_ALLOW_TOP_LEVEL_AWAIT", Value(small: 0x2000))
        let none = try t.newTuple([])
        let root = try m.type("AST") { (b) throws(PyRaise) in
            try b.new("(cls, *args, **kwargs)") { (t, a) throws(PyRaise) in try t.newObject(a[0]) }
            try b.method("__init__", "(self, *args, **kwargs)") { (t, a) throws(PyRaise) in
                try initialise(t, a[0], a[1], a[2])
                return .none
            }
            try b.set("_fields", none)
            try b.set("_attributes", none)
            try b.set("__match_args__", none)
        }

        func words(_ list: [String]) throws(PyRaise) -> Value {
            var items: [Value] = []
            for w in list { items.append(try t.intern(w)) }
            return try t.newTuple(items)
        }
        func make(_ name: String, _ base: Value, _ fields: [String], optional: [String], located: Bool) throws(PyRaise) -> Value {
            let body = try t.newDict()
            try t.dictSet(body, try t.intern("__module__"), try t.intern("ast"))
            let names = try words(fields)
            try t.dictSet(body, try t.intern("_fields"), names)
            try t.dictSet(body, try t.intern("__match_args__"), names)
            if located {
                try t.dictSet(body, try t.intern("_attributes"), try words(["lineno", "col_offset", "end_lineno", "end_col_offset"]))
                try t.dictSet(body, try t.intern("end_lineno"), .none)
                try t.dictSet(body, try t.intern("end_col_offset"), .none)
            }
            for f in optional { try t.dictSet(body, try t.intern(f), .none) }
            let c = try t.call(K.type, try t.intern(name), try t.newTuple([base]), Value(body))
            try m.set(name, c)
            return c
        }
        for row in nodes {
            let base = row.base.isEmpty ? root : try make(row.base, root, [], optional: [], located: row.located)
            for text in row.classes.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let parts = text.dropLast().split(separator: "(", omittingEmptySubsequences: false)
                guard parts.count == 2 else { continue }
                let marked = parts[1].split(separator: ",")
                let fields = marked.map { String($0.hasSuffix("?") ? $0.dropLast() : $0) }
                let optional = marked.filter { $0.hasSuffix("?") }.map { String($0.dropLast()) }
                _ = try make(String(parts[0]), base, fields, optional: optional, located: row.located && row.base.isEmpty)
            }
        }
    }
}

/// Positional arguments are the fields in order; keywords are any attributes.
private func initialise(_ t: Thread, _ node: Value, _ positional: Value, _ keywords: Value) throws(PyRaise) {
    let given = positional.tuple.count
    let fields = try t.getAttribute(node, "_fields")
    let count = try t.length(fields)
    if given > count {
        throw t.raise(K.TypeError, "\(t.typeName(of: node)) constructor takes at most \(count) positional argument\(count == 1 ? "" : "s")")
    }
    for i in 0 ..< given {
        let name = try t.getItem(fields, Value(small: i))
        if keywords.isPresent, try t.dictGet(keywords.dict, name).isPresent {
            throw t.raise(K.TypeError, "\(t.typeName(of: node)) got multiple values for argument '\(try t.strString(name))'")
        }
        try t.setAttribute(node, name, positional.tuple.items[i])
    }
    guard keywords.isPresent else { return }
    let items = try t.callMethod(keywords, "items")
    try t.forEach(items) { (pair) throws(PyRaise) in
        try t.setAttribute(node, pair.tuple.items[0], pair.tuple.items[1])
        return true
    }
}
