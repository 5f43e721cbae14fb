package decode

import "strings"

// Bounds of recognition.
const (
	minBlob  = 64      // bytes of a constant that is looked at
	maxBlob  = 1 << 20 // bytes that a layer may give
	headSize = 96      // bytes by which a layer is told before it is decoded
	maxDepth = 6       // of layers of one constant
)

// Kind is what decoded data seems to be.
type Kind uint8

// The kinds of decoded data.
const (
	Other      Kind = iota
	Python          // source code of Python
	Shell           // a shell's script or command
	PowerShell      // likewise
	JavaScript      // source code of JavaScript
	Text            // readable text that holds an address
	Marshal         // a code object that marshal.dumps wrote
	Pickle          // a pickle
	Program         // a native program or library
)

// Hidden is what a constant turned out to be.
type Hidden struct {
	Steps []string // the decoders, outermost first
	Text  string
	Kind  Kind
}

// MayHide tells quickly whether a constant may be encoded: nearly all constants
// of a program are ruled out by their first bytes. bytes says that it is a
// bytes constant, which may hold compressed data as it is.
func MayHide(b []byte, bytes bool) bool {
	if len(b) < minBlob {
		return len(b) >= 20 && (hasPrefix(b, "aHR0c") || hasPrefix(b, "68747470"))
	}
	if bytes && (magic(string(b[:8])) != nil || program(string(b[:64]))) {
		return true
	}
	letters, blanks := 0, 0
	for _, c := range b[:minBlob] {
		switch v := radix64[c]; {
		case v < 64 || v == end:
			letters++
		case v == skip:
			blanks++
		default:
			return false
		}
	}
	return blanks <= 4 && letters > 0
}

func hasPrefix(b []byte, s string) bool { return len(b) >= len(s) && string(b[:len(s)]) == s }

// Find looks for encoded text in a constant. ok is false for everything that
// does not verify.
func Find(b []byte, bytes bool) (Hidden, bool) {
	if !MayHide(b, bytes) {
		return Hidden{}, false
	}
	var h Hidden
	text := string(b)
	for range maxDepth {
		step := guess(text)
		if step == nil {
			break
		}
		if step == stepReverse {
			text = Reverse(text)
			h.Steps = append(h.Steps, step.Name)
			continue
		}
		out, ok := step.Run(text, maxBlob)
		if !ok || out == "" {
			return Hidden{}, false
		}
		h.Steps = append(h.Steps, step.Name)
		text = out
	}
	h.Text, h.Kind = text, Content(text)
	if len(h.Steps) == 0 && h.Kind != Program {
		return Hidden{}, false
	}
	return h, h.Kind != Other
}

var stepReverse = &Step{"reverse", func(in string, max int) (string, bool) { return Reverse(cut(in, max)), true }}

// guess is the step that a text asks for, judged by its first bytes and, for
// those that stay, by all of its letters.
func guess(s string) *Step {
	if len(s) < 20 {
		return nil
	}
	if step := magic(s); step != nil {
		return step
	}
	if step := letters(s); step != nil && promising(step, s) {
		return step
	}
	if len(s) >= minBlob && (s[0] == '=' || strings.HasPrefix(Reverse(s[len(s)-8:]), "aHR0c")) {
		if back := Reverse(s); back[len(back)-1] == '=' || s[0] != '=' {
			if step := letters(back); step != nil && promising(step, back) {
				return stepReverse
			}
		}
	}
	return nil
}

// magic is the step for compressed data.
func magic(s string) *Step {
	switch {
	case strings.HasPrefix(s, "\x1f\x8b\x08"):
		return stepGzip
	case strings.HasPrefix(s, "BZh") && len(s) > 4 && s[4] == '1':
		return stepBzip2
	case strings.HasPrefix(s, "\xfd7zXZ\x00"), strings.HasPrefix(s, "\x5d\x00\x00") && len(s) > 6 && s[5] == 0xFF && s[6] == 0xFF:
		return stepLZMA
	case strings.HasPrefix(s, "PK\x03\x04"):
		return stepZip
	case zlibHeader(s) && s[0] == 0x78 && (s[1] == 1 || s[1] == 0x5E || s[1] == 0x9C || s[1] == 0xDA):
		return stepZlib
	}
	return nil
}

// letters is the step for a text of one alphabet only.
func letters(s string) *Step {
	count, hex, blanks, ends := 0, 0, 0, 0
	for i := 0; i < len(s); i++ {
		switch v := radix64[s[i]]; {
		case v < 64:
			if ends > 0 {
				return nil
			}
			count++
			if radix16[s[i]] < 16 {
				hex++
			}
		case v == skip:
			blanks++
		case v == end:
			ends++
		default:
			return nil
		}
	}
	switch {
	case blanks*16 > count, ends > 2:
		return nil
	case hex == count && ends == 0 && count%2 == 0:
		return stepHex
	case (count+ends)%4 == 0, ends == 0 && count%4 != 1:
		return stepBase64
	}
	return nil
}

// promising tells by the head of a text whether what comes out is worth it.
func promising(step *Step, s string) bool {
	head, ok := step.Run(cut(s, 2*headSize), headSize)
	if !ok || len(head) < 12 {
		return false
	}
	return magic(head) != nil || readable(head) || coded(head) != Other
}

// Letter tells whether a byte may stand in base64 or hexadecimal text.
func Letter(c byte) bool { return radix64[c] < 64 || radix64[c] == end }
