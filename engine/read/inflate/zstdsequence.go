package inflate

// sequenceTable is the code of one of the three numbers of a sequence.
type sequenceTable struct {
	fse   fse
	own   fse // memory for fse
	bits  int // of a state
	known bool
}

// The extra bits of each code, one digit a code (a is 10), and
// how often each occurs when a block does not say, "-" for less than once.
const (
	lengthExtra   = "00000000000000001111223346789abcdefg"
	matchExtra    = "0000000000000000000000000000000011112233445789abcdefg"
	lengthCounts  = "43222222222221112222222223211111----"
	matchCounts   = "1432222221111111111111111111111111111111111111-------"
	offsetCounts  = "111111222111111111111111-----"
	maxOffsetCode = 31
)

type codeRow struct {
	base  int
	extra int
}

var (
	lengthRows = codeRows(lengthExtra, 0)
	matchRows  = codeRows(matchExtra, 3)
)

func codeRows(extra string, base int) []codeRow {
	rows := make([]codeRow, len(extra))
	for i := range rows {
		n := int(extra[i] - '0')
		if n > 9 {
			n = int(extra[i]-'a') + 10
		}
		rows[i] = codeRow{base, n}
		base += 1 << n
	}
	return rows
}

// read sets up the table of a block by its mode (RFC 8878 3.1.1.3.2.1).
func (t *sequenceTable) read(mode byte, data []byte, usual string, usualBits, maxBits, maxSymbol int) (rest []byte, ok bool) {
	switch mode {
	case 0:
		counts := make([]int16, len(usual))
		for i := range counts {
			if counts[i] = int16(usual[i]) - '0'; usual[i] == '-' {
				counts[i] = -1
			}
		}
		t.own, ok = newFSE(t.own, counts, usualBits)
		t.fse, t.bits = t.own, usualBits
	case 1:
		if len(data) == 0 || int(data[0]) > maxSymbol {
			return nil, false
		}
		t.fse, t.bits, ok = fse{{symbol: data[0]}}, 0, true
		data = data[1:]
	case 2:
		var counts []int16
		if counts, t.bits, data, ok = readCounts(data, maxBits, maxSymbol); !ok {
			return nil, false
		}
		t.own, ok = newFSE(t.own, counts, t.bits)
		t.fse = t.own
	default:
		ok = t.known
	}
	t.known = ok
	return data, ok
}

// sequences unpacks a block's sequences behind z.buf, which may grow to limit,
// and gives the literals that are left.
func (z *Zstd) sequences(p []byte, count int, literals []byte, limit int) (rest []byte, ok bool) {
	if len(p) == 0 || p[0]&3 != 0 {
		return nil, false
	}
	modes := p[0]
	if p, ok = z.lengths.read(modes>>6, p[1:], lengthCounts, 6, 9, 35); !ok {
		return nil, false
	}
	if p, ok = z.offsets.read(modes>>4&3, p, offsetCounts, 5, 8, maxOffsetCode); !ok {
		return nil, false
	}
	if p, ok = z.matches.read(modes>>2&3, p, matchCounts, 6, 9, 52); !ok {
		return nil, false
	}
	b, ok := newBackward(p)
	if !ok {
		return nil, false
	}
	inLength, inOffset, inMatch := b.read(z.lengths.bits), b.read(z.offsets.bits), b.read(z.matches.bits)
	for i := range count {
		l, o, m := z.lengths.fse[inLength], z.offsets.fse[inOffset], z.matches.fse[inMatch]
		value := 1<<o.symbol + b.read(int(o.symbol))
		row := matchRows[m.symbol]
		match := row.base + b.read(row.extra)
		row = lengthRows[l.symbol]
		length := row.base + b.read(row.extra)
		if i+1 < count {
			inLength = int(l.base) + b.read(int(l.bits))
			inMatch = int(m.base) + b.read(int(m.bits))
			inOffset = int(o.base) + b.read(int(o.bits))
		}
		offset := z.offset(value, length == 0)
		if b.left < 0 || length > len(literals) || length+match > limit-len(z.buf) {
			return nil, false
		}
		z.buf = append(z.buf, literals[:length]...)
		literals = literals[length:]
		if offset <= 0 || offset > z.before+len(z.buf)-z.began || offset > len(z.buf) || offset > z.size {
			return nil, false
		}
		z.copy(offset, match)
	}
	return literals, b.left == 0
}

// offset turns an offset's value into a distance: the first three mean one of
// the last distances, each one further when there are no literals.
func (z *Zstd) offset(value int, none bool) int {
	r := &z.repeat
	if value > 3 {
		r[2], r[1], r[0] = r[1], r[0], value-3
		return r[0]
	}
	if none {
		value++
	}
	switch value {
	case 2:
		r[1], r[0] = r[0], r[1]
	case 3:
		r[2], r[1], r[0] = r[1], r[0], r[2]
	case 4:
		r[2], r[1], r[0] = r[1], r[0], r[0]-1
	}
	return r[0]
}

// copy repeats n bytes from offset back, which may overlap with what it writes.
func (z *Zstd) copy(offset, n int) {
	from := len(z.buf) - offset
	for n > 0 {
		k := min(n, len(z.buf)-from)
		z.buf = append(z.buf, z.buf[from:from+k]...)
		n -= k
	}
}
