// _socket: network and local sockets.
//
// Socket object: payload SocketState. A time limit is kept by polling before each call on a non-blocking descriptor.
// Addresses: (host, port) for IPv4, (host, port, flow, scope) for IPv6, a path (str or bytes) for local sockets.

import CVMSpec
import Glibc
import VM

final class SocketState {
    var fd: Int32 = -1
    var family: Int32 = 0, type: Int32 = 0, proto: Int32 = 0
    /// Seconds; negative: wait for ever.
    var timeout = -1.0
    deinit { if fd >= 0 { _ = Glibc.close(fd) } }
}

private enum Sockets {
    nonisolated(unsafe) static var type = Value.empty
    nonisolated(unsafe) static var gaierror = Value.empty
    nonisolated(unsafe) static var herror = Value.empty
    nonisolated(unsafe) static var defaultTimeout = -1.0
}

private typealias Storage = sockaddr_storage

private func withAddress<R>(_ s: inout Storage, _ body: (UnsafeMutablePointer<sockaddr>) -> R) -> R {
    withUnsafeMutablePointer(to: &s) { p in p.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0) } }
}

private func hostText(_ family: Int32, _ s: inout Storage) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    return withUnsafeMutableBytes(of: &s) { b in
        let offset = family == AF_INET ? 4 : 8
        return inet_ntop(family, b.baseAddress.unsafelyUnwrapped + offset, &buffer, 64).map { String(cString: $0) } ?? ""
    }
}

/// The Python form of an address.
private func addressValue(_ t: Thread, _ storage: Storage, _ length: socklen_t) throws(PyRaise) -> Value {
    var s = storage
    switch Int32(s.ss_family) {
    case AF_INET, AF_INET6:
        let family = Int32(s.ss_family)
        let host = try t.str(hostText(family, &s))
        let (port, flow, scope) = withUnsafeBytes(of: &s) { b in
            (Int(UInt16(bigEndian: b.load(fromByteOffset: 2, as: UInt16.self))), Int(UInt32(bigEndian: b.load(fromByteOffset: 4, as: UInt32.self))), Int(b.load(fromByteOffset: 24, as: UInt32.self)))
        }
        if family == AF_INET { return try t.newTuple([host, Value(small: port)]) }
        return try t.newTuple([host, Value(small: port), Value(small: flow), Value(small: scope)])
    case AF_UNIX:
        let n = max(0, Int(length) - 2)
        var bytes = withUnsafeBytes(of: &s) { Array($0[2 ..< 2 + min(n, 108)]) }
        if bytes.first == 0 && n > 0 { return try t.makeBytes(bytes) }
        if let end = bytes.firstIndex(of: 0) { bytes.removeLast(bytes.count - end) }
        return try t.fsDecode(bytes)
    default: return .none
    }
}

private func resolve(_ t: Thread, _ host: String, _ family: Int32) throws(PyRaise) -> Storage {
    var s = Storage()
    if host == "" || host == "<broadcast>" {
        s.ss_family = sa_family_t(family)
        if host != "" && family == AF_INET { withUnsafeMutableBytes(of: &s) { $0.storeBytes(of: UInt32.max, toByteOffset: 4, as: UInt32.self) } }
        return s
    }
    var hints = addrinfo(), list: UnsafeMutablePointer<addrinfo>? = nil
    hints.ai_family = family
    let e = getaddrinfo(host, nil, &hints, &list)
    guard e == 0, let first = list else { throw gaiError(t, e) }
    memcpy(&s, first.pointee.ai_addr, Int(first.pointee.ai_addrlen))
    freeaddrinfo(list)
    return s
}

private func gaiError(_ t: Thread, _ e: Int32) -> PyRaise {
    do { return t.raise(Sockets.gaierror, arguments: [Value(small: Int(e)), try t.str(String(cString: gai_strerror(e)))]) } catch { return error }
}

/// The C form of an address argument.
private func address(_ t: Thread, _ state: SocketState, _ v: Value, _ function: String) throws(PyRaise) -> (Storage, socklen_t) {
    switch state.family {
    case AF_INET, AF_INET6:
        let name = state.family == AF_INET ? "AF_INET" : "AF_INET6"
        guard t.has(v, .Tuple) else { throw t.raise(K.TypeError, "\(function)(): \(name) address must be tuple, not \(t.typeName(of: v))") }
        let n = v.tuple.count
        guard n >= 2 && n <= (state.family == AF_INET ? 2 : 4) else { throw t.raise(K.TypeError, "\(function)(): wrong number of items in address") }
        let h = v.tuple.items[0]
        let host: String
        if t.has(h, .Str) { host = h.str.string } else { host = String(decoding: try t.bytesView(h), as: UTF8.self) }
        let port = try t.index(v.tuple.items[1])
        guard port >= 0 && port <= 65535 else { throw t.raise(K.OverflowError, "\(function)(): port must be 0-65535.") }
        var s = try resolve(t, host, state.family)
        let flow = n > 2 ? UInt32(truncatingIfNeeded: try t.index(v.tuple.items[2])) : 0, scope = n > 3 ? UInt32(truncatingIfNeeded: try t.index(v.tuple.items[3])) : 0
        withUnsafeMutableBytes(of: &s) { b in
            b.storeBytes(of: UInt16(port).bigEndian, toByteOffset: 2, as: UInt16.self)
            if state.family == AF_INET6 {
                b.storeBytes(of: flow.bigEndian, toByteOffset: 4, as: UInt32.self)
                b.storeBytes(of: scope, toByteOffset: 24, as: UInt32.self)
            }
        }
        return (s, state.family == AF_INET ? 16 : 28)
    case AF_UNIX:
        var bytes: [UInt8]
        if t.has(v, .Str) { bytes = try t.encodedText(v, .utf8, .surrogateescape) } else { bytes = Array(try t.bytesView(v)) }
        guard bytes.count < 108 else { throw t.raise(K.OSError, "AF_UNIX path too long") }
        var s = Storage()
        s.ss_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &s) { b in for (i, c) in bytes.enumerated() { b[2 + i] = c } }
        let abstract = bytes.first == 0
        return (s, socklen_t(2 + bytes.count + (abstract ? 0 : 1)))
    default: throw t.raise(K.OSError, "\(function)(): bad family")
    }
}

private func ready(_ t: Thread, _ s: SocketState, _ events: Int32, _ deadline: Int) throws(PyRaise) {
    while true {
        var p = pollfd(fd: s.fd, events: Int16(events), revents: 0)
        var wait: Int32 = -1
        if s.timeout >= 0 { wait = Int32(max(0, min((deadline - clockNanoseconds(CLOCK_MONOTONIC) + 999_999) / 1_000_000, 2_000_000_000))) }
        let n = poll(&p, 1, wait)
        if n > 0 { return }
        if n == 0 { throw t.raise(K.TimeoutError, "timed out") }
        if errno != EINTR { throw t.osError(errno) }
        try t.checkSignals()
    }
}

/// Repeats a call that may block, be interrupted, or run out of time.
private func perform(_ t: Thread, _ s: SocketState, _ events: Int32, _ body: () -> Int) throws(PyRaise) -> Int {
    let deadline = s.timeout > 0 ? clockNanoseconds(CLOCK_MONOTONIC) &+ Int(min(s.timeout, 1e9) * 1e9) : 0
    while true {
        if s.timeout > 0 { try ready(t, s, events, deadline) }
        let r = body()
        if r >= 0 { return r }
        let e = errno
        if e == EINTR { try t.checkSignals(); continue }
        if s.timeout > 0 && (e == EAGAIN || e == EWOULDBLOCK) { continue }
        throw t.osError(e)
    }
}

private func setMode(_ s: SocketState) {
    let flags = fcntl(s.fd, F_GETFL)
    _ = fcntl(s.fd, F_SETFL, s.timeout >= 0 ? flags | O_NONBLOCK : flags & ~O_NONBLOCK)
}

private func timeoutValue(_ t: Thread, _ v: Value) throws(PyRaise) -> Double {
    if v.isNone { return -1 }
    let d = try t.toDouble(v)
    if d < 0 { throw t.raise(K.ValueError, "Timeout value out of range") }
    return d
}

private func connect(_ t: Thread, _ s: SocketState, _ v: Value, _ function: String) throws(PyRaise) -> Int32 {
    var (a, n) = try address(t, s, v, function)
    let r = withAddress(&a) { Glibc.connect(s.fd, $0, n) }
    if r == 0 { return 0 }
    let e = errno
    guard e == EINTR || e == EINPROGRESS && s.timeout > 0 else { return e }
    do throws(PyRaise) { try ready(t, s, Int32(POLLOUT), clockNanoseconds(CLOCK_MONOTONIC) &+ Int(min(max(s.timeout, 0), 1e9) * 1e9)) } catch { throw error }
    var code: Int32 = 0, size = socklen_t(4)
    getsockopt(s.fd, SOL_SOCKET, SO_ERROR, &code, &size)
    return code
}

private func defineSocketType(_ t: Thread) throws(PyRaise) {
    Sockets.type = try t.defineType("socket", .NativeObject, ownsKind: false, module: "_socket") { (b) throws(PyRaise) in
        try definePlainNew(b)
        func state(_ t: Thread, _ v: Value) throws(PyRaise) -> SocketState { try t.state(v, SocketState.self) }
        try b.method("__init__", "(self, family=-1, type=-1, proto=-1, fileno=None)") { (t, a) throws(PyRaise) in
            let s = SocketState()
            s.family = a[1].isEmpty ? -1 : try t.cInt(try t.toIndex(a[1]))
            s.type = a[2].isEmpty ? -1 : try t.cInt(try t.toIndex(a[2]))
            s.proto = a[3].isEmpty ? -1 : try t.cInt(try t.toIndex(a[3]))
            if a[4].isPresent && !a[4].isNone {
                let fd = try t.cInt(a[4])
                if fd < 0 { throw t.raise(K.ValueError, "negative file descriptor") }
                var name = Storage(), n = socklen_t(128), kind: Int32 = 0, size = socklen_t(4)
                if withAddress(&name, { getsockname(fd, $0, &n) }) != 0 { throw t.osError(errno) }
                if s.family == -1 { s.family = Int32(name.ss_family) }
                if s.type == -1 { if getsockopt(fd, SOL_SOCKET, SO_TYPE, &kind, &size) != 0 { throw t.osError(errno) }; s.type = kind }
                if s.proto == -1 { s.proto = 0 }
                s.fd = fd
            } else {
                if s.family == -1 { s.family = AF_INET }
                if s.type == -1 { s.type = 1 }
                if s.proto == -1 { s.proto = 0 }
                s.fd = Glibc.socket(s.family, s.type | 0o2000000, s.proto)
                if s.fd < 0 { throw t.osError(errno) }
            }
            let nonBlocking = s.type & 0o4000 != 0
            s.type &= ~0o2004000
            s.timeout = nonBlocking ? 0 : Sockets.defaultTimeout
            if s.timeout >= 0 { setMode(s) }
            t.setPayload(a[0], s)
            return .none
        }
        try b.attribute("family", get: { (t, a) throws(PyRaise) in Value(small: Int(try state(t, a[0]).family)) })
        try b.attribute("type", get: { (t, a) throws(PyRaise) in Value(small: Int(try state(t, a[0]).type)) })
        try b.attribute("proto", get: { (t, a) throws(PyRaise) in Value(small: Int(try state(t, a[0]).proto)) })
        for name in ["timeout"] { try b.attribute(name, get: { (t, a) throws(PyRaise) in let d = try state(t, a[0]).timeout; return d < 0 ? .none : try t.newFloat(d) }) }
        try b.method("gettimeout", "(self, /)") { (t, a) throws(PyRaise) in let d = try state(t, a[0]).timeout; return d < 0 ? .none : try t.newFloat(d) }
        try b.method("settimeout", "(self, timeout, /)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0])
            s.timeout = try timeoutValue(t, a[1])
            setMode(s)
            return .none
        }
        try b.method("setblocking", "(self, flag, /)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0])
            s.timeout = try t.isTrue(a[1]) ? -1 : 0
            setMode(s)
            return .none
        }
        try b.method("getblocking", "(self, /)") { (t, a) throws(PyRaise) in Value(try state(t, a[0]).timeout != 0) }
        try b.method("fileno", "(self, /)") { (t, a) throws(PyRaise) in a[0].object.pointee.payload == nil ? Value(small: -1) : Value(small: Int(try state(t, a[0]).fd)) }
        try b.method("detach", "(self, /)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0]), fd = s.fd
            s.fd = -1
            return Value(small: Int(fd))
        }
        try b.method("close", "(self, /)") { (t, a) throws(PyRaise) in
            guard a[0].object.pointee.payload != nil else { return .none }
            let s = try state(t, a[0]), fd = s.fd
            s.fd = -1
            if fd >= 0 && Glibc.close(fd) != 0 && errno != ECONNRESET { throw t.osError(errno) }
            return .none
        }
        try b.method("bind", "(self, address, /)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0])
            var (x, n) = try address(t, s, a[1], "bind")
            if withAddress(&x, { Glibc.bind(s.fd, $0, n) }) != 0 { throw t.osError(errno) }
            return .none
        }
        try b.method("listen", "(self, backlog=128, /)") { (t, a) throws(PyRaise) in
            try t.check(Glibc.listen(try state(t, a[0]).fd, a[1].isEmpty ? 128 : max(0, try t.cInt(a[1]))))
            return .none
        }
        try b.method("_accept", "(self, /)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0])
            var x = Storage(), n = socklen_t(128)
            let fd = try perform(t, s, Int32(POLLIN)) { Int(withAddress(&x) { Glibc.accept(s.fd, $0, &n) }) }
            _ = fcntl(Int32(fd), F_SETFD, FD_CLOEXEC)
            return try t.newTuple([Value(small: fd), try addressValue(t, x, n)])
        }
        try b.method("connect", "(self, address, /)") { (t, a) throws(PyRaise) in
            let e = try connect(t, try state(t, a[0]), a[1], "connect")
            if e != 0 { throw t.osError(e) }
            return .none
        }
        try b.method("connect_ex", "(self, address, /)") { (t, a) throws(PyRaise) in Value(small: Int(try connect(t, try state(t, a[0]), a[1], "connect_ex"))) }
        for (name, peer) in [("getsockname", false), ("getpeername", true)] {
            try b.method(name, "(self, /)") { (t, a) throws(PyRaise) in
                let s = try state(t, a[0])
                var x = Storage(), n = socklen_t(128)
                if withAddress(&x, { peer ? Glibc.getpeername(s.fd, $0, &n) : Glibc.getsockname(s.fd, $0, &n) }) != 0 { throw t.osError(errno) }
                return try addressValue(t, x, n)
            }
        }
        try b.method("recv", "(self, bufsize, flags=0, /)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0]), n = try t.index(a[1]), flags = a[2].isEmpty ? 0 : try t.cInt(a[2])
            if n < 0 { throw t.raise(K.ValueError, "negative buffersize in recv") }
            let (v, p) = try t.newBytesCell(n)
            let k = try perform(t, s, Int32(POLLIN)) { Glibc.recv(s.fd, p, n, flags) }
            return k == n ? v : try t.makeBytes(p, k)
        }
        try b.method("recv_into", "(self, buffer, nbytes=0, flags=0)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0]), view = try t.writableView(a[1]), flags = a[3].isEmpty ? 0 : try t.cInt(a[3])
            let n = a[2].isEmpty ? 0 : try t.index(a[2])
            if n < 0 { throw t.raise(K.ValueError, "negative buffersize in recv_into") }
            if n > view.count { throw t.raise(K.ValueError, "buffer too small for requested bytes") }
            return Value(small: try perform(t, s, Int32(POLLIN)) { Glibc.recv(s.fd, view.baseAddress, n == 0 ? view.count : n, flags) })
        }
        try b.method("recvfrom", "(self, bufsize, flags=0, /)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0]), n = try t.index(a[1]), flags = a[2].isEmpty ? 0 : try t.cInt(a[2])
            if n < 0 { throw t.raise(K.ValueError, "negative buffersize in recvfrom") }
            let (_, p) = try t.newBytesCell(n)
            var x = Storage(), length = socklen_t(128)
            let k = try perform(t, s, Int32(POLLIN)) { withAddress(&x) { Glibc.recvfrom(s.fd, p, n, flags, $0, &length) } }
            return try t.newTuple([try t.makeBytes(p, k), try addressValue(t, x, length)])
        }
        try b.method("send", "(self, data, flags=0, /)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0]), view = try t.bytesView(a[1]), flags = a[2].isEmpty ? 0 : try t.cInt(a[2])
            return Value(small: try perform(t, s, Int32(POLLOUT)) { Glibc.send(s.fd, view.baseAddress, view.count, flags) })
        }
        try b.method("sendall", "(self, data, flags=0, /)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0]), bytes = Array(try t.bytesView(a[1])), flags = a[2].isEmpty ? 0 : try t.cInt(a[2])
            var done = 0
            while done < bytes.count {
                let from = done
                done += try perform(t, s, Int32(POLLOUT)) { bytes.withUnsafeBytes { Glibc.send(s.fd, $0.baseAddress.map { $0 + from }, bytes.count - from, flags) } }
            }
            return .none
        }
        try b.method("sendto", "(self, data, *args)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0]), n = a[2].tuple.count
            guard n == 1 || n == 2 else { throw t.raise(K.TypeError, "sendto() takes 2 or 3 arguments (\(n + 1) given)") }
            let flags = n == 2 ? try t.cInt(a[2].tuple.items[0]) : 0
            var (x, length) = try address(t, s, a[2].tuple.items[n - 1], "sendto")
            let view = try t.bytesView(a[1])
            return Value(small: try perform(t, s, Int32(POLLOUT)) { withAddress(&x) { Glibc.sendto(s.fd, view.baseAddress, view.count, flags, $0, length) } })
        }
        try b.method("shutdown", "(self, how, /)") { (t, a) throws(PyRaise) in try t.check(Glibc.shutdown(try state(t, a[0]).fd, try t.cInt(try t.toIndex(a[1])))); return .none }
        try b.method("setsockopt", "(self, level, option, value, /)") { (t, a) throws(PyRaise) in
            let fd = try state(t, a[0]).fd, level = try t.cInt(a[1]), option = try t.cInt(a[2])
            if t.isAnyInt(a[3]) {
                var n = try t.cInt(try t.toIndex(a[3]))
                try t.check(Glibc.setsockopt(fd, level, option, &n, 4))
            } else {
                let view = try t.bytesView(a[3])
                try t.check(Glibc.setsockopt(fd, level, option, view.baseAddress, socklen_t(view.count)))
            }
            return .none
        }
        try b.method("getsockopt", "(self, level, option, buflen=0, /)") { (t, a) throws(PyRaise) in
            let fd = try state(t, a[0]).fd, level = try t.cInt(a[1]), option = try t.cInt(a[2]), n = a[3].isEmpty ? 0 : try t.index(a[3])
            if n == 0 {
                var v: Int32 = 0, size = socklen_t(4)
                try t.check(Glibc.getsockopt(fd, level, option, &v, &size))
                return Value(small: Int(v))
            }
            guard n > 0 && n <= 1024 else { throw t.raise(K.OSError, "getsockopt buflen out of range") }
            var buffer = [UInt8](repeating: 0, count: n), size = socklen_t(n)
            try t.check(Glibc.getsockopt(fd, level, option, &buffer, &size))
            return try t.makeBytes(Array(buffer[0 ..< Int(size)]))
        }
        try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
            let s = try state(t, a[0])
            return try t.str("<socket object, fd=\(s.fd), family=\(s.family), type=\(s.type), proto=\(s.proto)>")
        }
    }
}

func registerSocket() {
    NativeModules.register("_socket") { (m) throws(PyRaise) in
        let t = m.t
        if Sockets.type.isEmpty {
            try defineSocketType(t)
            for (name, store) in [("gaierror", 0), ("herror", 1)] {
                let d = try t.newDict()
                try t.dictSet(d, try t.intern("__module__"), try t.intern("socket"))
                let c = Roots.add(try t.call(K.type, try t.intern(name), try t.newTuple([K.OSError]), Value(d)))
                if store == 0 { Sockets.gaierror = c } else { Sockets.herror = c }
            }
        }
        for (name, v) in [("socket", Sockets.type), ("SocketType", Sockets.type), ("error", K.OSError), ("timeout", K.TimeoutError), ("gaierror", Sockets.gaierror), ("herror", Sockets.herror), ("has_ipv6", Value.true_)] { try m.set(name, v) }
        let constants: [(String, Int)] = [
            ("AF_UNSPEC", 0), ("AF_UNIX", 1), ("AF_INET", 2), ("AF_INET6", 10), ("SOCK_STREAM", 1), ("SOCK_DGRAM", 2), ("SOCK_RAW", 3), ("SOCK_RDM", 4), ("SOCK_SEQPACKET", 5),
            ("SOCK_CLOEXEC", 0o2000000), ("SOCK_NONBLOCK", 0o4000), ("SOL_SOCKET", 1), ("SOL_IP", 0), ("SOL_TCP", 6), ("SOL_UDP", 17), ("IPPROTO_IP", 0), ("IPPROTO_ICMP", 1), ("IPPROTO_TCP", 6),
            ("IPPROTO_UDP", 17), ("IPPROTO_IPV6", 41), ("IPPROTO_RAW", 255), ("SO_DEBUG", 1), ("SO_REUSEADDR", 2), ("SO_TYPE", 3), ("SO_ERROR", 4), ("SO_DONTROUTE", 5), ("SO_BROADCAST", 6),
            ("SO_SNDBUF", 7), ("SO_RCVBUF", 8), ("SO_KEEPALIVE", 9), ("SO_OOBINLINE", 10), ("SO_LINGER", 13), ("SO_REUSEPORT", 15), ("SO_RCVLOWAT", 18), ("SO_SNDLOWAT", 19), ("SO_RCVTIMEO", 20),
            ("SO_SNDTIMEO", 21), ("SO_ACCEPTCONN", 30), ("SO_PROTOCOL", 38), ("SO_DOMAIN", 39), ("SOMAXCONN", 4096), ("TCP_NODELAY", 1), ("TCP_MAXSEG", 2), ("TCP_CORK", 3), ("TCP_KEEPIDLE", 4),
            ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 6), ("TCP_FASTOPEN", 23), ("IPV6_V6ONLY", 26), ("IPV6_JOIN_GROUP", 20), ("IPV6_LEAVE_GROUP", 21), ("IPV6_MULTICAST_HOPS", 18), ("IP_TOS", 1),
            ("IP_TTL", 2), ("IP_MULTICAST_IF", 32), ("IP_MULTICAST_TTL", 33), ("IP_MULTICAST_LOOP", 34), ("IP_ADD_MEMBERSHIP", 35), ("IP_DROP_MEMBERSHIP", 36), ("MSG_OOB", 1), ("MSG_PEEK", 2),
            ("MSG_DONTROUTE", 4), ("MSG_CTRUNC", 8), ("MSG_TRUNC", 32), ("MSG_DONTWAIT", 64), ("MSG_EOR", 128), ("MSG_WAITALL", 256), ("MSG_NOSIGNAL", 0x4000), ("SHUT_RD", 0), ("SHUT_WR", 1),
            ("SHUT_RDWR", 2), ("AI_PASSIVE", 1), ("AI_CANONNAME", 2), ("AI_NUMERICHOST", 4), ("AI_V4MAPPED", 8), ("AI_ALL", 16), ("AI_ADDRCONFIG", 32), ("AI_NUMERICSERV", 1024), ("EAI_BADFLAGS", -1),
            ("EAI_NONAME", -2), ("EAI_AGAIN", -3), ("EAI_FAIL", -4), ("EAI_FAMILY", -6), ("EAI_SOCKTYPE", -7), ("EAI_SERVICE", -8), ("EAI_MEMORY", -10), ("NI_NUMERICHOST", 1), ("NI_NUMERICSERV", 2),
            ("NI_NOFQDN", 4), ("NI_NAMEREQD", 8), ("NI_DGRAM", 16), ("INADDR_ANY", 0), ("INADDR_BROADCAST", 0xFFFFFFFF), ("INADDR_LOOPBACK", 0x7F000001), ("INADDR_NONE", 0xFFFFFFFF), ("SCM_RIGHTS", 1)]
        for (name, n) in constants { try m.set(name, Value(small: n)) }
        try m.function("socketpair", "(family=AF_UNIX, type=SOCK_STREAM, proto=0, /)") { (t, a) throws(PyRaise) in
            var fds: [Int32] = [0, 0]
            let family = a[0].isEmpty || a[0].isNone ? AF_UNIX : try t.cInt(try t.toIndex(a[0])), type = a[1].isEmpty ? 1 : try t.cInt(try t.toIndex(a[1])), proto = a[2].isEmpty ? 0 : try t.cInt(a[2])
            try t.check(Glibc.socketpair(family, type | 0o2000000, proto, &fds))
            let list = try t.newList()
            for fd in fds {
                let v = try t.newInstanceCell(Sockets.type.type), s = SocketState()
                s.fd = fd
                s.family = family
                s.type = type
                s.proto = proto
                t.setPayload(v, s)
                try t.listAppend(list.list, v)
            }
            return try t.tupleFrom(list)
        }
        try m.function("close", "(fd, /)") { (t, a) throws(PyRaise) in try t.check(Glibc.close(try t.cInt(a[0]))); return .none }
        try m.function("dup", "(fd, /)") { (t, a) throws(PyRaise) in Value(small: Int(try t.check(fcntl(try t.cInt(a[0]), F_DUPFD_CLOEXEC, 0)))) }
        try m.function("gethostname", "()") { (t, _) throws(PyRaise) in
            var buffer = [CChar](repeating: 0, count: 1025)
            try t.check(Glibc.gethostname(&buffer, 1024))
            return try t.fsDecode(buffer)
        }
        try m.function("gethostbyname", "(host, /)") { (t, a) throws(PyRaise) in
            var s = try resolve(t, try t.stringArgument(a[0], "gethostbyname() argument 1"), AF_INET)
            return try t.str(hostText(AF_INET, &s))
        }
        try m.function("getdefaulttimeout", "()") { (t, _) throws(PyRaise) in Sockets.defaultTimeout < 0 ? .none : try t.newFloat(Sockets.defaultTimeout) }
        try m.function("setdefaulttimeout", "(timeout, /)") { (t, a) throws(PyRaise) in Sockets.defaultTimeout = try timeoutValue(t, a[0]); return .none }
        for (name, f) in [("htons", { UInt($0 & 0xFFFF).byteSwapped >> 48 }), ("ntohs", { UInt($0 & 0xFFFF).byteSwapped >> 48 }), ("htonl", { UInt($0 & 0xFFFF_FFFF).byteSwapped >> 32 }), ("ntohl", { UInt($0 & 0xFFFF_FFFF).byteSwapped >> 32 })] as [(String, (UInt) -> UInt)] {
            let limit = name.hasSuffix("s") ? 0xFFFF : 0xFFFF_FFFF
            try m.function(name, "(integer, /)") { (t, a) throws(PyRaise) in
                let n = try t.index(a[0])
                guard n >= 0 else { throw t.raise(K.OverflowError, "\(name): can't convert negative Python int to C \(limit == 0xFFFF ? "16" : "32")-bit unsigned integer") }
                guard n <= limit else { throw t.raise(K.OverflowError, "\(name): Python int too large to convert to C \(limit == 0xFFFF ? "16" : "32")-bit unsigned integer") }
                return Value(small: Int(f(UInt(n))))
            }
        }
        try m.function("inet_pton", "(family, ip, /)") { (t, a) throws(PyRaise) in
            let family = try t.cInt(try t.toIndex(a[0]))
            var buffer = [UInt8](repeating: 0, count: 16)
            let r = Glibc.inet_pton(family, try t.stringArgument(a[1], "inet_pton() argument 2"), &buffer)
            if r < 0 { throw t.osError(errno) }
            if r == 0 { throw t.raise(K.OSError, "illegal IP address string passed to inet_pton") }
            return try t.makeBytes(Array(buffer[0 ..< (family == AF_INET ? 4 : 16)]))
        }
        try m.function("inet_aton", "(ip, /)") { (t, a) throws(PyRaise) in
            var x = in_addr()
            if Glibc.inet_aton(try t.stringArgument(a[0], "inet_aton() argument 1"), &x) == 0 { throw t.raise(K.OSError, "illegal IP address string passed to inet_aton") }
            return try t.makeBytes(withUnsafeBytes(of: &x) { Array($0) })
        }
        for name in ["inet_ntop", "inet_ntoa"] {
            try m.function(name, name == "inet_ntop" ? "(family, packed, /)" : "(packed, /)") { (t, a) throws(PyRaise) in
                let family = name == "inet_ntoa" ? AF_INET : try t.cInt(try t.toIndex(a[0]))
                let bytes = Array(try t.bytesView(name == "inet_ntoa" ? a[0] : a[1]))
                guard bytes.count == (family == AF_INET ? 4 : 16) else { throw name == "inet_ntoa" ? t.raise(K.OSError, "packed IP wrong length") : t.raise(K.ValueError, "invalid length of packed IP address string") }
                var buffer = [CChar](repeating: 0, count: 64)
                guard Glibc.inet_ntop(family, bytes, &buffer, 64) != nil else { throw t.osError(errno) }
                return try t.fsDecode(buffer)
            }
        }
        try m.function("getaddrinfo", "(host, port, family=0, type=0, proto=0, flags=0)") { (t, a) throws(PyRaise) in
            func text(_ v: Value) throws(PyRaise) -> String? {
                if v.isNone { return nil }
                if t.has(v, .Str) { return v.str.string }
                if t.isAnyInt(v) { return String(try t.index(v)) }
                return String(decoding: try t.bytesView(v, "getaddrinfo() argument 1 must be string or None"), as: UTF8.self)
            }
            var hints = addrinfo(), found: UnsafeMutablePointer<addrinfo>? = nil
            hints.ai_family = a[2].isEmpty ? 0 : try t.cInt(try t.toIndex(a[2]))
            hints.ai_socktype = a[3].isEmpty ? 0 : try t.cInt(try t.toIndex(a[3]))
            hints.ai_protocol = a[4].isEmpty ? 0 : try t.cInt(try t.toIndex(a[4]))
            hints.ai_flags = a[5].isEmpty ? 0 : try t.cInt(try t.toIndex(a[5]))
            let e = Glibc.getaddrinfo(try text(a[0]), try text(a[1]), &hints, &found)
            if e != 0 { throw gaiError(t, e) }
            defer { freeaddrinfo(found) }
            let list = try t.newList()
            var p = found
            while let x = p {
                var s = Storage()
                memcpy(&s, x.pointee.ai_addr, min(Int(x.pointee.ai_addrlen), 128))
                try t.listAppend(list.list, try t.newTuple([Value(small: Int(x.pointee.ai_family)), Value(small: Int(x.pointee.ai_socktype)), Value(small: Int(x.pointee.ai_protocol)),
                    try t.fsDecode(x.pointee.ai_canonname), try addressValue(t, s, x.pointee.ai_addrlen)]))
                p = x.pointee.ai_next
            }
            return list
        }
    }
}
