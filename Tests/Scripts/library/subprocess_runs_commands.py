import subprocess, sys
print(subprocess.run(["echo", "hi"], capture_output=True, text=True).stdout, subprocess.call("exit 3", shell=True), subprocess.check_output("cat", input=b"data", shell=True))
p = subprocess.Popen(["sh", "-c", "echo err >&2; echo out"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"A": "1", "PATH": "/usr/bin:/bin"}, cwd="/"); print(p.communicate(), p.returncode)
try: subprocess.run(["/nonexistent"])
except FileNotFoundError as e: print(e)
try: subprocess.run("exit 2", shell=True, check=True)
except subprocess.CalledProcessError as e: print(e)
