package policies

import (
	_ "embed" // lists of names
	"strings"
	"sync"

	"github.com/wheelscope/wheelscope/engine/rule"
)

// What a command of a build is.
const (
	buildTool = iota
	unusual
	dangerous
)

// grade weighs the command that a build starts by its text.
func grade(f *rule.Finding) int {
	line := strings.TrimSpace(f.Value)
	if line == "" || strings.HasPrefix(line, "…") {
		if f.Note == "process pool" || f.Note == "Python process" || f.Note == "copy of this process" {
			return buildTool // parallel builds; what they run is code of the package
		}
		return unusual
	}
	lower := strings.ToLower(line)
	for _, sign := range dangerSigns() {
		if strings.Contains(lower, sign) {
			return dangerous
		}
	}
	first := strings.Trim(strings.Fields(lower)[0], `"'`)
	for _, separator := range []string{"/", `\`} {
		first = first[strings.LastIndex(first, separator)+1:]
	}
	first = strings.TrimSuffix(first, ".exe")
	if dangerousTools()[first] {
		return dangerous
	}
	if buildTools()[first] || strings.HasPrefix(first, "python") || strings.HasPrefix(first, "gcc-") || strings.HasPrefix(first, "clang-") || strings.HasPrefix(first, "llvm-config") {
		if strings.Contains(lower, " -c ") && (strings.HasPrefix(first, "python") || first == "sys.executable") {
			return unusual
		}
		return buildTool
	}
	return unusual
}

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
