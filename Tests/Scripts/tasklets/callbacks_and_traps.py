import stackless
ch = stackless.channel()
events = []
print(stackless.set_channel_callback(lambda c, t, s, w: events.append((c is ch, t.is_main, s, w))))
def r(): ch.receive()
stackless.tasklet(r)()
stackless.run()
ch.send(1)
stackless.set_channel_callback(None)
print(events)
names = {stackless.getmain(): 'main', None: None}
seq = []
stackless.set_schedule_callback(lambda p, n: seq.append((names.get(p, 't'), names.get(n, 't'))))
stackless.tasklet(lambda: None)()
stackless.run()
stackless.set_schedule_callback(None)
print(seq)
print(stackless.switch_trap(1))
stackless.tasklet(r)()
for f in (stackless.schedule, stackless.run, ch.receive):
    try: f()
    except RuntimeError as e: print(e)
print(stackless.switch_trap(-1))
stackless.run()
ch.send(0)
main = stackless.getcurrent()
main.block_trap = True
stackless.tasklet(lambda: None)()
try: ch.receive()
except RuntimeError as e: print(e)
main.block_trap = False
stackless.run()
info = stackless.get_thread_info()
print(info[0] is main, info[1] is main, info[2], main.thread_id == stackless.getthreads()[0])
try: stackless.get_thread_info(1)
except RuntimeError as e: print(e)
print(stackless.current is main, stackless.main is main, stackless.runcount)
def nested():
    stackless.tasklet(lambda: print('inner task'))()
    print('inner run', stackless.run())
stackless.tasklet(nested)()
stackless.tasklet(lambda: print('sibling'))()
stackless.run()
print('end', stackless.runcount)
