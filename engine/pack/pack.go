// Package pack makes wheels and source distributions from text, always the same
// bytes from the same text. Tests and examples are written as text archives, so
// that they can be read and reviewed, and become real artifacts only when they
// are needed.
//
// The form is that of golang.org/x/tools/txtar: text before the first marker is
// a comment; a line "-- NAME --" begins a file; the file is the lines that
// follow. Three additions hold what text cannot:
//
//   - "-- NAME (hex) --": the lines are bytes in hexadecimal; blanks do not
//     count, "#" begins a comment, and "AB*100" is a byte a hundred times.
//   - "-- NAME (pyc) --": the lines are a little Python, and become bytecode; see
//     compile.
//   - "-- NAME (quoted) --": the lines are joined without their ends and read as
//     the inside of a Go string: "\r\n", "\x00", "\u202e".
//
// A NAME that begins with a double quote is a quoted Go string itself, for
// control characters and blanks at its ends.
package pack

import (
	"strconv"
	"strings"
)

// File is one member. A name that ends in "/" is a folder.
type File struct {
	Name string
	Data []byte
}

// Parse reads a text archive. What cannot be read as it is marked
// is taken as plain text: the form has no errors, as txtar has none.
func Parse(text []byte) []File {
	var files []File
	mode := ""
	var body strings.Builder
	finish := func() {
		if len(files) > 0 {
			files[len(files)-1].Data = decode(body.String(), mode)
		}
		body.Reset()
	}
	for line := range strings.Lines(string(text)) {
		if name, m, ok := marker(line); ok {
			finish()
			files = append(files, File{Name: name})
			mode = m
			continue
		}
		body.WriteString(line)
	}
	if s := body.String(); s != "" && !strings.HasSuffix(s, "\n") && mode == "" {
		body.WriteByte('\n') // as txtar: a file ends with a line end
	}
	finish()
	return files
}

// Format writes files as a text archive that Parse reads back.
func Format(files []File) []byte {
	var out strings.Builder
	for _, f := range files {
		name := f.Name
		if name != strings.TrimSpace(name) || name == "" || strconv.Quote(name) != `"`+name+`"` || strings.HasSuffix(name, ")") || name[0] == '"' {
			name = strconv.Quote(name)
		}
		if isPlain(f.Data) {
			out.WriteString("-- " + name + " --\n")
			out.Write(f.Data)
			continue
		}
		out.WriteString("-- " + name + " (quoted) --\n")
		for data := f.Data; len(data) > 0; {
			n := min(len(data), 48)
			quoted := strconv.QuoteToASCII(string(data[:n]))
			out.WriteString(quoted[1:len(quoted)-1] + "\n")
			data = data[n:]
		}
	}
	return []byte(out.String())
}

// isPlain tells whether data can stand as lines.
func isPlain(data []byte) bool {
	if len(data) == 0 {
		return true
	}
	s := string(data)
	if !strings.HasSuffix(s, "\n") || strings.ContainsAny(s, "\r\x00") || strings.ToValidUTF8(s, "") != s {
		return false
	}
	for line := range strings.Lines(s) {
		if _, _, ok := marker(line); ok {
			return false
		}
	}
	return true
}

// marker reads "-- NAME --" or "-- NAME (hex) --", with hex, quoted or pyc.
func marker(line string) (name, mode string, ok bool) {
	line = strings.TrimRight(line, "\r\n")
	rest, begins := strings.CutPrefix(line, "-- ")
	name, ends := strings.CutSuffix(rest, " --")
	if name = strings.TrimSpace(name); !begins || !ends || name == "" {
		return "", "", false
	}
	for _, m := range [...]string{"hex", "quoted", "pyc"} {
		if short, found := strings.CutSuffix(name, " ("+m+")"); found {
			name, mode = short, m
		}
	}
	if name[0] == '"' {
		if plain, err := strconv.Unquote(name); err == nil {
			name = plain
		}
	}
	return name, mode, true
}

func decode(body, mode string) []byte {
	switch mode {
	case "hex":
		if data, ok := decodeHex(body); ok {
			return data
		}
	case "pyc":
		if data, ok := compile(body); ok {
			return data
		}
	case "quoted":
		joined := strings.NewReplacer("\r\n", "", "\n", "").Replace(body)
		if data, err := strconv.Unquote(`"` + joined + `"`); err == nil {
			return []byte(data)
		}
	}
	return []byte(body)
}

func decodeHex(body string) (data []byte, ok bool) {
	for line := range strings.Lines(body) {
		line, _, _ = strings.Cut(line, "#")
		for _, word := range strings.Fields(line) {
			digits, times, repeated := strings.Cut(word, "*")
			n := 1
			if repeated {
				var err error
				if n, err = strconv.Atoi(times); err != nil || n < 0 || n*len(digits) > 64<<20 {
					return nil, false
				}
			}
			if len(digits)%2 != 0 {
				return nil, false
			}
			var bytes []byte
			for ; len(digits) > 0; digits = digits[2:] {
				b, err := strconv.ParseUint(digits[:2], 16, 8)
				if err != nil {
					return nil, false
				}
				bytes = append(bytes, byte(b))
			}
			for range n {
				data = append(data, bytes...)
			}
		}
	}
	return data, true
}
