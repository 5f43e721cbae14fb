// Command render reads a report as JSON and writes its HTML in the way that the
// WebAssembly program does. A test runs it with and without the rewritten
// components.
package main

import (
	"bytes"
	"context"
	"io"
	"os"

	templruntime "github.com/a-h/templ/runtime"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/report/render"
)

func main() {
	if err := run(); err != nil {
		panic(err)
	}
}

func run() error {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	r, err := report.Decode(text)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	buffer, _ := templruntime.GetBuffer(&page)
	if err := render.Report(r).Render(context.Background(), buffer); err != nil {
		return err
	}
	if err := render.Overview([]render.Line{render.LineOf(r), {Name: "<b>", Error: "no \"archive\""}}).Render(context.Background(), buffer); err != nil {
		return err
	}
	if err := templruntime.ReleaseBuffer(buffer); err != nil {
		return err
	}
	_, err = os.Stdout.Write(page.Bytes())
	return err
}
