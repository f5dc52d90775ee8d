// Instructions: appends to the end of one block at a time.
//
// In:  a ModuleBuilder, a block, operands.
// Out: values.
//
// Values carry no names (they cost memory and time); call `.named` where a reader of the text form gains.

import CLLVM

public final class IRBuilder {
    public let module: ModuleBuilder
    private let ref: LLVMBuilderRef

    public init(_ module: ModuleBuilder) {
        self.module = module
        ref = LLVMCreateBuilderInContext(module.context)
    }

    deinit { LLVMDisposeBuilder(ref) }

    /// Continues at the end of a block.
    public func position(at block: IRBlock) { LLVMPositionBuilderAtEnd(ref, block.ref) }
    /// The block that instructions are appended to.
    public var block: IRBlock { IRBlock(LLVMGetInsertBlock(ref)) }
    /// Attaches a line to what follows; nil for none.
    public func setDebugLocation(_ location: IRDebugLocation?) { LLVMSetCurrentDebugLocation2(ref, location?.ref) }

    // MARK: Integers

    public func add(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildAdd(ref, a.ref, b.ref, "")) }
    public func sub(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildSub(ref, a.ref, b.ref, "")) }
    public func mul(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildMul(ref, a.ref, b.ref, "")) }
    public func signedDivide(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildSDiv(ref, a.ref, b.ref, "")) }
    public func signedRemainder(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildSRem(ref, a.ref, b.ref, "")) }
    public func negate(_ a: IRValue) -> IRValue { IRValue(LLVMBuildNeg(ref, a.ref, "")) }
    public func and(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildAnd(ref, a.ref, b.ref, "")) }
    public func or(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildOr(ref, a.ref, b.ref, "")) }
    public func xor(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildXor(ref, a.ref, b.ref, "")) }
    public func not(_ a: IRValue) -> IRValue { IRValue(LLVMBuildNot(ref, a.ref, "")) }
    public func shiftLeft(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildShl(ref, a.ref, b.ref, "")) }
    public func shiftRight(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildAShr(ref, a.ref, b.ref, "")) }
    public func logicalShiftRight(_ a: IRValue, _ b: IRValue) -> IRValue {
        IRValue(LLVMBuildLShr(ref, a.ref, b.ref, ""))
    }
    public func compare(_ condition: IntCondition, _ a: IRValue, _ b: IRValue) -> IRValue {
        IRValue(LLVMBuildICmp(ref, condition.predicate, a.ref, b.ref, ""))
    }
    public func truncate(_ a: IRValue, to type: IRType) -> IRValue { IRValue(LLVMBuildTrunc(ref, a.ref, type.ref, "")) }
    public func zeroExtend(_ a: IRValue, to type: IRType) -> IRValue { IRValue(LLVMBuildZExt(ref, a.ref, type.ref, "")) }
    public func signExtend(_ a: IRValue, to type: IRType) -> IRValue { IRValue(LLVMBuildSExt(ref, a.ref, type.ref, "")) }

    /// A word rotated to the left by 1 … 63 bits. Two shifts, which all instruction selectors take (an intrinsic is left to the slow one);
    /// the optimising one makes a rotation of them.
    public func rotateLeft(_ a: IRValue, by amount: Int64, in module: ModuleBuilder) -> IRValue {
        or(shiftLeft(a, module.constant(amount)), logicalShiftRight(a, module.constant(64 - amount)))
    }

    /// Integer operations that tell whether they overflowed.
    public enum OverflowOperation: String { case add = "sadd", sub = "ssub", mul = "smul" }

    /// The wrapped result and the overflow bit.
    public func withOverflow(
        _ operation: OverflowOperation, _ a: IRValue, _ b: IRValue
    ) -> (result: IRValue, overflow: IRValue) {
        let intrinsic = module.intrinsic("llvm.\(operation.rawValue).with.overflow.i64", overloads: [module.int64])
        let pair = call(intrinsic, [a, b])
        return (IRValue(LLVMBuildExtractValue(ref, pair.ref, 0, "")), IRValue(LLVMBuildExtractValue(ref, pair.ref, 1, "")))
    }

    // MARK: Floats

    public func floatAdd(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildFAdd(ref, a.ref, b.ref, "")) }
    public func floatSub(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildFSub(ref, a.ref, b.ref, "")) }
    public func floatMul(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildFMul(ref, a.ref, b.ref, "")) }
    public func floatDiv(_ a: IRValue, _ b: IRValue) -> IRValue { IRValue(LLVMBuildFDiv(ref, a.ref, b.ref, "")) }
    public func floatNegate(_ a: IRValue) -> IRValue { IRValue(LLVMBuildFNeg(ref, a.ref, "")) }
    public func floatAbsolute(_ a: IRValue) -> IRValue {
        call(module.intrinsic("llvm.fabs.f64", overloads: [module.double]), [a])
    }
    public func floatSquareRoot(_ a: IRValue) -> IRValue {
        call(module.intrinsic("llvm.sqrt.f64", overloads: [module.double]), [a])
    }
    public func compareFloats(_ condition: FloatCondition, _ a: IRValue, _ b: IRValue) -> IRValue {
        IRValue(LLVMBuildFCmp(ref, condition.predicate, a.ref, b.ref, ""))
    }
    public func intToFloat(_ a: IRValue) -> IRValue { IRValue(LLVMBuildSIToFP(ref, a.ref, module.double.ref, "")) }
    /// Truncation; out of range is poison, so the caller checks before.
    public func floatToInt(_ a: IRValue) -> IRValue { IRValue(LLVMBuildFPToSI(ref, a.ref, module.int64.ref, "")) }
    public func bitCast(_ a: IRValue, to type: IRType) -> IRValue { IRValue(LLVMBuildBitCast(ref, a.ref, type.ref, "")) }

    // MARK: Memory

    public func intToPointer(_ a: IRValue) -> IRValue { IRValue(LLVMBuildIntToPtr(ref, a.ref, module.pointer.ref, "")) }
    public func pointerToInt(_ a: IRValue) -> IRValue { IRValue(LLVMBuildPtrToInt(ref, a.ref, module.int64.ref, "")) }

    /// `base + offset` in bytes.
    public func offset(_ base: IRValue, by offset: Int) -> IRValue {
        offset == 0 ? base : self.offset(base, by: module.constant(Int64(offset)))
    }
    public func offset(_ base: IRValue, by offset: IRValue) -> IRValue {
        var indices: [LLVMValueRef?] = [offset.ref]
        return IRValue(LLVMBuildInBoundsGEP2(ref, module.int8.ref, base.ref, &indices, 1, ""))
    }
    /// `base + index * 2^scale`, in bytes of the given element type.
    public func element(_ type: IRType, _ base: IRValue, _ index: IRValue) -> IRValue {
        var indices: [LLVMValueRef?] = [index.ref]
        return IRValue(LLVMBuildInBoundsGEP2(ref, type.ref, base.ref, &indices, 1, ""))
    }

    public func load(_ type: IRType, _ address: IRValue, alias: IRAliasTag? = nil) -> IRValue {
        let value: LLVMValueRef = LLVMBuildLoad2(ref, type.ref, address.ref, "")
        tag(value, alias)
        return IRValue(value)
    }
    @discardableResult
    public func store(_ value: IRValue, _ address: IRValue, alias: IRAliasTag? = nil) -> IRValue {
        let store: LLVMValueRef = LLVMBuildStore(ref, value.ref, address.ref)
        tag(store, alias)
        return IRValue(store)
    }
    /// Marks a load or store as atomic, monotonic: words that other threads write.
    public func makeAtomic(_ access: IRValue) {
        LLVMSetOrdering(access.ref, LLVMAtomicOrderingMonotonic)
        LLVMSetAlignment(access.ref, 8)
    }
    /// The same for 32 bits.
    public func makeAtomic32(_ access: IRValue) {
        LLVMSetOrdering(access.ref, LLVMAtomicOrderingMonotonic)
        LLVMSetAlignment(access.ref, 4)
    }
    /// Marks a load as giving the same value wherever it is executed.
    public func makeInvariant(_ load: IRValue) {
        let empty: LLVMMetadataRef = LLVMMDNodeInContext2(module.context, nil, 0)
        LLVMSetMetadata(load.ref, module.metadataKind("invariant.load"), LLVMMetadataAsValue(module.context, empty))
    }
    private func tag(_ instruction: LLVMValueRef, _ alias: IRAliasTag?) {
        if let alias { LLVMSetMetadata(instruction, module.metadataKind("tbaa"), alias.ref) }
    }

    // MARK: Control

    public func phi(_ type: IRType) -> IRPhi { IRPhi(value: IRValue(LLVMBuildPhi(ref, type.ref, ""))) }
    public func select(_ condition: IRValue, _ a: IRValue, _ b: IRValue) -> IRValue {
        IRValue(LLVMBuildSelect(ref, condition.ref, a.ref, b.ref, ""))
    }
    public func branch(_ target: IRBlock) { LLVMBuildBr(ref, target.ref) }
    public func branch(
        _ condition: IRValue, _ then: IRBlock, _ otherwise: IRBlock, _ likelihood: BranchLikelihood = .unknown
    ) {
        let branch: LLVMValueRef = LLVMBuildCondBr(ref, condition.ref, then.ref, otherwise.ref)
        if let weights = module.weights(likelihood) { LLVMSetMetadata(branch, module.metadataKind("prof"), weights) }
    }
    public func `switch`(_ value: IRValue, cases: [(IRValue, IRBlock)], otherwise: IRBlock) {
        let instruction: LLVMValueRef = LLVMBuildSwitch(ref, value.ref, otherwise.ref, UInt32(cases.count))
        for (constant, block) in cases { LLVMAddCase(instruction, constant.ref, block.ref) }
    }
    public func `return`(_ value: IRValue) { LLVMBuildRet(ref, value.ref) }
    public func returnVoid() { LLVMBuildRetVoid(ref) }
    public func unreachable() { LLVMBuildUnreachable(ref) }
    /// Ends the process at a place that cannot be reached.
    public func trap() {
        call(module.intrinsic("llvm.trap", overloads: []), [])
        LLVMBuildUnreachable(ref)
    }
    /// The machine's stack pointer, for comparing with the stack limit.
    public func stackPointer() -> IRValue {
        call(module.intrinsic("llvm.stacksave", overloads: [module.pointer]), [])
    }
    /// Words on the machine stack; only in the entry block.
    public func stackMemory(words: Int) -> IRValue {
        IRValue(LLVMBuildArrayAlloca(ref, module.int64.ref, module.constant(Int64(words)).ref, ""))
    }

    /// How a call may reuse the caller's machine frame.
    public enum TailKind { case none, tail, mustTail }

    @discardableResult
    public func call(
        _ function: IRFunction, _ arguments: [IRValue], tail: TailKind = .none, attributes: [String] = []
    ) -> IRValue {
        call(
            pointer: function.value, type: function.type, arguments, convention: function.convention, tail: tail,
            attributes: attributes)
    }

    /// A call through a pointer. `attributes` hold for the call site: "cold", "nomerge", …
    @discardableResult
    public func call(
        pointer: IRValue, type: IRType, _ arguments: [IRValue], convention: CallingConvention, tail: TailKind = .none,
        attributes: [String] = []
    ) -> IRValue {
        var refs: [LLVMValueRef?] = arguments.map(\.ref)
        let call: LLVMValueRef = LLVMBuildCall2(ref, type.ref, pointer.ref, &refs, UInt32(refs.count), "")
        if convention != .c { LLVMSetInstructionCallConv(call, convention.rawValue) }
        switch tail {
        case .none: break
        case .tail: LLVMSetTailCallKind(call, LLVMTailCallKindTail)
        case .mustTail: LLVMSetTailCallKind(call, LLVMTailCallKindMustTail)
        }
        for name in attributes {
            if let attribute = module.attribute(name) {
                LLVMAddCallSiteAttribute(call, UInt32(bitPattern: Int32(LLVMAttributeFunctionIndex)), attribute)
            }
        }
        return IRValue(call)
    }
}
