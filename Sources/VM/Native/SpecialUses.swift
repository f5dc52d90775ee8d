// SpecialUses: which Python methods stand behind the operators and subscripts of a piece of code.
//
// In:  an operation on an instance of a Python class, as the interpreter does it in full. Out: notes in the code's NativeTable, so that the
// compiler can put the method in the operation's place.

import Bytecode
import CVMSpec

/// One use of a special method: with operands of these shapes that function was called.
public struct SpecialUse {
    public var left: UInt32
    /// Shape of the right operand; 0: it was a number in the word, or the operation has no right operand that matters.
    public var right: UInt32
    /// The function's word.
    public var function: UInt64
}

enum SpecialUses {
    /// What was noted last, by place and shape: most uses repeat. Written by the Python thread only.
    nonisolated(unsafe) private static let recent: UnsafeMutablePointer<UInt64> = {
        let p = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
        p.initialize(repeating: 0, count: size)
        return p
    }()
    private static let size = 256

    static func isRecent(_ key: UInt64) -> Bool {
        let slot = recent + Int(truncatingIfNeeded: (key ^ key >> 17 ^ key >> 40) & UInt64(size - 1))
        if slot.pointee == key { return true }
        slot.pointee = key
        return false
    }
}

extension Opcode {
    /// The operator of an instruction that compares and stores the result.
    var compareOperator: CompareOperator? {
        switch self {
        case .less: return .lt
        case .lessEqual: return .le
        case .greater: return .gt
        case .greaterEqual: return .ge
        case .equal: return .eq
        case .notEqual: return .ne
        default: return nil
        }
    }

    /// The binary operator of an arithmetic instruction, and whether it is the in-place form.
    public var binaryOperator: (BinaryOperator, isInplace: Bool)? {
        switch self {
        case .add: return (.add, false)
        case .subtract: return (.sub, false)
        case .multiply: return (.mul, false)
        case .trueDivide: return (.truediv, false)
        case .floorDivide: return (.floordiv, false)
        case .modulo: return (.mod, false)
        case .power: return (.pow, false)
        case .matrixMultiply: return (.matmul, false)
        case .leftShift: return (.lshift, false)
        case .rightShift: return (.rshift, false)
        case .bitAnd: return (.and, false)
        case .bitOr: return (.or, false)
        case .bitXor: return (.xor, false)
        case .inplaceAdd: return (.add, true)
        case .inplaceSubtract: return (.sub, true)
        case .inplaceMultiply: return (.mul, true)
        case .inplaceTrueDivide: return (.truediv, true)
        case .inplaceFloorDivide: return (.floordiv, true)
        case .inplaceModulo: return (.mod, true)
        case .inplacePower: return (.pow, true)
        case .inplaceMatrixMultiply: return (.matmul, true)
        case .inplaceLeftShift: return (.lshift, true)
        case .inplaceRightShift: return (.rshift, true)
        case .inplaceBitAnd: return (.and, true)
        case .inplaceBitOr: return (.or, true)
        case .inplaceBitXor: return (.xor, true)
        default: return nil
        }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Notes the method that an operation on `v` (and `other`) will call, if that is a Python function. `at`: the instruction.
    @inline(__always) func noteSpecial(_ at: UnsafeMutablePointer<UInt64>, _ opcode: Opcode, _ v: Value, _ other: Value) {
        if isNoting && v.isReference && shape(of: v).pointee.type.unsafelyUnwrapped.pointee.typeFlags & TypeFlag.heap != 0 {
            noteSpecialUse(at, opcode, v, other)
        }
    }

    @inline(never) public func noteSpecialUse(_ at: UnsafeMutablePointer<UInt64>, _ opcode: Opcode, _ v: Value, _ other: Value) {
        let right = other.isReference ? other.shape : 0
        if SpecialUses.isRecent(UInt64(UInt(bitPattern: at)) ^ UInt64(v.shape) << 44 ^ UInt64(right) << 52) { return }
        guard let code = pointee.frame?.pointee.code, let start = code.pointee.instructions else { return }
        let offset = at - start
        guard offset >= 0, offset < Int(code.pointee.instructionCount) else { return }
        guard let function = specialFunction(opcode, v.shape, right, other.isReference ? typeOf(other) : nil) else { return }
        NativeCode.table(code).note(offset, SpecialUse(left: v.shape, right: opcode.binaryOperator == nil ? 0 : right, function: function))
    }

    /// The Python function that an operation calls first for operands of these shapes; nil if it is none, or another one may come first.
    public func specialFunction(_ opcode: Opcode, _ left: UInt32, _ right: UInt32) -> UInt64? {
        guard left != 0, left < pointee.shapeCount, right < pointee.shapeCount, let shapes = pointee.shapes else { return nil }
        return specialFunction(opcode, left, right, right == 0 ? nil : shapes[Int(right)].pointee.type)
    }

    private func specialFunction(_ opcode: Opcode, _ left: UInt32, _ right: UInt32, _ rightType: TypeRef?) -> UInt64? {
        guard let type = shape(left).pointee.type, type.pointee.typeFlags & TypeFlag.heap != 0 else { return nil }
        do {
            let f: Value
            switch opcode {
            case .loadItem: f = try special(type, .getitem)
            case .storeItem: f = try special(type, .setitem)
            default:
                guard let (op, isInplace) = opcode.binaryOperator else { return nil }
                if let rightType, rightType != type, isSubtype(rightType, Value(type)) { return nil }
                let inplace = isInplace ? op.inplace : nil
                let own = try inplace.map { (s) throws(PyRaise) in try special(type, s) } ?? .empty
                guard own.isEmpty else { return nil }
                f = try special(type, op.special)
            }
            return f.isExact(.Function) ? f.bits : nil
        } catch {
            clearRaised()
            return nil
        }
    }

    /// Interned names of the methods that an operation depends on.
    public func specialNames(_ opcode: Opcode) -> [UInt64] {
        switch opcode {
        case .loadItem: return [internedName("__getitem__")]
        case .storeItem: return [internedName("__setitem__")]
        default:
            guard let (op, _) = opcode.binaryOperator else { return [] }
            let stem = "\(op)"
            return ["__\(stem)__", "__r\(stem)__", "__i\(stem)__"].map(internedName)
        }
    }
}
