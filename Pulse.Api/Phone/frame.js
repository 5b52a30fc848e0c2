/**
 * What is in the same place on every page: language, quick exit, progress, the word that says what is saved, errors.
 * A page is drawn from its draft, so it can be drawn again in another language without losing anything typed.
 */
import { isUnsent, onState, Problem, tryNow } from './door.js';
import { el, words } from './paper.js';
import { has, known, language, plain, say, speak } from './words.js';

/** @typedef {import('./paper.js').Inside} Inside */
/** @typedef {{ field: string | null, message: () => Inside }} Fault */
/**
 * @typedef {{
 *   draw: () => Inside[], back?: (() => void) | null, progress?: { position: number, total: number } | null,
 *   unsent?: () => boolean, quiet?: boolean, touched?: boolean, busy?: boolean, turn?: number
 * }} Page  `quiet` where nothing is saved that could be told of: a code, an ending; `touched` while its form holds what was not sent; `busy` while a tap is being dealt with; `turn` counts what was sent from its form
 */

/** @type {Page | null} */
let page = null;
/** @type {Fault[]} */
let faults = [];
/** @type {import('./door.js').Word} */
let word = 'idle';
let codes = Object.keys(known);
let gone = false;
let guarded = false;
/** @type {(code: string) => void} */
let chosen = () => {};
let kept = () => false;

const top = () => /** @type {HTMLElement} */ (document.getElementById('top'));
const main = () => /** @type {HTMLElement} */ (document.getElementById('page'));
const foot = () => /** @type {HTMLElement} */ (document.getElementById('state'));

/** The answer cannot be sent as it is; said on the page, beside the field. */
export class Refusal extends Error {
  /** @param {string} field @param {string} key @param {Record<string, Node>} [holes] */
  constructor(field, key, holes) {
    super(key);
    /** @type {Fault[]} */
    this.faults = [{ field, message: () => say(key, holes) }];
  }

  /** @param {Refusal} other */
  and(other) {
    this.faults.push(...other.faults);
    return this;
  }
}

/** @param {Page} next */
export function show(next) {
  if (gone) return;
  page = next;
  faults = [];
  draw();
  scrollTo(0, 0);
  const start = main().querySelector('[data-start]') ?? main().querySelector('h1');
  if (start instanceof HTMLElement) start.focus({ preventScroll: true });
  guard();
}

/** The page that is shown now. */
export const current = () => page;

/** Draws the page again: in another language, or after something on it changed. @param {string} [focus] id */
export function redraw(focus) {
  draw();
  if (focus) document.getElementById(focus)?.focus();
}

function draw() {
  if (!page || gone) return;
  document.title = faults.length ? `${plain('error')}: Pulse` : 'Pulse';
  top().replaceChildren(...header());
  const inside = page.draw().filter(part => part);
  main().removeAttribute('aria-busy');
  main().replaceChildren(
    ...(page.back ? [backLink(page.back)] : []),
    ...(faults.length ? [summary()] : []),
    .../** @type {(Node | string)[]} */ (inside));
  for (const { field, message } of faults) {
    const input = field && document.getElementById(field);
    if (!input) continue;
    const note = el('p', { class: 'fault', id: `${field}-fault` }, message());
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', [input.getAttribute('aria-describedby'), note.id].filter(Boolean).join(' '));
    (input.closest('label') ?? input).before(note);
  }
  drawWord();
}

function header() {
  const languages = el('nav', { 'aria-label': plain('languages') }, ...codes.map(code => el('button', {
    type: 'button', id: `speak-${code}`, lang: code, dir: known[code][1],
    'aria-current': code === language() && 'true', onclick: () => change(code),
  }, known[code][0])));
  const { position = 0, total = 0 } = page?.progress ?? {};
  return [
    el('div', { class: 'bar' }, languages,
      el('button', { type: 'button', class: 'exit', onclick: exit }, say('exit'))),
    el('progress', { value: position, max: Math.max(total, 1), 'aria-label': plain('progress') }),
  ];
}

/** @param {string} code */
async function change(code) {
  if (code === language()) return;
  await speak(code);
  redraw(`speak-${code}`);
  chosen(code);
}

/** @param {(code: string) => void} listener */
export function onLanguage(listener) { chosen = listener; }

/** @param {() => boolean} asked whether what is unsent is kept on this phone */
export function onKept(asked) { kept = asked; }

/** @param {string[]} spoken the dialogue's languages; they stand in one order on every page, whichever it was given them in */
export function offer(spoken) { codes = Object.keys(known).filter(code => spoken.includes(code)); }
export const offered = () => codes;

/** @param {() => void} back */
const backLink = back => el('button', { type: 'button', class: 'back', onclick: () => goBack(back) }, say('back'));

/** Nothing is left behind while it is being sent. @param {(() => void) | null | undefined} back */
function goBack(back) { if (!page?.busy) back?.(); }

function summary() {
  return el('section', { class: 'faults', role: 'alert', tabindex: -1, 'aria-labelledby': 'faults' },
    el('h2', { id: 'faults' }, say('faults')),
    el('ul', {}, ...faults.map(({ field, message }) => el('li', {}, field && document.getElementById(field)
      ? el('a', { href: `#${field}`, onclick: (/** @type {Event} */ e) => focusOn(e, field) }, message())
      : message()))));
}

/** @param {Event} event @param {string} field */
function focusOn(event, field) {
  event.preventDefault();
  document.getElementById(field)?.focus();
}

/** Says what is wrong at the top of the page and moves there. @param {Fault[]} found */
export function refuse(found) {
  faults = found;
  draw();
  const box = main().querySelector('.faults');
  if (box instanceof HTMLElement) box.focus();
}

/** @param {unknown} error @param {string | null} field where a refusal without a field belongs @returns {Fault[]} */
export function faultsOf(error, field = null) {
  if (error instanceof Refusal) return error.faults;
  if (!(error instanceof Problem)) throw error;
  const key = `problem-${error.type}`;
  if (has(key)) return [{ field, message: () => say(key) }];
  if (error.fields.length) return error.fields.map(([, said]) => ({ field, message: () => words(said, error.language) }));
  return [{ field, message: () => error.message ? words(error.message, error.language) : say('problem') }];
}

/**
 * A form whose fields stay as they are until what they hold is saved. A second tap sends nothing; an edit while the
 * network is down makes the next tap send the new text, after the old one.
 * @param {{
 *   inside: Inside[], button: string, field?: string, save: () => Promise<unknown>, then: () => unknown,
 *   lost: (error: unknown) => boolean
 * }} asked `lost` deals with what ends the journey (session over, phase closed) and says whether it did
 */
export function form({ inside, button, field, save, then, lost }) {
  const here = page;
  if (!here) throw new Error('a form belongs to a page that is shown');
  const send = el('button', { class: 'main', 'aria-disabled': here.busy && 'true' }, say(button));
  const hold = (/** @type {boolean} */ on) => {
    here.busy = on;
    main().querySelector('form .main')?.setAttribute('aria-disabled', String(on));
  };
  return el('form', {
    novalidate: true, autocomplete: 'off',
    oninput: () => {
      here.touched = true;
      hold(false);
      drawWord();
    },
    onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      if (here.busy) return;
      const mine = here.turn = (here.turn ?? 0) + 1;
      const latest = () => mine === here.turn && page === here;
      forgive();
      hold(true);
      try {
        await save();
        if (!latest()) return;
        here.touched = false;
        await then();
      } catch (error) {
        if (!latest() || lost(error)) return;
        refuse(faultsOf(error, field));
      } finally {
        if (latest()) hold(false);
      }
    },
  }, ...inside, send);
}

/** Takes the errors of the last attempt off the page, leaving everything else as it is. */
function forgive() {
  faults = [];
  document.title = 'Pulse';
  for (const note of main().querySelectorAll('.faults, .fault')) note.remove();
  for (const input of main().querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
}

onState(next => { word = next; drawWord(); });

export function drawWord() {
  if (gone) return;
  let status = foot().querySelector('[role=status]');
  if (!status) {
    status = el('p', { role: 'status' });
    foot().replaceChildren(status);
  }
  // what stands in a field and was not sent is never called saved
  const typed = page?.touched || page?.unsent?.();
  const said = word !== 'saved' && word !== 'idle' ? word : page?.quiet ? 'idle' : typed ? 'typed' : word;
  const text = said === 'idle' || !has('state-saved') ? ''
    : plain((said === 'unsent' || said === 'typed') && kept() ? `state-${said}-kept` : `state-${said}`);
  status.className = said;
  if (status.textContent !== text) status.textContent = text;
  const waits = ['unsent', 'offline', 'busy'].includes(said);
  const button = foot().querySelector('button');
  if (!waits) return button?.remove();
  if (button) button.textContent = plain('try-now');
  else foot().append(el('button', { type: 'button', onclick: tryNow }, say('try-now')));
}

/** Leaves at once, with nothing left on the screen to come back to. */
export function exit() {
  gone = true;
  document.body.replaceChildren();
  location.replace('about:blank');
}

// A restored page must not show what quick exit hid.
addEventListener('pageshow', event => { if (gone && event.persisted) location.replace('about:blank'); });

addEventListener('beforeunload', event => {
  if (gone || kept() || !(isUnsent() || page?.unsent?.())) return;
  event.preventDefault();
  event.returnValue = true;
});

// One extra history entry with the same neutral address: Back goes one page back here before it leaves.
function guard() {
  if (page?.back && !guarded) {
    history.pushState({ guard: true }, '');
    guarded = true;
  }
}
addEventListener('popstate', () => {
  if (location.hash) return;
  guarded = history.state?.guard === true;
  if (guarded) return;
  goBack(page?.back);
  guard();
});
