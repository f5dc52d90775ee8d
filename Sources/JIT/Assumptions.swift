// Assumptions: units that rely on the values of global names and on classes, and their end when one of these changes.
//
// In:  installed units; changes told by the VM. Out: entries taken away, validity words cleared: activations leave where
// they test the word.

import Bytecode
import CVMSpec
import VM

enum Assumptions {
    private struct Entry {
        let unit: CompiledUnit
        let native: NativeUnit
        let code: UnsafeMutablePointer<PyCodeLayout>
    }
    nonisolated(unsafe) private static var byGlobal: [UInt64: [Entry]] = [:]
    nonisolated(unsafe) private static var byFunction: [UInt64: [Entry]] = [:]
    nonisolated(unsafe) private static var byMethod: [UInt64: [Entry]] = [:]
    /// Names that are no constants: they changed after a unit took them for such.
    nonisolated(unsafe) static var changedNames: Set<UInt64> = []
    /// Attribute names that changed on some class after a unit relied on them: their values are not taken for constants.
    nonisolated(unsafe) static var changedClassNames: Set<UInt64> = []
    /// Names that some snapshot took for constants: changes of others concern nobody.
    nonisolated(unsafe) static var watchedNames: Set<UInt64> = []
    /// Grows with each change of a watched name or class: units in the making compare.
    nonisolated(unsafe) static var changes: [(isGlobal: Bool, name: UInt64)] = []

    static func add(_ unit: CompiledUnit, _ native: NativeUnit, _ code: UnsafeMutablePointer<PyCodeLayout>) {
        let entry = Entry(unit: unit, native: native, code: code)
        for name in unit.snapshot.shared.globalNames { byGlobal[name, default: []].append(entry) }
        for function in unit.snapshot.shared.functions.keys { byFunction[function, default: []].append(entry) }
        for name in unit.snapshot.shared.methodNames { byMethod[name, default: []].append(entry) }
    }

    static func stillHold(_ unit: CompiledUnit) -> Bool {
        let s = unit.snapshot
        guard s.changesSeen < changes.count else { return true }
        return !changes[s.changesSeen...].contains { $0.isGlobal ? s.shared.globalNames.contains($0.name) : $0.name == 0 || s.shared.methodNames.contains($0.name) }
    }

    static func globalChanged(_ dict: DictRef, _ name: Value) {
        if name.isEmpty {
            for key in Array(byGlobal.keys) { end(byGlobal.removeValue(forKey: key)) }
            return
        }
        guard watchedNames.contains(name.bits) else { return }
        if let entries = byGlobal.removeValue(forKey: name.bits) {
            let word = UInt64(UInt(bitPattern: dict))
            let own = entries.filter { $0.unit.snapshot.globals == word || $0.unit.snapshot.shared.modules.contains(word) || isBuiltins(dict) }
            let others = entries.filter { e in !own.contains { $0.unit === e.unit } }
            if !others.isEmpty { byGlobal[name.bits] = others }
            if !own.isEmpty {
                changedNames.insert(name.bits)
                end(own)
            }
        }
        if JIT.worker?.isBusy ?? false { changes.append((true, name.bits)) }
    }

    /// A name that code assigns: no unit may take it for a constant, from now on.
    static func markVariable(_ name: Value) {
        guard name.isPresent, changedNames.insert(name.bits).inserted else { return }
        end(byGlobal.removeValue(forKey: name.bits))
        changes.append((true, name.bits))
    }

    static func functionChanged(_ f: Value) {
        if let entries = byFunction.removeValue(forKey: f.bits) { end(entries) }
    }

    private static func isBuiltins(_ dict: DictRef) -> Bool { mainThread.pointee.builtins == dict }

    /// An attribute of some class changed; an empty name: the hierarchy, and with it all attributes.
    static func classChanged(_ name: Value) {
        if name.isEmpty { for key in Array(byMethod.keys) { end(byMethod.removeValue(forKey: key)) } }
        if let entries = byMethod.removeValue(forKey: name.bits) {
            changedClassNames.insert(name.bits)
            end(entries)
        }
        if JIT.worker?.isBusy ?? false { changes.append((false, name.bits)) }
    }

    private static func end(_ entries: [Entry]?) {
        for e in entries ?? [] where e.unit.validity.pointee != 0 {
            e.unit.validity.pointee = 0
            JIT.statistics.invalidated += 1
            NativeCode.remove(mainThread, e.native, from: e.code)
            let table = NativeCode.table(e.code)
            table.pending.remove(e.native.offset)
            // The counters start again, so that a new unit is made if the code stays hot.
            clearCounters(e.code)
        }
    }

    /// Counters of loops and yields, and of calls, begin again.
    static func clearCounters(_ code: UnsafeMutablePointer<PyCodeLayout>) {
        // Not below what makes a function old enough to be inlined.
        code.pointee.callCount = min(code.pointee.callCount, mainThread.pointee.hotCalls > 5 ? 5 : 0)
        let words = code.info.unit.instructions
        var offset = 0
        while let x = DecodedInstruction(words, at: offset) {
            if x.op == .loopBack || x.op == .yield || x.op == .yieldDelegate, x.offset + 1 < Int(code.pointee.instructionCount) { code.pointee.instructions?[x.offset + 1] = 0 }
            offset = x.next
        }
    }
}
