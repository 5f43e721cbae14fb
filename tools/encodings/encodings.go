// Package encodings decodes text by the tables of golang.org/x/text, for
// programs that are no browser.
package encodings

import "golang.org/x/text/encoding/htmlindex"

// Decode is an engine.Decoder.
func Decode(label string, data []byte) (text []byte, ok bool) {
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, false
	}
	text, err = e.NewDecoder().Bytes(data)
	return text, err == nil
}
