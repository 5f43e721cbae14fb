package gather

import (
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/decode"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

var moreMethods = set("rsplit", "partition", "rpartition", "splitlines", "ljust", "rjust", "center", "zfill", "format_map", "__add__", "__getitem__",
	"to_bytes", "expandtabs", "substitute", "safe_substitute", "isalpha", "isdigit", "isnumeric", "isdecimal", "isalnum", "isspace", "isupper", "islower",
	"startswith", "endswith", "index", "find", "count")

// foldMore folds what is rarer: further methods of constants.
func (r *reader) foldMore(name string, v fact.Value, call python.Node, sc int32) (fact.Value, bool) {
	none := fact.Value{}
	arg := func(i int) fact.Value { return r.value(r.argument(call, i, ""), sc) }
	if name == "to_bytes" {
		if v.Kind == fact.NameOf && v.Text == "builtins.int" {
			return r.toBytes(arg(0), arg(1), arg(2))
		}
		return r.toBytes(v, arg(0), arg(1))
	}
	if name == "substitute" || name == "safe_substitute" {
		if v.Kind != fact.ResultOf || v.Text != "string.Template" || len(v.Items) == 0 || !isText(v.Items[0]) {
			return none, false
		}
		return r.substitute(v.Items[0].Text, r.keywords(call, sc)), true
	}
	if !isText(v) {
		return none, false
	}
	list := func(parts ...string) (fact.Value, bool) {
		out := fact.Value{Kind: fact.ListOf}
		for _, p := range parts {
			out.Items = append(out.Items, fact.Value{Kind: v.Kind, Text: p})
		}
		return out, len(parts) <= maxFoldItems
	}
	switch name {
	case "rsplit":
		separator, ok := arg(0).Constant()
		if !ok || separator == "" {
			return none, false
		}
		parts := strings.Split(v.Text, separator)
		if most, ok := number(arg(1)); ok && most >= 0 && len(parts) > int(most)+1 {
			head := len(parts) - int(most)
			parts = append([]string{strings.Join(parts[:head], separator)}, parts[head:]...)
		}
		return list(parts...)
	case "partition", "rpartition":
		separator, ok := arg(0).Constant()
		if !ok || separator == "" {
			return none, false
		}
		at := strings.Index(v.Text, separator)
		if name == "rpartition" {
			at = strings.LastIndex(v.Text, separator)
		}
		if at < 0 {
			return list(v.Text, "", "")
		}
		return list(v.Text[:at], separator, v.Text[at+len(separator):])
	case "splitlines":
		return list(strings.Split(strings.TrimSuffix(strings.ReplaceAll(v.Text, "\r\n", "\n"), "\n"), "\n")...)
	case "ljust", "rjust", "center", "zfill", "expandtabs":
		if width, ok := number(arg(0)); ok && int(width) <= len(v.Text) {
			return v, true
		}
	case "format_map":
		if d := arg(0); d.Kind == fact.DictOf {
			return r.format(v, nil, entries(d)), true
		}
	case "isalpha", "isdigit", "isnumeric", "isdecimal", "isalnum", "isspace", "isupper", "islower", "startswith", "endswith", "index", "find", "count":
		if v, ok := r.tested(name, v.Text, arg(0)); ok {
			return v, true
		}
	case "__add__":
		if with := arg(0); isText(with) {
			return r.concat(v, with), true
		}
	case "__getitem__":
		if i, ok := number(arg(0)); ok {
			return r.indexed(v, i), true
		}
	}
	return none, false
}

// entries are the values of a dict by the texts that are their keys.
func entries(d fact.Value) map[string]fact.Value {
	m := make(map[string]fact.Value, len(d.Items)/2)
	for i := 0; i+1 < len(d.Items); i += 2 {
		if isText(d.Items[i]) {
			m[d.Items[i].Text] = d.Items[i+1]
		}
	}
	return m
}

// keywords are the arguments of a call that have a name, those of "**" too.
func (r *reader) keywords(call python.Node, sc int32) map[string]fact.Value {
	m := map[string]fact.Value{}
	for _, k := range r.t.Kids(call)[1:] {
		switch r.t.Kind(k) {
		case python.Keyword:
			m[string(r.t.Name(k))] = r.value(r.t.Kid(k, 0), sc)
		case python.DoubleStarred:
			for key, v := range entries(r.value(r.t.Kid(k, 0), sc)) {
				m[key] = v
			}
		}
	}
	return m
}

// spreadItems is a call's positional arguments with "*list" written out.
func (r *reader) spreadItems(call python.Node, sc int32) (out []fact.Value) {
	for _, k := range r.t.Kids(call)[1:] {
		switch r.t.Kind(k) {
		case python.Keyword, python.DoubleStarred:
		case python.Starred:
			items, _ := r.sequence(r.value(r.t.Kid(k, 0), sc))
			out = append(out, items[:min(len(items), maxItems)]...)
		default:
			out = append(out, r.value(k, sc))
		}
		if len(out) > maxItems {
			return out
		}
	}
	return out
}

func (r *reader) toBytes(v, size, order fact.Value) (fact.Value, bool) {
	i, ok1 := number(v)
	n, ok2 := number(size)
	if !ok1 && v.Kind == fact.Number && ok2 {
		b, ok := bigBytes(v.Text, int(n))
		if order.Text == "little" {
			b = []byte(decode.ReverseBytes(string(b)))
		}
		return fact.Value{Kind: fact.BytesOf, Text: string(b)}, ok
	}
	if !ok1 || !ok2 || n < 1 || n > 64 || i < 0 {
		return fact.Value{}, false
	}
	b := make([]byte, n)
	for k := range b {
		b[k] = byte(i)
		i >>= 8
	}
	if order.Text != "little" {
		b = []byte(decode.ReverseBytes(string(b)))
	}
	return fact.Value{Kind: fact.BytesOf, Text: string(b)}, true
}

// substitute is string.Template.
func (r *reader) substitute(s string, values map[string]fact.Value) fact.Value {
	out := fact.Value{Kind: fact.StringOf}
	text := func(s string) { out = r.concat(out, fact.Value{Kind: fact.StringOf, Text: s}) }
	for range maxItems {
		i := strings.IndexByte(s, '$')
		if i < 0 || i+1 == len(s) {
			break
		}
		text(s[:i])
		if s = s[i+1:]; s[0] == '$' {
			text("$")
			s = s[1:]
			continue
		}
		braced := s[0] == '{'
		if braced {
			s = s[1:]
		}
		n := 0
		for n < len(s) && (s[n] == '_' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || n > 0 && s[n] >= '0' && s[n] <= '9') {
			n++
		}
		out = r.concat(out, asText(values[s[:n]], fact.StringOf))
		if s = s[n:]; braced {
			s = strings.TrimPrefix(s, "}")
		}
	}
	text(s)
	return out
}

// foldNamed folds functions of the standard library that are told by their
// resolved name.
func (r *reader) foldNamed(name string, call python.Node, sc int32) (fact.Value, bool) {
	arg := func(i int) fact.Value { return r.value(r.argument(call, i, ""), sc) }
	if method, ok := strings.CutPrefix(name, "string."); ok {
		return r.foldString(method, arg, call, sc)
	}
	switch name {
	case "struct.pack":
		return r.structPack(r.spreadItems(call, sc))
	case "os.path.basename", "os.path.dirname":
		if s, ok := arg(0).Constant(); ok {
			out := s[strings.LastIndexByte(s, '/')+1:]
			if name == "os.path.dirname" {
				out = path.Dir(s)
			}
			return fact.Value{Kind: fact.StringOf, Text: out}, true
		}
	case "functools.reduce":
		// reduce(lambda a, b: a + b, items)
		items, ok := r.sequence(arg(1))
		f := r.argument(call, 0, "")
		if ok && r.t.Kind(f) == python.Lambda && len(items) > 0 && len(items) <= 512 {
			out, rest := items[0], items[1:]
			if start := arg(2); start.Kind != fact.Unknown {
				out, rest = start, items
			}
			for _, item := range rest {
				out = r.apply(f, r.scopeAt(r.t.Span(r.t.Kid(f, 1)).Start), []fact.Value{out, item}, nil)
			}
			return out, isText(out) || out.Kind == fact.Number
		}
	}
	return fact.Value{}, false
}

// structPack is struct.pack of whole numbers and bytes.
func (r *reader) structPack(args []fact.Value) (fact.Value, bool) {
	if len(args) == 0 || !isText(args[0]) || len(args[0].Text) > 256 {
		return fact.Value{}, false
	}
	format, args := args[0].Text, args[1:]
	var out []byte
	big, count, counted := false, 0, false
	for i := 0; i < len(format); i++ {
		c := format[i]
		switch {
		case c == '>' || c == '!':
			big = true
			continue
		case c == '<' || c == '=' || c == '@' || c == ' ':
			continue
		case '0' <= c && c <= '9':
			if count = count*10 + int(c-'0'); count > maxFoldItems {
				return fact.Value{}, false
			}
			counted = true
			continue
		}
		if !counted {
			count = 1
		}
		size := map[byte]int{'b': 1, 'B': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'q': 8, 'Q': 8}[c]
		switch {
		case c == 'x':
			out = append(out, make([]byte, count)...)
		case c == 's' || c == 'c':
			if len(args) == 0 || !isText(args[0]) {
				return fact.Value{}, false
			}
			b := make([]byte, count)
			copy(b, args[0].Text)
			out, args = append(out, b...), args[1:]
		case size == 0:
			return fact.Value{}, false
		default:
			for range count {
				if len(args) == 0 {
					return fact.Value{}, false
				}
				n, ok := number(args[0])
				if !ok {
					return fact.Value{}, false
				}
				for k := range size {
					shift := 8 * k
					if big {
						shift = 8 * (size - 1 - k)
					}
					out = append(out, byte(n>>shift))
				}
				args = args[1:]
			}
		}
		count, counted = 0, false
	}
	return fact.Value{Kind: fact.BytesOf, Text: string(out)}, true
}

// apply is what a function or lambda of the file gives for values.
func (r *reader) apply(function python.Node, opened int32, args []fact.Value, named map[string]fact.Value) fact.Value {
	t := r.t
	if len(r.locals) > 32 {
		return fact.Value{}
	}
	before := len(r.locals)
	i := 0
	for _, p := range t.Kids(t.Kid(function, 0)) {
		name := t.Name(p)
		if name == nil || t.Has(p, python.Star) || t.Has(p, python.DoubleStar) {
			break
		}
		if sym := r.syms.find(name); sym >= 0 {
			if v, ok := named[string(name)]; ok {
				r.locals = append(r.locals, local{sym, v})
			} else if i < len(args) {
				r.locals = append(r.locals, local{sym, args[i]})
			} else if d := t.Kid(p, 1); d != 0 {
				r.locals = append(r.locals, local{sym, r.value(d, opened)})
			}
		}
		i++
	}
	var v fact.Value
	if t.Kind(function) == python.Lambda {
		v = r.value(t.Kid(function, 1), opened)
	} else if last := r.keys.last(opened, symReturn); last >= 0 && r.binds[last].prev < 0 {
		v = r.value(r.binds[last].node, opened)
	}
	r.locals = r.locals[:before]
	return v
}

// appended is an empty list or bytearray with what is appended to it before it
// is used, if all of that is constant.
func (r *reader) appended(sym, sc int32, offset uint32, empty fact.Value) fact.Value {
	t := r.t
	if r.appends == nil {
		r.appends = map[int32][]python.Node{}
		for _, n := range r.calls {
			if callee := t.Kid(n, 0); t.Kind(n) == python.Call && t.Kind(callee) == python.Attribute && string(t.Name(callee)) == "append" && len(t.Kids(n)) == 2 {
				if object := t.Kid(callee, 0); t.Kind(object) == python.Name {
					if of := r.syms.find(t.Source(object)); of >= 0 && len(r.appends[of]) < maxFoldItems {
						r.appends[of] = append(r.appends[of], n)
					}
				}
			}
		}
	}
	var items []fact.Value
	for _, call := range r.appends[sym] {
		at := t.Span(call).Start
		if at > offset || len(items) > maxFoldItems || r.folds <= 0 {
			break
		}
		inner := r.scopeAt(at)
		if r.frame(inner) != r.frame(sc) {
			continue
		}
		added := []fact.Value{r.value(t.Kid(call, 1), inner)}
		for _, v := range added {
			if !isText(v) && v.Kind != fact.Number {
				return empty
			}
		}
		items = append(items, added...)
	}
	switch {
	case len(items) == 0:
		return empty
	case empty.Kind == fact.BytesOf:
		return join(fact.BytesOf, "", items)
	}
	return fact.Value{Kind: fact.ListOf, Items: items}
}

// targets are the symbols of a loop's target: a name or names.
func (r *reader) targets(n python.Node) (out []int32, ok bool) {
	t := r.t
	switch t.Kind(n) {
	case python.Name:
		return []int32{r.seen(n)}, true
	case python.Tuple, python.List:
		for _, k := range t.Kids(n) {
			if t.Kind(k) != python.Name {
				return nil, false
			}
			out = append(out, r.seen(k))
		}
		return out, len(out) > 1
	}
	return nil, false
}

// zipped is zip and enumerate of constants. itertools.cycle goes on as long as
// the others.
func (r *reader) zipped(name string, call python.Node, sc int32) (fact.Value, bool) {
	var columns [][]fact.Value
	size := -1
	var cycles []int
	for i, k := range r.t.Kids(call)[1:] {
		v := r.value(k, sc)
		if v.Kind == fact.ResultOf && v.Text == "itertools.cycle" && len(v.Items) == 1 {
			v = v.Items[0]
			cycles = append(cycles, i)
		} else if items, ok := r.sequence(v); ok && (size < 0 || len(items) < size) {
			size = len(items)
		}
		items, ok := r.sequence(v)
		if !ok || len(items) == 0 || i == 4 {
			return fact.Value{}, false
		}
		columns = append(columns, items)
	}
	if size < 0 || size > maxFoldItems {
		return fact.Value{}, false
	}
	r.folds -= size * len(columns) / 4
	out := fact.Value{Kind: fact.ListOf, Items: make([]fact.Value, size)}
	for i := range size {
		row := make([]fact.Value, 0, 2)
		if name == "enumerate" {
			row = append(row, numberOf(int64(i)))
		}
		for _, c := range columns {
			row = append(row, c[i%len(c)])
		}
		out.Items[i] = fact.Value{Kind: fact.ListOf, Items: row}
	}
	return out, true
}
