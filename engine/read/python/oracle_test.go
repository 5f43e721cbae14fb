package python

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/wheelscope/wheelscope/engine/source"
)

// seen is what both readers say of a file, as JSON rows that can be compared.
type seen struct {
	Skip     bool
	Named    bool // has escapes that are read differently: \N{…} of which we know few, in Python 2 those of bytes
	Ends     bool // places have ends
	Formats  bool // nodes inside f-strings have their places
	Python2  bool
	Nodes    []json.RawMessage
	Comments []json.RawMessage // nil if not asked for
	Calls    []json.RawMessage
	Imports  []json.RawMessage
	Strings  []string
}

// TestOracle compares this reader with CPython's own on its standard library:
// every call with its callee, place and arguments, every import, string and
// comment, and all other nodes with their places. ORACLE_DIR names other folders,
// separated like PATH, that are read whole; ORACLE_FILES picks so many files of
// them; ORACLE_PYTHON is another Python (2.7, or from 3.9 on).
func TestOracle(t *testing.T) {
	python := oracle(t)
	var files []string
	if dirs := os.Getenv("ORACLE_DIR"); dirs != "" {
		files = pythonFiles(filepath.SplitList(dirs)...)
	} else {
		files = sample(pythonFiles(standardLibrary(t, python)), 400)
	}
	if n, err := strconv.Atoi(os.Getenv("ORACLE_FILES")); err == nil {
		files = sample(files, n)
	}
	requireSame(t, python, files)
}

// TestMutated does the same with syntax that nobody writes: ORACLE_SEED picks
// other files.
func TestMutated(t *testing.T) {
	python, dir, seed := oracle(t), t.TempDir(), os.Getenv("ORACLE_SEED")
	if seed == "" {
		seed = "1"
	}
	out, err := exec.Command(python, "-I", "testdata/mutate.py", dir, "1500", seed).CombinedOutput()
	if err != nil {
		t.Skipf("skipped: %s cannot make the files: %s", python, out)
	}
	requireSame(t, python, pythonFiles(dir))
}

// oracle is the Python to compare with; without one the test is skipped.
func oracle(t *testing.T) string {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	python := os.Getenv("ORACLE_PYTHON")
	if python == "" {
		python = "python3"
	}
	if _, err := exec.LookPath(python); err != nil {
		t.Skipf("skipped: no %s to compare with", python)
	}
	return python
}

// requireSame lists the files that differ and fails if they are more than one
// in a thousand.
func requireSame(t *testing.T, python string, files []string) {
	require.NotEmpty(t, files)
	cmd := exec.Command(python, "-E", "-s", "testdata/oracle.py")
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n") + "\n")
	cmd.Env = append(os.Environ(), "PYTHONWARNINGS=ignore")
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	lines := bufio.NewReaderSize(out, 1<<20)
	p := NewParser(source.DefaultLimits())
	compared, differing := 0, 0
	for _, file := range files {
		line, err := lines.ReadBytes('\n')
		require.NoError(t, err, file)
		var want seen
		require.NoError(t, json.Unmarshal(line, &want))
		if want.Skip {
			continue
		}
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		compared++
		tree := p.Parse(data)
		got := look(tree, &want)
		if d := difference(&want, &got); d != "" {
			differing++
			t.Logf("%s: %s", file, d)
		} else if len(tree.Errors) > 0 {
			differing++
			t.Logf("%s: %v", file, tree.Errors[0])
		}
	}
	require.NoError(t, cmd.Wait())
	t.Logf("%d files compared, %d differ", compared, differing)
	require.GreaterOrEqual(t, compared, 1)
	require.LessOrEqual(t, differing*1000, compared, "files that differ")
}

func standardLibrary(t testing.TB, python string) string {
	out, err := exec.Command(python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))").Output()
	require.NoError(t, err)
	return strings.TrimSpace(string(out))
}

func pythonFiles(dirs ...string) (files []string) {
	for _, dir := range dirs {
		_ = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err == nil && e.IsDir() && e.Name() == "site-packages" && path != dir {
				return filepath.SkipDir
			}
			if err == nil && !e.IsDir() && strings.HasSuffix(path, ".py") {
				files = append(files, path)
			}
			return nil
		})
	}
	sort.Strings(files)
	return files
}

func sample(files []string, n int) []string {
	if len(files) <= n {
		return files
	}
	picked := make([]string, n)
	for i := range picked {
		picked[i] = files[i*len(files)/n]
	}
	return picked
}

// look says of a tree what oracle.py says of CPython's.
func look(t *Tree, want *seen) (s seen) {
	lines := lineStarts(t.Text)
	at := func(offset uint32) (int, int) {
		i := sort.Search(len(lines), func(i int) bool { return lines[i] > offset })
		return i, int(offset - lines[i-1])
	}
	row := func(v ...any) json.RawMessage {
		b := must(json.Marshal(v))
		return b
	}
	place := func(span source.Span) []any {
		line, col := at(span.Start)
		if !want.Ends {
			return []any{line, col}
		}
		endLine, endCol := at(span.End)
		return []any{line, col, endLine, endCol}
	}
	inside, names := insideJoined(t)
	middle := map[Node]bool{}
	for n := Node(1); int(n) < t.Len(); n++ {
		if k := t.Kind(n); compared[k] && (want.Formats || !inside[n]) && !names[n] {
			label := norm.NFKC.String(string(t.Name(n)))
			if k == ImportFrom || k == Keyword {
				label = ""
			}
			if op := t.Op(n); op != "" {
				label = op
			}
			s.Nodes = append(s.Nodes, row(append([]any{k.String(), label}, place(t.Span(n))...)...))
		}
		switch t.Kind(n) {
		case Call:
			span := t.Span(n)
			positional, keywords := 0, 0
			for _, a := range t.Kids(n)[1:] {
				if k := t.Kind(a); k == Keyword || k == DoubleStarred {
					keywords++
				} else {
					positional++
				}
			}
			callee, where := dotted(t, t.Kid(n, 0)), place(span)
			if want.Python2 {
				if callee == "print" || callee == "exec" {
					continue // statements, to it
				}
				where = where[:1] // its columns do not count parentheses
				if callee == "" {
					where[0] = 0 // nor its lines those of a long string
				}
			}
			s.Calls = append(s.Calls, row(append(append([]any{callee}, where...), positional, keywords)...))
		case Import, ImportFrom:
			line, _ := at(t.Span(n).Start)
			for _, a := range t.Kids(n) {
				s.Imports = append(s.Imports, row(string(t.Name(n)), t.Level(n), string(t.Name(a)), string(t.AsName(a)), line))
			}
		case Joined:
			var text []byte
			flush := func() {
				if len(text) > 0 {
					s.Strings = append(s.Strings, hex.EncodeToString(text))
				}
				text = nil
			}
			for _, k := range t.Kids(n) {
				if t.Kind(k) == Str {
					middle[k] = true
					text = append(text, t.Value(k)...)
				} else {
					flush()
				}
			}
			flush()
		}
	}
	for n := Node(1); int(n) < t.Len(); n++ {
		if t.Kind(n) != Str || middle[n] {
			continue
		}
		v := string(t.Value(n))
		if t.Has(n, Bytes) && !want.Python2 {
			var b strings.Builder
			b.WriteString("b:")
			for _, c := range []byte(v) {
				b.WriteRune(rune(c))
			}
			v = b.String()
		}
		s.Strings = append(s.Strings, hex.EncodeToString([]byte(v)))
	}
	for _, c := range t.Comments {
		line, col := at(c.Start)
		s.Comments = append(s.Comments, row(line, col, string(t.Text[c.Start:c.End])))
	}
	sort.Strings(s.Strings)
	s.Python2 = t.Python2
	return s
}

// compared are the kinds that have the same places in Python's ast.
var compared = func() (a [256]bool) {
	for _, k := range []Kind{Function, Class, Return, Delete, Assign, AugAssign, AnnAssign, TypeAlias, For, While, If, With, Match, Raise, Try,
		Handler, Assert, Import, ImportFrom, Global, Nonlocal, Expr, Pass, Break, Continue, Print, Exec, BoolOp, NamedExpr, BinOp, UnaryOp, Lambda,
		IfExp, Dict, Set, ListComp, SetComp, DictComp, Generator, Await, Yield, YieldFrom, Compare, Attribute, Subscript, Starred, Name, List, Tuple,
		Repr, Slice} {
		a[k] = true
	}
	return a
}()

// insideJoined marks what is inside an f-string, and the names of global statements.
func insideJoined(t *Tree) (in, names []bool) {
	in, names = make([]bool, t.Len()), make([]bool, t.Len())
	for n := Node(t.Len() - 1); n > 0; n-- {
		for _, k := range t.Kids(n) {
			in[k] = in[n] || t.Kind(n) == Joined
			if p := t.Kind(n); p == Global || p == Nonlocal {
				names[k] = true
			}
		}
	}
	return in, names
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

func dotted(t *Tree, n Node) string {
	switch t.Kind(n) {
	case Name:
		return norm.NFKC.String(string(t.Name(n)))
	case Attribute:
		if left := dotted(t, t.Kid(n, 0)); left != "" {
			return left + "." + norm.NFKC.String(string(t.Name(n)))
		}
	}
	return ""
}

func lineStarts(text []byte) []uint32 {
	starts := []uint32{0}
	for i := 0; i < len(text); i++ {
		if class[text[i]] == cNewline {
			i = newline(text, i) - 1
			starts = append(starts, uint32(i+1))
		}
	}
	return starts
}

func difference(want, got *seen) string {
	rows := func(r []json.RawMessage) []string {
		s := make([]string, len(r))
		for i, b := range r {
			var buf bytes.Buffer
			_ = json.Compact(&buf, b)
			var v any
			_ = json.Unmarshal(b, &v)
			s[i] = fmt.Sprint(v)
		}
		sort.Strings(s)
		return s
	}
	if d := firstDifference(rows(want.Calls), rows(got.Calls)); d != "" {
		return "call " + d
	}
	if d := firstDifference(rows(want.Imports), rows(got.Imports)); d != "" {
		return "import " + d
	}
	if d := firstDifference(rows(want.Comments), rows(got.Comments)); d != "" && want.Comments != nil {
		return "comment " + d
	}
	if d := firstDifference(want.Strings, got.Strings); d != "" && !want.Named {
		return "string " + d
	}
	if got.Python2 && !want.Python2 {
		return "" // it has "print >>f", which is an expression to Python 3
	}
	if len(want.Nodes) == 0 {
		return "" // of an old Python, whose places differ
	}
	if d := firstDifference(rows(want.Nodes), rows(got.Nodes)); d != "" {
		return "node " + d
	}
	return ""
}

func firstDifference(want, got []string) string {
	for i := 0; i < len(want) || i < len(got); i++ {
		switch {
		case i >= len(got):
			return "lost: " + want[i]
		case i >= len(want):
			return "too many: " + got[i]
		case want[i] != got[i]:
			return "want " + want[i] + " got " + got[i]
		}
	}
	return ""
}
