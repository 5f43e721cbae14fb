package engine

import (
	"bytes"

	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/fact/wire"
	"github.com/wheelscope/wheelscope/engine/read/dist"
	"github.com/wheelscope/wheelscope/engine/source"
)

// partial is what one Scan leaves: everything that outlives the members' bytes.
// Scan writes each summary as soon as it is made: as bytes they need not be looked
// through for pointers each time that garbage is collected.
type partial struct {
	coder     *wire.Coder
	Members   []member
	Summaries []*gather.Summary // where it was read from bytes
	Kept      []kept
	Gaps      []source.Gap
	Oddities  []source.Oddity
}

// kept is a file that Finish needs whole. Of several with one name installers
// take the one that is listed last, so their order there is kept.
type kept struct {
	dist.Kept
	Order int
}

// member is one member as it was read.
type member struct {
	Path     string
	Size     int64
	Packed   int64
	Kind     source.Kind
	Depth    int
	Link     string
	SHA256   string // 32 bytes, "" for links
	Entropy  int64  // ten-thousandths of a bit a byte, of files that are no text
	Analysed bool   // its content was looked at, not only hashed
}

// partialMark opens an encoded partial, so that other bytes are refused at once.
const partialMark = 0x57

// begin, add for each summary, and end write a partial.
func (p *partial) begin() {
	mark := uint8(partialMark)
	wire.Byte(p.coder, &mark)
}

func (p *partial) add(s *gather.Summary) {
	more := true
	p.coder.Bool(&more)
	s.Code(p.coder)
}

func (p *partial) end() []byte {
	more := false
	p.coder.Bool(&more)
	p.code()
	return bytes.Clone(p.coder.Bytes()) // partials wait for each other: without the room that it was written in
}

func decodePartial(data []byte) (*partial, error) {
	p := &partial{coder: wire.Reader(data)}
	c := p.coder
	var mark uint8
	if wire.Byte(c, &mark); mark != partialMark {
		c.Fail()
	}
	for more := true; ; {
		if c.Bool(&more); !more || c.Err() != nil {
			break
		}
		s := new(gather.Summary)
		s.Code(c)
		p.Summaries = append(p.Summaries, s)
	}
	p.code()
	if c.Err() != nil || c.Rest() != 0 {
		return nil, ErrPartial
	}
	return p, nil
}

// code writes or reads what is not known before the last member.
func (p *partial) code() {
	c := p.coder
	wire.Slice(c, &p.Members, func(c *wire.Coder, m *member) {
		c.String(&m.Path)
		c.Int64(&m.Size)
		c.Int64(&m.Packed)
		wire.Byte(c, &m.Kind)
		c.Int(&m.Depth)
		c.String(&m.Link)
		c.Once(&m.SHA256)
		c.Int64(&m.Entropy)
		c.Bool(&m.Analysed)
	})
	wire.Slice(c, &p.Kept, func(c *wire.Coder, k *kept) {
		c.String(&k.Path)
		c.Data(&k.Data)
		c.Int(&k.Order)
	})
	wire.Slice(c, &p.Gaps, func(c *wire.Coder, g *source.Gap) {
		c.String(&g.Path)
		c.String(&g.Reason)
		c.String(&g.Detail)
		c.Int64(&g.Bytes)
	})
	wire.Slice(c, &p.Oddities, func(c *wire.Coder, o *source.Oddity) {
		c.String(&o.Path)
		c.String(&o.Kind)
		c.String(&o.Detail)
	})
}
