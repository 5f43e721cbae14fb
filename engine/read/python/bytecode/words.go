package bytecode

import "strings"

// Word is something that a code object says of its source.
type Word uint8

// What a code object says.
const (
	Definition Word = iota // the name of a function or class
	Identifier             // a name that it uses or gives to a variable
	Literal                // a text or bytes constant
)

// Words tells what a code object and those inside it say of their source, in the
// order in which they stand. What the compiler adds by itself is left out.
func (c *Code) Words(tell func(w Word, text string)) {
	work := 64<<10 + 4*c.size
	c.words(tell, map[*Code]bool{}, &work)
}

func (c *Code) words(tell func(w Word, text string), seen map[*Code]bool, work *int) {
	if seen[c] || len(seen) > maxNesting*maxNesting {
		return
	}
	seen[c] = true
	if !strings.HasPrefix(c.Name, "<") && !strings.Contains(unnamed, " "+c.Name+" ") {
		tell(Definition, c.Name)
	}
	for _, list := range [][]string{c.names, c.locals, c.cells} {
		for _, name := range list {
			if !strings.Contains(added, " "+name+" ") && !strings.HasPrefix(name, ".") {
				tell(Identifier, name)
			}
		}
	}
	for _, o := range c.consts {
		o.words(tell, seen, work, 0)
	}
}

func (o *object) words(tell func(w Word, text string), seen map[*Code]bool, work *int, depth int) {
	if *work--; *work < 0 || depth > 20 {
		return
	}
	switch o.kind {
	case code:
		o.code.words(tell, seen, work)
	case text, blob:
		tell(Literal, o.text)
	}
	for _, item := range o.items {
		item.words(tell, seen, work, depth+1)
	}
}

// added are names that a compiler puts into code although no source has them.
const added = unnamed + "__annotations__ __name__ __doc__ __class__ __type_params__ __init__ __prepare__ " +
	"format AssertionError NotImplementedError return "
