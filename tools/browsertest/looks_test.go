package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// Every state of the page, light and dark: no violation of WCAG 2.2 AA, and no
// sideways scrolling from a narrow phone to a wide screen. With SHOTS=folder
// pictures of all are left there.
func TestLooks(t *testing.T) {
	list := examples(t)
	states := []struct {
		name  string
		enter func(x *tab)
	}{
		{"ready", func(x *tab) {}},
		{"network", func(x *tab) { x.click(`header [data-action="network"]`) }},
		{"keys", func(x *tab) { x.click(`header [data-action="keys"]`) }},
		{"accept", func(x *tab) {
			x.settle(func() { x.click(`[data-example="` + list[2].File + `"]`) })
			x.click(`[data-view="result"] [data-action="accept"]`)
		}},
		{"accepted", func(x *tab) {
			x.settle(func() { x.click(`[data-example="` + list[2].File + `"]`) })
			x.accept("It is read by us.")
		}},
		{"decisions", func(x *tab) {
			x.settle(func() { x.click(`[data-example="` + list[2].File + `"]`) })
			x.accept("It is read by us.")
			x.click(`header [data-action="decisions"]`)
		}},
		{"filtered", func(x *tab) {
			x.settle(func() { x.click(`[data-example="` + list[2].File + `"]`) })
			x.click(`[data-view="result"] .ws-facet label`)
		}},
		{"source", func(x *tab) {
			x.settle(func() { x.click(`[data-example="` + list[2].File + `"]`) })
			x.click(`[data-view="result"] .ws-places [data-action="source"]`)
			require.Eventually(x.t, func() bool { return x.count(`[data-wheelscope="source"]`) == 1 }, patience, 20*time.Millisecond)
		}},
		{"scanning", func(x *tab) {
			x.drop(longer(x.t, 1500))
			x.wait("scanning")
			require.Eventually(x.t, func() bool { return x.count(`[data-list="seen"] li`) > 3 }, patience, 20*time.Millisecond)
			// The page is held in this state; what goes on behind it no longer shows.
			eval[bool](x, `(setInterval(() => document.documentElement.dataset.state = "scanning", 1), true)`)
		}},
		{"failed", func(x *tab) { x.settle(func() { x.pick(save(x.t, "empty.whl", nil)) }) }},
		{"pass", func(x *tab) { x.settle(func() { x.click(`[data-example="` + list[0].File + `"]`) }) }},
		{"warning", func(x *tab) { x.settle(func() { x.click(`[data-example="` + list[1].File + `"]`) }) }},
		{"hostile", func(x *tab) {
			x.settle(func() { x.click(`[data-example="` + list[2].File + `"]`) })
			eval[bool](x, `(document.querySelectorAll('[data-view="result"] button[aria-expanded="false"]').forEach((b) => b.click()), true)`)
		}},
		{"overview", func(x *tab) {
			x.settle(func() {
				x.drop(save(x.t, list[0].File, list[0].Data), save(x.t, list[2].File, list[2].Data), save(x.t, "acme_semantic_conventions-1.0-py3-none-any.whl", nil))
			})
		}},
		{"comparison", func(x *tab) {
			x.settle(func() { x.drop(version(x.t, "1.0", "x = 1\n"), version(x.t, "1.1", "import os\nos.system('true')\n")) })
		}},
		{"behaviors", func(x *tab) { x.do(chromedp.Navigate(x.url + "behaviors/")) }},
	}
	for _, s := range states {
		t.Run(s.name, func(t *testing.T) {
			x := open(t)
			s.enter(x)
			for _, width := range []int64{320, 360, 768, 1280, 1920} {
				x.do(chromedp.EmulateViewport(width, 900))
				if scroll := eval[int64](x, `document.documentElement.scrollWidth`); scroll > width {
					require.Fail(t, "sideways scrolling", "%d px at %d px: %s", scroll, width, eval[string](x, widest))
				}
			}
			for _, scheme := range []string{"light", "dark"} {
				x.media("prefers-color-scheme", scheme)
				for _, width := range []int64{360, 768, 1280} {
					if os.Getenv("SHOTS") != "" {
						x.do(chromedp.EmulateViewport(width, 900))
						x.picture(fmt.Sprintf("%s-%d-%s.png", s.name, width, scheme))
					}
				}
			}
			eval[bool](x, thin)
			for _, scheme := range []string{"light", "dark"} {
				x.media("prefers-color-scheme", scheme)
				for _, width := range []int64{320, 1280} {
					x.do(chromedp.EmulateViewport(width, 900))
					x.axe(fmt.Sprintf("%s, %d px, %s", s.name, width, scheme))
				}
			}
		})
	}
}

// thin leaves twenty entries of each list of the catalogue. One component makes them all, and axe's time
// grows with the elements: with all 24,000 of them this state alone took minutes.
const thin = `(document.querySelectorAll(".ws-cat > li:nth-child(n+21)").forEach((entry) => entry.remove()), true)`

// widest names the element that sticks out, for the message.
const widest = `(() => { const w = document.documentElement.clientWidth; for (const e of document.querySelectorAll("body *")) { const r = e.getBoundingClientRect(); if (r.right > w + 1 && r.width > 0) return e.outerHTML.slice(0, 200) } return "" })()`

// media makes the browser say this of a feature of its screen.
func (x *tab) media(feature, value string) {
	x.t.Helper()
	_, err := chromedp.Call(x.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: feature, Value: value}}})
	require.NoError(x.t, err)
}

func (x *tab) picture(name string) {
	folder := os.Getenv("SHOTS")
	if folder == "" {
		return
	}
	data, err := chromedp.Run(x.ctx, chromedp.CaptureScreenshot())
	require.NoError(x.t, err)
	require.NoError(x.t, os.MkdirAll(folder, 0o755))
	require.NoError(x.t, os.WriteFile(filepath.Join(folder, name), data, 0o644))
}

// axe runs in a world of its own, so the page's policy stays as it is. It is put there once a page.
func (x *tab) axe(where string) {
	x.t.Helper()
	script, err := os.ReadFile(filepath.Join(root, "web", "node_modules", "axe-core", "axe.min.js"))
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		x.t.Log("axe-core is not installed: run `npm ci` in web")
		return
	}
	require.NoError(x.t, err)
	tree, err := chromedp.Call(x.ctx, page.GetFrameTree, cdp.Empty{})
	require.NoError(x.t, err)
	world, err := chromedp.Call(x.ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: tree.FrameTree.Frame.ID, WorldName: "axe"})
	require.NoError(x.t, err)
	in := func(p *runtime.EvaluateParams) { p.ContextID = world.ExecutionContextID }
	there, err := chromedp.Run(x.ctx, chromedp.Evaluate[bool](`typeof axe !== "undefined"`, in))
	require.NoError(x.t, err)
	if !there {
		_, err = chromedp.Run(x.ctx, chromedp.Evaluate[chromedp.Void](string(script), in))
		require.NoError(x.t, err)
	}
	found, err := chromedp.Run(x.ctx, chromedp.Evaluate[string](
		`axe.run({resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((r) => JSON.stringify(r.violations.map((v) => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 5).map((n) => n.html.slice(0, 300) + " " + n.any.concat(n.all).map((c) => c.message).join("; "))}))))`,
		chromedp.EvalAwaitPromise, in))
	require.NoError(x.t, err)
	var list []map[string]any
	require.NoError(x.t, json.Unmarshal([]byte(found), &list))
	if len(list) > 0 {
		text, _ := json.MarshalIndent(list, "", " ")
		x.t.Errorf("accessibility of %s:\n%s", where, text)
	}
}
