package pack

import (
	"encoding/binary"
	"strconv"
	"strings"
)

// compile makes a .pyc of Python 3.8 from a few lines of Python: imports,
// definitions without parameters, assignments to names and calls of names and
// attributes with names, texts and small integers. So a fixture shows what its
// bytecode is made of. Two comments set the header:
//
//	# size 120     the bytes of the source it says it was compiled from
//	# unchecked    Python takes it without looking at the source
//
// ok is false for anything else.
func compile(text string) (data []byte, ok bool) {
	flags, size := uint32(0), 0
	lines := strings.Split(text, "\n")
	for _, line := range lines {
		if n, found := strings.CutPrefix(line, "# size "); found {
			size, _ = strconv.Atoi(n)
		}
		if line == "# unchecked" {
			flags = 1
		}
	}
	p := &block{lines: lines, name: "<module>"}
	rest := p.body(0)
	if p.bad || strings.TrimSpace(strings.Join(lines[rest:], "")) != "" {
		return nil, false
	}
	data = []byte("\x55\x0d\r\n") // 3413
	data = binary.LittleEndian.AppendUint32(data, flags)
	data = binary.LittleEndian.AppendUint32(data, 0)
	data = binary.LittleEndian.AppendUint32(data, uint32(size))
	return append(data, p.marshal()...), true
}

// Numbers of instructions of 3.8.
const (
	popTop       = 1
	returnValue  = 83
	storeName    = 90
	loadConst    = 100
	loadName     = 101
	loadAttr     = 106
	importName   = 108
	callFunction = 131
	makeFunction = 132
)

// block is a code object that is being made.
type block struct {
	lines  []string
	name   string
	first  int
	code   []byte
	consts []string // marshalled
	names  []string
	table  []byte // pairs of a step in bytes and one in lines
	at     int    // where the last line began
	line   int
	bad    bool
}

// body compiles the lines from one on that are indented like it, and gives the
// first that is not.
func (p *block) body(from int) int {
	indent := -1
	i := from
	p.first, p.line = from+1, from+1
	p.consts = []string{"N"} // the first is a docstring if it is a text
	for ; i < len(p.lines); i++ {
		line := strings.TrimRight(p.lines[i], " ")
		stripped := strings.TrimLeft(line, " ")
		if stripped == "" || stripped[0] == '#' {
			continue
		}
		if indent < 0 {
			indent = len(line) - len(stripped)
		}
		if len(line)-len(stripped) != indent {
			break
		}
		for step := i + 1 - p.line; step > 0; step -= min(step, 100) {
			p.table = append(p.table, byte(len(p.code)-p.at), byte(min(step, 100)))
			p.at = len(p.code)
		}
		p.line = i + 1
		if name, found := strings.CutPrefix(stripped, "def "); found {
			name, found = strings.CutSuffix(name, "():")
			inner := &block{lines: p.lines, name: name}
			i = inner.body(i+1) - 1
			p.bad = p.bad || !found || inner.bad
			p.constant(string(inner.marshal()))
			p.constant(short(name))
			p.do(makeFunction, 0)
			p.do(storeName, p.named(name))
			continue
		}
		p.statement(stripped)
	}
	p.constant("N")
	p.do(returnValue, 0)
	return i
}

func (p *block) statement(s string) {
	if name, found := strings.CutPrefix(s, "import "); found {
		p.constant("i\x00\x00\x00\x00")
		p.constant("N")
		p.do(importName, p.named(name))
		p.do(storeName, p.named(name))
		return
	}
	target := ""
	if name, value, found := strings.Cut(s, " = "); found && word(name) == len(name) {
		target, s = name, value
	}
	if p.expression(s) != "" {
		p.bad = true
	}
	if target != "" {
		p.do(storeName, p.named(target))
	} else {
		p.do(popTop, 0)
	}
}

// expression compiles the beginning of a text and gives the rest.
func (p *block) expression(s string) string {
	switch n := word(s); {
	case n > 0 && s[0] <= '9':
		value, err := strconv.Atoi(s[:n])
		p.bad = p.bad || err != nil
		p.constant("i" + string(binary.LittleEndian.AppendUint32(nil, uint32(value))))
		s = s[n:]
	case n > 0:
		p.do(loadName, p.named(s[:n]))
		s = s[n:]
	default:
		quoted, err := strconv.QuotedPrefix(s)
		value, err2 := strconv.Unquote(quoted)
		if err != nil || err2 != nil || quoted[0] != '"' {
			p.bad = true
			return ""
		}
		p.constant("u" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(value)))) + value)
		s = s[len(quoted):]
	}
	for s != "" && !p.bad {
		switch s[0] {
		case '.':
			n := word(s[1:])
			p.bad = n == 0
			p.do(loadAttr, p.named(s[1:1+n]))
			s = s[1+n:]
		case '(':
			count := 0
			for s = s[1:]; s != "" && s[0] != ')' && !p.bad; count++ {
				s = strings.TrimPrefix(p.expression(s), ", ")
			}
			if s == "" {
				p.bad = true
				return ""
			}
			p.do(callFunction, count)
			s = s[1:]
		default:
			return s
		}
	}
	return s
}

// word is how long the name or number is that a text begins with.
func word(s string) int {
	for i := range len(s) {
		if c := s[i]; c != '_' && (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			return i
		}
	}
	return len(s)
}

func (p *block) do(op, arg int) {
	p.bad = p.bad || arg > 255
	p.code = append(p.code, byte(op), byte(arg))
}

func (p *block) constant(marshalled string) {
	p.consts = append(p.consts, marshalled)
	p.do(loadConst, len(p.consts)-1)
}

func (p *block) named(name string) int {
	for i, n := range p.names {
		if n == name {
			return i
		}
	}
	p.names = append(p.names, name)
	return len(p.names) - 1
}

func short(s string) string { return "z" + string([]byte{byte(len(s))}) + s }

// marshal is the code object in the form of marshal.
func (p *block) marshal() []byte {
	var out []byte
	number := func(n int) { out = binary.LittleEndian.AppendUint32(out, uint32(n)) }
	list := func(items []string) {
		out = append(out, ')', byte(len(items)))
		for _, item := range items {
			out = append(out, item...)
		}
	}
	octets := func(b []byte) {
		out = append(out, 's')
		number(len(b))
		out = append(out, b...)
	}
	out = append(out, 'c')
	for _, n := range [...]int{0, 0, 0, 0, 20, 64} { // arguments, locals, stack, flags
		number(n)
	}
	octets(p.code)
	list(p.consts)
	var names []string
	for _, n := range p.names {
		names = append(names, short(n))
	}
	list(names)
	list(nil)
	list(nil)
	list(nil)
	out = append(out, short("fixture.py")...)
	out = append(out, short(p.name)...)
	number(p.first)
	octets(p.table)
	return out
}
