// Names come from outside: characters that hide or reorder text are written out.

/** Replaces control, format, bidirectional and unassigned invisible characters by [U+XXXX]. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}

/** 1,234 */
export function count(n: number): string {
  return n.toLocaleString("en-US");
}

/** 555 kB, 61.2 MB; decimal, as in the report. */
export function bytes(n: number): string {
  if (n < 1000) return `${n} bytes`;
  if (n < 999_500) return `${(n / 1e3).toFixed(n < 99_500 ? 1 : 0)} kB`;
  return `${(n / 1e6).toFixed(1)} MB`;
}
