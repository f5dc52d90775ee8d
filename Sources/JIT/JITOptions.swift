// JITOptions: what the command line says about the method compiler, and its counters.

/// When functions are compiled.
public enum JITMode: String, Sendable {
    case off, auto, always
}

/// How much work a unit is worth: `quick` is there soon, `full` follows for what is still in use.
public enum Tier: String, Sendable {
    case quick, full
}

/// The compiler's settings.
public struct JITOptions: Sendable {
    public var mode = JITMode.auto
    /// Compile on the running thread, for tests.
    public var sync = false
    /// The tier that synchronous compilation makes.
    public var tier = Tier.full
    /// Calls and loop rounds before a function is compiled; nil: the default.
    public var threshold: Int?
    /// Compile only functions with these qualified names.
    public var only: Set<String>?
    /// Compile no code whose file's path starts so.
    public var skippedPrefix: String?
    /// Every n-th guard fails; 0: none.
    public var guardStress = 0
    /// Native code leaves at every n-th safepoint; 0: never.
    public var suspendStress = 0
    public var verify = false
    /// Names for perf.
    public var perfMap = false
    public init() {}
}

/// Counters for -X stats.
public struct JITStatistics: Sendable {
    public var requested = 0
    public var compiled = 0
    public var failed = 0
    public var invalidated = 0
    public var recompiled = 0
    public var codeBytes = 0
    public var compileNanoseconds: UInt64 = 0
}
