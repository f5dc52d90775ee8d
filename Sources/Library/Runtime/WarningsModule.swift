// _warnings: deciding about warnings before and after warnings.py is imported.
//
// The filters are a list of (action, message or None, category, module or None, line); when warnings.py is loaded, its
// attributes count, since programs replace them.

import CVMSpec
import VM

enum Warnings {
    nonisolated(unsafe) static var filters = Value.empty
    nonisolated(unsafe) static var once = Value.empty
    nonisolated(unsafe) static var defaultAction = Value.empty
    nonisolated(unsafe) static var version = 0
}

private func warningsModule(_ t: Thread) throws(PyRaise) -> Value {
    let modules = try t.getAttribute(try t.sysModule(), "modules")
    guard t.has(modules, .Dict) else { return .empty }
    let m = try t.dictGet(modules.dict, try t.intern("warnings"))
    return m.isNone ? .empty : m
}

/// An attribute of warnings.py if it is loaded, else our own.
private func current(_ t: Thread, _ name: String, _ own: Value) throws(PyRaise) -> Value {
    let m = try warningsModule(t)
    if m.isPresent {
        let v = try t.getAttributeIfAny(m, name)
        if v.isPresent { return v }
    }
    return own
}

private func matches(_ t: Thread, _ pattern: Value, _ text: Value) throws(PyRaise) -> Bool {
    if pattern.isNone { return true }
    if t.has(pattern, .Str) { return try t.isEqual(pattern, text) }
    return try t.isTrue(try t.callMethod(pattern, "match", text))
}

/// Has a warning with that key been given already?
private func alreadyWarned(_ t: Thread, _ registry: Value, _ key: Value, set: Bool) throws(PyRaise) -> Bool {
    guard t.has(registry, .Dict) else { return false }
    let versionName = try t.intern("version")
    let version = try t.dictGet(registry.dict, versionName)
    if version != Value(small: Warnings.version) {
        t.dictClear(registry.dict)
        try t.dictSet(registry.dict, versionName, Value(small: Warnings.version))
    } else {
        let v = try t.dictGet(registry.dict, key)
        if v.isPresent, try t.isTrue(v) { return true }
    }
    if set { try t.dictSet(registry.dict, key, .true_) }
    return false
}

func warnExplicit(_ t: Thread, category: Value, message: Value, filename: Value, line: Int, module: Value, registry: Value, source: Value) throws(PyRaise) {
    var category = category, message = message
    let text: Value
    if t.isInstance(message, K.Warning) {
        text = try t.toStr(message)
        category = Value(t.typeOf(message))
    } else {
        text = message
        message = try t.call(category, message)
    }
    guard t.has(text, .Str) else { throw t.raise(K.TypeError, "warning text must be str") }
    let name: Value
    if module.isEmpty || module.isNone {
        var n = t.has(filename, .Str) ? filename.str.string : "<unknown>"
        if n.isEmpty { n = "<unknown>" } else if n.hasSuffix(".py") { n = String(n.dropLast(3)) }
        name = try t.str(n)
    } else { name = module }
    let lineValue = Value(small: line)
    let key = try t.newTuple([text, category, lineValue])
    if registry.isPresent && !registry.isNone, try alreadyWarned(t, registry, key, set: false) { return }
    let filters = try current(t, "filters", Warnings.filters)
    var action = Value.empty
    if t.has(filters, .List) {
        var i = 0
        while i < filters.list.count {
            let f = filters.list.items[i]
            i += 1
            guard t.has(f, .Tuple), f.tuple.count == 5 else { throw t.raise(K.ValueError, "_warnings.filters item \(i - 1) isn't a 5-tuple") }
            let x = f.tuple.items
            guard try matches(t, x[1], text), try t.isSubclassOf(category, x[2]), try matches(t, x[3], name) else { continue }
            let n = try t.index(x[4])
            if n == 0 || n == line { action = x[0]; break }
        }
    }
    if action.isEmpty { action = try current(t, "defaultaction", Warnings.defaultAction) }
    guard t.has(action, .Str) else { throw t.raise(K.TypeError, "action must be a string, not '\(t.typeName(of: action))'") }
    let kind = action.str.string
    switch kind {
    case "error": throw t.raise(value: message)
    case "ignore": return
    case "once":
        let once = try current(t, "onceregistry", Warnings.once)
        let k = try t.newTuple([text, category])
        if registry.isPresent && !registry.isNone { try t.dictSet(registry.dict, key, .true_) }
        if try alreadyWarned(t, once, k, set: true) { return }
    case "always": break
    case "module":
        let k = try t.newTuple([text, category, Value(small: 0)])
        if registry.isPresent && !registry.isNone {
            try t.dictSet(registry.dict, key, .true_)
            if try alreadyWarned(t, registry, k, set: true) { return }
        }
    case "default":
        if registry.isPresent && !registry.isNone { try t.dictSet(registry.dict, key, .true_) }
    default: throw t.raise(K.RuntimeError, "Unrecognized action (\(try t.reprString(action))) in warnings.filters:\n \(try t.reprString(action))")
    }
    // Show it.
    let m = try warningsModule(t)
    if m.isPresent {
        let show = try t.getAttributeIfAny(m, "_showwarnmsg"), cls = try t.getAttributeIfAny(m, "WarningMessage")
        if show.isPresent && cls.isPresent {
            let w = try t.call(cls, arguments: [message, category, filename, lineValue, .none, .none, source.isEmpty ? .none : source])
            _ = try t.call(show, w)
            return
        }
    }
    let file = t.has(filename, .Str) ? filename.str.string : "<unknown>"
    var report = "\(file):\(line): \(t.typeName(category)): \(text.str.string)\n"
    if let bytes = t.readFile(file) {
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        if line > 0 && line <= lines.count {
            let s = String(decoding: lines[line - 1], as: UTF8.self)
            let trimmed = String(s.drop { $0 == " " || $0 == "\t" || $0 == "\u{c}" })
            if !trimmed.isEmpty { report += "  \(trimmed)\n" }
        }
    }
    try t.writeStderr(report)
}

/// warnings.warn from native code.
public func warn(_ t: Thread, _ category: Value, _ message: Value, stackLevel: Int = 1, source: Value = .empty) throws(PyRaise) {
    let sys = try t.sysModule()
    var frame = Value.empty
    do { frame = try t.call(try t.getAttribute(sys, "_getframe"), Value(small: max(0, stackLevel - 1))) } catch {
        guard t.raisedIs(K.ValueError) else { throw error }
        t.clearRaised()
    }
    var globals: Value, line = 1
    let filename: Value
    if frame.isEmpty {
        globals = try t.getAttribute(sys, "__dict__")
        filename = try t.str("sys")
    } else {
        globals = try t.getAttribute(frame, "f_globals")
        let n = try t.getAttribute(frame, "f_lineno")
        line = n.isInt ? n.int : 0
        filename = try t.getAttribute(try t.getAttribute(frame, "f_code"), "co_filename")
    }
    guard t.has(globals, .Dict) else { return }
    let registryName = try t.intern("__warningregistry__")
    var registry = try t.dictGet(globals.dict, registryName)
    if registry.isEmpty {
        registry = Value(try t.newDict())
        try t.dictSet(globals.dict, registryName, registry)
    }
    var module = try t.dictGet(globals.dict, try t.intern("__name__"))
    if module.isEmpty || !t.has(module, .Str) { module = try t.str("<string>") }
    try warnExplicit(t, category: category, message: message, filename: filename, line: line, module: module, registry: registry, source: source)
}

private func filter(_ t: Thread, _ action: String, _ category: Value, _ module: Value) throws(PyRaise) -> Value {
    try t.newTuple([try t.intern(action), .none, category, module, Value(small: 0)])
}

/// A warning of the compiler. One that a filter turns into an error is a SyntaxError at its place.
private func warnOfSource(_ t: Thread, _ category: Value, _ message: String, _ line: Int, _ file: String) throws(PyRaise) {
    _ = try t.importDotted("_warnings")
    let name = try t.str(file)
    do throws(PyRaise) {
        try warnExplicit(t, category: category, message: try t.str(message), filename: name, line: line, module: .none, registry: .none, source: .empty)
    } catch {
        guard t.raisedIs(category) else { throw error }
        t.clearRaised()
        throw t.raise(K.SyntaxError, arguments: [try t.str(message), try t.newTuple([name, Value(small: line), .none, .none])])
    }
}

func registerWarnings() {
    VM.Warnings.issue = warnOfSource
    NativeModules.register("_warnings") { (m) throws(PyRaise) in
        let t = m.t
        if Warnings.filters.isEmpty {
            Warnings.filters = Roots.add(try t.newList([
                try filter(t, "default", K.DeprecationWarning, try t.intern("__main__")), try filter(t, "ignore", K.DeprecationWarning, .none),
                try filter(t, "ignore", K.PendingDeprecationWarning, .none), try filter(t, "ignore", K.ImportWarning, .none), try filter(t, "ignore", K.ResourceWarning, .none)]))
            Warnings.once = Roots.add(Value(try t.newDict()))
            Warnings.defaultAction = try t.intern("default")
        }
        try m.set("filters", Warnings.filters)
        try m.set("_onceregistry", Warnings.once)
        try m.set("_defaultaction", Warnings.defaultAction)
        try m.function("_filters_mutated", "()") { (_, _) throws(PyRaise) in Warnings.version += 1; return .none }
        try m.function("warn", "(message, category=None, stacklevel=1, source=None)") { (t, a) throws(PyRaise) in
            var category = a[1]
            if t.isInstance(a[0], K.Warning) { category = Value(t.typeOf(a[0])) }
            else if category.isEmpty || category.isNone { category = K.UserWarning }
            guard t.has(category, .Type), t.isSubtype(category.type, K.Warning) else {
                throw t.raise(K.TypeError, "category must be a Warning subclass, not '\(t.typeName(of: category))'")
            }
            try warn(t, category, a[0], stackLevel: a[2].isEmpty ? 1 : try t.index(a[2]), source: a[3])
            return .none
        }
        try m.function("warn_explicit", "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)") { (t, a) throws(PyRaise) in
            if a[5].isPresent && !a[5].isNone && !t.has(a[5], .Dict) { throw t.raise(K.TypeError, "'registry' must be a dict or None") }
            try warnExplicit(t, category: a[1], message: a[0], filename: a[2], line: try t.index(a[3]), module: a[4], registry: a[5], source: a[7])
            return .none
        }
    }
}
