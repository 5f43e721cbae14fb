// Package page makes the static files of the site: the page itself, readable
// before any script has run, and the catalogue. It holds no text of a package,
// so its markup may have ids. README.md lists what the script may rely on.
package page

import (
	"fmt"
	"strconv"

	"github.com/wheelscope/wheelscope/engine/report"
)

// Params are what the build knows. Addresses are relative to the file.
type Params struct {
	Version string // of the engine
	Script  string // address of the script
	Style   string // address of the style sheet
	Home    string // address of the page: "./" or "../"
	// Catalogue is the address of the catalogue of behaviours; "" leaves the link out.
	Catalogue string
	// Source is the address of the project; "" leaves the link out.
	Source       string
	Examples     []Example
	Data         []report.Reference // the snapshots that ship, for dates and attribution
	Attributions []Attribution
}

// Example is a package that ships with the site.
type Example struct {
	Title string // "ordinary-library 1.2.0"
	File  string // file name
	Kind  string // wheel or sdist
	Size  int64  // bytes
	About string // one sentence
	Href  string // address
}

// Attribution is whose data or code the site uses.
type Attribution struct {
	Name    string
	License string
	Href    string // "" when there is no page of it
}

// kilo is a size in kB or MB, as short as it can be.
func kilo(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10) + " B"
	case n < 999500:
		return strconv.FormatInt((n+500)/1000, 10) + " kB"
	}
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB"
}

// number is a count with commas between thousands.
func number(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return number(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

// counted is what the catalogue holds: "10 behaviors and 3 issues are looked for."
func counted(c report.Catalogue) string {
	return plural(len(c.Behaviors), "behavior") + " and " + plural(len(c.Policies), "issue") + " are looked for."
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
