package source

// NormalizeName is a project's name as indexes compare it (PEP 503): lower case,
// and runs of "-", "_" and "." are one "-".
func NormalizeName(name string) string {
	out := make([]byte, 0, len(name))
	run := false
	for i := range len(name) {
		b := name[i]
		if b == '-' || b == '_' || b == '.' {
			if !run {
				out = append(out, '-')
			}
			run = true
			continue
		}
		run = false
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		out = append(out, b)
	}
	return string(out)
}
