package decode

import (
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/source"
)

// readable tells whether nearly all of a text is printable UTF-8. A code point
// may be cut at its end.
func readable(s string) bool {
	strange := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7F {
				strange++
			}
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		if size == 1 && len(s)-i >= utf8.UTFMax {
			return false
		}
		i += size
	}
	return strange*50 <= len(s)
}

// Content tells what decoded data seems to be. Data that says nothing is Other.
func Content(s string) Kind {
	if len(s) < 12 {
		return Other
	}
	if kind := coded(s); kind != Other {
		return kind
	}
	if !readable(s) {
		return Other
	}
	head := cut(s, 64<<10)
	switch {
	case looksShell(head):
		return Shell
	case looksPower(head):
		return PowerShell
	case looksJavaScript(head):
		return JavaScript
	case looksPython(head):
		return Python
	case strings.Contains(head, "://"):
		return Text
	}
	return Other
}

// coded tells code that is no text: native programs, and what marshal and pickle write.
func coded(s string) Kind {
	switch c := s[0]; {
	case program(s):
		return Program
	case (c == 0xE3 || c == 'c') && len(s) > 24 && s[1] < 16 && s[2] == 0 && s[3] == 0 && s[4] == 0:
		// TYPE_CODE with or without FLAG_REF, then the count of arguments.
		return Marshal
	case c == 0x80 && len(s) > 4 && 2 <= s[1] && s[1] <= 5 && s[len(s)-1] == '.':
		return Pickle
	}
	return Other
}

// program tells a native program by its beginning.
func program(s string) bool {
	switch s[0] {
	case 'M', 0x7F, 0xCF, 0xCE:
		k := source.KindOf("", []byte(cut(s, 1024)))
		return k == source.PE || k == source.ELF || k == source.MachO
	}
	return false
}

var pythonWords = []string{"import ", "exec(", "eval(", "__import__(", "def ", "print(", "lambda ", "class ", "subprocess", "os.system", "urlopen(", "getattr("}

// looksPython asks for two different signs of code, or one call that says it all.
func looksPython(s string) bool {
	signs := 0
	for _, w := range pythonWords {
		if strings.Contains(s, w) {
			signs++
		}
	}
	if signs == 0 || !strings.ContainsAny(s, "(=") && !strings.HasPrefix(s, "import ") {
		return false
	}
	return signs > 1 || strings.HasPrefix(s, "import ") || strings.HasPrefix(s, "from ") && strings.Contains(s, " import ") ||
		strings.Contains(s, "exec(") || strings.Contains(s, "eval(") || strings.Contains(s, "__import__(") || strings.HasPrefix(s, "def ")
}

// count is how many of the words stand in a text.
func count(s, words string) (n int) {
	for _, w := range strings.Split(words, "~") {
		if strings.Contains(s, w) {
			n++
		}
	}
	return n
}

func looksPower(s string) bool {
	low := strings.ToLower(cut(s, 4096))
	return count(low, "$~new-object ~invoke-~iex ~iex(~-join~start-process~downloadstring~[system.~frombase64string~write-host~set-executionpolicy") > 1 &&
		count(low, "new-object ~invoke-~iex~start-process~[system.~write-host~set-execution") > 0
}

func looksJavaScript(s string) bool {
	if count(s, "import os~import sys~def ~elif ~except~lambda ~__import__") > 0 {
		return false
	}
	return count(s, "function(~function (~) {~){~=>~ require(~=require(~var ~const ~let ~document.~window.~process.~atob(~child_process~new XMLHttpRequest~});") > 2
}

func looksShell(s string) bool {
	if strings.HasPrefix(s, "#!") {
		line, _, _ := strings.Cut(s, "\n")
		return !strings.Contains(line, "python")
	}
	first, _, _ := strings.Cut(strings.TrimLeft(s, " \t\n"), " ")
	switch strings.ToLower(strings.TrimPrefix(first, "/bin/")) {
	case "curl", "wget", "bash", "sh", "powershell", "powershell.exe", "cmd", "cmd.exe", "nc", "chmod", "sudo", "nohup", "certutil", "mshta":
		return strings.ContainsAny(s, "-/|&")
	}
	return false
}

// Strings are the texts inside what marshal or pickle wrote, one a line: each
// stands behind its kind and its length (CPython's marshal.c and pickletools).
func Strings(s string) string {
	var b strings.Builder
	for i := 0; i+2 < len(s); {
		from, n := 0, 0
		switch s[i] {
		case 'z', 'Z', 'z' | 0x80, 'Z' | 0x80, 0x8C, 'U':
			from, n = i+2, int(s[i+1])
		case 'a', 'A', 'u', 't', 's', 'a' | 0x80, 'A' | 0x80, 'u' | 0x80, 't' | 0x80, 's' | 0x80, 'X':
			if i+5 <= len(s) && s[i+4] == 0 {
				from, n = i+5, int(s[i+1])|int(s[i+2])<<8|int(s[i+3])<<16
			}
		}
		if n < 2 || from+n > len(s) || !printable(s[from:from+min(n, 64)]) {
			i++
			continue
		}
		b.WriteString(s[from : from+n])
		b.WriteByte('\n')
		i = from + n
	}
	return b.String()
}

// printable tells whether a text is UTF-8 without control characters but blanks.
func printable(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 0x7F {
			return false
		}
	}
	return readable(s)
}
