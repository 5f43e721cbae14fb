package page

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/wheelscope/wheelscope/engine/report"
)

var params = Params{
	Version: "0.1.0", Script: "/assets/main.js", Style: "/assets/index.css", Home: "./", Catalogue: "behaviors/", Source: "https://example.com/",
	Examples:     []Example{{Title: "one 1.0", File: "one-1.0-py3-none-any.whl", Kind: "wheel", Size: 91000, About: "An ordinary library.", Href: "/assets/one.bin"}},
	Data:         []report.Reference{{Name: "advisories", Date: "2026-11-18", Source: "OSV", License: "CC-BY-4.0"}},
	Attributions: []Attribution{{Name: "A list", License: "MIT", Href: "https://example.com/list"}, {Name: "Another", License: "CC0"}},
}

type element struct {
	name  string
	attrs map[string]string
	text  string
}

func elements(t *testing.T, c templ.Component) (string, []element) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, c.Render(t.Context(), &b))
	root, err := html.Parse(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	var list []element
	var walk func(n *html.Node) string
	walk = func(n *html.Node) string {
		if n.Type == html.TextNode {
			return n.Data
		}
		k := len(list)
		if n.Type == html.ElementNode {
			e := element{name: n.Data, attrs: map[string]string{}}
			for _, a := range n.Attr {
				e.attrs[a.Key] = a.Val
			}
			list = append(list, e)
		}
		text := ""
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			text += walk(c)
		}
		if n.Type == html.ElementNode {
			list[k].text = strings.Join(strings.Fields(text), " ")
		}
		return text
	}
	walk(root)
	return b.String(), list
}

func with(list []element, attr, value string) (out []element) {
	for _, e := range list {
		if v, ok := e.attrs[attr]; ok && (value == "*" || v == value) {
			out = append(out, e)
		}
	}
	return out
}

// TestHooks holds what README.md promises to the script.
func TestHooks(t *testing.T) {
	_, list := elements(t, Index(params))
	promise, err := os.ReadFile("README.md")
	require.NoError(t, err)
	for attr, values := range map[string]string{
		"data-view":     "drop work result failed network keys source decisions accept",
		"data-action":   "open cancel export-json network close try-send overview home compare-with keys source unfilter decisions load-decisions save-decisions copy-decisions drop-decisions remove-decision",
		"data-slot":     "note lock file size phase figures path bar queue live source found why requests violations policy verdict way result by address decisions decided acceptances others anew refused accept-what accept-note accepting scope-places scope-package seen sentence category important first",
		"data-step":     "open read link judge report",
		"data-list":     "sent request acceptance seen",
		"data-template": "sent request folder file more facets facet chip hidden difference line acceptance seen",
	} {
		for _, v := range strings.Fields(values) {
			require.NotEmpty(t, with(list, attr, v), "%s=%s", attr, v)
			require.Contains(t, string(promise), v)
		}
		for _, e := range with(list, attr, "*") {
			require.Contains(t, strings.Fields(values), e.attrs[attr], "an undocumented %s", attr)
		}
	}
	require.Equal(t, "empty", with(list, "data-state", "*")[0].attrs["data-state"])
	input := with(list, "data-wheelscope", "file")
	require.Len(t, input, 1)
	require.Equal(t, "file", input[0].attrs["type"])
	require.Contains(t, input[0].attrs, "disabled", "nothing can be chosen before the network is closed")
	require.Contains(t, input[0].attrs, "multiple")
	for _, e := range with(list, "data-needs", "engine") {
		require.Contains(t, e.attrs, "disabled", "%v", e)
	}
	example := with(list, "data-example", "one-1.0-py3-none-any.whl")
	require.Len(t, example, 1)
	require.Equal(t, "/assets/one.bin", example[0].attrs["data-href"])
	require.Contains(t, example[0].text, "wheel, 91 kB")
}

func TestReadableWithoutScript(t *testing.T) {
	_, list := elements(t, Index(params))
	text := list[0].text
	for _, want := range []string{"Drop a wheel or sdist anywhere here to see what it does.", "never uploaded and never run", "What it reads", "Examples that came with the page", "OSV, CC-BY-4.0", "2026-11-18", "A list, MIT"} {
		require.Contains(t, text, want)
	}
	found := false
	for _, e := range list {
		found = found || e.name == "noscript"
	}
	require.True(t, found)
}

// TestPolicy: the page works under a policy without unsafe-inline and loads nothing but its own two files.
func TestPolicy(t *testing.T) {
	c := report.Catalogue{Behaviors: []report.CatalogueBehavior{{ID: "creates-a-process", Title: "Creates a process.", Example: "-- example.py --\nx\n"}}, Policies: []report.CataloguePolicy{{ID: "creates-a-process", Title: "T"}}}
	for name, page := range map[string]templ.Component{"index": Index(params), "catalogue": Behaviors(params, c)} {
		text, list := elements(t, page)
		require.True(t, strings.HasPrefix(strings.ToLower(text), "<!doctype html><html"), name)
		ids := map[string]bool{}
		for _, e := range list {
			for k, v := range e.attrs {
				require.False(t, k == "style" || strings.HasPrefix(k, "on"), "%s: %s on %s", name, k, e.name)
				switch {
				case k == "id":
					require.False(t, ids[v], "%s: id %s twice", name, v)
					ids[v] = true
				case k == "src" || e.name == "link" && k == "href":
					require.True(t, strings.HasPrefix(v, "/assets/") || strings.HasPrefix(v, "data:"), "%s loads %s", name, v)
				case k == "href":
					require.Regexp(t, `^(#|\./|\.\./accuracy/|behaviors/|https://example\.com/)`, v)
				}
			}
			if e.name == "script" {
				require.Empty(t, e.text)
				require.NotEmpty(t, e.attrs["src"])
			}
			require.NotEqual(t, "style", e.name)
		}
		for _, e := range list {
			for _, k := range []string{"aria-labelledby", "for"} {
				if v, ok := e.attrs[k]; ok {
					require.True(t, ids[v], "%s: %s=%s", name, k, v)
				}
			}
		}
	}
}

func TestCatalogue(t *testing.T) {
	c := report.Catalogue{Behaviors: []report.CatalogueBehavior{{ID: "creates-a-process", Title: "Creates a process.", Limits: "Not seen: x.", Example: "-- example.py --\nos.system('x')  # want\n"}}}
	_, list := elements(t, Behaviors(params, c))
	require.Len(t, with(list, "data-behavior", "creates-a-process"), 1)
	require.Len(t, with(list, "id", "creates-a-process"), 1, "a page may link to it")
	require.Contains(t, list[0].text, "1 behavior and 0 issues are looked for.")
	require.Contains(t, list[0].text, "os.system('x') # want")
	for _, e := range list {
		require.NotEqual(t, "script", e.name)
	}
}

func TestNothingIsPrintedUnescaped(t *testing.T) {
	files, err := filepath.Glob("*.templ")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, bad := range []string{"templ.Raw", " style=", "<style", "JSExpression"} {
			require.NotContains(t, string(text), bad, name)
		}
	}
}
