package gather

import "strings"

// own tells whether an absolute name may be the package's own: its first part
// is a folder that the file stands in, or the file stands beside the packages
// and the name is nobody's that is watched.
func (r *reader) own(name string) bool {
	first := top(name)
	for _, folder := range r.folders {
		if folder == first {
			return true
		}
	}
	return r.beside && !r.about(first).under
}

// stand finds the folders that the file stands in.
func (r *reader) stand() {
	whole := r.g.sum.Path
	path := whole
	if i := strings.LastIndex(path, "!/"); i >= 0 {
		path = path[i+2:]
	}
	r.folders = r.folders[:0]
	for {
		folder, rest, ok := strings.Cut(path, "/")
		if !ok {
			break
		}
		r.folders = append(r.folders, folder)
		path = rest
	}
	r.beside = path == whole || isSetupScript(whole) || isStartUp(path)
}

// isStartUp tells files that Python runs when it starts: they stand, or will stand,
// beside all packages.
func isStartUp(base string) bool {
	return strings.HasSuffix(base, ".pth") || base == "sitecustomize.py" || base == "usercustomize.py"
}
