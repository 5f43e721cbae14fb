package json

import (
	"io"
	"math"
	"reflect"
	"strconv"
	"unicode/utf8"
)

// Marshal is v as JSON, without white space. Nil slices and pointers are null,
// invalid UTF-8 is written as the escape of U+FFFD. An error is a number that is
// none, a value nested too deep, or a type that has no JSON here.
func Marshal(v any) ([]byte, error) { return Append(nil, v) }

// Append writes v behind out.
func Append(out []byte, v any) ([]byte, error) {
	w := writer{out: out}
	w.value(reflect.ValueOf(v), 0)
	if w.problem != "" {
		return nil, &Error{Offset: -1, Problem: w.problem}
	}
	return w.out, nil
}

// Write writes v in pieces: a report of very many files is never in memory as
// one text. After an error some of it may have been written.
func Write(to io.Writer, v any) error {
	w := writer{to: to}
	w.value(reflect.ValueOf(v), 0)
	if w.problem != "" {
		return &Error{Offset: -1, Problem: w.problem}
	}
	w.flush()
	return w.failed
}

// piece is how much is collected before it is written.
const piece = 64 << 10

type writer struct {
	out     []byte
	problem string
	to      io.Writer // nil: all stays in out
	failed  error     // of to
}

func (w *writer) flush() {
	if w.failed == nil {
		_, w.failed = w.to.Write(w.out)
	}
	w.out = w.out[:0]
}

func (w *writer) value(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		w.out = appendString(w.out, v.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.out = strconv.AppendInt(w.out, v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.out = strconv.AppendUint(w.out, v.Uint(), 10)
	case reflect.Bool:
		w.out = strconv.AppendBool(w.out, v.Bool())
	case reflect.Float64:
		w.number(v.Float())
	case reflect.Pointer:
		if v.IsNil() {
			w.out = append(w.out, "null"...)
		} else if w.deeper(depth) {
			w.value(v.Elem(), depth+1)
		}
	case reflect.Slice, reflect.Array:
		w.list(v, depth)
	case reflect.Struct:
		w.object(v, depth)
	default:
		w.problem = "no JSON for the kind " + v.Kind().String()
	}
}

// deeper tells whether one more level is allowed, and that nothing failed yet.
func (w *writer) deeper(depth int) bool {
	if depth >= Depth {
		w.problem = "nested too deep"
	}
	return w.problem == ""
}

func (w *writer) list(v reflect.Value, depth int) {
	if v.Type().Elem().Kind() == reflect.Uint8 {
		w.problem = "no JSON for bytes"
		return
	}
	if v.Kind() == reflect.Slice && v.IsNil() {
		w.out = append(w.out, "null"...)
		return
	}
	if !w.deeper(depth) {
		return
	}
	w.out = append(w.out, '[')
	for i := range v.Len() {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.value(v.Index(i), depth+1)
		if w.to != nil && len(w.out) >= piece {
			w.flush()
		}
	}
	w.out = append(w.out, ']')
}

func (w *writer) object(v reflect.Value, depth int) {
	if !w.deeper(depth) {
		return
	}
	next := byte('{')
	fields := fieldsOf(v.Type())
	for i := range fields {
		f := &fields[i]
		if f.refused != "" {
			w.problem = f.refused
			return
		}
		x := v.Field(f.index)
		if f.omitEmpty && empty(x) {
			continue
		}
		w.out = append(w.out, next)
		next = ','
		w.out = append(w.out, f.key...)
		w.value(x, depth+1)
	}
	if next == '{' {
		w.out = append(w.out, '{')
	}
	w.out = append(w.out, '}')
}

// empty is what omitempty leaves out: false, 0, nil, and what has no length.
func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Pointer:
		return v.IsNil()
	case reflect.Bool:
		return !v.Bool()
	case reflect.Float64:
		return v.Float() == 0 // minus zero too
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int() == 0
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return v.Uint() == 0
	}
	return false
}

// number is the shortest text that reads back the same, as in ECMAScript.
func (w *writer) number(f float64) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		w.problem = "no JSON for a number that is infinite or none"
		return
	}
	format := byte('f')
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	w.out = strconv.AppendFloat(w.out, f, format, -1, 64)
	// An exponent below 10 has no leading zero: 1e-09 is 1e-9.
	if n := len(w.out); format == 'e' && n >= 4 && w.out[n-4] == 'e' && w.out[n-3] == '-' && w.out[n-2] == '0' {
		w.out = append(w.out[:n-2], w.out[n-1])
	}
}

const hex = "0123456789abcdef"

// appendString writes s in quotes. Control characters are escaped, and U+2028
// and U+2029, which end lines in old JavaScript.
func appendString(out []byte, s string) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' {
				i++
				continue
			}
			out = append(append(out, s[start:i]...), '\\')
			switch c {
			case '"', '\\':
				out = append(out, c)
			case '\b':
				out = append(out, 'b')
			case '\f':
				out = append(out, 'f')
			case '\n':
				out = append(out, 'n')
			case '\r':
				out = append(out, 'r')
			case '\t':
				out = append(out, 't')
			default:
				out = append(out, 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			out = append(append(out, s[start:i]...), `\ufffd`...)
			start = i + n
		case r == '\u2028' || r == '\u2029':
			out = append(append(out, s[start:i]...), `\u202`...)
			out = append(out, hex[r&15])
			start = i + n
		}
		i += n
	}
	return append(append(out, s[start:]...), '"')
}
