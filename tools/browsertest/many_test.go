package browsertest

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
)

// manyFiles is a wheel of 20,000 files: 12,000 in one folder, the others in a
// deep tree.
func manyFiles(t *testing.T) string {
	var files []pack.File
	add := func(name, data string) { files = append(files, pack.File{Name: name, Data: []byte(data)}) }
	for i := range 12000 {
		code := fmt.Sprintf("value = %d\n", i)
		if i%100 == 0 {
			code += "import os\nos.system('true')\n"
		}
		add(fmt.Sprintf("many/flat/module_%05d.py", i), code)
	}
	for i := range 7996 {
		add(fmt.Sprintf("many/tree/a%02d/b%02d/data_%d.json", i%40, i/40%20, i), fmt.Sprintf(`{"value": %d}`, i))
	}
	add("many/__init__.py", "import socket\nsocket.create_connection(('host.example', 80))\n")
	add("many-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: many\nVersion: 1.0\n")
	add("many-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
	return save(t, "many-1.0-py3-none-any.whl", pack.Wheel(files))
}

// slowest is run in the page: the longest time in ms between two frames while
// something is done there.
const slowest = `(window.slowest = async (begin) => {
	const frame = () => new Promise(requestAnimationFrame);
	await frame(); await frame();
	let last = performance.now(), worst = 0, on = true;
	const tick = () => { const now = performance.now(); worst = Math.max(worst, now - last); last = now; if (on) requestAnimationFrame(tick); };
	requestAnimationFrame(tick);
	await begin(frame);
	for (let i = 0; i < 6; i++) await frame();
	on = false;
	return Math.round(worst);
}, window.tasks = [], new PerformanceObserver((l) => window.tasks.push(...l.getEntries().map((e) => Math.round(e.duration)))).observe({type: "longtask"}),
window.type = (text) => { const field = document.querySelector("[data-search]"); field.value = text; field.dispatchEvent(new Event("input", {bubbles: true})); }, true)`

// A report of 20,000 files comes, scrolls, unfolds and filters without a wait of
// more than a tenth of a second. Other work on the machine can only make a wait
// longer, so the best of a few attempts counts.
func TestManyFiles(t *testing.T) {
	const budget = 100
	path := manyFiles(t)
	x := open(t)
	eval[bool](x, slowest)
	fast := func(what string, measure func() int) {
		t.Helper()
		best := measure()
		for k := 0; k < 3 && best > budget; k++ {
			best = min(best, measure())
		}
		t.Logf("%s: %d ms", what, best)
		require.LessOrEqual(t, best, budget, what)
	}
	do := func(script string) func() int {
		return func() int { return eval[int](x, "slowest(async (frame) => {"+script+"})") }
	}
	fast("shown", func() int {
		require.Equal(t, "done", x.settle(func() { x.pick(path) }))
		return eval[int](x, "Math.max(0, ...tasks.splice(0))")
	})
	require.Less(t, x.count(`[data-view="result"] *`), 10000, "elements, before anything is unfolded")
	require.Contains(t, x.text(`#files .ws-side`), "20,000 files")

	folder := func(name string) string {
		return fmt.Sprintf(`[...document.querySelectorAll("#files details")].find((d) => d.querySelector("summary").textContent.startsWith(%q))`, name)
	}
	eval[bool](x, "("+folder("many/")+".open = true)")
	require.Eventually(t, func() bool { return eval[bool](x, folder("flat/")+" !== undefined") }, patience, 20*time.Millisecond)
	require.Contains(t, eval[string](x, folder("flat/")+`.querySelector("summary").innerText`), "12,000 files", "sums of a folder")
	require.Contains(t, eval[string](x, folder("flat/")+`.querySelector("summary").innerText`), "2 behaviors")
	fast("unfolded", do(`const d = `+folder("flat/")+`; d.open = true; await frame(); await frame();`))
	require.Eventually(t, func() bool { return x.count(`#files li.f`) >= 500 }, patience, 20*time.Millisecond)
	fast("scrolled", do(`document.querySelector("#files").scrollIntoView(); for (let i = 0; i < 40; i++) { await frame(); scrollBy(0, i % 4 ? 900 : 3000); }`))
	before := x.count(`#files li.f`)
	fast("gone on", do(`document.querySelector("#files [data-more]").click(); await frame();`))
	require.Greater(t, x.count(`#files li.f`), before)

	for _, text := range []string{"m", "module_1", "module_11999", "b07/ data", "no such file"} {
		fast("searched "+text, do(fmt.Sprintf("type(%q); await frame();", text)))
	}
	require.Equal(t, "0 of 20,000 shown, 20,000 hidden by “no such file”.", x.text(`#files [data-cell="said"]`))
	fast("found again", do(`type(""); await frame();`))
	eval[bool](x, `(type("module_11900"), true)`)
	require.Equal(t, 1, x.count(`#files li.f`))
	require.Equal(t, "1 of 20,000", x.text(`nav a[href="#files"] .n`))
	eval[bool](x, `(type(""), true)`)
	fast("chips", do(`document.querySelector('#files input[value="f:with behaviors"]').click(); await frame();`))
	require.Contains(t, x.text(`#files [data-cell="said"]`), "of 20,000 shown")
	x.quiet()
}
