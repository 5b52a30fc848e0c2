/** Which page comes now. The server knows where a person is; the phone only asks it and shows that one page. */
import { isUnsent, load, Problem, read, write } from './door.js';
import { askCode, askConsent, askKept, askLanguage, askSegment } from './entering.js';
import { current, offer, onLanguage, show } from './frame.js';
import { el, words } from './paper.js';
import { say } from './words.js';

/** @typedef {import('./types.js').Item} Item */
/** @typedef {{ position: number, total: number }} Place */
/**
 * What a page of an item needs to know; `only` says whose words are shown in a phase that keeps the segments apart.
 * @typedef {{ place: Place | null, back: (() => void) | null, then: () => unknown, only?: 'own' | 'untold' | 'all' }} Way
 */

/** @type {import('./types.js').Card | null} */
let card = null;
/** What was typed or ticked, per item, until the page is left. @type {Map<string, any>} */
const drafts = new Map();
/** What was kept on this phone before this page was opened. @type {import('./keeping.js').Kept | null} */
let kept = null;
/** @type {Promise<void> | null} */
let looked = null;
let languageAsked = false;
let consented = false;
let checked = false;
let answeredHere = false;
/** @type {'own' | 'untold' | 'all'} */
let only = 'all';

/** The dialogue this phone was invited to. */
export function dialogue() {
  if (!card) throw new Error('asked for the dialogue before it was read');
  return card;
}

/**
 * @template T
 * @param {string} item @param {T} empty @returns {T} what the person has put into this item so far
 */
export function draftOf(item, empty) {
  if (!drafts.has(item)) drafts.set(item, empty);
  return drafts.get(item);
}

export function forget() {
  drafts.clear();
  if (keeping?.isOn() || kept) load('keeping').then(({ erase }) => erase());
  kept = null;
}

/** What is typed and not sent, for keeping.js. */
function unsentDrafts() {
  const drafted = [...drafts].filter(([, draft]) => draft.text && draft.text.trim() !== draft.saved);
  return { dialogue: dialogue().id, drafts: Object.fromEntries(drafted) };
}

/** @type {typeof import('./keeping.js') | null} */
let keeping = null;
export const isKeeping = () => keeping?.isOn() ?? false;
export const typed = () => keeping?.noted();

/** @param {boolean} on */
export async function keepUnsent(on) {
  await looked;
  // what lies here already is not written over before somebody said whose it is
  if (on && kept) return begin();
  keeping ??= await load('keeping');
  await (on ? keeping.keep(unsentDrafts) : keeping.erase());
}

/** @template T @param {number} most milliseconds @param {Promise<T>} promise @returns {Promise<T | void>} */
const within = (most, promise) => Promise.race([promise, new Promise(resolve => setTimeout(resolve, most))]);

/**
 * Looks for what was kept here before, without holding anybody up for long: a browser whose tab has just died may take
 * its time. What is found later is taken up at the next beginning.
 * @param {Promise<IDBDatabaseInfo[] | null | undefined>} named the databases here, if this browser tells
 */
export function look(named) {
  looked ??= within(1000, named).then(bases => !bases || bases.some(base => base.name === 'pulse') ? load('keeping') : null)
    .then(async module => { kept = await module?.found() ?? null; });
  return within(3000, looked);
}

/** The texts of what was kept, for a page that can only show them. @param {Pick<import('./keeping.js').Kept, 'drafts' | 'writes'> | null} of */
function textsOf(of) {
  const sent = (of?.writes ?? []).map(({ body }) => body.text);
  return [...new Set([...Object.values(of?.drafts ?? {}).map(draft => draft.text), ...sent])].filter(text => text).join('\n\n');
}

/**
 * @param {{ fresh?: boolean, state?: import('./types.js').State, asked?: import('./phone.js').Asked }} [how] fresh: the code
 * was spent just now, so what was kept may be somebody else's; state: what came with it; asked: what is on its way already
 */
export async function begin({ fresh = false, state = undefined, asked = undefined } = {}) {
  if (fresh) drafts.clear();
  checked = answeredHere = languageAsked = false;
  const [told, known] = await Promise.all([
    asked?.dialogue ?? read('/v1/dialogue'), asked?.state ?? state ?? read('/v1/participation'),
  ]);
  card = told;
  offer(dialogue().languages);
  if (kept && (fresh || kept.dialogue !== dialogue().id)) return askKept();
  if (!kept) return go(known);
  await takeUp();
  return go();
}

/** Goes on with what was kept: sends again what was on its way, under its own keys, and puts the rest back. */
async function takeUp() {
  const found = kept;
  if (!found) return;
  kept = null;
  for (const [item, draft] of Object.entries(found.drafts)) drafts.set(item, draft);
  await keepUnsent(true);
  /** @type {unknown[]} */
  const errors = [];
  await Promise.all(found.writes.map(({ method, path, body, key }) =>
    write(method, path, body, key)
      .then(() => { if (drafts.has(body.item)) drafts.get(body.item).saved = body.text; })
      .catch(error => errors.push(error))));
  typed();
  if (!errors.length) return;
  const text = textsOf({ ...found, drafts: {} });
  if (!lost(errors[0], text)) await end('unsaved', text, errors[0]);
  throw new Handled();
}

/** An error that the page already tells. */
class Handled extends Error {}

/** The person says whether what was found here is theirs; only words go on, since votes belong to the session that cast them. @param {boolean} mine */
export async function claim(mine) {
  const found = kept;
  if (!mine || !found) {
    forget();
    return go();
  }
  kept = null;
  for (const { path, body } of found.writes) {
    if (path === '/v1/answers') drafts.set(body.item, { ...body, saved: '' });
  }
  for (const [item, draft] of Object.entries(found.drafts)) drafts.set(item, { ...draft, saved: '' });
  await keepUnsent(true);
  return go();
}

/**
 * Shows what is next, as the server says.
 * @param {import('./types.js').State} [known] what it has just said @returns {Promise<unknown>}
 */
export async function go(known) {
  /** @type {import('./types.js').State} */
  const state = known ?? await read('/v1/participation');
  consented = state.consented && !state.finished;
  only = !state.separate ? 'all' : state.segment ? 'own' : 'untold';
  switch (state.next) {
    case 'consent':
      if (languageAsked) return askConsent();
      languageAsked = true;
      return askLanguage();
    case 'segment': return askSegment();
    case 'item': return goToItem(state);
    default: return endOfPhase(state);
  }
}

/** @param {import('./types.js').State} state @returns {Promise<unknown>} */
async function goToItem(state) {
  /** @type {import('./types.js').NextItem} */
  const next = await read('/v1/items/next');
  if (!next.item) return endOfPhase({ ...state, next: next.kind === 'done' ? 'done' : 'wait' });
  const { position, total } = next;
  const { slug } = next.item;
  answeredHere = true;
  checked = false;
  const back = position > 1 ? act(() => goBackFrom(slug)) : null;
  return open(next.item, { place: { position, total }, back, then: go, only });
}

/** @param {string} slug @returns {Promise<unknown>} */
async function goBackFrom(slug) {
  /** @type {{ items: Item[] }} */
  const { items } = await read('/v1/items');
  const at = items.findIndex(item => item.slug === slug);
  if (at < 1) return go();
  const item = items[at - 1];
  return open(item, {
    place: { position: at, total: items.length }, then: go, only,
    back: at > 1 ? act(() => goBackFrom(item.slug)) : null,
  });
}

/** @param {Item} item @param {Way} way @returns {unknown} */
export function open(item, way) {
  switch (item.kind) {
    case 'open-question': return load('answering').then(({ answer }) => answer(item, way));
    case 'statement-voting': return load('voting').then(({ voteOn }) => voteOn(item, way));
    case 'ratification': return load('voting').then(({ ratify }) => ratify(item, way));
    default: return load('choosing').then(({ choose }) => choose(item, way));
  }
}

/** @param {import('./types.js').State} state */
async function endOfPhase(state) {
  const { check, rest } = await load('ending');
  if (answeredHere && !checked) return check(() => { checked = true; return rest(state); });
  return rest(state);
}

/** @param {string} ending @param {string} [text] @param {unknown} [error] */
const end = (ending, text, error) => load('ending').then(({ sayEnd }) => sayEnd(ending, text, error));

/** Wraps a tap: one at a time on a page, the second of a double tap not at all, and whatever goes wrong is said. @param {() => unknown} deed */
export function act(deed) {
  return async (/** @type {Event | undefined} */ event = undefined) => {
    const here = current();
    if (!here || here.busy || /** @type {UIEvent} */ (event)?.detail > 1) return;
    here.busy = true;
    try {
      await deed();
    } catch (error) {
      if (!lost(error)) trouble(error);
    } finally {
      here.busy = false;
    }
  };
}

/** @type {Record<string, string>} */
const endings = { 'phase-closed': 'closed', withdrawn: 'withdrawn' };
const stepsMissed = ['consent-first', 'consent-changed', 'segment-first'];

/**
 * Shows the page for an error that ends the journey, with the text that could not be saved, or leads to the step missed.
 * @param {unknown} error @param {string} [text] @returns {boolean} whether it was such an error
 */
export function lost(error, text = '') {
  if (error instanceof Handled) return true;
  if (!(error instanceof Problem)) return false;
  if (stepsMissed.includes(error.type)) {
    begin().catch(trouble);
    return true;
  }
  const ending = endings[error.type] ?? (error.status === 401 ? (card || kept ? 'expired' : 'invited') : null);
  if (ending === 'invited') {
    forget();
    askCode('');
  } else if (ending) end(ending, text || textsOf(kept ?? (card && { ...unsentDrafts(), writes: [] })));
  return Boolean(ending);
}

/** Anything else that went wrong: said, with a way on. @param {unknown} error */
export function trouble(error) {
  console.error(error);
  show({
    draw: () => [
      el('h1', { tabindex: -1 }, say('trouble')),
      el('p', {}, error instanceof Problem && error.message ? words(error.message, error.language) : say('problem')),
      el('button', { type: 'button', class: 'main', onclick: act(card ? go : begin) }, say('continue')),
    ],
    unsent: isUnsent,
  });
}

// Before consent there is nobody whose language could be changed; a lost change is repeated with the next one.
onLanguage(code => {
  if (consented) write('PUT', '/v1/participation/language', { language: code }).catch(() => {});
});
