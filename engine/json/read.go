package json

import (
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Unmarshal reads the JSON text into what v points to. Names match the tags,
// first exactly, then without case; unknown names are skipped, null leaves a
// value or makes it nil, a name that comes twice is read twice. After an error,
// what v points to is half filled.
func Unmarshal(data []byte, v any) error {
	p := reflect.ValueOf(v)
	if p.Kind() != reflect.Pointer || p.IsNil() {
		return &Error{Offset: -1, Problem: "no pointer to read into"}
	}
	r := reader{data: data}
	r.value(p.Elem(), 0)
	return r.end()
}

// Elements splits a JSON array into its elements' texts, which are parts of data.
func Elements(data []byte) ([][]byte, error) {
	r := reader{data: data}
	var list [][]byte
	if r.space() != '[' {
		r.fail("no array")
	}
	r.each(']', 0, func() {
		r.space()
		start := r.at
		r.skip(1)
		list = append(list, data[start:r.at])
	})
	return list, r.end()
}

// A reader goes through the text once. After a failure it is at the end of the
// text, so everything returns.
type reader struct {
	data []byte
	at   int
	err  error
}

func (r *reader) fail(problem string) {
	if r.err == nil {
		r.err = &Error{Offset: min(r.at, len(r.data)), Problem: problem}
	}
	r.at = len(r.data)
}

func (r *reader) end() error {
	if r.space() != 0 || r.at < len(r.data) {
		r.fail("text behind the end")
	}
	return r.err
}

// space skips white space and gives the byte after it, 0 at the end.
func (r *reader) space() byte {
	for r.at < len(r.data) {
		switch c := r.data[r.at]; c {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return c
		}
	}
	return 0
}

// each reads an array or object up to its closing byte: one calls for an
// element, from where it may begin.
func (r *reader) each(closing byte, depth int, one func()) {
	if depth >= Depth {
		r.fail("nested too deep")
		return
	}
	r.at++
	if r.space() == closing {
		r.at++
		return
	}
	for r.err == nil {
		one()
		switch r.space() {
		case closing:
			r.at++
			return
		case ',':
			r.at++
		default:
			r.fail("a comma or the end of the list is missing")
		}
	}
}

// name reads a member's name and the colon.
func (r *reader) name() string {
	if r.space() != '"' {
		r.fail("a name is missing")
		return ""
	}
	name := r.string()
	if r.space() != ':' {
		r.fail("a colon is missing")
		return ""
	}
	r.at++
	return name
}

// word reads true, false or null.
func (r *reader) word(word string) {
	if !strings.HasPrefix(string(r.data[r.at:min(r.at+len(word), len(r.data))]), word) {
		r.fail("not a value")
		return
	}
	r.at += len(word)
}

func (r *reader) digits() {
	start := r.at
	for r.at < len(r.data) && r.data[r.at]-'0' <= 9 {
		r.at++
	}
	if r.at == start {
		r.fail("a digit is missing")
	}
}

func (r *reader) is(c, d byte) bool {
	return r.at < len(r.data) && (r.data[r.at] == c || r.data[r.at] == d)
}

// number reads a number's text.
func (r *reader) number() string {
	start := r.at
	if r.is('-', '-') {
		r.at++
	}
	if r.is('0', '0') {
		r.at++
	} else {
		r.digits()
	}
	if r.is('.', '.') {
		r.at++
		r.digits()
	}
	if r.is('e', 'E') {
		r.at++
		if r.is('+', '-') {
			r.at++
		}
		r.digits()
	}
	return string(r.data[start:r.at])
}

// skip reads over any value.
func (r *reader) skip(depth int) {
	switch c := r.space(); {
	case c == '{':
		r.each('}', depth, func() {
			r.name()
			r.skip(depth + 1)
		})
	case c == '[':
		r.each(']', depth, func() { r.skip(depth + 1) })
	case c == '"':
		r.string()
	case c == 't':
		r.word("true")
	case c == 'f':
		r.word("false")
	case c == 'n':
		r.word("null")
	case c == '-' || c-'0' <= 9:
		r.number()
	default:
		r.fail("not a value")
	}
}

// value reads a value into v.
func (r *reader) value(v reflect.Value, depth int) {
	c := r.space()
	if c == 'n' {
		r.word("null")
		switch v.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			v.SetZero()
		}
		return
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		r.value(v.Elem(), depth)
		return
	}
	kind := v.Kind()
	start := r.at
	switch {
	case c == '{' && kind == reflect.Struct:
		r.object(v, depth)
	case c == '{' && kind == reflect.Map && v.Type().Key() == text:
		r.table(v, depth)
	case c == '[' && kind == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8:
		r.list(v, depth)
	case c == '[' && kind == reflect.Array:
		r.array(v, depth)
	case c == '"' && kind == reflect.String:
		v.SetString(r.string())
	case (c == 't' || c == 'f') && kind == reflect.Bool:
		r.skip(depth)
		v.SetBool(c == 't')
	case (c == '-' || c-'0' <= 9) && kind >= reflect.Int && kind <= reflect.Float64:
		if !setNumber(v, r.number()) && r.err == nil {
			r.at = start
			r.fail("the number does not fit its place")
		}
	default:
		r.skip(depth)
		if r.err == nil {
			r.at = start
			r.fail("a value of another type belongs here")
		}
	}
}

// setNumber tells whether the number has no fraction where there may be none,
// and is not too large.
func setNumber(v reflect.Value, text string) bool {
	switch v.Kind() {
	case reflect.Float64:
		f, err := strconv.ParseFloat(text, 64)
		v.SetFloat(f)
		return err == nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, v.Type().Bits())
		v.SetInt(n)
		return err == nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		n, err := strconv.ParseUint(text, 10, v.Type().Bits())
		v.SetUint(n)
		return err == nil
	}
	return false
}

func (r *reader) object(v reflect.Value, depth int) {
	fields := fieldsOf(v.Type())
	r.each('}', depth, func() {
		start := r.at
		f := find(fields, r.name())
		switch {
		case r.err != nil:
		case f == nil:
			r.skip(depth + 1)
		case f.refused != "":
			r.at = start
			r.fail(f.refused)
		default:
			r.value(v.Field(f.index), depth+1)
		}
	})
}

func find(fields []field, name string) *field {
	for i := range fields {
		if fields[i].name == name {
			return &fields[i]
		}
	}
	for i := range fields {
		if strings.EqualFold(fields[i].name, name) {
			return &fields[i]
		}
	}
	return nil
}

var text = reflect.TypeFor[string]()

func (r *reader) table(v reflect.Value, depth int) {
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	r.each('}', depth, func() {
		name := reflect.ValueOf(r.name())
		value := reflect.New(v.Type().Elem()).Elem()
		r.value(value, depth+1)
		if r.err == nil {
			v.SetMapIndex(name, value)
		}
	})
}

// list reads into the elements that are there, then into new ones: a name that
// comes twice may leave fields of the first in the second, as in encoding/json.
func (r *reader) list(v reflect.Value, depth int) {
	n := 0
	r.each(']', depth, func() {
		if n >= v.Cap() {
			v.Grow(1)
		}
		if n >= v.Len() {
			v.SetLen(n + 1)
		}
		r.value(v.Index(n), depth+1)
		n++
	})
	if n == 0 {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	} else if n < v.Len() {
		v.SetLen(n)
	}
}

// array reads into a fixed number of elements: those that are too many are
// skipped, those that are missing become zero.
func (r *reader) array(v reflect.Value, depth int) {
	n := 0
	r.each(']', depth, func() {
		if n < v.Len() {
			r.value(v.Index(n), depth+1)
		} else {
			r.skip(depth + 1)
		}
		n++
	})
	for ; n < v.Len(); n++ {
		v.Index(n).SetZero()
	}
}

// string reads a text in quotes. Invalid UTF-8 and halves of surrogate pairs
// become U+FFFD.
func (r *reader) string() string {
	r.at++
	start := r.at
	for r.at < len(r.data) {
		switch c := r.data[r.at]; {
		case c == '"':
			s := string(r.data[start:r.at])
			r.at++
			return s
		case c < ' ' || c == '\\' || c >= utf8.RuneSelf:
			return r.slowString(start)
		}
		r.at++
	}
	r.fail("a text has no end")
	return ""
}

func (r *reader) slowString(start int) string {
	out := append([]byte(nil), r.data[start:r.at]...)
	for r.at < len(r.data) {
		switch c := r.data[r.at]; {
		case c == '"':
			r.at++
			return string(out)
		case c < ' ':
			r.fail("a control character in a text")
		case c == '\\':
			out = r.escape(out)
		case c < utf8.RuneSelf:
			out = append(out, c)
			r.at++
		default:
			x, n := utf8.DecodeRune(r.data[r.at:])
			out = utf8.AppendRune(out, x)
			r.at += n
		}
	}
	r.fail("a text has no end")
	return ""
}

// escape reads what follows a backslash.
func (r *reader) escape(out []byte) []byte {
	r.at++
	if r.at >= len(r.data) {
		return out
	}
	c := r.data[r.at]
	r.at++
	switch c {
	case '"', '\\', '/':
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'u':
		x, ok := r.unit(r.at)
		if !ok {
			r.fail("four hexadecimal digits are missing")
			return out
		}
		r.at += 4
		if utf16.IsSurrogate(x) {
			if r.is('\\', '\\') && r.at+1 < len(r.data) && r.data[r.at+1] == 'u' {
				if low, ok := r.unit(r.at + 2); ok {
					if pair := utf16.DecodeRune(x, low); pair != utf8.RuneError {
						r.at += 6
						return utf8.AppendRune(out, pair)
					}
				}
			}
			x = utf8.RuneError
		}
		return utf8.AppendRune(out, x)
	default:
		r.fail("an escape that is not known")
		return out
	}
	return append(out, c)
}

// unit is the number of four hexadecimal digits.
func (r *reader) unit(at int) (rune, bool) {
	if at+4 > len(r.data) {
		return 0, false
	}
	var x rune
	for _, c := range r.data[at : at+4] {
		if 'A' <= c && c <= 'F' {
			c += 'a' - 'A'
		}
		i := strings.IndexByte(hex, c)
		if i < 0 {
			return 0, false
		}
		x = x<<4 | rune(i)
	}
	return x, true
}
