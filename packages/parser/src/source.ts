/** Text of a source, with its lines ended by "\n" and, in mode exec, the last one too. */
export function sourceText(source: string | Uint8Array, endLastLine: boolean, _filename: string): string {
  let text = typeof source === "string" ? source : utf8(source);
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  return endLastLine && text.length > 0 && !text.endsWith("\n") ? text + "\n" : text;
}

function utf8(bytes: Uint8Array): string {
  let s = "";
  for (const b of bytes) s += String.fromCharCode(b);
  return decodeURIComponent(s.replace(/[\x80-\xff%]/g, (c) => "%" + c.charCodeAt(0).toString(16)));
}
