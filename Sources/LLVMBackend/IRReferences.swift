// Typed names for LLVM's references, which Swift imports as bare OpaquePointers.
//
// In:  references made by ModuleBuilder and IRBuilder.
// Out: small structs that cannot be confused with one another. They own nothing: the context of their
//      ModuleBuilder does, and they must not outlive it.

import CLLVM

/// An LLVM type.
public struct IRType: Equatable {
    public let ref: LLVMTypeRef
    init(_ ref: LLVMTypeRef) { self.ref = ref }
}

/// An LLVM value: constant, argument, instruction.
public struct IRValue: Equatable {
    public let ref: LLVMValueRef
    init(_ ref: LLVMValueRef) { self.ref = ref }

    /// The value's type.
    public var type: IRType { IRType(LLVMTypeOf(ref)) }
    /// Gives the value a name for readers of the text form.
    public func named(_ name: String) -> IRValue {
        LLVMSetValueName2(ref, name, name.utf8.count)
        return self
    }
}

/// A basic block.
public struct IRBlock: Equatable {
    public let ref: LLVMBasicBlockRef
    init(_ ref: LLVMBasicBlockRef) { self.ref = ref }
    /// True if the block ends in a terminator already.
    public var isTerminated: Bool { LLVMGetBasicBlockTerminator(ref) != nil }
}

/// A function and its type (pointers are opaque, so calls need both).
public struct IRFunction: Equatable {
    public let ref: LLVMValueRef
    public let type: IRType
    public let convention: CallingConvention
    public var value: IRValue { IRValue(ref) }
    /// The n-th parameter.
    public func parameter(_ index: Int) -> IRValue { IRValue(LLVMGetParam(ref, UInt32(index))) }
}

/// A phi whose incoming edges are added later.
public struct IRPhi {
    public let value: IRValue
    /// Adds an edge.
    public func addIncoming(_ incoming: IRValue, from block: IRBlock) {
        var values: [LLVMValueRef?] = [incoming.ref]
        var blocks: [LLVMBasicBlockRef?] = [block.ref]
        LLVMAddIncoming(value.ref, &values, &blocks, 1)
    }
}

/// A source position attached to instructions.
public struct IRDebugLocation { let ref: LLVMMetadataRef }
/// A function scope for debug locations.
public struct IRDebugScope { let ref: LLVMMetadataRef }
/// A TBAA access tag.
public struct IRAliasTag { let ref: LLVMValueRef }

/// Conventions used here, with LLVM's numbers.
public enum CallingConvention: UInt32 {
    /// The platform's C convention: runtime helpers.
    case c = 0
    /// Arguments in registers that helpers preserve: native-to-native entries. Which registers depends on the
    /// version of LLVM, so only code made by the same LLVM may call it: enter through a C thunk.
    case preserveNone = 21
}

/// Conditions of integer comparison.
public enum IntCondition {
    case equal, notEqual, signedLess, signedLessOrEqual, signedGreater, signedGreaterOrEqual
    case unsignedLess, unsignedLessOrEqual, unsignedGreater, unsignedGreaterOrEqual

    var predicate: LLVMIntPredicate {
        switch self {
        case .equal: return LLVMIntEQ
        case .notEqual: return LLVMIntNE
        case .signedLess: return LLVMIntSLT
        case .signedLessOrEqual: return LLVMIntSLE
        case .signedGreater: return LLVMIntSGT
        case .signedGreaterOrEqual: return LLVMIntSGE
        case .unsignedLess: return LLVMIntULT
        case .unsignedLessOrEqual: return LLVMIntULE
        case .unsignedGreater: return LLVMIntUGT
        case .unsignedGreaterOrEqual: return LLVMIntUGE
        }
    }
}

/// Conditions of float comparison: ordered, except that `notEqual` holds for NaN, as in Python.
public enum FloatCondition {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, ordered

    var predicate: LLVMRealPredicate {
        switch self {
        case .equal: return LLVMRealOEQ
        case .notEqual: return LLVMRealUNE
        case .less: return LLVMRealOLT
        case .lessOrEqual: return LLVMRealOLE
        case .greater: return LLVMRealOGT
        case .greaterOrEqual: return LLVMRealOGE
        case .ordered: return LLVMRealORD
        }
    }
}

/// Which side of a branch is expected.
public enum BranchLikelihood { case likely, unlikely, unknown }

/// What a function does to memory, as LLVM's `memory(…)` attribute says it.
public enum MemoryEffect {
    case none, readOnly, argumentsOnly, any
    /// The attribute's encoding: two bits (read 1, write 2) for each of argument, inaccessible and other memory.
    var encoding: UInt64? {
        switch self {
        case .none: return 0
        case .readOnly: return 0b01_01_01
        case .argumentsOnly: return 0b00_00_11
        case .any: return nil
        }
    }
}
