"""What bytecode is read back from. Every call is one of os, once a line."""
import os
import os.path as osp, xml.dom.minidom as md
import a.b.c, d.e as f
from subprocess import Popen as P, run
from . import g, h as i
from .k.l import *

X = {"a": os.system("x"),
     "b": [os.popen(1),
           os.execv(b"\x00\xff", "é\n", 12345678901234567890, -1.5, 1j, (), frozenset())]}
(c, d), *e = os.unpack()


class K(os.Base, metaclass=os.meta()):
    """Doc."""
    attr: int = os.attr()

    def __init__(self, x=1, *args, k=os.getenv("HOME"), **kw):
        "Docstring."
        self.__private = x
        self.x, y = x
        self.x += os.plus()
        super().__init__(os.init(x))
        self.__hidden()

    @property
    def p(self):
        return [os.element(c) for c in self.cmds if os.test(c) if not c.bad]

    @os.deco(1)
    def q(self):
        for i, j in os.pairs():
            if i == os.two():
                os.printed(i)
                continue
            elif j:
                break
            else:
                os.remove("x")
        else:
            os.done()
        with os.cm("f") as f, os.cm2("g"):
            f.write(os.inside())
        while os.more():
            if os.x() and os.y() or os.z():
                return os.five()
        return (yield os.yielded())


@os.cdeco
@os.cdeco2(1)
def decorated(a, b: int = os.three()):
    global GG
    GG = lambda q, r=os.five(): os.lam(q) if r else os.abort()
    x = os.a() if os.b() else os.c()
    x = os.d() and os.e() or os.f()
    if 1 < os.q() < os.r():
        os.chained()

    def inner():
        nonlocal x
        x = os.nl()
    s = f"abc{x}def{x!r:>10}{os.fmt()}"
    if (n := os.walrus()) > 3:
        os.use(n)
    try:
        os.tried()
    except (ValueError, os.Err) as e:
        os.exc(e)
        raise RuntimeError(os.rt()) from e
    except OSError:
        os.handled()
    else:
        os.orelse()
    finally:
        os.fin()
    assert os.asserted(), os.message()
    d = dict(a=1, **os.kw())
    s(*os.args(), **os.kws(), z=3)
    x[1:os.end()] = x[os.start():]
    del x[os.dl()]
    return inner


async def co():
    async with os.ac() as q:
        await q.foo(os.awaited())
    async for z in os.az():
        os.each(z)
    r = [os.item() async for i in q if os.if_()]
    return await os.aw()


def args(a, b, *, c=os.dflt()):
    a[os.key()] += os.val()
    x = y = os.chain()
    return os.star(a, *b, c=3, **os.dstar()) if os.tern() else os.g(lambda: os.lam2())


g = (os.gen(z) for z in os.it() for w in z)
v = [{os.k(k): os.v(k) for k in os.dk()}, {*os.st(), 3}, [*os.ls(), 4], {os.s(q) for q in os.sq()}]
print(not os.n(), -os.m(), ~os.o(), os.p() ** 2, (os.w() + 1) * 3)
if __name__ == "__main__":
    os.main(
        os.argv(),
        os.environ["x"],
    )
