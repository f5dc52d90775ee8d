// LibraryResidency: keeps LLVM's share of the process's memory small.
//
// In:  when LLVM is at work (`whileWorking`).
// Out: while it works, pages of its text that were touched a while ago are let go; when it has been idle for a moment, all of
//      them, and malloc's free memory.
//
// Loading libLLVM touches 37 MB of its text (relocations, constructors), compiling 25 MB; of swiftlet-llvm 8 MB in all. Little of
// it is needed at a time. A thread looks every millisecond, only while LLVM works.

import CMemoryMap
import Glibc

enum LibraryResidency {
    /// Text may grow by so much before it is let go.
    private static let allowance = 12 << 20
    /// Rounds of a millisecond without work until the thread goes to sleep.
    private static let patience = 500

    nonisolated(unsafe) private static var mutex = pthread_mutex_t()
    nonisolated(unsafe) private static var condition = pthread_cond_t()
    nonisolated(unsafe) private static var working = 0
    nonisolated(unsafe) private static var isRunning = false

    /// Runs `body`, which uses LLVM.
    static func whileWorking<R>(_ body: () throws -> R) rethrows -> R {
        pthread_mutex_lock(&mutex)
        working += 1
        if working == 1 {
            if isRunning { pthread_cond_signal(&condition) } else { start() }
        }
        pthread_mutex_unlock(&mutex)
        defer {
            pthread_mutex_lock(&mutex)
            working -= 1
            pthread_mutex_unlock(&mutex)
        }
        return try body()
    }

    /// To be called when the library has been loaded: what loading touched is let go, and text outside the list of what compiling runs
    /// (LLVM/order.txt) comes in smaller pieces.
    static func loaded() {
        var text = MemoryMapText()
        guard memory_map_find("/swiftlet-llvm", &text) else { return }
        memory_map_drop(&text)
        memory_map_partition(&text, 16 << 10, 7 << 20)
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
        var text = MemoryMapText()
        var base = memory_map_file_bytes()
        var idle = 0
        while true {
            pthread_mutex_lock(&mutex)
            idle = working > 0 ? 0 : idle + 1
            if idle > patience {
                pthread_mutex_unlock(&mutex)
                memory_map_drop(&text)
                memory_map_trim_malloc()
                pthread_mutex_lock(&mutex)
                while working == 0 { pthread_cond_wait(&condition, &mutex) }
                idle = 0
                base = memory_map_file_bytes()
            }
            pthread_mutex_unlock(&mutex)
            usleep(1000)
            if memory_map_file_bytes() > base + allowance, text.count > 0 || memory_map_find("/swiftlet-llvm", &text) || memory_map_find("libLLVM", &text) {
                memory_map_drop(&text)
                base = memory_map_file_bytes()
            }
        }
    }
}
