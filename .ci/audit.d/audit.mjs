// Builds a site, serves it as a host would, and holds the largest page of each kind against the bars. .ci/audit says how it is called.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { serve } from './host.mjs'
import { axe, lighthouse, nu, validate } from './tools.mjs'

const [program, site] = process.argv.slice(2)
const temp = mkdtempSync(join(tmpdir(), 'plaudit-audit-'))
const out = join(temp, 'public')
process.on('exit', () => rmSync(temp, { recursive: true, force: true }))
const list = (name) => (process.env[name] || undefined)?.split(',').filter(Boolean)
const tools = list('TOOLS') ?? ['weight', 'validate', 'nu', 'axe', 'lighthouse']
const runs = Number(process.env.RUNS || 3)

// What a page may weigh, in bytes as gzip packs them; a list of hundreds of partners may weigh twice as much.
const bars = { html: 30_000, directory: 60_000, css: 20_000, script: 10_000, elements: 1500, requests: 15 }
const score = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 }

// Kinds that search engines are asked to pass over have no mark for search.
const unlisted = new Set(['404', 'withheld', 'gone', 'email', 'embed', 'compare', 'shortlist'])

const host = await serve(out)
const common = ['--site', site, '--base-url', host.base, ...(process.env.NOW ? ['--now', process.env.NOW] : [])]
execFileSync(program, ['build', ...common, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] })
host.ready()
const planned = JSON.parse(execFileSync(program, ['plan', '--json', ...common], { maxBuffer: 1 << 30 }))
const pages = chosen(planned)
console.log(`${pages.length} kinds of pages of ${site}, at ${host.base}`)

const rows = new Map(pages.map((p) => [p.kind, { kind: p.kind }]))
let failed = 0
const note = (kind, column, text, wrong, details = []) => {
  if (rows.has(kind)) rows.get(kind)[column] = text
  if (!wrong) return
  failed++
  for (const line of details.slice(0, 12)) console.error(`${kind}: ${column}: ${line}`)
}

if (tools.includes('weight')) for (const p of pages) weigh(p)
if (tools.includes('validate')) for (const [kind, found] of await validate(pages)) note(kind, 'html-validate', found.length, found.length, found)
if (tools.includes('nu')) for (const [kind, found] of nu([...pages, ...published('.css'), ...published('.svg')])) note(kind, 'nu', found.length, found.length, found)
if (tools.includes('axe')) {
  for (const [kind, found] of await axe(pages)) note(kind, 'axe', found.length, found.length, found)
}
if (tools.includes('lighthouse')) {
  const barsOf = (page) => Object.fromEntries(Object.entries(score).filter(([name]) => name !== 'seo' || !unlisted.has(page.kind)))
  for await (const { page, form, dark, scores } of lighthouse(pages, runs, barsOf)) {
    const low = Object.entries(scores).filter(([name, mark]) => mark.score < score[name])
    const text = Object.keys(score).map((name) => scores[name]?.score ?? '–').join(' ')
    console.log(`${page.kind}, ${form} ${dark ? 'dark' : 'light'}: ${text}`)
    note(page.kind, `${form} ${dark ? 'dark' : 'light'}`, text, low.length, low.flatMap(([name, mark]) => mark.why.map((w) => `${name}: ${w}`)))
  }
}
host.close()
table([...rows.values()])
console.log(failed ? `${failed} marks are below the bars.` : 'Everything reaches the bars.')
process.exit(failed ? 1 : 0)

// chosen are the largest pages of each kind in the original language.
function chosen(outputs) {
  const original = outputs.find((o) => o.path === 'index.html').language
  const only = list('ONLY')
  const largest = new Map()
  for (const o of outputs) {
    if (!o.language || o.language !== original || o.kind === 'redirect' || (only && !only.includes(o.kind))) continue
    const file = join(out, o.path)
    const size = statSync(file).size
    if (!largest.has(o.kind) || largest.get(o.kind).size < size) {
      largest.set(o.kind, { kind: o.kind, file, size, url: host.base + o.path.replace(/(^|\/)index\.html$/, '$1') })
    }
  }
  return [...largest.values()].sort((a, b) => a.kind.localeCompare(b.kind))
}

// published are the site's files of an ending, as pages of the kind of that ending.
function published(ending) {
  return readdirSync(out, { recursive: true }).filter((f) => f.endsWith(ending)).map((f) => ({ kind: ending.slice(1), file: join(out, f) }))
}

// weigh holds a page and what it loads at once against the bars.
function weigh(p) {
  const html = readFileSync(p.file, 'utf8')
  const packed = (data) => gzipSync(data, { level: 6 }).length
  const local = (pattern) => [...html.matchAll(pattern)].map((m) => join(out, new URL(m[1], p.url).pathname.slice(1))).filter(existsSync)
  const sum = (files) => files.reduce((n, f) => n + packed(readFileSync(f)), 0)
  const sheets = local(/<link rel="?stylesheet"? href="?([^" >]+)/g), scripts = local(/<script[^>]* src="?([^" >]+)/g)
  const pictures = html.match(/<img(?![^>]*loading="?lazy)[^>]*>/g) ?? []
  const got = { html: packed(html), css: sum(sheets), script: sum(scripts), elements: (html.match(/<[a-z]/g) ?? []).length,
    requests: 1 + sheets.length + scripts.length + pictures.length }
  const bar = { ...bars, html: ['partners', 'facet'].includes(p.kind) ? bars.directory : bars.html }
  const over = Object.keys(got).filter((name) => got[name] > bar[name])
  note(p.kind, 'html css js', [got.html, got.css, got.script].map((n) => (n / 1000).toFixed(1)).join(' '), over.length, over.map((name) => `${name} is ${got[name]}, more than ${bar[name]}`))
}

function table(list) {
  const columns = [...new Set(list.flatMap(Object.keys))]
  const cell = (row, name) => String(row[name] ?? '')
  const width = columns.map((name) => Math.max(name.length, ...list.map((row) => cell(row, name).length)))
  const line = (cells) => console.log(cells.map((c, i) => c.padEnd(width[i])).join('  ').trimEnd())
  line(columns)
  for (const row of list) line(columns.map((name) => cell(row, name)))
}
