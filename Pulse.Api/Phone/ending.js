/** What comes after the questions: checking, a receipt, waiting, finishing, taking everything back. */
import { codeIn, load, Problem, read, write } from './door.js';
import { askCode, field } from './entering.js';
import { faultsOf, form, Refusal, show } from './frame.js';
import { act, forget, go, lost, open } from './journey.js';
import { el, ltr, words } from './paper.js';
import { local, say, when } from './words.js';

/** @typedef {import('./types.js').Item} Item */

/** @param {() => unknown} then */
export async function check(then) {
  /** @type {{ items: Item[] }} */
  const { items } = await read('/v1/items');
  // the phase closed meanwhile: there is nothing left to check
  if (!items.length) return then();
  const own = await Promise.all(items.map(ownAnswer));
  const again = () => check(then);
  show({
    draw: () => [
      el('h1', { tabindex: -1 }, say('check-title')),
      el('p', { class: 'quiet' }, say('check-help')),
      el('dl', { class: 'check' }, ...items.map((item, i) => el('div', {},
        el('dt', {}, local(item.text)),
        el('dd', {}, own[i] ? own[i]()
          : el('p', { class: 'quiet' }, say(`check-${item.state ?? 'open'}`))),
        el('dd', {}, changeable(item) && el('button', {
          type: 'button', class: 'inline',
          onclick: act(() => open(item, { place: null, back: act(again), then: again })),
        }, say('change'), el('span', { class: 'heard' }, ' ', local(item.text))))))),
      el('button', { type: 'button', class: 'main', onclick: act(then) }, say('check-button')),
    ],
  });
}

/** Answers can be changed here; votes stand, and what was left open can be taken up again. @param {Item} item */
function changeable({ kind, state }) {
  return state !== 'done' || !['statement-voting', 'ratification'].includes(kind);
}

/** What was answered, ready to be drawn in any language. @param {Item} item @returns {Promise<(() => HTMLElement) | null>} */
async function ownAnswer(item) {
  if (item.state !== 'done' || ['statement-voting', 'ratification'].includes(item.kind)) return null;
  if (item.kind !== 'open-question') {
    /** @type {string[] | null} */
    const chosen = await (await load('choosing')).ownChoice(item.slug);
    const names = (item.options ?? []).map(({ slug, name }) => /** @type {const} */ ([slug, name]));
    const nameOf = (/** @type {string} */ slug) => names.find(([one]) => one === slug)?.[1];
    const shown = (/** @type {string} */ slug) => nameOf(slug) ? local(nameOf(slug) ?? {}) : ltr(slug);
    return chosen && (() => chosen.length === 1 ? el('p', {}, shown(chosen[0]))
      : el(item.kind === 'rank' ? 'ol' : 'ul', { class: 'chosen' }, ...chosen.map(slug => el('li', {}, shown(slug)))));
  }
  try {
    const { text, language } = await read(`/v1/answers/${encodeURIComponent(item.slug)}`);
    return () => words(text, language, 'p');
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** Between phases, or after the last one. @param {import('./types.js').State} state */
export function rest(state) {
  const end = state.next === 'done';
  const receipt = act(async () => {
    const made = await write('POST', '/v1/participation/receipt', {});
    showReceipt(made.receipt, () => rest(state));
  });
  show({
    draw: () => [
      el('h1', { tabindex: -1 }, say(end ? 'done-title' : 'wait-title')),
      !end && el('p', {}, state.nextOpens ? say('wait-when', { when: when(state.nextOpens) }) : say('wait-unknown')),
      el('p', {}, say(end ? 'done-text' : 'wait-text')),
      state.phase !== null && el('button', { type: 'button', class: 'choice', onclick: act(() => check(() => rest(state))) },
        say('check-again')),
      !end && el('button', { type: 'button', class: 'choice', onclick: act(go) }, say('wait-look')),
      el('section', {},
        el('h2', {}, say('receipt-title')),
        el('p', {}, say('receipt-text')),
        el('button', { type: 'button', class: 'choice', onclick: receipt }, say('receipt-make'))),
      el('section', {},
        el('h2', {}, say('finish-title')),
        el('p', {}, say(end ? 'finish-text' : 'finish-early')),
        el('button', { type: 'button', class: end ? 'main' : 'choice', onclick: act(finish) }, say('finish-button'))),
    ],
  });
}

async function finish() {
  try {
    await write('POST', '/v1/participation/finish', {});
  } catch (error) {
    // the reply to an earlier attempt was lost, but its cookie was not: this phone is no longer known
    if (!(error instanceof Problem && error.status === 401)) throw error;
  }
  sayEnd('finished');
}

/** @param {string} code @param {() => void} back */
function showReceipt(code, back) {
  const grouped = code.match(/.{1,4}/g)?.join(' ') ?? code;
  show({
    back,
    draw: () => [
      el('h1', { tabindex: -1 }, say('receipt-yours')),
      el('p', { class: 'receipt' }, ltr(grouped)),
      el('p', {}, say('receipt-once')),
      el('p', { class: 'note' }, say('receipt-warn')),
      el('button', { type: 'button', class: 'main', onclick: back }, say('receipt-kept')),
    ],
  });
}

/**
 * The pages that lead no further. Text that could not be saved is shown once more, to be copied.
 * @param {string} ending key of the strings @param {string} [text] @param {unknown} [error] why it was not saved
 */
export function sayEnd(ending, text = '', error) {
  forget();
  show({
    unsent: () => text !== '',
    quiet: true,
    back: ending === 'declined' ? act(go) : null,
    draw: () => [
      el('h1', { tabindex: -1 }, say(`${ending}-title`)),
      el('p', {}, error ? faultsOf(error)[0].message() : say(`${ending}-text`)),
      text && el('label', { for: 'kept', class: 'note' }, say('kept')),
      text && el('textarea', { id: 'kept', readonly: true, rows: 6, dir: 'auto' }, text),
      ending === 'expired' && el('button', { type: 'button', class: 'choice', onclick: () => askCode('') }, say('code-other')),
      ['closed', 'unsaved'].includes(ending) && el('button', { type: 'button', class: 'main', onclick: act(go) }, say('continue')),
      ['finished', 'expired'].includes(ending)
        && el('button', { type: 'button', class: 'link', onclick: askReceipt }, say('withdraw-link')),
    ],
  });
}

/** Takes everything back with a receipt; the reply is the same whether the receipt was right or not. */
export function askReceipt() {
  const draft = { code: '' };
  show({
    back: () => askCode(''),
    quiet: true,
    draw: () => [form({
      inside: [
        el('h1', { tabindex: -1 }, el('label', { for: 'receipt' }, say('withdraw-title'))),
        el('p', { class: 'quiet', id: 'receipt-help' }, say('withdraw-help')),
        field('receipt', draft),
      ],
      button: 'withdraw-button', field: 'receipt', lost,
      save: async () => {
        const receipt = codeIn(draft.code);
        if (!receipt) throw new Refusal('receipt', 'code-shape');
        await write('POST', '/v1/withdrawals', { receipt });
      },
      then: () => sayEnd('received'),
    })],
  });
}
