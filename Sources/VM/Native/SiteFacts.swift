// SiteFacts: what the compiler's snapshot asks the heap for, on the running thread.

import Bytecode
import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The value of a global or builtin name right now, or empty; from then on changes of that name are told to
    /// `Watching.onDictChange`. Runs no Python.
    public func watchedGlobal(_ globals: DictRef, _ name: Value) -> Value {
        guard name.isExact(.Str) else { return .empty }
        do {
            let v = try dictGet(globals, name)
            globals.pointee.header.flags |= DictFlag.watched
            if v.isPresent { return v }
            let builtins = try builtinsOf(globals)
            let w = try dictGet(builtins, name)
            builtins.pointee.header.flags |= DictFlag.watched
            return w
        } catch {
            clearRaised()
            return .empty
        }
    }

    /// Name of a native function or builtin type; nil for anything else.
    public func nativeName(_ v: Value) -> String? {
        if v.isExact(.Native) { return Natives.infos[Int(v.native.pointee.index)].name }
        if has(v, .Type), v.type.pointee.typeFlags & TypeFlag.heap == 0 { return typeName(v) }
        return nil
    }

    /// The shape with that id, if objects of it have their attributes in slots.
    public func slotShape(_ id: UInt32) -> Bool {
        guard id != 0, id < pointee.shapeCount, let shape = pointee.shapes?[Int(id)] else { return false }
        return shape.pointee.isDictMode == 0
    }
}
