// Only the one property and the one constructor that every engine with modules has: neither Node's types nor the DOM's are needed.
declare const URL: new (url: string, base: string) => { readonly href: string };

/**
 * Where the pack that belongs to this package is: a `file:` URL in Node, what the bundler or the server makes of it in a browser.
 * Read it with whatever the platform has and give the bytes to `openStdlib`.
 */
export const packUrl: string = new URL("../dist/stdlib.pack", (import.meta as unknown as { url: string }).url).href;
