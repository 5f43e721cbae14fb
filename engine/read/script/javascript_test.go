package script

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

func lex(kind source.Kind, data string) *Tokens {
	t := &Tokens{}
	Lex(kind, []byte(data), t)
	return t
}

// calls writes the calls as "name" or "name|argument".
func calls(t *Tokens) string {
	var out []string
	for _, c := range t.Calls {
		s := c.Name
		if c.Arg != "" {
			s += "|" + c.Arg
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestJavaScriptCalls(t *testing.T) {
	for _, row := range [][2]string{
		{`eval(x)`, `eval`},
		{`new Function("return 1")`, `Function|return 1`},
		{`a.b.c(1)`, `a.b.c`},
		{`a?.b?.(1)`, `a.b`},
		{`a?b.c(1):d(2)`, `b.c d`},
		{`window.eval("x"); globalThis["eval"]('y')`, `eval|x eval|y`},
		{`a["b"]["c"](1)`, `a.b.c`},
		{`a[b](1)`, ``},
		{`f(1).then(g)`, `f ().then`},
		{`"x".concat("y")`, `().concat|y`},
		{`[1].map(f)`, `().map`},
		{`fetch("https://example.com/" + x)`, `fetch`},
		{"fetch(`https://example.com/`, {})", `fetch|https://example.com/`},
		{"fetch(`https://${host}/`)", `fetch`},
		{`f("a\x41\u0042\n")`, "f|aAB\n"},
		{`\u0065val("x")`, `eval|x`},
		// not calls
		{`function eval(x) {}`, ``},
		{`class A { exec(x) { y() } async run() {} get z() {} }`, `y`},
		{`if (x) {} while (y) {} for (;;) {} switch (z) {} return (1)`, ``},
		{`const f = async (x) => x`, ``},
		{`// eval(1)`, ``},
		{`/* eval(1) */`, ``},
		{`"eval(1)"`, ``},
		{`/eval(1)/.test(x)`, `().test`},
		{"`eval(1)`", ``},
		{"`${eval(1)}`", `eval`},
		{"`a${ `b${ c(1) }` }` + d(2)", `c d`},
		{`import.meta.resolve(x)`, `import.meta.resolve`},
		// slashes
		{`a / b(1) / c`, `b`},
		{`x = a / "2" / b("c")`, `b|c`},
		{`return /"/.test(a) || b("c")`, `().test b|c`},
		{`if (x) /"/.test(a("b"))`, `().test a|b`},
		{`(a) / 2; b("/c")`, `b|/c`},
		{`x = /[/"]/g; a("b")`, `a|b`},
		{`x = a++ / 2; b("'")`, `b|'`},
		// modules
		{`const cp = require("child_process"); cp.exec("ls")`, `require|child_process child_process.exec|ls`},
		{`const cp = require('node:child_process')` + "\ncp.execSync('ls')", `require|node:child_process child_process.execSync|ls`},
		{`require("child_process").exec("ls")`, `require|child_process child_process.exec|ls`},
		{`const exec = require("child_process").exec; exec("ls")`, `require|child_process child_process.exec|ls`},
		{`const { exec, spawn: s, fork = 1 } = require("child_process"); exec(1); s(2); fork(3)`, `require|child_process child_process.exec child_process.spawn child_process.fork`},
		{`var fs = require("fs"), cp = require("child_process"); fs.readFile(1); cp.exec(2)`, `require|fs require|child_process fs.readFile child_process.exec`},
		{`let cp; try { cp = require("child_process") } catch (e) {} cp.exec(1)`, `require|child_process child_process.exec`},
		{`import cp from "child_process"; cp.exec(1)`, `child_process.exec`},
		{`import * as cp from 'child_process'; cp.exec(1)`, `child_process.exec`},
		{`import {exec as e, spawn} from "child_process"; e(1); spawn(2)`, `child_process.exec child_process.spawn`},
		{`import cp, { spawn } from "node:child_process"; cp.exec(1); spawn(2)`, `child_process.exec child_process.spawn`},
		{`const cp = await import("child_process"); cp.exec(1)`, `import|child_process child_process.exec`},
		{`import x = require("child_process"); x.exec(1)`, `require|child_process child_process.exec`},
		{`var c = __importStar(require("child_process")); c.exec(1)`, `__importStar require|child_process child_process.exec`},
		{`var c = __toESM(require("child_process"), 1); c.default.exec(1)`, `__toESM require|child_process child_process.exec`},
		{`const c_1 = require("child_process"); (0, c_1.exec)("ls")`, `require|child_process child_process.exec|ls`},
		{`const run = util.promisify(require("child_process").exec); run("ls")`, `util.promisify require|child_process child_process.exec|ls`},
		{`process.mainModule.require("child_process").exec(1)`, `process.mainModule.require|child_process child_process.exec`},
		{`const e = eval; e("x")`, `eval|x`},
		{`const d = document; d.write("x")`, `document.write|x`},
		{`const A = class B {}; A.c(1); const t = this; t.d(1)`, `A.c t.d`},
		// scopes
		{`const e = require("child_process"); function f(e) { e.exec(1) } e.exec(2)`, `require|child_process e.exec child_process.exec`},
		{`const e = require("child_process"); x.map(e => e.exec(1)); e.exec(2)`, `require|child_process x.map e.exec child_process.exec`},
		{`const e = require("child_process"); x.map((a, e) => { e.exec(1) }); e.exec(2)`, `require|child_process x.map e.exec child_process.exec`},
		{`function f() { const e = require("child_process"); } e.exec(1)`, `require|child_process e.exec`},
		{`function f() { if (x) { var e = require("child_process") } e.exec(1) } e.exec(2)`, `require|child_process child_process.exec e.exec`},
		{`const e = require("child_process"); { let e = 5; e.exec(1) } e.exec(2)`, `require|child_process e.exec child_process.exec`},
		{`var e = require("child_process"); e = other(); e.exec(1)`, `require|child_process other e.exec`},
		{`const x = require("a") + 1; x.b(1)`, `require|a a.b`},
		{`const x = a + b; x.c(1)`, `x.c`},
		// damage
		{"x = 'open\neval(1)", `eval`},
		{"eval(1", `eval`},
		{"}}}) eval(1)", `eval`},
		{strings.Repeat("(", 500) + "eval(1)", `eval`},
	} {
		t.Run(row[0][:min(len(row[0]), 60)], func(t *testing.T) {
			require.Equal(t, row[1], calls(lex(source.JavaScript, row[0])))
		})
	}
}

func TestJavaScriptImports(t *testing.T) {
	out := lex(source.JavaScript, `import "a"; import b from 'node:b'; export * from "c"; export {d} from "d"; require("e"); import("f"); export const g = "g"; export default h
	"i"`)
	var got []string
	for _, m := range out.Imports {
		got = append(got, m.Module)
	}
	require.Equal(t, []string{"a", "b", "c", "d", "e", "f"}, got)
}

func TestJavaScriptTokens(t *testing.T) {
	data := "#!/usr/bin/env node\na = 'x' // y\nb = `p${1}q` /* z */ + /r/g"
	out := lex(source.JavaScript, data)
	var got []string
	for _, tok := range out.Tokens {
		got = append(got, data[tok.Start:tok.End]+"="+Value(source.JavaScript, []byte(data), tok))
	}
	require.Equal(t, []string{"#!/usr/bin/env node=!/usr/bin/env node", "'x'=x", "// y= y", "`p${=p", "}q`=q", "/* z */= z ", "/r/g=/r/g"}, got)
}

func TestJavaScriptCallEnds(t *testing.T) {
	data := `a(b("x"), {c: ")"});`
	out := lex(source.JavaScript, data)
	require.Equal(t, `("x")`, data[out.Calls[1].Open:out.Calls[1].Close])
	require.Equal(t, `(b("x"), {c: ")"})`, data[out.Calls[0].Open:out.Calls[0].Close])
	require.True(t, lex(source.JavaScript, strings.Repeat("[", maxNesting+1)).Deep)
	require.False(t, lex(source.JavaScript, strings.Repeat("[", maxNesting)).Deep)
}

func TestJavaScriptWant(t *testing.T) {
	out := &Tokens{Want: func(name string) bool { return name == "child_process.exec" }}
	Lex(source.JavaScript, []byte(`const {exec} = require("child_process"); a(b(exec("ls"))); f(b)("x"); class A { exec(x) {} }`), out)
	require.Equal(t, `require|child_process child_process.exec|ls`, calls(out))
}

func TestLimits(t *testing.T) {
	out := &Tokens{}
	data := strings.Repeat("'';", maxTokens)
	Lex(source.JavaScript, []byte(data), out)
	require.False(t, out.Cut)
	Lex(source.JavaScript, []byte(data+"''"), out)
	require.True(t, out.Cut)
	require.Len(t, out.Tokens, maxTokens)
	data = strings.Repeat("a();", maxCalls)
	Lex(source.JavaScript, []byte(data), out)
	require.False(t, out.Cut)
	Lex(source.JavaScript, []byte(data+"a()"), out)
	require.True(t, out.Cut)
	require.Len(t, out.Calls, maxCalls)
	data = strings.Repeat("a;", maxCommands)
	Lex(source.Shell, []byte(data), out)
	require.False(t, out.Cut)
	Lex(source.Shell, []byte(data+"a"), out)
	require.True(t, out.Cut)
	require.Len(t, out.Commands, maxCommands)
}

func TestC(t *testing.T) {
	for _, row := range []struct {
		kind source.Kind
		data string
		want []string
	}{
		{source.C, `x = "a\"b"; // c`, []string{`a"b`, " c"}},
		{source.C, `/* a */ 'b' "c"`, []string{" a ", "c"}},
		{source.C, `char q = '"'; s("a")`, []string{"a"}},
		{source.C, `R"x(a"b)x" "c"`, []string{`a"b`, "c"}},
		{source.C, "\"open\n\"b\"", []string{"open", "b"}},
		{source.C, `int n = 1'000'000; "a"`, []string{"a"}},
		{source.Rust, `fn f<'a>(x: &'a str) { "b" }`, []string{"b"}},
		{source.Rust, `r#"a"b"# "c"`, []string{`a"b`, "c"}},
		{source.Rust, `/* a /* b */ c */ "d"`, []string{" a /* b */ c ", "d"}},
		{source.Rust, `"a` + "\n" + `b"`, []string{"a\nb"}},
		{source.C, `/* open`, []string{" open"}},
		{source.Python, `"x"`, nil},
	} {
		out := lex(row.kind, row.data)
		var got []string
		for _, tok := range out.Tokens {
			got = append(got, Value(row.kind, []byte(row.data), tok))
		}
		require.Equal(t, row.want, got, row.data)
	}
}
