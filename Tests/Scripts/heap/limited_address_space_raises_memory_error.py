# skip: always the quick tier spills to the machine stack, where the conservative scan finds what is dead
# Under RLIMIT_AS memory runs out with MemoryError, again and again, and what was freed can be used again.
import resource

used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
# The interpreters differ in what they have reserved: what counts is what can be had on top of what is really there.
resident = int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (min(used, resident + (1 << 30)) + (300 << 20), resource.RLIM_INFINITY))


def fill_with_bytes():
    kept = []
    while True:
        kept.append(bytearray(1 << 20))


def fill_with_lists():
    kept = []
    while True:
        kept = [kept, kept]


def grow_one_list():
    kept = []
    while True:
        kept.append(kept)


def grow_a_string():
    s = "x" * 1000
    while True:
        s += s


for fill in (fill_with_bytes, fill_with_lists, grow_one_list, grow_a_string, fill_with_lists, fill_with_bytes):
    try:
        fill()
    except MemoryError:
        print(fill.__name__, "MemoryError")
print(sum(range(1000)))
