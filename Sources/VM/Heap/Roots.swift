// Roots: what the collector marks besides threads: permanent values, known types and names, modules.

import CVMSpec

/// Values kept alive for the life of the process.
public enum Roots {
    nonisolated(unsafe) static var permanent: UnsafeMutablePointer<UInt64>? = nil
    nonisolated(unsafe) static var count = 0
    nonisolated(unsafe) static var capacity = 0
    /// Of the permanent values, those that a collection has marked.
    nonisolated(unsafe) static var oldCount = 0
    /// The preallocated MemoryError instance.
    nonisolated(unsafe) static var memoryError = Value.empty

    /// Keeps v alive for ever; returns it.
    @discardableResult public static func add(_ v: Value) -> Value {
        if v.isReference {
            if count == capacity {
                let grown = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1024, capacity * 2))
                if let permanent { grown.update(from: permanent, count: count); permanent.deallocate() }
                permanent = grown
                capacity = max(1024, capacity * 2)
            }
            permanent.unsafelyUnwrapped[count] = v.bits
            count += 1
        }
        return v
    }

    /// Callbacks that mark values kept outside the heap (registered by modules with native state).
    nonisolated(unsafe) public static var markers: [(inout Marker) -> Void] = []

    // Values held across a nested run by native code (see Thread.hold).
    nonisolated(unsafe) static var held: [UInt64] = []
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Keeps the values alive while `body` runs Python from native code: a collection may happen in there, and Swift
    /// variables and arrays are not seen by it.
    public func holding<R>(_ values: Value..., body: () throws(PyRaise) -> R) throws(PyRaise) -> R {
        let n = Roots.held.count
        for v in values { Roots.held.append(v.bits) }
        defer { Roots.held.removeLast(Roots.held.count - n) }
        return try body()
    }
}
