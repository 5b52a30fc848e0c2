/**
 * The only way in and out. Every write carries a key made here and is repeated with that key until the server has
 * acknowledged it, so a lost reply never makes a second answer. Nothing is stored on the phone
 * unless keeping.js was asked to.
 */
import { random, uuid } from './paper.js';

/** @typedef {'idle' | 'loading' | 'offline' | 'busy' | 'sending' | 'unsent' | 'saved'} Word */

const pauses = [1, 2, 4, 8, 15, 30];
const patience = 25_000;
/** What a server may ask for at the most before the next attempt, in seconds. */
const longest = 120;

/** @typedef {{ method: 'POST' | 'PUT', path: string, body: any, key: string }} Write */

/** Writes that are not acknowledged yet, oldest first. @type {Write[]} */
const waiting = [];
/** @type {() => void} */
let moved = () => {};
let saved = false;
let failing = false;
let language = 'en';
/** @type {Promise<unknown>} */
let line = Promise.resolve();
/** @type {Set<() => void>} */
const sleepers = new Set();
/** @type {(word: Word) => void} */
let listen = () => {};
/** @type {Word} */
let word = 'idle';

/** @param {Word} next */
function tell(next) { listen(word = next); }

/** A reply that repeating cannot change. */
export class Problem extends Error {
  /** @param {number} status @param {any} body @param {string | null} spoken the language of its sentences */
  constructor(status, body, spoken) {
    super(body?.detail ?? body?.title ?? '');
    this.status = status;
    this.language = spoken ?? 'en';
    /** kebab-case, without the urn */
    this.type = String(body?.type ?? '').replace('urn:pulse:', '');
    /** @type {[field: string, message: string][]} */
    this.fields = Object.entries(body?.errors ?? {}).map(([field, said]) => [field, [said].flat().join(' ')]);
  }
}

/** @param {(word: Word) => void} listener told at once, and whenever it changes */
export function onState(listener) { (listen = listener)(word); }
/** @param {string} code */
export function speakTo(code) { language = code; }
export const isUnsent = () => waiting.length > 0;
export const unacknowledged = () => [...waiting];
/** @param {() => void} listener called whenever a write joins or leaves the line */
export function onLine(listener) { moved = listener; }
/** Wakes everything that waits for its next attempt. */
export function tryNow() { for (const wake of [...sleepers]) wake(); }
addEventListener('online', tryNow);

/** @param {number} attempt @param {number} [asked] seconds that the server asked for; many phones come back spread over more */
function pause(attempt, asked = 0) {
  return new Promise(resolve => {
    const own = pauses[Math.min(attempt, pauses.length - 1)] * (0.75 + Math.random() / 2);
    const seconds = Math.max(own, asked * (1 + Math.random() / 4));
    const timer = setTimeout(wake, seconds * 1000);
    function wake() { clearTimeout(timer); sleepers.delete(wake); resolve(undefined); }
    sleepers.add(wake);
  });
}

/** Retry-After, as seconds or as a date. @param {Response} reply */
function askedFor({ headers }) {
  const said = headers.get('Retry-After') ?? '';
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Math.min(Math.max(seconds || 0, 0), longest);
}

/**
 * @param {string} method @param {string} path @param {unknown} body @param {string | null} key
 * @param {{ trying: Word, failing: Word, busy: Word }} words `failing` without a connection, `busy` where the server said so
 * @returns {Promise<any>}
 */
async function untilAnswered(method, path, body, key, words) {
  for (let attempt = 0; ; attempt++) {
    if (!failing) tell(words.trying);
    let asked = 0;
    let said = words.failing;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      /** @type {Record<string, string>} */
      const headers = { 'Accept-Language': language };
      if (key) Object.assign(headers, { 'Idempotency-Key': key, 'Content-Type': 'application/json' });
      const reply = await fetch(path, {
        method, headers, body: key ? JSON.stringify(body) : undefined, signal: stop.signal,
        credentials: 'same-origin', redirect: 'error', referrerPolicy: 'no-referrer',
        // what is never kept is not looked for among what is
        cache: path.startsWith('/v1/') ? 'no-store' : 'default',
      });
      const again = reply.status >= 500 || [408, 425, 429].includes(reply.status);
      if (again) [asked, said] = [askedFor(reply), words.busy];
      // a Wi-Fi sign-in page also answers 200, but not in JSON
      const json = /json/.test(reply.headers.get('Content-Type') ?? '');
      failing = again || (reply.ok && !json);
      if (!failing && reply.ok) return await reply.json();
      if (!failing) throw new Problem(reply.status, json ? await reply.json() : null, reply.headers.get('Content-Language'));
    } catch (error) {
      if (error instanceof Problem) throw error;
    } finally {
      clearTimeout(timer);
    }
    failing = true;
    tell(said);
    await pause(attempt, asked);
  }
}

/**
 * Reads, repeating until there is an answer.
 * @param {string} path @returns {Promise<any>} @throws {Problem}
 */
export async function read(path) {
  const quiet = waiting.length > 0;
  try {
    return await untilAnswered('GET', path, null, null,
      quiet ? { trying: 'sending', failing: 'unsent', busy: 'unsent' } : { trying: 'loading', failing: 'offline', busy: 'busy' });
  } finally {
    if (!waiting.length) tell(saved ? 'saved' : 'idle');
  }
}

/**
 * Writes in the order given, each acknowledged before the next one leaves: a corrected answer never arrives first.
 * @param {'POST' | 'PUT'} method @param {string} path @param {unknown} body
 * @param {string} [key] given only when a write is taken up again @returns {Promise<any>} @throws {Problem}
 */
export function write(method, path, body, key = uuid()) {
  const own = { method, path, body, key };
  waiting.push(own);
  moved();
  saved = false;
  tell(failing ? 'unsent' : 'sending');
  const turn = line
    .then(() => untilAnswered(method, path, body, key, { trying: 'sending', failing: 'unsent', busy: 'unsent' }))
    .finally(() => { waiting.splice(waiting.indexOf(own), 1); moved(); });
  line = turn.catch(() => {});
  return turn.then(
    reply => {
      // a spent code is nothing of the person's own yet, and what was taken back no longer is
      saved = !/redeem$|withdrawals$/.test(path);
      if (!waiting.length) tell(saved ? 'saved' : 'idle');
      return reply;
    },
    problem => { tell(!waiting.length ? 'idle' : 'sending'); throw problem; });
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A code of 26 Crockford base32 characters as it was typed or printed; null when the text is not one.
 * @param {string} text
 */
export function codeIn(text) {
  const code = text.toUpperCase().replace(/[\s\u200e\u200f\u2010-\u2015\u2066-\u2069-]/g, '')
    .replace(/[IL]/g, '1').replace(/O/g, '0');
  return code.length === 26 && [...code].every(letter => letters.includes(letter)) ? code : null;
}

/**
 * Opens a session with an invitation's code and a secret made here.
 * @param {string} code
 * @throws {Problem} code-not-valid
 */
export function spend(code) {
  const secret = btoa(String.fromCharCode(...random(32))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  return write('POST', '/v1/invitations/redeem', { code, secret });
}

/**
 * A module that is only sometimes needed; asked for until it is here. A failed import is remembered by some browsers, so
 * the next attempt has another name.
 * @template {keyof import('./types.js').Modules} N @param {N} name @returns {Promise<import('./types.js').Modules[N]>}
 */
export async function load(name) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await import(attempt ? `./${name}.js?${attempt}` : `./${name}.js`);
    } catch {
      tell('offline');
      await pause(attempt);
    }
  }
}
