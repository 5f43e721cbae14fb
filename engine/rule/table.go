package rule

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/read/text"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Table maps watched names and kinds of facts to behaviours. It is made once
// and may be used by several goroutines.
type Table struct {
	// Strict lets a panic of a behaviour through, as tests want it. Otherwise
	// it becomes a gap, and the other behaviours go on.
	Strict bool

	behaviors []*Behavior
	rows      []row
	python    patterns
	native    patterns
	script    patterns
	modules   patterns
	flows     patterns
	texts     []string
	ofText    map[string][]int32
	ofHost    map[string][]int32
	kinds     [32][]int32
}

// row is one watched word of one behaviour.
type row struct {
	only     string // conditions
	behavior int32
	weight   int16 // how much of a name the word says
	not      bool
	named    bool
	set      bool
	open     bool // ends with *
	whole    bool // a library with all that is in it: name.*
}

// NewTable makes the table of some behaviours. Their order is the order of findings.
func NewTable(behaviors []*Behavior) *Table {
	t := &Table{behaviors: behaviors, ofText: map[string][]int32{}, ofHost: map[string][]int32{}}
	for i, b := range behaviors {
		n := int32(i)
		t.watch(&t.python, b.Python, n)
		t.watch(&t.native, b.Native, n)
		t.watch(&t.script, b.Script, n)
		t.watch(&t.flows, b.Flows, n)
		eachWord(b.Hosts, func(w word) {
			t.ofHost[w.name] = append(t.ofHost[w.name], t.row(w, n))
		})
		eachLine(b.Text, func(text string) {
			if t.ofText[text] == nil {
				t.texts = append(t.texts, text)
			}
			t.ofText[text] = append(t.ofText[text], t.row(word{}, n))
		})
		for _, k := range b.Kinds {
			t.kinds[k] = append(t.kinds[k], n)
		}
	}
	t.python.finish()
	t.native.finish()
	t.script.finish()
	t.modules.finish()
	t.flows.finish()
	return t
}

func (t *Table) watch(to *patterns, list string, behavior int32) {
	eachWord(list, func(w word) {
		n := t.row(w, behavior)
		if w.module {
			t.modules.add(w.name, n)
			t.modules.add(w.name+".*", n)
			return
		}
		to.add(w.name, n)
	})
}

func (t *Table) row(w word, behavior int32) int32 {
	t.rows = append(t.rows, row{only: w.only, behavior: behavior, weight: int16(len(w.name)), not: w.not, named: w.named, set: w.set, open: strings.HasSuffix(w.name, "*"), whole: strings.IndexByte(w.name, '.') == len(w.name)-2})
	return int32(len(t.rows) - 1)
}

// Behaviors are those of the table, in order.
func (t *Table) Behaviors() []*Behavior { return t.behaviors }

// Texts are the texts that behaviours watch inside constants, each once.
func (t *Table) Texts() []string { return t.texts }

// Wants tells whether a call of this name matters in Python. It is asked for
// every call that is read: one look in a map, then a binary search
// if a pattern begins with the same byte.
func (t *Table) Wants(name string) bool {
	if t.python.has(name) {
		return true
	}
	symbol := foreign(name)
	return symbol != "" && t.native.has(symbol)
}

// WantsUnder tells whether some watched name begins with this dotted one. It
// may say yes too often, never no.
func (t *Table) WantsUnder(name string) bool {
	return t.python.begins(name) || foreign(name+".x") != ""
}

// WantsCommand tells whether a command or a script's call of this name matters.
func (t *Table) WantsCommand(name string) bool {
	return t.script.has(strings.TrimPrefix(name, "node:")) || t.script.has(commandName(name))
}

// WantsSymbol tells whether an imported native symbol matters.
func (t *Table) WantsSymbol(name string) bool { return t.native.has(name) }

// WantsFlows tells whether any behaviour watches where values go.
func (t *Table) WantsFlows() bool { return len(t.flows.exact)+len(t.flows.star) > 0 }

// WantsKind tells whether facts of this kind matter whatever their name.
func (t *Table) WantsKind(k fact.Kind) bool { return len(t.kinds[k]) > 0 }

// foreign is the native symbol that a Python name stands for when it is reached
// through ctypes or cffi, "" if it is not.
func foreign(name string) string {
	if strings.HasPrefix(name, "ctypes.") || strings.HasPrefix(name, "cffi.") {
		return name[strings.LastIndexByte(name, '.')+1:]
	}
	return ""
}

// commandName is a command as words have it: in lower case, without .exe.
func commandName(name string) string {
	return strings.TrimSuffix(strings.ToLower(name), ".exe")
}

// Match runs all behaviours over the facts of a package. Findings are ordered
// by behaviour, then fact. A behaviour that panics leaves one gap a file.
func (t *Table) Match(p *fact.Package, lists Lists) ([]Finding, []source.Gap) {
	found := make([][]Finding, len(t.behaviors))
	pass := &Pass{Package: p, Lists: &memo{lists: lists}}
	var gaps []source.Gap
	var rows, numbers []int32
	for i := range p.Facts {
		f := &p.Facts[i]
		rows, numbers = t.lookup(p, f, rows[:0], numbers[:0])
		for _, n := range numbers {
			before := len(found[n])
			pass.behavior, pass.out = t.behaviors[n], &found[n]
			if gap := t.run(pass, f); gap != nil && !slices.Contains(gaps, *gap) {
				gaps = append(gaps, *gap)
			}
			if before > 0 && len(found[n]) == before+1 && alternative(&found[n][before-1], &found[n][before]) {
				found[n] = found[n][:before]
			}
		}
	}
	total := 0
	for i := range found {
		found[i] = withoutNames(found[i])
		total += len(found[i])
	}
	findings := make([]Finding, 0, total)
	for _, list := range found {
		findings = append(findings, list...)
	}
	return findings, gaps
}

// withoutNames drops the places where a function is only named when the file
// also calls it: "run = os.system" is no more than the call of run that follows.
func withoutNames(list []Finding) []Finding {
	isName := func(f Finding) bool {
		return f.Fact.Kind == fact.Reference && f.Fact.Class == "" && len(f.Fact.Args) == 0 && Function(f.Fact.Name)
	}
	if !slices.ContainsFunc(list, isName) {
		return list
	}
	type callee struct {
		file int32
		name string
	}
	called := map[callee]bool{}
	for i := range list {
		if f := list[i].Fact; f.Kind == fact.Call {
			called[callee{f.File, f.Name}] = true
		}
	}
	return slices.DeleteFunc(list, func(f Finding) bool {
		return isName(f) && called[callee{f.Fact.File, f.Fact.Name}]
	})
}

// alternative tells whether two findings are one call under two names it may
// have: winreg.OpenKey and _winreg.OpenKey after an import that was tried twice.
// os.system and os.popen are two.
func alternative(a, b *Finding) bool {
	return a.Fact.Kind == b.Fact.Kind && (a.Fact.Kind == fact.Call || a.Fact.Kind == fact.Reference) &&
		a.Fact.File == b.Fact.File && a.Fact.Place.Span == b.Fact.Place.Span && lastName(a.Fact.Name) == lastName(b.Fact.Name) && a.Value == b.Value && len(a.Fact.Chain) == len(b.Fact.Chain)
}

// lookup gives the numbers of the behaviours that watch a fact, ascending and
// each once. rows is room to work in.
func (t *Table) lookup(p *fact.Package, f *fact.Fact, rows, to []int32) (_, numbers []int32) {
	if int(f.Kind) < len(t.kinds) {
		to = append(to, t.kinds[f.Kind]...)
	}
	switch f.Kind {
	case fact.Call, fact.Reference:
		if scripted(p, f) {
			rows = t.script.match(strings.TrimPrefix(f.Name, "node:"), rows)
			break
		}
		rows = t.python.match(f.Name, rows)
		if symbol := foreign(f.Name); symbol != "" {
			rows = t.native.match(symbol, rows)
		}
	case fact.Command:
		rows = t.script.match(commandName(f.Name), rows)
	case fact.Flow:
		rows = t.flows.match(f.Name, rows)
	case fact.Symbol:
		rows = t.native.match(f.Name, rows)
	case fact.Import:
		rows = t.modules.match(f.Name, rows)
	case fact.Text:
		rows = append(rows, t.ofText[f.Name]...)
	case fact.URL:
		for host := f.Name; host != ""; _, host, _ = strings.Cut(host, ".") {
			rows = append(rows, t.ofHost[host]...)
		}
	}
	if len(rows) > 0 {
		to = t.decide(rows, p, f, to)
	}
	if len(to) > 1 {
		order.By(to, cmp.Compare[int32])
		to = slices.Compact(to)
	}
	return rows, to
}

// decide appends the behaviours whose words mean a fact. Of the words of one
// behaviour that fit the name the longest count.
func (t *Table) decide(rows []int32, p *fact.Package, f *fact.Fact, to []int32) []int32 {
	called := f.Kind == fact.Call || f.Kind == fact.Reference
	own, fails := called && ownModule(p, f), called && failure(f.Name)
	order.By(rows, func(a, b int32) int {
		x, y := &t.rows[a], &t.rows[b]
		return cmp.Or(cmp.Compare(x.behavior, y.behavior), cmp.Compare(y.weight, x.weight))
	})
	for i := 0; i < len(rows); {
		best := &t.rows[rows[i]]
		found, not := false, false
		for ; i < len(rows) && t.rows[rows[i]].behavior == best.behavior; i++ {
			r := &t.rows[rows[i]]
			if r.weight == best.weight && (r.not || !(own && r.whole || fails && r.open)) && t.means(r, f) {
				found, not = found || !r.not, not || r.not
			}
		}
		if found && !not {
			to = append(to, best.behavior)
		}
	}
	return to
}

// means tells whether a fact of a name that fits is one that the word asks for.
func (t *Table) means(r *row, f *fact.Fact) bool {
	switch f.Kind {
	case fact.Reference:
		if r.set || f.Class == fact.Set {
			return r.set && f.Class == fact.Set && holds(r.only, f)
		}
		return r.named && holds(r.only, f) || t.behaviors[r.behavior].When != nil || r.only == "" && Function(f.Name) && !(r.open && beyond(f.Name[r.weight-1:]))
	case fact.Flow:
		slot, not := strings.CutPrefix(r.only, "-")
		return slot == "" || (slot == f.Class) != not
	case fact.URL:
		if r.only == "" {
			return true
		}
		_, _, _, path := text.SplitURL(f.Value)
		return fits(r.only, fact.Value{Kind: fact.StringOf, Text: path})
	}
	return !r.set && holds(r.only, f)
}

// Function tells names of functions from names of classes, as people write
// them. A class is named in annotations and isinstance; a function that is only
// named was handed on or stored, to be called later.
func Function(name string) bool {
	last := lastName(name)
	return last != "" && (last[0] < 'A' || last[0] > 'Z')
}

// ownModule tells whether a file stands in the folder of the module that it names: what
// a word leaves open speaks of those who use a library, and not of itself.
func ownModule(p *fact.Package, f *fact.Fact) bool {
	if int(f.File) >= len(p.Files) {
		return false
	}
	top, _, _ := strings.Cut(f.Name, ".")
	path := p.Files[f.File].Path
	if root, rest, _ := strings.Cut(path, "/"); strings.Contains(root, "-") { // of a source distribution
		path = strings.TrimPrefix(rest, "src/")
	}
	return strings.HasPrefix(path, top+"/")
}

// failure tells names of exceptions, as people write them.
func failure(name string) bool {
	return strings.HasSuffix(name, "Error") || strings.HasSuffix(name, "Exception")
}

// beyond tells whether a name goes on after the function or class that a word
// leaves open: what a call of it gives has attributes, which nobody calls.
func beyond(name string) bool { return strings.Contains(name, ".") }

func lastName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// scripted tells whether a call is written in a script language. Of a decoded
// layer only Python is analysed for calls, whatever file it stands in.
func scripted(p *fact.Package, f *fact.Fact) bool {
	if int(f.File) >= len(p.Files) {
		return false
	}
	switch p.Files[f.File].Kind {
	case source.JavaScript, source.Shell, source.PowerShell, source.Batch, source.HTML:
		return true
	}
	return false
}

func (t *Table) run(p *Pass, f *fact.Fact) (gap *source.Gap) {
	b := p.behavior
	if b.When == nil {
		p.Plain(f)
		return nil
	}
	if !t.Strict {
		before := len(*p.out)
		defer func() {
			if problem := recover(); problem != nil {
				*p.out = (*p.out)[:before]
				gap = &source.Gap{Reason: source.GapCrash, Detail: source.Format("behavior %s failed: %s", b.ID, source.Problem(problem))}
				if int(f.File) < len(p.Package.Files) {
					gap.Path = p.Package.Files[f.File].Path
				}
			}
		}()
	}
	b.When(p, f)
	return nil
}

// memo remembers what the lists said. A package asks for the same few hosts
// and extensions again and again, and a list has to decode its answer.
type memo struct {
	lists Lists
	known map[[2]string][2]string
}

// maxMemo bounds what a package full of different hosts can make it keep.
const maxMemo = 10_000

func (m *memo) Class(list, key string) (class, detail string) {
	k := [2]string{list, key}
	if answer, ok := m.known[k]; ok {
		return answer[0], answer[1]
	}
	if m.lists == nil {
		return "", ""
	}
	class, detail = m.lists.Class(list, key)
	if m.known == nil {
		m.known = map[[2]string][2]string{}
	}
	if len(m.known) < maxMemo {
		m.known[k] = [2]string{class, detail}
	}
	return class, detail
}
