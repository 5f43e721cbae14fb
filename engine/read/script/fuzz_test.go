package script

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

var kinds = []source.Kind{source.JavaScript, source.Shell, source.PowerShell, source.Batch, source.C, source.Rust}

func FuzzLex(f *testing.F) {
	for _, seed := range []string{
		`const {exec: e} = require("child_process"); x.map((a, e) => { e.exec(1) }); (0, c.d)("x"); a["b"]?.c(/[/"]/g)`,
		"import a, {b as c} from 'd'; `x${ `y${z(\"\\u{41}\")}` }`; class A { exec(x) { var y = require('z') } }",
		"A=b sudo -u x sh -c \"a 'b' | c\" <<E | xargs -n 1 d > e 2>&1\n$(f `g`)\nE\ncase x in a|b) c;; esac; f() { (d); }",
		"$x = (New-Object A.B).C('d', \"e$(f)\") | iex; & 'g' @'\nh\n'@ <# i #> `\n j [K]::L(1) { m } ‘n’",
		"@echo off\r\nif not exist \"a\" (b) else c ^\r\n d\nfor /f %%i in ('e') do f > g\n:: h\nrem i\nstart \"\" /b j & cmd /c \"k | l\"",
		"R\"x(a\"b)x\" r#\"c\"# '\\'' /* /* */ */ // d",
		strings.Repeat("$(", 40), strings.Repeat("({[`${", 40), strings.Repeat("=>", 40), strings.Repeat("sh -c '", 9),
	} {
		for i := range kinds {
			f.Add(byte(i), []byte(seed))
		}
	}
	reused := &Tokens{}
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		kind := kinds[int(which)%len(kinds)]
		fresh := &Tokens{}
		Lex(kind, data, fresh)
		Lex(kind, data, reused)
		require.Equal(t, append([]Token{}, fresh.Tokens...), append([]Token{}, reused.Tokens...))
		require.Equal(t, append([]Call{}, fresh.Calls...), append([]Call{}, reused.Calls...))
		require.Equal(t, append([]Command{}, fresh.Commands...), append([]Command{}, reused.Commands...))
		require.Equal(t, append([]Import{}, fresh.Imports...), append([]Import{}, reused.Imports...))
		inside := func(start, end int) {
			require.True(t, 0 <= start && start <= end && end <= len(data), "%d:%d of %d", start, end, len(data))
		}
		for _, tok := range fresh.Tokens {
			inside(tok.Start, tok.End)
			Value(kind, data, tok)
		}
		for _, c := range fresh.Calls {
			inside(c.Start, c.End)
			inside(c.Open, c.Close)
			require.NotEmpty(t, c.Name)
		}
		for _, m := range fresh.Imports {
			inside(m.Start, m.End)
		}
		for i, c := range fresh.Commands {
			inside(c.Start, c.End)
			require.NotEmpty(t, c.Words)
			require.Less(t, c.From, i)
			require.NotEqual(t, c.In, i)
			require.Less(t, c.In, len(fresh.Commands))
		}
	})
}
