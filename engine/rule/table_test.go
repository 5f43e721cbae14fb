package rule

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

type noLists struct{ asked int }

func (n *noLists) Class(list, key string) (string, string) {
	n.asked++
	return "class of " + key, ""
}

// apart gives each fact a place of its own.
func apart(p *fact.Package) {
	for i := range p.Facts {
		p.Facts[i].Place.Span = source.Span{Start: uint32(10 * i), End: uint32(10*i + 5)}
	}
}

func TestMatch(t *testing.T) {
	all := func(p *Pass, f *fact.Fact) { p.Report(f, "noted", "", "twice") }
	process := &Behavior{ID: "process", Python: "os.system os.*", Script: "chmod child_process.exec", Native: "exec*"}
	urls := &Behavior{ID: "urls", Kinds: []fact.Kind{fact.URL, fact.Call}, Python: "os.system", When: all}
	part := &Behavior{ID: "part", Kinds: []fact.Kind{fact.URL}, When: func(p *Pass, f *fact.Fact) { p.ReportValue(f, "part", p.File(f).Path) }}
	p := &fact.Package{
		Files: []fact.File{{Path: "a.py", Kind: source.Python}, {Path: "b.js", Kind: source.JavaScript}, {Path: "c.so", Kind: source.ELF}},
		Facts: []fact.Fact{
			{Kind: fact.Call, File: 0, Name: "os.system"},
			{Kind: fact.URL, File: 0, Name: "example.com", Value: "http://example.com"},
			{Kind: fact.Call, File: 0, Name: "child_process.exec"}, // Python that is called like this is no script
			{Kind: fact.Call, File: 1, Name: "child_process.exec"},
			{Kind: fact.Call, File: 1, Name: "os.system"},
			{Kind: fact.Command, File: 1, Name: "chmod", Value: "chmod 1 a"},
			{Kind: fact.Symbol, File: 2, Name: "execve"},
			{Kind: fact.Import, File: 0, Name: "os.system"},
		},
	}
	apart(p)
	found, gaps := NewTable([]*Behavior{process, urls, part}).Match(p, &noLists{})
	require.Empty(t, gaps)
	type row struct{ id, symbol, value, note string }
	var got []row
	for _, f := range found {
		got = append(got, row{f.Behavior.ID, f.Symbol, f.Value, f.Note})
	}
	require.Equal(t, []row{
		{"process", "os.system", "", ""},
		{"process", "child_process.exec", "", ""},
		{"process", "chmod", "chmod 1 a", ""},
		{"process", "execve", "", ""},
		{"urls", "os.system", "", "noted; twice"},
		{"urls", "", "http://example.com", "noted; twice"},
		{"urls", "child_process.exec", "", "noted; twice"},
		{"urls", "child_process.exec", "", "noted; twice"},
		{"urls", "os.system", "", "noted; twice"},
		{"part", "", "part", "a.py"},
	}, got)
}

func TestPanicBecomesGap(t *testing.T) {
	bad := &Behavior{ID: "bad", Python: "a.b", When: func(p *Pass, f *fact.Fact) { p.Report(f); panic("oh") }}
	good := &Behavior{ID: "good", Python: "a.b"}
	p := &fact.Package{
		Files: []fact.File{{Path: "x.py"}, {Path: "y.py"}},
		Facts: []fact.Fact{{Kind: fact.Call, Name: "a.b"}, {Kind: fact.Call, Name: "a.b"}, {Kind: fact.Call, File: 1, Name: "a.b"}},
	}
	apart(p)
	table := NewTable([]*Behavior{bad, good})
	found, gaps := table.Match(p, nil)
	require.Len(t, found, 3, "what the failing behavior had reported of the same fact is dropped, the others go on")
	require.Equal(t, []source.Gap{
		{Path: "x.py", Reason: source.GapCrash, Detail: "behavior bad failed: oh"},
		{Path: "y.py", Reason: source.GapCrash, Detail: "behavior bad failed: oh"},
	}, gaps)
	table.Strict = true
	require.Panics(t, func() { table.Match(p, nil) })
}

func TestListsAreAskedOnce(t *testing.T) {
	b := &Behavior{ID: "b", Kinds: []fact.Kind{fact.URL}, When: func(p *Pass, f *fact.Fact) {
		class, _ := p.Lists.Class(ListTLDs, f.Name)
		p.Report(f, class)
	}}
	p := &fact.Package{Files: []fact.File{{}}}
	for range 10 {
		p.Facts = append(p.Facts, fact.Fact{Kind: fact.URL, Name: "x"})
	}
	lists := &noLists{}
	found, _ := NewTable([]*Behavior{b}).Match(p, lists)
	require.Len(t, found, 10)
	require.Equal(t, "class of x", found[9].Note)
	require.Equal(t, 1, lists.asked)
}

func TestDigestSeesEveryText(t *testing.T) {
	base := func() (*Behavior, *Policy) {
		return &Behavior{ID: "a", Title: "A.", Python: "x y"}, &Policy{ID: "p", Steps: []Step{{"fix", "F."}}}
	}
	b, p := base()
	first := Digest([]*Behavior{b}, []*Policy{p})
	require.Len(t, first, 16)
	for name, change := range map[string]func(*Behavior, *Policy){
		"title":    func(b *Behavior, p *Policy) { b.Title = "B." },
		"trigger":  func(b *Behavior, p *Policy) { b.Python = "x z" },
		"language": func(b *Behavior, p *Policy) { b.Python, b.Native = "", "x y" },
		"limits":   func(b *Behavior, p *Policy) { p.Limits = "L." },
		"step":     func(b *Behavior, p *Policy) { p.Steps[0].Kind = "stop" },
		"priority": func(b *Behavior, p *Policy) { p.Priority = 1 },
	} {
		b, p := base()
		change(b, p)
		require.NotEqual(t, first, Digest([]*Behavior{b}, []*Policy{p}), name)
	}
}

func TestCheckFindsMistakes(t *testing.T) {
	good := func() *Behavior {
		return &Behavior{ID: "a-b", Title: "T.", Category: FileCat, Priority: 1, Why: "W.", Fine: "F.", Limits: "L.", Python: "x"}
	}
	require.Empty(t, Check([]*Behavior{good()}, nil))
	for name, change := range map[string]func(*Behavior){
		"empty limits": func(b *Behavior) { b.Limits = "" },
		"no sentence":  func(b *Behavior) { b.Title = "T" },
		"id":           func(b *Behavior) { b.ID = "A B" },
		"priority":     func(b *Behavior) { b.Priority = 9 },
		"no trigger":   func(b *Behavior) { b.Python = "" },
		"all of kind":  func(b *Behavior) { b.Kinds = []fact.Kind{fact.URL} },
		"a space":      func(b *Behavior) { b.Script = "open(0=a b*)" },
		"a class that is only named": func(b *Behavior) {
			b.Python, b.When = "x.Class", func(p *Pass, f *fact.Fact) { p.Plain(f) }
		},
	} {
		b := good()
		change(b)
		require.NotEmpty(t, Check([]*Behavior{b}, nil), name)
	}
	b := good()
	b.Python, b.When = "x.Class", func(p *Pass, f *fact.Fact) { p.Report(f, "named to be called later") }
	require.Empty(t, Check([]*Behavior{b}, nil), "it says so")
	require.Len(t, Check([]*Behavior{good(), good()}, nil), 1, "repeated id")
}

func TestNamesGiveWayToCalls(t *testing.T) {
	b := &Behavior{ID: "b", Python: "os.system os.popen"}
	p := &fact.Package{Files: []fact.File{{}, {}}, Facts: []fact.Fact{
		{Kind: fact.Reference, Name: "os.system"}, {Kind: fact.Call, Name: "os.system"}, {Kind: fact.Reference, Name: "os.popen"},
		{Kind: fact.Reference, File: 1, Name: "os.system"},
	}}
	found, _ := NewTable([]*Behavior{b}).Match(p, nil)
	var got []string
	for _, f := range found {
		got = append(got, f.Fact.Kind.String()+" "+f.Symbol)
	}
	require.Equal(t, []string{"call os.system", "reference os.popen", "reference os.system"}, got)
}

func TestAlternativesCountOnce(t *testing.T) {
	b := &Behavior{ID: "b", Python: "winreg.OpenKey _winreg.OpenKey"}
	here := fact.Place{Span: source.Span{Start: 1, End: 9}}
	there := fact.Place{Span: source.Span{Start: 11, End: 19}}
	p := &fact.Package{Files: []fact.File{{}}, Facts: []fact.Fact{
		{Kind: fact.Call, Name: "_winreg.OpenKey", Place: here}, {Kind: fact.Call, Name: "winreg.OpenKey", Place: here},
		{Kind: fact.Call, Name: "winreg.OpenKey", Place: there},
	}}
	found, _ := NewTable([]*Behavior{b}).Match(p, nil)
	require.Len(t, found, 2)
}
