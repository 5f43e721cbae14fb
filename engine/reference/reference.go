// Package reference answers what is known outside of the package that is read:
// how popular a project is, which advisories and malicious releases are on
// record, what a host or mail domain is, what a licence asks for, and how common
// a behaviour is.
//
// The answers come from snapshots: JSON files in which every record is a line of
// its own, sorted by key. Nothing is decoded when a snapshot is opened; a
// question finds its line by binary search in the bytes and decodes that line
// alone. That keeps the start at microseconds for 30,000 records, and costs a
// few microseconds a question. The price is that the files must be laid out
// exactly as tools/snapshot writes them.
//
// A snapshot that is not there is a stated absence: its questions answer
// "unknown", and Info does not list it.
package reference

import (
	"bytes"
	"errors"
	"strconv"
	"sync"

	"github.com/wheelscope/wheelscope/engine/json"
	"github.com/wheelscope/wheelscope/engine/report"
)

// Names of the snapshots, the keys of Open's map.
const (
	Prevalence = "prevalence"
	Popularity = "popularity"
	Advisories = "advisories"
	Malicious  = "malicious"
	Lists      = "lists"
	Shorteners = "shorteners"
	Licenses   = "licenses"
)

// Names lists all snapshots in the order in which they are shown.
var Names = []string{Prevalence, Popularity, Advisories, Malicious, Lists, Shorteners, Licenses}

// Format is the number of the snapshots' layout. Open refuses another.
const Format = 1

// Data is the opened reference data. It is read only and may be shared.
type Data struct {
	info       []report.Reference
	missing    []string
	advisories table
	sources    map[string]evidenceSource
	popularity table
	mostUsed   []string
	usedOnce   sync.Once
	malicious  table
	lists      table
	shorteners table
	licenses   table
	prevalence prevalence
}

// Open takes the snapshots by name. Names it does not know are ignored, and
// missing ones are no error. An error means that a file is no snapshot of this
// format: its message names the file's key.
//
// The data is kept, not copied: do not change it afterwards.
func Open(files map[string][]byte) (*Data, error) {
	d := &Data{}
	for _, name := range Names {
		data, ok := files[name]
		if !ok {
			d.missing = append(d.missing, name)
			continue
		}
		h, rows, err := open(name, data)
		if err != nil {
			return nil, errors.New("reference data " + strconv.Quote(name) + ": " + err.Error())
		}
		d.info = append(d.info, report.Reference{Name: name, Date: h.Date, Source: h.Source, License: h.License, Entries: h.Entries})
		switch name {
		case Prevalence:
			d.prevalence = prevalence{head: h.Prevalence, rows: rows, date: h.Date}
			d.info[len(d.info)-1].Common = int(d.CommonShare()*100 + 0.5)
		case Popularity:
			d.popularity = rows
		case Advisories:
			d.advisories, d.sources = rows, h.Evidence
		case Malicious:
			d.malicious = rows
		case Lists:
			d.lists = rows
		case Shorteners:
			d.shorteners = rows
		case Licenses:
			d.licenses = rows
		}
	}
	return d, nil
}

// Info lists the snapshots that are there, in the order of Names.
func (d *Data) Info() []report.Reference {
	return append([]report.Reference{}, d.info...)
}

// Missing lists the names of the snapshots that are not there.
func (d *Data) Missing() []string {
	return append([]string{}, d.missing...)
}

// header is the first line of a snapshot, without its rows.
type header struct {
	Name       string                    `json:"name"`
	Format     int                       `json:"format"`
	Date       string                    `json:"date"`
	Source     string                    `json:"source"`
	License    string                    `json:"license"`
	Entries    int                       `json:"entries"`
	Evidence   map[string]evidenceSource `json:"evidence"`
	Prevalence *PrevalenceHead           `json:"prevalence"`
}

// evidenceSource names where a kind of exploitation evidence comes from.
type evidenceSource struct {
	Source string `json:"source"`
	Date   string `json:"date"`
}

// open splits a snapshot: the header is the object's fields before "rows", on
// the first line; each row is a line; the last line closes the object.
func open(name string, data []byte) (header, table, error) {
	const sep = `,"rows":[`
	var h header
	end := bytes.IndexByte(data, '\n')
	if end < 0 || !bytes.HasSuffix(data[:end], []byte(sep)) {
		return h, table{}, errors.New("the first line is not the header of a snapshot")
	}
	first := append(bytes.Clone(data[:end-len(sep)]), '}')
	if err := json.Unmarshal(first, &h); err != nil {
		return h, table{}, errors.New("header: " + err.Error())
	}
	if h.Format != Format {
		return h, table{}, errors.New("format " + strconv.Itoa(h.Format) + ", this engine reads " + strconv.Itoa(Format))
	}
	if h.Name != name {
		return h, table{}, errors.New("it is the snapshot " + strconv.Quote(h.Name))
	}
	rows := data[end+1:]
	const tail = "]}\n"
	if !bytes.HasSuffix(rows, []byte(tail)) {
		return h, table{}, errors.New("it is cut short: its last line is missing")
	}
	return h, table{rows: rows[:len(rows)-len(tail)]}, nil
}
