package archive

import (
	"github.com/wheelscope/wheelscope/engine/source"
)

// Content is one member's unpacked bytes. It is valid until visit returns.
type Content struct {
	data   []byte
	err    error
	stream func(func(chunk []byte) error) error // set when the member is too large to be held
	used   bool
}

// Bytes returns all of it, in memory that is reused. A member that is larger
// than source.Limits.WholeBytes gives ErrTooLarge: use Stream. One that could
// be read in part gives what there is with ErrDamaged or ErrLimit; the archive
// has noted the gap already, whatever the error is.
func (c *Content) Bytes() ([]byte, error) { return c.data, c.err }

// Stream calls f with all of it piece by piece, at most once. Its error is f's
// own, or as of Bytes. A member that turns out to be smaller than it claimed can
// be had by Bytes afterwards.
func (c *Content) Stream(f func(chunk []byte) error) error {
	if c.stream == nil {
		if len(c.data) > 0 {
			if err := f(c.data); err != nil {
				return err
			}
		}
		return c.err
	}
	if c.used {
		return ErrTooLarge
	}
	c.used = true
	return c.stream(f)
}

// finish reads what visit left, so that checksums are always checked.
func (c *Content) finish() {
	if c.stream != nil && !c.used {
		c.used = true
		c.stream(func([]byte) error { return nil })
	}
}

// meter counts what was unpacked, on bytes that exist and not on claims.
type meter struct {
	limits   *source.Limits
	unpacked int64
	members  int
	yielded  int64
}
