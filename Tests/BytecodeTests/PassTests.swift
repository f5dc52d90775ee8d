// The passes, positions, liveness and limits.

import Bytecode
import CVMSpec
import Syntax
import Testing

@Suite struct PassTests {
    private func opcodes(_ name: String, _ source: String) throws -> [Opcode] {
        try #require(function(name, in: source)).decoded.map(\.op)
    }

    @Test func bound_variables_are_not_checked() throws {
        let ops = try opcodes("f", "def f(a):\n b = a\n for c in a:\n  b += c\n return b")
        #expect(!ops.contains(.checkLocal))
    }

    @Test func unbound_variables_are_checked() throws {
        #expect(try opcodes("f", "def f(a):\n for c in a: pass\n return c").contains(.checkLocal))
        #expect(try opcodes("f", "def f(a):\n del a\n return a").contains(.checkLocal))
        #expect(try opcodes("f", "def f(a):\n try: b = a()\n except E: pass\n return b").contains(.checkLocal))
        #expect(try opcodes("f", "def f(a):\n try: a()\n except E as e: pass\n return e").contains(.checkLocal))
    }

    @Test func constant_conditions_leave_no_code() throws {
        #expect(try opcodes("f", "def f():\n if 0: a()\n while True:\n  if __debug__: return 1") == [.loadInt, .return])
    }

    @Test func operand_that_a_walrus_rebinds_is_copied() throws {
        let ops = try opcodes("f", "def f(x): return x + (x := 1)")
        #expect(ops.first == .move)
    }

    @Test func far_jumps_are_expanded() throws {
        let body = String(repeating: "  g(a, b)\n", count: 9000)
        let unit = try #require(function("f", in: "def f(a, b):\n while a < b:\n" + body + " return a"))
        #expect(verify(unit) == [])
        #expect(unit.decoded[0].op == .jumpIfLess)
        #expect(unit.decoded[1].op == .jump)
    }

    @Test func many_names_and_constants_are_wide() throws {
        var source = ""
        for index in 0..<70_000 { source += "n\(index) = '\(index)'\n" }
        let unit = try compiled(source).get().code
        #expect(unit.names.count == 70_000)
        #expect(verify(unit) == [])
    }

    @Test func long_displays_and_calls_fit() throws {
        let items = (0..<5000).map { "a\($0)" }.joined(separator: ", ")
        let unit = try compiled("x = [\(items)]\ny = (\(items))\nz = {\(items)}\nf(\(items))\n'' f'{x}'").get().code
        #expect(verify(unit) == [])
        #expect(unit.registerCount < 1200)
    }

    @Test func deep_trees_compile() throws {
        let unit = try compiled("x = " + String(repeating: "a + ", count: 2000) + "a").get().code
        #expect(verify(unit) == [])
        let calls = try compiled("a" + String(repeating: "()", count: 2000)).get().code
        #expect(verify(calls) == [])
        var chain = "if a: pass\n"
        for index in 0..<500 { chain += "elif b == \(index): pass\n" }
        #expect(verify(try compiled(chain).get().code) == [])
    }

    @Test func positions_are_found_by_offset() throws {
        let unit = try #require(function("f", in: "def f(a):\n  return (a +\n    a.b(1))"))
        let table = PositionTable(unit)
        for instruction in unit.decoded {
            let range = table.range(at: instruction.offset)
            if instruction.op == .add {
                #expect(range == SourceRange(line: 2, column: 10, endLine: 3, endColumn: 10))
            } else if instruction.op == .callMethod {
                #expect(range == SourceRange(line: 3, column: 4, endLine: 3, endColumn: 10))
            } else if instruction.op == .loadMethod {
                #expect(range == SourceRange(line: 3, column: 4, endLine: 3, endColumn: 7))
            }
        }
        #expect(table.lines.map(\.line) == [3, 2])
    }

    @Test func live_temporaries_are_counted() throws {
        let unit = try #require(function("f", in: "def f(a):\n for b in a:\n  g(b)"))
        let live = LiveTemporaries(unit)
        for instruction in unit.decoded where instruction.op == .call {
            // Iterator, callee, argument; while the call runs, only the iterator.
            #expect(live.before[instruction.offset] == 3)
            #expect(live.during[instruction.offset] == 1)
        }
    }

    @Test func verifier_finds_damage() throws {
        let unit = try #require(function("f", in: "def f(a):\n return a + 1"))
        unit.instructions[0] = unit.instructions[0] | 0xFF << 16
        #expect(verify(unit) != [])
        unit.instructions = [0xFF]
        #expect(verify(unit) != [])
        unit.instructions = []
        #expect(verify(unit) != [])
    }
}
