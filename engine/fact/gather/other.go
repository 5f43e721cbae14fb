package gather

import (
	"bytes"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

// pth reads a path file: site.py runs each line that begins with "import" and
// a blank (or tab), takes the others as folders and skips comments.
func (r *reader) pth(data []byte) {
	code := append(r.blank[:0], data...)
	for at := 0; at < len(code); {
		end := bytes.IndexAny(code[at:], "\r\n")
		if end < 0 {
			end = len(code) - at
		}
		line := code[at : at+end]
		if !bytes.HasPrefix(line, []byte("import ")) && !bytes.HasPrefix(line, []byte("import\t")) {
			for i := range line {
				line[i] = ' '
			}
		}
		at += end + 1
	}
	r.blank = code
	r.read(code, data, false)
}

// notebook reads the code cells of a notebook. They are put together as one
// text for the parser; places are moved back to where the notebook's JSON has
// them. Lines that are magic of the notebook, not Python, are left blank.
func (r *reader) notebook(data []byte) {
	n := cells{data: data, text: r.blank[:0]}
	n.object(0)
	r.blank = n.text
	if len(n.text) == 0 {
		r.g.text(data, fact.Docs)
		return
	}
	r.locate = n.locate
	r.read(n.text, nil, false)
	r.locate = nil
	r.g.text(data, fact.Docs)
}

// cells collects the code of a notebook from its JSON (nbformat 3 and 4). It is
// a reader of just that: strings are only decoded where they are code.
type cells struct {
	data   []byte
	at     int
	text   []byte
	pieces []piece
	line   int // where the line begins that is being put together
	starts cursor
	ends   cursor
}

// cursor remembers the last place asked: on a line of megabytes the places of
// many facts are found one from the other.
type cursor struct{ text, data uint32 }

// piece says where a string of the notebook stands in the text put together.
type piece struct{ text, data uint32 }

const maxCellNesting = 100

func (c *cells) blanks() {
	for c.at < len(c.data) {
		switch c.data[c.at] {
		case ' ', '\t', '\n', '\r', ',', ':':
			c.at++
		default:
			return
		}
	}
}

// str is the next string without its quotes, as written.
func (c *cells) str() source.Span {
	c.at++
	start := c.at
	for c.at < len(c.data) && c.data[c.at] != '"' {
		if c.data[c.at] == '\\' {
			c.at++
		}
		c.at++
	}
	end := min(c.at, len(c.data))
	c.at = min(c.at+1, len(c.data))
	return source.Span{Start: uint32(start), End: uint32(end)}
}

// object reads an object, array or value; code cells on the way are kept.
func (c *cells) object(depth int) {
	c.blanks()
	if c.at >= len(c.data) || depth > maxCellNesting {
		c.at = len(c.data)
		return
	}
	switch c.data[c.at] {
	case '{':
		c.at++
		code := false
		var lines []source.Span
		for {
			c.blanks()
			if c.at >= len(c.data) || c.data[c.at] == '}' {
				c.at++
				break
			}
			if c.data[c.at] != '"' {
				c.object(depth + 1)
				continue
			}
			key := c.str()
			c.blanks()
			switch string(c.data[key.Start:key.End]) {
			case "cell_type":
				if c.at < len(c.data) && c.data[c.at] == '"' {
					v := c.str()
					code = string(c.data[v.Start:v.End]) == "code"
					continue
				}
			case "source", "input":
				lines = c.lines(lines, depth)
				continue
			}
			c.object(depth + 1)
		}
		if code {
			c.cell(lines)
		}
	case '[':
		c.at++
		for {
			c.blanks()
			if c.at >= len(c.data) || c.data[c.at] == ']' {
				c.at++
				return
			}
			c.object(depth + 1)
		}
	case '"':
		c.str()
	case '}', ']':
		c.at++
	default:
		for c.at < len(c.data) {
			switch c.data[c.at] {
			case ',', ']', '}', ' ', '\n', '\r', '\t', '"', '{', '[', ':':
				return
			}
			c.at++
		}
	}
}

// lines are the strings of a cell's source: one text, or one a line.
func (c *cells) lines(to []source.Span, depth int) []source.Span {
	if c.at >= len(c.data) || c.data[c.at] != '[' {
		if c.at < len(c.data) && c.data[c.at] == '"' {
			return append(to, c.str())
		}
		c.object(depth + 1)
		return to
	}
	c.at++
	for {
		c.blanks()
		switch {
		case c.at >= len(c.data):
			return to
		case c.data[c.at] == ']':
			c.at++
			return to
		case c.data[c.at] == '"':
			to = append(to, c.str())
		default:
			c.object(depth + 1)
		}
	}
}

// cell adds the code of a cell.
func (c *cells) cell(lines []source.Span) {
	if len(lines) == 0 {
		return
	}
	first := c.data[lines[0].Start:lines[0].End]
	if bytes.HasPrefix(first, []byte("%%")) {
		return // another language, or a magic of the whole cell
	}
	c.line = len(c.text)
	for _, l := range lines {
		c.pieces = append(c.pieces, piece{uint32(len(c.text)), l.Start})
		for at := int(l.Start); at < int(l.End); {
			size, r, n := unescape(c.data[at:l.End])
			at += size
			c.text = append(c.text, r[:n]...)
			if r[0] == '\n' && n == 1 {
				c.magic()
				c.line = len(c.text)
			}
		}
	}
	c.magic()
	c.text = append(c.text, '\n')
}

// magic blanks the line that was put together if it is none of Python.
func (c *cells) magic() {
	line := bytes.TrimLeft(c.text[c.line:], " \t")
	if len(line) > 0 && (line[0] == '%' || line[0] == '!' || line[0] == '?') {
		for i := c.line; i < len(c.text); i++ {
			if c.text[i] != '\n' {
				c.text[i] = ' '
			}
		}
	}
}

// unescape reads one character of a JSON string: how many bytes it takes, and
// what it is in UTF-8.
func unescape(b []byte) (size int, out [4]byte, n int) {
	if b[0] != '\\' || len(b) < 2 {
		out[0] = b[0]
		return 1, out, 1
	}
	n = 1
	switch b[1] {
	case 'n':
		out[0] = '\n'
	case 't':
		out[0] = '\t'
	case 'r':
		out[0] = '\r'
	case 'b':
		out[0] = '\b'
	case 'f':
		out[0] = '\f'
	case 'u':
		if len(b) < 6 {
			out[0] = '?'
			return len(b), out, 1
		}
		r := hex4(b[2:6])
		size = 6
		if r >= 0xD800 && r < 0xDC00 && len(b) >= 12 && b[6] == '\\' && b[7] == 'u' {
			if low := hex4(b[8:12]); low >= 0xDC00 && low < 0xE000 {
				r, size = 0x10000+(r-0xD800)<<10+(low-0xDC00), 12
			}
		}
		n = copy(out[:], string(r))
		return size, out, n
	default:
		out[0] = b[1]
	}
	return 2, out, n
}

func hex4(b []byte) (r rune) {
	for _, c := range b {
		r <<= 4
		switch {
		case '0' <= c && c <= '9':
			r |= rune(c - '0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r |= rune(c|0x20-'a') + 10
		}
	}
	return r
}

// locate moves a span of the text to the notebook. It is quickest in order.
func (c *cells) locate(s source.Span) source.Span {
	start := c.back(s.Start, &c.starts)
	return source.Span{Start: start, End: max(start, c.back(s.End, &c.ends))}
}

func (c *cells) back(offset uint32, last *cursor) uint32 {
	low, high := 0, len(c.pieces)
	for low < high {
		mid := int(uint(low+high) >> 1)
		if c.pieces[mid].text <= offset {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low == 0 {
		return 0
	}
	p := cursor(c.pieces[low-1])
	if last.text > p.text && last.text <= offset {
		p = *last
	}
	for p.text < offset && int(p.data) < len(c.data) && c.data[p.data] != '"' {
		size, _, n := unescape(c.data[p.data:])
		p.data += uint32(size)
		p.text += uint32(n)
	}
	*last = p
	return min(p.data, uint32(len(c.data)))
}
