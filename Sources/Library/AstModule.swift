// _ast: the classes of the abstract syntax tree. Making trees from source is not there yet: compile() says so.
//
// The table is Python's abstract grammar: base class, then its constructors with their fields.

import CVMSpec
import VM

private let grammar: [(String, [(String, String)])] = [
    ("mod", [("Module", "body type_ignores"), ("Interactive", "body"), ("Expression", "body"), ("FunctionType", "argtypes returns")]),
    ("stmt", [
        ("FunctionDef", "name args body decorator_list returns type_comment"), ("AsyncFunctionDef", "name args body decorator_list returns type_comment"),
        ("ClassDef", "name bases keywords body decorator_list"), ("Return", "value"), ("Delete", "targets"), ("Assign", "targets value type_comment"),
        ("AugAssign", "target op value"), ("AnnAssign", "target annotation value simple"), ("For", "target iter body orelse type_comment"),
        ("AsyncFor", "target iter body orelse type_comment"), ("While", "test body orelse"), ("If", "test body orelse"), ("With", "items body type_comment"),
        ("AsyncWith", "items body type_comment"), ("Match", "subject cases"), ("Raise", "exc cause"), ("Try", "body handlers orelse finalbody"),
        ("TryStar", "body handlers orelse finalbody"), ("Assert", "test msg"), ("Import", "names"), ("ImportFrom", "module names level"),
        ("Global", "names"), ("Nonlocal", "names"), ("Expr", "value"), ("Pass", ""), ("Break", ""), ("Continue", ""),
    ]),
    ("expr", [
        ("BoolOp", "op values"), ("NamedExpr", "target value"), ("BinOp", "left op right"), ("UnaryOp", "op operand"), ("Lambda", "args body"),
        ("IfExp", "test body orelse"), ("Dict", "keys values"), ("Set", "elts"), ("ListComp", "elt generators"), ("SetComp", "elt generators"),
        ("DictComp", "key value generators"), ("GeneratorExp", "elt generators"), ("Await", "value"), ("Yield", "value"), ("YieldFrom", "value"),
        ("Compare", "left ops comparators"), ("Call", "func args keywords"), ("FormattedValue", "value conversion format_spec"), ("JoinedStr", "values"),
        ("Constant", "value kind"), ("Attribute", "value attr ctx"), ("Subscript", "value slice ctx"), ("Starred", "value ctx"), ("Name", "id ctx"),
        ("List", "elts ctx"), ("Tuple", "elts ctx"), ("Slice", "lower upper step"),
    ]),
    ("expr_context", [("Load", ""), ("Store", ""), ("Del", "")]),
    ("boolop", [("And", ""), ("Or", "")]),
    ("operator", ["Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"].map { ($0, "") }),
    ("unaryop", [("Invert", ""), ("Not", ""), ("UAdd", ""), ("USub", "")]),
    ("cmpop", ["Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"].map { ($0, "") }),
    ("comprehension", [("", "target iter ifs is_async")]),
    ("excepthandler", [("ExceptHandler", "type name body")]),
    ("arguments", [("", "posonlyargs args vararg kwonlyargs kw_defaults kwarg defaults")]),
    ("arg", [("", "arg annotation type_comment")]),
    ("keyword", [("", "arg value")]),
    ("alias", [("", "name asname")]),
    ("withitem", [("", "context_expr optional_vars")]),
    ("match_case", [("", "pattern guard body")]),
    ("pattern", [
        ("MatchValue", "value"), ("MatchSingleton", "value"), ("MatchSequence", "patterns"), ("MatchMapping", "keys patterns rest"),
        ("MatchClass", "cls patterns kwd_attrs kwd_patterns"), ("MatchStar", "name"), ("MatchAs", "pattern name"), ("MatchOr", "patterns"),
    ]),
    ("type_ignore", [("TypeIgnore", "lineno tag")]),
]
private let located: Set<String> = ["stmt", "expr", "excepthandler", "arg", "keyword", "alias", "pattern"]

public func registerAst() {
    NativeModules.register("_ast") { m throws(PyRaise) in
        let t = m.t
        func strings(_ words: String) throws(PyRaise) -> Value {
            var out: [Value] = []
            for w in words.split(separator: " ") { out.append(try t.intern(String(w))) }
            return try t.newTuple(out)
        }
        func define(_ name: String, _ base: Value, fields: String?, attributes: String?) throws(PyRaise) -> Value {
            let namespace = try t.newDict()
            try t.dictSet(namespace, try t.intern("__module__"), try t.intern("ast"))
            if let fields {
                try t.dictSet(namespace, try t.intern("_fields"), try strings(fields))
                try t.dictSet(namespace, try t.intern("__match_args__"), try strings(fields))
            }
            if let attributes { try t.dictSet(namespace, try t.intern("_attributes"), try strings(attributes)) }
            let type = try t.call(K.type, try t.intern(name), try t.newTuple([base]), Value(namespace))
            try m.set(name, type)
            return type
        }
        let root = try define("AST", K.object, fields: "", attributes: "")
        // Fields by position and by name.
        try t.setAttribute(root, "__init__", try t.newFunctionLikeInit())
        for (base, constructors) in grammar {
            let attributes = located.contains(base) ? "lineno col_offset end_lineno end_col_offset" : ""
            let own = constructors.count == 1 && constructors[0].0.isEmpty
            let type = try define(base, root, fields: own ? constructors[0].1 : "", attributes: attributes)
            if own { continue }
            for (name, fields) in constructors { _ = try define(name, type, fields: fields, attributes: nil) }
        }
        for (name, value) in [("PyCF_ONLY_AST", 0x400), ("PyCF_TYPE_COMMENTS", 0x1000), ("PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000)] { try m.set(name, Value(small: value)) }
    }
}

extension UnsafeMutablePointer where Pointee == CVMSpec.ThreadState {
    /// AST.__init__(self, *args, **kwargs): sets the fields.
    func newFunctionLikeInit() throws(PyRaise) -> Value {
        // Defined in a class of its own so that it binds like a method.
        let holder = try defineType("AST_methods", .NativeObject, ownsKind: false, module: "_ast") { b throws(PyRaise) in
            try b.method("__init__", "(node, /, *args, **kwargs)") { t, a throws(PyRaise) in
                let fields = try t.getAttribute(Value(t.typeOf(a[0])), "_fields")
                let n = a[1].tuple.count
                guard n <= fields.tuple.count else {
                    throw t.raise(K.TypeError, "\(t.typeName(of: a[0])) constructor takes at most \(fields.tuple.count) positional argument\(fields.tuple.count == 1 ? "" : "s")")
                }
                for i in 0 ..< n { try t.setAttribute(a[0], fields.tuple.items[i], a[1].tuple.items[i]) }
                var i = t.dictNext(a[2].dict, 0)
                while i >= 0, let entries = a[2].dict.pointee.entries {
                    try t.setAttribute(a[0], Value(bits: entries[i].key), Value(bits: entries[i].value))
                    i = t.dictNext(a[2].dict, i + 1)
                }
                return .none
            }
        }
        return try dictGet(holder.type.pointee.dict.unsafelyUnwrapped, try intern("__init__"))
    }
}
