import Driver
import Glibc

let status = runCommandLine(CommandLine.arguments)
fflush(nil)
// A compilation may be running on its own thread: nothing it uses may be torn down.
_exit(status)
