package report

// Source is a member of an artifact as it is shown to people: not part of the
// report, but read anew when somebody asks for it. Lines are those of a text
// file, decoded; they are left out of a file that is no text, where Data is what
// stands from Offset.
type Source struct {
	Path     string
	Kind     string
	Size     int64 // of the whole member
	Encoding string
	Lines    []string
	Cut      bool // the text goes on after the last line
	Offset   int64
	Data     []byte
}
