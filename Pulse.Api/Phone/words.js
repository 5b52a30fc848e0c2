/** What the phone says, in the language of the moment. Texts live in strings/<language>.json, one file per language. */
import { read, speakTo } from './door.js';
import { words } from './paper.js';

/** Each language by its own name, with its direction. @type {Record<string, [name: string, direction: 'ltr' | 'rtl']>} */
export const known = { he: ['עברית', 'rtl'], ar: ['العربية', 'rtl'], en: ['English', 'ltr'] };

/** @type {Map<string, Record<string, string>>} */
const learnt = new Map();
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
  const codes = navigator.languages.map(tag => tag.slice(0, 2).replace('iw', 'he'));
  return codes.find(code => code in known) ?? 'en';
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
