package reference

import (
	"errors"
	"strings"
)

// markerReader checks an environment marker against PEP 508's grammar and notes
// the extra it asks for. It does not evaluate: there is no environment here.
type markerReader struct {
	rest  string
	extra string
	depth int
	err   error
}

// markerDepth bounds nested parentheses; nobody writes more than three.
const markerDepth = 50

// variables are the names that a marker may compare, with the old spellings.
var variables = map[string]bool{
	"python_version": true, "python_full_version": true, "os_name": true, "sys_platform": true,
	"platform_release": true, "platform_system": true, "platform_version": true, "platform_machine": true,
	"platform_python_implementation": true, "implementation_name": true, "implementation_version": true,
	"extra": true, "extras": true, "dependency_groups": true,
	"os.name": true, "sys.platform": true, "platform.version": true, "platform.machine": true,
	"platform.python_implementation": true, "python_implementation": true,
}

func (m *markerReader) fail(why string) {
	if m.err == nil {
		m.err = errors.New(why)
	}
}

func (m *markerReader) or() {
	m.and()
	for m.err == nil && m.word("or") {
		m.and()
	}
}

func (m *markerReader) and() {
	m.term()
	for m.err == nil && m.word("and") {
		m.term()
	}
}

func (m *markerReader) term() {
	m.space()
	if !strings.HasPrefix(m.rest, "(") {
		m.comparison()
		return
	}
	if m.depth++; m.depth > markerDepth {
		m.fail("the marker is nested too deeply")
		return
	}
	m.rest = m.rest[1:]
	m.or()
	m.space()
	if m.err == nil && !strings.HasPrefix(m.rest, ")") {
		m.fail("no closing parenthesis in the marker")
		return
	}
	if m.err == nil {
		m.rest = m.rest[1:]
	}
	m.depth--
}

func (m *markerReader) comparison() {
	left, leftQuoted := m.operand()
	op := m.operator()
	right, rightQuoted := m.operand()
	if m.err != nil || op != "==" || m.extra != "" {
		return
	}
	switch {
	case left == "extra" && !leftQuoted && rightQuoted:
		m.extra = right
	case right == "extra" && !rightQuoted && leftQuoted:
		m.extra = left
	}
}

// operand is a quoted text or a variable.
func (m *markerReader) operand() (text string, quoted bool) {
	m.space()
	if m.err != nil || m.rest == "" {
		m.fail("the marker ends too early")
		return "", false
	}
	if q := m.rest[0]; q == '\'' || q == '"' {
		end := strings.IndexByte(m.rest[1:], q)
		if end < 0 {
			m.fail("no closing quote in the marker")
			return "", false
		}
		text = m.rest[1 : 1+end]
		m.rest = m.rest[end+2:]
		return text, true
	}
	n := 0
	for n < len(m.rest) && (nameByte(m.rest[n]) && m.rest[n] != '-') {
		n++
	}
	text = m.rest[:n]
	if !variables[text] {
		m.fail("no variable of PEP 508 in the marker")
		return "", false
	}
	m.rest = m.rest[n:]
	return text, false
}

func (m *markerReader) operator() string {
	m.space()
	for _, op := range operators {
		if rest, ok := strings.CutPrefix(m.rest, op); ok {
			m.rest = rest
			return op
		}
	}
	if m.word("in") {
		return "in"
	}
	if m.word("not") && m.word("in") {
		return "not in"
	}
	m.fail("no comparison in the marker")
	return ""
}

// word eats a keyword that no letter follows.
func (m *markerReader) word(w string) bool {
	m.space()
	rest, ok := strings.CutPrefix(m.rest, w)
	if !ok || rest != "" && nameByte(rest[0]) {
		return false
	}
	m.rest = rest
	return true
}

func (m *markerReader) space() {
	m.rest = strings.TrimLeft(m.rest, " \t")
}
