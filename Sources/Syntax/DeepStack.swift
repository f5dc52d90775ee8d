// A machine stack for deep recursion: that of a thread that runs one function while the caller waits.

import Glibc

private final class StackJob {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
}

/// Runs `body` on a machine stack of that size; on the caller's where there is none to be had.
public func withMachineStack<T>(bytes: Int, _ body: @escaping () -> T) -> T {
    var result: T?
    let job = Unmanaged.passRetained(StackJob { result = body() })
    var attributes = pthread_attr_t()
    var thread = pthread_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, bytes)
    let status = pthread_create(&thread, &attributes, { argument in
        if let argument { Unmanaged<StackJob>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
    }, job.toOpaque())
    if status != 0 {
        job.release()
        return body()
    }
    pthread_join(thread, nil)
    return result ?? body()
}
