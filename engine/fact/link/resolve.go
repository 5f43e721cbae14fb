package link

import (
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
)

// maxHops bounds how often a name is handed on; maxCandidates how many names
// it may stand for.
const (
	maxHops       = 8
	maxCandidates = 8
	maxSteps      = 1000      // of following one name, whatever leads where
	maxWork       = 2_000_000 // of following all names of a package
)

// place is a function or class of the package: a file and an index into its Defs.
type place struct{ file, def int32 }

type linker struct {
	sums     []*gather.Summary
	layout   Layout
	modules  map[string]int32 // by module name
	tops     map[string]bool  // first parts of module names
	names    []string         // module name of each summary
	packages []bool           // whether it is an __init__
	bindings []map[string]*gather.Binding
	defs     []map[string]int32 // of each module, by name
	bases    []map[int32]int32  // of each file: the first of a class's bases
	byBase   map[string][]int32
	inits    map[string]bool // folders with an __init__
	scripts  map[int32]bool  // files that a build runs as __main__
	steps    int             // left for the name that is followed
	work     int             // done for all names so far
	dropped  int             // names that were not followed, for there was too much work
	known    map[question][]string
}

// question is a name asked in a file.
type question struct {
	file int32
	name string
}

// index notes which names are the package's own.
func (l *linker) index() {
	l.bindings = make([]map[string]*gather.Binding, len(l.sums))
	l.defs = make([]map[string]int32, len(l.sums))
	for _, name := range l.names {
		if name != "" {
			first, _, _ := strings.Cut(name, ".")
			l.tops[first] = true
		}
	}
}

// bindingsOf are the bindings of a module by name. Of most modules nobody asks.
func (l *linker) bindingsOf(module int32) map[string]*gather.Binding {
	if l.bindings[module] == nil {
		list := l.sums[module].Bindings
		l.bindings[module] = make(map[string]*gather.Binding, len(list))
		for n := range list {
			l.bindings[module][list[n].Name] = &list[n]
		}
	}
	return l.bindings[module]
}

// defsOf are the definitions of a module by name.
func (l *linker) defsOf(module int32) map[string]int32 {
	if l.defs[module] == nil {
		list := l.sums[module].Defs
		l.defs[module] = make(map[string]int32, len(list))
		for n := range list {
			l.defs[module][list[n].Name] = int32(n)
		}
	}
	return l.defs[module]
}

// absolute turns a name as a file writes it into one from the top. ok is false
// if the dots lead out of the package.
func (l *linker) absolute(file int32, name string) (string, bool) {
	dots := 0
	for dots < len(name) && name[dots] == '.' {
		dots++
	}
	if dots == 0 {
		return name, true
	}
	base := l.names[file]
	if base == "" {
		return "", false
	}
	up := dots
	if l.packages[file] {
		up--
	}
	for range up {
		i := strings.LastIndexByte(base, '.')
		if i < 0 {
			if base == "" {
				return "", false
			}
			base = ""
			continue
		}
		base = base[:i]
	}
	rest := name[dots:]
	switch {
	case base == "":
		return rest, rest != ""
	case rest == "":
		return base, true
	}
	return base + "." + rest, true
}

// resolve gives each name that a name of a file can stand for, followed through
// the package's modules to the end.
func (l *linker) resolve(file int32, name string) []string {
	if first, _, _ := strings.Cut(name, "."); first != "" && first[0] != '*' && !l.tops[first] {
		return []string{name} // not a module of the package: the usual case
	}
	q := question{file, name}
	if list, ok := l.known[q]; ok {
		return list
	}
	var list []string
	if l.work < maxWork {
		seen := 0
		l.steps = maxSteps
		l.follow(file, name, maxHops, &seen, func(found string) { list = append(list, found) })
		l.work += maxSteps - l.steps
	} else {
		l.dropped++
	}
	l.known[q] = list
	return list
}

func (l *linker) follow(file int32, name string, hops int, seen *int, found func(string)) {
	l.steps--
	if *seen >= maxCandidates || l.steps < 0 {
		return
	}
	if strings.HasPrefix(name, "*") {
		l.followStar(file, name[1:], hops, seen, found)
		return
	}
	full, ok := l.absolute(file, name)
	if !ok {
		return
	}
	module, rest := l.split(full)
	if module < 0 || rest == "" || hops == 0 {
		*seen++
		found(full)
		return
	}
	if !l.member(module, rest, hops-1, seen, found) {
		// Nothing known binds it: it is the module's own.
		*seen++
		found(full)
	}
}

// split finds the longest module of the package that begins a name.
func (l *linker) split(name string) (module int32, rest string) {
	for head := name; ; {
		if m, ok := l.modules[head]; ok {
			return m, strings.TrimPrefix(name[len(head):], ".")
		}
		i := strings.LastIndexByte(head, '.')
		if i < 0 {
			return -1, name
		}
		head = head[:i]
	}
}

// member follows a name inside a module. It is false if the module does not
// say where the name comes from.
func (l *linker) member(module int32, rest string, hops int, seen *int, found func(string)) bool {
	bindings, defs := l.bindingsOf(module), l.defsOf(module)
	for head := rest; ; {
		if b, ok := bindings[head]; ok && len(b.Targets) > 0 {
			tail := rest[len(head):]
			for _, target := range b.Targets {
				l.follow(module, strings.TrimSuffix(target, "()")+tail, hops, seen, found)
			}
			return true
		}
		if def, ok := defs[head]; ok {
			return head != rest && l.inner(place{module, def}, head, rest[len(head):], hops, seen, found)
		}
		i := strings.LastIndexByte(head, '.')
		if i < 0 {
			break
		}
		head = head[:i]
	}
	if len(l.sums[module].Stars) == 0 || hops == 0 {
		return false
	}
	return l.followStar(module, rest, hops, seen, found)
}

// inner follows an attribute of what a function gives, or of a class that has it
// from what it is made from. It is false if nothing is known of it.
func (l *linker) inner(of place, name, tail string, hops int, seen *int, found func(string)) (known bool) {
	if l.steps--; hops <= 0 || l.steps < 0 {
		return false
	}
	if b := l.bindingsOf(of.file)[name+"()"]; b != nil {
		for _, target := range b.Targets {
			l.follow(of.file, strings.TrimSuffix(target, "()")+tail, hops, seen, found)
		}
		return true
	}
	l.eachBase(of, func(base place) {
		known = known || l.member(base.file, l.sums[base.file].Defs[base.def].Name+tail, hops-1, seen, found)
	})
	return known
}

// followStar looks for a name in the modules from which a file takes all names.
func (l *linker) followStar(file int32, name string, hops int, seen *int, found func(string)) bool {
	if l.steps--; hops == 0 || l.steps < 0 {
		return false
	}
	first, _, _ := strings.Cut(name, ".")
	for _, star := range l.sums[file].Stars {
		full, ok := l.absolute(file, star)
		if !ok {
			continue
		}
		module, rest := l.split(full)
		if module < 0 || rest != "" {
			// Not a module of the package: only a watched name tells that it is there.
			if candidate := full + "." + name; l.layout.Watched != nil && l.layout.Watched(candidate) {
				*seen++
				found(candidate)
				return true
			}
			continue
		}
		if strings.HasPrefix(first, "_") {
			continue
		}
		if l.member(module, name, hops-1, seen, found) {
			return true
		}
	}
	return false
}

// value resolves the names inside a value and tells whether that changes it.
// Values are shared with the summary, so a changed one is a copy.
func (l *linker) value(file int32, v *fact.Value) (out fact.Value, changed bool) {
	switch v.Kind {
	case fact.NameOf, fact.ResultOf, fact.InstanceOf:
		out = *v
		if v.Kind == fact.NameOf {
			if constant := l.constant(file, v.Text); constant.Kind != fact.Unknown {
				return constant, true
			}
		}
		if v.Text != "" {
			if list := l.resolve(file, v.Text); len(list) > 0 && list[0] != v.Text {
				out.Text, changed = list[0], true
			}
		}
	case fact.ListOf, fact.DictOf, fact.Joined:
		out = *v
	default:
		return out, false
	}
	own := false
	for i := range v.Items {
		if item, differs := l.value(file, &v.Items[i]); differs {
			if !own {
				out.Items, own, changed = slices.Clone(v.Items), true, true
			}
			out.Items[i] = item
		}
	}
	return out, changed
}

// args are the arguments with their names resolved: the same list, if nothing
// in it changes.
func (l *linker) args(file int32, args []fact.Arg) []fact.Arg {
	own := false
	for i := range args {
		if v, changed := l.value(file, &args[i].Value); changed {
			if !own {
				args, own = slices.Clone(args), true
			}
			args[i].Value = v
		}
	}
	return args
}

// constant is the value of a module's constant, if a name is one.
func (l *linker) constant(file int32, name string) (v fact.Value) {
	for range maxHops {
		if first, _, _ := strings.Cut(name, "."); first != "" && !l.tops[first] {
			return v
		}
		full, ok := l.absolute(file, name)
		if !ok || name == "" || name[0] == '*' {
			return v
		}
		module, rest := l.split(full)
		if module < 0 {
			return v
		}
		b := l.bindingsOf(module)[rest]
		switch {
		case b == nil:
			return v
		case b.Value.Kind != fact.Unknown:
			return b.Value
		case len(b.Targets) != 1:
			return v
		}
		file, name = module, b.Targets[0]
	}
	return v
}
