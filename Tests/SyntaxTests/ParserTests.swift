// Small tests of what golden files cannot show: modes, encodings, limits, robustness.

import Testing

@testable import Syntax

private func tree(_ source: String, _ mode: ParseMode = .exec) -> String {
    switch parse(source: Array(source.utf8), filename: "test", mode: mode, flags: .ignoreCookie) {
    case .success(let module): return dump(module.tree)
    case .failure(let error): return "\(error.kind): \(error.message)"
    }
}

private func failure(_ source: [UInt8], _ mode: ParseMode = .exec) -> SyntaxErrorInfo? {
    if case .failure(let error) = parse(source: source, filename: "test", mode: mode) { return error }
    return nil
}

@Suite struct ModeTests {
    @Test func evalTakesOneExpression() {
        #expect(tree("1, 2\n\n", .eval).hasPrefix("Expression(body=Tuple("))
        #expect(tree("x = 1", .eval) == "syntaxError: invalid syntax")
        #expect(tree("", .eval) == "syntaxError: invalid syntax")
    }

    @Test func singleTakesOneStatement() {
        #expect(tree("x = 1", .single).hasPrefix("Interactive(body=[Assign("))
        #expect(tree("x; y", .single).hasPrefix("Interactive(body=[Expr("))
        #expect(tree("if x:\n  y\n", .single).hasPrefix("Interactive(body=[If("))
        #expect(tree("x\ny", .single) == "syntaxError: multiple statements found while compiling a single statement")
    }

    @Test func emptySourceIsAnEmptyModule() {
        #expect(tree("") == "Module(body=[], type_ignores=[])")
        #expect(tree("\n\n# only a comment") == "Module(body=[], type_ignores=[])")
    }
}

@Suite struct EncodingTests {
    private func text(_ source: [UInt8]) -> String {
        if case .success(let module) = parse(source: source, filename: "test", mode: .exec) { return dump(module.tree) }
        return "error"
    }

    @Test func byteOrderMarkIsSkipped() {
        #expect(text([0xEF, 0xBB, 0xBF] + Array("x".utf8)) == text(Array("x".utf8)))
    }

    @Test func latinCookieDecodes() {
        let source = Array("# -*- coding: latin-1 -*-\n'".utf8) + [0xE9] + Array("'".utf8)
        #expect(text(source).contains("'é'"))
    }

    @Test func unknownCookieIsAnError() {
        #expect(failure(Array("# coding: nonsense\n".utf8))?.message == "unknown encoding: nonsense")
    }

    @Test func invalidUTF8IsAnError() {
        #expect(failure([0x78, 0xFF])?.kind == .syntaxError)
        #expect(failure([0x27, 0xED, 0xA0, 0x80, 0x27])?.kind == .syntaxError)
    }

    @Test func nullBytesAreAnError() {
        #expect(failure([0x78, 0])?.kind == .valueError)
    }

    @Test func lineEndsAreNewlines() {
        #expect(text(Array("x\r\ny\rz\n".utf8)) == text(Array("x\ny\nz\n".utf8)))
        #expect(text(Array("'''a\r\nb'''".utf8)).contains("'a\\nb'"))
    }
}

@Suite struct LimitTests {
    private func kind(_ source: String) -> SyntaxErrorInfo.Kind? { failure(Array(source.utf8))?.kind }

    @Test func parenthesesNestTwoHundredDeep() {
        #expect(kind(String(repeating: "(", count: 200) + String(repeating: ")", count: 200)) == nil)
        #expect(failure(Array(String(repeating: "(", count: 201).utf8))?.message == "too many nested parentheses")
    }

    @Test func deepInputIsRefused() {
        #expect(kind(String(repeating: "-", count: 100_000) + "1") == .memoryError)
        #expect(kind(String(repeating: "lambda:", count: 100_000) + "1") == .memoryError)
        #expect(kind("x" + String(repeating: ".x", count: 100_000)) == .recursionError)
        #expect(kind("x" + String(repeating: "+x", count: 100_000)) == .recursionError)
        #expect(kind("x" + String(repeating: "+x", count: 1_000)) == nil)
    }

    @Test func largeDecimalLiteralsAreRefused() {
        #expect(kind("x = " + String(repeating: "9", count: 4300)) == nil)
        #expect(kind("x = " + String(repeating: "9", count: 4301)) == .syntaxError)
        #expect(kind("x = 0x" + String(repeating: "f", count: 10_000)) == nil)
    }
}

@Suite struct RobustnessTests {
    /// Every prefix of a file with much of the syntax parses or fails, without a trap.
    @Test func everyPrefixIsSafe() {
        let source = Array(
            """
            @d
            async def f(a, /, b: int = 1, *c, **d) -> x:
              '''é
            '''
              return f'{a!r:>{b}}' + b'\\x41' if x else [y for z, *w in {1: 2}]
            match x:
              case [A(b=1), *_] | {**r} if y: pass
            with (a as b, c): x = 0x1f + 1e5j
            try: pass
            except* E as e: pass

            """.utf8)
        for count in 0...source.count { _ = parse(source: Array(source[..<count]), filename: "", mode: .exec) }
    }

    @Test func randomTokensAreSafe() {
        let pieces = [
            "f'{", "}'", "'''", "\\\n", "\n  ", "\n", "if ", "x", "(", ")", ":", "lambda ", "*", "**", "match ", "case ",
            "\\N{", "1e", "0x", "async ", "[", "]", "{", "}", "for ", "in ", "=", "try:", "except ", "with ", "as ", "é",
            "\t", "def f", "class ", ",", ".", "await ", "yield ", "not ", "is ", "print ", "@", "->", ":=", "'", "\"",
        ]
        var state: UInt64 = 42
        for _ in 0..<3000 {
            var source = ""
            for _ in 0..<20 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                source += pieces[Int(state >> 33) % pieces.count]
            }
            for mode in [ParseMode.exec, .eval, .single] {
                _ = parse(source: Array(source.utf8), filename: "", mode: mode)
            }
        }
    }
}

@Suite struct LiteralTests {
    @Test func integersOfAnySize() {
        var digits = 0
        func value(_ text: String) -> Constant? {
            Array(text.utf8).withUnsafeBufferPointer { numberConstant($0, digits: &digits) }
        }
        guard case .int(.big(let magnitude))? = value("340282366920938463463374607431768211455") else {
            Issue.record("not a large integer")
            return
        }
        #expect(magnitude == [UInt.max, UInt.max])
        guard case .int(.small(let small))? = value("0o777777777777777777777") else {
            Issue.record("not a small integer")
            return
        }
        #expect(small == Int.max)
    }

    @Test func floatsPrintAsInPython() {
        #expect(pythonRepresentation(float: 1e16, keepsPoint: true) == "1e+16")
        #expect(pythonRepresentation(float: 1e15, keepsPoint: true) == "1000000000000000.0")
        #expect(pythonRepresentation(float: 0.0001, keepsPoint: true) == "0.0001")
        #expect(pythonRepresentation(float: 0.00001, keepsPoint: true) == "1e-05")
        #expect(pythonRepresentation(float: 2, keepsPoint: false) == "2")
    }

    @Test func warningsAreCollected() {
        guard case .success(let module) = parse(source: Array("x\ny = '\\q'\n1if x else 2\n".utf8), filename: "", mode: .exec)
        else {
            Issue.record("does not parse")
            return
        }
        #expect(module.warnings.map(\.message).sorted() == ["invalid decimal literal", "invalid escape sequence '\\q'"])
    }
}
