package browsertest

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
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

// helpers are run in the page: what is done there, and the frames that follow it.
const helpers = `(window.frame = () => new Promise(requestAnimationFrame), window.then = async (begin) => {
	await begin();
	for (let i = 0; i < 6; i++) await frame();
	return true;
}, window.type = (text) => { const field = document.querySelector("[data-search]"); field.value = text; field.dispatchEvent(new Event("input", {bubbles: true})); }, true)`

// busy is how many ms of the processor the page's thread needs for something and the frames after it:
// no wait there can be longer by the page's own doing. Other work on the machine does not count.
func (x *tab) busy(begin func()) float64 {
	x.t.Helper()
	now := func() float64 {
		m, err := chromedp.Call(x.ctx, performance.GetMetrics, cdp.Empty{})
		require.NoError(x.t, err)
		for _, metric := range m.Metrics {
			if metric.Name == "TaskDuration" {
				return metric.Value * 1000
			}
		}
		require.Fail(x.t, "no TaskDuration")
		return 0
	}
	before := now()
	begin()
	return now() - before
}

// A report of 20,000 files comes, scrolls, unfolds and filters without a wait of
// more than a tenth of a second. The best of a few attempts counts: code is compiled in the first.
func TestManyFiles(t *testing.T) {
	const budget = 100
	path := manyFiles(t)
	x := open(t)
	_, err := chromedp.Call(x.ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
	require.NoError(t, err)
	eval[bool](x, helpers)
	fast := func(what string, measure func() float64) {
		t.Helper()
		best := measure()
		for k := 0; k < 3 && best > budget; k++ {
			best = min(best, measure())
		}
		t.Logf("%s: %.0f ms", what, best)
		require.LessOrEqual(t, best, float64(budget), what)
	}
	do := func(script string) func() float64 {
		return func() float64 { return x.busy(func() { eval[bool](x, "then(async () => {"+script+"})") }) }
	}
	require.Equal(t, "done", x.settle(func() { x.pick(path, version(t, "1.0", "x = 1\n")) }))
	fast("shown", func() float64 {
		if x.count(`[data-wheelscope="overview"]`) == 0 {
			x.click(`header [data-action="overview"]`)
		}
		return do(`document.querySelector('[data-action="show"][data-report="0"]').click();`)()
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
	fast("unfolded", do(`const d = `+folder("flat/")+`; d.open = true;`))
	require.Eventually(t, func() bool { return x.count(`#files li.f`) >= 500 }, patience, 20*time.Millisecond)
	eval[bool](x, `(document.querySelector("#files").scrollIntoView(), true)`)
	for step := range 12 {
		fast(fmt.Sprint("scrolled, step ", step), do(fmt.Sprintf(`scrollBy(0, %d);`, []int{3000, 900, 900, -700}[step%4])))
	}
	before := x.count(`#files li.f`)
	fast("gone on", do(`document.querySelector("#files [data-more]").click(); `))
	require.Greater(t, x.count(`#files li.f`), before)

	for _, text := range []string{"m", "module_1", "module_11999", "b07/ data", "no such file"} {
		fast("searched "+text, do(fmt.Sprintf("type(%q);", text)))
	}
	require.Equal(t, "0 of 20,000 shown, 20,000 hidden by “no such file”.", x.text(`#files [data-cell="said"]`))
	fast("found again", do(`type(""); `))
	eval[bool](x, `(type("module_11900"), true)`)
	require.Equal(t, 1, x.count(`#files li.f`))
	require.Equal(t, "1 of 20,000", x.text(`nav a[href="#files"] .n`))
	eval[bool](x, `(type(""), true)`)
	fast("chips", do(`document.querySelector('#files input[value="f:with behaviors"]').click(); `))
	require.Contains(t, x.text(`#files [data-cell="said"]`), "of 20,000 shown")
	x.quiet()
}
