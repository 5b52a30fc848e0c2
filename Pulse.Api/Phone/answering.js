/** An open question: one page, one field. What is in the field stays there until the server has it. */
import { load, Problem, read, write } from './door.js';
import { drawWord, form, Refusal, show } from './frame.js';
import { act, dialogue, draftOf, isKeeping, keepUnsent, lost, typed } from './journey.js';
import { el, ltr } from './paper.js';
import { language, local, plain, say } from './words.js';

export const longest = 2000;
const quotings = ['none', 'paraphrase', 'verbatim'];

/** @param {import('./types.js').Item} item @param {import('./journey.js').Way} way */
export async function answer(item, way) {
  const draft = draftOf(item.slug, { text: '', quoting: 'none', saved: '', language: '' });
  load('hinting').then(({ hintsIn }) => { find = hintsIn; hint(draft.text); });
  if (item.state === 'done' && !draft.text) await recall(item.slug, draft);
  show({
    back: way.back, progress: way.place,
    unsent: () => clean(draft.text) !== draft.saved,
    draw: () => [
      form({
        inside: [
          el('h1', { tabindex: -1 }, el('label', { for: 'text' }, local(item.text))),
          item.help && el('p', { class: 'quiet', id: 'text-help' }, local(item.help)),
          ...textField(draft, Boolean(item.help)),
          dialogue().quoting === 'ask' && quoting(draft),
          keeping(),
        ],
        button: 'send', field: 'text',
        lost: error => lost(error, draft.text),
        save: () => send(item, draft),
        then: way.then,
      }),
      item.state !== 'done' && el('button', {
        type: 'button', class: 'link',
        onclick: act(async () => {
          await write('POST', '/v1/skips', { item: item.slug });
          await way.then();
        }),
      }, say('skip')),
    ],
  });
}

/** What hinting.js finds; nothing until it is here, since a hint never holds anybody up. @type {(text: string) => string[]} */
let find = () => [];

/** Says what in the text may show who somebody is. @param {string} text */
function hint(text) {
  const box = document.getElementById('text-hint');
  if (!box) return;
  const kinds = find(text);
  // said again only when it has changed, or a screen reader would hear it at every letter
  if (box.dataset.kinds === kinds.join()) return;
  box.dataset.kinds = kinds.join();
  box.classList.toggle('note', kinds.length > 0);
  box.replaceChildren(...kinds.map(kind => el('span', {}, say(`hint-${kind}`), ' ')), ...(kinds.length ? [say('hint-text')] : []));
}

/** @typedef {{ text: string, quoting: string, saved: string, language: string }} Draft */

/** @param {string} slug @param {Draft} draft */
async function recall(slug, draft) {
  try {
    const own = await read(`/v1/answers/${encodeURIComponent(slug)}`);
    Object.assign(draft, { text: own.text, saved: own.text, quoting: own.quoting ?? 'none', language: own.language });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) throw error;
  }
}

/** @param {import('./types.js').Item} item @param {Draft} draft */
async function send(item, draft) {
  const text = clean(draft.text);
  if (!text) throw new Refusal('text', 'answer-missing');
  const length = [...text].length;
  if (length > longest) throw new Refusal('text', 'answer-long', { over: ltr(length - longest) });
  await write('POST', '/v1/answers', { item: item.slug, text, language: language(), quoting: draft.quoting });
  draft.saved = text;
  typed();
}

/**
 * Without what cannot be seen and would be refused: pasted direction controls, half characters, control characters.
 * @param {string} text
 */
const clean = text => text.replace(/[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n\t]|\p{Cs}/gu, '').trim();

/** @param {Draft} draft @param {boolean} helped @returns {HTMLElement[]} */
function textField(draft, helped) {
  const count = el('p', { class: 'quiet count', id: 'text-count' });
  // spellcheck: some browsers check spelling on somebody else's server
  const area = el('textarea', {
    id: 'text', rows: 5, dir: 'auto', spellcheck: 'false', autocomplete: 'off',
    'aria-describedby': helped ? 'text-help text-count' : 'text-count',
    oninput: () => {
      draft.text = area.value;
      counted();
      typed();
      clearTimeout(timer);
      timer = setTimeout(() => hint(draft.text), 600);
    },
  });
  /** @type {number | undefined} */
  let timer;
  area.value = draft.text;
  function counted() {
    const length = [...area.value].length;
    count.replaceChildren(say('count', { count: ltr(`${length} / ${longest}`) }));
    count.classList.toggle('over-limit', length > longest);
  }
  counted();
  setTimeout(() => hint(draft.text));
  return [area, count, el('p', { id: 'text-hint', role: 'status' })];
}

/** The choice to keep what is unsent on this phone, beside the sentence about who else can open it. */
function keeping() {
  const on = isKeeping();
  const turn = async (/** @type {any} */ event) => {
    const box = event.target;
    try {
      await keepUnsent(box.checked);
      drawWord();
    } catch {
      // private windows of some browsers keep nothing
      box.checked = false;
      document.getElementById('keep-help')?.replaceChildren(say('keep-failed'));
    }
  };
  return el('details', {},
    el('summary', {}, say('keep-title')),
    el('label', { class: 'tick' },
      el('input', { type: 'checkbox', id: 'keep', checked: on, 'aria-describedby': 'keep-help', onchange: turn }),
      el('span', {}, say('keep-tick'))),
    el('p', { class: 'quiet', id: 'keep-help' }, say('keep-help')));
}

/** @param {Draft} draft */
function quoting(draft) {
  const now = el('span', {}, plain(`quoting-${draft.quoting}`));
  return el('details', {},
    el('summary', {}, el('span', {}, say('quoting-title')), ' ', now),
    el('fieldset', {},
      el('legend', { class: 'quiet' }, say('quoting-help')),
      ...quotings.map(value => el('label', { class: 'tick' },
        el('input', {
          type: 'radio', name: 'quoting', value, checked: draft.quoting === value,
          onchange: () => { draft.quoting = value; now.textContent = plain(`quoting-${value}`); },
        }),
        el('span', {}, say(`quoting-${value}`))))));
}
