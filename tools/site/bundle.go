package site

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Bundle are the addresses of what pages link, relative to the root.
type Bundle struct{ Script, Style string }

// bundle makes the worker first: its text is inside the page's script, because
// the worker starts after the network was closed. Nothing is split into chunks
// for the same reason.
func (b *builder) bundle(assets Assets) (Bundle, error) {
	goroot, err := goroot(b.root)
	if err != nil {
		return Bundle{}, err
	}
	glue, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return Bundle{}, err
	}
	list, err := json.Marshal(assets)
	if err != nil {
		return Bundle{}, err
	}
	worker, err := build(api.BuildOptions{
		EntryPoints: []string{filepath.Join(b.root, "web", "src", "worker.ts")},
		Format:      api.FormatIIFE,
		Plugins:     []api.Plugin{virtual("go:wasm_exec", string(glue), api.LoaderJS)},
	})
	if err != nil {
		return Bundle{}, err
	}
	page, err := build(api.BuildOptions{
		EntryPoints: []string{filepath.Join(b.root, "web", "src", "main.ts"), filepath.Join(b.root, "web", "style", "index.css")},
		Format:      api.FormatIIFE,
		Outdir:      filepath.Join(b.out, "assets"),
		EntryNames:  "[name]-[hash]",
		Plugins: []api.Plugin{
			virtual("worker:text", string(worker.OutputFiles[0].Contents), api.LoaderText),
			virtual("site:assets", string(list), api.LoaderJSON),
		},
	})
	if err != nil {
		return Bundle{}, err
	}
	var out Bundle
	for _, f := range page.OutputFiles {
		name := filepath.Base(f.Path)
		switch filepath.Ext(name) {
		case ".js":
			out.Script = "assets/" + name
		case ".css":
			out.Style = "assets/" + name
		default:
			return Bundle{}, errors.New("the bundler wrote " + name + ", which no page links")
		}
		if err := b.write("assets/"+name, f.Contents); err != nil {
			return Bundle{}, err
		}
	}
	return out, nil
}

func build(options api.BuildOptions) (api.BuildResult, error) {
	options.Bundle = true
	options.MinifyWhitespace, options.MinifyIdentifiers, options.MinifySyntax = true, true, true
	options.Target = api.ES2022
	options.Charset = api.CharsetUTF8
	options.LegalComments = api.LegalCommentsNone
	options.LogLevel = api.LogLevelSilent
	result := api.Build(options)
	if len(result.Errors) > 0 {
		return result, errors.New(strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), ""))
	}
	if len(result.Warnings) > 0 {
		return result, errors.New(strings.Join(api.FormatMessages(result.Warnings, api.FormatMessagesOptions{Kind: api.WarningMessage}), ""))
	}
	return result, nil
}

// virtual is a module that exists only in this build.
func virtual(name, text string, loader api.Loader) api.Plugin {
	filter := "^" + regexp.QuoteMeta(name) + "$"
	return api.Plugin{Name: name, Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: filter}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: name, Namespace: "virtual"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: filter, Namespace: "virtual"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			return api.OnLoadResult{Contents: &text, Loader: loader}, nil
		})
	}}
}
