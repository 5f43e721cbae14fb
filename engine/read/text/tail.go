package text

import "bytes"

// What a byte does to a URL after its authority.
const (
	tailStop  = iota // ends it
	tailPlain        // belongs to it
	tailLook         // depends on what stands around
)

var tailClass = func() (t [256]uint8) {
	for c := 0x21; c < 0x7f; c++ {
		t[c] = tailPlain
	}
	for c := 0x80; c < 0x100; c++ {
		t[c] = tailLook
	}
	for _, c := range []byte("\"<>`|^}") {
		t[c] = tailStop
	}
	for _, c := range []byte("()[]{'\\&,;") {
		t[c] = tailLook
	}
	return t
}()

// tail is the end of the URL whose authority ends at i. Brackets must balance,
// because prose, Markdown and calls put URLs into brackets; placeholders of
// format strings are part of the path; punctuation that ends a sentence is not.
func tail(data []byte, start, i, limit int, backslashed, inside bool) int {
	first := i
	apostrophe := start > 0 && (data[start-1] == '"' || data[start-1] == '<')
	round, square, query := 0, 0, false
loop:
	for i < limit {
		c := data[i]
		switch tailClass[c] {
		case tailStop:
			break loop
		case tailPlain:
			if c == '?' {
				query = true
			}
			i++
			continue
		}
		switch c {
		case '(':
			round++
		case ')':
			if round--; round < 0 {
				break loop
			}
		case '[':
			square++
		case ']':
			if square--; square < 0 {
				break loop
			}
		case '{':
			end := brace(data, i, min(limit, i+80))
			if end == 0 {
				break loop
			}
			i = end
			continue
		case '\'':
			if !apostrophe {
				break loop
			}
		case '\\':
			if !backslashed || i+1 >= limit || data[i+1] != '/' {
				break loop
			}
			i++
		case '&':
			if inside && !query || entity(data[i:limit]) {
				break loop
			}
		case ',', ';':
			if next := data[i+1 : min(limit, i+5)]; len(next) == 4 && (string(next) == "http" || string(next) == "ftp:") {
				break loop
			}
		default:
			n := letterAt(data, i)
			if n == 0 || i+n > limit {
				break loop
			}
			i += n
			continue
		}
		i++
	}
	for i > first {
		switch data[i-1] {
		case '.', ',', ';', ':', '!', '?', '*', '\'', '(', '[':
			i--
			continue
		}
		break
	}
	return i
}

// entities are how HTML and XML write the quotes and angles that end a URL.
var entities = [][]byte{[]byte("&quot;"), []byte("&lt;"), []byte("&gt;"), []byte("&apos;"), []byte("&#39;"), []byte("&#34;"), []byte("&#x27;"), []byte("&nbsp;")}

func entity(b []byte) bool {
	for _, e := range entities {
		if bytes.HasPrefix(b, e) {
			return true
		}
	}
	return false
}
