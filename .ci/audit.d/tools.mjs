// The four tools. Each gives what it finds by kind of page, as lines to print.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import measure from 'lighthouse'
import desktop from 'lighthouse/core/config/desktop-config.js'
import puppeteer from 'puppeteer-core'

const require = createRequire(import.meta.url)

function chromium() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const found = spawnSync('which', [name], { encoding: 'utf8' })
    if (found.status === 0) return found.stdout.trim()
  }
  throw new Error('there is no Chromium')
}

function browser(...flags) {
  return puppeteer.launch({
    executablePath: chromium(), headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...flags],
  })
}

// A card's style sheets have no digest: in a frame with a sandbox it has no origin, and the browser would refuse them.
const excused = (page, message) => page.kind === 'embed' && message.ruleId === 'require-sri'

export async function validate(pages) {
  const checker = new HtmlValidate({
    root: true,
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  })
  const found = new Map()
  for (const p of pages) {
    const report = await checker.validateFile(p.file)
    found.set(p.kind, report.results.flatMap((r) => r.messages.filter((m) => m.severity === 2 && !excused(p, m)).map((m) => `${m.ruleId}: ${m.message} (line ${m.line}:${m.column})`)))
  }
  return found
}

// What the Nu checker does not know yet of CSS and SVG 2: at-rules, functions, properties and attributes of newer modules, each by its name.
const unknown = /vector-effect|light-dark\(|oklch\(|color-mix\(|text-wrap|@view-transition|view-transition|@starting-style|text-box|interpolate-size|field-sizing|scrollbar-gutter|font-palette|anchor-name|@container|@layer|subgrid|hyphenate-limit-chars|scripting|@property|forced-color-adjust|text-size-adjust|container-type|Deprecated media/

export function nu(pages) {
  const byFile = new Map(pages.map((p) => [p.file, p.kind]))
  const found = new Map(pages.map((p) => [p.kind, []]))
  const run = spawnSync('java', ['-Xss4m', '-jar', require.resolve('vnu-jar/build/dist/vnu.jar'), '--errors-only', '--also-check-css', '--also-check-svg', '--format', 'json', ...byFile.keys()],
    { encoding: 'utf8', maxBuffer: 1 << 30 })
  if (run.error) throw run.error
  for (const m of JSON.parse(run.stderr || run.stdout).messages) {
    if (m.type === 'info' || unknown.test(m.message)) continue
    const file = decodeURIComponent(new URL(m.url).pathname)
    found.get(byFile.get(file)).push(`${m.message} at ${m.lastLine}:${m.lastColumn} in ${file.split('/').slice(-3).join('/')}: ${(m.extract ?? '').slice(0, 160)}`)
  }
  return found
}

export async function axe(pages) {
  const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  const found = new Map(pages.map((p) => [p.kind, []]))
  const b = await browser()
  const tab = await b.newPage()
  for (const p of pages) {
    for (const width of [1280, 320]) {
      for (const scheme of ['light', 'dark']) {
        await tab.setViewport({ width, height: 800 })
        await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }])
        await tab.goto(p.url, { waitUntil: 'load' })
        await tab.evaluate(source)
        const violations = await tab.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })
          .then((r) => r.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.length} × ${v.nodes[0].html.slice(0, 160)}`)))
        found.get(p.kind).push(...violations.map((v) => `${width} ${scheme}: ${v}`))
      }
    }
  }
  await b.close()
  return found
}

// lighthouse gives each page's scores in each form and scheme as soon as they are there: the median of some runs, and what lowered it. When
// more than half of the runs have reached the bars, the median does, too: the rest is left out, and the score is the least that it can be.
export async function* lighthouse(pages, runs, barsOf) {
  for (const dark of [false, true]) {
    let b = await inScheme(dark), stuck = 0
    for (const page of pages) {
      const bars = Object.entries(barsOf(page))
      const reached = (r) => bars.every(([name, bar]) => r.categories[name].score * 100 >= bar)
      for (const form of ['phone', 'desktop']) {
        const results = []
        while (results.length < runs && results.filter(reached).length <= runs / 2) {
          const flags = { port: Number(new URL(b.wsEndpoint()).port), output: 'json', logLevel: 'silent', ignoreStatusCode: true, disableFullPageScreenshot: true, onlyCategories: bars.map(([name]) => name) }
          const r = await within(120_000, measure(page.url, flags, form === 'desktop' ? desktop : undefined))
          if (r) {
            results.push(r.lhr)
            continue
          }
          if (++stuck > 3) throw new Error(`${page.url}: the browser gives no answer`)
          b.process().kill('SIGKILL')
          b = await inScheme(dark)
        }
        yield { page, form, dark, scores: Object.fromEntries(bars.map(([name]) => [name, mark(results, runs, name)])) }
      }
    }
    await b.close()
  }
}

// inScheme is a browser that prefers the light or the dark.
async function inScheme(dark) {
  const b = await browser(...(dark ? ['--blink-settings=preferredColorScheme=0'] : []))
  const probe = await b.newPage()
  if ((await probe.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)) !== dark) throw new Error('the browser does not prefer the scheme that it should')
  return b
}

// within is what a promise gives, or nothing when that takes longer; what it gives after that, an error too, is of no interest.
function within(milliseconds, promise) {
  let timer
  const late = new Promise((done) => { timer = setTimeout(done, milliseconds) })
  promise.catch(() => {})
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

// mark is a category's median; what was not run counts as worse than all that was.
function mark(results, runs, name) {
  const sorted = results.toSorted((a, b) => a.categories[name].score - b.categories[name].score)
  const median = sorted[(runs >> 1) - (runs - results.length)]
  const low = median.categories[name].auditRefs.filter((r) => r.weight > 0).map((r) => median.audits[r.id]).filter((a) => a.score !== null && a.score < (name === 'performance' ? 0.9 : 1))
  const parts = (a) => (a.details?.items ?? []).slice(0, 2).map((i) => i.node?.snippet ?? i.description ?? '').join(' ')
  return { score: Math.round(median.categories[name].score * 100), why: low.map((a) => `${a.id} ${a.displayValue ?? ''} ${parts(a)}`.trim()) }
}
