package site

import (
	"bytes"
	"context"
	"os"
	"path/filepath"

	"github.com/a-h/templ"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/web/page"
	static "github.com/wheelscope/wheelscope/web/static/reference"
)

// pages writes the HTML. Addresses in it are relative, so the site may lie in a
// folder of its host.
func (b *builder) pages(bundle Bundle, examples []Example, assets []Asset, version string) error {
	if version == "" {
		version = engine.Version
	}
	files, err := static.Files()
	if err != nil {
		return err
	}
	data, err := reference.Open(files)
	if err != nil {
		return err
	}
	p := page.Params{Version: version, Home: "./", Script: bundle.Script, Style: bundle.Style, Catalogue: "behaviors/", Data: data.Info(), Source: source, Attributions: attributions}
	for i, e := range examples {
		p.Examples = append(p.Examples, page.Example{
			Title: e.Title, File: e.File, Kind: e.Kind, About: e.About, Size: int64(len(e.Data)), Href: assets[i].URL,
		})
	}
	if err := b.page("index.html", page.Index(p)); err != nil {
		return err
	}
	p.Home, p.Style, p.Catalogue = "../", "../"+bundle.Style, "./"
	if err := b.page("behaviors/index.html", page.Behaviors(p, engine.Catalogue(data))); err != nil {
		return err
	}
	samples, err := b.samples()
	if err != nil {
		return err
	}
	p.Catalogue = "../behaviors/"
	return b.page("accuracy/index.html", page.Accuracy(p, samples))
}

// samples reads what was reviewed; the page of accuracy is made of it.
func (b *builder) samples() (page.Samples, error) {
	const incidents = "engine/rule/policies/testdata/incidents/"
	var text [3]string
	for i, name := range []string{"testdata/reviewed.tsv", "testdata/verdicts.tsv", incidents + "missed.tsv"} {
		data, err := os.ReadFile(filepath.Join(b.root, filepath.FromSlash(name)))
		if err != nil {
			return page.Samples{}, err
		}
		text[i] = string(data)
	}
	cases, err := filepath.Glob(filepath.Join(b.root, filepath.FromSlash(incidents), "cases", "*.txtar"))
	if err != nil {
		return page.Samples{}, err
	}
	return page.ParseSamples(text[0], text[1], text[2], len(cases))
}

// source is the address of the project; its NOTICE has the whole of this list.
const source = "https://github.com/wheelscope/wheelscope"

var attributions = []page.Attribution{
	{Name: "Go, its runtime and wasm_exec.js, golang.org/x/net/publicsuffix", License: "BSD-3-Clause, The Go Authors"},
	{Name: "Public Suffix List", License: "MPL-2.0, Mozilla and contributors"},
	{Name: "templ", License: "MIT, Adrian Hesketh"},
	{Name: "klauspost/compress", License: "BSD-3-Clause, The Go Authors and Klaus Post"},
}

func (b *builder) page(name string, c templ.Component) error {
	var text bytes.Buffer
	if err := c.Render(context.Background(), &text); err != nil {
		return err
	}
	return b.write(name, text.Bytes())
}
