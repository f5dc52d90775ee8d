// Struct sequences: tuples whose items also have names (os.stat_result, time.struct_time …).
//
// Fields beyond the visible ones lie behind the tuple's items in the cell, where the collector does not look: they are
// kept there only as words without references (integers, floats) or as objects that live for ever (None, interned strings).

import CVMSpec
import VM

/// A struct sequence type.
public final class StructSequence {
    public private(set) var type = Value.empty
    let qualified: String
    /// Field names in order; nil: an item without a name.
    let fields: [String?]
    /// Items of the tuple.
    let visible: Int
    let named: [String]

    /// Defines the type `module.name`.
    public init(_ t: Thread, module: String, name: String, fields: [String?], visible: Int? = nil, repr: String? = nil) throws(PyRaise) {
        self.fields = fields
        self.visible = visible ?? fields.count
        qualified = repr ?? "\(module).\(name)"
        named = fields.compactMap { $0 }
        type = try t.defineType(name, .Tuple, base: K.tuple, ownsKind: false, module: module, subclassable: false) { [self] (b) throws(PyRaise) in
            try b.new("(cls, sequence, dict={})") { [self] (t, a) throws(PyRaise) in try fromSequence(t, a[1], a[2]) }
            for (i, f) in fields.enumerated() {
                guard let f else { continue }
                try b.attribute(f, get: { (_, a) throws(PyRaise) in
                    let v = a[0].tuple.items[i]
                    return v.isEmpty ? .none : v
                })
            }
            try b.method("__repr__", "(self, /)") { [self] (t, a) throws(PyRaise) in
                var parts: [String] = []
                for i in 0 ..< self.visible { parts.append("\(named[i])=\(try t.reprString(a[0].tuple.items[i]))") }
                return try t.str("\(qualified)(\(parts.joined(separator: ", ")))")
            }
            try b.method("__reduce__", "(self, /)") { [self] (t, a) throws(PyRaise) in
                let d = try t.newDict()
                for i in self.visible ..< fields.count {
                    if let f = fields[i] { try t.dictSet(d, try t.intern(f), a[0].tuple.items[i].isEmpty ? .none : a[0].tuple.items[i]) }
                }
                let items = try t.newTuple(a[0].tuple.items, self.visible)
                return try t.newTuple([self.type, try t.newTuple([items, Value(d)])])
            }
            try b.set("n_fields", Value(small: fields.count))
            try b.set("n_sequence_fields", Value(small: self.visible))
            try b.set("n_unnamed_fields", Value(small: fields.count - named.count))
            var match: [Value] = []
            for i in 0 ..< self.visible { if let f = fields[i] { match.append(try t.intern(f)) } }
            try b.set("__match_args__", try t.newTuple(match))
        }
    }

    /// A new instance; `values` may be short of hidden fields.
    public func make(_ t: Thread, _ values: [Value]) throws(PyRaise) -> Value {
        let v = try t.newInstanceCell(type.type, tailBytes: fields.count * 8)
        v.tuple.pointee.count = Int64(visible)
        for i in 0 ..< fields.count {
            var x = i < values.count ? values[i] : .none
            if i >= visible && x.isReference && x != .none {
                x = t.has(x, .Str) ? try t.intern(x) : .none
            }
            v.tuple.items[i] = x
        }
        return v
    }

    private func fromSequence(_ t: Thread, _ sequence: Value, _ dict: Value) throws(PyRaise) -> Value {
        let items = try t.tupleFrom(sequence)
        let n = items.tuple.count
        guard n >= visible else {
            throw t.raise(K.TypeError, fields.count == visible ? "\(qualified)() takes a \(visible)-sequence (\(n)-sequence given)" : "\(qualified)() takes an at least \(visible)-sequence (\(n)-sequence given)")
        }
        guard n <= fields.count else {
            throw t.raise(K.TypeError, fields.count == visible ? "\(qualified)() takes a \(visible)-sequence (\(n)-sequence given)" : "\(qualified)() takes an at most \(fields.count)-sequence (\(n)-sequence given)")
        }
        var values: [Value] = []
        for i in 0 ..< n { values.append(items.tuple.items[i]) }
        for i in n ..< fields.count {
            var v = Value.none
            if dict.isPresent, t.has(dict, .Dict), let f = fields[i] {
                let d = try t.dictGet(dict.dict, try t.intern(f))
                if d.isPresent { v = d }
            }
            // The float times of stat results default to the integer ones.
            if v.isNone, visible == 10, i >= 10, i < 13 { v = values[i - 3] }
            values.append(v)
        }
        return try make(t, values)
    }
}
