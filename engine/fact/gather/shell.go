package gather

import (
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/decode"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/read/script"
	"github.com/wheelscope/wheelscope/engine/source"
)

// shellCalls are the functions that start what their arguments say: a line or a
// list of words in the first, or with a mark the words that begin at an
// argument: =1 a list there, +1 the arguments from there on.
const shellCalls = ` os.system os.popen os.popen2 os.popen3 os.popen4 subprocess.Popen subprocess.run subprocess.call
 subprocess.check_call subprocess.check_output subprocess.getoutput subprocess.getstatusoutput commands.getoutput commands.getstatusoutput
 popen2.popen2 popen2.popen3 popen2.popen4 asyncio.create_subprocess_shell pexpect.spawn pexpect.run pty.spawn invoke.run fabric.api.local
 fabric.api.run fabric.Connection.run fabric.Connection.local fabric.Connection.sudo invoke.sudo invoke.Context.run invoke.Context.sudo nox.Session.run+0
 psutil.Popen sarge.run delegator.run envoy.run anyio.run_process trio.run_process pexpect.spawnu pexpect.popen_spawn.PopenSpawn gevent.subprocess.Popen
 gevent.subprocess.call gevent.subprocess.check_output win32api.WinExec win32com.client.Dispatch.Run setuptools.Command.spawn distutils.cmd.Command.spawn distutils.spawn.spawn sh.Command paramiko.SSHClient.exec_command asyncio.create_subprocess_exec+0 asyncio.subprocess.create_subprocess_exec+0 asyncio.subprocess.create_subprocess_shell
 os.execv=1 os.execve=1 os.execvp=1 os.execvpe=1 os.posix_spawn=1 os.posix_spawnp=1 os.spawnv=2 os.spawnve=2 os.spawnvp=2 os.spawnvpe=2
 os.execl+1 os.execle+1 os.execlp+1 os.execlpe+1 os.spawnl+2 os.spawnle+2 os.spawnlp+2 os.spawnlpe+2 `

// shellMarks are the shellCalls by name: the mark, or a space, and the argument.
var shellMarks = func() map[string][2]byte {
	m := map[string][2]byte{}
	for _, word := range strings.Fields(shellCalls) {
		if end := len(word) - 2; word[end] == '=' || word[end] == '+' {
			m[word[:end]] = [2]byte{word[end], word[end+1] - '0'}
		} else {
			m[word] = [2]byte{' '}
		}
	}
	return m
}()

// commandOf tells which arguments of a function are a command: from is the first,
// mark as in shellCalls.
func commandOf(name string) (from int, mark byte, ok bool) {
	m, ok := shellMarks[name]
	return int(m[1]), m[0], ok
}

// run keeps the commands that a call runs, as far as they are written: one fact
// each, at the place of the call. Code that an interpreter is handed is read in place.
func (r *reader) run(name string, args []fact.Arg, at python.Node) {
	g := r.g
	line := lexCommand(name, args, &g.tokens)
	if line == "" {
		return
	}
	for _, f := range g.started(line) {
		f.Place.Span = r.t.Span(at)
		g.add(f)
	}
	for _, c := range slices.Clone(g.tokens.Codes) {
		r.layer(c.Text, "", codeKind(c.Kind), nil, interpreter(c.Kind), at)
	}
}

// Started are the commands that a call of a function runs, for callers who find
// out its name later than its file was read.
func (g *Gatherer) Started(name string, args []fact.Arg) []fact.Fact {
	if line := lexCommand(name, args, &g.tokens); line != "" {
		return g.started(line)
	}
	return nil
}

// started are the facts of the commands that were read.
func (g *Gatherer) started(line string) (out []fact.Fact) {
	for i := range g.tokens.Commands {
		if i == maxArgs {
			break
		}
		out = g.command(out, i, []byte(line))
	}
	return out
}

// lexCommand reads what a call runs into tokens and gives the line, "" if there
// is none.
func lexCommand(name string, args []fact.Arg, tokens *script.Tokens) (line string) {
	from, mark, ok := commandOf(name)
	if !ok || len(args) <= from || args[from].Keyword != "" && args[from].Keyword != "args" && args[from].Keyword != "cmd" {
		return ""
	}
	v := args[from].Value
	if mark == '+' {
		v = fact.Value{Kind: fact.ListOf}
		for _, a := range args[from:] {
			if a.Keyword == "" {
				v.Items = append(v.Items, a.Value)
			}
		}
	}
	if v.Kind == fact.ListOf && len(v.Items) == 1 && strings.Contains(v.Items[0].Text, " ") {
		v = v.Items[0]
	}
	switch v.Kind {
	case fact.StringOf, fact.BytesOf, fact.Joined:
		line = written(v)
		script.Lex(source.Shell, []byte(line), tokens)
	case fact.ListOf:
		var words []string
		for _, item := range v.Items {
			words = append(words, written(item))
		}
		if len(words) == 0 || words[0] == "" {
			return ""
		}
		line = strings.Join(words, " ")
		script.Words(words, tokens)
	}
	return line
}

// feeding names the commands whose output a command reads, nearest first, or
// with a $ those that stand in its words and whose output is put there.
func feeding(list []script.Command, i int) string {
	var names []string
	for from := list[i].From; from >= 0 && len(names) < 8 && len(list[from].Words) > 0; from = list[from].From {
		names = append(names, list[from].Words[0])
	}
	for j := max(i-8, 0); j < min(i+8, len(list)); j++ {
		if list[j].In == i && len(list[j].Words) > 0 {
			names = append(names, "$"+list[j].Words[0])
		}
	}
	return strings.Join(names, " ")
}

func codeKind(k source.Kind) decode.Kind {
	if k == source.JavaScript {
		return decode.JavaScript
	}
	return decode.Python
}

// interpreter is the step that code on a command line is run by.
func interpreter(k source.Kind) string {
	if k == source.JavaScript {
		return "node -e"
	}
	return "python -c"
}

// written is the text of a value; what is not known of it is an ellipsis.
func written(v fact.Value) string {
	switch v.Kind {
	case fact.StringOf, fact.BytesOf, fact.Number:
		return v.Text
	case fact.NameOf:
		if v.Text == "sys.executable" {
			return "python"
		}
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
