package gather

import (
	"bytes"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// maxGiven is how long a text may be that is looked at for what it is given to.
const maxGiven = 200

// given keeps a constant that is given to a name of a secret: as its value, as
// a default, under its key, or in a comparison with it.
func (r *reader) given(n python.Node) {
	t := r.t
	p := r.parentOf(n)
	if span := t.Span(n); !t.Has(n, python.Middle) && holdsLogin(t.Text[span.Start:span.End]) {
		r.emitGiven("", "url", n)
	}
	of, kind := n, t.Kind(p)
	for kind == python.BoolOp || kind == python.IfExp { // password = given or "word"
		of, p = p, r.parentOf(p)
		kind = t.Kind(p)
	}
	switch kind {
	case python.Assign:
		if t.Kid(p, 0) == of {
			for _, target := range t.Kids(p)[1:] {
				r.givenTo(r.lastName(target), n)
			}
		}
	case python.AnnAssign:
		if t.Kid(p, 2) == of {
			r.givenTo(r.lastName(t.Kid(p, 0)), n)
		}
	case python.Keyword:
		r.givenTo(t.Name(p), n)
		if call := r.parentOf(p); string(t.Name(p)) == "default" && t.Kind(t.Kid(call, 1)) == python.Str { // option("--password", default="word")
			r.givenTo(t.Value(t.Kid(call, 1)), n)
		}
	case python.Param:
		if kids := t.Kids(p); kids[len(kids)-1] == of {
			r.givenTo(t.Name(p), n)
		}
	case python.Pair:
		if key := t.Kid(p, 0); key != of && t.Kind(key) == python.Str {
			r.givenTo(t.Value(key), n)
		}
	case python.Compare:
		if op := t.Op(p); len(t.Kids(p)) == 2 && (op == "==" || op == "!=") {
			r.givenTo(r.lastName(t.Kid(p, 0)), n)
			r.givenTo(r.lastName(t.Kid(p, 1)), n)
		}
	case python.Tuple:
		r.inTuple(p, of, n)
	case python.Call:
		if i := slices.Index(t.Kids(p), of); i > 1 {
			r.inCall(p, t.Kid(p, i-1), n)
		}
	}
}

// holdsLogin tells whether a text may be a URL with a password, of a scheme that is not looked for elsewhere.
func holdsLogin(text []byte) bool {
	at := bytes.IndexByte(text, '@')
	if at < 0 {
		return false
	}
	before, _, ok := bytes.Cut(text[:at], []byte("://"))
	if !ok {
		return false
	}
	before = bytes.ToLower(before[max(0, len(before)-len("https")):])
	for _, scheme := range []string{"http", "https", "ftp", "ws", "wss"} {
		if bytes.HasSuffix(before, []byte(scheme)) {
			return false
		}
	}
	return true
}

// inTuple is auth=("user", "word") and user, password = "user", "word".
func (r *reader) inTuple(tuple, of, n python.Node) {
	t := r.t
	p := r.parentOf(tuple)
	switch t.Kind(p) {
	case python.Keyword:
		if kids := t.Kids(tuple); len(kids) == 2 && kids[1] == of && string(t.Name(p)) == "auth" {
			r.emitGiven("auth", "password", n)
		}
	case python.Assign:
		for i, k := range t.Kids(tuple) {
			if target := t.Kid(p, 1); k == of && t.Kind(target) == python.Tuple && len(t.Kids(target)) == len(t.Kids(tuple)) {
				r.givenTo(r.lastName(t.Kid(target, i)), n)
			}
		}
	}
}

// inCall is what os.getenv("PASSWORD", "word"), setattr(x, "password", "word")
// and BasicAuth("user", "word") are given.
func (r *reader) inCall(call, before, n python.Node) {
	t := r.t
	switch name := string(r.lastName(t.Kid(call, 0))); name {
	case "HTTPBasicAuth", "HTTPDigestAuth", "BasicAuth", "HttpNtlmAuth":
		if before == t.Kid(call, 1) {
			r.emitGiven(name, "password", n)
		}
	default:
		key, value := t.Value(before), bytes.TrimRight(t.Value(n), "0123456789")
		if kindOfSecret(value) == "" && (kindOfSecret(key) == "password" || bytes.Equal(key, bytes.ToUpper(key))) { // hide("password", "password1") lists names
			r.givenTo(key, n)
		}
	}
}

// lastName is the name that a target or operand ends with, or the key of an item.
func (r *reader) lastName(n python.Node) []byte {
	t := r.t
	switch t.Kind(n) {
	case python.Name, python.Attribute:
		return t.Name(n)
	case python.Subscript:
		if key := t.Kid(n, 1); t.Kind(key) == python.Str {
			return t.Value(key)
		}
	}
	return nil
}

func (r *reader) givenTo(name []byte, n python.Node) {
	if class := kindOfSecret(name); class != "" {
		r.emitGiven(r.text(name), class, n)
	}
}

func (r *reader) emitGiven(name, class string, n python.Node) {
	if value := r.t.Value(n); len(value) <= maxGiven {
		r.emit(fact.Fact{Kind: fact.Given, Name: name, Class: class, Value: string(value)}, r.t.Span(n))
	}
}

// kindOfSecret tells what kind of secret a name ends with, "" if none.
func kindOfSecret(name []byte) string {
	if len(name) < 2 || len(name) > 48 {
		return ""
	}
	switch name[len(name)-1] | 0x20 {
	case 'd', 's', 'e', 'n', 't', 'y', 'w':
	default:
		return ""
	}
	var room [48]byte
	word := room[:0]
	for _, c := range name {
		switch {
		case 'A' <= c && c <= 'Z':
			word = append(word, c|0x20)
		case c != '_' && c != '-':
			word = append(word, c)
		}
	}
	whole := string(word)
	switch whole {
	case "pass", "pw", "userpass", "dbpass", "mysqlpass", "smtppass":
		return "password"
	case "authorization", "proxyauthorization":
		return "header"
	case "unicodepwd", "dbcspwd": // attributes of Active Directory
		return ""
	}
	if of, ok := strings.CutSuffix(whole, "token"); ok {
		switch of { // a place in a list, a version, a coin: nobody logs in with these
		case "publickey", "next", "page", "continuation", "update", "verification", "sync", "request", "lock", "change", "collateral", "quote", "base", "pagination", "nextpage", "resume", "cursor":
			return ""
		}
	}
	for _, start := range []string{"invalid", "wrong", "missing", "reset", "change", "forgot", "expired", "require", "prompt"} {
		if strings.HasPrefix(whole, start) {
			return ""
		}
	}
	for _, end := range []string{"password", "passwd", "pwd", "passphrase"} {
		if strings.HasSuffix(whole, end) {
			return "password"
		}
	}
	for _, end := range []string{"secret", "token", "apikey", "secretkey", "accesskey", "privatekey", "authkey", "encryptionkey", "signingkey", "aeskey", "masterkey", "secretaccesskey"} {
		if strings.HasSuffix(whole, end) {
			return "key"
		}
	}
	return ""
}

// queries keeps texts of database commands that are put together and handed to
// something that executes them.
func (r *reader) queries() {
	t := r.t
	for _, n := range r.calls {
		if t.Kind(n) != python.Call || len(t.Kids(n)) < 2 || !executesQueries(r.calledName(n)) {
			continue
		}
		if string(r.calledName(n)) == "extra" {
			r.extraQuery(n)
			continue
		}
		if p := r.parentOf(n); t.Kind(p) == python.Call && t.Kid(p, 1) == n && executesQueries(r.calledName(p)) {
			continue // execute(text("…" + x)) is one
		}
		text := t.Kid(n, 1)
		switch string(r.calledName(n)) {
		case "RawQuery", "execute_values", "execute_batch": // of a database or cursor
			text = t.Kid(n, 2)
		}
		if t.Kind(text) == python.Keyword {
			switch string(t.Name(text)) {
			case "query", "sql", "statement", "operation", "stmt":
				text = t.Kid(text, 0)
			default:
				continue
			}
		}
		if t.Kind(text) == python.Call && t.Kind(t.Kid(text, 0)) == python.Name && len(t.Kids(text)) == 2 {
			text = t.Kid(text, 1)
		}
		switch t.Kind(text) {
		case python.Str, python.Num, python.Dict, python.List, python.Tuple, python.Lambda:
			continue
		}
		given := t.Kid(n, 2)
		parameters := given != 0 && (t.Kind(given) != python.List || len(t.Kids(given)) > 0)
		r.query(n, text, string(r.calledName(n)) == "RawSQL", parameters)
	}
}

// query keeps a text that is put together, if it is a command or known to be a part of one.
func (r *reader) query(call, text python.Node, part, parameters bool) {
	r.depth, r.quota = 0, maxQuota/10
	v := r.value(text, r.scopeAt(r.t.Span(call).Start))
	if v.Kind == fact.Joined && len(v.Items) > 1 && isText(v.Items[0]) && (part || beginsQuery(written(v))) && withHoles(v, parameters) {
		r.emit(fact.Fact{Kind: fact.Given, Name: r.text(r.calledName(call)), Class: "query", Value: cut(written(v))}, r.t.Span(call))
	}
}

// extraQuery is what Django's QuerySet.extra adds to a command: where=["…"], select={"name": "…"}.
func (r *reader) extraQuery(call python.Node) {
	t := r.t
	for _, k := range t.Kids(call)[1:] {
		if name := string(t.Name(k)); t.Kind(k) != python.Keyword || name != "where" && name != "select" {
			continue
		}
		for _, item := range t.Kids(t.Kid(k, 0)) {
			if t.Kind(item) == python.Pair {
				item = t.Kid(item, 1)
			}
			r.query(call, item, true, true)
		}
	}
}

func (r *reader) calledName(call python.Node) []byte {
	switch callee := r.t.Kid(call, 0); r.t.Kind(callee) {
	case python.Name, python.Attribute:
		return r.t.Name(callee)
	}
	return nil
}

// executesQueries tells names of functions that take the text of a database command first.
func executesQueries(name []byte) bool {
	switch string(name) {
	case "execute", "executemany", "executescript", "exec_driver_sql", "execute_query", "run_query", "raw", "RawSQL", "text", "read_sql", "read_sql_query",
		"query", "sql", "fetch", "fetchrow", "fetchval", "fetch_all", "fetch_one", "fetch_val", "fetchall", "fetchone", "mogrify", "executesql", "scalar", "select", "prepare", "extra", "RawQuery", "execute_values", "execute_batch":
		return true
	}
	return false
}

// withHoles tells whether a database command has a part that stands nowhere in
// the code. Marks for parameters that are counted out in parentheses,
// "IN (" + marks + ")", are none if parameters are given too.
func withHoles(v fact.Value, parameters bool) bool {
	for i := range v.Items {
		x := &v.Items[i]
		if isText(*x) || x.Kind == fact.NameOf && constantName(x.Text) {
			continue
		}
		before, after := "", ""
		if i > 0 {
			before = v.Items[i-1].Text
		}
		if i+1 < len(v.Items) {
			after = v.Items[i+1].Text
		}
		if !parameters || !strings.HasSuffix(strings.TrimRight(before, " \n"), "(") || !strings.HasPrefix(strings.TrimLeft(after, " \n"), ")") {
			return true
		}
	}
	return false
}

// constantName tells a name that people write for what never changes.
func constantName(name string) bool {
	last := lastName(name)
	return last == strings.ToUpper(last)
}

// beginsQuery tells whether a text begins like a command of SQL and has the
// word that must follow in it.
func beginsQuery(text string) bool {
	var room [240]byte
	head := bytes.ToLower(append(room[:0], strings.TrimLeft(text[:min(len(text), 240)], " \t\r\n(")...))
	for _, pair := range [][2]string{
		{"select", " from "}, {"insert", " into "}, {"update", " set "}, {"delete", " from "}, {"replace", " into "}, {"drop", ""}, {"create", ""}, {"alter", ""}, {"truncate", " table "}, {"with", " as "}, {"grant", " to "},
	} {
		rest, ok := bytes.CutPrefix(head, []byte(pair[0]))
		if !ok || len(rest) == 0 || rest[0] > ' ' {
			continue
		}
		rest = bytes.Join(bytes.Fields(rest), []byte(" "))
		if pair[1] != "" {
			return bytes.Contains(append([]byte(" "), append(rest, ' ')...), []byte(pair[1])) || len(text) > 240
		}
		for _, object := range []string{"table", "database", "view", "index", "user", "schema", "role", "temp", "or replace", "unique", "function", "trigger", "sequence", "extension"} {
			if bytes.HasPrefix(rest, []byte(object)) {
				return true
			}
		}
	}
	return false
}
