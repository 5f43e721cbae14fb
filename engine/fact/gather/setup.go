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
	switch name {
	case "setuptools.setup", "distutils.core.setup", "numpy.distutils.core.setup", "skbuild.setup":
		return true
	}
	return false
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

// bases keeps the base classes that link asks for: those of the file and of the
// package, which methods are looked for in, and those of build commands, whose
// methods run when the package is installed.
func (r *reader) bases() {
	for i := range r.scopes {
		s := &r.scopes[i]
		if s.kind != classScope || s.def < 0 {
			continue
		}
		for b := r.keys.last(int32(i), symBases); b >= 0; b = r.binds[b].prev {
			r.depth, r.quota = 0, maxQuota
			up := r.bound(b)
			offset := r.t.Span(r.binds[b].node).Start
			for n := range up.n {
				base := Base{Def: s.def, To: -1, Line: offset}
				switch x := up.at[n]; {
				case x.kind == class && r.scopes[x.scope].def >= 0:
					base.To = r.scopes[x.scope].def
				case x.kind == named && x.how == itself && (x.name[0] == '.' || x.name[0] == '*' || r.own(x.name) || buildBase(x.name)):
					base.Name = x.name
				default:
					continue
				}
				base.Context, _ = r.contextAt(offset)
				r.g.sum.Bases = append(r.g.sum.Bases, base)
			}
		}
	}
}

// buildBase tells whether a class of another project may be a build command or
// hook: they are known by their last names, which whoever extends them keeps.
func buildBase(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	return buildBases[last] || strings.HasPrefix(name, "hatchling.")
}

var buildBases = set(strings.Fields(`Command Distribution BuildExtension build build_py build_ext build_clib build_scripts install install_lib
	install_data install_headers install_scripts install_egg_info egg_info develop editable_wheel dist_info bdist_wheel bdist_egg bdist
	easy_install sdist test upload register clean build_src build_rust CMakeBuild`)...)
