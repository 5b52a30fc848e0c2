/** From the link to the first question: code, language, consent, segment. */
import { codeIn, load, Problem, spend, write } from './door.js';
import { faultsOf, form, offered, refuse, Refusal, show } from './frame.js';
import { act, begin, claim, dialogue, go, look, lost, trouble } from './journey.js';
import { el } from './paper.js';
import { has, known, language, local, preferred, say, speak } from './words.js';

/**
 * Shows where the person is, with what was asked for while this was loaded.
 * @param {import('./phone.js').Asked} asked @param {Promise<IDBDatabaseInfo[] | null | undefined>} named
 */
export async function enter(asked, named) {
  try {
    if (!has('error')) await speak(preferred());
    await look(named);
    if (asked.spent) await redeem(asked);
    else if (!asked.dialogue) askToContinue();
    else await begin({ asked });
  } catch (error) {
    if (!lost(error)) trouble(error);
  }
}

/** The code of a link. A spent link on the phone that spent it leads on to where the person was. @param {import('./phone.js').Asked} asked */
async function redeem(asked) {
  try {
    await asked.spent;
    await begin({ fresh: true, asked });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    try {
      await begin();
    } catch (none) {
      if (!(none instanceof Problem)) throw none;
      askCode('');
      refuse(faultsOf(error, 'code'));
    }
  }
}

/** @param {string} typed */
export function askCode(typed) {
  const draft = { code: typed };
  show({
    quiet: true,
    draw: () => [
      form({
        inside: [
          el('h1', { tabindex: -1 }, el('label', { for: 'code' }, say('code-title'))),
          el('p', { class: 'quiet', id: 'code-help' }, say('code-help')),
          field('code', draft),
        ],
        button: 'continue', field: 'code', lost, then: () => {},
        save: async () => {
          const code = codeIn(draft.code);
          if (!code) throw new Refusal('code', 'code-shape');
          const { state } = await spend(code);
          await begin({ fresh: true, state });
        },
      }),
      el('button', { type: 'button', class: 'link', onclick: act(() => load('ending').then(({ askReceipt }) => askReceipt())) }, say('withdraw-link')),
    ],
  });
}

/**
 * A field for a code: left to right in every language, kept out of the keyboard's memory, and of two lines, so that a
 * narrow screen shows all of what was typed. @param {string} id @param {{ code: string }} draft
 */
export function field(id, draft) {
  const input = el('textarea', {
    id, rows: 2, dir: 'ltr', class: 'code', 'aria-describedby': `${id}-help`, spellcheck: 'false',
    autocomplete: 'off', autocapitalize: 'characters', autocorrect: 'off', maxlength: 60,
    oninput: () => { draft.code = input.value; },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      /** @type {HTMLElement | null | undefined} */ (input.form?.querySelector('.main'))?.click();
    },
  });
  input.value = draft.code;
  return input;
}

/** After Back or a restored tab: nothing is shown before the person asks for it. */
export function askToContinue() {
  show({
    draw: () => [
      el('h1', { tabindex: -1 }, say('resume')),
      el('button', { type: 'button', class: 'main', onclick: act(() => begin()) }, say('continue')),
    ],
  });
}

/** Something unsent was kept here before this code was used: it is not shown before somebody says that it is theirs. */
export function askKept() {
  show({
    draw: () => [
      el('h1', { tabindex: -1 }, say('kept-title')),
      el('p', {}, say('kept-text')),
      el('div', { class: 'stack' },
        el('button', { type: 'button', class: 'choice', onclick: act(() => claim(true)) }, say('kept-mine')),
        el('button', { type: 'button', class: 'choice', onclick: act(() => claim(false)) }, say('kept-erase'))),
    ],
  });
}

export function askLanguage() {
  const pick = (/** @type {string} */ code) => act(async () => { await speak(code); await go(); });
  show({
    draw: () => [
      el('h1', { tabindex: -1 }, say('language-title')),
      el('div', { class: 'stack' }, ...offered().map(code => el('button', {
        type: 'button', class: 'choice', lang: code, dir: known[code][1], onclick: pick(code),
      }, known[code][0]))),
      el('p', { class: 'quiet' }, say('language-help')),
    ],
  });
}

export function askConsent() {
  const draft = { takePart: false, sensitive: false };
  /** What the reply says of where the person is now, which need not be asked again. @type {import('./types.js').State | undefined} */
  let now;
  const card = dialogue();
  // while the text is read, what comes later is fetched
  load('answering');
  show({
    back: askLanguage,
    draw: () => [
      el('p', { class: 'over' }, local(card.title)),
      el('h1', { tabindex: -1 }, say('consent-title')),
      card.synthetic && el('p', { class: 'note' }, say('synthetic')),
      ...paragraphs(card.introduction),
      ...paragraphs(card.consent.text),
      el('p', {}, say('consent-translation')),
      el('details', {}, el('summary', {}, say('exit-about')), el('p', {}, say('exit-help'))),
      form({
        inside: [
          tick('take-part', 'consent-tick', draft.takePart, on => { draft.takePart = on; }),
          tick('sensitive', 'sensitive-tick', draft.sensitive, on => { draft.sensitive = on; }),
        ],
        button: 'consent-button', field: 'take-part', lost, then: () => go(now),
        save: async () => {
          const missing = [
            !draft.takePart && new Refusal('take-part', 'consent-missing'),
            !draft.sensitive && new Refusal('sensitive', 'sensitive-missing'),
          ].filter(refusal => refusal instanceof Refusal);
          if (missing.length) throw missing.reduce((first, other) => first.and(other));
          now = await write('POST', '/v1/participation',
            { consentVersion: card.consent.version, takePart: true, language: language() });
        },
      }),
      el('button', { type: 'button', class: 'link', onclick: act(() => load('ending').then(({ sayEnd }) => sayEnd('declined'))) }, say('consent-decline')),
    ],
  });
}

/** A long text; what a paragraph is about stands before its colon. @param {import('./types.js').LocalText} text @returns {HTMLElement[]} */
function paragraphs(text) {
  const [code, whole] = text[language()] ? [language(), text[language()]] : Object.entries(text)[0];
  return whole.split(/\n\s*\n/).map(part => {
    const [, about, rest] = /^([^.:]{2,30}:)?(.*)$/s.exec(part.trim()) ?? [];
    return el('p', { lang: code, dir: known[code]?.[1] }, about && el('b', {}, about), rest);
  });
}

/** @param {string} id @param {string} key @param {boolean} on @param {(on: boolean) => void} change */
export function tick(id, key, on, change) {
  return el('label', { class: 'tick' },
    el('input', { type: 'checkbox', id, checked: on, onchange: (/** @type {any} */ e) => change(e.target.checked) }),
    el('span', {}, say(key)));
}

/**
 * The tree, one level per page. @param {import('./types.js').Segment | null} [within] the segment chosen so far
 * @param {(() => void) | null} [back]
 */
export function askSegment(within = null, back = null) {
  /** @type {{ slug: string | null | undefined }} */
  const draft = { slug: undefined };
  /** @type {import('./types.js').State | undefined} */
  let now;
  const nodes = within?.parts ?? dialogue().segments;
  const again = () => askSegment(within, back);
  load('hinting');
  show({
    back,
    draw: () => [form({
      inside: [
        radios('segment', say(within ? 'segment-part-title' : 'segment-title'), say('segment-help'), [
          ...nodes.map(node => ({ value: node.slug, label: local(node.name) })),
          within ? { value: within.slug, label: say('segment-whole', { name: local(within.name) }) }
            : { value: '', label: say('segment-none') },
        ], draft.slug === null ? '' : draft.slug, value => { draft.slug = value || null; }),
      ],
      button: 'continue', field: 'segment', lost,
      save: async () => {
        if (draft.slug === undefined) throw new Refusal('segment', 'segment-missing');
        if (!partsChosen()) now = await write('PUT', '/v1/participation/segment', { segment: draft.slug });
      },
      then: () => {
        const node = partsChosen();
        return node ? askSegment(node, again) : go(now);
      },
    })],
  });
  function partsChosen() {
    const node = nodes.find(one => one.slug === draft.slug);
    return node?.parts?.length ? node : null;
  }
}

/**
 * @param {string} id @param {Node} title @param {Node | null} help @param {{ value: string, label: Node }[]} choices
 * @param {string | undefined} value @param {(value: string) => void} change @param {string} [shape] css class
 */
export function radios(id, title, help, choices, value, change, shape = 'stack') {
  return el('fieldset', { 'aria-describedby': help && `${id}-help` },
    el('legend', {}, el('h1', { tabindex: -1 }, title)),
    help && el('p', { class: 'quiet', id: `${id}-help` }, help),
    el('div', { class: shape, id, tabindex: -1 }, ...choices.map(choice => el('label', { class: 'choice' },
      el('input', {
        type: 'radio', name: id, value: choice.value, checked: choice.value === value,
        onchange: () => change(choice.value),
      }),
      el('span', {}, choice.label)))));
}
