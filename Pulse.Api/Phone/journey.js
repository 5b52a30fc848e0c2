/** Which page comes now. The server knows where a person is; the phone only asks it and shows that one page. */
import { answer } from './answering.js';
import { choose } from './choosing.js';
import { isUnsent, Problem, read, write } from './door.js';
import { check, rest, sayEnd } from './ending.js';
import { askConsent, askLanguage, askSegment } from './entering.js';
import { current, offer, onLanguage, show } from './frame.js';
import { el } from './paper.js';
import { ratify, voteOn } from './voting.js';
import { say } from './words.js';

/** @typedef {import('./types.js').Item} Item */
/** @typedef {{ position: number, total: number }} Place */
/** What a page of an item needs to know. @typedef {{ place: Place | null, back: (() => void) | null, then: () => unknown }} Way */

/** @type {import('./types.js').Card | null} */
let card = null;
/** What was typed or ticked, per item, until the page is left. @type {Map<string, any>} */
const drafts = new Map();
let languageAsked = false;
let consented = false;
let checked = false;
let answeredHere = false;

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

export function forget() { drafts.clear(); }

/** @param {import('./types.js').Card} [given] */
export async function begin(given) {
  if (given) forget();
  checked = answeredHere = languageAsked = false;
  card = given ?? await read('/v1/dialogue');
  offer(dialogue().languages);
  await go();
}

/** Asks the server what is next and shows it. @returns {Promise<unknown>} */
export async function go() {
  /** @type {import('./types.js').State} */
  const state = await read('/v1/participation');
  consented = state.consented && !state.finished;
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
  return open(next.item, { place: { position, total }, back, then: go });
}

/** @param {string} slug @returns {Promise<unknown>} */
async function goBackFrom(slug) {
  /** @type {{ items: Item[] }} */
  const { items } = await read('/v1/items');
  const at = items.findIndex(item => item.slug === slug);
  if (at < 1) return go();
  const item = items[at - 1];
  return open(item, {
    place: { position: at, total: items.length }, then: go,
    back: at > 1 ? act(() => goBackFrom(item.slug)) : null,
  });
}

/** @param {Item} item @param {Way} way @returns {unknown} */
export function open(item, way) {
  switch (item.kind) {
    case 'open-question': return answer(item, way);
    case 'statement-voting': return voteOn(item, way);
    case 'ratification': return ratify(item, way);
    default: return choose(item, way);
  }
}

/** @param {import('./types.js').State} state */
function endOfPhase(state) {
  if (answeredHere && !checked) return check(() => { checked = true; return rest(state); });
  return rest(state);
}

/** Wraps a tap: one at a time on a page, and whatever goes wrong is said. @param {() => unknown} deed */
export function act(deed) {
  return async () => {
    const here = current();
    if (!here || here.busy) return;
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
  if (!(error instanceof Problem)) return false;
  if (stepsMissed.includes(error.type)) {
    begin().catch(trouble);
    return true;
  }
  const ending = endings[error.type] ?? (error.status === 401 ? (card ? 'expired' : 'invited') : null);
  if (ending) sayEnd(ending, text);
  return Boolean(ending);
}

/** Anything else that went wrong: said, with a way on. @param {unknown} error */
export function trouble(error) {
  console.error(error);
  show({
    draw: () => [
      el('h1', { tabindex: -1 }, say('trouble')),
      el('p', {}, error instanceof Problem && error.message ? error.message : say('problem')),
      el('button', { type: 'button', class: 'main', onclick: act(card ? go : begin) }, say('continue')),
    ],
    unsent: isUnsent,
  });
}

// Before consent there is nobody whose language could be changed; a lost change is repeated with the next one.
onLanguage(code => {
  if (consented) write('PUT', '/v1/participation/language', { language: code }).catch(() => {});
});
