package report

import (
	"io"
	"reflect"

	"github.com/wheelscope/wheelscope/engine/json"
)

// Encode is the report's JSON: one line with a line feed at its end, the same
// bytes for the same report on every platform. Lists are never null, and
// invalid UTF-8 becomes U+FFFD.
func Encode(r *Report) ([]byte, error) {
	Complete(r)
	data, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	return append(data, '\n'), nil
}

// Write writes what Encode gives.
func Write(w io.Writer, r *Report) error {
	Complete(r)
	if err := json.Write(w, r); err != nil {
		return err
	}
	_, err := w.Write([]byte{'\n'})
	return err
}

// Decode reads a report that Encode wrote, by this or a later version of the
// same schema.
func Decode(data []byte) (*Report, error) {
	r := new(Report)
	if err := json.Unmarshal(data, r); err != nil {
		return nil, err
	}
	if r.Schema != Schema {
		return nil, schemaError(r.Schema)
	}
	Complete(r)
	return r, nil
}

type schemaError int

func (e schemaError) Error() string {
	if e == 0 {
		return "this JSON is not a Wheelscope report"
	}
	return "this report has a schema number that is not known here"
}

// Complete makes every list that is nil an empty one, at any depth.
func Complete(r *Report) { complete(reflect.ValueOf(r)) }

func complete(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			complete(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() >= reflect.Array && f.Kind() != reflect.String {
				complete(f)
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
			return
		}
		if k := v.Type().Elem().Kind(); k == reflect.Struct || k == reflect.Pointer {
			for i := range v.Len() {
				complete(v.Index(i))
			}
		}
	}
}
