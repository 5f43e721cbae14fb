package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ExecutesDecodedCode: code that exists only after decoding cannot be read before it runs.
var ExecutesDecodedCode = &rule.Behavior{
	ID:        "executes-decoded-code",
	Title:     "Decodes data and executes it as code.",
	Category:  rule.Execution,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1027", "T1140", "T1059.006"},
	Why: "What runs cannot be read in the package: it is hidden in base64, compressed or scrambled until the moment it is executed. " +
		"Nearly all obfuscated malicious packages do this.",
	Fine: "A few self-contained installers pack a library into one file in this way, and protected commercial code does.",
	Limits: "A payload that comes from a file or the network without being decoded is not counted. " +
		"What the payload does is read only if it is a constant in an encoding that is known here: no ciphers, and of the package's own decoders only short ones.",
	Python: `builtins.exec builtins.eval builtins.execfile code.InteractiveInterpreter.runsource code.InteractiveInterpreter.runcode
		code.InteractiveConsole.runsource code.InteractiveConsole.runcode types.FunctionType`,
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Kind != fact.Call {
			return
		}
		var steps []string
		switch {
		case decoders(f.Arg(0), 0, &steps):
			p.ReportValue(f, strings.Join(steps, " of "))
		case f.Class != "":
			p.ReportValue(f, f.Class)
		}
	},
}

// decoders collects the decoders that a value goes through, outermost first,
// and tells whether there is one that hides a text from readers.
func decoders(v fact.Value, depth int, steps *[]string) bool {
	if depth > 8 {
		return false
	}
	hides := false
	if v.Kind == fact.ResultOf || v.Kind == fact.InstanceOf {
		switch kind := decoder(v); kind {
		case hiding:
			*steps = append(*steps, v.Text)
			hides = true
		case loading: // marshal.loads of a file is how caches of bytecode work
			*steps = append(*steps, v.Text)
			if len(v.Items) > 0 {
				_, hides = v.Items[0].Constant()
			}
		}
	}
	for _, item := range v.Items {
		if decoders(item, depth+1, steps) {
			hides = true
		}
	}
	return hides
}

// What a function does to what it is given.
const (
	nothing = iota
	hiding
	loading
)

func decoder(v fact.Value) int {
	if kind, ok := decoderNames[v.Text]; ok {
		return kind
	}
	switch v.Text {
	case "codecs.decode", "codecs.getdecoder":
		for _, item := range v.Items {
			if name, ok := item.Constant(); ok && scrambling(name) {
				return hiding
			}
		}
	}
	if strings.HasPrefix(v.Text, "cryptography.fernet.Fernet.decrypt") || strings.HasPrefix(v.Text, "zlib.decompressobj.decompress") {
		return hiding
	}
	return nothing
}

func scrambling(encoding string) bool {
	switch strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(encoding)) {
	case "rot13", "rot", "hex", "hexcodec", "base64", "base64codec", "zlib", "zip", "zlibcodec", "bz2", "bz2codec", "uu", "uucodec":
		return true
	}
	return false
}

var decoderNames = map[string]int{
	"base64.b64decode": hiding, "base64.urlsafe_b64decode": hiding, "base64.standard_b64decode": hiding, "base64.b32decode": hiding, "base64.b32hexdecode": hiding,
	"base64.b16decode": hiding, "base64.b85decode": hiding, "base64.a85decode": hiding, "base64.z85decode": hiding, "base64.decodebytes": hiding, "base64.decodestring": hiding,
	"binascii.a2b_base64": hiding, "binascii.a2b_hex": hiding, "binascii.unhexlify": hiding, "binascii.a2b_uu": hiding, "builtins.bytes.fromhex": hiding, "builtins.bytearray.fromhex": hiding,
	"zlib.decompress": hiding, "gzip.decompress": hiding, "bz2.decompress": hiding, "lzma.decompress": hiding, "zstandard.decompress": hiding, "compression.zstd.decompress": hiding,
	"brotli.decompress": hiding, "quopri.decodestring": hiding, "binascii.a2b_qp": hiding, "gzip.GzipFile": hiding, "gzip.open": hiding, "bz2.BZ2File": hiding, "bz2.open": hiding,
	"lzma.LZMAFile": hiding, "lzma.open": hiding, "marshal.loads": loading, "pickle.loads": loading, "dill.loads": loading,
}
