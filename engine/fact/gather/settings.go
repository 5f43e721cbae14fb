package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// settings keeps the variables of a module that is read as the settings of a
// Django project: they are attributes of django.conf.settings.
func (r *reader) settings() {
	found := false
	for _, name := range [...]string{"INSTALLED_APPS", "ALLOWED_HOSTS", "ROOT_URLCONF"} {
		sym := r.syms.find([]byte(name))
		found = found || sym >= 0 && r.keys.last(0, sym) >= 0
	}
	if !found {
		return
	}
	for i := range r.binds {
		b := &r.binds[i]
		if b.kind != bindExpr || b.home != 0 || b.sym < firstSymbol {
			continue
		}
		name := string(r.syms.name(b.sym))
		if full := "django.conf.settings." + name; strings.ToUpper(name) == name && r.about(full).watched {
			f := fact.Fact{Kind: fact.Reference, Name: full}
			r.setTo(&f, b.node)
			r.emit(f, r.t.Span(b.node))
		}
	}
}
