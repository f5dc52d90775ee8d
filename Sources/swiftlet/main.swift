import Driver
import Glibc

exit(runCommandLine(CommandLine.arguments))
