// Where things lie in memory, for emitted code: the offsets of CVMSpec's structs and the fixed words of the VM.
//
// In:  the C structs of CVMSpec. Out: numbers. The only place in the backend that knows them.

import CVMSpec

enum MachineLayout {
    // -- Frame
    static let frameCaller = offset(\Frame.caller)
    static let frameCode = offset(\Frame.code)
    static let framePC = offset(\Frame.pc)
    static let frameFunction = offset(\Frame.function)
    static let frameGlobals = offset(\Frame.globals)
    static let frameConstants = offset(\Frame.constants)
    static let frameInfo = offset(\Frame.info)
    static let frameContinuation = offset(\Frame.continuation)
    static let frameLocals = offset(\Frame.locals)
    static let frameGenerator = offset(\Frame.generator)
    static let frameObject = offset(\Frame.object)
    static let frameSize = MemoryLayout<Frame>.size
    static func register(_ index: Int) -> Int { frameSize + 8 * index }
    /// The continuation word, counted as a register.
    static let continuationRegister = Int32((frameContinuation - frameSize) / 8)

    /// The low half of a frame's info word: the result goes to that register, or to nobody.
    static func deliveryInfo(_ register: Int32) -> Int64 { register < 0 ? 0xFFFF << 16 : Int64(register) << 16 }

    // -- Thread
    static let threadPending = offset(\ThreadState.pending)
    static let threadFrame = offset(\ThreadState.frame)
    static let threadChunkBase = offset(\ThreadState.chunkBase)
    static let threadChunkSize = offset(\ThreadState.chunkSize)
    static let threadHandled = offset(\ThreadState.handled)
    static let threadDeliverInfo = offset(\ThreadState.deliverInfo)
    static let threadLeaveReason = offset(\ThreadState.leaveReason)
    static let threadStackLimit = offset(\ThreadState.stackLimit)
    static let threadRecursionLimit = offset(\ThreadState.recursionLimit)
    static let threadIntervals = offset(\ThreadState.intervals)

    // -- Objects
    /// The byte that is not 0 in old cells that are not remembered.
    static let headerGC = offset(\Header.gc)
    static let codeInstructions = offset(\PyCodeLayout.instructions)
    static let generatorTop = offset(\PyGeneratorLayout.top)
    static let floatValue = offset(\PyFloatLayout.value)
    static let floatShape = Kind.Float.rawValue
    /// Sizes up to this have classes in steps of 16, which are allocated inline.
    static let largestInlineAllocation = 512

    // -- Words
    static let trueWord: Int64 = 0x2000_0000_0080
    static let falseWord: Int64 = 0x2000_0000_00C0
    static let noneWord: Int64 = 0x2000_0000_0040
    /// An object of the exact type object (the VM's word for the end of an iteration).
    static let plainObjectWord: Int64 = 0x2000_0000_0180
    /// The continuation of an initialiser's frame: its instance is the result (VM's Continuation.afterInit).
    static let continuationAfterInit: Int64 = 3
    /// The continuation of an operator's method: NotImplemented is not the result (VM's Continuation.operands).
    static let continuationOperands: Int64 = 18
    /// The word of NotImplemented.
    static let notImplementedWord: Int64 = 0x2000_0000_0140
    /// The continuation of code that yields to a fold (VM's Continuation.fold).
    static let continuationFold: Int32 = 17

    private static func offset<Root, Member>(_ path: KeyPath<Root, Member>) -> Int {
        // C structs have no computed properties: there is always an offset.
        MemoryLayout<Root>.offset(of: path) ?? 0
    }
}

/// Why native code left, as `ThreadState.leaveReason` tells it. Helpers that leave set their own reason.
public enum LeaveReason {
    /// A guard failed: the interpreter goes on at the frame's pc.
    public static let guardFailed: Int64 = 1
    /// The machine stack is used up: the frame was just entered and goes on in the interpreter.
    public static let stackFull: Int64 = 2
    /// Something is pending.
    public static let poll: Int64 = 3
    /// Nothing failed: the instruction at the frame's pc is the interpreter's.
    public static let goOn: Int64 = 7
}
