package browsertest

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/tools/serve"
	"github.com/wheelscope/wheelscope/tools/site"
)

// broken is the site without its engine.
func broken(t *testing.T) string {
	files := serve.Handler(filepath.Join(root, filepath.FromSlash(site.Folder)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".wasm") {
			http.NotFound(w, r)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// Try to send really tries; the server must see nothing of it, and the page
// must say for each way that it was refused.
func TestTryToSend(t *testing.T) {
	x := open(t)
	x.click(`header [data-action="network"]`)
	x.click(`[data-action="try-send"]`)
	require.Eventually(t, func() bool { return strings.Contains(x.text(`[data-slot="verdict"]`), "refused.") }, patience, 50*time.Millisecond)
	rows := eval[[]string](x, `Array.from(document.querySelectorAll('[data-list="sent"] tr'), (row) => row.innerText)`)
	require.GreaterOrEqual(t, len(rows), 10)
	for _, row := range rows {
		require.NotContains(t, row, "not refused")
	}
	require.Contains(t, x.text(`[data-slot="requests"]`), "0")
	require.Contains(t, x.text(`[data-slot="policy"]`), "default-src 'none'")
	require.GreaterOrEqual(t, x.count(`[data-list="request"] tr`), 10, "requests before the lock")
	x.mu.Lock()
	require.Empty(t, x.requests, "requests after the lock")
	require.NotEmpty(t, x.violations)
	x.mu.Unlock()
	x.click(`dialog [data-action="close"]`)
	require.False(t, eval[bool](x, `document.querySelector('dialog[data-view="network"]').open`))
	e := examples(t)[0]
	require.Equal(t, "done", x.settle(func() { x.drop(save(t, e.File, e.Data)) }))
}

// A worker has the policy too.
func TestWorkersAreLocked(t *testing.T) {
	x := open(t)
	infos, err := chromedp.Targets(x.ctx)
	require.NoError(t, err)
	seen := 0
	for _, info := range infos {
		if info.Type != "worker" || !strings.HasPrefix(info.URL, "blob:"+strings.TrimSuffix(x.url, "/")) {
			continue
		}
		seen++
		worker, end := chromedp.NewContext(x.ctx, chromedp.WithTargetID(info.TargetID))
		defer end()
		out, err := chromedp.Run(worker, chromedp.Evaluate[string](`fetch("`+x.url+`?worker").then(() => "sent", () => "refused")`, chromedp.EvalAwaitPromise))
		require.NoError(t, err)
		require.Equal(t, "refused", out)
	}
	require.Positive(t, seen)
	x.mu.Lock()
	defer x.mu.Unlock()
	require.Empty(t, x.requests)
}

// The third example has script tags, handlers and bidirectional characters in
// every field and name. Nothing of it may run, ask for anything, or be a link.
func TestHostileTextStaysText(t *testing.T) {
	e := examples(t)[2]
	x := open(t)
	before := x.count("script")
	require.Equal(t, "done", x.settle(func() { x.click(`[data-example="` + e.File + `"]`) }))
	// Open everything that can be opened.
	eval[int](x, `(() => { let n = 0; for (const b of document.querySelectorAll('[data-view="result"] button[aria-expanded="false"], [data-view="result"] button[data-more]')) { b.click(); n++ } for (const d of document.querySelectorAll("details")) d.open = true; return n })()`)
	require.Equal(t, before, x.count("script"))
	require.Zero(t, x.count(`[data-view="result"] :is(script, iframe, object, embed, img, style, link, form, base, meta)`))
	require.Zero(t, eval[int](x, `Array.from(document.querySelectorAll('[data-view="result"] *')).filter((e) => e.getAttributeNames().some((n) => n.startsWith("on") || n === "style")).length`))
	require.Empty(t, eval[[]string](x, `Array.from(document.querySelectorAll('[data-view="result"] a'), (a) => a.getAttribute("href")).filter((h) => !h.startsWith("#"))`), "links out of the report")
	require.Contains(t, x.text(`[data-view="result"]`), "U+202E", "characters that reorder text are written out")
	require.False(t, eval[bool](x, `/[\u202a-\u202e\u2066-\u2069]/.test(document.querySelector('[data-view="result"]').outerHTML + document.title)`), "bidirectional characters in the page")
	x.quiet()
}
