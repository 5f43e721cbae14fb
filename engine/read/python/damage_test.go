package python

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

const program = `"""A program."""
import os, sys
from subprocess import (run,
    check_output as co)

TABLE = {
    "a": f(1, [2, 3]), 'b': g(x=lambda y: h(y)),
    f"c{i(4)!r:>{j(5)}}": (k(6), l(7)),
}

@decorate(8)
class A(Base(9), metaclass=meta(10)):
    '''A class.'''
    field: int = m(11)

    def method(self, a, b=n(12), *args, **kwargs) -> o(13):
        if p(14) and not q(15):
            return r(16) if s(17) else t(18)
        elif u(19):
            with v(20) as w, x(21):
                print("text %s" % y(22))
        else:
            raise z(23) from aa(24)
        try:
            for bb in cc(25):
                dd(26)[ee(27):ff(28)] += gg(29)
        except hh(30) as ii:
            jj(31).kk(32).ll(33)
        finally:
            del mm(34)[0]
        while (nn := oo(35)):
            yield [pp(36) for qq in rr(37) if ss(38)]

async def function():
    await tt(39)
    """not a docstring"""; uu(40)

if __name__ == "__main__":
    sys.exit(vv(41))
`

// A byte too few or too many costs little: of the calls of a program that is
// damaged in every place there is, one in fifty may be lost. A quote left open
// swallows what comes after it, for Python as for us.
func TestDamage(t *testing.T) {
	p := NewParser(source.DefaultLimits())
	count := func(text string) (calls int) {
		tree := p.Parse([]byte(text))
		requireSound(t, tree)
		for n := Node(1); int(n) < tree.Len(); n++ {
			if tree.Kind(n) == Call {
				calls++
			}
		}
		return calls
	}
	whole := count(program)
	require.Equal(t, 43, whole)
	for _, insert := range []string{"", "(", ")", "[", "]", "{", "}", ":", ",", ";", "=", ".", "@", "$", "\\", " ", "\n", "\n  ", "0", "x", " if ", " def ", "\x00", "*", "'"} {
		lost, worst, at, runs := 0, 0, 0, 0
		for i := range program {
			text := program[:i] + insert + program[i:]
			if insert == "" {
				if program[i] == '"' || program[i] == '\'' {
					continue
				}
				text = program[:i] + program[i+1:]
			}
			n := max(whole-count(text), 0)
			if n > worst {
				worst, at = n, i
			}
			lost += n
			runs++
		}
		t.Logf("%q: %.2f %% lost; at worst %d, at %q", insert, float64(lost)/float64(runs*whole)*100, worst, program[max(at-10, 0):at+10])
		if insert != "'" {
			require.Less(t, lost*50, runs*whole, "%q", insert)
		}
	}
}

// A parser whose buffers have grown allocates nothing.
func TestNoAllocation(t *testing.T) {
	p := NewParser(source.DefaultLimits())
	text := []byte(program)
	p.Parse(text)
	require.Zero(t, testing.AllocsPerRun(20, func() {
		tree := p.Parse(text)
		for n := Node(1); int(n) < tree.Len(); n++ {
			tree.Value(n)
			tree.Name(n)
		}
	}))
}
