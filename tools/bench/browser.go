package main

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/wheelscope/wheelscope/tools/chrome"
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
		{what: "the same, chosen as soon as the page takes files", unit: "ms", budget: 400},
		{what: "Python wheel, all rules, in the browser", unit: "MB/s", budget: 30, speed: true},
		{what: "wheel of big .so files, in the browser", unit: "MB/s", budget: 80, speed: true},
	}
	tab, stop, err := chrome.Start()
	if errors.Is(err, chrome.ErrMissing) {
		for i := range rows {
			rows[i].note = err.Error()
		}
		return rows
	}
	exitOn(err)
	defer stop()
	server := httptest.NewServer(serve.Handler(site))
	defer server.Close()

	var loaded []float64
	for i, run := range []struct {
		input
		rest time.Duration // for the page to get warm, as while a person looks for a file
	}{{in.small, 3 * time.Second}, {in.small, 0}, {in.python, 0}, {in.native, 0}} {
		r := &rows[i+1]
		if run.path == "" {
			r.note = "no input on this machine"
			continue
		}
		var figures []float64
		for range 5 {
			start, took, err := onePage(tab, server.URL, run.path, run.rest)
			exitOn(err)
			loaded = append(loaded, start)
			if r.speed {
				took = float64(run.unpacked) / 1e6 / (took / 1e3)
			}
			figures = append(figures, took)
		}
		r.measured = median(figures)
	}
	rows[0].measured = median(loaded)
	return rows
}

// onePage loads the page anew and lets it read one file. Both figures are milliseconds.
func onePage(browser context.Context, url, file string, rest time.Duration) (loaded, took float64, err error) {
	return onePageThen(browser, url, file, rest, func() {})
}

// onePageThen does something more before the page is left.
func onePageThen(browser context.Context, url, file string, rest time.Duration, then func()) (loaded, took float64, err error) {
	ctx, end := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	defer end()
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		return 0, 0, err
	}
	if loaded, err = chromedp.Run(ctx, chromedp.Evaluate[float64](ready, chromedp.EvalAwaitPromise)); err != nil {
		return 0, 0, err
	}
	time.Sleep(rest)
	if _, err = chromedp.Run(ctx, chromedp.Evaluate[bool](clock, chromedp.EvalAwaitPromise)); err != nil {
		return 0, 0, err
	}
	if err := chromedp.Do(ctx, chromedp.SetUploadFiles(chromedp.CSS(`input[type=file][data-wheelscope="file"]`), []string{file}),
		chromedp.WaitReady(chromedp.CSS(`html:is([data-state=done],[data-state=failed])`))); err != nil {
		return 0, 0, err
	}
	then()
	took, err = chromedp.Run(ctx, chromedp.Evaluate[float64](`globalThis.benchResult`))
	if err == nil && took < 0 {
		err = fmt.Errorf("%s: the page could not read it", file)
	}
	return loaded, took, err
}
