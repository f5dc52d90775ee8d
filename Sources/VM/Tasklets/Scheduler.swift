// Scheduler: tasklets of one thread, their run queue and switching.
//
// A suspended tasklet is its frames and nothing else. Switching puts the running frame into the tasklet's cell and takes the next
// one's; the value that the other side passes is delivered to the register that the suspended call left in `tempval`.

import CVMSpec

enum Scheduler {
    /// The pending word says 'tick': a time slice may be over.
    static func tick(_ t: Thread) throws(PyRaise) {
        t.pointee.pending &= ~PendingBit.tick.rawValue
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The first frame of a tasklet has ended.
    func taskletFinished(_ v: Value) throws(PyRaise) -> Bool { false }
}
