package behaviors

import (
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
	Limits: "A string that is put together at run time from short pieces is not seen, nor are whole files of text or data. The entropy is that of the first 65,536 bytes.",
	Kinds:  []fact.Kind{fact.String},
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Size < longString || !p.File(f).Kind.Code() {
			return
		}
		class := f.Class
		if class == "" {
			class = "text"
		}
		p.ReportValue(f, head(f.Value), class, strconv.FormatInt(f.Size, 10)+" bytes", "entropy "+f.Name)
	},
}

// head is the beginning of a string, as evidence shows it.
func head(text string) string {
	if len(text) <= 80 {
		return text
	}
	cut := 80
	for cut > 0 && text[cut]&0xC0 == 0x80 { // not within a code point
		cut--
	}
	return text[:cut] + "…"
}
