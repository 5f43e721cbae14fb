package slim

// What is put in the place of what was cut, and the module whose cuts are about
// speed that the engine does not use.

// templRuntime prints attributes that are texts or flags, which is all that the
// pages have. Another kind of value stops the program: the tests that compare
// pages see it.
const templRuntime = `
// RenderAttributes writes attributes.
func RenderAttributes(ctx context.Context, w io.Writer, attributes Attributer) error {
	for _, item := range attributes.Items() {
		var err error
		switch value := item.Value.(type) {
		case string:
			err = writeStrings(w, " ", EscapeString(item.Key), "=\"", EscapeString(value), "\"")
		case bool:
			if value {
				err = writeStrings(w, " ", EscapeString(item.Key))
			}
		default:
			panic("templ: the attribute " + item.Key + " is neither a text nor a flag")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// JoinStringErrs is a text and the errors with it.
func JoinStringErrs[T ~string](s T, errs ...error) (string, error) {
	return string(s), errors.Join(errs...)
}

// Error is an error in a template.
type Error struct {
	Err       error
	FileName  string
	Line, Col int
}

func (e Error) Error() string { return e.FileName + ": " + e.Err.Error() }

func (e Error) Unwrap() error { return e.Err }
`

// notAsked stands for the question whether a domain is an IP address, which is
// asked so that an address is its own suffix. The engine asks only whether a
// suffix is an official one, and no address ends with one.
const notAsked = `
type noAddress struct{}

func (noAddress) Error() string { return "no address" }

func notAsked() (struct{}, error) { return struct{}{}, noAddress{} }
`

// inflater is the decompressor alone. It has the same loop five times, for five
// kinds of readers; the engine has two of them, others get a buffer.
var inflater = module{
	path: "github.com/klauspost/compress", version: "v1.20.4", packages: []string{"flate", "internal/regmask"},
	cuts: []cut{
		{file: "flate/deflate.go", whole: true},
		{file: "flate/fast_encoder.go", whole: true},
		{file: "flate/huffman_bit_writer.go", whole: true},
		{file: "flate/huffman_code.go", whole: true},
		{file: "flate/level1.go", whole: true},
		{file: "flate/level2.go", whole: true},
		{file: "flate/level3.go", whole: true},
		{file: "flate/level4.go", whole: true},
		{file: "flate/level5.go", whole: true},
		{file: "flate/level6.go", whole: true},
		{file: "flate/matchlen_generic.go", whole: true},
		{file: "flate/stateless.go", whole: true},
		{file: "flate/token.go", whole: true},
		{file: "flate/inflate_gen.go",
			drop: []string{"decompressor.huffmanBytesBuffer", "decompressor.huffmanStringsReader", "decompressor.huffmanGenericReader",
				"decompressor.huffmanBlockDecoder"},
			unimport: []string{"fmt", "strings"}},
		{file: "flate/inflate.go",
			drop:     []string{"CorruptInputError", "ReadError", "WriteError", "decompressor.doStep", "makeReader"},
			unimport: []string{"compress/flate"},
			replace:  [][2]string{{`"fmt"`, "\"bytes\"\n\t\"strconv\""}},
			add:      inflate},
	},
}

const inflate = `
const (
	maxMatchOffset = 1 << 15
	endBlockMarker = 256
)

// A CorruptInputError is the place in the packed data where it is wrong.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "flate: corrupt input before offset " + strconv.FormatInt(int64(e), 10)
}

// fmt is for debugging, which is off.
var fmt silent

type silent struct{}

func (silent) Println(...any) {}

func makeReader(r io.Reader) Reader {
	switch r := r.(type) {
	case *bytes.Reader:
		return r
	case *bufio.Reader:
		return r
	}
	return bufio.NewReader(r)
}

func (f *decompressor) huffmanBlockDecoder() {
	if _, ok := f.r.(*bytes.Reader); ok {
		f.huffmanBytesReader()
	} else {
		f.huffmanBufioReader()
	}
}

func (f *decompressor) doStep() {
	switch f.step {
	case copyData:
		f.copyData()
	case nextBlock:
		f.nextBlock()
	case huffmanBytesReader:
		f.huffmanBytesReader()
	default:
		f.huffmanBufioReader()
	}
}
`
