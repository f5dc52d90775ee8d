// One LLVM module in a context of its own: types, constants, declarations, metadata.
//
// In:  calls that describe a module.
// Out: the module, ready for TargetMachine.optimize and emitObject.
//
// A context belongs to one thread at a time; compile jobs do not share any. Everything made from a ModuleBuilder
// dies with it.

import CLLVM

public final class ModuleBuilder {
    let context: LLVMContextRef
    let module: LLVMModuleRef
    private var intrinsics: [String: IRFunction] = [:]
    private var aliasTags: [String: IRAliasTag] = [:]
    private var aliasRoot: LLVMMetadataRef?
    private var branchWeights: [BranchLikelihood: LLVMValueRef] = [:]
    private var metadataKinds: [String: UInt32] = [:]
    private var debug: DebugInformation?

    public let void: IRType
    public let int1: IRType
    public let int8: IRType
    public let int32: IRType
    public let int64: IRType
    public let double: IRType
    public let pointer: IRType

    /// Makes an empty module for the host. `LLVMLibrary.load()` must have succeeded.
    /// `keepsNames`: blocks and values keep the names that they are given, for those who read the text.
    public init(name: String, keepsNames: Bool = true) {
        context = LLVMContextCreate()
        if !keepsNames { LLVMContextSetDiscardValueNames(context, 1) }
        module = LLVMModuleCreateWithNameInContext(name, context)
        LLVMSetTarget(module, LLVMLibrary.host.triple)
        void = IRType(LLVMVoidTypeInContext(context))
        int1 = IRType(LLVMInt1TypeInContext(context))
        int8 = IRType(LLVMInt8TypeInContext(context))
        int32 = IRType(LLVMInt32TypeInContext(context))
        int64 = IRType(LLVMInt64TypeInContext(context))
        double = IRType(LLVMDoubleTypeInContext(context))
        pointer = IRType(LLVMPointerTypeInContext(context, 0))
    }

    deinit {
        if let debug { LLVMDisposeDIBuilder(debug.builder) }
        LLVMDisposeModule(module)
        LLVMContextDispose(context)
    }

    // MARK: Types and constants

    /// A function type.
    public func functionType(_ result: IRType, _ parameters: [IRType]) -> IRType {
        var refs: [LLVMTypeRef?] = parameters.map(\.ref)
        return IRType(LLVMFunctionType(result.ref, &refs, UInt32(refs.count), 0))
    }

    public func constant(_ value: Int64) -> IRValue { IRValue(LLVMConstInt(int64.ref, UInt64(bitPattern: value), 1)) }
    public func constant32(_ value: Int32) -> IRValue {
        IRValue(LLVMConstInt(int32.ref, UInt64(UInt32(bitPattern: value)), 1))
    }
    public func constant8(_ value: UInt8) -> IRValue { IRValue(LLVMConstInt(int8.ref, UInt64(value), 0)) }
    public func constant(_ value: Bool) -> IRValue { IRValue(LLVMConstInt(int1.ref, value ? 1 : 0, 0)) }
    /// A float constant by its bits, so that NaNs and signed zeros survive.
    public func constant(_ value: Double) -> IRValue {
        let bits = LLVMConstInt(int64.ref, value.bitPattern, 0)
        return IRValue(LLVMConstBitCast(bits, double.ref))
    }
    public func undefined(_ type: IRType) -> IRValue { IRValue(LLVMGetUndef(type.ref)) }
    public var nullPointer: IRValue { IRValue(LLVMConstNull(pointer.ref)) }

    // MARK: Functions and globals

    /// Adds a function; without blocks it is a declaration.
    public func function(
        _ name: String, _ result: IRType, _ parameters: [IRType], convention: CallingConvention = .c
    ) -> IRFunction {
        let type = functionType(result, parameters)
        if let known = LLVMGetNamedFunction(module, name) {
            return IRFunction(ref: known, type: type, convention: convention)
        }
        let ref: LLVMValueRef = LLVMAddFunction(module, name, type.ref)
        LLVMSetFunctionCallConv(ref, convention.rawValue)
        let function = IRFunction(ref: ref, type: type, convention: convention)
        // Nothing unwinds through native code: exceptions are values.
        addAttribute("nounwind", to: function)
        return function
    }

    /// A word-sized or larger thing that lives outside the module, known by name; the value is its address.
    public func externalSymbol(_ name: String) -> IRValue {
        if let known = LLVMGetNamedGlobal(module, name) { return IRValue(known) }
        return IRValue(LLVMAddGlobal(module, int8.ref, name))
    }

    /// Makes a function invisible outside its module.
    public func makeInternal(_ function: IRFunction) { LLVMSetLinkage(function.ref, LLVMInternalLinkage) }

    /// Adds a block at the end of a function.
    public func block(_ name: String, in function: IRFunction) -> IRBlock {
        IRBlock(LLVMAppendBasicBlockInContext(context, function.ref, name))
    }

    /// Adds an enum or integer attribute to a function, a parameter (1…), or the result (0).
    public func addAttribute(_ name: String, value: UInt64 = 0, to function: IRFunction, at index: Int? = nil) {
        guard let attribute = attribute(name, value: value) else { return }
        let place = index.map { UInt32($0) } ?? UInt32(bitPattern: Int32(LLVMAttributeFunctionIndex))
        LLVMAddAttributeAtIndex(function.ref, place, attribute)
    }

    /// Adds a string attribute (`"frame-pointer"="all"`).
    public func addAttribute(key: String, _ value: String, to function: IRFunction) {
        let attribute = LLVMCreateStringAttribute(
            context, key, UInt32(key.utf8.count), value, UInt32(value.utf8.count))
        LLVMAddAttributeAtIndex(
            function.ref, UInt32(bitPattern: Int32(LLVMAttributeFunctionIndex)), attribute)
    }

    /// States what a function does to memory.
    public func setMemoryEffect(_ effect: MemoryEffect, of function: IRFunction) {
        if let encoding = effect.encoding { addAttribute("memory", value: encoding, to: function) }
    }

    func attribute(_ name: String, value: UInt64 = 0) -> LLVMAttributeRef? {
        let kind = LLVMGetEnumAttributeKindForName(name, name.utf8.count)
        return kind == 0 ? nil : LLVMCreateEnumAttribute(context, kind, value)
    }

    /// An intrinsic of the given name and types, declared once.
    func intrinsic(_ name: String, overloads: [IRType]) -> IRFunction {
        if let known = intrinsics[name] { return known }
        let id = LLVMLookupIntrinsicID(name, name.utf8.count)
        var types: [LLVMTypeRef?] = overloads.map(\.ref)
        let ref: LLVMValueRef = LLVMGetIntrinsicDeclaration(module, id, &types, types.count)
        let type = IRType(LLVMIntrinsicGetType(context, id, &types, types.count))
        let function = IRFunction(ref: ref, type: type, convention: .c)
        intrinsics[name] = function
        return function
    }

    // MARK: Metadata

    func metadataKind(_ name: String) -> UInt32 {
        if let known = metadataKinds[name] { return known }
        let kind = LLVMGetMDKindIDInContext(context, name, UInt32(name.utf8.count))
        metadataKinds[name] = kind
        return kind
    }

    private func node(_ operands: [LLVMMetadataRef?]) -> LLVMMetadataRef {
        var operands = operands
        return LLVMMDNodeInContext2(context, &operands, operands.count)
    }
    private func string(_ text: String) -> LLVMMetadataRef { LLVMMDStringInContext2(context, text, text.utf8.count) }

    /// The alias class of a name: accesses with tags of different names never overlap. An access without a tag may
    /// overlap with all.
    public func aliasTag(_ name: String) -> IRAliasTag {
        if let known = aliasTags[name] { return known }
        let root = aliasRoot ?? node([string("swiftlet")])
        aliasRoot = root
        let zero = LLVMValueAsMetadata(constant(Int64(0)).ref)
        let type = node([string(name), root, zero])
        let tag = IRAliasTag(ref: LLVMMetadataAsValue(context, node([type, type, zero])))
        aliasTags[name] = tag
        return tag
    }

    func weights(_ likelihood: BranchLikelihood) -> LLVMValueRef? {
        if likelihood == .unknown { return nil }
        if let known = branchWeights[likelihood] { return known }
        let first = likelihood == .likely ? constant32(2000) : constant32(1)
        let second = likelihood == .likely ? constant32(1) : constant32(2000)
        let ref = LLVMMetadataAsValue(
            context,
            node([string("branch_weights"), LLVMValueAsMetadata(first.ref), LLVMValueAsMetadata(second.ref)]))
        branchWeights[likelihood] = ref
        return ref
    }

    // MARK: Debug locations

    private struct DebugInformation {
        let builder: LLVMDIBuilderRef
        let file: LLVMMetadataRef
        let functionType: LLVMMetadataRef
    }

    /// Opens line information for functions of one source file; `finishDebugInformation` must follow the last use.
    public func startDebugInformation(file: String, directory: String) {
        guard debug == nil else { return }
        let builder: LLVMDIBuilderRef = LLVMCreateDIBuilder(module)
        let fileRef: LLVMMetadataRef = LLVMDIBuilderCreateFile(
            builder, file, file.utf8.count, directory, directory.utf8.count)
        let producer = "swiftlet"
        _ = LLVMDIBuilderCreateCompileUnit(
            builder, LLVMDWARFSourceLanguagePython, fileRef, producer, producer.utf8.count, 1, "", 0, 0, "", 0,
            LLVMDWARFEmissionLineTablesOnly, 0, 0, 0, "", 0, "", 0)
        var none: [LLVMMetadataRef?] = [nil]
        let type: LLVMMetadataRef = LLVMDIBuilderCreateSubroutineType(builder, fileRef, &none, 1, LLVMDIFlagZero)
        let key = "Debug Info Version"
        LLVMAddModuleFlag(
            module, LLVMModuleFlagBehaviorWarning, key, key.utf8.count,
            LLVMValueAsMetadata(constant32(Int32(LLVMDebugMetadataVersion())).ref))
        debug = DebugInformation(builder: builder, file: fileRef, functionType: type)
    }

    /// The scope of a function's lines. nil if line information was not opened.
    public func debugScope(of function: IRFunction, name: String, line: Int) -> IRDebugScope? {
        guard let debug else { return nil }
        let line = UInt32(clamping: line)
        let scope: LLVMMetadataRef = LLVMDIBuilderCreateFunction(
            debug.builder, debug.file, name, name.utf8.count, "", 0, debug.file, line, debug.functionType, 0, 1, line,
            LLVMDIFlagZero, 1)
        LLVMSetSubprogram(function.ref, scope)
        return IRDebugScope(ref: scope)
    }

    /// A line in a scope.
    public func debugLocation(line: Int, scope: IRDebugScope) -> IRDebugLocation {
        IRDebugLocation(
            ref: LLVMDIBuilderCreateDebugLocation(context, UInt32(clamping: line), 0, scope.ref, nil))
    }

    /// Completes line information.
    public func finishDebugInformation() { if let debug { LLVMDIBuilderFinalize(debug.builder) } }

    // MARK: Results

    /// The module as text.
    public var text: String { takeMessage(LLVMPrintModuleToString(module)) }

    /// Throws what LLVM's verifier finds.
    public func verify() throws {
        var message: UnsafeMutablePointer<CChar>?
        let broken = LLVMVerifyModule(module, LLVMReturnStatusAction, &message)
        let text = takeMessage(message)
        if broken != 0 { throw LLVMFailure("invalid LLVM IR: \(text)") }
    }

    /// The number of instructions in the module: what compile time follows.
    public var instructionCount: Int {
        var count = 0
        var function = LLVMGetFirstFunction(module)
        while let current = function {
            var block = LLVMGetFirstBasicBlock(current)
            while let here = block {
                var instruction = LLVMGetFirstInstruction(here)
                while let one = instruction {
                    count += 1
                    instruction = LLVMGetNextInstruction(one)
                }
                block = LLVMGetNextBasicBlock(here)
            }
            function = LLVMGetNextFunction(current)
        }
        return count
    }
}
