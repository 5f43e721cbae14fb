package browsertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

// press presses one key as a person does.
func (x *tab) press(key string) {
	x.t.Helper()
	x.do(chromedp.KeyEvent(key))
}

// hostileReport shows the example with the most behaviours.
func hostileReport(x *tab) *report.Report {
	x.t.Helper()
	e := examples(x.t)[2]
	require.Equal(x.t, "done", x.settle(func() { x.click(`[data-example="` + e.File + `"]`) }))
	r := new(report.Report)
	require.NoError(x.t, json.Unmarshal(native(x.t, e.File, e.Data), r))
	require.Greater(x.t, len(r.Behaviors), 3)
	return r
}

// seen counts the behaviours that can be seen.
func (x *tab) seen() int {
	x.t.Helper()
	return eval[int](x, `[...document.querySelectorAll('[data-filterable="behaviors"] [data-item]')].filter((e) => e.checkVisibility()).length`)
}

func TestFilters(t *testing.T) {
	x := open(t)
	r := hostileReport(x)
	all := len(r.Behaviors)
	atInstall, important := 0, 0
	for _, b := range r.Behaviors {
		install := false
		for _, c := range b.Contexts {
			install = install || c == "install"
		}
		if install {
			atInstall++
			for _, l := range b.Labels {
				if l == report.Important {
					important++
				}
			}
		}
	}
	require.Greater(t, atInstall, 0)
	require.Less(t, atInstall, all)

	group := `#behaviors `
	x.click(group + `input[value="a:install"]`)
	require.Equal(t, atInstall, x.seen())
	require.Contains(t, x.text(group+`.ws-hidden`), fmt.Sprintf("%d of %d shown, %d hidden by install.", atInstall, all, all-atInstall))
	if x.count(group+`input[value="c:important"]`) == 1 {
		x.click(group + `input[value="c:important"]`)
		require.Equal(t, important, x.seen(), "facets narrow")
	}
	x.click(group + `[data-action="unfilter"]`)
	x.do(chromedp.SendKeys(chromedp.CSS(`[data-search]`), "nosuchtext"))
	require.Equal(t, 0, x.seen())
	require.Contains(t, x.text(group+`.ws-hidden`), fmt.Sprintf("0 of %d shown, %d hidden by “nosuchtext”.", all, all), "nothing found and hidden by the filter are told apart")
	require.Contains(t, x.text(`#issues .ws-hidden`), fmt.Sprintf("0 of %d shown", len(r.Issues)), "the search is over everything")
	require.Contains(t, x.text(`#files .ws-hidden`), fmt.Sprintf("0 of %d shown", len(r.Files)))
	x.click(group + `[data-action="unfilter"]`)
	require.Equal(t, "", eval[string](x, `document.querySelector("[data-search]").value`))
	require.Equal(t, 0, x.count(`[data-view="result"] [data-item][hidden], [data-view="result"] .ws-hidden:not([hidden])`))

	// An address is found as it is, though it is written so that nothing opens.
	require.NotEmpty(t, r.Indicators)
	value := r.Indicators[0].Value
	x.do(chromedp.SendKeys(chromedp.CSS(`[data-search]`), value))
	require.Contains(t, x.text(`nav a[href="#indicators"] .n`), fmt.Sprintf(" of %d", len(r.Indicators)))
	require.Greater(t, eval[int](x, `[...document.querySelectorAll("#indicators tbody tr")].filter((e) => e.checkVisibility()).length`), 0, value)
	x.click(`#issues [data-action="unfilter"]`)
	x.do(chromedp.SendKeys(chromedp.CSS(`[data-search]`), r.Behaviors[0].ID))
	require.Equal(t, 1, x.seen(), "ids are searched")
	x.click(group + `[data-action="unfilter"]`)

	first := `document.querySelector('[data-filterable="behaviors"] [data-item]').dataset.behavior`
	before := eval[string](x, first)
	sort := `((value) => { const s = document.querySelector('[data-filterable="behaviors"] select'); s.value = value; s.dispatchEvent(new Event("input", {bubbles: true})); return true })`
	eval[bool](x, sort+`("share")`)
	shares := eval[[]int](x, `[...document.querySelectorAll('[data-filterable="behaviors"] [data-item]')].map((e) => Number(e.dataset.share))`)
	require.IsNonDecreasing(t, shares)
	require.Len(t, shares, all)
	eval[bool](x, sort+`("")`)
	require.Equal(t, before, eval[string](x, first))
	x.quiet()
}

func TestKeys(t *testing.T) {
	x := open(t)
	r := hostileReport(x)
	x.press("?")
	require.Equal(t, 1, x.count(`dialog[data-view="keys"][open]`))
	x.press("\u001b")
	require.Equal(t, 0, x.count(`dialog[open]`))

	x.press("j")
	focus := `document.activeElement.closest("[data-issue], [data-behavior]")?.dataset.issue ?? ""`
	require.Equal(t, r.Issues[0].ID, eval[string](x, focus))
	x.press("j")
	require.Equal(t, r.Issues[1].ID, eval[string](x, focus))
	x.press("k")
	require.Equal(t, r.Issues[0].ID, eval[string](x, focus))
	x.press("\r")
	require.Eventually(t, func() bool { return eval[string](x, "location.hash") == "#issue/"+r.Issues[0].ID }, patience, 20*time.Millisecond, "what is opened has an address")
	x.press("/")
	require.True(t, eval[bool](x, `document.activeElement.hasAttribute("data-search")`))
	x.press("j")
	require.Regexp(t, "j$", eval[string](x, `document.activeElement.value`), "a key belongs to the field that has the focus")

	eval[bool](x, `(document.activeElement.blur(), true)`)
	x.press("?")
	x.click(`dialog [data-keys]`)
	x.press("\u001b")
	x.press("/")
	require.False(t, eval[bool](x, `document.activeElement.hasAttribute("data-search")`), "single keys can be switched off")
	x.quiet()
}

func TestAddressesOfItems(t *testing.T) {
	x := open(t)
	r := hostileReport(x)
	last := r.Behaviors[len(r.Behaviors)-1].ID
	eval[bool](x, fmt.Sprintf(`(location.hash = "behavior/%s", true)`, last))
	open := fmt.Sprintf(`[data-behavior=%q] details[open]`, last)
	require.Eventually(t, func() bool { return x.count(open) == 1 }, patience, 20*time.Millisecond)
	require.Equal(t, last, eval[string](x, `document.activeElement.closest("[data-behavior]").dataset.behavior`))
	x.quiet()
}

// turn presses Alt and an arrow, which the browser itself takes: the page sees no call of history.
func (x *tab) turn(arrow string, code int64) {
	x.t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		_, err := chromedp.Call(x.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{
			Type: kind, Modifiers: int64(chromedp.ModifierAlt), Key: arrow, Code: arrow, WindowsVirtualKeyCode: code, NativeVirtualKeyCode: code,
		})
		require.NoError(x.t, err)
	}
}

func (x *tab) goBack()    { x.turn("ArrowLeft", 37) }
func (x *tab) goForward() { x.turn("ArrowRight", 39) }

// Reports opened from an overview are steps of the browser's history.
func TestBackAndForward(t *testing.T) {
	list := examples(t)
	x := open(t)
	require.Equal(t, "done", x.settle(func() { x.drop(save(t, list[0].File, list[0].Data), save(t, list[2].File, list[2].Data)) }))
	x.click(`[data-action="show"][data-report="1"]`)
	require.Equal(t, 1, x.count(`[data-wheelscope="report"]`))
	for _, step := range []struct {
		key  func()
		want string
	}{{x.goBack, "overview"}, {x.goForward, "report"}, {x.goBack, "overview"}} {
		step.key()
		require.Eventually(t, func() bool { return x.count(`[data-wheelscope="`+step.want+`"]`) == 1 }, patience, 20*time.Millisecond, step.want)
	}
	x.quiet()
}

// The source view shows the line that evidence names, with what was found there,
// and the bytes of what is no text.
func TestSourceView(t *testing.T) {
	x := open(t)
	r := hostileReport(x)
	place := r.Issues[0].Evidence[0]
	x.click(`[data-issue] [data-action="source"]`)
	require.Eventually(t, func() bool { return x.text(`dialog[open] [data-wheelscope="source"] h2`) != "" }, patience, 20*time.Millisecond, x.text(`[data-slot="source"]`))
	require.Equal(t, place.Path, x.text(`[data-wheelscope="source"] h2`))
	line := fmt.Sprintf(`[data-wheelscope="source"] .l.hit[data-n="%d"]`, place.Line)
	require.Equal(t, 1, x.count(line))
	require.Contains(t, x.text(line), strings.TrimSpace(place.Snippet.Lines[place.Snippet.Mark.Line])[:10])
	require.Contains(t, x.text(`[data-wheelscope="source"] code`), r.Issues[0].Title[:20])
	address := fmt.Sprintf("#file/%s:%d", url.QueryEscape(place.Path), place.Line)
	require.Equal(t, address, eval[string](x, "location.hash"), "a line has an address")
	x.press("\u001b")
	require.Eventually(t, func() bool { return eval[string](x, "location.hash") == "" }, patience, 20*time.Millisecond)
	eval[bool](x, fmt.Sprintf(`(document.querySelector('div[data-view="source"]').replaceChildren(), location.hash = %q, true)`, address))
	require.Eventually(t, func() bool { return x.count(line) == 1 }, patience, 20*time.Millisecond, "and the address opens it")
	x.press("\u001b")

	binary := pack.Wheel([]pack.File{
		{Name: "acme/data.bin", Data: append(bytes.Repeat([]byte{0, 1, 2, 3}, 5000), "hidden-text"...)},
		{Name: "acme/long.py", Data: []byte(strings.Repeat("x = 1\n", 5000))},
		{Name: "acme-1.0.dist-info/METADATA", Data: []byte("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")},
	})
	require.Equal(t, "done", x.settle(func() { x.pick(save(t, "acme-1.0-py3-none-any.whl", binary)) }))
	show := func(path string) {
		eval[bool](x, fmt.Sprintf(`(document.querySelector('#files [data-open=%q]').click(), true)`, path))
		require.Eventually(t, func() bool { return x.text(`[data-wheelscope="source"] h2`) == path }, patience, 20*time.Millisecond)
	}
	show("acme/data.bin")
	require.Contains(t, x.text(`[data-wheelscope="source"] .l`), "00 01 02 03")
	for range 6 {
		if x.count(`[data-wheelscope="source"] [data-offset]:last-of-type`) == 0 || strings.Contains(x.text(`[data-wheelscope="source"]`), "hidden-text") {
			break
		}
		before := x.text(`[data-wheelscope="source"] .ws-actions`)
		x.click(`[data-wheelscope="source"] .ws-actions button:last-of-type`)
		require.Eventually(t, func() bool { return x.text(`[data-wheelscope="source"] .ws-actions`) != before }, patience, 20*time.Millisecond)
	}
	require.Contains(t, x.text(`[data-wheelscope="source"]`), "hidden-text")
	x.press("\u001b")
	show("acme/long.py")
	require.Equal(t, 2000, x.count(`[data-wheelscope="source"] .l`))
	x.click(`[data-wheelscope="source"] .ws-actions button`)
	require.Eventually(t, func() bool { return x.count(`[data-wheelscope="source"] .l[data-n="2600"]`) == 1 }, patience, 20*time.Millisecond)
	x.quiet()
}

func TestOverviewSorts(t *testing.T) {
	list := examples(t)
	x := open(t)
	require.Equal(t, "done", x.settle(func() {
		x.drop(save(t, list[0].File, list[0].Data), save(t, list[1].File, list[1].Data), save(t, list[2].File, list[2].Data))
	}))
	column := func(n int) []string {
		return eval[[]string](x, fmt.Sprintf(`[...document.querySelectorAll('[data-view="result"] tbody tr')].map((r) => r.cells[%d].textContent.trim())`, n))
	}
	x.click(`[data-action="sort"][data-column="0"]`)
	require.IsNonDecreasing(t, column(0))
	require.Equal(t, "ascending", eval[string](x, `document.querySelector("th[aria-sort]").getAttribute("aria-sort")`))
	x.click(`[data-action="sort"][data-column="0"]`)
	require.IsNonIncreasing(t, column(0))
	x.click(`[data-action="sort"][data-column="5"]`)
	counts := eval[[]int](x, `[...document.querySelectorAll('[data-view="result"] tbody tr')].map((r) => Number(r.cells[5].textContent))`)
	require.IsNonIncreasing(t, counts)
	require.Equal(t, 1, x.count(`th[aria-sort]`))
	x.quiet()
}
