package browsertest

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

// The page can be read before any script has run.
func TestFirstPaintNeedsNoScript(t *testing.T) {
	html, err := os.ReadFile(root + "/.build/site/index.html")
	require.NoError(t, err)
	require.Contains(t, string(html), `data-state="empty"`)
	require.Contains(t, string(html), "never uploaded")
	for _, forbidden := range []string{"<style", " style=", " onclick=", "javascript:"} {
		require.NotContains(t, string(html), forbidden)
	}
	require.Equal(t, 1, strings.Count(string(html), "<script"), "one script, by address")
}

func TestFilesAreTakenOnlyBehindTheLock(t *testing.T) {
	x := open(t)
	require.Equal(t, "closed", eval[string](x, "document.documentElement.dataset.lock"))
	require.Equal(t, 2, eval[int](x, `2 * document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]').length`))
	require.Zero(t, x.count(`[data-needs]:disabled`))
}

func TestNothingIsEnabledWithoutTheEngine(t *testing.T) {
	x := &tab{t: t}
	ctx, end := chromedp.NewContext(chrome, chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	x.ctx = ctx
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(broken(t))))
	require.Eventually(t, func() bool { return strings.Contains(x.text(`[data-slot="note"]`), "could not be loaded") }, patience, 50*time.Millisecond)
	require.Equal(t, 1, x.count(picker+":disabled"))
	require.Equal(t, "failed", eval[string](x, "document.documentElement.dataset.lock"))
}

func TestSecondDropAndSameFileAgain(t *testing.T) {
	list := examples(t)
	first, second := save(t, list[0].File, list[0].Data), save(t, list[1].File, list[1].Data)
	x := open(t)
	for _, path := range []string{first, second, second, first} {
		require.Equal(t, "done", x.settle(func() { x.pick(path) }))
	}
	same(t, native(t, list[0].File, list[0].Data), x.export())
	require.Equal(t, "done", x.settle(func() { x.drop(second) }))
	same(t, native(t, list[1].File, list[1].Data), x.export())
	x.quiet()
}

func TestSeveralFiles(t *testing.T) {
	var paths []string
	for _, e := range examples(t) {
		paths = append(paths, save(t, e.File, e.Data))
	}
	paths = append(paths, save(t, "holiday.jpg.whl", append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), make([]byte, 2000)...)))
	x := open(t)
	require.Equal(t, "done", x.settle(func() { x.drop(paths...) }))
	require.Equal(t, 1, x.count(`[data-wheelscope="overview"]`))
	overview := x.text(`[data-wheelscope="overview"]`)
	require.Contains(t, overview, "JPEG")
	require.Equal(t, 3, x.count(`[data-action="show"]`), "a button for each report")
	for index, e := range examples(t) {
		x.click(`[data-action="show"][data-report="` + string(rune('0'+index)) + `"]`)
		same(t, native(t, e.File, e.Data), x.export())
		x.click(`header [data-action="overview"]`)
		require.Equal(t, 1, x.count(`[data-wheelscope="overview"]`))
	}
	x.quiet()
}

func TestWrongFiles(t *testing.T) {
	wheel := examples(t)[0]
	for _, c := range []struct {
		name, says string
		data       []byte
	}{
		{"empty.whl", "is empty", nil},
		{"holiday.jpg.whl", "is a JPEG image", append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), make([]byte, 2000)...)},
		{"page.whl", "HTML", []byte("<!doctype html><html><body>404 not found</body></html>")},
		{"notes.txt", "text", []byte("Only some notes, and no package at all.\n")},
		{"noise.tar.gz", "No report was made", []byte(strings.Repeat("\x93\x1c\xf0\x7a", 500))},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := open(t)
			require.Equal(t, "failed", x.settle(func() { x.pick(save(t, c.name, c.data)) }))
			why := x.text(`[data-slot="why"]`)
			require.Contains(t, why, c.name)
			require.Contains(t, why, c.says)
			require.Equal(t, "done", x.settle(func() { x.drop(save(t, wheel.File, wheel.Data)) }), "the page still works")
			x.quiet()
		})
	}
}

// What can be read of a damaged file is reported, with a gap or an oddity.
func TestDamagedFiles(t *testing.T) {
	list := examples(t)
	wheel, sdist := list[1], list[2]
	broken := append([]byte{}, wheel.Data...)
	for i := 60; i < 120; i++ {
		broken[i] ^= 0x5a
	}
	for _, c := range []struct {
		name string
		data []byte
	}{
		{wheel.File, broken},
		{sdist.File, sdist.Data[:len(sdist.Data)*3/4]},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := open(t)
			require.Equal(t, "done", x.settle(func() { x.drop(save(t, c.name, c.data)) }))
			require.Positive(t, x.count("[data-gap], [data-oddity]"))
			same(t, native(t, c.name, c.data), x.export())
			x.quiet()
		})
	}
}

// large is a wheel that takes long enough to do something meanwhile.
func large(t *testing.T) string { return longer(t, 40000) }

// longer is a wheel of 60 files with this many functions each. There are eight
// behaviours in it, one a file.
func longer(t *testing.T, functions int) string {
	var code strings.Builder
	for i := range functions {
		code.WriteString("def function_" + strings.Repeat("x", i%7) + "(a, b):\n    return [a + b, {'key': \"value %d\" % a}, (a, b)[0]]\n\n")
	}
	does := []string{"os.system(c)", "shutil.rmtree(c)", "socket.create_connection(c)", "eval(c)", "os.chmod(c, 448)", "ctypes.CDLL(c)", "os.kill(c, 9)", "sqlite3.connect(c)"}
	var files []pack.File
	for i := range 60 {
		module, _, _ := strings.Cut(does[i%len(does)], ".")
		if module == "eval(c)" {
			module = "os"
		}
		text := "import " + module + "\ndef run(c):\n    " + does[i%len(does)] + "\n" + code.String()
		files = append(files, pack.File{Name: "large/part" + string(rune('a'+i%26)) + string(rune('a'+i/26)) + ".py", Data: []byte(text)})
	}
	return save(t, "large-1.0-py3-none-any.whl", pack.Wheel(files))
}

// What was found shows while the rest is read: it only grows, nothing moves,
// and all of it is in the report.
func TestFoundWhileReading(t *testing.T) {
	x := open(t)
	x.do(chromedp.EmulateViewport(1280, 2000))
	path := longer(t, 1500)
	eval[bool](x, `(() => {
		const at = window.growth = { rows: [], steps: 0, shift: 0 };
		new MutationObserver(() => {
			const rows = [...document.querySelectorAll('[data-list="seen"] .sentence')].map((e) => e.textContent);
			if (rows.length === 0 || rows.length === at.rows.length) return;
			if (at.rows.some((row, i) => rows[i] !== row)) at.shift = 1e6;
			at.rows = rows;
			at.steps++;
		}).observe(document.querySelector('[data-list="seen"]'), { childList: true });
		new PerformanceObserver((list) => {
			for (const one of list.getEntries()) if (document.documentElement.dataset.state === "scanning" && at.steps > 0) at.shift += one.value, at.moved = one.sources.map((s) => s.node?.outerHTML?.slice(0, 200) ?? s.node?.parentElement?.outerHTML ?? "?").join();
		}).observe({ type: "layout-shift" });
		return true;
	})()`)
	require.Equal(t, "done", x.settle(func() { x.drop(path) }))
	growth := eval[struct {
		Rows  []string
		Steps int
		Shift float64
		Moved string
	}](x, "window.growth")
	require.GreaterOrEqual(t, growth.Steps, 2)
	require.GreaterOrEqual(t, len(growth.Rows), 8)
	require.Zero(t, growth.Shift, growth.Moved)
	r, err := report.Decode(x.export())
	require.NoError(t, err)
	titles := map[string]bool{}
	for i := range r.Behaviors {
		titles[r.Behaviors[i].Title] = true
	}
	for _, row := range growth.Rows {
		require.True(t, titles[row], row)
	}
	x.quiet()
}

func TestCancel(t *testing.T) {
	wheel := examples(t)[0]
	x := open(t)
	path := large(t)
	for _, stop := range []func(){
		func() { x.click(`[data-action="cancel"]`) },
		func() { x.do(chromedp.KeyEvent("\u001b")) },
	} {
		state := x.settle(func() {
			x.drop(path)
			x.wait("scanning")
			// Input that arrives while the page lays itself out anew can miss.
			for eval[string](x, "document.documentElement.dataset.state") == "scanning" {
				stop()
				time.Sleep(200 * time.Millisecond)
			}
		})
		require.Equal(t, "cancelled", state)
		require.Contains(t, x.text(`[data-slot="note"]`), "Cancelled")
	}
	require.Equal(t, "done", x.settle(func() { x.drop(save(t, wheel.File, wheel.Data)) }))
	same(t, native(t, wheel.File, wheel.Data), x.export())
	x.quiet()
}

// A worker that fails outside of any call, as Go does when its stack overflows
// in a callback, ends; the page says so and goes on with a new one.
func TestEngineCrash(t *testing.T) {
	wheel := examples(t)[0]
	x := open(t)
	state := x.settle(func() {
		x.drop(large(t))
		x.wait("scanning")
		infos, err := chromedp.Targets(x.ctx)
		require.NoError(t, err)
		killed := 0
		for _, info := range infos {
			if info.Type != "worker" || !strings.HasPrefix(info.URL, "blob:"+strings.TrimSuffix(x.url, "/")) {
				continue
			}
			worker, end := chromedp.NewContext(x.ctx, chromedp.WithTargetID(info.TargetID))
			defer end()
			ctx, cancel := context.WithTimeout(worker, patience)
			defer cancel()
			_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(setTimeout(() => { throw new RangeError("Maximum call stack size exceeded") }), true)`))
			require.NoError(t, err)
			killed++
		}
		require.Positive(t, killed, "no worker was found")
	})
	require.Equal(t, "failed", state)
	require.Contains(t, x.text(`[data-slot="why"]`), "made the engine stop")
	require.Equal(t, "done", x.settle(func() { x.drop(save(t, wheel.File, wheel.Data)) }), "the page still works")
	same(t, native(t, wheel.File, wheel.Data), x.export())
}

func TestKeyboardOpensThePicker(t *testing.T) {
	x := open(t)
	on := true
	_, err := chromedp.Call(x.ctx, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: on})
	require.NoError(t, err)
	opened := make(chan struct{}, 1)
	require.NoError(t, chromedp.Listen(x.ctx, func(event any) {
		if _, ok := event.(*page.EventFileChooserOpened); ok {
			opened <- struct{}{}
		}
	}))
	x.do(chromedp.KeyEvent("o"))
	select {
	case <-opened:
	case <-time.After(patience):
		require.Fail(t, "the picker did not open")
	}
}
