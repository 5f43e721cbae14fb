package compare

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report"
)

// made is a report of a project's artifact with files, path and content in turn.
func made(kind, version string, files ...string) *report.Report {
	r := &report.Report{Package: report.Package{Name: "Acme.Tools", Version: version}}
	r.Artifact = report.Artifact{Kind: kind, SHA256: kind + version}
	for i := 0; i < len(files); i += 2 {
		kind := "python"
		if files[i][len(files[i])-3:] != ".py" {
			kind = "text"
		}
		r.Files = append(r.Files, report.File{Path: files[i], SHA256: files[i+1], Size: int64(len(files[i+1])), Kind: kind, Behaviors: []string{}})
	}
	return r
}

func TestRelation(t *testing.T) {
	a := made("sdist", "1.0")
	for _, test := range []struct {
		change func(r *report.Report)
		want   string
	}{
		{func(r *report.Report) {}, Identical},
		{func(r *report.Report) { r.Artifact.SHA256 = "other" }, Twins},
		{func(r *report.Report) { r.Package.Version, r.Artifact.SHA256 = "1.1", "other" }, Versions},
		{func(r *report.Report) { r.Artifact.Kind, r.Artifact.SHA256 = "wheel", "other" }, Built},
		{func(r *report.Report) { r.Package.Name, r.Artifact.SHA256 = "acme-_tools", "other" }, Twins},
		{func(r *report.Report) { r.Package.Name, r.Artifact.SHA256 = "acmetools", "other" }, Strangers},
		{func(r *report.Report) { r.Package.Name, r.Artifact.SHA256 = "", "other" }, Strangers},
	} {
		b := made("sdist", "1.0")
		test.change(b)
		require.Equal(t, test.want, Of(a, b).Relation)
	}
}

// Who names the same people in other fields, order or case has changed nothing.
func TestSamePeople(t *testing.T) {
	for _, test := range []struct {
		old, new report.Package
		fields   []string
	}{
		{report.Package{Author: "Ann Lee", AuthorEmail: "ann@example.com"}, report.Package{AuthorEmail: "Ann Lee <ann@example.com>"}, nil},
		{report.Package{Author: "Ann, Bob", AuthorEmail: "Ann@example.com"}, report.Package{Author: "Bob", AuthorEmail: `"Ann" <ann@example.com>`}, nil},
		{report.Package{MaintainerEmail: "b@example.com, Ann <a@example.com>"}, report.Package{Maintainer: "Ann", MaintainerEmail: "a@example.com,b@example.com"}, nil},
		{report.Package{Author: "Ann", AuthorEmail: "ann@example.com"}, report.Package{AuthorEmail: "Ann <ann@example.org>"}, []string{"author", "authorEmail"}},
		{report.Package{Author: "Ann"}, report.Package{Author: "Ann, Bob"}, []string{"author"}},
		{report.Package{Author: "Ann"}, report.Package{Maintainer: "Ann"}, []string{"author", "maintainer"}},
	} {
		var got []string
		for _, f := range fields(&report.Report{Package: test.old}, &report.Report{Package: test.new}) {
			got = append(got, f.Field)
		}
		require.Equal(t, test.fields, got, "%+v", test)
	}
}

func TestFilesOfTwoVersions(t *testing.T) {
	a := made("sdist", "1.0", "acme-1.0/README.txt", "old text", "acme-1.0/acme/a.py", "a", "acme-1.0/acme/b.py", "b", "acme-1.0/acme/c.py", "long c",
		"acme-1.0/acme/e1.py", "", "acme-1.0/acme.egg-info/PKG-INFO.txt", "same")
	b := made("sdist", "1.1", "acme-1.1/README.txt", "new text", "acme-1.1/acme/a.py", "a", "acme-1.1/acme/d.py", "long c", "acme-1.1/acme/n.py", "n",
		"acme-1.1/acme/e2.py", "", "acme-1.1/acme.egg-info/PKG-INFO.txt", "same")
	b.Files[0].Behaviors = []string{"contains-ip-addresses"}
	c := Of(a, b)
	var got []string
	for _, f := range c.Files {
		got = append(got, f.Change+" "+f.OldPath+" "+f.Path)
	}
	require.Equal(t, []string{
		"changed  acme-1.1/README.txt", // first: what it does changed
		"new  acme-1.1/acme/e2.py",
		"new  acme-1.1/acme/n.py",
		"moved acme-1.0/acme/c.py acme-1.1/acme/d.py",
		"gone  acme-1.0/acme/b.py",
		"gone  acme-1.0/acme/e1.py",
	}, got)
	require.Equal(t, 2, c.Same.Files)
}

func TestFilesOfWheelAndSource(t *testing.T) {
	source := made("sdist", "1.0", "acme-1.0/src/acme/a.py", "a", "acme-1.0/src/acme/b.py", "b", "acme-1.0/setup.py", "s", "acme-1.0/tests/a.py", "t")
	wheel := made("wheel", "1.0", "acme/a.py", "a", "acme/b.py", "other", "acme/hook.py", "h", "acme-1.0.dist-info/METADATA.txt", "m", "acme-1.0.data/purelib/z/a.py", "z")
	c := Of(source, wheel)
	require.Equal(t, Built, c.Relation)
	only := map[string]bool{}
	changes := map[string]string{}
	for _, f := range c.Files {
		only[f.Path], changes[f.Path] = f.Only, f.Change
	}
	require.Equal(t, map[string]string{"acme/b.py": Changed, "acme/hook.py": New, "acme-1.0.dist-info/METADATA.txt": New, "acme-1.0.data/purelib/z/a.py": New,
		"acme-1.0/setup.py": Gone, "acme-1.0/tests/a.py": Gone}, changes)
	require.True(t, only["acme/hook.py"])
	require.True(t, only["acme-1.0.data/purelib/z/a.py"])
	require.False(t, only["acme/b.py"])
	require.False(t, only["acme-1.0.dist-info/METADATA.txt"])

	back := Of(wheel, source)
	require.Equal(t, c.Same.Files, back.Same.Files)
	for _, f := range back.Files {
		if f.Path == "acme/hook.py" {
			require.Equal(t, Gone, f.Change)
			require.True(t, f.Only)
		}
	}
}

func TestBehaviorsAndIssues(t *testing.T) {
	place := func(path string, line int, symbol string) report.Evidence {
		return report.Evidence{Path: path, Line: line, Symbol: symbol, Context: "call"}
	}
	a, b := made("wheel", "1.0"), made("wheel", "1.1")
	a.Behaviors = []report.Behavior{
		{ID: "gone", Title: "Gone.", Count: 1, Contexts: []string{"call"}},
		{ID: "more", Title: "More.", Count: 1, Contexts: []string{"call"}, Evidence: []report.Evidence{place("a.py", 1, "os.system")}},
		{ID: "same", Title: "Same.", Count: 2, Contexts: []string{"call"}, Evidence: []report.Evidence{place("a.py", 5, "x")}},
	}
	b.Behaviors = []report.Behavior{
		{ID: "more", Title: "More.", Count: 2, Contexts: []string{"import", "call"}, Evidence: []report.Evidence{place("lib/a.py", 9, "os.system"), place("b.py", 2, "os.popen")}},
		{ID: "new", Title: "New.", Count: 1, Contexts: []string{"call"}},
		{ID: "same", Title: "Same.", Count: 2, Contexts: []string{"call"}, Evidence: []report.Evidence{place("a.py", 50, "x")}},
	}
	a.Issues = []report.Issue{{ID: "i", Count: 1, Priority: "P2"}, {ID: "j", Count: 3, Priority: "P1"}}
	b.Issues = []report.Issue{{ID: "j", Count: 3, Priority: "P1"}, {ID: "k", Count: 1, Priority: "P0"}}
	c := Of(a, b)

	require.Len(t, c.Behaviors, 3)
	require.Equal(t, []string{New, Changed, Gone}, []string{c.Behaviors[0].Change, c.Behaviors[1].Change, c.Behaviors[2].Change})
	require.Equal(t, "new", c.Behaviors[0].Item.ID)
	require.Equal(t, []report.Evidence{place("b.py", 2, "os.popen")}, c.Behaviors[1].Item.Evidence, "a place that only moved is not shown")
	require.Equal(t, []string{"call"}, c.Behaviors[1].OldContexts)
	require.Equal(t, []string{"Same."}, c.Same.Behaviors)
	require.Len(t, b.Behaviors[0].Evidence, 2, "the report stays as it is")

	require.Len(t, c.Issues, 2)
	require.Equal(t, "k", c.Issues[0].Item.ID)
	require.Equal(t, Gone, c.Issues[1].Change)
	require.Equal(t, 1, c.Same.Issues)
}

func TestListsAndFields(t *testing.T) {
	a, b := made("sdist", "1.0", "acme-1.0/bin/run.sh", "x"), made("sdist", "1.1", "acme-1.1/bin/run.sh", "x")
	a.Package.AuthorEmail, b.Package.AuthorEmail = "one@example.com", "two@example.com"
	a.Dependencies = []report.Dependency{{Name: "a", Specifier: ">=1"}, {Name: "b"}, {Name: "d_e", Specifier: ">1"}, {Name: "F.f", Marker: `extra == "x_y"`, Extra: "x_y"}}
	b.Dependencies = []report.Dependency{{Name: "c", URL: "https://c.example/c.zip"}, {Name: "A", Specifier: ">= 1"}, {Name: "b", Marker: "os_name == 'nt'"}, {Name: "f-f", Marker: "extra=='x-y'", Extra: "x-y"}}
	a.Package.Scripts, b.Package.Scripts = []string{"acme-1.0/bin/run.sh"}, []string{"acme-1.1/bin/run.sh"}
	b.Package.EntryPoints = []report.EntryPoint{{Group: "console_scripts", Name: "pip", Target: "acme:main"}}
	b.Oddities = []report.Oddity{{Path: "acme-1.1/x", Kind: "symlink"}}
	a.Indicators = []report.Indicator{{Kind: "url", Value: "https://a.example/"}}
	b.Indicators = []report.Indicator{{Kind: "domain", Value: "https://a.example/"}}
	c := Of(a, b)
	require.Equal(t, []Entry{
		{New, Dependency, "c @ https://c.example/c.zip", ""},
		{Changed, Dependency, "b; os_name == 'nt'", "b"},
		{Gone, Dependency, "d_e>1", ""},
		{New, EntryPoint, "console_scripts: pip = acme:main", ""},
		{New, Oddity, "symlink x", ""},
	}, c.Entries)
	require.Equal(t, []Field{{"version", "1.0", "1.1"}, {"authorEmail", "one@example.com", "two@example.com"}}, c.Fields)
	require.Len(t, c.Indicators, 2)
	require.Equal(t, New, c.Indicators[0].Change)
}

func TestPair(t *testing.T) {
	older := func(a, b string) bool { return a < b }
	worth, inOrder := Pair(made("wheel", "1.1"), made("wheel", "1.0"), older)
	require.True(t, worth)
	require.False(t, inOrder)
	worth, inOrder = Pair(made("sdist", "1.0"), made("wheel", "1.0"), older)
	require.True(t, worth)
	require.True(t, inOrder)
	worth, _ = Pair(made("wheel", "1.0"), made("wheel", "1.0"), older)
	require.False(t, worth)
}
