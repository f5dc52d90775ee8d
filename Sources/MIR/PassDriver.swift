// Runs passes: the one place that times, dumps and verifies around each of them.
//
// In:  a function and a list of pass names. Out: the function, optimised; times for whoever asks.

import Glibc

/// A transformation of a function. Its name is the file's, the function's and the command line's.
public struct Pass: Sendable {
    public let name: String
    public let body: @Sendable (inout MIRFunction) -> Void

    /// Every pass, by name.
    public static let all: [Pass] = [
        Pass(name: "simplifyBranches", body: simplifyBranches),
        Pass(name: "foldConstants", body: foldConstants),
        Pass(name: "numberValues", body: numberValues),
        Pass(name: "removeGuards", body: removeGuards),
        Pass(name: "foldTruths", body: foldTruths),
        Pass(name: "replaceAllocations", body: replaceAllocations),
        Pass(name: "unboxValues", body: unboxValues),
        Pass(name: "hoistInvariants", body: hoistInvariants),
        Pass(name: "selectTaggedArithmetic", body: selectTaggedArithmetic),
        Pass(name: "removeOverflowChecks", body: removeOverflowChecks),
        Pass(name: "removeBarriers", body: removeBarriers),
        Pass(name: "sinkBoxes", body: sinkBoxes),
        Pass(name: "releaseEntryStates", body: releaseEntryStates),
        Pass(name: "leaveEarlier", body: leaveEarlier),
        Pass(name: "removeDeadCode", body: removeDeadCode),
    ]
    public static func named(_ name: String) -> Pass? { all.first { $0.name == name } }

    /// The list that the compiler runs. Allocations go when numbering has found which object is which. Unboxing before value numbering, so that equal unboxings meet; guards again
    /// after unboxing, because unboxed loop variables prove what their boxes hid; invariants when little is left to move,
    /// and boxes sink last, because unboxing leaves them at the top of their block.
    public static let standard: [String] = [
        "simplifyBranches", "foldConstants", "simplifyBranches", "foldConstants", "numberValues", "removeGuards", "replaceAllocations", "removeGuards", "unboxValues", "foldTruths",
        "foldConstants", "removeGuards", "numberValues", "hoistInvariants", "numberValues", "simplifyBranches",
        "releaseEntryStates", "leaveEarlier", "removeDeadCode", "selectTaggedArithmetic", "removeOverflowChecks", "removeBarriers", "sinkBoxes",
        "removeDeadCode",
    ]
}

/// How passes are run.
public struct PassOptions {
    /// Checks the function before the first pass and after each.
    public var verify: Bool
    /// Called with the pass's name and the function after it.
    public var dump: ((String, MIRFunction) -> Void)?
    /// Called with the pass's name and its time in nanoseconds.
    public var timing: ((String, UInt64) -> Void)?

    public init(
        verify: Bool? = nil, dump: ((String, MIRFunction) -> Void)? = nil, timing: ((String, UInt64) -> Void)? = nil
    ) {
        var isDebug = false
        assert({ isDebug = true; return true }())
        self.verify = verify ?? isDebug
        self.dump = dump
        self.timing = timing
    }
}

/// What a pass did wrong, or a name that is none.
public struct PassFailure: Error, CustomStringConvertible {
    public let pass: String
    public let reason: String
    public var description: String { "\(pass): \(reason)" }
}

/// Runs one pass.
public func runPass(_ pass: Pass, on function: inout MIRFunction, _ options: PassOptions) throws {
    let start = options.timing == nil ? 0 : now()
    pass.body(&function)
    options.timing?(pass.name, now() &- start)
    options.dump?(pass.name, function)
    if options.verify {
        do { try function.verify() } catch { throw PassFailure(pass: pass.name, reason: "\(error)\n\(function)") }
    }
}

/// Runs passes in order.
public func runPasses(
    _ names: [String] = Pass.standard, on function: inout MIRFunction, _ options: PassOptions = PassOptions()
) throws {
    if options.verify {
        do { try function.verify() } catch { throw PassFailure(pass: "input", reason: "\(error)\n\(function)") }
    }
    for name in names {
        guard let pass = Pass.named(name) else { throw PassFailure(pass: name, reason: "there is no such pass") }
        try runPass(pass, on: &function, options)
    }
}

private func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(truncatingIfNeeded: time.tv_sec) &* 1_000_000_000 &+ UInt64(truncatingIfNeeded: time.tv_nsec)
}
