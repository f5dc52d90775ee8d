// Directories: reading them, scandir's iterator and its entries.

import CVMSpec
import Glibc
import VM

/// Calls body with name, inode and type of each entry but . and ..
func readDirectory(_ t: Thread, _ p: PathArgument, _ body: ([UInt8], Int, UInt8) throws(PyRaise) -> Void) throws(PyRaise) {
    let d: OpaquePointer?
    if p.isFD {
        let copy = dup(p.fd)
        d = copy < 0 ? nil : fdopendir(copy)
        if let d { rewinddir(d) }
    } else { d = opendir(p.path) }
    guard let d else { throw t.osError(errno, filename: p.value) }
    defer { closedir(d) }
    while true {
        errno = 0
        guard let e = readdir(d) else {
            if errno != 0 { throw t.osError(errno, filename: p.value) }
            return
        }
        let name = withUnsafePointer(to: &e.pointee.d_name) { cBytes(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) }
        if name == [46] || name == [46, 46] { continue }
        try body(name, Int(truncatingIfNeeded: e.pointee.d_ino), e.pointee.d_type)
    }
}

/// DirEntry: v0 name, v1 path, v2 cached stat, v3 cached lstat; i0 inode, i1 type | descriptor << 8 (or -1 << 8).
func defineDirEntry(_ t: Thread) throws(PyRaise) {
    PosixTypes.dirEntry = try t.defineType("DirEntry", .NativeObject, ownsKind: false, module: "posix", subclassable: false) { (b) throws(PyRaise) in
        try b.attribute("name", get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v0) })
        try b.attribute("path", get: { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v1) })
        try b.method("inode", "(self, /)") { (t, a) throws(PyRaise) in try t.newInt(Int(a[0].object.pointee.i0)) }
        try b.method("__fspath__", "(self, /)") { (_, a) throws(PyRaise) in Value(bits: a[0].object.pointee.v1) }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in try t.str("<DirEntry \(try t.reprString(Value(bits: a[0].object.pointee.v0)))>") }
        try b.method("stat", "(self, /, *, follow_symlinks=True)") { (t, a) throws(PyRaise) in try entryStat(t, a[0], follow: try t.flag(a[1], true)) }
        try b.method("is_symlink", "(self, /)") { (t, a) throws(PyRaise) in
            let type = a[0].object.pointee.i1 & 255
            if type != 0 { return Value(type == 10) }
            return Value(try isMode(t, a[0], follow: false, S_IFLNK))
        }
        for (name, direct, mode) in [("is_dir", Int64(4), S_IFDIR), ("is_file", Int64(8), S_IFREG)] {
            try b.method(name, "(self, /, *, follow_symlinks=True)") { (t, a) throws(PyRaise) in
                let follow = try t.flag(a[1], true)
                let type = a[0].object.pointee.i1 & 255
                if type != 0 && !(follow && type == 10) { return Value(type == direct) }
                return Value(try isMode(t, a[0], follow: follow, mode))
            }
        }
    }
    PosixTypes.scandirIterator = try t.defineType("ScandirIterator", .NativeObject, ownsKind: false, module: "posix", subclassable: false) { (b) throws(PyRaise) in
        try b.method("__iter__", "(self, /)") { (_, a) throws(PyRaise) in a[0] }
        try b.method("__next__", "(self, /)") { (t, a) throws(PyRaise) in
            let o = a[0].object
            let list = Value(bits: o.pointee.v0)
            guard list.isPresent, Int(o.pointee.i0) < list.list.count else { o.pointee.v0 = 0; throw t.stopIteration() }
            let v = list.list.items[Int(o.pointee.i0)]
            o.pointee.i0 += 1
            return v
        }
        try b.method("close", "(self, /)") { (_, a) throws(PyRaise) in a[0].object.pointee.v0 = 0; return .none }
        try b.method("__enter__", "(self, /)") { (_, a) throws(PyRaise) in a[0] }
        try b.method("__exit__", "(self, *args)") { (_, a) throws(PyRaise) in a[0].object.pointee.v0 = 0; return .none }
    }
}

/// The iterator of scandir: the directory is read at once.
func newScandir(_ t: Thread, _ p: PathArgument) throws(PyRaise) -> Value {
    let list = try t.newList()
    var prefix: [UInt8] = []
    if !p.isFD && p.value.isPresent {
        prefix = p.path.dropLast().map { UInt8(bitPattern: $0) }
        if prefix.last != 47 && !prefix.isEmpty { prefix.append(47) }
    } else if !p.isFD { prefix = [46, 47] }
    try readDirectory(t, p) { (name, inode, type) throws(PyRaise) in
        let e = try t.newObject(PosixTypes.dirEntry)
        e.object.pointee.v0 = try t.pathResult(name, p.isBytes).bits
        e.object.pointee.v1 = p.isFD ? e.object.pointee.v0 : try t.pathResult(prefix + name, p.isBytes).bits
        e.object.pointee.i0 = Int64(inode)
        e.object.pointee.i1 = Int64(type) | Int64(p.isFD ? p.fd : -1) << 8
        try t.listAppend(list.list, e)
    }
    let it = try t.newObject(PosixTypes.scandirIterator)
    it.object.pointee.v0 = list.bits
    return it
}

private func entryStat(_ t: Thread, _ e: Value, follow: Bool) throws(PyRaise) -> Value {
    let o = e.object
    let link = o.pointee.i1 & 255 == 10 || o.pointee.i1 & 255 == 0
    let cached = Value(bits: follow && link ? o.pointee.v2 : o.pointee.v3)
    if cached.isPresent { return cached }
    let fd = Int32(truncatingIfNeeded: o.pointee.i1 >> 8)
    let p = try t.path(Value(bits: o.pointee.v1), "stat")
    let r = try t.statResult(try t.fileStat(p, dirFD: fd < 0 ? AT_FDCWD : fd, follow: follow))
    if follow && link { o.pointee.v2 = r.bits } else { o.pointee.v3 = r.bits }
    t.barrier(e)
    return r
}

private func isMode(_ t: Thread, _ e: Value, follow: Bool, _ mode: mode_t) throws(PyRaise) -> Bool {
    do {
        let s = try entryStat(t, e, follow: follow)
        return mode_t(truncatingIfNeeded: s.tuple.items[0].int) & S_IFMT == mode
    } catch {
        guard t.raisedIs(K.FileNotFoundError) else { throw error }
        t.clearRaised()
        return false
    }
}
