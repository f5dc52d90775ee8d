// JITThread: compiles in the background.
//
// In:  snapshots. Out: results, collected by the Python thread at its next safepoint (PendingBit.compiled).

import CVMSpec
import Glibc
import VM

final class JITThread: @unchecked Sendable {
    private let thread: Thread
    private var mutex = pthread_mutex_t()
    private var condition = pthread_cond_t()
    private var queue: [Snapshot] = []
    private var results: [JobResult] = []
    private var working = 0

    init(_ thread: Thread) {
        self.thread = thread
        pthread_mutex_init(&mutex, nil)
        pthread_cond_init(&condition, nil)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        // LLVM's passes recurse.
        pthread_attr_setstacksize(&attributes, 16 << 20)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var handle = pthread_t()
        let me = Unmanaged.passRetained(self).toOpaque()
        pthread_create(&handle, &attributes, { context in
            guard let context else { return nil }
            // Signals are the Python thread's.
            var all = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_SETMASK, &all, nil)
            Unmanaged<JITThread>.fromOpaque(context).takeRetainedValue().work()
            return nil
        }, me)
        pthread_attr_destroy(&attributes)
    }

    /// True while a snapshot has been taken whose unit is not installed yet.
    var isBusy: Bool { locked { working > 0 || !results.isEmpty } }

    func submit(_ snapshot: Snapshot) {
        locked {
            queue.append(snapshot)
            working += 1
            pthread_cond_signal(&condition)
        }
    }

    func takeResults() -> [JobResult] {
        locked {
            defer { results = [] }
            return results
        }
    }

    private func work() {
        while true {
            pthread_mutex_lock(&mutex)
            while queue.isEmpty { pthread_cond_wait(&condition, &mutex) }
            // What has no native code yet comes first, and of it small functions: they pay off soonest.
            let quick = queue.indices.filter { queue[$0].tier == .quick }
            let i = quick.min { queue[$0].words.count < queue[$1].words.count } ?? 0
            let job = queue.remove(at: i)
            pthread_mutex_unlock(&mutex)
            let result = compileNow(job)
            locked {
                results.append(result)
                working -= 1
            }
            thread_set_pending(thread, PendingBit.compiled.rawValue)
        }
    }

    private func locked<T>(_ body: () -> T) -> T {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        return body()
    }
}
