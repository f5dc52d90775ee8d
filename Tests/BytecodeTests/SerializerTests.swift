// The serializer: what is written is read back, and damaged bytes never trap.

import Bytecode
import Testing

@Suite struct SerializerTests {
    static let source = """
        '''doc'''
        def f(a, /, b, *c, d=1.5, **e):
            'inner'
            try:
                return {a: 1j, **e}, b'x', 10**30, -7, (None, True, ...), a in {1, 2}
            finally:
                yield from c
        class C:
            def g(self): return __class__
        """

    @Test func unit_survives_a_round_trip() throws {
        let unit = try compiled(Self.source).get().code
        let copy = try #require(CodeUnit.deserialize(unit.serialized))
        #expect(disassemble(copy) == disassemble(unit))
        #expect(copy.exceptionTable == unit.exceptionTable)
        #expect(copy.positions == unit.positions)
    }

    @Test func truncated_bytes_give_nil() throws {
        let bytes = try compiled(Self.source).get().code.serialized
        for count in 0..<bytes.count { #expect(CodeUnit.deserialize(Array(bytes[0..<count])) == nil) }
    }

    @Test func damaged_bytes_do_not_trap() throws {
        let bytes = try compiled(Self.source).get().code.serialized
        var state: UInt64 = 88172645463325252
        for _ in 0..<3000 {
            var damaged = bytes
            for _ in 0..<3 {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                damaged[Int(state % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: state >> 32)
            }
            if let unit = CodeUnit.deserialize(damaged) { _ = disassemble(unit) }
        }
    }
}
