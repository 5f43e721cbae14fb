package gather

import (
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// symbols are what is known of the identifiers of one file, by the numbers that
// the parser gives them. A name that was in no place that binds or leads
// somewhere counts as not there.
type symbols struct {
	table *python.Symbols
	list  []symbol
	fold  []byte

	known []symbol // of the names that every file starts with
}

type symbol struct {
	only     int32 // the scope that binds it, plus 1; 0: none, manyScopes: several
	seen     bool  // in a place that matters
	interest bool  // may stand for something watched
	builtin  bool  // a name of builtins that matters
	self     bool  // the first parameter of some method
	defined  bool  // a function or class of the file, or what may stand for one
	param    bool  // a parameter of some function
	lone     bool  // a method that is known without what it belongs to
	mixed    bool  // kept as a name of several alphabets
	role     uint8
}

const manyScopes = -1

// start makes the list of the next file, which was parsed.
func (s *symbols) start() {
	s.list = append(s.list[:0], s.known...)
	s.cover()
}

// keep makes the names numbered so far those that every file starts with.
func (s *symbols) keep() {
	s.cover()
	s.table.Keep()
	s.known = append([]symbol(nil), s.list...)
}

// cover makes room for all names that have a number.
func (s *symbols) cover() {
	for len(s.list) < s.table.Len() {
		s.list = append(s.list, symbol{})
	}
}

// find is the number of a name, -1 if it is not there.
func (s *symbols) find(name []byte) int32 { return s.there(s.table.Find(name)) }

// there is a number of the parser's, -1 if it is not there.
func (s *symbols) there(n int32) int32 {
	if n < 0 || !s.list[n].seen {
		return -1
	}
	return n
}

// number is the number of a name.
func (s *symbols) number(name []byte) int32 { return s.see(s.table.Number(name)) }

func (s *symbols) see(n int32) int32 {
	if int(n) >= len(s.list) {
		s.cover()
	}
	s.list[n].seen = true
	return n
}

func (s *symbols) name(n int32) []byte { return s.table.Name(n) }

// normal is a name in the letters that it is compared in.
func (s *symbols) normal(name []byte) []byte {
	if source.ASCII(name) {
		return name
	}
	s.fold = python.Fold(s.fold[:0], name)
	return s.fold
}
