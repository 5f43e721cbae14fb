package serve

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/web"
)

func site(t *testing.T) string {
	folder := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(folder, "assets"), 0o755))
	for name, text := range map[string]string{"index.html": "<!doctype html>", "assets/engine-AB.wasm": "\x00asm", "assets/main-AB.js": "1", "secret.key": "no"} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644))
	}
	require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(folder), "outside.html"), []byte("outside"), 0o644))
	return folder
}

func TestHandler(t *testing.T) {
	h := Handler(site(t))
	for _, c := range []struct {
		method, path string
		status       int
		kind, cache  string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8", "public, max-age=0, must-revalidate"},
		{"GET", "/index.html", 200, "text/html; charset=utf-8", "public, max-age=0, must-revalidate"},
		{"GET", "/assets/engine-AB.wasm", 200, "application/wasm", "public, max-age=31536000, immutable"},
		{"HEAD", "/assets/main-AB.js", 200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"GET", "/assets/none.js", 404, "text/plain; charset=utf-8", ""},
		{"GET", "/assets/", 404, "text/plain; charset=utf-8", ""},
		{"GET", "/secret.key", 404, "text/plain; charset=utf-8", ""},
		{"GET", "/../outside.html", 404, "text/plain; charset=utf-8", ""},
		{"GET", "/%2e%2e/outside.html", 404, "text/plain; charset=utf-8", ""},
		{"POST", "/", 405, "text/plain; charset=utf-8", ""},
	} {
		t.Run(c.method+c.path, func(t *testing.T) {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(c.method, c.path, nil))
			require.Equal(t, c.status, w.Code)
			require.Equal(t, c.kind, w.Header().Get("Content-Type"))
			require.Equal(t, c.cache, w.Header().Get("Cache-Control"))
			if c.status != http.StatusMethodNotAllowed {
				require.Equal(t, web.Policy, w.Header().Get("Content-Security-Policy"))
			}
		})
	}
}

func TestRevalidation(t *testing.T) {
	h := Handler(site(t))
	first := httptest.NewRecorder()
	h.ServeHTTP(first, httptest.NewRequest("GET", "/", nil))
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("If-None-Match", first.Header().Get("ETag"))
	again := httptest.NewRecorder()
	h.ServeHTTP(again, r)
	require.Equal(t, http.StatusNotModified, again.Code)
	require.Empty(t, again.Body.Bytes())
}

func TestRunNeedsASite(t *testing.T) {
	var out bytes.Buffer
	require.ErrorContains(t, Run(context.Background(), "127.0.0.1:0", t.TempDir(), &out), "make build")
	require.Empty(t, out.String())
}
