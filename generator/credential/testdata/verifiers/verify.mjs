// Asks verifiers that are not ours about credentials. Reads a list of {credential, jwt, document, list, keys, now} on standard input, and writes what
// each of them says of each. Nothing is fetched: contexts come from packages, the issuer's answers from the input.
import * as vc from '@digitalbazaar/vc'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { securityLoader } from '@digitalcredentials/security-document-loader'
import * as jose from 'jose'
import jsonld from 'jsonld'

let input, document, list // of the case at hand
const contexts = securityLoader().build()
const multikey = { '@context': { '@protected': true, id: '@id', type: '@type', Multikey: { '@id': 'https://w3id.org/security#Multikey' } } }

async function documentLoader(url) {
  const of = d => ({ contextUrl: null, documentUrl: url, document: d })
  if (url === document.id) return of(document)
  if (url === list.id) return of(list)
  if (url.startsWith(document.id + '#')) {
    const method = document.verificationMethod.find(m => m.id === url)
    if (method) return of({ '@context': 'https://w3id.org/security/multikey/v1', ...method })
  }
  if (url === 'https://w3id.org/security/multikey/v1') return of(multikey)
  if (!url.includes('w3.org/') && !url.includes('w3id.org/') && !url.includes('purl.imsglobal.org/')) throw new Error('not found: ' + url)
  return contexts(url)
}

const attempt = async what => {
  try { return await what() } catch (e) { return { verified: false, error: String(e.errors?.[0] ?? e) } }
}

const suite = new DataIntegrityProof({ cryptosuite })
const reason = r => r.verified ? undefined : [r.error, ...(r.error?.errors ?? []), ...(r.results ?? []).map(x => x.error)].filter(Boolean).map(String).join('; ')
const said = r => {
  const taken = r.statusResult?.results?.some(x => x.status)
  return { verified: r.verified && !taken, error: taken ? 'taken back' : r.error && reason(r) }
}

const proof = async (credential, withStatus) => said(await vc.verifyCredential({
  credential, suite, documentLoader, now: new Date(input.now), ...(withStatus ? { checkStatus: o => checkStatus({ ...o, verifyBitstringStatusListCredential: true }) } : {}),
}))

const canonical = async json => {
  const { proof, ...bare } = JSON.parse(json)
  return jsonld.canonize(bare, { algorithm: 'RDFC-1.0', format: 'application/n-quads', documentLoader, safe: true })
}

// A JWT without kid fits every key of the set.
const byOneOf = async keys => {
  const options = { algorithms: ['ES256'], issuer: document.id, currentDate: new Date(input.now) }
  try { return await jose.jwtVerify(input.jwt, keys, options) } catch (e) {
    if (e.code !== 'ERR_JWKS_MULTIPLE_MATCHING_KEYS') throw e
    let last = e
    for await (const key of e) {
      try { return await jose.jwtVerify(input.jwt, key, options) } catch (next) { last = next }
    }
    throw last
  }
}

const jwt = async () => {
  const { payload, protectedHeader } = await byOneOf(jose.createLocalJWKSet(JSON.parse(input.keys)))
  const { iss, jti, sub, nbf, exp, ...credential } = payload, { proof, ...bare } = JSON.parse(input.credential)
  const thumbprint = await jose.calculateJwkThumbprint(protectedHeader.jwk)
  return {
    verified: true, sameAsJSON: JSON.stringify(credential) === JSON.stringify(bare), claims: jti === bare.id && sub === bare.credentialSubject.id && iss === bare.issuer.id,
    named: JSON.parse(input.keys).keys.some(k => k.kid === thumbprint) && document.verificationMethod.some(m => m.id === document.id + '#' + thumbprint),
  }
}

const answers = []
for (input of JSON.parse(await new Response(process.stdin).text())) {
  document = JSON.parse(input.document)
  list = JSON.parse(input.list)
  answers.push({
    proof: await attempt(() => proof(JSON.parse(input.credential), true)),
    jwt: await attempt(jwt),
    credentialQuads: await attempt(() => canonical(input.credential)),
    listQuads: await attempt(() => canonical(input.list)),
  })
}
console.log(JSON.stringify(answers))
