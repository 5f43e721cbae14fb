package gather

import (
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/script"
	"github.com/wheelscope/wheelscope/engine/source"
)

// shellCalls are the functions whose first argument a shell or the system runs.
var shellCalls = set(strings.Fields(`os.system os.popen os.popen2 os.popen3 os.popen4 subprocess.Popen subprocess.run subprocess.call
	subprocess.check_call subprocess.check_output subprocess.getoutput subprocess.getstatusoutput commands.getoutput commands.getstatusoutput
	popen2.popen2 popen2.popen3 popen2.popen4 asyncio.create_subprocess_shell pexpect.spawn pexpect.run pty.spawn invoke.run fabric.api.local
	fabric.api.run distutils.spawn.spawn sh.Command`)...)

// run keeps the commands that a call runs, as far as they are written: one fact
// each, at the place of the call.
func (r *reader) run(name string, args []fact.Arg, span source.Span) {
	if !shellCalls[name] || len(args) == 0 || args[0].Keyword != "" && args[0].Keyword != "args" {
		return
	}
	var line string
	var commands []script.Command
	switch v := args[0].Value; v.Kind {
	case fact.StringOf, fact.BytesOf, fact.Joined:
		line = written(v)
		commands = r.shell(line)
	case fact.ListOf:
		var words []string
		for _, item := range v.Items {
			words = append(words, written(item))
		}
		if len(words) == 0 || words[0] == "" {
			return
		}
		words[0] = path.Base(words[0])
		line = strings.Join(words, " ")
		commands = []script.Command{{Words: words}}
		if len(words) > 2 && shells[words[0]] && strings.HasPrefix(words[1], "-") && strings.HasSuffix(words[1], "c") {
			commands = append(commands, r.shell(words[2])...)
		}
	}
	for i := range commands {
		c := &commands[i]
		if i == maxArgs {
			break
		}
		if len(c.Words) == 0 || !r.g.watch.Command(c.Words[0]) {
			continue
		}
		f := r.g.command(c, 0, clip([]byte(line), maxLine), fact.Place{Span: span})
		r.g.add(f)
	}
}

// shell reads a command line. The commands are valid until the next one is read.
func (r *reader) shell(line string) []script.Command {
	r.scratch = append(r.scratch[:0], line...)
	script.Lex(source.Shell, r.scratch, &r.g.tokens)
	return r.g.tokens.Commands
}

var shells = set("sh", "bash", "zsh", "dash", "ksh", "ash")

// written is the text of a value; what is not known of it is an ellipsis.
func written(v fact.Value) string {
	switch v.Kind {
	case fact.StringOf, fact.BytesOf, fact.Number:
		return v.Text
	case fact.Joined:
		var b strings.Builder
		for _, item := range v.Items {
			if isText(item) {
				b.WriteString(item.Text)
			} else {
				b.WriteString("…")
			}
		}
		return b.String()
	}
	return "…"
}
