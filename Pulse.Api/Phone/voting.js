/** Other people's words, one per page, and the wordings that came of them. */
import { read, write } from './door.js';
import { redraw, show } from './frame.js';
import { act, dialogue, lost, trouble } from './journey.js';
import { el, ltr, words } from './paper.js';
import { known, languageName, local, plain, say, versionOf } from './words.js';
import { tick } from './entering.js';

/** @typedef {import('./types.js').Statement} Statement */
/** @typedef {import('./types.js').RatifiedText} RatifiedText */
/** @typedef {import('./types.js').Item} Item */
/** @typedef {import('./journey.js').Way} Way */

/** @type {import('./types.js').Vote[]} */
const votes = ['agree', 'disagree', 'pass'];
const steps = ['essential', 'desirable', 'acceptable', 'tolerable', 'unacceptable'];

/**
 * One set. Votes leave in the background while the next statement is read; the set ends when all of them are acknowledged.
 * @param {Item} item @param {Way} way
 */
export async function voteOn(item, way) {
  /** @type {{ statements: Statement[] }} */
  const { statements } = await read(`/v1/statements/next?item=${encodeURIComponent(item.slug)}`);
  if (!statements.length) return way.then();
  /** @type {Promise<unknown>[]} */
  const sent = [];
  const marks = statements.map(() => ({ important: false, original: false }));
  let failed = false;
  let shownAt = 0;

  const enough = act(async () => {
    await Promise.all(sent);
    await write('POST', '/v1/skips', { item: item.slug });
    await way.then();
  });

  const cast = (/** @type {number} */ at, /** @type {string} */ vote) => act(async () => {
    // the second half of a double tap must not vote on the statement that has just come
    if (at > 0 && performance.now() - shownAt < 300) return;
    const statement = statements[at];
    const saving = write('POST', '/v1/votes', {
      statement: statement.id, vote, important: marks[at].important, languageRead: shownOf(statement, marks[at].original),
    });
    sent.push(saving);
    saving.catch(error => {
      if (failed) return;
      failed = true;
      if (!lost(error)) trouble(error);
    });
    if (at + 1 < statements.length) return page(at + 1);
    await Promise.all(sent).then(() => betweenSets(item, way, enough, statements), () => {});
  });

  function page(/** @type {number} */ at) {
    if (failed) return;
    const statement = statements[at];
    shownAt = performance.now();
    show({
      back: at > 0 ? () => page(at - 1) : way.back,
      progress: inside(way, at, statements.length),
      draw: () => [
        el('h1', { class: 'ask', tabindex: -1 }, say('vote-title'), ' ', ltr(`${at + 1} / ${statements.length}`)),
        at === 0 && way.only && el('p', { class: 'quiet' }, say(`read-${way.only}`)),
        card(statement, marks[at], item.asksImportance !== false),
        buttons(votes, vote => cast(at, vote)),
        el('button', { type: 'button', class: 'link', onclick: enough }, say('enough')),
      ],
    });
  }
  page(0);
}

/** Progress moves within an item too. @param {Way} way @param {number} at @param {number} of */
function inside(way, at, of) {
  return way.place && { position: way.place.position - 1 + at / of, total: way.place.total };
}

/** @param {Statement} statement @param {boolean} original */
const shownOf = ({ text, original: first }, original) => original ? first : versionOf(text, first);

/** @param {Statement} statement @param {{ important: boolean, original: boolean }} mark @param {boolean} asks */
function card(statement, mark, asks) {
  const shown = shownOf(statement, mark.original);
  const own = versionOf(statement.text, statement.original);
  return el('section', { class: 'statement', 'aria-label': plain('statement') },
    el('p', { lang: shown, dir: known[shown]?.[1] ?? 'auto', class: 'words', 'data-start': true, tabindex: -1 },
      statement.text[shown]),
    own !== statement.original && el('p', { class: 'quiet' },
      mark.original ? null : say(`translated-${statement.translated[own] ?? 'machine'}`,
        { language: languageName(statement.original) }),
      mark.original ? null : ' ',
      el('button', {
        type: 'button', class: 'inline', id: 'original',
        onclick: () => { mark.original = !mark.original; redraw('original'); },
      }, say(mark.original ? 'show-translation' : 'show-original'))),
    asks && tick('important', 'important', mark.important, on => { mark.important = on; }));
}

/** @param {string[]} given @param {(choice: string) => (event: Event) => unknown} chosen */
function buttons(given, chosen) {
  return el('div', { class: 'stack votes' }, ...given.map(choice =>
    el('button', { type: 'button', class: `choice ${choice}`, onclick: chosen(choice) }, say(choice))));
}

/**
 * Where people stand on what was just voted on, if the dialogue shows it; then more, or enough for now.
 * @param {Item} item @param {Way} way @param {(event: Event) => unknown} enough @param {Statement[]} voted
 */
async function betweenSets(item, way, enough, voted) {
  /** @type {{ statements: Statement[] }} */
  const { statements } = await read(`/v1/statements/next?item=${encodeURIComponent(item.slug)}`);
  const stand = dialogue().showsStanding ? await standing(voted) : null;
  if (!statements.length && !stand) return way.then();
  const more = statements.length > 0;
  show({
    progress: way.place,
    draw: () => [
      el('h1', { tabindex: -1 }, say(more ? 'set-title' : 'set-end')),
      more && el('p', {}, say('set-text')),
      more
        ? el('div', { class: 'stack' },
          el('button', { type: 'button', class: 'main', onclick: act(() => voteOn(item, way)) }, say('set-more')),
          el('button', { type: 'button', class: 'choice', onclick: enough }, say('enough')))
        : el('button', { type: 'button', class: 'main', onclick: act(way.then) }, say('continue')),
      ...(stand ? stand() : []),
    ],
  });
}

/** @param {Statement[]} voted @returns {Promise<() => HTMLElement[]>} */
async function standing(voted) {
  /** @type {{ statements: import('./types.js').Standing[] }} */
  const { statements } = await read(`/v1/standing?${voted.map(({ id }) => `statement=${id}`).join('&')}`);
  const nameOf = (/** @type {string} */ slug) => dialogue().segments.find(one => one.slug === slug)?.name ?? {};
  return () => [
    el('h2', {}, say('standing-title')),
    el('p', { class: 'quiet' }, say('standing-help')),
    ...voted.map(statement => {
      const shown = versionOf(statement.text, statement.original);
      const segments = statements.find(one => one.statement === statement.id)?.segments ?? [];
      return el('section', { class: 'statement' }, words(statement.text[shown], shown, 'p'),
        segments.length === 0 && el('p', { class: 'quiet' }, say('standing-few')),
        segments.length > 0 && el('ul', { class: 'standing' }, ...segments.map(({ segment, atLeast, tenths }) => el('li', {},
          el('span', {}, local(nameOf(segment))),
          el('progress', { value: tenths, max: 10, 'aria-hidden': 'true' }),
          el('span', { class: 'quiet' }, say('standing-tenths', { tenths: ltr(tenths), people: ltr(atLeast) }))))));
    }),
  ];
}

/**
 * The reviewed wordings, one per page; each counts only when it is acknowledged.
 * @param {Item} item @param {Way} way
 */
export async function ratify(item, way) {
  /** @type {{ texts: RatifiedText[] }} */
  const { texts } = await read(`/v1/texts/next?item=${encodeURIComponent(item.slug)}`);
  if (!texts.length) return way.then();
  const scale = item.scale === 'acceptability';

  const page = (/** @type {number} */ at) => {
    const text = texts[at];
    show({
      back: at > 0 ? () => page(at - 1) : way.back,
      progress: inside(way, at, texts.length),
      draw: () => {
        const read = versionOf(text.text);
        return [
          el('h1', { class: 'ask', tabindex: -1 }, local(item.text), ' ', ltr(`${at + 1} / ${texts.length}`)),
          el('section', { class: 'statement', 'aria-label': plain('wording') }, words(text.text[read], read, 'p')),
          el('p', { class: 'quiet' }, say(scale ? 'ratify-scale' : 'ratify-agreement')),
          buttons(scale ? steps : votes, choice => act(async () => {
            await write('POST', '/v1/ballots',
              { text: text.id, [scale ? 'acceptability' : 'vote']: choice, languageRead: versionOf(text.text) });
            return at + 1 < texts.length ? page(at + 1) : ratify(item, way);
          })),
          el('button', {
            type: 'button', class: 'link',
            onclick: act(async () => {
              await write('POST', '/v1/skips', { item: item.slug });
              await way.then();
            }),
          }, say('enough')),
        ];
      },
    });
  };
  page(0);
}
