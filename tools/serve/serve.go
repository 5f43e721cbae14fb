// Package serve is the local server of the built site: files of one folder,
// with the headers that web/headers.go gives every host, and nothing else. It
// takes GET and HEAD only and has no state. A fresh page is revalidated by its
// ETag; hashed names are kept by the browser for ever.
package serve

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/wheelscope/wheelscope/web"
)

// types are the media types of what the site holds. The machine's own table is
// not asked: it differs, and WebAssembly only streams with the right one.
var types = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".wasm": "application/wasm",
	".svg":  "image/svg+xml",
	".txt":  "text/plain; charset=utf-8",
	".bin":  "application/octet-stream",
}

// Handler serves the folder.
func Handler(folder string) http.Handler {
	root := os.DirFS(folder)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		for _, h := range web.For(r.URL.Path) {
			w.Header().Set(h.Name, h.Value)
		}
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if name == "" || strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		kind, known := types[path.Ext(name)]
		data, err := readFile(root, name)
		if err != nil || !known {
			w.Header().Del("Cache-Control")
			http.Error(w, "not found", http.StatusNotFound)
			return
		}
		sum := sha256.Sum256(data)
		w.Header().Set("Content-Type", kind)
		w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
		// A zero time leaves revalidation to the ETag: a rebuilt file with the
		// same bytes is still the same.
		http.ServeContent(w, r, name, time.Time{}, strings.NewReader(string(data)))
	})
}

func readFile(root fs.FS, name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrInvalid
	}
	return fs.ReadFile(root, name)
}

// Run serves the folder at addr, such as "127.0.0.1:8080", until ctx ends. It
// prints the address to out once it can be opened.
func Run(ctx context.Context, addr, folder string, out io.Writer) error {
	if _, err := os.Stat(filepath.Join(folder, "index.html")); err != nil {
		return fmt.Errorf("no site in %s: run `make build` first", folder)
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Wheelscope is at http://%s/\n", listener.Addr())
	server := &http.Server{Handler: Handler(folder), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
