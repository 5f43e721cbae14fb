// Package browsertest checks the built site in a real headless Chromium, as a
// visitor would use it: files are dropped and picked, buttons are clicked, and
// what the page says is compared with what the engine says natively. It has
// tests only. Without a Chromium they are skipped, except in CI.
package browsertest
