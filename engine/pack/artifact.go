package pack

import "strings"

// Field is a line "name: value" of a text archive's comment; "" if it has none.
func Field(text []byte, name string) string {
	for line := range strings.Lines(string(text)) {
		if _, _, ok := marker(line); ok {
			break
		}
		if key, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// Artifact packs a text archive whose comment says what it is to become:
//
//	file: tinycolours-1.0.2-py3-none-any.whl
//	kind: wheel
//
// The kinds are wheel and sdist; data is nil for anything else.
func Artifact(text []byte) (name string, data []byte) {
	name = Field(text, "file")
	switch Field(text, "kind") {
	case "wheel":
		data = Wheel(Parse(text))
	case "sdist":
		data = Sdist(strings.TrimSuffix(name, ".tar.gz"), Parse(text))
	}
	return name, data
}
