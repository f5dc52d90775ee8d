// Buffers: memory of an object, seen by native code: bytes, bytearray, memoryview, array.array and other exporters.
//
// The memory stays valid as long as the owner is alive and not resized; whoever runs Python code meanwhile must hold a
// memoryview (which counts as an export).

import CVMSpec
import Glibc

/// What an object exports.
public struct BufferInfo {
    public var base: UnsafeMutableRawPointer
    public var byteCount: Int
    public var readOnly: Bool
    public var itemSize = 1
    public var format = "B"
    /// nil: one dimension, contiguous.
    public var shape: [Int]? = nil
    public var strides: [Int]? = nil
    /// The cell that keeps the memory alive, if it is not the exporter itself.
    public var storage = Value.empty

    public init(base: UnsafeMutableRawPointer?, byteCount: Int, readOnly: Bool, itemSize: Int = 1, format: String = "B") {
        self.base = base ?? UnsafeMutableRawPointer(mutating: Text.nothing)
        self.byteCount = byteCount
        self.readOnly = readOnly
        self.itemSize = itemSize
        self.format = format
    }

    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: byteCount) }
}

/// A payload of a NativeObject that has memory to show (array.array, mmap …).
public protocol BufferExporter: AnyObject {
    func exportBuffer(_ t: Thread) throws(PyRaise) -> BufferInfo
    /// Number of buffers that Python code holds; while it is positive the memory must not move.
    var exports: Int { get set }
}

/// Native classes whose instances (laid out as NativeObject) have memory to show.
public enum BufferProviders {
    public struct Provider {
        public var type: Value
        public var info: (Thread, Value) throws(PyRaise) -> BufferInfo
        /// Adds to the number of exports.
        public var count: (Value, Int) -> Void
    }
    nonisolated(unsafe) static var all: [Provider] = []

    public static func register(_ type: Value, info: @escaping (Thread, Value) throws(PyRaise) -> BufferInfo, count: @escaping (Value, Int) -> Void) {
        all.append(Provider(type: type, info: info, count: count))
    }

    static func of(_ t: Thread, _ v: Value) -> Provider? {
        for p in all where t.isInstance(v, p.type) { return p }
        return nil
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// Does v export a buffer?
    public func isBytesLike(_ v: Value) -> Bool {
        guard v.isReference else { return false }
        switch Kind(rawValue: kind(of: v)) {
        case .Bytes, .Bytearray, .Memoryview: return true
        case .NativeObject: return exporter(v) != nil || BufferProviders.of(self, v) != nil
        default: return false
        }
    }

    /// The exporting payload of a native object.
    public func exporter(_ v: Value) -> BufferExporter? {
        guard has(v, .NativeObject), let p = v.object.pointee.payload else { return nil }
        return Unmanaged<AnyObject>.fromOpaque(p).takeUnretainedValue() as? BufferExporter
    }

    /// What v exports, or nil if it exports nothing.
    public func bufferInfo(_ v: Value) throws(PyRaise) -> BufferInfo? {
        guard v.isReference else { return nil }
        switch Kind(rawValue: kind(of: v)) {
        case .Bytes: return BufferInfo(base: UnsafeMutableRawPointer(v.bytes.data), byteCount: v.bytes.count, readOnly: true)
        case .Bytearray: return BufferInfo(base: v.bytearray.pointee.data.map { UnsafeMutableRawPointer($0) }, byteCount: v.bytearray.count, readOnly: false)
        case .Memoryview: return try memoryviewInfo(v)
        case .NativeObject:
            if let p = BufferProviders.of(self, v) { return try p.info(self, v) }
            return try exporter(v)?.exportBuffer(self)
        default: return nil
        }
    }

    /// The bytes of a bytes-like object, read only; raises TypeError for other objects.
    @inline(__always) public func bytesLike(_ v: Value) throws(PyRaise) -> UnsafeRawBufferPointer {
        if v.isExact(.Bytes) { return v.bytes.buffer }
        return try bytesLikeSlow(v)
    }

    @inline(never) func bytesLikeSlow(_ v: Value, message: String? = nil) throws(PyRaise) -> UnsafeRawBufferPointer {
        guard let info = try bufferInfo(v) else {
            throw raise(K.TypeError, message ?? "a bytes-like object is required, not '\(typeName(of: v))'")
        }
        if has(v, .Memoryview), !isContiguous(v) { throw raise(K.BufferError, "memoryview: underlying buffer is not C-contiguous") }
        return info.bytes
    }

    /// Runs body with the memory of v; writable: it must not be read only. Body must not run Python.
    public func withBuffer<R>(of v: Value, writable: Bool = false, _ body: (UnsafeMutableRawBufferPointer) throws(PyRaise) -> R) throws(PyRaise) -> R {
        guard let info = try bufferInfo(v) else {
            throw raise(K.TypeError, writable ? "a read-write bytes-like object is required, not '\(typeName(of: v))'" : "a bytes-like object is required, not '\(typeName(of: v))'")
        }
        if writable && info.readOnly { throw raise(K.TypeError, "a read-write bytes-like object is required, not '\(typeName(of: v))'") }
        if has(v, .Memoryview), !isContiguous(v) { throw raise(K.BufferError, "memoryview: underlying buffer is not C-contiguous") }
        return try body(UnsafeMutableRawBufferPointer(start: info.base, count: info.byteCount))
    }

    /// Does a variable of a running frame, or a global of its module, hold a view of `owner` that was not released?
    ///
    /// Without reference counts nothing tells at once that a temporary view is gone, and refusing to resize because of one
    /// would break correct programs; so only views that a variable names count. The others keep the old memory alive.
    public func hasVisibleViews(_ owner: Value) -> Bool {
        func isView(_ v: Value) -> Bool {
            if v.isExact(.Memoryview) { return v.memoryview.pointee.owner == owner.bits && v.memoryview.pointee.viewFlags & ViewFlag.released == 0 }
            if v.isExact(.Cell) { return isView(Value(bits: v.cell(PyCellLayout.self).pointee.content)) }
            return false
        }
        var frame = pointee.frame
        var seen: DictRef? = nil
        var depth = 0
        while let f = frame, depth < 100 {
            for i in 0 ..< Int(f.pointee.code.pointee.localCount) where isView(f.registers[i]) { return true }
            for d in [f.pointee.globals, f.pointee.locals != 0 && has(Value(bits: f.pointee.locals), .Dict) ? Value(bits: f.pointee.locals).dict : nil] {
                guard let d, d != seen else { continue }
                seen = d
                var i = dictNext(d, 0)
                while i >= 0 {
                    if isView(Value(bits: d.pointee.entries.unsafelyUnwrapped[i].value)) { return true }
                    i = dictNext(d, i + 1)
                }
            }
            frame = f.pointee.caller
            depth += 1
        }
        return false
    }

    /// Holds (+1) or lets go (-1) the memory of an exporter.
    func countExport(_ v: Value, _ by: Int) {
        if has(v, .Bytearray) { v.bytearray.pointee.exports = Swift.max(0, v.bytearray.pointee.exports + Int64(by)) }
        else if has(v, .NativeObject), let p = BufferProviders.of(self, v) { p.count(v, by) }
        else if let e = exporter(v) { e.exports += by }
    }
}
