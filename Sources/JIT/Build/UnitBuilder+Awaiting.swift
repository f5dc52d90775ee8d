// Coroutine functions that are called and awaited in one step.
//
// In:  a call whose result goes to getAwaitable and send, of a coroutine function that is known; code of a coroutine function from its
// beginning on. Out: a native call like any other. The callee's frame is an ordinary one with the flag `inAwait`
// (VM/Frames/AwaitFrames.swift): it becomes a coroutine when it is suspended.

import Bytecode
import CVMSpec
import MIR
import VM

extension UnitBuilder {
    /// Builds the call and what awaits it, up to the end of the `send`. False: it is something else.
    func awaited(_ callee: ValueID, _ arguments: [ValueID]) -> Bool {
        guard site == nil, s.unit.flags.intersection(.anyGenerator) == .coroutine, !isGeneric, !s.keepsLocals, index + 3 < flow.code.count else { return false }
        let get = flow.code[index + 1], none = flow.code[index + 2], send = flow.code[index + 3]
        guard get.op == .getAwaitable, get.b == x.a, get.c == 0, none.op == .loadConstant, s.constants.indices.contains(none.wide), s.constants[none.wide] == noneWord,
              send.op == .send, send.b == get.a, send.c == none.a, let end = send.target else { return false }
        let possible = possibleWords(callee)
        guard possible.count == 1, let function = s.shared.functions[possible[0]], function.bodyStart > 0,
              let all = complete(arguments, function, function.coroutineParameterCount) else { return false }
        let i = constant(possible[0])
        u.callees[i] = function
        b.emit(.guardEntry, immediate: Int64(i), at: before())
        // A handler may need registers that the way on does not.
        var live = liveness(at: end)
        live.formUnion(flow.liveBefore[index + 3])
        for r in [send.a, send.b, send.c] { live.remove(r) }
        let v = b.emit(.pyAwaitKnown, all, immediate: Int64(i), at: state(at: end, live: live, result: send.a))
        presents.insert(v)
        put(send.a, v)
        goto(offset: end)
        return true
    }

    /// The code of a coroutine function returns: natively, if its frame is one of native code; a coroutine's end is the interpreter's.
    func returnFromBody() {
        let plain = b.addBlock(), coroutine = b.addBlock()
        b.branch(b.emit(.wordEqual, [b.emit(.loadRegister, immediate: Int64(Layout.generatorRegister)), emptyValue]), Edge(plain), Edge(coroutine), likelihood: 1)
        b.position(at: plain)
        b.return(register(x.a))
        b.position(at: coroutine)
        goOnHere()
    }
}
