package gather

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// boundArgs adds to the arguments of a call those that functools.partial holds
// for the name that is called.
func (r *reader) boundArgs(callee python.Node, args []fact.Arg, sc int32) []fact.Arg {
	if sym := r.syms.find([]byte("partial")); sym < 0 {
		return args
	}
	made, scope := r.onlyBinding(callee, sc)
	if made == 0 || r.t.Kind(made) != python.Call {
		return args
	}
	if by := r.evaluate(r.t.Kid(made, 0), scope); by.n != 1 || by.at[0].kind != named || by.at[0].name != "functools.partial" {
		return args
	}
	held := r.args(made, scope)
	if len(held) < 2 {
		return args
	}
	var first, last []fact.Arg
	for _, a := range held[1:] {
		if a.Keyword == "" {
			first = append(first, a)
		} else if (&fact.Fact{Args: args}).Keyword(a.Keyword).Kind == fact.Unknown {
			last = append(last, a)
		}
	}
	return append(append(first, args...), last...)
}
