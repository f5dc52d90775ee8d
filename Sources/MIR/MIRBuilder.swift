// Appends instructions to a function, one block at a time: what the snapshot reader and tests write with.
//
// In:  operations with operands. Out: values; types come from the operation's row.

import CVMSpec

public struct MIRBuilder {
    public var function: MIRFunction
    public private(set) var block: BlockID = .entry
    /// The source line given to what follows.
    public var line: Int32 = 0

    /// A function with an empty entry block.
    public init(name: String) {
        function = MIRFunction(name: name)
        block = function.addBlock()
    }

    public mutating func addBlock() -> BlockID { function.addBlock() }
    public mutating func addParameter(_ type: MIRType, to block: BlockID) -> ValueID {
        function.addParameter(type, to: block)
    }
    public mutating func position(at block: BlockID) { self.block = block }
    /// True if the current block has its end.
    public var isTerminated: Bool { function[block].body.last.map { function[$0].isTerminator } ?? false }

    /// Appends an instruction. `type` matters only where the row says object or any.
    @discardableResult
    public mutating func emit(
        _ operation: MIROperation, _ operands: [ValueID] = [], immediate: Int64 = 0, auxiliary: Int32 = 0,
        type: MIRType = .tagged, at state: FrameStateID = .none
    ) -> ValueID {
        let actual: MIRType
        switch mir_row(operation).pointee.result {
        case .none: actual = .none
        case .tagged: actual = .tagged
        case .int64: actual = .int64
        case .float64: actual = .float64
        case .bool: actual = .bool
        case .object: if case .object = type { actual = type } else { actual = .object(shape: 0) }
        case .any: actual = type
        }
        let value = function.make(
            operation, actual, operands, immediate: immediate, auxiliary: auxiliary, frameState: state, line: line)
        function.append(value, to: block)
        return value
    }

    public mutating func constant(_ value: Int64) -> ValueID { emit(.constantInt, immediate: value) }
    public mutating func constant(_ value: Double) -> ValueID {
        emit(.constantFloat, immediate: Int64(bitPattern: value.bitPattern))
    }
    /// An object of the unit's constant table.
    public mutating func constantObject(_ index: Int, shape: UInt32 = 0) -> ValueID {
        emit(.constantObject, immediate: Int64(index), type: .object(shape: shape))
    }
    /// The result carries the shape as its type. `isFixed`: objects of this shape never change it.
    public mutating func guardShape(_ value: ValueID, _ shape: UInt32, isFixed: Bool, at state: FrameStateID) -> ValueID {
        emit(
            .guardShape, [value], immediate: Int64(shape), auxiliary: isFixed ? 1 : 0, type: .object(shape: shape),
            at: state)
    }
    public mutating func loadField(
        _ object: ValueID, _ offset: Int, _ alias: MIRAliasClass, type: MIRType = .tagged
    ) -> ValueID {
        emit(.loadField, [object], immediate: Int64(offset), auxiliary: Int32(alias.rawValue), type: type)
    }
    public mutating func storeField(_ object: ValueID, _ offset: Int, _ alias: MIRAliasClass, _ value: ValueID) {
        emit(.storeField, [object, value], immediate: Int64(offset), auxiliary: Int32(alias.rawValue))
    }
    public mutating func jump(_ target: BlockID, _ arguments: [ValueID] = []) {
        emit(.jump)
        function[block].successors = [Edge(target, arguments)]
    }
    /// `likelihood`: 1 the first edge is expected, -1 the second, 0 unknown.
    public mutating func branch(_ condition: ValueID, _ then: Edge, _ otherwise: Edge, likelihood: Int32 = 0) {
        emit(.branch, [condition], auxiliary: likelihood)
        function[block].successors = [then, otherwise]
    }
    public mutating func `return`(_ value: ValueID) { emit(.return, [value]) }
    public mutating func leave(reason: Int64, at state: FrameStateID) { emit(.leave, immediate: reason, at: state) }
    /// The state at a block's start; loop headers should have one.
    public mutating func setEntryState(_ state: FrameStateID, of block: BlockID) { function[block].entryState = state }
    public mutating func frameState(_ state: FrameState) -> FrameStateID { function.addFrameState(state) }
}
