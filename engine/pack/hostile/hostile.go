// Package hostile makes archives that are wrong, each in one way that is known
// to confuse unpackers, installers or scanners. It is for tests: every artifact
// comes with what a report must say of it. All content is inert.
package hostile

// Artifact is one hostile file. Oddities and Gaps are the kinds and reasons, in
// any order, that a report of it has: these and no others.
type Artifact struct {
	Name     string // how it is made
	File     string // under which name it is read
	Data     []byte
	Oddities string
	Gaps     string
	None     bool // no report: it is no archive
}

// All is every artifact, in a fixed order.
func All() []Artifact {
	var out []Artifact
	for _, part := range []func() []Artifact{names, pairs, headers, ends, contents, tars, packed, nests, wheels} {
		out = append(out, part()...)
	}
	return out
}

// odd is a zip that shows these oddities.
func odd(name string, data []byte, oddities string) Artifact {
	return Artifact{Name: name, File: "hostile.zip", Data: data, Oddities: oddities}
}

// gap is a zip that shows these gaps.
func gap(name string, data []byte, oddities, gaps string) Artifact {
	return Artifact{Name: name, File: "hostile.zip", Data: data, Oddities: oddities, Gaps: gaps}
}
