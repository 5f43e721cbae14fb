package render

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/report/compare"
)

// hostile tries what text can try: to leave an attribute, an element or a
// comment, to start a script or a link, to hide, to reorder, to pile up.
const hostile = "\"' onfocus=x autofocus ><script>boom()</script><img src=x onerror=boom()></style></template><!-- --><a href=javascript:boom()>z</a>" +
	"\u202eabc\u2066\u200b\u00ad\ufeff\U000e0041\x00\x1b[31m\x7f\u0085\u2028\u2029é" + "e\u0301\u0301\u0301\u0301\u0301\u0301" + " &lt;b&gt; %3Cscript%3E ]]>"

// everyString fills every string of a report, and gives every list two
// entries, so that no field is forgotten when one is added.
func everyString(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for i := range v.NumField() {
			everyString(v.Field(i), text)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		everyString(v.Elem(), text)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			everyString(v.Index(i), text)
		}
	}
}

// hostileReports are a report full of hostile text, once with unknown words in
// every field and once with the known ones, so that every branch prints.
func hostileReports() []*report.Report {
	var list []*report.Report
	for k := range 2 {
		r := new(report.Report)
		everyString(reflect.ValueOf(r).Elem(), hostile)
		for i := range r.Behaviors {
			r.Behaviors[i].Evidence[0].Snippet.Mark = report.Mark{Line: 1, Column: 3, EndColumn: 90}
			r.Behaviors[i].Contexts = []string{"install", "start", "import", "main", "call"}
			r.Behaviors[i].Evidence[1].Context = "install"
			r.Behaviors[i].Evidence[1].Path += ".py"
			r.Behaviors[i].Prevalence.Strata = []report.Stratum{
				{Stratum: "top100", State: report.Measured, Found: 3, Analysed: 100, Total: 100},
				{Stratum: "top1k", State: report.Estimated, Found: 3, Analysed: 100, Total: 1000, Low: 1, High: 9},
			}
		}
		r.Files[0].Path = "a/" + hostile + "/" + hostile
		for i, kind := range []string{"url", "ip", "domain", "email", "path", hostile} {
			in := r.Indicators[0]
			in.Kind, in.Value = kind, in.Value+[]string{"", "https://" + hostile}[i%2]
			r.Indicators = append(r.Indicators, in)
		}
		if k == 1 {
			r.Artifact.Kind, r.Verdict.Status, r.Issues[0].Status, r.Gaps[0].Reason = "sdist", "fail", "warning", "damaged"
			r.Gaps[0].Path = ""
			r.Issues[0].Evidence[0].Context = "install"
			r.Assessment[0].Examined = false
			r.Package.EntryPoints[0].Group = "console_scripts"
		}
		list = append(list, r)
	}
	return list
}

func html5(t testing.TB, c templ.Component) (string, *html.Node) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, c.Render(t.Context(), &b))
	root, err := html.Parse(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	return b.String(), root
}

func each(n *html.Node, visit func(*html.Node)) {
	visit(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, visit)
	}
}

// allowed is all markup there is. Anything else came out of a text.
var allowed = words2(`html head body article header footer nav section div span p b h1 h2 h3 h4 ul ol li dl dt dd a button svg path rect line
	figure figcaption pre code mark details summary table thead tbody tr th td wbr bdi label input br select option fieldset legend template`)

var attributes = words2(`class id href title type role lang translate tabindex open scope
	data-wheelscope data-verdict data-artifact data-row data-status data-examined data-issue data-behavior data-policy data-vulnerability data-indicator data-count
	data-evidence data-path data-line data-stratum data-found data-gap data-oddity data-n data-tabs data-action data-copy data-report
	data-column data-open data-at data-offset data-facets data-facet data-share data-sort data-word value data-change data-relation data-field data-old data-new
	data-accepted data-filterable data-head data-search data-files data-item data-slot hidden placeholder autocomplete spellcheck aria-label aria-hidden viewbox d fill stroke stroke-dasharray x1 x2 y1 y2 width height`)

func words2(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

func TestHostileTextStaysText(t *testing.T) {
	var lines []Line
	var pages []templ.Component
	for _, r := range hostileReports() {
		pages = append(pages, Report(r))
		lines = append(lines, LineOf(r), Line{Name: hostile, Kind: hostile, Error: hostile})
	}
	c := new(report.Catalogue)
	everyString(reflect.ValueOf(c).Elem(), hostile)
	c.Behaviors[0].ID, c.Behaviors[1].ID, c.Policies[0].ID, c.Policies[1].ID = "a", "b", "a", "b"
	for _, relation := range []string{compare.Versions, compare.Built, compare.Strangers, hostile} {
		d := new(compare.Comparison)
		everyString(reflect.ValueOf(d).Elem(), hostile)
		d.Relation, d.Behaviors[0].Change, d.Behaviors[1].Change = relation, compare.New, compare.Gone
		d.Issues[0].Change, d.Issues[1].Change = compare.Changed, compare.Gone
		d.Entries[0].Change, d.Indicators[0].Change, d.Files[0].Change = compare.New, compare.New, compare.Changed
		for _, list := range []*string{&d.Entries[1].Change, &d.Indicators[1].Change, &d.Files[1].Change} {
			*list = compare.Gone
		}
		d.Behaviors[0].Item.Contexts = []string{"install", "import"}
		pages = append(pages, Comparison(d))
	}
	for _, r := range hostileReports() {
		path := r.Behaviors[0].Evidence[0].Path
		text := strings.Split(strings.Repeat(hostile+"\n", 30)+`"""`+hostile, "\n")
		pages = append(pages, Source(&report.Source{Path: path, Kind: hostile, Encoding: hostile, Lines: text, Cut: true}, r, 3),
			Source(&report.Source{Path: path, Size: 9e6, Offset: 160, Data: []byte(hostile)}, r, 0))
	}
	pages = append(pages, Overview(lines), Behaviors(c.Behaviors), Policies(c.Policies))

	for _, page := range pages {
		text, root := html5(t, page)
		text, lines, ok := strings.Cut(text, "<template>") // where each file is a line for the script
		lines, rest, _ := strings.Cut(lines, "</template>")
		for line := range strings.Lines(lines) {
			require.Equal(t, 5, min(5, strings.Count(line, "|")), line)
			text += strings.TrimSuffix(line, "\n")
		}
		require.Equal(t, ok, strings.Contains(rest, "</article>"))
		for _, r := range text + rest {
			require.False(t, hides(r, 0, false), "%U is in the markup", r)
		}
		each(root, func(n *html.Node) {
			require.NotEqual(t, html.CommentNode, n.Type)
			if n.Type != html.ElementNode {
				return
			}
			require.True(t, allowed[n.Data], "element %s", n.Data)
			for _, a := range n.Attr {
				require.True(t, attributes[strings.ToLower(a.Key)], "attribute %s on %s", a.Key, n.Data)
				if a.Key == "href" {
					require.Regexp(t, `^#[a-z]+$`, a.Val)
				}
				if a.Key == "class" {
					require.Regexp(t, `^[a-z0-9 -]*$`, a.Val)
				}
			}
		})
	}
}

func TestHostileTextIsShown(t *testing.T) {
	r := &report.Report{}
	r.Package.Name = "a\u202eb<i>"
	r.Behaviors = []report.Behavior{{Evidence: []report.Evidence{{
		Path: "x\u200b.py", Snippet: &report.Snippet{First: 7, Lines: []string{"s = \"\u202e\"\t# \x07"}, Mark: report.Mark{Column: 6, EndColumn: 7}},
	}}}}
	text, _ := html5(t, Report(r))
	require.Contains(t, text, `a<span class="ws-ctl">U+202E</span>b&lt;i&gt;`)
	require.Contains(t, text, `data-path="x[U+200B].py"`)
	require.Contains(t, text, `<mark><span class="ws-ctl">U+202E</span></mark>`)
	require.Contains(t, text, "\t", "tabs of code stay")
	require.Contains(t, text, `<span class="ws-ctl">U+0007</span>`)
}

func TestNothingIsPrintedUnescaped(t *testing.T) {
	files, err := filepath.Glob("*.templ")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	more, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range append(files, more...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, bad := range []string{"templ.Raw", "templ.SafeCSS", "templ.FromGoHTML", "JSExpression", " style=", "<script", "<style", " on:"} {
			require.NotContains(t, string(text), bad, name)
		}
	}
}
