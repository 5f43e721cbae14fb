import os
t = t"a{os.tt()!r:x}b"
try:
    os.e1()
except ValueError, TypeError:
    os.e2()
