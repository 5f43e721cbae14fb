package gather

import "strings"

// own tells whether an absolute name may be the package's own: its first part
// is a folder that the file stands in, or the file stands beside the packages
// and the name is nobody's that is watched.
func (r *reader) own(name string) bool {
	path := r.g.sum.Path
	if i := strings.LastIndex(path, "!/"); i >= 0 {
		path = path[i+2:]
	}
	first := top(name)
	for {
		folder, rest, ok := strings.Cut(path, "/")
		if !ok {
			break
		}
		if folder == first {
			return true
		}
		path = rest
	}
	return (path == r.g.sum.Path || isSetupScript(r.g.sum.Path)) && !r.about(first).under
}
