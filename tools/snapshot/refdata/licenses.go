package refdata

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/wheelscope/wheelscope/engine/reference"
)

const licensesDate = "2026-02-20"

// licenses: LicenseKey of an id, a name or a common text → SPDX id ("" for a text
// that names no single licence) and family. Exceptions have "with " before the key.
func licenses(data fs.FS) (Snapshot, error) {
	spdx, err := table(data, "licenses/spdx-licenses.tsv", 5)
	if err != nil {
		return Snapshot{}, err
	}
	rows := map[string][]any{}
	category := map[string]string{}
	put := func(text, id, family string) {
		if key := reference.LicenseKey(text); key != "" && family != "" {
			if _, there := rows[key]; !there {
				rows[key] = []any{id, family}
			}
		}
	}
	for _, row := range spdx {
		if family := row[4]; family != "" && family != "Unstated License" {
			category[row[0]] = family
		}
	}
	for _, row := range spdx {
		put(row[0], row[0], category[row[0]])
	}
	names, err := table(curated, "curated/license-names.tsv", 2)
	if err != nil {
		return Snapshot{}, err
	}
	for _, row := range names {
		if family, ok := strings.CutPrefix(row[1], "="); ok {
			put(row[0], "", family)
			continue
		}
		if category[row[1]] == "" {
			return Snapshot{}, fmt.Errorf("curated/license-names.tsv: %s has no category", row[1])
		}
		put(row[0], row[1], category[row[1]])
	}
	for _, deprecated := range []string{"", "1"} { // a current id wins a name that two have
		for _, row := range spdx {
			if row[3] == deprecated {
				put(row[1], row[0], category[row[0]])
			}
		}
	}
	exceptions, err := table(data, "licenses/spdx-exceptions.tsv", 2)
	if err != nil {
		return Snapshot{}, err
	}
	for _, row := range exceptions {
		if row[1] != "Unstated License" {
			rows["with "+reference.LicenseKey(row[0])] = []any{row[0], row[1]}
		}
	}
	return Encode(Snapshot{Name: reference.Licenses, Date: licensesDate, Entries: len(rows),
		Source: "SPDX license list 3.28.0; categories of ScanCode LicenseDB (2025-10-29); the project's own list of names in use", License: "CC0-1.0; CC-BY-4.0; Apache-2.0"}, "", rows)
}
