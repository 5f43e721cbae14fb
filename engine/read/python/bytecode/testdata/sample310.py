import os


def m(x):
    match x:
        case {"a": os.A, **rest}:
            os.one(rest)
        case [1, 2, *others] if os.guard():
            os.two(others)
        case K(a=3, b=q):
            os.three(q)
        case _:
            os.four()
