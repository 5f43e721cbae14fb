package browsertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule/decisions"
	"github.com/wheelscope/wheelscope/tools/config"
	static "github.com/wheelscope/wheelscope/web/static/reference"
)

// decidedNatively is the report as the command prints it with these decisions.
func decidedNatively(t *testing.T, name string, data []byte, own *decisions.Decisions) []byte {
	files, err := static.Files()
	require.NoError(t, err)
	known, err := reference.Open(files)
	require.NoError(t, err)
	r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), name, engine.Options{Reference: known, Decisions: own, Date: time.Now().Format(time.DateOnly)})
	require.NoError(t, err)
	text, err := report.Encode(r)
	require.NoError(t, err)
	return text
}

// savedDecisions is the file that the page saves, as the command reads it.
func (x *tab) savedDecisions() (*decisions.Decisions, string) {
	x.t.Helper()
	data := x.download(`dialog[open] [data-action="save-decisions"]`, func(data []byte) bool { return len(data) > 0 })
	file := filepath.Join(x.t.TempDir(), config.Name)
	require.NoError(x.t, os.WriteFile(file, data, 0o644))
	own, err := config.Read(file)
	require.NoError(x.t, err, string(data))
	return own, file
}

func (x *tab) eventually(what string, is func() bool) {
	x.t.Helper()
	require.Eventually(x.t, is, patience, 20*time.Millisecond, what)
}

// An issue is accepted with a reason, stays where it is and says so; the report is
// the command's with the same decisions, and the saved file is what the command reads.
func TestAcceptAndUndo(t *testing.T) {
	e := examples(t)[2]
	x := open(t)
	r := hostileReport(x)
	first := r.Issues[0]
	issue := fmt.Sprintf(`[data-issue=%q]`, first.ID)
	plain := x.export()
	require.Zero(t, x.count(`[data-accepted]`))

	x.click(issue + ` [data-action="accept"]`)
	require.Equal(t, first.Title, x.text(`dialog[open] [data-slot="accepting"]`))
	require.Equal(t, "reason", eval[string](x, `document.activeElement.name`))
	x.axe("accept")
	x.click(`dialog[open] [type="submit"]`)
	require.Equal(t, 1, x.count(`dialog[open] [data-form="accept"]`), "not without a reason")
	reason := "read by \"Ann\" \\ <b>é</b>\u202e\u007f"
	eval[bool](x, fmt.Sprintf(`(document.querySelector('[name="reason"]').value = %s, true)`, quoted(reason)))
	eval[bool](x, `(document.querySelector('[name="expires"]').value = "2999-01-31", true)`)
	x.click(`dialog[open] [type="submit"]`)
	x.eventually("accepted", func() bool { return x.count(issue+`[data-accepted="all"]`) == 1 })
	x.axe("accepted")
	require.Contains(t, x.text(issue+` .ws-accepted`), "Accepted until 2999-01-31, ")
	require.Contains(t, x.text(issue+` .ws-accepted`), `read by "Ann" \ <b>é</b>`)
	require.Contains(t, x.text(issue+` .found`), first.Found, "it stays")
	require.Equal(t, "unaccept", eval[string](x, `document.activeElement.dataset.action`), "the focus stays with the issue")
	require.Equal(t, " 1", eval[string](x, `document.querySelector('[data-slot="decisions"]').textContent`))

	x.click(`header [data-action="decisions"]`)
	x.axe("decisions")
	own, file := x.savedDecisions()
	require.Len(t, own.Accept, 1)
	a := own.Accept[0]
	require.Equal(t, []string{first.ID, "2999-01-31", reason, r.Package.Name}, []string{a.Issue, a.Expires, a.Reason, a.Package})
	require.Len(t, a.Fingerprints, len(unique(fingerprintsOf(first))))
	x.press("\u001b")
	accepted := x.export()
	same(t, decidedNatively(t, e.File, e.Data, own), accepted)

	x.click(issue + ` [data-action="unaccept"]`)
	x.eventually("undone", func() bool { return x.count(`[data-accepted]`) == 0 })
	require.Equal(t, "accept", eval[string](x, `document.activeElement.dataset.action`))
	same(t, plain, x.export())

	// The file that was saved brings it back, without a scan that can be seen.
	x.drop(file)
	x.eventually("loaded", func() bool { return x.count(issue+`[data-accepted="all"]`) == 1 })
	require.Equal(t, "done", eval[string](x, "document.documentElement.dataset.state"))
	require.Contains(t, x.text(`dialog[open] [data-slot="decided"]`), "1 acceptance added")
	x.press("\u001b")
	same(t, accepted, x.export())
	x.quiet()
}

// accept accepts the first issue that is shown.
func (x *tab) accept(reason string) {
	x.t.Helper()
	x.click(`[data-view="result"] [data-action="accept"]`)
	x.do(chromedp.SendKeys(chromedp.CSS(`[name="reason"]`), reason))
	x.click(`dialog[open] [type="submit"]`)
	x.eventually("accepted", func() bool { return x.count(`[data-accepted="all"]`) == 1 })
}

func fingerprintsOf(i report.Issue) (list []string) {
	for _, e := range i.Evidence {
		list = append(list, e.Fingerprint)
	}
	return list
}

func quoted(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}

// Decisions hold for packages that come later, and for all of an overview.
func TestDecisionsOfAFile(t *testing.T) {
	list := examples(t)
	x := open(t)
	file := save(t, config.Name, []byte(`projects = ["acme-core"]
[[accept]]
behavior = "creates-a-process"
reason = "a build tool"
expires = 2999-01-31
[[accept]]
issue = "process-at-install"
reason = "old"
expires = 2001-01-31
[[hosts]]
class = "tunnel"
names = ["tunnel.example"]
[[behavior]]
id = "defines-classes-of-ours"
title = "Calls what the standard library has for paths."
names = ["os.path.join", "pathlib.Path", "os.system", "subprocess.run", "subprocess.Popen", "json.dumps"]
priority = "P2"
`))
	x.pick(file)
	x.eventually("read", func() bool { return x.count(`dialog[data-view="decisions"][open]`) == 1 })
	require.Contains(t, x.text(`dialog[open]`), "Also from files: 1 list of hosts, 1 name of projects, 1 behavior of your own. They need the package: a saved report is not read anew.")
	require.Contains(t, x.text(`dialog[open] [data-list="acceptance"]`), "Expired on 2001-01-31: old")
	own, again := x.savedDecisions()
	want, err := config.Read(file)
	require.NoError(t, err)
	require.Equal(t, want, own)

	require.Equal(t, "done", x.settle(func() { x.drop(save(t, list[2].File, list[2].Data)) }))
	require.Zero(t, x.count(`dialog[open]`))
	same(t, decidedNatively(t, list[2].File, list[2].Data, own), x.export())
	require.Contains(t, x.text(`#overview .ws-summary`), "2 acceptances, 1 expired")
	require.Equal(t, 1, x.count(`[data-issue="defines-classes-of-ours"]`))

	require.Equal(t, "done", x.settle(func() { x.drop(save(t, list[0].File, list[0].Data), save(t, list[2].File, list[2].Data)) }))
	x.click(`header [data-action="decisions"]`)
	before := x.text(`tr[data-line="1"]`)
	x.click(`dialog[open] [data-action="drop-decisions"]`)
	x.eventually("read anew", func() bool { return x.text(`tr[data-line="1"]`) != before && x.text(`[data-slot="anew"]`) == "" })
	x.press("\u001b")
	x.click(`[data-action="show"][data-report="1"]`)
	same(t, native(t, list[2].File, list[2].Data), x.export())

	// What is wrong is named with its line, and nothing of the file is taken.
	x.pick(save(t, "broken.toml", []byte("[[accept]]\nissue = \"no-such\"\nreason = \"r\"\nexpires = 2999-01-31\n")))
	x.eventually("refused", func() bool { return x.count(`dialog[data-view="decisions"][open]`) == 1 })
	require.Contains(t, x.text(`dialog[open] [data-slot="decided"]`), "broken.toml was not taken: line 2: there is no issue no-such.")
	require.Zero(t, x.count(`dialog[open] [data-list="acceptance"] li`))
	x.press("\u001b")

	// With packages the panel stays closed, so the page itself tells.
	broken := save(t, "broken.toml", []byte("[[accept]]\nissue = \"no-such\"\n"))
	require.Equal(t, "done", x.settle(func() { x.drop(broken, save(t, list[0].File, list[0].Data)) }))
	require.Zero(t, x.count(`dialog[open]`))
	require.Contains(t, x.text(`[role="alert"][data-slot="refused"]`), "broken.toml was not taken: line 2: ")
	require.Equal(t, "done", x.settle(func() { x.drop(save(t, list[0].File, list[0].Data)) }))
	require.Empty(t, x.text(`[data-slot="refused"]`))
	x.pick(again)
	x.eventually("read", func() bool { return x.count(`dialog[data-view="decisions"][open]`) == 1 })
	x.quiet()
}

// A report that was saved is accepted from like any other: it says what the package
// would when it is read with the same decisions.
func TestAcceptFromASavedReport(t *testing.T) {
	e := examples(t)[2]
	x := open(t)
	saved := native(t, e.File, e.Data)
	require.Equal(t, "done", x.settle(func() { x.pick(save(t, "report.json", saved)) }))
	same(t, saved, x.export())
	x.accept("It is read by us.")
	x.click(`header [data-action="decisions"]`)
	own, _ := x.savedDecisions()
	x.press("\u001b")
	same(t, decidedNatively(t, e.File, e.Data, own), x.export())
	require.Contains(t, x.text(`.ws-accepted`), "It is read by us.")
	x.click(`[data-view="result"] [data-action="unaccept"]`)
	x.eventually("undone", func() bool { return x.count(`[data-accepted]`) == 0 })
	same(t, saved, x.export())
	x.quiet()
}

// A behavior is accepted where it stands, in its files or in all; the package is not
// read again for it, and whoever reads stays where he is.
func TestAcceptABehavior(t *testing.T) {
	e := examples(t)[2]
	x := open(t)
	hostileReport(x)
	const item = `[data-item][data-behavior="creates-a-process"]`
	eval[bool](x, `(window.calls = [], window.post = Worker.prototype.postMessage, Worker.prototype.postMessage = function (m, ...rest) { window.calls.push(m.request?.call); return window.post.call(this, m, ...rest); }, true)`)
	x.do(chromedp.SendKeys(chromedp.CSS(`[data-search]`), "process"))
	x.click(item + " summary")
	require.Positive(t, x.count(`#issues .ws-hidden:not([hidden])`))
	eval[bool](x, fmt.Sprintf(`(window.kept = document.querySelector("#files [data-files]"), window.other = document.querySelector('[data-item]:not(%s)'), true)`, item))
	for _, scope := range []string{"places", "package"} {
		x.click(item + ` [data-action="accept"]`)
		require.Equal(t, "Accept a behavior", x.text(`dialog[open] h2`))
		require.Equal(t, "Creates a process.", x.text(`dialog[open] [data-slot="accepting"]`))
		x.axe("accept a behavior")
		x.click(fmt.Sprintf(`dialog[open] [value=%q]`, scope))
		x.do(chromedp.SendKeys(chromedp.CSS(`[name="reason"]`), "a build tool"))
		top := fmt.Sprintf("document.querySelector(%q).getBoundingClientRect().top", item)
		before := eval[float64](x, top)
		x.click(`dialog[open] [type="submit"]`)
		x.eventually("accepted", func() bool { return x.count(item+`[data-accepted="all"]`) == 1 })
		require.Equal(t, "unaccept", eval[string](x, `document.activeElement.dataset.action`), "the focus stays with the behavior")
		require.Equal(t, 1, x.count(item+" > details[open]"), "it stays open")
		require.Equal(t, "process", eval[string](x, `document.querySelector("[data-search]").value`))
		require.Positive(t, x.count(`#issues .ws-hidden:not([hidden])`), "it stays searched")
		require.True(t, eval[bool](x, `window.kept.isConnected && window.other.isConnected`), "what does not differ is left alone")
		require.InDelta(t, before, eval[float64](x, top), 1, "it stays where it is on the screen")

		x.click(`header [data-action="decisions"]`)
		own, _ := x.savedDecisions()
		x.press("\u001b")
		require.Len(t, own.Accept, 1)
		require.Equal(t, scope == "places", len(own.Accept[0].Paths) > 0)
		for _, path := range own.Accept[0].Paths {
			require.NotContains(t, path, "0.3.1", "the folder of the version is no part of it")
		}
		same(t, decidedNatively(t, e.File, e.Data, own), x.export())
		x.click(item + ` [data-action="unaccept"]`)
		x.eventually("undone", func() bool { return x.count(`[data-accepted]`) == 0 })
	}
	require.NotContains(t, eval[[]string](x, "window.calls.filter(Boolean)"), "scan", "what was read is only judged anew")
	x.quiet()
}

// Removing one by keyboard leaves the focus in the list.
func TestRemoveADecision(t *testing.T) {
	x := open(t)
	x.pick(save(t, config.Name, []byte(`[[accept]]
behavior = "creates-a-process"
reason = "one"
expires = 2999-01-31
[[accept]]
behavior = "contains-ip-addresses"
reason = "two"
expires = 9999-12-31
`)))
	x.eventually("read", func() bool { return x.count(`dialog[open] [data-action="remove-decision"]`) == 2 })
	require.Contains(t, x.text(`dialog[open] [data-list="acceptance"]`), "Without a last day: two")
	eval[bool](x, `(document.querySelector('[data-action="remove-decision"]').focus(), true)`)
	x.do(chromedp.KeyEvent("\r"))
	x.eventually("removed", func() bool { return x.count(`[data-action="remove-decision"]`) == 1 })
	require.Equal(t, "Remove contains-ip-addresses", eval[string](x, `document.activeElement.getAttribute("aria-label")`))
	x.do(chromedp.KeyEvent("\r"))
	x.eventually("removed", func() bool { return x.count(`[data-action="remove-decision"]`) == 0 })
	require.Equal(t, "load-decisions", eval[string](x, `document.activeElement.dataset.action`))
	x.quiet()
}

// Decisions that are dropped with packages come first: nothing is read twice.
func TestDecisionsWithPackages(t *testing.T) {
	list := examples(t)
	x := open(t)
	file := save(t, config.Name, []byte("[[accept]]\nbehavior = \"creates-a-process\"\nreason = \"a build tool\"\nexpires = 2999-01-31\n"))
	eval[bool](x, `(window.anew = 0, new MutationObserver(() => window.anew++).observe(document.querySelector('[data-slot="anew"]'), { childList: true, characterData: true, subtree: true }), true)`)
	require.Equal(t, "done", x.settle(func() { x.drop(file, save(t, list[2].File, list[2].Data)) }))
	own, err := config.Read(file)
	require.NoError(t, err)
	same(t, decidedNatively(t, list[2].File, list[2].Data, own), x.export())
	require.Zero(t, x.count(`dialog[open]`))
	require.Zero(t, eval[int](x, "window.anew"))
	x.quiet()
}
