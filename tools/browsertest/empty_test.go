package browsertest

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

// Nothing found, hidden by a filter and not analysed are three things, and the
// page says which.
func TestThreeEmptyStates(t *testing.T) {
	files := pack.Zip([]pack.File{{Name: "acme/__init__.py", Data: []byte("x = 1\n")}, {Name: "acme/b.py", Data: []byte("y = 2\n")}})
	quiet := save(t, "acme.zip", files)
	files[30+len("acme/__init__.py")] ^= 0xff // the first byte of the first member
	unread := save(t, "acme.zip", files)
	x := open(t)

	require.Equal(t, "done", x.settle(func() { x.drop(quiet) }))
	require.Contains(t, x.text("#behaviors"), "No behavior was found.")
	require.Contains(t, x.text("#behaviors"), "2 files, 0 of them not analysed.")
	require.Contains(t, x.text("#indicators"), "No address, domain or other indicator was found.")
	require.Zero(t, x.count("[data-gap]"))
	require.Zero(t, x.count(`.ws-hidden:not([hidden])`))
	x.do(chromedp.SendKeys(chromedp.CSS(`[data-search]`), "zzz"))
	require.Zero(t, x.count(`#behaviors .ws-hidden:not([hidden])`), "where there is nothing, nothing is hidden")
	x.axe("nothing found")

	require.Equal(t, "done", x.settle(func() { x.drop(unread) }))
	require.Contains(t, x.text("#behaviors"), "No behavior was found.")
	require.Contains(t, x.text("#behaviors"), "2 files, 1 of them not analysed.")
	require.Equal(t, "acme/__init__.py", eval[string](x, `document.querySelector("#gaps [data-gap] code")?.textContent.trim() ?? ""`))
	require.Contains(t, x.text(`nav a[href="#gaps"]`), "1")
	require.Equal(t, "–", eval[string](x, `document.querySelector('#files [data-open="acme/__init__.py"]').closest("li").querySelector('[data-cell="finds"]').textContent`), "no reading is not zero")
	x.axe("not analysed")

	e := examples(t)[2]
	require.Equal(t, "done", x.settle(func() { x.drop(save(t, e.File, e.Data)) }))
	var r report.Report
	require.NoError(t, json.Unmarshal(native(t, e.File, e.Data), &r))
	x.do(chromedp.SendKeys(chromedp.CSS(`[data-search]`), "zzz"))
	for id, n := range map[string]int{"issues": len(r.Issues), "behaviors": len(r.Behaviors), "indicators": len(r.Indicators), "files": len(r.Files)} {
		require.Contains(t, x.text("#"+id+" .ws-hidden"), fmt.Sprintf("0 of %d shown, %d hidden by “zzz”.", n, n), id)
		require.NotContains(t, x.text("#"+id), "was found.", id)
	}
	x.axe("hidden by the search")
	x.quiet()
}

// What is copied is written so that nothing opens, and only what is shown; what is
// exported is all of it, as it is.
func TestIndicatorsAreCopiedAndExported(t *testing.T) {
	x := open(t)
	r := hostileReport(x)
	require.Greater(t, len(r.Indicators), 2)
	table := string(x.download(`[data-action="export-indicators"]`, func(data []byte) bool { return len(data) > 0 }))
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"kind", "value", "host", "class", "count", "first place"}, rows[0])
	require.Len(t, rows, len(r.Indicators)+1)
	for i, in := range r.Indicators {
		require.Equal(t, []string{in.Kind, in.Value, in.Host, fmt.Sprint(in.Count)}, []string{rows[i+1][0], strings.TrimPrefix(rows[i+1][1], "'"), rows[i+1][2], rows[i+1][4]})
		require.Equal(t, fmt.Sprintf("%s:%d", in.Evidence[0].Path, in.Evidence[0].Line), rows[i+1][5])
	}

	// The clipboard of this machine is left alone.
	eval[bool](x, `(navigator.clipboard.writeText = async (text) => { window.clip = text; }, true)`)
	copied := func() []string {
		x.click(`[data-action="copy-indicators"]`)
		x.eventually("copied", func() bool { return x.count(`[data-action="copy-indicators"][data-copied]`) == 1 })
		text := eval[string](x, "window.clip")
		return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	}
	lines := copied()
	require.Len(t, lines, len(r.Indicators))
	defanged := 0
	for i, in := range r.Indicators {
		kind, value, ok := strings.Cut(lines[i], "\t")
		require.True(t, ok)
		require.Equal(t, in.Kind, kind)
		require.NotContains(t, value, "http://")
		if in.Kind == "url" {
			require.Contains(t, value, "hxxp")
			defanged++
		}
	}
	require.Positive(t, defanged)
	x.eventually("the button is itself again", func() bool { return x.count(`[data-copied]`) == 0 })
	x.do(chromedp.SendKeys(chromedp.CSS(`[data-search]`), r.Indicators[0].Value))
	fewer := x.count("#indicators tr[data-indicator]:not([hidden])")
	require.Less(t, fewer, len(r.Indicators))
	require.Len(t, copied(), fewer)
	x.quiet()
}
