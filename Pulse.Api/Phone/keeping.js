/**
 * Unsent answers kept on this phone, only for who asked for it: one sealed record and its key in IndexedDB, erased as
 * soon as everything is acknowledged. The key cannot be taken out of the browser, but whoever can open this browser can
 * use it: it protects against copied files, not against somebody who holds the unlocked phone.
 */
import { onLine, unacknowledged } from './door.js';
import { drawWord, onKept } from './frame.js';

/** @typedef {{ dialogue: string, drafts: Record<string, any>, writes: import('./door.js').Write[] }} Kept */

const base = 'pulse';
const store = 'kept';
/** What may be repeated another day: nothing with a code in it. */
const repeatable = /^\/v1\/(answers|choices|votes|ballots|skips)$/;

/** @type {(() => Omit<Kept, 'writes'>) | null} */
let gather = null;
let stored = false;
/** @type {number | undefined} */
let timer;
/** @type {Promise<unknown>} */
let turn = Promise.resolve();

export const isOn = () => gather !== null;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @param {boolean} make @returns {Promise<IDBDatabase>} rejected where there is none and none is to be made */
function open(make) {
  const request = indexedDB.open(base, 1);
  request.onupgradeneeded = () => make ? request.result.createObjectStore(store) : request.transaction?.abort();
  return done(request);
}

/** @param {() => Omit<Kept, 'writes'>} what asked whenever something changed @throws where this browser keeps nothing */
export async function keep(what) {
  gather = what;
  onLine(save);
  onKept(() => stored);
  try {
    await save();
  } catch (error) {
    gather = null;
    throw error;
  }
}

/** Something was typed: kept after a short pause, or at once when the page goes out of sight. */
export function noted() {
  if (!gather) return;
  clearTimeout(timer);
  timer = setTimeout(save, 400);
}
addEventListener('visibilitychange', () => { if (gather && document.visibilityState === 'hidden') save(); });

export function save() {
  turn = turn.catch(() => {}).then(put);
  return turn;
}

async function put() {
  const what = gather?.();
  const writes = unacknowledged().filter(write => repeatable.test(write.path));
  if (!what || (!writes.length && !Object.keys(what.drafts).length)) return remove();
  const database = await open(true);
  try {
    const key = await done(database.transaction(store).objectStore(store).get('key'))
      ?? await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify({ ...what, writes }));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text);
    const writing = database.transaction(store, 'readwrite');
    writing.objectStore(store).put(key, 'key');
    writing.objectStore(store).put({ iv, sealed }, 'record');
    await new Promise((resolve, reject) => { writing.oncomplete = resolve; writing.onabort = reject; });
    stored = true;
  } finally {
    database.close();
  }
  drawWord();
}

async function remove() {
  stored = false;
  await done(indexedDB.deleteDatabase(base));
  drawWord();
}

/** Keeps nothing any more. */
export function erase() {
  gather = null;
  clearTimeout(timer);
  return save();
}

/** What was kept before this page was opened. @returns {Promise<Kept | null>} */
export async function found() {
  let database;
  try {
    database = await open(false);
    const kept = database.transaction(store).objectStore(store);
    const [key, record] = await Promise.all([done(kept.get('key')), done(kept.get('record'))]);
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: record.iv }, key, record.sealed);
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return null;
  } finally {
    database?.close();
  }
}
