package render

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/report/compare"
)

// How many rows of a comparison's tables stand in the page.
const (
	maxChanges = 500
	maxMembers = 2000
)

// pairTitle is what is compared: "acme 1.0 → 1.1", "acme 1.0 sdist → wheel".
func pairTitle(c *compare.Comparison) (name, change string) {
	old, new := &c.Old, &c.New
	switch c.Relation {
	case compare.Versions:
		return new.Name, old.Version + " → " + new.Version
	case compare.Built, compare.Twins, compare.Identical:
		if new.Name != "" {
			return new.Name, new.Version + " " + old.Artifact.Kind + " → " + new.Artifact.Kind
		}
	}
	return sideName(old), "→ " + sideName(new)
}

func sideName(s *compare.Side) string {
	if s.Name == "" {
		return s.Artifact.Name
	}
	return strings.TrimSpace(s.Name + " " + s.Version)
}

// sideNames are the short names of the two sides in sentences and heads of columns.
func sideNames(c *compare.Comparison) (old, new string) {
	switch c.Relation {
	case compare.Versions:
		return c.Old.Version, c.New.Version
	case compare.Built:
		return "the " + c.Old.Artifact.Kind, "the " + c.New.Artifact.Kind
	}
	return "before", "now"
}

// relationWord says how the two belong together.
func relationWord(c *compare.Comparison) string {
	switch c.Relation {
	case compare.Identical:
		return "the same file, byte for byte"
	case compare.Strangers:
		return "different projects"
	case compare.Built:
		return "one version"
	case compare.Twins:
		return "two artifacts of one version"
	}
	return c.Old.Artifact.Kind + " and " + c.New.Artifact.Kind
}

// verdictWas is the reason beside the newer verdict.
func verdictWas(c *compare.Comparison) string {
	text := ""
	if c.Old.Verdict.Status != c.New.Verdict.Status {
		text = "was " + statusWord(c.Old.Verdict.Status) + ". "
	} else {
		text = "as before. "
	}
	if v := c.New.Verdict; v.Row != "" {
		for _, r := range c.Rows {
			if r.Row == v.Row {
				return text + rowWord(v.Row) + ": " + rowLine(r.New)
			}
		}
		return text + rowWord(v.Row) + ": " + v.Label
	}
	return text + "No row is raised."
}

// difference is the comparison in one sentence made of facts.
func difference(c *compare.Comparison) []phrase {
	old, new := sideNames(c)
	var s say
	var fresh, gone []string
	for i := range c.Behaviors {
		switch b := &c.Behaviors[i]; b.Change {
		case compare.New:
			fresh = append(fresh, clause(b.Item.Title)+firstWhen(b.Item.Contexts))
		case compare.Gone:
			gone = append(gone, clause(b.Item.Title))
		}
	}
	switch {
	case c.Relation == compare.Identical:
		s.add("Both are the same file", false)
	case len(fresh) > 0:
		s.add(new+" ", false)
		s.add(fresh[0], true)
		if len(fresh) > 1 {
			s.add(" and ", false)
			s.add(fresh[1], true)
		}
		if len(fresh) > 2 {
			s.add(" and shows "+plural(len(fresh)-2, "more new behavior"), false)
		}
		s.add("; "+old+" did not", false)
	default:
		s.add("No new behavior in "+new, false)
	}
	if len(gone) > 0 {
		s.add(". "+capitalText(plural(len(gone), "behavior"))+" of "+old+" "+isAre(len(gone))+" gone", false)
	}
	if n := newHosts(c); n > 0 {
		s.add(". It names ", false)
		s.add(plural(n, "host"), true)
		s.add(" that "+old+" did not", false)
	}
	if n := onlyCode(c); n > 0 {
		s.add(". ", false)
		s.add(plural(n, "file")+" of code", true)
		s.add(" "+isAre(n)+" only in the wheel", false)
	}
	s.add(".", false)
	return capital(s.parts)
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func capitalText(s string) string { return rowWord(s) }

func firstWhen(contexts []string) string {
	for _, c := range contexts {
		switch c {
		case "install", "start", "import":
			return " " + contextWord(c)
		}
	}
	return ""
}

func newHosts(c *compare.Comparison) int {
	seen := map[string]bool{}
	for i := range c.Indicators {
		if x := &c.Indicators[i]; x.Change == compare.New && (x.Item.Kind == "domain" || x.Item.Kind == "ip") {
			seen[x.Item.Value] = true
		}
	}
	return len(seen)
}

func onlyCode(c *compare.Comparison) (n int) {
	for i := range c.Files {
		if c.Files[i].Only {
			n++
		}
	}
	return n
}

// madeBy tells whether a difference may come from the readers instead of the packages.
func madeBy(c *compare.Comparison) string {
	if c.SameEngine && c.SameData {
		return "New, then changed, then gone; what is the same is counted. Both were read by the same engine and the same data."
	}
	return "The two reports were made by different engines or reference data: a difference may come from them."
}

// changeWord is a change as people read it.
func changeWord(change string) string { return rowWord(change) }

// changeCounts is "3 new, 1 changed, 1 gone", or "the same".
func changeCounts(changes []string) string {
	text := ""
	for _, word := range []string{compare.New, compare.Changed, compare.Moved, compare.Gone} {
		n := 0
		for _, c := range changes {
			if c == word {
				n++
			}
		}
		if n > 0 {
			if text != "" {
				text += ", "
			}
			text += number(n) + " " + word
		}
	}
	if text == "" {
		return "no difference"
	}
	return text
}

// changesOf counts the changes of n items.
func changesOf(n int, change func(i int) string) string {
	list := make([]string, n)
	for i := range list {
		list[i] = change(i)
	}
	return changeCounts(list)
}

// section is a part of the comparison: a list, or a table.
type section struct {
	id, title, note, count string
	list                   []delta
	none                   string
	same                   []string
	table                  *table
}

func parts(c *compare.Comparison) []section {
	issues := changesOf(len(c.Issues), func(i int) string { return c.Issues[i].Change })
	behaviors := changesOf(len(c.Behaviors), func(i int) string { return c.Behaviors[i].Change })
	indicators := changesOf(len(c.Indicators), func(i int) string { return c.Indicators[i].Change })
	files := changesOf(len(c.Files), func(i int) string { return c.Files[i].Change })
	when, other := momentTable(c), elseTable(c)
	return []section{
		{id: "issues", title: "Issues", note: issues + "; " + number(c.Same.Issues) + " the same.", count: issues, list: issueDelta(c), none: "No issue differs."},
		{id: "behaviors", title: "Behaviors", note: behaviors + "; " + number(len(c.Same.Behaviors)) + " the same.", count: behaviors,
			list: behaviorDelta(c), none: "No behavior differs.", same: c.Same.Behaviors},
		{id: "when", title: "What runs when", note: "Only what differs.", count: number(len(when.rows)), table: when},
		{id: "else", title: "What else differs", note: "Metadata, dependencies, commands, vulnerabilities, gaps.", count: number(len(other.rows)), table: other},
		{id: "indicators", title: "Indicators", note: indicators + ".", count: indicators, table: changedIndicators(c)},
		{id: "files", title: "Files", note: files + "; " + number(c.Same.Files) + " the same. Files are compared by their digests.",
			count: number(len(c.Files)) + " of " + number(len(c.Files)+c.Same.Files), table: fileTable(c)},
	}
}

// delta is an issue or a behaviour that differs.
type delta struct {
	issue, behavior, change string
	count                   int
	title, found, priority  string
	tags, labels            []string
	evidence                []report.Evidence
	prevalence              *report.Prevalence
}

func issueDelta(c *compare.Comparison) (list []delta) {
	for i := range c.Issues {
		x := &c.Issues[i]
		list = append(list, delta{issue: x.Item.ID, change: x.Change, count: x.Item.Count, title: x.Item.Title, found: x.Item.Found,
			priority: x.Item.Priority, tags: []string{x.Item.Category, issueChange(c, x)}, evidence: x.Item.Evidence})
	}
	return list
}

func behaviorDelta(c *compare.Comparison) (list []delta) {
	for i := range c.Behaviors {
		x := &c.Behaviors[i]
		list = append(list, delta{behavior: x.Item.ID, change: x.Change, count: x.Item.Count, title: x.Item.Title, tags: []string{x.Item.Category, behaviorChange(x)},
			labels: x.Item.Labels, evidence: x.Item.Evidence, prevalence: x.Item.Prevalence})
	}
	return list
}

// where names the first place and counts the others.
func (d *delta) where() string {
	text := place(d.evidence[0].Path, d.evidence[0].Line)
	if d.change == compare.Gone {
		text = "was " + text
	}
	if n := len(d.evidence) - 1; n > 0 {
		text += " and " + plural(n, "more place")
	}
	return text
}

// first is the first text that is not empty.
func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// table is rows of texts. A row has one text more than there are columns, the
// change that it is marked with; that of a file also its paths before and now.
type table struct {
	name, none string
	head       []string
	numbers    int // columns at the end that hold numbers
	mono       int // the column that holds code, counted from 1
	rows       [][]string
	more       int
}

func (t *table) class(column int) string {
	switch {
	case column >= len(t.head)-t.numbers:
		return "r num"
	case column == t.mono-1:
		return "mono"
	}
	return ""
}

// add puts a row behind the others unless there are enough.
func (t *table) add(most int, row ...string) {
	if len(t.rows) >= most {
		t.more++
		return
	}
	t.rows = append(t.rows, row)
}

func momentTable(c *compare.Comparison) *table {
	old, new := sideNames(c)
	t := &table{name: "What runs when, before and now", none: "No behavior runs at another moment.", head: []string{"When", "only " + old, "only " + new}}
	for _, m := range moments(c) {
		t.add(maxChanges, m.title, m.old, m.new, "")
	}
	return t
}

func elseTable(c *compare.Comparison) *table {
	t := &table{name: "Metadata and lists that differ", none: "Nothing.", head: []string{"What", "Before", "Now"}}
	for _, f := range c.Fields {
		t.add(maxChanges, fieldWord(f.Field), dash(f.Old), dash(f.New), compare.Changed)
	}
	for _, e := range c.Entries {
		switch e.Change {
		case compare.New:
			t.add(maxChanges, entryWord(e.Kind), "–", e.Text, e.Change)
		case compare.Changed:
			t.add(maxChanges, entryWord(e.Kind), e.Old, e.Text, e.Change)
		default:
			t.add(maxChanges, entryWord(e.Kind), e.Text, "–", e.Change)
		}
	}
	return t
}

func changedIndicators(c *compare.Comparison) *table {
	t := &table{name: "Indicators that differ", none: "No indicator differs.", head: []string{"Change", "Kind", "Value", "Where"}, mono: 3}
	for i := range c.Indicators {
		x := &c.Indicators[i]
		where := ""
		if len(x.Item.Evidence) > 0 {
			where = place(x.Item.Evidence[0].Path, x.Item.Evidence[0].Line)
		}
		t.add(maxChanges, x.Change, x.Item.Kind, defang(&x.Item), where, x.Change)
	}
	return t
}

func fileTable(c *compare.Comparison) *table {
	t := &table{name: "Files that differ", none: "No file differs.", head: []string{"File", "Change", "Before", "Now", "Behaviors"}, numbers: 3, mono: 1}
	for i := range c.Files {
		f := &c.Files[i]
		before, now := "", f.Path
		switch {
		case f.Change == compare.Gone:
			before, now = f.Path, ""
		case f.Change != compare.New:
			before = first(f.OldPath, f.Older, f.Path)
		}
		t.add(maxMembers, f.Path, fileChange(f), sizeText(f.OldSize, f.Change != compare.New), sizeText(f.Size, f.Change != compare.Gone), behaviorsText(f), f.Change, before, now)
	}
	return t
}

// behaviorChange says what is different of a behaviour that both have.
func behaviorChange(b *compare.Behavior) string {
	if b.Change != compare.Changed {
		return plural(max(b.Item.Count, 1), "place")
	}
	text := plural(b.OldCount, "place") + ", now " + number(b.Item.Count)
	if b.OldCount == b.Item.Count {
		text = plural(b.OldCount, "place") + ", as before"
	}
	var more, less []string
	for _, c := range b.Item.Contexts {
		if !has(b.OldContexts, c) {
			more = append(more, contextWord(c))
		}
	}
	for _, c := range b.OldContexts {
		if !has(b.Item.Contexts, c) {
			less = append(less, contextWord(c))
		}
	}
	if len(more) > 0 {
		text += "; now also " + strings.Join(more, ", ")
	}
	if len(less) > 0 {
		text += "; no longer " + strings.Join(less, ", ")
	}
	return text
}

// issueChange says what an issue does to its row.
func issueChange(c *compare.Comparison, i *compare.Issue) string {
	for _, r := range c.Rows {
		if r.Row == i.Item.Row && r.Old.Status != r.New.Status {
			verb := "raises "
			if badness(r.New.Status) < badness(r.Old.Status) {
				verb = "lowers "
			}
			return verb + rowWord(r.Row) + " from " + r.Old.Status + " to " + r.New.Status
		}
	}
	if i.Change == compare.Changed && i.OldCount != i.Item.Count {
		return plural(i.OldCount, "place") + ", now " + number(i.Item.Count)
	}
	return ""
}

// moment is a row of what runs when: behaviours that only one side has then.
type moment struct{ title, old, new string }

func moments(c *compare.Comparison) (list []moment) {
	for _, context := range []string{"install", "start", "import", "main", "call"} {
		var old, new []string
		for i := range c.Behaviors {
			b := &c.Behaviors[i]
			before := has(b.OldContexts, context)
			now := b.Change != compare.Gone && has(b.Item.Contexts, context)
			if before && !now {
				old = append(old, b.Item.Title)
			} else if now && !before {
				new = append(new, b.Item.Title)
			}
		}
		if len(old)+len(new) > 0 {
			list = append(list, moment{rowWord(whenWord(context)), fewTitles(old), fewTitles(new)})
		}
	}
	return list
}

func fewTitles(list []string) string {
	const few = 4
	switch {
	case len(list) == 0:
		return "–"
	case len(list) > few:
		return strings.Join(list[:few], " ") + " And " + number(len(list)-few) + " more."
	}
	return strings.Join(list, " ")
}

// fileChange is what happened to a file, in words.
func fileChange(f *compare.File) string {
	text := f.Change
	if f.Only {
		text += ", code only in the wheel"
	}
	if f.OldPath != "" {
		text += ", was " + f.OldPath
	}
	return text
}

// sizeText is a size, or a dash where there is no file.
func sizeText(n int64, there bool) string {
	if !there {
		return "–"
	}
	return size(n)
}

func behaviorsText(f *compare.File) string {
	a, b := len(f.OldBehaviors), len(f.Behaviors)
	if a == b {
		return number(b)
	}
	return number(a) + " → " + number(b)
}

// entryWord is a kind of entry for people.
func entryWord(kind string) string {
	if kind == compare.EntryPoint {
		return "entry point"
	}
	return kind
}

// fieldWord is a metadata field for people.
func fieldWord(field string) string {
	switch field {
	case "authorEmail":
		return "author's e-mail"
	case "maintainerEmail":
		return "maintainer's e-mail"
	case "requiresPython":
		return "requires Python"
	case "buildBackend":
		return "build backend"
	}
	return field
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
