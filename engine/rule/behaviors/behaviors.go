// Package behaviors is the catalogue: what a package can do, a value a
// behaviour, in the file of its subject. A behaviour accuses nobody: whether
// it matters is decided by the policies.
//
// Names of things to watch are written as one text of words, so that a list
// reads like the table in a manual; a long one is a file in names. A name may hold one * that stands for
// anything: pathlib.Path*.chmod is that method of Path(…) and of Path.cwd().
package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/rule"
)

// All gives every behaviour, by category and id. Each call returns a new slice
// of the same values.
func All() []*rule.Behavior {
	return []*rule.Behavior{
		AuthorAnonymousEmail,
		ContainsLongStrings,
		CreatesProcess,
		ExecutesDecodedCode,
		ChangesOwnership,
		ContainsInterestingFileURLs,
		ContainsIPAddresses,
		ContainsShortenerURLs,
		ContainsSuspiciousTLDURLs,
		ModifiesPermissions,
		OpensRegistryKeys,
	}
}

// names splits a list of names at white space. A # begins a comment.
func names(list string) []string {
	var out []string
	for line := range strings.SplitSeq(list, "\n") {
		line, _, _ = strings.Cut(line, "#")
		out = append(out, strings.Fields(line)...)
	}
	return out
}
