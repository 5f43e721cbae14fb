package link

import (
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
)

// Bounds of putting ways together: calls between a source and a sink, points
// looked at for one sink and for the package, flows of one sink and of the package.
const (
	maxCrossed   = 5
	maxVisited   = 400
	maxVisits    = 200_000
	maxEnds      = 8
	maxFlowFacts = 2000
)

// spot is a joint of a file.
type spot struct{ file, joint int32 }

// streams is the graph of ways of the whole package. A call is entered and left
// at the same place: what one caller gives does not come out at another.
type streams struct {
	l         *linker
	into      []map[int32][]int32 // by file and joint: the ways to it
	returns   map[place]int32
	variables []map[string]int32
	heads     map[place]*gather.Head
	callers   map[place][]spot
	callees   map[spot][]place
	left      int

	// Of the sink that is looked at.
	sink    *gather.Joint
	file    int32
	slot    string
	visited map[visit]bool
	path    []leg
	out     []fact.Fact
}

// leg is a part of the path that is being followed: a way of a file, or a call.
type leg struct {
	file int32
	way  *gather.Way
	call *gather.Joint
}

type visit struct {
	spot
	param int32
	from  spot
}

// flows gives the flows of the package, by file.
func (l *linker) flows() [][]fact.Fact {
	out := make([][]fact.Fact, len(l.sums))
	sources, sinks := false, false
	for _, s := range l.sums {
		for i := range s.Flows.Joints {
			switch s.Flows.Joints[i].Kind {
			case gather.Source:
				sources = true
			case gather.Sink:
				sinks = true
			case gather.Call:
				sinks = sinks || s.Flows.Joints[i].Func < 0 // what another file hands on may be one
			}
		}
	}
	if !sources || !sinks {
		return out
	}
	w := &streams{l: l, left: maxVisits, visited: map[visit]bool{}}
	w.index()
	total := 0
	for n, s := range l.sums {
		for i := range s.Flows.Joints {
			if total >= maxFlowFacts || w.left <= 0 {
				return out
			}
			j := &s.Flows.Joints[i]
			if j.Kind == gather.Sink || j.Kind == gather.Call && j.Func < 0 {
				w.out = w.out[:0]
				w.root(int32(n), int32(i), j)
				out[n] = append(out[n], w.out...)
				total += len(w.out)
			}
		}
	}
	return out
}

func (w *streams) index() {
	l := w.l
	w.into = make([]map[int32][]int32, len(l.sums))
	w.variables = make([]map[string]int32, len(l.sums))
	w.returns, w.heads = map[place]int32{}, map[place]*gather.Head{}
	w.callers, w.callees = map[place][]spot{}, map[spot][]place{}
	for n, s := range l.sums {
		f, file := &s.Flows, int32(n)
		if len(f.Ways) == 0 {
			continue
		}
		w.into[n], w.variables[n] = map[int32][]int32{}, map[string]int32{}
		for i := range f.Ways {
			w.into[n][f.Ways[i].To] = append(w.into[n][f.Ways[i].To], int32(i))
		}
		for i := range f.Heads {
			w.heads[place{file, f.Heads[i].Func}] = &f.Heads[i]
		}
		for i := range f.Joints {
			j, at := &f.Joints[i], spot{file, int32(i)}
			switch j.Kind {
			case gather.Return:
				w.returns[place{file, j.Func}] = at.joint
			case gather.Variable:
				w.variables[n][j.Name] = at.joint
			case gather.Call:
				for _, to := range w.called(file, j) {
					w.callees[at] = append(w.callees[at], to)
					w.callers[to] = append(w.callers[to], at)
				}
			}
		}
	}
}

// called are the functions of the package that a call runs.
func (w *streams) called(file int32, j *gather.Joint) (list []place) {
	if j.Func >= 0 {
		return []place{{file, j.Func}}
	}
	for _, name := range w.l.resolve(file, j.Name) {
		w.l.functions(name, func(to place) {
			if !slices.Contains(list, to) && len(list) < maxCandidates {
				list = append(list, to)
			}
		})
	}
	return list
}

// root follows the arguments of one sink. A call of something that another file
// only hands on may be one too.
func (w *streams) root(file, joint int32, j *gather.Joint) {
	ways := w.into[file][joint]
	if len(ways) == 0 {
		return
	}
	sink, slots := *j, ""
	if j.Kind == gather.Call {
		for _, name := range w.l.resolve(file, j.Name) {
			if class, s := gather.SinkOf(name); class != "" {
				sink.Class, sink.Name, slots = class, name, s
			}
		}
		if slots == "" {
			return
		}
	}
	w.sink, w.file = &sink, file
	for _, n := range ways {
		way := &w.l.sums[file].Flows.Ways[n]
		if w.slot = way.Slot; slots != "" {
			if w.slot = gather.SlotOf(slots, way.Slot); w.slot == "" {
				continue
			}
		}
		clear(w.visited)
		w.path = w.path[:0]
		w.along(file, way, nil, way.Flags, 0)
	}
}

// along goes a way back to where it begins, and on from there.
func (w *streams) along(file int32, way *gather.Way, stack []spot, flags gather.WayFlags, crossed int) {
	if w.left--; w.left <= 0 || len(w.visited) > maxVisited || len(w.out) >= maxEnds {
		return
	}
	w.path = append(w.path, leg{file: file, way: way})
	w.from(spot{file, way.From}, stack, flags, crossed)
	w.path = w.path[:len(w.path)-1]
}

func (w *streams) from(at spot, stack []spot, flags gather.WayFlags, crossed int) {
	j := &w.l.sums[at.file].Flows.Joints[at.joint]
	v := visit{spot: at, param: int32(flags)}
	if len(stack) > 0 {
		v.from = stack[len(stack)-1]
	}
	if w.visited[v] || crossed > maxCrossed {
		return
	}
	w.visited[v] = true
	switch j.Kind {
	case gather.Source:
		class, value := j.Class, j.Value
		if class == "file" {
			if c, t := w.text(at, "path", stack, 0); c != "" {
				class, value = "file."+c, t
			}
		}
		w.emit(at.file, j, class, value, flags)
	case gather.Param:
		w.param(at, j, stack, func(call spot, way *gather.Way, rest []spot) {
			w.path = append(w.path, leg{file: call.file, call: &w.l.sums[call.file].Flows.Joints[call.joint]})
			w.along(call.file, way, rest, flags.Then(way.Flags), crossed+1)
			w.path = w.path[:len(w.path)-1]
		})
	case gather.Call:
		if j.Func < 0 {
			for _, name := range w.l.resolve(at.file, j.Name) {
				if class := gather.SourceOf(name); class != "" {
					w.emit(at.file, j, class, "", flags)
				}
			}
		}
		for _, to := range w.callees[at] {
			back, ok := w.returns[to]
			if !ok {
				continue
			}
			w.path = append(w.path, leg{file: at.file, call: j})
			for _, n := range w.into[to.file][back] {
				way := &w.l.sums[to.file].Flows.Ways[n]
				w.along(to.file, way, append(slices.Clip(stack), at), flags.Then(way.Flags), crossed+1)
			}
			w.path = w.path[:len(w.path)-1]
		}
	case gather.Outside:
		w.outside(at.file, j.Name, func(file int32, way *gather.Way) {
			w.along(file, way, nil, flags.Then(way.Flags), crossed+1)
		})
	}
}

// param goes from a parameter to what calls give it: the call that was left
// here, or all calls there are.
func (w *streams) param(at spot, j *gather.Joint, stack []spot, next func(call spot, way *gather.Way, rest []spot)) {
	to := place{at.file, j.Func}
	head := w.heads[to]
	if head == nil {
		return
	}
	calls := w.callers[to]
	var rest []spot
	if n := len(stack); n > 0 {
		calls, rest = stack[n-1:], stack[:n-1]
	}
	for _, call := range calls {
		flows := &w.l.sums[call.file].Flows
		for _, n := range w.into[call.file][call.joint] {
			if way := &flows.Ways[n]; gives(head, &flows.Joints[call.joint], way.Slot, int(j.Index)) {
				next(call, way, rest)
			}
		}
	}
}

// gives tells whether an argument of a call is a parameter's value.
func gives(h *gather.Head, call *gather.Joint, slot string, param int) bool {
	if param >= len(h.Params) || slot == "" {
		return false
	}
	name := h.Params[param]
	switch {
	case slot == "*":
		return !h.Method || param > 0
	case slot[0] == '#':
		position := 0
		for _, c := range slot[1:] {
			position = position*10 + int(c-'0')
		}
		if h.Method && (call.Bound || call.Func < 0) {
			position++
		}
		if position == param {
			return !strings.HasPrefix(name, "**")
		}
		return name[0:1] == "*" && !strings.HasPrefix(name, "**") && position > param
	case slot == name:
		return true
	}
	return strings.HasPrefix(name, "**") && !slices.Contains(h.Params, slot)
}

// outside goes to what a variable of another module is made of, through modules
// that only hand it on.
func (w *streams) outside(file int32, name string, next func(file int32, way *gather.Way)) {
	if name[0] == '*' {
		for _, star := range w.l.sums[file].Stars {
			w.handed(file, star+"."+name[1:], maxHops, next)
		}
		return
	}
	w.handed(file, name, maxHops, next)
}

func (w *streams) handed(file int32, name string, hops int, next func(file int32, way *gather.Way)) {
	w.left--
	full, ok := w.l.absolute(file, name)
	if !ok || hops == 0 || w.left <= 0 {
		return
	}
	module, rest := w.l.split(full)
	if module < 0 {
		return
	}
	for head := rest; head != ""; {
		if n, ok := w.variables[module][head]; ok {
			for _, i := range w.into[module][n] {
				next(module, &w.l.sums[module].Flows.Ways[i])
			}
			return
		}
		if b, ok := w.l.bindingsOf(module)[head]; ok {
			for _, target := range b.Targets {
				w.handed(module, strings.TrimSuffix(target, "()"), hops-1, next)
			}
			return
		}
		i := strings.LastIndexByte(head, '.')
		if i < 0 {
			return
		}
		head = head[:i]
	}
}

// text looks for a path that says what a file is, from where the path is given.
func (w *streams) text(at spot, slot string, stack []spot, depth int) (class, value string) {
	if w.left--; w.left <= 0 || depth > maxCrossed {
		return "", ""
	}
	flows := &w.l.sums[at.file].Flows
	for _, n := range w.into[at.file][at.joint] {
		if way := &flows.Ways[n]; way.Slot == slot {
			if class, value = w.textFrom(spot{at.file, way.From}, stack, depth); class != "" {
				return class, value
			}
		}
	}
	return "", ""
}

func (w *streams) textFrom(at spot, stack []spot, depth int) (class, value string) {
	if w.left--; w.left <= 0 || depth > maxCrossed {
		return "", ""
	}
	j := &w.l.sums[at.file].Flows.Joints[at.joint]
	switch j.Kind {
	case gather.Text:
		return j.Class, j.Value
	case gather.Param:
		w.param(at, j, stack, func(call spot, way *gather.Way, rest []spot) {
			if class == "" {
				class, value = w.textFrom(spot{call.file, way.From}, rest, depth+1)
			}
		})
	case gather.Call:
		for _, to := range w.callees[at] {
			if back, ok := w.returns[to]; ok && class == "" {
				class, value = w.text(spot{to.file, back}, "", append(slices.Clip(stack), at), depth+1)
			}
		}
	case gather.Outside:
		w.outside(at.file, j.Name, func(file int32, way *gather.Way) {
			if class == "" {
				class, value = w.textFrom(spot{file, way.From}, nil, depth+1)
			}
		})
	}
	return class, value
}

var slotWords = map[string]string{"u": "address", "d": "data", "q": "query", "h": "headers", "c": "command", "n": "name", "t": "path"}

// emit makes the fact of a flow from a source to the sink that is looked at.
func (w *streams) emit(file int32, j *gather.Joint, class, value string, flags gather.WayFlags) {
	sink := w.sink
	if !gather.Matters(class, sink.Class, w.slot, flags) {
		return
	}
	to := sink.Class
	if to == "process" && flags&gather.Leads == 0 {
		to = "argument"
	}
	if value == "" {
		value = j.Name
	}
	f := fact.Fact{
		Kind: fact.Flow, Context: sink.Context, File: w.file, Scope: sink.Scope, Place: sink.Place, Chain: sink.Chain,
		Name: class + ">" + to, Value: value, Class: slotWords[w.slot],
	}
	f.Flow = w.steps(file, j)
	for i := range w.out {
		if o := &w.out[i]; o.Name == f.Name && o.Flow[0] == f.Flow[0] {
			return
		}
	}
	w.out = append(w.out, f)
}

// steps are the path from a source to the sink, each line once in a row.
func (w *streams) steps(file int32, source *gather.Joint) []fact.Step {
	list := []fact.Step{{File: file, Line: source.Place.Line, Name: source.Name}}
	add := func(s fact.Step) {
		if last := list[len(list)-1]; last != s {
			list = append(list, s)
		}
	}
	for i := len(w.path) - 1; i >= 0; i-- {
		leg := &w.path[i]
		if leg.call != nil {
			add(fact.Step{File: leg.file, Line: leg.call.Place.Line, Name: strings.TrimLeft(leg.call.Name, ".*") + "()"})
			continue
		}
		for _, s := range leg.way.Steps {
			add(fact.Step{File: leg.file, Line: s.Line, Name: s.Name})
		}
	}
	add(fact.Step{File: w.file, Line: w.sink.Place.Line, Name: w.sink.Name})
	return list
}
