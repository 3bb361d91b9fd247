// How a diagnostic is shown, on the panel over a page and on the desk alike.
import { base, el, plural, rich, sentence } from "./dom.js";

/** words are a count as a short text: "2 mistakes, 1 warning". */
export function words({ errors, warnings }) {
  return [errors && plural(errors, "mistake"), warnings && plural(warnings, "warning")].filter(Boolean).join(", ") || "nothing is wrong";
}

/** where writes a place in the sources. */
export const where = ({ file, line }) => (file && line ? `${file}, line ${line}` : file || "the site as a whole");

/**
 * card is a list item that shows a problem: where, what, the line itself, what to do. state is the server's; say(text) tells the reader
 * how an action went; level is that of the heading.
 */
export function card(problem, state, say, level = 3) {
  const { severity, text, hint, notes = [], explain } = problem;
  return el("li", { class: "problem " + severity },
    el("p", { class: "place" }, opener(problem, state, say), severity === "error" ? null : el("span", { class: "severity" }, severity)),
    el("h" + level, {}, rich(sentence(text))),
    lineOf(problem),
    hint ? el("p", { class: "hint" }, el("b", {}, "What to do: "), rich(sentence(hint))) : null,
    notes.length ? el("ul", { class: "notes" }, notes.map((note) => el("li", {}, rich(sentence(note.text)), " ", el("span", { class: "file" }, where(note)), lineOf(note)))) : null,
    explain?.cause ? el("details", { class: "explain" }, el("summary", {}, "More about this"), el("p", {}, rich(explain.cause)), explain.cure ? el("p", {}, rich(explain.cure)) : null) : null,
    el("p", { class: "ways" }, ways(problem, say)));
}

/** opener opens the editor at a place: the program that the server can start, else by the link that editors register, else nothing. */
export function opener(at, state, say) {
  if (!at.file) return el("span", { class: "opener" }, "The site as a whole");
  const name = [el("span", { class: "file" }, at.file), at.line ? ` line ${at.line}` : null];
  const title = "Open in the editor";
  if (state.editor) return el("button", { type: "button", class: "opener", title, onclick: () => open(at, state, say) }, name);
  if (at.links?.vscode) return el("a", { href: at.links.vscode, class: "opener", title }, name);
  return el("span", { class: "opener" }, name);
}

async function open({ file, line, column }, state, say) {
  try {
    const response = await fetch(base + "open", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Plaudit-Token": state.token },
      body: JSON.stringify({ file, line, column: column ?? 0 }),
    });
    const { ok, error } = await response.json();
    say(ok ? `${file} is open in ${state.editor}.` : sentence(`${state.editor} did not open: ${error}`));
  } catch {
    say("The preview does not answer, so the editor cannot be opened.");
  }
}

function ways({ links, path, code, severity }, say) {
  return [
    links?.vscode ? el("a", { href: links.vscode }, "VS Code") : null,
    links?.idea ? el("a", { href: links.idea }, "JetBrains") : null,
    path ? el("button", { type: "button", onclick: (event) => copy(path, event.target, say) }, "Copy path") : null,
    code ? el("span", { class: "code", title: `plaudit explain ${code}` }, code) : null,
  ];
}

// Where the clipboard is not allowed (a plain address other than this machine's own), the path is shown, ready to be copied by hand.
async function copy(path, button, say) {
  try {
    await navigator.clipboard.writeText(path);
    say("The path is copied.");
  } catch {
    const field = el("input", { readonly: true, "aria-label": "Path", value: path });
    button.replaceWith(field);
    field.select();
  }
}

const longest = 160; // runes of a line that are shown, around the marked ones

/** lineOf shows a line of a source with its number and a mark under the runes that are meant. Columns count from 1 and in runes. */
function lineOf({ source, line, column, width }) {
  if (!source?.trim()) return null;
  const runes = Array.from(source);
  const begin = column ? Math.min(column - 1, runes.length) : runes.length;
  const end = column ? Math.min(begin + Math.max(width ?? 0, 1), runes.length) : begin;
  const first = runes.length > longest ? Math.max(0, begin - longest / 2) : 0;
  const last = Math.min(runes.length, Math.max(first + longest, Math.min(end, begin + longest)));
  const text = (from, to) => runes.slice(from, to).join("");
  const marked = column ? el("mark", {}, text(begin, Math.min(end, last)) || "\u00a0") : null; // at the end of a line there is nothing to mark
  return el("pre", { class: "line" },
    line ? el("span", { class: "number", "aria-hidden": "true" }, String(line)) : null,
    el("code", {}, first ? "…" : null, text(first, begin), marked, text(Math.min(end, last), last), last < runes.length ? "…" : null));
}
