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
	for range 4 { // partial(partial(f, 1), 2)
		made, scope := callee, sc
		if r.t.Kind(callee) != python.Call {
			made, scope = r.onlyValue(callee, sc)
		}
		if made == 0 || r.t.Kind(made) != python.Call {
			break
		}
		if by := r.evaluate(r.t.Kid(made, 0), scope); by.n != 1 || by.at[0].kind != named || by.at[0].name != "functools.partial" {
			break
		}
		var first, last []fact.Arg
		for i, a := range r.args(made, scope) {
			switch {
			case i == 0:
			case a.Keyword == "":
				first = append(first, a)
			case (&fact.Fact{Args: args}).Keyword(a.Keyword).Kind == fact.Unknown:
				last = append(last, a)
			}
		}
		args = append(append(first, args...), last...)
		callee, sc = r.argument(made, 0, ""), scope
	}
	return args
}

// withStored is the value of a dict that is unpacked, with what was stored in it
// under written keys before: kw["verify"] = False; get(url, **kw).
func (r *reader) withStored(n python.Node, v fact.Value, sc int32) fact.Value {
	t := r.t
	name, before := r.seen(n), t.Span(n).Start
	if v.Kind != fact.DictOf {
		v = fact.Value{Kind: fact.DictOf}
	}
	for _, s := range r.entries {
		key := t.Kid(s.target, 1)
		if r.seen(t.Kid(s.target, 0)) == name && t.Span(key).Start < before && r.frame(s.scope) == r.frame(sc) && len(v.Items) < maxItems {
			v.Items = append([]fact.Value{r.value(key, sc), r.value(s.value, s.scope)}, v.Items...) // the last one counts
		}
	}
	for _, call := range r.updatesOf() {
		at := t.Span(call).Start
		if inner := r.scopeAt(at); r.seen(t.Kid(t.Kid(call, 0), 0)) == name && at < before && r.frame(inner) == r.frame(sc) && len(v.Items) < maxItems {
			v.Items = append(r.putBy(call, inner), v.Items...)
		}
	}
	if len(v.Items) == 0 {
		return fact.Value{}
	}
	return v
}

// onlyValue is onlyBinding for attributes of a class of the file too.
func (r *reader) onlyValue(n python.Node, sc int32) (python.Node, int32) {
	t := r.t
	if t.Kind(n) == python.Name {
		return r.onlyBinding(n, sc)
	}
	if sym := r.seen(n); t.Kind(n) == python.Attribute && sym >= 0 {
		of := r.evaluate(t.Kid(n, 0), sc)
		for i := range of.n {
			if x := of.at[i]; x.kind != object && x.kind != class {
				continue
			} else if last := r.keys.last(x.scope, sym); last >= 0 && r.binds[last].prev < 0 && r.binds[last].kind == bindExpr {
				return r.binds[last].node, r.binds[last].scope
			}
		}
	}
	return 0, 0
}
