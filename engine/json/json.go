// Package json writes and reads JSON for the shapes that the engine has:
// structs with tags, slices, arrays, pointers, strings, integers, float64 and
// bool; maps by name when reading. For these it gives the bytes, the values and the
// refusals of encoding/json without escaping for HTML, which the tests hold it
// against; that package and what it brings weigh an eighth of the program that a
// browser loads, this one a hundredth.
//
// What the shapes do not need is left out and is an error, not a guess: embedded
// structs, interfaces, bytes as base64, methods of types, maps when
// writing. Nesting is limited to Depth, because a stack that is too deep cannot
// be caught in a browser.
package json

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// Depth is how many arrays and objects may be inside each other.
const Depth = 200

// An Error says what is wrong, and where: Offset is a byte of the text that is
// read, -1 when writing.
type Error struct {
	Offset  int
	Problem string
}

// Error implements error.
func (e *Error) Error() string {
	if e.Offset < 0 {
		return "JSON: " + e.Problem
	}
	return "JSON at byte " + strconv.Itoa(e.Offset) + ": " + e.Problem
}

// A field of a struct that has a name in JSON.
type field struct {
	name      string
	key       []byte // the name as JSON, with its colon
	index     int
	omitEmpty bool
	refused   string // why there is no JSON for it
}

var (
	mutex sync.Mutex
	plans = map[reflect.Type][]field{}
)

// fieldsOf lists the fields of a struct in their order.
func fieldsOf(t reflect.Type) []field {
	mutex.Lock()
	defer mutex.Unlock()
	if p, ok := plans[t]; ok {
		return p
	}
	p := []field{}
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		if !f.IsExported() || tag == "-" {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if name == "" {
			name = f.Name
		}
		own := field{name: name, key: append(appendString(nil, name), ':'), index: i, omitEmpty: options == "omitempty"}
		if f.Anonymous || options != "" && !own.omitEmpty {
			own.refused = "the field " + f.Name + " is embedded or has an option that is not known"
		}
		p = append(p, own)
	}
	plans[t] = p
	return p
}
