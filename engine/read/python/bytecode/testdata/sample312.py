import os


def generic[T: os.bound](x: T = os.gd()) -> T:
    return os.gen(x)


class G[T](os.GB[T]):
    def f(self):
        return [os.a(super().f(x)) for x in os.b() if (lambda: os.c(x))]


async def co(xs):
    async with os.acm() as a, os.acm2():
        return [os.aw(x) async for x in xs if await os.t(x)] + await os.z()
