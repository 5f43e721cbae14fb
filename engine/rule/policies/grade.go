package policies

import (
	_ "embed" // lists of names
	"strings"
	"sync"

	"github.com/wheelscope/wheelscope/engine/rule"
)

// What a command of a build is, from mild to serious.
const (
	buildTool = iota
	computed  // which program it is, is not written down
	unusual
	dangerous
)

// grade weighs the command that a build starts by its text.
func grade(f *rule.Finding) int {
	line := strings.TrimSpace(f.Value)
	if line == "" {
		if f.Note == "process pool" || f.Note == "Python process" || f.Note == "copy of this process" {
			return buildTool // parallel builds; what they run is code of the package
		}
		return computed
	}
	lower := strings.ToLower(line)
	for _, sign := range dangerSigns() {
		if strings.Contains(lower, sign) {
			return dangerous
		}
	}
	worst := buildTool
	for _, words := range programs(strings.Fields(lower)) {
		worst = max(worst, gradeProgram(words))
	}
	return worst
}

// programs divides a command line into those of its programs. What Python is given
// after -c is one: its semicolons are its own.
func programs(words []string) [][]string {
	var all [][]string
	start := 0
	for i, w := range words {
		if w == "-c" && i > start && (python(program(words[start])) || unknown(words[start])) {
			break
		}
		end := strings.HasSuffix(w, ";")
		if !end && w != "&&" && w != "||" && w != "|" && w != "&" {
			continue
		}
		if end {
			if w = strings.TrimSuffix(w, ";"); w != "" {
				all = append(all, append(words[start:i:i], w))
				start = i + 1
				continue
			}
		}
		if i > start {
			all = append(all, words[start:i])
		}
		start = i + 1
	}
	if start < len(words) {
		all = append(all, words[start:])
	}
	return all
}

// gradeProgram weighs one program with its arguments.
func gradeProgram(words []string) int {
	for len(words) > 1 && (strings.Contains(words[0], "=") && words[0][0] != '-' || words[0] == "env" || words[0] == "time" || words[0] == "nice" || words[0] == "exec") {
		words = words[1:] // variables of the program, and what starts another
	}
	first := program(words[0])
	switch {
	case dangerousTools()[first]:
		return dangerous
	case first == "sh" || first == "bash":
		return gradeShell(words[1:])
	case python(first):
		for i, w := range words[1:] {
			if w == "-c" && contains(strings.Join(words[i+2:], " "), actsOfCode) {
				return unusual
			}
		}
		return buildTool
	case buildTools()[first], strings.HasPrefix(first, "gcc-"), strings.HasPrefix(first, "clang-"), strings.HasPrefix(first, "llvm-"):
		return buildTool
	case unknown(words[0]):
		return computed
	}
	return unusual
}

// actsOfCode are words of code that does more than to print where something is or
// which version it has; a part of it that is not known may do so.
var actsOfCode = strings.Fields("… exec( eval( __import__( import_module b64 codecs zlib marshal socket http requests subprocess os.system popen ctypes environ open( shutil")

// gradeShell weighs what a shell is given: a script of the package is a part of the build.
func gradeShell(words []string) int {
	if len(words) == 0 {
		return unusual
	}
	if words[0] == "-c" && len(words) > 1 {
		worst := buildTool
		for _, p := range programs(words[1:]) {
			worst = max(worst, gradeProgram(p))
		}
		return worst
	}
	if script := words[0]; strings.HasSuffix(script, ".sh") && !strings.HasPrefix(script, "/") && !strings.HasPrefix(script, "~") && !strings.Contains(script, "..") {
		return buildTool
	}
	return unusual
}

// program is the name of a program's file: the last part of its path, as far as it is known.
func program(word string) string {
	word = strings.Trim(word, `"'(`)
	word = word[strings.LastIndexAny(word, `/\`)+1:]
	if known, _, more := strings.Cut(word, "…"); more && known != "" {
		word = known // pkg-config… with options that are added to it
	}
	return strings.TrimSuffix(word, ".exe")
}

// unknown tells whether a program, or the folder it stands in, is put together at run time.
func unknown(word string) bool {
	return strings.HasPrefix(word, "…") || strings.HasPrefix(program(word), "…")
}

func python(name string) bool { return strings.HasPrefix(name, "python") || name == "sys.executable" }

//go:embed names/danger_signs.txt
var dangerSignsText string

// dangerSigns are parts of command lines that no build needs, in lower case.
var dangerSigns = sync.OnceValue(func() []string {
	var signs []string
	for _, line := range lines(dangerSignsText) {
		signs = append(signs, strings.Trim(line, `"`))
	}
	return signs
})

//go:embed names/dangerous_tools.txt
var dangerousToolsText string

// dangerousTools are programs that no build starts.
var dangerousTools = sync.OnceValue(func() map[string]bool { return set(lines(dangerousToolsText)) })

//go:embed names/build_tools.txt
var buildToolsText string

// buildTools are programs that builds commonly start.
var buildTools = sync.OnceValue(func() map[string]bool { return set(lines(buildToolsText)) })

// lines are those of a list, without comments and empty ones.
func lines(text string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func set(names []string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}
