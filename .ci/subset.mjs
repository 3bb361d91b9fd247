// Makes the web font of the theme podium out of a font as its package has it: Latin with its letters for the languages of Europe, punctuation,
// currencies and arrows, with all features of the face. subset.mjs FONT WOFF2
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// The package is installed where the script is called, as `make third-party` does in a temporary folder.
const subset = createRequire(process.cwd() + '/')('subset-font')

// The same as the unicode-range of css/podium.css; a test compares them.
const ranges = 'U+20-7E, U+A0-17F, U+218-21B, U+1E80-1E85, U+1E9E, U+1EF2-1EF3, U+2009-2014, U+2018-201E, U+2020-2022, U+2026, U+202F-2030, U+2032-2033, U+2039-203A, U+2044, U+20AC, U+2116, U+2122, U+2212'
let text = ''
for (const range of ranges.split(', ')) {
  const [first, last = first] = range.slice(2).split('-').map((c) => parseInt(c, 16))
  for (let c = first; c <= last; c++) text += String.fromCodePoint(c)
}
const [font, out] = process.argv.slice(2)
// The names kept are those of the face, and who made it under which licence.
writeFileSync(out, await subset(readFileSync(font), text, { targetFormat: 'woff2', preserveNameIds: [0, 1, 2, 3, 4, 5, 6, 7, 13, 14] }))
