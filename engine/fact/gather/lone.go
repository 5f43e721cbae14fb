package gather

import (
	"bytes"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// loneNames are methods that say what they do whatever object they belong to.
const loneNames = "__subclasses__ exec_module load_module decode encode fromhex"

// loneCodecs are the codecs that turn a text into another that hides it, as
// "text".decode("hex") has them; Python 2 has them all, Python 3 rot13.
var loneCodecs = set("hex", "hex_codec", "base64", "base64_codec", "rot13", "rot_13", "zlib", "zlib_codec", "zip", "bz2", "bz2_codec",
	"uu", "uu_codec", "quopri", "quopri_codec")

// loneCall emits the call of such a method if nothing is known of its object.
func (r *reader) loneCall(n python.Node) {
	t := r.t
	callee := t.Kid(n, 0)
	object := t.Kid(callee, 0)
	sc := r.scopeAt(t.Span(n).Start)
	name := ""
	switch method := string(t.Name(callee)); method {
	case "__subclasses__":
		if !climbs(t.Source(object)) {
			return
		}
		name = "builtins.object.__subclasses__"
	case "load_module":
		if of := bytes.ToLower(t.Source(object)); !bytes.Contains(of, []byte("load")) && !bytes.Contains(of, []byte("find_")) {
			return
		}
		fallthrough
	case "exec_module":
		name = "importlib.machinery.ModuleSpec.loader." + method
	case "fromhex":
		of := string(t.Name(object))
		if t.Kind(object) != python.Name || of != "bytes" && of != "bytearray" || r.shadowed(object, sc) {
			return
		}
		name = "builtins." + of + ".fromhex"
	default:
		codec := r.argument(n, 0, "encoding")
		if t.Kind(codec) != python.Str || !loneCodecs[strings.ToLower(string(t.Value(codec)))] {
			return
		}
		name = "codecs." + method
	}
	if !r.about(name).watched {
		return
	}
	r.depth, r.quota = 0, refQuota
	of := r.evaluate(object, sc)
	if of.known() || of.n > 0 && of.at[0].kind == named && r.about(r.g.names.joinBytes(of.at[0].name, t.Name(callee))).watched {
		return
	}
	nodes := t.Kids(n)[1:]
	if strings.HasPrefix(name, "codecs.") {
		nodes = append([]python.Node{object}, nodes...)
	}
	args := make([]fact.Arg, 0, len(nodes))
	for _, k := range nodes[:min(len(nodes), 4)] {
		a := fact.Arg{}
		if t.Kind(k) == python.Keyword {
			a.Keyword, k = r.text(t.Name(k)), t.Kid(k, 0)
		}
		a.Value = r.trim(r.value(k, sc), 0)
		args = append(args, a)
	}
	r.emit(fact.Fact{Kind: fact.Call, Name: name, Args: args}, t.Span(n))
}

// known tells whether a method of one of the things has a meaning of its own:
// what it belongs to is a class of the file or the module codecs.
func (s *things) known() bool {
	for i := range s.n {
		switch x := s.at[i]; x.kind {
		case class, object:
			return true
		case named:
			if x.name == "codecs" || strings.HasPrefix(x.name, "importlib.util.spec_from_file_location") {
				return true
			}
		}
	}
	return false
}

// climbs tells whether an expression goes up to the class of all classes.
func climbs(source []byte) bool {
	return bytes.Contains(source, []byte("__class__")) || bytes.Contains(source, []byte("__base")) || bytes.Contains(source, []byte("__mro__")) ||
		string(source) == "object"
}
