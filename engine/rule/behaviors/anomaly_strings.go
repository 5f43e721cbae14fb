package behaviors

import (
	"math/bits"
	"strconv"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// longString is the length from which a string is unusual, in bytes.
const longString = 4096

// ContainsLongStrings is where payloads hide, and where tables and licences are too.
var ContainsLongStrings = &rule.Behavior{
	ID:       "contains-long-strings",
	Title:    "Contains unusually long strings.",
	Category: rule.Anomaly,
	Priority: 3,
	Attack:   []string{"T1027"},
	Why: "A program or archive can be hidden in the source code as one long text, so that it passes for code " +
		"and no file shows what is inside.",
	Fine:   "Help texts, templates, tables and test data are long too. The class and the entropy tell: readable text is near 4 bits a byte, packed data near 6 in base64 and 8 in bytes.",
	Limits: "A string that is put together at run time from short pieces is not seen, nor are whole files of text or data. The entropy is that of the first 4,096 bytes.",
	Kinds:  []fact.Kind{fact.String},
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Size < longString || !p.File(f).Kind.Code() {
			return
		}
		class := f.Class
		if class == "" {
			class = "text"
		}
		text := f.Value
		if len(text) > 80 {
			cut := 80
			for cut > 0 && text[cut]&0xC0 == 0x80 { // not within a code point
				cut--
			}
			text = text[:cut] + "…"
		}
		p.ReportValue(f, text, class, strconv.FormatInt(f.Size, 10)+" bytes", "entropy "+entropy(f.Value))
	},
}

// entropy is Shannon's of the bytes of a text, in bits a byte with one decimal.
// It is counted in integers of 1/65536 bit, so every machine gives the same.
func entropy(s string) string {
	if len(s) == 0 {
		return "0.0"
	}
	var counts [256]uint64
	for i := 0; i < len(s); i++ {
		counts[s[i]]++
	}
	n := uint64(len(s))
	var sum uint64
	for _, c := range counts {
		if c > 0 {
			sum += c * (log2(n) - log2(c))
		}
	}
	tenths := (sum/n*10 + 1<<15) >> 16
	return strconv.FormatUint(tenths/10, 10) + "." + strconv.FormatUint(tenths%10, 10)
}

// log2 is the logarithm of n > 0 in 1/65536, rounded down: the whole part is
// the place of the highest bit, each further bit comes from squaring the rest.
func log2(n uint64) uint64 {
	whole := uint64(bits.Len64(n) - 1)
	x := n << (63 - whole) >> 32 // 1 ≤ x < 2 as 1.31
	result := whole << 16
	for bit := uint64(1) << 15; bit > 0; bit >>= 1 {
		x = x * x >> 31
		if x >= 1<<32 {
			x >>= 1
			result |= bit
		}
	}
	return result
}
