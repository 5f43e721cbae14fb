package gather

import "github.com/wheelscope/wheelscope/engine/read/python"

func storeKey(home, sym int32) uint64 { return uint64(uint32(home))<<32 | uint64(uint32(sym)) }

// collectStores finds what is put into variables after they were made: items,
// attributes, what is appended, updated or written to them.
func (t *tracer) collectStores() {
	r := t.r
	t.stores = map[uint64][]stored{}
	count := 0
	for n := python.Node(1); n < python.Node(r.t.Len()) && count < maxStores; n++ {
		switch r.t.Kind(n) {
		case python.Assign:
			kids := r.t.Kids(n)
			for _, target := range kids[min(1, len(kids)):] {
				if k := r.t.Kind(target); k == python.Subscript || k == python.Attribute {
					t.storeTo(target, kids[0])
					count++
				}
			}
		case python.AugAssign:
			if k := r.t.Kind(r.t.Kid(n, 0)); k == python.Subscript || k == python.Attribute {
				t.storeTo(r.t.Kid(n, 0), r.t.Kid(n, 1))
				count++
			}
		case python.Call:
			callee := r.t.Kid(n, 0)
			if r.t.Kind(callee) != python.Attribute {
				continue
			}
			from := 1
			switch string(r.t.Name(callee)) {
			case "append", "add", "extend", "update", "appendleft", "put", "push", "write", "writelines", "attach", "set_payload", "set_content", "add_file", "put_nowait":
			case "insert", "setdefault", "writestr", "add_field", "__setitem__", "add_header", "add_embed_field", "set_data", "add_data":
				from = 2
			case "save", "savefig", "recv_into", "readinto", "to_csv", "to_json", "tofile":
				t.storeIn(r.argument(n, 0, ""), r.t.Kid(callee, 0), "")
				continue
			case "dump", "copyfileobj":
				t.storeIn(r.argument(n, 1, ""), r.argument(n, 0, ""), "")
				continue
			default:
				continue
			}
			kids := r.t.Kids(n)
			for i, k := range kids[min(from, len(kids)):] {
				if i < 4 {
					t.storeIn(r.t.Kid(callee, 0), k, "")
					count++
				}
			}
		}
	}
}

// storeTo is an assignment to an item or attribute.
func (t *tracer) storeTo(target, value python.Node) {
	r := t.r
	object, key := r.t.Kid(target, 0), ""
	if r.t.Kind(target) == python.Subscript {
		if index := r.t.Kid(target, 1); r.t.Kind(index) == python.Str {
			key = r.text(r.t.Value(index))
		}
	} else if class := t.classOf(object, r.scopeAt(r.t.Span(target).Start)); class >= 0 {
		sc := r.scopeAt(r.t.Span(target).Start)
		if sym := r.syms.find(r.t.Name(target)); sym >= 0 {
			k := storeKey(class, sym)
			t.stores[k] = append(t.stores[k], stored{value, sc, ""})
		}
		return
	}
	t.storeIn(object, value, key)
}

// storeIn puts a value into what a name or self.name stands for.
func (t *tracer) storeIn(object, value python.Node, key string) {
	r := t.r
	if object == 0 || value == 0 {
		return
	}
	sc := r.scopeAt(r.t.Span(value).Start)
	for range 4 {
		if k := r.t.Kind(object); k == python.Subscript || k == python.Call {
			object = r.t.Kid(object, 0)
		} else if k == python.Attribute && r.t.Kind(r.t.Kid(object, 0)) != python.Name {
			object = r.t.Kid(object, 0)
		}
	}
	switch r.t.Kind(object) {
	case python.Name:
		sym := r.syms.find(r.t.Name(object))
		if sym < 0 {
			return
		}
		if home := t.homeOf(sym, sc); home >= 0 {
			k := storeKey(home, sym)
			t.stores[k] = append(t.stores[k], stored{value, sc, key})
		}
	case python.Attribute:
		inner := r.t.Kid(object, 0)
		class := t.classOf(inner, sc)
		sym := r.syms.find(r.t.Name(object))
		if class < 0 || sym < 0 {
			if key == "" && r.t.Kind(inner) == python.Name { // message.body.append
				t.storeIn(inner, value, "")
			}
			return
		}
		k := storeKey(class, sym)
		t.stores[k] = append(t.stores[k], stored{value, sc, key})
	}
}

// homeOf is the scope in which a name of a scope is bound, -1.
func (t *tracer) homeOf(sym, sc int32) int32 {
	r := t.r
	for s := sc; s >= 0; s = r.scopes[s].parent {
		if s != sc && r.scopes[s].kind == classScope {
			continue
		}
		last := r.keys.last(s, sym)
		if last < 0 || r.binds[last].kind == bindOuter {
			continue
		}
		if r.binds[last].kind == bindRedirect {
			return 0
		}
		return s
	}
	return -1
}
