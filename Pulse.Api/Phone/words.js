/** What the phone says, in the language of the moment. Texts live in strings/<language>.json, one file per language. */
import { read, speakTo } from './door.js';
import { el, words } from './paper.js';

/**
 * Each language by its own name, with its direction: the host puts a link into the page for every file in strings/.
 * @type {Record<string, [name: string, direction: string]>}
 */
export const known = {};
for (const link of document.querySelectorAll('link[hreflang]')) {
  if (link instanceof HTMLLinkElement) known[link.hreflang] = [link.title, link.dir];
}

/** @type {Map<string, Record<string, string>>} */
const learnt = new Map();
// the page brings the strings of the language that the browser asked for
const brought = document.querySelector('script[lang]');
if (brought instanceof HTMLElement) learnt.set(brought.lang, JSON.parse(brought.textContent ?? '{}'));
/** @type {Record<string, string>} */
let strings = {};
let current = 'en';

export const language = () => current;

/** @param {string} code */
export async function speak(code) {
  if (!learnt.has(code)) learnt.set(code, await read(`strings/${code}.json`));
  strings = learnt.get(code) ?? {};
  current = code;
  speakTo(code);
  document.documentElement.lang = code;
  document.documentElement.dir = known[code][1];
}

/** The first of the phone's own languages that there are texts for. */
export function preferred() {
  const codes = navigator.languages.map(tag => tag.split('-')[0].replace('iw', 'he'));
  return [...codes, 'en', ...Object.keys(known)].find(code => code in known) ?? 'en';
}

/** What a language is called in the language of the moment. @param {string} code */
export function languageName(code) {
  return document.createTextNode(new Intl.DisplayNames([current], { type: 'language' }).of(code) ?? code);
}

/** Months as they are called here, and hours without a.m. and p.m. */
const regions = new Map([['ar', 'ar-PS'], ['en', 'en-GB']]);

/** A day and an hour on this phone's clock. @param {string} moment as the server tells it */
export function when(moment) {
  const format = new Intl.DateTimeFormat(`${regions.get(current) ?? current}-u-nu-latn-hc-h23`,
    { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
  return el('bdi', { lang: current }, format.format(new Date(moment)));
}

/** @param {string} key */
export const has = key => key in strings;

/**
 * A sentence; `{name}` is filled with a node, so that numbers and names keep their own direction.
 * @param {string} key @param {Record<string, Node>} [holes]
 */
export function say(key, holes = {}) {
  const sentence = document.createDocumentFragment();
  for (const part of (strings[key] ?? key).split(/(\{[a-z]+\})/)) {
    const node = part[0] === '{' ? holes[part.slice(1, -1)] : undefined;
    // a copy, because an error says its sentence twice: above and beside the field
    if (node ?? part) sentence.append(node?.cloneNode(true) ?? part);
  }
  return sentence;
}

/**
 * The same for labels that only a screen reader reads: what is filled in stands between Unicode isolates.
 * @param {string} key @param {Record<string, string | number>} [holes]
 */
export function plain(key, holes = {}) {
  return (strings[key] ?? key).replace(/\{([a-z]+)\}/g, (_, hole) => `\u2068${holes[hole]}\u2069`);
}

/**
 * Which version of a text is read now: the current language's, else the original's, else any.
 * @param {import('./types.js').LocalText} text @param {string} [original]
 */
export function versionOf(text, original) {
  return text[current] ? current : original && text[original] ? original : Object.keys(text)[0];
}

/**
 * A text of the dialogue, marked with the language it is in.
 * @param {import('./types.js').LocalText} text
 */
export function local(text) {
  const version = versionOf(text);
  return words(text[version] ?? '', version);
}

/** @param {import('./types.js').LocalText} text */
export const localPlain = text => text[versionOf(text)] ?? '';
