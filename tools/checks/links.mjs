// Links and paths in the documents: what they point at must exist.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { filesUnder, workspaces } from "./source-files.mjs";

const FROM_ROOT = /^(packages|apps|tools|docs|conformance|bench|examples|\.ci|\.changeset)\//;
const FROM_PACKAGE = /^(src|test|build|bin|python)\//;

/** The text without fenced code blocks, line by line. */
function proseLines(text) {
  let fence = null;
  return text.split("\n").map((line) => {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null;
      return "";
    }
    return fence === null ? line : "";
  });
}

/** A heading's anchor as GitHub makes it. */
function anchorOf(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, "")
    .replaceAll(" ", "-");
}

function anchorsOf(text) {
  return new Set(proseLines(text).flatMap((line) => (/^#+ /.test(line) ? [anchorOf(line.replace(/^#+ /, ""))] : [])));
}

function linkFinding(root, path, target) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return null;
  const [file, anchor] = target.split("#");
  const resolved = file === "" ? path : posix.normalize(posix.join(file.startsWith("/") ? "." : posix.dirname(path), file));
  if (!existsSync(join(root, resolved))) return `link to ${target}: there is no ${resolved}`;
  if (anchor === undefined || anchor === "" || !resolved.endsWith(".md")) return null;
  return anchorsOf(readFileSync(join(root, resolved), "utf8")).has(anchor) ? null : `link to ${target}: no such heading`;
}

function pathFinding(root, path, span) {
  const plain = span.replace(/[#:].*$/, "");
  if (/[\s*{}<>|$]/.test(plain) || plain.includes("...")) return null;
  if (FROM_ROOT.test(plain)) return existsSync(join(root, plain)) ? null : `\`${span}\`: no such path`;
  const isPackageReadme = posix.basename(path) === "README.md" && path.split("/").length === 3;
  if (isPackageReadme && FROM_PACKAGE.test(plain))
    return existsSync(join(root, dirname(path), plain)) ? null : `\`${span}\`: no such path`;
  return null;
}

/**
 * Dead links and paths in the documents of a checkout.
 * @param {string} root
 * @returns {string[]}
 */
export function linkFindings(root) {
  const documents = [
    ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].filter((name) => existsSync(join(root, name))),
    ...filesUnder(root, "docs", [".md"]),
    ...filesUnder(root, "conformance", [".md"]),
    ...workspaces(root).flatMap(({ folder }) => filesUnder(root, folder, ["README.md"])),
  ];
  const findings = [];
  for (const path of documents) {
    const lines = proseLines(readFileSync(join(root, path), "utf8"));
    lines.forEach((line, index) => {
      const withoutCode = line.replace(/`[^`]*`/g, "");
      const links = [...withoutCode.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => linkFinding(root, path, target));
      const paths = [...line.matchAll(/`([^`]+)`/g)].map(([, span]) => pathFinding(root, path, span));
      for (const finding of [...links, ...paths]) if (finding !== null) findings.push(`${path}:${index + 1}: ${finding}`);
    });
  }
  return findings;
}
