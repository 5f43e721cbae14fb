package fact

// Step is something that a value passes on its way from a source to a sink:
// where it is read, named, encoded, handed to a function, and at last used.
type Step struct {
	File int32 // index into Package.Files
	Line uint32
	Name string // "os.environ", "payload", "json.dumps"
}
