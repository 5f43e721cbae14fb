package fact

// Value is a folded expression: what is known of it without running anything.
// The zero Value is Unknown. Values are small: Text is cut at 4,096 bytes and
// Items nest at most four deep.
type Value struct {
	Kind  ValueKind
	Text  string  // String, Bytes: the constant; Name, Result: the resolved dotted name; Number: as written
	Items []Value // List: its items; Joined: its parts; Result: the call's positional arguments; Instance: what it is taken from, then arguments or index; Dict: keys and values in turn
}

// ValueKind is what is known of a value.
type ValueKind uint8

// The kinds of values. Their order is part of the encoding of partials.
const (
	Unknown    ValueKind = iota
	StringOf             // a str constant
	BytesOf              // a bytes constant
	Number               // an int, float, True, False or None, as written
	NameOf               // a resolved name that is not called: a module, function or class
	ResultOf             // the result of calling Text
	InstanceOf           // what follows a call: an attribute or item of it; Text is the dotted path
	ListOf               // list, tuple or set
	DictOf               // dict
	Joined               // a text with holes, or something made of several values: parts are texts, what is known of a hole, or Unknown
)

// Constant returns the text of a str or bytes constant.
func (v Value) Constant() (string, bool) {
	if v.Kind == StringOf || v.Kind == BytesOf {
		return v.Text, true
	}
	return "", false
}

// From tells whether the value is what a call of one of the names returns, or
// is built from it, and gives the name.
func (v Value) From(has func(name string) bool) (string, bool) {
	switch v.Kind {
	case ResultOf, InstanceOf:
		if has(v.Text) {
			return v.Text, true
		}
	case ListOf, DictOf, Joined:
	default:
		return "", false
	}
	for _, item := range v.Items {
		if name, ok := item.From(has); ok {
			return name, true
		}
	}
	return "", false
}
