/** The closed questions: one of several, several of several, a step on a scale, an order made with buttons. */
import { Problem, read, write } from './door.js';
import { radios } from './entering.js';
import { form, redraw, Refusal, show } from './frame.js';
import { act, draftOf, lost } from './journey.js';
import { el, ltr } from './paper.js';
import { local, localPlain, plain, say } from './words.js';

/** @param {import('./types.js').Item} item @param {import('./journey.js').Way} way */
export async function choose(item, way) {
  const options = item.options ?? [];
  /** @type {Draft} */
  const draft = draftOf(item.slug, { chosen: item.kind === 'rank' ? options.map(option => option.slug) : [], said: '' });
  if (item.state === 'done' && !draft.recalled) {
    draft.chosen = (await ownChoice(item.slug)) ?? draft.chosen;
    draft.recalled = true;
  }
  const parts = { single, multiple, scale, rank }[item.kind];
  if (!parts) throw new Error(`no page for items of kind ${item.kind}`);
  show({
    back: way.back, progress: way.place,
    draw: () => [
      form({
        inside: parts(item, draft),
        button: 'send', field: 'options', lost, then: way.then,
        save: () => {
          refuseUnfit(item, draft.chosen);
          draft.recalled = true;
          return write('POST', '/v1/choices', { item: item.slug, chosen: draft.chosen });
        },
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

/** @typedef {import('./types.js').Item} Item */
/** @typedef {{ chosen: string[], said: string, recalled?: boolean }} Draft */

/** @param {string} slug @returns {Promise<string[] | null>} */
export async function ownChoice(slug) {
  try {
    return (await read(`/v1/choices/${encodeURIComponent(slug)}`)).chosen;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** @param {Item} item @param {string[]} chosen @throws {Refusal} */
function refuseUnfit(item, chosen) {
  const several = item.kind === 'multiple';
  if (!chosen.length) throw new Refusal('options', several ? 'some-missing' : 'one-missing');
  const most = item.atMost ?? 1;
  if (several && chosen.length > most) throw new Refusal('options', 'choose-up-to', { most: ltr(most) });
}

/** @param {Item} item @param {Draft} draft */
function single(item, draft) {
  return [radios('options', local(item.text), item.help ? local(item.help) : null,
    (item.options ?? []).map(option => ({ value: option.slug, label: local(option.name) })),
    draft.chosen[0], value => { draft.chosen = [value]; })];
}

/** @param {Item} item @param {Draft} draft */
function scale(item, draft) {
  const from = item.from ?? 1;
  const to = item.to ?? 5;
  const steps = Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
  const group = radios('options', local(item.text), item.help ? local(item.help) : null,
    steps.map(step => ({ value: step, label: ltr(step) })), draft.chosen[0],
    value => { draft.chosen = [value]; }, 'steps');
  if (item.low && item.high) {
    const ends = el('p', { class: 'ends', id: 'ends' },
      el('span', {}, ltr(from), ' ', local(item.low)), el('span', {}, ltr(to), ' ', local(item.high)));
    group.append(ends);
    group.setAttribute('aria-describedby', [group.getAttribute('aria-describedby'), 'ends'].filter(Boolean).join(' '));
  }
  return [group];
}

/** @param {Item} item @param {Draft} draft */
function multiple(item, draft) {
  const options = item.options ?? [];
  const most = item.atMost ?? options.length;
  return [el('fieldset', { 'aria-describedby': 'options-help' },
    el('legend', {}, el('h1', { tabindex: -1 }, local(item.text))),
    el('p', { class: 'quiet', id: 'options-help' }, item.help && local(item.help), item.help && ' ',
      say(most < options.length ? 'choose-up-to' : 'choose-any', { most: ltr(most) })),
    el('div', { class: 'stack', id: 'options', tabindex: -1 }, ...options.map(option => el('label', { class: 'choice' },
      el('input', {
        type: 'checkbox', name: 'options', value: option.slug, checked: draft.chosen.includes(option.slug),
        onchange: (/** @type {any} */ e) => {
          draft.chosen = options.map(one => one.slug)
            .filter(slug => slug === option.slug ? e.target.checked : draft.chosen.includes(slug));
        },
      }),
      el('span', {}, local(option.name))))))];
}

/** @param {Item} item @param {Draft} draft */
function rank(item, draft) {
  const last = draft.chosen.length - 1;
  const move = (/** @type {number} */ at, /** @type {number} */ by) => {
    const slug = draft.chosen[at];
    draft.chosen.splice(at, 1);
    draft.chosen.splice(at + by, 0, slug);
    draft.said = slug;
    // At an end one of the two buttons is off: focus goes to the one that still works.
    const now = at + by;
    redraw(`${by < 0 ? (now > 0 ? 'up' : 'down') : (now < last ? 'down' : 'up')}-${slug}`);
  };
  const row = (/** @type {string} */ slug, /** @type {number} */ at) => {
    const option = (item.options ?? []).find(one => one.slug === slug);
    if (!option) return null;
    const name = localPlain(option.name);
    const button = (/** @type {'up' | 'down'} */ way, /** @type {string} */ sign, /** @type {boolean} */ off) => el('button', {
      type: 'button', id: `${way}-${slug}`, class: 'move', disabled: off, 'aria-label': plain(`rank-${way}`, { name }),
      onclick: () => move(at, way === 'up' ? -1 : 1),
    }, sign);
    return el('li', { 'aria-label': plain('rank-place', { name, place: at + 1, last: last + 1 }) },
      el('span', { class: 'place' }, ltr(at + 1)), el('span', { class: 'name' }, local(option.name)),
      button('up', '↑', at === 0), button('down', '↓', at === last));
  };
  const moved = (item.options ?? []).find(one => one.slug === draft.said);
  return [
    el('h1', { tabindex: -1 }, local(item.text)),
    el('p', { class: 'quiet' }, item.help && local(item.help), item.help && ' ', say('rank-help')),
    el('ol', { class: 'rank', id: 'options', tabindex: -1 }, ...draft.chosen.map(row)),
    el('p', { class: 'heard', role: 'status' }, moved && plain('rank-place', {
      name: localPlain(moved.name), place: draft.chosen.indexOf(draft.said) + 1, last: last + 1,
    })),
  ];
}
