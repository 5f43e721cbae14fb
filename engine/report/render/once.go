package render

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/wheelscope/wheelscope/engine/report"
)

// The compiler copies the body of a component to every place that calls it. In
// WebAssembly that was a third of this package, so what is called from several
// places is called through a function that stays one.

//go:noinline
func icon(status, class string) templ.Component { return iconBody(status, class) }

//go:noinline
func copyButton(value, what string) templ.Component { return copyBody(value, what) }

//go:noinline
func boxed(s string, tabs bool) templ.Component { return boxedBody(s, tabs) }

//go:noinline
func engine(r *report.Report) templ.Component { return engineBody(r) }

//go:noinline
func evidence(e *report.Evidence) templ.Component { return evidenceBody(e) }

//go:noinline
func placeOf(e *report.Evidence) templ.Component { return placeBody(e) }

//go:noinline
func places(list []report.Evidence, count, shown int) templ.Component {
	return placesBody(list, count, shown)
}

//go:noinline
func snippet(path, context string, s *report.Snippet) templ.Component {
	return snippetBody(path, context, s)
}

//go:noinline
func coloured(list []piece) templ.Component { return colouredBody(list) }

//go:noinline
func prevalence(p *report.Prevalence) templ.Component { return prevalenceBody(p) }

//go:noinline
func issueList(list []report.Issue) templ.Component { return issuesBody(list) }

//go:noinline
func steps(list []report.Step) templ.Component { return stepsBody(list) }

//go:noinline
func behaviorList(list []report.Behavior, all []traits) templ.Component {
	return behaviorsBody(list, all)
}

//go:noinline
func accepted(a *report.Accepted) templ.Component { return acceptedBody(a) }

//go:noinline
func acceptedTag(a *report.Accepted, count int) templ.Component { return acceptedTagBody(a, count) }

//go:noinline
func acceptance(a *report.Accepted, title string) templ.Component { return acceptanceBody(a, title) }

//go:noinline
func label(l string) templ.Component { return labelBody(l) }

//go:noinline
func search(word string) templ.Component { return searchBody(word) }

//go:noinline
func indicatorTable(name string, list []report.Indicator) templ.Component {
	return indicatorsBody(name, list)
}

//go:noinline
func gapList(list []report.Gap) templ.Component { return gapsBody(list) }

//go:noinline
func inside(d *folder, depth int) templ.Component { return insideBody(d, depth) }

//go:noinline
func sides(why, fine, limits string) templ.Component { return sidesBody(why, fine, limits) }

//go:noinline
func example(text string) templ.Component { return exampleBody(text) }

// attrs are attributes with their values; those without a value are left out.
// Names are constants of this package, values are escaped by templ.
func attrs(pairs ...string) templ.OrderedAttributes {
	list := make(templ.OrderedAttributes, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			list = append(list, templ.KeyValue[string, any]{Key: pairs[i], Value: pairs[i+1]})
		}
	}
	return list
}

// num is a number as text.
//
//go:noinline
func num(n int) templ.Component { return Text(number(n), maxName) }

// lineOf is a line number for an attribute, "" when it is not known.
func lineOf(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// number0 is a count for an attribute; 0 is a reading and stays.
func number0(n int) string { return strconv.Itoa(n) }

// longList marks a list whose rows the browser may skip while they are out of view.
func longList(class string, n int) string {
	if n > 60 {
		return class + " ws-long"
	}
	return class
}

//go:noinline
func how(change string) templ.Component { return howBody(change) }
