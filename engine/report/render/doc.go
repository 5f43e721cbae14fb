// Package render makes HTML of a report: templ components and the Go that
// prepares what they print.
//
// Everything in a report may come from a hostile package. So all text goes
// through Text, which shows characters that hide or reorder text as boxes, and
// templ escapes the rest; no address of a package becomes a link, and there is
// no style attribute, script or handler that a policy would have to allow. Icons are
// drawn in place instead of being referred to: a few bytes more, and no id that
// could collide with the page around.
//
// The fragment stands on its own without a script: what opens is a details
// element, what is shortened says its total. The trade-off is size: a package
// of many files makes some megabytes of markup, so rows are plain and the style
// sheet lets the browser skip those out of view.
package render
