// The page's one Trusted Types policy. It passes HTML that the engine rendered
// (templ has escaped what came from a package) and addresses of workers; each
// is used at one place, apart from the attempts of the Network panel.

const rules = { createHTML: (text: string) => text, createScriptURL: (text: string) => text };

export const trust: TrustedTypePolicy = window.trustedTypes?.createPolicy("wheelscope", rules) ?? rules;
