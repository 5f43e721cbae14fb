package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
)

// walker goes through the page by keyboard alone. After each key something has
// the focus, it can be seen, and that it has the focus can be seen.
type walker struct{ *tab }

// lost says what is wrong with the focus, "" if nothing is. A heading that a script
// moved to needs no ring; of a ring, what belongs to the field counts.
const lost = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body || e === document.documentElement) return "nothing has the focus";
	const name = e.outerHTML.slice(0, 160);
	if (!e.checkVisibility()) return "hidden: " + name;
	const dialog = document.querySelector("dialog[open]");
	if (dialog && !dialog.contains(e)) return "behind the dialog: " + name;
	const box = e.getBoundingClientRect();
	const left = Math.max(0, box.left), right = Math.min(innerWidth, box.right), top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom);
	if (right - left < 1 || bottom - top < 1) return "off the screen: " + name;
	const label = e.closest("label, .ws-file") ?? e;
	const hit = [0.5, 0.1, 0.9].some((k) => [0.5, 0.1, 0.9].some((l) => {
		const under = document.elementFromPoint(left + (right - left) * l, top + (bottom - top) * k);
		return under && (e.contains(under) || label.contains(under));
	}));
	if (!hit) return "covered: " + name;
	if (e.matches("h1, main")) return "";
	const ring = (of) => { const s = getComputedStyle(of); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1; };
	if (![e, label, ...label.querySelectorAll("*")].some(ring)) return "no ring: " + name;
	return "";
})()`

func (w walker) whole(after string) {
	w.t.Helper()
	require.Empty(w.t, eval[string](w.tab, lost), "after %s", after)
}

// key presses a key; the focus must be somewhere afterwards.
func (w walker) key(name string) {
	w.t.Helper()
	w.press(name)
	w.whole(fmt.Sprintf("%q", name))
}

// back presses Shift and Tab.
func (w walker) back() {
	w.t.Helper()
	w.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	w.whole("Shift+Tab")
}

// to presses Tab until the focus is on what is wanted. It goes over the page's end once.
func (w walker) to(selector string) {
	w.t.Helper()
	is := fmt.Sprintf("document.activeElement.matches(%q)", selector)
	for range 400 {
		w.press(kb.Tab)
		if eval[bool](w.tab, "document.activeElement === document.body") {
			continue // the browser's own controls, between the last and the first
		}
		w.whole("Tab on the way to " + selector)
		if eval[bool](w.tab, is) {
			return
		}
	}
	require.Fail(w.t, "Tab never comes to "+selector)
}

// at tells whether the focus is on what is wanted, when what goes on has ended.
func (w walker) at(selector, why string) {
	w.t.Helper()
	w.eventually(why+": the focus is on "+eval[string](w.tab, "document.activeElement.outerHTML.slice(0, 200)"), func() bool {
		return eval[bool](w.tab, fmt.Sprintf("document.activeElement.matches(%q)", selector))
	})
	w.whole(why)
}

// opens opens a dialog from where the focus is, goes once around in it, and comes back with Escape.
func (w walker) opens(key, dialog string, inside func()) {
	w.t.Helper()
	eval[bool](w.tab, "(window.before = document.activeElement, true)")
	w.press(key)
	w.eventually(dialog, func() bool { return w.count(dialog+"[open]") == 1 })
	w.eventually("focus in "+dialog, func() bool { return eval[string](w.tab, lost) == "" })
	for range 4 {
		w.press(kb.Tab)
		if !eval[bool](w.tab, "document.activeElement === document.body") {
			w.whole("Tab in " + dialog)
		}
	}
	if inside != nil {
		inside()
	}
	w.key(kb.Escape)
	require.Zero(w.t, w.count("dialog[open]"))
	require.True(w.t, eval[bool](w.tab, "document.activeElement === window.before"), "Escape gives the focus back: it is on %s", eval[string](w.tab, "document.activeElement.outerHTML.slice(0, 200)"))
}

// chosen answers the next window of the system with these files.
func (w walker) chosen(paths ...string) {
	w.t.Helper()
	on := true
	_, err := chromedp.Call(w.ctx, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: on})
	require.NoError(w.t, err)
	w.press("o")
	w.pick(paths...)
}

func walk(t *testing.T) walker {
	w := walker{open(t)}
	w.press(kb.Tab)
	w.whole("the first Tab")
	return w
}

func TestKeyboardBeforeAnythingIsRead(t *testing.T) {
	x := visit(t)
	w := walker{x}
	w.press(kb.Tab) // while the engine loads
	w.at(".ws-skip", "the first Tab")
	w.key("\r")
	w.at("#main", "the skip link")
	w.wait("ready")
	w.whole("the engine has come")
	for _, stop := range []string{picker, "[data-example]"} {
		w.to(stop)
	}
	w.to(`[data-action="network"]`)
	w.opens("\r", `dialog[data-view="network"]`, func() {
		w.to(`[data-action="try-send"]`)
		w.key("\r")
		w.eventually("tried", func() bool { return strings.Contains(w.text(`[data-slot="verdict"]`), "refused") })
		w.at(`[data-action="try-send"]`, "after trying")
	})
	w.to(`[data-action="keys"]`)
	w.opens(" ", `dialog[data-view="keys"]`, nil)
	w.opens("?", `dialog[data-view="keys"]`, func() { w.to("[data-keys]"); w.key(" "); w.key(" ") })
	w.to(`[data-action="decisions"]`)
	w.opens("\r", `dialog[data-view="decisions"]`, nil)
	w.back()
}

func TestKeyboardInAReport(t *testing.T) {
	e := examples(t)[2]
	w := walk(t)
	w.to(`[data-example="` + e.File + `"]`)
	require.Equal(t, "done", w.settle(func() { w.press("\r") }))
	w.at(`[data-view="result"] h1`, "the report is ready")

	for n := range w.count("nav[data-tabs] a") {
		id := eval[string](w.tab, fmt.Sprintf(`document.querySelectorAll("nav[data-tabs] a")[%d].hash`, n))
		w.to(`nav[data-tabs] a[href="` + id + `"]`)
		w.key("\r")
		require.True(t, eval[bool](w.tab, fmt.Sprintf(`document.querySelector(%q).contains(document.activeElement)`, id)), "the focus follows to %s", id)
		if n < 9 {
			w.key(fmt.Sprint(n + 1))
			require.True(t, eval[bool](w.tab, fmt.Sprintf(`document.querySelector(%q).contains(document.activeElement)`, id)), "%s by its number", id)
		}
	}
	w.key("2")
	w.to(`#issues summary`)
	w.key("\r")
	require.Equal(t, 1, w.count(`#issues .ws-more[open]`))
	w.key("j")
	w.key("k")

	// Source, by a place of an issue.
	w.to(`#issues [data-action="source"]`)
	w.opens("\r", `dialog[data-dialog="source"]`, func() { w.to(`dialog [data-action="close"]`) })

	// Search, and back from what it hides.
	w.key("/")
	w.at("input[data-search]", "the key /")
	w.do(chromedp.KeyEvent("nosuchtext"))
	w.to(`#issues [data-action="unfilter"]`)
	w.key("\r")
	w.at("input[data-search]", "Show all")
	require.Zero(t, w.count(`.ws-hidden:not([hidden])`))

	// Chips and the order.
	w.to(`#behaviors select[data-sort]`)
	w.to(`#behaviors input[data-facet]`)
	w.key(" ")
	require.Equal(t, 1, w.count(`#behaviors .ws-hidden:not([hidden])`))
	w.to(`#behaviors [data-action="unfilter"]`)
	w.key("\r")
	require.Zero(t, w.count(`#behaviors .ws-hidden:not([hidden])`))

	w.to(`[data-view="result"] [data-action="export-indicators"]`)
	w.key("\r")
	w.to(`#indicators [data-action="copy-indicators"]`)
	w.key("\r")

	// Acceptance and its undoing.
	w.to(`#issues [data-action="accept"]`)
	w.opens("\r", `dialog[data-view="accept"]`, nil)
	w.press("\r")
	w.at(`[name="reason"]`, "the form")
	w.do(chromedp.KeyEvent("ours"))
	w.to(`dialog [type="submit"]`)
	w.press("\r")
	w.at(`#issues [data-action="unaccept"]`, "accepted")
	w.key("\r")
	w.at(`#issues [data-action="accept"]`, "undone")
	w.quiet()
}

func TestKeyboardInTheTreeOfFiles(t *testing.T) {
	files := []pack.File{
		{Name: "acme/data.bin", Data: []byte(strings.Repeat("\x00\x01\x02\x03", 5000))},
		{Name: "acme-1.0.dist-info/METADATA", Data: []byte("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")},
	}
	for i := range 520 {
		files = append(files, pack.File{Name: fmt.Sprintf("acme/deep/module_%d.py", i), Data: []byte("x = 1\n")})
	}
	w := walk(t)
	w.chosen(save(t, "acme-1.0-py3-none-any.whl", pack.Wheel(files)))
	w.eventually("read", func() bool { return w.count(`[data-wheelscope="report"]`) == 1 })
	w.at(`[data-view="result"] h1`, "the report is ready")
	open := w.count(`#files details[open]`)
	w.to(`#files details:not([open]) > summary`)
	w.key("\r")
	w.eventually("unfolded", func() bool { return w.count(`#files details[open]`) == open+1 })
	w.to(`#files details details:not([open]) > summary`)
	w.key("\r")
	w.eventually("a list that goes on", func() bool { return w.count(`#files [data-more]`) == 1 })
	w.key("\r") // folded again
	w.to(`#files [data-open="acme/data.bin"]`)
	w.opens("\r", `dialog[data-dialog="source"]`, func() {
		w.eventually("bytes", func() bool { return strings.Contains(w.text(`[data-wheelscope="source"]`), "00 01 02 03") })
		w.to(`[data-wheelscope="source"] .ws-actions [data-action="source"]`)
		before := w.text(`[data-wheelscope="source"] .ws-actions`)
		w.press("\r")
		w.eventually("further bytes", func() bool { return w.text(`[data-wheelscope="source"] .ws-actions`) != before })
		w.eventually("focus", func() bool { return eval[string](w.tab, lost) == "" })
	})
	w.quiet()
}

func TestKeyboardOverviewAndComparison(t *testing.T) {
	list := examples(t)
	w := walk(t)
	w.chosen(save(t, list[0].File, list[0].Data), save(t, list[2].File, list[2].Data))
	w.eventually("read", func() bool { return w.count(`[data-wheelscope="overview"]`) == 1 })
	w.at(`[data-view="result"] h1`, "the overview is ready")
	w.to(`[data-action="sort"][data-column="0"]`)
	w.key("\r")
	w.key("\r")
	w.at(`[data-action="sort"][data-column="0"]`, "sorted")
	w.to(`[data-action="show"][data-report="1"]`)
	w.press("\r")
	w.at(`[data-wheelscope="report"] h1`, "the report is shown")
	w.goBack()
	w.at(`[data-action="show"][data-report="1"]`, "back in the overview")
	w.press("\r")
	w.at(`[data-wheelscope="report"] h1`, "the report is shown")
	w.to(`header [data-action="overview"]`)
	w.press("\r")
	w.at(`[data-action="show"][data-report="1"]`, "the overview again")

	w.chosen(version(t, "1.0", "x = 1\n"), version(t, "1.1", "import os\nos.system('true')\n"))
	w.eventually("compared", func() bool { return w.count(`[data-wheelscope="compare"]`) == 1 })
	w.at(`[data-view="result"] h1`, "the comparison is ready")
	w.to(`#behaviors summary`)
	w.key("\r")
	w.to(`#files [data-action="difference"]`)
	w.opens("\r", `dialog[data-dialog="source"]`, func() {
		w.to(`[data-wheelscope="difference"] [data-side="old"]`)
		w.press("\r")
		w.eventually("the older file", func() bool { return w.count(`dialog [data-wheelscope="source"]`) == 1 })
		w.eventually("focus", func() bool { return eval[string](w.tab, lost) == "" })
	})
	for n := range w.count("nav[data-tabs] a") {
		w.key(fmt.Sprint(n + 1))
	}
	w.to(`header [data-action="overview"]`)
	w.press("\r")
	w.at(`[data-view="result"] :is(h1, button)`, "the overview")
	w.to(`[data-action="compare"]`)
	w.press("\r")
	w.at(`[data-wheelscope="compare"] h1`, "compared when asked")
	w.quiet()
}

func TestKeyboardWhenItFailsOrIsStopped(t *testing.T) {
	w := walk(t)
	w.chosen(save(t, "empty.whl", nil))
	w.eventually("failed", func() bool { return eval[string](w.tab, "document.documentElement.dataset.state") == "failed" })
	w.at(`[data-view="failed"] h1`, "no report")
	w.to(`[data-view="failed"] [data-action="open"]`)
	state := w.settle(func() {
		w.chosen(large(t))
		w.wait("scanning")
		w.at(`[data-view="work"] h1`, "reading")
		w.to(`[data-action="cancel"]`)
		w.press("\r")
	})
	require.Equal(t, "cancelled", state)
	w.at(`[data-view="drop"] h1`, "cancelled")
	w.to("[data-example]")
	w.quiet()
}
