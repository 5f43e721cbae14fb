package gather

import "github.com/wheelscope/wheelscope/engine/read/python"

// thing is one of the things that an expression may stand for.
type thing struct {
	kind  thingKind
	how   how
	name  string // dotted; relative ones with leading dots, unbound ones with a *
	node  python.Node
	scope int32
}

type thingKind uint8

const (
	named     thingKind = iota + 1 // something outside of the file: name says what
	function                       // a function or lambda of the file: node; scope is the one it opens
	class                          // a class of the file, likewise
	object                         // an instance of a class of the file
	namespace                      // the dict of what name says; of the file's own module if it is ""
	modules                        // sys.modules
	container                      // a list, tuple, set or dict as written: node, evaluated in scope
	getter                         // operator.attrgetter(name)
	caller                         // operator.methodcaller(name)
	lookup                         // the bound __getattribute__ of what name says
	added                          // what was put into something: node is its symbol, scope where
	view                           // the bound values or items of a container, or of what was put into it
	made                           // a class that the call of type in node makes
	parents                        // super() in a method of the class scope
	generator                      // what a function that yields gives: scope is the one it opens
	picker                         // operator.itemgetter(name); "#0" for a number
	loader                         // the spec or loader of the module that name says
	members                        // the __dict__ of a class of the file or of its instance
	several                        // a list or dict whose items are what name says, or objects of the class scope
	opening                        // what a function gives that is asked for a name by its caller
)

// how says how a named thing was reached.
type how uint8

const (
	itself how = iota // the name itself
	result            // what a call of it returns
	after             // an attribute of such a result
	item              // an item of it
)

// maxThings is how many things one expression may stand for. A name that is
// bound to more is bound by tables, and those are followed elsewhere.
const maxThings = 4

type things struct {
	n  int
	at [maxThings]thing
}

func (s *things) add(t thing) {
	if t.kind == 0 || s.n == maxThings {
		return
	}
	for i := range s.n {
		if s.at[i] == t {
			return
		}
	}
	s.at[s.n] = t
	s.n++
}

//go:noinline
func (s *things) addAll(other *things) {
	if s.n == 0 {
		s.n = copy(s.at[:], other.at[:other.n])
		return
	}
	for i := range other.n {
		s.add(other.at[i])
	}
}

//go:noinline
func one(t thing) (s things) {
	s.add(t)
	return s
}
