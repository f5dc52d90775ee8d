// Inline value words for instances of native types that need more than their layout has (defaultdict's factory …).
//
// The word lies where `__slots__` of Python classes lie, behind the layout's fields; subclasses and the collector treat it so.

import CVMSpec

extension TypeBuilder {
    /// Adds an inline value word to the instances of a type that has its own shape, shown as a writable attribute.
    /// Returns its byte offset. The instances get no `__dict__` by it.
    @discardableResult public func memberSlot(_ name: String) throws(PyRaise) -> Int {
        if type.pointee.storageOffset == 0 {
            type.pointee.storageOffset = kind_info(type.pointee.instanceKind).pointee.size
            type.pointee.typeFlags |= TypeFlag.hasSlotsOnly
        }
        let offset = Int(type.pointee.storageOffset) + 8 + 8 * Int(type.pointee.spare)
        type.pointee.spare += 1
        let shape = t.shape(type.pointee.rootShape)
        shape.pointee.storageOffset = type.pointee.storageOffset
        shape.pointee.memberSlots = type.pointee.spare
        if type.pointee.typeFlags & TypeFlag.hasSlotsOnly != 0 { shape.pointee.flags |= Storage.noDict }
        let m = try t.new(PyMemberLayout.self, .Member)
        m.pointee.name = try t.intern(name).bits
        m.pointee.owner = Value(type).bits
        m.pointee.offset = Int64(offset)
        try set(name, Value(m))
        return offset
    }
}

extension Value {
    /// The inline value word at that byte offset of the cell.
    @inline(__always) public func member(_ offset: Int) -> UnsafeMutablePointer<Value> { (raw + offset).assumingMemoryBound(to: Value.self) }
}

extension TypeBuilder {
    /// A computed attribute that answers assignment as CPython's read-only members do.
    public func readOnly(_ name: String, _ get: @escaping NativeBody) throws(PyRaise) {
        try attribute(name, get: get, set: { (t, a) throws(PyRaise) in throw t.raise(K.AttributeError, "readonly attribute") })
    }

    /// Gives instances of a type that has its own shape a `__dict__`.
    public func addInstanceDict() throws(PyRaise) {
        type.pointee.storageOffset = kind_info(type.pointee.instanceKind).pointee.size
        t.shape(type.pointee.rootShape).pointee.storageOffset = type.pointee.storageOffset
        try Bootstrap.addDictAttribute(self)
    }
}

/// Type flags that native modules set.
public enum NativeTypeFlags {
    /// Matches sequence patterns; may be referred to weakly.
    public static let sequence = TypeFlag.sequence | TypeFlag.weakrefable
    public static let mapping = TypeFlag.mapping | TypeFlag.weakrefable
    public static let weakrefable = TypeFlag.weakrefable
}

extension CompareOperator {
    /// Name of the special method.
    public var method: String { special.name }
}
