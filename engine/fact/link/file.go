package link

import (
	"github.com/wheelscope/wheelscope/engine/fact"
)

// file adds the facts of one file to the package.
func (l *linker) file(p *fact.Package, n int32) {
	s, file := l.sums[n], &p.Files[n]
	for i := range s.Facts {
		f := s.Facts[i]
		f.File = n
		f.Context = l.context(n, &f, file.Context)
		f.Args = l.args(n, f.Args)
		if f.Kind == fact.Import {
			if name, ok := l.absolute(n, f.Name); ok {
				f.Name = name
			}
		}
		p.Facts = append(p.Facts, f)
	}
	for i := range s.Refs {
		ref := &s.Refs[i]
		l.resolve(n, ref.Name, func(name string) {
			if l.layout.Watched != nil && !l.layout.Watched(name) {
				return
			}
			f := *ref
			f.File, f.Name = n, name
			f.Context = l.context(n, &f, file.Context)
			f.Args = l.args(n, f.Args)
			p.Facts = append(p.Facts, f)
		})
	}
	file.Excerpts = s.Excerpts
}

// context is when a fact counts: that within its file, unless the file's place
// in the package says otherwise.
func (l *linker) context(n int32, f *fact.Fact, file fact.Context) fact.Context {
	return inFile(f.Context, file)
}
