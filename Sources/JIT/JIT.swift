// JIT: the compiler's door: counters that reach their limit come in here, compiled units go into the code.
//
// In:  the VM's hooks (NativeCode, Watching, Safepoint). Out: entries in running bytecode.
//
// Everything here runs on the Python thread, except the work of JITThread.

import Bytecode
import CVMSpec
import Glibc
import VM

/// The compiler's state.
public enum JIT {
    nonisolated(unsafe) public static var statistics = JITStatistics()
    nonisolated(unsafe) static var options = JITOptions()
    static let linker = Linker()
    nonisolated(unsafe) static var worker: JITThread?
    /// For `emit`: gets the texts of all stages.
    nonisolated(unsafe) static var sink: StageSink?
    nonisolated(unsafe) static var isBroken = false
    /// Installed units by number.
    nonisolated(unsafe) static var installed: [Int: (unit: CompiledUnit, native: NativeUnit, code: UnsafeMutablePointer<PyCodeLayout>)] = [:]
    /// Compilations of one code object, all entries together: more are not worth it.
    static let mostCompilations = 24
    /// Bytes of quick code beyond which the full tier takes too long for what it gains.
    static let largestFullUnit = 64 << 10
}

/// Starts the method compiler on a thread.
public func startJIT(_ t: Thread, _ options: JITOptions) {
    JIT.options = options
    JIT.linker.writesPerfMap = options.perfMap
    guard options.mode != .off else {
        t.pointee.hotCalls = UInt32.max
        t.pointee.hotLoops = UInt32.max
        return
    }
    let usual = options.mode == .always ? 2 : 1000
    let threshold = UInt32(clamping: max(1, options.threshold ?? usual))
    t.pointee.hotCalls = options.threshold == nil && options.mode == .auto ? 300 : threshold
    t.pointee.hotLoops = threshold
    NativeCode.guardStress = options.guardStress
    NativeCode.suspendStress = options.suspendStress
    // Under stress every safepoint is one.
    if options.suspendStress > 0 { t.pointee.pending |= PendingBit.stress.rawValue }
    NativeCode.functionIsHot = { t, f in
        guard let code = f.function.pointee.code else { return }
        requestCompilation(t, code, globals: f.function.pointee.globals, entry: 0, superClass: superClass(t, f))
    }
    NativeCode.loopIsHot = { t, frame, offset in
        requestCompilation(t, frame.pointee.code, globals: frame.pointee.globals, locals: frame.pointee.locals, entry: offset, superClass: superClass(t, Value(bits: frame.pointee.function)))
    }
    NativeCode.guardFailed = guardFailed
    Watching.onDictChange = { _, dict, name in Assumptions.globalChanged(dict, name) }
    Watching.onClassChange = { _, name in Assumptions.classChanged(name) }
    Watching.onFunctionChange = { f in Assumptions.functionChanged(f) }
    Safepoint.installCompiled = { t in installFinished(t) }
}

/// Wants native code for an entry.
func requestCompilation(_ t: Thread, _ code: UnsafeMutablePointer<PyCodeLayout>, globals: DictRef?, locals: UInt64 = 0, entry: Int, superClass: UInt64 = 0) {
    guard !JIT.isBroken else { return }
    let table = NativeCode.table(code)
    guard !table.pending.contains(entry), table.compilations + table.recompilations < JIT.mostCompilations else { return }
    if table.isBeingCompiled {
        // That unit may well serve this entry too: whoever is still hot when it is there asks again.
        Assumptions.clearCounters(code)
        return
    }
    if let only = JIT.options.only, !only.contains(code.qualifiedName) { return }
    let filename = Value(bits: code.pointee.filename)
    if let prefix = JIT.options.skippedPrefix, filename.isExact(.Str), filename.str.string.hasPrefix(prefix) {
        table.pending.insert(entry)
        return
    }
    // Class bodies and modules run once; only their loops are worth it.
    if entry == 0, !CodeFlags(rawValue: code.pointee.codeFlags).contains(.newLocals) { return }
    table.pending.insert(entry)
    guard let snapshot = takeSnapshot(t, code, globals: globals, locals: locals, entry: entry, superClass: superClass, options: JIT.options) else { return }
    JIT.statistics.requested += 1
    // What the snapshot names must outlive it.
    for word in snapshot.shared.objects { Roots.add(Value(bits: word)) }
    if JIT.options.sync || JIT.sink != nil {
        snapshot.tier = JIT.options.tier
        finish(t, compileNow(snapshot))
        return
    }
    if JIT.worker == nil { JIT.worker = JITThread(t) }
    snapshot.tier = .quick
    table.isBeingCompiled = true
    JIT.worker?.submit(snapshot)
}

/// Result of one job.
enum JobResult {
    case compiled(CompiledUnit)
    case failed(Snapshot, String)
    case refused(Snapshot)
}

func compileNow(_ snapshot: Snapshot) -> JobResult {
    let start = nanoseconds()
    Emission.begin(snapshot)
    do {
        let unit = try compileFunction(snapshot, JIT.linker, JIT.options, show: JIT.sink)
        unit.nanoseconds = nanoseconds() &- start
        return .compiled(unit)
    } catch {
        if let error = error as? NotCompiled, error.isRefused { return .refused(snapshot) }
        return .failed(snapshot, "\(error)")
    }
}

func installFinished(_ t: Thread) {
    for result in JIT.worker?.takeResults() ?? [] { finish(t, result) }
}

/// Puts a compiled unit into the code.
private func finish(_ t: Thread, _ result: JobResult) {
    switch result {
    case .refused(let snapshot):
        snapshot.settle()
        if let code = UnsafeMutablePointer<PyCodeLayout>(bitPattern: UInt(snapshot.code)) { NativeCode.table(code).isBeingCompiled = false }
    case .failed(let snapshot, let reason):
        snapshot.settle()
        if let code = UnsafeMutablePointer<PyCodeLayout>(bitPattern: UInt(snapshot.code)) { NativeCode.table(code).isBeingCompiled = false }
        JIT.statistics.failed += 1
        let isFirst = JIT.linker.enter == nil
        if isFirst {
            // Nothing was ever installed: no LLVM, or executable memory is refused.
            JIT.isBroken = true
            t.pointee.hotCalls = UInt32.max
            t.pointee.hotLoops = UInt32.max
        }
        if isFirst || getenv("SWIFTLET_JIT_DEBUG") != nil { warn("swiftlet: \(snapshot.name) is not compiled: \(reason)\n") }
    case .compiled(let unit):
        if t.pointee.nativeEnter == nil, let enter = JIT.linker.enter {
            NativeCode.prepare(t, enter: unsafeBitCast(enter, to: (@convention(c) (UInt64, Thread, FrameRef) -> UInt64).self))
        }
        JIT.statistics.compiled += 1
        JIT.statistics.codeBytes += unit.size
        JIT.statistics.compileNanoseconds &+= unit.nanoseconds
        guard let code = UnsafeMutablePointer<PyCodeLayout>(bitPattern: UInt(unit.snapshot.code)) else { return }
        let table = NativeCode.table(code), snapshot = unit.snapshot
        if unit.tier == .quick { table.isBeingCompiled = false }
        var isLast = true
        defer { if isLast { snapshot.settle() } }
        for word in unit.snapshot.shared.objects { Roots.add(Value(bits: word)) }
        // An assumption may have been broken while the unit was being compiled.
        guard Assumptions.stillHold(unit) else {
            table.pending.remove(snapshot.entry)
            return
        }
        let before = table.units.first { $0.offset == snapshot.entry && $0.isInstalled }
        if unit.tier == .full, !JIT.options.sync, JIT.sink == nil {
            // The quick unit of this snapshot may be gone, and a better one be under way.
            guard let quick = before?.payload as? CompiledUnit, quick.snapshot === snapshot else { return }
            JIT.installed.removeValue(forKey: quick.number)
        }
        if getenv("SWIFTLET_JIT_DEBUG") != nil {
            warn("swiftlet: compiled \(unit.snapshot.name) at \(unit.snapshot.entry): \(unit.size) bytes, \(unit.nanoseconds / 1000) µs\n")
        }
        let native = NativeUnit(offset: unit.snapshot.entry, entry: unit.entry, isBody: unit.snapshot.isBody, payload: unit)
        if unit.hasAssumptions { Assumptions.add(unit, native, code) }
        if unit.tier == .full || JIT.options.sync { table.compilations += 1 }
        NativeCode.install(t, native, in: code)
        JIT.installed[unit.number] = (unit, native, code)
        if unit.tier == .quick, unit.size < JIT.largestFullUnit, !JIT.options.sync, JIT.sink == nil {
            snapshot.tier = .full
            isLast = false
            JIT.worker?.submit(snapshot)
        }
    }
}

func warn(_ text: String) { text.withCString { _ = write(2, $0, strlen($0)) } }

/// CPU time of this thread.
func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(truncatingIfNeeded: time.tv_sec) &* 1_000_000_000 &+ UInt64(truncatingIfNeeded: time.tv_nsec)
}
