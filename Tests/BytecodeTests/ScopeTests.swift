// Scopes: where names live, and the errors about them (texts as CPython 3.11 gives them).

import Bytecode
import Syntax
import Testing

@Suite struct ScopeTests {
    private func registers(_ unit: CodeUnit, _ kind: RegisterKind) -> [String] {
        zip(unit.registerNames, unit.registerKinds).filter { $0.1 == kind }.map(\.0)
    }

    @Test func captured_variables_are_cells() throws {
        let unit = try #require(function("f", in: "def f(a, b):\n c = 1\n def g():\n  return a + c\n return g, b"))
        #expect(registers(unit, .cell) == ["a", "c"])
        #expect(registers(unit, .fast) == ["b", "g"])
        let inner = try #require(unit.nestedUnits.first)
        #expect(registers(inner, .free) == ["a", "c"])
    }

    @Test func super_captures_the_class() throws {
        let unit = try #require(function("C", in: "class C:\n def f(self): super().f()"))
        #expect(registers(unit, .cell) == ["__class__"])
        #expect(registers(try #require(unit.nestedUnits.first), .free) == ["__class__"])
    }

    @Test func private_names_are_mangled() throws {
        let unit = try #require(function("_C", in: "class _C:\n def f(self, __a): return self.__b, __a, __c__"))
        let inner = try #require(unit.nestedUnits.first)
        #expect(inner.registerNames == ["self", "_C__a"])
        #expect(inner.names == ["_C__b", "__c__"])
    }

    @Test func walrus_in_a_comprehension_binds_outside() throws {
        let unit = try #require(function("f", in: "def f(x):\n return [y := i for i in x], y"))
        #expect(registers(unit, .cell) == ["y"])
    }

    @Test(arguments: [
        ("def f(a):\n global a", "name 'a' is parameter and global", 2),
        ("def f():\n print(a)\n global a", "name 'a' is used prior to global declaration", 3),
        ("def f():\n a = 1\n nonlocal a", "name 'a' is assigned to before nonlocal declaration", 3),
        ("def f():\n nonlocal a", "no binding for nonlocal 'a' found", 2),
        ("nonlocal a", "nonlocal declaration not allowed at module level", 1),
        ("def f(a, a): pass", "duplicate argument 'a' in function definition", 1),
        ("[a := 1 for a in b]", "assignment expression cannot rebind comprehension iteration variable 'a'", 1),
        ("[a for b in c if (d := e) for d in f]", "comprehension inner loop cannot rebind assignment expression target 'd'", 1),
        ("[a for a in (b := c)]", "assignment expression cannot be used in a comprehension iterable expression", 1),
        ("class C:\n [a := b for b in c]", "assignment expression within a comprehension cannot be used in a class body", 2),
        ("def f():\n from m import *", "import * only allowed at module level", 2),
        ("[(yield) for a in b]", "'yield' inside list comprehension", 1),
        ("return 1", "'return' outside function", 1),
        ("break", "'break' outside loop", 1),
        ("continue", "'continue' not properly in loop", 1),
        ("class C: yield 1", "'yield' outside function", 1),
        ("def f(): await x", "'await' outside async function", 1),
        ("def f():\n async with a: pass", "'async with' outside async function", 2),
        ("def f(): [a async for a in b]", "asynchronous comprehension outside of an asynchronous function", 1),
        ("async def f():\n yield 1\n return 2", "'return' with value in async generator", 3),
        ("try: pass\nexcept: pass\nexcept E: pass", "default 'except:' must be last", 2),
        ("*a", "can't use starred expression here", 1),
        ("*a, *b = c", "multiple starred expressions in assignment", 1),
        ("x = 1\nfrom __future__ import division", "from __future__ imports must occur at the beginning of the file", 2),
        ("from __future__ import spam", "future feature spam is not defined", 1),
        ("from __future__ import braces", "not a chance", 1),
        ("f(a=1, a=2)", "keyword argument repeated: a", 1),
        ("match x:\n case a: pass\n case b: pass", "name capture 'a' makes remaining patterns unreachable", 2),
        ("match x:\n case _: pass\n case b: pass", "wildcard makes remaining patterns unreachable", 2),
        ("match x:\n case [a] | [b]: pass", "alternative patterns bind different names", 2),
        ("match x:\n case [a, a]: pass", "multiple assignments to name 'a' in pattern", 2),
        ("__debug__ = 1", "cannot assign to __debug__", 1),
    ])
    func error_is_reported(_ source: String, _ message: String, _ line: Int) {
        guard case .failure(let error) = compiled(source) else {
            Issue.record("no error")
            return
        }
        #expect(error.message == message)
        #expect(error.line == line)
    }

    @Test func warnings_are_collected() throws {
        let warnings = try compiled("x is 1\nassert (x, 'm')\n[](1)\n'a'['b']").get().warnings
        #expect(warnings.map(\.message) == [
            "\"is\" with a literal. Did you mean \"==\"?",
            "assertion is always true, perhaps remove parentheses?",
            "'list' object is not callable; perhaps you missed a comma?",
            "str indices must be integers or slices, not str; perhaps you missed a comma?",
        ])
    }
}
