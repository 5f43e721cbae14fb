package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// setupFields are the keywords of setup() that core metadata knows, under the
// names they have there.
var setupFields = map[string]string{
	"name": "Name", "version": "Version", "description": "Summary", "author": "Author", "author_email": "Author-email",
	"maintainer": "Maintainer", "maintainer_email": "Maintainer-email", "url": "Home-page", "download_url": "Download-URL", "license": "License",
}

func isSetup(name string) bool {
	return name == "setuptools.setup" || name == "distutils.core.setup"
}

// isSetupScript tells the setup.py of the package itself from that of some
// other package inside it.
func isSetupScript(path string) bool {
	return (path == "setup.py" || strings.HasSuffix(path, "/setup.py")) && strings.Count(path, "/") <= 1 && !strings.Contains(path, "!/")
}

// fields keeps what a setup script declares.
func (r *reader) fields(call python.Node, sc int32) {
	if call == 0 || !isSetupScript(r.g.sum.Path) {
		return
	}
	t := r.t
	field := func(n python.Node, keyword string, v fact.Value) {
		name, ok := setupFields[keyword]
		text, constant := v.Constant()
		if !ok || !constant || text == "" {
			return
		}
		f := fact.Fact{Kind: fact.Field, Context: fact.Metadata, Scope: -1, Name: name, Value: cut(text)}
		f.Place.Span = t.Span(n)
		r.g.add(f)
	}
	for _, k := range t.Kids(call)[1:] {
		switch t.Kind(k) {
		case python.Keyword:
			field(k, string(t.Name(k)), r.value(t.Kid(k, 0), sc))
		case python.DoubleStarred:
			v := r.value(t.Kid(k, 0), sc)
			for i := 0; v.Kind == fact.DictOf && i+1 < len(v.Items); i += 2 {
				field(k, v.Items[i].Text, v.Items[i+1])
			}
		}
	}
}

// bases keeps the base classes that link asks for: those of build commands,
// whose methods run when the package is installed.
func (r *reader) bases() {
	builds := false
	for i := range r.binds {
		b := &r.binds[i]
		builds = builds || b.kind == bindImport && (top(b.name) == "setuptools" || top(b.name) == "distutils")
	}
	if !builds {
		return
	}
	r.depth, r.quota = 0, maxQuota
	for i := range r.scopes {
		s := &r.scopes[i]
		if s.kind != classScope || s.def < 0 {
			continue
		}
		from := r.inherited(int32(i), 0)
		for n := range from.n {
			if from.at[n].kind == named {
				r.g.sum.Bases = append(r.g.sum.Bases, Base{Def: s.def, Name: from.at[n].name})
			}
		}
	}
}
