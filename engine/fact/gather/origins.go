package gather

import (
	"bytes"
	_ "embed" // the list of paths
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// source notes that a source is named in the file.
func (r *reader) source(at *things) {
	for i := range at.n {
		if x := &at.at[i]; x.kind == named && x.name[0] != '.' && x.name[0] != '*' {
			if e := r.about(x.name).end; e != nil && e.source != "" {
				r.ended = true
			}
		}
	}
}

// source notes a source at a spot.
func (t *tracer) source(i int32, e *end, name string) {
	r := t.r
	s := t.spots[i]
	n := s.node
	j := Joint{Kind: Source, Class: e.source, Name: name, Func: -1}
	switch e.source {
	case "environment", "environment.all":
		j.Class, j.Value = t.environment(n, s.scope, name)
		if j.Class == "environment.all" && s.flags&Filters != 0 {
			j.Class = "environment.some"
		}
	case "file":
		if t.writesOnly(n, s.scope) {
			return
		}
	case "network", "network.file":
		j.Class, j.Value = "network", t.constant(t.firstAddress(n), s.scope)
		if host := j.Value; host != "" && ownAddress(host) {
			j.Class = "address"
		}
	case "command", "screen", "host", "user", "system":
		if r.t.Kind(n) == python.Call {
			j.Value = t.constant(r.argument(n, 0, ""), s.scope)
		}
	}
	if e.source == "file" && r.t.Kind(n) == python.Call && t.throughFile(i, n) {
		return
	}
	t.origin(i, t.joint(place{Source, n, 0}, j, n, s.scope))
}

// throughFile goes on with what a file was written with, if the package itself
// wrote it under the same path.
func (t *tracer) throughFile(i int32, call python.Node) bool {
	s := t.spots[i]
	list := t.writes[t.key(t.pathOf(call), s.scope)]
	found := false
	for _, w := range list {
		if !t.before(w.call, w.scope, call, s.scope) {
			continue
		}
		found = true
		at := t.r.t.Span(w.call).Start
		switch {
		case w.source != nil:
			class := w.source.source
			if class == "network.file" {
				class = "network"
			}
			t.origin(i, t.joint(place{Source, w.call, 0}, Joint{Kind: Source, Class: class, Name: w.name, Func: -1}, w.call, w.scope))
		case w.path:
			t.origin(i, t.fileAt(w.data, w.scope))
		default:
			t.push(w.data, w.scope, i, s.flags, "through a file", at)
		}
	}
	return found
}

// before tells whether a call can come before another: in one function that
// which stands first does.
func (t *tracer) before(a python.Node, aScope int32, b python.Node, bScope int32) bool {
	return t.r.frame(aScope) != t.r.frame(bScope) || t.r.t.Span(a).Start < t.r.t.Span(b).Start
}

// writtenBefore tells whether the package itself writes the file that a call reads.
func (t *tracer) writtenBefore(key uint64, call python.Node, sc int32) bool {
	for _, w := range t.writes[key] {
		if t.before(w.call, w.scope, call, sc) {
			return true
		}
	}
	return false
}

// fileAt is the source that is the file of a path.
func (t *tracer) fileAt(path python.Node, sc int32) int32 {
	return t.joint(place{Source, path, 0}, Joint{Kind: Source, Class: "file", Name: "the file", Func: -1}, path, sc)
}

// firstAddress is the argument of a request that says where it goes.
func (t *tracer) firstAddress(n python.Node) python.Node {
	r := t.r
	if r.t.Kind(n) != python.Call {
		return 0
	}
	if first := r.argument(n, 0, "url"); first != 0 && r.t.Kind(first) == python.Str && !bytes.Contains(r.t.Value(first), []byte("/")) {
		return r.argument(n, 1, "url") // ("GET", url)
	}
	return r.argument(n, 0, "url")
}

// ownAddress tells whether a service says under which address one is seen.
func ownAddress(url string) bool {
	for _, host := range [...]string{"ipify.org", "ifconfig.", "ipinfo.io", "icanhazip.com", "checkip.", "ip-api.com", "ident.me", "myip", "ipapi.co", "whatismyip",
		"httpbin.org/ip", "geolocation-db", "wtfismyip", "ipecho", "freegeoip"} {
		if strings.Contains(url, host) {
			return true
		}
	}
	return false
}

// environment tells how much of the environment an expression is: one
// variable, and which, or all of it.
func (t *tracer) environment(n python.Node, sc int32, name string) (class, value string) {
	r := t.r
	var key python.Node
	switch r.t.Kind(n) {
	case python.Subscript:
		if at := t.evaluate(r.t.Kid(n, 0), sc); at.n > 0 && at.at[0].name == name {
			key = r.t.Kid(n, 1)
		}
	case python.Call:
		switch name[strings.LastIndexByte(name, '.')+1:] {
		case "get", "pop", "setdefault", "__getitem__", "getenv", "getenvb", "config", "str":
			key = r.argument(n, 0, "")
		}
	}
	if key == 0 {
		return "environment.all", ""
	}
	switch value = t.constant(key, sc); {
	case value == "":
		return "environment.computed", ""
	case secretName(value):
		return "environment.secret", value
	}
	return "environment.variable", value
}

// secretName tells whether a variable is named like something that is secret.
func secretName(name string) bool {
	upper := strings.ToUpper(name)
	for _, word := range [...]string{"TOKEN", "SECRET", "PASS", "APIKEY", "API_KEY", "ACCESS_KEY", "PRIVATE", "CREDENTIAL", "_KEY", "AUTH"} {
		if strings.Contains(upper, word) {
			return true
		}
	}
	return strings.HasSuffix(upper, "PWD") && upper != "PWD" && upper != "OLDPWD"
}

// writesOnly tells whether a file is opened to be written.
func (t *tracer) writesOnly(n python.Node, sc int32) bool {
	r := t.r
	if r.t.Kind(n) != python.Call {
		return true // open itself
	}
	mode := r.argument(n, 1, "mode")
	if callee := r.t.Kid(n, 0); r.t.Kind(callee) == python.Attribute {
		switch string(r.t.Name(callee)) {
		case "connect", "read_text", "read_bytes", "getlines", "read", "input", "fromfile", "mmap":
			return false
		}
		if r.t.Kind(r.t.Kid(callee, 0)) != python.Name || r.argument(n, 1, "mode") == 0 && r.argument(n, 0, "mode") != 0 {
			if at := t.evaluate(callee, sc); at.n > 0 && at.at[0].how == after {
				mode = r.argument(n, 0, "mode") // Path.open(mode)
			}
		}
	}
	if mode == 0 {
		return false
	}
	text := t.constant(mode, sc)
	return text != "" && strings.ContainsAny(text[:1], "wax")
}

// pathOf is the expression that says which file a call reads or writes.
func (t *tracer) pathOf(n python.Node) python.Node {
	r := t.r
	if r.t.Kind(n) != python.Call {
		return 0
	}
	if callee := r.t.Kid(n, 0); r.t.Kind(callee) == python.Attribute {
		switch string(r.t.Name(callee)) {
		case "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "rmdir":
			return r.t.Kid(callee, 0)
		case "open":
			if at := t.evaluate(callee, r.scopeAt(r.t.Span(n).Start)); at.n > 0 && at.at[0].how == after {
				return r.t.Kid(callee, 0)
			}
		}
	}
	for _, keyword := range [...]string{"file", "filename", "path", "database"} {
		if p := r.argument(n, 0, keyword); p != 0 {
			return p
		}
	}
	return 0
}

//go:embed names/paths.txt
var pathNames string

// pathWords are the lines of paths.txt: a class and what stands in its paths.
var pathWords = func() (list [][]string) {
	for line := range strings.SplitSeq(pathNames, "\n") {
		if fields := strings.Split(line, "\t"); len(fields) > 1 && line[0] != '#' {
			list = append(list, fields)
		}
	}
	return list
}()

// pathStarts has a bit for the first four bytes of each word: most texts hold
// none of them.
var pathStarts = func() (bits [64]uint64) {
	for _, fields := range pathWords {
		for _, word := range fields[1:] {
			word = strings.TrimPrefix(word, "=")
			h := pathStart(uint32(word[0])<<24 | uint32(word[1])<<16 | uint32(word[2])<<8 | uint32(word[3]))
			bits[h>>6] |= 1 << (h & 63)
		}
	}
	return bits
}()

func pathStart(four uint32) uint32 { return four * 0x9E3779B1 >> 20 }

// pathClass tells what is kept under a path: an index into pathWords, the more
// telling ones first, or -1.
func pathClass(text []byte) int {
	var last uint32
	for i := 0; ; i++ {
		if i == len(text) {
			return -1 // no word begins here: the usual case
		}
		c := text[i]
		if c-'A' <= 'Z'-'A' {
			c |= 0x20
		} else if c == '\\' {
			c = '/'
		}
		last = last<<8 | uint32(c)
		if h := pathStart(last); i > 2 && pathStarts[h>>6]&(1<<(h&63)) != 0 {
			break
		}
	}
	if bytes.IndexByte(text, '\\') >= 0 {
		text = bytes.ReplaceAll(text, []byte(`\`), []byte("/"))
	}
	path := bytes.ToLower(text)
	if bytes.Contains(path, []byte("://")) || bytes.ContainsAny(path, "\n<>") {
		return -1
	}
	for rank, fields := range pathWords {
		for _, word := range fields[1:] {
			switch {
			case word[0] == '=': // the whole text, or its last part
				if rest, ok := bytes.CutSuffix(path, []byte(word[1:])); ok && (len(rest) == 0 || rest[len(rest)-1] == '/') {
					return rank
				}
			case bytes.Contains(path, []byte(word)):
				return rank
			}
		}
	}
	return -1
}

// Matters tells whether a way from a source to a sink says anything. Slot and
// flags are those of the sink's argument.
func Matters(source, sink, slot string, flags WayFlags) bool {
	group, _, _ := strings.Cut(source, ".")
	brought := group == "network" || group == "decoded"
	if group == "masked" {
		return (sink == "code" || sink == "memory") && (source == "masked" || flags&Joins == 0)
	}
	switch sink {
	case "network":
		return !brought && (slot != "u" || flags&Leads == 0)
	case "dns":
		return !brought && flags&Joins != 0
	case "file", "startup":
		return brought || group == "file" && flags&Encrypts != 0 || group == "keys"
	case "load", "shell":
		return group == "network"
	case "code":
		return brought || group == "file" && flags&Decodes != 0
	case "process", "run", "memory":
		return brought
	case "delete":
		return true
	}
	return false
}
