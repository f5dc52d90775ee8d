// time: clocks, sleeping, and calendar times.
//
// Local time follows the C library's time-zone rules (TZ, tzset).

import CVMSpec
import Glibc
import VM

private nonisolated(unsafe) var structTime: StructSequence? = nil

/// Nanoseconds of a clock.
func clockNanoseconds(_ clock: clockid_t) -> Int {
    var s = timespec()
    clock_gettime(clock, &s)
    return s.tv_sec &* 1_000_000_000 &+ s.tv_nsec
}

/// Seconds since the epoch from an argument; absent or None: now.
private func seconds(_ t: Thread, _ v: Value) throws(PyRaise) -> Int {
    if v.isEmpty || v.isNone { return Glibc.time(nil) }
    if t.isFloat(v) {
        let d = t.double(v)
        if d.isNaN { throw t.raise(K.ValueError, "Invalid value NaN (not a number)") }
        guard let n = Int(exactly: d.rounded(.down)), abs(n) < 1 << 56 else { throw t.raise(K.OverflowError, "timestamp out of range for platform time_t") }
        return n
    }
    return try t.index(v, overflow: "timestamp out of range for platform time_t")
}

private func structValue(_ t: Thread, _ x: tm) throws(PyRaise) -> Value {
    var v = [Value(small: Int(x.tm_year) + 1900), Value(small: Int(x.tm_mon) + 1), Value(small: Int(x.tm_mday)), Value(small: Int(x.tm_hour)), Value(small: Int(x.tm_min)),
             Value(small: Int(x.tm_sec)), Value(small: (Int(x.tm_wday) + 6) % 7), Value(small: Int(x.tm_yday) + 1), Value(small: Int(x.tm_isdst))]
    v.append(try t.fsDecode(x.tm_zone))
    v.append(Value(small: x.tm_gmtoff))
    return try structTime?.make(t, v) ?? .none
}

/// The C structure of a time tuple.
private func cTime(_ t: Thread, _ v: Value, _ function: String) throws(PyRaise) -> tm {
    guard t.has(v, .Tuple) else { throw t.raise(K.TypeError, "Tuple or struct_time argument required") }
    guard v.tuple.count == 9 else { throw t.raise(K.TypeError, "\(function)(): illegal time tuple argument") }
    var n: [Int32] = []
    for i in 0 ..< 9 { n.append(try t.cInt(v.tuple.items[i])) }
    var x = tm()
    let (year, overflow) = n[0].subtractingReportingOverflow(1900)
    if overflow { throw t.raise(K.OverflowError, "year out of range") }
    x.tm_year = year
    x.tm_mon = n[1] &- 1
    x.tm_mday = n[2]
    x.tm_hour = n[3]
    x.tm_min = n[4]
    x.tm_sec = n[5]
    x.tm_wday = (n[6] &+ 1) % 7
    x.tm_yday = n[7] &- 1
    x.tm_isdst = n[8]
    if let s = structTime, Value(t.typeOf(v)) == s.type {
        let zone = v.tuple.items[9], offset = v.tuple.items[10]
        if t.has(zone, .Str) { x.tm_zone = UnsafePointer(zoneName(zone.str.string)) }
        if offset.isInt { x.tm_gmtoff = offset.int }
    }
    return x
}

private nonisolated(unsafe) var zoneNames: [String: UnsafeMutablePointer<CChar>] = [:]
private func zoneName(_ s: String) -> UnsafeMutablePointer<CChar>? {
    if let p = zoneNames[s] { return p }
    let p = strdup(s)
    zoneNames[s] = p
    return p
}

/// Checks the fields as strftime and asctime do.
private func checked(_ t: Thread, _ x: tm) throws(PyRaise) -> tm {
    var x = x
    if x.tm_mon == -1 { x.tm_mon = 0 } else if x.tm_mon < 0 || x.tm_mon > 11 { throw t.raise(K.ValueError, "month out of range") }
    if x.tm_mday == 0 { x.tm_mday = 1 } else if x.tm_mday < 0 || x.tm_mday > 31 { throw t.raise(K.ValueError, "day of month out of range") }
    if x.tm_hour < 0 || x.tm_hour > 23 { throw t.raise(K.ValueError, "hour out of range") }
    if x.tm_min < 0 || x.tm_min > 59 { throw t.raise(K.ValueError, "minute out of range") }
    if x.tm_sec < 0 || x.tm_sec > 61 { throw t.raise(K.ValueError, "seconds out of range") }
    if x.tm_wday < 0 { throw t.raise(K.ValueError, "day of week out of range") }
    if x.tm_yday == -1 { x.tm_yday = 0 } else if x.tm_yday < 0 || x.tm_yday > 365 { throw t.raise(K.ValueError, "day of year out of range") }
    return x
}

private func local(_ t: Thread, _ n: Int) throws(PyRaise) -> tm {
    var n = n, x = tm()
    guard localtime_r(&n, &x) != nil else { throw t.raise(K.OverflowError, "timestamp out of range for platform time_t") }
    return x
}

private func asctimeText(_ x: tm) -> String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ n: Int32) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let day = x.tm_mday < 10 ? " \(x.tm_mday)" : "\(x.tm_mday)"
    return "\(days[Int(x.tm_wday) % 7]) \(months[Int(x.tm_mon) % 12]) \(day) \(two(x.tm_hour)):\(two(x.tm_min)):\(two(x.tm_sec)) \(Int(x.tm_year) + 1900)"
}

private func defineZone(_ m: ModuleBuilder) throws(PyRaise) {
    tzset()
    // Offsets and names in January and July tell the standard from the summer time.
    let now = Glibc.time(nil)
    var year = now / 31_556_952 * 31_556_952
    var january = tm(), july = tm()
    localtime_r(&year, &january)
    var half = year + 31_556_952 / 2
    localtime_r(&half, &july)
    let standard = january.tm_gmtoff <= july.tm_gmtoff ? january : july
    let summer = january.tm_gmtoff <= july.tm_gmtoff ? july : january
    try m.set("timezone", Value(small: -standard.tm_gmtoff))
    try m.set("altzone", Value(small: -summer.tm_gmtoff))
    try m.set("daylight", Value(small: standard.tm_gmtoff != summer.tm_gmtoff ? 1 : 0))
    try m.set("tzname", try m.t.newTuple([try m.t.fsDecode(standard.tm_zone), try m.t.fsDecode(summer.tm_zone)]))
}

func registerTime() {
    NativeModules.register("time") { (m) throws(PyRaise) in
        let t = m.t
        if structTime == nil {
            structTime = try StructSequence(t, module: "time", name: "struct_time",
                fields: ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff"], visible: 9)
        }
        if let s = structTime { try m.set("struct_time", s.type) }
        try m.set("_STRUCT_TM_ITEMS", Value(small: 11))
        let clocks: [(String, clockid_t)] = [("time", CLOCK_REALTIME), ("monotonic", CLOCK_MONOTONIC), ("perf_counter", CLOCK_MONOTONIC), ("process_time", CLOCK_PROCESS_CPUTIME_ID), ("thread_time", CLOCK_THREAD_CPUTIME_ID)]
        for (name, clock) in clocks {
            try m.function(name, "()") { (t, a) throws(PyRaise) in
                var s = timespec()
                clock_gettime(clock, &s)
                return try t.newFloat(Double(s.tv_sec &* 1_000_000_000 &+ s.tv_nsec) / 1e9)
            }
            try m.function(name + "_ns", "()") { (t, a) throws(PyRaise) in try t.newInt(clockNanoseconds(clock)) }
        }
        for (name, id) in [("CLOCK_REALTIME", 0), ("CLOCK_MONOTONIC", 1), ("CLOCK_PROCESS_CPUTIME_ID", 2), ("CLOCK_THREAD_CPUTIME_ID", 3), ("CLOCK_MONOTONIC_RAW", 4), ("CLOCK_BOOTTIME", 7), ("CLOCK_TAI", 11)] {
            try m.set(name, Value(small: id))
        }
        try m.function("clock_gettime", "(clk_id, /)") { (t, a) throws(PyRaise) in
            var s = timespec()
            try t.check(clock_gettime(clockid_t(try t.cInt(a[0])), &s))
            return try t.newFloat(Double(s.tv_sec) + Double(s.tv_nsec) / 1e9)
        }
        try m.function("clock_gettime_ns", "(clk_id, /)") { (t, a) throws(PyRaise) in
            var s = timespec()
            try t.check(clock_gettime(clockid_t(try t.cInt(a[0])), &s))
            return try t.newInt(s.tv_sec &* 1_000_000_000 &+ s.tv_nsec)
        }
        try m.function("clock_getres", "(clk_id, /)") { (t, a) throws(PyRaise) in
            var s = timespec()
            try t.check(clock_getres(clockid_t(try t.cInt(a[0])), &s))
            return try t.newFloat(Double(s.tv_sec) + Double(s.tv_nsec) / 1e9)
        }
        try m.function("sleep", "(seconds, /)") { (t, a) throws(PyRaise) in
            let d: Double
            if a[0].isInt { d = Double(a[0].int) } else if t.isFloat(a[0]) { d = t.double(a[0]) } else { d = Double(try t.index(a[0])) }
            if d.isNaN { throw t.raise(K.ValueError, "Invalid value NaN (not a number)") }
            if d < 0 { throw t.raise(K.ValueError, "sleep length must be non-negative") }
            guard d < 9.2e9 else { throw t.raise(K.OverflowError, "timestamp too large to convert to C _PyTime_t") }
            let end = clockNanoseconds(CLOCK_MONOTONIC) &+ Int(d * 1e9)
            while true {
                let rest = end &- clockNanoseconds(CLOCK_MONOTONIC)
                if rest <= 0 { return .none }
                var s = timespec(tv_sec: rest / 1_000_000_000, tv_nsec: rest % 1_000_000_000)
                if nanosleep(&s, nil) == 0 { return .none }
                try t.checkSignals()
            }
        }
        try m.function("gmtime", "(seconds=None, /)") { (t, a) throws(PyRaise) in
            var n = try seconds(t, a[0]), x = tm()
            guard gmtime_r(&n, &x) != nil else { throw t.raise(K.OverflowError, "timestamp out of range for platform time_t") }
            return try structValue(t, x)
        }
        try m.function("localtime", "(seconds=None, /)") { (t, a) throws(PyRaise) in try structValue(t, try local(t, try seconds(t, a[0]))) }
        try m.function("mktime", "(tuple, /)") { (t, a) throws(PyRaise) in
            var x = try cTime(t, a[0], "mktime")
            x.tm_wday = -1
            let n = mktime(&x)
            if n == -1 && x.tm_wday == -1 { throw t.raise(K.OverflowError, "mktime argument out of range") }
            return try t.newFloat(Double(n))
        }
        try m.function("asctime", "(tuple=None, /)") { (t, a) throws(PyRaise) in
            try t.str(asctimeText(a[0].isEmpty ? try local(t, Glibc.time(nil)) : try checked(t, try cTime(t, a[0], "asctime"))))
        }
        try m.function("ctime", "(seconds=None, /)") { (t, a) throws(PyRaise) in try t.str(asctimeText(try local(t, try seconds(t, a[0])))) }
        try m.function("strftime", "(format, tuple=None, /)") { (t, a) throws(PyRaise) in
            guard t.has(a[0], .Str) else { throw t.raise(K.TypeError, "strftime() argument 1 must be str, not \(t.typeName(of: a[0]))") }
            var x = a[1].isEmpty ? try local(t, Glibc.time(nil)) : try checked(t, try cTime(t, a[1], "strftime"))
            let format = try t.encodedText(a[0], .utf8, .surrogateescape)
            if format.isEmpty { return try t.intern("") }
            if format.contains(0) { throw t.raise(K.ValueError, "embedded null character") }
            let c = format.map { CChar(bitPattern: $0) } + [0]
            var size = 256 + c.count
            while true {
                var buffer = [CChar](repeating: 0, count: size)
                let n = Glibc.strftime(&buffer, size, c, &x)
                if n > 0 || size > 256 * c.count + 4096 { return try t.fsDecode(buffer[0 ..< n].map { UInt8(bitPattern: $0) }) }
                size *= 2
            }
        }
        try m.function("strptime", "(string, format='%a %b %d %H:%M:%S %Y', /)") { (t, a) throws(PyRaise) in
            let f = try t.getAttribute(try t.importModule("_strptime"), "_strptime_time")
            return a[1].isEmpty ? try t.call(f, a[0]) : try t.call(f, a[0], a[1])
        }
        try m.function("tzset", "()") { (t, a) throws(PyRaise) in try defineZone(m); return .none }
        try m.function("get_clock_info", "(name, /)") { (t, a) throws(PyRaise) in
            let name = try t.stringArgument(a[0], "get_clock_info() argument 1")
            let known: [String: (String, Bool, Bool, clockid_t)] = ["time": ("CLOCK_REALTIME", false, true, CLOCK_REALTIME), "monotonic": ("CLOCK_MONOTONIC", true, false, CLOCK_MONOTONIC),
                "perf_counter": ("CLOCK_MONOTONIC", true, false, CLOCK_MONOTONIC), "process_time": ("CLOCK_PROCESS_CPUTIME_ID", true, false, CLOCK_PROCESS_CPUTIME_ID),
                "thread_time": ("CLOCK_THREAD_CPUTIME_ID", true, false, CLOCK_THREAD_CPUTIME_ID)]
            guard let k = known[name] else { throw t.raise(K.ValueError, "unknown clock") }
            var r = timespec()
            clock_getres(k.3, &r)
            let types = try t.importModule("types")
            return try t.callKeywords(try t.getAttribute(types, "SimpleNamespace"), [], [("implementation", try t.str("clock_gettime(\(k.0))")), ("monotonic", Value(k.1)), ("adjustable", Value(k.2)),
                ("resolution", try t.newFloat(Double(r.tv_sec) + Double(r.tv_nsec) / 1e9))])
        }
        try defineZone(m)
    }
}
