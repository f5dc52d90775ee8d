import signal, os
got = []
old = signal.signal(signal.SIGUSR1, lambda n, f: got.append(n)); print(old, signal.getsignal(signal.SIGINT) is signal.default_int_handler)
os.kill(os.getpid(), signal.SIGUSR1); signal.raise_signal(signal.SIGUSR1); print(got)
try: signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt: print("interrupted")
late = []
signal.signal(signal.SIGALRM, lambda n, f: late.append(n)); signal.setitimer(signal.ITIMER_REAL, 0.02)
while not late: pass
print(late, signal.Signals(15), signal.strsignal(15), signal.SIGKILL in signal.valid_signals())
try: signal.signal(999, signal.SIG_DFL)
except ValueError as e: print(e)
