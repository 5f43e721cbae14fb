module github.com/wheelscope/wheelscope

go 1.26.0

require (
	github.com/a-h/templ v0.3.977 // the HTML of reports and pages
	github.com/andybalholm/brotli v1.3.0 // measures what a visitor downloads
	github.com/chromedp/cdproto v0.159.0 // chromedp's protocol: drag and drop, downloads, targets
	github.com/chromedp/chromedp v0.23.0 // drives the real browser of tests and benchmarks
	github.com/evanw/esbuild v0.28.2 // bundles the TypeScript without Node
	github.com/klauspost/compress v1.20.4 // DEFLATE as a stream, faster than the standard one in WebAssembly
	github.com/pandatix/go-cvss v0.6.4 // CVSS 4.0 scores while snapshots are made; oracle of our CVSS 3
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3 // validates reports against the published schema in tests
	github.com/spf13/pflag v1.1.0 // flags after file names, which the standard package does not read
	github.com/stretchr/testify v1.12.1 // assertions of all tests
	golang.org/x/net v0.62.0 // the public suffix list; the HTML parser of tests
	golang.org/x/term v0.48.0 // whether progress is shown
	golang.org/x/text v0.44.0 // encodings, as oracle of our tables
)

require (
	github.com/a-h/parse v0.0.0-20250122154542-74294addb73e // indirect
	github.com/cenkalti/backoff/v4 v4.3.0 // indirect
	github.com/cli/browser v1.3.0 // indirect
	github.com/fatih/color v1.16.0 // indirect
	github.com/fsnotify/fsnotify v1.7.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/mattn/go-colorable v0.1.13 // indirect
	github.com/mattn/go-isatty v0.0.20 // indirect
	github.com/natefinch/atomic v1.0.1 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sync v0.25.0 // indirect
	golang.org/x/sys v0.50.0 // indirect
	golang.org/x/tools v0.52.0 // indirect
)

tool github.com/a-h/templ/cmd/templ
