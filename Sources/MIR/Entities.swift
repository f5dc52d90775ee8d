// Names of things in a MIR function: 32-bit ids into its arrays.
//
// Ids are never reused within a function; -1 is "none". They carry no reference, so the compiler counts none.

/// A value: the result of the instruction with the same number, or a block's parameter.
public struct ValueID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let index: Int32
    @inlinable public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
    public static let none = ValueID(-1)
    @inlinable public var isNone: Bool { index < 0 }
    public var description: String { isNone ? "_" : "v\(index)" }
    @inlinable public static func < (a: ValueID, b: ValueID) -> Bool { a.index < b.index }
}

/// A basic block.
public struct BlockID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let index: Int32
    @inlinable public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
    public static let entry = BlockID(0)
    public var description: String { "block\(index)" }
    @inlinable public static func < (a: BlockID, b: BlockID) -> Bool { a.index < b.index }
}

/// A frame state.
public struct FrameStateID: Hashable, Sendable, CustomStringConvertible {
    public let index: Int32
    @inlinable public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
    public static let none = FrameStateID(-1)
    @inlinable public var isNone: Bool { index < 0 }
    public var description: String { "fs\(index)" }
}

/// The type of a value.
public enum MIRType: Hashable, Sendable, CustomStringConvertible {
    /// No value.
    case none
    /// Any Python value as a word.
    case tagged
    case int64
    case float64
    case bool
    /// A reference to a heap object of the given shape; shape 0 is "any".
    case object(shape: UInt32)

    public var description: String {
        switch self {
        case .none: return "none"
        case .tagged: return "tagged"
        case .int64: return "int64"
        case .float64: return "float64"
        case .bool: return "bool"
        case .object(let shape): return shape == 0 ? "object" : "object(\(shape))"
        }
    }

    /// True if the value is one word that a Python register may hold.
    public var isWord: Bool {
        switch self {
        case .tagged, .object: return true
        case .none, .int64, .float64, .bool: return false
        }
    }
}
