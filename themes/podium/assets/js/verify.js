// Checks certificates in the browser: their serial number, address or file. Nothing is asked of any other site, and nothing is sent anywhere.
// What a credential says is shown as text only.
const tool = document.getElementById('verify')
const { site, base, ending, issuer, serials, keys } = tool.dataset
const words = Object.fromEntries([...tool.querySelector('template').content.querySelectorAll('[data-word]')].map(e => [e.dataset.word, e.textContent]))
const form = tool.querySelector('form'), field = form.elements.s, file = form.querySelector('[type=file]'), result = tool.querySelector('.verify-result')

// Why a check ends.
class Fault extends Error {
  constructor(word, more = {}) { super(word); Object.assign(this, { word, ...more }) }
}

const text = bytes => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

function base64url(s) {
  if (!/^[\w-]*$/.test(s)) throw new Fault('unreadable')
  return Uint8Array.from(atob(s.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0))
}

// Gets a file of this site; null when there is none.
async function get(path) {
  let answer
  try { answer = await fetch(base + path, { cache: 'no-cache', redirect: 'error' }) } catch { throw new Fault('no-answer') }
  if (answer.status === 404 || answer.status === 410) return null
  if (!answer.ok) throw new Fault('no-answer')
  return answer
}

// The path below the site of an address; null for another site's.
function below(address) {
  if (address.startsWith(site)) return address.slice(site.length)
  let url
  try { url = new URL(address, location.href) } catch { return null }
  return url.origin === location.origin && url.pathname.startsWith(base) ? url.pathname.slice(base.length) + url.search + url.hash : null
}

// Serial numbers are ten digits of Crockford's base 32 and a check character: the number modulo 37.
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U'
function serialOf(typed) {
  const s = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const values = [...s].map(c => digits.indexOf(c))
  if (s.length !== 11 || values.includes(-1) || values.slice(0, 10).some(v => v > 31)) return null
  if (values.slice(0, 10).reduce((n, v) => (n * 32 + v) % 37, 0) !== values[10]) throw new Fault('serial-typo')
  return `${s.slice(0, 5)}-${s.slice(5, 10)}-${s[10]}`
}

async function bySerial(serial) {
  const answer = await get(below(new URL(serials, location.href).href))
  const at = answer && (await answer.json())[serial]
  if (!at) throw new Fault('serial-unknown')
  return at
}

// The folder of a certificate's files, and its page, by a path below the site.
function certificate(path) {
  const [, language, rest] = /^([a-z]{2,3}(?:-[a-z0-9]+)*\/)?(certificates\/[^?#]+)/.exec(path) ?? []
  if (!rest) throw new Fault('not-found')
  const folder = rest.replace(/[^/]+\.(jwt|jws|json|svg|png|pdf)$/, '').replace(/index\.html$/, '').replace(/\.html$/, '/').replace(/\/*$/, '/')
  return { folder, page: (language ?? '') + folder.slice(0, -1) + ending }
}

// What was typed leads to a certificate's credential.
async function byText(typed) {
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(typed)) return ofJWT(typed)
  if (typed[0] === '{') return ofJSON(typed)
  if (!/[/.]/.test(typed)) {
    const serial = serialOf(typed)
    if (!serial) throw new Fault('serial-typo')
    return byPath(await bySerial(serial), ['holds.serial'])
  }
  const path = below(typed)
  if (path === null) throw new Fault('other-site')
  const linked = /verify\/(?:index\.html)?[?#]s=([^&#]+)/.exec(path)
  return linked ? byText(decodeURIComponent(linked[1])) : byPath(path, [])
}

async function byPath(path, holds) {
  const { folder, page } = certificate(path)
  const link = base + page
  if (!issuer) {
    if (!await get(page)) throw new Fault('not-found')
    return { word: 'found', holds: [...holds, 'unsigned'], link }
  }
  const answer = await get(folder + 'credential.jwt')
  if (!answer) {
    if (!await get(page)) throw new Fault('not-found')
    throw new Fault('no-credential', { link, holds })
  }
  const found = await ofJWT((await answer.text()).trim())
  return { ...found, holds: [...holds, ...found.holds], link }
}

// A JWT is checked by itself.
async function ofJWT(jwt) {
  if (!crypto.subtle) throw new Fault('insecure')
  let head, claims, signature
  const [first, second, third] = jwt.split('.')
  try {
    head = JSON.parse(text(base64url(first)))
    claims = JSON.parse(text(base64url(second)))
    signature = base64url(third)
  } catch { throw new Fault('unreadable') }
  const { kty, crv, x, y } = head.jwk ?? {}
  if (head.alg !== 'ES256' || kty !== 'EC' || crv !== 'P-256' || !claims.issuer?.id || !claims.credentialSubject) throw new Fault('unreadable')
  const said = { claims }
  let good
  try {
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
    good = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, new TextEncoder().encode(first + '.' + second))
  } catch { good = false }
  if (!good) throw new Fault('changed')
  const seconds = s => Math.floor(Date.parse(s) / 1000)
  if (claims.iss !== claims.issuer.id || claims.jti !== claims.id || claims.sub !== claims.credentialSubject.id || claims.nbf !== seconds(claims.validFrom) ||
    (claims.validUntil ? claims.exp !== seconds(claims.validUntil) : 'exp' in claims)) throw new Fault('unreadable')
  if (claims.iss !== issuer) throw new Fault('other-issuer', said)
  const set = await get(below(new URL(keys, location.href).href))
  if (!set) throw new Fault('no-answer', said)
  const now = Date.now() / 1000
  if (!(await set.json()).keys.some(k => k.kty === kty && k.crv === crv && k.x === x && k.y === y && !(k.exp <= now))) throw new Fault('unknown-key', said)
  return state(claims)
}

// Of a signed credential: its dates, and whether it was taken back.
async function state(claims) {
  const holds = ['holds.signature'], day = iso => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso.slice(0, 10)))
  const said = { claims, holds, link: pageOf(claims) }, now = Date.now()
  if (now < Date.parse(claims.validFrom)) throw new Fault('not-yet-valid', { ...said, date: day(claims.validFrom) })
  holds.push(['holds.from', day(claims.validFrom)])
  if (claims.validUntil) {
    if (now >= Date.parse(claims.validUntil)) throw new Fault('expired', { ...said, date: day(claims.validUntil) })
    holds.push(['holds.until', day(claims.validUntil)])
  }
  let taken
  try { taken = await revoked(claims) } catch { throw new Fault('no-answer', said) }
  if (taken) throw new Fault('revoked', said)
  holds.push('holds.status')
  return { word: 'good', ...said }
}

function pageOf(claims) {
  const path = below(claims.id)
  return path === null ? undefined : base + certificate(path).page
}

async function revoked({ credentialStatus: entry, issuer: { id } }) {
  const path = below(entry.statusListCredential), list = path !== null && await get(path)
  const { id: at, issuer: by, credentialSubject: subject } = await list.json()
  if (at !== entry.statusListCredential || by !== id || subject.statusPurpose !== 'revocation' || subject.encodedList[0] !== 'u') throw new Fault('no-answer')
  const stream = new Blob([base64url(subject.encodedList.slice(1))]).stream().pipeThrough(new DecompressionStream('gzip'))
  const bits = new Uint8Array(await new Response(stream).arrayBuffer()), index = Number(entry.statusListIndex)
  if (!(index >= 0 && index < bits.length * 8)) throw new Fault('no-answer')
  return (bits[index >> 3] & (0x80 >> (index & 7))) !== 0
}

// JSON with a proof is held against the JWT of the same credential, which this site signs.
async function ofJSON(json) {
  let claims
  try { claims = JSON.parse(json) } catch { throw new Fault('unreadable') }
  if (typeof claims?.id !== 'string' || !claims.proof) throw new Fault('unreadable')
  if (claims.issuer?.id !== issuer) throw new Fault('other-issuer', { claims })
  const path = below(claims.id)
  if (path === null) throw new Fault('other-site')
  const found = await byPath(path, [])
  const bare = ({ proof, iss, jti, sub, nbf, exp, ...rest }) => sorted(rest)
  if (bare(claims) !== bare(found.claims) || !claims.proof.verificationMethod?.startsWith(issuer + '#')) throw new Fault('changed')
  return { ...found, holds: ['holds.same', ...found.holds] }
}

// JSON with the members of objects in order, so that equal values are equal texts.
const sorted = v => JSON.stringify(v, (_, x) => x && typeof x === 'object' && !Array.isArray(x) ? Object.fromEntries(Object.entries(x).sort(([a], [b]) => a < b ? -1 : 1)) : x)

// A file is a JWT, JSON, or a picture that carries one of them.
async function byFile(f) {
  if (f.size > 16 << 20) throw new Fault('too-large')
  const bytes = new Uint8Array(await f.arrayBuffer())
  let inside
  try {
    inside = bytes[0] === 0x89 ? fromPNG(bytes) : text(bytes).trim()
    if (inside?.[0] === '<') inside = fromSVG(inside)
  } catch { throw new Fault('unreadable') }
  if (!inside) throw new Fault('no-credential')
  inside = inside.trim()
  return inside[0] === '{' ? ofJSON(inside) : ofJWT(inside)
}

function fromSVG(svg) {
  const found = new DOMParser().parseFromString(svg, 'image/svg+xml').getElementsByTagNameNS('https://purl.imsglobal.org/ob/v3p0', 'credential')[0]
  return found && (found.getAttribute('verify') || found.textContent)
}

function fromPNG(png) {
  const view = new DataView(png.buffer), keyword = 'openbadgecredential\0'
  for (let at = 8; at + 12 <= png.length;) {
    const size = view.getUint32(at), data = png.subarray(at + 8, at + 8 + size)
    if (String.fromCharCode(...png.subarray(at + 4, at + 8)) === 'iTXt' && String.fromCharCode(...data.subarray(0, keyword.length)) === keyword) {
      let start = keyword.length + 2
      for (let zeros = 0; zeros < 2; start++) if (data[start] === 0) zeros++
      return text(data.subarray(start))
    }
    at += size + 12
  }
}

// Shows what was found.
function show({ word, holds = [], claims, link, date, kind, fails }) {
  const make = (tag, className, content) => Object.assign(document.createElement(tag), { className, textContent: content })
  const list = make('ul', 'verify-checks', '')
  list.setAttribute('role', 'list')
  for (const one of holds) {
    const [w, d] = [one].flat()
    list.append(make('li', w === 'unsigned' ? 'unsure' : 'holds', words[w].replace('%date%', d)))
  }
  if (fails) list.append(make('li', kind === 'unsure' ? 'unsure' : 'fails', words[fails].replace('%date%', date)))
  const parts = [make('h3', 'verify-verdict', words[word])]
  if (claims?.name) parts.push(make('p', 'verify-name', claims.name))
  if (claims?.description) parts.push(make('p', '', claims.description))
  parts.push(list)
  if (link) {
    const last = make('p', '', ''), a = make('a', '', words.open)
    a.href = link
    last.append(a)
    parts.push(last)
  }
  result.className = 'verify-result verify-' + kind
  result.replaceChildren(...parts)
  result.scrollIntoView({ block: 'nearest' })
}

// What cannot be told is not false.
const unsure = new Set(['no-answer', 'no-credential', 'insecure', 'other-site', 'serial-typo', 'too-large'])

let turn = 0
async function run(check) {
  const mine = ++turn
  result.className = 'verify-result'
  result.textContent = words.busy
  let found
  try {
    found = { ...await check(), kind: 'good' }
  } catch (e) {
    const fails = e.word ?? 'unreadable', kind = unsure.has(fails) ? 'unsure' : 'bad'
    found = { ...e, fails, kind, word: kind }
  }
  if (mine === turn) show(found)
}

form.addEventListener('submit', e => {
  e.preventDefault()
  if (field.value.trim()) run(() => byText(field.value.trim()))
  else field.focus()
})
file.addEventListener('change', () => file.files[0] && run(() => byFile(file.files[0])))
for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'])
  tool.addEventListener(type, e => {
    e.preventDefault()
    tool.classList.toggle('verify-over', type === 'dragenter' || type === 'dragover')
    if (type === 'drop' && e.dataTransfer.files[0]) run(() => byFile(e.dataTransfer.files[0]))
  })

tool.hidden = false
const linked = new URLSearchParams(location.search || location.hash.slice(1)).get('s')
if (linked) {
  field.value = linked
  run(() => byText(linked))
}
