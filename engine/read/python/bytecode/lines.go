package bytecode

// lineTable gives each unit of code (two bytes; one byte in 2.7) its line in the
// source, 0 for none.
func (c *Code) lineTable(v Version) []int32 {
	unit := 2
	if v == V27 {
		unit = 1
	}
	table := make([]int32, (len(c.code)+unit-1)/unit)
	at, line := 0, c.FirstLine
	fill := func(bytes int, n int32) {
		for end := min(at+bytes/unit, len(table)); at < end; at++ {
			table[at] = max(n, 0)
		}
	}
	t := c.lines
	switch {
	case v < V310:
		// co_lnotab: pairs of a step in bytes and one in lines, which is signed since 3.6.
		for i := 0; i+1 < len(t); i += 2 {
			fill(int(t[i]), line)
			if step := t[i+1]; v > V27 {
				line += int32(int8(step))
			} else {
				line += int32(step)
			}
		}
		fill(len(c.code)+unit, line)
	case v == V310:
		// co_linetable (PEP 626): the same, but the step in lines comes first; -128 is no line.
		for i := 0; i+1 < len(t); i += 2 {
			if step := int8(t[i+1]); step == -128 {
				fill(int(t[i]), 0)
			} else {
				line += int32(step)
				fill(int(t[i]), line)
			}
		}
	default:
		// The table of locations (Objects/locations.md): a byte with the form and
		// the length in units, then what the form asks for.
		for i := 0; i < len(t); {
			head := t[i]
			i++
			units := int(head&7) + 1
			n := int32(0)
			switch form := head >> 3 & 15; {
			case form == 15:
			case form >= 13:
				step, next := varint(t, i)
				if i = next; step&1 != 0 {
					line -= int32(step >> 1)
				} else {
					line += int32(step >> 1)
				}
				if n = line; form == 14 {
					for range 3 {
						_, i = varint(t, i)
					}
				}
			case form >= 10:
				line += int32(form - 10)
				n = line
				i += 2
			default:
				n = line
				i++
			}
			fill(units*unit, n)
		}
	}
	return table
}

// varint is a number in groups of six bits, the lowest first; bit 6 says that
// more follow.
func varint(t string, i int) (n uint32, next int) {
	for shift := 0; i < len(t); shift += 6 {
		b := t[i]
		i++
		if shift < 32 {
			n |= uint32(b&63) << shift
		}
		if b&64 == 0 {
			break
		}
	}
	return n, i
}

// guarded is a run of code whose exceptions go to a handler (since 3.11): byte
// offsets, and how deep the stack is there.
type guarded struct {
	start, handler, depth int
	last                  bool // the offset of the failed instruction is pushed too
}

// guards reads the table of exceptions (Objects/exception_handling_notes.txt):
// start, length, target, and depth with a bit, each a number in groups of six
// bits, the highest first.
func (c *Code) guards() []guarded {
	var list []guarded
	t, i := c.exceptions, 0
	number := func() (n int) {
		for i < len(t) {
			b := t[i]
			i++
			n = (n<<6 | int(b&63)) & (1<<30 - 1)
			if b&64 == 0 {
				break
			}
		}
		return n
	}
	for i < len(t) {
		start, _, target, depth := number(), number(), number(), number()
		list = append(list, guarded{2 * start, 2 * target, depth >> 1, depth&1 != 0})
	}
	return list
}
