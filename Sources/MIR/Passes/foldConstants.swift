// foldConstants: computes what can be computed now, and applies identities.
//
//   v0 = constantInt #2 : int64
//   v1 = constantInt #3 : int64
//   v2 = guardIntAdd v0, v1 : int64 @fs0     →    v2 = constantInt #5 : int64
//   v3 = intMul v9, v0 : int64                    (x * 1, x + 0, x - 0, x & -1 … are x)
//
// An overflow guard is folded only if it would not leave. Float arithmetic is exact IEEE, so folding it changes nothing;
// division by zero is left alone.

import CVMSpec

@Sendable public func foldConstants(_ function: inout MIRFunction) {
    var replacement = Replacement()
    for block in ControlFlow(function).order {
        for value in function[block].body {
            for index in 0..<Int(function[value].operandCount) {
                function.setOperand(index, of: value, to: replacement[function.operand(index, of: value)])
            }
            if let result = Folder(function: function, value: value).fold() {
                switch result {
                case .int(let number): function.rewrite(value, as: .constantInt, [], immediate: number)
                case .float(let number):
                    function.rewrite(value, as: .constantFloat, [], immediate: Int64(bitPattern: number.bitPattern))
                case .bool(let flag): function.rewrite(value, as: .constantBool, [], immediate: flag ? 1 : 0)
                case .tagged(let word): function.rewrite(value, as: .constantTagged, [], immediate: word)
                case .value(let other): replacement.replace(value, by: other)
                case .none: function.rewrite(value, as: .constantBool, [], immediate: 1)
                }
            }
        }
    }
    function.replaceUses(replacement)
    // What was replaced by another value has no use any more.
    for block in function.liveBlocks { function[block].body.removeAll { replacement.contains($0) } }
}

extension MIRFunction {
    /// The number that a value is known to be.
    func constantInt(_ value: ValueID) -> Int64? {
        operation(of: value) == .constantInt ? self[value].immediate : nil
    }
    func constantFloat(_ value: ValueID) -> Double? {
        operation(of: value) == .constantFloat ? Double(bitPattern: UInt64(bitPattern: self[value].immediate)) : nil
    }
    func constantBool(_ value: ValueID) -> Bool? {
        operation(of: value) == .constantBool ? self[value].immediate != 0 : nil
    }
}

private struct Folder {
    enum Result {
        case int(Int64), float(Double), bool(Bool), tagged(Int64), value(ValueID)
        /// A guard without a result that always holds.
        case none
    }

    let function: MIRFunction
    let value: ValueID

    private var instruction: Instruction { function[value] }
    private func operand(_ index: Int) -> ValueID { function.operand(index, of: value) }
    private func int(_ index: Int) -> Int64? { function.constantInt(operand(index)) }
    private func float(_ index: Int) -> Double? { function.constantFloat(operand(index)) }

    func fold() -> Result? {
        switch instruction.operation {
        case .intAdd, .guardIntAdd:
            if int(1) == 0 { return .value(operand(0)) }
            if int(0) == 0 { return .value(operand(1)) }
            return checked { $0.addingReportingOverflow($1) }
        case .intSub, .guardIntSub:
            if int(1) == 0 { return .value(operand(0)) }
            return checked { $0.subtractingReportingOverflow($1) }
        case .intMul, .guardIntMul:
            if int(1) == 1 { return .value(operand(0)) }
            if int(0) == 1 { return .value(operand(1)) }
            return checked { $0.multipliedReportingOverflow(by: $1) }
        case .intNegate, .guardIntNegate:
            guard let a = int(0), a != .min else { return nil }
            return .int(0 &- a)
        case .intFloorDiv:
            guard let a = int(0), let b = int(1), b != 0, b != -1 else { return nil }
            let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
            return .int(remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient)
        case .intMod:
            guard let a = int(0), let b = int(1), b != 0, b != -1 else { return nil }
            let remainder = a % b
            return .int(remainder != 0 && (remainder < 0) != (b < 0) ? remainder &+ b : remainder)
        case .intAnd:
            if int(1) == -1 { return .value(operand(0)) }
            return both { $0 & $1 }
        case .intOr:
            if int(1) == 0 { return .value(operand(0)) }
            return both { $0 | $1 }
        case .intXor:
            if int(1) == 0 { return .value(operand(0)) }
            return both { $0 ^ $1 }
        case .intShiftLeft:
            if int(1) == 0 { return .value(operand(0)) }
            guard let b = int(1), b >= 0, b < 64 else { return nil }
            return both { $0 << $1 }
        case .guardIntShiftLeft:
            if int(1) == 0 { return .value(operand(0)) }
            guard let a = int(0), let b = int(1), b >= 0, b < 64, (a << b) >> b == a else { return nil }
            return .int(a << b)
        case .intShiftRight:
            if int(1) == 0 { return .value(operand(0)) }
            guard let b = int(1), b >= 0, b < 64 else { return nil }
            return both { $0 >> $1 }
        case .intNot: return int(0).map { .int(~$0) }
        case .intCompare:
            if operand(0) == operand(1) { return .bool(instruction.condition.holds(0, 0)) }
            guard let a = int(0), let b = int(1) else { return nil }
            return .bool(instruction.condition.holds(a, b))
        case .guardIntDivisor:
            guard let a = int(0), a != 0, a != -1 else { return nil }
            return .value(operand(0))
        case .guardBounds:
            guard let a = int(0), let b = int(1), a >= 0, a < b else { return nil }
            return .value(operand(0))
        case .floatAdd: return floats(+)
        case .floatSub: return floats(-)
        case .floatMul: return floats(*)
        case .floatDiv:
            guard let b = float(1), b != 0 else { return nil }
            return floats(/)
        case .guardFloatDivisor:
            guard let a = float(0), a != 0 else { return nil }
            return .value(operand(0))
        case .floatNegate: return float(0).map { .float(-$0) }
        case .floatAbsolute: return float(0).map { .float($0.magnitude) }
        case .floatCompare:
            guard let a = float(0), let b = float(1) else { return nil }
            return .bool(instruction.condition.holds(a, b))
        case .intToFloat: return int(0).map { .float(Double($0)) }
        case .boolNot: return function.constantBool(operand(0)).map { .bool(!$0) }
        case .wordEqual:
            if operand(0) == operand(1) { return .bool(true) }
            guard function.operation(of: operand(0)) == .constantObject, function.operation(of: operand(1)) == .constantObject else { return nil }
            // The same object stands in the list of constants once.
            return .bool(function[operand(0)].immediate == function[operand(1)].immediate)
        case .guardTrue: return function.constantBool(operand(0)) == true ? Result.none : nil
        case .guardFalse: return function.constantBool(operand(0)) == false ? Result.none : nil
        case .boxInt:
            guard let a = int(0), a >= -(1 << 62), a < 1 << 62 else { return nil }
            return .tagged(a << 1 | 1)
        case .unboxInt:
            guard function.operation(of: operand(0)) == .constantTagged, function[operand(0)].immediate & 1 == 1 else {
                return nil
            }
            return .int(function[operand(0)].immediate >> 1)
        case .unboxFloat:
            guard function.operation(of: operand(0)) == .constantTagged else { return nil }
            return FloatWord.decode(function[operand(0)].immediate).map { .float($0) }
        default: return nil
        }
    }

    private func checked(_ body: (Int64, Int64) -> (Int64, Bool)) -> Result? {
        guard let a = int(0), let b = int(1) else { return nil }
        let (result, overflow) = body(a, b)
        // Without a guard the operation wraps.
        return overflow && instruction.effects == .overflow ? nil : .int(result)
    }
    private func both(_ body: (Int64, Int64) -> Int64) -> Result? {
        guard let a = int(0), let b = int(1) else { return nil }
        return .int(body(a, b))
    }
    private func floats(_ body: (Double, Double) -> Double) -> Result? {
        guard let a = float(0), let b = float(1) else { return nil }
        return .float(body(a, b))
    }
}

/// Floats stored in the word: the bits rotated and re-biased; +0.0 is the word 2.
public enum FloatWord {
    static let bias: UInt64 = 1 << 60

    /// The word, or nil if the float needs a box.
    public static func encode(_ value: Double) -> Int64? {
        let bits = value.bitPattern
        if bits == 0 { return 2 }
        let sum = bits &+ bias
        let word = sum << 3 | sum >> 61
        return word & 3 == 2 && word != 2 ? Int64(bitPattern: word) : nil
    }
    /// The float of a word, or nil if the word is none.
    public static func decode(_ word: Int64) -> Double? {
        if word & 3 != 2 { return nil }
        if word == 2 { return 0 }
        let word = UInt64(bitPattern: word)
        return Double(bitPattern: (word >> 3 | word << 61) &- bias)
    }
}
