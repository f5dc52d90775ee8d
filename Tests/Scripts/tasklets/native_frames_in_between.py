import stackless
ch = stackless.channel()
def key(x):
    stackless.schedule()
    return -x
out = []
def sorter(): out.append(sorted([3, 1, 2], key=key))
def other():
    for i in range(5):
        stackless.schedule()
    out.append('other')
stackless.tasklet(sorter)()
stackless.tasklet(other)()
stackless.run()
print(out.count('other'), [3, 2, 1] in out)
def summed(): out.append(sum(ch.receive() for i in range(3)))
def feeder():
    for i in range(3): ch.send(i)
stackless.tasklet(summed)(); stackless.tasklet(feeder)()
stackless.run()
print(out[-1])
