// Ranges of machine integers, found by looking at a value's definition a few steps back.
//
// In:  a value. Out: bounds that hold wherever the value is there.

import CVMSpec

extension MIRFunction {
    /// Integers that fit a word beside the tag.
    static let smallIntRange: ClosedRange<Int64> = -(1 << 62)...(1 << 62) - 1
    /// Objects have fewer elements than this.
    static let lengthLimit: Int64 = 1 << 48

    func range(of value: ValueID, depth: Int = 6) -> ClosedRange<Int64> {
        let full = Int64.min...Int64.max
        if depth == 0 { return full }
        func operandRange(_ index: Int) -> ClosedRange<Int64> { range(of: operand(index, of: value), depth: depth - 1) }
        switch operation(of: value) {
        case .constantInt: return self[value].immediate...self[value].immediate
        case .unboxInt: return Self.smallIntRange
        case .intAdd, .guardIntAdd:
            let (a, b) = (operandRange(0), operandRange(1))
            return bounds(
                a.lowerBound.addingReportingOverflow(b.lowerBound), a.upperBound.addingReportingOverflow(b.upperBound),
                wraps: operation(of: value) == .intAdd)
        case .intSub, .guardIntSub:
            let (a, b) = (operandRange(0), operandRange(1))
            return bounds(
                a.lowerBound.subtractingReportingOverflow(b.upperBound),
                a.upperBound.subtractingReportingOverflow(b.lowerBound), wraps: operation(of: value) == .intSub)
        case .intAnd:
            let (a, b) = (operandRange(0), operandRange(1))
            if a.lowerBound >= 0, b.lowerBound >= 0 { return 0...min(a.upperBound, b.upperBound) }
            if b.lowerBound >= 0 { return 0...b.upperBound }
            if a.lowerBound >= 0 { return 0...a.upperBound }
            return full
        case .intMod:
            let b = operandRange(1)
            if b.lowerBound > 0 { return 0...b.upperBound - 1 }
            return full
        case .intShiftRight:
            let a = operandRange(0)
            guard let count = constantInt(operand(1, of: value)), count >= 0, count < 64 else { return full }
            return a.lowerBound >> count...a.upperBound >> count
        case .intFloorDiv:
            let (a, b) = (operandRange(0), operandRange(1))
            if a.lowerBound >= 0, b.lowerBound > 0 { return 0...a.upperBound }
            return full
        case .loadField32: return 0...Int64(UInt32.max)
        case .loadField8, .loadElement8: return 0...255
        case .loadElement32: return Int64(Int32.min)...Int64(Int32.max)
        case .loadField: return self[value].alias == .length ? 0...Self.lengthLimit : full
        case .guardBounds:
            let length = operandRange(1)
            return 0...max(0, length.upperBound &- 1)
        default: return full
        }
    }

    private func bounds(
        _ low: (partialValue: Int64, overflow: Bool), _ high: (partialValue: Int64, overflow: Bool), wraps: Bool
    ) -> ClosedRange<Int64> {
        if !low.overflow, !high.overflow { return low.partialValue...high.partialValue }
        if wraps { return Int64.min...Int64.max }
        return (low.overflow ? Int64.min : low.partialValue)...(high.overflow ? Int64.max : high.partialValue)
    }

    /// For the backend: the integer's word is 2n+1, without a check.
    public func fitsWord(_ value: ValueID) -> Bool { fitsSmallInt(value) }

    /// True if boxing the value gives a word, never a heap integer.
    func fitsSmallInt(_ value: ValueID) -> Bool {
        let range = range(of: value)
        return Self.smallIntRange.contains(range.lowerBound) && Self.smallIntRange.contains(range.upperBound)
    }
}
