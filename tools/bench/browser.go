package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/wheelscope/wheelscope/tools/serve"
)

// clock notes when a file is chosen and when the page has its report. The page
// itself is not asked: its own figures could not be trusted more than this.
const clock = `new Promise(resolve => {
	let begin = 0
	document.addEventListener("change", () => { begin = performance.now() }, { capture: true, once: true })
	new MutationObserver((_, observer) => {
		const state = document.documentElement.dataset.state
		if (state !== "done" && state !== "failed") return
		observer.disconnect()
		globalThis.benchResult = state === "done" ? performance.now() - begin : -1
	}).observe(document.documentElement, { attributeFilter: ["data-state"] })
	resolve(true)
})`

// ready gives the milliseconds from the navigation until the page takes files.
const ready = `new Promise(resolve => {
	const look = () => document.documentElement.dataset.state === "ready" ? resolve(performance.now()) : setTimeout(look, 5)
	look()
})`

// browser measures the page in a headless Chromium, median of five pages.
func browser(site string, in inputSet) []row {
	rows := []row{
		{what: "navigation until the page takes files, local server", unit: "ms", budget: 1000},
		{what: "a 200 KB wheel, chosen to report, engine loaded", unit: "ms", budget: 150},
		{what: "Python wheel, all rules, in the browser", unit: "MB/s", budget: 30, speed: true},
		{what: "wheel of big .so files, in the browser", unit: "MB/s", budget: 80, speed: true},
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		for i := range rows {
			rows[i].note = "no chromium on this machine"
		}
		return rows
	}
	server := httptest.NewServer(serve.Handler(site))
	defer server.Close()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	chrome, end := chromedp.NewContext(allocator)
	defer end()
	exitOn(chromedp.Do(chrome))

	var loaded []float64
	for i, file := range []input{in.small, in.python, in.native} {
		r := &rows[i+1]
		if file.path == "" {
			r.note = "no input on this machine"
			continue
		}
		var figures []float64
		for range 5 {
			start, took, err := onePage(chrome, server.URL, file.path)
			exitOn(err)
			loaded = append(loaded, start)
			if r.speed {
				took = float64(file.unpacked) / 1e6 / (took / 1e3)
			}
			figures = append(figures, took)
		}
		r.measured = median(figures)
	}
	rows[0].measured = median(loaded)
	return rows
}

// onePage loads the page anew and lets it read one file. Both figures are milliseconds.
func onePage(chrome context.Context, url, file string) (loaded, took float64, err error) {
	ctx, end := chromedp.NewContext(chrome, chromedp.WithNewBrowserContext())
	defer end()
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		return 0, 0, err
	}
	if loaded, err = chromedp.Run(ctx, chromedp.Evaluate[float64](ready, chromedp.EvalAwaitPromise)); err != nil {
		return 0, 0, err
	}
	if _, err = chromedp.Run(ctx, chromedp.Evaluate[bool](clock, chromedp.EvalAwaitPromise)); err != nil {
		return 0, 0, err
	}
	if err := chromedp.Do(ctx, chromedp.SetUploadFiles(chromedp.CSS(`input[type=file][data-wheelscope="file"]`), []string{file}),
		chromedp.WaitReady(chromedp.CSS(`html:is([data-state=done],[data-state=failed])`))); err != nil {
		return 0, 0, err
	}
	took, err = chromedp.Run(ctx, chromedp.Evaluate[float64](`globalThis.benchResult`))
	if err == nil && took < 0 {
		err = fmt.Errorf("%s: the page could not read it", file)
	}
	return loaded, took, err
}
