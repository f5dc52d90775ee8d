// Traceback objects: one entry per frame that an exception passed through, and where in it.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Source range of a traceback entry.
    func tracebackRange(_ tb: Value) -> (line: Int, column: Int, endLine: Int, endColumn: Int)? {
        let p = tb.cell(PyTracebackLayout.self).pointee
        guard p.frame != 0, has(Value(bits: p.frame), .FrameObject), let code = Value(bits: p.frame).cell(PyFrameObjectLayout.self).pointee.code else { return nil }
        let table = code.info.positions
        // A loop's way back has no place of its own: the statement before it stands for it, in an empty loop what follows.
        var offset = Int(p.pcOffset)
        while offset > 0, table.range(at: offset).map({ $0.line < 1 }) ?? true { offset = code.info.start(before: offset) }
        while offset < Int(code.pointee.instructionCount) - 1, table.range(at: offset).map({ $0.line < 1 }) ?? true { offset += 1 }
        guard let r = table.range(at: offset) else { return nil }
        return (Int(r.line), Int(r.column), Int(r.endLine), Int(r.endColumn))
    }

    /// Line number of a traceback entry; -1 if there is none.
    func tracebackLine(_ tb: Value) -> Int {
        let line = Int(tb.cell(PyTracebackLayout.self).pointee.line)
        if line >= 0 { return line }
        if let range = tracebackRange(tb), range.line > 0 { return range.line }
        // No instruction has a place: the code's first line stands for all.
        let frame = Value(bits: tb.cell(PyTracebackLayout.self).pointee.frame)
        guard frame.isPresent, has(frame, .FrameObject), let code = frame.cell(PyFrameObjectLayout.self).pointee.code else { return -1 }
        return Int(code.info.unit.firstLine)
    }
}

extension Bootstrap {
    static func defineTracebackType(_ t: Thread) throws(PyRaise) {
        K.traceback = try t.defineType("traceback", .Traceback, subclassable: false) { b throws(PyRaise) in
            try b.new("(cls, tb_next, tb_frame, tb_lasti, tb_lineno)") { t, a throws(PyRaise) in
                guard a[1].isNone || t.has(a[1], .Traceback) else { throw t.raise(K.TypeError, "expected traceback object or None, got '\(t.typeName(of: a[1]))'") }
                guard t.has(a[2], .FrameObject) else { throw t.raise(K.TypeError, "traceback() argument 'tb_frame' must be frame, not \(t.typeName(of: a[2]))") }
                let lasti = try t.index(a[3]), line = try t.index(a[4])
                let tb = try t.new(PyTracebackLayout.self, .Traceback)
                tb.pointee.next = a[1].isNone ? 0 : a[1].bits
                tb.pointee.frame = a[2].bits
                tb.pointee.pcOffset = Int64(lasti / 2)
                tb.pointee.line = Int64(line)
                return Value(tb)
            }
            try b.attribute("tb_frame", get: { t, a throws(PyRaise) in Value(bits: a[0].cell(PyTracebackLayout.self).pointee.frame) })
            // Two units a word: an index into co_positions() is tb_lasti // 2, as for CPython.
            try b.attribute("tb_lasti", get: { t, a throws(PyRaise) in Value(small: Int(a[0].cell(PyTracebackLayout.self).pointee.pcOffset) &* 2) })
            try b.attribute("tb_lineno", get: { t, a throws(PyRaise) in
                let n = t.tracebackLine(a[0])
                return n < 0 ? .none : Value(small: n)
            })
            try b.attribute("tb_next", get: { t, a throws(PyRaise) in
                let v = Value(bits: a[0].cell(PyTracebackLayout.self).pointee.next)
                return v.isPresent ? v : .none
            }, set: { t, a throws(PyRaise) in
                if a[1].isEmpty { throw t.raise(K.TypeError, "can't delete tb_next attribute") }
                guard a[1].isNone || t.has(a[1], .Traceback) else { throw t.raise(K.TypeError, "expected traceback object, got '\(t.typeName(of: a[1]))'") }
                var x = a[1]
                while x.isPresent && !x.isNone {
                    if x == a[0] { throw t.raise(K.ValueError, "traceback loop detected") }
                    x = Value(bits: x.cell(PyTracebackLayout.self).pointee.next)
                }
                a[0].cell(PyTracebackLayout.self).pointee.next = a[1].isNone ? 0 : a[1].bits
                t.barrier(a[0])
                return .none
            })
            try b.method("__dir__", "(self, /)") { t, a throws(PyRaise) in
                var names: [Value] = []
                for n in ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"] { names.append(try t.intern(n)) }
                return try t.newList(names)
            }
        }
    }
}
