import stackless
log = []
def f(n):
    for i in range(3):
        log.append((n, i))
        stackless.schedule()
for n in 'ab':
    stackless.tasklet(f)(n)
print(stackless.getruncount())
stackless.run()
print(log)
print(stackless.getruncount(), stackless.run())
