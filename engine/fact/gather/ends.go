package gather

import (
	_ "embed" // the list of names
	"strings"
)

// end is what a name means for values: where they come from, where they go, or
// that they pass through. One name may be all of it: requests.post sends what
// it is given and gives what the network says.
type end struct {
	source string // class of what a call of it gives, or of itself
	sink   string // class of where its arguments go
	slots  string // a letter a positional argument of a sink
	carry  passage
	all    bool   // it is what all of a module do: a method of what they give passes that on too
	reads  bool   // it reads what a file holds
	write  string // of what writes a file: where the data and the path stand
}

// passage is what is done with values on the way.
type passage uint8

const (
	blocks   passage = iota
	carries1         // it gives what it is given, in another form
	encodes
	unwraps // a decoder
	ciphers
)

//go:embed names/flow.txt
var flowNames string

// ends are the names of flow.txt; inner says which names begin one of them.
var ends, inner = readEnds(flowNames)

func readEnds(text string) (map[string]*end, map[string]bool) {
	all, inner := make(map[string]*end, 800), make(map[string]bool, 400)
	var now end
	for line := range strings.SplitSeq(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		list := line
		if head, rest, ok := strings.Cut(line, ":"); ok {
			now, list = endOf(strings.Fields(head)), rest
		}
		for name := range strings.FieldsSeq(list) {
			e := all[name]
			if e == nil {
				e = new(end)
				all[name] = e
			}
			e.add(&now)
			e.all = strings.HasSuffix(name, ".*")
			for i := range len(name) {
				// What only passes a value on is no reason to follow a name.
				if name[i] == '.' && now.carry == blocks {
					inner[name[:i]] = true
				}
			}
		}
	}
	return all, inner
}

func endOf(head []string) (e end) {
	switch at := func(i int) string {
		if i < len(head) {
			return head[i]
		}
		return ""
	}; at(0) {
	case "source":
		e.source = at(1)
	case "sink":
		e.sink, e.slots, e.source = at(1), at(2), at(3)
	case "read":
		e.reads = true
	case "write":
		e.write = at(1) + at(2)
	case "carry":
		e.carry = carries1
		switch at(1) {
		case "code":
			e.carry = encodes
		case "decode":
			e.carry = unwraps
		case "cipher":
			e.carry = ciphers
		}
	}
	return e
}

func (e *end) add(more *end) {
	if e.source == "" {
		e.source = more.source
	}
	if e.sink == "" {
		e.sink, e.slots = more.sink, more.slots
	}
	if e.carry == blocks {
		e.carry = more.carry
	}
	if e.write == "" {
		e.write = more.write
	}
	e.reads = e.reads || more.reads
}

// endFor is what a name means, or else what all names of its module do.
func endFor(name string) *end {
	e := ends[name]
	for head := name; e == nil; {
		i := strings.LastIndexByte(head, '.')
		if i < 0 {
			return nil
		}
		head = head[:i]
		e = ends[head+".*"]
	}
	return e
}

// matters tells whether a name is worth following for itself.
func (e *end) matters() bool {
	return e != nil && (e.source != "" || e.sink != "" || e.write != "" || e.reads)
}

// keywordSlots are the arguments of sinks that are given by name, with their
// letter. The same few names serve all of them.
var keywordSlots = map[string]byte{
	"url": 'u', "data": 'd', "json": 'd', "files": 'd', "content": 'd', "body": 'd', "fields": 'd', "params": 'q', "headers": 'h', "cookies": 'h',
	"auth": 'h', "msg": 'd', "message": 'd', "text": 'd', "document": 'd', "photo": 'd', "file": 'd', "embed": 'd', "payload": 'd', "args": 'c', "cmd": 'c',
	"command": 'c', "commands": 'c', "source": 'c', "code": 'c', "host": 'n', "hostname": 'n', "qname": 'n', "localpath": 'p', "caption": 'd', "embeds": 'd',
}

// SourceOf is the class of what a call of an absolute name gives, "" for nothing of note.
func SourceOf(name string) string {
	if e := ends[name]; e != nil && e.source != "environment" && e.source != "file" {
		return e.source
	}
	return ""
}

// SinkOf is the class of where a call of an absolute name leads, and the slots
// of its arguments.
func SinkOf(name string) (class, slots string) {
	if e := ends[name]; e != nil && e.sink != "" && e.sink != "delete" && e.sink != "native" {
		return e.sink, e.slots
	}
	return "", ""
}

// SlotOf turns an argument of a call into the slot of a sink, "" for none.
func SlotOf(slots, argument string) string {
	if argument == "" || argument[0] == '*' {
		return ""
	}
	if argument[0] != '#' {
		if c := keywordSlots[argument]; c != 0 {
			return string(rune(c))
		}
		return ""
	}
	if n := int(argument[1] - '0'); len(argument) == 2 && n < len(slots) && slots[n] != '.' {
		return slots[n : n+1]
	}
	return ""
}
