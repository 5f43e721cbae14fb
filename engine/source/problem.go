package source

// Problem is what a recovered panic says.
func Problem(recovered any) string {
	if text := words(recovered); text != "?" {
		return text
	}
	return "a failure without a message"
}
