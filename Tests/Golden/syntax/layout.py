x = 1  # comment


# comment
if x:
    # comment

    y = (1,
  2,

        # comment
3)
    z = [
]
  # odd comment
    w = 1; v = 2;

    if y: pass


else:
	u = 1
	if u:
		t = 1
x = 1 + \
    2 + \
3
if x: \
  y
\
z
class A:
   x = 1
  y = 2
def f(a,
      b): return (a
    + b)
x = """
  a
""" + (
  "b"
)
last