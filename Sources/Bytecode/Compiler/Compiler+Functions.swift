// Compiler, functions and classes: the units they open, and the instructions that make the objects.

import CVMSpec
import Syntax

extension Compiler {
    // MARK: Functions

    func compile(function node: FunctionDef, _ statement: Stmt, isAsync: Bool) throws {
        guard let scope = table.scope(of: node) else { return }
        let base = u.top
        for decorator in node.decoratorList { _ = try push(decorator) }
        let firstLine = node.decoratorList.first?.range.line ?? statement.range.line
        u.position = statement.range
        let function = u.top
        try checkParameters(node.args)
        try emit(functionParts: function, node.args, returns: node.returns, annotations: true) {
            enterUnit(scope, isAsync ? .asyncFunction : .function, name: node.name, firstLine: firstLine)
            try compile(functionBody: node)
            return try leaveUnit()
        }
        u.setTop(function + 1)
        try apply(decorators: node.decoratorList, to: function)
        u.position = statement.range
        try store(node.name, from: base)
        u.top = base
    }

    private func compile(functionBody node: FunctionDef) throws {
        declareParameters(node.args)
        var body = node.body
        if let text = documentation(body) {
            body.removeFirst()
            if optimize < 2 {
                _ = u.constant(.string(text))
                u.unit.hasDocstring = true
            }
        }
        if !u.unit.hasDocstring { _ = u.constant(.none) }
        try visit(body)
        emitReturnNone()
    }

    private func declareParameters(_ args: Arguments) {
        u.unit.argumentCount = args.posonlyargs.count + args.args.count
        u.unit.positionalOnlyCount = args.posonlyargs.count
        u.unit.keywordOnlyCount = args.kwonlyargs.count
    }

    private func checkParameters(_ args: Arguments) throws {
        for arg in args.posonlyargs + args.args + args.kwonlyargs { try checkNotDebug(arg.arg) }
        if let arg = args.vararg { try checkNotDebug(arg.arg) }
        if let arg = args.kwarg { try checkNotDebug(arg.arg) }
    }

    /// Calls the decorators, which lie below the decorated object, the innermost first.
    private func apply(decorators: [Expr], to register: Register) throws {
        var argument = register
        for decorator in decorators.reversed() {
            u.position = decorator.range
            u.emit(.call, argument - 1, 1)
            argument -= 1
        }
        u.setTop(argument + 1)
    }

    func compile(lambda e: Expr, _ args: Arguments, _ body: Expr, into destination: Register) throws {
        guard let scope = table.scope(of: e) else { return }
        try checkParameters(args)
        try building(destination) { register in
            try emit(functionParts: register, args, returns: nil, annotations: false) {
                enterUnit(scope, .lambda, name: "<lambda>", firstLine: e.range.line)
                declareParameters(args)
                _ = u.constant(.none)
                u.position = body.range
                u.emit(.return, try operand(body))
                return try leaveUnit()
            }
        }
    }

    /// A function object in the temporary `register` (the top of the stack). The object is made first and its parts are
    /// set one by one; nothing can see it before.
    private func emit(
        functionParts register: Register, _ args: Arguments, returns: Expr?, annotations: Bool,
        _ body: () throws -> CodeUnit
    ) throws {
        let position = u.position
        // The body is compiled later than the defaults: errors come in source order.
        u.setTop(register + 1)
        u.emit(.makeFunction, register, 0)
        let makeIndex = u.instructions.count - 1
        let part = register + 1
        if !args.defaults.isEmpty {
            try evaluate(display: args.defaults, asConstantInto: part)
            u.emit(.setFunctionPart, register, part, 1)
            u.setTop(part)
        }
        if args.kwDefaults.contains(where: { $0 != nil }) {
            try emit(keywordDefaults: args, into: part)
            u.emit(.setFunctionPart, register, part, 2)
            u.setTop(part)
        }
        if annotations {
            let count = try emit(annotations: args, returns)
            if count > 0 {
                u.position = position
                u.emit(.setFunctionPart, register, part, 4)
            }
            u.setTop(part)
        }
        u.position = position
        let code = try body()
        u.position = position
        u.instructions[makeIndex].b = u.constant(.code(code))
        emit(closureOf: code, for: register)
        u.setTop(register)
    }

    private func evaluate(display elements: [Expr], asConstantInto register: Register) throws {
        if let literal = foldTuple(elements) { return load(literal, into: register) }
        try evaluate(display: elements, .tuple, into: register)
        u.setTop(register)
    }

    private func emit(keywordDefaults args: Arguments, into map: Register) throws {
        u.setTop(map)
        var count: Int32 = 0
        var started = false
        for (arg, value) in zip(args.kwonlyargs, args.kwDefaults) {
            guard let value else { continue }
            if started {
                u.setTop(map + 1)
                let name = u.push()
                load(string(mangle(arg.arg, inClass: u.className)), into: name)
                let register = try operand(value)
                u.emit(.mapAdd, map, name, register)
                continue
            }
            load(string(mangle(arg.arg, inClass: u.className)), into: u.push())
            _ = try push(value)
            count += 1
            if count == 100 {
                u.emit(.buildMap, map, map, count)
                started = true
            }
        }
        if !started { u.emit(.buildMap, map, map, count) }
        u.setTop(map + 1)
    }

    /// The tuple (name, annotation, …) in the temporary at the top; how many items it has.
    private func emit(annotations args: Arguments, _ returns: Expr?) throws -> Int {
        let first = u.top
        var count = 0
        func add(_ name: String, _ annotation: Expr?, isVarArgs: Bool = false) throws {
            guard let annotation else { return }
            load(string(mangle(name, inClass: u.className)), into: u.push())
            if futureAnnotations {
                load(string(unparse(annotation)), into: u.push())
            } else if isVarArgs, case .starred(let value, _) = annotation.kind {
                // *args: *Ts is the single item of iter(Ts).
                let register = try push(value)
                u.emit(.unpackSequence, register, register, 1)
            } else {
                _ = try push(annotation)
            }
            count += 2
        }
        // In this order CPython evaluates them.
        for arg in args.args + args.posonlyargs { try add(arg.arg, arg.annotation) }
        if let arg = args.vararg { try add(arg.arg, arg.annotation, isVarArgs: true) }
        for arg in args.kwonlyargs { try add(arg.arg, arg.annotation) }
        if let arg = args.kwarg { try add(arg.arg, arg.annotation) }
        try add("return", returns)
        if count > 0 { u.emit(.buildTuple, first, first, Int32(count)) }
        return count
    }

    /// Gives the function in `register` the cells that its code takes from here.
    func emit(closureOf code: CodeUnit, for register: Register) {
        let first = register + 1
        u.setTop(first)
        for (name, kind) in zip(code.registerNames, code.registerKinds) where kind == .free {
            let cell = u.push()
            let source = name == "__class__" ? u.classCell ?? u.registers[name] : u.registers[name]
            if let source { u.emit(.move, cell, source) }
        }
        let count = u.top - first
        if count > 0 {
            u.emit(.buildTuple, first, first, count)
            u.emit(.setFunctionPart, register, first, 8)
        }
        u.setTop(first)
    }

    /// A function without defaults in the temporary `register`.
    func emit(plainFunction code: CodeUnit, into register: Register) {
        u.emit(.makeFunction, register, u.constant(.code(code)))
        emit(closureOf: code, for: register)
    }

    // MARK: Classes

    func compile(class node: ClassDef, _ statement: Stmt) throws {
        guard let scope = table.scope(of: node) else { return }
        let base = u.top
        for decorator in node.decoratorList { _ = try push(decorator) }
        let firstLine = node.decoratorList.first?.range.line ?? statement.range.line
        u.position = statement.range
        try check(keywords: node.keywords)
        let code = try compile(classBody: node, scope, firstLine)
        u.position = statement.range
        let callee = u.push()
        u.emit(.loadBuildClass, callee)
        try emit(
            callAfter: callee,
            already: [
                { [self] register in
                    emit(plainFunction: code, into: register)
                    u.setTop(register + 1)
                },
                { [self] register in load(string(node.name), into: register) },
            ], node.bases, node.keywords, statement.range)
        u.setTop(callee + 1)
        try apply(decorators: node.decoratorList, to: callee)
        u.position = statement.range
        try store(node.name, from: base)
        u.top = base
    }

    private func compile(classBody node: ClassDef, _ scope: Scope, _ firstLine: Int32) throws -> CodeUnit {
        enterUnit(scope, .class, name: node.name, firstLine: firstLine)
        u.className = node.name
        u.position = SourceRange(line: firstLine, column: 0, endLine: firstLine, endColumn: 0)
        load("__name__", into: u.top)
        try store("__module__", from: u.top)
        load(string(u.unit.qualifiedName), into: u.top)
        try store("__qualname__", from: u.top)
        if scope.hasAnnotations { u.emit(.setupAnnotations) }
        u.position = noPosition
        try visit(try storeDocumentation(node.body))
        u.position = noPosition
        if let cell = u.classCell {
            u.emit(.storeName, cell, u.name("__classcell__"))
            u.emit(.return, cell)
        } else {
            emitReturnNone()
        }
        return try leaveUnit()
    }
}
