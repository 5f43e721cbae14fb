package gather

import "github.com/wheelscope/wheelscope/engine/read/python"

// fileWrite is a call that puts data under a path. Source is set when the call
// itself brings the data.
type fileWrite struct {
	call, data python.Node
	scope      int32
	source     *end
	path       bool // data is the path of a file that is copied
	name       string
}

// run is a call that runs or deletes files, with the keys of their paths.
type run struct {
	call  python.Node
	name  string
	scope int32
	keys  []uint64
	rids  bool // it runs a command that deletes files
}

// read is a call that reads the file of a key.
type read struct {
	call  python.Node
	scope int32
	key   uint64
	name  string
}

// key says which file a path means, for comparing: two expressions with one key
// are one path. It is that of the constant, of the parameter, or of the one
// expression that the variable stands for; 0 if it is not known.
func (t *tracer) key(n python.Node, sc int32) uint64 {
	r := t.r
	for range 12 {
		switch r.t.Kind(n) {
		case python.Str:
			if v := r.t.Value(n); len(v) >= 3 {
				return textKey | uint64(len(v))<<32 | uint64(hashOf(v))
			}
			return 0
		case python.Name:
			if string(r.t.Name(n)) == "__file__" {
				return selfKey
			}
			sym := r.syms.find(r.t.Name(n))
			if sym < 0 {
				return 0
			}
			var list [8]int32
			r.folds = max(r.folds, 100)
			count, home := r.reaching(sym, sc, r.t.Span(n).Start, &list)
			if home < 0 || count == 0 {
				return 0
			}
			b := &r.binds[list[0]]
			if b.after == passedAt && count > 1 {
				count--
				b = &r.binds[list[1]]
			}
			if count > 1 && b.after == 0 {
				return 0
			}
			switch {
			case b.after == 0 && (b.kind == bindNothing || b.kind == bindTyped):
				return 2<<60 | uint64(b.home)<<32 | uint64(sym)
			case b.kind == bindExpr || b.kind == bindEnter || b.kind == bindItem:
				if k := r.t.Kind(b.node); b.kind == bindItem && k != python.Call {
					return 0
				}
				n, sc = b.node, b.scope
			case b.kind == bindEach:
				return 3<<60 | uint64(b.home)<<32 | uint64(sym)
			default:
				return 0
			}
		case python.Attribute:
			object := r.t.Kid(n, 0)
			if class := t.classOf(object, sc); class >= 0 {
				sym := r.syms.find(r.t.Name(n))
				if sym < 0 {
					return 0
				}
				last := r.keys.last(class, sym)
				if last < 0 || r.binds[last].prev >= 0 || r.binds[last].kind != bindExpr {
					return classKey | uint64(class)<<32 | uint64(sym)
				}
				n, sc = r.binds[last].node, r.binds[last].scope
				continue
			}
			if name := string(r.t.Name(n)); name != "name" {
				return 0
			}
			n = object // of a temporary file
		case python.Call:
			at := t.evaluate(r.t.Kid(n, 0), sc)
			if at.n == 0 {
				if callee := r.t.Kid(n, 0); r.t.Kind(callee) == python.Attribute {
					switch string(r.t.Name(callee)) {
					case "resolve", "absolute", "as_posix", "__str__", "strip":
						n = r.t.Kid(callee, 0)
						continue
					}
				} else if string(r.t.Name(callee)) == "str" {
					n = r.argument(n, 0, "")
					continue
				}
				return madeKey | uint64(n)
			}
			switch at.at[0].name {
			case "os.path.abspath", "os.path.realpath", "os.path.expanduser", "os.path.normpath", "os.fspath", "builtins.str":
				n = r.argument(n, 0, "")
			case "pathlib.Path", "pathlib.PurePath":
				if r.argument(n, 1, "") != 0 {
					return t.written(n, sc)
				}
				n = r.argument(n, 0, "")
			case "builtins.open", "io.open", "codecs.open", "gzip.open", "zipfile.ZipFile", "tarfile.open", "aiofiles.open", "os.open":
				n = t.pathOf(n)
			case "pathlib.Path.resolve", "pathlib.Path.absolute", "pathlib.Path.as_posix", "pathlib.Path.open":
				n = r.t.Kid(r.t.Kid(n, 0), 0)
			case "os.path.join":
				return t.written(n, sc)
			default:
				return madeKey | uint64(n)
			}
		case python.Subscript:
			if at := t.evaluate(r.t.Kid(n, 0), sc); at.n > 0 && at.at[0].name == "sys.argv" && string(r.t.Source(r.t.Kid(n, 1))) == "0" {
				return selfKey
			}
			return 0
		case python.Await, python.Starred, python.Keyword:
			n = r.t.Kid(n, 0)
		case python.Joined, python.BinOp:
			return t.written(n, sc)
		default:
			return 0
		}
	}
	return 0
}

// Kinds of keys that are asked for.
const (
	classKey = 4 << 60 // an attribute of a class
	madeKey  = 5 << 60 // what some call gives
	selfKey  = 6 << 60 // the running file
	textKey  = 1 << 60 // a constant
)

// written is the key of an expression that is no variable: that of its text if
// it has one, else its own.
func (t *tracer) written(n python.Node, sc int32) uint64 {
	if text := t.r.t.Source(n); len(text) > 0 && len(text) < 200 {
		// The same text in the same function is the same path.
		return 7<<60 | uint64(t.r.frame(sc))<<40 | uint64(len(text))<<32 ^ uint64(hashOf(text))
	}
	return madeKey | uint64(n)
}

// hashOf is FNV-1a.
func hashOf(text []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range text {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// keysOf are the keys of the paths in a command.
func (t *tracer) keysOf(n python.Node, sc int32, depth int, to []uint64) []uint64 {
	r := t.r
	if n == 0 || depth > 4 || len(to) >= 8 {
		return to
	}
	switch r.t.Kind(n) {
	case python.List, python.Tuple, python.Joined:
		for i, k := range r.t.Kids(n) {
			if i < 12 {
				to = t.keysOf(k, sc, depth+1, to)
			}
		}
	case python.Hole, python.Starred, python.Keyword:
		return t.keysOf(r.t.Kid(n, 0), sc, depth+1, to)
	case python.BinOp:
		for _, k := range t.sum(n) {
			if k != n {
				to = t.keysOf(k, sc, depth+1, to)
			}
		}
		if op := r.t.Op(n); op == "%" {
			return t.keysOf(r.t.Kid(n, 1), sc, depth+1, to)
		}
	case python.Call:
		callee := r.t.Kid(n, 0)
		switch string(r.t.Name(callee)) {
		case "format", "join", "quote", "abspath", "str":
			for _, k := range r.t.Kids(n)[1:] {
				to = t.keysOf(k, sc, depth+1, to)
			}
		}
	case python.Name:
		sym := r.syms.find(r.t.Name(n))
		if sym < 0 {
			break // __file__
		}
		var list [8]int32
		count, home := r.reaching(sym, sc, r.t.Span(n).Start, &list)
		if home >= 0 && count == 1 {
			if b := &r.binds[list[0]]; b.kind == bindExpr && b.after > passedAt {
				switch r.t.Kind(b.node) {
				case python.List, python.Tuple, python.Joined, python.BinOp, python.Call:
					to = t.keysOf(b.node, b.scope, depth+1, to)
				}
			}
		}
	}
	if k := t.key(n, sc); k != 0 {
		to = append(to, k)
	}
	return to
}
