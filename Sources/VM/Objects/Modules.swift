// Native modules: registered by name, made when first imported.

import CVMSpec

/// Adds functions, types and values to a native module while it is being made.
public struct ModuleBuilder {
    public let t: Thread
    /// The module object.
    public let module: Value

    /// A module-level function.
    public func function(_ name: String, _ signature: String, doc: String = "", _ body: @escaping NativeBody) throws(PyRaise) {
        let n = try t.intern(Value(bits: module.module.pointee.name).str.string)
        try set(name, try t.newNative(name, signature, doc: doc, module: n, body))
    }

    public func set(_ name: String, _ v: Value) throws(PyRaise) {
        try t.dictSet(module.module.pointee.dict.unsafelyUnwrapped, try t.intern(name), v)
    }

    public func get(_ name: String) throws(PyRaise) -> Value {
        try t.dictGet(module.module.pointee.dict.unsafelyUnwrapped, try t.intern(name))
    }

    /// A native class of this module, instances laid out as `kind` with a shape of their own (Kind.NativeObject mostly).
    @discardableResult public func type(_ name: String, _ kind: Kind = .NativeObject, base: Value = K.object, flags: UInt32 = 0, subclassable: Bool = true,
                                        _ body: (TypeBuilder) throws(PyRaise) -> Void) throws(PyRaise) -> Value {
        let type = try t.defineType(name, kind, base: base, ownsKind: false, module: Value(bits: module.module.pointee.name).str.string, flags: flags, subclassable: subclassable, body)
        try set(name, type)
        return type
    }
}

/// Makes a module's content.
public typealias ModuleBody = (_ m: ModuleBuilder) throws(PyRaise) -> Void

/// The native modules, by name.
public enum NativeModules {
    nonisolated(unsafe) public static var bodies: [String: ModuleBody] = [:]
    /// Registers a module; called while the VM starts, costs nothing until the module is imported.
    public static func register(_ name: String, _ body: @escaping ModuleBody) { bodies[name] = body }
    public static var names: [String] { bodies.keys.sorted() }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A new module object with `__name__`.
    public func newModule(_ name: String) throws(PyRaise) -> Value {
        let m = try new(PyModuleLayout.self, .Module)
        let d = try newDict()
        m.pointee.dict = d
        let n = try intern(name)
        m.pointee.name = n.bits
        try dictSet(d, N.name, n)
        try dictSet(d, N.doc, .none)
        try dictSet(d, N.package, .none)
        try dictSet(d, N.loader, .none)
        try dictSet(d, N.spec, .none)
        return Value(m)
    }

    /// Makes the native module of that name; nil if there is none.
    public func makeNativeModule(_ name: String) throws(PyRaise) -> Value? {
        guard let body = NativeModules.bodies[name] else { return nil }
        let m = try newModule(name)
        Roots.add(m)
        try body(ModuleBuilder(t: self, module: m))
        return m
    }

    // -- Native objects: fields v0…v3, i0, i1, payload (a retained Swift object)

    /// A new instance of a native class (or a subclass of one) laid out as NativeObject.
    public func newObject(_ type: Value) throws(PyRaise) -> Value { try newInstanceCell(type.type) }

    /// Gives a native object a Swift object to own; it is released when the cell dies.
    public func setPayload(_ v: Value, _ object: AnyObject) {
        if let old = v.object.pointee.payload { Unmanaged<AnyObject>.fromOpaque(old).release() }
        v.object.pointee.payload = Unmanaged.passRetained(object).toOpaque()
        theHeap.pointee.noteOwner(v.raw)
    }

    /// The Swift object that a native object owns.
    public func payload<T: AnyObject>(_ v: Value, _: T.Type) -> T? {
        guard let p = v.object.pointee.payload else { return nil }
        return Unmanaged<AnyObject>.fromOpaque(p).takeUnretainedValue() as? T
    }
}
