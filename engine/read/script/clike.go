package script

import "bytes"

// lexC reads comments and strings of C, C++ and Rust.
func lexC(data []byte, out *Tokens, rust bool) {
	for i := 0; i < len(data); {
		switch c := data[i]; c {
		case '/':
			if end := commentC(data, i, rust); end > i {
				out.add(Comment, i, end)
				i = end
				continue
			}
		case '"':
			end := rawC(data, i, rust)
			if end == 0 {
				end = quoted(data, i, '"', rust)
			}
			out.add(String, i, end)
			i = end
			continue
		case '\'':
			// A character; a lifetime of Rust and a digit separator of C++ have no end.
			if i > 0 && class[data[i-1]]&isDigit != 0 {
				break
			}
			if end := quoted(data[:min(len(data), i+14)], i, '\'', false); end > i+1 && data[end-1] == '\'' && end > i+2 {
				if rust && data[i+1] != '\\' && bytes.IndexByte(data[i+1:end-1], ' ') >= 0 {
					break
				}
				i = end
				continue
			}
		}
		i++
	}
}

// commentC is the end of the comment at i, or i. Rust's nest.
func commentC(data []byte, i int, nested bool) int {
	if i+1 >= len(data) {
		return i
	}
	switch data[i+1] {
	case '/':
		return lineEnd(data, i)
	case '*':
		depth := 1
		for j := i + 2; j+1 < len(data); j++ {
			if data[j] == '*' && data[j+1] == '/' {
				if depth--; depth == 0 {
					return j + 2
				}
				j++
			} else if nested && data[j] == '/' && data[j+1] == '*' {
				depth++
				j++
			}
		}
		return len(data)
	}
	return i
}

// rawC is the end of a raw string whose quote is at i, 0 if it is none:
// R"x(...)x" of C++, r#"..."# of Rust.
func rawC(data []byte, i int, rust bool) int {
	if rust {
		j := i
		for j > 0 && data[j-1] == '#' && i-j < 255 {
			j--
		}
		hashes := i - j
		if j == 0 || data[j-1] != 'r' {
			return 0
		}
		closing := append([]byte{'"'}, data[j:i]...)
		k := bytes.Index(data[i+1:], closing)
		if k < 0 {
			return len(data)
		}
		return i + 1 + k + 1 + hashes
	}
	if i == 0 || data[i-1] != 'R' {
		return 0
	}
	open := bytes.IndexByte(data[i:min(len(data), i+18)], '(')
	if open < 0 {
		return 0
	}
	closing := append(append([]byte{')'}, data[i+1:i+open]...), '"')
	k := bytes.Index(data[i+open:], closing)
	if k < 0 {
		return len(data)
	}
	return i + open + k + len(closing)
}

// quoted is the end of the string that opens at i: behind its quote, or at the
// newline that it may not contain, or at the end.
func quoted(data []byte, i int, quote byte, lines bool) int {
	for j := i + 1; j < len(data); j++ {
		switch c := data[j]; c {
		case quote:
			return j + 1
		case '\\':
			j++
			if j+1 < len(data) && data[j] == '\r' && data[j+1] == '\n' {
				j++
			}
		case '\n':
			if !lines {
				return j
			}
		}
	}
	return len(data)
}
