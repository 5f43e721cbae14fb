package browsertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	chromium "github.com/wheelscope/wheelscope/tools/chrome"
	"github.com/wheelscope/wheelscope/tools/serve"
	"github.com/wheelscope/wheelscope/tools/site"
)

const root = "../.."

// patience is for a machine under load; nothing here measures time.
const patience = time.Minute

// chrome is the browser that all tests share; each has a profile of its own.
var chrome context.Context

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	ctx, stop, err := chromium.Start()
	if errors.Is(err, chromium.ErrMissing) && os.Getenv("CI") == "" {
		fmt.Println("no Chromium here: the browser tests are skipped")
		return 0
	}
	if err != nil {
		fmt.Println("starting Chromium:", err)
		return 1
	}
	defer stop()
	if err := site.Build(root, ""); err != nil {
		fmt.Println(err)
		return 1
	}
	chrome = ctx
	return m.Run()
}

// tab is a page of the site, with all that it said and asked for.
type tab struct {
	t   *testing.T
	ctx context.Context
	url string

	mu         sync.Mutex
	requests   []string // that arrived at the server
	violations []string // of the policy, as the console reports them
	problems   []string // exceptions, errors on the console, dialogs
}

// open loads the page and waits until it takes files.
func open(t *testing.T) *tab {
	x := visit(t)
	x.wait("ready")
	x.mu.Lock()
	x.requests = nil // what comes from here on comes after the lock
	x.mu.Unlock()
	return x
}

// visit loads the page.
func visit(t *testing.T) *tab {
	x := &tab{t: t}
	files := serve.Handler(filepath.Join(root, filepath.FromSlash(site.Folder)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x.mu.Lock()
		x.requests = append(x.requests, r.Method+" "+r.URL.String())
		x.mu.Unlock()
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	ctx, end := chromedp.NewContext(chrome, chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	x.ctx, x.url = ctx, server.URL+"/"
	require.NoError(t, chromedp.Listen(ctx, x.hear))
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(x.url)))
	return x
}

func (x *tab) hear(event any) {
	x.mu.Lock()
	defer x.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		x.problems = append(x.problems, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		var text []string
		for _, a := range e.Args {
			text = append(text, string(a.Value)+a.Description)
		}
		x.problems = append(x.problems, "console: "+strings.Join(text, " "))
	case *page.EventJavascriptDialogOpening:
		x.problems = append(x.problems, "dialog: "+e.Message)
	case *log.EventEntryAdded:
		if strings.Contains(e.Entry.Text, "Content Security Policy") {
			x.violations = append(x.violations, e.Entry.Text)
		} else if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			x.problems = append(x.problems, "log: "+e.Entry.Text)
		}
	}
}

// quiet fails if anything was asked of the server since the lock, or anything
// went wrong, or the policy had to refuse something.
func (x *tab) quiet() {
	x.t.Helper()
	x.mu.Lock()
	defer x.mu.Unlock()
	require.Empty(x.t, x.requests, "requests after the lock")
	require.Empty(x.t, x.problems)
	require.Empty(x.t, x.violations)
}

func (x *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	x.t.Helper()
	ctx, cancel := context.WithTimeout(x.ctx, patience)
	defer cancel()
	require.NoError(x.t, chromedp.Do(ctx, actions...))
}

// wait waits for one of the states and gives it.
func (x *tab) wait(states ...string) string {
	x.t.Helper()
	var selectors []string
	for _, s := range states {
		selectors = append(selectors, "[data-state="+s+"]")
	}
	ctx, cancel := context.WithTimeout(x.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.WaitReady(chromedp.CSS("html:is("+strings.Join(selectors, ",")+")"))); err != nil {
		x.mu.Lock()
		defer x.mu.Unlock()
		require.NoError(x.t, err, "waiting for %v; the page said %q %q and asked for %q", states, x.problems, x.violations, x.requests)
	}
	return eval[string](x, "document.documentElement.dataset.state")
}

// settle waits for the end of the work that this begins.
func (x *tab) settle(begin func()) string {
	x.t.Helper()
	eval[bool](x, `(window.settled = new Promise((resolve) => {
		let seen = false;
		new MutationObserver((changes, observer) => {
			const state = document.documentElement.dataset.state;
			if (state === "scanning") seen = true;
			else if (seen || changes.some((c) => c.oldValue === "scanning")) { observer.disconnect(); resolve(state); }
		}).observe(document.documentElement, {attributeFilter: ["data-state"], attributeOldValue: true});
	}), true)`)
	begin()
	return eval[string](x, "window.settled")
}

func eval[T any](x *tab, script string) T {
	x.t.Helper()
	ctx, cancel := context.WithTimeout(x.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	require.NoError(x.t, err, script)
	return v
}

// text is what a visitor reads in the first element of the selector.
func (x *tab) text(selector string) string {
	x.t.Helper()
	return eval[string](x, fmt.Sprintf("document.querySelector(%q)?.innerText ?? ''", selector))
}

func (x *tab) count(selector string) int {
	x.t.Helper()
	return eval[int](x, fmt.Sprintf("document.querySelectorAll(%q).length", selector))
}

const picker = `input[type=file][data-wheelscope="file"]`

// pick chooses files with the picker.
func (x *tab) pick(paths ...string) {
	x.t.Helper()
	x.do(chromedp.SetUploadFiles(chromedp.CSS(picker), paths))
}

// drop drops files somewhere on the window.
func (x *tab) drop(paths ...string) {
	x.t.Helper()
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: 1}
	for _, kind := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		_, err := chromedp.Call(x.ctx, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: 200, Y: 200, Data: data})
		require.NoError(x.t, err)
	}
}

// click clicks as a person does: the element must be there, visible and enabled,
// and stand still. What is laid out only near the window moves others when it is
// scrolled to.
func (x *tab) click(selector string) {
	x.t.Helper()
	x.do(chromedp.WaitReady(chromedp.CSS(selector)))
	eval[bool](x, fmt.Sprintf(`new Promise((still) => {
		const look = (before) => {
			const { top } = document.querySelector(%q).getBoundingClientRect();
			if (top === before) return still(true);
			document.querySelector(%[1]q).scrollIntoView({ block: "nearest", behavior: "instant" });
			requestAnimationFrame(() => requestAnimationFrame(() => look(top)));
		};
		look();
	})`, selector))
	x.do(chromedp.Click(chromedp.CSS(selector)))
}

// export clicks Export JSON and gives the bytes that were saved.
func (x *tab) export() []byte {
	x.t.Helper()
	return x.download(`[data-action="export-json"]`, func(data []byte) bool { return bytes.HasSuffix(data, []byte("}\n")) })
}

// download clicks on what saves a file, and gives its bytes when they are whole.
func (x *tab) download(button string, whole func(data []byte) bool) []byte {
	x.t.Helper()
	folder := x.t.TempDir()
	on := true
	context := chromedp.FromContext(x.ctx).BrowserContextID
	_, err := chromedp.CallBrowser(x.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, BrowserContextID: context, DownloadPath: folder, EventsEnabled: &on,
	})
	require.NoError(x.t, err)
	x.click(button)
	var data []byte
	require.Eventually(x.t, func() bool {
		names, _ := filepath.Glob(filepath.Join(folder, "*"))
		if len(names) != 1 || strings.HasSuffix(names[0], ".crdownload") {
			return false
		}
		data, err = os.ReadFile(names[0])
		return err == nil && whole(data)
	}, patience, 20*time.Millisecond, "%s saved nothing", button)
	return data
}
