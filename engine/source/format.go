package source

import "strconv"

// Format is fmt.Sprintf for what the engine says: %s for a text or an error, %q
// for a quoted text, %d for an integer, %x for a hexadecimal one, also as %#x and
// with a width as in %08x. It is here because fmt weighs a tenth of the program
// that a browser loads. A value of another type is a fault of the engine and
// shows as "?".
func Format(format string, values ...any) string {
	var out []byte
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			out = append(out, format[i])
			continue
		}
		i++
		sharp := format[i] == '#'
		if sharp {
			i++
		}
		width := 0
		for ; i < len(format) && format[i]-'0' <= 9; i++ {
			width = 10*width + int(format[i]-'0')
		}
		if i == len(format) || len(values) == 0 {
			return string(append(out, '?'))
		}
		text := "?"
		switch format[i] {
		case 'd':
			text = integer(values[0], 10)
		case 'x':
			text = integer(values[0], 16)
			for ; width > len(text); width-- {
				out = append(out, '0')
			}
		case 'q':
			if s, ok := values[0].(string); ok {
				text = strconv.Quote(s)
			}
		case 's':
			text = words(values[0])
		}
		if sharp {
			out = append(out, "0x"...)
		}
		out = append(out, text...)
		values = values[1:]
	}
	return string(out)
}

func words(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case error:
		return v.Error()
	case interface{ String() string }:
		return v.String()
	}
	return "?"
}

func integer(value any, base int) string {
	switch v := value.(type) {
	case int:
		return strconv.FormatInt(int64(v), base)
	case int64:
		return strconv.FormatInt(v, base)
	case uint32:
		return strconv.FormatInt(int64(v), base)
	case uint16:
		return strconv.FormatInt(int64(v), base)
	case uint64:
		return strconv.FormatUint(v, base)
	case byte:
		return strconv.FormatInt(int64(v), base)
	}
	return "?"
}
