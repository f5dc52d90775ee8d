// LibraryResidency: keeps LLVM's share of the process's memory small.
//
// In:  when LLVM is at work (`whileWorking`).
// Out: while it works, pages of its text that were touched a while ago are let go; when it has been idle for a moment, all of
//      them, and malloc's free memory.
//
// Loading libLLVM touches 37 MB of its text (relocations, constructors), compiling 25 MB; of swiftlet-llvm 11 MB in all. Not all of
// it is needed at a time. A thread looks every millisecond, only while LLVM works; but pages that come back cost faults, so it does not let go often.

import CMemoryMap
import Glibc

enum LibraryResidency {
    /// Text may grow by so much before it is let go.
    private static let allowance = 3 << 20
    /// Milliseconds until it may be let go again: coming back costs page faults.
    private static let pause = 6
    /// Free memory of malloc that is given back after a unit.
    private static let mostFree = 6 << 20
    /// Rounds of a millisecond without work until the thread goes to sleep.
    private static let patience = 500

    nonisolated(unsafe) private static var mutex = pthread_mutex_t()
    nonisolated(unsafe) private static var condition = pthread_cond_t()
    nonisolated(unsafe) private static var working = 0
    nonisolated(unsafe) private static var isRunning = false
    /// LLVM's text, once it is loaded.
    nonisolated(unsafe) private static var text = MemoryMapText()
    /// What of all files was resident when text was last let go.
    nonisolated(unsafe) private static var base = 0
    /// When that was, in milliseconds.
    nonisolated(unsafe) private static var last = 0

    /// Runs `body`, which uses LLVM.
    static func whileWorking<R>(_ body: () throws -> R) rethrows -> R {
        pthread_mutex_lock(&mutex)
        working += 1
        if working == 1 {
            if isRunning { pthread_cond_signal(&condition) } else { start() }
        }
        pthread_mutex_unlock(&mutex)
        defer {
            relieve()
            memory_map_trim_malloc(mostFree)
            pthread_mutex_lock(&mutex)
            working -= 1
            pthread_mutex_unlock(&mutex)
        }
        return try body()
    }

    /// To be called when the library has been loaded: what loading touched is let go, and from now on its text comes in small pieces.
    static func loaded() {
        guard memory_map_find("/swiftlet-llvm", &text) else {
            _ = memory_map_find("libLLVM", &text)
            return
        }
        memory_map_drop(&text)
        memory_map_partition(&text, 32 << 10, 4 << 10)
        base = memory_map_file_bytes()
    }

    private static func start() {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 128 << 10)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // Signals are the Python thread's: the new thread inherits an empty set.
        var all = sigset_t(), old = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &old)
        var handle = pthread_t()
        isRunning = pthread_create(&handle, &attributes, { _ in
            LibraryResidency.watch()
            return nil
        }, nil) == 0
        pthread_sigmask(SIG_SETMASK, &old, nil)
        pthread_attr_destroy(&attributes)
    }

    private static func watch() {
        var idle = 0
        while true {
            pthread_mutex_lock(&mutex)
            idle = working > 0 ? 0 : idle + 1
            if idle > patience {
                pthread_mutex_unlock(&mutex)
                memory_map_drop(&text)
                memory_map_trim_malloc(0)
                pthread_mutex_lock(&mutex)
                while working == 0 { pthread_cond_wait(&condition, &mutex) }
                idle = 0
                base = memory_map_file_bytes()
            }
            pthread_mutex_unlock(&mutex)
            usleep(1000)
            relieve()
        }
    }

    /// Lets go of text if much of it was touched since the last time. Also to be called where work of another kind begins: the thread may come late.
    static func relieve() {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        let now = memory_map_milliseconds()
        guard now > last + pause, memory_map_file_bytes() > base + allowance else { return }
        memory_map_drop(&text)
        base = memory_map_file_bytes()
        last = now
    }
}
